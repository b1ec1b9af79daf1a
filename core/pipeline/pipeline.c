/* A run: the protected call, the order of the stages, and what its end means. */
#include "pipeline/pipeline.h"

#include "ast/check.h"
#include "pipeline/run.h"
#include "registry/host.h"

/* Errors that mean the same wherever they happen. */
static pc_exit own_code(pc_diag_code code, pc_exit otherwise) {
    static const struct {
        pc_diag_code code;
        pc_exit status;
    } rows[] = {
        {PC_DIAG_UTF8, PC_EXIT_UTF8},
        {PC_DIAG_IO, PC_EXIT_IO},
        {PC_DIAG_UNKNOWN_EXTENSION, PC_EXIT_UNSUPPORTED_EXTENSION},
        {PC_DIAG_TEMPLATE, PC_EXIT_TEMPLATE},
    };
    for (size_t i = 0; i < PC_COUNT(rows); i++)
        if (rows[i].code == code) return rows[i].status;
    return otherwise;
}

/* What the last error says, if it has a code of its own. */
static pc_exit last_code(const pc_diags *d, pc_exit otherwise) {
    for (size_t i = d->n; i-- > 0;)
        if (d->v[i].level == PC_LEVEL_ERROR && !d->v[i].related)
            return own_code(d->v[i].code, otherwise);
    return otherwise;
}

void pc_run_fail(pc_run *r, pc_exit status) {
    r->status = last_code(r->cx.diags, status);
    pc_throw(r->cx.mem, PC_FAULT_STOP);
}

void pc_run_check(pc_run *r, const char *who, pc_exit status) {
    const char *broken = pc_doc_check(r->cx.scratch, &r->doc, false);
    if (broken) pc_diag(r->cx.diags, PC_DIAG_AST, 0, "%s made a broken document: %s", who, broken);
    if (r->cx.diags->count[PC_LEVEL_ERROR]) pc_run_fail(r, status);
}

static void deliver(pc_run *r) {
    if (r->job->fail_if_warnings && r->cx.diags->count[PC_LEVEL_WARNING]) {
        pc_diag(r->cx.diags, PC_DIAG_USAGE, 0, "failing because there were warnings");
        pc_run_fail(r, PC_EXIT_FAIL_ON_WARNINGS);
    }
    pc_stage_output(r);
}

static void stages(void *arg) {
    pc_run *r = arg;
    pc_stage_first(r);
    pc_stage_formats(r);
    pc_stage_read(r);
    pc_mem_give_back(r->cx.mem);
    pc_run_check(r, r->reader->name, PC_EXIT_PARSE);
    if (!r->cx.stopped) {
        pc_stage_transform(r);
        pc_run_check(r, "recognition", PC_EXIT_FILTER);
        pc_stage_filter(r);
        pc_stage_write(r);
        if (r->cx.diags->count[PC_LEVEL_ERROR]) pc_run_fail(r, PC_EXIT_OTHER);
    }
    deliver(r);
}

static void working(void *arg) {
    pc_run *r = arg;
    pc_exit status = r->work(&r->cx, r->user);
    if (r->cx.stopped) deliver(r);
    if (status) pc_run_fail(r, status);
}

/* A fault that no stage spoke about. There may be no memory left, so the words are literals. */
static pc_diag_item lost(pc_fault fault) {
    bool memory = fault == PC_FAULT_MEMORY;
    return (pc_diag_item){.code = memory ? PC_DIAG_MEMORY : PC_DIAG_LIMIT,
                          .level = PC_LEVEL_ERROR,
                          .message = memory ? PC_S("out of memory")
                                            : PC_S("the input is larger than pubconv can take")};
}

static bool is_unsaid(pc_fault fault) {
    return fault == PC_FAULT_MEMORY || fault == PC_FAULT_LIMIT;
}

pc_exit pc_run_lost(pc_run *r, pc_fault fault) {
    pc_diag_item item = lost(fault);
    if (is_unsaid(fault) && r->job->on_diag)
        r->job->on_diag(r->job->on_diag_user, r->cx.diags, &item);
    if (fault == PC_FAULT_MEMORY) return PC_EXIT_MEMORY;
    if (fault == PC_FAULT_LIMIT) return PC_EXIT_OTHER;
    if (r->cx.exiting) return (pc_exit)r->cx.exit_status;
    /* A room gave up by itself, after saying why. */
    if (fault == PC_FAULT_STOP && !r->status) return last_code(r->cx.diags, PC_EXIT_OTHER);
    return r->status;
}

void pc_run_begin(pc_run *r, pc_surroundings *s, pc_mem *m, const pc_job *job, pc_sources *outer) {
    pc_arena_init(&s->arena, m);
    pc_arena_init(&s->scratch, m);
    if (outer)
        pc_sources_init_within(&s->sources, &s->arena, outer);
    else
        pc_sources_init(&s->sources, &s->arena);
    pc_diags_init(&s->diags, &s->arena, &s->sources);
    s->diags.sink = job->on_diag;
    s->diags.user = job->on_diag_user;
    s->diags.strict = job->options.strict;
    *r = (pc_run){.job = job,
                  .cx = {.mem = m,
                         .arena = &s->arena,
                         .scratch = &s->scratch,
                         .sources = &s->sources,
                         .diags = &s->diags,
                         .registry = job->registry,
                         .host = pc_host_table(),
                         .options = &job->options,
                         .inputs = job->inputs,
                         .ninputs = job->ninputs,
                         .output = job->output}};
}

/* While a document of a folder is converted, what is said about the folder belongs to it. */
static pc_fault run_within(pc_run *r) {
    pc_ctx *home = r->opened->cx;
    pc_mark mark = pc_arena_mark(home->scratch);
    pc_diags *before = home->diags;
    home->diags = r->cx.diags;
    pc_fault fault = pc_try(r->cx.mem, stages, r);
    home->diags = before;
    pc_arena_release(home->scratch, mark);
    return fault;
}

pc_exit pc_run_whole(pc_mem *m, const pc_job *job, const pc_opened *opened, size_t entry,
                     pc_run_ended_fn ended, void *user) {
    pc_surroundings s;
    pc_run r;
    pc_run_begin(&r, &s, m, job, opened ? opened->cx->sources : NULL);
    r.opened = opened;
    r.entry = entry;
    pc_fault fault = opened ? run_within(&r) : pc_try(m, stages, &r);
    pc_exit status = pc_run_lost(&r, fault);
    pc_diag_item item = lost(fault);
    if (ended) ended(user, &s.diags, is_unsaid(fault) ? &item : NULL);
    pc_arena_fini(&s.scratch);
    pc_arena_fini(&s.arena);
    return status;
}

pc_exit pc_job_run(pc_mem *m, const pc_job *job) {
    return job->output_dir.n ? pc_batch_run(m, job) : pc_run_whole(m, job, NULL, 0, NULL, NULL);
}

pc_exit pc_job_do(pc_mem *m, const pc_job *job, pc_job_work work, void *user) {
    pc_surroundings s;
    pc_run r;
    pc_run_begin(&r, &s, m, job, NULL);
    r.work = work;
    r.user = user;
    pc_exit status = pc_run_lost(&r, pc_try(m, working, &r));
    pc_arena_fini(&s.scratch);
    pc_arena_fini(&s.arena);
    return status;
}
