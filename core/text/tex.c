/* The table of characters and commands, in both directions. */
#include "text/tex.h"

#include "base/str.h"

static const pc_tex_symbol symbols[] = {
#define TEX_SYMBOL(c, kind, latex) {c, PC_TEX_##kind, latex},
#include "text/tex_symbol.def"
#undef TEX_SYMBOL
};

const pc_tex_symbol *pc_tex_symbol_find(uint32_t c) {
    size_t lo = 0, hi = PC_COUNT(symbols);
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (symbols[mid].c < c)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < PC_COUNT(symbols) && symbols[lo].c == c ? &symbols[lo] : NULL;
}

/* "\ss{}" and "\ensuremath{\alpha}" are ss and alpha; "\'{e}" has no name. */
static pc_str name_of(const char *latex) {
    pc_str s = pc_strz(latex);
    if (pc_str_startsz(s, "\\ensuremath{")) s = pc_str_sub(s, 12, s.n - 1);
    if (pc_str_endsz(s, "{}")) s.n -= 2;
    if (s.n < 2 || s.p[0] != '\\') return (pc_str){0};
    s = pc_str_from(s, 1);
    for (size_t i = 0; i < s.n; i++)
        if (!pc_is_alpha((unsigned char)s.p[i])) return (pc_str){0};
    return s;
}

uint32_t pc_tex_command_char(pc_str name) {
    for (size_t i = 0; i < PC_COUNT(symbols) && name.n; i++)
        if (pc_str_eq(name_of(symbols[i].latex), name)) return symbols[i].c;
    return 0;
}
