/* Lists of names as people write them in a line: "Ann Bee, Cy Dee and E. Eff", "Bee, A., Dee, C.",
 * "Bee, Ann; Dee, Cy". Lists in BibTeX's form: bib/names.h. */
#ifndef BIB_PEOPLE_H
#define BIB_PEOPLE_H

#include "base/vec.h"
#include "bib/record.h"

typedef PC_VEC(bib_author) bib_author_vec;

/* One written name as an author: marks come off it, [self] (the owner's name, may be empty) gives
 * its role. Nothing when it is empty. */
void bib_people_add(pc_arena *a, pc_arena *scratch, bib_author_vec *out, pc_str written,
                    pc_str self);
/* All of a line. [sure]: it holds names and nothing else; otherwise nothing is added when it does
 * not look like that. */
void bib_people_split(pc_arena *a, pc_arena *scratch, bib_author_vec *out, pc_str line, pc_str self,
                      bool sure, bool *etal);
bool bib_people_is_etal(pc_str s); /* "et al.", "others" */

/* Gives authors the roles of their marks: as [legend] says ("* equal contribution<br>† …"; may be
 * empty), else by custom. */
void bib_people_roles(bib_author *v, size_t n, pc_str legend);

#endif
