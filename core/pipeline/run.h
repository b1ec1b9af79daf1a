/* Inside the pipeline: a job that is running, and its stages. A stage that fails has said why, and
 * ends the run through pc_run_fail(). */
#ifndef PC_RUN_H
#define PC_RUN_H

#include "base/map.h"
#include "base/vec.h"
#include "pipeline/pipeline.h"

/* A folder that is open: what was read of it serves all of its documents. */
typedef struct pc_opened {
    const pc_folder_reader *reader;
    void *folder;
    pc_ctx *cx;
    const pc_folder_entry *v;
    size_t n;
} pc_opened;

/* What inputs give one document, with room for the next one's: each is added in its own time. */
typedef struct pc_joined {
    size_t blocks_room, html_texts_room; /* of doc's; 0: they are one input's */
    PC_VEC(pc_str) note_names;
    pc_map known_names; /* name -> size_t *: the last number that was tried behind it (look.c) */
} pc_joined;

typedef struct pc_run {
    const pc_job *job;
    const pc_opened *opened; /* read its document [entry], not the job's inputs; NULL: those */
    size_t entry;
    const pc_source *first; /* the first input, where it was looked at for its format; or NULL */
    pc_ctx cx;
    pc_exit status;
    const pc_reader *reader;
    const pc_writer *writer;
    pc_format from, to;
    pc_doc doc;
    pc_joined joined; /* what doc is while it is read */
    pc_buf out;
    pc_job_work work; /* instead of a conversion */
    void *user;       /* of work */
} pc_run;

/* Ends the run. [status] counts unless the last error has a code of its own (UTF-8, I/O, …). */
PC_NORETURN void pc_run_fail(pc_run *r, pc_exit status);
/* Ends the run if the document breaks an invariant, or if errors were said since it began. */
void pc_run_check(pc_run *r, const char *who, pc_exit status);

/* The stages, in order. */
void pc_stage_first(pc_run *r); /* what there is to guess the format from */
void pc_stage_formats(pc_run *r);
void pc_stage_read(pc_run *r);
void pc_stage_transform(pc_run *r); /* headings shifted, publications recognised */
void pc_stage_filter(pc_run *r);
void pc_stage_write(pc_run *r);
void pc_stage_output(pc_run *r);

/* Says what the guessed format does not have, and another one would. */
void pc_guess_doubt(pc_run *r);

/* Memory and messages of a run, without its stages. */
typedef struct pc_surroundings {
    pc_arena arena, scratch;
    pc_sources sources;
    pc_diags diags;
} pc_surroundings;
/* Sets up [s], and [r] over it. The arenas are the caller's to end. [outer]: sources that this
 * run's messages may point into, or NULL. */
void pc_run_begin(pc_run *r, pc_surroundings *s, pc_mem *m, const pc_job *job, pc_sources *outer);

/* The status of a run that ended with [fault]; says so where nobody has yet. */
pc_exit pc_run_lost(pc_run *r, pc_fault fault);
/* A whole run, in a protected call. [opened] may be NULL. [ended] (may be NULL) gets the run's
 * messages while they can still be looked at, and the one that there was no memory to keep or NULL.
 */
typedef void (*pc_run_ended_fn)(void *user, pc_diags *d, const pc_diag_item *lost);
pc_exit pc_run_whole(pc_mem *m, const pc_job *job, const pc_opened *opened, size_t entry,
                     pc_run_ended_fn ended, void *user);
/* --output-dir: each input and each document of a folder is a run of its own. */
pc_exit pc_batch_run(pc_mem *m, const pc_job *job);
/* The folder reader for [path] in the format of r; ends the run after a message when there is none.
 */
const pc_folder_reader *pc_folder_for(pc_run *r, pc_str path);

/* What two inputs together want of their HTML: as the later one does, with the names of both ones'
 * notes (look.c), which *j knows. A name that both have gets a number in the later one, whose notes
 * in *xs are renumbered. Either may be NULL. */
const pc_look *pc_look_join(pc_ctx *cx, pc_joined *j, const pc_look *before, const pc_look *more,
                            pc_blocks *xs);

/* What could have been meant by [name], as a help: of what ships in [folder] of the data folder the
 * one that is spelled nearly so, else all of it. */
pc_str pc_shipped_like(pc_run *r, const char *folder, pc_str name);

/* --filter: pipes the document as JSON through a program. */
void pc_json_filter_run(pc_run *r, pc_str program);
/* -s: r->out is the body, and becomes the page. */
void pc_standalone(pc_run *r);
/* --layouts: r->out is the body, and becomes the page that the reader of its text knows. */
void pc_in_layouts(pc_run *r);
/* A file as given (without a suffix of its own, also with [suffix]), else in [folder] of the data
 * folder, else the one embedded there. NULL when there is none: that is the caller's to say. */
const pc_source *pc_find_file(pc_run *r, pc_str name, const char *folder, const char *suffix);

#endif
