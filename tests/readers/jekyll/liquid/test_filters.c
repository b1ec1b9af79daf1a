/* Filters whose reference is not at hand for the differential run: those that came after Liquid
 * 5.4, as Liquid's own tests of 5.13 expect them; and what must stay small however it is asked. */
#include "run.h"

#include "base/limits.h"
#include "base/str.h"

static const char data[] =
    "{\"l\": [\"0.1\", \"0.2\", \"0.3\"], \"f\": [0.1, [0.2, [0.3]]], \"n\": [1, \"2\", [3, "
    "\"4x\"]],"
    "\"down\": [1e16, 0.1, -1e16], \"h\": [{\"q\": 1, \"w\": 0.1}, {\"q\": 2, \"w\": \"0.2\"}, {}],"
    "\"p\": [{\"t\": \"a\", \"ok\": true}, {\"t\": \"b\", \"ok\": false}, {\"t\": \"c\"}],"
    "\"mixed\": [1.5, \"a\"], \"words\": \" \\n\\tfoo  bar\\n\\n baz \", \"e\": []}";

static void check(test_ctx *t, const liq_dialect *d, const char *const rows[][2], size_t n) {
    pc_value v;
    pc_source *src = pc_source_add(&t->sources, PC_S("data"), (pc_str){data, sizeof data - 1});
    assert_true(pc_json_read(&t->arena, src, &t->diags, &v));
    liq_case c = {.t = t, .dialect = d, .data = &v};
    for (size_t i = 0; i < n; i++) assert_str(case_run(&c, pc_strz(rows[i][0])), rows[i][1]);
}

TEST(sums_are_exact_until_they_are_floats) {
    static const char *const rows[][2] = {
        {"{{ f | sum }}", "0.6"},        {"{{ l | sum }}", "0.6"},
        {"{{ n | sum }}", "10"},         {"{{ e | sum }}", "0"},
        {"{{ down | sum }}", "0.1"},     {"{{ h | sum: 'q' }}", "3"},
        {"{{ h | sum: 'w' }}", "0.3"},   {"{{ h | sum: 'none' }}", "0"},
        {"{{ h | sum }}", "0"},          {"{{ nil | sum }}", "0"},
        {"{{ mixed | sum: 'q' }}", "0"}, {"{{ (1..4) | sum }}", "10"},
    };
    check(t, &liq_standard, rows, PC_COUNT(rows));
}

TEST(finding_and_rejecting) {
    static const char *const rows[][2] = {
        {"{{ p | reject: 'ok' | map: 't' }}", "bc"},
        {"{{ p | reject: 'ok', false | map: 't' }}", "ac"},
        {"{{ p | find: 't', 'b' | map: 'ok' }}", "false"},
        {"{% assign x = p | find: 't', 'z' %}{{ x.t }}.", "."},
        {"{{ p | find_index: 't', 'b' }}", "1"},
        {"{{ p | find_index: 't', 'z' }}.", "."},
        {"{{ p | has: 'ok' }}", "true"},
        {"{{ p | has: 't', 'z' }}", "false"},
        {"{{ e | has: 't', 'z' }}", "false"},
        {"{{ e | reject: 't' | size }}", "0"},
        {"{{ words | squish }}.{{ nil | squish }}.{{ ' ' | squish }}.", "foo bar baz..."},
    };
    check(t, &liq_standard, rows, PC_COUNT(rows));
}

TEST(jekyll_does_not_know_what_came_later_and_draws_no_lots) {
    static const char *const rows[][2] = {
        {"{{ n | sum }}", "1234x"},
        {"{{ p | reject: 'ok' | size }}", "3"},
        {"{% assign x = p | sample %}{{ x.t }}", "a"},
        {"{{ p | sample: 2 | size }}", "2"},
    };
    check(t, &liq_jekyll, rows, PC_COUNT(rows));
}

TEST(smart_quotes_are_kramdowns) {
    static const char *const rows[][2] = {
        {"{{ 'a \"b\" c -- d...' | smartify }}", "a “b” c – d…"},
        {"{{ \"It's the '80s\" | smartify }}", "It’s the ’80s"},
        {"{{ 'a & b &copy; &foo; x < y' | smartify }}", "a &amp; b © &amp;foo; x &lt; y"},
        {"{{ '<i title=\"x\">Custer</i>' | append: \"'s <code>'x'</code>\" | smartify }}",
         "<i title=\"x\">Custer</i>’s <code>'x'</code>"},
        {"{{ '<<a>> \\<<b' | smartify }}", "«a» &lt;&lt;b"},
        {"{{ '<!-- \"c\" ' | smartify }}", "&lt;!– “c” "},
    };
    check(t, &liq_jekyll, rows, PC_COUNT(rows));
}

TEST(case_of_letters_that_grow) {
    static const char *const rows[][2] = {
        {"{{ 'ǆ X' | capitalize }}", "ǅ x"}, {"{{ 'ßA' | capitalize }}", "Ssa"},
        {"{{ 'ﬁX' | capitalize }}", "Fix"},  {"{{ 'İİ x' | slugify }}", "i̇i̇-x"},
        {"{{ 8 | capitalize }}", "8"},       {"{{ '' | capitalize }}", ""},
    };
    check(t, &liq_jekyll, rows, PC_COUNT(rows));
}

TEST(lengths_beyond_64_bits) {
    static const char *const rows[][2] = {
        {"{{ 'abc' | truncate: 99999999999999999999 }}", "abc"},
        {"{{ 'abc' | truncate: '-99999999999999999999' }}", "..."},
        {"{{ 'abc ' | truncatewords: -99999999999999999999 }}", "abc..."},
        {"{{ 'a b' | truncatewords: 2 }}", "a b"},
        {"{{ 'a b ' | truncatewords: 15 }}", "a b "},
    };
    check(t, &liq_jekyll, rows, PC_COUNT(rows));
}

/* Each doubles or repeats a text; none may take more than a run may. */
TEST(texts_that_grow_end_at_a_limit) {
    static const char *const uses[] = {
        "{% assign s = 'aaaaaaaa' %}{% for i in (1..60) %}{% assign s = s | append: s %}{% endfor "
        "%}",
        "{% assign s = 'aaaaaaaa' %}{% for i in (1..60) %}{% assign s = s | prepend: s %}{% endfor "
        "%}",
        "{% assign s = 'aaaaaaaa' %}{% for i in (1..60) %}{% assign s = s | replace: 'a', s %}"
        "{% endfor %}",
        "{% assign s = 'aaaaaaaa' %}{% for i in (1..60) %}{% assign s = s | replace: '', s %}"
        "{% endfor %}",
        "{% assign s = 'aaaaaaaa' %}{% for i in (1..60) %}{% assign s = s | split: '' | join: s %}"
        "{% endfor %}",
        "{% assign s = 'é' %}{% for i in (1..60) %}{% assign s = s | url_encode %}{% assign s = s "
        "| "
        "append: s %}{% endfor %}",
        "{% assign f = '%99999d' %}{% for i in (1..30) %}{% assign f = f | append: f %}{% endfor %}"
        "{{ 1 | date: f }}",
    };
    pc_limits small = pc_options_default.limits;
    small.liquid_output = 1 << 20; /* 32 MB take a sanitized build minutes */
    for (size_t i = 0; i < PC_COUNT(uses); i++) {
        liq_case c = {.t = t, .dialect = &liq_jekyll, .limits = &small};
        size_t before = t->diags.n;
        case_run(&c, pc_strz(uses[i]));
        assert_true(t->diags.n > before);
        assert_int_equal(t->diags.v[before].code, PC_DIAG_LIMIT);
    }
}

TEST(formats_of_any_width) {
    static const char *const rows[][2] = {
        {"{{ 0 | date: '%20000d' | size }}", "20000"},
        {"{{ 0 | date: '%20000F' | size }}", "20000"},
        {"{{ 0 | date: '%20000N' | size }}", "20000"},
        {"{{ 0 | date: '%99999999d' | size }}", ""},
        {"{{ 0 | date: '%99999999999999999999d' | size }}", ""},
    };
    check(t, &liq_jekyll, rows, PC_COUNT(rows));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(sums_are_exact_until_they_are_floats),
        TEST_ROW(finding_and_rejecting),
        TEST_ROW(jekyll_does_not_know_what_came_later_and_draws_no_lots),
        TEST_ROW(smart_quotes_are_kramdowns),
        TEST_ROW(case_of_letters_that_grow),
        TEST_ROW(lengths_beyond_64_bits),
        TEST_ROW(texts_that_grow_end_at_a_limit),
        TEST_ROW(formats_of_any_width),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
