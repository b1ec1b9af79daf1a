#!/usr/bin/env python3
"""Bibliographies of real sites as CSL JSON: Debian's pandoc and ours, field by field.

    pandoc.py [-v] PUBCONV [FILE...]

Reads the .bib files in ../shared/data/sites and ../shared/data/bib, and those that TeX Live brings; says so
and skips where pandoc or the files are not there. Each file is read as BibTeX and as biblatex, and read again
from what we write: the entries must be the same.

What differs is set aside when one of CAUSES explains it, and counted; -v shows one example of each. Any other
difference fails. Entries whose key is there twice are left out. Ends with the line PASSED n FAILED n SKIPPED n."""
import collections
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../.."))
DATA = os.path.join(ROOT, "../shared/data")
TEX = "/usr/share/texlive/texmf-dist"
TITLES = ("title", "container-title", "collection-title", "title-short", "genre")
OURS_ALONE = {"custom", "archive", "archive_location"}  # what pandoc has no place for


def run(program, *args, text=None):
    try:
        got = subprocess.run([program, *args], input=text, capture_output=True, text=True, timeout=60)
    except subprocess.TimeoutExpired:  # pandoc goes round in circles of crossref
        return None
    return got.stdout if got.returncode == 0 else None


def plain(text):
    text = re.sub(r"</?(i|b|sup|sub|span)\b[^>]*>", "", text)
    text = unicodedata.normalize("NFC", text.replace("\u0131\u0301", "\u00ed")).replace("\u00a0", " ").replace("$", "")
    return re.sub(r"\s+", " ", text).strip()


def normal(value):
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [normal(x) for x in value]
    if isinstance(value, dict):
        return {k: normal(v) for k, v in value.items()}
    return value


def quotes(text):
    return re.sub("[\u2018\u2019\u201c\u201d'\"`]", "'", text) if isinstance(text, str) else text


def names(value, change):
    return [{k: change(v) for k, v in n.items()} for n in value] if isinstance(value, list) else value


def same_names(d, change):
    """The lists of names are equal after [change], but for "and others"."""
    theirs = [n for n in d.theirs or [] if n != {"literal": "others"}] if isinstance(d.theirs, list) else d.theirs
    return isinstance(theirs, list) and names(theirs, change) == names(d.ours, change)


def close_initials(text):
    return re.sub(r"(?<=\.)\s+(?=\w)", "", text)


def without_marks(text):
    return close_initials(re.sub(r"[*\u2217\u2020\u2021\u00a7\u00b6\u266f#]", "", text))


def whole(value):
    """The letters of all names, whatever part they are in."""
    return [sorted(re.sub(r"[\s.{}]", "", "".join(n.values()))) for n in value] if isinstance(value, list) else None


def letters(text):
    return re.sub(r"\W", "", text).lower() if isinstance(text, str) else text


def is_within(part, text):
    """Whether letters were only left out."""
    rest = iter(letters(text))
    return all(c in rest for c in letters(part))


def ends_early(raw):
    """Whether a brace too many closes the entry in front of a field."""
    depth = 0
    for m in re.finditer(r"[{}]", raw):
        depth += 1 if m[0] == "{" else -1
        if depth == 0:
            return re.match(r"\s*,\s*[\w-]+\s*=", raw[m.end():]) is not None
    return False


Difference = collections.namedtuple("Difference", "field theirs ours entry raw dialect")

# What explains a difference: (words, test), the first that fits.
CAUSES = [
    ("titles: pandoc puts them into small letters, as CSL's sentence case",
     lambda d: d.field in TITLES and isinstance(d.theirs, str) and isinstance(d.ours, str) and
     d.theirs.lower() == d.ours.lower()),
    ("types: pandoc has none for @misc, @conference and unknown ones, and takes none of their booktitles",
     lambda d: d.entry["type"] == "" and d.field in ("type", "container-title", "collection-number", "number")),
    ("types: what is on a preprint server alone is an article of CSL, no journal's",
     lambda d: d.field == "type" and d.ours == "article"),
    ("types: @standard and @software have types since CSL 1.0.2",
     lambda d: d.field == "type" and d.ours in ("standard", "software")),
    ("short titles: pandoc takes what is in front of a colon", lambda d: d.field == "title-short" and d.ours is None),
    ("language: pandoc has langid alone", lambda d: d.field == "language" and d.theirs is None),
    ("empty fields: pandoc keeps them", lambda d: d.theirs in ("", [], {"date-parts": []}, [{"literal": ""}])),
    ("names: spaces between initials, and \"others\"", lambda d: same_names(d, close_initials)),
    ("names: marks of contribution are none of their letters", lambda d: same_names(d, without_marks)),
    ("names: pandoc takes a particle behind a given name, or what is in braces, for one; BibTeX does not",
     lambda d: d.field in ("author", "editor") and whole(d.theirs) is not None and
     whole([n for n in d.theirs if n != {"literal": "others"}]) == whole(d.ours)),
    ("DOI: an address becomes the identifier",
     lambda d: d.field == "DOI" and d.theirs and d.ours and d.theirs.lower().endswith(d.ours.lower())),
    ("fields that are there twice: the first counts in BibTeX, the last in pandoc",
     lambda d: any(n > 1 for n in collections.Counter(
         m.lower() for m in re.findall(r"^\s*([\w-]+)\s*=", d.raw, re.M)).values())),
    ("percent signs begin no comment in BibTeX",
     lambda d: "%" in d.raw.replace("\\%", "") and isinstance(d.theirs, str) and is_within(d.theirs, d.ours or "")),
    ("commands that pandoc does not know take their text with them",
     lambda d: "\\" in d.raw and isinstance(d.ours, str) and is_within(d.theirs or "", d.ours)),
    ("commands that pandoc does not know, in names",
     lambda d: "\\" in d.raw and d.field in ("author", "editor")),
    ("dates: day and month, where the month is no bare macro; a year in words",
     lambda d: d.field == "issued" and isinstance(d.theirs, dict) and isinstance(d.ours, dict) and
     ("literal" in d.ours or d.theirs.get("date-parts", [[]])[0] == d.ours["date-parts"][0][:1])),
    ("issue, and location in BibTeX: pandoc does not take them",
     lambda d: d.field in ("issue", "publisher-place") and d.theirs is None),
    ("booktitle of a book: pandoc does not take it",
     lambda d: d.field == "container-title" and d.theirs is None and d.entry["type"] == "book"),
    ("number and issue: pandoc joins them, here the other is kept as it is",
     lambda d: d.field == "issue" and isinstance(d.theirs, str) and str(d.theirs).startswith(d.ours or "-")),
    ("howpublished with an address is one, no publisher",
     lambda d: d.field in ("publisher", "URL") and "://" in str(d.theirs or d.ours)),
    ("publishers: of two fields for the type's, the second is kept as it is",
     lambda d: d.field == "publisher" and d.theirs and d.ours and d.ours in d.theirs),
    ("quotes: pandoc makes its own of single ones", lambda d: quotes(d.theirs) == quotes(d.ours)),
    ("braces too many: pandoc leaves out the fields behind them",
     lambda d: d.theirs is None and ends_early(d.raw)),
    ("crossref: pandoc does not hand the field on",
     lambda d: re.search(r"crossref|xdata", d.raw, re.I) and not (d.theirs and d.ours)),
    ("crossref: pandoc hands the book's title on to a field of another name, cut off at commands",
     lambda d: re.search(r"crossref", d.raw, re.I) and is_within(d.theirs, d.ours)),
    ("braces: pandoc keeps those of a type", lambda d: d.field == "genre" and letters(d.theirs) == letters(d.ours)),
    ("annotation is a note on the entry", lambda d: d.field == "annote"),
]


def entries(text):
    """key -> item, and the keys that are there twice."""
    found, twice = {}, set()
    for item in json.loads(text):
        (twice.add if item["id"] in found else lambda _: None)(item["id"])
        found[item["id"]] = item
    return found, twice


def raw_entry(text, key):
    m = re.search(r"^[ \t]*@\s*\w+\s*[{(]\s*" + re.escape(key) + r"\s*,", text, re.M)
    if not m:
        return ""
    end = re.search(r"^[ \t]*@\s*\w+\s*[{(]", text[m.end():], re.M)
    return text[m.start():m.end() + end.start() if end else len(text)]


def differences(theirs, ours, raw, dialect):
    for field in sorted((set(theirs) | set(ours)) - OURS_ALONE):
        a, b = normal(theirs.get(field)), normal(ours.get(field))
        if a != b:
            yield Difference(field, a, b, theirs, raw, dialect)


def files():
    found = []
    for pattern in ("sites/**/*.bib", "bib/*.bib"):
        found += sorted(glob.glob(os.path.join(DATA, pattern), recursive=True))
    for folder in (TEX, "/usr/share/doc/texlive-doc"):
        found += sorted(glob.glob(os.path.join(folder, "**/*.bib"), recursive=True))
    return found


class Tally:
    def __init__(self, verbose):
        self.verbose, self.entries, self.equal, self.failed, self.skipped = verbose, 0, 0, 0, 0
        self.causes, self.examples, self.shown = collections.Counter(), {}, 0

    def fail(self, *words):
        self.failed += 1
        self.shown += 1
        if self.shown < 40:
            print("FAIL", *words)

    def entry(self, name, theirs, ours, raw, dialect):
        self.entries += 1
        found = list(differences(theirs, ours, raw, dialect))
        self.equal += not found
        for d in found:
            cause = next((words for words, fits in CAUSES if fits(d)), None)
            if not cause:
                return self.fail(f"{name}: {d.field}\n    pandoc {d.theirs!r}\n    ours   {d.ours!r}")
            self.causes[cause] += 1
            self.examples.setdefault(cause, f"{name}: {d.field}: {d.theirs!r} | {d.ours!r}"[:300])


def compare(tally, program, path, dialect):
    ours, theirs = run(program, "-f", dialect, "-t", "csljson", path), run("pandoc", "-f", dialect, "-t", "csljson", path)
    if ours is None or theirs is None:
        tally.skipped += 1
        print(f"skipped: {path} ({'pandoc does not read it' if ours else 'it is not UTF-8'})")
        return
    text = open(path, encoding="utf-8", errors="replace").read()
    (a, twice), (b, again) = entries(theirs), entries(ours)
    for key in a:
        if key in twice or key in again:
            continue
        name = f"{os.path.basename(path)} {key}"
        if key not in b:
            tally.fail(f"{name} is missing")
        else:
            tally.entry(name, a[key], b[key], raw_entry(text, key), dialect)


def comes_back(tally, program, path, dialect):
    """What we write is read as the same document, but for keys that were there twice."""
    first = run(program, "-f", dialect, "-t", "json", path)
    text = run(program, "-f", dialect, "-t", dialect, path)
    if first is None or text is None:
        return
    second = run(program, "-f", dialect, "-t", "json", text=text)
    csl = run(program, "-f", dialect, "-t", "csljson", path)
    csl_again = run(program, "-f", "csljson", "-t", "csljson", text=csl)
    if first != second and not entries(csl)[1]:
        tally.fail(f"{path}: {dialect} does not come back as it was")
    if csl and (not csl_again or json.loads(csl) != json.loads(csl_again)):
        tally.fail(f"{path}: its CSL JSON does not come back as it was")


def main():
    args = [a for a in sys.argv[1:] if a != "-v"]
    tally = Tally("-v" in sys.argv)
    todo = args[1:] or files()
    if not shutil.which("pandoc") or not todo:
        print(f"skipped: {'there are no .bib files' if shutil.which('pandoc') else 'pandoc is not installed'}")
        print("PASSED 0 FAILED 0 SKIPPED 1")
        return 0
    for path in todo:
        for dialect in ("bibtex", "biblatex"):
            compare(tally, os.path.abspath(args[0]), path, dialect)
            comes_back(tally, os.path.abspath(args[0]), path, dialect)
    print(f"{tally.entries} entries in both dialects, {tally.equal} equal in every field")
    for cause, n in tally.causes.most_common():
        print(f"{n:6} {cause}")
        if tally.verbose:
            print(f"       {tally.examples[cause]}")
    print(f"PASSED {tally.entries - tally.failed} FAILED {tally.failed} SKIPPED {tally.skipped}")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
