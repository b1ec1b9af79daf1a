/* :smile: as a syntax extension of cmark, so that a backslash keeps it from being one. */
#include "readers/commonmark/cm_int.h"
#include "text/emoji.h"

static cmark_node *emoji_inline(cmark_syntax_extension *ext, cmark_parser *parser,
                                cmark_node *parent, unsigned char c, cmark_inline_parser *in) {
    (void)ext;
    (void)parent;
    pc_str name, s = cm_chunk(cmark_inline_parser_get_chunk(in));
    size_t at = (size_t)cmark_inline_parser_get_offset(in);
    size_t n = c == ':' ? pc_emoji_at(s, at, &name) : 0;
    if (!n) return NULL;
    cmark_inline_parser_set_offset(in, (int)(at + n));
    return cm_marked_new(parser->mem, name, CM_EMOJI);
}

cmark_syntax_extension *cm_emoji_new(void) {
    cmark_syntax_extension *ext = cmark_syntax_extension_new("pubconv-emoji");
    if (!ext) return NULL;
    cmark_syntax_extension_set_match_inline_func(ext, emoji_inline);
    cmark_syntax_extension_set_special_inline_chars(
        ext, cmark_llist_append(cmark_get_default_mem_allocator(), NULL, (void *)(uintptr_t)':'));
    return ext;
}
