/* The calendar and Ruby's strftime; reading dates is in date_parse.c. */
#include "readers/jekyll/liquid/date.h"

#include "base/str.h"
#include "readers/jekyll/liquid/liquid_int.h"

#include <stdio.h>

static const char *const month_names[] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};
static const char *const day_names[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                        "Thursday", "Friday", "Saturday"};

/* Days since 1970-01-01 in the proleptic Gregorian calendar; years begin in March inside. */
int64_t liq_days(int64_t year, int month, int day) {
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t yoe = y - era * 400;
    int64_t doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

static void civil(int64_t days, liq_tm *t) {
    int64_t z = days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    t->day = (int)(doy - (153 * mp + 2) / 5 + 1);
    t->month = (int)(mp < 10 ? mp + 3 : mp - 9);
    t->year = yoe + era * 400 + (t->month <= 2);
    t->wday = (int)(((days % 7) + 11) % 7);
    t->yday = (int)(days - liq_days(t->year, 1, 1) + 1);
}

liq_tm liq_tm_of(liq_value v) {
    liq_tm t = {0};
    if (v.kind == LIQ_DATE) {
        civil(v.u.i, &t);
        return t;
    }
    int64_t local;
    if (__builtin_add_overflow(v.u.i, v.x.zone.offset, &local)) local = v.u.i;
    int64_t s = local % 86400, days = local / 86400 - (s < 0);
    if (s < 0) s += 86400;
    civil(days, &t);
    t.hour = (int)(s / 3600);
    t.minute = (int)(s / 60 % 60);
    t.second = (int)(s % 60);
    t.nano = v.x.zone.nano;
    t.offset = v.x.zone.offset;
    t.utc = v.utc;
    return t;
}

int32_t liq_zone_offset(const liq_zone *z, int64_t utc) {
    return z && z->offset ? z->offset(z->user, liq_clamp(utc)) : 0;
}

static liq_value local_time(int64_t sec, uint32_t nano, int32_t offset) {
    liq_value v = liq_time(sec, nano, offset, false);
    v.local = true;
    return v;
}

liq_value liq_zone_local(const liq_zone *z, liq_value v) {
    if (v.kind == LIQ_DATE) return liq_zone_make(z, v.u.i, 0, 0);
    return local_time(v.u.i, v.x.zone.nano, liq_zone_offset(z, v.u.i));
}

liq_value liq_zone_make(const liq_zone *z, int64_t days, int64_t seconds, uint32_t nano) {
    int64_t wall = days * 86400 + seconds;
    int32_t off = liq_zone_offset(z, wall);
    off = liq_zone_offset(z, wall - off); /* settles except within an hour of a change */
    return local_time(wall - off, nano, off);
}

/* Local times have their zone's name, UTC and days theirs, an offset in a text has none. */
static pc_str zone_name(const liq_zone *z, liq_value v) {
    if (v.kind == LIQ_DATE) return PC_S("+00:00");
    if (v.local && z && z->name) return z->name(z->user, liq_clamp(v.u.i));
    return v.utc || (v.local && !v.x.zone.offset) ? PC_S("UTC") : PC_S("");
}

/* ISO 8601 week and its year. */
static int iso_week(const liq_tm *t, int64_t *year) {
    int wd = t->wday ? t->wday : 7;
    int64_t thursday = liq_days(t->year, t->month, t->day) - wd + 4;
    liq_tm th = {0};
    civil(thursday, &th);
    *year = th.year;
    return (th.yday - 1) / 7 + 1;
}

/* Ruby ends at about 10,000 for dates, and far from it for times. */
enum { MOST_WIDTH = 100000 };

typedef struct fmt {
    char pad; /* 0: the directive's own; '-': none */
    bool upper, swap, colon;
    int width, colons;
    const liq_zone *zone;
} fmt;

static void put_text(pc_buf *out, const fmt *f, pc_str s) {
    if (f->width > (int)s.n && f->pad != '-')
        pc_buf_fill(out, f->pad ? f->pad : ' ', (size_t)f->width - s.n);
    for (size_t i = 0; i < s.n; i++) {
        int c = s.p[i];
        if (f->upper)
            c = pc_upper(c);
        else if (f->swap)
            c = pc_is_upper(c) ? pc_lower(c) : pc_upper(c);
        pc_buf_putc(out, (char)c);
    }
}

static void put_num(pc_buf *out, const fmt *f, int64_t v, int width, char pad) {
    if (f->pad) pad = f->pad;
    if (f->width) width = f->width;
    char digits[24], *first = digits + sizeof digits;
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    do *--first = (char)('0' + u % 10);
    while (u /= 10);
    int n = (int)(digits + sizeof digits - first);
    int fill = pad == '-' ? 0 : width - n - (v < 0);
    if (v < 0 && pad != ' ') pc_buf_putc(out, '-');
    if (fill > 0) pc_buf_fill(out, pad, (size_t)fill);
    if (v < 0 && pad == ' ') pc_buf_putc(out, '-');
    pc_buf_putn(out, first, (size_t)n);
}

/* +0530, :: +05:30:00; the width is for all of it, and the padding is that of the hours. */
static void put_zone(pc_buf *out, const liq_tm *t, const fmt *f) {
    int32_t o = t->offset, a = o < 0 ? -o : o;
    char rest[16] = "";
    int n = f->colons == 3 && a % 3600 == 0 ? 0
            : f->colons == 2 || (f->colons == 3 && a % 60)
                ? snprintf(rest, sizeof rest, ":%02d:%02d", a / 60 % 60, a % 60)
                : snprintf(rest, sizeof rest, f->colons ? ":%02d" : "%02d", a / 60 % 60);
    int width = f->width - n > 3 ? f->width - n : 3;
    char hours[8];
    int digits = snprintf(hours, sizeof hours, f->pad == ' ' ? "%d" : "%02d", a / 3600);
    int gap = width - 1 - digits;
    if (f->pad == ' ' && gap > 0) pc_buf_fill(out, ' ', (size_t)gap);
    bool unknown = f->pad == '-' && t->utc; /* RFC 3339's -00:00 */
    pc_buf_putc(out, o < 0 || unknown ? '-' : '+');
    if (f->pad != ' ' && gap > 0) pc_buf_fill(out, '0', (size_t)gap);
    pc_buf_putn(out, hours, (size_t)digits);
    pc_buf_putn(out, rest, (size_t)n);
}

static void put_fraction(pc_buf *out, const liq_tm *t, int digits) {
    char nano[16];
    snprintf(nano, sizeof nano, "%09u", t->nano % 1000000000u);
    pc_buf_putn(out, nano, digits < 9 ? (size_t)digits : 9);
    if (digits > 9) pc_buf_fill(out, '0', (size_t)digits - 9);
}

static int twelve(int hour) {
    return hour % 12 ? hour % 12 : 12;
}

static void directive(pc_buf *out, liq_value v, const liq_tm *t, fmt *f, char c);

/* Several directives in one. */
static void composite(pc_buf *out, liq_value v, const fmt *f, const char *z) {
    size_t from = out->n;
    liq_strftime(out, f->zone, v, pc_strz(z));
    size_t n = out->n - from, gap = f->width > 0 && (size_t)f->width > n ? (size_t)f->width - n : 0;
    if (gap) {
        pc_buf_fill(out, f->pad == '0' ? '0' : ' ', gap);
        if (out->failed) return;
        memmove(out->p + from + gap, out->p + from, n);
        memset(out->p + from, f->pad == '0' ? '0' : ' ', gap);
    }
    for (size_t i = from; f->upper && i < out->n; i++) out->p[i] = (char)pc_upper(out->p[i]);
}

static void directive(pc_buf *out, liq_value v, const liq_tm *t, fmt *f, char c) {
    int64_t year = 0;
    switch (c) {
    case 'Y': put_num(out, f, t->year, t->year < 0 ? 5 : 4, '0'); return;
    case 'C': put_num(out, f, t->year / 100 - (t->year % 100 < 0), 2, '0'); return;
    case 'y': put_num(out, f, ((t->year % 100) + 100) % 100, 2, '0'); return;
    case 'm': put_num(out, f, t->month, 2, '0'); return;
    case 'd': put_num(out, f, t->day, 2, '0'); return;
    case 'e': put_num(out, f, t->day, 2, ' '); return;
    case 'j': put_num(out, f, t->yday, 3, '0'); return;
    case 'H': put_num(out, f, t->hour, 2, '0'); return;
    case 'k': put_num(out, f, t->hour, 2, ' '); return;
    case 'I': put_num(out, f, twelve(t->hour), 2, '0'); return;
    case 'l': put_num(out, f, twelve(t->hour), 2, ' '); return;
    case 'M': put_num(out, f, t->minute, 2, '0'); return;
    case 'S': put_num(out, f, t->second, 2, '0'); return;
    case 'L': put_fraction(out, t, f->width ? f->width : 3); return;
    case 'N': put_fraction(out, t, f->width ? f->width : 9); return;
    case 'u': put_num(out, f, t->wday ? t->wday : 7, 1, '0'); return;
    case 'w': put_num(out, f, t->wday, 1, '0'); return;
    case 'U': put_num(out, f, (t->yday - 1 + 7 - t->wday) / 7, 2, '0'); return;
    case 'W': put_num(out, f, (t->yday - 1 + 7 - (t->wday + 6) % 7) / 7, 2, '0'); return;
    case 'V': put_num(out, f, iso_week(t, &year), 2, '0'); return;
    case 'G': iso_week(t, &year), put_num(out, f, year, 4, '0'); return;
    case 'g': iso_week(t, &year), put_num(out, f, year % 100, 2, '0'); return;
    case 'B': put_text(out, f, pc_strz(month_names[t->month - 1])); return;
    case 'b':
    case 'h': put_text(out, f, pc_str_sub(pc_strz(month_names[t->month - 1]), 0, 3)); return;
    case 'A': put_text(out, f, pc_strz(day_names[t->wday])); return;
    case 'a': put_text(out, f, pc_str_sub(pc_strz(day_names[t->wday]), 0, 3)); return;
    case 'p':
        if (f->swap) f->upper = false;
        put_text(out, f, t->hour < 12 ? PC_S("AM") : PC_S("PM"));
        return;
    case 'P': put_text(out, f, t->hour < 12 ? PC_S("am") : PC_S("pm")); return;
    case 'z': put_zone(out, t, f); return;
    case 'Z': put_text(out, f, zone_name(f->zone, v)); return;
    case 's': put_num(out, f, v.kind == LIQ_DATE ? v.u.i * 86400 : v.u.i, 1, '0'); return;
    case 'Q': put_num(out, f, v.u.i * 86400000, 1, '0'); return;
    case '+': composite(out, v, f, "%a %b %e %H:%M:%S %Z %Y"); return;
    case 'n': put_text(out, f, PC_S("\n")); return;
    case 't': put_text(out, f, PC_S("\t")); return;
    case '%': put_text(out, f, PC_S("%")); return;
    case 'D':
    case 'x': composite(out, v, f, "%m/%d/%y"); return;
    case 'F': composite(out, v, f, "%Y-%m-%d"); return;
    case 'T':
    case 'X': composite(out, v, f, "%H:%M:%S"); return;
    case 'R': composite(out, v, f, "%H:%M"); return;
    case 'r': composite(out, v, f, "%I:%M:%S %p"); return;
    case 'c': composite(out, v, f, "%a %b %e %H:%M:%S %Y"); return;
    case 'v': composite(out, v, f, "%e-%^b-%Y"); return;
    default: return;
    }
}

/* Dates know two more. */
static bool known(liq_value v, char c) {
    if (c == 'Q' || c == '+') return v.kind == LIQ_DATE;
    return c && strchr("YCymdejHkIlMSLNuwUWVGgBbhAapPzZsnt%DxFTXRrcv", c);
}

/* Reads the flags and width after a '%' at *i; false when it is no directive. */
static bool read_flags(liq_value v, pc_str s, size_t *i, fmt *f) {
    for (; *i < s.n && s.p[*i] && strchr("-0_^#", s.p[*i]); (*i)++) {
        char c = s.p[*i];
        if (c == '^')
            f->upper = true;
        else if (c == '#')
            f->swap = true;
        else if (f->pad != '-') /* it rules out the others */
            f->pad = c == '_' ? ' ' : c;
    }
    for (; *i < s.n && pc_is_digit(s.p[*i]); (*i)++)
        if (f->width <= MOST_WIDTH) f->width = f->width * 10 + (s.p[*i] - '0');
    while (*i < s.n && s.p[*i] == ':') f->colons++, (*i)++;
    char other = *i < s.n ? s.p[*i] : 0;
    if (other == 'E' || other == 'O') {
        (*i)++;
        const char *may = other == 'E' ? "cCxXyY" : "deHkIlmMSuUVwWy";
        if (*i >= s.n || !s.p[*i] || !strchr(may, s.p[*i])) return false;
    }
    return *i < s.n && known(v, s.p[*i]) && (!f->colons || (s.p[*i] == 'z' && f->colons < 4));
}

bool liq_strftime(pc_buf *out, const liq_zone *z, liq_value v, pc_str format) {
    liq_tm t = liq_tm_of(v);
    bool ends = true;
    for (size_t i = 0; i < format.n; i++) {
        if (format.p[i] != '%') {
            pc_buf_putc(out, format.p[i]);
            continue;
        }
        size_t start = i++;
        fmt f = {.zone = z};
        bool is_directive = read_flags(v, format, &i, &f);
        if (f.width > MOST_WIDTH) return false;
        if (is_directive) {
            /* %#B is upper case: nothing in a name is swapped to lower except AM and PM */
            if (f.swap && !strchr("pZcDxFTXRrv+", format.p[i])) f.upper = true, f.swap = false;
            directive(out, v, &t, &f, format.p[i]);
            continue;
        }
        pc_buf_putc(out, '%'); /* not one: stays as written */
        if (i == format.n && v.kind == LIQ_TIME && !strchr("EO:", format.p[i - 1])) ends = false;
        i = start;
    }
    return ends;
}
