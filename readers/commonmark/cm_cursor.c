/* Places of content in the source: see cm_cursor in cm_int.h. */
#include "readers/commonmark/cm_int.h"

#include "base/str.h"

static pc_str cur_source_line(const cm_cursor *c, size_t line) {
    size_t from = c->lines[line];
    size_t to = line + 1 < c->nlines ? c->lines[line + 1] : c->in->text.n;
    while (to > from && (c->in->text.p[to - 1] == '\n' || c->in->text.p[to - 1] == '\r')) to--;
    return pc_str_sub(c->in->text, from, to);
}

/* What containers and task list items may leave before a line's content. */
static bool cur_is_prefix(pc_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!pc_is_digit(s.p[i]) && !memchr(" \t>-+*.)[]xX", s.p[i], 12)) return false;
    return true;
}

/* Whether [line] of the source ends with [text], and what is before it belongs to containers. */
static bool cur_ends_with(cm_cursor *c, size_t line, pc_str text, size_t column) {
    pc_str s = cur_source_line(c, line);
    if (!pc_str_ends(s, text)) return false;
    size_t before = s.n - text.n;
    if (before != column && !cur_is_prefix(pc_str_sub(s, 0, before))) return false;
    c->line = line;
    c->found = true;
    c->delta = c->lines[line] + before - c->at;
    return true;
}

/* Looks for the content's line at c->at in the source, from c->line on. [column]: where it is
 * likely. */
static void cur_find_line(cm_cursor *c, size_t column) {
    size_t end = pc_str_chr(c->content, '\n', c->at);
    c->line_end = end == PC_NPOS ? c->content.n : end + 1;
    pc_str text = pc_str_sub(c->content, c->at, end == PC_NPOS ? c->content.n : end);
    if (pc_str_endsz(text, "\r")) text.n--;
    for (size_t line = c->line; line <= c->last && line < c->nlines; line++)
        if (cur_ends_with(c, line, text, column)) return;
    /* Headings lose their closing marks, and cells stand within a line. */
    c->found = false;
    if (c->line >= c->nlines) return;
    pc_str s = cur_source_line(c, c->line);
    size_t at = pc_str_find(s, pc_str_rtrim(text), column == PC_NPOS ? 0 : column);
    if (at != PC_NPOS) {
        c->found = true;
        c->line_end = c->at + pc_str_rtrim(text).n;
        c->delta = c->lines[c->line] + at - c->at;
    }
}

void cm_cursor_open(cm_cursor *c, cmark_node *block, pc_pos pos) {
    c->block = pos;
    c->content = (pc_str){(const char *)block->content.ptr, (size_t)block->content.size};
    c->at = 0;
    c->line = block->start_line > 0 ? (size_t)block->start_line - 1 : 0;
    c->last = block->end_line > block->start_line ? (size_t)block->end_line - 1 : c->line;
    cur_find_line(c, block->start_column > 0 ? (size_t)block->start_column - 1 : 0);
}

void cm_cursor_to(cm_cursor *c, size_t at) {
    if (at > c->content.n) at = c->content.n;
    while (at >= c->line_end && c->line_end < c->content.n) {
        c->at = c->line_end;
        c->line++;
        cur_find_line(c, PC_NPOS);
        if (c->line_end <= c->at) break;
    }
    if (at > c->at) c->at = at;
}

pc_pos cm_cursor_pos(const cm_cursor *c) {
    return c->found ? pc_source_pos(c->in, c->at + c->delta) : c->block;
}

pc_str cm_cursor_source(const cm_cursor *c, size_t n) {
    if (!c->found || c->at + n > c->line_end) return (pc_str){0};
    return (pc_str){c->in->text.p + c->at + c->delta, n};
}

bool cm_cursor_seek(cm_cursor *c, pc_str literal) {
    enum { SEEK_FAR = 512, SEEK_HEAD = 16 };
    pc_str head = pc_str_sub(literal, 0, SEEK_HEAD);
    pc_str near = pc_str_sub(c->content, c->at, c->at + SEEK_FAR);
    /* Up to what cmark may have replaced. */
    for (size_t i = 0; i < head.n; i++)
        if (i && (memchr("\\&<>\"'-.", head.p[i], 8) || (unsigned char)head.p[i] > 127)) head.n = i;
    size_t at = pc_str_find(near, head, 0);
    if (at == PC_NPOS) return false;
    cm_cursor_to(c, c->at + at);
    return true;
}

static int cur_char(const cm_cursor *c, size_t ahead) {
    return c->at + ahead < c->content.n ? (unsigned char)c->content.p[c->at + ahead] : 0;
}

bool cm_cursor_skip(cm_cursor *c, char mark, size_t n) {
    size_t k = 0;
    while (k < n && cur_char(c, k) == mark) k++;
    cm_cursor_to(c, c->at + k);
    return k > 0;
}

/* After a "..." or (...) that begins at i; i + 1 when it does not end. */
static size_t cur_group(pc_str s, size_t i, char close) {
    size_t depth = 0;
    for (size_t k = i; k < s.n; k++) {
        char ch = s.p[k];
        if (ch == '\\') {
            k++;
        } else if (ch == '(' && close == ')') {
            depth++;
        } else if (ch == close && k > i && (close != ')' || --depth == 0)) {
            return k + 1;
        } else if (close == ')' && (ch == '"' || ch == '\'') && pc_is_space(s.p[k - 1])) {
            size_t end = cur_group(s, k, ch);
            if (end > k + 1) k = end - 1;
        } else if (close == ')' && ch == '<' && k == i + 1) {
            size_t end = pc_str_chr(s, '>', k);
            if (end != PC_NPOS) k = end;
        }
    }
    return i + 1;
}

void cm_cursor_link_tail(cm_cursor *c) {
    if (!cm_cursor_skip(c, ']', 1)) return;
    enum { TAIL_FAR = 4096 };
    pc_str s = pc_str_sub(c->content, 0, c->at + TAIL_FAR);
    if (cur_char(c, 0) == '(') cm_cursor_to(c, cur_group(s, c->at, ')'));
    if (cur_char(c, 0) == '[') cm_cursor_to(c, cur_group(s, c->at, ']'));
}

void cm_cursor_code(cm_cursor *c) {
    size_t n = 0, from = c->at;
    while (cur_char(c, n) == '`') n++;
    if (!n) return;
    for (size_t i = from + n; (i = pc_str_chr(c->content, '`', i)) != PC_NPOS;) {
        size_t run = 0;
        while (i + run < c->content.n && c->content.p[i + run] == '`') run++;
        i += run;
        if (run == n) {
            cm_cursor_to(c, i);
            return;
        }
    }
}

void cm_cursor_break(cm_cursor *c) {
    size_t k = 0;
    while (cur_char(c, k) == ' ' || cur_char(c, k) == '\t' || cur_char(c, k) == '\\') k++;
    if (cur_char(c, k) == '\r') k++;
    if (cur_char(c, k) != '\n') return;
    k++;
    while (cur_char(c, k) == ' ' || cur_char(c, k) == '\t') k++;
    cm_cursor_to(c, c->at + k);
}
