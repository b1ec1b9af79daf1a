/* Personal names: one written form to family and given, and whether two written forms may be one
 * person.
 *
 * Covers "Haoyang Li", "Li, Haoyang", "H. Li", "Li, H.", "Li H", "DUPONT Jean", "Ludwig van
 * Beethoven", "Guy Van den Broeck", "van Beethoven, L.", "John Smith Jr.", and family-first names
 * in Han, Kana and Hangul. Marks (bib/mark.h) around the name are skipped. */
#ifndef BIB_NAME_H
#define BIB_NAME_H

#include "base/arena.h"

typedef struct bib_name {
    pc_str literal;  /* the whole name, without marks, spaces made single */
    pc_str family;   /* with its particle: "van Beethoven"; the only part of a one-word name */
    pc_str particle; /* "van", or empty */
    pc_str given;    /* as written, may be initials; may be empty */
    pc_str suffix;   /* "Jr.", or empty */
    pc_str fixed;    /* the end of the particle that stays when only the family name is used
                      * (CSL's non-dropping-particle), where that is known */
    bool body;       /* no person: family is the whole of it */
} bib_name;

bib_name bib_name_parse(pc_arena *a, pc_str written);

/* "The ATLAS Collaboration": is the last of several words one of collective.def, and none before it
 * lower case but for "the", "of" and "for"? Parsed, it is a body. */
bool bib_name_is_collective(pc_str s);

/* What a stretch of text between two separators of a name list may be. */
typedef enum bib_shape {
    BIB_SHAPE_NONE, /* no name */
    BIB_SHAPE_WORD, /* "Li", "van Donkelaar": a family name waiting for its initials, or any word */
    BIB_SHAPE_INITIALS, /* "H.", "K.X.", "R. Y-W.", "MF" */
    BIB_SHAPE_FULL      /* "Haoyang Li", "Q.Z. Zhong", "Simsek MF" */
} bib_shape;
bib_shape bib_name_shape(pc_str text);

/* The same for words that are told apart already. */
typedef enum bib_name_word {
    BIB_WORD_LOWER,    /* begins with a small letter */
    BIB_WORD_PARTICLE, /* van, de, … */
    BIB_WORD_INITIAL,  /* H. H.-Y. Q.Z. H */
    BIB_WORD_CAPS,     /* MF, JR: initials without dots, or a short word in capitals */
    BIB_WORD_NAME,     /* Li, O'Neil, ZHANG */
    BIB_WORD_CJK,
    BIB_WORD_SUFFIX, /* Jr., III */
    BIB_WORD_OTHER   /* digits and signs */
} bib_name_word;
#define BIB_NAME_WORDS 7                  /* no name has more */
bib_name_word bib_name_word_of(pc_str w); /* one word, with its full stop */
bib_shape bib_name_shape_of(const bib_name_word *is, size_t n);

/* Is the word one of titles and places (notname.def), so that what it stands in is no name? */
typedef enum bib_not_name { BIB_NO_SIGN, BIB_SELDOM, BIB_SURELY } bib_not_name;
bib_not_name bib_word_no_name(pc_str w);

/* A name prepared for comparing: folded (pc_utf8_fold), hyphens, dots and apostrophes gone. */
typedef struct bib_name_key {
    pc_str family, bare; /* with and without particle */
    const pc_str *given; /* word by word; "H.-Y." and "HY" are h, y */
    size_t ngiven;
    pc_str given_joined;
    bool initials; /* given is initials only */
} bib_name_key;

bib_name_key bib_name_key_of(pc_arena *a, const bib_name *n);
/* Same family name, and given names that agree word by word or by initials; or the same with family
 * and given exchanged. A bare family name is nobody. */
bool bib_name_key_same(const bib_name_key *x, const bib_name_key *y);
/* The same for two written forms. Memory from [scratch] is not released. */
bool bib_name_same_person(pc_arena *scratch, pc_str x, pc_str y);

#endif
