/* LaTeX: a fragment to \input, or the body of a standalone document, as Pandoc's LaTeX writer gives
 * it.
 *
 * A fragment loads no package and changes no setting of the document around it. What it uses beyond
 * plain LaTeX has a \providecommand at its top that makes do without, or, where there is no doing
 * without, is named there in a comment. The rules that this folder follows were found by compiling
 * with the three engines; tests/writers/latex/compile.py compiles them again. */
#include "writers/latex/latex.h"

#include "ast/build.h"
#include "ast/meta.h"
#include "ast/walk.h"
#include "base/str.h"
#include "writers/latex/latex_int.h"

/* What a fragment needs, by tex_need: the package that has it, the variable by which the template
 * loads that package, and the line that makes do without. */
static const struct {
    const char *package, *variable, *fallback;
} needs[TEX_NEED_COUNT] = {
    [TEX_NEED_HREF] = {NULL, "links", "\\providecommand{\\href}[2]{#2}"},
    [TEX_NEED_URL] = {NULL, "links", "\\providecommand{\\url}[1]{\\texttt{\\detokenize{#1}}}"},
    [TEX_NEED_NOLINKURL] = {NULL, "links",
                            "\\providecommand{\\nolinkurl}[1]{\\texttt{\\detokenize{#1}}}"},
    [TEX_NEED_HYPERREF] = {NULL, "links", "\\providecommand{\\hyperref}[2][]{#2}"},
    [TEX_NEED_PHANTOM] = {NULL, "links", "\\providecommand{\\phantomsection}{}"},
    [TEX_NEED_TEXORPDF] = {NULL, "links", "\\providecommand{\\texorpdfstring}[2]{#1}"},
    [TEX_NEED_TIGHTLIST] = {NULL, NULL,
                            "\\providecommand{\\tightlist}{\\setlength{\\itemsep}{0pt}"
                            "\\setlength{\\parskip}{0pt}}"},
    [TEX_NEED_SOUT] = {"[normalem]{ulem}", "strikeout", "\\providecommand{\\sout}[1]{#1}"},
    [TEX_NEED_SQUARE] = {NULL, NULL,
                         "\\providecommand{\\square}{\\fbox{\\rule{0pt}{1ex}\\rule{1ex}{0pt}}}"},
    [TEX_NEED_CHECKED] = {NULL, NULL,
                          "\\providecommand{\\boxtimes}{\\fbox{\\makebox[1ex]{\\(\\times\\)}}}"},
    [TEX_NEED_CHECKMARK] = {NULL, NULL, "\\providecommand{\\checkmark}{\\ensuremath{\\surd}}"},
    [TEX_NEED_BOUNDED] = {NULL, NULL, "\\providecommand{\\pandocbounded}[1]{#1}"},
    [TEX_NEED_LONGTABLE] = {"{longtable,booktabs}", "tables", NULL},
    [TEX_NEED_ARRAY] = {"{array}", "tables", NULL},
    [TEX_NEED_MULTIROW] = {"{multirow}", "multirow", "\\providecommand{\\multirow}[4][]{#4}"},
    [TEX_NEED_GRAPHICX] = {"{graphicx}", "graphics", NULL},
};

/* --- Before ------------------------------------------------------------------------------------
 */

static void scan_node(tex *t, const pc_walk *w) {
    const pc_attr *attr = w->block ? pc_block_attr(w->block) : pc_inline_attr(w->inlin);
    if (attr && attr->id.n) pc_map_set(t->cx->scratch, &t->ids, attr->id, t);
    const pc_raw *raw = NULL;
    if (w->block && w->block->tag == PC_RawBlock) raw = w->block->u.raw;
    if (w->inlin && w->inlin->tag == PC_RawInline) raw = w->inlin->u.raw;
    if (raw && tex_is_tex(raw->format) && pc_str_has(raw->text, "ref{")) t->all_labels = true;
    if (!w->inlin || w->inlin->tag != PC_Link) return;
    pc_str url = w->inlin->u.link->url;
    if (url.n > 1 && url.p[0] == '#')
        pc_map_set(t->cx->scratch, &t->targets, pc_str_from(url, 1), t);
}

/* Which identifiers exist, and which are referred to: only those get a \label, so that two
 * fragments in one thesis do not quarrel about names. */
static void scan_ids(tex *t) {
    pc_walk w;
    pc_walk_blocks(&w, t->cx->scratch, t->doc->blocks);
    for (pc_event e; (e = pc_walk_next(&w)) != PC_WALK_END;)
        if (e == PC_WALK_ENTER) scan_node(t, &w);
}

/* --- After -------------------------------------------------------------------------------------
 */

static void comment_text(pc_buf *out, pc_str s) {
    for (size_t i = 0; i < s.n; i++) pc_buf_putc(out, (unsigned char)s.p[i] < 0x20 ? ' ' : s.p[i]);
}

static void put_provenance(tex *t, pc_buf *out) {
    PC_PUTL(out, "% pubconv " PUBCONV_VERSION);
    if (t->cx->ninputs) PC_PUTL(out, ", from ");
    for (size_t i = 0; i < t->cx->ninputs; i++) {
        if (i) PC_PUTL(out, ", ");
        if (pc_str_eqz(t->cx->inputs[i], "-"))
            PC_PUTL(out, "standard input");
        else
            comment_text(out, t->cx->inputs[i]);
    }
    if (t->cx->from.n) {
        PC_PUTL(out, " (");
        comment_text(out, t->cx->from);
        PC_PUTL(out, ")");
    }
    PC_PUTL(out, ": LaTeX, to \\input into a document\n");
}

static void put_script_comments(tex *t, pc_buf *out) {
    for (int s = 1; s < TEX_SCRIPT_COUNT; s++)
        if (t->scripts >> s & 1)
            pc_buf_putf(out, "%% needs fonts for %s characters: %s\n",
                        tex_script_name((tex_script)s), tex_script_hint((tex_script)s));
}

static void put_packages(tex *t, pc_buf *out) {
    for (int n = 0; n < TEX_NEED_COUNT; n++)
        if ((t->needs >> n & 1) && needs[n].package)
            pc_buf_putf(out, "%% needs \\usepackage%s\n", needs[n].package);
    put_script_comments(t, out);
}

static void put_fallbacks(tex *t, pc_buf *out) {
    for (int n = 0; n < TEX_NEED_COUNT; n++)
        if ((t->needs >> n & 1) && needs[n].fallback) pc_buf_putf(out, "%s\n", needs[n].fallback);
}

static void put_prelude(tex *t, pc_buf *out) {
    bool fragment = !t->cx->options->standalone;
    if (fragment && (t->needs || t->scripts || t->pubs.any)) put_provenance(t, out);
    if (fragment) put_packages(t, out);
    if (fragment && t->pubs.any)
        PC_PUTL(out, "% A definition of any of these commands before the \\input wins.\n");
    if (t->pubs.any) tex_pubs_prelude(t, out);
    if (fragment) put_fallbacks(t, out);
    if (out->total && (t->pubs.any || fragment)) PC_PUTL(out, "\n");
}

static void set_variable(tex *t, const char *name) {
    pc_ctx *cx = t->cx;
    cx->writer_variables =
        pc_meta_set(cx->arena, cx->writer_variables, pc_strz(name), pc_meta_bool(true));
}

static void set_text(tex *t, const char *name, pc_str text) {
    pc_ctx *cx = t->cx;
    if (text.n)
        cx->writer_variables = pc_meta_set(cx->arena, cx->writer_variables, pc_strz(name),
                                           pc_meta_str(pc_str_dup(cx->arena, text)));
}

static unsigned char byte_at(pc_str s, size_t i) {
    return i < s.n ? (unsigned char)s.p[i] : 0;
}

/* babel's names for the languages that its own files bring. */
static const char *babel_name(pc_str lang) {
    static const struct {
        const char *code, *name;
    } langs[] = {
        {"en-GB", "british"}, {"en", "english"}, {"de", "ngerman"},   {"fr", "french"},
        {"es", "spanish"},    {"it", "italian"}, {"pt-BR", "brazil"}, {"pt", "portuguese"},
        {"nl", "dutch"},      {"pl", "polish"},  {"sv", "swedish"},   {"da", "danish"},
        {"nb", "norsk"},      {"fi", "finnish"}, {"cs", "czech"},     {"ru", "russian"},
        {"uk", "ukrainian"},  {"tr", "turkish"}, {"hu", "magyar"},
    };
    for (size_t i = 0; i < PC_COUNT(langs); i++)
        if (pc_str_startsz(lang, langs[i].code) &&
            !pc_is_alnum(byte_at(lang, strlen(langs[i].code))))
            return langs[i].name;
    return "";
}

/* Names of people, from a text, a map with a name, or a list of such. */
static pc_str people(tex *t, const pc_meta *m) {
    pc_arena *a = t->cx->scratch;
    if (!m) return (pc_str){0};
    if (m->tag == PC_MetaMap) return pc_meta_text(a, pc_meta_getz(m->u.map, "name"));
    if (m->tag != PC_MetaList) return pc_meta_text(a, m);
    pc_buf all;
    pc_buf_init(&all, t->cx->mem);
    for (size_t i = 0; i < m->u.list.n; i++) {
        pc_str one = m->u.list.v[i].tag == PC_MetaList ? (pc_str){0} : people(t, &m->u.list.v[i]);
        if (all.n && one.n) PC_PUTL(&all, "; ");
        pc_buf_put(&all, one);
    }
    pc_str names = pc_buf_take(&all, a);
    pc_buf_fini(&all);
    return names;
}

static pc_str escaped(tex *t, pc_str s) {
    tex_out o, *outer;
    tex_capture(t, &o, &outer);
    tex_text(t, s, 0);
    return tex_captured(t, &o, outer);
}

static void set_variables(tex *t) {
    static const struct {
        tex_script script;
        const char *name;
    } scripts[] = {
        {TEX_SCRIPT_HAN, "cjk"}, {TEX_SCRIPT_KOREAN, "cjk"}, {TEX_SCRIPT_CYRILLIC, "cyrillic"}};
    for (int n = 0; n < TEX_NEED_COUNT; n++)
        if ((t->needs >> n & 1) && needs[n].variable) set_variable(t, needs[n].variable);
    for (size_t i = 0; i < PC_COUNT(scripts); i++)
        if (t->scripts >> scripts[i].script & 1) set_variable(t, scripts[i].name);
    if (t->pubs.any) set_variable(t, "publications");
    if (t->cx->options->number_sections) set_variable(t, "numbersections");
    if (t->cx->options->toc) set_variable(t, "toc");
    pc_buf fragment; /* for templates that are a fragment themselves */
    pc_buf_init(&fragment, t->cx->mem);
    put_packages(t, &fragment);
    put_fallbacks(t, &fragment);
    set_text(t, "fragment-needs", pc_str_rtrim(pc_buf_take(&fragment, t->cx->arena)));
    pc_buf_fini(&fragment);
    pc_meta_map meta = t->doc->meta;
    const pc_meta *title = pc_meta_getz(meta, "title"), *lang = pc_meta_getz(meta, "lang");
    pc_arena *a = t->cx->scratch;
    if (title) set_text(t, "title-meta", escaped(t, pc_meta_text(a, title)));
    set_text(t, "author-meta", escaped(t, people(t, pc_meta_getz(meta, "author"))));
    if (lang) set_text(t, "babel-lang", pc_strz(babel_name(pc_meta_text(a, lang))));
}

/* Titles and other metadata are written on their own, before and after the body. */
static bool said_before(const pc_diags *d) {
    for (size_t i = 0; i < d->n; i++)
        if (d->v[i].code == PC_DIAG_SCRIPT_FONTS) return true;
    return false;
}

/* Badges come by the dozen: one warning for all, a note for each. */
static void report_images(tex *t) {
    if (t->lost_images == 1)
        pc_diag(t->cx->diags, PC_DIAG_WRITER_LOSS, t->lost_image_pos,
                "LaTeX cannot include this image; its description takes its place");
    else if (t->lost_images)
        pc_diag(t->cx->diags, PC_DIAG_WRITER_LOSS, t->lost_image_pos,
                "LaTeX cannot include %zu images, of which this is the first; their descriptions "
                "take their place (--verbose shows each)",
                t->lost_images);
}

static void report(tex *t) {
    pc_diags *d = t->cx->diags;
    report_images(t);
    if (t->raw_html)
        pc_diag(d, PC_DIAG_WRITER_LOSS, t->raw_html_pos,
                "HTML without a counterpart in LaTeX was left out%s",
                t->raw_html > 1 ? ", here and in other places" : "");
    if (!t->scripts || said_before(d)) return;
    bool alone = t->cx->options->standalone;
    pc_buf names;
    pc_buf_init(&names, t->cx->mem);
    for (int s = 1; s < TEX_SCRIPT_COUNT; s++)
        if (t->scripts >> s & 1)
            pc_buf_putf(&names, "%s%s", names.n ? ", " : "", tex_script_name((tex_script)s));
    pc_str list = pc_buf_take(&names, t->cx->scratch);
    pc_buf_fini(&names);
    pc_diag_span(
        d, PC_DIAG_SCRIPT_FONTS, t->script_pos, t->script_pos,
        alone ? PC_S("compile it with xelatex or lualatex: pdflatex may stop at them") : PC_S(""),
        "the document%s needs fonts for %.*s characters", alone ? "" : " around it", PC_F(list));
}

/* --- All ---------------------------------------------------------------------------------------
 */

static size_t fill_columns(const pc_options *o) {
    return o->wrap == PC_WRAP_AUTO && o->columns > 0 ? (size_t)o->columns : 0;
}

static pc_status latex_write(const pc_host *host, pc_ctx *cx, const pc_doc *doc, pc_buf *out) {
    (void)host;
    pc_mark mark = pc_arena_mark(cx->scratch);
    tex_out body;
    tex t = {.cx = cx, .doc = doc, .o = &body, .body = &body};
    t.smart = pc_ext_has(cx->exts, PC_EXT_smart);
    t.ascii = cx->options->ascii || pc_ext_has(cx->exts, PC_EXT_ascii);
    tex_out_init(&body, cx->mem, fill_columns(cx->options));
    scan_ids(&t);
    tex_pubs_scan(&t);
    tex_blocks(&t, doc->blocks);
    tex_held_notes(&t);
    body.want = 1;
    tex_fresh(&t);
    pc_str text = tex_pubs_body(&t);
    put_prelude(&t, out);
    pc_buf_put(out, text);
    set_variables(&t);
    report(&t);
    pc_buf_fini(&body.buf);
    pc_arena_release(cx->scratch, mark);
    return PC_OK;
}

const pc_writer pc_writer_latex = {
    .size = sizeof(pc_writer),
    .name = "latex",
    .summary = "LaTeX: a section for \\input, or with -s a document",
    .suffixes = (const char *const[]){".tex", ".latex", ".ltx", NULL},
    .extensions = "+smart-ascii",
    .template_name = "default.latex",
    .write = latex_write,
};
