/* Between the parsers of blocks: what a line is, and one function for each kind of block. */
#ifndef PC_KD_BLOCK_H
#define PC_KD_BLOCK_H

#include "base/limits.h"
#include "base/str.h"
#include "readers/kramdown/kd.h"

/* --- lines (kd_line.c) ---------------------------------------------------------------------------
 * [at] is where a line begins, or where a block may begin behind a tag. An end is the byte behind
 * what was asked for, 0: it is not there. */

size_t kd_line_end(pc_str s, size_t at);            /* behind its '\n' */
size_t kd_indent(pc_str s, size_t at, size_t most); /* behind at most so many spaces */
bool kd_is_indented(pc_str s, size_t at);           /* a tab or four spaces */
size_t kd_blank_end(pc_str s, size_t at);           /* of all lines of white space there */
size_t kd_rest_blank_end(pc_str s, size_t at);      /* of the line, when only white space follows */
size_t kd_rule_end(pc_str s, size_t at);
size_t kd_eob_end(pc_str s, size_t at);
/* A list's or definition's mark after at most [most] spaces: * + - for KD_UL, 1. for KD_OL, : for
 * KD_DL; with what must follow it. The end of the mark. */
size_t kd_mark_end(pc_str s, size_t at, kd_type list, size_t most);
bool kd_list_starts(pc_str s, size_t at); /* of either kind */
bool kd_quote_starts(pc_str s, size_t at);
/* A tag of an element that is no span begins at s.p[at], behind the indentation: what ends lazy
 * continuation. */
bool kd_block_tag_starts(pc_str s, size_t at);

/* --- looking ahead (kd_line.c) -------------------------------------------------------------------
 */

/* An attribute list alone on its line, after at most [most] spaces: its end and inside. */
size_t kd_ial_line(kd_blocks *b, size_t at, size_t most, pc_str *inside);
/* The first '}' from [at] on that has no backslash; PC_NPOS: none. */
size_t kd_brace(kd_blocks *b, size_t at);
/* Nothing that began before goes on at this line, laziness or not. */
bool kd_lazy_end(kd_blocks *b, size_t at);
bool kd_paragraph_end(kd_blocks *b, size_t at);
bool kd_after_boundary(const kd_blocks *b);
bool kd_before_boundary(kd_blocks *b, size_t at);

/* --- text ----------------------------------------------------------------------------------------
 */

/* A part of the text that outlives the parsing of it. */
kd_text kd_keep(const kd_blocks *b, size_t from, size_t to);
pc_str kd_keep_str(const kd_blocks *b, size_t from, size_t to);
/* The last paragraph may still grow; this makes its text what it is. */
void kd_settle(kd_blocks *b);
/* Parses a text of [el]'s own; [lasting]: its bytes live as long as the conversion. */
void kd_parse_text(kd *k, kd_el *el, const kd_text *t, bool lasting);
/* How much a nested block adds to kd.depth. A text of its own adds more than an element of HTML,
 * since each costs a pass over all that it holds. */
enum { KD_WEIGHT_TEXT = 8, KD_WEIGHT_HTML = 1, KD_MOST_WEIGHT = PC_MAX_DEPTH - 16 };
/* Nothing may be nested here any more; tells so once. */
bool kd_too_deep(kd *k, pc_pos pos);
/* A new block, in the tree. */
kd_el *kd_block_add(kd_blocks *b, kd_type t, size_t at);
kd_el *kd_boundary(kd_blocks *b, kd_why why, size_t at);

/* The text of a container (kd_gather.c), which grows piece by piece. What stays in one piece is not
 * copied. */
typedef struct kd_gather {
    kd_blocks *b;
    size_t from, to; /* the piece at hand */
    bool made;       /* there is more before it, in the maker */
    kd_maker maker;
} kd_gather;
void kd_gather_begin(kd_gather *g, kd_blocks *b);
void kd_gather_add(kd_gather *g, size_t from, size_t to);
void kd_gather_spaces(kd_gather *g, size_t n, size_t at);
size_t kd_gathered(const kd_gather *g); /* bytes so far */
kd_text kd_gather_text(kd_gather *g);   /* all of it, up to kd_gather_end() */
void kd_gather_end(kd_gather *g);
/* Parses it into [el], in two parts if [split] is not 0; ends [g]. */
void kd_gather_parse(kd_gather *g, kd_el *el, size_t split);

/* --- one parser for each kind of block -----------------------------------------------------------
 * True: it took something, and b->at stands behind it. */

bool kd_codeblock(kd_blocks *b); /* kd_code_block.c */
bool kd_fenced(kd_blocks *b);
size_t kd_codeblock_end(kd_blocks *b, size_t at); /* [at] itself: none there */
bool kd_list(kd_blocks *b);                       /* kd_list.c */
bool kd_definition_list(kd_blocks *b);            /* kd_deflist.c */
bool kd_table(kd_blocks *b);                      /* kd_table.c */
bool kd_footnote_def(kd_blocks *b);               /* kd_def.c */
bool kd_link_definition(kd_blocks *b);
bool kd_abbrev_def(kd_blocks *b);
bool kd_extension(kd_blocks *b); /* kd_ext.c */

/* --- items (kd_item.c) ---------------------------------------------------------------------------
 * What ordered lists, unordered ones and definitions have in common. */

typedef struct kd_item {
    size_t indent;       /* columns up to its content */
    size_t content, end; /* of its first line */
    kd_ial *ial;         /* at the head of it; NULL: none */
} kd_item;

/* The first line: it begins at b->at, its mark ends at [mark]. */
kd_item kd_item_begin(kd_blocks *b, size_t mark);
/* An attribute list at the head of an item or term, white space around it included; 0: none. */
size_t kd_item_ial(kd_blocks *b, size_t at, size_t end, pc_str *inside);
/* The line at [at] belongs to an item by its indentation. */
bool kd_item_holds(pc_str s, size_t at, size_t indent);
/* … by laziness. */
bool kd_item_lazy(kd_blocks *b, size_t at, size_t indent);
/* A line without the item's indentation: what is left begins at [from], behind [spaces] made of
 * tabs. */
typedef struct kd_dedent {
    bool found;
    size_t from, spaces;
} kd_dedent;
kd_dedent kd_item_dedent(pc_str s, size_t at, size_t indent);

#endif
