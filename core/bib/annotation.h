/* What biblatex says of single authors: "1=self,equal; 2=equal" (manual, section 3.7). Roles stand
 * in author+an; literal texts in quotes in annotations with a name: author+an:mark, :orcid. */
#ifndef BIB_ANNOTATION_H
#define BIB_ANNOTATION_H

#include "bib/record.h"

typedef enum bib_an {
    BIB_AN_ROLES, /* "author+an" */
    BIB_AN_MARK,  /* "author+an:mark": the sign beside the name */
    BIB_AN_ORCID, /* "author+an:orcid" */
    BIB_AN_COUNT
} bib_an;
const char *bib_an_field(bib_an what);

/* Adds what the text says to the authors. False: it says more than is known here. */
bool bib_annotate(pc_arena *a, bib_author *v, size_t n, pc_str text, bib_an what);
/* The text for these authors; empty when there is nothing to say. */
pc_str bib_annotation(pc_arena *a, pc_mem *mem, bib_authors authors, bib_an what);

#endif
