/* Jekyll pages: front matter, then Liquid, then Markdown, in Jekyll's order and with its meaning.
 *
 * Markdown is another reader's work, asked for by name. What Jekyll would stop at is a diagnostic
 * and the best result; with --strict it is an error and the conversion fails, as Jekyll's build
 * would. */
#include "readers/jekyll/jekyll.h"

#include "ast/meta.h"
#include "base/str.h"
#include "readers/jekyll/site.h"
#include "registry/registry.h"

const char jek_extensions[] =
    "+publications+native_html+raw_html+smart+footnotes+pipe_tables+strikeout+task_lists"
    "+gfm_auto_identifiers-auto_identifiers-ascii_identifiers-autolink_bare_uris-alerts"
    "-hard_line_breaks-tagfilter-tex_math_dollars-tex_math_gfm";

static const pc_source *rendered(pc_ctx *cx, jek_site *s, jek_doc *page, const pc_source *in) {
    liq_result out = jek_render(s, NULL, page, in, page->body, in->text.n);
    return pc_source_add_made(cx->sources, in->name, out.text, out.spans, out.nspans);
}

static pc_status read_markdown(pc_ctx *cx, jek_site *s, const pc_source *text, pc_doc *out) {
    pc_str format = jek_markdown_format(s);
    if (!pc_str_startsz(format, "kramdown")) text = jek_strip_kramdown(cx, text);
    return pc_read_as(cx, format, text, out);
}

static pc_status read(const pc_host *host, pc_ctx *cx, const pc_source *in, pc_doc *out) {
    (void)host;
    size_t errors = cx->diags->count[PC_LEVEL_ERROR];
    jek_site *s = jek_site_open(cx, in->name);
    jek_doc *page = jek_page_open(s, in);
    const pc_source *text = rendered(cx, s, page, in);
    bool stop = pc_str_eqz(cx->options->stop_after, "liquid");
    if (stop) {
        cx->raw_output = text->text;
        cx->stopped = true;
    } else {
        pc_meta_map meta = jek_meta(s, page);
        if (read_markdown(cx, s, text, out) != PC_OK) return PC_FAILED;
        out->meta = pc_meta_merge(cx->arena, out->meta, meta);
    }
    bool failed = cx->diags->strict && cx->diags->count[PC_LEVEL_ERROR] > errors;
    return failed ? PC_FAILED : PC_OK;
}

const pc_reader pc_reader_jekyll = {
    .size = sizeof(pc_reader),
    .name = "jekyll",
    .summary = "Jekyll pages: front matter, Liquid, Markdown, within their site",
    .extensions = jek_extensions,
    .read = read,
};
