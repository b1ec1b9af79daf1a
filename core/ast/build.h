/* Making nodes.
 *
 * Builders take what is below by value (shared) and text as it is: it must live as long as the
 * document. They set no origin; pc_at() and pc_from() do:
 *     pc_from(pc_strong(xs), PC_HTML_B, pos) */
#ifndef PC_BUILD_H
#define PC_BUILD_H

#include "ast/ast.h"
#include "base/vec.h"

typedef PC_VEC(pc_inline) pc_inline_vec;
typedef PC_VEC(pc_block) pc_block_vec;
pc_inlines pc_inlines_done(pc_arena *a, const pc_inline_vec *v);
pc_blocks pc_blocks_done(pc_arena *a, const pc_block_vec *v);
pc_inlines pc_inlines1(pc_arena *a, pc_inline x);
pc_blocks pc_blocks1(pc_arena *a, pc_block x);
pc_blocks pc_blocks_cat(pc_arena *a, pc_blocks x, pc_blocks y);
pc_inlines pc_inlines_sub(pc_inlines xs, size_t from, size_t to); /* shares */
/* Makes one Str of each run of several in [v], in place; its text is in [a], its origin that of the
 * first. For readers whose words come in pieces: no reader of Pandoc's leaves two Str side by side.
 * Linear. */
void pc_inlines_join(pc_arena *a, pc_inline_vec *v);

pc_inline pc_str_node(pc_str text); /* Str */
pc_inline pc_strz_node(const char *text);
pc_inline pc_space(void);
pc_inline pc_soft_break(void);
pc_inline pc_line_break(void);
/* Emph, Underline, Strong, Strikeout, Superscript, Subscript, SmallCaps. */
pc_inline pc_styled(pc_inline_tag t, pc_inlines xs);
pc_inline pc_emph(pc_inlines xs);
pc_inline pc_strong(pc_inlines xs);
pc_inline pc_quoted(pc_quote_type t, pc_inlines xs);
pc_inline pc_code_node(pc_arena *a, const pc_attr *attr, pc_str text);
pc_inline pc_math(pc_math_type t, pc_str text);
pc_inline pc_raw_inline(pc_arena *a, pc_str format, pc_str text);
pc_inline pc_link_node(pc_arena *a, const pc_attr *attr, pc_inlines xs, pc_str url, pc_str title);
pc_inline pc_image(pc_arena *a, const pc_attr *attr, pc_inlines xs, pc_str url, pc_str title);
pc_inline pc_note(pc_blocks xs);
pc_inline pc_span_node(pc_arena *a, const pc_attr *attr, pc_inlines xs);
pc_inline pc_cite_node(pc_arena *a, pc_citations cs, pc_inlines xs);

pc_block pc_plain(pc_inlines xs);
pc_block pc_para(pc_inlines xs);
pc_block pc_line_block(pc_lines ls);
pc_block pc_code_block(pc_arena *a, const pc_attr *attr, pc_str text);
pc_block pc_raw_block(pc_arena *a, pc_str format, pc_str text);
pc_block pc_block_quote(pc_blocks xs);
pc_block pc_ordered_list(pc_arena *a, int64_t start, pc_list_style s, pc_list_delim d,
                         pc_items items);
pc_block pc_bullet_list(pc_items items);
pc_block pc_definition_list(pc_defs defs);
pc_block pc_header_node(pc_arena *a, int64_t level, const pc_attr *attr, pc_inlines xs);
pc_block pc_horizontal_rule(void);
pc_block pc_table_node(pc_arena *a, const pc_table *t); /* copies *t */
pc_block pc_figure_node(pc_arena *a, const pc_attr *attr, pc_caption c, pc_blocks xs);
pc_block pc_div_node(pc_arena *a, const pc_attr *attr, pc_blocks xs);

static inline pc_inline pc_at(pc_inline x, pc_pos pos) {
    x.pos = pos;
    return x;
}
static inline pc_inline pc_from(pc_inline x, pc_html_tag html, pc_pos pos) {
    x.html = (uint8_t)html;
    x.pos = pos;
    return x;
}
static inline pc_block pc_block_at(pc_block x, pc_pos pos) {
    x.pos = pos;
    return x;
}
static inline pc_block pc_block_from(pc_block x, pc_html_tag html, pc_pos pos) {
    x.html = (uint8_t)html;
    x.pos = pos;
    return x;
}

/* Text as words: Str, Space, SoftBreak (at a newline). [pos] is the position of text.p[0], or 0;
 * each word gets its own. */
void pc_text_push(pc_arena *scratch, pc_inline_vec *out, pc_str text, pc_pos pos);
pc_inlines pc_text(pc_arena *a, pc_str text); /* the same, as a list */

/* Attributes; all borrow their text. Each gives a new Attr, the given one stays as it is. */
const pc_attr *pc_attr_new(pc_arena *a, pc_str id, const pc_str *classes, size_t nclasses,
                           const pc_key_value *pairs, size_t npairs);
const pc_attr *pc_attr_class(pc_arena *a, pc_str cls); /* only a class */
const pc_attr *pc_attr_add_class(pc_arena *a, const pc_attr *x, pc_str cls);
const pc_attr *pc_attr_set(pc_arena *a, const pc_attr *x, pc_str key,
                           pc_str value); /* or appends */
const pc_attr *pc_attr_set_id(pc_arena *a, const pc_attr *x, pc_str id);
bool pc_attr_has_class(const pc_attr *x, const char *cls);
pc_str pc_attr_get(const pc_attr *x, const char *key); /* empty when absent */
bool pc_attr_empty(const pc_attr *x);

/* The same cell with other children or attributes. For constructors that have them; others answer
 * the cell itself. */
pc_inline pc_inline_with(pc_arena *a, pc_inline x, pc_inlines content);
pc_block pc_block_with_inlines(pc_arena *a, pc_block x, pc_inlines content);
pc_block pc_block_with_blocks(pc_arena *a, pc_block x, pc_blocks content);
pc_inline pc_inline_with_attr(pc_arena *a, pc_inline x, const pc_attr *attr);
pc_block pc_block_with_attr(pc_arena *a, pc_block x, const pc_attr *attr);
/* Inlines directly below (Emph … Span, Link, Cite; Plain, Para, Header), else an empty list. */
pc_inlines pc_inline_content(const pc_inline *x);
pc_inlines pc_block_inlines(const pc_block *x);
pc_blocks pc_block_blocks(const pc_block *x); /* BlockQuote, Div, Figure */

#endif
