/* The program: options, surroundings (environment, terminal, data folder), one job, its exit code.
 */
#include "base/io.h"
#include "base/str.h"
#include "cli/builtins.h"
#include "cli/lists.h"
#include "cli/messages.h"
#include "plugins/loader.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <time.h>

typedef struct program {
    pc_mem mem;
    int argc;
    char **argv;
    pc_messages messages;
    pc_exit status;
} program;

static bool to_stdout(void *user, const char *p, size_t n) {
    (void)user;
    return fwrite(p, 1, n, stdout) == n && fflush(stdout) == 0;
}

/* XDG's data folder, as Pandoc uses it (its manual, --data-dir). */
static pc_str data_dir(pc_arena *a) {
    const char *xdg = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    if (xdg && *xdg) return pc_path_join(a, pc_strz(xdg), PC_S("pubconv"));
    if (home && *home) return pc_path_join(a, pc_strz(home), PC_S(".local/share/pubconv"));
    return PC_S("");
}

/* What "now" means in a page. SOURCE_DATE_EPOCH makes it the same in each run
 * (https://reproducible-builds.org/specs/source-date-epoch/). */
static int64_t now(pc_args *a) {
    const char *given = getenv("SOURCE_DATE_EPOCH");
    int64_t t = (int64_t)time(NULL);
    if (given && *given && (!pc_str_int(pc_strz(given), &t) || t < 0))
        pc_args_fail(a, PC_EXIT_OPTION, PC_S(""),
                     "SOURCE_DATE_EPOCH is a number of seconds since 1970, not '%s'", given);
    return t;
}

/* https://no-color.org; a dumb terminal shows no colours either. */
static bool wants_colour(pc_colour c, int fd) {
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    if (c != PC_COLOUR_AUTO) return c == PC_COLOUR_ALWAYS;
    return isatty(fd) && !(no && *no) && term && strcmp(term, "dumb");
}

static void write_log(program *p, pc_args *a) {
    pc_io_file *f = PC_NEW(a->arena, pc_io_file);
    pc_str why;
    if (pc_io_create(f, &p->mem, a->arena, pc_str_dupz(a->arena, a->log), &why)) {
        pc_defer(&p->mem, pc_io_abandon, f);
        pc_str text = pc_str_fmt(a->arena, "[\n%.*s\n]\n", PC_F(pc_buf_str(&p->messages.log)));
        pc_io_sink(f, text.p, text.n);
        if (pc_io_commit(f, a->arena, &why)) return;
    }
    pc_args_fail(a, PC_EXIT_IO, PC_S(""), "cannot write %.*s: %.*s", PC_F(a->log), PC_F(why));
    if (!p->status) p->status = PC_EXIT_IO;
}

static void load_plugins(program *p, pc_args *a, pc_registry *r) {
    pc_plugin_search where = {.path = pc_strz(getenv("PUBCONV_PLUGIN_PATH")),
                              .data_dir = a->job.options.data_dir,
                              .installed = PC_S(PUBCONV_PLUGIN_DIR)};
    for (size_t i = 0; i < a->plugins.n; i++)
        if (!pc_plugin_load(r, a->diags, &p->mem, a->plugins.v[i], &where)) a->failed = PC_EXIT_APP;
}

static pc_exit work(program *p, pc_args *a, const pc_registry *r) {
    a->job.registry = r;
    a->job.on_diag = pc_messages_show;
    a->job.on_diag_user = &p->messages;
    a->job.out = to_stdout;
    return pc_args_obey(a);
}

static void obey(program *p, pc_args *a, pc_registry *r) {
    pc_messages *m = &p->messages;
    m->verbose = a->job.options.verbose;
    m->quiet = a->job.options.quiet;
    m->logging = a->log.n > 0;
    m->colour = wants_colour(a->colour, STDERR_FILENO);
    a->coloured = !a->job.output.n && wants_colour(a->colour, STDOUT_FILENO);
    if (!a->failed) load_plugins(p, a, r);
    p->status = a->failed ? a->failed : work(p, a, r);
    if (m->logging) write_log(p, a);
}

/* The command that the first word names, else the conversion. A word near a command's name that is
 * no file was meant as one. */
static const pc_command *command(pc_args *a, int argc, char **argv) {
    PC_VEC(pc_str) names = {0};
    pc_str first = argc > 1 ? pc_strz(argv[1]) : PC_S("");
    const pc_command *c = pc_command_by_name(first);
    if (c) return c;
    for (size_t i = 1; pc_commands[i]; i++)
        pc_vec_push(a->arena, &names, pc_strz(pc_commands[i]->name));
    pc_str meant = pc_did_you_mean(first, names.v, names.n);
    if (meant.n && first.p[0] != '-' && access(argv[1], F_OK) != 0)
        pc_args_fail(a, PC_EXIT_IO,
                     pc_str_fmt(a->arena, "did you mean the command '%.*s'?", PC_F(meant)),
                     "there is no file '%s'", argv[1]);
    return pc_commands[0];
}

/* The arena is the caller's, so that what was deferred is undone before its memory goes. */
typedef struct session {
    program *program;
    pc_arena arena;
} session;

static void run(void *arg) {
    session *s = arg;
    program *p = s->program;
    pc_sources sources;
    pc_diags diags;
    pc_registry registry;
    pc_sources_init(&sources, &s->arena);
    pc_diags_init(&diags, &s->arena, &sources);
    diags.sink = pc_messages_show;
    diags.user = &p->messages;
    pc_buf_init(&p->messages.log, &p->mem);
    p->messages.colour = wants_colour(PC_COLOUR_AUTO, STDERR_FILENO);
    pc_registry_init(&registry, &s->arena);
    pc_builtins_add(&registry);
    pc_args a = {.arena = &s->arena, .diags = &diags, .sources = &sources};
    a.job.options = pc_options_default;
    a.job.options.now = now(&a);
    a.job.options.timezone = pc_strz(getenv("TZ"));
    a.job.options.environment = pc_strz(getenv("JEKYLL_ENV"));
    a.job.options.data_dir = data_dir(&s->arena);
    const pc_command *c = command(&a, p->argc, p->argv);
    int first = c == pc_commands[0] ? 1 : 2; /* behind the words that name program and command */
    if (!a.failed) pc_args_parse(&a, c, p->argc - first, p->argv + first);
    obey(p, &a, &registry);
}

int main(int argc, char **argv) {
    program p = {.argc = argc, .argv = argv};
    session s = {.program = &p};
    pc_mem_init(&p.mem, NULL, NULL, 0);
    pc_arena_init(&s.arena, &p.mem);
    p.messages.mem = &p.mem;
    pc_fault fault = pc_try(&p.mem, run, &s);
    pc_arena_fini(&s.arena);
    if (fault) fputs("pubconv: error: out of memory\n", stderr);
    return fault ? PC_EXIT_MEMORY : (int)p.status;
}
