/* Positions: which text, which line, and back through made texts to what the author wrote. */
#include "diag/source.h"

#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"

void pc_sources_init(pc_sources *s, pc_arena *a) {
    *s = (pc_sources){.arena = a, .next = 1};
}

void pc_sources_init_within(pc_sources *s, pc_arena *a, pc_sources *outer) {
    *s = (pc_sources){.arena = a, .outer = outer};
}

/* The counter that all positions come from. */
static pc_pos *counter(pc_sources *s) {
    while (s->outer) s = s->outer;
    return &s->next;
}

pc_source *pc_source_add_made(pc_sources *s, pc_str name, pc_str text, const pc_map_span *spans,
                              size_t n) {
    pc_pos *next = counter(s);
    if (text.n >= UINT32_MAX - *next) pc_throw(s->arena->mem, PC_FAULT_LIMIT);
    pc_source *x = PC_NEW(s->arena, pc_source);
    x->name = name;
    x->text = text;
    x->base = *next;
    x->spans = spans;
    x->nspans = n;
    x->arena = s->arena;
    *next += (pc_pos)text.n + 1; /* the end of a text is a place of its own */
    pc_vec_push(s->arena, s, x);
    return x;
}

pc_source *pc_source_add(pc_sources *s, pc_str name, pc_str text) {
    return pc_source_add_made(s, name, text, NULL, 0);
}

static const pc_source *find(const pc_sources *s, pc_pos pos) {
    size_t lo = 0, hi = s->n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (s->v[mid]->base <= pos)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (lo == 0) return NULL;
    const pc_source *x = s->v[lo - 1];
    return pos - x->base <= x->text.n ? x : NULL;
}

const pc_source *pc_source_of(const pc_sources *s, pc_pos pos) {
    const pc_source *x = NULL;
    for (; pos && s && !x; s = s->outer) x = find(s, pos);
    return x;
}

/* A made text's maps lead to texts that were added before it, so this ends. */
pc_pos pc_source_origin(const pc_sources *s, pc_pos pos) {
    for (;;) {
        const pc_source *x = pc_source_of(s, pos);
        if (!x || !x->spans) return x ? pos : 0;
        uint32_t at = pos - x->base;
        size_t lo = 0, hi = x->nspans;
        while (lo < hi) {
            size_t mid = (lo + hi) / 2;
            if (x->spans[mid].at <= at)
                lo = mid + 1;
            else
                hi = mid;
        }
        if (lo == 0) return 0;
        const pc_map_span *span = &x->spans[lo - 1];
        pc_pos next = span->verbatim ? span->from + (at - span->at) : span->from;
        if (next >= x->base) return 0;
        pos = next;
    }
}

static void index_lines(pc_source *x) {
    PC_VEC(uint32_t) lines = {0};
    pc_vec_push(x->arena, &lines, 0);
    for (size_t i = 0; (i = pc_str_chr(x->text, '\n', i)) != PC_NPOS;)
        pc_vec_push(x->arena, &lines, (uint32_t)++i);
    x->lines = lines.v;
    x->nlines = lines.n;
}

pc_place pc_source_place(pc_sources *s, pc_pos pos) {
    pos = pc_source_origin(s, pos);
    pc_source *x = (pc_source *)pc_source_of(s, pos);
    if (!x) return (pc_place){0};
    if (!x->lines) index_lines(x);
    uint32_t at = pos - x->base;
    size_t lo = 0, hi = x->nlines;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (x->lines[mid] <= at)
            lo = mid + 1;
        else
            hi = mid;
    }
    uint32_t start = x->lines[lo - 1];
    size_t end = pc_str_chr(x->text, '\n', start);
    pc_str line = pc_str_sub(x->text, start, end);
    if (line.n && line.p[line.n - 1] == '\r') line.n--;
    size_t offset = at - start < line.n ? at - start : line.n;
    return (pc_place){x->name, lo, pc_utf8_len(pc_str_sub(line, 0, offset)) + 1, line, offset};
}
