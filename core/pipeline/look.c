/* Several inputs as one document: their notes keep their names apart. */
#include "ast/build.h"
#include "ast/walk.h"
#include "base/map.h"
#include "base/str.h"
#include "pipeline/run.h"

/* A note's number among the names goes behind those of the inputs before. */
static bool renumber(pc_rewrite *r, const pc_inline *x, pc_inlines *out) {
    const size_t *before = r->user;
    if (x->tag != PC_Note || !x->kind) return false;
    pc_inline y = *x;
    size_t n = *before + x->kind;
    y.kind = (uint16_t)(n <= UINT16_MAX ? n : 0);
    *out = pc_inlines1(r->arena, y);
    return true;
}

/* The name, or with the first number from 2 on that makes it another one than all before. */
static pc_str free_name(pc_arena *a, const pc_map *used, pc_str name) {
    pc_str out = name;
    for (unsigned n = 2; pc_map_has(used, out); n++)
        out = pc_str_cat(a, name, pc_str_fmt(a, "-%u", n));
    return out;
}

static const pc_str *join_names(pc_ctx *cx, const pc_look *before, const pc_look *more) {
    pc_map used = {0};
    pc_str *v = PC_NEW_N(cx->arena, pc_str, before->nnote_names + more->nnote_names);
    for (size_t i = 0; i < before->nnote_names + more->nnote_names; i++) {
        size_t n = before->nnote_names;
        v[i] = i < n ? before->note_names[i] : free_name(cx->arena, &used, more->note_names[i - n]);
        pc_map_set(cx->scratch, &used, v[i], v);
    }
    return v;
}

const pc_look *pc_look_join(pc_ctx *cx, const pc_look *before, const pc_look *more, pc_blocks *xs) {
    if (!before || !more) return more ? more : before;
    pc_look *all = PC_NEW(cx->arena, pc_look);
    size_t n = before->nnote_names;
    pc_rewrite r = {.arena = cx->arena, .scratch = cx->scratch, .user = &n, .inlin = renumber};
    pc_mark mark = pc_arena_mark(cx->scratch);
    *all = *more;
    if (n && more->nnote_names) *xs = pc_rewrite_blocks(&r, *xs);
    all->note_names = join_names(cx, before, more);
    all->nnote_names = n + more->nnote_names;
    pc_arena_release(cx->scratch, mark);
    return all;
}
