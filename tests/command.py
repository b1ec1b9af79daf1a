#!/usr/bin/env python3
"""End-to-end cases in Pandoc's form: tests/command/*.md, a fenced block a case.

    ```
    % pubconv -f gfm -t html
    *a*
    ^D
    <p><em>a</em></p>
    2> what is expected on standard error, line by line
    => 0
    ```

A line "% …" is the command; "pubconv" stands for the program. Lines up to ^D are its standard input.
Then its output; lines after "2> " its standard error; "=> N" its exit status if that is not 0.
Commands run in tests/command, by the shell. Without a 2> line, standard error must be empty.

usage: command.py [--program PUBCONV] [FILE...]
Ends with the line PASSED n FAILED n SKIPPED n.
"""
import argparse, concurrent.futures, os, pathlib, re, subprocess, sys

TESTS = pathlib.Path(__file__).resolve().parent
FENCE = re.compile(r'^```+[^\n]*\n(% .*?)^```+ *$', re.M | re.S)


def parse(text):
    for block in FENCE.finditer(text):
        lines = block.group(1).split('\n')[:-1]
        command, rest = lines[0][2:], lines[1:]
        end = rest.index('^D') if '^D' in rest else None
        given = '' if end is None else ''.join(l + '\n' for l in rest[:end])
        rest = rest if end is None else rest[end + 1:]
        errors = ''.join(l[3:] + '\n' for l in rest if l.startswith('2> ') or l == '2>')
        status = next((int(l[3:]) for l in rest if l.startswith('=> ')), 0)
        out = ''.join(l + '\n' for l in rest if not l.startswith(('2>', '=> ')))
        yield text.count('\n', 0, block.start(1)) + 1, command, given, out, errors, status


def run(item, program):
    file, (line, command, given, out, errors, status) = item
    env = dict(os.environ, PUBCONV=program, XDG_DATA_HOME='/nonexistent')
    shell = f'pubconv() {{ "$PUBCONV" "$@"; }}\n{command}'
    try:
        p = subprocess.run(['bash', '-c', shell], input=given.encode(), capture_output=True, timeout=60,
                           cwd=TESTS / 'command', env=env)
    except subprocess.TimeoutExpired:
        return f'{file.name}:{line}: no end after 60 s'
    got = (p.stdout.decode('utf-8', 'replace'), p.stderr.decode('utf-8', 'replace'), p.returncode)
    if got == (out, errors, status): return None
    return (f'{file.name}:{line}: {command}\n--- expected, exit status {status}\n{out}{errors}'
            f'--- got, exit status {got[2]}\n{got[0]}{got[1]}')


def main():
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument('--program', default=os.environ.get('PUBCONV', str(TESTS.parent / 'build-test' / 'pubconv')))
    ap.add_argument('files', nargs='*', type=pathlib.Path)
    args = ap.parse_args()
    files = args.files or sorted((TESTS / 'command').glob('*.md'))
    items = [(f, case) for f in files for case in parse(f.read_text(encoding='utf-8'))]
    program = str(pathlib.Path(args.program).resolve())
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        wrong = [r for r in pool.map(lambda i: run(i, program), items) if r]
    for r in wrong: print(r)
    print(f'PASSED {len(items) - len(wrong)} FAILED {len(wrong)} SKIPPED 0')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
