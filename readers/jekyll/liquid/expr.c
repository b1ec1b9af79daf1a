/* Expressions, filter chains and conditions: read strictly, then laxly, as Liquid's warn mode. */
#include "base/str.h"
#include "readers/jekyll/liquid/liquid_int.h"
#include "readers/jekyll/liquid/number.h"

static const liq_expr *parse_expr(liq_parser *p, pc_str s, int depth);

static const liq_expr *value_expr(liq_parser *p, liq_value v) {
    liq_expr *e = PC_NEW(p->a, liq_expr);
    e->kind = LIQ_E_VALUE;
    e->value = v;
    return e;
}

static bool all_digits(pc_str s) {
    size_t i = s.n && s.p[0] == '-' ? 1 : 0;
    if (i == s.n) return false;
    for (; i < s.n; i++)
        if (!pc_is_digit(s.p[i])) return false;
    return true;
}

/* -?\d[\d.]+ */
static bool is_float(pc_str s) {
    size_t i = s.n && s.p[0] == '-' ? 1 : 0;
    if (i + 1 >= s.n || !pc_is_digit(s.p[i])) return false;
    for (; i < s.n; i++)
        if (!pc_is_digit(s.p[i]) && s.p[i] != '.') return false;
    return true;
}

static const liq_expr *range_expr(liq_parser *p, pc_str s, int depth) {
    size_t dots = PC_NPOS;
    int nest = 0;
    for (size_t i = 1; i + 2 < s.n; i++) {
        if (s.p[i] == '(') nest++;
        if (s.p[i] == ')') nest--;
        if (!nest && s.p[i] == '.' && s.p[i + 1] == '.') dots = i;
        if (dots != PC_NPOS) break;
    }
    if (dots == PC_NPOS) return NULL;
    liq_expr *e = PC_NEW(p->a, liq_expr);
    e->kind = LIQ_E_RANGE;
    e->lo = parse_expr(p, pc_str_sub(s, 1, dots), depth + 1);
    e->hi = parse_expr(p, pc_str_sub(s, dots + 2, s.n - 1), depth + 1);
    return e;
}

/* The next part of a lookup: [expr], or a word that may end in '?'. Others are passed over. */
static bool next_part(pc_str *s, pc_str *out, bool *bracket) {
    while (s->n) {
        if (s->p[0] == '[') {
            size_t i = 1;
            int nest = 1;
            for (; i < s->n && nest <= PC_MAX_LIQUID_DEPTH; i++) {
                if (s->p[i] == '[') nest++;
                if (s->p[i] == ']' && !--nest) break;
            }
            if (i < s->n && i > 1 && !nest) {
                *out = pc_str_sub(*s, 1, i);
                *s = pc_str_from(*s, i + 1);
                *bracket = true;
                return true;
            }
        } else if (liq_word_char(s->p[0])) {
            pc_str word;
            liq_scan_word(s, &word);
            if (s->n && s->p[0] == '?') {
                word.n++;
                *s = pc_str_from(*s, 1);
            }
            *out = word;
            *bracket = false;
            return true;
        }
        *s = pc_str_from(*s, 1);
    }
    return false;
}

static bool is_command(pc_str s) {
    return pc_str_eqz(s, "size") || pc_str_eqz(s, "first") || pc_str_eqz(s, "last");
}

static const liq_expr *lookup_expr(liq_parser *p, pc_str s, int depth) {
    liq_expr *e = PC_NEW(p->a, liq_expr);
    e->kind = LIQ_E_LOOKUP;
    PC_VEC(liq_step) steps = {0};
    pc_str part;
    bool bracket, first = true;
    while (next_part(&s, &part, &bracket)) {
        if (first) {
            if (bracket)
                e->lo = parse_expr(p, part, depth + 1);
            else
                e->name = part;
            first = false;
            continue;
        }
        liq_step step = {.name = part, .word = !bracket && is_command(part)};
        if (bracket) step.key = parse_expr(p, part, depth + 1);
        pc_vec_push(p->scratch, &steps, step);
    }
    if (first) return value_expr(p, liq_nil());
    e->steps = pc_vec_done(p->a, &steps);
    e->nsteps = steps.n;
    return e;
}

static const liq_expr *parse_expr(liq_parser *p, pc_str s, int depth) {
    s = pc_str_trim(s);
    if (depth > PC_MAX_LIQUID_DEPTH) return value_expr(p, liq_nil());
    if (s.n >= 2 && (s.p[0] == '"' || s.p[0] == '\'') && s.p[s.n - 1] == s.p[0])
        return value_expr(p, liq_str(pc_str_sub(s, 1, s.n - 1)));
    if (all_digits(s)) return value_expr(p, liq_digits(p->a, s));
    if (s.n > 4 && s.p[0] == '(' && s.p[s.n - 1] == ')') {
        const liq_expr *e = range_expr(p, s, depth);
        if (e) return e;
    }
    if (is_float(s)) return value_expr(p, liq_float(liq_str_to_f(s)));
    if (!s.n || pc_str_eqz(s, "nil") || pc_str_eqz(s, "null")) return value_expr(p, liq_nil());
    if (pc_str_eqz(s, "true")) return value_expr(p, liq_bool(true));
    if (pc_str_eqz(s, "false")) return value_expr(p, liq_bool(false));
    if (pc_str_eqz(s, "blank") || pc_str_eqz(s, "empty")) return value_expr(p, liq_str(PC_S("")));
    return lookup_expr(p, s, depth);
}

const liq_expr *liq_parse_expr(liq_parser *p, pc_str s) {
    return parse_expr(p, s, 0);
}

const liq_expr *liq_parse_operand(liq_parser *p, pc_str s) {
    if (p->plain_words) return parse_expr(p, s, 0);
    if (pc_str_eqz(s, "empty")) return value_expr(p, (liq_value){.kind = LIQ_EMPTY});
    if (pc_str_eqz(s, "blank")) return value_expr(p, (liq_value){.kind = LIQ_BLANK});
    return parse_expr(p, s, 0);
}

/* --- filter chains
 * -------------------------------------------------------------------------------- */

typedef struct chain {
    PC_VEC(liq_apply) filters;
    PC_VEC(const liq_expr *) args;
    PC_VEC(liq_kwarg) kwargs;
} chain;

static void chain_argument(liq_parser *p, chain *c, pc_str name, pc_str value) {
    if (name.n) {
        liq_kwarg k = {name, liq_parse_expr(p, value)};
        pc_vec_push(p->scratch, &c->kwargs, k);
    } else {
        const liq_expr *e = liq_parse_expr(p, value);
        pc_vec_push(p->scratch, &c->args, e);
    }
}

pc_str liq_near_filter(pc_arena *a, const liq_dialect *d, pc_str name) {
    pc_str words[192];
    size_t n = 0;
    for (const liq_filter_table *const *t = d->filters; *t; t++)
        for (size_t i = 0; i < (*t)->n && n < PC_COUNT(words); i++)
            words[n++] = pc_strz((*t)->v[i].name);
    pc_str near = pc_did_you_mean(name, words, n);
    return near.n ? pc_str_fmt(a, "did you mean '%.*s'?", PC_F(near)) : PC_S("");
}

/* With --strict, standard Liquid says it as an error, where the filter is used (run.c). */
static void unknown_filter(liq_parser *p, pc_str name) {
    if (p->diags->strict && !p->d->lax) return;
    pc_pos from = liq_parser_pos(p, name.p), to = liq_parser_pos(p, name.p + name.n);
    const liq_plugin_filter *f = p->d->plugin_filter ? p->d->plugin_filter(name) : NULL;
    if (f) {
        pc_diag_span(p->diags, f->shows ? PC_DIAG_PLUGIN_FILTER : PC_DIAG_NOTE, from, to, PC_S(""),
                     "'%s' comes from %s, which does not run here: the value is left as it is",
                     f->name, f->plugin);
        return;
    }
    pc_str help = PC_S("");
    if (!pc_diags_full(p->diags)) help = liq_near_filter(p->a, p->d, name);
    pc_diag_span(p->diags, PC_DIAG_UNKNOWN_FILTER, from, to, help,
                 "unknown filter '%.*s': the value is left as it is", PC_F(name));
}

static void chain_filter(liq_parser *p, chain *c, pc_str name) {
    liq_apply f = {.filter = liq_filter_find(p->d, name),
                   .name = name,
                   .args = pc_vec_done(p->a, &c->args),
                   .nargs = (uint32_t)c->args.n,
                   .kwargs = pc_vec_done(p->a, &c->kwargs),
                   .nkwargs = (uint32_t)c->kwargs.n,
                   .at = (uint32_t)(name.p - p->text.p)};
    if (!f.filter) unknown_filter(p, name);
    pc_vec_push(p->scratch, &c->filters, f);
    c->args.n = c->kwargs.n = 0;
}

static bool strict_argument(liq_parser *p, liq_lexer *x, chain *c) {
    pc_str name = {0}, value;
    liq_lexer ahead = *x;
    if (x->kind == LIQ_L_ID) {
        name = x->text;
        liq_lexer_next(&ahead);
        if (liq_lexer_char(&ahead, ':'))
            *x = ahead;
        else
            name = (pc_str){0};
    }
    if (!liq_lexer_expr(x, &value, 0)) return false;
    chain_argument(p, c, name, value);
    return true;
}

static bool strict_chain(liq_parser *p, pc_str s, liq_var *out, chain *c) {
    liq_lexer x = liq_lexer_new(s);
    pc_str e;
    if (x.kind == LIQ_L_END) return true;
    if (!liq_lexer_expr(&x, &e, 0)) return false;
    out->expr = liq_parse_expr(p, e);
    while (liq_lexer_char(&x, '|')) {
        if (x.kind != LIQ_L_ID) return false;
        pc_str name = x.text;
        liq_lexer_next(&x);
        if (liq_lexer_char(&x, ':')) {
            do
                if (!strict_argument(p, &x, c)) return false;
            while (liq_lexer_char(&x, ','));
        }
        chain_filter(p, c, name);
    }
    return x.kind == LIQ_L_END;
}

/* One filter of a lax chain: a word, then arguments after ':' or ','. */
static void lax_filter(liq_parser *p, pc_str s, chain *c) {
    pc_str name = {0}, value;
    while (s.n && (!liq_word_char(s.p[0]) || s.p[0] == '-')) s = pc_str_from(s, 1);
    while (name.n < s.n && liq_word_char(s.p[name.n]) && s.p[name.n] != '-') name.n++;
    name.p = s.p;
    if (!name.n) return;
    s = pc_str_from(s, name.n);
    while (s.n) {
        if (s.p[0] != ':' && s.p[0] != ',') {
            s = pc_str_from(s, 1);
            continue;
        }
        s = pc_str_from(s, 1);
        liq_skip(&s);
        pc_str rest = s, key = {0}, word;
        if (liq_scan_word(&rest, &word)) {
            pc_str after = rest;
            liq_skip(&after);
            if (liq_scan_char(&after, ':')) {
                liq_skip(&after);
                key = word;
                s = after;
            }
        }
        if (liq_scan_fragment(&s, &value)) chain_argument(p, c, key, value);
    }
    chain_filter(p, c, name);
}

static void lax_chain(liq_parser *p, pc_str s, liq_var *out, chain *c) {
    pc_str e;
    liq_find_fragment(&s, &e);
    if (!s.n && !e.n) return;
    out->expr = liq_parse_expr(p, e);
    size_t bar = pc_str_chr(s, '|', 0);
    if (bar == PC_NPOS) return;
    s = pc_str_from(s, bar + 1);
    while (s.n) { /* cut at bars outside quotes */
        pc_str rest = s, part;
        while (rest.n && rest.p[0] != '|')
            if (!liq_scan_fragment(&rest, &part)) rest = pc_str_from(rest, 1);
        lax_filter(p, pc_str_sub(s, 0, s.n - rest.n), c);
        s = pc_str_from(rest, rest.n ? 1 : 0);
    }
}

const liq_var *liq_parse_var(liq_parser *p, pc_str s) {
    liq_var *out = PC_NEW(p->a, liq_var);
    pc_mark mark = pc_arena_mark(p->scratch);
    chain c = {0};
    if (!strict_chain(p, s, out, &c)) {
        if (!p->d->lax) {
            liq_syntax_at(p, s, "this expression cannot be read");
            return NULL;
        }
        c = (chain){0};
        *out = (liq_var){0};
        lax_chain(p, s, out, &c);
        liq_lax(p, s);
    }
    out->filters = pc_vec_done(p->a, &c.filters);
    out->nfilters = c.filters.n;
    pc_arena_release(p->scratch, mark);
    return out;
}

/* --- conditions
 * ----------------------------------------------------------------------------------- */

static liq_op op_of(pc_str s) {
    static const struct {
        const char *text;
        liq_op op;
    } ops[] = {
        {"==", LIQ_OP_EQ}, {"!=", LIQ_OP_NE}, {"<>", LIQ_OP_NE}, {"<", LIQ_OP_LT},
        {">", LIQ_OP_GT},  {"<=", LIQ_OP_LE}, {">=", LIQ_OP_GE}, {"contains", LIQ_OP_CONTAINS}};
    if (!s.n) return LIQ_OP_NONE;
    for (size_t i = 0; i < PC_COUNT(ops); i++)
        if (pc_str_eqz(s, ops[i].text)) return ops[i].op;
    return LIQ_OP_UNKNOWN;
}

typedef PC_VEC(liq_test) liq_tests;

static bool strict_cond(liq_parser *p, pc_str s, liq_tests *out) {
    liq_lexer x = liq_lexer_new(s);
    for (;;) {
        pc_str a, b;
        liq_test t = {0};
        if (!liq_lexer_expr(&x, &a, 0)) return false;
        t.left = liq_parse_operand(p, a);
        if (x.kind == LIQ_L_COMPARISON) {
            t.op_text = x.text;
            t.op = (uint8_t)op_of(x.text);
            liq_lexer_next(&x);
            if (!liq_lexer_expr(&x, &b, 0)) return false;
            t.right = liq_parse_operand(p, b);
        }
        t.join = liq_lexer_id(&x, "and") ? '&' : liq_lexer_id(&x, "or") ? '|' : 0;
        pc_vec_push(p->scratch, out, t);
        if (!t.join) return x.kind == LIQ_L_END;
    }
}

bool liq_parse_cond_strict(liq_parser *p, pc_str s, liq_cond *out) {
    liq_tests tests = {0};
    bool ok = strict_cond(p, s, &tests);
    out->v = pc_vec_done(p->a, &tests);
    out->n = tests.n;
    return ok && tests.n;
}

static bool is_op_char(int c) {
    return pc_is_lower(c) || c == '_' || (c && strchr("=!<>", c));
}

static bool joins(pc_str s) {
    return pc_str_eqz(s, "and") || pc_str_eqz(s, "or");
}

/* a [op [b]], then and/or; what stands between is passed over. */
static bool lax_cond(liq_parser *p, pc_str s, liq_tests *out) {
    for (;;) {
        pc_str a, b, op = {0};
        liq_test t = {0};
        liq_skip(&s);
        liq_find_fragment(&s, &a);
        if (!a.n || joins(a)) return false;
        t.left = liq_parse_operand(p, a);
        liq_skip(&s);
        while (op.n < s.n && is_op_char(s.p[op.n])) op.n++;
        op.p = s.p;
        if (op.n && !joins(op)) {
            s = pc_str_from(s, op.n);
            liq_skip(&s);
            t.op = (uint8_t)op_of(op);
            t.op_text = op;
            pc_str rest = s;
            if (liq_scan_fragment(&rest, &b) && !joins(b))
                s = rest;
            else
                b = (pc_str){0};
            t.right = liq_parse_operand(p, b);
        }
        for (liq_skip(&s); s.n; liq_skip(&s)) { /* on to and/or */
            pc_str word;
            if (!liq_scan_fragment(&s, &word))
                s = pc_str_from(s, 1);
            else if (joins(word)) {
                t.join = word.p[0] == 'a' ? '&' : '|';
                break;
            }
        }
        pc_vec_push(p->scratch, out, t);
        if (!t.join) return true;
    }
}

bool liq_parse_cond(liq_parser *p, pc_str s, liq_cond *out) {
    if (liq_parse_cond_strict(p, s, out)) return true;
    if (p->d->lax) {
        liq_tests tests = {0};
        if (lax_cond(p, s, &tests)) {
            out->v = pc_vec_done(p->a, &tests);
            out->n = tests.n;
            liq_lax(p, s);
            return true;
        }
    }
    liq_syntax_at(p, s,
                  pc_str_trim(s).n ? "this condition cannot be read" : "a condition is missing");
    return false;
}

/* --- expressions that come as data
 * ---------------------------------------------------------------- */

typedef struct runtime {
    liq_parser p;
    liq_program program;
    liq_token token;
    pc_diags quiet;
} runtime;

/* A parser over [s] whose messages go nowhere: what is wrong is said of the tag that runs. */
static runtime *runtime_parser(liq_run *r, pc_str s) {
    runtime *x = PC_NEW(r->a, runtime);
    pc_diags_init(&x->quiet, r->a, NULL);
    x->token = (liq_token){.at = r->node ? r->node->at : 0, .to = r->node ? r->node->to : 0};
    x->p = (liq_parser){.a = r->a,
                        .scratch = r->a,
                        .d = r->d,
                        .limits = r->limits,
                        .src = r->src,
                        .text = s,
                        .diags = &x->quiet,
                        .program = &x->program,
                        .t = &x->token,
                        .plain_words = true};
    return x;
}

const liq_cond *liq_runtime_cond(liq_run *r, pc_str s) {
    liq_cond *c = PC_NEW(r->a, liq_cond);
    if (liq_parse_cond_strict(&runtime_parser(r, s)->p, s, c)) return c;
    liq_fail(r, "the condition '%.*s' cannot be read", PC_F(s));
    return NULL;
}

const liq_var *liq_runtime_var(liq_run *r, pc_str s) {
    liq_var *v = PC_NEW(r->a, liq_var);
    chain c = {0};
    liq_parser *p = &runtime_parser(r, s)->p;
    if (!strict_chain(p, s, v, &c)) {
        c = (chain){0};
        *v = (liq_var){0};
        lax_chain(p, s, v, &c);
    }
    v->filters = pc_vec_done(r->a, &c.filters);
    v->nfilters = c.filters.n;
    return v;
}
