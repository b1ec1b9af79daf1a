/* Building nodes, for plugins: each function packs what it was given into a pc_hostcall and runs a
 * body behind the boundary; the body checks the kinds of the handles, copies the text, makes the
 * node. */
#include "registry/host_int.h"

#include "ast/meta.h"

/* --- What a body was given ------------------------------------------------------------------- */

static pc_arena *arena(const pc_hostcall *c) {
    return c->cx->arena;
}
static pc_str text(const pc_hostcall *c, int i) {
    return pc_host_text(c, c->s[i]);
}

PC_NORETURN static void wrong(const pc_hostcall *c, const char *wanted, pc_node got) {
    const char *type = pc_node_type(got);
    pc_host_misuse(c, "wants %s, not %s", wanted, *type ? type : "nothing");
}

/* A list of the kind, a single item of one, or none for the empty list. */
static pc_node want_list(const pc_hostcall *c, int i, pc_node_kind kind) {
    pc_node_kind k = pc_node_kind_of(c->n[i]);
    if (k == kind) return c->n[i];
    if (k == PC_N_NONE) return pc_node_list(kind, NULL, 0);
    if (k == pc_node_item_kind(kind) && kind != PC_N_LINES && kind != PC_N_ITEMS)
        return pc_node_list(kind, c->n[i].at, 1);
    wrong(c, pc_node_kind_name(kind), c->n[i]);
}

static pc_inlines want_inlines(const pc_hostcall *c, int i) {
    pc_node l = want_list(c, i, PC_N_INLINES);
    return (pc_inlines){l.at, l.n};
}

static pc_blocks want_blocks(const pc_hostcall *c, int i) {
    pc_node l = want_list(c, i, PC_N_BLOCKS);
    return (pc_blocks){l.at, l.n};
}

static pc_items want_items(const pc_hostcall *c, int i) {
    pc_node l = want_list(c, i, PC_N_ITEMS);
    return (pc_items){l.at, l.n};
}

static pc_rows want_rows(const pc_hostcall *c, int i) {
    pc_node l = want_list(c, i, PC_N_ROWS);
    return (pc_rows){l.at, l.n};
}

static const pc_attr *want_attr(const pc_hostcall *c, int i) {
    pc_node_kind k = pc_node_kind_of(c->n[i]);
    if (k == PC_N_NONE) return &pc_attr_none;
    if (k != PC_N_ATTR) wrong(c, "Attr", c->n[i]);
    return c->n[i].at;
}

/* The caption, or an empty one. */
static pc_caption want_caption(const pc_hostcall *c, int i) {
    pc_node_kind k = pc_node_kind_of(c->n[i]);
    if (k == PC_N_NONE) return (pc_caption){0};
    if (k != PC_N_CAPTION) wrong(c, "Caption", c->n[i]);
    return *(const pc_caption *)c->n[i].at;
}

static int want_word(const pc_hostcall *c, const char *const *words, size_t n, const char *word) {
    int i = pc_word_index(words, n, word);
    if (i < 0) pc_host_misuse(c, "'%s' is not among its words", word ? word : "(NULL)");
    return i;
}
#define WANT_WORD(c, words, i) want_word((c), (words), PC_COUNT(words), (c)->z[i])

/* --- What a body answers --------------------------------------------------------------------- */

static void give(pc_hostcall *c, pc_node_kind kind, const void *thing, size_t size) {
    void *at = pc_alloc(arena(c), size);
    memcpy(at, thing, size);
    c->out = pc_node_one(kind, at);
}
static void give_inline(pc_hostcall *c, pc_inline x) {
    give(c, PC_N_INLINE, &x, sizeof x);
}
static void give_block(pc_hostcall *c, pc_block x) {
    give(c, PC_N_BLOCK, &x, sizeof x);
}

static pc_node build(pc_hostcall *c, void (*body)(void *)) {
    return pc_host_run(c, body) ? c->out : pc_none;
}

/* BUILD(body, .s = {text}, …): the call under the name of the function that it stands in. */
#define BUILD(body, ...) \
    build(&(pc_hostcall){.cx = cx, .name = __func__ + sizeof("pc_h_") - 1, __VA_ARGS__}, body)

/* --- Lists, words, attributes ---------------------------------------------------------------- */

static pc_meta to_meta(const pc_hostcall *c, pc_node x) {
    switch (pc_node_kind_of(x)) {
    case PC_N_META: return *(const pc_meta *)x.at;
    case PC_N_INLINE:
    case PC_N_INLINES: return pc_meta_inlines(pc_node_inlines(x));
    case PC_N_BLOCK:
    case PC_N_BLOCKS: return (pc_meta){.tag = PC_MetaBlocks, .u.blocks = pc_node_blocks(x)};
    case PC_N_META_LIST: return (pc_meta){.tag = PC_MetaList, .u.list = {x.at, x.n}};
    case PC_N_META_MAP: return (pc_meta){.tag = PC_MetaMap, .u.map = {x.at, x.n}};
    default: wrong(c, "metadata", x);
    }
}

pc_meta pc_host_meta(const pc_hostcall *c, pc_node x) {
    return to_meta(c, x);
}

/* How many cells item [x] adds to a list of [kind]; Inlines and Blocks take whole lists as well. */
static size_t item_count(const pc_hostcall *c, pc_node_kind kind, pc_node x) {
    pc_node_kind k = pc_node_kind_of(x), item = pc_node_item_kind(kind);
    if (kind == PC_N_META_LIST) return 1;
    if (kind == PC_N_LINES || kind == PC_N_ITEMS) {
        if (k != item && k != pc_node_item_kind(item) && k != PC_N_NONE)
            wrong(c, pc_node_kind_name(item), x);
        return 1;
    }
    if (k == item) return 1;
    if (k == kind || k == PC_N_NONE) return x.n;
    wrong(c, pc_node_kind_name(kind), x);
}

static void put_item(const pc_hostcall *c, pc_node_kind kind, pc_node x, char *at) {
    size_t each = pc_node_item_size(kind);
    if (kind == PC_N_META_LIST) {
        pc_meta m = to_meta(c, x);
        memcpy(at, &m, each);
    } else if (kind == PC_N_LINES) {
        pc_inlines l = pc_node_inlines(x);
        memcpy(at, &l, each);
    } else if (kind == PC_N_ITEMS) {
        pc_blocks l = pc_node_blocks(x);
        memcpy(at, &l, each);
    } else if (x.n) {
        memcpy(at, x.at, x.n * each);
    }
}

static void do_list(void *arg) {
    pc_hostcall *c = arg;
    const pc_node *items = c->p[0];
    size_t n = (size_t)c->i[0], total = 0;
    pc_node_kind kind = pc_node_list_kind(c->z[0]);
    if (kind == PC_N_NONE) pc_host_misuse(c, "there is no list '%s'", c->z[0] ? c->z[0] : "(NULL)");
    for (size_t i = 0; i < n; i++) total += item_count(c, kind, items[i]);
    if (total > UINT32_MAX) pc_host_misuse(c, "the list is too long");
    size_t each = pc_node_item_size(kind);
    char *all = total ? pc_alloc_array(arena(c), total, each) : NULL, *at = all;
    for (size_t i = 0; i < n; i++) {
        put_item(c, kind, items[i], at);
        at += item_count(c, kind, items[i]) * each;
    }
    c->out = pc_node_list(kind, all, total);
}
pc_node pc_h_list(pc_ctx *cx, const char *type, const pc_node *items, size_t n) {
    return BUILD(do_list, .z = {type}, .p = {items}, .i = {(int64_t)n});
}

static void do_words(void *arg) {
    pc_hostcall *c = arg;
    pc_mark mark = pc_arena_mark(c->cx->scratch);
    pc_inline_vec v = {0};
    pc_text_push(c->cx->scratch, &v, text(c, 0), (pc_pos)c->i[0]);
    pc_inlines xs = pc_inlines_done(arena(c), &v);
    pc_arena_release(c->cx->scratch, mark);
    c->out = pc_node_list(PC_N_INLINES, xs.v, xs.n);
}
pc_node pc_h_words(pc_ctx *cx, pc_str s, pc_pos at) {
    return BUILD(do_words, .s = {s}, .i = {pc_host_place(cx, at)});
}

static void do_attr(void *arg) {
    pc_hostcall *c = arg;
    const pc_str *classes = c->p[0];
    const pc_named_text *given = c->p[1];
    size_t nclasses = (size_t)c->i[0], npairs = (size_t)c->i[1];
    pc_str *v = nclasses ? PC_NEW_N(arena(c), pc_str, nclasses) : NULL;
    pc_key_value *pairs = npairs ? PC_NEW_N(arena(c), pc_key_value, npairs) : NULL;
    for (size_t i = 0; i < nclasses; i++) v[i] = pc_host_text(c, classes[i]);
    for (size_t i = 0; i < npairs; i++)
        pairs[i] = (pc_key_value){pc_host_text(c, given[i].key), pc_host_text(c, given[i].value)};
    c->out = pc_node_one(PC_N_ATTR, pc_attr_new(arena(c), text(c, 0), v, nclasses, pairs, npairs));
}
pc_node pc_h_attr(pc_ctx *cx, pc_str id, const pc_str *classes, size_t nclasses,
                  const pc_named_text *pairs, size_t npairs) {
    return BUILD(do_attr, .s = {id}, .p = {classes, pairs},
                 .i = {(int64_t)nclasses, (int64_t)npairs});
}

/* --- Inlines --------------------------------------------------------------------------------- */

static void do_str(void *arg) {
    give_inline(arg, pc_str_node(text(arg, 0)));
}
pc_node pc_h_str(pc_ctx *cx, pc_str s) {
    return BUILD(do_str, .s = {s});
}

static void do_space(void *arg) {
    give_inline(arg, pc_space());
}
pc_node pc_h_space(pc_ctx *cx) {
    return BUILD(do_space, .n = {pc_none});
}

static void do_soft_break(void *arg) {
    give_inline(arg, pc_soft_break());
}
pc_node pc_h_soft_break(pc_ctx *cx) {
    return BUILD(do_soft_break, .n = {pc_none});
}

static void do_line_break(void *arg) {
    give_inline(arg, pc_line_break());
}
pc_node pc_h_line_break(pc_ctx *cx) {
    return BUILD(do_line_break, .n = {pc_none});
}

static void do_styled(void *arg) {
    static const struct {
        const char *name;
        pc_inline_tag tag;
    } styles[] = {
        {"Emph", PC_Emph},           {"Underline", PC_Underline},     {"Strong", PC_Strong},
        {"Strikeout", PC_Strikeout}, {"Superscript", PC_Superscript}, {"Subscript", PC_Subscript},
        {"SmallCaps", PC_SmallCaps}};
    pc_hostcall *c = arg;
    for (size_t i = 0; c->z[0] && i < PC_COUNT(styles); i++)
        if (strcmp(styles[i].name, c->z[0]) == 0) {
            give_inline(c, pc_styled(styles[i].tag, want_inlines(c, 0)));
            return;
        }
    pc_host_misuse(c, "there is no style '%s'", c->z[0] ? c->z[0] : "(NULL)");
}
pc_node pc_h_styled(pc_ctx *cx, const char *type, pc_node inlines) {
    return BUILD(do_styled, .z = {type}, .n = {inlines});
}

static void do_quoted(void *arg) {
    pc_hostcall *c = arg;
    give_inline(c, pc_quoted((pc_quote_type)WANT_WORD(c, pc_words_quote, 0), want_inlines(c, 0)));
}
pc_node pc_h_quoted(pc_ctx *cx, const char *quotetype, pc_node inlines) {
    return BUILD(do_quoted, .z = {quotetype}, .n = {inlines});
}

static void do_code(void *arg) {
    pc_hostcall *c = arg;
    give_inline(c, pc_code_node(arena(c), want_attr(c, 0), text(c, 0)));
}
pc_node pc_h_code(pc_ctx *cx, pc_node attr, pc_str s) {
    return BUILD(do_code, .n = {attr}, .s = {s});
}

static void do_math(void *arg) {
    pc_hostcall *c = arg;
    give_inline(c, pc_math((pc_math_type)WANT_WORD(c, pc_words_math, 0), text(c, 0)));
}
pc_node pc_h_math(pc_ctx *cx, const char *mathtype, pc_str s) {
    return BUILD(do_math, .z = {mathtype}, .s = {s});
}

static void do_raw_inline(void *arg) {
    pc_hostcall *c = arg;
    give_inline(c, pc_raw_inline(arena(c), text(c, 0), text(c, 1)));
}
pc_node pc_h_raw_inline(pc_ctx *cx, pc_str format, pc_str s) {
    return BUILD(do_raw_inline, .s = {format, s});
}

static void do_link(void *arg) {
    pc_hostcall *c = arg;
    give_inline(
        c, pc_link_node(arena(c), want_attr(c, 0), want_inlines(c, 1), text(c, 0), text(c, 1)));
}
pc_node pc_h_link(pc_ctx *cx, pc_node attr, pc_node inlines, pc_str target, pc_str title) {
    return BUILD(do_link, .n = {attr, inlines}, .s = {target, title});
}

static void do_image(void *arg) {
    pc_hostcall *c = arg;
    give_inline(c, pc_image(arena(c), want_attr(c, 0), want_inlines(c, 1), text(c, 0), text(c, 1)));
}
pc_node pc_h_image(pc_ctx *cx, pc_node attr, pc_node inlines, pc_str target, pc_str title) {
    return BUILD(do_image, .n = {attr, inlines}, .s = {target, title});
}

static void do_note(void *arg) {
    give_inline(arg, pc_note(want_blocks(arg, 0)));
}
pc_node pc_h_note(pc_ctx *cx, pc_node blocks) {
    return BUILD(do_note, .n = {blocks});
}

static void do_span(void *arg) {
    pc_hostcall *c = arg;
    give_inline(c, pc_span_node(arena(c), want_attr(c, 0), want_inlines(c, 1)));
}
pc_node pc_h_span(pc_ctx *cx, pc_node attr, pc_node inlines) {
    return BUILD(do_span, .n = {attr, inlines});
}

static void do_cite(void *arg) {
    pc_hostcall *c = arg;
    pc_node l = want_list(c, 0, PC_N_CITATIONS);
    give_inline(c, pc_cite_node(arena(c), (pc_citations){l.at, l.n}, want_inlines(c, 1)));
}
pc_node pc_h_cite(pc_ctx *cx, pc_node citations, pc_node inlines) {
    return BUILD(do_cite, .n = {citations, inlines});
}

static void do_citation(void *arg) {
    pc_hostcall *c = arg;
    pc_citation x = {.id = text(c, 0),
                     .prefix = want_inlines(c, 0),
                     .suffix = want_inlines(c, 1),
                     .mode = (pc_citation_mode)WANT_WORD(c, pc_words_mode, 0),
                     .note_num = c->i[0],
                     .hash = c->i[1]};
    give(c, PC_N_CITATION, &x, sizeof x);
}
pc_node pc_h_citation(pc_ctx *cx, pc_str id, const char *mode, pc_node prefix, pc_node suffix,
                      int64_t note_num, int64_t hash) {
    return BUILD(do_citation, .s = {id}, .z = {mode}, .n = {prefix, suffix}, .i = {note_num, hash});
}

/* --- Blocks ---------------------------------------------------------------------------------- */

static void do_plain(void *arg) {
    give_block(arg, pc_plain(want_inlines(arg, 0)));
}
pc_node pc_h_plain(pc_ctx *cx, pc_node inlines) {
    return BUILD(do_plain, .n = {inlines});
}

static void do_para(void *arg) {
    give_block(arg, pc_para(want_inlines(arg, 0)));
}
pc_node pc_h_para(pc_ctx *cx, pc_node inlines) {
    return BUILD(do_para, .n = {inlines});
}

static void do_line_block(void *arg) {
    pc_node l = want_list(arg, 0, PC_N_LINES);
    give_block(arg, pc_line_block((pc_lines){l.at, l.n}));
}
pc_node pc_h_line_block(pc_ctx *cx, pc_node lines) {
    return BUILD(do_line_block, .n = {lines});
}

static void do_code_block(void *arg) {
    pc_hostcall *c = arg;
    give_block(c, pc_code_block(arena(c), want_attr(c, 0), text(c, 0)));
}
pc_node pc_h_code_block(pc_ctx *cx, pc_node attr, pc_str s) {
    return BUILD(do_code_block, .n = {attr}, .s = {s});
}

static void do_raw_block(void *arg) {
    pc_hostcall *c = arg;
    give_block(c, pc_raw_block(arena(c), text(c, 0), text(c, 1)));
}
pc_node pc_h_raw_block(pc_ctx *cx, pc_str format, pc_str s) {
    return BUILD(do_raw_block, .s = {format, s});
}

static void do_block_quote(void *arg) {
    give_block(arg, pc_block_quote(want_blocks(arg, 0)));
}
pc_node pc_h_block_quote(pc_ctx *cx, pc_node blocks) {
    return BUILD(do_block_quote, .n = {blocks});
}

static void do_bullet_list(void *arg) {
    give_block(arg, pc_bullet_list(want_items(arg, 0)));
}
pc_node pc_h_bullet_list(pc_ctx *cx, pc_node items) {
    return BUILD(do_bullet_list, .n = {items});
}

static void do_ordered_list(void *arg) {
    pc_hostcall *c = arg;
    give_block(c,
               pc_ordered_list(arena(c), c->i[0], (pc_list_style)WANT_WORD(c, pc_words_style, 0),
                               (pc_list_delim)WANT_WORD(c, pc_words_delim, 1), want_items(c, 0)));
}
pc_node pc_h_ordered_list(pc_ctx *cx, int64_t start, const char *style, const char *delimiter,
                          pc_node items) {
    return BUILD(do_ordered_list, .i = {start}, .z = {style, delimiter}, .n = {items});
}

static void do_definition_list(void *arg) {
    pc_node l = want_list(arg, 0, PC_N_DEFS);
    give_block(arg, pc_definition_list((pc_defs){l.at, l.n}));
}
pc_node pc_h_definition_list(pc_ctx *cx, pc_node definitions) {
    return BUILD(do_definition_list, .n = {definitions});
}

static void do_definition(void *arg) {
    pc_def d = {.term = want_inlines(arg, 0), .defs = want_items(arg, 1)};
    give(arg, PC_N_DEF, &d, sizeof d);
}
pc_node pc_h_definition(pc_ctx *cx, pc_node term, pc_node items) {
    return BUILD(do_definition, .n = {term, items});
}

static void do_header(void *arg) {
    pc_hostcall *c = arg;
    if (c->i[0] < 1) pc_host_misuse(c, "level %lld is not a level", (long long)c->i[0]);
    give_block(c, pc_header_node(arena(c), c->i[0], want_attr(c, 0), want_inlines(c, 1)));
}
pc_node pc_h_header(pc_ctx *cx, int64_t level, pc_node attr, pc_node inlines) {
    return BUILD(do_header, .i = {level}, .n = {attr, inlines});
}

static void do_horizontal_rule(void *arg) {
    give_block(arg, pc_horizontal_rule());
}
pc_node pc_h_horizontal_rule(pc_ctx *cx) {
    return BUILD(do_horizontal_rule, .n = {pc_none});
}

static void do_div(void *arg) {
    pc_hostcall *c = arg;
    give_block(c, pc_div_node(arena(c), want_attr(c, 0), want_blocks(c, 1)));
}
pc_node pc_h_div(pc_ctx *cx, pc_node attr, pc_node blocks) {
    return BUILD(do_div, .n = {attr, blocks});
}

static void do_figure(void *arg) {
    pc_hostcall *c = arg;
    give_block(c, pc_figure_node(arena(c), want_attr(c, 0), want_caption(c, 1), want_blocks(c, 2)));
}
pc_node pc_h_figure(pc_ctx *cx, pc_node attr, pc_node caption, pc_node blocks) {
    return BUILD(do_figure, .n = {attr, caption, blocks});
}

static void do_caption(void *arg) {
    pc_hostcall *c = arg;
    pc_caption x = {.has_short = pc_node_kind_of(c->n[0]) != PC_N_NONE,
                    .short_caption = want_inlines(c, 0),
                    .blocks = want_blocks(c, 1)};
    give(c, PC_N_CAPTION, &x, sizeof x);
}
pc_node pc_h_caption(pc_ctx *cx, pc_node short_inlines, pc_node blocks) {
    return BUILD(do_caption, .n = {short_inlines, blocks});
}

/* --- Tables ---------------------------------------------------------------------------------- */

static pc_table_part want_part(const pc_hostcall *c, int i, pc_node_kind kind) {
    pc_node_kind k = pc_node_kind_of(c->n[i]);
    if (k == PC_N_NONE) return (pc_table_part){.attr = &pc_attr_none};
    if (k != kind) wrong(c, pc_node_kind_name(kind), c->n[i]);
    return *(const pc_table_part *)c->n[i].at;
}

static const pc_col_spec *columns(const pc_hostcall *c, size_t n) {
    const char *const *aligns = c->p[0];
    const double *widths = c->p[1];
    pc_col_spec *cols = n ? PC_NEW_N(arena(c), pc_col_spec, n) : NULL;
    for (size_t i = 0; i < n; i++) {
        int align = aligns ? want_word(c, pc_words_align, PC_COUNT(pc_words_align), aligns[i])
                           : PC_ALIGN_DEFAULT;
        double width = widths && widths[i] > 0 ? widths[i] : 0;
        cols[i] = (pc_col_spec){.align = (pc_alignment)align, .width = width};
    }
    return cols;
}

static void do_table(void *arg) {
    pc_hostcall *c = arg;
    pc_node bodies = want_list(c, 3, PC_N_BODIES);
    size_t n = (size_t)c->i[0];
    pc_table t = {.attr = want_attr(c, 0),
                  .caption = want_caption(c, 1),
                  .cols = columns(c, n),
                  .ncols = n,
                  .head = want_part(c, 2, PC_N_HEAD),
                  .bodies = bodies.at,
                  .nbodies = bodies.n,
                  .foot = want_part(c, 4, PC_N_FOOT)};
    give_block(c, pc_table_node(arena(c), &t));
}
pc_node pc_h_table(pc_ctx *cx, pc_node attr, pc_node caption, size_t ncolumns,
                   const char *const *aligns, const double *widths, pc_node head, pc_node bodies,
                   pc_node foot) {
    return BUILD(do_table, .n = {attr, caption, head, bodies, foot}, .i = {(int64_t)ncolumns},
                 .p = {aligns, widths});
}

static void do_table_head(void *arg) {
    pc_table_part x = {.attr = want_attr(arg, 0), .rows = want_rows(arg, 1)};
    give(arg, PC_N_HEAD, &x, sizeof x);
}
pc_node pc_h_table_head(pc_ctx *cx, pc_node attr, pc_node rows) {
    return BUILD(do_table_head, .n = {attr, rows});
}

static void do_table_foot(void *arg) {
    pc_table_part x = {.attr = want_attr(arg, 0), .rows = want_rows(arg, 1)};
    give(arg, PC_N_FOOT, &x, sizeof x);
}
pc_node pc_h_table_foot(pc_ctx *cx, pc_node attr, pc_node rows) {
    return BUILD(do_table_foot, .n = {attr, rows});
}

static void do_table_body(void *arg) {
    pc_hostcall *c = arg;
    pc_table_body x = {.attr = want_attr(c, 0),
                       .row_head_columns = c->i[0] > 0 ? c->i[0] : 0,
                       .head = want_rows(c, 1),
                       .body = want_rows(c, 2)};
    give(c, PC_N_BODY, &x, sizeof x);
}
pc_node pc_h_table_body(pc_ctx *cx, pc_node attr, int64_t row_head_columns, pc_node head_rows,
                        pc_node rows) {
    return BUILD(do_table_body, .n = {attr, head_rows, rows}, .i = {row_head_columns});
}

static void do_row(void *arg) {
    pc_node l = want_list(arg, 1, PC_N_CELLS);
    pc_row x = {.attr = want_attr(arg, 0), .cells = l.at, .n = l.n};
    give(arg, PC_N_ROW, &x, sizeof x);
}
pc_node pc_h_row(pc_ctx *cx, pc_node attr, pc_node cells) {
    return BUILD(do_row, .n = {attr, cells});
}

static void do_cell(void *arg) {
    pc_hostcall *c = arg;
    pc_cell x = {.attr = want_attr(c, 0),
                 .align = (pc_alignment)WANT_WORD(c, pc_words_align, 0),
                 .row_span = c->i[0] > 0 ? c->i[0] : 1,
                 .col_span = c->i[1] > 0 ? c->i[1] : 1,
                 .content = want_blocks(c, 1)};
    give(c, PC_N_CELL, &x, sizeof x);
}
pc_node pc_h_cell(pc_ctx *cx, pc_node attr, const char *alignment, int64_t rows, int64_t cols,
                  pc_node blocks) {
    return BUILD(do_cell, .n = {attr, blocks}, .z = {alignment}, .i = {rows, cols});
}

/* --- Metadata -------------------------------------------------------------------------------- */

static void do_meta_string(void *arg) {
    pc_meta m = pc_meta_str(text(arg, 0));
    give(arg, PC_N_META, &m, sizeof m);
}
pc_node pc_h_meta_string(pc_ctx *cx, pc_str s) {
    return BUILD(do_meta_string, .s = {s});
}

static void do_meta_bool(void *arg) {
    pc_meta m = pc_meta_bool(((pc_hostcall *)arg)->i[0] != 0);
    give(arg, PC_N_META, &m, sizeof m);
}
pc_node pc_h_meta_bool(pc_ctx *cx, bool value) {
    return BUILD(do_meta_bool, .i = {value});
}

static void do_meta_map(void *arg) {
    pc_hostcall *c = arg;
    const pc_named_node *given = c->p[0];
    size_t n = (size_t)c->i[0];
    pc_meta_entry *v = n ? PC_NEW_N(arena(c), pc_meta_entry, n) : NULL;
    for (size_t i = 0; i < n; i++)
        v[i] = (pc_meta_entry){pc_host_text(c, given[i].key), to_meta(c, given[i].value)};
    pc_meta m = {.tag = PC_MetaMap, .u.map = pc_meta_sort(arena(c), v, n)};
    give(c, PC_N_META, &m, sizeof m);
}
pc_node pc_h_meta_map(pc_ctx *cx, const pc_named_node *entries, size_t n) {
    return BUILD(do_meta_map, .p = {entries}, .i = {(int64_t)n});
}
