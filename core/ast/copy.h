/* Deep copies into another arena (nothing shared with the source), and structural equality. */
#ifndef PC_COPY_H
#define PC_COPY_H

#include "ast/ast.h"

/* Copies text too. Origins are kept. */
void pc_doc_copy(pc_arena *a, pc_doc *to, const pc_doc *from);
pc_blocks pc_blocks_copy(pc_arena *a, pc_blocks xs);
pc_inlines pc_inlines_copy(pc_arena *a, pc_inlines xs);
pc_meta pc_meta_copy(pc_arena *a, const pc_meta *m);

/* Same constructors, same fields, same order; origins are ignored; shared parts cost nothing. */
bool pc_doc_equal(const pc_doc *a, const pc_doc *b);
bool pc_blocks_equal(pc_blocks a, pc_blocks b);
bool pc_inlines_equal(pc_inlines a, pc_inlines b);
bool pc_block_equal(const pc_block *a, const pc_block *b);
bool pc_inline_equal(const pc_inline *a, const pc_inline *b);
bool pc_attr_equal(const pc_attr *a, const pc_attr *b);
bool pc_meta_equal(const pc_meta *a, const pc_meta *b);

#endif
