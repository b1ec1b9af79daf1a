/* Automatic identifiers of headings, as Pandoc's auto_identifiers and as GitHub makes them. */
#ifndef PC_IDENT_H
#define PC_IDENT_H

#include "ast/ast.h"
#include "base/map.h"

typedef enum pc_ident_style {
    PC_IDENT_PANDOC, /* "1. The  *Title*" -> "the-title" */
    PC_IDENT_GFM     /* -> "1-the--title": nothing dropped but punctuation, each space a hyphen */
} pc_ident_style;

/* The identifier for a text; may be empty for PC_IDENT_GFM ("section" for PC_IDENT_PANDOC).
 * [ascii]: accents are stripped and what is left beyond ASCII dropped (ascii_identifiers). */
pc_str pc_ident_make(pc_arena *a, pc_str text, pc_ident_style style, bool ascii);
/* The same for the text of a heading; notes do not count. */
pc_str pc_ident_inlines(pc_arena *a, pc_inlines xs, pc_ident_style style, bool ascii);

/* The identifiers of a document. Starts as {0} with its arena set. */
typedef struct pc_idents {
    pc_arena *arena;
    pc_map used; /* identifier -> the last number tried behind it */
} pc_idents;

/* Remembers an identifier that an author gave. */
void pc_idents_add(pc_idents *ids, pc_str id);
/* [id], or with the first of -1, -2, … that is free; remembered. */
pc_str pc_idents_unique(pc_idents *ids, pc_str id);

#endif
