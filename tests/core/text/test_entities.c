/* Character references, against the HTML standard's table and CommonMark's rules for numbers. */
#include "support.h"
#include "text/entities.h"

static pc_str decoded(test_ctx *t, const char *s) {
    return pc_entities_decode(&t->arena, (pc_str){s, strlen(s)});
}

TEST(names) {
    assert_str(decoded(t, "&amp;&lt;&copy;&AElig;&CounterClockwiseContourIntegral;"), "&<©Æ∳");
    assert_str(decoded(t, "&nGt;&nGt;&NotEqualTilde;"), "≫⃒≫⃒≂̸");
}

TEST(numbers) {
    assert_str(decoded(t, "&#35;&#1234;&#x22;&#XD06;"), "#Ӓ\"ആ");
    assert_str(decoded(t, "&#0;&#xD800;&#x110000;"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}

TEST(what_is_none) {
    const char *s = "&nbsp &x; &#; &#x; &#87654321; &#abcdef0; &ThisIsNotDefined; &hi?; &copy & &";
    assert_str(decoded(t, s), s);
}

TEST(text_without_any_is_not_copied) {
    const char *s = "plain text";
    assert_ptr_equal(decoded(t, s).p, s);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST_ROW(names), TEST_ROW(numbers), TEST_ROW(what_is_none),
                                       TEST_ROW(text_without_any_is_not_copied)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
