/* Documents for the tests of the generic passes. */
#ifndef PC_TEST_AST_SUPPORT_H
#define PC_TEST_AST_SUPPORT_H

#include "every.h"
#include "support.h"

#include "ast/build.h"
#include "ast/check.h"
#include "ast/copy.h"
#include "ast/walk.h"
#include "base/limits.h"
#include "base/str.h"
#include "readers/json/json.h"

static inline pc_doc read_doc(test_ctx *t, const char *json) {
    pc_doc doc = {0};
    pc_status s = pc_reader_json.read(t->cx.host, &t->cx, test_source(t, json), &doc);
    if (s) print_error("%.*s", PC_F(test_diags(t)));
    assert_int_equal(s, PC_OK);
    return doc;
}

/* Block quotes in each other, [depth] of them. */
static inline pc_doc deep_doc(test_ctx *t, size_t depth) {
    pc_doc doc = {0};
    for (size_t i = 0; i < depth; i++)
        doc.blocks = pc_blocks1(&t->arena, pc_block_quote(doc.blocks));
    return doc;
}

#endif
