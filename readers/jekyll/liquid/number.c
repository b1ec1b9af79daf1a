/* Decimal arithmetic for Liquid's number filters.
 *
 * Ruby Liquid turns floats and "1.5" into BigDecimal, computes, and gives a Float back. Here a
 * decimal is a 128-bit integer and a scale; what does not fit falls back to binary floating point.
 */
#include "readers/jekyll/liquid/number.h"

#include "base/str.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

__extension__ typedef __int128 liq_wide;

typedef struct liq_decimal {
    liq_wide m;
    int scale; /* value is m / 10^scale */
} liq_decimal;

/* Digits and exponent of the shortest form: "d.ddde±xx". */
static void shortest(double f, char out[40]) {
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(out, 40, "%.*e", digits - 1, f);
        if (strtod(out, NULL) == f) return;
    }
}

size_t liq_float_text(double f, char out[40]) {
    if (isnan(f)) return (size_t)snprintf(out, 40, "NaN");
    if (isinf(f)) return (size_t)snprintf(out, 40, f < 0 ? "-Infinity" : "Infinity");
    char e[40], digits[24];
    shortest(f, e);
    size_t nd = 0, n = 0;
    const char *p = e;
    bool minus = *p == '-';
    if (minus) p++;
    for (; *p && *p != 'e'; p++)
        if (*p != '.') digits[nd++] = *p;
    int exp = (int)strtol(p + 1, NULL, 10);
    while (nd > 1 && digits[nd - 1] == '0') nd--;
    if (minus) out[n++] = '-';
    if (exp < -4 || exp >= 16) {
        out[n++] = digits[0];
        out[n++] = '.';
        if (nd == 1) out[n++] = '0';
        for (size_t i = 1; i < nd; i++) out[n++] = digits[i];
        return n + (size_t)snprintf(out + n, 40 - n, "e%c%02d", exp < 0 ? '-' : '+', abs(exp));
    }
    if (exp < 0) {
        out[n++] = '0';
        out[n++] = '.';
        for (int i = -1; i > exp; i--) out[n++] = '0';
        for (size_t i = 0; i < nd; i++) out[n++] = digits[i];
        return n;
    }
    for (int i = 0; i <= exp; i++) out[n++] = (size_t)i < nd ? digits[i] : '0';
    out[n++] = '.';
    if (nd <= (size_t)exp + 1) out[n++] = '0';
    for (size_t i = (size_t)exp + 1; i < nd; i++) out[n++] = digits[i];
    return n;
}

int64_t liq_str_to_i(pc_str s) {
    s = pc_str_ltrim(s);
    size_t i = 0;
    bool minus = s.n && s.p[0] == '-';
    if (s.n && (s.p[0] == '-' || s.p[0] == '+')) i++;
    int64_t v = 0;
    bool under = false;
    for (; i < s.n; i++) {
        if (s.p[i] == '_' && under && i + 1 < s.n && pc_is_digit(s.p[i + 1])) continue;
        if (!pc_is_digit(s.p[i])) break;
        if (v > (INT64_MAX - 9) / 10) return minus ? INT64_MIN + 1 : INT64_MAX;
        v = v * 10 + (s.p[i] - '0');
        under = true;
    }
    return minus ? -v : v;
}

double liq_str_to_f(pc_str s) {
    s = pc_str_ltrim(s);
    char tmp[64];
    size_t n = 0;
    bool dot = false;
    for (size_t i = 0; i < s.n && n < sizeof tmp - 1; i++) {
        char c = s.p[i];
        if (pc_is_digit(c) || ((c == '-' || c == '+') && i == 0))
            tmp[n++] = c;
        else if (c == '.' && !dot && i + 1 < s.n && pc_is_digit(s.p[i + 1]))
            tmp[n++] = c, dot = true;
        else
            break;
    }
    tmp[n] = 0;
    return strtod(tmp, NULL);
}

/* -?\d+\.\d+ after trimming. */
static bool is_decimal(pc_str s) {
    s = pc_str_trim(s);
    size_t i = s.n && s.p[0] == '-' ? 1 : 0, d = i;
    while (i < s.n && pc_is_digit(s.p[i])) i++;
    if (i == d || i >= s.n || s.p[i] != '.') return false;
    d = ++i;
    while (i < s.n && pc_is_digit(s.p[i])) i++;
    return i == s.n && i > d;
}

liq_value liq_number(struct liq_run *r, liq_value v) {
    (void)r;
    if (v.kind == LIQ_INT || v.kind == LIQ_FLOAT) return v;
    if (v.kind != LIQ_STR) return liq_int(0);
    pc_str s = liq_slice(v);
    return is_decimal(s) ? liq_float(liq_str_to_f(s)) : liq_int(liq_str_to_i(s));
}

static bool decimal_of(liq_value v, liq_decimal *out) {
    if (v.kind == LIQ_INT) {
        *out = (liq_decimal){v.u.i, 0};
        return true;
    }
    if (!isfinite(v.u.f)) return false;
    char e[40];
    shortest(v.u.f, e);
    liq_decimal d = {0, 0};
    bool minus = e[0] == '-', dot = false;
    const char *p = e + minus;
    for (; *p && *p != 'e'; p++) {
        if (*p == '.') {
            dot = true;
            continue;
        }
        d.m = d.m * 10 + (*p - '0');
        d.scale += dot;
    }
    d.scale -= (int)strtol(p + 1, NULL, 10);
    while (d.m && d.m % 10 == 0 && d.scale > 0) d.m /= 10, d.scale--;
    if (minus) d.m = -d.m;
    if (!d.m) d.scale = 0;
    for (; d.scale < 0; d.scale++) {
        if (d.m > (liq_wide)1 << 100 || d.m < -((liq_wide)1 << 100)) return false;
        d.m *= 10;
    }
    *out = d;
    return d.scale < 30;
}

/* Ruby's Integer#/ and Integer#% round towards minus infinity. */
static bool floor_div(liq_wide a, liq_wide b, liq_wide *q, liq_wide *rem) {
    if (!b) return false;
    *q = a / b;
    *rem = a % b;
    if (*rem && (*rem < 0) != (b < 0)) {
        *q -= 1;
        *rem += b;
    }
    return true;
}

static double decimal_double(liq_decimal d) {
    char digits[64], text[80];
    size_t n = 0, k = 0;
    liq_wide m = d.m < 0 ? -d.m : d.m;
    do digits[n++] = (char)('0' + (int)(m % 10));
    while ((m /= 10));
    if (d.m < 0) text[k++] = '-';
    while (n) text[k++] = digits[--n];
    snprintf(text + k, sizeof text - k, "e%d", -d.scale);
    return strtod(text, NULL);
}

static bool align(liq_decimal *a, liq_decimal *b) {
    const liq_wide most = (liq_wide)1 << 120;
    while (a->scale != b->scale) {
        liq_decimal *low = a->scale < b->scale ? a : b;
        if (low->m > most / 10 || low->m < -most / 10) return false;
        low->m *= 10;
        low->scale++;
    }
    return true;
}

static bool div_double(liq_decimal a, liq_decimal b, double *out) {
    liq_wide m = a.m;
    int scale = a.scale - b.scale;
    const liq_wide most = (liq_wide)1 << 122;
    while (m && m < most / 10 && m > -most / 10 && scale < 60) m *= 10, scale++;
    *out = decimal_double((liq_decimal){m / b.m, scale});
    return true;
}

static double plain(char op, double x, double y) {
    switch (op) {
    case '+': return x + y;
    case '-': return x - y;
    case '*': return x * y;
    case '/': return x / y;
    default: return x - y * floor(x / y);
    }
}

static bool int_arith(char op, liq_wide x, liq_wide y, liq_value *out) {
    liq_wide q = 0, rem = 0;
    if (op == '/' || op == '%') {
        if (!floor_div(x, y, &q, &rem)) return false;
        *out = liq_int((int64_t)(op == '/' ? q : rem));
        return true;
    }
    liq_wide v = op == '+' ? x + y : op == '-' ? x - y : x * y;
    *out = v > INT64_MAX || v < INT64_MIN ? liq_float((double)v) : liq_int((int64_t)v);
    return true;
}

bool liq_arith(char op, liq_value a, liq_value b, liq_value *out) {
    if (a.kind == LIQ_INT && b.kind == LIQ_INT) return int_arith(op, a.u.i, b.u.i, out);
    double x = a.kind == LIQ_INT ? (double)a.u.i : a.u.f;
    double y = b.kind == LIQ_INT ? (double)b.u.i : b.u.f;
    liq_decimal p, q;
    if ((op == '/' || op == '%') && y == 0) return false;
    if (!decimal_of(a, &p) || !decimal_of(b, &q)) {
        *out = liq_float(plain(op, x, y));
        return true;
    }
    double v = 0;
    if (op == '*') {
        const liq_wide half = (liq_wide)1 << 62;
        bool fits = p.m < half && p.m > -half && q.m < half && q.m > -half;
        v = fits ? decimal_double((liq_decimal){p.m * q.m, p.scale + q.scale}) : x * y;
    } else if (op == '/') {
        div_double(p, q, &v);
    } else if (!align(&p, &q)) {
        v = plain(op, x, y);
    } else if (op == '%') {
        liq_wide quot = 0, rem = 0;
        floor_div(p.m, q.m, &quot, &rem);
        v = decimal_double((liq_decimal){rem, p.scale});
    } else {
        v = decimal_double((liq_decimal){op == '+' ? p.m + q.m : p.m - q.m, p.scale});
    }
    *out = liq_float(v);
    return true;
}

liq_value liq_round(liq_value v, int64_t digits) {
    liq_decimal d;
    if (!decimal_of(v, &d)) return v;
    if (digits > 30) digits = 30;
    if (digits < -18) return liq_int(0);
    bool whole = v.kind == LIQ_INT;
    while (d.scale > digits) {
        /* one cut, not digit by digit: 0.45 rounds to 0, not by way of 0.5 */
        liq_wide unit = 1;
        int cut = d.scale - (int)digits;
        for (int i = 0; i < cut && i < 36; i++) unit *= 10;
        liq_wide half = unit / 2, m = d.m < 0 ? -d.m : d.m;
        m = (m + half) / unit;
        d.m = d.m < 0 ? -m : m;
        d.scale = (int)digits;
    }
    for (; d.scale < 0; d.scale++) d.m *= 10;
    if (whole || digits <= 0) {
        double f = decimal_double(d);
        return fabs(f) < 9e18 ? liq_int((int64_t)f) : liq_float(f);
    }
    return liq_float(decimal_double(d));
}
