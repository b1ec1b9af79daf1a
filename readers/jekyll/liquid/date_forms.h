/* The forms that a date may have in a text: Ruby's Date._parse. */
#ifndef PC_LIQUID_DATE_FORMS_H
#define PC_LIQUID_DATE_FORMS_H

#include "base/str.h"

enum { LIQ_MOST_DATE = 128 }; /* bytes; Ruby refuses longer text */

/* What was found. Numbers are as written, from 0, and may be far out of their range. */
typedef struct liq_found {
    int64_t year, yday, month, day, hour, minute, second;
    bool has_year, has_yday, has_month, has_day, has_hour, has_minute, has_second, has_nano;
    bool whole_year; /* 99 is the year 99 */
    bool bc;
    uint32_t nano;
    pc_str zone;
} liq_found;

/* Text that is understood bit by bit. */
typedef struct liq_reading {
    char p[LIQ_MOST_DATE + 1];
    char zone[LIQ_MOST_DATE + 1];
    size_t n;
    liq_found f;
} liq_reading;

/* Reads [s], which must outlive t; t->f holds what it says, if anything. False: it is too long. */
bool liq_date_forms(liq_reading *t, pc_str s);

#endif
