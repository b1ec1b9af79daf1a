/* --output-dir: each input by itself to a file of its own, and of a folder each document.
 *
 * What is to be written is planned first, in one thread; then workers take one document after the
 * other. A worker opens a folder for itself, so nothing that a reader keeps is shared. Messages
 * come out document by document, in the order of the plan, whoever was faster; what is wrong in a
 * file that many documents share is said for the first of them, whichever workers met it. */
#include "base/io.h"
#include "base/map.h"
#include "base/pool.h"
#include "base/str.h"
#include "base/vec.h"
#include "pipeline/run.h"

/* A folder as one worker sees it. */
typedef struct bt_home {
    pc_surroundings s;
    pc_run r;
    pc_job job;
    pc_opened opened;
    bool begun;
    pc_exit status;
} bt_home;

typedef struct bt_task {
    pc_str source; /* as messages name it */
    pc_str path;   /* to be written */
    size_t folder; /* 1 for the first; 0: the source is an input */
    size_t entry;  /* of the folder */
    bool beaten;   /* a later one is written to the same path */
} bt_task;

/* The messages that were said, by place and words. Used in turn only. */
typedef struct bt_said {
    pc_mem mem;
    pc_arena arena;
    pc_map keys;
} bt_said;

typedef struct bt_batch {
    const pc_job *job;
    pc_run plan;
    pc_surroundings s;
    PC_VEC(bt_task) tasks;
    PC_VEC(pc_str) folders;
    PC_VEC(bt_home *) homes; /* of the first worker, made by the plan */
    bt_home *more;           /* of the others, one row each */
    size_t workers;
    bt_said said;
    pc_exit worst;
} bt_batch;

/* --- folders -------------------------------------------------------------------------------------
 */

static void open_body(void *arg) {
    bt_home *h = arg;
    pc_run *r = &h->r;
    pc_stage_formats(r);
    r->cx.exts = r->from.exts;
    h->opened.reader = pc_folder_for(r, h->job.inputs[0]);
    h->opened.cx = &r->cx;
    h->opened.folder = h->opened.reader->open(&r->cx, h->job.inputs[0]);
    if (!h->opened.folder) pc_run_fail(r, PC_EXIT_PARSE);
    h->opened.n = h->opened.reader->list(&r->cx, h->opened.folder, &h->opened.v);
    if (r->cx.diags->count[PC_LEVEL_ERROR]) pc_run_fail(r, PC_EXIT_PARSE);
}

/* [quiet]: another worker has said it all. */
static void open_home(bt_batch *b, bt_home *h, pc_mem *m, const pc_str *path, bool quiet) {
    h->begun = true;
    h->job = *b->job;
    h->job.inputs = path;
    h->job.ninputs = 1;
    if (quiet) h->job.on_diag = NULL;
    pc_run_begin(&h->r, &h->s, m, &h->job, NULL);
    pc_fault fault = pc_try(m, open_body, h);
    if (fault) h->status = pc_run_lost(&h->r, fault);
}

static void close_home(bt_home *h) {
    if (!h->begun) return;
    pc_arena_fini(&h->s.scratch);
    pc_arena_fini(&h->s.arena);
}

/* --- the plan ------------------------------------------------------------------------------------
 */

/* The path without what could lead out of a folder. */
static pc_str contained(pc_arena *a, pc_str path) {
    pc_str out = PC_S("");
    for (pc_str part; pc_str_cut(&path, '/', &part);)
        if (part.n && !pc_str_eqz(part, ".") && !pc_str_eqz(part, ".."))
            out = pc_path_join(a, out, part);
    return out;
}

/* With the suffix of the output: the writer's first one; that of the source for what is printed
 * before it is read. A path that has one of the writer's keeps it. */
static pc_str with_suffix(const pc_run *r, pc_str path, pc_str source) {
    const char *const *own = r->writer->suffixes;
    pc_str ext = pc_path_ext(path), stem = pc_str_sub(path, 0, path.n - ext.n);
    if (r->job->options.stop_after.n) return pc_str_cat(r->cx.arena, stem, pc_path_ext(source));
    for (size_t i = 0; own && own[i]; i++)
        if (pc_str_eqz(ext, own[i])) return path;
    return own && own[0] ? pc_str_cat(r->cx.arena, stem, pc_strz(own[0]))
                         : pc_str_fmt(r->cx.arena, "%.*s.%s", PC_F(stem), r->writer->name);
}

static void plan_task(bt_batch *b, pc_str source, pc_str path, size_t folder, size_t entry) {
    pc_arena *a = b->plan.cx.arena;
    path = pc_path_join(a, b->job->output_dir, path);
    pc_vec_push(a, &b->tasks, ((bt_task){source, path, folder, entry, false}));
}

/* The [entry]th of the folder at hand. */
static void plan_entry(bt_batch *b, const pc_folder_entry *x, size_t entry) {
    pc_str path = contained(b->plan.cx.arena, x->path);
    if (!x->as_is) path = with_suffix(&b->plan, path, x->source);
    plan_task(b, x->source, path, b->folders.n, entry);
}

/* The folder itself, or one that it lies in: pages would be written over what they come from. As
 * Jekyll's Site#initialize has it. */
static void refuse_own_folder(bt_batch *b, pc_str folder) {
    pc_run *r = &b->plan;
    pc_arena *a = r->cx.scratch;
    pc_str to = pc_io_real(a, pc_str_dupz(a, b->job->output_dir));
    if (!to.n || !pc_path_within(to, pc_io_real(a, pc_str_dupz(a, folder)))) return;
    pc_diag(r->cx.diags, PC_DIAG_OUTPUT_INPUT, 0, "the output folder %.*s holds the input %.*s",
            PC_F(b->job->output_dir), PC_F(folder));
    pc_run_fail(r, PC_EXIT_OPTION);
}

static void plan_folder(bt_batch *b, const pc_str *path) {
    pc_run *r = &b->plan;
    refuse_own_folder(b, *path);
    bt_home *h = PC_NEW(r->cx.arena, bt_home);
    pc_vec_push(r->cx.arena, &b->folders, *path);
    pc_vec_push(r->cx.arena, &b->homes, h);
    open_home(b, h, r->cx.mem, path, false);
    if (h->status && !b->worst) b->worst = h->status;
    if (h->status) return;
    for (size_t i = 0; i < h->opened.n; i++) plan_entry(b, &h->opened.v[i], i);
}

static void plan_file(bt_batch *b, pc_str path) {
    pc_str base = pc_path_base(path);
    pc_str stem = pc_str_sub(base, 0, base.n - pc_path_ext(base).n);
    plan_task(b, path, with_suffix(&b->plan, contained(b->plan.cx.arena, stem), path), 0, 0);
}

/* The later of two documents of a site is the one that stands, as when Jekyll builds it. Of two
 * inputs neither may be lost unheard. */
static void clash(bt_batch *b, bt_task *x, bt_task *y) {
    bool same = x->folder && x->folder == y->folder;
    pc_diag(b->plan.cx.diags, same ? PC_DIAG_CLASH : PC_DIAG_OUTPUT_TWICE, 0,
            "%.*s and %.*s are both written to %.*s", PC_F(x->source), PC_F(y->source),
            PC_F(x->path));
    x->beaten = true;
}

static void find_clashes(bt_batch *b) {
    pc_map paths = {0};
    for (size_t i = 0; i < b->tasks.n; i++) {
        bt_task *t = &b->tasks.v[i], *before = pc_map_get(&paths, t->path);
        if (before) clash(b, before, t);
        pc_map_set(b->plan.cx.scratch, &paths, t->path, t);
    }
}

/* A file that is read is not written. */
static void spare_sources(bt_batch *b) {
    pc_arena *a = b->plan.cx.scratch;
    pc_map sources = {0};
    for (size_t i = 0; i < b->tasks.n; i++) {
        pc_str real = pc_io_real(a, pc_str_dupz(a, b->tasks.v[i].source));
        if (real.n) pc_map_set(a, &sources, real, &b->tasks.v[i]);
    }
    for (size_t i = 0; i < b->tasks.n; i++) {
        bt_task *t = &b->tasks.v[i];
        const bt_task *read = pc_map_get(&sources, pc_io_real(a, pc_str_dupz(a, t->path)));
        if (!read || t->beaten) continue;
        pc_diag(b->plan.cx.diags, PC_DIAG_OUTPUT_INPUT, 0,
                "%.*s would be written over the input %.*s", PC_F(t->source), PC_F(read->source));
        t->beaten = true;
    }
}

static void drop_beaten(bt_batch *b) {
    size_t n = 0;
    for (size_t i = 0; i < b->tasks.n; i++)
        if (!b->tasks.v[i].beaten) b->tasks.v[n++] = b->tasks.v[i];
    b->tasks.n = n;
}

static PC_NORETURN void misused(pc_run *r, const char *why) {
    pc_diag(r->cx.diags, PC_DIAG_USAGE, 0, "%s", why);
    pc_run_fail(r, PC_EXIT_OPTION);
}

static void plan_body(void *arg) {
    bt_batch *b = arg;
    const pc_job *j = b->job;
    pc_run *r = &b->plan;
    if (j->output.n) misused(r, "--output and --output-dir exclude each other");
    if (j->has_text || !j->ninputs) misused(r, "--output-dir wants input files or folders");
    pc_stage_formats(r);
    for (size_t i = 0; i < j->ninputs; i++) {
        if (pc_str_eqz(j->inputs[i], "-")) misused(r, "--output-dir cannot name standard input");
        if (pc_io_is_dir(pc_str_dupz(r->cx.scratch, j->inputs[i])))
            plan_folder(b, &j->inputs[i]);
        else
            plan_file(b, j->inputs[i]);
    }
    find_clashes(b);
    spare_sources(b);
    drop_beaten(b);
    if (r->cx.diags->count[PC_LEVEL_ERROR]) b->worst = PC_EXIT_OPTION;
    b->more = pc_alloc0(r->cx.arena, b->workers * b->folders.n * sizeof(bt_home));
}

/* --- the work ------------------------------------------------------------------------------------
 */

typedef struct bt_worker {
    bt_batch *batch;
    pc_pool *pool;
    size_t number;
    pc_mem *mem;
    size_t task;
} bt_worker;

static const pc_diag_item no_memory = {
    .code = PC_DIAG_MEMORY, .level = PC_LEVEL_ERROR, .message = PC_LIT("out of memory")};

typedef struct bt_saying {
    bt_said *said;
    pc_diags *diags;
    const pc_diag_item *item;
    bool again; /* answer: it was said before */
} bt_saying;

static void find_places(void *arg) {
    pc_diags *d = arg;
    for (size_t i = 0; i < d->n; i++) pc_source_place(d->sources, d->v[i].pos);
}

static void remember(void *arg) {
    bt_saying *s = arg;
    pc_arena *a = &s->said->arena;
    pc_place at = pc_source_place(s->diags->sources, s->item->pos);
    pc_str key = pc_str_fmt(a, "%.*s:%zu:%zu:%.*s", PC_F(at.file), at.line, at.column,
                            PC_F(s->item->message));
    s->again = pc_map_has(&s->said->keys, key);
    if (!s->again) pc_map_set(a, &s->said->keys, key, NULL);
}

/* Hands on the messages of a document when all before it are done. Their places are looked up
 * before: a host that is told one is not jumped over for want of memory. */
static void say(void *user, pc_diags *d, const pc_diag_item *lost) {
    bt_worker *w = user;
    const pc_job *j = w->batch->job;
    bt_saying s = {.said = &w->batch->said, .diags = d};
    pc_pool_turn(w->pool, w->task);
    if (!j->on_diag) return;
    bool placed = pc_try(w->mem, find_places, d) == PC_FAULT_NONE;
    if (!placed && !lost) lost = &no_memory;
    for (size_t i = 0; placed && i < d->n; i++) {
        s.item = &d->v[i];
        if (!s.item->related) s.again = false;
        if (!s.item->related) pc_try(&s.said->mem, remember, &s);
        if (!s.again) j->on_diag(j->on_diag_user, d, s.item);
    }
    if (lost) j->on_diag(j->on_diag_user, d, lost);
}

static bt_home *home_at(const bt_worker *w, size_t folder) {
    bt_batch *b = w->batch;
    return w->number ? &b->more[(w->number - 1) * b->folders.n + folder] : b->homes.v[folder];
}

/* The folder of a task, open. */
static bt_home *home_of(bt_worker *w, const bt_task *t) {
    bt_home *h = home_at(w, t->folder - 1);
    if (!h->begun) open_home(w->batch, h, w->mem, &w->batch->folders.v[t->folder - 1], true);
    return h;
}

/* Whether the document is in it that was planned. */
static bool has_task(const bt_home *h, const bt_task *t) {
    return !h->status && t->entry < h->opened.n &&
           pc_str_eq(h->opened.v[t->entry].source, t->source);
}

/* For a folder that the plan could open, and this worker could not. */
static pc_exit give_up(bt_worker *w, bt_home *h) {
    bool memory = h->status == PC_EXIT_MEMORY;
    pc_diag_item changed = {.code = PC_DIAG_IO,
                            .level = PC_LEVEL_ERROR,
                            .message = PC_S("the folder changed while it was being converted")};
    h->s.diags.n = 0;
    say(w, &h->s.diags, memory ? &no_memory : &changed);
    return memory ? PC_EXIT_MEMORY : PC_EXIT_IO;
}

static pc_exit run_task(bt_worker *w, const bt_task *t) {
    bt_home *h = t->folder ? home_of(w, t) : NULL;
    if (h && !has_task(h, t)) return give_up(w, h);
    pc_job one = *w->batch->job;
    one.inputs = &t->source;
    one.ninputs = 1;
    one.on_diag = NULL; /* they are said in turn */
    one.output = t->path;
    if (h && !one.from.n) one.from = pc_strz(h->opened.reader->format);
    return pc_run_whole(w->mem, &one, h ? &h->opened : NULL, t->entry, say, w);
}

static void work(pc_pool *p, size_t number, void *arg) {
    bt_batch *b = arg;
    pc_mem own;
    pc_mem_init(&own, NULL, NULL, 0);
    bt_worker w = {b, p, number, number ? &own : b->plan.cx.mem, 0};
    while (pc_pool_take(p, &w.task)) {
        pc_exit status = run_task(&w, &b->tasks.v[w.task]);
        if (status > b->worst) b->worst = status;
        pc_pool_done(p, w.task);
    }
    for (size_t i = 0; number && i < b->folders.n; i++) close_home(home_at(&w, i));
}

pc_exit pc_batch_run(pc_mem *m, const pc_job *job) {
    bt_batch b = {.job = job, .workers = job->jobs > 1 && pc_mem_is_plain(m) ? job->jobs : 1};
    pc_mem own; /* the caller's serves its messages, which come from any worker */
    if (b.workers > PC_MAX_WORKERS) b.workers = PC_MAX_WORKERS;
    pc_mem_init(&own, NULL, NULL, 0);
    pc_mem_init(&b.said.mem, m->alloc, m->user, 0);
    pc_arena_init(&b.said.arena, &b.said.mem);
    pc_run_begin(&b.plan, &b.s, b.workers > 1 ? &own : m, job, NULL);
    pc_fault fault = pc_try(b.plan.cx.mem, plan_body, &b);
    if (!fault) pc_pool_run(b.workers, b.tasks.n, work, &b);
    if (fault) b.worst = pc_run_lost(&b.plan, fault);
    for (size_t i = 0; i < b.homes.n; i++) close_home(b.homes.v[i]);
    pc_arena_fini(&b.said.arena);
    pc_arena_fini(&b.s.scratch);
    pc_arena_fini(&b.s.arena);
    return b.worst;
}
