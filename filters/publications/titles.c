/* What markup offers as a title: a link, quote, heading, bold … Each with what speaks for it;
 * entry.c chooses, knowing the authors and the page's habits. */
#include "filters/publications/pub_int.h"

#include "bib/words.h"

static pub_how how_of(unsigned style) {
    return style & PUB_CLASS_TITLE            ? PUB_HOW_CLASS
           : style & PUB_HEAD                 ? PUB_HOW_HEAD
           : style & PUB_QUOTE                ? PUB_HOW_QUOTE
           : style & PUB_LINK                 ? PUB_HOW_LINK
           : style & PUB_BOLD                 ? PUB_HOW_BOLD
           : style & PUB_ITALIC               ? PUB_HOW_ITALIC
           : style & (PUB_UNDER | PUB_COLOUR) ? PUB_HOW_OTHER
                                              : PUB_HOW_NONE;
}

static const int how_worth[PUB_HOW_COUNT] = {
    [PUB_HOW_CLASS] = 80, [PUB_HOW_HEAD] = 48,   [PUB_HOW_QUOTE] = 46, [PUB_HOW_LINK] = 40,
    [PUB_HOW_BOLD] = 30,  [PUB_HOW_ITALIC] = 18, [PUB_HOW_OTHER] = 14};

/* Pages about a person are no works. */
static bool is_profile(pc_str url) {
    static const char *const hosts[] = {"scholar.google.",
                                        "dblp.",
                                        "orcid.org",
                                        "researchgate.net/profile",
                                        "linkedin.com",
                                        "twitter.com",
                                        "semanticscholar.org/author",
                                        "mailto:"};
    for (size_t i = 0; i < PC_COUNT(hosts); i++)
        if (pc_str_has(url, hosts[i])) return true;
    return false;
}

static size_t count_names(const pub *p, size_t from, size_t to) {
    size_t n = 0;
    for (size_t i = pub_piece_from(p, from); i < p->pieces.n && p->pieces.v[i].from < to; i++)
        n += p->pieces.v[i].shape == BIB_SHAPE_FULL;
    return n;
}

/* "王明(Ming Wang)" is a name, too. */
static pc_str before_bracket(pc_str s) {
    size_t at = pc_str_chr(s, '(', 0);
    return at == PC_NPOS || at == 0 || s.p[s.n - 1] != ')' ? s : pc_str_rtrim(pc_str_sub(s, 0, at));
}

/* Is what stands in the box a venue, a name or several? */
static bool is_other(pub *p, const pub_title *t, size_t words) {
    bool italic = t->how == PUB_HOW_ITALIC || (pub_style_of(p, t->from, t->to) & PUB_ITALIC);
    if (pub_is_venue_like(p, t->from, t->to, italic)) return true;
    if (t->how == PUB_HOW_HEAD && count_names(p, t->from, t->to) > 2) return true;
    if (pub_is_name_list(p, t->from, t->to)) return true;
    if (t->how == PUB_HOW_QUOTE || t->how == PUB_HOW_HEAD || words > BIB_NAME_WORDS) return false;
    return bib_name_shape(before_bracket(bib_mark_trim(pub_text(p, t->from, t->to)))) !=
           BIB_SHAPE_NONE;
}

/* Trims a candidate to the title's words and says what it is worth; 0: it is none. */
static int score_box(pub *p, const pub_authors *w, const pub_box *b, pub_title *t) {
    t->from = b->from;
    t->to = b->to;
    t->how = how_of(b->style);
    pub_trim(p->text, &t->from, &t->to);
    if (t->from >= t->to || t->how == PUB_HOW_NONE || b->label != BIB_LINK_NONE) return 0;
    if ((b->style & PUB_LINK) && is_profile(b->link->url)) return 0;
    if (b->style & (PUB_BADGE | PUB_CLASS_AUTHOR) && t->how != PUB_HOW_CLASS) return 0;
    size_t words = pub_count_words(p, t->from, t->to);
    if (words < 1 || words > 60 || pub_is_address(pub_text(p, t->from, t->to))) return 0;
    bool lone = pub_is_lone_title(p, w, t->from, t->to);
    if (t->how != PUB_HOW_CLASS && !lone && is_other(p, t, words)) return 0;
    bool bracketed = p->text.p[t->from] == '(' && pub_bracket_end(p, t->from, t->to) == t->to;
    if (bracketed && t->how != PUB_HOW_CLASS) return 0; /* a remark */
    t->from = pub_skip_front(p, t->from, t->to);
    t->to = pub_skip_back(p, t->from, t->to);
    words = pub_weight(p, t->from, t->to);
    if (words == 0) return 0;
    bool inner = b->from > 0 && (p->text.p[b->from - 1] == '(' || p->text.p[b->from - 1] == '[');
    int by_words = words >= 4 ? 12 : words == 3 ? 6 : words == 2 || lone ? 0 : -12;
    return how_worth[t->how] + by_words - inner * 15;
}

/* A badge within the container, before the title's words. */
static void cut_badges(pub *p, const pub_entry *e, pub_title *t) {
    for (size_t i = e->box; i < e->box + e->nboxes; i++) {
        const pub_box *b = &p->boxes.v[i];
        bool badge = (b->style & (PUB_BADGE | PUB_CODE)) && !(b->style & PUB_CLASS_TITLE);
        if (!badge || b->from > t->from || b->to <= t->from || b->to >= t->to) continue;
        t->from = b->to;
        pub_trim(p->text, &t->from, &t->to);
    }
}

/* One candidate within another: is what the outer one has besides a remark or a part of the title?
 */
static bool outer_wins(pub *p, const pub_title *outer, const pub_title *inner) {
    size_t from = inner->to, to = outer->to;
    if (outer->how == PUB_HOW_LINK || outer->how == PUB_HOW_QUOTE) return true;
    if (inner->how == PUB_HOW_ITALIC || inner->how == PUB_HOW_OTHER) return true;
    size_t before = pub_count_words(p, outer->from, inner->from);
    size_t words = pub_count_words(p, inner->from, inner->to);
    if (inner->how == PUB_HOW_BOLD && outer->how == PUB_HOW_HEAD) return before > 0 || words < 4;
    pub_trim(p->text, &from, &to);
    bool remark = from >= to || p->text.p[from] == '(' || p->text.p[from] == '[' ||
                  pub_is_venue_like(p, from, to, false);
    return !(remark && words >= 3 && before <= 4);
}

static void drop_nested(pub *p, pub_title *v, size_t n) {
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++) {
            if (i == k || v[i].score == 0 || v[k].score == 0) continue;
            bool within = v[k].from >= v[i].from && v[k].to <= v[i].to;
            bool same = within && v[k].from == v[i].from && v[k].to == v[i].to;
            if (!within ||
                (same && (v[k].score > v[i].score || (v[k].score == v[i].score && k < i))))
                continue;
            if (same || outer_wins(p, &v[i], &v[k]))
                v[k].score = 0;
            else
                v[i].score = 0;
        }
}

/* Quotes within a sentence quote; those behind a full stop, a comma or names are around a title. */
static bool quotes_title(const pub *p, size_t from) {
    while (from > 0 && pub_in(" \n", p->text.p[from - 1])) from--;
    if (from == 0) return true;
    unsigned char c = (unsigned char)p->text.p[from - 1];
    return c < 0x80 && !pc_is_alnum(c);
}

/* Where the quote before a Quoted's text begins. */
static size_t quote_before(const pub *p, size_t from) {
    return from >= 3 && (unsigned char)p->text.p[from - 3] == 0xE2 ? from - 3 : from;
}

/* Has the text a byte that a quote below may begin with? */
static bool may_quote(pc_str s) {
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '"' || c == '`' || c == 0xE2 || c == 0xC2 || c == 0xE3) return true;
    }
    return false;
}

/* Quotes that are signs in the text, for Markdown makes no node of them. */
static size_t find_quoted(pub *p, const pub_entry *e, const pub_authors *w, pub_title *v,
                          size_t most) {
    static const char *const pairs[][2] = {{"\xE2\x80\x9C", "\xE2\x80\x9D"},
                                           {"\"", "\""},
                                           {"``", "''"},
                                           {"\xE2\x80\x9E", "\xE2\x80\x9C"},
                                           {"\xC2\xAB", "\xC2\xBB"},
                                           {"\xE3\x80\x8A", "\xE3\x80\x8B"}};
    pc_str s = pc_str_sub(p->text, 0, e->to);
    size_t n = 0;
    if (!may_quote(pub_text(p, e->from, e->to))) return 0;
    for (size_t i = 0; i < PC_COUNT(pairs) && n < most; i++) {
        size_t at = pc_str_find(s, pc_strz(pairs[i][0]), e->from);
        if (at == PC_NPOS) continue;
        size_t from = at + strlen(pairs[i][0]), to = pc_str_find(s, pc_strz(pairs[i][1]), from);
        size_t next = to == PC_NPOS ? to : to + strlen(pairs[i][1]);
        if (to == PC_NPOS ||
            (next < s.n && (s.p[next] == ':' || pc_is_alnum((unsigned char)s.p[next]))) ||
            !quotes_title(p, at))
            continue;
        pub_box b = {.from = from, .to = to, .style = PUB_QUOTE};
        pub_title t = {0};
        if ((t.score = score_box(p, w, &b, &t)) > 0) v[n++] = t;
    }
    return n;
}

size_t pub_find_titles(pub *p, const pub_entry *e, const pub_authors *w, pub_title *out) {
    enum { MOST = 16 };
    pub_title v[MOST];
    size_t n = find_quoted(p, e, w, v, 4), kept = 0;
    for (size_t i = e->box; i < e->box + e->nboxes && n < MOST; i++) {
        const pub_box *b = &p->boxes.v[i];
        pub_title t = {0};
        if (b->to > e->to || b->to <= b->from || (t.score = score_box(p, w, b, &t)) <= 0) continue;
        if (t.how == PUB_HOW_QUOTE && !quotes_title(p, quote_before(p, b->from))) t.score -= 30;
        cut_badges(p, e, &t);
        v[n++] = t;
    }
    drop_nested(p, v, n);
    for (size_t i = 0; i < n; i++) {
        if (v[i].score <= 0) continue;
        size_t at = kept < PUB_MAX_TITLES ? kept++ : PUB_MAX_TITLES - 1;
        if (at == PUB_MAX_TITLES - 1 && at < kept - 1 && out[at].score >= v[i].score) continue;
        for (; at > 0 && out[at - 1].score < v[i].score; at--) out[at] = out[at - 1];
        out[at] = v[i];
    }
    return kept;
}
