/* The recogniser's parts.
 *
 *     units.c     walks a document; tries lists, paragraphs, headings, divs and rows as entries
 *     flat.c      an entry's blocks as one text, with a tree of the nodes that the text came from
 *     authors.c   the list of names in it
 *     fields.c    title, venue, year, status, awards, identifiers
 *     legend.c    lines that explain marks, and what the marks of an entry mean
 *     annotate.c  an entry's findings put around its nodes
 *
 * Finding and annotating are apart: fields are ranges of the flat text until annotate.c cuts nodes.
 */
#ifndef PUB_INT_H
#define PUB_INT_H

#include "ast/build.h"
#include "base/map.h"
#include "bib/mark.h"
#include "bib/name.h"
#include "bib/record.h"
#include "registry/ctx.h"

/* An entry's text is never longer: what is, is prose. Keeps all work on entries linear in the page.
 */
#define PUB_MAX_TEXT 6000
/* Blocks within blocks are tried as entries down to this depth only. */
#define PUB_MAX_LEVEL 12

/* What a stretch of text is set in. */
typedef enum pub_style {
    PUB_BOLD = 1,
    PUB_ITALIC = 2,
    PUB_UNDER = 4,
    PUB_CODE = 8,
    PUB_SUPER = 16,
    PUB_QUOTE = 32,
    PUB_LINK = 64,
    PUB_HEAD = 128,
    PUB_MATH = 256,
    PUB_BADGE = 512, /* a div or span whose class says badge, tag, label, venue, conf */
    PUB_CLASS_TITLE = 1024,
    PUB_CLASS_AUTHOR = 2048,
    PUB_COLOUR = 4096
} pub_style;

/* In the flat text: a space for Space, and these for breaks. */
#define PUB_SOFT '\n'
#define PUB_LINE '\v'
#define PUB_BLOCK '\f'

typedef struct pub_node {
    pc_inline cell;
    size_t from, to;       /* in the flat text */
    struct pub_node *kids; /* of a container */
    size_t nkids;
    bool remake; /* the cell no longer tells its content: was cut, or a link below changes */
    bib_purpose purpose; /* Link: class to add */
} pub_node;

/* Inlines of one block of the entry. */
typedef struct pub_line {
    pub_node *v;
    size_t n;
    size_t from, to;
} pub_line;

/* A container of some style: a candidate for a field. */
typedef struct pub_box {
    size_t from, to;
    unsigned style;      /* of this container alone */
    const pc_link *link; /* PUB_LINK */
    pub_node *node;
    pc_pos pos;
    bib_purpose label; /* PUB_LINK: its words are a label */
} pub_box;

/* A leaf, with all styles around it. */
typedef struct pub_run {
    size_t from, to;
    unsigned style;
} pub_run;

typedef struct pub_flat {
    pc_str text;
    pc_pos pos; /* of the first leaf that has one */
    bool whole; /* false: too long, the rest is missing */
    PC_VEC(pub_line) lines;
    PC_VEC(pub_box) boxes;
    PC_VEC(pub_run) runs;
} pub_flat;

/* A range that becomes a Span. */
typedef struct pub_range {
    size_t from, to;
    const pc_attr *attr;
} pub_range;

typedef PC_VEC(pub_range) pub_ranges;

typedef struct pub_mark_at {
    size_t from, to;
    pc_str canonical;
} pub_mark_at;

typedef struct pub_author {
    size_t from, to;
    unsigned style; /* common to all of it */
    unsigned roles;
    bool bold_self; /* set off from the other names of the entry */
    bib_name name;
    size_t marks, nmarks; /* in pub_authors.marks */
} pub_author;

typedef struct pub_authors {
    size_t from, to; /* of the list, marks included */
    PC_VEC(pub_author) v;
    PC_VEC(pub_mark_at) marks;
    size_t etal_from, etal_to; /* 0, 0: none */
} pub_authors;

typedef struct pub_meaning {
    pc_str mark;
    unsigned roles;
} pub_meaning;

/* What is known of an entry. */
typedef struct pub_entry {
    pub_flat flat;
    pub_authors authors;
    size_t title_from, title_to;   /* 0, 0: none */
    size_t legend_from, legend_to; /* a legend of its own */
    pub_meaning legend;
    pub_ranges parts;       /* venue, year, status, award, volume, issue, pages */
    size_t nvenues, nknown; /* venues; those that the word lists know */
    bib_kind kind;
    bool numbered; /* volume or pages */
    pc_str year, date, status;
    pc_str doi, arxiv, pmid, isbn;
    int score;
} pub_entry;

/* The heading above. */
typedef enum pub_topic { PUB_UNKNOWN, PUB_YES, PUB_NO } pub_topic;

/* A name that some entries set off from the others. */
typedef struct pub_owner {
    bib_name_key key;
    pc_str name; /* as first printed */
    size_t count;
} pub_owner;

typedef struct pub_used {
    pc_str mark;
    pc_pos pos;
} pub_used;

typedef struct pub {
    pc_ctx *cx;
    pc_arena *a, *scratch;
    bool dry;          /* first pass: learn, change nothing */
    pub_topic page;    /* what the page's title says */
    bib_name_key self; /* the owner; family empty: unknown */
    bool self_by_markup;
    PC_VEC(pub_meaning) legend;
    pc_pos legend_pos; /* of the first legend */
    PC_VEC(pub_used) marks_used;
    PC_VEC(pub_owner) owners;
    PC_VEC(pub_entry *) cache; /* what was tried, in order; NULL: no entry */
    size_t next;               /* in the cache */
    size_t entries;
    struct {
        const char *type;
        pc_str year;
        size_t level;
    } section;
    pc_map slugs; /* ids in use */
} pub;

void pub_flatten(pub *p, pc_blocks blocks, pub_flat *out);
unsigned pub_style_at(const pub_flat *f, size_t at);
/* The styles that all of the letters of a range have. */
unsigned pub_style_of(const pub_flat *f, size_t from, size_t to);

void pub_find_authors(pub *p, const pub_flat *f, size_t title_from, size_t title_to,
                      pub_authors *out);
bool pub_is_name_list(pc_arena *a, pc_str text);

/* Reads an entry; the score says how sure it is one (0: none). */
void pub_read_entry(pub *p, pc_blocks blocks, pub_entry *out);

/* Gives marks their meaning and authors their roles. */
void pub_assign_roles(pub *p, pub_entry *e);
/* The marks that [text] explains, into p->legend; the pairs for an attribute. 0: it is no legend.
 */
size_t pub_read_legend(pub *p, pc_str text, pub_meaning *out, size_t max);
const pc_attr *pub_legend_attr(pub *p, const pub_meaning *m, size_t n);

/* The entry's blocks with Spans around its fields and classes on its links. */
pc_blocks pub_annotate(pub *p, pub_entry *e, pc_blocks blocks);
const pc_attr *pub_entry_attr(pub *p, const pub_entry *e, const pc_attr *base);

pc_blocks pub_blocks(pub *p, pc_blocks blocks);
pub_topic pub_topic_of(pc_str words);

#endif
