/* A record as a node of a document: what readers of bibliographies, of front matter and of data
 * files make. bib_from_div() reads the same record back. */
#ifndef BIB_ENTRY_H
#define BIB_ENTRY_H

#include "bib/record.h"

/* Div .publication in the vocabulary of filters/publications/publications.h. Its first paragraph
 * has the title, the authors, where and when it appeared, and the links, a line each; what is not
 * printed is in its attributes. [more] follows below. */
pc_block bib_entry_div(pc_arena *a, pc_arena *scratch, const bib_record *r, pc_blocks more);

/* The authors alone: Span .authors with marks and "et al.". */
pc_inline bib_authors_span(pc_arena *a, pc_arena *scratch, bib_authors authors, bool etal);

/* A title in words: what stands in $…$ is a formula (Pandoc's tex_math_dollars). */
pc_inlines bib_words(pc_arena *a, pc_arena *scratch, pc_str text);

#endif
