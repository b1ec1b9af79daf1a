/* Strings and numbers of JSON (RFC 8259). */
#include "data/json_scan.h"

#include "base/str.h"
#include "base/utf8.h"

static const char escape_from[] = "\"\\/bfnrt", escape_to[] = "\"\\/\b\f\n\r\t";

static int hex4(const char *p, const char *end) {
    int u = 0;
    if (end - p < 4) return -1;
    for (int i = 0; i < 4; i++) {
        int c = pc_lower(p[i]);
        if (!pc_is_digit(c) && !(c >= 'a' && c <= 'f')) return -1;
        u = u * 16 + (pc_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    return u;
}

static const char *wrong(pc_json_text *out, const char *at, const char *what) {
    out->wrong = what;
    out->at = at;
    return NULL;
}

/* At a backslash: checks the escape and answers what follows it. */
static const char *scan_escape(const char *p, const char *end, pc_json_text *out) {
    char c = p + 1 < end ? p[1] : '\0';
    if (p + 1 == end) return wrong(out, p, "the text ends within a string");
    if (c == 'u' && hex4(p + 2, end) < 0)
        return wrong(out, p, "expected four hexadecimal digits after \\u");
    if (c == 'u') return p + 6;
    return c && strchr(escape_from, c) ? p + 2 : wrong(out, p, "unknown escape in a string");
}

const char *pc_json_scan_string(const char *p, const char *end, pc_json_text *out) {
    const char *open = p++, *text = p;
    *out = (pc_json_text){.escapes = false};
    for (;;) {
        while (p < end && *p != '"' && *p != '\\' && (unsigned char)*p >= ' ') p++;
        if (p == end) return wrong(out, open, "this string does not end");
        if (*p == '"') break;
        if (*p == '\n') return wrong(out, open, "this string does not end on its line");
        if (*p != '\\')
            return wrong(out, p, "control characters in strings are written as \\u escapes");
        out->escapes = true;
        if (!(p = scan_escape(p, end, out))) return NULL;
    }
    out->raw = (pc_str){text, (size_t)(p - text)};
    return p + 1;
}

/* The character of the \u escape whose digits start at *p; moves over it, and over the second half
 * of a pair. */
static uint32_t unescape_u(const char **p, const char *end) {
    uint32_t u = (uint32_t)hex4(*p, end);
    *p += 4;
    if (u < 0xd800 || u > 0xdfff) return u;
    if (u > 0xdbff || end - *p < 6 || (*p)[0] != '\\' || (*p)[1] != 'u') return 0xfffd;
    uint32_t low = (uint32_t)hex4(*p + 2, end);
    if (low < 0xdc00 || low > 0xdfff) return 0xfffd;
    *p += 6;
    return 0x10000 + ((u - 0xd800) << 10) + (low - 0xdc00);
}

pc_str pc_json_unescape(pc_arena *a, pc_str raw) {
    const char *p = raw.p, *end = p + raw.n;
    char *out = pc_alloc_text(a, raw.n), *q = out; /* no escape grows */
    while (p < end) {
        const char *b = memchr(p, '\\', (size_t)(end - p));
        size_t run = (size_t)((b ? b : end) - p);
        memcpy(q, p, run);
        q += run;
        if (!b) break;
        p = b + 2;
        if (b[1] == 'u')
            q += pc_utf8_put(unescape_u(&p, end), q);
        else
            *q++ = escape_to[strchr(escape_from, b[1]) - escape_from];
    }
    return (pc_str){out, (size_t)(q - out)};
}

static const char *digits(const char *p, const char *end) {
    while (p < end && pc_is_digit(*p)) p++;
    return p;
}

/* -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)? */
const char *pc_json_scan_number(const char *p, const char *end) {
    if (p < end && *p == '-') p++;
    const char *q = digits(p, end);
    if (q == p) return NULL;
    if (*p == '0') q = p + 1;
    if (q < end && *q == '.') {
        const char *f = digits(q + 1, end);
        if (f == q + 1) return NULL;
        q = f;
    }
    if (q < end && (*q == 'e' || *q == 'E')) {
        const char *e = q + 1;
        if (e < end && (*e == '+' || *e == '-')) e++;
        q = digits(e, end);
        if (q == e) return NULL;
    }
    return q;
}
