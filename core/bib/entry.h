/* A record as a node of a document: what readers of bibliographies, of front matter and of data
 * files make. bib_from_div() reads the same record back.
 *
 * The places that a record has are the origins of its nodes. To the vocabulary of
 * filters/publications/publications.h such entries add attributes for what is not printed. On Div
 * .publication: key="..." entry="inproceedings"  in the bibliography that it comes from; there only
 *   publisher="..." editor="..." …   the fields of field.def, as text; names in BibTeX's form
 *                                    (bib/names.h), dates as in bib/edtf.h; formulas are \(…\)
 *   bib-NAME="..."                   a field of a .bib file that is none of these, in TeX
 *   csl-NAME="..."                   a member of CSL JSON that is none of these, in JSON
 * On Span .author:
 *   literal="..."                    instead of family: a body, no person
 *   particle="van" fixed="van"       with which family begins, and what of it never drops
 *   csl-NAME="..."                   as above
 * Span .mark .implied: a sign that the source does not have, made of the author's role.
 * Span .nocase (in titles) keeps its letters' case, as in Pandoc. */
#ifndef BIB_ENTRY_H
#define BIB_ENTRY_H

#include "base/map.h"
#include "bib/record.h"

/* Div .publication in the vocabulary of filters/publications/publications.h. Its first paragraph
 * has the title, the authors, where and when it appeared, and the links, a line each; what is not
 * printed is in its attributes. [more] follows below. */
pc_block bib_entry_div(pc_arena *a, pc_arena *scratch, const bib_record *r, pc_blocks more);

/* The authors alone: Span .authors with marks and "et al.". */
pc_inline bib_authors_span(pc_arena *a, pc_arena *scratch, bib_authors authors, bool etal);

/* The links that a record's own fields give: to its DOI, to arXiv, and those of linkfield.def
 * ("bib-pdf" …); its title leads to its url, or to the first of these. */
void bib_record_links(pc_arena *a, pc_arena *scratch, bib_record *r);
/* Whether the field, without "bib-", holds such an address; the field for links of a purpose, NULL
 * if there is none. */
bool bib_is_link_field(pc_str name);
const char *bib_link_field(bib_purpose p);

/* An identifier made of a key, one that [ids] does not have yet. */
pc_str bib_entry_id(pc_arena *a, pc_arena *scratch, pc_map *ids, pc_str key);

/* A title in words: what stands in $…$ is a formula (Pandoc's tex_math_dollars). */
pc_inlines bib_words(pc_arena *a, pc_arena *scratch, pc_str text);

#endif
