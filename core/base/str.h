/* Slices: compare, search, cut. ASCII only unless a name says UTF-8; nothing here allocates. */
#ifndef PC_STR_H
#define PC_STR_H

#include "base/base.h"

#include <string.h>

static inline bool pc_is_space(int c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
static inline bool pc_is_digit(int c) {
    return c >= '0' && c <= '9';
}
static inline bool pc_is_upper(int c) {
    return c >= 'A' && c <= 'Z';
}
static inline bool pc_is_lower(int c) {
    return c >= 'a' && c <= 'z';
}
static inline bool pc_is_alpha(int c) {
    return pc_is_upper(c) || pc_is_lower(c);
}
static inline bool pc_is_alnum(int c) {
    return pc_is_alpha(c) || pc_is_digit(c);
}
static inline int pc_lower(int c) {
    return pc_is_upper(c) ? c + 32 : c;
}
static inline int pc_upper(int c) {
    return pc_is_lower(c) ? c - 32 : c;
}

/* Of a C string; NULL gives an empty slice. This and the comparisons are inline, since most are
 * with literals, whose length the compiler knows. */
static inline pc_str pc_strz(const char *z) {
    return (pc_str){z, z ? strlen(z) : 0};
}
static inline bool pc_str_eq(pc_str a, pc_str b) {
    return a.n == b.n && (a.n == 0 || !memcmp(a.p, b.p, a.n));
}
static inline bool pc_str_eqz(pc_str a, const char *z) {
    return pc_str_eq(a, pc_strz(z));
}
bool pc_str_ieq(pc_str a, pc_str b); /* ASCII case folded */
bool pc_str_ieqz(pc_str a, const char *z);
int pc_str_cmp(pc_str a, pc_str b); /* by bytes, as memcmp */
static inline bool pc_str_starts(pc_str s, pc_str prefix) {
    return s.n >= prefix.n && (prefix.n == 0 || !memcmp(s.p, prefix.p, prefix.n));
}
bool pc_str_ends(pc_str s, pc_str suffix);
static inline bool pc_str_startsz(pc_str s, const char *prefix) {
    return pc_str_starts(s, pc_strz(prefix));
}
bool pc_str_endsz(pc_str s, const char *suffix);
#define PC_NPOS ((size_t)-1)
size_t pc_str_find(pc_str s, pc_str needle, size_t from); /* PC_NPOS when absent */
size_t pc_str_ifind(pc_str s, pc_str lower,
                    size_t from); /* ASCII case folded; [lower] is lower case */
size_t pc_str_chr(pc_str s, char c, size_t from);
size_t pc_str_rchr(pc_str s, char c);
bool pc_str_has(pc_str s, const char *needle);
/* s[from, to); both are clipped to the slice. */
static inline pc_str pc_str_sub(pc_str s, size_t from, size_t to) {
    if (to > s.n) to = s.n;
    return from < to ? (pc_str){s.p + from, to - from} : (pc_str){"", 0};
}
static inline pc_str pc_str_from(pc_str s, size_t from) {
    return pc_str_sub(s, from, s.n);
}
pc_str pc_str_trim(pc_str s);
pc_str pc_str_ltrim(pc_str s);
pc_str pc_str_rtrim(pc_str s);
/* Cuts the next line off *rest: the line without its end ("\n" or "\r\n"). False at the end. */
bool pc_str_line(pc_str *rest, pc_str *line);
/* Cuts the part before the next c off *rest. False at the end. */
bool pc_str_cut(pc_str *rest, char c, pc_str *part);
uint64_t pc_str_hash(pc_str s);
/* A whole decimal integer, with sign; false if it is anything else or does not fit. */
bool pc_str_int(pc_str s, int64_t *out);
/* How many single edits (insert, delete, replace, swap neighbours) lead from a to b; [cap] + 1 if
 * more than cap. For "did you mean". */
size_t pc_str_distance(pc_str a, pc_str b, size_t cap);

#endif
