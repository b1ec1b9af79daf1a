/* The document: Pandoc's data model (pandoc-types 1.23).
 *
 * Nodes are cells of 24 bytes, held by value in arrays. What is larger than a slice hangs on a cell
 * as a payload. Every pointer in a document lives in the document's arena; nothing is freed singly;
 * a `pc_str` points into the arena or into the input. Cells and payloads are immutable once they
 * are in a document and are shared freely: copying a cell shares all that is below it, and a change
 * makes a new cell. Attribute pointers are never NULL (`&pc_attr_none`).
 *
 * Beside the node, not in its Attr, stands its origin: `pos`, and `html`, the tag that it had when
 * it came from HTML. Equality, JSON and native text ignore both; copies keep them. An element such
 * as <b class="x">…</b>, whose Pandoc node has no Attr, is a Span with the attributes and html = b
 * around a single Strong with html = b: the HTML writer folds such a pair into one tag again.
 *
 * No document nests deeper than PC_MAX_DEPTH (base/limits.h; ast/check.h), so recursion over one is
 * bounded. */
#ifndef PC_AST_H
#define PC_AST_H

#include "base/arena.h"
#include "diag/source.h"

/* Which member of a cell's union is in use. */
typedef enum pc_shape {
    PC_SHAPE_EMPTY,        /* none */
    PC_SHAPE_TEXT,         /* u.text */
    PC_SHAPE_INLINES,      /* u.inlines */
    PC_SHAPE_BLOCKS,       /* u.blocks */
    PC_SHAPE_CITE,         /* u.cite */
    PC_SHAPE_ATTR_TEXT,    /* u.code */
    PC_SHAPE_RAW,          /* u.raw */
    PC_SHAPE_LINK,         /* u.link */
    PC_SHAPE_ATTR_INLINES, /* u.span */
    PC_SHAPE_ATTR_BLOCKS,  /* u.div */
    PC_SHAPE_LINES,        /* u.lines */
    PC_SHAPE_OLIST,        /* u.olist */
    PC_SHAPE_ITEMS,        /* u.items */
    PC_SHAPE_DEFS,         /* u.defs */
    PC_SHAPE_HEADER,       /* u.header */
    PC_SHAPE_TABLE,        /* u.table */
    PC_SHAPE_FIGURE,       /* u.figure */
    PC_SHAPE_COUNT
} pc_shape;

typedef enum pc_inline_tag {
#define PC_INLINE(Name, SHAPE) PC_##Name,
#include "ast/ast.def"
    PC_INLINE_COUNT
} pc_inline_tag;

typedef enum pc_block_tag {
#define PC_BLOCK(Name, SHAPE) PC_##Name,
#include "ast/ast.def"
    PC_BLOCK_COUNT
} pc_block_tag;

typedef enum pc_html_tag {
    PC_HTML_NONE,
#define PC_HTML_TAG(NAME, text) PC_HTML_##NAME,
#include "ast/tag.def"
#undef PC_HTML_TAG
    PC_HTML_COUNT
} pc_html_tag;

typedef enum pc_quote_type { PC_SINGLE_QUOTE, PC_DOUBLE_QUOTE } pc_quote_type; /* Quoted: kind */
typedef enum pc_math_type { PC_DISPLAY_MATH, PC_INLINE_MATH } pc_math_type;    /* Math: kind */
enum { PC_LINE_BEHIND = 128 }; /* LineBreak: kind; origin */
/* How a block stood in HTML, bits; origin, like `html`. */
typedef enum pc_block_origin {
    PC_CODE_LINE_FIRST = 1,   /* a line end right behind <pre> */
    PC_CODE_NO_LINE_LAST = 2, /* none in front of </pre> */
    PC_CODE_ATTR_WITHIN = 4,  /* the attributes are <code>'s, its first class language-…, … */
    PC_BEHIND_ITEM = 8,       /* at the end of an item: in the list, but behind the <li> */
    PC_CODE_NO_LANGUAGE = 16, /* … unless the first class names no language */
    PC_TABLE_BARE_HEAD = 32,  /* rows of the head stood without <thead> … */
    PC_TABLE_BARE_BODY = 64,  /* … those of the bodies without <tbody> */
    PC_NOTES_HERE = 128,      /* an empty Div: the notes stand here */
    PC_STOOD_BEHIND = 256,    /* it stood behind another block … */
    PC_STOOD_FIRST = 512,     /* … or before all others … */
    PC_BLANK_BEFORE = 1024,   /* … with a blank line in front of it */
    PC_BLANK_LAST = 2048,     /* it stood behind all others, with a blank line behind it */
    PC_CONTENTS = 4096,       /* a table of contents, which stands at the margin wherever it is; its
                               * lists, which go on in the line of their entry */
    PC_UNINDENTED = 8192      /* its line began without blanks, within an element */
} pc_block_origin;
typedef enum pc_citation_mode {
    PC_AUTHOR_IN_TEXT,
    PC_SUPPRESS_AUTHOR,
    PC_NORMAL_CITATION
} pc_citation_mode;
typedef enum pc_list_style {
    PC_DEFAULT_STYLE,
    PC_EXAMPLE,
    PC_DECIMAL,
    PC_LOWER_ROMAN,
    PC_UPPER_ROMAN,
    PC_LOWER_ALPHA,
    PC_UPPER_ALPHA
} pc_list_style;
typedef enum pc_list_delim {
    PC_DEFAULT_DELIM,
    PC_PERIOD,
    PC_ONE_PAREN,
    PC_TWO_PARENS
} pc_list_delim;
typedef enum pc_alignment {
    PC_ALIGN_LEFT,
    PC_ALIGN_RIGHT,
    PC_ALIGN_CENTER,
    PC_ALIGN_DEFAULT
} pc_alignment;

typedef struct pc_inline pc_inline;
typedef struct pc_block pc_block;

typedef struct pc_inlines {
    const pc_inline *v;
    size_t n;
} pc_inlines;

typedef struct pc_blocks {
    const pc_block *v;
    size_t n;
} pc_blocks;

typedef struct pc_strs {
    const pc_str *v;
    size_t n;
} pc_strs;

typedef struct pc_key_value {
    pc_str key, value;
} pc_key_value;

typedef struct pc_attr {
    pc_str id;
    pc_strs classes;
    struct {
        const pc_key_value *v;
        size_t n;
    } pairs;
} pc_attr;

extern const pc_attr pc_attr_none;

typedef struct pc_lines { /* LineBlock */
    const pc_inlines *v;
    size_t n;
} pc_lines;

typedef struct pc_items { /* BulletList; the definitions of a term */
    const pc_blocks *v;
    size_t n;
} pc_items;

typedef struct pc_def {
    pc_inlines term;
    pc_items defs;
} pc_def;

typedef struct pc_defs {
    const pc_def *v;
    size_t n;
} pc_defs;

struct pc_inline {
    uint8_t tag;   /* pc_inline_tag */
    uint8_t html;  /* pc_html_tag */
    uint16_t kind; /* Quoted: pc_quote_type; Math: pc_math_type. Origin, like `html`: Space: blanks
                    * beyond the first; SoftBreak: those in front (high byte) and behind;
                    * LineBreak: the same, with PC_LINE_BEHIND for a line end behind a <br>;
                    * Span: 1 for an <a> that had its name as identifier, too; Image: 1 for an
                    * <img> without an address; Note: its name, from 1 on in pc_look */
    pc_pos pos;
    union {
        pc_str text;
        pc_inlines inlines;
        pc_blocks blocks;
        const struct pc_cite *cite;
        const struct pc_code *code;
        const struct pc_raw *raw;
        const struct pc_link *link;
        const struct pc_span *span;
    } u;
};

struct pc_block {
    uint8_t tag; /* pc_block_tag */
    uint8_t html;
    uint16_t kind; /* pc_block_origin */
    pc_pos pos;
    union {
        pc_inlines inlines;
        pc_blocks blocks;
        pc_lines lines;
        pc_items items;
        pc_defs defs;
        const struct pc_code *code;
        const struct pc_raw *raw;
        const struct pc_olist *olist;
        const struct pc_header *header;
        const struct pc_table *table;
        const struct pc_figure *figure;
        const struct pc_div *div;
    } u;
};

/* Payloads. Those with an attr have it first. */
typedef struct pc_code { /* Code, CodeBlock */
    const pc_attr *attr;
    pc_str text;
} pc_code;

typedef struct pc_raw { /* RawInline, RawBlock */
    pc_str format;
    pc_str text;
} pc_raw;

typedef struct pc_link { /* Link, Image */
    const pc_attr *attr;
    pc_inlines content;
    pc_str url, title;
} pc_link;

typedef struct pc_span {
    const pc_attr *attr;
    pc_inlines content;
} pc_span;

typedef struct pc_div {
    const pc_attr *attr;
    pc_blocks content;
} pc_div;

typedef struct pc_header {
    const pc_attr *attr;
    pc_inlines content;
    int64_t level;
} pc_header;

typedef struct pc_olist {
    pc_items items;
    int64_t start;
    pc_list_style style;
    pc_list_delim delim;
} pc_olist;

typedef struct pc_citation {
    pc_str id;
    pc_inlines prefix, suffix;
    pc_citation_mode mode;
    int64_t note_num, hash;
} pc_citation;

typedef struct pc_citations {
    const pc_citation *v;
    size_t n;
} pc_citations;

typedef struct pc_cite {
    pc_citations citations;
    pc_inlines content;
} pc_cite;

typedef struct pc_caption {
    bool has_short;
    pc_inlines short_caption;
    pc_blocks blocks;
} pc_caption;

typedef struct pc_figure {
    const pc_attr *attr;
    pc_caption caption;
    pc_blocks content;
} pc_figure;

typedef struct pc_col_spec {
    pc_alignment align;
    double width; /* fraction of the line; 0: ColWidthDefault; -0.0: a ColWidth of 0 */
} pc_col_spec;

typedef struct pc_cell {
    const pc_attr *attr;
    pc_alignment align;
    int64_t row_span, col_span;
    pc_blocks content;
} pc_cell;

typedef struct pc_row {
    const pc_attr *attr;
    const pc_cell *cells;
    size_t n;
} pc_row;

typedef struct pc_rows {
    const pc_row *v;
    size_t n;
} pc_rows;

typedef struct pc_table_part { /* TableHead, TableFoot */
    const pc_attr *attr;
    pc_rows rows;
} pc_table_part;

typedef struct pc_table_body {
    const pc_attr *attr;
    int64_t row_head_columns;
    pc_rows head, body;
} pc_table_body;

typedef struct pc_table {
    const pc_attr *attr;
    pc_caption caption;
    const pc_col_spec *cols;
    size_t ncols;
    pc_table_part head;
    const pc_table_body *bodies;
    size_t nbodies;
    pc_table_part foot;
} pc_table;

/* Metadata. Maps are sorted by key (as Pandoc's are) and have each key once. */
typedef enum pc_meta_tag {
    PC_MetaMap,
    PC_MetaList,
    PC_MetaBool,
    PC_MetaString,
    PC_MetaInlines,
    PC_MetaBlocks
} pc_meta_tag;

typedef struct pc_meta pc_meta;
typedef struct pc_meta_entry pc_meta_entry;

typedef struct pc_meta_map {
    const pc_meta_entry *v;
    size_t n;
} pc_meta_map;

typedef struct pc_meta_list {
    const pc_meta *v;
    size_t n;
} pc_meta_list;

struct pc_meta {
    uint8_t tag;
    pc_pos pos;
    union {
        pc_meta_map map;
        pc_meta_list list;
        bool b;
        pc_str text;
        pc_inlines inlines;
        pc_blocks blocks;
    } u;
};

struct pc_meta_entry {
    pc_str key;
    pc_meta value;
};

/* The text that blocks were read from, where it is to be given back as it was: a writer of [format]
 * writes it instead of them, for as long as nothing has made other blocks of them. */
typedef struct pc_as_read {
    const char *format; /* NULL: nothing to be given back */
    pc_str text;
    pc_blocks blocks;
} pc_as_read;

/* The HTML that a block was made from, as the reader's own Markdown gives it back: white space,
 * order of attributes and all. It stands for every block of that content (pc_block_shares),
 * wherever in the document, since a change makes other content; one of no content stands for
 * itself. */
typedef struct pc_html_text {
    pc_block block;
    pc_str text;
} pc_html_text;

typedef struct pc_html_texts {
    const pc_html_text *v;
    size_t n;
} pc_html_texts;

/* How the options of the Markdown that a document was read from want its HTML. Origin, too: a
 * writer may follow it. */
typedef struct pc_code_look {
    bool framed;      /* elements of a highlighter around code; else as if no language were known */
    bool guess;       /* … also around code whose language is not given or is plain text */
    pc_str language;  /* of code that gives none; empty: none */
    pc_str css_class; /* of the <pre>, where it is not "highlight" */
} pc_code_look;

typedef struct pc_look {
    pc_code_look block, span;
    bool math_elements;    /* formulas stand in elements for a script to find: $…$ */
    int64_t note_start;    /* the first note's number */
    pc_str note_prefix;    /* of the notes' identifiers */
    pc_str note_text;      /* of markers, with %s for the number; empty: the number alone */
    pc_str note_back;      /* the text of links back; empty: none */
    bool note_back_inline; /* these stand within the last block of text, however deep */
    const pc_str *note_names;
    size_t nnote_names;
} pc_look;

struct pc_doc {
    pc_meta_map meta;
    pc_blocks blocks;
    /* pandoc-types version of the JSON that it came from, {0} otherwise; the JSON writer writes
     * Null blocks and that version for 1.22, and 1.23.1 for everything else. */
    int api[4];
    pc_str
        markdown; /* whose Markdown it was read as ("kramdown", "gfm"): HTML follows it; or empty */
    const pc_look *look; /* NULL: nothing is said */
    pc_as_read as_read;
    pc_html_texts html_texts; /* origin; those of elements that hold no Markdown */
};

const char *pc_inline_name(pc_inline_tag t); /* "Str" */
const char *pc_block_name(pc_block_tag t);   /* "Para" */
pc_shape pc_inline_shape(pc_inline_tag t);
pc_shape pc_block_shape(pc_block_tag t);
const char *pc_html_name(pc_html_tag t); /* "b"; "" for PC_HTML_NONE */
pc_html_tag pc_html_find(pc_str name);   /* ASCII case folded; PC_HTML_NONE when unknown */
/* Whether [doc] is still what it was read as in [format]. */
bool pc_doc_as_read(const pc_doc *doc, const char *format);
/* Whether two cells are the same but for where they stand. */
bool pc_block_shares(const pc_block *x, const pc_block *y);
/* The Attr of a cell, or NULL if its constructor has none. */
const pc_attr *pc_inline_attr(const pc_inline *x);
const pc_attr *pc_block_attr(const pc_block *x);

#endif
