/* SmartyPants' typography with the rules of kramdown, which differ from CommonMark's (smart.h). */
#ifndef PC_SMARTYPANTS_H
#define PC_SMARTYPANTS_H

#include "base/arena.h"

/* What stands for straight quotes, dashes, points and angle brackets. */
typedef enum pc_smarty_kind {
    PC_SMARTY_MDASH,
    PC_SMARTY_NDASH,
    PC_SMARTY_HELLIP,
    PC_SMARTY_LAQUO_SPACE,
    PC_SMARTY_RAQUO_SPACE,
    PC_SMARTY_LAQUO,
    PC_SMARTY_RAQUO,
    PC_SMARTY_LSQUO,
    PC_SMARTY_RSQUO,
    PC_SMARTY_LDQUO,
    PC_SMARTY_RDQUO,
    PC_SMARTY_KINDS, /* so many have a character of their own; escaped << and >> stay */
    PC_SMARTY_LESS = PC_SMARTY_KINDS,
    PC_SMARTY_MORE
} pc_smarty_kind;

/* The usual characters. Static memory. */
pc_str pc_smarty_text(pc_smarty_kind kind);

/* Quotes, one byte each, behind [before] bytes that stay as they are. */
typedef struct pc_smarty_quote {
    size_t before, n; /* n: 1 or 2 */
    pc_smarty_kind kind[2];
} pc_smarty_quote;

/* The quotes at s.p[at], or behind the character there, which decides with what follows. A text is
 * to be read from its start, without what has been taken. False: there are none, or a backslash is
 * before them. */
bool pc_smarty_quote_at(pc_str s, size_t at, pc_smarty_quote *out);

/* The length of the symbol at s.p[at]: --- -- ... << >> and the last two with a space inside or a
 * backslash before them. 0: none. */
size_t pc_smarty_symbol_at(pc_str s, size_t at, pc_smarty_kind *kind);

#endif
