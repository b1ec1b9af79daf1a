/* Inside the checks.
 *
 *     check.c        the table, the order of the passes, findings put in order
 *     reading.def    what readers say that is a finding as well
 *     gather.c       entries of a document, and where their words stand
 *     section.c      what headings say about entries
 *     links.c        addresses
 *     identifiers.c  DOI, arXiv, ORCID, ISBN in addresses, fields and text
 *     entries.c      years, marks, missing fields, the owner
 *     wording.c      brackets, TeX, et al.
 *     same.c         one identifier with two titles, one title twice
 *     names.c        one person written in two ways
 *     yaml.c         scalars that are not what they look like
 *     report.c       findings as text and as JSON */
#ifndef CHK_INT_H
#define CHK_INT_H

#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "bib/record.h"
#include "check/check.h"

/* A stretch of a text; to 0: one character. */
typedef struct chk_span {
    pc_pos from, to;
} chk_span;

/* The words of an entry as one text, and where each of them comes from. Code, formulas and
 * the signs of notes are a line's end. */
typedef struct chk_words {
    pc_str text;
    PC_VEC(struct {
        size_t at;
        pc_pos pos;
        bool along; /* the words run along with the source, as a .bib file's do not */
    })
    runs;
} chk_words;

/* What the headings above say. */
typedef struct chk_section {
    int64_t year;    /* that the section is of; 0: none, or several */
    pc_pos year_pos; /* of that heading */
    bool status;     /* its works are not out yet */
    bool choice;     /* they stand elsewhere, too */
} chk_section;

typedef struct chk_year_at {
    pc_str year; /* as printed, four digits */
    pc_pos pos;  /* 0: not known */
} chk_year_at;

typedef struct chk_entry {
    const bib_record *r;
    const chk_page *page;
    const chk_section *section; /* never NULL */
    pc_str key;                 /* the title's letters, folded; empty: no title */
    pc_pos at;                  /* where the title stands, else the entry */
    bool moved; /* Liquid made it of data: [at] is in these, and other places are not looked at */
    size_t fields; /* how many are known of title, authors, year, venue: 1 is hardly an entry */
    PC_VEC(chk_year_at) years;
} chk_entry;

typedef PC_VEC(chk_entry) chk_entry_vec;

struct chk {
    pc_arena *a, *scratch;
    pc_sources *sources;
    const chk_options *o;
    pc_diags found;
    chk_entry_vec entries; /* of all documents */
    pc_map sections;       /* bib_section, by the bytes of its address -> chk_section */
    pc_map written;        /* texts of YAML -> where they stand (pc_pos *) */
    pc_map counted;        /* places of entries, as bytes */
    size_t works;          /* of these and of those without a place */
    pc_map made;           /* places of titles that have an entry of their own, as bytes */
};

/* A page under way. */
typedef struct chk_at {
    chk *c;
    const chk_page *page;
    const chk_entry *v; /* its entries */
    size_t n;
    const bib_list *list;
} chk_at;

/* Says a finding. Its message is that of the check, with args for $1, $2 … False: the check is
 * turned off, and no note may follow. */
bool chk_say(chk *c, pc_diag_code code, chk_span where, const pc_str *args, size_t nargs);
#define CHK_SAY(c, CODE, where, ...)                                     \
    chk_say((c), PC_DIAG_##CODE, (where), (const pc_str[]){__VA_ARGS__}, \
            PC_COUNT(((const pc_str[]){__VA_ARGS__})))
/* A related place. [words] has $1 for [arg]. */
void chk_note(chk *c, pc_pos pos, const char *words, pc_str arg);

/* Where [words] stand in the author's text, from [pos] on and not far; else [pos] alone. */
chk_span chk_find(const chk *c, pc_pos pos, pc_str words);
chk_span chk_here(pc_pos pos);
/* The same for an address, which Liquid may have taken from YAML. */
chk_span chk_find_url(const chk *c, pc_pos pos, pc_str url);
/* Keeps where a text of YAML stands, a title or an address, for what Liquid makes of it; and where
 * that is, 0 when there is none such. */
void chk_remember(chk *c, pc_str text, pc_pos pos);
pc_pos chk_written(const chk *c, pc_str text);
/* A place of an entry behind [pos], or where the entry was written when it was made of data. */
chk_span chk_place(const chk *c, const chk_entry *e, pc_pos pos, pc_str words);
/* A place as a key of a map: what several pages print stands at one. */
pc_str chk_place_key(const chk *c, pc_pos pos);
/* The same for words that stand at [pos] itself: if they are written in another way, [pos]. */
chk_span chk_place_at(const chk *c, const chk_entry *e, pc_pos pos, pc_str words);
chk_span chk_place_year(const chk *c, const chk_entry *e, const chk_year_at *y);
/* A text as messages quote it: cut when it is long; that of an entry's title. */
pc_str chk_quoted(const chk *c, pc_str text);
pc_str chk_title(const chk *c, const chk_entry *e);

void chk_gather(chk *c, const chk_page *page, const bib_list *list, chk_entry_vec *out);
const chk_section *chk_section_of(chk *c, const bib_section *s);
int64_t chk_year(pc_str year); /* of four digits at the start; else 0 */
void chk_words_of(pc_arena *a, pc_arena *scratch, pc_blocks xs, chk_words *out);
/* Where a part of them stands; of what is written in another way, its field. from 0: not known. */
chk_span chk_words_span(const chk_words *w, size_t from, size_t to);

/* The passes. */
void chk_links(const chk_at *p);
void chk_link_identifiers(chk *c, pc_pos pos, pc_str url);
void chk_text_identifiers(chk *c, const chk_entry *e, const chk_words *w);
/* The value of a field such as doi, arxiv, orcid, isbn; other names are left alone. */
void chk_field_identifier(chk *c, pc_str key, pc_str value, pc_pos pos);
void chk_years(const chk_at *p, const chk_entry *e);
void chk_missing(const chk_at *p);
size_t chk_fields(const chk_entry *e);
void chk_owner(const chk_at *p);
void chk_marks(const chk_at *p);
void chk_wording(const chk_at *p, const chk_entry *e);
void chk_duplicates(const chk_at *p);
void chk_same(chk *c);
void chk_names(chk *c);

#endif
