/* The forms of a date that are read at once give what reading them bit by bit gives. */
#include "readers/jekyll/liquid/date_forms.h"
#include "support.h"

/* The zone points into the reading. */
static liq_found found(liq_reading *t, pc_str text) {
    assert_true(liq_date_forms(t, text));
    return t->f;
}

TEST(plain_forms_read_as_the_others_do) {
    static const char *const rows[] = {
        "2020-02-03",
        "1999-12-31",
        "0099-01-01",
        "0000-00-00",
        "2020-13-45",
        "2020-02-03 10:11:12",
        "2020-02-03 24:61:99",
        "2020-02-03 10:11:12 +0000",
        "2020-02-03 00:00:00 -0830",
    };
    for (size_t i = 0; i < PC_COUNT(rows); i++) {
        liq_reading x, y;
        liq_found a = found(&x, pc_strz(rows[i]));
        liq_found b = found(&y, pc_str_fmt(&t->arena, "%s ", rows[i])); /* not one of the shapes */
        assert_int_equal(a.year, b.year);
        assert_int_equal(a.month, b.month);
        assert_int_equal(a.day, b.day);
        assert_int_equal(a.hour, b.hour);
        assert_int_equal(a.minute, b.minute);
        assert_int_equal(a.second, b.second);
        assert_int_equal(a.has_year + 2 * a.has_month + 4 * a.has_day + 8 * a.has_hour,
                         b.has_year + 2 * b.has_month + 4 * b.has_day + 8 * b.has_hour);
        assert_int_equal(a.has_minute + 2 * a.has_second + 4 * a.has_nano + 8 * a.whole_year,
                         b.has_minute + 2 * b.has_second + 4 * b.has_nano + 8 * b.whole_year);
        assert_int_equal(a.bc + 2 * a.has_yday, b.bc + 2 * b.has_yday);
        assert_int_equal(a.zone.n, b.zone.n);
        if (a.zone.n) assert_memory_equal(a.zone.p, b.zone.p, a.zone.n);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST_ROW(plain_forms_read_as_the_others_do)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
