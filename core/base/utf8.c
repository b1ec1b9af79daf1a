/* UTF-8, and Unicode through libutf8proc (its one owner). Well-formedness: Unicode 15, table 3-7.
 */
#include "base/utf8.h"

#include "base/str.h"

#include <utf8proc.h>

/* Length of the well-formed sequence at p[0, n), or 0. */
static size_t sequence(const unsigned char *p, size_t n) {
    unsigned char c = p[0];
    if (c < 0x80) return 1;
    if (c < 0xC2 || c > 0xF4) return 0;
    size_t len = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    if (n < len) return 0;
    unsigned char low = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
    unsigned char high = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
    if (p[1] < low || p[1] > high) return 0;
    for (size_t i = 2; i < len; i++)
        if ((p[i] & 0xC0) != 0x80) return 0;
    return len;
}

uint32_t pc_utf8_next_wide(pc_str s, size_t *i) {
    const unsigned char *p = (const unsigned char *)s.p + *i;
    size_t len = sequence(p, s.n - *i);
    *i += len ? len : 1;
    switch (len) {
    case 1: return p[0];
    case 2: return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
    case 3: return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    case 4:
        return (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
    default: return 0xFFFD;
    }
}

uint32_t pc_utf8_prev(pc_str s, size_t *i) {
    size_t at = *i - 1, first = *i > 4 ? *i - 4 : 0;
    while (at > first && ((unsigned char)s.p[at] & 0xC0) == 0x80) at--;
    size_t end = at;
    uint32_t c = pc_utf8_next(s, &end);
    if (end != *i) {
        at = *i - 1;
        c = 0xFFFD;
    }
    *i = at;
    return c;
}

size_t pc_utf8_put(uint32_t c, char out[4]) {
    if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = 0xFFFD;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t len = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = len - 1; i; i--, c >>= 6) out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)(lead[len] | c);
    return len;
}

size_t pc_utf8_check(pc_str s) {
    size_t i = 0;
    while (i < s.n) {
        uint64_t word;
        /* Eight ASCII bytes at a time. */
        while (s.n - i >= 8 &&
               (memcpy(&word, s.p + i, 8), (word & UINT64_C(0x8080808080808080)) == 0))
            i += 8;
        if (i == s.n) break;
        size_t len = sequence((const unsigned char *)s.p + i, s.n - i);
        if (!len) return i;
        i += len;
    }
    return s.n;
}

size_t pc_utf8_len(pc_str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; n++) pc_utf8_next(s, &i);
    return n;
}

size_t pc_utf8_width(pc_str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        int w = utf8proc_charwidth((utf8proc_int32_t)pc_utf8_next(s, &i));
        n += w > 0 ? (size_t)w : 0;
    }
    return n;
}

pc_str pc_utf8_repair(pc_arena *a, pc_str s) {
    size_t bad = 0;
    for (size_t i = pc_utf8_check(s); i < s.n;) {
        bad++;
        i++;
        i += pc_utf8_check(pc_str_from(s, i));
    }
    if (!bad) return s;
    char *p = pc_alloc_text(a, s.n + 2 * bad), *q = p;
    for (size_t i = 0; i < s.n;) q += pc_utf8_put(pc_utf8_next(s, &i), q);
    return (pc_str){p, (size_t)(q - p)};
}

static utf8proc_category_t category(uint32_t c) {
    return utf8proc_category((utf8proc_int32_t)c);
}
static bool between(utf8proc_category_t x, utf8proc_category_t lo, utf8proc_category_t hi) {
    return x >= lo && x <= hi;
}

bool pc_uni_is_alpha(uint32_t c) {
    if (c < 0x80) return pc_is_alpha((int)c);
    return between(category(c), UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_LO);
}
bool pc_uni_is_alnum(uint32_t c) {
    if (c < 0x80) return pc_is_alnum((int)c);
    return between(category(c), UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_NO);
}
bool pc_uni_is_word(uint32_t c) {
    if (c < 0x80) return pc_is_alnum((int)c) || c == '_';
    return between(category(c), UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_NL) ||
           category(c) == UTF8PROC_CATEGORY_PC;
}
bool pc_uni_is_digit(uint32_t c) {
    return category(c) == UTF8PROC_CATEGORY_ND;
}
bool pc_uni_is_upper(uint32_t c) {
    if (c < 0x80) return pc_is_upper((int)c);
    utf8proc_category_t x = category(c);
    return x == UTF8PROC_CATEGORY_LU || x == UTF8PROC_CATEGORY_LT;
}
bool pc_uni_is_lower(uint32_t c) {
    if (c < 0x80) return pc_is_lower((int)c);
    return category(c) == UTF8PROC_CATEGORY_LL;
}
bool pc_uni_is_mark(uint32_t c) {
    if (c < 0x300) return false; /* the first combining mark */
    return between(category(c), UTF8PROC_CATEGORY_MN, UTF8PROC_CATEGORY_ME);
}
bool pc_uni_is_space(uint32_t c) {
    return (c < 0x80 && pc_is_space((int)c)) ||
           between(category(c), UTF8PROC_CATEGORY_ZS, UTF8PROC_CATEGORY_ZP);
}
bool pc_uni_is_punct(uint32_t c) {
    return between(category(c), UTF8PROC_CATEGORY_PC, UTF8PROC_CATEGORY_SO);
}

/* Blocks of Unicode 15 whose text is written without spaces between words, and Hangul. */
bool pc_uni_is_print(uint32_t c) {
    utf8proc_category_t x = category(c);
    return x != UTF8PROC_CATEGORY_CN && !between(x, UTF8PROC_CATEGORY_ZL, UTF8PROC_CATEGORY_CC) &&
           x != UTF8PROC_CATEGORY_CS;
}
bool pc_uni_is_cjk(uint32_t c) {
    static const uint32_t ranges[][2] = {
        {0x1100, 0x11FF}, {0x2E80, 0x2FDF}, {0x3005, 0x3007}, {0x3021, 0x3029},   {0x3031, 0x3035},
        {0x3038, 0x312F}, {0x3130, 0x31BF}, {0x31F0, 0x31FF}, {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},
        {0xA960, 0xA97F}, {0xAC00, 0xD7FF}, {0xF900, 0xFAFF}, {0x20000, 0x323AF},
    };
    if (c < ranges[0][0]) return false;
    for (size_t i = 0; i < PC_COUNT(ranges); i++)
        if (c >= ranges[i][0] && c <= ranges[i][1]) return true;
    return false;
}

uint32_t pc_uni_lower(uint32_t c) {
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}
uint32_t pc_uni_upper(uint32_t c) {
    return (uint32_t)utf8proc_toupper((utf8proc_int32_t)c);
}

/* Characters whose full case mapping is longer than one (SpecialCasing.txt, unconditional ones that
 * occur in running text). */
static const char *special_upper(uint32_t c) {
    static const struct {
        uint32_t c;
        const char *upper;
    } rows[] = {{0xDF, "SS"},    {0x149, "ʼN"},  {0x1F0, "J̌"},   {0x390, "Ϊ́"},   {0x3B0, "Ϋ́"},
                {0x587, "ԵՒ"},   {0xFB00, "FF"}, {0xFB01, "FI"}, {0xFB02, "FL"}, {0xFB03, "FFI"},
                {0xFB04, "FFL"}, {0xFB05, "ST"}, {0xFB06, "ST"}};
    for (size_t i = 0; i < PC_COUNT(rows); i++)
        if (rows[i].c == c) return rows[i].upper;
    return NULL;
}

static pc_str map_text(pc_arena *a, pc_str s, uint32_t (*one)(uint32_t),
                       const char *(*special)(uint32_t)) {
    char *p = pc_alloc_text(a, s.n * 3), *q = p; /* no simple mapping grows a sequence more */
    for (size_t i = 0; i < s.n;) {
        uint32_t c = pc_utf8_next(s, &i);
        const char *full = special ? special(c) : NULL;
        if (full) {
            size_t n = strlen(full);
            memcpy(q, full, n);
            q += n;
        } else {
            q += pc_utf8_put(one(c), q);
        }
    }
    return (pc_str){p, (size_t)(q - p)};
}

/* The only one that grows without conditions: İ keeps its dot. */
static const char *special_lower(uint32_t c) {
    return c == 0x130 ? "i\u0307" : NULL;
}

pc_str pc_utf8_lower(pc_arena *a, pc_str s) {
    return map_text(a, s, pc_uni_lower, special_lower);
}
pc_str pc_utf8_upper(pc_arena *a, pc_str s) {
    return map_text(a, s, pc_uni_upper, special_upper);
}

/* Of a longer mapping all but the first letter is lower case, too; ŉ begins with an apostrophe. */
pc_str pc_utf8_title(pc_arena *a, pc_str s) {
    if (!s.n) return s;
    size_t i = 0, n = 0;
    uint32_t c = pc_utf8_next(s, &i);
    pc_str full = pc_strz(special_upper(c)), rest = pc_utf8_lower(a, pc_str_from(s, i));
    char *p = pc_alloc_text(a, full.n + 4 + rest.n);
    if (full.n) {
        i = 0;
        pc_utf8_next(full, &i);
        pc_str more = pc_str_from(full, i);
        if (c != 0x149) more = pc_utf8_lower(a, more);
        memcpy(p, full.p, i);
        memcpy(p + i, more.p, more.n);
        n = i + more.n;
    } else {
        n = pc_utf8_put((uint32_t)utf8proc_totitle((utf8proc_int32_t)c), p);
    }
    memcpy(p + n, rest.p, rest.n);
    return (pc_str){p, n + rest.n};
}

static pc_str normalize(pc_arena *a, pc_str s, utf8proc_option_t options) {
    const utf8proc_uint8_t *in = (const utf8proc_uint8_t *)s.p;
    utf8proc_ssize_t n = utf8proc_decompose(in, (utf8proc_ssize_t)s.n, NULL, 0, options);
    if (n <= 0) return n == 0 ? PC_S("") : s;
    /* utf8proc_reencode writes UTF-8 over the array of 32-bit characters, and a NUL behind it. */
    utf8proc_int32_t *w = pc_alloc_array(a, (size_t)n + 1, sizeof *w);
    utf8proc_decompose(in, (utf8proc_ssize_t)s.n, w, n, options);
    n = utf8proc_reencode(w, n, options);
    return n < 0 ? s : (pc_str){(const char *)w, (size_t)n};
}

pc_str pc_utf8_nfc(pc_arena *a, pc_str s) {
    return normalize(a, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}
pc_str pc_utf8_nfkc(pc_arena *a, pc_str s) {
    return normalize(a, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
}

/* Letters with a stroke or of their own kind, which no decomposition takes apart. */
static const char *plain_letter(uint32_t c) {
    static const struct {
        uint32_t c;
        const char *ascii;
    } rows[] = {{0xDF, "ss"}, {0xE6, "ae"}, {0xF0, "d"},  {0xF8, "o"},  {0xFE, "th"}, {0x111, "d"},
                {0x127, "h"}, {0x131, "i"}, {0x138, "k"}, {0x142, "l"}, {0x14B, "n"}, {0x153, "oe"},
                {0x167, "t"}, {0x180, "b"}, {0x1E5, "g"}, {0x259, "e"}, {0x268, "i"}, {0x289, "u"}};
    for (size_t i = 0; i < PC_COUNT(rows); i++)
        if (rows[i].c == c) return rows[i].ascii;
    return NULL;
}

static uint32_t same(uint32_t c) {
    return c;
}

static bool is_ascii(pc_str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80) return false;
    return true;
}

pc_str pc_utf8_fold(pc_arena *a, pc_str s) {
    if (is_ascii(s)) {
        char *p = pc_alloc_text(a, s.n);
        for (size_t i = 0; i < s.n; i++) p[i] = (char)pc_lower((unsigned char)s.p[i]);
        return (pc_str){p, s.n};
    }
    s = normalize(a, s,
                  UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK |
                      UTF8PROC_CASEFOLD);
    return map_text(a, s, same, plain_letter);
}
