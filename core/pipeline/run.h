/* Inside the pipeline: a job that is running, and its stages. A stage that fails has said why, and
 * ends the run through pc_run_fail(). */
#ifndef PC_RUN_H
#define PC_RUN_H

#include "pipeline/pipeline.h"

typedef struct pc_run {
    const pc_job *job;
    pc_ctx cx;
    pc_exit status;
    const pc_reader *reader;
    const pc_writer *writer;
    pc_format from, to;
    pc_doc doc;
    pc_buf out;
    pc_job_work work; /* instead of a conversion */
    void *user;       /* of work */
} pc_run;

/* Ends the run. [status] counts unless the last error has a code of its own (UTF-8, I/O, …). */
PC_NORETURN void pc_run_fail(pc_run *r, pc_exit status);
/* Ends the run if the document breaks an invariant, or if errors were said since it began. */
void pc_run_check(pc_run *r, const char *who, pc_exit status);

/* The stages, in order. */
void pc_stage_formats(pc_run *r);
void pc_stage_read(pc_run *r);
void pc_stage_transform(pc_run *r); /* headings shifted, publications recognised */
void pc_stage_filter(pc_run *r);
void pc_stage_write(pc_run *r);
void pc_stage_output(pc_run *r);

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
