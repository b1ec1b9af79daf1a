/* CommonMark and GitHub's dialect: cmark-gfm parses, this turns its tree into ours.
 *
 * Extensions have Pandoc's names; what of cmark each of them is stands in one table. HTML becomes
 * nodes where the document model has one (native_html, on by default). */
#include "readers/commonmark/commonmark.h"

#include "base/str.h"
#include "readers/commonmark/cm_int.h"

#include <cmark-gfm-core-extensions.h>
#include <pthread.h>

/* cmark keeps two things for the whole process: its registry of extensions, which is filled once,
 * and the table of characters that begin an inline, which it changes before and after each parse.
 * So parses take turns; conversions otherwise run side by side. */
static pthread_once_t rd_once = PTHREAD_ONCE_INIT;
static pthread_mutex_t rd_turn = PTHREAD_MUTEX_INITIALIZER;

/* What an extension is in cmark: one of its own, or an option of the parser; and what a text must
 * have in it for the extension to do anything: left out, it costs no time. */
static const struct {
    pc_ext ext;
    const char *name;
    int option;
    const char *sign;
} rd_exts[] = {
    {PC_EXT_autolink_bare_uris, "autolink", 0, NULL},
    {PC_EXT_pipe_tables, "table", 0, "|"},
    {PC_EXT_strikeout, "strikethrough", 0, "~"},
    {PC_EXT_task_lists, "tasklist", 0, "["},
    {PC_EXT_footnotes, NULL, CMARK_OPT_FOOTNOTES, "[^"},
    {PC_EXT_smart, NULL, CMARK_OPT_SMART, NULL},
};

static bool rd_has(pc_str text, const char *sign) {
    size_t n = strlen(sign);
    for (size_t i = 0; (i = pc_str_chr(text, sign[0], i)) != PC_NPOS; i++)
        if (text.n - i >= n && !memcmp(text.p + i, sign, n)) return true;
    return false;
}

static pc_exts rd_needed(pc_exts exts, pc_str text) {
    for (size_t i = 0; i < PC_COUNT(rd_exts); i++)
        if (rd_exts[i].sign && !rd_has(text, rd_exts[i].sign))
            pc_ext_set(&exts, rd_exts[i].ext, false);
    return exts;
}

static void rd_free_parser(void *parser) {
    cmark_parser_free(parser);
}
static void rd_free_node(void *node) {
    cmark_node_free(node);
}

static cmark_parser *rd_parser(pc_ctx *cx, pc_exts exts) {
    int options = CMARK_OPT_DEFAULT;
    for (size_t i = 0; i < PC_COUNT(rd_exts); i++)
        if (pc_ext_has(exts, rd_exts[i].ext)) options |= rd_exts[i].option;
    cmark_parser *p = cmark_parser_new(options);
    pc_defer(cx->mem, rd_free_parser, p);
    for (size_t i = 0; i < PC_COUNT(rd_exts); i++)
        if (rd_exts[i].name && pc_ext_has(exts, rd_exts[i].ext))
            cmark_parser_attach_syntax_extension(p, cmark_find_syntax_extension(rd_exts[i].name));
    return p;
}

static cmark_node *rd_parse(pc_ctx *cx, pc_exts exts, pc_str text) {
    bool dollars = pc_ext_has(exts, PC_EXT_tex_math_dollars);
    bool gfm = pc_ext_has(exts, PC_EXT_tex_math_gfm);
    bool colons = pc_ext_has(exts, PC_EXT_emoji) && pc_str_chr(text, ':', 0) != PC_NPOS;
    cmark_syntax_extension *math = NULL, *emoji = NULL;
    pthread_once(&rd_once, cmark_gfm_core_extensions_ensure_registered);
    if ((dollars || gfm) && pc_str_chr(text, '$', 0) != PC_NPOS) math = cm_math_new(dollars, gfm);
    if (math) pc_defer(cx->mem, cm_ext_free, math);
    if (colons) emoji = cm_emoji_new();
    if (emoji) pc_defer(cx->mem, cm_ext_free, emoji);
    cmark_parser *p = rd_parser(cx, rd_needed(exts, text));
    if (math) cmark_parser_attach_syntax_extension(p, math);
    if (emoji) cmark_parser_attach_syntax_extension(p, emoji);
    pthread_mutex_lock(&rd_turn);
    cmark_parser_feed(p, text.p ? text.p : "", text.n);
    cmark_node *root = cmark_parser_finish(p);
    pthread_mutex_unlock(&rd_turn);
    pc_defer(cx->mem, rd_free_node, root);
    return root;
}

/* Line starts as cmark counts lines: ended by LF, CR, or both. */
static void rd_lines(cm *m, const pc_source *in, size_t from) {
    PC_VEC(uint32_t) v = {0};
    pc_str s = in->text;
    pc_vec_push(m->scratch, &v, (uint32_t)from);
    for (size_t i = from; i < s.n; i++) {
        const char *nl = memchr(s.p + i, '\n', s.n - i);
        size_t end = nl ? (size_t)(nl - s.p) : s.n;
        for (const char *cr; (cr = memchr(s.p + i, '\r', end - i)); i = (size_t)(cr - s.p) + 1)
            if (cr + 1 != nl) pc_vec_push(m->scratch, &v, (uint32_t)(cr - s.p) + 1);
        i = end;
        if (nl) pc_vec_push(m->scratch, &v, (uint32_t)end + 1);
    }
    m->cursor.in = in;
    m->cursor.lines = v.v;
    m->cursor.nlines = v.n;
}

static size_t rd_line(const cm *m, int line) {
    if (line < 1) return 0;
    return (size_t)line > m->cursor.nlines ? m->cursor.in->text.n : m->cursor.lines[line - 1];
}

/* How long a block is in the source. */
static size_t rd_bytes(const cm *m, cmark_node *n) {
    size_t from = rd_line(m, n->start_line), to = rd_line(m, n->end_line + 1);
    return to > from ? to - from : 1;
}

/* Notes stand at the end of cmark's tree, numbered by their first reference. They are converted
 * before the text, the last one first, so that a note can refer to a later one. */
static void rd_notes(cm *m, cmark_node *root) {
    size_t n = 0;
    for (cmark_node *x = root->last_child; x && x->type == CMARK_NODE_FOOTNOTE_DEFINITION;
         x = x->prev)
        n++;
    if (!n) return;
    m->notes = pc_alloc0(m->scratch, n * sizeof *m->notes);
    m->nnotes = n;
    for (size_t i = n; i > 0; i--) {
        struct cm_note *note = &m->notes[i - 1];
        cmark_node *x = root->last_child;
        m->note_bytes = 0;
        size_t own = rd_bytes(m, x);
        note->blocks = cm_blocks(m, x);
        note->bytes = own + m->note_bytes;
        note->depth = html_blocks_depth(m->scratch, note->blocks);
        note->done = true;
        cmark_node_unlink(x);
        cmark_node_free(x);
    }
}

pc_blocks cm_read_blocks(pc_ctx *cx, const pc_source *in, size_t from) {
    pc_mark mark = pc_arena_mark(cx->scratch);
    cm *m = PC_NEW(cx->scratch, cm);
    *m = (cm){.cx = cx, .arena = cx->arena, .scratch = cx->scratch, .exts = cx->exts};
    m->ids.arena = cx->arena;
    html_lift_init(&m->lift, cx);
    m->lift.native = pc_ext_has(cx->exts, PC_EXT_native_html);
    m->lift.raw = pc_ext_has(cx->exts, PC_EXT_raw_html);
    m->lift.tag_filter = pc_ext_has(cx->exts, PC_EXT_tagfilter);
    cmark_node *root = rd_parse(cx, cx->exts, pc_str_from(in->text, from));
    rd_lines(m, in, from);
    rd_notes(m, root);
    pc_blocks xs = cm_blocks(m, root);
    html_lift_fini(&m->lift);
    pc_arena_release(cx->scratch, mark);
    return xs;
}

static pc_status rd_read(const pc_host *host, pc_ctx *cx, const pc_source *in, pc_doc *out) {
    (void)host;
    size_t from = 0;
    size_t nul = pc_str_chr(in->text, 0, 0);
    if (nul != PC_NPOS)
        pc_diag(cx->diags, PC_DIAG_NUL_BYTE, pc_source_pos(in, nul), "the text has NUL bytes");
    if (pc_ext_has(cx->exts, PC_EXT_yaml_metadata_block))
        from = cm_front_matter(cx, in, &out->meta);
    out->markdown = PC_S("commonmark");
    out->blocks = cm_read_blocks(cx, in, from);
    return PC_OK;
}

static const char *const rd_md[] = {".md", ".markdown", ".mkd", NULL};

const pc_reader pc_reader_commonmark = {
    .size = sizeof(pc_reader),
    .name = "commonmark",
    .summary = "CommonMark, by cmark",
    .extensions =
        "+native_html+raw_html-alerts-ascii_identifiers-auto_identifiers-autolink_bare_uris"
        "-emoji-footnotes-gfm_auto_identifiers-hard_line_breaks-pipe_tables-smart-strikeout"
        "-tagfilter-task_lists-tex_math_dollars-tex_math_gfm-yaml_metadata_block",
    .read = rd_read,
};

const pc_reader pc_reader_gfm = {
    .size = sizeof(pc_reader),
    .name = "gfm",
    .summary = "GitHub's Markdown, by cmark-gfm",
    .suffixes = rd_md,
    .extensions =
        "+alerts+autolink_bare_uris+emoji+footnotes+gfm_auto_identifiers+native_html+pipe_tables"
        "+raw_html+strikeout+task_lists+tex_math_dollars+tex_math_gfm+yaml_metadata_block"
        "-ascii_identifiers-auto_identifiers-hard_line_breaks-smart-tagfilter",
    .read = rd_read,
};
