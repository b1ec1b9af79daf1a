/* Notes: what is counted of them, and what is said where a marker stays text. NUL bytes. */
#include "base/str.h"
#include "support.h"

static size_t count(pc_str s, const char *what) {
    size_t n = 0;
    for (size_t i = 0; (i = pc_str_find(s, pc_strz(what), i)) != PC_NPOS; i++) n++;
    return n;
}

/* [^0] to [^59], each of which names the next one twice, behind [head]. */
static const char *doubling(test_ctx *t, const char *head) {
    pc_str s = pc_str_fmt(&t->arena, "%s[^0]\n\n", head);
    for (int i = 0; i < 60; i++)
        s = pc_str_cat(&t->arena, s,
                       pc_str_fmt(&t->arena, "[^%d]: a [^%d] [^%d]\n\n", i, i + 1, i + 1));
    return pc_str_fmt(&t->arena, "%.*s[^60]: b\n", PC_F(s)).p;
}

TEST(notes_that_are_refused_for_their_size_are_told_of_once) {
    test_convert(t, "kramdown", "html", doubling(t, "*a **b [x ![y "));
    pc_str said = test_diags(t);
    assert_int_equal(count(said, "warning:"), 1);
    assert_int_equal(count(said, "take more than 4194304 bytes"), 1);
    assert_int_equal(count(said, "is defined"), 0);
}

TEST(a_note_behind_marks_that_are_taken_back_is_made_once) {
    pc_str note = pc_str_fmt(&t->arena, "%*s", 500000, "x");
    const char *marks = "![a ![a ![a ![a ![a ![a ![a ![a ![a ![a ";
    pc_str in =
        pc_str_fmt(&t->arena, "%s[^n] and [^n] [^n] [^n]\n\n[^n]: b%.*s\n", marks, PC_F(note));
    pc_str out = test_convert(t, "kramdown", "html", in.p);
    assert_str(test_diags(t), "");
    assert_int_equal(count(out, "fnref:n"), 4 + 4); /* four markers, four ways back */
}

/* Ten notes, each of which names a note of 100,000 bytes ten times, behind marks. */
TEST(what_notes_hold_is_counted_though_their_markers_are_taken_back) {
    pc_str in = pc_str_fmt(&t->arena, "[^b]: b%100000s\n", "x");
    for (int i = 0; i < 10; i++)
        in = pc_str_cat(&t->arena, in,
                        pc_str_fmt(&t->arena,
                                   "\n*[^%d]\n\n[^%d]: [^b][^b][^b][^b][^b]"
                                   "[^b][^b][^b][^b][^b]\n",
                                   i, i));
    in = pc_str_cat(&t->arena, in, PC_S("\0"));
    pc_str out = test_convert(t, "kramdown", "html", in.p);
    assert_int_equal(count(test_diags(t), "take more than 4194304 bytes"), 1);
    assert_int_equal(count(out, "[^b]"), 10 * 10 - 1 - 4194304 / 100002); /* one is the first */
}

/* The last one that can be paid for stands in a heading that is read again for its identifier. */
TEST(a_note_in_a_heading_is_counted_once) {
    pc_str in =
        pc_str_fmt(&t->arena, "[^b] [^b] [^b]\n\n# a <b>x</b> [^b]\n\n[^b]: b%1300000s\n", "x");
    pc_str out = test_convert(t, "kramdown", "html", in.p);
    assert_str(test_diags(t), "");
    assert_int_equal(count(out, "<h1 id=\"a-x-\">"), 1);
}

TEST(a_note_that_holds_itself) {
    pc_str out = test_convert(t, "kramdown", "html", "[^a]\n\n[^a]: b [^a]\n");
    assert_int_equal(count(out, "<p>b [^a]"), 1);
    assert_int_equal(count(test_diags(t), "footnote 'a' holds itself"), 1);
}

TEST(empty_notes_that_have_names_are_one_each) {
    pc_str out = test_convert(t, "kramdown", "html", "[^a] [^a] [^b]\n\n[^a]:\n[^b]:\n");
    assert_int_equal(count(out, "<li id="), 2);
    assert_int_equal(count(out, "id=\"fnref:a:1\""), 1);
}

static pc_str convert(test_ctx *t, pc_str in) {
    pc_doc doc = {0};
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    const pc_source *s = pc_ctx_source(&t->cx, PC_S("test"), in);
    assert_int_equal(pc_read_as(&t->cx, PC_S("kramdown"), s, &doc), PC_OK);
    assert_int_equal(pc_write_as(&t->cx, PC_S("html"), &doc, &b), PC_OK);
    pc_str out = pc_buf_take(&b, &t->arena);
    pc_buf_fini(&b);
    return out;
}

TEST(a_NUL_cuts_nothing) {
    static const struct {
        pc_str in, part;
    } rows[] = {
        {PC_LIT("{::comment}\na\0b\n{:/}\n"), PC_LIT("<!-- a\0b -->")},
        {PC_LIT("a {::comment}a\0b{:/}\n"), PC_LIT("<!-- a\0b -->")},
        {PC_LIT("a <!-- a\0b -->\n"), PC_LIT("<!-- a\0b -->")},
        {PC_LIT("[\0a](u)\n"), PC_LIT("<a href=\"u\">")},
        {PC_LIT("![a\\\0b](u)\n"), PC_LIT("alt=\"a\\")},
        {PC_LIT("<div class=\"a\0b\">\n</div>\n"), PC_LIT("class=\"a\0b\"")},
        {PC_LIT("# a\0b\n\n# ab\n"), PC_LIT("id=\"ab-1\"")},
        {PC_LIT("\0\"a\"\n"), PC_LIT("\u201d")}, /* no bracket or blank is before the quote */
    };
    for (size_t i = 0; i < PC_COUNT(rows); i++) {
        pc_str out = convert(t, rows[i].in);
        if (pc_str_find(out, rows[i].part, 0) == PC_NPOS) print_error("row %zu\n", i);
        assert_true(pc_str_find(out, rows[i].part, 0) != PC_NPOS);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(notes_that_are_refused_for_their_size_are_told_of_once),
        TEST_ROW(a_note_behind_marks_that_are_taken_back_is_made_once),
        TEST_ROW(what_notes_hold_is_counted_though_their_markers_are_taken_back),
        TEST_ROW(a_note_in_a_heading_is_counted_once),
        TEST_ROW(a_note_that_holds_itself),
        TEST_ROW(empty_notes_that_have_names_are_one_each),
        TEST_ROW(a_NUL_cuts_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
