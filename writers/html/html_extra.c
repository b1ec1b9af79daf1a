/* Task lists. */
#include "writers/html/html_int.h"

#include "ast/build.h"
#include "base/str.h"

/* ---- tasks: ☐ or ☒ and a space at the start of each item ---- */

static bool ext_is(const pc_block *x, pc_html_tag tag) {
    return x->tag == PC_Div && x->html == tag && x->u.div->content.n;
}

/* The block that an item's text stands in, which may be a paragraph with attributes; NULL: none. */
static const pc_block *ext_text(pc_blocks xs) {
    if (!xs.n) return NULL;
    const pc_block *x = ext_is(xs.v, PC_HTML_P) ? xs.v->u.div->content.v : xs.v;
    return x->tag == PC_Plain || x->tag == PC_Para ? x : NULL;
}

static bool ext_is_task(pc_blocks xs, bool *done) {
    if (xs.n == 1 && ext_is(xs.v, PC_HTML_LI)) xs = xs.v[0].u.div->content;
    const pc_block *text = ext_text(xs);
    if (!text) return false;
    pc_inlines in = text->u.inlines;
    if (in.n < 2 || in.v[0].tag != PC_Str || in.v[1].tag != PC_Space) return false;
    *done = pc_str_eqz(in.v[0].u.text, "\xe2\x98\x92");
    return *done || pc_str_eqz(in.v[0].u.text, "\xe2\x98\x90");
}

bool hw_is_task(pc_blocks item) {
    bool done;
    return ext_is_task(item, &done);
}

bool hw_is_task_list(const pc_items *items) {
    bool done;
    for (size_t i = 0; i < items->n; i++)
        if (!ext_is_task(items->v[i], &done)) return false;
    return items->n > 0;
}

#define EXT_BOX "<input type=\"checkbox\" class=\"task-list-item-checkbox\" disabled=\"disabled\""

static pc_inline ext_box(pc_arena *a, bool done) {
    return pc_raw_inline(a, PC_S("html"),
                         done ? PC_S(EXT_BOX " checked=\"checked\" />") : PC_S(EXT_BOX " />"));
}

void hw_task_item(hw *w, pc_blocks xs) {
    bool done = false, labels = w->style->task_labels;
    ext_is_task(xs, &done);
    pc_block first = *ext_text(xs);
    first.u.inlines = pc_inlines_sub(first.u.inlines, 2, first.u.inlines.n);
    bool para = first.tag == PC_Para;
    if (labels) {
        pc_buf_putz(w->out, para ? "<p>" : "");
        pc_buf_putz(w->out, done ? "<label><input type=\"checkbox\" checked=\"\" />"
                                 : "<label><input type=\"checkbox\" />");
        hw_inlines(w, first.u.inlines);
        pc_buf_putz(w->out, para ? "</label></p>" : "</label>");
        hw_blocks(w, (pc_blocks){xs.v + 1, xs.n - 1});
        return;
    }
    if (w->style->task_boxes) {
        pc_arena *a = w->cx->scratch;
        pc_inline *v = PC_NEW_N(a, pc_inline, first.u.inlines.n + 1);
        v[0] = ext_box(a, done);
        if (first.u.inlines.n) memcpy(v + 1, first.u.inlines.v, first.u.inlines.n * sizeof *v);
        first.u.inlines = (pc_inlines){v, first.u.inlines.n + 1};
        if (xs.v->tag == PC_Div) first = pc_block_with_blocks(a, *xs.v, pc_blocks1(a, first));
        xs = pc_blocks_cat(a, pc_blocks1(a, first), (pc_blocks){xs.v + 1, xs.n - 1});
        hw_flow(w, xs);
        return;
    }
    pc_buf_putz(w->out, done ? "<input type=\"checkbox\" checked=\"\" disabled=\"\" /> "
                             : "<input type=\"checkbox\" disabled=\"\" /> ");
    if (!para) hw_inlines(w, first.u.inlines);
    if (para) hw_blocks(w, (pc_blocks){&first, 1});
    hw_blocks(w, (pc_blocks){xs.v + 1, xs.n - 1});
    if (para || xs.n > 1) pc_buf_cr(w->out);
}
