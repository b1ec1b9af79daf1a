#!/usr/bin/env python3
"""Checks the house itself: who includes whom, what stands alone, what must not be there.

    tests/arch/arch.py [--build DIR]

DIR: a plain (not sanitized) build, whose objects are looked at for mutable state; without it that one
check is skipped. Every check is a function below; it returns a list of complaints, or raises Skip.
"""
import argparse
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# --- The tables -----------------------------------------------------------------------------------

TOP_LEVEL = {"CMakeLists.txt", "core", "readers", "writers", "filters", "plugins", "tests", "examples",
             "README.md", "LICENSE", "CHANGELOG.md"}  # and dotfiles

# A core room may include itself, the installed headers, and these.
CORE_EDGES = {
    "base": [],
    "diag": ["base"],
    "data": ["base", "diag"],
    "ast": ["base", "diag", "data"],
    "text": ["base", "diag", "data", "ast"],
    "options": ["base", "diag", "data", "ast"],
    "bib": ["base", "diag", "data", "ast", "text"],
    "check": ["base", "diag", "data", "ast", "bib"],
    "template": ["base", "diag", "data", "ast", "text", "options"],
    "registry": ["base", "diag", "data", "ast", "text", "bib", "options", "template"],
}
UP_TO_REGISTRY = [room for room in CORE_EDGES if room != "check"]  # that one only the command line asks
CORE_EDGES["highlight"] = ["base"]
CORE_EDGES["html"] = CORE_EDGES["pipeline"] = UP_TO_REGISTRY
FOR_FORMATS = UP_TO_REGISTRY + ["html", "highlight"]  # what readers, writers, filters and plugins may know

# Headers of other people's libraries: the only files (or folders) that may name them.
FOREIGN = [
    (r"cmark-gfm.*\.h$", ["readers/commonmark/"]),
    (r"(lua|lauxlib|lualib|luaconf)\.h$", ["filters/lua/"]),
    (r"yaml\.h$", ["core/data/"]),
    (r"utf8proc\.h$", ["core/base/"]),
    (r"dlfcn\.h$", ["plugins/dl.c"]),
    (r"libxml/", ["readers/html/"]),
    (r"setjmp\.h$", ["core/base/mem.c"]),
    (r"locale\.h$", []),
]

# Words of the C library, and where they may be said.
WORDS = [
    (r"\b(stdout|stderr)\b|\b(printf|fprintf|vfprintf|vprintf|puts|putchar|perror)\s*\(",
     ["core/cli/", "core/base/mem.c"], "rooms say things through pc_diag()"),
    (r"\b(abort|_exit|exit|quick_exit|atexit|signal|raise)\s*\(", ["core/cli/", "core/base/mem.c"],
     "a room ends by returning or by pc_throw()"),
    # cm_math.c stands inside cmark's frames, over which nothing may jump.
    (r"\b(malloc|calloc|realloc|strdup|strndup|asprintf)\s*\(",
     ["core/base/mem.c", "readers/commonmark/cm_math.c"], "memory comes from an arena"),
    (r"(?<![\w.>])free\s*\(", ["core/base/", "readers/commonmark/cm_math.c"], "nothing is freed singly"),
    (r"\b(setjmp|longjmp|sigsetjmp|siglongjmp)\b", ["core/base/mem.c"], "only pc_try() jumps"),
    (r"(?<![\w.>])(fopen|open|creat|opendir|mkstemp|tmpfile)\s*\(", ["core/base/io.c", "core/cli/"],
     "files are opened by base/io.h"),
    (r"\b(getenv|secure_getenv|setenv|putenv|setlocale)\s*\(", ["core/cli/"],
     "the environment is read by the command line only"),
    (r"\b(strtok|localtime|gmtime|asctime|ctime|rand|srand)\s*\(", [],
     "it keeps state between calls"),
]

# Writable data that is no state of ours: locks around what a library keeps for the whole process.
LOCKS = {
    "rd_once": "cmark's registry of extensions is filled once",
    "rd_turn": "cmark's table of special characters changes during a parse",
}

MAX_FILE = 1200
MAX_FUNCTION = 100


class Skip(Exception):
    pass


# --- Reading the tree -----------------------------------------------------------------------------

def tracked():
    """Files of the tree as git sees them (also new ones), relative to the root."""
    out = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard", "-z"],
                         capture_output=True)
    if out.returncode == 0:
        names = [n for n in out.stdout.decode().split("\0") if n]
    else:  # a tree without git: an unpacked archive
        names = [str(p.relative_to(ROOT)) for p in ROOT.rglob("*") if p.is_file()]
        names = [n for n in names if not re.match(r"build[^/]*/|out/|\.git/", n)
                 and "node_modules/" not in n and "__pycache__/" not in n]
    return sorted(n for n in names if (ROOT / n).is_file())


FILES = tracked()
SOURCES = [f for f in FILES if f.endswith((".c", ".h"))]
HOUSE = [f for f in SOURCES if not f.startswith(("tests/", "examples/", "plugins/samples/"))]
TEXT = {f: (ROOT / f).read_text(encoding="utf-8", errors="replace") for f in SOURCES}


def blank(match):
    return re.sub(r"[^\n]", " ", match.group(0))


def code(f):
    """The file without comments and literals, line for line."""
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', blank, TEXT[f],
                  flags=re.S)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def room_of(f):
    """core/base/str.c -> ("core", "base"); readers/jekyll/liquid/lex.c -> ("readers", "jekyll")."""
    parts = f.split("/")
    return (parts[0], parts[1] if len(parts) > 2 else "")


# --- The checks -----------------------------------------------------------------------------------

def includes():
    """Include edges between rooms follow the table."""
    bad = []
    for f in HOUSE:
        for m in re.finditer(r'^\s*#\s*include\s+"([^"]+)"', TEXT[f], re.M):
            target = m.group(1)
            why = edge_complaint(f, target)
            if why:
                bad.append(f"{f}:{line_of(TEXT[f], m.start())}: \"{target}\": {why}")
    return bad


def edge_complaint(f, target):
    part, room = room_of(f)
    if target.startswith("pubconv/"):
        return None
    first = target.split("/")[0]
    if "/" not in target:
        return "includes are rooted (\"room/file.h\")"
    if first in ("readers", "writers", "filters", "plugins"):
        if (part, room) == ("core", "cli"):
            return None
        if first == "plugins":
            return None if part == "plugins" else "only core/cli may include plugins"
        if (part, room) == (first, target.split("/")[1]):
            return None
        return "formats and filters do not include each other"
    if not (ROOT / "core" / target).is_file():
        return None if (ROOT / target).is_file() else "no such file"
    if part == "core":
        if room in ("cli", first):
            return None
        if room not in CORE_EDGES:
            return f"core/{room} is not in the table of tests/arch/arch.py"
        return None if first in CORE_EDGES[room] else f"core/{room} may not know core/{first}"
    return None if first in FOR_FORMATS else f"{part} may not know core/{first}"


def own_header_first():
    """foo.c includes foo.h first, which proves that foo.h needs nothing before it."""
    bad = []
    for f in HOUSE:
        header = f[:-2] + ".h"
        if not f.endswith(".c") or header not in TEXT:
            continue
        first = re.search(r'^\s*#\s*include\s+["<]([^">]+)[">]', TEXT[f], re.M)
        want = re.sub(r"^core/(include/)?", "", header)
        if not first or first.group(1) != want:
            bad.append(f"{f}: includes \"{want}\" not first")
    return bad


def foreign_headers():
    """Each library's headers have one owner."""
    bad = []
    for f in HOUSE:
        for m in re.finditer(r'^\s*#\s*include\s+<([^>]+)>', TEXT[f], re.M):
            for pattern, owners in FOREIGN:
                if re.match(pattern, m.group(1)) and not f.startswith(tuple(owners) or ("\0",)):
                    bad.append(f"{f}:{line_of(TEXT[f], m.start())}: <{m.group(1)}> belongs to "
                               f"{', '.join(owners) or 'nobody'}")
    return bad


def words():
    """No room prints, aborts, allocates or opens by itself."""
    bad = []
    for f in HOUSE:
        text = code(f)
        for pattern, owners, why in WORDS:
            if f.startswith(tuple(owners) or ("\0",)):
                continue
            for m in re.finditer(pattern, text):
                bad.append(f"{f}:{line_of(text, m.start())}: {m.group(0).strip()}: {why}")
    return bad


def headers_alone():
    """Every header compiles by itself."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if not compiler:
        raise Skip("no C compiler")
    flags = ["-std=c17", "-D_POSIX_C_SOURCE=200809L", "-Wall", "-Wextra", "-Werror", "-fsyntax-only",
             "-x", "c", "-I", str(ROOT), "-I", str(ROOT / "tests"), "-I", str(ROOT / "core"), "-I", str(ROOT / "core/include")]
    for package in ("lua5.4", "yaml-0.1", "libutf8proc"):
        got = subprocess.run(["pkg-config", "--cflags", package], capture_output=True, text=True)
        flags += got.stdout.split() if got.returncode == 0 else []

    def one(f):
        # An empty file with only that header: `#pragma once` and guards stay out of it.
        got = subprocess.run([compiler, *flags, "-include", str(ROOT / f), os.devnull],
                             capture_output=True, text=True)
        return f"{f}: does not compile alone\n{got.stderr[:600]}" if got.returncode else None

    headers = [f for f in SOURCES if f.endswith(".h")]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        return [x for x in pool.map(one, headers) if x]


def mutable_state():
    """No object holds writable data: two conversions can run in two threads.

    Constant tables that hold addresses lie in .data.rel.ro: written once by the dynamic loader, then
    read-only. Anything in .data, .bss, .tdata, .tbss or a common block is state."""
    if not BUILD:
        raise Skip("no build given (--build DIR)")
    objects = [o for o in Path(BUILD).rglob("*.o")
               if "/tests/" not in str(o) and "CompilerId" not in str(o)]
    if not objects:
        raise Skip(f"no objects under {BUILD}")
    bad = []
    for o in sorted(objects):
        out = subprocess.run(["nm", "--format=sysv", "--defined-only", str(o)], capture_output=True,
                             text=True).stdout
        for row in out.splitlines():
            cells = [c.strip() for c in row.split("|")]
            if len(cells) == 7 and cells[0] not in LOCKS and cells[3] in ("OBJECT", "TLS", "COMMON") and re.match(
                    r"\.t?(data|bss)(?!\.rel\.ro)|\*COM\*", cells[6]):
                bad.append(f"{o.name}: {cells[0]} is writable ({cells[6]})")
    return bad


def top_level():
    """The top of the tree holds what it should and nothing else."""
    there = {f.split("/")[0] for f in FILES}
    extra = {n for n in there if n not in TOP_LEVEL and not n.startswith(".")}
    must = {"CMakeLists.txt", "core", "readers", "writers", "filters", "plugins", "tests"}
    return [f"{n}: does not belong at the top" for n in sorted(extra)] + \
           [f"{n}: is missing at the top" for n in sorted(must - there)]


def file_sizes():
    """Files are split by subject before they pass the limit."""
    return [f"{f}: {TEXT[f].count(chr(10))} lines (at most {MAX_FILE})" for f in SOURCES
            if TEXT[f].count("\n") > MAX_FILE]


def function_sizes():
    """Functions above the limit give a reason: a comment with "long:" directly above or within."""
    bad = []
    for f in HOUSE:
        lines = TEXT[f].split("\n")
        start = None
        for i, line in enumerate(lines):
            if start is None and re.match(r"[A-Za-z_]", line) and "(" in line and \
                    not re.match(r"(typedef|#|enum|struct \w+ \{|union)", line):
                j = i
                while j < len(lines) - 1 and not lines[j].rstrip().endswith(("{", ";", "}")):
                    j += 1
                if lines[j].rstrip().endswith("{") and "= {" not in lines[j]:
                    start = i
            elif start is not None and line.startswith("}"):
                n = i - start + 1
                if n > MAX_FUNCTION and "long:" not in "\n".join(lines[max(0, start - 6):i]):
                    name = re.search(r"(\w+)\s*\(", lines[start])
                    bad.append(f"{f}:{start + 1}: {name.group(1) if name else '?'} has {n} lines "
                               f"(at most {MAX_FUNCTION})")
                start = None
    return bad


def promises():
    """No work left for later."""
    bad = []
    for f in FILES:
        if f == "tests/arch/arch.py" or not f.endswith((".c", ".h", ".def", ".py", ".lua", ".txt", ".md",
                                                         ".cmake", "run", "quickstart")):
            continue
        if re.match(r"tests/(readers|writers|filters)/.*\.(md|txt)$", f):
            continue  # inputs may say anything
        text = (ROOT / f).read_text(encoding="utf-8", errors="replace")
        for m in re.finditer(r"\b(TODO|FIXME|XXX|HACK)\b", text):
            bad.append(f"{f}:{line_of(text, m.start())}: {m.group(0)}")
    return bad


def format_check():
    """clang-format has nothing to change."""
    tool = shutil.which("clang-format") or shutil.which("clang-format-14")
    if not tool:
        raise Skip("clang-format is not installed")
    bad = []
    for i in range(0, len(SOURCES), 40):
        got = subprocess.run([tool, "--dry-run", "-Werror", *SOURCES[i:i + 40]], cwd=ROOT,
                             capture_output=True, text=True)
        bad += sorted({m.group(1) for m in re.finditer(r"^([^:\n]+):\d+:\d+: error", got.stderr, re.M)})
        if got.returncode and not bad:
            bad.append(got.stderr[:500])
    return [f"{f}: run clang-format -i" for f in bad]


CHECKS = [includes, own_header_first, foreign_headers, words, headers_alone, mutable_state, top_level,
          file_sizes, function_sizes, promises, format_check]


def main():
    global BUILD
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    args.add_argument("--build")
    args.add_argument("only", nargs="*", help="names of checks")
    opts = args.parse_args()
    BUILD = opts.build
    passed = failed = skipped = 0
    for check in CHECKS:
        if opts.only and check.__name__ not in opts.only:
            continue
        try:
            complaints = check()
        except Skip as why:
            print(f"skip {check.__name__}: {why}")
            skipped += 1
            continue
        if complaints:
            failed += 1
            print(f"FAIL {check.__name__}: {check.__doc__.splitlines()[0]}")
            for c in complaints:
                print("    " + c)
        else:
            passed += 1
            print(f"ok   {check.__name__}")
    print(f"PASSED {passed} FAILED {failed} SKIPPED {skipped}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
