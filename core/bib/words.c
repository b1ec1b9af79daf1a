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

bool bib_word(pc_str s, size_t *i, size_t *from, pc_str *word) {
    size_t at = *i, next = at;
    while (at < s.n && !is_word_char(pc_utf8_next(s, &next))) at = next;
    if (at >= s.n) {
        *i = s.n;
        return false;
    }
    size_t end = at;
    *from = at;
    while (at < s.n) {
        next = at;
        uint32_t c = pc_utf8_next(s, &next);
        if (is_word_char(c)) {
            end = at = next;
            continue;
        }
        size_t after = next;
        if (!is_joiner(c) || next >= s.n || !is_word_char(pc_utf8_next(s, &after))) break;
        at = next;
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
        if (i >= s.n || pc_lower((unsigned char)s.p[i]) != phrase.p[k]) return 0;
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

size_t bib_rows_from(const bib_row *rows, size_t n, char first) {
    unsigned char c = (unsigned char)pc_lower((unsigned char)first);
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if ((unsigned char)*rows[mid].words.p < c)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

size_t bib_count_words(pc_str s) {
    size_t n = 0, from;
    pc_str w;
    for (size_t i = 0; bib_word(s, &i, &from, &w);) n++;
    return n;
}
