/* Entries that are annotated already give way to place holders while the recogniser runs: a Div
 * with the entry's identifier, which stays taken, around a raw block with its number. */
#include "registry/recognise.h"

#include "ast/build.h"
#include "ast/walk.h"
#include "base/str.h"
#include "registry/call.h"

#define HOLDER "pubconv-entry"

typedef struct aside {
    pc_arena *scratch;
    PC_VEC(pc_block) entries;
} aside;

static bool give_back(pc_rewrite *r, const pc_block *x, pc_blocks *out) {
    aside *s = r->user;
    int64_t i;
    if (x->tag != PC_Div || x->u.div->content.n != 1) return false;
    const pc_block *in = &x->u.div->content.v[0];
    if (in->tag != PC_RawBlock || !pc_str_eqz(in->u.raw->format, HOLDER)) return false;
    if (!pc_str_int(in->u.raw->text, &i) || i < 0 || (size_t)i >= s->entries.n) return false;
    *out = pc_blocks1(r->arena, s->entries.v[i]);
    return true;
}

static bool take(pc_rewrite *r, const pc_block *x, pc_blocks *out) {
    aside *s = r->user;
    if (x->tag != PC_Div || !pc_attr_has_class(x->u.div->attr, "publication")) return false;
    pc_str number = pc_str_fmt(r->arena, "%zu", s->entries.n);
    pc_rewrite whole = {.arena = r->arena, .scratch = r->scratch, .user = s, .block = give_back};
    pc_blocks content = pc_rewrite_blocks(&whole, x->u.div->content); /* entries within it */
    pc_block entry = pc_block_with_blocks(r->arena, *x, content);
    pc_vec_push(s->scratch, &s->entries, entry);
    pc_blocks within = pc_blocks1(r->arena, pc_raw_block(r->arena, PC_S(HOLDER), number));
    const pc_attr *attr = pc_attr_set_id(r->arena, &pc_attr_none, x->u.div->attr->id);
    *out = pc_blocks1(r->arena, pc_block_at(pc_div_node(r->arena, attr, within), x->pos));
    return true;
}

static pc_status run(pc_ctx *cx, const pc_filter *recogniser, pc_doc *doc, pc_str format) {
    aside s = {.scratch = cx->scratch};
    pc_rewrite r = {.arena = cx->arena, .scratch = cx->scratch, .user = &s, .block = take};
    pc_as_read kept = doc->as_read;
    bool as_read = kept.format && pc_doc_as_read(doc, kept.format);
    doc->blocks = pc_rewrite_blocks(&r, doc->blocks);
    if (as_read) doc->as_read.blocks = doc->blocks;
    pc_status status = pc_call_filter(recogniser, cx, doc, format);
    as_read = as_read && pc_doc_as_read(doc, kept.format);
    r.block = give_back;
    if (s.entries.n) doc->blocks = pc_rewrite_blocks(&r, doc->blocks);
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
