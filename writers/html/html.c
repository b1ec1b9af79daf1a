/* HTML5, as Pandoc's writer gives it; a document from Markdown as cmark gives it (html_style.c).
 *
 * Elements that came from HTML are given back with their tag and their attributes, and a page that
 * was HTML and that nothing has changed as it stood. Lines are not filled: --wrap=auto is taken as
 * preserve. */
#include "writers/html/html.h"

#include "ast/meta.h"
#include "base/io.h"
#include "base/str.h"
#include "writers/html/html_int.h"

static hw wr_new(pc_ctx *cx, const pc_doc *doc, pc_buf *out) {
    return (hw){.cx = cx,
                .out = out,
                .style = hw_style_for(doc->markdown, cx->from),
                .look = doc->look ? doc->look : &hw_look_default,
                .notes_here = PC_NPOS};
}

/* Text escaped for a template. */
static pc_meta wr_escaped(pc_ctx *cx, const pc_doc *doc, pc_str text) {
    pc_buf b;
    pc_buf_init(&b, cx->mem);
    hw w = wr_new(cx, doc, &b);
    hw_attr_value(&w, text);
    pc_str s = pc_buf_take(&b, cx->arena);
    pc_buf_fini(&b);
    return pc_meta_str(s);
}

static void wr_set(pc_ctx *cx, const char *name, pc_meta value) {
    cx->writer_variables = pc_meta_set(cx->arena, cx->writer_variables, pc_strz(name), value);
}

/* Each author as plain text; a single one may stand without a list. */
static pc_meta wr_authors(pc_ctx *cx, const pc_doc *doc, const pc_meta *m) {
    size_t n = m->tag == PC_MetaList ? m->u.list.n : 1;
    pc_meta *v = PC_NEW_N(cx->arena, pc_meta, n ? n : 1);
    for (size_t i = 0; i < n; i++)
        v[i] = wr_escaped(cx, doc,
                          pc_meta_text(cx->arena, m->tag == PC_MetaList ? &m->u.list.v[i] : m));
    return (pc_meta){.tag = PC_MetaList, .u.list = {v, n}};
}

static void wr_contents(pc_ctx *cx, const pc_doc *doc) {
    pc_buf b;
    pc_buf_init(&b, cx->mem);
    hw w = wr_new(cx, doc, &b);
    hw_number_sections(&w, doc->blocks);
    hw_contents(&w);
    pc_str text = pc_buf_take(&b, cx->arena);
    pc_buf_fini(&b);
    if (!text.n) return;
    wr_set(cx, "toc", (pc_meta){.tag = PC_MetaBool, .u.b = true});
    wr_set(cx, "table-of-contents", pc_meta_str(text));
}

/* Without a title, a page is called as its file is. */
static pc_str wr_file_title(const pc_ctx *cx) {
    if (!cx->ninputs) return PC_S("");
    pc_str base = pc_path_base(cx->inputs[0]);
    return pc_str_sub(base, 0, base.n - pc_path_ext(base).n);
}

/* What goes into the head of a page: plain text of what the body shows with markup. */
static void wr_variables(pc_ctx *cx, const pc_doc *doc) {
    const pc_meta *title = pc_meta_getz(doc->meta, "title");
    const pc_meta *author = pc_meta_getz(doc->meta, "author");
    const pc_meta *date = pc_meta_getz(doc->meta, "date");
    pc_str text = pc_meta_text(cx->arena, title);
    if (!text.n) text = wr_file_title(cx);
    wr_set(cx, "pagetitle", wr_escaped(cx, doc, text));
    if (author) wr_set(cx, "author-meta", wr_authors(cx, doc, author));
    if (date) wr_set(cx, "date-meta", wr_escaped(cx, doc, pc_meta_text(cx->arena, date)));
    if (cx->options->toc) wr_contents(cx, doc);
    pc_str math = hw_math_head(cx, doc);
    if (!math.n) return;
    wr_set(cx, "math", pc_meta_str(math));        /* as Pandoc's templates ask for it … */
    wr_set(cx, "math-script", pc_meta_str(math)); /* … where pages' "math: true" means more */
}

static void wr_body(pc_ctx *cx, const pc_doc *doc, pc_buf *out) {
    hw w = wr_new(cx, doc, out);
    if (cx->options->number_sections) hw_number_sections(&w, doc->blocks);
    if (pc_doc_as_read(doc, "html") && !w.sections.n) {
        pc_buf_put(out, doc->as_read.text);
        return;
    }
    w.one_line = cx->options->wrap == PC_WRAP_NONE;
    hw_know_texts(&w, doc);
    hw_blocks(&w, doc->blocks);
    hw_legend(&w, doc);
    hw_notes(&w);
    pc_buf_cr(out);
}

static pc_status wr_write(const pc_host *host, pc_ctx *cx, const pc_doc *doc, pc_buf *out) {
    (void)host;
    pc_mark mark = pc_arena_mark(cx->scratch);
    bool ascii = cx->options->ascii || pc_ext_has(cx->exts, PC_EXT_ascii);
    if (cx->options->standalone) wr_variables(cx, doc);
    if (ascii) {
        pc_buf b;
        pc_buf_init(&b, cx->mem);
        wr_body(cx, doc, &b);
        hw_ascii(out, pc_buf_str(&b));
        pc_buf_fini(&b);
    } else {
        wr_body(cx, doc, out);
    }
    pc_arena_release(cx->scratch, mark);
    return PC_OK;
}

static const char *const wr_aliases[] = {"html5", NULL};
static const char *const wr_suffixes[] = {".html", ".htm", NULL};

const pc_writer pc_writer_html = {
    .size = sizeof(pc_writer),
    .name = "html",
    .summary = "HTML5",
    .aliases = wr_aliases,
    .suffixes = wr_suffixes,
    .extensions = "-ascii",
    .template_name = "default.html5",
    .write = wr_write,
};
