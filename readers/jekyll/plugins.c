/* Which of Jekyll's plugins a site uses. */
#include "readers/jekyll/plugins.h"

#include "base/io.h"
#include "base/str.h"

enum { NOTHING = JEK_FEATURES, CHANGES };

static const struct {
    const char *name;
    uint8_t does;
    bool pages;
} known[] = {
#define PC_JEKYLL_PLUGIN(name, does, pages) {name, does, pages},
#include "readers/jekyll/plugin.def"
#undef PC_JEKYLL_PLUGIN
};

static const struct {
    pc_ext ext;
    const char *config; /* false there turns it off */
} features[JEK_FEATURES] = {
    [JEK_EMOJI] = {PC_EXT_emoji, NULL},
    [JEK_RELATIVE_LINKS] = {PC_EXT_relative_links, "relative_links.enabled"},
    [JEK_TITLES_FROM_HEADINGS] = {PC_EXT_titles_from_headings, "titles_from_headings.enabled"},
    [JEK_OPTIONAL_FRONT_MATTER] = {PC_EXT_optional_front_matter, "optional_front_matter.enabled"},
    [JEK_README_INDEX] = {PC_EXT_readme_index, "readme_index.enabled"},
    [JEK_DEFAULT_LAYOUT] = {PC_EXT_default_layout, NULL},
};

bool jek_plugin_on(const jek_site *s, jek_feature f) {
    return (s->features >> f) & 1;
}

/* With `safe: true` Jekyll loads only what its whitelist has. */
static bool allowed(const jek_site *s, pc_str name) {
    const pc_value *list = jek_config(s, "whitelist");
    if (!jek_config_true(s, "safe")) return true;
    for (size_t i = 0; list && list->kind == PC_LIST && i < list->as.of.n; i++)
        if (pc_str_eq(pc_value_text(&list->u.list[i]), name)) return true;
    return false;
}

/* Answers whether it is worth a note. */
static bool use(jek_site *s, pc_str name) {
    bool pages = pc_str_eqz(name, "github-pages"), found = pages;
    for (size_t i = 0; i < PC_COUNT(known); i++) {
        bool same = pc_str_eqz(name, known[i].name);
        if (!same && !(pages && known[i].pages)) continue;
        if (same && known[i].does == CHANGES) return true;
        found = true;
        if (known[i].does < JEK_FEATURES) s->features |= 1u << known[i].does;
    }
    return !found;
}

static void use_list(jek_site *s, const char *key) {
    const pc_value *list = jek_config(s, key);
    pc_pos at = 0;
    pc_str names = PC_S("");
    for (size_t i = 0; list && list->kind == PC_LIST && i < list->as.of.n; i++) {
        pc_str name = pc_value_text(&list->u.list[i]);
        if (!name.n || !allowed(s, name) || !use(s, name)) continue;
        if (!at) at = list->u.list[i].pos;
        names =
            pc_str_fmt(s->cx->arena, "%.*s%s%.*s", PC_F(names), names.n ? ", " : "", PC_F(name));
    }
    if (names.n)
        pc_diag(s->cx->diags, PC_DIAG_NOTE, at,
                "plugins that may change pages, and do not run here: %.*s", PC_F(names));
}

/* gem "name": the name, or empty. */
static pc_str gem_of(pc_str line) {
    if (!pc_str_startsz(line, "gem")) return PC_S("");
    line = pc_str_ltrim(pc_str_from(line, 3));
    if (line.n && line.p[0] == '(') line = pc_str_ltrim(pc_str_from(line, 1));
    if (!line.n || (line.p[0] != '"' && line.p[0] != '\'')) return PC_S("");
    size_t end = pc_str_chr(line, line.p[0], 1);
    return end == PC_NPOS ? PC_S("") : pc_str_sub(line, 1, end);
}

/* Jekyll loads the gems of the Gemfile's group jekyll_plugins, whatever `plugins:` says; the gem
 * github-pages stands for GitHub Pages in any group. */
static void use_gemfile(jek_site *s) {
    pc_ctx *cx = s->cx;
    pc_str text, why, line;
    const char *path = pc_str_dupz(cx->scratch, pc_path_join(cx->arena, s->root, PC_S("Gemfile")));
    bool group = false;
    if (!s->found || !pc_io_is_file(path) || !pc_io_read(cx->arena, path, &text, &why)) return;
    while (pc_str_line(&text, &line)) {
        line = pc_str_trim(line);
        bool ours = pc_str_has(line, "jekyll_plugins");
        pc_str gem = gem_of(line);
        if (pc_str_startsz(line, "group")) group = ours;
        if (pc_str_eqz(line, "end")) group = false;
        if (gem.n && (ours || group || pc_str_eqz(gem, "github-pages"))) use(s, gem);
    }
}

void jek_plugins_read(jek_site *s) {
    use_list(s, "plugins");
    use_list(s, "gems"); /* its name before Jekyll 3.5 */
    use_gemfile(s);
    for (int f = 0; f < JEK_FEATURES; f++) {
        const pc_value *v = features[f].config ? jek_config(s, features[f].config) : NULL;
        pc_ext e = features[f].ext;
        bool off = v && v->kind == PC_BOOL && !v->u.b;
        bool on = jek_plugin_on(s, (jek_feature)f) && !off;
        if (pc_ext_asked(s->cx->exts, e)) on = pc_ext_has(s->cx->exts, e);
        s->features = (s->features & ~(1u << f)) | (unsigned)on << f;
    }
}

void jek_plugins_asked(jek_site *s, liq_run *r, pc_str name) {
    static const struct {
        const char *name, *plugin;
    } variables[] = {{"site.github", "jekyll-github-metadata"}, {"paginator", "jekyll-paginate"}};
    for (size_t i = 0; r && i < PC_COUNT(variables); i++) {
        if (!pc_str_eqz(name, variables[i].name) || (s->asked >> i) & 1) continue;
        s->asked |= 1u << i;
        pc_diag(liq_diags(r), PC_DIAG_NOTE, liq_here(r),
                "'%s' comes from %s, which does not run here: it is nil", variables[i].name,
                variables[i].plugin);
    }
}
