/* The tags that every Liquid has, but for loops (tags_loop.c) and partials (tags_partial.c). */
#include "base/str.h"
#include "readers/jekyll/liquid/liquid_int.h"

/* --- if, unless ----------------------------------------------------------------------------------
 */

typedef struct branch {
    liq_cond cond; /* n == 0: else */
    liq_block body;
} branch;

typedef struct branches {
    branch *v;
    size_t n;
    const liq_expr *subject; /* case */
} branches;

typedef PC_VEC(branch) branch_vec;

/* A branch whose condition cannot be read is left out with its body's condition never true; text of
 * the others is not touched. */
static void *parse_if(liq_parser *p, const liq_token *t, bool *blank) {
    const char *const ends[] = {"elsif", "else", t->tag->end, NULL};
    branch_vec v = {0};
    branches *out = PC_NEW(p->a, branches);
    pc_str markup = p->markup;
    const liq_token *stop = t;
    bool bad = false, is_else = false;
    *blank = true;
    while (stop) {
        branch b = {0};
        bool usable = is_else || liq_parse_cond(p, markup, &b.cond);
        bad |= !usable;
        p->bad_tag = false;
        stop = liq_parse_block(p, ends, &b.body);
        *blank = *blank && b.body.blank;
        if (usable) pc_vec_push(p->scratch, &v, b);
        if (!stop || pc_str_eqz(liq_token_name(p, stop), t->tag->end)) break;
        p->t = stop;
        markup = pc_str_trim(pc_str_sub(p->text, stop->in, stop->out));
        is_else = pc_str_eqz(liq_token_name(p, stop), "else");
    }
    p->bad_tag = bad && !v.n;
    out->v = pc_vec_done(p->a, &v);
    out->n = v.n;
    if (*blank)
        for (size_t i = 0; i < out->n; i++) liq_drop_blank(&out->v[i].body);
    return out;
}

static void render_if(liq_run *r, void *data) {
    const branches *b = data;
    for (size_t i = 0; i < b->n; i++) {
        if (!b->v[i].cond.n || liq_eval_cond(r, &b->v[i].cond)) {
            liq_run_block(r, &b->v[i].body);
            return;
        }
        if (r->failed) return;
    }
}

static void render_unless(liq_run *r, void *data) {
    const branches *b = data;
    for (size_t i = 0; i < b->n; i++) {
        bool yes = !b->v[i].cond.n || liq_eval_cond(r, &b->v[i].cond) != (i == 0);
        if (r->failed) return;
        if (yes) {
            liq_run_block(r, &b->v[i].body);
            return;
        }
    }
}

/* --- case ----------------------------------------------------------------------------------------
 */

/* a, b or c: each value is a branch of its own over the same body. */
static bool when_values(liq_parser *p, pc_str s, const liq_expr *subject, branch_vec *out,
                        size_t *count) {
    pc_str value;
    *count = 0;
    for (;;) {
        liq_skip(&s);
        liq_find_fragment(&s, &value);
        if (!value.n) return false;
        liq_test *test = PC_NEW(p->a, liq_test);
        *test = (liq_test){.left = subject, .right = liq_parse_operand(p, value), .op = LIQ_OP_EQ};
        branch b = {.cond = {test, 1}};
        pc_vec_push(p->scratch, out, b);
        ++*count;
        pc_str rest = s, word;
        liq_skip(&rest);
        if (liq_scan_char(&rest, ',') || (liq_scan_word(&rest, &word) && pc_str_eqz(word, "or"))) {
            liq_skip(&rest);
            if (!rest.n) return true;
            s = rest;
            value = (pc_str){0};
            continue;
        }
        return true;
    }
}

static void *parse_case(liq_parser *p, const liq_token *t, bool *blank) {
    const char *const ends[] = {"when", "else", t->tag->end, NULL};
    branch_vec v = {0};
    branches *out = PC_NEW(p->a, branches);
    pc_str s = p->markup, subject = {0};
    liq_find_fragment(&s, &subject);
    if (!subject.n) liq_syntax(p, "'case' needs a value");
    bool bad = p->bad_tag;
    out->subject = liq_parse_expr(p, subject);
    liq_block body;
    const liq_token *stop = liq_parse_block(p, ends, &body); /* before the first when: dropped */
    *blank = body.blank;
    while (stop && !pc_str_eqz(liq_token_name(p, stop), t->tag->end)) {
        size_t count = 1;
        pc_str markup = pc_str_trim(pc_str_sub(p->text, stop->in, stop->out));
        p->t = stop;
        if (pc_str_eqz(liq_token_name(p, stop), "else")) {
            branch b = {0};
            if (markup.n) liq_syntax(p, "'else' takes no condition in 'case'");
            pc_vec_push(p->scratch, &v, b);
        } else if (!when_values(p, markup, out->subject, &v, &count)) {
            liq_syntax(p, "'when' needs a value");
        }
        stop = liq_parse_block(p, ends, &body);
        *blank = *blank && body.blank;
        for (size_t i = v.n - count; i < v.n; i++) v.v[i].body = body;
    }
    p->bad_tag = bad;
    out->v = pc_vec_done(p->a, &v);
    out->n = v.n;
    if (*blank)
        for (size_t i = 0; i < out->n; i++) {
            if (i && out->v[i].body.v == out->v[i - 1].body.v)
                out->v[i].body = out->v[i - 1].body;
            else
                liq_drop_blank(&out->v[i].body);
        }
    return out;
}

static void render_case(liq_run *r, void *data) {
    const branches *b = data;
    bool any = false;
    for (size_t i = 0; i < b->n && r->interrupt != LIQ_STOP; i++) {
        bool is_else = !b->v[i].cond.n;
        bool yes = is_else ? !any : liq_eval_cond(r, &b->v[i].cond);
        if (r->failed) return;
        if (!yes) continue;
        any |= !is_else;
        liq_run_block(r, &b->v[i].body);
    }
}

/* --- assign, capture, counters -------------------------------------------------------------------
 */

typedef struct assign {
    pc_str name;
    const liq_var *value;
    liq_block body; /* capture, ifchanged */
} assign;

static bool name_char(int c) {
    return liq_word_char(c) || (c && strchr(".[]()", c));
}

static void *parse_assign(liq_parser *p, const liq_token *t, bool *blank) {
    (void)t, (void)blank;
    assign *x = PC_NEW(p->a, assign);
    pc_str s = p->markup;
    while (x->name.n < s.n && name_char(s.p[x->name.n])) x->name.n++;
    x->name.p = s.p;
    s = pc_str_from(s, x->name.n);
    liq_skip(&s);
    if (!x->name.n || !liq_scan_char(&s, '=')) {
        liq_syntax(p, "'assign' reads: assign name = value");
        return x;
    }
    x->value = liq_parse_var(p, s);
    return x;
}

static void render_assign(liq_run *r, void *data) {
    const assign *x = data;
    liq_value v = liq_eval_var(r, x->value);
    if (!r->failed) liq_assign(r, x->name, v);
}

static void *parse_capture(liq_parser *p, const liq_token *t, bool *blank) {
    assign *x = PC_NEW(p->a, assign);
    pc_str s = p->markup;
    if (s.n && (s.p[0] == '"' || s.p[0] == '\'')) s = pc_str_from(s, 1);
    if (!liq_scan_word(&s, &x->name)) liq_syntax(p, "'capture' needs a name");
    bool bad = p->bad_tag;
    liq_parse_simple(p, t, &x->body);
    p->bad_tag = bad;
    *blank = true;
    return x;
}

static void render_capture(liq_run *r, void *data) {
    const assign *x = data;
    bool mapping;
    size_t mark = liq_capture_begin(r, &mapping);
    liq_run_block(r, &x->body);
    liq_assign(r, x->name, liq_str(liq_capture_end(r, mark, mapping)));
}

static void *parse_ifchanged(liq_parser *p, const liq_token *t, bool *blank) {
    assign *x = PC_NEW(p->a, assign);
    liq_parse_simple(p, t, &x->body);
    *blank = x->body.blank;
    return x;
}

static void render_ifchanged(liq_run *r, void *data) {
    const assign *x = data;
    bool mapping;
    size_t mark = liq_capture_begin(r, &mapping);
    liq_run_block(r, &x->body);
    pc_str now = liq_capture_end(r, mark, mapping);
    if (r->last_changed.p && pc_str_eq(now, r->last_changed)) return;
    r->last_changed = now.p ? now : PC_S("");
    liq_emit(r, now);
}

static void *parse_counter(liq_parser *p, const liq_token *t, bool *blank) {
    (void)t, (void)blank;
    assign *x = PC_NEW(p->a, assign);
    x->name = p->markup;
    return x;
}

static void count(liq_run *r, const assign *x, int before, int after) {
    liq_value *v = liq_slot(r, &r->counters, x->name);
    if (v->kind == LIQ_NIL && r->host->global) r->host->global(r->host->user, r, x->name, v);
    if (!liq_true(*v)) *v = liq_int(0);
    if (v->kind != LIQ_INT) {
        liq_fail(r, "'%.*s' is no integer that could be counted on", PC_F(x->name));
        return;
    }
    liq_emit_value(r, liq_int(v->u.i + before));
    v->u.i += before + after;
}
static void render_increment(liq_run *r, void *data) {
    count(r, data, 0, 1);
}
static void render_decrement(liq_run *r, void *data) {
    count(r, data, -1, 0);
}

/* --- echo, cycle, comment ------------------------------------------------------------------------
 */

static void *parse_echo(liq_parser *p, const liq_token *t, bool *blank) {
    (void)t, (void)blank;
    return (void *)(uintptr_t)liq_parse_var(p, p->markup);
}

static void render_echo(liq_run *r, void *data) {
    liq_value v = liq_eval_var(r, data);
    if (!r->failed) liq_emit_value(r, v);
}

typedef struct cycle {
    const liq_expr *name; /* NULL: key */
    pc_str key;
    const liq_expr **v;
    size_t n;
} cycle;

/* `name: values`; the name and its colon may stand in one fragment. Answers the name or nothing. */
static pc_str cycle_name(pc_str *s) {
    pc_str rest = *s, first;
    if (!liq_scan_fragment(&rest, &first)) return PC_S("");
    bool quoted = first.p[0] == '"' || first.p[0] == '\'';
    size_t colon = quoted ? PC_NPOS : pc_str_chr(first, ':', 0);
    if (colon != PC_NPOS && colon > 0) {
        *s = (pc_str){first.p + colon + 1, (size_t)(s->p + s->n - (first.p + colon + 1))};
        return pc_str_sub(first, 0, colon);
    }
    liq_skip(&rest);
    if (!liq_scan_char(&rest, ':')) return PC_S("");
    *s = rest;
    return first;
}

/* Those without a name count together when their values are the same literals; one with variables
 * keeps its own count, as in Liquid. */
static pc_str cycle_key(liq_parser *p, const cycle *x) {
    pc_buf b;
    pc_buf_init(&b, p->a->mem);
    pc_buf_putc(&b, '[');
    for (size_t i = 0; i < x->n; i++) {
        if (x->v[i]->kind != LIQ_E_VALUE) pc_buf_putf(&b, "@%p", (const void *)x);
        liq_inspect(NULL, &b, x->v[i]->value);
        pc_buf_putc(&b, ',');
    }
    pc_str key = pc_buf_take(&b, p->a);
    pc_buf_fini(&b);
    return key;
}

static void *parse_cycle(liq_parser *p, const liq_token *t, bool *blank) {
    (void)t, (void)blank;
    cycle *x = PC_NEW(p->a, cycle);
    PC_VEC(const liq_expr *) values = {0};
    pc_str s = p->markup, part, word;
    pc_str name = cycle_name(&s);
    if (name.n) x->name = liq_parse_expr(p, name);
    bool any = false;
    while (pc_str_cut(&s, ',', &part)) {
        liq_find_fragment(&part, &word);
        any |= word.n > 0;
        const liq_expr *e = liq_parse_expr(p, word);
        bool nil = e->kind == LIQ_E_VALUE && e->value.kind == LIQ_NIL; /* Liquid leaves it out */
        if (!nil) pc_vec_push(p->scratch, &values, e);
    }
    if (!any) liq_syntax(p, "'cycle' needs values");
    x->v = pc_vec_done(p->a, &values);
    x->n = values.n;
    x->key = cycle_key(p, x);
    return x;
}

static void render_cycle(liq_run *r, void *data) {
    const cycle *x = data;
    pc_str key = x->name ? liq_text(r, liq_eval(r, x->name)) : x->key;
    liq_value *at = liq_slot(r, &r->cycles, key);
    size_t i = at->kind == LIQ_INT ? (size_t)at->u.i : 0;
    liq_value v = i < x->n ? liq_eval(r, x->v[i]) : liq_nil();
    liq_emit_value(r, v);
    *at = liq_int((int64_t)(i + 1 >= x->n ? 0 : i + 1));
}

static void *parse_inline_comment(liq_parser *p, const liq_token *t, bool *blank) {
    (void)t, (void)blank;
    pc_str rest = p->markup, line;
    for (bool first = true; pc_str_line(&rest, &line); first = false) {
        line = pc_str_trim(line);
        if (!first && line.n && line.p[0] != '#')
            liq_syntax(p, "each line of an inline comment begins with '#'");
    }
    return NULL;
}

static void render_break(liq_run *r, void *data) {
    (void)data;
    r->interrupt = LIQ_BREAK;
}
static void render_continue(liq_run *r, void *data) {
    (void)data;
    r->interrupt = LIQ_CONTINUE;
}

static const liq_tag rows[] = {
    {.name = "assign", .blank = true, .parse = parse_assign, .render = render_assign},
    {.name = "if", .end = "endif", .parse = parse_if, .render = render_if},
    {.name = "unless", .end = "endunless", .parse = parse_if, .render = render_unless},
    {.name = "case", .end = "endcase", .parse = parse_case, .render = render_case},
    {.name = "capture", .end = "endcapture", .parse = parse_capture, .render = render_capture},
    {.name = "comment", .end = "endcomment", .comment = true, .blank = true},
    {.name = "raw", .end = "endraw", .raw = true},
    {.name = "#", .blank = true, .parse = parse_inline_comment},
    {.name = "echo", .parse = parse_echo, .render = render_echo},
    /* Not blank in Liquid, 5.4 and later: white space before them in a block stays. */
    {.name = "break", .render = render_break},
    {.name = "continue", .render = render_continue},
    {.name = "cycle", .parse = parse_cycle, .render = render_cycle},
    {.name = "increment", .parse = parse_counter, .render = render_increment},
    {.name = "decrement", .parse = parse_counter, .render = render_decrement},
    {.name = "ifchanged",
     .end = "endifchanged",
     .parse = parse_ifchanged,
     .render = render_ifchanged},
};
const liq_tag_table liq_tags_core = {rows, PC_COUNT(rows)};

static const liq_tag newer_rows[] = {
    {.name = "doc", .end = "enddoc", .comment = true, .blank = true},
};
const liq_tag_table liq_tags_newer = {newer_rows, PC_COUNT(newer_rows)};
