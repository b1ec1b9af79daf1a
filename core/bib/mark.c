/* Contribution marks and the legends that explain them. */
#include "bib/mark.h"

#include "base/str.h"
#include "base/utf8.h"
#include "bib/words.h"

typedef struct mk_row {
    pc_str written, canonical;
} mk_row;

static const mk_row rows[] = {
#define BIB_MARK(written, canonical) {PC_LIT(written), PC_LIT(canonical)},
#include "bib/mark.def"
#undef BIB_MARK
};

/* Most characters of a list of names can be told from marks at once. */
static bool is_plain(char c) {
    return pc_is_alnum((unsigned char)c) || c == ' ' || c == ',' || c == '.';
}

size_t bib_mark_at(pc_str s, size_t at, pc_str *canonical) {
    pc_str rest = pc_str_from(s, at);
    if (rest.n == 0 || is_plain(*rest.p)) return 0;
    for (size_t i = 0; i < PC_COUNT(rows); i++) {
        if (*rows[i].written.p != *rest.p || !pc_str_starts(rest, rows[i].written)) continue;
        if (canonical) *canonical = rows[i].canonical;
        return rows[i].written.n;
    }
    return 0;
}

size_t bib_mark_before(pc_str s, size_t at, pc_str *canonical) {
    pc_str head = pc_str_sub(s, 0, at);
    if (head.n == 0 || is_plain(head.p[head.n - 1])) return 0;
    for (size_t i = 0; i < PC_COUNT(rows); i++) {
        if (!pc_str_ends(head, rows[i].written)) continue;
        if (canonical) *canonical = rows[i].canonical;
        return rows[i].written.n;
    }
    return 0;
}

static const struct {
    const char *tex;
    const char *mark;
} commands[] = {{"ddagger", "\xE2\x80\xA1"},
                {"ddag", "\xE2\x80\xA1"},
                {"dagger", "\xE2\x80\xA0"},
                {"dag", "\xE2\x80\xA0"},
                {"ast", "*"},
                {"star", "\xE2\x8B\x86"},
                {"S", "\xC2\xA7"},
                {"P", "\xC2\xB6"},
                {"parallel", "\xE2\x80\x96"},
                {"diamond", "\xE2\x97\x87"},
                {"spadesuit", "\xE2\x99\xA0"},
                {"clubsuit", "\xE2\x99\xA3"},
                {"bigtriangleup", "\xE2\x96\xB3"}};

pc_str bib_mark_tex(pc_arena *a, pc_str tex) {
    char *p = pc_alloc_text(a, tex.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < tex.n; i++)
        if (!strchr("^{} \\$", tex.p[i]) || tex.p[i] == 0) p[n++] = tex.p[i];
    pc_str bare = {p, n}, mark;
    for (size_t i = 0; i < PC_COUNT(commands); i++)
        if (pc_str_eqz(bare, commands[i].tex)) return pc_strz(commands[i].mark);
    if (n && bib_mark_at(bare, 0, &mark) == n) return mark;
    if (n == 1 && pc_is_digit((unsigned char)p[0]) && tex.n > 1) return bare;
    return (pc_str){0};
}

pc_str bib_mark_trim(pc_str s) {
    for (;;) {
        pc_str before = s;
        s = pc_str_trim(s);
        while (pc_str_startsz(s, "\xC2\xA0")) s = pc_str_from(s, 2);
        while (pc_str_endsz(s, "\xC2\xA0")) s.n -= 2;
        size_t k = bib_mark_at(s, 0, NULL);
        s = pc_str_from(s, k);
        s.n -= bib_mark_before(s, s.n, NULL);
        if (s.n == before.n) return s;
    }
}

/* Beside the roles: what else a word of legends does. */
enum {
    BIB_EXPLAINS = 16,
    BIB_WHOSE = 32,
    BIB_MAYBE = 64,
    BIB_MAYBE_EQUAL = BIB_MAYBE | BIB_EQUAL,
    BIB_MAYBE_EXPLAINS = BIB_MAYBE | BIB_EXPLAINS
};

static const bib_row legend_words[] = {
#define BIB_LEGEND_WORD(word, what) BIB_ROW(word, NULL, BIB_##what, 0),
#include "bib/legendword.def"
#undef BIB_LEGEND_WORD
};

bool bib_legend_word(pc_str w) {
    const bib_row *row = bib_row_find(BIB_ROWS(legend_words), w);
    return row && row->value != BIB_WHOSE;
}

/* Does a word at [at] stand behind a mark or at the start, as a verb does that explains the mark?
 */
static bool is_led(pc_str words, size_t at) {
    pc_str before = pc_str_trim(pc_str_sub(words, 0, at));
    return pc_is_lower((unsigned char)words.p[at]) &&
           (before.n == 0 || bib_mark_before(before, before.n, NULL));
}

/* All that the words say of roles and by verbs. A verb alone makes no role of "same". */
static unsigned said(pc_str words) {
    unsigned sure = 0, maybe = 0;
    pc_str w;
    size_t from;
    for (size_t i = 0; bib_word(words, &i, &from, &w);) {
        const bib_row *row = bib_row_find(BIB_ROWS(legend_words), w);
        unsigned what = row ? (unsigned)row->value : 0;
        bool verb = what == BIB_MAYBE_EXPLAINS && is_led(words, from);
        *(what & BIB_MAYBE && !verb ? &maybe : &sure) |= what;
    }
    if (sure & ~(unsigned)BIB_MAYBE_EXPLAINS) return sure | maybe;
    return sure ? sure | (maybe & BIB_EXPLAINS) : 0;
}

static const struct {
    const char *phrase;
    unsigned role;
} legend_phrases[] = {
#define BIB_LEGEND_PHRASE(phrase, role) {phrase, BIB_##role},
#include "bib/legendphrase.def"
#undef BIB_LEGEND_PHRASE
};

unsigned bib_legend_roles(pc_str words) {
    unsigned roles = said(words) & (BIB_EQUAL | BIB_CORRESPONDING);
    for (size_t k = 0; k < PC_COUNT(legend_phrases); k++)
        if (pc_str_has(words, legend_phrases[k].phrase)) roles |= legend_phrases[k].role;
    return roles;
}

bool bib_legend_explains(pc_str words) {
    return said(words) & BIB_EXPLAINS;
}

const char *bib_role_name(unsigned roles) {
    bool equal = roles & BIB_EQUAL, corr = roles & BIB_CORRESPONDING;
    return equal && corr ? "equal corresponding"
           : equal       ? "equal"
           : corr        ? "corresponding"
                         : "other";
}

unsigned bib_role_parse(pc_str value) {
    unsigned roles = 0;
    pc_str part;
    while (pc_str_cut(&value, ' ', &part)) {
        if (pc_str_eqz(part, "equal")) roles |= BIB_EQUAL;
        if (pc_str_eqz(part, "corresponding")) roles |= BIB_CORRESPONDING;
    }
    return roles ? roles : BIB_MARKED;
}

unsigned bib_mark_custom(pc_str canonical, size_t bearers) {
    if (pc_str_eqz(canonical, "\xE2\x9C\x89")) return BIB_CORRESPONDING;
    bool common = pc_str_eqz(canonical, "*") || pc_str_eqz(canonical, "\xE2\x80\xA0");
    return common && bearers > 1 ? BIB_EQUAL : BIB_MARKED;
}
