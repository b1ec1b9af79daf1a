/* Cuts the line that says where a work appeared. One pass over its words: each is a year, a phrase
 * of the word lists, a number with a place (volume, issue, pages), or part of a venue's name. */
#include "bib/venue.h"

#include "base/str.h"
#include "base/utf8.h"
#include "bib/date.h"
#include "bib/ident.h"
#include "bib/words.h"

#include <stdlib.h>

typedef struct vn_known {
    pc_str word;
    bib_kind kind;
} vn_known;

static const vn_known known[] = {
#define BIB_VENUE(word, kind) {PC_LIT(word), BIB_##kind},
#include "bib/venue.def"
#undef BIB_VENUE
};

static const bib_row kind_words[] = {
#define BIB_KIND_WORD(word, kind, weight) {PC_LIT(word), NULL, BIB_##kind, weight},
#include "bib/kindword.def"
#undef BIB_KIND_WORD
};

static const bib_row statuses[] = {
#define BIB_STATUS(words, value) {PC_LIT(words), value, 0, 0},
#include "bib/status.def"
#undef BIB_STATUS
};

static const bib_row awards[] = {
#define BIB_AWARD(words) {PC_LIT(words), "", 0, 0},
#include "bib/award.def"
#undef BIB_AWARD
};

static const bib_row headings[] = {
#define BIB_HEAD_WORD(word, type) {PC_LIT(word), type, 0, 0},
#include "bib/headword.def"
#undef BIB_HEAD_WORD
};

static size_t phrase_at(pc_str s, const bib_row *rows, size_t n, const char **value) {
    size_t best = 0;
    if (s.n == 0) return 0;
    for (size_t i = bib_rows_from(rows, n, *s.p); i < n && bib_row_begins(&rows[i], *s.p); i++) {
        size_t k = bib_phrase_at(s, rows[i].words);
        if (k <= best) continue;
        best = k;
        if (value) *value = rows[i].text;
    }
    return best;
}

size_t bib_status_at(pc_str s, const char **status) {
    return phrase_at(s, statuses, PC_COUNT(statuses), status);
}

size_t bib_award_at(pc_str s) {
    return phrase_at(s, awards, PC_COUNT(awards), NULL);
}

const char *bib_heading_type(pc_str heading) {
    for (size_t i = 0; i < PC_COUNT(headings); i++) {
        pc_str w;
        size_t from;
        for (size_t at = 0; bib_word(heading, &at, &from, &w);)
            if (pc_str_ieq(w, headings[i].words)) return headings[i].text;
    }
    return "";
}

static int compare(const void *key, const void *row) {
    const pc_str *w = key;
    return pc_str_cmp(*w, ((const vn_known *)row)->word);
}

bib_kind bib_venue_known(pc_str word) {
    size_t i = 0; /* short names have a capital somewhere, or few letters */
    while (i < word.n && pc_is_lower((unsigned char)word.p[i])) i++;
    if (i == word.n && i > 5) return BIB_NONE;
    const vn_known *k = bsearch(&word, known, PC_COUNT(known), sizeof known[0], compare);
    return k ? k->kind : BIB_NONE;
}

static bool is_kind_word(pc_str w) {
    size_t n = PC_COUNT(kind_words), i = bib_rows_from(kind_words, n, *w.p);
    for (; i < n && bib_row_begins(&kind_words[i], *w.p); i++)
        if (pc_str_ieq(w, kind_words[i].words)) return true;
    return false;
}

bool bib_venue_word(pc_str word, pc_str rest) {
    if (word.n == 0) return false;
    const char *status;
    for (size_t i = 0; i < word.n; i++)
        if (pc_is_digit((unsigned char)word.p[i])) return true;
    if (is_kind_word(word) || bib_status_at(rest, &status) || bib_award_at(rest)) return true;
    size_t dash = pc_str_chr(word, '-', 0);
    if (dash != PC_NPOS && bib_venue_known(pc_str_sub(word, 0, dash)) != BIB_NONE) return true;
    return !pc_is_lower((unsigned char)*word.p) && bib_venue_known(word) != BIB_NONE;
}

const char *bib_kind_type(bib_kind k) {
    static const char *const types[BIB_KIND_COUNT] = {
        [BIB_NONE] = "",
        [BIB_PREPRINT_SERVER] = "article",
        [BIB_JOURNAL] = "article-journal",
        [BIB_CONFERENCE] = "paper-conference",
        [BIB_WORKSHOP] = "paper-conference",
        [BIB_THESIS] = "thesis",
        [BIB_BOOK] = "book",
        [BIB_REPORT] = "report",
        [BIB_PATENT] = "patent",
    };
    return types[k];
}

/* The part of a word before a year that is glued to it: "ICLR2024", "NDSS'25", "CVPR-2024". */
static size_t stem_of(pc_str w, size_t *year) {
    *year = w.n;
    size_t d = w.n;
    while (d > 0 && pc_is_digit((unsigned char)w.p[d - 1])) d--;
    size_t digits = w.n - d;
    if (d == 0 || (digits != 4 && digits != 2)) return w.n;
    bool quote = pc_str_ends(pc_str_sub(w, 0, d), PC_S("'")) ||
                 pc_str_ends(pc_str_sub(w, 0, d), PC_S("\xE2\x80\x99"));
    size_t stem = d;
    if (quote)
        stem = d - (w.p[d - 1] == '\'' ? 1 : 3);
    else if (digits == 2)
        return w.n;
    else if (w.p[d - 1] == '-')
        stem = d - 1;
    if (digits == 4 && bib_year_find(pc_str_from(w, d), 0).n == 0) return w.n;
    *year = d;
    return stem;
}

bib_kind bib_venue_kind(pc_str venue) {
    bib_kind best = BIB_NONE;
    int weight = 0;
    pc_str w;
    size_t from, year;
    for (size_t i = 0; bib_word(venue, &i, &from, &w);) {
        bib_kind k = bib_venue_known(pc_str_sub(w, 0, stem_of(w, &year)));
        size_t dash = pc_str_chr(w, '-', 0);
        if (k == BIB_NONE && dash != PC_NPOS) k = bib_venue_known(pc_str_sub(w, 0, dash));
        int kw = k == BIB_PREPRINT_SERVER ? 8 : k != BIB_NONE ? 5 : 0;
        if (kw > weight) weight = kw, best = k;
        size_t n = PC_COUNT(kind_words), r = bib_rows_from(kind_words, n, *w.p);
        for (; r < n && bib_row_begins(&kind_words[r], *w.p); r++) {
            const bib_row *row = &kind_words[r];
            if (row->weight <= weight || !pc_str_ieq(w, row->words)) continue;
            weight = row->weight;
            best = (bib_kind)row->value;
        }
    }
    return best;
}

/* The scan. */

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
    bool comma, hard, bracket, closing;
} vn_gap;

/* What stands between the last word and the next one. Brackets of the open venue are closed in it.
 */
static vn_gap gap_of(vn_scan *v, size_t to) {
    vn_gap g = {0};
    for (size_t i = v->end; i < to; i++) {
        char c = v->s.p[i];
        if (c == ',') g.comma = true;
        if (strchr(";|\v\f", c) && c) g.hard = true;
        bool alone = c == '/' && (i == v->end || i + 1 >= to); /* "IEEE/RSJ" is one */
        if (c == '/' && (!alone || to - v->end > 1)) g.hard = true;
        if ((c == '.' || c == ':') && i + 1 < v->s.n && pc_is_space((unsigned char)v->s.p[i + 1])) {
            size_t w = i;
            while (w > 0 && pc_is_alpha((unsigned char)v->s.p[w - 1])) w--;
            /* "Proc. IEEE", "Conf. on"; behind one of these a longer one, too: "Trans. Inform.
             * Theory" */
            size_t most =
                pc_str_chr(pc_str_sub(v->s, v->open == PC_NPOS ? i : v->out->v[v->open].from, w),
                           '.', 0) != PC_NPOS
                    ? 9
                    : 6;
            bool abbreviation = c == '.' && i - w < most && i > w;
            if (!abbreviation) g.hard = true;
        }
        if ((unsigned char)c == 0xEF && pc_str_startsz(pc_str_from(v->s, i), "，")) g.comma = true;
        if ((unsigned char)c == 0xE2 && pc_str_startsz(pc_str_from(v->s, i), "•")) g.hard = true;
        if ((unsigned char)c == 0xC2 && pc_str_startsz(pc_str_from(v->s, i), "·")) g.hard = true;
        if (c == '(' || c == '[') g.bracket = true;
        if (c == ')' || c == ']') {
            g.closing = true;
            if (v->open != PC_NPOS && v->brackets) {
                v->brackets--;
                v->out->v[v->open].to = i + 1;
            }
        }
    }
    return g;
}

/* Rankings and impact factors that people add in brackets. */
static bool is_noise(pc_str w) {
    static const char *const words[] = {"ccf",  "ccf-a", "ccf-b", "ccf-c",      "jcr",  "if",
                                        "q1",   "q2",    "q3",    "q4",         "sci",  "impact",
                                        "core", "utd24", "ft50",  "acceptance", "rank", "top"};
    for (size_t i = 0; i < PC_COUNT(words); i++)
        if (bib_word_is(w, words[i])) return true;
    return false;
}

/* The end of the bracket that opens right before s[at], if what is in it begins with noise; else 0.
 */
static size_t noise_end(vn_scan *v, size_t at, pc_str w) {
    if (at == 0 || (v->s.p[at - 1] != '(' && v->s.p[at - 1] != '[')) return 0;
    bool number =
        pc_is_digit((unsigned char)w.p[0]) && at + w.n < v->s.n && v->s.p[at + w.n] == '%';
    /* [J], [C]: what it is, by GB/T 7714 */
    bool code = v->s.p[at - 1] == '[' && w.n == 1 && pc_is_upper((unsigned char)*w.p) &&
                at + 1 < v->s.n && v->s.p[at + 1] == ']';
    if (!is_noise(w) && !number && !code) return 0;
    size_t depth = 1, i = at;
    for (; i < v->s.n && depth; i++) {
        if (v->s.p[i] == '(' || v->s.p[i] == '[') depth++;
        if (v->s.p[i] == ')' || v->s.p[i] == ']') depth--;
    }
    return i;
}

/* One-word awards are common words: they count only where the words end. */
static bool stands_alone(pc_str s, size_t end) {
    while (end < s.n && s.p[end] == ' ') end++;
    if (end >= s.n || !pc_is_alnum((unsigned char)s.p[end])) return true;
    return pc_is_digit((unsigned char)s.p[end]);
}

static bool take_phrase(vn_scan *v, size_t at, bool fresh) {
    pc_str rest = pc_str_from(v->s, at);
    const char *value;
    size_t n = bib_award_at(rest);
    bool several = n && pc_str_chr(pc_str_sub(rest, 0, n), ' ', 0) != PC_NPOS;
    if (n && (several || stands_alone(v->s, at + n))) {
        close_venue(v);
        put(v, BIB_PART_AWARD, at, at + n);
        v->at = v->end = at + n;
        return true;
    }
    n = bib_status_at(rest, &value);
    if (n == 0 || !(fresh || stands_alone(v->s, at + n) || v->open != PC_NPOS)) return false;
    close_venue(v);
    put(v, BIB_PART_STATUS, at, at + n);
    v->at = v->end = at + n;
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

/* "vol. 9", "no. 2", "pp. 1-9": the number after a word that names it. */
static bool take_named_number(vn_scan *v, size_t from, pc_str w) {
    static const struct {
        const char *word;
        bib_part_tag tag;
    } names[] = {{"vol", BIB_PART_VOLUME},   {"volume", BIB_PART_VOLUME}, {"no", BIB_PART_ISSUE},
                 {"issue", BIB_PART_ISSUE},  {"number", BIB_PART_ISSUE},  {"pp", BIB_PART_PAGES},
                 {"pages", BIB_PART_PAGES},  {"p", BIB_PART_PAGES},       {"page", BIB_PART_PAGES},
                 {"article", BIB_PART_PAGES}};
    for (size_t i = 0; i < PC_COUNT(names); i++) {
        size_t n = strlen(names[i].word);
        if (w.n < n || !bib_word_is(pc_str_sub(w, 0, n), names[i].word)) continue;
        size_t at = from + n;
        if (w.n > n && w.p[n] != '.') continue;
        while (at < v->s.n && (v->s.p[at] == '.' || v->s.p[at] == ' ' || v->s.p[at] == '\n')) at++;
        bool range;
        size_t end = pages_end(v->s, at, &range);
        if (end == at ||
            !pc_is_digit((unsigned char)v->s.p[names[i].tag == BIB_PART_PAGES ? end - 1 : at]))
            continue;
        close_venue(v);
        put(v, names[i].tag, at, end);
        v->volume = v->volume || names[i].tag == BIB_PART_VOLUME;
        v->pages = v->pages || names[i].tag == BIB_PART_PAGES;
        v->at = v->end = end;
        return true;
    }
    return false;
}

static bool only_digits(pc_str w) {
    return w.n && digits_at(w, 0) == w.n;
}

/* "9(2):1-9", "44(4), 1987-2011", "6, az3166", "47:A3441-A3463", after a venue. */
static bool take_number(vn_scan *v, size_t from, pc_str w, vn_gap gap) {
    pc_str s = v->s;
    size_t end = digits_at(s, from);
    bool range;
    size_t page = pages_end(s, from, &range);
    if (range && page > from && pc_is_digit((unsigned char)s.p[page - 1])) {
        close_venue(v);
        put(v, BIB_PART_PAGES, from, page);
        v->pages = true;
        v->at = v->end = page;
        return true;
    }
    if (end == from + w.n && w.n < 5 && !v->volume) {
        close_venue(v);
        v->volume = true;
        put(v, BIB_PART_VOLUME, from, end);
        if (end < s.n && s.p[end] == '(') {
            size_t issue = pages_end(s, end + 1, &range);
            if (issue > end + 1 && issue < s.n && s.p[issue] == ')') {
                put(v, BIB_PART_ISSUE, end + 1, issue);
                end = issue + 1;
            }
        }
        v->at = v->end = end;
        return true;
    }
    bool separate = gap.comma || (from > 0 && s.p[from - 1] == ':');
    if (v->volume && !v->pages && separate && page == from + w.n) {
        close_venue(v);
        put(v, BIB_PART_PAGES, from, page);
        v->pages = true;
        v->at = v->end = page;
        return true;
    }
    return false;
}

static void take_year(vn_scan *v, size_t from, size_t to) {
    put(v, BIB_PART_YEAR, from, to);
    v->year = true;
    v->at = v->end = to;
}

/* Words that lead to a venue and are not part of its name. */
static bool is_lead(pc_str w) {
    static const char *const words[] = {
        "in",        "at",      "by",   "to",   "on",       "and",    "published", "appeared",
        "presented", "appears", "also", "with", "accepted", "the",    "from",      "of",
        "for",       "as",      "a",    "an",   "also",     "version"};
    for (size_t i = 0; i < PC_COUNT(words); i++)
        if (bib_word_is(w, words[i])) return true;
    return false;
}

static void take_word(vn_scan *v, size_t from, size_t to, vn_gap gap) {
    bool broken = gap.hard || (v->year && (gap.comma || gap.bracket || gap.closing));
    if (v->open != PC_NPOS && broken) close_venue(v);
    if (v->open == PC_NPOS) {
        pc_str w = pc_str_sub(v->s, from, to);
        v->at = v->end = to;
        if (is_lead(w)) return;
        v->open = v->out->n;
        put(v, BIB_PART_VENUE, from, to);
        v->volume = v->pages = v->year = false;
        return;
    }
    for (size_t i = v->end; i < from; i++) v->brackets += v->s.p[i] == '(' || v->s.p[i] == '[';
    v->out->v[v->open].to = to;
    v->year = false;
    v->at = v->end = to;
}

/* arXiv:2404.03080, 10.1145/…: no venue. Skips it and answers true. */
static bool skip_identifier(vn_scan *v, size_t from, pc_str w) {
    size_t end = from + w.n;
    pc_str s = v->s;
    if (pc_str_startsz(w, "10.") || bib_arxiv_valid(w) || pc_str_startsz(w, "http") ||
        pc_str_startsz(w, "www.")) {
        while (end < s.n && !pc_is_space((unsigned char)s.p[end])) end++;
        v->at = v->end = end;
        close_venue(v);
        return true;
    }
    bool names = bib_word_is(w, "doi") || bib_word_is(w, "isbn") || bib_word_is(w, "e-isbn") ||
                 bib_word_is(w, "issn") || bib_word_is(w, "pmid") || bib_word_is(w, "arxiv");
    bool arxiv = bib_word_is(w, "arxiv");
    size_t i = end;
    while (i < s.n && (s.p[i] == ':' || (s.p[i] == ' ' && !arxiv))) i++;
    if (!names || (arxiv && i == end)) return false;
    while (i < s.n && !pc_is_space((unsigned char)s.p[i])) i++;
    close_venue(v);
    if (arxiv && !v->any) put(v, BIB_PART_VENUE, from, end);
    v->at = v->end = i;
    return true;
}

/* A month, with its day: part of a date, not of a name. */
static bool skip_month(vn_scan *v, size_t from, pc_str w, vn_gap gap) {
    size_t end = from + w.n;
    bool begins = gap.comma || gap.hard || gap.bracket || v->year || v->open == PC_NPOS;
    if (!bib_month(w) || !begins || pc_is_lower((unsigned char)w.p[0])) return false;
    v->at = v->end = end;
    close_venue(v);
    return true;
}

static void scan_word(vn_scan *v, size_t from, pc_str w) {
    size_t end = from + w.n, year, noise = noise_end(v, from, w);
    vn_gap gap = gap_of(v, from);
    bool fresh = v->open == PC_NPOS || gap.comma || gap.hard || gap.bracket || v->year;
    if (noise) {
        v->at = v->end = noise;
        return;
    }
    if (only_digits(w) && end < v->s.n && v->s.p[end] == '%') {
        close_venue(v);
        v->at = v->end = end;
        return;
    }
    if (skip_identifier(v, from, w) || take_phrase(v, from, fresh)) return;
    if (w.n == 4 && pc_str_eq(bib_year_find(w, 0), w)) {
        bool range;
        size_t last = pages_end(v->s, from, &range);
        bool pages = range && v->volume && !v->pages && last - from >= 9;
        if (!pages) {
            take_year(v, from, end);
            return;
        }
    }
    bool quoted =
        from > 0 && end - from == 2 && only_digits(w) &&
        (v->s.p[from - 1] == '\'' || pc_str_ends(pc_str_sub(v->s, 0, from), PC_S("\xE2\x80\x99")));
    if (quoted) {
        take_year(v, from, end);
        return;
    }
    if (skip_month(v, from, w, gap) || take_named_number(v, from, w)) return;
    bool numeric = pc_is_digit((unsigned char)w.p[0]) || v->volume;
    bool name = v->out->n > 0 && !bib_venue_known(w);
    if (numeric && name && take_number(v, from, w, gap)) return;
    if (only_digits(w) && v->open == PC_NPOS) {
        v->at = v->end = end;
        return;
    }
    size_t stem = stem_of(w, &year);
    if (stem < w.n) {
        take_word(v, from, from + stem, gap);
        take_year(v, from + year, end);
        return;
    }
    if (is_noise(w) && fresh && v->out->n) {
        close_venue(v);
        v->at = v->end = end;
        return;
    }
    take_word(v, from, end, gap);
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
