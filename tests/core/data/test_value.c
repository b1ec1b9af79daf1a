#include "data_support.h"

#include <math.h>

TEST(the_last_of_equal_keys_wins_in_the_first_ones_place) {
    pc_pair pairs[] = {{.key = PC_S("a"), .value = pc_value_bool(true)},
                       {.key = PC_S("b"), .value = pc_value_bool(false)},
                       {.key = PC_S("a"), .value = pc_value_str(PC_S("x"))}};
    pc_value m = pc_value_map(&t->arena, pairs, 3);
    assert_str(as_json(t, &m, 0), "{\"a\":\"x\",\"b\":false}");
}

TEST(large_maps_are_indexed_also_when_keys_repeat) {
    enum { N = 1000 };
    pc_pair *pairs = PC_NEW_N(&t->arena, pc_pair, N);
    for (size_t distinct = 1; distinct <= N; distinct = distinct * 3 + 1) {
        for (size_t i = 0; i < N; i++)
            pairs[i] = (pc_pair){.key = pc_str_fmt(&t->arena, "key%zu", i % distinct),
                                 .value = pc_value_int(&t->arena, (int64_t)i)};
        pc_value m = pc_value_map(&t->arena, pairs, N);
        assert_int_equal(pc_value_len(&m), distinct);
        assert_int_equal(m.as.of.index != NULL, distinct > 8);
        for (size_t i = 0; i < distinct; i++) {
            size_t last = (N - 1 - i) / distinct * distinct + i;
            const pc_value *v = pc_value_get(&m, pc_str_fmt(&t->arena, "key%zu", i));
            assert_non_null(v);
            assert_int_equal(v->u.i, last);
        }
        assert_null(pc_value_getz(&m, "absent"));
        assert_null(pc_value_getz(&m, ""));
    }
}

TEST(asking_is_safe_on_what_is_not_there) {
    pc_value v;
    assert_true(read_yaml(t, PC_S("a: {b: {c: deep}, n: 1}\nl: [1]\n"), &v));
    assert_str(pc_value_text(pc_value_path(&v, "a.b.c")), "deep");
    assert_null(pc_value_path(&v, "a.b.c.d"));
    assert_null(pc_value_path(&v, "a.x.c"));
    assert_null(pc_value_getz(NULL, "a"));
    assert_str(pc_value_text(NULL), "");
    assert_str(pc_value_get_text(&v, "l"), "");
    assert_str(pc_value_get_text(pc_value_getz(&v, "a"), "n"), "1");
    assert_false(pc_value_true(NULL));
    assert_false(pc_value_true(&pc_null));
}

TEST(numbers_compare_by_value) {
    pc_value v;
    assert_true(read_yaml(t,
                          PC_S("[1, 1.0, 1.10, 1.1, '1', .nan, .nan, 99999999999999999999, "
                               "99999999999999999998, .inf, .inf]"),
                          &v));
    const pc_value *x = v.u.list;
    assert_true(pc_value_equal(&x[0], &x[1]));
    assert_true(pc_value_equal(&x[2], &x[3]));
    assert_false(pc_value_equal(&x[0], &x[4]));
    assert_true(pc_value_equal(&x[5], &x[6]));
    assert_false(pc_value_equal(&x[7], &x[8]));
    assert_true(pc_value_equal(&x[9], &x[10]));
}

TEST(maps_are_equal_in_any_order) {
    pc_value a, b, c;
    assert_true(read_json(t, PC_S("{\"x\":[1,{\"y\":null}],\"z\":true}"), &a));
    assert_true(read_json(t, PC_S("{\"z\":true,\"x\":[1,{\"y\":null}]}"), &b));
    assert_true(read_json(t, PC_S("{\"z\":true,\"x\":[1,{\"y\":0}]}"), &c));
    assert_true(pc_value_equal(&a, &b));
    assert_false(pc_value_equal(&a, &c));
}

/* Jekyll::Utils.deep_merge_hashes({a: {x: 1, y: 2}, b: 1, c: 3, l: [1]}, {a: {y: 3, z: nil}, b:
 * nil, …}) */
TEST(merges_as_jekyll_does) {
    pc_value under, over;
    assert_true(read_yaml(t, PC_S("{a: {x: 1, y: 2, k: {p: 1}}, b: 1, c: 3, l: [1]}"), &under));
    assert_true(
        read_yaml(t, PC_S("{d: 5, a: {y: 3, z: null, k: 4}, b: null, l: [2], c: {q: 1}}"), &over));
    pc_value m = pc_value_merge(&t->arena, &under, &over);
    assert_str(as_json(t, &m, 0), "{\"a\":{\"x\":1,\"y\":3,\"k\":4,\"z\":null},\"b\":1,"
                                  "\"c\":{\"q\":1},\"l\":[2],\"d\":5}");
}

TEST(made_numbers_read_back) {
    static const double floats[] = {0.1, 1.0, -2.5, 1e300, 1e-7, 123456789012345680.0, 1.0 / 3};
    for (size_t i = 0; i < PC_COUNT(floats); i++) {
        pc_value v = pc_value_float(&t->arena, floats[i]), back;
        assert_true(read_yaml(t, pc_value_text(&v), &back));
        assert_int_equal(back.kind, PC_FLOAT);
        assert_true(back.u.f == floats[i]);
        assert_true(read_json(t, pc_value_text(&v), &back));
        assert_true(back.u.f == floats[i]);
    }
    assert_str(pc_value_float(&t->arena, 1).as.text, "1.0");
    assert_str(pc_value_float(&t->arena, 0.1).as.text, "0.1");
    assert_str(pc_value_float(&t->arena, 1e30).as.text, "1.0e+30");
    assert_str(pc_value_float(&t->arena, (double)-INFINITY).as.text, "-.inf");
    assert_str(pc_value_int(&t->arena, INT64_MIN).as.text, "-9223372036854775808");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(the_last_of_equal_keys_wins_in_the_first_ones_place),
        TEST_ROW(large_maps_are_indexed_also_when_keys_repeat),
        TEST_ROW(asking_is_safe_on_what_is_not_there),
        TEST_ROW(numbers_compare_by_value),
        TEST_ROW(maps_are_equal_in_any_order),
        TEST_ROW(merges_as_jekyll_does),
        TEST_ROW(made_numbers_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
