/* Names and shapes of the constructors, from ast.def. */
#include "ast/ast.h"

#include "base/str.h"

const pc_attr pc_attr_none = {{"", 0}, {NULL, 0}, {NULL, 0}};

static const struct {
    const char *name;
    uint8_t shape;
} inline_rows[] =
    {
#define PC_INLINE(Name, SHAPE) [PC_##Name] = {#Name, PC_SHAPE_##SHAPE},
#include "ast/ast.def"
},
  block_rows[] = {
#define PC_BLOCK(Name, SHAPE) [PC_##Name] = {#Name, PC_SHAPE_##SHAPE},
#include "ast/ast.def"
};

static const pc_str html_rows[] = {
    [PC_HTML_NONE] = PC_LIT(""),
#define PC_HTML_TAG(NAME, text) [PC_HTML_##NAME] = PC_LIT(text),
#include "ast/tag.def"
#undef PC_HTML_TAG
};

const char *pc_inline_name(pc_inline_tag t) {
    return inline_rows[t].name;
}
const char *pc_block_name(pc_block_tag t) {
    return block_rows[t].name;
}
pc_shape pc_inline_shape(pc_inline_tag t) {
    return (pc_shape)inline_rows[t].shape;
}
pc_shape pc_block_shape(pc_block_tag t) {
    return (pc_shape)block_rows[t].shape;
}
const char *pc_html_name(pc_html_tag t) {
    return html_rows[t].p;
}

static int compare_folded(pc_str a, pc_str b) {
    for (size_t i = 0; i < a.n && i < b.n; i++) {
        int d = pc_lower((unsigned char)a.p[i]) - (unsigned char)b.p[i];
        if (d) return d;
    }
    return (a.n > b.n) - (a.n < b.n);
}

/* tag.def is sorted by name. */
pc_html_tag pc_html_find(pc_str name) {
    size_t lo = 1, hi = PC_HTML_COUNT;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int d = compare_folded(name, html_rows[mid]);
        if (d == 0) return (pc_html_tag)mid;
        if (d < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    return PC_HTML_NONE;
}

const pc_attr *pc_inline_attr(const pc_inline *x) {
    switch (pc_inline_shape((pc_inline_tag)x->tag)) {
    case PC_SHAPE_ATTR_TEXT: return x->u.code->attr;
    case PC_SHAPE_LINK: return x->u.link->attr;
    case PC_SHAPE_ATTR_INLINES: return x->u.span->attr;
    default: return NULL;
    }
}

const pc_attr *pc_block_attr(const pc_block *x) {
    switch (pc_block_shape((pc_block_tag)x->tag)) {
    case PC_SHAPE_ATTR_TEXT: return x->u.code->attr;
    case PC_SHAPE_ATTR_BLOCKS: return x->u.div->attr;
    case PC_SHAPE_HEADER: return x->u.header->attr;
    case PC_SHAPE_TABLE: return x->u.table->attr;
    case PC_SHAPE_FIGURE: return x->u.figure->attr;
    default: return NULL;
    }
}

bool pc_block_shares(const pc_block *x, const pc_block *y) {
    return x->tag == y->tag && x->html == y->html && memcmp(&x->u, &y->u, sizeof x->u) == 0;
}

bool pc_doc_as_read(const pc_doc *doc, const char *format) {
    const pc_as_read *x = &doc->as_read;
    return x->format && strcmp(x->format, format) == 0 && x->blocks.v == doc->blocks.v &&
           x->blocks.n == doc->blocks.n;
}
