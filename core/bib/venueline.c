/* Cuts the line that says where a work appeared. One pass over its words: each is a year, a phrase
 * of the word lists, a number with a place (volume, issue, pages), or part of a venue's name. */
#include "bib/venue.h"

#include "base/str.h"
#include "base/utf8.h"
#include "bib/date.h"
#include "bib/ident.h"
#include "bib/name.h"
#include "bib/words.h"

typedef enum vn_word {
    VN_NONE,
    VN_LEAD,
    VN_NOISE,
    VN_VOLUME,
    VN_ISSUE,
    VN_PAGES,
    VN_EDITOR,
    VN_EDITION,
    VN_IDENTIFIER,
    VN_ARXIV
} vn_word;

static const bib_row abbreviations[] = {
#define BIB_ABBREVIATION(word) BIB_ROW(word, NULL, 0, 0),
#include "bib/abbreviation.def"
#undef BIB_ABBREVIATION
};

static const bib_row line_words[] = {
#define BIB_LINE_WORD(word, what) BIB_ROW(word, NULL, VN_##what, 0),
#include "bib/lineword.def"
#undef BIB_LINE_WORD
};

static vn_word line_word(pc_str w) {
    const bib_row *row = w.n < 11 ? bib_row_find(BIB_ROWS(line_words), w) : NULL;
    return row ? (vn_word)row->value : VN_NONE;
}

typedef struct vn_scan {
    pc_arena *a;
    pc_str s;
    bib_parts *out;
    size_t at;          /* where the next word is looked for */
    size_t end;         /* end of what was understood last */
    size_t open;        /* index of the venue in the making, or PC_NPOS */
    size_t brackets;    /* opened in it and not closed */
    bool year;          /* a year stood since its last word */
    bool any;           /* a venue was met */
    bool volume, pages; /* had since the venue began */
} vn_scan;

static void put(vn_scan *v, bib_part_tag tag, size_t from, size_t to) {
    bib_part p = {tag, from, to};
    v->any = v->any || tag == BIB_PART_VENUE;
    pc_vec_push(v->a, v->out, p);
}

static void close_venue(vn_scan *v) {
    v->open = PC_NPOS;
    v->brackets = 0;
}

typedef struct vn_gap {
    bool comma, hard, closing;
    size_t opened; /* brackets */
} vn_gap;

/* "Proc. IEEE", "Conf. on": the full stop at s[dot] shortens a word. Six letters and more are
 * rather a word that ends a name, but behind another such, "Trans. Inform. Theory", and where it is
 * known how a word is cut, "IEEE Commun. Lett.". */
static bool is_abbreviation(const vn_scan *v, size_t dot) {
    size_t w = dot, from = v->open == PC_NPOS ? dot : v->out->v[v->open].from;
    while (w > 0 && pc_is_alpha((unsigned char)v->s.p[w - 1])) w--;
    if (dot - w < 6) return dot > w;
    if (bib_row_find(BIB_ROWS(abbreviations), pc_str_sub(v->s, w, dot))) return true;
    return dot - w < 9 && pc_str_chr(pc_str_sub(v->s, from, w), '.', 0) != PC_NPOS;
}

static void close_bracket(vn_scan *v, size_t end) {
    if (v->open == PC_NPOS || !v->brackets) return;
    v->brackets--;
    v->out->v[v->open].to = end;
}

/* Does a slash between the last word and the one at [to] part two venues? "IEEE/RSJ" is one. */
static bool slash_parts(const vn_scan *v, size_t at, size_t to) {
    bool alone = at == v->end || at + 1 >= to;
    return !alone || to - v->end > 1;
}

/* The ASCII sign that means the same as the one that [s] begins with; *size is its length. */
static char sign_at(pc_str s, size_t *size) {
    static const struct {
        pc_str wide;
        char sign;
    } signs[] = {
#define BIB_WIDE_SIGN(wide, sign) {PC_LIT(wide), sign},
#include "bib/widesign.def"
#undef BIB_WIDE_SIGN
    };
    *size = 1;
    if ((unsigned char)*s.p < 0x80) return *s.p;
    for (size_t i = 0; i < PC_COUNT(signs); i++)
        if (pc_str_starts(s, signs[i].wide)) {
            *size = signs[i].wide.n;
            return signs[i].sign;
        }
    return ' ';
}

/* What stands between the last word and the next one. Brackets of the open venue are closed in it.
 */
static vn_gap gap_of(vn_scan *v, size_t to) {
    vn_gap g = {0};
    if (to == v->end + 1 && v->s.p[v->end] == ' ') return g; /* as most are */
    bool quote = false;                                      /* with a comma it ends a title */
    for (size_t i = v->end, size; i < to; i += size) {
        char c = sign_at(pc_str_from(v->s, i), &size);
        switch (c) {
        case ' ': break;
        case ',': g.comma = true; break;
        case '"': quote = true; break;
        case ';':
        case '|':
        case '\v':
        case '\f': g.hard = true; break;
        case '/': g.hard = g.hard || slash_parts(v, i, to); break;
        case '.':
        case ':':
            if (i + 1 < v->s.n && pc_is_space((unsigned char)v->s.p[i + 1]))
                g.hard = g.hard || c == ':' || !is_abbreviation(v, i);
            break;
        case '(':
        case '[': g.opened++; break;
        case ')':
        case ']':
            g.closing = true;
            close_bracket(v, i + size);
            break;
        default: break;
        }
    }
    g.hard = g.hard || (quote && g.comma);
    return g;
}

/* A word, with what is known of it. */
typedef struct vn_token {
    pc_str text;
    size_t from, to;
    vn_word is;
    vn_gap gap;
    bool fresh; /* something new may begin with it */
} vn_token;

static void skip_to(vn_scan *v, size_t to) {
    v->at = v->end = to;
}

static void put_number(vn_scan *v, bib_part_tag tag, size_t from, size_t to) {
    close_venue(v);
    put(v, tag, from, to);
    v->volume = v->volume || tag == BIB_PART_VOLUME;
    v->pages = v->pages || tag == BIB_PART_PAGES;
    skip_to(v, to);
}

/* Does the bracket end at s[at], perhaps behind a full stop? */
static bool ends_bracket(pc_str s, size_t at) {
    if (at < s.n && s.p[at] == '.') at++;
    return at < s.n && (s.p[at] == ')' || s.p[at] == ']');
}

/* A bracket that opens right before the word and begins with noise. */
static bool skip_noise_bracket(vn_scan *v, size_t at, pc_str w, vn_word is) {
    if (at == 0 || (v->s.p[at - 1] != '(' && v->s.p[at - 1] != '[')) return false;
    bool number =
        pc_is_digit((unsigned char)w.p[0]) && at + w.n < v->s.n && v->s.p[at + w.n] == '%';
    /* [J], [C]: what it is, by GB/T 7714 */
    bool code = v->s.p[at - 1] == '[' && w.n == 1 && pc_is_upper((unsigned char)*w.p) &&
                at + 1 < v->s.n && v->s.p[at + 1] == ']';
    /* (ed. by Ann Bee), but not (eds) behind the names */
    bool editors = is == VN_EDITOR && !ends_bracket(v->s, at + w.n);
    if (is != VN_NOISE && !number && !code && !editors) return false;
    size_t depth = 1, i = at;
    for (; i < v->s.n && depth; i++) {
        if (v->s.p[i] == '(' || v->s.p[i] == '[') depth++;
        if (v->s.p[i] == ')' || v->s.p[i] == ']') depth--;
    }
    skip_to(v, i);
    return true;
}

/* One-word awards are common words: they count only where the words end. */
static bool stands_alone(pc_str s, size_t end) {
    while (end < s.n && s.p[end] == ' ') end++;
    if (end >= s.n || !pc_is_alnum((unsigned char)s.p[end])) return true;
    return pc_is_digit((unsigned char)s.p[end]);
}

static bool take_phrase(vn_scan *v, const vn_token *w) {
    size_t at = w->from;
    pc_str rest = pc_str_from(v->s, at);
    const char *value;
    size_t n = bib_award_at(rest);
    bool several = n && pc_str_chr(pc_str_sub(rest, 0, n), ' ', 0) != PC_NPOS;
    if (n && (several || stands_alone(v->s, at + n))) {
        close_venue(v);
        put(v, BIB_PART_AWARD, at, at + n);
        skip_to(v, at + n);
        return true;
    }
    n = bib_status_at(rest, &value);
    if (n == 0 || !(w->fresh || stands_alone(v->s, at + n) || v->open != PC_NPOS)) return false;
    close_venue(v);
    put(v, BIB_PART_STATUS, at, at + n);
    skip_to(v, at + n);
    return true;
}

static size_t digits_at(pc_str s, size_t at) {
    size_t i = at;
    while (i < s.n && pc_is_digit((unsigned char)s.p[i])) i++;
    return i;
}

static size_t dash_at(pc_str s, size_t at) {
    static const char *const dashes[] = {"-", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x90",
                                         "\xE2\x88\x92"};
    size_t i = at;
    while (i < s.n && s.p[i] == ' ') i++;
    for (size_t k = 0; k < PC_COUNT(dashes); k++)
        if (pc_str_startsz(pc_str_from(s, i), dashes[k])) {
            i += strlen(dashes[k]);
            while (i < s.n && (s.p[i] == '-' || s.p[i] == ' ')) i++;
            return i;
        }
    return 0;
}

/* A page or an article number: 123, A3441, e2021GC009759. Its end, or [at]. */
static size_t page_at(pc_str s, size_t at) {
    size_t i = at, digits = 0;
    for (; i < s.n && pc_is_alnum((unsigned char)s.p[i]); i++)
        digits += pc_is_digit((unsigned char)s.p[i]) != 0;
    return digits ? i : at;
}

/* The end of "first-last" or of a single page. */
static size_t pages_end(pc_str s, size_t at, bool *range) {
    size_t first = page_at(s, at), dash = first > at ? dash_at(s, first) : 0;
    size_t last = dash ? page_at(s, dash) : 0;
    *range = dash && last > dash;
    return *range ? last : first;
}

static bool is_dot(char c) {
    return c == '.' || c == ' ' || c == '\n';
}

/* A letter alone; but "p 9" is clear enough. */
static bool is_letter(pc_str w) {
    size_t i = 0;
    return w.n && pc_utf8_next(w, &i) != 'p' && i == w.n;
}

/* "vol. 9", "no. 2", "pp. 1-9", "vol.9": the number after a word that names it. */
static bool take_named_number(vn_scan *v, const vn_token *w) {
    static const bib_part_tag tags[] = {
        [VN_VOLUME] = BIB_PART_VOLUME, [VN_ISSUE] = BIB_PART_ISSUE, [VN_PAGES] = BIB_PART_PAGES};
    vn_word is = w->is;
    size_t dot = is == VN_NONE ? pc_str_chr(w->text, '.', 0) : PC_NPOS;
    size_t n = dot == PC_NPOS ? w->text.n : dot, at = w->from + n;
    if (n < w->text.n) is = line_word(pc_str_sub(w->text, 0, n));
    if (is != VN_VOLUME && is != VN_ISSUE && is != VN_PAGES) return false;
    if (is_letter(pc_str_sub(w->text, 0, n)) && !(w->fresh && at < v->s.n && v->s.p[at] == '.'))
        return false;
    while (at < v->s.n && is_dot(v->s.p[at])) at++;
    bool range;
    size_t end = pages_end(v->s, at, &range);
    if (end == at || !pc_is_digit((unsigned char)v->s.p[is == VN_PAGES ? end - 1 : at]))
        return false;
    put_number(v, tags[is], at, end);
    return true;
}

/* "第12卷", "3期", "第1-9页" */
static bool take_counted(vn_scan *v, const vn_token *w) {
    static const struct {
        pc_str sign;
        bib_part_tag tag;
    } units[] = {
#define BIB_LINE_UNIT(sign, what) {PC_LIT(sign), BIB_PART_##what},
#include "bib/lineunit.def"
#undef BIB_LINE_UNIT
    };
    bool ordinal = pc_str_startsz(w->text, "第") || pc_str_startsz(w->text, "제");
    size_t from = w->from + (ordinal ? 3 : 0), to = digits_at(v->s, from);
    if (to == from) return false;
    size_t last = dash_at(v->s, to);
    if (last && digits_at(v->s, last) > last) to = digits_at(v->s, last);
    pc_str unit = pc_str_from(v->s, to);
    for (size_t i = 0; i < PC_COUNT(units); i++)
        if (pc_str_starts(unit, units[i].sign)) {
            put_number(v, units[i].tag, from, to);
            skip_to(v, to + units[i].sign.n);
            return true;
        }
    return false;
}

static bool only_digits(pc_str w) {
    return w.n && digits_at(w, 0) == w.n;
}

/* "9", "9(2)" */
static bool take_volume(vn_scan *v, const vn_token *w) {
    if (!only_digits(w->text) || w->text.n > 4 || v->volume) return false;
    put_number(v, BIB_PART_VOLUME, w->from, w->to);
    bool range, bracket = w->to < v->s.n && v->s.p[w->to] == '(';
    size_t issue = bracket ? pages_end(v->s, w->to + 1, &range) : 0;
    if (issue > w->to + 1 && issue < v->s.n && v->s.p[issue] == ')') {
        put_number(v, BIB_PART_ISSUE, w->to + 1, issue);
        skip_to(v, issue + 1);
    }
    return true;
}

/* The issue of "13, 12 (2020), 2340–2353" and of "39, 4, Article 72 (July 2020)", as ACM's
 * reference format has it: a year in brackets and pages follow, or an article number does. Physics
 * writes "120, 123456 (2018)", where nothing follows. */
static bool take_issue(vn_scan *v, const vn_token *w) {
    pc_str rest = pc_str_from(v->s, w->to), next;
    if (!v->volume || v->pages || !w->gap.comma || !only_digits(w->text) || w->text.n > 3)
        return false;
    size_t at = 0, from, close = pc_str_startsz(rest, " (") ? pc_str_chr(rest, ')', 2) : PC_NPOS;
    bool issue;
    if (close != PC_NPOS) {
        bool dated = close < 24 && bib_year_last(pc_str_sub(rest, 2, close)).n;
        pc_str behind = pc_str_from(rest, close + 1);
        issue = dated && (pc_str_startsz(behind, ", ") || pc_str_startsz(behind, ": ")) &&
                digits_at(behind, 2) > 2;
    } else {
        issue = pc_str_startsz(rest, ", ") && bib_word(rest, &at, &from, &next) && from == 2 &&
                bib_word_is(next, "article");
    }
    if (issue) put_number(v, BIB_PART_ISSUE, w->from, w->to);
    return issue;
}

/* "9(2):1-9", "44(4), 1987-2011", "6, az3166", "47:A3441-A3463", after a venue. */
static bool take_number(vn_scan *v, const vn_token *w) {
    pc_str s = v->s;
    bool numeric = pc_is_digit((unsigned char)*w->text.p) || v->volume, range;
    if (!numeric || v->out->n == 0 || bib_venue_known(w->text)) return false;
    size_t page = pages_end(s, w->from, &range);
    if (range && pc_is_digit((unsigned char)s.p[page - 1])) {
        put_number(v, BIB_PART_PAGES, w->from, page);
        return true;
    }
    if (take_volume(v, w) || take_issue(v, w)) return true;
    bool separate = w->gap.comma || (w->from > 0 && s.p[w->from - 1] == ':');
    if (!v->volume || v->pages || !separate || page != w->to) return false;
    put_number(v, BIB_PART_PAGES, w->from, page);
    return true;
}

/* "22.4%" */
static bool skip_rate(vn_scan *v, const vn_token *w) {
    if (!only_digits(w->text) || w->to >= v->s.n || v->s.p[w->to] != '%') return false;
    close_venue(v);
    skip_to(v, w->to);
    return true;
}

/* "12 pages", unless their numbers follow: "12 pp. 3-9" is a volume. */
static bool skip_page_count(vn_scan *v, const vn_token *w) {
    pc_str unit;
    size_t at = w->to, from;
    if (!only_digits(w->text) || !bib_word(v->s, &at, &from, &unit)) return false;
    bool space = from == w->to + 1 && v->s.p[w->to] == ' ';
    if (!space || line_word(unit) != VN_PAGES) return false;
    size_t number = at;
    while (number < v->s.n && is_dot(v->s.p[number])) number++;
    if (digits_at(v->s, number) > number) return false;
    close_venue(v);
    skip_to(v, at);
    return true;
}

/* A number of which nothing is known. */
static bool skip_number(vn_scan *v, const vn_token *w) {
    if (v->open != PC_NPOS || !only_digits(w->text)) return false;
    skip_to(v, w->to);
    return true;
}

static void put_year(vn_scan *v, size_t from, size_t to) {
    put(v, BIB_PART_YEAR, from, to);
    v->year = true;
    skip_to(v, to);
}

/* "2014-05-03", "2014/05", "2020年"; behind a volume "1907-12" are pages; "2014.09" begins or ends
 * the years of a CV. */
static bool take_date(vn_scan *v, const vn_token *w) {
    if (w->text.n < 4) return false;
    bib_day d;
    size_t size = bib_day_at(v->s, w->from, &d), end = w->from + size;
    if (size == 0) return false;
    char sep = v->s.p[w->from + 4];
    bool figures = (unsigned char)sep < 0x80;
    if (figures && !bib_at_word_end(v->s, end)) return false;
    if (figures && !d.day && (sep == '.' || (v->volume && !v->pages))) return false;
    put_year(v, w->from, w->from + 4);
    skip_to(v, end);
    return true;
}

/* "2024", "'24" */
static bool take_year(vn_scan *v, const vn_token *w) {
    bool range, year = w->text.n == 4 && pc_str_eq(bib_year_find(w->text, 0), w->text);
    if (year) {
        size_t last = pages_end(v->s, w->from, &range);
        year = !range || !v->volume || v->pages || last - w->from < 9;
    } else if (w->text.n == 2 && only_digits(w->text)) {
        year = bib_year_quote(v->s, w->from) > 0;
    }
    if (year) put_year(v, w->from, w->to);
    return year;
}

static bool is_identifier(pc_str w) {
    return pc_str_startsz(w, "10.") || bib_arxiv_valid(w) || pc_str_startsz(w, "http") ||
           pc_str_startsz(w, "www.");
}

/* arXiv:2404.03080, 10.1145/…: no venue. */
static bool skip_identifier(vn_scan *v, const vn_token *w) {
    pc_str s = v->s;
    size_t i = w->to;
    if (is_identifier(w->text)) {
        while (i < s.n && !pc_is_space((unsigned char)s.p[i])) i++;
        skip_to(v, i);
        close_venue(v);
        return true;
    }
    if (w->is != VN_IDENTIFIER && w->is != VN_ARXIV) return false;
    while (i < s.n && (s.p[i] == ':' || (s.p[i] == ' ' && w->is != VN_ARXIV))) i++;
    if (w->is == VN_ARXIV && i == w->to) return false;
    while (i < s.n && !pc_is_space((unsigned char)s.p[i])) i++;
    close_venue(v);
    if (w->is == VN_ARXIV && !v->any) put(v, BIB_PART_VENUE, w->from, w->to);
    skip_to(v, i);
    return true;
}

/* The end of the days of a month at s[at], "27", "27th", "27-29"; [at]: there are none. */
static size_t days_end(pc_str s, size_t at) {
    size_t end = digits_at(s, at), last = end > at ? dash_at(s, end) : 0;
    if (end == at || end > at + 2) return at;
    if (last && digits_at(s, last) > last) end = digits_at(s, last);
    while (end < s.n && end < at + 8 && pc_is_lower((unsigned char)s.p[end])) end++;
    bool volume = end < s.n && (s.p[end] == '(' || s.p[end] == ':'); /* "May 27(3)" */
    return volume || !bib_at_word_end(s, end) ? at : end;
}

/* A month, with its day behind it: part of a date, not of a name. */
static bool skip_month(vn_scan *v, const vn_token *w) {
    bool begins = w->fresh || w->gap.hard;
    if (!begins || pc_is_lower((unsigned char)*w->text.p) || !bib_month(w->text)) return false;
    size_t day = w->to;
    while (day < v->s.n && is_dot(v->s.p[day])) day++;
    size_t end = days_end(v->s, day);
    skip_to(v, end > day ? end : w->to);
    close_venue(v);
    return true;
}

/* "27 Dec", "27-29 December" */
static bool skip_day(vn_scan *v, const vn_token *w) {
    pc_str month;
    size_t end = days_end(v->s, w->from), from;
    if (end == w->from || !w->fresh || !bib_word(v->s, &end, &from, &month)) return false;
    if (pc_is_lower((unsigned char)*month.p) || !bib_month(month)) return false;
    close_venue(v);
    skip_to(v, end);
    return true;
}

static bool is_one_of(char c, const char *set) {
    return pc_str_chr(pc_strz(set), c, 0) != PC_NPOS;
}

static bool is_name(pc_str s) {
    pc_str w;
    size_t from;
    for (size_t i = 0; bib_word(s, &i, &from, &w);)
        if (bib_word_no_name(w) != BIB_NO_SIGN) return false;
    return bib_name_shape(pc_str_trim(s)) != BIB_SHAPE_NONE;
}

/* Where the list of names begins that [s] ends with; s.n: it ends with none. */
static size_t names_from(pc_str s) {
    pc_str w;
    size_t list = 0, piece = 0, end = 0, from;
    for (size_t i = 0; bib_word(s, &i, &from, &w); end = i) {
        pc_str gap = pc_str_sub(s, end, from);
        bool joins = bib_word_is(w, "and") || bib_word_is(w, "und") || bib_word_is(w, "et");
        bool parts = pc_str_chr(gap, ',', 0) != PC_NPOS || pc_str_chr(gap, '&', 0) != PC_NPOS;
        if (!joins && !parts) continue;
        if (end > piece && !is_name(pc_str_sub(s, piece, end))) list = from;
        piece = joins ? i : from;
    }
    return is_name(pc_str_sub(s, piece, s.n)) ? list : s.n;
}

/* "Foe, E., Gee, F. (eds) Trees", "Ed Foe, editor": the names before it are no venue. */
static bool drop_editors(vn_scan *v, const vn_token *w) {
    if (w->is != VN_EDITOR) return false;
    bool bracket = w->gap.opened && ends_bracket(v->s, w->to);
    bool comma = w->gap.comma && (w->to == v->s.n || is_one_of(v->s.p[w->to], ".,:"));
    if (!bracket && !comma) return false;
    if (v->open != PC_NPOS) {
        bib_part *last = &v->out->v[v->open];
        size_t names = names_from(pc_str_sub(v->s, last->from, last->to));
        last->to = last->from + names;
        while (names && last->to > last->from && is_one_of(v->s.p[last->to - 1], " ,&")) last->to--;
        if (names == 0) v->out->n--;
    }
    close_venue(v);
    skip_to(v, w->to);
    return true;
}

/* "(2nd ed., pp. 45–67)", "3. Aufl."; but "28th edition of the Conference" */
static bool skip_edition(vn_scan *v, const vn_token *w) {
    pc_str next;
    size_t at = w->to, from;
    if (digits_at(w->text, 0) == 0 || !bib_word(v->s, &at, &from, &next)) return false;
    bool near = from - w->to < 3 && line_word(next) == VN_EDITION;
    near = near || (from == w->to + 1 && bib_word_is(next, "ed"));
    if (!near || bib_phrase_at(pc_str_ltrim(pc_str_from(v->s, at)), PC_S("of"))) return false;
    close_venue(v);
    skip_to(v, at);
    return true;
}

static bool skip_noise(vn_scan *v, const vn_token *w) {
    if (w->is != VN_NOISE || !w->fresh || v->out->n == 0) return false;
    close_venue(v);
    skip_to(v, w->to);
    return true;
}

/* [to]: where the name's part of the word ends. */
static void put_word(vn_scan *v, const vn_token *w, size_t to, vn_word is) {
    vn_gap gap = w->gap;
    bool broken = gap.hard || (v->year && (gap.comma || gap.opened || gap.closing));
    if (v->open != PC_NPOS && broken) close_venue(v);
    if (v->open == PC_NPOS) {
        skip_to(v, to);
        if (is == VN_LEAD) return;
        v->open = v->out->n;
        put(v, BIB_PART_VENUE, w->from, to);
        v->volume = v->pages = v->year = false;
        return;
    }
    v->brackets += gap.opened;
    v->out->v[v->open].to = to;
    v->year = false;
    skip_to(v, to);
}

/* "ICLR2024", "学报2020年" */
static bool take_glued_year(vn_scan *v, const vn_token *w) {
    size_t year, stem = bib_venue_stem(w->text, &year), end = w->text.n;
    if (stem == end) {
        pc_str found = bib_year_find(w->text, 0);
        bib_day d;
        year = stem = found.n ? (size_t)(found.p - w->text.p) : end;
        if (stem == end || !pc_str_startsz(pc_str_from(w->text, stem + 4), "年")) return false;
        end = stem + bib_day_at(w->text, stem, &d);
    }
    put_word(v, w, w->from + stem, line_word(pc_str_sub(w->text, 0, stem)));
    put_year(v, w->from + year, w->from + (end < year + 4 ? end : year + 4));
    skip_to(v, w->from + end);
    return true;
}

static bool has_digit(pc_str w) {
    for (size_t i = 0; i < w.n; i++)
        if (pc_is_digit((unsigned char)w.p[i])) return true;
    return false;
}

/* Words with digits, and those that name a number: most have neither. */
static bool take_figures(vn_scan *v, const vn_token *w) {
    if (w->is == VN_NONE && !has_digit(w->text)) return false;
    return drop_editors(v, w) || skip_edition(v, w) || skip_rate(v, w) || skip_page_count(v, w) ||
           skip_day(v, w) || take_date(v, w) || take_year(v, w) || take_named_number(v, w) ||
           take_counted(v, w) || take_number(v, w) || skip_number(v, w) || take_glued_year(v, w);
}

static void scan_word(vn_scan *v, size_t from, pc_str text) {
    vn_token w = {.text = text, .from = from, .to = from + text.n, .is = line_word(text)};
    if (skip_noise_bracket(v, from, text, w.is)) return;
    w.gap = gap_of(v, from);
    w.fresh = v->open == PC_NPOS || w.gap.comma || w.gap.hard || w.gap.opened || v->year;
    bool taken = skip_identifier(v, &w) || take_phrase(v, &w) || skip_month(v, &w) ||
                 take_figures(v, &w) || skip_noise(v, &w);
    if (!taken) put_word(v, &w, w.to, w.is);
}

void bib_venue_split(pc_arena *a, pc_str s, bib_parts *out) {
    vn_scan v = {.a = a, .s = s, .out = out, .open = PC_NPOS};
    pc_str w;
    size_t from, i = 0;
    while (bib_word(s, &i, &from, &w)) {
        scan_word(&v, from, w);
        i = v.at;
    }
    gap_of(&v, s.n);
}
