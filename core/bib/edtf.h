/* Dates as records have them: ISO 8601-2 (EDTF, levels 0 and 1, as biblatex and CSL use it), or
 * words.
 *
 * "2024", "2024-03", "2024-03-05", "2024-21" (spring), "-0049" (50 BC), "2020/2021", "2020/.."
 * (open), and "~", "?" or "%" behind a date that is not certain. */
#ifndef BIB_EDTF_H
#define BIB_EDTF_H

#include "base/arena.h"

typedef struct bib_day {
    int year;       /* astronomical: 0 is 1 BC */
    int month, day; /* 0: not said; months 21 to 24 are seasons */
} bib_day;

typedef struct bib_date {
    bib_day from, to;
    bool range; /* to counts, unless open */
    bool open;
    bool circa;
} bib_date;

/* False: words, or nothing. */
bool bib_edtf_parse(pc_str s, bib_date *out);
pc_str bib_edtf_text(pc_arena *a, const bib_date *d);
pc_str bib_day_text(pc_arena *a, const bib_day *d);

#endif
