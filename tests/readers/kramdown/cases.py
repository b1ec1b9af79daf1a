#!/usr/bin/env python3
"""kramdown's own cases, with their options, at level dom.

    cases.py [-v] PUBCONV [PART-OF-NAME]

Reads ../shared/data/kramdown; says so and skips where it does not lie there. A case is X.text with X.html; where
there is X.html.gfm it is run a second time with GitHub's input. As in the suite's own test program, a case without
options is run without automatic identifiers, one with options with kramdown's defaults for the others, which are
not Jekyll's: code without a language stands in no highlighter's frame. The suite is newer than kramdown 2.4, which is
followed: roles of notes, which have moved since, are not compared, nor are the highlighter's colours in code.
KNOWN holds what differs, with its cause.
Ends with the line PASSED n FAILED n SKIPPED n.
"""
import os, re, subprocess, sys

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../.."))
SHARED = os.path.join(ROOT, "../shared")
COLOURS = re.compile(r'<span class="[a-z][a-z0-9]?">([^<]*)</span>')
NEWER = "kramdown 2.4, which is followed, does otherwise"
KNOWN = {
    "block/03_paragraph/with_html_to_native.html": "text behind </p> in its line is a paragraph of its own",
    "block/06_codeblock/rouge/multiple.html": "the formatter is a Ruby class of the suite's test program",
    "span/abbreviations/abbrev.html": NEWER + ": an abbreviation of two words does not run over a line's end",
}


def scalar(v):
    return v.strip().strip("\"'")


def options(path):
    """A small YAML: ':key: value', ':key:' with indented lines below."""
    out, key = {}, None
    if not os.path.isfile(path):
        return out
    for line in open(path, encoding="utf-8"):
        m = re.match(r":?(\w+):\s*(.*)$", line)
        if m:
            key = m[1]
            out[key] = scalar(m[2])
        elif key and line.strip():
            out[key] = (out[key] + "\n" + line.rstrip()) if out[key] else line.rstrip()
    return out


def options_of(stem):
    for path in (stem + ".options", os.path.join(os.path.dirname(stem), "options")):
        if os.path.isfile(path):
            return {"syntax_highlighter_opts": "{}", **options(path)}
    return {"syntax_highlighter_opts": "{}", "auto_ids": "false", "footnote_nr": "1"}


def comparable(html):
    html = re.sub(r' role="doc-(noteref|endnote)"', "", html)
    return re.sub(r"(<code\b[^>]*>)(.*?)(</code>)", lambda m: m[1] + COLOURS.sub(r"\1", m[2]) + m[3], html, flags=re.S)


def main():
    args = [a for a in sys.argv[1:] if a != "-v"]
    verbose = "-v" in sys.argv
    top = os.path.join(SHARED, "data/kramdown")
    if not os.path.isdir(top):
        print("skipped: ../shared/data/kramdown is not here\nPASSED 0 FAILED 0 SKIPPED 1")
        return 0
    sys.path.insert(0, os.path.join(SHARED, "tools"))
    import htmlnorm

    total = equal = failed = skipped = 0
    for folder, _, files in sorted(os.walk(top)):
        for name in sorted(files):
            stem = os.path.join(folder, name[:-5])
            case = os.path.relpath(stem, top)
            if not name.endswith(".text") or (len(args) > 1 and args[1] not in case):
                continue
            for suffix in (".html", ".html.gfm"):
                if not os.path.isfile(stem + suffix):
                    continue
                opts = options_of(stem)
                opts["input"] = "GFM" if suffix == ".html.gfm" else "kramdown"
                opts.setdefault("hard_wrap", "true")  # of GitHub's parser; Jekyll says false
                command = [args[0], "-f", "kramdown", "-t", "html", "--quiet"]
                for key, value in opts.items():
                    command += ["-M", f"kramdown.{key}={value}"]
                got = subprocess.run(command, stdin=open(stem + ".text", "rb"), capture_output=True, timeout=60)
                want = open(stem + suffix, encoding="utf-8").read()
                a, b = (htmlnorm.norm(comparable(x), "dom") for x in (want, got.stdout.decode("utf-8", "replace")))
                same, why = a == b, KNOWN.get(case + suffix)
                total += 1
                equal += same
                skipped += bool(why) and not same
                failed += same == bool(why)
                if not same:
                    print("differs:", case + suffix, why or "")
                    if verbose:
                        import difflib
                        for line in list(difflib.unified_diff(a.split("\n"), b.split("\n"), lineterm="", n=0))[2:12]:
                            print("   ", line[:150])
                elif why:
                    print("equal after all, take it off the list:", case + suffix)
    print(f"dom: {equal} of {total} equal ({100 * equal / total:.2f} %)")
    print(f"PASSED {total - failed - skipped} FAILED {failed} SKIPPED {skipped}")
    return 1 if failed else 0


sys.exit(main())
