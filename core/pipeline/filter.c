/* Filters, in the order of the command line. */
#include "base/io.h"
#include "base/str.h"
#include "base/vec.h"
#include "pipeline/run.h"
#include "registry/call.h"

static const pc_source *load(pc_run *r, pc_str path) {
    pc_source *s = pc_ctx_load(&r->cx, pc_str_dupz(r->cx.scratch, path), 0);
    if (!s) pc_run_fail(r, PC_EXIT_IO);
    return s;
}

static bool is_file(pc_run *r, pc_str path) {
    return pc_io_is_file(pc_str_dupz(r->cx.scratch, path));
}

const pc_source *pc_find_file(pc_run *r, pc_str name, const char *folder, const char *suffix) {
    pc_arena *a = r->cx.arena;
    pc_str full = pc_path_ext(name).n ? name : pc_str_cat(a, name, pc_strz(suffix));
    if (is_file(r, name)) return load(r, name);
    if (is_file(r, full)) return load(r, full);
    pc_str inside = pc_str_fmt(a, "%s/%.*s", folder, PC_F(full));
    if (r->job->options.data_dir.n) {
        pc_str path = pc_path_join(a, r->job->options.data_dir, inside);
        if (is_file(r, path)) return load(r, path);
    }
    pc_str text = pc_ctx_asset(&r->cx, inside);
    return text.p ? pc_source_add(r->cx.sources, full, text) : NULL;
}

pc_str pc_shipped_like(pc_run *r, const char *folder, pc_str name) {
    PC_VEC(pc_str) words = {0};
    const pc_registry *g = r->job->registry;
    for (size_t i = 0; i < g->nassets; i++) {
        pc_str base = pc_path_base(pc_strz(g->assets[i].name));
        pc_str stem = pc_str_sub(base, 0, base.n - pc_path_ext(base).n);
        bool again = words.n && pc_str_eq(words.v[words.n - 1], stem); /* for another format */
        if (!again && pc_str_eqz(pc_path_dir(pc_strz(g->assets[i].name)), folder))
            pc_vec_push(r->cx.scratch, &words, stem);
    }
    pc_str stem = pc_str_sub(name, 0, name.n - pc_path_ext(name).n);
    pc_str meant = pc_did_you_mean(stem, words.v, words.n);
    pc_str all = PC_S("give a path, or the name of one that ships with pubconv:");
    for (size_t i = 0; i < words.n; i++)
        all = pc_str_fmt(r->cx.diags->arena, "%.*s%s%.*s", PC_F(all), i ? ", " : " ",
                         PC_F(words.v[i]));
    if (!meant.n) return all;
    return pc_str_fmt(r->cx.diags->arena, "did you mean '%.*s'?", PC_F(meant));
}

static PC_NORETURN void no_filter(pc_run *r, pc_str name) {
    pc_diag_span(r->cx.diags, PC_DIAG_FILTER, 0, 0, pc_shipped_like(r, "filters", name),
                 "cannot find filter %.*s", PC_F(name));
    pc_run_fail(r, PC_EXIT_FILTER);
}

static void run_script(pc_run *r, pc_str name) {
    const pc_engine *const *e = r->job->registry->engines;
    const pc_source *s = pc_find_file(r, name, "filters", ".lua");
    if (!s) no_filter(r, name);
    while (e && *e && !pc_str_endsz(s->name, (*e)->suffix)) e++;
    if (!e || !*e) {
        pc_diag(r->cx.diags, PC_DIAG_FILTER, 0, "%.*s is no script that pubconv can run",
                PC_F(s->name));
        pc_run_fail(r, PC_EXIT_FILTER);
    }
    if ((*e)->run(&r->cx, s, &r->doc, r->to.name) != PC_OK) pc_run_fail(r, PC_EXIT_FILTER);
}

static void run_named(pc_run *r, pc_str name) {
    const pc_filter *f = pc_filter_find(r->job->registry, name);
    if (!f) no_filter(r, name);
    if (pc_call_filter(f, &r->cx, &r->doc, r->to.name) != PC_OK) pc_run_fail(r, PC_EXIT_FILTER);
}

/* --filter NAME: a filter that the program or a plugin has under that name, else a program. */
static void run_filter(pc_run *r, pc_str name) {
    if (pc_filter_find(r->job->registry, name))
        run_named(r, name);
    else
        pc_json_filter_run(r, name);
}

void pc_stage_filter(pc_run *r) {
    static void (*const run[])(pc_run *, pc_str) = {
        [PC_STEP_SCRIPT] = run_script,
        [PC_STEP_JSON] = run_filter,
        [PC_STEP_FILTER] = run_named,
    };
    for (size_t i = 0; i < r->job->nsteps; i++) {
        pc_str name = r->job->steps[i].name;
        run[r->job->steps[i].kind](r, name);
        pc_run_check(r, pc_str_dupz(r->cx.arena, name), PC_EXIT_FILTER);
    }
}
