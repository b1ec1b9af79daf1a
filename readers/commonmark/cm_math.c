/* Math as a syntax extension of cmark: $x$ and $$x$$ by Pandoc's rule (tex_math_dollars), $`x`$ by
 * GitHub's (tex_math_gfm). cmark itself then leaves what is within alone. */
#include "readers/commonmark/cm_int.h"

#include "base/str.h"

enum {
    MATH_DOLLARS = 1,
    MATH_GFM = 2,
    MATH_FAR =
        4096 /* the longest $`x`$: what has no end is not looked for through the whole text */
};

/* The end of math that began before [i]: index of [close] in s; PC_NPOS when there is none. */
static size_t math_end(pc_str s, size_t i, pc_str close) {
    for (; i + close.n <= s.n; i++) {
        if (s.p[i] == '\\')
            i++;
        else if (pc_str_eq(pc_str_sub(s, i, i + close.n), close))
            return i;
        else if (s.p[i] == '\n' && i + 1 < s.n && s.p[i + 1] == '\n')
            return PC_NPOS;
    }
    return PC_NPOS;
}

/* Pandoc: no space inside next to the marks, and no digit behind the closing one. */
static bool math_is_inline(pc_str s, size_t from, size_t end) {
    if (end == from || pc_is_space(s.p[from]) || pc_is_space(s.p[end - 1])) return false;
    return end + 1 >= s.n || !pc_is_digit(s.p[end + 1]);
}

/* At a '$' of s: where the math begins and ends, and how long its marks are. 0: none here. */
static size_t math_match(pc_str s, size_t at, int kinds, size_t *from, size_t *end, bool *display) {
    *display = false;
    if (kinds & MATH_GFM && at + 1 < s.n && s.p[at + 1] == '`') {
        *from = at + 2;
        *end = pc_str_find(pc_str_sub(s, 0, *from + MATH_FAR), PC_S("`$"), *from);
        return *end == PC_NPOS || *end == *from ? 0 : 2;
    }
    if (!(kinds & MATH_DOLLARS)) return 0;
    *display = at + 1 < s.n && s.p[at + 1] == '$';
    *from = at + (*display ? 2 : 1);
    *end = math_end(s, *from, *display ? PC_S("$$") : PC_S("$"));
    if (*end == PC_NPOS || *end == *from) return 0;
    if (*display) return 2;
    return math_is_inline(s, *from, *end) ? 1 : 0;
}

cmark_node *cm_marked_new(cmark_mem *mem, pc_str text, cm_mark mark) {
    cmark_node *n = cmark_node_new_with_mem(CMARK_NODE_CODE, mem);
    char *z = mem->calloc(text.n + 1, 1);
    memcpy(z, text.p, text.n);
    cmark_node_set_literal(n, z);
    cmark_node_set_user_data(n, (void *)(uintptr_t)mark);
    mem->free(z);
    return n;
}

static cmark_node *math_inline(cmark_syntax_extension *ext, cmark_parser *parser,
                               cmark_node *parent, unsigned char c, cmark_inline_parser *in) {
    (void)parent;
    if (c != '$') return NULL;
    cmark_chunk *chunk = cmark_inline_parser_get_chunk(in);
    pc_str s = {(const char *)chunk->data, (size_t)chunk->len};
    size_t at = (size_t)cmark_inline_parser_get_offset(in), from, end;
    int kinds = (int)(uintptr_t)cmark_syntax_extension_get_private(ext);
    bool display;
    size_t mark = math_match(s, at, kinds, &from, &end, &display);
    if (!mark) return NULL;
    cmark_inline_parser_set_offset(in, (int)(end + mark));
    return cm_marked_new(parser->mem, pc_str_sub(s, from, end),
                         display ? CM_MATH_DISPLAY : CM_MATH_INLINE);
}

cmark_syntax_extension *cm_math_new(bool dollars, bool gfm) {
    cmark_syntax_extension *ext = cmark_syntax_extension_new("pubconv-math");
    if (!ext) return NULL;
    int kinds = (dollars ? MATH_DOLLARS : 0) | (gfm ? MATH_GFM : 0);
    cmark_syntax_extension_set_private(ext, (void *)(uintptr_t)kinds, NULL);
    cmark_syntax_extension_set_match_inline_func(ext, math_inline);
    cmark_syntax_extension_set_special_inline_chars(
        ext, cmark_llist_append(cmark_get_default_mem_allocator(), NULL, (void *)(uintptr_t)'$'));
    return ext;
}

void cm_ext_free(void *ext) {
    cmark_syntax_extension_free(cmark_get_default_mem_allocator(), ext);
}
