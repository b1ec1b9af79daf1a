/* From a finished element to a node; shared by the files of the lifter. */
#ifndef PC_HTML_INT_H
#define PC_HTML_INT_H

#include "html/lift.h"

/* How an element behaves among others. */
typedef enum html_kind {
    HTML_UNKNOWN,  /* stays raw */
    HTML_PHRASING, /* an inline, or a Div where it holds blocks */
    HTML_BLOCK,    /* a block, or a Span within a paragraph */
    HTML_VOID      /* no content, no close tag */
} html_kind;
html_kind html_kind_of(pc_html_tag tag);

/* The attributes of an open tag; the value of [take] (a NULL-terminated list of names) goes to
 * out[i] instead, .p NULL when absent. */
const pc_attr *html_attrs(pc_arena *a, pc_arena *scratch, pc_str attrs, const char *const *take,
                          pc_str *out);
/* The same for an Attr: without attribute [name], whose value goes to *out if it is there. */
const pc_attr *html_attr_take(pc_arena *a, const pc_attr *x, const char *name, pc_str *out);

/* Nodes of finished elements. */
pc_inline html_make_inline(pc_arena *a, const html_frame *f, pc_inlines content);
pc_block html_make_block(pc_arena *a, const html_frame *f, pc_blocks content);
pc_inline html_make_void(pc_arena *a, pc_arena *scratch, const html_token *t, pc_pos pos);
/* <span class="math inline"> as the formula that it holds, with TeX's marks or, as Pandoc writes it
 * for KaTeX, without; anything else as it is. */
pc_inline html_as_formula(pc_arena *a, pc_inline x);
/* A node without room for attributes: wrapped when it has some (ast.h). */
pc_inline html_wrap(pc_arena *a, pc_inline x, const pc_attr *attr);
pc_block html_wrap_block(pc_arena *a, pc_block x, const pc_attr *attr);

/* A Table of the Divs that the parts of a <table> became; false when they make none. */
bool html_make_table(pc_arena *a, const html_frame *f, pc_blocks parts, pc_block *out);

static inline bool html_is_div(const pc_block *x, pc_html_tag tag) {
    return x->tag == PC_Div && x->html == (uint8_t)tag;
}

#endif
