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
    return s.n < 3 && pc_str_int(s, &n) && n > 0 ? (int)n : 0;
}

/* 2024-03-05, 2024/3, 2024.03 at the year s[at]. */
static pc_str numeric(pc_arena *a, pc_str s, size_t at) {
    size_t i = at + 4;
    char sep = i < s.n ? s.p[i] : 0;
    if ((sep != '-' && sep != '/' && sep != '.') || !digit_at(s, i + 1)) return (pc_str){0};
    size_t m = i + 1, e = m;
    while (digit_at(s, e)) e++;
    int month = number(pc_str_sub(s, m, e));
    if (month < 1 || month > 12) return (pc_str){0};
    size_t d = e + 1, f = d;
    while (e < s.n && s.p[e] == sep && digit_at(s, f)) f++;
    int day = f > d ? number(pc_str_sub(s, d, f)) : 0;
    pc_str year = pc_str_sub(s, at, at + 4);
    if (day >= 1 && day <= 31) return pc_str_fmt(a, "%.*s-%02d-%02d", PC_F(year), month, day);
    return pc_str_fmt(a, "%.*s-%02d", PC_F(year), month);
}

pc_str bib_date_find(pc_arena *a, pc_str s) {
    pc_str w, year = {0};
    size_t from;
    int month = 0, day = 0;
    for (size_t i = 0; bib_word(s, &i, &from, &w);) {
        if (w.n >= 4 && year_at(s, from)) {
            pc_str d = numeric(a, s, from);
            if (d.n) return d;
            year = pc_str_sub(w, 0, 4);
            if (month) break;
            day = 0;
        } else if (bib_month(w) && !month) {
            month = bib_month(w);
        } else if (w.n < 3 && number(w) && !year.n) {
            day = number(w);
        } else if (month) {
            month = day = 0; /* the month was none: a name, a verb */
        } else {
            day = 0;
        }
    }
    if (!year.n || !month) return (pc_str){0};
    if (day >= 1 && day <= 31) return pc_str_fmt(a, "%.*s-%02d-%02d", PC_F(year), month, day);
    return pc_str_fmt(a, "%.*s-%02d", PC_F(year), month);
}
