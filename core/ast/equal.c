/* Structural equality: one row per shape compares two payloads. Arrays and payloads that are shared
 * are equal without a look. Recursion is over documents, which nest no deeper than PC_MAX_DEPTH. */
#include "ast/copy.h"

#include "ast/part.h"
#include "base/str.h"

bool pc_attr_equal(const pc_attr *a, const pc_attr *b) {
    if (a == b) return true;
    if (!pc_str_eq(a->id, b->id) || a->classes.n != b->classes.n || a->pairs.n != b->pairs.n)
        return false;
    for (size_t i = 0; i < a->classes.n; i++)
        if (!pc_str_eq(a->classes.v[i], b->classes.v[i])) return false;
    for (size_t i = 0; i < a->pairs.n; i++)
        if (!pc_str_eq(a->pairs.v[i].key, b->pairs.v[i].key) ||
            !pc_str_eq(a->pairs.v[i].value, b->pairs.v[i].value))
            return false;
    return true;
}

/* Two lists of any kind: shared, of different length, or to be looked at one by one. */
#define EQUAL_LISTS(a, b, each)            \
    do {                                   \
        if ((a).n != (b).n) return false;  \
        if ((a).v == (b).v) return true;   \
        for (size_t i = 0; i < (a).n; i++) \
            if (!each) return false;       \
        return true;                       \
    } while (0)

bool pc_inlines_equal(pc_inlines a, pc_inlines b) {
    EQUAL_LISTS(a, b, pc_inline_equal(&a.v[i], &b.v[i]));
}

bool pc_blocks_equal(pc_blocks a, pc_blocks b) {
    EQUAL_LISTS(a, b, pc_block_equal(&a.v[i], &b.v[i]));
}

static bool equal_items(pc_items a, pc_items b) {
    EQUAL_LISTS(a, b, pc_blocks_equal(a.v[i], b.v[i]));
}

static bool equal_caption(const pc_caption *a, const pc_caption *b) {
    return a->has_short == b->has_short &&
           (!a->has_short || pc_inlines_equal(a->short_caption, b->short_caption)) &&
           pc_blocks_equal(a->blocks, b->blocks);
}

static bool equal_cell(const pc_cell *a, const pc_cell *b) {
    return pc_attr_equal(a->attr, b->attr) && a->align == b->align && a->row_span == b->row_span &&
           a->col_span == b->col_span && pc_blocks_equal(a->content, b->content);
}

static bool equal_row(const pc_row *a, const pc_row *b) {
    if (a->n != b->n || !pc_attr_equal(a->attr, b->attr)) return false;
    for (size_t i = 0; i < a->n; i++)
        if (!equal_cell(&a->cells[i], &b->cells[i])) return false;
    return true;
}

static bool equal_rows(pc_rows a, pc_rows b) {
    EQUAL_LISTS(a, b, equal_row(&a.v[i], &b.v[i]));
}

/* The two cells are of one constructor, and their kinds are equal where these are no origin. */
static bool equal_empty(const pc_any *a, const pc_any *b) {
    (void)a, (void)b;
    return true;
}

static bool equal_text(const pc_any *a, const pc_any *b) {
    return pc_str_eq(a->i.u.text, b->i.u.text);
}

static bool equal_inlines(const pc_any *a, const pc_any *b) {
    return pc_inlines_equal(a->i.u.inlines, b->i.u.inlines);
}

static bool equal_blocks(const pc_any *a, const pc_any *b) {
    return pc_blocks_equal(a->i.u.blocks, b->i.u.blocks);
}

static bool equal_citation(const pc_citation *a, const pc_citation *b) {
    return pc_str_eq(a->id, b->id) && a->mode == b->mode && a->note_num == b->note_num &&
           a->hash == b->hash && pc_inlines_equal(a->prefix, b->prefix) &&
           pc_inlines_equal(a->suffix, b->suffix);
}

static bool equal_citations(pc_citations a, pc_citations b) {
    EQUAL_LISTS(a, b, equal_citation(&a.v[i], &b.v[i]));
}

static bool equal_cite(const pc_any *a, const pc_any *b) {
    const pc_cite *x = a->i.u.cite, *y = b->i.u.cite;
    return x == y || (equal_citations(x->citations, y->citations) &&
                      pc_inlines_equal(x->content, y->content));
}

static bool equal_code(const pc_any *a, const pc_any *b) {
    const pc_code *x = a->i.u.code, *y = b->i.u.code;
    return x == y || (pc_str_eq(x->text, y->text) && pc_attr_equal(x->attr, y->attr));
}

static bool equal_raw(const pc_any *a, const pc_any *b) {
    const pc_raw *x = a->i.u.raw, *y = b->i.u.raw;
    return x == y || (pc_str_eq(x->format, y->format) && pc_str_eq(x->text, y->text));
}

static bool equal_link(const pc_any *a, const pc_any *b) {
    const pc_link *x = a->i.u.link, *y = b->i.u.link;
    return x == y || (pc_str_eq(x->url, y->url) && pc_str_eq(x->title, y->title) &&
                      pc_attr_equal(x->attr, y->attr) && pc_inlines_equal(x->content, y->content));
}

static bool equal_span(const pc_any *a, const pc_any *b) {
    const pc_span *x = a->i.u.span, *y = b->i.u.span;
    return x == y || (pc_attr_equal(x->attr, y->attr) && pc_inlines_equal(x->content, y->content));
}

static bool equal_div(const pc_any *a, const pc_any *b) {
    const pc_div *x = a->b.u.div, *y = b->b.u.div;
    return x == y || (pc_attr_equal(x->attr, y->attr) && pc_blocks_equal(x->content, y->content));
}

static bool equal_lines(const pc_any *a, const pc_any *b) {
    EQUAL_LISTS(a->b.u.lines, b->b.u.lines, pc_inlines_equal(a->b.u.lines.v[i], b->b.u.lines.v[i]));
}

static bool equal_olist(const pc_any *a, const pc_any *b) {
    const pc_olist *x = a->b.u.olist, *y = b->b.u.olist;
    return x == y || (x->start == y->start && x->style == y->style && x->delim == y->delim &&
                      equal_items(x->items, y->items));
}

static bool equal_bullets(const pc_any *a, const pc_any *b) {
    return equal_items(a->b.u.items, b->b.u.items);
}

static bool equal_def(const pc_def *a, const pc_def *b) {
    return pc_inlines_equal(a->term, b->term) && equal_items(a->defs, b->defs);
}

static bool equal_defs(const pc_any *a, const pc_any *b) {
    EQUAL_LISTS(a->b.u.defs, b->b.u.defs, equal_def(&a->b.u.defs.v[i], &b->b.u.defs.v[i]));
}

static bool equal_header(const pc_any *a, const pc_any *b) {
    const pc_header *x = a->b.u.header, *y = b->b.u.header;
    return x == y || (x->level == y->level && pc_attr_equal(x->attr, y->attr) &&
                      pc_inlines_equal(x->content, y->content));
}

static bool equal_part(const pc_table_part *a, const pc_table_part *b) {
    return pc_attr_equal(a->attr, b->attr) && equal_rows(a->rows, b->rows);
}

static bool equal_body(const pc_table_body *a, const pc_table_body *b) {
    return pc_attr_equal(a->attr, b->attr) && a->row_head_columns == b->row_head_columns &&
           equal_rows(a->head, b->head) && equal_rows(a->body, b->body);
}

/* Widths are the same number or not: what was read from one text is one number. */
static bool equal_cols(const pc_table *a, const pc_table *b) {
    if (a->ncols != b->ncols) return false;
    for (size_t i = 0; i < a->ncols; i++) {
        const pc_col_spec *x = &a->cols[i], *y = &b->cols[i];
        if (x->align != y->align || x->width < y->width || x->width > y->width) return false;
    }
    return true;
}

static bool equal_table(const pc_any *a, const pc_any *b) {
    const pc_table *x = a->b.u.table, *y = b->b.u.table;
    if (x == y) return true;
    if (x->nbodies != y->nbodies || !equal_cols(x, y) || !pc_attr_equal(x->attr, y->attr) ||
        !equal_caption(&x->caption, &y->caption) || !equal_part(&x->head, &y->head) ||
        !equal_part(&x->foot, &y->foot))
        return false;
    for (size_t i = 0; i < x->nbodies; i++)
        if (!equal_body(&x->bodies[i], &y->bodies[i])) return false;
    return true;
}

static bool equal_figure(const pc_any *a, const pc_any *b) {
    const pc_figure *x = a->b.u.figure, *y = b->b.u.figure;
    return x == y || (pc_attr_equal(x->attr, y->attr) && equal_caption(&x->caption, &y->caption) &&
                      pc_blocks_equal(x->content, y->content));
}

static bool (*const equal_shapes[])(const pc_any *a, const pc_any *b) = {
    [PC_SHAPE_EMPTY] = equal_empty,       [PC_SHAPE_TEXT] = equal_text,
    [PC_SHAPE_INLINES] = equal_inlines,   [PC_SHAPE_BLOCKS] = equal_blocks,
    [PC_SHAPE_CITE] = equal_cite,         [PC_SHAPE_ATTR_TEXT] = equal_code,
    [PC_SHAPE_RAW] = equal_raw,           [PC_SHAPE_LINK] = equal_link,
    [PC_SHAPE_ATTR_INLINES] = equal_span, [PC_SHAPE_ATTR_BLOCKS] = equal_div,
    [PC_SHAPE_LINES] = equal_lines,       [PC_SHAPE_OLIST] = equal_olist,
    [PC_SHAPE_ITEMS] = equal_bullets,     [PC_SHAPE_DEFS] = equal_defs,
    [PC_SHAPE_HEADER] = equal_header,     [PC_SHAPE_TABLE] = equal_table,
    [PC_SHAPE_FIGURE] = equal_figure,
};

_Static_assert(PC_COUNT(equal_shapes) == PC_SHAPE_COUNT, "every shape has a row");

bool pc_inline_equal(const pc_inline *a, const pc_inline *b) {
    bool kinds = a->tag == PC_Quoted || a->tag == PC_Math; /* others': origin */
    if (a->tag != b->tag || (kinds && a->kind != b->kind)) return false;
    return equal_shapes[pc_inline_shape(a->tag)](&(pc_any){.i = *a}, &(pc_any){.i = *b});
}

bool pc_block_equal(const pc_block *a, const pc_block *b) {
    if (a->tag != b->tag) return false;
    return equal_shapes[pc_block_shape(a->tag)](&(pc_any){.b = *a}, &(pc_any){.b = *b});
}

static bool equal_entry(const pc_meta_entry *a, const pc_meta_entry *b) {
    return pc_str_eq(a->key, b->key) && pc_meta_equal(&a->value, &b->value);
}

static bool equal_meta_map(pc_meta_map a, pc_meta_map b) {
    EQUAL_LISTS(a, b, equal_entry(&a.v[i], &b.v[i]));
}

static bool equal_meta_list(pc_meta_list a, pc_meta_list b) {
    EQUAL_LISTS(a, b, pc_meta_equal(&a.v[i], &b.v[i]));
}

bool pc_meta_equal(const pc_meta *a, const pc_meta *b) {
    if (a->tag != b->tag) return false;
    switch ((pc_meta_tag)a->tag) {
    case PC_MetaMap: return equal_meta_map(a->u.map, b->u.map);
    case PC_MetaList: return equal_meta_list(a->u.list, b->u.list);
    case PC_MetaBool: return a->u.b == b->u.b;
    case PC_MetaString: return pc_str_eq(a->u.text, b->u.text);
    case PC_MetaInlines: return pc_inlines_equal(a->u.inlines, b->u.inlines);
    case PC_MetaBlocks: return pc_blocks_equal(a->u.blocks, b->u.blocks);
    }
    return false;
}

bool pc_doc_equal(const pc_doc *a, const pc_doc *b) {
    return equal_meta_map(a->meta, b->meta) && pc_blocks_equal(a->blocks, b->blocks);
}
