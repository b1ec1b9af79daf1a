/* From a document to bytes, and to a file that appears whole or not at all. */
#include "base/io.h"
#include "base/str.h"
#include "pipeline/run.h"
#include "registry/call.h"

void pc_stage_write(pc_run *r) {
    pc_buf_init(&r->out, r->cx.mem);
    r->cx.exts = r->to.exts;
    if (pc_call_writer(r->writer, &r->cx, &r->doc, &r->out) != PC_OK) pc_run_fail(r, PC_EXIT_OTHER);
    if (r->job->options.layouts)
        pc_in_layouts(r);
    else if (r->job->options.standalone && r->writer->template_name)
        pc_standalone(r);
    if (pc_buf_finish(&r->out)) return;
    pc_diag(r->cx.diags, PC_DIAG_LIMIT, 0, "the output is too large");
    pc_run_fail(r, PC_EXIT_OTHER);
}

static bool write_file(pc_run *r, pc_str text, pc_str *why) {
    pc_io_file *f = PC_NEW(r->cx.arena, pc_io_file);
    const char *path = pc_str_dupz(r->cx.arena, r->job->output);
    pc_str dir = r->job->output_dir;
    if (dir.n && !pc_io_make_dirs(r->cx.arena, dir, r->job->output, why)) return false;
    if (!pc_io_create(f, r->cx.mem, r->cx.arena, path, why)) return false;
    pc_defer(r->cx.mem, pc_io_abandon, f);
    pc_io_sink(f, text.p, text.n);
    return pc_io_commit(f, r->cx.arena, why);
}

/* What to do where the output's folder is not there. */
static pc_str folder_help(const pc_run *r) {
    pc_str dir = pc_path_dir(r->job->output);
    if (!dir.n || pc_io_is_dir(pc_str_dupz(r->cx.scratch, dir))) return PC_S("");
    return pc_str_fmt(r->cx.arena, "there is no folder %.*s: make it first", PC_F(dir));
}

void pc_stage_output(pc_run *r) {
    pc_str text = r->cx.stopped ? r->cx.raw_output : pc_buf_str(&r->out), why = PC_S("");
    bool to_file = r->job->output.n && !pc_str_eqz(r->job->output, "-");
    bool ok = to_file ? write_file(r, text, &why) : r->job->out(r->job->out_user, text.p, text.n);
    if (ok) return;
    if (to_file)
        pc_diag_span(r->cx.diags, PC_DIAG_IO, 0, 0, folder_help(r), "cannot write %.*s: %.*s",
                     PC_F(r->job->output), PC_F(why));
    else
        pc_diag(r->cx.diags, PC_DIAG_IO, 0, "cannot write the output: it was refused");
    pc_run_fail(r, PC_EXIT_IO);
}
