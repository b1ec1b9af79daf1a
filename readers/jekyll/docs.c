/* Pages and documents: front matter, dates, order, addresses. */
#include "base/io.h"
#include "base/str.h"
#include "data/yaml.h"
#include "readers/jekyll/front.h"
#include "readers/jekyll/site.h"

const char *jek_doc_type(const jek_doc *d) {
    return d->collection ? pc_str_dupz(d->site->cx->scratch, d->collection->label) : "pages";
}

bool jek_doc_is_markdown(const jek_doc *d) {
    pc_str list = jek_config_text(d->site, "markdown_ext"), one;
    pc_str ext = pc_str_from(d->ext, 1);
    while (pc_str_cut(&list, ',', &one))
        if (pc_str_ieq(pc_str_trim(one), ext)) return true;
    return !d->ext.n; /* standard input */
}

static pc_str relative_to(const jek_site *s, pc_str real) {
    if (s->root.n && pc_str_starts(real, s->root) && real.n > s->root.n && real.p[s->root.n] == '/')
        return pc_str_from(real, s->root.n + 1);
    return PC_S("");
}

/* --- reading -------------------------------------------------------------------------------------
 */

static jek_doc *doc_new(jek_site *s, jek_collection *c, pc_str file, pc_str relative) {
    pc_arena *a = s->cx->arena;
    jek_doc *d = PC_NEW(a, jek_doc);
    d->obj.cls = &jek_doc_class;
    d->site = s;
    d->collection = c;
    d->file = pc_str_dup(a, file);
    d->relative = pc_str_dup(a, relative);
    d->name = pc_path_base(d->relative);
    d->ext = pc_path_ext(d->relative);
    pc_str dir = pc_path_dir(d->relative);
    d->dir = dir.n ? pc_str_cat(a, PC_S("/"), dir) : PC_S("");
    return d;
}

/* Front matter that cannot be read stops nobody: Jekyll goes on with the page, so its errors are
 * warnings here. */
static bool read_yaml(pc_ctx *cx, const pc_source *src, const jek_front *f, pc_value *out) {
    pc_diags quiet;
    pc_diags_init(&quiet, cx->arena, cx->sources);
    bool ok = pc_yaml_read(cx->arena, src, f->from, f->to, &quiet, out);
    for (size_t i = 0; i < quiet.n; i++) {
        const pc_diag_item *x = &quiet.v[i];
        pc_diag_code code = x->level == PC_LEVEL_ERROR ? PC_DIAG_FRONT_MATTER : x->code;
        if (x->related)
            pc_diag_note(cx->diags, x->pos, "%.*s", PC_F(x->message));
        else
            pc_diag_span(cx->diags, code, x->pos, x->end, x->help, "%.*s", PC_F(x->message));
    }
    if (!ok && !quiet.n)
        pc_diag(cx->diags, PC_DIAG_FRONT_MATTER, pc_source_pos(src, f->from),
                "this front matter cannot be read");
    return ok;
}

bool jek_doc_read(jek_doc *d, const pc_source *src) {
    pc_ctx *cx = d->site->cx;
    pc_value own = pc_null;
    jek_front f = jek_front_find(src->text);
    d->src = src;
    d->body = f.found ? f.body : 0;
    d->data = jek_defaults(d->site, d->relative, jek_doc_type(d));
    if (f.unended)
        pc_diag(cx->diags, PC_DIAG_FRONT_MATTER, pc_source_pos(src, 0),
                "front matter without a closing line of dashes: it is read as text");
    if (!f.found || !read_yaml(cx, src, &f, &own)) return f.found;
    if (own.kind == PC_MAP)
        d->data = pc_value_merge(cx->arena, &d->data, &own);
    else if (own.kind != PC_NULL)
        pc_diag(cx->diags, PC_DIAG_FRONT_MATTER, pc_source_pos(src, f.from),
                "front matter is made of 'name: value' lines");
    return true;
}

static bool begins_with_front_matter(pc_ctx *cx, pc_str file, pc_str *text) {
    pc_str why;
    return pc_io_read(cx->arena, pc_str_dupz(cx->scratch, file), text, &why) &&
           jek_front_begins(*text);
}

/* The date in a name: 2009-10-01-title; *rest is what follows. */
static bool name_date(pc_str name, pc_str *date, pc_str *rest) {
    size_t i = 0;
    const int least[] = {2, 1, 1}, most[] = {4, 2, 2};
    for (int part = 0; part < 3; part++) {
        int n = 0;
        while (i < name.n && pc_is_digit(name.p[i])) i++, n++;
        if (n < least[part] || n > most[part] || i >= name.n || name.p[i] != '-') return false;
        i++;
    }
    *date = pc_str_sub(name, 0, i - 1);
    *rest = pc_str_from(name, i);
    return true;
}

static pc_str stem(const jek_doc *d) {
    pc_str s = pc_str_sub(d->name, 0, d->name.n - d->ext.n);
    while (s.n && s.p[s.n - 1] == '.') s.n--;
    return s;
}

static pc_str file_slug(const jek_doc *d) {
    pc_str date, rest, s = stem(d);
    return name_date(s, &date, &rest) ? rest : s;
}

/* "paper-title" as "Paper Title". */
static pc_str titleize(pc_arena *a, pc_str slug) {
    char *out = pc_alloc_text(a, slug.n + 1);
    size_t n = 0;
    bool start = true;
    for (size_t i = 0; i < slug.n; i++) {
        bool dash = slug.p[i] == '-';
        if (dash && (start || i + 1 == slug.n)) continue;
        out[n++] = (char)(dash ? ' ' : start ? pc_upper(slug.p[i]) : pc_lower(slug.p[i]));
        start = dash;
    }
    return (pc_str){out, n};
}

static void add_key(jek_doc *d, const char *key, pc_value v) {
    pc_arena *a = d->site->cx->arena;
    pc_pair p = {.key = pc_strz(key), .value = v};
    pc_value one = pc_value_map(a, &p, 1);
    d->data = pc_value_merge(a, &d->data, &one);
}

static bool missing(const jek_doc *d, const char *key) {
    const pc_value *v = pc_value_getz(&d->data, key);
    return !v || v->kind == PC_NULL || (v->kind == PC_BOOL && !v->u.b);
}

static void set_date(jek_doc *d) {
    const liq_zone *z = &d->site->host.zone;
    pc_str date, rest;
    const pc_value *v = pc_value_getz(&d->data, "date");
    liq_value t;
    if (v && v->kind == PC_TIME && liq_yaml_time(z, v->as.text, &t)) {
        d->date = liq_zone_local(z, t);
    } else if (v && v->kind != PC_NULL) {
        if (liq_time_parse(z, pc_value_text(v), &t))
            d->date = liq_zone_local(z, t);
        else
            pc_diag(d->site->cx->diags, PC_DIAG_FRONT_MATTER, v->pos, "'%.*s' is no date",
                    PC_F(pc_value_text(v)));
    } else if (name_date(stem(d), &date, &rest) && liq_time_parse(z, date, &t)) {
        d->date = liq_zone_local(z, t);
    }
}

/* categories and tags: the singular or the plural key, a text cut at spaces, a list. */
static void set_words(jek_doc *d, const char *one, const char *many) {
    pc_arena *a = d->site->cx->arena;
    PC_VEC(pc_value) v = {0};
    const pc_value *x = pc_value_getz(&d->data, one), *list = pc_value_getz(&d->data, many);
    if (pc_value_true(x) && x->kind != PC_LIST)
        pc_vec_push(a, &v, *x);
    else if (pc_value_true(x))
        list = x;
    if (!v.n && list && list->kind == PC_LIST)
        for (size_t i = 0; i < list->as.of.n; i++) pc_vec_push(a, &v, list->u.list[i]);
    if (!v.n && list && list->kind == PC_STRING) {
        pc_str rest = list->as.text, word;
        while (rest.n) {
            rest = pc_str_ltrim(rest);
            size_t n = 0;
            while (n < rest.n && !pc_is_space(rest.p[n])) n++;
            word = pc_str_sub(rest, 0, n);
            rest = pc_str_from(rest, n);
            if (word.n) pc_vec_push(a, &v, pc_value_str(word));
        }
    }
    add_key(d, many, pc_value_list(a, v.v, v.n));
}

/* What every document has, and a page has not. */
static void complete(jek_doc *d) {
    pc_arena *a = d->site->cx->arena;
    pc_str slug = file_slug(d);
    set_date(d);
    if (missing(d, "title")) add_key(d, "title", pc_value_str(titleize(a, slug)));
    if (missing(d, "slug")) add_key(d, "slug", pc_value_str(slug));
    if (missing(d, "ext")) add_key(d, "ext", pc_value_str(d->ext));
    set_words(d, "category", "categories");
    set_words(d, "tag", "tags");
}

static bool published(const jek_doc *d) {
    const pc_value *v = pc_value_getz(&d->data, "published");
    return jek_config_true(d->site, "unpublished") || !v || v->kind != PC_BOOL || v->u.b;
}

static jek_doc *load(jek_site *s, jek_collection *c, pc_str file, pc_str relative) {
    pc_str text;
    jek_doc *d = doc_new(s, c, file, relative);
    if (s->page && pc_str_eq(s->page->relative, d->relative)) return s->page;
    if (!begins_with_front_matter(s->cx, file, &text)) {
        d->is_static = true;
        return d;
    }
    pc_source *src = pc_ctx_source(s->cx, jek_shown(s, d->file), text);
    if (!src) return NULL;
    jek_doc_read(d, src);
    if (c) complete(d);
    return d;
}

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
        if (posts && !name_date(names.v[i], &date, &rest)) continue;
        jek_doc *d = load(s, c, file, at);
        if (!d) continue;
        if (d->is_static)
            pc_vec_push(a, &c->files, d);
        else if (published(d))
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
        jek_doc *d = load(s, NULL, file, at);
        if (!d) continue;
        if (d->is_static)
            pc_vec_push(a, &s->statics, d);
        else if (published(d))
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
    sort_docs(s, &s->statics, by_path, NULL);
}

/* --- the page at hand ----------------------------------------------------------------------------
 */

/* The collection whose folder a file lies in; *rel loses collections_dir. */
static jek_collection *collection_of(jek_site *s, pc_str *rel) {
    pc_str top = jek_config_text(s, "collections_dir"), part;
    if (top.n && pc_str_starts(*rel, top) && rel->n > top.n && rel->p[top.n] == '/')
        *rel = pc_str_from(*rel, top.n + 1);
    for (pc_str rest = *rel; pc_str_cut(&rest, '/', &part);) {
        if (!rest.n || !part.n || part.p[0] != '_') continue;
        jek_collection *c = jek_collection_find(s, pc_str_from(part, 1));
        bool first = part.p == rel->p;
        if (c && (first || pc_str_eqz(c->label, "posts"))) return c;
    }
    return NULL;
}

/* How messages name the site's folder: by the words that the page was named with. */
static void set_shown(jek_site *s, pc_str given, pc_str rel) {
    pc_arena *a = s->cx->arena;
    s->shown = PC_S("");
    if (rel.n && pc_str_ends(given, rel)) {
        s->shown = pc_str_sub(given, 0, given.n - rel.n);
        return;
    }
    if (!rel.n || pc_str_chr(given, '/', 0) != PC_NPOS) {
        s->shown = s->root.n ? pc_str_cat(a, s->root, PC_S("/")) : s->root;
        return;
    }
    for (size_t i = 0; i < rel.n; i++)
        if (rel.p[i] == '/') s->shown = pc_str_cat(a, s->shown, PC_S("../"));
}

pc_str jek_shown(const jek_site *s, pc_str path) {
    pc_str rel = relative_to(s, path);
    return rel.n && s->shown.p ? pc_str_cat(s->cx->arena, s->shown, rel) : path;
}

jek_doc *jek_page_open(jek_site *s, const pc_source *src) {
    pc_ctx *cx = s->cx;
    pc_str real = PC_S(""), rel;
    if (s->root.n && src->name.n && src->name.p[0] != '<')
        real = pc_io_real(cx->arena, pc_str_dupz(cx->scratch, src->name));
    rel = relative_to(s, real);
    if (!s->shown.p) set_shown(s, src->name, rel);
    jek_collection *c = rel.n ? collection_of(s, &rel) : NULL;
    if (!rel.n)
        rel = src->name.p && src->name.n && src->name.p[0] == '<' ? PC_S("")
                                                                  : pc_path_base(src->name);
    jek_doc *d = doc_new(s, c, real.n ? real : src->name, rel);
    s->page = d;
    jek_doc_read(d, src);
    if (c) complete(d);
    return d;
}

/* --- addresses -----------------------------------------------------------------------------------
 */

static pc_str output_ext(jek_doc *d) {
    pc_str p = pc_value_get_text(&d->data, "permalink");
    pc_str own = p.n && p.p[p.n - 1] != '/' ? pc_path_ext(p) : PC_S("");
    if (own.n) return own;
    return jek_doc_is_markdown(d) ? PC_S(".html") : d->ext;
}

static pc_str formatted(jek_doc *d, const char *format) {
    pc_buf b;
    pc_buf_init(&b, d->site->cx->mem);
    liq_strftime(&b, jek_doc_date(d), pc_strz(format));
    pc_str s = pc_buf_take(&b, d->site->cx->arena);
    pc_buf_fini(&b);
    return s;
}

static pc_str joined_categories(jek_doc *d, bool slugs) {
    pc_arena *a = d->site->cx->arena;
    const pc_value *v = pc_value_getz(&d->data, "categories");
    pc_str out = PC_S("");
    for (size_t i = 0; v && v->kind == PC_LIST && i < v->as.of.n; i++) {
        pc_str one = pc_value_text(&v->u.list[i]);
        one = slugs ? liq_slugify(a, one, PC_S(""), false) : pc_utf8_lower(a, one);
        out = out.n ? pc_str_fmt(a, "%.*s/%.*s", PC_F(out), PC_F(one)) : one;
    }
    return out;
}

/* "/sub/2009-10-01-paper" of "_publications/sub/2009-10-01-paper.md". */
static pc_str cleaned_path(const jek_doc *d) {
    pc_str p = pc_str_sub(d->relative, 0, d->relative.n - d->ext.n);
    while (p.n && p.p[p.n - 1] == '.') p.n--;
    size_t skip = d->collection ? d->collection->label.n + 1 : 0;
    return pc_str_from(p, skip);
}

static bool placeholder(jek_doc *d, pc_str name, pc_str *out) {
    static const struct {
        const char *name, *format;
    } times[] = {{"year", "%Y"},       {"month", "%m"},      {"day", "%d"},
                 {"hour", "%H"},       {"minute", "%M"},     {"second", "%S"},
                 {"i_day", "%-d"},     {"i_month", "%-m"},   {"short_month", "%b"},
                 {"long_month", "%B"}, {"short_year", "%y"}, {"w_year", "%G"},
                 {"week", "%V"},       {"w_day", "%u"},      {"short_day", "%a"},
                 {"long_day", "%A"},   {"y_day", "%j"}};
    pc_arena *a = d->site->cx->arena;
    pc_str slug = pc_value_get_text(&d->data, "slug");
    if (!d->collection) {
        if (pc_str_eqz(name, "path"))
            *out = d->dir;
        else if (pc_str_eqz(name, "basename"))
            *out = stem(d);
        else if (pc_str_eqz(name, "output_ext"))
            *out = output_ext(d);
        else
            return false;
        return true;
    }
    for (size_t i = 0; i < PC_COUNT(times); i++)
        if (pc_str_eqz(name, times[i].name)) {
            *out = formatted(d, times[i].format);
            return true;
        }
    if (pc_str_eqz(name, "collection"))
        *out = d->collection->label;
    else if (pc_str_eqz(name, "path"))
        *out = cleaned_path(d);
    else if (pc_str_eqz(name, "output_ext"))
        *out = output_ext(d);
    else if (pc_str_eqz(name, "name"))
        *out = liq_slugify(a, stem(d), PC_S(""), false);
    else if (pc_str_eqz(name, "title"))
        *out = liq_slugify(a, slug, PC_S("pretty"), true);
    else if (pc_str_eqz(name, "slug"))
        *out = liq_slugify(a, slug, PC_S(""), false);
    else if (pc_str_eqz(name, "categories"))
        *out = joined_categories(d, false);
    else if (pc_str_eqz(name, "slugified_categories"))
        *out = joined_categories(d, true);
    else
        return false;
    return true;
}

static void put_escaped(pc_buf *b, pc_str s) {
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (pc_is_alnum(c) || (c && strchr("-._~!$&'()*+,;=:@/?[]%", c)))
            pc_buf_putc(b, (char)c);
        else
            pc_buf_putf(b, "%%%02X", c);
    }
}

static pc_str fill_template(jek_doc *d, pc_str t) {
    pc_buf b;
    pc_buf_init(&b, d->site->cx->mem);
    for (size_t i = 0; i < t.n;) {
        size_t n = i + 1;
        while (n < t.n && (pc_is_lower(t.p[n]) || t.p[n] == '_')) n++;
        pc_str name = pc_str_sub(t, i + 1, n), value;
        bool hit = t.p[i] == ':' && name.n && placeholder(d, name, &value);
        if (!hit && t.p[i] == ':' && name.n > 1 && name.p[name.n - 1] == '_') {
            name.n--; /* ":title_": the underscore is text */
            hit = placeholder(d, name, &value);
        }
        if (hit)
            put_escaped(&b, value);
        else
            pc_buf_putc(&b, t.p[i]);
        i = hit ? i + 1 + name.n : i + 1;
    }
    pc_str out = pc_buf_take(&b, d->site->cx->arena);
    pc_buf_fini(&b);
    return out;
}

/* One slash in front, ".." and "./" gone, no two slashes in a row. */
static pc_str sanitize(pc_arena *a, pc_str s) {
    char *out = pc_alloc_text(a, s.n + 2);
    size_t n = 0;
    out[n++] = '/';
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        char next = i + 1 < s.n ? s.p[i + 1] : 0;
        if (c == '.' && next == '.')
            c = '/', i++;
        else if (c == '.' && next == '/') {
            i++;
            continue;
        }
        if (c != '/' || out[n - 1] != '/') out[n++] = c;
    }
    return (pc_str){out, n};
}

static pc_str with_suffix(jek_site *s, const char *base) {
    pc_arena *a = s->cx->arena;
    pc_str style = jek_config_text(s, "permalink");
    const char *add = "";
    if (pc_str_eqz(style, "pretty") || pc_str_endsz(style, "/"))
        add = "/";
    else if (pc_str_eqz(style, "date") || pc_str_eqz(style, "ordinal") ||
             pc_str_eqz(style, "none") || pc_str_endsz(style, ":output_ext"))
        add = ":output_ext";
    return pc_str_fmt(a, "%s%s", base, add);
}

static pc_str post_template(jek_site *s) {
    static const struct {
        const char *style, *template;
    } styles[] = {{"pretty", "/:categories/:year/:month/:day/:title/"},
                  {"none", "/:categories/:title:output_ext"},
                  {"date", "/:categories/:year/:month/:day/:title:output_ext"},
                  {"ordinal", "/:categories/:year/:y_day/:title:output_ext"},
                  {"weekdate", "/:categories/:year/W:week/:short_day/:title:output_ext"}};
    pc_str style = jek_config_text(s, "permalink");
    for (size_t i = 0; i < PC_COUNT(styles); i++)
        if (pc_str_eqz(style, styles[i].style)) return pc_strz(styles[i].template);
    return style;
}

static pc_str url_template(jek_doc *d) {
    jek_collection *c = d->collection;
    pc_str own = pc_value_get_text(&d->data, "permalink");
    if (own.n) return own;
    if (c) {
        pc_str set = pc_value_get_text(c->metadata, "permalink");
        if (set.n) return set;
        return pc_str_eqz(c->label, "posts") ? post_template(d->site)
                                             : with_suffix(d->site, "/:collection/:path");
    }
    pc_str ext = output_ext(d);
    bool html = pc_str_eqz(ext, ".html") || pc_str_eqz(ext, ".xhtml") || pc_str_eqz(ext, ".htm");
    if (!html) return PC_S("/:path/:basename:output_ext");
    if (pc_str_eqz(stem(d), "index")) return PC_S("/:path/");
    return with_suffix(d->site, "/:path/:basename");
}

pc_str jek_doc_url(jek_doc *d) {
    if (d->url.n) return d->url;
    if (d->is_static) return d->url = pc_str_cat(d->site->cx->arena, PC_S("/"), d->relative);
    return d->url = sanitize(d->site->cx->arena, fill_template(d, url_template(d)));
}

liq_value jek_doc_date(jek_doc *d) {
    const liq_zone *z = &d->site->host.zone;
    if (d->date.kind != LIQ_NIL) return d->date;
    return liq_zone_local(z, liq_time(z->now, 0, 0, false));
}
