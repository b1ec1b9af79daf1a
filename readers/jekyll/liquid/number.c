/* Arithmetic for Liquid's number filters.
 *
 * Ruby Liquid turns floats and "1.5" into BigDecimal, computes, and gives a Float back; its
 * integers have no end. Small integers are computed as they are, all else as decimals (decimal.h).
 */
#include "readers/jekyll/liquid/number.h"

#include "base/str.h"
#include "readers/jekyll/liquid/decimal.h"
#include "readers/jekyll/liquid/liquid_int.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* No page means numbers that long; Ruby would go on until memory ends. */
enum { LIQ_MAX_DIGITS = 100000 };

/* Digits and exponent of the shortest form: "d.ddde±xx". */
static void shortest(double f, char out[40]) {
    for (int digits = fabs(f) < DBL_MIN ? 1 : 15; digits <= 17; digits++) {
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
    if (exp < -4 || (exp >= 15 && nd <= (size_t)exp + 1)) {
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

bool liq_is_integer(pc_str s) {
    size_t from = s.n && s.p[0] == '-' ? 1 : 0, i = from;
    while (i < s.n && pc_is_digit(s.p[i])) i++;
    return i == s.n && i > from;
}

liq_value liq_digits(pc_arena *a, pc_str s) {
    int64_t i;
    if (pc_str_int(s, &i)) return liq_int(i);
    bool minus = s.n && s.p[0] == '-';
    size_t from = minus ? 1 : 0;
    while (from + 1 < s.n && s.p[from] == '0') from++;
    pc_str digits = pc_str_from(s, from);
    if (minus && from > 1) digits = pc_str_cat(a, PC_S("-"), digits);
    if (minus && from == 1) digits = s;
    if (pc_str_int(digits, &i)) return liq_int(i);
    liq_value v = liq_str(digits);
    v.kind = LIQ_BIG;
    return v;
}

liq_value liq_str_to_i(pc_arena *a, pc_str s) {
    s = pc_str_ltrim(s);
    char *out = pc_alloc_text(a, s.n + 1);
    size_t n = 0, i = 0;
    if (s.n && s.p[0] == '-') out[n++] = '-';
    if (s.n && (s.p[0] == '-' || s.p[0] == '+')) i++;
    size_t sign = n;
    for (; i < s.n; i++) { /* 1_000 is read, 1__0 and 1_ end at the line */
        if (s.p[i] == '_' && n > sign && i + 1 < s.n && pc_is_digit(s.p[i + 1])) continue;
        if (!pc_is_digit(s.p[i])) break;
        out[n++] = s.p[i];
    }
    return n == sign ? liq_int(0) : liq_digits(a, (pc_str){out, n});
}

double liq_str_to_f(pc_str s) {
    s = pc_str_ltrim(s);
    char tmp[400]; /* what follows is beyond the digits of any double */
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
    if (liq_is_number(v)) return v;
    if (v.kind != LIQ_STR) return liq_int(0);
    pc_str s = liq_slice(v);
    return is_decimal(s) ? liq_float(liq_str_to_f(s)) : liq_str_to_i(r->a, s);
}

/* --- decimals ------------------------------------------------------------------------------------
 */

/* False: infinite, or not a number. [whole]: an integer. */
static bool decimal_of(liq_run *r, liq_value v, liq_dec *out, bool *whole) {
    char text[40];
    if (v.kind == LIQ_STR && is_decimal(liq_slice(v))) {
        *out = liq_dec_read(r->a, pc_str_trim(liq_slice(v)));
        *whole = false;
        return true;
    }
    v = liq_number(r, v);
    *whole = v.kind != LIQ_FLOAT;
    if (v.kind == LIQ_BIG) {
        *out = liq_dec_read(r->a, liq_slice(v));
        return true;
    }
    if (v.kind == LIQ_INT)
        snprintf(text, sizeof text, "%lld", (long long)v.u.i);
    else if (isfinite(v.u.f))
        shortest(v.u.f, text);
    else
        return false;
    *out = liq_dec_read(r->a, pc_strz(text));
    return true;
}

/* The answer of a computation that began at [mark]; what it used is given back. */
static liq_value result(liq_run *r, pc_mark mark, liq_dec x, bool whole) {
    if (!whole) {
        liq_value v = liq_float(liq_dec_double(r->a, x));
        pc_arena_release(r->a, mark);
        return v;
    }
    pc_buf b = liq_buf(r);
    pc_buf_put(&b, liq_dec_text(r->a, x));
    pc_arena_release(r->a, mark);
    return liq_digits(r->a, liq_buf_text(r, &b));
}

static double as_double(liq_value v) {
    return v.kind == LIQ_INT     ? (double)v.u.i
           : v.kind == LIQ_FLOAT ? v.u.f
                                 : liq_str_to_f(liq_slice(v));
}

int liq_number_cmp(liq_run *r, liq_value a, liq_value b) {
    if (a.kind == LIQ_INT && b.kind == LIQ_INT) return (a.u.i > b.u.i) - (a.u.i < b.u.i);
    if (a.kind == LIQ_FLOAT && b.kind == LIQ_FLOAT) {
        if (isnan(a.u.f) || isnan(b.u.f)) return LIQ_UNORDERED;
        return (a.u.f > b.u.f) - (a.u.f < b.u.f);
    }
    liq_dec x, y;
    bool whole;
    pc_mark mark = pc_arena_mark(r->a);
    if (!decimal_of(r, a, &x, &whole) || !decimal_of(r, b, &y, &whole)) {
        double f = as_double(a), g = as_double(b);
        return isnan(f) || isnan(g) ? LIQ_UNORDERED : (f > g) - (f < g);
    }
    int c = liq_dec_cmp(r->a, x, y);
    pc_arena_release(r->a, mark);
    return c;
}

int64_t liq_int_size(liq_value v) {
    if (v.kind != LIQ_BIG) return 8;
    pc_str digits = pc_str_from(liq_slice(v), v.u.p[0] == '-');
    pc_str lead = pc_str_sub(digits, 0, 17); /* 19 at least are there */
    double bits = floor(log2(liq_str_to_f(lead)) + (double)(digits.n - lead.n) * log2(10)) + 1;
    return bits <= 64 ? 8 : (int64_t)(bits + 7) / 8;
}

liq_value liq_float_to_i(liq_run *r, liq_value v) {
    char digits[400];
    if (!isfinite(v.u.f)) {
        liq_fail(r, "no integer is that large");
        return liq_nil();
    }
    int n = snprintf(digits, sizeof digits, "%.0f", trunc(v.u.f));
    return liq_digits(r->a, pc_str_dup(r->a, (pc_str){digits, (size_t)n}));
}

/* --- operators -----------------------------------------------------------------------------------
 */

static double plain(char op, double x, double y) {
    switch (op) {
    case '+': return x + y;
    case '-': return x - y;
    case '*': return x * y;
    case '/': return x / y;
    default: return x - y * floor(x / y);
    }
}

/* False when 64 bits do not hold it, or for a division by zero. */
static bool small_arith(char op, int64_t x, int64_t y, int64_t *out) {
    switch (op) {
    case '+': return !__builtin_add_overflow(x, y, out);
    case '-': return !__builtin_sub_overflow(x, y, out);
    case '*': return !__builtin_mul_overflow(x, y, out);
    default: break;
    }
    if (!y || (y == -1 && x == INT64_MIN)) return false;
    bool below = x % y && (x < 0) != (y < 0); /* Ruby rounds down */
    *out = op == '/' ? x / y - below : x % y + (below ? y : 0);
    return true;
}

static liq_dec exact(pc_arena *a, char op, liq_dec x, liq_dec y, bool whole) {
    liq_dec q, rem;
    switch (op) {
    case '+': return liq_dec_add(a, x, y);
    case '-': return liq_dec_add(a, x, liq_dec_negate(y));
    case '*': return liq_dec_mul(a, x, y);
    case '/':
        /* BigDecimal: twice the digits of the longer one, and 32 at least */
        if (!whole) {
            size_t n = x.n > y.n ? liq_dec_digits(x) : liq_dec_digits(y);
            return liq_dec_quotient(a, x, y, n < 16 ? 32 : 2 * n);
        }
        liq_dec_divmod(a, x, y, &q, &rem);
        return q;
    default: liq_dec_divmod(a, x, y, &q, &rem); return rem;
    }
}

/* Digits, with the zeros between them and the point. */
static size_t length_of(liq_dec x) {
    return liq_dec_digits(x) + (size_t)(x.scale < 0 ? -x.scale : x.scale);
}

bool liq_arith(liq_run *r, char op, liq_value a, liq_value b, liq_value *out) {
    int64_t small;
    if (a.kind == LIQ_INT && b.kind == LIQ_INT && small_arith(op, a.u.i, b.u.i, &small)) {
        *out = liq_int(small);
        return true;
    }
    liq_dec x, y;
    bool whole_x, whole_y;
    pc_mark mark = pc_arena_mark(r->a);
    bool finite = decimal_of(r, a, &x, &whole_x);
    finite = decimal_of(r, b, &y, &whole_y) && finite;
    bool whole = whole_x && whole_y;
    bool by_zero = (op == '/' || op == '%') && as_double(liq_number(r, b)) == 0;
    if (by_zero && (whole || op == '%')) {
        liq_fail(r, "divided by 0");
        return false;
    }
    if (!finite || by_zero) { /* a decimal divided by 0 is infinite */
        *out = liq_float(plain(op, as_double(liq_number(r, a)), as_double(liq_number(r, b))));
        return true;
    }
    if (length_of(x) + length_of(y) > LIQ_MAX_DIGITS || !liq_tick(r, (x.n + 1) * (y.n + 1) / 8)) {
        liq_fail(r, "a number of more than %d digits", LIQ_MAX_DIGITS);
        return false;
    }
    *out = result(r, mark, exact(r->a, op, x, y, whole), whole);
    return true;
}

liq_value liq_sum(liq_run *r, const liq_value *v, size_t n) {
    int64_t small = 0;
    size_t i = 0;
    while (i < n && v[i].kind == LIQ_INT && small_arith('+', small, v[i].u.i, &small)) i++;
    if (i == n) return liq_int(small);
    pc_mark mark = pc_arena_mark(r->a);
    liq_dec sum, x;
    bool whole = true, whole_x;
    decimal_of(r, liq_int(small), &sum, &whole);
    for (; i < n; i++) {
        if (!decimal_of(r, v[i], &x, &whole_x)) break; /* infinite: so is the sum, or NaN */
        if (length_of(sum) + length_of(x) > LIQ_MAX_DIGITS || !liq_tick(r, (sum.n + x.n) / 4 + 1)) {
            liq_fail(r, "a number of more than %d digits", LIQ_MAX_DIGITS);
            return liq_nil();
        }
        sum = liq_dec_add(r->a, sum, x);
        whole = whole && whole_x;
    }
    liq_value out = result(r, mark, sum, whole);
    for (; i < n && !r->failed; i++)
        out = liq_float(as_double(out) + as_double(liq_number(r, v[i])));
    return out;
}

liq_value liq_round(liq_run *r, liq_value v, int64_t digits) {
    liq_dec x;
    bool whole;
    if (v.kind == LIQ_INT && digits >= 0) return v;
    pc_mark mark = pc_arena_mark(r->a);
    if (!decimal_of(r, v, &x, &whole)) {
        if (digits < 1) liq_fail(r, "no integer is that large");
        return liq_number(r, v);
    }
    return result(r, mark, liq_dec_round(r->a, x, digits), whole || digits < 1);
}

liq_value liq_whole(liq_run *r, liq_value v, char way) {
    liq_dec x, q, rem;
    bool whole;
    pc_mark mark = pc_arena_mark(r->a);
    if (!decimal_of(r, v, &x, &whole)) {
        liq_fail(r, "no integer is that large");
        return liq_nil();
    }
    bool flip = way == '>' || (way == '0' && x.minus);
    if (flip) x = liq_dec_negate(x);
    liq_dec_divmod(r->a, x, liq_dec_read(r->a, PC_S("1")), &q, &rem);
    return result(r, mark, flip ? liq_dec_negate(q) : q, true);
}
