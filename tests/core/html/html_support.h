/* HTML through the lifter, shown as native text. */
#ifndef PC_TEST_HTML_SUPPORT_H
#define PC_TEST_HTML_SUPPORT_H

#include "support.h"

#include "base/str.h"
#include "html/lift.h"
#include "registry/registry.h"

/* A lifter over the conversion, within a container of blocks. */
static inline html_lift lift_begin(test_ctx *t) {
    html_lift l;
    html_lift_init(&l, &t->cx);
    l.native = true;
    html_begin(&l, HTML_HOST_BLOCKS, 0);
    return l;
}

static inline void lift_feed(html_lift *l, const char *html) {
    html_feed(l, pc_strz(html), NULL, 0);
}

/* On one line, whatever the width. */
static inline pc_str one_line(test_ctx *t, pc_str s) {
    pc_str out = PC_S(""), line;
    while (pc_str_line(&s, &line)) {
        if (out.n) out = pc_str_cat(&t->arena, out, PC_S(" "));
        out = pc_str_cat(&t->arena, out, pc_str_trim(line));
    }
    return out;
}

static inline pc_str show_blocks(test_ctx *t, pc_blocks xs) {
    pc_doc doc = {.blocks = xs};
    pc_buf b;
    pc_buf_init(&b, &t->mem);
    assert_int_equal(pc_write_as(&t->cx, PC_S("native"), &doc, &b), PC_OK);
    pc_str s = one_line(t, pc_buf_take(&b, &t->arena));
    pc_buf_fini(&b);
    return s;
}

static inline pc_blocks lift_blocks(html_lift *l) {
    pc_blocks xs;
    assert_true(html_end_blocks(l, &xs));
    html_lift_fini(l);
    return xs;
}

/* What a fragment becomes. */
static inline pc_str lifted(test_ctx *t, const char *html) {
    html_lift l = lift_begin(t);
    lift_feed(&l, html);
    return show_blocks(t, lift_blocks(&l));
}

#endif
