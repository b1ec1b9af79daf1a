/* The invariants of a document. The pipeline checks them after each reader and filter. */
#ifndef PC_CHECK_H
#define PC_CHECK_H

#include "ast/ast.h"

/* What is broken first, in words ("Header level 0 …"), or NULL if the document is well made: known
 * tags, no NULL where a list has items, attr pointers set, text well-formed UTF-8, nesting within
 * PC_MAX_DEPTH, metadata sorted. [full] false: only what is cheap (tags and depth). */
const char *pc_doc_check(pc_arena *scratch, const pc_doc *doc, bool full);

#endif
