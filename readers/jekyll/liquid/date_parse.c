/* Reading dates as Ruby's Time.parse does: it looks for a time of day, then for a date in one of
 * many forms anywhere in the text, and fills what is missing from the present day. */
#include "readers/jekyll/liquid/date.h"

#include "base/str.h"

typedef struct found {
    int64_t year;
    int month, day;
    bool has_year, has_month, has_day;
    int hour, minute, second;
    uint32_t nano;
    bool has_time, has_zone;
    int32_t offset;
} found;

static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";

static int month_at(pc_str s, size_t i) {
    if (i + 3 > s.n || (i && pc_is_alpha(s.p[i - 1]))) return 0;
    for (int m = 0; m < 12; m++)
        if (pc_str_ieq((pc_str){months + 3 * m, 3}, pc_str_sub(s, i, i + 3))) return m + 1;
    return 0;
}

static size_t number_at(pc_str s, size_t i, size_t most, int64_t *out) {
    size_t n = 0;
    int64_t v = 0;
    while (i + n < s.n && n < most && pc_is_digit(s.p[i + n])) v = v * 10 + (s.p[i + n++] - '0');
    *out = v;
    return n;
}

static size_t skip_space(pc_str s, size_t i) {
    while (i < s.n && pc_is_space(s.p[i])) i++;
    return i;
}

static const struct {
    const char *name;
    int hours;
} zones[] = {{"utc", 0},  {"gmt", 0},  {"est", -5}, {"edt", -4}, {"cst", -6},
             {"cdt", -5}, {"mst", -7}, {"mdt", -6}, {"pst", -8}, {"pdt", -7},
             {"cet", 1},  {"cest", 2}, {"jst", 9},  {"bst", 1}};

/* "Z", "+0100", "-05:00", "+8", "UTC" at i. */
static size_t zone_at(pc_str s, size_t i, found *f) {
    size_t at = skip_space(s, i);
    if (at >= s.n) return i;
    char c = s.p[at];
    if (c == '+' || c == '-') {
        int64_t h = 0, m = 0;
        size_t n = number_at(s, at + 1, 2, &h), k = at + 1 + n;
        if (!n) return i;
        if (k < s.n && s.p[k] == ':') k++;
        k += number_at(s, k, 2, &m);
        f->offset = (int32_t)((h * 3600 + m * 60) * (c == '-' ? -1 : 1));
        f->has_zone = true;
        return k;
    }
    size_t end = at;
    while (end < s.n && pc_is_alpha(s.p[end])) end++;
    pc_str word = pc_str_sub(s, at, end);
    if (pc_str_ieqz(word, "z")) {
        f->has_zone = true;
        return end;
    }
    for (size_t z = 0; z < PC_COUNT(zones); z++)
        if (pc_str_ieqz(word, zones[z].name)) {
            f->has_zone = true;
            f->offset = zones[z].hours * 3600;
            return end;
        }
    return i;
}

static uint32_t fraction_at(pc_str s, size_t *i) {
    uint32_t v = 0;
    int n = 0;
    for (; *i < s.n && pc_is_digit(s.p[*i]); (*i)++)
        if (n < 9) v = v * 10 + (uint32_t)(s.p[*i] - '0'), n++;
    while (n++ < 9) v *= 10;
    return v;
}

/* H:MM[:SS[.frac]] [am|pm] [zone]; what it covers is blanked out of [text] by the answer's range.
 */
static bool time_of_day(pc_str s, found *f, size_t *from, size_t *to) {
    for (size_t colon = pc_str_chr(s, ':', 0); colon != PC_NPOS;
         colon = pc_str_chr(s, ':', colon + 1)) {
        size_t start = colon;
        while (start > 0 && colon - start < 2 && pc_is_digit(s.p[start - 1])) start--;
        int64_t h, m, sec = 0;
        size_t n = number_at(s, colon + 1, 2, &m), i = colon + 1 + n;
        if (start == colon || n != 2) continue;
        number_at(s, start, 2, &h);
        if (i < s.n && s.p[i] == ':') i += 1 + number_at(s, i + 1, 2, &sec);
        if (i + 1 < s.n && (s.p[i] == '.' || s.p[i] == ',') && pc_is_digit(s.p[i + 1])) {
            i++;
            f->nano = fraction_at(s, &i);
        }
        size_t k = skip_space(s, i);
        if (k + 1 < s.n && (pc_lower(s.p[k]) == 'a' || pc_lower(s.p[k]) == 'p') &&
            pc_lower(s.p[k + 1]) == 'm') {
            h = h % 12 + (pc_lower(s.p[k]) == 'p' ? 12 : 0);
            i = k + 2;
        }
        i = zone_at(s, i, f);
        if (h > 24 || m > 59 || sec > 60) return false;
        f->hour = (int)h, f->minute = (int)m, f->second = (int)sec;
        f->has_time = true;
        if (start && pc_lower(s.p[start - 1]) == 't') start--;
        *from = start;
        *to = i;
        return true;
    }
    return false;
}

static int64_t full_year(int64_t y, size_t digits) {
    return digits > 2 ? y : y >= 69 ? y + 1900 : y + 2000;
}

static void set_year(found *f, int64_t y, size_t digits) {
    f->year = full_year(y, digits);
    f->has_year = true;
}
static void set_month(found *f, int64_t m) {
    f->month = (int)(m > 99 ? 99 : m);
    f->has_month = true;
}
static void set_day(found *f, int64_t d) {
    f->day = (int)(d > 99 ? 99 : d);
    f->has_day = true;
}

/* "3 Feb 2020", "Feb 3, 2020", "3rd of February", "Feb 2020", "February". */
static bool named_month(pc_str s, found *f) {
    size_t i = 0;
    int m = 0;
    for (; i < s.n && !(m = month_at(s, i)); i++)
        ;
    if (!m) return false;
    set_month(f, m);
    int64_t v;
    size_t before = i;
    while (before &&
           (pc_is_space(s.p[before - 1]) || s.p[before - 1] == '-' || s.p[before - 1] == '.'))
        before--;
    while (before && pc_is_alpha(s.p[before - 1])) before--; /* the "rd" of 3rd */
    size_t first = before;
    while (first && pc_is_digit(s.p[first - 1])) first--;
    size_t digits_before = before - first;
    size_t k = i;
    while (k < s.n && !pc_is_digit(s.p[k]) && (pc_is_alpha(s.p[k]) || strchr(" .,'-\t", s.p[k])))
        k++;
    int64_t a = 0, b = 0;
    size_t na = number_at(s, k, 9, &a);
    if (digits_before) {
        number_at(s, first, 9, &v);
        if (digits_before > 2) {
            set_year(f, v, digits_before);
            if (na) set_day(f, a);
        } else {
            set_day(f, v);
            if (na) set_year(f, a, na);
        }
        return true;
    }
    if (!na) return true;
    if (na > 2 || (k && s.p[k - 1] == '\'')) {
        set_year(f, a, na);
        return true;
    }
    set_day(f, a);
    k += na;
    while (k < s.n && !pc_is_digit(s.p[k]) && (pc_is_alpha(s.p[k]) || strchr(" ,.'-\t", s.p[k])))
        k++;
    size_t nb = number_at(s, k, 9, &b);
    if (nb) set_year(f, b, nb);
    return true;
}

/* 2020-02-03, 2020/2/3, 2020.2.3, 03.02.2020, 2020-02, 02/2020 (nothing), 20200203. */
static bool numeric(pc_str s, found *f) {
    size_t i = 0;
    while (i < s.n && !pc_is_digit(s.p[i])) i++;
    if (i == s.n) return false;
    int64_t v[3] = {0};
    size_t n[3] = {0}, parts = 0;
    char sep = 0;
    bool minus = i && s.p[i - 1] == '-' && i == 1;
    while (parts < 3) {
        n[parts] = number_at(s, i, 14, &v[parts]);
        i += n[parts];
        if (!n[parts]) break;
        parts++;
        if (i + 1 >= s.n || !strchr("-/.", s.p[i]) || !pc_is_digit(s.p[i + 1])) break;
        if (sep && s.p[i] != sep) break;
        sep = s.p[i++];
    }
    if (parts == 3) {
        bool last_year = n[0] <= 2 && n[2] > 2;
        if (last_year) { /* 03-02-2020: day first, as Ruby reads it */
            set_day(f, v[0]), set_month(f, v[1]), set_year(f, v[2], n[2]);
            return true;
        }
        set_year(f, v[0], n[0]), set_month(f, v[1]), set_day(f, v[2]);
        if (minus && n[0] > 2) f->year = -f->year;
        return true;
    }
    if (parts == 2 && sep == '/') {
        bool year_first = n[0] > 2;
        if (year_first || n[1] > 2) {
            set_year(f, v[!year_first], n[!year_first]);
            set_month(f, v[year_first]);
        } else {
            set_month(f, v[0]), set_day(f, v[1]);
        }
        return true;
    }
    /* what follows a dash is a time zone to Ruby, and four digits are a month and a day: 2015-10 is
     * no date, since there is no month 20 */
    if (parts == 2 && sep == '-') parts = 1;
    if (parts != 1) return false;
    if (n[0] == 8) {
        set_year(f, v[0] / 10000, 4), set_month(f, v[0] / 100 % 100), set_day(f, v[0] % 100);
        return true;
    }
    if (n[0] == 6) {
        set_year(f, v[0] / 10000, 2), set_month(f, v[0] / 100 % 100), set_day(f, v[0] % 100);
        return true;
    }
    if (n[0] == 14) {
        int64_t d = v[0] / 1000000, t = v[0] % 1000000;
        set_year(f, d / 10000, 4), set_month(f, d / 100 % 100), set_day(f, d % 100);
        f->hour = (int)(t / 10000), f->minute = (int)(t / 100 % 100), f->second = (int)(t % 100);
        f->has_time = true;
        return true;
    }
    if (n[0] == 4) {
        set_month(f, v[0] / 100), set_day(f, v[0] % 100);
        return true;
    }
    if (n[0] <= 2) {
        set_day(f, v[0]);
        return true;
    }
    return false;
}

static int days_in(int64_t y, int m) {
    static const int n[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return m == 2 && (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)) ? 29 : n[m - 1];
}

static bool finish(const liq_zone *z, const found *f, liq_value *out) {
    liq_tm now = liq_tm_of(liq_zone_local(z, liq_time(z ? z->now : 0, 0, 0, false)));
    int64_t year = f->has_year ? f->year : now.year;
    int month = f->has_month ? f->month : f->has_year ? 1 : now.month;
    int day = f->has_day ? f->day : f->has_year || f->has_month ? 1 : now.day;
    if (month < 1 || month > 12 || day < 1 || day > 31) return false; /* 30 February is 2 March */
    int64_t days = liq_days(year, month, day);
    int64_t secs = f->hour * 3600 + f->minute * 60 + f->second;
    if (f->has_zone) {
        bool utc = f->offset == 0;
        *out = liq_time(days * 86400 + secs - f->offset, f->nano, f->offset, utc);
    } else {
        *out = liq_zone_make(z, days, secs, f->nano);
    }
    return true;
}

/* Without the stretch [from, to), which has been understood. */
static pc_str blank_out(pc_str s, size_t from, size_t to, char tmp[128]) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (i == from) tmp[n++] = ' ';
        if (i < from || i >= to) tmp[n++] = s.p[i];
    }
    return (pc_str){tmp, n};
}

bool liq_time_parse(const liq_zone *z, pc_str s, liq_value *out) {
    char tmp[128];
    s = pc_str_trim(s);
    if (!s.n || s.n > 120) return false; /* Ruby's own limit is 128 */
    found f = {0};
    size_t from, to;
    if (time_of_day(s, &f, &from, &to)) s = blank_out(s, from, to, tmp);
    bool date = named_month(s, &f) || numeric(s, &f);
    if (!date && !f.has_time) return false;
    return finish(z, &f, out);
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
    i = skip_space(s, i + (s.p[i] == 't' || s.p[i] == 'T'));
    if (!(n = number_at(s, i, 2, &h)) || (i += n) >= s.n || s.p[i++] != ':') return false;
    if (!(n = number_at(s, i, 2, &mi)) || (i += n) >= s.n || s.p[i++] != ':') return false;
    if (!(n = number_at(s, i, 2, &sec))) return false;
    i += n;
    found f = {0};
    if (i < s.n && s.p[i] == '.') i++, f.nano = fraction_at(s, &i);
    zone_at(s, i, &f);
    /* Psych: without a zone the clock is read as UTC and shown in local time */
    int64_t t = days * 86400 + h * 3600 + mi * 60 + sec - f.offset;
    if (!f.has_zone)
        *out = liq_time(t, f.nano, liq_zone_offset(z, t), false);
    else
        *out = liq_time(t, f.nano, f.offset, !f.offset);
    return true;
}
