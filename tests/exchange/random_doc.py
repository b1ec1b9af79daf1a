"""Random documents of Pandoc's model, as JSON values: every constructor, odd text, odd numbers."""
import random

LETTERS = [*'abc xyz019HO<>&\'"\\\n\t\r', '\0', '\x0e', '\x1b', '\x7f', 'é', 'ß', '\xa0', '中', '\u2028',
           '\ufeff', '😀']
STYLED = ['Emph', 'Underline', 'Strong', 'Strikeout', 'Superscript', 'Subscript', 'SmallCaps']
STYLES = ['DefaultStyle', 'Example', 'Decimal', 'LowerRoman', 'UpperRoman', 'LowerAlpha', 'UpperAlpha']
DELIMS = ['DefaultDelim', 'Period', 'OneParen', 'TwoParens']
ALIGNS = ['AlignLeft', 'AlignRight', 'AlignCenter', 'AlignDefault']
LEAF_INLINES = ['Str', 'Str', 'Str', 'Space', 'SoftBreak', 'LineBreak', 'Code', 'Math', 'RawInline']
INLINES = [*LEAF_INLINES, *STYLED, 'Quoted', 'Cite', 'Link', 'Image', 'Note', 'Span']
LEAF_BLOCKS = ['CodeBlock', 'RawBlock', 'HorizontalRule']
BLOCKS = [*LEAF_BLOCKS, 'Plain', 'Para', 'Para', 'LineBlock', 'BlockQuote', 'OrderedList', 'BulletList',
          'DefinitionList', 'Header', 'Table', 'Div']


class Maker:
    def __init__(self, seed, api):
        self.r = random.Random(seed)
        self.blocks = BLOCKS + (['Null'] if api[:2] == [1, 22] else ['Figure'])

    def some(self, most, make):
        return [make() for _ in range(self.r.randint(0, most))]

    def enum(self, names):
        return {'t': self.r.choice(names)}

    def text(self):
        return ''.join(self.some(self.r.choice([0, 1, 3, 8, 70]), lambda: self.r.choice(LETTERS)))

    def number(self):
        return self.r.choice([0, 1, 2, 3, -1, -20, 12345, 2 ** 40])

    def attr(self):
        if self.r.random() < .5:
            return ['', [], []]
        pairs = self.some(3, lambda: [self.text(), self.text()])
        return [self.text(), self.some(3, self.text), pairs]

    def inlines(self, depth):
        return self.some(self.r.choice([1, 2, 8]), lambda: self.inline(depth - 1))

    def block_list(self, depth):
        return self.some(3, lambda: self.block(depth - 1))

    def items(self, depth):
        return self.some(3, lambda: self.block_list(depth))

    def citation(self, depth):
        return {'citationId': self.text(), 'citationPrefix': self.inlines(depth),
                'citationSuffix': self.inlines(depth),
                'citationMode': self.enum(['AuthorInText', 'SuppressAuthor', 'NormalCitation']),
                'citationNoteNum': self.number(), 'citationHash': self.number()}

    def inline(self, d):
        t = self.r.choice(INLINES if d > 0 else LEAF_INLINES)
        content = {
            'Str': self.text,
            'Code': lambda: [self.attr(), self.text()],
            'Math': lambda: [self.enum(['DisplayMath', 'InlineMath']), self.text()],
            'RawInline': lambda: [self.r.choice(['html', 'tex', self.text()]), self.text()],
            'Quoted': lambda: [self.enum(['SingleQuote', 'DoubleQuote']), self.inlines(d)],
            'Cite': lambda: [self.some(3, lambda: self.citation(d)), self.inlines(d)],
            'Link': lambda: [self.attr(), self.inlines(d), [self.text(), self.text()]],
            'Image': lambda: [self.attr(), self.inlines(d), [self.text(), self.text()]],
            'Note': lambda: self.block_list(d),
            'Span': lambda: [self.attr(), self.inlines(d)],
            **{s: lambda: self.inlines(d) for s in STYLED},
        }.get(t)
        return {'t': t, 'c': content()} if content else {'t': t}

    def caption(self, d):
        return [self.inlines(d) if self.r.random() < .4 else None, self.block_list(d)]

    def rows(self, d):
        cell = lambda: [self.attr(), self.enum(ALIGNS), self.number(), self.number(), self.block_list(d)]
        return self.some(2, lambda: [self.attr(), self.some(3, cell)])

    def column(self):
        if self.r.random() < .3:
            return [self.enum(ALIGNS), {'t': 'ColWidthDefault'}]
        r = self.r.random()
        width = self.r.choice([r, round(r, 2), .05, 1, 0, -.25, 1e-9 * r, 1e9 * r, 10 ** self.r.randint(-8, 12)])
        return [self.enum(ALIGNS), {'t': 'ColWidth', 'c': width}]

    def block(self, d):
        t = self.r.choice(self.blocks if d > 0 else LEAF_BLOCKS)
        body = lambda: [self.attr(), self.number(), self.rows(d), self.rows(d)]
        content = {
            'CodeBlock': lambda: [self.attr(), self.text()],
            'RawBlock': lambda: [self.text(), self.text()],
            'Plain': lambda: self.inlines(d),
            'Para': lambda: self.inlines(d),
            'LineBlock': lambda: self.some(3, lambda: self.inlines(d)),
            'BlockQuote': lambda: self.block_list(d),
            'OrderedList': lambda: [[self.number(), self.enum(STYLES), self.enum(DELIMS)], self.items(d)],
            'BulletList': lambda: self.items(d),
            'DefinitionList': lambda: self.some(3, lambda: [self.inlines(d), self.items(d)]),
            'Header': lambda: [self.number(), self.attr(), self.inlines(d)],
            'Table': lambda: [self.attr(), self.caption(d), self.some(3, self.column),
                              [self.attr(), self.rows(d)], self.some(2, body), [self.attr(), self.rows(d)]],
            'Figure': lambda: [self.attr(), self.caption(d), self.block_list(d)],
            'Div': lambda: [self.attr(), self.block_list(d)],
        }.get(t)
        return {'t': t, 'c': content()} if content else {'t': t}

    def meta(self, d):
        leaves = ['MetaBool', 'MetaString', 'MetaInlines', 'MetaBlocks']
        t = self.r.choice(leaves + ['MetaMap', 'MetaList'] if d > 0 else leaves)
        content = {
            'MetaBool': lambda: self.r.random() < .5,
            'MetaString': self.text,
            'MetaInlines': lambda: self.inlines(2),
            'MetaBlocks': lambda: self.block_list(2),
            'MetaMap': lambda: {self.text(): self.meta(d - 1) for _ in range(3)},
            'MetaList': lambda: self.some(3, lambda: self.meta(d - 1)),
        }[t]
        return {'t': t, 'c': content()}


def document(seed, api):
    m = Maker(seed, api)
    return {'pandoc-api-version': api, 'meta': {m.text(): m.meta(3) for _ in range(m.r.randint(0, 4))},
            'blocks': m.some(m.r.choice([1, 5, 30]), lambda: m.block(m.r.choice([1, 2, 3])))}
