/* Words and phrases in running text. Bytes of other scripts count as letters unless Unicode says
 * that they are punctuation or space, so that nothing here needs a table of scripts. */
#include "bib/words.h"

#include "base/str.h"
#include "base/utf8.h"

static bool is_word_char(uint32_t c) {
    return c < 0x80 ? pc_is_alnum((int)c) : pc_uni_is_alnum(c);
}

/* Apostrophes (also U+2019), hyphens (also U+2010, U+2011), dots: part of a word between letters.
 */
static bool is_joiner(uint32_t c) {
    return c == '\'' || c == '-' || c == '.' || c == 0x2019 || c == 0x2010 || c == 0x2011;
}

/* The end of the letters and digits that begin at [at]. */
static size_t letters_end(pc_str s, size_t at) {
    for (size_t next; at < s.n; at = next) {
        next = at;
        while (next < s.n && pc_is_alnum((unsigned char)s.p[next])) next++;
        if (next > at) continue;
        if ((unsigned char)s.p[at] < 0x80 || !is_word_char(pc_utf8_next(s, &next))) break;
    }
    return at;
}

bool bib_word(pc_str s, size_t *i, size_t *from, pc_str *word) {
    size_t at = *i, next = at;
    while (at < s.n && !is_word_char(pc_utf8_next(s, &next))) at = next;
    if (at >= s.n) {
        *i = s.n;
        return false;
    }
    size_t end = letters_end(s, at);
    *from = at;
    for (next = end; next < s.n && is_joiner(pc_utf8_next(s, &next)); next = end) {
        size_t after = letters_end(s, next);
        if (after == next) break;
        end = after;
    }
    *word = pc_str_sub(s, *from, end);
    *i = end;
    return true;
}

bool bib_at_word_start(pc_str s, size_t at) {
    if (at == 0 || at >= s.n) return at == 0;
    return !is_word_char(pc_utf8_prev(s, &at));
}

bool bib_at_word_end(pc_str s, size_t at) {
    return at >= s.n || !is_word_char(pc_utf8_next(s, &at));
}

size_t bib_phrase_at(pc_str s, pc_str phrase) {
    size_t i = 0;
    for (size_t k = 0; k < phrase.n; k++) {
        if (phrase.p[k] == ' ') {
            size_t before = i;
            while (i < s.n && pc_is_space((unsigned char)s.p[i])) i++;
            if (i == before) return 0;
            continue;
        }
        if (i >= s.n || pc_lower((unsigned char)s.p[i]) != (unsigned char)phrase.p[k]) return 0;
        i++;
    }
    return bib_at_word_end(s, i) ? i : 0;
}

pc_str bib_letters(pc_arena *a, pc_str s) {
    pc_str f = pc_utf8_fold(a, s);
    char *p = pc_alloc_text(a, f.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < f.n;) {
        size_t from = i;
        if (!pc_uni_is_alnum(pc_utf8_next(f, &i))) continue;
        memcpy(p + n, f.p + from, i - from);
        n += i - from;
    }
    return (pc_str){p, n};
}

/* The first bytes of a word as BIB_ROW() packs them. */
static uint32_t key_of(pc_str word) {
    uint32_t key = 0;
    size_t n = word.n < 4 ? word.n : 4;
    for (size_t i = 0; i < n; i++) key = key << 8 | (unsigned char)word.p[i];
    return n ? key << 8 * (4 - n) : 0;
}

/* The same with capitals made small: bytes from A to Z get the bit that tells them apart. */
static uint32_t folded_key_of(pc_str word) {
    uint32_t key = key_of(word), low = key & 0x7F7F7F7F;
    uint32_t from_a = low + 0x3F3F3F3F, past_z = low + 0x25252525;
    uint32_t capital = from_a & ~past_z & ~key & 0x80808080;
    return key | capital >> 2;
}

/* The first row whose key is not below. */
static size_t first_row(bib_rows list, uint32_t key) {
    size_t lo = 0;
    for (size_t n = list.n; n;) {
        size_t half = n / 2;
        bool below = list.v[lo + half].key < key;
        lo += below ? half + 1 : 0;
        n = below ? n - half - 1 : half;
    }
    return lo;
}

const bib_row *bib_row_find(bib_rows list, pc_str word) {
    uint32_t key = folded_key_of(word);
    for (size_t i = first_row(list, key); i < list.n && list.v[i].key == key; i++)
        if (pc_str_ieq(word, list.v[i].words)) return &list.v[i];
    return NULL;
}

const bib_row *bib_row_exact(bib_rows list, pc_str word) {
    uint32_t key = key_of(word);
    for (size_t i = first_row(list, key); i < list.n && list.v[i].key == key; i++)
        if (pc_str_eq(word, list.v[i].words)) return &list.v[i];
    return NULL;
}

bool bib_row_begins(bib_rows list, pc_str word) {
    uint32_t key = folded_key_of(pc_str_sub(word, 0, 2));
    size_t i = first_row(list, key);
    return i < list.n && list.v[i].key >> 16 == key >> 16;
}

/* Two bytes tell most words from phrases; the third may be any space. */
size_t bib_row_at(bib_rows list, pc_str s, const bib_row **row) {
    uint32_t key = folded_key_of(pc_str_sub(s, 0, 2));
    size_t best = 0;
    for (size_t i = first_row(list, key); i < list.n && list.v[i].key >> 16 == key >> 16; i++) {
        size_t n = bib_phrase_at(s, list.v[i].words);
        if (n > best) best = n, *row = &list.v[i];
    }
    return best;
}

size_t bib_count_words(pc_str s) {
    size_t n = 0, from;
    pc_str w;
    for (size_t i = 0; bib_word(s, &i, &from, &w);) n++;
    return n;
}
