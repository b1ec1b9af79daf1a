#!/usr/bin/env python3
"""Fixtures: one stem, many suffixes, in a mirror of the tree.

usage: fixtures.py [--accept] [--program PUBCONV] [FOLDER-OR-STEM...]

tests/readers/FORMAT/CASE.SUFFIX is read as FORMAT, and written as each expected file beside it asks:
CASE.native is what -t native gives, CASE.html what -t html gives, and so on.
tests/writers/FORMAT/CASE.SUFFIX is read as its suffix says and written as FORMAT: CASE.FORMAT.
tests/filters/ROOM/CASE.SUFFIX is read as its suffix says and written like a reader's case.

CASE.args   more arguments, one a line; a line "-f FORMAT" takes the place of the usual one
CASE.diag   what is expected on standard error; without that file, nothing may appear there
CASE.status the expected exit status, if it is not 0; then there need be no other expected file

Every case runs in its own folder with bare file names. With --accept the difference is shown, and the
expected file replaced when the answer is y.
Ends with the line PASSED n FAILED n SKIPPED n.
"""
import argparse, concurrent.futures, difflib, os, pathlib, subprocess, sys

TESTS = pathlib.Path(__file__).resolve().parent
# Which suffixes are inputs, best first, and how they are read where the folder does not say.
INPUTS = {'.md': 'gfm', '.json': 'json', '.htm': 'jekyll', '.bib': 'bibtex'}
OUTPUTS = ['native', 'html', 'latex', 'jsonld', 'json', 'bibtex', 'biblatex', 'csljson', 'out']
SPECIAL = ['.args', '.diag', '.status', '.lua', '.py', '.c', '.h', '.def', '.sh', '.txt', '.yaml', '.yml']


class Case:
    def __init__(self, stem, source):
        self.stem, self.source = stem, source
        room, self.format = stem.relative_to(TESTS).parts[:2]
        self.room = room
        self.reads = self.format if room == 'readers' else INPUTS[source.suffix]

    def __str__(self):
        return str(self.stem.relative_to(TESTS))

    def file(self, suffix):
        return self.stem.parent / (self.stem.name + suffix)

    def expected(self):
        """(format, file) of each output to compare; a case of a writer has one."""
        if self.room == 'writers':
            wanted = [self.format]
        else:
            wanted = OUTPUTS
        found = [(f, self.file('.' + f)) for f in wanted if self.file('.' + f) != self.source]
        found = [(f, p) for f, p in found if p.exists()]
        return found or ([('native', None)] if self.special('.diag') or self.special('.status') else [])

    def special(self, suffix):
        return self.file(suffix).read_text(encoding='utf-8') if self.file(suffix).exists() else None

    def command(self, program, to):
        args = (self.special('.args') or '').splitlines()
        own_from = [a for a in args if a.startswith('-f ')]
        args = [a for a in args if a and not a.startswith('-f ')]
        reads = own_from[0][3:] if own_from else self.reads
        target = [] if to == 'out' else ['-t', to]
        return [program, '-f', reads, *target, *args, self.source.name]


def cases(paths):
    roots = [p for p in paths] or [TESTS / 'readers', TESTS / 'writers', TESTS / 'filters']
    seen = {}
    for root in roots:
        files = sorted(root.rglob('*')) if root.is_dir() else sorted(root.parent.glob(root.name + '.*'))
        for f in files:
            if f.suffix not in INPUTS or not f.is_file(): continue
            if 'site' in f.relative_to(TESTS).parts[2:-1] and f.name.startswith('.'): continue
            stem = f.parent / f.name[:-len(f.suffix)]
            if f.suffix == '.json' and (stem.parent / (stem.name + '.md')).exists(): continue
            case = Case(stem, f)
            if case.expected(): seen.setdefault(stem, case)
    return list(seen.values())


def difference(name, want, got):
    lines = difflib.unified_diff(want.splitlines(True), got.splitlines(True), f'{name} expected', f'{name} got')
    return ''.join(l if l.endswith('\n') else l + '\n\\ no newline at the end\n' for l in lines)


def run(case, program):
    """[(what differs as text, file to accept into, text)]"""
    problems = []
    diag, status = case.special('.diag') or '', int(case.special('.status') or 0)
    for to, expected in case.expected():
        try:
            p = subprocess.run(case.command(program, to), cwd=case.stem.parent, capture_output=True, timeout=60)
        except subprocess.TimeoutExpired:
            problems.append((f'{case}: no end after 60 s\n', None, None)); continue
        out, err = p.stdout.decode('utf-8', 'replace'), p.stderr.decode('utf-8', 'replace')
        if p.returncode != status:
            problems.append((f'{case} -t {to}: exit status {p.returncode}, not {status}\n{err}', None, None))
        if expected and out != expected.read_text(encoding='utf-8'):
            problems.append((difference(expected.name, expected.read_text(encoding='utf-8'), out), expected, out))
        if err != diag:
            problems.append((difference(case.stem.name + '.diag', diag, err), case.file('.diag'), err))
    return problems


def main():
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument('--accept', action='store_true')
    ap.add_argument('--program', default=os.environ.get('PUBCONV', str(TESTS.parent / 'build-test' / 'pubconv')))
    ap.add_argument('paths', nargs='*', type=lambda s: pathlib.Path(s).resolve())
    args = ap.parse_args()
    os.environ.pop('PUBCONV_PLUGIN_PATH', None)
    os.environ['XDG_DATA_HOME'] = '/nonexistent'
    program = str(pathlib.Path(args.program).resolve())
    todo = cases(args.paths)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda c: run(c, program), todo))
    failed = 0
    for case, problems in zip(todo, results):
        failed += bool(problems)
        for text, file, got in problems:
            print(f'--- {case}\n{text}', end='')
            if args.accept and file and input('accept? [y/N] ') == 'y': file.write_text(got, encoding='utf-8')
    print(f'PASSED {len(todo) - failed} FAILED {failed} SKIPPED 0')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
