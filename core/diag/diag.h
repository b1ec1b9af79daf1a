/* Diagnostics: what was wrong, where, and what to do. Data first, text last.
 *
 * Rooms call pc_diag(); they never print. A sink (the command line's, a test's, an embedder's) gets
 * each one as it comes; the collection remembers them and the worst level. */
#ifndef PC_DIAG_H
#define PC_DIAG_H

#include "base/buf.h"
#include "diag/source.h"

/* pc_level stands in pubconv/plugin.h: plugins say messages too. */

typedef enum pc_diag_code {
#define PC_DIAG(code, level, slug, help) PC_DIAG_##code,
#include "diag/diag.def"
#undef PC_DIAG
    PC_DIAG_COUNT
} pc_diag_code;

typedef struct pc_diag_item {
    pc_diag_code code;
    pc_level level;
    pc_pos pos;     /* 0: concerns no place in a text */
    pc_pos end;     /* the caret becomes ^~~~ up to here; 0: one character */
    pc_str message; /* one line, no full stop, no "error:" */
    pc_str help;    /* what to do; empty: the code's own help */
    bool related;   /* a note to the one before: "included from here" */
} pc_diag_item;

struct pc_diags;
typedef void (*pc_diag_sink)(void *user, struct pc_diags *d, const pc_diag_item *item);

typedef struct pc_diags {
    pc_arena *arena;
    pc_sources *sources;
    pc_diag_sink sink; /* NULL: only collected */
    void *user;
    bool strict; /* STRICT codes are errors */
    pc_diag_item *v;
    size_t n, cap;
    size_t dropped;  /* beyond PC_MAX_DIAGS */
    size_t count[3]; /* by level */
} pc_diags;

void pc_diags_init(pc_diags *d, pc_arena *a, pc_sources *s);
void pc_diag(pc_diags *d, pc_diag_code code, pc_pos pos, const char *fmt, ...) PC_PRINTF(4, 5);
/* The same over a stretch of text, with a help of its own ("did you mean …"; may be empty). */
void pc_diag_span(pc_diags *d, pc_diag_code code, pc_pos pos, pc_pos end, pc_str help,
                  const char *fmt, ...) PC_PRINTF(6, 7);
/* One that the caller made whole, its level included. False: as many are kept as may be, and it was
 * only counted. */
bool pc_diag_put(pc_diags *d, const pc_diag_item *item);
/* The level that a code has in [d]. */
pc_level pc_diag_level(const pc_diags *d, pc_diag_code code);
/* A note that belongs to the diagnostic before it. */
void pc_diag_note(pc_diags *d, pc_pos pos, const char *fmt, ...) PC_PRINTF(3, 4);

/* As many are kept as may be: what comes now is counted only, and needs no help looked up. */
bool pc_diags_full(const pc_diags *d);

const char *pc_diag_slug(pc_diag_code code);
const char *pc_diag_help(pc_diag_code code);
const char *pc_level_name(pc_level l);

/* The text that people see:
 *     file:3:14: warning: message
 *       3 | {% include nosuch.html %}
 *         |            ^~~~~~~~~~~
 *     help: …
 * [colour]: with ANSI escapes. */
void pc_diag_render(pc_diags *d, const pc_diag_item *item, bool colour, pc_buf *out);

/* The nearest of [n] words, if it is near enough to be meant; else empty. */
pc_str pc_did_you_mean(pc_str word, const pc_str *words, size_t n);

#endif
