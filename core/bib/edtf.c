/* ISO 8601-2 dates. */
#include "bib/edtf.h"

#include "base/str.h"

/* Cuts n digits off; -1 when they are not there. */
static int digits(pc_str *s, size_t n) {
    int v = 0;
    if (s->n < n) return -1;
    for (size_t i = 0; i < n; i++) {
        if (!pc_is_digit((unsigned char)s->p[i])) return -1;
        v = v * 10 + (s->p[i] - '0');
    }
    *s = pc_str_from(*s, n);
    return v;
}

static bool part(pc_str *s, int *out, int most) {
    if (!s->n || *s->p != '-') return true;
    *s = pc_str_from(*s, 1);
    *out = digits(s, 2);
    return *out > 0 && *out <= most;
}

static bool day_of(pc_str s, bib_day *d, bool *circa) {
    *d = (bib_day){0};
    bool before = s.n && *s.p == '-';
    if (before) s = pc_str_from(s, 1);
    if (s.n && strchr("~?%", s.p[s.n - 1])) {
        *circa = true;
        s.n--;
    }
    d->year = digits(&s, 4);
    if (d->year < 0 || !part(&s, &d->month, 24)) return false;
    if (d->month > 12 && d->month < 21) return false;
    if (d->month && d->month <= 12 && !part(&s, &d->day, 31)) return false;
    if (before) d->year = -d->year;
    if (s.n > 1 && *s.p == 'T') s.n = 0; /* a time is more than a bibliography says */
    return s.n == 0;
}

bool bib_edtf_parse(pc_str s, bib_date *out) {
    *out = (bib_date){.range = false};
    s = pc_str_trim(s);
    size_t slash = pc_str_chr(s, '/', 0);
    if (!day_of(pc_str_sub(s, 0, slash), &out->from, &out->circa)) return false;
    if (slash == PC_NPOS) return true;
    pc_str to = pc_str_from(s, slash + 1);
    out->range = true;
    out->open = !to.n || pc_str_eqz(to, "..");
    return out->open || day_of(to, &out->to, &out->circa);
}

pc_str bib_day_text(pc_arena *a, const bib_day *d) {
    const char *sign = d->year < 0 ? "-" : "";
    int year = d->year < 0 ? -d->year : d->year;
    if (!d->month) return pc_str_fmt(a, "%s%04d", sign, year);
    if (!d->day) return pc_str_fmt(a, "%s%04d-%02d", sign, year, d->month);
    return pc_str_fmt(a, "%s%04d-%02d-%02d", sign, year, d->month, d->day);
}

pc_str bib_edtf_text(pc_arena *a, const bib_date *d) {
    pc_str from = bib_day_text(a, &d->from), to = {0};
    if (d->range) to = d->open ? PC_S("/..") : pc_str_cat(a, PC_S("/"), bib_day_text(a, &d->to));
    pc_str s = pc_str_cat(a, from, to);
    return d->circa ? pc_str_cat(a, s, PC_S("~")) : s;
}
