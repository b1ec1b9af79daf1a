/* Reading times as Ruby's Time.parse does: what Date._parse finds, with what is missing filled from
 * the present; and YAML's timestamps. */
#include "base/str.h"
#include "readers/jekyll/liquid/date.h"
#include "readers/jekyll/liquid/date_forms.h"

typedef enum zone_kind { ZONE_LOCAL, ZONE_FIXED, ZONE_UTC, ZONE_BAD } zone_kind;

/* Time.zone_offset, which takes fewer forms than the text may have. */
static zone_kind zone_of(pc_str z, int32_t *offset) {
    static const struct {
        const char *name;
        int hours;
    } zones[] = {{"gmt", 0},  {"est", -5}, {"edt", -4}, {"cst", -6}, {"cdt", -5},
                 {"mst", -7}, {"mdt", -6}, {"pst", -8}, {"pdt", -7}};
    *offset = 0;
    if (pc_str_eqz(z, "utc") || pc_str_eqz(z, "ut") || pc_str_eqz(z, "z")) return ZONE_UTC;
    for (size_t i = 0; i < PC_COUNT(zones); i++)
        if (pc_str_eqz(z, zones[i].name)) {
            *offset = zones[i].hours * 3600;
            return ZONE_FIXED;
        }
    if (z.n == 1 && z.p[0] >= 'a' && z.p[0] < 'z' && z.p[0] != 'j') { /* military */
        int c = z.p[0];
        *offset = 3600 * (c <= 'i' ? c - 'a' + 1 : c <= 'm' ? c - 'a' : 'm' - c);
        return ZONE_FIXED;
    }
    if (z.n < 3 || (z.p[0] != '-' && z.p[0] != '+')) return ZONE_LOCAL;
    int64_t v[3] = {0};
    bool colon = z.n > 3 && z.p[3] == ':';
    size_t i = 1, n = 0;
    for (; n < 3 && i + 2 <= z.n && pc_is_digit(z.p[i]) && pc_is_digit(z.p[i + 1]); n++) {
        v[n] = (z.p[i] - '0') * 10 + z.p[i + 1] - '0';
        i += 2;
        if (colon && i < z.n && z.p[i] == ':') i++;
    }
    if (i != z.n || z.p[z.n - 1] == ':') return ZONE_LOCAL;
    *offset = (int32_t)((v[0] * 60 + v[1]) * 60 + v[2]) * (z.p[0] == '-' ? -1 : 1);
    if (*offset >= 86400 || *offset <= -86400) return ZONE_BAD;
    return *offset == 0 && z.p[0] == '-' && n < 3 ? ZONE_UTC : ZONE_FIXED;
}

/* What is missing before the first part that is there is that of the present; what is missing
 * behind it is the least. */
static void fill(liq_found *f, const liq_tm *now) {
    if (!f->has_month) f->month = 1;
    if (!f->has_day) f->day = 1;
    if (f->has_year) return;
    f->year = now->year;
    if (f->has_month) return;
    f->month = now->month;
    if (f->has_day) return;
    f->day = now->day;
    if (f->has_hour) return;
    f->hour = now->hour;
    if (f->has_minute) return;
    f->minute = now->minute;
    if (!f->has_second) f->second = now->second;
}

static int days_in(int64_t y, int m) {
    static const int n[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return m == 2 && (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)) ? 29 : n[m - 1];
}

/* A day of the year is a month and a day. */
static bool count_days(liq_found *f, int64_t year) {
    int64_t left = f->yday;
    int m = 1;
    if (left < 1 || left > 366) return false;
    while (m <= 12 && left > days_in(year, m)) left -= days_in(year, m++);
    f->month = m;
    f->day = left;
    f->has_month = f->has_day = true;
    return m <= 12;
}

/* Times are 64 bits of seconds. */
static const int64_t most_years = INT64_C(200000000000);

static bool finish(const liq_zone *z, liq_found *f, liq_value *out) {
    int32_t offset;
    zone_kind kind = zone_of(f->zone, &offset);
    if (kind == ZONE_BAD) return false;
    liq_value present = liq_time(z ? z->now : 0, 0, offset, false);
    liq_tm now = liq_tm_of(kind == ZONE_LOCAL ? liq_zone_local(z, present) : present);
    if (f->has_yday && !count_days(f, f->has_year ? f->year : now.year)) return false;
    bool any = f->has_year || f->has_month || f->has_day || f->has_hour || f->has_nano ||
               f->has_minute || f->has_second;
    if (!any) return false;
    fill(f, &now);
    if (f->month < 1 || f->month > 12 || f->day < 1 || f->day > 31) return false;
    if (f->hour > 24 || f->minute > 59 || f->second > 60) return false;
    if (f->hour == 24 && (f->minute || f->second)) return false;
    if (f->year > most_years || f->year < -most_years) return false;
    /* 30 February is 1 or 2 March */
    int64_t days = liq_days(f->year, (int)f->month, (int)f->day);
    int64_t secs = f->hour * 3600 + f->minute * 60 + f->second;
    if (kind == ZONE_LOCAL)
        *out = liq_zone_make(z, days, secs, f->nano);
    else
        *out = liq_time(days * 86400 + secs - offset, f->nano, offset, kind == ZONE_UTC);
    /* Time.parse prefers the local zone to an offset that is the same */
    if (kind == ZONE_FIXED) out->local = liq_zone_offset(z, out->u.i) == offset;
    return true;
}

bool liq_time_parse(const liq_zone *z, pc_str s, liq_value *out) {
    liq_reading t;
    return liq_date_forms(&t, s) && finish(z, &t.f, out);
}

/* --- YAML ----------------------------------------------------------------------------------------
 */

static size_t number_at(pc_str s, size_t i, size_t most, int64_t *out) {
    size_t n = 0;
    int64_t v = 0;
    while (i + n < s.n && n < most && pc_is_digit(s.p[i + n])) v = v * 10 + (s.p[i + n++] - '0');
    *out = v;
    return n;
}

/* Z, +1, +01:00, +0100, after white space. False: no zone. */
static bool yaml_zone(pc_str s, int32_t *offset) {
    s = pc_str_trim(s);
    int64_t h = 0, m = 0;
    *offset = 0;
    if (pc_str_ieqz(s, "z")) return true;
    if (s.n < 2 || (s.p[0] != '-' && s.p[0] != '+')) return false;
    size_t k = 1 + number_at(s, 1, 2, &h);
    if (k < s.n && s.p[k] == ':') k++;
    number_at(s, k, 2, &m);
    *offset = (int32_t)((h * 3600 + m * 60) * (s.p[0] == '-' ? -1 : 1));
    return true;
}

/* The YAML 1.1 timestamp: yyyy-m-d, or with [Tt ]h:mm:ss[.frac][zone]. */
bool liq_yaml_time(const liq_zone *z, pc_str s, liq_value *out) {
    int64_t y, m, d, h, mi, sec;
    size_t i = 0, n = number_at(s, 0, 4, &y);
    if (n != 4 || s.n < 8 || s.p[4] != '-') return false;
    i = 5;
    if (!(n = number_at(s, i, 2, &m))) return false;
    i += n;
    if (i >= s.n || s.p[i++] != '-') return false;
    if (!(n = number_at(s, i, 2, &d))) return false;
    i += n;
    if (m < 1 || m > 12 || d < 1 || d > days_in(y, (int)m)) return false;
    int64_t days = liq_days(y, (int)m, (int)d);
    if (i == s.n) {
        *out = (liq_value){.kind = LIQ_DATE, .u.i = days};
        return true;
    }
    if (s.p[i] != 't' && s.p[i] != 'T' && !pc_is_space(s.p[i])) return false;
    if (s.p[i] == 't' || s.p[i] == 'T') i++;
    while (i < s.n && pc_is_space(s.p[i])) i++;
    if (!(n = number_at(s, i, 2, &h)) || (i += n) >= s.n || s.p[i++] != ':') return false;
    if (!(n = number_at(s, i, 2, &mi)) || (i += n) >= s.n || s.p[i++] != ':') return false;
    if (!(n = number_at(s, i, 2, &sec))) return false;
    i += n;
    uint32_t nano = 0;
    if (i < s.n && s.p[i] == '.') {
        size_t end = i + 1;
        while (end < s.n && pc_is_digit(s.p[end])) end++;
        for (size_t k = i + 1; k < i + 10; k++)
            nano = nano * 10 + (k < end ? (uint32_t)(s.p[k] - '0') : 0);
        i = end;
    }
    int32_t offset;
    bool zone = yaml_zone(pc_str_from(s, i), &offset);
    /* Psych: without a zone the clock is read as UTC and shown in local time */
    int64_t t = days * 86400 + h * 3600 + mi * 60 + sec - offset;
    *out = liq_time(t, nano, zone ? offset : liq_zone_offset(z, t), zone && !offset);
    out->local = !zone;
    return true;
}
