/* Finding a site, its configuration with Jekyll's defaults, and which of its files Jekyll sees. */
#include "readers/jekyll/site.h"

#include "base/io.h"
#include "base/str.h"
#include "data/yaml.h"
#include "readers/jekyll/plugins.h"

#include <fnmatch.h>

/* What holds where _config.yml says nothing: Jekyll 4.3's own configuration, as far as it shows. */
static const char defaults[] =
    "collections_dir: ''\n"
    "layouts_dir: _layouts\n"
    "data_dir: _data\n"
    "includes_dir: _includes\n"
    "collections: {}\n"
    "safe: false\n"
    "include: [.htaccess]\n"
    "exclude: []\n"
    "keep_files: [.git, .svn]\n"
    "encoding: utf-8\n"
    "markdown_ext: markdown,mkdown,mkdn,mkd,md\n"
    "strict_front_matter: false\n"
    "limit_posts: 0\n"
    "future: false\n"
    "unpublished: false\n"
    "whitelist: []\n"
    "plugins: []\n"
    "markdown: kramdown\n"
    "highlighter: rouge\n"
    "lsi: false\n"
    "excerpt_separator: \"\\n\\n\"\n"
    "incremental: false\n"
    "permalink: date\n"
    "paginate_path: /page:num\n"
    "quiet: false\n"
    "verbose: false\n"
    "defaults: []\n"
    "liquid: {error_mode: warn, strict_filters: false, strict_variables: false}\n"
    "kramdown: {auto_ids: true, toc_levels: [1, 2, 3, 4, 5, 6],\n"
    "  entity_output: as_char, smart_quotes: 'lsquo,rsquo,ldquo,rdquo',\n"
    "  input: GFM, hard_wrap: false, guess_lang: true, footnote_nr: 1,\n"
    "  show_warnings: false}\n";

static const char *const always_excluded[] = {".sass-cache",    ".jekyll-cache", "gemfiles",
                                              "Gemfile",        "Gemfile.lock",  "node_modules",
                                              "vendor/bundle/", "vendor/cache/", "vendor/gems/",
                                              "vendor/ruby/",   "_site"};

const pc_value *jek_config(const jek_site *s, const char *key) {
    return pc_value_path(&s->config, key);
}
pc_str jek_config_text(const jek_site *s, const char *key) {
    const pc_value *v = jek_config(s, key);
    return v ? pc_value_text(v) : PC_S("");
}
bool jek_config_true(const jek_site *s, const char *key) {
    return pc_value_true(jek_config(s, key));
}

static pc_str join(pc_arena *a, pc_str dir, const char *name) {
    return pc_path_join(a, dir, pc_strz(name));
}

static bool is_file(pc_ctx *cx, pc_str path) {
    return pc_io_is_file(pc_str_dupz(cx->scratch, path));
}

/* The nearest folder above [file] with a _config.yml; empty when there is none. */
static pc_str find_root(pc_ctx *cx, pc_str file) {
    pc_str dir = pc_path_dir(file);
    dir = pc_io_real(cx->arena, dir.n ? pc_str_dupz(cx->scratch, dir) : ".");
    while (dir.n) {
        if (is_file(cx, join(cx->scratch, dir, "_config.yml")) ||
            is_file(cx, join(cx->scratch, dir, "_config.yaml")))
            return dir;
        pc_str up = pc_path_dir(dir);
        if (up.n >= dir.n) break;
        dir = up;
    }
    return PC_S("");
}

static void read_config(jek_site *s) {
    pc_ctx *cx = s->cx;
    pc_source *base =
        pc_source_add(cx->sources, PC_S("(defaults)"), (pc_str){defaults, sizeof defaults - 1});
    pc_yaml_read(cx->arena, base, 0, base->text.n, cx->diags, &s->config);
    if (!s->found) return;
    pc_str path = join(cx->arena, s->root, "_config.yml");
    if (!is_file(cx, path)) path = join(cx->arena, s->root, "_config.yaml");
    pc_source *src = pc_ctx_load(cx, pc_str_dupz(cx->arena, path), 0);
    pc_value own;
    if (!src || !pc_yaml_read(cx->arena, src, 0, src->text.n, cx->diags, &own)) return;
    if (own.kind == PC_MAP)
        s->config = pc_value_merge(cx->arena, &s->config, &own);
    else if (own.kind != PC_NULL)
        pc_diag(cx->diags, PC_DIAG_CONFIG, pc_source_pos(src, 0), "the configuration is no map");
}

static void add_collection(jek_site *s, pc_str label, const pc_value *metadata) {
    jek_collection *c = PC_NEW(s->cx->arena, jek_collection);
    c->obj.cls = &jek_collection_class;
    c->site = s;
    c->label = label;
    c->rank = s->collections.n;
    c->metadata = metadata && metadata->kind == PC_MAP ? metadata : NULL;
    pc_vec_push(s->cx->arena, &s->collections, c);
}

static void read_collections(jek_site *s) {
    const pc_value *c = jek_config(s, "collections");
    add_collection(s, PC_S("posts"), pc_value_getz(c, "posts"));
    for (size_t i = 0; c && i < pc_value_len(c); i++) {
        pc_str label = c->kind == PC_MAP ? c->u.pairs[i].key : pc_value_text(&c->u.list[i]);
        if (pc_str_eqz(label, "posts") || pc_str_eqz(label, "data") || !label.n) continue;
        add_collection(s, label, c->kind == PC_MAP ? &c->u.pairs[i].value : NULL);
    }
}

jek_site *jek_site_open(pc_ctx *cx, pc_str file) {
    jek_site *s = PC_NEW(cx->arena, jek_site);
    s->obj.cls = &jek_site_class;
    s->cx = s->at = cx;
    s->exts = cx->exts;
    if (cx->options->site.n) {
        s->root = pc_io_real(cx->arena, pc_str_dupz(cx->scratch, cx->options->site));
        if (!s->root.n)
            pc_diag(cx->diags, PC_DIAG_IO, 0, "no folder '%.*s'", PC_F(cx->options->site));
    } else if (file.n && file.p[0] != '<') {
        s->root = find_root(cx, file);
    }
    s->found = s->root.n && (is_file(cx, join(cx->scratch, s->root, "_config.yml")) ||
                             is_file(cx, join(cx->scratch, s->root, "_config.yaml")));
    read_config(s);
    read_collections(s);
    s->tz = jek_tz_load(cx, jek_config_text(s, "timezone"));
    jek_host_init(s);
    jek_plugins_read(s);
    return s;
}

jek_collection *jek_collection_find(jek_site *s, pc_str label) {
    for (size_t i = 0; i < s->collections.n; i++)
        if (pc_str_eq(s->collections.v[i]->label, label)) return s->collections.v[i];
    return NULL;
}

/* --- what Jekyll looks at ------------------------------------------------------------------------
 */

static bool glob(const jek_site *s, pc_str pattern, pc_str rel) {
    pc_arena *a = s->cx->scratch;
    pc_mark mark = pc_arena_mark(a);
    if (pattern.n && pattern.p[0] == '/') pattern = pc_str_from(pattern, 1);
    bool yes = pattern.n && (pc_str_starts(rel, pattern) ||
                             fnmatch(pc_str_dupz(a, pattern), pc_str_dupz(a, rel), 0) == 0 ||
                             pc_str_eq(pattern, pc_str_cat(a, rel, PC_S("/"))));
    pc_arena_release(a, mark);
    return yes;
}

bool jek_listed(const jek_site *s, const char *key, pc_str rel) {
    const pc_value *list = jek_config(s, key);
    for (size_t i = 0; list && list->kind == PC_LIST && i < list->as.of.n; i++)
        if (glob(s, pc_value_text(&list->u.list[i]), rel)) return true;
    return false;
}

bool jek_skips(const jek_site *s, pc_str rel) {
    pc_str base = pc_path_base(rel);
    if (pc_str_endsz(base, ".")) return true;
    bool included = jek_listed(s, "include", rel) || jek_listed(s, "include", base);
    if (included) return false;
    for (size_t i = 0; i < PC_COUNT(always_excluded); i++)
        if (glob(s, pc_strz(always_excluded[i]), rel)) return true;
    if (jek_listed(s, "exclude", rel)) return true;
    return (base.n && strchr("._#~", base.p[0])) || pc_str_endsz(base, "~");
}

pc_str jek_inside(const jek_site *s, pc_str base, pc_str rel, bool *outside) {
    *outside = false;
    return s->root.n ? pc_io_inside(s->cx->arena, s->root, base, rel, outside) : PC_S("");
}
