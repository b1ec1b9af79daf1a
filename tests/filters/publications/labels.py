#!/usr/bin/env python3
"""How well publications are read on real pages, against what a person reads on them.

usage: labels.py PUBCONV [--set tuned|held-out]

The labelled pages are ../shared/data/pages and labels, the measure is ../shared/tools/score_publications.py.
Rules were tuned on three quarters of the pages only; the eight whose file name NAME.md has the lowest SHA-1
were kept aside, and their score says what to expect of a page that nobody has looked at. Fails below FLOOR
(what was reached, rounded down), and where the pages kept aside are more than GAP behind the others: then
rules were fitted to pages. Ends with the line PASSED n FAILED n SKIPPED n."""
import hashlib
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.path.join(HERE, '..', '..', '..', '..', 'shared')
LABELS, PAGES = (os.path.join(SHARED, 'data', d) for d in ('labels', 'pages'))
SCORE = os.path.join(SHARED, 'tools', 'score_publications.py')
HELD_OUT = 8
GAP = 0.03
FLOOR = {
    'tuned': {'field score': 0.98, 'entries': 0.99, 'title': 0.99, 'authors': 0.99, 'self': 0.96, 'equal': 1.0},
    'held-out': {'field score': 0.97, 'entries': 0.98, 'title': 0.97, 'authors': 0.98, 'self': 0.99},
}


def sets():
    """The names of the labelled pages (NAME.md), tuned and held out."""
    names = [f[:-len('.json')] for f in os.listdir(LABELS) if f.endswith('.md.json')]
    names.sort(key=lambda n: hashlib.sha1(n.encode()).hexdigest())
    return {'tuned': sorted(names[HELD_OUT:]), 'held-out': sorted(names[:HELD_OUT])}


def score(pubconv, names):
    """The scorer's output for these pages, and its numbers by name."""
    with tempfile.TemporaryDirectory() as folder:
        labels, pages = (os.path.join(folder, d) for d in ('labels', 'pages'))
        os.mkdir(labels), os.mkdir(pages)
        for n in names:
            os.symlink(os.path.realpath(os.path.join(LABELS, n + '.json')), os.path.join(labels, n + '.json'))
            os.symlink(os.path.realpath(os.path.join(PAGES, n)), os.path.join(pages, n))
        command = [sys.executable, SCORE, labels, pages, '--', os.path.abspath(pubconv), '-f', 'jekyll', '-t', 'json']
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    numbers = {m[1]: float(m[2]) for m in re.finditer(r'^(\w+) +precision.*F1 (\d\.\d+)', out, re.M)}
    numbers['field score'] = float(re.search(r'^field score: (\d\.\d+)', out, re.M)[1])
    return out, numbers


def main():
    pubconv, only = sys.argv[1], sys.argv[3] if len(sys.argv) > 3 else None
    if not os.path.isdir(LABELS) or not os.path.exists(SCORE):
        print('skipped: labels, no ../shared beside the project')
        print('PASSED 0 FAILED 0 SKIPPED 1')
        return
    passed = failed = 0
    reached = {}
    for which, names in sets().items():
        if only and which != only:
            continue
        out, reached[which] = score(pubconv, names)
        print(f'{which}: {len(names)} pages\n{out}')
        for key, floor in FLOOR[which].items():
            ok = reached[which][key] >= floor
            passed, failed = passed + ok, failed + (not ok)
            if not ok:
                print(f'FAIL {which}: {key} {reached[which][key]} is below {floor}')
    if len(reached) == 2:
        gap = reached['tuned']['field score'] - reached['held-out']['field score']
        ok = gap <= GAP
        passed, failed = passed + ok, failed + (not ok)
        print(f'{"" if ok else "FAIL "}gap between the sets: {100 * gap:.1f} points')
    print(f'PASSED {passed} FAILED {failed} SKIPPED 0')
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
