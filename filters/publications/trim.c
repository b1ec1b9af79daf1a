/* Where words begin and end that may be a title or a venue: quotes, full stops, numbers and remarks
 * around them, and whether they say where a work appeared. */
#include "filters/publications/pub_int.h"

#include "base/utf8.h"
#include "bib/date.h"
#include "bib/words.h"

size_t pub_count_words(const pub *p, size_t from, size_t to) {
    return pub_word_from(p, to) - pub_word_from(p, from);
}

void pub_trim_space(const pub *p, size_t *from, size_t *to) {
    while (*from < *to && pc_is_space((unsigned char)p->text.p[*from])) ++*from;
    while (*from < *to && pc_is_space((unsigned char)p->text.p[*to - 1])) --*to;
}

/* Quotes, commas, full stops and spaces around a title are not part of it; ? and ! are. */
static bool is_edge(uint32_t c) {
    static const uint32_t wide[] = {0xA0,   0x200B, 0x200C, 0x2060, 0xFEFF, 0x2013, 0x2014,
                                    0x2018, 0x2019, 0x201C, 0x201D, 0xFF0C, 0x3002};
    if (c < 0x80) return pub_in(" \n\v\f\",.:;'`-|", (char)c);
    for (size_t i = 0; i < PC_COUNT(wide); i++)
        if (wide[i] == c) return true;
    return false;
}

/* Is the quote that ends at s.n opened in s behind its first character? */
static bool closes_quote(pc_str s) {
    static const char *const pairs[][2] = {{"\xE2\x80\x9C", "\xE2\x80\x9D"},
                                           {"\xE2\x80\x98", "\xE2\x80\x99"}};
    for (size_t i = 0; i < PC_COUNT(pairs); i++)
        if (pc_str_endsz(s, pairs[i][1]) && pc_str_find(s, pc_strz(pairs[i][0]), 1) != PC_NPOS)
            return true;
    return pc_str_endsz(s, "\"") && pc_str_chr(pc_str_sub(s, 0, s.n - 1), '"', 1) != PC_NPOS;
}

void pub_trim(pc_str t, size_t *from, size_t *to) {
    for (size_t next = *from; *from < *to && is_edge(pc_utf8_next(t, &next));) *from = next;
    for (size_t last = *to; *from < *to;) {
        uint32_t c = pc_utf8_prev(t, &last);
        bool picture = c == 0xFE0F || (c >= 0x2600 && c < 0x2C00) || c >= 0x1F000; /* emoji */
        if (!is_edge(c) && !(picture && !pc_uni_is_alnum(c))) return;
        if (closes_quote(pc_str_sub(t, *from, *to))) return;
        *to = last;
    }
}

/* "Phys.Rev.D 113, 044056 (2026)": two of volume, pages and year stand in few words. */
static bool is_reference(pc_str s, const bib_parts *parts) {
    unsigned seen = 0;
    const bib_part *v = parts->v;
    if (v->tag == BIB_PART_VENUE && bib_count_words(pc_str_sub(s, v->from, v->to)) > 8)
        return false;
    for (size_t i = 1; i < parts->n; i++)
        if (v[i].tag == BIB_PART_VENUE) return false;
    for (size_t i = 0; i < parts->n; i++)
        if (parts->v[i].tag == BIB_PART_VOLUME || parts->v[i].tag == BIB_PART_PAGES ||
            parts->v[i].tag == BIB_PART_YEAR || parts->v[i].tag == BIB_PART_ISSUE)
            seen |= 1u << parts->v[i].tag;
    return (seen & (seen - 1)) != 0;
}

/* How venues begin. */
static const bib_row begins[] = {
#define PUB_VENUE_BEGINS(phrase) BIB_ROW(phrase, NULL, 0, 0),
#include "filters/publications/venuebegin.def"
#undef PUB_VENUE_BEGINS
};

static bool venue_like(pub *p, pc_str s, size_t words, bool italic) {
    const bib_row *row;
    const char *status;
    if (words <= 5 && bib_status_at(s, &status)) return true;
    if (bib_row_at(BIB_ROWS(begins), s, &row)) return true;
    bib_kind k = bib_venue_kind(s);
    bool year = bib_year_find(s, 0).n > 0;
    if (k != BIB_NONE && (italic || words <= 4 || (year && words <= 7))) return true;
    if (year && words <= 3) return true;
    bib_parts parts = {0};
    bib_venue_split(p->scratch, s, &parts);
    if (parts.n == 0) return words < 2;
    if (parts.v[0].tag == BIB_PART_AWARD) return words <= 6;
    if (parts.v[0].tag == BIB_PART_YEAR) return words <= 2;
    if (is_reference(s, &parts) && words <= 14) return true;
    pc_str w;
    size_t at = 0, from;
    bool known = bib_word(s, &at, &from, &w) && bib_venue_known(w) != BIB_NONE;
    return known && parts.n > 1 && parts.v[1].tag == BIB_PART_YEAR && words <= 10;
}

bool pub_may_be_venue(const pub *p, size_t from, size_t to) {
    size_t end = pub_word_from(p, to);
    for (size_t i = pub_word_from(p, from); i < end; i++)
        if (p->words.v[i].is & PUB_WORD_VENUE) return true;
    return false;
}

/* Does the text say where or when a work appeared, rather than what it is called? */
bool pub_is_venue_like(pub *p, size_t from, size_t to, bool italic) {
    size_t words = pub_count_words(p, from, to);
    if (words == 0 || words > 25 || (words > 1 && !pub_may_be_venue(p, from, to))) return false;
    pc_mark mark = pc_arena_mark(p->scratch);
    bool is = venue_like(p, pub_text(p, from, to), words, italic);
    pc_arena_release(p->scratch, mark);
    return is;
}

bool pub_is_address(pc_str s) {
    s = pc_str_trim(s);
    return pc_str_startsz(s, "http") || pc_str_startsz(s, "www.") || pc_str_startsz(s, "10.") ||
           pc_str_startsz(s, "doi") || pc_str_startsz(s, "DOI") || pc_str_startsz(s, "arXiv:");
}

/* The end of the bracket that opens at [at], or 0. */
size_t pub_bracket_end(const pub *p, size_t at, size_t limit) {
    char open = p->text.p[at], close = open == '(' ? ')' : ']';
    size_t depth = 0;
    for (size_t i = at; i < limit && i < at + 90; i++) {
        if (p->text.p[i] == open) depth++;
        if (p->text.p[i] == close && --depth == 0) return i + 1;
    }
    return 0;
}

/* "Black Hat USA Arsenal 2023": a few capitals and a year. */
bool pub_is_dated_name(pub *p, pc_str s) {
    pc_mark mark = pc_arena_mark(p->scratch);
    bib_parts parts = {0};
    bib_venue_split(p->scratch, s, &parts);
    bool is = parts.n == 2 && parts.v[0].tag == BIB_PART_VENUE && parts.v[0].from == 0 &&
              parts.v[1].tag == BIB_PART_YEAR && parts.v[1].to == s.n &&
              pc_is_upper((unsigned char)*s.p) && bib_count_words(s) <= 8;
    pc_arena_release(p->scratch, mark);
    return is;
}

/* "[pdf]", "(Code)"; but "(Demo)" and "(Poster)" say what the work is. */
static bool is_label_aside(char open, pc_str s) {
    bib_purpose label = bib_label_purpose(s);
    bool plain = label == BIB_LINK_PDF || label == BIB_LINK_DOI || label == BIB_LINK_ARXIV ||
                 label == BIB_LINK_CODE || label == BIB_LINK_BIBTEX;
    return plain || (open == '[' && label != BIB_LINK_NONE);
}

/* Does every word have a capital but the small ones: is it the name of something? */
bool pub_is_title_case(pc_str s) {
    static const char *const small[] = {"of", "on", "in", "and", "the", "for",
                                        "de", "la", "to", "at",  "with"};
    pc_str w;
    size_t from;
    for (size_t i = 0; bib_word(s, &i, &from, &w);) {
        bool known = !pc_is_lower((unsigned char)*w.p);
        for (size_t k = 0; k < PC_COUNT(small) && !known; k++) known = bib_word_is(w, small[k]);
        if (!known) return false;
    }
    return true;
}

static bool is_aside(pub *p, size_t from, size_t to) {
    pc_str s = pc_str_trim(pub_text(p, from, to));
    const char *status;
    pc_str w, year = bib_year_find(s, 0);
    size_t at, i = 0;
    bool dated =
        year.n == s.n || (pub_is_dated_name(p, s) && bib_word(s, &i, &at, &w) && !bib_month(w));
    return bib_award_at(s) || is_label_aside(p->text.p[from - 1], s) || bib_status_at(s, &status) ||
           (s.n && dated) ||
           (bib_venue_kind(s) != BIB_NONE && pub_is_venue_like(p, from, to, false));
}

/* "12", "J3", "PP4": an entry's own number. */
static bool is_number(pc_str s) {
    size_t i = 0;
    while (i < s.n && pc_is_upper((unsigned char)s.p[i])) i++;
    size_t digits = i;
    while (i < s.n && pc_is_digit((unsigned char)s.p[i])) i++;
    return i == s.n && i > digits && i - digits < 4 && digits < 4;
}

/* "[NDSS'25][Best Paper] Title", "3. Title": what stands before the title's words. */
size_t pub_skip_front(pub *p, size_t from, size_t to) {
    pc_str t = p->text;
    for (;;) {
        size_t before = from;
        while (from < to && pub_in(" \n\v\f,.:;|*", t.p[from])) from++;
        while (from < to && (unsigned char)t.p[from] >= 0xE2) { /* emoji, bullets */
            size_t next = from;
            uint32_t c = pc_utf8_next(t, &next);
            if (c < 0x2100 || pc_uni_is_alnum(c)) break;
            from = next;
        }
        if (from < to && (t.p[from] == '[' || t.p[from] == '(')) {
            size_t end = pub_bracket_end(p, from, to);
            if (end &&
                (is_number(pub_text(p, from + 1, end - 1)) || is_aside(p, from + 1, end - 1)))
                from = end;
        }
        if (from == before) return from;
    }
}

/* [J], [C], [EB/OL]: what kind of work it is, by GB/T 7714. */
bool pub_is_type_code(pc_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!pc_is_upper((unsigned char)s.p[i]) && s.p[i] != '/') return false;
    return s.n == 1 || (s.n == 5 && s.p[2] == '/');
}

/* "Title (Oral)", "Title. (In Chinese)". */
size_t pub_skip_back(pub *p, size_t from, size_t to) {
    pc_str t = p->text;
    while (to > from + 2 && (t.p[to - 1] == ')' || t.p[to - 1] == ']')) {
        char close = t.p[to - 1], open = close == ')' ? '(' : '[';
        size_t i = to - 1, depth = 1;
        while (i > from && depth && to - i < 80) {
            i--;
            depth += t.p[i] == close;
            depth -= t.p[i] == open;
        }
        if (depth || i <= from) return to;
        size_t stop = i;
        while (stop > from && t.p[stop - 1] == ' ') stop--;
        bool sentence = stop > from && stop < i && t.p[stop - 1] == '.';
        bool code = pub_is_type_code(pub_text(p, i + 1, to - 1));
        if (!sentence && !code && !is_aside(p, i + 1, to - 1)) return to;
        to = i;
        pub_trim(t, &from, &to);
    }
    return to;
}

/* A word of CJK text is a whole sentence. */
size_t pub_weight(const pub *p, size_t from, size_t to) {
    size_t n = 0;
    for (size_t i = pub_word_from(p, from); i < p->words.n && p->words.v[i].from < to; i++) {
        const pub_word *w = &p->words.v[i];
        n += w->is & PUB_WORD_CJK ? 1 + (w->to - w->from) / 9 : 1;
    }
    return n;
}
