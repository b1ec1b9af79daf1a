/* Extensions by name, from ext.def. */
#include "options/ext.h"

#include "base/str.h"

static const struct {
    pc_str name;
    const char *what;
} rows[] = {
#define PC_EXT(name, what) [PC_EXT_##name] = {PC_LIT(#name), what},
#include "options/ext.def"
#undef PC_EXT
};

const char *pc_ext_name(pc_ext e) {
    return rows[e].name.p;
}
const char *pc_ext_what(pc_ext e) {
    return rows[e].what;
}

pc_ext pc_ext_find(pc_str name) {
    for (size_t i = 0; i < PC_EXT_COUNT; i++)
        if (pc_str_eq(rows[i].name, name)) return (pc_ext)i;
    return PC_EXT_COUNT;
}

static size_t name_length(pc_str s) {
    size_t i = 0;
    while (i < s.n && s.p[i] != '+' && s.p[i] != '-') i++;
    return i;
}

void pc_exts_parse_list(const char *list, pc_exts *supported, pc_exts *on) {
    *supported = *on = (pc_exts){0};
    for (pc_str s = pc_strz(list); s.n > 1;) {
        size_t n = name_length(pc_str_from(s, 1));
        pc_ext e = pc_ext_find(pc_str_sub(s, 1, 1 + n));
        if (e != PC_EXT_COUNT) {
            pc_ext_set(supported, e, true);
            pc_ext_set(on, e, s.p[0] == '+');
        }
        s = pc_str_from(s, 1 + n);
    }
}
