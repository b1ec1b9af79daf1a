/* Looking at nodes, for plugins: a handle is a kind and an address; tables say what is below what.
 * Nothing here allocates or throws, and nothing trusts a handle further than its kind. */
#include "registry/host_int.h"

#include "ast/meta.h"
#include "ast/walk.h"
#include "base/str.h"

const char *const pc_words_quote[2] = {
    [PC_SINGLE_QUOTE] = "SingleQuote", [PC_DOUBLE_QUOTE] = "DoubleQuote"};
const char *const pc_words_math[2] = {
    [PC_DISPLAY_MATH] = "DisplayMath", [PC_INLINE_MATH] = "InlineMath"};
const char *const pc_words_mode[3] = {[PC_AUTHOR_IN_TEXT] = "AuthorInText",
                                      [PC_SUPPRESS_AUTHOR] = "SuppressAuthor",
                                      [PC_NORMAL_CITATION] = "NormalCitation"};
const char *const pc_words_style[7] = {[PC_DEFAULT_STYLE] = "DefaultStyle",
                                       [PC_EXAMPLE] = "Example",
                                       [PC_DECIMAL] = "Decimal",
                                       [PC_LOWER_ROMAN] = "LowerRoman",
                                       [PC_UPPER_ROMAN] = "UpperRoman",
                                       [PC_LOWER_ALPHA] = "LowerAlpha",
                                       [PC_UPPER_ALPHA] = "UpperAlpha"};
const char *const pc_words_delim[4] = {[PC_DEFAULT_DELIM] = "DefaultDelim",
                                       [PC_PERIOD] = "Period",
                                       [PC_ONE_PAREN] = "OneParen",
                                       [PC_TWO_PARENS] = "TwoParens"};
const char *const pc_words_align[4] = {[PC_ALIGN_LEFT] = "AlignLeft",
                                       [PC_ALIGN_RIGHT] = "AlignRight",
                                       [PC_ALIGN_CENTER] = "AlignCenter",
                                       [PC_ALIGN_DEFAULT] = "AlignDefault"};

static const char *const meta_names[] = {
    [PC_MetaMap] = "MetaMap",         [PC_MetaList] = "MetaList",
    [PC_MetaBool] = "MetaBool",       [PC_MetaString] = "MetaString",
    [PC_MetaInlines] = "MetaInlines", [PC_MetaBlocks] = "MetaBlocks"};

/* [each]: lists only, the size of an item; [item]: what an item is. */
static const struct {
    const char *name;
    size_t each;
    pc_node_kind item;
} kinds[PC_N_KIND_COUNT] = {
    [PC_N_NONE] = {"", 0, PC_N_NONE},
    [PC_N_INLINE] = {"Inline", 0, PC_N_NONE},
    [PC_N_BLOCK] = {"Block", 0, PC_N_NONE},
    [PC_N_INLINES] = {"Inlines", sizeof(pc_inline), PC_N_INLINE},
    [PC_N_BLOCKS] = {"Blocks", sizeof(pc_block), PC_N_BLOCK},
    [PC_N_LINES] = {"Lines", sizeof(pc_inlines), PC_N_INLINES},
    [PC_N_ITEMS] = {"Items", sizeof(pc_blocks), PC_N_BLOCKS},
    [PC_N_DEFS] = {"Definitions", sizeof(pc_def), PC_N_DEF},
    [PC_N_DEF] = {"Definition", 0, PC_N_NONE},
    [PC_N_CITATIONS] = {"Citations", sizeof(pc_citation), PC_N_CITATION},
    [PC_N_CITATION] = {"Citation", 0, PC_N_NONE},
    [PC_N_CAPTION] = {"Caption", 0, PC_N_NONE},
    [PC_N_HEAD] = {"TableHead", 0, PC_N_NONE},
    [PC_N_FOOT] = {"TableFoot", 0, PC_N_NONE},
    [PC_N_BODIES] = {"Bodies", sizeof(pc_table_body), PC_N_BODY},
    [PC_N_BODY] = {"TableBody", 0, PC_N_NONE},
    [PC_N_ROWS] = {"Rows", sizeof(pc_row), PC_N_ROW},
    [PC_N_ROW] = {"Row", 0, PC_N_NONE},
    [PC_N_CELLS] = {"Cells", sizeof(pc_cell), PC_N_CELL},
    [PC_N_CELL] = {"Cell", 0, PC_N_NONE},
    [PC_N_ATTR] = {"Attr", 0, PC_N_NONE},
    [PC_N_META] = {"Meta", 0, PC_N_NONE},
    [PC_N_META_LIST] = {"MetaList", sizeof(pc_meta), PC_N_META},
    [PC_N_META_MAP] = {"MetaMap", sizeof(pc_meta_entry), PC_N_META},
};

static const pc_str nothing = {"", 0};

/* --- Handles -------------------------------------------------------------------------------- */

pc_node_kind pc_node_kind_of(pc_node x) {
    if (x.kind >= PC_N_KIND_COUNT) return PC_N_NONE;
    if (!x.at && !kinds[x.kind].each) return PC_N_NONE;
    return (pc_node_kind)x.kind;
}

const char *pc_node_type(pc_node x) {
    switch (pc_node_kind_of(x)) {
    case PC_N_INLINE: return pc_inline_name((pc_inline_tag)((const pc_inline *)x.at)->tag);
    case PC_N_BLOCK: return pc_block_name((pc_block_tag)((const pc_block *)x.at)->tag);
    case PC_N_META: return meta_names[((const pc_meta *)x.at)->tag];
    default: return kinds[pc_node_kind_of(x)].name;
    }
}

int pc_word_index(const char *const *words, size_t n, const char *word) {
    for (size_t i = 0; word && i < n; i++)
        if (strcmp(words[i], word) == 0) return (int)i;
    return -1;
}

pc_node_kind pc_node_list_kind(const char *name) {
    for (int k = 0; name && k < PC_N_KIND_COUNT; k++)
        if (kinds[k].each && k != PC_N_META_MAP && strcmp(kinds[k].name, name) == 0)
            return (pc_node_kind)k;
    return PC_N_NONE;
}

pc_node_kind pc_node_item_kind(pc_node_kind list) {
    return kinds[list].item;
}
size_t pc_node_item_size(pc_node_kind list) {
    return kinds[list].each;
}
const char *pc_node_kind_name(pc_node_kind k) {
    return kinds[k].name;
}

static pc_node inlines(pc_inlines xs) {
    return pc_node_list(PC_N_INLINES, xs.v, xs.n);
}
static pc_node blocks(pc_blocks xs) {
    return pc_node_list(PC_N_BLOCKS, xs.v, xs.n);
}
static pc_node items(pc_items xs) {
    return pc_node_list(PC_N_ITEMS, xs.v, xs.n);
}
static pc_node rows(pc_rows xs) {
    return pc_node_list(PC_N_ROWS, xs.v, xs.n);
}

/* --- Content: the one list that count and child go by ------------------------------------------
 */

static pc_node inline_content(const pc_inline *x) {
    switch (pc_inline_shape((pc_inline_tag)x->tag)) {
    case PC_SHAPE_INLINES: return inlines(x->u.inlines);
    case PC_SHAPE_BLOCKS: return blocks(x->u.blocks);
    case PC_SHAPE_CITE: return inlines(x->u.cite->content);
    case PC_SHAPE_LINK: return inlines(x->u.link->content);
    case PC_SHAPE_ATTR_INLINES: return inlines(x->u.span->content);
    default: return pc_none;
    }
}

static pc_node block_content(const pc_block *x) {
    switch (pc_block_shape((pc_block_tag)x->tag)) {
    case PC_SHAPE_INLINES: return inlines(x->u.inlines);
    case PC_SHAPE_BLOCKS: return blocks(x->u.blocks);
    case PC_SHAPE_LINES: return pc_node_list(PC_N_LINES, x->u.lines.v, x->u.lines.n);
    case PC_SHAPE_ITEMS: return items(x->u.items);
    case PC_SHAPE_OLIST: return items(x->u.olist->items);
    case PC_SHAPE_DEFS: return pc_node_list(PC_N_DEFS, x->u.defs.v, x->u.defs.n);
    case PC_SHAPE_HEADER: return inlines(x->u.header->content);
    case PC_SHAPE_ATTR_BLOCKS: return blocks(x->u.div->content);
    case PC_SHAPE_FIGURE: return blocks(x->u.figure->content);
    case PC_SHAPE_TABLE: return pc_node_list(PC_N_BODIES, x->u.table->bodies, x->u.table->nbodies);
    default: return pc_none;
    }
}

static pc_node meta_content(const pc_meta *x) {
    switch ((pc_meta_tag)x->tag) {
    case PC_MetaMap: return pc_node_list(PC_N_META_MAP, x->u.map.v, x->u.map.n);
    case PC_MetaList: return pc_node_list(PC_N_META_LIST, x->u.list.v, x->u.list.n);
    case PC_MetaInlines: return inlines(x->u.inlines);
    case PC_MetaBlocks: return blocks(x->u.blocks);
    default: return pc_none;
    }
}

static pc_node content(pc_node x) {
    pc_node_kind k = pc_node_kind_of(x);
    if (kinds[k].each) return x;
    switch (k) {
    case PC_N_INLINE: return inline_content(x.at);
    case PC_N_BLOCK: return block_content(x.at);
    case PC_N_META: return meta_content(x.at);
    case PC_N_DEF: return items(((const pc_def *)x.at)->defs);
    case PC_N_CAPTION: return blocks(((const pc_caption *)x.at)->blocks);
    case PC_N_HEAD:
    case PC_N_FOOT: return rows(((const pc_table_part *)x.at)->rows);
    case PC_N_BODY: return rows(((const pc_table_body *)x.at)->body);
    case PC_N_ROW:
        return pc_node_list(PC_N_CELLS, ((const pc_row *)x.at)->cells, ((const pc_row *)x.at)->n);
    case PC_N_CELL: return blocks(((const pc_cell *)x.at)->content);
    default: return pc_none;
    }
}

pc_inlines pc_node_inlines(pc_node x) {
    if (pc_node_kind_of(x) == PC_N_INLINE) return (pc_inlines){x.at, 1};
    pc_node l = content(x);
    return l.kind == PC_N_INLINES ? (pc_inlines){l.at, l.n} : (pc_inlines){0};
}

pc_blocks pc_node_blocks(pc_node x) {
    if (pc_node_kind_of(x) == PC_N_BLOCK) return (pc_blocks){x.at, 1};
    pc_node l = content(x);
    return l.kind == PC_N_BLOCKS ? (pc_blocks){l.at, l.n} : (pc_blocks){0};
}

size_t pc_h_count(pc_node x) {
    return content(x).n;
}

pc_node pc_h_child(pc_node x, size_t i) {
    pc_node l = content(x);
    if (i >= l.n) return pc_none;
    const char *at = (const char *)l.at + i * kinds[l.kind].each;
    switch ((pc_node_kind)l.kind) {
    case PC_N_LINES: return inlines(*(const pc_inlines *)(const void *)at);
    case PC_N_ITEMS: return blocks(*(const pc_blocks *)(const void *)at);
    case PC_N_META_MAP:
        return pc_node_one(PC_N_META, &((const pc_meta_entry *)(const void *)at)->value);
    default: return pc_node_one(kinds[l.kind].item, at);
    }
}

pc_str pc_h_key(pc_node x, size_t i) {
    pc_node l = content(x);
    return l.kind == PC_N_META_MAP && i < l.n ? ((const pc_meta_entry *)l.at)[i].key : nothing;
}

/* --- Parts by name --------------------------------------------------------------------------- */

static const pc_table *table_of(pc_node x) {
    bool is = pc_node_kind_of(x) == PC_N_BLOCK && ((const pc_block *)x.at)->tag == PC_Table;
    return is ? ((const pc_block *)x.at)->u.table : NULL;
}

static pc_node table_caption(pc_node x) {
    return pc_node_one(PC_N_CAPTION, &table_of(x)->caption);
}
static pc_node table_head(pc_node x) {
    return pc_node_one(PC_N_HEAD, &table_of(x)->head);
}
static pc_node table_foot(pc_node x) {
    return pc_node_one(PC_N_FOOT, &table_of(x)->foot);
}
static pc_node figure_caption(pc_node x) {
    return pc_node_one(PC_N_CAPTION, &((const pc_block *)x.at)->u.figure->caption);
}
static pc_node cite_citations(pc_node x) {
    const pc_cite *c = ((const pc_inline *)x.at)->u.cite;
    return pc_node_list(PC_N_CITATIONS, c->citations.v, c->citations.n);
}
static pc_node citation_prefix(pc_node x) {
    return inlines(((const pc_citation *)x.at)->prefix);
}
static pc_node citation_suffix(pc_node x) {
    return inlines(((const pc_citation *)x.at)->suffix);
}
static pc_node def_term(pc_node x) {
    return inlines(((const pc_def *)x.at)->term);
}
static pc_node body_head(pc_node x) {
    return rows(((const pc_table_body *)x.at)->head);
}
static pc_node caption_short(pc_node x) {
    const pc_caption *c = x.at;
    return c->has_short ? inlines(c->short_caption) : pc_none;
}

/* [type]: the name of what has it. The words are those of Pandoc's Lua API. */
static const struct {
    const char *type, *name;
    pc_node (*get)(pc_node x);
} parts[] = {
    {"Table", "caption", table_caption},
    {"Table", "head", table_head},
    {"Table", "bodies", content},
    {"Table", "foot", table_foot},
    {"Figure", "caption", figure_caption},
    {"Cite", "citations", cite_citations},
    {"TableHead", "rows", content},
    {"TableFoot", "rows", content},
    {"TableBody", "head", body_head},
    {"TableBody", "body", content},
    {"Row", "cells", content},
    {"Cell", "contents", content},
    {"Citation", "prefix", citation_prefix},
    {"Citation", "suffix", citation_suffix},
    {"Caption", "short", caption_short},
    {"Caption", "long", content},
    {"Definition", "term", def_term},
    {"Definition", "definitions", content},
};

static const pc_attr *attr_of(pc_node x) {
    const pc_attr *a = NULL;
    switch (pc_node_kind_of(x)) {
    case PC_N_INLINE: a = pc_inline_attr(x.at); break;
    case PC_N_BLOCK: a = pc_block_attr(x.at); break;
    case PC_N_ATTR: a = x.at; break;
    case PC_N_HEAD:
    case PC_N_FOOT: a = ((const pc_table_part *)x.at)->attr; break;
    case PC_N_BODY: a = ((const pc_table_body *)x.at)->attr; break;
    case PC_N_ROW: a = ((const pc_row *)x.at)->attr; break;
    case PC_N_CELL: a = ((const pc_cell *)x.at)->attr; break;
    default: break;
    }
    return a ? a : &pc_attr_none;
}

static pc_node meta_entry(pc_node x, const char *key) {
    pc_node l = content(x);
    if (l.kind != PC_N_META_MAP) return pc_none;
    const pc_meta *m = pc_meta_getz((pc_meta_map){l.at, l.n}, key);
    return m ? pc_node_one(PC_N_META, m) : pc_none;
}

pc_node pc_h_part(pc_node x, const char *name) {
    const char *type = pc_node_type(x);
    if (!name) return pc_none;
    if (strcmp(type, "MetaMap") == 0) return meta_entry(x, name);
    if (strcmp(name, "content") == 0) return content(x);
    if (strcmp(name, "attr") == 0) return pc_node_one(PC_N_ATTR, attr_of(x));
    for (size_t i = 0; i < PC_COUNT(parts); i++)
        if (strcmp(parts[i].name, name) == 0 && strcmp(parts[i].type, type) == 0)
            return parts[i].get(x);
    return pc_none;
}

/* --- Texts and numbers ----------------------------------------------------------------------- */

const char *pc_h_type(pc_node x) {
    return pc_node_type(x);
}
bool pc_h_is(pc_node x, const char *type) {
    return type && strcmp(pc_node_type(x), type) == 0;
}

pc_str pc_h_text(pc_node x) {
    if (pc_node_kind_of(x) == PC_N_INLINE) {
        const pc_inline *c = x.at;
        switch (pc_inline_shape((pc_inline_tag)c->tag)) {
        case PC_SHAPE_TEXT: return c->u.text;
        case PC_SHAPE_ATTR_TEXT: return c->u.code->text;
        case PC_SHAPE_RAW: return c->u.raw->text;
        default: return nothing;
        }
    }
    if (pc_node_kind_of(x) == PC_N_BLOCK) {
        const pc_block *c = x.at;
        switch (pc_block_shape((pc_block_tag)c->tag)) {
        case PC_SHAPE_ATTR_TEXT: return c->u.code->text;
        case PC_SHAPE_RAW: return c->u.raw->text;
        default: return nothing;
        }
    }
    if (pc_node_kind_of(x) != PC_N_META) return nothing;
    const pc_meta *m = x.at;
    return m->tag == PC_MetaString ? m->u.text : nothing;
}

static pc_str word(const char *const *words, size_t i) {
    return pc_strz(words[i]);
}
static const pc_inline *as_inline(pc_node x) {
    return x.at;
}
static const pc_block *as_block(pc_node x) {
    return x.at;
}

static pc_str link_target(pc_node x) {
    return as_inline(x)->u.link->url;
}
static pc_str link_title(pc_node x) {
    return as_inline(x)->u.link->title;
}
static pc_str inline_format(pc_node x) {
    return as_inline(x)->u.raw->format;
}
static pc_str block_format(pc_node x) {
    return as_block(x)->u.raw->format;
}
static pc_str quote_type(pc_node x) {
    return word(pc_words_quote, as_inline(x)->kind);
}
static pc_str math_type(pc_node x) {
    return word(pc_words_math, as_inline(x)->kind);
}
static pc_str list_style(pc_node x) {
    return word(pc_words_style, as_block(x)->u.olist->style);
}
static pc_str list_delim(pc_node x) {
    return word(pc_words_delim, as_block(x)->u.olist->delim);
}
static pc_str cell_align(pc_node x) {
    return word(pc_words_align, ((const pc_cell *)x.at)->align);
}
static pc_str citation_id(pc_node x) {
    return ((const pc_citation *)x.at)->id;
}
static pc_str citation_mode(pc_node x) {
    return word(pc_words_mode, ((const pc_citation *)x.at)->mode);
}

static const struct {
    const char *type, *name;
    pc_str (*get)(pc_node x);
} fields[] = {
    {"Link", "target", link_target},        {"Link", "title", link_title},
    {"Image", "target", link_target},       {"Image", "title", link_title},
    {"RawInline", "format", inline_format}, {"RawBlock", "format", block_format},
    {"Quoted", "quotetype", quote_type},    {"Math", "mathtype", math_type},
    {"OrderedList", "style", list_style},   {"OrderedList", "delimiter", list_delim},
    {"Cell", "alignment", cell_align},      {"Citation", "id", citation_id},
    {"Citation", "mode", citation_mode},
};

pc_str pc_h_field(pc_node x, const char *name) {
    const char *type = pc_node_type(x);
    for (size_t i = 0; name && i < PC_COUNT(fields); i++)
        if (strcmp(fields[i].name, name) == 0 && strcmp(fields[i].type, type) == 0)
            return fields[i].get(x);
    return nothing;
}

static int64_t header_level(pc_node x) {
    return as_block(x)->u.header->level;
}
static int64_t list_start(pc_node x) {
    return as_block(x)->u.olist->start;
}
static int64_t row_span(pc_node x) {
    return ((const pc_cell *)x.at)->row_span;
}
static int64_t col_span(pc_node x) {
    return ((const pc_cell *)x.at)->col_span;
}
static int64_t head_columns(pc_node x) {
    return ((const pc_table_body *)x.at)->row_head_columns;
}
static int64_t columns(pc_node x) {
    return (int64_t)table_of(x)->ncols;
}
static int64_t note_num(pc_node x) {
    return ((const pc_citation *)x.at)->note_num;
}
static int64_t citation_hash(pc_node x) {
    return ((const pc_citation *)x.at)->hash;
}
static int64_t meta_bool(pc_node x) {
    return ((const pc_meta *)x.at)->u.b;
}

static const struct {
    const char *type, *name;
    int64_t (*get)(pc_node x);
} numbers[] = {
    {"Header", "level", header_level},  {"OrderedList", "start", list_start},
    {"Cell", "row_span", row_span},     {"Cell", "col_span", col_span},
    {"Table", "columns", columns},      {"TableBody", "row_head_columns", head_columns},
    {"Citation", "note_num", note_num}, {"Citation", "hash", citation_hash},
    {"MetaBool", "value", meta_bool},
};

int64_t pc_h_number(pc_node x, const char *name) {
    const char *type = pc_node_type(x);
    for (size_t i = 0; name && i < PC_COUNT(numbers); i++)
        if (strcmp(numbers[i].name, name) == 0 && strcmp(numbers[i].type, type) == 0)
            return numbers[i].get(x);
    return 0;
}

pc_str pc_h_column(pc_node x, size_t i, double *width) {
    const pc_table *t = table_of(x);
    if (width) *width = 0;
    if (!t || i >= t->ncols) return nothing;
    if (width) *width = t->cols[i].width;
    return word(pc_words_align, t->cols[i].align);
}

/* --- Attributes ------------------------------------------------------------------------------ */

pc_str pc_h_attr_id(pc_node x) {
    return attr_of(x)->id;
}
size_t pc_h_attr_classes(pc_node x) {
    return attr_of(x)->classes.n;
}
pc_str pc_h_attr_class(pc_node x, size_t i) {
    const pc_attr *a = attr_of(x);
    return i < a->classes.n ? a->classes.v[i] : nothing;
}
bool pc_h_attr_has_class(pc_node x, const char *name) {
    return name && pc_attr_has_class(attr_of(x), name);
}
size_t pc_h_attr_pairs(pc_node x) {
    return attr_of(x)->pairs.n;
}
pc_named_text pc_h_attr_pair(pc_node x, size_t i) {
    const pc_attr *a = attr_of(x);
    if (i >= a->pairs.n) return (pc_named_text){nothing, nothing};
    return (pc_named_text){a->pairs.v[i].key, a->pairs.v[i].value};
}
pc_str pc_h_attr_get(pc_node x, const char *key) {
    const pc_attr *a = attr_of(x);
    for (size_t i = 0; key && i < a->pairs.n; i++)
        if (pc_str_eqz(a->pairs.v[i].key, key)) {
            pc_str v = a->pairs.v[i].value;
            return v.p ? v : nothing;
        }
    return (pc_str){NULL, 0};
}

/* --- Place and words ------------------------------------------------------------------------- */

pc_pos pc_h_where(pc_node x) {
    switch (pc_node_kind_of(x)) {
    case PC_N_INLINE: return as_inline(x)->pos;
    case PC_N_BLOCK: return as_block(x)->pos;
    case PC_N_META: return ((const pc_meta *)x.at)->pos;
    case PC_N_INLINES: return x.n ? as_inline(x)->pos : 0;
    case PC_N_BLOCKS: return x.n ? as_block(x)->pos : 0;
    default: return 0;
    }
}

static void do_stringify(void *arg) {
    pc_hostcall *c = arg;
    pc_node x = c->n[0];
    pc_arena *a = c->cx->arena;
    switch (pc_node_kind_of(x)) {
    case PC_N_INLINE:
    case PC_N_INLINES: c->text = pc_inlines_text(a, pc_node_inlines(x)); break;
    case PC_N_META: c->text = pc_meta_text(a, x.at); break;
    case PC_N_DEF: c->text = pc_inlines_text(a, ((const pc_def *)x.at)->term); break;
    default: c->text = pc_blocks_text(a, pc_node_blocks(x)); break;
    }
}

pc_str pc_h_stringify(pc_ctx *cx, pc_node x) {
    pc_hostcall c = {.cx = cx, .name = "stringify", .n = {x}};
    return pc_host_run(&c, do_stringify) ? c.text : nothing;
}
