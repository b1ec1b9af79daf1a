/* Memory, arenas, buffers, maps, slices, UTF-8. */
#include "support.h"

#include "base/limits.h"
#include "base/map.h"
#include "base/sort.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"

TEST(arena_gives_back_to_a_mark) {
    pc_arena a;
    pc_arena_init(&a, &t->mem);
    pc_alloc(&a, 10);
    pc_mark m = pc_arena_mark(&a);
    size_t used = t->mem.used;
    for (int i = 0; i < 1000; i++) pc_alloc(&a, 1000);
    assert_true(t->mem.used > used);
    pc_arena_release(&a, m);
    assert_int_equal(t->mem.used, used);
    pc_arena_fini(&a);
}

static void spend(void *arg) {
    pc_arena *a = arg;
    for (;;) pc_alloc(a, 1 << 16);
}

TEST(a_spent_budget_ends_the_innermost_call) {
    pc_mem m;
    pc_arena a;
    pc_mem_init(&m, NULL, NULL, 1 << 20);
    pc_arena_init(&a, &m);
    assert_int_equal(pc_try(&m, spend, &a), PC_FAULT_MEMORY);
    pc_arena_fini(&a);
    assert_int_equal(m.used, 0);
}

static void count(void *n) {
    ++*(int *)n;
}

struct deferred {
    pc_mem *m;
    int undone;
    bool throws;
};

static void defer_two(void *arg) {
    struct deferred *d = arg;
    pc_defer(d->m, count, &d->undone);
    pc_mem_hold(d->m, NULL, 100);
    pc_defer(d->m, count, &d->undone);
    if (d->throws) pc_throw(d->m, PC_FAULT_LIMIT);
}

TEST(deferred_calls_run_on_both_ways_out) {
    for (int throws = 0; throws < 2; throws++) {
        struct deferred d = {&t->mem, 0, throws};
        size_t used = t->mem.used;
        pc_fault f = pc_try(&t->mem, defer_two, &d);
        assert_int_equal(f, throws ? PC_FAULT_LIMIT : PC_FAULT_NONE);
        assert_int_equal(d.undone, 2);
        assert_int_equal(t->mem.used, used);
    }
}

TEST(buffers_remember_a_limit) {
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    b.limit = 5;
    PC_PUTL(&b, "abc");
    PC_PUTL(&b, "def");
    PC_PUTL(&b, "g");
    assert_str(pc_buf_str(&b), "abc");
    assert_false(pc_buf_finish(&b));
}

static void fill(void *arg) {
    pc_buf_fill(arg, 'x', 1000);
}
static void fill_and_stop(void *arg) {
    pc_buf *b = arg;
    fill(b);
    pc_throw(b->mem, PC_FAULT_STOP);
}

TEST(buffers_outlive_the_calls_that_fill_them) {
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    assert_int_equal(pc_try(&t->mem, fill, &b), PC_FAULT_NONE);
    assert_int_equal(pc_try(&t->mem, fill_and_stop, &b), PC_FAULT_STOP);
    assert_int_equal(pc_catch(&t->mem, fill, &b), PC_FAULT_NONE);
    assert_int_equal(pc_buf_str(&b).n, 3000);
    assert_int_equal(pc_buf_str(&b).p[2999], 'x');
    pc_buf_fini(&b);
}

static void outside_any_call_buffers_are_freed_by_hand(void **state) {
    (void)state;
    pc_mem m;
    pc_buf b;
    pc_mem_init(&m, NULL, NULL, 0);
    pc_buf_init(&b, &m);
    assert_int_equal(pc_try(&m, fill, &b), PC_FAULT_NONE);
    fill(&b);
    assert_int_equal(pc_buf_str(&b).n, 2000);
    pc_buf_fini(&b);
    assert_int_equal(m.used, 0);
}

TEST(buffers_end_a_line_once) {
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    pc_buf_cr(&b);
    PC_PUTL(&b, "a");
    pc_buf_cr(&b);
    pc_buf_cr(&b);
    assert_str(pc_buf_str(&b), "a\n");
}

TEST(maps_keep_order_and_find_all) {
    pc_map m = {0};
    for (intptr_t i = 0; i < 1000; i++)
        pc_map_set(&t->arena, &m, pc_str_fmt(&t->arena, "k%d", (int)i), (void *)(i + 1));
    for (intptr_t i = 0; i < 1000; i += 2)
        assert_true(pc_map_del(&m, pc_str_fmt(&t->arena, "k%d", (int)i)));
    for (intptr_t i = 0; i < 1000; i++) {
        void *v = pc_map_get(&m, pc_str_fmt(&t->arena, "k%d", (int)i));
        assert_ptr_equal(v, i % 2 ? (void *)(i + 1) : NULL);
    }
    assert_int_equal(m.n, 500);
    assert_str(m.v[0].key, "k1");
    pc_map_set(&t->arena, &m, PC_S("k0"), &m);
    assert_ptr_equal(pc_map_get(&m, PC_S("k0")), &m);
}

TEST(maps_take_and_lose_keys_without_end) {
    pc_map m = {0};
    for (int i = 0; i < 12; i++) pc_map_set(&t->arena, &m, pc_str_fmt(&t->arena, "stays%d", i), &m);
    for (int i = 0; i < 1000; i++) {
        pc_str key = pc_str_fmt(&t->arena, "k%d", i);
        pc_map_set(&t->arena, &m, key, &m);
        assert_true(pc_map_del(&m, key));
        assert_false(pc_map_has(&m, key));
    }
    assert_int_equal(m.n, 12);
    assert_true(pc_map_has(&m, PC_S("stays11")));
}

TEST(slices_cut_and_compare) {
    pc_str rest = PC_S("a\r\nb\n\nc"), line;
    const char *lines[] = {"a", "b", "", "c"};
    for (size_t i = 0; i < 4; i++) {
        assert_true(pc_str_line(&rest, &line));
        assert_str(line, lines[i]);
    }
    assert_false(pc_str_line(&rest, &line));
    assert_int_equal(pc_str_find(PC_S("abcabc"), PC_S("ca"), 0), 2);
    assert_int_equal(pc_str_ifind(PC_S("ABCabc"), PC_S("ca"), 0), 2);
    assert_int_equal(pc_str_ifind(PC_S("ABCabc"), PC_S("bc"), 2), 4);
    assert_true(pc_str_ifind(PC_S("abc"), PC_S("abcd"), 0) == PC_NPOS);
    assert_int_equal(pc_str_distance(PC_S("laetx"), PC_S("latex"), 2), 1);
    int64_t n;
    assert_true(pc_str_int(PC_S("-9223372036854775808"), &n) && n == INT64_MIN);
    assert_false(pc_str_int(PC_S("9223372036854775808"), &n));
    assert_false(pc_str_int(PC_S("-"), &n));
}

TEST(utf8_is_checked_as_unicode_says) {
    static const struct {
        const char *bytes;
        size_t n, bad;
    } rows[] = {
        {"abc", 3, 3},
        {"\xC3\xA9", 2, 2},
        {"\xC0\xAF", 2, 0},
        {"a\xED\xA0\x80", 4, 1},
        {"\xF4\x90\x80\x80", 4, 0},
        {"12345678\xFF", 9, 8},
        {"\xE4\xB8", 2, 0},
        {"\0x", 2, 2},
    };
    for (size_t i = 0; i < PC_COUNT(rows); i++)
        assert_int_equal(pc_utf8_check((pc_str){rows[i].bytes, rows[i].n}), rows[i].bad);
    assert_str(pc_utf8_repair(&t->arena, PC_S("a\xFF\xC3")), "a\xEF\xBF\xBD\xEF\xBF\xBD");
    size_t i = 5;
    assert_int_equal(pc_utf8_prev(PC_S("a\xE6\x9D\x8Exx"), &i), 'x');
    assert_int_equal(pc_utf8_prev(PC_S("a\xE6\x9D\x8Exx"), &i), 0x674E);
    assert_int_equal(i, 1);
}

TEST(names_fold_to_plain_letters) {
    assert_str(pc_utf8_fold(&t->arena, PC_S("Łukasz Åström-Đặng ß")), "lukasz astrom-dang ss");
    assert_str(pc_utf8_upper(&t->arena, PC_S("états-unis ß ŉ")), "ÉTATS-UNIS SS ʼN");
    assert_str(pc_utf8_nfc(&t->arena, PC_S("e\xCC\x81")), "\xC3\xA9");
}

static int by_tens(const void *x, const void *y, void *calls) {
    ++*(size_t *)calls;
    return *(const int *)x / 10 - *(const int *)y / 10;
}

TEST(sorting_keeps_equals_in_their_order) {
    static const int rows[][8] = {{0}, {1, 7}, {2, 31, 12}, {7, 35, 12, 31, 19, 5, 33, 11}};
    static const int sorted[][7] = {{0}, {7}, {12, 31}, {5, 12, 19, 11, 35, 31, 33}};
    for (size_t i = 0; i < PC_COUNT(rows); i++) {
        size_t calls = 0, n = (size_t)rows[i][0];
        int v[7];
        memcpy(v, rows[i] + 1, sizeof v);
        pc_sort(&t->arena, v, n, sizeof *v, by_tens, &calls);
        assert_memory_equal(v, sorted[i], n * sizeof *v);
    }
    enum { MANY = 4096 };
    static int many[MANY];
    size_t calls = 0;
    for (int i = 0; i < MANY; i++) many[i] = (MANY - i) * 10;
    pc_sort(&t->arena, many, MANY, sizeof *many, by_tens, &calls);
    for (int i = 0; i < MANY; i++) assert_int_equal(many[i], (i + 1) * 10);
    assert_true(calls <= MANY * 12);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(arena_gives_back_to_a_mark),
        TEST_ROW(a_spent_budget_ends_the_innermost_call),
        TEST_ROW(deferred_calls_run_on_both_ways_out),
        TEST_ROW(buffers_remember_a_limit),
        TEST_ROW(buffers_outlive_the_calls_that_fill_them),
        cmocka_unit_test(outside_any_call_buffers_are_freed_by_hand),
        TEST_ROW(buffers_end_a_line_once),
        TEST_ROW(maps_keep_order_and_find_all),
        TEST_ROW(maps_take_and_lose_keys_without_end),
        TEST_ROW(slices_cut_and_compare),
        TEST_ROW(utf8_is_checked_as_unicode_says),
        TEST_ROW(names_fold_to_plain_letters),
        TEST_ROW(sorting_keeps_equals_in_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
