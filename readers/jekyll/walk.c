/* Which pages, documents and files a site has, and their order. */
#include "base/io.h"
#include "base/str.h"
#include "readers/jekyll/plugins.h"

/* --- order ---------------------------------------------------------------------------------------
 */

static int compare(const jek_doc *x, const jek_doc *y) {
    int c = liq_order(NULL, x->date, y->date);
    if (c && c != LIQ_UNORDERED) return c;
    return pc_str_cmp(x->file, y->file);
}

typedef int (*compare_fn)(const jek_doc *x, const jek_doc *y, const char *key);

static int by_date(const jek_doc *x, const jek_doc *y, const char *key) {
    (void)key;
    return compare(x, y);
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

/* Top-down merge, halves as the C library that Ruby sorts with on Debian cuts them: with dates here
 * and none there Jekyll's order is no order, and the result depends on which pairs are compared. */
static void merge_sort(jek_doc **v, jek_doc **tmp, size_t n, compare_fn f, const char *key) {
    if (n < 2) return;
    size_t half = n / 2, a = 0, b = half, k = 0;
    merge_sort(v, tmp, half, f, key);
    merge_sort(v + half, tmp, n - half, f, key);
    while (a < half && b < n) tmp[k++] = f(v[a], v[b], key) <= 0 ? v[a++] : v[b++];
    while (a < half) tmp[k++] = v[a++];
    memcpy(v, tmp, k * sizeof *v);
}

static void number(jek_docs *v) {
    for (size_t i = 0; i < v->n; i++) v->v[i]->order = i;
}

static void sort_docs(jek_site *s, jek_docs *v, compare_fn f, const char *key) {
    jek_doc **tmp = PC_NEW_N(s->cx->arena, jek_doc *, v->n + 1);
    merge_sort(v->v, tmp, v->n, f, key);
}

/* collections: {order: [files]}: those first, in that order. */
static void rearrange(jek_collection *c, const pc_value *order) {
    jek_docs out = {0};
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
    pc_str key = pc_value_get_text(c->metadata, "sort_by");
    sort_docs(c->site, &c->docs, by_date, NULL);
    if (order && order->kind == PC_LIST)
        rearrange(c, order);
    else if (key.n)
        sort_docs(c->site, &c->docs, by_key, pc_str_dupz(c->site->cx->arena, key));
}

/* --- walking -------------------------------------------------------------------------------------
 */

/* Folders nest no deeper than this in a walk: a bound against links that run in circles. */
enum { JEK_MAX_FOLDERS = 64 };

static pc_str slashed(pc_arena *a, pc_str dir, pc_str name) {
    return dir.n ? pc_str_fmt(a, "%.*s/%.*s", PC_F(dir), PC_F(name)) : name;
}

/* Every file below [dir] that Jekyll looks at; [rel] is what the site calls the folder. */
static void walk(jek_collection *c, pc_str dir, pc_str rel, bool posts, int depth) {
    jek_site *s = c->site;
    pc_arena *a = s->cx->arena;
    pc_names names = pc_io_list(a, pc_str_dupz(a, dir));
    if (names.n == (size_t)-1 || depth > JEK_MAX_FOLDERS) return;
    for (size_t i = 0; i < names.n; i++) {
        pc_str at = slashed(a, rel, names.v[i]), date, rest;
        bool outside;
        pc_str file = jek_inside(s, dir, names.v[i], &outside);
        if (!file.n || jek_skips(s, at)) continue;
        if (pc_io_is_dir(pc_str_dupz(a, file))) {
            walk(c, file, at, posts, depth + 1);
            continue;
        }
        if (posts && !jek_name_date(names.v[i], &date, &rest)) continue;
        jek_doc *d = jek_doc_load(s, c, file, at);
        if (!d) continue;
        if (d->is_static)
            pc_vec_push(a, &c->files, d);
        else if (jek_doc_published(d))
            pc_vec_push(a, &c->docs, d);
    }
}

/* _posts of the root and of every folder that pages are read from. */
static void walk_posts(jek_collection *c, pc_str dir, pc_str rel, int depth) {
    jek_site *s = c->site;
    pc_arena *a = s->cx->arena;
    pc_names names = pc_io_list(a, pc_str_dupz(a, dir));
    if (names.n == (size_t)-1 || depth > JEK_MAX_FOLDERS) return;
    for (size_t i = 0; i < names.n; i++) {
        pc_str at = slashed(a, rel, names.v[i]);
        bool outside;
        pc_str sub = jek_inside(s, dir, names.v[i], &outside);
        if (!sub.n || !pc_io_is_dir(pc_str_dupz(a, sub))) continue;
        if (pc_str_eqz(names.v[i], "_posts"))
            walk(c, sub, at, true, depth + 1);
        else if (!jek_skips(s, at))
            walk_posts(c, sub, at, depth + 1);
    }
}

static bool in_future(const jek_doc *d) {
    return d->date.kind == LIQ_TIME && d->date.u.i > d->site->host.zone.now;
}

void jek_collection_read(jek_collection *c) {
    jek_site *s = c->site;
    pc_arena *a = s->cx->arena;
    if (c->read) return;
    c->read = true;
    if (!s->root.n) return;
    pc_str top = jek_config_text(s, "collections_dir"),
           rel = pc_str_fmt(a, "_%.*s", PC_F(c->label));
    pc_str base = top.n ? pc_path_join(a, s->root, top) : s->root;
    bool outside;
    if (pc_str_eqz(c->label, "posts")) {
        walk_posts(c, base, PC_S(""), 0);
        size_t n = 0;
        for (size_t i = 0; i < c->docs.n; i++)
            if (jek_config_true(s, "future") || !in_future(c->docs.v[i]))
                c->docs.v[n++] = c->docs.v[i];
        c->docs.n = n;
    } else {
        pc_str dir = jek_inside(s, base, rel, &outside);
        if (dir.n) walk(c, dir, rel, false, 0);
    }
    sort_collection(c);
    number(&c->docs);
}

static void walk_pages(jek_site *s, pc_str dir, pc_str rel, int depth) {
    pc_arena *a = s->cx->arena;
    pc_names names = pc_io_list(a, pc_str_dupz(a, dir));
    if (names.n == (size_t)-1 || depth > JEK_MAX_FOLDERS) return;
    for (size_t i = 0; i < names.n; i++) {
        pc_str at = slashed(a, rel, names.v[i]);
        bool outside;
        pc_str file = jek_inside(s, dir, names.v[i], &outside);
        if (!file.n || jek_skips(s, at)) continue;
        if (pc_io_is_dir(pc_str_dupz(a, file))) {
            walk_pages(s, file, at, depth + 1);
            continue;
        }
        jek_doc *d = jek_doc_load(s, NULL, file, at);
        if (!d) continue;
        if (d->is_static)
            pc_vec_push(a, &s->statics, d);
        else if (jek_doc_published(d))
            pc_vec_push(a, &s->pages, d);
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
    if (s->walked) return;
    s->walked = true;
    if (!s->root.n) return;
    walk_pages(s, s->root, PC_S(""), 0);
    sort_docs(s, &s->pages, by_name, NULL);
    jek_plugins_walked(s);
    number(&s->pages);
    sort_docs(s, &s->statics, by_path, NULL);
}
