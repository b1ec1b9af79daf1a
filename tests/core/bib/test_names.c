/* Lists of names in BibTeX's form: cut as BibTeX does, and written such that they are cut the same.
 */
#include "support.h"

#include "base/str.h"
#include "bib/names.h"

static void cut(const char *name, const char *first, const char *von, const char *last,
                const char *jr) {
    bib_name_parts p = bib_name_cut(pc_strz(name));
    assert_str(p.first, first);
    assert_str(p.von, von);
    assert_str(p.last, last);
    assert_str(p.jr, jr);
}

/* Names and answers of "Tame the BeaST", section 11, and of bibtex.web. */
TEST(cuts_names) {
    cut("AA BB", "AA", "", "BB", "");
    cut("AA", "", "", "AA", "");
    cut("AA bb", "AA", "", "bb", "");
    cut("aa", "", "", "aa", "");
    cut("AA bb CC", "AA", "bb", "CC", "");
    cut("AA bb CC dd EE", "AA", "bb CC dd", "EE", "");
    cut("AA 1B cc dd", "AA 1B", "cc", "dd", "");
    cut("AA 1b cc dd", "AA", "1b cc", "dd", "");
    cut("AA {b}B cc dd", "AA {b}B", "cc", "dd", "");
    cut("AA \\BB{b} cc dd", "AA \\BB{b}", "cc", "dd", "");
    cut("AA {\\bb} cc DD", "AA", "{\\bb} cc", "DD", "");
    cut("AA {bb} cc DD", "AA {bb}", "cc", "DD", "");
    cut("AA bb cc DD", "AA", "bb cc", "DD", "");
    cut("bb CC, AA", "AA", "bb", "CC", "");
    cut("bb CC, aa", "aa", "bb", "CC", "");
    cut("bb CC dd EE, AA", "AA", "bb CC dd", "EE", "");
    cut("bb, AA", "AA", "", "bb", "");
    cut("bb CC,XX, AA", "AA", "bb", "CC", "XX");
    cut("bb CC,xx, AA", "AA", "bb", "CC", "xx");
    cut("BB,, AA", "AA", "", "BB", "");
    cut("BB, AA,", "AA", "", "BB", "");
    cut("Jean-Marc~{\\'E}lan", "Jean-Marc", "", "{\\'E}lan", "");
    cut("Johannes Gro\\ss e", "Johannes", "", "Gro\\ss e", "");
}

TEST(takes_bodies_and_too_many_commas) {
    bib_name_parts p = bib_name_cut(PC_S("{Barnes and Noble, Inc.}"));
    assert_true(p.body);
    assert_str(p.last, "Barnes and Noble, Inc.");
    assert_false(bib_name_cut(PC_S("{A} {B}")).body);
    assert_false(bib_name_cut(PC_S("{\\'E}")).body);
    assert_true(bib_name_cut(PC_S("A, B, C, D")).commas);
    assert_false(bib_name_cut(PC_S("A, B, C")).commas);
}

TEST(small_von_of_biber) {
    pc_str name = PC_S("Moitinho de Almeida, J.");
    bib_name_parts p = bib_name_cut(name);
    assert_str(p.von, "Moitinho de");
    bib_name_small_von(&p, name);
    assert_str(p.von, "");
    assert_str(p.last, "Moitinho de Almeida");
}

static void listed(test_ctx *t, const char *list, const char *expected) {
    pc_str all = {0}, one;
    for (size_t i = 0; bib_names_next(pc_strz(list), &i, &one);)
        all = pc_str_cat(&t->arena, pc_str_cat(&t->arena, all, one), PC_S("|"));
    assert_str(all, expected);
}

TEST(separates_names) {
    listed(t, "A B and C D", "A B|C D|");
    listed(t, "A\nAND\n  B and others", "A|B|others|");
    listed(t, "{A and B} and C", "{A and B}|C|");
    listed(t, "Sand Andy and Brandon", "Sand Andy|Brandon|");
    listed(t, "A and  and B", "A||B|");
    listed(t, "", "");
}

static void inverted(test_ctx *t, const char *family, const char *particle, const char *given,
                     const char *suffix, const char *expected) {
    bib_name n = {.family = pc_strz(family),
                  .particle = pc_strz(particle),
                  .given = pc_strz(given),
                  .suffix = pc_strz(suffix)};
    pc_str s = bib_name_inverted(&t->arena, &n);
    assert_str(s, expected);
    bib_name_parts p = bib_name_cut(s);
    bib_name back = bib_name_from_parts(&t->arena, &p);
    if (back.body) return; /* a family name of several words, alone */
    assert_str(back.family, family);
    assert_str(back.particle, particle);
    assert_str(back.given, given);
    assert_str(back.suffix, suffix);
}

TEST(writes_names_that_come_back) {
    inverted(t, "Bee", "", "Ann", "", "Bee, Ann");
    inverted(t, "van Beethoven", "van", "Ludwig", "", "van Beethoven, Ludwig");
    inverted(t, "van Beethoven", "", "Ludwig", "", "{van Beethoven}, Ludwig");
    inverted(t, "Ford", "", "Henry", "Jr.", "Ford, Jr., Henry");
    inverted(t, "al-Khwarizmi", "", "M.", "", "al-Khwarizmi, M.");
    inverted(t, "Plato", "", "", "", "Plato");
    inverted(t, "others", "", "", "", "{others}");
    inverted(t, "Abu Bakr", "", "", "", "{Abu Bakr}");
    inverted(t, "Dee", "", "Cy, the Elder", "", "Dee, {Cy, the Elder}");
}

TEST(prints_names) {
    bib_name n = {.family = PC_S("van Beethoven"), .given = PC_S("Ludwig"), .suffix = PC_S("Jr.")};
    assert_str(bib_name_natural(&t->arena, &n), "Ludwig van Beethoven Jr.");
    bib_name cjk = {.family = PC_S("李"), .given = PC_S("浩阳")};
    assert_str(bib_name_natural(&t->arena, &cjk), "李浩阳");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(cuts_names),         TEST_ROW(takes_bodies_and_too_many_commas),
        TEST_ROW(small_von_of_biber), TEST_ROW(separates_names),
        TEST_ROW(prints_names),       TEST_ROW(writes_names_that_come_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
