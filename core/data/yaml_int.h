/* What the YAML files share. */
#ifndef PC_YAML_INT_H
#define PC_YAML_INT_H

#include "data/data_int.h"

/* A plain scalar's meaning, as Ruby's Psych 4 gives it for Jekyll; the text is kept as written.
 * [a] NULL: only the kind is asked for; numbers of kind PC_FLOAT get no value. */
pc_value yaml_resolve(pc_arena *a, pc_str text);

/* Says libyaml's problem at the byte [at] of src (and that of its context, PC_NPOS: none), with
 * help that fits the line. */
void yaml_explain(pc_diags *d, const pc_source *src, size_t at, const char *problem,
                  size_t context_at, const char *context);

#endif
