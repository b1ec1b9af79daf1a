/* What a plain scalar means: YAML 1.1 as Ruby's Psych 4 reads it for Jekyll, its quirks included:
 * 010 is eight, 1:30 is 5400, 1e3 and 0o17 are strings, 1,000 is a number.
 * tests/core/data/test_yaml_scalar.c holds the table against Psych itself. Where Psych raises an
 * error (0x_, .e+5) the scalar is a string. Integers beyond 64 bits are PC_FLOAT. */
#include "data/yaml.h"
#include "data/yaml_int.h"

#include "base/str.h"

#include <math.h>

/* A pattern matcher: each step moves p on if it matches. */
typedef struct scan {
    const char *p, *end;
} scan;

static bool scan_one(scan *s, const char *set) {
    if (s->p == s->end || !*s->p || !strchr(set, *s->p)) return false;
    s->p++;
    return true;
}

/* Between lo and hi characters of [set]. */
static bool scan_many(scan *s, const char *set, size_t lo, size_t hi) {
    size_t n = 0;
    while (n < hi && scan_one(s, set)) n++;
    return n >= lo;
}

static bool scan_end(const scan *s) {
    return s->p == s->end;
}

#define DIGITS "0123456789"
#define SPACES " \t\r\f\v"
#define ANY ((size_t)-1)

static scan scan_of(pc_str s) {
    return (scan){s.p, s.p + s.n};
}

static int scan_number(const char *p, const char *end) {
    int n = 0;
    for (; p < end && n < 1000000; p++) n = n * 10 + (*p - '0');
    return n;
}

static bool scan_field(scan *s, size_t lo, size_t hi, int *out) {
    const char *p = s->p;
    if (!scan_many(s, DIGITS, lo, hi)) return false;
    *out = scan_number(p, s->p);
    return true;
}

/* Words. */

typedef struct scalar_word {
    const char *word;
    pc_value value;
} scalar_word;

static const scalar_word scalar_words[] = {
    {"", {.kind = PC_NULL}},
    {"~", {.kind = PC_NULL}},
    {"null", {.kind = PC_NULL}},
    {"yes", {.kind = PC_BOOL, .u.b = true}},
    {"true", {.kind = PC_BOOL, .u.b = true}},
    {"on", {.kind = PC_BOOL, .u.b = true}},
    {"no", {.kind = PC_BOOL}},
    {"false", {.kind = PC_BOOL}},
    {"off", {.kind = PC_BOOL}},
    {".inf", {.kind = PC_FLOAT, .u.f = (double)INFINITY}},
    {"+.inf", {.kind = PC_FLOAT, .u.f = (double)INFINITY}},
    {"-.inf", {.kind = PC_FLOAT, .u.f = -(double)INFINITY}},
    {".nan", {.kind = PC_FLOAT, .u.f = (double)NAN}},
};

static bool scalar_is_word(pc_str text, pc_value *out) {
    if (text.n > 5) return false;
    for (size_t i = 0; i < PC_COUNT(scalar_words); i++) {
        if (!pc_str_ieqz(text, scalar_words[i].word)) continue;
        *out = scalar_words[i].value;
        return true;
    }
    return false;
}

/* Times: [-]YYYY-M-D, and with a clock h:mm:ss[.frac][zone]. */

typedef struct scalar_date {
    int y, m, d;
} scalar_date;

/* Julian before the reform of October 1582, as Ruby's Date. */
static bool scalar_date_exists(scalar_date t) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (t.m < 1 || t.m > 12 || t.d < 1) return false;
    if (t.y == 1582 && t.m == 10 && t.d > 4 && t.d < 15) return false;
    bool leap = t.y % 4 == 0 && (t.y <= 1582 || t.y % 100 != 0 || t.y % 400 == 0);
    return t.d <= days[t.m - 1] + (t.m == 2 && leap);
}

static bool scalar_scan_date(scan *s, scalar_date *t) {
    return scan_field(s, 4, 4, &t->y) && scan_one(s, "-") && scan_field(s, 1, 2, &t->m) &&
           scan_one(s, "-") && scan_field(s, 1, 2, &t->d);
}

static bool scalar_scan_zone(scan *s) {
    if (scan_end(s) || scan_one(s, "Z")) return true;
    int hours = 0, minutes = 0;
    if (!scan_one(s, "+-") || !scan_field(s, 1, 2, &hours)) return false;
    scan_one(s, ":");
    if (!scan_end(s) && !scan_field(s, 2, 2, &minutes)) return false;
    return hours * 60 + minutes < 24 * 60;
}

static bool scalar_scan_clock(scan *s) {
    int h = 0, m = 0, sec = 0;
    if (!scan_field(s, 1, 2, &h) || !scan_one(s, ":") || !scan_field(s, 2, 2, &m) ||
        !scan_one(s, ":") || !scan_field(s, 2, 2, &sec))
        return false;
    if (scan_one(s, ".")) scan_many(s, DIGITS, 0, ANY);
    scan_many(s, SPACES, 0, ANY);
    if (h > 24 || m > 59 || sec > 60 || (h == 24 && (m || sec))) return false;
    return scalar_scan_zone(s);
}

static bool scalar_is_time(pc_str text) {
    scan s = scan_of(text);
    scalar_date t = {0};
    bool negative = scan_one(&s, "-");
    if (!scalar_scan_date(&s, &t)) return false;
    if (scan_end(&s)) return !negative && scalar_date_exists(t);
    if (!scan_one(&s, "Tt") && !scan_many(&s, SPACES, 1, ANY)) return false;
    return t.m >= 1 && t.m <= 12 && t.d >= 1 && t.d <= 31 && scalar_scan_clock(&s) && scan_end(&s);
}

/* Numbers. */

typedef struct scalar_sum {
    int64_t i;
    double f;
    bool large; /* i overflowed; f is what there is */
} scalar_sum;

static void scalar_sum_step(scalar_sum *s, int64_t times, int64_t plus) {
    s->large = s->large || __builtin_mul_overflow(s->i, times, &s->i) ||
               __builtin_add_overflow(s->i, plus, &s->i);
    s->f = s->f * (double)times + (double)plus;
}

static pc_value scalar_sum_value(scalar_sum s) {
    if (s.large) return (pc_value){.kind = PC_FLOAT, .u.f = s.f};
    return (pc_value){.kind = PC_INT, .u.i = s.i};
}

static int scalar_digit(char c) {
    return pc_is_digit(c) ? c - '0' : pc_lower(c) - 'a' + 10;
}

/* The digits of [p, end) without '_' and ','; false when there are none. Negative numbers are
 * summed downwards, so that the smallest int64 fits. */
static bool scalar_sum_digits(const char *p, const char *end, int radix, bool negative,
                              scalar_sum *out) {
    bool any = false;
    *out = (scalar_sum){0};
    for (; p < end; p++) {
        if (*p == '_' || *p == ',') continue;
        int digit = scalar_digit(*p);
        scalar_sum_step(out, radix, negative ? -digit : digit);
        any = true;
    }
    return any;
}

/* [1-9] with ',' and '_' only before a digit. */
static bool scalar_scan_decimal(scan *s) {
    if (!scan_one(s, "123456789")) return false;
    for (;;) {
        const char *p = s->p;
        scan_one(s, ",_");
        if (!scan_one(s, DIGITS)) {
            s->p = p;
            return scan_end(s);
        }
    }
}

static bool scalar_is_int(pc_str text, pc_value *out) {
    static const struct {
        const char *prefix, *digits;
        int radix;
    } forms[] = {{"0b", "01_,", 2}, {"0x", "0123456789abcdefABCDEF_,", 16}, {"0", "01234567_,", 8}};
    scan s = scan_of(text);
    bool negative = s.p < s.end && *s.p == '-';
    scan_one(&s, "+-");
    pc_str rest = {s.p, (size_t)(s.end - s.p)};
    scalar_sum sum = {0};
    if (scalar_scan_decimal(&s)) {
        scalar_sum_digits(rest.p, s.end, 10, negative, &sum);
        *out = scalar_sum_value(sum);
        return true;
    }
    if (pc_str_eqz(rest, "0")) {
        *out = (pc_value){.kind = PC_INT};
        return true;
    }
    for (size_t i = 0; i < PC_COUNT(forms); i++) {
        if (!pc_str_startsz(rest, forms[i].prefix)) continue;
        s.p = rest.p + strlen(forms[i].prefix);
        const char *digits = s.p;
        if (!scan_many(&s, forms[i].digits, 1, ANY) || !scan_end(&s)) return false;
        if (!scalar_sum_digits(digits, s.end, forms[i].radix, negative, &sum) && i < 2)
            return false;
        *out = scalar_sum_value(sum);
        return true;
    }
    return false;
}

static double scalar_float(pc_arena *a, pc_str text) {
    if (!a) return 0;
    char *p = pc_alloc_text(a, text.n);
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] != '_' && text.p[i] != ',') p[n++] = text.p[i];
    return data_float(a, (pc_str){p, n});
}

static bool scalar_is_float(pc_arena *a, pc_str text, pc_value *out) {
    scan s = scan_of(text);
    scan_one(&s, "+-");
    const char *digits = s.p;
    if (scan_one(&s, DIGITS)) scan_many(&s, DIGITS "_,", 0, ANY);
    bool any = s.p > digits;
    if (!scan_one(&s, ".")) return false;
    const char *fraction = s.p;
    scan_many(&s, DIGITS, 0, ANY);
    if (!any && s.p == fraction) return false;
    if (scan_one(&s, "eE") && !(scan_one(&s, "+-") && scan_many(&s, DIGITS, 1, ANY))) return false;
    if (!scan_end(&s)) return false;
    *out = (pc_value){.kind = PC_FLOAT, .u.f = scalar_float(a, text)};
    return true;
}

/* Base 60: [-+]?[0-9][0-9_]*(:[0-5]?[0-9]){1,2}(\.[0-9_]*)? As Psych weighs it, the first of two
 * fields is hours as well, and a sign belongs to the first field alone. */
static bool scalar_is_base60(pc_arena *a, pc_str text, pc_value *out) {
    scan s = scan_of(text);
    bool negative = s.p < s.end && *s.p == '-';
    scan_one(&s, "+-");
    const char *first = s.p;
    if (!scan_one(&s, DIGITS)) return false;
    scan_many(&s, DIGITS "_", 0, ANY);
    scalar_sum sum;
    scalar_sum_digits(first, s.p, 10, negative, &sum);
    scalar_sum_step(&sum, 3600, 0);
    double fraction = 0, weight = 60;
    int fields = 0;
    while (fields < 2 && scan_one(&s, ":")) {
        int n = 0;
        if (!scan_field(&s, 1, 2, &n) || n > 59) return false;
        weight = fields++ ? 1 : 60;
        scalar_sum_step(&sum, 1, n * (int)weight);
    }
    if (!fields) return false;
    bool point = scan_one(&s, ".");
    if (point) {
        const char *dot = s.p - 1;
        scan_many(&s, DIGITS "_", 0, ANY);
        pc_str part = {dot, (size_t)(s.p - dot)};
        fraction = scalar_float(a, part);
    }
    if (!scan_end(&s)) return false;
    *out = point ? (pc_value){.kind = PC_FLOAT, .u.f = sum.f + fraction * weight}
                 : scalar_sum_value(sum);
    return true;
}

static pc_value scalar_meaning(pc_arena *a, pc_str text) {
    pc_value v = {.kind = PC_STRING};
    if (scalar_is_word(text, &v)) return v;
    if (!strchr("+-.0123456789", *text.p)) return v;
    if (scalar_is_time(text)) return (pc_value){.kind = PC_TIME};
    if (!scalar_is_base60(a, text, &v) && !scalar_is_float(a, text, &v)) scalar_is_int(text, &v);
    return v;
}

pc_value pc_yaml_scalar(pc_arena *a, pc_str text) {
    pc_value v = scalar_meaning(a, text);
    v.as.text = text;
    return v;
}
