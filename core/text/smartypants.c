/* The rules stand in the order in which kramdown's parser tries them. */
#include "text/smartypants.h"

#include "base/str.h"
#include "base/utf8.h"

pc_str pc_smarty_text(pc_smarty_kind kind) {
    static const pc_str text[] = {
        [PC_SMARTY_MDASH] = PC_LIT("\u2014"),
        [PC_SMARTY_NDASH] = PC_LIT("\u2013"),
        [PC_SMARTY_HELLIP] = PC_LIT("\u2026"),
        [PC_SMARTY_LAQUO_SPACE] = PC_LIT("\u00ab\u00a0"),
        [PC_SMARTY_RAQUO_SPACE] = PC_LIT("\u00a0\u00bb"),
        [PC_SMARTY_LAQUO] = PC_LIT("\u00ab"),
        [PC_SMARTY_RAQUO] = PC_LIT("\u00bb"),
        [PC_SMARTY_LSQUO] = PC_LIT("\u2018"),
        [PC_SMARTY_RSQUO] = PC_LIT("\u2019"),
        [PC_SMARTY_LDQUO] = PC_LIT("\u201c"),
        [PC_SMARTY_RDQUO] = PC_LIT("\u201d"),
        [PC_SMARTY_LESS] = PC_LIT("<<"),
        [PC_SMARTY_MORE] = PC_LIT(">>"),
    };
    return text[kind];
}

/* --- quotes --------------------------------------------------------------------------------------
 */

static int char_at(pc_str s, size_t at) { /* 0 at the end */
    return at < s.n ? (unsigned char)s.p[at] : 0;
}
static bool is_quote(int c) {
    return c == '"' || c == '\'';
}
static bool is_word(int c) {
    return pc_is_alnum(c) || c == '_';
}
static bool is_punct(int c) {
    return c > ' ' && c < 0x7f && !pc_is_alnum(c) && c != '&';
}

/* Characters of words on either side of a place: Unicode's, unlike is_word. */
static bool word_at(pc_str s, size_t at) {
    if (at >= s.n) return false;
    uint32_t c = pc_utf8_next(s, &at);
    return c < 0x80 ? is_word((int)c) : pc_uni_is_alnum(c);
}

static pc_smarty_kind opening(int quote) {
    return quote == '"' ? PC_SMARTY_LDQUO : PC_SMARTY_LSQUO;
}
static pc_smarty_kind closing(int quote) {
    return quote == '"' ? PC_SMARTY_RDQUO : PC_SMARTY_RSQUO;
}

static bool one(pc_smarty_quote *out, size_t before, pc_smarty_kind kind) {
    *out = (pc_smarty_quote){.before = before, .n = 1, .kind = {kind}};
    return true;
}

/* At a quote alone: what follows it decides. False: the character before it has to. */
static bool by_following(pc_str s, size_t at, bool late, pc_smarty_quote *out) {
    int q = char_at(s, at), next = char_at(s, at + 1), then = char_at(s, at + 2);
    if (!is_quote(q)) return false;
    if (late)
        return (!next || pc_is_space(next) || (next == 's' && !word_at(s, at + 2))) &&
               one(out, 0, closing(q));
    if ((next == '*' || next == '_') && then && !pc_is_space(then)) return one(out, 0, opening(q));
    return is_punct(next) && !(then == '.' && char_at(s, at + 3) == '.') &&
           is_word(next) == word_at(s, at + 2) && one(out, 0, closing(q));
}

/* "' or '" before a word, or '80s, with or without white space before them: [at] is the quote. */
static bool before_word(pc_str s, size_t from, size_t at, pc_smarty_quote *out) {
    int q = char_at(s, at), next = char_at(s, at + 1);
    if (!is_quote(q)) return false;
    if (is_quote(next) && next != q && is_word(char_at(s, at + 2))) {
        *out = (pc_smarty_quote){.before = at - from, .n = 2, .kind = {opening(q), opening(next)}};
        return true;
    }
    bool decade = q == '\'' && pc_is_digit(next) && pc_is_digit(char_at(s, at + 2)) &&
                  char_at(s, at + 3) == 's';
    return decade && one(out, at - from, PC_SMARTY_RSQUO);
}

/* By the character before the quote at [at], which begins at [from]. */
static bool by_preceding(pc_str s, size_t from, size_t at, pc_smarty_quote *out) {
    int c = char_at(s, from), q = char_at(s, at);
    if (at == from || !is_quote(q)) return false;
    if (pc_is_space(c) && is_word(char_at(s, at + 1))) return one(out, at - from, opening(q));
    return (!c || !strchr(" \\\t\r\n[{(-", c)) && one(out, at - from, closing(q));
}

bool pc_smarty_quote_at(pc_str s, size_t from, pc_smarty_quote *out) {
    size_t next = from;
    if (from >= s.n) return false;
    int c = char_at(s, from);
    pc_utf8_next(s, &next);
    bool ahead = c != '\\' && is_quote(char_at(s, next));
    if (!ahead && !is_quote(c)) return false;
    if (by_following(s, from, false, out)) return true;
    if (pc_is_space(c) && ahead && before_word(s, from, next, out)) return true;
    if (before_word(s, from, from, out)) return true;
    if (ahead && by_preceding(s, from, next, out)) return true;
    if (by_following(s, from, true, out)) return true;
    for (const char *q = "'\""; *q; q++) { /* what is left opens: ' is looked for before " */
        size_t at = char_at(s, next) == *q ? next : c == *q ? from : PC_NPOS;
        if (at != PC_NPOS) return one(out, at - from, opening(*q));
    }
    return false;
}

/* --- symbols -------------------------------------------------------------------------------------
 */

size_t pc_smarty_symbol_at(pc_str s, size_t at, pc_smarty_kind *kind) {
    static const struct {
        const char *mark;
        pc_smarty_kind kind;
    } rows[] = {
        {"---", PC_SMARTY_MDASH},       {"--", PC_SMARTY_NDASH},  {"...", PC_SMARTY_HELLIP},
        {"\\<<", PC_SMARTY_LESS},       {"\\>>", PC_SMARTY_MORE}, {"<< ", PC_SMARTY_LAQUO_SPACE},
        {" >>", PC_SMARTY_RAQUO_SPACE}, {"<<", PC_SMARTY_LAQUO},  {">>", PC_SMARTY_RAQUO},
    };
    int c = char_at(s, at);
    if (!c || !strchr("-.\\<> ", c)) return 0;
    for (size_t i = 0; i < PC_COUNT(rows); i++) {
        if (!pc_str_startsz(pc_str_from(s, at), rows[i].mark)) continue;
        *kind = rows[i].kind;
        return strlen(rows[i].mark);
    }
    return 0;
}
