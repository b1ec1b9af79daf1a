/* The document as one text. Every line of it, styled stretch, link and block is remembered with its
 * extent in the text; annotate.c goes the same way again when it makes nodes. */
#include "filters/publications/pub_int.h"

#include "ast/walk.h"
#include "base/str.h"
#include "bib/words.h"

typedef struct pg {
    pub *p;
    PC_VEC(char) text;
    uint32_t styled, linked, hard;
    bool ours; /* the block has Spans of ours */
} pg;

static void put(pg *f, pc_str s) {
    if (s.n == 0) return;
    pc_vec_reserve(f->p->scratch, &f->text, s.n);
    memcpy(f->text.v + f->text.n, s.p, s.n);
    f->text.n += s.n;
}

static pc_str since(const pg *f, size_t from) {
    return (pc_str){f->text.v + from, f->text.n - from};
}

static const struct {
    const char *part;
    unsigned style;
} class_words[] = {
#define PUB_CLASS_WORD(part, style) {part, PUB_##style},
#include "filters/publications/classword.def"
#undef PUB_CLASS_WORD
};

static unsigned style_of_classes(const pc_attr *attr) {
    unsigned style = 0;
    for (size_t i = 0; i < attr->classes.n; i++)
        for (size_t k = 0; k < PC_COUNT(class_words); k++)
            if (pc_str_has(attr->classes.v[i], class_words[k].part)) style |= class_words[k].style;
    if (attr->pairs.n == 0) return style;
    if (pc_str_has(pc_attr_get(attr, "style"), "color") || pc_attr_get(attr, "color").n)
        style |= PUB_COLOUR;
    return style;
}

static unsigned style_of(const pc_inline *x) {
    switch (x->tag) {
    case PC_Strong: return PUB_BOLD;
    case PC_Emph: return PUB_ITALIC;
    case PC_Underline: return PUB_UNDER;
    case PC_Superscript: return PUB_SUPER;
    case PC_Quoted: return PUB_QUOTE;
    case PC_Code: return PUB_CODE;
    case PC_Math: return PUB_MATH;
    case PC_Link: return PUB_LINK;
    case PC_Image: return PUB_IMAGE;
    case PC_Span: return style_of_classes(x->u.span->attr);
    default: return 0;
    }
}

bool pub_is_box(const pc_inline *x) {
    return style_of(x) != 0;
}

static pc_str leaf_text(const pc_inline *x) {
    switch (x->tag) {
    case PC_Str:
    case PC_Math: return x->u.text;
    case PC_Space: return PC_S(" ");
    case PC_SoftBreak: return PC_S("\n");
    case PC_LineBreak: return PC_S("\v");
    case PC_Code: return x->u.code->text;
    default: return (pc_str){0};
    }
}

size_t pub_leaf_size(const pc_inline *x) {
    return leaf_text(x).n;
}

static void leaf(pg *f, const pc_inline *x, unsigned style) {
    size_t from = f->text.n;
    put(f, leaf_text(x));
    if (f->text.n == from) return;
    pub *p = f->p;
    pub_run *last = p->runs.n ? &p->runs.v[p->runs.n - 1] : NULL;
    bool same = last && last->to == from && last->style == style && last->styled == f->styled &&
                last->linked == f->linked && last->hard == f->hard;
    if (same && !(style & (PUB_SUPER | PUB_MATH))) {
        last->to = f->text.n;
        return;
    }
    pub_run r = {from, f->text.n, style, f->styled, f->linked, f->hard};
    pc_vec_push(p->scratch, &p->runs, r);
}

/* Boundaries tell words apart where nothing is printed between them: "**Title.** **Ann Bee**". A
 * link around a name is none: the list goes on in it. */
static void edge(pg *f, unsigned own) {
    if (own & (PUB_BOLD | PUB_UNDER | PUB_ITALIC | PUB_BADGE | PUB_COLOUR)) f->styled++;
    if (own & PUB_LINK) f->linked++;
    if (own & (PUB_QUOTE | PUB_CODE | PUB_CLASS_TITLE | PUB_CLASS_AUTHOR)) f->hard++;
}

static void join_name(pg *f, size_t run, uint32_t before, size_t from, bib_purpose label) {
    pc_str text = since(f, from);
    if (text.n == 0 || text.n > 60 || label != BIB_LINK_NONE) return;
    if (bib_name_shape(bib_mark_trim(text)) != BIB_SHAPE_FULL) return;
    for (size_t i = run; i < f->p->runs.n; i++) f->p->runs.v[i].linked = before;
    f->linked = before;
    f->styled++;
}

static void inlines(pg *f, pc_inlines xs, unsigned style);

static const char *const quotes[] = {"\xE2\x80\x98", "\xE2\x80\x99", "\xE2\x80\x9C",
                                     "\xE2\x80\x9D"};

/* Annotated already. Our names have their family name as an attribute. */
static bool is_ours(const pc_attr *at) {
    return pc_attr_has_class(at, "publication") ||
           (pc_attr_has_class(at, "author") && pc_attr_get(at, "family").n);
}

static void one_inline(pg *f, const pc_inline *x, unsigned style) {
    pub *p = f->p;
    if (x->tag == PC_Span) f->ours = f->ours || is_ours(x->u.span->attr);
    unsigned own = style_of(x);
    pc_inlines below = pc_inline_content(x);
    if (!own && below.n == 0) {
        leaf(f, x, style);
        return;
    }
    size_t q = x->tag == PC_Quoted && x->kind == PC_DOUBLE_QUOTE ? 2 : 0, box = p->boxes.n;
    if (x->tag == PC_Quoted) put(f, pc_strz(quotes[q]));
    uint32_t linked = f->linked;
    if (own) {
        pub_box b = {.from = f->text.n, .style = own, .pos = x->pos};
        if (own & (PUB_LINK | PUB_IMAGE)) b.link = x->u.link;
        pc_vec_push(p->scratch, &p->boxes, b);
        edge(f, own);
    }
    size_t from = f->text.n, run = p->runs.n;
    if (own & PUB_IMAGE) {
        p->boxes.v[box].to = from;
        return;
    }
    if (below.n)
        inlines(f, below, style | own);
    else
        leaf(f, x, style | own);
    if (own) {
        p->boxes.v[box].to = f->text.n;
        edge(f, own);
    }
    if (own & PUB_LINK) {
        p->boxes.v[box].label = bib_label_purpose(since(f, from));
        join_name(f, run, linked, from, p->boxes.v[box].label);
    }
    if (x->tag == PC_Quoted) put(f, pc_strz(quotes[q + 1]));
}

static void inlines(pg *f, pc_inlines xs, unsigned style) {
    for (size_t i = 0; i < xs.n; i++) one_inline(f, &xs.v[i], style);
}

static void one_line(pg *f, pc_inlines xs, unsigned style) {
    pub *p = f->p;
    if (f->text.n) put(f, PC_S("\f"));
    pub_line line = {.inlines = xs, .from = f->text.n};
    size_t box = p->boxes.n, at = p->lines.n;
    if (style) {
        pub_box b = {.from = line.from, .style = style};
        pc_vec_push(p->scratch, &p->boxes, b);
        edge(f, style);
    }
    line.box = p->boxes.n;
    pc_vec_push(p->scratch, &p->lines, line);
    inlines(f, xs, style);
    p->lines.v[at].to = f->text.n;
    if (style) {
        p->boxes.v[box].to = f->text.n;
        edge(f, style);
    }
}

bool pub_is_entry(const pc_block *b) {
    return b->tag == PC_Div && pc_attr_has_class(b->u.div->attr, "publication");
}

static void blocks(pg *f, pc_blocks xs, unsigned style);

static size_t open_part(pg *f, int is, const pc_block *b) {
    /* The separator before its first line is not part of it. */
    size_t from = f->text.n ? f->text.n + 1 : 0;
    pub_part x = {.is = is, .b = b, .from = from};
    pc_vec_push(f->p->scratch, &f->p->parts, x);
    return f->p->parts.n - 1;
}

static void close_part(pg *f, size_t i) {
    pub_part *x = &f->p->parts.v[i];
    if (x->from > f->text.n) x->from = f->text.n; /* it holds no text */
    x->to = f->text.n;
    x->end = f->p->parts.n;
    x->line_end = f->p->lines.n;
}

static void items(pg *f, const pc_block *list, pc_items xs, unsigned style) {
    for (size_t i = 0; i < xs.n; i++) {
        size_t part = open_part(f, PUB_PART_ITEM, list);
        blocks(f, xs.v[i], style);
        close_part(f, part);
    }
}

/* What the cells of each column hold, by the table's head. */
typedef struct pg_columns {
    unsigned style[12];
    size_t n;
} pg_columns;

/* Without a column of authors, one of papers may hold all of an entry. */
static void check_columns(pg_columns *c) {
    for (size_t i = 0; i < c->n; i++)
        if (c->style[i] == PUB_CLASS_AUTHOR) return;
    for (size_t i = 0; i < c->n; i++)
        if (c->style[i] == PUB_CLASS_TITLE) c->style[i] = 0;
}

static const bib_row column_words[] = {
#define PUB_COLUMN_WORD(word, style) BIB_ROW(word, NULL, PUB_##style, 0),
#include "filters/publications/columnword.def"
#undef PUB_COLUMN_WORD
};

/* The first word of a column's head that says what stands below it. */
static unsigned column_style(pc_str head) {
    pc_str w;
    size_t from;
    for (size_t i = 0; bib_word(head, &i, &from, &w);) {
        const bib_row *row = bib_row_find(BIB_ROWS(column_words), w);
        if (row) return (unsigned)row->value;
    }
    return 0;
}

static pg_columns columns_of(pg *f, const pc_table *t) {
    pg_columns c = {.n = 0};
    if (t->head.rows.n == 0) return c;
    pc_row row = t->head.rows.v[t->head.rows.n - 1];
    pc_mark mark = pc_arena_mark(f->p->scratch);
    for (; c.n < row.n && c.n < PC_COUNT(c.style) && row.cells[c.n].col_span == 1; c.n++)
        c.style[c.n] = column_style(pc_blocks_text(f->p->scratch, row.cells[c.n].content));
    pc_arena_release(f->p->scratch, mark);
    check_columns(&c);
    return c;
}

static void rows(pg *f, const pc_block *table, pc_rows xs, unsigned style, const pg_columns *c) {
    for (size_t i = 0; i < xs.n; i++) {
        size_t part = open_part(f, PUB_PART_ROW, table);
        f->p->parts.v[part].row = &xs.v[i];
        for (size_t k = 0; k < xs.v[i].n; k++) {
            size_t cell = open_part(f, PUB_PART_CELL, table);
            blocks(f, xs.v[i].cells[k].content, style | (k < c->n ? c->style[k] : 0));
            close_part(f, cell);
        }
        close_part(f, part);
    }
}

static void table(pg *f, const pc_block *b, unsigned style) {
    const pc_table *t = b->u.table;
    const pg_columns none = {.n = 0}, columns = columns_of(f, t);
    blocks(f, t->caption.blocks, style);
    rows(f, b, t->head.rows, style, &none);
    for (size_t i = 0; i < t->nbodies; i++) {
        rows(f, b, t->bodies[i].head, style, &none);
        rows(f, b, t->bodies[i].body, style, &columns);
    }
    rows(f, b, t->foot.rows, style, &none);
}

static void definitions(pg *f, const pc_block *list, unsigned style) {
    for (size_t i = 0; i < list->u.defs.n; i++) {
        size_t part = open_part(f, PUB_PART_DEFINITION, list);
        one_line(f, list->u.defs.v[i].term, style);
        items(f, list, list->u.defs.v[i].defs, style);
        close_part(f, part);
    }
}

/* The order of lines and parts is that of an_block() in annotate.c. */
static void one_block(pg *f, const pc_block *b, unsigned style) {
    size_t part = open_part(f, PUB_PART_BLOCK, b);
    f->ours = false;
    switch (b->tag) {
    case PC_Plain:
    case PC_Para: one_line(f, b->u.inlines, style); break;
    case PC_Header: one_line(f, b->u.header->content, style | PUB_HEAD); break;
    case PC_LineBlock:
        for (size_t i = 0; i < b->u.lines.n; i++) one_line(f, b->u.lines.v[i], style);
        break;
    case PC_BulletList: items(f, b, b->u.items, style); break;
    case PC_OrderedList: items(f, b, b->u.olist->items, style); break;
    case PC_DefinitionList: definitions(f, b, style); break;
    case PC_Table: table(f, b, style); break;
    case PC_Div: blocks(f, b->u.div->content, style | style_of_classes(b->u.div->attr)); break;
    case PC_BlockQuote: blocks(f, b->u.blocks, style); break;
    default: break; /* code, raw, figures: no fields in them */
    }
    if (b->tag == PC_Div) f->ours = pub_is_entry(b) || pc_attr_has_class(b->u.div->attr, "legend");
    f->p->parts.v[part].ours = f->ours && (b->tag == PC_Div || pc_block_inlines(b).n);
    f->p->annotated = f->p->annotated || f->p->parts.v[part].ours;
    close_part(f, part);
}

static void blocks(pg *f, pc_blocks xs, unsigned style) {
    for (size_t i = 0; i < xs.n; i++) one_block(f, &xs.v[i], style);
}

void pub_flatten(pub *p, pc_blocks xs) {
    pg f = {.p = p};
    blocks(&f, xs, 0);
    p->text = (pc_str){f.text.v, f.text.n};
}

/* --- Looking up places ----------------------------------------------------------------------- */

#define LOWER_BOUND(vec, condition)      \
    size_t lo = 0, hi = (vec).n;         \
    while (lo < hi) {                    \
        size_t mid = lo + (hi - lo) / 2; \
        if (condition)                   \
            lo = mid + 1;                \
        else                             \
            hi = mid;                    \
    }                                    \
    return lo

size_t pub_run_at(const pub *p, size_t at) {
    LOWER_BOUND(p->runs, p->runs.v[mid].to <= at);
}

size_t pub_word_from(const pub *p, size_t at) {
    size_t i = p->word_at[at / PUB_STEP];
    while (i < p->words.n && p->words.v[i].from < at) i++;
    return i;
}

size_t pub_box_from(const pub *p, size_t at) {
    LOWER_BOUND(p->boxes, p->boxes.v[mid].from < at);
}

size_t pub_piece_from(const pub *p, size_t at) {
    LOWER_BOUND(p->pieces, p->pieces.v[mid].from < at);
}

size_t pub_line_from(const pub *p, size_t at) {
    LOWER_BOUND(p->lines, p->lines.v[mid].from < at);
}

size_t pub_mark_from(const pub *p, size_t at) {
    LOWER_BOUND(p->marks, p->marks.v[mid].from < at);
}

unsigned pub_style_of(const pub *p, size_t from, size_t to) {
    unsigned style = ~0u;
    size_t i = pub_word_from(p, from);
    bool any = false;
    for (; i < p->words.n && p->words.v[i].from < to; i++) {
        style &= p->runs.v[p->words.v[i].run].style;
        any = true;
    }
    return any ? style : 0;
}

static pc_pos first_pos(pc_inlines xs) {
    for (size_t i = 0; i < xs.n; i++)
        if (xs.v[i].pos) return xs.v[i].pos;
    return 0;
}

/* The position of the character that is [*left] bytes of flat text behind the first of xs; what xs
 * has of them is taken off. 0: not there, or not known. */
static pc_pos pos_in(pc_inlines xs, size_t *left) {
    for (size_t i = 0; i < xs.n; i++) {
        const pc_inline *x = &xs.v[i];
        size_t quote = x->tag == PC_Quoted ? strlen(quotes[0]) : 0, n = pub_leaf_size(x);
        if (*left < quote || *left < n) return x->pos ? x->pos + (pc_pos)(n ? *left : 0) : 0;
        *left -= quote + n;
        pc_pos below = x->tag == PC_Image ? 0 : pos_in(pc_inline_content(x), left);
        if (below) return below;
        *left -= *left < quote ? *left : quote;
    }
    return 0;
}

pc_pos pub_pos_at(const pub *p, size_t at) {
    size_t i = pub_line_from(p, at + 1);
    if (i == 0) return 0;
    const pub_line *line = &p->lines.v[i - 1];
    size_t left = at - line->from;
    pc_pos pos = pos_in(line->inlines, &left);
    return pos ? pos : first_pos(line->inlines);
}
