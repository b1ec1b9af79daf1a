/* Which pages, documents and files a site has, and their order: Jekyll's readers. */
#include "base/io.h"
#include "base/limits.h"
#include "base/sort.h"
#include "base/str.h"
#include "readers/jekyll/plugins.h"

/* --- order ---------------------------------------------------------------------------------------
 */

static int compare(const jek_doc *x, const jek_doc *y) {
    int c = liq_order(NULL, x->date, y->date);
    if (c && c != LIQ_UNORDERED) return c;
    return pc_str_cmp(x->place, y->place);
}

typedef int (*compare_fn)(const jek_doc *x, const jek_doc *y, const char *key);

static int by_date(const jek_doc *x, const jek_doc *y, const char *key) {
    (void)key;
    return compare(x, y);
}

static int by_date_backwards(const jek_doc *x, const jek_doc *y, const char *key) {
    (void)key;
    return compare(y, x);
}

/* collections: {sort_by: key}: documents without the key last, as Jekyll does with a warning. */
static int by_key(const jek_doc *x, const jek_doc *y, const char *key) {
    liq_value a = liq_from_data(NULL, pc_value_getz(&x->data, key));
    liq_value b = liq_from_data(NULL, pc_value_getz(&y->data, key));
    if (strcmp(key, "date") == 0) a = x->date, b = y->date;
    if ((a.kind == LIQ_NIL) != (b.kind == LIQ_NIL)) return a.kind == LIQ_NIL ? 1 : -1;
    int c = liq_order(NULL, a, b);
    return c && c != LIQ_UNORDERED ? c : compare(x, y);
}

static void number(jek_docs *v) {
    for (size_t i = 0; i < v->n; i++) v->v[i]->order = i;
}

typedef struct doc_order {
    compare_fn compare;
    const char *key;
} doc_order;

static int in_order(const void *x, const void *y, void *user) {
    const doc_order *o = user;
    return o->compare(*(jek_doc *const *)x, *(jek_doc *const *)y, o->key);
}

static void sort_docs(jek_site *s, jek_docs *v, compare_fn f, const char *key) {
    pc_mark mark = pc_arena_mark(s->cx->scratch);
    pc_sort(s->cx->scratch, v->v, v->n, sizeof *v->v, in_order, &(doc_order){f, key});
    pc_arena_release(s->cx->scratch, mark);
}

/* collections: {order: [files]}: those first, in that order. */
static void rearrange(jek_collection *c, const pc_value *order) {
    jek_docs out = {0};
    sort_docs(c->site, &c->docs, by_date, NULL);
    pc_arena *a = c->site->cx->arena;
    pc_str dir = pc_str_fmt(a, "_%.*s/", PC_F(c->label));
    for (size_t i = 0; i < order->as.of.n; i++)
        for (size_t k = 0; k < c->docs.n; k++)
            if (pc_str_eq(pc_value_text(&order->u.list[i]),
                          pc_str_from(c->docs.v[k]->relative, dir.n)))
                pc_vec_push(a, &out, c->docs.v[k]);
    for (size_t k = 0; k < c->docs.n; k++) {
        bool listed = false;
        for (size_t i = 0; i < out.n && !listed; i++) listed = out.v[i] == c->docs.v[k];
        if (!listed) pc_vec_push(a, &out, c->docs.v[k]);
    }
    c->docs = out;
}

static void sort_collection(jek_collection *c) {
    const pc_value *order = pc_value_getz(c->metadata, "order");
    const pc_value *key = pc_value_getz(c->metadata, "sort_by");
    if (order && order->kind == PC_LIST)
        rearrange(c, order);
    else if (key && key->kind == PC_STRING)
        sort_docs(c->site, &c->docs, by_key, pc_str_dupz(c->site->cx->arena, key->as.text));
    else
        sort_docs(c->site, &c->docs, by_date, NULL);
}

/* --- walking -------------------------------------------------------------------------------------
 */

/* A folder that is being walked, and those that it was reached through: a link back to one of them
 * is not followed, so that no walk runs in circles. */
typedef struct jek_folder {
    const struct jek_folder *up;
    pc_str real; /* resolved */
    pc_str rel;  /* as the site calls it, without the root; empty: the root */
    pc_names names;
} jek_folder;

static pc_str slashed(pc_arena *a, pc_str dir, pc_str name) {
    return dir.n ? pc_str_fmt(a, "%.*s/%.*s", PC_F(dir), PC_F(name)) : name;
}

/* Opens the folder [real] called [rel]. False: it cannot be read, leads in a circle, or the walk
 * has seen more folders than a site has. */
static bool enter(jek_site *s, const jek_folder *up, pc_str real, pc_str rel, jek_folder *out) {
    *out = (jek_folder){.up = up, .real = real, .rel = rel};
    for (const jek_folder *f = up; f; f = f->up)
        if (pc_str_eq(f->real, real)) return false;
    if (++s->folders > PC_MAX_FOLDERS) {
        if (s->folders == PC_MAX_FOLDERS + 1)
            pc_diag(s->cx->diags, PC_DIAG_LIMIT, 0,
                    "more than %d folders in the site: the others are not read", PC_MAX_FOLDERS);
        return false;
    }
    out->names = pc_io_list(s->cx->arena, pc_str_dupz(s->cx->arena, real));
    return out->names.n != (size_t)-1;
}

/* The i-th name in the folder: what it is called and where it is. False: out of the site. */
static bool entry(jek_site *s, const jek_folder *f, size_t i, pc_str *rel, pc_str *real) {
    bool outside;
    *rel = slashed(s->cx->arena, f->rel, f->names.v[i]);
    *real = jek_inside(s, f->real, f->names.v[i], &outside);
    return real->n;
}

static bool is_dir(jek_site *s, pc_str real) {
    return pc_io_is_dir(pc_str_dupz(s->cx->scratch, real));
}

/* What is walked below one folder of a collection. */
typedef struct jek_walk {
    jek_collection *c;
    pc_str base;  /* what patterns of `exclude` see in front of names below the folder */
    size_t skip;  /* bytes of a place up to such a name */
    bool hidden;  /* look into hidden folders */
    bool undated; /* posts: names without a date, too */
} jek_walk;

static void add_doc(jek_collection *c, jek_doc *d) {
    if (d && d->is_static)
        pc_vec_push(c->site->cx->arena, &c->files, d);
    else if (d && jek_doc_published(d))
        pc_vec_push(c->site->cx->arena, &c->docs, d);
}

static bool wanted(const jek_walk *w, pc_str name) {
    pc_str date, rest;
    if (!pc_str_eqz(w->c->label, "posts")) return true;
    if (pc_path_ext(name).n < 2) return false;
    return w->undated || jek_name_date(name, &date, &rest);
}

/* Every file below a folder, as Ruby's glob of all names: links to folders are not followed. Names
 * are looked at with the folders below [skip], which is not the same: a hidden folder is none
 * within another folder. */
static void walk(const jek_walk *w, const jek_folder *f) {
    jek_site *s = w->c->site;
    for (size_t i = 0; i < f->names.n; i++) {
        pc_str rel, real;
        if (!w->hidden && f->names.v[i].p[0] == '.') continue;
        if (!entry(s, f, i, &rel, &real)) continue;
        if (is_dir(s, real)) {
            jek_folder sub;
            bool link = !pc_str_eq(real, slashed(s->cx->scratch, f->real, f->names.v[i]));
            if (!link && enter(s, f, real, rel, &sub)) walk(w, &sub);
        } else if (wanted(w, f->names.v[i]) && !jek_skips(s, w->base, pc_str_from(rel, w->skip))) {
            add_doc(w->c, jek_doc_load(s, w->c, real, rel));
        }
    }
}

/* --- posts ---------------------------------------------------------------------------------------
 */

static void walk_magic(jek_collection *c, const jek_folder *f, const char *name) {
    jek_site *s = c->site;
    pc_arena *a = s->cx->arena;
    bool outside;
    jek_folder sub;
    pc_str real = jek_inside(s, f->real, pc_strz(name), &outside);
    pc_str rel = slashed(a, f->rel, pc_strz(name));
    if (!real.n || !is_dir(s, real) || !enter(s, f, real, rel, &sub)) return;
    jek_walk w = {.c = c, .base = rel, .skip = rel.n + 1, .undated = name[1] == 'd'};
    walk(&w, &sub);
}

/* _posts and _drafts of the root and of every folder that pages are read from; with collections_dir
 * only of those below it. */
static void walk_posts(jek_collection *c, const jek_folder *f) {
    jek_site *s = c->site;
    if (pc_str_starts(f->rel, jek_config_text(s, "collections_dir"))) {
        walk_magic(c, f, "_posts");
        if (jek_config_true(s, "show_drafts")) walk_magic(c, f, "_drafts");
    }
    for (size_t i = 0; i < f->names.n; i++) {
        pc_str rel, real;
        jek_folder sub;
        if (jek_skips(s, f->rel, f->names.v[i]) || !entry(s, f, i, &rel, &real)) continue;
        if (is_dir(s, real) && !jek_is_destination(s, rel) && enter(s, f, real, rel, &sub))
            walk_posts(c, &sub);
    }
}

/* Posts of the future are hidden; that look gives a draft its date, too. */
static void hide_future(jek_collection *c) {
    jek_site *s = c->site;
    size_t n = 0;
    if (jek_config_true(s, "future")) return;
    for (size_t i = 0; i < c->docs.n; i++) {
        jek_doc *d = c->docs.v[i];
        d->date = jek_doc_date(d);
        if (d->date.u.i <= s->time.u.i) c->docs.v[n++] = d;
    }
    c->docs.n = n;
}

static void limit_posts(jek_collection *c) {
    const pc_value *v = jek_config(c->site, "limit_posts");
    size_t limit = v && v->kind == PC_INT && v->u.i > 0 ? (size_t)v->u.i : SIZE_MAX;
    if (c->docs.n <= limit) return;
    c->docs.v += c->docs.n - limit;
    c->docs.n = limit;
}

static void read_posts(jek_collection *c) {
    jek_site *s = c->site;
    jek_folder root;
    if (enter(s, NULL, s->root, PC_S(""), &root)) walk_posts(c, &root);
    hide_future(c);
    sort_docs(s, &c->docs, by_date, NULL);
    limit_posts(c);
}

static void read_collection(jek_collection *c) {
    jek_site *s = c->site;
    pc_arena *a = s->cx->arena;
    pc_str top = jek_config_text(s, "collections_dir");
    pc_str name = pc_str_cat(a, PC_S("_"), c->label), rel = slashed(a, top, name);
    bool outside;
    jek_folder f;
    pc_str real = jek_inside(s, s->root, rel, &outside);
    if (outside)
        pc_diag(s->cx->diags, PC_DIAG_INCLUDE_OUTSIDE, 0,
                "the collection '%.*s' leads out of the site's folder", PC_F(c->label));
    if (!real.n || !is_dir(s, real) || !enter(s, NULL, real, rel, &f)) return;
    jek_walk w = {.c = c, .base = name, .skip = rel.n + 1, .hidden = true};
    walk(&w, &f);
    sort_collection(c);
    number(&c->docs);
}

void jek_collection_read(jek_collection *c) {
    if (c->read) return;
    c->read = true;
    if (!c->site->root.n || pc_str_eqz(c->label, "data")) return;
    if (pc_str_eqz(c->label, "posts"))
        read_posts(c);
    else
        read_collection(c);
    number(&c->docs);
}

jek_docs jek_posts_newest_first(jek_site *s) {
    jek_collection *posts = jek_collection_find(s, PC_S("posts"));
    jek_docs out = {0};
    jek_collection_read(posts);
    for (size_t i = 0; i < posts->docs.n; i++) pc_vec_push(s->cx->arena, &out, posts->docs.v[i]);
    sort_docs(s, &out, by_date_backwards, NULL);
    return out;
}

/* --- pages and static files ----------------------------------------------------------------------
 */

static void add_page(jek_site *s, pc_str real, pc_str rel) {
    jek_doc *d = jek_doc_load(s, NULL, real, rel);
    if (d && d->is_static)
        pc_vec_push(s->cx->arena, &s->statics, d);
    else if (d && jek_doc_published(d))
        pc_vec_push(s->cx->arena, &s->pages, d);
}

/* Folders first: of pages with one name those further down come first. */
static void walk_pages(jek_site *s, const jek_folder *f) {
    for (int dirs = 1; dirs >= 0; dirs--)
        for (size_t i = 0; i < f->names.n; i++) {
            pc_str rel, real;
            jek_folder sub;
            if (jek_skips(s, f->rel, f->names.v[i]) || !entry(s, f, i, &rel, &real)) continue;
            if (is_dir(s, real) != (dirs == 1)) continue;
            if (!dirs)
                add_page(s, real, rel);
            else if (!jek_is_destination(s, rel) && enter(s, f, real, rel, &sub))
                walk_pages(s, &sub);
        }
}

static bool has_place(const jek_docs *v, pc_str place) {
    for (size_t i = 0; i < v->n; i++)
        if (pc_str_eq(v->v[i]->place, place)) return true;
    return false;
}

/* Files that `include` names by their path, wherever they are. */
static void add_included(jek_site *s) {
    const pc_value *list = jek_config(s, "include");
    for (size_t i = 0; i < pc_value_len(list); i++) {
        pc_str rel = pc_value_text(&list->u.list[i]);
        while (rel.n && rel.p[0] == '/') rel = pc_str_from(rel, 1);
        bool outside;
        pc_str real = rel.n ? jek_inside(s, s->root, rel, &outside) : rel;
        if (!real.n || is_dir(s, real)) continue;
        if (!has_place(&s->pages, rel) && !has_place(&s->statics, rel)) add_page(s, real, rel);
    }
}

static int by_name(const jek_doc *x, const jek_doc *y, const char *key) {
    (void)key;
    return pc_str_cmp(x->name, y->name);
}
static int by_path(const jek_doc *x, const jek_doc *y, const char *key) {
    (void)key;
    return pc_str_cmp(x->relative, y->relative);
}

void jek_site_walk(jek_site *s) {
    jek_folder root;
    if (s->walked) return;
    s->walked = true;
    if (!s->root.n || !enter(s, NULL, s->root, PC_S(""), &root)) return;
    walk_pages(s, &root);
    add_included(s);
    sort_docs(s, &s->pages, by_name, NULL);
    jek_plugins_walked(s);
    number(&s->pages);
    sort_docs(s, &s->statics, by_path, NULL);
}
