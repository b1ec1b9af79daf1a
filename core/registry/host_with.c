/* Nodes like others, for plugins: the same with other content, attributes or place. */
#include "registry/host_int.h"

static pc_arena *arena(const pc_hostcall *c) {
    return c->cx->arena;
}

/* A copy of what a handle points to, to be changed before it is given out. */
static void *copy(pc_hostcall *c, size_t size) {
    void *at = pc_alloc(arena(c), size);
    memcpy(at, c->n[0].at, size);
    c->out = pc_node_one(pc_node_kind_of(c->n[0]), at);
    return at;
}

/* --- Content --------------------------------------------------------------------------------- */

static void inline_content(pc_hostcall *c, pc_node content) {
    pc_inline *x = copy(c, sizeof *x);
    if (pc_inline_shape((pc_inline_tag)x->tag) == PC_SHAPE_BLOCKS)
        x->u.blocks = pc_node_blocks(content);
    else
        *x = pc_inline_with(arena(c), *x, pc_node_inlines(content));
}

static void block_content(pc_hostcall *c, pc_node content) {
    pc_block *x = copy(c, sizeof *x);
    switch (pc_block_shape((pc_block_tag)x->tag)) {
    case PC_SHAPE_LINES: x->u.lines = (pc_lines){content.at, content.n}; break;
    case PC_SHAPE_ITEMS: x->u.items = (pc_items){content.at, content.n}; break;
    case PC_SHAPE_DEFS: x->u.defs = (pc_defs){content.at, content.n}; break;
    case PC_SHAPE_OLIST: {
        const pc_olist *l = x->u.olist;
        pc_block made = pc_ordered_list(arena(c), l->start, l->style, l->delim,
                                        (pc_items){content.at, content.n});
        x->u = made.u;
        break;
    }
    case PC_SHAPE_TABLE: {
        pc_table t = *x->u.table;
        t.bodies = content.at;
        t.nbodies = content.n;
        x->u = pc_table_node(arena(c), &t).u;
        break;
    }
    case PC_SHAPE_INLINES:
    case PC_SHAPE_HEADER: *x = pc_block_with_inlines(arena(c), *x, pc_node_inlines(content)); break;
    default: *x = pc_block_with_blocks(arena(c), *x, pc_node_blocks(content)); break;
    }
}

/* [content] as a list of [kind]; a single item stands for a list of one. */
static pc_node as_list(pc_hostcall *c, pc_node content, pc_node_kind kind) {
    pc_node_kind k = pc_node_kind_of(content);
    if (k == kind) return content;
    if (k == PC_N_NONE) return pc_node_list(kind, NULL, 0);
    if (k == pc_node_item_kind(kind) && kind != PC_N_LINES && kind != PC_N_ITEMS)
        return pc_node_list(kind, content.at, 1);
    pc_host_misuse(c, "%s holds %s, not %s", pc_node_type(c->n[0]), pc_node_kind_name(kind),
                   pc_node_type(content));
}

static void do_content(void *arg) {
    pc_hostcall *c = arg;
    pc_node now = pc_h_part(c->n[0], "content");
    pc_node_kind kind = (pc_node_kind)now.kind;
    if (kind == PC_N_NONE) pc_host_misuse(c, "%s has no content", pc_node_type(c->n[0]));
    pc_node content = as_list(c, c->n[1], kind);
    switch (pc_node_kind_of(c->n[0])) {
    case PC_N_INLINE: inline_content(c, content); break;
    case PC_N_BLOCK: block_content(c, content); break;
    case PC_N_HEAD:
    case PC_N_FOOT:
        ((pc_table_part *)copy(c, sizeof(pc_table_part)))->rows = (pc_rows){content.at, content.n};
        break;
    case PC_N_BODY:
        ((pc_table_body *)copy(c, sizeof(pc_table_body)))->body = (pc_rows){content.at, content.n};
        break;
    case PC_N_ROW: {
        pc_row *r = copy(c, sizeof *r);
        r->cells = content.at;
        r->n = content.n;
        break;
    }
    case PC_N_CELL: ((pc_cell *)copy(c, sizeof(pc_cell)))->content = pc_node_blocks(content); break;
    case PC_N_CAPTION:
        ((pc_caption *)copy(c, sizeof(pc_caption)))->blocks = pc_node_blocks(content);
        break;
    case PC_N_DEF:
        ((pc_def *)copy(c, sizeof(pc_def)))->defs = (pc_items){content.at, content.n};
        break;
    case PC_N_META: c->out = c->n[1]; break; /* becomes metadata again where it is set */
    default: c->out = content; break;        /* a list's content is the list */
    }
}

/* --- Attributes ------------------------------------------------------------------------------ */

/* The place in a fresh copy where its attr pointer is; NULL for what has none. */
static void put_attr(pc_hostcall *c, const pc_attr *attr) {
    pc_node x = c->n[0];
    switch (pc_node_kind_of(x)) {
    case PC_N_INLINE: {
        if (!pc_inline_attr(x.at)) break;
        pc_inline *i = copy(c, sizeof *i);
        *i = pc_inline_with_attr(arena(c), *i, attr);
        return;
    }
    case PC_N_BLOCK: {
        if (!pc_block_attr(x.at)) break;
        pc_block *b = copy(c, sizeof *b);
        *b = pc_block_with_attr(arena(c), *b, attr);
        return;
    }
    case PC_N_HEAD:
    case PC_N_FOOT: ((pc_table_part *)copy(c, sizeof(pc_table_part)))->attr = attr; return;
    case PC_N_BODY: ((pc_table_body *)copy(c, sizeof(pc_table_body)))->attr = attr; return;
    case PC_N_ROW: ((pc_row *)copy(c, sizeof(pc_row)))->attr = attr; return;
    case PC_N_CELL: ((pc_cell *)copy(c, sizeof(pc_cell)))->attr = attr; return;
    case PC_N_ATTR: c->out = pc_node_one(PC_N_ATTR, attr); return;
    default: break;
    }
    pc_host_misuse(c, "%s has no attributes", pc_node_type(x));
}

static const pc_attr *attr_now(pc_node x) {
    return pc_h_part(x, "attr").at;
}

static void do_attr(void *arg) {
    pc_hostcall *c = arg;
    pc_node_kind k = pc_node_kind_of(c->n[1]);
    if (k != PC_N_ATTR && k != PC_N_NONE)
        pc_host_misuse(c, "wants Attr, not %s", pc_node_type(c->n[1]));
    put_attr(c, k == PC_N_ATTR ? c->n[1].at : &pc_attr_none);
}

static void do_class(void *arg) {
    pc_hostcall *c = arg;
    put_attr(c, pc_attr_add_class(arena(c), attr_now(c->n[0]), pc_host_text(c, c->s[0])));
}

static void do_key(void *arg) {
    pc_hostcall *c = arg;
    put_attr(c, pc_attr_set(arena(c), attr_now(c->n[0]), pc_host_text(c, c->s[0]),
                            pc_host_text(c, c->s[1])));
}

static void do_place(void *arg) {
    pc_hostcall *c = arg;
    pc_pos at = (pc_pos)c->i[0];
    c->out = c->n[0];
    if (pc_node_kind_of(c->n[0]) == PC_N_INLINE)
        ((pc_inline *)copy(c, sizeof(pc_inline)))->pos = at;
    if (pc_node_kind_of(c->n[0]) == PC_N_BLOCK) ((pc_block *)copy(c, sizeof(pc_block)))->pos = at;
    if (pc_node_kind_of(c->n[0]) == PC_N_META) ((pc_meta *)copy(c, sizeof(pc_meta)))->pos = at;
}

/* --- The table's functions: nothing stays nothing -----------------------------------------------
 */

static pc_node change(pc_hostcall *c, void (*body)(void *)) {
    if (pc_node_kind_of(c->n[0]) == PC_N_NONE) return pc_none;
    return pc_host_run(c, body) ? c->out : pc_none;
}
#define CHANGE(body, ...) \
    change(&(pc_hostcall){.cx = cx, .name = __func__ + sizeof("pc_h_") - 1, __VA_ARGS__}, body)

pc_node pc_h_with_content(pc_ctx *cx, pc_node x, pc_node content) {
    return CHANGE(do_content, .n = {x, content});
}
pc_node pc_h_with_attr(pc_ctx *cx, pc_node x, pc_node attr) {
    return CHANGE(do_attr, .n = {x, attr});
}
pc_node pc_h_with_class(pc_ctx *cx, pc_node x, pc_str name) {
    return CHANGE(do_class, .n = {x}, .s = {name});
}
pc_node pc_h_with_key(pc_ctx *cx, pc_node x, pc_str key, pc_str value) {
    return CHANGE(do_key, .n = {x}, .s = {key, value});
}
pc_node pc_h_with_place(pc_ctx *cx, pc_node x, pc_pos at) {
    return CHANGE(do_place, .n = {x}, .i = {pc_host_place(cx, at)});
}
