/* An entry's words: brackets, TeX that was left in, "et al.", identifiers. */
#include "check/check_int.h"

#include "base/str.h"
#include "base/utf8.h"

typedef struct text {
    chk *c;
    const chk_entry *e;
    chk_words words;
} text;

static chk_span span_of(const text *t, size_t from, size_t to) {
    chk_span where = chk_words_span(&t->words, from, to);
    return t->e->moved || !where.from ? chk_here(t->e->at) : where;
}

/* What Markdown leaves of \"u: a quote, straight or round, and a letter. */
static bool is_accent(pc_str s) {
    static const char *const signs[] = {
        "\"", "'", "`", "^", "~", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x98", "\xE2\x80\x99"};
    for (size_t i = 0; i < PC_COUNT(signs); i++)
        if (pc_str_startsz(s, signs[i]) && s.n == strlen(signs[i]) + 1)
            return pc_is_alpha(s.p[s.n - 1]);
    return false;
}

/* The few bytes from s[at] to the next brace. */
static pc_str accent_at(pc_str s, size_t at) {
    pc_str near = pc_str_sub(s, at, at + 5);
    return pc_str_sub(near, 0, pc_str_chr(near, '}', 0));
}

/* --- brackets ------------------------------------------------------------------------------------
 */

static const struct {
    pc_str open, close;
} pairs[] = {{PC_LIT("("), PC_LIT(")")},
             {PC_LIT("["), PC_LIT("]")},
             {PC_LIT("{"), PC_LIT("}")},
             {PC_LIT("\xE2\x80\x9C"), PC_LIT("\xE2\x80\x9D")}};

/* A closing one that was not opened: "1)" and "a)" count, ":)" smiles. */
static bool is_alone(pc_str s, size_t at) {
    if (s.p[at] != ')') return false;
    size_t i = at;
    while (i && pc_is_alnum(s.p[i - 1])) i--;
    bool counts = at - i <= 2 && at > i && (!i || pc_is_space(s.p[i - 1]));
    return counts || (at && strchr(":;-", s.p[at - 1]));
}

static bool is_bracket(char c) {
    return c && strchr("()[]", c);
}

/* "(0, 1]": an interval that is open at one end. The bracket at s[at] and the next one, or the one
 * before, are of two kinds, with a comma and hardly more between them. */
static bool is_interval(pc_str s, size_t at) {
    enum { NEAR = 24 };
    bool opens = s.p[at] == '(' || s.p[at] == '[';
    size_t i = at, comma = 0;
    do {
        if (!opens && !i) return false;
        i = opens ? i + 1 : i - 1;
        if (i >= s.n || (opens ? i - at : at - i) > NEAR) return false;
        comma += s.p[i] == ',';
    } while (!is_bracket(s.p[i]));
    const char *other = s.p[at] == '(' ? "]" : s.p[at] == '[' ? ")" : s.p[at] == ')' ? "[" : "(";
    return comma && s.p[i] == *other;
}

/* The place of the first bracket of a pair that is left over, PC_NPOS if none is. */
static size_t left_over(pc_str s, size_t k, size_t *length) {
    size_t depth = 0, opened = PC_NPOS;
    for (size_t i = 0; i < s.n; i++) {
        pc_str rest = pc_str_from(s, i);
        if (i && s.p[i - 1] == '{' && is_accent(accent_at(s, i)))
            continue; /* an accent of BibTeX */
        if (is_bracket(s.p[i]) && is_interval(s, i)) continue;
        if (pc_str_starts(rest, pairs[k].open)) {
            if (!depth++) opened = i;
        } else if (pc_str_starts(rest, pairs[k].close) && (depth || !is_alone(s, i))) {
            *length = pairs[k].close.n;
            if (!depth--) return i;
        }
    }
    *length = pairs[k].open.n;
    return depth ? opened : PC_NPOS;
}

static void brackets(text *t) {
    for (size_t k = 0; k < PC_COUNT(pairs); k++) {
        size_t n, at = left_over(t->words.text, k, &n);
        bool german = pairs[k].open.n > 1 && pc_str_has(t->words.text, "\xE2\x80\x9E"); /* „…“ */
        if (at == PC_NPOS || german) continue;
        CHK_SAY(t->c, BRACKETS, span_of(t, at, at + n), pc_str_sub(t->words.text, at, at + n));
    }
}

/* --- TeX -----------------------------------------------------------------------------------------
 */

/* Commands of text that people leave in; those of formulas may be meant for a script. */
static const char *const commands[] = {"textendash",
                                       "textemdash",
                                       "textquoteright",
                                       "textquotesingle",
                                       "textquotedbl",
                                       "textbf",
                                       "textit",
                                       "texttt",
                                       "textsc",
                                       "textsuperscript",
                                       "emph",
                                       "ldots",
                                       "url",
                                       "href",
                                       "ss",
                                       "aa",
                                       "ae",
                                       "oe",
                                       "AA",
                                       "AE",
                                       "OE",
                                       "O",
                                       "o",
                                       "L",
                                       "l",
                                       "i",
                                       "j"};

/* Bytes of the command at s[at], a backslash; 0: none of these. */
static size_t command_at(pc_str s, size_t at) {
    size_t i = at + 1;
    while (i < s.n && pc_is_alpha(s.p[i])) i++;
    for (size_t k = 0; i > at + 1 && k < PC_COUNT(commands); k++)
        if (pc_str_eqz(pc_str_sub(s, at + 1, i), commands[k])) return i - at;
    if (i > at + 2 || at + 2 >= s.n) return 0;
    bool letter = i == at + 2; /* \c{c}: wants its brace; \'e, \"{u}: do not */
    char sign = s.p[at + 1], next = s.p[at + 2];
    if (letter) return strchr("cvuHkrbdt", sign) && next == '{' ? 3 : 0;
    if (!sign || !strchr("'\"`^~=.", sign)) return 0;
    return pc_is_alpha(next) || next == '{' || next == '\\' ? 3 : 0;
}

/* BibTeX's braces around what keeps its capitals: {GPU}, {B}ayesian; and around accents. */
static size_t braced_at(pc_str s, size_t at) {
    enum { MOST = 40 };
    size_t end = pc_str_chr(pc_str_sub(s, 0, at + MOST), '}', at);
    size_t inner = end == PC_NPOS ? 0 : end - at - 1;
    if (!inner || (at && s.p[at - 1] == '\\')) return 0;
    if (is_accent(pc_str_sub(s, at + 1, end))) return end + 1 - at;
    bool capital = false;
    for (size_t i = at + 1; i < end; i++) {
        if (!pc_is_alnum(s.p[i]) && !strchr(" -", s.p[i])) return 0;
        capital |= pc_is_upper(s.p[i]);
    }
    return capital ? end + 1 - at : 0;
}

/* Formulas between dollars are somebody else's. */
static void tex(text *t) {
    pc_str s = t->words.text;
    bool formula = false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '$') formula = !formula;
        if (s.p[i] == '\n') formula = false;
        if (formula || (s.p[i] != '\\' && s.p[i] != '{')) continue;
        size_t n = s.p[i] == '\\' ? command_at(s, i) : braced_at(s, i);
        if (!n) continue;
        CHK_SAY(t->c, TEX, span_of(t, i, i + n), pc_str_sub(s, i, i + n));
        i += n - 1;
    }
}

/* --- et al. --------------------------------------------------------------------------------------
 */

static void et_al(text *t) {
    static const char *const slips[] = {"et. al.", "et. al", "et.al.", "et.al",
                                        "et al",   "at al.", "et all"};
    pc_str s = t->words.text;
    for (size_t i = 0; i + 5 <= s.n; i++) {
        if (pc_lower(s.p[i]) != 'e' && pc_lower(s.p[i]) != 'a') continue;
        if (i && !strchr(" \n,(", s.p[i - 1])) continue;
        for (size_t k = 0; k < PC_COUNT(slips); k++) {
            size_t end = i + strlen(slips[k]);
            if (!pc_str_ieqz(pc_str_sub(s, i, end), slips[k])) continue;
            bool whole = end >= s.n || !(pc_is_alnum(s.p[end]) || s.p[end] == '.');
            if (whole) CHK_SAY(t->c, ET_AL, span_of(t, i, end), pc_str_sub(s, i, end));
            if (whole) break;
        }
    }
}

void chk_wording(const chk_at *p, const chk_entry *e) {
    text t = {.c = p->c, .e = e};
    chk_words_of(p->c->scratch, p->c->scratch, e->r->content, &t.words);
    brackets(&t);
    tex(&t);
    et_al(&t);
    chk_text_identifiers(p->c, e, &t.words);
}
