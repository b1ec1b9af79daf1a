/* smartify: what Jekyll's SmartyPants converter makes of a text, which is kramdown with nothing but
 * quotes, symbols, character references and HTML. Tags stay as they are written; kramdown would set
 * their attributes anew, close what is open, and leave block elements alone. */
#include "base/str.h"
#include "readers/jekyll/liquid/liquid_int.h"
#include "text/entities.h"
#include "text/smartypants.h"

/* Without \r, and with one line end at the end. */
static pc_str with_lines(liq_run *r, pc_str s) {
    char *p = pc_alloc_text(r->a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool crlf = s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n';
        if (!crlf) p[n++] = s.p[i] == '\r' ? '\n' : s.p[i];
    }
    if (!n || p[n - 1] != '\n') p[n++] = '\n';
    return (pc_str){p, n};
}

static void put_escaped(pc_buf *b, pc_str s) {
    for (size_t i = 0; i < s.n; i++) switch (s.p[i]) {
        case '&': PC_PUTL(b, "&amp;"); break;
        case '<': PC_PUTL(b, "&lt;"); break;
        case '>': PC_PUTL(b, "&gt;"); break;
        default: pc_buf_putc(b, s.p[i]);
        }
}

/* A reading of the text; what was not found once is not looked for again. */
typedef struct smartening {
    pc_str s;
    pc_buf *out;
    bool no_comment_end, no_tag_end;
} smartening;

/* The end of the tag at i, whose attributes may hold ">" in quotes. 0: it is none. */
static size_t tag_end(smartening *t, size_t i) {
    size_t k = i + 1;
    char quote = 0;
    if (k < t->s.n && t->s.p[k] == '/') k++;
    if (t->no_tag_end || k >= t->s.n || !pc_is_alpha(t->s.p[k])) return 0;
    for (; k < t->s.n; k++) {
        char c = t->s.p[k];
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return k + 1;
        else if (c == '<')
            return 0;
    }
    t->no_tag_end = !quote;
    return 0;
}

/* Behind the end tag of an element that holds no text, when one begins in the tag at i. */
static size_t raw_end(const smartening *t, size_t i, size_t end) {
    static const char *const names[] = {"code", "kbd",    "math",  "option",   "pre",
                                        "samp", "script", "style", "textarea", "var"};
    for (size_t k = 0; k < PC_COUNT(names); k++) {
        size_t n = strlen(names[k]);
        pc_str name = pc_str_sub(t->s, i + 1, i + 1 + n);
        if (!pc_str_ieqz(name, names[k]) || pc_is_alnum(t->s.p[i + 1 + n])) continue;
        for (size_t at = end; (at = pc_str_find(t->s, PC_S("</"), at)) != PC_NPOS; at += 2)
            if (pc_str_ieqz(pc_str_sub(t->s, at + 2, at + 2 + n), names[k])) return at;
        return t->s.n;
    }
    return end;
}

/* The length of the HTML at i, which is copied. */
static size_t html_at(smartening *t, size_t i) {
    if (t->s.p[i] != '<') return 0;
    if (pc_str_startsz(pc_str_from(t->s, i), "<!--")) {
        size_t end = t->no_comment_end ? PC_NPOS : pc_str_find(t->s, PC_S("-->"), i + 4);
        t->no_comment_end = end == PC_NPOS;
        return end == PC_NPOS ? 0 : end + 3 - i;
    }
    size_t end = tag_end(t, i);
    return end ? raw_end(t, i, end) - i : 0;
}

/* A reference to a character that HTML needs escaped stays one. */
static void put_entity(pc_buf *out, pc_str written, const pc_entity *e) {
    bool special = e->n == 1 && strchr("<>&", e->utf8[0]);
    pc_buf_put(out, special ? written : (pc_str){e->utf8, e->n});
}

/* Writes what is at i; answers how long it was. */
static size_t smart_at(smartening *t, size_t i) {
    pc_smarty_quote q;
    pc_smarty_kind kind;
    pc_entity e;
    size_t n;
    if (pc_smarty_quote_at(t->s, i, &q)) {
        put_escaped(t->out, pc_str_sub(t->s, i, i + q.before));
        for (size_t k = 0; k < q.n; k++) pc_buf_put(t->out, pc_smarty_text(q.kind[k]));
        return q.before + q.n;
    }
    if (t->s.p[i] == '&' && pc_entity_html4_at(t->s, i, &e)) {
        put_entity(t->out, pc_str_sub(t->s, i, i + e.len), &e);
        return e.len;
    }
    if ((n = pc_smarty_symbol_at(t->s, i, &kind))) {
        put_escaped(t->out, pc_smarty_text(kind));
        return n;
    }
    n = html_at(t, i);
    if (n)
        pc_buf_put(t->out, pc_str_sub(t->s, i, i + n));
    else
        put_escaped(t->out, pc_str_sub(t->s, i, i + 1));
    return n ? n : 1;
}

static liq_value f_smartify(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    pc_buf b = liq_buf(r);
    smartening t = {.s = with_lines(r, liq_text(r, in)), .out = &b};
    for (size_t i = 0; i < t.s.n;) i += smart_at(&t, i);
    pc_str out = liq_buf_text(r, &b);
    if (out.n && out.p[out.n - 1] == '\n') out.n--;
    return liq_str(out);
}

static const liq_filter rows[] = {{"smartify", f_smartify, 0, 0}};
const liq_filter_table liq_filters_smart = {rows, PC_COUNT(rows)};
