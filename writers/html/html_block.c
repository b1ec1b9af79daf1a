/* Blocks. Each begins on a line of its own and leaves its last line open. */
#include "writers/html/html_int.h"

#include "ast/build.h"
#include "ast/walk.h"
#include "base/str.h"

typedef void (*blk_fn)(hw *w, const pc_block *x, const pc_attr *attr);

bool hw_folds_block(const pc_block *x) {
    if (x->tag != PC_Div || !x->html || x->u.div->content.n != 1) return false;
    const pc_block *in = &x->u.div->content.v[0];
    return in->html == x->html && in->tag != PC_Div && !pc_block_attr(in);
}

/* In the functions below [attr] is the Attr of a wrapper folded into the element; most blocks that
 * have an Attr of their own have no wrapper. */

static void blk_plain(hw *w, const pc_block *x, const pc_attr *attr) {
    (void)attr;
    hw_inlines(w, x->u.inlines);
    hw_end_of_text(w, x);
}

bool hw_is_bare_math(const hw *w, const pc_block *x) {
    pc_inlines xs = x->u.inlines;
    return w->style->bare_math && x->tag == PC_Para && !x->html && xs.n == 1 &&
           xs.v[0].tag == PC_Math && xs.v[0].kind == PC_DISPLAY_MATH;
}

static void blk_para(hw *w, const pc_block *x, const pc_attr *attr) {
    if (!x->u.inlines.n && !x->html) return;
    if (hw_is_bare_math(w, x)) {
        hw_inlines(w, x->u.inlines);
        return;
    }
    const char *tag = x->html == PC_HTML_DIV ? "div" : "p"; /* a formula's attributes */
    hw_open(w, tag, attr, x->html != 0);
    hw_inlines(w, x->u.inlines);
    if (x->html == PC_HTML_DIV) pc_buf_putc(w->out, '\n');
    hw_end_of_text(w, x);
    hw_close(w, tag);
}

static void blk_line_block(hw *w, const pc_block *x, const pc_attr *attr) {
    (void)attr;
    PC_PUTL(w->out, "<div class=\"line-block\">");
    for (size_t i = 0; i < x->u.lines.n; i++) {
        if (i) PC_PUTL(w->out, "<br />\n");
        hw_inlines(w, x->u.lines.v[i]);
    }
    PC_PUTL(w->out, "</div>");
}

/* The first class is the language. */
static void blk_code_cmark(hw *w, const pc_block *x) {
    pc_attr rest = *x->u.code->attr;
    bool language = rest.classes.n > 0;
    if (language) {
        rest.classes.v++;
        rest.classes.n--;
    }
    hw_open(w, "pre", &rest, x->html != 0);
    PC_PUTL(w->out, "<code");
    if (language) {
        PC_PUTL(w->out, " class=\"language-");
        hw_attr_value(w, x->u.code->attr->classes.v[0]);
        pc_buf_putc(w->out, '"');
    }
    pc_buf_putc(w->out, '>');
}

/* <code>'s own attributes; [language]: the first class is one. */
static void blk_code_attr(hw *w, const pc_attr *a, bool language) {
    PC_VEC(pc_str) cls = {0};
    for (size_t i = 0; i < a->classes.n; i++) {
        pc_str c = a->classes.v[i];
        if (!i && language) c = pc_str_cat(w->cx->scratch, PC_S("language-"), c);
        pc_vec_push(w->cx->scratch, &cls, c);
    }
    pc_attr out = *a;
    out.classes.v = cls.v;
    hw_attr(w, &out, (hw_skip){.as_is = true});
}

/* As the page had it: kramdown leaves HTML as it is. */
static void blk_code_exact(hw *w, const pc_block *x) {
    const pc_attr *a = x->u.code->attr;
    bool code = x->html == PC_HTML_CODE, within = x->kind & PC_CODE_ATTR_WITHIN;
    hw_open(w, "pre", within ? &pc_attr_none : a, true);
    if (code) {
        PC_PUTL(w->out, "<code");
        if (within) blk_code_attr(w, a, !(x->kind & PC_CODE_NO_LANGUAGE));
        pc_buf_putc(w->out, '>');
    }
    if (x->kind & PC_CODE_LINE_FIRST) pc_buf_putc(w->out, '\n');
    hw_text(w, x->u.code->text);
    if (!(x->kind & PC_CODE_NO_LINE_LAST)) pc_buf_putc(w->out, '\n');
    pc_buf_putz(w->out, code ? "</code></pre>" : "</pre>");
}

static void blk_code(hw *w, const pc_block *x, const pc_attr *attr) {
    (void)attr;
    pc_str text = x->u.code->text;
    bool bare = x->html == PC_HTML_PRE; /* no <code> within */
    if (w->style->code_frames && !x->html) {
        hw_framed_code(w, x);
        return;
    }
    if (w->style->exact_code && x->html) {
        blk_code_exact(w, x);
        return;
    }
    if (!bare && w->style->language_classes) {
        blk_code_cmark(w, x);
    } else {
        hw_open(w, "pre", x->u.code->attr, x->html != 0);
        if (!bare) PC_PUTL(w->out, "<code>");
    }
    /* HTML drops a line end right after <pre>. */
    if (bare && pc_str_startsz(text, "\n")) pc_buf_putc(w->out, '\n');
    hw_code_text(w, text);
    if (w->style->code_line_end && !bare && text.n) pc_buf_putc(w->out, '\n');
    pc_buf_putz(w->out, bare ? "</pre>" : "</code></pre>");
}

static void blk_raw(hw *w, const pc_block *x, const pc_attr *attr) {
    (void)attr;
    if (pc_str_startsz(x->u.raw->format, "html")) pc_buf_put(w->out, x->u.raw->text);
}

static void blk_around(hw *w, pc_blocks xs) {
    pc_buf_putc(w->out, '\n');
    w->indent += w->style->indent;
    hw_blocks(w, xs);
    w->indent -= w->style->indent;
    hw_line(w);
}

static void blk_quote(hw *w, const pc_block *x, const pc_attr *attr) {
    hw_open(w, "blockquote", attr, x->html != 0);
    blk_around(w, x->u.blocks);
    PC_PUTL(w->out, "</blockquote>");
}

/* ---- lists ---- */

/* An <li> with attributes is a Div with that origin alone in its item. */
static pc_blocks blk_open_item(hw *w, pc_blocks xs) {
    if (xs.n == 1 && xs.v[0].tag == PC_Div && xs.v[0].html == PC_HTML_LI) {
        hw_open(w, "li", xs.v[0].u.div->attr, true);
        return xs.v[0].u.div->content;
    }
    PC_PUTL(w->out, "<li>");
    return xs;
}

/* What of an item stood within its <li>, and what behind it. */
static pc_blocks blk_own(pc_blocks item, pc_blocks *behind) {
    size_t n = item.n;
    while (n && item.v[n - 1].kind & PC_BEHIND_ITEM) n--;
    *behind = (pc_blocks){item.v + n, item.n - n};
    return (pc_blocks){item.v, n};
}

static void blk_items(hw *w, const pc_items *items) {
    bool all = hw_is_task_list(items);
    pc_buf_putc(w->out, '\n');
    w->indent += w->style->indent;
    for (size_t i = 0; i < items->n; i++) {
        hw_line(w);
        pc_blocks behind, own = blk_own(items->v[i], &behind), xs = blk_open_item(w, own);
        if (w->style->task_boxes ? hw_is_task(own) : all)
            hw_task_item(w, xs);
        else
            hw_flow(w, xs);
        PC_PUTL(w->out, "</li>\n");
        hw_blocks(w, behind);
        pc_buf_cr(w->out);
    }
    w->indent -= w->style->indent;
    hw_line(w);
}

/* The identifier of a table of contents comes last. */
static void blk_list_attr(hw *w, const pc_block *x, const pc_attr *attr, const char *extra_class) {
    bool last = x->kind & PC_CONTENTS;
    hw_attr(w, attr, (hw_skip){.id = last, .as_is = x->html != 0, .extra_class = extra_class});
    if (last) hw_id(w, attr);
}

static void blk_bullets(hw *w, const pc_block *x, const pc_attr *attr) {
    bool tasks = w->style->task_labels && hw_is_task_list(&x->u.items);
    PC_PUTL(w->out, "<ul");
    blk_list_attr(w, x, attr, tasks ? "task-list" : NULL);
    pc_buf_putc(w->out, '>');
    blk_items(w, &x->u.items);
    PC_PUTL(w->out, "</ul>");
}

static const char *blk_list_type(const hw *w, const pc_block *x) {
    static const char *const types[] = {
        [PC_DEFAULT_STYLE] = NULL, [PC_EXAMPLE] = "1",     [PC_DECIMAL] = "1",
        [PC_LOWER_ROMAN] = "i",    [PC_UPPER_ROMAN] = "I", [PC_LOWER_ALPHA] = "a",
        [PC_UPPER_ALPHA] = "A"};
    bool plain = x->u.olist->style == PC_DECIMAL || x->u.olist->style == PC_EXAMPLE;
    return plain && !w->style->list_types && !x->html ? NULL : types[x->u.olist->style];
}

static void blk_numbers(hw *w, const pc_block *x, const pc_attr *attr) {
    const pc_olist *l = x->u.olist;
    const char *type = blk_list_type(w, x);
    PC_PUTL(w->out, "<ol");
    if (l->start != 1 && (x->html || !w->style->plain_order))
        pc_buf_putf(w->out, " start=\"%lld\"", (long long)l->start);
    const char *cls = l->style == PC_EXAMPLE ? "example" : NULL;
    bool tasks = w->style->task_labels && hw_is_task_list(&l->items);
    blk_list_attr(w, x, attr, tasks ? "task-list" : cls);
    if (type) hw_key_value(w, "type", pc_strz(type));
    pc_buf_putc(w->out, '>');
    blk_items(w, &l->items);
    PC_PUTL(w->out, "</ol>");
}

static void blk_term(hw *w, pc_inlines xs) {
    hw_line(w);
    if (xs.n == 1 && xs.v[0].tag == PC_Span && xs.v[0].html == PC_HTML_DT) {
        hw_open(w, "dt", xs.v[0].u.span->attr, true);
        xs = xs.v[0].u.span->content;
    } else {
        PC_PUTL(w->out, "<dt>");
    }
    hw_inlines(w, xs);
    PC_PUTL(w->out, "</dt>\n");
}

static void blk_definition(hw *w, pc_blocks xs) {
    hw_line(w);
    if (xs.n == 1 && xs.v[0].tag == PC_Div && xs.v[0].html == PC_HTML_DD) {
        hw_open(w, "dd", xs.v[0].u.div->attr, true);
        xs = xs.v[0].u.div->content;
    } else {
        PC_PUTL(w->out, "<dd>");
    }
    if (w->style->dense_definitions)
        hw_flow(w, xs);
    else
        blk_around(w, xs);
    PC_PUTL(w->out, "</dd>\n");
}

static void blk_definitions(hw *w, const pc_block *x, const pc_attr *attr) {
    hw_open(w, "dl", attr, x->html != 0);
    pc_buf_putc(w->out, '\n');
    w->indent += w->style->indent;
    for (size_t i = 0; i < x->u.defs.n; i++) {
        const pc_def *d = &x->u.defs.v[i];
        blk_term(w, d->term);
        for (size_t k = 0; k < d->defs.n; k++) blk_definition(w, d->defs.v[k]);
    }
    w->indent -= w->style->indent;
    hw_line(w);
    PC_PUTL(w->out, "</dl>");
}

/* ---- the others ---- */

static void blk_header(hw *w, const pc_block *x, const pc_attr *attr) {
    (void)attr;
    const pc_header *h = x->u.header;
    char tag[3] = {'h', (char)('0' + (h->level > 6 ? 6 : h->level)), 0};
    bool deep = h->level > 6 || h->level < 1;
    const char *name = deep ? "p" : tag;
    pc_buf_putc(w->out, '<');
    pc_buf_putz(w->out, name);
    /* The identifier comes last, as in pandoc. */
    bool first = x->html != 0 || w->style->id_first;
    pc_str number = hw_section_number(w, h);
    if (number.n) hw_key_value(w, "data-number", number);
    if (first) hw_id(w, h->attr);
    hw_attr(w, h->attr,
            (hw_skip){.id = true, .as_is = x->html != 0, .extra_class = deep ? "heading" : NULL});
    if (!first) hw_id(w, h->attr);
    pc_buf_putc(w->out, '>');
    hw_put_number(w, number, "header-section-number");
    hw_inlines(w, h->content);
    hw_end_of_text(w, x);
    hw_close(w, name);
}

static void blk_rule(hw *w, const pc_block *x, const pc_attr *attr) {
    PC_PUTL(w->out, "<hr");
    hw_attr(w, attr, (hw_skip){.as_is = x->html != 0});
    PC_PUTL(w->out, " />");
}

/* The image alone in a figure whose caption is its description. */
static const pc_inline *blk_only_image(const pc_figure *f) {
    if (f->content.n != 1 || f->content.v[0].tag != PC_Plain) return NULL;
    pc_inlines xs = f->content.v[0].u.inlines;
    return xs.n == 1 && xs.v[0].tag == PC_Image ? &xs.v[0] : NULL;
}

static bool blk_says_alt(hw *w, const pc_figure *f) {
    const pc_inline *image = blk_only_image(f);
    if (!image) return false;
    pc_arena *a = w->cx->scratch;
    pc_mark mark = pc_arena_mark(a);
    bool same =
        pc_str_eq(pc_inlines_text(a, image->u.link->content), pc_blocks_text(a, f->caption.blocks));
    pc_arena_release(a, mark);
    return same;
}

static void blk_figure(hw *w, const pc_block *x, const pc_attr *attr) {
    (void)attr;
    const pc_figure *f = x->u.figure;
    hw_open(w, "figure", f->attr, x->html != 0);
    blk_around(w, f->content);
    if (f->caption.blocks.n) {
        bool alt = !x->html && !w->style->audible_captions && blk_says_alt(w, f);
        pc_buf_putz(w->out, alt ? "<figcaption aria-hidden=\"true\">" : "<figcaption>");
        hw_flow(w, f->caption.blocks);
        PC_PUTL(w->out, "</figcaption>\n");
    }
    PC_PUTL(w->out, "</figure>");
}

/* A single line of text stays on the line of its element. */
static bool blk_is_short(pc_blocks xs) {
    return xs.n == 0 || (xs.n == 1 && xs.v[0].tag == PC_Plain);
}

static void blk_div(hw *w, const pc_block *x, const pc_attr *attr) {
    (void)attr;
    const pc_div *d = x->u.div;
    if (x->kind & PC_NOTES_HERE && w->style->named_notes) {
        w->notes_here = w->out->n;
        return;
    }
    bool section = !x->html && pc_attr_has_class(d->attr, "section");
    const char *tag = x->html ? pc_html_name((pc_html_tag)x->html) : section ? "section" : "div";
    pc_buf_putc(w->out, '<');
    pc_buf_putz(w->out, tag);
    hw_attr(w, d->attr,
            (hw_skip){.as_is = x->html != 0, .made = !x->html, .cls = section ? "section" : NULL});
    pc_buf_putc(w->out, '>');
    bool in_entry = w->in_entry;
    w->in_entry |= pc_attr_has_class(d->attr, "publication");
    if (x->html && blk_is_short(d->content)) {
        hw_flow(w, d->content);
    } else {
        blk_around(w, d->content);
        if (!d->content.n) pc_buf_putc(w->out, '\n');
    }
    w->in_entry = in_entry;
    hw_close(w, tag);
}

static void blk_null(hw *w, const pc_block *x, const pc_attr *attr) {
    (void)w, (void)x, (void)attr;
}

static const blk_fn blk_rows[PC_BLOCK_COUNT] = {
    [PC_Plain] = blk_plain,
    [PC_Para] = blk_para,
    [PC_LineBlock] = blk_line_block,
    [PC_CodeBlock] = blk_code,
    [PC_RawBlock] = blk_raw,
    [PC_BlockQuote] = blk_quote,
    [PC_OrderedList] = blk_numbers,
    [PC_BulletList] = blk_bullets,
    [PC_DefinitionList] = blk_definitions,
    [PC_Header] = blk_header,
    [PC_HorizontalRule] = blk_rule,
    [PC_Table] = hw_table,
    [PC_Figure] = blk_figure,
    [PC_Div] = blk_div,
    [PC_Null] = blk_null,
};

/* A payload of nothing tells no block from another, such as one that a filter has emptied: its
 * place does. */
static pc_str blk_key(const pc_block *x) {
    static const pc_block nothing;
    bool empty = memcmp(&x->u, &nothing.u, sizeof x->u) == 0;
    if (empty) return (pc_str){(const char *)&x->pos, sizeof x->pos};
    return (pc_str){(const char *)&x->u, sizeof x->u};
}

void hw_know_texts(hw *w, const pc_doc *doc) {
    if (!w->style->html_texts) return;
    for (size_t i = 0; i < doc->html_texts.n; i++) {
        const pc_html_text *t = &doc->html_texts.v[i];
        bool numbered = w->sections.n && hw_has_sections(w, (pc_blocks){&t->block, 1});
        if (numbered) continue;
        pc_map_set(w->cx->scratch, &w->texts, blk_key(&t->block), (void *)t);
    }
}

const pc_html_text *hw_text_of(const hw *w, const pc_block *x) {
    bool may = w->texts.n && (x->html || x->tag == PC_Div);
    const pc_html_text *t = may ? pc_map_get(&w->texts, blk_key(x)) : NULL;
    return t && pc_block_shares(x, &t->block) ? t : NULL;
}

static bool blk_as_it_stood(hw *w, const pc_block *x) {
    const pc_html_text *t = hw_text_of(w, x);
    if (t) pc_buf_put(w->out, t->text);
    return t;
}

/* What kramdown puts into finished text stands at the margin. */
static bool blk_at_margin(const pc_block *x) {
    return x->tag == PC_Div && x->kind & (PC_CONTENTS | PC_NOTES_HERE);
}

void hw_block(hw *w, const pc_block *x) {
    int indent = w->indent;
    if (blk_as_it_stood(w, x)) return;
    if (blk_at_margin(x)) w->indent = 0;
    if (hw_folds_block(x))
        blk_rows[x->u.div->content.v[0].tag](w, &x->u.div->content.v[0], x->u.div->attr);
    else
        blk_rows[x->tag](w, x, &pc_attr_none);
    w->indent = indent;
}

/* The line of a block. In a table of contents, a list goes on behind its entry. */
static void blk_line(hw *w, const pc_block *x) {
    if (blk_at_margin(x) || x->kind & PC_UNINDENTED)
        pc_buf_cr(w->out);
    else if (x->kind & PC_CONTENTS)
        pc_buf_fill(w->out, ' ', (size_t)w->indent);
    else
        hw_line(w);
}

/* A blank line in front of a block: as in the page; where that does not tell, if it stands apart.
 */
static void blk_blank_before(hw *w, pc_blocks xs, size_t i, bool apart) {
    unsigned kind = xs.v[i].kind;
    bool told = kind & (i ? PC_STOOD_BEHIND : PC_STOOD_FIRST);
    if (!w->style->blank_lines || !(told ? kind & PC_BLANK_BEFORE : apart)) return;
    pc_buf_cr(w->out);
    pc_buf_putc(w->out, '\n');
}

static void blk_blank_last(hw *w, pc_blocks xs) {
    if (!w->style->blank_lines || !xs.n || !(xs.v[xs.n - 1].kind & PC_BLANK_LAST)) return;
    pc_buf_cr(w->out);
    pc_buf_putc(w->out, '\n');
}

void hw_blocks(hw *w, pc_blocks xs) {
    for (size_t i = 0; i < xs.n; i++) {
        blk_blank_before(w, xs, i, i);
        blk_line(w, &xs.v[i]);
        hw_block(w, &xs.v[i]);
    }
    blk_blank_last(w, xs);
}

void hw_flow(hw *w, pc_blocks xs) {
    bool breaks = w->style->break_items;
    w->indent += w->style->indent;
    for (size_t i = 0; i < xs.n; i++) {
        blk_blank_before(w, xs, i, i && xs.v[i - 1].tag != PC_Plain);
        if (i || (breaks && xs.v[i].tag != PC_Plain)) blk_line(w, &xs.v[i]);
        hw_block(w, &xs.v[i]);
    }
    blk_blank_last(w, xs);
    w->indent -= w->style->indent;
    if (!breaks || !xs.n || xs.v[xs.n - 1].tag == PC_Plain) return;
    if (xs.v[0].tag == PC_Plain && blk_at_margin(&xs.v[xs.n - 1]))
        pc_buf_cr(w->out);
    else
        hw_line(w);
}
