/* CSL JSON on its way to records.
 *
 *   cj_text.c   the markup in its strings
 *   cj_name.c   names
 *   cj_date.c   dates
 *   csljson.c   items, the document */
#ifndef PC_CJ_H
#define PC_CJ_H

#include "ast/build.h"
#include "base/map.h"
#include "bib/field.h"
#include "registry/ctx.h"

typedef struct cj {
    pc_ctx *cx;
    pc_arena *a, *scratch;
    pc_str self;
    pc_map ids;
} cj;

/* <i>, <b>, <sup>, <sub>, <sc> and <span> of two kinds, as citeproc-js takes them; $…$. */
pc_inlines cj_inlines(cj *j, pc_str s);

bib_authors cj_authors(cj *j, const pc_value *list);
/* In BibTeX's form. *whole: it says all that the list does. */
pc_str cj_names(cj *j, const pc_value *list, bool *whole);

/* As in bib/edtf.h, or words. *whole: it says all that the value does. */
pc_str cj_date(cj *j, const pc_value *date, bool *whole);

/* A value as JSON, in one line. */
pc_str cj_json(cj *j, const pc_value *v);

#endif
