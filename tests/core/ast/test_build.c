/* Making lists. */
#include "ast_support.h"

static pc_inline_vec words(test_ctx *t, const pc_inline *xs, size_t n) {
    pc_inline_vec v = {0};
    for (size_t i = 0; i < n; i++) pc_vec_push(&t->scratch, &v, xs[i]);
    return v;
}

TEST(runs_of_str_become_one) {
    const pc_inline xs[] = {pc_at(pc_strz_node("a"), 7),
                            pc_at(pc_strz_node("b"), 8),
                            pc_strz_node(""),
                            pc_space(),
                            pc_strz_node("c"),
                            pc_soft_break(),
                            pc_strz_node("d"),
                            pc_strz_node("e")};
    pc_inline_vec v = words(t, xs, PC_COUNT(xs));
    pc_inlines_join(&t->arena, &v);
    assert_int_equal(v.n, 5);
    assert_str(v.v[0].u.text, "ab");
    assert_int_equal(v.v[0].pos, 7);
    assert_int_equal(v.v[1].tag, PC_Space);
    assert_ptr_equal(v.v[2].u.text.p, xs[4].u.text.p);
    assert_int_equal(v.v[3].tag, PC_SoftBreak);
    assert_str(v.v[4].u.text, "de");
}

TEST(lists_without_runs_stay) {
    const pc_inline xs[] = {pc_emph(pc_text(&t->arena, PC_S("x"))), pc_strz_node("y")};
    pc_inline_vec none = {0}, v = words(t, xs, PC_COUNT(xs));
    pc_inlines_join(&t->arena, &none);
    assert_int_equal(none.n, 0);
    pc_inlines_join(&t->arena, &v);
    assert_int_equal(v.n, 2);
    assert_str(v.v[1].u.text, "y");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(runs_of_str_become_one),
        TEST_ROW(lists_without_runs_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
