#!/usr/bin/env python3
"""The golden Liquid suite through the command: every case is a process, `pubconv liquid`, with its data
in a file and its partials in a folder.

A valid case gives its result, and nothing on standard error. One that must fail says so in both modes: it
is a warning without --strict (an undefined variable alone would be none), and status 64 with it.

usage: golden.py PUBCONV
Ends with the line PASSED n FAILED n SKIPPED n.
"""
import concurrent.futures, json, pathlib, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parents[4]
CASES = ROOT.parent / 'shared/data/liquid/golden_liquid.json'


def write(path, text):
    path.write_bytes(text.encode('utf-8'))
    return str(path)


def run(program, options, template):
    p = subprocess.run([program, 'liquid', '--dialect', 'standard', *options, '-'], input=template.encode('utf-8'),
                       capture_output=True, timeout=60)
    return p.stdout.decode('utf-8', 'replace'), p.stderr.decode('utf-8', 'replace'), p.returncode


def check(program, case):
    """None, or what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        partials = folder / 'partials'
        partials.mkdir()
        options = ['--includes', str(partials)]
        for name, text in (case.get('templates') or {}).items():
            write(partials / name, text)
        if case.get('data'):
            options += ['--data', write(folder / 'data.json', json.dumps(case['data']))]
        out, err, status = run(program, options, case['template'])
        if case.get('invalid'):
            strict = run(program, ['--strict', *options], case['template'])[2]
            return None if err and strict == 64 else f'no error (status {strict} with --strict)\n{out!r}\n{err}'
        wanted = case.get('results') or [case['result']]
        if out in wanted and not err and status == 0: return None
        return f'got  {out!r} (status {status})\nwant {wanted[0]!r}\n{err}'


def main():
    if len(sys.argv) != 2: sys.exit(__doc__)
    if not CASES.exists():
        print('skipped: ../shared/data/liquid is not here\nPASSED 0 FAILED 0 SKIPPED 1')
        return 0
    program = str(pathlib.Path(sys.argv[1]).resolve())
    cases = json.loads(CASES.read_text(encoding='utf-8'))['tests']
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda c: check(program, c), cases))
    failed = 0
    for case, wrong in zip(cases, answers):
        if not wrong: continue
        failed += 1
        print(f'--- {case["name"]}\n{case["template"]!r}\n{wrong}')
    print(f'PASSED {len(cases) - failed} FAILED {failed} SKIPPED 0')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
