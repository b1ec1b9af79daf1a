/* The allocator with a budget, and protected calls over setjmp: the one place that jumps. */
#include "base/mem.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

typedef struct pc_undo {
    struct pc_undo *next;
    void (*undo)(void *thing);
    void *thing;
} pc_undo;

/* Doubly linked, so that a held block can be freed or moved from anywhere. */
typedef struct pc_ring {
    struct pc_ring *prev, *next;
} pc_ring;

typedef struct pc_held {
    pc_ring ring; /* first */
    size_t size;  /* with this header */
    _Alignas(max_align_t) char data[];
} pc_held;

struct pc_guard {
    jmp_buf env;
    struct pc_guard *outer;
    pc_undo *undos; /* last first */
    pc_ring held;   /* the blocks; empty when it points to itself */
    volatile pc_fault why;
};

static void *libc_alloc(void *user, void *p, size_t old, size_t n) {
    (void)user, (void)old;
    if (n == 0) {
        free(p);
        return NULL;
    }
    return realloc(p, n);
}

void pc_mem_init(pc_mem *m, pc_alloc_fn alloc, void *user, size_t budget) {
    *m = (pc_mem){.alloc = alloc ? alloc : libc_alloc, .user = user, .budget = budget};
}

bool pc_mem_is_plain(const pc_mem *m) {
    return m->alloc == libc_alloc && !m->budget;
}

void pc_mem_give_back(const pc_mem *m) {
#ifdef __GLIBC__
    enum { WORTH_IT = 4 << 20 };
    if (m->alloc == libc_alloc && m->peak - m->used >= WORTH_IT) malloc_trim(0);
#else
    (void)m;
#endif
}

void *pc_mem_try_realloc(pc_mem *m, void *p, size_t old, size_t n) {
    if (n == 0) {
        pc_mem_free(m, p, old);
        return NULL;
    }
    if (m->budget && n > old && n - old > m->budget - m->used) return NULL;
    void *q = m->alloc(m->user, p, p ? old : 0, n);
    if (!q) return NULL;
    m->used = m->used - (p ? old : 0) + n;
    if (m->used > m->peak) m->peak = m->used;
    return q;
}

void *pc_mem_realloc(pc_mem *m, void *p, size_t old, size_t n) {
    void *q = pc_mem_try_realloc(m, p, old, n);
    if (!q && n) pc_throw(m, PC_FAULT_MEMORY);
    return q;
}

void pc_mem_free(pc_mem *m, void *p, size_t n) {
    if (!p) return;
    m->alloc(m->user, p, n, 0);
    m->used -= n;
}

void *pc_mem_hold(pc_mem *m, void *p, size_t n) {
    return pc_mem_hold_for(m, m->guard, p, n);
}

void *pc_mem_hold_for(pc_mem *m, struct pc_guard *owner, void *p, size_t n) {
    pc_held *old = p ? (pc_held *)((char *)p - offsetof(pc_held, data)) : NULL;
    if (n == 0) {
        if (!old) return NULL;
        if (old->ring.prev) {
            old->ring.prev->next = old->ring.next;
            old->ring.next->prev = old->ring.prev;
        }
        pc_mem_free(m, old, old->size);
        return NULL;
    }
    if (n > SIZE_MAX / 2) pc_throw(m, PC_FAULT_LIMIT);
    size_t size = sizeof(pc_held) + n;
    pc_held *h = pc_mem_realloc(m, old, old ? old->size : 0, size);
    if (!old) h->ring = owner ? (pc_ring){&owner->held, owner->held.next} : (pc_ring){NULL, NULL};
    h->size = size;
    if (h->ring.prev) h->ring.prev->next = h->ring.next->prev = &h->ring;
    return h->data;
}

static void drop_held(pc_mem *m, struct pc_guard *g) {
    for (pc_ring *r = g->held.next, *next; r != &g->held; r = next) {
        next = r->next;
        pc_mem_free(m, r, ((pc_held *)r)->size);
    }
}

static void run_undos(pc_mem *m, struct pc_guard *g) {
    while (g->undos) {
        pc_undo *u = g->undos;
        g->undos = u->next;
        u->undo(u->thing);
        pc_mem_free(m, u, sizeof *u);
    }
}

pc_fault pc_try(pc_mem *m, void (*body)(void *arg), void *arg) {
    struct pc_guard g = {.outer = m->guard, .why = PC_FAULT_NONE};
    g.held.prev = g.held.next = &g.held;
    m->guard = &g;
    if (setjmp(g.env) == 0) body(arg);
    m->guard = g.outer;
    run_undos(m, &g);
    drop_held(m, &g);
    return g.why;
}

/* Hands the inner call's clean-up to the outer one, the younger first. */
static void adopt(struct pc_guard *outer, struct pc_guard *g) {
    pc_undo **last = &g->undos;
    while (*last) last = &(*last)->next;
    *last = outer->undos;
    outer->undos = g->undos;
    if (g->held.next == &g->held) return;
    g->held.prev->next = outer->held.next;
    outer->held.next->prev = g->held.prev;
    outer->held.next = g->held.next;
    g->held.next->prev = &outer->held;
}

pc_fault pc_catch(pc_mem *m, void (*body)(void *arg), void *arg) {
    if (!m->guard) return pc_try(m, body, arg);
    struct pc_guard g = {.outer = m->guard, .why = PC_FAULT_NONE};
    g.held.prev = g.held.next = &g.held;
    m->guard = &g;
    if (setjmp(g.env) == 0) body(arg);
    m->guard = g.outer;
    adopt(g.outer, &g);
    return g.why;
}

void pc_scope(pc_mem *m, void (*body)(void *arg), void *arg) {
    pc_fault why = pc_try(m, body, arg);
    if (why) pc_throw(m, why);
}

void pc_throw(pc_mem *m, pc_fault why) {
    if (!m->guard) {
        fputs("pubconv: out of memory outside any conversion\n", stderr);
        abort();
    }
    m->guard->why = why;
    longjmp(m->guard->env, 1);
}

void pc_defer(pc_mem *m, void (*undo)(void *thing), void *thing) {
    pc_undo *u = m->guard ? pc_mem_try_realloc(m, NULL, 0, sizeof *u) : NULL;
    if (!u) {
        undo(thing);
        pc_throw(m, PC_FAULT_MEMORY);
    }
    *u = (pc_undo){m->guard->undos, undo, thing};
    m->guard->undos = u;
}
