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

/* The name, or with the first number from 2 on that makes it another one than all before: known
 * from now on, each with the last number that was tried. */
static pc_str free_name(pc_arena *a, pc_map *known, pc_str name) {
    size_t *last = pc_map_get(known, name), *own = PC_NEW(a, size_t);
    pc_str out = name;
    while (last && pc_map_has(known, out))
        out = pc_str_cat(a, name, pc_str_fmt(a, "-%zu", ++*last));
    *own = 1;
    pc_map_set(a, known, out, own);
    return out;
}

const pc_look *pc_look_join(pc_ctx *cx, pc_joined *j, const pc_look *before, const pc_look *more,
                            pc_blocks *xs) {
    if (!more) return before;
    size_t n = j->note_names.n;
    for (size_t i = 0; i < more->nnote_names; i++)
        pc_vec_push(cx->arena, &j->note_names,
                    free_name(cx->arena, &j->known_names, more->note_names[i]));
    if (!before) return more;
    pc_look *all = PC_NEW(cx->arena, pc_look);
    pc_rewrite r = {.arena = cx->arena, .scratch = cx->scratch, .user = &n, .inlin = renumber};
    pc_mark mark = pc_arena_mark(cx->scratch);
    if (n && more->nnote_names) *xs = pc_rewrite_blocks(&r, *xs);
    pc_arena_release(cx->scratch, mark);
    *all = *more;
    all->note_names = j->note_names.v;
    all->nnote_names = j->note_names.n;
    return all;
}
