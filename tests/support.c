#include "support.h"

#include "base/str.h"
#include "cli/builtins.h"
#include "registry/host.h"

#include <stdio.h>

struct call {
    test_ctx *t;
    void (*body)(test_ctx *t);
};

void test_begin(test_ctx *t) {
    pc_arena_init(&t->arena, &t->mem);
    pc_arena_init(&t->scratch, &t->mem);
    pc_sources_init(&t->sources, &t->arena);
    pc_diags_init(&t->diags, &t->arena, &t->sources);
    pc_registry_init(&t->registry, &t->arena);
    pc_builtins_add(&t->registry);
    t->options = pc_options_default;
    t->cx = (pc_ctx){.mem = &t->mem,
                     .arena = &t->arena,
                     .scratch = &t->scratch,
                     .sources = &t->sources,
                     .diags = &t->diags,
                     .registry = &t->registry,
                     .host = pc_host_table(),
                     .options = &t->options};
}

static void run_body(void *arg) {
    struct call *c = arg;
    test_begin(c->t);
    c->body(c->t);
}

void test_run(void (*body)(test_ctx *t)) {
    test_ctx t;
    struct call c = {&t, body};
    pc_mem_init(&t.mem, NULL, NULL, 0);
    pc_arena_init(&t.arena, &t.mem);
    pc_arena_init(&t.scratch, &t.mem);
    pc_fault fault = pc_try(&t.mem, run_body, &c);
    pc_arena_fini(&t.scratch);
    pc_arena_fini(&t.arena);
    assert_int_equal(fault, PC_FAULT_NONE);
    assert_int_equal(t.mem.used, 0);
}

pc_str test_diags(test_ctx *t) {
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    for (size_t i = 0; i < t->diags.n; i++) pc_diag_render(&t->diags, &t->diags.v[i], false, &b);
    pc_str s = pc_buf_take(&b, &t->arena);
    pc_buf_fini(&b);
    return s;
}

pc_source *test_source(test_ctx *t, const char *text) {
    return pc_source_add(&t->sources, PC_S("test"), pc_strz(text));
}

pc_str test_convert(test_ctx *t, const char *from, const char *to, const char *text) {
    pc_doc doc = {0};
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    assert_int_equal(pc_read_as(&t->cx, pc_strz(from), test_source(t, text), &doc), PC_OK);
    t->cx.to = pc_strz(to);
    assert_int_equal(pc_write_as(&t->cx, pc_strz(to), &doc, &b), PC_OK);
    pc_str s = pc_buf_take(&b, &t->arena);
    pc_buf_fini(&b);
    return s;
}

void test_assert_str(pc_str got, const char *expected, const char *file, int line) {
    if (pc_str_eqz(got, expected)) return;
    print_error("%s:%d:\n--- expected\n%s\n--- got\n%.*s\n", file, line, expected, PC_F(got));
    fail();
}
