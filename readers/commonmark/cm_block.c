/* The blocks of a document, one event after the other, and each top-level block of cmark's freed as
 * soon as it is a node of ours. */
#include "readers/commonmark/cm_int.h"

#include "base/str.h"

#include <cmark-gfm-core-extensions.h>

pc_pos cm_block_pos(const cm *m, cmark_node *n) {
    const cm_cursor *c = &m->cursor;
    if (n->start_line < 1 || (size_t)n->start_line > c->nlines) return 0;
    size_t at =
        c->lines[n->start_line - 1] + (n->start_column > 0 ? (size_t)n->start_column - 1 : 0);
    return pc_source_pos(c->in, at < c->in->text.n ? at : c->in->text.n);
}

/* ---- blocks with inlines ---- */

static bool blk_is_tight(const cmark_node *n) {
    const cmark_node *list = n->parent ? n->parent->parent : NULL;
    return list && list->type == CMARK_NODE_LIST && list->as.list.tight;
}

static bool blk_is_task(cmark_node *n) {
    return n->type == CMARK_NODE_ITEM && n->extension &&
           !strcmp(cmark_node_get_type_string(n), "tasklist");
}

static void blk_task_mark(cm *m, cmark_node *item, pc_pos pos) {
    bool done = cmark_gfm_extensions_get_tasklist_item_checked(item);
    html_add_text(&m->lift, done ? PC_S("\xe2\x98\x92") : PC_S("\xe2\x98\x90"), pos);
    html_add(&m->lift, pc_at(pc_space(), pos));
}

static pc_inlines blk_inlines(cm *m, cmark_node *n, pc_pos pos) {
    pc_inlines xs = {0};
    html_begin(&m->lift, HTML_HOST_LEAF, pos);
    if (n->parent && n->parent->first_child == n && blk_is_task(n->parent))
        blk_task_mark(m, n->parent, pos);
    cm_inlines(m, n);
    html_end_inlines(&m->lift, &xs);
    return xs;
}

static void blk_paragraph(cm *m, cmark_node *n) {
    pc_pos pos = cm_block_pos(m, n);
    pc_inlines xs = blk_inlines(m, n, pos);
    pc_block b = blk_is_tight(n) ? pc_plain(xs) : pc_para(xs);
    html_add_block(&m->lift, pc_block_at(b, pos));
}

static void blk_heading(cm *m, cmark_node *n) {
    pc_pos pos = cm_block_pos(m, n);
    pc_inlines xs = blk_inlines(m, n, pos);
    const pc_attr *attr = &pc_attr_none;
    bool gfm = pc_ext_has(m->exts, PC_EXT_gfm_auto_identifiers);
    if (gfm || pc_ext_has(m->exts, PC_EXT_auto_identifiers)) {
        bool ascii = pc_ext_has(m->exts, PC_EXT_ascii_identifiers);
        pc_ident_style style = gfm ? PC_IDENT_GFM : PC_IDENT_PANDOC;
        pc_str id = pc_ident_inlines(m->arena, xs, style, ascii);
        if (id.n) attr = pc_attr_set_id(m->arena, attr, pc_idents_unique(&m->ids, id));
    }
    html_add_block(&m->lift,
                   pc_block_at(pc_header_node(m->arena, n->as.heading.level, attr, xs), pos));
}

/* ---- leaves ---- */

static void blk_rule(cm *m, cmark_node *n) {
    html_add_block(&m->lift, pc_block_at(pc_horizontal_rule(), cm_block_pos(m, n)));
}

static void blk_code(cm *m, cmark_node *n) {
    pc_str text = cm_keep(m, &n->as.code.literal), info = cm_chunk(&n->as.code.info);
    if (pc_str_endsz(text, "\n")) text.n--;
    size_t end = 0;
    while (end < info.n && !pc_is_space(info.p[end])) end++;
    const pc_attr *attr = &pc_attr_none;
    if (end) attr = pc_attr_class(m->arena, pc_str_dup(m->arena, pc_str_sub(info, 0, end)));
    html_add_block(&m->lift, pc_block_at(pc_code_block(m->arena, attr, text), cm_block_pos(m, n)));
}

/* Where the lines of an HTML block stand: each is the end of its line in the source. */
static size_t blk_html_map(cm *m, cmark_node *n, pc_str text, pc_map_span **out) {
    const cm_cursor *c = &m->cursor;
    PC_VEC(pc_map_span) spans = {0};
    size_t line = n->start_line > 0 ? (size_t)n->start_line - 1 : 0;
    for (size_t at = 0; at < text.n && line < c->nlines; line++) {
        size_t end = pc_str_chr(text, '\n', at);
        size_t len = (end == PC_NPOS ? text.n : end + 1) - at;
        size_t to = line + 1 < c->nlines ? c->lines[line + 1] : c->in->text.n;
        bool fits = c->lines[line] + len <= to;
        pc_pos from = pc_source_pos(c->in, fits ? to - len : c->lines[line]);
        pc_map_span span = {(uint32_t)at, from, fits};
        pc_vec_push(m->scratch, &spans, span);
        at += len;
    }
    *out = spans.v;
    return spans.n;
}

static void blk_html(cm *m, cmark_node *n) {
    pc_str text = cm_chunk(&n->as.literal), source = m->cursor.in->text;
    pc_map_span *map = NULL;
    size_t nmap = blk_html_map(m, n, text, &map);
    size_t at = nmap ? map[0].from - m->cursor.in->base : 0;
    if (nmap && map[0].verbatim && at + text.n <= source.n &&
        !memcmp(source.p + at, text.p, text.n)) {
        text = pc_str_sub(source, at, at + text.n);
        nmap = 1;
    } else {
        text = pc_str_dup(m->arena, text);
    }
    html_feed(&m->lift, text, map, nmap);
    html_end_run(&m->lift);
}

/* ---- containers ---- */

static void blk_open(cm *m, cmark_node *n) {
    html_begin(&m->lift, HTML_HOST_BLOCKS, cm_block_pos(m, n));
    bool alone = !n->first_child || n->first_child->type != CMARK_NODE_PARAGRAPH;
    if (blk_is_task(n) && alone) blk_task_mark(m, n, cm_block_pos(m, n));
}

static const struct {
    const char *mark, *cls, *title;
} blk_alerts[] = {
    {"[!NOTE]", "note", "Note"},
    {"[!TIP]", "tip", "Tip"},
    {"[!IMPORTANT]", "important", "Important"},
    {"[!WARNING]", "warning", "Warning"},
    {"[!CAUTION]", "caution", "Caution"},
};

/* > [!NOTE] on a line of its own: Divs as pandoc's alerts extension makes them. */
static bool blk_alert(cm *m, pc_blocks xs, pc_block *out) {
    if (!xs.n || xs.v[0].tag != PC_Para || !xs.v[0].u.inlines.n) return false;
    pc_inlines run = xs.v[0].u.inlines;
    if (run.v[0].tag != PC_Str || (run.n > 1 && run.v[1].tag != PC_SoftBreak)) return false;
    size_t i = 0;
    while (i < PC_COUNT(blk_alerts) && !pc_str_ieqz(run.v[0].u.text, blk_alerts[i].mark)) i++;
    if (i == PC_COUNT(blk_alerts)) return false;
    pc_arena *a = m->arena;
    pc_inlines words = pc_inlines1(a, pc_at(pc_strz_node(blk_alerts[i].title), run.v[0].pos));
    pc_block title = pc_div_node(a, pc_attr_class(a, PC_S("title")), pc_blocks1(a, pc_para(words)));
    pc_blocks rest = {xs.v + 1, xs.n - 1};
    if (run.n > 2) {
        pc_block first = pc_block_at(pc_para(pc_inlines_sub(run, 2, run.n)), run.v[2].pos);
        rest = pc_blocks_cat(a, pc_blocks1(a, first), rest);
    }
    pc_blocks all = pc_blocks_cat(a, pc_blocks1(a, title), rest);
    *out = pc_div_node(a, pc_attr_class(a, pc_strz(blk_alerts[i].cls)), all);
    return true;
}

static void blk_end_quote(cm *m, cmark_node *n) {
    pc_blocks xs;
    pc_block b;
    if (!html_end_blocks(&m->lift, &xs)) return;
    if (!pc_ext_has(m->exts, PC_EXT_alerts) || !blk_alert(m, xs, &b)) b = pc_block_quote(xs);
    html_add_block(&m->lift, pc_block_at(b, cm_block_pos(m, n)));
}

/* An item travels as a Div with origin <li> to its list. */
static void blk_end_item(cm *m, cmark_node *n) {
    pc_blocks xs;
    if (!html_end_blocks(&m->lift, &xs)) return;
    pc_block b = pc_div_node(m->arena, &pc_attr_none, xs);
    html_add_block(&m->lift, pc_block_from(b, PC_HTML_LI, cm_block_pos(m, n)));
}

static bool blk_is_li(const pc_block *x) {
    return x->tag == PC_Div && x->html == PC_HTML_LI;
}

static void blk_end_list(cm *m, cmark_node *n) {
    pc_blocks xs;
    if (!html_end_blocks(&m->lift, &xs)) return;
    pc_blocks *items = PC_NEW_N(m->arena, pc_blocks, xs.n ? xs.n : 1);
    /* An item that was flattened left its blocks here. */
    for (size_t i = 0; i < xs.n; i++)
        items[i] = blk_is_li(&xs.v[i]) ? xs.v[i].u.div->content : (pc_blocks){&xs.v[i], 1};
    pc_items all = {items, xs.n};
    pc_block b;
    if (n->as.list.list_type == CMARK_ORDERED_LIST)
        b = pc_ordered_list(m->arena, n->as.list.start, PC_DECIMAL,
                            n->as.list.delimiter == CMARK_PAREN_DELIM ? PC_ONE_PAREN : PC_PERIOD,
                            all);
    else
        b = pc_bullet_list(all);
    html_add_block(&m->lift, pc_block_at(b, cm_block_pos(m, n)));
}

/* ---- tables ---- */

static pc_alignment blk_align(uint8_t c) {
    return c == 'l'   ? PC_ALIGN_LEFT
           : c == 'r' ? PC_ALIGN_RIGHT
           : c == 'c' ? PC_ALIGN_CENTER
                      : PC_ALIGN_DEFAULT;
}

static pc_row blk_row(cm *m, cmark_node *row, size_t ncols) {
    pc_cell *cells = PC_NEW_N(m->arena, pc_cell, ncols ? ncols : 1);
    size_t n = 0;
    for (cmark_node *c = row->first_child; c && n < ncols; c = c->next) {
        pc_pos pos = cm_block_pos(m, c);
        pc_inlines xs = blk_inlines(m, c, pos);
        pc_blocks content = {0};
        if (xs.n) content = pc_blocks1(m->arena, pc_block_at(pc_plain(xs), pos));
        cells[n++] = (pc_cell){&pc_attr_none, PC_ALIGN_DEFAULT, 1, 1, content};
    }
    while (n < ncols) cells[n++] = (pc_cell){&pc_attr_none, PC_ALIGN_DEFAULT, 1, 1, {NULL, 0}};
    return (pc_row){&pc_attr_none, cells, n};
}

static void blk_table(cm *m, cmark_node *n) {
    size_t ncols = cmark_gfm_extensions_get_table_columns(n);
    const uint8_t *aligns = cmark_gfm_extensions_get_table_alignments(n);
    pc_col_spec *cols = PC_NEW_N(m->arena, pc_col_spec, ncols ? ncols : 1);
    for (size_t i = 0; i < ncols; i++) cols[i] = (pc_col_spec){blk_align(aligns[i]), 0};
    PC_VEC(pc_row) head = {0}, body = {0};
    for (cmark_node *r = n->first_child; r; r = r->next) {
        pc_row row = blk_row(m, r, ncols);
        if (cmark_gfm_extensions_get_table_row_is_header(r))
            pc_vec_push(m->scratch, &head, row);
        else
            pc_vec_push(m->scratch, &body, row);
    }
    pc_table_body *b = PC_NEW(m->arena, pc_table_body);
    *b = (pc_table_body){.attr = &pc_attr_none};
    b->body = (pc_rows){pc_vec_done(m->arena, &body), body.n};
    pc_table t = {.attr = &pc_attr_none, .cols = cols, .ncols = ncols, .bodies = b, .nbodies = 1};
    t.head = (pc_table_part){&pc_attr_none, {pc_vec_done(m->arena, &head), head.n}};
    t.foot = (pc_table_part){&pc_attr_none, {NULL, 0}};
    html_add_block(&m->lift, pc_block_at(pc_table_node(m->arena, &t), cm_block_pos(m, n)));
}

/* ---- the walk ---- */

typedef void (*blk_fn)(cm *m, cmark_node *n);

typedef struct blk_row_fns {
    blk_fn enter, leave; /* leave NULL: a leaf */
} blk_row_fns;

enum { BLK_KINDS = 16 };
static const blk_row_fns blk_rows[BLK_KINDS] = {
    [CMARK_NODE_BLOCK_QUOTE & CMARK_NODE_VALUE_MASK] = {blk_open, blk_end_quote},
    [CMARK_NODE_LIST & CMARK_NODE_VALUE_MASK] = {blk_open, blk_end_list},
    [CMARK_NODE_ITEM & CMARK_NODE_VALUE_MASK] = {blk_open, blk_end_item},
    [CMARK_NODE_CODE_BLOCK & CMARK_NODE_VALUE_MASK] = {blk_code, NULL},
    [CMARK_NODE_HTML_BLOCK & CMARK_NODE_VALUE_MASK] = {blk_html, NULL},
    [CMARK_NODE_PARAGRAPH & CMARK_NODE_VALUE_MASK] = {blk_paragraph, NULL},
    [CMARK_NODE_HEADING & CMARK_NODE_VALUE_MASK] = {blk_heading, NULL},
    [CMARK_NODE_THEMATIC_BREAK & CMARK_NODE_VALUE_MASK] = {blk_rule, NULL},
};

static const blk_row_fns *blk_row_of(cmark_node *n) {
    static const blk_row_fns table = {blk_table, NULL}, skip = {0};
    unsigned kind = n->type & CMARK_NODE_VALUE_MASK;
    if (kind < BLK_KINDS && blk_rows[kind].enter) return &blk_rows[kind];
    /* An extension's node: its type is a number of the run, so it is known by name. */
    return n->extension && !strcmp(cmark_node_get_type_string(n), "table") ? &table : &skip;
}

static void blk_tree(cm *m, cmark_node *top) {
    cmark_node *n = top;
    for (;;) {
        const blk_row_fns *row = blk_row_of(n);
        if (row->enter) row->enter(m, n);
        if (row->leave && n->first_child) {
            n = n->first_child;
            continue;
        }
        if (row->leave) row->leave(m, n);
        while (n != top && !n->next) {
            n = n->parent;
            blk_row_of(n)->leave(m, n);
        }
        if (n == top) return;
        n = n->next;
    }
}

pc_blocks cm_blocks(cm *m, cmark_node *root) {
    pc_blocks out = {0};
    html_begin(&m->lift, HTML_HOST_BLOCKS, cm_block_pos(m, root));
    for (cmark_node *n = root->first_child, *next; n; n = next) {
        next = n->next;
        blk_tree(m, n);
        cmark_node_unlink(n);
        cmark_node_free(n);
    }
    html_end_blocks(&m->lift, &out);
    return out;
}
