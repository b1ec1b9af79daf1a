/* What happens to every document between reader and filters. */
#include "ast/build.h"
#include "ast/meta.h"
#include "ast/walk.h"
#include "base/str.h"
#include "pipeline/run.h"
#include "registry/recognise.h"

/* --shift-heading-level-by: what would fall below level 1 becomes a paragraph, as in Pandoc. */
static bool shift_heading(pc_rewrite *w, const pc_block *x, pc_blocks *out) {
    if (x->tag != PC_Header) return false;
    const pc_header *h = x->u.header;
    int64_t level = h->level + *(const int64_t *)w->user;
    pc_block y =
        level < 1 ? pc_para(h->content) : pc_header_node(w->arena, level, h->attr, h->content);
    *out = pc_blocks1(w->arena, pc_block_at(y, x->pos));
    return true;
}

/* Pandoc: with a negative shift, a first heading that would fall to level 0 is the title. */
static void heading_to_title(pc_run *r, int64_t by) {
    const pc_block *first = r->doc.blocks.n ? &r->doc.blocks.v[0] : NULL;
    if (by >= 0 || !first || first->tag != PC_Header || first->u.header->level + by != 0) return;
    if (pc_meta_getz(r->doc.meta, "title")) return;
    r->doc.meta = pc_meta_set(r->cx.arena, r->doc.meta, PC_S("title"),
                              pc_meta_inlines(first->u.header->content));
    r->doc.blocks = (pc_blocks){r->doc.blocks.v + 1, r->doc.blocks.n - 1};
}

static void shift_headings(pc_run *r) {
    int64_t by = r->job->options.shift_headings;
    if (!by) return;
    heading_to_title(r, by);
    pc_rewrite w = {
        .arena = r->cx.arena, .scratch = r->cx.scratch, .user = &by, .block = shift_heading};
    r->doc.blocks = pc_rewrite_blocks(&w, r->doc.blocks);
}

void pc_stage_transform(pc_run *r) {
    shift_headings(r);
    /* The site's own page, unless a filter wants to see publications. */
    if (r->job->options.layouts && !r->job->nsteps) return;
    if (!pc_ext_has(r->from.exts, PC_EXT_publications)) return;
    if (pc_recognise(&r->cx, &r->doc, r->to.name) != PC_OK) pc_run_fail(r, PC_EXIT_FILTER);
}
