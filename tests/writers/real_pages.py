#!/usr/bin/env python3
"""Real pages through every writer: none crashes, loses text or leaves LaTeX and HTML unbalanced; some are compiled.

usage: real_pages.py PUBCONV [PAGE...]

Without pages: the Markdown of ../shared/data beside the project (skipped, and said so, where that does not exist).
  any writer      ends with exit status 0, and what is called JSON is JSON
  latex, html     every word of the document stands in the output; groups, environments and elements are closed
  latex -s        the labelled pages compile with xelatex (skipped where it is not installed)
Ends with the line PASSED n FAILED n SKIPPED n.
"""
import collections, concurrent.futures, html.parser, json, os, pathlib, re, shutil, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT.parent / 'shared' / 'data'
FOLDERS = ('seed', 'pages', 'kramdown-pages', 'sites')
JSON_FORMATS = ('json', 'jsonld', 'csljson')
VOID = set('area base br col embed hr img input link meta source track wbr'.split())


def run(program, *args, **more):
    return subprocess.run([program, '--quiet', '-f', 'jekyll', *args], capture_output=True, timeout=120, **more)


# --- Words --------------------------------------------------------------------------------------------

def words_of(node, out):
    """Plain words of what a reader sees, from Pandoc's JSON; raw HTML and pictures' descriptions left out."""
    if isinstance(node, list):
        for x in node:
            words_of(x, out)
    elif isinstance(node, dict):
        kind, c = node.get('t'), node.get('c')
        if kind == 'Str':
            out.update(plain(c))
        elif kind in ('Code', 'CodeBlock'):
            out.update(plain(c[1]))
        elif kind in ('Span', 'Div') and 'legend' in c[0][1]:
            pass  # LaTeX says what the marks in use mean, in words of its own
        elif kind in ('Link', 'Span', 'Div'):
            words_of(c[1], out)
        elif kind == 'Header':
            words_of(c[2], out)
        elif kind not in ('RawInline', 'RawBlock', 'Image', 'Math', 'Figure'):
            words_of(list(node.values()), out)


def plain(text):
    return re.findall(r'[A-Za-z]{4,}', text)


# --- What each format promises ------------------------------------------------------------------------

def unbalanced_latex(text):
    text = re.sub(r'\\begin\{verbatim\}.*?\\end\{verbatim\}', '', text, flags=re.S)
    text = re.sub(r'\\(?:[\\{}%$]|verb(.).*?\1)', ' ', text)
    text = re.sub(r'(?m)%.*$', '', text)
    depth = 0
    for brace in re.findall('[{}]', text):
        depth += 1 if brace == '{' else -1
        if depth < 0:
            return 'a } too many'
    if depth:
        return f'{depth} groups are not closed'
    stack = []
    for way, name in re.findall(r'\\(begin|end)\{([^}]*)\}', text):
        if way == 'begin':
            stack.append(name)
        elif not stack or stack.pop() != name:
            return f'\\end{{{name}}} closes nothing'
    return f'{stack[-1]} is not ended' if stack else ''


class Elements(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.wrong = [], ''

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag not in VOID:
            self.wrong = self.wrong or f'</{tag}> within <{self.open[-1] if self.open else "nothing"}>'


def unbalanced_html(text):
    if re.search(r'<(svg|math|textarea|title)\b', text):
        return ''  # Python's parser reads these otherwise
    p = Elements()
    p.feed(text)
    p.close()
    return p.wrong or (f'<{p.open[-1]}> is not closed' if p.open else '')


BALANCE = {'latex': unbalanced_latex, 'html': unbalanced_html}


def lost(words, text):
    have = set(plain(text))
    joined = None
    for w in words:
        if w not in have:
            joined = joined or re.sub(r'[^A-Za-z]', '', text)  # a word may be cut by commands
            if w not in joined:
                return w
    return ''


def check(job):
    program, formats, page = job
    wrong = []
    first = run(program, '-t', 'json', page)
    if first.returncode:
        return page, [f'json: exit {first.returncode}: {first.stderr.decode("utf-8", "replace")[-200:]}']
    words = collections.Counter()
    words_of(json.loads(first.stdout)['blocks'], words)
    for to in formats:
        got = run(program, '-t', to, page)
        text = got.stdout.decode('utf-8', 'replace')
        if got.returncode:
            wrong.append(f'{to}: exit {got.returncode}: {got.stderr.decode("utf-8", "replace")[-200:]}')
            continue
        if to in JSON_FORMATS:
            try:
                json.loads(text)
            except ValueError as e:
                wrong.append(f'{to}: no JSON: {e}')
        if to in BALANCE:
            word, why = lost(words, text), BALANCE[to](text)
            if word:
                wrong.append(f'{to}: "{word}" is lost')
            if why:
                wrong.append(f'{to}: {why}')
    return page, wrong


def compiled(job):
    program, page = job
    with tempfile.TemporaryDirectory() as tmp:
        got = run(program, '-t', 'latex', '-s', '-o', os.path.join(tmp, 'page.tex'), page)
        if got.returncode:
            return page, [f'latex -s: exit {got.returncode}']
        subprocess.run(['xelatex', '-interaction=nonstopmode', '-halt-on-error', 'page.tex'], cwd=tmp, capture_output=True,
                       timeout=300)
        if os.path.exists(os.path.join(tmp, 'page.pdf')):
            return page, []
        log = pathlib.Path(tmp, 'page.log').read_text('utf-8', 'replace')
        return page, ['xelatex: ' + (re.search(r'(?m)^! .*', log) or ['no PDF'])[0]]


def main():
    program, pages = sys.argv[1], sys.argv[2:]
    if not pages and not DATA.is_dir():
        print('skipped: real pages, no ../shared/data beside the project\nPASSED 0 FAILED 0 SKIPPED 1')
        return 0
    labelled = pages or sorted(map(str, (DATA / 'pages').glob('*.md')))
    pages = pages or [str(p) for f in FOLDERS for p in sorted((DATA / f).rglob('*')) if p.suffix in ('.md', '.markdown')]
    formats = subprocess.run([program, '--list-output-formats'], capture_output=True, text=True).stdout.split()
    passed = failed = skipped = 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(check, [(program, formats, p) for p in pages]))
        if shutil.which('xelatex'):
            results += pool.map(compiled, [(program, p) for p in labelled])
        else:
            print('skipped: xelatex is not installed')
            skipped = len(labelled)
    for page, wrong in results:
        failed += bool(wrong)
        passed += not wrong
        for w in wrong:
            print(f'{page}: {w}')
    print(f'{len(pages)} pages through {" ".join(formats)}')
    print(f'PASSED {passed} FAILED {failed} SKIPPED {skipped}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
