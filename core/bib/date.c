/* Years and dates in running text. */
#include "bib/date.h"

#include "base/str.h"
#include "bib/words.h"

static bool digit_at(pc_str s, size_t i) {
    return i < s.n && pc_is_digit((unsigned char)s.p[i]);
}

/* A year at s[at]? Not within a longer number, and not the first half of 2404.03080. */
static bool year_at(pc_str s, size_t at) {
    for (size_t i = 0; i < 4; i++)
        if (!digit_at(s, at + i)) return false;
    bool century = (s.p[at] == '1' && s.p[at + 1] == '9') || (s.p[at] == '2' && s.p[at + 1] == '0');
    if (!century || digit_at(s, at + 4)) return false;
    bool decimals =
        at + 5 < s.n && s.p[at + 4] == '.' && digit_at(s, at + 6) && digit_at(s, at + 7);
    if (decimals && digit_at(s, at + 5)) return false;
    if (at == 0) return true;
    char before = s.p[at - 1];
    if (pc_is_digit((unsigned char)before)) return false;
    bool glued = (before == '.' || before == '/' || before == '-' || before == '_') && at > 1 &&
                 pc_is_digit((unsigned char)s.p[at - 2]);
    return !glued;
}

pc_str bib_year_find(pc_str s, size_t from) {
    for (size_t i = from; i + 4 <= s.n; i++)
        if (year_at(s, i)) return pc_str_sub(s, i, i + 4);
    return (pc_str){0};
}

pc_str bib_year_last(pc_str s) {
    for (size_t i = s.n; i >= 4; i--)
        if (year_at(s, i - 4)) return pc_str_sub(s, i - 4, i);
    return (pc_str){0};
}

size_t bib_year_quote(pc_str s, size_t at) {
    pc_str before = pc_str_sub(s, 0, at);
    if (pc_str_endsz(before, "'")) return 1;
    bool curly = pc_str_endsz(before, "\xE2\x80\x98") || pc_str_endsz(before, "\xE2\x80\x99");
    return curly ? 3 : 0;
}

static const bib_row months[] = {
#define BIB_MONTH(word, number) BIB_ROW(word, NULL, number, 0),
#include "bib/month.def"
#undef BIB_MONTH
};

int bib_month(pc_str word) {
    while (word.n && word.p[word.n - 1] == '.') word.n--;
    const bib_row *row = word.n < 10 ? bib_row_find(BIB_ROWS(months), word) : NULL;
    return row ? row->value : 0;
}

static int number(pc_str s) {
    int64_t n;
    return s.n < 5 && pc_str_int(s, &n) && n > 0 ? (int)n : 0;
}

/* The number of one or two digits at s[at]; *end is where it ends. 0: none. */
static int number_at(pc_str s, size_t at, size_t *end) {
    *end = at;
    while (digit_at(s, *end)) ++*end;
    return *end - at < 3 ? number(pc_str_sub(s, at, *end)) : 0;
}

/* "3月" at s[*at], in Han or Hangul, a number up to [most]: moves behind it; 0: none. */
static int counted_at(pc_str s, size_t *at, int most, const char *han, const char *hangul) {
    size_t i = *at;
    while (i < s.n && s.p[i] == ' ') i++;
    int n = number_at(s, i, &i);
    pc_str unit = pc_str_from(s, i);
    if (n < 1 || n > most || !(pc_str_startsz(unit, han) || pc_str_startsz(unit, hangul))) return 0;
    *at = i + strlen(han);
    return n;
}

/* 2024年, 2024年3月, 2024년 3월 5일 */
static size_t han_day_at(pc_str s, size_t at, bib_day *out) {
    pc_str unit = pc_str_from(s, at + 4);
    if (!pc_str_startsz(unit, "年") && !pc_str_startsz(unit, "년")) return 0;
    size_t end = at + 4 + strlen("年");
    *out = (bib_day){number(pc_str_sub(s, at, at + 4)), 0, 0};
    out->month = counted_at(s, &end, 12, "月", "월");
    if (out->month) out->day = counted_at(s, &end, 31, "日", "일");
    return end - at;
}

size_t bib_day_at(pc_str s, size_t at, bib_day *out) {
    size_t end, last;
    if (at + 4 >= s.n || !year_at(s, at)) return 0;
    char sep = s.p[at + 4];
    if (sep != '-' && sep != '/' && sep != '.') return han_day_at(s, at, out);
    int month = number_at(s, at + 5, &end), day = 0;
    if (month < 1 || month > 12) return 0;
    if (end < s.n && s.p[end] == sep) day = number_at(s, end + 1, &last);
    if (day > 31) day = 0;
    *out = (bib_day){number(pc_str_sub(s, at, at + 4)), month, day};
    return (day ? last : end) - at;
}

/* "pp. 11–19, Feb. 2021": the end of pages is no day. */
static bool may_be_day(pc_str s, size_t from) {
    if (from > 0 && s.p[from - 1] == '-') return false;
    pc_str before = pc_str_sub(s, 0, from);
    return !pc_str_endsz(before, "\xE2\x80\x93") && !pc_str_endsz(before, "\xE2\x80\x94");
}

pc_str bib_date_find(pc_arena *a, pc_str s) {
    pc_str w, year = {0};
    size_t from;
    int month = 0, day = 0;
    bib_day found;
    for (size_t i = 0; bib_word(s, &i, &from, &w);) {
        if (w.n >= 4 && year_at(s, from)) {
            if (bib_day_at(s, from, &found) && found.month) return bib_day_text(a, &found);
            year = pc_str_sub(w, 0, 4);
            if (month) break;
            day = 0;
        } else if (bib_month(w) && !month) {
            month = bib_month(w);
        } else if (w.n < 3 && number(w) && !year.n) {
            day = may_be_day(s, from) ? number(w) : 0;
        } else if (month) {
            month = day = 0; /* the month was none: a name, a verb */
        } else {
            day = 0;
        }
    }
    if (!year.n || !month) return (pc_str){0};
    found = (bib_day){number(year), month, day <= 31 ? day : 0};
    return bib_day_text(a, &found);
}
