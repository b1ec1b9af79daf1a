/* Template text to nodes. The rules are those of Pandoc's doctemplates, as measured (cases.txt):
 *
 * - $if$ and $for$ that are followed by a line end take it with them, and then so do their $else$,
 *   $elseif$, $sep$, $endif$, $endfor$; a partial takes the line end when it stands alone on its
 * line.
 * - A variable or a partial alone on its line, with white space before it, is nested there.
 * - $^$ nests what follows, up to the first line that is indented less; of the lines that belong to
 * it the indentation is taken away. Within $if$ and $for$ every line belongs to it. */
#include "template/template_int.h"

#include "base/limits.h"
#include "base/str.h"
#include "base/utf8.h"

enum { TPL_MAX_NESTING = 256, TPL_MAX_FILES = 10000 };

typedef PC_VEC(tpl_node) tpl_nodes;

typedef struct tpl_file {
    const pc_source *src;
    pc_str text;
    size_t at;
    size_t line;           /* where the line begins */
    size_t first_nonspace; /* of the line */
    size_t nest;           /* the column of $^$, from 1; 0: none */
    bool inside;           /* $if$ or $for$ */
    bool fill;             /* between $~$ and $~$ */
    size_t seen,
        column; /* the column of a place in the line, so that long lines are counted once */
} tpl_file;

typedef struct tpl_parser {
    pc_arena *a;
    pc_arena own; /* arrays that grow; what is done is copied into a */
    pc_diags *d;
    pc_template_load load;
    void *user;
    pc_template *template;
    tpl_file f;
    size_t depth;    /* of $if$, $for$, $^$ */
    size_t partials; /* within each other */
    size_t files;    /* partials read in all */
    bool failed;     /* after a diagnostic */
} tpl_parser;

static tpl_seq tpl_parse_seq(tpl_parser *p);

/* Errors. The first one ends the parse: everybody returns when p->failed. */

static bool tpl_fail(tpl_parser *p, size_t at, size_t end, const char *fmt, pc_str what) {
    if (!p->failed)
        pc_diag_span(p->d, PC_DIAG_TEMPLATE, pc_source_pos(p->f.src, at),
                     pc_source_pos(p->f.src, end), (pc_str){0}, fmt, PC_F(what));
    p->failed = true;
    return false;
}

static bool tpl_expected(tpl_parser *p, const char *what) {
    size_t at = p->f.at, end = at;
    if (p->failed) return false;
    pc_str found = PC_S("end of the template");
    if (at < p->f.text.n) {
        pc_utf8_next(p->f.text, &end);
        found = p->f.text.p[at] == '\n' || p->f.text.p[at] == '\r'
                    ? PC_S("end of the line")
                    : pc_str_fmt(p->a, "\"%.*s\"", PC_F(pc_str_sub(p->f.text, at, end)));
    }
    pc_diag(p->d, PC_DIAG_TEMPLATE, pc_source_pos(p->f.src, at), "unexpected %.*s, expected %s",
            PC_F(found), what);
    p->failed = true;
    return false;
}

/* Looking. */

static bool tpl_at(const tpl_parser *p, const char *word) {
    return pc_str_startsz(pc_str_from(p->f.text, p->f.at), word);
}

static bool tpl_take(tpl_parser *p, const char *word) {
    if (!tpl_at(p, word)) return false;
    p->f.at += strlen(word);
    return true;
}

static char tpl_char(const tpl_parser *p, size_t at) {
    return at < p->f.text.n ? p->f.text.p[at] : '\0';
}

static bool tpl_at_end(const tpl_parser *p) {
    return p->f.at >= p->f.text.n;
}

static bool tpl_at_newline(const tpl_parser *p) {
    return tpl_at(p, "\n") || tpl_at(p, "\r\n");
}

static void tpl_space(tpl_parser *p) {
    while (tpl_char(p, p->f.at) == ' ' || tpl_char(p, p->f.at) == '\t') p->f.at++;
}

static size_t tpl_column_after(size_t column, uint32_t c) {
    return c == '\t' ? (column - 1) / 8 * 8 + 9 : column + 1;
}

/* The column of a place in the line, from 1; tabs go to every eighth. */
static size_t tpl_column(tpl_parser *p, size_t at) {
    if (p->f.seen < p->f.line || p->f.seen > at || !p->f.column) {
        p->f.seen = p->f.line;
        p->f.column = 1;
    }
    while (p->f.seen < at)
        p->f.column = tpl_column_after(p->f.column, pc_utf8_next(p->f.text, &p->f.seen));
    return p->f.column;
}

static void tpl_line_begins(tpl_parser *p) {
    size_t i = p->f.line;
    while (tpl_char(p, i) == ' ' || tpl_char(p, i) == '\t') i++;
    p->f.first_nonspace = i;
}

/* Takes a line end, and within $^$ the indentation of the next line; false (and nothing is taken)
 * when there is none, or the next line does not belong to the nested text. */
static bool tpl_newline(tpl_parser *p) {
    tpl_file before = p->f;
    if (!tpl_take(p, "\n") && !tpl_take(p, "\r\n")) return false;
    p->f.line = p->f.at;
    tpl_line_begins(p);
    size_t column = 1;
    while (p->f.nest && column < p->f.nest &&
           (tpl_char(p, p->f.at) == ' ' || tpl_char(p, p->f.at) == '\t'))
        column = tpl_column_after(column, (uint32_t)p->f.text.p[p->f.at++]);
    if (!p->f.nest || p->f.inside || column >= p->f.nest) return true;
    p->f = before;
    return false;
}

/* An empty line, which belongs to nested text whatever follows. */
static bool tpl_blank_line(tpl_parser *p) {
    tpl_file before = p->f;
    if (!p->f.nest || (!tpl_take(p, "\n") && !tpl_take(p, "\r\n"))) return false;
    if (tpl_at_newline(p) || tpl_at_end(p)) {
        p->f.line = p->f.at;
        tpl_line_begins(p);
        return true;
    }
    p->f = before;
    return false;
}

/* Variables and pipes. */

static size_t tpl_name_end(const tpl_parser *p, size_t at) {
    size_t i = at;
    while (i < p->f.text.n) {
        size_t next = i;
        uint32_t c = pc_utf8_next(p->f.text, &next);
        bool ok = i == at ? pc_uni_is_alpha(c) : pc_uni_is_alnum(c) || c == '_' || c == '-';
        if (!ok) break;
        i = next;
    }
    return i;
}

static bool tpl_reserved(pc_str name) {
    static const char *const words[] = {"if", "else", "elseif", "endif", "for", "sep", "endfor"};
    for (size_t i = 0; i < PC_COUNT(words); i++)
        if (pc_str_eqz(name, words[i])) return true;
    return false;
}

static bool tpl_path(tpl_parser *p, tpl_var *out) {
    PC_VEC(pc_str) path = {0};
    do {
        size_t end = tpl_name_end(p, p->f.at);
        pc_str name = pc_str_sub(p->f.text, p->f.at, end);
        if (!name.n) return tpl_expected(p, "the name of a variable");
        if (!path.n && tpl_reserved(name))
            return tpl_fail(p, p->f.at, end, "unexpected \"%.*s\" here", name);
        p->f.at = end;
        pc_vec_push(&p->own, &path, name);
    } while (tpl_take(p, "."));
    out->path = pc_vec_done(p->a, &path);
    out->n = path.n;
    return true;
}

/* "text", with \ before a quote or a backslash. */
static bool tpl_border(tpl_parser *p, pc_str *out) {
    size_t open = p->f.at;
    if (!tpl_take(p, "\"")) return true;
    char *text = pc_alloc_text(p->a, p->f.text.n - p->f.at);
    size_t n = 0;
    while (!tpl_at_end(p) && !tpl_at(p, "\"")) {
        if (tpl_at(p, "\\") && p->f.at + 1 < p->f.text.n) p->f.at++;
        text[n++] = p->f.text.p[p->f.at++];
    }
    if (!tpl_take(p, "\""))
        return tpl_fail(p, open, open + 1, "this %.*s is not closed", PC_S("quote"));
    *out = (pc_str){text, n};
    return true;
}

static bool tpl_block_arguments(tpl_parser *p, tpl_pipe *out) {
    tpl_space(p);
    size_t from = p->f.at;
    while (pc_is_digit(tpl_char(p, p->f.at))) p->f.at++;
    if (!pc_str_int(pc_str_sub(p->f.text, from, p->f.at), &out->width) || out->width > 10000)
        return tpl_expected(p, "the width of the block, a number up to 10000");
    tpl_space(p);
    if (!tpl_border(p, &out->from)) return false;
    tpl_space(p);
    return tpl_border(p, &out->to);
}

static bool tpl_pipes(tpl_parser *p, tpl_var *out) {
    PC_VEC(tpl_pipe) pipes = {0};
    while (tpl_take(p, "/")) {
        size_t from = p->f.at;
        while (pc_is_alpha(tpl_char(p, p->f.at))) p->f.at++;
        pc_str name = pc_str_sub(p->f.text, from, p->f.at);
        if (!name.n) return tpl_expected(p, "the name of a pipe");
        tpl_pipe pipe = {0};
        bool block = false;
        int op = tpl_pipe_find(name, &block);
        if (op < 0) return tpl_fail(p, from, p->f.at, "unknown pipe \"%.*s\"", name);
        pipe.op = (uint8_t)op;
        if (block && !tpl_block_arguments(p, &pipe)) return false;
        pc_vec_push(&p->own, &pipes, pipe);
    }
    out->pipes = pc_vec_done(p->a, &pipes);
    out->npipes = pipes.n;
    return true;
}

static bool tpl_variable(tpl_parser *p, tpl_var *out) {
    return tpl_path(p, out) && tpl_pipes(p, out);
}

/* Nodes. */

static tpl_seq tpl_seq_of(tpl_parser *p, const tpl_node *v, size_t n) {
    return (tpl_seq){pc_vec_copy(p->a, v, n, sizeof *v), n};
}

/* Text as nodes; spaces become breakable ones where they are to. */
static void tpl_push_text(tpl_parser *p, tpl_nodes *out, pc_str text) {
    size_t i = 0;
    while (i < text.n) {
        bool space = p->f.fill && pc_is_space(text.p[i]);
        size_t from = i;
        do i++;
        while (i < text.n && (p->f.fill && pc_is_space(text.p[i])) == space);
        tpl_node node = {.op = space ? TPL_BREAK : TPL_TEXT, .text = pc_str_sub(text, from, i)};
        pc_vec_push(&p->own, out, node);
    }
}

/* [, ] of ${list[, ]}: kept as it is, also where space is breakable. */
static bool tpl_separator(tpl_parser *p, tpl_seq *out) {
    size_t open = p->f.at;
    if (!tpl_take(p, "[")) return true;
    size_t end = pc_str_chr(p->f.text, ']', p->f.at);
    if (end == PC_NPOS)
        return tpl_fail(p, open, open + 1, "this %.*s is not closed", PC_S("bracket"));
    tpl_nodes nodes = {0};
    for (size_t i = p->f.at; i < end;) {
        size_t to = pc_str_chr(p->f.text, '\n', i);
        if (to == PC_NPOS || to > end) to = end;
        tpl_node text = {.op = TPL_TEXT, .text = pc_str_sub(p->f.text, i, to)};
        if (to > i) pc_vec_push(&p->own, &nodes, text);
        if (to < end) pc_vec_push(&p->own, &nodes, ((tpl_node){.op = TPL_NEWLINE}));
        i = to + 1;
    }
    *out = tpl_seq_of(p, nodes.v, nodes.n);
    p->f.at = end + 1;
    return true;
}

/* Partials. */

/* The name of a partial and "()", or empty. */
static pc_str tpl_partial_name(const tpl_parser *p) {
    size_t i = p->f.at;
    while (i < p->f.text.n) {
        size_t next = i;
        uint32_t c = pc_utf8_next(p->f.text, &next);
        if (!pc_uni_is_alnum(c) && !(c < 0x80 && c && strchr("_-./\\", (int)c))) break;
        i = next;
    }
    bool call = i > p->f.at && pc_str_startsz(pc_str_from(p->f.text, i), "()");
    return call ? pc_str_sub(p->f.text, p->f.at, i) : (pc_str){0};
}

static bool tpl_closing_word(const tpl_parser *p);

/* The text of another file; its last line end does not count. */
static tpl_seq tpl_file_body(tpl_parser *p, const pc_source *src) {
    bool fill = p->f.fill;
    p->f = (tpl_file){.src = src, .text = src->text, .fill = fill};
    if (pc_str_endsz(p->f.text, "\n")) p->f.text.n--;
    if (pc_str_endsz(p->f.text, "\r")) p->f.text.n--;
    tpl_line_begins(p);
    tpl_seq body = tpl_parse_seq(p);
    if (!p->failed && !tpl_at_end(p)) tpl_closing_word(p);
    return body;
}

static bool tpl_partial(tpl_parser *p, pc_str name, tpl_node *out) {
    size_t at = p->f.at, end = at + name.n;
    const pc_source *src = NULL;
    p->f.at = end + 2;
    *out = (tpl_node){.op = TPL_PARTIAL};
    if (p->partials == PC_MAX_PARTIALS)
        return tpl_fail(p, at, end, "the partial \"%.*s\" nests too deep: does it include itself?",
                        name);
    if (++p->files > TPL_MAX_FILES)
        return tpl_fail(p, at, end, "too many partials, at \"%.*s\"", name);
    if (!p->load || !p->load(p->user, name, &src) || !src)
        return tpl_fail(p, at, end, "there is no partial \"%.*s\"", name);
    tpl_file outer = p->f;
    p->partials++;
    out->body = tpl_file_body(p, src);
    p->partials--;
    p->f = outer;
    return !p->failed;
}

/* Directives. */

/* $ or ${ and space; *closer is what must end it. False if there is no directive here. */
static bool tpl_open(tpl_parser *p, const char **closer) {
    if (!tpl_at(p, "$") || tpl_at(p, "$$")) return false;
    *closer = tpl_take(p, "${") ? "}" : "$";
    if (**closer == '$') p->f.at++;
    tpl_space(p);
    return true;
}

static bool tpl_close(tpl_parser *p, const char *closer) {
    tpl_space(p);
    if (tpl_take(p, closer)) return true;
    return tpl_expected(p, *closer == '$' ? "'$'" : "'}'");
}

/* $word$, taken if it is here. */
static bool tpl_take_word(tpl_parser *p, const char *word) {
    const char *closer;
    size_t at = p->f.at;
    if (tpl_open(p, &closer) && tpl_take(p, word)) {
        tpl_space(p);
        if (tpl_take(p, closer)) return true;
    }
    p->f.at = at;
    return false;
}

/* What ends a sequence: $else$, $elseif(, $endif$, $sep$, $endfor$. As an error when nothing asks
 * for it. */
static bool tpl_is_closing(const tpl_parser *given, pc_str *word) {
    static const char *const words[] = {"else", "endif", "sep", "endfor"};
    tpl_parser p = *given;
    const char *closer;
    if (!tpl_open(&p, &closer)) return false;
    size_t end = tpl_name_end(&p, p.f.at);
    *word = pc_str_sub(p.f.text, p.f.at, end);
    if (pc_str_eqz(*word, "elseif"))
        return tpl_char(&p, end) == '(' && tpl_char(&p, end + 1) != ')';
    p.f.at = end;
    tpl_space(&p);
    if (!tpl_at(&p, closer)) return false;
    for (size_t i = 0; i < PC_COUNT(words); i++)
        if (pc_str_eqz(*word, words[i])) return true;
    return false;
}

static bool tpl_closing_word(const tpl_parser *p) {
    pc_str word;
    tpl_parser *q = (tpl_parser *)p;
    if (!tpl_is_closing(p, &word)) return tpl_expected(q, "text or a directive");
    return tpl_fail(q, p->f.at, p->f.at + 1, "\"%.*s\" without its beginning", word);
}

static bool tpl_deeper(tpl_parser *p, size_t at) {
    if (p->depth++ < TPL_MAX_NESTING) return true;
    return tpl_fail(p, at, at + 1, "%.*s nest too deep", PC_S("directives"));
}

/* After "if" or "elseif": (var)$, the body, and all up to $endif$. */
static bool tpl_if_rest(tpl_parser *p, const char *closer, size_t at, tpl_node *out) {
    *out = (tpl_node){.op = TPL_IF};
    if (!tpl_take(p, "(")) return tpl_expected(p, "'('");
    if (!tpl_variable(p, &out->var)) return false;
    if (!tpl_take(p, ")")) return tpl_expected(p, "')'");
    if (!tpl_close(p, closer)) return false;
    bool lines = tpl_newline(p);
    out->body = tpl_parse_seq(p);
    if (p->failed) return false;
    size_t here = p->f.at;
    const char *closer2;
    if (tpl_take_word(p, "else")) {
        if (lines) tpl_newline(p);
        out->other = tpl_parse_seq(p);
    } else if (tpl_open(p, &closer2) && tpl_take(p, "elseif")) {
        tpl_node other;
        if (!tpl_deeper(p, here) || !tpl_if_rest(p, closer2, at, &other)) return false;
        p->depth--;
        out->other = tpl_seq_of(p, &other, 1);
        return true; /* the inner one has taken $endif$ */
    } else {
        p->f.at = here;
    }
    if (p->failed) return false;
    if (!tpl_take_word(p, "endif")) {
        if (tpl_at_end(p)) return tpl_fail(p, at, at + 1, "this \"%.*s\" has no endif", PC_S("if"));
        return tpl_expected(p, "$endif$");
    }
    if (lines) tpl_newline(p);
    return true;
}

static bool tpl_for_rest(tpl_parser *p, const char *closer, size_t at, tpl_node *out) {
    *out = (tpl_node){.op = TPL_FOR};
    if (!tpl_take(p, "(")) return tpl_expected(p, "'('");
    if (!tpl_variable(p, &out->var)) return false;
    if (!tpl_take(p, ")")) return tpl_expected(p, "')'");
    if (!tpl_close(p, closer)) return false;
    bool lines = tpl_newline(p);
    out->body = tpl_parse_seq(p);
    if (!p->failed && tpl_take_word(p, "sep")) {
        if (lines) tpl_newline(p);
        out->other = tpl_parse_seq(p);
    }
    if (p->failed) return false;
    if (!tpl_take_word(p, "endfor")) {
        if (tpl_at_end(p))
            return tpl_fail(p, at, at + 1, "this \"%.*s\" has no endfor", PC_S("for"));
        return tpl_expected(p, "$endfor$");
    }
    if (lines) tpl_newline(p);
    return true;
}

/* $^$ at [at] has been read. */
static bool tpl_nest(tpl_parser *p, size_t at, tpl_node *out) {
    size_t outer = p->f.nest;
    p->f.nest = tpl_column(p, at);
    *out = (tpl_node){.op = TPL_NEST, .body = tpl_parse_seq(p)};
    p->f.nest = outer;
    return !p->failed;
}

static const pc_str tpl_it[] = {PC_LIT("it")};

/* $var$, $var[, ]$, $var:partial()[, ]$, $partial()$; the opening has been read at [at]. */
static bool tpl_value(tpl_parser *p, const char *closer, size_t at, tpl_node *out) {
    pc_str name = tpl_partial_name(p);
    bool bare = name.n > 0;
    if (bare) {
        tpl_seq ignored;
        if (!tpl_partial(p, name, out) || !tpl_separator(p, &ignored) || !tpl_pipes(p, &out->var))
            return false;
    } else {
        tpl_node item = {.op = TPL_VALUE, .var = {.path = tpl_it, .n = 1}};
        *out = (tpl_node){.op = TPL_VALUE};
        if (!tpl_variable(p, &out->var)) return false;
        bool call = tpl_take(p, ":");
        if (call) {
            name = tpl_partial_name(p);
            if (!name.n) return tpl_expected(p, "the name of a partial and \"()\"");
            if (!tpl_partial(p, name, &item)) return false;
        }
        bool each = call || tpl_at(p, "[");
        if (!tpl_separator(p, &out->other) || (call && !tpl_pipes(p, &item.var))) return false;
        if (each) {
            out->op = TPL_FOR;
            out->body = tpl_seq_of(p, &item, 1);
        }
    }
    if (!tpl_close(p, closer)) return false;
    bool alone = at == p->f.first_nonspace && (tpl_at_newline(p) || tpl_at_end(p));
    size_t line = p->f.line;
    if (alone && bare) tpl_newline(p);
    if (alone && at > line && !p->f.nest) {
        tpl_node inner = *out;
        *out = (tpl_node){.op = TPL_NEST, .body = tpl_seq_of(p, &inner, 1)};
    }
    return true;
}

/* Whether "word(" of a directive is here, and not the partial "word()". */
static bool tpl_take_call(tpl_parser *p, const char *word) {
    size_t n = strlen(word);
    if (!tpl_at(p, word) || tpl_char(p, p->f.at + n) != '(') return false;
    if (tpl_char(p, p->f.at + n + 1) == ')') return false;
    p->f.at += n;
    return true;
}

static bool tpl_inside(tpl_parser *p, bool (*rest)(tpl_parser *, const char *, size_t, tpl_node *),
                       const char *closer, size_t at, tpl_node *out) {
    bool inside = p->f.inside;
    p->f.inside = true;
    bool ok = rest(p, closer, at, out);
    p->f.inside = inside;
    return ok;
}

static bool tpl_directive(tpl_parser *p, tpl_nodes *out) {
    const char *closer;
    size_t at = p->f.at;
    tpl_node node = {.op = TPL_TEXT};
    tpl_open(p, &closer);
    bool ok;
    if (tpl_take(p, "~")) {
        p->f.fill = !p->f.fill;
        return tpl_close(p, closer);
    }
    if (!tpl_deeper(p, at)) return false;
    if (tpl_take(p, "^"))
        ok = tpl_close(p, closer) && tpl_nest(p, at, &node);
    else if (tpl_take_call(p, "if"))
        ok = tpl_inside(p, tpl_if_rest, closer, at, &node);
    else if (tpl_take_call(p, "for"))
        ok = tpl_inside(p, tpl_for_rest, closer, at, &node);
    else
        ok = tpl_value(p, closer, at, &node);
    p->depth--;
    if (ok) pc_vec_push(&p->own, out, node);
    return ok;
}

/* $-- to the end of the line; with the line end if it began the line. */
static void tpl_comment(tpl_parser *p) {
    bool first = p->f.at == p->f.line;
    while (!tpl_at_end(p) && !tpl_at_newline(p)) p->f.at++;
    if (!first || (!tpl_take(p, "\n") && !tpl_take(p, "\r\n"))) return;
    p->f.line = p->f.at;
}

static void tpl_text(tpl_parser *p, tpl_nodes *out) {
    size_t from = p->f.at;
    do p->f.at++;
    while (!tpl_at_end(p) && !tpl_at(p, "$") && !tpl_at_newline(p));
    tpl_push_text(p, out, pc_str_sub(p->f.text, from, p->f.at));
}

/* Up to the end of the text, a closing word, or a line that does not belong to nested text. */
static tpl_seq tpl_parse_seq(tpl_parser *p) {
    tpl_nodes out = {0};
    pc_str word;
    while (!p->failed && !tpl_at_end(p)) {
        if (tpl_at(p, "$--")) {
            tpl_comment(p);
        } else if (tpl_at_newline(p)) {
            if (!tpl_newline(p) && !tpl_blank_line(p)) break;
            pc_vec_push(&p->own, &out, ((tpl_node){.op = p->f.fill ? TPL_BREAK : TPL_NEWLINE}));
        } else if (tpl_at(p, "$$")) {
            tpl_push_text(p, &out, pc_str_sub(p->f.text, p->f.at, p->f.at + 1));
            p->f.at += 2;
        } else if (!tpl_at(p, "$")) {
            tpl_text(p, &out);
        } else if (tpl_is_closing(p, &word) || !tpl_directive(p, &out)) {
            break;
        }
    }
    return tpl_seq_of(p, out.v, out.n);
}

static void tpl_parse_undo(void *arena) {
    pc_arena_fini(arena);
}

static void tpl_parse_body(void *parser) {
    tpl_parser *p = parser;
    pc_arena_init(&p->own, p->a->mem);
    pc_defer(p->a->mem, tpl_parse_undo, &p->own);
    p->template->body = tpl_parse_seq(p);
    if (!p->failed && !tpl_at_end(p)) tpl_closing_word(p);
}

const pc_template *pc_template_parse(pc_arena *a, pc_diags *d, const pc_source *src,
                                     pc_template_load load, void *user) {
    tpl_parser p = {.a = a, .d = d, .load = load, .user = user};
    p.f = (tpl_file){.src = src, .text = src->text};
    p.template = PC_NEW(a, pc_template);
    tpl_line_begins(&p);
    pc_scope(a->mem, tpl_parse_body, &p);
    return p.failed ? NULL : p.template;
}
