/* Templates that a page can write and that must end soon, without a crash: each is run under the
 * sanitizers as well. */
#include "run.h"

#include "base/limits.h"
#include "base/str.h"

static pc_str run(test_ctx *t, const char *text) {
    liq_case c = {.t = t, .dialect = &liq_jekyll};
    return case_run(&c, pc_strz(text));
}

/* Sixty times a list with itself in it twice: 2^60 items, were they looked at one by one. */
#define DOUBLED(name)                                                                          \
    "{% assign " name " = 'x' | split: ',' %}{% for i in (1..60) %}{% assign " name " = " name \
    " | push: " name " %}{% endfor %}"
/* A list in a list in a list … */
#define NESTED(name)                                  \
    "{% assign e = '' | split: ',' %}{% assign " name \
    " = e %}{% for i in (1..300000) %}{% assign " name " = e | push: " name " %}{% endfor %}"

TEST(lists_that_hold_each_other_end_at_the_limit_of_steps) {
    static const char *const uses[] = {
        DOUBLED("a") "{{ a }}",
        DOUBLED("a") "{{ a | join: ',' | size }}",
        DOUBLED("a") "{{ a | inspect | size }}",
        DOUBLED("a") "{{ a | jsonify | size }}",
        DOUBLED("a") DOUBLED("b") "{% if a == b %}equal{% endif %}",
    };
    for (size_t i = 0; i < PC_COUNT(uses); i++) {
        size_t before = t->diags.n;
        run(t, uses[i]);
        assert_true(t->diags.n > before);
        assert_int_equal(t->diags.v[before].code, PC_DIAG_LIMIT);
    }
}

TEST(lists_in_lists_take_no_stack) {
    assert_str(run(t, NESTED("a") NESTED("b") "{% if a == b %}equal{% endif %}."), ".");
    assert_str(run(t, NESTED("a") "{{ a | join: ',' }}{{ a }}."), ".");
    assert_str(run(t, NESTED("a") NESTED("b") "{{ e | push: a | push: b | sort | size }}."), ".");
}

TEST(numbers_at_the_ends_of_their_range) {
    static const char *const rows[][2] = {
        {"{{ (9223372036854775807..-9223372036854775807) | size }}", "0"},
        {"{% for i in (9223372036854775807..-9223372036854775807) %}x{% endfor %}", ""},
        {"{% for i in (1..3) offset: 9223372036854775807 limit: 9223372036854775807 %}x{% endfor "
         "%}",
         ""},
        {"{{ 1.5 | round: 99999999999999999999.5 }}", ""},
        {"{{ 1.5 | round: -99999999999999999999.5 }}", ""},
        {"{{ 'abcdef' | truncate: -9223372036854775808 }}", "..."},
        {"{{ -9223372036854775808 | abs }}", "9223372036854775808"},
        {"{{ 9223372036854775807 | date: '%m' | size }}", "2"},
        {"{{ -9223372036854775808 | date: '%m' | size }}", "2"},
        {"{{ 9223372036854775807 | date: '%Y' }}", "292277026596"},
        {"{{ 9223372036854775807 | times: 9223372036854775807 }}",
         "85070591730234615847396907784232501249"},
        {"{% assign n = 9 %}{% for i in (1..60) %}{% assign n = n | times: n %}{% endfor %}"
         "{{ n | append: '' | size }}",
         "62538"},
    };
    for (size_t i = 0; i < PC_COUNT(rows); i++) assert_str(run(t, rows[i][0]), rows[i][1]);
}

static pc_str repeated(test_ctx *t, const char *before, const char *part, size_t n,
                       const char *after) {
    pc_buf b;
    pc_buf_init(&b, t->arena.mem);
    pc_buf_putz(&b, before);
    for (size_t i = 0; i < n; i++) pc_buf_putz(&b, part);
    pc_buf_putz(&b, after);
    return pc_buf_take(&b, &t->arena);
}

TEST(long_lines_are_read_once) {
    liq_case c = {.t = t, .dialect = &liq_jekyll};
    assert_str(case_run(&c, repeated(t, "{% liquid ", "liquid ", 500000, "echo 'ok' %}.")), "ok.");
    pc_str out = case_run(&c, repeated(t, "", "{{}x", 250000, ""));
    assert_int_equal(out.n, 250000);
    c.dialect = &liq_standard;
    case_run(&c, repeated(t, "", "{% doc %}", 100000, ""));
    assert_true(c.bad);
}

TEST(the_last_of_what_repeats_is_replaced) {
    liq_case c = {.t = t, .dialect = &liq_jekyll};
    assert_str(run(t, "{{ 'aXbXc' | replace_last: 'X', '-' }}"), "aXb-c");
    assert_str(run(t, "{{ 'aaa' | replace_last: 'aa', '-' }}"), "a-");
    assert_str(run(t, "{{ 'abc' | replace_last: '', '-' }}"), "abc-");
    assert_str(run(t, "{{ 'abc' | remove_last: 'x' }}"), "abc");
    pc_str text = repeated(t, "{{ '", "aaaaaaaa", 50000, "' | replace_last: 'b");
    text = pc_str_cat(&t->arena, text, repeated(t, "", "aaaaaaaa", 25000, "', '' | size }}"));
    assert_str(case_run(&c, text), "400000");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(lists_that_hold_each_other_end_at_the_limit_of_steps),
        TEST_ROW(lists_in_lists_take_no_stack),
        TEST_ROW(numbers_at_the_ends_of_their_range),
        TEST_ROW(long_lines_are_read_once),
        TEST_ROW(the_last_of_what_repeats_is_replaced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
