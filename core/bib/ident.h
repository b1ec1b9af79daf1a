/* Identifiers of works and people, found in text and in addresses.
 *
 * DOI (doi.org handbook 2.2: "10." registrant "/" suffix), arXiv (both schemes), ORCID (ISO 7064
 * mod 11-2), PMID, ISBN (both check digits). Each finder answers the bare identifier, or an empty
 * slice. */
#ifndef BIB_IDENT_H
#define BIB_IDENT_H

#include "base/arena.h"

/* Which of them [s] may hold, a bit for each, at one look over it: most texts hold none. */
enum { BIB_MAY_DOI = 1, BIB_MAY_ARXIV = 2, BIB_MAY_PMID = 4, BIB_MAY_ISBN = 8 };
unsigned bib_identifiers_in(pc_str s);

/* The first one in [s], which may be an address (percent escapes are undone, "?…", "#…" and a final
 * ".pdf" are not part of it) or running text (a final full stop, comma, bracket is not). The prefix
 * 10.5555, which never resolves, is none. */
pc_str bib_doi_find(pc_arena *a, pc_str s);
/* arxiv.org addresses, "arXiv:2410.13333v2 [cs.DC]", 10.48550/arXiv.…; without the version. A bare
 * number without the word arXiv is none. */
pc_str bib_arxiv_find(pc_arena *a, pc_str s);
bool bib_arxiv_valid(pc_str id); /* "2410.13333", "hep-th/9901001", "math.GT/0309136" */
pc_str bib_orcid_find(pc_arena *a, pc_str s); /* "0000-0002-1825-0097", with a right check digit */
pc_str bib_pmid_find(pc_arena *a, pc_str s);  /* a PubMed address, or "PMID: 123" */
pc_str bib_isbn_find(pc_arena *a, pc_str s);  /* after the word ISBN; digits only (and X) */

#endif
