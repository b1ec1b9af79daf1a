/* What the files of the host table share: handles, and the boundary around what may throw. */
#ifndef PC_HOST_INT_H
#define PC_HOST_INT_H

#include "ast/build.h"
#include "registry/call.h"

/* What a handle's `at` points to, by its `kind`. Lists: to the first of `n` items; maps likewise.
 */
typedef enum pc_node_kind {
    PC_N_NONE,
    PC_N_INLINE,    /* pc_inline */
    PC_N_BLOCK,     /* pc_block */
    PC_N_INLINES,   /* pc_inline[n] */
    PC_N_BLOCKS,    /* pc_block[n] */
    PC_N_LINES,     /* pc_inlines[n] */
    PC_N_ITEMS,     /* pc_blocks[n] */
    PC_N_DEFS,      /* pc_def[n] */
    PC_N_DEF,       /* pc_def */
    PC_N_CITATIONS, /* pc_citation[n] */
    PC_N_CITATION,  /* pc_citation */
    PC_N_CAPTION,   /* pc_caption */
    PC_N_HEAD,      /* pc_table_part */
    PC_N_FOOT,      /* pc_table_part */
    PC_N_BODIES,    /* pc_table_body[n] */
    PC_N_BODY,      /* pc_table_body */
    PC_N_ROWS,      /* pc_row[n] */
    PC_N_ROW,       /* pc_row */
    PC_N_CELLS,     /* pc_cell[n] */
    PC_N_CELL,      /* pc_cell */
    PC_N_ATTR,      /* pc_attr */
    PC_N_META,      /* pc_meta */
    PC_N_META_LIST, /* pc_meta[n] */
    PC_N_META_MAP,  /* pc_meta_entry[n] */
    PC_N_KIND_COUNT
} pc_node_kind;

static inline pc_node pc_node_one(pc_node_kind kind, const void *at) {
    return (pc_node){at, 1, (uint32_t)kind};
}
/* An empty list has no address and needs none. Lists beyond 2^32 items do not fit into memory
 * limits of documents. */
static inline pc_node pc_node_list(pc_node_kind kind, const void *at, size_t n) {
    return (pc_node){at, (uint32_t)n, (uint32_t)kind};
}
/* Its kind; PC_N_NONE also for one that the host never made. */
pc_node_kind pc_node_kind_of(pc_node x);
const char *pc_node_type(pc_node x);
/* The content as Inlines or Blocks when x is or has such a list; empty otherwise. */
pc_inlines pc_node_inlines(pc_node x);
pc_blocks pc_node_blocks(pc_node x);
/* Enumerations as Pandoc's words; -1 when [word] is none of the [n]. */
int pc_word_index(const char *const *words, size_t n, const char *word);
extern const char *const pc_words_quote[2],
    *const pc_words_math[2], *const pc_words_mode[3], *const pc_words_style[7],
                                                          *const pc_words_delim[4],
                                                              *const pc_words_align[4];

/* One host call: what it was given, by position, and what it answers. */
typedef struct pc_hostcall {
    pc_ctx *cx;
    const char *name; /* of the function, for messages */
    pc_node n[5];
    pc_str s[2];
    int64_t i[3];
    const char *z[2];
    const void *p[3];
    pc_visit_fn visit[2];
    pc_node out;
    pc_str text;
    const void *made;
    pc_status status;
} pc_hostcall;

/* Runs body(call). Called from a plugin: in a pc_catch() of its own, and not at all once the guest
 * has a fault; false when it did not come to its end. Called by a built-in: straight. */
bool pc_host_run(pc_hostcall *call, void (*body)(void *call));

/* For bodies: an error that names the plugin and the function, and the end of the conversion. */
PC_NORETURN void pc_host_misuse(const pc_hostcall *call, const char *fmt, ...) PC_PRINTF(2, 3);
/* A copy of the text in the document, made well-formed. */
pc_str pc_host_text(const pc_hostcall *call, pc_str s);

/* What can be metadata as metadata; misuse otherwise. */
pc_meta pc_host_meta(const pc_hostcall *call, pc_node x);
/* The place, or 0 when it lies in no text of the conversion. */
pc_pos pc_host_place(const pc_ctx *cx, pc_pos at);

/* Names of lists as pc_host.list takes them; PC_N_NONE when unknown. */
pc_node_kind pc_node_list_kind(const char *name);
pc_node_kind pc_node_item_kind(pc_node_kind list);
size_t pc_node_item_size(pc_node_kind list);
const char *pc_node_kind_name(pc_node_kind k);

/* The functions of the table. host_node.c: */
const char *pc_h_type(pc_node x);
bool pc_h_is(pc_node x, const char *type);
pc_str pc_h_text(pc_node x);
size_t pc_h_count(pc_node x);
pc_node pc_h_child(pc_node x, size_t i);
pc_str pc_h_key(pc_node x, size_t i);
pc_node pc_h_part(pc_node x, const char *name);
pc_str pc_h_field(pc_node x, const char *name);
int64_t pc_h_number(pc_node x, const char *name);
pc_str pc_h_column(pc_node table, size_t i, double *width);
pc_str pc_h_attr_id(pc_node x);
size_t pc_h_attr_classes(pc_node x);
pc_str pc_h_attr_class(pc_node x, size_t i);
bool pc_h_attr_has_class(pc_node x, const char *name);
size_t pc_h_attr_pairs(pc_node x);
pc_named_text pc_h_attr_pair(pc_node x, size_t i);
pc_str pc_h_attr_get(pc_node x, const char *key);
pc_pos pc_h_where(pc_node x);
pc_str pc_h_stringify(pc_ctx *cx, pc_node x);
/* host_build.c, host_with.c: */
pc_node pc_h_list(pc_ctx *cx, const char *type, const pc_node *items, size_t n);
pc_node pc_h_words(pc_ctx *cx, pc_str text, pc_pos at);
pc_node pc_h_attr(pc_ctx *cx, pc_str id, const pc_str *classes, size_t nclasses,
                  const pc_named_text *pairs, size_t npairs);
pc_node pc_h_str(pc_ctx *cx, pc_str text);
pc_node pc_h_space(pc_ctx *cx);
pc_node pc_h_soft_break(pc_ctx *cx);
pc_node pc_h_line_break(pc_ctx *cx);
pc_node pc_h_styled(pc_ctx *cx, const char *type, pc_node inlines);
pc_node pc_h_quoted(pc_ctx *cx, const char *quotetype, pc_node inlines);
pc_node pc_h_code(pc_ctx *cx, pc_node attr, pc_str text);
pc_node pc_h_math(pc_ctx *cx, const char *mathtype, pc_str text);
pc_node pc_h_raw_inline(pc_ctx *cx, pc_str format, pc_str text);
pc_node pc_h_link(pc_ctx *cx, pc_node attr, pc_node inlines, pc_str target, pc_str title);
pc_node pc_h_image(pc_ctx *cx, pc_node attr, pc_node inlines, pc_str target, pc_str title);
pc_node pc_h_note(pc_ctx *cx, pc_node blocks);
pc_node pc_h_span(pc_ctx *cx, pc_node attr, pc_node inlines);
pc_node pc_h_cite(pc_ctx *cx, pc_node citations, pc_node inlines);
pc_node pc_h_citation(pc_ctx *cx, pc_str id, const char *mode, pc_node prefix, pc_node suffix,
                      int64_t note_num, int64_t hash);
pc_node pc_h_plain(pc_ctx *cx, pc_node inlines);
pc_node pc_h_para(pc_ctx *cx, pc_node inlines);
pc_node pc_h_line_block(pc_ctx *cx, pc_node lines);
pc_node pc_h_code_block(pc_ctx *cx, pc_node attr, pc_str text);
pc_node pc_h_raw_block(pc_ctx *cx, pc_str format, pc_str text);
pc_node pc_h_block_quote(pc_ctx *cx, pc_node blocks);
pc_node pc_h_bullet_list(pc_ctx *cx, pc_node items);
pc_node pc_h_ordered_list(pc_ctx *cx, int64_t start, const char *style, const char *delimiter,
                          pc_node items);
pc_node pc_h_definition_list(pc_ctx *cx, pc_node definitions);
pc_node pc_h_definition(pc_ctx *cx, pc_node term, pc_node items);
pc_node pc_h_header(pc_ctx *cx, int64_t level, pc_node attr, pc_node inlines);
pc_node pc_h_horizontal_rule(pc_ctx *cx);
pc_node pc_h_div(pc_ctx *cx, pc_node attr, pc_node blocks);
pc_node pc_h_figure(pc_ctx *cx, pc_node attr, pc_node caption, pc_node blocks);
pc_node pc_h_caption(pc_ctx *cx, pc_node short_inlines, pc_node blocks);
pc_node pc_h_table(pc_ctx *cx, pc_node attr, pc_node caption, size_t ncolumns,
                   const char *const *aligns, const double *widths, pc_node head, pc_node bodies,
                   pc_node foot);
pc_node pc_h_table_head(pc_ctx *cx, pc_node attr, pc_node rows);
pc_node pc_h_table_foot(pc_ctx *cx, pc_node attr, pc_node rows);
pc_node pc_h_table_body(pc_ctx *cx, pc_node attr, int64_t row_head_columns, pc_node head_rows,
                        pc_node rows);
pc_node pc_h_row(pc_ctx *cx, pc_node attr, pc_node cells);
pc_node pc_h_cell(pc_ctx *cx, pc_node attr, const char *alignment, int64_t row_span,
                  int64_t col_span, pc_node blocks);
pc_node pc_h_meta_string(pc_ctx *cx, pc_str text);
pc_node pc_h_meta_bool(pc_ctx *cx, bool value);
pc_node pc_h_meta_map(pc_ctx *cx, const pc_named_node *entries, size_t n);
pc_node pc_h_with_content(pc_ctx *cx, pc_node x, pc_node content);
pc_node pc_h_with_attr(pc_ctx *cx, pc_node x, pc_node attr);
pc_node pc_h_with_class(pc_ctx *cx, pc_node x, pc_str name);
pc_node pc_h_with_key(pc_ctx *cx, pc_node x, pc_str key, pc_str value);
pc_node pc_h_with_place(pc_ctx *cx, pc_node x, pc_pos at);

#endif
