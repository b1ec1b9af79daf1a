/* One conversion, as rooms see it: where memory comes from, where messages go, what was asked for.
 */
#ifndef PC_CTX_H
#define PC_CTX_H

#include "ast/ast.h"
#include "base/buf.h"
#include "data/value.h"
#include "diag/diag.h"
#include "options/ext.h"
#include "options/options.h"

struct pc_registry;

/* A file that ships inside the program: templates, Lua filters. */
typedef struct pc_asset {
    const char *name; /* "templates/default.latex", "filters/author-highlight.lua" */
    pc_str text;
} pc_asset;

/* The page around a finished body, for --layouts. A reader that knows it sets it in the context. */
typedef struct pc_page_frame {
    const char *format; /* of body and page: "html"; NULL: the text that was read has no page */
    /* The whole page, in memory of the document; diagnostics as it meets them. */
    pc_str (*around)(void *user, pc_str body);
    void *user;
} pc_page_frame;

struct pc_ctx {
    pc_mem *mem;
    pc_arena *arena;   /* the document's: lives until the conversion ends */
    pc_arena *scratch; /* for one pass: mark and release */
    pc_sources *sources;
    pc_diags *diags;
    const struct pc_registry *registry;
    const pc_host *host;
    struct pc_guest *guest; /* the call into a plugin that is under way (call.h), or NULL */
    const pc_options *options;
    pc_exts exts;    /* extensions of the format that is being read or written */
    pc_str from, to; /* formats as asked for, without extensions; to is FORMAT for Lua */
    pc_exts to_exts;
    pc_value settings; /* for a reader that is asked by another one: what the site's configuration
                        * says to it (kramdown's options); null otherwise */
    const pc_str *inputs; /* input files as given */
    size_t ninputs;
    pc_str output;     /* output file, or empty */
    pc_str raw_output; /* of what stops early (options->stop_after, a command): printed as it is */
    bool stopped;
    bool exiting;    /* a script asked for the end, without output … */
    int exit_status; /* … and with this status; what it means is the script's business */
    pc_page_frame page_frame;
    pc_meta_map variables;        /* -V */
    pc_meta_map cli_metadata;     /* -M and --metadata-file; a reader may want them (site author) */
    pc_meta_map writer_variables; /* what a writer wants its template to know; it fills this */
    const struct pc_source *template_source; /* --template; NULL: the writer's own */
    size_t handed_on;                        /* how many pc_read_as and pc_write_as are under way */
};

/* Reads [path] into a source of this conversion: size, UTF-8 (bad bytes are an error diagnostic),
 * byte order mark dropped, CRLF kept. NULL after a diagnostic. [wanted_at]: who asked, for the
 * message. */
pc_source *pc_ctx_load(pc_ctx *cx, const char *path, pc_pos wanted_at);
/* Makes a source of bytes: checks UTF-8, drops a byte order mark. NULL after a diagnostic. */
pc_source *pc_ctx_source(pc_ctx *cx, pc_str name, pc_str bytes);
/* A file of the data folder if there, else the one embedded under that name; empty p when neither.
 */
pc_str pc_ctx_asset(pc_ctx *cx, pc_str name);

#endif
