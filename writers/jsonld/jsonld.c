/* The graph: ProfilePage, Person, ItemList, works.
 *
 * Shape: one @graph whose nodes are tied by @id; authors stay plain Persons in their order, and
 * what their marks mean is said beside them. It is checked in the tests with schema-dts and tsc,
 * which know every property's domain. Every "<" is escaped, so that the text may stand in a
 * <script>. */
#include "writers/jsonld/jsonld.h"

#include "ast/meta.h"
#include "base/map.h"
#include "base/str.h"
#include "bib/date.h"
#include "data/json.h"
#include "writers/jsonld/jsonld_int.h"

static void before_value(jl *j) {
    if (j->keyed) {
        j->keyed = false;
        return;
    }
    if (!j->first) pc_buf_putc(j->out, ',');
    if (j->depth) {
        pc_buf_putc(j->out, '\n');
        pc_buf_fill(j->out, ' ', 2 * j->depth);
    }
    j->first = false;
}

void jl_open(jl *j, char bracket) {
    before_value(j);
    pc_buf_putc(j->out, bracket);
    j->depth++;
    j->first = true;
}

void jl_close(jl *j, char bracket) {
    j->depth--;
    if (!j->first) {
        pc_buf_putc(j->out, '\n');
        pc_buf_fill(j->out, ' ', 2 * j->depth);
    }
    pc_buf_putc(j->out, bracket);
    j->first = false;
}

void jl_key(jl *j, const char *key) {
    before_value(j);
    pc_buf_putf(j->out, "\"%s\": ", key);
    j->keyed = true;
}

void jl_str(jl *j, pc_str s) {
    before_value(j);
    pc_json_put_str(j->out, s, true);
}

void jl_strz(jl *j, const char *s) {
    jl_str(j, pc_strz(s));
}

void jl_number(jl *j, size_t n) {
    before_value(j);
    pc_buf_putf(j->out, "%zu", n);
}

void jl_member(jl *j, const char *key, pc_str text) {
    if (text.n == 0) return;
    jl_key(j, key);
    jl_str(j, text);
}

void jl_ref(jl *j, const char *key, pc_str id) {
    jl_key(j, key);
    jl_open(j, '{');
    jl_member(j, "@id", id);
    jl_close(j, '}');
}

void jl_node(jl *j, const char *type) {
    jl_open(j, '{');
    jl_member(j, "@type", pc_strz(type));
}

pc_str jl_meta_text(jl *j, pc_meta_map m, const char *path) {
    const char *dot = strchr(path, '.');
    pc_str key = dot ? (pc_str){path, (size_t)(dot - path)} : pc_strz(path);
    const pc_meta *x = pc_meta_get(m, key);
    if (!x) return (pc_str){0};
    if (dot) return x->tag == PC_MetaMap ? jl_meta_text(j, x->u.map, dot + 1) : (pc_str){0};
    return pc_str_trim(pc_meta_text(j->a, x));
}

static bool is_absolute(pc_str s) {
    return pc_str_startsz(s, "http://") || pc_str_startsz(s, "https://");
}

/* Only what can stand in an address: a page's typing slip is no IRI. */
static bool is_clean(pc_str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || strchr("<>\"{}|\\^`", s.p[i])) return false;
    return s.n > 0;
}

pc_str jl_absolute(jl *j, const jl_page *page, pc_str path) {
    path = pc_str_trim(path);
    if (!is_clean(path)) return (pc_str){0};
    if (is_absolute(path)) return path;
    if (pc_str_startsz(path, "//")) return pc_str_cat(j->a, PC_S("https:"), path);
    if (path.p[0] == '/' && page->origin.n) return pc_str_cat(j->a, page->origin, path);
    return (pc_str){0};
}

pc_str jl_local_id(jl *j, const jl_page *page, pc_str fragment) {
    return pc_str_fmt(j->a, "%.*s#%.*s", PC_F(page->base), PC_F(fragment));
}

static pc_str strip_slash(pc_str s) {
    while (s.n && s.p[s.n - 1] == '/') s.n--;
    return s;
}

static void find_page(jl *j, jl_page *page, const pc_doc *doc) {
    pc_str site = strip_slash(jl_meta_text(j, doc->meta, "site.url"));
    pc_str baseurl = strip_slash(jl_meta_text(j, doc->meta, "site.baseurl"));
    pc_str url = jl_meta_text(j, doc->meta, "url");
    if (is_absolute(site) && is_clean(site)) page->origin = pc_str_cat(j->a, site, baseurl);
    if (!is_absolute(url)) {
        pc_str path = jl_meta_text(j, doc->meta, "permalink");
        if (path.n == 0) path = url;
        url = path.n ? jl_absolute(j, page, path) : page->origin;
    }
    size_t hash = pc_str_chr(url, '#', 0);
    url = pc_str_sub(url, 0, hash == PC_NPOS ? url.n : hash);
    page->base = is_clean(url) ? url : (pc_str){0};
}

/* The page's own date, if it is a date at all. */
static pc_str iso_date(jl *j, const pc_doc *doc, const char *key) {
    pc_str s = jl_meta_text(j, doc->meta, key);
    return s.n >= 10 ? bib_date_find(j->a, pc_str_sub(s, 0, 10)) : (pc_str){0};
}

static void write_page(jl *j, const jl_page *page, const pc_doc *doc) {
    jl_node(j, page->self.id.n ? "ProfilePage" : "CollectionPage");
    jl_member(j, "@id", page->base.n ? page->base : jl_local_id(j, page, PC_S("page")));
    jl_member(j, "url", page->base);
    jl_member(j, "name", jl_meta_text(j, doc->meta, "title"));
    jl_member(j, "inLanguage", jl_meta_text(j, doc->meta, "lang"));
    jl_member(j, "dateModified", iso_date(j, doc, "last_modified_at"));
    if (page->self.id.n) jl_ref(j, "mainEntity", page->self.id);
    jl_ref(j, "hasPart", jl_local_id(j, page, PC_S("publications")));
    jl_close(j, '}');
}

/* DOI, else arXiv, else a name on the page. Two works never share one: a page may print the same
 * address twice by mistake. */
static pc_str work_id(jl *j, const jl_page *page, const bib_record *r, pc_map *used, size_t n) {
    pc_str id = {0};
    if (r->doi.n)
        id = pc_str_fmt(j->a, "https://doi.org/%.*s", PC_F(r->doi));
    else if (r->arxiv.n)
        id = pc_str_fmt(j->a, "https://arxiv.org/abs/%.*s", PC_F(r->arxiv));
    if (id.n && is_clean(id) && !pc_map_has(used, id)) return id;
    id = is_clean(r->id) ? jl_local_id(j, page, r->id)
                         : jl_local_id(j, page, pc_str_fmt(j->a, "publication-%zu", n));
    while (pc_map_has(used, id)) id = pc_str_fmt(j->a, "%.*s-%zu", PC_F(id), n);
    return id;
}

static void write_list(jl *j, const jl_page *page, const bib_list *list, const pc_str *ids) {
    jl_node(j, "ItemList");
    jl_member(j, "@id", jl_local_id(j, page, PC_S("publications")));
    jl_key(j, "numberOfItems");
    jl_number(j, list->n);
    jl_member(j, "itemListOrder", PC_S("https://schema.org/ItemListUnordered"));
    if (list->n) {
        jl_key(j, "itemListElement");
        jl_open(j, '[');
    }
    for (size_t i = 0; i < list->n; i++) {
        jl_node(j, "ListItem");
        jl_key(j, "position");
        jl_number(j, i + 1);
        jl_ref(j, "item", ids[i]);
        jl_close(j, '}');
    }
    if (list->n) jl_close(j, ']');
    jl_close(j, '}');
}

static pc_status write(const pc_host *host, pc_ctx *cx, const pc_doc *doc, pc_buf *out) {
    (void)host;
    pc_mark mark = pc_arena_mark(cx->scratch);
    jl j = {.cx = cx, .a = cx->arena, .out = out, .first = true};
    bib_list list = bib_each(cx->arena, cx->scratch, doc->blocks);
    jl_page page = {0};
    find_page(&j, &page, doc);
    jl_find_person(&j, &page, doc, &list);
    pc_map used = {0};
    pc_str *ids = pc_alloc_array(cx->arena, list.n, sizeof *ids);
    for (size_t i = 0; i < list.n; i++) {
        ids[i] = work_id(&j, &page, &list.v[i], &used, i + 1);
        pc_map_set(cx->arena, &used, ids[i], &ids[i]);
    }
    jl_open(&j, '{');
    jl_member(&j, "@context", PC_S("https://schema.org"));
    jl_key(&j, "@graph");
    jl_open(&j, '[');
    write_page(&j, &page, doc);
    if (page.self.id.n) jl_write_person(&j, &page, doc, &list);
    write_list(&j, &page, &list, ids);
    for (size_t i = 0; i < list.n; i++) jl_write_work(&j, &page, &list.v[i], ids[i]);
    jl_close(&j, ']');
    jl_close(&j, '}');
    pc_buf_putc(out, '\n');
    pc_arena_release(cx->scratch, mark);
    return PC_OK;
}

static const char *const suffixes[] = {".jsonld", NULL};

const pc_writer pc_writer_jsonld = {.size = sizeof(pc_writer),
                                    .name = "jsonld",
                                    .summary = "schema.org JSON-LD of a page's publications",
                                    .suffixes = suffixes,
                                    .write = write};
