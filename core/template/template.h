/* Templates in Pandoc's language (doctemplates): $var$, ${var}, $if$, $for$, partials, pipes,
 * nesting.
 *
 * A template is parsed once into an arena and may be rendered often. Behaviour is that of pandoc
 * --template, measured against pandoc 2.17 and 3. */
#ifndef PC_TEMPLATE_H
#define PC_TEMPLATE_H

#include "base/buf.h"
#include "data/value.h"
#include "diag/diag.h"

typedef struct pc_template pc_template;

/* Finds the partial [name] ("header" in $header()$, as written) and puts its text into *out; false
 * when there is none, which the parser then says with the place of the call. The loader adds the
 * suffix of the main template to a name without one and looks beside it, as Pandoc does. */
typedef bool (*pc_template_load)(void *user, pc_str name, const pc_source **out);

/* [a] gets the template, which also borrows the text of src and of its partials. [load] NULL: there
 * are no partials. NULL after a diagnostic (PC_DIAG_TEMPLATE) with the place and what was expected
 * there. */
const pc_template *pc_template_parse(pc_arena *a, pc_diags *d, const pc_source *src,
                                     pc_template_load load, void *user);

/* [vars] is a map; NULL: no variables. Strings may hold several lines. A variable is true (for
 * $if$) unless it is absent, null, false, the empty string, or a list of nothing but those.
 * Breakable space
 * ($~$) is rendered as it would be with --wrap=none. */
void pc_template_render(const pc_template *t, pc_arena *scratch, const pc_value *vars, pc_buf *out);
/* The same with breakable space filled to [columns]; 0: not filled. */
void pc_template_render_filled(const pc_template *t, pc_arena *scratch, const pc_value *vars,
                               size_t columns, pc_buf *out);

#endif
