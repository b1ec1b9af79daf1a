/* What Liquid sees of a site: site, pages, documents, collections, static files. As Jekyll 4.3's
 * drops. */
#include "base/io.h"
#include "base/str.h"
#include "readers/jekyll/plugins.h"

liq_value jek_doc_value(jek_doc *d) {
    return liq_object(&d->obj);
}

static liq_value docs_value(pc_arena *a, const jek_docs *v) {
    liq_value *out = PC_NEW_N(a, liq_value, v->n);
    for (size_t i = 0; i < v->n; i++) out[i] = jek_doc_value(v->v[i]);
    return liq_list(out, v->n);
}

/* A row of a class: a name and how its value is made. What depends on who asks lives as long as the
 * run; [lasting]: it is made once, and lives as long as the site. */
typedef struct jek_field {
    const char *name;
    liq_value (*get)(liq_run *r, void *self);
    bool lasting;
} jek_field;

/* Its place among the rows; n when it is none. */
static size_t field_at(const jek_field *v, size_t n, pc_str key) {
    size_t i = 0;
    while (i < n && !pc_str_eqz(key, v[i].name)) i++;
    return i;
}

static bool field_get(const jek_field *v, size_t n, liq_run *r, void *self, pc_str key,
                      liq_value *out) {
    size_t i = field_at(v, n, key);
    if (i < n) *out = v[i].get(r, self);
    return i < n;
}

/* The same with a place for what lasts, a row each: nil until it is asked for. */
static bool lasting_get(const jek_field *v, size_t n, liq_value *made, liq_run *r, void *self,
                        pc_str key, liq_value *out) {
    size_t i = field_at(v, n, key);
    if (i == n) return false;
    if (!v[i].lasting || made[i].kind == LIQ_NIL) made[i] = v[i].get(r, self);
    *out = made[i];
    return true;
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
    for (size_t k = 0, at = n; k < pc_value_len(data); k++) {
        pc_str key = data->u.pairs[k].key;
        if (field_at(v, n, key) < n || at++ < i) continue;
        *out = key;
        return true;
    }
    return false;
}

/* --- documents -----------------------------------------------------------------------------------
 */

static liq_value data_of(liq_run *r, const jek_doc *d, const char *key) {
    return liq_from_data(r, pc_value_getz(&d->data, key));
}

/* Ruby's to_s of front matter; of a list, that is its inspect. */
static liq_value as_text(liq_run *r, liq_value v) {
    if (v.kind != LIQ_LIST) return liq_str(liq_text(r, v));
    pc_buf b;
    pc_buf_init(&b, liq_arena(r)->mem);
    liq_inspect(r, &b, v);
    pc_str s = pc_buf_take(&b, liq_arena(r));
    pc_buf_fini(&b);
    return liq_str(s);
}

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
    liq_value v = data_of(r, d, "name");
    return liq_true(v) ? v : liq_str(d->name);
}
static liq_value d_title(liq_run *r, void *p) {
    return data_of(r, p, "title");
}
static liq_value d_categories(liq_run *r, void *p) {
    return data_of(r, p, "categories");
}
static liq_value d_tags(liq_run *r, void *p) {
    return data_of(r, p, "tags");
}
static liq_value d_collection(liq_run *r, void *p) {
    return (void)r, liq_str(((jek_doc *)p)->collection->label);
}

/* Finished HTML of what Jekyll has rendered before the page that asks, else as it is written. */
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
    if (d->excerpts) return liq_str(jek_doc_html(jek_doc_excerpt(d), r));
    return as_text(r, data_of(r, d, "excerpt"));
}

static pc_str folder_of(pc_str url) {
    while (url.n > 1 && url.p[url.n - 1] == '/') url.n--;
    pc_str dir = pc_path_dir(url);
    return dir.n ? dir : PC_S("/");
}

static liq_value d_id(liq_run *r, void *p) {
    jek_doc *d = p;
    pc_str dir = folder_of(jek_doc_url(d));
    liq_value slug = data_of(r, d, "slug");
    pc_str last = liq_true(slug) ? liq_text(r, slug) : pc_str_sub(d->name, 0, d->name.n - d->ext.n);
    if (dir.n == 1) dir.n = 0;
    return liq_str(
        pc_str_fmt(liq_arena(r), "%.*s/%.*s%s", PC_F(dir), PC_F(last), d->of ? "#excerpt" : ""));
}

static liq_value neighbour(jek_doc *d, int step) {
    jek_collection_read(d->collection);
    const jek_docs *v = &d->collection->docs;
    size_t k = d->order + (size_t)step;
    bool there =
        d->order < v->n && v->v[d->order] == (d->of ? d->of : d); /* not an unpublished one */
    return there && k < v->n ? jek_doc_value(v->v[k]) : liq_nil();
}
static liq_value d_next(liq_run *r, void *p) {
    return (void)r, neighbour(p, 1);
}
static liq_value d_previous(liq_run *r, void *p) {
    return (void)r, neighbour(p, -1);
}

/* In the order in which Jekyll's drop tells its members. */
static const jek_field doc_fields[] = {
    {.name = "name", .get = d_name},
    {.name = "id", .get = d_id},
    {.name = "next", .get = d_next},
    {.name = "previous", .get = d_previous},
    {.name = "relative_path", .get = d_path},
    {.name = "content", .get = d_content},
    {.name = "excerpt", .get = d_excerpt},
    {.name = "output", .get = d_output},
    {.name = "title", .get = d_title},
    {.name = "categories", .get = d_categories},
    {.name = "path", .get = d_path},
    {.name = "url", .get = d_url},
    {.name = "date", .get = d_date},
    {.name = "tags", .get = d_tags},
    {.name = "collection", .get = d_collection},
};

static bool doc_get(liq_run *r, liq_obj *o, pc_str key, liq_value *out) {
    jek_doc *d = (jek_doc *)o;
    return field_get(doc_fields, PC_COUNT(doc_fields), r, d, key, out) ||
           value_get(r, &d->data, key, out);
}
static bool doc_key(liq_run *r, liq_obj *o, size_t i, pc_str *out) {
    (void)r;
    return nth_key(doc_fields, PC_COUNT(doc_fields), &((jek_doc *)o)->data, i, out);
}
static pc_str doc_text(liq_run *r, liq_obj *o) {
    jek_doc *d = (jek_doc *)o;
    return liq_text(r, jek_doc_is_finished(d) && !d->of ? d_output(r, d) : d_content(r, d));
}
static pc_str doc_inspect(liq_run *r, liq_obj *o) {
    jek_doc *d = (jek_doc *)o;
    return pc_str_fmt(liq_arena(r), "#<Jekyll::Document %.*s collection=%.*s>", PC_F(d->relative),
                      PC_F(d->collection->label));
}

/* What a document that is told of by its neighbour leaves out. */
static const char *const bulk[] = {"content", "output", "excerpt", "next", "previous", NULL};
const liq_class jek_doc_class = {.name = "document",
                                 .get = doc_get,
                                 .key = doc_key,
                                 .text = doc_text,
                                 .inspect = doc_inspect,
                                 .bulk = bulk};

/* --- excerpts ------------------------------------------------------------------------------------
 */

static liq_value e_date(liq_run *r, void *p) {
    return (void)r, jek_doc_date(((jek_doc *)p)->of);
}
static liq_value e_excerpt(liq_run *r, void *p) {
    return (void)r, (void)p, liq_nil();
}
static liq_value e_layout(liq_run *r, void *p) {
    return data_of(r, ((jek_doc *)p)->of, "layout");
}
static const jek_field excerpt_fields[] = {
    {.name = "name", .get = d_name},
    {.name = "date", .get = e_date},
    {.name = "excerpt", .get = e_excerpt},
    {.name = "layout", .get = e_layout},
    {.name = "id", .get = d_id},
    {.name = "next", .get = d_next},
    {.name = "previous", .get = d_previous},
    {.name = "relative_path", .get = d_path},
    {.name = "content", .get = d_content},
    {.name = "output", .get = d_output},
    {.name = "title", .get = d_title},
    {.name = "categories", .get = d_categories},
    {.name = "path", .get = d_path},
    {.name = "url", .get = d_url},
    {.name = "tags", .get = d_tags},
    {.name = "collection", .get = d_collection},
};
static bool excerpt_get(liq_run *r, liq_obj *o, pc_str key, liq_value *out) {
    jek_doc *d = (jek_doc *)o;
    return field_get(excerpt_fields, PC_COUNT(excerpt_fields), r, d, key, out) ||
           value_get(r, &d->data, key, out);
}
static bool excerpt_key(liq_run *r, liq_obj *o, size_t i, pc_str *out) {
    (void)r;
    return nth_key(excerpt_fields, PC_COUNT(excerpt_fields), &((jek_doc *)o)->data, i, out);
}
const liq_class jek_excerpt_class = {
    .name = "excerpt", .get = excerpt_get, .key = excerpt_key, .text = doc_text, .bulk = bulk};

/* --- pages: for Liquid a hash, not a drop: front matter, then what Jekyll adds -------------------
 */

static liq_value p_dir(liq_run *r, void *p) {
    jek_doc *d = p;
    pc_str url = jek_doc_url(d);
    (void)r;
    if (url.p[url.n - 1] == '/') return liq_str(url);
    return liq_str(pc_str_sub(url, 0, pc_str_rchr(url, '/') + 1));
}
static liq_value p_name(liq_run *r, void *p) {
    return (void)r, liq_str(((jek_doc *)p)->name);
}
static liq_value p_path(liq_run *r, void *p) {
    jek_doc *d = p;
    const pc_value *own = pc_value_getz(&d->own, "path");
    return own && own->kind != PC_NULL ? liq_from_data(r, own) : liq_str(d->place);
}
static liq_value p_excerpt(liq_run *r, void *p) {
    jek_doc *d = p;
    liq_value own = data_of(r, d, "excerpt");
    if (d->excerpts) return liq_str(jek_doc_html(jek_doc_excerpt(d), r));
    return liq_true(own) ? as_text(r, own) : own;
}
static const jek_field page_fields[] = {
    {.name = "content", .get = d_content}, {.name = "dir", .get = p_dir},
    {.name = "excerpt", .get = p_excerpt}, {.name = "name", .get = p_name},
    {.name = "path", .get = p_path},       {.name = "url", .get = d_url},
};
static bool page_get(liq_run *r, liq_obj *o, pc_str key, liq_value *out) {
    jek_doc *d = (jek_doc *)o;
    return field_get(page_fields, PC_COUNT(page_fields), r, d, key, out) ||
           value_get(r, &d->data, key, out);
}
static bool page_key(liq_run *r, liq_obj *o, size_t i, pc_str *out) {
    const pc_value *data = &((jek_doc *)o)->data;
    size_t n = pc_value_len(data);
    (void)r;
    if (i < n) return *out = data->u.pairs[i].key, true;
    for (size_t k = 0; k < PC_COUNT(page_fields); k++)
        if (!pc_value_getz(data, page_fields[k].name) && n++ == i)
            return *out = pc_strz(page_fields[k].name), true;
    return false;
}
static pc_str page_text(liq_run *r, liq_obj *o) {
    return liq_text(r, d_content(r, o));
}
static pc_str page_inspect(liq_run *r, liq_obj *o) {
    return pc_str_fmt(liq_arena(r), "#<Jekyll::Page @relative_path=\"%.*s\">",
                      PC_F(((jek_doc *)o)->relative));
}
const liq_class jek_page_class = {.name = "page",
                                  .get = page_get,
                                  .key = page_key,
                                  .text = page_text,
                                  .inspect = page_inspect,
                                  .hash = true};

/* --- static files --------------------------------------------------------------------------------
 */

static liq_value s_ext(liq_run *r, void *p) {
    return (void)r, liq_str(((jek_doc *)p)->ext);
}
static liq_value s_basename(liq_run *r, void *p) {
    return (void)r, liq_str(jek_doc_stem(p));
}
static liq_value s_collection(liq_run *r, void *p) {
    jek_doc *d = p;
    (void)r;
    return d->collection ? liq_str(d->collection->label) : liq_nil();
}
static liq_value s_modified(liq_run *r, void *p) {
    jek_doc *d = p;
    int64_t t = pc_io_modified(pc_str_dupz(liq_arena(r), d->file));
    return liq_zone_local(&d->site->host.zone, liq_time(t, 0, 0, false));
}
static const jek_field static_fields[] = {
    {.name = "name", .get = p_name},
    {.name = "basename", .get = s_basename},
    {.name = "extname", .get = s_ext},
    {.name = "path", .get = d_path},
    {.name = "collection", .get = s_collection},
    {.name = "modified_time", .get = s_modified},
};
static bool static_get(liq_run *r, liq_obj *o, pc_str key, liq_value *out) {
    jek_doc *d = (jek_doc *)o;
    return field_get(static_fields, PC_COUNT(static_fields), r, d, key, out) ||
           value_get(r, &d->data, key, out);
}
static bool static_key(liq_run *r, liq_obj *o, size_t i, pc_str *out) {
    (void)r;
    return nth_key(static_fields, PC_COUNT(static_fields), &((jek_doc *)o)->data, i, out);
}
static pc_str static_inspect(liq_run *r, liq_obj *o) {
    return pc_str_fmt(liq_arena(r), "#<Jekyll::StaticFile @relative_path=\"%.*s\">",
                      PC_F(((jek_doc *)o)->relative));
}
const liq_class jek_static_class = {
    .name = "static", .get = static_get, .key = static_key, .inspect = static_inspect};

/* --- collections ---------------------------------------------------------------------------------
 */

static liq_value c_label(liq_run *r, void *p) {
    return (void)r, liq_str(((jek_collection *)p)->label);
}
static liq_value c_docs(liq_run *r, void *p) {
    jek_collection *c = p;
    (void)r;
    jek_collection_read(c);
    return docs_value(c->site->cx->arena, &c->docs);
}
static liq_value c_files(liq_run *r, void *p) {
    jek_collection *c = p;
    (void)r;
    jek_collection_read(c);
    return docs_value(c->site->cx->arena, &c->files);
}
static liq_value c_relative(liq_run *r, void *p) {
    return liq_str(pc_str_cat(liq_arena(r), PC_S("_"), ((jek_collection *)p)->label));
}
static liq_value c_directory(liq_run *r, void *p) {
    jek_site *s = ((jek_collection *)p)->site;
    pc_arena *a = liq_arena(r);
    pc_str top = pc_path_join(a, s->root, jek_config_text(s, "collections_dir"));
    return liq_str(pc_path_join(a, top, liq_slice(c_relative(r, p))));
}
static liq_value c_output(liq_run *r, void *p) {
    (void)r;
    return liq_bool(pc_value_true(pc_value_getz(((jek_collection *)p)->metadata, "output")));
}
static const jek_field collection_fields[] = {
    {.name = "label", .get = c_label},
    {.name = "docs", .get = c_docs, .lasting = true},
    {.name = "files", .get = c_files, .lasting = true},
    {.name = "relative_directory", .get = c_relative},
    {.name = "output", .get = c_output},
    {.name = "directory", .get = c_directory},
};
_Static_assert(PC_COUNT(collection_fields) == JEK_COLLECTION_FIELDS, "a place for each");
static bool collection_field(liq_run *r, jek_collection *c, pc_str key, liq_value *out) {
    return lasting_get(collection_fields, PC_COUNT(collection_fields), c->made, r, c, key, out);
}
static bool collection_get(liq_run *r, liq_obj *o, pc_str key, liq_value *out) {
    jek_collection *c = (jek_collection *)o;
    if (collection_field(r, c, key, out)) return true;
    return c->metadata && value_get(r, c->metadata, key, out);
}
static bool collection_key(liq_run *r, liq_obj *o, size_t i, pc_str *out) {
    (void)r;
    return nth_key(collection_fields, PC_COUNT(collection_fields), ((jek_collection *)o)->metadata,
                   i, out);
}
static pc_str collection_text(liq_run *r, liq_obj *o) {
    return liq_slice(as_text(r, c_docs(r, o)));
}
const liq_class jek_collection_class = {
    .name = "collection", .get = collection_get, .key = collection_key, .text = collection_text};

/* --- the site ------------------------------------------------------------------------------------
 */

static liq_value t_data(liq_run *r, void *p) {
    const pc_value *own = jek_config(p, "data");
    return pc_value_true(own) ? liq_from_data(r, own) : jek_data_value(p);
}
static liq_value t_time(liq_run *r, void *p) {
    return (void)r, ((jek_site *)p)->time;
}
static liq_value t_pages(liq_run *r, void *p) {
    jek_site *s = p;
    (void)r;
    jek_site_walk(s);
    return docs_value(s->cx->arena, &s->pages);
}
static liq_value t_html_pages(liq_run *r, void *p) {
    jek_site *s = p;
    jek_docs out = {0};
    (void)r;
    jek_site_walk(s);
    for (size_t i = 0; i < s->pages.n; i++)
        if (jek_page_is_html(s->pages.v[i]) || pc_str_endsz(jek_doc_url(s->pages.v[i]), "/"))
            pc_vec_push(s->cx->arena, &out, s->pages.v[i]);
    return docs_value(s->cx->arena, &out);
}
/* Those among the pages, then those of the collections. */
static liq_value t_static_files(liq_run *r, void *p) {
    jek_site *s = p;
    jek_docs out = {0};
    (void)r;
    jek_site_walk(s);
    for (size_t i = 0; i < s->statics.n; i++) pc_vec_push(s->cx->arena, &out, s->statics.v[i]);
    for (size_t i = 0; i < s->collections.n; i++) {
        jek_collection *c = s->collections.v[i];
        jek_collection_read(c);
        for (size_t k = 0; k < c->files.n; k++) pc_vec_push(s->cx->arena, &out, c->files.v[k]);
    }
    return docs_value(s->cx->arena, &out);
}
static liq_value t_posts(liq_run *r, void *p) {
    jek_site *s = p;
    jek_docs v = jek_posts_newest_first(s);
    (void)r;
    return docs_value(s->cx->arena, &v);
}
/* For a document the ten newest posts besides itself; a page has none. */
static liq_value t_related(liq_run *r, void *p) {
    jek_site *s = p;
    jek_collection *posts = jek_collection_find(s, PC_S("posts"));
    jek_docs out = {0};
    if (!s->page || !s->page->collection || s->page->of) return liq_nil();
    jek_collection_read(posts);
    size_t n = posts->docs.n;
    if (n < 2) return liq_list(NULL, 0);
    for (size_t i = n; i-- > (n > 11 ? n - 11 : 0) && out.n < 10;)
        if (posts->docs.v[i] != s->page) pc_vec_push(liq_arena(r), &out, posts->docs.v[i]);
    return docs_value(liq_arena(r), &out);
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
    return docs_value(s->cx->arena, &out);
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

/* A tag or category, and its posts. */
typedef struct jek_word {
    const pc_value *word;
    jek_docs docs;
} jek_word;

/* The number 12 and the text "12" are two words. */
static void add_to_word(pc_arena *a, pc_map *words, const pc_value *word, jek_doc *d) {
    const char kind[] = {(char)('0' + word->kind), 0};
    pc_str key = pc_str_cat(a, pc_strz(kind), pc_value_text(word));
    jek_word *w = pc_map_get(words, key);
    if (!w) {
        w = PC_NEW(a, jek_word);
        w->word = word;
        pc_map_set(a, words, key, w);
    }
    pc_vec_push(a, &w->docs, d);
}

/* {word: [posts, newest first]}, words in the order of their first post. */
static liq_value by_word(jek_site *s, const char *key) {
    jek_collection *posts = jek_collection_find(s, PC_S("posts"));
    pc_arena *a = s->cx->arena;
    pc_map words = {0};
    jek_collection_read(posts);
    for (size_t i = 0; i < posts->docs.n; i++) {
        const pc_value *v = pc_value_getz(&posts->docs.v[i]->data, key);
        for (size_t k = 0; v && v->kind == PC_LIST && k < v->as.of.n; k++)
            add_to_word(a, &words, &v->u.list[k], posts->docs.v[i]);
    }
    liq_pair *pairs = PC_NEW_N(a, liq_pair, words.n);
    for (size_t i = 0; i < words.n; i++) {
        const jek_word *w = words.v[i].value;
        jek_docs back = {0};
        for (size_t k = w->docs.n; k-- > 0;) pc_vec_push(a, &back, w->docs.v[k]);
        pairs[i] = (liq_pair){.key = pc_value_text(w->word),
                              .value = docs_value(a, &back),
                              .word = w->word->kind == PC_STRING ? NULL : w->word};
    }
    return liq_map(pairs, words.n);
}
static liq_value t_tags(liq_run *r, void *p) {
    return (void)r, by_word(p, "tags");
}
static liq_value t_categories(liq_run *r, void *p) {
    return (void)r, by_word(p, "categories");
}

static liq_value t_config(liq_run *r, void *p) {
    return (void)r, (void)p, liq_nil(); /* Jekyll hides it so */
}

static const jek_field site_fields[] = {
    {.name = "html_pages", .get = t_html_pages, .lasting = true},
    {.name = "time", .get = t_time},
    {.name = "documents", .get = t_documents, .lasting = true},
    {.name = "config", .get = t_config},
    {.name = "related_posts", .get = t_related},
    {.name = "data", .get = t_data},
    {.name = "pages", .get = t_pages, .lasting = true},
    {.name = "categories", .get = t_categories, .lasting = true},
    {.name = "static_files", .get = t_static_files, .lasting = true},
    {.name = "collections", .get = t_collections, .lasting = true},
    {.name = "posts", .get = t_posts, .lasting = true},
    {.name = "tags", .get = t_tags, .lasting = true},
};
_Static_assert(PC_COUNT(site_fields) == JEK_SITE_FIELDS, "a place for each");
static bool site_get(liq_run *r, liq_obj *o, pc_str key, liq_value *out) {
    jek_site *s = (jek_site *)o;
    jek_collection *c = pc_str_eqz(key, "posts") ? NULL : jek_collection_find(s, key);
    if (c) return collection_field(r, c, PC_S("docs"), out);
    if (lasting_get(site_fields, PC_COUNT(site_fields), s->made, r, s, key, out)) return true;
    if (value_get(r, &s->config, key, out)) return true;
    if (pc_str_eqz(key, "github")) jek_plugins_asked(s, r, PC_S("site.github"));
    return false;
}
static bool site_key(liq_run *r, liq_obj *o, size_t i, pc_str *out) {
    (void)r;
    return nth_key(site_fields, PC_COUNT(site_fields), &((jek_site *)o)->config, i, out);
}
const liq_class jek_site_class = {.name = "site", .get = site_get, .key = site_key};
