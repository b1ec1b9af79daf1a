/* The invariants of ast.h, checked on any document whatever its depth: nodes down to the
 * limit, metadata on a stack of its own. A node's payload is looked at before what is below it. */
#include "ast/check.h"

#include "ast/part.h"
#include "base/limits.h"
#include "base/str.h"
#include "base/utf8.h"

typedef struct check {
    pc_arena *scratch;
    bool full;
    const char *what;  /* the node, for messages */
    const char *found; /* the first thing that is broken, in words */
    pc_part_vec parts; /* of the nodes that are being gone through */
} check;

static bool check_say(check *c, const char *words) {
    if (!c->found)
        c->found = pc_str_dupz(c->scratch, pc_str_fmt(c->scratch, "%s: %s", c->what, words));
    return false;
}

static bool check_array(check *c, const void *v, size_t n) {
    return v || n == 0 || check_say(c, "a list without memory");
}

static bool check_text(check *c, pc_str s) {
    if (!check_array(c, s.p, s.n)) return false;
    return !c->full || pc_utf8_check(s) == s.n || check_say(c, "text that is not UTF-8");
}

static bool check_range(check *c, int64_t value, int64_t last, const char *words) {
    return (value >= 0 && value <= last) || check_say(c, words);
}

static bool check_attr(check *c, const pc_attr *x) {
    if (!x) return check_say(c, "no attributes, not even pc_attr_none");
    if (!check_text(c, x->id) || !check_array(c, x->classes.v, x->classes.n) ||
        !check_array(c, x->pairs.v, x->pairs.n))
        return false;
    for (size_t i = 0; i < x->classes.n; i++)
        if (!check_text(c, x->classes.v[i])) return false;
    for (size_t i = 0; i < x->pairs.n; i++)
        if (!check_text(c, x->pairs.v[i].key) || !check_text(c, x->pairs.v[i].value)) return false;
    return true;
}

static bool check_payload(check *c, const void *p) {
    return p || check_say(c, "no payload");
}

static bool check_inlines(check *c, pc_inlines xs) {
    return check_array(c, xs.v, xs.n);
}
static bool check_blocks(check *c, pc_blocks xs) {
    return check_array(c, xs.v, xs.n);
}

static bool check_items(check *c, pc_items xs) {
    if (!check_array(c, xs.v, xs.n)) return false;
    for (size_t i = 0; i < xs.n; i++)
        if (!check_blocks(c, xs.v[i])) return false;
    return true;
}

static bool check_caption(check *c, const pc_caption *x) {
    return (!x->has_short || check_inlines(c, x->short_caption)) && check_blocks(c, x->blocks);
}

static bool check_cell(check *c, const pc_cell *x) {
    return check_attr(c, x->attr) && check_range(c, x->align, PC_ALIGN_DEFAULT, "alignment") &&
           check_blocks(c, x->content);
}

static bool check_rows(check *c, pc_rows rows) {
    if (!check_array(c, rows.v, rows.n)) return false;
    for (size_t i = 0; i < rows.n; i++) {
        const pc_row *row = &rows.v[i];
        if (!check_attr(c, row->attr) || !check_array(c, row->cells, row->n)) return false;
        for (size_t j = 0; j < row->n; j++)
            if (!check_cell(c, &row->cells[j])) return false;
    }
    return true;
}

static bool check_part(check *c, const pc_table_part *x) {
    return check_attr(c, x->attr) && check_rows(c, x->rows);
}

static bool shape_empty(check *c, const pc_any *x) {
    (void)c, (void)x;
    return true;
}

static bool shape_text(check *c, const pc_any *x) {
    return check_text(c, x->i.u.text);
}
static bool shape_inlines(check *c, const pc_any *x) {
    return check_inlines(c, x->i.u.inlines);
}
static bool shape_blocks(check *c, const pc_any *x) {
    return check_blocks(c, x->i.u.blocks);
}

static bool shape_cite(check *c, const pc_any *x) {
    const pc_cite *cite = x->i.u.cite;
    if (!check_payload(c, cite) || !check_array(c, cite->citations.v, cite->citations.n) ||
        !check_inlines(c, cite->content))
        return false;
    for (size_t i = 0; i < cite->citations.n; i++) {
        const pc_citation *v = &cite->citations.v[i];
        if (!check_text(c, v->id) || !check_inlines(c, v->prefix) || !check_inlines(c, v->suffix) ||
            !check_range(c, v->mode, PC_NORMAL_CITATION, "citation mode"))
            return false;
    }
    return true;
}

static bool shape_code(check *c, const pc_any *x) {
    const pc_code *p = x->i.u.code;
    return check_payload(c, p) && check_attr(c, p->attr) && check_text(c, p->text);
}

static bool shape_raw(check *c, const pc_any *x) {
    const pc_raw *p = x->i.u.raw;
    return check_payload(c, p) && check_text(c, p->format) && check_text(c, p->text);
}

static bool shape_link(check *c, const pc_any *x) {
    const pc_link *p = x->i.u.link;
    return check_payload(c, p) && check_attr(c, p->attr) && check_inlines(c, p->content) &&
           check_text(c, p->url) && check_text(c, p->title);
}

static bool shape_span(check *c, const pc_any *x) {
    const pc_span *p = x->i.u.span;
    return check_payload(c, p) && check_attr(c, p->attr) && check_inlines(c, p->content);
}

static bool shape_div(check *c, const pc_any *x) {
    const pc_div *p = x->b.u.div;
    return check_payload(c, p) && check_attr(c, p->attr) && check_blocks(c, p->content);
}

static bool shape_lines(check *c, const pc_any *x) {
    pc_lines ls = x->b.u.lines;
    if (!check_array(c, ls.v, ls.n)) return false;
    for (size_t i = 0; i < ls.n; i++)
        if (!check_inlines(c, ls.v[i])) return false;
    return true;
}

static bool shape_olist(check *c, const pc_any *x) {
    const pc_olist *p = x->b.u.olist;
    return check_payload(c, p) && check_range(c, p->style, PC_UPPER_ALPHA, "list style") &&
           check_range(c, p->delim, PC_TWO_PARENS, "list delimiter") && check_items(c, p->items);
}

static bool shape_items(check *c, const pc_any *x) {
    return check_items(c, x->b.u.items);
}

static bool shape_defs(check *c, const pc_any *x) {
    pc_defs defs = x->b.u.defs;
    if (!check_array(c, defs.v, defs.n)) return false;
    for (size_t i = 0; i < defs.n; i++)
        if (!check_inlines(c, defs.v[i].term) || !check_items(c, defs.v[i].defs)) return false;
    return true;
}

static bool shape_header(check *c, const pc_any *x) {
    const pc_header *p = x->b.u.header;
    return check_payload(c, p) && check_attr(c, p->attr) && check_inlines(c, p->content);
}

static bool shape_table(check *c, const pc_any *x) {
    const pc_table *t = x->b.u.table;
    if (!check_payload(c, t) || !check_attr(c, t->attr) || !check_caption(c, &t->caption) ||
        !check_array(c, t->cols, t->ncols) || !check_part(c, &t->head) ||
        !check_array(c, t->bodies, t->nbodies) || !check_part(c, &t->foot))
        return false;
    for (size_t i = 0; i < t->ncols; i++)
        if (!check_range(c, t->cols[i].align, PC_ALIGN_DEFAULT, "alignment")) return false;
    for (size_t i = 0; i < t->nbodies; i++) {
        const pc_table_body *b = &t->bodies[i];
        if (!check_attr(c, b->attr) || !check_rows(c, b->head) || !check_rows(c, b->body))
            return false;
    }
    return true;
}

static bool shape_figure(check *c, const pc_any *x) {
    const pc_figure *p = x->b.u.figure;
    return check_payload(c, p) && check_attr(c, p->attr) && check_caption(c, &p->caption) &&
           check_blocks(c, p->content);
}

static bool (*const check_shapes[])(check *c, const pc_any *x) = {
    [PC_SHAPE_EMPTY] = shape_empty,       [PC_SHAPE_TEXT] = shape_text,
    [PC_SHAPE_INLINES] = shape_inlines,   [PC_SHAPE_BLOCKS] = shape_blocks,
    [PC_SHAPE_CITE] = shape_cite,         [PC_SHAPE_ATTR_TEXT] = shape_code,
    [PC_SHAPE_RAW] = shape_raw,           [PC_SHAPE_LINK] = shape_link,
    [PC_SHAPE_ATTR_INLINES] = shape_span, [PC_SHAPE_ATTR_BLOCKS] = shape_div,
    [PC_SHAPE_LINES] = shape_lines,       [PC_SHAPE_OLIST] = shape_olist,
    [PC_SHAPE_ITEMS] = shape_items,       [PC_SHAPE_DEFS] = shape_defs,
    [PC_SHAPE_HEADER] = shape_header,     [PC_SHAPE_TABLE] = shape_table,
    [PC_SHAPE_FIGURE] = shape_figure,
};

_Static_assert(PC_COUNT(check_shapes) == PC_SHAPE_COUNT, "every shape has a row");

static bool check_inline(check *c, const pc_inline *x) {
    c->what = "an inline";
    if (!check_range(c, x->tag, PC_INLINE_COUNT - 1, "unknown tag")) return false;
    if (!c->full) return true;
    c->what = pc_inline_name(x->tag);
    static const uint16_t kinds[PC_INLINE_COUNT] = {
        [PC_Quoted] = 1,         [PC_Math] = 1,
        [PC_Space] = UINT16_MAX, [PC_SoftBreak] = UINT16_MAX,
        [PC_Note] = UINT16_MAX,  [PC_LineBreak] = UINT16_MAX,
        [PC_Image] = 1,          [PC_Span] = 1};
    return check_range(c, x->kind, kinds[x->tag], "unknown kind") &&
           check_range(c, x->html, PC_HTML_COUNT - 1, "unknown HTML tag") &&
           check_shapes[pc_inline_shape(x->tag)](c, &(pc_any){.i = *x});
}

/* What a block of that tag may say of its origin (ast.h). */
static uint16_t check_origins(pc_block_tag tag) {
    static const uint16_t own[PC_BLOCK_COUNT] = {
        [PC_CodeBlock] =
            PC_CODE_LINE_FIRST | PC_CODE_NO_LINE_LAST | PC_CODE_ATTR_WITHIN | PC_CODE_NO_LANGUAGE,
        [PC_Table] = PC_TABLE_BARE_HEAD | PC_TABLE_BARE_BODY,
        [PC_BulletList] = PC_CONTENTS,
        [PC_OrderedList] = PC_CONTENTS,
        [PC_Div] = PC_CONTENTS | PC_NOTES_HERE};
    return own[tag] | PC_BEHIND_ITEM | PC_STOOD_BEHIND | PC_STOOD_FIRST | PC_BLANK_BEFORE |
           PC_BLANK_LAST | PC_UNINDENTED;
}

static bool check_block(check *c, const pc_block *x) {
    c->what = "a block";
    if (!check_range(c, x->tag, PC_BLOCK_COUNT - 1, "unknown tag")) return false;
    if (!c->full) return true;
    c->what = pc_block_name(x->tag);
    if (x->kind & ~check_origins(x->tag)) return check_say(c, "unknown kind");
    return check_range(c, x->html, PC_HTML_COUNT - 1, "unknown HTML tag") &&
           check_shapes[pc_block_shape(x->tag)](c, &(pc_any){.b = *x});
}

/* What no list lies below of: most nodes of a document, so they are not asked for their parts. */
static bool check_is_leaf(const pc_inline *x) {
    return x->tag == PC_Str || x->tag == PC_Space || x->tag == PC_SoftBreak;
}

static bool check_below(check *c, const void *node, bool block, size_t depth);

/* [above]: how deep the list itself stands. Recursion ends where a document is too deep. */
static bool check_nodes(check *c, pc_part xs, size_t above) {
    if (!check_array(c, xs.v, xs.n)) return false;
    if (xs.n && above >= PC_MAX_DEPTH) {
        c->what = "the document";
        return check_say(c, "nested too deeply");
    }
    for (size_t i = 0; i < xs.n; i++) {
        const pc_block *b = xs.blocks ? (const pc_block *)xs.v + i : NULL;
        const pc_inline *x = xs.blocks ? NULL : (const pc_inline *)xs.v + i;
        if (b ? !check_block(c, b) : !check_inline(c, x)) return false;
        if (x && check_is_leaf(x)) continue;
        if (!check_below(c, b ? (const void *)b : x, b != NULL, above + 1)) return false;
    }
    return true;
}

/* The parts of open nodes lie on one stack: a row below each other, cut off on the way back. */
static bool check_below(check *c, const void *node, bool block, size_t depth) {
    size_t from = c->parts.n;
    if (block)
        pc_block_parts(c->scratch, node, &c->parts);
    else
        pc_inline_parts(c->scratch, node, &c->parts);
    size_t to = c->parts.n;
    c->what = "the document";
    for (size_t i = from; i < to; i++)
        if (!check_nodes(c, c->parts.v[i], depth)) return false;
    c->parts.n = from;
    return true;
}

typedef struct check_meta {
    const pc_meta *m;
    size_t depth;
} check_meta;

typedef PC_VEC(check_meta) check_stack;

static bool check_map(check *c, check_stack *todo, pc_meta_map m, size_t depth) {
    c->what = "metadata";
    if (!check_array(c, m.v, m.n)) return false;
    for (size_t i = 0; i < m.n; i++) {
        if (!check_text(c, m.v[i].key)) return false;
        if (i > 0 && pc_str_cmp(m.v[i - 1].key, m.v[i].key) >= 0)
            return check_say(c, "keys out of order");
        pc_vec_push(c->scratch, todo, ((check_meta){&m.v[i].value, depth}));
    }
    return true;
}

static bool check_list(check *c, check_stack *todo, pc_meta_list xs, size_t depth) {
    if (!check_array(c, xs.v, xs.n)) return false;
    for (size_t i = 0; i < xs.n; i++)
        pc_vec_push(c->scratch, todo, ((check_meta){&xs.v[i], depth}));
    return true;
}

static bool check_value(check *c, check_stack *todo, check_meta x) {
    const pc_meta *m = x.m;
    c->what = "metadata";
    if (x.depth > PC_MAX_DEPTH) return check_say(c, "nested too deeply");
    switch (m->tag) {
    case PC_MetaMap: return check_map(c, todo, m->u.map, x.depth + 1);
    case PC_MetaList: return check_list(c, todo, m->u.list, x.depth + 1);
    case PC_MetaBool: return true;
    case PC_MetaString: return check_text(c, m->u.text);
    case PC_MetaInlines:
        return check_nodes(c, (pc_part){m->u.inlines.v, m->u.inlines.n, false}, x.depth);
    case PC_MetaBlocks:
        return check_nodes(c, (pc_part){m->u.blocks.v, m->u.blocks.n, true}, x.depth);
    default: return check_say(c, "unknown tag");
    }
}

static bool check_doc(check *c, const pc_doc *doc) {
    check_stack todo = {0};
    if (!check_map(c, &todo, doc->meta, 1)) return false;
    while (todo.n > 0)
        if (!check_value(c, &todo, todo.v[--todo.n])) return false;
    c->what = "the document";
    return check_nodes(c, (pc_part){doc->blocks.v, doc->blocks.n, true}, 0);
}

const char *pc_doc_check(pc_arena *scratch, const pc_doc *doc, bool full) {
    check c = {.scratch = scratch, .full = full};
    check_doc(&c, doc);
    return c.found;
}
