#!/usr/bin/env python3
"""Every example of the GFM specification, read and written as HTML.

usage: spec.py [--program PUBCONV] [--spec FILE]

Each example counts twice. With HTML left raw the output is the expected one, up to what the
specification's own comparison leaves open: white space, and the order of attributes. With HTML as
nodes it is the same tree: what a page leaves open is closed, and <tbody> is written out.
Ends with the line PASSED n FAILED n SKIPPED n.
"""
import argparse, concurrent.futures, pathlib, re, subprocess, sys
from html.parser import HTMLParser

ROOT = pathlib.Path(__file__).resolve().parents[3]
EXAMPLE = re.compile(r'^`{32} example ?(\w*)\n(.*?)^\.\n(.*?)^`{32}$', re.M | re.S)
EXTENSIONS = {'': '', 'autolink': '+autolink_bare_uris', 'table': '+pipe_tables',
              'strikethrough': '+strikeout', 'disabled': '+task_lists', 'tagfilter': '+tagfilter'}
VOID = set('area base br col embed hr img input link meta source track wbr'.split())
BLOCK = set('address article aside blockquote body caption center dd details div dl dt figure footer'
            ' form h1 h2 h3 h4 h5 h6 head header hr html li main nav ol p pre script section style'
            ' table tbody td tfoot th thead tr ul br'.split())


class Tree(HTMLParser):
    """Nested lists [tag, attributes, child...]; what is open at the end of its parent ends there."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open = [['', []]]
        self.feed(text)
        self.close()

    def handle_startendtag(self, tag, attrs):
        self.open[-1].append([tag, sorted((k, re.sub(r'\s+', ' ', v or '')) for k, v in attrs)])

    def handle_starttag(self, tag, attrs):
        self.handle_startendtag(tag, attrs)
        if tag not in VOID:
            self.open.append(self.open[-1][-1])

    def handle_endtag(self, tag):
        for i in range(len(self.open) - 1, 0, -1):
            if self.open[i][0] == tag:
                del self.open[i:]
                return

    def handle_data(self, data):
        node = self.open[-1]
        if len(node) > 2 and isinstance(node[-1], str):
            node[-1] += data
        else:
            node.append(data)

    def handle_comment(self, data):
        self.open[-1].append(['!', [data]])

    def handle_decl(self, data):
        self.open[-1].append(['!', [data]])

    handle_pi = unknown_decl = handle_decl


def tidy(node, pre=False):
    """The tree without white space that no browser shows, and without <tbody>."""
    tag, attrs, children = node[0], node[1], []
    pre = pre or tag in ('pre', 'script', 'style')
    for c in node[2:]:
        if isinstance(c, list) and c[0] == 'tbody':
            children += tidy(c)[2:]
        elif isinstance(c, list):
            children.append(tidy(c, pre))
        else:
            children.append(c if pre else re.sub(r'\s+', ' ', c))
    edge = lambda i: tag in BLOCK or not tag if not 0 <= i < len(children) else (
        isinstance(children[i], list) and children[i][0] in BLOCK)
    out = [tag, attrs]
    for i, c in enumerate(children):
        if isinstance(c, str):
            c = c.lstrip() if edge(i - 1) and not pre else c
            c = c.rstrip() if edge(i + 1) else c
        if c != '':
            out.append(c)
    return out


def check(program, number, example, native):
    extension, text, want = example
    text, want = text.replace('→', '\t'), want.replace('→', '\t')
    spec = 'commonmark' + EXTENSIONS[extension] + ('' if native else '-native_html')
    run = subprocess.run([program, '-f', spec, '-t', 'html'], input=text.encode(), capture_output=True)
    got = run.stdout.decode('utf-8', 'replace')
    if run.returncode == 0 and not run.stderr:
        if got == want or tidy(Tree(got).open[0]) == tidy(Tree(want).open[0]):
            return True
    print(f'example {number} with {spec}\n--- read\n{text}--- expected\n{want}--- got\n{got}'
          f'{run.stderr.decode()}')
    return False


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--program', default=str(ROOT / 'build' / 'pubconv'))
    p.add_argument('--spec', default=str(ROOT.parent / 'shared/data/commonmark/gfm-spec.txt'))
    a = p.parse_args()
    if not pathlib.Path(a.spec).exists():
        print(f'skipped: {a.spec} is not here\nPASSED 0 FAILED 0 SKIPPED 1')
        return
    examples = EXAMPLE.findall(pathlib.Path(a.spec).read_text(encoding='utf-8'))
    # Only an example with a tag in it can come out differently with HTML as nodes.
    jobs = [(i, e, n) for n in (False, True) for i, e in enumerate(examples, 1) if not n or '<' in e[1]]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda j: check(a.program, *j), jobs))
    print(f'{len(examples)} examples')
    print(f'PASSED {sum(results)} FAILED {len(results) - sum(results)} SKIPPED 0')
    sys.exit(not all(results))


main()
