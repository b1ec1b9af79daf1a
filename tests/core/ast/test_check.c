/* The invariants: what is well made passes, and each way to break it is named. */
#include "ast_support.h"

TEST(well_made_passes) {
    pc_doc doc = read_doc(t, EVERY);
    assert_null(pc_doc_check(&t->scratch, &doc, true));
    assert_null(pc_doc_check(&t->scratch, &doc, false));
    assert_null(pc_doc_check(&t->scratch, &(pc_doc){0}, true));
}

TEST(depth_is_measured_at_any_depth) {
    pc_doc doc = deep_doc(t, PC_MAX_DEPTH);
    assert_null(pc_doc_check(&t->scratch, &doc, true));
    doc = deep_doc(t, PC_MAX_DEPTH + 1);
    assert_string_equal(pc_doc_check(&t->scratch, &doc, false), "the document: nested too deeply");
    doc = deep_doc(t, 300000);
    assert_string_equal(pc_doc_check(&t->scratch, &doc, true), "the document: nested too deeply");
}

static pc_meta deep_meta(test_ctx *t, size_t depth) {
    pc_meta m = {.tag = PC_MetaBool};
    for (size_t i = 1; i < depth; i++) {
        pc_meta *item = pc_vec_copy(&t->arena, &m, 1, sizeof m);
        m = (pc_meta){.tag = PC_MetaList, .u.list = {item, 1}};
    }
    return m;
}

TEST(depth_of_metadata_counts_too) {
    pc_meta_entry e = {PC_S("k"), deep_meta(t, PC_MAX_DEPTH)};
    pc_doc doc = {.meta = {&e, 1}};
    assert_null(pc_doc_check(&t->scratch, &doc, true));
    e.value = deep_meta(t, 300000);
    assert_string_equal(pc_doc_check(&t->scratch, &doc, true), "metadata: nested too deeply");
}

static void broken(test_ctx *t, pc_block x, const char *words) {
    pc_doc doc = {.blocks = {&x, 1}};
    const char *found = pc_doc_check(&t->scratch, &doc, true);
    assert_non_null(found);
    assert_string_equal(found, words);
}

TEST(each_breach_is_named) {
    pc_inline x = pc_strz_node("a\xff");
    pc_inlines xs = {&x, 1};
    broken(t, pc_para(xs), "Str: text that is not UTF-8");
    x = (pc_inline){.tag = 99};
    broken(t, pc_para(xs), "an inline: unknown tag");
    x = (pc_inline){.tag = PC_Math, .kind = 2, .u.text = {"", 0}};
    broken(t, pc_para(xs), "Math: unknown kind");
    broken(t, (pc_block){.tag = PC_HorizontalRule, .kind = PC_TABLE_BARE_HEAD},
           "HorizontalRule: unknown kind");
    broken(t, (pc_block){.tag = PC_BulletList, .kind = 0x8000}, "BulletList: unknown kind");
    x = (pc_inline){.tag = PC_Space, .html = 255};
    broken(t, pc_para(xs), "Space: unknown HTML tag");
    x = (pc_inline){.tag = PC_Link};
    broken(t, pc_para(xs), "Link: no payload");
    pc_span span = {0};
    x = (pc_inline){.tag = PC_Span, .u.span = &span};
    broken(t, pc_para(xs), "Span: no attributes, not even pc_attr_none");
    broken(t, pc_para((pc_inlines){NULL, 3}), "Para: a list without memory");
    broken(t, (pc_block){.tag = 77}, "a block: unknown tag");
    pc_olist list = {.style = 40};
    broken(t, (pc_block){.tag = PC_OrderedList, .u.olist = &list}, "OrderedList: list style");
}

TEST(metadata_is_sorted) {
    pc_meta_entry v[2] = {{PC_S("b"), {.tag = PC_MetaBool}}, {PC_S("a"), {.tag = PC_MetaBool}}};
    pc_doc doc = {.meta = {v, 2}};
    assert_string_equal(pc_doc_check(&t->scratch, &doc, true), "metadata: keys out of order");
    v[0].key = v[1].key;
    assert_string_equal(pc_doc_check(&t->scratch, &doc, true), "metadata: keys out of order");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(well_made_passes),
        TEST_ROW(depth_is_measured_at_any_depth),
        TEST_ROW(depth_of_metadata_counts_too),
        TEST_ROW(each_breach_is_named),
        TEST_ROW(metadata_is_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
