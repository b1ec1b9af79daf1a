/* HTML: whole documents and fragments.
 *
 * The engine is our own tolerant one (core/html), not libxml2. Pages of sites are fragments with
 * Liquid's traces in them: libxml2's HTML parser knows HTML 4 (it reports <section> and <figure> as
 * invalid and closes <p> by the old rules), builds a tree that must be copied into nodes, keeps
 * only line numbers as positions, and would be one more library to load for every conversion. The
 * engine here reads the elements that the document model has, makes nodes of them in one pass,
 * knows the byte where each began, and already reads the HTML within Markdown: the same element
 * means the same in both.
 *
 * Formulas are read as MathJax would find them in the page, where Pandoc's reader waits for
 * +tex_math_single_backslash: it is how Jekyll's pages, and this program's own, have them.
 *
 * What a document has beside its body becomes metadata as in Pandoc's reader: <title>, <meta name>,
 * the language. What has no node is left out, as there, or kept with +raw_html. */
#include "readers/html/html.h"

#include "ast/meta.h"
#include "ast/walk.h"
#include "base/str.h"
#include "base/map.h"
#include "html/annotation.h"
#include "html/lift.h"
#include "readers/html/notes.h"
#include "text/entities.h"
#include "text/ident.h"

typedef struct rd {
    pc_ctx *cx;
    const pc_source *in;
    html_lift lift;
    size_t fed;  /* bytes of the text that are done with */
    bool head;   /* within <head> */
    pc_map meta; /* name -> rd_values */
} rd;

/* ---- the parts of a document ---- */

static void rd_feed(rd *r, size_t to) {
    if (to > r->fed && !r->head) {
        pc_map_span at = {0, pc_source_pos(r->in, r->fed), true};
        html_feed(&r->lift, pc_str_sub(r->in->text, r->fed, to), &at, 1);
    }
}

static pc_str rd_attr(rd *r, pc_str attrs, const char *name) {
    html_attr x;
    while (html_attr_next(&attrs, &x))
        if (pc_str_ieqz(x.name, name)) return pc_entities_decode(r->cx->arena, x.value);
    return PC_S("");
}

/* All that was said for a name. */
typedef PC_VEC(pc_meta) rd_values;

static void rd_add_meta(rd *r, pc_str key, pc_str text, size_t at) {
    pc_inline_vec words = {0};
    pc_text_push(r->cx->arena, &words, pc_str_trim(text), pc_source_pos(r->in, at));
    rd_values *v = pc_map_get(&r->meta, key);
    if (!v) pc_map_set(r->cx->scratch, &r->meta, key, v = PC_NEW(r->cx->scratch, rd_values));
    pc_vec_push(r->cx->arena, v, pc_meta_inlines((pc_inlines){words.v, words.n}));
}

/* Said twice, it is a list: Pandoc's rule for authors. There is one title and one language. */
static pc_meta_map rd_metadata(rd *r) {
    pc_meta_entry *out = PC_NEW_N(r->cx->arena, pc_meta_entry, r->meta.n);
    for (size_t i = 0; i < r->meta.n; i++) {
        pc_str key = r->meta.v[i].key;
        const rd_values *v = r->meta.v[i].value;
        bool single = v->n == 1 || pc_str_eqz(key, "title") || pc_str_eqz(key, "lang");
        pc_meta all = {.tag = PC_MetaList, .u.list = {v->v, v->n}};
        out[i] = (pc_meta_entry){.key = key, .value = single ? v->v[0] : all};
    }
    return pc_meta_sort(r->cx->arena, out, r->meta.n);
}

/* "<title>…</title>" in one token. */
static void rd_title(rd *r, const html_token *t, size_t at) {
    size_t from = pc_str_chr(t->text, '>', 0), to = pc_str_rchr(t->text, '<');
    if (from == PC_NPOS || to == PC_NPOS || to <= from) return;
    pc_str text = pc_str_sub(t->text, from + 1, to);
    rd_add_meta(r, PC_S("title"), pc_entities_decode(r->cx->arena, text), at + from + 1);
}

static void rd_html(rd *r, const html_token *t, size_t at) {
    pc_str lang = rd_attr(r, t->attrs, "lang");
    if (!lang.n) lang = rd_attr(r, t->attrs, "xml:lang");
    if (lang.n && t->kind == HTML_TOKEN_OPEN) rd_add_meta(r, PC_S("lang"), lang, at);
}

static void rd_head(rd *r, const html_token *t, size_t at) {
    (void)at;
    r->head = t->kind == HTML_TOKEN_OPEN;
}

static void rd_body(rd *r, const html_token *t, size_t at) {
    (void)t, (void)at;
    r->head = false;
}

static void rd_meta(rd *r, const html_token *t, size_t at) {
    pc_str name = rd_attr(r, t->attrs, "name");
    if (name.n) rd_add_meta(r, name, rd_attr(r, t->attrs, "content"), at);
}

/* What frames a document. [anywhere]: also outside of <head>, where a fragment may have it. */
static const struct rd_part {
    const char *name;
    bool anywhere;
    void (*take)(rd *r, const html_token *t, size_t at);
} rd_parts[] = {
    {"html", true, rd_html},   {"head", true, rd_head},  {"body", true, rd_body},
    {"title", true, rd_title}, {"meta", false, rd_meta},
};

static const struct rd_part *rd_part_of(const rd *r, const html_token *t) {
    for (size_t i = 0; t->name.n && i < PC_COUNT(rd_parts); i++)
        if (pc_str_ieqz(t->name, rd_parts[i].name))
            return rd_parts[i].anywhere || r->head ? &rd_parts[i] : NULL;
    return NULL;
}

static bool rd_is_doctype(const html_token *t) {
    return t->kind == HTML_TOKEN_RAW && t->text.n > 9 &&
           pc_str_ieqz(pc_str_sub(t->text, 0, 9), "<!doctype");
}

/* What ends <head> without </head>: text, and elements that have no place there (HTML
 * Standard, 13.2.6.4.4). */
static bool rd_ends_head(const html_token *t) {
    static const char *const names[] = {"link", "base", "noscript", "meta", "title"};
    if (t->kind == HTML_TOKEN_TEXT) return pc_str_trim(t->text).n > 0;
    for (size_t i = 0; i < PC_COUNT(names); i++)
        if (pc_str_ieqz(t->name, names[i])) return false;
    return t->kind == HTML_TOKEN_OPEN;
}

/* The text goes to the lifter in as few pieces as there are between the tags of the frame. */
static void rd_document(rd *r) {
    html_tokens tokens = {.text = r->in->text};
    for (;;) {
        size_t at = tokens.at;
        html_token t = html_next(&tokens);
        if (t.kind == HTML_TOKEN_END) break;
        const struct rd_part *part = t.kind == HTML_TOKEN_TEXT ? NULL : rd_part_of(r, &t);
        if (!part && r->head && rd_ends_head(&t)) {
            r->head = false;
            r->fed = at;
        }
        if (!part && !rd_is_doctype(&t)) continue;
        rd_feed(r, at);
        if (part) part->take(r, &t, at);
        r->fed = tokens.at;
    }
    rd_feed(r, r->in->text.n);
}

/* ---- identifiers of headings ---- */

typedef struct rd_ids {
    pc_idents used;
    pc_ident_style style;
    bool ascii;
} rd_ids;

static bool rd_identify(pc_rewrite *w, const pc_block *x, pc_blocks *out) {
    rd_ids *ids = w->user;
    if (x->tag != PC_Header) return false;
    const pc_header *h = x->u.header;
    if (h->attr->id.n) {
        pc_idents_add(&ids->used, h->attr->id);
        return false;
    }
    pc_str id = pc_ident_inlines(w->arena, h->content, ids->style, ids->ascii);
    if (!id.n) return false;
    const pc_attr *attr = pc_attr_set_id(w->arena, h->attr, pc_idents_unique(&ids->used, id));
    pc_block y = pc_header_node(w->arena, h->level, attr, h->content);
    *out = pc_blocks1(w->arena, pc_block_from(y, (pc_html_tag)x->html, x->pos));
    return true;
}

static pc_blocks rd_with_ids(pc_ctx *cx, pc_blocks xs) {
    bool gfm = pc_ext_has(cx->exts, PC_EXT_gfm_auto_identifiers);
    if (!gfm && !pc_ext_has(cx->exts, PC_EXT_auto_identifiers)) return xs;
    rd_ids ids = {.used.arena = cx->arena,
                  .style = gfm ? PC_IDENT_GFM : PC_IDENT_PANDOC,
                  .ascii = pc_ext_has(cx->exts, PC_EXT_ascii_identifiers)};
    pc_rewrite w = {.arena = cx->arena, .scratch = cx->scratch, .user = &ids, .block = rd_identify};
    return pc_rewrite_blocks(&w, xs);
}

/* ---- the reader ---- */

/* A page of a site that was taken for a document by its name. */
static void rd_check_front_matter(const pc_ctx *cx, const pc_source *in) {
    bool begins = pc_str_startsz(in->text, "---\n") || pc_str_startsz(in->text, "---\r\n");
    pc_pos at = pc_source_pos(in, 0);
    if (begins && !cx->handed_on)
        pc_diag_span(cx->diags, PC_DIAG_FRONT_MATTER, at, at + 3,
                     PC_S("read a page of a site with -f jekyll"),
                     "front matter is no HTML: it is read as text");
}

static pc_status rd_read(const pc_host *host, pc_ctx *cx, const pc_source *in, pc_doc *out) {
    (void)host;
    rd_check_front_matter(cx, in);
    pc_mark mark = pc_arena_mark(cx->scratch);
    rd *r = PC_NEW(cx->scratch, rd);
    *r = (rd){.cx = cx, .in = in};
    html_lift_init(&r->lift, cx);
    r->lift.native = true;
    r->lift.drop = true;
    r->lift.math = pc_ext_has(cx->exts, PC_EXT_tex_math_single_backslash);
    r->lift.dollars = pc_ext_has(cx->exts, PC_EXT_tex_math_dollars);
    r->lift.raw = pc_ext_has(cx->exts, PC_EXT_raw_html);
    html_begin(&r->lift, HTML_HOST_BLOCKS, pc_source_pos(in, 0));
    rd_document(r);
    html_end_blocks(&r->lift, &out->blocks);
    html_lift_fini(&r->lift);
    out->blocks = html_read_annotation(cx->arena, cx->scratch, out->blocks);
    out->blocks = rd_notes(cx, out->blocks);
    out->blocks = rd_with_ids(cx, out->blocks);
    out->meta = rd_metadata(r);
    pc_arena_release(cx->scratch, mark);
    return PC_OK;
}

static const char *const rd_suffixes[] = {".html", ".htm", ".xhtml", NULL};

const pc_reader pc_reader_html = {
    .size = sizeof(pc_reader),
    .name = "html",
    .summary = "HTML: documents and fragments",
    .suffixes = rd_suffixes,
    .extensions = "+auto_identifiers-ascii_identifiers-gfm_auto_identifiers-raw_html"
                  "+tex_math_single_backslash-tex_math_dollars",
    .read = rd_read,
};
