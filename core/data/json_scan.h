/* The tokens of JSON (RFC 8259) that have an inside: strings and numbers. For what reads JSON, a
 * value of data/json.h or node by node. Nothing here says a message: the caller knows the place. */
#ifndef PC_JSON_SCAN_H
#define PC_JSON_SCAN_H

#include "base/arena.h"

typedef struct pc_json_text {
    pc_str raw;        /* between the quotes, as written */
    bool escapes;      /* there are some in it: pc_json_unescape() */
    const char *wrong; /* why this is no string, and where */
    const char *at;
} pc_json_text;

/* The string whose opening quote stands at p: answers what comes after its closing quote; NULL with
 * out->wrong and out->at set when it is no JSON. */
const char *pc_json_scan_string(const char *p, const char *end, pc_json_text *out);
/* Half a surrogate pair gives U+FFFD. [raw] has been scanned. */
pc_str pc_json_unescape(pc_arena *a, pc_str raw);
/* The end of the number at p, whatever follows it; NULL if there is none. */
const char *pc_json_scan_number(const char *p, const char *end);

#endif
