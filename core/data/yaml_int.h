/* What the YAML files share. */
#ifndef PC_YAML_INT_H
#define PC_YAML_INT_H

#include "data/data_int.h"

/* Says libyaml's problem at the byte [at] of src (and that of its context, PC_NPOS: none), with
 * help that fits the line. */
void yaml_explain(pc_diags *d, const pc_source *src, size_t at, const char *problem,
                  size_t context_at, const char *context);

#endif
