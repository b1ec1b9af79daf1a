/* {% highlight LANG linenos %}, as Jekyll's tags/highlight.rb with Rouge: colours for the languages
 * that core/highlight knows, the code as it is for others. */
#include "base/str.h"
#include "base/utf8.h"
#include "highlight/highlight.h"
#include "readers/jekyll/liquid/liquid_int.h"

typedef struct highlight {
    pc_str lang;
    bool lines; /* linenos: the code in a table, beside its lines' numbers */
    liq_block body;
} highlight;

static bool name_char(char c) {
    return pc_is_alnum(c) || (c && strchr(".+#_-", c));
}

static size_t word_length(pc_str s) {
    size_t n = 0;
    while (n < s.n && (pc_is_alnum(s.p[n]) || s.p[n] == '_')) n++;
    return n;
}

/* "1 2 3" in quotes: its length, or 0. */
static size_t quoted_length(pc_str s) {
    size_t i = 1;
    if (!s.n || s.p[0] != '"') return 0;
    while (i < s.n && pc_is_digit(s.p[i])) {
        while (i < s.n && pc_is_digit(s.p[i])) i++;
        if (i < s.n && s.p[i] == '"') return i + 1;
        if (i < s.n && pc_is_space(s.p[i])) i++;
    }
    return 0;
}

/* name, name=value, name="1 2 3", with space before each. */
static bool read_options(pc_str s, highlight *x) {
    while (s.n) {
        if (!pc_is_space(s.p[0])) return false;
        s = pc_str_ltrim(s);
        size_t n = word_length(s), value = 0;
        if (!n) return !s.n;
        if (n + 1 < s.n && s.p[n] == '=') {
            pc_str rest = pc_str_from(s, n + 1);
            value = rest.p[0] == '"' ? quoted_length(rest) : word_length(rest);
            if (!value) return false;
        }
        x->lines |= pc_str_eqz(pc_str_sub(s, 0, n), "linenos");
        s = pc_str_from(s, n + (value ? value + 1 : 0));
    }
    return true;
}

static void *parse_highlight(liq_parser *p, const liq_token *t, bool *blank) {
    highlight *x = PC_NEW(p->a, highlight);
    pc_str s = p->markup;
    size_t n = 0;
    while (n < s.n && name_char(s.p[n])) n++;
    if (!n || (n < s.n && !pc_is_space(s.p[n])))
        liq_syntax(p, "'highlight' needs a language");
    else if (!read_options(pc_str_from(s, n), x))
        liq_syntax_at(p, pc_str_from(s, n), "options of 'highlight' read: linenos, name=value");
    x->lang = pc_utf8_lower(p->a, pc_str_sub(s, 0, n));
    bool bad = p->bad_tag;
    liq_parse_simple(p, t, &x->body);
    p->bad_tag = bad;
    *blank = false;
    return x;
}

static pc_str trim_lines(pc_str s) {
    while (s.n && (s.p[0] == '\n' || s.p[0] == '\r')) s = pc_str_from(s, 1);
    while (s.n && (s.p[s.n - 1] == '\n' || s.p[s.n - 1] == '\r')) s.n--;
    return s;
}

/* The lines' numbers in one cell, the code in the other. */
static void put_table(liq_run *r, pc_buf *b, const hl_language *l, pc_str code) {
    size_t lines = 1;
    PC_PUTL(
        b,
        "<table class=\"rouge-table\"><tbody><tr><td class=\"gutter gl\"><pre class=\"lineno\">");
    for (size_t i = 0; i < code.n; i++) lines += code.p[i] == '\n';
    for (size_t i = 1; i <= lines; i++) pc_buf_putf(b, "%zu\n", i);
    PC_PUTL(b, "</pre></td><td class=\"code\"><pre>");
    hl_html(b, r->a, l, code);
    PC_PUTL(b, "\n</pre></td></tr></tbody></table>");
}

/* `highlighter:` of the site, where it is something else than Rouge: no colours, no lines. */
static bool is_rouge(liq_run *r) {
    liq_value v =
        r->host->config ? r->host->config(r->host->user, r, PC_S("highlighter")) : liq_nil();
    pc_str name = v.kind == LIQ_STR ? liq_slice(v) : PC_S("rouge");
    return pc_str_eqz(name, "rouge") || pc_str_eqz(name, "pygments");
}

static void render_highlight(liq_run *r, void *data) {
    const highlight *x = data;
    bool mapping;
    size_t mark = liq_capture_begin(r, &mapping);
    liq_run_block(r, &x->body);
    pc_str code = trim_lines(liq_capture_end(r, mark, mapping));
    const hl_language *l = is_rouge(r) ? hl_find(x->lang) : NULL;
    pc_buf b = liq_buf(r);
    liq_put(r, &b, liq_find(r, PC_S("highlighter_prefix")));
    PC_PUTL(&b, "<figure class=\"highlight\"><pre><code class=\"language-");
    for (size_t i = 0; i < x->lang.n; i++)
        pc_buf_putc(&b, x->lang.p[i] == '+' ? '-' : x->lang.p[i]);
    PC_PUTL(&b, "\" data-lang=\"");
    pc_buf_put(&b, x->lang);
    PC_PUTL(&b, "\">");
    if (x->lines && is_rouge(r))
        put_table(r, &b, l, code);
    else
        hl_html(&b, r->a, l, code);
    PC_PUTL(&b, "</code></pre></figure>");
    liq_put(r, &b, liq_find(r, PC_S("highlighter_suffix")));
    liq_emit(r, liq_buf_text(r, &b));
}

static const liq_tag rows[] = {
    {.name = "highlight",
     .end = "endhighlight",
     .parse = parse_highlight,
     .render = render_highlight},
};
const liq_tag_table liq_tags_highlight = {rows, PC_COUNT(rows)};
