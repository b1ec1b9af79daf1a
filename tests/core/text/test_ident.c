/* Automatic identifiers: the examples of Pandoc's manual, and what pandoc -f gfm gives. */
#include "support.h"
#include "text/ident.h"

static pc_str made(test_ctx *t, const char *s, pc_ident_style style, bool ascii) {
    return pc_ident_make(&t->arena, (pc_str){s, strlen(s)}, style, ascii);
}

TEST(pandoc_style) {
    assert_str(made(t, "Heading identifiers in HTML", PC_IDENT_PANDOC, false),
               "heading-identifiers-in-html");
    assert_str(made(t, "Maître d'hôtel", PC_IDENT_PANDOC, false), "maître-dhôtel");
    assert_str(made(t, "Dogs?--in my house?", PC_IDENT_PANDOC, false), "dogs--in-my-house");
    assert_str(made(t, "HTML, S5, or RTF?", PC_IDENT_PANDOC, false), "html-s5-or-rtf");
    assert_str(made(t, "3. Applications", PC_IDENT_PANDOC, false), "applications");
    assert_str(made(t, "33", PC_IDENT_PANDOC, false), "section");
    assert_str(made(t, "a & b", PC_IDENT_PANDOC, false), "a-b");
}

TEST(gfm_style) {
    assert_str(made(t, "Hello World & co", PC_IDENT_GFM, false), "hello-world--co");
    assert_str(made(t, "3. Applications", PC_IDENT_GFM, false), "3-applications");
    assert_str(made(t, "?!", PC_IDENT_GFM, false), "");
}

TEST(ascii_style) {
    assert_str(made(t, "Über Ångström", PC_IDENT_PANDOC, true), "uber-angstrom");
}

TEST(unique) {
    pc_idents ids = {.arena = &t->arena};
    assert_str(pc_idents_unique(&ids, PC_S("a")), "a");
    assert_str(pc_idents_unique(&ids, PC_S("a")), "a-1");
    pc_idents_add(&ids, PC_S("a-2"));
    assert_str(pc_idents_unique(&ids, PC_S("a")), "a-3");
    assert_str(pc_idents_unique(&ids, PC_S("a-1")), "a-1-1");
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST_ROW(pandoc_style), TEST_ROW(gfm_style),
                                       TEST_ROW(ascii_style), TEST_ROW(unique)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
