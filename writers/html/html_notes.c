/* Notes: markers in the text, the notes as a list at the end. */
#include "writers/html/html_int.h"

#include "ast/build.h"
#include "base/str.h"

/* ---- markers ---- */

/* The number of a note; one that is referred to again keeps its number where the style names it. */
static size_t not_number(hw *w, pc_blocks xs) {
    for (size_t i = 0; w->style->numbered_notes && xs.n && i < w->nnotes; i++) {
        if (w->notes[i].blocks.v != xs.v) continue;
        w->notes[i].times++;
        return i + 1;
    }
    if (w->nnotes == w->cap_notes)
        w->notes =
            pc_vec_grow(w->cx->scratch, w->notes, &w->cap_notes, w->nnotes + 1, sizeof *w->notes);
    w->notes[w->nnotes] = (struct hw_note){xs, 1};
    return ++w->nnotes;
}

void hw_note(hw *w, pc_blocks xs) {
    size_t n = not_number(w, xs), times = w->notes[n - 1].times;
    if (!w->style->numbered_notes) {
        pc_buf_putf(w->out,
                    "<a href=\"#fn%zu\" class=\"footnote-ref\" id=\"fnref%zu\" "
                    "role=\"doc-noteref\"><sup>%zu</sup></a>",
                    n, n, n);
        return;
    }
    pc_buf_putf(w->out, "<sup id=\"fnref:%zu", n);
    if (times > 1) pc_buf_putf(w->out, ":%zu", times - 1);
    pc_buf_putf(w->out,
                "\" role=\"doc-noteref\"><a href=\"#fn:%zu\" class=\"footnote\" "
                "rel=\"footnote\">%zu</a></sup>",
                n, n);
}

/* ---- the list ---- */

static void not_back_links(hw *w, size_t n, bool space) {
    if (!w->style->numbered_notes) {
        pc_buf_putf(w->out,
                    "<a href=\"#fnref%zu\" class=\"footnote-back\" role=\"doc-backlink\">"
                    "\xe2\x86\xa9\xef\xb8\x8e</a>",
                    n);
        return;
    }
    for (size_t i = 0; i < w->notes[n - 1].times; i++) {
        pc_buf_putz(w->out, space || i ? "\xc2\xa0" : "");
        pc_buf_putf(w->out, "<a href=\"#fnref:%zu", n);
        if (i) pc_buf_putf(w->out, ":%zu", i);
        PC_PUTL(w->out, "\" class=\"reversefootnote\" role=\"doc-backlink\">&#8617;");
        if (i) pc_buf_putf(w->out, "<sup>%zu</sup>", i + 1);
        PC_PUTL(w->out, "</a>");
    }
}

static bool not_is_text(const pc_block *x) {
    return x->tag == PC_Para || x->tag == PC_Plain;
}

/* The way back stands at the end of the last paragraph, or behind the last block. */
static void not_blocks(hw *w, size_t n, pc_blocks xs) {
    bool text = xs.n && not_is_text(&xs.v[xs.n - 1]), para = w->style->numbered_notes;
    pc_blocks before = {xs.v, text ? xs.n - 1 : xs.n};
    for (size_t i = 0; i < before.n; i++) {
        if (i) pc_buf_cr(w->out);
        hw_flow(w, (pc_blocks){before.v + i, 1});
    }
    if (before.n) pc_buf_cr(w->out);
    if (text) para = xs.v[xs.n - 1].tag == PC_Para;
    pc_buf_putz(w->out, para ? "<p>" : "");
    if (text) hw_inlines(w, xs.v[xs.n - 1].u.inlines);
    not_back_links(w, n, text);
    pc_buf_putz(w->out, para ? "</p>" : "");
}

void hw_notes(hw *w) {
    bool numbered = w->style->numbered_notes;
    if (!w->nnotes) return;
    pc_buf_cr(w->out);
    pc_buf_putz(w->out, numbered
                            ? "<div class=\"footnotes\" role=\"doc-endnotes\">\n  <ol>\n"
                            : "<section id=\"footnotes\" class=\"footnotes "
                              "footnotes-end-of-document\" role=\"doc-endnotes\">\n<hr />\n<ol>\n");
    /* A note may hold notes: the list grows while it is written. */
    for (size_t i = 0; i < w->nnotes; i++) {
        pc_buf_putf(w->out,
                    numbered ? "    <li id=\"fn:%zu\" role=\"doc-endnote\">\n      "
                             : "<li id=\"fn%zu\">",
                    i + 1);
        not_blocks(w, i + 1, w->notes[i].blocks);
        pc_buf_putz(w->out, numbered ? "\n    </li>\n" : "</li>\n");
    }
    pc_buf_putz(w->out, numbered ? "  </ol>\n</div>" : "</ol>\n</section>");
}
