/* Automatic identifiers. Rules: Pandoc's manual, "Extension: auto_identifiers", and what pandoc's
 * gfm reader gives, which is what GitHub's own code does. */
#include "text/ident.h"

#include "ast/walk.h"
#include "base/buf.h"
#include "base/str.h"
#include "base/utf8.h"

static bool idn_keeps(uint32_t c, pc_ident_style style) {
    if (c == '-' || c == '_' || pc_uni_is_alnum(c)) return true;
    return style == PC_IDENT_PANDOC && c == '.';
}

pc_str pc_ident_make(pc_arena *a, pc_str text, pc_ident_style style, bool ascii) {
    pc_str s = ascii ? pc_utf8_fold(a, text) : pc_utf8_lower(a, text);
    bool pandoc = style == PC_IDENT_PANDOC, begun = !pandoc, gap = false;
    char *p = pc_alloc_text(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        uint32_t c = pc_utf8_next(s, &i);
        if (pc_uni_is_space(c)) {
            gap = begun;
            if (!pandoc) p[n++] = '-';
            continue;
        }
        if (ascii && c > 127) continue;
        if (!idn_keeps(c, style) || (!begun && !pc_uni_is_alpha(c))) continue;
        if (pandoc && gap && n) p[n++] = '-';
        begun = true, gap = false;
        memcpy(p + n, s.p + from, i - from);
        n += i - from;
    }
    if (n == 0 && pandoc) return PC_S("section");
    return (pc_str){p, n};
}

pc_str pc_ident_inlines(pc_arena *a, pc_inlines xs, pc_ident_style style, bool ascii) {
    return pc_ident_make(a, pc_inlines_text(a, xs), style, ascii);
}

static size_t *idn_count(pc_idents *ids, pc_str id) {
    size_t *n = pc_map_get(&ids->used, id);
    if (n) return n;
    n = PC_NEW(ids->arena, size_t);
    pc_map_set(ids->arena, &ids->used, id, n);
    return n;
}

void pc_idents_add(pc_idents *ids, pc_str id) {
    idn_count(ids, id);
}

pc_str pc_idents_unique(pc_idents *ids, pc_str id) {
    if (!pc_map_has(&ids->used, id)) {
        idn_count(ids, id);
        return id;
    }
    size_t *n = idn_count(ids, id);
    pc_str s;
    do s = pc_str_fmt(ids->arena, "%.*s-%zu", PC_F(id), ++*n);
    while (pc_map_has(&ids->used, s));
    idn_count(ids, s);
    return s;
}
