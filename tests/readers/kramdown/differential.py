#!/usr/bin/env python3
"""Documents composed at random and mutations of real pages, read by Jekyll's kramdown and by ours, and what differs.

    differential.py PUBCONV [-n COUNT] [--seed N] [--kind grammar|pages] [--show N] [--keep FOLDER]

Half of the documents are made by a grammar of blocks and spans with wrong indentation, laziness and missing blank
lines; half are windows of real pages (../shared/data/kramdown-pages) with lines deleted, swapped, spliced and edited.
The two results are compared at level dom of ../shared/tools/htmlnorm.py, colours of code set aside. Each difference is
made as small as it goes, then what is left is grouped by its shape. KNOWN holds what may differ, with its reason.
Where Jekyll or ../shared is absent, says so and skips. Ends with PASSED n FAILED n SKIPPED n.
"""
import argparse, ast, collections, json, os, random, re, shutil, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.path.abspath(os.path.join(HERE, "../../../../shared"))
MOST_LINES, BATCH = 40, 250

# A pattern found in the smallest document, and why it may differ.
KNOWN = [(re.compile(pattern, re.M | re.I), why) for pattern, why in [
    (r"\[\^([\w-]+)\]:[^\n]*\[\^\1\]|\[\^([\w-]+)\]:[^\n]*\[\^([\w-]+)\][\s\S]*\[\^\3\]:[^\n]*\[\^\2\]",
     "a note that holds itself: its marker is text, since a document is a tree"),
    (r"([*+-]|\d+\.)\s+(\{:[^}]*\}\s*)?\[[ x]\]\s+(`|\{:)",
     "behind the box of a task kramdown has HTML, which a list of attributes may be for"),
    (r"\S[ \t]*\{::options[^}]*\}|\{::options[^}]*\}[ \t]*\S", "options within text hold for headings before them, too"),
    (r"([ \t]|\\\n)\{::\w+[^}]*/\}|\{::\w+[^}]*/\}[ \t]", "blanks or a break beside an extension that leaves nothing, at the edge of a text"),
    (r"(^|-->)\{::\w+[^}]*/?\}(\{[^}]*\})+$", "a paragraph of nothing is none"),
    (r"\|.*``|``.*\|", "code in a row is taken apart and put together again with fewer marks"),
    (r"(^ {1,3}|[^\s:]?: *)\t", "a line of blanks and a tab that no parser takes stands in no paragraph"),
    (r"\{:[^}\n]*\\\}", "a list of attributes whose only end is escaped"),
    (r"\$\$\s*\{:id=(\"\"|'')", "a formula with an empty identifier stands in a <div>"),
    (r"markdown=.*[^\n]*#.*\t", "a tab in a heading within HTML counts for nothing in its identifier"),
    (r"\|.*<\w+>.*[*_].*</|<\w+>.*[*_].*</.*\|", "emphasis that holds an end tag, in what may be a row: kramdown reads all spans of such lines twice"),
    (r"\|.*<\w+>.*<(https?|ftps?|mailto):.*</|<\w+>.*<(https?|ftps?|mailto):.*</.*\|", "an address that holds an end tag, in what may be a row"),
    (r"\$\$[^$]*[<&][^$]*\$\$\{:", "a formula with attributes is not escaped by kramdown"),
    (r"html_to_native[\s\S]*<(table|thead|tbody|tfoot|tr|ul|ol|dl)\b[^>]*>\s*[^<\s]", "text that stands in a table or a list itself: html_to_native drops it"),
    (r"<(font|center|s|strike|time|name)\b[^>]*\bclass=[^>]*\bclass=", "'class' and 'CLASS' on what kramdown takes for no HTML: the first one counts, as in HTML"),
    (r"<textarea\b[^>]*>[\s\S]*<textarea\b", "a <textarea> in another, where blanks count"),
    (r"<pre\b[^>]*>((?!</pre)[\s\S])*<(ul|ol|li|dl|dt|dd|div|p|table|thead|tbody|tr|td|th|section|blockquote|figure|details|form|nav|article|center|h\d)\b", "blocks within <pre> are indented"),
    (r"^ {0,3}(?=[~`]*~)(?=[~`]*`)[~`]{3,}", "a fence of both marks"),
    (r"[ \t]\n[\s\S]*\{:auto_ids", "blanks behind a term count in its identifier"),
    (r"^[> ]*\[[^\]]+\]:.*\n[> ]*\{:", "what one link's list says goes to others of the same definition, if that has a list: Ruby shares the table"),
    (r"^#.*<code>.*\s\s|^#.*<code>\s", "blanks in <code> of a heading"),
    (r"<figure[\s\S]*<video[\s\S]*<figcaption", "a caption within another element of its figure"),
    (r"<pre\b[^>]*>[\s\S]*<[a-z][^>]*markdown=|<pre\b[^>]*markdown=", "Markdown within <pre>: a block of code in the document is text"),
    (r"<(script|style)\b[^>]*>.*<\w+ ", "tags within a <script> that stands in a line: their attributes in another order"),
    (r"<(script|style)\b[^>]*markdown=", "Markdown within <style>"),
    (r"\{::nomarkdown[^}]*\}[^{]*<[^>{]*\{:/", "a part of a tag given as no Markdown"),
]]


def without_inner_links(html):
    """Links within links as their text."""
    depth, out = 0, []
    for part in re.split(r"(</?a(?=[\s>])[^>]*>)", html):
        close = part == "</a>"
        depth -= close
        if not re.match(r"</?a[\s>]", part) or depth == 0: out.append(part)
        depth += bool(re.match(r"<a[\s>]", part))
    return "".join(out)


def in_verbatim(names, change):
    """An edit of what <pre> or <textarea> holds."""
    return lambda html: re.sub(rf"(?s)(<({names})\b[^>]*>)(.*?)(</\2>)", lambda m: m[1] + change(m[3]) + m[4], html)


def text_only(html):
    return re.sub(r"</?[a-z][^>]*>", "", re.sub(r"<br[^>]*>", "\n", html)).strip()


def squeezed(html):
    return re.sub(r"[ \t\n]+", " ", html).strip(" \t\n")


# What makes kramdown's result, or both, the same as ours where we chose otherwise.
CHOICES = [
    (lambda html: html.replace("\0", "\ufffd"), "NUL by a reference: U+FFFD, as in HTML"),
    (without_inner_links, "a link within a link is its text, as HTML wants it"),
    (lambda html: re.sub(r"(?s)(<span[^>]*>)(?:\$((?:(?!<span).)*?)\$|\\\(((?:(?!<span).)*?)\\\))</span>", lambda m: m[1] + html_text(m[2] or m[3] or "") + "</span>", html),
     "a formula with attributes has MathJax's marks, where kramdown has $"),
    (lambda html: re.sub(r'(?<= class=")[^"]*', lambda m: " ".join(m[0].split()), html), "white space between classes: they are a list"),
    (in_verbatim("pre", text_only), "markup within <pre>: a block of code in the document is text"),
]
SQUEEZED = in_verbatim("pre|textarea", squeezed), "blanks of <pre> or <textarea> where it holds Markdown or stands in an unknown element"
EDGES = "white space alone, at the edge of an element or of what has no end tag"


def html_text(s):
    return s.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("<", "&lt;")


# --- spans ----------------------------------------------------------------------------------------

WORDS = ["a", "b", "word", "Foo", "it's", "1", "2020", "x_y_z", "é", "日本", "HTML", "A.", "no.", "C3PO", "and", "\"", "'", "...",
         "--", "---", "<<", ">>", "&", "<", ">", "*", "_", "`", "|", "\\", "!", "[", "]", "(", ")", "{", "}", "$", "~", ":", "#", "^",
         "'80s", "don't", "\"q\"", "'q'", "5 < 6", "a&b", "http://x.org/a_b", "me@x.org", "\u00a0", "-", "+", "="]
PLAIN = ["a", "b", "word", "Foo", "it's", "1", "x_y", "é", "HTML", "and", "text", "more"]
INLINE_TAGS = ["b", "i", "em", "strong", "span", "a", "sup", "sub", "code", "br", "img", "u", "kbd", "del", "small", "mark", "x-y", "font",
               "q", "tt", "label", "input", "button", "div", "p"]
BLOCK_TAGS = ["div", "p", "table", "tr", "td", "ul", "ol", "li", "h1", "h3", "pre", "section", "blockquote", "details", "summary", "center",
              "script", "style", "iframe", "figure", "dl", "dt", "dd", "form", "nav", "article", "foo", "hr", "br", "img", "span", "b",
              "textarea", "video", "math", "noscript", "object", "th", "thead", "tbody", "address", "figcaption", "main"]


def pick(r, rows):
    """One of (weight, value)."""
    return r.choices([v for _, v in rows], [w for w, _ in rows])[0]


def attributes(r):
    return "".join(" " + r.choice(['class="c"', 'id="i"', "title='t u'", 'href="u"', "hidden", 'x=y', 'style="a:b"', 'src="s.png"', 'alt="A"',
                                   'markdown="1"', 'markdown="0"', 'markdown="span"', 'markdown="block"', "CLASS=z", 'a="&amp;&lt;"', "b"])
                   for _ in range(pick(r, [(5, 0), (3, 1), (1, 2)])))


ATTRIBUTES = [".c", "#i", 'k="v"', ".a.b", "#j.d", "name", "style='x: y'", 'target="_blank"', ".c-d", "k=v", "toc", "bad!", "other", 'class="p q"', 'id="w"',
              'title="a \\"b\\" c"', "k='it\\'s'", 'k="a\\}b"', 'k="&amp;&lt;"', ".language-ruby", ".no_toc", 'start="3"', "standalone", "footnotes", "auto_ids",
              "auto_ids-x", 'alt=""', "#1a", "..", "rel='nofollow' .z", "lang=\"\"", ".é", "show-whitespaces", ".show-whitespaces"]


def ial(r):
    return "{:" + " ".join([""] * r.randrange(2) + [r.choice(ATTRIBUTES) for _ in range(r.randrange(3))]) + r.choice(["", "", " "]) + "}"


def link_end(r):
    return r.choice(["(u)", "(http://x.org/a?b=c&d)", '(u "t")', "(u 't')", "(<u v>)", "()", "(u v)", "(a(b)c)", "(a(b c)", "[]", "[id]", "[ID 2]",
                     " [id]", "", "(u \"t)", "[nope]", "( u )", "(u\n\"t\")", "{: .c}", "(u){:target=\"_blank\"}", "(/a_b_c)", "(\"u\")"])


def with_list(r, inner):
    """A span that a list of attributes may stand behind."""
    return r.choice(["*%s*", "**%s**", "`%s`", "[%s](u)", "![%s](u)", "<b>%s</b>", "$$%s$$", "[^1]", "<http://x.org>", "~~%s~~", "&amp;", "[%s][id]", "<br>",
                     "<span class='k'>%s</span>", "\"%s\"", "HTML", "<code>%s</code>", "<img src='s' id='o'>"]).replace("%s", inner)


def span(r, depth):
    inner = lambda: spans(r, depth + 1)
    if depth > 2 or r.random() < .35:
        return r.choice(WORDS if r.random() < .4 else PLAIN)
    kind = r.randrange(15)
    if kind == 0: return "*" + inner() + "*"
    if kind == 1: return "**" + inner() + "**"
    if kind == 2: return r.choice(["_", "__", "***", "*__", "~~", "~"]) + inner() + r.choice(["_", "__", "***", "__*", "~~", "*"])
    if kind == 3: return r.choice(["`", "``", "` ", "`` "]) + inner() + r.choice(["`", "``", " `", " ``"])
    if kind == 4: return "[" + inner() + "]" + link_end(r)
    if kind == 5: return "![" + inner() + "]" + link_end(r)
    if kind == 6:
        tag = r.choice(INLINE_TAGS)
        open_tag = "<" + tag + attributes(r) + r.choice([">", ">", ">", "/>", " />"])
        return open_tag + inner() + ("</" + tag + ">" if r.random() < .85 else "")
    if kind == 7: return r.choice(["<http://x.org/a_b>", "<me@x.org>", "<mailto:me@x.org>", "<ftp:x y>", "<https://x.org", "<x:y>"])
    if kind == 8: return r.choice(["$$a$$.", "$$a\nb$$", "$$ a | b $$", "a$$b$$c", "\\\\$$a$$", "$$\\{a\\}$$", "$$a < b > c & d$$", "$$$a$$$", "$$a_b$$", "$$ x $$", "$a$", "$$", "\\$$a$$", "$$a*b*$$", "$$\\alpha < 1$$"])
    if kind == 9: return r.choice(["&amp;", "&lt;", "&nbsp;", "&#8211;", "&#x2013;", "&nope;", "&copy", "&Auml;", "&#0;", "&quot;", "&rarr;", "&#39;", "&amp;lt;",
                                     "&#38;", "&lt;b&gt;", "&AMP;", "&#xA0;", "&ensp;", "&frac12;", "&;", "&#;", "&a_b;", "&notin;", "&nbsp;&nbsp;"])
    if kind == 10: return r.choice(["[^1]", "[^n]", "[^nope]", "[^ 1]", "[id]", "[id][]", "[nope]", "[x][id]", "[ID]", "[^1][^n]", "[^n]:", "[^1](u)", "[*a*][id]", "![id]",
                                    "[a]\n[id]", "[id] [id 2]", "[ID\n2]"])
    if kind == 11: return "\\" + r.choice("\\.*_+`<>()[]{}#!:|\"'$=-~a&^")
    if kind == 12: return r.choice(["<!-- c -->", "<!-- c", "<?pi?>", "{::comment}c{:/}", "{::nomarkdown}*b*{:/}", "{::comment}c{:/comment}", "{::nope}",
                                    "{::options x=\"y\" /}", "{:/}", "{::nomarkdown type=\"latex\"}x{:/}", "{::nomarkdown type='html'}<i>{:/}", "{::}", "{::comment /}", "<![CDATA[c]]>", "<!DOCTYPE html>", "{% x %}", "{{ y }}"])
    if kind == 13: return with_list(r, inner()) + ial(r) + (ial(r) if r.random() < .1 else "")
    return r.choice(["  \n", "\\\\\n", "\\\n", "\n", " \n", "\t", "  "])


def spans(r, depth=0):
    glue = " " if r.random() < .8 else ""
    return glue.join(span(r, depth) for _ in range(r.randrange(1, 5 if depth == 0 else 3)))


def text(r):
    return (spans(r) if r.random() < .6 else " ".join(r.choice(PLAIN) for _ in range(r.randrange(1, 6)))).split("\n")


# --- blocks: lists of lines -----------------------------------------------------------------------

def indented(r, lines, n, lazy=.08):
    """Behind n spaces, now and then by one more or less, by a tab, or lazy."""
    out = []
    for line in lines:
        k = n
        if line and r.random() < .1: k = max(0, n + r.choice([-2, -1, 1, 2, 3]))
        if r.random() < lazy: k = 0
        out.append("\t" + line if line and k == 4 and r.random() < .2 else " " * k + line if line else "")
    return out


def paragraph(r, depth):
    return [line for _ in range(r.randrange(1, 3)) for line in text(r)]


def header(r, depth):
    line = text(r)[0]
    if r.random() < .65:
        return ["#" * r.randrange(1, 7) + r.choice([" ", " ", " ", "", "\t"]) + line + r.choice(["", "", " #", "##", " {#id}", "{#id}", " {: .c}"])]
    return [line + r.choice(["", "", " {#id}"]), r.choice(["===", "---", "=", "-", "--", "== =", "-=-"])]


def quote(r, depth):
    inner = blocks(r, depth + 1)
    return [(">" if r.random() < .1 else "> " if r.random() < .9 else ">  " if r.random() < .5 else "") + line for line in inner]


def items(r, depth):
    out, ordered = [], r.random() < .35
    mark = r.choice("*-+")
    for i in range(r.randrange(1, 5)):
        sign = f"{i + 1}." if ordered else mark if r.random() < .95 else r.choice("*-+")
        sign = " " * pick(r, [(8, 0), (1, 1), (1, 2), (1, 3)]) + sign + " " * pick(r, [(8, 1), (2, 2), (3, 3), (1, 4), (1, 5), (1, 0)])
        if r.random() < .05: sign = sign.rstrip() + "\t"
        inner = blocks(r, depth + 1, r.choice([1, 1, 1, 2, 3])) or [""]
        if r.random() < .1: inner[0] = r.choice(["[ ] ", "[x] ", "[X]", "[ ]"]) + inner[0]
        if r.random() < .07: inner[0] = ial(r) + r.choice([" ", ""]) + inner[0]
        if r.random() < .03: inner[1:1] = ["^"]
        out.append(sign + inner[0])
        out += indented(r, inner[1:], len(sign) if r.random() < .8 else r.choice([2, 4]), .1)
        if r.random() < .2: out.append("")
    return out


def definitions(r, depth):
    out = []
    for _ in range(r.randrange(1, 3)):
        out += [text(r)[0] for _ in range(r.randrange(1, 3))]
        if r.random() < .2: out.append("")
        for _ in range(r.randrange(1, 3)):
            sign = ":" + " " * pick(r, [(5, 1), (1, 0), (2, 3)])
            inner = blocks(r, depth + 1, r.choice([1, 1, 1, 2])) or [""]
            if r.random() < .07: inner[0] = ial(r) + r.choice([" ", ""]) + inner[0]
            out += [sign + inner[0]] + indented(r, inner[1:], len(sign))
    return out


def code(r, depth):
    lines = [r.choice(["x = 1", "  y", "", "<b>", "*a*", "```", "# c", "\tz", "a & b"]) for _ in range(r.randrange(1, 4))]
    if r.random() < .5:
        return indented(r, lines, 4)
    fence = r.choice(["```", "~~~", "````", "~~~~~"])
    return [fence + r.choice(["", "", "ruby", " c", "js?x=y", "a b", " {: .c}"])] + lines + ([fence + r.choice(["", "", " ", "`", "~"])] if r.random() < .9 else [])


def table(r, depth):
    n, rows = r.randrange(1, 4), []
    edge = r.random() < .6
    cell = lambda: r.choice([spans(r, 2).replace("\n", " "), "a", "b", "", " ", "`x|y`", "\\|", "<code>x|y</code>", "[^1]", "*a*", "`` ` ``", "$$a|b$$", "<br>",
                             "[a](u)", "{: .c}", "<b>x|y</b>", "\\\\|", "`a\\|b`"])
    row = lambda: ("| " if edge else "") + " | ".join(cell() for _ in range(max(1, n + pick(r, [(8, 0), (1, 1), (1, -1)])))) + (" |" if edge else "")
    rule = lambda: ("|" if edge else "") + "|".join(r.choice(["---", ":--", "--:", ":-:", "-", " --- "]) for _ in range(n)) + ("|" if edge else "")
    if r.random() < .2: rows.append(rule())
    rows.append(row())
    if r.random() < .7: rows.append(rule())
    for _ in range(r.randrange(3)): rows.append(row())
    if r.random() < .15: rows += [rule().replace("-", "="), row()]
    for _ in range(pick(r, [(8, 0), (1, 1), (1, 2)])): rows += [rule(), row()]
    if r.random() < .1: rows = rows[:1] + ["|" + rows[0]] + rows[1:]
    return rows


def html(r, depth):
    tag = r.choice(BLOCK_TAGS)
    first = "<" + tag + attributes(r) + r.choice([">", ">", ">", ">", "/>"])
    last = "</" + tag + ">" if r.random() < .9 else r.choice(["", "</div>", "</p>"])
    inner = blocks(r, depth + 1) if r.random() < .7 else html(r, depth + 1) if depth < 3 else text(r)
    shape = r.randrange(5)
    if shape == 0: return [first + " ".join(inner) + last]
    if shape == 1: return [first] + indented(r, inner, 2) + [last]
    if shape == 2: return [first, ""] + inner + ["", last]
    if shape == 3: return [first + inner[0]] + inner[1:-1] + [inner[-1] + last] if len(inner) > 1 else [first + inner[0] + last]
    return [first] + inner + [last]


def definition(r, depth):
    return [r.choice(["[id]: u", "[id 2]: http://x.org 'T'", "[id]: <u v> \"T\"", "[^1]: note *x*", "[^n]: note", "*[HTML]: Hyper Text", "*[a b]: c",
                      "*[word]:", "[id]:u", "[id]: u\n    \"T\"", "[^1]:\n    - a\n    - b", "[^n]: para\n\n    second", "[id 2]:\n  u", "{:name: .x k=\"v\"}",
                      "{:name: #y}", "[^1]: > q", "[^n]: x\n    ~~~\n    c\n    ~~~", "[^n]: see [^1]", "[^1]: again [^n] and [^1]", "[^n]: {:.c} x", "*[and]: &", "*[A.]: x y", "*[x_y]: marks", "*[a*b]: m",
                      "*[a]: one\n*[a b]: two", "[id]: u 'a \"b\" c'", "[id]: <u>\n  (T)", "{:other: name .o}", "{:name: other k=\"w\"}", "[^1]: # h", "[^1]:x",
                      "[^1]: | a | b |", "*[HTML]: <b>", "[id]: u\n{:.c}", "[^1]: n\n{:.c}", "*[word]: t\n{:.c}", "[1]: u", "[id]: ?a=b&c=d"])]


def extension(r, depth):
    return [r.choice([ial(r), "{::comment}\nx\n{:/}", "{::nomarkdown}\n<b>*x*</b>\n{:/nomarkdown}", "{::comment /}", "{:/}", "{::options auto_ids=\"false\" /}",
                      "^", "{::comment}", "{:toc}", "<!-- c\n\nd -->", "<?pi x\n?>", "{: .c}\n{: #i}", "<!-- c --> *d*", "{::nope}", "{:.no_toc}", "* x\n{:toc}", "1. x\n{:toc .k}", "* x\n{:footnotes}", "{::options %s /}" % option(r),
                      "{::options %s /}" % option(r), "![a](u)\n{:.c}", "![a](u 't'){:standalone .k #l}", "a\n: b\n{:auto_ids}", "{:auto_ids-p}\na b\n: c", "^\n^",
                      "{::nomarkdown type=\"latex\"}\nx\n{:/}", "{::comment}\n\n* a\n\n{:/comment}", "{:.c #i k='v'}", "{:name}", "{:other .c}", "<!-- a --><!-- b -->",
                      "***\n{:.c}", "    code\n{: .language-ruby}", "~~~ ruby\nx = 1\n~~~\n{:.c #i}"])]


def option(r):
    return r.choice(['auto_ids="false"', 'auto_ids="true"', 'header_offset="1"', 'smart_quotes="lsquo,rsquo,laquo,raquo"', 'footnote_nr="4"', 'parse_block_html="true"',
                     'parse_span_html="false"', 'toc_levels="2..3"', 'auto_id_prefix="p-"', 'footnote_prefix="f"', 'entity_output="symbolic"', 'x="y"',
                     'footnote_backlink=""', 'remove_span_html_tags="true"', 'html_to_native="true"', 'auto_id_stripping="true"'])


def math(r, depth):
    return [r.choice(["$$a_b$$", "$$\nx < y\n$$", "$$ a $$ b", "\\$$a$$", "$$\n\na\n\n$$", "$$", "$$a$$\n$$b$$", "a\n$$b$$"])]


def rule(r, depth):
    return [r.choice(["---", "***", "* * *", "_ _ _", "  ---", "- - -", "-----", "--", "    ***", "***\n{:.c}", "* * *\n***", "- - - a"])]


def misnested(r, depth):
    """Tags that do not end where they should."""
    a, b = r.choice(BLOCK_TAGS), r.choice(BLOCK_TAGS + INLINE_TAGS)
    lines = r.choice([["<%s><%s>x</%s></%s>"], ["<%s>", "<%s>", "x", "</%s>", "</%s>"], ["<%s>", "", "<%s>*x*</%s>", "", "</%s>"], ["a <%s> b <%s> c </%s> d </%s>"]])
    tags = iter(r.choice([[a, b, a, b], [a, b, b, a], [a, a, b, a], [a, b, b, b]]))
    lines = [re.sub("%s", lambda m: next(tags) + (attributes(r) if m.string[m.start() - 1] == "<" else ""), line) for line in lines]
    return lines if r.random() < .7 else lines[:-1] + text(r) + lines[-1:]


KINDS = [(8, paragraph), (3, header), (3, quote), (7, items), (2, definitions), (3, code), (3, table), (4, html), (3, definition), (3, extension), (1, math), (1, rule), (1, misnested)]


def blocks(r, depth=0, n=None):
    out = []
    for i in range(n or r.randrange(1, 6 if depth == 0 else 3)):
        if i and r.random() < .7: out.append("")
        kind = paragraph if depth > 3 else pick(r, KINDS)
        lines = "\n".join(kind(r, depth)).split("\n")
        if r.random() < .05: lines = indented(r, lines, r.randrange(1, 5))
        if r.random() < .05: lines = [ial(r)] + lines
        if r.random() < .08: lines = lines + [ial(r)]
        out += lines
    return out


def grammar(r):
    lines = blocks(r)
    while len(lines) > MOST_LINES: lines = blocks(r)
    if r.random() < .3: lines += ["", "[^1]: note", "", "[id]: /url 'T'"]
    return "\n".join(lines) + r.choice(["\n", "\n", "\n\n", ""])


# --- real pages -----------------------------------------------------------------------------------

EDITS = list("*_`~#>-+=|:<>[](){}!$\\\"'&^.,1 \t\n") + ["\n\n", "    ", "<div>", "</div>", "<b>", "{: .c}", "> ", "- ", "1. ", ": ", "```\n", "| ", "\n***\n"]


def edit(r, lines, others):
    i = r.randrange(len(lines))
    kind = r.randrange(9)
    if kind == 0: del lines[i:i + r.randrange(1, 4)]
    elif kind == 1:
        j = r.randrange(len(lines))
        lines[i], lines[j] = lines[j], lines[i]
    elif kind == 2:
        other = r.choice(others)
        j = r.randrange(len(other))
        lines[i:i] = other[j:j + r.randrange(1, 6)]
    elif kind == 3: lines.insert(i, "")
    elif kind == 4: lines[i] = " " * r.randrange(1, 6) + lines[i]
    elif kind == 5: lines[i] = lines[i].lstrip()
    else:
        line = lines[i]
        at = r.randrange(len(line) + 1)
        cut = r.randrange(2)
        lines[i] = line[:at] + (r.choice(EDITS) if r.random() < .7 else "") + line[at + cut:]
    return lines or [""]


def mutation(r, pages):
    page = r.choice(pages)
    n = min(len(page), r.randrange(3, MOST_LINES))
    at = r.randrange(len(page) - n + 1)
    lines = [line[:600] for line in page[at:at + n]]
    for _ in range(r.randrange(1, 7)):
        lines = edit(r, lines, pages)
    return "\n".join(line[:600] for line in "\n".join(lines).split("\n")[:MOST_LINES]) + "\n"


def real_pages():
    out = []
    folder = os.path.join(SHARED, "data/kramdown-pages")
    for name in sorted(os.listdir(folder)):
        if name.endswith(".md"):
            page = open(os.path.join(folder, name), encoding="utf-8", errors="replace").read().replace("\r", "").split("\n")
            if any(page): out.append(page)
    return out


# --- the two sides --------------------------------------------------------------------------------

class Sides:
    """Both converters. Jekyll's is one process that lives as long as this."""

    def __init__(self, program, norm):
        self.program, self.norm, self.seen, self.raised = program, norm, {}, 0
        self.ruby = subprocess.Popen(["ruby", os.path.join(HERE, "differential.rb")], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                     stderr=subprocess.DEVNULL, text=True, encoding="utf-8")

    def theirs(self, docs):
        self.ruby.stdin.write(json.dumps(docs) + "\n")
        self.ruby.stdin.flush()
        return json.loads(self.ruby.stdout.readline())

    def ours(self, docs):
        with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
            names = [f"{i}.md" for i in range(len(docs))]
            for name, doc in zip(names, docs):
                with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as f: f.write(doc)
            run = subprocess.run([self.program, "-f", "kramdown", "-t", "html", "--quiet", "--output-dir", "out", *names], cwd=folder,
                                 capture_output=True)
            out = []
            for name in names:
                path = os.path.join(folder, "out", name[:-3] + ".html")
                out.append(open(path, encoding="utf-8", newline="").read() if os.path.exists(path) else None)
            if run.returncode and None not in out: print("our exit status:", run.returncode, run.stderr[-300:])
            return out

    def differ(self, docs):
        """For each document: None, or both results."""
        new = [d for d in dict.fromkeys(docs) if d not in self.seen]
        for i in range(0, len(new), BATCH):
            part = new[i:i + BATCH]
            for doc, a, b in zip(part, self.theirs(part), self.ours(part)):
                self.raised += a is None
                same = a is None or b is not None and (a == b or self.norm(a) == self.norm(b))
                self.seen[doc] = None if same else (a, b)
        return [self.seen[d] for d in docs]


# --- making small ---------------------------------------------------------------------------------

def without(parts, sizes):
    """Takes runs of parts away, the longest first. Yields what to try, is sent the index of the first that differs."""
    for size in sizes:
        at = 0
        while at < len(parts):
            places = range(at, min(at + 12 * size, len(parts)), size)
            hit = yield ["".join(parts[:i] + parts[i + size:]) for i in places]
            if hit is None: at = places[-1] + size
            else:
                at = places[hit]
                parts = parts[:at] + parts[at + size:]
    return "".join(parts)


def smaller(doc):
    lines = doc.splitlines(True)
    doc = yield from without(lines, [n for n in (16, 8, 4, 2, 1) if n < len(lines)])
    doc = yield from without(re.findall(r"\w+|.", doc, re.S), [8, 4, 2, 1, 1])
    parts = re.split(r"([^\W_]{2,})", doc)
    for i in range(1, len(parts), 2):
        if (yield ["".join(parts[:i] + ["a"] + parts[i + 1:])]) is not None: parts[i] = "a"


def shrink(sides, docs):
    """All of them step by step together, so that each step is one call of either side. What is only a choice of ours
    any more has been made too small."""
    counts = lambda doc: sides.seen[doc] and not choice(sides, doc)
    best, steps = {d: d for d in docs}, {d: smaller(d) for d in docs}
    tries = {d: next(step) for d, step in steps.items()}
    while tries:
        sides.differ([d for new in tries.values() for d in new])
        for start, new in list(tries.items()):
            hit = next((i for i, d in enumerate(new) if counts(d)), None)
            if hit is not None: best[start] = new[hit]
            try: tries[start] = steps[start].send(hit)
            except StopIteration: del tries[start]
    return list(best.values())


def edges(html):
    """Without white space at the edges of texts."""
    out = []
    for line in html.split("\n"):
        m = re.match(r"\s*T (['\"].*)$", line)
        if m:
            text = ast.literal_eval(m[1]).strip()
            if text: out.append(text)
        else: out.append(line)
    return out


def choice(sides, doc):
    """The choice of ours that a document differs by, if nothing else is different."""
    a, b = sides.seen[doc]
    if b is None: return None
    verbatim = re.search(r"<(pre|textarea)\b", doc)
    for edit, why in CHOICES + ([SQUEEZED] if verbatim else []):
        if sides.norm(edit(a)) == sides.norm(edit(b)): return why
    if "<" in doc and edges(sides.norm(a)) == edges(sides.norm(b)): return EDGES
    for edit, _ in CHOICES + ([SQUEEZED] if verbatim else []): a, b = edit(a), edit(b)
    return "several of these" if edges(sides.norm(a)) == edges(sides.norm(b)) else None


def reason(sides, doc):
    return choice(sides, doc) or next((why for pattern, why in KNOWN if pattern.search(doc)), None)


def shape(doc):
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "1", doc))


def report(sides, chosen, small, show):
    groups = collections.defaultdict(list)
    known = collections.Counter(chosen)
    for doc in small:
        why = reason(sides, doc)
        if why: known[why] += 1
        else: groups[shape(doc)].append(doc)
    for why, n in known.most_common(): print(f"known {n:5}  {why}")
    for key, docs in sorted(groups.items(), key=lambda x: (-len(x[1]), len(x[0])))[:show]:
        doc = min(docs, key=len)
        a, b = sides.seen[doc]
        print(f"--- {len(docs)} like this: {doc!r}\n  kramdown {a!r}\n  ours     {b!r}")
    return sum(known.values()), sum(map(len, groups.values()))


def main():
    p = argparse.ArgumentParser()
    p.add_argument("program")
    p.add_argument("-n", type=int, default=1200)
    p.add_argument("--seed", type=int, default=4)
    p.add_argument("--kind", choices=["grammar", "pages"])
    p.add_argument("--show", type=int, default=30)
    p.add_argument("--most", type=int, default=400, help="differences that are made small")
    p.add_argument("--keep", help="a folder for the smallest documents")
    args = p.parse_args()
    probe = shutil.which("ruby") and subprocess.run(["ruby", "-e", "require 'jekyll'"], capture_output=True).returncode == 0
    for there, what in ((probe, "Jekyll for Ruby"), (os.path.isdir(os.path.join(SHARED, "data/kramdown-pages")), "../shared")):
        if not there:
            print(f"skipped: {what} is not here\nPASSED 0 FAILED 0 SKIPPED 1")
            return 0
    sys.path[:0] = [os.path.join(SHARED, "tools"), HERE]
    import htmlnorm, pages
    sides = Sides(os.path.abspath(args.program), lambda x: htmlnorm.norm(pages.without_colours(x), "dom"))
    r, bodies = random.Random(args.seed), real_pages()
    docs = [grammar(r) if args.kind == "grammar" or (not args.kind and i % 2) else mutation(r, bodies) for i in range(args.n)]
    results = sides.differ(docs)
    found = [d for d, x in zip(docs, results) if x]
    print(f"seed {args.seed}: {args.n} documents, {len(found)} differ; kramdown raised or took too long {sides.raised} times")
    chosen = [choice(sides, d) for d in found]
    others = [d for d, why in zip(found, chosen) if not why]
    small = shrink(sides, others[:args.most])
    if args.keep:
        os.makedirs(args.keep, exist_ok=True)
        for i, doc in enumerate(small): open(os.path.join(args.keep, f"{i}.md"), "w", newline="").write(doc)
    known, failed = report(sides, [why for why in chosen if why], small, args.show)
    failed += len(others) - len(small)
    print(f"PASSED {args.n - failed - known} FAILED {failed} SKIPPED {known}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
