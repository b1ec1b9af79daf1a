/* for and tablerow. */
#include "base/str.h"
#include "readers/jekyll/liquid/liquid_int.h"
#include "readers/jekyll/liquid/number.h"

typedef struct loop {
    pc_str name;  /* the variable */
    pc_str label; /* "variable-collection": what offset:continue goes by */
    const liq_expr *over, *limit, *offset, *cols;
    bool go_on; /* offset: continue */
    bool reversed;
    liq_block body, otherwise;
} loop;

/* A stretch of a collection: ranges are counted, not built. */
typedef struct segment {
    liq_value over;
    int64_t from, n;
    bool reversed;
} segment;

static liq_value segment_at(liq_run *r, const segment *s, int64_t i) {
    int64_t k = s->from + (s->reversed ? s->n - 1 - i : i);
    return s->over.kind == LIQ_RANGE ? liq_int(s->over.u.i + k) : liq_at(r, s->over, (size_t)k);
}

/* --- forloop -------------------------------------------------------------------------------------
 */

/* A field of a loop variable. */
typedef struct loop_key {
    const char *name;
    liq_value v;
} loop_key;

static bool pick(const loop_key *keys, size_t n, pc_str key, liq_value *out) {
    for (size_t i = 0; i < n && key.n; i++) {
        if (key.p[0] != keys[i].name[0] || !pc_str_eqz(key, keys[i].name)) continue;
        *out = keys[i].v;
        return true;
    }
    return false;
}

/* The fields that forloop and tablerowloop both have, in round i of n. */
static bool pick_round(int64_t i, int64_t n, pc_str key, liq_value *out) {
    const loop_key keys[] = {
        {"index", liq_int(i + 1)},   {"index0", liq_int(i)},
        {"rindex", liq_int(n - i)},  {"rindex0", liq_int(n - i - 1)},
        {"first", liq_bool(i == 0)}, {"last", liq_bool(i == n - 1)},
        {"length", liq_int(n)},
    };
    return pick(keys, PC_COUNT(keys), key, out);
}

typedef struct forloop {
    liq_obj obj;
    pc_str name;
    int64_t i, n;
    liq_obj *parent;
} forloop;

static bool forloop_get(liq_run *r, liq_obj *o, pc_str key, liq_value *out) {
    (void)r;
    const forloop *f = (const forloop *)o;
    const loop_key keys[] = {
        {"name", liq_str(f->name)},
        {"parentloop", f->parent ? liq_object(f->parent) : liq_nil()},
    };
    return pick_round(f->i, f->n, key, out) || pick(keys, PC_COUNT(keys), key, out);
}

static pc_str forloop_text(liq_run *r, liq_obj *o) {
    (void)r, (void)o;
    return PC_S("Liquid::ForloopDrop");
}
static const liq_class forloop_class = {
    .name = "forloop", .get = forloop_get, .text = forloop_text};

liq_value liq_forloop_new(liq_run *r, pc_str name, int64_t n) {
    forloop *f = PC_NEW(r->a, forloop);
    *f = (forloop){.obj = {&forloop_class}, .name = name, .n = n};
    return liq_object(&f->obj);
}
void liq_forloop_next(liq_value v) {
    ((forloop *)v.u.obj)->i++;
}

typedef struct tableloop {
    liq_obj obj;
    int64_t i, n, row, col, cols;
} tableloop;

static bool tableloop_get(liq_run *r, liq_obj *o, pc_str key, liq_value *out) {
    (void)r;
    const tableloop *f = (const tableloop *)o;
    const loop_key keys[] = {
        {"col", liq_int(f->col)},
        {"col0", liq_int(f->col - 1)},
        {"row", liq_int(f->row)},
        {"col_first", liq_bool(f->col == 1)},
        {"col_last", liq_bool(f->col == f->cols)},
    };
    return pick_round(f->i, f->n, key, out) || pick(keys, PC_COUNT(keys), key, out);
}
static pc_str tableloop_text(liq_run *r, liq_obj *o) {
    (void)r, (void)o;
    return PC_S("Liquid::TablerowloopDrop");
}
static const liq_class tableloop_class = {
    .name = "tablerowloop", .get = tableloop_get, .text = tableloop_text};

/* --- reading -------------------------------------------------------------------------------------
 */

static void set_offset(liq_parser *p, loop *x, pc_str value) {
    x->go_on = pc_str_eqz(value, "continue");
    x->offset = x->go_on ? NULL : liq_parse_expr(p, value);
}

static void set_label(liq_parser *p, loop *x, pc_str over) {
    x->over = liq_parse_expr(p, over);
    x->label = pc_str_fmt(p->a, "%.*s-%.*s", PC_F(x->name), PC_F(over));
}

static bool strict_for(liq_parser *p, loop *x) {
    liq_lexer l = liq_lexer_new(p->markup);
    pc_str over, value;
    if (l.kind != LIQ_L_ID) return false;
    x->name = l.text;
    liq_lexer_next(&l);
    if (!liq_lexer_id(&l, "in") || !liq_lexer_expr(&l, &over, 0)) return false;
    set_label(p, x, over);
    x->reversed = liq_lexer_id(&l, "reversed");
    while (l.kind == LIQ_L_ID || (l.kind == LIQ_L_CHAR && l.text.p[0] == ',')) {
        if (liq_lexer_char(&l, ',') && l.kind == LIQ_L_END) break;
        bool limit = liq_lexer_id(&l, "limit");
        if (!limit && !liq_lexer_id(&l, "offset")) return false;
        if (!liq_lexer_char(&l, ':') || !liq_lexer_expr(&l, &value, 0)) return false;
        if (limit)
            x->limit = liq_parse_expr(p, value);
        else
            set_offset(p, x, value);
    }
    return l.kind == LIQ_L_END;
}

/* name in collection, and what can be found of reversed, limit:, offset:. */
static bool lax_for(liq_parser *p, loop *x) {
    pc_str s = p->markup, word, over, name, value;
    *x = (loop){0};
    if (!liq_scan_word(&s, &x->name)) return false;
    liq_skip(&s);
    if (!liq_scan_word(&s, &word) || !pc_str_eqz(word, "in")) return false;
    liq_skip(&s);
    if (!liq_scan_fragment(&s, &over)) return false;
    set_label(p, x, over);
    pc_str rest = s;
    liq_skip(&rest);
    if (liq_scan_word(&rest, &word)) x->reversed = pc_str_eqz(word, "reversed");
    while (liq_next_attribute(&s, &name, &value)) {
        if (pc_str_eqz(name, "offset")) set_offset(p, x, value);
        if (pc_str_eqz(name, "limit")) x->limit = liq_parse_expr(p, value);
    }
    return true;
}

static void *parse_for(liq_parser *p, const liq_token *t, bool *blank) {
    static const char *const last[] = {"endfor", NULL};
    static const char *const ends[] = {"else", "endfor", NULL};
    loop *x = PC_NEW(p->a, loop);
    if (!strict_for(p, x)) {
        if (p->d->lax && lax_for(p, x))
            liq_lax(p, p->markup);
        else
            liq_syntax(p, "'for' reads: for item in list [reversed] [limit:n] [offset:n]");
    }
    bool bad = p->bad_tag;
    const liq_token *stop = liq_parse_block(p, ends, &x->body);
    *blank = x->body.blank;
    if (stop && !pc_str_eqz(liq_token_name(p, stop), t->tag->end)) {
        liq_parse_block(p, last, &x->otherwise);
        *blank = *blank && x->otherwise.blank;
    }
    p->bad_tag = bad;
    if (*blank) {
        liq_drop_blank(&x->body);
        liq_drop_blank(&x->otherwise);
    }
    return x;
}

static void *parse_tablerow(liq_parser *p, const liq_token *t, bool *blank) {
    loop *x = PC_NEW(p->a, loop);
    pc_str s = p->markup, word, over, name, value;
    bool ok = liq_scan_word(&s, &x->name);
    liq_skip(&s);
    ok = ok && liq_scan_word(&s, &word) && pc_str_eqz(word, "in");
    liq_skip(&s);
    ok = ok && liq_scan_fragment(&s, &over);
    if (!ok)
        liq_syntax(p, "'tablerow' reads: tablerow item in list [cols:n] [limit:n] [offset:n]");
    else
        set_label(p, x, over);
    while (ok && liq_next_attribute(&s, &name, &value)) {
        const liq_expr *e = liq_parse_expr(p, value);
        if (pc_str_eqz(name, "cols")) x->cols = e;
        if (pc_str_eqz(name, "limit")) x->limit = e;
        if (pc_str_eqz(name, "offset")) x->offset = e;
    }
    bool bad = p->bad_tag;
    liq_parse_simple(p, t, &x->body);
    p->bad_tag = bad;
    *blank = false;
    return x;
}

/* --- running -------------------------------------------------------------------------------------
 */

/* An integer, or text that is one. nil leaves *out as it is. */
static bool bound(liq_run *r, const liq_expr *e, int64_t *out, bool *given) {
    liq_value v = liq_eval(r, e);
    *given = v.kind != LIQ_NIL;
    if (!*given) return true;
    if (v.kind != LIQ_INT && v.kind != LIQ_STR) {
        liq_fail(r, "limit and offset take an integer, not '%.*s'", PC_F(liq_text(r, v)));
        return false;
    }
    if (!liq_arg_int(r, v, out)) return false;
    *out = liq_clamp(*out);
    return true;
}

/* What tablerow's attributes are read with: Ruby's to_i. */
static bool to_i(liq_run *r, const liq_expr *e, int64_t *out) {
    liq_value v = liq_eval(r, e);
    *out = 0;
    switch (v.kind) {
    case LIQ_NIL: return true;
    case LIQ_INT: *out = liq_clamp(v.u.i); return true;
    case LIQ_FLOAT:
        *out = (int64_t)(v.u.f > 1e15 ? 1e15 : v.u.f < -1e15 ? -1e15 : v.u.f);
        return true;
    case LIQ_STR:
        v = liq_str_to_i(r->a, liq_slice(v));
        *out = liq_clamp(v.kind == LIQ_INT ? v.u.i : v.u.p[0] == '-' ? INT64_MIN : INT64_MAX);
        return true;
    default: liq_fail(r, "'%.*s' is no number", PC_F(liq_text(r, v))); return false;
    }
}

/* The items from [from] up to [to]. */
static void cut(liq_run *r, segment *s, liq_value over, int64_t from, int64_t to) {
    bool whole = over.kind == LIQ_STR; /* one item, whatever the bounds */
    if (over.kind != LIQ_RANGE) over = liq_items(r, over);
    int64_t total = over.kind == LIQ_RANGE ? liq_range_len(over) : (int64_t)over.x.n;
    if (to > total || whole) to = total;
    if (from < 0 || whole) from = 0;
    *s = (segment){.over = over, .from = from, .n = to > from ? to - from : 0};
}

static bool for_segment(liq_run *r, const loop *x, segment *s) {
    int64_t from = 0, limit = 0;
    bool given;
    liq_value *at = liq_slot(r, &r->offsets, x->label);
    if (x->go_on && at->kind == LIQ_INT) from = at->u.i;
    if (!x->go_on && !bound(r, x->offset, &from, &given)) return false;
    liq_value over = liq_eval(r, x->over);
    if (!bound(r, x->limit, &limit, &given)) return false;
    cut(r, s, over, from, given ? from + limit : INT64_MAX);
    s->reversed = x->reversed;
    *at = liq_int(from + s->n);
    return true;
}

static bool row_segment(liq_run *r, const loop *x, segment *s) {
    int64_t from = 0, limit = 0;
    if (x->offset && !to_i(r, x->offset, &from)) return false;
    if (x->limit && !to_i(r, x->limit, &limit)) return false;
    cut(r, s, liq_eval(r, x->over), from, x->limit ? from + limit : INT64_MAX);
    return true;
}

static void render_for(liq_run *r, void *data) {
    const loop *x = data;
    segment s;
    size_t mark;
    if (!for_segment(r, x, &s)) return;
    if (s.n <= 0) {
        liq_run_block(r, &x->otherwise);
        return;
    }
    /* a loop that cannot end within the limit is not begun */
    if (s.n > r->limits->liquid_steps && !liq_tick(r, (uint64_t)s.n)) return;
    if (!liq_enter(r, &mark)) return;
    liq_value f = liq_forloop_new(r, x->label, s.n);
    ((forloop *)f.u.obj)->parent = r->forloop;
    liq_obj *outer = r->forloop;
    r->forloop = f.u.obj;
    liq_bind(r, PC_S("forloop"), f);
    liq_bind(r, x->name, liq_nil());
    for (int64_t i = 0; i < s.n && liq_tick(r, 1); i++) {
        liq_rebind(r, mark + 1, segment_at(r, &s, i));
        ((forloop *)f.u.obj)->i = i;
        liq_run_block(r, &x->body);
        if (r->interrupt == LIQ_CONTINUE) r->interrupt = LIQ_GO;
        if (r->interrupt != LIQ_GO) break;
    }
    if (r->interrupt == LIQ_BREAK) r->interrupt = LIQ_GO;
    r->forloop = outer;
    liq_leave(r, mark);
}

static void emit_numbered(liq_run *r, const char *before, int64_t n) {
    liq_emit(r, pc_strz(before));
    liq_emit_value(r, liq_int(n));
    liq_emit(r, PC_S("\">"));
}

static void render_tablerow(liq_run *r, void *data) {
    const loop *x = data;
    segment s;
    size_t mark;
    int64_t cols = 0;
    if (!liq_true(liq_eval(r, x->over)) || !row_segment(r, x, &s)) return;
    if (!x->cols && r->d->rows_end) cols = s.n;
    if (x->cols && !to_i(r, x->cols, &cols)) return;
    if (!liq_enter(r, &mark)) return;
    tableloop *t = PC_NEW(r->a, tableloop);
    *t = (tableloop){.obj = {&tableloop_class}, .n = s.n, .row = 1, .col = 1, .cols = cols};
    liq_bind(r, PC_S("tablerowloop"), liq_object(&t->obj));
    liq_bind(r, x->name, liq_nil());
    liq_emit(r, PC_S("<tr class=\"row1\">\n"));
    for (int64_t i = 0; i < s.n && liq_tick(r, 1); i++, t->i++) {
        liq_rebind(r, mark + 1, segment_at(r, &s, i));
        emit_numbered(r, "<td class=\"col", t->col);
        liq_run_block(r, &x->body);
        liq_emit(r, PC_S("</td>"));
        if (r->d->rows_end && r->interrupt == LIQ_CONTINUE) r->interrupt = LIQ_GO;
        if (r->d->rows_end && r->interrupt == LIQ_BREAK) break;
        if (t->col == t->cols && i < s.n - 1)
            emit_numbered(r, "</tr>\n<tr class=\"row", t->row + 1);
        if (t->col == t->cols)
            t->col = 1, t->row++;
        else
            t->col++;
    }
    if (r->d->rows_end && r->interrupt == LIQ_BREAK) r->interrupt = LIQ_GO;
    liq_emit(r, PC_S("</tr>\n"));
    liq_leave(r, mark);
}

static const liq_tag rows[] = {
    {.name = "for", .end = "endfor", .parse = parse_for, .render = render_for},
    {.name = "tablerow", .end = "endtablerow", .parse = parse_tablerow, .render = render_tablerow},
};
const liq_tag_table liq_tags_loop = {rows, PC_COUNT(rows)};
