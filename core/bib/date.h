/* Years and dates in running text (English month names), to ISO 8601 with the precision that is
 * printed. */
#ifndef BIB_DATE_H
#define BIB_DATE_H

#include "bib/edtf.h"

/* The next year 1900 to 2099 at or after s[from] that stands alone (not in 12024, 2024.03080 or
 * 2010-2024-like identifiers): its four digits. Empty when there is none. Also the year of an
 * acronym that is glued to it ("ICLR2024"). */
pc_str bib_year_find(pc_str s, size_t from);
/* The last one. */
pc_str bib_year_last(pc_str s);
/* The bytes of the quote that ends at s[at], before a year of two digits ('24): ', U+2019, or
 * U+2018, which smart punctuation makes of it behind a space. 0: there is none. */
size_t bib_year_quote(pc_str s, size_t at);
/* 1 to 12 for "March", "Mar.", "march"; else 0. */
int bib_month(pc_str word);
/* A date in figures that begins with its year at s[at], 2024-03-05, 2024/3, 2024.03, 2024年3月,
 * 2024년: the bytes that it takes, or 0. Only such with 年 may have no month. */
size_t bib_day_at(pc_str s, size_t at, bib_day *out);
/* The first date that is more than a year: "2024-03", "2024-03-05"; empty when there is none.
 * Understands 2024-03-05, 2024/3, 2024年3月, Mar. 2024, 5 March 2024, March 5, 2024. */
pc_str bib_date_find(pc_arena *a, pc_str s);

#endif
