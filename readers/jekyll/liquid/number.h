/* Numbers as Liquid's arithmetic has them: integers of any size, and decimals that are exact where
 * binary floating point is not (0.1 + 0.2 is 0.3). */
#ifndef PC_LIQUID_NUMBER_H
#define PC_LIQUID_NUMBER_H

#include "readers/jekyll/liquid/value.h"

/* Ruby's Float#to_s: shortest digits that read back, "1.0", "1.0e+20". At most 32 bytes. */
size_t liq_float_text(double f, char out[40]);

/* Whether [s] is -?\d+. */
bool liq_is_integer(pc_str s);
/* The integer that -?\d+ writes. The answer may borrow [s]. */
liq_value liq_digits(pc_arena *a, pc_str s);
/* Ruby's String#to_i, which reads what it can and gives 0 for the rest, and String#to_f. */
liq_value liq_str_to_i(pc_arena *a, pc_str s);
double liq_str_to_f(pc_str s);
/* Ruby's Integer#size: bytes, eight at least. */
int64_t liq_int_size(liq_value v);
/* Float#to_i: exactly the integer that the bits say. Fails the run for infinity and NaN. */
liq_value liq_float_to_i(struct liq_run *r, liq_value v);

static inline bool liq_is_number(liq_value v) {
    return v.kind == LIQ_INT || v.kind == LIQ_FLOAT || v.kind == LIQ_BIG;
}
/* The number that arithmetic filters see: strings are read ("3.5" is a decimal, "3x" is 3), all
 * else is 0. */
liq_value liq_number(struct liq_run *r, liq_value v);
/* <0, 0, >0; LIQ_UNORDERED with one that is not a number (NaN). */
int liq_number_cmp(struct liq_run *r, liq_value a, liq_value b);

/* Operators: + - * / %. The operands are read as liq_number() does, but "1.10" keeps its digits.
 * False after failing the run: division by zero, or a result too long to be meant. */
bool liq_arith(struct liq_run *r, char op, liq_value a, liq_value b, liq_value *out);
/* The sum of what liq_number() makes of the values: 0 of none; exact until it is a float. Nil after
 * failing the run. */
liq_value liq_sum(struct liq_run *r, const liq_value *v, size_t n);
/* Rounds half away from zero to [digits] decimals; the result is whole for less than 1. */
liq_value liq_round(struct liq_run *r, liq_value v, int64_t digits);
/* To a whole number: '<' down, '>' up, '0' towards zero. Fails the run when there is none. */
liq_value liq_whole(struct liq_run *r, liq_value v, char way);

#endif
