#!/usr/bin/env python3
"""Real pages as Jekyll's kramdown wrote them, against ours, at the levels of ../shared/tools/htmlnorm.py.

    pages.py [-v] [-l struct|dom] PUBCONV [FOLDER...]

Reads ../shared/data/kramdown-pages and ../shared/data/sites-rendered; says so and skips where they do not lie.
The level is dom, from which struct follows, if none is given; spans of colours within code are set aside. KNOWN
holds pages that differ, with their cause; they count as skipped, and one that is equal after all fails.
Ends with the line PASSED n FAILED n SKIPPED n.
"""
import concurrent.futures, glob, os, re, subprocess, sys

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../.."))
SHARED = os.path.join(ROOT, "../shared")
CODE = re.compile(r'(<(code|pre)\b[^>]*>(?!<code))(.*?)(</\2>)', re.S)
KNOWN = {}


def without_colours(html):
    return CODE.sub(lambda m: m[1] + re.sub(r"</?span[^>]*>", "", m[3]) + m[4], html)


def pages(folders):
    for folder in folders:
        for line in open(os.path.join(folder, "index.tsv"), encoding="utf-8"):
            number, path, kind, _ = line.rstrip("\n").split("\t")
            with open(f"{folder}/{number}.md", "rb") as f:
                source = f.read()
            if source.strip():
                yield os.path.relpath(f"{folder}/{number}", os.path.join(SHARED, "data")), path, source


def main():
    args = sys.argv[1:]
    verbose = "-v" in args
    level = args[args.index("-l") + 1] if "-l" in args else "dom"
    args = [a for a in args if a not in ("-v", "-l", "struct", "dom")]
    if not os.path.isdir(os.path.join(SHARED, "data/kramdown-pages")):
        print("skipped: ../shared/data/kramdown-pages is not here\nPASSED 0 FAILED 0 SKIPPED 1")
        return 0
    sys.path.insert(0, os.path.join(SHARED, "tools"))
    import htmlnorm

    folders = args[1:] or [os.path.join(SHARED, "data/kramdown-pages")] + sorted(
        glob.glob(os.path.join(SHARED, "data/sites-rendered/*/")))

    def run(page):
        name, path, source = page
        got = subprocess.run([args[0], "-f", "kramdown", "-t", "html", "--quiet"], input=source, capture_output=True, timeout=60)
        want = open(os.path.join(SHARED, "data", name + ".html"), encoding="utf-8", errors="replace").read()
        have = got.stdout.decode("utf-8", "replace")
        a, b = (htmlnorm.norm(without_colours(x), level) for x in (want, have))
        return name, path, a == b and got.returncode == 0, a, b, want.rstrip("\n") == have.rstrip("\n")

    total = equal = exact = failed = skipped = 0
    per = {}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for name, path, same, a, b, bytes_too in pool.map(run, pages([f.rstrip("/") for f in folders])):
            total += 1
            equal += same
            exact += bytes_too
            group = per.setdefault(os.path.dirname(name), [0, 0])
            group[0] += same
            group[1] += 1
            why = KNOWN.get(name)
            skipped += bool(why) and not same
            failed += same == bool(why)
            if not same:
                print("differs:", name, path, why or "")
                if verbose:
                    import difflib
                    for line in list(difflib.unified_diff(a.split("\n"), b.split("\n"), lineterm="", n=0))[2:10]:
                        print("   ", line[:150])
            elif why:
                print("equal after all, take it off the list:", name)
    for group, (a, b) in per.items():
        print(f"{a:4} of {b:4}  {group}")
    print(f"byte for byte: {exact} of {total} ({100 * exact / total:.2f} %)")
    print(f"{level}: {equal} of {total} equal ({100 * equal / total:.2f} %)")
    print(f"PASSED {total - failed - skipped} FAILED {failed} SKIPPED {skipped}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
