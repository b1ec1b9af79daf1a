/* pubconv liquid: renders a template by itself. */
#include "base/io.h"
#include "base/str.h"
#include "cli/commands.h"
#include "data/json.h"
#include "data/yaml.h"
#include "readers/jekyll/template.h"

typedef struct own {
    PC_VEC(pc_str) data;
    pc_str includes;
    const liq_dialect *dialect; /* NULL: standard */
} own;

static void add_data(pc_args *a, const pc_option *o, pc_str v) {
    (void)o;
    pc_vec_push(a->arena, &((own *)a->own)->data, v);
}
static void set_includes(pc_args *a, const pc_option *o, pc_str v) {
    (void)o;
    ((own *)a->own)->includes = v;
}
static void set_dialect(pc_args *a, const pc_option *o, pc_str v) {
    static const char *const words[] = {"standard", "jekyll", NULL};
    static const liq_dialect *const dialects[] = {&liq_standard, &liq_jekyll};
    ((own *)a->own)->dialect = dialects[pc_args_choose(a, o, v, words)];
}
static void set_strict(pc_args *a, const pc_option *o, pc_str v) {
    (void)o;
    a->job.options.strict = pc_str_eqz(v, "true");
}

static const pc_option options[] = {
    {0, "data", NULL, PC_ARG_REQUIRED, "FILE", add_data, 0,
     "variables from a JSON (.json) or YAML file; of several, later ones win"},
    {0, "includes", NULL, PC_ARG_REQUIRED, "DIR", set_includes, 0,
     "the folder that include and render take partials from"},
    {0, "dialect", NULL, PC_ARG_REQUIRED, "standard|jekyll", set_dialect, 0,
     "Liquid as in its own reference (the default), or Jekyll's"},
    {0, "strict", NULL, PC_ARG_BOOL, NULL, set_strict, 0,
     "errors fail; in the standard dialect also undefined variables and unknown filters"},
};
static const char *const shared[] = {
    "output", "variable", "variable-json", "limit", "fail-if-warnings", "verbose", "quiet",
    "log",    "color",    "help",          NULL};

/* --- The work ------------------------------------------------------------------------------------
 */

static bool read_data(pc_ctx *cx, pc_str path, pc_value *into) {
    const pc_source *s = pc_ctx_load(cx, pc_str_dupz(cx->scratch, path), 0);
    pc_value v;
    if (!s) return false;
    bool json = pc_str_eqz(pc_path_ext(path), ".json");
    if (json ? !pc_json_read(cx->arena, s, cx->diags, &v)
             : !pc_yaml_read(cx->arena, s, 0, s->text.n, cx->diags, &v))
        return false;
    if (v.kind == PC_MAP)
        *into = pc_value_merge(cx->arena, into, &v);
    else if (v.kind != PC_NULL)
        pc_diag(cx->diags, PC_DIAG_CONFIG_FILE, pc_source_pos(s, 0),
                "data for a template is a map of variables");
    return v.kind == PC_MAP || v.kind == PC_NULL;
}

static pc_exit render(pc_ctx *cx, void *user) {
    const pc_args *a = user;
    const own *x = a->own;
    pc_value data = pc_value_map(cx->arena, NULL, 0);
    for (size_t i = 0; i < x->data.n; i++)
        if (!read_data(cx, x->data.v[i], &data)) return PC_EXIT_PARSE;
    data = pc_value_merge(cx->arena, &data, &a->job.variables);
    const char *path = a->job.ninputs ? pc_str_dupz(cx->scratch, a->job.inputs[0]) : "-";
    jek_template t = {.dialect = x->dialect ? x->dialect : &liq_standard,
                      .src = pc_ctx_load(cx, path, 0),
                      .data = &data,
                      .includes = x->includes};
    if (!t.src) return PC_EXIT_IO;
    t.strict_names = cx->options->strict && t.dialect == &liq_standard;
    cx->raw_output = jek_template_render(cx, &t);
    cx->stopped = cx->diags->count[PC_LEVEL_ERROR] == 0;
    return cx->stopped ? PC_EXIT_OK : PC_EXIT_PARSE;
}

static bool reads_stdin_twice(const pc_args *a) {
    const own *x = a->own;
    size_t n = !a->job.ninputs || pc_str_eqz(a->job.inputs[0], "-");
    for (size_t i = 0; i < x->data.n; i++) n += pc_str_eqz(x->data.v[i], "-");
    return n > 1;
}

static pc_exit run(pc_args *a) {
    const own *x = a->own;
    if (a->job.ninputs > 1)
        pc_args_fail(a, PC_EXIT_OPTION, PC_S("see pubconv liquid --help"),
                     "one template at a time: '%.*s' is a second", PC_F(a->job.inputs[1]));
    else if (reads_stdin_twice(a))
        pc_args_fail(a, PC_EXIT_OPTION, PC_S(""), "standard input can be read only once");
    else if (x->includes.n && !pc_io_is_dir(pc_str_dupz(a->arena, x->includes)))
        pc_args_fail(a, PC_EXIT_IO, PC_S(""), "--includes: there is no folder '%.*s'",
                     PC_F(x->includes));
    return a->failed ? a->failed : pc_job_do(a->arena->mem, &a->job, render, a);
}

const pc_command pc_command_liquid = {
    .name = "liquid",
    .usage = "[OPTIONS] [TEMPLATE]",
    .summary = "render a Liquid template with data",
    .about = "Renders a Liquid template by itself; without TEMPLATE, or for -, standard input:\n"
             "    pubconv liquid --data people.yml list.liquid -o list.html\n",
    .options = options,
    .noptions = PC_COUNT(options),
    .shared = shared,
    .own_size = sizeof(own),
    .run = run,
};
