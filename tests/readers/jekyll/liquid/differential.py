#!/usr/bin/env python3
"""Templates composed at random, rendered by Ruby and by our engine, and what differs.

    differential.py BUILD [-n COUNT] [--seed N] [--dialect jekyll|standard] [--show N]

Ruby is Debian's Liquid 5.4, for the jekyll dialect with Jekyll 4.3.1's filters and error mode; both are asked for
half of the templates. Where Ruby raises, we must report an error; else the texts must be equal. Each difference is
made as small as it goes, then differences are grouped by the filters and tags that are left. What is known to differ
stands in KNOWN with its reason. Where Ruby is absent, says so and skips. Ends with PASSED n FAILED n SKIPPED n.
"""
import argparse, collections, json, os, random, re, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))

# A pattern found in the smallest template (with its data as comment), and why it may differ.
TIME = r"\d\d\d\d-\d\d-\d\d[ T]\d\d:\d\d"
# Inputs that may be a Time itself, no list: a date, a member, a loop's item; filters that hand one on may follow.
ONE_TIME = r"(\{\{|=|in) (d\d|[\w-]+[.\[][\w.\[\]-]*|[evw]|s0|\w+ \| (first|last|pop|find|default)\b[^|}]*)( \| default[^|}]*)* \| "
# A key that may be an integer: no text, no date.
INTEGER = r"(-?\d|d\d|\(|[a-z]\d\.|[filhr]\d|[evw]\b)"
KNOWN = [(dialect, re.compile(pattern, re.S), why) for dialect, pattern, why in [
    ("", r"0099-01-01", "Ruby's Date has the Julian calendar before 1582"),
    ("", ONE_TIME + r"(join|uniq|reverse|compact|concat|sort|sort_natural|map|where|first|last)\b.*" + TIME,
     "Ruby takes a Time for the list of its ten fields"),
    ("", r"\| date.*(\d{19}|e\+\d\d)|(\d{19}|e\+\d\d).*\| date", "a time beyond 64 bits of seconds, or a number as a format"),
    ("", r"\| (map|where|sort|sort_natural|uniq|compact|find|group_by): *" + INTEGER, "Ruby's 5[1] is a bit, \"text\"[1] a letter"),
    ("", r"(if|unless) [^%]*(\bd\d [<>]|[<>]=? d\d)", "Ruby orders dates and numbers, which are days to it"),
    ("", r"default: (.*, )?allow_false", "Ruby takes named arguments for one more argument"),
    ("", r"(?<![\"'\w])(empty|blank)(?![\"'\w]).*\| (inspect|default|map|to_integer|slugify|strip_index|uri_escape|cgi_escape|"
     r"array_to_sentence_string)"
     r"|default: (empty|blank)", "the words empty and blank, which are objects of their own to Ruby"),
    ("jekyll", r"\| (where|find): [^|]*, (empty|blank)", "nil is empty to Jekyll's where"),
    ("", r"forloop \| array_to_sentence_string", "Ruby takes a forloop's length for a list's"),
    ("", r"base64\w*_decode.* \| ", "bytes that are no UTF-8 are repaired at once, not where they are printed"),
    ("jekyll", r"<[^%]*\| smartify|\| smartify.*<", "smartify leaves HTML as it is written; kramdown writes it anew"),
    ("jekyll", r"([filhr]\d[^|]*|[ (-][\d.]+|nil|true|false) \|.*smartify", "Ruby has the text of numbers and lists in ASCII: &#8211;"),
]]

# --- data -----------------------------------------------------------------------------------------

WORDS = ["", " ", "a", "B", "abc", "Hello World", "hello  world\tagain", "ÄÖü ß éÀ", "日本語 テスト", "naïve café",
         "one two three four five", "  padded  ", "line1\nline2\r\nline3\n", "<b>bold</b> & <i>x</i>",
         "a<script>x</script>b<!-- c -->d<style>e</style>f", "&lt; &amp; &#39; & \"q\" 'r'", "a,b,,c,,", "a-b_c.d~e",
         "http://x.example/a b?c=d&e=f#g", "/a/b/../c", "a/b/index.html", "100%", "%41%zz%e9", "a+b%20c", "aGVsbG8=",
         "\u00a0nbsp\u00a0", "\u3000wide\u3000", "x\u0000y", "tab\tend", "emoji 😀 e\u0301", "It's \"quoted\" -- text...",
         "UPPER lower MiXed", "ǆ ŉ ﬁ İ ı ς", "#{x} \\ \u0007\u001b", "true", "false", "nil", "null", "empty", "\u200bzero",
         "a\u2028b", "\u00ad", "Œuvre Þórr Łódź", "пример текст", "a.b.c", "aaa", "abab", "...", "-", "--", "---", "'90s"]
NUMERIC = ["0", "1", "-1", "3.14", "-2.5", "1.10", "0.1", "1e3", "12abc", "abc12", " 7 ", " 7.5 ", "1_000", "1,000", "+5",
           "99999999999999999999", "1.", ".5", "1.5.2", "0x1A", "-0", "-0.0", "007", "1.00000000000000000001", "١", "5\n",
           "1/2", "Infinity", "NaN", "123456789.987654321"]
DATES = ["2020-02-03", "2020-02-03 10:11:12", "2020-02-03T10:11:12Z", "2020-02-03T10:11:12+05:30", "Feb 3, 2020", "3 Feb 2020",
         "February 3rd 2020", "Mon, 03 Feb 2020 10:11:12 GMT", "2020/2/3", "02/03/2020", "3.2.2020", "20200203", "2020-02",
         "2020", "Feb 2020", "10:30", "10:30 pm", "now", "today", "yesterday", "junk", "2020-13-45", "1580724672", "-5",
         "2020-02-30", "2019-W05-3", "2020-034", "Sat Aug 28 02:55:50 2000", "1999-12-31 23:59:60", "3rd Feb 2001 04:05:06 PM",
         "H31.04.30", "2020-02-03 10:11:12.123456789 -0800", "12/25", "Dec", "monday", "may 5", "5 may '99", "2020-2-3 1:2:3",
         "99-1-2", "2020年2月3日", "20200203T101112", "20200203101112", "2020-02-03 EST", "noon", "10am", "march 2020 12:00",
         "2020-02-03 10:11 America/New_York", "-0044-03-15", "12345-01-01", "jan 5 2003 and feb 6", "sept 4", "4 septembre 2020"]
YAML_DATES = ["2020-02-03", "1999-12-31", "2000-02-29", "0099-01-01", "2020-02-03 10:11:12", "2020-02-03 10:11:12.5 +05:30",
              "2020-07-01 23:59:59 -08:00", "2020-02-03T10:11:12Z", "1969-12-31 23:59:59", "2024-12-30 00:00:00.123456789"]
INTS = [0, 1, -1, 2, 3, 7, 10, 42, -7, 100, 255, 1000, 2020, 1580724672, 2**31, 2**53 + 1, 2**62, 2**63 - 1, -2**63]
FLOATS = [0.0, -0.0, 0.1, 0.5, 1.0, 1.5, 2.5, -1.5, 3.14159, 1e20, 1e-5, 1e-4, 1e16, 1e15, 123456789.123, 1e100, 5e-324,
          1.7976931348623157e308, 0.30000000000000004, 100.0, -2.675, 1.005, 9007199254740993.0]


class Plain(str):
    """YAML text that stands without quotes."""


def some_string(r):
    x = r.random()
    if x < .6: return r.choice(WORDS)
    if x < .8: return r.choice(NUMERIC)
    if x < .9: return r.choice(DATES)
    return "".join(r.choice("abcXYZ 09.,-_/éß日😀\n\t<>&'\"%+#") for _ in range(r.randrange(12)))


def some_int(r):
    x = r.random()
    return r.randrange(-20, 20) if x < .6 else r.choice(INTS) if x < .93 else r.choice([2**63, -2**64, 10**20, 10**30 + 1])


def some_float(r):
    return r.choice(FLOATS) if r.random() < .6 else round(r.uniform(-1000, 1000), r.randrange(6))


def some_scalar(r):
    kind = r.choices("sifbnd", [6, 4, 2, 1, 1, 1])[0]
    return {"s": some_string, "i": some_int, "f": some_float, "b": lambda r: r.random() < .5, "n": lambda r: None,
            "d": lambda r: Plain(r.choice(YAML_DATES))}[kind](r)


def some_list(r, depth=0):
    kind, n = r.choice(["strings", "ints", "numbers", "mixed", "nested", "dates"]), r.randrange(6)
    if kind == "strings": return [some_string(r) for _ in range(n)]
    if kind == "ints": return [some_int(r) for _ in range(n)]
    if kind == "numbers": return [r.choice([some_int, some_float])(r) for _ in range(n)]
    if kind == "dates": return [Plain(r.choice(YAML_DATES)) for _ in range(n)]
    if kind == "nested" and depth < 2:
        return [r.choice([some_list, some_hash])(r, depth + 1) if r.random() < .5 else some_scalar(r) for _ in range(n)]
    return [some_scalar(r) for _ in range(n)]


KEYS = ["a", "b", "c", "name", "size", "first", "x.y", "1", "date"]


def some_hash(r, depth=0):
    return {k: some_list(r, depth + 1) if depth < 2 and r.random() < .15 else some_hash(r, depth + 1)
            if depth < 2 and r.random() < .15 else some_scalar(r) for k in r.sample(KEYS, r.randrange(5))}


def some_records(r):
    keys = r.sample(KEYS, 3)
    kinds = [r.choice([some_string, some_int, some_scalar, some_list, some_float,
                       lambda r: r.choice(["x", "y", "X", "10", "9", 9, None])]) for _ in keys]
    return [{k: kind(r) for k, kind in zip(keys, kinds) if r.random() < .9} for _ in range(r.randrange(1, 6))]


def data_set(r):
    d = {}
    for i in range(6): d["s%d" % i] = some_string(r)
    for i in range(3): d["i%d" % i] = some_int(r)
    for i in range(2): d["f%d" % i] = some_float(r)
    for i in range(2): d["d%d" % i] = Plain(r.choice(YAML_DATES))
    for i in range(2): d["t%d" % i] = r.choice(DATES)
    for i in range(4): d["l%d" % i] = some_list(r)
    for i in range(2): d["r%d" % i] = some_records(r)
    for i in range(2): d["h%d" % i] = some_hash(r)
    d.update(yes=True, no=False, none=None)
    return d


def yaml_of(v):
    if isinstance(v, Plain): return str(v)
    if isinstance(v, dict): return "{" + ", ".join(json.dumps(k) + ": " + yaml_of(x) for k, x in v.items()) + "}"
    if isinstance(v, list): return "[" + ", ".join(map(yaml_of, v)) + "]"
    if isinstance(v, float): return re.sub(r"^(-?\d+)e", r"\1.0e", repr(v))
    if isinstance(v, str): return '"' + "".join(
        c if c.isprintable() and c not in '"\\' else "\\U%08x" % ord(c) for c in v) + '"'
    return json.dumps(v)


# --- templates ------------------------------------------------------------------------------------
# A template is a list of statements: ("text", s), ("out", value, filters), ("assign", name, value, filters),
# ("if", kind, condition, body, else) and ("for", head, body); a filter is (name, args).

def quote(s):
    return '"%s"' % s if '"' not in s else "'%s'" % s if "'" not in s else '"%s"' % s.replace('"', "")


def literal(v):
    if v is None: return "nil"
    if isinstance(v, bool): return "true" if v else "false"
    if isinstance(v, float): return "%.17g" % v if re.fullmatch(r"-?\d+\.\d+", "%.17g" % v) else "1.5"
    if isinstance(v, int): return str(v)
    return quote(v)


def variable(r, d):
    name = r.choice(list(d))
    v = d[name]
    for _ in range(2):
        if isinstance(v, list) and v and r.random() < .3:
            step = r.choice([".first", ".last", ".size", "[0]", "[1]", "[-1]", "[99]"])
            v = {".first": v[0], ".last": v[-1], "[0]": v[0]}.get(step)
            name += step
        elif isinstance(v, dict) and r.random() < .5:
            k = r.choice(KEYS[:6])
            name, v = name + "." + k, v.get(k)
    return name


def value(r, d):
    x = r.random()
    if x < .75: return variable(r, d)
    if x < .97: return literal(r.choice([some_string, some_int, some_float])(r))
    return r.choice(["nil", "true", "false", "(1..3)", "nosuch", "empty", "blank"])


def anything(r, d): return value(r, d)
def a_string(r, d): return literal(some_string(r)) if r.random() < .7 else value(r, d)
def a_number(r, d): return literal(r.choice([some_int, some_float])(r)) if r.random() < .75 else value(r, d)
def a_small(r, d): return literal(r.randrange(-3, 12)) if r.random() < .85 else value(r, d)
def a_key(r, d): return literal(r.choice(KEYS)) if r.random() < .93 else value(r, d)
def a_pattern(r, d): return literal(r.choice(["", " ", "a", ",", "b", "é", "ab", "l", "\n", ".", "aa", "-", "日"])) if r.random() < .8 else value(r, d)


def one_of(*words):
    return lambda r, d: literal(r.choice(words)) if r.random() < .9 else value(r, d)


PIECES = ["%Y", "%m", "%d", "%H", "%M", "%S", "%-d", "%e", "%j", "%B", "%b", "%^b", "%A", "%a", "%p", "%P", "%#p", "%z", "%:z", "%::z",
          "%Z", "%s", "%L", "%N", "%3N", "%6N", "%12N", "%10d", "%-m", "%_m", "%05d", "%y", "%C", "%G", "%V", "%g", "%U", "%W", "%u",
          "%w", "%D", "%F", "%T", "%R", "%r", "%c", "%x", "%X", "%v", "%n", "%t", "%%", "%Q", "%", "%5", "%E", "%Ey", "%Od", "%10Y", "%-y",
          "%^B", "%#B", "%010A", "%-H", "%k", "%l", "%I", "%-I", "%h", "%+", "%10z", "%_10z", "%-z", "%:::z", "%10s", "%-5N", "%_3S",
          "%!", "é", "%é", "%-10d", "%^10a", "%010c", "%10c", "%^c", "%0e", "%_H", "%10:z", "%-:z", "%^Z", "%8Z", "%10F", "%20T", "%L%L"]


def a_format(r, d): return quote(" ".join(r.choice(PIECES) for _ in range(r.randrange(1, 4)))) if r.random() < .95 else value(r, d)


def an_expression(r, d):
    side = lambda: r.choice(["x", "x.a", "x.name", "x.size", "x.b", '"a"', "1", "nil", "2.5", "x.first", "true", "'x'"])
    text = side()
    if r.random() < .85: text += " %s %s" % (r.choice(["==", "!=", ">", "<", ">=", "<=", "contains", "<>"]), side())
    if r.random() < .25: text += " %s %s == %s" % (r.choice(["and", "or"]), side(), side())
    return quote(text)


def a_projection(r, d): return quote(r.choice(["x", "x.a", "x.size", "x | upcase", "x.name | size", "x.b | date: '%Y'", "x | plus: 1", "x.first"]))


STRING = {"downcase": [], "upcase": [], "capitalize": [], "escape": [], "escape_once": [], "url_encode": [], "url_decode": [],
          "base64_encode": [], "base64_decode": [], "base64_url_safe_encode": [], "base64_url_safe_decode": [], "strip": [],
          "lstrip": [], "rstrip": [], "strip_html": [], "strip_newlines": [], "newline_to_br": [], "size": [], "h": [],
          "slice": [a_small, "?", a_small], "truncate": ["?", a_small, "?", a_string], "truncatewords": ["?", a_small, "?", a_string],
          "split": [a_pattern], "replace": [a_pattern, "?", a_string], "replace_first": [a_pattern, "?", a_string],
          "replace_last": [a_pattern, a_string], "remove": [a_pattern], "remove_first": [a_pattern], "remove_last": [a_pattern],
          "append": [a_string], "prepend": [a_string], "date": [a_format], "default": ["?", anything]}
NUMBER = {"abs": [], "ceil": [], "floor": [], "round": ["?", a_small], "plus": [a_number], "minus": [a_number], "times": [a_number],
          "divided_by": [a_number], "modulo": [a_number], "at_least": [a_number], "at_most": [a_number]}
LIST = {"join": ["?", a_string], "sort": ["?", a_key], "sort_natural": ["?", a_key], "uniq": ["?", a_key], "reverse": [],
        "map": [a_key], "compact": ["?", a_key], "concat": [anything], "first": [], "last": [], "size": [], "where": [a_key, anything]}
JEKYLL = {"jsonify": [], "inspect": [], "xml_escape": [], "cgi_escape": [], "uri_escape": [], "smartify": [], "slugify":
          ["?", one_of("raw", "default", "pretty", "ascii", "latin", "none", "")], "normalize_whitespace": [],
          "number_of_words": ["?", one_of("cjk", "auto", "x")], "array_to_sentence_string": ["?", one_of("or", "&")], "to_integer": [],
          "strip_index": [], "relative_url": [], "absolute_url": [], "date_to_string": ["?", one_of("ordinal"), "?", one_of("US")],
          "date_to_long_string": ["?", one_of("ordinal"), "?", one_of("US")], "date_to_xmlschema": [], "date_to_rfc822": [],
          "where_exp": [lambda r, d: '"x"', an_expression], "find": [a_key, anything], "find_exp": [lambda r, d: '"x"', an_expression],
          "group_by": [a_key], "group_by_exp": [lambda r, d: '"x"', a_projection],
          "sort": ["?", a_key, "?", one_of("first", "last", "x")], "push": [anything], "pop": ["?", a_small], "shift": ["?", a_small],
          "unshift": [anything], "nosuchfilter": ["?", anything]}


def a_filter(r, d, table):
    name = r.choice(list(table))
    args = []
    for spec in table[name]:
        if spec == "?":
            if r.random() < .45: break
        else:
            args.append(spec(r, d))
    if r.random() < .01: args.append(value(r, d))
    if name == "default" and r.random() < .2: args.append("allow_false: " + r.choice(["true", "false"]))
    return name, args


def chain(r, d, dialect):
    tables = [STRING, NUMBER, LIST] + [JEKYLL] * 2 * (dialect == "jekyll")
    return [a_filter(r, d, r.choice(tables)) for _ in range(r.choices([0, 1, 2, 3, 4], [6, 50, 25, 12, 7])[0])]


def condition(r, d):
    one = lambda: value(r, d) + (" %s %s" % (r.choice(["==", "!=", "<", ">", "<=", ">=", "contains", "<>"]), value(r, d))
                                 if r.random() < .8 else "")
    return "".join([one()] + [" %s %s" % (r.choice(["and", "or"]), one()) for _ in range(r.choices([0, 1, 2], [7, 2, 1])[0])])


def statement(r, d, dialect, depth=0):
    kind = r.choices(["out", "assign", "if", "for"], [80, 6, 8, 6 if depth < 2 else 0])[0]
    if kind == "out": return ("out", value(r, d), chain(r, d, dialect))
    if kind == "assign": return ("assign", r.choice(["v", "s0", "w"]), value(r, d), chain(r, d, dialect))
    if kind == "if": return ("if", r.choice(["if", "if", "unless"]), condition(r, d), body(r, d, dialect, depth + 1), r.random() < .5)
    head = "e in " + value(r, d)
    if r.random() < .3: head += " limit:%s" % r.randrange(4)
    if r.random() < .3: head += " offset:%s" % r.randrange(4)
    if r.random() < .2: head += " reversed"
    return ("for", head, body(r, dict(d, e="", forloop={}), dialect, depth + 1))


def body(r, d, dialect, depth=0):
    return [statement(r, d, dialect, depth) for _ in range(r.choices([1, 2, 3], [7, 2, 1])[0])]


def show_chain(value, filters):
    return "".join([value] + [" | " + name + (": " + ", ".join(args) if args else "") for name, args in filters])


def show(nodes):
    out = []
    for n in nodes:
        if n[0] == "out": out.append("{{ %s }}" % show_chain(n[1], n[2]))
        elif n[0] == "assign": out.append("{%% assign %s = %s %%}[{{ %s }}]" % (n[1], show_chain(n[2], n[3]), n[1]))
        elif n[0] == "if": out.append("{%% %s %s %%}%s%s{%% end%s %%}" % (n[1], n[2], show(n[3]), "{% else %}no" if n[4] else "", n[1]))
        else: out.append("{%% for %s %%}%s;{%% endfor %%}" % (n[1], show(n[2])))
    return "|".join(out)


# --- smaller --------------------------------------------------------------------------------------

def lookup(d, name):
    v = d.get(name)
    return literal(v) if not isinstance(v, (list, dict, Plain)) and name in d and (
        not isinstance(v, str) or not ('"' in v and "'" in v)) and (not isinstance(v, float) or "e" not in repr(v)) else None


def smaller_value(d, v):
    if lookup(d, v): yield lookup(d, v)
    path = re.match(r"(\w+)[.\[]", v)
    if path and path[1] in d: yield path[1]
    if v[:1] == '"' and len(v) > 3:
        half = len(v) // 2
        yield v[:half] + '"'
        yield '"' + v[half:]
        yield '"' + v[2:]
        yield v[:-2] + '"'


def smaller_chain(d, value, filters):
    for i in range(len(filters)): yield value, filters[:i] + filters[i + 1:]
    for v in smaller_value(d, value): yield v, filters
    for i, (name, args) in enumerate(filters):
        for k in range(len(args)):
            for v in smaller_value(d, args[k]):
                yield value, filters[:i] + [(name, args[:k] + [v] + args[k + 1:])] + filters[i + 1:]
        if args: yield value, filters[:i] + [(name, args[:-1])] + filters[i + 1:]


def smaller(d, nodes):
    for i, n in enumerate(nodes):
        rest = lambda new: nodes[:i] + new + nodes[i + 1:]
        if len(nodes) > 1: yield rest([])
        if n[0] == "out":
            for v, f in smaller_chain(d, n[1], n[2]): yield rest([("out", v, f)])
        elif n[0] == "assign":
            yield rest([("out", n[2], n[3])])
            for v, f in smaller_chain(d, n[2], n[3]): yield rest([("assign", n[1], v, f)])
        elif n[0] == "if":
            yield rest(n[3])
            if n[3] != [("out", "1", [])]: yield rest([("if", n[1], n[2], [("out", "1", [])], n[4])])
            for part in re.split(r" (?:and|or) ", n[2]):
                if part != n[2]: yield rest([("if", n[1], part, n[3], n[4])])
            for b in smaller(d, n[3]): yield rest([("if", n[1], n[2], b, n[4])])
        else:
            yield rest(n[2])
            yield rest([("out", n[1].split()[2], [])])
            for b in smaller(d, n[2]): yield rest([("for", n[1], b)])


# --- running --------------------------------------------------------------------------------------

def ask(command, sets, cases):
    lines = [json.dumps({"data": yaml_of(d)}) for d in sets] + [json.dumps({"t": show(t), "d": n}) for n, t in cases]
    got = subprocess.run(command, input="\n".join(lines) + "\n", stdout=subprocess.PIPE, encoding="utf-8")
    answers = [json.loads(x) for x in got.stdout.split("\n") if x]
    if len(answers) != len(cases):
        sys.exit("%s: %d answers to %d templates (exit status %d)" % (command[0], len(answers), len(cases), got.returncode))
    return answers


def same(ours, ruby):
    return ("e" in ours) == ("e" in ruby) and ours.get("o") == ruby.get("o")


def both(build, dialect, sets, cases):
    if not cases: return []
    ours = ask([os.path.join(build, "tests/differential"), dialect], sets, cases)
    ruby = ask(["ruby", os.path.join(HERE, "differential.rb"), dialect], sets, cases)
    return list(zip(ours, ruby))


def shrink(build, dialect, sets, found):
    """Rounds of all candidates at once: Ruby starts slowly."""
    live = list(found)
    for _ in range(14):
        tries = [(i, c) for i, (n, t, _) in enumerate(live) for c in smaller(sets[n], t)]
        answers = both(build, dialect, sets, [(live[i][0], c) for i, c in tries])
        better = {}
        for (i, c), pair in zip(tries, answers):
            if not same(*pair) and (i not in better or len(show(c)) < len(show(better[i][1]))):
                better[i] = (live[i][0], c, pair)
        if not better: break
        for i, new in better.items(): live[i] = new
    return live


def cause(t, pair):
    words = re.findall(r"\| (\w+)|\{% (\w+)", show(t))
    how = "no error from us" if "e" in pair[1] and "e" not in pair[0] else "an error from us" if "e" in pair[0] else "text"
    return " ".join(a or b for a, b in words) or "(a value)", how


def known(dialect, text):
    return next((why for where, pattern, why in KNOWN if where in (dialect, "") and pattern.search(text)), None)


def run(options, dialect, count):
    r = random.Random("%s %d" % (dialect, options.seed))
    sets = [data_set(r) for _ in range(max(20, count // 60))]
    cases = []
    for _ in range(count):
        n = r.randrange(len(sets))
        cases.append((n, body(r, sets[n], dialect)))
    pairs = both(options.build, dialect, sets, cases)
    found = [(n, t, p) for (n, t), p in zip(cases, pairs) if not same(*p)]
    raised = sum("e" in p[1] for p in pairs)
    small = shrink(options.build, dialect, sets, found[:options.most])
    groups, passed_over = collections.defaultdict(list), collections.Counter()
    for n, t, pair in small:
        names = set(re.findall(r"\b[a-z]\d?\b", show(t))) & set(sets[n])
        text = show(t) + "".join("  %s=%s" % (k, yaml_of(sets[n][k])) for k in sorted(names))
        why = known(dialect, text)
        if why: passed_over[why] += 1
        else: groups[cause(t, pair)].append((text, pair))
    print("%s: seed %d, %d templates (%d that Ruby stops at), %d differ" % (dialect, options.seed, count, raised, len(found)))
    for why, n in passed_over.most_common(): print("  known, %d: %s" % (n, why))
    for key, members in sorted(groups.items(), key=lambda g: -len(g[1])):
        print("\n  %d: %s: %s" % (len(members), *key))
        for text, (ours, ruby) in sorted(members, key=lambda m: len(m[0]))[:options.show]:
            print("    %s\n      ours %s\n      ruby %s" % (text[:400], json.dumps(ours, ensure_ascii=False)[:300],
                                                         json.dumps(ruby, ensure_ascii=False)[:300]))
    failed = sum(map(len, groups.values())) + max(0, len(found) - len(small))
    return count - failed - sum(passed_over.values()), failed, sum(passed_over.values())


def ruby_has(library):
    try:
        return subprocess.run(["ruby", "-e", "require '%s'" % library], capture_output=True).returncode == 0
    except OSError:
        return False


def main():
    p = argparse.ArgumentParser()
    p.add_argument("build")
    p.add_argument("-n", type=int, default=2000, dest="count", help="templates in all; the long form has 20000 and more")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--dialect", choices=["jekyll", "standard"])
    p.add_argument("--show", type=int, default=2, help="how many of each group are printed")
    p.add_argument("--most", type=int, default=400, help="how many differences are made smaller")
    options = p.parse_args()
    total = [0, 0, 0]
    for dialect, library in (("jekyll", "jekyll"), ("standard", "liquid")):
        if options.dialect not in (None, dialect): continue
        if not ruby_has(library):
            print("skipped: Ruby's %s is not here to compare with (Debian: jekyll)" % library)
            total[2] += 1
            continue
        count = options.count if options.dialect else options.count // 2
        total = [a + b for a, b in zip(total, run(options, dialect, count))]
    print("PASSED %d FAILED %d SKIPPED %d" % tuple(total))


if __name__ == "__main__":
    main()
