/* The recogniser's parts.
 *
 *     publications.c  the filter: settings, the steps below in order, what is said
 *     page.c          the document as one text, with its blocks, styled stretches and links in it
 *     tokens.c        the words of that text, what stands between them, and marks
 *     pieces.c        what stands between two separators of a list of names
 *     authors.c       lists of names
 *     trim.c          what is not part of a title or venue at its ends
 *     titles.c        what markup offers as a title
 *     plain.c         plain words as a title
 *     parts.c         venue, year, status, awards; identifiers; what links are for
 *     legend.c        lines that explain marks, and what the marks of an entry mean
 *     entry.c         a stretch of the page read as one entry, and how sure that is
 *     sections.c      headings: do publications stand below them, of which year and type
 *     units.c         which stretches to read: items, rows, divs, paragraphs, groups, lines
 *     profile.c       the page's habits, learned from all readings; which of them are entries
 *     place.c         ranges put around the nodes of a line
 *     annotate.c      findings put around blocks
 *
 * Everything is found on the flat text, as ranges of it, before annotate.c makes any node. The
 * text, its words and the pieces of name lists are made once for the page, so a block costs no more
 * when it is looked at alone, in a group and as part of a div. */
#ifndef PUB_INT_H
#define PUB_INT_H

#include "ast/build.h"
#include "base/map.h"
#include "base/str.h"
#include "bib/mark.h"
#include "bib/name.h"
#include "bib/record.h"
#include "registry/ctx.h"

/* An entry's text is never longer: what is, is prose. Keeps all work on entries linear in the page.
 */
#define PUB_MAX_TEXT 6000
/* Blocks within blocks are tried as entries down to this depth only. */
#define PUB_MAX_LEVEL 12
/* Blocks that make one entry together. */
#define PUB_MAX_GROUP 10

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
    PUB_COLOUR = 4096,
    PUB_IMAGE = 8192
} pub_style;

/* In the flat text: a space for Space, and these for breaks. */
#define PUB_SOFT '\n'
#define PUB_LINE '\v'
#define PUB_BLOCK '\f'

/* The inlines of one block. */
typedef struct pub_line {
    pc_inlines inlines;
    size_t from, to;
    size_t box; /* its first one */
} pub_line;

/* A styled stretch, link or image: a candidate for a field. In the order of their beginnings. */
typedef struct pub_box {
    size_t from, to;
    unsigned style;      /* of this container alone */
    const pc_link *link; /* PUB_LINK, PUB_IMAGE */
    pc_pos pos;
    bib_purpose label; /* PUB_LINK: its words are a label */
    bib_purpose purpose;
} pub_box;

/* A leaf of text, with all styles around it. */
typedef struct pub_run {
    size_t from, to;
    unsigned style;
    uint32_t styled, linked,
        hard; /* boundaries before it: of styles, of links, of quotes and code */
} pub_run;

/* Blocks, items, rows and cells, each before what is in it. A term with its definitions, of which
 * each is an item, is one, too. */
typedef struct pub_part {
    enum { PUB_PART_BLOCK, PUB_PART_ITEM, PUB_PART_CELL, PUB_PART_ROW, PUB_PART_DEFINITION } is;
    bool ours;         /* annotated already: by an earlier run, a filter, another reader */
    const pc_block *b; /* of an item, a row, a cell: the list, the table */
    const pc_row *row;
    size_t from, to;
    size_t line_end; /* index behind the last line in it */
    size_t end;      /* index behind the last part in it */
    size_t done;     /* what was decided for it, index in pub.done + 1 */
} pub_part;

/* What stands before a word, bits. */
enum {
    PUB_GAP_SPACE = 1,
    PUB_GAP_SOFT = 2,
    PUB_GAP_LINE = 4,
    PUB_GAP_BLOCK = 8,
    PUB_GAP_COMMA = 16,
    PUB_GAP_SEMI = 32,
    PUB_GAP_AND = 64, /* & between spaces */
    PUB_GAP_STOP = 128,
    PUB_GAP_OPEN = 256,
    PUB_GAP_CLOSE = 512,
    PUB_GAP_HARD = 1024, /* colons, dashes, bars, quotes … */
    PUB_GAP_STYLED = 2048,
    PUB_GAP_LINKED = 4096,
    PUB_GAP_BOXED = 8192 /* the edge of a quote, code, or a title by its class */
};

#define PUB_STEP 16 /* bytes */

/* What a word is, bits. */
enum {
    PUB_WORD_CAPITAL = 1,
    PUB_WORD_DIGITS = 2, /* nothing else */
    PUB_WORD_DOT = 4,    /* a full stop follows at once */
    PUB_WORD_MATH = 8,   /* a formula */
    PUB_WORD_YEAR = 16,
    PUB_WORD_CJK = 32,
    PUB_WORD_VENUE = 64, /* may say something about a venue */
    PUB_WORD_SHORT = 128 /* an initial or "Jr.": its full stop ends no list of names */
};

typedef struct pub_word {
    uint32_t from, to;
    uint32_t run;
    uint16_t gap;
    uint8_t is;
    uint8_t lex;          /* PUB_LEX_… */
    uint8_t name, dotted; /* bib_name_word: as it is, and with the full stop that follows it */
} pub_word;

/* Words that mean something for lists of names. */
enum {
    PUB_LEX_AND = 1,
    PUB_LEX_ETAL = 2, /* the first word of "et al." and its like */
    PUB_LEX_BY = 4,   /* leads to names */
    PUB_LEX_AND_BY = PUB_LEX_AND | PUB_LEX_BY,
    PUB_LEX_PROSE = 8,   /* I, we, our; verbs of news */
    PUB_LEX_EDITOR = 16, /* what stands beside the names of editors */
    PUB_LEX_PERSON = 32, /* what a person is, in brackets behind the name */
    PUB_LEX_JOINT = 64   /* before "with": what is done with others */
};

typedef struct pub_mark {
    size_t from, to;
    pc_str canonical;
    size_t word; /* the next one */
    size_t base; /* where its superscript begins, which is one mark after a name */
} pub_mark;

/* What separates two pieces. */
typedef enum pub_sep {
    PUB_SEP_HARD,  /* nothing of a list goes on after it */
    PUB_SEP_BLOCK, /* another block */
    PUB_SEP_LINE,  /* a line break */
    PUB_SEP_SOFT,  /* the source's line end */
    PUB_SEP_STYLE, /* bold begins or ends */
    PUB_SEP_COMMA,
    PUB_SEP_SEMI,
    PUB_SEP_AND
} pub_sep;

/* Words between two separators of a name list. */
typedef struct pub_piece {
    size_t from, to; /* text, marks and spaces not included */
    uint32_t word, nwords;
    uint8_t before; /* pub_sep */
    uint8_t shape;  /* bib_shape */
    bool comma;     /* a comma or "and" was among what separates it from the piece before */
    bool etal;
    bool led;     /* "by" or "with" stands before it */
    bool maybe;   /* a name but for a word that is seldom part of one */
    uint8_t note; /* roles that a remark after it gives */
    uint32_t mark, nmarks;
} pub_piece;

/* A range that becomes a Span. */
typedef struct pub_range {
    size_t from, to;
    const pc_attr *attr;
} pub_range;

typedef PC_VEC(pub_range) pub_ranges;

typedef struct pub_author {
    size_t from, to;
    unsigned style; /* common to all of it */
    unsigned roles;
    size_t piece, npieces;
} pub_author;

typedef struct pub_authors {
    size_t from, to; /* of the list, marks included */
    PC_VEC(pub_author) v;
    size_t etal_from, etal_to; /* 0, 0: none */
    size_t editors_from,
        editors_to; /* "Foe, E. (eds.)" of the work that it is part of, or "(eds.)" */
    bool edited;    /* these are the editors of the work itself */
    int score;
    bool line;     /* has its line for itself */
    bool initials; /* some name is a family name with initials */
} pub_authors;

/* How a title is set off, and where it stands. */
typedef enum pub_how {
    PUB_HOW_NONE,
    PUB_HOW_CLASS,
    PUB_HOW_HEAD,
    PUB_HOW_QUOTE,
    PUB_HOW_LINK,
    PUB_HOW_BOLD,
    PUB_HOW_ITALIC,
    PUB_HOW_OTHER,
    PUB_HOW_PLAIN,
    PUB_HOW_COUNT
} pub_how;

typedef enum pub_where { PUB_ALONE, PUB_BEFORE, PUB_AFTER, PUB_WHERE_COUNT } pub_where;

typedef struct pub_title {
    size_t from, to;
    pub_how how;
    pub_where where; /* to the authors */
    int score;
} pub_title;

typedef struct pub_meaning {
    pc_str mark;
    unsigned roles;
} pub_meaning;

/* A stretch of the page read as an entry. */
typedef struct pub_entry {
    size_t from, to;
    size_t word, nwords;
    size_t box, nboxes;
    pub_title title; /* from == to: none */
    pub_authors authors;
    size_t legend_from, legend_to; /* a legend of its own */
    pub_meaning legend;
    pub_ranges parts;       /* venue, year, status, award, volume, issue, pages */
    size_t nvenues, nknown; /* venues; those that the word lists know */
    bib_kind kind;
    bool numbered; /* volume or pages */
    bool within;   /* it is part of what it appeared in: "In", or pages */
    bool labels;   /* has links that labels name: a PDF, code */
    bool prose;    /* first person: about papers, not one */
    pc_str year, date, status, venue;
    pc_str owner; /* who wrote it with those who are named: "(with Cy Dee)" */
    pc_str doi, arxiv, pmid, isbn;
    int score;
} pub_entry;

typedef enum pub_topic { PUB_UNKNOWN, PUB_YES, PUB_NO } pub_topic;

/* A section, by its heading; 0 is the page before the first one. What a heading does not say is as
 * in the section around it. */
typedef struct pub_section {
    pub_topic topic;
    const char *type; /* CSL type, or "" */
    pc_str year;
    size_t level, around;
    size_t part;   /* the heading's, or PC_NPOS */
    size_t listed; /* entries in it */
    bool says_year, says_type, says_topic;
} pub_section;

/* A candidate. */
typedef struct pub_unit {
    size_t part, nparts; /* siblings */
    bool segment;        /* some of the lines of its only part */
    size_t from, to;
    size_t section;
    size_t family; /* candidates that stand side by side */
    bool flow;     /* stands among paragraphs, not in a list */
    pub_entry *e;  /* NULL: was not worth reading */
    bool given;    /* its title stands in its first block, whatever is usual */
    bool taken;
} pub_unit;

/* What becomes of a part in the new document. */
typedef struct pub_done {
    enum { PUB_DONE_ENTRY, PUB_DONE_LEGEND, PUB_DONE_SECTION } is;
    size_t unit, nunits; /* ENTRY: several are segments of one paragraph */
    size_t section;      /* SECTION */
    pub_meaning meanings[8];
    size_t nmeanings; /* LEGEND */
    size_t from;      /* LEGEND: where in the block it begins */
} pub_done;

/* A name as it stands on the page, taken apart once. */
typedef struct pub_person {
    bib_name name;
    bib_name_key key; /* once asked for */
    bool keyed;
    const pc_attr *attr; /* of an author with these roles */
    unsigned roles;
} pub_person;

typedef enum pub_self {
    PUB_SELF_NONE,
    PUB_SELF_MARKUP,
    PUB_SELF_CONFIGURED,
    PUB_SELF_SHARED
} pub_self;

/* The page's habits. */
typedef struct pub_profile {
    int title[PUB_HOW_COUNT][PUB_WHERE_COUNT]; /* what a title of this kind is worth here */
    bool initials;                             /* names are "Bee A" */
} pub_profile;

/* A reading that was made, by the word that it begins with. */
typedef struct pub_reading {
    size_t from, to;
    struct pub_reading *next;
    pub_entry e;
} pub_reading;

/* How entries use a mark that no legend explains. */
typedef struct pub_custom {
    pc_str mark;
    size_t entries, first,
        last; /* with it; beside the first names only; beside the last ones only */
} pub_custom;

typedef struct pub {
    pc_ctx *cx;
    pc_arena *a, *scratch;
    pc_str text;
    PC_VEC(pub_line) lines;
    PC_VEC(pub_box) boxes;
    PC_VEC(pub_run) runs;
    PC_VEC(pub_part) parts;
    PC_VEC(pub_word) words;
    uint32_t
        *word_at; /* of each PUB_STEP bytes of text: the first word that begins in them, or later */
    PC_VEC(pub_mark) marks;
    PC_VEC(pub_piece) pieces;
    PC_VEC(pub_section) sections;
    PC_VEC(pub_unit) units;
    PC_VEC(pub_done) done;
    pub_reading **readings;    /* of units.c: as many as words */
    unsigned char *spoken_for; /* of parts.c: the bytes of an entry, PUB_MAX_TEXT of them */
    pub_topic page;            /* what the page's title says */
    pub_profile profile;
    pc_str configured; /* the owner's name, by the site, the page, or … */
    bool told;         /* … the command line, which nothing overrules */
    bib_name_key self; /* the owner; family empty: unknown */
    pub_self self_by;
    PC_VEC(pub_custom) customs;
    PC_VEC(pub_meaning) legend;
    pc_pos legend_pos; /* of the first legend */
    size_t entries;
    bool annotated; /* some block is ours already */
    pc_map slugs;   /* ids in use */
    pc_map people;  /* text -> pub_person */
} pub;

/* page.c */
void pub_flatten(pub *p, pc_blocks blocks);
bool pub_is_box(const pc_inline *x);
bool pub_is_entry(const pc_block *b);     /* a Div that is annotated already */
size_t pub_leaf_size(const pc_inline *x); /* in the text, of what has nothing below it */
/* Index of the first run, word, box … that ends after, or begins at or after [at]. */
size_t pub_run_at(const pub *p, size_t at);
size_t pub_word_from(const pub *p, size_t at);
size_t pub_box_from(const pub *p, size_t at);
size_t pub_piece_from(const pub *p, size_t at);
size_t pub_line_from(const pub *p, size_t at);
size_t pub_mark_from(const pub *p, size_t at);
/* The styles that all of the words of a range have. */
unsigned pub_style_of(const pub *p, size_t from, size_t to);
pc_pos pub_pos_at(const pub *p, size_t at);
/* Is the character one of these? NUL never is. */
static inline bool pub_in(const char *set, char c) {
    return c && strchr(set, c);
}
static inline pc_str pub_text(const pub *p, size_t from, size_t to) {
    return pc_str_sub(p->text, from, to);
}

/* tokens.c */
void pub_tokenise(pub *p);

/* pieces.c */
void pub_find_pieces(pub *p);
pc_str pub_word_text(const pub *p, size_t k);

/* authors.c */
/* The best list of names in [from, to) but for [not_from, not_to); v.n == 0: none. */
void pub_find_authors(pub *p, size_t from, size_t to, size_t not_from, size_t not_to,
                      pub_authors *out);
bool pub_is_name_list(const pub *p, size_t from, size_t to);

/* trim.c */
void pub_trim_space(const pub *p, size_t *from, size_t *to);
size_t pub_count_words(const pub *p, size_t from, size_t to);
size_t pub_weight(const pub *p, size_t from, size_t to); /* the same, but CJK text by its length */
/* Without quotes, commas and spaces at its ends. */
void pub_trim(pc_str t, size_t *from, size_t *to);
/* Where a title's words begin behind numbers, badges and remarks, and end before them. */
size_t pub_skip_front(pub *p, size_t from, size_t to);
size_t pub_skip_back(pub *p, size_t from, size_t to);
size_t pub_bracket_end(const pub *p, size_t at, size_t limit); /* 0: it does not close */
/* Has it a word that may say something about a venue? */
bool pub_may_be_venue(const pub *p, size_t from, size_t to);
/* Does the text say where or when a work appeared, rather than what it is called? */
bool pub_is_venue_like(pub *p, size_t from, size_t to, bool italic);
bool pub_is_dated_name(pub *p, pc_str s); /* "Black Hat USA Arsenal 2023" */
bool pub_is_title_case(pc_str s);
bool pub_is_type_code(pc_str s); /* the J of "[J]" */
bool pub_is_address(pc_str s);

/* titles.c, plain.c */
#define PUB_MAX_TITLES 6
/* [w]: the names of the entry, titles not considered. */
size_t pub_find_titles(pub *p, const pub_entry *e, const pub_authors *w, pub_title *out);
void pub_plain_titles(pub *p, const pub_entry *e, const pub_authors *w, pub_title *before,
                      pub_title *after);
/* Is it one word that stands between the names and a venue: "Ann Bee, Cy Dee. TreeNet. ICML 2021"?
 * Elsewhere one word is a venue's or a remark rather than a title. */
bool pub_is_lone_title(const pub *p, const pub_authors *w, size_t from, size_t to);

/* parts.c */
void pub_find_parts(pub *p, pub_entry *e);
void pub_find_identifiers(pub *p, pub_entry *e);
void pub_classify_links(pub *p, const pub_entry *e);

/* entry.c */
/* Reads [from, to) as an entry; its score is 0 where nothing speaks for one. [given]: its title, or
 * NULL to find one. */
void pub_read_entry(pub *p, size_t from, size_t to, const pub_title *given, pub_entry *out);

/* legend.c */
/* The marks that a line explains. 0: it is no legend. [item]: it was a list's item, whose bullet
 * may have been the mark. */
size_t pub_read_legend(pub *p, size_t from, size_t to, bool item, pub_meaning *out, size_t max);
void pub_find_inner_legend(pub *p, pub_entry *e);
void pub_learn_marks(pub *p);
/* Gives marks their meaning and authors their roles. */
void pub_assign_roles(pub *p, pub_entry *e);
const pc_attr *pub_legend_attr(pub *p, const pub_meaning *m, size_t n);
void pub_check_marks(pub *p);

/* sections.c */
/* Do publications stand below a heading of these words? */
pub_topic pub_topic_of(pub *p, pc_str heading);
/* Opens the section of a heading that stands in section [around] or ends it: its index. */
size_t pub_open_section(pub *p, size_t around, size_t level, size_t part, pc_str heading);

/* units.c */
void pub_find_units(pub *p);

/* profile.c */
void pub_decide(pub *p);

pub_person *pub_person_of(pub *p, const pub_author *x);
const bib_name_key *pub_key_of(pub *p, const pub_author *x);

/* place.c */
/* The line's inlines with a Span around each range that lies in it. Ranges are of the flat text, in
 * any order; of two that cross, the one that begins later gives way. */
pc_inlines pub_place(pub *p, const pub_line *l, const pub_ranges *ranges);

/* annotate.c */
pc_blocks pub_annotate(pub *p, pc_blocks blocks);

#endif
