/* Deep copies: one row per shape says how its payload is copied. Recursion is over a document,
 * which nests no deeper than PC_MAX_DEPTH. */
#include "ast/copy.h"

#include "ast/part.h"
#include "base/vec.h"

/* A new array or payload with the old contents, to be filled with copies of what they point to. */
#define COPY_DUP(a, T, v, n) ((T *)pc_vec_copy((a), (v), (n), sizeof(T)))

static const pc_attr *copy_attr(pc_arena *a, const pc_attr *x) {
    if (x == &pc_attr_none) return x;
    pc_attr *to = COPY_DUP(a, pc_attr, x, 1);
    pc_str *classes = COPY_DUP(a, pc_str, x->classes.v, x->classes.n);
    pc_key_value *pairs = COPY_DUP(a, pc_key_value, x->pairs.v, x->pairs.n);
    to->id = pc_str_dup(a, x->id);
    for (size_t i = 0; i < x->classes.n; i++) classes[i] = pc_str_dup(a, x->classes.v[i]);
    for (size_t i = 0; i < x->pairs.n; i++) {
        pairs[i].key = pc_str_dup(a, x->pairs.v[i].key);
        pairs[i].value = pc_str_dup(a, x->pairs.v[i].value);
    }
    to->classes.v = classes;
    to->pairs.v = pairs;
    return to;
}

static pc_items copy_items(pc_arena *a, pc_items xs) {
    pc_blocks *v = PC_NEW_N(a, pc_blocks, xs.n);
    for (size_t i = 0; i < xs.n; i++) v[i] = pc_blocks_copy(a, xs.v[i]);
    return (pc_items){v, xs.n};
}

static pc_caption copy_caption(pc_arena *a, pc_caption c) {
    if (c.has_short) c.short_caption = pc_inlines_copy(a, c.short_caption);
    c.blocks = pc_blocks_copy(a, c.blocks);
    return c;
}

static pc_rows copy_rows(pc_arena *a, pc_rows rows) {
    pc_row *v = COPY_DUP(a, pc_row, rows.v, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        pc_cell *cells = COPY_DUP(a, pc_cell, v[i].cells, v[i].n);
        for (size_t j = 0; j < v[i].n; j++) {
            cells[j].attr = copy_attr(a, cells[j].attr);
            cells[j].content = pc_blocks_copy(a, cells[j].content);
        }
        v[i].attr = copy_attr(a, v[i].attr);
        v[i].cells = cells;
    }
    return (pc_rows){v, rows.n};
}

/* The cell is a copy already; a row replaces what its union points to. */
static void copy_text(pc_arena *a, pc_any *x) {
    x->i.u.text = pc_str_dup(a, x->i.u.text);
}
static void copy_inlines(pc_arena *a, pc_any *x) {
    x->i.u.inlines = pc_inlines_copy(a, x->i.u.inlines);
}
static void copy_blocks(pc_arena *a, pc_any *x) {
    x->i.u.blocks = pc_blocks_copy(a, x->i.u.blocks);
}

static void copy_cite(pc_arena *a, pc_any *x) {
    pc_cite *to = COPY_DUP(a, pc_cite, x->i.u.cite, 1);
    pc_citation *v = COPY_DUP(a, pc_citation, to->citations.v, to->citations.n);
    for (size_t i = 0; i < to->citations.n; i++) {
        v[i].id = pc_str_dup(a, v[i].id);
        v[i].prefix = pc_inlines_copy(a, v[i].prefix);
        v[i].suffix = pc_inlines_copy(a, v[i].suffix);
    }
    to->citations.v = v;
    to->content = pc_inlines_copy(a, to->content);
    x->i.u.cite = to;
}

static void copy_code(pc_arena *a, pc_any *x) {
    pc_code *to = COPY_DUP(a, pc_code, x->i.u.code, 1);
    to->attr = copy_attr(a, to->attr);
    to->text = pc_str_dup(a, to->text);
    x->i.u.code = to;
}

static void copy_raw(pc_arena *a, pc_any *x) {
    pc_raw *to = COPY_DUP(a, pc_raw, x->i.u.raw, 1);
    to->format = pc_str_dup(a, to->format);
    to->text = pc_str_dup(a, to->text);
    x->i.u.raw = to;
}

static void copy_link(pc_arena *a, pc_any *x) {
    pc_link *to = COPY_DUP(a, pc_link, x->i.u.link, 1);
    to->attr = copy_attr(a, to->attr);
    to->content = pc_inlines_copy(a, to->content);
    to->url = pc_str_dup(a, to->url);
    to->title = pc_str_dup(a, to->title);
    x->i.u.link = to;
}

static void copy_span(pc_arena *a, pc_any *x) {
    pc_span *to = COPY_DUP(a, pc_span, x->i.u.span, 1);
    to->attr = copy_attr(a, to->attr);
    to->content = pc_inlines_copy(a, to->content);
    x->i.u.span = to;
}

static void copy_div(pc_arena *a, pc_any *x) {
    pc_div *to = COPY_DUP(a, pc_div, x->b.u.div, 1);
    to->attr = copy_attr(a, to->attr);
    to->content = pc_blocks_copy(a, to->content);
    x->b.u.div = to;
}

static void copy_lines(pc_arena *a, pc_any *x) {
    pc_lines from = x->b.u.lines;
    pc_inlines *v = PC_NEW_N(a, pc_inlines, from.n);
    for (size_t i = 0; i < from.n; i++) v[i] = pc_inlines_copy(a, from.v[i]);
    x->b.u.lines.v = v;
}

static void copy_olist(pc_arena *a, pc_any *x) {
    pc_olist *to = COPY_DUP(a, pc_olist, x->b.u.olist, 1);
    to->items = copy_items(a, to->items);
    x->b.u.olist = to;
}

static void copy_bullets(pc_arena *a, pc_any *x) {
    x->b.u.items = copy_items(a, x->b.u.items);
}

static void copy_defs(pc_arena *a, pc_any *x) {
    pc_defs from = x->b.u.defs;
    pc_def *v = PC_NEW_N(a, pc_def, from.n);
    for (size_t i = 0; i < from.n; i++) {
        v[i].term = pc_inlines_copy(a, from.v[i].term);
        v[i].defs = copy_items(a, from.v[i].defs);
    }
    x->b.u.defs.v = v;
}

static void copy_header(pc_arena *a, pc_any *x) {
    pc_header *to = COPY_DUP(a, pc_header, x->b.u.header, 1);
    to->attr = copy_attr(a, to->attr);
    to->content = pc_inlines_copy(a, to->content);
    x->b.u.header = to;
}

static void copy_table(pc_arena *a, pc_any *x) {
    pc_table *to = COPY_DUP(a, pc_table, x->b.u.table, 1);
    to->attr = copy_attr(a, to->attr);
    to->caption = copy_caption(a, to->caption);
    to->cols = COPY_DUP(a, pc_col_spec, to->cols, to->ncols);
    to->head.attr = copy_attr(a, to->head.attr);
    to->head.rows = copy_rows(a, to->head.rows);
    pc_table_body *bodies = COPY_DUP(a, pc_table_body, to->bodies, to->nbodies);
    for (size_t i = 0; i < to->nbodies; i++) {
        bodies[i].attr = copy_attr(a, bodies[i].attr);
        bodies[i].head = copy_rows(a, bodies[i].head);
        bodies[i].body = copy_rows(a, bodies[i].body);
    }
    to->bodies = bodies;
    to->foot.attr = copy_attr(a, to->foot.attr);
    to->foot.rows = copy_rows(a, to->foot.rows);
    x->b.u.table = to;
}

static void copy_figure(pc_arena *a, pc_any *x) {
    pc_figure *to = COPY_DUP(a, pc_figure, x->b.u.figure, 1);
    to->attr = copy_attr(a, to->attr);
    to->caption = copy_caption(a, to->caption);
    to->content = pc_blocks_copy(a, to->content);
    x->b.u.figure = to;
}

/* NULL: the cell is all there is. */
static void (*const copy_shapes[])(pc_arena *a, pc_any *x) = {
    [PC_SHAPE_EMPTY] = NULL,
    [PC_SHAPE_TEXT] = copy_text,
    [PC_SHAPE_INLINES] = copy_inlines,
    [PC_SHAPE_BLOCKS] = copy_blocks,
    [PC_SHAPE_CITE] = copy_cite,
    [PC_SHAPE_ATTR_TEXT] = copy_code,
    [PC_SHAPE_RAW] = copy_raw,
    [PC_SHAPE_LINK] = copy_link,
    [PC_SHAPE_ATTR_INLINES] = copy_span,
    [PC_SHAPE_ATTR_BLOCKS] = copy_div,
    [PC_SHAPE_LINES] = copy_lines,
    [PC_SHAPE_OLIST] = copy_olist,
    [PC_SHAPE_ITEMS] = copy_bullets,
    [PC_SHAPE_DEFS] = copy_defs,
    [PC_SHAPE_HEADER] = copy_header,
    [PC_SHAPE_TABLE] = copy_table,
    [PC_SHAPE_FIGURE] = copy_figure,
};

_Static_assert(PC_COUNT(copy_shapes) == PC_SHAPE_COUNT, "every shape has a row");

pc_inlines pc_inlines_copy(pc_arena *a, pc_inlines xs) {
    pc_inline *v = PC_NEW_N(a, pc_inline, xs.n);
    for (size_t i = 0; i < xs.n; i++) {
        pc_any x = {.i = xs.v[i]};
        pc_shape shape = pc_inline_shape(xs.v[i].tag);
        if (copy_shapes[shape]) copy_shapes[shape](a, &x);
        v[i] = x.i;
    }
    return (pc_inlines){v, xs.n};
}

pc_blocks pc_blocks_copy(pc_arena *a, pc_blocks xs) {
    pc_block *v = PC_NEW_N(a, pc_block, xs.n);
    for (size_t i = 0; i < xs.n; i++) {
        pc_any x = {.b = xs.v[i]};
        pc_shape shape = pc_block_shape(xs.v[i].tag);
        if (copy_shapes[shape]) copy_shapes[shape](a, &x);
        v[i] = x.b;
    }
    return (pc_blocks){v, xs.n};
}

static pc_meta_map copy_meta_map(pc_arena *a, pc_meta_map m) {
    pc_meta_entry *v = PC_NEW_N(a, pc_meta_entry, m.n);
    for (size_t i = 0; i < m.n; i++) {
        v[i].key = pc_str_dup(a, m.v[i].key);
        v[i].value = pc_meta_copy(a, &m.v[i].value);
    }
    return (pc_meta_map){v, m.n};
}

static pc_meta_list copy_meta_list(pc_arena *a, pc_meta_list xs) {
    pc_meta *v = PC_NEW_N(a, pc_meta, xs.n);
    for (size_t i = 0; i < xs.n; i++) v[i] = pc_meta_copy(a, &xs.v[i]);
    return (pc_meta_list){v, xs.n};
}

pc_meta pc_meta_copy(pc_arena *a, const pc_meta *m) {
    pc_meta to = *m;
    switch ((pc_meta_tag)m->tag) {
    case PC_MetaMap: to.u.map = copy_meta_map(a, m->u.map); break;
    case PC_MetaList: to.u.list = copy_meta_list(a, m->u.list); break;
    case PC_MetaBool: break;
    case PC_MetaString: to.u.text = pc_str_dup(a, m->u.text); break;
    case PC_MetaInlines: to.u.inlines = pc_inlines_copy(a, m->u.inlines); break;
    case PC_MetaBlocks: to.u.blocks = pc_blocks_copy(a, m->u.blocks); break;
    }
    return to;
}

void pc_doc_copy(pc_arena *a, pc_doc *to, const pc_doc *from) {
    *to = *from;
    to->meta = copy_meta_map(a, from->meta);
    to->blocks = pc_blocks_copy(a, from->blocks);
}
