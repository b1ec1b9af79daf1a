/* Publications on their way to CSL JSON.
 *
 *   cw_text.c   titles with markup
 *   cw_value.c  names and dates as values
 *   csljson.c   items */
#ifndef PC_CW_H
#define PC_CW_H

#include "base/vec.h"
#include "bib/edtf.h"
#include "bib/field.h"
#include "registry/ctx.h"

typedef PC_VEC(pc_pair) cw_pairs;

typedef struct cw {
    pc_ctx *cx;
    pc_arena *a; /* scratch */
} cw;

void cw_add(cw *w, cw_pairs *v, pc_str key, pc_value value);
void cw_add_text(cw *w, cw_pairs *v, const char *key, pc_str text); /* not when it is empty */
/* A value that a reader kept as JSON. */
void cw_add_json(cw *w, cw_pairs *v, pc_str key, pc_str json);

/* <i>…</i> and the like. Links to [own] and others are left out, their text stays. */
pc_str cw_rich(cw *w, pc_inlines xs);

pc_value cw_authors(cw *w, bib_authors authors);
pc_value cw_names(cw *w, pc_str names); /* of a field in BibTeX's form */
pc_value cw_date(cw *w, pc_str date);   /* bib/edtf.h, or words */

#endif
