/* Numbers as Liquid's arithmetic has them: integers, and decimals that are exact where binary
 * floating point is not (0.1 + 0.2 is 0.3). */
#ifndef PC_LIQUID_NUMBER_H
#define PC_LIQUID_NUMBER_H

#include "readers/jekyll/liquid/value.h"

/* Ruby's Float#to_s: shortest digits that read back, "1.0", "1.0e+20". At most 32 bytes. */
size_t liq_float_text(double f, char out[40]);

/* The number that arithmetic filters see: strings are read ("3.5" is a decimal, "3x" is 3), all
 * else is 0. The result is LIQ_INT or LIQ_FLOAT. */
liq_value liq_number(struct liq_run *r, liq_value v);
/* Ruby's String#to_i and String#to_f. */
int64_t liq_str_to_i(pc_str s);
double liq_str_to_f(pc_str s);

/* op: + - * / %. False on division by zero (floats divide to infinity as Ruby's). */
bool liq_arith(char op, liq_value a, liq_value b, liq_value *out);
/* Rounds half away from zero to [digits] decimals. */
liq_value liq_round(liq_value v, int64_t digits);

#endif
