/* What fixtures cannot show of the JSON reader: depth, size, and every cut and change of a text. */
#include "every.h"
#include "support.h"

#include "ast/check.h"
#include "ast/copy.h"
#include "base/limits.h"
#include "base/str.h"
#include "readers/json/json.h"

static pc_status read_text(test_ctx *t, pc_str text, pc_doc *doc) {
    *doc = (pc_doc){0};
    pc_source *src = pc_source_add(&t->sources, PC_S("test"), text);
    return pc_reader_json.read(t->cx.host, &t->cx, src, doc);
}

/* [depth] nodes in each other; [sorted]: "c" before "t", as jq -S writes it. */
static pc_str deep(test_ctx *t, size_t depth, bool sorted) {
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    PC_PUTL(&b, "{\"blocks\":");
    for (size_t i = 0; i < depth; i++)
        pc_buf_putz(&b, sorted ? "[{\"c\":" : "[{\"t\":\"BlockQuote\",\"c\":");
    PC_PUTL(&b, "[]");
    for (size_t i = 0; i < depth; i++) pc_buf_putz(&b, sorted ? ",\"t\":\"BlockQuote\"}]" : "}]");
    PC_PUTL(&b, ",\"meta\":{},\"pandoc-api-version\":[1,23,1]}");
    pc_str s = pc_buf_take(&b, &t->arena);
    pc_buf_fini(&b);
    return s;
}

TEST(depth_up_to_the_limit) {
    pc_doc doc, other;
    assert_int_equal(read_text(t, deep(t, PC_MAX_DEPTH, false), &doc), PC_OK);
    assert_int_equal(read_text(t, deep(t, PC_MAX_DEPTH, true), &other), PC_OK);
    assert_true(pc_doc_equal(&doc, &other));
    assert_null(pc_doc_check(&t->scratch, &doc, true));
    assert_int_equal(t->diags.n, 0);
    assert_int_equal(read_text(t, deep(t, PC_MAX_DEPTH + 1, false), &doc), PC_FAILED);
    assert_true(pc_str_has(t->diags.v[0].message, ".c[0] (BlockQuote) … .c[0] (BlockQuote)"));
    assert_true(pc_str_endsz(t->diags.v[0].message, "nested deeper than 512"));
    assert_int_equal(read_text(t, deep(t, PC_MAX_DEPTH + 1, true), &doc), PC_FAILED);
    assert_int_equal(t->diags.n, 2);
}

/* Ten million brackets anywhere end at once. */
TEST(brackets_without_end) {
    static const char *const starts[] = {"",
                                         "{\"blocks\":",
                                         "{\"x\":",
                                         "{\"meta\":{\"k\":",
                                         "{\"blocks\":[{\"c\":",
                                         "{\"pandoc-api-version\":"};
    enum { BRACKETS = 10000000 };
    for (size_t i = 0; i < PC_COUNT(starts); i++) {
        size_t n = strlen(starts[i]);
        char *text = pc_alloc_text(&t->arena, n + BRACKETS);
        memcpy(text, starts[i], n);
        memset(text + n, '[', BRACKETS);
        pc_doc doc;
        assert_int_equal(read_text(t, (pc_str){text, n + BRACKETS}, &doc), PC_FAILED);
        assert_int_equal(t->diags.n, i + 1);
    }
}

/* Wherever the text is cut off, one message says so, and nothing is read. */
TEST(each_cut_is_one_message) {
    pc_doc doc;
    for (size_t n = 0; n < sizeof EVERY - 1; n++) {
        t->diags.n = 0;
        assert_int_equal(read_text(t, (pc_str){EVERY, n}, &doc), PC_FAILED);
        assert_int_equal(t->diags.n, 1);
        assert_int_equal(t->diags.v[0].code, PC_DIAG_JSON);
        assert_int_equal(doc.blocks.n, 0);
    }
}

/* Any byte replaced by any punctuation: read or refused with one message, and well made if read. */
TEST(each_change_is_read_or_refused) {
    static const char marks[] = "[]{},:\"\\0t ";
    pc_doc doc;
    for (size_t i = 0; i < sizeof EVERY - 1; i++) {
        char *text = pc_str_dupz(&t->arena, PC_S(EVERY));
        text[i] = marks[i % (sizeof marks - 1)];
        t->diags.n = 0;
        pc_status s = read_text(t, pc_strz(text), &doc);
        assert_int_equal(t->diags.n, s == PC_OK ? 0 : 1);
        if (s == PC_OK) assert_null(pc_doc_check(&t->scratch, &doc, true));
    }
}

TEST(strings_are_shared_with_the_text) {
    static const char text[] = "{\"pandoc-api-version\":[1,22],\"meta\":{},\"blocks\":"
                               "[{\"t\":\"Para\",\"c\":[" EVERY_STR("shared") "]}]}";
    pc_doc doc;
    assert_int_equal(read_text(t, pc_strz(text), &doc), PC_OK);
    const pc_inline *x = &doc.blocks.v[0].u.inlines.v[0];
    assert_ptr_equal(x->u.text.p, strstr(text, "shared"));
    pc_place p = pc_source_place(&t->sources, x->pos);
    assert_int_equal(p.column, strstr(text, "{\"t\":\"Str\"") - text + 1);
    assert_int_equal(doc.api[1], 22);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_ROW(depth_up_to_the_limit),
        TEST_ROW(brackets_without_end),
        TEST_ROW(each_cut_is_one_message),
        TEST_ROW(each_change_is_read_or_refused),
        TEST_ROW(strings_are_shared_with_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
