/* One publication as a schema.org work. */
#include "writers/jsonld/jsonld_int.h"

#include "base/str.h"

/* CSL type to schema.org type. [article]: has pagination; everything else is an article. */
static const struct {
    const char *csl, *type;
    bool article;
} types[] = {{"book", "Book", false},
             {"chapter", "Chapter", true},
             {"thesis", "Thesis", false},
             {"report", "Report", true},
             {"software", "SoftwareSourceCode", false},
             {"dataset", "Dataset", false},
             {"patent", "CreativeWork", false},
             {"", "ScholarlyArticle", true}};

static size_t type_row(pc_str csl) {
    size_t i = 0;
    while (*types[i].csl && !pc_str_eqz(csl, types[i].csl)) i++;
    return i;
}

static const struct {
    unsigned role;
    const char *name, *credit_one, *credit_many;
} roles[] = {{BIB_EQUAL, "equal contribution", NULL, " contributed equally."},
             {BIB_CORRESPONDING, "corresponding author", " is the corresponding author.",
              " are the corresponding authors."}};

/* The @id of an author that others refer to; empty for those nobody refers to. */
static pc_str author_id(jl *j, const jl_page *page, const bib_record *r, pc_str work, size_t i) {
    const bib_author *x = &r->authors.v[i];
    if ((x->roles & BIB_SELF) && page->self.id.n) return page->self.id;
    if (x->orcid.n) return pc_str_cat(j->a, PC_S("https://orcid.org/"), x->orcid);
    if (!(x->roles & (BIB_EQUAL | BIB_CORRESPONDING))) return (pc_str){0};
    /* Names are no identity: an author without an ORCID is one within this work only. */
    bool local = pc_str_chr(work, '#', 0) != PC_NPOS;
    return pc_str_fmt(j->a, "%.*s%sauthor-%zu", PC_F(work), local ? "-" : "#", i + 1);
}

static void write_authors(jl *j, const jl_page *page, const bib_record *r, pc_str work) {
    if (r->authors.n == 0) return;
    jl_key(j, "author");
    jl_open(j, '[');
    for (size_t i = 0; i < r->authors.n; i++) {
        const bib_author *x = &r->authors.v[i];
        jl_node(j, "Person");
        jl_member(j, "@id", author_id(j, page, r, work, i));
        jl_member(j, "name", x->name.literal);
        jl_member(j, "givenName", x->name.given);
        jl_member(j, "familyName", x->name.given.n ? x->name.family : (pc_str){0});
        jl_close(j, '}');
    }
    jl_close(j, ']');
}

static size_t bearers(const bib_record *r, unsigned role) {
    size_t n = 0;
    for (size_t i = 0; i < r->authors.n; i++) n += (r->authors.v[i].roles & role) != 0;
    return n;
}

static void put_names(const bib_record *r, unsigned role, pc_buf *b) {
    size_t n = bearers(r, role), k = 0;
    for (size_t i = 0; i < r->authors.n; i++) {
        if (!(r->authors.v[i].roles & role)) continue;
        if (k) pc_buf_putz(b, k + 1 < n ? ", " : n > 2 ? ", and " : " and ");
        pc_buf_put(b, r->authors.v[i].name.literal);
        k++;
    }
}

static void write_credit(jl *j, const bib_record *r) {
    pc_buf b;
    pc_buf_init(&b, j->cx->mem);
    for (size_t i = 0; i < PC_COUNT(roles); i++) {
        size_t n = bearers(r, roles[i].role);
        const char *words = n > 1 ? roles[i].credit_many : roles[i].credit_one;
        if (n == 0 || !words) continue;
        if (b.n) pc_buf_putc(&b, ' ');
        put_names(r, roles[i].role, &b);
        pc_buf_putz(&b, words);
    }
    pc_str text = pc_buf_take(&b, j->a);
    pc_buf_fini(&b);
    jl_member(j, "creditText", text);
}

static void write_contributors(jl *j, const jl_page *page, const bib_record *r, pc_str work) {
    if (!bearers(r, BIB_EQUAL | BIB_CORRESPONDING)) return;
    jl_key(j, "contributor");
    jl_open(j, '[');
    for (size_t k = 0; k < PC_COUNT(roles); k++)
        for (size_t i = 0; i < r->authors.n; i++) {
            if (!(r->authors.v[i].roles & roles[k].role)) continue;
            jl_node(j, "Role");
            jl_member(j, "roleName", pc_strz(roles[k].name));
            jl_ref(j, "contributor", author_id(j, page, r, work, i));
            jl_close(j, '}');
        }
    jl_close(j, ']');
}

/* Periodical, within its volume and issue as far as they are known. */
static void write_journal(jl *j, const bib_record *r, pc_str name) {
    size_t open = 0;
    if (r->issue.n) {
        jl_key(j, "isPartOf");
        jl_node(j, "PublicationIssue");
        jl_member(j, "issueNumber", r->issue);
        open++;
    }
    if (r->volume.n) {
        jl_key(j, "isPartOf");
        jl_node(j, "PublicationVolume");
        jl_member(j, "volumeNumber", r->volume);
        open++;
    }
    jl_key(j, "isPartOf");
    jl_node(j, "Periodical");
    jl_member(j, "name", name);
    while (open-- + 1) jl_close(j, '}');
}

static void write_named(jl *j, const char *key, const char *type, pc_str name) {
    jl_key(j, key);
    jl_node(j, type);
    jl_member(j, "name", name);
    jl_close(j, '}');
}

static pc_str dated(jl *j, const bib_place *v) {
    bool has = v->year.n == 0 || pc_str_find(v->name, v->year, 0) != PC_NPOS;
    return has ? v->name : pc_str_fmt(j->a, "%.*s %.*s", PC_F(v->name), PC_F(v->year));
}

/* Proceedings are a Book, a preprint server publishes; of what we only know a name and a date, that
 * it was shown there. */
static bool write_main_venue(jl *j, const bib_record *r) {
    const bib_place *v = &r->venues.v[0];
    bool journal =
        v->kind == BIB_JOURNAL || (v->kind == BIB_NONE && pc_str_eqz(r->type, "article-journal"));
    bool book = v->kind == BIB_CONFERENCE || v->kind == BIB_WORKSHOP ||
                (v->kind == BIB_NONE &&
                 (pc_str_eqz(r->type, "paper-conference") || pc_str_eqz(r->type, "chapter")));
    bool publisher = v->kind == BIB_PREPRINT_SERVER || v->kind == BIB_BOOK ||
                     v->kind == BIB_THESIS || v->kind == BIB_REPORT;
    if (journal)
        write_journal(j, r, v->name);
    else if (book)
        write_named(j, "isPartOf", "Book", dated(j, v));
    else if (publisher)
        write_named(j, "publisher", "Organization", v->name);
    return journal || book || publisher;
}

static void write_venues(jl *j, const bib_record *r) {
    size_t first = r->venues.n && write_main_venue(j, r) ? 1 : 0;
    if (first >= r->venues.n) return;
    jl_key(j, "subjectOf");
    jl_open(j, '[');
    for (size_t i = first; i < r->venues.n; i++) {
        jl_node(j, "Event");
        jl_member(j, "name", dated(j, &r->venues.v[i]));
        jl_close(j, '}');
    }
    jl_close(j, ']');
}

static void write_identifiers(jl *j, const bib_record *r) {
    const struct {
        const char *name, *prefix;
        pc_str value;
    } ids[] = {{"doi", "https://doi.org/", r->doi},
               {"arxiv", "https://arxiv.org/abs/", r->arxiv},
               {"pmid", "https://pubmed.ncbi.nlm.nih.gov/", r->pmid},
               {"isbn", NULL, r->isbn}};
    size_t urls = 0, n = 0;
    for (size_t i = 0; i < PC_COUNT(ids); i++) {
        n += ids[i].value.n > 0;
        urls += ids[i].value.n && ids[i].prefix;
    }
    if (n == 0) return;
    jl_key(j, "identifier");
    jl_open(j, '[');
    for (size_t i = 0; i < PC_COUNT(ids); i++) {
        if (ids[i].value.n == 0) continue;
        jl_node(j, "PropertyValue");
        jl_member(j, "propertyID", pc_strz(ids[i].name));
        jl_member(j, "value", ids[i].value);
        if (ids[i].prefix)
            jl_member(j, "url", pc_str_cat(j->a, pc_strz(ids[i].prefix), ids[i].value));
        jl_close(j, '}');
    }
    jl_close(j, ']');
    if (urls == 0) return;
    jl_key(j, "sameAs");
    jl_open(j, '[');
    for (size_t i = 0; i < PC_COUNT(ids); i++)
        if (ids[i].value.n && ids[i].prefix)
            jl_str(j, pc_str_cat(j->a, pc_strz(ids[i].prefix), ids[i].value));
    jl_close(j, ']');
}

static void write_files(jl *j, const jl_page *page, const bib_record *r) {
    bool any = false;
    for (size_t i = 0; i < r->links.n; i++) {
        if (r->links.v[i].purpose != BIB_LINK_PDF) continue;
        pc_str url = jl_absolute(j, page, r->links.v[i].url);
        if (url.n == 0 || bib_url_purpose(url) != BIB_LINK_PDF) continue;
        if (!any) {
            jl_key(j, "encoding");
            jl_open(j, '[');
        }
        any = true;
        jl_node(j, "MediaObject");
        jl_member(j, "contentUrl", url);
        jl_member(j, "encodingFormat", PC_S("application/pdf"));
        jl_close(j, '}');
    }
    if (any) jl_close(j, ']');
}

/* "under-review" as people read it: "Under review". */
static pc_str status_words(jl *j, pc_str status) {
    if (status.n == 0) return status;
    pc_str s = pc_str_dup(j->a, status);
    char *p = pc_alloc_text(j->a, s.n);
    for (size_t i = 0; i < s.n; i++) p[i] = s.p[i] == '-' ? ' ' : s.p[i];
    p[0] = (char)pc_upper((unsigned char)p[0]);
    return (pc_str){p, s.n};
}

static void write_awards(jl *j, const bib_record *r) {
    if (r->awards.n == 0) return;
    jl_key(j, "award");
    jl_open(j, '[');
    for (size_t i = 0; i < r->awards.n; i++) jl_str(j, r->awards.v[i]);
    jl_close(j, ']');
}

void jl_write_work(jl *j, const jl_page *page, const bib_record *r, pc_str id) {
    size_t row = type_row(r->type);
    jl_node(j, types[row].type);
    jl_member(j, "@id", id);
    jl_member(j, "name", r->title);
    jl_member(j, "headline", r->title);
    write_authors(j, page, r, id);
    write_credit(j, r);
    write_contributors(j, page, r, id);
    jl_member(j, "datePublished", r->date.n ? r->date : r->year);
    write_venues(j, r);
    if (types[row].article) jl_member(j, "pagination", r->pages);
    jl_member(j, "creativeWorkStatus", status_words(j, r->status));
    write_awards(j, r);
    jl_member(j, "url", jl_absolute(j, page, bib_record_url(r)));
    write_identifiers(j, r);
    write_files(j, page, r);
    jl_close(j, '}');
}
