/* Deep copies and equality. */
#include "ast_support.h"

/* The source is overwritten after copying: the copy does not notice. */
TEST(a_copy_is_equal_and_shares_nothing) {
    pc_arena other;
    pc_arena_init(&other, &t->mem);
    char *text = pc_str_dupz(&other, PC_S(EVERY));
    pc_doc first = read_doc(t, EVERY), doc = {0}, copy;
    pc_arena *own = t->cx.arena;
    t->cx.arena = &other;
    pc_source *src = pc_source_add(&t->sources, PC_S("other"), (pc_str){text, strlen(text)});
    assert_int_equal(pc_reader_json.read(t->cx.host, &t->cx, src, &doc), PC_OK);
    t->cx.arena = own;
    pc_doc_copy(&t->arena, &copy, &doc);
    assert_true(pc_doc_equal(&copy, &doc));
    memset(text, '?', strlen(text));
    pc_arena_fini(&other);
    assert_true(pc_doc_equal(&copy, &first));
    assert_null(pc_doc_check(&t->scratch, &copy, true));
}

TEST(each_node_equals_its_copy_and_no_other) {
    pc_doc doc = read_doc(t, EVERY), copy;
    pc_doc_copy(&t->arena, &copy, &doc);
    for (size_t i = 0; i < doc.blocks.n; i++)
        for (size_t k = 0; k < doc.blocks.n; k++)
            assert_int_equal(pc_block_equal(&doc.blocks.v[i], &copy.blocks.v[k]), i == k);
    pc_inlines xs = doc.blocks.v[0].u.inlines, ys = copy.blocks.v[0].u.inlines;
    for (size_t i = 0; i < xs.n; i++)
        for (size_t k = 0; k < xs.n; k++)
            assert_int_equal(pc_inline_equal(&xs.v[i], &ys.v[k]), i == k);
    for (size_t i = 0; i < doc.meta.n; i++)
        for (size_t k = 0; k < doc.meta.n; k++)
            assert_int_equal(pc_meta_equal(&doc.meta.v[i].value, &copy.meta.v[k].value), i == k);
}

TEST(origins_are_kept_and_do_not_count) {
    pc_inline b = pc_from(pc_emph((pc_inlines){NULL, 0}), PC_HTML_I, 77);
    pc_inlines copy = pc_inlines_copy(&t->arena, (pc_inlines){&b, 1});
    assert_int_equal(copy.v[0].html, PC_HTML_I);
    assert_int_equal(copy.v[0].pos, 77);
    pc_inline plain = pc_emph((pc_inlines){NULL, 0});
    assert_true(pc_inline_equal(&b, &plain));
}

/* One character of the JSON changed at a time: the document is another one, or none. */
TEST(every_field_counts) {
    pc_doc doc = read_doc(t, EVERY);
    size_t n = strlen(EVERY), differ = 0;
    for (size_t i = 0; i < n; i++) {
        char c = EVERY[i];
        if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z')) continue;
        char *text = pc_str_dupz(&t->arena, PC_S(EVERY));
        text[i] = c == '1' ? '2' : c == 'z' ? 'y' : (char)(c + (c == '9' ? -1 : 1));
        pc_doc other = {0};
        t->diags.n = 0;
        if (pc_reader_json.read(t->cx.host, &t->cx, test_source(t, text), &other)) continue;
        if (other.api[2] != doc.api[2]) continue;
        assert_false(pc_doc_equal(&doc, &other));
        differ++;
    }
    assert_true(differ > 200);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(a_copy_is_equal_and_shares_nothing),
        TEST_ROW(each_node_equals_its_copy_and_no_other),
        TEST_ROW(origins_are_kept_and_do_not_count),
        TEST_ROW(every_field_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
