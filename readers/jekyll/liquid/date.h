/* Dates as Ruby reads and prints them: Time.parse, strftime, and the calendar between. */
#ifndef PC_LIQUID_DATE_H
#define PC_LIQUID_DATE_H

#include "readers/jekyll/liquid/value.h"

/* A time taken apart. */
typedef struct liq_tm {
    int64_t year;
    int month, day, hour, minute, second; /* month from 1 */
    int wday, yday;                       /* Sunday 0; 1 January is 1 */
    uint32_t nano;
    int32_t offset;
    bool utc;
} liq_tm;

int64_t liq_days(int64_t year, int month, int day); /* since 1970-01-01 */
liq_tm liq_tm_of(liq_value dateortime);

/* Where local time comes from: seconds east of Greenwich at an instant. */
typedef int32_t (*liq_zone_fn)(void *user, int64_t utc);
typedef struct liq_zone {
    liq_zone_fn offset;                      /* NULL: UTC */
    pc_str (*name)(void *user, int64_t utc); /* "EST"; NULL: UTC */
    void *user;
    int64_t now; /* seconds since 1970 */
} liq_zone;
int32_t liq_zone_offset(const liq_zone *z, int64_t utc);
liq_value liq_zone_local(const liq_zone *z, liq_value time); /* the same instant, shown locally */
/* A wall clock time in the zone as an instant. */
liq_value liq_zone_make(const liq_zone *z, int64_t days, int64_t seconds, uint32_t nano);

/* Ruby's lenient Time.parse: ISO forms, "3 Feb 2020", "February 3, 2020", "2020/2/3", "Feb 2020",
 * with or without time and zone. False when there is no date in it. */
bool liq_time_parse(const liq_zone *z, pc_str s, liq_value *out);
/* A YAML timestamp: a day stays a day (LIQ_DATE), as in Psych. False: not one. */
bool liq_yaml_time(const liq_zone *z, pc_str s, liq_value *out);
/* Ruby's strftime; [z] names local times (NULL: UTC). False when the format ends within a
 * directive, which Time does not take, or has one of absurd width. */
bool liq_strftime(pc_buf *out, const liq_zone *z, liq_value dateortime, pc_str format);

#endif
