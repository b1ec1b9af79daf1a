/* A collection as a document. Each of its documents is one entry: what the front matter says
 * (bib/front.h), in the order in which academicpages' archive-single.html shows it, as the
 * annotation that the rest of the program works on (the vocabulary of
 * filters/publications/publications.h). */
#include "bib/entry.h"

#include "ast/build.h"
#include "ast/meta.h"
#include "base/io.h"
#include "base/str.h"
#include "bib/front.h"
#include "readers/jekyll/folder.h"

/* --- what the site knows -------------------------------------------------------------------------
 */

static pc_str owner(jek_site *s) {
    const pc_meta *given = pc_meta_getz(s->at->cli_metadata, "author");
    if (given) return pc_meta_text(s->at->scratch, given);
    const pc_value *v = jek_config(s, "author");
    pc_str name = v && v->kind == PC_MAP ? pc_value_get_text(v, "name") : PC_S("");
    if (!name.n && v && v->kind == PC_STRING) name = pc_value_text(v);
    return name;
}

static pc_inlines inlines_of(void *user, pc_str text, pc_pos pos) {
    return jek_inlines(user, text, pos);
}

static bib_front front_of(jek_site *s) {
    return (bib_front){.a = s->at->arena,
                       .scratch = s->at->scratch,
                       .inlines = inlines_of,
                       .user = s,
                       .self = owner(s),
                       .categories = jek_config(s, "publication_category")};
}

static pc_str formatted(jek_doc *d, const char *format) {
    pc_buf b;
    pc_buf_init(&b, d->site->at->mem);
    liq_strftime(&b, &d->site->host.zone, d->date, pc_strz(format));
    pc_str s = pc_buf_take(&b, d->site->at->arena);
    pc_buf_fini(&b);
    return s;
}

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
static pc_str title_address(const bib_front *f, jek_doc *d) {
    pc_str own = bib_front_address(f, &d->data, true), page = page_address(d);
    if (own.n || pc_str_has(page, "://")) return own.n ? own : page;
    pc_str work = bib_front_address(f, &d->data, false);
    return work.n ? work : page;
}

/* A link without words is the title's. */
static void link_title(jek_site *s, bib_record *r, pc_str url) {
    if (!url.n) return;
    bib_ref *v = PC_NEW_N(s->at->arena, bib_ref, r->links.n + 1);
    if (r->links.n) memcpy(v, r->links.v, r->links.n * sizeof *v);
    v[r->links.n] = (bib_ref){.url = url, .purpose = BIB_LINK_URL, .title = true};
    r->links.v = v;
    r->links.n++;
}

/* A path of the site leads nowhere outside of it: with the site's address in front. */
static pc_str absolute(jek_site *s, pc_str url) {
    pc_arena *a = s->at->arena;
    pc_str site = jek_config_text(s, "url"), base = jek_config_text(s, "baseurl");
    bool path = pc_str_startsz(url, "/") && !pc_str_startsz(url, "//");
    if (!path || !site.n) return url;
    bool has = base.n && pc_str_starts(url, base) && pc_str_startsz(pc_str_from(url, base.n), "/");
    return pc_str_cat(a, has ? site : pc_str_cat(a, site, base), url);
}

static void make_absolute(jek_site *s, bib_record *r) {
    bib_ref *v = pc_vec_copy(s->at->arena, r->links.v, r->links.n, sizeof *v);
    for (size_t i = 0; i < r->links.n; i++) v[i].url = absolute(s, v[i].url);
    r->links.v = v;
}

/* --- entries -------------------------------------------------------------------------------------
 */

/* The slug, with a number behind it when it is taken. */
static pc_str unique_id(jek_site *s, pc_str name, pc_map *ids) {
    pc_str slug = liq_slugify(s->at->arena, name, PC_S(""), false);
    return bib_entry_id(s->at->arena, s->at->scratch, ids, slug);
}

/* "Recommended citation: …", as the site shows it, where it could not be taken apart. */
static void put_citation(jek_doc *d, pc_block_vec *out) {
    const pc_value *v = bib_front_get(&d->data, BIB_FRONT_CITATION);
    jek_site *s = d->site;
    if (!v) return;
    pc_inline_vec xs = {0};
    pc_text_push(s->at->scratch, &xs, PC_S("Recommended citation: "), 0);
    pc_inlines citation = jek_inlines(s, pc_value_text(v), v->pos);
    for (size_t i = 0; i < citation.n; i++) pc_vec_push(s->at->scratch, &xs, citation.v[i]);
    pc_vec_push(s->at->scratch, out, pc_para(pc_inlines_done(s->at->arena, &xs)));
}

/* Own words of the front matter, else the beginning of the body as Jekyll cuts it. */
static void put_excerpt(jek_doc *d, pc_block_vec *out) {
    const pc_value *v = bib_front_get(&d->data, BIB_FRONT_EXCERPT);
    jek_site *s = d->site;
    if (!v && !d->excerpts) return;
    pc_blocks xs =
        v ? jek_blocks(s, pc_value_text(v), v->pos)
          : jek_blocks(s, jek_doc_html(jek_doc_excerpt(d), NULL), pc_source_pos(d->src, d->body));
    for (size_t i = 0; i < xs.n; i++) pc_vec_push(s->at->scratch, out, xs.v[i]);
}

static pc_block entry(jek_doc *d, bool work, pc_map *ids) {
    jek_site *s = d->site;
    bib_front f = front_of(s);
    bib_record r;
    pc_block_vec more = {0};
    bib_front_read(&f, &d->data, &r);
    r.pos = pc_source_pos(d->src, 0);
    if (!r.title_inlines.n) r.title_inlines = jek_inlines(s, jek_doc_stem(d), 0);
    if (!r.year.n && d->date.kind == LIQ_TIME) r.year = formatted(d, "%Y");
    link_title(s, &r, title_address(&f, d));
    make_absolute(s, &r);
    r.id = unique_id(s, pc_value_get_text(&d->data, "slug"), ids);
    put_excerpt(d, &more);
    if (!r.authors.n) put_citation(d, &more);
    pc_block div =
        bib_entry_div(s->at->arena, s->at->scratch, &r, pc_blocks_done(s->at->arena, &more));
    if (work) return div;
    const pc_attr *attr = pc_attr_class(s->at->arena, d->collection->label);
    return pc_block_with_attr(s->at->arena, div, pc_attr_set_id(s->at->arena, attr, r.id));
}

/* --- the collection ------------------------------------------------------------------------------
 */

/* Whether its documents are works, or something else that a site lists: talks, courses. */
bool jek_collection_works(jek_collection *c) {
    if (jek_means_publications(c->site->cx->scratch, c->label)) return true;
    for (size_t i = 0; i < c->docs.n; i++)
        if (bib_front_is_work(&c->docs.v[i]->data)) return true;
    return false;
}

bool jek_doc_is_work(const jek_doc *d) {
    const jek_collection *c = d->collection;
    return c && !pc_str_eqz(c->label, "posts") &&
           (jek_means_publications(d->site->cx->scratch, c->label) || bib_front_is_work(&d->data));
}

/* A list of maps of which most are works, or whose file is called so. */
bool jek_data_works(jek_site *s, const pc_value *v) {
    size_t works = 0, maps = 0;
    if (v->kind != PC_LIST) return false;
    for (size_t i = 0; i < v->as.of.n; i++) {
        bool map = v->u.list[i].kind == PC_MAP;
        maps += map;
        works += map && bib_front_is_work(&v->u.list[i]);
    }
    const pc_source *src = pc_source_of(s->cx->sources, v->pos);
    bool named = src && jek_means_publications(s->cx->scratch, pc_path_base(src->name));
    return maps && (named || 2 * works > maps);
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

static pc_meta_map metadata(jek_site *s, pc_str label, const pc_value *about) {
    pc_arena *a = s->at->arena;
    char *name = pc_str_dupz(a, label);
    name[0] = (char)pc_upper(name[0]);
    pc_pair p = {.key = PC_S("title"), .value = pc_value_str(pc_strz(name))};
    if (about && pc_value_get_text(about, "title").n) p.value = *pc_value_getz(about, "title");
    jek_doc whole = {.site = s, .data = pc_value_map(a, &p, 1)};
    return jek_meta(s, &whole);
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
    out->meta = metadata(s, c->label, c->metadata);
    return PC_OK;
}

pc_blocks jek_work_blocks(jek_doc *d) {
    pc_map ids = {0};
    d->site->page = d;
    return pc_blocks1(d->site->at->arena, entry(d, true, &ids));
}

/* --- data files ----------------------------------------------------------------------------------
 */

static pc_block data_entry(jek_site *s, const pc_value *map, pc_map *ids) {
    bib_front f = front_of(s);
    bib_record r;
    bib_front_read(&f, map, &r);
    link_title(s, &r, bib_front_address(&f, map, false));
    make_absolute(s, &r);
    r.id = unique_id(s, r.title, ids);
    return bib_entry_div(s->at->arena, s->at->scratch, &r, (pc_blocks){NULL, 0});
}

pc_blocks jek_data_blocks(jek_site *s, const pc_value *list) {
    pc_block_vec blocks = {0};
    pc_map ids = {0};
    for (size_t i = 0; i < list->as.of.n; i++) {
        const pc_value *map = &list->u.list[i];
        if (map->kind == PC_MAP) pc_vec_push(s->at->scratch, &blocks, data_entry(s, map, &ids));
    }
    return pc_blocks_done(s->at->arena, &blocks);
}

/* "_data/cv/own.yml" and "cv/own" are site.data.cv.own. */
static liq_value data_named(jek_site *s, pc_str name) {
    liq_value v = jek_data_value(s);
    jek_data_path(s, &name);
    for (pc_str key; v.kind != LIQ_NIL && pc_str_cut(&name, '/', &key);)
        v = liq_member(NULL, v, key);
    return v;
}

bool jek_data_doc(jek_site *s, pc_str name, pc_doc *out) {
    liq_value v = data_named(s, name);
    if (v.kind != LIQ_LIST || !v.data) return false;
    out->blocks = jek_data_blocks(s, v.u.data);
    out->meta = metadata(s, pc_path_base(name), NULL);
    return out->blocks.n > 0;
}
