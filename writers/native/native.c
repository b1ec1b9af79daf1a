/* A document as Pandoc's native text: the Haskell values of pandoc-types, laid out by layout.c.
 * Each kind of value is a row that says how it opens; constructors with children open by their
 * shape. */
#include "writers/native/native.h"

#include "ast/part.h"
#include "registry/ctx.h"
#include "writers/native/layout.h"

#include <math.h>

enum {
    V_INLINE = NAT_KINDS,
    V_BLOCK,
    V_INLINES, /* p: pc_inlines; as all below, a pointer to the thing */
    V_BLOCKS,
    V_ATTR,
    V_PAIR,
    V_TARGET,
    V_FORMAT,
    V_CITATION,
    V_LIST_ATTR,
    V_DEF,
    V_CAPTION,
    V_SHORT,
    V_COL,
    V_WIDTH,
    V_HEAD,
    V_FOOT,
    V_BODY,
    V_ROW,
    V_CELL,
    V_NUMBER, /* p: its constructor, n: the number */
    V_META,
    V_META_MAP,
    V_ENTRY,
    V_UNMETA,
    V_DOC,
    V_KINDS,
    V_OF = 0x80 /* with a kind: the array of n such things at p */
};

/* Values. */

static nat_value word(const char *z) {
    return (nat_value){NAT_WORD, 0, z};
}
static nat_value text(pc_str s) {
    return (nat_value){NAT_TEXT, s.n, s.p};
}
static nat_value number(int64_t i) {
    return (nat_value){NAT_INT, (size_t)i, NULL};
}
static nat_value of(uint8_t kind, const void *p) {
    return (nat_value){kind, 0, p};
}
static nat_value array(uint8_t kind, const void *v, size_t n) {
    return (nat_value){(uint8_t)(kind | V_OF), n, v};
}
static nat_value inlines(pc_inlines xs) {
    return array(V_INLINE, xs.v, xs.n);
}
static nat_value blocks(pc_blocks xs) {
    return array(V_BLOCK, xs.v, xs.n);
}
static nat_value items(pc_items xs) {
    return array(V_BLOCKS, xs.v, xs.n);
}

static void push(nat_open *o, nat_value x) {
    o->args[o->n++] = x;
}

static void tuple(nat_open *o) {
    o->form = NAT_TUPLE;
}

static void con(nat_open *o, const char *name) {
    o->name = name;
}

/* In the order of the enumerations of ast.h. */
static const char *const quote_names[] = {"SingleQuote", "DoubleQuote"};
static const char *const math_names[] = {"DisplayMath", "InlineMath"};
static const char *const mode_names[] = {"AuthorInText", "SuppressAuthor", "NormalCitation"};
static const char *const style_names[] = {"DefaultStyle", "Example",    "Decimal",   "LowerRoman",
                                          "UpperRoman",   "LowerAlpha", "UpperAlpha"};
static const char *const delim_names[] = {"DefaultDelim", "Period", "OneParen", "TwoParens"};
static const char *const align_names[] = {"AlignLeft", "AlignRight", "AlignCenter", "AlignDefault"};

/* Nodes by shape: the arguments of the constructor. */

static void shape_text(const pc_any *x, nat_open *o) {
    if (x->i.tag == PC_Math) push(o, word(math_names[x->i.kind]));
    push(o, text(x->i.u.text));
}

static void shape_inlines(const pc_any *x, nat_open *o) {
    push(o, inlines(x->i.u.inlines));
}

static void shape_quoted(const pc_any *x, nat_open *o) {
    push(o, word(quote_names[x->i.kind]));
    push(o, inlines(x->i.u.inlines));
}

static void shape_blocks(const pc_any *x, nat_open *o) {
    push(o, blocks(x->i.u.blocks));
}

static void shape_cite(const pc_any *x, nat_open *o) {
    const pc_cite *cite = x->i.u.cite;
    push(o, array(V_CITATION, cite->citations.v, cite->citations.n));
    push(o, inlines(cite->content));
}

static void shape_code(const pc_any *x, nat_open *o) {
    push(o, of(V_ATTR, x->i.u.code->attr));
    push(o, text(x->i.u.code->text));
}

static void shape_raw(const pc_any *x, nat_open *o) {
    push(o, of(V_FORMAT, &x->i.u.raw->format));
    push(o, text(x->i.u.raw->text));
}

static void shape_link(const pc_any *x, nat_open *o) {
    const pc_link *link = x->i.u.link;
    push(o, of(V_ATTR, link->attr));
    push(o, inlines(link->content));
    push(o, of(V_TARGET, link));
}

static void shape_span(const pc_any *x, nat_open *o) {
    push(o, of(V_ATTR, x->i.u.span->attr));
    push(o, inlines(x->i.u.span->content));
}

static void shape_div(const pc_any *x, nat_open *o) {
    push(o, of(V_ATTR, x->b.u.div->attr));
    push(o, blocks(x->b.u.div->content));
}

static void shape_lines(const pc_any *x, nat_open *o) {
    push(o, array(V_INLINES, x->b.u.lines.v, x->b.u.lines.n));
}

static void shape_olist(const pc_any *x, nat_open *o) {
    push(o, of(V_LIST_ATTR, x->b.u.olist));
    push(o, items(x->b.u.olist->items));
}

static void shape_items(const pc_any *x, nat_open *o) {
    push(o, items(x->b.u.items));
}

static void shape_defs(const pc_any *x, nat_open *o) {
    push(o, array(V_DEF, x->b.u.defs.v, x->b.u.defs.n));
}

static void shape_header(const pc_any *x, nat_open *o) {
    const pc_header *h = x->b.u.header;
    push(o, number(h->level));
    push(o, of(V_ATTR, h->attr));
    push(o, inlines(h->content));
}

static void shape_table(const pc_any *x, nat_open *o) {
    const pc_table *t = x->b.u.table;
    push(o, of(V_ATTR, t->attr));
    push(o, of(V_CAPTION, &t->caption));
    push(o, array(V_COL, t->cols, t->ncols));
    push(o, of(V_HEAD, &t->head));
    push(o, array(V_BODY, t->bodies, t->nbodies));
    push(o, of(V_FOOT, &t->foot));
}

static void shape_figure(const pc_any *x, nat_open *o) {
    const pc_figure *f = x->b.u.figure;
    push(o, of(V_ATTR, f->attr));
    push(o, of(V_CAPTION, &f->caption));
    push(o, blocks(f->content));
}

static void shape_empty(const pc_any *x, nat_open *o) {
    (void)x, (void)o;
}

static void (*const shapes[])(const pc_any *x, nat_open *o) = {
    [PC_SHAPE_EMPTY] = shape_empty,       [PC_SHAPE_TEXT] = shape_text,
    [PC_SHAPE_INLINES] = shape_inlines,   [PC_SHAPE_BLOCKS] = shape_blocks,
    [PC_SHAPE_CITE] = shape_cite,         [PC_SHAPE_ATTR_TEXT] = shape_code,
    [PC_SHAPE_RAW] = shape_raw,           [PC_SHAPE_LINK] = shape_link,
    [PC_SHAPE_ATTR_INLINES] = shape_span, [PC_SHAPE_ATTR_BLOCKS] = shape_div,
    [PC_SHAPE_LINES] = shape_lines,       [PC_SHAPE_OLIST] = shape_olist,
    [PC_SHAPE_ITEMS] = shape_items,       [PC_SHAPE_DEFS] = shape_defs,
    [PC_SHAPE_HEADER] = shape_header,     [PC_SHAPE_TABLE] = shape_table,
    [PC_SHAPE_FIGURE] = shape_figure,
};

_Static_assert(PC_COUNT(shapes) == PC_SHAPE_COUNT, "every shape has a row");

static void open_inline(nat_value v, nat_open *o) {
    const pc_any x = {.i = *(const pc_inline *)v.p};
    con(o, pc_inline_name((pc_inline_tag)x.i.tag));
    if (x.i.tag == PC_Quoted)
        shape_quoted(&x, o);
    else
        shapes[pc_inline_shape((pc_inline_tag)x.i.tag)](&x, o);
}

static void open_block(nat_value v, nat_open *o) {
    const pc_any x = {.b = *(const pc_block *)v.p};
    con(o, pc_block_name((pc_block_tag)x.b.tag));
    shapes[pc_block_shape((pc_block_tag)x.b.tag)](&x, o);
}

/* Lists in lists. */

static void open_array(nat_value v, nat_open *o);

static void open_inlines(nat_value v, nat_open *o) {
    open_array(inlines(*(const pc_inlines *)v.p), o);
}

static void open_blocks(nat_value v, nat_open *o) {
    open_array(blocks(*(const pc_blocks *)v.p), o);
}

/* Parts of nodes. */

static void open_attr(nat_value v, nat_open *o) {
    const pc_attr *x = v.p;
    tuple(o);
    push(o, text(x->id));
    push(o, array(NAT_TEXT_AT, x->classes.v, x->classes.n));
    push(o, array(V_PAIR, x->pairs.v, x->pairs.n));
}

static void open_pair(nat_value v, nat_open *o) {
    const pc_key_value *x = v.p;
    tuple(o);
    push(o, text(x->key));
    push(o, text(x->value));
}

static void open_target(nat_value v, nat_open *o) {
    const pc_link *x = v.p;
    tuple(o);
    push(o, text(x->url));
    push(o, text(x->title));
}

static void open_format(nat_value v, nat_open *o) {
    con(o, "Format");
    push(o, text(*(const pc_str *)v.p));
}

static void open_citation(nat_value v, nat_open *o) {
    static const char *const fields[] = {"citationId",   "citationPrefix",  "citationSuffix",
                                         "citationMode", "citationNoteNum", "citationHash"};
    const pc_citation *x = v.p;
    o->form = NAT_REC;
    o->fields = fields;
    con(o, "Citation");
    push(o, text(x->id));
    push(o, inlines(x->prefix));
    push(o, inlines(x->suffix));
    push(o, word(mode_names[x->mode]));
    push(o, number(x->note_num));
    push(o, number(x->hash));
}

static void open_list_attr(nat_value v, nat_open *o) {
    const pc_olist *x = v.p;
    tuple(o);
    push(o, number(x->start));
    push(o, word(style_names[x->style]));
    push(o, word(delim_names[x->delim]));
}

static void open_def(nat_value v, nat_open *o) {
    const pc_def *x = v.p;
    tuple(o);
    push(o, inlines(x->term));
    push(o, items(x->defs));
}

static void open_caption(nat_value v, nat_open *o) {
    const pc_caption *x = v.p;
    con(o, "Caption");
    push(o, x->has_short ? of(V_SHORT, x) : word("Nothing"));
    push(o, blocks(x->blocks));
}

static void open_short(nat_value v, nat_open *o) {
    con(o, "Just");
    push(o, inlines(((const pc_caption *)v.p)->short_caption));
}

/* Tables. */

static void open_col(nat_value v, nat_open *o) {
    const pc_col_spec *x = v.p;
    bool given = x->width < 0 || x->width > 0 || signbit(x->width);
    tuple(o);
    push(o, word(align_names[x->align]));
    push(o, given ? of(V_WIDTH, &x->width) : word("ColWidthDefault"));
}

static void open_width(nat_value v, nat_open *o) {
    con(o, "ColWidth");
    push(o, of(NAT_DOUBLE, v.p));
}

static void open_part(const pc_table_part *x, const char *name, nat_open *o) {
    con(o, name);
    push(o, of(V_ATTR, x->attr));
    push(o, array(V_ROW, x->rows.v, x->rows.n));
}

static void open_head(nat_value v, nat_open *o) {
    open_part(v.p, "TableHead", o);
}

static void open_foot(nat_value v, nat_open *o) {
    open_part(v.p, "TableFoot", o);
}

static void open_body(nat_value v, nat_open *o) {
    const pc_table_body *x = v.p;
    con(o, "TableBody");
    push(o, of(V_ATTR, x->attr));
    push(o, (nat_value){V_NUMBER, (size_t)x->row_head_columns, "RowHeadColumns"});
    push(o, array(V_ROW, x->head.v, x->head.n));
    push(o, array(V_ROW, x->body.v, x->body.n));
}

static void open_row(nat_value v, nat_open *o) {
    const pc_row *x = v.p;
    con(o, "Row");
    push(o, of(V_ATTR, x->attr));
    push(o, array(V_CELL, x->cells, x->n));
}

static void open_cell(nat_value v, nat_open *o) {
    const pc_cell *x = v.p;
    con(o, "Cell");
    push(o, of(V_ATTR, x->attr));
    push(o, word(align_names[x->align]));
    push(o, (nat_value){V_NUMBER, (size_t)x->row_span, "RowSpan"});
    push(o, (nat_value){V_NUMBER, (size_t)x->col_span, "ColSpan"});
    push(o, blocks(x->content));
}

static void open_number(nat_value v, nat_open *o) {
    con(o, v.p);
    push(o, number((int64_t)v.n));
}

/* Metadata and the whole. */

static void open_meta(nat_value v, nat_open *o) {
    const pc_meta *m = v.p;
    static const char *const names[] = {"MetaMap",    "MetaList",    "MetaBool",
                                        "MetaString", "MetaInlines", "MetaBlocks"};
    con(o, names[m->tag]);
    switch ((pc_meta_tag)m->tag) {
    case PC_MetaMap: push(o, of(V_META_MAP, &m->u.map)); break;
    case PC_MetaList: push(o, array(V_META, m->u.list.v, m->u.list.n)); break;
    case PC_MetaBool: push(o, word(m->u.b ? "True" : "False")); break;
    case PC_MetaString: push(o, text(m->u.text)); break;
    case PC_MetaInlines: push(o, inlines(m->u.inlines)); break;
    case PC_MetaBlocks: push(o, blocks(m->u.blocks)); break;
    }
}

static void open_meta_map(nat_value v, nat_open *o) {
    const pc_meta_map *m = v.p;
    con(o, "fromList");
    push(o, array(V_ENTRY, m->v, m->n));
}

static void open_entry(nat_value v, nat_open *o) {
    const pc_meta_entry *x = v.p;
    tuple(o);
    push(o, text(x->key));
    push(o, of(V_META, &x->value));
}

static void open_unmeta(nat_value v, nat_open *o) {
    static const char *const fields[] = {"unMeta"};
    o->form = NAT_REC;
    o->fields = fields;
    con(o, "Meta");
    push(o, of(V_META_MAP, v.p));
}

static void open_doc(nat_value v, nat_open *o) {
    const pc_doc *doc = v.p;
    con(o, "Pandoc");
    push(o, of(V_UNMETA, &doc->meta));
    push(o, blocks(doc->blocks));
}

/* [each]: size of one in an array of such things; 0: they come singly. */
static const struct {
    void (*unfold)(nat_value v, nat_open *o);
    size_t each;
} kinds[] = {
    [V_INLINE] = {open_inline, sizeof(pc_inline)},
    [V_BLOCK] = {open_block, sizeof(pc_block)},
    [V_INLINES] = {open_inlines, sizeof(pc_inlines)},
    [V_BLOCKS] = {open_blocks, sizeof(pc_blocks)},
    [NAT_TEXT_AT] = {NULL, sizeof(pc_str)},
    [V_ATTR] = {open_attr, 0},
    [V_PAIR] = {open_pair, sizeof(pc_key_value)},
    [V_TARGET] = {open_target, 0},
    [V_FORMAT] = {open_format, 0},
    [V_CITATION] = {open_citation, sizeof(pc_citation)},
    [V_LIST_ATTR] = {open_list_attr, 0},
    [V_DEF] = {open_def, sizeof(pc_def)},
    [V_CAPTION] = {open_caption, 0},
    [V_SHORT] = {open_short, 0},
    [V_COL] = {open_col, sizeof(pc_col_spec)},
    [V_WIDTH] = {open_width, 0},
    [V_HEAD] = {open_head, 0},
    [V_FOOT] = {open_foot, 0},
    [V_BODY] = {open_body, sizeof(pc_table_body)},
    [V_ROW] = {open_row, sizeof(pc_row)},
    [V_CELL] = {open_cell, sizeof(pc_cell)},
    [V_NUMBER] = {open_number, 0},
    [V_META] = {open_meta, sizeof(pc_meta)},
    [V_META_MAP] = {open_meta_map, 0},
    [V_ENTRY] = {open_entry, sizeof(pc_meta_entry)},
    [V_UNMETA] = {open_unmeta, 0},
    [V_DOC] = {open_doc, 0},
};

static void open_array(nat_value v, nat_open *o) {
    o->form = NAT_LIST;
    o->kind = (uint8_t)(v.kind & ~V_OF);
    o->n = v.n;
    o->items = v.p;
    o->stride = kinds[o->kind].each;
}

static void nat_opens(nat_value v, nat_open *o) {
    o->form = NAT_CON;
    o->n = 0;
    if (v.kind & V_OF)
        open_array(v, o);
    else
        kinds[v.kind].unfold(v, o);
}

static pc_status native_write(const pc_host *host, pc_ctx *cx, const pc_doc *doc, pc_buf *out) {
    (void)host;
    bool whole = cx->options->standalone;
    size_t columns = cx->options->columns > 0 ? (size_t)cx->options->columns : 1;
    nat_write(out, columns, nat_opens, whole ? of(V_DOC, doc) : blocks(doc->blocks));
    return PC_OK;
}

static const char *const suffixes[] = {".native", NULL};

const pc_writer pc_writer_native = {
    .size = sizeof(pc_writer),
    .name = "native",
    .summary = "Pandoc's document model as Haskell values",
    .suffixes = suffixes,
    .write = native_write,
};
