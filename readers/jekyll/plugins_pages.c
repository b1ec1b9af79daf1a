/* Plugins that decide what is a page, and what pages are called: jekyll-optional-front-matter,
 * jekyll-readme-index, jekyll-titles-from-headings, jekyll-default-layout. */
#include "base/io.h"
#include "base/str.h"
#include "readers/jekyll/plugins.h"

/* --- titles from headings ------------------------------------------------------------------------
 */

static bool underline(pc_str line) {
    line = pc_str_rtrim(line);
    for (size_t i = 0; i < line.n; i++)
        if (line.p[i] != '-' && line.p[i] != '=') return false;
    return line.n > 0;
}

/* The heading that begins a text, by the plugin's regular expression: up to three #, white space,
 * the rest of the line; or a line with one of - or = below. *end: the byte after it. */
static bool heading(pc_str s, pc_str *title, size_t *end) {
    size_t from = 0, marks = 0;
    pc_str rest, line, below;
    while (from < s.n && pc_is_space(s.p[from])) from++;
    while (from + marks < s.n && s.p[from + marks] == '#') marks++;
    rest = pc_str_from(s, from + marks);
    if (marks >= 1 && marks <= 3 && rest.n && pc_is_space(rest.p[0])) {
        rest = pc_str_ltrim(rest);
        if (!pc_str_line(&rest, title)) *title = PC_S("");
        *end = (size_t)(rest.p - s.p);
        return true;
    }
    rest = pc_str_from(s, from);
    if (!pc_str_line(&rest, &line) || !pc_str_line(&rest, &below) || !underline(below))
        return false;
    *title = line;
    *end = (size_t)(rest.p - s.p);
    return true;
}

/* What strip_html and normalize_whitespace leave of HTML. */
static pc_str without_tags(pc_arena *a, pc_str html) {
    char *out = pc_alloc_text(a, html.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < html.n; i++) {
        size_t close = html.p[i] == '<' ? pc_str_chr(html, '>', i) : PC_NPOS;
        if (close != PC_NPOS)
            i = close;
        else if (!pc_is_space(html.p[i]))
            out[n++] = html.p[i];
        else if (n && out[n - 1] != ' ')
            out[n++] = ' ';
    }
    return pc_str_trim((pc_str){out, n});
}

/* The heading's text without markup; marks of notes go last. */
static pc_str plain_title(jek_site *s, pc_str text) {
    pc_arena *a = s->cx->arena;
    pc_str title = without_tags(a, jek_markdown(s, NULL, text)), out = PC_S("");
    for (size_t at; (at = pc_str_find(title, PC_S("[^"), 0)) != PC_NPOS;) {
        size_t close = pc_str_chr(title, ']', at);
        if (close == PC_NPOS) break;
        out = pc_str_cat(a, out, pc_str_sub(title, 0, at));
        title = pc_str_from(title, close + 1);
    }
    return out.n ? pc_str_cat(a, out, title) : title;
}

static bool writes(const jek_collection *c) {
    const pc_value *v = pc_value_getz(c->metadata, "output");
    return v ? pc_value_true(v) : pc_str_eqz(c->label, "posts");
}

static bool wants_title(const jek_doc *d) {
    const pc_value *title = pc_value_getz(&d->data, "title");
    if (!jek_doc_is_markdown(d)) return false;
    if (!d->collection) return !title || title->kind == PC_NULL;
    /* a document's title was made of its file's name, says the plugin, and asks no further */
    return jek_config_true(d->site, "titles_from_headings.collections") && writes(d->collection);
}

static void title_from_heading(jek_doc *d) {
    pc_str body = pc_str_from(d->src->text, d->body), title;
    size_t end;
    if (!wants_title(d) || !heading(body, &title, &end)) return;
    jek_doc_set(d, "title", pc_value_str(plain_title(d->site, title)));
    const pc_value *own = pc_value_getz(&d->data, "strip_title");
    bool strip = own ? own->kind == PC_BOOL && own->u.b
                     : jek_config_true(d->site, "titles_from_headings.strip_title");
    if (!strip) return;
    while (end < body.n && pc_is_space(body.p[end])) end++;
    d->body += end;
}

/* --- the layout for a page's kind ----------------------------------------------------------------
 */

static bool has_layout(const jek_site *s, pc_str name) {
    static const char *const suffixes[] = {".html", ".htm", ".xhtml", ".md"};
    pc_arena *a = s->cx->arena;
    pc_str dir = pc_path_join(a, s->root, jek_config_text(s, "layouts_dir"));
    bool outside;
    for (size_t i = 0; i < PC_COUNT(suffixes); i++)
        if (jek_inside(s, dir, pc_str_fmt(a, "%.*s%s", PC_F(name), suffixes[i]), &outside).n)
            return true;
    return false;
}

static void default_layout(jek_doc *d) {
    jek_collection *c = d->collection;
    bool html =
        pc_str_eqz(d->ext, ".html") && jek_config_true(d->site, "jekyll-default-layout.html_pages");
    if (pc_value_getz(&d->data, "layout") || !(jek_doc_is_markdown(d) || html)) return;
    pc_str kind = !c ? PC_S("page") : pc_str_eqz(c->label, "posts") ? PC_S("post") : c->label;
    const pc_str names[] = {PC_S("home"), kind, PC_S("default")};
    for (size_t i = pc_str_eqz(jek_doc_url(d), "/") ? 0 : 1; i < PC_COUNT(names); i++)
        if (has_layout(d->site, names[i])) {
            jek_doc_set(d, "layout", pc_value_str(names[i]));
            return;
        }
}

/* --- what is a page ------------------------------------------------------------------------------
 */

bool jek_plugins_take(const jek_doc *d) {
    /* the plugin's own list: files that GitHub shows */
    static const char *const never[] = {
        "README",          "LICENSE",      "LICENCE",        "COPYING",
        "CODE_OF_CONDUCT", "CONTRIBUTING", "ISSUE_TEMPLATE", "PULL_REQUEST_TEMPLATE"};
    const jek_site *s = d->site;
    if (d->collection || !jek_plugin_on(s, JEK_OPTIONAL_FRONT_MATTER)) return false;
    if (!d->ext.n || !jek_doc_is_markdown(d) || jek_config_true(s, "require_front_matter"))
        return false;
    if (jek_listed(s, "include", d->relative) || jek_listed(s, "include", d->name)) return true;
    for (size_t i = 0; i < PC_COUNT(never); i++)
        if (pc_str_ieqz(jek_doc_stem(d), never[i])) return false;
    return true;
}

static jek_doc *file_of(const jek_doc *d) {
    jek_doc *x = PC_NEW(d->site->cx->arena, jek_doc);
    *x = *d;
    x->url = (pc_str){0};
    return jek_doc_as_file(x);
}

/* Pages without front matter stay files as well, unless the site says otherwise. */
static void keep_originals(jek_site *s) {
    if (jek_config_true(s, "optional_front_matter.remove_originals")) return;
    for (size_t i = 0; i < s->pages.n; i++)
        if (!s->pages.v[i]->has_front)
            pc_vec_push(s->cx->arena, &s->statics, file_of(s->pages.v[i]));
}

/* --- folders' indexes ----------------------------------------------------------------------------
 */

static bool is_readme(const jek_doc *d) {
    return pc_str_ieqz(jek_doc_stem(d), "readme") && d->ext.n && jek_doc_is_markdown(d);
}

static bool is_index_of(jek_doc *d, pc_str folder) {
    static const char *const names[] = {"", "index.html", "index.htm", "index.xhtml", "index.xml"};
    pc_str url = jek_doc_url(d);
    if (!pc_str_starts(url, folder)) return false;
    for (size_t i = 0; i < PC_COUNT(names); i++)
        if (pc_str_ieqz(pc_str_from(url, folder.n), names[i])) return true;
    return false;
}

static bool has_index(jek_site *s, pc_str folder) {
    for (size_t i = 0; i < s->pages.n; i++)
        if (is_index_of(s->pages.v[i], folder)) return true;
    for (size_t i = 0; i < s->statics.n; i++)
        if (is_index_of(s->statics.v[i], folder)) return true;
    return false;
}

static bool make_index(jek_doc *d) {
    pc_str folder = pc_str_cat(d->site->cx->arena, d->dir, PC_S("/"));
    if (has_index(d->site, folder)) return false;
    jek_doc_set(d, "permalink", pc_value_str(folder));
    d->url = (pc_str){0};
    return true;
}

static void index_pages(jek_site *s) {
    bool fronted = jek_config_true(s, "readme_index.with_frontmatter");
    for (size_t i = 0; i < s->pages.n; i++) {
        jek_doc *d = s->pages.v[i];
        if (is_readme(d) && (fronted || !d->has_front)) make_index(d);
    }
}

static void index_files(jek_site *s) {
    bool remove = jek_config_true(s, "readme_index.remove_originals");
    size_t n = 0;
    for (size_t i = 0; i < s->statics.n; i++) {
        jek_doc *d = s->statics.v[i], *page = is_readme(d) ? jek_doc_as_page(d) : NULL;
        bool made = page && make_index(page);
        if (made) pc_vec_push(s->cx->arena, &s->pages, page);
        if (!made || !remove) s->statics.v[n++] = d;
    }
    s->statics.n = n;
}

void jek_plugins_walked(jek_site *s) {
    if (jek_plugin_on(s, JEK_OPTIONAL_FRONT_MATTER)) keep_originals(s);
    if (!jek_plugin_on(s, JEK_README_INDEX)) return;
    index_pages(s);
    index_files(s);
    for (size_t i = 0; jek_plugin_on(s, JEK_DEFAULT_LAYOUT) && i < s->pages.n; i++)
        if (is_readme(s->pages.v[i])) default_layout(s->pages.v[i]);
}

/* Whether a README is its folder's index shows when all other pages are known; its layout hangs on
 * that. */
void jek_plugins_complete(jek_doc *d) {
    jek_site *s = d->site;
    bool waits = jek_plugin_on(s, JEK_README_INDEX) && !d->collection && is_readme(d) && s->root.n;
    if (jek_plugin_on(s, JEK_TITLES_FROM_HEADINGS)) title_from_heading(d);
    if (jek_plugin_on(s, JEK_DEFAULT_LAYOUT) && s->root.n && !waits) default_layout(d);
    if (waits && s->page == d) jek_site_walk(s);
}
