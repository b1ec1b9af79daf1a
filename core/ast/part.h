/* What lies directly below a node: its lists of inlines and blocks, in document order, whatever the
 * constructor. A table answers with its caption and each of its cells, a definition list with each
 * term and definition. The generic passes know nothing else of a node's children. */
#ifndef PC_PART_H
#define PC_PART_H

#include "ast/ast.h"
#include "base/vec.h"

typedef struct pc_part {
    const void *v; /* of pc_block or pc_inline */
    size_t n;
    bool blocks;
} pc_part;

/* A cell of either kind. Both keep their union in the same place, so what works on a shape that
 * both have (inlines, blocks, code, raw) may go through either member. */
typedef union pc_any {
    pc_inline i;
    pc_block b;
} pc_any;

typedef PC_VEC(pc_part) pc_part_vec;

/* Appends the parts of a node. Constructors without children add none; the others add as many
 * whatever their content: an empty list is a part too. */
void pc_inline_parts(pc_arena *scratch, const pc_inline *x, pc_part_vec *out);
void pc_block_parts(pc_arena *scratch, const pc_block *x, pc_part_vec *out);
/* The same node with other parts: as many, in the same order, of the same types. Shares [parts]. */
pc_inline pc_inline_remake(pc_arena *a, const pc_inline *x, const pc_part *parts);
pc_block pc_block_remake(pc_arena *a, const pc_block *x, const pc_part *parts);
/* The constructor can have children. */
bool pc_inline_is_parent(const pc_inline *x);
bool pc_block_is_parent(const pc_block *x);

#endif
