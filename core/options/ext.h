/* Extensions: names, and sets of them. */
#ifndef PC_EXT_H
#define PC_EXT_H

#include "base/base.h"

typedef enum pc_ext {
#define PC_EXT(name, what) PC_EXT_##name,
#include "options/ext.def"
#undef PC_EXT
    PC_EXT_COUNT
} pc_ext;

typedef struct pc_exts {
    uint64_t bits;
    uint64_t asked; /* those that the user wrote, +x or -x, whatever the format does by default */
} pc_exts;

_Static_assert(PC_EXT_COUNT <= 64, "pc_exts needs another word");

static inline bool pc_ext_has(pc_exts s, pc_ext e) {
    return (s.bits >> e) & 1;
}
static inline void pc_ext_set(pc_exts *s, pc_ext e, bool on) {
    s->bits = on ? s->bits | (UINT64_C(1) << e) : s->bits & ~(UINT64_C(1) << e);
}
static inline bool pc_ext_asked(pc_exts s, pc_ext e) {
    return (s.asked >> e) & 1;
}
const char *pc_ext_name(pc_ext e);
const char *pc_ext_what(pc_ext e);
pc_ext pc_ext_find(pc_str name); /* PC_EXT_COUNT when unknown */

/* Reads a descriptor's list ("+smart-raw_html"): what is supported, and what of it is on. */
void pc_exts_parse_list(const char *list, pc_exts *supported, pc_exts *on);

#endif
