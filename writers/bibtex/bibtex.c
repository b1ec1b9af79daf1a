/* A .bib file of a document's publications, whatever they come from.
 *
 * Fields are written in the order of bib/bibtex.def. Roles of authors are biblatex's annotations
 * (manual, section 3.7), which BibTeX's styles pass over. What came from a .bib file is written as
 * it was there; what came from a page has its titles' capitals protected and its links in the
 * fields that jekyll-scholar's themes have for them. */
#include "writers/bibtex/bibtex.h"

#include "ast/build.h"
#include "ast/meta.h"
#include "ast/walk.h"
#include "base/str.h"
#include "bib/annotation.h"
#include "bib/edtf.h"
#include "bib/entry.h"
#include "bib/names.h"
#include "bib/settle.h"
#include "writers/bibtex/bw.h"

typedef struct en {
    bw *w;
    const bib_record *r;
    const char *entry;
    unsigned cls;
    size_t n;  /* fields so far */
    bool page; /* not from a bibliography */
} en;

static void new_field(en *e, const char *name) {
    pc_buf_putz(e->w->out, e->n++ ? ",\n  " : "\n  ");
    pc_buf_putz(e->w->out, name);
    pc_buf_putz(e->w->out, " = ");
}

static void open_field(en *e, const char *name) {
    new_field(e, name);
    pc_buf_putc(e->w->out, '{');
}

static void close_field(en *e) {
    pc_buf_putc(e->w->out, '}');
}

static void put_text(en *e, const char *name, pc_str text) {
    if (!text.n) return;
    open_field(e, name);
    bw_text(e->w, text);
    close_field(e);
}

/* An address stands as it is, but for what would end the field. */
static void put_verbatim(en *e, const char *name, pc_str text) {
    if (!text.n) return;
    open_field(e, name);
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (strchr("{}\\", c))
            pc_buf_putf(e->w->out, "%%%02X", c);
        else
            pc_buf_putc(e->w->out, (char)c);
    }
    close_field(e);
}

/* The record has a field of this name that it keeps as it was. */
static bool is_taken(const en *e, const char *name) {
    for (size_t i = 0; i < e->r->fields.n; i++) {
        pc_str key = e->r->fields.v[i].key;
        if (pc_str_startsz(key, "bib-") && pc_str_eqz(pc_str_from(key, 4), name)) return true;
    }
    return false;
}

/* --- names ---------------------------------------------------------------------------------------
 */

/* In TeX: braces of the form stay braces. */
static void put_name(en *e, pc_str name) {
    size_t from = 0;
    for (size_t i = 0; i <= name.n; i++) {
        bool brace = i < name.n && (name.p[i] == '{' || name.p[i] == '}');
        if (i < name.n && !brace) continue;
        bw_text(e->w, pc_str_sub(name, from, i));
        if (brace) pc_buf_putc(e->w->out, name.p[i]);
        from = i + 1;
    }
}

static bib_name without_braces(en *e, const bib_name *n) {
    bib_name out = *n;
    pc_str *parts[] = {&out.family, &out.particle, &out.given, &out.suffix};
    for (size_t i = 0; i < PC_COUNT(parts); i++) {
        char *p = pc_alloc_text(e->w->a, parts[i]->n + 1);
        size_t k = 0;
        for (size_t j = 0; j < parts[i]->n; j++)
            if (parts[i]->p[j] != '{' && parts[i]->p[j] != '}') p[k++] = parts[i]->p[j];
        *parts[i] = (pc_str){p, k};
    }
    return out;
}

static void put_authors(en *e) {
    const bib_record *r = e->r;
    if (!r->authors.n && !r->etal) return;
    open_field(e, "author");
    for (size_t i = 0; i < r->authors.n; i++) {
        bib_name n = without_braces(e, &r->authors.v[i].name);
        if (i) pc_buf_putz(e->w->out, " and ");
        put_name(e, bib_name_inverted(e->w->a, &n));
    }
    if (r->etal) pc_buf_putz(e->w->out, r->authors.n ? " and others" : "others");
    close_field(e);
}

static void put_names(en *e, const char *name, pc_str names) {
    if (!names.n) return;
    open_field(e, name);
    put_name(e, names);
    close_field(e);
}

/* --- annotations ---------------------------------------------------------------------------------
 */

static void put_annotations(en *e) {
    if (bib_field(e->r, "bib-author+an").n) return; /* it says more than is known here */
    for (int i = 0; i < BIB_AN_COUNT; i++)
        put_text(e, bib_an_field((bib_an)i),
                 bib_annotation(e->w->a, e->w->cx->mem, e->r->authors, (bib_an)i));
}

/* --- title, venue --------------------------------------------------------------------------------
 */

/* Without the link that a record's own fields give a title. */
static pc_inlines unlinked(en *e, pc_inlines xs) {
    bib_record r = *e->r;
    if (e->page || xs.n != 1 || xs.v[0].tag != PC_Link) return xs;
    bib_record_links(e->w->a, e->w->a, &r);
    for (size_t i = 0; i < r.links.n; i++)
        if (r.links.v[i].title && pc_str_eq(r.links.v[i].url, xs.v[0].u.link->url))
            return xs.v[0].u.link->content;
    return xs;
}

static void put_title(en *e) {
    if (!e->r->title_inlines.n) return;
    open_field(e, "title");
    bw_inlines(e->w, unlinked(e, e->r->title_inlines), !e->r->entry.n);
    close_field(e);
}

/* Where a preprint lies is said by its number. */
static bool is_server(const en *e) {
    return e->page && e->r->venues.v[0].kind == BIB_PREPRINT_SERVER;
}

static void put_venue(en *e, const char *name) {
    if (!e->r->venues.n) return;
    if (is_server(e)) {
        if (!e->r->arxiv.n) put_text(e, "howpublished", e->r->venues.v[0].name);
        return;
    }
    bool journal = e->cls == bib_type_class(PC_S("article-journal"));
    bool book = e->cls == bib_type_class(PC_S("chapter")) || e->cls == bib_type_class(PC_S("book"));
    open_field(e, e->page && !journal && !book ? "howpublished" : name);
    if (e->page)
        bw_text(e->w, e->r->venues.v[0].name);
    else
        bw_inlines(e->w, e->r->venues.v[0].inlines, false);
    close_field(e);
}

/* --- dates ---------------------------------------------------------------------------------------
 */

static void put_month(en *e, const bib_day *d) {
    static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    if (d->month < 1 || d->month > 12) return;
    new_field(e, "month");
    pc_buf_putn(e->w->out, months + 3 * (d->month - 1), 3);
    if (!d->day) return;
    new_field(e, "day");
    pc_buf_putf(e->w->out, "{%d}", d->day);
}

/* biblatex has ISO dates. BibTeX has a year and a month; what they cannot say goes into a date,
 * too. */
static void put_date(en *e) {
    const bib_record *r = e->r;
    bib_date d;
    pc_str words = bib_field(r, "issued");
    bool iso = !words.n && bib_edtf_parse(r->date.n ? r->date : r->year, &d);
    if (!iso) {
        put_text(e, is_taken(e, "year") ? "date" : "year", words.n ? words : r->year);
        return;
    }
    bool simple = !d.range && !d.circa && d.from.month < 13 && d.from.year > 0;
    pc_str text = bib_edtf_text(e->w->a, &d);
    bool dated = e->w->dialect == BIB_BIBLATEX || !simple || bib_field(r, "bib-year").n;
    if (dated) put_verbatim(e, "date", text);
    if (e->w->dialect == BIB_BIBLATEX || d.from.year <= 0 || bib_field(r, "bib-year").n) return;
    put_text(e, "year", pc_str_fmt(e->w->a, "%04d", d.from.year));
    if (simple) put_month(e, &d.from);
}

/* --- fields --------------------------------------------------------------------------------------
 */

static void put_eprint(en *e) {
    if (!e->r->arxiv.n || bib_field(e->r, "bib-eprint").n) return;
    put_verbatim(e, "eprint", e->r->arxiv);
    if (e->w->dialect == BIB_BIBLATEX)
        put_text(e, "eprinttype", PC_S("arxiv"));
    else
        put_text(e, "archiveprefix", PC_S("arXiv"));
}

/* What the type of the entry says by itself. */
static bool is_said(en *e, const bib_tex_row *row, pc_str value) {
    pc_str genre;
    bib_entry_type(pc_strz(e->entry), &genre);
    return pc_str_eqz(pc_strz(row->field), "genre") && pc_str_eq(genre, value);
}

/* A field of its own has the address: "pdf". */
static bool has_field(const en *e, pc_str url) {
    for (size_t i = 0; i < e->r->links.n; i++) {
        const bib_ref *l = &e->r->links.v[i];
        if (l->purpose != BIB_LINK_URL && bib_link_field(l->purpose) && pc_str_eq(l->url, url))
            return true;
    }
    return false;
}

/* "US Patent 10,123,456": BibTeX has no type for it, and prints no numbers of @misc. */
static pc_str patent_words(en *e) {
    pc_str number = bib_field(e->r, "number"), genre = bib_field(e->r, "genre");
    bool misc = e->w->dialect == BIB_BIBTEX && !strcmp(e->entry, "misc");
    if (!e->page || !misc || !number.n || !pc_str_eqz(e->r->type, "patent")) return (pc_str){0};
    return pc_str_cat(e->w->a, pc_str_cat(e->w->a, genre, PC_S(" ")), number);
}

static pc_str value_of(en *e, const bib_tex_row *row) {
    pc_str field = pc_strz(row->field), value = bib_field(e->r, row->field);
    if (!value.n && pc_str_eqz(field, "howpublished")) return patent_words(e);
    if (value.n || !pc_str_eqz(field, "url") || !e->page) return value;
    pc_str url = bib_record_url(e->r);
    bib_purpose p = bib_url_purpose(url);
    bool said = (p == BIB_LINK_DOI && e->r->doi.n) || (p == BIB_LINK_ARXIV && e->r->arxiv.n);
    return said || has_field(e, url) || bib_url_placeholder(url) ? (pc_str){0} : url;
}

/* "A; B" is a list in biblatex. */
static void put_list(en *e, const char *name, pc_str text) {
    if (!text.n) return;
    open_field(e, name);
    for (bool first = true; text.n; first = false) {
        size_t end = pc_str_find(text, PC_S("; "), 0);
        pc_str one = pc_str_sub(text, 0, end);
        bool braces = pc_str_has(one, " and ");
        if (!first) pc_buf_putz(e->w->out, " and ");
        if (braces) pc_buf_putc(e->w->out, '{');
        bw_text(e->w, one);
        if (braces) pc_buf_putc(e->w->out, '}');
        text = end == PC_NPOS ? (pc_str){0} : pc_str_from(text, end + 2);
    }
    close_field(e);
}

static void put_row(en *e, const bib_tex_row *row) {
    const char *name = row->name[e->w->dialect];
    if (is_taken(e, name)) name = row->name[!e->w->dialect];
    pc_str value;
    switch (row->kind) {
    case BIB_AUTHOR:
        put_authors(e);
        put_annotations(e);
        return;
    case BIB_TITLE: put_title(e); return;
    case BIB_VENUE: put_venue(e, name); return;
    case BIB_DATE_PART: put_date(e); return;
    case BIB_EPRINT: put_eprint(e); return;
    case BIB_STATUS:
        if (!bib_field(e->r, "pubstate").n) put_text(e, name, bib_status_pubstate(e->r->status));
        return;
    default: value = value_of(e, row);
    }
    bib_date d;
    bool iso = row->kind == BIB_DATE && bib_edtf_parse(value, &d);
    if (row->kind == BIB_VERBATIM || iso)
        put_verbatim(e, name, value);
    else if (row->kind == BIB_NAMES)
        put_names(e, name, value);
    else if (row->kind == BIB_LIST && e->w->dialect == BIB_BIBLATEX)
        put_list(e, name, value);
    else if (row->kind == BIB_RANGE && value.n) {
        open_field(e, name);
        bib_dialect before = e->w->dialect;
        e->w->dialect = BIB_BIBTEX; /* dashes are -- in both */
        bw_text(e->w, value);
        e->w->dialect = before;
        close_field(e);
    } else if (!is_said(e, row, value)) {
        bool genre = e->w->dialect == BIB_BIBLATEX && !strcmp(row->field, "genre");
        pc_str key = genre ? bib_genre_key(value) : (pc_str){0};
        put_text(e, name, key.n ? key : value);
    }
}

/* The rows for a class: of each field the first. */
static const bw_rows *rows_of(bw *w, unsigned cls) {
    size_t k = 0;
    while (k + 1 < PC_COUNT(w->rows) && !(cls >> k & 1)) k++;
    bw_rows *out = &w->rows[k];
    for (size_t i = 0; i < bib_tex_row_count && !out->done; i++) {
        bool first = (bib_tex_rows[i].classes & cls) != 0;
        for (size_t j = 0; first && j < out->n; j++)
            first = strcmp(out->v[j]->field, bib_tex_rows[i].field) != 0;
        if (first) pc_vec_push(w->a, out, &bib_tex_rows[i]);
    }
    out->done = true;
    return out;
}

/* --- what only pages and only .bib files have ----------------------------------------------------
 */

/* The first link of each purpose that has a field. */
static void put_links(en *e) {
    for (int p = BIB_LINK_NONE + 1; p < BIB_LINK_COUNT; p++) {
        const char *field = p == BIB_LINK_URL ? NULL : bib_link_field((bib_purpose)p);
        for (size_t k = 0; field && k < e->r->links.n; k++) {
            if (e->r->links.v[k].purpose != (bib_purpose)p) continue;
            put_verbatim(e, field, e->r->links.v[k].url);
            break;
        }
    }
}

static void put_words(en *e, const char *name, pc_strs words) {
    if (!words.n) return;
    open_field(e, name);
    for (size_t i = 0; i < words.n; i++) {
        if (i) pc_buf_putz(e->w->out, ", ");
        bw_text(e->w, words.v[i]);
    }
    close_field(e);
}

/* BibTeX's styles pass over pubstate: what is not out says so in a note. */
static void put_state(en *e) {
    bool states = e->r->status_words.n && !pc_str_eqz(e->r->status, "preprint");
    bool free = e->r->venues.n < 2 && !bib_field(e->r, "note").n;
    if (e->w->dialect == BIB_BIBTEX && states && free) put_words(e, "note", e->r->status_words);
}

static void put_other_venues(en *e) {
    if (e->r->venues.n < 2 || bib_field(e->r, "note").n) return;
    open_field(e, "note");
    for (size_t i = 1; i < e->r->venues.n; i++) {
        const bib_place *v = &e->r->venues.v[i];
        pc_buf_putz(e->w->out, i == 1 ? "Also in " : "; ");
        bw_text(e->w, v->name);
        if (v->year.n) pc_buf_putc(e->w->out, ' ');
        pc_buf_put(e->w->out, v->year);
    }
    close_field(e);
}

static void put_own_fields(en *e) {
    for (size_t i = 0; i < e->r->fields.n; i++) {
        const pc_key_value *f = &e->r->fields.v[i];
        if (!pc_str_startsz(f->key, "bib-") || !f->value.n) continue;
        pc_str name = pc_str_from(f->key, 4);
        open_field(e, pc_str_dupz(e->w->a, name));
        bw_raw(e->w, f->value);
        close_field(e);
    }
}

/* --- entries -------------------------------------------------------------------------------------
 */

static const char *entry_of(en *e) {
    const bib_record *r = e->r;
    if (r->entry.n) return pc_str_dupz(e->w->a, r->entry);
    bool journal = r->venues.n && r->venues.v[0].kind == BIB_JOURNAL;
    pc_str type = r->type;
    if (!type.n) type = journal ? PC_S("article-journal") : PC_S("document");
    return bib_type_entry(type, bib_field(r, "genre"), e->w->dialect);
}

/* BibTeX's styles do not know biblatex's types; those of BibTeX biblatex knows, too. What a .bib
 * file or CSL JSON calls them stays. */
static const char *translated(const en *e, const char *entry) {
    static const char *const only[] = {"online", "thesis",     "report", "dataset",   "software",
                                       "patent", "electronic", "www",    "collection"};
    bool kept = pc_str_eqz(e->w->cx->from, "bibtex") || pc_str_eqz(e->w->cx->from, "csljson");
    bool as_is = e->w->dialect == BIB_BIBLATEX || (e->r->entry.n && kept);
    for (size_t i = 0; i < PC_COUNT(only) && !as_is; i++)
        if (!strcmp(entry, only[i]))
            return bib_type_entry(e->r->type, bib_field(e->r, "genre"), BIB_BIBTEX);
    return entry;
}

static void put_entry(bw *w, const bib_record *r) {
    en e = {.w = w, .r = r, .page = bib_from_page(r)};
    e.entry = translated(&e, entry_of(&e));
    e.cls = bib_type_class(r->type.n ? r->type : bib_entry_type(pc_strz(e.entry), NULL));
    pc_str key = bw_key(w, r);
    if (w->out->total) pc_buf_putc(w->out, '\n');
    pc_buf_putc(w->out, '@');
    pc_buf_putz(w->out, e.entry);
    pc_buf_putc(w->out, '{');
    pc_buf_put(w->out, key);
    pc_buf_putc(w->out, ',');
    const bw_rows *rows = rows_of(w, e.cls);
    for (size_t i = 0; i < rows->n; i++) put_row(&e, rows->v[i]);
    if (e.page) {
        put_other_venues(&e);
        put_state(&e);
        put_words(&e, "award", r->awards);
        put_links(&e);
    }
    put_own_fields(&e);
    bw_say_lost(w, r, rows, key);
    pc_buf_putz(w->out, "\n}\n");
}

static void put_preamble(bw *w, const pc_meta *m) {
    for (size_t i = 0; m && m->tag == PC_MetaList && i < m->u.list.n; i++) {
        pc_buf_putz(w->out, "@preamble{{");
        bw_raw(w, pc_meta_text(w->a, &m->u.list.v[i]));
        pc_buf_putz(w->out, "}}\n");
    }
}

static pc_status write_bib(pc_ctx *cx, const pc_doc *doc, pc_buf *out, bib_dialect d) {
    pc_mark mark = pc_arena_mark(cx->scratch);
    bw w = {.cx = cx, .a = cx->scratch, .out = out, .dialect = d};
    bib_list list = bib_each(cx->arena, cx->scratch, doc->blocks);
    put_preamble(&w, pc_meta_getz(doc->meta, "bib-preamble"));
    for (size_t i = 0; i < list.n; i++) {
        bib_record r = list.v[i];
        bib_settle(cx->scratch, &r);
        put_entry(&w, &r);
    }
    if (!list.n)
        pc_diag(cx->diags, PC_DIAG_WRITER_LOSS, 0, "the document has no publications to write");
    pc_arena_release(cx->scratch, mark);
    return PC_OK;
}

static pc_status write_bibtex(const pc_host *host, pc_ctx *cx, const pc_doc *doc, pc_buf *out) {
    (void)host;
    return write_bib(cx, doc, out, BIB_BIBTEX);
}

static pc_status write_biblatex(const pc_host *host, pc_ctx *cx, const pc_doc *doc, pc_buf *out) {
    (void)host;
    return write_bib(cx, doc, out, BIB_BIBLATEX);
}

static const char *const suffixes[] = {".bib", NULL};

const pc_writer pc_writer_bibtex = {
    .size = sizeof(pc_writer),
    .name = "bibtex",
    .summary = "a BibTeX file of the document's publications",
    .suffixes = suffixes,
    .write = write_bibtex,
};

const pc_writer pc_writer_biblatex = {
    .size = sizeof(pc_writer),
    .name = "biblatex",
    .summary = "a biblatex file of the document's publications, in UTF-8",
    .write = write_biblatex,
};
