/* A site as its author sees it. */
#include "readers/jekyll/inspect.h"

#include "base/io.h"
#include "base/str.h"
#include "bib/link.h"
#include "data/yaml.h"
#include "readers/jekyll/folder.h"
#include "readers/jekyll/jekyll.h"

struct jek_inspection {
    jek_site *site;
    bool whole; /* a folder */
    PC_VEC(jek_collection *) works;
    PC_VEC(const pc_value *) lists; /* of works, in data */
    jek_doc *work;                  /* the page, where it is one of a collection of works */
    const pc_value *data;           /* the input, where it is a file of data */
    jek_docs docs;
    bool mapped;
    pc_map addresses; /* of the site, plain */
};

/* --- what there is -------------------------------------------------------------------------------
 */

static void find_works(jek_inspection *x) {
    jek_site *s = x->site;
    for (size_t i = 0; i < s->collections.n; i++) {
        jek_collection *c = s->collections.v[i];
        jek_collection_read(c);
        if (!pc_str_eqz(c->label, "posts") && c->docs.n && jek_collection_works(c))
            pc_vec_push(s->cx->arena, &x->works, c);
    }
}

static void add_list(void *user, const pc_value *v) {
    jek_inspection *x = user;
    if (jek_data_works(x->site, v)) pc_vec_push(x->site->cx->arena, &x->lists, v);
}

static jek_inspection *inspection(jek_site *s, bool whole) {
    jek_inspection *x = PC_NEW(s->cx->arena, jek_inspection);
    x->site = s;
    s->by_origin = true;
    x->whole = whole;
    return x;
}

jek_inspection *jek_inspect_folder(pc_ctx *cx, pc_str path) {
    const pc_folder_entry *entries;
    jek_folder_site *f = pc_folder_jekyll.open(cx, path);
    if (!f) return NULL;
    pc_folder_jekyll.list(cx, f, &entries);
    jek_inspection *x = inspection(f->site, true);
    x->docs = f->docs;
    find_works(x);
    jek_data_each(x->site, true, add_list, x);
    return x;
}

jek_inspection *jek_inspect_page(pc_ctx *cx, const pc_source *src) {
    jek_site *s = jek_site_open(cx, src->name);
    jek_inspection *x = inspection(s, false);
    jek_doc *d = jek_page_open(s, src);
    pc_vec_push(cx->arena, &x->docs, d);
    if (jek_doc_is_work(d)) x->work = d;
    return x;
}

jek_inspection *jek_inspect_file(pc_ctx *cx, const pc_source *src) {
    pc_value *v = PC_NEW(cx->arena, pc_value);
    jek_inspection *x = inspection(jek_site_open(cx, src->name), false);
    if (!pc_yaml_read(cx->arena, src, 0, src->text.n, cx->diags, v)) *v = pc_null;
    x->data = v;
    add_list(x, v);
    return x;
}

/* Documents that are made of front matter and data. */
static size_t made(const jek_inspection *x) {
    return x->works.n + x->lists.n + (x->work != NULL);
}

size_t jek_inspect_count(const jek_inspection *x) {
    return made(x) + x->docs.n;
}

static pc_status read_made(jek_inspection *x, size_t i, pc_doc *out) {
    if (i < x->works.n) return jek_collection_doc(x->works.v[i], out);
    i -= x->works.n;
    out->blocks =
        i < x->lists.n ? jek_data_blocks(x->site, x->lists.v[i]) : jek_work_blocks(x->work);
    return PC_OK;
}

pc_status jek_inspect_read(jek_inspection *x, size_t i, jek_inspected *out) {
    *out = (jek_inspected){.made = i < made(x)};
    if (out->made) return read_made(x, i, &out->doc);
    jek_doc *d = x->docs.v[i - made(x)];
    out->work = d == x->work;
    for (size_t k = 0; k < x->works.n; k++) out->work |= d->collection == x->works.v[k];
    return jek_convert(x->site, d, &out->doc);
}

void jek_inspect_data(jek_inspection *x, jek_data_fn each, void *user) {
    for (size_t i = 0; i < x->works.n; i++)
        for (size_t k = 0; k < x->works.v[i]->docs.n; k++)
            each(user, &x->works.v[i]->docs.v[k]->own);
    for (size_t i = 0; i < x->docs.n; i++) {
        bool told = false; /* as a work */
        for (size_t k = 0; k < x->works.n; k++) told |= x->docs.v[i]->collection == x->works.v[k];
        if (!told) each(user, &x->docs.v[i]->own);
    }
    if (x->data) each(user, x->data);
    jek_data_each(x->site, x->whole, each, user);
}

/* --- addresses -----------------------------------------------------------------------------------
 */

/* Without slashes around it and what servers add by themselves: /a/, /a.html and /a/index.html are
 * "a". */
static pc_str plain(pc_str url) {
    while (url.n && url.p[0] == '/') url = pc_str_from(url, 1);
    if (pc_str_eqz(url, "index.html")) return PC_S("");
    if (pc_str_endsz(url, "/index.html")) url.n -= 11;
    if (pc_str_endsz(url, ".html")) url.n -= 5;
    while (url.n && url.p[url.n - 1] == '/') url.n--;
    return url;
}

static void add_address(jek_inspection *x, pc_str url) {
    pc_arena *a = x->site->cx->arena;
    pc_map_set(a, &x->addresses, plain(bib_url_unescape(a, url)), x);
}

/* What jekyll-redirect-from makes. */
static void add_redirections(jek_inspection *x, const jek_doc *d) {
    const pc_value *v = pc_value_getz(&d->own, "redirect_from");
    if (v && v->kind == PC_STRING) add_address(x, v->as.text);
    for (size_t i = 0; v && v->kind == PC_LIST && i < v->as.of.n; i++)
        add_address(x, pc_value_text(&v->u.list[i]));
}

static void add_docs(jek_inspection *x, const jek_docs *v) {
    for (size_t i = 0; i < v->n; i++) {
        add_address(x, jek_doc_url(v->v[i]));
        add_redirections(x, v->v[i]);
    }
}

static void map_addresses(jek_inspection *x) {
    static const char *const made[] = {"feed.xml", "sitemap.xml", "robots.txt", "atom.xml"};
    jek_site *s = x->site;
    x->mapped = true;
    jek_site_walk(s);
    add_docs(x, &s->pages);
    add_docs(x, &s->statics);
    for (size_t i = 0; i < s->collections.n; i++) {
        jek_collection_read(s->collections.v[i]);
        add_docs(x, &s->collections.v[i]->docs);
        add_docs(x, &s->collections.v[i]->files);
    }
    for (size_t i = 0; i < PC_COUNT(made); i++) add_address(x, pc_strz(made[i]));
}

/* [url] without query and fragment, below the site's own place; p NULL when it lies elsewhere. */
static pc_str below_base(jek_site *s, pc_str url, pc_str from) {
    pc_arena *a = s->cx->arena;
    size_t end = 0;
    while (end < url.n && url.p[end] != '?' && url.p[end] != '#') end++;
    url = bib_url_unescape(a, pc_str_sub(url, 0, end));
    pc_str base = jek_config_text(s, "baseurl");
    if (url.n && url.p[0] != '/') {
        size_t slash = pc_str_rchr(from, '/');
        return pc_str_cat(a, pc_str_sub(from, 0, slash == PC_NPOS ? 0 : slash + 1), url);
    }
    if (base.n < 2) return url;
    bool own = pc_str_starts(url, base) && (url.n == base.n || url.p[base.n] == '/');
    return own ? pc_str_from(url, base.n) : (pc_str){0};
}

/* "a/./b/../c" is "a/c". */
static pc_str without_dots(pc_arena *a, pc_str path) {
    PC_VEC(pc_str) v = {0};
    char *p = pc_alloc_text(a, path.n + 1);
    size_t n = 0;
    for (pc_str part; pc_str_cut(&path, '/', &part);) {
        if (pc_str_eqz(part, "..") && v.n)
            v.n--;
        else if (part.n && !pc_str_eqz(part, ".") && !pc_str_eqz(part, ".."))
            pc_vec_push(a, &v, part);
    }
    for (size_t i = 0; i < v.n; i++) {
        if (i) p[n++] = '/';
        memcpy(p + n, v.v[i].p, v.v[i].n);
        n += v.v[i].n;
    }
    return (pc_str){p, n};
}

/* /other-project/: a user's page and those of the projects share a host. */
static bool may_be_elsewhere(const jek_inspection *x, pc_str url, pc_str path) {
    size_t slash = pc_str_chr(path, '/', 0);
    pc_str first = pc_str_sub(path, 0, slash == PC_NPOS ? path.n : slash);
    pc_str dir = pc_path_join(x->site->cx->scratch, x->site->root, first);
    return url.p[0] == '/' && pc_path_ext(path).n < 2 &&
           !pc_io_is_dir(pc_str_dupz(x->site->cx->scratch, dir));
}

/* The configuration, data, bibliographies: whose ever the pages are, these are the author's. */
static bool is_authors(const jek_inspection *x, pc_str name) {
    static const char *const ends[] = {"_config.yml", "_config.yaml", ".bib"};
    const pc_options *o = x->site->cx->options;
    bool yes = pc_str_has(name, "_data/");
    for (size_t i = 0; i < PC_COUNT(ends) && !yes; i++) yes = pc_str_endsz(name, ends[i]);
    for (size_t i = 0; i < o->nconfig && !yes; i++) yes = pc_str_eq(name, o->config[i]);
    return yes;
}

bool jek_inspect_owns(const jek_inspection *x, pc_pos pos) {
    pc_sources *all = x->site->cx->sources;
    const pc_source *s = pc_source_of(all, pc_source_origin(all, pos));
    for (size_t i = 0; i < x->docs.n; i++)
        if (x->docs.v[i]->src == s) return true;
    for (size_t i = 0; i < x->works.n; i++)
        for (size_t k = 0; k < x->works.v[i]->docs.n; k++)
            if (x->works.v[i]->docs.v[k]->src == s) return true;
    return s && (is_authors(x, s->name) || (x->data && s == pc_source_of(all, x->data->pos)));
}

bool jek_inspect_sited(const jek_inspection *x) {
    return x->site->found && x->site->root.n;
}

/* A bare name in a .bib file: al-folio keeps such files in a folder of their own (its bib.liquid).
 */
static bool is_paper(jek_inspection *x, pc_str url) {
    pc_str path = pc_str_cat(x->site->cx->scratch, PC_S("/assets/pdf/"), url);
    return x->site->scholar && pc_str_chr(url, '/', 0) == PC_NPOS &&
           pc_map_has(&x->addresses, plain(path));
}

bool jek_inspect_leads(jek_inspection *x, size_t i, pc_str url) {
    jek_site *s = x->site;
    if (!url.n || i < made(x)) return true;
    if (!x->mapped) map_addresses(x);
    pc_str path = below_base(s, url, jek_doc_url(x->docs.v[i - made(x)]));
    if (!path.p) return false;
    path = without_dots(s->cx->arena, path);
    if (pc_map_has(&x->addresses, plain(path)) || is_paper(x, url)) return true;
    pc_mark mark = pc_arena_mark(s->cx->scratch);
    pc_str there = pc_path_join(s->cx->scratch, s->root, path);
    bool leads = pc_io_is_dir(pc_str_dupz(s->cx->scratch, there)) || may_be_elsewhere(x, url, path);
    pc_arena_release(s->cx->scratch, mark);
    return leads;
}
