"""use_site.py DIR RESOURCE: uses a site as people do, from the disk, in a headless Chromium, and prints what is wrong."""

import pathlib
import sys

import axe_core_python
from browser import Browser

root = pathlib.Path(sys.argv[1]).resolve()
site = root.as_uri()
home, resource = f"{site}/index.html", f"{site}/{sys.argv[2]}"
axe = (pathlib.Path(axe_core_python.__file__).parent / "axe.min.js").read_text()
wrong = []


def expect(truth, what):
    if not truth:
        wrong.append(what)


def search(page):
    page.open(home)
    page.run("document.activeElement.blur()")
    page.key("/", "/")
    expect(page.run("document.activeElement.id") == "search", "a slash does not lead to the search")
    page.call("Input.insertText", text="restore")
    page.wait("!document.getElementById('results').hidden")
    names = page.run("[...document.querySelectorAll('#results b')].map((b) => b.textContent)")
    expect(names and all("restore" in name for name in names[:3]), f"a search for restore finds {names}")
    expect("result" in page.run("document.getElementById('found').textContent"), "nobody says how many were found")
    page.key("ArrowDown")
    page.events.clear()
    target = page.run("document.activeElement.href")
    expect(target and "#method-restore" in target, f"the first result leads to {target}")
    page.key("Enter")
    page.wait(f"location.href === {target!r}")
    page.wait("document.readyState === 'complete'")
    page.wait("(() => { const top = document.querySelector(':target').getBoundingClientRect().top;"
              " return top > 40 && top < 200; })()")
    page.run("document.getElementById('search').focus()")
    page.call("Input.insertText", text="no such thing at all")
    page.wait("document.getElementById('results').textContent === 'Nothing found'")
    page.key("Escape")
    expect(page.run("document.getElementById('results').hidden"), "Escape does not close the results")


def copying(page):
    page.call("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    page.open(resource)
    page.call("Page.bringToFront")
    shown = page.run("(() => { const f = [...document.querySelectorAll('figure')].find((f) => !f.hidden);"
                     " f.querySelector('.copy').click(); return f.querySelector('pre').textContent; })()")
    page.wait("[...document.querySelectorAll('.copy')].some((b) => b.textContent === 'Copied')")
    expect(page.run("navigator.clipboard.readText()") == shown, "the copy is not what is shown")
    expect(shown.startswith("SELECT"), "what is shown first is not the statement")
    # Where the clipboard is refused there is another way.
    page.run("navigator.clipboard.writeText('nothing')")
    page.run("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.run("document.querySelector('.copyable .copy').click()")
    page.wait("document.querySelector('.copyable .copy').textContent === 'Copied'")
    expect(page.run("navigator.clipboard.readText()").count(".") == 2, "without the clipboard nothing is copied")


def theme(page):
    background = "getComputedStyle(document.body).backgroundColor"
    page.prefer("light")
    page.open(resource)
    light = page.run(background)
    page.prefer("dark")
    dark = page.run(background)
    expect(light != dark, "the system's theme changes nothing")
    page.run("document.querySelector('.theme').click()")
    expect(page.run(background) == light, "the button does not change the theme")
    page.open(home)
    expect(page.run(background) == light, "the next page has forgotten the theme")
    page.run("document.querySelector('.theme').click()")
    expect(page.run(background) == dark, "the button does not change the theme back")
    page.run("localStorage.clear()")
    page.prefer("light")


def tabs(page):
    page.open(resource)
    page.run("document.querySelector('.tabs [aria-selected=true]').focus()")
    page.key("ArrowRight")
    label = page.run("document.activeElement.textContent")
    chosen = page.run("[...document.querySelectorAll('.tabs [aria-selected=true]')].map((b) => b.textContent)")
    expect(label == "Swift" and set(chosen) == {"Swift"}, f"the tab {label} leaves {chosen}")
    expect(page.run("[...document.querySelectorAll('figure')].filter((f) => !f.hidden).every((f) =>"
                    " f.getAttribute('aria-labelledby'))"), "a panel has no name")
    page.run("localStorage.clear()")


def keyboard(page):
    page.open(resource)
    page.key("Tab")
    expect(page.run("document.activeElement.className") == "skip", "the first key does not lead past the navigation")
    expect(page.run("document.activeElement.getBoundingClientRect().left >= 0"), "the way past it can't be seen")
    page.key("Enter")
    page.wait("document.activeElement.id === 'content'")
    for _ in range(12):
        page.key("Tab")
        style = page.run("(() => { const s = getComputedStyle(document.activeElement);"
                         " return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; })()")
        expect(style, "what has the focus does not show it: " + str(page.run("document.activeElement.outerHTML"))[:200])


def phone(page):
    page.size(360, 740, mobile=True)
    for address in (home, resource):
        page.open(address)
        expect(page.run("document.documentElement.scrollWidth <= 360"), address + " is wider than a phone")
        expect(page.run("getComputedStyle(document.getElementById('navigation')).display") == "none", "no room")
        page.run("document.querySelector('.menu').click()")
        expect(page.run("getComputedStyle(document.getElementById('navigation')).display") == "block", "no menu")
        expect(page.run("document.querySelector('.menu').getAttribute('aria-expanded')") == "true", "menu says nothing")


def fold(page):
    page.open(resource)
    place = page.run("document.querySelector('details:not([open]) li')?.id ?? ''")
    if place:
        page.open("about:blank")
        page.open(f"{resource}#{place}")
        page.wait("document.querySelector(':target').closest('details').open")
        page.wait("document.querySelector(':target').getBoundingClientRect().top < 300")


def accessible(page):
    for width, mobile in ((1440, False), (390, True)):
        page.size(width, 900, mobile)
        for scheme in ("light", "dark"):
            page.prefer(scheme)
            for address in (home, f"{site}/{sys.argv[2].split('/')[0]}/index.html", resource):
                page.open(address)
                page.run(axe)
                found = page.run(
                    "axe.run().then((r) => r.violations.map((v) => `${v.id}: ${v.nodes.length} × ${v.nodes[0].html}`"
                    " + ` ${v.nodes[0].failureSummary}`))")
                wrong.extend(f"{address} {width} {scheme}: {violation}" for violation in found)


page = Browser()
try:
    page.size(1440, 900)
    for use in (search, copying, theme, tabs, keyboard, fold, phone, accessible):
        try:
            use(page)
        except RuntimeError as error:
            wrong.append(f"{use.__name__}: {error}")
    wrong += ["the console says: " + message[:500] for message in page.messages]
    wrong += ["it asks for " + address for address in set(page.requests)
              if not address.startswith(site + "/") and address not in ("about:blank", "data:,")]
finally:
    page.close()
print("\n".join(wrong))
