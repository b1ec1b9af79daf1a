/* Ordered maps: entries in order, and above a few of them an open-addressing index. */
#include "base/map.h"

#include "base/str.h"

#define SMALL 8
#define FREE 0u

static size_t slot_of(const pc_map *m, pc_str key) {
    size_t i = pc_str_hash(key) & (m->slots - 1);
    while (m->index[i] != FREE && !pc_str_eq(m->v[m->index[i] - 1].key, key))
        i = (i + 1) & (m->slots - 1);
    return i;
}

static pc_map_entry *find(const pc_map *m, pc_str key) {
    if (m->index) {
        uint32_t at = m->index[slot_of(m, key)];
        return at == FREE ? NULL : &m->v[at - 1];
    }
    for (size_t i = 0; i < m->n; i++)
        if (pc_str_eq(m->v[i].key, key)) return &m->v[i];
    return NULL;
}

static void reindex(pc_map *m) {
    memset(m->index, 0, m->slots * sizeof *m->index);
    for (size_t i = 0; i < m->n; i++) m->index[slot_of(m, m->v[i].key)] = (uint32_t)(i + 1);
}

static void grow(pc_arena *a, pc_map *m) {
    size_t cap = m->cap ? m->cap * 2 : 4;
    pc_map_entry *v = pc_alloc_array(a, cap, sizeof *v);
    if (m->n) memcpy(v, m->v, m->n * sizeof *v);
    m->v = v;
    m->cap = cap;
    if (cap <= SMALL) return;
    m->slots = 32;
    while (m->slots < cap * 2) m->slots *= 2;
    m->index = pc_alloc_array(a, m->slots, sizeof *m->index);
    reindex(m);
}

void pc_map_set(pc_arena *a, pc_map *m, pc_str key, void *value) {
    pc_map_entry *e = find(m, key);
    if (e) {
        e->value = value;
        return;
    }
    if (m->n == m->cap) grow(a, m);
    if (m->index) m->index[slot_of(m, key)] = (uint32_t)(m->n + 1);
    m->v[m->n++] = (pc_map_entry){key, value};
}

void *pc_map_get(const pc_map *m, pc_str key) {
    pc_map_entry *e = find(m, key);
    return e ? e->value : NULL;
}

bool pc_map_has(const pc_map *m, pc_str key) {
    return find(m, key) != NULL;
}

bool pc_map_del(pc_map *m, pc_str key) {
    pc_map_entry *e = find(m, key);
    if (!e) return false;
    memmove(e, e + 1, (m->n - (size_t)(e - m->v) - 1) * sizeof *e);
    m->n--;
    if (m->index) reindex(m);
    return true;
}
