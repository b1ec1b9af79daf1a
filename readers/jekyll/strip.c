/* What kramdown has and the Markdown reader in its place has not: attribute lists ({: .class}),
 * options and comments ({::comment} … {:/}). They are taken out, so that they do not show in the
 * text; the kramdown reader, where there is one, gives them their meaning. HTML elements lose their
 * blank lines and their indentation, so that they are one block there too. */
#include "base/str.h"
#include "readers/jekyll/site.h"

typedef struct strip {
    pc_ctx *cx;
    const pc_source *in;
    pc_str s;
    pc_buf out;
    bool no_ends; /* no {:/ from here on */
    PC_VEC(pc_map_span) spans;
    size_t copied;      /* what of s is in out or left out */
    size_t html_budget; /* see jek_html_block_end */
} strip;

static void leave_out(strip *x, size_t from, size_t to) {
    if (from > x->copied) {
        pc_map_span span = {(uint32_t)x->out.n, pc_source_pos(x->in, x->copied), true};
        pc_vec_push(x->cx->arena, &x->spans, span);
        pc_buf_put(&x->out, pc_str_sub(x->s, x->copied, from));
    }
    x->copied = to;
}

static size_t line_end(pc_str s, size_t i) {
    size_t n = pc_str_chr(s, '\n', i);
    return n == PC_NPOS ? s.n : n + 1;
}

/* The end of the fence that begins in this line, or 0: code is not touched. */
static size_t fence_end(pc_str s, size_t at, pc_str line) {
    pc_str t = pc_str_ltrim(line);
    if (!pc_str_startsz(t, "```") && !pc_str_startsz(t, "~~~")) return 0;
    size_t n = 0;
    while (n < t.n && t.p[n] == t.p[0]) n++;
    for (size_t i = line_end(s, at); i < s.n; i = line_end(s, i)) {
        pc_str close = pc_str_trim(pc_str_sub(s, i, line_end(s, i)));
        size_t k = 0;
        while (k < close.n && close.p[k] == t.p[0]) k++;
        if (k >= n && k == close.n) return line_end(s, i);
    }
    return s.n;
}

/* {: … } or {:toc} at i: the byte after it, or 0. */
static size_t attribute_end(pc_str s, size_t i, size_t to) {
    if (i + 2 >= to || s.p[i] != '{' || s.p[i + 1] != ':') return 0;
    char quote = 0;
    for (size_t k = i + 2; k < to; k++) {
        if (quote)
            quote = s.p[k] == quote ? 0 : quote;
        else if (s.p[k] == '"' || s.p[k] == '\'')
            quote = s.p[k];
        else if (s.p[k] == '}')
            return k + 1;
        else if (s.p[k] == '\n' || s.p[k] == '{')
            return 0;
    }
    return 0;
}

/* {::comment} … {:/comment} that begins a line. */
static size_t comment_end(strip *x, size_t at, pc_str line) {
    if (x->no_ends || !pc_str_startsz(pc_str_ltrim(line), "{::comment}")) return 0;
    size_t end = pc_str_find(x->s, PC_S("{:/"), at);
    x->no_ends = end == PC_NPOS;
    return x->no_ends ? 0 : line_end(x->s, end);
}

/* Attribute lists behind a span: after ) ] * _ or `. */
static void strip_spans(strip *x, size_t from, size_t to) {
    pc_str here =
        pc_str_sub(x->s, 0, to); /* looking beyond would read all the rest for each line */
    for (size_t i = from; (i = pc_str_find(here, PC_S("{:"), i)) != PC_NPOS; i++) {
        size_t end = i > from && strchr(")]*_`>", x->s.p[i - 1]) ? attribute_end(x->s, i, to) : 0;
        if (end) leave_out(x, i, end);
    }
}

/* One HTML element, to the end of its line. */
static size_t strip_html(strip *x, size_t at) {
    size_t end = jek_html_block_end(x->s, at, &x->html_budget);
    if (!end) return 0;
    size_t next = at;
    for (size_t i = at; i < end; i = next) {
        next = line_end(x->s, i);
        size_t text = i;
        while (text < next && (x->s.p[text] == ' ' || x->s.p[text] == '\t')) text++;
        bool blank = text == next || x->s.p[text] == '\n' || x->s.p[text] == '\r';
        if (blank || text > i) leave_out(x, i, blank ? next : text);
    }
    return next;
}

static void strip_lines(strip *x) {
    for (size_t i = 0, next; i < x->s.n; i = next) {
        next = line_end(x->s, i);
        pc_str line = pc_str_sub(x->s, i, next), text = pc_str_trim(line);
        size_t end;
        if ((end = fence_end(x->s, i, line))) {
            next = end;
        } else if ((end = strip_html(x, i))) {
            next = end;
        } else if ((end = comment_end(x, i, line))) {
            leave_out(x, i, end);
            next = end;
        } else if (pc_str_startsz(text, "{:") && pc_str_endsz(text, "}") &&
                   (attribute_end(text, 0, text.n) == text.n || pc_str_startsz(text, "{::"))) {
            leave_out(x, i, next);
        } else {
            strip_spans(x, i, next);
        }
    }
}

const pc_source *jek_strip_kramdown(pc_ctx *cx, const pc_source *in) {
    if (!pc_str_has(in->text, "{:") && !pc_str_has(in->text, "</")) return in;
    strip x = {.cx = cx, .in = in, .s = in->text, .html_budget = 4 * in->text.n + 4096};
    pc_buf_init(&x.out, cx->mem);
    strip_lines(&x);
    leave_out(&x, x.s.n, x.s.n);
    pc_str text = pc_buf_take(&x.out, cx->arena);
    pc_buf_fini(&x.out);
    return pc_source_add_made(cx->sources, in->name, text, x.spans.v, x.spans.n);
}
