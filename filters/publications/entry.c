/* A stretch of the page read as one entry. Several readings are weighed against each other: each
 * title that markup offers, and the plain words before and after the names. What the page does
 * elsewhere counts (profile.c). */
#include "filters/publications/pub_int.h"

#include "bib/words.h"

typedef struct en_reading {
    pub_title title;
    pub_authors authors;
    int score;
} en_reading;

static bool overlap(const pub_authors *w, const pub_title *t) {
    return w->v.n && w->from < t->to && w->to > t->from;
}

static int worth_of_authors(const pub_authors *w) {
    if (w->v.n == 0) return 0;
    return (w->v.n > 1 ? 22 : 12) + (w->line ? 6 : 0);
}

static pub_where where_of(const pub_title *t, const pub_authors *w) {
    return w->v.n == 0 ? PUB_ALONE : t->from < w->from ? PUB_BEFORE : PUB_AFTER;
}

/* A title and its authors stand together. */
static int distance(pub *p, const pub_title *t, const pub_authors *w) {
    if (w->v.n == 0) return 0;
    size_t from = t->to < w->from ? t->to : w->to, to = t->to < w->from ? w->from : t->from;
    size_t words = to > from ? pub_count_words(p, from, to) : 0;
    if (words < 3) return 0;
    /* Words between the two that are neither venue nor date are rather the title. */
    if (!pub_is_venue_like(p, from, to, false)) return words > 40 ? -40 : words > 3 ? -24 : -12;
    return words > 12 ? -8 : 0;
}

static void weigh(pub *p, en_reading *r, en_reading *best) {
    if (r->title.score <= 0) return;
    r->title.where = where_of(&r->title, &r->authors);
    r->score = r->title.score + p->profile.title[r->title.how][r->title.where] +
               worth_of_authors(&r->authors) + distance(p, &r->title, &r->authors);
    if (r->score > best->score) *best = *r;
}

/* "A. Bee and C. Dee (eds.). *Handbook of Trees*": what would be a venue behind authors is the work
 * itself behind its editors. */
static pub_title edited_title(const pub *p, const pub_entry *e, const pub_authors *w) {
    pub_title t = {.how = PUB_HOW_ITALIC, .where = PUB_AFTER};
    if (!w->edited) return t;
    size_t end = w->editors_to, i = pub_box_from(p, end);
    while (end < e->to && pub_in(" .,:()", p->text.p[end])) end++;
    if (i >= p->boxes.n || p->boxes.v[i].from != end) return t;
    const pub_box *b = &p->boxes.v[i];
    if (b->to > e->to || !(b->style & PUB_ITALIC)) return t;
    t.from = b->from;
    t.to = b->to;
    t.score = 30;
    pub_trim(p->text, &t.from, &t.to);
    return t;
}

static void read_title(pub *p, pub_entry *e) {
    pub_title titles[PUB_MAX_TITLES];
    en_reading best = {.score = 0}, r;
    pub_authors any;
    pub_find_authors(p, e->from, e->to, 0, 0, &any);
    size_t n = pub_find_titles(p, e, &any, titles);
    /* Prose: nothing speaks for an entry. */
    if (n == 0 && any.v.n == 0 && !pub_may_be_venue(p, e->from, e->to)) return;
    for (size_t i = 0; i < n; i++) {
        r = (en_reading){.title = titles[i], .authors = any};
        if (overlap(&any, &titles[i]) || distance(p, &titles[i], &any))
            pub_find_authors(p, e->from, e->to, titles[i].from, titles[i].to, &r.authors);
        weigh(p, &r, &best);
    }
    pub_title before, after;
    pub_plain_titles(p, e, &any, &before, &after);
    r = (en_reading){.title = before, .authors = any};
    weigh(p, &r, &best);
    r = (en_reading){.title = after, .authors = any};
    weigh(p, &r, &best);
    r = (en_reading){.title = edited_title(p, e, &any), .authors = any};
    weigh(p, &r, &best);
    e->title = best.title;
    e->authors = best.score > 0 ? best.authors : any;
}

/* First person before the end of title and names: this is prose about papers. */
static bool is_prose(const pub *p, const pub_entry *e) {
    size_t end = e->title.to > e->authors.to ? e->title.to : e->authors.to;
    for (size_t i = e->word; i < e->word + e->nwords && p->words.v[i].from < end; i++) {
        const pub_word *w = &p->words.v[i];
        bool in_title =
            e->title.how != PUB_HOW_PLAIN && w->from >= e->title.from && w->from < e->title.to;
        if ((w->lex & PUB_LEX_PROSE) && !in_title && !(w->is & PUB_WORD_DOT)) return true;
    }
    return false;
}

/* A work has a year or two, an award or a reprint included; what names more of them is a list. */
static bool has_many_years(const pub *p, const pub_entry *e) {
    size_t n = 0;
    for (size_t i = e->word; i < e->word + e->nwords; i++)
        n += (p->words.v[i].is & PUB_WORD_YEAR) != 0;
    return n > 8;
}

static int score_entry(const pub *p, const pub_entry *e) {
    if (e->title.to <= e->title.from || e->title.score <= 0 || has_many_years(p, e)) return 0;
    int score = e->title.score >= 36 ? 30 : 20;
    int signs = (e->nknown > 0) + (e->year.n > 0) + (e->doi.n || e->arxiv.n) + (e->status.n > 0) +
                e->labels;
    if (e->authors.v.n == 0 && signs < 2) score -= 14;
    score += e->authors.v.n >= 2 ? 30 : e->authors.v.n ? 20 : 0;
    score += e->nknown ? 20 : e->nvenues ? 8 : 0;
    score += e->status.n ? 8 : 0;
    score += e->year.n ? 8 : 0;
    score += e->doi.n || e->arxiv.n || e->pmid.n || e->isbn.n ? 8 : 0;
    score += e->numbered ? 5 : 0;
    return e->prose ? score - 30 : score;
}

static void take_title(pub *p, pub_entry *e, const pub_title *given) {
    e->title = *given;
    pub_find_authors(p, e->from, e->to, given->from, given->to, &e->authors);
    e->title.where = where_of(&e->title, &e->authors);
}

static bool has_labels(const pub *p, const pub_entry *e) {
    for (size_t i = e->box; i < e->box + e->nboxes; i++)
        if (p->boxes.v[i].label != BIB_LINK_NONE) return true;
    return false;
}

void pub_read_entry(pub *p, size_t from, size_t to, const pub_title *given, pub_entry *e) {
    pub_trim_space(p, &from, &to);
    *e = (pub_entry){.from = from, .to = to};
    if (to - from < 12 || to - from > PUB_MAX_TEXT) return;
    e->word = pub_word_from(p, from);
    e->nwords = pub_word_from(p, to) - e->word;
    e->box = pub_box_from(p, from);
    e->nboxes = pub_box_from(p, to) - e->box;
    if (e->nwords < 3) return;
    if (given)
        take_title(p, e, given);
    else
        read_title(p, e);
    if (e->title.to <= e->title.from) return;
    pub_find_inner_legend(p, e);
    pub_find_parts(p, e);
    if (e->authors.edited) e->kind = BIB_BOOK;
    pub_find_identifiers(p, e);
    e->labels = has_labels(p, e);
    e->prose = is_prose(p, e);
    e->score = score_entry(p, e);
}
