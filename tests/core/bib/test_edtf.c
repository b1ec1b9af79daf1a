/* Dates of records. */
#include "support.h"

#include "base/str.h"
#include "bib/edtf.h"

static void back(test_ctx *t, const char *text) {
    bib_date d;
    assert_true(bib_edtf_parse(pc_strz(text), &d));
    assert_str(bib_edtf_text(&t->arena, &d), text);
}

TEST(reads_dates) {
    back(t, "2024");
    back(t, "2024-03");
    back(t, "2024-03-05");
    back(t, "2024-21");
    back(t, "-0049");
    back(t, "0000");
    back(t, "2020/2021");
    back(t, "2020-03-05/2020-04");
    back(t, "2020/..");
    back(t, "2020~");
}

TEST(knows_words) {
    static const char *const words[] = {"",       "forthcoming", "24",           "2024-13",
                                        "2024-3", "2024-03-32",  "2024-21-05",   "2024-",
                                        "2024/x", "20240305",    "in press 2024"};
    bib_date d;
    for (size_t i = 0; i < PC_COUNT(words); i++)
        assert_false(bib_edtf_parse(pc_strz(words[i]), &d));
    assert_true(bib_edtf_parse(PC_S(" 2024-03-05T10:00:00Z "), &d));
    assert_int_equal(d.from.day, 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST_ROW(reads_dates), TEST_ROW(knows_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
