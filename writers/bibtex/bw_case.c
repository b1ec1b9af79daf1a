/* Capitals of titles. Styles write titles in small letters but for the first one and what stands in
 * braces: acronyms, names. */
#include "base/str.h"
#include "base/utf8.h"
#include "writers/bibtex/bw.h"

/* The next word of letters and digits in s[*i…): its place in *from. */
static bool next_word(pc_str s, size_t *i, size_t *from) {
    for (*from = *i; *i < s.n; *from = *i)
        if (pc_uni_is_alnum(pc_utf8_next(s, i))) break;
    if (*from >= s.n) return false;
    for (size_t next = *i; next < s.n; *i = next)
        if (!pc_uni_is_alnum(pc_utf8_next(s, &next))) return true;
    *i = s.n;
    return true;
}

bool bw_is_sentence(pc_str title) {
    size_t small = 0, all = 0, from;
    bool first = true;
    for (size_t i = 0; next_word(title, &i, &from); first = false) {
        size_t at = from;
        uint32_t c = pc_utf8_next(title, &at);
        if (first || i - from < 4) continue; /* "of", "the" are small in any title */
        all++;
        small += pc_uni_is_lower(c);
    }
    return all > 1 && small * 2 > all;
}

bool bw_keeps_case(pc_str word, bool sentence, bool first) {
    size_t upper = 0, lead = 0, n = 0;
    for (size_t i = 0; i < word.n; n++) {
        uint32_t c = pc_utf8_next(word, &i);
        bool is = pc_uni_is_upper(c);
        upper += is;
        if (n == 0) lead = is;
    }
    if (upper > lead) return true;
    if (!lead || first) return false;
    if (n == 1) return !pc_str_eqz(word, "A"); /* "Vitamin C" */
    return sentence;
}
