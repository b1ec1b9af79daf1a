/* The same cell with other children or attributes: a new payload, the rest shared. */
#include "ast/build.h"

/* A copy of payload [member] of cell x, of type T, changed by the statement. */
#define CHANGED(a, x, T, member, change)                     \
    do {                                                     \
        T *y = pc_vec_copy((a), (x).u.member, 1, sizeof(T)); \
        change;                                              \
        (x).u.member = y;                                    \
    } while (0)

pc_inline pc_inline_with(pc_arena *a, pc_inline x, pc_inlines content) {
    switch (pc_inline_shape((pc_inline_tag)x.tag)) {
    case PC_SHAPE_INLINES: x.u.inlines = content; break;
    case PC_SHAPE_CITE: CHANGED(a, x, pc_cite, cite, y->content = content); break;
    case PC_SHAPE_LINK: CHANGED(a, x, pc_link, link, y->content = content); break;
    case PC_SHAPE_ATTR_INLINES: CHANGED(a, x, pc_span, span, y->content = content); break;
    default: break;
    }
    return x;
}

pc_inline pc_inline_with_attr(pc_arena *a, pc_inline x, const pc_attr *attr) {
    switch (pc_inline_shape((pc_inline_tag)x.tag)) {
    case PC_SHAPE_ATTR_TEXT: CHANGED(a, x, pc_code, code, y->attr = attr); break;
    case PC_SHAPE_LINK: CHANGED(a, x, pc_link, link, y->attr = attr); break;
    case PC_SHAPE_ATTR_INLINES: CHANGED(a, x, pc_span, span, y->attr = attr); break;
    default: break;
    }
    return x;
}

pc_block pc_block_with_inlines(pc_arena *a, pc_block x, pc_inlines content) {
    switch (pc_block_shape((pc_block_tag)x.tag)) {
    case PC_SHAPE_INLINES: x.u.inlines = content; break;
    case PC_SHAPE_HEADER: CHANGED(a, x, pc_header, header, y->content = content); break;
    default: break;
    }
    return x;
}

pc_block pc_block_with_blocks(pc_arena *a, pc_block x, pc_blocks content) {
    switch (pc_block_shape((pc_block_tag)x.tag)) {
    case PC_SHAPE_BLOCKS: x.u.blocks = content; break;
    case PC_SHAPE_ATTR_BLOCKS: CHANGED(a, x, pc_div, div, y->content = content); break;
    case PC_SHAPE_FIGURE: CHANGED(a, x, pc_figure, figure, y->content = content); break;
    default: break;
    }
    return x;
}

pc_block pc_block_with_attr(pc_arena *a, pc_block x, const pc_attr *attr) {
    switch (pc_block_shape((pc_block_tag)x.tag)) {
    case PC_SHAPE_ATTR_TEXT: CHANGED(a, x, pc_code, code, y->attr = attr); break;
    case PC_SHAPE_ATTR_BLOCKS: CHANGED(a, x, pc_div, div, y->attr = attr); break;
    case PC_SHAPE_HEADER: CHANGED(a, x, pc_header, header, y->attr = attr); break;
    case PC_SHAPE_TABLE: CHANGED(a, x, pc_table, table, y->attr = attr); break;
    case PC_SHAPE_FIGURE: CHANGED(a, x, pc_figure, figure, y->attr = attr); break;
    default: break;
    }
    return x;
}

pc_inlines pc_inline_content(const pc_inline *x) {
    switch (pc_inline_shape((pc_inline_tag)x->tag)) {
    case PC_SHAPE_INLINES: return x->u.inlines;
    case PC_SHAPE_CITE: return x->u.cite->content;
    case PC_SHAPE_LINK: return x->u.link->content;
    case PC_SHAPE_ATTR_INLINES: return x->u.span->content;
    default: return (pc_inlines){NULL, 0};
    }
}

pc_inlines pc_block_inlines(const pc_block *x) {
    switch (pc_block_shape((pc_block_tag)x->tag)) {
    case PC_SHAPE_INLINES: return x->u.inlines;
    case PC_SHAPE_HEADER: return x->u.header->content;
    default: return (pc_inlines){NULL, 0};
    }
}

pc_blocks pc_block_blocks(const pc_block *x) {
    switch (pc_block_shape((pc_block_tag)x->tag)) {
    case PC_SHAPE_BLOCKS: return x->u.blocks;
    case PC_SHAPE_ATTR_BLOCKS: return x->u.div->content;
    case PC_SHAPE_FIGURE: return x->u.figure->content;
    default: return (pc_blocks){NULL, 0};
    }
}
