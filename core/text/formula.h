/* Formulas in running text, between TeX's marks: \(…\) and \[…\] as MathJax looks for them in a
 * page (Pandoc's tex_math_single_backslash), $…$ and $$…$$ by Pandoc's rule (tex_math_dollars). */
#ifndef PC_FORMULA_H
#define PC_FORMULA_H

#include "base/base.h"

typedef struct pc_formula {
    size_t from, to; /* of the text, with its marks */
    pc_str tex;      /* between them: a slice of the text */
    bool display;
} pc_formula;

/* A text that is gone through from its start; all together takes time linear in its length. */
typedef struct pc_formulas {
    pc_str text;
    bool backslashes, dollars; /* the marks that count */
    uint8_t absent;            /* closing marks that are not there any more, by row */
} pc_formulas;

/* The formula whose first mark is at text.p[at]; false: none begins there. A dollar behind a
 * backslash is for the caller to pass over. */
bool pc_formula_at(pc_formulas *f, size_t at, pc_formula *out);
/* The first formula from [at] on; false: there is none. */
bool pc_formula_next(pc_formulas *f, size_t at, pc_formula *out);

#endif
