/* Slices: compare, search, cut. */
#define _GNU_SOURCE /* memmem, memrchr */
#include "base/str.h"

bool pc_str_ieq(pc_str a, pc_str b) {
    if (a.n != b.n) return false;
    for (size_t i = 0; i < a.n; i++)
        if (pc_lower((unsigned char)a.p[i]) != pc_lower((unsigned char)b.p[i])) return false;
    return true;
}
bool pc_str_ieqz(pc_str a, const char *z) {
    if (a.n && pc_lower((unsigned char)*a.p) != pc_lower((unsigned char)*z)) return false;
    return pc_str_ieq(a, pc_strz(z));
}

int pc_str_cmp(pc_str a, pc_str b) {
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

bool pc_str_ends(pc_str s, pc_str x) {
    return s.n >= x.n &&
           (x.n == 0 || (s.p[s.n - 1] == x.p[x.n - 1] && !memcmp(s.p + s.n - x.n, x.p, x.n)));
}
bool pc_str_endsz(pc_str s, const char *x) {
    return pc_str_ends(s, pc_strz(x));
}

size_t pc_str_find(pc_str s, pc_str needle, size_t from) {
    if (from > s.n) return PC_NPOS;
    if (needle.n == 0) return from;
    if (from == s.n) return PC_NPOS;
    const char *p = memmem(s.p + from, s.n - from, needle.p, needle.n);
    return p ? (size_t)(p - s.p) : PC_NPOS;
}

size_t pc_str_ifind(pc_str s, pc_str lower, size_t from) {
    if (lower.n == 0) return from <= s.n ? from : PC_NPOS;
    for (size_t i = from; i + lower.n <= s.n; i++) {
        if (pc_lower((unsigned char)s.p[i]) != (unsigned char)*lower.p) continue;
        size_t k = 1;
        while (k < lower.n && pc_lower((unsigned char)s.p[i + k]) == (unsigned char)lower.p[k]) k++;
        if (k == lower.n) return i;
    }
    return PC_NPOS;
}

size_t pc_str_chr(pc_str s, char c, size_t from) {
    if (from >= s.n) return PC_NPOS;
    const char *p = memchr(s.p + from, c, s.n - from);
    return p ? (size_t)(p - s.p) : PC_NPOS;
}

size_t pc_str_rchr(pc_str s, char c) {
    const char *p = s.n ? memrchr(s.p, c, s.n) : NULL;
    return p ? (size_t)(p - s.p) : PC_NPOS;
}

bool pc_str_has(pc_str s, const char *needle) {
    return pc_str_find(s, pc_strz(needle), 0) != PC_NPOS;
}

pc_str pc_str_ltrim(pc_str s) {
    while (s.n && pc_is_space((unsigned char)*s.p)) s.p++, s.n--;
    return s;
}
pc_str pc_str_rtrim(pc_str s) {
    while (s.n && pc_is_space((unsigned char)s.p[s.n - 1])) s.n--;
    return s;
}
pc_str pc_str_trim(pc_str s) {
    return pc_str_ltrim(pc_str_rtrim(s));
}

bool pc_str_cut(pc_str *rest, char c, pc_str *part) {
    if (rest->n == 0) return false;
    size_t i = pc_str_chr(*rest, c, 0);
    *part = pc_str_sub(*rest, 0, i);
    *rest = i == PC_NPOS ? PC_S("") : pc_str_from(*rest, i + 1);
    return true;
}

bool pc_str_line(pc_str *rest, pc_str *line) {
    if (!pc_str_cut(rest, '\n', line)) return false;
    if (line->n && line->p[line->n - 1] == '\r') line->n--;
    return true;
}

/* FNV-1a. Maps that meet hostile keys are bounded by input size and checked by length first. */
uint64_t pc_str_hash(pc_str s) {
    uint64_t h = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)s.p[i]) * UINT64_C(1099511628211);
    return h ^ (h >> 32);
}

bool pc_str_int(pc_str s, int64_t *out) {
    size_t i = s.n && (*s.p == '-' || *s.p == '+');
    bool negative = i && *s.p == '-';
    if (i == s.n) return false;
    uint64_t x = 0, limit = (uint64_t)INT64_MAX + negative;
    for (; i < s.n; i++) {
        if (!pc_is_digit((unsigned char)s.p[i])) return false;
        unsigned d = (unsigned)(s.p[i] - '0');
        if (x > (limit - d) / 10) return false;
        x = x * 10 + d;
    }
    *out = negative ? (int64_t)(0 - x) : (int64_t)x;
    return true;
}

/* Optimal string alignment over three rows; words longer than the rows are never meant. */
size_t pc_str_distance(pc_str a, pc_str b, size_t cap) {
    enum { MAX = 63 };
    if (a.n > MAX || b.n > MAX) return cap + 1;
    size_t rows[3][MAX + 1], *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b.n; j++) last[j] = j;
    for (size_t i = 1; i <= a.n; i++) {
        now[0] = i;
        for (size_t j = 1; j <= b.n; j++) {
            int ca = pc_lower((unsigned char)a.p[i - 1]), cb = pc_lower((unsigned char)b.p[j - 1]);
            size_t d = last[j - 1] + (ca != cb);
            if (last[j] + 1 < d) d = last[j] + 1;
            if (now[j - 1] + 1 < d) d = now[j - 1] + 1;
            if (i > 1 && j > 1 && ca == pc_lower((unsigned char)b.p[j - 2]) &&
                cb == pc_lower((unsigned char)a.p[i - 2]) && before[j - 2] + 1 < d)
                d = before[j - 2] + 1;
            now[j] = d;
        }
        size_t *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[b.n] > cap ? cap + 1 : last[b.n];
}
