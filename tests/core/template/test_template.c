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

static void bad(test_ctx *t, pc_str text, const char *message) {
    pc_value partials = read_json(t, PC_S("{\"broken\":\"ok\\n$if(x$\",\"loop\":\"x$loop()$\","
                                          "\"end\":\"$endif$\"}"));
    t->diags.n = 0;
    assert_null(parse(t, text, &partials));
    assert_int_equal(t->diags.n, 1);
    const pc_diag_item *d = &t->diags.v[0];
    assert_int_equal(d->code, PC_DIAG_TEMPLATE);
    pc_place at = pc_source_place(&t->sources, d->pos);
    assert_str(pc_str_fmt(&t->arena, "%.*s:%zu:%zu: %.*s", PC_F(at.file), at.line, at.column,
                          PC_F(d->message)),
               message);
}

TEST(errors_have_a_place_and_what_was_expected) {
    bad(t, PC_S("a $ b"), "t.txt:1:6: unexpected end of the template, expected '$'");
    bad(t, PC_S("x\ncost $5 a"), "t.txt:2:7: unexpected \"5\", expected the name of a variable");
    bad(t, PC_S("a $b c$"), "t.txt:1:6: unexpected \"c\", expected '$'");
    bad(t, PC_S("a ${b$"), "t.txt:1:6: unexpected \"$\", expected '}'");
    bad(t, PC_S("$a\n$"), "t.txt:1:3: unexpected end of the line, expected '$'");
    bad(t, PC_S("$"), "t.txt:1:2: unexpected end of the template, expected the name of a variable");
    bad(t, PC_S("a\n  $if(a)$x"), "t.txt:2:3: this \"if\" has no endif");
    bad(t, PC_S("$for(l)$x"), "t.txt:1:1: this \"for\" has no endfor");
    bad(t, PC_S("$if(a)$x$endfor$"), "t.txt:1:9: unexpected \"$\", expected $endif$");
    bad(t, PC_S("$for(a)$x$endif$"), "t.txt:1:10: unexpected \"$\", expected $endfor$");
    bad(t, PC_S("$if(a)$x$else$y$else$z$endif$"), "t.txt:1:16: unexpected \"$\", expected $endif$");
    bad(t, PC_S("x$endif$"), "t.txt:1:2: \"endif\" without its beginning");
    bad(t, PC_S("$else$"), "t.txt:1:1: \"else\" without its beginning");
    bad(t, PC_S("$if$"), "t.txt:1:2: unexpected \"if\" here");
    bad(t, PC_S("$if(a$"), "t.txt:1:6: unexpected \"$\", expected ')'");
    bad(t, PC_S("$if (a)$"), "t.txt:1:2: unexpected \"if\" here");
    bad(t, PC_S("$if( a)$"), "t.txt:1:5: unexpected \" \", expected the name of a variable");
    bad(t, PC_S("$a.$"), "t.txt:1:4: unexpected \"$\", expected the name of a variable");
    bad(t, PC_S("$a/foo$"), "t.txt:1:4: unknown pipe \"foo\"");
    bad(t, PC_S("$a/$"), "t.txt:1:4: unexpected \"$\", expected the name of a pipe");
    bad(t, PC_S("$a/left$"),
        "t.txt:1:8: unexpected \"$\", expected the width of the block, a number up to 10000");
    bad(t, PC_S("$a/left 5 \"x$"), "t.txt:1:11: this quote is not closed");
    bad(t, PC_S("$a[, $"), "t.txt:1:3: this bracket is not closed");
    bad(t, PC_S("$a:b$"), "t.txt:1:4: unexpected \"b\", expected the name of a partial and \"()\"");
    bad(t, PC_S("$nosuch()$"), "t.txt:1:2: there is no partial \"nosuch\"");
    bad(t, PC_S("$a:nosuch()$"), "t.txt:1:4: there is no partial \"nosuch\"");
    bad(t, PC_S("a\n$broken()$"), "broken:2:6: unexpected \"$\", expected ')'");
    bad(t, PC_S("$if(a)$$end()$$endif$"), "end:1:1: \"endif\" without its beginning");
    bad(t, PC_S("$loop()$"),
        "loop:1:3: the partial \"loop\" nests too deep: does it include itself?");
    bad(t, PC_S("$\xc3\xa9 \xc3\xa8$"), "t.txt:1:4: unexpected \"\xc3\xa8\", expected '$'");
}

static pc_str repeat(test_ctx *t, const char *piece, size_t n) {
    size_t len = strlen(piece);
    char *p = pc_alloc_text(&t->arena, len * n);
    for (size_t i = 0; i < n; i++) memcpy(p + i * len, piece, len);
    return (pc_str){p, len * n};
}

TEST(hostile_templates_end_soon) {
    static const char *const pieces[] = {
        "$if(a)$",   "$^$", "$if(a)$$else$",      "$for(l)$", "$a.",
        "$a/first/", "${",  "$if(a)$x$elseif(b)$"};
    for (size_t i = 0; i < PC_COUNT(pieces); i++) {
        t->diags.n = 0;
        assert_null(parse(t, repeat(t, pieces[i], 50000), NULL));
        assert_int_equal(t->diags.n, 1);
    }
    pc_value vars = read_json(t, PC_S("{\"a\":\"x\",\"l\":[1,2]}"));
    static const char *const fine[] = {
        "$if(a)$$^$$endif$",     "$~$ ", "$$", "\n", "$-- \n", "$a$ ", "  $a$\n", "$l[, ]$",
        "$a/left 3 \"[\" \"]\"$"};
    for (size_t i = 0; i < PC_COUNT(fine); i++)
        render(t, repeat(t, fine[i], 20000), NULL, &vars, 40);
    assert_int_equal(t->diags.n, 1);
}

TEST(truncated_templates_end_well) {
    static const char text[] = "  $a$\n$if(l/first)$\n- $^$${l:it()[, ]}\n  x\n$elseif(a)$\n$else$"
                               "y$endif$\n$for(m/pairs)$$it.key/left 5 \"a\\\"\" \"b\"$$sep$$~$ "
                               "$endfor$$-- c\n$$ $it()$\n";
    pc_value partials = read_json(t, PC_S("{\"it\":\"<$it$>\"}"));
    pc_value vars = read_json(t, PC_S("{\"a\":\"x\\ny\",\"l\":[1,2],\"m\":{\"k\":\"v\"}}"));
    for (size_t n = 0; n <= sizeof text - 1; n++) {
        char *p = malloc(n ? n : 1);
        memcpy(p, text, n);
        render(t, (pc_str){p, n}, &partials, &vars, 20);
        t->diags.n = 0;
        pc_sources_init(&t->sources, &t->arena);
        free(p);
    }
}

TEST(without_variables_and_partials) {
    assert_str(render(t, PC_S("a$b$c$for(x)$y$endfor$\n"), NULL, NULL, 0), "ac\n");
    assert_str(render(t, PC_S(""), NULL, NULL, 0), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(renders_as_pandoc_does),
        TEST_ROW(errors_have_a_place_and_what_was_expected),
        TEST_ROW(hostile_templates_end_soon),
        TEST_ROW(truncated_templates_end_well),
        TEST_ROW(without_variables_and_partials),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
