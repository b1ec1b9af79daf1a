/* argv into options: Pandoc's ways. Long options may be cut to a unique prefix, take their argument
 * behind = or as the next word; short ones may be joined (-sf gfm) and take it at once (-fgfm) or,
 * what Pandoc does not read, behind = (-f=gfm). */
#include "cli/args.h"

#include "base/io.h"
#include "base/str.h"

/* Second letters of options that have two. */
static char first_letter(char c) {
    return c == 'r' ? 'f' : c == 'w' ? 't' : c;
}

void pc_args_fail(pc_args *a, pc_exit status, pc_str help, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    pc_str message = pc_str_vfmt(a->arena, fmt, ap);
    va_end(ap);
    pc_diag_span(a->diags, a->at ? PC_DIAG_CONFIG_FILE : PC_DIAG_USAGE, a->at, a->at_end, help,
                 "%.*s", PC_F(message));
    if (a->at && status == PC_EXIT_OPTION) status = PC_EXIT_PARSE;
    if (!a->failed) a->failed = status;
}

pc_str pc_args_load(pc_args *a, pc_str path, pc_exit status) {
    pc_str text = PC_S(""), why;
    if (!pc_io_read(a->arena, pc_str_dupz(a->arena, path), &text, &why))
        pc_args_fail(a, status, PC_S(""), "cannot read %.*s: %.*s", PC_F(path), PC_F(why));
    return text;
}

static bool begins(const pc_option *o, pc_str name) {
    return pc_str_starts(pc_strz(o->name), name) ||
           (o->alias && pc_str_starts(pc_strz(o->alias), name));
}

static pc_str suggestion(pc_args *a, pc_str name) {
    PC_VEC(pc_str) words = {0};
    const pc_option *o;
    for (size_t i = 0; (o = pc_command_option(a->command, i)); i++) {
        pc_vec_push(a->arena, &words, pc_strz(o->name));
        if (o->alias) pc_vec_push(a->arena, &words, pc_strz(o->alias));
    }
    pc_str meant = pc_did_you_mean(name, words.v, words.n);
    if (!meant.n) return PC_S("see --help");
    return pc_str_fmt(a->arena, "did you mean '--%.*s'?", PC_F(meant));
}

/* By name, or by a prefix that only one option has. NULL after a message. */
static const pc_option *find_long(pc_args *a, pc_str name) {
    const pc_option *found = pc_command_option_by_name(a->command, name), *o;
    if (found) return found;
    for (size_t i = 0; name.n && (o = pc_command_option(a->command, i)); i++) {
        if (!begins(o, name)) continue;
        if (found) {
            pc_args_fail(a, PC_EXIT_OPTION, PC_S(""), "--%.*s may be --%s or --%s", PC_F(name),
                         found->name, o->name);
            return NULL;
        }
        found = o;
    }
    if (!found)
        pc_args_fail(a, PC_EXIT_OPTION, suggestion(a, name), "Unknown option --%.*s", PC_F(name));
    return found;
}

void pc_option_set(pc_args *a, const pc_option *o, pc_str value) {
    bool yes = !value.n || pc_str_ieqz(value, "true"), no = pc_str_ieqz(value, "false");
    if (o->kind != PC_ARG_BOOL)
        o->set(a, o, value);
    else if (yes || no)
        o->set(a, o, yes ? PC_S("true") : PC_S("false"));
    else
        pc_args_fail(a, PC_EXIT_OPTION, PC_S(""), "--%s is true or false, not '%.*s'", o->name,
                     PC_F(value));
}

typedef struct words {
    char *const *v;
    int n, next;
} words;

static bool next_word(pc_args *a, words *w, const pc_option *o, pc_str *value) {
    if (w->next < w->n) {
        *value = pc_strz(w->v[w->next++]);
        return true;
    }
    pc_args_fail(a, PC_EXIT_OPTION, PC_S(""), "--%s wants an argument: %s", o->name, o->metavar);
    return false;
}

static void read_long(pc_args *a, words *w, pc_str s) {
    size_t eq = pc_str_chr(s, '=', 0);
    pc_str value = eq == PC_NPOS ? PC_S("") : pc_str_from(s, eq + 1);
    const pc_option *o = find_long(a, pc_str_sub(s, 0, eq));
    if (!o) return;
    if (o->kind == PC_ARG_NONE && eq != PC_NPOS)
        pc_args_fail(a, PC_EXIT_OPTION, PC_S(""), "--%s takes no argument", o->name);
    else if (o->kind != PC_ARG_REQUIRED || eq != PC_NPOS || next_word(a, w, o, &value))
        pc_option_set(a, o, value);
}

static const pc_option *find_short(const pc_command *c, char letter) {
    const pc_option *o = NULL;
    for (size_t i = 0; (o = pc_command_option(c, i)) && o->letter != letter; i++) continue;
    return o;
}

static void read_short(pc_args *a, words *w, pc_str s) {
    for (size_t i = 0; i < s.n; i++) {
        const pc_option *o = s.p[i] ? find_short(a->command, first_letter(s.p[i])) : NULL;
        if (!o) {
            pc_args_fail(a, PC_EXIT_OPTION, PC_S("see --help"), "Unknown option -%c", s.p[i]);
            return;
        }
        pc_str value = pc_str_from(s, i + 1);
        bool given = value.n && *value.p == '=';
        if (given) value = pc_str_from(value, 1);
        if (o->kind == PC_ARG_NONE || (o->kind != PC_ARG_REQUIRED && !given)) {
            pc_option_set(a, o, PC_S(""));
            continue;
        }
        if (o->kind != PC_ARG_REQUIRED || value.n || next_word(a, w, o, &value))
            pc_option_set(a, o, value);
        return;
    }
}

static void finish(pc_args *a) {
    pc_job *j = &a->job;
    j->inputs = a->inputs.v;
    j->ninputs = a->inputs.n;
    j->steps = a->steps.v;
    j->nsteps = a->steps.n;
    j->metadata_files = a->metadata_files.v;
    j->nmetadata_files = a->metadata_files.n;
    j->options.resource_path = a->resource_path.v;
    j->options.nresource_path = a->resource_path.n;
    j->options.config = a->config.v;
    j->options.nconfig = a->config.n;
    j->metadata = pc_value_map(a->arena, a->metadata.v, a->metadata.n);
    j->variables = pc_value_map(a->arena, a->variables.v, a->variables.n);
}

size_t pc_args_choose(pc_args *a, const pc_option *o, pc_str v, const char *const *choices) {
    for (size_t i = 0; choices[i]; i++)
        if (pc_str_eqz(v, choices[i])) return i;
    pc_str list = PC_S("");
    for (size_t i = 0; choices[i]; i++)
        list = pc_str_fmt(a->arena, "%.*s%s%s", PC_F(list), i ? ", " : "", choices[i]);
    pc_args_fail(a, PC_EXIT_OPTION, PC_S(""), "--%s is one of %.*s, not '%.*s'", o->name,
                 PC_F(list), PC_F(v));
    return 0;
}

void pc_args_parse(pc_args *a, const pc_command *c, int n, char *const *given) {
    words w = {given, n, 0};
    a->command = c;
    a->own = pc_alloc0(a->arena, c->own_size);
    PC_VEC(pc_str) files = {0}; /* come after those of defaults files, as in Pandoc */
    bool only_files = false;
    while (w.next < w.n) {
        pc_str s = pc_strz(w.v[w.next++]);
        if (only_files || s.n < 2 || s.p[0] != '-')
            pc_vec_push(a->arena, &files, s);
        else if (pc_str_eqz(s, "--"))
            only_files = true;
        else if (s.p[1] == '-')
            read_long(a, &w, pc_str_from(s, 2));
        else
            read_short(a, &w, pc_str_from(s, 1));
    }
    for (size_t i = 0; i < files.n; i++) pc_vec_push(a->arena, &a->inputs, files.v[i]);
    finish(a);
}
