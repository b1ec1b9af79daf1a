/* A conversion for unit tests: everything that a room may ask for.
 *
 *     TEST(reads_a_list) {            (t is the test_ctx)
 *         assert_str(test_convert(t, "gfm", "native", "- a\n"), "…");
 *     }
 *     int main(void) {
 *         const struct CMUnitTest tests[] = {TEST_ROW(reads_a_list)};
 *         return cmocka_run_group_tests(tests, NULL, NULL);
 *     } */
#ifndef PC_TEST_SUPPORT_H
#define PC_TEST_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "registry/registry.h"

typedef struct test_ctx {
    pc_mem mem;
    pc_arena arena, scratch;
    pc_sources sources;
    pc_diags diags;
    pc_registry registry; /* with every built-in */
    pc_options options;
    pc_ctx cx;
} test_ctx;

/* Calls body(t) inside a fresh conversion and a protected call; fails the test if it throws. */
void test_run(void (*body)(test_ctx *t));

/* What test_run() begins with; for tests that bring an allocator of their own. t->mem and the
 * arenas are initialised before; call it within pc_try(). */
void test_begin(test_ctx *t);

/* The diagnostics so far, rendered without colour, as one text in the conversion's arena. */
pc_str test_diags(test_ctx *t);
/* A source named "test" of a C string. */
pc_source *test_source(test_ctx *t, const char *text);
/* [text] read by format [from] and written by [to]; the test fails if either does. */
pc_str test_convert(test_ctx *t, const char *from, const char *to, const char *text);

#define assert_str(slice, expected) test_assert_str((slice), (expected), __FILE__, __LINE__)
void test_assert_str(pc_str got, const char *expected, const char *file, int line);

/* static void name(test_ctx *t) as a cmocka test: TEST(name) … in a table of TEST_ROW(name). */
#define TEST(name)                          \
    static void name(test_ctx *t);          \
    static void name##_test(void **state) { \
        (void)state;                        \
        test_run(name);                     \
    }                                       \
    static void name(PC_UNUSED test_ctx *t)
#define TEST_ROW(name) \
    { #name, name##_test, NULL, NULL, NULL }

#endif
