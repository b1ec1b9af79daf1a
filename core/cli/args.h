/* The command line, and defaults files: what was asked for, gathered into a job.
 *
 * One table (options.c) holds every option: its names, its argument, what it sets, its help.
 * --help, shell completion, defaults files and "did you mean" all read that table. */
#ifndef PC_ARGS_H
#define PC_ARGS_H

#include "base/vec.h"
#include "pipeline/pipeline.h"

typedef enum pc_action { /* instead of converting */
                         PC_ACT_CONVERT,
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

typedef struct pc_args {
    pc_arena *arena;
    pc_diags *diags;
    pc_sources *sources;
    pc_job job;
    pc_action action;
    pc_str subject; /* of the action: a format, a file, a shell */
    PC_VEC(pc_str) inputs;
    PC_VEC(pc_step) steps;
    PC_VEC(pc_pair) metadata;
    PC_VEC(pc_pair) variables;
    PC_VEC(pc_str) metadata_files;
    PC_VEC(pc_str) resource_path;
    PC_VEC(pc_str) config;
    PC_VEC(pc_str) plugins;
    pc_str log;
    pc_colour colour;
    size_t defaults_depth;
    pc_exit failed; /* not 0: a message was given */
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

extern const pc_option pc_option_table[];
extern const size_t pc_option_count;

/* Reads argv[1..] over the options that a->job has. Afterwards a->job borrows from a. Messages go
 * to a->diags, the first failure's exit code to a->failed. */
void pc_args_parse(pc_args *a, int argc, char *const *argv);
/* -d: applies a defaults file (Pandoc's manual, "Defaults files"). */
void pc_defaults_apply(pc_args *a, pc_str path);
/* Sets one option by its table row. */
void pc_option_set(pc_args *a, const pc_option *o, pc_str value);
const pc_option *pc_option_by_name(pc_str name); /* exact, long; NULL when unknown */
/* A usage message that names what was wrong, and the exit code. */
void pc_args_fail(pc_args *a, pc_exit status, pc_str help, const char *fmt, ...) PC_PRINTF(4, 5);
/* A file's text, or empty after a message. */
pc_str pc_args_load(pc_args *a, pc_str path);

#endif
