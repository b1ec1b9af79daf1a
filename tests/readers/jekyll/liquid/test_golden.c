/* The golden Liquid suite, where it lies beside the project: every case passes. */
#include "run.h"

#include "base/io.h"
#include "base/str.h"

static bool passes(test_ctx *t, const pc_value *c, pc_str *got) {
    liq_case run = {.t = t,
                    .dialect = &liq_standard,
                    .data = pc_value_getz(c, "data"),
                    .templates = pc_value_getz(c, "templates")};
    *got = case_run(&run, pc_value_get_text(c, "template"));
    if (pc_value_true(pc_value_getz(c, "invalid"))) return run.bad;
    const pc_value *any = pc_value_getz(c, "results");
    for (size_t i = 0; any && i < pc_value_len(any); i++)
        if (pc_str_eq(*got, pc_value_text(&any->u.list[i]))) return true;
    return !any && pc_str_eq(*got, pc_value_get_text(c, "result"));
}

TEST(golden) {
    pc_str text, why;
    pc_value all;
    const char *path = PUBCONV_SOURCE "/../shared/data/liquid/golden_liquid.json";
    if (!pc_io_read(&t->arena, path, &text, &why)) {
        print_message("skipped: ../shared/data/liquid is not here\n");
        return;
    }
    pc_source *src = pc_source_add(&t->sources, PC_S("golden"), text);
    assert_true(pc_json_read(&t->arena, src, &t->diags, &all));
    const pc_value *cases = pc_value_getz(&all, "tests");
    size_t n = pc_value_len(cases), passed = 0;
    for (size_t i = 0; i < n; i++) {
        const pc_value *c = &cases->u.list[i];
        pc_str got;
        bool ok = passes(t, c, &got);
        passed += ok;
        if (ok) continue;
        print_message("%.*s\n   %.*s\n   got  %.*s\n   want %.*s%s\n",
                      PC_F(pc_value_get_text(c, "name")), PC_F(pc_value_get_text(c, "template")),
                      PC_F(got), PC_F(pc_value_get_text(c, "result")),
                      pc_value_true(pc_value_getz(c, "invalid")) ? "(an error)" : "");
    }
    print_message("golden: %zu of %zu pass\n", passed, n);
    assert_int_equal(passed, n);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST_ROW(golden)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
