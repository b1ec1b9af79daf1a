/* Texts that know where they come from. */
#include "readers/kramdown/kd.h"

#include "base/str.h"

/* The last span that begins at or before [at]. */
static size_t span_at(const kd_text *t, size_t at) {
    size_t lo = 0, hi = t->nmap;
    while (hi - lo > 1) {
        size_t mid = (lo + hi) / 2;
        if (t->map[mid].at <= at)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

pc_pos kd_pos(const kd_text *t, size_t at) {
    if (!t->map) return t->base ? t->base + (pc_pos)at : 0;
    if (!t->nmap) return t->base;
    const pc_map_span *span = &t->map[span_at(t, t->skip + at)];
    return span->verbatim ? span->from + (pc_pos)(t->skip + at - span->at) : span->from;
}

kd_text kd_sub(const kd_text *t, size_t from, size_t to) {
    kd_text out = *t;
    out.s = pc_str_sub(t->s, from, to);
    if (out.map)
        out.skip += from;
    else if (out.base)
        out.base += (pc_pos)from;
    return out;
}

kd_text kd_trim(const kd_text *t) {
    size_t from = 0, to = t->s.n;
    while (from < to && pc_is_space(t->s.p[from])) from++;
    while (to > from && pc_is_space(t->s.p[to - 1])) to--;
    return kd_sub(t, from, to);
}

void kd_make(kd_maker *m, pc_arena *a) {
    *m = (kd_maker){.arena = a};
    pc_buf_init(&m->out, a->mem);
}

/* A span for what is put next, unless the last one runs on to it. */
static void begin(kd_maker *m, pc_pos from, bool verbatim) {
    if (m->spans.n) {
        const pc_map_span *last = &m->spans.v[m->spans.n - 1];
        pc_pos next = last->verbatim ? last->from + (pc_pos)(m->out.n - last->at) : last->from;
        if (last->verbatim == verbatim && next == from) return;
    }
    pc_vec_push(m->arena, &m->spans, ((pc_map_span){(uint32_t)m->out.n, from, verbatim}));
}

void kd_put(kd_maker *m, const kd_text *t, size_t from, size_t to) {
    if (to > t->s.n) to = t->s.n;
    if (!t->map) {
        if (from < to) begin(m, kd_pos(t, from), t->base != 0);
        pc_buf_put(&m->out, pc_str_sub(t->s, from, to));
        return;
    }
    while (from < to) {
        size_t i = span_at(t, t->skip + from), end = to;
        if (i + 1 < t->nmap && t->map[i + 1].at - t->skip < to) end = t->map[i + 1].at - t->skip;
        begin(m, kd_pos(t, from), t->map[i].verbatim);
        pc_buf_put(&m->out, pc_str_sub(t->s, from, end));
        from = end;
    }
}

void kd_puts(kd_maker *m, pc_str made, pc_pos from) {
    if (!made.n) return;
    begin(m, from, false);
    pc_buf_put(&m->out, made);
}

kd_text kd_made(kd_maker *m) {
    kd_text t = {.s = pc_buf_take(&m->out, m->arena), .map = m->spans.v, .nmap = m->spans.n};
    pc_buf_fini(&m->out);
    if (!t.nmap) return t;
    bool one = t.nmap == 1 && t.map[0].verbatim;
    t.base = t.map[0].from;
    if (one) t.map = NULL;
    return t;
}
