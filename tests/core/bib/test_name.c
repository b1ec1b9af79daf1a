/* Names: taken apart, compared, told from other words. */
#include "support.h"

#include "base/str.h"
#include "bib/mark.h"
#include "bib/name.h"

static void parts(test_ctx *t, const char *written, const char *family, const char *given,
                  const char *suffix) {
    bib_name n = bib_name_parse(&t->arena, pc_strz(written));
    assert_str(n.family, family);
    assert_str(n.given, given);
    assert_str(n.suffix, suffix);
}

TEST(takes_names_apart) {
    parts(t, "Haoyang Li", "Li", "Haoyang", "");
    parts(t, "H. Li", "Li", "H.", "");
    parts(t, "Li, H.", "Li", "H.", "");
    parts(t, "Li, Haoyang", "Li", "Haoyang", "");
    parts(t, "Li H", "Li", "H", "");
    parts(t, "Simsek MF", "Simsek", "MF", "");
    parts(t, "Miehling D.", "Miehling", "D.", "");
    parts(t, "Q.Z. Zhong", "Zhong", "Q.Z.", "");
    parts(t, "F. J. Ma", "Ma", "F. J.", "");
    parts(t, "Ludwig van Beethoven", "van Beethoven", "Ludwig", "");
    parts(t, "van Donkelaar, A.", "van Donkelaar", "A.", "");
    parts(t, "Vincent de la Cruz", "de la Cruz", "Vincent", "");
    parts(t, "Guy Van den Broeck", "Van den Broeck", "Guy", "");
    parts(t, "Robert De Niro", "De Niro", "Robert", "");
    parts(t, "Laurent El Ghaoui", "El Ghaoui", "Laurent", "");
    parts(t, "Maria De La Cruz", "De La Cruz", "Maria", "");
    parts(t, "Giovanni Della Porta, Jr.", "Della Porta", "Giovanni", "Jr.");
    parts(t, "De Wang", "Wang", "De", "");
    parts(t, "Anh Van Tran", "Tran", "Anh Van", "");
    parts(t, "Thi La Nguyen", "Nguyen", "Thi La", "");
    parts(t, "DUPONT Jean", "DUPONT", "Jean", "");
    parts(t, "DUPONT Jean-Luc M.", "DUPONT", "Jean-Luc M.", "");
    parts(t, "VAN DEN BERG Jan", "VAN DEN BERG", "Jan", "");
    parts(t, "Jean DUPONT", "DUPONT", "Jean", "");
    parts(t, "JEAN DUPONT", "DUPONT", "JEAN", "");
    parts(t, "MJ Smith", "Smith", "MJ", "");
    parts(t, "John Smith Jr.", "Smith", "John", "Jr.");
    parts(t, "Smith, Jr., John", "Smith", "John", "Jr.");
    parts(t, "Smith, J., III", "Smith", "J.", "III");
    parts(t, "John Smith, Jr.", "Smith", "John", "Jr.");
    parts(t, "Conor O\xE2\x80\x99Neil", "O\xE2\x80\x99Neil", "Conor", "");
    parts(t, "Jean-Luc Picard", "Picard", "Jean-Luc", "");
    parts(t, "Plato", "Plato", "", "");
    parts(t,
          "\xE2\x80\xA0"
          "Ann Bee*",
          "Bee", "Ann", "");
    parts(t, "Yuan Dai (戴远)", "Dai", "Yuan", "");
    parts(t, "", "", "", "");
}

TEST(knows_collaborations_from_people) {
    bib_name n = bib_name_parse(&t->arena, PC_S("The ATLAS Collaboration*"));
    assert_true(n.body);
    assert_str(n.family, "The ATLAS Collaboration");
    assert_str(n.given, "");
    assert_true(bib_name_is_collective(PC_S("the Network for Things Consortium")));
    assert_false(bib_name_is_collective(PC_S("Collaboration")));
    assert_false(bib_name_is_collective(PC_S("A model of collaboration")));
    assert_false(bib_name_is_collective(PC_S("Ann Bee")));
    assert_false(bib_name_is_collective(PC_S("")));
}

TEST(family_names_come_first_in_cjk) {
    parts(t, "李浩洋", "李", "浩洋", "");
    parts(t, "欧阳修文", "欧阳", "修文", "");
    parts(t, "山田 太郎", "山田", "太郎", "");
    parts(t, "山田太郎", "山田", "太郎", "");
    parts(t, "諸葛孔明", "諸葛", "孔明", "");
    parts(t, "남궁민수", "남궁", "민수", "");
    parts(t, "김철수", "김", "철수", "");
}

static bool same(test_ctx *t, const char *x, const char *y) {
    bool one = bib_name_same_person(&t->arena, pc_strz(x), pc_strz(y));
    assert_int_equal(one, bib_name_same_person(&t->arena, pc_strz(y), pc_strz(x)));
    return one;
}

TEST(knows_every_written_form_of_one_person) {
    static const char *const forms[] = {"Haoyang Li", "H. Li",      "Li, H.",      "Li, Haoyang",
                                        "Li H",       "HAOYANG LI", "Hao-yang Li", "Hao Yang Li",
                                        "H. Y. Li",   "Li, H.-Y.",  "LI Haoyang*"};
    for (size_t i = 0; i < PC_COUNT(forms); i++)
        if (!same(t, "Haoyang Li", forms[i])) fail_msg("Haoyang Li is not %s", forms[i]);
    assert_true(same(t, "Özbudak, Ertuğrul M.", "Ertugrul Ozbudak"));
    assert_true(same(t, "Klaus-Michael Aye", "K.-M. Aye"));
    assert_true(same(t, "Klaus-Michael Aye", "Aye, K.-M."));
    assert_true(same(t, "Klaus-Michael Aye", "Aye KM"));
    assert_true(same(t, "Muhammed F. Simsek", "Simsek MF"));
    assert_true(same(t, "L. van Beethoven", "Ludwig van Beethoven"));
    assert_true(same(t, "Lukasz Kaiser", "Łukasz Kaiser"));
    assert_true(same(t, "李浩洋", "李 浩洋"));
}

TEST(keeps_different_people_apart) {
    assert_false(same(t, "Haoyang Li", "Hao Li Wang"));
    assert_false(same(t, "Haoyang Li", "Yang Li"));
    assert_false(same(t, "Haoyang Li", "Haoyang Liu"));
    assert_false(same(t, "Haoyang Li", "X. Li"));
    assert_false(same(t, "Haoyang Li", "Li"));
    assert_false(same(t, "J. Hu", "Jingwei Hua"));
    assert_false(same(t, "", "Haoyang Li"));
    assert_false(same(t, "", ""));
}

static int shape(const char *s) {
    return (int)bib_name_shape(pc_strz(s));
}

TEST(tells_names_from_other_words) {
    assert_int_equal(shape("Haoyang Li"), BIB_SHAPE_FULL);
    assert_int_equal(shape("Q.Z. Zhong"), BIB_SHAPE_FULL);
    assert_int_equal(shape("Simsek MF"), BIB_SHAPE_FULL);
    assert_int_equal(shape("Eugene Yu-Chuan Kang"), BIB_SHAPE_FULL);
    assert_int_equal(shape("Maarten van der Berg"), BIB_SHAPE_FULL);
    assert_int_equal(shape("李浩洋"), BIB_SHAPE_FULL);
    assert_int_equal(shape("H."), BIB_SHAPE_INITIALS);
    assert_int_equal(shape("R. Y-W."), BIB_SHAPE_INITIALS);
    assert_int_equal(shape("K.X."), BIB_SHAPE_INITIALS);
    assert_int_equal(shape("Li"), BIB_SHAPE_WORD);
    assert_int_equal(shape("van Donkelaar"), BIB_SHAPE_WORD);
    assert_int_equal(shape("Zeta MD"), BIB_SHAPE_FULL);
    assert_int_equal(shape("Ypsilon IS"), BIB_SHAPE_FULL);
    assert_int_equal(shape("发明专利"), BIB_SHAPE_NONE);
    assert_int_equal(shape("Google Scholar"), BIB_SHAPE_NONE);
    assert_int_equal(bib_word_no_name(PC_S("An")), BIB_SELDOM);
    assert_int_equal(bib_word_no_name(PC_S("The")), BIB_SURELY);
    assert_int_equal(bib_word_no_name(PC_S("Haoyang")), BIB_NO_SIGN);
    assert_int_equal(shape("a general system"), BIB_SHAPE_NONE);
    assert_int_equal(shape("Learning to Rank"), BIB_SHAPE_NONE);
    assert_int_equal(shape("SIGMOD 2025"), BIB_SHAPE_NONE);
    assert_int_equal(shape(""), BIB_SHAPE_NONE);
}

static void mark(const char *s, const char *canonical) {
    pc_str got = {0};
    assert_int_equal(bib_mark_at(pc_strz(s), 0, &got), strlen(s));
    assert_str(got, canonical);
}

TEST(reads_marks) {
    mark("*", "*");
    mark("\xE2\x88\x97", "*");
    mark("†", "†");
    mark("✉️", "✉");
    assert_int_equal(bib_mark_at(PC_S("x"), 0, NULL), 0);
    assert_str(bib_mark_tex(&t->arena, PC_S("^*")), "*");
    assert_str(bib_mark_tex(&t->arena, PC_S("^{\\*}")), "*");
    assert_str(bib_mark_tex(&t->arena, PC_S("\\dagger")), "†");
    assert_str(bib_mark_tex(&t->arena, PC_S("^{\\ddagger}")), "‡");
    assert_str(bib_mark_tex(&t->arena, PC_S("^1")), "1");
    assert_str(bib_mark_tex(&t->arena, PC_S("n^2")), "");
    assert_str(bib_mark_trim(PC_S("† Ann Bee *†")), "Ann Bee");
}

TEST(knows_what_legends_say) {
    assert_int_equal(bib_legend_roles(PC_S("indicates equal contribution")), BIB_EQUAL);
    assert_int_equal(bib_legend_roles(PC_S("Authors contributed equally")), BIB_EQUAL);
    assert_int_equal(bib_legend_roles(PC_S("denotes co-first authors")), BIB_EQUAL);
    assert_int_equal(bib_legend_roles(PC_S("Corresponding author")), BIB_CORRESPONDING);
    assert_int_equal(bib_legend_roles(PC_S("通讯作者")), BIB_CORRESPONDING);
    assert_int_equal(bib_legend_roles(PC_S("student mentee")), 0);
    assert_int_equal(bib_legend_roles(PC_S("Joint pruning of the same trees")), 0);
    assert_int_equal(bib_legend_roles(PC_S("joint first authors")), BIB_EQUAL);
    assert_true(bib_legend_explains(PC_S("* means a student of mine")));
    assert_true(bib_legend_explains(PC_S("The mark † means a contribution")));
    assert_false(bib_legend_explains(PC_S("* What it means to be a tree")));
    assert_int_equal(bib_role_parse(pc_strz(bib_role_name(BIB_EQUAL | BIB_CORRESPONDING))),
                     BIB_EQUAL | BIB_CORRESPONDING);
    assert_int_equal(bib_role_parse(PC_S("other")), BIB_MARKED);
    assert_int_equal(bib_mark_custom(PC_S("*"), 2), BIB_EQUAL);
    assert_int_equal(bib_mark_custom(PC_S("*"), 1), BIB_MARKED);
    assert_int_equal(bib_mark_custom(PC_S("✉"), 1), BIB_CORRESPONDING);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST_ROW(takes_names_apart),
                                       TEST_ROW(knows_collaborations_from_people),
                                       TEST_ROW(family_names_come_first_in_cjk),
                                       TEST_ROW(knows_every_written_form_of_one_person),
                                       TEST_ROW(keeps_different_people_apart),
                                       TEST_ROW(tells_names_from_other_words),
                                       TEST_ROW(reads_marks),
                                       TEST_ROW(knows_what_legends_say)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
