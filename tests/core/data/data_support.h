/* Short ways to read YAML and JSON in tests, and values as one line of JSON. */
#ifndef PC_TEST_DATA_SUPPORT_H
#define PC_TEST_DATA_SUPPORT_H

#include "support.h"

#include "base/str.h"
#include "data/json.h"
#include "data/yaml.h"

#include <stdlib.h>

static inline bool read_yaml(test_ctx *t, pc_str text, pc_value *out) {
    pc_source *s = pc_source_add(&t->sources, PC_S("test.yml"), text);
    return pc_yaml_read(&t->arena, s, 0, text.n, &t->diags, out);
}

static inline bool read_json(test_ctx *t, pc_str text, pc_value *out) {
    pc_source *s = pc_source_add(&t->sources, PC_S("test.json"), text);
    return pc_json_read(&t->arena, s, &t->diags, out);
}

static inline pc_str as_json(test_ctx *t, const pc_value *v, int indent) {
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    pc_json_write(&b, v, indent);
    pc_str s = pc_buf_take(&b, &t->arena);
    pc_buf_fini(&b);
    return s;
}

static inline pc_str as_yaml(test_ctx *t, const pc_value *v) {
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    pc_yaml_write(&b, v);
    pc_str s = pc_buf_take(&b, &t->arena);
    pc_buf_fini(&b);
    return s;
}

static inline pc_str repeat(test_ctx *t, const char *piece, size_t n) {
    size_t len = strlen(piece);
    char *p = pc_alloc_text(&t->arena, len * n);
    for (size_t i = 0; i < n; i++) memcpy(p + i * len, piece, len);
    return (pc_str){p, len * n};
}

static inline pc_str join(test_ctx *t, pc_str a, pc_str b, pc_str c) {
    return pc_str_cat(&t->arena, pc_str_cat(&t->arena, a, b), c);
}

/* Allocators that refuse the n-th request, for the tests that every failure is survived. */
typedef struct refuser {
    long left;
} refuser;

static inline void *refuse(void *user, void *p, size_t old, size_t n) {
    refuser *r = user;
    (void)old;
    if (n == 0) {
        free(p);
        return NULL;
    }
    return r->left-- > 0 ? realloc(p, n) : NULL;
}

/* Runs body(t) with the first, second, … allocation failing, until it gets through. */
static inline void survive(void (*body)(void *t)) {
    for (long i = 0; i < 5000; i++) {
        refuser r = {i};
        test_ctx t;
        memset(&t, 0, sizeof t);
        pc_mem_init(&t.mem, refuse, &r, 0);
        pc_fault fault = pc_try(&t.mem, body, &t);
        pc_arena_fini(&t.arena);
        assert_int_equal(t.mem.used, 0);
        if (fault == PC_FAULT_NONE) return;
        assert_int_equal(fault, PC_FAULT_MEMORY);
    }
    fail_msg("never got through");
}

#endif
