#!/usr/bin/env python3
"""Inputs that grow out of hand in careless parsers: each is converted under a limit.

usage: pathological.py [--program PUBCONV] [--factor N]

[--factor] stretches the time limit, for sanitized builds.
Ends with the line PASSED n FAILED n SKIPPED n.
"""
import argparse, pathlib, resource, subprocess, sys, time

ROOT = pathlib.Path(__file__).resolve().parents[3]
DEEP, MB = 50000, 1000000

# name: (input, seconds, text that the output must have). cmark itself needs 13 s for 10 MB of <.
CASES = {
    'block quotes, 50,000 deep': ('>' * DEEP + ' a\n', 5, 'a'),
    'list items on one line, 50,000 deep': ('- ' * DEEP + 'a\n', 5, 'a'),
    'lists by indentation': (''.join('  ' * i + f'- a{i}\n' for i in range(1000)), 5, 'a999'),
    'brackets, 50,000 deep': ('[' * DEEP + 'a' + ']' * DEEP + '\n', 5, 'a'),
    'links, 50,000 open': ('[a](' * DEEP + '\n', 5, 'a'),
    'emphasis, 50,000 deep': ('*a ' * DEEP + 'b' + '*' * DEEP + '\n', 5, 'b'),
    'strong emphasis, 50,000 deep': ('**a ' * DEEP + 'b' + ' a**' * DEEP + '\n', 5, 'b'),
    '<div>, 50,000 deep': ('<div>' * DEEP + 'a' + '</div>' * DEEP + '\n', 5, 'a'),
    '<div> on 50,000 lines, Markdown between': ('<div>\n\nx *y*\n\n' * DEEP, 5, '<em>y</em>'),
    '<b>, 50,000 deep': ('x' + '<b>' * DEEP + 'a' + '</b>' * DEEP + '\n', 5, 'a'),
    '<b> that no tag closes': ('x' + '<b>y ' * DEEP + '\n', 5, 'y'),
    'misnested formatting': ('x' + '<b><i>y</b></i>' * DEEP + '\n', 5, 'y'),
    'close tags alone': ('x' + '</b></div></p>' * DEEP + '\n', 5, 'x'),
    '<ul><li>, 50,000 deep': ('<ul><li>' * DEEP + 'a\n', 5, 'a'),
    '<table><tr><td>, 50,000 deep': ('<table><tr><td>' * DEEP + 'a\n', 5, 'a'),
    '<p> 200,000 times': ('<div>' + '<p>a' * 200000 + '\n', 5, 'a'),
    'one tag with 100,000 attributes': (
        '<div ' + ' '.join(f'a{i}="{i}"' for i in range(100000)) + '>x</div>\n', 5, 'x'),
    'open comments': ('<div>' + '<!-- a ' * DEEP + '\n', 5, 'a'),
    'open script elements': ('<div>' + '<script>a ' * DEEP + '\n', 5, 'a'),
    'tags without an end': ('<div>' + '<a b="c' * DEEP + '\n', 5, 'c'),
    'quotes and < in tags': ('<div>' + '<a b="<a " b=' * DEEP + '">\n', 5, 'a'),
    '10 MB of <': ('<' * 10 * MB + '\n', 90, '&lt;'),
    '2 MB of <a': ('<a' * MB + '\n', 20, 'a'),
    '10 MB of <a and a space': ('<div>' + '<a ' * 3 * MB + '\n', 20, 'a'),
    '10 MB of &': ('&' * 10 * MB + '\n', 90, '&amp;'),
    '3 MB of &am': ('&am' * MB + '\n', 20, '&amp;am'),
    '10 MB of [': ('[' * 10 * MB + '\n', 90, '['),
    '2 MB of escaped [': ('\\[' * MB + '\n', 20, '['),
    '2 MB of !': ('!' * 2 * MB + '\n', 20, '!'),
    '1 MB of backticks': (''.join('e' + '`' * i for i in range(1400)) + '\n', 10, 'e'),
    '5 MB of $': ('$a ' * (5 * MB // 3) + '\n', 20, 'a'),
    '10 MB of one word': ('a' * 10 * MB + '\n', 20, 'aaa'),
    '2 MB of line ends': ('a\n' * MB, 20, 'a'),
    'a table of 100,000 rows': ('| a | b |\n|---|---|\n' + '| c | d |\n' * 100000, 10, 'd'),
    'equal headings': ('# a\n\n' * 100000, 10, 'a'),
    'many notes': (''.join(f'[^{i}] ' for i in range(5000)) + '\n\n' +
                   ''.join(f'[^{i}]: n{i}\n\n' for i in range(5000)), 10, 'n4999'),
    'notes in notes': ('[^0]\n\n' + ''.join(f'[^{i}]: a [^{i + 1}]\n\n' for i in range(2000)), 10, 'a'),
    'notes that refer twice to the next one': (
        '[^0]\n\n' + ''.join(f'[^{i}]: a{i} [^{i + 1}][^{i + 1}]\n\n' for i in range(60)) +
        '[^60]: end\n', 60, 'a59'),
    'a long note, 100,000 times': ('[^0] ' * 100000 + '\n\n[^0]: ' + 'a ' * 500000 + '\n', 60, 'a'),
    'math that does not end': ('$`a ' * MB + '\n', 20, 'a'),
    'reference definitions': (''.join(f'[a{i}]: b\n' for i in range(50000)) + '\n[a7]\n', 10, 'a7'),
    'NUL bytes': ('a\0b' * 1000 + '\n', 5, 'a\ufffdb'),
}


def limits():
    resource.setrlimit(resource.RLIMIT_STACK, (8 << 20, 8 << 20))


def check(program, factor, name, case):
    text, seconds, want = case
    begin = time.monotonic()
    try:
        run = subprocess.run([program, '-f', 'gfm', '-t', 'html'], input=text.encode(),
                             capture_output=True, timeout=seconds * factor, preexec_fn=limits)
    except subprocess.TimeoutExpired:
        print(f'{name}: more than {seconds * factor} seconds')
        return False
    took = time.monotonic() - begin
    good = run.returncode == 0 and want.encode() in run.stdout
    print(f'{"ok    " if good else "FAILED"} {took:6.2f} s  {name}')
    if not good:
        print(f'   status {run.returncode}, {run.stderr[-400:]}, {run.stdout[:200]}')
    return good


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--program', default=str(ROOT / 'build' / 'pubconv'))
    p.add_argument('--factor', type=float, default=1)
    a = p.parse_args()
    results = [check(a.program, a.factor, n, c) for n, c in CASES.items()]
    print(f'PASSED {sum(results)} FAILED {len(results) - sum(results)} SKIPPED 0')
    sys.exit(not all(results))


main()
