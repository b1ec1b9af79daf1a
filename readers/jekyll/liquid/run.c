/* Running a program: variables, scopes, output with its source map, limits and errors. */
#include "base/limits.h"
#include "base/str.h"
#include "readers/jekyll/liquid/liquid_int.h"
#include "readers/jekyll/liquid/number.h"

pc_arena *liq_arena(liq_run *r) {
    return r->a;
}
pc_diags *liq_diags(liq_run *r) {
    return r->diags;
}
pc_mem *liq_mem(liq_run *r) {
    return r->a->mem;
}
const liq_zone *liq_zone_of(const liq_run *r) {
    return &r->host->zone;
}
pc_pos liq_here(const liq_run *r) {
    return pc_source_pos(r->src, r->node ? r->node->at : 0);
}

/* --- errors and limits ---------------------------------------------------------------------------
 */

/* One that includes itself is said once. */
void liq_say_chain(liq_run *r) {
    const struct liq_include_chain *last = NULL;
    int shown = 0;
    for (const struct liq_include_chain *c = r->chain; c && shown < 10; c = c->up) {
        bool again = last && last->src == c->src && last->at == c->at;
        last = c;
        if (again) continue;
        pc_diag_note(r->diags, pc_source_pos(c->src, c->at), "in '%.*s', included from here",
                     PC_F(c->file));
        shown++;
    }
}

void liq_say_included(liq_run *r, pc_str file) {
    pc_diag_note(r->diags, liq_here(r), "in '%.*s', included from here", PC_F(file));
    liq_say_chain(r);
}

static void fail(liq_run *r, pc_str help, const char *fmt, va_list ap) {
    bool already = r->failed;
    r->failed = true;
    if (already) return;
    r->errors++;
    if (!r->node || r->node->said) return;
    r->node->said = true;
    pc_str text = pc_str_vfmt(r->a, fmt, ap);
    pc_diag_span(r->diags, PC_DIAG_LIQUID_RUNTIME, liq_here(r), pc_source_pos(r->src, r->node->to),
                 help, "%.*s", PC_F(text));
    liq_say_chain(r);
}

void liq_fail(liq_run *r, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    fail(r, PC_S(""), fmt, ap);
    va_end(ap);
}

void liq_fail_help(liq_run *r, pc_str help, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    fail(r, help, fmt, ap);
    va_end(ap);
}

void liq_say(liq_run *r, pc_diag_code code, const char *fmt, ...) {
    if (r->node->said) return;
    r->node->said = true;
    va_list ap;
    va_start(ap, fmt);
    pc_str text = pc_str_vfmt(r->a, fmt, ap);
    va_end(ap);
    pc_diag_span(r->diags, code, liq_here(r), pc_source_pos(r->src, r->node->to), PC_S(""), "%.*s",
                 PC_F(text));
    liq_say_chain(r);
}

/* --- variables -----------------------------------------------------------------------------------
 */

liq_value *liq_slot(liq_run *r, pc_map *m, pc_str key) {
    liq_value *v = pc_map_get(m, key);
    if (v) return v;
    v = PC_NEW(r->a, liq_value);
    pc_map_set(r->a, m, key, v);
    return v;
}

void liq_assign(liq_run *r, pc_str name, liq_value v) {
    *liq_slot(r, &r->vars, name) = v;
}

/* False: nothing has that name. */
static bool find(liq_run *r, pc_str name, liq_value *out) {
    for (size_t i = r->scope.n; i-- > 0;) {
        const liq_binding *b = &r->scope.v[i];
        if (b->name.n != name.n || !pc_str_eq(b->name, name)) continue;
        *out = b->value;
        return true;
    }
    const liq_value *v = pc_map_get(&r->vars, name);
    if (!v) v = pc_map_get(&r->counters, name);
    if (v) *out = *v;
    return v || (r->host->global && r->host->global(r->host->user, r, name, out));
}

liq_value liq_find(liq_run *r, pc_str name) {
    liq_value v = liq_nil();
    return find(r, name, &v) ? v : liq_nil();
}

bool liq_enter(liq_run *r, size_t *mark) {
    *mark = r->scope.n;
    if ((int64_t)r->depth + 1 >= r->limits->liquid_depth) {
        liq_limit(r, "Liquid nests deeper than it may", "liquid-depth", r->limits->liquid_depth);
        return false;
    }
    r->depth++;
    return true;
}

void liq_leave(liq_run *r, size_t mark) {
    r->scope.n = mark;
    r->depth--;
}

void liq_bind(liq_run *r, pc_str name, liq_value v) {
    liq_binding b = {name, v};
    pc_vec_push(r->a, &r->scope, b);
}

void liq_rebind(liq_run *r, size_t i, liq_value v) {
    r->scope.v[i].value = v;
}

/* --- expressions ---------------------------------------------------------------------------------
 */

/* A decimal is cut when both ends are written out; one that is looked up is no integer. */
static bool range_end(liq_run *r, liq_value v, bool written, int64_t *out) {
    switch (v.kind) {
    case LIQ_INT: *out = liq_clamp(v.u.i); return true;
    case LIQ_FLOAT:
        if (!written) break;
        *out = liq_clamp(v.u.f > 9e18 ? INT64_MAX : v.u.f < -9e18 ? INT64_MIN : (int64_t)v.u.f);
        return true;
    case LIQ_STR:
        v = liq_str_to_i(r->a, liq_slice(v));
        *out = liq_clamp(v.kind == LIQ_INT ? v.u.i : v.u.p[0] == '-' ? INT64_MIN : INT64_MAX);
        return true;
    case LIQ_NIL: *out = 0; return true;
    default: break;
    }
    liq_fail(r, "a range goes from an integer to an integer");
    return false;
}

static liq_value eval_range(liq_run *r, const liq_expr *e) {
    liq_value v = {.kind = LIQ_RANGE};
    bool written = e->lo->kind == LIQ_E_VALUE && e->hi->kind == LIQ_E_VALUE;
    if (!range_end(r, liq_eval(r, e->lo), written, &v.u.i)) return liq_nil();
    return range_end(r, liq_eval(r, e->hi), written, &v.x.hi) ? v : liq_nil();
}

/* --- names that are not there (strict_names) -----------------------------------------------------
 */

typedef PC_VEC(pc_str) name_list;

static void add_map(pc_arena *a, name_list *out, const pc_map *m) {
    for (size_t i = 0; i < m->n; i++) pc_vec_push(a, out, m->v[i].key);
}

/* Names that may stand after [v] and a dot. */
static void add_members(liq_run *r, name_list *out, liq_value v) {
    pc_str key;
    for (size_t i = 0; v.kind == LIQ_MAP && i < v.x.n; i++)
        pc_vec_push(r->a, out, liq_key_at(v, i));
    if (v.kind != LIQ_OBJ || !v.u.obj->cls->key) return;
    for (size_t i = 0; v.u.obj->cls->key(r, v.u.obj, i, &key); i++) pc_vec_push(r->a, out, key);
}

static void add_variables(liq_run *r, name_list *out) {
    for (size_t i = 0; i < r->scope.n; i++) pc_vec_push(r->a, out, r->scope.v[i].name);
    add_map(r->a, out, &r->vars);
    add_map(r->a, out, &r->counters);
    if (r->host->globals) add_members(r, out, r->host->globals(r->host->user, r));
}

/* [of]: what was asked for the name; NULL: the name of a variable. */
static liq_value undefined(liq_run *r, pc_str name, const liq_value *of) {
    name_list known = {0};
    pc_str help = PC_S("");
    if (!r->host->strict_names) return liq_nil();
    if (of)
        add_members(r, &known, *of);
    else
        add_variables(r, &known);
    pc_str near = pc_did_you_mean(name, known.v, known.n);
    if (near.n) help = pc_str_fmt(r->a, "did you mean '%.*s'?", PC_F(near));
    liq_fail_help(r, help, "undefined variable '%.*s'", PC_F(name));
    return liq_nil();
}

/* --- lookups -------------------------------------------------------------------------------------
 */

static liq_value eval_lookup(liq_run *r, const liq_expr *e) {
    pc_str name = e->name;
    if (e->lo) {
        liq_value n = liq_eval(r, e->lo);
        if (n.kind != LIQ_STR) return liq_nil();
        name = liq_slice(n);
    }
    liq_value v = liq_nil();
    if (!find(r, name, &v)) return undefined(r, name, NULL);
    for (size_t i = 0; i < e->nsteps; i++) {
        const liq_step *s = &e->steps[i];
        liq_value key = s->key ? liq_eval(r, s->key) : liq_str(s->name);
        if (!liq_get(r, v, key, s->word, &v)) return undefined(r, liq_text(r, key), &v);
    }
    return v;
}

liq_value liq_eval(liq_run *r, const liq_expr *e) {
    if (!e) return liq_nil();
    if (e->kind == LIQ_E_VALUE) return e->value;
    return e->kind == LIQ_E_RANGE ? eval_range(r, e) : eval_lookup(r, e);
}

static liq_value apply(liq_run *r, const liq_apply *f, liq_value in) {
    liq_value few[8], *args = few;
    liq_pair pairs[4], *kwargs = pairs;
    if (f->nargs + 1 > PC_COUNT(few)) args = PC_NEW_N(r->a, liq_value, f->nargs + 1);
    if (f->nkwargs > PC_COUNT(pairs)) kwargs = PC_NEW_N(r->a, liq_pair, f->nkwargs);
    for (size_t i = 0; i < f->nargs; i++) args[i] = liq_eval(r, f->args[i]);
    for (size_t i = 0; i < f->nkwargs; i++)
        kwargs[i] = (liq_pair){.key = f->kwargs[i].name, .value = liq_eval(r, f->kwargs[i].value)};
    if (!f->filter && r->host->strict_names)
        liq_fail_help(r, liq_near_filter(r->a, r->d, f->name), "unknown filter '%.*s'",
                      PC_F(f->name));
    if (!f->filter) return in;
    liq_call c = {args, f->nargs, kwargs, f->nkwargs};
    size_t given = c.n + (c.nkwargs > 0 && f->filter->max > f->filter->min ? 0 : c.nkwargs > 0);
    if (given < (size_t)f->filter->min || given > (size_t)f->filter->max) {
        liq_fail(r, "filter '%s' takes %d%s argument%s, not %zu", f->filter->name, f->filter->min,
                 f->filter->max > f->filter->min ? " or more" : "", f->filter->min == 1 ? "" : "s",
                 given);
        return liq_nil();
    }
    return f->filter->fn(r, in, &c);
}

/* What a filter reads and builds counts, so that doubling a text forty times ends. */
static uint64_t steps_of(liq_value in, liq_value out) {
    uint64_t n = LIQ_FILTER_STEPS;
    bool same = in.kind == out.kind && in.u.p == out.u.p; /* a part of it, or grown in its place */
    if (in.kind == LIQ_STR) n += in.x.n / LIQ_BYTES_READ_PER_STEP;
    if (out.kind == LIQ_STR && !same) n += out.x.n / LIQ_BYTES_PER_STEP;
    if (out.kind == LIQ_LIST && !same && !out.data) n += out.x.n;
    return n;
}

liq_value liq_eval_var(liq_run *r, const liq_var *v) {
    liq_value x = liq_eval(r, v->expr);
    for (size_t i = 0; i < v->nfilters && !r->failed; i++) {
        liq_value in = x;
        x = apply(r, &v->filters[i], x);
        if (!liq_tick(r, steps_of(in, x))) return liq_nil();
    }
    return x;
}

/* --- conditions ----------------------------------------------------------------------------------
 */

static const char *class_of(liq_value v) {
    static const char *const names[] = {
        "nil",     "a truth value", "a number", "a number",  "text",  "a date", "a time",
        "a range", "a list",        "a map",    "an object", "empty", "blank",  "a number"};
    return names[v.kind];
}

static bool is_word(liq_value v) {
    return v.kind == LIQ_EMPTY || v.kind == LIQ_BLANK;
}

static bool word_equal(const liq_run *r, liq_value word, liq_value v) {
    if (word.kind == LIQ_EMPTY) return liq_is_empty(v) || v.kind == LIQ_EMPTY;
    return r->d->blank_works && liq_is_blank(v);
}

static bool equal(liq_run *r, liq_value a, liq_value b) {
    if (is_word(a)) return word_equal(r, a, b);
    if (is_word(b)) return word_equal(r, b, a);
    return liq_equal(r, a, b);
}

static bool ordered_kind(liq_value v) {
    return liq_is_number(v) || v.kind == LIQ_STR || v.kind == LIQ_DATE || v.kind == LIQ_TIME;
}

static bool ordered(liq_run *r, liq_op op, liq_value a, liq_value b) {
    if (!ordered_kind(a) || !ordered_kind(b)) return false;
    int c = liq_order(r, a, b);
    if (c == LIQ_UNORDERED) {
        liq_fail(r, "%s cannot be compared with %s", class_of(a), class_of(b));
        return false;
    }
    switch (op) {
    case LIQ_OP_LT: return c < 0;
    case LIQ_OP_GT: return c > 0;
    case LIQ_OP_LE: return c <= 0;
    default: return c >= 0;
    }
}

static bool contains(liq_run *r, liq_value a, liq_value b) {
    liq_value out;
    if (!liq_true(a) || !liq_true(b)) return false;
    switch (a.kind) {
    case LIQ_STR:
        if (!liq_tick(r, a.x.n / LIQ_BYTES_READ_PER_STEP)) return false;
        return pc_str_find(liq_slice(a), is_word(b) ? PC_S("") : liq_text(r, b), 0) != PC_NPOS;
    case LIQ_LIST:
        if (!liq_tick(r, a.x.n / 4)) return false;
        for (size_t i = 0; i < a.x.n; i++)
            if (liq_equal(r, liq_at(r, a, i), b)) return true;
        return false;
    case LIQ_MAP: return b.kind == LIQ_STR && liq_map_get(r, a, liq_slice(b), &out);
    case LIQ_RANGE: return b.kind == LIQ_INT && b.u.i >= a.u.i && b.u.i <= a.x.hi;
    default: return false;
    }
}

static void unknown_operator(liq_run *r, pc_str op) {
    const char *meant = pc_str_eqz(op, "=") ? "; equal is '=='" : "";
    liq_fail(r, "unknown operator '%.*s'%s", PC_F(op), meant);
}

static bool test(liq_run *r, const liq_test *t) {
    liq_value a = liq_eval(r, t->left);
    if (t->op == LIQ_OP_NONE) return liq_true(a);
    liq_value b = liq_eval(r, t->right);
    switch (t->op) {
    case LIQ_OP_EQ: return equal(r, a, b);
    case LIQ_OP_NE: return !equal(r, a, b);
    case LIQ_OP_CONTAINS: return contains(r, a, b);
    case LIQ_OP_UNKNOWN: unknown_operator(r, t->op_text); return false;
    default: return ordered(r, (liq_op)t->op, a, b);
    }
}

bool liq_eval_cond(liq_run *r, const liq_cond *c) {
    bool v = false;
    for (size_t i = 0; i < c->n; i++) {
        v = test(r, &c->v[i]);
        if (r->failed || !c->v[i].join || (c->v[i].join == '|') == v) return v && !r->failed;
    }
    return v;
}

/* --- output --------------------------------------------------------------------------------------
 */

static void map(liq_run *r, pc_pos from, bool verbatim) {
    if (!r->mapping) return;
    uint32_t at = (uint32_t)r->out.n;
    if (r->spans.n) {
        const pc_map_span *s = &r->spans.v[r->spans.n - 1];
        if (s->at == at)
            r->spans.n--;
        else if (s->verbatim == verbatim && s->from + (verbatim ? at - s->at : 0) == from)
            return;
    }
    pc_map_span span = {at, from, verbatim};
    pc_vec_push(r->a, &r->spans, span);
}

void liq_emit(liq_run *r, pc_str text) {
    if (!text.n) return;
    map(r, liq_here(r), false);
    pc_buf_put(&r->out, text);
}

void liq_emit_value(liq_run *r, liq_value v) {
    map(r, liq_here(r), false);
    liq_put(r, &r->out, v);
}

size_t liq_capture_begin(liq_run *r, bool *mapping) {
    *mapping = r->mapping;
    r->mapping = false;
    return r->out.n;
}

pc_str liq_capture_end(liq_run *r, size_t mark, bool mapping) {
    r->mapping = mapping;
    pc_str s = pc_str_dup(r->a, pc_str_from(pc_buf_str(&r->out), mark));
    pc_buf_trunc(&r->out, mark);
    liq_tick(r, s.n / LIQ_BYTES_PER_STEP);
    return s;
}

static void run_output(liq_run *r, liq_node *n) {
    liq_value v = liq_eval_var(r, n->u.var);
    if (!r->failed) liq_emit_value(r, v);
}

static void out_full(liq_run *r) {
    if (r->interrupt != LIQ_STOP)
        liq_limit(r, "Liquid prints more than it may", "liquid-output", r->limits->liquid_output);
}

static void run_node(liq_run *r, liq_node *n) {
    liq_node *outer = r->node;
    r->node = n;
    r->failed = false;
    if (n->kind == LIQ_N_TEXT) {
        map(r, pc_source_pos(r->src, n->at), true);
        pc_buf_put(&r->out, n->u.text);
    } else if (liq_tick(r, 1)) {
        if (n->kind == LIQ_N_OUT)
            run_output(r, n);
        else if (n->tag->render)
            n->tag->render(r, n->u.data);
    }
    if (r->out.failed) out_full(r);
    r->node = outer;
    r->failed = false;
}

void liq_run_block(liq_run *r, const liq_block *b) {
    if (r->frames >= PC_MAX_LIQUID_FRAMES) {
        liq_limit(r, "Liquid nests deeper than it may", NULL, PC_MAX_LIQUID_FRAMES);
        return;
    }
    r->frames++;
    for (size_t i = 0; i < b->n; i++) {
        run_node(r, &b->v[i]);
        if (r->interrupt == LIQ_GO) continue;
        if (r->interrupt == LIQ_STOP || b->v[i].kind != LIQ_N_TEXT) break;
    }
    r->frames--;
}

/* The page itself: what stops a loop or an include ends there, and the page goes on. */
static void run_body(liq_run *r, const liq_block *b) {
    for (size_t i = 0; i < b->n && !r->out.failed; i++) {
        run_node(r, &b->v[i]);
        if (r->interrupt == LIQ_BREAK || r->interrupt == LIQ_CONTINUE) return;
        r->interrupt = LIQ_GO;
    }
}

void liq_run_partial(liq_run *r, const liq_program *p, pc_str name) {
    struct liq_include_chain link = {r->chain, r->src, r->node ? r->node->at : 0, name};
    liq_node *node = r->node;
    const pc_source *src = r->src;
    if (node) r->chain = &link;
    r->src = p->src;
    r->node = NULL;
    liq_run_block(r, &p->body);
    r->src = src;
    r->node = node;
    r->chain = link.up;
    r->failed = false;
}

liq_result liq_render_in(liq_run *parent, pc_arena *a, const liq_dialect *d, const liq_host *host,
                         pc_diags *diags, const liq_program *p) {
    liq_run r = {.a = a, .d = d, .host = host, .diags = diags, .src = p->src, .mapping = true};
    r.limits = host->limits ? host->limits : &pc_limits_default;
    r.own.steps = (uint64_t)r.limits->liquid_steps;
    r.budget = parent ? parent->budget : &r.own;
    r.frames = parent ? parent->frames + 1 : 1;
    r.depth = parent ? parent->depth + 1 : 0;
    pc_buf_init(&r.out, a->mem);
    liq_limit_buf(&r, &r.out);
    run_body(&r, &p->body);
    /* what printed nothing at the end has no place in the text */
    if (r.spans.n && r.spans.v[r.spans.n - 1].at >= r.out.n) r.spans.n--;
    liq_result out = {.spans = pc_vec_done(a, &r.spans), .nspans = r.spans.n, .errors = r.errors};
    out.text = pc_buf_take(&r.out, a);
    pc_buf_fini(&r.out);
    pc_buf_fini(&r.spare);
    return out;
}

liq_result liq_render(pc_arena *a, const liq_dialect *d, const liq_host *host, pc_diags *diags,
                      const liq_program *p) {
    return liq_render_in(NULL, a, d, host, diags, p);
}
