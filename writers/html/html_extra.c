/* Task lists and notes. */
#include "writers/html/html_int.h"

#include "ast/build.h"
#include "base/str.h"

/* ---- tasks: ☐ or ☒ and a space at the start of each item ---- */

static bool ext_is_task(pc_blocks xs, bool *done) {
    if (xs.n == 1 && xs.v[0].tag == PC_Div && xs.v[0].html == PC_HTML_LI)
        xs = xs.v[0].u.div->content;
    if (!xs.n || (xs.v[0].tag != PC_Plain && xs.v[0].tag != PC_Para)) return false;
    pc_inlines in = xs.v[0].u.inlines;
    if (in.n < 2 || in.v[0].tag != PC_Str || in.v[1].tag != PC_Space) return false;
    *done = pc_str_eqz(in.v[0].u.text, "\xe2\x98\x92");
    return *done || pc_str_eqz(in.v[0].u.text, "\xe2\x98\x90");
}

bool hw_is_task_list(const pc_items *items) {
    bool done;
    for (size_t i = 0; i < items->n; i++)
        if (!ext_is_task(items->v[i], &done)) return false;
    return items->n > 0;
}

void hw_task_item(hw *w, pc_blocks xs) {
    bool done = false, labels = w->style->task_labels;
    ext_is_task(xs, &done);
    pc_block first = xs.v[0];
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
    pc_buf_putz(w->out, done ? "<input type=\"checkbox\" checked=\"\" disabled=\"\" /> "
                             : "<input type=\"checkbox\" disabled=\"\" /> ");
    if (!para) hw_inlines(w, first.u.inlines);
    if (para) hw_blocks(w, (pc_blocks){&first, 1});
    hw_blocks(w, (pc_blocks){xs.v + 1, xs.n - 1});
    if (para || xs.n > 1) pc_buf_cr(w->out);
}

/* ---- notes ---- */

static void ext_back_link(hw *w, size_t n) {
    pc_buf_putf(w->out,
                "<a href=\"#fnref%zu\" class=\"footnote-back\" role=\"doc-backlink\">"
                "\xe2\x86\xa9\xef\xb8\x8e</a>",
                n);
}

/* The way back stands at the end of the last paragraph, or behind the last block. */
static void ext_note(hw *w, size_t n, pc_blocks xs) {
    pc_buf_putf(w->out, "<li id=\"fn%zu\">", n);
    bool text = xs.n && (xs.v[xs.n - 1].tag == PC_Para || xs.v[xs.n - 1].tag == PC_Plain);
    pc_blocks before = {xs.v, text ? xs.n - 1 : xs.n};
    for (size_t i = 0; i < before.n; i++) {
        if (i) pc_buf_cr(w->out);
        hw_flow(w, (pc_blocks){before.v + i, 1});
    }
    if (before.n) pc_buf_cr(w->out);
    if (!text) {
        ext_back_link(w, n);
    } else {
        const pc_block *last = &xs.v[xs.n - 1];
        pc_buf_putz(w->out, last->tag == PC_Para ? "<p>" : "");
        hw_inlines(w, last->u.inlines);
        ext_back_link(w, n);
        pc_buf_putz(w->out, last->tag == PC_Para ? "</p>" : "");
    }
    PC_PUTL(w->out, "</li>\n");
}

void hw_notes(hw *w) {
    if (!w->nnotes) return;
    pc_buf_cr(w->out);
    PC_PUTL(w->out, "<section id=\"footnotes\" class=\"footnotes footnotes-end-of-document\" "
                    "role=\"doc-endnotes\">\n<hr />\n<ol>\n");
    /* A note may hold notes: the list grows while it is written. */
    for (size_t i = 0; i < w->nnotes; i++) ext_note(w, i + 1, w->notes[i].blocks);
    PC_PUTL(w->out, "</ol>\n</section>");
}
