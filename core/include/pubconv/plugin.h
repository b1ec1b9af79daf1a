/* The plugin ABI, and the door by which built-in formats enter as well.
 *
 * A plugin is a shared object that exports one symbol, made by PUBCONV_PLUGIN(). It links to
 * nothing: what it needs of the host arrives as a table of functions, `pc_host`. It allocates only
 * through the host, frees nothing, and sees the document only through the host's accessors and
 * builders. All text is a slice (`pc_str`): pointer and length, not NUL-terminated, valid UTF-8.
 * Whatever the host hands out lives as long as the document of the call; whatever a plugin hands in
 * is copied.
 *
 * Prose and worked examples: plugins/ABI.md. */
#ifndef PUBCONV_PLUGIN_H
#define PUBCONV_PLUGIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The host accepts plugins whose `abi` lies in [PC_ABI_MIN, PC_ABI]. PC_ABI grows by one whenever
 * something is appended to a struct below; PC_ABI_MIN moves only when something is taken away. */
#define PC_ABI 1u
#define PC_ABI_MIN 1u

/* A slice of bytes that somebody else owns. */
typedef struct pc_str {
    const char *p;
    size_t n;
} pc_str;

/* What a callback answers. A callback that fails says why through host->diag first. */
typedef enum pc_status { PC_OK = 0, PC_FAILED = 1 } pc_status;

/* Opaque to plugins. Built-in rooms see inside `pc_ctx` (core/registry/ctx.h), `pc_doc` and the
 * node types (core/ast/ast.h), `pc_buf` (core/base/buf.h). */
typedef struct pc_ctx pc_ctx;       /* one conversion: memory, messages, options */
typedef struct pc_doc pc_doc;       /* a document: metadata and blocks */
typedef struct pc_buf pc_buf;       /* output being written */
typedef struct pc_source pc_source; /* a text that positions can point into */
typedef struct pc_host pc_host;     /* the host's functions, below */

/* A place in any text of the conversion; 0 is nowhere. */
typedef uint32_t pc_pos;

/* How grave a message is. An error makes the conversion fail in the end, though it goes on. */
typedef enum pc_level { PC_LEVEL_INFO, PC_LEVEL_WARNING, PC_LEVEL_ERROR } pc_level;

/* Turns bytes into a document.
 * `in` is valid UTF-8 with a known name; `out` is an empty document to fill. Bad input is a
 * diagnostic and a best result, not a failure: PC_FAILED is for input that has no reading at all.
 */
typedef struct pc_reader {
    uint32_t size;              /* sizeof(pc_reader) as the author's compiler saw it */
    const char *name;           /* "gfm" */
    const char *summary;        /* one line for --list-input-formats --verbose; may be NULL */
    const char *const *aliases; /* NULL-terminated, or NULL */
    const char *const
        *suffixes;          /* ".md", ... NULL-terminated, or NULL: guesses the format of a file */
    const char *extensions; /* "+smart-raw_html": supported, + on by default; NULL: none */
    pc_status (*read)(const pc_host *host, pc_ctx *cx, const pc_source *in, pc_doc *out);
} pc_reader;

/* Turns a document into bytes. Writes to `out`; never to a file. */
typedef struct pc_writer {
    uint32_t size;
    const char *name;
    const char *summary;
    const char *const *aliases;
    const char *const *suffixes;
    const char *extensions;
    const char *template_name; /* default template for -s ("default.latex"); NULL: no templates */
    pc_status (*write)(const pc_host *host, pc_ctx *cx, const pc_doc *doc, pc_buf *out);
} pc_writer;

/* Changes a document in place. `format` is the name of the output format to come. */
typedef struct pc_filter {
    uint32_t size;
    const char *name;
    const char *summary;
    pc_status (*apply)(const pc_host *host, pc_ctx *cx, pc_doc *doc, pc_str format);
} pc_filter;

/* What a plugin brings; lists are NULL-terminated arrays of pointers, or NULL. */
typedef struct pc_plugin {
    uint32_t abi;  /* PC_ABI, by the macro */
    uint32_t size; /* sizeof(pc_plugin), by the macro */
    const char *name;
    const char *version;
    const pc_reader *const *readers;
    const pc_writer *const *writers;
    const pc_filter *const *filters;
} pc_plugin;

/* A handle on a part of a document: a block, an inline, a list of them, a table's row, metadata …
 * Its fields are the host's: plugins copy handles and hand them around, and never look inside.
 * Parts are immutable; a change builds a new one and shares what it keeps.
 *
 * `pc_none` is no part at all. It is what every accessor answers where there is nothing, and what
 * every builder answers once the conversion is lost (out of memory, a limit, a wrong argument).
 * Every function takes it: as a list it is the empty list, as an attribute the empty one, and
 * asking it anything gives pc_none, "" or 0. So a plugin needs no checks: it builds on, returns,
 * and the host ends the conversion with the right message. */
typedef struct pc_node {
    const void *at;
    uint32_t n;
    uint32_t kind;
} pc_node;

#define pc_none ((pc_node){0, 0, 0})

/* One `key="value"` of an attribute, and an entry of a metadata map. */
typedef struct pc_named_text {
    pc_str key, value;
} pc_named_text;
typedef struct pc_named_node {
    pc_str key;
    pc_node value;
} pc_named_node;

/* Asked for each block and inline, children before parents. [x] answered back, or pc_none: stays as
 * it is. Another node or list: takes its place (an empty list takes it away). */
typedef pc_node (*pc_visit_fn)(const pc_host *host, pc_ctx *cx, pc_node x, void *user);

/* The host's functions. New ones are appended; none ever moves. PC_HOST_HAS() tells a plugin that
 * was built against a newer header whether this host has one.
 *
 * Each contract stands in brackets:
 *   [life]  how long the answer is valid: document (until the conversion ends), call (until the
 *           callback that received [cx] returns), always (a literal)
 *   [fails] how it fails: never; none (answers pc_none, NULL, "" or PC_FAILED, and from then on
 * every function that is given this [cx] does so at once; the host ends the conversion after the
 *           callback has returned)
 * Nobody owns anything: what a plugin hands in is copied before the function returns (handles are
 * shared), what it gets needs no freeing. No function jumps over a plugin's frame. A plugin hands
 * [cx] only to the thread that it was called in. */
struct pc_host {
    uint32_t abi;  /* PC_ABI of the host */
    uint32_t size; /* sizeof(pc_host) of the host */

    /* --- The conversion --------------------------------------------------------------------- */

    /* [n] zeroed bytes, aligned for any object. [life: document] [fails: NULL] */
    void *(*alloc)(pc_ctx *cx, size_t n);
    /* A message about place [at] (0: about no place): one line, no full stop, no "error:". The host
     * shows file, line, column and excerpt. [fails: none] */
    void (*diag)(pc_ctx *cx, pc_level level, pc_pos at, pc_str message);
    /* An option by its name on the command line ("columns", "standalone", "wrap"): numbers in
     * decimal, switches as "true" or "". Unknown names give "". [life: document] [fails: none] */
    pc_str (*option)(pc_ctx *cx, const char *name);
    /* Whether extension [name] of the format being read or written is on. [fails: never] */
    bool (*extension)(pc_ctx *cx, const char *name);
    /* A variable (-V) or pc_none; a metadata node. [life: document] [fails: never] */
    pc_node (*variable)(pc_ctx *cx, const char *name);
    /* Metadata from the command line (-M), which readers may want before they make the document's.
     * The document's own, which has it merged in, is read with doc_meta. [life: document]
     * [fails: never] */
    pc_node (*given_meta)(pc_ctx *cx, const char *name);
    /* The formats as asked for, without extensions. [life: document] [fails: never] */
    pc_str (*from_format)(pc_ctx *cx);
    pc_str (*to_format)(pc_ctx *cx);
    /* A file of the data folder, else one embedded in the program ("templates/default.latex"); p is
     * NULL when there is neither. [life: document] [fails: none] */
    pc_str (*asset)(pc_ctx *cx, const char *name);

    /* --- Texts ------------------------------------------------------------------------------ */

    /* [life: document] [fails: never] */
    pc_str (*source_name)(const pc_source *in);
    pc_str (*source_text)(const pc_source *in);
    /* The place of byte [offset] of the text. [fails: never] */
    pc_pos (*source_pos)(const pc_source *in, size_t offset);
    /* A new text, for read_as and for messages about it. [life: document] [fails: none] */
    const pc_source *(*source_new)(pc_ctx *cx, pc_str name, pc_str text);

    /* --- Documents -------------------------------------------------------------------------- */

    /* An empty document, for read_as. [life: document] [fails: none] */
    pc_doc *(*doc_new)(pc_ctx *cx);
    /* [life: document] [fails: never] */
    pc_node (*doc_blocks)(const pc_doc *doc);
    void (*doc_set_blocks)(pc_ctx *cx, pc_doc *doc, pc_node blocks); /* [fails: none] */
    /* The metadata entry [key], or pc_none; key "" gives the whole map. [life: document]
     * [fails: never] */
    pc_node (*doc_meta)(const pc_doc *doc, const char *key);
    /* Sets it. Inlines and Blocks become MetaInlines and MetaBlocks; pc_none takes the entry away.
     * [fails: none] */
    void (*doc_set_meta)(pc_ctx *cx, pc_doc *doc, pc_str key, pc_node value);
    /* Reads [in] with another format ("gfm+smart") into [out]. [fails: none] */
    pc_status (*read_as)(pc_ctx *cx, const char *format, const pc_source *in, pc_doc *out);
    /* Writes [doc] in another format. [fails: none] */
    pc_status (*write_as)(pc_ctx *cx, const char *format, const pc_doc *doc, pc_buf *out);
    /* The same for a block, an inline or a list of them, as text. [life: document] [fails: none] */
    pc_str (*write_node)(pc_ctx *cx, const char *format, pc_node x);
    /* Asks [inlin] for each inline of [x], [block] for each block (either may be NULL), and answers
     * as a list with the changes made: Blocks or Inlines, as [x] was. [x]: a block, an inline, or a
     * list of either. [life: document] [fails: none] */
    pc_node (*rewrite)(pc_ctx *cx, pc_node x, pc_visit_fn inlin, pc_visit_fn block, void *user);

    /* --- Looking at nodes ------------------------------------------------------------------- */

    /* What it is: "Para", "Str", "Link" …, a constructor of Pandoc's; "Inlines", "Blocks" and the
     * other lists; "Cell", "Row" …, the parts of tables; "MetaString" …; "" for pc_none.
     * NUL-terminated. [life: always] [fails: never] */
    const char *(*type)(pc_node x);
    bool (*is)(pc_node x, const char *type); /* [fails: never] */
    /* The text of a Str, Code, CodeBlock, Math, RawInline, RawBlock, MetaString; else "".
     * [life: document] [fails: never] */
    pc_str (*text)(pc_node x);
    /* How many children: items of a list, or of the content of a node (the inlines of a Para, the
     * blocks of a Div, the items of a BulletList, the rows of a TableHead, the entries of a
     * MetaMap). [fails: never] */
    size_t (*count)(pc_node x);
    /* The child [i], counted from 0; pc_none beyond the last. [life: document] [fails: never] */
    pc_node (*child)(pc_node x, size_t i);
    /* The key of the entry [i] of a MetaMap. [life: document] [fails: never] */
    pc_str (*key)(pc_node x, size_t i);
    /* A part by the name that Pandoc's Lua API gives it: "content" "caption" "head" "bodies" "foot"
     * "rows" "cells" "contents" "body" "citations" "prefix" "suffix" "short" "long" "term"
     * "definitions" "attr", or an entry of a MetaMap. [life: document] [fails: never] */
    pc_node (*part)(pc_node x, const char *name);
    /* A text field: "target" (of links and images), "title", "format", "quotetype", "mathtype",
     * "style", "delimiter", "alignment", "id" (of a citation), "mode". Enumerations are Pandoc's
     * words ("DoubleQuote", "UpperRoman"). [life: document] [fails: never] */
    pc_str (*field)(pc_node x, const char *name);
    /* A number: "level", "start", "row_span", "col_span", "row_head_columns", "columns" (of a
     * Table), "note_num", "hash"; MetaBool "value". [fails: never] */
    int64_t (*number)(pc_node x, const char *name);
    /* Column [i] of a Table: its alignment in words and its width (0: by itself). [life: always]
     * [fails: never] */
    pc_str (*column)(pc_node table, size_t i, double *width);
    /* Attributes of a node that has them (or of an Attr itself). [life: document] [fails: never] */
    pc_str (*attr_id)(pc_node x);
    size_t (*attr_classes)(pc_node x);
    pc_str (*attr_class)(pc_node x, size_t i);
    bool (*attr_has_class)(pc_node x, const char *name);
    size_t (*attr_pairs)(pc_node x);
    pc_named_text (*attr_pair)(pc_node x, size_t i);
    pc_str (*attr_get)(pc_node x, const char *key); /* p is NULL when absent */
    /* Where the node stands in the input; 0 when nobody knows. [fails: never] */
    pc_pos (*where)(pc_node x);
    /* The words of a block, an inline, a list of either, or metadata, as plain text.
     * [life: document] [fails: none] */
    pc_str (*stringify)(pc_ctx *cx, pc_node x);

    /* --- Building nodes --------------------------------------------------------------------- */
    /* All: [life: document] [fails: none]. Where Inlines or Blocks are wanted, a single inline or
     * block does as well. What is not UTF-8 in a text becomes U+FFFD. */

    /* A list: type "Inlines", "Blocks", "Lines" (of Inlines), "Items" (of Blocks), "Definitions",
     * "Rows", "Cells", "Bodies", "Citations", "MetaList". */
    pc_node (*list)(pc_ctx *cx, const char *type, const pc_node *items, size_t n);
    /* Text as words: Str, Space, and SoftBreak for a newline. [at]: place of its first byte, or 0.
     */
    pc_node (*words)(pc_ctx *cx, pc_str text, pc_pos at);
    pc_node (*attr)(pc_ctx *cx, pc_str id, const pc_str *classes, size_t nclasses,
                    const pc_named_text *pairs, size_t npairs);

    pc_node (*str)(pc_ctx *cx, pc_str text);
    pc_node (*space)(pc_ctx *cx);
    pc_node (*soft_break)(pc_ctx *cx);
    pc_node (*line_break)(pc_ctx *cx);
    /* [type]: "Emph" "Underline" "Strong" "Strikeout" "Superscript" "Subscript" "SmallCaps". */
    pc_node (*styled)(pc_ctx *cx, const char *type, pc_node inlines);
    pc_node (*quoted)(pc_ctx *cx, const char *quotetype, pc_node inlines); /* "SingleQuote" … */
    pc_node (*code)(pc_ctx *cx, pc_node attr, pc_str text);
    pc_node (*math)(pc_ctx *cx, const char *mathtype, pc_str text); /* "InlineMath" "DisplayMath" */
    pc_node (*raw_inline)(pc_ctx *cx, pc_str format, pc_str text);
    pc_node (*link)(pc_ctx *cx, pc_node attr, pc_node inlines, pc_str target, pc_str title);
    pc_node (*image)(pc_ctx *cx, pc_node attr, pc_node inlines, pc_str target, pc_str title);
    pc_node (*note)(pc_ctx *cx, pc_node blocks);
    pc_node (*span)(pc_ctx *cx, pc_node attr, pc_node inlines);
    pc_node (*cite)(pc_ctx *cx, pc_node citations, pc_node inlines);
    /* [mode]: "NormalCitation" "AuthorInText" "SuppressAuthor". */
    pc_node (*citation)(pc_ctx *cx, pc_str id, const char *mode, pc_node prefix, pc_node suffix,
                        int64_t note_num, int64_t hash);

    pc_node (*plain)(pc_ctx *cx, pc_node inlines);
    pc_node (*para)(pc_ctx *cx, pc_node inlines);
    pc_node (*line_block)(pc_ctx *cx, pc_node lines);
    pc_node (*code_block)(pc_ctx *cx, pc_node attr, pc_str text);
    pc_node (*raw_block)(pc_ctx *cx, pc_str format, pc_str text);
    pc_node (*block_quote)(pc_ctx *cx, pc_node blocks);
    pc_node (*bullet_list)(pc_ctx *cx, pc_node items);
    /* [style]: "DefaultStyle" "Decimal" "LowerRoman" …; [delimiter]: "DefaultDelim" "Period" … */
    pc_node (*ordered_list)(pc_ctx *cx, int64_t start, const char *style, const char *delimiter,
                            pc_node items);
    pc_node (*definition_list)(pc_ctx *cx, pc_node definitions);
    pc_node (*definition)(pc_ctx *cx, pc_node term, pc_node items); /* one of them */
    pc_node (*header)(pc_ctx *cx, int64_t level, pc_node attr, pc_node inlines);
    pc_node (*horizontal_rule)(pc_ctx *cx);
    pc_node (*div)(pc_ctx *cx, pc_node attr, pc_node blocks);
    pc_node (*figure)(pc_ctx *cx, pc_node attr, pc_node caption, pc_node blocks);
    pc_node (*caption)(pc_ctx *cx, pc_node short_inlines,
                       pc_node blocks); /* pc_none: no short one */
    /* [aligns], [widths]: one per column, "AlignLeft" "AlignRight" "AlignCenter" "AlignDefault",
     * and fractions of the line (0: by itself; NULL: all of them). */
    pc_node (*table)(pc_ctx *cx, pc_node attr, pc_node caption, size_t ncolumns,
                     const char *const *aligns, const double *widths, pc_node head, pc_node bodies,
                     pc_node foot);
    pc_node (*table_head)(pc_ctx *cx, pc_node attr, pc_node rows);
    pc_node (*table_foot)(pc_ctx *cx, pc_node attr, pc_node rows);
    pc_node (*table_body)(pc_ctx *cx, pc_node attr, int64_t row_head_columns, pc_node head_rows,
                          pc_node rows);
    pc_node (*row)(pc_ctx *cx, pc_node attr, pc_node cells);
    pc_node (*cell)(pc_ctx *cx, pc_node attr, const char *alignment, int64_t row_span,
                    int64_t col_span, pc_node blocks);

    pc_node (*meta_string)(pc_ctx *cx, pc_str text);
    pc_node (*meta_bool)(pc_ctx *cx, bool value);
    pc_node (*meta_map)(pc_ctx *cx, const pc_named_node *entries, size_t n);

    /* The same node with other content (of the type that its content has), other attributes, one
     * class or key more, or a place in the input. */
    pc_node (*with_content)(pc_ctx *cx, pc_node x, pc_node content);
    pc_node (*with_attr)(pc_ctx *cx, pc_node x, pc_node attr);
    pc_node (*with_class)(pc_ctx *cx, pc_node x, pc_str name);
    pc_node (*with_key)(pc_ctx *cx, pc_node x, pc_str key, pc_str value);
    pc_node (*with_place)(pc_ctx *cx, pc_node x, pc_pos at);

    /* --- Writing ---------------------------------------------------------------------------- */

    void (*put)(pc_ctx *cx, pc_buf *out, pc_str text); /* [fails: none] */
    /* Ends the line, unless the output is empty or at the start of one. [fails: none] */
    void (*end_line)(pc_ctx *cx, pc_buf *out);
};

/* Whether the host at hand has [member]: if (PC_HOST_HAS(host, put)) … */
#define PC_HOST_HAS(host, member) \
    ((host)->size >= offsetof(pc_host, member) + sizeof((host)->member))

/* A literal as a slice: PC_TEXT("x"). */
#define PC_TEXT(s) ((pc_str){"" s, sizeof(s) - 1})

#define PC_PLUGIN_SYMBOL "pubconv_plugin"

#if defined(_WIN32)
#define PC_EXPORT __declspec(dllexport)
#else
#define PC_EXPORT __attribute__((visibility("default")))
#endif

/* PUBCONV_PLUGIN(.name = "x", .version = "1", .writers = my_writers); at file scope, once. */
#define PUBCONV_PLUGIN(...)                          \
    PC_EXPORT extern const pc_plugin pubconv_plugin; \
    const pc_plugin pubconv_plugin = {               \
        .abi = PC_ABI, .size = (uint32_t)sizeof(pc_plugin), __VA_ARGS__}

#ifdef __cplusplus
}
#endif
#endif
