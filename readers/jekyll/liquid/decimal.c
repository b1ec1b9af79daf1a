/* Schoolbook arithmetic in base 10^9: reading, printing and scaling by powers of ten, which is most
 * of what Liquid asks for, are linear there, and all memory is the arena's. */
#include "readers/jekyll/liquid/decimal.h"

#include "base/str.h"

#include <stdlib.h>

enum { BASE = 1000000000, LIMB = 9 };

static const uint32_t tens[LIMB + 1] = {1,      10,      100,      1000,      10000,
                                        100000, 1000000, 10000000, 100000000, 1000000000};

static size_t trimmed(const uint32_t *d, size_t n) {
    while (n && !d[n - 1]) n--;
    return n;
}

static uint32_t *limbs(pc_arena *a, size_t n) {
    return memset(PC_NEW_N(a, uint32_t, n + 1), 0, (n + 1) * sizeof(uint32_t));
}

/* --- magnitudes ----------------------------------------------------------------------------------
 */

static int mag_cmp(liq_dec x, liq_dec y) {
    if (x.n != y.n) return x.n < y.n ? -1 : 1;
    for (size_t i = x.n; i-- > 0;)
        if (x.d[i] != y.d[i]) return x.d[i] < y.d[i] ? -1 : 1;
    return 0;
}

static liq_dec mag_add(pc_arena *a, liq_dec x, liq_dec y) {
    size_t n = (x.n > y.n ? x.n : y.n) + 1;
    uint32_t *d = limbs(a, n), carry = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t v = (i < x.n ? x.d[i] : 0) + (i < y.n ? y.d[i] : 0) + carry;
        carry = v >= BASE;
        d[i] = carry ? v - BASE : v;
    }
    return (liq_dec){.d = d, .n = trimmed(d, n)};
}

/* x - y where x >= y. */
static liq_dec mag_sub(pc_arena *a, liq_dec x, liq_dec y) {
    uint32_t *d = limbs(a, x.n), borrow = 0;
    for (size_t i = 0; i < x.n; i++) {
        uint32_t take = (i < y.n ? y.d[i] : 0) + borrow;
        borrow = x.d[i] < take;
        d[i] = x.d[i] + (borrow ? BASE : 0) - take;
    }
    return (liq_dec){.d = d, .n = trimmed(d, x.n)};
}

static liq_dec mag_mul(pc_arena *a, liq_dec x, liq_dec y) {
    size_t n = x.n + y.n;
    uint32_t *d = limbs(a, n);
    for (size_t i = 0; i < x.n; i++) {
        uint64_t carry = 0;
        for (size_t k = 0; k < y.n || carry; k++) {
            uint64_t v = d[i + k] + carry + (k < y.n ? (uint64_t)x.d[i] * y.d[k] : 0);
            d[i + k] = (uint32_t)(v % BASE);
            carry = v / BASE;
        }
    }
    return (liq_dec){.d = d, .n = trimmed(d, n)};
}

/* x * 10^k. */
static liq_dec mag_shift(pc_arena *a, liq_dec x, size_t k) {
    if (!x.n || !k) return x;
    size_t up = k / LIMB, n = x.n + up + 1;
    uint32_t *d = limbs(a, n);
    uint64_t carry = 0;
    for (size_t i = 0; i < x.n; i++) {
        carry += (uint64_t)x.d[i] * tens[k % LIMB];
        d[up + i] = (uint32_t)(carry % BASE);
        carry /= BASE;
    }
    d[up + x.n] = (uint32_t)carry;
    return (liq_dec){.d = d, .n = trimmed(d, n), .scale = x.scale, .minus = x.minus};
}

static uint32_t div_small(uint32_t *d, size_t n, uint32_t by) {
    uint64_t rem = 0;
    for (size_t i = n; i-- > 0;) {
        rem = rem * BASE + d[i];
        d[i] = (uint32_t)(rem / by);
        rem %= by;
    }
    return (uint32_t)rem;
}

/* u[0..m] -= q * v[0..m); one too many is given back. The digit that is right. */
static uint32_t take(uint32_t *u, liq_dec v, uint64_t q) {
    uint64_t carry = 0;
    int64_t borrow = 0;
    for (size_t i = 0; i <= v.n; i++) {
        carry += i < v.n ? q * v.d[i] : 0;
        int64_t t = (int64_t)u[i] - (int64_t)(carry % BASE) + borrow;
        borrow = t < 0 ? -1 : 0;
        u[i] = (uint32_t)(t < 0 ? t + BASE : t);
        carry /= BASE;
    }
    if (!borrow) return (uint32_t)q;
    uint32_t up = 0;
    for (size_t i = 0; i <= v.n; i++) {
        uint32_t t = u[i] + (i < v.n ? v.d[i] : 0) + up;
        up = t >= BASE;
        u[i] = up ? t - BASE : t;
    }
    return (uint32_t)q - 1;
}

/* Knuth's algorithm D (The Art of Computer Programming, 4.3.1). */
static void mag_div(pc_arena *a, liq_dec x, liq_dec y, liq_dec *q, liq_dec *rem) {
    size_t m = y.n;
    if (mag_cmp(x, y) < 0) {
        *q = (liq_dec){0};
        *rem = x;
        return;
    }
    uint32_t norm = BASE / (y.d[m - 1] + 1);
    liq_dec by = {.d = &norm, .n = 1};
    liq_dec v = mag_mul(a, y, by), scaled = mag_mul(a, x, by);
    size_t n = scaled.n - m + 1;
    uint32_t *u = limbs(a, scaled.n + 1), *d = limbs(a, n);
    memcpy(u, scaled.d, scaled.n * sizeof *u);
    for (size_t j = n; j-- > 0;) {
        uint64_t top = (uint64_t)u[j + m] * BASE + u[j + m - 1], guess = top / v.d[m - 1];
        uint64_t left = top % v.d[m - 1], next = m > 1 ? v.d[m - 2] : 0;
        while (guess >= BASE ||
               (left < BASE && guess * next > left * BASE + (m > 1 ? u[j + m - 2] : 0))) {
            guess--;
            left += v.d[m - 1];
        }
        d[j] = take(u + j, v, guess);
    }
    div_small(u, m, norm);
    *q = (liq_dec){.d = d, .n = trimmed(d, n)};
    *rem = (liq_dec){.d = u, .n = trimmed(u, m)};
}

/* --- numbers -------------------------------------------------------------------------------------
 */

liq_dec liq_dec_read(pc_arena *a, pc_str s) {
    liq_dec x = {.minus = s.n && s.p[0] == '-'};
    size_t from = x.minus ? 1 : 0, mantissa = pc_str_chr(s, 'e', 0), end;
    if (mantissa == PC_NPOS) mantissa = s.n;
    size_t dot = pc_str_chr(pc_str_sub(s, 0, mantissa), '.', 0);
    end = dot == PC_NPOS ? mantissa : mantissa - 1; /* as if the point were not there */
    if (dot != PC_NPOS) x.scale = (int64_t)(mantissa - dot - 1);
    int64_t exp = 0;
    if (mantissa < s.n) exp = strtol(s.p + mantissa + 1, NULL, 10);
    x.scale -= exp;
    size_t n = (end - from + LIMB - 1) / LIMB;
    uint32_t *d = limbs(a, n);
    for (size_t i = end, k = 0; i-- > from; k++) {
        char c = s.p[dot != PC_NPOS && i >= dot ? i + 1 : i];
        d[k / LIMB] += (uint32_t)(c - '0') * tens[k % LIMB];
    }
    x.d = d;
    x.n = trimmed(d, n);
    if (!x.n) x.scale = 0;
    return x;
}

/* Both with the larger scale of the two. */
static void align(pc_arena *a, liq_dec *x, liq_dec *y) {
    liq_dec *low = x->scale < y->scale ? x : y;
    int64_t scale = x->scale < y->scale ? y->scale : x->scale;
    *low = mag_shift(a, *low, (size_t)(scale - low->scale));
    low->scale = scale;
}

liq_dec liq_dec_negate(liq_dec x) {
    x.minus = !x.minus;
    return x;
}

liq_dec liq_dec_add(pc_arena *a, liq_dec x, liq_dec y) {
    align(a, &x, &y);
    liq_dec out;
    bool flip = false;
    if (x.minus == y.minus) {
        out = mag_add(a, x, y);
    } else {
        flip = mag_cmp(x, y) < 0;
        out = flip ? mag_sub(a, y, x) : mag_sub(a, x, y);
    }
    out.minus = flip ? y.minus : x.minus;
    if (!out.n) out.minus = x.minus && y.minus;
    out.scale = x.scale;
    return out;
}

liq_dec liq_dec_mul(pc_arena *a, liq_dec x, liq_dec y) {
    liq_dec out = mag_mul(a, x, y);
    out.minus = x.minus != y.minus;
    out.scale = out.n ? x.scale + y.scale : 0;
    return out;
}

void liq_dec_divmod(pc_arena *a, liq_dec x, liq_dec y, liq_dec *q, liq_dec *rem) {
    align(a, &x, &y);
    mag_div(a, x, y, q, rem);
    bool apart = x.minus != y.minus;
    if (apart && rem->n) {
        const uint32_t one = 1;
        *q = mag_add(a, *q, (liq_dec){.d = &one, .n = 1});
        *rem = mag_sub(a, y, *rem);
    }
    q->minus = apart;
    q->scale = 0;
    rem->minus = y.minus && rem->n;
    rem->scale = x.scale;
}

size_t liq_dec_digits(liq_dec x) {
    return x.n * LIMB;
}

liq_dec liq_dec_quotient(pc_arena *a, liq_dec x, liq_dec y, size_t digits) {
    size_t have = liq_dec_digits(x), need = liq_dec_digits(y) + digits + LIMB;
    size_t up = need > have ? need - have : 0;
    liq_dec q, rem;
    mag_div(a, mag_shift(a, x, up), y, &q, &rem);
    q.minus = x.minus != y.minus;
    q.scale = x.scale - y.scale + (int64_t)up;
    return q;
}

liq_dec liq_dec_round(pc_arena *a, liq_dec x, int64_t places) {
    if (x.scale <= places) return x;
    int64_t cut = x.scale - places;
    if (cut > (int64_t)liq_dec_digits(x)) return (liq_dec){.minus = x.minus};
    const uint32_t one = 1, five = 5;
    liq_dec unit = mag_shift(a, (liq_dec){.d = &one, .n = 1}, (size_t)cut);
    liq_dec half = mag_shift(a, (liq_dec){.d = &five, .n = 1}, (size_t)cut - 1), q, rem;
    mag_div(a, mag_add(a, x, half), unit, &q, &rem);
    q.minus = x.minus;
    q.scale = places;
    return q;
}

int liq_dec_cmp(pc_arena *a, liq_dec x, liq_dec y) {
    liq_dec d = liq_dec_add(a, x, liq_dec_negate(y));
    return !d.n ? 0 : d.minus ? -1 : 1;
}

/* --- text ----------------------------------------------------------------------------------------
 */

static size_t put_limb(char *out, uint32_t v, size_t width) {
    for (size_t i = width; i-- > 0; v /= 10) out[i] = (char)('0' + v % 10);
    return width;
}

/* The digits of the magnitude, "0" for none. */
static pc_str digits_of(pc_arena *a, liq_dec x, bool minus) {
    char *p = pc_alloc_text(a, x.n * LIMB + 2);
    size_t n = 0, width = 1;
    if (minus) p[n++] = '-';
    while (x.n && width < LIMB && x.d[x.n - 1] >= tens[width]) width++;
    n += put_limb(p + n, x.n ? x.d[x.n - 1] : 0, width);
    for (size_t i = x.n; i-- > 1;) n += put_limb(p + n, x.d[i - 1], LIMB);
    return (pc_str){p, n};
}

pc_str liq_dec_text(pc_arena *a, liq_dec x) {
    return digits_of(a, mag_shift(a, x, (size_t)-x.scale), x.minus && x.n);
}

double liq_dec_double(pc_arena *a, liq_dec x) {
    pc_str digits = digits_of(a, x, x.minus);
    return strtod(pc_str_dupz(a, pc_str_fmt(a, "%.*se%lld", PC_F(digits), -(long long)x.scale)),
                  NULL);
}
