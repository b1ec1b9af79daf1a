/* The CommonMark reader's own parts. The only headers of cmark-gfm in the program come in here. */
#ifndef PC_CM_INT_H
#define PC_CM_INT_H

#include "html/lift.h"
#include "text/ident.h"

#include <cmark-gfm/node.h>
#include <cmark-gfm/parser.h>

/* Where the content of a block stands in the source.
 *
 * cmark's own columns are those of the block's first line, and wrong behind links over several
 * lines; so a cursor follows the content, which each block keeps as cmark collected it: the block's
 * lines without what the containers take off their beginnings. */
typedef struct cm_cursor {
    const pc_source *in;
    const uint32_t *lines; /* offsets of line starts in in->text */
    size_t nlines;
    pc_str content;
    size_t at;       /* in content: nothing before it is left to be found */
    size_t line_end; /* of the content's line that at is in: after its newline */
    size_t delta;    /* in->text.p[at + delta] is content.p[at], when the line was found */
    bool found;      /* the line was found in the source */
    size_t line;     /* of the source, from 0 */
    size_t last;     /* line of the source that ends the block */
    pc_pos block;    /* where the block begins: for lines that are not found */
} cm_cursor;

/* Begins with a block that holds inlines. */
void cm_cursor_open(cm_cursor *c, cmark_node *block, pc_pos pos);
void cm_cursor_to(cm_cursor *c, size_t at); /* forward only */
pc_pos cm_cursor_pos(const cm_cursor *c);
/* The n bytes at the cursor in the source, if they are the same there; else p NULL. */
pc_str cm_cursor_source(const cm_cursor *c, size_t n);
/* Moves to where [literal] begins, if it comes soon; false when it does not. */
bool cm_cursor_seek(cm_cursor *c, pc_str literal);
/* Past [mark], when it is at the cursor. */
bool cm_cursor_skip(cm_cursor *c, char mark, size_t n);
void cm_cursor_link_tail(cm_cursor *c); /* from the ']' of a link's text past its target */
void cm_cursor_code(cm_cursor *c);      /* past a code span */
void cm_cursor_break(cm_cursor *c);     /* past a line end and the indentation after it */

/* One conversion of a text. */
typedef struct cm {
    pc_ctx *cx;
    pc_arena *arena, *scratch;
    html_lift lift;
    cm_cursor cursor;
    pc_exts exts;
    pc_idents ids;
    struct cm_note {
        cmark_node *node;
        pc_blocks blocks;
        size_t depth;
        size_t bytes; /* of its text, with that of the notes in it */
        bool done, used;
    } * notes; /* by number - 1 */
    size_t nnotes;
    size_t note_bytes; /* of the notes put in since this was last set to 0 */
    size_t again;      /* bytes of notes that were put in a second time, or more often */
} cm;

pc_blocks cm_blocks(cm *m, cmark_node *root);
/* The inlines of one block: a paragraph, a heading, a cell. */
void cm_inlines(cm *m, cmark_node *block);
pc_pos cm_block_pos(const cm *m, cmark_node *block);

/* Text of cmark that lives as long as the document: a slice of the source where it is the same. */
pc_str cm_keep(cm *m, const cmark_chunk *c);

static inline pc_str cm_chunk(const cmark_chunk *c) {
    return (pc_str){(const char *)c->data, (size_t)c->len};
}

/* What our own extensions of cmark find are code nodes, which may stand wherever text may (a
 * table's cells refuse custom ones), with one of these as user data. */
typedef enum cm_mark { CM_CODE, CM_MATH_INLINE, CM_MATH_DISPLAY, CM_EMOJI } cm_mark;
cmark_node *cm_marked_new(cmark_mem *mem, pc_str text, cm_mark mark);

/* $x$, $$x$$ and $`x`$; and :smile:, its text the name. NULL when there is no memory. */
cmark_syntax_extension *cm_math_new(bool dollars, bool gfm);
cmark_syntax_extension *cm_emoji_new(void);
void cm_ext_free(void *ext);

/* The blocks of a text from byte [from] on. */
pc_blocks cm_read_blocks(pc_ctx *cx, const pc_source *in, size_t from);

/* Front matter: the offset of the text after it; its data into *meta. */
size_t cm_front_matter(pc_ctx *cx, const pc_source *in, pc_meta_map *meta);

#endif
