/* Metadata: maps sorted by key (by bytes, which for UTF-8 is by code point, as Pandoc's Data.Map),
 * each key once. */
#include "ast/meta.h"

#include "ast/walk.h"
#include "base/str.h"

#include <stdlib.h>

/* Where [key] stands in m, or where it would have to be put. */
static size_t meta_lower_bound(pc_meta_map m, pc_str key) {
    size_t lo = 0, hi = m.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (pc_str_cmp(m.v[mid].key, key) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static bool meta_has_at(pc_meta_map m, size_t at, pc_str key) {
    return at < m.n && pc_str_eq(m.v[at].key, key);
}

const pc_meta *pc_meta_get(pc_meta_map m, pc_str key) {
    size_t at = meta_lower_bound(m, key);
    return meta_has_at(m, at, key) ? &m.v[at].value : NULL;
}

const pc_meta *pc_meta_getz(pc_meta_map m, const char *key) {
    return pc_meta_get(m, pc_strz(key));
}

/* m with the [drop] entries at [at] replaced by the [n] entries of [put]. */
static pc_meta_map meta_splice(pc_arena *a, pc_meta_map m, size_t at, size_t drop,
                               const pc_meta_entry *put, size_t n) {
    size_t count = m.n - drop + n;
    if (!count) return (pc_meta_map){0};
    pc_meta_entry *v = PC_NEW_N(a, pc_meta_entry, count);
    if (at) memcpy(v, m.v, at * sizeof *v);
    if (n) memcpy(v + at, put, n * sizeof *v);
    size_t tail = m.n - at - drop;
    if (tail) memcpy(v + at + n, m.v + at + drop, tail * sizeof *v);
    return (pc_meta_map){v, count};
}

pc_meta_map pc_meta_set(pc_arena *a, pc_meta_map m, pc_str key, pc_meta value) {
    size_t at = meta_lower_bound(m, key);
    pc_meta_entry entry = {key, value};
    return meta_splice(a, m, at, meta_has_at(m, at, key), &entry, 1);
}

pc_meta_map pc_meta_del(pc_arena *a, pc_meta_map m, pc_str key) {
    size_t at = meta_lower_bound(m, key);
    return meta_has_at(m, at, key) ? meta_splice(a, m, at, 1, NULL, 0) : m;
}

pc_meta_map pc_meta_merge(pc_arena *a, pc_meta_map under, pc_meta_map over) {
    if (!over.n) return under;
    if (!under.n) return over;
    pc_meta_entry *v = PC_NEW_N(a, pc_meta_entry, under.n + over.n);
    size_t n = 0, i = 0, j = 0;
    while (i < under.n && j < over.n) {
        int c = pc_str_cmp(under.v[i].key, over.v[j].key);
        v[n++] = c < 0 ? under.v[i] : over.v[j];
        i += c <= 0;
        j += c >= 0;
    }
    while (i < under.n) v[n++] = under.v[i++];
    while (j < over.n) v[n++] = over.v[j++];
    return (pc_meta_map){v, n};
}

/* By key; equal keys in the order in which they came (both point into one array). */
static int meta_compare(const void *x, const void *y) {
    const pc_meta_entry *a = *(const pc_meta_entry *const *)x,
                        *b = *(const pc_meta_entry *const *)y;
    int c = pc_str_cmp(a->key, b->key);
    return c ? c : (a > b) - (a < b);
}

pc_meta_map pc_meta_sort(pc_arena *a, pc_meta_entry *v, size_t n) {
    if (!n) return (pc_meta_map){0};
    const pc_meta_entry **order = PC_NEW_N(a, const pc_meta_entry *, n);
    for (size_t i = 0; i < n; i++) order[i] = &v[i];
    qsort(order, n, sizeof *order, meta_compare);
    pc_meta_entry *out = PC_NEW_N(a, pc_meta_entry, n);
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        if (count && pc_str_eq(out[count - 1].key, order[i]->key)) count--;
        out[count++] = *order[i];
    }
    return (pc_meta_map){out, count};
}

pc_meta pc_meta_str(pc_str s) {
    return (pc_meta){.tag = PC_MetaString, .u.text = s};
}

pc_meta pc_meta_bool(bool b) {
    return (pc_meta){.tag = PC_MetaBool, .u.b = b};
}

pc_meta pc_meta_inlines(pc_inlines xs) {
    return (pc_meta){.tag = PC_MetaInlines, .u.inlines = xs};
}

pc_str pc_meta_text(pc_arena *a, const pc_meta *m) {
    if (!m) return (pc_str){0};
    switch ((pc_meta_tag)m->tag) {
    case PC_MetaBool: return m->u.b ? PC_S("true") : PC_S("false");
    case PC_MetaString: return m->u.text;
    case PC_MetaInlines: return pc_inlines_text(a, m->u.inlines);
    case PC_MetaBlocks: return pc_blocks_text(a, m->u.blocks);
    default: return (pc_str){0};
    }
}

/* Values and metadata nest at most PC_MAX_VALUE_DEPTH deep: the recursions below are bounded. */

static pc_meta meta_from_list(pc_arena *a, const pc_value *v) {
    pc_meta m = {.tag = PC_MetaList, .u.list.n = v->as.of.n};
    if (!v->as.of.n) return m;
    pc_meta *items = PC_NEW_N(a, pc_meta, v->as.of.n);
    for (size_t i = 0; i < v->as.of.n; i++) items[i] = pc_meta_from_value(a, &v->u.list[i]);
    m.u.list.v = items;
    return m;
}

static pc_meta meta_from_map(pc_arena *a, const pc_value *v) {
    pc_meta m = {.tag = PC_MetaMap};
    if (!v->as.of.n) return m;
    pc_meta_entry *entries = PC_NEW_N(a, pc_meta_entry, v->as.of.n);
    for (size_t i = 0; i < v->as.of.n; i++) {
        const pc_pair *p = &v->u.pairs[i];
        entries[i] = (pc_meta_entry){p->key, pc_meta_from_value(a, &p->value)};
    }
    m.u.map = pc_meta_sort(a, entries, v->as.of.n);
    return m;
}

pc_meta pc_meta_from_value(pc_arena *a, const pc_value *v) {
    pc_meta m;
    if (v->kind == PC_LIST)
        m = meta_from_list(a, v);
    else if (v->kind == PC_MAP)
        m = meta_from_map(a, v);
    else if (v->kind == PC_BOOL)
        m = pc_meta_bool(v->u.b);
    else
        m = pc_meta_str(pc_value_text(v));
    m.pos = v->pos;
    return m;
}

static pc_value meta_to_list(pc_arena *a, const pc_meta *m) {
    size_t n = m->u.list.n;
    pc_value *items = n ? PC_NEW_N(a, pc_value, n) : NULL;
    for (size_t i = 0; i < n; i++) items[i] = pc_meta_to_value(a, &m->u.list.v[i]);
    return pc_value_list(a, items, n);
}

static pc_value meta_to_map(pc_arena *a, const pc_meta *m) {
    size_t n = m->u.map.n;
    pc_pair *pairs = n ? PC_NEW_N(a, pc_pair, n) : NULL;
    for (size_t i = 0; i < n; i++) {
        const pc_meta_entry *e = &m->u.map.v[i];
        pairs[i] = (pc_pair){.key = e->key, .value = pc_meta_to_value(a, &e->value)};
    }
    return pc_value_map(a, pairs, n);
}

pc_value pc_meta_to_value(pc_arena *a, const pc_meta *m) {
    pc_value v;
    if (m->tag == PC_MetaList)
        v = meta_to_list(a, m);
    else if (m->tag == PC_MetaMap)
        v = meta_to_map(a, m);
    else if (m->tag == PC_MetaBool)
        v = pc_value_bool(m->u.b);
    else
        v = pc_value_str(pc_meta_text(a, m));
    v.pos = m->pos;
    return v;
}
