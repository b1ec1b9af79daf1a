/* What Liquid sees of a site: site, pages, documents, collections, static files. */
#include "base/io.h"
#include "base/str.h"
#include "readers/jekyll/plugins.h"

liq_value jek_doc_value(jek_doc *d) {
    return liq_object(&d->obj);
}

liq_value jek_docs_value(jek_site *s, const jek_docs *v) {
    liq_value *out = PC_NEW_N(s->cx->arena, liq_value, v->n);
    for (size_t i = 0; i < v->n; i++) out[i] = jek_doc_value(v->v[i]);
    return liq_list(out, v->n);
}

/* A row of a class: a name and how its value is made. */
typedef struct jek_field {
    const char *name;
    liq_value (*get)(liq_run *r, void *self);
} jek_field;

static bool field_get(const jek_field *v, size_t n, liq_run *r, void *self, pc_str key,
                      liq_value *out) {
    for (size_t i = 0; i < n; i++)
        if (pc_str_eqz(key, v[i].name)) {
            *out = v[i].get(r, self);
            return true;
        }
    return false;
}

static bool value_get(liq_run *r, const pc_value *v, pc_str key, liq_value *out) {
    const pc_value *x = pc_value_get(v, key);
    if (x) *out = liq_from_data(r, x);
    return x != NULL;
}

/* Names: the fields, then the data's own keys. */
static bool nth_key(const jek_field *v, size_t n, const pc_value *data, size_t i, pc_str *out) {
    if (i < n) {
        *out = pc_strz(v[i].name);
        return true;
    }
    if (!data || data->kind != PC_MAP) return false;
    for (size_t k = 0, at = n; k < data->as.of.n; k++) {
        pc_str key = data->u.pairs[k].key;
        bool field = false;
        for (size_t f = 0; f < n && !field; f++) field = pc_str_eqz(key, v[f].name);
        if (field) continue;
        if (at++ == i) {
            *out = key;
            return true;
        }
    }
    return false;
}

/* --- documents and pages -------------------------------------------------------------------------
 */

static liq_value d_url(liq_run *r, void *p) {
    return (void)r, liq_str(jek_doc_url(p));
}
static liq_value d_path(liq_run *r, void *p) {
    return (void)r, liq_str(((jek_doc *)p)->relative);
}
static liq_value d_date(liq_run *r, void *p) {
    return (void)r, jek_doc_date(p);
}
static liq_value d_name(liq_run *r, void *p) {
    jek_doc *d = p;
    liq_value v;
    if (d->collection && value_get(r, &d->data, PC_S("name"), &v)) return v;
    return liq_str(d->name);
}
static liq_value d_collection(liq_run *r, void *p) {
    return (void)r, liq_str(((jek_doc *)p)->collection->label);
}

static liq_value d_content(liq_run *r, void *p) {
    jek_doc *d = p;
    if (jek_doc_is_finished(d)) return liq_str(jek_doc_html(d, r));
    return liq_str(pc_str_from(d->src->text, d->body));
}
static liq_value d_output(liq_run *r, void *p) {
    jek_doc *d = p;
    bool finished = d != d->site->page && jek_doc_is_finished(d);
    return finished ? liq_str(jek_doc_output(d, r)) : liq_nil();
}

static liq_value d_excerpt(liq_run *r, void *p) {
    jek_doc *d = p;
    liq_value v;
    bool own = value_get(r, &d->data, PC_S("excerpt"), &v) && liq_true(v);
    if (own) return liq_str(liq_text(r, v));
    if (!d->collection) return liq_nil();
    return liq_str(jek_doc_excerpt(d, r));
}

static pc_str folder_of(pc_str url) {
    while (url.n > 1 && url.p[url.n - 1] == '/') url.n--;
    pc_str dir = pc_path_dir(url);
    return dir.n ? dir : PC_S("/");
}

static liq_value d_id(liq_run *r, void *p) {
    jek_doc *d = p;
    pc_str dir = folder_of(jek_doc_url(d));
    if (dir.n == 1) dir.n = 0;
    (void)r;
    return liq_str(pc_str_fmt(d->site->cx->arena, "%.*s/%.*s", PC_F(dir),
                              PC_F(pc_value_get_text(&d->data, "slug"))));
}

static liq_value d_dir(liq_run *r, void *p) {
    jek_doc *d = p;
    pc_str url = jek_doc_url(d);
    (void)r;
    if (url.p[url.n - 1] == '/') return liq_str(url);
    return liq_str(pc_str_sub(url, 0, pc_str_rchr(url, '/') + 1));
}

static liq_value neighbour(jek_doc *d, int step) {
    jek_collection_read(d->collection);
    const jek_docs *v = &d->collection->docs;
    for (size_t i = 0; i < v->n; i++)
        if (v->v[i] == d) {
            size_t k = i + (size_t)step;
            return k < v->n ? jek_doc_value(v->v[k]) : liq_nil();
        }
    return liq_nil();
}
static liq_value d_next(liq_run *r, void *p) {
    return (void)r, neighbour(p, 1);
}
static liq_value d_previous(liq_run *r, void *p) {
    return (void)r, neighbour(p, -1);
}

static const jek_field doc_fields[] = {
    {"previous", d_previous},
    {"next", d_next},
    {"id", d_id},
    {"output", d_output},
    {"content", d_content},
    {"relative_path", d_path},
    {"url", d_url},
    {"date", d_date},
    {"path", d_path},
    {"collection", d_collection},
    {"excerpt", d_excerpt},
    {"name", d_name},
};
static const jek_field page_fields[] = {
    {"content", d_content}, {"dir", d_dir},   {"excerpt", d_excerpt},
    {"name", d_name},       {"path", d_path}, {"url", d_url},
};

static liq_value s_name(liq_run *r, void *p) {
    return (void)r, liq_str(((jek_doc *)p)->name);
}
static liq_value s_ext(liq_run *r, void *p) {
    return (void)r, liq_str(((jek_doc *)p)->ext);
}
static liq_value s_path(liq_run *r, void *p) {
    jek_doc *d = p;
    (void)r;
    return liq_str(pc_str_cat(d->site->cx->arena, PC_S("/"), d->relative));
}
static liq_value s_basename(liq_run *r, void *p) {
    jek_doc *d = p;
    (void)r;
    return liq_str(pc_str_sub(d->name, 0, d->name.n - d->ext.n));
}
static liq_value s_collection(liq_run *r, void *p) {
    jek_doc *d = p;
    (void)r;
    return d->collection ? liq_str(d->collection->label) : liq_nil();
}
static const jek_field static_fields[] = {
    {"name", s_name},         {"extname", s_ext},           {"path", s_path},
    {"basename", s_basename}, {"collection", s_collection},
};

static const jek_field *fields_of(const jek_doc *d, size_t *n) {
    if (d->is_static) return *n = PC_COUNT(static_fields), static_fields;
    if (d->collection) return *n = PC_COUNT(doc_fields), doc_fields;
    return *n = PC_COUNT(page_fields), page_fields;
}

static bool doc_get(liq_run *r, liq_obj *o, pc_str key, liq_value *out) {
    jek_doc *d = (jek_doc *)o;
    size_t n;
    const jek_field *v = fields_of(d, &n);
    if (field_get(v, n, r, d, key, out)) return true;
    return value_get(r, &d->data, key, out);
}
static bool doc_key(liq_run *r, liq_obj *o, size_t i, pc_str *out) {
    jek_doc *d = (jek_doc *)o;
    size_t n;
    (void)r;
    const jek_field *v = fields_of(d, &n);
    return nth_key(v, n, &d->data, i, out);
}
static pc_str doc_text(liq_run *r, liq_obj *o) {
    return liq_text(r, ((jek_doc *)o)->is_static ? liq_nil() : d_content(r, o));
}
const liq_class jek_doc_class = {"document", doc_get, doc_key, doc_text};

/* --- collections ---------------------------------------------------------------------------------
 */

static liq_value c_label(liq_run *r, void *p) {
    return (void)r, liq_str(((jek_collection *)p)->label);
}
static liq_value c_docs(liq_run *r, void *p) {
    jek_collection *c = p;
    (void)r;
    jek_collection_read(c);
    return jek_docs_value(c->site, &c->docs);
}
static liq_value c_files(liq_run *r, void *p) {
    jek_collection *c = p;
    (void)r;
    jek_collection_read(c);
    return jek_docs_value(c->site, &c->files);
}
static liq_value c_relative(liq_run *r, void *p) {
    jek_collection *c = p;
    (void)r;
    return liq_str(pc_str_cat(c->site->cx->arena, PC_S("_"), c->label));
}
static liq_value c_directory(liq_run *r, void *p) {
    jek_collection *c = p;
    return liq_str(pc_path_join(c->site->cx->arena, c->site->root, liq_slice(c_relative(r, p))));
}
static liq_value c_output(liq_run *r, void *p) {
    jek_collection *c = p;
    (void)r;
    const pc_value *v = pc_value_getz(c->metadata, "output");
    return liq_bool(v ? pc_value_true(v) : pc_str_eqz(c->label, "posts"));
}
static const jek_field collection_fields[] = {
    {"output", c_output}, {"label", c_label},         {"docs", c_docs},
    {"files", c_files},   {"directory", c_directory}, {"relative_directory", c_relative},
};
static bool collection_get(liq_run *r, liq_obj *o, pc_str key, liq_value *out) {
    jek_collection *c = (jek_collection *)o;
    if (field_get(collection_fields, PC_COUNT(collection_fields), r, c, key, out)) return true;
    return c->metadata && value_get(r, c->metadata, key, out);
}
static bool collection_key(liq_run *r, liq_obj *o, size_t i, pc_str *out) {
    (void)r;
    return nth_key(collection_fields, PC_COUNT(collection_fields), ((jek_collection *)o)->metadata,
                   i, out);
}
const liq_class jek_collection_class = {"collection", collection_get, collection_key, NULL};

/* --- the site ------------------------------------------------------------------------------------
 */

static jek_docs newest_first(jek_site *s) {
    jek_collection *posts = jek_collection_find(s, PC_S("posts"));
    jek_docs out = {0};
    jek_collection_read(posts);
    for (size_t i = posts->docs.n; i-- > 0;) pc_vec_push(s->cx->arena, &out, posts->docs.v[i]);
    return out;
}

static liq_value t_data(liq_run *r, void *p) {
    return (void)r, jek_data_value(p);
}
static liq_value t_time(liq_run *r, void *p) {
    jek_site *s = p;
    (void)r;
    return liq_zone_local(&s->host.zone, liq_time(s->host.zone.now, 0, 0, false));
}
static liq_value t_pages(liq_run *r, void *p) {
    jek_site *s = p;
    (void)r;
    jek_site_walk(s);
    return jek_docs_value(s, &s->pages);
}
static liq_value t_html_pages(liq_run *r, void *p) {
    jek_site *s = p;
    jek_docs out = {0};
    (void)r;
    jek_site_walk(s);
    for (size_t i = 0; i < s->pages.n; i++) {
        pc_str url = jek_doc_url(s->pages.v[i]), ext = s->pages.v[i]->ext;
        if (pc_str_endsz(url, "/") || pc_str_endsz(url, ".html") || pc_str_endsz(url, ".htm") ||
            jek_doc_is_markdown(s->pages.v[i]) || pc_str_eqz(ext, ".xhtml"))
            pc_vec_push(s->cx->arena, &out, s->pages.v[i]);
    }
    return jek_docs_value(s, &out);
}
static liq_value t_static_files(liq_run *r, void *p) {
    jek_site *s = p;
    (void)r;
    jek_site_walk(s);
    return jek_docs_value(s, &s->statics);
}
static liq_value t_posts(liq_run *r, void *p) {
    jek_docs v = newest_first(p);
    (void)r;
    return jek_docs_value(p, &v);
}
static liq_value t_related(liq_run *r, void *p) {
    jek_site *s = p;
    jek_docs all = newest_first(s), out = {0};
    (void)r;
    for (size_t i = 0; i < all.n && out.n < 10; i++)
        if (all.v[i] != s->page) pc_vec_push(s->cx->arena, &out, all.v[i]);
    return jek_docs_value(s, &out);
}
static liq_value t_documents(liq_run *r, void *p) {
    jek_site *s = p;
    jek_docs out = {0};
    (void)r;
    for (size_t i = 0; i < s->collections.n; i++) {
        jek_collection *c = s->collections.v[i];
        jek_collection_read(c);
        for (size_t k = 0; k < c->docs.n; k++) pc_vec_push(s->cx->arena, &out, c->docs.v[k]);
        for (size_t k = 0; k < c->files.n; k++) pc_vec_push(s->cx->arena, &out, c->files.v[k]);
    }
    return jek_docs_value(s, &out);
}
static liq_value t_collections(liq_run *r, void *p) {
    jek_site *s = p;
    size_t n = s->collections.n;
    liq_value *v = PC_NEW_N(s->cx->arena, liq_value, n);
    (void)r;
    for (size_t i = 0; i < n; i++) { /* by label */
        size_t k = i;
        for (; k > 0 && pc_str_cmp(((jek_collection *)v[k - 1].u.obj)->label,
                                   s->collections.v[i]->label) > 0;
             k--)
            v[k] = v[k - 1];
        v[k] = liq_object(&s->collections.v[i]->obj);
    }
    return liq_list(v, n);
}

/* {word: [posts, newest first]}, words in the order of their first post. */
static liq_value by_word(jek_site *s, const char *key) {
    jek_collection *posts = jek_collection_find(s, PC_S("posts"));
    pc_arena *a = s->cx->arena;
    pc_map words = {0};
    jek_collection_read(posts);
    for (size_t i = 0; i < posts->docs.n; i++) {
        const pc_value *v = pc_value_getz(&posts->docs.v[i]->data, key);
        for (size_t k = 0; v && v->kind == PC_LIST && k < v->as.of.n; k++) {
            pc_str word = pc_value_text(&v->u.list[k]);
            jek_docs *docs = pc_map_get(&words, word);
            if (!docs) pc_map_set(a, &words, word, docs = PC_NEW(a, jek_docs));
            pc_vec_push(a, docs, posts->docs.v[i]);
        }
    }
    liq_pair *pairs = PC_NEW_N(a, liq_pair, words.n);
    for (size_t i = 0; i < words.n; i++) {
        jek_docs *docs = words.v[i].value, back = {0};
        for (size_t k = docs->n; k-- > 0;) pc_vec_push(a, &back, docs->v[k]);
        pairs[i] = (liq_pair){words.v[i].key, jek_docs_value(s, &back)};
    }
    return liq_map(pairs, words.n);
}
static liq_value t_tags(liq_run *r, void *p) {
    return (void)r, by_word(p, "tags");
}
static liq_value t_categories(liq_run *r, void *p) {
    return (void)r, by_word(p, "categories");
}

static const jek_field site_fields[] = {
    {"data", t_data},
    {"time", t_time},
    {"pages", t_pages},
    {"html_pages", t_html_pages},
    {"posts", t_posts},
    {"static_files", t_static_files},
    {"tags", t_tags},
    {"categories", t_categories},
    {"documents", t_documents},
    {"collections", t_collections},
    {"related_posts", t_related},
};
static bool site_get(liq_run *r, liq_obj *o, pc_str key, liq_value *out) {
    jek_site *s = (jek_site *)o;
    jek_collection *c = pc_str_eqz(key, "posts") ? NULL : jek_collection_find(s, key);
    if (c) {
        *out = c_docs(r, c);
        return true;
    }
    if (field_get(site_fields, PC_COUNT(site_fields), r, s, key, out)) return true;
    if (value_get(r, &s->config, key, out)) return true;
    if (pc_str_eqz(key, "github")) jek_plugins_asked(s, r, PC_S("site.github"));
    return false;
}
static bool site_key(liq_run *r, liq_obj *o, size_t i, pc_str *out) {
    (void)r;
    return nth_key(site_fields, PC_COUNT(site_fields), &((jek_site *)o)->config, i, out);
}
const liq_class jek_site_class = {"site", site_get, site_key, NULL};
