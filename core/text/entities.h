/* Character references of HTML: `&amp;`, `&#233;`, `&#xe9;`.
 *
 * Names are those of HTML5, with their semicolon, as CommonMark has them; text without one is text.
 */
#ifndef PC_ENTITIES_H
#define PC_ENTITIES_H

#include "base/arena.h"

/* What a reference stands for: one or two characters, at most 7 bytes of UTF-8. */
typedef struct pc_entity {
    char utf8[8];
    size_t n;   /* bytes in utf8 */
    size_t len; /* bytes of the reference in the text, '&' and ';' included */
} pc_entity;

/* The reference at s.p[i] (which is '&'). False: there is none, the ampersand is itself. Numbers
 * that are no character (0, surrogates, above 10FFFF) stand for U+FFFD. */
bool pc_entity_at(pc_str s, size_t i, pc_entity *out);

/* The same for references as kramdown knows them: names are HTML 4's, and numbers from 128 to 159
 * mean Windows' characters. */
bool pc_entity_html4_at(pc_str s, size_t i, pc_entity *out);

/* The characters of a name without '&' and ';'; empty when it is unknown. Static memory. */
pc_str pc_entity_find(pc_str name);

/* s with all references replaced; s itself when it has none. */
pc_str pc_entities_decode(pc_arena *a, pc_str s);

#endif
