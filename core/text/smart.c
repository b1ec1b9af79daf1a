/* Smart punctuation. Which side a quote takes follows CommonMark's rule for flanking delimiter
 * runs; dashes follow what cmark's smart option documents. */
#include "text/smart.h"

#include "base/str.h"
#include "base/utf8.h"

static bool smt_edge(uint32_t c) {
    return c == 0 || pc_uni_is_space(c);
}

pc_quote_side pc_smart_side(char quote, uint32_t before, uint32_t after) {
    bool left = !smt_edge(after) &&
                (!pc_uni_is_punct(after) || smt_edge(before) || pc_uni_is_punct(before));
    bool right = !smt_edge(before) &&
                 (!pc_uni_is_punct(before) || smt_edge(after) || pc_uni_is_punct(after));
    if (!left) return PC_QUOTE_CLOSES;
    if (!right) return PC_QUOTE_OPENS;
    /* Flanked on both sides: a letter before makes it close, and so does a bracket. */
    if (quote == '\'' || before == ']' || before == ')') return PC_QUOTE_CLOSES;
    return pc_uni_is_punct(before) ? PC_QUOTE_OPENS : PC_QUOTE_CLOSES;
}

void pc_smart_dashes(pc_buf *out, size_t n) {
    size_t em = 0, en = 0;
    if (n % 3 == 0)
        em = n / 3;
    else if (n % 2 == 0)
        en = n / 2;
    else if (n % 3 == 2)
        em = (n - 2) / 3, en = 1;
    else
        em = (n - 4) / 3, en = 2;
    while (em--) PC_PUTL(out, "\xe2\x80\x94");
    while (en--) PC_PUTL(out, "\xe2\x80\x93");
}

static size_t smt_run(pc_str s, size_t i) {
    size_t n = 1;
    while (i + n < s.n && s.p[i + n] == s.p[i]) n++;
    return n;
}

static void smt_quote(pc_buf *out, pc_str s, size_t i, uint32_t before, uint32_t after) {
    size_t back = i, on = i + 1;
    if (i > 0) before = pc_utf8_prev(s, &back);
    if (on < s.n) after = pc_utf8_next(s, &on);
    bool opens = pc_smart_side(s.p[i], before, after) == PC_QUOTE_OPENS;
    if (s.p[i] == '"')
        pc_buf_putz(out, opens ? "\xe2\x80\x9c" : "\xe2\x80\x9d");
    else
        pc_buf_putz(out, opens ? "\xe2\x80\x98" : "\xe2\x80\x99");
}

void pc_smart_put(pc_buf *out, pc_str s, uint32_t before, uint32_t after) {
    for (size_t i = 0; i < s.n;) {
        size_t run = s.p[i] == '-' || s.p[i] == '.' ? smt_run(s, i) : 1;
        if (s.p[i] == '"' || s.p[i] == '\'') {
            smt_quote(out, s, i, before, after);
        } else if (s.p[i] == '-' && run >= 2) {
            pc_smart_dashes(out, run);
        } else if (s.p[i] == '.' && run >= 3) {
            for (size_t k = 0; k < run / 3; k++) PC_PUTL(out, "\xe2\x80\xa6");
            pc_buf_fill(out, '.', run % 3);
        } else {
            pc_buf_putn(out, s.p + i, run);
        }
        i += run;
    }
}
