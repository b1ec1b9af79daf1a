/* Liquid's arithmetic. */
#include "readers/jekyll/liquid/liquid_int.h"
#include "readers/jekyll/liquid/number.h"

#include <math.h>

static liq_value arith(liq_run *r, char op, liq_value in, const liq_call *c) {
    liq_value out;
    liq_value a = liq_number(r, in), b = liq_number(r, c->args[0]);
    if (liq_arith(op, a, b, &out)) return out;
    liq_fail(r, "divided by 0");
    return liq_nil();
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
    liq_value v = liq_number(r, in);
    return v.kind == LIQ_INT ? liq_int(v.u.i < 0 && v.u.i > INT64_MIN ? -v.u.i : v.u.i)
                             : liq_float(fabs(v.u.f));
}

static double as_double(liq_value v) {
    return v.kind == LIQ_INT ? (double)v.u.i : v.u.f;
}

static liq_value whole(liq_run *r, double f) {
    if (isfinite(f) && fabs(f) < 9.2e18) return liq_int((int64_t)f);
    liq_fail(r, "no integer is that large");
    return liq_nil();
}
static liq_value f_ceil(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    liq_value v = liq_number(r, in);
    return v.kind == LIQ_INT ? v : whole(r, ceil(v.u.f));
}
static liq_value f_floor(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    liq_value v = liq_number(r, in);
    return v.kind == LIQ_INT ? v : whole(r, floor(v.u.f));
}

static liq_value f_round(liq_run *r, liq_value in, const liq_call *c) {
    liq_value v = liq_number(r, in);
    liq_value d = c->n ? liq_number(r, c->args[0]) : liq_int(0);
    bool far = d.kind == LIQ_FLOAT && !(fabs(d.u.f) < 1000);
    return liq_round(v, d.kind == LIQ_INT ? d.u.i
                        : far             ? (d.u.f < 0 ? -1000 : 1000)
                                          : (int64_t)d.u.f);
}

static liq_value f_at_least(liq_run *r, liq_value in, const liq_call *c) {
    liq_value v = liq_number(r, in), n = liq_number(r, c->args[0]);
    return as_double(n) > as_double(v) ? n : v;
}
static liq_value f_at_most(liq_run *r, liq_value in, const liq_call *c) {
    liq_value v = liq_number(r, in), n = liq_number(r, c->args[0]);
    return as_double(n) < as_double(v) ? n : v;
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
