#!/usr/bin/env python3
"""Sites of the academicpages kind with their collections: pages that list them, and --collection.

    stock.py PUBCONV    (the sites lie in ../shared/data; says so and skips where they do not)

To LaTeX, HTML and JSON-LD, without a message: the stock pages publications, cv and talks where they stand as the
theme ships them, each collection by --collection, and a hand-written page (data/seed) put into such a site. What
lists a collection must have each of its documents once; --collection newest first.
Ends with the line PASSED n FAILED n SKIPPED n.
"""
import html, os, re, shutil, subprocess, sys, tempfile

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../.."))
DATA = os.path.join(ROOT, "../shared/data")
# The theme's own pages, by what they go through; an owner who wrote more into one has made a page of their own.
STOCK = {
    "cv.md": ("talks", r"for post in site\.talks.*\n\s*{% include archive-single"),
    "talks.html": ("talks", r"for post in site\.talks.*\n\s*{% include archive-single"),
    "publications.md": ("publications", r"for post in site\.publications.*\n\s*{% include archive-single"),
}
# The theme's markup of a talk has a <p> in a <p>, and an end tag is left alone behind it.
LOSS = "HTML without a counterpart in LaTeX was left out"
KNOWN = {("talks.html", "latex"): LOSS, ("publications.md", "latex"): LOSS}
# Owners' citations with <i> that does not end, and <in>: rightly said, and about nothing else.
OWN_MISTAKES = {"damieh1__damieh1.github.io --collection publications": r"/_publications/[^:]*:11:\d+: warning: "}

passed = failed = skipped = 0


def report(ok, what, why=""):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    if not ok:
        print(f"FAIL {what}: {why}")


def convert(program, *words):
    done = subprocess.run([program, "-f", "jekyll", *words], capture_output=True, text=True, errors="replace")
    return done.stdout, done.stderr, done.returncode


def plain(text):
    """Words to compare: no markup, quotes and dashes of one kind."""
    text = html.unescape(re.sub(r"<[^>]*>", "", text))
    return " ".join(re.sub(r"[^\w ]+", " ", text).lower().split())


def documents(site, collection):
    """(title, date) of each document that Jekyll lists today."""
    folder = os.path.join(site, "_" + collection)
    for name in sorted(os.listdir(folder) if os.path.isdir(folder) else []):
        text = open(os.path.join(folder, name), encoding="utf-8", errors="replace").read()
        front = re.match(r"---\s*\n(.*?)\n---", text, re.S)
        if not front:
            continue
        field = lambda key: (re.search(rf"(?m)^{key}:[ \t]*(.*?)[ \t]*$", front[1]) or [None, ""])[1].strip("'\"")
        date = re.match(r"\d{4}-\d\d?-\d\d?", field("date")) or re.match(r"\d{4}-\d\d?-\d\d?", name)
        if field("published") != "false":
            yield field("title").replace("''", "'"), tuple(map(int, date[0].split("-"))) if date else ()


def in_three_formats(program, what, name, *words):
    global skipped
    for to in ("latex", "html", "jsonld"):
        _, said, status = convert(program, "-t", to, *words)
        if status == 0 and said.count("warning:") == 1 and KNOWN.get((name, to), "\0") in said:
            skipped += 1
            continue
        said_of = [x for x in said.splitlines() if re.search(r"(warning|error):", x)]
        if status == 0 and what in OWN_MISTAKES and all(re.search(OWN_MISTAKES[what], x) for x in said_of):
            skipped += 1
            continue
        report(status == 0 and not said, f"{what} -t {to}", said[:400] or f"status {status}")


def check_collection(program, site, collection, docs):
    what = f"{os.path.basename(site)} --collection {collection}"
    in_three_formats(program, what, what, "--collection", collection, site)
    out, _, _ = convert(program, "-t", "html", "--collection", collection, site)
    got = [plain(x) for x in re.findall(r'<span class="title">(.*?)</span>', out, re.S)]
    want = sorted(docs, key=lambda d: d[1], reverse=True)
    report(sorted(got) == sorted(plain(t) for t, _ in want), what, f"not each document once: {got}")
    dates = {plain(t): d for t, d in want}
    order = [dates.get(t, ()) for t in got]
    report(order == sorted(order, reverse=True), what, f"not newest first: {order}")


def check_page(program, site, name, docs):
    path = os.path.join(site, "_pages", name)
    what = f"{os.path.basename(site)}/{name}"
    in_three_formats(program, what, name, path)
    words = plain(convert(program, "-t", "html", path)[0])
    for title, _ in docs:
        report(plain(title) in words, what, f"no {title!r}")


def check_seed(program, site):
    """The hand-written list in a site with a collection: both are in the page."""
    with tempfile.TemporaryDirectory() as tmp:
        copy = os.path.join(tmp, "site")
        shutil.copytree(site, copy, symlinks=True)
        shutil.copy(os.path.join(DATA, "seed/publications.md"), os.path.join(copy, "_pages/publications.md"))
        docs = list(documents(copy, "publications"))
        for words in ([os.path.join(copy, "_pages/publications.md")], [copy, "--page", "_pages/publications.md"]):
            out, said, status = convert(program, "-t", "html", *words)
            report(status == 0 and "error" not in said, f"seed in {os.path.basename(site)}", said[:300])
            text = plain(out)
            for title in [t for t, _ in docs] + ["Demystifying Workload Imbalances"]:
                report(plain(title) in text, f"seed in {os.path.basename(site)}", f"no {title!r}")
        print(f"seed in {os.path.basename(site)}: {len(docs)} documents and its own list")


def main():
    program = os.path.abspath(sys.argv[1])
    if not os.path.isdir(os.path.join(DATA, "sites")):
        print("skipped: no ../shared/data/sites here\nPASSED 0 FAILED 0 SKIPPED 1")
        return
    seeded = False
    for name in sorted(os.listdir(os.path.join(DATA, "sites"))):
        site = os.path.join(DATA, "sites", name)
        for collection in ("publications", "talks"):
            docs = list(documents(site, collection))
            config = open(os.path.join(site, "_config.yml"), encoding="utf-8").read()
            if not docs or not re.search(rf"(?m)^ +{collection}:", config):
                continue
            check_collection(program, site, collection, docs)
            for page, (lists, loop) in STOCK.items():
                path = os.path.join(site, "_pages", page)
                text = open(path, encoding="utf-8").read() if lists == collection and os.path.exists(path) else ""
                if re.search(loop, text) and not re.search(r"(?m)^- \*\*|<!--.*site\.", text):
                    check_page(program, site, page, docs)
            if collection == "publications" and len(docs) > 2 and not seeded:
                seeded = True
                check_seed(program, site)
    print(f"PASSED {passed} FAILED {failed} SKIPPED {skipped}")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
