/* html_to_native: elements that Markdown has signs for become its own, as kramdown converts them.
 * Their nodes are the same either way; what differs is how they are written. */
#include "ast/walk.h"
#include "base/str.h"
#include "readers/kramdown/kd.h"

/* --- spans ---------------------------------------------------------------------------------------
 */

static bool is_emphasis(uint8_t html) {
    return html == PC_HTML_B || html == PC_HTML_STRONG || html == PC_HTML_I || html == PC_HTML_EM;
}

/* With a blank at an edge it could not be written in Markdown. */
static pc_inline emphasis(kd *k, pc_inline x) {
    pc_str s = pc_inlines_text(k->scratch, x.u.inlines);
    bool blank = s.n && (pc_is_space(s.p[0]) || pc_is_space(s.p[s.n - 1]));
    if (!blank) x.html = x.tag == PC_Strong ? PC_HTML_STRONG : PC_HTML_EM;
    return x;
}

/* Emphasis with attributes: a Span around the node. */
static pc_inline wrapper(kd *k, pc_inline x) {
    pc_inlines xs = x.u.span->content;
    bool one = xs.n == 1 && (xs.v->tag == PC_Strong || xs.v->tag == PC_Emph);
    if (!one || !is_emphasis(xs.v->html)) return x;
    pc_inline in = emphasis(k, *xs.v);
    return pc_from(pc_span_node(k->arena, x.u.span->attr, pc_inlines1(k->arena, in)),
                   (pc_html_tag)in.html, x.pos);
}

/* A highlighter leaves its name among the classes. */
static pc_inline code(kd *k, pc_inline x) {
    const pc_attr *a = pc_inline_attr(&x);
    PC_VEC(pc_str) cls = {0};
    for (size_t i = 0; i < a->classes.n; i++)
        if (!pc_str_startsz(a->classes.v[i], "highlighter-"))
            pc_vec_push(k->scratch, &cls, a->classes.v[i]);
    a = pc_attr_new(k->arena, a->id, cls.v, cls.n, a->pairs.v, a->pairs.n);
    pc_str text = pc_inlines_text(k->arena, (pc_inlines){&x, 1});
    return pc_at(pc_code_node(k->arena, a, text), x.pos);
}

pc_inline kd_native_inline(kd *k, pc_inline x) {
    if (x.html == PC_HTML_CODE && pc_inline_attr(&x)) return code(k, x);
    if (!is_emphasis(x.html)) return x;
    if (x.tag == PC_Span) return wrapper(k, x);
    return x.tag == PC_Strong || x.tag == PC_Emph ? emphasis(k, x) : x;
}

/* --- blocks --------------------------------------------------------------------------------------
 */

static pc_block header(kd *k, pc_block x) {
    const pc_header *h = x.u.header;
    const pc_attr *attr = h->attr;
    int64_t level = kd_header_level(k, h->level);
    if (k->options.auto_ids && !attr->id.n)
        attr = pc_attr_set_id(k->arena, attr, kd_heading_id(k, NULL, h->content));
    if (attr->id.n) kd_list_heading(k, h->level, attr, h->content);
    return pc_block_at(pc_header_node(k->arena, level, attr, h->content), x.pos);
}

/* A line end right behind <pre> is a line of the code to kramdown. */
static pc_block code_block(kd *k, pc_block x) {
    const pc_code *c = x.u.code;
    if (x.kind & PC_CODE_LINE_FIRST)
        x.u.code =
            pc_code_block(k->arena, c->attr, pc_str_cat(k->arena, PC_S("\n"), c->text)).u.code;
    return x;
}

/* Only with a head of its own or none. */
static bool is_native_table(const pc_block *x) {
    return x->tag == PC_Table && !(x->kind & PC_TABLE_BARE_HEAD);
}

static bool block(pc_rewrite *r, const pc_block *x, pc_blocks *out) {
    pc_block y = *x;
    if (!x->html) return false;
    if (x->tag == PC_Header)
        y = header(r->user, y);
    else if (x->tag == PC_CodeBlock)
        y = code_block(r->user, y);
    else if (!is_native_table(x))
        return false;
    y.html = 0;
    y.kind &= ~(PC_CODE_LINE_FIRST | PC_CODE_ATTR_WITHIN | PC_TABLE_BARE_BODY);
    *out = pc_blocks1(r->arena, y);
    return true;
}

static bool inlin(pc_rewrite *r, const pc_inline *x, pc_inlines *out) {
    if (x->html != PC_HTML_CODE && !is_emphasis(x->html)) return false;
    *out = pc_inlines1(r->arena, kd_native_inline(r->user, *x));
    return true;
}

pc_blocks kd_native_blocks(kd *k, pc_blocks xs) {
    pc_rewrite r = {
        .arena = k->arena, .scratch = k->scratch, .user = k, .inlin = inlin, .block = block};
    return pc_rewrite_blocks(&r, xs);
}
