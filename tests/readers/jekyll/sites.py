#!/usr/bin/env python3
"""Pages and documents of whole sites after Liquid, byte for byte against what Jekyll recorded.

    sites.py PUBCONV [SITE]    (the sites lie in ../shared/data; says so and skips where they do not)

Jekyll recorded the Markdown that entered kramdown, with the page that it belongs to; the same page given to
`pubconv --stop-after=liquid` must print the same bytes. Excerpts and markdownify's own inputs are not pages. Jekyll ran
with `future: true`, so pubconv does. A page that prints the time of the build cannot be equal at another time: where
ours prints its clock, the record's is read there, and the page is made once more at that time.
What is known to differ stands in KNOWN with its reason and counts as skipped; one that is equal after all fails.
Ends with the line PASSED n FAILED n SKIPPED n.
"""
import concurrent.futures, datetime, os, re, subprocess, sys

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../.."))
DATA = os.path.join(ROOT, "../shared/data")


BLOCK = "a block of a plugin: its text is kept, since it is the author's; the record dropped it"
SCHOLAR = "entries of a bibliography, which the record was made without"
KNOWN = {
    "0merle0__0merle0.github.io/_projects/1_project.md": SCHOLAR,
    "0merle0__0merle0.github.io/_projects/7_project.md": SCHOLAR,
    "0merle0__0merle0.github.io/_pages/publications.md": SCHOLAR,
    "1npc__1npc.github.io/_pages/publications.md": SCHOLAR,
    "_posts/2018-12-22-distill.md": BLOCK,
    "_posts/2024-05-01-tabs.md": BLOCK,
}


def known(source):
    return next((why for end, why in KNOWN.items() if source.endswith("/" + end)), None)


def cases(only):
    for site in sorted(os.listdir(os.path.join(DATA, "sites-rendered"))):
        if only and only not in site:
            continue
        folder = os.path.join(DATA, "sites-rendered", site)
        for line in open(os.path.join(folder, "index.tsv"), encoding="utf-8"):
            number, path, kind, _ = line.rstrip("\n").split("\t")
            source = os.path.join(DATA, "sites", site, path)
            if kind in ("page", "doc") and os.path.isfile(source):
                yield site, source, os.path.join(folder, number + ".md")


CLOCK = 1000000007  # a time that no page has of itself
TIME = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


def liquid(pubconv, source, clock):
    return subprocess.run([pubconv, "-f", "jekyll", "--quiet", "--future", "--stop-after=liquid", source],
                          capture_output=True, timeout=60, env={**os.environ, "SOURCE_DATE_EPOCH": str(clock)})


def instant(text):
    return int(datetime.datetime.fromisoformat(text.decode()).timestamp())


def record_clock(got, want):
    """When the record was made: its time at the first place where ours prints CLOCK; None: nowhere."""
    for a, b in zip(TIME.findall(got), TIME.findall(want)):
        if instant(a) == CLOCK:
            return instant(b)
    return None


def run(pubconv, case):
    site, source, path = case
    want = open(path, "rb").read()
    got = liquid(pubconv, source, CLOCK)
    clock = None if got.stdout == want else record_clock(got.stdout, want)
    if clock is not None:
        got = liquid(pubconv, source, clock)
    return case, got.stdout == want, got


def main():
    pubconv, only = os.path.abspath(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None
    if not os.path.isdir(os.path.join(DATA, "sites-rendered")):
        print("skipped: ../shared/data/sites-rendered is not here")
        print("PASSED 0 FAILED 0 SKIPPED 1")
        return 0
    total = equal = failed = skipped = 0
    per = {}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for case, same, got in pool.map(lambda c: run(pubconv, c), cases(only)):
            total += 1
            equal += same
            n = per.setdefault(case[0], [0, 0])
            n[0] += same
            n[1] += 1
            name, why = os.path.relpath(case[1], DATA), known(case[1])
            skipped += bool(why and not same)
            failed += same == bool(why)
            if not same:
                print("differs:", name, os.path.basename(case[2]), f"({why})" if why else f"exit {got.returncode}")
            elif why:
                print("equal after all, take it off the list:", name)
    for site, (a, b) in per.items():
        print(f"{a:4} of {b:4}  {site}")
    print(f"sites: {equal} of {total} pages and documents equal after Liquid")
    print(f"PASSED {total - failed - skipped} FAILED {failed} SKIPPED {skipped}")
    return 1 if failed else 0


sys.exit(main())
