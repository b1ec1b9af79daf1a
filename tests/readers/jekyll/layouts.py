#!/usr/bin/env python3
"""Whole pages in their site's layouts, against what Jekyll writes.

    layouts.py PUBCONV [--quick] [SITE...]

First the synthetic sites of layouts_sites.py, then (not with --quick) the sites in ../shared/data/sites. Jekyll
renders every page and document, with pubconv in kramdown's place: so that only layouts, Liquid and the site
differ. All must be equal byte for byte to `pubconv -f jekyll -t html --layouts`. For the report, the real sites
are also rendered with kramdown: how many pages are equal then, byte for byte and as a DOM
(../shared/tools/htmlnorm.py).
What is known to differ stands in KNOWN with its reason and counts as skipped; one that is equal after all fails.
Jekyll runs in Ruby (Debian's package jekyll); without it, or without ../shared, this says so and skips.
Ends with the line PASSED n FAILED n SKIPPED n.
"""
import argparse, concurrent.futures, json, os, shutil, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.path.abspath(os.path.join(HERE, "../../../../shared"))
sys.path[:0] = [HERE, os.path.join(SHARED, "tools")]
import layouts_sites

NOW = 1700000000
ENV = {**os.environ, "SOURCE_DATE_EPOCH": str(NOW), "TZ": "UTC", "JEKYLL_ENV": "development"}
# Plugins, bibliographies and themes are left out on both sides.
STRIPPED = "scholar: {source: _none}\nplugins: []\nwhitelist: []\ngems: []\ntheme: false\nremote_theme: false\n"

KNOWN = {}


def known(name):
    return next((why for end, why in KNOWN.items() if name.endswith(end)), None)


def have_jekyll():
    if not shutil.which("ruby"):
        return False
    return subprocess.run(["ruby", "-e", "require 'jekyll'"], capture_output=True).returncode == 0


def command(program, config):
    return [program, "-f", "jekyll-publications-emoji", "-t", "html", "--quiet", "--config", config]


def jekyll(sites, markdown=None):
    """What Jekyll makes of each: {site: {path: {"body", "page"} or {"error"}}}."""
    with tempfile.TemporaryDirectory() as tmp:
        out = os.path.join(tmp, "out.json")
        env = {**ENV, "MARKDOWN": " ".join(markdown)} if markdown else ENV
        got = subprocess.run(["ruby", os.path.join(HERE, "layouts.rb"), str(NOW), out, *sites], capture_output=True,
                             text=True, env=env)
        if got.returncode:
            sys.exit("layouts.rb: " + got.stderr[-2000:])
        return json.load(open(out, encoding="utf-8"))


def pubconv(words, site, path):
    got = subprocess.run([*words, "--layouts", path], cwd=site, capture_output=True, timeout=60, env=ENV)
    return got.stdout if got.returncode == 0 else b"exit %d: " % got.returncode + got.stderr


def first_difference(want, got):
    lines = zip((want + b"\n<end>").split(b"\n"), (got + b"\n<end>").split(b"\n"))
    number, a, b = next(((i, a, b) for i, (a, b) in enumerate(lines, 1) if a != b), (0, b"", b""))
    at = max(0, len(os.path.commonprefix([a, b])) - 40)
    return f"line {number}\n    jekyll  {a[at:at + 140]!r}\n    pubconv {b[at:at + 140]!r}"


class Tally:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def add(self, name, same, detail):
        why = known(name)
        if same and why:
            print("equal after all, take it off the list:", name)
        elif not same:
            print("differs:", name, f"({why})" if why else detail)
        if why and not same:
            self.skipped += 1
        elif why or not same:
            self.failed += 1
        else:
            self.passed += 1


def compare(program, sites, tally):
    """Answers {site: {path: our page}}."""
    ours = {}
    with tempfile.TemporaryDirectory() as tmp, concurrent.futures.ThreadPoolExecutor(2) as pool:
        stripped = os.path.join(tmp, "stripped.yml")
        with open(stripped, "w") as f:
            f.write(STRIPPED)
        words = command(program, "_config.yml," + stripped)
        for site, pages in jekyll(sites, words + ["--site", ".", "-"]).items():
            paths = [p for p in sorted(pages) if os.path.isfile(os.path.join(site, p))]
            got = pool.map(lambda path: pubconv(words, site, path), paths)
            ours[site] = dict(zip(paths, got))
            for path in paths:
                want = pages[path]["page"].encode() if "page" in pages[path] else None
                name = os.path.basename(site) + "/" + path
                if want is None:
                    tally.add(name, False, "Jekyll: " + pages[path]["error"])
                else:
                    tally.add(name, ours[site][path] == want, first_difference(want, ours[site][path]))
    return ours


def report(ours):
    """How near the pages are to what Jekyll writes with kramdown."""
    from htmlnorm import norm
    print("with kramdown: equal · equal as a DOM · all")
    sums = [0, 0, 0]
    for site, pages in jekyll(list(ours)).items():
        n = [0, 0, 0]
        for path, got in ours[site].items():
            want = pages[path].get("page", "").encode()
            n[0] += want == got
            n[1] += want == got or norm(want.decode(), "struct") == norm(got.decode("utf-8", "replace"), "struct")
            n[2] += 1
        sums = [a + b for a, b in zip(sums, n)]
        print("  %3d · %3d · %3d  %s" % (*n, os.path.basename(site)))
    print("  %3d · %3d · %3d  in all" % tuple(sums))


def main():
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    args.add_argument("program")
    args.add_argument("--quick", action="store_true", help="synthetic sites only")
    args.add_argument("site", nargs="*", help="of ../shared/data/sites")
    opts = args.parse_args()
    tally, program, folder = Tally(), os.path.abspath(opts.program), os.path.join(SHARED, "data/sites")
    if not have_jekyll():
        print("skipped: Ruby with jekyll is not installed")
        tally.skipped += 1
    else:
        with tempfile.TemporaryDirectory() as tmp:
            if not opts.site:
                compare(program, layouts_sites.write(tmp), tally)
        if not os.path.isdir(folder):
            print("skipped: ../shared/data/sites is not here")
            tally.skipped += 1
        elif not opts.quick:
            sites = [os.path.join(folder, s) for s in sorted(os.listdir(folder))]
            report(compare(program, [s for s in sites if not opts.site or any(o in s for o in opts.site)], tally))
    print(f"PASSED {tally.passed} FAILED {tally.failed} SKIPPED {tally.skipped}")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
