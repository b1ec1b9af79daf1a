/* Venues, and what their words say. */
#include "bib/venue.h"

#include "base/str.h"
#include "bib/date.h"
#include "bib/words.h"

static const bib_row known[] = {
/* exact case */
#define BIB_VENUE(word, kind) BIB_ROW(word, NULL, BIB_##kind, 0),
#include "bib/venue.def"
#undef BIB_VENUE
};

static const bib_row kind_words[] = {
#define BIB_KIND_WORD(word, kind, weight) BIB_ROW(word, NULL, BIB_##kind, weight),
#include "bib/kindword.def"
#undef BIB_KIND_WORD
};

static const bib_row statuses[] = {
#define BIB_STATUS(words, value) BIB_ROW(words, value, 0, 0),
#include "bib/status.def"
#undef BIB_STATUS
};

static const bib_row awards[] = {
#define BIB_AWARD(words) BIB_ROW(words, NULL, 0, 0),
#include "bib/award.def"
#undef BIB_AWARD
};

static const bib_row headings[] = {
#define BIB_HEAD_WORD(word, type) BIB_ROW(word, type, 0, 0),
#include "bib/headword.def"
#undef BIB_HEAD_WORD
};

bool bib_phrase_word(pc_str word) {
    return bib_row_begins(BIB_ROWS(statuses), word) || bib_row_begins(BIB_ROWS(awards), word);
}

size_t bib_status_at(pc_str s, const char **status) {
    const bib_row *row;
    size_t n = bib_row_at(BIB_ROWS(statuses), s, &row);
    if (n) *status = row->text;
    return n;
}

size_t bib_award_at(pc_str s) {
    const bib_row *row;
    return bib_row_at(BIB_ROWS(awards), s, &row);
}

const char *bib_heading_type(pc_str heading) {
    size_t best = PC_COUNT(headings), from;
    pc_str w;
    for (size_t at = 0; bib_word(heading, &at, &from, &w);)
        for (size_t i = 0; i < best; i++)
            if (pc_str_ieq(w, headings[i].words)) best = i;
    return best < PC_COUNT(headings) ? headings[best].text : "";
}

bib_kind bib_venue_known(pc_str word) {
    size_t i = 0; /* short names have a capital somewhere, or few letters */
    while (i < word.n && pc_is_lower((unsigned char)word.p[i])) i++;
    if (i == word.n && i > 5) return BIB_NONE;
    const bib_row *row = bib_row_exact(BIB_ROWS(known), word);
    return row ? (bib_kind)row->value : BIB_NONE;
}

bool bib_venue_word(pc_str word) {
    if (word.n == 0) return false;
    size_t dash = 0;
    for (size_t i = 0; i < word.n; i++) {
        if (pc_is_digit((unsigned char)word.p[i])) return true;
        if (word.p[i] == '-' && !dash) dash = i;
    }
    if (!pc_is_lower((unsigned char)*word.p) && bib_venue_known(word) != BIB_NONE) return true;
    if (dash && bib_venue_known(pc_str_sub(word, 0, dash)) != BIB_NONE) return true;
    return bib_row_find(BIB_ROWS(kind_words), word);
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

size_t bib_venue_stem(pc_str w, size_t *year) {
    *year = w.n;
    size_t d = w.n;
    while (d > 0 && pc_is_digit((unsigned char)w.p[d - 1])) d--;
    size_t digits = w.n - d;
    if (d == 0 || (digits != 4 && digits != 2)) return w.n;
    size_t quote = bib_year_quote(w, d);
    if (digits == 2 && !quote) return w.n;
    if (digits == 4 && bib_year_find(pc_str_from(w, d), 0).n == 0) return w.n;
    *year = d;
    return d - (quote ? quote : w.p[d - 1] == '-');
}

bib_kind bib_venue_kind(pc_str venue) {
    bib_kind best = BIB_NONE;
    int weight = 0;
    pc_str w;
    size_t from, year;
    for (size_t i = 0; bib_word(venue, &i, &from, &w);) {
        bib_kind k = bib_venue_known(pc_str_sub(w, 0, bib_venue_stem(w, &year)));
        size_t dash = pc_str_chr(w, '-', 0);
        if (k == BIB_NONE && dash != PC_NPOS) k = bib_venue_known(pc_str_sub(w, 0, dash));
        int kw = k == BIB_PREPRINT_SERVER ? 8 : k != BIB_NONE ? 5 : 0;
        if (kw > weight) weight = kw, best = k;
        const bib_row *row = bib_row_find(BIB_ROWS(kind_words), w);
        if (row && row->weight > weight) weight = row->weight, best = (bib_kind)row->value;
    }
    return best;
}
