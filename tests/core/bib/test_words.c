/* Word lists: rows are found by their first bytes, whole words and phrases alike. */
#include "support.h"

#include "bib/words.h"

static const bib_row rows[] = {BIB_ROW("a", NULL, 1, 0),
                               BIB_ROW("ab", NULL, 2, 0),
                               BIB_ROW("abc", NULL, 3, 0),
                               BIB_ROW("abcd", NULL, 4, 0),
                               BIB_ROW("abcde", NULL, 5, 0),
                               BIB_ROW("abcdz", NULL, 6, 0),
                               BIB_ROW("best", NULL, 7, 0),
                               BIB_ROW("best paper", NULL, 8, 0),
                               BIB_ROW("best paper award", NULL, 9, 0),
                               BIB_ROW("z[", NULL, 10, 0),
                               BIB_ROW("\xE8\xA1\xA8\xE7\xA4\xBA", NULL, 11, 0)};

static int found(const char *word) {
    const bib_row *row = bib_row_find(BIB_ROWS(rows), pc_strz(word));
    return row ? row->value : 0;
}

static size_t at(const char *text, int *value) {
    const bib_row *row = NULL;
    size_t n = bib_row_at(BIB_ROWS(rows), pc_strz(text), &row);
    *value = n ? row->value : 0;
    return n;
}

TEST(finds_whole_words) {
    assert_int_equal(found("a"), 1);
    assert_int_equal(found("AB"), 2);
    assert_int_equal(found("aBc"), 3);
    assert_int_equal(found("ABCD"), 4);
    assert_int_equal(found("ABCDE"), 5);
    assert_int_equal(found("abcdZ"), 6);
    assert_int_equal(found("abcdy"), 0);
    assert_int_equal(found("b"), 0);
    assert_int_equal(found("zz"), 0);
    assert_int_equal(found("\xE8\xA1\xA8\xE7\xA4\xBA"), 11);
    assert_int_equal(found(""), 0);
    assert_null(bib_row_exact(BIB_ROWS(rows), PC_S("Best")));
    assert_int_equal(bib_row_exact(BIB_ROWS(rows), PC_S("best"))->value, 7);
}

/* Only A to Z have a small form: not the signs that lie behind them. */
TEST(folds_capitals_only) {
    assert_int_equal(found("Z["), 10);
    assert_int_equal(found("Z{"), 0);
    assert_int_equal(found("z{"), 0);
}

TEST(takes_the_longest_phrase) {
    int value;
    assert_int_equal(at("Best  paper\naward (2024)", &value), 17);
    assert_int_equal(value, 9);
    assert_int_equal(at("best papers", &value), 4);
    assert_int_equal(value, 7);
    assert_int_equal(at("bestow", &value), 0);
    assert_int_equal(at("", &value), 0);
    assert_true(bib_row_begins(BIB_ROWS(rows), PC_S("BEst")));
    assert_false(bib_row_begins(BIB_ROWS(rows), PC_S("bx")));
}

static void one_word(pc_str s, size_t *i, const char *want) {
    size_t from;
    pc_str w;
    assert_true(bib_word(s, i, &from, &w));
    assert_str(w, want);
}

TEST(cuts_words) {
    pc_str s = PC_S("(Jean-Luc O'Neil, Q.Z. -x- \xC3\x85ngstr\xC3\xB6m's 3.5)"), w;
    size_t i = 0, from;
    one_word(s, &i, "Jean-Luc");
    one_word(s, &i, "O'Neil");
    one_word(s, &i, "Q.Z");
    one_word(s, &i, "x");
    one_word(s, &i, "\xC3\x85ngstr\xC3\xB6m's");
    one_word(s, &i, "3.5");
    assert_false(bib_word(s, &i, &from, &w));
    assert_int_equal(i, s.n);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST_ROW(finds_whole_words), TEST_ROW(folds_capitals_only),
                                       TEST_ROW(takes_the_longest_phrase), TEST_ROW(cuts_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
