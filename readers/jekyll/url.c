/* The addresses of pages, documents and static files, as url.rb and url_drop.rb. */
#include "base/io.h"
#include "base/str.h"
#include "readers/jekyll/site.h"

static const pc_value *permalink(const jek_doc *d) {
    const pc_value *v = pc_value_getz(&d->data, "permalink");
    return v && v->kind == PC_STRING ? v : NULL;
}

pc_str jek_doc_output_ext(const jek_doc *d) {
    const pc_value *v = permalink(d);
    pc_str p = v ? v->as.text : PC_S("");
    pc_str own = p.n && p.p[p.n - 1] != '/' ? pc_path_ext(p) : PC_S("");
    if (own.n) return own;
    if (pc_str_eqz(d->ext, ".scss") || pc_str_eqz(d->ext, ".sass")) return PC_S(".css");
    return jek_doc_is_markdown(d) ? PC_S(".html") : d->ext;
}

bool jek_page_is_html(const jek_doc *d) {
    static const char *const exts[] = {".html", ".xhtml", ".htm"};
    pc_str ext = jek_doc_output_ext(d);
    for (size_t i = 0; i < PC_COUNT(exts); i++)
        if (pc_str_eqz(ext, exts[i])) return true;
    return false;
}

static pc_str formatted(jek_doc *d, const char *format) {
    pc_buf b;
    pc_buf_init(&b, d->site->cx->mem);
    liq_strftime(&b, &d->site->host.zone, jek_doc_date(d), pc_strz(format));
    pc_str s = pc_buf_take(&b, d->site->cx->arena);
    pc_buf_fini(&b);
    return s;
}

/* The name without its last extension: unlike jek_doc_stem with the dots before it. */
static pc_str basename_of(const jek_doc *d) {
    return pc_str_sub(d->name, 0, d->name.n - d->ext.n);
}

/* --- what a template's words stand for -----------------------------------------------------------
 */

typedef pc_str (*word_fn)(jek_doc *d);

static pc_str w_collection(jek_doc *d) {
    return d->collection->label;
}
/* "/sub/2009-10-01-paper" of "_publications/sub/2009-10-01-paper.md". */
static pc_str w_path(jek_doc *d) {
    pc_arena *a = d->site->cx->arena;
    pc_str p = pc_str_sub(d->relative, 0, d->relative.n - d->ext.n);
    pc_str own = pc_str_cat(a, PC_S("_"), d->collection->label);
    size_t at = pc_str_find(p, own, 0);
    if (at != PC_NPOS) p = pc_str_cat(a, pc_str_sub(p, 0, at), pc_str_from(p, at + own.n));
    while (p.n && p.p[p.n - 1] == '.') p.n--;
    return p;
}
static pc_str w_name(jek_doc *d) {
    return liq_slugify(d->site->cx->arena, basename_of(d), PC_S(""), false);
}
static pc_str slug_or_name(jek_doc *d) {
    const pc_value *v = pc_value_getz(&d->data, "slug");
    return v && v->kind != PC_NULL ? pc_value_text(v) : basename_of(d);
}
static pc_str w_title(jek_doc *d) {
    return liq_slugify(d->site->cx->arena, slug_or_name(d), PC_S("pretty"), true);
}
static pc_str w_slug(jek_doc *d) {
    return liq_slugify(d->site->cx->arena, slug_or_name(d), PC_S(""), false);
}

static pc_str joined(jek_doc *d, bool slugs) {
    pc_arena *a = d->site->cx->arena;
    const pc_value *v = pc_value_getz(&d->data, "categories");
    pc_map seen = {0};
    pc_str out = PC_S("");
    for (size_t i = 0; i < pc_value_len(v); i++) {
        pc_str one = pc_value_text(&v->u.list[i]);
        one = slugs ? liq_slugify(a, one, PC_S(""), false) : pc_utf8_lower(a, one);
        if (pc_map_has(&seen, one)) continue;
        out = seen.n ? pc_str_fmt(a, "%.*s/%.*s", PC_F(out), PC_F(one)) : one;
        pc_map_set(a, &seen, one, d);
    }
    return out;
}
static pc_str w_categories(jek_doc *d) {
    return joined(d, false);
}
static pc_str w_slugified(jek_doc *d) {
    return joined(d, true);
}
static pc_str w_output_ext(jek_doc *d) {
    return jek_doc_output_ext(d);
}

/* A word is a function of the document or a format of its date. */
static const struct {
    const char *name, *format;
    word_fn get;
} words[] = {
    {"collection", NULL, w_collection},
    {"path", NULL, w_path},
    {"name", NULL, w_name},
    {"title", NULL, w_title},
    {"slug", NULL, w_slug},
    {"categories", NULL, w_categories},
    {"slugified_categories", NULL, w_slugified},
    {"output_ext", NULL, w_output_ext},
    {"year", "%Y", NULL},
    {"month", "%m", NULL},
    {"day", "%d", NULL},
    {"hour", "%H", NULL},
    {"minute", "%M", NULL},
    {"second", "%S", NULL},
    {"i_day", "%-d", NULL},
    {"i_month", "%-m", NULL},
    {"short_month", "%b", NULL},
    {"long_month", "%B", NULL},
    {"short_year", "%y", NULL},
    {"w_year", "%G", NULL},
    {"week", "%V", NULL},
    {"w_day", "%u", NULL},
    {"short_day", "%a", NULL},
    {"long_day", "%A", NULL},
    {"y_day", "%j", NULL},
};

static bool word_of(void *doc, pc_str name, pc_str *out) {
    jek_doc *d = doc;
    for (size_t i = 0; i < PC_COUNT(words); i++)
        if (pc_str_eqz(name, words[i].name)) {
            *out = words[i].get ? words[i].get(d) : formatted(d, words[i].format);
            return true;
        }
    return false;
}

/* --- templates -----------------------------------------------------------------------------------
 */

static bool plain(pc_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!pc_is_alnum(s.p[i]) && !strchr("./-", s.p[i])) return false;
    return true;
}

/* Addressable's encoding of a whole URI, which knows a query where it sees one; and # is none. */
static void put_escaped(pc_buf *b, pc_str s) {
    bool all = plain(s);
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (all || pc_is_alnum(c) || (c && strchr("-._~!$&'()*+,;=:@/?", c)))
            pc_buf_putc(b, (char)c);
        else
            pc_buf_putf(b, "%%%02X", c);
    }
}

/* Every ":word" of a template. One that nobody knows stops Jekyll; it stays here. */
static void fill(pc_buf *b, pc_str t, jek_word_fn word, void *user) {
    for (size_t i = 0; i < t.n;) {
        size_t n = i + 1;
        while (n < t.n && (pc_is_lower(t.p[n]) || t.p[n] == '_')) n++;
        pc_str name = pc_str_sub(t, i + 1, n), value;
        bool hit = t.p[i] == ':' && name.n && word(user, name, &value);
        if (!hit && t.p[i] == ':' && name.n > 1 && name.p[name.n - 1] == '_') {
            name.n--; /* ":title_": the underscore is text */
            hit = word(user, name, &value);
        }
        if (hit)
            put_escaped(b, value);
        else
            pc_buf_putc(b, t.p[i]);
        i += hit ? 1 + name.n : 1;
    }
}

/* A page's: three words, wherever they stand. */
static void fill_page(pc_buf *b, jek_doc *d, pc_str t) {
    const struct {
        const char *name;
        pc_str value;
    } of_page[] = {
        {":path", d->dir}, {":basename", jek_doc_stem(d)}, {":output_ext", jek_doc_output_ext(d)}};
    for (size_t i = 0; i < t.n;) {
        size_t w = 0;
        while (w < PC_COUNT(of_page) && !pc_str_startsz(pc_str_from(t, i), of_page[w].name)) w++;
        if (w < PC_COUNT(of_page))
            put_escaped(b, of_page[w].value);
        else
            pc_buf_putc(b, t.p[i]);
        i += w < PC_COUNT(of_page) ? strlen(of_page[w].name) : 1;
    }
}

static pc_str filled(jek_doc *d, pc_str t) {
    pc_buf b;
    pc_buf_init(&b, d->site->cx->mem);
    if (d->collection)
        fill(&b, t, word_of, d);
    else
        fill_page(&b, d, t);
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

pc_str jek_url_fill(jek_site *s, pc_str template, jek_word_fn word, void *user) {
    pc_buf b;
    pc_buf_init(&b, s->at->mem);
    fill(&b, template, word, user);
    pc_str url = sanitize(s->at->arena, pc_buf_str(&b));
    pc_buf_fini(&b);
    return url;
}

/* What the site's permalink style adds. */
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

static pc_str collection_template(jek_collection *c) {
    const pc_value *own = pc_value_getz(c->metadata, "permalink");
    return own && own->kind == PC_STRING ? own->as.text
                                         : with_suffix(c->site, "/:collection/:path");
}

static pc_str url_template(jek_doc *d) {
    const pc_value *own = permalink(d);
    if (own && (own->as.text.n || d->collection)) return own->as.text;
    if (d->collection) return collection_template(d->collection);
    if (!jek_page_is_html(d)) return PC_S("/:path/:basename:output_ext");
    if (pc_str_eqz(jek_doc_stem(d), "index")) return PC_S("/:path/");
    return with_suffix(d->site, "/:path/:basename");
}

/* A static file of a collection stands where the collection's template puts it. */
static pc_str static_url(jek_doc *d) {
    return d->relative;
}

pc_str jek_doc_url(jek_doc *d) {
    if (d->url.n) return d->url;
    if (d->is_static) return d->url = static_url(d);
    return d->url = sanitize(d->site->cx->arena, filled(d, url_template(d)));
}
