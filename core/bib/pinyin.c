/* Syllables of Hanyu Pinyin. */
#include "bib/pinyin.h"

#include "base/str.h"

static const struct {
    const char *initial, *finals;
} rows[] = {
#define BIB_PINYIN(initial, finals) {initial, finals},
#include "bib/pinyin.def"
#undef BIB_PINYIN
};

static bool has_final(const char *finals, pc_str final) {
    pc_str rest = pc_strz(finals), one;
    while (pc_str_cut(&rest, ' ', &one))
        if (pc_str_eq(one, final)) return true;
    return false;
}

static bool is_syllable(pc_str s) {
    for (size_t i = 0; i < PC_COUNT(rows); i++)
        if (pc_str_startsz(s, rows[i].initial) &&
            has_final(rows[i].finals, pc_str_from(s, strlen(rows[i].initial))))
            return true;
    return false;
}

bool bib_is_pinyin(pc_str letters) {
    enum { MOST = 24, SYLLABLE = 6 };
    bool ends[MOST + 1] = {true}; /* a syllable may end before the i-th letter */
    if (!letters.n || letters.n > MOST) return false;
    for (size_t to = 1; to <= letters.n; to++)
        for (size_t n = 1; n <= SYLLABLE && n <= to && !ends[to]; n++)
            ends[to] = ends[to - n] && is_syllable(pc_str_sub(letters, to - n, to));
    return ends[letters.n];
}
