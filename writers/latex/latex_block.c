/* Blocks: paragraphs, headings, code, quotes, figures, and the order of what stands side by side.
 */
#include "writers/latex/latex_int.h"

#include "ast/build.h"
#include "ast/meta.h"
#include "ast/walk.h"
#include "base/str.h"

static void para(tex *t, const pc_block *b) {
    if (!b->u.inlines.n) return;
    tex_want(t, 2);
    tex_para_inlines(t, b->u.inlines);
    tex_want(t, 2);
}

static void line_block(tex *t, const pc_block *b) {
    tex_want(t, 2);
    t->para_start = true;
    for (size_t i = 0; i < b->u.lines.n; i++) {
        if (i && !t->one_line) {
            if (t->para_start) TEX_PUT(t, "\\leavevmode");
            TEX_PUT(t, "\\\\");
            tex_want(t, 1);
            t->after_break = true;
        } else if (i)
            tex_space(t);
        tex_inlines(t, b->u.lines.v[i]);
    }
    tex_want(t, 2);
}

/* --- Code --------------------------------------------------------------------------------------
 */

/* As verbatim would print it, for arguments and for code with \end{verbatim} in it. */
static void code_as_text(tex *t, pc_str text, pc_pos pos) {
    bool list = !t->in_cell && t->lists < 6;
    if (t->in_cell) TEX_PUT(t, "\\begin{tabular}[t]{@{}l@{}}");
    if (list) tex_linez(t, "\\begin{quote}");
    tex_linez(t, list ? "\\ttfamily\\raggedright" : "{\\ttfamily\\raggedright");
    pc_str line;
    bool first = true;
    while (pc_str_line(&text, &line)) {
        if (!first) TEX_PUT(t, "\\\\");
        first = false;
        tex_want(t, 1);
        TEX_PUT(t, "\\mbox{}");
        tex_code(t, line, pos);
    }
    if (!list) TEX_PUT(t, "\\par}");
    if (list) tex_linez(t, "\\end{quote}");
    if (t->in_cell) TEX_PUT(t, "\\end{tabular}");
}

static void code_block(tex *t, const pc_block *b) {
    const pc_code *c = b->u.code;
    tex_want(t, 2);
    tex_labeled_place(t, c->attr->id);
    if (t->arg || t->in_cell || pc_str_has(c->text, "\\end{verbatim}")) {
        code_as_text(t, c->text, b->pos);
    } else {
        pc_str text = c->text;
        while (text.n && text.p[text.n - 1] == '\n') text.n--;
        tex_note_scripts(t, text, b->pos);
        unsigned indent = t->o->indent;
        size_t columns = t->o->columns;
        t->o->indent = 0;
        t->o->columns = 0;
        tex_linez(t, "\\begin{verbatim}");
        tex_fresh(t);
        tex_put_verbatim(t, text);
        tex_linez(t, "\\end{verbatim}");
        tex_fresh(t);
        t->o->fresh = 0;
        t->o->indent = indent;
        t->o->columns = columns;
    }
    tex_want(t, 2);
}

static void raw_block(tex *t, const pc_block *b) {
    const pc_raw *r = b->u.raw;
    if (!tex_is_tex(r->format)) {
        tex_note_raw(t, r, b->pos);
        return;
    }
    tex_want(t, 2);
    pc_str text = r->text;
    while (text.n && text.p[text.n - 1] == '\n') text.n--;
    tex_put_verbatim(t, text);
    tex_want(t, 2);
}

/* --- Containers --------------------------------------------------------------------------------
 */

static void environment(tex *t, const char *name, pc_blocks xs) {
    tex_want(t, 2);
    tex_putf(t, "\\begin{%s}", name);
    tex_fresh(t);
    tex_blocks(t, xs);
    t->o->want = 0;
    tex_want(t, 1);
    tex_putf(t, "\\end{%s}", name);
    tex_want(t, 2);
}

static void block_quote(tex *t, const pc_block *b) {
    if (t->lists >= 6) {
        tex_blocks(t, b->u.blocks);
        return;
    }
    bool was = t->no_sections;
    t->no_sections = true;
    t->lists++;
    environment(t, "quote", b->u.blocks);
    t->lists--;
    t->no_sections = was;
}

static void horizontal_rule(tex *t, const pc_block *b) {
    (void)b;
    tex_want(t, 2);
    if (t->in_cell)
        TEX_PUT(t, "\\rule{2em}{0.5pt}");
    else
        TEX_PUT(t, "\\begin{center}\\rule{0.5\\linewidth}{0.5pt}\\end{center}");
    tex_want(t, 2);
}

static void div(tex *t, const pc_block *b) {
    const pc_div *d = b->u.div;
    if (t->pubs.move_legends && tex_is_legend(t, b)) return;
    if (pc_attr_has_class(d->attr, "publication") && t->pubs.any) {
        tex_want(t, 2);
        tex_entry(t, d);
        return;
    }
    if (d->attr->id.n && pc_map_has(&t->targets, d->attr->id)) {
        tex_want(t, 2);
        tex_labeled_place(t, d->attr->id);
        tex_fresh(t); /* the paragraph goes on behind the label */
    }
    bool center = b->html == PC_HTML_CENTER && !t->in_cell;
    if (center)
        environment(t, "center", d->content);
    else
        tex_blocks(t, d->content);
}

/* --- Headings ----------------------------------------------------------------------------------
 */

static const char *const divisions[] = {"part",          "chapter",   "section",     "subsection",
                                        "subsubsection", "paragraph", "subparagraph"};

static bool is_book(pc_str cls) {
    static const char *const books[] = {"book", "report", "scrbook", "scrreprt", "memoir"};
    for (size_t i = 0; i < PC_COUNT(books); i++)
        if (pc_str_eqz(cls, books[i])) return true;
    return false;
}

/* Index of what a heading of level 1 is. */
static int64_t top_division(tex *t) {
    pc_str top = t->cx->options->top_level_division;
    for (int64_t i = 0; i < 3; i++)
        if (pc_str_eqz(top, divisions[i])) return i;
    const pc_meta *m = pc_meta_getz(t->cx->variables, "documentclass");
    if (!m) m = pc_meta_getz(t->doc->meta, "documentclass");
    return m && is_book(pc_meta_text(t->cx->scratch, m)) ? 1 : 2;
}

static bool plain_inlines(const tex *t, pc_inlines xs) {
    for (size_t i = 0; i < xs.n; i++) {
        unsigned tag = xs.v[i].tag;
        if (tag == PC_Note && t->no_notes) continue;
        if (tag == PC_Quoted ? !plain_inlines(t, xs.v[i].u.inlines)
                             : tag != PC_Str && tag != PC_Space && tag != PC_SoftBreak)
            return false;
    }
    return true;
}

/* A heading's text goes to the table of contents and to PDF bookmarks, too: those get text only. */
static void heading_text(tex *t, pc_inlines xs) {
    if (plain_inlines(t, xs)) {
        tex_inlines(t, xs);
        return;
    }
    tex_use(t, TEX_NEED_TEXORPDF);
    TEX_PUT(t, "\\texorpdfstring{");
    tex_inlines(t, xs);
    TEX_PUT(t, "}{");
    tex_put_lines(t, tex_inlines_plain(t, xs));
    TEX_PUT(t, "}");
}

static bool has_note(tex *t, pc_inlines xs) {
    pc_walk w;
    pc_walk_inlines(&w, t->cx->scratch, xs);
    for (pc_event e; (e = pc_walk_next(&w)) != PC_WALK_END;)
        if (e == PC_WALK_ENTER && w.inlin && w.inlin->tag == PC_Note) return true;
    return false;
}

static void sectioning(tex *t, const pc_header *h, const char *name, bool starred) {
    tex_putf(t, "\\%s%s", name, starred ? "*" : "");
    bool one_line = t->one_line;
    t->one_line = true;
    t->hold++;
    if (!starred && has_note(t, h->content)) {
        t->no_notes = true;
        TEX_PUT(t, "[{");
        heading_text(t, h->content);
        TEX_PUT(t, "}]");
        t->no_notes = false;
    }
    TEX_PUT(t, "{");
    heading_text(t, h->content);
    TEX_PUT(t, "}");
    t->hold--;
    t->one_line = one_line;
    tex_label(t, h->attr->id);
    if (starred && pc_attr_has_class(h->attr, "unnumbered") &&
        !pc_attr_has_class(h->attr, "unlisted")) {
        tex_want(t, 1);
        tex_putf(t, "\\addcontentsline{toc}{%s}{", name);
        tex_put_lines(t, tex_inlines_plain(t, h->content));
        TEX_PUT(t, "}");
    }
}

static void header(tex *t, const pc_block *b) {
    const pc_header *h = b->u.header;
    bool pubs = pc_attr_has_class(h->attr, "publications-section");
    if (pubs && t->pubs.no_headings) return;
    int64_t at = top_division(t) + (h->level < 1 ? 1 : h->level) - 1;
    tex_want(t, 2);
    t->para_start = true;
    if (t->no_sections) {
        TEX_PUT(t, "\\textbf{");
        tex_inlines(t, h->content);
        TEX_PUT(t, "}");
    } else if (at >= (int64_t)PC_COUNT(divisions)) {
        tex_labeled_place(t, h->attr->id);
        tex_inlines(t, h->content);
    } else {
        /* A list of publications has a place in somebody's chapter, and no number there. */
        bool star =
            pc_attr_has_class(h->attr, "unnumbered") ||
            (t->pubs.any && !t->cx->options->standalone && !t->cx->options->number_sections);
        sectioning(t, h, divisions[at], star);
    }
    tex_held_notes(t);
    tex_want(t, 2);
}

/* --- Figures -----------------------------------------------------------------------------------
 */

static void caption_text(tex *t, pc_blocks xs) {
    bool one_line = t->one_line;
    t->one_line = true;
    for (size_t i = 0; i < xs.n; i++) {
        if (i) tex_space(t);
        tex_inlines(t, pc_block_inlines(&xs.v[i]));
    }
    t->one_line = one_line;
}

void tex_caption(tex *t, const pc_caption *c) {
    TEX_PUT(t, "\\caption");
    if (c->has_short) {
        TEX_PUT(t, "[{");
        tex_put_lines(t, tex_inlines_plain(t, c->short_caption));
        TEX_PUT(t, "}]");
    } else {
        pc_inlines first = c->blocks.n ? pc_block_inlines(&c->blocks.v[0]) : (pc_inlines){0};
        if (has_note(t, first)) {
            TEX_PUT(t, "[{");
            tex_put_lines(t, tex_inlines_plain(t, first));
            TEX_PUT(t, "}]");
        }
    }
    TEX_PUT(t, "{");
    caption_text(t, c->blocks);
    TEX_PUT(t, "}");
}

static void figure(tex *t, const pc_block *b) {
    const pc_figure *f = b->u.figure;
    bool floats = !t->arg && !t->in_cell;
    if (t->in_cell) {
        tex_blocks(t, f->content);
        tex_space(t);
        caption_text(t, f->caption.blocks);
        return;
    }
    tex_want(t, 2);
    tex_putz(t, floats ? "\\begin{figure}" : "\\begin{center}");
    if (floats) tex_linez(t, "\\centering");
    tex_fresh(t);
    t->hold++;
    tex_blocks(t, f->content);
    tex_want(t, 1);
    t->o->want = 1;
    if (f->caption.blocks.n && floats)
        tex_caption(t, &f->caption);
    else if (f->caption.blocks.n) {
        TEX_PUT(t, "\\par ");
        caption_text(t, f->caption.blocks);
    }
    if (floats)
        tex_label(t, f->attr->id);
    else
        tex_labeled_place(t, f->attr->id);
    t->hold--;
    tex_linez(t, floats ? "\\end{figure}" : "\\end{center}");
    tex_held_notes(t);
    tex_want(t, 2);
}

/* --- All ---------------------------------------------------------------------------------------
 */

static void null_block(tex *t, const pc_block *b) {
    (void)t, (void)b;
}

static void (*const rows[PC_BLOCK_COUNT])(tex *, const pc_block *) = {
    [PC_Plain] = para,
    [PC_Para] = para,
    [PC_LineBlock] = line_block,
    [PC_CodeBlock] = code_block,
    [PC_RawBlock] = raw_block,
    [PC_BlockQuote] = block_quote,
    [PC_OrderedList] = tex_ordered_list,
    [PC_BulletList] = tex_bullet_list,
    [PC_DefinitionList] = tex_definition_list,
    [PC_Header] = header,
    [PC_HorizontalRule] = horizontal_rule,
    [PC_Table] = tex_table,
    [PC_Figure] = figure,
    [PC_Div] = div,
    [PC_Null] = null_block,
};
_Static_assert(PC_BLOCK_COUNT == 15, "a new block needs a row");

void tex_block(tex *t, const pc_block *b) {
    rows[b->tag](t, b);
}

void tex_blocks(tex *t, pc_blocks xs) {
    for (size_t i = 0; i < xs.n;) {
        size_t run =
            t->pubs.any && !t->pubs.inside && !t->pubs.in_list ? tex_pubs_run(t, xs, i) : 0;
        if (!run) tex_block(t, &xs.v[i]);
        i += run ? run : 1;
    }
}
