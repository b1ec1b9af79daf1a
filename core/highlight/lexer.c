/* Running a language's rules over a text: a stack of states, as Rouge's RegexLexer has it. Tokens
 * of one class that follow each other are one. */
#include "base/map.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "highlight/hl_int.h"

/* Steps of pattern matching: so many for each byte, and some to begin with. */
enum { HL_STEPS_EACH = 300, HL_STEPS = 200000, HL_DEEP = 8, HL_STATES = 400, HL_NULL_SCANS = 5 };

typedef struct row {
    const hl_rule *rule;
    hl_pattern *pattern; /* compiled when first wanted */
} row;

typedef struct state {
    pc_str name;
    PC_VEC(row) rows;
} state;

/* What is written, and what is left to do it with: one for all languages of a text. */
typedef struct output {
    pc_buf *out;
    uint64_t budget;
    pc_str token; /* of the text that waits in [held] */
    pc_buf held;
} output;

/* A language's states, made when first entered. */
typedef struct lexer {
    const hl_language *l;
    pc_arena *a;
    output *o;
    pc_map states;
    pc_map inner; /* other languages within this one: name -> lexing * */
    pc_str kept;
} lexer;

/* One text: the whole, or a group that is lexed anew. */
typedef struct lexing {
    lexer *x;
    pc_str s;
    size_t at;
    PC_VEC(state *) stack;
    int nulls, depth;
} lexing;

static pc_str next_word(const char **z) {
    while (**z == ' ') ++*z;
    const char *from = *z;
    while (**z && **z != ' ') ++*z;
    return (pc_str){from, (size_t)(*z - from)};
}

/* --- output --------------------------------------------------------------------------------------
 */

static void put_escaped(pc_buf *b, pc_str s) {
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '&')
            PC_PUTL(b, "&amp;");
        else if (c == '<')
            PC_PUTL(b, "&lt;");
        else if (c == '>')
            PC_PUTL(b, "&gt;");
        else
            pc_buf_putc(b, c);
    }
}

static void flush(output *o) {
    bool plain = pc_str_eqz(o->token, "-");
    if (!o->held.n) return;
    if (!plain) pc_buf_putf(o->out, "<span class=\"%.*s\">", PC_F(o->token));
    put_escaped(o->out, pc_buf_str(&o->held));
    if (!plain) PC_PUTL(o->out, "</span>");
    pc_buf_trunc(&o->held, 0);
}

static void put(const lexer *x, pc_str token, pc_str text) {
    if (!text.n) return;
    if (!pc_str_eq(token, x->o->token)) flush(x->o);
    x->o->token = token;
    pc_buf_put(&x->o->held, text);
}

/* --- states --------------------------------------------------------------------------------------
 */

static state *state_of(lexer *x, pc_str name) {
    state *s = pc_map_get(&x->states, name);
    if (s) return s;
    s = PC_NEW(x->a, state);
    s->name = name;
    for (const hl_language *l = x->l; l; l = l->parent)
        for (size_t i = 0; i < l->nrules; i++) {
            row r = {&l->rules[i], NULL};
            if (pc_str_eqz(name, l->rules[i].state)) pc_vec_push(x->a, &s->rows, r);
        }
    pc_map_set(x->a, &x->states, name, s);
    return s;
}

static bool listed(const char *words, pc_str word) {
    while (*words)
        if (pc_str_eq(next_word(&words), word)) return true;
    return false;
}

/* The class of the first list that has the word; p NULL: none. [only]: of the list that is called
 * so.
 */
static pc_str class_of(const lexer *x, pc_str word, pc_str only) {
    for (const hl_language *l = x->l; l; l = l->parent)
        for (size_t i = 0; i < l->nwords; i++) {
            pc_str token = pc_strz(l->words[i].token);
            bool asked = only.p ? pc_str_eq(only, token) : pc_str_chr(token, '=', 0) != 0;
            if (asked && listed(l->words[i].words, word)) return token;
        }
    return (pc_str){0};
}

/* --- a rule that matched -------------------------------------------------------------------------
 */

static void lex(lexer *x, pc_str s, int depth);
static void lex_embedded(lexing *t, pc_str name, pc_str s);

static pc_str group_text(const lexing *t, const hl_match *m, int n) {
    return m->from[n] == PC_NPOS ? PC_S("") : pc_str_sub(t->s, m->from[n], m->to[n]);
}

static void put_groups(lexing *t, const hl_rule *rule, const hl_match *m) {
    const char *z = rule->token;
    for (int n = 1; *z && n < HL_GROUPS; n++) {
        pc_str token = next_word(&z), text = group_text(t, m, n);
        if (!token.n) break;
        if (token.p[0] == '=') token = pc_str_from(token, 1);
        if (token.p[0] == '*')
            lex(t->x, text, t->depth + 1);
        else
            put(t->x, token, text);
    }
}

static void put_match(lexing *t, const hl_rule *rule, const hl_match *m) {
    pc_str token = pc_strz(rule->token), whole = group_text(t, m, 0);
    if (!token.n) return;
    if (pc_str_chr(token, ' ', 0) != PC_NPOS) {
        put_groups(t, rule, m);
    } else if (token.p[0] == '*') {
        lex(t->x, whole, t->depth + 1);
    } else if (token.p[0] == '@') {
        lex_embedded(t, pc_str_from(token, 1), whole);
    } else if (token.p[0] == '?') {
        pc_str found = class_of(t->x, whole, (pc_str){0});
        put(t->x, found.p ? found : pc_str_from(token, 1), whole);
    } else {
        put(t->x, token.p[0] == '=' ? pc_str_from(token, 1) : token, whole);
    }
}

static void pop(lexing *t, size_t n) {
    t->stack.n = t->stack.n > n ? t->stack.n - n : 1; /* the bottom stays */
}

static void go(lexing *t, const hl_rule *rule, const hl_match *m) {
    const char *z = rule->go ? rule->go : "";
    for (pc_str w; (w = next_word(&z)).n;) {
        if (pc_str_startsz(w, "same:")) continue;
        if (pc_str_eqz(w, "reset")) {
            t->x->inner = (pc_map){0};
            continue;
        }
        if (pc_str_startsz(w, "keep:")) {
            t->x->kept = group_text(t, m, w.p[5] - '0');
            continue;
        }
        if (pc_str_eqz(w, "pop") || pc_str_eqz(w, "pop2")) {
            pop(t, w.n == 4 ? 2 : 1);
            continue;
        }
        bool instead = pc_str_startsz(w, "goto:");
        state *s = pc_str_eqz(w, "push") ? t->stack.v[t->stack.n - 1]
                                         : state_of(t->x, instead ? pc_str_from(w, 5) : w);
        if (instead)
            t->stack.v[t->stack.n - 1] = s;
        else if (t->stack.n < HL_STATES)
            pc_vec_push(t->x->a, &t->stack, s);
    }
}

static bool holds(const lexing *t, const hl_rule *rule, const hl_match *m) {
    const char *z = rule->go ? rule->go : "";
    pc_str token = pc_strz(rule->token);
    token = pc_str_sub(token, 0, pc_str_chr(token, ' ', 0));
    pc_str list = pc_str_from(token, 1);
    if (token.n && token.p[0] == '=') {
        bool own = class_of(t->x, group_text(t, m, 1), token).p; /* a list for such rules only */
        if (!own && !class_of(t->x, group_text(t, m, 1), list).p) return false;
    }
    for (pc_str w; (w = next_word(&z)).n;)
        if (pc_str_startsz(w, "same:") && !pc_str_eq(group_text(t, m, w.p[5] - '0'), t->x->kept))
            return false;
    return true;
}

typedef enum outcome { NO_RULE, MATCHED, STUCK } outcome;

static outcome try_state(lexing *t, state *s, int depth) {
    lexer *x = t->x;
    for (size_t i = 0; i < s->rows.n; i++) {
        row *r = &s->rows.v[i];
        hl_match m;
        if (!r->rule->pattern) {
            outcome o = depth < HL_DEEP ? try_state(t, state_of(x, pc_strz(r->rule->go)), depth + 1)
                                        : NO_RULE;
            if (o != NO_RULE) return o;
            continue;
        }
        if (!r->pattern) r->pattern = hl_compile(x->a, r->rule->pattern, r->rule->flags);
        if (!hl_run(r->pattern, x->a, t->s, t->at, &x->o->budget, &m) || !holds(t, r->rule, &m))
            continue;
        bool empty = m.to[0] == t->at;
        put_match(t, r->rule, &m);
        go(t, r->rule, &m);
        t->at = m.to[0];
        t->nulls = empty ? t->nulls + 1 : 0;
        return t->nulls > HL_NULL_SCANS ? STUCK : MATCHED;
    }
    return NO_RULE;
}

static void begin(lexing *t) {
    lexer *x = t->x;
    const char *z = x->l->start ? x->l->start : "";
    pc_vec_push(x->a, &t->stack, state_of(x, PC_S("root")));
    for (pc_str w; (w = next_word(&z)).n;) pc_vec_push(x->a, &t->stack, state_of(x, w));
}

/* What no rule knows is one character of class err. */
static void lex_on(lexing *t, pc_str s) {
    lexer *x = t->x;
    t->s = s;
    t->at = 0;
    t->nulls = 0;
    while (t->at < s.n && x->o->budget && t->depth < HL_DEEP) {
        if (try_state(t, t->stack.v[t->stack.n - 1], 0) == MATCHED || !x->o->budget) continue;
        size_t from = t->at;
        pc_utf8_next(s, &t->at);
        put(x, PC_S("err"), pc_str_sub(s, from, t->at));
    }
    put(x, PC_S("-"), pc_str_from(s, t->at));
}

static void lex(lexer *x, pc_str s, int depth) {
    lexing t = {.x = x, .depth = depth};
    begin(&t);
    lex_on(&t, s);
}

/* Another language goes on where it was left, until "reset". */
static void lex_embedded(lexing *t, pc_str name, pc_str s) {
    lexer *x = t->x;
    lexing *in = pc_map_get(&x->inner, name);
    if (!in) {
        lexer *y = PC_NEW(x->a, lexer);
        *y = (lexer){.l = hl_find(name), .a = x->a, .o = x->o};
        in = PC_NEW(x->a, lexing);
        *in = (lexing){.x = y, .depth = t->depth + 1};
        begin(in);
        pc_map_set(x->a, &x->inner, name, in);
    }
    lex_on(in, s);
}

void hl_html(pc_buf *out, pc_arena *scratch, const hl_language *l, pc_str code) {
    if (!l || !l->nrules) {
        put_escaped(out, code);
        return;
    }
    pc_mark mark = pc_arena_mark(scratch);
    output o = {
        .out = out, .budget = HL_STEPS + (uint64_t)HL_STEPS_EACH * code.n, .token = PC_S("-")};
    lexer x = {.l = l, .a = scratch, .o = &o};
    pc_buf_init(&o.held, scratch->mem);
    lex(&x, code, 0);
    flush(&o);
    pc_buf_fini(&o.held);
    pc_arena_release(scratch, mark);
}
