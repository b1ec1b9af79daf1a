/* What every room may use without asking: slices, and the compiler's attributes.
 *
 * A `pc_str` points into an arena, into the input, or at a literal; nobody frees it, and NUL is an
 * ordinary byte in it. */
#ifndef PC_BASE_H
#define PC_BASE_H

#include "pubconv/plugin.h" /* pc_str */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__GNUC__)
#define PC_PRINTF(f, a) __attribute__((format(printf, f, a)))
#define PC_NORETURN _Noreturn
#define PC_UNUSED __attribute__((unused))
#else
#define PC_PRINTF(f, a)
#define PC_NORETURN _Noreturn
#define PC_UNUSED
#endif

#define PC_COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* A literal as a slice: PC_S("x") in expressions, PC_LIT("x") in static initialisers. */
#define PC_LIT(s) \
    { "" s, sizeof(s) - 1 }
#define PC_S(s) ((pc_str)PC_LIT(s))
/* For printf: "%.*s" with PC_F(slice). */
#define PC_F(s) (int)(s).n, (s).p ? (s).p : ""

#endif
