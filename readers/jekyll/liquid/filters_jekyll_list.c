/* The filters on lists that Jekyll 4.3 adds, or puts in the place of Liquid's: where, sort, find.
 */
#include "base/str.h"
#include "readers/jekyll/liquid/liquid_int.h"
#include "readers/jekyll/liquid/number.h"

typedef PC_VEC(liq_value) liq_values;

/* What Ruby's select and group_by run over: hashes by their values where [values], else as pairs.
 * False: not a collection; the filter gives its input back. */
static bool collection(liq_run *r, liq_value in, bool values, liq_value *out) {
    if (in.kind == LIQ_MAP && values) {
        liq_value *v = PC_NEW_N(r->a, liq_value, in.x.n);
        for (size_t i = 0; i < in.x.n; i++) v[i] = liq_value_at(r, in, i);
        *out = liq_list(v, in.x.n);
        return true;
    }
    if (in.kind != LIQ_LIST && in.kind != LIQ_MAP && in.kind != LIQ_RANGE) return false;
    *out = liq_items(r, in);
    return true;
}

/* \A\s*-?\d+\s*\z and \A\s*-?(\d+\.?\d*|\.\d+)\s*\z: text that counts as a number. */
static int number_like(pc_str s) {
    s = pc_str_trim(s);
    size_t i = s.n && s.p[0] == '-' ? 1 : 0, before = 0, after = 0;
    while (i < s.n && pc_is_digit(s.p[i])) i++, before++;
    if (i == s.n) return before ? 'i' : 0;
    if (s.p[i++] != '.') return 0;
    while (i < s.n && pc_is_digit(s.p[i])) i++, after++;
    return i == s.n && (before || after) ? 'f' : 0;
}

/* A property by a path with dots, where what has no members gives false; text that looks like a
 * number is one. */
static liq_value item_property(liq_run *r, liq_value item, pc_str path) {
    liq_value v = item;
    pc_str part;
    if (pc_str_chr(path, '.', 0) == PC_NPOS) {
        if (!liq_has_members(item)) {
            liq_fail(r, "an item has no '%.*s', since it has no members", PC_F(path));
            return liq_nil();
        }
        if (!liq_property(r, item, path, &v)) return liq_nil();
    } else {
        while (pc_str_cut(&path, '.', &part))
            if (!liq_has_members(v))
                v = liq_bool(false);
            else if (!liq_property(r, v, part, &v))
                return liq_nil();
    }
    if (v.kind != LIQ_STR) return v;
    pc_str s = liq_slice(v);
    switch (number_like(s)) {
    case 'i': return liq_str_to_i(r->a, s);
    case 'f': return liq_float(liq_str_to_f(s));
    default: return v;
    }
}

static bool equals_target(liq_run *r, liq_value v, liq_value target) {
    if (target.kind == LIQ_NIL) return v.kind == LIQ_NIL;
    pc_str want = liq_text(r, target);
    if (v.kind == LIQ_NIL) return false;
    if (v.kind != LIQ_LIST) return pc_str_eq(liq_text(r, v), want);
    for (size_t i = 0; i < v.x.n; i++)
        if (pc_str_eq(liq_text(r, liq_at(r, v, i)), want)) return true;
    return false;
}

/* where and find: the n-th argument pair; [one]: stops at the first. */
static bool select_where(liq_run *r, liq_value in, const liq_call *c, bool one, liq_values *out) {
    liq_value items, target = liq_arg(c, 1);
    if (!liq_true(liq_arg(c, 0)) || target.kind == LIQ_LIST || target.kind == LIQ_MAP) return false;
    if (!collection(r, in, true, &items)) return false;
    pc_str name = liq_arg_text(r, c, 0);
    for (size_t i = 0; i < items.x.n && liq_tick(r, 1); i++) {
        liq_value item = liq_at(r, items, i);
        if (equals_target(r, item_property(r, item, name), target)) {
            pc_vec_push(r->a, out, item);
            if (one) break;
        }
        if (r->failed) break;
    }
    return true;
}
static liq_value f_where(liq_run *r, liq_value in, const liq_call *c) {
    liq_values out = {0};
    return select_where(r, in, c, false, &out) ? liq_list(out.v, out.n) : in;
}
static liq_value f_find(liq_run *r, liq_value in, const liq_call *c) {
    liq_values out = {0};
    if (!select_where(r, in, c, true, &out)) return in;
    return out.n ? out.v[0] : liq_nil();
}

static bool select_exp(liq_run *r, liq_value in, const liq_call *c, bool one, liq_values *out) {
    liq_value items;
    size_t mark;
    if (!collection(r, in, true, &items)) return false;
    const liq_cond *cond = liq_runtime_cond(r, liq_arg_text(r, c, 1));
    if (!cond || !liq_enter(r, &mark)) return true;
    liq_bind(r, liq_arg_text(r, c, 0), liq_nil());
    for (size_t i = 0; i < items.x.n && !r->failed && liq_tick(r, 1); i++) {
        liq_value item = liq_at(r, items, i);
        liq_rebind(r, mark, item);
        if (!liq_eval_cond(r, cond)) continue;
        pc_vec_push(r->a, out, item);
        if (one) break;
    }
    liq_leave(r, mark);
    return true;
}
static liq_value f_where_exp(liq_run *r, liq_value in, const liq_call *c) {
    liq_values out = {0};
    return select_exp(r, in, c, false, &out) ? liq_list(out.v, out.n) : in;
}
static liq_value f_find_exp(liq_run *r, liq_value in, const liq_call *c) {
    liq_values out = {0};
    if (!select_exp(r, in, c, true, &out)) return in;
    return out.n ? out.v[0] : liq_nil();
}

/* --- groups --------------------------------------------------------------------------------------
 */

typedef struct group {
    liq_value name;
    liq_values items;
} group;
typedef struct grouping {
    PC_VEC(group *) v;
    pc_map by_name;
} grouping;

static void group_put(liq_run *r, grouping *g, liq_value name, liq_value item) {
    pc_buf b = liq_buf(r);
    liq_inspect(r, &b, name);
    pc_str key = liq_buf_text(r, &b);
    group *x = pc_map_get(&g->by_name, key);
    if (!x) {
        x = PC_NEW(r->a, group);
        x->name = name;
        pc_map_set(r->a, &g->by_name, key, x);
        pc_vec_push(r->a, &g->v, x);
    }
    pc_vec_push(r->a, &x->items, item);
}

static liq_value group_list(liq_run *r, const grouping *g) {
    liq_value *out = PC_NEW_N(r->a, liq_value, g->v.n);
    for (size_t i = 0; i < g->v.n; i++) {
        const group *x = g->v.v[i];
        liq_pair *p = PC_NEW_N(r->a, liq_pair, 3);
        p[0] = (liq_pair){.key = PC_S("name"), .value = x->name};
        p[1] = (liq_pair){.key = PC_S("items"), .value = liq_list(x->items.v, x->items.n)};
        p[2] = (liq_pair){.key = PC_S("size"), .value = liq_int((int64_t)x->items.n)};
        out[i] = liq_map(p, 3);
    }
    return liq_list(out, g->v.n);
}

static liq_value f_group_by(liq_run *r, liq_value in, const liq_call *c) {
    liq_value items;
    grouping g = {0};
    if (!collection(r, in, false, &items)) return in;
    for (size_t i = 0; i < items.x.n && !r->failed && liq_tick(r, 1); i++) {
        liq_value item = liq_at(r, items, i);
        pc_str name = liq_text(r, item_property(r, item, liq_arg_text(r, c, 0)));
        group_put(r, &g, liq_str(name), item);
    }
    return group_list(r, &g);
}

static liq_value f_group_by_exp(liq_run *r, liq_value in, const liq_call *c) {
    liq_value items;
    grouping g = {0};
    size_t mark;
    if (!collection(r, in, false, &items)) return in;
    const liq_var *var = liq_runtime_var(r, liq_arg_text(r, c, 1));
    if (!liq_enter(r, &mark)) return in;
    liq_bind(r, liq_arg_text(r, c, 0), liq_nil());
    for (size_t i = 0; i < items.x.n && !r->failed && liq_tick(r, 1); i++) {
        liq_value item = liq_at(r, items, i);
        liq_rebind(r, mark, item);
        group_put(r, &g, liq_eval_var(r, var), item);
    }
    liq_leave(r, mark);
    return group_list(r, &g);
}

/* --- sort ----------------------------------------------------------------------------------------
 */

static int order_plain(liq_run *r, liq_value a, liq_value b, int nils) {
    (void)nils;
    if (r->failed) return 0;
    if (a.kind == LIQ_OBJ && b.kind == LIQ_OBJ) { /* documents: by date, then path */
        int c = liq_order(r, liq_member(r, a, PC_S("date")), liq_member(r, b, PC_S("date")));
        if (c && c != LIQ_UNORDERED) return c;
        return liq_order(r, liq_member(r, a, PC_S("path")), liq_member(r, b, PC_S("path")));
    }
    int c = liq_order(r, a, b);
    if (c != LIQ_UNORDERED) return c;
    liq_fail(r, "values of different kinds have no order");
    return 0;
}

static int order_property(liq_run *r, liq_value a, liq_value b, int nils) {
    bool x = a.kind == LIQ_NIL, y = b.kind == LIQ_NIL;
    if (x != y) return x ? nils : -nils;
    int c = liq_order(r, a, b);
    if (c != LIQ_UNORDERED) return c;
    return pc_str_cmp(liq_text(r, a), liq_text(r, b));
}

static liq_value f_sort(liq_run *r, liq_value in, const liq_call *c) {
    liq_value items;
    if (in.kind == LIQ_NIL) {
        liq_fail(r, "nothing cannot be sorted");
        return in;
    }
    if (!collection(r, in, false, &items)) {
        liq_fail(r, "sort takes a list");
        return in;
    }
    liq_value *keys = PC_NEW_N(r->a, liq_value, items.x.n);
    bool property = liq_arg(c, 0).kind != LIQ_NIL;
    pc_str nils = c->n > 1 ? liq_arg_text(r, c, 1) : PC_S("first");
    if (property && !pc_str_eqz(nils, "first") && !pc_str_eqz(nils, "last")) {
        liq_fail(r, "'%.*s' is no order for nil: it is first or last", PC_F(nils));
        return in;
    }
    for (size_t i = 0; i < items.x.n && !r->failed; i++) {
        keys[i] = liq_at(r, items, i);
        if (property) keys[i] = item_property(r, keys[i], liq_arg_text(r, c, 0));
    }
    if (r->failed) return in;
    return liq_sorted(r, items, keys, property ? order_property : order_plain,
                      pc_str_eqz(nils, "first") ? -1 : 1);
}

/* --- stacks --------------------------------------------------------------------------------------
 */

static liq_value copy(liq_run *r, liq_value in, size_t from, size_t n, const liq_value *front,
                      const liq_value *back) {
    liq_value *out = PC_NEW_N(r->a, liq_value, n + 1);
    size_t k = 0;
    if (front) out[k++] = *front;
    for (size_t i = 0; i < n; i++) out[k++] = liq_at(r, in, from + i);
    if (back) out[k++] = *back;
    return liq_list(out, k);
}

static liq_value f_push(liq_run *r, liq_value in, const liq_call *c) {
    if (in.kind != LIQ_LIST) return in;
    return in.data ? copy(r, in, 0, in.x.n, NULL, &c->args[0]) : liq_push(r, in, c->args[0]);
}
static liq_value f_unshift(liq_run *r, liq_value in, const liq_call *c) {
    return in.kind == LIQ_LIST ? copy(r, in, 0, in.x.n, &c->args[0], NULL) : in;
}

static liq_value drop(liq_run *r, liq_value in, const liq_call *c, bool front) {
    int64_t n = 1;
    if (in.kind != LIQ_LIST || (c->n && !liq_arg_int(r, c->args[0], &n))) return in;
    if (n < 0) {
        liq_fail(r, "a negative number of items");
        return in;
    }
    size_t gone = (size_t)n > in.x.n ? in.x.n : (size_t)n;
    return copy(r, in, front ? gone : 0, in.x.n - gone, NULL, NULL);
}
static liq_value f_pop(liq_run *r, liq_value in, const liq_call *c) {
    return drop(r, in, c, false);
}
static liq_value f_shift(liq_run *r, liq_value in, const liq_call *c) {
    return drop(r, in, c, true);
}

/* Jekyll's is random; a converter gives the same text twice, so it is the first. */
static liq_value f_sample(liq_run *r, liq_value in, const liq_call *c) {
    int64_t n = 1;
    if (in.kind != LIQ_LIST || (c->n && !liq_arg_int(r, c->args[0], &n))) return in;
    if (n == 1) return liq_at(r, in, 0);
    return copy(r, in, 0, n < 0 ? 0 : (size_t)n < in.x.n ? (size_t)n : in.x.n, NULL, NULL);
}

static const liq_filter rows[] = {
    {"where", f_where, 2, 2},       {"where_exp", f_where_exp, 2, 2},
    {"find", f_find, 2, 2},         {"find_exp", f_find_exp, 2, 2},
    {"group_by", f_group_by, 1, 1}, {"group_by_exp", f_group_by_exp, 2, 2},
    {"sort", f_sort, 0, 2},         {"push", f_push, 1, 1},
    {"pop", f_pop, 0, 1},           {"shift", f_shift, 0, 1},
    {"unshift", f_unshift, 1, 1},   {"sample", f_sample, 0, 1},
};
const liq_filter_table liq_filters_jekyll_list = {rows, PC_COUNT(rows)};
