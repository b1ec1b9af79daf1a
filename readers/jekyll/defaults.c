/* Front matter defaults of the configuration, by path and type: Jekyll's frontmatter_defaults.rb.
 */
#include "readers/jekyll/site.h"

#include "base/str.h"

#include <fnmatch.h>

static pc_str scope_type(const pc_value *scope) {
    pc_str t = pc_value_get_text(scope, "type");
    if (pc_str_eqz(t, "page")) return PC_S("pages");
    if (pc_str_eqz(t, "post")) return PC_S("posts");
    return pc_str_eqz(t, "draft") ? PC_S("drafts") : t;
}

static pc_str scope_path(const pc_value *scope) {
    pc_str p = pc_value_get_text(scope, "path");
    return p.n && p.p[0] == '/' ? pc_str_from(p, 1) : p;
}

/* A path with * covers what lies below anything that it matches. */
static bool star_covers(const jek_site *s, pc_str pattern, pc_str path) {
    pc_arena *a = s->cx->scratch;
    const char *z = pc_str_dupz(a, pattern);
    for (size_t i = 1; i <= path.n; i++)
        if ((i == path.n || path.p[i] == '/') &&
            fnmatch(z, pc_str_dupz(a, pc_str_sub(path, 0, i)), FNM_PATHNAME) == 0)
            return true;
    return false;
}

static bool applies(const jek_site *s, const pc_value *scope, pc_str path, const char *type) {
    if (!scope || scope->kind != PC_MAP) return true;
    if (pc_value_getz(scope, "type") && !pc_str_eqz(scope_type(scope), type)) return false;
    pc_str p = scope_path(scope), dir = jek_config_text(s, "collections_dir");
    if (dir.n && pc_str_starts(p, dir) && p.n > dir.n && p.p[dir.n] == '/')
        p = pc_str_from(p, dir.n + 1);
    if (pc_str_chr(p, '*', 0) != PC_NPOS) return star_covers(s, p, path);
    return pc_str_starts(path, p);
}

static bool precedes(const pc_value *old, const pc_value *scope) {
    if (!old) return true;
    size_t a = scope_path(scope).n, b = scope_path(old).n;
    if (a != b) return a > b;
    return pc_value_getz(scope, "type") || !pc_value_getz(old, "type");
}

pc_value jek_defaults(const jek_site *s, pc_str relative, const char *type) {
    pc_arena *a = s->cx->arena;
    pc_value out = pc_value_map(a, NULL, 0);
    const pc_value *sets = jek_config(s, "defaults"), *old = NULL;
    for (size_t i = 0; sets && sets->kind == PC_LIST && i < sets->as.of.n; i++) {
        const pc_value *set = &sets->u.list[i], *scope = pc_value_getz(set, "scope");
        const pc_value *values = pc_value_getz(set, "values");
        if (!values || values->kind != PC_MAP || !applies(s, scope, relative, type)) continue;
        bool over = precedes(old, scope);
        out = over ? pc_value_merge(a, &out, values) : pc_value_merge(a, values, &out);
        if (over) old = scope ? scope : &pc_null;
    }
    return out;
}
