/* The jekyll dialect against what Jekyll itself printed: jekyll-cases.json, a template and its
 * output; null where Jekyll stops, and where we must have said something. */
#include "run.h"

#include "base/io.h"
#include "base/str.h"

static liq_value setting(void *user, liq_run *r, pc_str key) {
    (void)user, (void)r;
    if (pc_str_eqz(key, "url")) return liq_str(PC_S("https://x.example"));
    return pc_str_eqz(key, "baseurl") ? liq_str(PC_S("/b")) : liq_nil();
}

TEST(as_jekyll) {
    pc_str text, why;
    pc_value all;
    assert_true(pc_io_read(
        &t->arena, PUBCONV_SOURCE "/tests/readers/jekyll/liquid/jekyll-cases.json", &text, &why));
    pc_source *file = pc_source_add(&t->sources, PC_S("cases"), text);
    assert_true(pc_json_read(&t->arena, file, &t->diags, &all));
    const pc_value *cases = pc_value_getz(&all, "cases");
    liq_case c = {.t = t, .dialect = &liq_jekyll, .data = pc_value_getz(&all, "data")};
    liq_host host = {
        .user = &c, .global = case_global, .config = setting, .zone = {.now = 1600000000}};
    size_t failed = 0;
    for (size_t i = 0; i < pc_value_len(cases); i++) {
        pc_str text_of = pc_value_text(&cases->u.list[i].u.list[0]);
        const pc_value *want = &cases->u.list[i].u.list[1];
        pc_source *src = pc_source_add(&t->sources, PC_S("test"), text_of);
        const liq_program *p =
            liq_parse(&t->arena, &t->scratch, &liq_jekyll, src, 0, text_of.n, &t->diags);
        liq_result out = liq_render(&t->arena, &liq_jekyll, &host, &t->diags, p);
        bool bad = liq_program_bad(p) || out.errors;
        bool ok = want->kind == PC_NULL ? bad : pc_str_eq(out.text, pc_value_text(want));
        failed += !ok;
        if (!ok)
            print_message("%.*s\n   got  %.*s\n   want %.*s\n", PC_F(text_of), PC_F(out.text),
                          PC_F(pc_value_text(want)));
    }
    assert_int_equal(failed, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST_ROW(as_jekyll)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
