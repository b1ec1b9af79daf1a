/* Quotes, symbols, character references, escapes, line breaks. */
#include "readers/kramdown/kd_span.h"
#include "text/entities.h"

/* --- quotes --------------------------------------------------------------------------------------
 */

static bool is_quote(int c) {
    return c == '"' || c == '\'';
}
static bool is_word(int c) {
    return pc_is_alnum(c) || c == '_';
}
static bool is_punct(int c) {
    return c > ' ' && c < 0x7f && (!pc_is_alnum(c)) && c != '&';
}

/* Characters of words on either side of a place: Unicode's, unlike is_word. */
static bool word_at(pc_str s, size_t at) {
    if (at >= s.n) return false;
    uint32_t c = pc_utf8_next(s, &at);
    return c < 0x80 ? is_word((int)c) : pc_uni_is_alnum(c);
}

static void put_quote(kd_span *p, kd_symbol kind, size_t at) {
    static const pc_str usual[] = {PC_LIT("\u2018"), PC_LIT("\u2019"), PC_LIT("\u201c"),
                                   PC_LIT("\u201d")};
    pc_str set = p->k->options.symbols[kind];
    kd_span_made(p, set.p ? set : usual[kind - KD_SYM_LSQUO], at);
    p->element = true;
}

static kd_symbol opening(int quote) {
    return quote == '"' ? KD_SYM_LDQUO : KD_SYM_LSQUO;
}
static kd_symbol closing(int quote) {
    return quote == '"' ? KD_SYM_RDQUO : KD_SYM_RSQUO;
}

/* At a quote alone: what follows it decides. False: the character before it has to. */
static bool by_following(kd_span *p, size_t at, bool late) {
    int q = kd_span_char(p, at), next = kd_span_char(p, at + 1), then = kd_span_char(p, at + 2);
    if (!is_quote(q)) return false;
    kd_symbol kind;
    if (!late && (next == '*' || next == '_') && then && !pc_is_space(then)) {
        kind = opening(q);
    } else if (!late && is_punct(next) && !(then == '.' && kd_span_char(p, at + 3) == '.') &&
               is_word(next) == word_at(p->s, at + 2)) {
        kind = closing(q);
    } else if (late && (!next || pc_is_space(next) || (next == 's' && !word_at(p->s, at + 2)))) {
        kind = closing(q);
    } else {
        return false;
    }
    put_quote(p, kind, at);
    p->at = at + 1;
    return true;
}

/* "' or '" before a word, or '80s, with or without white space before them: [at] is the quote. */
static bool before_word(kd_span *p, size_t from, size_t at) {
    int q = kd_span_char(p, at), next = kd_span_char(p, at + 1);
    if (!is_quote(q)) return false;
    if (is_quote(next) && next != q && is_word(kd_span_char(p, at + 2))) {
        kd_span_text(p, from, at);
        put_quote(p, opening(q), at);
        put_quote(p, opening(next), at + 1);
        p->at = at + 2;
        return true;
    }
    bool decade = q == '\'' && pc_is_digit(next) && pc_is_digit(kd_span_char(p, at + 2)) &&
                  kd_span_char(p, at + 3) == 's';
    if (!decade) return false;
    kd_span_text(p, from, at);
    put_quote(p, KD_SYM_RSQUO, at);
    p->at = at + 1;
    return true;
}

/* By the character before the quote at [at], which begins at [from]. */
static bool by_preceding(kd_span *p, size_t from, size_t at) {
    int c = kd_span_char(p, from), q = kd_span_char(p, at);
    if (at == from || !is_quote(q)) return false;
    kd_symbol kind;
    if (pc_is_space(c) && is_word(kd_span_char(p, at + 1)))
        kind = opening(q);
    else if (!strchr(" \\\t\r\n[{(-", c))
        kind = closing(q);
    else
        return false;
    kd_span_text(p, from, at);
    put_quote(p, kind, at);
    p->at = at + 1;
    return true;
}

/* The rules are tried in kramdown's order, at the scanner, which is at a quote or at the character
 * before one. */
bool kd_smart_quote(kd_span *p) {
    size_t from = p->at, next = from;
    if (!p->k->options.smart || from >= p->s.n) return false;
    int c = kd_span_char(p, from);
    pc_utf8_next(p->s, &next);
    bool ahead = c != '\\' && is_quote(kd_span_char(p, next));
    if (!ahead && !is_quote(c)) return false;
    if (by_following(p, from, false)) return true;
    if (pc_is_space(c) && ahead && before_word(p, from, next)) return true;
    if (before_word(p, from, from)) return true;
    if (ahead && by_preceding(p, from, next)) return true;
    if (by_following(p, from, true)) return true;
    for (const char *q = "'\""; *q; q++) { /* what is left opens: ' is looked for before " */
        size_t at = kd_span_char(p, next) == *q ? next : c == *q ? from : PC_NPOS;
        if (at == PC_NPOS) continue;
        kd_span_text(p, from, at);
        put_quote(p, opening(*q), at);
        p->at = at + 1;
        return true;
    }
    return false;
}

/* --- symbols -------------------------------------------------------------------------------------
 */

bool kd_symbol_at(kd_span *p) {
    static const struct {
        const char *mark;
        int kind; /* kd_symbol; -1: the text as it is */
        pc_str text;
    } rows[] = {
        {"---", KD_SYM_MDASH, PC_LIT("\u2014")},
        {"--", KD_SYM_NDASH, PC_LIT("\u2013")},
        {"...", KD_SYM_HELLIP, PC_LIT("\u2026")},
        {"\\<<", -1, PC_LIT("<<")},
        {"\\>>", -1, PC_LIT(">>")},
        {"<< ", KD_SYM_LAQUO_SPACE, PC_LIT("\u00ab\u00a0")},
        {" >>", KD_SYM_RAQUO_SPACE, PC_LIT("\u00a0\u00bb")},
        {"<<", KD_SYM_LAQUO, PC_LIT("\u00ab")},
        {">>", KD_SYM_RAQUO, PC_LIT("\u00bb")},
    };
    const kd_options *o = &p->k->options;
    int c = kd_span_char(p, p->at);
    if (!o->smart || (o->gfm && o->quirk_no_auto_typographic)) return false;
    if (!c || !strchr("-.\\<> ", c)) return false;
    for (size_t i = 0; i < PC_COUNT(rows); i++) {
        if (!kd_span_at(p, rows[i].mark)) continue;
        pc_str set = rows[i].kind >= 0 ? o->symbols[rows[i].kind] : (pc_str){0};
        kd_span_made(p, set.p ? set : rows[i].text, p->at);
        p->element = true;
        p->at += strlen(rows[i].mark);
        return true;
    }
    return false;
}

/* --- character references ------------------------------------------------------------------------
 */

/* The names that kramdown knows: HTML 4's, and thin, en and em spaces. Sorted. */
static const char *const names[] = {
    "AElig",   "Aacute",  "Acirc",  "Agrave", "Alpha",   "Aring",    "Atilde", "Auml",   "Beta",
    "Ccedil",  "Chi",     "Dagger", "Delta",  "ETH",     "Eacute",   "Ecirc",  "Egrave", "Epsilon",
    "Eta",     "Euml",    "Gamma",  "Iacute", "Icirc",   "Igrave",   "Iota",   "Iuml",   "Kappa",
    "Lambda",  "Mu",      "Ntilde", "Nu",     "OElig",   "Oacute",   "Ocirc",  "Ograve", "Omega",
    "Omicron", "Oslash",  "Otilde", "Ouml",   "Phi",     "Pi",       "Prime",  "Psi",    "Rho",
    "Scaron",  "Sigma",   "THORN",  "Tau",    "Theta",   "Uacute",   "Ucirc",  "Ugrave", "Upsilon",
    "Uuml",    "Xi",      "Yacute", "Yuml",   "Zeta",    "aacute",   "acirc",  "acute",  "aelig",
    "agrave",  "alefsym", "alpha",  "amp",    "and",     "ang",      "apos",   "aring",  "asymp",
    "atilde",  "auml",    "bdquo",  "beta",   "brvbar",  "bull",     "cap",    "ccedil", "cedil",
    "cent",    "chi",     "circ",   "clubs",  "cong",    "copy",     "crarr",  "cup",    "curren",
    "dArr",    "dagger",  "darr",   "deg",    "delta",   "diams",    "divide", "eacute", "ecirc",
    "egrave",  "empty",   "emsp",   "ensp",   "epsilon", "equiv",    "eta",    "eth",    "euml",
    "euro",    "exist",   "fnof",   "forall", "frac12",  "frac14",   "frac34", "frasl",  "gamma",
    "ge",      "gt",      "hArr",   "harr",   "hearts",  "hellip",   "iacute", "icirc",  "iexcl",
    "igrave",  "image",   "infin",  "int",    "iota",    "iquest",   "isin",   "iuml",   "kappa",
    "lArr",    "lambda",  "lang",   "laquo",  "larr",    "lceil",    "ldquo",  "le",     "lfloor",
    "lowast",  "loz",     "lrm",    "lsaquo", "lsquo",   "lt",       "macr",   "mdash",  "micro",
    "middot",  "minus",   "mu",     "nabla",  "nbsp",    "ndash",    "ne",     "ni",     "not",
    "notin",   "nsub",    "ntilde", "nu",     "oacute",  "ocirc",    "oelig",  "ograve", "oline",
    "omega",   "omicron", "oplus",  "or",     "ordf",    "ordm",     "oslash", "otilde", "otimes",
    "ouml",    "para",    "part",   "permil", "perp",    "phi",      "pi",     "piv",    "plusmn",
    "pound",   "prime",   "prod",   "prop",   "psi",     "quot",     "rArr",   "radic",  "rang",
    "raquo",   "rarr",    "rceil",  "rdquo",  "real",    "reg",      "rfloor", "rho",    "rlm",
    "rsaquo",  "rsquo",   "sbquo",  "scaron", "sdot",    "sect",     "shy",    "sigma",  "sigmaf",
    "sim",     "spades",  "sub",    "sube",   "sum",     "sup",      "sup1",   "sup2",   "sup3",
    "supe",    "szlig",   "tau",    "there4", "theta",   "thetasym", "thinsp", "thorn",  "tilde",
    "times",   "trade",   "uArr",   "uacute", "uarr",    "ucirc",    "ugrave", "uml",    "upsih",
    "upsilon", "uuml",    "vellip", "weierp", "xi",      "yacute",   "yen",    "yuml",   "zeta",
    "zwj",     "zwnj",
};

static bool known(pc_str name) {
    size_t lo = 0, hi = PC_COUNT(names);
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int d = pc_str_cmp(pc_strz(names[mid]), name);
        if (!d) return true;
        if (d < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return false;
}

/* Numbers 128 to 159 mean Windows' characters, as browsers read them. */
static pc_str windows(pc_str digits) {
    static const char *const chars[] = {
        "\u20ac", NULL,     "\u201a", "\u0192", "\u201e", "\u2026", "\u2020", "\u2021",
        "\u02c6", "\u2030", "\u0160", "\u2039", "\u0152", NULL,     "\u017d", NULL,
        NULL,     "\u2018", "\u2019", "\u201c", "\u201d", "\u2022", "\u2013", "\u2014",
        "\u02dc", "\u2122", "\u0161", "\u203a", "\u0153", NULL,     "\u017e", "\u0178"};
    int64_t n;
    if (!pc_str_int(digits, &n) || n < 128 || n > 159) return (pc_str){0};
    return pc_strz(chars[n - 128]);
}

/* &name; &#8211; &#x2013; What is none, or has an unknown name, is text. */
bool kd_entity(kd_span *p) {
    pc_entity e;
    if (kd_span_char(p, p->at) != '&' || !pc_entity_at(p->s, p->at, &e)) return false;
    pc_str inside = pc_str_sub(p->s, p->at + 1, p->at + e.len - 1);
    pc_str text = {e.utf8, e.n};
    if (inside.n && inside.p[0] == '#') {
        pc_str w = windows(pc_str_from(inside, 1));
        if (w.n) text = w;
    } else if (!known(inside)) {
        return false;
    }
    kd_span_made(p, text, p->at);
    p->element = true;
    p->at += e.len;
    return true;
}

/* --- escapes and breaks --------------------------------------------------------------------------
 */

bool kd_line_break(kd_span *p) {
    if (p->k->options.gfm && p->k->options.hard_wrap) return false;
    if (!kd_span_at(p, "  \n") && !kd_span_at(p, "\\\\\n")) return false;
    kd_span_break(p, p->at);
    p->at += 2;
    return true;
}

bool kd_escape(kd_span *p) {
    bool gfm = p->k->options.gfm;
    int c = kd_span_char(p, p->at + 1);
    if (kd_span_char(p, p->at) != '\\' || !c) return false;
    if (gfm && c == '\n' && !p->k->options.hard_wrap && !p->frame->in_html) {
        kd_span_break(p, p->at);
        p->at += 1;
        return true;
    }
    if (!strchr("\\.*_+`<>()[]{}#!:|\"'$=-", c) && !(gfm && c == '~')) return false;
    kd_span_text(p, p->at + 1, p->at + 2);
    p->at += 2;
    return true;
}

bool kd_inline_math(kd_span *p) {
    if (!p->k->options.math || !kd_span_at(p, "$$")) return false;
    size_t from = p->at + 2;
    if (p->no_math && from >= p->no_math) return false;
    size_t to = pc_str_find(p->s, PC_S("$$"), from);
    if (to == PC_NPOS) {
        p->no_math = from;
        return false;
    }
    pc_inline x = pc_math(PC_INLINE_MATH, pc_str_trim(pc_str_sub(p->s, from, to)));
    kd_span_push(p, pc_at(x, kd_pos(p->t, p->at)));
    p->at = to + 2;
    return true;
}
