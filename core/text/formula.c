/* Where formulas begin and end. Rules: Pandoc's manual on tex_math_dollars ("the opening $ must
 * have a non-space character immediately to its right, while the closing $ must have a non-space
 * character immediately to its left, and must not be followed immediately by a digit"), and its
 * readers, where a blank line ends what has no closing dollar. Between backslashed marks all of the
 * text counts, as MathJax takes it: white space of HTML says nothing. */
#include "text/formula.h"

#include "base/str.h"

static const struct frm_row {
    pc_str open, close;
    bool display;
} frm_rows[] = {
    {PC_LIT("\\("), PC_LIT("\\)"), false},
    {PC_LIT("\\["), PC_LIT("\\]"), true},
    {PC_LIT("$$"), PC_LIT("$$"), true},
    {PC_LIT("$"), PC_LIT("$"), false},
};

static bool frm_starts(pc_str s, size_t at, pc_str mark) {
    return pc_str_eq(pc_str_sub(s, at, at + mark.n), mark);
}

/* The closing dollars, behind what backslashes escape and before a blank line. */
static size_t frm_dollars_end(pc_str s, size_t at, pc_str close) {
    for (size_t i = at; i < s.n; i++) {
        if (s.p[i] == '\\')
            i++;
        else if (frm_starts(s, i, close))
            return i;
        else if (s.p[i] == '\n' && i + 1 < s.n && s.p[i + 1] == '\n')
            return PC_NPOS;
    }
    return PC_NPOS;
}

static bool frm_is_inline(pc_str s, size_t from, size_t end) {
    if (pc_is_space(s.p[from]) || pc_is_space(s.p[end - 1])) return false;
    return end + 1 >= s.n || !pc_is_digit(s.p[end + 1]);
}

static size_t frm_end(pc_formulas *f, size_t row, size_t from) {
    pc_str close = frm_rows[row].close;
    if (close.p[0] == '$') return frm_dollars_end(f->text, from, close);
    if (f->absent >> row & 1) return PC_NPOS;
    size_t end = pc_str_find(f->text, close, from);
    if (end == PC_NPOS) f->absent |= (uint8_t)(1u << row);
    return end;
}

bool pc_formula_at(pc_formulas *f, size_t at, pc_formula *out) {
    for (size_t i = 0; i < PC_COUNT(frm_rows); i++) {
        const struct frm_row *r = &frm_rows[i];
        bool dollar = r->open.p[0] == '$';
        if (!(dollar ? f->dollars : f->backslashes) || !frm_starts(f->text, at, r->open)) continue;
        size_t from = at + r->open.n, end = frm_end(f, i, from);
        if (end == PC_NPOS || end == from) return false;
        if (dollar && !r->display && !frm_is_inline(f->text, from, end)) return false;
        *out = (pc_formula){at, end + r->close.n, pc_str_sub(f->text, from, end), r->display};
        return true;
    }
    return false;
}

bool pc_formula_next(pc_formulas *f, size_t at, pc_formula *out) {
    for (size_t i = at; f->backslashes + f->dollars && i < f->text.n; i++) {
        if (f->text.p[i] != '\\' && f->text.p[i] != '$') continue;
        if (pc_formula_at(f, i, out)) return true;
        if (f->text.p[i] == '\\') i++; /* what it escapes begins nothing */
    }
    return false;
}
