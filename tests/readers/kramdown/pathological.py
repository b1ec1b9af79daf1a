#!/usr/bin/env python3
"""Inputs that grow out of hand in careless parsers: each is converted within limits of time, memory and stack.

usage: pathological.py [--program PUBCONV] [--factor N] [--most MB] [PART-OF-NAME]

A limit counts the process's own time, so that a busy machine is no failure. [--factor] stretches it, for sanitized
builds, and takes away the limit of memory; [--most] leaves out larger inputs.
Ends with the line PASSED n FAILED n SKIPPED n.
"""
import argparse, pathlib, resource, subprocess, sys, tempfile, os

ROOT = pathlib.Path(__file__).resolve().parents[3]
N, MB = 50000, 1000000
SECONDS_PER_MB, SECONDS, TIMES, MEMORY = 0.8, 2, 120, 200 * MB


def at_10_mb(piece):
    return piece * (10 * MB // len(piece))


# name: input. Names tell what is open, nested or repeated.
CASES = {
    '* that nothing closes': '*a ' * N * 10,
    '** that nothing closes': '**a ' * N * 10,
    '_ that nothing closes': '_a ' * N * 10,
    'all four marks of emphasis in turn': '*a **b _c __d ' * N * 4,
    '[': '[' * N * 20,
    '![': '![' * N * 10,
    '[a': '[a' * N * 10,
    'brackets and signs in one word': '[a][b]--' * N * 2,
    'brackets and quotes in one word': '[a"]' * N * 4,
    '[a](': '[a](' * N * 4,
    '[a](b "': '[a](b "' * N * 4,
    'backquotes in runs of any length': ''.join('`' * (i % 300 + 1) + ' ' for i in range(N)),
    'a backquote and a letter': '`a ' * N * 10,
    '<': '<' * N * 20,
    '<a': '<a ' * N * 10,
    '<b>': '<b>' * N,
    '<svg> in cells': '| <svg> ' * N + '\n',
    '<script> within **': '**' + '<script>' * N + '**',
    '<script> behind marks that are taken back': '*[a' * N + '<script>' * N,
    '<b> in ![': '![a<b>' * N,
    '<span> and [': '<span><![CDATA[' * N,
    '[ in <b>': '<b>[' * N * 2,
    '</b>': '</b>' * N * 4,
    '<!--': '<!-- ' * N * 10,
    '<?': '<? ' * N * 10,
    'attribute lists of spans without an end': '*a*{:' * N * 4,
    '{:': '{: ' * N * 10,
    'names in braces that one brace ends': '{:a ' * N * 4 + '}',
    'attribute lists behind one element': '*a*' + '{:.a}' * N * 4,
    'attribute lists behind one tag': '<x>a</x>' + '{:.a}' * N * 4,
    'lines that go on with a paragraph behind blanks': 'a \n</main>\n' * N,
    'an abbreviation beside marks': '*[a]: b\n\n' + 'a_ __a ' * N * 2,
    'headings with references in elements': '# <u>a &amp; b</u>\n\n' * N,
    '{::comment} on one line': '{::comment} ' * N * 4,
    '{::comment': '{::comment' * N * 4,
    '$$': '$$a ' * N * 10,
    '~~': '~~a ' * N * 10,
    'struck words': '~~a~~ ' * N * 4,
    'quotes of both kinds': '"\'a ' * N * 10,
    'escapes': '\\*_' * N * 10,
    '&': '&' * N * 20,
    'character references': '&amp;' * N * 10,
    'a note that is not defined': '[^a] ' * N * 4,
    '[^': '[^' * N * 10,
    'one abbreviation, 500,000 times': '*[a]: b\n\n' + 'a ' * N * 10,
    'emphasis in strong emphasis, 50,000 deep': '*a **b ' * N + ' b** a*' * N,
    'links in links, 50,000 deep': '[' * N + 'a' + '](u)' * N,
    'quotes on one line, 50,000 deep': '> ' * N + 'a',
    'quotes 200 deep on 5,000 lines': ('> ' * 200 + 'a\n') * 5000,
    'lists by indentation, 2,000 deep': ''.join('  ' * min(i, 2000) + '* a\n' for i in range(3000)),
    'bullets on one line, 50,000 deep': '* ' * N + 'a',
    'numbers on one line, 50,000 deep': '1. ' * N + 'a',
    '<div> on lines, 50,000 deep': '<div>\n' * N,
    '<div> on one line, 50,000 deep': '<div>' * N,
    '<div markdown="1">, 50,000 deep': '<div markdown="1">\n' * N,
    '<div markdown="1"> and its end, 50,000 deep': '<div markdown="1">\n' * N + 'a\n' + '</div>\n' * N,
    '<p markdown="block">, 50,000 deep': '<p markdown="block">' * N,
    '<div markdown="1"> in quotes': '> <div markdown="1">\n' * N,
    'a list in <li markdown="1">': '<ul><li markdown="1">\n* a\n' * N,
    '</div>': '</div>\n' * N,
    'a row of 500,000 bars': '|' * N * 10 + '\n' + '|-' * N + '\n' + '|' * N,
    'a table of 200,000 rows': 'a | b\n' * N * 4,
    'a table of one column': '|a\n' * N * 2,
    'a table of ever more columns': '\n'.join('|' * i for i in range(1000)),
    'a row that is none in <div markdown="1">': '<div markdown="1">| `a</div>\n' * N,
    'rows of <div markdown="1"> before one that is none': '<div markdown="1">| a\n' * N + '| `a\n| b`\n',
    'rows of <div markdown="1"> in a table too wide': '<div markdown="1">| a\n' * N + '|' * 20000 + '\n',
    'headings with one name': '# a\n' * N * 4,
    'headings without a letter': '# <\n' * N,
    'underlined headings': 'a\n=\n' * N,
    'fences': '```\na\n\n' * N,
    'fences with a language': '~~~ x\n' * N,
    'fences of any length': ''.join('~' * (3 + i % 500) + '\na\n\n' for i in range(5000)),
    'blocks of math': '$$\na\n\n' * N,
    'definitions': 'a\n: b\n' * N * 2,
    'definitions on one line, 50,000 deep': 'a\n' + ': ' * N + 'a',
    'definitions by indentation, 500 deep': ''.join('  ' * i + 'a\n' + '  ' * i + ': b\n\n' for i in range(500)),
    'attribute lists that refer to two others': ''.join('{:a%d: a%d a%d}\n' % (i, i + 1, i + 1) for i in range(2000)) + '\nx\n{: a0}\n',
    'attribute lists behind each other': 'a\n' + '{: .b}\n' * N * 2,
    'an attribute list of 100,000 parts': 'a\n{:' + ' .b k="v"' * N + '}\n',
    'attribute lists at the head of items': '* {:.a} b\n' * N,
    'links and their definitions': ''.join('[l%d]: u\n' % i for i in range(N)) + ''.join('[l%d] ' % i for i in range(N)),
    'notes in notes': ''.join('[^%d]: t [^%d]\n\n' % (i, i + 1) for i in range(5000)) + '[^0]',
    'notes within the text of notes, 50,000 deep': '[^0]\n\n' + '[^0]: ' * N + 'a',
    'notes that name the next one twice': '[^0]\n\n' + ''.join('[^%d]: a [^%d] [^%d]\n\n' % (i, i + 1, i + 1) for i in range(60)),
    'notes by indentation, 500 deep': '[^0]\n\n' + ''.join('    ' * i + '[^%d]: a [^%d]\n\n' % (i, i + 1) for i in range(500)),
    'abbreviations': ''.join('*[w%d]: t\n' % i for i in range(3000)) + '\n' + 'w1 b ' * N,
    'abbreviations of any length': ''.join('*[%s]: t\n' % ('w' * i) for i in range(1, 1000)) + '\n' + 'w' * N + ' b ' + 'w ' * N,
    'a table of contents': '* a\n{:toc}\n\n' + '# h\n\n## g\n\n' * 5000,
    'equal headings': '# a\n\n' * N,
    'a million spaces': 'a' + ' ' * MB + 'b',
    'a backslash before each line end': 'a\\\n' * N * 4,
    'a|b': 'a|b\n\n' * N,
    '^': '^\n' * N * 4,
    'line ends': '\n' * N * 20,
    'tabs': '\t' * N * 10 + 'a',
    'items with two paragraphs': '* a\n\n  b\n\n' * N,
    '{::nomarkdown}': '{::nomarkdown}\n' * N,
    '{::options}': '{::options auto_ids="false" /}\n' * N,
    '<script>': '<script>' * N,
    '<pre>': '<pre>' * N,
    'a tag with 200,000 attributes': '<a ' + 'x="1" ' * N * 4 + '>',
    'a tag with 50,000 names': '<a ' + ' '.join(f'a{i}="1"' for i in range(N)) + '>x</a>',
    '<b><i>': '<b><i>' * N,
    'misnested <b><i></b></i>': 'x' + '<b><i>y</b></i>' * N,
    '< at line ends': 'a <\n' * N * 4,
    'quotes that are lazy': '> a\nb\n' * N,
    '_ within words': 'a_b_' * N * 10,
    'quote and star': '"*' * N * 10,
    'backquote and bar': '`|' * N * 4,
    '<table><tr><td>, 50,000 deep': '<table><tr><td>' * N + 'a\n',
    '<table><tr><td markdown="1">, 50,000 deep': '<table><tr><td markdown="1">' * N + 'a\n',
    '<ul><li>, 50,000 deep': '<ul><li>' * N + 'a\n',
    '<pre> with tables in it, 50,000 deep': '<pre><table>' * N + 'a\n',
    '**, a million in a row': '# ' + '**' * N * 10,
    '_, a million in a row': 'a|' + '__' * N * 10,
    '<!-- in a row of a table': '| ' + '<!-- ' * N * 4 + '|\n',
    '<!-- in <b> in a row of a table': '| <b>' + '<!-- ' * N * 4 + '|\n',
    'addresses without an end': '<http://a' * N * 4,
    'addresses without an end, an angle far behind': '<http://a' * N * 2 + '\n>' + '[a](<b' * N,
    'abbreviations of many lengths that begin with one word': ''.join('*[w%s]: t\n' % (' w' * i) for i in range(1500)) + '\n' + 'w w w x ' * N,
    'abbreviations that end within words': ''.join('*[w%s]: t\n' % (' ww w' * i + ' w') for i in range(250)) + '\n' + 'w ww ' * N * 2,
    'a definition with many quotes': '[a]: u ' + '"b ' * N * 4 + '\n',
    'a definition with many titles': '[a]: u ' + '"b" ' * N * 4 + 'c\n',
    'a definition with many angles': '[a]: <u' + '> "b ' * N * 4 + '\n',
    'definitions with titles on lines of their own': '[a]: u\n"b\n' * N,
    'notes behind marks that are taken back': '![a ' * 10 + '[^n] ' * N + '\n\n[^n]: b\n',
    'notes in notes behind marks': '*a **b [x ![y ' * 50 + '[^0]' + ''.join('\n\n[^%d]: *a **b [x ![y [^%d]' % (i, i + 1) for i in range(100)),
    'NUL bytes': 'a\0b\n' * N,
    '10 MB of > ': at_10_mb('> '),
    '10 MB of lines of quotes': at_10_mb('> > > a\n'),
    '10 MB of * ': at_10_mb('* '),
    '10 MB of items': at_10_mb('* a\n'),
    '10 MB of empty items': at_10_mb('+\n'),
    '10 MB of items in items': at_10_mb('* a\n  * b\n    * c\n'),
    '10 MB of [': at_10_mb('['),
    '10 MB of links': at_10_mb('[a](b) '),
    '10 MB of *': at_10_mb('*'),
    '10 MB of *a* ': at_10_mb('*a* '),
    '10 MB of <div>': at_10_mb('<div>'),
    '10 MB of <b>': 'x' + at_10_mb('<b>'),
    '10 MB of <div></div>': at_10_mb('<div></div>\n'),
    '10 MB of |': at_10_mb('|'),
    '10 MB of empty rows': at_10_mb('|\n'),
    '10 MB of rows': at_10_mb('| a | b |\n'),
    '10 MB of {:': at_10_mb('{:'),
    '10 MB of {: .a}': at_10_mb('{: .a}\n'),
    '10 MB of : ': 'a\n' + at_10_mb(': '),
    '10 MB of definitions': at_10_mb('a\n: b\n\n'),
    '10 MB of [^a]: ': at_10_mb('[^a]: '),
    '10 MB of notes': at_10_mb('[^a]: b\n\n'),
    '10 MB of one word': at_10_mb('a'),
    '10 MB of one-letter lines': at_10_mb('a\n'),
    '10 MB of blank lines': at_10_mb('\n'),
}


def limits(seconds, memory):
    def set_them():
        resource.setrlimit(resource.RLIMIT_STACK, (8 << 20, 8 << 20))
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
        if memory: resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    return set_them


def check(program, factor, name, text):
    data = text.encode()
    seconds = (SECONDS + SECONDS_PER_MB * len(data) / MB) * factor
    memory = 0 if factor > 1 else MEMORY + TIMES * len(data)
    with tempfile.TemporaryFile() as source:
        source.write(data)
        source.seek(0)
        p = subprocess.Popen([program, '-f', 'kramdown', '-t', 'html', '--quiet'], stdin=source, stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE, preexec_fn=limits(seconds, memory))
        said = p.stderr.read()[-300:]
        _, status, used = os.wait4(p.pid, 0)
        p.returncode = status
    took = used.ru_utime + used.ru_stime
    good = status == 0 and took <= seconds
    print(f'{"ok    " if good else "FAILED"} {took:6.2f} of {seconds:5.1f} s  {name} ({len(data) / MB:.2f} MB)', '' if good else (status, said), flush=True)
    return good


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--program', default=str(ROOT / 'build' / 'pubconv'))
    p.add_argument('--factor', type=float, default=1)
    p.add_argument('--most', type=float, default=100)
    p.add_argument('part', nargs='?', default='')
    a = p.parse_args()
    cases = {n: c for n, c in CASES.items() if a.part in n and len(c) <= a.most * MB}
    results = {n: check(a.program, a.factor, n, c) for n, c in cases.items()}
    failed = sum(not good for good in results.values())
    print(f'PASSED {len(results) - failed} FAILED {failed} SKIPPED 0')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
