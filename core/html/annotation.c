#include "html/annotation.h"

#include "ast/build.h"
#include "ast/walk.h"
#include "base/str.h"

const pc_attr *html_without_data(pc_arena *a, const pc_attr *attr) {
    pc_key_value *v = PC_NEW_N(a, pc_key_value, attr->pairs.n + 1);
    for (size_t i = 0; i < attr->pairs.n; i++) {
        v[i] = attr->pairs.v[i];
        if (pc_str_startsz(v[i].key, "data-")) v[i].key = pc_str_from(v[i].key, 5);
    }
    return pc_attr_new(a, attr->id, attr->classes.v, attr->classes.n, v, attr->pairs.n);
}

/* Only what has such attributes is the annotation's; a page may have these classes itself. */
static bool ann_is(const pc_attr *attr) {
    static const char *const classes[] = {"publication", "author", "legend",
                                          "publications-section"};
    bool data = false, known = false;
    for (size_t i = 0; i < attr->pairs.n; i++)
        data = data || pc_str_startsz(attr->pairs.v[i].key, "data-");
    for (size_t i = 0; data && i < PC_COUNT(classes); i++)
        known = known || pc_attr_has_class(attr, classes[i]);
    return known;
}

static bool ann_inline(pc_rewrite *r, const pc_inline *x, pc_inlines *out) {
    if (x->tag != PC_Span || !ann_is(x->u.span->attr)) return false;
    const pc_attr *attr = html_without_data(r->arena, x->u.span->attr);
    pc_inline y = pc_inline_with_attr(r->arena, *x, attr);
    *out = pc_inlines1(r->arena, pc_from(y, PC_HTML_NONE, x->pos));
    return true;
}

static bool ann_rows(pc_arena *a, pc_rows *rows) {
    bool any = false;
    for (size_t i = 0; i < rows->n; i++) any = any || ann_is(rows->v[i].attr);
    if (!any) return false;
    pc_row *v = pc_vec_copy(a, rows->v, rows->n, sizeof *v);
    for (size_t i = 0; i < rows->n; i++)
        if (ann_is(v[i].attr)) v[i].attr = html_without_data(a, v[i].attr);
    rows->v = v;
    return true;
}

static bool ann_table(pc_arena *a, const pc_table *t, pc_block *out) {
    pc_table y = *t;
    pc_table_body *v = pc_vec_copy(a, t->bodies, t->nbodies, sizeof *v);
    bool any = false;
    for (size_t i = 0; i < t->nbodies; i++) any |= ann_rows(a, &v[i].body);
    y.bodies = v;
    if (any) *out = pc_table_node(a, &y);
    return any;
}

static bool ann_block(pc_rewrite *r, const pc_block *x, pc_blocks *out) {
    pc_block y = *x;
    if (x->tag == PC_Table) {
        if (!ann_table(r->arena, x->u.table, &y)) return false;
        y = pc_block_from(y, (pc_html_tag)x->html, x->pos);
    } else {
        const pc_attr *attr = x->tag == PC_Div      ? x->u.div->attr
                              : x->tag == PC_Header ? x->u.header->attr
                                                    : &pc_attr_none;
        if (!ann_is(attr)) return false;
        y = pc_block_with_attr(r->arena, y, html_without_data(r->arena, attr));
        y = pc_block_from(y, PC_HTML_NONE, x->pos);
    }
    *out = pc_blocks1(r->arena, y);
    return true;
}

pc_blocks html_read_annotation(pc_arena *a, pc_arena *scratch, pc_blocks xs) {
    pc_rewrite r = {.arena = a, .scratch = scratch, .inlin = ann_inline, .block = ann_block};
    return pc_rewrite_blocks(&r, xs);
}
