/* What a line is, and looking ahead. */
#include "readers/kramdown/kd_block.h"

#include "base/utf8.h"

size_t kd_line_end(pc_str s, size_t at) {
    size_t end = pc_str_chr(s, '\n', at);
    return end == PC_NPOS ? s.n : end + 1;
}

size_t kd_indent(pc_str s, size_t at, size_t most) {
    size_t end = at;
    while (end < s.n && end - at < most && s.p[end] == ' ') end++;
    return end;
}

bool kd_is_indented(pc_str s, size_t at) {
    return at < s.n && (s.p[at] == '\t' || kd_indent(s, at, 4) - at == 4);
}

size_t kd_blank_end(pc_str s, size_t at) {
    size_t end = 0;
    for (; at < s.n && pc_is_space(s.p[at]); at++)
        if (s.p[at] == '\n') end = at + 1;
    return end;
}

size_t kd_rest_blank_end(pc_str s, size_t at) {
    while (at < s.n && s.p[at] != '\n' && pc_is_space(s.p[at])) at++;
    return at < s.n && s.p[at] == '\n' ? at + 1 : 0;
}

size_t kd_rule_end(pc_str s, size_t at) {
    size_t i = kd_indent(s, at, 3), marks = 0;
    if (i == s.n || (s.p[i] != '*' && s.p[i] != '-' && s.p[i] != '_')) return 0;
    char mark = s.p[i];
    for (; i < s.n && (s.p[i] == mark || s.p[i] == ' ' || s.p[i] == '\t'); i++)
        marks += s.p[i] == mark;
    return marks >= 3 && i < s.n && s.p[i] == '\n' ? i + 1 : 0;
}

size_t kd_eob_end(pc_str s, size_t at) {
    return at < s.n && s.p[at] == '^' ? kd_rest_blank_end(s, at + 1) : 0;
}

/* The end of a mark that stands at [at] itself. */
static size_t mark_end(pc_str s, size_t at, kd_type list) {
    size_t i = at;
    if (list == KD_OL) {
        while (i < s.n && pc_is_digit(s.p[i])) i++;
        if (i == at || i == s.n || s.p[i] != '.') return 0;
    } else if (i == s.n ||
               !(list == KD_DL ? s.p[i] == ':' : s.p[i] == '*' || s.p[i] == '+' || s.p[i] == '-')) {
        return 0;
    }
    i++;
    /* The bar is kramdown's own: its pattern for what follows a mark is [\t| ]. */
    return i < s.n && (s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '|') ? i : 0;
}

size_t kd_mark_end(pc_str s, size_t at, kd_type list, size_t most) {
    return mark_end(s, kd_indent(s, at, most), list);
}

bool kd_list_starts(pc_str s, size_t at) {
    size_t i = kd_indent(s, at, 3);
    return mark_end(s, i, KD_UL) || mark_end(s, i, KD_OL);
}

bool kd_quote_starts(pc_str s, size_t at) {
    size_t i = kd_indent(s, at, 3);
    return i < s.n && s.p[i] == '>';
}

/* As GitHub has it: a space or tab must follow. */
static bool atx_starts(pc_str s, size_t at) {
    size_t i = at;
    while (i < s.n && i - at < 6 && s.p[i] == '#') i++;
    return i > at && i < s.n && (s.p[i] == ' ' || s.p[i] == '\t');
}

static bool fence_starts(pc_str s, size_t at) {
    size_t i = kd_indent(s, at, 3), n = 0;
    while (n < 3 && i + n < s.n && (s.p[i + n] == '~' || s.p[i + n] == '`')) n++;
    return n == 3;
}

/* The run of letters, digits and _ at [at] is the name of a span element, as written in lower case,
 * or of a script. */
static bool is_span_name(pc_str s, size_t at) {
    size_t end = at;
    for (; end < s.n; end++) {
        int c = (unsigned char)s.p[end];
        if (pc_is_upper(c)) return false;
        if (c < 0x80 && !pc_is_alnum(c) && c != '_') break;
    }
    pc_str name = pc_str_sub(s, at, end);
    return kd_html_facts_of(name)->span || pc_str_eqz(name, "script");
}

bool kd_block_tag_starts(pc_str s, size_t at) {
    kd_tag tag;
    if (at == s.n || s.p[at] != '<') return false;
    bool close = at + 1 < s.n && s.p[at + 1] == '/';
    size_t name = at + 1 + close, next = name;
    if (name == s.n) return false;
    uint32_t c = pc_utf8_next(s, &next);
    if (c < 0x80 ? !pc_is_alpha((int)c) && c != '_' : !pc_uni_is_alpha(c)) return false;
    return !is_span_name(s, name) && (!close || kd_tag_at(s, at, &tag));
}

/* --- looking ahead -------------------------------------------------------------------------------
 */

size_t kd_brace(kd_blocks *b, size_t at) {
    return kd_next_brace(&b->brace, b->t.s, at);
}

size_t kd_ial_line(kd_blocks *b, size_t at, size_t most, pc_str *inside) {
    pc_str s = b->t.s;
    size_t i = kd_indent(s, at, most);
    if (i + 2 >= s.n || s.p[i] != '{' || s.p[i + 1] != ':') return 0;
    if (s.p[i + 2] == ':' || s.p[i + 2] == '/') return 0;
    size_t close = kd_brace(b, i + 2);
    if (close == PC_NPOS || close == i + 2) return 0;
    *inside = pc_str_sub(s, i + 2, close);
    return kd_rest_blank_end(s, close + 1);
}

bool kd_lazy_end(kd_blocks *b, size_t at) {
    pc_str s = b->t.s, inside;
    size_t i = kd_indent(s, at, 3);
    if (i == s.n) return true;
    switch (s.p[i]) {
    case '{': return kd_ial_line(b, at, 3, &inside);
    case '<': return kd_block_tag_starts(s, i);
    case '^': return kd_eob_end(s, at);
    default: return pc_is_space(s.p[i]) && kd_blank_end(s, i);
    }
}

bool kd_paragraph_end(kd_blocks *b, size_t at) {
    pc_str s = b->t.s;
    if (kd_lazy_end(b, at) || kd_mark_end(s, at, KD_DL, 3)) return true;
    if (!b->k->options.gfm || !b->k->options.quirk_paragraph_end) return false;
    return kd_list_starts(s, at) || kd_quote_starts(s, at) || atx_starts(s, at) ||
           fence_starts(s, at);
}

bool kd_after_boundary(const kd_blocks *b) {
    const kd_el *last = b->el->last;
    return !last || last->type == KD_BLANK || (last->type == KD_EOB && last->why == KD_WHY_MARK) ||
           b->ial;
}

bool kd_before_boundary(kd_blocks *b, size_t at) {
    pc_str s = b->t.s, inside;
    return at == s.n || kd_blank_end(s, at) || kd_eob_end(s, at) || kd_ial_line(b, at, 3, &inside);
}
