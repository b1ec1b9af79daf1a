/* A publication as one struct, read back from an annotated document.
 *
 * The vocabulary of the annotation is that of filters/publications/publications.h; whatever made it
 * (the recogniser, a Lua filter, another program through JSON) does not matter. All slices live in
 * the arena that was given, or in the document. */
#ifndef BIB_RECORD_H
#define BIB_RECORD_H

#include "ast/ast.h"
#include "bib/link.h"
#include "bib/mark.h"
#include "bib/name.h"
#include "bib/venue.h"

typedef struct bib_fields {
    const pc_key_value *v;
    size_t n;
} bib_fields;

typedef struct bib_author {
    bib_name name; /* family and given as the attributes say, else parsed */
    pc_str orcid;
    pc_str marks;     /* as printed beside the name; none that the role implies */
    unsigned roles;   /* bib_role bits */
    pc_pos pos;       /* of the name; 0: unknown, here and below */
    bib_fields other; /* "csl-…": what else CSL JSON says of the person, as JSON */
} bib_author;

typedef struct bib_authors {
    const bib_author *v;
    size_t n;
} bib_authors;

/* Where a work appeared. */
typedef struct bib_place {
    pc_str name;        /* "SIGMOD" */
    pc_inlines inlines; /* without the style that all of it is in */
    pc_str year;        /* four digits, or empty */
    bib_kind kind;
    pc_pos pos;
} bib_place;

typedef struct bib_ref {
    pc_str url;
    pc_str text;
    bib_purpose purpose;
    bool title; /* within the title, or around it */
    pc_pos pos;
} bib_ref;

/* A heading, and the one of the section around its own. */
typedef struct bib_section {
    const pc_header *header;
    pc_pos pos;
    const struct bib_section *above;
} bib_section;

typedef struct bib_record {
    const pc_attr *attr; /* of the Div or Row */
    pc_pos pos;
    pc_blocks content;          /* all of the entry */
    const bib_section *section; /* that it stands in; NULL: none, or not known */
    pc_str id;
    pc_str key;   /* in the bibliography that it comes from; empty: it comes from none */
    pc_str entry; /* what that called it: "inproceedings" */
    pc_str type;  /* CSL type, or empty */
    pc_str title;
    pc_inlines title_inlines; /* of a page: without the look that all of it has */
    pc_pos title_pos;
    pc_str year, date, status; /* attributes; see the vocabulary */
    pc_pos year_pos;           /* of the year that is printed first */
    pc_str doi, arxiv, pmid, isbn;
    pc_str volume, issue, pages;
    bool etal;
    bib_authors authors;
    struct {
        const bib_place *v;
        size_t n;
    } venues;                     /* the first is the main one */
    pc_strs status_words, awards; /* as printed */
    struct {
        const bib_ref *v;
        size_t n;
    } links;
    bib_fields fields; /* all else that the attributes say, in their order: names of field.def, and
                        * what only one format knows, "bib-…" and "csl-…" (bib/field.h) */
} bib_record;

typedef struct bib_meaning {
    pc_str mark;
    unsigned roles; /* BIB_MARKED: something else */
    pc_pos pos;
} bib_meaning;

typedef struct bib_list {
    const bib_record *v; /* in the order of the document */
    size_t n;
    const bib_meaning *legend; /* of all legends of the document */
    size_t nlegend;
    pc_str legend_text; /* the first legend's words */
} bib_list;

/* Whether it comes from a page, not from a bibliography. */
static inline bool bib_from_page(const bib_record *r) {
    return !r->key.n && !r->entry.n;
}

/* The record of an entry with these attributes and this content. */
void bib_record_read(pc_arena *a, pc_arena *scratch, const pc_attr *attr, pc_blocks content,
                     bib_record *out);
/* The record of a Div .publication; false if it is none. */
bool bib_from_div(pc_arena *a, pc_arena *scratch, const pc_block *div, bib_record *out);
/* Every publication of a document, Rows too, and its legends. */
bib_list bib_each(pc_arena *a, pc_arena *scratch, pc_blocks blocks);

/* A field by its name in field.def; empty when absent. */
pc_str bib_field(const bib_record *r, const char *name);

/* The title's own address, else the first link that leads to the work; empty if there is none.
 * Never a placeholder. */
pc_str bib_record_url(const bib_record *r);
/* Four digits for a printed year: "2025", "25". Empty for anything else. */
pc_str bib_year_value(pc_arena *a, pc_str printed);

#endif
