/* Scanners over the inside of tags: the lax ones by Liquid's fragments, and the strict lexer. */
#include "base/str.h"
#include "readers/jekyll/liquid/liquid_int.h"

bool liq_word_char(int c) {
    return pc_is_alnum(c) || c == '_' || c == '-' || (c & 0x80);
}

void liq_skip(pc_str *s) {
    *s = pc_str_ltrim(*s);
}

bool liq_scan_char(pc_str *s, char c) {
    if (!s->n || s->p[0] != c) return false;
    *s = pc_str_from(*s, 1);
    return true;
}

bool liq_scan_word(pc_str *s, pc_str *out) {
    size_t n = 0;
    while (n < s->n && liq_word_char(s->p[n])) n++;
    *out = pc_str_sub(*s, 0, n);
    *s = pc_str_from(*s, n);
    return n > 0;
}

/* The length of a quoted string at the start, or 0. */
static size_t quoted(pc_str s) {
    if (!s.n || (s.p[0] != '"' && s.p[0] != '\'')) return 0;
    size_t end = pc_str_chr(s, s.p[0], 1);
    return end == PC_NPOS ? 0 : end + 1;
}

/* Either one quoted string, or a run without space, comma, bar; quoted strings may be in the run.
 */
bool liq_scan_fragment(pc_str *s, pc_str *out) {
    size_t n = quoted(*s);
    if (!n)
        while (n < s->n && !pc_is_space(s->p[n]) && s->p[n] != ',' && s->p[n] != '|') {
            size_t q = quoted(pc_str_from(*s, n));
            if (!q && (s->p[n] == '"' || s->p[n] == '\'')) break;
            n += q ? q : 1;
        }
    *out = pc_str_sub(*s, 0, n);
    *s = pc_str_from(*s, n);
    return n > 0;
}

bool liq_find_fragment(pc_str *s, pc_str *out) {
    *out = (pc_str){0};
    while (s->n) {
        if (liq_scan_fragment(s, out)) return true;
        *s = pc_str_from(*s, 1);
    }
    return false;
}

bool liq_next_attribute(pc_str *s, pc_str *name, pc_str *value) {
    while (s->n) {
        size_t q = quoted(*s);
        if (q) {
            *s = pc_str_from(*s, q);
            continue;
        }
        if (!liq_word_char(s->p[0]) || s->p[0] == '-') {
            *s = pc_str_from(*s, 1);
            continue;
        }
        liq_scan_word(s, name);
        pc_str rest = *s;
        liq_skip(&rest);
        if (!liq_scan_char(&rest, ':')) continue;
        liq_skip(&rest);
        if (!liq_find_fragment(&rest, value)) return false;
        *s = rest;
        return true;
    }
    return false;
}

/* --- strict --------------------------------------------------------------------------------------
 */

static size_t lex_number(pc_str s) {
    size_t n = s.n && s.p[0] == '-' ? 1 : 0;
    if (n >= s.n || !pc_is_digit(s.p[n])) return 0;
    while (n < s.n && pc_is_digit(s.p[n])) n++;
    if (n + 1 < s.n && s.p[n] == '.' && pc_is_digit(s.p[n + 1])) {
        n++;
        while (n < s.n && pc_is_digit(s.p[n])) n++;
    }
    return n;
}

static size_t lex_comparison(pc_str s) {
    if (s.n > 1) {
        static const char *const two[] = {"==", "!=", "<>", "<=", ">="};
        for (size_t i = 0; i < PC_COUNT(two); i++)
            if (pc_str_startsz(s, two[i])) return 2;
    }
    if (s.n && (s.p[0] == '<' || s.p[0] == '>')) return 1;
    return pc_str_startsz(s, "contains") && s.n > 8 && pc_is_space(s.p[8]) ? 8 : 0;
}

static size_t lex_id(pc_str s) {
    if (!s.n || (!pc_is_alpha(s.p[0]) && s.p[0] != '_')) return 0;
    size_t n = 1;
    while (n < s.n && (pc_is_alnum(s.p[n]) || s.p[n] == '_' || s.p[n] == '-')) n++;
    if (n < s.n && s.p[n] == '?') n++;
    return n;
}

void liq_lexer_next(liq_lexer *x) {
    static const struct {
        size_t (*scan)(pc_str s);
        uint8_t kind;
    } rules[] = {{lex_comparison, LIQ_L_COMPARISON},
                 {quoted, LIQ_L_STRING},
                 {lex_number, LIQ_L_NUMBER},
                 {lex_id, LIQ_L_ID}};
    while (x->i < x->s.n && pc_is_space(x->s.p[x->i])) x->i++;
    pc_str rest = pc_str_from(x->s, x->i);
    size_t n = 1;
    x->text = pc_str_sub(rest, 0, 1);
    if (!rest.n) {
        x->kind = LIQ_L_END;
        return;
    }
    for (size_t k = 0; k < PC_COUNT(rules); k++)
        if ((n = rules[k].scan(rest))) {
            x->kind = rules[k].kind;
            x->text = pc_str_sub(rest, 0, n);
            x->i += n;
            return;
        }
    if (pc_str_startsz(rest, "..")) {
        x->kind = LIQ_L_DOTDOT;
        x->text = pc_str_sub(rest, 0, 2);
        x->i += 2;
        return;
    }
    x->kind = strchr("|.:,[]()?-", rest.p[0]) && rest.p[0] ? LIQ_L_CHAR : LIQ_L_BAD;
    x->i++;
}

liq_lexer liq_lexer_new(pc_str s) {
    liq_lexer x = {.s = s};
    liq_lexer_next(&x);
    return x;
}

bool liq_lexer_char(liq_lexer *x, char c) {
    if (x->kind != LIQ_L_CHAR || x->text.p[0] != c) return false;
    liq_lexer_next(x);
    return true;
}

bool liq_lexer_id(liq_lexer *x, const char *word) {
    if (x->kind != LIQ_L_ID || !pc_str_eqz(x->text, word)) return false;
    liq_lexer_next(x);
    return true;
}

static bool lookups(liq_lexer *x, int depth) {
    pc_str inner;
    for (;;) {
        if (liq_lexer_char(x, '[')) {
            if (!liq_lexer_expr(x, &inner, depth + 1) || !liq_lexer_char(x, ']')) return false;
        } else if (liq_lexer_char(x, '.')) {
            if (x->kind != LIQ_L_ID) return false;
            liq_lexer_next(x);
        } else {
            return true;
        }
    }
}

bool liq_lexer_expr(liq_lexer *x, pc_str *out, int depth) {
    const char *from = x->text.p;
    pc_str inner;
    if (depth > PC_MAX_LIQUID_DEPTH) return false;
    bool ok = false;
    if (x->kind == LIQ_L_STRING || x->kind == LIQ_L_NUMBER) {
        *out = x->text;
        liq_lexer_next(x);
        return true;
    }
    if (x->kind == LIQ_L_ID) {
        liq_lexer_next(x);
        ok = lookups(x, depth);
    } else if (liq_lexer_char(x, '[')) {
        ok = liq_lexer_expr(x, &inner, depth + 1) && liq_lexer_char(x, ']') && lookups(x, depth);
    } else if (liq_lexer_char(x, '(')) {
        ok = liq_lexer_expr(x, &inner, depth + 1) && x->kind == LIQ_L_DOTDOT;
        if (ok) liq_lexer_next(x);
        ok = ok && liq_lexer_expr(x, &inner, depth + 1) && liq_lexer_char(x, ')');
    }
    const char *to = x->kind == LIQ_L_END ? x->s.p + x->s.n : x->text.p;
    *out = pc_str_trim((pc_str){from, ok ? (size_t)(to - from) : 0});
    return ok;
}
