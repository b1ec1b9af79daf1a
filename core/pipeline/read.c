/* From names to a document: formats, metadata of the command line, inputs. */
#include "ast/build.h"
#include "ast/meta.h"
#include "base/io.h"
#include "base/str.h"
#include "data/yaml.h"
#include "pipeline/run.h"
#include "registry/call.h"
#include "registry/markdown_meta.h"

static bool is_folder(const pc_run *r, pc_str path) {
    return pc_io_is_dir(pc_str_dupz(r->cx.scratch, path));
}

static pc_str first_input(const pc_job *j) {
    return j->ninputs ? j->inputs[0] : PC_S("-");
}

void pc_stage_first(pc_run *r) {
    const pc_job *j = r->job;
    if (j->from.n || r->opened) return;
    if (j->has_text)
        r->first = pc_ctx_source(&r->cx, j->text_name, j->text);
    else if (!is_folder(r, first_input(j)))
        r->first = pc_ctx_load(&r->cx, pc_str_dupz(r->cx.scratch, first_input(j)), 0);
    else
        return;
    if (!r->first) pc_run_fail(r, PC_EXIT_IO);
}

/* What is read and written when neither option nor file name says: files are pages of a site. */
static pc_str guess_from(const pc_run *r) {
    const pc_job *j = r->job;
    const pc_folder_reader *folder = pc_folder_reader_find(j->registry, NULL);
    pc_str path = j->has_text ? PC_S("") : first_input(j);
    if (folder && !j->has_text && is_folder(r, path)) return pc_strz(folder->format);
    return pc_guess_reader(j->registry, path, r->first ? r->first->text : PC_S(""));
}

/* Files that other programs make. Text in them would open nowhere. */
static const char *const foreign[] = {".pdf", ".docx", ".odt", ".pptx", ".epub"};

static void refuse_foreign(pc_run *r) {
    pc_str path = r->job->output, ext = pc_path_ext(path);
    for (size_t i = 0; i < PC_COUNT(foreign); i++) {
        if (!pc_str_ieqz(ext, foreign[i])) continue;
        pc_str help = PC_S("write LaTeX (-s -o NAME.tex) and run xelatex on it");
        if (i) help = PC_S("pandoc makes it: pubconv -t json+pandoc2 … | pandoc -f json -o …");
        pc_diag_span(r->cx.diags, PC_DIAG_UNKNOWN_FORMAT, 0, 0, help,
                     "pubconv does not write %s files: %.*s", foreign[i] + 1, PC_F(path));
        pc_run_fail(r, PC_EXIT_UNKNOWN_WRITER);
    }
}

static pc_str guess_to(const pc_run *r) {
    const pc_writer *found = pc_writer_for_file(r->job->registry, r->job->output);
    return found ? pc_strz(found->name) : PC_S("html");
}

void pc_stage_formats(pc_run *r) {
    refuse_foreign(r);
    pc_str from = r->job->from.n ? r->job->from : guess_from(r);
    pc_str to = r->job->to.n ? r->job->to : guess_to(r);
    if (!pc_format_reader(&r->cx, from, &r->reader, &r->from))
        pc_run_fail(r, PC_EXIT_UNKNOWN_READER);
    if (!pc_format_writer(&r->cx, to, &r->writer, &r->to)) pc_run_fail(r, PC_EXIT_UNKNOWN_WRITER);
    r->cx.from = r->from.name;
    r->cx.to = r->to.name;
    r->cx.to_exts = r->to.exts;
    if (!r->job->from.n) pc_guess_doubt(r);
}

static void read_metadata_file(pc_run *r, pc_str path, pc_meta_map *meta) {
    const pc_source *s = pc_find_file(r, path, "metadata", "");
    pc_value v;
    if (!s)
        pc_diag(r->cx.diags, PC_DIAG_CONFIG_FILE, 0, "cannot find metadata file %.*s", PC_F(path));
    if (!s || !pc_yaml_read(r->cx.arena, s, 0, s->text.n, r->cx.diags, &v))
        pc_run_fail(r, PC_EXIT_METADATA_FILE);
    pc_meta m = pc_meta_from_markdown(&r->cx, &v);
    if (m.tag == PC_MetaMap) *meta = pc_meta_merge(r->cx.arena, *meta, m.u.map);
}

static pc_meta_map map_of(pc_run *r, const pc_value *v) {
    pc_meta m = pc_meta_from_value(r->cx.arena, v);
    return m.tag == PC_MetaMap ? m.u.map : (pc_meta_map){NULL, 0};
}

/* Answers what the files say: it is weaker than the document, -M is stronger (Pandoc's manual,
 * "--metadata-file"). */
static pc_meta_map given_metadata(pc_run *r) {
    pc_meta_map meta = {NULL, 0};
    for (size_t i = 0; i < r->job->nmetadata_files; i++)
        read_metadata_file(r, r->job->metadata_files[i], &meta);
    r->cx.cli_metadata = pc_meta_merge(r->cx.arena, meta, map_of(r, &r->job->metadata));
    r->cx.variables = map_of(r, &r->job->variables);
    return meta;
}

/* A list with another one behind it. *room: how many its memory holds; 0: it is the first input's,
 * which serves as it is while there is no other. */
static const void *list_cat(pc_run *r, size_t *room, size_t each, const void *v, size_t n,
                            const void *more, size_t nmore) {
    if (!n || !nmore) return n ? v : more;
    if (n + nmore > *room) {
        *room = 2 * (n + nmore);
        v = memcpy(pc_alloc_array(r->cx.arena, *room, each), v, n * each);
    }
    memcpy((char *)(uintptr_t)v + n * each, more, nmore * each);
    return v;
}

static void add(pc_run *r, const pc_doc *one) {
    pc_blocks blocks = one->blocks;
    r->doc.markdown = one->markdown;
    r->doc.look = pc_look_join(&r->cx, &r->joined, r->doc.look, one->look, &blocks);
    r->doc.as_read = one->as_read; /* with other inputs' blocks around it means nothing */
    r->doc.html_texts.v =
        list_cat(r, &r->joined.html_texts_room, sizeof *one->html_texts.v, r->doc.html_texts.v,
                 r->doc.html_texts.n, one->html_texts.v, one->html_texts.n);
    r->doc.html_texts.n += one->html_texts.n;
    r->doc.blocks.v = list_cat(r, &r->joined.blocks_room, sizeof *blocks.v, r->doc.blocks.v,
                               r->doc.blocks.n, blocks.v, blocks.n);
    r->doc.blocks.n += blocks.n;
    r->doc.meta = pc_meta_merge(r->cx.arena, r->doc.meta, one->meta);
    memcpy(r->doc.api, one->api, sizeof one->api);
}

static void read_source(pc_run *r, const pc_source *in) {
    pc_doc one = {0};
    if (!in) pc_run_fail(r, PC_EXIT_IO);
    r->cx.exts = r->from.exts;
    if (pc_call_reader(r->reader, &r->cx, in, &one) != PC_OK) pc_run_fail(r, PC_EXIT_PARSE);
    add(r, &one);
}

const pc_folder_reader *pc_folder_for(pc_run *r, pc_str path) {
    const pc_folder_reader *f = pc_folder_reader_find(r->job->registry, r->reader);
    if (f) return f;
    pc_diag(r->cx.diags, PC_DIAG_IO, 0, "%.*s is a folder, and format %s is read from files",
            PC_F(path), r->reader->name);
    pc_run_fail(r, PC_EXIT_IO);
}

static void read_folder(pc_run *r, pc_str path) {
    const pc_folder_reader *f = pc_folder_for(r, path);
    pc_doc one = {0};
    r->cx.exts = r->from.exts;
    void *folder = f->open(&r->cx, path);
    if (!folder || f->read(&r->cx, folder, &one) != PC_OK) pc_run_fail(r, PC_EXIT_PARSE);
    add(r, &one);
}

static void read_entry(pc_run *r) {
    const pc_opened *o = r->opened;
    pc_doc one = {0};
    r->cx.exts = r->from.exts;
    if (o->reader->read_entry(&r->cx, o->folder, r->entry, &one) != PC_OK)
        pc_run_fail(r, PC_EXIT_PARSE);
    add(r, &one);
}

static void read_input(pc_run *r, size_t i, pc_str path) {
    if (!i && r->first)
        read_source(r, r->first);
    else if (is_folder(r, path))
        read_folder(r, path);
    else
        read_source(r, pc_ctx_load(&r->cx, pc_str_dupz(r->cx.scratch, path), 0));
}

void pc_stage_read(pc_run *r) {
    static const pc_str standard_input = PC_LIT("-");
    const pc_job *j = r->job;
    const pc_str *inputs = j->ninputs ? j->inputs : &standard_input;
    size_t n = j->has_text || r->opened ? 0 : j->ninputs ? j->ninputs : 1;
    pc_meta_map from_files = given_metadata(r);
    if (r->opened)
        read_entry(r);
    else if (j->has_text)
        read_source(r, r->first ? r->first : pc_ctx_source(&r->cx, j->text_name, j->text));
    for (size_t i = 0; i < n; i++) read_input(r, i, inputs[i]);
    pc_meta_map page = pc_meta_merge(r->cx.arena, from_files, r->doc.meta);
    r->doc.meta = pc_meta_merge(r->cx.arena, page, map_of(r, &r->job->metadata));
}
