/* Visiting every node, without recursion: an explicit stack. What lies below a node: ast/part.h.
 *
 * A cursor gives events in document order. Children of a table, of citations, captions and notes
 * come like any others. */
#ifndef PC_WALK_H
#define PC_WALK_H

#include "ast/ast.h"
#include "ast/part.h"
#include "base/buf.h"

typedef enum pc_event { PC_WALK_END, PC_WALK_ENTER, PC_WALK_LEAVE } pc_event;

typedef struct pc_walk {
    pc_arena *scratch;
    pc_part_vec stack;     /* lists to go through; a node to leave is an entry with n == PC_NPOS */
    size_t open;           /* nodes entered and not left */
    size_t depth;          /* of the event's node: 1 at the top, the same on ENTER and LEAVE */
    const pc_block *block; /* the node of the event: exactly one of the two is not NULL */
    const pc_inline *inlin;
    bool below; /* the node of the last ENTER is still to be gone into */
} pc_walk;

/* Memory is taken from [scratch] only, about as much as the longest way from the root has
 * children's lists; the caller marks and releases. */
void pc_walk_blocks(pc_walk *w, pc_arena *scratch, pc_blocks xs);
void pc_walk_inlines(pc_walk *w, pc_arena *scratch, pc_inlines xs);
/* Constructors without children (Str, Code, HorizontalRule, …) give ENTER only; the others give
 * LEAVE even when their lists are empty. */
pc_event pc_walk_next(pc_walk *w);
void pc_walk_skip(pc_walk *w);             /* after an ENTER: do not go below; no LEAVE follows */
void pc_walk_only(pc_walk *w, pc_part xs); /* the same, but go through this list in its stead */

/* Rewriting by path copying. A visitor answers true when it put a replacement list into *out (may
 * be empty: deletes; shares whatever it keeps); false leaves the node as it is. Called after the
 * children of a node were rewritten (bottom up). Untouched parts are shared with the input. Any may
 * be NULL. The lists' visitors get a whole list (a paragraph's inlines, an item's blocks) after its
 * nodes. The node or list that a visitor is shown is gone when it returns; what hangs below it
 * stays. */
typedef struct pc_rewrite {
    pc_arena *arena, *scratch;
    void *user;
    bool (*inlin)(struct pc_rewrite *r, const pc_inline *x, pc_inlines *out);
    bool (*block)(struct pc_rewrite *r, const pc_block *x, pc_blocks *out);
    bool (*inlines)(struct pc_rewrite *r, pc_inlines xs, pc_inlines *out);
    bool (*blocks)(struct pc_rewrite *r, pc_blocks xs, pc_blocks *out);
} pc_rewrite;
pc_blocks pc_rewrite_blocks(pc_rewrite *r, pc_blocks xs);
pc_inlines pc_rewrite_inlines(pc_rewrite *r, pc_inlines xs);
pc_meta_map pc_rewrite_meta(pc_rewrite *r, pc_meta_map m);

/* Plain text as Pandoc's stringify gives it: words, one space for Space, SoftBreak, LineBreak; Code
 * and Math text; quotes as ‘ ’ “ ”; nothing for notes, for a citation's prefix and suffix, for code
 * blocks, and for raw, except that raw HTML that begins with <br is a space. Blocks follow each
 * other with nothing between them, as there. */
void pc_stringify(pc_buf *out, pc_arena *scratch, pc_inlines xs);
void pc_stringify_blocks(pc_buf *out, pc_arena *scratch, pc_blocks xs);
/* In [a], or shared with the node when it is a single word. */
pc_str pc_inlines_text(pc_arena *a, pc_inlines xs);
pc_str pc_blocks_text(pc_arena *a, pc_blocks xs);

#endif
