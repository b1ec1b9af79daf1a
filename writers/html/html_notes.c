/* Notes: markers in the text, the notes as a list at the end or where the document wants them. */
#include "writers/html/html_int.h"

#include "ast/build.h"
#include "base/str.h"
#include "text/entities.h"

#include <stdio.h>

/* ---- markers ---- */

static bool not_named(const hw *w, const pc_inline *x) {
    return x->kind && x->kind <= w->look->nnote_names;
}

/* The name in a note's identifier: the author's, else its number. */
static pc_str not_name(hw *w, const pc_inline *x, size_t n) {
    const pc_look *look = w->look;
    pc_str name =
        not_named(w, x) ? look->note_names[x->kind - 1] : pc_str_fmt(w->cx->scratch, "%zu", n);
    return pc_str_cat(w->cx->scratch, look->note_prefix, name);
}

/* What two markers of one note have in common. */
static pc_str not_key(hw *w, const pc_inline *x) {
    if (not_named(w, x)) return w->look->note_names[x->kind - 1];
    /* No name has a star. */
    return pc_str_fmt(w->cx->scratch, "*%p", (const void *)x->u.blocks.v);
}

/* The place of a note among the others; one that is referred to again keeps its own where the style
 * names it. */
static size_t not_place(hw *w, const pc_inline *x) {
    pc_arena *a = w->cx->scratch;
    pc_str key = not_key(w, x);
    bool known = not_named(w, x) || x->u.blocks.n; /* by its name, or by what it holds */
    size_t *at = w->style->named_notes && known ? pc_map_get(&w->noted, key) : NULL;
    if (at) {
        w->notes.v[*at].times++;
        return *at;
    }
    at = PC_NEW(a, size_t);
    *at = w->notes.n;
    pc_map_set(a, &w->noted, key, at);
    size_t n = (size_t)w->look->note_start + w->notes.n;
    pc_vec_push(a, &w->notes, ((hw_note_entry){x->u.blocks, not_name(w, x, n), 1}));
    return *at;
}

/* The number, or the text that the options give it. */
static void not_marker_text(hw *w, long long number) {
    pc_str text = w->look->note_text;
    size_t at = pc_str_find(text, PC_S("%s"), 0);
    hw_text(w, pc_str_sub(text, 0, at == PC_NPOS ? text.n : at));
    if (at == PC_NPOS && text.n) return;
    pc_buf_putf(w->out, "%lld", number);
    if (at != PC_NPOS) hw_text(w, pc_str_from(text, at + 2));
}

void hw_note(hw *w, const pc_inline *x) {
    size_t at = not_place(w, x), n = at + 1;
    if (!w->style->named_notes) {
        pc_buf_putf(w->out,
                    "<a href=\"#fn%zu\" class=\"footnote-ref\" id=\"fnref%zu\" "
                    "role=\"doc-noteref\"><sup>%zu</sup></a>",
                    n, n, n);
        return;
    }
    hw_note_entry note = w->notes.v[at];
    PC_PUTL(w->out, "<sup id=\"fnref:");
    hw_attr_value(w, note.name);
    if (note.times > 1) pc_buf_putf(w->out, ":%zu", note.times - 1);
    PC_PUTL(w->out, "\" role=\"doc-noteref\"><a href=\"#fn:");
    hw_attr_value(w, note.name);
    PC_PUTL(w->out, "\" class=\"footnote\" rel=\"footnote\">");
    not_marker_text(w, w->look->note_start + (long long)at);
    PC_PUTL(w->out, "</a></sup>");
}

/* ---- the way back ---- */

/* Character references of the option stay what they are. */
static void not_back_text(hw *w, pc_str s) {
    pc_entity e;
    for (size_t i = 0; i < s.n;) {
        size_t n = s.p[i] == '&' && pc_entity_at(s, i, &e) ? e.len : 1;
        if (n > 1)
            pc_buf_put(w->out, pc_str_sub(s, i, i + n));
        else
            hw_text(w, pc_str_sub(s, i, i + 1));
        i += n;
    }
}

static void not_back_links(hw *w, size_t at, bool space) {
    if (!w->style->named_notes) {
        pc_buf_putf(w->out,
                    "<a href=\"#fnref%zu\" class=\"footnote-back\" role=\"doc-backlink\">"
                    "\xe2\x86\xa9\xef\xb8\x8e</a>",
                    at + 1);
        return;
    }
    hw_note_entry note = w->notes.v[at];
    for (size_t i = 0; w->look->note_back.n && i < note.times; i++) {
        pc_buf_putz(w->out, space || i ? "\xc2\xa0" : "");
        PC_PUTL(w->out, "<a href=\"#fnref:");
        hw_attr_value(w, note.name);
        if (i) pc_buf_putf(w->out, ":%zu", i);
        PC_PUTL(w->out, "\" class=\"reversefootnote\" role=\"doc-backlink\">");
        not_back_text(w, w->look->note_back);
        if (i) pc_buf_putf(w->out, "<sup>%zu</sup>", i + 1);
        PC_PUTL(w->out, "</a>");
    }
}

void hw_end_of_text(hw *w, const pc_block *x) {
    if (x != w->back_at) return;
    w->back_at = NULL;
    not_back_links(w, w->back_of, true);
}

/* The block of text that [x] is; NULL: none. Paragraphs from HTML are none to kramdown; its own may
 * have attributes, and then stand in a Div. */
static const pc_block *not_text(const hw *w, const pc_block *x) {
    bool named = w->style->named_notes, text = x->tag == PC_Para || x->tag == PC_Plain;
    if (named && x->html == PC_HTML_P && hw_folds_block(x))
        return hw_text_of(w, x) ? NULL : x->u.div->content.v;
    if (named && text) text = !x->html && !hw_is_bare_math(w, x);
    return text ? x : NULL;
}

/* The blocks that end a container; none for what is no container. */
static pc_blocks not_within(const pc_block *x) {
    const pc_items *items = x->tag == PC_BulletList    ? &x->u.items
                            : x->tag == PC_OrderedList ? &x->u.olist->items
                                                       : NULL;
    if (items) return items->n ? items->v[items->n - 1] : (pc_blocks){0};
    if (x->tag == PC_Div && x->html == PC_HTML_LI) return x->u.div->content;
    return x->tag == PC_BlockQuote ? x->u.blocks : (pc_blocks){0};
}

/* The block that the links stand at the end of: the last one, if it is text; where the options want
 * it, the last one of text within it. NULL: behind all blocks. */
static const pc_block *not_back_place(const hw *w, pc_blocks xs) {
    if (!xs.n) return NULL;
    const pc_block *last = &xs.v[xs.n - 1];
    bool bare = w->style->named_notes && last->tag == PC_Plain; /* in no paragraph */
    const pc_block *text = bare ? NULL : not_text(w, last);
    if (text || !w->look->note_back_inline) return text;
    while (xs.n && !(text = not_text(w, last)) && last->tag != PC_Header) {
        xs = not_within(last);
        if (xs.n) last = &xs.v[xs.n - 1];
    }
    return text || !xs.n ? text : last;
}

/* ---- the list ---- */

/* Pandoc's and cmark's way: the last text follows <li> or the block before it. */
static void not_dense_blocks(hw *w, pc_blocks xs, const pc_block *place) {
    for (size_t i = 0; i < xs.n; i++) {
        if (i) pc_buf_cr(w->out);
        if (&xs.v[i] == place)
            hw_block(w, place);
        else
            hw_flow(w, (pc_blocks){xs.v + i, 1});
    }
}

static void not_blocks(hw *w, size_t at) {
    pc_blocks xs = w->notes.v[at].blocks;
    bool named = w->style->named_notes;
    const pc_block *place = not_back_place(w, xs);
    w->back_at = place;
    w->back_of = at;
    w->indent = 3 * w->style->indent;
    if (named)
        hw_blocks(w, xs);
    else
        not_dense_blocks(w, xs, place);
    if (!place && (!named || w->look->note_back.n)) {
        if (xs.n || named) hw_line(w);
        pc_buf_putz(w->out, named ? "<p>" : "");
        not_back_links(w, at, false);
        pc_buf_putz(w->out, named ? "</p>" : "");
    }
    w->indent = 0;
    w->back_at = NULL;
}

static void not_begin_list(hw *w) {
    if (!w->style->named_notes) {
        PC_PUTL(w->out, "<section id=\"footnotes\" class=\"footnotes "
                        "footnotes-end-of-document\" role=\"doc-endnotes\">\n<hr />\n<ol>\n");
        return;
    }
    PC_PUTL(w->out, "<div class=\"footnotes\" role=\"doc-endnotes\">\n  <ol");
    if (w->look->note_start != 1)
        pc_buf_putf(w->out, " start=\"%lld\"", (long long)w->look->note_start);
    PC_PUTL(w->out, ">\n");
}

static void not_list(hw *w) {
    bool named = w->style->named_notes;
    pc_buf_cr(w->out);
    not_begin_list(w);
    /* A note may hold notes: the list grows while it is written. */
    for (size_t i = 0; i < w->notes.n; i++) {
        if (named) {
            PC_PUTL(w->out, "    <li id=\"fn:");
            hw_attr_value(w, w->notes.v[i].name);
            PC_PUTL(w->out, "\" role=\"doc-endnote\">\n");
        } else {
            pc_buf_putf(w->out, "<li id=\"fn%zu\">", i + 1);
        }
        not_blocks(w, i);
        pc_buf_putz(w->out, named ? "\n    </li>\n" : "</li>\n");
    }
    pc_buf_putz(w->out, named ? "  </ol>\n</div>" : "</ol>\n</section>");
}

void hw_notes(hw *w) {
    if (!w->notes.n) return;
    if (w->notes_here == PC_NPOS) {
        not_list(w);
        return;
    }
    pc_str behind = pc_str_dup(w->cx->scratch, pc_str_from(pc_buf_str(w->out), w->notes_here));
    pc_buf_trunc(w->out, w->notes_here);
    not_list(w);
    pc_buf_putc(w->out, '\n');
    pc_buf_put(w->out, behind);
}
