/* Liquid's arithmetic. */
#include "readers/jekyll/liquid/liquid_int.h"
#include "readers/jekyll/liquid/number.h"

#include <math.h>

static liq_value arith(liq_run *r, char op, liq_value in, const liq_call *c) {
    liq_value out;
    return liq_arith(r, op, in, c->args[0], &out) ? out : liq_nil();
}
static liq_value f_plus(liq_run *r, liq_value in, const liq_call *c) {
    return arith(r, '+', in, c);
}
static liq_value f_minus(liq_run *r, liq_value in, const liq_call *c) {
    return arith(r, '-', in, c);
}
static liq_value f_times(liq_run *r, liq_value in, const liq_call *c) {
    return arith(r, '*', in, c);
}
static liq_value f_divided_by(liq_run *r, liq_value in, const liq_call *c) {
    return arith(r, '/', in, c);
}
static liq_value f_modulo(liq_run *r, liq_value in, const liq_call *c) {
    return arith(r, '%', in, c);
}

static liq_value f_abs(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    liq_value v = liq_number(r, in), out = v;
    if (v.kind == LIQ_FLOAT) return liq_float(fabs(v.u.f));
    return liq_number_cmp(r, v, liq_int(0)) < 0 && liq_arith(r, '-', liq_int(0), v, &out) ? out : v;
}

static liq_value f_ceil(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    return liq_whole(r, in, '>');
}
static liq_value f_floor(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    return liq_whole(r, in, '<');
}

static liq_value f_round(liq_run *r, liq_value in, const liq_call *c) {
    liq_value places = c->n ? liq_whole(r, c->args[0], '0') : liq_int(0);
    if (r->failed) return liq_nil();
    if (places.kind != LIQ_INT || places.u.i > INT32_MAX || places.u.i < INT32_MIN) {
        liq_fail(r, "'%.*s' is too large to be a number of digits", PC_F(liq_text(r, places)));
        return liq_nil();
    }
    return liq_round(r, in, places.u.i);
}

static liq_value f_at_least(liq_run *r, liq_value in, const liq_call *c) {
    liq_value v = liq_number(r, in), n = liq_number(r, c->args[0]);
    return liq_number_cmp(r, n, v) == 1 ? n : v;
}
static liq_value f_at_most(liq_run *r, liq_value in, const liq_call *c) {
    liq_value v = liq_number(r, in), n = liq_number(r, c->args[0]);
    return liq_number_cmp(r, n, v) == -1 ? n : v;
}

static const liq_filter rows[] = {
    {"plus", f_plus, 1, 1},       {"minus", f_minus, 1, 1},
    {"times", f_times, 1, 1},     {"divided_by", f_divided_by, 1, 1},
    {"modulo", f_modulo, 1, 1},   {"abs", f_abs, 0, 0},
    {"ceil", f_ceil, 0, 0},       {"floor", f_floor, 0, 0},
    {"round", f_round, 0, 1},     {"at_least", f_at_least, 1, 1},
    {"at_most", f_at_most, 1, 1},
};
const liq_filter_table liq_filters_number = {rows, PC_COUNT(rows)};
