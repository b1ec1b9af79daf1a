/* Code in colours: source text to HTML with a span around each token, the classes being the short
 * names that Pygments introduced and Rouge writes (k keyword, s string, nf function …).
 *
 * What is claimed here gives the very spans of Rouge 3.30, which Jekyll uses; other languages are
 * not known, and the caller leaves their code as it is. */
#ifndef PC_HIGHLIGHT_H
#define PC_HIGHLIGHT_H

#include "base/buf.h"

typedef struct hl_language hl_language;

/* By one of Rouge's names for it ("cpp", "c++"), in lower case; NULL when it is not known. */
const hl_language *hl_find(pc_str name);

/* [code] as HTML, escaped; with l NULL without spans. Time is bounded by the length of the code:
 * what a hostile text leaves when that is used up comes without spans. */
void hl_html(pc_buf *out, pc_arena *scratch, const hl_language *l, pc_str code);

#endif
