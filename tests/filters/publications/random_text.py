#!/usr/bin/env python3
"""Random documents through the recogniser: it ends, and the text before is the text after.

usage: random_text.py PUBCONV [--seed N] [--documents N]

The documents are Pandoc's JSON, made of the words, signs and nodes that entries are made of, in every order that
nobody would write: names cut by bold, lists in cells in definitions, marks in links. Meant for the sanitized build,
which also says what is read behind an end. A document that fails is kept in the folder for temporary files and
named. Ends with the line PASSED n FAILED n SKIPPED n."""
import argparse
import json
import os
import random
import subprocess
import tempfile

WORDS = ['Ann', 'Bee,', 'Cy', 'Dee', 'and', '&', '†', '*', '‡', 'et', 'al.', 'SIGMOD', '2020', '2020.', '“', '”', '"', '(', '(†', ')', '[', ']',
         'vol.', '12(3):', '4–5', 'In', 'Proc.', '—', '…', '中文', '张伟', '，', '。', '2020年', 'J.', 'A.-B.', 'Jr.', 'equal', 'contribution',
         'Oral', 'Best', 'Paper', 'Award', 'https://doi.org/10.1/x', 'arXiv:2001.01234', '\u00a0', '\u200b', 'É.', 'van', 'der', 'with', 'by',
         'joint', '', 'PhD', 'thesis', '//', "'19", '’19', 'pp.', 'Jg.', 'eds.', ':', ';', '\0', '?', '!', '=', '+', '^', '$^*$', '\\dagger',
         'Title', 'of', 'Things', '\ufe0f', '\U0001F600', 'Journal', 'Collaboration', '[1]', '12.']
ADDRESSES = ['', '#', 'x.pdf', 'https://img.shields.io/badge/ICML-2025-blue', 'https://arxiv.org/abs/2001.01234']
FORMULAS = ['^*', '\\dagger', 'x', '^{1,2}', '']


def attr(r, classes=()):
    return ['', [r.choice(classes)] if classes and r.random() < .5 else [], []]


def word(r):
    return {'t': 'Str', 'c': r.choice(WORDS)}


def nested(r, depth):
    link = [attr(r), inlines(r, depth), [r.choice(ADDRESSES), '']]
    return r.choice([
        lambda: {'t': r.choice(['Emph', 'Strong', 'Underline', 'Superscript', 'Strikeout']), 'c': inlines(r, depth)},
        lambda: {'t': 'Link', 'c': link},
        lambda: {'t': 'Image', 'c': link},
        lambda: {'t': 'Span', 'c': [attr(r, ['title', 'author', 'badge']), inlines(r, depth)]},
        lambda: {'t': 'Quoted', 'c': [{'t': r.choice(['SingleQuote', 'DoubleQuote'])}, inlines(r, depth)]},
        lambda: {'t': 'Code', 'c': [attr(r), r.choice(WORDS)]},
        lambda: {'t': 'Math', 'c': [{'t': 'InlineMath'}, r.choice(FORMULAS)]},
    ])()


def inlines(r, depth):
    out = []
    for _ in range(r.choice([0, 1, 2, 3, 6, 12])):
        kind = r.randrange(16)
        if kind < 7 or depth == 0:
            out.append(word(r))
        elif kind < 10:
            out.append({'t': r.choice(['Space', 'Space', 'SoftBreak', 'LineBreak'])})
        else:
            out.append(nested(r, depth - 1))
    return out


def several(r, most, make):
    return [make() for _ in range(r.randrange(most))]


def table(r, depth):
    columns = r.randrange(1, 4)

    def row():
        cells = [[attr(r), {'t': 'AlignDefault'}, 1, 1, blocks(r, depth)] for _ in range(columns)]
        return [attr(r, ['publication'] if r.random() < .1 else ()), cells]

    specs = [[{'t': 'AlignDefault'}, {'t': 'ColWidthDefault'}]] * columns
    body = [attr(r), 0, [], several(r, 4, row)]
    return {'t': 'Table', 'c': [attr(r), [None, blocks(r, 0)], specs, [attr(r), several(r, 2, row)], [body], [attr(r), []]]}


def block(r, depth):
    kind = r.randrange(14)
    if depth == 0 or kind < 5:
        return {'t': r.choice(['Para', 'Plain']), 'c': inlines(r, 3)}
    depth -= 1
    return [
        lambda: {'t': 'Header', 'c': [r.randrange(1, 7), attr(r), inlines(r, 2)]},
        lambda: {'t': 'BulletList', 'c': several(r, 4, lambda: blocks(r, depth))},
        lambda: {'t': 'OrderedList', 'c': [[1, {'t': 'Decimal'}, {'t': 'Period'}], several(r, 4, lambda: blocks(r, depth))]},
        lambda: {'t': 'Div', 'c': [attr(r, ['publication', 'legend', 'title', 'paper-box']), blocks(r, depth)]},
        lambda: {'t': 'DefinitionList', 'c': several(r, 3, lambda: [inlines(r, 2), several(r, 3, lambda: blocks(r, depth))])},
        lambda: {'t': 'LineBlock', 'c': several(r, 3, lambda: inlines(r, 2))},
        lambda: {'t': 'BlockQuote', 'c': blocks(r, depth)},
        lambda: {'t': 'CodeBlock', 'c': [attr(r), r.choice(['@article{x}', 'x'])]},
        lambda: table(r, depth),
    ][kind - 5]()


def blocks(r, depth):
    return [block(r, depth) for _ in range(r.choice([0, 1, 1, 2, 3, 6]))]


def text(node, out):
    if isinstance(node, list):
        for x in node:
            text(x, out)
    elif isinstance(node, dict) and node['t'] == 'Str':
        out.append(node['c'])
    elif isinstance(node, dict):
        text(node.get('c'), out)
    return out


def fault(program, document):
    """What is wrong, or None."""
    command = [program, '-f', 'json', '--filter', 'publications', '-t', 'json', '--quiet']
    got = subprocess.run(command, input=json.dumps(document).encode(), capture_output=True, timeout=60)
    if got.returncode or b'runtime error' in got.stderr or b'Sanitizer' in got.stderr:
        return f'exit {got.returncode}: ' + got.stderr[-1500:].decode(errors='replace')
    after = json.loads(got.stdout)['blocks']
    return None if ''.join(text(after, [])) == ''.join(text(document['blocks'], [])) else 'the text is another one'


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument('program')
    p.add_argument('--seed', type=int, default=1)
    p.add_argument('--documents', type=int, default=200)
    options = p.parse_args()
    failed = 0
    print(f'seed {options.seed}')
    for n in range(options.seed, options.seed + options.documents):
        r = random.Random(n)
        document = {'pandoc-api-version': [1, 23, 1], 'meta': {}, 'blocks': [b for _ in range(25) for b in blocks(r, 3)]}
        wrong = fault(os.path.abspath(options.program), document)
        if wrong:
            failed += 1
            kept = os.path.join(tempfile.gettempdir(), f'pubconv-random-{n}.json')
            with open(kept, 'w') as f:
                json.dump(document, f)
            print(f'FAIL document {n}, kept as {kept}: {wrong}')
    print(f'PASSED {options.documents - failed} FAILED {failed} SKIPPED 0')


if __name__ == '__main__':
    main()
