/* Visiting every node, without recursion: an explicit stack in a scratch arena.
 *
 * A cursor gives events in document order. Children of a table, of citations, captions and notes come
 * like any others. */
#ifndef PC_WALK_H
#define PC_WALK_H

#include "ast/ast.h"
#include "base/buf.h"

typedef enum pc_event { PC_WALK_END, PC_WALK_ENTER, PC_WALK_LEAVE } pc_event;

typedef struct pc_walk {
    pc_arena *scratch;
    struct pc_walk_frame *stack;
    size_t n, cap;
    size_t depth;            /* of nodes: 1 for a top-level block */
    const pc_block *block;   /* the node of the event: exactly one of the two is not NULL */
    const pc_inline *inlin;
} pc_walk;

void pc_walk_blocks(pc_walk *w, pc_arena *scratch, pc_blocks xs);
void pc_walk_inlines(pc_walk *w, pc_arena *scratch, pc_inlines xs);
/* Leaves give ENTER only. */
pc_event pc_walk_next(pc_walk *w);
void pc_walk_skip(pc_walk *w); /* after an ENTER: do not go below; no LEAVE follows */

/* Rewriting by path copying. A visitor answers true when it put a replacement list into *out (may be
 * empty: deletes; shares whatever it keeps); false leaves the node as it is. Called after the children
 * of a node were rewritten (bottom up). Untouched parts are shared with the input. Either may be NULL. */
typedef struct pc_rewrite {
    pc_arena *arena, *scratch;
    void *user;
    bool (*inlin)(struct pc_rewrite *r, const pc_inline *x, pc_inlines *out);
    bool (*block)(struct pc_rewrite *r, const pc_block *x, pc_blocks *out);
} pc_rewrite;
pc_blocks pc_rewrite_blocks(pc_rewrite *r, pc_blocks xs);
pc_inlines pc_rewrite_inlines(pc_rewrite *r, pc_inlines xs);

/* Plain text as Pandoc's stringify gives it: words, one space for Space, SoftBreak, LineBreak; Code and
 * Math text; quotes as “ ”; nothing for raw and notes. */
void pc_stringify(pc_buf *out, pc_arena *scratch, pc_inlines xs);
pc_str pc_inlines_text(pc_arena *a, pc_inlines xs);
pc_str pc_blocks_text(pc_arena *a, pc_blocks xs);

#endif
