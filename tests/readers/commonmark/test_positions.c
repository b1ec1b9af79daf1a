/* Every word, link and tag says where it stands in the source, on any line of any container. */
#include "ast/walk.h"
#include "base/str.h"
#include "support.h"

/* What the source has at a node's place, as far as [n] bytes. */
static pc_str at(test_ctx *t, pc_pos pos, size_t n) {
    pc_place p = pc_source_place(&t->sources, pos);
    return pc_str_sub(p.excerpt, p.offset, p.offset + n);
}

static void check_node(test_ctx *t, const pc_inline *x, size_t *links) {
    if (x->tag == PC_Str) {
        pc_str got = at(t, x->pos, x->u.text.n);
        if (!pc_str_eq(got, x->u.text))
            fail_msg("'%.*s' is said to stand at '%.*s'", PC_F(x->u.text), PC_F(got));
    }
    if (x->tag != PC_Link) return;
    ++*links;
    pc_str got = at(t, x->pos, 1);
    if (!pc_str_eqz(got, "[") && !pc_str_eqz(got, "<") && !pc_str_eqz(got, "h"))
        fail_msg("a link is said to stand at '%.*s'", PC_F(got));
}

static void check_all(test_ctx *t, const char *text, size_t want) {
    pc_doc doc = {0};
    size_t links = 0;
    assert_int_equal(pc_read_as(&t->cx, PC_S("gfm"), test_source(t, text), &doc), PC_OK);
    pc_walk w;
    pc_walk_blocks(&w, &t->scratch, doc.blocks);
    for (pc_event e; (e = pc_walk_next(&w)) != PC_WALK_END;)
        if (e == PC_WALK_ENTER && w.inlin) check_node(t, w.inlin, &links);
    assert_int_equal(links, want);
}

TEST(paragraph_of_many_lines) {
    check_all(t,
              "one **two** [three](u 'v')\n  four *five* `x` [six][r] ![i](a)\nseven "
              "https://a.bc/d\n\n[r]: /u\n",
              3);
}

TEST(link_over_lines) {
    check_all(t, "a [b\nc](u\n'title') *d*\ne [f](g)\n", 2);
}

TEST(containers) {
    check_all(t, "> - a [b](c)\n>   d [e](f)\nlazy [g](h)\n\n1. x\n   y [i](j)\n   - z [k](l)\n",
              5);
}

TEST(definitions_before_text) {
    check_all(t, "[a]: /b\n[c]: /d\ntext [a] and [c]\n", 2);
}

TEST(headings_and_cells) {
    check_all(t, "## a [b](c) ##\n\nd [e](f)\n===\n\n| g [h](i) | j |\n|--|--|\n| k | [l](m) |\n",
              4);
}

TEST(html) {
    check_all(
        t,
        "a <b>b</b> <a href=\"TBD\">c</a>\n\n<ul>\n  <li>d <a href=\"x\">e</a></li>\n</ul>\n\n"
        "> <div>\n>   f <a href='y'>g</a>\n> </div>\n",
        3);
}

TEST(notes) {
    check_all(t, "a[^1]\n\n[^1]: b [c](d)\n    e [f](g)\n", 2);
}

TEST(line_ends_of_windows) {
    check_all(t, "a [b](c)\r\nd [e](f)\r\n\r\n- g\r\n  [h](i)\r\n", 3);
}

TEST(after_escapes) {
    pc_doc doc = {0};
    pc_read_as(&t->cx, PC_S("gfm"), test_source(t, "x\\* &amp; [y](z)\n"), &doc);
    pc_inlines xs = doc.blocks.v[0].u.inlines;
    assert_str(at(t, xs.v[xs.n - 1].pos, 6), "[y](z)");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(paragraph_of_many_lines),
        TEST_ROW(link_over_lines),
        TEST_ROW(containers),
        TEST_ROW(definitions_before_text),
        TEST_ROW(headings_and_cells),
        TEST_ROW(html),
        TEST_ROW(notes),
        TEST_ROW(line_ends_of_windows),
        TEST_ROW(after_escapes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
