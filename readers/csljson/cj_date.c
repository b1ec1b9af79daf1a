/* Dates of CSL JSON: parts, seasons, literal and raw ones. */
#include "base/str.h"
#include "bib/date.h"
#include "bib/edtf.h"
#include "readers/csljson/cj.h"

/* A number, also one that is written as text. */
static bool number(const pc_value *v, int *out) {
    int64_t n;
    if (!pc_str_int(pc_str_trim(pc_value_text(v)), &n) || n < -9999 || n > 9999) return false;
    *out = (int)n;
    return true;
}

/* [2024, 3, 5]. CSL has no year 0: -1 is 1 BC. */
static bool day_of(const pc_value *parts, bib_day *d) {
    int *to[] = {&d->year, &d->month, &d->day};
    *d = (bib_day){0};
    if (parts->kind != PC_LIST || !parts->as.of.n || parts->as.of.n > 3) return false;
    for (size_t i = 0; i < parts->as.of.n; i++)
        if (!number(&parts->u.list[i], to[i])) return false;
    if (d->year < 0) d->year++;
    if (d->month >= 13 && d->month <= 16) d->month += 8; /* seasons, as citeproc-js has them */
    bool month = d->month >= 0 && (d->month <= 12 || (d->month >= 21 && d->month <= 24));
    return month && d->day >= 0 && d->day <= 31;
}

static bool from_parts(const pc_value *parts, bib_date *d) {
    if (!parts || parts->kind != PC_LIST || !parts->as.of.n || parts->as.of.n > 2) return false;
    if (!day_of(&parts->u.list[0], &d->from)) return false;
    if (parts->as.of.n == 1) return true;
    d->range = true;
    if (!day_of(&parts->u.list[1], &d->to)) return false;
    d->open = d->to.year == 0;
    return true;
}

static int season(const pc_value *v) {
    static const char *const names[] = {"spring", "summer", "autumn", "winter", "fall"};
    static const int months[] = {21, 22, 23, 24, 23};
    pc_str s = pc_value_text(v);
    int n;
    if (!s.n) return 0;
    if (number(v, &n)) return n >= 1 && n <= 4 ? 20 + n : -1;
    for (size_t i = 0; i < PC_COUNT(names); i++)
        if (pc_str_ieqz(s, names[i])) return months[i];
    return -1;
}

static bool has_other(const pc_value *v) {
    static const char *const names[] = {"date-parts", "season", "circa", "literal", "raw"};
    for (size_t i = 0; i < v->as.of.n; i++) {
        bool known = false;
        for (size_t k = 0; k < PC_COUNT(names); k++)
            known |= pc_str_eqz(v->u.pairs[i].key, names[k]);
        if (!known) return true;
    }
    return false;
}

pc_str cj_date(cj *j, const pc_value *v, bool *whole) {
    bib_date d = {.range = false};
    *whole = true;
    if (v->kind != PC_MAP) {
        pc_str text = pc_str_trim(pc_value_text(v));
        return bib_edtf_parse(text, &d) ? bib_edtf_text(j->a, &d) : text;
    }
    const pc_value *parts = pc_value_getz(v, "date-parts"), *circa = pc_value_getz(v, "circa");
    pc_str words = pc_value_get_text(v, "literal"), raw = pc_value_get_text(v, "raw");
    *whole = !has_other(v);
    d.circa = circa && pc_value_true(circa) && !pc_str_eqz(pc_value_text(circa), "0");
    if (from_parts(parts, &d)) {
        int s = season(pc_value_getz(v, "season"));
        *whole &= s >= 0 && !words.n && !(s && d.from.month);
        if (s > 0 && !d.from.month) d.from.month = s;
        return bib_edtf_text(j->a, &d);
    }
    if (!words.n) words = pc_str_trim(raw);
    *whole &= !parts || !pc_value_len(parts) || words.n;
    if (bib_edtf_parse(words, &d)) return bib_edtf_text(j->a, &d);
    pc_str found = raw.n ? bib_date_find(j->a, words) : (pc_str){0};
    return found.n ? found : words;
}
