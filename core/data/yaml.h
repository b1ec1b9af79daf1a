/* YAML to values, over libyaml. Scalars are resolved as Ruby's Psych does for Jekyll (YAML 1.1). */
#ifndef PC_YAML_H
#define PC_YAML_H

#include "data/value.h"
#include "diag/diag.h"

/* Reads the first document of src.text[from, to). On bad YAML false and one diagnostic with its
 * place; duplicate keys are diagnosed and the last one wins. Aliases are resolved under a bound
 * (PC_MAX_YAML_NODES); unknown tags leave the value as it is; `:symbol` is the string. */
bool pc_yaml_read(pc_arena *a, const pc_source *src, size_t from, size_t to, pc_diags *d,
                  pc_value *out);
/* A plain scalar's meaning, as Ruby's Psych 4 gives it for Jekyll; the text is kept as written.
 * [a] NULL: only the kind is asked for; numbers of kind PC_FLOAT get no value. */
pc_value pc_yaml_scalar(pc_arena *a, pc_str text);
void pc_yaml_write(struct pc_buf *out, const pc_value *v);

#endif
