/* Footnotes of a page, as kramdown, Pandoc and cmark write them: a link to an item at the page's
 * end becomes a Note that holds what the item says. */
#ifndef PC_HTML_NOTES_H
#define PC_HTML_NOTES_H

#include "registry/ctx.h"

/* The blocks with Notes for all links to their texts; these are left out where none is without a
 * link. */
pc_blocks rd_notes(pc_ctx *cx, pc_blocks xs);

#endif
