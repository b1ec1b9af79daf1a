/* Liquid's own include and render: partials by a name in quotes, with arguments. */
#include "base/str.h"
#include "readers/jekyll/liquid/liquid_int.h"

typedef struct partial {
    const liq_expr *name;
    pc_str alias;
    const liq_expr *with;
    bool each; /* for, not with */
    const liq_kwarg *args;
    size_t nargs;
    bool isolated; /* render */
} partial;

static void *parse_partial(liq_parser *p, const liq_token *t, bool *blank) {
    (void)blank;
    partial *x = PC_NEW(p->a, partial);
    PC_VEC(liq_kwarg) args = {0};
    pc_str s = p->markup, name = {0}, word, value;
    x->isolated = pc_str_eqz(liq_token_name(p, t), "render");
    if (!liq_scan_fragment(&s, &name) || (x->isolated && name.p[0] != '"' && name.p[0] != '\'')) {
        liq_syntax(p, "'%s' needs the name of a partial in quotes", t->tag->name);
        return x;
    }
    x->name = liq_parse_expr(p, name);
    pc_str rest = s;
    liq_skip(&rest);
    if (liq_scan_word(&rest, &word) && (pc_str_eqz(word, "with") || pc_str_eqz(word, "for"))) {
        liq_skip(&rest);
        if (liq_scan_fragment(&rest, &value)) {
            x->each = pc_str_eqz(word, "for");
            x->with = liq_parse_expr(p, value);
            s = rest;
        }
    }
    rest = s;
    liq_skip(&rest);
    if (liq_scan_word(&rest, &word) && pc_str_eqz(word, "as")) {
        liq_skip(&rest);
        if (liq_scan_word(&rest, &x->alias)) s = rest;
    }
    liq_kwarg k;
    while (liq_next_attribute(&s, &k.name, &value)) {
        k.value = liq_parse_expr(p, value);
        pc_vec_push(p->scratch, &args, k);
    }
    x->args = pc_vec_done(p->a, &args);
    x->nargs = args.n;
    return x;
}

static pc_str last_part(pc_str name) {
    size_t slash = pc_str_rchr(name, '/');
    return slash == PC_NPOS ? name : pc_str_from(name, slash + 1);
}

static const liq_program *load(liq_run *r, const partial *x, pc_str *name) {
    liq_value v = liq_eval(r, x->name);
    if (v.kind != LIQ_STR) {
        liq_fail(r, "the name of a partial is text, in quotes or in a variable");
        return NULL;
    }
    *name = liq_slice(v);
    pc_pos from = liq_here(r), to = pc_source_pos(r->src, r->node->to);
    if (!r->host->partial || !liq_tick(r, LIQ_PARTIAL_STEPS)) return NULL;
    const liq_program *p =
        r->host->partial(r->host->user, r, x->isolated ? LIQ_RENDER : LIQ_INCLUDE, *name, from, to);
    if (!p) r->errors++;
    return p;
}

static void bind_args(liq_run *r, const partial *x, const liq_value *values) {
    for (size_t i = 0; i < x->nargs; i++) liq_bind(r, x->args[i].name, values[i]);
}

static liq_value *eval_args(liq_run *r, const partial *x) {
    liq_value *v = PC_NEW_N(r->a, liq_value, x->nargs + 1);
    for (size_t i = 0; i < x->nargs; i++) v[i] = liq_eval(r, x->args[i].value);
    return v;
}

static void render_include(liq_run *r, void *data) {
    const partial *x = data;
    pc_str name;
    size_t mark;
    if (r->isolated) {
        liq_fail(r, "'include' may not be used in what 'render' brings: use 'render' there");
        return;
    }
    const liq_program *p = load(r, x, &name);
    if (!p) return;
    pc_str alias = x->alias.n ? x->alias : last_part(name);
    liq_value with = x->with ? liq_eval(r, x->with) : liq_find(r, name);
    liq_value *args = eval_args(r, x);
    if (!liq_enter(r, &mark)) return;
    bind_args(r, x, args);
    size_t at = r->scope.n;
    liq_bind(r, alias, with);
    if (with.kind != LIQ_LIST) liq_run_partial(r, p, name);
    for (size_t i = 0; with.kind == LIQ_LIST && i < with.x.n && liq_tick(r, 1); i++) {
        liq_rebind(r, at, liq_at(r, with, i));
        liq_run_partial(r, p, name);
    }
    liq_leave(r, mark);
}

/* A partial that sees only its arguments, and leaves nothing behind. */
typedef struct outside {
    pc_map vars, counters, offsets, cycles;
    liq_obj *forloop;
    bool isolated;
} outside;

static outside isolate(liq_run *r) {
    outside o = {r->vars, r->counters, r->offsets, r->cycles, r->forloop, r->isolated};
    r->vars = r->counters = r->offsets = r->cycles = (pc_map){0};
    r->forloop = NULL;
    r->isolated = true; /* Liquid's render disables the tag include */
    return o;
}
static void restore(liq_run *r, const outside *o) {
    r->vars = o->vars;
    r->counters = o->counters;
    r->offsets = o->offsets;
    r->cycles = o->cycles;
    r->forloop = o->forloop;
    r->isolated = o->isolated;
}

static void render_one(liq_run *r, const partial *x, const liq_program *p, pc_str name,
                       const liq_value *args, liq_value with, liq_value forloop) {
    size_t mark;
    if (!liq_enter(r, &mark)) return;
    outside o = isolate(r);
    liq_binding *hidden = r->scope.v;
    size_t n = r->scope.n, cap = r->scope.cap;
    r->scope.v = NULL;
    r->scope.n = r->scope.cap = 0;
    /* its arguments are its own variables: assign may change them */
    if (forloop.kind != LIQ_NIL) liq_assign(r, PC_S("forloop"), forloop);
    for (size_t i = 0; i < x->nargs; i++) liq_assign(r, x->args[i].name, args[i]);
    if (with.kind != LIQ_NIL) liq_assign(r, x->alias.n ? x->alias : last_part(name), with);
    liq_run_partial(r, p, name);
    if (r->interrupt != LIQ_STOP) r->interrupt = LIQ_GO;
    r->scope.v = hidden;
    r->scope.n = n;
    r->scope.cap = cap;
    restore(r, &o);
    liq_leave(r, mark);
}

static void render_render(liq_run *r, void *data) {
    const partial *x = data;
    pc_str name;
    const liq_program *p = load(r, x, &name);
    if (!p) return;
    liq_value *args = eval_args(r, x), with = liq_eval(r, x->with);
    bool each =
        x->each && (with.kind == LIQ_LIST || with.kind == LIQ_RANGE || with.kind == LIQ_MAP);
    if (!each) {
        render_one(r, x, p, name, args, with, liq_nil());
        return;
    }
    liq_value items = liq_items(r, with);
    liq_value f = liq_forloop_new(r, name, (int64_t)items.x.n);
    for (size_t i = 0; i < items.x.n && liq_tick(r, 1) && r->interrupt == LIQ_GO; i++) {
        render_one(r, x, p, name, args, liq_at(r, items, i), f);
        liq_forloop_next(f);
    }
}

static const liq_tag rows[] = {
    {.name = "include", .parse = parse_partial, .render = render_include},
    {.name = "render", .parse = parse_partial, .render = render_render},
};
const liq_tag_table liq_tags_partial = {rows, PC_COUNT(rows)};
