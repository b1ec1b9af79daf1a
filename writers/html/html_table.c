/* Tables: caption, columns, head, bodies, foot; cells aligned by themselves or by their column. */
#include "writers/html/html_int.h"

#include "ast/build.h"
#include "base/str.h"

#include <stdio.h>

typedef struct tab {
    hw *w;
    const pc_table *t;
    bool as_is;
    bool bare_head, bare_body; /* without <thead>, <tbody> */
    unsigned char *busy;       /* per column: rows that a cell above still covers */
} tab;

static const char *tab_align_word(pc_alignment a) {
    static const char *const words[] = {
        [PC_ALIGN_LEFT] = "left", [PC_ALIGN_RIGHT] = "right", [PC_ALIGN_CENTER] = "center"};
    return a == PC_ALIGN_DEFAULT ? NULL : words[a];
}

static void tab_align(hw *w, pc_alignment a, const pc_attr *attr) {
    const char *word = tab_align_word(a);
    if (!word) return;
    if (w->style->align_attributes) {
        hw_key_value(w, "align", pc_strz(word));
    } else {
        pc_str own = pc_attr_get(attr, "style");
        bool dense = w->style->filled_cells;
        pc_buf_putf(w->out, dense ? " style=\"text-align: %s" : " style=\"text-align: %s;", word);
        if (own.n) pc_buf_putz(w->out, dense ? "; " : " ");
        hw_attr_value(w, own);
        pc_buf_putc(w->out, '"');
    }
}

/* The Attr without a style that tab_align() has joined with its own. */
static void tab_cell_attr(tab *t, const pc_cell *c, pc_alignment align) {
    hw *w = t->w;
    bool joined = !w->style->align_attributes && align != PC_ALIGN_DEFAULT;
    if (c->row_span > 1) pc_buf_putf(w->out, " rowspan=\"%lld\"", (long long)c->row_span);
    if (c->col_span > 1) pc_buf_putf(w->out, " colspan=\"%lld\"", (long long)c->col_span);
    pc_attr a = *c->attr;
    if (joined && pc_attr_get(&a, "style").n) {
        pc_key_value *v = PC_NEW_N(w->cx->scratch, pc_key_value, a.pairs.n);
        size_t n = 0;
        for (size_t i = 0; i < a.pairs.n; i++)
            if (!pc_str_eqz(a.pairs.v[i].key, "style")) v[n++] = a.pairs.v[i];
        a.pairs.v = v;
        a.pairs.n = n;
    }
    hw_attr(w, &a, (hw_skip){.as_is = t->as_is});
    tab_align(w, align, c->attr);
}

static void tab_cell(tab *t, const pc_cell *c, size_t col, bool head) {
    hw *w = t->w;
    hw_line(w);
    pc_alignment align = c->align;
    if (align == PC_ALIGN_DEFAULT && col < t->t->ncols) align = t->t->cols[col].align;
    pc_buf_putz(w->out, head ? "<th" : "<td");
    tab_cell_attr(t, c, align);
    pc_buf_putc(w->out, '>');
    hw_flow(w, c->content);
    if (!c->content.n && w->style->filled_cells && !t->as_is) PC_PUTL(w->out, "\xc2\xa0");
    pc_buf_putz(w->out, head ? "</th>\n" : "</td>\n");
}

/* Columns that cells of rows above reach into are not free. */
static size_t tab_free(const tab *t, size_t col) {
    while (col < t->t->ncols && t->busy[col]) col++;
    return col;
}

static void tab_open(tab *t, const char *tag, const pc_attr *attr) {
    hw_line(t->w);
    hw_open(t->w, tag, attr, t->as_is);
    pc_buf_putc(t->w->out, '\n');
    t->w->indent += t->w->style->indent;
}

static void tab_close(tab *t, const char *tag) {
    t->w->indent -= t->w->style->indent;
    hw_line(t->w);
    hw_close(t->w, tag);
    pc_buf_putc(t->w->out, '\n');
}

static void tab_row(tab *t, const pc_row *r, bool head, int64_t row_heads) {
    bool was = t->w->in_entry;
    tab_open(t, "tr", r->attr);
    t->w->in_entry |= pc_attr_has_class(r->attr, "publication");
    size_t col = 0;
    unsigned char *next = pc_alloc0(t->w->cx->scratch, t->t->ncols + 1);
    for (size_t i = 0; i < r->n; i++) {
        const pc_cell *c = &r->cells[i];
        col = tab_free(t, col);
        tab_cell(t, c, col, head || (int64_t)col < row_heads);
        unsigned char rows = c->row_span > 255 ? 255 : (unsigned char)(c->row_span - 1);
        for (int64_t k = 0; k < c->col_span && col < t->t->ncols; k++) next[col++] = rows;
    }
    for (size_t i = 0; i < t->t->ncols; i++) t->busy[i] = t->busy[i] ? t->busy[i] - 1 : next[i];
    t->w->in_entry = was;
    tab_close(t, "tr");
}

static void tab_rows(tab *t, pc_rows rows, bool head, int64_t row_heads) {
    for (size_t i = 0; i < rows.n; i++) {
        pc_mark mark = pc_arena_mark(t->w->cx->scratch);
        tab_row(t, &rows.v[i], head, row_heads);
        if (!t->w->notes.n)
            pc_arena_release(t->w->cx->scratch, mark); /* notes are kept there too */
    }
}

static void tab_part(tab *t, const char *tag, const pc_table_part *p, bool head) {
    if (!p->rows.n) return;
    memset(t->busy, 0, t->t->ncols);
    tab_open(t, tag, p->attr);
    tab_rows(t, p->rows, head, 0);
    tab_close(t, tag);
}

static void tab_body(tab *t, const pc_table_body *b, pc_rows head) {
    if (!b->head.n && !b->body.n && !head.n && t->w->style->align_attributes)
        return; /* cmark: no empty body */
    memset(t->busy, 0, t->t->ncols);
    if (!t->bare_body) tab_open(t, "tbody", b->attr);
    tab_rows(t, head, true, 0);
    tab_rows(t, b->head, true, 0);
    tab_rows(t, b->body, false, b->row_head_columns);
    if (!t->bare_body) tab_close(t, "tbody");
}

static int tab_percent(double width) {
    return (int)(width * 100 + 0.0000001);
}

static double tab_width(const pc_table *t) {
    double sum = 0;
    for (size_t i = 0; i < t->ncols; i++) sum += t->cols[i].width;
    return sum;
}

static void tab_cols(hw *w, const pc_table *t) {
    if (tab_width(t) <= 0) return;
    PC_PUTL(w->out, "<colgroup>\n");
    for (size_t i = 0; i < t->ncols; i++) {
        PC_PUTL(w->out, "<col");
        if (t->cols[i].width > 0) {
            pc_buf_putf(w->out, " style=\"width: %d%%\"", tab_percent(t->cols[i].width));
        }
        PC_PUTL(w->out, " />\n");
    }
    PC_PUTL(w->out, "</colgroup>\n");
}

void hw_table(hw *w, const pc_block *x, const pc_attr *attr) {
    (void)attr;
    const pc_table *p = x->u.table;
    tab t = {.w = w, .t = p, .as_is = x->html != 0};
    t.bare_head = w->style->bare_rows && x->kind & PC_TABLE_BARE_HEAD && p->nbodies;
    t.bare_body = w->style->bare_rows && x->kind & PC_TABLE_BARE_BODY;
    t.busy = pc_alloc0(w->cx->scratch, p->ncols + 1);
    double width = tab_width(p);
    char style[32];
    bool narrow = width > 0 && width < 0.9999999 && !t.as_is;
    if (narrow) snprintf(style, sizeof style, "width:%d%%;", tab_percent(width));
    PC_PUTL(w->out, "<table");
    hw_attr(w, p->attr, (hw_skip){.as_is = t.as_is, .style = narrow ? style : NULL});
    PC_PUTL(w->out, ">\n");
    if (p->caption.blocks.n) {
        PC_PUTL(w->out, "<caption>");
        hw_flow(w, p->caption.blocks);
        PC_PUTL(w->out, "</caption>\n");
    }
    tab_cols(w, p);
    w->indent += w->style->indent;
    if (!t.bare_head) tab_part(&t, "thead", &p->head, true);
    for (size_t i = 0; i < p->nbodies; i++)
        tab_body(&t, &p->bodies[i], i || !t.bare_head ? (pc_rows){0} : p->head.rows);
    tab_part(&t, "tfoot", &p->foot, false);
    w->indent -= w->style->indent;
    hw_line(w);
    PC_PUTL(w->out, "</table>");
}
