/* CSL JSON (CSL 1.0.2) of a document's publications, whatever they come from.
 *
 * What CSL has no variable for, roles of authors and the fields of a .bib file, is in "custom",
 * which is for that; what a reader of CSL JSON kept is written as it was. */
#include "writers/csljson/csljson.h"

#include "ast/build.h"
#include "ast/meta.h"
#include "ast/walk.h"
#include "base/str.h"
#include "bib/annotation.h"
#include "bib/entry.h"
#include "bib/settle.h"
#include "data/json.h"
#include "writers/csljson/cw.h"

typedef struct en {
    cw *w;
    const bib_record *r;
    cw_pairs v;
    bool page; /* not from a bibliography */
} en;

/* The field is kept whole, as JSON. */
static bool is_kept(const en *e, const char *csl) {
    pc_str key = pc_str_cat(e->w->a, PC_S("csl-"), pc_strz(csl));
    return bib_field(e->r, pc_str_dupz(e->w->a, key)).n > 0;
}

/* CSL has one publisher; BibTeX's others go with it, in pandoc's order. */
static pc_str publisher(en *e) {
    pc_str parts[] = {bib_field(e->r, "organization"), bib_field(e->r, "howpublished"),
                      bib_field(e->r, "publisher")};
    pc_str all = {0};
    if (pc_str_has(parts[1], "://")) parts[1] = (pc_str){0}; /* an address */
    for (size_t i = 0; i < PC_COUNT(parts); i++) {
        if (!parts[i].n) continue;
        all = all.n ? pc_str_cat(e->w->a, all, PC_S("; ")) : all;
        all = pc_str_cat(e->w->a, all, parts[i]);
    }
    return all;
}

static pc_str address(en *e) {
    pc_str url = bib_field(e->r, "url"), how = bib_field(e->r, "howpublished");
    if (!url.n && pc_str_has(how, "://") && pc_str_chr(how, ' ', 0) == PC_NPOS) url = how;
    if (!url.n && e->page) url = bib_record_url(e->r);
    return e->page && bib_url_placeholder(url) ? (pc_str){0} : url;
}

/* Pages with a hyphen between them. */
static pc_str hyphens(cw *w, pc_str s) {
    if (!pc_str_has(s, "\xE2\x80\x93")) return s;
    char *p = pc_alloc_text(w->a, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool dash = pc_str_startsz(pc_str_from(s, i), "\xE2\x80\x93");
        p[n++] = dash ? '-' : s.p[i];
        i += dash ? 2 : 0;
    }
    return (pc_str){p, n};
}

/* In table order: what a reader sees first comes first. */
static void add_known(en *e, const bib_field_row *row, pc_str value) {
    cw *w = e->w;
    pc_str key = pc_strz(row->csl);
    if (!key.n || !value.n || is_kept(e, row->csl)) return;
    if (row->kind == BIB_NAMES)
        cw_add(w, &e->v, key, cw_names(w, value));
    else if (row->kind == BIB_DATE)
        cw_add(w, &e->v, key, cw_date(w, value));
    else
        cw_add_text(w, &e->v, row->csl, value);
}

static void add_members(en *e) {
    const bib_record *r = e->r;
    static const char *const names[] = {"volume", "issue", "doi", "isbn", "pmid"};
    for (size_t i = 0; i < PC_COUNT(names); i++)
        add_known(e, bib_field_named(pc_strz(names[i])), bib_field(r, names[i]));
    cw_add_text(e->w, &e->v, "page", hyphens(e->w, r->pages));
    cw_add_text(e->w, &e->v, "publisher", publisher(e));
    cw_add_text(e->w, &e->v, "URL", address(e));
    if (!bib_field(r, "pubstate").n) cw_add_text(e->w, &e->v, "status", bib_status_text(r->status));
    if (!r->arxiv.n) return;
    cw_add_text(e->w, &e->v, "archive", PC_S("arXiv"));
    cw_add_text(e->w, &e->v, "archive_location", r->arxiv);
}

static void add_fields(en *e) {
    static const char *const done[] = {"publisher", "url", "issued"};
    for (size_t i = 0; i < e->r->fields.n; i++) {
        const pc_key_value *f = &e->r->fields.v[i];
        const bib_field_row *row = bib_field_named(f->key);
        bool skip = !row;
        for (size_t k = 0; k < PC_COUNT(done); k++) skip |= pc_str_eqz(f->key, done[k]);
        if (!skip) add_known(e, row, f->value);
        if (pc_str_startsz(f->key, "csl-") && !pc_str_eqz(f->key, "csl-custom"))
            cw_add_json(e->w, &e->v, pc_str_from(f->key, 4), f->value);
    }
}

/* --- custom --------------------------------------------------------------------------------------
 */

static void add_annotations(en *e, cw_pairs *v) {
    for (int i = 0; i < BIB_AN_COUNT; i++)
        cw_add_text(e->w, v, bib_an_field((bib_an)i),
                    bib_annotation(e->w->a, e->w->cx->mem, e->r->authors, (bib_an)i));
}

static void add_links(en *e, cw_pairs *v) {
    for (size_t i = 0; i < e->r->links.n; i++) {
        const bib_ref *l = &e->r->links.v[i];
        const char *field = l->purpose == BIB_LINK_URL ? NULL : bib_link_field(l->purpose);
        bool there = false;
        for (size_t k = 0; field && k < v->n; k++) there |= pc_str_eqz(v->v[k].key, field);
        if (field && !there) cw_add_text(e->w, v, field, l->url);
    }
}

/* What a reader kept of "custom". */
static void add_json_members(cw *w, cw_pairs *v, pc_str json) {
    cw_pairs one = {0};
    if (json.n) cw_add_json(w, &one, PC_S("custom"), json);
    for (size_t i = 0; one.n && i < pc_value_len(&one.v[0].value); i++)
        if (one.v[0].value.kind == PC_MAP) pc_vec_push(w->a, v, one.v[0].value.u.pairs[i]);
}

/* The parts of which CSL's publisher is made, where it is not BibTeX's alone. */
static void add_publishers(en *e, cw_pairs *v) {
    pc_str organization = bib_field(e->r, "organization"), how = bib_field(e->r, "howpublished");
    if (pc_str_has(how, "://")) how = (pc_str){0};
    if (!organization.n && !how.n) return;
    cw_add_text(e->w, v, "organization", organization);
    cw_add_text(e->w, v, "howpublished", how);
    cw_add_text(e->w, v, "publisher", bib_field(e->r, "publisher"));
}

static void add_custom(en *e) {
    cw_pairs v = {0};
    const bib_record *r = e->r;
    cw_add_text(e->w, &v, "entry-type", r->entry);
    add_annotations(e, &v);
    add_publishers(e, &v);
    if (r->etal) cw_add_text(e->w, &v, "et-al", PC_S("true"));
    for (size_t i = 0; i < r->fields.n; i++) {
        pc_str name = pc_str_from(r->fields.v[i].key, 4);
        if (pc_str_startsz(r->fields.v[i].key, "bib-"))
            cw_add(e->w, &v, name, pc_value_str(r->fields.v[i].value));
    }
    if (e->page) {
        for (size_t i = 0; i < r->awards.n && i < 1; i++)
            cw_add_text(e->w, &v, "award", r->awards.v[i]);
        add_links(e, &v);
    }
    add_json_members(e->w, &v, bib_field(r, "csl-custom"));
    if (v.n) cw_add(e->w, &e->v, PC_S("custom"), pc_value_map(e->w->a, v.v, v.n));
}

/* --- items ---------------------------------------------------------------------------------------
 */

static pc_str item_id(const bib_record *r) {
    return r->key.n ? r->key : r->id.n ? r->id : PC_S("item");
}

static void add_issued(en *e) {
    const bib_record *r = e->r;
    pc_str words = bib_field(r, "issued");
    pc_str date = r->date.n ? r->date : words.n ? words : r->year;
    if (date.n && !is_kept(e, "issued")) cw_add(e->w, &e->v, PC_S("issued"), cw_date(e->w, date));
}

static pc_value item(cw *w, const bib_record *r) {
    en e = {.w = w, .r = r, .page = bib_from_page(r)};
    cw_add_text(w, &e.v, "id", item_id(r));
    cw_add_text(w, &e.v, "type", r->type.n ? r->type : PC_S("document"));
    cw_add_text(w, &e.v, "title", cw_rich(w, r->title_inlines));
    if (r->authors.n) cw_add(w, &e.v, PC_S("author"), cw_authors(w, r->authors));
    if (r->venues.n)
        cw_add_text(w, &e.v, "container-title",
                    e.page ? r->venues.v[0].name : cw_rich(w, r->venues.v[0].inlines));
    add_issued(&e);
    add_members(&e);
    add_fields(&e);
    add_custom(&e);
    return pc_value_map(w->a, e.v.v, e.v.n);
}

static bool has_code(pc_inlines xs) {
    for (size_t i = 0; i < xs.n; i++)
        if (xs.v[i].tag == PC_Code || has_code(pc_inline_content(&xs.v[i]))) return true;
    return false;
}

static void say_lost(cw *w, const pc_doc *doc, const bib_list *list) {
    if (pc_meta_getz(doc->meta, "bib-preamble"))
        pc_diag_span(w->cx->diags, PC_DIAG_WRITER_LOSS, 0, 0, PC_S("CSL JSON has no place for it"),
                     "@preamble is left out");
    for (size_t i = 0; i < list->n && !pc_diags_full(w->cx->diags); i++)
        if (has_code(list->v[i].title_inlines))
            pc_diag_span(w->cx->diags, PC_DIAG_WRITER_LOSS, list->v[i].pos, 0,
                         PC_S("CSL JSON has no markup for it"),
                         "the title of %s is written without its typewriter type",
                         pc_str_dupz(w->a, item_id(&list->v[i])));
}

static pc_status write(const pc_host *host, pc_ctx *cx, const pc_doc *doc, pc_buf *out) {
    (void)host;
    pc_mark mark = pc_arena_mark(cx->scratch);
    cw w = {.cx = cx, .a = cx->scratch};
    bib_list list = bib_each(cx->arena, cx->scratch, doc->blocks);
    pc_value *items = PC_NEW_N(cx->scratch, pc_value, list.n + 1);
    for (size_t i = 0; i < list.n; i++) {
        bib_record *r = PC_NEW(cx->scratch, bib_record);
        *r = list.v[i];
        bib_settle(cx->scratch, r);
        items[i] = item(&w, r);
    }
    say_lost(&w, doc, &list);
    pc_value all = pc_value_list(cx->scratch, items, list.n);
    pc_json_write(out, &all, 2);
    pc_buf_cr(out);
    if (!list.n)
        pc_diag(cx->diags, PC_DIAG_WRITER_LOSS, 0, "the document has no publications to write");
    pc_arena_release(cx->scratch, mark);
    return PC_OK;
}

const pc_writer pc_writer_csljson = {
    .size = sizeof(pc_writer),
    .name = "csljson",
    .summary = "CSL JSON of the document's publications",
    .write = write,
};
