/* The fields of records and what formats call them: tables field.def, bibtex.def, entrytype.def. */
#ifndef BIB_FIELD_H
#define BIB_FIELD_H

#include "bib/record.h"

typedef enum bib_field_kind {
    BIB_TEXT,
    BIB_VERBATIM,
    BIB_NAMES,
    BIB_DATE,
    BIB_RANGE,
    BIB_LIST,
    BIB_AUTHOR, /* from here on in .bib files only */
    BIB_TITLE,
    BIB_VENUE,
    BIB_DATE_PART,
    BIB_EPRINT,
    BIB_STATUS
} bib_field_kind;

typedef struct bib_field_row {
    const char *name, *csl;
    bib_field_kind kind;
} bib_field_row;
extern const bib_field_row bib_field_rows[];
extern const size_t bib_field_row_count;
/* By the name in a record, by the CSL variable; NULL when there is none. */
const bib_field_row *bib_field_named(pc_str name);
const bib_field_row *bib_field_csl(pc_str variable);

typedef enum bib_dialect { BIB_BIBTEX, BIB_BIBLATEX } bib_dialect;

typedef struct bib_tex_row {
    const char *name[2]; /* by dialect */
    const char *field;
    bib_field_kind kind;
    unsigned classes;
} bib_tex_row;
extern const bib_tex_row bib_tex_rows[];
extern const size_t bib_tex_row_count;
/* The class of a CSL type, one bit of `classes`. */
unsigned bib_type_class(pc_str type);
/* Whether the row has the name in one of the dialects. */
bool bib_tex_row_is(const bib_tex_row *row, pc_str name);

/* CSL type of an entry of a .bib file ("inproceedings"); empty when unknown. *genre (may be NULL):
 * what the type says beside. */
pc_str bib_entry_type(pc_str entry, pc_str *genre);
/* What a record of this type is in a .bib file, where it is not known: "misc" at the least. */
const char *bib_type_entry(pc_str type, pc_str genre, bib_dialect d);

/* biblatex's words for types of works ("mathesis", manual, section 4.9.2.13), as text; empty: it is
 * none. And back. */
pc_str bib_genre_text(pc_str key);
pc_str bib_genre_key(pc_str text);

/* biblatex's pubstate, what it prints for it, or the vocabulary's own word, as a status; empty:
 * none of these. And back: biblatex's key, and the words as in its english.lbx, which CSL has. */
pc_str bib_pubstate_status(pc_str pubstate);
pc_str bib_status_pubstate(pc_str status);
pc_str bib_status_text(pc_str status);

/* "403-404" as it is printed: a hyphen between digits is meant as a dash. */
pc_str bib_range_text(pc_arena *a, pc_str s);

/* Sets a field of a record that is being made: its member, or one more of [fields]. */
typedef PC_VEC(pc_key_value) bib_field_vec;
void bib_field_set(pc_arena *scratch, bib_record *r, bib_field_vec *fields, pc_str name,
                   pc_str value);
bool bib_field_has(const bib_record *r, const bib_field_vec *fields, pc_str name);

#endif
