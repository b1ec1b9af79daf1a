/* Items of lists and definitions: their first line, and which lines are theirs. */
#include "readers/kramdown/kd_block.h"

static size_t skip_space(pc_str s, size_t at) {
    while (at < s.n && pc_is_space(s.p[at])) at++;
    return at;
}

/* {:name: …}, {:: …}, {:/ …} are no attribute lists. */
static bool is_other_list(pc_str s, size_t at) {
    if (at < s.n && s.p[at] == '/') return true;
    if (at < s.n && (pc_is_alnum(s.p[at]) || s.p[at] == '_'))
        while (at < s.n && (pc_is_alnum(s.p[at]) || s.p[at] == '_' || s.p[at] == '-')) at++;
    return at < s.n && s.p[at] == ':';
}

size_t kd_item_ial(kd_blocks *b, size_t at, size_t end, pc_str *inside) {
    pc_str s = pc_str_sub(b->t.s, 0, end);
    size_t i = skip_space(s, at);
    if (i + 2 >= s.n || s.p[i] != '{' || s.p[i + 1] != ':' || is_other_list(s, i + 2)) return 0;
    size_t close = kd_brace(b, i + 2);
    if (close == PC_NPOS || close >= end || close == i + 2) return 0;
    *inside = pc_str_sub(s, i + 2, close);
    return skip_space(s, close + 1);
}

/* Columns of the white space at [at], when [before] columns are before it. A tab stands for one to
 * four. */
static size_t columns(pc_str s, size_t at, size_t before) {
    size_t n = 0;
    for (; at < s.n && (s.p[at] == ' ' || s.p[at] == '\t'); at++)
        n += s.p[at] == ' ' ? 1 : 4 - (n + before) % 4;
    return n;
}

kd_item kd_item_begin(kd_blocks *b, size_t mark) {
    kd_item x = {.end = kd_line_end(b->t.s, mark)};
    pc_str line = pc_str_sub(b->t.s, 0, x.end), inside;
    x.content = skip_space(line, mark);
    size_t behind = kd_item_ial(b, x.content, x.end, &inside);
    if (x.content == x.end || behind == x.end)
        x.indent = 4;
    else
        x.indent = mark - b->at + columns(line, mark, mark - b->at);
    if (!behind) return x;
    x.content = behind;
    x.ial = PC_NEW(b->k->scratch, kd_ial);
    kd_ial_parse(b->k, pc_str_dup(b->k->scratch, inside), x.ial);
    return x;
}

static bool has_text(pc_str s, size_t at) {
    while (at < s.n && s.p[at] != '\n' && pc_is_space(s.p[at])) at++;
    return at < s.n && s.p[at] != '\n';
}

/* Past one step of indentation: a tab or four spaces. */
static bool step(pc_str s, size_t *at) {
    if (!kd_is_indented(s, *at)) return false;
    *at += s.p[*at] == '\t' ? 1 : 4;
    return true;
}

bool kd_item_holds(pc_str s, size_t at, size_t indent) {
    for (size_t i = 0; i < indent / 4; i++)
        if (!step(s, &at)) return false;
    size_t rest = indent % 4, end = kd_indent(s, at, rest);
    if (end - at < rest && !step(s, &at)) return false;
    return has_text(s, end > at ? end : at);
}

bool kd_item_lazy(kd_blocks *b, size_t at, size_t indent) {
    pc_str s = b->t.s, inside;
    size_t most = indent < 3 ? indent : 3, i = kd_indent(s, at, most);
    return has_text(s, at) && !kd_ial_line(b, at, most, &inside) && !kd_block_tag_starts(s, i);
}

kd_dedent kd_item_dedent(pc_str s, size_t at, size_t indent) {
    kd_dedent d = {.from = at};
    while (d.from < s.n && s.p[d.from] == '\t') d.from++;
    d.spaces = 4 * (d.from - at);
    size_t missing = indent > d.spaces ? indent - d.spaces : 0;
    size_t end = kd_indent(s, d.from, missing);
    if (end - d.from < missing) return d;
    d.found = true;
    d.from = end;
    d.spaces -= indent - missing;
    return d;
}
