#!/usr/bin/env python3
"""What README.md shows is what is there: each block behind "<!-- shown: COMMAND -->" stands in what the
command says on standard output or error, each behind "<!-- file: PATH -->" stands in that file. A line
"..." stands for any lines. Every file that README.md links to exists.

usage: readme.py [--program PUBCONV]
Ends with the line PASSED n FAILED n SKIPPED n.
"""
import argparse, os, pathlib, re, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BLOCK = re.compile(r'<!-- (shown|file): (.*?) -->\n```[^\n]*\n(.*?)\n```', re.S)


def texts(kind, what, program):
    if kind == 'file': return [(ROOT / what).read_text(encoding='utf-8')]
    words = what.split()
    p = subprocess.run([program, *words[1:]], cwd=ROOT, capture_output=True)
    return [p.stdout.decode(), p.stderr.decode()]


def stands_in(block, text):
    parts = [re.escape(part.strip('\n')) for part in re.split(r'^\.\.\.$', block, flags=re.M)]
    return re.search(r'(?s)^' + r'$.*?^'.join(parts) + '$', text, re.M)


def main():
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument('--program', default=os.environ.get('PUBCONV', str(ROOT / 'build-test' / 'pubconv')))
    program = str(pathlib.Path(ap.parse_args().program).resolve())
    readme = (ROOT / 'README.md').read_text(encoding='utf-8')
    passed = failed = 0
    for kind, what, block in BLOCK.findall(readme):
        ok = any(stands_in(block, t) for t in texts(kind, what, program))
        passed, failed = passed + bool(ok), failed + (not ok)
        if not ok: print(f'README.md shows this of {what}, and it is not there:\n{block}\n')
    for link in re.findall(r'\]\(([^)#]+)\)', readme):
        ok = link.startswith('http') or (ROOT / link).exists()
        passed, failed = passed + bool(ok), failed + (not ok)
        if not ok: print(f'README.md links to {link}, which is not there')
    print(f'PASSED {passed} FAILED {failed} SKIPPED 0')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
