#!/usr/bin/env python3
"""Tags and conditions composed at random, rendered by Ruby and by our engine, and what differs.

    differential_tags.py BUILD [-n COUNT] [--seed N] [--dialect jekyll|standard] [--show N]

As differential.py, which has the filters: the same Ruby half, the same form of report. Templates here are blocks
within blocks, loops with every option, conditions well formed and not, white space control, and broken tags. Where
Ruby is absent, says so and skips. Ends with PASSED n FAILED n SKIPPED n.
"""
import argparse, collections, json, os, random, re, sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import differential as base

# What may differ: the dialect (or any); how ("stops": Ruby alone stops, "text": both render); what the smallest
# template must have; and why. Newer Liquid is 5.13, whose reference cases the standard dialect passes.
KNOWN = [
    ("standard", "text", r"(==|!=|<>) ?blank|blank ?(==|!=|<>)|\{%-?\s*(case|when) [^%]*\bblank",
     "'blank' is a word of its own without Rails as well, as in newer Liquid"),
    ("standard", "stops", r"\{%-?\s*for \S+ in [^%,]*,", "commas between the options of 'for', as in newer Liquid"),
    ("standard", "text", r"\{%-?\s*tablerow .*\{%-?\s*(break|continue)", "'break' and 'continue' end in a tablerow, as in newer Liquid"),
    ("standard", "text", r"\{%-?\s*tablerow (?![^%]*cols)[^%]*%\}.*tablerowloop\.col_last",
     "a tablerow without cols is one row with a last column, as in newer Liquid"),
    ("", "stops", r"\{%-?\s*raw\s*-?%\}[^%]*\{\{", "raw ends at its end tag also behind an open '{{'; 5.4 stops"),
    ("", "stops", r"\{%-\s*endraw", "'{%- endraw' ends raw, as in newer Liquid; 5.4 does not see it and stops"),
    ("", "stops", r"\{%-?\s*comment\s*-?%\}((?!endcomment).)*\{[%{].*endcomment",
     "what is broken in a comment is not looked at, as in newer Liquid; 5.4 stops at some of it"),
]


def how(pair):
    ours, ruby = ("e" in x for x in pair)
    return "text" if ours == ruby else "stops" if ruby else "ours stops"


def known(dialect, text, pair):
    return next((why for where, kind, pattern, why in KNOWN
                 if where in (dialect, "") and kind == how(pair) and re.search(pattern, text, re.S)), None)


DATA = {"s": "some text", "e": "", "sp": "  ", "n": 3, "z": 0, "neg": -2, "f": 2.5, "t": True, "no": False, "nil_": None,
        "l": [3, 1, 2], "w": ["b", "a", "c"], "mixed": [1, "x", None, True, 2.5], "el": [], "nested": [[1, 2], [3]],
        "m": {"k": "v", "size": "big", "first": 1}, "em": {}, "p": [{"t": "x", "n": 2}, {"t": "y", "n": 1}, {"t": "x"}],
        "key": "k", "idx": 1, "num": "2", "limit": 2, "a-b": "dash", "q?": "mark"}
NAMES = [k for k in DATA if k not in ("nil_",)] + ["undefined"]


# --- templates: a node is text, or (opening, nodes, closing) -----------------------------------------

def pick(r, *options): return r.choice(options)


def operand(r, loops):
    x = r.random()
    if x < .3: return pick(r, "1", "0", "-1", "2.5", "'x'", "''", '"some text"', "'b'", "3", "-0.5", "'k'", "' '")
    if x < .42: return pick(r, "true", "false", "nil", "null", "empty", "blank")
    if x < .5: return pick(r, "m.k", "m['k']", "m[key]", "m.size", "l.size", "l[0]", "l[-1]", "l[idx]", "p[0].t", "p.first.t",
                           "w.last", "m.first", "e.size", "nested[0][1]", "a-b", "['s']", "[key]", "m.nope.nope", "s.size", "q?",
                           "l[num]", "l.1", "l.first.size", "n.size", "s[0]", "em.size", "f.size", "m[nil]", "l[1.5]")
    if x < .56: return pick(r, "(1..3)", "(n..5)", "(1..l.size)", "(3..1)", "(1..num)", "('1'..'3')", "(z..f)", "(1..nil)")
    if loops and x < .72:
        return pick(r, loops[-1], "forloop." + pick(r, "index", "index0", "rindex", "rindex0", "first", "last", "length", "name",
                                                    "parentloop.index", "parentloop.length"),
                    loops[-1] + ".t", loops[-1] + "[0]", loops[-1] + ".first")
    return r.choice(NAMES)


def comparison(r, loops):
    if r.random() < .3: return operand(r, loops)
    op = pick(r, "==", "!=", "<", ">", "<=", ">=", "contains", "<>")
    space = " " if op == "contains" or r.random() < .9 else ""
    return operand(r, loops) + space + op + space + operand(r, loops)


def condition(r, loops):
    text = comparison(r, loops)
    while r.random() < .3: text += pick(r, " and ", " or ") + comparison(r, loops)
    if r.random() < .06:
        text = pick(r, text + " extra", text.replace(" ", "  "), "(" + text + ")", text + " and", "and " + text, text + " ==",
                    "not " + text, text + " && n", text.replace("==", "="), text + " | size", text + ",", "!" + text, "",
                    text + " or or t", text.replace("==", "==="), "&" + text, text + " % 2", text + " xor t", "'" + text)
    return text


def tag(r, inside):
    a, b = ("-" if r.random() < .12 else ""), ("-" if r.random() < .12 else "")
    space = " " if r.random() < .93 else pick(r, "", "  ", "\n", "\t")
    return "{%" + a + space + inside + pick(r, " ", " ", " ", space) + b + "%}"


def collection(r, loops):
    return pick(r, "l", "w", "p", "mixed", "el", "nested", "m", "em", "s", "e", "n", "undefined", "(1..4)", "(1..n)", "(3..1)",
                "nil", "m.k", "p[0]", "nested[0]", "(1..3)", "l", "w", "many[0]", "'text'", "(num..4)", "true")


def loop_options(r, words):
    out = ""
    while r.random() < .45:
        word = r.choice(words)
        if word == "reversed":
            out += pick(r, " ", ", ") + word
            continue
        value = pick(r, "1", "2", "0", "-1", "n", "limit", "num", "'1'", "nil", "undefined", "f", "s", "9", "l", "'x'", "2.0", "t")
        if word == "offset" and r.random() < .3: value = "continue"
        out += pick(r, " ", " ", ", ", ",") + word + pick(r, ":", ": ", ":", " : ") + value
    return out


def block(r, depth, loops):
    kind = r.random()
    inner = lambda loops=loops: nodes(r, depth + 1, loops)
    if kind < .3:
        name = pick(r, "if", "if", "unless")
        parts = inner()
        while r.random() < .3: parts += [tag(r, "elsif " + condition(r, loops))] + inner()
        while r.random() < .35: parts += [tag(r, pick(r, "else", "else", "else", "else x"))] + inner()
        return (tag(r, name + " " + condition(r, loops)), parts, tag(r, "end" + name))
    if kind < .45:
        parts = inner() if r.random() < .2 else []
        for _ in range(r.randrange(1, 4)):
            values = operand(r, loops)
            while r.random() < .35: values += pick(r, ", ", " or ", ",", " , ", " ") + operand(r, loops)
            parts += [tag(r, "when " + values)] + inner()
            if r.random() < .2: parts += [tag(r, "else")] + inner()
        if r.random() < .04: parts += [tag(r, pick(r, "when", "else x", "when ,"))] + inner()
        return (tag(r, "case " + operand(r, loops)), parts, tag(r, "endcase"))
    if kind < .75:
        name = pick(r, "x", "y", "item", "n", "a-b")
        parts = inner(loops + [name])
        if r.random() < .15: parts += [tag(r, pick(r, "break", "continue"))] + inner(loops + [name])
        if r.random() < .25: parts += [tag(r, "else")] + inner()
        options = loop_options(r, ["limit", "offset", "reversed", "limit", "offset"])
        if r.random() < .04: options += pick(r, " foo", " foo:1", " reversed limit", " by 2", " :", " limit:", "|size")
        word = "in" if r.random() < .98 else pick(r, "of", "In", "")
        return (tag(r, "for %s %s %s%s" % (name, word, collection(r, loops), options)), parts, tag(r, "endfor"))
    if kind < .82:
        parts = inner(loops + ["x"])
        parts += [r.choice(["{{ tablerowloop.%s }}" % f for f in ("col", "col0", "row", "index", "col_first", "col_last", "last", "length",
                                                                  "rindex", "rindex0", "first", "index0")])]
        options = loop_options(r, ["cols", "cols", "limit", "offset"]).replace("continue", "1")
        return (tag(r, "tablerow x in %s%s" % (collection(r, loops), options)), parts, tag(r, "endtablerow"))
    if kind < .9: return (tag(r, "capture " + pick(r, "v", "s", "'v'", '"v"', "v w", "a-b", "v.w", "")), inner(), tag(r, "endcapture"))
    if kind < .95: return (tag(r, "ifchanged"), inner(), tag(r, "endifchanged"))
    if kind < .98: return (tag(r, "comment"), inner(), tag(r, "endcomment"))
    return (tag(r, "raw"), [pick(r, "{{ x }}", "{% if %}", "{{", "{%", "a", " {% endif %} ")], tag(r, "endraw"))


def lines(r, loops):
    out = ["liquid"]
    for _ in range(r.randrange(1, 5)):
        out.append(pick(r, "assign v = %s" % operand(r, loops), "echo %s" % operand(r, loops), "if %s\n echo 'yes'\nelse\n echo 'no'\nendif" %
                        condition(r, loops), "for q in %s\necho q\nendfor" % collection(r, loops), "cycle 'a', 'b'", "# note", "",
                        "comment\nx\nendcomment", "increment c", "break", "case n\nwhen 3\necho 'three'\nendcase"))
    return "\n".join(out) + "\n"


def simple(r, loops):
    x = r.random()
    if x < .3: return "{{%s %s %s}}" % ("-" if r.random() < .1 else "", operand(r, loops), "-" if r.random() < .1 else "")
    if x < .5: return pick(r, " ", "\n", "a", "-", "text ", " \n ", ".", "{", "}", "%", "{ {", "%}", "}}")
    if x < .63: return tag(r, "assign %s = %s" % (pick(r, "v", "s", "n", "w", "a-b", "v.w", "x"), operand(r, loops)))
    if x < .68: return tag(r, pick(r, "assign v", "assign = 1", "assign v == 1", "assign v = ", "assign v=1 2", "assign v = 'a", "assign"))
    if x < .8:
        values = pick(r, ", ", ",").join(pick(r, "'a'", "'b'", "1", "n", "s", "nil", '"a"', "undefined", "2.5", "l")
                                         for _ in range(r.randrange(1, 4)))
        name = pick(r, "", "", "", "'g': ", "g: ", "n : ", "1: ", "s:", "x ")
        return tag(r, "cycle " + name + values)
    if x < .87: return tag(r, pick(r, "increment c", "decrement c", "increment n", "increment v", "decrement v", "increment s.x"))
    if x < .9: return tag(r, "echo " + operand(r, loops))
    if x < .93: return tag(r, pick(r, "break", "continue"))
    if x < .95: return tag(r, "# " + pick(r, "note", "if", "a\n # b", "a\n b"))
    return tag(r, lines(r, loops))


def nodes(r, depth=0, loops=()):
    loops = list(loops)
    n = r.randrange(1, 5) if depth else r.randrange(1, 6)
    return [block(r, depth, loops) if depth < 3 and r.random() < (.5 if depth == 0 else .3) else simple(r, loops) for _ in range(n)]


def text_of(node):
    if isinstance(node, str): return node
    if isinstance(node, tuple): return node[0] + text_of(node[1]) + node[2]
    return "".join(map(text_of, node))


def broken(r, text):
    """One small damage: what people leave out, or write twice."""
    spots = [m.start() for m in re.finditer(r"[{}%|'\"]|end|in ", text)] or [0]
    i = r.choice(spots)
    return pick(r, text[:i] + text[i + 1:], text[:i] + text[i] + text[i:] if text else text, text[:i], text + "{% endif %}", "{% if t %}" + text)


def smaller(tree):
    """Trees with one node less, or with what is in a block in its place."""
    for i, node in enumerate(tree):
        yield tree[:i] + tree[i + 1:]
        if isinstance(node, tuple):
            yield tree[:i] + node[1] + tree[i + 1:]
            for inner in smaller(node[1]): yield tree[:i] + [(node[0], inner, node[2])] + tree[i + 1:]
            if len(node[0]) > 8:
                for cut in re.finditer(r"(, |,| )(\w+ ?: ?\S+|reversed)|( and | or )[^%]*", node[0]):
                    yield tree[:i] + [(node[0][:cut.start()] + " " + node[0][cut.end():], node[1], node[2])] + tree[i + 1:]


# --- comparing ---------------------------------------------------------------------------------------

def both(build, dialect, trees):
    base.show = text_of
    return base.both(build, dialect, [DATA], [(0, t) for t in trees])


def shrink(build, dialect, found):
    live = list(found)
    for _ in range(10):
        tries = [(i, c) for i, (t, _) in enumerate(live) for c in smaller(t)]
        better = {}
        for (i, c), pair in zip(tries, both(build, dialect, [c for _, c in tries])):
            if not base.same(*pair) and (i not in better or len(text_of(c)) < len(text_of(better[i][0]))): better[i] = (c, pair)
        if not better: break
        for i, new in better.items(): live[i] = new
    return live


def run(options, dialect, count):
    r = random.Random("tags %s %d" % (dialect, options.seed))
    trees = []
    for _ in range(count):
        tree = nodes(r)
        trees.append([broken(r, text_of(tree))] if r.random() < .05 else tree)
    pairs = both(options.build, dialect, trees)
    found = [(t, p) for t, p in zip(trees, pairs) if not base.same(*p)]
    print("%s: seed %d, %d templates (%d that Ruby stops at), %d differ" %
          (dialect, options.seed, count, sum("e" in p[1] for p in pairs), len(found)))
    groups, passed_over = collections.defaultdict(list), collections.Counter()
    for tree, pair in shrink(options.build, dialect, found[:options.most]):
        text = text_of(tree)
        why = known(dialect, text, pair)
        if why: passed_over[why] += 1
        else: groups[" ".join(re.findall(r"\{%-?\s*(\w+)", text))].append((text, pair))
    for why, n in passed_over.most_common(): print("  known, %d: %s" % (n, why))
    for key, members in sorted(groups.items(), key=lambda g: -len(g[1])):
        print("\n  %d: %s" % (len(members), key))
        for text, (ours, ruby) in sorted(members, key=lambda m: len(m[0]))[:options.show]:
            print("    %r\n      ours %s\n      ruby %s" % (text[:300], json.dumps(ours, ensure_ascii=False)[:300],
                                                         json.dumps(ruby, ensure_ascii=False)[:300]))
    differing = sum(passed_over.values())
    failed = sum(map(len, groups.values())) + max(0, len(found) - options.most)
    return count - failed - differing, failed, differing


def main():
    p = argparse.ArgumentParser()
    p.add_argument("build")
    p.add_argument("-n", type=int, default=2000, dest="count", help="templates in all; the long form has 10000 and more")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--dialect", choices=["jekyll", "standard"])
    p.add_argument("--show", type=int, default=2, help="how many of each group are printed")
    p.add_argument("--most", type=int, default=300, help="how many differences are made smaller")
    options = p.parse_args()
    total = [0, 0, 0]
    for dialect, library in (("jekyll", "jekyll"), ("standard", "liquid")):
        if options.dialect not in (None, dialect): continue
        if not base.ruby_has(library):
            print("skipped: Ruby's %s is not here to compare with (Debian: jekyll)" % library)
            total[2] += 1
            continue
        count = options.count if options.dialect else options.count // 2
        total = [a + b for a, b in zip(total, run(options, dialect, count))]
    print("PASSED %d FAILED %d SKIPPED %d" % tuple(total))


if __name__ == "__main__":
    main()
