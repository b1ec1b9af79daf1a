/* A collection as a document. Each of its documents is one entry: what the front matter says, in
 * the order in which academicpages' archive-single.html shows it, as the annotation that the rest
 * of the program works on (the vocabulary of filters/publications/publications.h). */
#include "readers/jekyll/entry.h"

#include "ast/build.h"
#include "ast/meta.h"
#include "ast/walk.h"
#include "base/io.h"
#include "base/str.h"
#include "bib/date.h"
#include "bib/ident.h"
#include "bib/link.h"
#include "bib/venue.h"
#include "readers/jekyll/folder.h"

/* The names that themes and their forks have for one field. */
#define NAMES(...) ((const char *const[]){__VA_ARGS__, NULL})

const pc_value *jek_field(const jek_doc *d, const char *const *names) {
    for (; *names; names++) {
        const pc_value *v = pc_value_getz(&d->data, *names);
        if (v && v->kind != PC_NULL && !(v->kind == PC_STRING && !pc_str_trim(v->as.text).n))
            return v;
    }
    return NULL;
}

static pc_str text_of(const jek_doc *d, const char *const *names) {
    const pc_value *v = jek_field(d, names);
    return v ? pc_str_trim(pc_value_text(v)) : PC_S("");
}

static pc_inline spanned(jek_site *s, const char *cls, pc_inlines xs) {
    pc_arena *a = s->at->arena;
    return pc_span_node(a, pc_attr_class(a, pc_strz(cls)), xs);
}

/* --- dates, identifiers, types -------------------------------------------------------------------
 */

static pc_str formatted(jek_doc *d, const char *format) {
    pc_buf b;
    pc_buf_init(&b, d->site->at->mem);
    liq_strftime(&b, &d->site->host.zone, d->date, pc_strz(format));
    pc_str s = pc_buf_take(&b, d->site->at->arena);
    pc_buf_fini(&b);
    return s;
}

/* The day is printed only when the front matter says it: that in a file's name is often made up. */
static pc_str date_of(jek_doc *d) {
    pc_str written = text_of(d, NAMES("date", "pubdate", "published"));
    return bib_date_find(d->site->at->arena, written);
}

static pc_str year_of(jek_doc *d) {
    pc_str year = bib_year_find(text_of(d, NAMES("year")), 0);
    if (!year.n) year = bib_year_find(text_of(d, NAMES("date", "pubdate")), 0);
    if (!year.n && d->date.kind == LIQ_TIME) year = formatted(d, "%Y");
    return year;
}

/* The CSL type that the category names, by itself or by the heading that the site gives it
 * (publication_category), or that the venue has. */
static pc_str type_of(jek_doc *d, pc_str venue) {
    pc_str category = text_of(d, NAMES("category", "pubtype", "publication_type", "type"));
    const pc_value *sets = jek_config(d->site, "publication_category");
    pc_str heading = pc_value_get_text(pc_value_get(sets, category), "title");
    const char *type = bib_heading_type(heading.n ? heading : category);
    if (!*type) type = bib_kind_type(bib_venue_kind(venue));
    return pc_strz(type);
}

static const struct link_row {
    const char *const names[5];
    const char *label;
    const char *front;   /* of a bare identifier */
    bib_purpose purpose; /* NONE: by the address */
} links[] = {
    {{"paperurl", "pdf", "paper", "extlink"}, "Paper", NULL, BIB_LINK_NONE},
    {{"doi"}, "DOI", "https://doi.org/", BIB_LINK_DOI},
    {{"arxiv", "eprint"}, "arXiv", "https://arxiv.org/abs/", BIB_LINK_ARXIV},
    {{"codeurl", "code", "github"}, "Code", NULL, BIB_LINK_CODE},
    {{"dataurl", "dataset"}, "Data", NULL, BIB_LINK_DATA},
    {{"slidesurl", "slides"}, "Slides", NULL, BIB_LINK_SLIDES},
    {{"posterurl", "poster"}, "Poster", NULL, BIB_LINK_POSTER},
    {{"videourl", "video"}, "Video", NULL, BIB_LINK_VIDEO},
    {{"projecturl", "project", "website"}, "Project", NULL, BIB_LINK_PROJECT},
    {{"bibtexurl", "bibtex"}, "BibTeX", NULL, BIB_LINK_BIBTEX},
};

static bool is_address(pc_str s) {
    return pc_str_chr(s, ' ', 0) == PC_NPOS && pc_str_chr(s, '\n', 0) == PC_NPOS &&
           (pc_str_has(s, "://") || pc_str_chr(s, '/', 0) != PC_NPOS || pc_path_ext(s).n);
}

/* Empty when the field is not there, or holds something else than an address. */
static pc_str address(jek_doc *d, const struct link_row *row) {
    pc_str text = text_of(d, row->names);
    if (!text.n || bib_url_placeholder(text)) return PC_S("");
    if (row->front && !pc_str_has(text, "://"))
        return pc_str_cat(d->site->at->arena, pc_strz(row->front), text);
    return is_address(text) ? text : PC_S("");
}

static pc_str first_found(jek_doc *d, const char *own, pc_str (*find)(pc_arena *a, pc_str s)) {
    pc_arena *a = d->site->at->arena;
    pc_str id = find(a, text_of(d, NAMES(own)));
    for (size_t i = 0; i < PC_COUNT(links) && !id.n; i++) id = find(a, address(d, &links[i]));
    return id.n ? id : find(a, text_of(d, NAMES("citation")));
}

/* --- inlines -------------------------------------------------------------------------------------
 */

/* The document's own page on the site. */
static pc_str page_address(jek_doc *d) {
    pc_arena *a = d->site->at->arena;
    if (!jek_collection_written(d->collection)) return PC_S("");
    pc_str front =
        pc_str_cat(a, jek_config_text(d->site, "url"), jek_config_text(d->site, "baseurl"));
    return pc_str_cat(a, front, jek_doc_url(d));
}

/* Where the title leads: as archive-single.html has it, but not to a path that means nothing
 * outside of the site when the work itself has an address. */
static pc_str title_address(jek_doc *d) {
    pc_str own = text_of(d, NAMES("link")), page = page_address(d);
    if (own.n) return own;
    if (pc_str_has(page, "://")) return page;
    for (size_t i = 0; i < 3; i++) {
        pc_str url = address(d, &links[i]);
        if (url.n) return url;
    }
    return page;
}

static pc_inline title(jek_doc *d) {
    pc_arena *a = d->site->at->arena;
    const pc_value *v = jek_field(d, NAMES("title"));
    pc_str text = v ? pc_value_text(v) : jek_doc_stem(d), url = title_address(d);
    pc_inlines xs = jek_inlines(d->site, text, v ? v->pos : 0);
    bool linked = false;
    for (size_t i = 0; i < xs.n; i++) linked |= xs.v[i].tag == PC_Link;
    if (url.n && !linked)
        xs = pc_inlines1(a, pc_link_node(a, pc_attr_class(a, PC_S("url")), xs, url, PC_S("")));
    return spanned(d->site, "title", xs);
}

static void put(jek_site *s, pc_inline_vec *out, pc_inline x) {
    pc_vec_push(s->at->scratch, out, x);
}

static void new_line(jek_site *s, pc_inline_vec *out) {
    if (out->n) put(s, out, pc_line_break());
}

static void put_place(jek_doc *d, pc_inlines venue, pc_str year, pc_inline_vec *out) {
    jek_site *s = d->site;
    if (!venue.n && !year.n) return;
    new_line(s, out);
    if (venue.n) put(s, out, spanned(s, "venue", pc_inlines1(s->at->arena, pc_emph(venue))));
    if (venue.n && year.n) {
        put(s, out, pc_strz_node(","));
        put(s, out, pc_space());
    }
    if (year.n) put(s, out, spanned(s, "year", pc_text(s->at->arena, year)));
}

/* A paper is one wherever it lies: its host says nothing but that it is arXiv, or a publisher's. */
static bib_purpose purpose(const struct link_row *row, pc_str url) {
    if (row->purpose) return row->purpose;
    if (pc_str_ieqz(pc_path_ext(url), ".pdf")) return BIB_LINK_PDF;
    bib_purpose p = bib_url_purpose(url);
    return p == BIB_LINK_DOI || p == BIB_LINK_ARXIV ? p : BIB_LINK_URL;
}

static void put_links(jek_doc *d, pc_inline_vec *out) {
    jek_site *s = d->site;
    pc_arena *a = s->at->arena;
    size_t n = 0;
    for (size_t i = 0; i < PC_COUNT(links); i++) {
        pc_str url = address(d, &links[i]);
        if (!url.n) continue;
        const pc_attr *attr = pc_attr_class(a, pc_strz(bib_purpose_class(purpose(&links[i], url))));
        if (n++) {
            put(s, out, pc_strz_node(","));
            put(s, out, pc_space());
        } else {
            new_line(s, out);
        }
        pc_inlines label = pc_text(a, pc_strz(links[i].label));
        put(s, out, pc_link_node(a, attr, label, url, PC_S("")));
    }
}

/* --- blocks --------------------------------------------------------------------------------------
 */

/* The slug, with a number behind it when it is taken. */
static pc_str unique_id(jek_doc *d, pc_map *ids) {
    pc_arena *a = d->site->at->arena;
    pc_str slug = liq_slugify(a, pc_value_get_text(&d->data, "slug"), PC_S(""), false), id = slug;
    for (int i = 2; pc_map_has(ids, id); i++) id = pc_str_fmt(a, "%.*s-%d", PC_F(slug), i);
    pc_map_set(d->site->at->scratch, ids, id, d);
    return id;
}

static const pc_attr *entry_attr(jek_doc *d, pc_str venue, pc_str year, bool etal, bool work) {
    pc_arena *a = d->site->at->arena;
    const pc_attr *at = pc_attr_class(a, work ? PC_S("publication") : d->collection->label);
    const pc_key_value pairs[] = {
        {PC_S("type"), type_of(d, venue)},
        {PC_S("year"), year},
        {PC_S("date"), date_of(d)},
        {PC_S("status"), text_of(d, NAMES("status"))},
        {PC_S("doi"), first_found(d, "doi", bib_doi_find)},
        {PC_S("arxiv"), first_found(d, "arxiv", bib_arxiv_find)},
        {PC_S("etal"), etal ? PC_S("true") : PC_S("")},
    };
    for (size_t i = 0; work && i < PC_COUNT(pairs); i++)
        if (pairs[i].value.n) at = pc_attr_set(a, at, pairs[i].key, pairs[i].value);
    return at;
}

/* "Recommended citation: …", as the site shows it, where it could not be taken apart. */
static void put_citation(jek_doc *d, pc_block_vec *out) {
    const pc_value *v = jek_field(d, NAMES("citation"));
    jek_site *s = d->site;
    if (!v) return;
    pc_inline_vec xs = {0};
    pc_text_push(s->at->scratch, &xs, PC_S("Recommended citation: "), 0);
    pc_inlines citation = jek_inlines(s, pc_value_text(v), v->pos);
    for (size_t i = 0; i < citation.n; i++) put(s, &xs, citation.v[i]);
    pc_vec_push(s->at->scratch, out, pc_para(pc_inlines_done(s->at->arena, &xs)));
}

/* Own words of the front matter, else the beginning of the body as Jekyll cuts it. */
static void put_excerpt(jek_doc *d, pc_block_vec *out) {
    const pc_value *v = jek_field(d, NAMES("excerpt", "abstract", "description"));
    jek_site *s = d->site;
    if (!v && !d->excerpts) return;
    pc_blocks xs =
        v ? jek_blocks(s, pc_value_text(v), v->pos)
          : jek_blocks(s, jek_doc_html(jek_doc_excerpt(d), NULL), pc_source_pos(d->src, d->body));
    for (size_t i = 0; i < xs.n; i++) pc_vec_push(s->at->scratch, out, xs.v[i]);
}

static pc_block entry(jek_doc *d, bool work, pc_map *ids) {
    jek_site *s = d->site;
    pc_inline_vec xs = {0};
    pc_block_vec blocks = {0};
    const pc_value *v = jek_field(
        d, NAMES("venue", "journal", "booktitle", "publication", "conference", "publisher"));
    pc_inlines venue = v ? jek_inlines(s, pc_value_text(v), v->pos) : (pc_inlines){NULL, 0};
    pc_str year = year_of(d), venue_text = pc_inlines_text(s->at->arena, venue);
    jek_authors authors = jek_authors_of(d);
    put(s, &xs, title(d));
    if (authors.n) {
        new_line(s, &xs);
        put(s, &xs, jek_authors_inline(s, &authors));
    }
    put_place(d, venue, year, &xs);
    put_links(d, &xs);
    pc_block first =
        pc_block_at(pc_para(pc_inlines_done(s->at->arena, &xs)), pc_source_pos(d->src, 0));
    pc_vec_push(s->at->scratch, &blocks, first);
    put_excerpt(d, &blocks);
    if (!authors.n) put_citation(d, &blocks);
    const pc_attr *attr = entry_attr(d, venue_text, year, authors.etal, work);
    attr = pc_attr_set_id(s->at->arena, attr, unique_id(d, ids));
    pc_block div = pc_div_node(s->at->arena, attr, pc_blocks_done(s->at->arena, &blocks));
    return pc_block_at(div, pc_source_pos(d->src, 0));
}

/* --- the collection ------------------------------------------------------------------------------
 */

/* Whether its documents are works, or something else that a site lists: talks, courses. */
bool jek_collection_works(jek_collection *c) {
    static const char *const fields[] = {"paperurl", "citation", "authors", "doi", "journal", NULL};
    if (jek_means_publications(c->site->cx->scratch, c->label)) return true;
    for (size_t i = 0; i < c->docs.n; i++)
        if (jek_field(c->docs.v[i], fields)) return true;
    return false;
}

static bool newer(const jek_doc *x, const jek_doc *y) {
    if (x->date.kind != LIQ_TIME || y->date.kind != LIQ_TIME)
        return x->date.kind == LIQ_TIME && y->date.kind != LIQ_TIME;
    return x->date.u.i > y->date.u.i;
}

/* Newest first, what has no date last; of one day the last in the site's order first, as on a page
 * that goes through the collection backwards. */
static jek_docs newest_first(const jek_collection *c) {
    pc_arena *a = c->site->at->scratch;
    jek_docs out = {0};
    for (size_t i = c->docs.n; i-- > 0;) {
        jek_doc *d = c->docs.v[i];
        pc_vec_push(a, &out, d);
        size_t k = out.n - 1;
        for (; k > 0 && newer(d, out.v[k - 1]); k--) out.v[k] = out.v[k - 1];
        out.v[k] = d;
    }
    return out;
}

static pc_meta_map metadata(jek_collection *c) {
    pc_arena *a = c->site->at->arena;
    char *label = pc_str_dupz(a, c->label);
    label[0] = (char)pc_upper(label[0]);
    pc_pair p = {.key = PC_S("title"), .value = pc_value_str(pc_strz(label))};
    if (c->metadata && pc_value_get_text(c->metadata, "title").n)
        p.value = *pc_value_getz(c->metadata, "title");
    jek_doc whole = {.site = c->site, .data = pc_value_map(a, &p, 1)};
    return jek_meta(c->site, &whole);
}

pc_status jek_collection_doc(jek_collection *c, pc_doc *out) {
    jek_site *s = c->site;
    pc_block_vec blocks = {0};
    jek_collection_read(c);
    if (!c->docs.n)
        pc_diag(s->at->diags, PC_DIAG_CONFIG, 0, "the collection %.*s has no documents",
                PC_F(c->label));
    bool works = jek_collection_works(c);
    jek_docs docs = newest_first(c);
    pc_map ids = {0};
    for (size_t i = 0; i < docs.n; i++) {
        s->page = docs.v[i];
        pc_vec_push(s->at->scratch, &blocks, entry(docs.v[i], works, &ids));
    }
    out->blocks = pc_blocks_done(s->at->arena, &blocks);
    out->meta = metadata(c);
    return PC_OK;
}
