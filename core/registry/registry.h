/* Formats and filters by name. Filled once before conversions begin, read-only afterwards. */
#ifndef PC_REGISTRY_H
#define PC_REGISTRY_H

#include "registry/ctx.h"

/* Runs filters that are scripts: the pipeline chooses one by the script's suffix. */
typedef struct pc_engine {
    const char *name;   /* "lua" */
    const char *suffix; /* ".lua" */
    /* [script]: the loaded file; [format]: output format by name. PC_FAILED after a diagnostic. */
    pc_status (*run)(pc_ctx *cx, const pc_source *script, pc_doc *doc, pc_str format);
} pc_engine;

/* One document of a folder. */
typedef struct pc_folder_entry {
    pc_str source; /* the file that it comes from, as messages show it */
    pc_str path;   /* where its HTML belongs, relative to the output: "publications/index.html" */
    bool as_is;    /* there and nowhere else, since it is no HTML: "feed.xml" */
} pc_folder_entry;

/* How a format reads a folder whose files belong together, a site. What is read of it is read once
 * and serves all of its documents. This stands beside the plugins' ABI: plugins read texts. */
typedef struct pc_folder_reader {
    const char *format; /* the reader that it belongs to: "jekyll" */
    /* Opens the folder [path]. What the answer keeps lives in cx->arena; [cx] stays as long as it
     * is used. Between two calls of read_entry, cx->diags changes to where messages about the next
     * one go. NULL after a diagnostic. */
    void *(*open)(pc_ctx *cx, pc_str path);
    /* The one document that the folder stands for, by the options. */
    pc_status (*read)(pc_ctx *cx, void *folder, pc_doc *out);
    /* All of its documents. */
    size_t (*list)(pc_ctx *cx, void *folder, const pc_folder_entry **out);
    /* One of them, in the memory of [cx], which is not that of open(). The folder is in order again
     * for the next one even if this one was left by a jump. */
    pc_status (*read_entry)(pc_ctx *cx, void *folder, size_t entry, pc_doc *out);
} pc_folder_reader;

/* A descriptor that a plugin brought: callbacks in it are called with a boundary (call.h). */
typedef struct pc_foreign {
    const void *descriptor;
    const char *plugin; /* its name, for messages */
    struct pc_foreign *next;
} pc_foreign;

typedef struct pc_registry {
    pc_arena *arena;
    const pc_engine *const *engines;        /* NULL-terminated */
    const pc_folder_reader *const *folders; /* NULL-terminated */
    const pc_reader **readers;
    const pc_writer **writers;
    const pc_filter **filters;
    size_t nreaders, nwriters, nfilters;
    size_t cap_readers, cap_writers, cap_filters;
    pc_foreign *foreign;    /* empty without plugins */
    const pc_asset *assets; /* embedded files, sorted by name */
    size_t nassets;
} pc_registry;

void pc_registry_init(pc_registry *r, pc_arena *a);
/* NULL, or the words for why it cannot be added: "size … is too small", "… is taken by …". */
const char *pc_registry_add_reader(pc_registry *r, const pc_reader *x);
const char *pc_registry_add_writer(pc_registry *r, const pc_writer *x);
const char *pc_registry_add_filter(pc_registry *r, const pc_filter *x);

/* By name or alias; NULL when unknown. */
const pc_reader *pc_reader_find(const pc_registry *r, pc_str name);
const pc_writer *pc_writer_find(const pc_registry *r, pc_str name);
const pc_filter *pc_filter_find(const pc_registry *r, pc_str name);
/* By the suffix of a file name; NULL when none. */
const pc_reader *pc_reader_for_file(const pc_registry *r, pc_str path);
const pc_writer *pc_writer_for_file(const pc_registry *r, pc_str path);

/* How [reader] reads folders; NULL: it does not. [reader] NULL: the first that does. */
const pc_folder_reader *pc_folder_reader_find(const pc_registry *r, const pc_reader *reader);

/* A format as people write it: "gfm+smart-footnotes". */
typedef struct pc_format {
    pc_str name;  /* "gfm" */
    pc_exts exts; /* what is on */
} pc_format;
/* Splits [spec] and applies its extensions to the descriptor's defaults. On an unknown format or
 * extension, a diagnostic with a suggestion, and false. */
bool pc_format_reader(pc_ctx *cx, pc_str spec, const pc_reader **r, pc_format *out);
bool pc_format_writer(pc_ctx *cx, pc_str spec, const pc_writer **w, pc_format *out);

/* Reads and writes with another format: for a reader that hands its text on (jekyll asks for gfm),
 * and for Lua's pandoc.read and pandoc.write. cx->exts is set for the call and restored. PC_FAILED
 * after a diagnostic. Depth of such calls is bounded. */
pc_status pc_read_as(pc_ctx *cx, pc_str spec, const pc_source *in, pc_doc *out);
pc_status pc_write_as(pc_ctx *cx, pc_str spec, const pc_doc *doc, pc_buf *out);

#endif
