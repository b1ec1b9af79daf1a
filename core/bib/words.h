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

/* A row of a word list that is sorted: its words, lower case. */
typedef struct bib_row {
    pc_str words;
    const char *text; /* what it says, or NULL */
    int value, weight;
} bib_row;
/* The first row that begins with the byte (folded to lower case); n if there is none. Those that do
 * stand together. */
size_t bib_rows_from(const bib_row *rows, size_t n, char first);
static inline bool bib_row_begins(const bib_row *r, char first) {
    return *r->words.p == (char)pc_lower((unsigned char)first);
}

#endif
