/* The plugin ABI, and the door by which built-in formats enter as well.
 *
 * A plugin is a shared object that exports one symbol, made by PUBCONV_PLUGIN(). It links to nothing:
 * what it needs of the host arrives as a table of functions, `pc_host`. It allocates only through the
 * host, frees nothing, and sees the document only through the host's accessors and builders. All text
 * is a slice (`pc_str`): pointer and length, not NUL-terminated, valid UTF-8. Whatever the host hands
 * out lives as long as the document of the call; whatever a plugin hands in is copied.
 *
 * Prose and worked examples: plugins/ABI.md. */
#ifndef PUBCONV_PLUGIN_H
#define PUBCONV_PLUGIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The host accepts plugins whose `abi` lies in [PC_ABI_MIN, PC_ABI]. PC_ABI grows by one whenever
 * something is appended to a struct below; PC_ABI_MIN moves only when something is taken away. */
#define PC_ABI 1u
#define PC_ABI_MIN 1u

/* A slice of bytes that somebody else owns. */
typedef struct pc_str {
    const char *p;
    size_t n;
} pc_str;

/* What a callback answers. A callback that fails says why through host->diag first. */
typedef enum pc_status { PC_OK = 0, PC_FAILED = 1 } pc_status;

/* Opaque to plugins. Built-in rooms see inside `pc_ctx` (core/registry/ctx.h), `pc_doc` and the node
 * types (core/ast/ast.h), `pc_buf` (core/base/buf.h). */
typedef struct pc_ctx pc_ctx;       /* one conversion: memory, messages, options */
typedef struct pc_doc pc_doc;       /* a document: metadata and blocks */
typedef struct pc_buf pc_buf;       /* output being written */
typedef struct pc_source pc_source; /* a text that positions can point into */
typedef struct pc_host pc_host;     /* the host's functions, below */

/* Turns bytes into a document.
 * `in` is valid UTF-8 with a known name; `out` is an empty document to fill. Bad input is a diagnostic
 * and a best result, not a failure: PC_FAILED is for input that has no reading at all. */
typedef struct pc_reader {
    uint32_t size;               /* sizeof(pc_reader) as the author's compiler saw it */
    const char *name;            /* "gfm" */
    const char *summary;         /* one line for --list-input-formats --verbose; may be NULL */
    const char *const *aliases;  /* NULL-terminated, or NULL */
    const char *const *suffixes; /* ".md", ... NULL-terminated, or NULL: guesses the format of a file */
    const char *extensions;      /* "+smart-raw_html": supported, + on by default; NULL: none */
    pc_status (*read)(const pc_host *host, pc_ctx *cx, const pc_source *in, pc_doc *out);
} pc_reader;

/* Turns a document into bytes. Writes to `out`; never to a file. */
typedef struct pc_writer {
    uint32_t size;
    const char *name;
    const char *summary;
    const char *const *aliases;
    const char *const *suffixes;
    const char *extensions;
    const char *template_name; /* default template for -s ("default.latex"); NULL: no templates */
    pc_status (*write)(const pc_host *host, pc_ctx *cx, const pc_doc *doc, pc_buf *out);
} pc_writer;

/* Changes a document in place. `format` is the name of the output format to come. */
typedef struct pc_filter {
    uint32_t size;
    const char *name;
    const char *summary;
    pc_status (*apply)(const pc_host *host, pc_ctx *cx, pc_doc *doc, pc_str format);
} pc_filter;

/* What a plugin brings; lists are NULL-terminated arrays of pointers, or NULL. */
typedef struct pc_plugin {
    uint32_t abi;  /* PC_ABI, by the macro */
    uint32_t size; /* sizeof(pc_plugin), by the macro */
    const char *name;
    const char *version;
    const pc_reader *const *readers;
    const pc_writer *const *writers;
    const pc_filter *const *filters;
} pc_plugin;

#define PC_PLUGIN_SYMBOL "pubconv_plugin"

#if defined(_WIN32)
#define PC_EXPORT __declspec(dllexport)
#else
#define PC_EXPORT __attribute__((visibility("default")))
#endif

/* PUBCONV_PLUGIN(.name = "x", .version = "1", .writers = my_writers); at file scope, once. */
#define PUBCONV_PLUGIN(...)                                                                          \
    PC_EXPORT extern const pc_plugin pubconv_plugin;                                                 \
    const pc_plugin pubconv_plugin = {.abi = PC_ABI, .size = (uint32_t)sizeof(pc_plugin), __VA_ARGS__}

#ifdef __cplusplus
}
#endif
#endif
