/* How deep a value nests, counted exactly. */
#include "filters/lua/lua_int.h"

#include "ast/walk.h"

typedef struct depth_call {
    pc_arena *scratch;
    pc_blocks blocks;
    pc_inlines inlines;
    size_t deepest;
} depth_call;

static void depth_body(void *arg) {
    depth_call *d = arg;
    pc_walk w;
    if (d->blocks.n)
        pc_walk_blocks(&w, d->scratch, d->blocks);
    else
        pc_walk_inlines(&w, d->scratch, d->inlines);
    while (pc_walk_next(&w) != PC_WALK_END)
        if (w.depth > d->deepest) d->deepest = w.depth;
}

unsigned lu_depth(lua_State *L, pc_blocks blocks, pc_inlines inlines) {
    pc_arena *scratch = lu(L)->cx->scratch;
    pc_mark mark = pc_arena_mark(scratch);
    depth_call d = {scratch, blocks, inlines, 0};
    lu_guard(L, depth_body, &d);
    pc_arena_release(scratch, mark);
    return (unsigned)d.deepest;
}
