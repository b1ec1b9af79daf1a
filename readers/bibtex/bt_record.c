/* An entry as a record. Fields that the table bib/bibtex.def knows become fields of the record, by
 * its order; the others are kept as they are, "bib-NAME". */
#include "base/str.h"
#include "bib/date.h"
#include "bib/edtf.h"
#include "bib/entry.h"
#include "bib/ident.h"
#include "bib/names.h"
#include "readers/bibtex/bt.h"

typedef struct rc {
    bt *b;
    bt_entry *e;
    bib_record *r;
    bib_field_vec fields;
    unsigned cls;
} rc;

static void set(rc *c, const char *name, pc_str value) {
    bib_field_set(c->b->scratch, c->r, &c->fields, pc_strz(name), value);
}

/* The field if it is there, has something in it, and is not used up yet. */
static bt_field *fresh(rc *c, const char *name) {
    bt_field *f = bt_get(c->e, pc_strz(name));
    return f && !f->used && pc_str_trim(f->value).n ? f : NULL;
}

/* --- title ---------------------------------------------------------------------------------------
 */

static pc_inlines with_subtitle(rc *c, const bt_field *f, const char *sub, bool title) {
    bt *b = c->b;
    bt_field *s = fresh(c, sub);
    if (!s) return bt_inlines(b, f->value, f->pos, f->along, title);
    s->used = true;
    pc_str front = pc_str_cat(b->scratch, pc_str_trim(f->value), PC_S(": "));
    return bt_inlines(b, pc_str_cat(b->a, front, s->value), f->pos, false, title);
}

static void set_title(rc *c, bt_field *f) {
    c->r->title_pos = f->pos;
    c->r->title_inlines = with_subtitle(c, f, "subtitle", true);
    c->r->title = bt_inlines_text(c->b, c->r->title_inlines);
    f->used = c->r->title.n > 0;
}

/* Inlines of a venue stand in an emphasis: those that it has itself are left. */
static void set_venue(rc *c, bt_field *f) {
    bool journal = pc_str_startsz(f->name, "journal");
    bib_place *v = PC_NEW(c->b->a, bib_place);
    if (c->r->venues.n) return;
    v->inlines = with_subtitle(c, f, journal ? "journalsubtitle" : "booksubtitle", false);
    v->name = bt_inlines_text(c->b, v->inlines);
    v->kind = bib_venue_kind(v->name);
    v->pos = f->pos;
    f->used = v->name.n > 0;
    if (!f->used) return;
    c->r->venues.v = v;
    c->r->venues.n = 1;
    if (!c->r->arxiv.n) c->r->arxiv = bib_arxiv_find(c->b->a, v->name);
}

/* --- dates ---------------------------------------------------------------------------------------
 */

/* "March", "mar", "3"; with a day: "10 March", "March 10". False: something else. */
static bool month_of(pc_str text, bib_day *d) {
    pc_str rest = text, word;
    while (pc_str_cut(&rest, ' ', &word)) {
        int64_t n = 0;
        while (word.n && strchr(",.", word.p[word.n - 1])) word.n--;
        if (!word.n) continue;
        bool number = pc_str_int(word, &n) && n > 0 && n < 32;
        if (bib_month(word) && !d->month)
            d->month = bib_month(word);
        else if (number && !d->day)
            d->day = (int)n;
        else
            return false;
    }
    if (!d->month && d->day) { /* "3" */
        d->month = d->day;
        d->day = 0;
    }
    return d->month > 0 && d->month < 13;
}

/* Spaces that keep together are spaces. */
static pc_str plain_spaces(bt *b, pc_str s) {
    char *p = pc_alloc_text(b->a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool nbsp = s.p[i] == '\xc2' && i + 1 < s.n && s.p[i + 1] == '\xa0';
        p[n++] = nbsp ? ' ' : s.p[i];
        i += nbsp;
    }
    return (pc_str){p, n};
}

static void add_month(rc *c, bib_date *d) {
    bt_field *m = fresh(c, "month"), *day = fresh(c, "day");
    bib_day with = d->from;
    if (!m || d->range || !month_of(plain_spaces(c->b, bt_field_text(c->b, m)), &with)) return;
    int64_t n;
    if (day && !with.day && pc_str_int(bt_field_text(c->b, day), &n) && n > 0 && n < 32) {
        with.day = (int)n;
        day->used = true;
    }
    d->from = with;
    m->used = true;
}

/* "2001--2003", "2001-2003" beside what ISO has. */
static bool year_of(bt *b, pc_str text, bib_date *d) {
    if (bib_edtf_parse(text, d) && !(text.n == 7 && text.p[4] == '-' && d->from.month > 12))
        return true;
    if (text.n < 9 || bib_year_find(text, 0).p != text.p) return false;
    pc_str second = pc_str_from(text, text.n - 4), between = pc_str_sub(text, 4, text.n - 4);
    bool dash = pc_str_eqz(between, "-") || pc_str_eqz(between, "\xE2\x80\x93");
    if (!dash || bib_year_last(text).p != second.p) return false;
    pc_str both = pc_str_cat(b->a, pc_str_sub(text, 0, 4), pc_str_cat(b->a, PC_S("/"), second));
    return bib_edtf_parse(both, d);
}

/* A date as it stands: "~" is no space in it. */
static pc_str date_text(bt *b, const bt_field *f) {
    bib_date d;
    pc_str raw = pc_str_trim(f->value);
    return bib_edtf_parse(raw, &d) ? raw : pc_str_trim(bt_field_text(b, f));
}

/* No work of these is from before 1000; two digits are half of a year. */
static void say_year(rc *c, const bt_field *f, pc_str text) {
    enum { FIRST = 1000, LAST = 2100 };
    int64_t year = 0;
    pc_str digits = pc_str_sub(text, 0, pc_str_chr(text, '-', 0));
    if (!pc_str_int(digits, &year) || (year >= FIRST && year <= LAST)) return;
    bt_say(c->b, f->pos, f->along ? f->pos + (pc_pos)f->value.n : 0, PC_S("a year has four digits"),
           "%.*s is no year", PC_F(digits));
}

static void set_issued(rc *c, bt_field *f) {
    bt *b = c->b;
    bib_record *r = c->r;
    bib_date d;
    pc_str text = date_text(b, f);
    if (!text.n) return;
    say_year(c, f, text);
    if (r->year.n || bib_field_has(r, &c->fields, PC_S("issued"))) {
        f->used = pc_str_eq(text, r->year);
        return;
    }
    f->used = true;
    r->year_pos = f->pos;
    if (!year_of(b, text, &d)) {
        r->year = bib_year_find(text, 0);
        set(c, "issued", text);
        return;
    }
    add_month(c, &d);
    if (d.from.year > 0) r->year = pc_str_fmt(b->a, "%04d", d.from.year);
    pc_str iso = bib_edtf_text(b->a, &d);
    if (!pc_str_eq(iso, r->year)) r->date = iso;
}

static void set_date(rc *c, const char *name, bt_field *f) {
    bib_date d;
    pc_str text = date_text(c->b, f);
    if (bib_edtf_parse(text, &d)) text = bib_edtf_text(c->b->a, &d);
    set(c, name, text);
    f->used = text.n > 0;
}

/* --- identifiers ---------------------------------------------------------------------------------
 */

/* The address of who resolves it is no part of a DOI, whatever stands behind it. */
static pc_str without_resolver(pc_str doi) {
    static const char *const fronts[] = {"https://", "http://", "dx.", "doi.org/", "doi:"};
    pc_str rest = doi;
    for (size_t i = 0; i < PC_COUNT(fronts); i++)
        if (pc_str_startsz(rest, fronts[i])) rest = pc_str_from(rest, strlen(fronts[i]));
    return pc_str_startsz(rest, "10.") ? rest : doi;
}

static void set_verbatim(rc *c, const char *name, bt_field *f) {
    bt *b = c->b;
    pc_str text = bt_verbatim(b, f->value);
    if (pc_str_eqz(pc_strz(name), "doi")) {
        pc_str doi = bib_doi_find(b->a, text);
        bool address = pc_str_has(text, "://") || pc_str_has(text, "doi");
        if (doi.n && address) text = doi;
        if (!doi.n) text = without_resolver(text);
    }
    set(c, name, text);
    f->used = text.n > 0;
}

/* "arXiv:2001.01234 [cs.LG]", "2001.01234v2", "hep-th/9901001". */
static void set_eprint(rc *c, bt_field *f) {
    bt *b = c->b;
    bt_field *type = bt_get(c->e, PC_S("eprinttype"));
    if (!type) type = bt_get(c->e, PC_S("archiveprefix"));
    pc_str text = bt_verbatim(b, f->value), id = bib_arxiv_find(b->a, text);
    if (!id.n && (!type || pc_str_ieqz(bt_verbatim(b, type->value), "arxiv")) &&
        bib_arxiv_valid(text))
        id = text;
    if (!id.n || (c->r->arxiv.n && !pc_str_eq(c->r->arxiv, id))) return;
    c->r->arxiv = id;
    f->used = pc_str_eq(id, text);
    if (type && f->used) type->used = true;
}

static void set_status(rc *c, bt_field *f) {
    pc_str status = bib_pubstate_status(pc_str_trim(bt_field_text(c->b, f)));
    c->r->status = status;
    f->used = status.n > 0;
}

/* --- fields --------------------------------------------------------------------------------------
 */

/* "A and B" of biblatex. */
static pc_str list_text(bt *b, const bt_field *f) {
    pc_buf out;
    pc_str one;
    if (b->dialect == BIB_BIBTEX) return bt_field_text(b, f);
    pc_buf_init(&out, b->cx->mem);
    for (size_t i = 0; bib_names_next(f->value, &i, &one);) {
        pc_str text = bt_text(b, one, f->pos, false);
        if (out.n && text.n) pc_buf_putz(&out, "; ");
        pc_buf_put(&out, text);
    }
    pc_str s = pc_buf_take(&out, b->a);
    pc_buf_fini(&out);
    return s;
}

/* "10--1": backwards. "1020--25" is short for 1020--1025. */
static void say_pages(rc *c, const bt_field *f, pc_str range) {
    size_t dash = pc_str_find(range, PC_S("\xE2\x80\x93"), 0);
    pc_str first = pc_str_trim(pc_str_sub(range, 0, dash)), last = {0};
    int64_t from, to;
    if (dash != PC_NPOS) last = pc_str_trim(pc_str_from(range, dash + 3));
    if (!pc_str_int(first, &from) || !pc_str_int(last, &to) || to >= from || from < 0 || to < 0)
        return;
    if (first.n > 2 && last.n < first.n) {
        int64_t place = 1;
        for (size_t i = 0; i < last.n; i++) place *= 10;
        if (from - from % place + to > from) return;
    }
    bt_say(c->b, f->pos, f->along ? f->pos + (pc_pos)f->value.n : 0,
           PC_S("write the first page, then the last"), "the pages go backwards: %.*s",
           PC_F(range));
}

static void set_field(rc *c, const bib_tex_row *row, bt_field *f) {
    bt *b = c->b;
    pc_str text;
    switch (row->kind) {
    case BIB_TITLE: set_title(c, f); return;
    case BIB_VENUE: set_venue(c, f); return;
    case BIB_EPRINT: set_eprint(c, f); return;
    case BIB_STATUS: set_status(c, f); return;
    case BIB_AUTHOR: return;
    case BIB_DATE_PART:
        if (!pc_str_eqz(f->name, "month") && !pc_str_eqz(f->name, "day")) set_issued(c, f);
        return;
    default: break;
    }
    if (bib_field_has(c->r, &c->fields, pc_strz(row->field))) return;
    if (row->kind == BIB_VERBATIM) {
        set_verbatim(c, row->field, f);
    } else if (row->kind == BIB_DATE) {
        set_date(c, row->field, f);
    } else {
        text = row->kind == BIB_NAMES  ? bt_names(b, f)
               : row->kind == BIB_LIST ? list_text(b, f)
                                       : bt_field_text(b, f);
        bool genre = b->dialect == BIB_BIBLATEX && !strcmp(row->field, "genre");
        if (genre && bib_genre_text(text).n) text = bib_genre_text(text);
        if (row->kind == BIB_RANGE) {
            text = bib_range_text(b->a, text);
            say_pages(c, f, text);
        }
        set(c, row->field, text);
        f->used = text.n > 0;
    }
}

static void set_known(rc *c) {
    for (size_t i = 0; i < bib_tex_row_count; i++) {
        const bib_tex_row *row = &bib_tex_rows[i];
        if (!(row->classes & c->cls)) continue;
        for (int d = 0; d < 2; d++) {
            bt_field *f = fresh(c, row->name[d]);
            if (f) set_field(c, row, f);
            if (pc_str_eqz(pc_strz(row->name[0]), row->name[1])) break;
        }
    }
}

/* Names that could not be attributes are not kept: BibTeX allows nearly any character. */
static void set_unknown(rc *c) {
    bt *b = c->b;
    for (size_t i = 0; i < c->e->fields.n; i++) {
        bt_field *f = &c->e->fields.v[i];
        pc_str value = f->used                      ? (pc_str){0}
                       : bib_is_link_field(f->name) ? bt_verbatim(b, f->value)
                                                    : bt_squeeze(b, f->value);
        if (!value.n) continue;
        pc_str name = pc_str_cat(b->a, PC_S("bib-"), f->name);
        pc_vec_push(b->scratch, &c->fields, ((pc_key_value){name, value}));
    }
}

/* --- words ---------------------------------------------------------------------------------------
 */

/* al-folio's award, a note that is one, and a note that says the work's state. */
static void set_words(rc *c) {
    bt *b = c->b;
    PC_VEC(pc_str) v = {0};
    const char *status = NULL;
    bt_field *award = bt_get(c->e, PC_S("award_name")), *note = bt_get(c->e, PC_S("note"));
    pc_str text = note ? pc_str_trim(bt_field_text(b, note)) : (pc_str){0};
    if (!award) award = bt_get(c->e, PC_S("award"));
    if (award) {
        pc_str name = bt_field_text(b, award);
        if (name.n < 120) pc_vec_push(b->scratch, &v, name);
    } else if (text.n && bib_award_at(text) == text.n) {
        pc_vec_push(b->scratch, &v, text);
    }
    c->r->awards = (pc_strs){pc_vec_done(b->a, &v), v.n};
    if (!text.n || bib_status_at(text, &status) != text.n) return;
    if (!c->r->status.n) c->r->status = pc_strz(status);
    c->r->status_words = (pc_strs){pc_vec_copy(b->a, &text, 1, sizeof text), 1};
}

/* --- the whole -----------------------------------------------------------------------------------
 */

static void set_type(rc *c) {
    bib_record *r = c->r;
    pc_str genre;
    r->entry = c->e->type;
    r->type = bib_entry_type(c->e->type, &genre);
    if (!r->type.n) r->type = PC_S("document");
    c->cls = bib_type_class(r->type);
    if (genre.n && !fresh(c, "type")) set(c, "genre", genre);
}

/* What has appeared on a preprint server and nowhere else. */
static void set_preprint(rc *c) {
    bib_record *r = c->r;
    bool server = r->venues.n && r->venues.v[0].kind == BIB_PREPRINT_SERVER;
    bool loose = pc_str_eqz(r->type, "document") || pc_str_eqz(r->type, "manuscript") ||
                 pc_str_eqz(r->type, "webpage");
    if ((pc_str_eqz(r->type, "article-journal") && server) || (loose && r->arxiv.n && !r->venues.n))
        r->type = PC_S("article");
}

/* Where a link's address is written: in a field that has just it, or the identifier of which it
 * was made. */
static pc_pos link_place(const rc *c, const bib_ref *l) {
    const bib_record *r = c->r;
    const bt_field *f = NULL;
    if (l->title && pc_str_eq(l->url, bib_field(r, "url"))) f = bt_get(c->e, PC_S("url"));
    for (size_t i = 0; !f && i < r->fields.n; i++)
        if (pc_str_startsz(r->fields.v[i].key, "bib-") && pc_str_eq(r->fields.v[i].value, l->url))
            f = bt_get(c->e, pc_str_from(r->fields.v[i].key, 4));
    if (!f && l->purpose == BIB_LINK_DOI) f = bt_get(c->e, PC_S("doi"));
    if (!f && l->purpose == BIB_LINK_ARXIV) f = bt_get(c->e, PC_S("eprint"));
    return f ? f->pos : c->e->pos;
}

static void set_links(rc *c) {
    bib_record *r = c->r;
    bib_record_links(c->b->a, c->b->scratch, r);
    bib_ref *v = pc_vec_copy(c->b->a, r->links.v, r->links.n, sizeof *v);
    for (size_t i = 0; i < r->links.n; i++) v[i].pos = link_place(c, &v[i]);
    r->links.v = v;
}

void bt_record(bt *b, bt_entry *e, bib_record *out) {
    rc c = {.b = b, .e = e, .r = out};
    *out = (bib_record){.pos = e->pos, .key = e->key};
    out->id = bib_entry_id(b->a, b->scratch, &b->ids, e->key);
    set_type(&c);
    out->authors = bt_authors(b, e, &out->etal);
    set_known(&c);
    set_preprint(&c);
    set_words(&c);
    set_unknown(&c);
    out->fields = (bib_fields){pc_vec_done(b->a, &c.fields), c.fields.n};
    set_links(&c);
}
