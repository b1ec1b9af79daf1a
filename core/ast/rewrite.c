/* Rewriting by path copying, without recursion. Two kinds of frame alternate on the stack: a list
 * whose nodes are being rewritten, and a node whose lists are. A list that is done leaves its
 * result as a part; a node that has all its parts is made anew only if one of them differs. A
 * list's new nodes are collected from its first change on; until then the old array stands for
 * them. */
#include "ast/walk.h"

#include "ast/build.h"

typedef struct rw_frame {
    bool is_node;
    bool changed;     /* node: a part differs; list: its new nodes are being collected */
    pc_part list;     /* list: as it was */
    const void *node; /* node: as it was */
    bool block;       /* node: which kind */
    size_t next;      /* list: index of the next node; node: number of parts that are done */
    size_t base;      /* list: where its new nodes begin; node: where its parts begin */
} rw_frame;

typedef struct rw {
    pc_rewrite *r;
    PC_VEC(rw_frame) stack;
    pc_part_vec parts; /* of the nodes on the stack; a part that is done is replaced in place */
    pc_inline_vec inlines;
    pc_block_vec blocks;
} rw;

static rw_frame *rw_top(rw *w) {
    return &w->stack.v[w->stack.n - 1];
}

static void rw_push_list(rw *w, pc_part list) {
    rw_frame f = {.list = list, .base = list.blocks ? w->blocks.n : w->inlines.n};
    pc_vec_push(w->r->scratch, &w->stack, f);
}

static void rw_push_node(rw *w, const void *node, bool block) {
    rw_frame f = {.is_node = true, .node = node, .block = block, .base = w->parts.n};
    pc_vec_push(w->r->scratch, &w->stack, f);
    if (block)
        pc_block_parts(w->r->scratch, node, &w->parts);
    else
        pc_inline_parts(w->r->scratch, node, &w->parts);
}

static void rw_collect(rw *w, pc_part xs) {
    if (xs.n == 0) return;
    if (xs.blocks) {
        pc_vec_reserve(w->r->scratch, &w->blocks, xs.n);
        memcpy(w->blocks.v + w->blocks.n, xs.v, xs.n * sizeof(pc_block));
        w->blocks.n += xs.n;
    } else {
        pc_vec_reserve(w->r->scratch, &w->inlines, xs.n);
        memcpy(w->inlines.v + w->inlines.n, xs.v, xs.n * sizeof(pc_inline));
        w->inlines.n += xs.n;
    }
}

/* Shows a node to its visitor: what is to stand in its place. */
static bool rw_visit(pc_rewrite *r, const void *node, bool block, pc_part *out) {
    if (block) {
        pc_blocks xs = {0};
        if (!r->block || !r->block(r, node, &xs)) return false;
        *out = (pc_part){xs.v, xs.n, true};
        return true;
    }
    pc_inlines xs = {0};
    if (!r->inlin || !r->inlin(r, node, &xs)) return false;
    *out = (pc_part){xs.v, xs.n, false};
    return true;
}

/* The next node of the list on top is done; [fresh] says that it differs from the one in the list.
 */
static void rw_put(rw *w, const void *node, bool fresh) {
    rw_frame *f = rw_top(w);
    pc_part now = {node, 1, f->list.blocks};
    bool differs = rw_visit(w->r, node, now.blocks, &now) || fresh;
    if (differs && !f->changed) {
        rw_collect(w, (pc_part){f->list.v, f->next, f->list.blocks});
        f->changed = true;
    }
    if (f->changed) rw_collect(w, now);
    f->next++;
}

static pc_part rw_list_result(rw *w, const rw_frame *f) {
    pc_rewrite *r = w->r;
    pc_part xs = f->list;
    if (f->list.blocks) {
        if (f->changed) {
            xs.n = w->blocks.n - f->base;
            xs.v = pc_vec_copy(r->arena, w->blocks.v + f->base, xs.n, sizeof(pc_block));
            w->blocks.n = f->base;
        }
        pc_blocks out = {0};
        if (r->blocks && r->blocks(r, (pc_blocks){xs.v, xs.n}, &out))
            xs = (pc_part){out.v, out.n, true};
        return xs;
    }
    if (f->changed) {
        xs.n = w->inlines.n - f->base;
        xs.v = pc_vec_copy(r->arena, w->inlines.v + f->base, xs.n, sizeof(pc_inline));
        w->inlines.n = f->base;
    }
    pc_inlines out = {0};
    if (r->inlines && r->inlines(r, (pc_inlines){xs.v, xs.n}, &out))
        xs = (pc_part){out.v, out.n, false};
    return xs;
}

/* True when the outermost list is done: *result is it. */
static bool rw_list_step(rw *w, pc_part *result) {
    rw_frame *f = rw_top(w);
    if (f->next == f->list.n) {
        pc_part was = f->list;
        *result = rw_list_result(w, f);
        if (--w->stack.n == 0) return true;
        rw_frame *parent = rw_top(w);
        parent->changed |= result->v != was.v || result->n != was.n;
        w->parts.v[parent->base + parent->next++] = *result;
        return false;
    }
    const void *node;
    bool is_parent;
    if (f->list.blocks) {
        node = (const pc_block *)f->list.v + f->next;
        is_parent = pc_block_is_parent(node);
    } else {
        node = (const pc_inline *)f->list.v + f->next;
        is_parent = pc_inline_is_parent(node);
    }
    if (is_parent)
        rw_push_node(w, node, f->list.blocks);
    else
        rw_put(w, node, false);
    return false;
}

static void rw_node_step(rw *w) {
    rw_frame f = *rw_top(w);
    if (f.base + f.next < w->parts.n) {
        rw_push_list(w, w->parts.v[f.base + f.next]);
        return;
    }
    w->stack.n--;
    w->parts.n = f.base;
    if (!f.changed) {
        rw_put(w, f.node, false);
    } else if (f.block) {
        pc_block x = pc_block_remake(w->r->arena, f.node, w->parts.v + f.base);
        rw_put(w, &x, true);
    } else {
        pc_inline x = pc_inline_remake(w->r->arena, f.node, w->parts.v + f.base);
        rw_put(w, &x, true);
    }
}

static pc_part rw_run(pc_rewrite *r, pc_part xs) {
    rw w = {.r = r};
    pc_part result = xs;
    rw_push_list(&w, xs);
    for (;;) {
        if (rw_top(&w)->is_node)
            rw_node_step(&w);
        else if (rw_list_step(&w, &result))
            return result;
    }
}

pc_blocks pc_rewrite_blocks(pc_rewrite *r, pc_blocks xs) {
    pc_part p = rw_run(r, (pc_part){xs.v, xs.n, true});
    return (pc_blocks){p.v, p.n};
}

pc_inlines pc_rewrite_inlines(pc_rewrite *r, pc_inlines xs) {
    pc_part p = rw_run(r, (pc_part){xs.v, xs.n, false});
    return (pc_inlines){p.v, p.n};
}

/* Metadata nests no deeper than PC_MAX_DEPTH, so these may call each other. */
static bool rw_meta(pc_rewrite *r, pc_meta *m);

static bool rw_meta_list(pc_rewrite *r, pc_meta_list *xs) {
    pc_meta *fresh = NULL;
    for (size_t i = 0; i < xs->n; i++) {
        pc_meta x = xs->v[i];
        if (!rw_meta(r, &x)) continue;
        if (!fresh) fresh = pc_vec_copy(r->arena, xs->v, xs->n, sizeof *fresh);
        fresh[i] = x;
    }
    if (fresh) xs->v = fresh;
    return fresh != NULL;
}

static bool rw_meta_map(pc_rewrite *r, pc_meta_map *m) {
    pc_meta_entry *fresh = NULL;
    for (size_t i = 0; i < m->n; i++) {
        pc_meta x = m->v[i].value;
        if (!rw_meta(r, &x)) continue;
        if (!fresh) fresh = pc_vec_copy(r->arena, m->v, m->n, sizeof *fresh);
        fresh[i].value = x;
    }
    if (fresh) m->v = fresh;
    return fresh != NULL;
}

static bool rw_meta(pc_rewrite *r, pc_meta *m) {
    if (m->tag == PC_MetaMap) return rw_meta_map(r, &m->u.map);
    if (m->tag == PC_MetaList) return rw_meta_list(r, &m->u.list);
    if (m->tag != PC_MetaInlines && m->tag != PC_MetaBlocks) return false;
    pc_part was = m->tag == PC_MetaInlines ? (pc_part){m->u.inlines.v, m->u.inlines.n, false}
                                           : (pc_part){m->u.blocks.v, m->u.blocks.n, true};
    pc_part now = rw_run(r, was);
    if (now.v == was.v && now.n == was.n) return false;
    if (m->tag == PC_MetaInlines)
        m->u.inlines = (pc_inlines){now.v, now.n};
    else
        m->u.blocks = (pc_blocks){now.v, now.n};
    return true;
}

pc_meta_map pc_rewrite_meta(pc_rewrite *r, pc_meta_map m) {
    rw_meta_map(r, &m);
    return m;
}
