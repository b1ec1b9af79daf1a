/* Publications on their way to a .bib file.
 *
 *   bw_tex.c    text and inlines in TeX
 *   bw_case.c   which letters of a title styles must leave as they are
 *   bw_key.c    citation keys
 *   bw_loss.c   what no field holds
 *   bibtex.c    entries */
#ifndef PC_BW_H
#define PC_BW_H

#include "base/map.h"
#include "bib/field.h"
#include "registry/ctx.h"

/* Rows of bib/bibtex.def. */
typedef struct bw_rows {
    const bib_tex_row **v;
    size_t n, cap;
    bool done;
} bw_rows;

typedef struct bw {
    pc_ctx *cx;
    pc_arena *a; /* scratch */
    pc_buf *out;
    bib_dialect dialect;
    pc_map keys;
    bw_rows rows[6]; /* by class, made on demand */
} bw;

/* Text in TeX. \(…\) in it are formulas, an empty line parts paragraphs. BibTeX has accents as
 * commands in braces, which it sorts and changes case by; biblatex has UTF-8. */
void bw_text(bw *w, pc_str s);
/* [protect]: the text comes from a page: words whose capitals matter go into braces, links go. */
void bw_inlines(bw *w, pc_inlines xs, bool protect);
/* As it stands, in balanced braces. */
void bw_raw(bw *w, pc_str s);

/* Whether most words of a title begin with small letters, so that a capital says something. */
bool bw_is_sentence(pc_str title);
/* Whether the word keeps its capitals: an acronym, or in a sentence a name. [first]: of a title, or
 * behind a colon. */
bool bw_keeps_case(pc_str word, bool sentence, bool first);

/* The record's key if it has one that a .bib file may have, else one of name, year and title;
 * another one each time. */
pc_str bw_key(bw *w, const bib_record *r);

/* One message that names what the record has and none of [rows] writes: members of CSL JSON, of
 * names in it, a type that is nothing but @misc. */
void bw_say_lost(bw *w, const bib_record *r, const bw_rows *rows, pc_str key);

#endif
