/* YAML values as metadata, read as Pandoc reads them: strings are Markdown. */
#ifndef PC_MARKDOWN_META_H
#define PC_MARKDOWN_META_H

#include "data/value.h"
#include "registry/ctx.h"

/* A string of one paragraph becomes MetaInlines, a longer one MetaBlocks; numbers and dates are
 * text; maps and lists go through. */
pc_meta pc_meta_from_markdown(pc_ctx *cx, const pc_value *v);

#endif
