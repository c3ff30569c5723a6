/// What the site does: theme, menu, search, copying, tabs. Without it the pages show everything as well.
enum SiteScript {
  static let text = #"""
    (() => {
      'use strict';
      const root = document.documentElement;

      // A page from a disk may be refused a memory; then a choice lasts as long as the page.
      const remember = (key, value) => { try { localStorage.setItem('bindery-' + key, value); } catch { } };
      const recall = (key) => { try { return localStorage.getItem('bindery-' + key); } catch { return null; } };

      // The theme is set before the page is drawn.
      const dark = matchMedia('(prefers-color-scheme: dark)');
      const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches);
      if (['dark', 'light'].includes(recall('theme'))) root.dataset.theme = recall('theme');

      function theme() {
        const button = document.querySelector('.theme');
        const show = () => {
          button.textContent = isDark() ? 'Light' : 'Dark';
          button.setAttribute('aria-label', `${button.textContent} theme`);
        };
        button.addEventListener('click', () => {
          root.dataset.theme = isDark() ? 'light' : 'dark';
          remember('theme', root.dataset.theme);
          show();
        });
        dark.addEventListener('change', show);
        show();
      }

      function menu() {
        const button = document.querySelector('.menu');
        button.addEventListener('click', () => {
          button.setAttribute('aria-expanded', String(document.body.classList.toggle('open')));
        });
      }

      // Copying.

      async function copy(text) {
        try {
          await navigator.clipboard.writeText(text);
        } catch {
          // Not allowed, or not offered: by way of a field that is selected.
          const field = document.createElement('textarea');
          field.value = text;
          field.style.position = 'fixed';
          document.body.append(field);
          field.select();
          document.execCommand('copy');
          field.remove();
        }
      }

      function copyButton(label, text) {
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'copy';
        button.textContent = 'Copy';
        button.setAttribute('aria-label', `Copy ${label}`);
        button.addEventListener('click', async () => {
          const focus = document.activeElement;
          await copy(text);
          if (focus instanceof HTMLElement) focus.focus();
          button.textContent = 'Copied';
          setTimeout(() => { button.textContent = 'Copy'; }, 1500);
        });
        return button;
      }

      function copying() {
        for (const figure of document.querySelectorAll('figure')) {
          const label = figure.querySelector('figcaption').textContent;
          figure.append(copyButton(label, figure.querySelector('pre').textContent));
        }
        for (const place of document.querySelectorAll('.copyable')) {
          const text = place.querySelector('code').textContent;
          place.append(copyButton(text, text));
        }
      }

      // Tabs: the same one in all methods, and on the next page too.

      const sets = [];

      function choose(label) {
        for (const set of sets) {
          const found = set.tabs.find((tab) => tab.textContent === label);
          if (found) show(set, found);
        }
      }

      function tabs() {
        document.querySelectorAll('.codes').forEach((box, number) => {
          const figures = [...box.querySelectorAll('figure')];
          if (figures.length < 2) return;
          const list = document.createElement('div');
          list.className = 'tabs';
          list.setAttribute('role', 'tablist');
          list.setAttribute('aria-label', 'Examples');
          const buttons = figures.map((figure, index) => {
            const button = document.createElement('button');
            button.type = 'button';
            button.id = `tab-${number}-${index}`;
            button.textContent = figure.querySelector('figcaption').textContent;
            button.setAttribute('role', 'tab');
            figure.id = `panel-${number}-${index}`;
            figure.setAttribute('role', 'tabpanel');
            figure.setAttribute('aria-labelledby', button.id);
            button.setAttribute('aria-controls', figure.id);
            button.addEventListener('click', () => {
              // What is clicked stays where it is, though the boxes above it may change their height.
              const before = button.getBoundingClientRect().top;
              choose(button.textContent);
              remember('tab', button.textContent);
              scrollBy({ top: button.getBoundingClientRect().top - before, behavior: 'instant' });
            });
            return button;
          });
          list.addEventListener('keydown', (event) => {
            const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
            if (!step) return;
            event.preventDefault();
            const next = buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length];
            next.focus();
            next.click();
          });
          list.append(...buttons);
          box.prepend(list);
          box.classList.add('tabbed');
          sets.push({ tabs: buttons, figures });
        });
        // Each starts with its own statement; a tab that was chosen once is chosen wherever there is one.
        for (const set of sets) {
          const first = set.tabs.find((tab) => ['SQL', 'SQL example'].includes(tab.textContent));
          show(set, first ?? set.tabs[0]);
        }
        const chosen = recall('tab');
        if (chosen) choose(chosen);
      }

      function show({ tabs, figures }, chosen) {
        tabs.forEach((tab, index) => {
          tab.setAttribute('aria-selected', String(tab === chosen));
          tab.tabIndex = tab === chosen ? 0 : -1;
          figures[index].hidden = tab !== chosen;
        });
      }

      // A link into a list that is folded opens it; tabs have moved what is below them.
      function goTo() {
        const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
        if (!target) return;
        const list = target.closest('details');
        if (list) list.open = true;
        target.scrollIntoView({ behavior: 'instant' });
      }

      // Search.

      function score([kind, name, place, , text], words) {
        const low = name.toLowerCase();
        const all = `${low} ${place.toLowerCase()} ${text.toLowerCase()}`;
        if (!words.every((word) => all.includes(word))) return 0;
        const weight = { service: 5, resource: 4, method: 3, parameter: 2, field: 1 }[kind];
        return words.reduce((sum, word) => sum
          + (low === word ? 100 : low.startsWith(word) ? 40 : low.includes(word) ? 20 : 1), weight);
      }

      function search() {
        const input = document.getElementById('search');
        const list = document.getElementById('results');
        const found = document.getElementById('found');
        const close = () => { list.hidden = true; };
        const up = root.dataset.root;

        function show() {
          const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
          if (!words.length) {
            found.textContent = '';
            return close();
          }
          const hits = (window.binderyIndex ?? []).map((entry) => [score(entry, words), entry])
            .filter(([points]) => points > 0).sort((a, b) => b[0] - a[0]);
          list.replaceChildren(...hits.slice(0, 30).map(([, [kind, name, place, address, text]]) => {
            const item = document.createElement('li');
            const link = document.createElement('a');
            const title = document.createElement('b');
            const about = document.createElement('small');
            link.href = up + address;
            title.textContent = name;
            about.textContent = `${kind} · ${place}${text ? ' · ' + text.slice(0, 110) : ''}`;
            link.append(title, about);
            item.append(link);
            return item;
          }));
          if (!hits.length) {
            const none = document.createElement('li');
            none.className = 'none';
            none.textContent = 'Nothing found';
            list.append(none);
          }
          found.textContent = hits.length === 1 ? '1 result' : `${hits.length} results`;
          list.hidden = false;
        }

        input.addEventListener('input', show);
        input.addEventListener('focus', show);
        input.form.addEventListener('submit', (event) => {
          event.preventDefault();
          list.querySelector('a')?.click();
        });
        input.form.addEventListener('keydown', (event) => {
          const links = [...list.querySelectorAll('a')];
          const at = links.indexOf(document.activeElement);
          if (event.key === 'Escape') {
            close();
            input.focus();
            input.value = '';
          } else if (event.key === 'ArrowDown' && links.length) {
            event.preventDefault();
            links[Math.min(at + 1, links.length - 1)].focus();
          } else if (event.key === 'ArrowUp' && at >= 0) {
            event.preventDefault();
            (links[at - 1] ?? input).focus();
          }
        });
        list.addEventListener('click', close);
        document.addEventListener('click', (event) => { if (!input.form.contains(event.target)) close(); });
        document.addEventListener('keydown', (event) => {
          const isTyping = event.target instanceof HTMLInputElement;
          if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
            event.preventDefault();
            input.focus();
          }
        });
      }

      // The outline shows which part is being read.
      function outline() {
        const links = new Map([...document.querySelectorAll('.outline a')].map((a) => [a.hash.slice(1), a]));
        if (!links.size) return;
        const watch = new IntersectionObserver((entries) => {
          for (const entry of entries) {
            if (!entry.isIntersecting) continue;
            for (const link of links.values()) link.classList.remove('now');
            links.get(entry.target.id)?.classList.add('now');
          }
        }, { rootMargin: '-10% 0px -75% 0px' });
        for (const id of links.keys()) {
          const heading = document.getElementById(id);
          if (heading) watch.observe(heading);
        }
      }

      document.addEventListener('DOMContentLoaded', () => {
        theme();
        menu();
        copying();
        tabs();
        search();
        outline();
        goTo();
        addEventListener('load', goTo);
        addEventListener('hashchange', goTo);
      });
    })();
    """#
}
