/* Tables, as longtable with booktabs' rules. Columns with a width are p columns; a cell that holds
 * more than a line is a minipage in one, and a small tabular in a column without width. Notes of a
 * table follow it. */
#include "writers/latex/latex_int.h"

#include "ast/build.h"
#include "ast/walk.h"
#include "base/str.h"

typedef struct grid {
    const pc_table *table;
    bool widths;     /* columns have widths */
    double *width;   /* of each column */
    size_t *blocked; /* rows that a cell from above still covers, by column */
} grid;

static const char *const letters[] = {[PC_ALIGN_LEFT] = "l",
                                      [PC_ALIGN_RIGHT] = "r",
                                      [PC_ALIGN_CENTER] = "c",
                                      [PC_ALIGN_DEFAULT] = "l"};
static const char *const ragged[] = {[PC_ALIGN_LEFT] = "\\raggedright",
                                     [PC_ALIGN_RIGHT] = "\\raggedleft",
                                     [PC_ALIGN_CENTER] = "\\centering",
                                     [PC_ALIGN_DEFAULT] = "\\raggedright"};

/* --- Columns -----------------------------------------------------------------------------------
 */

static bool cell_is_simple(const pc_cell *c) {
    return !c->content.n || (c->content.n == 1 &&
                             (c->content.v[0].tag == PC_Plain || c->content.v[0].tag == PC_Para));
}

typedef bool (*row_test)(const pc_row *r);

static bool any_row(const pc_table *t, row_test test) {
    for (size_t i = 0; i < t->head.rows.n; i++)
        if (test(&t->head.rows.v[i])) return true;
    for (size_t k = 0; k < t->nbodies; k++) {
        for (size_t i = 0; i < t->bodies[k].head.n; i++)
            if (test(&t->bodies[k].head.v[i])) return true;
        for (size_t i = 0; i < t->bodies[k].body.n; i++)
            if (test(&t->bodies[k].body.v[i])) return true;
    }
    for (size_t i = 0; i < t->foot.rows.n; i++)
        if (test(&t->foot.rows.v[i])) return true;
    return false;
}

static bool row_has_blocks(const pc_row *r) {
    for (size_t i = 0; i < r->n; i++)
        if (!cell_is_simple(&r->cells[i])) return true;
    return false;
}

/* A table that holds blocks gets widths even where the document gives none: equal ones. */
static void grid_init(tex *t, grid *g, const pc_table *table) {
    *g = (grid){.table = table};
    g->width = pc_alloc_array(t->cx->scratch, table->ncols + 1, sizeof *g->width);
    g->blocked = pc_alloc_array(t->cx->scratch, table->ncols + 1, sizeof *g->blocked);
    memset(g->blocked, 0, (table->ncols + 1) * sizeof *g->blocked);
    size_t given = 0;
    double total = 0;
    for (size_t i = 0; i < table->ncols; i++)
        if (table->cols[i].width > 0) given++, total += table->cols[i].width;
    g->widths = given || any_row(table, row_has_blocks);
    double left = total < 1 ? 1 - total : 0;
    for (size_t i = 0; i < table->ncols; i++) {
        double w = table->cols[i].width;
        g->width[i] = w > 0 ? w : left / (double)(table->ncols - given);
    }
}

/* Pandoc writes (\linewidth - 4\tabcolsep) * \real{0.25}, for which calc is needed; this is the
 * same. */
static void put_width(tex *t, const grid *g, double w, size_t span) {
    double gaps = 2 * (double)(g->table->ncols - 1) * w - 2 * (double)(span - 1);
    tex_putf(t, "\\dimexpr %.4f\\linewidth-%.4f\\tabcolsep\\relax", w, gaps > 0 ? gaps : 0.0);
}

static void column_spec(tex *t, grid *g) {
    const pc_table *table = g->table;
    TEX_PUT(t, "\\begin{longtable}[]{@{}");
    if (!g->widths) {
        for (size_t i = 0; i < table->ncols; i++) tex_putz(t, letters[table->cols[i].align]);
        TEX_PUT(t, "@{}}");
        return;
    }
    tex_use(t, TEX_NEED_ARRAY);
    t->o->indent += 2;
    for (size_t i = 0; i < table->ncols; i++) {
        tex_want(t, 1);
        tex_putf(t, ">{%s\\arraybackslash}p{", ragged[table->cols[i].align]);
        put_width(t, g, g->width[i], 1);
        TEX_PUT(t, "}");
    }
    t->o->indent -= 2;
    TEX_PUT(t, "@{}}");
}

/* --- Cells -------------------------------------------------------------------------------------
 */

static bool has_break(tex *t, pc_blocks xs) {
    pc_walk w;
    pc_walk_blocks(&w, t->cx->scratch, xs);
    for (pc_event e; (e = pc_walk_next(&w)) != PC_WALK_END;)
        if (e == PC_WALK_ENTER && w.inlin && w.inlin->tag == PC_LineBreak) return true;
    return false;
}

static void minipage(tex *t, const grid *g, const pc_cell *c, pc_alignment align,
                     const char *vpos) {
    if (g->widths)
        tex_putf(t, "\\begin{minipage}[%s]{\\linewidth}%s", vpos, ragged[align]);
    else
        tex_putf(t, "\\begin{minipage}[%s]{%.4f\\linewidth}%s", vpos, 0.9 / (double)g->table->ncols,
                 ragged[align]);
    tex_fresh(t);
    bool arg = t->arg, cell = t->in_cell, one_line = t->one_line;
    unsigned items = t->items, enums = t->enums, lists = t->lists;
    t->arg = true;
    t->in_cell = t->one_line = false;
    tex_blocks(t, c->content);
    t->arg = arg;
    t->in_cell = cell;
    t->one_line = one_line;
    t->items = items, t->enums = enums, t->lists = lists;
    t->o->want = 0;
    tex_linez(t, "\\end{minipage}");
    t->o->want = 0;
}

static void simple_cell(tex *t, const pc_cell *c) {
    bool cell = t->in_cell, arg = t->arg, breaks = has_break(t, c->content);
    t->in_cell = t->arg = true;
    t->para_start = true;
    if (breaks) {
        TEX_PUT(t, "\\begin{tabular}[t]{@{}l@{}}");
        t->in_cell = false;
    }
    for (size_t i = 0; i < c->content.n; i++) {
        if (pc_block_shape(c->content.v[i].tag) == PC_SHAPE_INLINES)
            tex_para_inlines(t, c->content.v[i].u.inlines);
        else
            tex_block(t, &c->content.v[i]);
        t->o->want = 0;
    }
    if (breaks) TEX_PUT(t, "\\end{tabular}");
    t->in_cell = cell;
    t->arg = arg;
}

static void cell_content(tex *t, const grid *g, const pc_cell *c, pc_alignment align, bool head) {
    bool box = !cell_is_simple(c) || (g->widths && (head || has_break(t, c->content)));
    if (box && c->content.n)
        minipage(t, g, c, align, head ? "b" : "t");
    else
        simple_cell(t, c);
}

static void put_cell(tex *t, const grid *g, const pc_cell *c, size_t col, size_t span, bool head) {
    pc_alignment align = c->align == PC_ALIGN_DEFAULT ? g->table->cols[col].align : c->align;
    bool multi = span > 1 || (!g->widths && c->align != PC_ALIGN_DEFAULT &&
                              letters[c->align][0] != letters[g->table->cols[col].align][0]);
    if (multi) {
        tex_putf(t, "\\multicolumn{%zu}{%s", span, col ? "" : "@{}");
        if (g->widths) {
            double w = 0;
            for (size_t i = col; i < col + span; i++) w += g->width[i];
            tex_putf(t, ">{%s\\arraybackslash}p{", ragged[align]);
            put_width(t, g, w, span);
            TEX_PUT(t, "}");
        } else
            tex_putz(t, letters[align]);
        tex_putz(t, col + span >= g->table->ncols ? "@{}}{%" : "}{%");
        tex_fresh(t);
    }
    bool rows = c->row_span > 1;
    if (rows) {
        tex_use(t, TEX_NEED_MULTIROW);
        tex_putf(t, "\\multirow{%lld}{%s}{", (long long)c->row_span, g->widths ? "=" : "*");
    }
    cell_content(t, g, c, align, head);
    if (rows) TEX_PUT(t, "}");
    if (multi) TEX_PUT(t, "}");
}

/* The cell that stands in each column, and blanks where one from above reaches down. */
static void put_row(tex *t, grid *g, const pc_row *r, bool head) {
    size_t col = 0, next = 0, ncols = g->table->ncols;
    unsigned was = t->pubs.inside;
    bool entry = t->pubs.any && pc_attr_has_class(r->attr, "publication");
    if (entry) t->pubs.inside++;
    t->after_break = true; /* the row before ended in \\ */
    tex_want(t, 1);
    while (col < ncols) {
        if (col) {
            TEX_PUT(t, " &");
            t->o->want = 0;
            TEX_PUT(t, " ");
        }
        if (g->blocked[col]) {
            g->blocked[col++]--;
            continue;
        }
        if (next >= r->n) {
            col++;
            continue;
        }
        const pc_cell *c = &r->cells[next++];
        size_t span = c->col_span > 1 ? (size_t)c->col_span : 1;
        if (span > ncols - col) span = ncols - col;
        put_cell(t, g, c, col, span, head);
        for (size_t i = col; i < col + span; i++)
            g->blocked[i] = c->row_span > 1 ? (size_t)c->row_span - 1 : 0;
        col += span;
    }
    TEX_PUT(t, " \\\\");
    tex_want(t, 1);
    if (entry) t->pubs.inside = was;
}

static void put_rows(tex *t, grid *g, pc_rows rows, bool head) {
    for (size_t i = 0; i < rows.n; i++) put_row(t, g, &rows.v[i], head);
    memset(g->blocked, 0, g->table->ncols * sizeof *g->blocked);
}

/* --- All ---------------------------------------------------------------------------------------
 */

static void head(tex *t, grid *g) {
    tex_linez(t, "\\toprule\\noalign{}");
    if (!g->table->head.rows.n) return;
    put_rows(t, g, g->table->head.rows, true);
    tex_linez(t, "\\midrule\\noalign{}");
}

static bool has_caption(const pc_table *t) {
    return t->caption.blocks.n > 0;
}

static void longtable(tex *t, grid *g) {
    const pc_table *table = g->table;
    bool caption = has_caption(table);
    column_spec(t, g);
    tex_want(t, 1);
    if (caption) {
        tex_caption(t, &table->caption);
        tex_label(t, table->attr->id);
        TEX_PUT(t, "\\tabularnewline");
        tex_want(t, 1);
        head(t, g);
        tex_linez(t, "\\endfirsthead");
        t->no_notes = true;
    }
    head(t, g);
    t->no_notes = false;
    tex_linez(t, "\\endhead");
    if (table->foot.rows.n) {
        tex_linez(t, "\\midrule\\noalign{}");
        put_rows(t, g, table->foot.rows, false);
    }
    tex_linez(t, "\\bottomrule\\noalign{}");
    tex_linez(t, "\\endlastfoot");
    for (size_t i = 0; i < table->nbodies; i++) {
        if (i) tex_linez(t, "\\midrule\\noalign{}");
        put_rows(t, g, table->bodies[i].head, false);
        if (table->bodies[i].head.n) tex_linez(t, "\\midrule\\noalign{}");
        put_rows(t, g, table->bodies[i].body, false);
    }
    tex_linez(t, "\\end{longtable}");
}

/* longtable works only in the main text: elsewhere the same rows in a tabular. */
static void tabular(tex *t, grid *g) {
    const pc_table *table = g->table;
    g->widths = false;
    TEX_PUT(t, "\\begin{tabular}[t]{@{}");
    for (size_t i = 0; i < table->ncols; i++) tex_putz(t, letters[table->cols[i].align]);
    TEX_PUT(t, "@{}}");
    tex_want(t, 1);
    put_rows(t, g, table->head.rows, true);
    if (table->head.rows.n) tex_linez(t, "\\hline");
    for (size_t i = 0; i < table->nbodies; i++) {
        put_rows(t, g, table->bodies[i].head, false);
        put_rows(t, g, table->bodies[i].body, false);
    }
    put_rows(t, g, table->foot.rows, false);
    tex_linez(t, "\\end{tabular}");
    t->o->want = 0;
    tex_space(t);
    for (size_t i = 0; i < table->caption.blocks.n; i++)
        if (pc_block_shape(table->caption.blocks.v[i].tag) == PC_SHAPE_INLINES)
            tex_para_inlines(t, table->caption.blocks.v[i].u.inlines);
}

void tex_table(tex *t, const pc_block *b) {
    grid g;
    grid_init(t, &g, b->u.table);
    if (!b->u.table->ncols) return;
    bool nested = t->arg || t->in_cell;
    size_t columns = t->o->columns;
    tex_want(t, 2);
    t->o->columns = 0;
    t->hold++;
    if (nested) {
        tabular(t, &g);
    } else {
        tex_use(t, TEX_NEED_LONGTABLE);
        longtable(t, &g);
        /* longtable counts what has no caption, too. */
        if (!has_caption(b->u.table)) tex_linez(t, "\\addtocounter{table}{-1}");
    }
    t->hold--;
    tex_held_notes(t);
    t->o->want = 0;
    t->o->columns = columns;
    tex_want(t, 2);
}
