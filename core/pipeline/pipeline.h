/* The one place that knows the order: read, recognise, filter, write, template, output.
 *
 * A job is all that a caller asks for; running it is one protected call (base/mem.h), so whatever
 * goes wrong, memory comes back whole, and an output file is either written to its end or
 * untouched.
 */
#ifndef PC_PIPELINE_H
#define PC_PIPELINE_H

#include "data/value.h"
#include "pipeline/exit.h"
#include "registry/registry.h"

typedef enum pc_step_kind {
    PC_STEP_SCRIPT, /* -L: a script that one of the registry's engines runs */
    PC_STEP_JSON,   /* --filter: a filter of the registry, else a program that reads and writes
                     * Pandoc's JSON */
    PC_STEP_FILTER  /* a built-in or plugin filter by name */
} pc_step_kind;

typedef struct pc_step {
    pc_step_kind kind;
    pc_str name; /* a path, or a name to be found in the data folder or in the program */
} pc_step;

/* Everything is borrowed until pc_job_run() returns. */
typedef struct pc_job {
    const pc_registry *registry;
    pc_options options;
    pc_str from, to; /* format specs; empty: guessed from file names, and from the first text */
    const pc_str *inputs; /* paths, "-" is standard input; each is read by itself, then joined */
    size_t ninputs;       /* 0: standard input */
    bool has_text;        /* read this instead of files */
    pc_str text, text_name;
    pc_str output;     /* path; empty or "-": to out */
    pc_str output_dir; /* not empty: each input by itself, to a file in this folder */
    int64_t jobs;      /* with output_dir: threads; 0 is 1 */
    const pc_step *steps;
    size_t nsteps;
    pc_value metadata;  /* -M: a map, over the document's own */
    pc_value variables; /* -V: a map */
    const pc_str *metadata_files;
    size_t nmetadata_files;
    pc_str template_file;
    bool fail_if_warnings;
    pc_diag_sink on_diag;
    void *on_diag_user;
    pc_sink_fn out;
    void *out_user;
} pc_job;

/* The name of the format that a text is in, by its file's name and by how it begins: Markdown and
 * HTML with front matter are pages of a site, as in Jekyll; JSON that is a list is CSL JSON. [path]
 * empty or "-": standard input; [text] empty: not known. */
pc_str pc_guess_reader(const pc_registry *registry, pc_str path, pc_str text);

/* Runs the job in memory of m. Every failure has been said through on_diag. */
pc_exit pc_job_run(pc_mem *m, const pc_job *job);

/* What a command does in the place of a conversion. Text for the output goes to cx->raw_output,
 * with cx->stopped set; without that nothing is written. What goes wrong is said in cx->diags.
 * Answers the job's exit code, which counts unless the last error has a code of its own. */
typedef pc_exit (*pc_job_work)(pc_ctx *cx, void *user);
/* As pc_job_run(), but [work] stands for everything between the beginning and the output. */
pc_exit pc_job_do(pc_mem *m, const pc_job *job, pc_job_work work, void *user);

#endif
