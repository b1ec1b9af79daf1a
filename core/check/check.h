/* What an author would want to know about the publications of a page, or of a site.
 *
 * The checks work on documents whose publications are annotated (bib/record.h) and on the YAML
 * beside them; they read no file and know no syntax. Each is a row of diag/check.def, by whose name
 * it can be turned off, and finds diagnostics like any other. What one finding needs from several
 * documents (one DOI with two titles, a name that is written in two ways) is looked for at the end.
 *
 *     chk *c = chk_new(arena, scratch, sources, &options);
 *     chk_data(c, &front_matter);      values first: entries that Liquid made of them find them
 *     chk_page_add(c, &page);          each document
 *     const pc_diags *found = chk_done(c);
 *     chk_report_text(out, found, NULL);
 *
 * All of it takes time linear in the documents, but for sorting. */
#ifndef PC_CORE_CHECK_H
#define PC_CORE_CHECK_H

#include "ast/ast.h"
#include "data/value.h"
#include "diag/diag.h"

typedef struct chk chk;

typedef struct chk_options {
    bool off[PC_DIAG_COUNT]; /* checks that are turned off */
    int64_t year;            /* that it is now */
} chk_options;

typedef struct chk_page {
    pc_blocks blocks; /* annotated; lives as long as the check */
    bool made;        /* its entries were made of front matter: all that it has is in them */
    /* Whether an address without scheme and host, as a link of this page, leads to something of the
     * site. NULL: there is no site to look into. */
    bool (*leads)(void *user, pc_str url);
    void *user;
} chk_page;

/* One thing to look for. */
typedef struct chk_row {
    pc_diag_code code;
    pc_level level;
    const char *name, *about;
    bool stops; /* said by a reader: Jekyll stops there, in whatever file of the site */
} chk_row;
/* All checks in the order of the table, and behind them those messages of readers that are findings
 * as well. */
extern const chk_row chk_rows[];
extern const size_t chk_row_count;
/* NULL when unknown. */
const chk_row *chk_row_find(pc_str name);
const chk_row *chk_row_of(pc_diag_code code);

/* What is found lives in [a]; [scratch] is used and left as it was by each call. */
chk *chk_new(pc_arena *a, pc_arena *scratch, pc_sources *sources, const chk_options *o);
/* Front matter, or a file of data. [v] lives as long as the check. */
void chk_data(chk *c, const pc_value *v);
/* [page] is copied, what it points to is not. */
void chk_page_add(chk *c, const chk_page *page);
/* Takes what reading said and an author would want to know; the other messages go to [rest].
 * [owned]: whether a message of such a row is the author's business: it concerns a text of his, and
 * not of a theme. */
typedef bool (*chk_owned_fn)(void *user, const chk_row *row, pc_pos pos);
void chk_adopt(chk *c, const pc_diags *said, pc_diags *rest, chk_owned_fn owned, void *user);
/* How many publications there were; one that several pages print counts once. */
size_t chk_entries(const chk *c);
/* The checks across documents; then all findings by file and place, each once, with its notes
 * behind it. */
const pc_diags *chk_done(chk *c);

/* Findings as messages with excerpts, each with its check's name in brackets behind the message,
 * and a summary line. */
void chk_report_text(pc_buf *out, const pc_diags *found, size_t entries, bool colour);
/* The same as JSON; its shape is told in README.md ("Checking a page"). */
void chk_report_json(pc_buf *out, const pc_diags *found, size_t entries);

#endif
