/* Front matter defaults of the configuration, by path and type, as frontmatter_defaults.rb. */
#include "readers/jekyll/site.h"

#include "base/io.h"
#include "base/limits.h"
#include "base/str.h"

#include <fnmatch.h>

static pc_str scope_type(const pc_value *scope) {
    pc_str t = pc_value_get_text(scope, "type");
    if (pc_str_eqz(t, "page")) return PC_S("pages");
    if (pc_str_eqz(t, "post")) return PC_S("posts");
    return pc_str_eqz(t, "draft") ? PC_S("drafts") : t;
}

static pc_str without_slash(pc_str path) {
    return path.n && path.p[0] == '/' ? pc_str_from(path, 1) : path;
}

/* --- paths with a star ---------------------------------------------------------------------------
 */

/* Files and folders that a pattern with stars finds, as Ruby's Dir.glob from the site's folder. */
typedef struct finder {
    const jek_site *s;
    PC_VEC(pc_str) found;
    size_t looked;
} finder;

static pc_str below(pc_arena *a, pc_str dir, pc_str name) {
    return dir.n ? pc_str_fmt(a, "%.*s/%.*s", PC_F(dir), PC_F(name)) : name;
}

static void find(finder *f, pc_str dir, pc_str pattern);

/* Below every folder within [dir], and within those; links are not followed. */
static void find_deeper(finder *f, pc_str dir, pc_str pattern) {
    pc_arena *a = f->s->cx->arena;
    pc_names names = pc_io_list(a, pc_str_dupz(a, pc_path_join(a, f->s->root, dir)));
    find(f, dir, pattern);
    for (size_t i = 0; names.n != (size_t)-1 && i < names.n; i++) {
        pc_str rel = below(a, dir, names.v[i]);
        pc_str path = pc_path_join(a, f->s->root, rel);
        if (names.v[i].p[0] == '.' || !pc_io_is_dir(pc_str_dupz(a, path))) continue;
        if (!pc_str_eq(pc_io_real(a, pc_str_dupz(a, path)), path)) continue;
        if (++f->looked > PC_MAX_FOLDERS) return;
        find_deeper(f, rel, pattern);
    }
}

/* A pattern that ends in a slash finds the folder itself. */
static void find_in(finder *f, pc_str dir, pc_str pattern) {
    if (pattern.n)
        find(f, dir, pattern);
    else
        pc_vec_push(f->s->cx->arena, &f->found, dir);
}

static void find(finder *f, pc_str dir, pc_str pattern) {
    pc_arena *a = f->s->cx->arena;
    size_t slash = pc_str_chr(pattern, '/', 0);
    pc_str head = pc_str_sub(pattern, 0, slash == PC_NPOS ? pattern.n : slash);
    pc_str tail = slash == PC_NPOS ? PC_S("") : pc_str_from(pattern, slash + 1);
    if (slash != PC_NPOS && pc_str_eqz(head, "**")) {
        find_deeper(f, dir, tail);
        return;
    }
    pc_names names = pc_io_list(a, pc_str_dupz(a, pc_path_join(a, f->s->root, dir)));
    const char *z = pc_str_dupz(a, head);
    for (size_t i = 0; names.n != (size_t)-1 && i < names.n; i++) {
        if (fnmatch(z, pc_str_dupz(a, names.v[i]), FNM_PERIOD) != 0) continue;
        pc_str rel = below(a, dir, names.v[i]);
        if (slash == PC_NPOS)
            pc_vec_push(a, &f->found, rel);
        else if (pc_io_is_dir(pc_str_dupz(a, pc_path_join(a, f->s->root, rel))))
            find_in(f, rel, tail);
    }
}

static const finder *found(jek_site *s, pc_str pattern) {
    finder *f = pc_map_get(&s->globs, pattern);
    if (f) return f;
    f = PC_NEW(s->cx->arena, finder);
    f->s = s;
    if (s->root.n && pattern.p[0] != '/') find(f, PC_S(""), pattern);
    pc_map_set(s->cx->arena, &s->globs, pattern, f);
    return f;
}

/* --- scopes --------------------------------------------------------------------------------------
 */

static pc_str without_collections(const jek_site *s, pc_str p) {
    pc_str dir = jek_config_text(s, "collections_dir");
    bool in = dir.n && pc_str_starts(p, dir) && p.n > dir.n && p.p[dir.n] == '/';
    return in ? pc_str_from(p, dir.n + 1) : p;
}

/* A scope's path covers every path that begins with it, or with a file that its stars find. */
static bool covers(jek_site *s, pc_str scope, pc_str path) {
    if (!scope.n) return true;
    if (pc_str_chr(scope, '*', 0) == PC_NPOS)
        return pc_str_starts(path, without_collections(s, scope));
    const finder *f = found(s, scope);
    for (size_t i = 0; i < f->found.n; i++)
        if (pc_str_starts(path, without_collections(s, f->found.v[i]))) return true;
    return false;
}

static bool applies(jek_site *s, const pc_value *scope, pc_str path, pc_str type) {
    if (!scope || scope->kind != PC_MAP) return true;
    if (pc_value_getz(scope, "type") && !(type.n && pc_str_eq(scope_type(scope), type)))
        return false;
    const pc_value *p = pc_value_getz(scope, "path");
    return !p || p->kind != PC_STRING || covers(s, p->as.text, without_slash(path));
}

static bool precedes(const pc_value *old, const pc_value *scope) {
    if (!old) return true;
    size_t a = without_slash(pc_value_get_text(scope, "path")).n;
    size_t b = without_slash(pc_value_get_text(old, "path")).n;
    if (a != b) return a > b;
    return pc_value_getz(scope, "type") || !pc_value_getz(old, "type");
}

/* A time in the local zone: so is one read that YAML has without a zone. */
static pc_value time_value(pc_arena *a, liq_value t, const pc_value *written) {
    pc_buf b;
    pc_buf_init(&b, a->mem);
    liq_strftime(&b, NULL, liq_time(t.u.i, 0, 0, true), PC_S("%Y-%m-%d %H:%M:%S"));
    pc_value v = {.kind = PC_TIME, .pos = written->pos, .as.text = pc_buf_take(&b, a)};
    pc_buf_fini(&b);
    return v;
}

/* A date among the values is an instant, as ensure_time! makes it. */
static pc_value with_time(jek_site *s, const pc_value *set) {
    pc_arena *a = s->cx->arena;
    const pc_value *values = pc_value_getz(set, "values"), *date = pc_value_getz(values, "date");
    liq_value t;
    if (!date) return *set;
    if (date->kind == PC_TIME && liq_yaml_time(&s->host.zone, date->as.text, &t) &&
        t.kind == LIQ_TIME)
        return *set;
    if (!jek_time_of(&s->host.zone, date, &t)) {
        pc_diag(s->cx->diags, PC_DIAG_DOCUMENT_DATE, date->pos, "'%.*s' is no date",
                PC_F(pc_value_text(date)));
        return *set;
    }
    pc_value with = pc_value_with(a, values, PC_S("date"), time_value(a, t, date));
    return pc_value_with(a, set, PC_S("values"), with);
}

void jek_defaults_read(jek_site *s) {
    pc_arena *a = s->cx->arena;
    const pc_value *sets = jek_config(s, "defaults");
    if (!sets || sets->kind != PC_LIST) return;
    pc_value *v = PC_NEW_N(a, pc_value, sets->as.of.n + 1);
    for (size_t i = 0; i < sets->as.of.n; i++) v[i] = with_time(s, &sets->u.list[i]);
    pc_value list = pc_value_list(a, v, sets->as.of.n);
    s->config = pc_value_with(a, &s->config, PC_S("defaults"), list);
}

pc_value jek_defaults(jek_site *s, pc_str relative, pc_str type) {
    pc_arena *a = s->cx->arena;
    pc_value out = pc_value_map(a, NULL, 0);
    const pc_value *sets = jek_config(s, "defaults"), *old = NULL;
    for (size_t i = 0; sets && sets->kind == PC_LIST && i < sets->as.of.n; i++) {
        const pc_value *set = &sets->u.list[i], *scope = pc_value_getz(set, "scope");
        const pc_value *values = pc_value_getz(set, "values");
        if (!values || values->kind != PC_MAP || !applies(s, scope, relative, type)) continue;
        bool over = precedes(old, scope);
        out = over ? pc_value_merge(a, &out, values) : pc_value_merge(a, values, &out);
        if (over) old = scope;
    }
    return out;
}
