/* Typographic quotes, dashes and ellipses out of ASCII ones, in plain text. */
#ifndef PC_SMART_H
#define PC_SMART_H

#include "base/buf.h"

/* Whether a straight quote with these characters on its sides (0: the edge of the text) opens or
 * closes, by CommonMark's flanking rule as its smart option applies it. A single quote that cannot
 * open is an apostrophe. */
typedef enum pc_quote_side { PC_QUOTE_OPENS, PC_QUOTE_CLOSES } pc_quote_side;
pc_quote_side pc_smart_side(char quote, uint32_t before, uint32_t after);

/* How a run of n hyphens is written: em and en dashes so that the whole run is used ("--" is an en
 * dash, "---" an em dash, four are two en dashes). n >= 2. */
void pc_smart_dashes(pc_buf *out, size_t n);

/* The whole text converted. [before], [after]: the characters around it, 0 for none. */
void pc_smart_put(pc_buf *out, pc_str text, uint32_t before, uint32_t after);

#endif
