/* The command line, and defaults files: what was asked for, gathered into a job.
 *
 * A command is a row of a table (commands.c) with a table of options: their names, their arguments,
 * what they set, their help. --help, shell completion, defaults files and "did you mean" all read
 * those tables. The conversion is the command without a name. */
#ifndef PC_ARGS_H
#define PC_ARGS_H

#include "base/vec.h"
#include "pipeline/pipeline.h"

typedef enum pc_action { /* instead of the command's work */
                         PC_ACT_WORK,
                         PC_ACT_HELP,
                         PC_ACT_VERSION,
                         PC_ACT_LIST_INPUT,
                         PC_ACT_LIST_OUTPUT,
                         PC_ACT_LIST_EXTENSIONS,
                         PC_ACT_PRINT_TEMPLATE,
                         PC_ACT_PRINT_DATA_FILE,
                         PC_ACT_COMPLETION
} pc_action;

typedef enum pc_colour { PC_COLOUR_AUTO, PC_COLOUR_ALWAYS, PC_COLOUR_NEVER } pc_colour;

typedef PC_VEC(pc_pair) pc_pairs;

typedef struct pc_args {
    const struct pc_command *command;
    void *own; /* what the command's own options set: own_size bytes, zeroed at first */
    pc_arena *arena;
    pc_diags *diags;
    pc_sources *sources;
    pc_job job;
    pc_action action;
    pc_str subject; /* of the action: a format, a file, a shell */
    PC_VEC(pc_str) inputs;
    PC_VEC(pc_step) steps;
    pc_pairs metadata, variables;
    PC_VEC(pc_str) metadata_files;
    PC_VEC(pc_str) resource_path;
    PC_VEC(pc_str) config;
    PC_VEC(pc_str) plugins;
    pc_str log;
    pc_colour colour;
    bool coloured; /* what goes to standard output may be in colours */
    size_t defaults_depth;
    pc_str defaults_dir; /* folder of the defaults file that is being applied */
    pc_pos at, at_end;   /* its value that is being applied; 0: the command line speaks */
    pc_exit failed;      /* not 0: a message was given */
} pc_args;

/* What an option's argument is. */
typedef enum pc_arg_kind {
    PC_ARG_NONE,     /* nothing */
    PC_ARG_BOOL,     /* --x, --x=true, --x=false */
    PC_ARG_REQUIRED, /* --x ARG, --x=ARG */
    PC_ARG_OPTIONAL  /* --x, --x=ARG */
} pc_arg_kind;

typedef struct pc_option {
    char letter;              /* -f; 0: none */
    const char *name, *alias; /* --from, --read; alias may be NULL */
    pc_arg_kind kind;
    const char *metavar;
    void (*set)(pc_args *a, const struct pc_option *o, pc_str value); /* BOOL: "true", "false" */
    size_t field; /* offset in pc_args, for setters that only store */
    const char *help;
} pc_option;

typedef struct pc_command {
    const char *name;    /* the first word of the command line; "": the conversion */
    const char *usage;   /* "[OPTIONS] [FILES]" */
    const char *summary; /* one line of the list of commands */
    const char *about;   /* what --help says before the options; lines, each with its end */
    const pc_option *options;
    size_t noptions;
    const char *const *shared; /* long names of the conversion's options that it has as well, NULL
                                * at the end; or NULL */
    size_t own_size;
    /* Does the work. a->job has its ends (registry, messages, output). */
    pc_exit (*run)(pc_args *a);
} pc_command;

/* Every command, the conversion first, NULL at the end. */
extern const pc_command *const pc_commands[];
/* The command that the first word names. Files of that name are to be had as ./NAME, or after any
 * option. NULL: no command's name. */
const pc_command *pc_command_by_name(pc_str name);
/* The i-th option, its own before those that it shares; NULL at the end. */
const pc_option *pc_command_option(const pc_command *c, size_t i);
/* By its long name or alias, exact; NULL when unknown. */
const pc_option *pc_command_option_by_name(const pc_command *c, pc_str name);

/* Reads words[0..n) over the options that a->job has. Afterwards a->job borrows from a. Messages go
 * to a->diags, the first failure's exit code to a->failed. */
void pc_args_parse(pc_args *a, const pc_command *c, int n, char *const *words);
/* -d: applies a defaults file (Pandoc's manual, "Defaults files"). */
void pc_defaults_apply(pc_args *a, pc_str path);
/* Sets one option by its table row. */
void pc_option_set(pc_args *a, const pc_option *o, pc_str value);
/* A usage message that names what was wrong, and the exit code. Within a defaults file the message
 * has its place, and what would be PC_EXIT_OPTION is PC_EXIT_PARSE, as in Pandoc. */
void pc_args_fail(pc_args *a, pc_exit status, pc_str help, const char *fmt, ...) PC_PRINTF(4, 5);
/* The index of [v] in a NULL-terminated list; after a usage message, 0. */
size_t pc_args_choose(pc_args *a, const pc_option *o, pc_str v, const char *const *choices);
/* A file's text, or empty after a message and failing with [status]. */
pc_str pc_args_load(pc_args *a, pc_str path, pc_exit status);

#endif
