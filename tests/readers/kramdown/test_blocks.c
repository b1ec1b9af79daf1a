/* The tree of blocks: what it is made of, and where its texts stand. */
#include "base/str.h"
#include "readers/kramdown/kd.h"
#include "support.h"

static const char *const names[] = {[KD_ROOT] = "root",
                                    [KD_BLANK] = "blank",
                                    [KD_EOB] = "eob",
                                    [KD_P] = "p",
                                    [KD_HEADER] = "h",
                                    [KD_CODEBLOCK] = "code",
                                    [KD_UL] = "ul",
                                    [KD_OL] = "ol",
                                    [KD_LI] = "li",
                                    [KD_DL] = "dl",
                                    [KD_DT] = "dt",
                                    [KD_DD] = "dd",
                                    [KD_HR] = "hr",
                                    [KD_TABLE] = "table",
                                    [KD_THEAD] = "thead",
                                    [KD_TBODY] = "tbody",
                                    [KD_TFOOT] = "tfoot",
                                    [KD_TR] = "tr",
                                    [KD_TD] = "td",
                                    [KD_MATH] = "math",
                                    [KD_COMMENT] = "comment",
                                    [KD_PI] = "pi",
                                    [KD_RAW] = "raw",
                                    [KD_HTML] = "html",
                                    [KD_TEXT] = "text",
                                    [KD_BLOCKQUOTE] = "quote",
                                    [KD_HTML_COMMENT] = "html-comment"};

static kd *parse(test_ctx *t, const char *text) {
    kd *k = PC_NEW(&t->scratch, kd);
    pc_source *in = test_source(t, text);
    kd_text all = {.s = in->text, .base = in->base};
    k->cx = &t->cx;
    k->arena = &t->arena;
    k->scratch = &t->scratch;
    k->options = kd_options_default;
    k->root = kd_el_new(k, KD_ROOT, in->base);
    kd_parse(k, k->root, &all);
    return k;
}

/* p'text', ul(li(p!'a')): an exclamation mark for a paragraph without <p>. Blank lines are left
 * out. */
static void show(pc_buf *out, const kd_el *x) {
    bool first = true;
    for (const kd_el *c = x->first; c; c = c->next) {
        if (c->type == KD_BLANK) continue;
        if (!first) PC_PUTL(out, ", ");
        first = false;
        if (c->type != KD_TEXT) pc_buf_putz(out, names[c->type]);
        if (c->type == KD_HEADER) pc_buf_putf(out, "%d", c->level);
        if (c->type == KD_HTML) pc_buf_putf(out, " %.*s", PC_F(c->name));
        if (c->transparent) pc_buf_putc(out, '!');
        if (c->task) pc_buf_putz(out, c->task == 1 ? " open" : " done");
        if (c->ial) pc_buf_putf(out, "{%.*s}", PC_F(kd_ial_get(c->ial, "class")));
        if (c->text.s.n) pc_buf_putf(out, "'%.*s'", PC_F(c->text.s));
        if (!c->first) continue;
        pc_buf_putc(out, '(');
        show(out, c);
        pc_buf_putc(out, ')');
    }
}

static void check_tree(test_ctx *t, const char *text, const char *want) {
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    show(&b, parse(t, text)->root);
    pc_str got = pc_buf_take(&b, &t->arena);
    pc_buf_fini(&b);
    assert_str(got, want);
}

TEST(paragraphs_and_headers) {
    check_tree(t, "a\nb\n\n# c #\n\nd\n===\n", "p'a\nb', h1'c', h1'd'");
    check_tree(t, "a\nb\n---\n", "p'a\nb\n---'");
}

TEST(lists_compact_item_by_item) {
    check_tree(t, "* a\n\n* b\n* c\n", "ul(li(p'a'), li(p!'b'), li(p!'c'))");
    check_tree(t, "* a\n  * b\nlazy\n", "ul(li(p!'a', ul(li(p!'b\nlazy'))))");
    check_tree(t, "1. a\n\n       code\n", "ol(li(p'a', code'code\n'))");
}

TEST(lists_of_tasks) {
    check_tree(t, "* [ ] a\n* [x] b\n", "ul(li open(p!'a'), li done(p!'b'))");
}

TEST(quotes_and_code) {
    check_tree(t, "> a\nlazy\n> > b\n", "quote(p'a\nlazy', quote(p'b'))");
    check_tree(t, "    a\nlazy\n", "code'a lazy\n'");
    check_tree(t, "~~~~~\na\n~~~\n", "code'a\n'");
}

TEST(definitions) {
    check_tree(t, "a\n: b\n\n: c\n", "dl(dt'a', dd(p!'b'), dd(p'c'))");
    kd *k = parse(t, "[A  b]: /u 'x'\n*[W]: word\n[^n]: note\n    more\n");
    const kd_link_def *d = pc_map_get(&k->links, PC_S("a b"));
    assert_str(d->url, "/u");
    assert_str(d->title, "x");
    assert_true(pc_map_has(&k->abbrevs, PC_S("W")));
    const kd_footnote *f = pc_map_get(&k->footnotes, PC_S("n"));
    assert_str(f->content->first->text.s, "note\nmore");
}

TEST(tables) {
    check_tree(t, "a | `b|c`\n", "table(tbody(tr(td'a', td'`b|c`')))");
    check_tree(t, "|a\\|b|\n|-|\n|c|\n|=|\n|d|\n",
               "table(thead(tr(td'a|b')), tbody(tr(td'c')), tfoot(tr(td'd')))");
    check_tree(t, "a | b\nno bar\n", "p'a | b\nno bar'");
}

TEST(attribute_lists) {
    check_tree(t, "a\n{:.x}\n\n{:.y}\nb\n", "p{x}'a', eob, p{y}'b'");
    check_tree(t, "* {:.x} a\n", "ul(li{x}(p!'a'))");
    kd *k = parse(t, "{:r: .x k=\"a\"b\"}\n");
    const kd_ial *list = pc_map_get(&k->alds, PC_S("r"));
    assert_str(kd_ial_get(list, "k"), "a\"b");
}

TEST(html) {
    check_tree(t, "<div>\n\n a <b>x</b>\n</div> z\n",
               "html div('\n\n a ', html b('x'), '\n'), p'z'");
    check_tree(t, "<div markdown=\"1\">\n*a*\n</div>\n", "html div(p'*a*')");
    check_tree(t, "<!-- a -->\nb\n", "html-comment'<!-- a -->', p'b'");
}

TEST(extensions) {
    check_tree(t, "{::comment}\na\n{:/}\n\n{::nomarkdown}\n*b*\n{:/nomarkdown}\n",
               "comment'a', raw'*b*'");
}

TEST(texts_know_their_places) {
    const kd_el *quote = parse(t, "x\n\n> a\n> b\n")->root->last;
    const kd_el *text = quote->first;
    assert_str(text->text.s, "a\nb");
    pc_place p = pc_source_place(&t->sources, kd_pos(&text->text, 2));
    assert_int_equal(p.line, 4);
    assert_int_equal(p.column, 3);
}

TEST(what_is_wrong_is_said) {
    parse(t, "<div>\na\n");
    parse(t, "[a]: /b\n[a]: /c\n");
    test_convert(t, "kramdown", "html", "{::comment}\na\n");
    pc_str said = test_diags(t);
    assert_true(pc_str_has(said, "<div> has no end tag"));
    assert_true(pc_str_has(said, "'{::comment}' has no end"));
    assert_true(pc_str_has(said, "link 'a' is defined again"));
}

/* A table that is none, and a marker at its head. */
TEST(two_things_are_said_of_one_place) {
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    PC_PUTL(&b, "[^x]");
    for (int i = 0; i < 10001; i++) PC_PUTL(&b, "|a");
    test_convert(t, "kramdown", "html", pc_str_dupz(&t->arena, pc_buf_str(&b)));
    pc_buf_fini(&b);
    pc_str said = test_diags(t);
    assert_true(pc_str_has(said, "test:1:1: warning: a table of 10002 columns and 1 rows"));
    assert_true(pc_str_has(said, "test:1:1: warning: no footnote 'x'"));
}

TEST(references_in_a_circle) {
    kd *k = parse(t, "{:a: b b .x}\n{:b: a a .y}\n");
    kd_ial all = {0}, refers = {0};
    kd_ial_parse(k, PC_S("a"), &refers);
    kd_ial_apply(k, &all, &refers);
    assert_true(kd_ial_get(&all, "class").n > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST_ROW(paragraphs_and_headers),
                                       TEST_ROW(lists_compact_item_by_item),
                                       TEST_ROW(lists_of_tasks),
                                       TEST_ROW(quotes_and_code),
                                       TEST_ROW(definitions),
                                       TEST_ROW(tables),
                                       TEST_ROW(attribute_lists),
                                       TEST_ROW(html),
                                       TEST_ROW(extensions),
                                       TEST_ROW(texts_know_their_places),
                                       TEST_ROW(what_is_wrong_is_said),
                                       TEST_ROW(two_things_are_said_of_one_place),
                                       TEST_ROW(references_in_a_circle)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
