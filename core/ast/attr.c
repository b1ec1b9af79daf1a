/* Attributes: each change makes a new Attr that shares what it can. */
#include "ast/build.h"

#include "base/str.h"

const pc_attr *pc_attr_new(pc_arena *a, pc_str id, const pc_str *classes, size_t nclasses,
                           const pc_key_value *pairs, size_t npairs) {
    if (!id.n && !nclasses && !npairs) return &pc_attr_none;
    pc_attr *x = PC_NEW(a, pc_attr);
    x->id = id.n ? id : PC_S("");
    x->classes.v = pc_vec_copy(a, classes, nclasses, sizeof *classes);
    x->classes.n = nclasses;
    x->pairs.v = pc_vec_copy(a, pairs, npairs, sizeof *pairs);
    x->pairs.n = npairs;
    return x;
}

const pc_attr *pc_attr_class(pc_arena *a, pc_str cls) {
    return pc_attr_new(a, PC_S(""), &cls, 1, NULL, 0);
}

static pc_attr *clone(pc_arena *a, const pc_attr *x) {
    return pc_vec_copy(a, x, 1, sizeof *x);
}

static bool has_class(const pc_attr *x, pc_str cls) {
    for (size_t i = 0; i < x->classes.n; i++)
        if (pc_str_eq(x->classes.v[i], cls)) return true;
    return false;
}

bool pc_attr_has_class(const pc_attr *x, const char *cls) {
    return has_class(x, pc_strz(cls));
}

const pc_attr *pc_attr_add_class(pc_arena *a, const pc_attr *x, pc_str cls) {
    if (has_class(x, cls)) return x;
    pc_str *v = PC_NEW_N(a, pc_str, x->classes.n + 1);
    if (x->classes.n) memcpy(v, x->classes.v, x->classes.n * sizeof *v);
    v[x->classes.n] = cls;
    pc_attr *y = clone(a, x);
    y->classes.v = v;
    y->classes.n++;
    return y;
}

const pc_attr *pc_attr_set(pc_arena *a, const pc_attr *x, pc_str key, pc_str value) {
    size_t at = 0, n = x->pairs.n;
    while (at < n && !pc_str_eq(x->pairs.v[at].key, key)) at++;
    pc_key_value *v = PC_NEW_N(a, pc_key_value, n + 1);
    if (n) memcpy(v, x->pairs.v, n * sizeof *v);
    v[at] = (pc_key_value){key, value};
    pc_attr *y = clone(a, x);
    y->pairs.v = v;
    y->pairs.n = at == n ? n + 1 : n;
    return y;
}

const pc_attr *pc_attr_set_id(pc_arena *a, const pc_attr *x, pc_str id) {
    pc_attr *y = clone(a, x);
    y->id = id;
    return y;
}

pc_str pc_attr_get(const pc_attr *x, const char *key) {
    for (size_t i = 0; i < x->pairs.n; i++)
        if (pc_str_eqz(x->pairs.v[i].key, key)) return x->pairs.v[i].value;
    return PC_S("");
}

bool pc_attr_empty(const pc_attr *x) {
    return !x->id.n && !x->classes.n && !x->pairs.n;
}
