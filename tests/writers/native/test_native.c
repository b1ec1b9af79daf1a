/* Pandoc's layout and Haskell's escapes; expected texts are what Pandoc 2.17 and 3.9 print. */
#include "support.h"

#include "base/str.h"

#define DOC(blocks) "{\"pandoc-api-version\":[1,23,1],\"meta\":{},\"blocks\":" blocks "}"
#define STR(s) "{\"t\":\"Str\",\"c\":\"" s "\"}"
#define PARA(xs) "{\"t\":\"Para\",\"c\":[" xs "]}"

TEST(nothing) {
    assert_str(test_convert(t, "json", "native", DOC("[]")), "[]\n");
    t->options.standalone = true;
    assert_str(test_convert(t, "json", "native", DOC("[]")),
               "Pandoc Meta { unMeta = fromList [] } []\n");
}

TEST(escapes_are_haskells) {
    assert_str(test_convert(t, "json", "native",
                            DOC("[" PARA(STR(
                                "\\u00e41a\\u4e2d\\u000eH\\u000eS\\u007f\\\"\\\\\\u0001")) "]")),
               "[ Para [ Str \"\\228\\&1a\\20013\\SO\\&H\\SOS\\DEL\\\"\\\\\\SOH\" ] ]\n");
}

/* 60 characters of text at most, wherever they begin. */
TEST(a_line_is_full_at_the_ribbon) {
    const char *just = "[ Para [ Str \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\" ] ]\n";
    assert_int_equal(strlen(just), 61);
    assert_str(test_convert(t, "json", "native",
                            DOC("[" PARA(STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")) "]")),
               just);
    assert_str(test_convert(t, "json", "native",
                            DOC("[" PARA(STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")) "]")),
               "[ Para [ Str \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\" ]\n]\n");
}

TEST(columns_set_the_width) {
    t->options.columns = 20;
    assert_str(test_convert(t, "json", "native", DOC("[" PARA(STR("aa") "," STR("bb")) "]")),
               "[ Para\n"
               "    [ Str \"aa\"\n"
               "    , Str \"bb\"\n"
               "    ]\n"
               "]\n");
}

TEST(negative_numbers_stand_in_parentheses) {
    assert_str(
        test_convert(
            t, "json", "native",
            DOC("[{\"t\":\"Header\",\"c\":[-1,[\"\",[],[]],[]]},{\"t\":\"OrderedList\",\"c\":"
                "[[-2,{\"t\":\"Decimal\"},{\"t\":\"Period\"}],[]]}]")),
        "[ Header (-1) ( \"\" , [] , [] ) []\n"
        ", OrderedList ( -2 , Decimal , Period ) []\n"
        "]\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(nothing),
        TEST_ROW(escapes_are_haskells),
        TEST_ROW(a_line_is_full_at_the_ribbon),
        TEST_ROW(columns_set_the_width),
        TEST_ROW(negative_numbers_stand_in_parentheses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
