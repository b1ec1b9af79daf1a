#!/usr/bin/env python3
"""The LaTeX writer's output, compiled for real by pdflatex, xelatex and lualatex.

usage: compile.py [--program PUBCONV] [--keep FOLDER] [--engine NAME]

Fragments of many kinds are \\input together into report and scrbook, with and without hyperref, and each
log is searched for what TeX does not stop at: missing characters, undefined commands, labels given
twice. Documents made with -s are compiled as they are. The text of the PDFs must have the names, the
special characters, and each entry of a long list whole on one page. Two engines run at a time.
Skips, and says so, what cannot run here. Ends with the line PASSED n FAILED n SKIPPED n.
"""
import argparse, concurrent.futures, json, os, pathlib, re, shutil, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
ENGINES = ['pdflatex', 'xelatex', 'lualatex']
ASCII = ''.join(chr(c) for c in range(33, 127))
counts = {'PASSED': 0, 'FAILED': 0, 'SKIPPED': 0}


def result(kind, name, why=''):
    counts[kind] += 1
    if kind != 'PASSED':
        print(f'{kind.lower()}: {name}' + (f': {why}' if why else ''))


# --- Documents, as Pandoc's JSON --------------------------------------------------------------------

def words(text):
    out = []
    for i, word in enumerate(text.split(' ')):
        if i:
            out.append({'t': 'Space'})
        if word:
            out.append({'t': 'Str', 'c': word})
    return out


def attr(id='', classes='', **pairs):
    return [id, classes.split(), [[k, v] for k, v in pairs.items()]]


def para(*inlines):
    return {'t': 'Para', 'c': [x for xs in inlines for x in (words(xs) if isinstance(xs, str) else [xs])]}


def span(classes, content):
    return {'t': 'Span', 'c': [attr('', classes), content]}


def note(text):
    return {'t': 'Note', 'c': [para(text)]}


def link(text, url, classes=''):
    return {'t': 'Link', 'c': [attr('', classes), words(text), [url, '']]}


def header(level, id, *inlines):
    return {'t': 'Header', 'c': [level, attr(id), para(*inlines)['c']]}


def document(blocks, **meta):
    meta = {k: {'t': 'MetaInlines', 'c': words(v)} for k, v in meta.items()}
    return json.dumps({'pandoc-api-version': [1, 23, 1], 'meta': meta, 'blocks': blocks})


def cell(*blocks, rows=1, cols=1):
    return [attr(), {'t': 'AlignDefault'}, rows, cols, list(blocks)]


def table(width, head, rows, caption=None):
    row = lambda cells: [attr(), [c if isinstance(c, list) else cell(para(c)) for c in cells]]
    spec = {'t': 'ColWidth', 'c': width} if width else {'t': 'ColWidthDefault'}
    return {'t': 'Table', 'c': [attr(), [None, [para(*caption)] if caption else []],
                                [[{'t': 'AlignDefault'}, spec]] * 2, [attr(), [row(head)] if head else []],
                                [[attr(), 0, [], [row(r) for r in rows]]], [attr(), []]]}


def author(name, classes='', mark=''):
    inner = words(name)
    if 'self' in classes:
        inner = [{'t': 'Strong', 'c': inner}]
    marks = [span('mark', words(mark))] if mark else []
    return [span('author ' + classes, inner)] + marks


def entry(number, venue, title, url, names, year='2025'):
    authors = []
    for i, name in enumerate(names):
        authors += ([{'t': 'Str', 'c': ','}, {'t': 'Space'}] if i else []) + author(*name)
    badge = [{'t': 'Str', 'c': '['}, span('venue', words(venue)), {'t': 'Space'}, span('year', words(year)),
             {'t': 'Str', 'c': ']'}]
    line = [{'t': 'Strong', 'c': badge}, {'t': 'Space'},
            span('title', [link(title, url, 'placeholder' if url == 'TBD' else 'url')]), {'t': 'SoftBreak'},
            span('authors', [{'t': 'Emph', 'c': authors}])]
    return {'t': 'Div', 'c': [attr(f'entry-{number}', 'publication', year=year), [{'t': 'Plain', 'c': line}]]}


def legend(text, **marks):
    return {'t': 'Div', 'c': [['', ['legend'], [[k, v] for k, v in marks.items()]], [para(text)]]}


def long_list(n):
    blocks = [legend('* equal contribution, † corresponding author', **{'*': 'equal', '†': 'corresponding'})]
    for i in range(n):
        names = [(f'Start{i}x Person', 'equal', '*'), ('Łukasz Kaiser', 'self'), ('Oscar Täckström',),
                 ('A. B. Third', 'corresponding', '†')] + [(f'Name{k} Family{k}',) for k in range(9)]
        names += [(f'Last{i}x Author',)]
        title = f'A title of entry {i} that is long enough to need more than one line & 100% of the next'
        item = entry(i, 'VENUE', title, 'TBD' if i == 2 else f'https://a.b/p_{i}?x=1&y=%20#z', names)
        blocks += [{'t': 'BulletList', 'c': [[item]]}, {'t': 'HorizontalRule'}]
    return document(blocks[:-1])


def nasty(top='top'):
    br, star = {'t': 'LineBreak'}, {'t': 'Str', 'c': '*'}
    code = {'t': 'Code', 'c': [attr(), ASCII]}
    block = {'t': 'CodeBlock', 'c': [attr(), '\\begin{x} 100% {\n  "two"\n\n}']}
    hard = {'t': 'CodeBlock', 'c': [attr(), 'a \\end{verbatim} b']}
    math = {'t': 'Math', 'c': [{'t': 'InlineMath'}, 'a_1^2 \\le \\frac{1}{2}']}
    url = 'https://a.b/c%20d_e~f?g=1&h={i}\\j^k#l|m"n'
    strange = link('strange address', url)
    items = [[para('[bracket] first')], [para(star, ' star first')], [para(strange)], [block],
             [{'t': 'RawBlock', 'c': ['tex', '[raw bracket]']}], [para('x', note('in an item')), block]]
    deep = [para('deepest')]
    for _ in range(9):
        deep = [{'t': 'BulletList', 'c': [[para('deep'), *deep]]}]
    numbers = [para('lowest')]
    for _ in range(6):
        numbers = [{'t': 'OrderedList', 'c': [[3, {'t': 'LowerAlpha'}, {'t': 'TwoParens'}], [numbers]]}]
    quotes = [para('innermost')]
    for _ in range(8):
        quotes = [{'t': 'BlockQuote', 'c': quotes}]
    term = [[words('term [x]') + [note('of a term'), strange], [[para('definition')], [deep[0]]]],
            [words('code'), [[block]]]]
    figure = {'t': 'Figure', 'c': [attr('fig'), [None, [para('A caption & its ', note('of a caption'))]],
                                   [para('no picture')]]}
    blocks = [
        header(1, top, 'Heading with ' + '\\{}$%&#_~^<>|[]"', math, note('of a heading: 50% & more'), strange),
        header(2, 'bottom', {'t': 'Emph', 'c': words('styled')}, br, code),
        para('specials ' + '\\{}$%&#_~^<>|[]'), para(ASCII), para(code), para('a -- b --- c ,, d \'\' e `` f ?` !`'),
        para('one', br, '*', br, '[two]', br, star), para(br, 'break first', br),
        para(strange, ' ', link('https://a.b/x_y~z', 'https://a.b/x_y~z'), ' ', link('a@b.c', 'mailto:a@b.c'), ' ',
             link('to the top', '#' + top), ' ', link('nowhere', '#nowhere'), ' ', link('nothing', '')),
        para('outer', {'t': 'Note', 'c': [para('note in', note('inner 1'), ' a note', note('inner 2')), block]}),
        {'t': 'BulletList', 'c': items}, *deep, *numbers, *quotes, {'t': 'DefinitionList', 'c': term}, figure,
        block, hard, {'t': 'BlockQuote', 'c': [header(2, 'q', 'heading in a quote', note('there')), block]},
        {'t': 'LineBlock', 'c': [words('a line'), words('[b] line'), [], words('* c')]},
        table(0, ['H*', 'H [2]'], [['*', 'a & b'], ['* star', 'z']]),
        table(0, ['Head', 'Two'], [['[a]', cell(para('break', br, '* here'))]], ['Caption ', note('captioned')]),
        table(0.4, [cell(para('noted', note('in a head'))), 'b'],
              [[cell(para('cell', note('in a cell')), block), cell(*deep)],
               [cell(para('wide'), {'t': 'BulletList', 'c': [[para('* x')]]}, cols=2)],
               [cell(para('tall'), rows=2), 'r'], ['s'],
               [cell(table(0, ['in'], [['table', 'in a table']])), cell({'t': 'HorizontalRule'})]], ['Second']),
        para({'t': 'Strikeout', 'c': words('struck é & out') + [strange]}, ' ', {'t': 'SmallCaps', 'c': words('Small')},
             {'t': 'Superscript', 'c': words('2 % x')}, {'t': 'Subscript', 'c': words('_')},
             {'t': 'Underline', 'c': words('under')}),
        para({'t': 'Quoted', 'c': [{'t': 'DoubleQuote'}, [{'t': 'Quoted', 'c': [{'t': 'SingleQuote'}, words("in's")]}]]}),
        para('naïve Ångström Łódź Đặng'.replace('Đặng', 'Đang') + ' α → ≤ × ² … – — “q” ‘s’ † ‡ § ¶ © e\u0301 \u00a0 \u00ad \u200b'),
        para({'t': 'Math', 'c': [{'t': 'DisplayMath'}, 'x\n\n= y']}), {'t': 'HorizontalRule'},
        {'t': 'RawBlock', 'c': ['html', '<hr>']}, {'t': 'BulletList', 'c': [[para('☐ to do')], [para('☒ done')]]},
    ]
    return document(blocks, title='Nasty & [strange]')


CJK = document([para('李白，山田太郎 and 王小明.')], title='Names')

SEED = ROOT.parent / 'shared/data/seed/publications.md'
SITE = ROOT / 'examples/site/_pages/publications.md'


def fragments():
    """name, text or file, format, arguments"""
    yield 'nasty', nasty(), 'json', []
    yield 'ascii', nasty('other-top'), 'json', ['-t', 'latex+ascii']
    for kind in ['enumerate', 'itemize', 'etaremune', 'description']:
        yield kind, long_list(4), 'json', ['-M', f'publist={kind}']
    yield 'footnote', long_list(4), 'json', ['-M', 'legend=footnote']
    yield 'long', long_list(60), 'json', []
    for name, path in [('site', SITE), ('seed', SEED)]:
        if path.exists():
            yield name, path, 'jekyll', []
        else:
            result('SKIPPED', f'{name} page', f'{path} is not there')


# --- Running ----------------------------------------------------------------------------------------

def convert(program, folder, name, source, fmt, args):
    out = folder / f'{name}.tex'
    text = source if isinstance(source, str) else None
    command = [program, '-f', fmt, '-o', str(out)] + ([] if '-t' in args else ['-t', 'latex']) + args
    done = subprocess.run(command + ([] if text else [source.name]), input=text, text=True, capture_output=True,
                          cwd=folder if text else source.parent, timeout=60)
    if done.returncode or not out.exists():
        result('FAILED', f'{name}: pubconv', f'exit {done.returncode}: {done.stderr.strip()[-400:]}')
        return False
    return True


def host(cls, hyperref, names):
    packages = r'\usepackage{longtable,booktabs,array,graphicx,multirow}'
    packages += r'\usepackage[hidelinks,unicode]{hyperref}' if hyperref else ''
    inputs = '\n'.join(f'\\chapter{{{n}}}\\input{{{n}.tex}}' for n in names)
    return rf'''\documentclass{{{cls}}}
\usepackage{{iftex}}
\ifPDFTeX\usepackage[T1]{{fontenc}}\usepackage[utf8]{{inputenc}}\else\usepackage{{fontspec}}\fi
\usepackage{{lmodern}}{packages}
\begin{{document}}
\tableofcontents
{inputs}
\end{{document}}
'''


BAD = [r'^! .*', r'Missing character: .*', r'LaTeX Warning: Label .* multiply defined', r'.*Something.s wrong.*',
       r'.*undefined on input line.*', r'LaTeX Warning: Command .* invalid.*']


def complaints(log):
    text = log.read_text(errors='replace') if log.exists() else 'no log'
    found = []
    for pattern in BAD:
        found += re.findall(pattern, text, re.M)
    return found


def compile_tex(engine, folder, stem, runs):
    """What is wrong, or ''."""
    env = dict(os.environ, max_print_line='1000', SOURCE_DATE_EPOCH='0')
    for run in range(runs):
        try:
            done = subprocess.run([engine, '-interaction=nonstopmode', '-halt-on-error', f'{stem}.tex'], cwd=folder,
                                  capture_output=True, env=env, timeout=120)
        except subprocess.TimeoutExpired:
            return 'takes longer than two minutes'
        if done.returncode:
            text = (folder / f'{stem}.log').read_text(errors='replace')
            at = text.find('\n! ')
            return text[at + 1:at + 600]
    found = complaints(folder / f'{stem}.log')
    if runs == 1:
        found = [f for f in found if 'undefined on input line' not in f]
    return '; '.join(found[:5])


def pages(pdf):
    text = subprocess.run(['pdftotext', '-layout', str(pdf), '-'], capture_output=True, text=True).stdout
    return text.split('\f')


def check_text(name, pdf, checks):
    if not shutil.which('pdftotext'):
        result('SKIPPED', f'{name}: its text', 'pdftotext is not installed (poppler-utils)')
        return
    found = pages(pdf)
    for what, ok in checks:
        why = ok(found)
        result('FAILED' if why else 'PASSED', f'{name}: {what}', why or '')


def flat(found):
    return re.sub(r'\s+', ' ', ' '.join(found))


def has_words(*wanted):
    def check(found):
        text = flat(found)
        lost = [w for w in wanted if w not in text]
        return f'the PDF has no {lost}' if lost else ''
    return check


def whole_entries(found):
    split = []
    for i in range(60):
        first = [n for n, p in enumerate(found) if f'Start{i}x' in p]
        last = [n for n, p in enumerate(found) if f'Last{i}x' in p]
        if not first or not last or first[-1] != last[-1]:
            split.append(i)
    return f'entries {split} are not whole on one page' if split else ''


def legend_with_list(found):
    for p in found:
        if 'equal contribution' in p:
            return '' if re.search(r'Last\d+x', p) else 'the legend is alone on its page'
    return 'there is no legend'


SPECIALS = '\\{}$%&#_~^<>|[]'


def jobs(engines, good):
    for engine in engines:
        for cls in ['report', 'scrbook']:
            for hyper in [True, False]:
                checks = [('names and specials', has_words('specials ' + SPECIALS, 'Łukasz Kaiser', 'Oscar Täckström')),
                          ('whole entries', whole_entries)]
                yield f'{engine} {cls}' + (' hyperref' if hyper else ''), engine, cls, hyper, good, checks


def run_job(folder, job):
    name, engine, cls, hyper, good, checks = job
    here = folder / name.replace(' ', '-')
    here.mkdir()
    for n in good:
        shutil.copy(folder / f'{n}.tex', here)
    (here / 'main.tex').write_text(host(cls, hyper, good))
    return name, compile_tex(engine, here, 'main', 2 if cls == 'report' and hyper else 1), here / 'main.pdf', checks


def standalone_jobs(program, folder, engines):
    cases = [('s-nasty', nasty(), 'json', [], engines, [('specials', has_words('specials ' + SPECIALS))]),
             ('s-long', long_list(60), 'json', ['-M', 'title=Publications', '-M', 'author=Łukasz Kaiser'], engines,
              [('names', has_words('Łukasz Kaiser', 'Oscar Täckström')), ('whole entries', whole_entries),
               ('legend', legend_with_list)])]
    if shutil.which('kpsewhich') and subprocess.run(['kpsewhich', 'xeCJK.sty'], capture_output=True).stdout:
        cases.append(('s-cjk', CJK, 'json', [], [e for e in engines if e == 'xelatex'],
                      [('names', has_words('李白', '山田太郎', '王小明'))]))
    else:
        result('SKIPPED', 'Chinese names', 'xeCJK is not installed (texlive-lang-chinese)')
    for path, name in [(SITE, 's-site'), (SEED, 's-seed')]:
        if path.exists():
            cases.append((name, path, 'jekyll', [], engines[:1], []))
    if shutil.which('kpsewhich') and subprocess.run(['kpsewhich', 'moderncv.cls', 'fontawesome5.sty'],
                                                    capture_output=True, text=True).stdout.count('\n') == 2:
        cases.append(('s-moderncv', long_list(4), 'json', ['--template=moderncv', '-M', 'author=Łukasz Kaiser'],
                      engines[:1], []))
    else:
        result('SKIPPED', 'moderncv', 'the class and its icons are not installed (texlive-fonts-extra)')
    for name, source, fmt, args, which, checks in cases:
        if convert(program, folder, name, source, fmt, ['-s'] + args):
            for engine in which:
                yield f'{engine} {name}', engine, name, checks


def run_standalone(folder, job):
    name, engine, stem, checks = job
    here = folder / name.replace(' ', '-')
    here.mkdir()
    shutil.copy(folder / f'{stem}.tex', here)
    return name, compile_tex(engine, here, stem, 2), here / f'{stem}.pdf', checks


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument('--program', default=os.environ.get('PUBCONV', str(ROOT / 'build/pubconv')))
    parser.add_argument('--keep')
    parser.add_argument('--engine', action='append')
    args = parser.parse_args()
    program = str(pathlib.Path(args.program).resolve())
    engines = [e for e in args.engine or ENGINES if shutil.which(e)]
    for e in args.engine or ENGINES:
        if e not in engines:
            result('SKIPPED', e, 'not installed')
    folder = pathlib.Path(args.keep or tempfile.mkdtemp(prefix='pubconv-latex-'))
    folder.mkdir(parents=True, exist_ok=True)
    if engines:
        good = [n for n, *rest in fragments() if convert(program, folder, n, *rest)]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            done = [pool.submit(run_job, folder, j) for j in jobs(engines, good)]
            done += [pool.submit(run_standalone, folder, j) for j in standalone_jobs(program, folder, engines)]
            for d in done:
                name, wrong, pdf, checks = d.result()
                result('FAILED' if wrong else 'PASSED', name, wrong)
                if not wrong:
                    check_text(name, pdf, checks)
    if not args.keep:
        shutil.rmtree(folder, ignore_errors=True)
    print('PASSED {PASSED} FAILED {FAILED} SKIPPED {SKIPPED}'.format(**counts))
    return 1 if counts['FAILED'] else 0


if __name__ == '__main__':
    sys.exit(main())
