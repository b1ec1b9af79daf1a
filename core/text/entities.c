/* Character references. The table is generated from the list that the HTML standard publishes;
 * names are found by bisection. */
#include "text/entities.h"

#include "base/buf.h"
#include "base/str.h"
#include "base/utf8.h"

typedef struct ent_row {
    pc_str name, text;
} ent_row;

static const ent_row rows[] = {
#define PC_ENTITY(name, text) {PC_LIT(name), PC_LIT(text)},
#include "text/entities.def"
#undef PC_ENTITY
};

/* The longest name has 31 letters, the longest number that means something 7 digits. */
enum { ENT_NAME_MAX = 32, ENT_DEC_MAX = 7, ENT_HEX_MAX = 6 };

pc_str pc_entity_find(pc_str name) {
    size_t lo = 0, hi = PC_COUNT(rows);
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int c = pc_str_cmp(rows[mid].name, name);
        if (c == 0) return rows[mid].text;
        if (c < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return (pc_str){0};
}

static int ent_digit(char c, bool hex) {
    if (pc_is_digit(c)) return c - '0';
    if (!hex) return -1;
    int l = pc_lower(c);
    return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

/* At "&#". CommonMark bounds the digits: 7 decimal, 6 hexadecimal ones. */
static bool ent_number(pc_str s, size_t i, pc_entity *out) {
    size_t k = i + 2;
    bool hex = k < s.n && (s.p[k] == 'x' || s.p[k] == 'X');
    if (hex) k++;
    size_t from = k, most = hex ? ENT_HEX_MAX : ENT_DEC_MAX;
    uint32_t c = 0;
    for (; k < s.n && ent_digit(s.p[k], hex) >= 0; k++) {
        if (k - from >= most) return false;
        c = c * (hex ? 16 : 10) + (uint32_t)ent_digit(s.p[k], hex);
    }
    if (k == from || k >= s.n || s.p[k] != ';') return false;
    out->n = pc_utf8_put(c ? c : 0xfffd, out->utf8);
    out->len = k + 1 - i;
    return true;
}

bool pc_entity_at(pc_str s, size_t i, pc_entity *out) {
    if (i + 1 < s.n && s.p[i + 1] == '#') return ent_number(s, i, out);
    size_t k = i + 1;
    while (k < s.n && k - i <= ENT_NAME_MAX && pc_is_alnum(s.p[k])) k++;
    if (k == i + 1 || k >= s.n || s.p[k] != ';') return false;
    pc_str t = pc_entity_find((pc_str){s.p + i + 1, k - i - 1});
    if (t.n == 0) return false;
    memcpy(out->utf8, t.p, t.n);
    out->n = t.n;
    out->len = k + 1 - i;
    return true;
}

pc_str pc_entities_decode(pc_arena *a, pc_str s) {
    size_t i = pc_str_chr(s, '&', 0);
    if (i == PC_NPOS) return s;
    /* Only &nGt; and &nLt; are shorter than what they stand for: 5 bytes for 6. */
    char *p = pc_alloc_text(a, s.n + s.n / 5 + 1);
    size_t n = 0, from = 0;
    pc_entity e;
    while (i != PC_NPOS) {
        memcpy(p + n, s.p + from, i - from);
        n += i - from;
        from = i;
        if (pc_entity_at(s, i, &e)) {
            memcpy(p + n, e.utf8, e.n);
            n += e.n;
            from = i + e.len;
        } else {
            p[n++] = '&';
            from = i + 1;
        }
        i = pc_str_chr(s, '&', from);
    }
    memcpy(p + n, s.p + from, s.n - from);
    return (pc_str){p, n + s.n - from};
}
