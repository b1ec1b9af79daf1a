/* The kramdown reader's own parts.
 *
 * Two passes, as in kramdown, since definitions may stand behind their use: blocks become a tree of
 * elements (kd_el), in which text is still text; then the tree becomes the document, and spans are
 * read straight into inlines. A block that holds blocks is parsed over a text of its own, without
 * its quote marks or indentation, which knows for each line where it comes from (kd_text).
 *
 * What is read how is kramdown 2.4's behaviour with Jekyll's parser for GitHub's Markdown (kramdown
 * -parser-gfm 1.1), learnt from its documentation and by running it. */
#ifndef PC_KD_H
#define PC_KD_H

#include "ast/build.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "readers/kramdown/kd_options.h"
#include "registry/ctx.h"

/* --- texts (kd_text.c) ---------------------------------------------------------------------------
 */

/* A text and the places that it comes from: verbatim from [base], or by [map]. */
typedef struct kd_text {
    pc_str s;
    const pc_map_span *map; /* NULL: all of s stands at base; else spans over the whole text … */
    uint32_t nmap;
    uint32_t skip; /* … of which s is a part that begins here (no text is larger than places are) */
    pc_pos base;
} kd_text;

pc_pos kd_pos(const kd_text *t, size_t at); /* the place of t->s.p[at]; at may be s.n */
/* The same, quickly for places near the last one. *near is kept between calls; starts as 0. */
pc_pos kd_pos_near(const kd_text *t, size_t at, size_t *near);
kd_text kd_sub(const kd_text *t, size_t from, size_t to);
kd_text kd_trim(const kd_text *t); /* without white space at both ends */

/* A copy: its bytes in [a], what it needs to know its places in [scratch]. */
kd_text kd_copy(pc_arena *a, pc_arena *scratch, const kd_text *t);

/* A text made piece by piece. Pieces of one text that follow each other stay one span. */
typedef struct kd_maker {
    pc_arena *arena; /* of the result */
    pc_buf out;
    pc_buf map; /* pc_map_span */
} kd_maker;
void kd_make(kd_maker *m, pc_arena *a);
void kd_put(kd_maker *m, const kd_text *t, size_t from, size_t to);
void kd_puts(kd_maker *m, pc_str made, pc_pos from); /* all of it stands at [from] */
kd_text kd_made(kd_maker *m);                        /* ends the maker */
kd_text kd_held(const kd_maker *m); /* in place: lives until the next kd_put or kd_drop */
void kd_drop(kd_maker *m);

/* The first of something at or behind [from]: at [found]. Positions only grow, so that what is not
 * there is looked for once. */
typedef struct kd_ahead {
    bool known;
    size_t from, found; /* PC_NPOS: there is none */
} kd_ahead;
/* Whether the answer for [at] is known: memo->found. */
bool kd_ahead_knows(const kd_ahead *memo, size_t at);
/* The next [what], which is always the same for one [memo]; PC_NPOS: none. */
size_t kd_next(kd_ahead *memo, pc_str s, pc_str what, size_t at);
/* The first } from [at] on that has no backslash; PC_NPOS: none. */
size_t kd_next_brace(kd_ahead *memo, pc_str s, size_t at);
/* The end of <!--…--> at [at]; 0: none there. */
size_t kd_comment_end(pc_str s, size_t at, kd_ahead *memo);

/* --- attributes (kd_attr.c) ----------------------------------------------------------------------
 */

/* An attribute list: {: #id .class key="value" ref}. Order is the author's. */
typedef struct kd_ial {
    PC_VEC(pc_key_value) pairs;  /* id and class among them; classes joined by spaces */
    PC_VEC(pc_str) refs;         /* of other lists, by name */
    struct kd_ial_growth *grown; /* what makes long lists quick (kd_attr.c); NULL: not yet needed */
} kd_ial;

static inline bool kd_is_word(int c) {
    return pc_is_alnum(c) || c == '_';
}

struct kd;
/* Reads the inside of a list into *out, over what is there. */
void kd_ial_parse(struct kd *k, pc_str s, kd_ial *out);
void kd_ial_set(struct kd *k, kd_ial *x, pc_str key,
                pc_str value); /* class: added, else replaced */
void kd_ial_put(struct kd *k, kd_ial *x, pc_str key, pc_str value); /* classes replaced too */
pc_str kd_ial_get(const kd_ial *x, const char *key);                /* p NULL: absent */
bool kd_ial_has_ref(const kd_ial *x, const char *name);
/* Puts what [ial] says over [attr], the lists that it refers to first. */
void kd_ial_apply(struct kd *k, kd_ial *attr, const kd_ial *ial);
/* As an Attr in the document's arena. [x] may be NULL. */
const pc_attr *kd_ial_attr(struct kd *k, const kd_ial *x);

/* --- elements (kd_el.c) --------------------------------------------------------------------------
 */

typedef enum kd_type {
    KD_ROOT, /* also a temporary parent */
    KD_BLANK,
    KD_EOB, /* a boundary: ^, or where a definition stood (why tells) */
    KD_P,
    KD_HEADER,
    KD_BLOCKQUOTE,
    KD_CODEBLOCK,
    KD_UL,
    KD_OL,
    KD_LI,
    KD_DL,
    KD_DT,
    KD_DD,
    KD_HR,
    KD_TABLE,
    KD_THEAD,
    KD_TBODY,
    KD_TFOOT,
    KD_TR,
    KD_TD,
    KD_MATH,
    KD_COMMENT, /* {::comment} and <!-- -->; KD_HTML_COMMENT for the latter */
    KD_HTML_COMMENT,
    KD_PI,   /* <?…?> as it stands */
    KD_RAW,  /* {::nomarkdown} */
    KD_HTML, /* an element: name, attr, model; children by model */
    KD_TEXT, /* below an element: spans to be read, or raw text, by its model; elsewhere text that
              * no block takes */
} kd_type;

/* Why a boundary stands there. */
typedef enum kd_why {
    KD_WHY_MARK, /* ^ */
    KD_WHY_IAL,
    KD_WHY_ALD,
    KD_WHY_EXTENSION,
    KD_WHY_LINK_DEF,
    KD_WHY_ABBREV_DEF,
    KD_WHY_FOOTNOTE_DEF
} kd_why;

/* How the content of an HTML element is read. */
typedef enum kd_model { KD_MODEL_RAW, KD_MODEL_BLOCK, KD_MODEL_SPAN } kd_model;

typedef struct kd_el kd_el;
struct kd_el {
    uint8_t type;
    uint8_t level;    /* KD_HEADER */
    uint8_t why;      /* KD_EOB */
    uint8_t model;    /* KD_HTML */
    bool transparent; /* KD_P: of a compact item, without <p> */
    bool line_end;    /* KD_P: its text is followed by a line end, since blocks follow */
    bool closed;      /* KD_HTML: <x/> */
    bool native;      /* KD_HTML: the option html_to_native was set behind it */
    uint8_t task;     /* KD_LI: 0 no, 1 open, 2 done */
    pc_pos pos;
    kd_el *parent, *first, *last, *prev, *next;
    kd_ial *attr; /* of its own; NULL: none */
    kd_ial *ial;  /* of an attribute list behind or before it; NULL: none */
    kd_text text; /* of all that hold no elements; spans are read from those of KD_P, KD_HEADER,
                   * KD_DT, KD_TD, and KD_TEXT that is not raw */
    union {
        pc_str name; /* KD_HTML: lower case where HTML knows it; KD_RAW: its formats */
        struct {
            const uint8_t *align; /* KD_TABLE: pc_alignment of each column */
            size_t ncols;         /* KD_TABLE, KD_TR */
        };
    };
};

kd_el *kd_el_new(struct kd *k, kd_type t, pc_pos pos);
void kd_el_add(kd_el *parent, kd_el *x);    /* as the last child */
void kd_el_insert(kd_el *before, kd_el *x); /* as a sibling */
void kd_el_remove(kd_el *x);
/* The text of a paragraph, header …; more of it in children (KD_TEXT) is joined, line by line. */
const kd_text *kd_el_joined(struct kd *k, kd_el *el);
kd_ial *kd_el_attr(struct kd *k, kd_el *x); /* its own, made when there is none */
kd_ial *kd_el_ial(struct kd *k, kd_el *x);

/* --- one document --------------------------------------------------------------------------------
 */

typedef struct kd_link_def {
    pc_str url, title; /* title.p NULL: none */
    const kd_el *at;   /* the boundary that may carry attributes; NULL: none */
} kd_link_def;

typedef struct kd_footnote {
    kd_el *content; /* KD_ROOT */
    pc_str name;
    bool busy, done, used;
    size_t bytes, depth; /* when done: of its text with that of notes in it; of nodes */
    size_t number;       /* in the order of their text, from 1 */
    pc_blocks blocks;
} kd_footnote;

typedef struct kd_abbrev {
    pc_str word, title;
    const kd_el *at;
    struct kd_abbrev *shorter; /* the longest other one that begins it */
    pc_inlines made;           /* once it was met: what stands for it */
} kd_abbrev;

/* A heading as a table of contents sees it. */
typedef struct kd_heading {
    int64_t level;
    pc_str id;
    pc_inlines content;
} kd_heading;

/* Some room for what nodes wrap around each other. */
enum { KD_MAX_DEPTH = PC_MAX_DEPTH - 16 };

typedef struct kd {
    pc_ctx *cx;
    pc_arena *arena;   /* the document's */
    pc_arena *scratch; /* elements, texts */
    kd_options options;
    kd_el *root;
    pc_map alds;                /* name -> kd_ial * */
    pc_map links;               /* normalised label -> kd_link_def * */
    pc_map footnotes;           /* name -> kd_footnote * */
    pc_map abbrevs;             /* word -> kd_abbrev * */
    kd_abbrev **sorted_abbrevs; /* made when one is first looked for */
    bool begins_abbrev[256];    /* … by first byte: one begins so */
    PC_VEC(pc_str) note_names;  /* of the footnotes made so far */
    /* By markers that may be taken back. */
    PC_VEC(kd_footnote *) used_notes;
    size_t depth;     /* of nodes around what is being read; at most KD_MAX_DEPTH */
    bool in_html;     /* within an HTML element: line ends are no breaks */
    pc_map idents[2]; /* heading ids made so far -> count, by kind (kd_heading.c) */
    PC_VEC(pc_html_text) html_texts;
    PC_VEC(kd_heading) headings; /* for a table of contents, in the document's order */
    const kd_el *toc;            /* the list that it stands for; NULL: none */
    pc_div *toc_place;           /* around it; empty till all headings are known */
    bool notes_here;             /* a list has given its place to the notes */
    bool as_written;             /* references in elements without Markdown stay as they are */
    bool told_depth, told_notes;
    pc_map told;                    /* what was warned of, and where */
    size_t note_bytes, notes_again; /* of the note at hand so far; of notes that were met again */
    size_t again_within;            /* … of them in notes that have been made */
    size_t referred;                /* bytes of attributes that came by reference to lists */
} kd;

/* {::options key="value" /} */
void kd_set_options(kd *k, const kd_ial *options, pc_pos pos);
/* A definition's label as it is looked up: white space runs are one space, lower case. */
pc_str kd_label(kd *k, pc_str s);
/* Tells, once, that something is nested too deep. */
void kd_tell_depth(kd *k, pc_pos pos);
/* The same of a place is told once: what is taken back is read again. */
void kd_warn(kd *k, pc_pos pos, const char *fmt, ...) PC_PRINTF(3, 4);

/* --- blocks (kd_block.c and its neighbours) ------------------------------------------------------
 */

enum { KD_FENCES = 2, KD_EXTENSIONS = 3 };

/* A parser over one text. */
typedef struct kd_blocks {
    kd *k;
    kd_text t;
    bool lasting;   /* the bytes of t outlive the parser */
    size_t at;      /* the start of the line at hand */
    size_t near;    /* where in the text's map the last place was */
    kd_el *el;      /* gets the blocks */
    kd_ial *ial;    /* an attribute list that waits for the next block; NULL: none */
    bool found_end; /* the end tag of the element at hand has been read */
    kd_el *open;    /* its text is still t's, from open_at on: a paragraph's; NULL: none */
    size_t open_at;
    kd_ahead brace, math, comment, pi, rows;
    size_t no_table;              /* none begins before it: what is there does not fit */
    size_t no_rows_from, no_rows; /* nor from the one to the other: a line there has no bar */
    bool no_stop[KD_EXTENSIONS];  /* an extension's end is not there any more */
    size_t fence_most[KD_FENCES]; /* no fence is longer from here on; 0: not looked for */
} kd_blocks;

/* Parses [t], whose lines all end in '\n', into children of [el]. */
void kd_parse(kd *k, kd_el *el, const kd_text *t);
/* Goes on in the text at hand with [el] as parent, up to its end tag. False: the text ended first.
 */
bool kd_parse_on(kd_blocks *b, kd_el *el);
/* The next block element; takes the attribute list that waits. */
kd_el *kd_block_new(kd_blocks *b, kd_type t, size_t at);

/* --- HTML (kd_tag.c, kd_html.c) ------------------------------------------------------------------
 */

typedef struct kd_tag {
    pc_str name;  /* as written */
    pc_str attrs; /* behind the name, as written */
    bool close;   /* </x> */
    bool closed;  /* <x/> */
    size_t end;   /* the byte behind it */
} kd_tag;
/* A whole tag at s.p[at], which is '<'. It may run over lines. */
bool kd_tag_at(pc_str s, size_t at, kd_tag *out);
/* kramdown's facts about elements. */
typedef struct kd_html_facts {
    const char *name; /* empty: an element that HTML does not know */
    uint8_t model;    /* kd_model with markdown="1" */
    bool span, block, empty;
} kd_html_facts;
static inline bool kd_html_known(const kd_html_facts *f) {
    return f->name[0] != 0;
}
const kd_html_facts *kd_html_facts_of(pc_str name); /* ASCII case folded; never NULL */
/* An element, named in lower case, whose text is none of the page's. */
static inline bool kd_html_is_program(pc_str name) {
    return pc_str_eqz(name, "script") || pc_str_eqz(name, "style");
}
/* Attributes of a tag as a list; names in lower case where HTML knows the element. markdown="…" is
 * left out and goes to *markdown (p NULL: absent). */
kd_ial *kd_html_attrs(kd *k, const kd_tag *tag, pc_str *markdown);
/* A block of HTML at b->at; false: there is none. */
bool kd_html_block(kd_blocks *b);

/* --- spans (kd_span.c and its neighbours) --------------------------------------------------------
 */

/* Inlines of a text, in the document's arena. */
pc_inlines kd_spans(kd *k, const kd_text *t);
/* The end of the code span that begins with the run of backquotes at s.p[at], and its content;
 * 0: none begins there. [memo] remembers runs that have no other end; starts as {0}. */
typedef struct kd_code_memo {
    size_t none_from[32]; /* by length of the run: no such run from here on; 0: unknown */
} kd_code_memo;
size_t kd_code_span(pc_str s, size_t at, kd_code_memo *memo, size_t *from, size_t *to);

/* --- abbreviations (kd_abbrev.c) -----------------------------------------------------------------
 */

/* More than so many bytes are no abbreviation, so that looking for one takes bounded time. */
enum { KD_MAX_ABBREV = 512 };
/* The longest one that begins the text, if one ends where a word does; NULL: none. */
kd_abbrev *kd_abbrev_at(kd *k, pc_str text);
/* <abbr>: the same nodes each time, so that many uses cost little. */
pc_inlines kd_abbrev_nodes(kd *k, kd_abbrev *a);

/* --- the document (kd_convert.c, kd_convert_html.c, kd_heading.c) --------------------------------
 */

/* Blocks of an element's children. */
pc_blocks kd_convert(kd *k, kd_el *el);
/* {::comment} as HTML's. */
pc_str kd_comment(kd *k, pc_str text);
/* One element's attributes, with those of its list. */
const pc_attr *kd_attr_of(kd *k, const kd_el *el);
/* An element of block HTML, with all in it. */
void kd_convert_html(kd *k, pc_block_vec *out, kd_el *el);
/* HTML as kramdown prints it (kd_html_text.c), in the document's arena: <name k="v">, … */
pc_str kd_open_tag(kd *k, pc_str name, const kd_ial *attr, bool closed);
pc_str kd_close_tag(kd *k, pc_str name);
pc_str kd_html_escape(kd *k, pc_str text);
/* The end of the character reference at s.p[at], which is '&', whether known or not; 0: none. */
size_t kd_reference_end(pc_str s, size_t at);
/* … and an element whose content is no Markdown, with all in it. */
pc_str kd_html_text(kd *k, const kd_el *el);
/* What the option html_to_native makes of an element: Markdown's own (kd_native.c). */
pc_inline kd_native_inline(kd *k, pc_inline x);
pc_blocks kd_native_blocks(kd *k, pc_blocks xs);
/* The level that a heading of [level] is written as. */
int64_t kd_header_level(const kd *k, int64_t level);
/* A heading with an identifier goes into the table of contents, if its level does. */
void kd_list_heading(kd *k, int64_t level, const pc_attr *attr, pc_inlines content);
/* The identifier that a heading without one gets; [el] NULL: it was an element. */
pc_str kd_heading_id(kd *k, const kd_el *el, pc_inlines content);
/* The same for a term of a definition list whose reference {:auto_ids…} is [ref]. */
pc_str kd_term_id(kd *k, pc_str ref, pc_inlines content);
/* What a writer is to know of the options, once all has been read (kd_look.c). */
const pc_look *kd_look(kd *k);
/* The place of the table of contents, of which nothing is known before the last heading; … */
pc_block kd_toc_place(kd *k, const kd_el *el);
/* … what was made of all blocks, with the table in it, or without a place where it is empty. */
pc_blocks kd_with_toc(kd *k, pc_blocks xs);
/* An HTML element whose content has been made: a node with its origin (core/html), or, where there
 * is none for it, raw tags around the content. */
void kd_push_html_inline(kd *k, pc_inline_vec *out, pc_str name, const kd_ial *attr, pc_inlines xs,
                         pc_pos pos);
/* Which of both it is. */
bool kd_html_is_node(const kd *k, pc_str name);
/* The start tag; [attr] NULL: the end tag. */
void kd_push_raw_tag(kd *k, pc_inline_vec *out, pc_str name, const kd_ial *attr, pc_pos pos);
/* What a note is in the place of its marker (kd_note.c); counts it. False, and said why: the marker
 * stays text. */
bool kd_note(kd *k, pc_str name, pc_pos pos, pc_inline *out);
/* What has been counted of notes: text that is taken back, and read again, counts once. */
typedef struct kd_note_state {
    size_t bytes, again, within, used;
} kd_note_state;
kd_note_state kd_notes_now(const kd *k);
void kd_notes_back(kd *k, kd_note_state to);

#endif
