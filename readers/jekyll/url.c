/* The addresses of pages, documents and static files. */
#include "base/io.h"
#include "base/str.h"
#include "readers/jekyll/site.h"

pc_str jek_doc_output_ext(jek_doc *d) {
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
            *out = jek_doc_stem(d);
        else if (pc_str_eqz(name, "output_ext"))
            *out = jek_doc_output_ext(d);
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
        *out = jek_doc_output_ext(d);
    else if (pc_str_eqz(name, "name"))
        *out = liq_slugify(a, jek_doc_stem(d), PC_S(""), false);
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
    pc_str ext = jek_doc_output_ext(d);
    bool html = pc_str_eqz(ext, ".html") || pc_str_eqz(ext, ".xhtml") || pc_str_eqz(ext, ".htm");
    if (!html) return PC_S("/:path/:basename:output_ext");
    if (pc_str_eqz(jek_doc_stem(d), "index")) return PC_S("/:path/");
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
