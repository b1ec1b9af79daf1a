/* The host's table for plugins, the boundary around what may throw, and the functions that concern
 * the conversion, its texts, its documents and its output. */
#include "registry/host.h"

#include "ast/copy.h"
#include "ast/meta.h"
#include "ast/walk.h"
#include "base/str.h"
#include "base/utf8.h"
#include "registry/host_int.h"

static const pc_str nothing = {"", 0};

/* --- The boundary ---------------------------------------------------------------------------- */

bool pc_host_run(pc_hostcall *call, void (*body)(void *)) {
    pc_guest *g = call->cx->guest;
    if (!g) {
        body(call);
        return true;
    }
    if (g->fault) return false;
    g->fault = pc_catch(call->cx->mem, body, call);
    return !g->fault;
}

void pc_host_misuse(const pc_hostcall *c, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    pc_str words = pc_str_vfmt(c->cx->arena, fmt, ap);
    va_end(ap);
    pc_diag(c->cx->diags, PC_DIAG_PLUGIN, 0, "plugin '%s': %s: %.*s",
            c->cx->guest ? c->cx->guest->plugin : "built-in", c->name, PC_F(words));
    pc_throw(c->cx->mem, PC_FAULT_STOP);
}

pc_str pc_host_text(const pc_hostcall *c, pc_str s) {
    if (!s.n) return nothing;
    if (!s.p) pc_host_misuse(c, "a text of %zu bytes is at NULL", s.n);
    return pc_utf8_check(s) == s.n ? pc_str_dup(c->cx->arena, s) : pc_utf8_repair(c->cx->arena, s);
}

pc_pos pc_host_place(const pc_ctx *cx, pc_pos at) {
    return at && pc_source_of(cx->sources, at) ? at : 0;
}

/* CALL(answer, failure, body, …) in a function of the table: the body's answer, or the failure. */
#define CALL(answer, failure, body, ...)                                          \
    pc_hostcall c = {.cx = cx, .name = __func__ + sizeof("h_") - 1, __VA_ARGS__}; \
    return pc_host_run(&c, body) ? (answer) : (failure)
#define DO(body, ...)                                                             \
    pc_hostcall c = {.cx = cx, .name = __func__ + sizeof("h_") - 1, __VA_ARGS__}; \
    pc_host_run(&c, body)

/* --- The conversion -------------------------------------------------------------------------- */

static void do_alloc(void *arg) {
    pc_hostcall *c = arg;
    size_t align = _Alignof(max_align_t), n = (size_t)c->i[0];
    char *p = pc_alloc0(c->cx->arena, n > SIZE_MAX / 2 ? n : n + align - 1);
    c->made = p + (-(uintptr_t)p & (align - 1));
}
static void *h_alloc(pc_ctx *cx, size_t n) {
    CALL((void *)c.made, NULL, do_alloc, .i = {(int64_t)(n ? n : 1)});
}

static void do_diag(void *arg) {
    static const pc_diag_code codes[] = {[PC_LEVEL_INFO] = PC_DIAG_PLUGIN_NOTE,
                                         [PC_LEVEL_WARNING] = PC_DIAG_PLUGIN_WARN,
                                         [PC_LEVEL_ERROR] = PC_DIAG_PLUGIN};
    pc_hostcall *c = arg;
    if (c->i[0] < 0 || c->i[0] >= (int64_t)PC_COUNT(codes))
        pc_host_misuse(c, "%lld is not a level", (long long)c->i[0]);
    pc_str words = pc_host_text(c, c->s[0]);
    pc_diag(c->cx->diags, codes[c->i[0]], pc_host_place(c->cx, (pc_pos)c->i[1]), "%.*s",
            PC_F(words));
}
static void h_diag(pc_ctx *cx, pc_level level, pc_pos at, pc_str message) {
    DO(do_diag, .s = {message}, .i = {(int64_t)level, at});
}

typedef enum option_kind { OPT_BOOL, OPT_INT, OPT_TEXT, OPT_WRAP } option_kind;

static const struct {
    const char *name;
    option_kind kind;
    size_t at;
} options[] = {
    {"site", OPT_TEXT, offsetof(pc_options, site)},
    {"page", OPT_TEXT, offsetof(pc_options, page)},
    {"collection", OPT_TEXT, offsetof(pc_options, collection)},
    {"layouts", OPT_BOOL, offsetof(pc_options, layouts)},
    {"drafts", OPT_BOOL, offsetof(pc_options, drafts)},
    {"future", OPT_BOOL, offsetof(pc_options, future)},
    {"unpublished", OPT_BOOL, offsetof(pc_options, unpublished)},
    {"strict", OPT_BOOL, offsetof(pc_options, strict)},
    {"shift-heading-level-by", OPT_INT, offsetof(pc_options, shift_headings)},
    {"standalone", OPT_BOOL, offsetof(pc_options, standalone)},
    {"ascii", OPT_BOOL, offsetof(pc_options, ascii)},
    {"number-sections", OPT_BOOL, offsetof(pc_options, number_sections)},
    {"toc", OPT_BOOL, offsetof(pc_options, toc)},
    {"toc-depth", OPT_INT, offsetof(pc_options, toc_depth)},
    {"wrap", OPT_WRAP, offsetof(pc_options, wrap)},
    {"columns", OPT_INT, offsetof(pc_options, columns)},
    {"top-level-division", OPT_TEXT, offsetof(pc_options, top_level_division)},
    {"data-dir", OPT_TEXT, offsetof(pc_options, data_dir)},
    {"sandbox", OPT_BOOL, offsetof(pc_options, sandbox)},
    {"verbose", OPT_BOOL, offsetof(pc_options, verbose)},
    {"quiet", OPT_BOOL, offsetof(pc_options, quiet)},
};

static pc_str option_text(pc_arena *a, const void *at, option_kind kind) {
    static const char *const wraps[] = {
        [PC_WRAP_AUTO] = "auto", [PC_WRAP_NONE] = "none", [PC_WRAP_PRESERVE] = "preserve"};
    switch (kind) {
    case OPT_BOOL: return *(const bool *)at ? PC_S("true") : nothing;
    case OPT_INT: return pc_str_fmt(a, "%lld", (long long)*(const int64_t *)at);
    case OPT_TEXT: return *(const pc_str *)at;
    case OPT_WRAP: return pc_strz(wraps[*(const pc_wrap *)at]);
    }
    return nothing;
}

static void do_option(void *arg) {
    pc_hostcall *c = arg;
    c->text = nothing;
    for (size_t i = 0; c->z[0] && i < PC_COUNT(options); i++)
        if (strcmp(options[i].name, c->z[0]) == 0)
            c->text = option_text(c->cx->arena, (const char *)c->cx->options + options[i].at,
                                  options[i].kind);
}
static pc_str h_option(pc_ctx *cx, const char *name) {
    CALL(c.text, nothing, do_option, .z = {name});
}

static bool h_extension(pc_ctx *cx, const char *name) {
    pc_ext e = pc_ext_find(pc_strz(name));
    return e != PC_EXT_COUNT && pc_ext_has(cx->exts, e);
}

static pc_node entry(pc_meta_map map, const char *name) {
    const pc_meta *m = name ? pc_meta_getz(map, name) : NULL;
    return m ? pc_node_one(PC_N_META, m) : pc_none;
}
static pc_node h_variable(pc_ctx *cx, const char *name) {
    return entry(cx->variables, name);
}
static pc_node h_given_meta(pc_ctx *cx, const char *name) {
    return entry(cx->cli_metadata, name);
}
static pc_str h_from_format(pc_ctx *cx) {
    return cx->from;
}
static pc_str h_to_format(pc_ctx *cx) {
    return cx->to;
}

static void do_asset(void *arg) {
    pc_hostcall *c = arg;
    c->text = pc_ctx_asset(c->cx, pc_strz(c->z[0]));
}
static pc_str h_asset(pc_ctx *cx, const char *name) {
    CALL(c.text, ((pc_str){NULL, 0}), do_asset, .z = {name});
}

/* --- Texts ----------------------------------------------------------------------------------- */

static pc_str h_source_name(const pc_source *in) {
    return in->name;
}
static pc_str h_source_text(const pc_source *in) {
    return in->text;
}
static pc_pos h_source_pos(const pc_source *in, size_t offset) {
    if (!in) return 0;
    return pc_source_pos(in, offset < in->text.n ? offset : in->text.n);
}

static void do_source_new(void *arg) {
    pc_hostcall *c = arg;
    c->made = pc_source_add(c->cx->sources, pc_host_text(c, c->s[0]), pc_host_text(c, c->s[1]));
}
static const pc_source *h_source_new(pc_ctx *cx, pc_str name, pc_str text) {
    CALL(c.made, NULL, do_source_new, .s = {name, text});
}

/* --- Documents ------------------------------------------------------------------------------- */

static void do_doc_new(void *arg) {
    pc_hostcall *c = arg;
    c->made = PC_NEW(c->cx->arena, pc_doc);
}
static pc_doc *h_doc_new(pc_ctx *cx) {
    CALL((pc_doc *)c.made, NULL, do_doc_new, .n = {pc_none});
}

static pc_node h_doc_blocks(const pc_doc *doc) {
    if (!doc) return pc_none;
    return pc_node_list(PC_N_BLOCKS, doc->blocks.v, doc->blocks.n);
}

static void do_set_blocks(void *arg) {
    pc_hostcall *c = arg;
    pc_node_kind k = pc_node_kind_of(c->n[0]);
    if (k != PC_N_BLOCKS && k != PC_N_BLOCK && k != PC_N_NONE)
        pc_host_misuse(c, "wants Blocks, not %s", pc_node_type(c->n[0]));
    if (!c->p[0]) pc_host_misuse(c, "there is no document");
    ((pc_doc *)c->p[0])->blocks = pc_node_blocks(c->n[0]);
}
static void h_doc_set_blocks(pc_ctx *cx, pc_doc *doc, pc_node blocks) {
    DO(do_set_blocks, .n = {blocks}, .p = {doc});
}

static pc_node h_doc_meta(const pc_doc *doc, const char *key) {
    if (!doc) return pc_none;
    if (!key || !*key) return pc_node_list(PC_N_META_MAP, doc->meta.v, doc->meta.n);
    return entry(doc->meta, key);
}

static void do_set_meta(void *arg) {
    pc_hostcall *c = arg;
    pc_doc *doc = (pc_doc *)c->p[0];
    if (!doc) pc_host_misuse(c, "there is no document");
    pc_str key = pc_host_text(c, c->s[0]);
    doc->meta = pc_node_kind_of(c->n[0]) == PC_N_NONE
                    ? pc_meta_del(c->cx->arena, doc->meta, key)
                    : pc_meta_set(c->cx->arena, doc->meta, key, pc_host_meta(c, c->n[0]));
}
static void h_doc_set_meta(pc_ctx *cx, pc_doc *doc, pc_str key, pc_node value) {
    DO(do_set_meta, .n = {value}, .s = {key}, .p = {doc});
}

static void do_read_as(void *arg) {
    pc_hostcall *c = arg;
    c->status = pc_read_as(c->cx, pc_strz(c->z[0]), c->p[0], (pc_doc *)c->p[1]);
}
static pc_status h_read_as(pc_ctx *cx, const char *format, const pc_source *in, pc_doc *out) {
    if (!in || !out) return PC_FAILED; /* source_new or doc_new failed before */
    CALL(c.status, PC_FAILED, do_read_as, .z = {format}, .p = {in, out});
}

static void do_write_as(void *arg) {
    pc_hostcall *c = arg;
    c->status = pc_write_as(c->cx, pc_strz(c->z[0]), c->p[0], (pc_buf *)c->p[1]);
}
static pc_status h_write_as(pc_ctx *cx, const char *format, const pc_doc *doc, pc_buf *out) {
    if (!doc) return PC_FAILED;
    CALL(c.status, PC_FAILED, do_write_as, .z = {format}, .p = {doc, out});
}

static void do_write_node(void *arg) {
    pc_hostcall *c = arg;
    pc_node x = c->n[0];
    pc_doc doc = {.blocks = pc_node_blocks(x)};
    pc_node_kind k = pc_node_kind_of(x);
    if (k == PC_N_INLINE || k == PC_N_INLINES)
        doc.blocks = pc_blocks1(c->cx->arena, pc_plain(pc_node_inlines(x)));
    pc_buf out;
    pc_buf_init(&out, c->cx->mem);
    c->status = pc_write_as(c->cx, pc_strz(c->z[0]), &doc, &out);
    c->text = pc_buf_take(&out, c->cx->arena);
    pc_buf_fini(&out);
}
static pc_str h_write_node(pc_ctx *cx, const char *format, pc_node x) {
    CALL(c.text, nothing, do_write_node, .z = {format}, .n = {x});
}

/* --- Rewriting ------------------------------------------------------------------------------- */

/* Asks the plugin about one node. Between the plugin's frame in there and the one that called
 * rewrite stand only the host's own: its fault is thrown on across those. */
static pc_node ask(const pc_hostcall *c, pc_visit_fn visit, pc_node x) {
    pc_node got = visit(pc_host_table(), c->cx, x, (void *)c->p[0]);
    if (c->cx->guest && c->cx->guest->fault) pc_throw(c->cx->mem, c->cx->guest->fault);
    return got;
}

/* The walk's cells may lie in scratch memory, but a plugin may keep what it is shown. */
static pc_node shown(const pc_hostcall *c, pc_node_kind kind, const void *cell, size_t size) {
    void *at = pc_alloc(c->cx->arena, size);
    memcpy(at, cell, size);
    return pc_node_one(kind, at);
}

static bool visit_inline(pc_rewrite *r, const pc_inline *x, pc_inlines *out) {
    const pc_hostcall *c = r->user;
    pc_node was = shown(c, PC_N_INLINE, x, sizeof *x), now = ask(c, c->visit[0], was);
    pc_node_kind k = pc_node_kind_of(now);
    if (k == PC_N_NONE || now.at == was.at) return false;
    if (k != PC_N_INLINE && k != PC_N_INLINES)
        pc_host_misuse(c, "an inline cannot become %s", pc_node_type(now));
    *out = pc_node_inlines(now);
    return true;
}

static bool visit_block(pc_rewrite *r, const pc_block *x, pc_blocks *out) {
    const pc_hostcall *c = r->user;
    pc_node was = shown(c, PC_N_BLOCK, x, sizeof *x), now = ask(c, c->visit[1], was);
    pc_node_kind k = pc_node_kind_of(now);
    if (k == PC_N_NONE || now.at == was.at) return false;
    if (k != PC_N_BLOCK && k != PC_N_BLOCKS)
        pc_host_misuse(c, "a block cannot become %s", pc_node_type(now));
    *out = (pc_blocks){now.at, k == PC_N_BLOCK ? 1 : now.n};
    return true;
}

static void do_rewrite(void *arg) {
    pc_hostcall *c = arg;
    pc_rewrite r = {.arena = c->cx->arena,
                    .scratch = c->cx->scratch,
                    .user = c,
                    .inlin = c->visit[0] ? visit_inline : NULL,
                    .block = c->visit[1] ? visit_block : NULL};
    pc_node x = c->n[0];
    pc_node_kind k = pc_node_kind_of(x);
    if (k == PC_N_INLINE || k == PC_N_INLINES) {
        pc_inlines in = k == PC_N_INLINE ? (pc_inlines){x.at, 1} : (pc_inlines){x.at, x.n};
        pc_inlines xs = pc_rewrite_inlines(&r, in);
        c->out = pc_node_list(PC_N_INLINES, xs.v, xs.n);
    } else if (k == PC_N_BLOCK || k == PC_N_BLOCKS) {
        pc_blocks xs = pc_rewrite_blocks(&r, pc_node_blocks(x));
        c->out = pc_node_list(PC_N_BLOCKS, xs.v, xs.n);
    } else if (k == PC_N_NONE) {
        c->out = pc_none;
    } else {
        pc_host_misuse(c, "wants blocks or inlines, not %s", pc_node_type(x));
    }
}
static pc_node h_rewrite(pc_ctx *cx, pc_node x, pc_visit_fn inlin, pc_visit_fn block, void *user) {
    CALL(c.out, pc_none, do_rewrite, .n = {x}, .visit = {inlin, block}, .p = {user});
}

/* --- Output ---------------------------------------------------------------------------------- */

static void do_put(void *arg) {
    pc_hostcall *c = arg;
    pc_str s = c->s[0];
    if (!s.n) return;
    if (!s.p || pc_utf8_check(s) != s.n) s = pc_host_text(c, s);
    pc_buf_put((pc_buf *)c->p[0], s);
}
static void h_put(pc_ctx *cx, pc_buf *out, pc_str text) {
    DO(do_put, .s = {text}, .p = {out});
}

static void do_end_line(void *arg) {
    pc_buf_cr((pc_buf *)((pc_hostcall *)arg)->p[0]);
}
static void h_end_line(pc_ctx *cx, pc_buf *out) {
    DO(do_end_line, .p = {out});
}

/* --- The table ------------------------------------------------------------------------------- */

static const pc_host table = {
    .abi = PC_ABI,
    .size = sizeof(pc_host),
    .alloc = h_alloc,
    .diag = h_diag,
    .option = h_option,
    .extension = h_extension,
    .variable = h_variable,
    .given_meta = h_given_meta,
    .from_format = h_from_format,
    .to_format = h_to_format,
    .asset = h_asset,
    .source_name = h_source_name,
    .source_text = h_source_text,
    .source_pos = h_source_pos,
    .source_new = h_source_new,
    .doc_new = h_doc_new,
    .doc_blocks = h_doc_blocks,
    .doc_set_blocks = h_doc_set_blocks,
    .doc_meta = h_doc_meta,
    .doc_set_meta = h_doc_set_meta,
    .read_as = h_read_as,
    .write_as = h_write_as,
    .write_node = h_write_node,
    .rewrite = h_rewrite,
    .type = pc_h_type,
    .is = pc_h_is,
    .text = pc_h_text,
    .count = pc_h_count,
    .child = pc_h_child,
    .key = pc_h_key,
    .part = pc_h_part,
    .field = pc_h_field,
    .number = pc_h_number,
    .column = pc_h_column,
    .attr_id = pc_h_attr_id,
    .attr_classes = pc_h_attr_classes,
    .attr_class = pc_h_attr_class,
    .attr_has_class = pc_h_attr_has_class,
    .attr_pairs = pc_h_attr_pairs,
    .attr_pair = pc_h_attr_pair,
    .attr_get = pc_h_attr_get,
    .where = pc_h_where,
    .stringify = pc_h_stringify,
    .list = pc_h_list,
    .words = pc_h_words,
    .attr = pc_h_attr,
    .str = pc_h_str,
    .space = pc_h_space,
    .soft_break = pc_h_soft_break,
    .line_break = pc_h_line_break,
    .styled = pc_h_styled,
    .quoted = pc_h_quoted,
    .code = pc_h_code,
    .math = pc_h_math,
    .raw_inline = pc_h_raw_inline,
    .link = pc_h_link,
    .image = pc_h_image,
    .note = pc_h_note,
    .span = pc_h_span,
    .cite = pc_h_cite,
    .citation = pc_h_citation,
    .plain = pc_h_plain,
    .para = pc_h_para,
    .line_block = pc_h_line_block,
    .code_block = pc_h_code_block,
    .raw_block = pc_h_raw_block,
    .block_quote = pc_h_block_quote,
    .bullet_list = pc_h_bullet_list,
    .ordered_list = pc_h_ordered_list,
    .definition_list = pc_h_definition_list,
    .definition = pc_h_definition,
    .header = pc_h_header,
    .horizontal_rule = pc_h_horizontal_rule,
    .div = pc_h_div,
    .figure = pc_h_figure,
    .caption = pc_h_caption,
    .table = pc_h_table,
    .table_head = pc_h_table_head,
    .table_foot = pc_h_table_foot,
    .table_body = pc_h_table_body,
    .row = pc_h_row,
    .cell = pc_h_cell,
    .meta_string = pc_h_meta_string,
    .meta_bool = pc_h_meta_bool,
    .meta_map = pc_h_meta_map,
    .with_content = pc_h_with_content,
    .with_attr = pc_h_with_attr,
    .with_class = pc_h_with_class,
    .with_key = pc_h_with_key,
    .with_place = pc_h_with_place,
    .put = h_put,
    .end_line = h_end_line,
};

const pc_host *pc_host_table(void) {
    return &table;
}
