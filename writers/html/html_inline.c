/* Inlines. A node that came from HTML is written with the tag that it had. */
#include "writers/html/html_int.h"

#include "ast/build.h"
#include "ast/walk.h"
#include "base/str.h"

typedef void (*inl_fn)(hw *w, const pc_inline *x);

typedef struct inl_row {
    const char *tag; /* an element around the content */
    inl_fn fn;       /* or a function */
} inl_row;

bool hw_folds_inline(const pc_inline *x) {
    if (x->tag != PC_Span || !x->html || x->u.span->content.n != 1) return false;
    const pc_inline *in = &x->u.span->content.v[0];
    return in->html == x->html && in->tag != PC_Span && !pc_inline_attr(in);
}

/* The element of a node: what it was in HTML, else [usual]. */
static const char *inl_tag(const pc_inline *x, const char *usual) {
    return x->html ? pc_html_name((pc_html_tag)x->html) : usual;
}

static void inl_element(hw *w, const pc_inline *x, const char *usual, const pc_attr *a) {
    const char *tag = inl_tag(x, usual);
    hw_open(w, tag, a, x->html != 0);
    hw_inlines(w, pc_inline_content(x));
    hw_close(w, tag);
}

static void inl_str(hw *w, const pc_inline *x) {
    hw_text(w, x->u.text);
}
static void inl_blanks(hw *w, int n) {
    while (w->style->exact_blanks && n-- > 0) pc_buf_putc(w->out, ' ');
}
static void inl_space(hw *w, const pc_inline *x) {
    pc_buf_putc(w->out, ' ');
    inl_blanks(w, x->kind);
}
static void inl_soft_break(hw *w, const pc_inline *x) {
    if (!w->one_line) inl_blanks(w, x->kind >> 8);
    pc_buf_putc(w->out, w->one_line ? ' ' : '\n');
    if (!w->one_line) inl_blanks(w, x->kind & 0xff);
}

static void inl_behind_break(hw *w, const pc_inline *x) {
    if (!x->html || x->kind & PC_LINE_BEHIND) pc_buf_putc(w->out, '\n');
    inl_blanks(w, x->kind & (PC_LINE_BEHIND - 1));
}

/* A <br> of the source keeps the line that it stood in. */
static void inl_line_break(hw *w, const pc_inline *x) {
    inl_blanks(w, x->kind >> 8);
    PC_PUTL(w->out, "<br />");
    inl_behind_break(w, x);
}

static void inl_quoted(hw *w, const pc_inline *x) {
    if (x->html == PC_HTML_Q) {
        inl_element(w, x, "q", &pc_attr_none);
        return;
    }
    bool one = x->kind == PC_SINGLE_QUOTE;
    pc_buf_putz(w->out, one ? "\xe2\x80\x98" : "\xe2\x80\x9c");
    hw_inlines(w, x->u.inlines);
    pc_buf_putz(w->out, one ? "\xe2\x80\x99" : "\xe2\x80\x9d");
}

static void inl_cite(hw *w, const pc_inline *x) {
    PC_PUTL(w->out, "<span class=\"citation\" data-cites=\"");
    for (size_t i = 0; i < x->u.cite->citations.n; i++) {
        if (i) pc_buf_putc(w->out, ' ');
        hw_attr_value(w, x->u.cite->citations.v[i].id);
    }
    PC_PUTL(w->out, "\">");
    hw_inlines(w, x->u.cite->content);
    PC_PUTL(w->out, "</span>");
}

/* Elements that hold code, and the class that their node has for it. */
static const struct {
    pc_html_tag html;
    const char *tag, *cls;
} inl_codes[] = {
    {PC_HTML_SAMP, "samp", "sample"}, {PC_HTML_VAR, "var", "variable"}, {PC_HTML_TT, "tt", NULL}};

static void inl_code(hw *w, const pc_inline *x) {
    const pc_code *c = x->u.code;
    const char *tag = "code";
    if (w->style->code_frames && !x->html) {
        hw_framed_span(w, x);
        return;
    }
    hw_skip skip = {.as_is = x->html != 0};
    for (size_t i = 0; i < PC_COUNT(inl_codes); i++) {
        bool by_class =
            !x->html && inl_codes[i].cls && pc_attr_has_class(c->attr, inl_codes[i].cls);
        if (x->html != inl_codes[i].html && !by_class) continue;
        tag = inl_codes[i].tag;
        skip.cls = inl_codes[i].cls;
        break;
    }
    pc_buf_putc(w->out, '<');
    pc_buf_putz(w->out, tag);
    hw_attr(w, c->attr, skip);
    pc_buf_putc(w->out, '>');
    hw_text(w, c->text);
    hw_close(w, tag);
}

/* Marks for MathJax, or elements for another script. */
static void inl_bare_math(hw *w, pc_str text, bool display) {
    static const char *const around[2][2][2] = {
        {{"\\(", "\\)"}, {"\\[", "\\]"}},
        {{"<span class=\"kdmath\">$", "$</span>"}, {"<div class=\"kdmath\">$$\n", "\n$$</div>"}}};
    const char *const *marks = around[w->look->math_elements][display];
    pc_buf_putz(w->out, marks[0]);
    hw_text(w, text);
    pc_buf_putz(w->out, marks[1]);
}

static void inl_math(hw *w, const pc_inline *x) {
    bool display = x->kind == PC_DISPLAY_MATH;
    if (w->style->bare_math) {
        inl_bare_math(w, x->u.text, display);
        return;
    }
    pc_buf_putz(w->out,
                display ? "<span class=\"math display\">\\[" : "<span class=\"math inline\">\\(");
    hw_text(w, x->u.text);
    pc_buf_putz(w->out, display ? "\\]</span>" : "\\)</span>");
}

static bool inl_is_html(pc_str format) {
    return pc_str_startsz(format, "html") || pc_str_eqz(format, "slidy") ||
           pc_str_eqz(format, "s5");
}

static void inl_raw(hw *w, const pc_inline *x) {
    if (inl_is_html(x->u.raw->format)) pc_buf_put(w->out, x->u.raw->text);
}

static void inl_link(hw *w, const pc_inline *x) {
    const pc_link *l = x->u.link;
    if (w->in_link) { /* HTML has no link within a link */
        hw_inlines(w, l->content);
        return;
    }
    PC_PUTL(w->out, "<a href=\"");
    hw_url(w, l->url, x->html != 0);
    pc_buf_putc(w->out, '"');
    hw_attr(w, l->attr, (hw_skip){.as_is = x->html != 0});
    if (l->title.n) hw_key_value(w, "title", l->title);
    pc_buf_putc(w->out, '>');
    w->in_link = true;
    hw_inlines(w, l->content);
    w->in_link = false;
    PC_PUTL(w->out, "</a>");
}

static void inl_alt(hw *w, const pc_inline *x) {
    const pc_attr *attr = x->u.link->attr;
    if (!x->u.link->content.n && (x->html == PC_HTML_IMG || !w->style->always_alt)) return;
    for (size_t i = 0; i < attr->pairs.n; i++)
        if (pc_str_eqz(attr->pairs.v[i].key, "alt")) return;
    pc_arena *scratch = w->cx->scratch;
    pc_mark mark = pc_arena_mark(scratch);
    hw_key_value(w, "alt", pc_inlines_text(scratch, x->u.link->content));
    pc_arena_release(scratch, mark);
}

static void inl_image(hw *w, const pc_inline *x) {
    const pc_link *l = x->u.link;
    bool last = w->style->title_last, tag = x->html == PC_HTML_IMG;
    PC_PUTL(w->out, "<img");
    if (l->url.n || !x->kind) {
        PC_PUTL(w->out, " src=\"");
        hw_url(w, l->url, tag);
        pc_buf_putc(w->out, '"');
    }
    if (last) inl_alt(w, x);
    if (l->title.n) hw_key_value(w, "title", l->title);
    hw_attr(w, l->attr, (hw_skip){.size = !tag, .as_is = tag});
    if (!last) inl_alt(w, x);
    PC_PUTL(w->out, " />");
}

static void inl_note(hw *w, const pc_inline *x) {
    hw_note(w, x);
}

/* Classes that pandoc writes as elements; browsers would colour <mark>, a sign beside a name. */
static const char *inl_class_tag(const hw *w, const pc_attr *a) {
    static const char *const tags[] = {"kbd", "mark", "dfn", "abbr"};
    for (size_t i = 0; w->style->span_tags && i < PC_COUNT(tags); i++)
        if (pc_attr_has_class(a, tags[i]) && !(w->in_entry && tags[i][0] == 'm')) return tags[i];
    return NULL;
}

static void inl_span_tag(hw *w, const pc_inline *x, const char *tag, hw_skip skip) {
    pc_buf_putc(w->out, '<');
    pc_buf_putz(w->out, tag);
    hw_attr(w, x->u.span->attr, skip);
    pc_buf_putc(w->out, '>');
    bool in_entry = w->in_entry;
    w->in_entry |= pc_attr_has_class(x->u.span->attr, "publication");
    hw_inlines(w, x->u.span->content);
    w->in_entry = in_entry;
    hw_close(w, tag);
}

/* A span whose tag gave it a class (<kbd>), or an anchor whose name is its identifier. */
static void inl_span_from(hw *w, const pc_inline *x) {
    const pc_attr *a = x->u.span->attr;
    const char *tag = pc_html_name((pc_html_tag)x->html);
    hw_skip skip = {.as_is = true, .cls = x->html == PC_HTML_SPAN ? NULL : tag};
    skip.id = x->html == PC_HTML_A && !x->kind && pc_str_eq(a->id, pc_attr_get(a, "name"));
    inl_span_tag(w, x, tag, skip);
}

static void inl_span(hw *w, const pc_inline *x) {
    const pc_attr *a = x->u.span->attr;
    if (hw_folds_inline(x)) {
        const pc_inline *in = &x->u.span->content.v[0];
        if (in->tag == PC_LineBreak) {
            PC_PUTL(w->out, "<br");
            hw_attr(w, a, (hw_skip){.as_is = true});
            PC_PUTL(w->out, " />");
        } else {
            inl_element(w, in, "span", a);
        }
        return;
    }
    if (x->html) {
        inl_span_from(w, x);
        return;
    }
    const char *tag = inl_class_tag(w, a);
    if (tag)
        inl_span_tag(w, x, tag, (hw_skip){.cls = tag});
    else if (w->style->span_tags && pc_attr_has_class(a, "underline"))
        inl_span_tag(w, x, "u", (hw_skip){.cls = "underline"});
    else
        inl_span_tag(w, x, "span", (hw_skip){.made = true});
}

static void inl_small_caps(hw *w, const pc_inline *x) {
    PC_PUTL(w->out, "<span class=\"smallcaps\">");
    hw_inlines(w, x->u.inlines);
    PC_PUTL(w->out, "</span>");
}

static const inl_row inl_rows[PC_INLINE_COUNT] = {
    [PC_Str] = {.fn = inl_str},
    [PC_Emph] = {.tag = "em"},
    [PC_Underline] = {.tag = "u"},
    [PC_Strong] = {.tag = "strong"},
    [PC_Strikeout] = {.tag = "del"},
    [PC_Superscript] = {.tag = "sup"},
    [PC_Subscript] = {.tag = "sub"},
    [PC_SmallCaps] = {.fn = inl_small_caps},
    [PC_Quoted] = {.fn = inl_quoted},
    [PC_Cite] = {.fn = inl_cite},
    [PC_Code] = {.fn = inl_code},
    [PC_Space] = {.fn = inl_space},
    [PC_SoftBreak] = {.fn = inl_soft_break},
    [PC_LineBreak] = {.fn = inl_line_break},
    [PC_Math] = {.fn = inl_math},
    [PC_RawInline] = {.fn = inl_raw},
    [PC_Link] = {.fn = inl_link},
    [PC_Image] = {.fn = inl_image},
    [PC_Note] = {.fn = inl_note},
    [PC_Span] = {.fn = inl_span},
};

void hw_inlines(hw *w, pc_inlines xs) {
    for (size_t i = 0; i < xs.n; i++) {
        const inl_row *row = &inl_rows[xs.v[i].tag];
        if (row->fn)
            row->fn(w, &xs.v[i]);
        else
            inl_element(w, &xs.v[i], row->tag, &pc_attr_none);
    }
}
