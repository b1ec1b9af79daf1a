/* Generic values: building, asking, comparing, joining. Maps keep the order in which keys came
 * first; above MAP_SMALL keys they have an open-addressing index of twice the next power of two. */
#include "data/value.h"

#include "base/str.h"
#include "data/data_int.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { MAP_SMALL = 8 };

const pc_value pc_null = {.kind = PC_NULL};

pc_value pc_value_str(pc_str s) {
    return (pc_value){.kind = PC_STRING, .as.text = s};
}

pc_value pc_value_int(pc_arena *a, int64_t i) {
    return (pc_value){
        .kind = PC_INT, .plain = true, .u.i = i, .as.text = pc_str_fmt(a, "%lld", (long long)i)};
}

pc_value pc_value_float(pc_arena *a, double f) {
    char text[DATA_FLOAT_SIZE];
    data_float_put(text, f);
    return (pc_value){
        .kind = PC_FLOAT, .plain = true, .u.f = f, .as.text = pc_str_dup(a, pc_strz(text))};
}

pc_value pc_value_bool(bool b) {
    return (pc_value){
        .kind = PC_BOOL, .plain = true, .u.b = b, .as.text = b ? PC_S("true") : PC_S("false")};
}

pc_value pc_value_list(pc_arena *a, const pc_value *items, size_t n) {
    pc_value v = {.kind = PC_LIST, .as.of.n = n};
    if (n) {
        pc_value *copy = PC_NEW_N(a, pc_value, n);
        memcpy(copy, items, n * sizeof *copy);
        v.u.list = copy;
    }
    return v;
}

/* Maps. */

static size_t map_slots(size_t n) {
    size_t slots = 32;
    while (slots < 2 * n) slots *= 2;
    return slots;
}

/* Where [key] is in the index, or the free slot where it belongs. */
static size_t map_slot(const pc_pair *pairs, const uint32_t *index, size_t slots, pc_str key) {
    size_t i = (size_t)pc_str_hash(key) & (slots - 1);
    while (index[i] && !pc_str_eq(pairs[index[i] - 1].key, key)) i = (i + 1) & (slots - 1);
    return i;
}

static size_t map_find_straight(const pc_pair *pairs, size_t n, pc_str key) {
    for (size_t i = 0; i < n; i++)
        if (pairs[i].key.n == key.n && pc_str_eq(pairs[i].key, key)) return i;
    return n;
}

static void map_twice(pc_diags *d, const pc_pair *later, const pc_pair *earlier) {
    if (!d || !earlier->key_pos || !later->key_pos) return;
    pc_diag_span(d, PC_DIAG_YAML_DUPLICATE_KEY, later->key_pos,
                 later->key_pos + (pc_pos)later->key.n, (pc_str){0},
                 "the key \"%.*s\" stands here a second time", PC_F(later->key));
    pc_diag_note(d, earlier->key_pos, "it stood here first");
}

static uint32_t *map_index_new(pc_arena *a, size_t n) {
    if (n <= MAP_SMALL) return NULL;
    size_t slots = map_slots(n);
    uint32_t *index = PC_NEW_N(a, uint32_t, slots);
    memset(index, 0, slots * sizeof *index);
    return index;
}

/* The index for keys that are known to differ. */
static uint32_t *map_index(pc_arena *a, const pc_pair *pairs, size_t n) {
    uint32_t *index = map_index_new(a, n);
    for (size_t i = 0; index && i < n; i++)
        index[map_slot(pairs, index, map_slots(n), pairs[i].key)] = (uint32_t)(i + 1);
    return index;
}

static pc_value map_build(pc_arena *a, const pc_pair *items, size_t n, pc_diags *d) {
    pc_value v = {.kind = PC_MAP};
    if (!n) return v;
    pc_pair *pairs = PC_NEW_N(a, pc_pair, n);
    uint32_t *index = map_index_new(a, n);
    size_t slots = map_slots(n), count = 0;
    for (size_t i = 0; i < n; i++) {
        const pc_pair *it = &items[i];
        size_t slot = index ? map_slot(pairs, index, slots, it->key) : 0;
        size_t at = !index        ? map_find_straight(pairs, count, it->key)
                    : index[slot] ? index[slot] - 1
                                  : count;
        if (at < count) {
            map_twice(d, it, &pairs[at]);
            pairs[at].value = it->value;
            pairs[at].key_pos = it->key_pos;
            continue;
        }
        pairs[count++] = *it;
        if (index) index[slot] = (uint32_t)count;
    }
    v.u.pairs = pairs;
    v.as.of.n = count;
    v.as.of.index = count == n ? index : map_index(a, pairs, count); /* its size follows from n */
    return v;
}

pc_value pc_value_map(pc_arena *a, const pc_pair *pairs, size_t n) {
    return map_build(a, pairs, n, NULL);
}

const pc_value *pc_value_get(const pc_value *v, pc_str key) {
    if (!v || v->kind != PC_MAP || !v->as.of.n) return NULL;
    const pc_pair *pairs = v->u.pairs;
    size_t n = v->as.of.n, at;
    if (v->as.of.index)
        at = (size_t)v->as.of.index[map_slot(pairs, v->as.of.index, map_slots(n), key)] - 1;
    else
        at = map_find_straight(pairs, n, key);
    return at < n ? &pairs[at].value : NULL;
}

const pc_value *pc_value_getz(const pc_value *v, const char *key) {
    return pc_value_get(v, pc_strz(key));
}

const pc_value *pc_value_path(const pc_value *v, const char *path) {
    pc_str rest = pc_strz(path), part;
    while (v && pc_str_cut(&rest, '.', &part)) v = pc_value_get(v, part);
    return v;
}

pc_str pc_value_text(const pc_value *v) {
    if (!v || v->kind == PC_NULL || v->kind == PC_LIST || v->kind == PC_MAP) return (pc_str){0};
    return v->as.text;
}

pc_str pc_value_get_text(const pc_value *v, const char *key) {
    return pc_value_text(pc_value_getz(v, key));
}

bool pc_value_true(const pc_value *v) {
    return v && v->kind != PC_NULL && !(v->kind == PC_BOOL && !v->u.b);
}

/* Comparing and joining. Both recurse: values nest at most PC_MAX_VALUE_DEPTH deep. */

static bool value_is_number(const pc_value *v) {
    return v->kind == PC_INT || v->kind == PC_FLOAT;
}

/* By value, so 1.10 equals 1.1; numbers too large for int64 compare as written. */
static bool value_equal_number(const pc_value *a, const pc_value *b) {
    if (a->kind == PC_INT && b->kind == PC_INT) return a->u.i == b->u.i;
    if (pc_str_eq(a->as.text, b->as.text)) return true;
    double x = a->kind == PC_INT ? (double)a->u.i : a->u.f;
    double y = b->kind == PC_INT ? (double)b->u.i : b->u.f;
    bool large = fabs(x) >= 9007199254740992.0;
    return (isnan(x) && isnan(y)) || (x == y && (!large || isinf(x)));
}

static bool value_equal_items(const pc_value *a, const pc_value *b) {
    if (a->as.of.n != b->as.of.n) return false;
    for (size_t i = 0; i < a->as.of.n; i++) {
        const pc_value *x = a->kind == PC_LIST ? &a->u.list[i] : &a->u.pairs[i].value;
        const pc_value *y = a->kind == PC_LIST ? &b->u.list[i] : pc_value_get(b, a->u.pairs[i].key);
        if (!y || !pc_value_equal(x, y)) return false;
    }
    return true;
}

bool pc_value_equal(const pc_value *a, const pc_value *b) {
    if (a == b) return true;
    if (value_is_number(a) && value_is_number(b)) return value_equal_number(a, b);
    if (a->kind != b->kind) return false;
    switch ((pc_value_kind)a->kind) {
    case PC_NULL: return true;
    case PC_BOOL: return a->u.b == b->u.b;
    case PC_LIST:
    case PC_MAP: return value_equal_items(a, b);
    default: return pc_str_eq(a->as.text, b->as.text);
    }
}

/* As Jekyll's deep_merge_hashes: a null in [over] leaves what is under it. */
static pc_value value_merge_member(pc_arena *a, const pc_value *under, const pc_value *over) {
    if (over->kind == PC_NULL) return *under;
    return pc_value_merge(a, under, over);
}

pc_value pc_value_merge(pc_arena *a, const pc_value *under, const pc_value *over) {
    if (under->kind != PC_MAP || over->kind != PC_MAP) return *over;
    size_t n = under->as.of.n, m = over->as.of.n;
    if (!m) return *under;
    if (!n) return *over;
    pc_pair *pairs = PC_NEW_N(a, pc_pair, n + m);
    memcpy(pairs, under->u.pairs, n * sizeof *pairs);
    for (size_t i = 0; i < n; i++) {
        const pc_value *y = pc_value_get(over, pairs[i].key);
        if (y) pairs[i].value = value_merge_member(a, &under->u.pairs[i].value, y);
    }
    size_t count = n;
    for (size_t i = 0; i < m; i++)
        if (!pc_value_get(under, over->u.pairs[i].key)) pairs[count++] = over->u.pairs[i];
    return (pc_value){.kind = PC_MAP,
                      .pos = over->pos,
                      .u.pairs = pairs,
                      .as.of = {.n = count, .index = map_index(a, pairs, count)}};
}

pc_value pc_value_with(pc_arena *a, const pc_value *map, pc_str key, pc_value v) {
    size_t n = pc_value_len(map), at = 0;
    pc_pair *pairs = PC_NEW_N(a, pc_pair, n + 1);
    if (n) memcpy(pairs, map->u.pairs, n * sizeof *pairs);
    while (at < n && !pc_str_eq(pairs[at].key, key)) at++;
    pairs[at] = (pc_pair){.key = key, .key_pos = at < n ? pairs[at].key_pos : 0, .value = v};
    n += at == n;
    return (pc_value){.kind = PC_MAP,
                      .pos = map->pos,
                      .u.pairs = pairs,
                      .as.of = {.n = n, .index = map_index(a, pairs, n)}};
}

/* Numbers. */

double data_float(pc_arena *a, pc_str text) {
    char small[64];
    char *z = small;
    if (text.n < sizeof small) {
        if (text.n) memcpy(small, text.p, text.n);
        small[text.n] = '\0';
    } else {
        z = pc_str_dupz(a, text);
    }
    return strtod(z, NULL);
}

pc_value data_number(pc_arena *a, pc_str text) {
    pc_value v = {.kind = PC_INT, .plain = true, .as.text = text};
    if (!pc_str_int(text, &v.u.i)) {
        v.kind = PC_FLOAT;
        v.u.f = data_float(a, text);
    }
    return v;
}

void data_float_put(char text[DATA_FLOAT_SIZE], double f) {
    size_t n = DATA_FLOAT_SIZE;
    if (isnan(f) || isinf(f)) {
        snprintf(text, n, "%s", isnan(f) ? ".nan" : f > 0 ? ".inf" : "-.inf");
        return;
    }
    char z[32];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(z, sizeof z, "%.*g", digits, f);
        if (strtod(z, NULL) == f) break;
    }
    /* YAML 1.1 takes no exponent without a point. */
    size_t mantissa = strcspn(z, "e");
    bool point = memchr(z, '.', mantissa) != NULL;
    snprintf(text, n, "%.*s%s%s", (int)mantissa, z, point ? "" : ".0", z + mantissa);
}

/* Collections that are being read. */

void data_stack_init(data_stack *s, pc_mem *m) {
    pc_buf_init(&s->bytes, m);
}

void data_stack_fini(data_stack *s) {
    pc_buf_fini(&s->bytes);
}

size_t data_stack_len(const data_stack *s) {
    return s->bytes.n / sizeof(pc_pair);
}

pc_pair *data_stack_at(data_stack *s, size_t i) {
    return (pc_pair *)(void *)s->bytes.p + i;
}

void data_stack_push(data_stack *s, const pc_pair *item) {
    pc_buf_putn(&s->bytes, (const char *)item, sizeof *item);
}

pc_value data_stack_list(data_stack *s, size_t from, pc_arena *a) {
    size_t n = data_stack_len(s) - from;
    pc_value v = {.kind = PC_LIST, .as.of.n = n};
    if (!n) return v;
    pc_value *items = PC_NEW_N(a, pc_value, n);
    const pc_pair *pairs = data_stack_at(s, from);
    for (size_t i = 0; i < n; i++) items[i] = pairs[i].value;
    v.u.list = items;
    pc_buf_trunc(&s->bytes, from * sizeof(pc_pair));
    return v;
}

pc_value data_stack_map(data_stack *s, size_t from, pc_arena *a, pc_diags *d) {
    size_t n = data_stack_len(s) - from;
    pc_value v = map_build(a, n ? data_stack_at(s, from) : NULL, n, d);
    pc_buf_trunc(&s->bytes, from * sizeof(pc_pair));
    return v;
}
