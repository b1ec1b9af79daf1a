/* Decimal numbers of any length, for what neither 64 bits nor a double hold: Ruby's big integers
 * and BigDecimals. They live in an arena and are never changed. */
#ifndef PC_LIQUID_DECIMAL_H
#define PC_LIQUID_DECIMAL_H

#include "base/arena.h"

typedef struct liq_dec {
    const uint32_t *d; /* in base 10^9, the least first; none on top is 0 */
    size_t n;          /* 0: zero */
    int64_t scale;     /* the value is d / 10^scale */
    bool minus;        /* a zero may have it too, as -0.0 */
} liq_dec;

/* The number that [s] writes: -?\d+(\.\d+)?(e-?\d+)?, nothing else around it. */
liq_dec liq_dec_read(pc_arena *a, pc_str s);
/* Exact. */
liq_dec liq_dec_add(pc_arena *a, liq_dec x, liq_dec y);
liq_dec liq_dec_mul(pc_arena *a, liq_dec x, liq_dec y);
liq_dec liq_dec_negate(liq_dec x);
/* The whole quotient, rounded towards minus infinity, and what remains, which has y's sign (0 has
 * none). y is not 0. */
void liq_dec_divmod(pc_arena *a, liq_dec x, liq_dec y, liq_dec *q, liq_dec *rem);
/* x / y with at least [digits] digits that count. y is not 0. */
liq_dec liq_dec_quotient(pc_arena *a, liq_dec x, liq_dec y, size_t digits);
/* At most [places] decimals (fewer than 0: tens, hundreds …); halves go away from zero. */
liq_dec liq_dec_round(pc_arena *a, liq_dec x, int64_t places);
int liq_dec_cmp(pc_arena *a, liq_dec x, liq_dec y); /* <0, 0, >0 */
size_t liq_dec_digits(liq_dec x);                   /* at most nine too many */

/* A whole number (scale 0 or less) as text, without a minus before 0. */
pc_str liq_dec_text(pc_arena *a, liq_dec x);
double liq_dec_double(pc_arena *a, liq_dec x); /* the nearest; may be infinite */

#endif
