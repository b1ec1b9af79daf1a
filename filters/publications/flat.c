/* An entry's blocks as one text. Every inline becomes a node with its extent in the text, so that
 * what is found in the text can be put around nodes again; every container becomes a box, a
 * candidate for a field. */
#include "filters/publications/pub_int.h"

#include "base/str.h"
#include "bib/words.h"

typedef struct fl {
    pub *p;
    pub_flat *out;
    char text[PUB_MAX_TEXT + 8];
    size_t n;
    bool full;
} fl;

static void fl_put(fl *f, pc_str s) {
    if (f->full || f->n + s.n > PUB_MAX_TEXT) {
        f->full = true;
        return;
    }
    if (s.n) memcpy(f->text + f->n, s.p, s.n);
    f->n += s.n;
}

static void fl_inlines(fl *f, pc_inlines xs, unsigned style, pub_node **out, size_t *n);

/* Words in class names that say what an element holds. */
static unsigned style_of_classes(const pc_attr *attr) {
    static const struct {
        const char *part;
        unsigned style;
    } words[] = {
        {"title", PUB_CLASS_TITLE}, {"author", PUB_CLASS_AUTHOR}, {"badge", PUB_BADGE},
        {"venue", PUB_BADGE},       {"conf", PUB_BADGE},          {"journal", PUB_BADGE},
        {"tag", PUB_BADGE},         {"label", PUB_BADGE},         {"periodical", PUB_BADGE}};
    unsigned style = 0;
    for (size_t i = 0; i < attr->classes.n; i++)
        for (size_t k = 0; k < PC_COUNT(words); k++)
            if (pc_str_has(attr->classes.v[i], words[k].part)) style |= words[k].style;
    pc_str css = pc_attr_get(attr, "style");
    if (pc_str_has(css, "color")) style |= PUB_COLOUR;
    if (pc_attr_get(attr, "color").n) style |= PUB_COLOUR;
    return style;
}

static unsigned style_of(const pc_inline *x) {
    switch (x->tag) {
    case PC_Strong: return PUB_BOLD;
    case PC_Emph: return PUB_ITALIC;
    case PC_Underline: return PUB_UNDER;
    case PC_Superscript: return PUB_SUPER;
    case PC_Quoted: return PUB_QUOTE;
    case PC_Code: return PUB_CODE;
    case PC_Math: return PUB_MATH;
    case PC_Link: return PUB_LINK;
    case PC_Span: return style_of_classes(x->u.span->attr);
    default: return 0;
    }
}

static void fl_leaf(fl *f, const pc_inline *x, unsigned style) {
    size_t from = f->n;
    switch (x->tag) {
    case PC_Str: fl_put(f, x->u.text); break;
    case PC_Space: fl_put(f, PC_S(" ")); break;
    case PC_SoftBreak: fl_put(f, PC_S("\n")); break;
    case PC_LineBreak: fl_put(f, PC_S("\v")); break;
    case PC_Math: fl_put(f, x->u.text); break;
    case PC_Code: fl_put(f, x->u.code->text); break;
    default: return;
    }
    if (f->n == from) return;
    if (f->out->pos == 0) f->out->pos = x->pos;
    pub_run r = {from, f->n, style};
    pc_vec_push(f->p->scratch, &f->out->runs, r);
}

static void fl_box(fl *f, pub_node *node, unsigned own, size_t from, size_t to) {
    pub_box b = {.from = from, .to = to, .style = own, .node = node, .pos = node->cell.pos};
    if (node->cell.tag == PC_Link) {
        b.link = node->cell.u.link;
        b.label = bib_label_purpose((pc_str){f->text + from, to - from});
    }
    pc_vec_push(f->p->scratch, &f->out->boxes, b);
}

static void fl_inline(fl *f, const pc_inline *x, unsigned style, pub_node *node) {
    unsigned own = style_of(x);
    pc_inlines below = pc_inline_content(x);
    *node = (pub_node){.cell = *x, .from = f->n};
    bool quoted = x->tag == PC_Quoted;
    const char *const quotes[] = {"\xE2\x80\x98", "\xE2\x80\x99", "\xE2\x80\x9C", "\xE2\x80\x9D"};
    size_t q = quoted && x->kind == PC_DOUBLE_QUOTE ? 2 : 0;
    if (quoted) fl_put(f, pc_strz(quotes[q]));
    size_t from = f->n;
    if (below.n)
        fl_inlines(f, below, style | own, &node->kids, &node->nkids);
    else
        fl_leaf(f, x, style | own);
    size_t to = f->n;
    if (quoted) fl_put(f, pc_strz(quotes[q + 1]));
    node->to = f->n;
    if (own && (to > from || x->tag == PC_Link)) fl_box(f, node, own, from, to);
}

static void fl_inlines(fl *f, pc_inlines xs, unsigned style, pub_node **out, size_t *n) {
    pub_node *v = xs.n ? pc_alloc_array(f->p->scratch, xs.n, sizeof *v) : NULL;
    for (size_t i = 0; i < xs.n; i++) fl_inline(f, &xs.v[i], style, &v[i]);
    *out = v;
    *n = xs.n;
}

static void fl_line(fl *f, pc_inlines xs, unsigned style) {
    if (f->n) fl_put(f, PC_S("\f"));
    pub_line line = {.from = f->n};
    fl_inlines(f, xs, style, &line.v, &line.n);
    line.to = f->n;
    if (style && line.to > line.from) {
        pub_box b = {.from = line.from, .to = line.to, .style = style};
        pc_vec_push(f->p->scratch, &f->out->boxes, b);
    }
    pc_vec_push(f->p->scratch, &f->out->lines, line);
}

static void fl_blocks(fl *f, pc_blocks xs, unsigned style);

static void fl_items(fl *f, pc_items items, unsigned style) {
    for (size_t i = 0; i < items.n; i++) fl_blocks(f, items.v[i], style);
}

static void fl_rows(fl *f, pc_rows rows, unsigned style) {
    for (size_t i = 0; i < rows.n; i++)
        for (size_t k = 0; k < rows.v[i].n; k++) fl_blocks(f, rows.v[i].cells[k].content, style);
}

static void fl_table(fl *f, const pc_table *t, unsigned style) {
    fl_blocks(f, t->caption.blocks, style);
    fl_rows(f, t->head.rows, style);
    for (size_t i = 0; i < t->nbodies; i++) {
        fl_rows(f, t->bodies[i].head, style);
        fl_rows(f, t->bodies[i].body, style);
    }
    fl_rows(f, t->foot.rows, style);
}

/* The order of lines is that of ann_block() in annotate.c. */
static void fl_block(fl *f, const pc_block *b, unsigned style) {
    switch (b->tag) {
    case PC_Plain:
    case PC_Para: fl_line(f, b->u.inlines, style); break;
    case PC_Header: fl_line(f, b->u.header->content, style | PUB_HEAD); break;
    case PC_LineBlock:
        for (size_t i = 0; i < b->u.lines.n; i++) fl_line(f, b->u.lines.v[i], style);
        break;
    case PC_BulletList: fl_items(f, b->u.items, style); break;
    case PC_OrderedList: fl_items(f, b->u.olist->items, style); break;
    case PC_DefinitionList:
        for (size_t i = 0; i < b->u.defs.n; i++) {
            fl_line(f, b->u.defs.v[i].term, style);
            fl_items(f, b->u.defs.v[i].defs, style);
        }
        break;
    case PC_Table: fl_table(f, b->u.table, style); break;
    case PC_Div: fl_blocks(f, b->u.div->content, style | style_of_classes(b->u.div->attr)); break;
    case PC_BlockQuote: fl_blocks(f, b->u.blocks, style); break;
    default: break; /* code, raw, figures: no fields in them */
    }
}

static void fl_blocks(fl *f, pc_blocks xs, unsigned style) {
    for (size_t i = 0; i < xs.n && !f->full; i++) fl_block(f, &xs.v[i], style);
}

void pub_flatten(pub *p, pc_blocks blocks, pub_flat *out) {
    fl *f = PC_NEW(p->scratch, fl);
    *f = (fl){.p = p, .out = out};
    *out = (pub_flat){0};
    fl_blocks(f, blocks, 0);
    out->text = (pc_str){f->text, f->n};
    out->whole = !f->full;
}

unsigned pub_style_at(const pub_flat *f, size_t at) {
    size_t lo = 0, hi = f->runs.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (f->runs.v[mid].to <= at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < f->runs.n && f->runs.v[lo].from <= at ? f->runs.v[lo].style : 0;
}

unsigned pub_style_of(const pub_flat *f, size_t from, size_t to) {
    unsigned style = ~0u;
    bool any = false;
    pc_str w, part = pc_str_sub(f->text, from, to);
    size_t at;
    for (size_t i = 0; bib_word(part, &i, &at, &w);) {
        style &= pub_style_at(f, from + at);
        any = true;
    }
    return any ? style : 0;
}
