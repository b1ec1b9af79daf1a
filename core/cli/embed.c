/* The embedding API over the command line's parts: the same options, the same job, other ends. */
#include "pubconv/pubconv.h"

#include "base/str.h"
#include "cli/builtins.h"
#include "cli/lists.h"
#include "plugins/loader.h"

#include <time.h>

typedef struct embed {
    const pubconv_job *job;
    pc_mem mem;
    pc_arena arena;
    pc_exit status;
} embed;

/* --- Ends ------------------------------------------------------------------------------------ */

static bool emb_write(void *user, const char *p, size_t n) {
    const embed *e = user;
    return !e->job->write || n == 0 || e->job->write(e->job->user, p, n);
}

typedef struct saying {
    embed *e;
    pc_diags *diags;
    const pc_diag_item *item;
} saying;

static void say(void *arg) {
    const saying *s = arg;
    const pc_diag_item *i = s->item;
    pc_place at = pc_source_place(s->diags->sources, i->pos);
    pc_buf shown;
    pc_buf_init(&shown, &s->e->mem);
    pc_diag_render(s->diags, i, false, &shown);
    pubconv_message m = {.level = i->level,
                         .code = pc_diag_slug(i->code),
                         .file = at.file,
                         .line = at.line,
                         .column = at.column,
                         .text = i->message,
                         .help = i->help.n ? i->help : pc_strz(pc_diag_help(i->code)),
                         .shown = pc_buf_str(&shown)};
    s->e->job->message(s->e->job->user, &m);
}

/* A message must come through when there is no memory to lay it out. */
static void emb_message(void *user, pc_diags *d, const pc_diag_item *item) {
    embed *e = user;
    saying s = {e, d, item};
    if (!e->job->message) return;
    bool last_word = item->code == PC_DIAG_MEMORY;
    if (!last_word && pc_try(&e->mem, say, &s) == PC_FAULT_NONE) return;
    pubconv_message m = {.level = item->level,
                         .code = pc_diag_slug(item->code),
                         .text = item->message,
                         .shown = item->message};
    e->job->message(e->job->user, &m);
}

/* --- The conversion -------------------------------------------------------------------------- */

static char *const *emb_words(embed *e, int *count) {
    const char *const *given = e->job->options;
    size_t n = 0;
    while (given && given[n]) n++;
    char **words = PC_NEW_N(&e->arena, char *, n + 1);
    for (size_t i = 0; i < n; i++) words[i] = pc_str_dupz(&e->arena, pc_strz(given[i]));
    *count = (int)n;
    return words;
}

static void emb_plugins(embed *e, pc_args *a, pc_registry *r) {
    pc_plugin_search where = {.data_dir = a->job.options.data_dir,
                              .installed = PC_S(PUBCONV_PLUGIN_DIR)};
    for (size_t i = 0; i < a->plugins.n; i++)
        if (!pc_plugin_load(r, a->diags, &e->mem, a->plugins.v[i], &where)) a->failed = PC_EXIT_APP;
}

static pc_exit emb_job(embed *e, pc_args *a, const pc_registry *r) {
    pc_job *job = &a->job;
    job->registry = r;
    job->on_diag = emb_message;
    job->on_diag_user = e;
    job->out = emb_write;
    job->out_user = e;
    if (e->job->text.p) {
        job->has_text = true;
        job->text = e->job->text;
        job->text_name = e->job->text_name ? pc_strz(e->job->text_name) : PC_S("<text>");
    }
    return pc_args_obey(a);
}

static void run(void *arg) {
    embed *e = arg;
    pc_sources sources;
    pc_diags diags;
    pc_registry registry;
    int n;
    pc_sources_init(&sources, &e->arena);
    pc_diags_init(&diags, &e->arena, &sources);
    diags.sink = emb_message;
    diags.user = e;
    pc_registry_init(&registry, &e->arena);
    pc_builtins_add(&registry);
    pc_args a = {.arena = &e->arena, .diags = &diags, .sources = &sources};
    a.job.options = pc_options_default;
    a.job.options.now = (int64_t)time(NULL);
    char *const *words = emb_words(e, &n);
    pc_args_parse(&a, pc_commands[0], n, words);
    if (!a.failed) emb_plugins(e, &a, &registry);
    e->status = a.failed ? a.failed : emb_job(e, &a, &registry);
}

int pubconv_convert(const pubconv_job *given) {
    pubconv_job job = {0};
    memcpy(&job, given, given->size < sizeof job ? given->size : sizeof job);
    embed e = {.job = &job};
    pc_mem_init(&e.mem, job.alloc, job.alloc_user, job.memory);
    pc_arena_init(&e.arena, &e.mem);
    pc_fault fault = pc_try(&e.mem, run, &e);
    if (fault) {
        const pc_diag_item item = {
            .code = PC_DIAG_MEMORY, .level = PC_LEVEL_ERROR, .message = PC_S("out of memory")};
        emb_message(&e, NULL, &item);
    }
    pc_arena_fini(&e.arena);
    return fault ? PC_EXIT_MEMORY : (int)e.status;
}

const char *pubconv_version(void) {
    return PUBCONV_VERSION;
}
