/* Places, excerpts with carets, suggestions. */
#include "support.h"

#include "base/str.h"

TEST(points_at_a_place) {
    pc_source *s = test_source(t, "one\n{% include nosuch.html %}\nthree");
    pc_diag_span(&t->diags, PC_DIAG_INCLUDE_MISSING, pc_source_pos(s, 15), pc_source_pos(s, 26),
                 PC_S(""), "no include %s", "nosuch.html");
    assert_str(test_diags(t), "test:2:12: warning: no include nosuch.html\n"
                              "    2 | {% include nosuch.html %}\n"
                              "      |            ^~~~~~~~~~~\n"
                              "help: the include was left out; Jekyll would stop here\n");
}

TEST(counts_characters_and_keeps_tabs) {
    pc_source *s = test_source(t, "\t李白 x");
    pc_diag(&t->diags, PC_DIAG_LEGEND, pc_source_pos(s, 8), "here");
    assert_str(test_diags(t), "test:1:5: warning: here\n"
                              "    1 | \t李白 x\n"
                              "      | \t     ^\n");
}

TEST(control_characters_do_not_reach_the_terminal) {
    pc_source *s = test_source(t, "\xc2\x9b\x7fx");
    pc_diag(&t->diags, PC_DIAG_LEGEND, pc_source_pos(s, 3), "no '%s'", "\033[31m\n\xc2\x9b");
    assert_str(test_diags(t), "test:1:3: warning: no '?[31m?"
                              "?'\n"
                              "    1 | ?"
                              "?x\n"
                              "      |   ^\n");
}

TEST(a_flood_of_messages_takes_no_memory) {
    for (int i = 0; i < 2000; i++) pc_diag(&t->diags, PC_DIAG_LEGEND, 0, "%d", i);
    size_t used = t->mem.used;
    for (int i = 0; i < 100000; i++) pc_diag(&t->diags, PC_DIAG_LEGEND, 0, "%d", i);
    assert_int_equal(t->mem.used, used);
    assert_int_equal(t->diags.count[PC_LEVEL_WARNING], 102000);
    assert_int_equal(t->diags.dropped, 101000);
}

TEST(strict_makes_errors) {
    t->diags.strict = true;
    pc_diag(&t->diags, PC_DIAG_UNKNOWN_TAG, 0, "x");
    pc_diag(&t->diags, PC_DIAG_LEGEND, 0, "x");
    assert_int_equal(t->diags.count[PC_LEVEL_ERROR], 1);
    assert_int_equal(t->diags.count[PC_LEVEL_WARNING], 1);
}

TEST(leads_back_through_a_made_text) {
    pc_source *page = test_source(t, "a {{ x }} b\n");
    const pc_map_span spans[] = {
        {0, page->base, true}, {2, page->base + 2, false}, {7, page->base + 9, true}};
    pc_source *made = pc_source_add_made(&t->sources, PC_S("made"), PC_S("a value b\n"), spans, 3);
    static const size_t rows[][2] = {{0, 1}, {2, 3}, {6, 3}, {7, 10}, {8, 11}};
    for (size_t i = 0; i < PC_COUNT(rows); i++) {
        pc_place at = pc_source_place(&t->sources, pc_source_pos(made, rows[i][0]));
        assert_int_equal(at.line, 1);
        assert_int_equal(at.column, rows[i][1]);
        assert_str(at.file, "test");
    }
}

TEST(suggests_what_is_near) {
    const pc_str words[] = {PC_S("latex"), PC_S("html"), PC_S("jsonld")};
    assert_str(pc_did_you_mean(PC_S("laetx"), words, 3), "latex");
    assert_str(pc_did_you_mean(PC_S("jsonldd"), words, 3), "jsonld");
    assert_str(pc_did_you_mean(PC_S("docx"), words, 3), "");
}

TEST(cuts_long_lines_around_the_caret) {
    char line[1001];
    memset(line, 'a', 1000);
    line[1000] = 0;
    pc_source *s = test_source(t, line);
    pc_diag(&t->diags, PC_DIAG_LEGEND, pc_source_pos(s, 900), "far");
    pc_str out = test_diags(t);
    assert_true(out.n < 400);
    assert_true(pc_str_has(out, "test:1:901"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(points_at_a_place),
        TEST_ROW(counts_characters_and_keeps_tabs),
        TEST_ROW(control_characters_do_not_reach_the_terminal),
        TEST_ROW(a_flood_of_messages_takes_no_memory),
        TEST_ROW(strict_makes_errors),
        TEST_ROW(leads_back_through_a_made_text),
        TEST_ROW(suggests_what_is_near),
        TEST_ROW(cuts_long_lines_around_the_caret),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
