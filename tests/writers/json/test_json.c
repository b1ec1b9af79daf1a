/* The exact bytes of Pandoc's JSON, as 2.17 and 3.9 write them. */
#include "every.h"
#include "support.h"

#include "ast/build.h"
#include "base/str.h"
#include "writers/json/json.h"

#define DOC(version, blocks) \
    "{\"pandoc-api-version\":" version ",\"meta\":{},\"blocks\":" blocks "}"

TEST(every_constructor_comes_back) {
    assert_str(test_convert(t, "json", "json", EVERY), EVERY "\n");
}

TEST(no_newline_when_standalone) {
    t->options.standalone = true;
    assert_str(test_convert(t, "json", "json", EVERY), EVERY);
}

TEST(escapes_are_aesons) {
    static const char text[] =
        DOC("[1,23,1]", "[{\"t\":\"Para\",\"c\":[{\"t\":\"Str\",\"c\":\"\\u0000\\u0007\\u0008\\t\\n"
                        "\\u000b\\u000c\\r\\u001f \\\"/\\\\<>&'\x7f\xc2\x80\xe2\x80\xa8\"}]}]");
    pc_str got = test_convert(t, "json", "json", text);
    assert_str(got, pc_str_dupz(&t->arena, pc_str_cat(&t->arena, pc_strz(text), PC_S("\n"))));
}

TEST(the_version_stays) {
    assert_str(test_convert(t, "json", "json", DOC("[1,22,2,1]", "[{\"t\":\"Null\"}]")),
               DOC("[1,22,2,1]", "[{\"t\":\"Null\"}]") "\n");
    assert_str(test_convert(t, "json", "json", DOC("[1,23]", "[]")), DOC("[1,23]", "[]") "\n");
    assert_str(test_convert(t, "json", "json", DOC("[1,23,1,1]", "[]")),
               DOC("[1,23,1,1]", "[]") "\n");
}

/* Null went with 1.23, and Figure came: a document with one is of that version. */
TEST(the_version_fits_the_blocks) {
    assert_str(test_convert(t, "json", "json",
                            DOC("[1,23,1]",
                                "[{\"t\":\"Null\"},{\"t\":\"HorizontalRule\"},{\"t\":\"Null\"}]")),
               DOC("[1,23,1]", "[{\"t\":\"HorizontalRule\"}]") "\n");
#define FIGURE "{\"t\":\"Figure\",\"c\":[[\"\",[],[]],[null,[]],[]]}"
    assert_str(test_convert(t, "json", "json", DOC("[1,22,2]", "[{\"t\":\"Null\"}," FIGURE "]")),
               DOC("[1,23,1]", "[" FIGURE "]") "\n");
}

TEST(a_document_of_our_own_is_1_23_1) {
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    assert_int_equal(pc_writer_json.write(t->cx.host, &t->cx, &(pc_doc){0}, &b), PC_OK);
    assert_str(pc_buf_str(&b), DOC("[1,23,1]", "[]") "\n");
    pc_buf_fini(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(every_constructor_comes_back), TEST_ROW(no_newline_when_standalone),
        TEST_ROW(escapes_are_aesons),           TEST_ROW(the_version_stays),
        TEST_ROW(the_version_fits_the_blocks),  TEST_ROW(a_document_of_our_own_is_1_23_1),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
