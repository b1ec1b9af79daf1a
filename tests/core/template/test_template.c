/* Templates against what pandoc makes of them: cases.json holds templates, variables and pandoc's
 * own output (tests/core/template/measure.py checks it where pandoc is installed). */
#include "support.h"

#include "base/io.h"
#include "base/str.h"
#include "data/json.h"
#include "template/template.h"

#include <stdlib.h>

struct partials {
    test_ctx *t;
    const pc_value *texts;
};

static bool load(void *user, pc_str name, const pc_source **out) {
    struct partials *p = user;
    const pc_value *v = pc_value_get(p->texts, name);
    if (!v) v = pc_value_get(p->texts, pc_str_cat(&p->t->arena, name, PC_S(".txt")));
    if (!v) return false;
    *out = pc_source_add(&p->t->sources, name, pc_value_text(v));
    return true;
}

static const pc_template *parse(test_ctx *t, pc_str text, const pc_value *partials) {
    struct partials p = {t, partials};
    pc_source *s = pc_source_add(&t->sources, PC_S("t.txt"), text);
    return pc_template_parse(&t->arena, &t->diags, s, load, &p);
}

static pc_str render(test_ctx *t, pc_str text, const pc_value *partials, const pc_value *vars,
                     size_t columns) {
    const pc_template *tpl = parse(t, text, partials);
    if (!tpl) return test_diags(t);
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    pc_template_render_filled(tpl, &t->scratch, vars, columns, &b);
    pc_str out = pc_buf_take(&b, &t->arena);
    pc_buf_fini(&b);
    return out;
}

static pc_value read_json(test_ctx *t, pc_str text) {
    pc_value v;
    if (!pc_json_read(&t->arena, pc_source_add(&t->sources, PC_S("json"), text), &t->diags, &v))
        fail_msg("%.*s", PC_F(test_diags(t)));
    return v;
}

TEST(renders_as_pandoc_does) {
    pc_str text, why;
    assert_true(
        pc_io_read(&t->arena, PUBCONV_SOURCE "/tests/core/template/cases.json", &text, &why));
    pc_value all = read_json(t, text);
    const pc_value *cases = pc_value_getz(&all, "cases"),
                   *partials = pc_value_getz(&all, "partials");
    size_t wrong = 0;
    for (size_t i = 0; i < pc_value_len(cases); i++) {
        const pc_value *c = &cases->u.list[i], *own = pc_value_getz(c, "vars");
        pc_value vars = *pc_value_getz(&all, "vars");
        if (own) vars = pc_value_merge(&t->arena, &vars, own);
        const pc_value *columns = pc_value_getz(c, "columns"),
                       *expected = pc_value_getz(c, "expected");
        if (pc_value_getz(c, "ours")) expected = pc_value_getz(c, "ours");
        t->diags.n = 0;
        pc_str got = render(t, pc_value_get_text(c, "template"), partials, &vars,
                            columns ? (size_t)columns->u.i : 0);
        if (pc_str_eq(got, pc_value_text(expected))) continue;
        print_error("--- %.*s: %.*s\n--- expected\n%.*s|\n--- got\n%.*s|\n",
                    PC_F(pc_value_get_text(c, "of")), PC_F(pc_value_get_text(c, "template")),
                    PC_F(pc_value_text(expected)), PC_F(got));
        wrong++;
    }
    assert_int_equal(wrong, 0);
    assert_true(pc_value_len(cases) > 300);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(renders_as_pandoc_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
