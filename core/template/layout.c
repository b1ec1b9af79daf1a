/* Atoms to text: indentation of nested lines, filling at breakable spaces, boxes side by side. */
#include "template/template_int.h"

#include "base/str.h"
#include "base/utf8.h"

typedef struct lay {
    pc_arena *a;
    const tpl_atom *v;
    size_t n;
    size_t columns; /* 0: not filled */
    size_t column;
    size_t prefix;
    pc_buf *out;
} lay;

static void lay_newline(lay *l) {
    pc_buf_putc(l->out, '\n');
    l->column = 0;
}

/* Indentation is put before text only, so empty lines stay empty. */
static void lay_text(lay *l, pc_str s) {
    if (!s.n) return;
    if (!l->column) {
        pc_buf_fill(l->out, ' ', l->prefix);
        l->column = l->prefix;
    }
    pc_buf_put(l->out, s);
    l->column += pc_utf8_width(s);
}

static bool lay_ends_level(const lay *l, size_t i) {
    while (i < l->n && l->v[i].kind == TPL_ATOM_BREAK) i++;
    return i == l->n || l->v[i].kind == TPL_ATOM_UNNEST;
}

/* The width of what follows a breakable space up to where the line could end. */
static size_t lay_word(const lay *l, size_t i) {
    size_t width = 0;
    for (; i < l->n && (l->v[i].kind == TPL_ATOM_TEXT || l->v[i].kind == TPL_ATOM_BLOCK); i++) {
        const tpl_atom *x = &l->v[i];
        width += x->kind == TPL_ATOM_TEXT ? pc_utf8_width(x->text)
                                          : (size_t)x->box->width + pc_utf8_width(x->box->from) +
                                                pc_utf8_width(x->box->to);
    }
    return width;
}

/* A breakable space and those after it; nothing at the ends of a line. */
static size_t lay_break(lay *l, size_t i) {
    while (i < l->n && l->v[i].kind == TPL_ATOM_BREAK) i++;
    if (lay_ends_level(l, i) || l->v[i].kind == TPL_ATOM_NEWLINE || !l->column) return i;
    if (l->columns && l->column + 1 + lay_word(l, i) > l->columns)
        lay_newline(l);
    else
        lay_text(l, PC_S(" "));
    return i;
}

/* A run of line ends. The last one of a level only sees to it that the line ends, and of several at
 * the end of nested text one more is lost, as in pandoc 3. */
static size_t lay_newlines(lay *l, size_t i) {
    size_t count = 0;
    for (; i < l->n && (l->v[i].kind == TPL_ATOM_NEWLINE || l->v[i].kind == TPL_ATOM_BREAK); i++)
        count += l->v[i].kind == TPL_ATOM_NEWLINE;
    bool last = lay_ends_level(l, i);
    if (last) count -= i < l->n && count > 1 ? 2 : 1;
    for (size_t k = 0; k < count; k++) lay_newline(l);
    if (last && l->column) lay_newline(l);
    return i;
}

/* Boxes. */

typedef PC_VEC(pc_str) lay_lines;

/* Pieces of at most [width] columns, measured from the end, as Pandoc does; the first is the short
 * one. */
static void lay_chop(lay *l, lay_lines *out, pc_str line, size_t width) {
    size_t first = out->n, end = line.n;
    do {
        size_t at = end, used = 0;
        while (at) {
            size_t before = at;
            pc_utf8_prev(line, &before);
            size_t w = pc_utf8_width(pc_str_sub(line, before, at));
            if (used + w > width && used) break;
            used += w;
            at = before;
        }
        pc_vec_push(l->a, out, pc_str_sub(line, at, end));
        end = at;
    } while (end);
    for (size_t i = first, j = out->n - 1; i < j; i++, j--) {
        pc_str swap = out->v[i];
        out->v[i] = out->v[j];
        out->v[j] = swap;
    }
}

static size_t lay_box_width(const tpl_atom *x) {
    return x->box->width > 0 ? (size_t)x->box->width : 1;
}

static lay_lines lay_box_lines(lay *l, const tpl_atom *x) {
    lay_lines lines = {0};
    pc_str rest = tpl_without_idle_newline(x->text);
    if (!rest.n) return lines;
    if (pc_str_endsz(rest, "\n")) rest.n--;
    for (size_t i = 0; i <= rest.n;) {
        size_t to = pc_str_chr(rest, '\n', i);
        if (to == PC_NPOS) to = rest.n;
        lay_chop(l, &lines, pc_str_sub(rest, i, to), lay_box_width(x));
        i = to + 1;
    }
    return lines;
}

/* [pad] spaces and text, after what is owed. */
static void lay_box_put(lay *l, pc_str text, size_t pad, size_t *owed) {
    if (!text.n && !pad) return;
    pc_buf_fill(l->out, ' ', *owed + pad);
    pc_buf_put(l->out, text);
    l->column += *owed + pad + pc_utf8_width(text);
    *owed = 0;
}

/* Line [row] of a box; *owed are spaces that are put only if something follows. */
static void lay_box_row(lay *l, const tpl_atom *x, const lay_lines *lines, size_t row,
                        size_t *owed) {
    pc_str text = row < lines->n ? lines->v[row] : (pc_str){0};
    size_t width = lay_box_width(x), used = pc_utf8_width(text);
    size_t pad = width > used ? width - used : 0;
    int side = tpl_pipe_side(x->box);
    size_t before = side < 0 || row >= lines->n ? 0 : side > 0 ? pad : pad / 2;
    lay_box_put(l, x->box->from, 0, owed);
    lay_box_put(l, text, before, owed);
    *owed += pad - before;
    lay_box_put(l, x->box->to, 0, owed);
}

/* Boxes that stand side by side, from atom i on; answers where they end. */
static size_t lay_boxes(lay *l, size_t i) {
    size_t from = i, rows = 0, left = l->column > l->prefix ? l->column : l->prefix;
    while (i < l->n && l->v[i].kind == TPL_ATOM_BLOCK) i++;
    lay_lines *lines = PC_NEW_N(l->a, lay_lines, i - from);
    for (size_t k = 0; k < i - from; k++) {
        lines[k] = lay_box_lines(l, &l->v[from + k]);
        size_t least = l->v[from + k].box->from.n || l->v[from + k].box->to.n;
        if (lines[k].n > rows) rows = lines[k].n;
        if (least > rows) rows = least;
    }
    for (size_t row = 0; row < rows; row++) {
        if (row) lay_newline(l);
        size_t owed = row ? left : l->column ? 0 : l->prefix;
        for (size_t k = 0; k < i - from; k++)
            lay_box_row(l, &l->v[from + k], &lines[k], row, &owed);
    }
    return i;
}

void tpl_layout(pc_arena *scratch, const tpl_atom *v, size_t n, size_t columns, pc_buf *out) {
    lay l = {.a = scratch, .v = v, .n = n, .columns = columns, .out = out};
    for (size_t i = 0; i < n;) {
        const tpl_atom *x = &v[i];
        switch (x->kind) {
        case TPL_ATOM_TEXT: lay_text(&l, x->text); break;
        case TPL_ATOM_NEWLINE: i = lay_newlines(&l, i); continue;
        case TPL_ATOM_NEST: l.prefix += x->n; break;
        case TPL_ATOM_UNNEST: l.prefix -= x->n; break;
        case TPL_ATOM_BREAK: i = lay_break(&l, i); continue;
        case TPL_ATOM_BLOCK: i = lay_boxes(&l, i); continue;
        }
        i++;
    }
}
