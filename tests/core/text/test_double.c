/* Numbers as Haskell shows them; the texts are what Pandoc prints for column widths. */
#include "support.h"

#include "text/double.h"

TEST(numbers_are_haskells) {
    static const struct {
        double x;
        const char *text;
    } rows[] = {
        {0, "0.0"},
        {-0.0, "0.0"},
        {0.1, "0.1"},
        {0.05, "5.0e-2"},
        {1.0 / 3, "0.3333333333333333"},
        {0.1 + 0.2, "0.30000000000000004"},
        {1, "1.0"},
        {123.25, "123.25"},
        {9999999, "9999999.0"},
        {1e7, "1.0e7"},
        {12345678.9, "1.23456789e7"},
        {1e21, "1.0e21"},
        {1e-7, "1.0e-7"},
        {5e-324, "5.0e-324"},
        {1.7976931348623157e308, "1.7976931348623157e308"},
        {-0.5, "-0.5"},
    };
    for (size_t i = 0; i < PC_COUNT(rows); i++) {
        pc_buf b;
        pc_buf_init(&b, &t->mem);
        pc_put_double(&b, rows[i].x);
        assert_str(pc_buf_str(&b), rows[i].text);
        pc_buf_fini(&b);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST_ROW(numbers_are_haskells)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
