/* .bib files: a document of their entries, in the file's order, as annotated publications.
 *
 * BibTeX and biblatex are one language, and their fields do not contradict each other: both readers
 * take both. @preamble is kept as metadata, for writers of the same format. */
#include "readers/bibtex/bibtex.h"

#include "ast/meta.h"
#include "base/str.h"
#include "bib/entry.h"
#include "readers/bibtex/bt.h"

/* Sets of entries, and data for others, are no works. */
static bool is_work(const bt_entry *e) {
    return !pc_str_eqz(e->type, "xdata") && !pc_str_eqz(e->type, "set");
}

static void say_type(bt *b, const bt_entry *e) {
    if (bib_entry_type(e->type, NULL).n) return;
    bt_say(b, e->pos, e->pos + (pc_pos)e->type.n + 1, PC_S("it is read as @misc"),
           "@%.*s is no type of entry that is known here", PC_F(e->type));
}

static pc_blocks entries(bt *b) {
    pc_block_vec out = {0};
    for (size_t i = 0; i < b->entries.n; i++) {
        bib_record r;
        bt_entry *e = b->entries.v[i];
        if (!is_work(e)) continue;
        say_type(b, e);
        bt_record(b, e, &r);
        pc_vec_push(b->scratch, &out, bib_entry_div(b->a, b->scratch, &r, (pc_blocks){NULL, 0}));
    }
    return pc_blocks_done(b->a, &out);
}

static pc_meta_map metadata(bt *b) {
    PC_VEC(pc_meta) v = {0};
    pc_meta_map m = {NULL, 0};
    for (size_t i = 0; i < b->preamble.n; i++)
        pc_vec_push(b->scratch, &v, pc_meta_str(b->preamble.v[i]));
    if (!v.n) return m;
    pc_meta list = {.tag = PC_MetaList, .u.list = {pc_vec_done(b->a, &v), v.n}};
    return pc_meta_set(b->a, m, PC_S("bib-preamble"), list);
}

static pc_status read_bib(pc_ctx *cx, const pc_source *in, pc_doc *out, bib_dialect d) {
    pc_mark mark = pc_arena_mark(cx->scratch);
    const pc_meta *author = pc_meta_getz(cx->cli_metadata, "author");
    bt b = {.cx = cx,
            .a = cx->arena,
            .scratch = cx->scratch,
            .src = in,
            .s = in->text,
            .dialect = d,
            .room = 64 * in->text.n + (1u << 20),
            .self = author ? pc_meta_text(cx->arena, author) : (pc_str){0}};
    bt_parse(&b);
    bt_inherit(&b);
    out->blocks = entries(&b);
    out->meta = metadata(&b);
    pc_arena_release(cx->scratch, mark);
    return PC_OK;
}

static pc_status read_bibtex(const pc_host *host, pc_ctx *cx, const pc_source *in, pc_doc *out) {
    (void)host;
    return read_bib(cx, in, out, BIB_BIBTEX);
}

static pc_status read_biblatex(const pc_host *host, pc_ctx *cx, const pc_source *in, pc_doc *out) {
    (void)host;
    return read_bib(cx, in, out, BIB_BIBLATEX);
}

static const char *const suffixes[] = {".bib", NULL};

const pc_reader pc_reader_bibtex = {
    .size = sizeof(pc_reader),
    .name = "bibtex",
    .summary = "BibTeX bibliographies: entries as publications",
    .suffixes = suffixes,
    .read = read_bibtex,
};

const pc_reader pc_reader_biblatex = {
    .size = sizeof(pc_reader),
    .name = "biblatex",
    .summary = "biblatex bibliographies: entries as publications",
    .read = read_biblatex,
};
