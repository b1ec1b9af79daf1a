/* What the program prints about itself, from its tables. */
#include "cli/lists.h"

#include "base/io.h"
#include "base/str.h"
#include "cli/completion.h"

#include <stdlib.h>

static void put_option(const pc_option *o, pc_buf *out) {
    size_t start = out->total;
    if (o->letter)
        pc_buf_putf(out, "  -%c, ", o->letter);
    else
        PC_PUTL(out, "      ");
    pc_buf_putf(out, "--%s", o->name);
    if (o->metavar) pc_buf_putf(out, o->kind == PC_ARG_OPTIONAL ? "[=%s]" : " %s", o->metavar);
    size_t width = out->total - start;
    pc_buf_fill(out, ' ', width < 36 ? 36 - width : 1);
    pc_buf_putf(out, "%s\n", o->help);
}

static void put_commands(pc_buf *out) {
    PC_PUTL(out, "\nOther commands (pubconv COMMAND --help; a file of that name is ./COMMAND):\n");
    for (size_t i = 1; pc_commands[i]; i++)
        pc_buf_putf(out, "  %-34s%s\n", pc_commands[i]->name, pc_commands[i]->summary);
}

static pc_exit help(pc_args *a, const pc_registry *r, pc_buf *out) {
    const pc_command *c = a->command;
    const pc_option *o;
    (void)r;
    pc_buf_putf(out, "pubconv %s%s%s\n\n%s\n", c->name, *c->name ? " " : "", c->usage, c->about);
    for (size_t i = 0; (o = pc_command_option(c, i)); i++) put_option(o, out);
    if (c == pc_commands[0]) put_commands(out);
    return PC_EXIT_OK;
}

static pc_exit version(pc_args *a, const pc_registry *r, pc_buf *out) {
    (void)r;
    pc_buf_putf(out, "pubconv %s\nUser data directory: %.*s\n", PUBCONV_VERSION,
                PC_F(a->job.options.data_dir));
    return PC_EXIT_OK;
}

static int by_text(const void *x, const void *y) {
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

typedef struct row {
    const char *name, *summary;
    const char *const *aliases;
} row;

/* One name a line, sorted, as Pandoc prints them; with --verbose what each is. */
static void put_rows(pc_args *a, row *rows, size_t n, pc_buf *out) {
    qsort(rows, n, sizeof *rows, by_text);
    for (size_t i = 0; i < n; i++) {
        pc_buf_putz(out, rows[i].name);
        if (a->job.options.verbose && rows[i].summary) pc_buf_putf(out, "\t%s", rows[i].summary);
        pc_buf_putc(out, '\n');
    }
}

static pc_exit inputs(pc_args *a, const pc_registry *r, pc_buf *out) {
    row *rows = PC_NEW_N(a->arena, row, r->nreaders);
    for (size_t i = 0; i < r->nreaders; i++)
        rows[i] = (row){r->readers[i]->name, r->readers[i]->summary, r->readers[i]->aliases};
    put_rows(a, rows, r->nreaders, out);
    return PC_EXIT_OK;
}

static pc_exit outputs(pc_args *a, const pc_registry *r, pc_buf *out) {
    row *rows = PC_NEW_N(a->arena, row, r->nwriters);
    for (size_t i = 0; i < r->nwriters; i++)
        rows[i] = (row){r->writers[i]->name, r->writers[i]->summary, r->writers[i]->aliases};
    put_rows(a, rows, r->nwriters, out);
    return PC_EXIT_OK;
}

static pc_exit extensions(pc_args *a, const pc_registry *r, pc_buf *out) {
    pc_str name = a->subject.n ? a->subject : PC_S("jekyll");
    const pc_reader *in = pc_reader_find(r, name);
    const pc_writer *to = pc_writer_find(r, name);
    pc_exts supported = {0}, on = {0}, more, more_on;
    if (!in && !to) {
        pc_args_fail(a, PC_EXIT_OPTION, PC_S("see --list-input-formats"), "%.*s is not a format",
                     PC_F(name));
        return a->failed;
    }
    if (in) pc_exts_parse_list(in->extensions, &supported, &on);
    if (to) {
        pc_exts_parse_list(to->extensions, &more, &more_on);
        supported.bits |= more.bits;
        on.bits |= more_on.bits;
    }
    for (int e = 0; e < PC_EXT_COUNT; e++) {
        if (!pc_ext_has(supported, (pc_ext)e)) continue;
        pc_buf_putf(out, "%c%s", pc_ext_has(on, (pc_ext)e) ? '+' : '-', pc_ext_name((pc_ext)e));
        if (a->job.options.verbose) pc_buf_putf(out, "\t%s", pc_ext_what((pc_ext)e));
        pc_buf_putc(out, '\n');
    }
    return PC_EXIT_OK;
}

static const pc_asset *asset(const pc_registry *r, pc_str name) {
    for (size_t i = 0; i < r->nassets; i++)
        if (pc_str_eqz(name, r->assets[i].name)) return &r->assets[i];
    return NULL;
}

static pc_exit print_file(pc_args *a, const pc_registry *r, pc_buf *out) {
    const pc_asset *f = asset(r, a->subject);
    if (f) {
        pc_buf_put(out, f->text);
        return PC_EXIT_OK;
    }
    pc_str list = PC_S("there are");
    for (size_t i = 0; i < r->nassets; i++)
        list = pc_str_fmt(a->arena, "%.*s%s%s", PC_F(list), i ? ", " : " ", r->assets[i].name);
    pc_args_fail(a, PC_EXIT_DATA_FILE, list, "Could not find data file %.*s", PC_F(a->subject));
    return a->failed;
}

static pc_exit print_template(pc_args *a, const pc_registry *r, pc_buf *out) {
    const pc_writer *w = pc_writer_find(r, a->subject);
    if (!w || !w->template_name) {
        pc_args_fail(a, PC_EXIT_DATA_FILE, PC_S("see --list-output-formats"), "%s %.*s",
                     w ? "there is no template for" : "Unknown output format", PC_F(a->subject));
        return a->failed;
    }
    a->subject = pc_str_fmt(a->arena, "templates/%s", w->template_name);
    return print_file(a, r, out);
}

/* What an action prints, and whether -o takes it: Pandoc's does for files that ship with it. */
static const struct list {
    pc_exit (*print)(pc_args *a, const pc_registry *r, pc_buf *out);
    bool to_file;
} lists[] = {
    [PC_ACT_HELP] = {help, false},
    [PC_ACT_VERSION] = {version, false},
    [PC_ACT_LIST_INPUT] = {inputs, false},
    [PC_ACT_LIST_OUTPUT] = {outputs, false},
    [PC_ACT_LIST_EXTENSIONS] = {extensions, false},
    [PC_ACT_PRINT_TEMPLATE] = {print_template, true},
    [PC_ACT_PRINT_DATA_FILE] = {print_file, true},
    [PC_ACT_COMPLETION] = {pc_completion_print, false},
};

static pc_exit print(pc_ctx *cx, void *user) {
    pc_args *a = user;
    pc_buf out;
    pc_buf_init(&out, cx->mem);
    pc_exit status = lists[a->action].print(a, cx->registry, &out);
    cx->raw_output = pc_buf_take(&out, cx->arena);
    cx->stopped = status == PC_EXIT_OK;
    return status;
}

pc_exit pc_args_obey(pc_args *a) {
    if (a->action == PC_ACT_WORK) return a->command->run(a);
    if (!lists[a->action].to_file) a->job.output = PC_S("");
    return pc_job_do(a->arena->mem, &a->job, print, a);
}
