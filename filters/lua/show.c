/* Haskell's `show` of the document model, which is what tostring() gives for elements in Pandoc:
 * `Para [Str "a",Space]`. */
#include "filters/lua/lua_int.h"

#include "base/utf8.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Strings as Haskell writes them: decimal escapes, names for control characters, and \& where the
 * next character would run into an escape. */
static const char *const show_control[32] = {"NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "a",
                                             "b",   "t",   "n",   "v",   "f",   "r",   "SO",  "SI",
                                             "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB",
                                             "CAN", "EM",  "SUB", "ESC", "FS",  "GS",  "RS",  "US"};

static void show_char(pc_buf *b, uint32_t c, uint32_t next) {
    if (c == '"' || c == '\\') {
        pc_buf_putc(b, '\\');
        pc_buf_putc(b, (char)c);
    } else if (c < 32) {
        pc_buf_putf(b, "\\%s", show_control[c]);
        if (c == 14 && next == 'H') PC_PUTL(b, "\\&"); /* \SOH is another character */
    } else if (c == 127) {
        PC_PUTL(b, "\\DEL");
    } else if (c > 127) {
        pc_buf_putf(b, "\\%u", (unsigned)c);
        if (next >= '0' && next <= '9') PC_PUTL(b, "\\&");
    } else {
        pc_buf_putc(b, (char)c);
    }
}

static void show_str(pc_buf *b, pc_str s) {
    pc_buf_putc(b, '"');
    for (size_t i = 0; i < s.n;) {
        uint32_t c = pc_utf8_next(s, &i);
        show_char(b, c, i < s.n ? (unsigned char)s.p[i] : 0);
    }
    pc_buf_putc(b, '"');
}

/* A Double: shortest digits that read back the same, Haskell's choice of notation. */
static void show_double(pc_buf *b, double d) {
    char t[40];
    int digits = 1;
    do snprintf(t, sizeof t, "%.*e", digits - 1, d);
    while (strtod(t, NULL) != d && ++digits <= 17);
    int e = atoi(strchr(t, 'e') + 1);
    char mantissa[24];
    size_t n = 0;
    for (const char *p = t; *p != 'e'; p++)
        if (*p >= '0' && *p <= '9') mantissa[n++] = *p;
    mantissa[n] = 0;
    if (d < 0) pc_buf_putc(b, '-');
    if (d == 0) {
        PC_PUTL(b, "0.0");
    } else if (e >= 0 && e < 7) {
        for (int i = 0; i <= e; i++) pc_buf_putc(b, (size_t)i < n ? mantissa[i] : '0');
        pc_buf_putf(b, ".%s", (size_t)e + 1 < n ? mantissa + e + 1 : "0");
    } else if (e == -1) {
        pc_buf_putf(b, "0.%s", mantissa);
    } else {
        pc_buf_putf(b, "%c.%se%d", mantissa[0], n > 1 ? mantissa + 1 : "0", e);
    }
}

#define SHOW_LIST(b, count, expr)              \
    do {                                       \
        pc_buf_putc(b, '[');                   \
        for (size_t i = 0; i < (count); i++) { \
            if (i) pc_buf_putc(b, ',');        \
            expr;                              \
        }                                      \
        pc_buf_putc(b, ']');                   \
    } while (0)

void lu_show_inlines(pc_buf *b, pc_inlines xs) {
    SHOW_LIST(b, xs.n, lu_show_inline(b, &xs.v[i]));
}
void lu_show_blocks(pc_buf *b, pc_blocks xs) {
    SHOW_LIST(b, xs.n, lu_show_block(b, &xs.v[i]));
}
static void show_items(pc_buf *b, pc_items xs) {
    SHOW_LIST(b, xs.n, lu_show_blocks(b, xs.v[i]));
}
static void show_lines(pc_buf *b, pc_lines xs) {
    SHOW_LIST(b, xs.n, lu_show_inlines(b, xs.v[i]));
}

static void show_pairs(pc_buf *b, const pc_key_value *v, size_t n) {
    SHOW_LIST(b, n, {
        pc_buf_putc(b, '(');
        show_str(b, v[i].key);
        pc_buf_putc(b, ',');
        show_str(b, v[i].value);
        pc_buf_putc(b, ')');
    });
}

static void show_attr(pc_buf *b, const pc_attr *a) {
    pc_buf_putc(b, '(');
    show_str(b, a->id);
    pc_buf_putc(b, ',');
    SHOW_LIST(b, a->classes.n, show_str(b, a->classes.v[i]));
    pc_buf_putc(b, ',');
    show_pairs(b, a->pairs.v, a->pairs.n);
    pc_buf_putc(b, ')');
}

static void show_citation(pc_buf *b, const pc_citation *c) {
    PC_PUTL(b, "Citation {citationId = ");
    show_str(b, c->id);
    PC_PUTL(b, ", citationPrefix = ");
    lu_show_inlines(b, c->prefix);
    PC_PUTL(b, ", citationSuffix = ");
    lu_show_inlines(b, c->suffix);
    pc_buf_putf(b, ", citationMode = %s, citationNoteNum = %lld, citationHash = %lld}",
                lu_citation_modes[c->mode], (long long)c->note_num, (long long)c->hash);
}

static void show_target(pc_buf *b, const pc_link *l) {
    PC_PUTL(b, " (");
    show_str(b, l->url);
    pc_buf_putc(b, ',');
    show_str(b, l->title);
    pc_buf_putc(b, ')');
}

static void show_raw(pc_buf *b, const pc_raw *r) {
    PC_PUTL(b, " (Format ");
    show_str(b, r->format);
    PC_PUTL(b, ") ");
    show_str(b, r->text);
}

static void show_code(pc_buf *b, const pc_code *c) {
    pc_buf_putc(b, ' ');
    show_attr(b, c->attr);
    pc_buf_putc(b, ' ');
    show_str(b, c->text);
}

static void show_space(pc_buf *b) {
    pc_buf_putc(b, ' ');
}

void lu_show_inline(pc_buf *b, const pc_inline *x) {
    pc_buf_putz(b, lu_inline_names[x->tag]);
    if (x->tag == PC_Quoted) pc_buf_putf(b, " %s", lu_quote_types[x->kind]);
    if (x->tag == PC_Math) pc_buf_putf(b, " %s", lu_math_types[x->kind]);
    switch (pc_inline_shape(x->tag)) {
    case PC_SHAPE_TEXT: show_space(b), show_str(b, x->u.text); break;
    case PC_SHAPE_INLINES: show_space(b), lu_show_inlines(b, x->u.inlines); break;
    case PC_SHAPE_BLOCKS: show_space(b), lu_show_blocks(b, x->u.blocks); break;
    case PC_SHAPE_CITE:
        show_space(b);
        SHOW_LIST(b, x->u.cite->citations.n, show_citation(b, &x->u.cite->citations.v[i]));
        show_space(b), lu_show_inlines(b, x->u.cite->content);
        break;
    case PC_SHAPE_ATTR_TEXT: show_code(b, x->u.code); break;
    case PC_SHAPE_RAW: show_raw(b, x->u.raw); break;
    case PC_SHAPE_LINK:
        show_space(b), show_attr(b, x->u.link->attr);
        show_space(b), lu_show_inlines(b, x->u.link->content);
        show_target(b, x->u.link);
        break;
    case PC_SHAPE_ATTR_INLINES:
        show_space(b), show_attr(b, x->u.span->attr);
        show_space(b), lu_show_inlines(b, x->u.span->content);
        break;
    default: break;
    }
}

static void show_list_attributes(pc_buf *b, int64_t start, pc_list_style s, pc_list_delim d) {
    pc_buf_putf(b, "(%lld,%s,%s)", (long long)start, lu_list_styles[s], lu_list_delims[d]);
}

static void show_caption(pc_buf *b, const pc_caption *c) {
    PC_PUTL(b, "Caption ");
    if (c->has_short) {
        PC_PUTL(b, "(Just ");
        lu_show_inlines(b, c->short_caption);
        PC_PUTL(b, ") ");
    } else {
        PC_PUTL(b, "Nothing ");
    }
    lu_show_blocks(b, c->blocks);
}

static void show_cell(pc_buf *b, const pc_cell *c) {
    PC_PUTL(b, "Cell ");
    show_attr(b, c->attr);
    pc_buf_putf(b, " %s (RowSpan %lld) (ColSpan %lld) ", lu_alignments[c->align],
                (long long)c->row_span, (long long)c->col_span);
    lu_show_blocks(b, c->content);
}

static void show_row(pc_buf *b, const pc_row *r) {
    PC_PUTL(b, "Row ");
    show_attr(b, r->attr);
    show_space(b);
    SHOW_LIST(b, r->n, show_cell(b, &r->cells[i]));
}

static void show_rows(pc_buf *b, pc_rows xs) {
    SHOW_LIST(b, xs.n, show_row(b, &xs.v[i]));
}

static void show_part(pc_buf *b, const char *name, const pc_table_part *p) {
    pc_buf_putf(b, "%s ", name);
    show_attr(b, p->attr);
    show_space(b);
    show_rows(b, p->rows);
}

static void show_body(pc_buf *b, const pc_table_body *t) {
    PC_PUTL(b, "TableBody ");
    show_attr(b, t->attr);
    pc_buf_putf(b, " (RowHeadColumns %lld) ", (long long)t->row_head_columns);
    show_rows(b, t->head);
    show_space(b);
    show_rows(b, t->body);
}

static void show_col(pc_buf *b, const pc_col_spec *c) {
    pc_buf_putf(b, "(%s,", lu_alignments[c->align]);
    if (c->width > 0) {
        PC_PUTL(b, "ColWidth ");
        show_double(b, c->width);
    } else {
        PC_PUTL(b, "ColWidthDefault");
    }
    pc_buf_putc(b, ')');
}

static void show_table(pc_buf *b, const pc_table *t) {
    show_space(b), show_attr(b, t->attr);
    PC_PUTL(b, " (");
    show_caption(b, &t->caption);
    PC_PUTL(b, ") ");
    SHOW_LIST(b, t->ncols, show_col(b, &t->cols[i]));
    PC_PUTL(b, " (");
    show_part(b, "TableHead", &t->head);
    PC_PUTL(b, ") ");
    SHOW_LIST(b, t->nbodies, show_body(b, &t->bodies[i]));
    PC_PUTL(b, " (");
    show_part(b, "TableFoot", &t->foot);
    pc_buf_putc(b, ')');
}

static void show_def(pc_buf *b, const pc_def *d) {
    pc_buf_putc(b, '(');
    lu_show_inlines(b, d->term);
    pc_buf_putc(b, ',');
    show_items(b, d->defs);
    pc_buf_putc(b, ')');
}

static void show_figure(pc_buf *b, const pc_figure *f) {
    show_space(b), show_attr(b, f->attr);
    PC_PUTL(b, " (");
    show_caption(b, &f->caption);
    PC_PUTL(b, ") ");
    lu_show_blocks(b, f->content);
}

void lu_show_block(pc_buf *b, const pc_block *x) {
    pc_buf_putz(b, lu_block_names[x->tag]);
    switch (pc_block_shape(x->tag)) {
    case PC_SHAPE_INLINES: show_space(b), lu_show_inlines(b, x->u.inlines); break;
    case PC_SHAPE_BLOCKS: show_space(b), lu_show_blocks(b, x->u.blocks); break;
    case PC_SHAPE_LINES: show_space(b), show_lines(b, x->u.lines); break;
    case PC_SHAPE_ATTR_TEXT: show_code(b, x->u.code); break;
    case PC_SHAPE_RAW: show_raw(b, x->u.raw); break;
    case PC_SHAPE_OLIST:
        show_space(b),
            show_list_attributes(b, x->u.olist->start, x->u.olist->style, x->u.olist->delim);
        show_space(b), show_items(b, x->u.olist->items);
        break;
    case PC_SHAPE_ITEMS: show_space(b), show_items(b, x->u.items); break;
    case PC_SHAPE_DEFS:
        show_space(b);
        SHOW_LIST(b, x->u.defs.n, show_def(b, &x->u.defs.v[i]));
        break;
    case PC_SHAPE_HEADER:
        pc_buf_putf(b, " %lld ", (long long)x->u.header->level);
        show_attr(b, x->u.header->attr);
        show_space(b), lu_show_inlines(b, x->u.header->content);
        break;
    case PC_SHAPE_TABLE: show_table(b, x->u.table); break;
    case PC_SHAPE_FIGURE: show_figure(b, x->u.figure); break;
    case PC_SHAPE_ATTR_BLOCKS:
        show_space(b), show_attr(b, x->u.div->attr);
        show_space(b), lu_show_blocks(b, x->u.div->content);
        break;
    default: break;
    }
}

static void show_meta_map(pc_buf *b, pc_meta_map m);

static void show_meta(pc_buf *b, const pc_meta *m) {
    switch (m->tag) {
    case PC_MetaMap:
        PC_PUTL(b, "MetaMap (");
        show_meta_map(b, m->u.map);
        pc_buf_putc(b, ')');
        break;
    case PC_MetaList:
        PC_PUTL(b, "MetaList ");
        SHOW_LIST(b, m->u.list.n, show_meta(b, &m->u.list.v[i]));
        break;
    case PC_MetaBool: pc_buf_putz(b, m->u.b ? "MetaBool True" : "MetaBool False"); break;
    case PC_MetaString: PC_PUTL(b, "MetaString "), show_str(b, m->u.text); break;
    case PC_MetaInlines: PC_PUTL(b, "MetaInlines "), lu_show_inlines(b, m->u.inlines); break;
    default: PC_PUTL(b, "MetaBlocks "), lu_show_blocks(b, m->u.blocks); break;
    }
}

static void show_meta_map(pc_buf *b, pc_meta_map m) {
    PC_PUTL(b, "fromList ");
    SHOW_LIST(b, m.n, {
        pc_buf_putc(b, '(');
        show_str(b, m.v[i].key);
        pc_buf_putc(b, ',');
        show_meta(b, &m.v[i].value);
        pc_buf_putc(b, ')');
    });
}

void lu_show_value_inline(pc_buf *b, const lu_value *v) {
    lu_show_inline(b, &v->inlin);
}
void lu_show_value_block(pc_buf *b, const lu_value *v) {
    lu_show_block(b, &v->block);
}
void lu_show_value_attr(pc_buf *b, const lu_value *v) {
    show_attr(b, v->attr);
}
void lu_show_value_attributes(pc_buf *b, const lu_value *v) {
    show_pairs(b, v->pairs.v, v->pairs.n);
}
void lu_show_value_citation(pc_buf *b, const lu_value *v) {
    show_citation(b, &v->citation);
}
void lu_show_value_list_attributes(pc_buf *b, const lu_value *v) {
    const lu_list_attributes *a = &v->list_attributes;
    show_list_attributes(b, a->start, a->style, a->delim);
}
void lu_show_value_caption(pc_buf *b, const lu_value *v) {
    show_caption(b, &v->caption);
}
void lu_show_value_cell(pc_buf *b, const lu_value *v) {
    show_cell(b, &v->cell);
}
void lu_show_value_row(pc_buf *b, const lu_value *v) {
    show_row(b, &v->row);
}
void lu_show_value_head(pc_buf *b, const lu_value *v) {
    show_part(b, "TableHead", &v->part);
}
void lu_show_value_foot(pc_buf *b, const lu_value *v) {
    show_part(b, "TableFoot", &v->part);
}
void lu_show_value_body(pc_buf *b, const lu_value *v) {
    show_body(b, &v->body);
}

void lu_show_value_simple(pc_buf *b, const lu_value *v) {
    const lu_simple_table *t = &v->simple;
    PC_PUTL(b, "SimpleTable {simpleTableCaption = ");
    lu_show_inlines(b, t->caption);
    PC_PUTL(b, ", simpleTableAlignments = ");
    SHOW_LIST(b, t->naligns, pc_buf_putz(b, lu_alignments[t->aligns[i]]));
    PC_PUTL(b, ", simpleTableColumnWidths = ");
    SHOW_LIST(b, t->nwidths, show_double(b, t->widths[i]));
    PC_PUTL(b, ", simpleTableHeader = ");
    show_items(b, t->header);
    PC_PUTL(b, ", simpleTableBody = ");
    SHOW_LIST(b, t->nrows, show_items(b, t->rows[i]));
    pc_buf_putc(b, '}');
}

void lu_show_value_doc(pc_buf *b, const lu_value *v) {
    PC_PUTL(b, "Pandoc (Meta {unMeta = ");
    show_meta_map(b, v->doc.meta);
    PC_PUTL(b, "}) ");
    lu_show_blocks(b, v->doc.blocks);
}
