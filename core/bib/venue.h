/* The line that says where a work appeared, cut into its parts: venues, years, status, awards,
 * volume, issue, pages. Word lists: venue.def, status.def, award.def. */
#ifndef BIB_VENUE_H
#define BIB_VENUE_H

#include "base/vec.h"

typedef enum bib_kind {
    BIB_NONE,
    BIB_PREPRINT_SERVER,
    BIB_JOURNAL,
    BIB_CONFERENCE,
    BIB_WORKSHOP,
    BIB_THESIS,
    BIB_BOOK,
    BIB_REPORT,
    BIB_PATENT,
    BIB_KIND_COUNT
} bib_kind;

typedef enum bib_part_tag {
    BIB_PART_VENUE,
    BIB_PART_YEAR,
    BIB_PART_STATUS,
    BIB_PART_AWARD,
    BIB_PART_VOLUME,
    BIB_PART_ISSUE,
    BIB_PART_PAGES
} bib_part_tag;

/* s[from, to). For YEAR the digits only. */
typedef struct bib_part {
    bib_part_tag tag;
    size_t from, to;
} bib_part;

typedef PC_VEC(bib_part) bib_parts;

/* Cuts [s] into parts, in order; what is between them (commas, brackets, "In", acceptance rates) is
 * in none. "AAAI 2024, MLSys Workshop NeurIPS 2023" is two venues with a year each; commas within a
 * venue's name stay in it. */
void bib_venue_split(pc_arena *a, pc_str s, bib_parts *out);

/* What the words of a venue say about it: "Journal of X", "SIGMOD", "Proc. of …". BIB_NONE:
 * nothing. */
bib_kind bib_venue_kind(pc_str venue);
/* Is the word (exact case) an acronym or name in venue.def? */
bib_kind bib_venue_known(pc_str word);
/* May the word say something about a venue: is it in one of the lists, or has it digits? Where none
 * of several words does, and none begins a status or an award, no function here finds anything but
 * unknown names. */
bool bib_venue_word(pc_str word);
/* Where a word's part before a year ends that is glued to it, and where the year begins:
 * "ICLR2024", "NDSS'25", "CVPR-2024". Its length, twice: it has none. */
size_t bib_venue_stem(pc_str word, size_t *year);
/* CSL type of what appears in such a venue; "" for BIB_NONE. */
const char *bib_kind_type(bib_kind k);

/* May the word begin a status or an award? */
bool bib_phrase_word(pc_str word);
/* The longest status phrase at the start of [s]: its length and its status ("under-review"), or 0.
 */
size_t bib_status_at(pc_str s, const char **status);
/* The longest award phrase at the start of [s], or 0. */
size_t bib_award_at(pc_str s);
/* CSL type that the words of a heading name ("Journal Articles"), or "". */
const char *bib_heading_type(pc_str heading);

#endif
