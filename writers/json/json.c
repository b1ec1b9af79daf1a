/* A document to Pandoc's JSON, byte for byte as Pandoc 3 (and, for documents of pandoc-types 1.22,
 * Pandoc 2.17) writes it through aeson: "t" before "c", no white space, one newline at the end.
 * Escaped are the quote, the backslash and the characters below U+0020, nothing else. */
#include "writers/json/json.h"

#include "ast/part.h"
#include "ast/walk.h"
#include "base/str.h"
#include "registry/ctx.h"
#include "text/double.h"
#include "writers/json/json_old.h"

#include <inttypes.h>
#include <math.h>

typedef struct json {
    pc_buf *out;
    bool null_blocks; /* pandoc-types 1.22 has them, 1.23 does not */
} json;

/* Scalars. */

static void json_escape(pc_buf *out, unsigned char c) {
    static const char from[] = "\"\\\n\r\t", to[] = "\"\\nrt";
    const char *short_form = strchr(from, c);
    if (c && short_form) {
        pc_buf_putc(out, '\\');
        pc_buf_putc(out, to[short_form - from]);
    } else {
        pc_buf_putf(out, "\\u%04x", c);
    }
}

static void json_str(json *j, pc_str s) {
    size_t from = 0;
    pc_buf_putc(j->out, '"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= ' ' && c != '"' && c != '\\') continue;
        pc_buf_putn(j->out, s.p + from, i - from);
        json_escape(j->out, c);
        from = i + 1;
    }
    if (from < s.n) pc_buf_putn(j->out, s.p + from, s.n - from);
    pc_buf_putc(j->out, '"');
}

/* An object without arguments: an enumeration's value. */
static void json_enum(json *j, const char *const *names, size_t value) {
    PC_PUTL(j->out, "{\"t\":\"");
    pc_buf_putz(j->out, names[value]);
    PC_PUTL(j->out, "\"}");
}

static void json_int(json *j, int64_t i) {
    pc_buf_putf(j->out, "%" PRId64, i);
}

static void json_comma(json *j) {
    pc_buf_putc(j->out, ',');
}

/* "[" or "," before an item, and "]": for arrays whose items are counted. */
static void json_next(json *j, size_t i) {
    pc_buf_putc(j->out, i ? ',' : '[');
}
static void json_end(json *j, size_t n) {
    if (n)
        pc_buf_putc(j->out, ']');
    else
        PC_PUTL(j->out, "[]");
}

/* In the order of the enumerations of ast.h. */
static const char *const quote_names[] = {"SingleQuote", "DoubleQuote"};
static const char *const math_names[] = {"DisplayMath", "InlineMath"};
static const char *const mode_names[] = {"AuthorInText", "SuppressAuthor", "NormalCitation"};
static const char *const style_names[] = {"DefaultStyle", "Example",    "Decimal",   "LowerRoman",
                                          "UpperRoman",   "LowerAlpha", "UpperAlpha"};
static const char *const delim_names[] = {"DefaultDelim", "Period", "OneParen", "TwoParens"};
static const char *const align_names[] = {"AlignLeft", "AlignRight", "AlignCenter", "AlignDefault"};
static const char *const meta_names[] = {"MetaMap",    "MetaList",    "MetaBool",
                                         "MetaString", "MetaInlines", "MetaBlocks"};

/* Parts of nodes. */

static void json_inlines(json *j, pc_inlines xs);
static void json_blocks(json *j, pc_blocks xs);

static void json_attr(json *j, const pc_attr *x) {
    pc_buf_putc(j->out, '[');
    json_str(j, x->id);
    json_comma(j);
    for (size_t i = 0; i < x->classes.n; i++) {
        json_next(j, i);
        json_str(j, x->classes.v[i]);
    }
    json_end(j, x->classes.n);
    json_comma(j);
    for (size_t i = 0; i < x->pairs.n; i++) {
        json_next(j, i);
        pc_buf_putc(j->out, '[');
        json_str(j, x->pairs.v[i].key);
        json_comma(j);
        json_str(j, x->pairs.v[i].value);
        pc_buf_putc(j->out, ']');
    }
    json_end(j, x->pairs.n);
    pc_buf_putc(j->out, ']');
}

static void json_items(json *j, pc_items xs) {
    for (size_t i = 0; i < xs.n; i++) {
        json_next(j, i);
        json_blocks(j, xs.v[i]);
    }
    json_end(j, xs.n);
}

static void json_caption(json *j, const pc_caption *c) {
    pc_buf_putc(j->out, '[');
    if (c->has_short)
        json_inlines(j, c->short_caption);
    else
        PC_PUTL(j->out, "null");
    json_comma(j);
    json_blocks(j, c->blocks);
    pc_buf_putc(j->out, ']');
}

static void json_citation(json *j, const pc_citation *c) {
    PC_PUTL(j->out, "{\"citationId\":");
    json_str(j, c->id);
    PC_PUTL(j->out, ",\"citationPrefix\":");
    json_inlines(j, c->prefix);
    PC_PUTL(j->out, ",\"citationSuffix\":");
    json_inlines(j, c->suffix);
    PC_PUTL(j->out, ",\"citationMode\":");
    json_enum(j, mode_names, c->mode);
    PC_PUTL(j->out, ",\"citationNoteNum\":");
    json_int(j, c->note_num);
    PC_PUTL(j->out, ",\"citationHash\":");
    json_int(j, c->hash);
    pc_buf_putc(j->out, '}');
}

static void json_cell(json *j, const pc_cell *x) {
    pc_buf_putc(j->out, '[');
    json_attr(j, x->attr);
    json_comma(j);
    json_enum(j, align_names, x->align);
    json_comma(j);
    json_int(j, x->row_span);
    json_comma(j);
    json_int(j, x->col_span);
    json_comma(j);
    json_blocks(j, x->content);
    pc_buf_putc(j->out, ']');
}

static void json_rows(json *j, pc_rows rows) {
    for (size_t i = 0; i < rows.n; i++) {
        const pc_row *row = &rows.v[i];
        json_next(j, i);
        pc_buf_putc(j->out, '[');
        json_attr(j, row->attr);
        json_comma(j);
        for (size_t k = 0; k < row->n; k++) {
            json_next(j, k);
            json_cell(j, &row->cells[k]);
        }
        json_end(j, row->n);
        pc_buf_putc(j->out, ']');
    }
    json_end(j, rows.n);
}

static void json_part(json *j, const pc_table_part *x) {
    pc_buf_putc(j->out, '[');
    json_attr(j, x->attr);
    json_comma(j);
    json_rows(j, x->rows);
    pc_buf_putc(j->out, ']');
}

static void json_body(json *j, const pc_table_body *x) {
    pc_buf_putc(j->out, '[');
    json_attr(j, x->attr);
    json_comma(j);
    json_int(j, x->row_head_columns);
    json_comma(j);
    json_rows(j, x->head);
    json_comma(j);
    json_rows(j, x->body);
    pc_buf_putc(j->out, ']');
}

/* 0 is ColWidthDefault, -0.0 a width of 0 (ast.h). */
static void json_col(json *j, const pc_col_spec *x) {
    pc_buf_putc(j->out, '[');
    json_enum(j, align_names, x->align);
    if (x->width < 0 || x->width > 0 || signbit(x->width)) {
        PC_PUTL(j->out, ",{\"t\":\"ColWidth\",\"c\":");
        pc_put_double(j->out, x->width);
        PC_PUTL(j->out, "}]");
    } else {
        PC_PUTL(j->out, ",{\"t\":\"ColWidthDefault\"}]");
    }
}

/* Shapes: each writes the value of "c". */

static void shape_text(json *j, const pc_any *x) {
    if (x->i.tag != PC_Math) {
        json_str(j, x->i.u.text);
        return;
    }
    pc_buf_putc(j->out, '[');
    json_enum(j, math_names, x->i.kind);
    json_comma(j);
    json_str(j, x->i.u.text);
    pc_buf_putc(j->out, ']');
}

static void shape_inlines(json *j, const pc_any *x) {
    json_inlines(j, x->i.u.inlines);
}

/* Quoted has its type beside its inlines. */
static void shape_quoted(json *j, const pc_any *x) {
    pc_buf_putc(j->out, '[');
    json_enum(j, quote_names, x->i.kind);
    json_comma(j);
    json_inlines(j, x->i.u.inlines);
    pc_buf_putc(j->out, ']');
}

static void shape_blocks(json *j, const pc_any *x) {
    json_blocks(j, x->i.u.blocks);
}

static void shape_cite(json *j, const pc_any *x) {
    const pc_cite *cite = x->i.u.cite;
    pc_buf_putc(j->out, '[');
    for (size_t i = 0; i < cite->citations.n; i++) {
        json_next(j, i);
        json_citation(j, &cite->citations.v[i]);
    }
    json_end(j, cite->citations.n);
    json_comma(j);
    json_inlines(j, cite->content);
    pc_buf_putc(j->out, ']');
}

static void shape_code(json *j, const pc_any *x) {
    pc_buf_putc(j->out, '[');
    json_attr(j, x->i.u.code->attr);
    json_comma(j);
    json_str(j, x->i.u.code->text);
    pc_buf_putc(j->out, ']');
}

static void shape_raw(json *j, const pc_any *x) {
    pc_buf_putc(j->out, '[');
    json_str(j, x->i.u.raw->format);
    json_comma(j);
    json_str(j, x->i.u.raw->text);
    pc_buf_putc(j->out, ']');
}

static void shape_link(json *j, const pc_any *x) {
    const pc_link *link = x->i.u.link;
    pc_buf_putc(j->out, '[');
    json_attr(j, link->attr);
    json_comma(j);
    json_inlines(j, link->content);
    PC_PUTL(j->out, ",[");
    json_str(j, link->url);
    json_comma(j);
    json_str(j, link->title);
    PC_PUTL(j->out, "]]");
}

static void shape_span(json *j, const pc_any *x) {
    pc_buf_putc(j->out, '[');
    json_attr(j, x->i.u.span->attr);
    json_comma(j);
    json_inlines(j, x->i.u.span->content);
    pc_buf_putc(j->out, ']');
}

static void shape_div(json *j, const pc_any *x) {
    pc_buf_putc(j->out, '[');
    json_attr(j, x->b.u.div->attr);
    json_comma(j);
    json_blocks(j, x->b.u.div->content);
    pc_buf_putc(j->out, ']');
}

static void shape_lines(json *j, const pc_any *x) {
    pc_lines lines = x->b.u.lines;
    for (size_t i = 0; i < lines.n; i++) {
        json_next(j, i);
        json_inlines(j, lines.v[i]);
    }
    json_end(j, lines.n);
}

static void shape_olist(json *j, const pc_any *x) {
    const pc_olist *list = x->b.u.olist;
    PC_PUTL(j->out, "[[");
    json_int(j, list->start);
    json_comma(j);
    json_enum(j, style_names, list->style);
    json_comma(j);
    json_enum(j, delim_names, list->delim);
    PC_PUTL(j->out, "],");
    json_items(j, list->items);
    pc_buf_putc(j->out, ']');
}

static void shape_items(json *j, const pc_any *x) {
    json_items(j, x->b.u.items);
}

static void shape_defs(json *j, const pc_any *x) {
    pc_defs defs = x->b.u.defs;
    for (size_t i = 0; i < defs.n; i++) {
        json_next(j, i);
        pc_buf_putc(j->out, '[');
        json_inlines(j, defs.v[i].term);
        json_comma(j);
        json_items(j, defs.v[i].defs);
        pc_buf_putc(j->out, ']');
    }
    json_end(j, defs.n);
}

static void shape_header(json *j, const pc_any *x) {
    const pc_header *h = x->b.u.header;
    pc_buf_putc(j->out, '[');
    json_int(j, h->level);
    json_comma(j);
    json_attr(j, h->attr);
    json_comma(j);
    json_inlines(j, h->content);
    pc_buf_putc(j->out, ']');
}

static void shape_table(json *j, const pc_any *x) {
    const pc_table *t = x->b.u.table;
    pc_buf_putc(j->out, '[');
    json_attr(j, t->attr);
    json_comma(j);
    json_caption(j, &t->caption);
    json_comma(j);
    for (size_t i = 0; i < t->ncols; i++) {
        json_next(j, i);
        json_col(j, &t->cols[i]);
    }
    json_end(j, t->ncols);
    json_comma(j);
    json_part(j, &t->head);
    json_comma(j);
    for (size_t i = 0; i < t->nbodies; i++) {
        json_next(j, i);
        json_body(j, &t->bodies[i]);
    }
    json_end(j, t->nbodies);
    json_comma(j);
    json_part(j, &t->foot);
    pc_buf_putc(j->out, ']');
}

static void shape_figure(json *j, const pc_any *x) {
    const pc_figure *f = x->b.u.figure;
    pc_buf_putc(j->out, '[');
    json_attr(j, f->attr);
    json_comma(j);
    json_caption(j, &f->caption);
    json_comma(j);
    json_blocks(j, f->content);
    pc_buf_putc(j->out, ']');
}

/* NULL: no "c". */
static void (*const shapes[])(json *j, const pc_any *x) = {
    [PC_SHAPE_EMPTY] = NULL,
    [PC_SHAPE_TEXT] = shape_text,
    [PC_SHAPE_INLINES] = shape_inlines,
    [PC_SHAPE_BLOCKS] = shape_blocks,
    [PC_SHAPE_CITE] = shape_cite,
    [PC_SHAPE_ATTR_TEXT] = shape_code,
    [PC_SHAPE_RAW] = shape_raw,
    [PC_SHAPE_LINK] = shape_link,
    [PC_SHAPE_ATTR_INLINES] = shape_span,
    [PC_SHAPE_ATTR_BLOCKS] = shape_div,
    [PC_SHAPE_LINES] = shape_lines,
    [PC_SHAPE_OLIST] = shape_olist,
    [PC_SHAPE_ITEMS] = shape_items,
    [PC_SHAPE_DEFS] = shape_defs,
    [PC_SHAPE_HEADER] = shape_header,
    [PC_SHAPE_TABLE] = shape_table,
    [PC_SHAPE_FIGURE] = shape_figure,
};

_Static_assert(PC_COUNT(shapes) == PC_SHAPE_COUNT, "every shape has a row");

/* Nodes. */

static void json_node(json *j, const char *name, void (*content)(json *, const pc_any *),
                      const pc_any *x) {
    PC_PUTL(j->out, "{\"t\":\"");
    pc_buf_putz(j->out, name);
    pc_buf_putc(j->out, '"');
    if (content) {
        PC_PUTL(j->out, ",\"c\":");
        content(j, x);
    }
    pc_buf_putc(j->out, '}');
}

static void json_inlines(json *j, pc_inlines xs) {
    for (size_t i = 0; i < xs.n; i++) {
        pc_inline_tag tag = (pc_inline_tag)xs.v[i].tag;
        json_next(j, i);
        json_node(j, pc_inline_name(tag),
                  tag == PC_Quoted ? shape_quoted : shapes[pc_inline_shape(tag)],
                  &(pc_any){.i = xs.v[i]});
    }
    json_end(j, xs.n);
}

static void json_blocks(json *j, pc_blocks xs) {
    size_t n = 0;
    for (size_t i = 0; i < xs.n; i++) {
        pc_block_tag tag = (pc_block_tag)xs.v[i].tag;
        if (tag == PC_Null && !j->null_blocks) continue;
        json_next(j, n++);
        json_node(j, pc_block_name(tag), shapes[pc_block_shape(tag)], &(pc_any){.b = xs.v[i]});
    }
    json_end(j, n);
}

/* Metadata and the whole. */

static void json_meta(json *j, const pc_meta *m);

static void json_map(json *j, pc_meta_map m) {
    pc_buf_putc(j->out, '{');
    for (size_t i = 0; i < m.n; i++) {
        if (i) json_comma(j);
        json_str(j, m.v[i].key);
        pc_buf_putc(j->out, ':');
        json_meta(j, &m.v[i].value);
    }
    pc_buf_putc(j->out, '}');
}

static void json_list(json *j, pc_meta_list xs) {
    for (size_t i = 0; i < xs.n; i++) {
        json_next(j, i);
        json_meta(j, &xs.v[i]);
    }
    json_end(j, xs.n);
}

static void json_meta(json *j, const pc_meta *m) {
    PC_PUTL(j->out, "{\"t\":\"");
    pc_buf_putz(j->out, meta_names[m->tag]);
    PC_PUTL(j->out, "\",\"c\":");
    switch ((pc_meta_tag)m->tag) {
    case PC_MetaMap: json_map(j, m->u.map); break;
    case PC_MetaList: json_list(j, m->u.list); break;
    case PC_MetaBool: pc_buf_putz(j->out, m->u.b ? "true" : "false"); break;
    case PC_MetaString: json_str(j, m->u.text); break;
    case PC_MetaInlines: json_inlines(j, m->u.inlines); break;
    case PC_MetaBlocks: json_blocks(j, m->u.blocks); break;
    }
    pc_buf_putc(j->out, '}');
}

static bool has_figure(pc_arena *scratch, pc_blocks xs) {
    pc_mark mark = pc_arena_mark(scratch);
    pc_walk w;
    bool found = false;
    pc_walk_blocks(&w, scratch, xs);
    while (!found && pc_walk_next(&w) != PC_WALK_END) found = w.block && w.block->tag == PC_Figure;
    pc_arena_release(scratch, mark);
    return found;
}

/* The version that the document came with, so that an old Pandoc reads its own filter's answer;
 * unless a filter has put a Figure into it, which 1.22 does not know. */
static void json_version(json *j, pc_arena *scratch, const pc_doc *doc) {
    static const int newest[4] = {1, 23, 1, 0};
    const int *v = doc->api;
    bool old = v[0] == 1 && v[1] == 22 && !has_figure(scratch, doc->blocks);
    if (!old && !(v[0] == 1 && v[1] == 23)) v = newest;
    j->null_blocks = old;
    size_t n = 4;
    while (n > 2 && v[n - 1] == 0) n--;
    for (size_t i = 0; i < n; i++) {
        json_next(j, i);
        json_int(j, v[i]);
    }
    json_end(j, n);
}

static pc_status json_write(const pc_host *host, pc_ctx *cx, const pc_doc *doc, pc_buf *out) {
    (void)host;
    json j = {.out = out};
    pc_doc old;
    if (pc_ext_has(cx->exts, PC_EXT_pandoc2)) {
        old = json_for_pandoc2(cx, doc);
        doc = &old;
    }
    PC_PUTL(out, "{\"pandoc-api-version\":");
    json_version(&j, cx->scratch, doc);
    PC_PUTL(out, ",\"meta\":");
    json_map(&j, doc->meta);
    PC_PUTL(out, ",\"blocks\":");
    json_blocks(&j, doc->blocks);
    pc_buf_putc(out, '}');
    if (!cx->options->standalone) pc_buf_putc(out, '\n');
    return PC_OK;
}

static const char *const suffixes[] = {".json", NULL};

const pc_writer pc_writer_json = {
    .size = sizeof(pc_writer),
    .name = "json",
    .summary = "Pandoc's document model as JSON",
    .suffixes = suffixes,
    .extensions = "-pandoc2",
    .write = json_write,
};
