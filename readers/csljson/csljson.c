/* CSL JSON (CSL 1.0.2, csl-data.json): items as annotated publications.
 *
 * What has no place in a record is kept as JSON, in attributes "csl-NAME", and written again. The
 * members of "custom" are fields of other formats: those that are texts are kept as fields of a
 * .bib file, "bib-NAME". */
#include "readers/csljson/csljson.h"

#include "ast/meta.h"
#include "ast/walk.h"
#include "base/str.h"
#include "bib/annotation.h"
#include "bib/edtf.h"
#include "bib/entry.h"
#include "bib/ident.h"
#include "data/json.h"
#include "readers/csljson/cj.h"

typedef struct it {
    cj *j;
    bib_record *r;
    bib_field_vec fields;
} it;

pc_str cj_json(cj *j, const pc_value *v) {
    pc_buf out;
    pc_buf_init(&out, j->cx->mem);
    pc_json_write(&out, v, 0);
    pc_str s = pc_str_trim(pc_buf_take(&out, j->a));
    pc_buf_fini(&out);
    return s;
}

static void set(it *t, const char *name, pc_str value) {
    bib_field_set(t->j->scratch, t->r, &t->fields, pc_strz(name), value);
}

static void keep(it *t, const char *front, pc_str key, pc_str value) {
    pc_key_value kv = {pc_str_cat(t->j->a, pc_strz(front), key), value};
    if (value.n) pc_vec_push(t->j->scratch, &t->fields, kv);
}

/* --- members with code of their own --------------------------------------------------------------
 */

static void set_issued(it *t, const pc_value *v) {
    bool whole;
    bib_date d;
    pc_str text = cj_date(t->j, v, &whole);
    if (!whole || !text.n) keep(t, "csl-", PC_S("issued"), cj_json(t->j, v));
    if (!bib_edtf_parse(text, &d)) {
        set(t, "issued", text);
        return;
    }
    if (d.from.year > 0) t->r->year = pc_str_fmt(t->j->a, "%04d", d.from.year);
    if (!pc_str_eq(text, t->r->year)) t->r->date = text;
}

static void set_venue(it *t, pc_str text) {
    bib_place *v = PC_NEW(t->j->a, bib_place);
    v->inlines = cj_inlines(t->j, text);
    v->name = pc_inlines_text(t->j->a, v->inlines);
    v->kind = bib_venue_kind(v->name);
    t->r->venues.v = v;
    t->r->venues.n = v->name.n > 0;
}

/* Zotero's way: archive "arXiv", archive_location the number. */
static void set_arxiv(it *t, const pc_value *item) {
    pc_str id = pc_value_get_text(item, "archive_location");
    if (pc_str_ieqz(pc_value_get_text(item, "archive"), "arxiv") && bib_arxiv_valid(id))
        t->r->arxiv = id;
}

static bool is_annotation(pc_str name) {
    for (int i = 0; i < BIB_AN_COUNT; i++)
        if (pc_str_eqz(name, bib_an_field((bib_an)i))) return true;
    return false;
}

/* BibTeX's fields that a writer made CSL's publisher of, joined as it does: they are taken apart
 * again. */
static const char *const publishers[] = {"organization", "howpublished", "publisher"};

static bool is_publisher(const pc_value *custom, pc_str key) {
    for (size_t i = 0; i < PC_COUNT(publishers); i++)
        if (pc_str_eqz(key, publishers[i])) return pc_value_get_text(custom, publishers[i]).n > 0;
    return false;
}

static void set_publishers(it *t, const pc_value *custom) {
    pc_str joined = {0}, text[PC_COUNT(publishers)];
    for (size_t i = 0; i < PC_COUNT(publishers); i++) {
        text[i] = pc_value_get_text(custom, publishers[i]);
        if (joined.n && text[i].n) joined = pc_str_cat(t->j->a, joined, PC_S("; "));
        joined = pc_str_cat(t->j->a, joined, text[i]);
    }
    for (size_t i = 0; joined.n && i < t->fields.n; i++) {
        pc_key_value *f = &t->fields.v[i];
        if (!pc_str_eqz(f->key, "publisher") || !pc_str_eq(f->value, joined)) continue;
        f->value = text[2];
        set(t, publishers[0], text[0]);
        set(t, publishers[1], text[1]);
        return;
    }
    for (size_t i = 0; i < PC_COUNT(publishers); i++)
        keep(t, "bib-", pc_strz(publishers[i]), text[i]);
}

/* What is no text stays as it is, in a "custom" of its own. */
static void set_custom(it *t, const pc_value *custom) {
    PC_VEC(pc_pair) other = {0};
    for (size_t i = 0; i < custom->as.of.n; i++) {
        const pc_pair *p = &custom->u.pairs[i];
        pc_str text = pc_value_text(&p->value);
        if (p->value.kind != PC_STRING || !p->key.n || !text.n)
            pc_vec_push(t->j->scratch, &other, *p);
        else if (pc_str_eqz(p->key, "entry-type"))
            t->r->entry = text;
        else if (pc_str_eqz(p->key, "et-al"))
            t->r->etal = true;
        else if (!is_annotation(p->key) && !is_publisher(custom, p->key))
            keep(t, "bib-", p->key, text);
    }
    set_publishers(t, custom);
    if (!other.n) return;
    pc_value rest = pc_value_map(t->j->a, other.v, other.n);
    keep(t, "csl-", PC_S("custom"), cj_json(t->j, &rest));
}

/* Roles, marks and ORCIDs that a writer put there. */
static void annotate(it *t, const pc_value *item) {
    bib_author *v = pc_vec_copy(t->j->a, t->r->authors.v, t->r->authors.n, sizeof *v);
    for (int i = 0; i < BIB_AN_COUNT; i++) {
        const pc_value *custom = pc_value_getz(item, "custom");
        pc_str text = pc_value_get_text(custom, bib_an_field((bib_an)i));
        bool whole = !text.n || bib_annotate(t->j->a, v, t->r->authors.n, text, (bib_an)i);
        if (!whole) keep(t, "bib-", pc_strz(bib_an_field((bib_an)i)), text);
    }
    t->r->authors.v = v;
}

/* --- items ---------------------------------------------------------------------------------------
 */

static void set_row(it *t, const bib_field_row *row, const pc_pair *p) {
    pc_str text = {0};
    bool whole = true;
    if (row->kind == BIB_NAMES)
        text = cj_names(t->j, &p->value, &whole);
    else if (row->kind == BIB_DATE)
        text = cj_date(t->j, &p->value, &whole);
    else
        text = pc_value_text(&p->value);
    if (pc_str_eqz(p->key, "page")) text = bib_range_text(t->j->a, text);
    whole &= text.n > 0;
    if (!whole) keep(t, "csl-", p->key, cj_json(t->j, &p->value));
    set(t, row->name, text);
}

typedef enum member { ID, TYPE, TITLE, AUTHOR, ISSUED, VENUE, CUSTOM, MEMBERS } member;
static const char *const members[MEMBERS] = {
    "id", "type", "title", "author", "issued", "container-title", "custom"};

/* True: done with. */
static bool set_member(it *t, const pc_pair *p) {
    pc_str text = pc_value_text(&p->value);
    int m = 0;
    while (m < MEMBERS && !pc_str_eqz(p->key, members[m])) m++;
    switch ((member)m) {
    case ID: t->r->key = text; return text.n > 0;
    case TYPE: t->r->type = text; return text.n > 0;
    case TITLE:
        t->r->title_inlines = cj_inlines(t->j, text);
        t->r->title = pc_inlines_text(t->j->a, t->r->title_inlines);
        return t->r->title.n > 0;
    case AUTHOR: t->r->authors = cj_authors(t->j, &p->value); return t->r->authors.n > 0;
    case ISSUED: set_issued(t, &p->value); return true;
    case VENUE: set_venue(t, text); return t->r->venues.n > 0;
    case CUSTOM:
        if (p->value.kind == PC_MAP) set_custom(t, &p->value);
        return p->value.kind == PC_MAP;
    case MEMBERS: break;
    }
    return false;
}

static bool is_arxiv(const it *t, pc_str key) {
    return t->r->arxiv.n && (pc_str_eqz(key, "archive") || pc_str_eqz(key, "archive_location"));
}

/* Words of a work's state, and awards, are printed. */
static void set_words(it *t, const pc_value *item) {
    pc_str award = pc_value_get_text(pc_value_getz(item, "custom"), "award");
    if (award.n) t->r->awards = (pc_strs){pc_vec_copy(t->j->a, &award, 1, sizeof award), 1};
}

static bool is_nothing(const pc_value *v) {
    return v->kind == PC_NULL || (v->kind == PC_STRING && !pc_value_text(v).n);
}

/* Names of before CSL 1.0.2 (csl-data.json), which many programs still write. */
static const struct {
    const char *old, *now;
} renamed[] = {{"event", "event-title"},
               {"journalAbbreviation", "container-title-short"},
               {"shortTitle", "title-short"}};

static const pc_value *value_of(const pc_value *item, const char *csl) {
    const pc_value *v = pc_value_getz(item, csl);
    for (size_t i = 0; i < PC_COUNT(renamed) && !v; i++)
        if (!strcmp(csl, renamed[i].now)) v = pc_value_getz(item, renamed[i].old);
    return v;
}

/* An old name whose value the new one does not hide. */
static bool is_renamed(const pc_value *item, const pc_pair *p) {
    for (size_t i = 0; i < PC_COUNT(renamed); i++) {
        if (!pc_str_eqz(p->key, renamed[i].old)) continue;
        const pc_value *now = pc_value_getz(item, renamed[i].now);
        return !now || pc_str_eq(pc_value_text(now), pc_value_text(&p->value));
    }
    return false;
}

/* Fields come in the order of their table, whatever that of the members is. */
static void set_fields(it *t, const pc_value *item) {
    for (size_t i = 0; i < bib_field_row_count; i++) {
        const bib_field_row *row = &bib_field_rows[i];
        bool own = !*row->csl || !strcmp(row->csl, "issued") || is_arxiv(t, pc_strz(row->csl)) ||
                   (t->r->status.n && !strcmp(row->csl, "status"));
        const pc_value *v = own ? NULL : value_of(item, row->csl);
        pc_pair p = {.key = pc_strz(row->csl)};
        if (!v || is_nothing(v)) continue;
        p.value = *v;
        set_row(t, row, &p);
    }
}

static void read_item(cj *j, const pc_value *item, bib_record *r) {
    it t = {.j = j, .r = r};
    *r = (bib_record){.pos = item->pos};
    set_arxiv(&t, item);
    r->status = bib_pubstate_status(pc_value_get_text(item, "status"));
    set_fields(&t, item);
    for (size_t i = 0; i < item->as.of.n; i++) {
        const pc_pair *p = &item->u.pairs[i];
        bool known = is_nothing(&p->value) || is_arxiv(&t, p->key) || is_renamed(item, p) ||
                     set_member(&t, p);
        if (!known && !bib_field_csl(p->key)) keep(&t, "csl-", p->key, cj_json(j, &p->value));
    }
    annotate(&t, item);
    set_words(&t, item);
    if (!r->key.n) r->key = PC_S("item");
    if (!r->type.n) r->type = PC_S("document");
    r->id = bib_entry_id(j->a, j->scratch, &j->ids, r->key);
    r->fields = (bib_fields){pc_vec_done(j->a, &t.fields), t.fields.n};
    bib_record_links(j->a, j->scratch, r);
}

static void say(cj *j, pc_pos pos, const char *what) {
    pc_diag_span(j->cx->diags, PC_DIAG_CSL_JSON, pos, 0,
                 PC_S("CSL JSON is a list of items: [{\"id\": …, \"type\": …, \"title\": …}]"),
                 "%s", what);
}

/* The items: a list, {"items": […]} as Zotero's interface has it, or one item. */
static const pc_value *items_of(const pc_value *all, size_t *n) {
    const pc_value *items = pc_value_getz(all, "items");
    if (items && items->kind == PC_LIST) all = items;
    *n = all->kind == PC_LIST ? all->as.of.n : all->kind == PC_MAP;
    return all->kind == PC_LIST ? all->u.list : all;
}

static pc_status read(const pc_host *host, pc_ctx *cx, const pc_source *in, pc_doc *out) {
    (void)host;
    pc_value all;
    const pc_meta *author = pc_meta_getz(cx->cli_metadata, "author");
    cj j = {.cx = cx,
            .a = cx->arena,
            .scratch = cx->scratch,
            .self = author ? pc_meta_text(cx->arena, author) : (pc_str){0}};
    if (!pc_json_read(cx->arena, in, cx->diags, &all)) return PC_FAILED;
    pc_mark mark = pc_arena_mark(cx->scratch);
    pc_block_vec blocks = {0};
    size_t n;
    const pc_value *v = items_of(&all, &n);
    if (!n && all.kind != PC_LIST) say(&j, all.pos, "this is no list of items");
    for (size_t i = 0; i < n; i++) {
        bib_record r;
        if (v[i].kind != PC_MAP) {
            say(&j, v[i].pos, "this is no item");
            continue;
        }
        read_item(&j, &v[i], &r);
        pc_vec_push(cx->scratch, &blocks,
                    bib_entry_div(cx->arena, cx->scratch, &r, (pc_blocks){NULL, 0}));
    }
    out->blocks = pc_blocks_done(cx->arena, &blocks);
    pc_arena_release(cx->scratch, mark);
    return PC_OK;
}

const pc_reader pc_reader_csljson = {
    .size = sizeof(pc_reader),
    .name = "csljson",
    .summary = "CSL JSON: items as publications",
    .read = read,
};
