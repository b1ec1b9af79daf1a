/* GitHub's names for emoji, ":smile:", as Pandoc's extension emoji and jemoji read them. */
#ifndef PC_EMOJI_H
#define PC_EMOJI_H

#include "ast/ast.h"

/* How many bytes a name between two colons takes at s.p[at], the colons with it; 0: none is there,
 * or nothing is called so. *name: without the colons, a slice of s. */
size_t pc_emoji_at(pc_str s, size_t at, pc_str *name);

/* As Pandoc makes it: Span ("",["emoji"],[("data-emoji",name)]) [Str characters]. [name] must be
 * one that pc_emoji_at() found, and is borrowed. */
pc_inline pc_emoji_node(pc_arena *a, pc_str name);

/* The same with the names in their text as emoji; code stays as it is. What has none is
 * shared.
 */
pc_meta_map pc_emoji_meta(pc_arena *a, pc_arena *scratch, pc_meta_map m);
pc_blocks pc_emoji_blocks(pc_arena *a, pc_arena *scratch, pc_blocks xs);

#endif
