/* Inlines. Most are a row of two strings; the rest is links, notes, quotes, images and raw text. */
#include "writers/latex/latex_int.h"

#include "ast/build.h"
#include "ast/walk.h"
#include "base/io.h"
#include "base/str.h"

void tex_use(tex *t, tex_need n) {
    t->needs |= 1u << n;
}

void tex_loss(tex *t, pc_pos pos, const char *what) {
    pc_diag(t->cx->diags, PC_DIAG_WRITER_LOSS, pos, "%s", what);
}

/* --- Labels ------------------------------------------------------------------------------------
 */

/* \label takes an identifier as it is, but not these characters. */
static void put_label_name(tex *t, pc_str id) {
    pc_buf b;
    pc_buf_init(&b, t->cx->mem);
    for (size_t i = 0; i < id.n; i++) {
        unsigned char c = (unsigned char)id.p[i];
        if (pc_is_alnum(c) || strchr("-_.:+/", c))
            pc_buf_putc(&b, (char)c);
        else
            pc_buf_putf(&b, "ux%02x", c);
    }
    pc_str s = pc_buf_take(&b, t->cx->scratch);
    pc_buf_fini(&b);
    tex_put(t, s);
}

static bool label_wanted(const tex *t, pc_str id) {
    return id.n && !t->plain_text && (t->all_labels || pc_map_has(&t->targets, id));
}

void tex_label(tex *t, pc_str id) {
    if (!label_wanted(t, id)) return;
    TEX_PUT(t, "\\label{");
    put_label_name(t, id);
    TEX_PUT(t, "}");
}

void tex_labeled_place(tex *t, pc_str id) {
    if (!label_wanted(t, id)) return;
    tex_use(t, TEX_NEED_PHANTOM);
    if (t->one_line) TEX_PUT(t, "\\protect");
    TEX_PUT(t, "\\phantomsection");
    tex_label(t, id);
}

/* --- Raw text ----------------------------------------------------------------------------------
 */

void tex_note_raw(tex *t, const pc_raw *r, pc_pos pos) {
    bool html = pc_str_startsz(r->format, "html");
    if (html && pc_str_startsz(pc_str_ltrim(r->text), "<!--")) {
        pc_diag(t->cx->diags, PC_DIAG_NOTE, pos, "an HTML comment was left out");
    } else if (html) {
        if (!t->raw_html++) t->raw_html_pos = pos;
    } else
        pc_diag(t->cx->diags, PC_DIAG_NOTE, pos, "raw text for %.*s was left out", PC_F(r->format));
}

static void line_break(tex *t) {
    if (t->one_line) {
        tex_space(t);
        return;
    }
    if (t->para_start) TEX_PUT(t, "\\leavevmode");
    if (t->pubs.inside) {
        TEX_PUT(t, "\\pubbreak");
    } else
        TEX_PUT(t, "\\\\");
    tex_want(t, 1);
    t->after_break = !t->pubs.inside;
}

static void raw_inline(tex *t, const pc_inline *x) {
    const pc_raw *r = x->u.raw;
    pc_str s = pc_str_trim(r->text);
    if (t->plain_text) return;
    if (tex_is_tex(r->format)) {
        if (t->after_break && r->text.n && strchr("[*", r->text.p[0])) TEX_PUT(t, "{}");
        tex_put_lines(t, r->text);
    } else if (pc_str_startsz(r->format, "html") && pc_str_starts(s, PC_S("<br"))) {
        line_break(t);
    } else
        tex_note_raw(t, r, x->pos);
}

/* --- Links and images --------------------------------------------------------------------------
 */

bool tex_is_placeholder(const pc_link *l) {
    pc_str u = pc_str_trim(l->url);
    return pc_attr_has_class(l->attr, "placeholder") || !u.n || pc_str_eqz(u, "#") ||
           pc_str_ieqz(u, "tbd") || pc_str_ieqz(pc_str_sub(u, 0, 11), "javascript:");
}

static bool has_scheme(pc_str u) {
    size_t i = 0;
    while (i < u.n && (pc_is_alnum(u.p[i]) || u.p[i] == '+' || u.p[i] == '-' || u.p[i] == '.')) i++;
    return i > 1 && i < u.n && u.p[i] == ':';
}

static void wrapped(tex *t, const char *open, pc_inlines xs, const char *close) {
    tex_putz(t, open);
    tex_inlines(t, xs);
    tex_putz(t, close);
}

static void internal_link(tex *t, pc_str id, pc_inlines xs) {
    if (!pc_map_has(&t->ids, id)) {
        tex_inlines(t, xs);
        return;
    }
    tex_use(t, TEX_NEED_HYPERREF);
    TEX_PUT(t, "\\hyperref[");
    put_label_name(t, id);
    wrapped(t, "]{", xs, "}");
}

/* \url prints its argument: only what needs no escape in it may go there, so that it prints the
 * same with and without hyperref. */
static bool prints_itself(pc_str url) {
    for (size_t i = 0; i < url.n; i++) {
        unsigned char c = (unsigned char)url.p[i];
        if (c <= 0x20 || c >= 0x7f || strchr("%#{}\\^<>\"`|", c)) return false;
    }
    return true;
}

static void external_link(tex *t, const pc_link *l, pc_str url) {
    pc_str text = pc_inlines_text(t->cx->scratch, l->content);
    bool mail = pc_str_ieqz(pc_str_sub(url, 0, 7), "mailto:");
    bool same = pc_str_eq(text, url) || (mail && pc_str_eq(text, pc_str_from(url, 7)));
    same = same && prints_itself(text) && l->content.n == 1;
    if (same && !mail && !t->pubs.inside) {
        tex_use(t, TEX_NEED_URL);
        TEX_PUT(t, "\\url{");
        tex_url(t, url);
        TEX_PUT(t, "}");
        return;
    }
    if (!t->pubs.inside) tex_use(t, TEX_NEED_HREF);
    tex_putz(t, t->pubs.inside ? "\\publink{" : "\\href{");
    tex_url(t, url);
    TEX_PUT(t, "}{");
    if (same && !t->pubs.inside) {
        tex_use(t, TEX_NEED_NOLINKURL);
        TEX_PUT(t, "\\nolinkurl{");
        tex_url(t, text);
        TEX_PUT(t, "}");
    } else
        tex_inlines(t, l->content);
    TEX_PUT(t, "}");
}

static void link(tex *t, const pc_inline *x) {
    const pc_link *l = x->u.link;
    pc_str url = pc_str_trim(l->url);
    if (t->plain_text || tex_is_placeholder(l)) {
        tex_inlines(t, l->content);
        return;
    }
    tex_labeled_place(t, l->attr->id);
    if (url.p[0] == '#')
        internal_link(t, pc_str_from(url, 1), l->content);
    else
        external_link(t, l, url);
}

/* "50%" of the line, or a length as it is; pixels at 96 to the inch. */
static bool put_length(tex *t, const char *key, pc_str v, const char *whole) {
    v = pc_str_trim(v);
    if (!v.n || !(pc_is_digit(v.p[0]) || v.p[0] == '.')) return false;
    size_t i = 0;
    double f = 0, unit = 1;
    for (; i < v.n && pc_is_digit(v.p[i]) && i < 9; i++) f = f * 10 + (v.p[i] - '0');
    if (i < v.n && v.p[i] == '.')
        for (i++; i < v.n && pc_is_digit(v.p[i]); i++) f += (v.p[i] - '0') * (unit /= 10);
    pc_str u = pc_str_from(v, i);
    /* Beyond that nothing fits on paper, and %g would write an exponent. */
    if (f < 0.01 || f >= 10000) return false;
    if (pc_str_eqz(u, "%"))
        tex_putf(t, "%s=%.4g%s,", key, f / 100, whole);
    else if (!u.n || pc_str_eqz(u, "px"))
        tex_putf(t, "%s=%.4gin,", key, f / 96);
    else if (pc_str_eqz(u, "in") || pc_str_eqz(u, "cm") || pc_str_eqz(u, "mm") ||
             pc_str_eqz(u, "pt") || pc_str_eqz(u, "em"))
        tex_putf(t, "%s=%.4g%.*s,", key, f, PC_F(u));
    else
        return false;
    return true;
}

/* TeX reads neither the network nor these formats. */
static bool can_include(pc_str url) {
    static const char *const suffixes[] = {".svg", ".gif", ".webp", ".avif",
                                           ".bmp", ".ico", ".mp4"};
    if (has_scheme(url) || pc_str_startsz(url, "//")) return false;
    for (size_t i = 0; i < url.n; i++)
        if ((unsigned char)url.p[i] < 0x20 || strchr("{}%\\^#", url.p[i])) return false;
    for (size_t i = 0; i < PC_COUNT(suffixes); i++)
        if (pc_str_ieqz(pc_path_ext(url), suffixes[i])) return false;
    return url.n > 0;
}

static void image_as_text(tex *t, const pc_link *l, pc_str url) {
    if (!l->content.n) return;
    if (!has_scheme(url) || pc_str_startsz(url, "data:")) {
        tex_inlines(t, l->content);
        return;
    }
    tex_use(t, TEX_NEED_HREF);
    TEX_PUT(t, "\\href{");
    tex_url(t, url);
    wrapped(t, "}{", l->content, "}");
}

static void include_image(tex *t, const pc_link *l, pc_str url) {
    pc_str w = pc_attr_get(l->attr, "width"), h = pc_attr_get(l->attr, "height");
    bool bounded = !w.n && !h.n;
    tex_use(t, TEX_NEED_GRAPHICX);
    if (bounded) {
        tex_use(t, TEX_NEED_BOUNDED);
        TEX_PUT(t, "\\pandocbounded{");
    }
    TEX_PUT(t, "\\includegraphics[");
    bool sized = put_length(t, "width", w, "\\linewidth");
    if (!put_length(t, "height", h, "\\textheight") && sized) TEX_PUT(t, "height=\\textheight,");
    TEX_PUT(t, "keepaspectratio]{");
    tex_put(t, url);
    tex_putz(t, bounded ? "}}" : "}");
}

/* Pages name images by their place on the web: where TeX finds no such file, the description is
 * text (Pandoc's way with pictures that it cannot fetch). A document that has said \graphicspath,
 * and names without a suffix, are left to graphicx, which knows where to look. No command of our
 * own does this, since it may come to stand in a table of contents, which is read before we are. */
static void image_or_text(tex *t, const pc_link *l, pc_str url) {
    if (!pc_path_ext(url).n) {
        include_image(t, l, url);
        return;
    }
    TEX_PUT(t, "\\IfFileExists{");
    tex_put(t, url);
    TEX_PUT(t, "}{");
    include_image(t, l, url);
    TEX_PUT(t, "}{\\ifcsname Ginput@path\\endcsname");
    include_image(t, l, url);
    TEX_PUT(t, "\\else{}");
    tex_inlines(t, l->content);
    TEX_PUT(t, "\\fi}");
}

static void image(tex *t, const pc_inline *x) {
    const pc_link *l = x->u.link;
    pc_str url = pc_str_trim(l->url);
    if (t->plain_text) {
        tex_inlines(t, l->content);
    } else if (t->pubs.inside) {
        pc_diag(t->cx->diags, PC_DIAG_NOTE, x->pos, "the image of a publication was left out");
    } else if (can_include(url)) {
        image_or_text(t, l, url);
    } else {
        pc_diag(t->cx->diags, PC_DIAG_NOTE, x->pos, "LaTeX cannot include this image");
        if (!t->lost_images++) t->lost_image_pos = x->pos;
        image_as_text(t, l, url);
    }
}

/* --- Notes -------------------------------------------------------------------------------------
 */

static void note_text(tex *t, pc_blocks xs) {
    bool arg = t->arg, one_line = t->one_line, cell = t->in_cell, sections = t->no_sections;
    unsigned indent = t->o->indent;
    t->arg = t->no_sections = true;
    t->one_line = t->in_cell = false;
    t->hold++;
    t->o->indent += 2;
    t->para_start = true;
    t->o->fresh = t->o->buf.n;
    tex_blocks(t, xs);
    t->o->want = 0;
    t->o->indent = indent;
    t->hold--;
    t->arg = arg;
    t->one_line = one_line;
    t->in_cell = cell;
    t->no_sections = sections;
    TEX_PUT(t, "}");
}

/* Where a note cannot stand (headings, captions, terms, tables, other notes) its mark is written
 * with its number counted from the last note, and its text follows when that is over. */
static void note(tex *t, const pc_inline *x) {
    if (t->no_notes || t->plain_text) return;
    if (t->hold) {
        pc_vec_push(t->cx->scratch, &t->held, x->u.blocks);
        tex_putf(t, "\\footnotemark[\\numexpr\\value{footnote}+%zu\\relax]", t->held.n - t->done);
        return;
    }
    TEX_PUT(t, "\\footnote{");
    note_text(t, x->u.blocks);
    tex_held_notes(t);
}

void tex_held_notes(tex *t) {
    if (t->hold) return;
    while (t->done < t->held.n) {
        pc_blocks xs = t->held.v[t->done++];
        TEX_PUT(t, "\\stepcounter{footnote}\\footnotetext{");
        note_text(t, xs);
    }
    t->held.n = t->done = 0;
}

/* --- The rest ----------------------------------------------------------------------------------
 */

static void str(tex *t, const pc_inline *x) {
    if (t->pubs.in_legend && tex_entry_str(t, x->u.text, x->pos)) return;
    tex_text(t, x->u.text, x->pos);
}

static void space(tex *t, const pc_inline *x) {
    (void)x;
    if (!t->after_break) tex_space(t);
}

static void soft_break(tex *t, const pc_inline *x) {
    (void)x;
    if (t->after_break) return;
    if (t->cx->options->wrap == PC_WRAP_PRESERVE && !t->one_line)
        tex_want(t, 1);
    else
        tex_space(t);
}

static void hard_break(tex *t, const pc_inline *x) {
    (void)x;
    if (t->plain_text)
        tex_space(t);
    else
        line_break(t);
}

static void quoted(tex *t, const pc_inline *x) {
    bool dbl = x->kind == PC_DOUBLE_QUOTE;
    if (!t->smart && !t->ascii) {
        wrapped(t, dbl ? "“" : "‘", x->u.inlines, dbl ? "”" : "’");
        return;
    }
    char last = tex_last(t);
    if (last == '`' || last == '\'') TEX_PUT(t, "\\,");
    wrapped(t, dbl ? "``" : "`", x->u.inlines, "");
    if (tex_last(t) == '\'') TEX_PUT(t, "\\,");
    tex_putz(t, dbl ? "''" : "'");
}

static void code(tex *t, const pc_inline *x) {
    if (t->plain_text) {
        tex_text(t, x->u.code->text, x->pos);
        return;
    }
    tex_labeled_place(t, x->u.code->attr->id);
    TEX_PUT(t, "\\texttt{");
    tex_code(t, x->u.code->text, x->pos);
    TEX_PUT(t, "}");
}

/* Would TeX read all of it as one formula? A brace too many would end what stands around it.
 * [comment]: the last line ends in one. */
static bool is_formula(pc_str s, bool *comment) {
    size_t depth = 0;
    *comment = false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '\n') *comment = false;
        if (*comment) continue;
        if (c == '%') *comment = true;
        if (c == '{') depth++;
        if (c == '}' && depth-- == 0) return false;
        if (c == '$' && depth == 0) return false;
        if (c != '\\') continue;
        if (++i == s.n || (depth == 0 && strchr("()[]", s.p[i]))) return false;
    }
    return depth == 0;
}

static void math(tex *t, const pc_inline *x) {
    pc_str s = pc_str_trim(x->u.text);
    bool comment;
    if (t->plain_text) {
        tex_text(t, s, x->pos);
        return;
    }
    if (!is_formula(s, &comment)) {
        tex_loss(t, x->pos, "this is no complete formula for LaTeX; it is written as text");
        tex_text(t, s, x->pos);
        return;
    }
    bool display = x->kind == PC_DISPLAY_MATH && !t->one_line && !t->in_cell;
    tex_note_scripts(t, s, x->pos);
    tex_putz(t, display ? "\\[" : "\\(");
    /* An empty line would end the paragraph within the formula. */
    pc_str line;
    bool first = true;
    while (pc_str_cut(&s, '\n', &line)) {
        line = pc_str_trim(line);
        if (!line.n) continue;
        if (!first) tex_want(t, 1);
        first = false;
        tex_put(t, line);
    }
    if (comment) tex_want(t, 1);
    tex_putz(t, display ? "\\]" : "\\)");
}

static void span(tex *t, const pc_inline *x) {
    const pc_attr *a = x->u.span->attr;
    if (t->plain_text) {
        tex_inlines(t, x->u.span->content);
        return;
    }
    tex_labeled_place(t, a->id);
    if (pc_attr_has_class(a, "smallcaps"))
        wrapped(t, "\\textsc{", x->u.span->content, "}");
    else if (pc_attr_has_class(a, "underline") || pc_attr_has_class(a, "ul"))
        wrapped(t, "\\underline{", x->u.span->content, "}");
    else
        tex_inlines(t, x->u.span->content);
}

static void cite(tex *t, const pc_inline *x) {
    tex_inlines(t, x->u.cite->content);
}

static void strikeout(tex *t, const pc_inline *x) {
    tex_use(t, TEX_NEED_SOUT);
    wrapped(t, "\\sout{", x->u.inlines, "}");
}

typedef struct row {
    const char *open, *close; /* around its inlines */
    void (*write)(tex *t, const pc_inline *x);
} row;

static const row rows[PC_INLINE_COUNT] = {
    [PC_Str] = {.write = str},
    [PC_Emph] = {.open = "\\emph{", .close = "}"},
    [PC_Underline] = {.open = "\\underline{", .close = "}"},
    [PC_Strong] = {.open = "\\textbf{", .close = "}"},
    [PC_Strikeout] = {.write = strikeout},
    [PC_Superscript] = {.open = "\\textsuperscript{", .close = "}"},
    [PC_Subscript] = {.open = "\\textsubscript{", .close = "}"},
    [PC_SmallCaps] = {.open = "\\textsc{", .close = "}"},
    [PC_Quoted] = {.write = quoted},
    [PC_Cite] = {.write = cite},
    [PC_Code] = {.write = code},
    [PC_Space] = {.write = space},
    [PC_SoftBreak] = {.write = soft_break},
    [PC_LineBreak] = {.write = hard_break},
    [PC_Math] = {.write = math},
    [PC_RawInline] = {.write = raw_inline},
    [PC_Link] = {.write = link},
    [PC_Image] = {.write = image},
    [PC_Note] = {.write = note},
    [PC_Span] = {.write = span},
};
_Static_assert(PC_INLINE_COUNT == 20, "a new inline needs a row");

/* Bold that holds nothing to be bold. */
static bool is_blank(pc_inlines xs) {
    for (size_t i = 0; i < xs.n; i++)
        if (xs.v[i].tag != PC_Space && xs.v[i].tag != PC_SoftBreak) return false;
    return true;
}

static void inlin(tex *t, const pc_inline *x) {
    if (t->pubs.inside && !t->plain_text && tex_pub_inline(t, x)) return;
    const row *r = &rows[x->tag];
    if (r->write)
        r->write(t, x);
    else if (t->plain_text || is_blank(x->u.inlines))
        tex_inlines(t, x->u.inlines);
    else
        wrapped(t, r->open, x->u.inlines, r->close);
}

/* "H." and its like keep to the name that follows. */
static bool is_initial(const pc_inline *x) {
    return x->tag == PC_Str && x->u.text.n == 2 && pc_is_upper(x->u.text.p[0]) &&
           x->u.text.p[1] == '.';
}

void tex_inlines(tex *t, pc_inlines xs) {
    for (size_t i = 0; i < xs.n; i++) {
        bool tie = t->pubs.in_authors && i > 0 && i + 1 < xs.n && xs.v[i].tag == PC_Space &&
                   is_initial(&xs.v[i - 1]);
        if (tie)
            TEX_PUT(t, "~");
        else
            inlin(t, &xs.v[i]);
    }
}

static bool is_gap(const pc_inline *x) {
    return x->tag == PC_Space || x->tag == PC_SoftBreak || x->tag == PC_LineBreak;
}

void tex_para_inlines(tex *t, pc_inlines xs) {
    size_t from = 0, to = xs.n;
    while (from < to && is_gap(&xs.v[from])) from++;
    while (to > from && is_gap(&xs.v[to - 1])) to--;
    t->para_start = true;
    tex_inlines(t, pc_inlines_sub(xs, from, to));
}

pc_str tex_inlines_str(tex *t, pc_inlines xs) {
    tex_out o, *outer;
    tex_capture(t, &o, &outer);
    tex_inlines(t, xs);
    return tex_captured(t, &o, outer);
}

pc_str tex_inlines_plain(tex *t, pc_inlines xs) {
    bool was = t->plain_text;
    t->plain_text = true;
    pc_str s = tex_inlines_str(t, xs);
    t->plain_text = was;
    return s;
}
