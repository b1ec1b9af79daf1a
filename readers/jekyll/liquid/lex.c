/* A template as tokens: text, {{ output }} and {% tag %}, with white space control applied.
 *
 * Raw and comment bodies are taken whole here, and block tags are matched with their ends before
 * anything is parsed: a block that is never closed, or an end without a beginning, is reported and
 * left out, so that the rest of the page is read as if it were not there. All of it is linear in
 * the template. */
#include "base/str.h"
#include "readers/jekyll/liquid/liquid_int.h"

typedef struct lexing {
    liq_parser *p;
    pc_str s;
    size_t to;
    liq_tokens *out;
    bool trim;      /* the tag before ended with -}} or -%} */
    bool no_endraw; /* there is none from here on */
    bool no_endcomment;
    bool no_enddoc;
    size_t checked; /* no "}}" begins on a line before here, after the last one found */
    uint32_t group; /* of the tokens: the {% liquid %} that they stand in */
} lexing;

static void say(lexing *x, size_t from, size_t to, const char *what) {
    pc_source *src = (pc_source *)(uintptr_t)x->p->src;
    x->p->program->bad = true;
    pc_diag_span(x->p->diags, PC_DIAG_LIQUID_SYNTAX, pc_source_pos(src, from),
                 pc_source_pos(src, to), PC_S(""), "%s", what);
}

static size_t rtrim(lexing *x, size_t from, size_t to) {
    while (to > from && (pc_is_space(x->s.p[to - 1]) || !x->s.p[to - 1])) to--;
    return to;
}

static size_t ltrim(lexing *x, size_t from, size_t to) {
    while (from < to && pc_is_space(x->s.p[from])) from++;
    return from;
}

static void put_text(lexing *x, size_t from, size_t to, bool trim_right) {
    size_t at = from, end = to;
    if (x->trim) from = ltrim(x, from, to);
    if (trim_right) to = rtrim(x, from, to);
    x->trim = false;
    if (from >= to) return;
    liq_token t = {.kind = LIQ_T_TEXT,
                   .at = (uint32_t)at,
                   .to = (uint32_t)end,
                   .in = (uint32_t)from,
                   .out = (uint32_t)to};
    pc_vec_push(x->p->scratch, x->out, t);
}

static bool at2(const lexing *x, size_t i, char a, char b) {
    return i + 1 < x->to && x->s.p[i] == a && x->s.p[i + 1] == b;
}

/* The next "{{" or "{%" at or after i, or the end. */
static size_t next_open(const lexing *x, size_t i) {
    while (i < x->to) {
        const char *hit = memchr(x->s.p + i, '{', x->to - i);
        if (!hit) return x->to;
        i = (size_t)(hit - x->s.p);
        if (at2(x, i, '{', '{') || at2(x, i, '{', '%')) return i;
        i++;
    }
    return x->to;
}

static size_t line_end(const lexing *x, size_t i) {
    const char *hit = memchr(x->s.p + i, '\n', x->to - i);
    size_t end = hit ? (size_t)(hit - x->s.p) : x->to;
    return end > i && x->s.p[end - 1] == '\r' ? end - 1 : end;
}

/* The offset of the closing delimiter of what opens at i, or PC_NPOS: a tag that another line's
 * "{%" interrupts has lost its end, and must not swallow that one. */
static size_t find_close(const lexing *x, size_t i, char c) {
    bool newline = false;
    for (size_t k = i + 2; k + 1 < x->to; k++) {
        if (x->s.p[k] == '\n') newline = true;
        if (c == '%' ? at2(x, k, '%', '}') : x->s.p[k] == '}') return k;
        if (newline && (at2(x, k, '{', '%') || at2(x, k, '{', '{'))) return PC_NPOS;
    }
    return c == '}' && x->to > i + 2 && x->s.p[x->to - 1] == '}' ? x->to - 1 : PC_NPOS;
}

static bool dash(const lexing *x, size_t i, size_t end) {
    return i < end && x->s.p[i] == '-';
}

static liq_token delimited(lexing *x, size_t at, size_t close, size_t to) {
    size_t in = at + 2, out = close;
    if (dash(x, in, out)) in++;
    if (out > in && x->s.p[out - 1] == '-') out--;
    return (liq_token){
        .at = (uint32_t)at, .to = (uint32_t)to, .in = (uint32_t)in, .out = (uint32_t)out};
}

static size_t unterminated(lexing *x, size_t i, const char *what) {
    size_t end = line_end(x, i);
    say(x, i, end, what);
    return end;
}

/* The end of the first "}}" from i on, on the same line; PC_NPOS when there is none. What was found
 * is kept, so that a line of "{{}" is read once. */
static size_t close_on_line(lexing *x, size_t i) {
    if (i < x->checked) return PC_NPOS;
    for (size_t k = i; k + 1 < x->to && x->s.p[k] != '\n'; k++) {
        if (at2(x, k, '}', '}')) return k + 2;
        x->checked = k + 1;
    }
    return PC_NPOS;
}

static size_t lex_output(lexing *x, size_t i) {
    size_t close = find_close(x, i, '}');
    if (close == PC_NPOS) return unterminated(x, i, "'{{' is not closed with '}}'");
    if (!at2(x, close, '}', '}')) {
        bool same_line = !memchr(x->s.p + i, '\n', close - i);
        size_t end = same_line ? close_on_line(x, close) : PC_NPOS;
        if (end == PC_NPOS) end = close + 1;
        say(x, i, end, "'{{' is not closed with '}}'");
        return end;
    }
    liq_token t = delimited(x, i, close, close + 2);
    t.kind = LIQ_T_OUT;
    x->trim = close > i + 2 && x->s.p[close - 1] == '-';
    pc_vec_push(x->p->scratch, x->out, t);
    return close + 2;
}

/* {%-? endNAME -?%} from i on; its range, and whether it trims on either side. */
static bool find_end_tag(const lexing *x, size_t i, pc_str name, size_t *at, size_t *to) {
    for (; i + 1 < x->to; i++) {
        const char *hit = memchr(x->s.p + i, '{', x->to - i);
        if (!hit) return false;
        i = (size_t)(hit - x->s.p);
        if (!at2(x, i, '{', '%')) continue;
        size_t k = i + 2 + dash(x, i + 2, x->to);
        while (k < x->to && pc_is_space(x->s.p[k])) k++;
        if (!pc_str_starts(pc_str_sub(x->s, k, x->to), name)) continue;
        k += name.n;
        if (k < x->to && liq_word_char(x->s.p[k])) continue;
        while (k + 1 < x->to && !at2(x, k, '%', '}')) k++;
        if (k + 1 >= x->to) return false;
        *at = i;
        *to = k + 2;
        return true;
    }
    return false;
}

static size_t lex_raw(lexing *x, const liq_token *t, pc_str end) {
    size_t at, to;
    if (x->no_endraw || !find_end_tag(x, t->to, end, &at, &to)) {
        x->no_endraw = true;
        say(x, t->at, t->to, "'raw' is never closed");
        return t->to;
    }
    liq_token raw = {
        .kind = LIQ_T_RAW, .at = t->to, .to = (uint32_t)at, .in = t->to, .out = (uint32_t)at};
    if (at > t->to) pc_vec_push(x->p->scratch, x->out, raw);
    x->trim = x->s.p[to - 3] == '-';
    return to;
}

/* Where to look on after the word of a tag in a comment. Strictly, a tag goes on to its "%}" even
 * if another begins in it; else what is broken in a comment hides nothing. */
static size_t after_tag(const lexing *x, size_t i) {
    if (x->p->d->lax) return i;
    while (i + 1 < x->to && !at2(x, i, '%', '}')) i++;
    return i + 2;
}

/* The end of a comment that opened before i: comments nest, and raw hides what looks like an end.
 */
static size_t skip_comment(lexing *x, const liq_token *t, const liq_tag *tag) {
    size_t i = t->to, depth = 1;
    pc_str name = pc_strz(tag->name), end = pc_strz(tag->end);
    bool nests = pc_str_eqz(name, "comment");
    bool *none = nests ? &x->no_endcomment : &x->no_enddoc;
    if (*none) i = x->to;
    while (i + 1 < x->to) {
        const char *hit = memchr(x->s.p + i, '{', x->to - i);
        if (!hit) break;
        i = (size_t)(hit - x->s.p);
        if (!at2(x, i, '{', '%')) {
            i++;
            continue;
        }
        size_t k = i + 2 + dash(x, i + 2, x->to), at, to;
        while (k < x->to && pc_is_space(x->s.p[k])) k++;
        size_t n = k;
        while (n < x->to && liq_word_char(x->s.p[n])) n++;
        pc_str word = pc_str_sub(x->s, k, n);
        i = nests ? after_tag(x, n) : n;
        if (nests && pc_str_eq(word, name)) depth++;
        if (nests && pc_str_eqz(word, "raw") && !x->no_endraw) {
            if (find_end_tag(x, n, PC_S("endraw"), &at, &to))
                i = to;
            else
                x->no_endraw = true;
        }
        if (!pc_str_eq(word, end) || --depth) continue;
        while (n + 1 < x->to && !at2(x, n, '%', '}')) n++;
        x->trim = n < x->to && x->s.p[n - 1] == '-';
        return n + 2 < x->to ? n + 2 : x->to;
    }
    *none = true;
    say(x, t->at, t->to, "this comment is never closed");
    return t->to;
}

/* Splits the tag's inside into name and markup. */
static void name_tag(lexing *x, liq_token *t) {
    size_t i = ltrim(x, t->in, t->out), n = i;
    if (n < t->out && x->s.p[n] == '#')
        n++;
    else
        while (n < t->out && liq_word_char(x->s.p[n]) && x->s.p[n] != '-') n++;
    t->kind = LIQ_T_TAG;
    t->group = x->group;
    t->name_at = (uint32_t)i;
    t->name_to = (uint32_t)n;
    t->in = (uint32_t)ltrim(x, n, t->out);
    t->tag = liq_tag_find(x->p->d, pc_str_sub(x->s, i, n));
}

static bool names(const lexing *x, const liq_token *t, const char *name) {
    return pc_str_eqz(pc_str_sub(x->s, t->name_at, t->name_to), name);
}

static size_t lex_tag(lexing *x, size_t i) {
    size_t close = find_close(x, i, '%');
    if (close == PC_NPOS) return unterminated(x, i, "'{%' is not closed with '%}'");
    liq_token t = delimited(x, i, close, close + 2);
    x->trim = close > i + 2 && x->s.p[close - 1] == '-';
    name_tag(x, &t);
    if (names(x, &t, "liquid")) {
        bool trim = x->trim;
        liq_lex(x->p, t.in, t.out, true, x->out);
        x->trim = trim;
        return t.to;
    }
    if (t.tag && t.tag->raw) return lex_raw(x, &t, pc_strz(t.tag->end));
    if (t.tag && t.tag->comment) {
        if (!names(x, &t, "comment") && t.in < t.out)
            say(x, t.at, t.to, "this tag takes no arguments");
        return skip_comment(x, &t, t.tag);
    }
    pc_vec_push(x->p->scratch, x->out, t);
    return t.to;
}

static void lex_document(lexing *x, size_t i) {
    while (i < x->to) {
        size_t open = next_open(x, i);
        put_text(x, i, open, open + 2 < x->to && x->s.p[open + 2] == '-');
        if (open >= x->to) return;
        i = x->s.p[open + 1] == '{' ? lex_output(x, open) : lex_tag(x, open);
    }
}

/* {% liquid %}: each line is a tag. */
static void lex_lines(lexing *x, size_t i) {
    const liq_tag *open = NULL; /* the comment that the line is in */
    size_t depth = 0;
    x->group = (uint32_t)i;
    while (i < x->to) {
        size_t end = line_end(x, i);
        liq_token t = {.in = (uint32_t)ltrim(x, i, end)};
        t.at = t.in;
        t.out = t.to = (uint32_t)rtrim(x, t.in, end);
        i = end + 1;
        while (i < x->to && (x->s.p[i - 1] == '\r' && x->s.p[i] == '\n')) i++;
        if (t.in >= t.out) continue;
        name_tag(x, &t);
        while (names(x, &t, "liquid") && t.in < t.out) name_tag(x, &t); /* one in another */
        if (t.tag && t.tag->comment && (!depth || t.tag == open)) {
            open = t.tag;
            depth++;
        } else if (depth)
            depth -= names(x, &t, open->end);
        else if (t.name_at == t.name_to)
            say(x, t.at, t.to, "this line is no tag");
        else if (t.tag && t.tag->raw)
            say(x, t.at, t.to, "'raw' cannot stand in 'liquid'");
        else if (!names(x, &t, "liquid"))
            pc_vec_push(x->p->scratch, x->out, t);
    }
    if (depth) say(x, x->to, x->to, "a comment is never closed");
}

void liq_lex(liq_parser *p, size_t from, size_t to, bool lines, liq_tokens *out) {
    lexing x = {.p = p, .s = p->text, .to = to, .out = out};
    if (lines)
        lex_lines(&x, from);
    else
        lex_document(&x, from);
}
