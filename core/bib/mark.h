/* Contribution marks: the signs beside names in author lists, and what legends say about them. */
#ifndef BIB_MARK_H
#define BIB_MARK_H

#include "base/arena.h"

/* Roles that a mark gives. A set of bits; SELF never comes from a mark. */
typedef enum bib_role {
    BIB_SELF = 1,
    BIB_EQUAL = 2,
    BIB_CORRESPONDING = 4,
    BIB_MARKED = 8 /* of unknown meaning */
} bib_role;

/* Bytes of the mark that stands at s[at], and its canonical form (∗ is *); 0 if there is none. */
size_t bib_mark_at(pc_str s, size_t at, pc_str *canonical);
/* The mark that ends right before s[at]. */
size_t bib_mark_before(pc_str s, size_t at, pc_str *canonical);
/* TeX for a mark ("^*", "\dagger", "^{\ast}", "^1") to its sign; empty if it is none. */
pc_str bib_mark_tex(pc_arena *a, pc_str tex);
/* The text without marks and spaces at its ends. */
pc_str bib_mark_trim(pc_str s);

/* May the word say what a mark means, alone or with others: is a legend where it stands? */
bool bib_legend_word(pc_str w);
/* What the words of a legend mean: BIB_EQUAL, BIB_CORRESPONDING, both, or 0 for neither. Words that
 * titles have, too ("joint", "same"), mean nothing without another word of legends. */
unsigned bib_legend_roles(pc_str words);
/* Is there a verb that leads from a mark to its meaning: "denotes" anywhere, "means" beside another
 * word of legends or at once behind the mark? */
bool bib_legend_explains(pc_str words);
/* The value of a legend's attribute: "equal", "corresponding", "equal corresponding", "other". */
const char *bib_role_name(unsigned roles);
unsigned bib_role_parse(pc_str value);
/* What a mark means where no legend says so, by custom: * and † beside at least two names of an
 * entry: equal; an envelope: corresponding; else BIB_MARKED. */
unsigned bib_mark_custom(pc_str canonical, size_t bearers);

#endif
