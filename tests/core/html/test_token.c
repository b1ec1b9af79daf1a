/* Tokens and attributes: what a tag is, and that all tokens together are the text. */
#include "base/str.h"
#include "html/token.h"
#include "support.h"

/* t text, o open tag, c close tag, r raw: "o b class=x", with a / for <x/>; one a line. */
static pc_str tokens(test_ctx *t, pc_str text, bool tags_only) {
    html_tokens in = {.text = text, .tags_only = tags_only};
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    size_t at = 0;
    for (html_token k; (k = html_next(&in)).kind != HTML_TOKEN_END;) {
        assert_ptr_equal(k.text.p, text.p + at);
        at += k.text.n;
        pc_buf_putc(&b, " tocr"[k.kind]);
        pc_buf_putz(&b, k.self_closing ? "/ " : " ");
        pc_buf_put(&b, k.kind == HTML_TOKEN_OPEN || k.kind == HTML_TOKEN_CLOSE ? k.name : k.text);
        if (k.attrs.n) pc_buf_putf(&b, " [%.*s]", PC_F(k.attrs));
        pc_buf_putc(&b, '\n');
    }
    assert_int_equal(at, text.n);
    pc_str out = pc_buf_take(&b, &t->arena);
    pc_buf_fini(&b);
    return out;
}

static pc_str of(test_ctx *t, const char *html) {
    return tokens(t, pc_strz(html), false);
}

TEST(tags) {
    assert_str(of(t, "a<b>c</b >d<br/>"), "t a\no b\nt c\nc b\nt d\no/ br\n");
    assert_str(of(t, "<a href='>' x = \"</a>\">"), "o a [href='>' x = \"</a>\"]\n");
    assert_str(of(t, "<A-b:c_1\n>"), "o A-b:c_1\n");
}

TEST(what_is_no_tag) {
    assert_str(of(t, "a < b"), "t a \nt < b\n");
    assert_str(of(t, "<1><$"), "t <1>\nt <$\n");
    assert_str(of(t, "<a$>"), "t <a$>\n");
}

TEST(what_does_not_end) {
    assert_str(of(t, "x<a href=\"y"), "t x\nr <a href=\"y\n");
    assert_str(of(t, "<!-- a <b>"), "t <!-- a \no b\n");
    assert_str(of(t, "<? a"), "t <? a\n");
    assert_str(of(t, "<script>a"), "r <script>a\n");
}

TEST(declarations) {
    assert_str(of(t, "<!-- a -- > b --><!--><!--->"), "r <!-- a -- > b -->\nr <!-->\nr <!--->\n");
    assert_str(of(t, "<![CDATA[ ]> ]]><?a > ?><!DOCTYPE html>"),
               "r <![CDATA[ ]> ]]>\nr <?a > ?>\nr <!DOCTYPE html>\n");
}

TEST(elements_without_markup) {
    assert_str(of(t, "<script>a</b></SCRIPT >c"), "r <script>a</b></SCRIPT >\nt c\n");
    assert_str(tokens(t, PC_S("<script>a</b>"), true), "o script\nt a\nc b\n");
    assert_str(of(t, "<svg/>a"), "o/ svg\nt a\n");
}

TEST(a_NUL_is_a_byte_like_any_other) {
    tokens(t, PC_S("<!-- a\0b --><b>\0</b>\0"), false); /* all of it */
    html_tokens in = {.text = PC_S("<!-- a\0b -->c")};
    assert_int_equal(html_next(&in).text.n, 12);
}

/* name=value, or the name alone; a comma behind each. */
static pc_str attributes(test_ctx *t, const char *attrs) {
    pc_str rest = pc_strz(attrs), out = PC_S("");
    html_attr a;
    while (html_attr_next(&rest, &a)) {
        out = pc_str_cat(&t->arena, out, a.name);
        if (a.has_value)
            out = pc_str_cat(&t->arena, pc_str_cat(&t->arena, out, PC_S("=")), a.value);
        out = pc_str_cat(&t->arena, out, PC_S(","));
    }
    return out;
}

TEST(attributes_one_by_one) {
    assert_str(attributes(t, " a b=c d = 'e f' g=\"h\"i"), "a,b=c,d=e f,g=h,i,");
    assert_str(attributes(t, "a=/x/y b/c"), "a=/x/y,b,c,");
    assert_str(attributes(t, "a= b='"), "a=b=',");
    assert_str(attributes(t, "a='b"), "a=b,");
    assert_str(attributes(t, " \n/ "), "");
    assert_str(attributes(t, "=a =b"), "=a=b,");
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST_ROW(tags),
                                       TEST_ROW(what_is_no_tag),
                                       TEST_ROW(what_does_not_end),
                                       TEST_ROW(declarations),
                                       TEST_ROW(elements_without_markup),
                                       TEST_ROW(a_NUL_is_a_byte_like_any_other),
                                       TEST_ROW(attributes_one_by_one)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
