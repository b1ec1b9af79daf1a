/* Characters that TeX has commands for. */
#ifndef PC_TEX_H
#define PC_TEX_H

#include "base/base.h"

typedef enum pc_tex_kind {
    PC_TEX_ALWAYS, /* 8-bit TeX has no such character, or it must not depend on fonts */
    PC_TEX_SMART,  /* typography that TeX writes with ligatures */
    PC_TEX_GREEK,  /* a letter that stands alone, as in titles */
    PC_TEX_ASCII   /* has a character in UTF-8 input, too */
} pc_tex_kind;

typedef struct pc_tex_symbol {
    uint32_t c;
    pc_tex_kind kind;
    const char *latex; /* "\\'{e}", "\\ss{}", "\\ensuremath{\\alpha}", "--" */
} pc_tex_symbol;

const pc_tex_symbol *pc_tex_symbol_find(uint32_t c); /* NULL: none */
/* The character that a command without arguments stands for, by its name: "ss", "alpha" (also of
 * math). 0: none. Of several the first in Unicode's order. */
uint32_t pc_tex_command_char(pc_str name);

#endif
