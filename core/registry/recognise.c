/* Entries that are annotated already give way to place holders while the recogniser runs: a Div
 * with the entry's identifier, which stays taken, around a raw block with its number. Within a line
 * it is a Span that keeps its class, too, so that the line is seen to have its entry. */
#include "registry/recognise.h"

#include "ast/build.h"
#include "ast/walk.h"
#include "base/str.h"
#include "registry/call.h"

#define HOLDER "pubconv-entry"

typedef struct aside {
    pc_arena *scratch;
    PC_VEC(pc_block) entries;
    PC_VEC(pc_inline) lines;
} aside;

/* Of the text of a holder. */
static size_t number_of(const pc_raw *raw, size_t n) {
    int64_t i;
    if (!pc_str_eqz(raw->format, HOLDER) || !pc_str_int(raw->text, &i)) return n;
    return i < 0 || (size_t)i > n ? n : (size_t)i;
}

static bool give_back(pc_rewrite *r, const pc_block *x, pc_blocks *out) {
    aside *s = r->user;
    if (x->tag != PC_Div || x->u.div->content.n != 1) return false;
    const pc_block *in = &x->u.div->content.v[0];
    size_t i = in->tag == PC_RawBlock ? number_of(in->u.raw, s->entries.n) : s->entries.n;
    if (i == s->entries.n) return false;
    *out = pc_blocks1(r->arena, s->entries.v[i]);
    return true;
}

static bool give_back_line(pc_rewrite *r, const pc_inline *x, pc_inlines *out) {
    aside *s = r->user;
    if (x->tag != PC_Span || x->u.span->content.n != 1) return false;
    const pc_inline *in = &x->u.span->content.v[0];
    size_t i = in->tag == PC_RawInline ? number_of(in->u.raw, s->lines.n) : s->lines.n;
    if (i == s->lines.n) return false;
    *out = pc_inlines1(r->arena, s->lines.v[i]);
    return true;
}

static bool take(pc_rewrite *r, const pc_block *x, pc_blocks *out) {
    aside *s = r->user;
    if (x->tag != PC_Div || !pc_attr_has_class(x->u.div->attr, "publication")) return false;
    pc_str number = pc_str_fmt(r->arena, "%zu", s->entries.n);
    pc_rewrite whole = {.arena = r->arena,
                        .scratch = r->scratch,
                        .user = s,
                        .block = give_back,
                        .inlin = give_back_line};
    pc_blocks content = pc_rewrite_blocks(&whole, x->u.div->content); /* entries within it */
    pc_block entry = pc_block_with_blocks(r->arena, *x, content);
    pc_vec_push(s->scratch, &s->entries, entry);
    pc_blocks within = pc_blocks1(r->arena, pc_raw_block(r->arena, PC_S(HOLDER), number));
    const pc_attr *attr = pc_attr_set_id(r->arena, &pc_attr_none, x->u.div->attr->id);
    *out = pc_blocks1(r->arena, pc_block_at(pc_div_node(r->arena, attr, within), x->pos));
    return true;
}

static bool take_line(pc_rewrite *r, const pc_inline *x, pc_inlines *out) {
    aside *s = r->user;
    if (x->tag != PC_Span || !pc_attr_has_class(x->u.span->attr, "publication")) return false;
    pc_str number = pc_str_fmt(r->arena, "%zu", s->lines.n), cls = PC_S("publication");
    pc_rewrite whole = {
        .arena = r->arena, .scratch = r->scratch, .user = s, .inlin = give_back_line};
    pc_inlines content = pc_rewrite_inlines(&whole, x->u.span->content);
    pc_inline entry = pc_inline_with(r->arena, *x, content);
    pc_vec_push(s->scratch, &s->lines, entry);
    pc_inlines within = pc_inlines1(r->arena, pc_raw_inline(r->arena, PC_S(HOLDER), number));
    const pc_attr *attr = pc_attr_new(r->arena, x->u.span->attr->id, &cls, 1, NULL, 0);
    pc_inline holder = pc_span_node(r->arena, attr, within);
    holder.pos = x->pos;
    *out = pc_inlines1(r->arena, holder);
    return true;
}

static pc_status run(pc_ctx *cx, const pc_filter *recogniser, pc_doc *doc, pc_str format) {
    aside s = {.scratch = cx->scratch};
    pc_rewrite r = {
        .arena = cx->arena, .scratch = cx->scratch, .user = &s, .block = take, .inlin = take_line};
    pc_as_read kept = doc->as_read;
    bool as_read = kept.format && pc_doc_as_read(doc, kept.format);
    doc->blocks = pc_rewrite_blocks(&r, doc->blocks);
    if (as_read) doc->as_read.blocks = doc->blocks;
    pc_status status = pc_call_filter(recogniser, cx, doc, format);
    as_read = as_read && pc_doc_as_read(doc, kept.format);
    r.block = give_back;
    r.inlin = give_back_line;
    if (s.entries.n || s.lines.n) doc->blocks = pc_rewrite_blocks(&r, doc->blocks);
    if (as_read) doc->as_read.blocks = doc->blocks;
    return status;
}

pc_status pc_recognise(pc_ctx *cx, pc_doc *doc, pc_str format) {
    const pc_filter *recogniser = pc_filter_find(cx->registry, PC_S("publications"));
    if (!recogniser) return PC_OK;
    pc_mark mark = pc_arena_mark(cx->scratch);
    pc_status status = run(cx, recogniser, doc, format);
    pc_arena_release(cx->scratch, mark);
    return status;
}
