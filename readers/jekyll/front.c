/* Front matter as Jekyll 4.3 finds it: \A(---\s*\n.*?\n?)^((---|\.\.\.)\s*$\n?) over the whole
 * file. */
#include "readers/jekyll/front.h"

#include "base/str.h"

/* Past the white space at i up to its last newline; i itself when there is none in it. */
static size_t skip_blank_lines(pc_str s, size_t i) {
    size_t k = i, last = i;
    for (; k < s.n && pc_is_space(s.p[k]); k++)
        if (s.p[k] == '\n') last = k + 1;
    return k == s.n ? s.n : last;
}

static bool only_space_until_newline(pc_str s, size_t i) {
    while (i < s.n && s.p[i] != '\n' && pc_is_space(s.p[i])) i++;
    return i >= s.n || s.p[i] == '\n';
}

bool jek_front_begins(pc_str s) {
    return pc_str_startsz(s, "---") && only_space_until_newline(s, 3) &&
           pc_str_chr(s, '\n', 3) != PC_NPOS;
}

jek_front jek_front_find(pc_str s) {
    jek_front f = {0};
    if (!jek_front_begins(s)) return f;
    f.from = pc_str_chr(s, '\n', 3) + 1;
    for (size_t i = f.from; i < s.n;) {
        pc_str line = pc_str_from(s, i);
        bool mark = pc_str_startsz(line, "---") || pc_str_startsz(line, "...");
        if (mark && only_space_until_newline(s, i + 3)) {
            f.found = true;
            f.to = i;
            f.body = skip_blank_lines(s, i + 3);
            return f;
        }
        size_t end = pc_str_chr(s, '\n', i);
        i = end == PC_NPOS ? s.n : end + 1;
    }
    f.unended = true;
    return f;
}
