/* Generic data: what YAML front matter, _data files, JSON and Liquid variables are made of.
 *
 * Values are immutable once built and live in an arena. A scalar keeps the text that it was written
 * with, so `doi: 10.1000` and `arxiv: 2401.10000` lose no digit. */
#ifndef PC_VALUE_H
#define PC_VALUE_H

#include "base/arena.h"
#include "diag/source.h"

typedef enum pc_value_kind {
    PC_NULL,
    PC_BOOL,
    PC_INT,
    PC_FLOAT,
    PC_STRING,
    PC_TIME, /* YAML timestamp: text as written */
    PC_LIST,
    PC_MAP
} pc_value_kind;

typedef struct pc_value pc_value;
typedef struct pc_pair pc_pair;

struct pc_value {
    uint8_t kind;
    bool plain; /* YAML: written without quotes */
    pc_pos pos; /* where it stands; 0: made */
    union {
        bool b;
        int64_t i;
        double f;
        const pc_value *list;
        const pc_pair *pairs; /* in order; duplicate keys already resolved */
    } u;
    union {
        pc_str text; /* scalars: as written (PC_STRING: the string) */
        struct {
            size_t n;              /* PC_LIST, PC_MAP: number of items */
            const uint32_t *index; /* PC_MAP: hash index, NULL while small */
        } of;
    } as;
};

struct pc_pair {
    pc_str key;
    pc_pos key_pos;
    bool plain; /* the key is what its text means in YAML: a number, a date, true */
    pc_value value;
};

extern const pc_value pc_null;

pc_value pc_value_str(pc_str s); /* borrows */
pc_value pc_value_int(pc_arena *a, int64_t i);
pc_value pc_value_float(pc_arena *a, double f);
pc_value pc_value_bool(bool b);
pc_value pc_value_list(pc_arena *a, const pc_value *items, size_t n); /* copies the array */
pc_value pc_value_map(pc_arena *a, const pc_pair *pairs,
                      size_t n); /* the last of equal keys wins */

/* Items of a list or a map; 0 for others and for NULL. */
static inline size_t pc_value_len(const pc_value *v) {
    return v && (v->kind == PC_LIST || v->kind == PC_MAP) ? v->as.of.n : 0;
}
/* The text of a scalar as written; empty for lists, maps, null. */
pc_str pc_value_text(const pc_value *v);
/* The member [key] of a map; NULL when v is NULL, no map, or has none. */
const pc_value *pc_value_get(const pc_value *v, pc_str key);
const pc_value *pc_value_getz(const pc_value *v, const char *key);
/* "a.b.c" through maps. */
const pc_value *pc_value_path(const pc_value *v, const char *path);
/* The text of member [key] when it is a scalar, else empty. */
pc_str pc_value_get_text(const pc_value *v, const char *key);
bool pc_value_true(const pc_value *v); /* neither NULL, null nor false */
bool pc_value_equal(const pc_value *a, const pc_value *b);
/* Maps joined as Jekyll merges configuration: over's keys win, maps within are joined in depth. */
pc_value pc_value_merge(pc_arena *a, const pc_value *under, const pc_value *over);

/* The map with [key] set to v: in its place, or as its last. */
pc_value pc_value_with(pc_arena *a, const pc_value *map, pc_str key, pc_value v);

#endif
