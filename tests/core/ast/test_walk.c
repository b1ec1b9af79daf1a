/* The cursor, rewriting, and the text of a document. */
#include "ast_support.h"

/* Each tag of ENTER and LEAVE in order, as "<Para Str> …". */
static pc_str trace(test_ctx *t, pc_blocks xs, const char *skip) {
    pc_buf b;
    pc_walk w;
    pc_buf_init(&b, &t->mem);
    pc_walk_blocks(&w, &t->scratch, xs);
    for (pc_event e; (e = pc_walk_next(&w)) != PC_WALK_END;) {
        assert_true(!w.block != !w.inlin);
        const char *name = w.block ? pc_block_name((pc_block_tag)w.block->tag)
                                   : pc_inline_name((pc_inline_tag)w.inlin->tag);
        pc_buf_putf(&b, e == PC_WALK_ENTER ? "%s%zu " : "/%s%zu ", name, w.depth);
        if (e == PC_WALK_ENTER && skip && strcmp(name, skip) == 0) pc_walk_skip(&w);
    }
    assert_null(w.block);
    assert_null(w.inlin);
    assert_int_equal(w.open, 0);
    pc_str s = pc_buf_take(&b, &t->arena);
    pc_buf_fini(&b);
    return s;
}

#define DOC(blocks) "{\"pandoc-api-version\":[1,23,1],\"meta\":{},\"blocks\":" blocks "}"

TEST(events_come_in_document_order) {
    pc_doc doc = read_doc(t, DOC("[{\"t\":\"Para\",\"c\":[" EVERY_STR(
                                 "a") ",{\"t\":\"Emph\",\"c\":[]},"
                                      "{\"t\":\"Note\",\"c\":[{\"t\":\"HorizontalRule\"}]}]},"
                                      "{\"t\":\"HorizontalRule\"}]"));
    assert_str(trace(t, doc.blocks, NULL),
               "Para1 Str2 Emph2 /Emph2 Note2 HorizontalRule3 /Note2 /Para1 HorizontalRule1 ");
    assert_str(trace(t, doc.blocks, "Note"),
               "Para1 Str2 Emph2 /Emph2 Note2 /Para1 HorizontalRule1 ");
    assert_str(trace(t, doc.blocks, "Para"), "Para1 HorizontalRule1 ");
    assert_str(trace(t, (pc_blocks){NULL, 0}, NULL), "");
}

TEST(tables_come_caption_first) {
    pc_doc doc = read_doc(t, EVERY);
    pc_buf b;
    pc_walk w;
    pc_buf_init(&b, &t->mem);
    pc_walk_blocks(&w, &t->scratch, doc.blocks);
    for (pc_event e; (e = pc_walk_next(&w)) != PC_WALK_END;)
        if (e == PC_WALK_ENTER && w.inlin && w.inlin->tag == PC_Str && w.inlin->u.text.n > 1)
            pc_buf_putf(&b, "%.*s ", PC_F(w.inlin->u.text));
    assert_str(
        pc_buf_str(&b),
        "emph underline strong strikeout sup sub caps single double pre post cite link image note "
        "span para line quote ordered bullet term def header short caption head bodyhead body "
        "foot figcaption figure div ");
    pc_buf_fini(&b);
}

TEST(any_depth_is_walked) {
    pc_doc doc = deep_doc(t, 200000);
    pc_walk w;
    size_t deepest = 0;
    pc_walk_blocks(&w, &t->scratch, doc.blocks);
    while (pc_walk_next(&w) != PC_WALK_END) deepest = w.depth > deepest ? w.depth : deepest;
    assert_int_equal(deepest, 200000);
}

/* Rewriting. */

TEST(no_op_shares_everything) {
    pc_doc doc = read_doc(t, EVERY);
    pc_rewrite r = {.arena = &t->arena, .scratch = &t->scratch};
    pc_blocks out = pc_rewrite_blocks(&r, doc.blocks);
    assert_ptr_equal(out.v, doc.blocks.v);
    assert_int_equal(out.n, doc.blocks.n);
    pc_meta_map meta = pc_rewrite_meta(&r, doc.meta);
    assert_ptr_equal(meta.v, doc.meta.v);
}

static bool same_inline(pc_rewrite *r, const pc_inline *x, pc_inlines *out) {
    *out = pc_inlines1(r->arena, *x);
    return true;
}

static bool same_block(pc_rewrite *r, const pc_block *x, pc_blocks *out) {
    *out = pc_blocks1(r->arena, *x);
    return true;
}

/* Every node replaced by itself: everything is taken apart and put together again. */
TEST(remade_is_equal) {
    pc_doc doc = read_doc(t, EVERY);
    pc_rewrite r = {
        .arena = &t->arena, .scratch = &t->scratch, .inlin = same_inline, .block = same_block};
    pc_doc out = doc;
    out.blocks = pc_rewrite_blocks(&r, doc.blocks);
    out.meta = pc_rewrite_meta(&r, doc.meta);
    assert_ptr_not_equal(out.blocks.v, doc.blocks.v);
    assert_ptr_not_equal(out.meta.v, doc.meta.v);
    assert_true(pc_doc_equal(&out, &doc));
    assert_null(pc_doc_check(&t->scratch, &out, true));
}

static bool upper_str(pc_rewrite *r, const pc_inline *x, pc_inlines *out) {
    const pc_str *word = r->user;
    if (x->tag != PC_Str || !pc_str_eq(x->u.text, *word)) return false;
    pc_inline two[2] = {pc_strz_node("A"), pc_strz_node("B")};
    *out = (pc_inlines){pc_vec_copy(r->arena, two, 2, sizeof *two), 2};
    return true;
}

/* Each word of the document stands for a place: changing it changes that place and shares the rest.
 */
TEST(a_change_makes_only_its_path) {
    static const char *const words[] = {
        "emph", "pre",     "post", "cite", "link",   "note", "span", "line",  "para",     "def",
        "term", "ordered", "head", "body", "header", "foot", "div",  "short", "bodyhead", "figure"};
    pc_doc doc = read_doc(t, EVERY);
    for (size_t i = 0; i < PC_COUNT(words); i++) {
        pc_str word = pc_strz(words[i]);
        pc_rewrite r = {
            .arena = &t->arena, .scratch = &t->scratch, .inlin = upper_str, .user = &word};
        pc_blocks out = pc_rewrite_blocks(&r, doc.blocks);
        assert_int_equal(out.n, doc.blocks.n);
        size_t changed = 0;
        for (size_t k = 0; k < out.n; k++)
            changed += memcmp(&out.v[k], &doc.blocks.v[k], sizeof(pc_block)) != 0;
        assert_int_equal(changed, 1);
        assert_false(pc_blocks_equal(out, doc.blocks));
        assert_null(pc_doc_check(&t->scratch, &(pc_doc){.blocks = out}, true));
        assert_true(pc_str_has(pc_blocks_text(&t->arena, out), "AB") ||
                    strcmp(words[i], "pre") == 0 || strcmp(words[i], "post") == 0 ||
                    strcmp(words[i], "note") == 0);
    }
}

static bool drop_space(pc_rewrite *r, const pc_inline *x, pc_inlines *out) {
    (void)r, (void)out;
    return x->tag == PC_Space;
}

static bool drop_empty(pc_rewrite *r, const pc_block *x, pc_blocks *out) {
    (void)r, (void)out;
    return x->tag == PC_Para && x->u.inlines.n == 0;
}

TEST(nodes_can_be_deleted_bottom_up) {
    pc_doc doc =
        read_doc(t, DOC("[{\"t\":\"BlockQuote\",\"c\":[{\"t\":\"Para\",\"c\":[{\"t\":\"Space\"}]},"
                        "{\"t\":\"Para\",\"c\":[" EVERY_STR("a") "]}]}]"));
    pc_rewrite r = {
        .arena = &t->arena, .scratch = &t->scratch, .inlin = drop_space, .block = drop_empty};
    assert_str(trace(t, pc_rewrite_blocks(&r, doc.blocks), NULL),
               "BlockQuote1 Para2 Str3 /Para2 /BlockQuote1 ");
}

static bool reverse(pc_rewrite *r, pc_inlines xs, pc_inlines *out) {
    if (xs.n < 2) return false;
    pc_inline *v = PC_NEW_N(r->arena, pc_inline, xs.n);
    for (size_t i = 0; i < xs.n; i++) v[i] = xs.v[xs.n - 1 - i];
    *out = (pc_inlines){v, xs.n};
    return true;
}

TEST(whole_lists_are_visited) {
    pc_doc doc =
        read_doc(t, DOC("[{\"t\":\"Para\",\"c\":[" EVERY_STR(
                        "a") ",{\"t\":\"Emph\",\"c\":[" EVERY_STR("b") "," EVERY_STR("c") "]}]}]"));
    pc_rewrite r = {.arena = &t->arena, .scratch = &t->scratch, .inlines = reverse};
    assert_str(pc_blocks_text(&t->arena, pc_rewrite_blocks(&r, doc.blocks)), "cba");
}

TEST(any_depth_is_rewritten) {
    pc_doc doc = deep_doc(t, 200000);
    pc_rewrite r = {.arena = &t->arena, .scratch = &t->scratch, .block = same_block};
    assert_int_equal(pc_rewrite_blocks(&r, doc.blocks).n, 1);
}

/* Text: the same as pandoc.utils.stringify of 2.17 and 3.9 gives. */

TEST(text_is_pandocs_stringify) {
    static const struct {
        const char *inlines, *text;
    } rows[] = {
        {"[{\"t\":\"Quoted\",\"c\":[{\"t\":\"SingleQuote\"},[" EVERY_STR("a") "]]}]", "‘a’"},
        {"[{\"t\":\"Quoted\",\"c\":[{\"t\":\"DoubleQuote\"},[{\"t\":\"Quoted\",\"c\":[{\"t\":"
         "\"SingleQuote\"},[" EVERY_STR("a") "]]}]]}]",
         "“‘a’”"},
        {"[" EVERY_STR("a") ",{\"t\":\"Note\",\"c\":[{\"t\":\"Para\",\"c\":[" EVERY_STR(
             "n") "]}]}," EVERY_STR("b") "]",
         "ab"},
        {"[{\"t\":\"Code\",\"c\":[[\"\",[],[]],\"x y\"]}]", "x y"},
        {"[{\"t\":\"Math\",\"c\":[{\"t\":\"DisplayMath\"},\"x^2\"]}]", "x^2"},
        {"[{\"t\":\"RawInline\",\"c\":[\"html\",\"<b>\"]}]", ""},
        {"[{\"t\":\"RawInline\",\"c\":[\"html\",\"<br class=x>\"]}]", " "},
        {"[{\"t\":\"RawInline\",\"c\":[\"html5\",\"<br>\"]}]", ""},
        {"[{\"t\":\"RawInline\",\"c\":[\"tex\",\"\\\\x\"]}]", ""},
        {"[" EVERY_STR("a") ",{\"t\":\"LineBreak\"}," EVERY_STR(
             "b") ",{\"t\":\"SoftBreak\"}," EVERY_STR("c") ",{\"t\":\"Space\"}," EVERY_STR("d") "]",
         "a b c d"},
        {"[{\"t\":\"Image\",\"c\":[[\"\",[],[]],[" EVERY_STR("alt") "],[\"u\",\"t\"]]}]", "alt"},
        {"[{\"t\":\"Cite\",\"c\":[[{\"citationId\":\"a\",\"citationPrefix\":[" EVERY_STR(
             "pre") "],"
                    "\"citationSuffix\":[" EVERY_STR(
                        "suf") "],\"citationMode\":{\"t\":\"NormalCitation\"},"
                               "\"citationNoteNum\":0,\"citationHash\":0}],[" EVERY_STR(
                                   "[pre @a suf]") "]]}]",
         "[pre @a suf]"},
        {"[]", ""},
    };
    for (size_t i = 0; i < PC_COUNT(rows); i++) {
        pc_str json = pc_str_fmt(&t->arena, DOC("[{\"t\":\"Para\",\"c\":%s}]"), rows[i].inlines);
        pc_doc doc = read_doc(t, pc_str_dupz(&t->arena, json));
        assert_str(pc_blocks_text(&t->arena, doc.blocks), rows[i].text);
        pc_buf b;
        pc_buf_init(&b, &t->mem);
        pc_stringify(&b, &t->scratch, doc.blocks.v[0].u.inlines);
        assert_str(pc_buf_str(&b), rows[i].text);
        pc_buf_fini(&b);
    }
}

TEST(text_of_blocks_runs_together) {
    pc_doc doc = read_doc(
        t, DOC("[{\"t\":\"Para\",\"c\":[" EVERY_STR(
               "a") "]},{\"t\":\"CodeBlock\",\"c\":"
                    "[[\"\",[],[]],\"code\"]},{\"t\":\"RawBlock\",\"c\":[\"html\",\"<br>\"]},"
                    "{\"t\":\"LineBlock\",\"c\":[[" EVERY_STR("b") "],[" EVERY_STR("c") "]]}]"));
    assert_str(pc_blocks_text(&t->arena, doc.blocks), "abc");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(events_come_in_document_order),
        TEST_ROW(tables_come_caption_first),
        TEST_ROW(any_depth_is_walked),
        TEST_ROW(no_op_shares_everything),
        TEST_ROW(remade_is_equal),
        TEST_ROW(a_change_makes_only_its_path),
        TEST_ROW(nodes_can_be_deleted_bottom_up),
        TEST_ROW(whole_lists_are_visited),
        TEST_ROW(any_depth_is_rewritten),
        TEST_ROW(text_is_pandocs_stringify),
        TEST_ROW(text_of_blocks_runs_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
