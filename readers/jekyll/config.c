/* The configuration: Jekyll's defaults below the site's files, merged and put right as
 * configuration.rb does. */
#include "base/io.h"
#include "base/str.h"
#include "data/yaml.h"
#include "readers/jekyll/site.h"

/* What holds where _config.yml says nothing: Jekyll 4.3's own configuration. */
static const char defaults[] =
    "source: ''\n"
    "destination: _site\n"
    "collections_dir: ''\n"
    "cache_dir: .jekyll-cache\n"
    "plugins_dir: _plugins\n"
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
    "show_drafts:\n"
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
    "detach: false\n"
    "port: '4000'\n"
    "host: 127.0.0.1\n"
    "baseurl:\n"
    "show_dir_listing: false\n"
    "permalink: date\n"
    "paginate_path: /page:num\n"
    "timezone:\n"
    "quiet: false\n"
    "verbose: false\n"
    "defaults: []\n"
    "liquid: {error_mode: warn, strict_filters: false, strict_variables: false}\n"
    "kramdown: {auto_ids: true, toc_levels: [1, 2, 3, 4, 5, 6],\n"
    "  entity_output: as_char, smart_quotes: 'lsquo,rsquo,ldquo,rdquo',\n"
    "  input: GFM, hard_wrap: false, guess_lang: true, footnote_nr: 1,\n"
    "  show_warnings: false}\n";

static const char *const always_excluded[] = {
    ".sass-cache",  ".jekyll-cache",  "gemfiles",      "Gemfile",      "Gemfile.lock",
    "node_modules", "vendor/bundle/", "vendor/cache/", "vendor/gems/", "vendor/ruby/"};

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

static void set(jek_site *s, const char *key, pc_value v) {
    s->config = pc_value_with(s->cx->arena, &s->config, pc_strz(key), v);
}

/* --- its files -----------------------------------------------------------------------------------
 */

static void merge_file(jek_site *s, pc_str path) {
    pc_ctx *cx = s->cx;
    pc_source *src = pc_ctx_load(cx, pc_str_dupz(cx->arena, path), 0);
    pc_value own;
    if (!src || !pc_yaml_read(cx->arena, src, 0, src->text.n, cx->diags, &own)) {
        s->unread = true;
        return;
    }
    if (own.kind == PC_MAP)
        s->config = pc_value_merge(cx->arena, &s->config, &own);
    else if (own.kind != PC_NULL)
        pc_diag(cx->diags, PC_DIAG_CONFIG_KIND, pc_source_pos(src, 0),
                "the configuration is no map");
}

pc_str jek_config_file(pc_ctx *cx, pc_str dir) {
    static const char *const names[] = {"_config.yml", "_config.yaml"};
    for (size_t i = 0; i < PC_COUNT(names); i++) {
        pc_str path = pc_path_join(cx->arena, dir, pc_strz(names[i]));
        if (pc_io_is_file(pc_str_dupz(cx->scratch, path))) return path;
    }
    return PC_S("");
}

static void merge_files(jek_site *s) {
    const pc_options *o = s->cx->options;
    for (size_t i = 0; i < o->nconfig; i++) merge_file(s, o->config[i]);
    pc_str own = o->nconfig || !s->root.n ? PC_S("") : jek_config_file(s->cx, s->root);
    if (own.n) merge_file(s, jek_shown(s, own));
    s->found = own.n || o->nconfig;
}

/* --- put right -----------------------------------------------------------------------------------
 */

/* What must be a list: Jekyll stops where it is not; here it is none. */
static void check_lists(jek_site *s) {
    static const char *const keys[] = {"include", "exclude", "plugins"};
    for (size_t i = 0; i < PC_COUNT(keys); i++) {
        const pc_value *v = jek_config(s, keys[i]);
        if (v && v->kind == PC_LIST) continue;
        pc_diag(s->cx->diags, PC_DIAG_CONFIG_KIND, v ? v->pos : 0,
                "'%s' must be a list: '%s: [%.*s]'", keys[i], keys[i],
                PC_F(v ? pc_value_text(v) : PC_S("")));
        set(s, keys[i], pc_value_list(s->cx->arena, NULL, 0));
    }
}

static bool listed(const pc_value *list, pc_str word) {
    for (size_t i = 0; i < pc_value_len(list); i++)
        if (pc_str_eq(pc_value_text(&list->u.list[i]), word)) return true;
    return false;
}

static void add_excludes(jek_site *s) {
    pc_arena *a = s->cx->arena;
    const pc_value *own = jek_config(s, "exclude");
    PC_VEC(pc_value) v = {0};
    for (size_t i = 0; i < pc_value_len(own); i++) pc_vec_push(a, &v, own->u.list[i]);
    for (size_t i = 0; i < PC_COUNT(always_excluded); i++)
        if (!listed(own, pc_strz(always_excluded[i])))
            pc_vec_push(a, &v, pc_value_str(pc_strz(always_excluded[i])));
    set(s, "exclude", pc_value_list(a, v.v, v.n));
}

static pc_str post_template(pc_str style) {
    static const struct {
        const char *style, *template;
    } styles[] = {{"pretty", "/:categories/:year/:month/:day/:title/"},
                  {"none", "/:categories/:title:output_ext"},
                  {"date", "/:categories/:year/:month/:day/:title:output_ext"},
                  {"ordinal", "/:categories/:year/:y_day/:title:output_ext"},
                  {"weekdate", "/:categories/:year/W:week/:short_day/:title:output_ext"}};
    for (size_t i = 0; i < PC_COUNT(styles); i++)
        if (pc_str_eqz(style, styles[i].style)) return pc_strz(styles[i].template);
    return style;
}

/* A list of names as a map of them to nothing. */
static pc_value collections_map(pc_arena *a, const pc_value *v) {
    if (!v || v->kind != PC_LIST) return v && v->kind == PC_MAP ? *v : pc_value_map(a, NULL, 0);
    pc_pair *pairs = PC_NEW_N(a, pc_pair, v->as.of.n + 1);
    for (size_t i = 0; i < v->as.of.n; i++)
        pairs[i] =
            (pc_pair){.key = pc_value_text(&v->u.list[i]), .value = pc_value_map(a, NULL, 0)};
    return pc_value_map(a, pairs, v->as.of.n);
}

/* Posts are a collection that is always there, first, and always written. */
static void add_posts(jek_site *s) {
    pc_arena *a = s->cx->arena;
    pc_value all = collections_map(a, jek_config(s, "collections"));
    const pc_value *own = pc_value_getz(&all, "posts");
    pc_value posts = own && own->kind == PC_MAP ? *own : pc_value_map(a, NULL, 0);
    posts = pc_value_with(a, &posts, PC_S("output"), pc_value_bool(true));
    if (!pc_value_true(pc_value_getz(&posts, "permalink")) && jek_config_true(s, "permalink"))
        posts = pc_value_with(a, &posts, PC_S("permalink"),
                              pc_value_str(post_template(jek_config_text(s, "permalink"))));
    pc_pair first = {.key = PC_S("posts"), .value = pc_value_map(a, NULL, 0)};
    pc_value out = pc_value_map(a, &first, 1);
    out = pc_value_merge(a, &out, &all);
    set(s, "collections", pc_value_with(a, &out, PC_S("posts"), posts));
}

static void set_places(jek_site *s) {
    pc_arena *a = s->cx->arena;
    pc_str to = jek_config_text(s, "destination");
    set(s, "source", pc_value_str(s->root));
    set(s, "destination", pc_value_str(pc_path_join(a, s->root, to)));
}

/* What the command line says, as `jekyll build` takes it. */
static void set_options(jek_site *s) {
    const pc_options *o = s->cx->options;
    if (o->drafts) set(s, "show_drafts", pc_value_bool(true));
    if (o->future) set(s, "future", pc_value_bool(true));
    if (o->unpublished) set(s, "unpublished", pc_value_bool(true));
}

void jek_config_read(jek_site *s) {
    pc_ctx *cx = s->cx;
    pc_source *base =
        pc_source_add(cx->sources, PC_S("(defaults)"), (pc_str){defaults, sizeof defaults - 1});
    pc_yaml_read(cx->arena, base, 0, base->text.n, cx->diags, &s->config);
    merge_files(s);
    set_options(s);
    check_lists(s);
    add_excludes(s);
    add_posts(s);
    set_places(s);
}

/* --- collections ---------------------------------------------------------------------------------
 */

/* Only letters, digits and "_-." are left of a name, as sanitize_label in collection.rb. */
static pc_str label_of(pc_arena *a, pc_str key) {
    char *out = pc_alloc_text(a, key.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < key.n; i++)
        if (pc_is_alnum(key.p[i]) || strchr("_-.", key.p[i])) out[n++] = key.p[i];
    return (pc_str){out, n};
}

void jek_collections_make(jek_site *s) {
    const pc_value *all = jek_config(s, "collections");
    for (size_t i = 0; i < pc_value_len(all); i++) {
        jek_collection *c = PC_NEW(s->cx->arena, jek_collection);
        c->obj.cls = &jek_collection_class;
        c->site = s;
        c->rank = i;
        c->key = all->u.pairs[i].key;
        c->label = label_of(s->cx->arena, c->key);
        const pc_value *metadata = pc_value_get(all, c->label);
        c->metadata = metadata && metadata->kind == PC_MAP ? metadata : NULL;
        pc_vec_push(s->cx->arena, &s->collections, c);
    }
}

jek_collection *jek_collection_find(jek_site *s, pc_str key) {
    for (size_t i = 0; i < s->collections.n; i++)
        if (pc_str_eq(s->collections.v[i]->key, key)) return s->collections.v[i];
    return NULL;
}
