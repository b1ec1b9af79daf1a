/* HTML within another syntax becomes nodes of the document.
 *
 * The host (a reader) opens and closes its own containers and adds its nodes; between them it feeds
 * HTML as it meets it. Elements may begin in one piece of HTML and end in another, with the host's
 * nodes between: they become their children. Elements that are never closed end with the host's
 * container around them, as do those that a later tag closes by HTML's rules (<li>, <p>, <td> …); a
 * close tag whose element began outside of open host containers takes effect when these end. What
 * has no native form stays raw, tag by tag, and so do close tags without an element. No text is
 * lost.
 *
 * Everything handed in must live as long as the document. */
#ifndef PC_HTML_LIFT_H
#define PC_HTML_LIFT_H

#include "ast/build.h"
#include "html/token.h"
#include "registry/ctx.h"

typedef struct html_frame {
    bool host;        /* a container of the host; else an element */
    bool inline_only; /* holds inlines, never blocks */
    bool again;       /* opened again after a misnested close tag: dropped when empty */
    bool ending;      /* its close tag came while containers of the host were open in it */
    uint8_t tag;      /* pc_html_tag of an element */
    uint8_t weight;   /* how many nodes deep it may become */
    pc_pos pos;
    const pc_attr *attr;
    size_t inlines, blocks; /* where its children begin on the stacks */
    size_t skipped;         /* of html_lift, when it was opened */
} html_frame;

typedef struct html_lift {
    pc_ctx *cx;
    pc_arena *arena, *scratch;
    bool native;   /* elements become nodes; else all HTML is raw */
    bool raw;      /* what stays HTML is kept as raw nodes; else it becomes text … */
    bool drop;     /* … or, with this, is left out */
    bool exact;    /* an empty class is kept, as an attribute */
    bool balanced; /* tags come in pairs: none closes another element than its own */
    bool math; /* \(…\) and \[…\] in text are formulas, and <span class="math"> holds one … */
    bool dollars;    /* … with this also $…$ and $$…$$ */
    bool tag_filter; /* GitHub's: the '<' of some elements is escaped */
    pc_inline_vec inlines;
    pc_block_vec blocks;
    PC_VEC(html_frame) frames;
    size_t depth;   /* of nodes in open frames */
    size_t nending; /* frames that are ending */
    size_t skipped; /* containers of the host that were flattened, innermost */
    bool told;      /* of PC_DIAG_DEPTH */
    uint32_t open[PC_HTML_COUNT], flattened[PC_HTML_COUNT]; /* elements, by tag */
    pc_str word;                                            /* text that a Str is being made of */
    pc_pos word_pos;
    bool word_built; /* in word_buf, since its parts do not lie together */
    pc_buf word_buf;
    const pc_map_span *map; /* of the HTML being fed */
    size_t nmap, map_at;
} html_lift;

/* cx->scratch serves for the stacks: the caller marks and releases it. */
void html_lift_init(html_lift *l, pc_ctx *cx);
/* Ends it: its buffer is given back. What it made stays. */
void html_lift_fini(html_lift *l);

/* What html_begin() opens. */
typedef enum html_host {
    HTML_HOST_BLOCKS, /* holds blocks: the document, a quote, a list, an item */
    HTML_HOST_LEAF,   /* a block that holds inlines; never flattened */
    HTML_HOST_INLINES /* an inline that holds inlines */
} html_host;
/* Opens a container of the host. What nests too deep is flattened: nothing is opened, children go
 * to the container around it, and the matching html_end_…() answers false. */
void html_begin(html_lift *l, html_host kind, pc_pos pos);
bool html_end_inlines(html_lift *l, pc_inlines *out);
bool html_end_blocks(html_lift *l, pc_blocks *out);

void html_add(html_lift *l, pc_inline x);
void html_add_block(html_lift *l, pc_block x);
/* Part of a word: no white space in it. Parts that follow each other become one Str. */
void html_add_text(html_lift *l, pc_str part, pc_pos pos);
/* Words and spaces; [pos] is the place of text.p[0], and all of it stands there as it is. */
void html_add_words(html_lift *l, pc_str text, pc_pos pos);
/* HTML that no element may be made of. */
void html_add_raw(html_lift *l, pc_str text, pc_pos pos);

/* One or more tags, or a whole block with text between them. [map] tells where its bytes stand
 * (positions of a made text, as in diag/source.h); the first span is at 0. */
void html_feed(html_lift *l, pc_str text, const pc_map_span *map, size_t nmap);
/* Text of an element, with character references; a '<' in it begins no tag. [pos]: of text.p[0]. */
void html_feed_text(html_lift *l, pc_str text, pc_pos pos);
/* Between pieces of HTML that are blocks of the host: text that stands directly in a container of
 * blocks is a Plain of its own. */
void html_end_run(html_lift *l);

/* How many nodes deep a tree of blocks is. */
size_t html_blocks_depth(pc_arena *scratch, pc_blocks xs);

#endif
