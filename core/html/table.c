/* A Table out of the Divs that <thead>, <tr>, <td> … became. Anything that is no row or cell stands
 * before the table, as browsers place it. */
#include "html/html_int.h"

#include "base/str.h"

typedef struct tab {
    pc_arena *a;
    PC_VEC(pc_row) head, body, foot;
    PC_VEC(pc_table_body) bodies;
    PC_VEC(double) widths;
    const pc_attr *head_attr, *foot_attr;
    pc_caption caption;
    pc_block_vec strays;
    size_t ncols;
    size_t head_cells; /* <th> at the start of each row of the body; 0 when rows differ */
    bool any_body_row;
    bool bare_head, has_tbody;
} tab;

static pc_alignment tab_align(pc_str s) {
    static const struct {
        const char *word;
        pc_alignment align;
    } words[] = {{"left", PC_ALIGN_LEFT}, {"right", PC_ALIGN_RIGHT}, {"center", PC_ALIGN_CENTER}};
    s = pc_str_trim(s);
    for (size_t i = 0; i < PC_COUNT(words); i++)
        if (pc_str_ieqz(s, words[i].word)) return words[i].align;
    return PC_ALIGN_DEFAULT;
}

/* align="right", or a style that says nothing but text-align. */
static const pc_attr *tab_take_align(pc_arena *a, const pc_attr *attr, pc_alignment *out) {
    pc_str v = {0};
    *out = tab_align(pc_attr_get(attr, "align"));
    if (*out != PC_ALIGN_DEFAULT) return html_attr_take(a, attr, "align", &v);
    pc_str style = pc_str_trim(pc_attr_get(attr, "style"));
    if (!pc_str_startsz(style, "text-align:")) return attr;
    style = pc_str_from(style, 11);
    if (pc_str_endsz(style, ";")) style.n--;
    *out = tab_align(style);
    return *out == PC_ALIGN_DEFAULT ? attr : html_attr_take(a, attr, "style", &v);
}

static const pc_attr *tab_take_span(pc_arena *a, const pc_attr *attr, const char *name,
                                    int64_t *out) {
    int64_t n = 1;
    pc_str v = {0};
    *out = 1;
    if (!pc_str_int(pc_attr_get(attr, name), &n) || n < 1 || n > 1000) return attr;
    *out = n;
    return html_attr_take(a, attr, name, &v);
}

static pc_cell tab_cell(tab *t, const pc_block *div) {
    pc_cell c = {.content = div->u.div->content};
    c.attr = tab_take_align(t->a, div->u.div->attr, &c.align);
    c.attr = tab_take_span(t->a, c.attr, "rowspan", &c.row_span);
    c.attr = tab_take_span(t->a, c.attr, "colspan", &c.col_span);
    return c;
}

static bool tab_is_cell(const pc_block *x) {
    return html_is_div(x, PC_HTML_TD) || html_is_div(x, PC_HTML_TH);
}

/* Reads a row; answers how many <th> begin it, and in *all whether it has no other cell. */
static size_t tab_row(tab *t, const pc_block *tr, pc_row *out, bool *all) {
    pc_blocks xs = tr->u.div->content;
    pc_cell *cells = PC_NEW_N(t->a, pc_cell, xs.n ? xs.n : 1);
    size_t n = 0, heads = 0;
    int64_t width = 0;
    *all = true;
    for (size_t i = 0; i < xs.n; i++) {
        if (!tab_is_cell(&xs.v[i])) {
            pc_vec_push(t->a, &t->strays, xs.v[i]);
            continue;
        }
        bool th = html_is_div(&xs.v[i], PC_HTML_TH);
        if (th && *all) heads++;
        *all = *all && th;
        cells[n] = tab_cell(t, &xs.v[i]);
        width += cells[n++].col_span;
    }
    if ((size_t)width > t->ncols) t->ncols = (size_t)width;
    *out = (pc_row){tr->u.div->attr, cells, n};
    return heads;
}

static void tab_body_row(tab *t, const pc_block *tr) {
    pc_row row;
    bool all;
    size_t heads = tab_row(t, tr, &row, &all);
    if (all && row.n && !t->any_body_row && !t->bodies.n && !t->head.n) {
        pc_vec_push(t->a, &t->head, row); /* a first row of <th> is the head, <thead> or not */
        t->bare_head = true;
        return;
    }
    if (!t->any_body_row)
        t->head_cells = heads;
    else if (t->head_cells != heads)
        t->head_cells = 0;
    t->any_body_row = true;
    pc_vec_push(t->a, &t->body, row);
}

static void tab_end_body(tab *t, const pc_attr *attr) {
    if (!t->body.n && pc_attr_empty(attr)) return;
    pc_table_body b = {.attr = attr, .row_head_columns = (int64_t)t->head_cells};
    b.body = (pc_rows){pc_vec_done(t->a, &t->body), t->body.n};
    pc_vec_push(t->a, &t->bodies, b);
    t->body.n = 0;
    t->any_body_row = false;
}

static void tab_part(tab *t, const pc_block *part) {
    pc_blocks xs = part->u.div->content;
    for (size_t i = 0; i < xs.n; i++) {
        pc_row row;
        bool all;
        if (!html_is_div(&xs.v[i], PC_HTML_TR)) {
            pc_vec_push(t->a, &t->strays, xs.v[i]);
        } else if (part->html == PC_HTML_TBODY) {
            tab_body_row(t, &xs.v[i]);
        } else {
            tab_row(t, &xs.v[i], &row, &all);
            if (part->html == PC_HTML_THEAD)
                pc_vec_push(t->a, &t->head, row);
            else
                pc_vec_push(t->a, &t->foot, row);
        }
    }
}

static double tab_width(const pc_attr *attr) {
    pc_str s = pc_attr_get(attr, "width");
    if (!s.n) {
        s = pc_attr_get(attr, "style");
        if (!pc_str_startsz(s, "width:")) return 0;
        s = pc_str_trim(pc_str_from(s, 6));
        if (pc_str_endsz(s, ";")) s.n--;
    }
    int64_t percent;
    if (!pc_str_endsz(s, "%") || !pc_str_int(pc_str_sub(s, 0, s.n - 1), &percent)) return 0;
    return percent > 0 && percent <= 100 ? (double)percent / 100 : 0;
}

static void tab_cols(tab *t, const pc_block *x) {
    if (html_is_div(x, PC_HTML_COL)) {
        pc_vec_push(t->a, &t->widths, tab_width(x->u.div->attr));
        return;
    }
    pc_blocks xs = x->u.div->content;
    for (size_t i = 0; i < xs.n; i++)
        if (html_is_div(&xs.v[i], PC_HTML_COL)) tab_cols(t, &xs.v[i]);
}

static void tab_child(tab *t, const pc_block *x) {
    const pc_attr *attr = x->tag == PC_Div ? x->u.div->attr : &pc_attr_none;
    switch (x->tag == PC_Div ? x->html : PC_HTML_NONE) {
    case PC_HTML_CAPTION: t->caption.blocks = x->u.div->content; break;
    case PC_HTML_COL:
    case PC_HTML_COLGROUP: tab_cols(t, x); break;
    case PC_HTML_THEAD:
        t->head_attr = attr;
        tab_part(t, x);
        break;
    case PC_HTML_TFOOT:
        t->foot_attr = attr;
        tab_part(t, x);
        break;
    case PC_HTML_TBODY:
        tab_end_body(t, &pc_attr_none);
        t->has_tbody = true;
        tab_part(t, x);
        tab_end_body(t, attr);
        break;
    case PC_HTML_TR: tab_body_row(t, x); break;
    default: pc_vec_push(t->a, &t->strays, *x); break;
    }
}

/* Widths come from <col>; alignment is kept cell by cell. */
static pc_col_spec *tab_specs(tab *t) {
    pc_col_spec *v = PC_NEW_N(t->a, pc_col_spec, t->ncols ? t->ncols : 1);
    for (size_t i = 0; i < t->ncols; i++)
        v[i] = (pc_col_spec){PC_ALIGN_DEFAULT, i < t->widths.n ? t->widths.v[i] : 0};
    return v;
}

bool html_make_table(pc_arena *a, const html_frame *f, pc_blocks parts, pc_block *out) {
    tab t = {.a = a, .head_attr = &pc_attr_none, .foot_attr = &pc_attr_none};
    for (size_t i = 0; i < parts.n; i++) tab_child(&t, &parts.v[i]);
    tab_end_body(&t, &pc_attr_none);
    if (!t.ncols) return false;
    if (!t.bodies.n) {
        pc_table_body none = {.attr = &pc_attr_none};
        pc_vec_push(a, &t.bodies, none);
    }
    pc_table x = {.attr = f->attr, .caption = t.caption, .cols = tab_specs(&t), .ncols = t.ncols};
    x.head = (pc_table_part){t.head_attr, {pc_vec_done(a, &t.head), t.head.n}};
    x.foot = (pc_table_part){t.foot_attr, {pc_vec_done(a, &t.foot), t.foot.n}};
    x.bodies = pc_vec_done(a, &t.bodies);
    x.nbodies = t.bodies.n;
    *out = pc_block_from(pc_table_node(a, &x), PC_HTML_TABLE, f->pos);
    if (t.bare_head) out->kind |= PC_TABLE_BARE_HEAD;
    if (!t.has_tbody) out->kind |= PC_TABLE_BARE_BODY;
    if (!t.strays.n) return true;
    pc_vec_push(a, &t.strays, *out);
    *out = pc_block_at(pc_div_node(a, &pc_attr_none, (pc_blocks){t.strays.v, t.strays.n}), f->pos);
    return true;
}
