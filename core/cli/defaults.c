/* Defaults files (-d): options in YAML, under Pandoc's keys (its manual, "Defaults files"). A key
 * is an option's long name, or one of the names below that the files have for themselves. */
#include "cli/args.h"

#include "base/io.h"
#include "base/limits.h"
#include "base/str.h"
#include "data/yaml.h"

#include <stdlib.h>

static const pc_value *as_list(const pc_value *v, size_t *n) {
    *n = v->kind == PC_LIST ? v->as.of.n : 1;
    return v->kind == PC_LIST ? v->u.list : v;
}

static void each(pc_args *a, const pc_value *v, void (*one)(pc_args *a, const pc_value *v)) {
    size_t n;
    const pc_value *items = as_list(v, &n);
    for (size_t i = 0; i < n; i++) one(a, &items[i]);
}

/* --- Paths ---------------------------------------------------------------------------------------
 */

/* ${.}: the file's own folder; ${USERDATA}: the data folder; ${NAME}: of the environment. */
static pc_str variable(const pc_args *a, pc_str name) {
    if (pc_str_eqz(name, ".")) return a->defaults_dir;
    if (pc_str_eqz(name, "USERDATA")) return a->job.options.data_dir;
    return pc_strz(getenv(pc_str_dupz(a->arena, name)));
}

/* A path with ${…} filled in (Pandoc's manual, "Defaults files"). */
static pc_str path_text(pc_args *a, const pc_value *v) {
    pc_str s = pc_value_text(v), out = PC_S("");
    for (size_t open; (open = pc_str_find(s, PC_S("${"), 0)) != PC_NPOS;) {
        size_t close = pc_str_chr(s, '}', open);
        if (close == PC_NPOS) break;
        pc_str value = variable(a, pc_str_sub(s, open + 2, close));
        out = pc_str_fmt(a->arena, "%.*s%.*s%.*s", PC_F(out), PC_F(pc_str_sub(s, 0, open)),
                         PC_F(value));
        s = pc_str_from(s, close + 1);
    }
    return pc_str_cat(a->arena, out, s);
}

/* Whether an option's argument is a path, as its help says. */
static bool is_path(const pc_option *o) {
    static const char *const words[] = {"FILE", "FILES", "DIR", "PATHS", "PROGRAM", "URL"};
    for (size_t i = 0; o->metavar && i < PC_COUNT(words); i++)
        if (!strcmp(o->metavar, words[i])) return true;
    return false;
}

/* --- Keys that the files have for themselves -----------------------------------------------------
 */

static void one_input(pc_args *a, const pc_value *v) {
    pc_vec_push(a->arena, &a->inputs, path_text(a, v));
}
static void inputs(pc_args *a, const pc_value *v) {
    each(a, v, one_input);
}

/* "x.lua", or {type: lua|json, path: …}. */
static void one_filter(pc_args *a, const pc_value *v) {
    const pc_value *name = v->kind == PC_MAP ? pc_value_getz(v, "path") : v;
    pc_str path = name ? path_text(a, name) : PC_S("");
    bool lua = v->kind == PC_MAP ? pc_str_eqz(pc_value_get_text(v, "type"), "lua")
                                 : pc_str_endsz(path, ".lua");
    pc_vec_push(a->arena, &a->steps, ((pc_step){lua ? PC_STEP_SCRIPT : PC_STEP_JSON, path}));
}
static void filters(pc_args *a, const pc_value *v) {
    each(a, v, one_filter);
}

static void one_metadata_file(pc_args *a, const pc_value *v) {
    pc_vec_push(a->arena, &a->metadata_files, path_text(a, v));
}
static void metadata_files(pc_args *a, const pc_value *v) {
    each(a, v, one_metadata_file);
}

static void one_defaults(pc_args *a, const pc_value *v) {
    pc_defaults_apply(a, path_text(a, v));
}
static void defaults(pc_args *a, const pc_value *v) {
    each(a, v, one_defaults);
}

static void resource_path(pc_args *a, const pc_value *v) {
    size_t n;
    const pc_value *items = as_list(v, &n);
    for (size_t i = 0; i < n; i++)
        pc_vec_push(a->arena, &a->resource_path, path_text(a, &items[i]));
}

/* A file's value takes the place of one that was there; -M and -V add to it. */
static void put_all(pc_args *a, pc_pairs *into, const pc_value *v) {
    if (v->kind != PC_MAP) pc_args_fail(a, PC_EXIT_OPTION, PC_S(""), "a map is wanted here");
    for (size_t i = 0; v->kind == PC_MAP && i < v->as.of.n; i++) {
        size_t at = 0;
        while (at < into->n && !pc_str_eq(into->v[at].key, v->u.pairs[i].key)) at++;
        if (at < into->n)
            into->v[at] = v->u.pairs[i];
        else
            pc_vec_push(a->arena, into, v->u.pairs[i]);
    }
}
static void metadata(pc_args *a, const pc_value *v) {
    put_all(a, &a->metadata, v);
}
static void variables(pc_args *a, const pc_value *v) {
    put_all(a, &a->variables, v);
}

/* {method: mathjax, url: …} */
static void math_method(pc_args *a, const pc_value *v) {
    static const char *const words[] = {"mathjax", "katex", NULL};
    static const pc_option o = {.name = "html-math-method"};
    pc_str name = v->kind == PC_MAP ? pc_value_get_text(v, "method") : pc_value_text(v);
    a->job.options.math_method = (pc_math_method)pc_args_choose(a, &o, name, words);
    a->job.options.math_url = v->kind == PC_MAP ? pc_value_get_text(v, "url") : PC_S("");
}

static void verbosity(pc_args *a, const pc_value *v) {
    static const char *const words[] = {"INFO", "WARNING", "ERROR", NULL};
    static const pc_option o = {.name = "verbosity"};
    size_t level = pc_args_choose(a, &o, pc_value_text(v), words);
    a->job.options.verbose = level == 0;
    a->job.options.quiet = level == 2;
}

static const struct key {
    const char *name;
    void (*set)(pc_args *a, const pc_value *v);
    const char *option; /* instead of set: the option that it stands for */
} keys[] = {
    {"reader", NULL, "from"},
    {"writer", NULL, "to"},
    {"output-file", NULL, "output"},
    {"log-file", NULL, "log"},
    {"input-file", inputs, NULL},
    {"input-files", inputs, NULL},
    {"filters", filters, NULL},
    {"metadata-file", metadata_files, NULL},
    {"metadata-files", metadata_files, NULL},
    {"metadata", metadata, NULL},
    {"variables", variables, NULL},
    {"defaults", defaults, NULL},
    {"resource-path", resource_path, NULL},
    {"html-math-method", math_method, NULL},
    {"verbosity", verbosity, NULL},
};

static pc_str option_text(pc_args *a, const pc_option *o, const pc_value *v) {
    if (v->kind == PC_BOOL) return v->u.b ? PC_S("true") : PC_S("false");
    return is_path(o) ? path_text(a, v) : pc_value_text(v);
}

static void set_option(pc_args *a, const pc_option *o, const pc_value *v) {
    size_t n;
    const pc_value *items = as_list(v, &n);
    for (size_t i = 0; i < n; i++) {
        if (items[i].kind == PC_MAP || items[i].kind == PC_LIST)
            pc_args_fail(a, PC_EXIT_OPTION, PC_S(""), "'%s' wants text, not a %s", o->name,
                         items[i].kind == PC_MAP ? "map" : "list");
        else
            pc_option_set(a, o, option_text(a, o, &items[i]));
    }
}

static void unknown(pc_args *a, const pc_pair *p) {
    PC_VEC(pc_str) words = {0};
    for (size_t i = 0; i < PC_COUNT(keys); i++)
        pc_vec_push(a->arena, &words, pc_strz(keys[i].name));
    const pc_option *o;
    for (size_t i = 0; (o = pc_command_option(a->command, i)); i++)
        if (o->kind != PC_ARG_NONE) pc_vec_push(a->arena, &words, pc_strz(o->name));
    pc_str meant = pc_did_you_mean(p->key, words.v, words.n), help = PC_S("");
    if (meant.n) help = pc_str_fmt(a->arena, "did you mean '%.*s'?", PC_F(meant));
    pc_diag_span(a->diags, PC_DIAG_CONFIG_FILE, p->key_pos, p->key_pos + (pc_pos)p->key.n, help,
                 "Unknown option '%.*s'", PC_F(p->key));
    if (!a->failed) a->failed = PC_EXIT_PARSE;
}

/* Messages about a value point at it; about a list or a map, at its key. */
static void point_at(pc_args *a, const pc_pair *p) {
    bool scalar = p->value.kind != PC_LIST && p->value.kind != PC_MAP && p->value.pos;
    a->at = scalar ? p->value.pos : p->key_pos;
    a->at_end = a->at + (pc_pos)(scalar ? pc_value_text(&p->value).n : p->key.n);
}

static void apply_pair(pc_args *a, const pc_pair *p) {
    point_at(a, p);
    for (size_t i = 0; i < PC_COUNT(keys); i++) {
        if (!pc_str_eqz(p->key, keys[i].name)) continue;
        if (keys[i].set)
            keys[i].set(a, &p->value);
        else
            set_option(a, pc_command_option_by_name(a->command, pc_strz(keys[i].option)),
                       &p->value);
        return;
    }
    const pc_option *o = pc_command_option_by_name(a->command, p->key);
    if (o && o->kind != PC_ARG_NONE)
        set_option(a, o, &p->value);
    else
        unknown(a, p);
}

/* As given, with .yaml added, then in the data folder's defaults/. */
static pc_str find(pc_args *a, pc_str path) {
    pc_str full = pc_path_ext(path).n ? path : pc_str_cat(a->arena, path, PC_S(".yaml"));
    pc_str inside = pc_path_join(a->arena, a->job.options.data_dir,
                                 pc_path_join(a->arena, PC_S("defaults"), full));
    const pc_str tries[] = {path, full, inside};
    for (size_t i = 0; i < PC_COUNT(tries); i++)
        if (pc_io_is_file(pc_str_dupz(a->arena, tries[i]))) return tries[i];
    return path;
}

static void apply(pc_args *a, const pc_source *s) {
    pc_value v;
    if (!pc_yaml_read(a->arena, s, 0, s->text.n, a->diags, &v)) {
        if (!a->failed) a->failed = PC_EXIT_PARSE;
        return;
    }
    a->at = pc_source_pos(s, 0);
    if (v.kind != PC_MAP)
        pc_args_fail(a, PC_EXIT_PARSE, PC_S(""), "a defaults file is a map of options");
    for (size_t i = 0; v.kind == PC_MAP && i < v.as.of.n; i++) apply_pair(a, &v.u.pairs[i]);
}

void pc_defaults_apply(pc_args *a, pc_str path) {
    pc_pos at = a->at, at_end = a->at_end;
    pc_str dir = a->defaults_dir;
    if (a->defaults_depth == PC_MAX_PARTIALS) {
        pc_args_fail(a, PC_EXIT_OTHER, PC_S(""), "defaults files name each other in a circle");
        return;
    }
    path = find(a, path);
    pc_str text = pc_args_load(a, path, PC_EXIT_IO);
    if (a->failed) return;
    a->defaults_depth++;
    a->defaults_dir = pc_path_dir(path).n ? pc_path_dir(path) : PC_S(".");
    apply(a, pc_source_add(a->sources, path, text));
    a->defaults_depth--;
    a->defaults_dir = dir;
    a->at = at;
    a->at_end = at_end;
}
