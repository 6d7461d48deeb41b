"""Renders sample reports in a real browser and says what is wrong with them.

    python3 Tests/browser/check.py FOLDER [--browser chromium]

Checks of each page, at 360 and 1280 px, light and dark: no message in the console, no dialog, no
request, no script, no horizontal scroll, text contrast, notes that open by keyboard, well-formed
XML. Screenshots go to FOLDER/shots, the printed form to FOLDER/print. Exit code 1 on a fault.
"""

import argparse
import os
import pathlib
import shutil
import sys
import xml.dom.minidom

from devtools import Browser

MEASURE = """(() => {
  const width = document.documentElement.clientWidth;
  const wide = [];
  for (const node of document.querySelectorAll('body *')) {
    if (node.closest('.scroll') && !node.matches('.scroll')) continue;
    if (node.matches('.skip')) continue;
    const box = node.getBoundingClientRect();
    if (box.width && box.right > width + 0.5) wide.push(node.tagName + '.' + node.className);
  }
  return {scroll: document.documentElement.scrollWidth, width, wide: wide.slice(0, 5),
    scripts: document.scripts.length,
    handlers: [...document.querySelectorAll('*')].filter(
      n => [...n.attributes].some(a => a.name.startsWith('on'))).length,
    foreign: document.querySelectorAll('img,image,iframe,object,embed,foreignObject,base,form')
      .length,
    ids: [...document.querySelectorAll('[id]')].map(n => n.id)
      .filter((id, i, all) => all.indexOf(id) !== i).slice(0, 5),
    dangling: [...document.querySelectorAll('[aria-describedby],[aria-labelledby],a[href^="#"]')]
      .flatMap(n => [n.getAttribute('aria-describedby'), n.getAttribute('aria-labelledby'),
        (n.getAttribute('href') || '').slice(1)]).filter(Boolean).flatMap(v => v.split(' '))
      .filter(id => !document.getElementById(id)).slice(0, 5)};
})()"""

CONTRAST = """(() => {
  const rgb = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const linear = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = c => 0.2126 * linear(c[0]) + 0.7152 * linear(c[1]) + 0.0722 * linear(c[2]);
  const ground = node => {
    for (let n = node; n; n = n.parentElement) {
      const c = rgb(getComputedStyle(n).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const bad = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || node.closest('svg') || node.closest('.skip')) continue;
    const style = getComputedStyle(node);
    if (!node.getClientRects().length) continue;
    const a = light(rgb(style.color)), b = light(ground(node));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) bad.push(node.tagName + '.' + node.className + ' ' + ratio.toFixed(2));
  }
  return [...new Set(bad)].slice(0, 5);
})()"""

KEYBOARD = """(async () => {
  const marks = [...document.querySelectorAll('mark[tabindex]')].filter(m => m.offsetParent);
  const shown = mark => getComputedStyle(mark.querySelector('.tip')).display !== 'none';
  const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  const bad = [];
  for (const mark of marks.slice(0, 25)) {
    const name = mark.firstChild.data.slice(0, 20);
    if (shown(mark)) bad.push('open at rest: ' + name);
    mark.focus();
    mark.scrollIntoView({block: 'center'});
    await frame();
    if (!shown(mark)) bad.push('closed on focus: ' + name);
    const box = mark.querySelector('.tip').getBoundingClientRect();
    if (box.left < -0.5 || box.right > innerWidth + 0.5 || box.bottom > innerHeight + 0.5
      || box.top < -0.5) bad.push('note outside the window: ' + name);
    const node = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (!mark.contains(node)) bad.push('note is covered: ' + name);
    mark.blur();
  }
  scrollTo(0, 0);
  return bad.slice(0, 5);
})()"""


def events_that_matter(events):
    """Messages, errors, dialogs and requests of a load."""
    for event in events:
        method, data = event.get("method"), event.get("params", {})
        if method == "Runtime.consoleAPICalled":
            yield "console: " + str([a.get("value") for a in data["args"]])
        elif method == "Runtime.exceptionThrown":
            yield "exception: " + data["exceptionDetails"]["text"]
        elif method == "Log.entryAdded":
            yield "log: " + data["entry"]["text"]
        elif method == "Page.javascriptDialogOpening":
            yield "dialog: " + data["message"]
        elif method == "Network.requestWillBeSent":
            address = data["request"]["url"]
            if not address.startswith(("file:", "data:")):
                yield "request: " + address


def check_page(browser, page, shots, prints):
    faults = []
    try:
        xml.dom.minidom.parse(str(page))
    except Exception as error:  # expat's error type is private
        faults.append(f"not well-formed: {error}")
    for width in (360, 1280):
        for scheme in ("light", "dark"):
            place = f"{width} {scheme}"
            browser.size(width)
            browser.media(scheme)
            events = browser.open(page.as_uri())
            faults += [f"{place}: {fault}" for fault in events_that_matter(events)]
            found = browser.evaluate(MEASURE)
            if found["scroll"] > found["width"]:
                faults.append(f"{place}: scrolls to {found['scroll']} px: {found['wide']}")
            elif found["wide"]:
                faults.append(f"{place}: sticks out: {found['wide']}")
            for key in ("scripts", "handlers", "foreign"):
                if found[key]:
                    faults.append(f"{place}: {found[key]} {key}")
            for key in ("ids", "dangling"):
                if found[key]:
                    faults.append(f"{place}: {key}: {found[key]}")
            for check in (CONTRAST, KEYBOARD):
                faults += [f"{place}: {fault}" for fault in browser.evaluate(check)]
            browser.shoot(shots / f"{page.stem}-{width}-{scheme}.png")
            browser.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            found = browser.evaluate(MEASURE)
            if found["scroll"] > found["width"] or found["wide"]:
                faults.append(f"{place}: opened, sticks out: {found['wide']}")
            faults += [f"{place}: opened: {fault}" for fault in browser.evaluate(CONTRAST)]
            if width == 360 and scheme == "light":
                browser.shoot(shots / f"{page.stem}-{width}-open.png")
    browser.media("dark", "print")
    browser.open(page.as_uri())
    faults += [f"print: {fault}" for fault in browser.evaluate(CONTRAST)]
    browser.media("light", "")
    browser.pdf(prints / f"{page.stem}.pdf")
    return faults


def check_plot(browser, plot, shots):
    faults = []
    try:
        xml.dom.minidom.parse(str(plot))
    except Exception as error:
        faults.append(f"not well-formed: {error}")
    for scheme in ("light", "dark"):
        browser.size(720, 560)
        browser.media(scheme)
        events = browser.open(plot.as_uri())
        faults += [f"{scheme}: {fault}" for fault in events_that_matter(events)]
        outside = browser.evaluate("""(() => {
          const view = document.documentElement.getBoundingClientRect();
          return [...document.querySelectorAll('text')].filter(t => {
            const b = t.getBoundingClientRect();
            return b.left < view.left - 1 || b.right > view.right + 1
              || b.top < view.top - 1 || b.bottom > view.bottom + 1;
          }).map(t => t.textContent).slice(0, 5);
        })()""")
        if outside:
            faults.append(f"{scheme}: text outside the plot: {outside}")
        browser.shoot(shots / f"plot-{plot.stem}-{scheme}.png", whole=False)
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--browser", default=os.environ.get("BROWSER"))
    arguments = parser.parse_args()
    program = arguments.browser or next(
        filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
    if not program:
        sys.exit("no browser: install chromium, or name one with --browser")
    folder = arguments.folder.resolve()
    shots, prints = folder / "shots", folder / "print"
    shots.mkdir(exist_ok=True)
    prints.mkdir(exist_ok=True)
    pages = sorted(folder.glob("*.html"))
    plots = sorted(folder.glob("*.svg"))
    if not pages or not plots:
        sys.exit(f"{folder}: no samples (*.html, *.svg)")
    browser = Browser(program)
    status = 0
    try:
        for path in pages + plots:
            if path.suffix == ".html":
                faults = check_page(browser, path, shots, prints)
            else:
                faults = check_plot(browser, path, shots)
            print(f"{'ok  ' if not faults else 'FAIL'} {path.name}")
            for fault in faults:
                print(f"     {fault}")
                status = 1
    finally:
        browser.close()
    print(f"screenshots: {shots}")
    sys.exit(status)


if __name__ == "__main__":
    main()
