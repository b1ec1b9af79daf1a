/* The one table that says, by shape, which lists a node holds (list) and how it is put together
 * again from others (make). Both go in document order; tests/core/ast/test_walk.c holds them to
 * each other. Inlines and blocks share the table: shapes that both have keep their payload in the
 * same place. */
#include "ast/part.h"

_Static_assert(sizeof(pc_inline) == sizeof(pc_block), "a cell is copied whole");
_Static_assert(offsetof(pc_inline, u) == offsetof(pc_block, u), "payloads stand in one place");

typedef struct part_list {
    pc_arena *scratch;
    pc_part_vec *out;
} part_list;

static void list_inlines(part_list *l, pc_inlines xs) {
    pc_vec_push(l->scratch, l->out, ((pc_part){xs.v, xs.n, false}));
}

static void list_blocks(part_list *l, pc_blocks xs) {
    pc_vec_push(l->scratch, l->out, ((pc_part){xs.v, xs.n, true}));
}

/* Hands out the new parts one after the other. */
typedef struct part_make {
    pc_arena *arena;
    const pc_part *next;
} part_make;

static pc_inlines make_inlines(part_make *m) {
    const pc_part *p = m->next++;
    return (pc_inlines){p->v, p->n};
}

static pc_blocks make_blocks(part_make *m) {
    const pc_part *p = m->next++;
    return (pc_blocks){p->v, p->n};
}

/* A copy of an array or a payload, to change. */
#define MAKE_DUP(m, T, v, n) ((T *)pc_vec_copy((m)->arena, (v), (n), sizeof(T)))

static void inlines_list(part_list *l, const pc_any *x) {
    list_inlines(l, x->i.u.inlines);
}
static void inlines_make(part_make *m, pc_any *x) {
    x->i.u.inlines = make_inlines(m);
}

static void blocks_list(part_list *l, const pc_any *x) {
    list_blocks(l, x->i.u.blocks);
}
static void blocks_make(part_make *m, pc_any *x) {
    x->i.u.blocks = make_blocks(m);
}

static void cite_list(part_list *l, const pc_any *x) {
    const pc_cite *cite = x->i.u.cite;
    for (size_t i = 0; i < cite->citations.n; i++) {
        list_inlines(l, cite->citations.v[i].prefix);
        list_inlines(l, cite->citations.v[i].suffix);
    }
    list_inlines(l, cite->content);
}

static void cite_make(part_make *m, pc_any *x) {
    pc_cite *cite = MAKE_DUP(m, pc_cite, x->i.u.cite, 1);
    pc_citation *v = MAKE_DUP(m, pc_citation, cite->citations.v, cite->citations.n);
    for (size_t i = 0; i < cite->citations.n; i++) {
        v[i].prefix = make_inlines(m);
        v[i].suffix = make_inlines(m);
    }
    cite->citations.v = v;
    cite->content = make_inlines(m);
    x->i.u.cite = cite;
}

static void link_list(part_list *l, const pc_any *x) {
    list_inlines(l, x->i.u.link->content);
}
static void link_make(part_make *m, pc_any *x) {
    pc_link *link = MAKE_DUP(m, pc_link, x->i.u.link, 1);
    link->content = make_inlines(m);
    x->i.u.link = link;
}

static void span_list(part_list *l, const pc_any *x) {
    list_inlines(l, x->i.u.span->content);
}
static void span_make(part_make *m, pc_any *x) {
    pc_span *span = MAKE_DUP(m, pc_span, x->i.u.span, 1);
    span->content = make_inlines(m);
    x->i.u.span = span;
}

static void div_list(part_list *l, const pc_any *x) {
    list_blocks(l, x->b.u.div->content);
}
static void div_make(part_make *m, pc_any *x) {
    pc_div *div = MAKE_DUP(m, pc_div, x->b.u.div, 1);
    div->content = make_blocks(m);
    x->b.u.div = div;
}

static void lines_list(part_list *l, const pc_any *x) {
    for (size_t i = 0; i < x->b.u.lines.n; i++) list_inlines(l, x->b.u.lines.v[i]);
}

static void lines_make(part_make *m, pc_any *x) {
    pc_inlines *v = MAKE_DUP(m, pc_inlines, x->b.u.lines.v, x->b.u.lines.n);
    for (size_t i = 0; i < x->b.u.lines.n; i++) v[i] = make_inlines(m);
    x->b.u.lines.v = v;
}

static void list_items(part_list *l, pc_items items) {
    for (size_t i = 0; i < items.n; i++) list_blocks(l, items.v[i]);
}

static pc_items make_items(part_make *m, pc_items items) {
    pc_blocks *v = MAKE_DUP(m, pc_blocks, items.v, items.n);
    for (size_t i = 0; i < items.n; i++) v[i] = make_blocks(m);
    return (pc_items){v, items.n};
}

static void olist_list(part_list *l, const pc_any *x) {
    list_items(l, x->b.u.olist->items);
}
static void olist_make(part_make *m, pc_any *x) {
    pc_olist *list = MAKE_DUP(m, pc_olist, x->b.u.olist, 1);
    list->items = make_items(m, list->items);
    x->b.u.olist = list;
}

static void items_list(part_list *l, const pc_any *x) {
    list_items(l, x->b.u.items);
}
static void items_make(part_make *m, pc_any *x) {
    x->b.u.items = make_items(m, x->b.u.items);
}

static void defs_list(part_list *l, const pc_any *x) {
    for (size_t i = 0; i < x->b.u.defs.n; i++) {
        list_inlines(l, x->b.u.defs.v[i].term);
        list_items(l, x->b.u.defs.v[i].defs);
    }
}

static void defs_make(part_make *m, pc_any *x) {
    pc_def *v = MAKE_DUP(m, pc_def, x->b.u.defs.v, x->b.u.defs.n);
    for (size_t i = 0; i < x->b.u.defs.n; i++) {
        v[i].term = make_inlines(m);
        v[i].defs = make_items(m, v[i].defs);
    }
    x->b.u.defs.v = v;
}

static void header_list(part_list *l, const pc_any *x) {
    list_inlines(l, x->b.u.header->content);
}
static void header_make(part_make *m, pc_any *x) {
    pc_header *h = MAKE_DUP(m, pc_header, x->b.u.header, 1);
    h->content = make_inlines(m);
    x->b.u.header = h;
}

static void list_caption(part_list *l, const pc_caption *c) {
    if (c->has_short) list_inlines(l, c->short_caption);
    list_blocks(l, c->blocks);
}

static void make_caption(part_make *m, pc_caption *c) {
    if (c->has_short) c->short_caption = make_inlines(m);
    c->blocks = make_blocks(m);
}

static void list_rows(part_list *l, pc_rows rows) {
    for (size_t i = 0; i < rows.n; i++)
        for (size_t j = 0; j < rows.v[i].n; j++) list_blocks(l, rows.v[i].cells[j].content);
}

static pc_rows make_rows(part_make *m, pc_rows rows) {
    pc_row *v = MAKE_DUP(m, pc_row, rows.v, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        pc_cell *cells = MAKE_DUP(m, pc_cell, v[i].cells, v[i].n);
        for (size_t j = 0; j < v[i].n; j++) cells[j].content = make_blocks(m);
        v[i].cells = cells;
    }
    return (pc_rows){v, rows.n};
}

static void table_list(part_list *l, const pc_any *x) {
    const pc_table *t = x->b.u.table;
    list_caption(l, &t->caption);
    list_rows(l, t->head.rows);
    for (size_t i = 0; i < t->nbodies; i++) {
        list_rows(l, t->bodies[i].head);
        list_rows(l, t->bodies[i].body);
    }
    list_rows(l, t->foot.rows);
}

static void table_make(part_make *m, pc_any *x) {
    pc_table *t = MAKE_DUP(m, pc_table, x->b.u.table, 1);
    make_caption(m, &t->caption);
    t->head.rows = make_rows(m, t->head.rows);
    pc_table_body *bodies = MAKE_DUP(m, pc_table_body, t->bodies, t->nbodies);
    for (size_t i = 0; i < t->nbodies; i++) {
        bodies[i].head = make_rows(m, bodies[i].head);
        bodies[i].body = make_rows(m, bodies[i].body);
    }
    t->bodies = bodies;
    t->foot.rows = make_rows(m, t->foot.rows);
    x->b.u.table = t;
}

static void figure_list(part_list *l, const pc_any *x) {
    list_caption(l, &x->b.u.figure->caption);
    list_blocks(l, x->b.u.figure->content);
}

static void figure_make(part_make *m, pc_any *x) {
    pc_figure *f = MAKE_DUP(m, pc_figure, x->b.u.figure, 1);
    make_caption(m, &f->caption);
    f->content = make_blocks(m);
    x->b.u.figure = f;
}

/* No functions: no children. */
static const struct {
    void (*list)(part_list *l, const pc_any *x);
    void (*make)(part_make *m, pc_any *x);
} shapes[] = {
    [PC_SHAPE_EMPTY] = {NULL, NULL},
    [PC_SHAPE_TEXT] = {NULL, NULL},
    [PC_SHAPE_INLINES] = {inlines_list, inlines_make},
    [PC_SHAPE_BLOCKS] = {blocks_list, blocks_make},
    [PC_SHAPE_CITE] = {cite_list, cite_make},
    [PC_SHAPE_ATTR_TEXT] = {NULL, NULL},
    [PC_SHAPE_RAW] = {NULL, NULL},
    [PC_SHAPE_LINK] = {link_list, link_make},
    [PC_SHAPE_ATTR_INLINES] = {span_list, span_make},
    [PC_SHAPE_ATTR_BLOCKS] = {div_list, div_make},
    [PC_SHAPE_LINES] = {lines_list, lines_make},
    [PC_SHAPE_OLIST] = {olist_list, olist_make},
    [PC_SHAPE_ITEMS] = {items_list, items_make},
    [PC_SHAPE_DEFS] = {defs_list, defs_make},
    [PC_SHAPE_HEADER] = {header_list, header_make},
    [PC_SHAPE_TABLE] = {table_list, table_make},
    [PC_SHAPE_FIGURE] = {figure_list, figure_make},
};

_Static_assert(PC_COUNT(shapes) == PC_SHAPE_COUNT, "every shape has a row");

static void part_append(pc_arena *scratch, const pc_any *x, pc_shape shape, pc_part_vec *out) {
    part_list l = {scratch, out};
    if (shapes[shape].list) shapes[shape].list(&l, x);
}

static void part_remake(pc_arena *a, pc_any *x, pc_shape shape, const pc_part *parts) {
    part_make m = {a, parts};
    if (shapes[shape].make) shapes[shape].make(&m, x);
}

void pc_inline_parts(pc_arena *scratch, const pc_inline *x, pc_part_vec *out) {
    const pc_any cell = {.i = *x};
    part_append(scratch, &cell, pc_inline_shape(x->tag), out);
}

void pc_block_parts(pc_arena *scratch, const pc_block *x, pc_part_vec *out) {
    const pc_any cell = {.b = *x};
    part_append(scratch, &cell, pc_block_shape(x->tag), out);
}

pc_inline pc_inline_remake(pc_arena *a, const pc_inline *x, const pc_part *parts) {
    pc_any cell = {.i = *x};
    part_remake(a, &cell, pc_inline_shape(x->tag), parts);
    return cell.i;
}

pc_block pc_block_remake(pc_arena *a, const pc_block *x, const pc_part *parts) {
    pc_any cell = {.b = *x};
    part_remake(a, &cell, pc_block_shape(x->tag), parts);
    return cell.b;
}

/* The tag is checked because the cursor, which ast/check.c runs over anything, asks here first. */
bool pc_inline_is_parent(const pc_inline *x) {
    return x->tag < PC_INLINE_COUNT && shapes[pc_inline_shape((pc_inline_tag)x->tag)].list;
}

bool pc_block_is_parent(const pc_block *x) {
    return x->tag < PC_BLOCK_COUNT && shapes[pc_block_shape((pc_block_tag)x->tag)].list;
}
