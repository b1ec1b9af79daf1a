/* UTF-8: decoding, checking, and the Unicode facts that rooms ask for (through libutf8proc). */
#ifndef PC_UTF8_H
#define PC_UTF8_H

#include "base/arena.h"

/* Decodes at s.p[*i] and moves *i on. Ill-formed bytes give U+FFFD and move by one. *i < s.n. */
uint32_t pc_utf8_next_wide(pc_str s, size_t *i);
static inline uint32_t pc_utf8_next(pc_str s, size_t *i) {
    unsigned char c = (unsigned char)s.p[*i];
    if (c >= 0x80) return pc_utf8_next_wide(s, i); /* most text is ASCII */
    ++*i;
    return c;
}
/* Decodes the character that ends before *i and moves *i back to its start. *i > 0. */
uint32_t pc_utf8_prev(pc_str s, size_t *i);
size_t pc_utf8_put(uint32_t c, char out[4]); /* number of bytes; surrogates and > 10FFFF: U+FFFD */
/* Offset of the first byte that is not well-formed UTF-8, or s.n. */
size_t pc_utf8_check(pc_str s);
size_t pc_utf8_len(pc_str s);                 /* characters */
size_t pc_utf8_width(pc_str s);               /* terminal columns */
pc_str pc_utf8_repair(pc_arena *a, pc_str s); /* ill-formed bytes become U+FFFD */

bool pc_uni_is_alpha(uint32_t c); /* L* */
bool pc_uni_is_alnum(uint32_t c); /* L*, M*, N* */
bool pc_uni_is_word(uint32_t c);  /* L*, M*, Nd, Nl, Pc */
bool pc_uni_is_digit(uint32_t c); /* Nd */
bool pc_uni_is_upper(uint32_t c); /* Lu, Lt */
bool pc_uni_is_lower(uint32_t c); /* Ll */
bool pc_uni_is_mark(uint32_t c);  /* M* */
bool pc_uni_is_space(uint32_t c); /* Z*, and the ASCII ones */
bool pc_uni_is_punct(uint32_t c); /* P*, S* */
bool pc_uni_is_print(uint32_t c); /* assigned, no control, no line or paragraph separator */
bool pc_uni_is_cjk(uint32_t c);   /* Han, Kana, Hangul, Bopomofo */
uint32_t pc_uni_lower(uint32_t c);
uint32_t pc_uni_upper(uint32_t c);

pc_str pc_utf8_lower(pc_arena *a, pc_str s); /* full mapping where simple ones do not exist */
pc_str pc_utf8_upper(pc_arena *a, pc_str s);
pc_str pc_utf8_title(pc_arena *a, pc_str s); /* the first in title case (ǅ, Ss), the rest lower */
pc_str pc_utf8_nfc(pc_arena *a, pc_str s);
pc_str pc_utf8_nfkc(pc_arena *a, pc_str s);
/* For matching names: NFKD, marks dropped, case folded, the letters that do not decompose (ø ł đ ß
 * æ …) written out in ASCII. */
pc_str pc_utf8_fold(pc_arena *a, pc_str s);

#endif
