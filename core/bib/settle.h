/* What a page prints where other works have a journal, as the fields that bibliographies have for
 * it. */
#ifndef BIB_SETTLE_H
#define BIB_SETTLE_H

#include "bib/record.h"

/* A record of a page (bib_from_page()) for a writer of bibliographies. "PhD thesis, ETH Zürich"
 * is a genre and a school, "Technical Report TR-12, MIT" a genre, a number and an institution,
 * "Cambridge University Press" of a book its publisher; a book's other venue is the book that the
 * work is a chapter of; a patent has its number; a venue that the page names twice stands once.
 * What comes from a bibliography stays as it is. New text lives in [a]. */
void bib_settle(pc_arena *a, bib_record *r);

#endif
