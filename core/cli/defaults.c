/* Defaults files (-d): options in YAML, under Pandoc's keys (its manual, "Defaults files"). A key
 * is an option's long name, or one of the names below that the files have for themselves. */
#include "cli/args.h"

#include "base/io.h"
#include "base/limits.h"
#include "base/str.h"
#include "data/yaml.h"

static const pc_value *as_list(const pc_value *v, size_t *n) {
    *n = v->kind == PC_LIST ? v->as.of.n : 1;
    return v->kind == PC_LIST ? v->u.list : v;
}

static void each(pc_args *a, const pc_value *v, void (*one)(pc_args *a, const pc_value *v)) {
    size_t n;
    const pc_value *items = as_list(v, &n);
    for (size_t i = 0; i < n; i++) one(a, &items[i]);
}

static void one_input(pc_args *a, const pc_value *v) {
    pc_vec_push(a->arena, &a->inputs, pc_value_text(v));
}
static void inputs(pc_args *a, const pc_value *v) {
    each(a, v, one_input);
}

/* "x.lua", or {type: lua|json, path: …}. */
static void one_filter(pc_args *a, const pc_value *v) {
    pc_str path = v->kind == PC_MAP ? pc_value_get_text(v, "path") : pc_value_text(v);
    bool lua = v->kind == PC_MAP ? pc_str_eqz(pc_value_get_text(v, "type"), "lua")
                                 : pc_str_endsz(path, ".lua");
    pc_vec_push(a->arena, &a->steps, ((pc_step){lua ? PC_STEP_SCRIPT : PC_STEP_JSON, path}));
}
static void filters(pc_args *a, const pc_value *v) {
    each(a, v, one_filter);
}

static void one_metadata_file(pc_args *a, const pc_value *v) {
    pc_vec_push(a->arena, &a->metadata_files, pc_value_text(v));
}
static void metadata_files(pc_args *a, const pc_value *v) {
    each(a, v, one_metadata_file);
}

static void one_defaults(pc_args *a, const pc_value *v) {
    pc_defaults_apply(a, pc_value_text(v));
}
static void defaults(pc_args *a, const pc_value *v) {
    each(a, v, one_defaults);
}

static void resource_path(pc_args *a, const pc_value *v) {
    size_t n;
    const pc_value *items = as_list(v, &n);
    for (size_t i = 0; i < n; i++)
        pc_vec_push(a->arena, &a->resource_path, pc_value_text(&items[i]));
}

static void metadata(pc_args *a, const pc_value *v) {
    for (size_t i = 0; v->kind == PC_MAP && i < v->as.of.n; i++)
        pc_vec_push(a->arena, &a->metadata, v->u.pairs[i]);
}
static void variables(pc_args *a, const pc_value *v) {
    for (size_t i = 0; v->kind == PC_MAP && i < v->as.of.n; i++)
        pc_vec_push(a->arena, &a->variables, v->u.pairs[i]);
}

static void verbosity(pc_args *a, const pc_value *v) {
    a->job.options.verbose = pc_str_eqz(pc_value_text(v), "INFO");
    a->job.options.quiet = pc_str_eqz(pc_value_text(v), "ERROR");
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
    {"verbosity", verbosity, NULL},
};

static void set_option(pc_args *a, const pc_option *o, const pc_value *v) {
    size_t n;
    const pc_value *items = as_list(v, &n);
    for (size_t i = 0; i < n; i++)
        pc_option_set(a, o,
                      items[i].kind == PC_BOOL ? items[i].u.b ? PC_S("true") : PC_S("false")
                                               : pc_value_text(&items[i]));
}

static void unknown(pc_args *a, const pc_pair *p) {
    PC_VEC(pc_str) words = {0};
    for (size_t i = 0; i < PC_COUNT(keys); i++)
        pc_vec_push(a->arena, &words, pc_strz(keys[i].name));
    const pc_option *o;
    for (size_t i = 0; (o = pc_command_option(a->command, i)); i++)
        pc_vec_push(a->arena, &words, pc_strz(o->name));
    pc_str meant = pc_did_you_mean(p->key, words.v, words.n), help = PC_S("");
    if (meant.n) help = pc_str_fmt(a->arena, "did you mean '%.*s'?", PC_F(meant));
    pc_diag_span(a->diags, PC_DIAG_CONFIG_FILE, p->key_pos, p->key_pos + (pc_pos)p->key.n, help,
                 "Unknown option '%.*s'", PC_F(p->key));
    if (!a->failed) a->failed = PC_EXIT_OPTION;
}

static void apply_pair(pc_args *a, const pc_pair *p) {
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

void pc_defaults_apply(pc_args *a, pc_str path) {
    pc_value v;
    if (a->defaults_depth == PC_MAX_PARTIALS) {
        pc_args_fail(a, PC_EXIT_OPTION, PC_S(""), "defaults files name each other in a circle");
        return;
    }
    path = find(a, path);
    pc_source *s = pc_source_add(a->sources, path, pc_args_load(a, path));
    if (a->failed) return;
    if (!pc_yaml_read(a->arena, s, 0, s->text.n, a->diags, &v)) {
        a->failed = PC_EXIT_PARSE;
        return;
    }
    a->defaults_depth++;
    for (size_t i = 0; v.kind == PC_MAP && i < v.as.of.n; i++) apply_pair(a, &v.u.pairs[i]);
    a->defaults_depth--;
}
