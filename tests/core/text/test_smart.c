/* Smart punctuation: the examples of cmark's own smart option. */
#include "support.h"
#include "text/smart.h"

static pc_str smart(test_ctx *t, const char *s) {
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    pc_smart_put(&b, (pc_str){s, strlen(s)}, 0, 0);
    pc_str out = pc_buf_take(&b, &t->arena);
    pc_buf_fini(&b);
    return out;
}

TEST(quotes) {
    assert_str(smart(t, "\"Hello,\" said the spider. \"'Shelob' is my name.\""),
               "“Hello,” said the spider. “‘Shelob’ is my name.”");
    assert_str(smart(t, "'A', 'B', and 'C' are letters."), "‘A’, ‘B’, and ‘C’ are letters.");
    assert_str(smart(t, "isn't it the '70s?"), "isn’t it the ‘70s?");
}

TEST(dashes) {
    assert_str(smart(t, "a - b -- c --- d"), "a - b – c — d");
    assert_str(smart(t, "----|-----|------|-------|--------"), "––|—–|——|—––|––––");
}

TEST(ellipses) {
    assert_str(smart(t, "a... b.. c....."), "a… b.. c…..");
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST_ROW(quotes), TEST_ROW(dashes), TEST_ROW(ellipses)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
