/* Documents for Pandoc 2: pandoc-types 1.22, which has no Figure. */
#ifndef PC_JSON_OLD_H
#define PC_JSON_OLD_H

#include "registry/ctx.h"

/* [doc] as pandoc-types 1.22.2.1 has it. Shares all but the figures and what is around them. */
pc_doc json_for_pandoc2(pc_ctx *cx, const pc_doc *doc);

#endif
