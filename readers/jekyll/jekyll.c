/* Jekyll pages: front matter, then Liquid, then Markdown, in Jekyll's order and with its meaning.
 *
 * Markdown and HTML are other readers' work, asked for by name. A page that is neither (.txt, .xml,
 * .json) is one block of code; and what is not Markdown, Jekyll gives out as Liquid left it, so the
 * text stays beside the nodes for the HTML writer. What Jekyll would stop at is a diagnostic
 * and the best result; with --strict it is an error and the conversion fails, as Jekyll's build
 * would. */
#include "readers/jekyll/jekyll.h"

#include "ast/build.h"
#include "ast/meta.h"
#include "base/str.h"
#include "readers/jekyll/plugins.h"
#include "registry/registry.h"

const char jek_extensions[] =
    "+publications+native_html+raw_html+smart+footnotes+pipe_tables+strikeout+task_lists"
    "+gfm_auto_identifiers-auto_identifiers-ascii_identifiers-autolink_bare_uris-alerts"
    "-hard_line_breaks-tagfilter-tex_math_dollars-tex_math_gfm-emoji-relative_links"
    "-titles_from_headings-optional_front_matter-readme_index-default_layout";

static const pc_source *rendered(jek_site *s, jek_doc *page) {
    page->busy = true;
    liq_result out = jek_render(s, NULL, page, page->src, page->body, page->src->text.n);
    page->busy = false;
    return pc_source_add_made(s->at->sources, page->src->name, out.text, out.spans, out.nspans);
}

/* Elements as they stand, with nothing that Jekyll would not write. */
static pc_status read_html(pc_ctx *cx, const pc_source *text, pc_doc *out) {
    bool raw = pc_ext_has(cx->exts, PC_EXT_raw_html);
    return pc_read_as(cx,
                      raw ? PC_S("html+raw_html-auto_identifiers") : PC_S("html-auto_identifiers"),
                      text, out);
}

static pc_blocks code_of(pc_ctx *cx, const jek_doc *page, const pc_source *text) {
    pc_str cls = pc_str_from(page->ext, 1);
    const pc_attr *attr = pc_attr_new(cx->arena, PC_S(""), &cls, cls.n > 0, NULL, 0);
    pc_block code = pc_code_block(cx->arena, attr, pc_str_rtrim(text->text));
    return pc_blocks1(cx->arena, pc_block_at(code, pc_source_pos(text, 0)));
}

static pc_status read_body(jek_site *s, const jek_doc *page, const pc_source *text, pc_doc *out) {
    pc_ctx *cx = s->at;
    if (jek_doc_is_markdown(page)) return jek_read_markdown(s, text, out);
    if (jek_doc_is_sass(page))
        pc_diag(cx->diags, PC_DIAG_SASS, pc_source_pos(page->src, page->body),
                "Sass is not compiled: this is the page after Liquid");
    if (!jek_doc_is_html(page))
        out->blocks = code_of(cx, page, text);
    else if (read_html(cx, text, out) != PC_OK)
        return PC_FAILED;
    out->as_read = (pc_as_read){"html", text->text, out->blocks};
    return PC_OK;
}

/* Called while the page is written; what layouts read (markdownify) is read as the page was. */
static pc_str around(void *user, pc_str body) {
    jek_doc *page = user;
    pc_ctx *cx = page->site->at;
    pc_exts outer = cx->exts;
    cx->exts = page->site->exts;
    if (!body.n && jek_doc_is_markdown(page)) body = PC_S("\n"); /* kramdown's answer to nothing */
    page->html = jek_keep(page->site, body);
    pc_str whole = jek_in_layouts(page, NULL, body);
    cx->exts = outer;
    return whole;
}

static pc_status finished(const pc_ctx *cx, size_t errors) {
    bool failed = cx->diags->strict && cx->diags->count[PC_LEVEL_ERROR] > errors;
    return failed ? PC_FAILED : PC_OK;
}

pc_status jek_convert(jek_site *s, jek_doc *page, pc_doc *out) {
    pc_ctx *cx = s->at;
    size_t errors = cx->diags->count[PC_LEVEL_ERROR];
    s->page = page;
    s->cites = false;
    const pc_source *text = rendered(s, page);
    pc_meta_map meta = jek_meta(s, page);
    if (read_body(s, page, text, out) != PC_OK) return PC_FAILED;
    if (s->cites) {
        bool as_read = pc_doc_as_read(out, "html");
        out->blocks = jek_scholar_blocks(s, out->blocks);
        if (as_read) out->as_read.blocks = out->blocks;
    }
    out->blocks = jek_plugins_emoji(page, jek_plugins_links(page, out->blocks));
    out->meta = pc_meta_merge(cx->arena, out->meta, meta);
    if (!cx->handed_on) cx->page_frame = (pc_page_frame){"html", around, page};
    return finished(cx, errors);
}

pc_status jek_convert_or_stop(jek_site *s, jek_doc *page, pc_doc *out) {
    pc_ctx *cx = s->at;
    size_t errors = cx->diags->count[PC_LEVEL_ERROR];
    if (!pc_str_eqz(cx->options->stop_after, "liquid")) return jek_convert(s, page, out);
    s->page = page;
    cx->raw_output = rendered(s, page)->text;
    cx->stopped = true;
    return finished(cx, errors);
}

/* A site's options without a site's folder would be passed over in silence. */
static bool misses_folder(pc_ctx *cx, const pc_source *in) {
    const char *option = cx->options->page.n         ? "page"
                         : cx->options->collection.n ? "collection"
                                                     : NULL;
    if (!option) return false;
    pc_diag(cx->diags, PC_DIAG_USAGE, 0, "--%s wants the folder of a site as input, not %.*s",
            option, PC_F(in->name));
    return true;
}

static pc_status read(const pc_host *host, pc_ctx *cx, const pc_source *in, pc_doc *out) {
    (void)host;
    if (misses_folder(cx, in)) return PC_FAILED;
    jek_site *s = jek_site_open(cx, in->name);
    return jek_convert_or_stop(s, jek_page_open(s, in), out);
}

const pc_reader pc_reader_jekyll = {
    .size = sizeof(pc_reader),
    .name = "jekyll",
    .summary = "Jekyll pages: front matter, Liquid, Markdown, within their site",
    .extensions = jek_extensions,
    .read = read,
};
