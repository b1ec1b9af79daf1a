/* Attribute lists: what stands within {: … }.
 *
 * key="value" and key='value' (with \} and an escaped quote within), #id, .class (any number of the
 * two without white space between), and names of other lists; parts are separated by white space,
 * and what is none of these is passed over. */
#include "readers/kramdown/kd.h"

#include "base/str.h"

static bool is_word(int c) {
    return pc_is_alnum(c) || c == '_';
}

static bool ends_part(pc_str s, size_t at) {
    return at == s.n || pc_is_space(s.p[at]);
}

static size_t name_end(pc_str s, size_t at) {
    if (at == s.n || !is_word(s.p[at])) return at;
    while (at < s.n && (is_word(s.p[at]) || s.p[at] == '-')) at++;
    return at;
}

/* A value up to its quote at [*at]; \} and \QUOTE lose their backslash. */
static bool quoted(kd *k, pc_str s, size_t *at, pc_str *out) {
    char quote = s.p[*at];
    size_t i = *at + 1, n = 0;
    char *text = pc_alloc_text(k->scratch, s.n - i + 1);
    for (; i < s.n && s.p[i] != quote; i++) {
        bool escape = s.p[i] == '\\' && i + 1 < s.n && (s.p[i + 1] == '}' || s.p[i + 1] == quote);
        if (escape)
            i++;
        else if (s.p[i] == '}')
            return false;
        text[n++] = s.p[i];
    }
    if (i == s.n || !ends_part(s, i + 1)) return false;
    *at = i + 1;
    *out = (pc_str){text, n};
    return true;
}

/* #id and .class, joined. Answers the end, or [at] when it is no such run. */
static size_t marks_end(pc_str s, size_t at) {
    size_t i = at;
    while (i < s.n && (s.p[i] == '#' || s.p[i] == '.')) {
        size_t from = i + 1, to = from;
        if (s.p[i] == '#') {
            if (from == s.n || !pc_is_alpha(s.p[from])) return at;
            while (to < s.n && (is_word(s.p[to]) || s.p[to] == ':' || s.p[to] == '-')) to++;
        } else {
            while (to < s.n && !pc_is_space(s.p[to]) && s.p[to] != '.' && s.p[to] != '#') to++;
            if (to == from) return at;
        }
        i = to;
    }
    return ends_part(s, i) ? i : at;
}

static void put_marks(kd *k, pc_str s, size_t at, size_t end, kd_ial *out) {
    while (at < end) {
        size_t to = at + 1;
        while (to < end && s.p[to] != '.' && s.p[to] != '#') to++;
        pc_str key = s.p[at] == '#' ? PC_S("id") : PC_S("class");
        kd_ial_set(k, out, key, pc_str_sub(s, at + 1, to));
        at = to;
    }
}

/* One part at [at]; its end, or [at] when it is none. */
static size_t part(kd *k, pc_str s, size_t at, kd_ial *out) {
    size_t end = name_end(s, at);
    if (end > at && ends_part(s, end)) {
        pc_vec_push(k->scratch, &out->refs, pc_str_sub(s, at, end));
        return end;
    }
    bool value = end > at && end + 1 < s.n && s.p[end] == '=' &&
                 (s.p[end + 1] == '"' || s.p[end + 1] == '\'');
    pc_str text;
    size_t to = end + 1;
    if (value && quoted(k, s, &to, &text)) {
        kd_ial_set(k, out, pc_str_sub(s, at, end), text);
        return to;
    }
    end = marks_end(s, at);
    put_marks(k, s, at, end, out);
    return end;
}

void kd_ial_parse(kd *k, pc_str s, kd_ial *out) {
    for (size_t i = 0; i < s.n;) {
        while (i < s.n && pc_is_space(s.p[i])) i++;
        size_t end = part(k, s, i, out);
        if (end == i) /* not readable: on to the next white space */
            while (end < s.n && !pc_is_space(s.p[end])) end++;
        i = end;
    }
}

static pc_key_value *find(const kd_ial *x, pc_str key) {
    for (size_t i = 0; x && i < x->pairs.n; i++)
        if (pc_str_eq(x->pairs.v[i].key, key)) return &x->pairs.v[i];
    return NULL;
}

void kd_ial_put(kd *k, kd_ial *x, pc_str key, pc_str value) {
    pc_key_value *old = find(x, key);
    if (old)
        old->value = value;
    else
        pc_vec_push(k->scratch, &x->pairs, ((pc_key_value){key, value}));
}

void kd_ial_set(kd *k, kd_ial *x, pc_str key, pc_str value) {
    const pc_key_value *old = pc_str_eqz(key, "class") ? find(x, key) : NULL;
    if (old)
        value = pc_str_trim(pc_str_fmt(k->scratch, "%.*s %.*s", PC_F(old->value), PC_F(value)));
    kd_ial_put(k, x, key, value);
}

pc_str kd_ial_get(const kd_ial *x, const char *key) {
    const pc_key_value *kv = find(x, pc_strz(key));
    return kv ? kv->value : (pc_str){0};
}

bool kd_ial_has_ref(const kd_ial *x, const char *name) {
    for (size_t i = 0; x && i < x->refs.n; i++)
        if (pc_str_eqz(x->refs.v[i], name)) return true;
    return false;
}

/* Lists may refer to each other in circles. */
enum { KD_MAX_REFS = 20 };

static void apply(kd *k, kd_ial *attr, const kd_ial *ial, int depth) {
    for (size_t i = 0; i < ial->refs.n && depth < KD_MAX_REFS; i++) {
        const kd_ial *ref = pc_map_get(&k->alds, ial->refs.v[i]);
        if (ref) apply(k, attr, ref, depth + 1);
    }
    for (size_t i = 0; i < ial->pairs.n; i++)
        kd_ial_set(k, attr, ial->pairs.v[i].key, ial->pairs.v[i].value);
}

void kd_ial_apply(kd *k, kd_ial *attr, const kd_ial *ial) {
    if (ial) apply(k, attr, ial, 0);
}

static void classes(kd *k, pc_str value, pc_strs *out) {
    PC_VEC(pc_str) v = {0};
    for (size_t i = 0; i < value.n;) {
        while (i < value.n && pc_is_space(value.p[i])) i++;
        size_t from = i;
        while (i < value.n && !pc_is_space(value.p[i])) i++;
        if (i > from) pc_vec_push(k->scratch, &v, pc_str_dup(k->arena, pc_str_sub(value, from, i)));
    }
    *out = (pc_strs){v.v, v.n};
}

const pc_attr *kd_ial_attr(kd *k, const kd_ial *x) {
    if (!x || !x->pairs.n) return &pc_attr_none;
    pc_str id = PC_S("");
    pc_strs cls = {0};
    PC_VEC(pc_key_value) pairs = {0};
    for (size_t i = 0; i < x->pairs.n; i++) {
        pc_key_value kv = x->pairs.v[i];
        if (pc_str_eqz(kv.key, "id"))
            id = pc_str_dup(k->arena, kv.value);
        else if (pc_str_eqz(kv.key, "class"))
            classes(k, kv.value, &cls);
        else
            pc_vec_push(
                k->scratch, &pairs,
                ((pc_key_value){pc_str_dup(k->arena, kv.key), pc_str_dup(k->arena, kv.value)}));
    }
    return pc_attr_new(k->arena, id, cls.v, cls.n, pairs.v, pairs.n);
}
