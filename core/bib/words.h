/* Words of a text, and phrases of the word lists in it. */
#ifndef BIB_WORDS_H
#define BIB_WORDS_H

#include "base/arena.h"
#include "base/str.h"

/* Cuts the next word off s[*i…]: letters, marks and digits of any script, with apostrophes, hyphens
 * and dots between them ("O'Neil", "Jean-Luc", "Q.Z."). False at the end. *from is where it starts.
 */
bool bib_word(pc_str s, size_t *i, size_t *from, pc_str *word);
size_t bib_count_words(pc_str s);
/* Is s[at] the start of a word, and is it not in the middle of one? Likewise for the end. */
bool bib_at_word_start(pc_str s, size_t at);
bool bib_at_word_end(pc_str s, size_t at);
/* Does [s] begin with [phrase] (lower case; a space in it stands for any white space), at word
 * ends? Bytes of s that it takes, else 0. */
size_t bib_phrase_at(pc_str s, pc_str phrase);
/* The letters and digits of [s] alone, folded (pc_utf8_fold): for finding one title, or one name,
 * again however it is set. */
pc_str bib_letters(pc_arena *a, pc_str s);
/* Is the whole word, ASCII case folded, [lower]? */
static inline bool bib_word_is(pc_str word, const char *lower) {
    return word.n && pc_lower((unsigned char)*word.p) == *lower && pc_str_ieqz(word, lower);
}

/* A row of a word list: a word or a phrase, lower case unless its list says otherwise, and what it
 * says. */
typedef struct bib_row {
    pc_str words;
    uint32_t key; /* its first four bytes, by which it is found */
    int value, weight;
    const char *text; /* or NULL */
} bib_row;

/* A word list, sorted by bytes. */
typedef struct bib_rows {
    const bib_row *v;
    size_t n;
} bib_rows;
#define BIB_ROWS(table) ((bib_rows){table, PC_COUNT(table)})

#define BIB_KEY_BYTE(w, i) ((uint32_t)(unsigned char)(w)[sizeof(w) > (i) ? (i) : sizeof(w) - 1])
#define BIB_ROW(w, text, value, weight)                                                     \
    {                                                                                       \
        PC_LIT(w),                                                                          \
            BIB_KEY_BYTE(w, 0) << 24 | BIB_KEY_BYTE(w, 1) << 16 | BIB_KEY_BYTE(w, 2) << 8 | \
                BIB_KEY_BYTE(w, 3),                                                         \
            value, weight, text                                                             \
    }

/* The row of the whole word, or NULL: ASCII case folded, or exact. */
const bib_row *bib_row_find(bib_rows list, pc_str word);
const bib_row *bib_row_exact(bib_rows list, pc_str word);
/* May a row begin with the word? Told by two bytes. */
bool bib_row_begins(bib_rows list, pc_str word);
/* The longest row that [s] begins with, as bib_phrase_at() says, and the bytes of s that it takes;
 * 0: none. Its rows have two bytes at least. */
size_t bib_row_at(bib_rows list, pc_str s, const bib_row **row);

#endif
