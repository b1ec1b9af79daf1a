#!/usr/bin/env python3
"""Is what -t jsonld writes valid schema.org?

usage: check.py [--program PUBCONV] [--cache FOLDER] [--offline] [PAGE…]

Pages: those given, else the fixtures beside this file and ../shared/data/seed and pages where they exist.
1. own checks: ids resolve, positions count, dates, DOI, ORCID, no marks in names, no "<"
2. tsc --strict with schema-dts: every type has only its own properties (npm)
3. jsonld expands it without network (npm)
npm's packages go to a cache outside the source tree; 2 and 3 are skipped where npm is absent.
Ends with the line PASSED n FAILED n SKIPPED n.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
SHARED = ROOT.parent / 'shared' / 'data'


def orcid_ok(s):
    if not re.fullmatch(r'\d{4}-\d{4}-\d{4}-\d{3}[\dX]', s):
        return False
    total = 0
    for c in s.replace('-', '')[:-1]:
        total = (total + int(c)) * 2
    check = (12 - total % 11) % 11
    return s[-1] == ('X' if check == 10 else str(check))


def walk(x, found):
    if isinstance(x, list):
        for i in x:
            walk(i, found)
    elif isinstance(x, dict):
        found(x)
        for v in x.values():
            walk(v, found)


def own_checks(text):
    """What is wrong, as a list of words."""
    bad = []
    if '<' in text:
        bad.append('an unescaped <')
    doc = json.loads(text)
    graph = doc['@graph']
    ids, seen = set(), set()
    for node in graph:
        if node['@id'] in seen:
            bad.append(f'{node["@id"]} twice')
        seen.add(node['@id'])

    def defined(x):
        if '@id' in x and len(x) > 1:
            ids.add(x['@id'])
    walk(graph, defined)

    def each(x):
        if set(x) == {'@id'} and x['@id'] not in ids:
            bad.append(f'{x["@id"]} leads nowhere')
        if '' in x.values() or [] in x.values():
            bad.append(f'an empty value in {x}')
        for key in ('datePublished', 'dateModified'):
            if key in x and not re.fullmatch(r'\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?', x[key]):
                bad.append(f'{key} {x[key]}')
        if x.get('@type') == 'PropertyValue':
            value, kind = x['value'], x['propertyID']
            if kind == 'doi' and not re.fullmatch(r'10\.\d{4,9}(\.\d+)*/\S+', value):
                bad.append(f'DOI {value}')
            if kind == 'orcid' and not orcid_ok(value):
                bad.append(f'ORCID {value}')
        if x.get('@type') == 'Person' and re.search(r'[*†‡§¶✉∗]', x['name']):
            bad.append(f'a mark in the name {x["name"]}')
        if 'url' in x and not re.match(r'https?://', x['url']):
            bad.append(f'url {x["url"]}')
        if x.get('@type') == 'ItemList':
            at = [i['position'] for i in x.get('itemListElement', [])] # none on a page without works
            if at != list(range(1, len(at) + 1)) or x['numberOfItems'] != len(at):
                bad.append(f'positions {at}')
    walk(graph, each)
    return bad


def npm_ready(cache, offline):
    """The folder with node_modules, or the words for why there is none."""
    if not shutil.which('npm') or not shutil.which('node'):
        return None, 'npm is not installed'
    cache.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / 'package.json', cache / 'package.json')
    if not (cache / 'node_modules' / 'schema-dts').exists() or not (cache / 'node_modules' / 'jsonld').exists():
        if offline:
            return None, 'its packages are not there and --offline was given'
        run = subprocess.run(['npm', 'install', '--no-audit', '--no-fund', '--silent'], cwd=cache,
                             capture_output=True, text=True)
        if run.returncode:
            return None, 'npm install failed: ' + (run.stderr or run.stdout)[-300:]
    return cache, ''


def tsc(cache, texts):
    """Names of the pages that tsc refuses, with its words."""
    work = cache / 'graphs'
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    names = {}
    for i, (page, text) in enumerate(texts):
        file = work / f'g{i}.ts'
        names[file.name] = page
        body = text.rstrip()
        file.write_text(f'import type {{ Graph }} from "schema-dts";\nexport const g: Graph = {body};\n',
                        encoding='utf-8')
    options = {'compilerOptions': {'strict': True, 'noEmit': True, 'moduleResolution': 'node10',
                                   'ignoreDeprecations': '5.0', 'module': 'es2020', 'target': 'es2020',
                                   'types': [], 'skipLibCheck': True}, 'include': ['*.ts']}
    (work / 'tsconfig.json').write_text(json.dumps(options))
    run = subprocess.run(['node', str(cache / 'node_modules' / 'typescript' / 'bin' / 'tsc'), '-p', str(work)],
                         capture_output=True, text=True, cwd=cache)
    bad = {}
    for line in run.stdout.splitlines():
        m = re.search(r'(g\d+\.ts)\((\d+),', line)
        if m:
            bad.setdefault(names[m.group(1)], line)
    if run.returncode and not bad:
        bad['tsc'] = run.stdout[-500:] + run.stderr[-500:]
    return bad


def pages_of(given):
    if given:
        return [pathlib.Path(p) for p in given], []
    pages = sorted(p for p in HERE.glob('*.md'))
    notes = []
    for folder in ('seed', 'pages'):
        if (SHARED / folder).is_dir():
            pages += sorted((SHARED / folder).glob('*.md'))
        else:
            notes.append(f'skipped: ../shared/data/{folder} is not there')
    return pages, notes


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--program', default=ROOT / 'build' / 'pubconv')
    parser.add_argument('--cache', type=pathlib.Path)
    parser.add_argument('--offline', action='store_true')
    parser.add_argument('pages', nargs='*')
    args = parser.parse_args()
    cache = args.cache or pathlib.Path(args.program).resolve().parent / 'npm'
    pages, notes = pages_of(args.pages)
    passed = failed = skipped = 0
    texts = []
    for page in pages:
        run = subprocess.run([args.program, '--quiet', '-f', 'jekyll', '-t', 'jsonld', page],
                             capture_output=True, text=True)
        try:
            bad = own_checks(run.stdout) if run.returncode == 0 else [run.stderr[-300:]]
        except (ValueError, KeyError) as e:
            bad = [repr(e)]
        if not bad:
            passed += 1
            texts.append((page.name, run.stdout))
            continue
        failed += 1
        print(f'{page.name}: ' + '; '.join(bad[:5]))
    ready, why = npm_ready(cache, args.offline)
    for note in notes:
        print(note)
        skipped += 1
    if not ready:
        print(f'skipped: schema-dts and jsonld, for {why}')
        skipped += 2
    else:
        bad = tsc(ready, texts)
        for page, line in bad.items():
            print(f'{page}: {line}')
        failed += len(bad)
        passed += len(texts) - len(bad)
        files = []
        for i, (_, text) in enumerate(texts):
            file = ready / 'graphs' / f'g{i}.json'
            file.write_text(text, encoding='utf-8')
            files.append(str(file))
        run = subprocess.run(['node', str(HERE / 'expand.mjs'), str(ready), *files], capture_output=True, text=True)
        if run.returncode:
            print(run.stdout[-1500:] + run.stderr[-1500:])
        failed += run.returncode != 0
        passed += run.returncode == 0
    print(f'PASSED {passed} FAILED {failed} SKIPPED {skipped}')
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
