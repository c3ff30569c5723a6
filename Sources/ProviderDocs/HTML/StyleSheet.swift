/// How the site looks. Colours are named once for each theme; the contrast of each pair is at least 4.5 to 1.
enum StyleSheet {
  static let text = #"""
    :root {
      --page: #ffffff; --panel: #f6f7f9; --line: #dfe3e8; --text: #1d2430; --quiet: #5a6473; --accent: #b3400f;
      --link: #0b5cad; --code: #f1f3f6; --block: #f6f7f9; --mark: #fff3d6; --on-accent: #ffffff;
      --c: #5f6b7a; --s: #17693a; --n: #8a4600; --k: #8a2487;
      --select: #0b5cad; --delete: #b3261e; --exec: #6b3fa0; --insert: #17693a;
      --body: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
      --fixed: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "Liberation Mono", monospace;
      color-scheme: light;
    }
    @media (prefers-color-scheme: dark) {
      :root:not([data-theme="light"]) {
        --page: #13171e; --panel: #191e27; --line: #2e3643; --text: #e3e8ef; --quiet: #a3adbb; --accent: #ff9a6b;
        --link: #7db8ff; --code: #222936; --block: #191f29; --mark: #40361c; --on-accent: #13171e;
        --c: #96a1b0; --s: #8fd6a3; --n: #f0b26e; --k: #e19ae0;
        --select: #7db8ff; --delete: #ff9d94; --exec: #c9a8f5; --insert: #8fd6a3;
        color-scheme: dark;
      }
    }
    :root[data-theme="dark"] {
      --page: #13171e; --panel: #191e27; --line: #2e3643; --text: #e3e8ef; --quiet: #a3adbb; --accent: #ff9a6b;
      --link: #7db8ff; --code: #222936; --block: #191f29; --mark: #40361c; --on-accent: #13171e;
      --c: #96a1b0; --s: #8fd6a3; --n: #f0b26e; --k: #e19ae0;
      --select: #7db8ff; --delete: #ff9d94; --exec: #c9a8f5; --insert: #8fd6a3;
      color-scheme: dark;
    }
    * { box-sizing: border-box; }
    html { scroll-padding-top: 5rem; -webkit-text-size-adjust: 100%; }
    body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.6 var(--body); }
    a { color: var(--link); text-decoration: none; }
    a:hover { text-decoration: underline; }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
    main:focus { outline: none; }
    code, pre { font-family: var(--fixed); font-size: .875em; }
    code { background: var(--code); border-radius: 4px; padding: .1em .35em; overflow-wrap: anywhere; }
    a code { color: inherit; }
    button { font: inherit; color: inherit; cursor: pointer; }
    .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); margin: 0; }
    .skip { position: absolute; left: -99rem; top: .5rem; background: var(--accent); color: var(--on-accent);
      padding: .5rem 1rem; z-index: 30; border-radius: 6px; }
    .skip:focus { left: .5rem; }

    .top { position: sticky; top: 0; z-index: 20; display: flex; align-items: center; gap: 1rem; height: 3.75rem;
      padding: 0 1.5rem; background: var(--page); border-bottom: 1px solid var(--line); }
    .brand { font-weight: 700; font-size: 1.1rem; color: var(--text); letter-spacing: -.01em; white-space: nowrap; }
    .search { position: relative; flex: 1; max-width: 34rem; margin: 0 auto; }
    .search input { width: 100%; height: 2.4rem; padding: 0 .9rem; font: inherit; color: var(--text);
      background: var(--panel); border: 1px solid var(--line); border-radius: 8px; }
    .search input::placeholder { color: var(--quiet); opacity: 1; }
    #results { position: absolute; inset: 2.8rem 0 auto; max-height: 70vh; overflow-y: auto; margin: 0; padding: .4rem;
      list-style: none; background: var(--page); border: 1px solid var(--line); border-radius: 10px;
      box-shadow: 0 12px 32px rgb(0 0 0 / .18); }
    #results a { display: block; padding: .45rem .7rem; border-radius: 6px; color: var(--text); }
    #results a:hover, #results a:focus { background: var(--panel); text-decoration: none; }
    #results b { font-family: var(--fixed); font-size: .875rem; font-weight: 600; overflow-wrap: anywhere; }
    #results small { display: block; color: var(--quiet); white-space: nowrap; overflow: hidden;
      text-overflow: ellipsis; }
    #results .none { padding: .5rem .7rem; color: var(--quiet); }
    .theme, .menu { height: 2.4rem; padding: 0 .9rem; background: none; border: 1px solid var(--line);
      border-radius: 8px; }
    .theme:hover, .menu:hover, .copy:hover { border-color: var(--quiet); }
    .menu { display: none; }

    .columns { display: grid; grid-template-columns: 16rem minmax(0, 1fr) 15rem; max-width: 96rem; margin: 0 auto; }
    nav ul { list-style: none; margin: 0; padding: 0; }
    #navigation, .outline { position: sticky; top: 3.75rem; align-self: start; max-height: calc(100vh - 3.75rem);
      overflow-y: auto; padding: 1.75rem 1rem 2rem 1.5rem; font-size: .9rem; }
    #navigation a { display: block; padding: .3rem .7rem; border-radius: 6px; color: var(--text); }
    #navigation a:hover { background: var(--panel); text-decoration: none; }
    #navigation a[aria-current] { background: var(--code); color: var(--accent); font-weight: 600; }
    #navigation > ul > li { margin-bottom: .35rem; }
    #navigation > ul > li > a { font-weight: 600; }
    #navigation ul ul { margin: .2rem 0 .8rem .7rem; border-left: 1px solid var(--line); padding-left: .4rem; }
    .outline { padding-left: .5rem; font-size: .8rem; }
    .outline p { margin: 0 0 .5rem; font-weight: 600; }
    .outline a { display: block; padding: .14rem 0; color: var(--quiet); line-height: 1.4; overflow-wrap: anywhere; }
    .outline a:hover, .outline a.now { color: var(--accent); }
    .outline .level3 { padding-left: .8rem; }

    main { padding: 2rem 2.5rem 4rem; min-width: 0; }
    .kind { margin: 0; color: var(--quiet); font-size: .9rem; }
    h1 { margin: .1rem 0 .6rem; font-size: 2.3rem; line-height: 1.15; letter-spacing: -.025em; text-wrap: balance; }
    h2 { margin: 3.2rem 0 1rem; font-size: 1.5rem; letter-spacing: -.015em; line-height: 1.3; }
    h3 { margin: 0 0 .6rem; font-size: 1.05rem; line-height: 1.4; }
    h3 code { background: none; padding: 0; font-size: 1em; }
    p { margin: .4rem 0 .8rem; max-width: 46rem; }
    .lead { font-size: 1.15rem; color: var(--quiet); text-wrap: pretty; }
    .here { color: var(--quiet); font-weight: 400; opacity: 0; padding: 0 .2em; margin-right: -2em; }
    h2:hover .here, h3:hover .here, .here:focus { opacity: 1; }

    dl { margin: 0; }
    dl > div { display: grid; grid-template-columns: 8rem minmax(0, 1fr); gap: .5rem; padding: .3rem 0; }
    dt { color: var(--quiet); font-size: .875rem; }
    dd { margin: 0; font-size: .925rem; min-width: 0; }
    .facts { margin: 1.5rem 0; padding: .6rem 1.2rem; border: 1px solid var(--line); border-radius: 12px;
      background: var(--panel); }
    .card { position: relative; margin: 0 0 1rem; padding: 1.1rem 1.3rem; border: 1px solid var(--line);
      border-radius: 12px; }
    .card:hover { border-color: var(--quiet); }
    .card h3 { margin-bottom: .2rem; font-size: 1.15rem; }
    .chips { display: flex; flex-wrap: wrap; gap: .5rem; margin: .6rem 0 0; padding: 0; list-style: none; }
    .verb { display: inline-block; font: 600 .72rem/1.5 var(--fixed); letter-spacing: .03em; padding: .05rem .5rem;
      border: 1px solid currentcolor; border-radius: 99px; color: var(--insert); }
    .verb.select { color: var(--select); } .verb.delete { color: var(--delete); } .verb.exec { color: var(--exec); }

    .wide { overflow-x: auto; margin: 1rem 0; border: 1px solid var(--line); border-radius: 12px; }
    table { border-collapse: collapse; width: 100%; font-size: .875rem; }
    th, td { padding: .55rem .9rem; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
    thead th { border-top: 0; background: var(--panel); color: var(--quiet); font-weight: 600; white-space: nowrap; }
    tbody th { font-weight: 400; min-width: 15rem; }
    td code, th code { background: none; padding: 0; }
    td code { white-space: nowrap; }

    .method { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1.1fr); gap: 0 2rem;
      padding: 1.6rem 0 2rem; border-top: 1px solid var(--line); }
    .method > h3 { grid-column: 1 / -1; font-size: 1.15rem; overflow-wrap: anywhere; }
    .request { padding: .5rem .8rem; background: var(--code); border-radius: 8px; font-size: .9rem; }
    .request b { font-family: var(--fixed); font-size: .8rem; color: var(--accent); }
    .request code { background: none; padding: 0; }
    .method dl > div { grid-template-columns: 7rem minmax(0, 1fr); }
    .notes { margin: .8rem 0 0; padding-left: 1.1rem; color: var(--quiet); font-size: .9rem; }
    .codes { min-width: 0; align-self: start; position: sticky; top: 4.75rem; }
    figure { position: relative; margin: 0 0 .9rem; border: 1px solid var(--line); border-radius: 10px;
      background: var(--block); overflow: hidden; }
    figcaption, .tabs { padding: .45rem .9rem; border-bottom: 1px solid var(--line); color: var(--quiet);
      font-size: .8rem; font-weight: 600; }
    .tabs { display: flex; gap: .2rem; padding: .3rem; margin-right: 4.2rem; overflow-x: auto; border: 0;
      scrollbar-width: none; }
    .tabbed pre { border-top: 1px solid var(--line); }
    .tabs button { padding: .2rem .7rem; border: 0; border-radius: 6px; background: none; color: var(--quiet);
      font-weight: 600; white-space: nowrap; }
    .tabs button:hover { color: var(--text); }
    .tabs button[aria-selected="true"] { background: var(--page); color: var(--accent); }
    .tabbed figure { border: 0; margin: 0; border-radius: 0; position: static; }
    .tabbed figcaption { display: none; }
    figure .copy, .tabbed .copy { z-index: 1; }
    .tabbed { border: 1px solid var(--line); border-radius: 10px; background: var(--block);
      overflow: hidden; }
    pre { margin: 0; padding: .9rem 1rem; overflow-x: auto; line-height: 1.55; font-size: .85rem; tab-size: 2; }
    pre:focus-visible { outline-offset: -2px; }
    pre code { background: none; padding: 0; font-size: inherit; overflow-wrap: normal; }
    pre i { font-style: normal; }
    .c { color: var(--c); } .s { color: var(--s); } .n { color: var(--n); } .k { color: var(--k); }
    .copy { position: absolute; top: .32rem; right: .4rem; padding: .05rem .6rem; font-size: .78rem;
      background: var(--page); border: 1px solid var(--line); border-radius: 6px; }
    .copyable .copy { position: static; margin-left: .5rem; }

    .entries { list-style: none; margin: .5rem 0; padding: 0; }
    .entries > li { padding: .75rem 0; border-top: 1px solid var(--line); }
    .entries > li:first-child { border-top: 0; }
    .entries b code { background: none; padding: 0; font-weight: 600; font-size: .925rem; }
    .entries p { margin: .15rem 0 0; font-size: .925rem; max-width: none; overflow-wrap: anywhere; }
    .type { margin-left: .4rem; color: var(--quiet); font-size: .85rem; }
    a.type { color: var(--link); }
    .may { margin-left: .4rem; color: var(--quiet); font-size: .8rem; font-style: italic; }
    .values { margin: .4rem 0 0; padding-left: 1.1rem; font-size: .9rem; }
    :target { background: var(--mark); box-shadow: 0 0 0 .4rem var(--mark); border-radius: 2px; }
    details { margin: 1rem 0; padding: 0 1.2rem; border: 1px solid var(--line); border-radius: 12px; }
    summary { padding: .7rem 0; cursor: pointer; }
    summary h3 { display: inline; margin: 0; }
    summary span { color: var(--quiet); font-size: .85rem; }
    details > p { margin-top: 0; }
    footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--quiet);
      font-size: .85rem; }

    @media (max-width: 1280px) {
      .columns { grid-template-columns: 15rem minmax(0, 1fr); }
      .outline { display: none; }
    }
    @media (max-width: 1080px) {
      .method { display: block; }
      .codes { position: relative; top: 0; }
      table { min-width: 46rem; }
      .about { margin-bottom: 1rem; }
    }
    @media (max-width: 800px) {
      .top { gap: .6rem; padding: 0 .8rem; }
      .menu { display: block; }
      .brand, .here { display: none; }
      .columns { display: block; }
      #navigation { display: none; position: static; max-height: none; padding: 1rem; background: var(--panel);
        border-bottom: 1px solid var(--line); }
      .open #navigation { display: block; }
      #navigation a { padding: .55rem .7rem; }
      main { padding: 1.5rem 1.1rem 3rem; }
      h1 { font-size: 1.8rem; }
      h2 { margin-top: 2.4rem; }
      .facts dl > div, dl > div { grid-template-columns: 6.2rem minmax(0, 1fr); }
      #results { position: fixed; inset: 3.9rem .6rem auto; }
    }
    @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
    @media print { .top, #navigation, .outline, .copy { display: none; } .columns { display: block; } }
    """#
}
