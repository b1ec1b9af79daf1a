/* The invariants of a document. The pipeline checks them after each reader and filter. */
#ifndef PC_CHECK_H
#define PC_CHECK_H

#include "ast/ast.h"

/* What is broken first, in words ("Link: text that is not UTF-8"; in [scratch]), or NULL if the
 * document is well made: known tags and kinds, no NULL where a list has items, payloads and
 * attributes set, text well-formed UTF-8, nesting within PC_MAX_DEPTH, metadata sorted with each
 * key once. [full] false: only what is cheap (tags and depth). Any depth is safe; memory is taken
 * from [scratch] only. */
const char *pc_doc_check(pc_arena *scratch, const pc_doc *doc, bool full);

#endif
