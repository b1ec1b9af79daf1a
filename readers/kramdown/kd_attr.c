/* Attribute lists: what stands within {: … }.
 *
 * key="value" and key='value' (with \} and an escaped quote within), #id, .class (any number of the
 * two without white space between), and names of other lists; parts are separated by white space,
 * and what is none of these is passed over. */
#include "readers/kramdown/kd.h"

#include "base/str.h"
#include "text/entities.h"

static bool ends_part(pc_str s, size_t at) {
    return at == s.n || pc_is_space(s.p[at]);
}

static size_t name_end(pc_str s, size_t at) {
    if (at == s.n || !kd_is_word(s.p[at])) return at;
    while (at < s.n && (kd_is_word(s.p[at]) || s.p[at] == '-')) at++;
    return at;
}

/* The text being read, and what it has not. */
typedef struct reader {
    kd *k;
    pc_str s;
    bool no_end[2]; /* no value in ' and " ends from here on */
} reader;

/* The quote that ends the value behind [at]: white space or the end must follow, and it has no
 * backslash if there is one such; s.n: there is none. */
static size_t quote_end(reader *r, size_t at, char quote) {
    pc_str s = r->s;
    size_t escaped = s.n;
    if (r->no_end[quote == '"']) return s.n;
    for (size_t i = at; i < s.n && (s.p[i] != '}' || s.p[i - 1] == '\\'); i++) {
        if (s.p[i] != quote || !ends_part(s, i + 1)) continue;
        if (i == at || s.p[i - 1] != '\\') return i;
        if (escaped == s.n) escaped = i;
    }
    r->no_end[quote == '"'] = escaped == s.n;
    return escaped;
}

/* A value with its quote at [*at]; \} and \QUOTE lose their backslash. */
static bool quoted(reader *r, size_t *at, pc_str *out) {
    pc_str s = r->s;
    char quote = s.p[*at];
    size_t from = *at + 1, end = quote_end(r, from, quote), n = 0;
    if (end == s.n) return false;
    char *text = pc_alloc_text(r->k->scratch, end - from);
    for (size_t i = from; i < end; i++) {
        bool escape = s.p[i] == '\\' && i + 1 < end && (s.p[i + 1] == '}' || s.p[i + 1] == quote);
        text[n++] = s.p[i += escape];
    }
    *at = end + 1;
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
            while (to < s.n && (kd_is_word(s.p[to]) || s.p[to] == ':' || s.p[to] == '-')) to++;
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
static size_t part(reader *r, size_t at, kd_ial *out) {
    pc_str s = r->s, text;
    size_t end = name_end(s, at);
    if (end > at && ends_part(s, end)) {
        pc_vec_push(r->k->scratch, &out->refs, pc_str_sub(s, at, end));
        return end;
    }
    bool value = end > at && end + 1 < s.n && s.p[end] == '=' &&
                 (s.p[end + 1] == '"' || s.p[end + 1] == '\'');
    size_t to = end + 1;
    if (value && quoted(r, &to, &text)) {
        kd_ial_put(r->k, out, pc_str_sub(s, at, end), text);
        return to;
    }
    end = marks_end(s, at);
    put_marks(r->k, s, at, end, out);
    return end;
}

void kd_ial_parse(kd *k, pc_str s, kd_ial *out) {
    reader r = {.k = k, .s = s};
    for (size_t i = 0; i < s.n;) {
        while (i < s.n && pc_is_space(s.p[i])) i++;
        size_t end = part(&r, i, out);
        if (end == i) /* not readable: on to the next white space */
            while (end < s.n && !pc_is_space(s.p[end])) end++;
        i = end;
    }
}

/* Most elements have one or two attributes; from so many on, keys are looked up in an index. */
enum { KD_FEW = 2, KD_INDEX_FROM = 16 };

typedef struct kd_ial_growth {
    pc_map index; /* key -> size_t * into pairs, once there are many */
    char *joined; /* the class's value, when classes were added; room for more */
    size_t room;
} kd_ial_growth;

static kd_ial_growth *growth(kd *k, kd_ial *x) {
    if (!x->grown) x->grown = PC_NEW(k->scratch, kd_ial_growth);
    return x->grown;
}

static pc_key_value *find(const kd_ial *x, pc_str key) {
    if (x && x->grown && x->grown->index.n) {
        const size_t *at = pc_map_get(&x->grown->index, key);
        return at ? &x->pairs.v[*at] : NULL;
    }
    for (size_t i = 0; x && i < x->pairs.n; i++)
        if (pc_str_eq(x->pairs.v[i].key, key)) return &x->pairs.v[i];
    return NULL;
}

static void add(kd *k, kd_ial *x, pc_key_value kv) {
    if (!x->pairs.cap) pc_vec_reserve(k->scratch, &x->pairs, KD_FEW);
    pc_vec_push(k->scratch, &x->pairs, kv);
    if (x->pairs.n < KD_INDEX_FROM) return;
    pc_map *index = &growth(k, x)->index;
    for (size_t i = index->n; i < x->pairs.n; i++) {
        size_t *at = PC_NEW(k->scratch, size_t);
        *at = i;
        pc_map_set(k->scratch, index, x->pairs.v[i].key, at);
    }
}

void kd_ial_put(kd *k, kd_ial *x, pc_str key, pc_str value) {
    pc_key_value *old = find(x, key);
    if (old)
        old->value = value;
    else
        add(k, x, (pc_key_value){key, value});
}

/* Another class behind those of [value]. Room is left, so that adding many takes linear time. */
static pc_str join(kd *k, kd_ial *x, pc_str value, pc_str more) {
    size_t n = value.n + 1 + more.n;
    kd_ial_growth *g = growth(k, x);
    if (value.p != g->joined || n > g->room) {
        g->room = 2 * n;
        char *p = pc_alloc_text(k->scratch, g->room);
        g->joined = memcpy(p, value.p, value.n);
    }
    g->joined[value.n] = ' ';
    memcpy(g->joined + value.n + 1, more.p, more.n);
    return (pc_str){g->joined, n};
}

void kd_ial_set(kd *k, kd_ial *x, pc_str key, pc_str value) {
    const pc_key_value *old = pc_str_eqz(key, "class") ? find(x, key) : NULL;
    if (old && old->value.n && value.n) value = join(k, x, old->value, value);
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

/* Lists may refer to each other, in circles too, and many elements to one long list. */
enum { KD_MAX_REFS = 20, KD_MAX_REF_BYTES = 0x1000000 };

/* Whether there is room for what a reference brings. */
static bool afford(kd *k, const kd_ial *ial) {
    size_t bytes = 1;
    for (size_t i = 0; i < ial->pairs.n && bytes < KD_MAX_REF_BYTES; i++)
        bytes += ial->pairs.v[i].key.n + ial->pairs.v[i].value.n + 1;
    if (k->referred < KD_MAX_REF_BYTES && k->referred + bytes >= KD_MAX_REF_BYTES)
        kd_warn(k, 0,
                "references to attribute lists bring more than %d bytes: the rest is left out",
                KD_MAX_REF_BYTES);
    k->referred += bytes;
    return k->referred < KD_MAX_REF_BYTES;
}

static void apply(kd *k, kd_ial *attr, const kd_ial *ial, int depth) {
    for (size_t i = 0; i < ial->refs.n && depth < KD_MAX_REFS; i++) {
        const kd_ial *ref = pc_map_get(&k->alds, ial->refs.v[i]);
        if (ref && afford(k, ref)) apply(k, attr, ref, depth + 1);
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
        kv.value = pc_entities_decode(k->arena, kv.value); /* kramdown writes them as they are */
        if (pc_str_eqz(kv.key, "id"))
            id = pc_str_dup(k->arena, kv.value);
        else if (pc_str_eqz(kv.key, "class") && kv.value.n)
            classes(k, kv.value, &cls);
        else
            pc_vec_push(
                k->scratch, &pairs,
                ((pc_key_value){pc_str_dup(k->arena, kv.key), pc_str_dup(k->arena, kv.value)}));
    }
    return pc_attr_new(k->arena, id, cls.v, cls.n, pairs.v, pairs.n);
}
