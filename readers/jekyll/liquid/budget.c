/* What a run may cost: steps, depth, bytes; and texts and lists that grow without being copied. */
#include "readers/jekyll/liquid/liquid_int.h"

void liq_limit(liq_run *r, const char *what, const char *name, int64_t most) {
    pc_str help = pc_str_fmt(r->a, "--limit %s=NUMBER allows more", name);
    pc_diag_span(r->diags, PC_DIAG_LIMIT, liq_here(r),
                 r->node ? pc_source_pos(r->src, r->node->to) : 0, name ? help : PC_S(""),
                 "%s (%lld): the rest of it was left out", what, (long long)most);
    liq_say_chain(r);
    r->errors++;
    r->interrupt = LIQ_STOP;
}

bool liq_spent(liq_run *r) {
    bool said = r->budget->spent;
    r->budget->steps = 0;
    r->budget->spent = true;
    if (!said)
        liq_limit(r, "Liquid takes more steps than a page may take", "liquid-steps",
                  r->limits->liquid_steps);
    r->interrupt = LIQ_STOP;
    return false;
}

void liq_limit_buf(liq_run *r, pc_buf *b) {
    b->limit = (size_t)r->limits->liquid_output;
}

pc_buf liq_buf(liq_run *r) {
    pc_buf b = r->spare;
    r->spare = (pc_buf){0};
    if (!b.p) pc_buf_init(&b, liq_mem(r));
    liq_limit_buf(r, &b);
    return b;
}

/* Most filters make a short text: its buffer is kept for the next one. */
static void keep(liq_run *r, pc_buf *b) {
    const size_t most = 0x10000;
    if (r->spare.p || b->failed || b->cap > most || b->owner != r->out.owner) {
        pc_buf_fini(b);
        return;
    }
    r->spare = *b;
    b->p = NULL;
    b->cap = 0;
}

pc_str liq_buf_text(liq_run *r, pc_buf *b) {
    if (b->failed && r->interrupt != LIQ_STOP)
        liq_limit(r, "Liquid makes a longer text than it may", "liquid-output",
                  r->limits->liquid_output);
    pc_str s = pc_buf_take(b, r->a);
    keep(r, b);
    return s;
}

/* The place for a new block: one that has never grown gives way first. */
static liq_tail *new_tail(liq_run *r) {
    liq_tail *t = &r->tails[r->next_tail];
    for (size_t i = 0; i < PC_COUNT(r->tails) && t->n < t->cap; i++)
        t = &r->tails[(r->next_tail + i) % PC_COUNT(r->tails)];
    r->next_tail = (r->next_tail + 1) % PC_COUNT(r->tails);
    return t;
}

void *liq_grow(liq_run *r, const void *p, size_t n, size_t more) {
    liq_tail *t = NULL;
    for (size_t i = 0; i < PC_COUNT(r->tails) && !t; i++)
        if (n && r->tails[i].p == p && r->tails[i].n == n) t = &r->tails[i];
    if (t && t->cap - n >= more) {
        t->n += more;
        return t->p;
    }
    size_t cap = t ? 2 * (n + more) : n + more; /* one that grows again will do so once more */
    if (!t) t = new_tail(r);
    *t = (liq_tail){.p = pc_alloc(r->a, cap), .n = n + more, .cap = cap};
    if (n) memcpy(t->p, p, n);
    return t->p;
}

pc_str liq_append(liq_run *r, pc_str a, pc_str b) {
    if (!b.n) return a;
    char *p = liq_grow(r, a.p, a.n, b.n);
    memcpy(p + a.n, b.p, b.n);
    return (pc_str){p, a.n + b.n};
}

liq_value liq_push(liq_run *r, liq_value list, liq_value item) {
    liq_value *v = liq_grow(r, list.u.list, list.x.n * sizeof item, sizeof item);
    v[list.x.n] = item;
    return liq_list(v, list.x.n + 1);
}
