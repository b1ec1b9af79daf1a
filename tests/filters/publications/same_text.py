#!/usr/bin/env python3
"""The recogniser only annotates: what a reader sees is the same before and after, on real pages.

usage: same_text.py PUBCONV [FOLDER…]

Without folders: ../shared/data beside the project (skipped, and said so, where it does not exist).
Ends with the line PASSED n FAILED n SKIPPED n."""
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, '..', '..', '..', '..', 'shared', 'data')
FOLDERS = ('pages', 'kramdown-pages', 'seed', 'sites')


def seen(x, out):
    """The page as a list of tokens: Spans and Divs are transparent, runs of the same style are one."""
    if isinstance(x, list):
        for i in x:
            seen(i, out)
        return
    if not isinstance(x, dict):
        return
    tag, c = x.get('t'), x.get('c')
    if tag == 'Str':
        text(c, out)
    elif tag in ('Space', 'SoftBreak', 'LineBreak', 'HorizontalRule'):
        out.append(tag)
    elif tag in ('Code', 'CodeBlock', 'Math', 'RawInline', 'RawBlock'):
        out.append((tag, json.dumps(c)))
    elif tag in ('Span', 'Div'):
        seen(c[1], out)
    elif tag in ('Emph', 'Strong', 'Underline', 'Strikeout', 'Superscript', 'Subscript', 'SmallCaps'):
        if out and out[-1] == '/' + tag:
            out.pop()  # a styled run that was cut in two
        else:
            out.append(tag)
        seen(c, out)
        out.append('/' + tag)
    elif tag in ('Link', 'Image'):
        out.append((tag, c[2]))
        seen(c[1], out)
        out.append('/' + tag)
    elif tag == 'Header':
        out.append((tag, c[0]))
        seen(c[2], out)
    else:
        out.append(tag)
        if isinstance(c, list):
            for i in c:
                seen(i, out)
        else:
            seen(c, out)


def text(s, out):
    if out and isinstance(out[-1], list):
        out[-1][0] += s
    else:
        out.append([s])


def read(pubconv, path, on):
    fmt = 'jekyll' + ('+' if on else '-') + 'publications'
    run = subprocess.run([pubconv, '--quiet', '-f', fmt, '-t', 'json', path], capture_output=True)
    if run.returncode:
        return run.stderr.decode('utf-8', 'replace')[-400:]
    out = []
    seen(json.loads(run.stdout)['blocks'], out)
    return out


def check(job):
    pubconv, path = job
    before, after = read(pubconv, path, False), read(pubconv, path, True)
    if isinstance(before, str) and isinstance(after, str):
        return None  # no document without the recogniser either
    if before == after:
        return None
    if isinstance(after, str):
        return f'{path}: {after}'
    for i, (x, y) in enumerate(zip(before, after)):
        if x != y:
            return f'{path}: token {i}: {before[max(0, i - 3):i + 3]} / {after[max(0, i - 3):i + 3]}'
    return f'{path}: {len(before)} tokens / {len(after)}'


def main():
    pubconv, folders = sys.argv[1], sys.argv[2:]
    if not folders:
        if not os.path.isdir(DATA):
            print('skipped: same text, no ../shared/data beside the project')
            print('PASSED 0 FAILED 0 SKIPPED 1')
            return
        folders = [os.path.join(DATA, f) for f in FOLDERS]
    paths = []
    for folder in folders:
        for base, _, names in sorted(os.walk(folder)):
            paths += [os.path.join(base, n) for n in sorted(names) if n.endswith(('.md', '.markdown'))]
    with ThreadPoolExecutor(2) as pool:
        bad = [b for b in pool.map(check, [(pubconv, p) for p in paths]) if b]
    for b in bad:
        print(b)
    print(f'same text: {len(paths)} pages, {len(bad)} differ')
    print(f'PASSED {len(paths) - len(bad)} FAILED {len(bad)} SKIPPED 0')
    sys.exit(1 if bad else 0)


if __name__ == '__main__':
    main()
