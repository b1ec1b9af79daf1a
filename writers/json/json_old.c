/* Figures as Pandoc 2 has them: an image alone in a paragraph, with "fig:" before its title and the
 * caption as its text (Pandoc's manual for 2.17, implicit_figures). What holds more than one image
 * is a Div of class figure, with the caption at its end. */
#include "writers/json/json_old.h"

#include "ast/build.h"
#include "ast/walk.h"

static const pc_inline *only_image(pc_blocks xs) {
    if (xs.n != 1 || (xs.v[0].tag != PC_Plain && xs.v[0].tag != PC_Para)) return NULL;
    pc_inlines in = xs.v[0].u.inlines;
    return in.n == 1 && in.v[0].tag == PC_Image ? in.v : NULL;
}

static pc_block implicit_figure(pc_arena *a, const pc_figure *f, const pc_inline *image) {
    const pc_link *x = image->u.link;
    pc_blocks caption = f->caption.blocks;
    pc_inlines text = caption.n ? pc_block_inlines(&caption.v[0]) : x->content;
    const pc_attr *attr = f->attr->id.n ? pc_attr_set_id(a, x->attr, f->attr->id) : x->attr;
    pc_str title = pc_str_cat(a, PC_S("fig:"), x->title);
    return pc_para(pc_inlines1(a, pc_image(a, attr, text, x->url, title)));
}

static bool old_figure(pc_rewrite *r, const pc_block *x, pc_blocks *out) {
    if (x->tag != PC_Figure) return false;
    const pc_figure *f = x->u.figure;
    const pc_inline *image = f->caption.blocks.n <= 1 ? only_image(f->content) : NULL;
    pc_blocks all = pc_blocks_cat(r->arena, f->content, f->caption.blocks);
    const pc_attr *attr = pc_attr_add_class(r->arena, f->attr, PC_S("figure"));
    pc_block y = image ? implicit_figure(r->arena, f, image) : pc_div_node(r->arena, attr, all);
    *out = pc_blocks1(r->arena, pc_block_at(y, x->pos));
    return true;
}

pc_doc json_for_pandoc2(pc_ctx *cx, const pc_doc *doc) {
    pc_rewrite r = {.arena = cx->arena, .scratch = cx->scratch, .block = old_figure};
    return (pc_doc){.meta = pc_rewrite_meta(&r, doc->meta),
                    .blocks = pc_rewrite_blocks(&r, doc->blocks),
                    .api = {1, 22, 2, 1}};
}
