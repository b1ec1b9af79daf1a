/* Liquid's own filters on lists. */
#include "base/sort.h"
#include "base/str.h"
#include "base/utf8.h"
#include "readers/jekyll/liquid/liquid_int.h"
#include "readers/jekyll/liquid/number.h"

typedef PC_VEC(liq_value) liq_values;

bool liq_property(liq_run *r, liq_value item, pc_str name, liq_value *out) {
    *out = liq_nil();
    switch (item.kind) {
    case LIQ_MAP:
    case LIQ_OBJ: *out = liq_member(r, item, name); return true;
    case LIQ_STR: /* Ruby: "text"["ex"] is "ex" */
        if (pc_str_find(liq_slice(item), name, 0) != PC_NPOS) *out = liq_str(name);
        return true;
    case LIQ_INT:
    case LIQ_BIG:
    case LIQ_LIST: liq_fail(r, "cannot select the property '%.*s'", PC_F(name)); return false;
    default: return true;
    }
}

/* --- sorting -------------------------------------------------------------------------------------
 */

typedef struct sorting {
    liq_run *r;
    const liq_value *keys;
    liq_order_fn order;
    int nils;
} sorting;

/* sort_natural's order of nils is none: what comes of it depends on who is compared with whom. */
static int in_order(const void *x, const void *y, void *user) {
    const sorting *s = user;
    return s->order(s->r, s->keys[*(const size_t *)x], s->keys[*(const size_t *)y], s->nils);
}

liq_value liq_sorted(liq_run *r, liq_value items, const liq_value *keys, liq_order_fn order,
                     int nils) {
    if (!liq_tick(r, 4 * (uint64_t)items.x.n)) return liq_list(NULL, 0);
    size_t n = items.x.n;
    size_t *at = PC_NEW_N(r->a, size_t, n);
    for (size_t i = 0; i < n; i++) at[i] = i;
    sorting s = {r, keys, order, nils};
    liq_tick(r, n);
    pc_sort(r->a, at, n, sizeof *at, in_order, &s);
    liq_value *out = PC_NEW_N(r->a, liq_value, n);
    for (size_t i = 0; i < n; i++) out[i] = liq_at(r, items, at[i]);
    return liq_list(out, n);
}

bool liq_has_members(liq_value v) {
    return v.kind == LIQ_MAP || v.kind == LIQ_OBJ || v.kind == LIQ_STR || v.kind == LIQ_INT ||
           v.kind == LIQ_BIG || v.kind == LIQ_LIST;
}

static bool all_have_members(liq_run *r, liq_value items) {
    for (size_t i = 0; i < items.x.n; i++)
        if (!liq_has_members(liq_at(r, items, i))) return false;
    return true;
}

/* What the items go by: themselves, or a property. Fewer than [least] are not asked for it, since
 * Ruby compares nothing then. NULL at the first item that has none: after failing the run, or, when
 * it has no members at all, for an answer of nil. */
static liq_value *keys_of(liq_run *r, liq_value items, const liq_call *c, size_t least) {
    liq_value *keys = PC_NEW_N(r->a, liq_value, items.x.n);
    bool property = items.x.n >= least && liq_arg(c, 0).kind != LIQ_NIL;
    for (size_t i = 0; i < items.x.n; i++) {
        keys[i] = liq_at(r, items, i);
        if (!property) continue;
        if (!liq_has_members(keys[i])) return NULL;
        if (!liq_property(r, keys[i], liq_arg_text(r, c, 0), &keys[i])) return NULL;
    }
    return keys;
}

static int order_natural(liq_run *r, liq_value a, liq_value b, int nils) {
    (void)nils;
    if (a.kind == LIQ_NIL || b.kind == LIQ_NIL) return a.kind == LIQ_NIL ? 1 : -1;
    pc_str x = liq_text(r, a), y = liq_text(r, b);
    for (size_t i = 0; i < x.n && i < y.n; i++) {
        int d = pc_lower((unsigned char)x.p[i]) - pc_lower((unsigned char)y.p[i]);
        if (d) return d;
    }
    return (x.n > y.n) - (x.n < y.n);
}

static int order_strict(liq_run *r, liq_value a, liq_value b, int nils) {
    (void)nils;
    if (r->failed) return 0;
    int c = liq_order(r, a, b);
    if (c != LIQ_UNORDERED) return c;
    if (a.kind == LIQ_NIL || b.kind == LIQ_NIL) return a.kind == LIQ_NIL ? 1 : -1;
    liq_fail(r, "values of different kinds have no order");
    return 0;
}

static liq_value sort_by(liq_run *r, liq_value in, const liq_call *c, liq_order_fn order) {
    liq_value items = liq_input_items(r, in);
    if (liq_arg(c, 0).kind != LIQ_NIL && !all_have_members(r, items)) return liq_nil();
    liq_value *keys = keys_of(r, items, c, 2);
    return keys ? liq_sorted(r, items, keys, order, 0) : liq_nil();
}
static liq_value f_sort(liq_run *r, liq_value in, const liq_call *c) {
    return sort_by(r, in, c, order_strict);
}
static liq_value f_sort_natural(liq_run *r, liq_value in, const liq_call *c) {
    return sort_by(r, in, c, order_natural);
}

/* --- picking -------------------------------------------------------------------------------------
 */

static liq_value f_join(liq_run *r, liq_value in, const liq_call *c) {
    liq_value items = liq_input_items(r, in);
    pc_str glue = c->n ? liq_arg_text(r, c, 0) : PC_S(" ");
    pc_buf b = liq_buf(r);
    for (size_t i = 0; i < items.x.n; i++) {
        if (i) pc_buf_put(&b, glue);
        liq_put(r, &b, liq_at(r, items, i));
    }
    return liq_text_filter(r, &b);
}

static liq_value f_reverse(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    liq_value items = liq_input_items(r, in);
    liq_value *out = PC_NEW_N(r->a, liq_value, items.x.n);
    for (size_t i = 0; i < items.x.n; i++) out[i] = liq_at(r, items, items.x.n - 1 - i);
    return liq_list(out, items.x.n);
}

static liq_value f_map(liq_run *r, liq_value in, const liq_call *c) {
    liq_value items = liq_input_items(r, in);
    liq_value *out = PC_NEW_N(r->a, liq_value, items.x.n);
    for (size_t i = 0; i < items.x.n; i++)
        if (!liq_property(r, liq_at(r, items, i), liq_arg_text(r, c, 0), &out[i])) return liq_nil();
    return liq_list(out, items.x.n);
}

static liq_value f_uniq(liq_run *r, liq_value in, const liq_call *c) {
    liq_value items = liq_input_items(r, in);
    liq_value *keys = keys_of(r, items, c, 2);
    liq_values out = {0};
    pc_map seen = {0};
    if (!keys) return liq_nil();
    for (size_t i = 0; i < items.x.n && liq_tick(r, 4); i++) {
        pc_buf b = liq_buf(r);
        pc_buf_putc(&b, (char)('a' + (keys[i].kind == LIQ_OBJ)));
        if (keys[i].kind == LIQ_OBJ)
            pc_buf_putf(&b, "%p", (void *)keys[i].u.obj);
        else
            liq_inspect(r, &b, keys[i]);
        pc_str key = liq_buf_text(r, &b);
        if (pc_map_has(&seen, key)) continue;
        pc_map_set(r->a, &seen, key, NULL);
        pc_vec_push(r->a, &out, liq_at(r, items, i));
    }
    return liq_list(out.v, out.n);
}

static liq_value f_compact(liq_run *r, liq_value in, const liq_call *c) {
    liq_value items = liq_input_items(r, in);
    liq_value *keys = keys_of(r, items, c, 1);
    liq_values out = {0};
    if (!keys) return liq_nil();
    for (size_t i = 0; i < items.x.n; i++)
        if (keys[i].kind != LIQ_NIL) pc_vec_push(r->a, &out, liq_at(r, items, i));
    return liq_list(out.v, out.n);
}

static liq_value f_concat(liq_run *r, liq_value in, const liq_call *c) {
    liq_value items = liq_input_items(r, in), more = c->args[0];
    if (more.kind != LIQ_LIST) { /* a range is none: Ruby asks for to_ary */
        liq_fail(r, "concat needs a list");
        return liq_nil();
    }
    liq_value *out = PC_NEW_N(r->a, liq_value, items.x.n + more.x.n);
    for (size_t i = 0; i < items.x.n; i++) out[i] = liq_at(r, items, i);
    for (size_t i = 0; i < more.x.n; i++) out[items.x.n + i] = liq_at(r, more, i);
    return liq_list(out, items.x.n + more.x.n);
}

static liq_value end_of(liq_run *r, liq_value in, const char *which) {
    liq_value out = liq_nil();
    if (in.kind == LIQ_STR) return out;
    liq_get(r, in, liq_str(pc_strz(which)), in.kind != LIQ_MAP || which[0] == 'f', &out);
    return out;
}
static liq_value f_first(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    if (in.kind == LIQ_MAP) return in.x.n ? liq_at(r, in, 0) : liq_nil();
    return end_of(r, in, "first");
}
static liq_value f_last(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    return in.kind == LIQ_MAP ? liq_nil() : end_of(r, in, "last");
}

/* --- where and its relatives ---------------------------------------------------------------------
 */

/* Does the item's property equal the wanted value, or, when none is given, is it true? */
static bool matches(liq_run *r, liq_value item, const liq_call *c, bool *yes) {
    liq_value v;
    if (!liq_property(r, item, liq_arg_text(r, c, 0), &v)) return false;
    liq_value want = liq_arg(c, 1);
    *yes = want.kind == LIQ_NIL ? liq_true(v) : liq_equal(r, v, want);
    return true;
}

/* One item that has no members makes the filter answer nil. */
static liq_value filtered(liq_run *r, liq_value in, const liq_call *c, bool keep) {
    liq_value items = liq_input_items(r, in);
    liq_values out = {0};
    for (size_t i = 0; i < items.x.n; i++) {
        bool yes = false;
        liq_value item = liq_at(r, items, i);
        if (!liq_has_members(item) || !matches(r, item, c, &yes)) return liq_nil();
        if (yes == keep) pc_vec_push(r->a, &out, item);
    }
    return liq_list(out.v, out.n);
}
static liq_value f_where(liq_run *r, liq_value in, const liq_call *c) {
    return filtered(r, in, c, true);
}
static liq_value f_reject(liq_run *r, liq_value in, const liq_call *c) {
    return filtered(r, in, c, false);
}

/* The index of the first that matches, -1 for none; false when an item cannot be asked. */
static bool first_match(liq_run *r, liq_value items, const liq_call *c, int64_t *out) {
    *out = -1;
    for (size_t i = 0; i < items.x.n && *out < 0; i++) {
        bool yes = false;
        liq_value item = liq_at(r, items, i);
        if (!liq_has_members(item) || !matches(r, item, c, &yes)) return false;
        if (yes) *out = (int64_t)i;
    }
    return true;
}
static liq_value f_find(liq_run *r, liq_value in, const liq_call *c) {
    liq_value items = liq_input_items(r, in);
    int64_t i;
    bool found = first_match(r, items, c, &i) && i >= 0;
    return found ? liq_at(r, items, (size_t)i) : liq_nil();
}
static liq_value f_find_index(liq_run *r, liq_value in, const liq_call *c) {
    int64_t i;
    bool found = first_match(r, liq_input_items(r, in), c, &i) && i >= 0;
    return found ? liq_int(i) : liq_nil();
}
static liq_value f_has(liq_run *r, liq_value in, const liq_call *c) {
    int64_t i;
    return first_match(r, liq_input_items(r, in), c, &i) ? liq_bool(i >= 0) : liq_nil();
}

static liq_value f_sum(liq_run *r, liq_value in, const liq_call *c) {
    liq_value items = liq_input_items(r, in), name = liq_arg(c, 0);
    liq_value *v = PC_NEW_N(r->a, liq_value, items.x.n);
    for (size_t i = 0; i < items.x.n; i++) {
        v[i] = liq_at(r, items, i);
        if (name.kind == LIQ_NIL) continue;
        bool may = liq_has_members(v[i]);
        if (!may) v[i] = liq_int(0);
        if (may && !liq_property(r, v[i], liq_text(r, name), &v[i])) return liq_nil();
    }
    return liq_sum(r, v, items.x.n);
}

static liq_value f_squish(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    return in.kind == LIQ_NIL ? in : liq_str(liq_squish(r, liq_text(r, in)));
}

static const liq_filter rows[] = {
    {"join", f_join, 0, 1},   {"sort", f_sort, 0, 1},       {"sort_natural", f_sort_natural, 0, 1},
    {"where", f_where, 1, 2}, {"uniq", f_uniq, 0, 1},       {"reverse", f_reverse, 0, 0},
    {"map", f_map, 1, 1},     {"compact", f_compact, 0, 1}, {"concat", f_concat, 1, 1},
    {"first", f_first, 0, 0}, {"last", f_last, 0, 0},
};
const liq_filter_table liq_filters_list = {rows, PC_COUNT(rows)};

/* Filters that came after Liquid 5.4: under Jekyll these names change nothing. */
static const liq_filter newer_rows[] = {
    {"sum", f_sum, 0, 1}, {"find", f_find, 1, 2},     {"find_index", f_find_index, 1, 2},
    {"has", f_has, 1, 2}, {"reject", f_reject, 1, 2}, {"squish", f_squish, 0, 0},
};
const liq_filter_table liq_filters_newer = {newer_rows, PC_COUNT(newer_rows)};
