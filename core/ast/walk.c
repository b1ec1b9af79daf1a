/* The cursor. Its stack holds the lists that are being gone through, each cut down to what is still
 * to come, and between them the nodes that are to be left. */
#include "ast/walk.h"

#include "base/str.h"

#define WALK_LEAVE PC_NPOS /* as a part's n: the part is a node to leave, not a list */

static void walk_init(pc_walk *w, pc_arena *scratch, pc_part first) {
    *w = (pc_walk){.scratch = scratch};
    pc_vec_push(scratch, &w->stack, first);
}

void pc_walk_blocks(pc_walk *w, pc_arena *scratch, pc_blocks xs) {
    walk_init(w, scratch, (pc_part){xs.v, xs.n, true});
}

void pc_walk_inlines(pc_walk *w, pc_arena *scratch, pc_inlines xs) {
    walk_init(w, scratch, (pc_part){xs.v, xs.n, false});
}

static void walk_show(pc_walk *w, const void *node, bool block) {
    w->block = block ? node : NULL;
    w->inlin = block ? NULL : node;
    w->depth = w->open + 1;
}

/* Goes into the node of the last event: its lists on the stack, the first on top. */
static void walk_below(pc_walk *w) {
    pc_part leave = {w->block ? (const void *)w->block : w->inlin, WALK_LEAVE, w->block != NULL};
    pc_vec_push(w->scratch, &w->stack, leave);
    size_t from = w->stack.n;
    if (w->block)
        pc_block_parts(w->scratch, w->block, &w->stack);
    else
        pc_inline_parts(w->scratch, w->inlin, &w->stack);
    for (size_t i = from, j = w->stack.n; i + 1 < j; i++) {
        pc_part swap = w->stack.v[i];
        w->stack.v[i] = w->stack.v[--j];
        w->stack.v[j] = swap;
    }
    w->open++;
    w->below = false;
}

pc_event pc_walk_next(pc_walk *w) {
    if (w->below) walk_below(w);
    while (w->stack.n > 0) {
        pc_part *top = &w->stack.v[w->stack.n - 1];
        bool blocks = top->blocks;
        const void *node = top->v;
        if (top->n == WALK_LEAVE) {
            w->stack.n--;
            w->open--;
            walk_show(w, node, blocks);
            return PC_WALK_LEAVE;
        }
        if (top->n == 0) {
            w->stack.n--;
            continue;
        }
        top->n--;
        top->v = blocks ? (const void *)((const pc_block *)node + 1)
                        : (const void *)((const pc_inline *)node + 1);
        walk_show(w, node, blocks);
        w->below = blocks ? pc_block_is_parent(node) : pc_inline_is_parent(node);
        return PC_WALK_ENTER;
    }
    w->block = NULL;
    w->inlin = NULL;
    return PC_WALK_END;
}

void pc_walk_skip(pc_walk *w) {
    w->below = false;
}

void pc_walk_only(pc_walk *w, pc_part xs) {
    w->below = false;
    pc_vec_push(w->scratch, &w->stack, xs);
}
