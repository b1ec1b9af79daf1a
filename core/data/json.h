/* JSON (RFC 8259) to and from values. */
#ifndef PC_JSON_H
#define PC_JSON_H

#include "base/buf.h"
#include "data/value.h"
#include "diag/diag.h"

/* Reads [src]; strings are unescaped into [a]. On bad JSON, which includes what nests deeper than
 * PC_MAX_VALUE_DEPTH, false and one diagnostic with its place. */
bool pc_json_read(pc_arena *a, const pc_source *src, pc_diags *d, pc_value *out);
/* indent 0: compact. Numbers are written as they were read. */
void pc_json_write(pc_buf *out, const pc_value *v, int indent);
/* A JSON string with its quotes. Escapes what RFC 8259 says; [html]: also < as \u003c, for
 * <script>. */
void pc_json_put_str(pc_buf *out, pc_str s, bool html);

#endif
