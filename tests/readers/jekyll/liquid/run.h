/* Running one template in a test: data as JSON, partials as a JSON map. */
#ifndef PC_TEST_LIQUID_RUN_H
#define PC_TEST_LIQUID_RUN_H

#include "data/json.h"
#include "readers/jekyll/liquid/liquid.h"
#include "support.h"

typedef struct liq_case {
    test_ctx *t;
    const liq_dialect *dialect;
    const pc_value *data;      /* a map, or NULL */
    const pc_value *templates; /* a map from names to texts, or NULL */
    const pc_limits *limits;   /* NULL: the usual ones */
    bool bad;                  /* out: parsing or running met an error */
} liq_case;

PC_UNUSED static bool case_global(void *user, liq_run *r, pc_str name, liq_value *out) {
    const liq_case *c = user;
    const pc_value *v = pc_value_get(c->data, name);
    if (v) *out = liq_from_data(r, v);
    return v != NULL;
}

PC_UNUSED static const liq_program *case_partial(void *user, liq_run *r, liq_partial_kind kind,
                                                 pc_str name, pc_pos from, pc_pos to) {
    liq_case *c = user;
    (void)kind;
    const pc_value *v = pc_value_get(c->templates, name);
    if (!v) {
        pc_diag_span(liq_diags(r), PC_DIAG_INCLUDE_MISSING, from, to, (pc_str){0},
                     "no partial '%.*s'", PC_F(name));
        return NULL;
    }
    pc_source *src = pc_source_add(&c->t->sources, name, pc_value_text(v));
    const liq_program *p =
        liq_parse(&c->t->arena, &c->t->scratch, c->dialect, src, 0, src->text.n, liq_diags(r));
    c->bad |= liq_program_bad(p);
    return p;
}

PC_UNUSED static pc_str case_run(liq_case *c, pc_str text) {
    liq_host host = {.user = c,
                     .global = case_global,
                     .partial = case_partial,
                     .zone = {.now = 1600000000},
                     .limits = c->limits};
    pc_source *src = pc_source_add(&c->t->sources, PC_S("test"), text);
    c->bad = false;
    const liq_program *p =
        liq_parse(&c->t->arena, &c->t->scratch, c->dialect, src, 0, text.n, &c->t->diags);
    liq_result out = liq_render(&c->t->arena, c->dialect, &host, &c->t->diags, p);
    c->bad |= liq_program_bad(p) || out.errors;
    return out.text;
}

#endif
