/* Tables: lines with a bar in each, between block boundaries. Lines of dashes part head and bodies,
 * lines of equals signs the foot. Bars in code are text. Rows are as long as they are written; the
 * table's ncols is the longest one's length. */
#include "readers/kramdown/kd_block.h"

typedef struct table {
    kd_blocks *b;
    kd_el *el, *rows; /* rows: of the part that is being read */
    PC_VEC(uint8_t) align;
    bool leading; /* rows begin with a bar */
    bool footer;  /* a line of equals signs has been there */
    bool body;    /* there is a body */
    size_t nrows, ncells;
} table;

/* Rows are filled up with empty cells; what is wider, or would need more, is text. */
enum { KD_MAX_COLUMNS = 10000, KD_MAX_FILLED = 0x80000 };

/* --- lines ---------------------------------------------------------------------------------------
 */

/* A line that is a row, by the look of it: a bar at its head, or one without a backslash. */
static bool has_bar(pc_str s, size_t at) {
    if (at < s.n && s.p[at] == '|') return true;
    for (size_t i = at; i < s.n && s.p[i] != '\n'; i++)
        if (s.p[i] == '|' && i > at && s.p[i - 1] != '\\') return true;
    return false;
}

/* A line of nothing but [among], with [one] of them at least; its end. */
static size_t line_of(pc_str s, size_t at, const char *among, char one) {
    bool found = false;
    for (; at < s.n && s.p[at] != '\n'; at++) {
        if (!s.p[at] || !strchr(among, s.p[at])) return 0;
        found |= s.p[at] == one;
    }
    return found && at < s.n ? at + 1 : 0;
}

static size_t separator(pc_str s, size_t at) {
    return line_of(s, at, "+|: \t-", '-');
}

static size_t foot_separator(pc_str s, size_t at) {
    return line_of(s, at, "+|: \t=", '=');
}

/* --- cells ---------------------------------------------------------------------------------------
 */

typedef struct row {
    table *t;
    kd_el *el;
    kd_gather cell;
    size_t n; /* cells so far */
} row;

static kd_text cell_text(row *r) {
    const kd_blocks *b = r->t->b;
    kd_gather *g = &r->cell;
    kd_text all = kd_gather_text(g), text = kd_trim(&all);
    if (g->made || !b->lasting) text = kd_copy(b->k->arena, b->k->scratch, &text);
    kd_gather_end(g);
    return text;
}

/* An empty cell before the first bar or behind the last one is none. */
static void cell_end(row *r, size_t at, bool last) {
    kd *k = r->t->b->k;
    kd_text text = cell_text(r);
    kd_gather_begin(&r->cell, r->t->b);
    bool edge = last || (r->n++ == 0 && r->t->leading);
    if (edge && !text.s.n) return;
    if (r->el->ncols++ >= KD_MAX_COLUMNS) return; /* it will be no table: the count is enough */
    kd_el *td = kd_el_new(k, KD_TD, text.s.n ? kd_pos(&text, 0) : kd_pos(&r->t->b->t, at));
    td->text = text;
    kd_el_add(r->el, td);
}

/* Text without <code>: bars part cells unless they are escaped or in a code span. */
static void row_text(row *r, size_t from, size_t to) {
    kd_code_memo memo = {0};
    pc_str s = pc_str_sub(r->t->b->t.s, from, to);
    size_t text = 0, cell = 0, code_from, code_to;
    for (size_t i = 0; i < s.n;) {
        size_t next = i + 1;
        if (s.p[i] == '|') {
            bool escaped = i > text && s.p[i - 1] == '\\';
            kd_gather_add(&r->cell, from + cell, from + i - escaped);
            cell = escaped ? i : next;
            if (!escaped) cell_end(r, from + i, false);
        } else if (s.p[i] == '`') {
            next = kd_code_span(s, i, &memo, &code_from, &code_to);
            if (next) text = next;
            if (!next)
                for (next = i + 1; next < s.n && s.p[next] == '`';) next++;
        }
        i = next;
    }
    kd_gather_add(&r->cell, from + cell, to);
}

/* <code …>…</code> from [at] on; its end, or 0. */
static size_t next_code(pc_str s, size_t at, size_t *from) {
    *from = pc_str_find(s, PC_S("<code"), at);
    size_t tag = *from == PC_NPOS ? PC_NPOS : pc_str_chr(s, '>', *from);
    size_t end = tag == PC_NPOS ? PC_NPOS : pc_str_find(s, PC_S("</code>"), tag + 1);
    return end == PC_NPOS ? 0 : end + 7;
}

static void add_row(table *t, size_t at, size_t end) {
    kd_blocks *b = t->b;
    pc_str line = pc_str_sub(b->t.s, 0, end);
    row r = {.t = t, .el = kd_el_new(b->k, KD_TR, kd_pos(&b->t, at))};
    kd_gather_begin(&r.cell, b);
    for (size_t from, code; (code = next_code(line, at, &from)); at = code) {
        row_text(&r, at, from);
        kd_gather_add(&r.cell, from, code);
    }
    row_text(&r, at, end);
    cell_end(&r, end, true);
    if (r.el->ncols > t->el->ncols) t->el->ncols = r.el->ncols;
    t->nrows++;
    t->ncells += r.el->ncols;
    if (!t->rows) t->rows = kd_el_new(b->k, KD_ROOT, r.el->pos);
    kd_el_add(t->rows, r.el);
}

/* --- parts ---------------------------------------------------------------------------------------
 */

static void part(table *t, kd_type type, bool force) {
    if (t->footer && type == KD_TBODY && !force) return;
    t->rows->type = (uint8_t)type;
    kd_el_add(t->el, t->rows);
    t->rows = NULL;
    t->body |= type == KD_TBODY;
}

/* ---, :--, --: and :-: of the line below the head. */
static void alignment(table *t, pc_str s) {
    for (size_t i = 0, done = 0; i < s.n; i++) {
        if (s.p[i] != '-') continue;
        bool left = i > done && s.p[i - 1] == ':';
        while (i < s.n && s.p[i] == '-') i++;
        bool right = i < s.n && s.p[i] == ':';
        done = i + right;
        pc_alignment a = left && right ? PC_ALIGN_CENTER
                         : left        ? PC_ALIGN_LEFT
                         : right       ? PC_ALIGN_RIGHT
                                       : PC_ALIGN_DEFAULT;
        pc_vec_push(t->b->k->scratch, &t->align, (uint8_t)a);
    }
}

static void table_line(table *t) {
    kd_blocks *b = t->b;
    pc_str s = b->t.s;
    size_t at = b->at, end;
    if ((end = separator(s, at))) {
        if (t->rows && !t->align.n && !t->footer) {
            part(t, KD_THEAD, false);
            alignment(t, pc_str_sub(s, at, end));
        } else if (t->rows) {
            part(t, KD_TBODY, false);
        }
    } else if ((end = foot_separator(s, at))) {
        if (t->rows) part(t, KD_TBODY, true);
        t->footer = true;
    } else {
        end = kd_line_end(s, at);
        add_row(t, at, end > at && s.p[end - 1] == '\n' ? end - 1 : end);
    }
    b->at = end;
}

static bool fits(const table *t) {
    size_t n = t->el->ncols;
    if (n <= KD_MAX_COLUMNS && t->nrows * n - t->ncells <= KD_MAX_FILLED) return true;
    kd_warn(t->b->k, t->el->pos, "a table of %zu columns and %zu rows is kept as text", n,
            t->nrows);
    return false;
}

static void set_alignment(table *t) {
    kd *k = t->b->k;
    while (t->align.n < t->el->ncols) pc_vec_push(k->scratch, &t->align, PC_ALIGN_DEFAULT);
    t->el->align = t->align.v;
}

/* --- whether it is one ---------------------------------------------------------------------------
 * kramdown reads all lines again, with code spans and HTML: what stands in these has no bar. */

typedef struct check {
    pc_str s;
    bool bar;        /* on the line that is being looked at */
    bool done;       /* the answer is known */
    size_t from, to; /* the longest stretch of text that has been gone through */
    kd_ahead comment;
} check;

/* Code, or a stretch of text. Line ends at its end are passed over, as by Ruby's split. */
static void check_lines(check *c, size_t from, size_t to, bool code) {
    pc_str s = pc_str_sub(c->s, 0, to);
    while (s.n > from && s.p[s.n - 1] == '\n') s.n--;
    if (c->done || s.n <= from) return;
    size_t last = s.n, lines = 1;
    for (size_t i = from; i < s.n; i++) lines += s.p[i] == '\n';
    while (last > from && s.p[last - 1] != '\n') last--;
    if (code) {
        c->done = lines > 2 || (lines == 2 && !c->bar);
        if (lines == 2) c->bar = false;
        return;
    }
    c->done = lines > 1 && !c->bar && !has_bar(s, from);
    if (!c->done) c->bar = (lines == 1 && c->bar) || has_bar(s, last);
}

/* A stretch between two elements. */
static void check_text(check *c, size_t from, size_t to) {
    check_lines(c, from, to, false);
    if (!c->done && to - from > c->to - c->from) c->from = from, c->to = to;
}

enum { CHECK_DEPTH = 64 };

/* An element that holds no text of its own here: it has no body, or is a block's. */
static bool is_bare(const kd_tag *tag) {
    return tag->close || tag->closed || kd_html_facts_of(tag->name)->empty ||
           kd_html_facts_of(tag->name)->block;
}

/* The end of the element whose start tag has been read; of the text, when its end tag is missing.
 */
static size_t element_end(check *c, kd_tag tag) {
    pc_str open[CHECK_DEPTH];
    size_t n = 1, i = tag.end, from, to;
    kd_code_memo memo = {0};
    open[0] = tag.name;
    bool raw = kd_html_facts_of(tag.name)->model == KD_MODEL_RAW;
    while (n && i < c->s.n) {
        size_t end = 0;
        if (c->s.p[i] == '`' && !raw) end = kd_code_span(c->s, i, &memo, &from, &to);
        if (c->s.p[i] == '<') end = kd_comment_end(c->s, i, &c->comment);
        if (c->s.p[i] == '<' && !end && kd_tag_at(c->s, i, &tag)) {
            end = tag.end;
            if (tag.close)
                n -= pc_str_ieq(tag.name, open[n - 1]);
            else if (!is_bare(&tag) && n < CHECK_DEPTH)
                open[n++] = tag.name;
        }
        i = end ? end : i + 1;
    }
    return i;
}

/* What begins at [i] and is no text; its end, or 0. *from and *to: the text that counts. */
static size_t check_thing(check *c, size_t i, kd_code_memo *memo, size_t *from, size_t *to) {
    kd_tag tag;
    if (c->s.p[i] == '`') return kd_code_span(c->s, i, memo, from, to);
    *from = i;
    *to = kd_comment_end(c->s, i, &c->comment);
    if (*to) return *to;
    if (!kd_tag_at(c->s, i, &tag) || tag.close || kd_html_facts_of(tag.name)->block) return 0;
    *to = i;
    return is_bare(&tag) ? tag.end : element_end(c, tag);
}

/* Behind a row's bar, in a stretch of text, all goes on as it did from [at] on: what has been found
 * to be no table is none there either. */
static bool bar_on_each_line(kd_blocks *b, size_t at, size_t rows_to) {
    pc_str s = pc_str_sub(b->t.s, at, rows_to);
    check c = {.s = s};
    kd_code_memo memo = {0};
    size_t text = 0, from = 0, to = 0;
    for (size_t i = 0; i < s.n && !c.done;) {
        bool code = s.p[i] == '`';
        size_t end = code || s.p[i] == '<' ? check_thing(&c, i, &memo, &from, &to) : 0;
        if (end) {
            check_text(&c, text, i);
            check_lines(&c, from, to, code);
            text = i = end;
            continue;
        }
        for (i++; code && i < s.n && s.p[i] == '`';) i++;
    }
    check_text(&c, text, s.n);
    if (!c.bar) b->no_rows_from = at + c.from, b->no_rows = at + c.to;
    return c.bar;
}

/* The end of the lines with bars from [at] on. */
static size_t rows_end(kd_blocks *b, size_t at) {
    pc_str s = b->t.s;
    size_t end = at;
    if (kd_ahead_knows(&b->rows, at)) return b->rows.found;
    while (end < s.n && has_bar(s, end)) end = kd_line_end(s, end);
    b->rows = (kd_ahead){true, at, end};
    return end;
}

/* All lines up to [end]. What does not fit is not tried again from a later line. */
static bool read_rows(table *t, size_t end) {
    kd_blocks *b = t->b;
    size_t from = b->at, after = separator(b->t.s, from);
    if (after) b->at = after;
    while (b->at < end) table_line(t);
    if (t->rows) part(t, t->footer ? KD_TFOOT : KD_TBODY, false);
    if (t->body && fits(t)) return true;
    b->no_table = end;
    b->at = from;
    return false;
}

bool kd_table(kd_blocks *b) {
    pc_str s = b->t.s;
    size_t from = b->at, i = kd_indent(s, from, 3);
    if (i == s.n || pc_is_space(s.p[i]) || !has_bar(s, i) || !kd_after_boundary(b)) return false;
    if (from < b->no_table || (from >= b->no_rows_from && from < b->no_rows)) return false;
    table t = {.b = b, .el = kd_block_new(b, KD_TABLE, from), .leading = s.p[i] == '|'};
    size_t end = rows_end(b, from);
    bool ok =
        kd_before_boundary(b, end) && bar_on_each_line(b, from, end - 1) && read_rows(&t, end);
    if (!ok) return false;
    set_alignment(&t);
    kd_el_add(b->el, t.el);
    return true;
}
