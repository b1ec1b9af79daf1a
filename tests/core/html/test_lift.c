/* The stack of open elements: what ends where, beside the host's own containers. Rules: HTML
 * Standard, "tree construction". */
#include "html_support.h"

#include "ast/build.h"
#include "base/limits.h"

TEST(elements_that_later_tags_end) {
    assert_str(lifted(t, "<ul><li>a<li>b</ul>"),
               "[ BulletList [ [ Plain [ Str \"a\" ] ] , [ Plain [ Str \"b\" ] ] ] ]");
    assert_str(lifted(t, "<p>a<p>b"), "[ Para [ Str \"a\" ] , Para [ Str \"b\" ] ]");
    assert_str(lifted(t, "<p>a<div>b</div>"),
               "[ Para [ Str \"a\" ] , Div ( \"\" , [] , [] ) [ Plain [ Str \"b\" ] ] ]");
}

/* Where the host has paired the tags, none ends another. */
TEST(balanced_tags) {
    html_lift l = lift_begin(t);
    l.balanced = true;
    lift_feed(&l, "<p>a<p>b</p>c</p>");
    pc_blocks xs = lift_blocks(&l);
    assert_int_equal(xs.n, 1);
    assert_int_equal(xs.v[0].tag, PC_Div);
}

TEST(misnested_formatting) {
    assert_str(lifted(t, "<b>a<i>b</b>c</i>"),
               "[ Plain [ Strong [ Str \"a\" , Emph [ Str \"b\" ] ] , Emph [ Str \"c\" ] ] ]");
}

TEST(end_tags_of_nothing_stay) {
    assert_str(lifted(t, "a</b>"),
               "[ Plain [ Str \"a\" , RawInline (Format \"html\") \"</b>\" ] ]");
    assert_str(lifted(t, "a</nothing>b"),
               "[ Plain [ Str \"a\" , RawInline (Format \"html\") \"</nothing>\" , Str \"b\" ] ]");
}

TEST(raw_that_is_not_wanted) {
    html_lift l = lift_begin(t);
    l.raw = false;
    l.drop = true;
    lift_feed(&l, "a<x>b</x><!-- c -->");
    assert_str(show_blocks(t, lift_blocks(&l)), "[ Plain [ Str \"ab\" ] ]");
    l = lift_begin(t);
    l.raw = false;
    lift_feed(&l, "a<x>b");
    assert_str(show_blocks(t, lift_blocks(&l)), "[ Plain [ Str \"a<x>b\" ] ]");
}

TEST(not_native_is_raw) {
    html_lift l = lift_begin(t);
    l.native = false;
    lift_feed(&l, "<b>a</b>");
    assert_str(show_blocks(t, lift_blocks(&l)), "[ RawBlock (Format \"html\") \"<b>a</b>\" ]");
}

TEST(an_element_around_nodes_of_the_host) {
    html_lift l = lift_begin(t);
    lift_feed(&l, "<div>");
    html_add_block(&l, pc_horizontal_rule());
    lift_feed(&l, "</div>");
    assert_str(show_blocks(t, lift_blocks(&l)), "[ Div ( \"\" , [] , [] ) [ HorizontalRule ] ]");
}

/* <b> that ends within an emphasis of the host ends behind that. */
TEST(an_end_tag_within_a_container_of_the_host) {
    html_lift l = lift_begin(t);
    pc_inlines xs;
    lift_feed(&l, "<b>a");
    html_begin(&l, HTML_HOST_INLINES, 0);
    lift_feed(&l, "b</b>c");
    assert_true(html_end_inlines(&l, &xs));
    html_add(&l, pc_emph(xs));
    lift_feed(&l, "d");
    assert_str(show_blocks(t, lift_blocks(&l)),
               "[ Plain [ Strong [ Str \"a\" , Emph [ Str \"b\" , Str \"c\" ] ] , Str \"d\" ] ]");
}

TEST(what_is_open_ends_with_the_host) {
    html_lift l = lift_begin(t);
    pc_inlines xs;
    html_begin(&l, HTML_HOST_LEAF, 0);
    lift_feed(&l, "<b><i>a");
    assert_true(html_end_inlines(&l, &xs));
    html_add_block(&l, pc_para(xs));
    assert_str(show_blocks(t, lift_blocks(&l)), "[ Para [ Strong [ Emph [ Str \"a\" ] ] ] ]");
}

TEST(words_are_one_text) {
    html_lift l = lift_begin(t);
    html_add_text(&l, PC_S("a"), 0);
    lift_feed(&l, "&amp;b");
    html_add_words(&l, PC_S("c  d"), 0);
    assert_str(show_blocks(t, lift_blocks(&l)), "[ Plain [ Str \"a&bc\" , Space , Str \"d\" ] ]");
}

TEST(GitHub_s_filter) {
    html_lift l = lift_begin(t);
    l.tag_filter = true;
    lift_feed(&l, "<xmp>a<titles>");
    assert_str(show_blocks(t, lift_blocks(&l)),
               "[ Plain [ RawInline (Format \"html\") \"&lt;xmp>\" , Str \"a\" , RawInline (Format "
               "\"html\") \"<titles>\" ] ]");
}

TEST(depth_is_bounded_and_said_once) {
    html_lift l = lift_begin(t);
    for (size_t i = 0; i < 2 * PC_MAX_DEPTH; i++) lift_feed(&l, "<div>");
    lift_feed(&l, "a");
    pc_blocks xs = lift_blocks(&l);
    assert_true(html_blocks_depth(&t->scratch, xs) <= PC_MAX_DEPTH);
    pc_str said = test_diags(t);
    size_t first = pc_str_find(said, PC_S("is flattened"), 0);
    assert_true(first != PC_NPOS);
    assert_true(pc_str_find(said, PC_S("is flattened"), first + 1) == PC_NPOS);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST_ROW(elements_that_later_tags_end),
                                       TEST_ROW(balanced_tags),
                                       TEST_ROW(misnested_formatting),
                                       TEST_ROW(end_tags_of_nothing_stay),
                                       TEST_ROW(raw_that_is_not_wanted),
                                       TEST_ROW(not_native_is_raw),
                                       TEST_ROW(an_element_around_nodes_of_the_host),
                                       TEST_ROW(an_end_tag_within_a_container_of_the_host),
                                       TEST_ROW(what_is_open_ends_with_the_host),
                                       TEST_ROW(words_are_one_text),
                                       TEST_ROW(GitHub_s_filter),
                                       TEST_ROW(depth_is_bounded_and_said_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
