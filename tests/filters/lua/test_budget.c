/* Scripts that want more memory than there is end in a message, not in a crash, and the conversion
 * goes on with what it had. */
#include "support.h"

#include "ast/build.h"
#include "base/str.h"
#include "filters/lua/engine.h"

static pc_status run(test_ctx *t, const char *script, pc_doc *doc) {
    pc_source *s = pc_source_add(&t->sources, PC_S("f.lua"), pc_strz(script));
    return pc_engine_lua.run(&t->cx, s, doc, PC_S("html"));
}

static pc_doc one_word(test_ctx *t) {
    pc_inlines xs = pc_inlines1(&t->arena, pc_strz_node("a"));
    return (pc_doc){.blocks = pc_blocks1(&t->arena, pc_para(xs))};
}

static void refuse(test_ctx *t, const char *script) {
    pc_doc doc = one_word(t);
    const pc_block *before = doc.blocks.v;
    t->mem.budget = t->mem.used + (8u << 20);
    assert_int_equal(run(t, script, &doc), PC_FAILED);
    assert_ptr_equal(doc.blocks.v, before);
    assert_true(t->diags.count[PC_LEVEL_ERROR] > 0);
    t->mem.budget = 0;
    assert_int_equal(run(t, "function Str() return 'b' end", &doc), PC_OK);
    assert_ptr_not_equal(doc.blocks.v, before);
}

TEST(table_without_end) {
    refuse(t, "local t = {} for i = 1, 1e9 do t[i] = i end");
}
TEST(huge_string) {
    refuse(t, "local s = string.rep('x', 1 << 30)");
}
TEST(nodes_without_end) {
    refuse(t, "while true do pandoc.Str(string.rep('x', 1000)) end");
}
TEST(memory_back_after_a_filter) {
    pc_doc doc = one_word(t);
    const size_t before = t->mem.used;
    assert_int_equal(run(t, "x = string.rep('x', 4 << 20)", &doc), PC_OK);
    assert_true(t->mem.used < before + (1u << 20));
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST_ROW(table_without_end), TEST_ROW(huge_string),
                                       TEST_ROW(nodes_without_end),
                                       TEST_ROW(memory_back_after_a_filter)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
