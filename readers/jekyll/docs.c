/* Pages and documents: front matter, and what documents get from their names. */
#include "base/io.h"
#include "base/str.h"
#include "data/yaml.h"
#include "readers/jekyll/front.h"
#include "readers/jekyll/plugins.h"
#include "readers/jekyll/site.h"

const char *jek_doc_type(const jek_doc *d) {
    return d->collection ? pc_str_dupz(d->site->cx->scratch, d->collection->label) : "pages";
}

bool jek_doc_is_markdown(const jek_doc *d) {
    pc_str list = jek_config_text(d->site, "markdown_ext"), one;
    pc_str ext = pc_str_from(d->ext, 1);
    while (pc_str_cut(&list, ',', &one))
        if (pc_str_ieq(pc_str_trim(one), ext)) return true;
    bool file_of_site = d->site->root.n && d->relative.n;
    return !d->ext.n && !file_of_site; /* a text without a name: a page, not a static file's kin */
}

static bool has_ext(const jek_doc *d, const char *const *exts) {
    for (; *exts; exts++)
        if (pc_str_ieqz(d->ext, *exts)) return true;
    return false;
}

bool jek_doc_is_html(const jek_doc *d) {
    static const char *const exts[] = {".html", ".htm", ".xhtml", NULL};
    return has_ext(d, exts);
}

bool jek_doc_is_sass(const jek_doc *d) {
    static const char *const exts[] = {".sass", ".scss", NULL};
    return has_ext(d, exts);
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
    d->order = SIZE_MAX; /* until it is found in a list */
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

size_t jek_front_read(pc_ctx *cx, const pc_source *src, pc_value *out) {
    jek_front f = jek_front_find(src->text);
    *out = pc_null;
    if (f.unended)
        pc_diag(cx->diags, PC_DIAG_FRONT_MATTER, pc_source_pos(src, 0),
                "front matter without a closing line of dashes: it is read as text");
    if (!f.found || !read_yaml(cx, src, &f, out)) return f.found ? f.body : 0;
    if (out->kind == PC_MAP || out->kind == PC_NULL) return f.body;
    pc_diag(cx->diags, PC_DIAG_FRONT_MATTER, pc_source_pos(src, f.from),
            "front matter is made of 'name: value' lines");
    *out = pc_null;
    return f.body;
}

bool jek_doc_read(jek_doc *d, const pc_source *src) {
    d->src = src;
    d->body = jek_front_read(d->site->cx, src, &d->own);
    d->data = jek_defaults(d->site, d->relative, jek_doc_type(d));
    if (d->own.kind == PC_MAP) d->data = pc_value_merge(d->site->cx->arena, &d->data, &d->own);
    return d->has_front = d->body > 0;
}

static bool begins_with_front_matter(pc_ctx *cx, pc_str file, pc_str *text) {
    pc_str why;
    return pc_io_read(cx->arena, pc_str_dupz(cx->scratch, file), text, &why) &&
           jek_front_begins(*text);
}

bool jek_name_date(pc_str name, pc_str *date, pc_str *rest) {
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

pc_str jek_doc_stem(const jek_doc *d) {
    pc_str s = pc_str_sub(d->name, 0, d->name.n - d->ext.n);
    while (s.n && s.p[s.n - 1] == '.') s.n--;
    return s;
}

static pc_str file_slug(const jek_doc *d) {
    pc_str date, rest, s = jek_doc_stem(d);
    return jek_name_date(s, &date, &rest) ? rest : s;
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

void jek_doc_set(jek_doc *d, const char *key, pc_value v) {
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
    } else if (jek_name_date(jek_doc_stem(d), &date, &rest) && liq_time_parse(z, date, &t)) {
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
    jek_doc_set(d, many, pc_value_list(a, v.v, v.n));
}

/* What every document has, and a page has not. */
static void complete(jek_doc *d) {
    pc_arena *a = d->site->cx->arena;
    pc_str slug = file_slug(d);
    set_date(d);
    if (missing(d, "title")) jek_doc_set(d, "title", pc_value_str(titleize(a, slug)));
    if (missing(d, "slug")) jek_doc_set(d, "slug", pc_value_str(slug));
    if (missing(d, "ext")) jek_doc_set(d, "ext", pc_value_str(d->ext));
    set_words(d, "category", "categories");
    set_words(d, "tag", "tags");
}

bool jek_doc_published(const jek_doc *d) {
    const pc_value *v = pc_value_getz(&d->data, "published");
    return jek_config_true(d->site, "unpublished") || !v || v->kind != PC_BOOL || v->u.b;
}

static bool read_text(jek_doc *d, pc_str text) {
    jek_site *s = d->site;
    pc_source *src = pc_ctx_source(s->cx, jek_shown(s, d->file), text);
    if (!src) return false;
    jek_doc_read(d, src);
    if (d->collection) complete(d);
    jek_plugins_complete(d);
    return true;
}

jek_doc *jek_doc_load(jek_site *s, jek_collection *c, pc_str file, pc_str relative) {
    pc_str text;
    jek_doc *d = doc_new(s, c, file, relative);
    if (s->page && pc_str_eq(s->page->relative, d->relative)) return s->page;
    d->is_static = !begins_with_front_matter(s->cx, file, &text) && !jek_plugins_take(d);
    if (d->is_static) return d;
    return read_text(d, text) ? d : NULL;
}

jek_doc *jek_doc_as_page(const jek_doc *d) {
    pc_str text, why;
    jek_doc *x = doc_new(d->site, d->collection, d->file, d->relative);
    if (!pc_io_read(d->site->cx->arena, pc_str_dupz(d->site->cx->scratch, d->file), &text, &why))
        return NULL;
    return read_text(x, text) ? x : NULL;
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
    jek_plugins_complete(d);
    return d;
}
