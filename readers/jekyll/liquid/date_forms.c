/* Date._parse looks for a time of day, then for a date in one form after the other, anywhere in the
 * text; what a form has taken is not looked at again. The forms and their order are those of Ruby's
 * date_parse.c, named as there. */
#include "readers/jekyll/liquid/date_forms.h"

#include "base/utf8.h"

enum { MOST = LIQ_MOST_DATE };

/* Beyond any number that is meant; Ruby says "argument out of range". */
static const int64_t far_off = INT64_C(1000000000000);

/* --- scanning ------------------------------------------------------------------------------------
 */

static int at(const liq_reading *t, size_t i) {
    return i < t->n ? (unsigned char)t->p[i] : 0;
}
static bool digit_at(const liq_reading *t, size_t i) {
    return pc_is_digit(at(t, i));
}
/* Bytes of letters beyond ASCII: only those are left in the text. */
static bool letter_at(const liq_reading *t, size_t i) {
    return pc_is_alpha(at(t, i)) || at(t, i) >= 0x80;
}
static bool word_at(const liq_reading *t, size_t i) {
    return letter_at(t, i) || digit_at(t, i) || at(t, i) == '_';
}
static bool edge(const liq_reading *t, size_t i) { /* \b */
    return (i && word_at(t, i - 1)) != word_at(t, i);
}
static size_t spaces(const liq_reading *t, size_t i) {
    while (pc_is_space(at(t, i))) i++;
    return i;
}
static size_t digits(const liq_reading *t, size_t i) {
    while (digit_at(t, i)) i++;
    return i;
}
/* Past what is neither a dash, a digit nor white space, nor [stop]. */
static size_t tail(const liq_reading *t, size_t i, char stop) {
    while (i < t->n && at(t, i) != '-' && !digit_at(t, i) && !pc_is_space(at(t, i)) &&
           (!stop || at(t, i) != stop))
        i++;
    return i;
}
static pc_str part(const liq_reading *t, size_t from, size_t to) {
    return (pc_str){t->p + from, to - from};
}
static bool says(const liq_reading *t, size_t i, const char *word) {
    size_t n = strlen(word);
    return i + n <= t->n && memcmp(t->p + i, word, n) == 0;
}

/* '?-?\d+ at i, with the mark and the sign only where they are allowed. i: none. */
static size_t number(const liq_reading *t, size_t i, const char *before) {
    size_t k = i;
    for (; *before; before++)
        if (at(t, k) == *before || (*before == '-' && before[1] == '+' && at(t, k) == '+')) k++;
    size_t end = digits(t, k);
    return end > k ? end : i;
}

static int month_at(const liq_reading *t, size_t i) {
    static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    if (i + 3 > t->n) return 0;
    for (int m = 0; m < 12; m++)
        if (memcmp(t->p + i, months + 3 * m, 3) == 0) return m + 1;
    return 0;
}

static int64_t value_of(pc_str s) {
    int64_t v = 0;
    size_t i = 0;
    while (i < s.n && !pc_is_digit(s.p[i])) i++;
    for (; i < s.n && pc_is_digit(s.p[i]); i++) v = v > far_off ? v : v * 10 + (s.p[i] - '0');
    return v;
}

/* What was understood goes out of the text: a space stands for it. */
static bool took(liq_reading *t, size_t from, size_t to) {
    t->p[from] = ' ';
    memmove(t->p + from + 1, t->p + to, t->n - to);
    t->n -= to - from - 1;
    return true;
}

/* A zone is kept when the text around it goes. */
static void set_zone(liq_reading *t, size_t from, size_t to) {
    memcpy(t->zone, t->p + from, to - from);
    t->f.zone = (pc_str){t->zone, to - from};
}

/* --- parts of a date -----------------------------------------------------------------------------
 */

static void set_month(liq_found *f, int64_t m) {
    f->month = m;
    f->has_month = true;
}
static void set_day(liq_found *f, int64_t d) {
    f->day = d;
    f->has_day = true;
}

static void set_year(liq_found *f, pc_str y) {
    size_t i = 0, k;
    while (i < y.n && !pc_is_digit(y.p[i]) && y.p[i] != '-' && y.p[i] != '+') i++;
    bool sign = i < y.n && !pc_is_digit(y.p[i]);
    for (k = i + sign; k < y.n && pc_is_digit(y.p[k]);) k++;
    f->year = value_of(pc_str_from(y, i));
    if (sign && y.p[i] == '-') f->year = -f->year;
    f->whole_year = sign || k - i > 2;
    f->has_year = true;
}

/* Longer than two digits, or '99: that is a year. */
static bool like_year(pc_str s) {
    return s.p && (s.p[0] == '\'' || s.n > 2);
}

/* The end of the digits where more is behind them: a day, as in 3rd. 0: nothing is. */
static size_t day_digits(pc_str y) {
    size_t i = 0;
    while (i < y.n && !pc_is_digit(y.p[i]) && y.p[i] != '-' && y.p[i] != '+') i++;
    if (i < y.n && !pc_is_digit(y.p[i])) i++;
    while (i < y.n && pc_is_digit(y.p[i])) i++;
    return i < y.n ? i : 0;
}

/* Three numbers (p NULL: not there) that were thought to be year, month and day; s3e. */
static void set_three(liq_found *f, pc_str y, pc_str m, pc_str d) {
    const pc_str none = {0};
    pc_str old = y;
    size_t end;
    if (y.p && m.p && !d.p) y = none, d = m, m = old;
    if (!y.p && like_year(d)) y = d, d = none;
    if (y.p && (end = day_digits(y))) old = y, y = d, d = pc_str_sub(old, 0, end);
    if (like_year(m)) old = y, y = m, m = d, d = old; /* the American order */
    if (like_year(d)) old = y, y = d, d = old;
    if (y.p) set_year(f, y);
    if (m.p) set_month(f, value_of(m));
    if (d.p) set_day(f, value_of(d));
}

static pc_str month_text(int m) {
    static const char numbers[] = "010203040506070809101112";
    return (pc_str){numbers + 2 * (m - 1), 2};
}

/* --- the time of day -----------------------------------------------------------------------------
 */

static size_t fraction(liq_reading *t, size_t i) {
    size_t end = digits(t, i);
    t->f.nano = 0;
    for (size_t k = 0; k < 9; k++)
        t->f.nano = t->f.nano * 10 + (i + k < end ? (uint32_t)(t->p[i + k] - '0') : 0);
    t->f.has_nano = true;
    return end;
}

/* \s*[ap](m\b|\.m\.); i: not there. */
static size_t half_day(const liq_reading *t, size_t i, char *half) {
    size_t k = spaces(t, i);
    if (at(t, k) != 'a' && at(t, k) != 'p') return i;
    *half = t->p[k];
    if (says(t, k + 1, ".m.")) return k + 4;
    return says(t, k + 1, "m") && edge(t, k + 2) ? k + 2 : i;
}

static size_t zone_at(liq_reading *t, size_t i) {
    size_t k = spaces(t, i), n = k;
    if (says(t, k, "gmt") || says(t, k, "utc"))
        n += 3;
    else if (says(t, k, "ut"))
        n += 2;
    if ((at(t, n) == '-' || at(t, n) == '+') && digit_at(t, n + 1)) {
        n = digits(t, n + 1);
        if ((at(t, n) == ',' || at(t, n) == '.' || at(t, n) == ':') && digit_at(t, n + 1)) {
            n = digits(t, n + 1);
            if (at(t, n) == ':' && digit_at(t, n + 1)) n = digits(t, n + 1);
        }
    } else {
        for (n = k; letter_at(t, n);) n++;
        if (says(t, n, " dst") && edge(t, n + 4)) n += 4;
        if (n == k || !edge(t, n)) return i;
    }
    set_zone(t, k, n);
    return n;
}

/* h:m[:s[.frac]], or 10h30m5s, whose hour alone counts when a space is before the h; i: neither. */
static size_t clock_at(liq_reading *t, size_t i) {
    size_t k = digits(t, i), m, s;
    if (k == i) return i;
    liq_found *f = &t->f;
    size_t hour = k;
    k = spaces(t, k);
    bool apart = k > hour;
    bool colon = at(t, k) == ':';
    if (!colon && at(t, k) != 'h') return i;
    k++;
    m = spaces(t, k);
    if (!digit_at(t, m)) {
        if (colon) return i;
        f->hour = value_of(part(t, i, hour));
        f->has_hour = true;
        return k;
    }
    f->hour = value_of(part(t, i, hour));
    if (colon || !apart) f->minute = value_of(part(t, m, digits(t, m)));
    f->has_hour = true;
    f->has_minute = colon || !apart;
    k = digits(t, m);
    if (!colon && at(t, k) == 'm') k++;
    s = spaces(t, k);
    if (colon && at(t, s) != ':') return k;
    s = spaces(t, s + colon);
    if (!digit_at(t, s)) return k;
    if (colon || !apart) {
        f->second = value_of(part(t, s, digits(t, s)));
        f->has_second = true;
    }
    k = digits(t, s);
    if (colon && (at(t, k) == '.' || at(t, k) == ',')) return fraction(t, k + 1);
    return !colon && at(t, k) == 's' ? k + 1 : k;
}

static bool parse_time(liq_reading *t) {
    for (size_t i = 0; i < t->n; i++) {
        if (!digit_at(t, i)) continue;
        char half = 0;
        size_t k = clock_at(t, i), end;
        if (k == i) {
            k = half_day(t, digits(t, i), &half);
            if (k == digits(t, i)) continue;
            t->f.hour = value_of(part(t, i, k));
            t->f.has_hour = true;
        } else if ((end = half_day(t, k, &half)) != k) {
            k = end;
        } else {
            half = 0;
        }
        if (half) t->f.hour = t->f.hour % 12 + (half == 'p' ? 12 : 0);
        return took(t, i, zone_at(t, k));
    }
    return false;
}

/* --- dates ---------------------------------------------------------------------------------------
 */

/* sun|mon|… and the rest of the word. */
static void parse_day(liq_reading *t) {
    static const char names[] = "sunmontuewedthufrisat";
    for (size_t i = 0; i + 3 <= t->n; i++) {
        if (!edge(t, i)) continue;
        for (size_t d = 0; d < 7; d++) {
            if (memcmp(t->p + i, names + 3 * d, 3) != 0) continue;
            size_t k = i + 3;
            while (k < t->n && at(t, k) != '-' && at(t, k) != '/' && !digit_at(t, k) &&
                   !pc_is_space(at(t, k)))
                k++;
            took(t, i, k);
            return;
        }
    }
}

/* ce, bc, a.d. …; i: none. */
static size_t era_at(const liq_reading *t, size_t i, bool *bc) {
    static const char *const eras[] = {"ce", "c.e.", "bce", "b.c.e.", "ad", "a.d.", "bc", "b.c."};
    for (size_t k = 0; k < PC_COUNT(eras); k++)
        if (says(t, i, eras[k])) {
            *bc = eras[k][0] == 'b';
            return i + strlen(eras[k]);
        }
    return i;
}

/* \s*(era)?\s*('?-?\d+) with st, nd, rd, th where [ordinal]; i: not there. */
static size_t year_after(liq_reading *t, size_t i, bool ordinal, pc_str *y) {
    bool bc = false;
    size_t from = spaces(t, i);
    from = spaces(t, era_at(t, from, &bc));
    size_t end = number(t, from, "'-");
    if (end == from) return i;
    if (ordinal && edge(t, end + 2) &&
        (says(t, end, "st") || says(t, end, "nd") || says(t, end, "rd") || says(t, end, "th")))
        end += 2;
    *y = part(t, from, end);
    t->f.bc |= bc;
    return end;
}

static bool parse_eu(liq_reading *t) { /* 3rd Feb 2020 */
    for (size_t i = 0; i < t->n; i++) {
        size_t day = number(t, i, "'");
        if (day == i) continue;
        for (size_t k = tail(t, day, 0) + 1; k-- > day;) {
            size_t at_month = spaces(t, k);
            int m = month_at(t, at_month);
            if (!m) continue;
            pc_str y = {0}, d = part(t, i, day);
            size_t end = year_after(t, tail(t, at_month + 3, '\''), true, &y);
            set_three(&t->f, y, month_text(m), d);
            return took(t, i, end);
        }
    }
    return false;
}

static bool parse_us(liq_reading *t) { /* Feb 3, 2020 */
    for (size_t i = 0; i < t->n; i++) {
        int m = edge(t, i) ? month_at(t, i) : 0;
        if (!m) continue;
        size_t from = spaces(t, tail(t, i + 3, '\'')), day = number(t, from, "'");
        if (day == from) continue;
        pc_str y = {0}, d = part(t, from, day);
        size_t end = tail(t, day, '\''), k = spaces(t, end);
        k = at(t, k) == ',' ? k + 1 : end;
        size_t after = year_after(t, k, false, &y);
        set_three(&t->f, y, month_text(m), d);
        return took(t, i, after != k ? after : end);
    }
    return false;
}

/* Three numbers with [between] between them: iso 2020-02-03, dot 2020.2.3. */
static bool three_numbers(liq_reading *t, char between, const char *first) {
    for (size_t i = 0; i < t->n; i++) {
        bool space = between != '-';
        size_t y = number(t, i, first), m, d, end;
        if (y == i || at(t, y) != between) continue;
        m = space ? spaces(t, y + 1) : y + 1;
        size_t m_end = space ? number(t, m, "'") : digits(t, m);
        if (m_end == m || at(t, m_end) != between) continue;
        d = space ? spaces(t, m_end + 1) : m_end + 1;
        if ((end = number(t, d, "'-")) == d) continue;
        set_three(&t->f, part(t, i, y), part(t, m, m_end), part(t, d, end));
        return took(t, i, end);
    }
    return false;
}
static bool parse_iso(liq_reading *t) {
    return three_numbers(t, '-', "'-+");
}
static bool parse_dot(liq_reading *t) {
    return three_numbers(t, '.', "'-");
}

static bool parse_jis(liq_reading *t) { /* H31.04.30 */
    static const char eras[] = "mtshr";
    static const int64_t before[] = {1867, 1911, 1925, 1988, 2018};
    for (size_t i = 0; i < t->n; i++) {
        const char *era = strchr(eras, at(t, i));
        if (!at(t, i) || !era || !edge(t, i)) continue;
        size_t y = digits(t, i + 1), m = y + 1, d = digits(t, m) + 1, end = digits(t, d);
        if (y == i + 1 || at(t, y) != '.' || d == m + 1 || at(t, d - 1) != '.' || end == d)
            continue;
        t->f.year = before[era - eras] + value_of(part(t, i, y));
        t->f.has_year = t->f.whole_year = true;
        set_month(&t->f, value_of(part(t, m, d)));
        set_day(&t->f, value_of(part(t, d, end)));
        return took(t, i, end);
    }
    return false;
}

/* [^-/.]*- behind a month's name. */
static size_t to_dash(const liq_reading *t, size_t i) {
    while (i < t->n && !strchr("-/.", at(t, i))) i++;
    return at(t, i) == '-' ? i + 1 : 0;
}

static bool parse_vms(liq_reading *t) { /* 3-feb-2020, feb-3-2020 */
    for (size_t i = 0; i < t->n; i++) {
        size_t d = number(t, i, "'-"), k, y, end;
        int m = d != i && at(t, d) == '-' ? month_at(t, d + 1) : 0;
        if (!m || !(y = to_dash(t, d + 4)) || (end = number(t, y, "'-")) == y) continue;
        set_three(&t->f, part(t, y, end), month_text(m), part(t, i, d));
        (void)k;
        return took(t, i, end);
    }
    for (size_t i = 0; i < t->n; i++) {
        int m = edge(t, i) ? month_at(t, i) : 0;
        size_t d = m ? to_dash(t, i + 3) : 0, end = d ? number(t, d, "'-") : 0;
        if (!d || end == d) continue;
        size_t y = end + 1, last = at(t, end) == '-' ? number(t, y, "'-") : y;
        pc_str year = last != y ? part(t, y, last) : (pc_str){0};
        set_three(&t->f, year, month_text(m), part(t, d, end));
        return took(t, i, year.p ? last : end);
    }
    return false;
}

static bool parse_sla(liq_reading *t) { /* 2020/2/3, 12/25 */
    for (size_t i = 0; i < t->n; i++) {
        size_t y = number(t, i, "'-");
        if (y == i || at(t, y) != '/') continue;
        size_t m = spaces(t, y + 1), m_end = number(t, m, "'");
        if (m_end == m) continue;
        size_t d = spaces(t, m_end + 1), end = m_end < t->n ? number(t, d, "'-") : d;
        pc_str day = end != d ? part(t, d, end) : (pc_str){0};
        set_three(&t->f, part(t, i, y), part(t, m, m_end), day);
        return took(t, i, day.p ? end : m_end);
    }
    return false;
}

static size_t count(const liq_reading *t, size_t i) {
    return digits(t, i) - i;
}

/* Weeks (2019-W05-3), which Time.parse does not use. */
static bool parse_week(liq_reading *t) {
    for (size_t i = 0; i < t->n; i++) {
        size_t k = i;
        if (says(t, i, "-w-") && count(t, i + 3) == 1 && edge(t, i + 4)) return took(t, i, i + 4);
        if (!edge(t, i)) continue;
        if (count(t, k) == 2 || count(t, k) == 4) k = digits(t, k);
        if (at(t, k) == '-') k++;
        if (at(t, k) != 'w' || !digit_at(t, k + 1) || !digit_at(t, k + 2)) continue;
        k += 3;
        size_t d = k + (at(t, k) == '-');
        if (digit_at(t, d) && edge(t, d + 1)) k = d + 1;
        if (edge(t, k)) return took(t, i, k);
    }
    return false;
}

/* 2020-034, or -034 where no number is before it. Not when such a thing stands anywhere behind a
 * comma or a point, or behind a digit. */
static bool parse_yday(liq_reading *t, bool year) {
    size_t found_at = 0, found_end = 0;
    for (size_t i = 0; i < t->n; i++) {
        size_t n = year ? count(t, i) : 0, k = i + n;
        if (at(t, k) != '-' || count(t, k + 1) != 3 || !edge(t, k + 4)) continue;
        if (year && n != 2 && n != 4) continue;
        if (i && (year ? strchr(",.", t->p[i - 1]) != NULL : pc_is_digit(t->p[i - 1])))
            return false;
        if (found_end || !edge(t, i)) continue;
        found_at = i;
        found_end = k + 4;
    }
    if (!found_end) return false;
    if (year) set_year(&t->f, part(t, found_at, found_end - 4));
    t->f.yday = value_of(part(t, found_end - 3, found_end));
    t->f.has_yday = true;
    return took(t, found_at, found_end);
}

/* --2-03, --0203, and days of the year. */
static bool parse_iso2(liq_reading *t) {
    if (parse_week(t)) return true;
    for (size_t i = 0; i < t->n; i++) {
        if (!says(t, i, "--")) continue;
        size_t k = i + 2, n = count(t, k);
        bool dash = (n == 2 || !n) && at(t, k + n) == '-';
        if (dash && count(t, k + n + 1) == 2) {
            if (n) set_month(&t->f, value_of(part(t, k, k + 2)));
            set_day(&t->f, value_of(part(t, k + n + 1, k + n + 3)));
            return took(t, i, k + n + 3);
        }
        if ((n != 2 && n != 4) || !edge(t, k + n)) continue;
        set_month(&t->f, value_of(part(t, k, k + 2)));
        if (n == 4) set_day(&t->f, value_of(part(t, k + 2, k + 4)));
        return took(t, i, k + n);
    }
    return parse_yday(t, true) || parse_yday(t, false);
}

static bool parse_year(liq_reading *t) { /* '99 */
    for (size_t i = 0; i < t->n; i++) {
        size_t end = digits(t, i + 1);
        if (at(t, i) != '\'' || end == i + 1 || !edge(t, end)) continue;
        t->f.year = value_of(part(t, i, end));
        t->f.has_year = true;
        return took(t, i, end);
    }
    return false;
}

static bool parse_mon(liq_reading *t) {
    for (size_t i = 0; i < t->n; i++) {
        int m = edge(t, i) ? month_at(t, i) : 0;
        if (!m) continue;
        set_month(&t->f, m);
        size_t k = i;
        while (k < t->n && !pc_is_space(at(t, k))) k++;
        return took(t, i, k);
    }
    return false;
}

static bool parse_mday(liq_reading *t) { /* 3rd */
    for (size_t i = 0; i < t->n; i++) {
        size_t k = digits(t, i);
        if (k == i || !edge(t, k + 2)) continue;
        if (!says(t, k, "st") && !says(t, k, "nd") && !says(t, k, "rd") && !says(t, k, "th"))
            continue;
        set_day(&t->f, value_of(part(t, i, k)));
        return took(t, i, k + 2);
    }
    return false;
}

/* --- digits in a row -----------------------------------------------------------------------------
 */

/* hhmmss, as far as it goes. */
static void set_clock(liq_found *f, pc_str s) {
    int64_t *const to[] = {&f->hour, &f->minute, &f->second};
    bool *const has[] = {&f->has_hour, &f->has_minute, &f->has_second};
    for (size_t i = 0; i < 3 && 2 * i + 2 <= s.n; i++) {
        *to[i] = value_of(pc_str_sub(s, 2 * i, 2 * i + 2));
        *has[i] = true;
    }
}

/* With a fraction behind them: …ddhhmmss, from the right. */
static void set_backwards(liq_found *f, pc_str s) {
    int64_t *const to[] = {&f->second, &f->minute, &f->hour, &f->day, &f->month};
    bool *const has[] = {&f->has_second, &f->has_minute, &f->has_hour, &f->has_day, &f->has_month};
    size_t n = s.n;
    for (size_t i = 0; i < 5 && n; i++) {
        size_t w = n < 2 ? n : 2;
        *to[i] = value_of(pc_str_sub(s, n - w, n));
        *has[i] = true;
        n -= w;
    }
    if (n) set_year(f, pc_str_sub(s, 0, n));
}

static void set_row(liq_found *f, pc_str s, bool minus) {
    size_t y = s.n == 6 || s.n == 5 ? 2 : s.n >= 7 ? 4 : 0;
    if (s.n % 2 && s.n > 7) return; /* nine and more: only in pairs */
    if (y) {
        set_year(f, pc_str_sub(s, 0, y));
        if (minus) f->year = -f->year;
        f->whole_year = (s.n >= 8) || minus || y > 2;
    }
    s = pc_str_from(s, y);
    if (s.n == 3) {
        f->yday = value_of(s);
        f->has_yday = true;
        return;
    }
    if (s.n >= 4) set_month(f, value_of(pc_str_sub(s, 0, 2))), s = pc_str_from(s, 2);
    set_day(f, value_of(pc_str_sub(s, 0, 2)));
    set_clock(f, pc_str_from(s, 2));
}

static bool parse_ddd(liq_reading *t) {
    size_t i = 0;
    while (i < t->n && count(t, i) < 2) i++;
    if (i >= t->n) return false;
    bool signed_ = i && (t->p[i - 1] == '-' || t->p[i - 1] == '+');
    size_t from = i - signed_, end = digits(t, i) - i > 14 ? i + 14 : digits(t, i);
    pc_str row = part(t, i, end), time = {0};
    end = spaces(t, end);
    if (at(t, end) == 't') end = spaces(t, end + 1);
    if (count(t, end) >= 2) {
        size_t to = count(t, end) > 6 ? end + 6 : digits(t, end);
        time = part(t, end, to);
        end = to;
    }
    bool frac = at(t, end) == '.' || at(t, end) == ',';
    size_t after = frac ? fraction(t, end + 1) : end;
    if (time.p || !frac)
        set_row(&t->f, row, signed_ && t->p[from] == '-');
    else if (row.n <= 8 || row.n % 2 == 0)
        set_backwards(&t->f, row);
    if (time.n % 2 == 0 && frac)
        set_backwards(&t->f, time);
    else if (time.n % 2 == 0)
        set_clock(&t->f, time);
    size_t z = after, zone_end = z;
    if (at(t, z) == 'z' && edge(t, z + 1)) zone_end = z + 1;
    if ((at(t, z) == '-' || at(t, z) == '+') && count(t, z + 1) >= 1 && count(t, z + 1) <= 4 &&
        edge(t, digits(t, z + 1)))
        zone_end = digits(t, z + 1);
    if (zone_end > z) set_zone(t, z, zone_end);
    return took(t, from, zone_end);
}

/* --- all of them ---------------------------------------------------------------------------------
 */

/* A lone number that is left: the day of a time, or the hour of a day. */
static void parse_frag(liq_reading *t) {
    size_t i = spaces(t, 0), end = digits(t, i);
    if (end == i || end - i > 2 || spaces(t, end) != t->n) return;
    int64_t v = value_of(part(t, i, end));
    if (t->f.has_hour && !t->f.has_day && v >= 1 && v <= 31) {
        set_day(&t->f, v);
    } else if (t->f.has_day && !t->f.has_hour && v <= 24) {
        t->f.hour = v;
        t->f.has_hour = true;
    }
}

static void parse_bc(liq_reading *t) {
    for (size_t i = 0; i < t->n; i++) {
        if (!edge(t, i)) continue;
        t->f.bc |= (says(t, i, "bc") && edge(t, i + 2)) || (says(t, i, "bce") && edge(t, i + 3)) ||
                   says(t, i, "b.c.");
    }
}

/* In lower case; what is neither a letter, a digit nor one of a few marks is one space. False: too
 * long. */
static bool begin(liq_reading *t, pc_str s) {
    bool gap = false;
    t->n = 0;
    t->f = (liq_found){0};
    if (pc_utf8_len(s) > MOST) return false;
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        uint32_t c = pc_utf8_next(s, &i);
        bool keep = c < 0x80 ? pc_is_alnum((int)c) || (c && strchr("-+',./:@[]", (int)c))
                             : pc_uni_is_alnum(c);
        if (keep && t->n + (i - from) > MOST) return false;
        for (size_t k = from; keep && k < i; k++) t->p[t->n++] = (char)pc_lower(s.p[k]);
        if (!keep && !gap && t->n < MOST) t->p[t->n++] = ' ';
        gap = !keep;
    }
    return true;
}

/* Digits where [shape] has a d, either sign at its +, and its other characters. */
static bool has_shape(pc_str s, const char *shape) {
    for (size_t i = 0; i < s.n; i++) {
        bool fits = shape[i] == 'd'   ? pc_is_digit(s.p[i])
                    : shape[i] == '+' ? s.p[i] == '+' || s.p[i] == '-'
                                      : s.p[i] == shape[i];
        if (!fits) return false;
    }
    return true;
}

/* The forms that front matter mostly has: parse_time and parse_iso would find the same, less soon.
 */
static bool plain_form(liq_found *f, pc_str s) {
    enum { DAY = 10, CLOCK = 19, ZONE = 25 };
    if ((s.n != DAY && s.n != CLOCK && s.n != ZONE) || !has_shape(s, "dddd-dd-dd dd:dd:dd +dddd"))
        return false;
    *f = (liq_found){.year = value_of(pc_str_sub(s, 0, 4)), .whole_year = true, .has_year = true};
    set_month(f, value_of(pc_str_sub(s, 5, 7)));
    set_day(f, value_of(pc_str_sub(s, 8, 10)));
    if (s.n == DAY) return true;
    f->hour = value_of(pc_str_sub(s, 11, 13));
    f->minute = value_of(pc_str_sub(s, 14, 16));
    f->second = value_of(pc_str_sub(s, 17, 19));
    f->has_hour = f->has_minute = f->has_second = true;
    if (s.n == ZONE) f->zone = pc_str_from(s, 20);
    return true;
}

bool liq_date_forms(liq_reading *t, pc_str s) {
    static bool (*const forms[])(liq_reading *) = {
        parse_eu,  parse_us,   parse_iso,  parse_jis, parse_vms,  parse_sla,
        parse_dot, parse_iso2, parse_year, parse_mon, parse_mday, parse_ddd,
    };
    if (plain_form(&t->f, s)) return true;
    if (!begin(t, s)) return false;
    parse_day(t);
    parse_time(t);
    for (size_t i = 0; i < PC_COUNT(forms); i++)
        if (forms[i](t)) break;
    parse_bc(t);
    parse_frag(t);
    liq_found *f = &t->f;
    if (f->has_year && f->bc) f->year = 1 - f->year;
    if (f->has_year && !f->whole_year && f->year >= 0 && f->year < 100)
        f->year += f->year >= 69 ? 1900 : 2000;
    return true;
}
