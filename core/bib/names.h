/* Lists of names as BibTeX writes them: "van Beethoven, Ludwig and {The Consortium} and others".
 *
 * The rules are those of bibtex.web (sections "name", x_format_name) as Nicolas Markey's "Tame the
 * BeaST" (section 11) puts them in words: names are separated by the word "and" outside of braces;
 * a name is "First von Last", "von Last, First" or "von Last, Jr, First"; von is what begins with a
 * small letter. Nothing is decoded here: parts are slices of the text, braces and commands and all.
 */
#ifndef BIB_NAMES_H
#define BIB_NAMES_H

#include "ast/ast.h"
#include "bib/name.h"

/* Cuts the next name off s[*i…]; false at the end. Empty names between two "and" come, too. */
bool bib_names_next(pc_str s, size_t *i, pc_str *name);

typedef struct bib_name_parts {
    pc_str first, von, last, jr;
    bool body;   /* the whole is one group in braces: last, without them */
    bool commas; /* there are more than two; what is behind the third went to the first name */
} bib_name_parts;
bib_name_parts bib_name_cut(pc_str name);

/* As biber reads "Moitinho de Almeida, J.": a von that begins with a capital belongs to Last.
 * [name]: what was cut. */
void bib_name_small_von(bib_name_parts *p, pc_str name);

/* "and others", which stands for more names. */
bool bib_name_is_others(pc_str name);

/* One name in that form, and a list: the form in which names other than the authors' stand in a
 * field. Braces keep a part whole that would be read otherwise. */
pc_str bib_name_inverted(pc_arena *a, const bib_name *n);
/* The name of parts that are text already: braces go. */
bib_name bib_name_from_parts(pc_arena *a, const bib_name_parts *p);

/* "Ludwig van Beethoven Jr.", as it is printed; family first in Han, Kana and Hangul. */
pc_str bib_name_natural(pc_arena *a, const bib_name *n);

#endif
