/* Pages and documents: front matter, and what documents get from their names, as document.rb. */
#include "base/io.h"
#include "base/str.h"
#include "data/yaml.h"
#include "readers/jekyll/front.h"
#include "readers/jekyll/plugins.h"

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

/* What collections_dir puts in front of a place, with its slash; empty: nothing. */
static pc_str below_collections(const jek_site *s, pc_str place) {
    pc_str top = jek_config_text(s, "collections_dir");
    bool in = top.n && pc_str_starts(place, top) && place.n > top.n && place.p[top.n] == '/';
    return in ? pc_str_from(place, top.n + 1) : place;
}

static bool is_posts(const jek_collection *c) {
    return c && pc_str_eqz(c->label, "posts");
}

/* --- reading -------------------------------------------------------------------------------------
 */

static jek_doc *doc_new(jek_site *s, jek_collection *c, pc_str file, pc_str place) {
    pc_arena *a = s->cx->arena;
    jek_doc *d = PC_NEW(a, jek_doc);
    d->obj.cls = c ? &jek_doc_class : &jek_page_class;
    d->site = s;
    d->collection = c;
    d->order = SIZE_MAX; /* until it is found in a list */
    d->file = pc_str_dup(a, file);
    d->place = pc_str_dup(a, place);
    d->relative = c ? below_collections(s, d->place) : d->place;
    d->name = pc_path_base(d->relative);
    d->ext = pc_path_ext(d->relative);
    pc_str dir = pc_path_dir(d->relative);
    d->dir = dir.n ? pc_str_cat(a, PC_S("/"), dir) : PC_S("");
    d->draft = is_posts(c) && !pc_str_has(d->relative, "_posts");
    return d;
}

/* Front matter that cannot be read stops nobody: Jekyll goes on with the page, so its errors are
 * warnings here. */
static bool read_yaml(pc_ctx *cx, const pc_source *src, size_t from, size_t to, pc_value *out) {
    pc_diags quiet;
    pc_diags_init(&quiet, cx->arena, cx->sources);
    bool ok = pc_yaml_read(cx->arena, src, from, to, &quiet, out);
    for (size_t i = 0; i < quiet.n; i++) {
        const pc_diag_item *x = &quiet.v[i];
        pc_diag_code code = x->level == PC_LEVEL_ERROR ? PC_DIAG_FRONT_MATTER : x->code;
        if (x->related)
            pc_diag_note(cx->diags, x->pos, "%.*s", PC_F(x->message));
        else
            pc_diag_span(cx->diags, code, x->pos, x->end, x->help, "%.*s", PC_F(x->message));
    }
    if (!ok && !quiet.n)
        pc_diag(cx->diags, PC_DIAG_FRONT_MATTER, pc_source_pos(src, from),
                "this front matter cannot be read");
    return ok;
}

void jek_doc_set(jek_doc *d, const char *key, pc_value v) {
    d->data = pc_value_with(d->site->cx->arena, &d->data, pc_strz(key), v);
}

/* data[key] ||= v */
static void set_missing(jek_doc *d, const char *key, pc_value v) {
    const pc_value *old = pc_value_getz(&d->data, key);
    if (!old || old->kind == PC_NULL || (old->kind == PC_BOOL && !old->u.b)) jek_doc_set(d, key, v);
}

static bool is_yaml(const jek_doc *d) {
    return d->collection && (pc_str_eqz(d->ext, ".yml") || pc_str_eqz(d->ext, ".yaml"));
}

/* [out]: null when there is no front matter, or an empty one. False: Jekyll cannot read it. */
static bool front_of(pc_ctx *cx, const pc_source *src, pc_value *out, size_t *body) {
    jek_front f = jek_front_find(src->text);
    *out = pc_null;
    *body = f.found ? f.body : 0;
    if (f.unended)
        pc_diag(cx->diags, PC_DIAG_FRONT_MATTER, pc_source_pos(src, 0),
                "front matter without a closing line of dashes: it is read as text");
    if (!f.found) return true;
    if (!read_yaml(cx, src, f.from, f.to, out)) return *out = pc_null, false;
    bool none = out->kind == PC_NULL || (out->kind == PC_BOOL && !out->u.b);
    if (out->kind == PC_MAP) return true;
    *out = pc_null;
    if (!none)
        pc_diag(cx->diags, PC_DIAG_FRONT_MATTER, pc_source_pos(src, f.from),
                "front matter is made of 'name: value' lines");
    return none;
}

size_t jek_front_read(pc_ctx *cx, const pc_source *src, pc_value *out) {
    size_t body;
    front_of(cx, src, out, &body);
    return body;
}

/* Reads d->own. A document in YAML is front matter altogether. */
static bool read_front(jek_doc *d) {
    pc_ctx *cx = d->site->cx;
    bool ok = true;
    d->own = pc_null;
    d->has_front = is_yaml(d) || jek_front_find(d->src->text).found;
    if (is_yaml(d))
        d->body = d->src->text.n, ok = read_yaml(cx, d->src, 0, d->body, &d->own);
    else
        ok = front_of(cx, d->src, &d->own, &d->body);
    if (d->own.kind != PC_MAP) d->own = pc_value_map(cx->arena, NULL, 0);
    return ok;
}

/* --- dates ---------------------------------------------------------------------------------------
 */

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

bool jek_time_of(const liq_zone *z, const pc_value *v, liq_value *out) {
    if (v->kind == PC_TIME && liq_yaml_time(z, v->as.text, out)) {
        if (out->kind == LIQ_DATE) *out = liq_zone_make(z, out->u.i, 0, 0);
    } else if (!liq_time_parse(z, pc_value_text(v), out)) {
        return false;
    }
    out->x.zone.nano = 0;
    *out = liq_zone_local(z, *out);
    return true;
}

/* Jekyll's merge_date. Where Jekyll stops, there is no date. */
static void set_date(jek_doc *d) {
    const pc_value *v = pc_value_getz(&d->data, "date");
    if (!v || jek_time_of(&d->site->host.zone, v, &d->date)) return;
    d->date = liq_nil();
    pc_diag(d->site->cx->diags, PC_DIAG_DOCUMENT_DATE, v->pos, "'%.*s' is no date",
            PC_F(pc_value_text(v)));
}

/* The date of the name where there is no other, or one that only the time of the site made. */
static void set_name_date(jek_doc *d, pc_str date) {
    const liq_zone *z = &d->site->host.zone;
    liq_value t;
    if (d->date.kind == LIQ_TIME && d->date.u.i != d->site->time.u.i) return;
    pc_value v = pc_value_str(date);
    if (!jek_time_of(z, &v, &t)) {
        pc_diag(d->site->cx->diags, PC_DIAG_DOCUMENT_DATE, pc_source_pos(d->src, 0),
                "'%.*s' in the name of the file is no date", PC_F(date));
        return;
    }
    d->date = t; /* the data stays as it was written: who looks for a date there, finds none */
}

liq_value jek_doc_date(jek_doc *d) {
    const liq_zone *z = &d->site->host.zone;
    if (d->date.kind != LIQ_NIL) return d->date;
    if (!d->draft) return d->site->time;
    int64_t changed = pc_io_modified(pc_str_dupz(d->site->cx->scratch, d->file));
    return liq_zone_local(z, liq_time(changed, 0, 0, false));
}

/* --- words: categories and tags ------------------------------------------------------------------
 */

typedef PC_VEC(pc_value) value_vec;

static void push_split(pc_arena *a, value_vec *v, pc_str s) {
    while ((s = pc_str_ltrim(s)).n) {
        size_t n = 0;
        while (n < s.n && !pc_is_space(s.p[n])) n++;
        pc_vec_push(a, v, pc_value_str(pc_str_sub(s, 0, n)));
        s = pc_str_from(s, n);
    }
}

static void push_new(pc_arena *a, value_vec *v, pc_value x) {
    for (size_t i = 0; i < v->n; i++)
        if (v->v[i].kind == x.kind && pc_value_equal(&v->v[i], &x)) return;
    pc_vec_push(a, v, x);
}

static void push_flat(pc_arena *a, value_vec *v, const pc_value *x, int depth) {
    if (x->kind == PC_LIST && depth < 16)
        for (size_t i = 0; i < x->as.of.n; i++) push_flat(a, v, &x->u.list[i], depth + 1);
    else if (x->kind != PC_NULL)
        pc_vec_push(a, v, *x);
}

/* Ruby's to_s; of a list, that is its inspect. */
static pc_value as_text(pc_arena *a, const pc_value *x) {
    if (x->kind == PC_STRING) return *x;
    pc_buf b;
    pc_buf_init(&b, a->mem);
    liq_value v = liq_from_data(NULL, x);
    if (x->kind == PC_LIST)
        liq_inspect(NULL, &b, v);
    else
        liq_put(NULL, &b, v);
    pc_str s = pc_buf_take(&b, a);
    pc_buf_fini(&b);
    return pc_value_str(s);
}

/* Jekyll's merge_categories: those of [from] besides those that are there. False: [from] has
 * something that no list can be joined with, and Jekyll gives up on the document. */
static bool join_categories(jek_doc *d, pc_value *from) {
    pc_arena *a = d->site->cx->arena;
    const pc_value *x = pc_value_getz(from, "categories");
    const pc_value *old = pc_value_getz(&d->data, "categories");
    value_vec v = {0}, more = {0};
    if (!x || x->kind == PC_NULL) return true;
    if (x->kind != PC_STRING && x->kind != PC_LIST) return false;
    if (x->kind == PC_STRING) push_split(a, &more, x->as.text);
    for (size_t i = 0; i < pc_value_len(x); i++) pc_vec_push(a, &more, x->u.list[i]);
    for (size_t i = 0; i < pc_value_len(old); i++) push_new(a, &v, old->u.list[i]);
    for (size_t i = 0; i < more.n; i++) push_new(a, &v, more.v[i]);
    *from = pc_value_with(a, from, PC_S("categories"), pc_value_list(a, v.v, v.n));
    return true;
}

/* Jekyll's pluralized_array_from_hash. */
static value_vec plural(jek_doc *d, const char *one, const char *many) {
    pc_arena *a = d->site->cx->arena;
    const pc_value *x = pc_value_getz(&d->data, one);
    value_vec v = {0};
    if (pc_value_true(x)) return push_flat(a, &v, x, 0), v;
    x = pc_value_getz(&d->data, many);
    if (x && x->kind == PC_STRING)
        push_split(a, &v, x->as.text);
    else if (x && x->kind == PC_LIST)
        push_flat(a, &v, x, 0);
    return v;
}

static void set_categories(jek_doc *d) {
    pc_arena *a = d->site->cx->arena;
    const pc_value *own = pc_value_getz(&d->data, "categories");
    value_vec words = plural(d, "category", "categories"), out = {0};
    for (size_t i = 0; i < pc_value_len(own); i++) push_new(a, &out, own->u.list[i]);
    for (size_t i = 0; i < pc_value_len(own); i++) push_new(a, &out, as_text(a, &own->u.list[i]));
    for (size_t i = 0; i < words.n; i++) push_new(a, &out, as_text(a, &words.v[i]));
    jek_doc_set(d, "categories", pc_value_list(a, out.v, out.n));
}

/* Folders above _posts or _drafts are categories. */
static void set_folder_categories(jek_doc *d) {
    pc_arena *a = d->site->cx->arena;
    pc_str special = d->draft ? PC_S("_drafts") : pc_str_cat(a, PC_S("_"), d->collection->label);
    pc_str rest = d->relative, one;
    value_vec v = {0};
    size_t at = pc_str_find(rest, special, 0);
    if (at != PC_NPOS) rest = pc_str_sub(rest, 0, at);
    while (pc_str_cut(&rest, '/', &one))
        if (one.n && !pc_str_eq(one, special) && !pc_str_eq(one, d->name))
            pc_vec_push(a, &v, pc_value_str(one));
    jek_doc_set(d, "categories", pc_value_list(a, v.v, v.n));
}

/* --- names ---------------------------------------------------------------------------------------
 */

pc_str jek_doc_stem(const jek_doc *d) {
    pc_str s = pc_str_sub(d->name, 0, d->name.n - d->ext.n);
    while (s.n && s.p[s.n - 1] == '.') s.n--;
    return s;
}

/* "paper-title" as "Paper Title"; two dashes give two spaces, those at the end none. */
static pc_str titleize(pc_ctx *cx, pc_str slug) {
    pc_arena *a = cx->arena;
    pc_str out = PC_S(""), word;
    while (slug.n && slug.p[slug.n - 1] == '-') slug.n--;
    for (bool first = true; pc_str_cut(&slug, '-', &word); first = false) {
        size_t n = 0;
        if (word.n) pc_utf8_next(word, &n);
        pc_str head = pc_utf8_upper(a, pc_str_sub(word, 0, n));
        pc_str tail = pc_utf8_lower(a, pc_str_from(word, n));
        out = pc_str_fmt(a, "%.*s%s%.*s%.*s", PC_F(out), first ? "" : " ", PC_F(head), PC_F(tail));
    }
    return out;
}

/* Jekyll's populate_title: date, slug and extension of the path. */
static void set_title(jek_doc *d) {
    pc_str date, rest, slug = jek_doc_stem(d), ext = d->ext;
    size_t dot = pc_str_rchr(d->relative, '.');
    if (!ext.n && dot != PC_NPOS && dot + 1 < d->relative.n) { /* of a folder's name, as Jekyll */
        slug = pc_path_base(pc_str_sub(d->relative, 0, dot));
        ext = pc_str_from(d->relative, dot);
    } else if (ext.n > 1 && jek_name_date(d->name, &date, &rest) && rest.n >= ext.n) {
        set_name_date(d, date);
        slug = pc_str_sub(rest, 0, rest.n - ext.n);
    }
    while (slug.n && slug.p[slug.n - 1] == '.') slug.n--;
    set_missing(d, "title", pc_value_str(titleize(d->site->cx, slug)));
    set_missing(d, "slug", pc_value_str(slug));
    set_missing(d, "ext", ext.n ? pc_value_str(ext) : pc_null);
}

/* Without an excerpt in [data] it is cut from the text, if there is a separator. */
static void make_excerpt(jek_doc *d, const pc_value *data) {
    if (pc_value_true(pc_value_getz(data, "excerpt")) || !jek_excerpt_separator(d).n) return;
    d->excerpts = true;
    jek_doc_set(d, "excerpt", pc_null);
}

/* What every document has, and a page has not. Jekyll gives up on the first thing that it cannot
 * read; what there was until then stays. */
static void read_document(jek_doc *d) {
    pc_arena *a = d->site->cx->arena;
    pc_value below = jek_defaults(d->site, d->relative, d->collection->label);
    d->data = pc_value_map(a, NULL, 0);
    jek_doc_set(d, "draft", pc_value_bool(d->draft));
    set_folder_categories(d);
    bool ok = join_categories(d, &below);
    if (ok) d->data = pc_value_merge(a, &d->data, &below);
    if (ok) set_date(d);
    ok = read_front(d) && ok && join_categories(d, &d->own);
    if (is_yaml(d)) {
        d->data = d->own;
        return;
    }
    if (!ok) return;
    d->data = pc_value_merge(a, &d->data, &d->own);
    set_date(d);
    set_title(d);
    set_categories(d);
    value_vec tags = plural(d, "tag", "tags");
    jek_doc_set(d, "tags", pc_value_list(a, tags.v, tags.n));
    make_excerpt(d, &d->data);
}

static void read_page(jek_doc *d) {
    pc_value below = jek_defaults(d->site, d->relative, PC_S("pages"));
    read_front(d);
    d->data = pc_value_merge(d->site->cx->arena, &below, &d->own);
    if (jek_config_true(d->site, "page_excerpts") && jek_page_is_html(d)) make_excerpt(d, &d->own);
}

static void read_doc(jek_doc *d, const pc_source *src) {
    d->src = src;
    if (d->collection)
        read_document(d);
    else
        read_page(d);
    jek_plugins_complete(d);
}

bool jek_doc_published(const jek_doc *d) {
    const pc_value *v = pc_value_getz(d->collection ? &d->data : &d->own, "published");
    bool strict = !d->collection || is_posts(d->collection); /* there null hides, too */
    return jek_config_true(d->site, "unpublished") || !v || (!strict && v->kind == PC_NULL) ||
           pc_value_true(v);
}

/* Utils.has_yaml_header?: the first line as it stands in the file. */
static bool has_header(pc_str text) {
    size_t end = pc_str_chr(text, '\n', 0);
    if (end == PC_NPOS || !pc_str_startsz(text, "---")) return false;
    return !pc_str_trim(pc_str_sub(text, 3, end)).n;
}

jek_doc *jek_doc_as_file(jek_doc *d) {
    d->obj.cls = &jek_static_class;
    d->is_static = true;
    if (!d->collection) d->relative = pc_str_cat(d->site->cx->arena, PC_S("/"), d->place);
    pc_str type = d->collection ? d->collection->label : PC_S("");
    d->data = jek_defaults(d->site, d->relative, type);
    return d;
}

static bool read_text(jek_doc *d, pc_str text) {
    pc_source *src = pc_ctx_source(d->site->cx, jek_shown(d->site, d->file), text);
    if (src) read_doc(d, src);
    return src != NULL;
}

jek_doc *jek_doc_load(jek_site *s, jek_collection *c, pc_str file, pc_str place) {
    pc_str text, why;
    if (s->page && pc_str_eq(s->page->place, place)) return s->page;
    jek_doc *d = doc_new(s, c, file, place);
    const char *path = pc_str_dupz(s->cx->scratch, file);
    bool anyway = is_posts(c) || jek_plugins_take(d);
    if (!anyway && !pc_io_begins(path, PC_S("---"))) return jek_doc_as_file(d); /* films, papers */
    if (!pc_io_read(s->cx->arena, path, &text, &why)) return jek_doc_as_file(d);
    if (!anyway && !has_header(text)) return jek_doc_as_file(d);
    if (is_posts(c) && is_yaml(d)) return NULL;
    return read_text(d, text) ? d : NULL;
}

jek_doc *jek_doc_as_page(const jek_doc *d) {
    pc_str text, why;
    jek_doc *x = doc_new(d->site, d->collection, d->file, d->place);
    if (!pc_io_read(d->site->cx->arena, pc_str_dupz(d->site->cx->scratch, d->file), &text, &why))
        return NULL;
    return read_text(x, text) ? x : NULL;
}

/* --- the page at hand ----------------------------------------------------------------------------
 */

/* The collection whose folder a file lies in. */
static jek_collection *collection_of(jek_site *s, pc_str place) {
    pc_str rel = below_collections(s, place), part;
    if (rel.p == place.p && jek_config_text(s, "collections_dir").n) return NULL;
    for (size_t i = 0; i < s->collections.n; i++) {
        jek_collection *c = s->collections.v[i];
        size_t n = c->label.n + 1;
        if (rel.n > n && rel.p[0] == '_' && rel.p[n] == '/' &&
            pc_str_eq(pc_str_sub(rel, 1, n), c->label) && !pc_str_eqz(c->label, "data"))
            return c;
    }
    bool drafts = jek_config_true(s, "show_drafts");
    for (pc_str rest = rel; pc_str_cut(&rest, '/', &part);)
        if (rest.n && (pc_str_eqz(part, "_posts") || (drafts && pc_str_eqz(part, "_drafts"))))
            return jek_collection_find(s, PC_S("posts"));
    return NULL;
}

static pc_str real_path(const jek_site *s, pc_str name) {
    if (!s->root.n || !name.n || name.p[0] == '<') return PC_S("");
    return pc_io_real(s->cx->arena, pc_str_dupz(s->cx->scratch, name));
}

void jek_set_shown(jek_site *s, pc_str given) {
    pc_arena *a = s->cx->arena;
    pc_str rel = relative_to(s, real_path(s, given));
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
    pc_str real = real_path(s, src->name), rel = relative_to(s, real);
    if (!s->shown.p) jek_set_shown(s, src->name);
    jek_collection *c = rel.n ? collection_of(s, rel) : NULL;
    if (!rel.n)
        rel = src->name.p && src->name.n && src->name.p[0] == '<' ? PC_S("")
                                                                  : pc_path_base(src->name);
    jek_doc *d = doc_new(s, c, real.n ? real : src->name, rel);
    s->page = d;
    read_doc(d, src);
    return d;
}
