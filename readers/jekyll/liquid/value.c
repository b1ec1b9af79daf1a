/* Values: looking into them, comparing them, looping over them. */
#include "readers/jekyll/liquid/value.h"

#include "base/limits.h"
#include "base/str.h"
#include "base/utf8.h"
#include "data/yaml.h"
#include "readers/jekyll/liquid/liquid_int.h"
#include "readers/jekyll/liquid/number.h"

/* Data has no integers beyond 64 bits; their text tells them: fewer digits are a number that YAML
 * was told to read as a float. */
static liq_value from_float(struct liq_run *r, const pc_value *v) {
    pc_str s = v->as.text;
    size_t n = s.n && s.p[0] == '-' ? 1 : 0, from = n;
    while (n < s.n && pc_is_digit(s.p[n])) n++;
    return r && n == s.n && n > from + 18 ? liq_digits(r->a, s) : liq_float(v->u.f);
}

liq_value liq_from_data(struct liq_run *r, const pc_value *v) {
    if (!v) return liq_nil();
    liq_value t;
    switch (v->kind) {
    case PC_BOOL: return liq_bool(v->u.b);
    case PC_INT: return liq_int(v->u.i);
    case PC_FLOAT: return from_float(r, v);
    case PC_STRING: return liq_str(v->as.text);
    case PC_TIME:
        if (liq_yaml_time(r ? &r->host->zone : NULL, v->as.text, &t)) return t;
        return liq_str(v->as.text);
    case PC_LIST:
        return (liq_value){.kind = LIQ_LIST, .data = true, .u.data = v, .x.n = v->as.of.n};
    case PC_MAP: return (liq_value){.kind = LIQ_MAP, .data = true, .u.data = v, .x.n = v->as.of.n};
    default: return liq_nil();
    }
}

size_t liq_len(liq_value v) {
    return v.kind == LIQ_LIST || v.kind == LIQ_MAP ? v.x.n : 0;
}

pc_str liq_key_at(liq_value m, size_t i) {
    return m.data ? m.u.data->u.pairs[i].key : m.u.pairs[i].key;
}

liq_value liq_key_value(struct liq_run *r, liq_value m, size_t i) {
    const pc_pair *p = m.data ? &m.u.data->u.pairs[i] : NULL;
    if (!p)
        return m.u.pairs[i].word ? liq_from_data(r, m.u.pairs[i].word) : liq_str(m.u.pairs[i].key);
    if (!p->plain || !r) return liq_str(p->key);
    pc_value v = pc_yaml_scalar(r->a, p->key);
    return liq_from_data(r, &v);
}

liq_value liq_value_at(struct liq_run *r, liq_value m, size_t i) {
    return m.data ? liq_from_data(r, &m.u.data->u.pairs[i].value) : m.u.pairs[i].value;
}

liq_value liq_at(struct liq_run *r, liq_value v, size_t i) {
    if (i >= liq_len(v)) return liq_nil();
    if (v.kind == LIQ_LIST) return v.data ? liq_from_data(r, &v.u.data->u.list[i]) : v.u.list[i];
    liq_value *pair = PC_NEW_N(r->a, liq_value, 2);
    pair[0] = liq_key_value(r, v, i);
    pair[1] = liq_value_at(r, v, i);
    return liq_list(pair, 2);
}

bool liq_map_get(struct liq_run *r, liq_value m, pc_str key, liq_value *out) {
    if (m.data) {
        const pc_value *v = pc_value_get(m.u.data, key);
        if (v) *out = liq_from_data(r, v);
        return v != NULL;
    }
    for (size_t i = m.x.n; i-- > 0;)
        if (pc_str_eq(m.u.pairs[i].key, key)) {
            *out = m.u.pairs[i].value;
            return true;
        }
    return false;
}

int64_t liq_range_len(liq_value v) {
    return v.x.hi < v.u.i ? 0 : v.x.hi - v.u.i + 1;
}

static bool index_get(struct liq_run *r, liq_value v, int64_t i, liq_value *out) {
    if (v.kind != LIQ_LIST) return false;
    if (i < 0) i += (int64_t)v.x.n;
    *out = i < 0 || (size_t)i >= v.x.n ? liq_nil() : liq_at(r, v, (size_t)i);
    return true;
}

/* A hash gives its pairs; a drop, as Jekyll's do, the names of its members. */
static liq_value object_items(struct liq_run *r, liq_value v) {
    const liq_class *c = v.u.obj->cls;
    PC_VEC(liq_value) items = {0};
    pc_str key;
    for (size_t i = 0; c->key && c->key(r, v.u.obj, i, &key); i++) {
        liq_value *pair = PC_NEW_N(r->a, liq_value, 2);
        pair[0] = liq_str(key);
        if (c->hash) pair[1] = liq_member(r, v, key);
        pc_vec_push(r->a, &items, c->hash ? liq_list(pair, 2) : pair[0]);
    }
    return liq_list(items.v, items.n);
}

/* size, first, last as words after a dot. */
static bool command(struct liq_run *r, liq_value v, pc_str word, liq_value *out) {
    bool size = pc_str_eqz(word, "size"), first = pc_str_eqz(word, "first");
    size_t n = liq_len(v);
    switch (v.kind) {
    case LIQ_LIST:
        *out = size ? liq_int((int64_t)n) : n ? liq_at(r, v, first ? 0 : n - 1) : liq_nil();
        return true;
    case LIQ_MAP:
        if (!size && !first) return false;
        *out = size ? liq_int((int64_t)n) : n ? liq_at(r, v, 0) : liq_nil();
        return true;
    case LIQ_RANGE: *out = liq_int(size ? liq_range_len(v) : first ? v.u.i : v.x.hi); return true;
    case LIQ_STR:
        if (!size || !liq_tick(r, v.x.n / LIQ_BYTES_READ_PER_STEP)) return size;
        *out = liq_int((int64_t)pc_utf8_len(liq_slice(v)));
        return true;
    case LIQ_INT:
    case LIQ_BIG:
        if (size) *out = liq_int(liq_int_size(v));
        return size;
    case LIQ_OBJ:
        if (!v.u.obj->cls->hash || !(size || first)) return false;
        v = object_items(r, v);
        *out = size ? liq_int((int64_t)v.x.n) : liq_at(r, v, 0);
        return true;
    default: return false;
    }
}

/* The member of a map whose key is a number, a date, true. */
static bool meant_get(struct liq_run *r, liq_value m, liq_value key, liq_value *out) {
    if (!liq_tick(r, m.x.n)) return false;
    for (size_t i = 0; i < m.x.n; i++) {
        bool text = m.data ? !m.u.data->u.pairs[i].plain : !m.u.pairs[i].word;
        if (text || !liq_equal(r, liq_key_value(r, m, i), key)) continue;
        *out = liq_value_at(r, m, i);
        return true;
    }
    return false;
}

bool liq_get(struct liq_run *r, liq_value v, liq_value key, bool word, liq_value *out) {
    pc_str name = {0};
    if (key.kind == LIQ_STR)
        name = liq_slice(key);
    else if (key.kind == LIQ_INT && index_get(r, v, key.u.i, out))
        return true;
    else if (key.kind == LIQ_INT && v.kind == LIQ_MAP)
        name = liq_text(r, key);
    else
        return v.kind == LIQ_MAP && meant_get(r, v, key, out);
    if (v.kind == LIQ_MAP && liq_map_get(r, v, name, out)) return true;
    if (v.kind == LIQ_MAP && key.kind == LIQ_INT) return meant_get(r, v, key, out);
    if (v.kind == LIQ_OBJ && v.u.obj->cls->get(r, v.u.obj, name, out)) return true;
    return word && command(r, v, name, out);
}

liq_value liq_member(struct liq_run *r, liq_value v, pc_str key) {
    liq_value out = liq_nil();
    if (v.kind == LIQ_MAP)
        liq_map_get(r, v, key, &out);
    else if (v.kind == LIQ_OBJ && !v.u.obj->cls->get(r, v.u.obj, key, &out))
        out = liq_nil();
    return out;
}

static liq_value range_items(struct liq_run *r, liq_value v) {
    int64_t n = liq_range_len(v);
    if (n <= 0) return liq_list(NULL, 0);
    if (n > INT32_MAX || !liq_tick(r, (uint64_t)n * 16)) return liq_list(NULL, 0);
    liq_value *items = PC_NEW_N(r->a, liq_value, (size_t)n);
    for (int64_t i = 0; i < n; i++) items[i] = liq_int(v.u.i + i);
    return liq_list(items, (size_t)n);
}

static liq_value pairs_of(struct liq_run *r, liq_value v) {
    liq_value *items = PC_NEW_N(r->a, liq_value, v.x.n);
    for (size_t i = 0; i < v.x.n; i++) items[i] = liq_at(r, v, i);
    return liq_list(items, v.x.n);
}

static liq_value one(struct liq_run *r, liq_value v) {
    liq_value *item = PC_NEW(r->a, liq_value);
    *item = v;
    return liq_list(item, 1);
}

liq_value liq_items(struct liq_run *r, liq_value v) {
    switch (v.kind) {
    case LIQ_LIST: return v;
    case LIQ_MAP: return pairs_of(r, v);
    case LIQ_RANGE: return range_items(r, v);
    case LIQ_STR: return v.x.n ? one(r, v) : liq_list(NULL, 0);
    case LIQ_OBJ: return object_items(r, v);
    default: return liq_list(NULL, 0);
    }
}

static bool has_list(liq_value v) {
    if (v.data) {
        for (size_t i = 0; i < v.x.n; i++)
            if (v.u.data->u.list[i].kind == PC_LIST) return true;
        return false;
    }
    for (size_t i = 0; i < v.x.n; i++)
        if (v.u.list[i].kind == LIQ_LIST) return true;
    return false;
}

typedef PC_VEC(liq_value) liq_values;

bool liq_may_enter(struct liq_run *r, liq_value v, int depth) {
    return depth < PC_MAX_VALUE_DEPTH && (!r || liq_tick(r, 8 * (uint64_t)v.x.n));
}

static void flatten(struct liq_run *r, liq_values *out, liq_value v, int depth) {
    /* twice: it is copied as well */
    if (!liq_may_enter(r, v, depth) || !liq_may_enter(r, v, depth)) return;
    for (size_t i = 0; i < v.x.n; i++) {
        liq_value x = liq_at(r, v, i);
        if (x.kind == LIQ_LIST)
            flatten(r, out, x, depth + 1);
        else
            pc_vec_push(r->a, out, x);
    }
}

liq_value liq_input_items(struct liq_run *r, liq_value v) {
    liq_values flat = {0};
    switch (v.kind) {
    case LIQ_LIST:
        liq_tick(r, v.x.n / 8); /* it is looked at whole */
        if (!has_list(v)) return v;
        flatten(r, &flat, v, 0);
        return liq_list(flat.v, flat.n);
    case LIQ_NIL: return liq_list(NULL, 0);
    case LIQ_RANGE: return range_items(r, v);
    default: return one(r, v);
    }
}

static bool equal_at(struct liq_run *r, liq_value a, liq_value b, int depth);

static bool list_equal(struct liq_run *r, liq_value a, liq_value b, int depth) {
    if (a.x.n != b.x.n || !liq_may_enter(r, a, depth)) return false;
    for (size_t i = 0; i < a.x.n; i++)
        if (!equal_at(r, liq_at(r, a, i), liq_at(r, b, i), depth + 1)) return false;
    return true;
}

static bool map_equal(struct liq_run *r, liq_value a, liq_value b, int depth) {
    if (a.x.n != b.x.n || !liq_may_enter(r, a, depth)) return false;
    for (size_t i = 0; i < a.x.n; i++) {
        liq_value y;
        if (!liq_map_get(r, b, liq_key_at(a, i), &y)) return false;
        if (!equal_at(r, liq_value_at(r, a, i), y, depth + 1)) return false;
    }
    return true;
}

static bool equal_at(struct liq_run *r, liq_value a, liq_value b, int depth) {
    if (liq_is_number(a) && liq_is_number(b)) return liq_number_cmp(r, a, b) == 0;
    if (a.kind != b.kind) return false;
    switch (a.kind) {
    case LIQ_NIL: return true;
    case LIQ_BOOL: return a.u.b == b.u.b;
    case LIQ_STR:
        if (r && a.x.n == b.x.n) liq_tick(r, a.x.n / LIQ_BYTES_READ_PER_STEP);
        return pc_str_eq(liq_slice(a), liq_slice(b));
    case LIQ_DATE: return a.u.i == b.u.i;
    case LIQ_TIME: return a.u.i == b.u.i && a.x.zone.nano == b.x.zone.nano;
    case LIQ_RANGE: return a.u.i == b.u.i && a.x.hi == b.x.hi;
    case LIQ_LIST: return list_equal(r, a, b, depth);
    case LIQ_MAP: return map_equal(r, a, b, depth);
    case LIQ_OBJ: return a.u.obj == b.u.obj;
    default: return true;
    }
}

bool liq_equal(struct liq_run *r, liq_value a, liq_value b) {
    return equal_at(r, a, b, 0);
}

static int sign(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

static int order_at(struct liq_run *r, liq_value a, liq_value b, int depth);

static int list_order(struct liq_run *r, liq_value a, liq_value b, int depth) {
    int c;
    if (!liq_may_enter(r, a, depth)) return LIQ_UNORDERED;
    for (size_t i = 0; i < a.x.n && i < b.x.n; i++)
        if ((c = order_at(r, liq_at(r, a, i), liq_at(r, b, i), depth + 1))) return c;
    return sign((int64_t)a.x.n, (int64_t)b.x.n);
}

static int order_at(struct liq_run *r, liq_value a, liq_value b, int depth) {
    if (liq_is_number(a) && liq_is_number(b)) return liq_number_cmp(r, a, b);
    if (a.kind != b.kind) return LIQ_UNORDERED;
    int c;
    switch (a.kind) {
    case LIQ_STR: c = pc_str_cmp(liq_slice(a), liq_slice(b)); return (c > 0) - (c < 0);
    case LIQ_DATE: return sign(a.u.i, b.u.i);
    case LIQ_TIME: c = sign(a.u.i, b.u.i); return c ? c : sign(a.x.zone.nano, b.x.zone.nano);
    case LIQ_LIST: return list_order(r, a, b, depth);
    default: return equal_at(r, a, b, depth) ? 0 : LIQ_UNORDERED;
    }
}

int liq_order(struct liq_run *r, liq_value a, liq_value b) {
    return order_at(r, a, b, 0);
}

bool liq_is_empty(liq_value v) {
    return (v.kind == LIQ_STR || v.kind == LIQ_LIST || v.kind == LIQ_MAP) && v.x.n == 0;
}

bool liq_is_blank(liq_value v) {
    if (v.kind == LIQ_STR) return pc_str_trim(liq_slice(v)).n == 0;
    return !liq_true(v) || liq_is_empty(v) || v.kind == LIQ_EMPTY || v.kind == LIQ_BLANK;
}
