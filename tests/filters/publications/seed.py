#!/usr/bin/env python3
"""The page that the project began with, field by field against what a person reads on it (seed.json).

usage: seed.py [--program PUBCONV]

seed.json has the form of the labels of ../shared/data, and more fields: `venues` with their years (the
first is the main one), `placeholders` (links that are no links), `state` (the status attribute), `type`,
`arxiv`, `doi`, and the legend's words. Every field must be equal. Skipped where ../shared is not there.
Ends with the line PASSED n FAILED n SKIPPED n.
"""
import argparse
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
SEED = ROOT.parent / 'shared' / 'data' / 'seed' / 'publications.md'


def text(x):
    if isinstance(x, list):
        return ''.join(text(i) for i in x)
    tag, c = x['t'], x.get('c')
    if tag == 'Str':
        return c
    if tag in ('Space', 'SoftBreak', 'LineBreak'):
        return ' '
    if tag in ('Link', 'Span', 'Div'):
        return text(c[1])
    return text(c) if isinstance(c, list) else ''


def nodes(x, out):
    """All Spans, Divs and Links below x as (tag, classes, attributes, node), in document order."""
    if isinstance(x, list):
        for i in x:
            nodes(i, out)
    elif isinstance(x, dict):
        if x.get('t') in ('Span', 'Div', 'Link'):
            out.append((x['t'], x['c'][0][1], dict(x['c'][0][2]), x))
        for v in x.values():
            nodes(v, out)
    return out


def venues_of(below):
    out = []
    for tag, classes, _, node in below:
        if tag == 'Span' and 'venue' in classes:
            out.append([text(node['c'][1]), ''])
        if tag == 'Span' and 'year' in classes and out and not out[-1][1]:
            out[-1][1] = text(node['c'][1])
    return out


def author(classes, node):
    a = {'name': text(node['c'][1])}
    for flag in ('self', 'equal', 'corresponding', 'marked'):
        if flag in classes:
            a[flag] = True
    return a


def record(attrs, node):
    below = nodes(node['c'][1], [])
    spans = {}
    for tag, classes, _, n in below:
        if tag == 'Span' and classes:
            spans.setdefault(classes[0], []).append(text(n['c'][1]))
    venues = venues_of(below)
    return {
        'title': spans.get('title', [''])[0],
        'authors': [author(c, n) for t, c, _, n in below if t == 'Span' and 'author' in c],
        'etal': attrs.get('etal') == 'true',
        'venue': venues[0][0] if venues else '',
        'venues': venues,
        'year': int(attrs['year']) if 'year' in attrs else None,
        'links': [n['c'][2][0] for t, _, _, n in below if t == 'Link'],
        'placeholders': [n['c'][2][0] for t, c, _, n in below if t == 'Link' and 'placeholder' in c],
        'status': (spans.get('status') or [None])[0],
        'state': attrs.get('status', ''),
        'awards': spans.get('award', []),
        'type': attrs.get('type', ''),
        'arxiv': attrs.get('arxiv', ''),
        'doi': attrs.get('doi', ''),
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--program', default=ROOT / 'build' / 'pubconv')
    args = parser.parse_args()
    want = json.loads((HERE / 'seed.json').read_text(encoding='utf-8'))
    if not SEED.exists():
        print('skipped: ../shared/data/seed is not there')
        print('PASSED 0 FAILED 0 SKIPPED 1')
        return
    run = subprocess.run([args.program, '-f', 'jekyll', '-t', 'json', SEED], capture_output=True, text=True)
    doc = json.loads(run.stdout)
    all_nodes = nodes(doc['blocks'], [])
    got = [record(a, n) for t, c, a, n in all_nodes if t == 'Div' and 'publication' in c]
    legends = [(a, text(n['c'][1])) for t, c, a, n in all_nodes if t == 'Div' and 'legend' in c]
    passed, bad = 0, []

    def same(what, x, y):
        nonlocal passed
        if x == y:
            passed += 1
        else:
            bad.append(f'{what}: expected {x!r}\n    got {y!r}')

    same('number of publications', len(want['publications']), len(got))
    same('legend', [(want['marks'], want['legend'])], legends)
    for w, g in zip(want['publications'], got):
        for key in w:
            same(f'{key} of {w["title"][:40]!r}', w[key], g[key])
    ids = [n['c'][0][0] for t, c, _, n in all_nodes if t == 'Div' and 'publication' in c]
    same('ids are there, and differ', len(ids), len(set(ids) - {''}))
    same('the placeholder is reported once, with its place', 1, run.stderr.count(f'{SEED}:40:19: warning: "TBD"'))
    for b in bad:
        print(b)
    print(f'PASSED {passed} FAILED {len(bad)} SKIPPED 0')
    sys.exit(1 if bad else 0)


if __name__ == '__main__':
    main()
