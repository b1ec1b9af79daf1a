/* Pipes: $var/uppercase$. Text pipes go through lists and maps; list pipes leave everything else as
 * it is. Unlike Pandoc, alpha gives z (not `) for 26, and roman leaves 4000 and above as they are.
 */
#include "template/template_int.h"

#include "base/str.h"
#include "base/utf8.h"

#include <stdlib.h>

/* A pipe for text, or one for whole values. */
typedef struct pipe_row {
    const char *name;
    pc_str (*text)(pc_arena *a, pc_str s);
    pc_value (*value)(pc_arena *a, pc_value v);
    bool block;
    int side;
} pipe_row;

/* The characters of each line in reverse; the lines stay where they are. */
static pc_str pipe_reverse_text(pc_arena *a, pc_str s) {
    char *out = pc_alloc_text(a, s.n);
    size_t line = 0;
    for (size_t i = 0; i <= s.n; i++) {
        if (i < s.n && s.p[i] != '\n') continue;
        for (size_t at = line, to = i; at < i;) {
            size_t from = at;
            pc_utf8_next(s, &at);
            to -= at - from;
            memcpy(out + to, s.p + from, at - from);
        }
        if (i < s.n) out[i] = '\n';
        line = i + 1;
    }
    return (pc_str){out, s.n};
}

static pc_str pipe_chomp(pc_arena *a, pc_str s) {
    (void)a;
    while (s.n && s.p[s.n - 1] == '\n') s.n--;
    return s;
}

static pc_str pipe_alpha(pc_arena *a, pc_str s) {
    int64_t n;
    if (!pc_str_int(s, &n) || n < 0) return s;
    return pc_str_fmt(a, "%c", n ? (int)('a' + (n - 1) % 26) : '`');
}

static pc_str pipe_roman(pc_arena *a, pc_str s) {
    static const struct {
        int value;
        const char *digits;
    } steps[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
                 {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
                 {5, "v"},    {4, "iv"},   {1, "i"}};
    int64_t n;
    if (!pc_str_int(s, &n) || n < 0 || n >= 4000) return s;
    char text[24];
    size_t at = 0;
    for (size_t i = 0; i < PC_COUNT(steps); i++)
        for (; n >= steps[i].value; n -= steps[i].value)
            for (const char *d = steps[i].digits; *d; d++) text[at++] = *d;
    return pc_str_dup(a, (pc_str){text, at});
}

pc_str tpl_without_idle_newline(pc_str s) {
    if (pc_str_eqz(s, "\n") || pc_str_endsz(s, "\n\n")) s.n--;
    return s;
}

static pc_value pipe_length(pc_arena *a, pc_value v) {
    if (v.kind == PC_LIST || v.kind == PC_MAP) return pc_value_int(a, (int64_t)v.as.of.n);
    if (v.kind == PC_NULL || v.kind == PC_BOOL) return pc_value_int(a, 0);
    return pc_value_int(a, (int64_t)pc_utf8_len(tpl_without_idle_newline(v.as.text)));
}

static pc_value pipe_sublist(pc_value v, size_t from, size_t to) {
    if (to < from) to = from;
    v.u.list = to > from ? v.u.list + from : NULL;
    v.as.of.n = to - from;
    return v;
}

static pc_value pipe_first(pc_arena *a, pc_value v) {
    (void)a;
    return v.kind == PC_LIST && v.as.of.n ? v.u.list[0] : v;
}

static pc_value pipe_last(pc_arena *a, pc_value v) {
    (void)a;
    return v.kind == PC_LIST && v.as.of.n ? v.u.list[v.as.of.n - 1] : v;
}

static pc_value pipe_rest(pc_arena *a, pc_value v) {
    (void)a;
    return v.kind == PC_LIST && v.as.of.n ? pipe_sublist(v, 1, v.as.of.n) : v;
}

static pc_value pipe_allbutlast(pc_arena *a, pc_value v) {
    (void)a;
    return v.kind == PC_LIST && v.as.of.n ? pipe_sublist(v, 0, v.as.of.n - 1) : v;
}

static bool pipe_is_text(const pc_value *v) {
    return v->kind == PC_STRING || v->kind == PC_INT || v->kind == PC_FLOAT || v->kind == PC_TIME;
}

static pc_value pipe_reverse(pc_arena *a, pc_value v) {
    if (pipe_is_text(&v)) return pc_value_str(pipe_reverse_text(a, v.as.text));
    if (v.kind != PC_LIST || !v.as.of.n) return v;
    pc_value *items = PC_NEW_N(a, pc_value, v.as.of.n);
    for (size_t i = 0; i < v.as.of.n; i++) items[i] = v.u.list[v.as.of.n - 1 - i];
    v.u.list = items;
    return v;
}

static pc_value pipe_pair(pc_arena *a, pc_str key, pc_value value) {
    pc_pair pairs[] = {{.key = PC_S("key"), .value = pc_value_str(key)},
                       {.key = PC_S("value"), .value = value}};
    return pc_value_map(a, pairs, PC_COUNT(pairs));
}

static int pipe_compare(const void *x, const void *y) {
    return pc_str_cmp((*(const pc_pair *const *)x)->key, (*(const pc_pair *const *)y)->key);
}

/* A map's members by key (Pandoc's maps are sorted), a list's items numbered from 1. */
static pc_value pipe_pairs(pc_arena *a, pc_value v) {
    if (v.kind != PC_LIST && v.kind != PC_MAP) return v;
    size_t n = v.as.of.n;
    pc_value *items = n ? PC_NEW_N(a, pc_value, n) : NULL;
    if (v.kind == PC_LIST) {
        for (size_t i = 0; i < n; i++)
            items[i] = pipe_pair(a, pc_str_fmt(a, "%zu", i + 1), v.u.list[i]);
    } else if (n) {
        const pc_pair **order = PC_NEW_N(a, const pc_pair *, n);
        for (size_t i = 0; i < n; i++) order[i] = &v.u.pairs[i];
        qsort(order, n, sizeof *order, pipe_compare);
        for (size_t i = 0; i < n; i++) items[i] = pipe_pair(a, order[i]->key, order[i]->value);
    }
    return (pc_value){.kind = PC_LIST, .u.list = items, .as.of.n = n};
}

static pc_value pipe_same(pc_arena *a, pc_value v) {
    (void)a;
    return v;
}

static const pipe_row pipe_rows[] = {
    {.name = "uppercase", .text = pc_utf8_upper},
    {.name = "lowercase", .text = pc_utf8_lower},
    {.name = "chomp", .text = pipe_chomp},
    {.name = "alpha", .text = pipe_alpha},
    {.name = "roman", .text = pipe_roman},
    {.name = "length", .value = pipe_length},
    {.name = "reverse", .value = pipe_reverse},
    {.name = "first", .value = pipe_first},
    {.name = "last", .value = pipe_last},
    {.name = "rest", .value = pipe_rest},
    {.name = "allbutlast", .value = pipe_allbutlast},
    {.name = "pairs", .value = pipe_pairs},
    {.name = "nowrap", .value = pipe_same}, /* a value's spaces never break */
    {.name = "left", .value = pipe_same, .block = true, .side = -1},
    {.name = "center", .value = pipe_same, .block = true, .side = 0},
    {.name = "right", .value = pipe_same, .block = true, .side = 1},
};

int tpl_pipe_find(pc_str name, bool *block) {
    for (size_t i = 0; i < PC_COUNT(pipe_rows); i++) {
        if (!pc_str_eqz(name, pipe_rows[i].name)) continue;
        *block = pipe_rows[i].block;
        return (int)i;
    }
    return -1;
}

bool tpl_pipe_is_block(const tpl_pipe *p) {
    return pipe_rows[p->op].block;
}

int tpl_pipe_side(const tpl_pipe *p) {
    return pipe_rows[p->op].side;
}

/* A text pipe on all texts in v; values nest at most PC_MAX_VALUE_DEPTH deep. */
static pc_value pipe_map_text(pc_arena *a, const pipe_row *row, pc_value v) {
    if (pipe_is_text(&v)) return pc_value_str(row->text(a, v.as.text));
    size_t n = pc_value_len(&v);
    if (!n) return v;
    if (v.kind == PC_LIST) {
        pc_value *items = PC_NEW_N(a, pc_value, n);
        for (size_t i = 0; i < n; i++) items[i] = pipe_map_text(a, row, v.u.list[i]);
        v.u.list = items;
    } else {
        pc_pair *pairs = PC_NEW_N(a, pc_pair, n);
        memcpy(pairs, v.u.pairs, n * sizeof *pairs);
        for (size_t i = 0; i < n; i++) pairs[i].value = pipe_map_text(a, row, pairs[i].value);
        v.u.pairs = pairs;
    }
    return v;
}

pc_value tpl_pipe_apply(pc_arena *a, const tpl_pipe *p, pc_value v) {
    const pipe_row *row = &pipe_rows[p->op];
    return row->text ? pipe_map_text(a, row, v) : row->value(a, v);
}
