/* Builders of nodes and lists. */
#include "ast/build.h"

#include "base/str.h"

pc_inlines pc_inlines_done(pc_arena *a, const pc_inline_vec *v) {
    return (pc_inlines){pc_vec_done(a, v), v->n};
}
pc_blocks pc_blocks_done(pc_arena *a, const pc_block_vec *v) {
    return (pc_blocks){pc_vec_done(a, v), v->n};
}
pc_inlines pc_inlines1(pc_arena *a, pc_inline x) {
    return (pc_inlines){pc_vec_copy(a, &x, 1, sizeof x), 1};
}
pc_blocks pc_blocks1(pc_arena *a, pc_block x) {
    return (pc_blocks){pc_vec_copy(a, &x, 1, sizeof x), 1};
}

pc_blocks pc_blocks_cat(pc_arena *a, pc_blocks x, pc_blocks y) {
    if (!x.n) return y;
    if (!y.n) return x;
    pc_block *v = PC_NEW_N(a, pc_block, x.n + y.n);
    memcpy(v, x.v, x.n * sizeof *v);
    memcpy(v + x.n, y.v, y.n * sizeof *v);
    return (pc_blocks){v, x.n + y.n};
}
pc_inlines pc_inlines_sub(pc_inlines xs, size_t from, size_t to) {
    if (to > xs.n) to = xs.n;
    return from < to ? (pc_inlines){xs.v + from, to - from} : (pc_inlines){NULL, 0};
}

/* The texts of [n] Str as one. */
static pc_str joined(pc_arena *a, const pc_inline *xs, size_t n) {
    size_t all = 0, at = 0;
    for (size_t i = 0; i < n; i++) all += xs[i].u.text.n;
    char *p = pc_alloc_text(a, all);
    for (size_t i = 0; i < n; at += xs[i++].u.text.n)
        if (xs[i].u.text.n) memcpy(p + at, xs[i].u.text.p, xs[i].u.text.n);
    return (pc_str){p, all};
}

void pc_inlines_join(pc_arena *a, pc_inline_vec *v) {
    size_t n = 0;
    for (size_t i = 0, end; i < v->n; i = end, n++) {
        end = i + 1;
        while (v->v[i].tag == PC_Str && end < v->n && v->v[end].tag == PC_Str) end++;
        v->v[n] = v->v[i];
        if (end > i + 1) v->v[n].u.text = joined(a, v->v + i, end - i);
    }
    v->n = n;
}

pc_inline pc_str_node(pc_str text) {
    return (pc_inline){.tag = PC_Str, .u.text = text};
}
pc_inline pc_strz_node(const char *text) {
    return pc_str_node(pc_strz(text));
}
pc_inline pc_space(void) {
    return (pc_inline){.tag = PC_Space};
}
pc_inline pc_soft_break(void) {
    return (pc_inline){.tag = PC_SoftBreak};
}
pc_inline pc_line_break(void) {
    return (pc_inline){.tag = PC_LineBreak};
}
pc_inline pc_styled(pc_inline_tag t, pc_inlines xs) {
    return (pc_inline){.tag = (uint8_t)t, .u.inlines = xs};
}
pc_inline pc_emph(pc_inlines xs) {
    return pc_styled(PC_Emph, xs);
}
pc_inline pc_strong(pc_inlines xs) {
    return pc_styled(PC_Strong, xs);
}
pc_inline pc_quoted(pc_quote_type t, pc_inlines xs) {
    return (pc_inline){.tag = PC_Quoted, .kind = (uint16_t)t, .u.inlines = xs};
}
pc_inline pc_math(pc_math_type t, pc_str text) {
    return (pc_inline){.tag = PC_Math, .kind = (uint16_t)t, .u.text = text};
}
pc_inline pc_note(pc_blocks xs) {
    return (pc_inline){.tag = PC_Note, .u.blocks = xs};
}

/* A payload in the arena. */
#define KEEP(a, T, ...) ((const T *)pc_vec_copy((a), &(T){__VA_ARGS__}, 1, sizeof(T)))

pc_inline pc_code_node(pc_arena *a, const pc_attr *attr, pc_str text) {
    return (pc_inline){.tag = PC_Code, .u.code = KEEP(a, pc_code, attr, text)};
}
pc_inline pc_raw_inline(pc_arena *a, pc_str format, pc_str text) {
    return (pc_inline){.tag = PC_RawInline, .u.raw = KEEP(a, pc_raw, format, text)};
}
pc_inline pc_link_node(pc_arena *a, const pc_attr *attr, pc_inlines xs, pc_str url, pc_str title) {
    return (pc_inline){.tag = PC_Link, .u.link = KEEP(a, pc_link, attr, xs, url, title)};
}
pc_inline pc_image(pc_arena *a, const pc_attr *attr, pc_inlines xs, pc_str url, pc_str title) {
    return (pc_inline){.tag = PC_Image, .u.link = KEEP(a, pc_link, attr, xs, url, title)};
}
pc_inline pc_span_node(pc_arena *a, const pc_attr *attr, pc_inlines xs) {
    return (pc_inline){.tag = PC_Span, .u.span = KEEP(a, pc_span, attr, xs)};
}
pc_inline pc_cite_node(pc_arena *a, pc_citations cs, pc_inlines xs) {
    return (pc_inline){.tag = PC_Cite, .u.cite = KEEP(a, pc_cite, cs, xs)};
}

pc_block pc_plain(pc_inlines xs) {
    return (pc_block){.tag = PC_Plain, .u.inlines = xs};
}
pc_block pc_para(pc_inlines xs) {
    return (pc_block){.tag = PC_Para, .u.inlines = xs};
}
pc_block pc_line_block(pc_lines ls) {
    return (pc_block){.tag = PC_LineBlock, .u.lines = ls};
}
pc_block pc_block_quote(pc_blocks xs) {
    return (pc_block){.tag = PC_BlockQuote, .u.blocks = xs};
}
pc_block pc_bullet_list(pc_items items) {
    return (pc_block){.tag = PC_BulletList, .u.items = items};
}
pc_block pc_definition_list(pc_defs defs) {
    return (pc_block){.tag = PC_DefinitionList, .u.defs = defs};
}
pc_block pc_horizontal_rule(void) {
    return (pc_block){.tag = PC_HorizontalRule};
}
pc_block pc_code_block(pc_arena *a, const pc_attr *attr, pc_str text) {
    return (pc_block){.tag = PC_CodeBlock, .u.code = KEEP(a, pc_code, attr, text)};
}
pc_block pc_raw_block(pc_arena *a, pc_str format, pc_str text) {
    return (pc_block){.tag = PC_RawBlock, .u.raw = KEEP(a, pc_raw, format, text)};
}
pc_block pc_ordered_list(pc_arena *a, int64_t start, pc_list_style s, pc_list_delim d,
                         pc_items items) {
    return (pc_block){.tag = PC_OrderedList, .u.olist = KEEP(a, pc_olist, items, start, s, d)};
}
pc_block pc_header_node(pc_arena *a, int64_t level, const pc_attr *attr, pc_inlines xs) {
    return (pc_block){.tag = PC_Header, .u.header = KEEP(a, pc_header, attr, xs, level)};
}
pc_block pc_table_node(pc_arena *a, const pc_table *t) {
    return (pc_block){.tag = PC_Table, .u.table = pc_vec_copy(a, t, 1, sizeof *t)};
}
pc_block pc_figure_node(pc_arena *a, const pc_attr *attr, pc_caption c, pc_blocks xs) {
    return (pc_block){.tag = PC_Figure, .u.figure = KEEP(a, pc_figure, attr, c, xs)};
}
pc_block pc_div_node(pc_arena *a, const pc_attr *attr, pc_blocks xs) {
    return (pc_block){.tag = PC_Div, .u.div = KEEP(a, pc_div, attr, xs)};
}

static size_t word_end(pc_str s, size_t i) {
    while (i < s.n && s.p[i] != ' ' && s.p[i] != '\t' && s.p[i] != '\n' && s.p[i] != '\r') i++;
    return i;
}

void pc_text_push(pc_arena *scratch, pc_inline_vec *out, pc_str text, pc_pos pos) {
    for (size_t i = 0; i < text.n;) {
        size_t end = word_end(text, i);
        pc_inline x;
        if (end > i) {
            x = pc_str_node(pc_str_sub(text, i, end));
        } else {
            while (end < text.n && word_end(text, end) == end) end++;
            bool newline = pc_str_chr(pc_str_sub(text, i, end), '\n', 0) != PC_NPOS;
            x = newline ? pc_soft_break() : pc_space();
        }
        pc_vec_push(scratch, out, pc_at(x, pos ? pos + (pc_pos)i : 0));
        i = end;
    }
}

pc_inlines pc_text(pc_arena *a, pc_str text) {
    pc_inline_vec v = {0};
    pc_text_push(a, &v, text, 0);
    return (pc_inlines){v.v, v.n};
}
