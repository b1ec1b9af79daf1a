/* The plain words before or after the authors as a title: where they begin, and at which full stop,
 * comma, question mark or box they end. */
#include "filters/publications/pub_int.h"

#include "bib/date.h"
#include "bib/words.h"

static char wide_sign(pc_str s) {
    static const struct {
        char wide[4], sign;
    } signs[] = {{"\xE3\x80\x82", '.'},
                 {"\xEF\xBC\x8E", '.'},
                 {"\xEF\xBC\x8C", ','},
                 {"\xEF\xBC\x9B", ';'},
                 {"\xEF\xBC\x9A", ':'}};
    for (size_t i = 0; i < PC_COUNT(signs); i++)
        if (pc_str_startsz(s, signs[i].wide)) return signs[i].sign;
    return *s.p;
}

/* The sign at [at] in ASCII: wide ones stand in Chinese and Japanese for those without space. */
static inline char sign_at(pc_str t, size_t at) {
    unsigned char c = (unsigned char)t.p[at];
    return c == 0xE3 || c == 0xEF ? wide_sign(pc_str_from(t, at)) : (char)c;
}

static size_t after_sign(pc_str t, size_t at) {
    return at + ((unsigned char)t.p[at] < 0x80 ? 1 : 3);
}

static size_t skip_bracket(const pub *p, size_t at, size_t end) {
    pc_str t = pc_str_sub(p->text, 0, end), rest = pc_str_from(t, at);
    if (!pc_str_startsz(rest, "\xEF\xBC\x88")) {
        bool open = rest.n && pub_in("([", *rest.p);
        size_t close = open ? pub_bracket_end(p, at, end) : 0;
        return close ? close : at;
    }
    size_t close = pc_str_find(t, PC_S("\xEF\xBC\x89"), at);
    return close == PC_NPOS ? at : close + 3;
}

/* Skips what may stand between authors and a title: "(2024).", "2024,", ":", closing signs. */
static size_t skip_to_title(const pub *p, size_t at, size_t end) {
    pc_str t = pc_str_sub(p->text, 0, end);
    for (;;) {
        size_t before = at;
        while (at < end && pub_in(" \n\v\f,.:;)]*|", sign_at(t, at))) at = after_sign(t, at);
        at = skip_bracket(p, at, at + 40 < end ? at + 40 : end);
        pc_str year = bib_year_find(pc_str_sub(t, at, at + 5), 0);
        bool alone =
            year.n && at + 4 < end && year.p == t.p + at && pub_in(",.: \f\v", t.p[at + 4]);
        if (alone && (t.p[at + 4] != ' ')) at += 4;
        if (at == before) return at;
    }
}

/* "vor dem 7. Oktober 2023" */
static bool is_ordinal(pc_str t, size_t dot) {
    size_t from = dot, i = dot + 1;
    while (from > 0 && pc_is_digit((unsigned char)t.p[from - 1])) from--;
    if (from == dot || dot - from > 2 || i >= t.n || t.p[i] != ' ') return false;
    while (i < t.n && (t.p[i] == ' ' || pc_is_alpha((unsigned char)t.p[i]))) i++;
    return bib_year_find(pc_str_sub(t, i, i + 4), 0).n > 0;
}

static bool ends_sentence(pc_str t, size_t dot) {
    if ((unsigned char)t.p[dot] >= 0x80) return true; /* no abbreviation ends with a wide one */
    if (dot + 1 < t.n && !pc_is_space((unsigned char)t.p[dot + 1]) && t.p[dot + 1] != '"')
        return false;
    size_t from = dot;
    while (from > 0 && pc_is_alpha((unsigned char)t.p[from - 1])) from--;
    pc_str w = pc_str_sub(t, from, dot);
    if (w.n == 0 && is_ordinal(t, dot)) return false;
    return !((w.n == 1 && pc_is_upper((unsigned char)*w.p)) || pc_str_ieqz(w, "vs") ||
             pc_str_ieqz(w, "al") || pc_str_ieqz(w, "st") || pc_str_ieqz(w, "dr"));
}

/* Does a box that begins where a title might end say that it does? */
static bool box_ends_title(pub *p, const pub_box *b) {
    if (b->label != BIB_LINK_NONE || (b->style & (PUB_CODE | PUB_BADGE))) return true;
    if (b->to > b->from && pub_is_venue_like(p, b->from, b->to, b->style & PUB_ITALIC)) return true;
    size_t at = b->from;
    while (at > 0 && pc_is_space((unsigned char)p->text.p[at - 1])) at--;
    while (at > 3 && pc_str_eqz(pub_text(p, at - 3, at), "\xE2\x80\x9D")) at -= 3;
    if (at > 0 && p->text.p[at - 1] == '"') at--;
    bool punct = at > 0 && pub_in(".,?!", p->text.p[at - 1]);
    bool aside = b->to > b->from && p->text.p[b->from] == '(' && p->text.p[b->to - 1] == ')';
    return (b->style & PUB_ITALIC) && (punct || aside);
}

/* Does a chunk end with the sign at [at]? "Yes! Nature Communications" is two, "Ha!kers" is one. */
static bool ends_chunk(pc_str t, size_t at) {
    char c = sign_at(t, at);
    if (pc_is_alnum((unsigned char)c) || c == ' ') return false;
    if (c == '.') return ends_sentence(t, at);
    size_t next = after_sign(t, at);
    if (pub_in("?!", c)) return next < t.n && t.p[next] == ' ';
    return pub_in(",;\v\f[)", c);
}

/* The end of the chunk that begins at [at]. */
static size_t chunk_end(const pub *p, size_t at, size_t end) {
    pc_str t = pc_str_sub(p->text, 0, end);
    size_t i = at, limit = at + 120 < end ? at + 120 : end;
    while (i < limit && !ends_chunk(t, i)) i++;
    return i;
}

/* The chunk after a comma: is it a venue, a year, a state? */
static bool chunk_ends_title(pub *p, size_t at, size_t end) {
    size_t to = chunk_end(p, at, end);
    while (at < to && pc_is_space((unsigned char)p->text.p[at])) at++;
    const char *status;
    pc_str s = pub_text(p, at, to);
    if (bib_status_at(s, &status)) return true;
    bool named =
        s.n && bib_venue_kind(s) != BIB_NONE && pub_is_title_case(s) && bib_count_words(s) <= 12;
    return s.n && (named || pub_is_venue_like(p, at, to, false) || pub_is_dated_name(p, s));
}

/* After a sentence's end: a second sentence of the title, for a venue that is set off follows only
 * behind it? */
static bool sentence_goes_on(pub *p, size_t at, size_t end) {
    pc_str t = pc_str_sub(p->text, 0, end);
    while (at < end && t.p[at] == ' ') at++;
    size_t stop = at;
    while (stop < end && !pub_in("\v\f[(", t.p[stop]) &&
           !(pub_in(".?!", t.p[stop]) && ends_sentence(t, stop)))
        stop++;
    if (stop >= end || !pub_in(".?!", t.p[stop]) || pub_count_words(p, at, stop) < 3) return false;
    pc_str s = pc_str_sub(t, at, stop);
    if (bib_phrase_at(s, PC_S("in")) || pub_is_venue_like(p, at, stop, false)) return false;
    size_t box = pub_box_from(p, at);
    if (box < p->boxes.n && p->boxes.v[box].from < stop) return false;
    for (stop++; stop < end && pub_in(" [", t.p[stop]);) stop++;
    for (; box < p->boxes.n && p->boxes.v[box].from <= stop; box++) {
        const pub_box *b = &p->boxes.v[box];
        if (b->from == stop && (b->style & PUB_ITALIC) && b->label == BIB_LINK_NONE) return true;
    }
    return false;
}

/* "Title[C]//2024 Conference …" */
static bool ends_with_code(const pub *p, size_t at, size_t end) {
    size_t close = pub_bracket_end(p, at, end);
    return close && pub_is_type_code(pub_text(p, at + 1, close - 1));
}

static bool ends_at(pub *p, const pub_entry *e, size_t from, size_t at, size_t *box) {
    pc_str t = pc_str_sub(p->text, 0, e->to);
    char c = sign_at(t, at);
    size_t next = after_sign(t, at);
    bool some = at > from + 8;
    if (c == '\f' || (c == '\v' && some)) return true;
    while (*box < p->boxes.n && p->boxes.v[*box].from < at) ++*box;
    for (; *box < p->boxes.n && p->boxes.v[*box].from == at; ++*box)
        if (some && p->boxes.v[*box].to <= e->to && box_ends_title(p, &p->boxes.v[*box]))
            return true;
    if (!some) return false;
    if (c == '.' && ends_sentence(t, at)) return !sentence_goes_on(p, next, e->to);
    if (c == '[' && ends_with_code(p, at, e->to)) return true;
    return (c == '[' || c == '(' || c == ',') && chunk_ends_title(p, next, e->to);
}

/* After ? and ! a title may go on: "What is X? A survey". */
static bool question_ends(pub *p, size_t at, size_t end) {
    pc_str t = pc_str_sub(p->text, 0, end);
    if (at + 1 >= end) return true;
    if (!pc_is_space((unsigned char)t.p[at + 1])) return false;
    size_t next = at + 1;
    while (next < end && t.p[next] == ' ') next++;
    if (next >= end || pub_in("[(\v\f", t.p[next])) return true;
    size_t box = pub_box_from(p, next);
    if (box < p->boxes.n && p->boxes.v[box].from == next && box_ends_title(p, &p->boxes.v[box]))
        return true;
    if (bib_phrase_at(pc_str_from(t, next), PC_S("in")) || chunk_ends_title(p, next, end))
        return true;
    /* "Does it matter? Management Science, 64(2)" */
    size_t stop = chunk_end(p, next, end), digit = stop;
    while (digit < end && pub_in(",. (", t.p[digit])) digit++;
    pc_str name = pc_str_sub(t, next, stop);
    return stop > next && digit > stop && digit < end && pc_is_digit((unsigned char)t.p[digit]) &&
           bib_count_words(name) <= 5 && pub_is_title_case(name);
}

/* Behind a short title that might be a venue stands the venue, in italics. */
static bool venue_follows(const pub *p, size_t at, size_t end) {
    while (at < end && pub_in(".,:; \n", p->text.p[at])) at++;
    size_t box = pub_box_from(p, at);
    return box < p->boxes.n && p->boxes.v[box].from == at && at < end &&
           (p->boxes.v[box].style & PUB_ITALIC);
}

static int worth_of_plain(pub *p, size_t from, size_t to, size_t end) {
    size_t words = to > from ? pub_weight(p, from, to) : 0;
    if (words < 2 || words > 60) return 0;
    bool venue = pub_is_venue_like(p, from, to, false);
    if (venue && !venue_follows(p, to, end)) return 0;
    if (pub_is_name_list(p, from, to) || pub_is_address(pub_text(p, from, to))) return 0;
    return words >= 4 ? 34 : words == 3 ? 24 : 16;
}

/* Words that stand in a box as a whole or with others are not plain. */
static bool in_box(const pub *p, const pub_entry *e, size_t at) {
    for (size_t i = e->box; i < e->box + e->nboxes && p->boxes.v[i].from <= at; i++) {
        const pub_box *b = &p->boxes.v[i];
        if (b->to <= at || b->to > e->to ||
            !(b->style & (PUB_LINK | PUB_BOLD | PUB_ITALIC | PUB_QUOTE)))
            continue;
        if (pub_count_words(p, at, b->to) > 2) return true;
    }
    return false;
}

/* "Title ([pdf](…), [code](…))": without the bracket that opens around what follows. */
static size_t cut_open(const pub *p, size_t from, size_t to) {
    while (to > from && pub_in("([ ,", p->text.p[to - 1])) to--;
    return to;
}

/* Behind a title and its closing signs: a venue that is set off, known, or led to by "in"? */
static bool known_venue_follows(const pub *p, size_t at) {
    pc_str t = p->text;
    while (at < t.n &&
           (pub_in(" \n,.:;\"", t.p[at]) || pc_str_startsz(pc_str_from(t, at), "\xE2\x80\x9D")))
        at += t.p[at] == '\xE2' ? 3 : 1;
    if (venue_follows(p, at, t.n)) return true;
    pc_str next = pub_text(p, at, chunk_end(p, at, t.n));
    return bib_phrase_at(next, PC_S("in")) || bib_venue_kind(next) != BIB_NONE;
}

bool pub_is_lone_title(const pub *p, const pub_authors *w, size_t from, size_t to) {
    size_t k = pub_word_from(p, from);
    if (w->v.n == 0 || from < w->to || k == p->words.n) return false;
    const pub_word *x = &p->words.v[k];
    if (x->from != from || x->to != to || !(x->is & PUB_WORD_CAPITAL)) return false;
    size_t between = k - pub_word_from(p, w->to);
    bool year = between == 1 && (x[-1].is & PUB_WORD_YEAR);
    if (between && !year) return false;
    pc_str word = pub_text(p, from, to);
    return bib_venue_known(word) == BIB_NONE && !bib_phrase_word(word) &&
           known_venue_follows(p, to);
}

/* The end of a title of one word. */
static size_t lone_end(const pub *p, const pub_entry *e, const pub_authors *w, size_t from) {
    size_t k = pub_word_from(p, from);
    if (k == p->words.n || p->words.v[k].to >= e->to) return 0;
    size_t to = p->words.v[k].to;
    return p->text.p[to] == '.' && pub_is_lone_title(p, w, from, to) ? to : 0;
}

static pub_title plain_after(pub *p, const pub_entry *e, const pub_authors *w, size_t at) {
    pub_title t = {.how = PUB_HOW_PLAIN, .where = PUB_AFTER};
    t.from = at = skip_to_title(p, at, e->to);
    if ((t.to = lone_end(p, e, w, at))) {
        t.score = in_box(p, e, t.from) ? 0 : 16;
        return t;
    }
    size_t box = pub_box_from(p, at);
    for (; at < e->to && !ends_at(p, e, t.from, at, &box); at++) {
        char c = p->text.p[at];
        if ((c == '?' || c == '!') && at > t.from + 8 && question_ends(p, at, e->to)) {
            at++;
            break;
        }
    }
    t.to = at;
    pub_trim(p->text, &t.from, &t.to);
    t.to = pub_skip_back(p, t.from, cut_open(p, t.from, t.to));
    t.score = in_box(p, e, t.from) ? 0 : worth_of_plain(p, t.from, t.to, e->to);
    return t;
}

/* Badges in front of the title. */
static size_t skip_badges(pub *p, const pub_entry *e, size_t end) {
    size_t at = e->from;
    for (size_t i = e->box; i < e->box + e->nboxes; i++) {
        const pub_box *b = &p->boxes.v[i];
        if (b->to > end || b->from > at + 3 || b->to <= at) continue;
        bool badge = b->label || (b->style & (PUB_CODE | PUB_BADGE)) ||
                     pub_is_venue_like(p, b->from, b->to, true);
        if (badge) at = b->to;
    }
    return at;
}

/* "Title, 2019, with" before names: without the year and the word that leads to them. */
static size_t cut_lead(const pub *p, size_t from, size_t to) {
    for (bool led = false;;) {
        size_t before = to;
        to = cut_open(p, from, to);
        size_t k = pub_word_from(p, to);
        const pub_word *w = k ? &p->words.v[k - 1] : NULL;
        if (!w || w->from <= from || w->to != to) return to;
        bool year = (w->is & PUB_WORD_YEAR) && (w->gap & (PUB_GAP_COMMA | PUB_GAP_OPEN));
        bool leads = w->lex & (led ? PUB_LEX_BY | PUB_LEX_JOINT : PUB_LEX_BY);
        if (year || leads) to = w->from;
        led = led || leads;
        if (to == before) return to;
    }
}

/* "† Title": the mark says something of the work, whatever it is. */
static size_t skip_mark(pc_str s, size_t at) {
    size_t n = bib_mark_at(s, at, NULL), next = at + n;
    if (!n || next >= s.n || s.p[next] != ' ') return at;
    return next + 1;
}

static pub_title plain_before(pub *p, const pub_entry *e, size_t end) {
    pub_title t = {.how = PUB_HOW_PLAIN, .where = PUB_BEFORE};
    pc_str s = pc_str_sub(p->text, 0, end);
    t.from = pub_skip_front(p, skip_to_title(p, skip_badges(p, e, end), end), end);
    t.from = skip_mark(s, t.from);
    size_t at = t.from;
    while (at < end && s.p[at] != '\f' && !(s.p[at] == '\v' && at > t.from + 8)) at++;
    t.to = at;
    for (size_t i = t.from + 13; i < at; i++)
        if (sign_at(s, i) == '.' && ends_sentence(s, i)) {
            t.to = i;
            break;
        }
    pub_trim(p->text, &t.from, &t.to);
    t.to = cut_lead(p, t.from, t.to);
    t.to = pub_skip_back(p, t.from, t.to);
    t.score = worth_of_plain(p, t.from, t.to, end);
    return t;
}

void pub_plain_titles(pub *p, const pub_entry *e, const pub_authors *w, pub_title *before,
                      pub_title *after) {
    *before = (pub_title){0};
    if (w->v.n) {
        *before = plain_before(p, e, w->from);
        *after = plain_after(p, e, w, w->to);
        return;
    }
    *after = plain_after(p, e, w, skip_badges(p, e, e->to));
    after->where = PUB_ALONE;
    after->score /= 2;
}
