/* A record as a node. */
#include "bib/entry.h"

#include "ast/build.h"
#include "base/str.h"
#include "bib/field.h"
#include "bib/names.h"

typedef struct en {
    pc_arena *a, *scratch;
    pc_inline_vec out;
} en;

static pc_inline spanned(pc_arena *a, const char *cls, pc_inlines xs) {
    return pc_span_node(a, pc_attr_class(a, pc_strz(cls)), xs);
}

static void put(en *e, pc_inline x) {
    pc_vec_push(e->scratch, &e->out, x);
}

static void put_text(en *e, const char *text) {
    pc_text_push(e->scratch, &e->out, pc_strz(text), 0);
}

static void put_span(en *e, const char *cls, pc_str text, pc_pos pos) {
    put(e, pc_at(spanned(e->a, cls, pc_text(e->a, text)), pos));
}

/* --- attributes ----------------------------------------------------------------------------------
 */

typedef PC_VEC(pc_key_value) pairs_vec;

static void add_pair(pc_arena *scratch, pairs_vec *v, const char *key, pc_str value) {
    if (value.n) pc_vec_push(scratch, v, ((pc_key_value){pc_strz(key), value}));
}

static void add_fields(pc_arena *scratch, pairs_vec *v, bib_fields f) {
    for (size_t i = 0; i < f.n; i++)
        if (f.v[i].value.n) pc_vec_push(scratch, v, f.v[i]);
}

static const pc_attr *done(pc_arena *a, pc_str id, const pc_str *classes, size_t n, pairs_vec *v) {
    return pc_attr_new(a, id, classes, n, pc_vec_done(a, v), v->n);
}

static const pc_attr *entry_attr(en *e, const bib_record *r) {
    pairs_vec v = {0};
    const struct {
        const char *key;
        pc_str value;
    } own[] = {{"key", r->key},
               {"entry", r->entry},
               {"type", r->type},
               {"year", r->year},
               {"date", r->date},
               {"status", r->status},
               {"doi", r->doi},
               {"arxiv", r->arxiv},
               {"pmid", r->pmid},
               {"isbn", r->isbn},
               {"etal", r->etal ? PC_S("true") : PC_S("")}};
    for (size_t i = 0; i < PC_COUNT(own); i++) add_pair(e->scratch, &v, own[i].key, own[i].value);
    add_fields(e->scratch, &v, r->fields);
    pc_str *cls = PC_NEW(e->a, pc_str);
    *cls = PC_S("publication");
    return done(e->a, r->id, cls, 1, &v);
}

/* --- authors -------------------------------------------------------------------------------------
 */

static pc_inline author_span(pc_arena *a, pc_arena *scratch, const bib_author *x) {
    static const struct {
        unsigned role;
        const char *cls;
    } roles[] = {{BIB_SELF, "self"},
                 {BIB_EQUAL, "equal"},
                 {BIB_CORRESPONDING, "corresponding"},
                 {BIB_MARKED, "marked"}};
    pc_str *classes = PC_NEW_N(a, pc_str, 1 + PC_COUNT(roles));
    size_t n = 0;
    classes[n++] = PC_S("author");
    for (size_t i = 0; i < PC_COUNT(roles); i++)
        if (x->roles & roles[i].role) classes[n++] = pc_strz(roles[i].cls);
    pairs_vec v = {0};
    const bib_name *name = &x->name;
    pc_str printed = name->literal.n ? name->literal : bib_name_natural(a, name);
    bool seeming = !name->particle.n && !name->body && bib_name_parse(scratch, printed).particle.n;
    add_pair(scratch, &v, name->body ? "literal" : "family", name->family);
    if (name->particle.n || seeming)
        pc_vec_push(scratch, &v, ((pc_key_value){PC_S("particle"), name->particle}));
    add_pair(scratch, &v, "fixed", name->fixed);
    add_pair(scratch, &v, "given", name->given);
    add_pair(scratch, &v, "suffix", name->suffix);
    add_pair(scratch, &v, "orcid", x->orcid);
    add_fields(scratch, &v, x->other);
    return pc_at(pc_span_node(a, done(a, PC_S(""), classes, n, &v), pc_text(a, printed)), x->pos);
}

static bool any_marks(bib_authors authors) {
    for (size_t i = 0; i < authors.n; i++)
        if (authors.v[i].marks.n) return true;
    return false;
}

/* The signs that most pages have for the roles. */
static pc_str role_marks(unsigned roles) {
    bool corresponding = roles & BIB_CORRESPONDING;
    if (roles & BIB_EQUAL) return corresponding ? PC_S("*\xE2\x80\xA0") : PC_S("*");
    return corresponding ? PC_S("\xE2\x80\xA0") : (pc_str){0};
}

/* Where the source has roles and no signs for them, the signs are implied. */
static void put_mark(en *e, const bib_author *x, bool signs) {
    static const pc_str implied[] = {PC_LIT("mark"), PC_LIT("implied")};
    pc_str marks = signs ? x->marks : role_marks(x->roles);
    if (!marks.n) return;
    const pc_attr *attr = pc_attr_new(e->a, PC_S(""), implied, signs ? 1 : 2, NULL, 0);
    put(e, pc_at(pc_span_node(e->a, attr, pc_text(e->a, marks)), x->pos));
}

pc_inline bib_authors_span(pc_arena *a, pc_arena *scratch, bib_authors authors, bool etal) {
    en e = {.a = a, .scratch = scratch};
    bool signs = any_marks(authors);
    for (size_t i = 0; i < authors.n; i++) {
        if (i) put_text(&e, ", ");
        put(&e, author_span(a, scratch, &authors.v[i]));
        put_mark(&e, &authors.v[i], signs);
    }
    if (etal) {
        if (authors.n) put_text(&e, ", ");
        put_span(&e, "etal", PC_S("et al."), 0);
    }
    return spanned(a, "authors", pc_inlines_done(a, &e.out));
}

/* --- lines ---------------------------------------------------------------------------------------
 */

static void new_line(en *e) {
    if (e->out.n) put(e, pc_line_break());
}

static void put_title(en *e, const bib_record *r) {
    pc_inlines xs = r->title_inlines.n ? r->title_inlines : pc_text(e->a, r->title);
    const bib_ref *link = NULL;
    for (size_t i = 0; i < r->links.n && !link; i++)
        if (r->links.v[i].title && !r->links.v[i].text.n) link = &r->links.v[i];
    bool linked = false;
    for (size_t i = 0; i < xs.n; i++) linked |= xs.v[i].tag == PC_Link;
    if (!xs.n) return;
    if (link && !linked) {
        const pc_attr *attr = pc_attr_class(e->a, pc_strz(bib_purpose_class(link->purpose)));
        pc_inline x = pc_link_node(e->a, attr, xs, link->url, PC_S(""));
        xs = pc_inlines1(e->a, pc_at(x, link->pos));
    }
    put(e, pc_at(spanned(e->a, "title", xs), r->title_pos));
}

/* Names in BibTeX's form, as people write them. */
static size_t put_names(en *e, pc_str names) {
    size_t n = 0;
    pc_str raw;
    for (size_t i = 0; bib_names_next(names, &i, &raw); n++) {
        bib_name_parts parts = bib_name_cut(raw);
        bib_name name = bib_name_from_parts(e->a, &parts);
        if (n) put_text(e, ", ");
        if (bib_name_is_others(raw))
            put_text(e, "et al.");
        else
            pc_text_push(e->scratch, &e->out, name.literal, 0);
    }
    return n;
}

static void put_authors(en *e, const bib_record *r) {
    if (r->authors.n || r->etal) {
        new_line(e);
        put(e, bib_authors_span(e->a, e->scratch, r->authors, r->etal));
    } else if (bib_field(r, "editor").n) {
        new_line(e);
        put_text(e, put_names(e, bib_field(r, "editor")) > 1 ? " (eds.)" : " (ed.)");
    }
}

/* Separates parts of the line of the place. */
static void comma(en *e, size_t line) {
    if (e->out.n > line) put_text(e, ", ");
}

/* The text of a field, in which formulas are \(…\). */
static void put_value(en *e, pc_str text) {
    for (size_t open, close; text.n; text = pc_str_from(text, close + 2)) {
        open = pc_str_find(text, PC_S("\\("), 0);
        close = open == PC_NPOS ? PC_NPOS : pc_str_find(text, PC_S("\\)"), open);
        if (close == PC_NPOS) open = text.n;
        pc_text_push(e->scratch, &e->out, pc_str_sub(text, 0, open), 0);
        if (close == PC_NPOS) return;
        put(e, pc_math(PC_INLINE_MATH, pc_str_sub(text, open + 2, close)));
    }
}

/* One more part of the line, if it is there: "chapter 3". */
static void put_part(en *e, size_t line, const char *before, pc_str text, const char *after) {
    if (!text.n) return;
    comma(e, line);
    put_text(e, before);
    put_value(e, text);
    put_text(e, after);
}

/* Of a journal: "12(3): 1–20". */
static void put_numbers(en *e, const bib_record *r, size_t line) {
    bool volume = r->volume.n, issue = r->issue.n;
    if (volume || issue) {
        if (e->out.n > line) put(e, pc_space());
        if (volume) put_span(e, "volume", r->volume, 0);
        if (issue) {
            put_text(e, "(");
            put_span(e, "issue", r->issue, 0);
            put_text(e, ")");
        }
    }
    if (!r->pages.n) return;
    if (volume || issue)
        put_text(e, ": ");
    else
        comma(e, line);
    put_span(e, "pages", r->pages, 0);
}

/* Of what is in a book: "pp. 1–20". */
static void put_pages(en *e, const bib_record *r, size_t line) {
    pc_str pages = r->pages;
    if (!pages.n) return;
    comma(e, line);
    bool several = pc_str_has(pages, "\xE2\x80\x93") || pc_str_chr(pages, ',', 0) != PC_NPOS;
    if (pc_is_digit((unsigned char)*pages.p)) put_text(e, several ? "pp. " : "p. ");
    put_span(e, "pages", pages, 0);
}

static void put_editors(en *e, const bib_record *r, size_t line) {
    if (!bib_field(r, "editor").n) return;
    comma(e, line);
    put_text(e, "ed. by ");
    put_names(e, bib_field(r, "editor"));
}

/* Of a book and what is in one: "volume 12 of LNCS", "number 3 in LNCS", as plain.bst has it. */
static void put_series(en *e, const bib_record *r, size_t line) {
    pc_str series = bib_field(r, "collection-title"), number = bib_field(r, "collection-number");
    bool numbered = r->volume.n || number.n;
    if (r->volume.n) {
        comma(e, line);
        put_text(e, "volume ");
        put_span(e, "volume", r->volume, 0);
    } else {
        put_part(e, line, "number ", number, "");
    }
    if (series.n && numbered) {
        put_text(e, r->volume.n ? " of " : " in ");
        put_value(e, series);
    } else {
        put_part(e, line, "", series, "");
    }
}

static void put_words(en *e, const char *cls, pc_strs words, size_t line) {
    for (size_t i = 0; i < words.n; i++) {
        comma(e, line);
        put_span(e, cls, words.v[i], 0);
    }
}

/* "Technical Report TR-12", "US Patent 10,123,456", "PhD thesis". */
static void put_genre(en *e, const bib_record *r, size_t line) {
    pc_str genre = bib_field(r, "genre"), number = bib_field(r, "number");
    pc_str said = bib_genre_text(genre);
    if (said.n) genre = said;
    if (!genre.n && pc_str_eqz(r->entry, "techreport")) genre = PC_S("Technical report");
    if (!genre.n && number.n) genre = pc_str_eqz(r->type, "patent") ? PC_S("Patent") : PC_S("no.");
    put_part(e, line, "", genre, "");
    if (number.n) put(e, pc_space());
    put_value(e, number);
}

/* "3rd ed."; what is no number is an edition by name. */
static void put_edition(en *e, const bib_record *r, size_t line) {
    static const char *const ends[] = {"th ed.", "st ed.", "nd ed.", "rd ed."};
    pc_str edition = bib_field(r, "edition");
    int64_t n;
    if (!pc_str_int(edition, &n))
        put_part(e, line, "", edition, pc_str_has(edition, "ed") ? "" : " edition");
    else
        put_part(e, line, "", edition,
                 ends[n % 10 > 3 || (n % 100 > 10 && n % 100 < 14) || n < 0 ? 0 : n % 10]);
}

/* Who brought it out, and where: of articles the journal says it. */
static void put_publisher(en *e, const bib_record *r, size_t line, bool journal) {
    static const char *const names[] = {"howpublished", "organization", "publisher",
                                        "publisher-place"};
    for (size_t i = 0; i < PC_COUNT(names) && !(journal && r->venues.n); i++) {
        pc_str text = bib_field(r, names[i]);
        if (!pc_str_has(text, "://")) put_part(e, line, "", text, "");
    }
}

/* A work that is not out is told from those that are: in the words of the source, else in
 * biblatex's. */
static void put_status(en *e, const bib_record *r, size_t line) {
    pc_str words = bib_status_text(r->status), own = bib_field(r, "pubstate");
    if (own.n) words = own;
    bool said = r->status_words.n || pc_str_ieq(words, bib_field(r, "issued"));
    pc_strs made = {&words, words.n && !said};
    put_words(e, "status", r->status_words.n ? r->status_words : made, line);
}

/* BibTeX's styles print notes; what stands there as state or award is not said twice. */
static void put_note(en *e, const bib_record *r, size_t line) {
    enum { LONGEST = 200 };
    pc_str note = bib_field(r, "note");
    const char *status;
    bool said = r->status.n && bib_status_at(note, &status) == note.n;
    for (size_t i = 0; i < r->status_words.n; i++) said |= pc_str_eq(r->status_words.v[i], note);
    for (size_t i = 0; i < r->awards.n; i++) said |= pc_str_eq(r->awards.v[i], note);
    if (!r->entry.n || !note.n || note.n > LONGEST || said) return;
    comma(e, line);
    en within = {.a = e->a, .scratch = e->scratch};
    put_value(&within, note);
    put(e, spanned(e->a, "note", pc_inlines_done(e->a, &within.out)));
}

static void put_issued(en *e, const bib_record *r, size_t line) {
    pc_str issued = r->year.n ? r->year : bib_field(r, "issued");
    if (!issued.n) return;
    comma(e, line);
    if (r->year.n)
        put_span(e, "year", issued, r->year_pos);
    else
        pc_text_push(e->scratch, &e->out, issued, 0);
}

/* What biblatex's standard styles and plain.bst print, for all types in one order. */
static void put_place(en *e, const bib_record *r) {
    size_t line = e->out.n ? e->out.n + 1 : 0;
    bool journal = bib_type_class(r->type) == bib_type_class(PC_S("article-journal"));
    bool authors = r->authors.n || r->etal;
    new_line(e);
    for (size_t i = 0; i < r->venues.n; i++) {
        const bib_place *v = &r->venues.v[i];
        pc_inlines xs = v->inlines.n ? v->inlines : pc_text(e->a, v->name);
        comma(e, line);
        put(e, pc_at(spanned(e->a, "venue", pc_inlines1(e->a, pc_emph(xs))), v->pos));
    }
    if (journal) {
        put_numbers(e, r, line);
    } else {
        if (authors) put_editors(e, r, line);
        put_series(e, r, line);
        put_part(e, line, "chapter ", bib_field(r, "chapter-number"), "");
        put_pages(e, r, line);
    }
    put_genre(e, r, line);
    put_publisher(e, r, line, journal);
    put_edition(e, r, line);
    put_part(e, line, "version ", bib_field(r, "version"), "");
    put_issued(e, r, line);
    put_status(e, r, line);
    put_words(e, "award", r->awards, line);
    put_note(e, r, line);
    if (e->out.n == line && line) e->out.n--; /* nothing: no line */
}

static void put_links(en *e, const bib_record *r) {
    size_t n = 0;
    for (size_t i = 0; i < r->links.n; i++) {
        const bib_ref *l = &r->links.v[i];
        if (!l->text.n) continue;
        if (n++)
            put_text(e, ", ");
        else
            new_line(e);
        const pc_attr *attr = pc_attr_class(e->a, pc_strz(bib_purpose_class(l->purpose)));
        pc_inline x = pc_link_node(e->a, attr, pc_text(e->a, l->text), l->url, PC_S(""));
        put(e, pc_at(x, l->pos));
    }
}

pc_block bib_entry_div(pc_arena *a, pc_arena *scratch, const bib_record *r, pc_blocks more) {
    en e = {.a = a, .scratch = scratch};
    put_title(&e, r);
    put_authors(&e, r);
    put_place(&e, r);
    put_links(&e, r);
    pc_block first = pc_block_at(pc_para(pc_inlines_done(a, &e.out)), r->pos);
    pc_blocks content = pc_blocks_cat(a, pc_blocks1(a, first), more);
    return pc_block_at(pc_div_node(a, entry_attr(&e, r), content), r->pos);
}

/* --- links ---------------------------------------------------------------------------------------
 */

static const struct {
    const char *field, *label;
    bib_purpose purpose;
} link_fields[] = {
#define BIB_LINK_FIELD(field, label, purpose) {field, label, BIB_LINK_##purpose},
#include "bib/linkfield.def"
#undef BIB_LINK_FIELD
};

bool bib_is_link_field(pc_str name) {
    for (size_t i = 0; i < PC_COUNT(link_fields); i++)
        if (pc_str_eqz(name, link_fields[i].field)) return true;
    return false;
}

const char *bib_link_field(bib_purpose p) {
    for (size_t i = 0; i < PC_COUNT(link_fields); i++)
        if (link_fields[i].purpose == p) return link_fields[i].field;
    return NULL;
}

static bool is_address(pc_str s) {
    return s.n && pc_str_chr(s, ' ', 0) == PC_NPOS && !bib_url_placeholder(s) &&
           (pc_str_has(s, "://") || pc_str_chr(s, '/', 0) != PC_NPOS ||
            pc_str_chr(s, '.', 0) != PC_NPOS);
}

typedef PC_VEC(bib_ref) ref_vec;

static void add_ref(pc_arena *scratch, ref_vec *v, pc_str url, const char *text, bib_purpose p) {
    bib_ref ref = {.url = url, .text = pc_strz(text), .purpose = p};
    pc_vec_push(scratch, v, ref);
}

void bib_record_links(pc_arena *a, pc_arena *scratch, bib_record *r) {
    ref_vec v = {0};
    pc_str url = bib_field(r, "url");
    if (r->doi.n)
        add_ref(scratch, &v, pc_str_cat(a, PC_S("https://doi.org/"), r->doi), "DOI", BIB_LINK_DOI);
    if (r->arxiv.n)
        add_ref(scratch, &v, pc_str_cat(a, PC_S("https://arxiv.org/abs/"), r->arxiv), "arXiv",
                BIB_LINK_ARXIV);
    for (size_t i = 0; i < PC_COUNT(link_fields); i++) {
        char name[16] = "bib-";
        strcat(name, link_fields[i].field);
        pc_str s = bib_field(r, name);
        if (is_address(s)) add_ref(scratch, &v, s, link_fields[i].label, link_fields[i].purpose);
    }
    if (!is_address(url)) url = v.n ? v.v[0].url : (pc_str){0};
    if (url.n) {
        bib_purpose p = bib_url_purpose(url);
        add_ref(scratch, &v, url, "", p == BIB_LINK_DOI || p == BIB_LINK_ARXIV ? p : BIB_LINK_URL);
        v.v[v.n - 1].title = true;
    }
    r->links.v = pc_vec_done(a, &v);
    r->links.n = v.n;
}

/* --- identifiers ---------------------------------------------------------------------------------
 */

static pc_str without_spaces(pc_arena *a, pc_str s) {
    char *p = pc_alloc_text(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (!pc_is_space((unsigned char)s.p[i])) p[n++] = s.p[i];
    return (pc_str){p, n};
}

pc_str bib_entry_id(pc_arena *a, pc_arena *scratch, pc_map *ids, pc_str key) {
    pc_str base = without_spaces(a, key), id;
    if (!base.n) base = PC_S("entry");
    size_t *tried = pc_map_get(ids, base);
    id = base;
    while (tried && pc_map_has(ids, id)) id = pc_str_cat(a, base, pc_str_fmt(a, "-%zu", ++*tried));
    size_t *n = PC_NEW(scratch, size_t);
    *n = 1;
    pc_map_set(scratch, ids, id, n);
    return id;
}

/* --- titles --------------------------------------------------------------------------------------
 */

/* The end of the formula that s[at] (a dollar) begins, behind its closing one; 0 if it is none. */
static size_t formula_end(pc_str s, size_t at) {
    if (at + 1 >= s.n || pc_is_space((unsigned char)s.p[at + 1])) return 0;
    size_t end = pc_str_chr(s, '$', at + 1);
    if (end == PC_NPOS || end == at + 1 || pc_is_space((unsigned char)s.p[end - 1])) return 0;
    return end + 1 < s.n && pc_is_digit((unsigned char)s.p[end + 1]) ? 0 : end + 1;
}

pc_inlines bib_words(pc_arena *a, pc_arena *scratch, pc_str text) {
    pc_inline_vec v = {0};
    size_t from = 0, at;
    for (size_t i = 0; (at = pc_str_chr(text, '$', i)) != PC_NPOS;) {
        size_t end = formula_end(text, at);
        i = end ? end : at + 1;
        if (!end) continue;
        pc_text_push(scratch, &v, pc_str_sub(text, from, at), 0);
        pc_str formula = pc_str_sub(text, at + 1, end - 1);
        pc_vec_push(scratch, &v, pc_math(PC_INLINE_MATH, formula));
        from = end;
    }
    pc_text_push(scratch, &v, pc_str_from(text, from), 0);
    return pc_inlines_done(a, &v);
}
