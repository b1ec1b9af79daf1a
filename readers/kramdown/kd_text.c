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

static pc_pos pos_in(const kd_text *t, size_t i, size_t at) {
    const pc_map_span *span = &t->map[i];
    return span->verbatim ? span->from + (pc_pos)(t->skip + at - span->at) : span->from;
}

pc_pos kd_pos(const kd_text *t, size_t at) {
    if (!t->map) return t->base ? t->base + (pc_pos)at : 0;
    return t->nmap ? pos_in(t, span_at(t, t->skip + at), at) : t->base;
}

pc_pos kd_pos_near(const kd_text *t, size_t at, size_t *near) {
    if (!t->nmap) return kd_pos(t, at);
    bool behind = *near >= t->nmap || t->map[*near].at > t->skip + at;
    bool ahead = !behind && *near + 1 < t->nmap && t->map[*near + 1].at <= t->skip + at;
    if (behind || ahead) *near = span_at(t, t->skip + at);
    return pos_in(t, *near, at);
}

kd_text kd_sub(const kd_text *t, size_t from, size_t to) {
    kd_text out = *t;
    out.s = pc_str_sub(t->s, from, to);
    if (out.map)
        out.skip += (uint32_t)from;
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

kd_text kd_copy(pc_arena *a, pc_arena *scratch, const kd_text *t) {
    kd_text out = {.s = pc_str_dup(a, t->s), .base = kd_pos(t, 0)};
    if (!t->map || !t->nmap || !t->s.n) return out;
    size_t from = span_at(t, t->skip), to = span_at(t, t->skip + t->s.n - 1);
    if (from == to && t->map[from].verbatim) return out;
    pc_map_span *map = PC_NEW_N(scratch, pc_map_span, to - from + 1);
    for (size_t i = from; i <= to; i++) {
        map[i - from] = t->map[i];
        map[i - from].at = t->map[i].at > t->skip ? t->map[i].at - (uint32_t)t->skip : 0;
    }
    map[0].from = out.base;
    out.map = map;
    out.nmap = (uint32_t)(to - from + 1);
    return out;
}

void kd_make(kd_maker *m, pc_arena *a) {
    *m = (kd_maker){.arena = a};
    pc_buf_init(&m->out, a->mem);
    pc_buf_init(&m->map, a->mem);
}

static size_t spans_of(const kd_maker *m) {
    return m->map.n / sizeof(pc_map_span);
}

/* A span for what is put next, unless the last one runs on to it. */
static void begin(kd_maker *m, pc_pos from, bool verbatim) {
    pc_map_span new = {(uint32_t)m->out.n, from, verbatim};
    if (m->map.n) {
        pc_map_span last;
        memcpy(&last, m->map.p + m->map.n - sizeof last, sizeof last);
        pc_pos next = last.verbatim ? last.from + (pc_pos)(m->out.n - last.at) : last.from;
        if (last.verbatim == verbatim && next == from) return;
    }
    pc_buf_putn(&m->map, (const char *)&new, sizeof new);
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

/* A text with the spans [map]; one that runs along is as good as none. */
static kd_text mapped(pc_str s, const pc_map_span *map, size_t n) {
    kd_text t = {.s = s};
    if (!n) return t;
    t.base = map[0].from;
    if (n > 1 || !map[0].verbatim) t.map = map, t.nmap = (uint32_t)n;
    return t;
}

kd_text kd_held(const kd_maker *m) {
    return mapped(pc_buf_str(&m->out), (const pc_map_span *)(const void *)m->map.p, spans_of(m));
}

kd_text kd_made(kd_maker *m) {
    size_t n = spans_of(m);
    pc_map_span *map = PC_NEW_N(m->arena, pc_map_span, n);
    if (n) memcpy(map, m->map.p, n * sizeof *map);
    kd_text t = mapped(pc_buf_take(&m->out, m->arena), map, n);
    kd_drop(m);
    return t;
}

void kd_drop(kd_maker *m) {
    pc_buf_fini(&m->out);
    pc_buf_fini(&m->map);
}

/* --- looking ahead -------------------------------------------------------------------------------
 */

bool kd_ahead_knows(const kd_ahead *memo, size_t at) {
    return memo->known && at >= memo->from && at <= memo->found;
}

size_t kd_next(kd_ahead *memo, pc_str s, pc_str what, size_t at) {
    if (!kd_ahead_knows(memo, at)) *memo = (kd_ahead){true, at, pc_str_find(s, what, at)};
    return memo->found;
}

size_t kd_next_brace(kd_ahead *memo, pc_str s, size_t at) {
    if (kd_ahead_knows(memo, at)) return memo->found;
    size_t i = pc_str_chr(s, '}', at);
    while (i != PC_NPOS && i > at && s.p[i - 1] == '\\') i = pc_str_chr(s, '}', i + 1);
    *memo = (kd_ahead){true, at, i};
    return i;
}

size_t kd_comment_end(pc_str s, size_t at, kd_ahead *memo) {
    if (!pc_str_startsz(pc_str_from(s, at), "<!--")) return 0;
    size_t end = kd_next(memo, s, PC_S("-->"), at + 4);
    return end == PC_NPOS ? 0 : end + 3;
}
