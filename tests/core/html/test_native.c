/* Which node an element makes: as Pandoc's HTML reader chooses (pandoc 2.17 -f html -t native), and
 * where that drops the element, a Span or Div; html tells the tag it came from. */
#include "html_support.h"

#include "ast/build.h"
#include "html/html_int.h"

TEST(formatting) {
    assert_str(
        lifted(t, "<i>a</i><u>b</u><s>c</s>"),
        "[ Plain [ Emph [ Str \"a\" ] , Underline [ Str \"b\" ] , Strikeout [ Str \"c\" ] ] ]");
    assert_str(lifted(t, "<q>a</q>"), "[ Plain [ Quoted DoubleQuote [ Str \"a\" ] ] ]");
    assert_str(lifted(t, "<kbd>a</kbd>"),
               "[ Plain [ Span ( \"\" , [ \"kbd\" ] , [] ) [ Str \"a\" ] ] ]");
}

TEST(attributes_of_what_has_no_room_for_them) {
    assert_str(lifted(t, "<b class='x'>a</b>"),
               "[ Plain [ Span ( \"\" , [ \"x\" ] , [] ) [ Strong [ Str \"a\" ] ] ] ]");
    assert_str(lifted(t, "<blockquote id=i><p>a</blockquote>"),
               "[ Div ( \"i\" , [] , [] ) [ BlockQuote [ Para [ Str \"a\" ] ] ] ]");
}

TEST(links) {
    assert_str(lifted(t, "<a href='u' title=t rel=r>a</a>"),
               "[ Plain [ Link ( \"\" , [] , [ ( \"rel\" , \"r\" ) ] ) [ Str \"a\" ] ( \"u\" , "
               "\"t\" ) ] ]");
    /* The name stays beside the identifier, for HTML. */
    assert_str(lifted(t, "<a name=n></a>"),
               "[ Plain [ Span ( \"n\" , [] , [ ( \"name\" , \"n\" ) ] ) [] ] ]");
}

TEST(images) {
    assert_str(lifted(t, "<img src=u alt='a b' width=3>"),
               "[ Plain [ Image ( \"\" , [] , [ ( \"width\" , \"3\" ) ] ) [ Str \"a\" , Space , "
               "Str \"b\" ] ( \"u\" , \"\" ) ] ]");
}

TEST(code) {
    assert_str(lifted(t, "<code>a&lt;</code>"), "[ Plain [ Code ( \"\" , [] , [] ) \"a<\" ] ]");
    assert_str(lifted(t, "<var>a</var>"),
               "[ Plain [ Code ( \"\" , [ \"variable\" ] , [] ) \"a\" ] ]");
    assert_str(lifted(t, "<code><b>a</b></code>"),
               "[ Plain [ Span ( \"\" , [] , [] ) [ Strong [ Str \"a\" ] ] ] ]");
}

static pc_block only(pc_blocks xs) {
    assert_int_equal(xs.n, 1);
    return xs.v[0];
}

static pc_block block_of(test_ctx *t, const char *html) {
    html_lift l = lift_begin(t);
    lift_feed(&l, html);
    return only(lift_blocks(&l));
}

static void assert_pre(test_ctx *t, const char *html, const char *classes, pc_html_tag from,
                       unsigned kind) {
    pc_block x = block_of(t, html);
    pc_str all = PC_S("");
    assert_int_equal(x.tag, PC_CodeBlock);
    for (size_t i = 0; i < x.u.code->attr->classes.n; i++)
        all = pc_str_cat(&t->arena, pc_str_cat(&t->arena, all, PC_S(" ")),
                         x.u.code->attr->classes.v[i]);
    assert_str(pc_str_trim(all), classes);
    assert_int_equal(x.html, from);
    assert_int_equal(x.kind, kind);
}

TEST(preformatted_text_and_where_its_classes_stood) {
    assert_pre(t, "<pre>a\n</pre>", "", PC_HTML_PRE, 0);
    assert_pre(t, "<pre>\na</pre>", "", PC_HTML_PRE, PC_CODE_LINE_FIRST | PC_CODE_NO_LINE_LAST);
    assert_pre(t, "<pre class='x y'>a\n</pre>", "x y", PC_HTML_PRE, 0);
    assert_pre(t, "<pre><code>a\n</code></pre>", "", PC_HTML_CODE, 0);
    assert_pre(t, "<pre><code class=language-c>a\n</code></pre>", "c", PC_HTML_CODE,
               PC_CODE_ATTR_WITHIN);
    assert_pre(t, "<pre><code class='foo'>a\n</code></pre>", "foo", PC_HTML_CODE,
               PC_CODE_ATTR_WITHIN | PC_CODE_NO_LANGUAGE);
    assert_pre(t, "<pre><code id='foo'>a\n</code></pre>", "", PC_HTML_CODE,
               PC_CODE_ATTR_WITHIN | PC_CODE_NO_LANGUAGE);
    assert_pre(t, "<pre class=x><code class=language-c>a\n</code></pre>", "x c", PC_HTML_CODE, 0);
}

TEST(preformatted_text_with_an_image_is_no_code) {
    assert_int_equal(block_of(t, "<pre>a <img src=u></pre>").tag, PC_Div);
}

TEST(lists) {
    assert_str(lifted(t, "<ol start=3 type=a><li>a</ol>"),
               "[ OrderedList ( 3 , LowerAlpha , DefaultDelim ) [ [ Plain [ Str \"a\" ] ] ] ]");
    assert_str(lifted(t, "<dl><dt>a<dd>b</dl>"),
               "[ DefinitionList [ ( [ Str \"a\" ] , [ [ Plain [ Str \"b\" ] ] ] ) ] ]");
    /* What is no list stays a Div. */
    assert_int_equal(block_of(t, "<ul>a</ul>").tag, PC_Div);
    assert_int_equal(block_of(t, "<dl><dd>a</dl>").tag, PC_Div);
}

TEST(what_stands_between_items_goes_to_the_one_before) {
    pc_block x = block_of(t, "<ul><li>a</li>b<li>c</ul>");
    assert_int_equal(x.tag, PC_BulletList);
    assert_int_equal(x.u.items.n, 2);
    pc_blocks first = x.u.items.v[0];
    assert_int_equal(first.n, 2);
    assert_int_equal(first.v[1].kind & PC_BEHIND_ITEM, PC_BEHIND_ITEM);
}

TEST(tables) {
    pc_block x = block_of(t, "<table><tr><th>a<th>b<tr><td align=right>c<td colspan=1>d</table>");
    assert_int_equal(x.tag, PC_Table);
    assert_int_equal(x.u.table->ncols, 2);
    assert_int_equal(x.u.table->head.rows.n, 1);
    assert_int_equal(x.u.table->bodies[0].body.n, 1);
    assert_int_equal(x.u.table->bodies[0].body.v[0].cells[0].align, PC_ALIGN_RIGHT);
    assert_int_equal(x.kind, PC_TABLE_BARE_HEAD | PC_TABLE_BARE_BODY);
    assert_int_equal(block_of(t, "<table></table>").tag, PC_Div);
}

TEST(figures_and_headings) {
    assert_int_equal(block_of(t, "<figure><img src=u><figcaption>a</figcaption></figure>").tag,
                     PC_Figure);
    assert_str(lifted(t, "<h3 id=i>a</h3>"), "[ Header 3 ( \"i\" , [] , [] ) [ Str \"a\" ] ]");
    assert_int_equal(block_of(t, "<h3><p>a</p><p>b</p></h3>").tag, PC_Div);
}

TEST(attributes) {
    static const char *const take[] = {"b", NULL};
    pc_str b = {0}, c = {0};
    const pc_attr *x =
        html_attrs(&t->arena, &t->scratch, PC_S("ID=i CLASS=' x y' b=1 c='&lt;' C=2"), take, &b);
    assert_str(x->id, "i");
    assert_int_equal(x->classes.n, 2);
    assert_str(b, "1");
    assert_int_equal(x->pairs.n, 1); /* the first of a name counts */
    assert_str(x->pairs.v[0].value, "<");
    x = html_attr_take(&t->arena, x, "c", &c);
    assert_str(c, "<");
    assert_int_equal(x->pairs.n, 0);
    assert_ptr_equal(html_attr_take(&t->arena, x, "d", &c), x);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST_ROW(formatting),
                                       TEST_ROW(attributes_of_what_has_no_room_for_them),
                                       TEST_ROW(links),
                                       TEST_ROW(images),
                                       TEST_ROW(code),
                                       TEST_ROW(preformatted_text_and_where_its_classes_stood),
                                       TEST_ROW(preformatted_text_with_an_image_is_no_code),
                                       TEST_ROW(lists),
                                       TEST_ROW(what_stands_between_items_goes_to_the_one_before),
                                       TEST_ROW(tables),
                                       TEST_ROW(figures_and_headings),
                                       TEST_ROW(attributes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
