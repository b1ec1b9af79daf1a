/* What is left of an entry when title and authors are known: venues, years and words about them;
 * identifiers; what its links are for. */
#include "filters/publications/pub_int.h"

#include "bib/date.h"
#include "bib/ident.h"
#include "bib/words.h"

typedef struct pt {
    pub *p;
    pub_entry *e;
    pc_str s; /* the interval that is read */
    size_t base;
    size_t talks[8], ntalks; /* parts that are venues of a talk only */
    size_t loose[8], nloose; /* venues by their looks only */
    pub_range thesis;        /* "PhD thesis" */
} pt;

static void add_part(pt *t, const char *cls, size_t from, size_t to) {
    pub_range r = {from, to, pc_attr_class(t->p->a, pc_strz(cls))};
    if (from < to) pc_vec_push(t->p->scratch, &t->e->parts, r);
}

static bool in_label(const pub *p, const pub_entry *e, size_t from) {
    for (size_t i = e->box; i < e->box + e->nboxes && p->boxes.v[i].from <= from; i++)
        if (p->boxes.v[i].label && p->boxes.v[i].to > from)
            return !(p->boxes.v[i].label == BIB_LINK_ARXIV &&
                     (pub_style_of(p, p->boxes.v[i].from, p->boxes.v[i].to) & PUB_ITALIC));
    return false;
}

static bool is_one_of(pc_str word, const char *const *list, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (bib_word_is(word, list[i])) return true;
    return false;
}

/* Words that stand where a venue would and are none. */
static bool is_remark(pc_str name) {
    static const char *const words[] = {
#define PUB_REMARK(word) word,
#include "filters/publications/remark.def"
#undef PUB_REMARK
    };
    pc_str w;
    size_t from, i = 0;
    return !bib_word(name, &i, &from, &w) || is_one_of(w, words, PC_COUNT(words)) ||
           pc_str_has(name, "lphabetic"); /* on the order of names */
}

static bool has_letter(pc_str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80 || pc_is_alpha((unsigned char)s.p[i])) return true;
    return false;
}

/* A link with the title once more. */
static bool repeats_title(const pt *t, pc_str name) {
    return name.n > 20 &&
           pc_str_find(pub_text(t->p, t->e->title.from, t->e->title.to), name, 0) != PC_NPOS;
}

/* What follows the part at once, or behind a comma and a word that names it, ", Jahrgang 12" (but
 * before ", pp. 1-9" a place may stand); VENUE: nothing does. */
static bib_part_tag next_tag(const pt *t, const bib_parts *parts, size_t i) {
    const bib_part *v = &parts->v[i], *next = v + 1;
    if (i + 1 >= parts->n) return BIB_PART_VENUE;
    bool named = (next->tag == BIB_PART_VOLUME || next->tag == BIB_PART_ISSUE) &&
                 (t->s.p[v->to] == ',' || t->s.p[v->to] == '.');
    return next->from < v->to + (named ? 12 : 6) ? next->tag : BIB_PART_VENUE;
}

/* A stretch without a word list's word is a venue only if it looks like one: a year or volume
 * follows, or it is set in italics, a link or a badge, and it is short. */
static bool accept_venue(const pt *t, const bib_parts *parts, size_t i, bib_kind kind) {
    const bib_part *v = &parts->v[i];
    pc_str name = pc_str_sub(t->s, v->from, v->to);
    size_t words = bib_count_words(name);
    if (!has_letter(name) || words > 22 || in_label(t->p, t->e, t->base + v->from) ||
        is_remark(name))
        return false;
    if (kind != BIB_NONE) return words <= 12 || pc_is_upper((unsigned char)*name.p);
    if (bib_label_purpose(name) != BIB_LINK_NONE || repeats_title(t, name)) return false;
    unsigned style = pub_style_of(t->p, t->base + v->from, t->base + v->to);
    if (words > (style & PUB_ITALIC ? 20 : 12)) return false;
    bool capital = pc_is_upper((unsigned char)name.p[0]) || (unsigned char)name.p[0] >= 0x80 ||
                   pc_is_digit((unsigned char)name.p[0]);
    bib_part_tag next = next_tag(t, parts, i);
    if (next == BIB_PART_YEAR || next == BIB_PART_VOLUME || next == BIB_PART_ISSUE ||
        next == BIB_PART_PAGES)
        return capital;
    bool own = style & (PUB_ITALIC | PUB_BADGE | PUB_CODE | PUB_LINK | PUB_UNDER);
    return own && capital && (words <= 10 || (style & PUB_ITALIC)) && t->e->nvenues == 0;
}

/* "PhD thesis", "发明专利" alone: what it is, not where. */
static bool is_kind_only(pc_str s) {
    static const char *const words[] = {
#define BIB_KIND_ONLY(word) word,
#include "bib/kindonly.def"
#undef BIB_KIND_ONLY
    };
    pc_str w;
    size_t from;
    for (size_t i = 0; bib_word(s, &i, &from, &w);)
        if (!is_one_of(w, words, PC_COUNT(words))) return false;
    return true;
}

/* Where a thesis was written. */
static bool is_school(pc_str s) {
    static const char *const parts[] = {
#define PUB_SCHOOL(part) part,
#include "filters/publications/school.def"
#undef PUB_SCHOOL
    };
    for (size_t i = 0; i < PC_COUNT(parts); i++)
        if (pc_str_has(s, parts[i])) return true;
    return false;
}

/* All of a link or of italics is one name: "Kodikas/Code. Ars Semeiotica". */
static void join_all(const pt *t, size_t to, bib_parts *parts) {
    size_t a = pub_word_from(t->p, t->base), b = pub_word_from(t->p, to);
    if (parts->n < 2 || b <= a) return;
    const pub_run *ra = &t->p->runs.v[t->p->words.v[a].run],
                  *rb = &t->p->runs.v[t->p->words.v[b - 1].run];
    if (ra->styled != rb->styled || !(ra->style & PUB_ITALIC) || b - a > 12) return;
    for (size_t i = 0; i < parts->n; i++)
        if (parts->v[i].tag != BIB_PART_VENUE) return;
    parts->v[0].to = parts->v[parts->n - 1].to;
    parts->n = 1;
}

/* A name in italics ends with them: "*Treatise on Things*, San Diego: Academic Press". */
static void clip_to_box(const pt *t, bib_parts *parts) {
    for (size_t i = 0; i < parts->n; i++) {
        bib_part *v = &parts->v[i];
        if (v->tag != BIB_PART_VENUE) continue;
        const pub_run *r = &t->p->runs.v[pub_run_at(t->p, t->base + v->from)];
        size_t to = r->to;
        if (!(r->style & (PUB_ITALIC | PUB_UNDER | PUB_LINK)) || to >= t->base + v->to) continue;
        if (to - t->base > v->from && pub_in(",.:;", t->p->text.p[to])) v->to = to - t->base;
    }
}

/* "Progress in X: Research and Applications" in one pair of italics is one name. */
static void join_in_box(const pt *t, bib_parts *parts) {
    for (size_t i = 0; i + 1 < parts->n; i++) {
        bib_part *x = &parts->v[i], *y = x + 1;
        if (x->tag != BIB_PART_VENUE || y->tag != BIB_PART_VENUE || y->from - x->to > 2) continue;
        if (t->s.p[x->to] != ':') continue;
        size_t a = pub_run_at(t->p, t->base + x->from), b = pub_run_at(t->p, t->base + y->from);
        const pub_run *ra = &t->p->runs.v[a], *rb = &t->p->runs.v[b];
        bool set_off = ra->style & (PUB_ITALIC | PUB_LINK | PUB_BADGE);
        bool journal = bib_venue_kind(pc_str_sub(t->s, x->from, x->to)) == BIB_JOURNAL;
        if (ra->styled != rb->styled || !(set_off || journal)) continue;
        x->to = y->to;
        for (size_t k = i + 1; k + 1 < parts->n; k++) parts->v[k] = parts->v[k + 1];
        parts->n--;
    }
}

static bool take_venue(pt *t, const bib_parts *parts, size_t i, bib_kind k) {
    const bib_part *v = &parts->v[i];
    pub_entry *e = t->e;
    pc_str text = pc_str_sub(t->s, v->from, v->to);
    bool school = e->kind == BIB_THESIS && e->nvenues == 0 && is_school(text);
    if (!school && !accept_venue(t, parts, i, k)) return false;
    if ((k == BIB_THESIS || k == BIB_PATENT) && is_kind_only(text)) {
        if (e->kind == BIB_NONE) e->kind = k;
        e->nknown++;
        if (k == BIB_THESIS) t->thesis = (pub_range){t->base + v->from, t->base + v->to, NULL};
        return false;
    }
    if (e->nvenues++ == 0 || e->kind == BIB_NONE) e->kind = e->kind == BIB_THESIS ? e->kind : k;
    if (k != BIB_NONE) e->nknown++;
    return true;
}

/* By the word lists, or because a year or a volume follows. */
static bool is_firm(const pt *t, const bib_parts *parts, size_t i, bib_kind kind) {
    bib_part_tag next = next_tag(t, parts, i);
    return kind != BIB_NONE || (next != BIB_PART_VENUE && next != BIB_PART_AWARD);
}

static void note_talk(pt *t, size_t part) {
    pc_str w;
    size_t from;
    for (size_t i = 0; bib_word(t->s, &i, &from, &w);)
        if (bib_word_is(w, "talk") && t->ntalks < PC_COUNT(t->talks)) {
            t->talks[t->ntalks++] = part;
            return;
        }
}

static void take_part(pt *t, const bib_parts *parts, size_t i) {
    static const char *const classes[] = {"venue",  "year",  "status", "award",
                                          "volume", "issue", "pages"};
    const bib_part *v = &parts->v[i];
    pub_entry *e = t->e;
    pc_str text = pc_str_sub(t->s, v->from, v->to);
    const char *status = "";
    bib_kind kind = v->tag == BIB_PART_VENUE ? bib_venue_kind(text) : BIB_NONE;
    switch (v->tag) {
    case BIB_PART_VENUE:
        if (!take_venue(t, parts, i, kind)) return;
        note_talk(t, e->parts.n);
        if (!is_firm(t, parts, i, kind) && t->nloose < PC_COUNT(t->loose))
            t->loose[t->nloose++] = e->parts.n;
        break;
    case BIB_PART_YEAR:
        if (e->year.n == 0) e->year = bib_year_value(t->p->a, pc_str_dup(t->p->a, text));
        break;
    case BIB_PART_STATUS:
        if (e->status.n == 0 && bib_status_at(text, &status)) e->status = pc_strz(status);
        break;
    case BIB_PART_AWARD: break;
    default:
        if (e->nvenues == 0) return;
        e->numbered = true;
        e->within = e->within || v->tag == BIB_PART_PAGES;
    }
    add_part(t, classes[v->tag], t->base + v->from, t->base + v->to);
}

static void read_interval(pt *t, size_t from, size_t to) {
    pub_entry *e = t->e;
    t->s = pub_text(t->p, from, to);
    t->base = from;
    if (pub_count_words(t->p, from, to) > 45) return;
    bib_parts parts = {0};
    bib_venue_split(t->p->scratch, t->s, &parts);
    join_all(t, to, &parts);
    clip_to_box(t, &parts);
    join_in_box(t, &parts);
    if (parts.n && parts.v[0].tag == BIB_PART_VENUE && parts.v[0].from == 4 &&
        pc_str_startsz(t->s, "The "))
        parts.v[0].from = 0; /* "The Lancet" */
    for (size_t i = 0; i < parts.n; i++) take_part(t, &parts, i);
    if (e->year.n && e->date.n == 0) {
        pc_str d = bib_date_find(t->p->a, t->s);
        if (pc_str_starts(d, e->year)) e->date = d;
    }
}

/* Without those parts, for others say better where it appeared: a paper's venue beside a talk's,
 * one that is known beside a badge with a topic. */
static void drop_parts(pt *t, const size_t *which, size_t n) {
    pub_entry *e = t->e;
    size_t kept = 0, k = 0;
    if (n == 0 || n >= e->nvenues) return;
    for (size_t i = 0; i < e->parts.n; i++) {
        if (k < n && which[k] == i)
            k++;
        else
            e->parts.v[kept++] = e->parts.v[i];
    }
    e->parts.n = kept;
    e->nvenues -= n;
}

/* "[arXiv](…) Title": a label that stands where venues stand. */
static void take_leading_server(pt *t) {
    const pub *p = t->p;
    pub_entry *e = t->e;
    for (size_t i = e->box; i < e->box + e->nboxes && p->boxes.v[i].to <= e->title.from; i++) {
        const pub_box *b = &p->boxes.v[i];
        if (b->label != BIB_LINK_ARXIV || pub_count_words(p, e->from, b->from)) continue;
        if (bib_venue_kind(pub_text(p, b->from, b->to)) != BIB_PREPRINT_SERVER) continue;
        e->nvenues = e->nknown = 1;
        e->kind = BIB_PREPRINT_SERVER;
        add_part(t, "venue", b->from, b->to);
        return;
    }
}

/* A picture that says "ICML | 2025": shields.io, ?label=ICML&message=2025 or /badge/ICML-2025-blue.
 */
static void read_shield(pub *p, pub_entry *e, pc_str url) {
    if (!pc_str_has(url, "shields.io") || pc_str_has(url, "github")) return;
    size_t at = pc_str_find(url, PC_S("label="), 0), end;
    if (at != PC_NPOS) {
        at += 6;
    } else {
        at = pc_str_find(url, PC_S("/badge/"), 0);
        if (at == PC_NPOS) return;
        at += 7;
    }
    for (end = at; end < url.n && !pub_in("&-?", url.p[end]);) end++;
    char *s = pc_alloc_text(p->a, end - at + 1);
    size_t n = 0;
    for (size_t i = at; i < end; i++) {
        bool blank =
            url.p[i] == '_' || url.p[i] == '+' || pc_str_startsz(pc_str_from(url, i), "%20");
        s[n++] = blank ? ' ' : url.p[i];
        if (blank && url.p[i] == '%') i += 2;
    }
    pc_str name = pc_str_trim((pc_str){s, n}), year = bib_year_find(pc_str_from(url, end), 0);
    bib_kind k = bib_venue_kind(name);
    if (k == BIB_NONE || e->nvenues) return;
    e->venue = name;
    e->kind = k;
    e->nvenues = e->nknown = 1;
    bool dated = year.n && k != BIB_PREPRINT_SERVER;
    if (dated && e->year.n == 0) e->year = pc_str_dup(p->a, year);
}

/* What a byte of the entry is before its parts are looked for: part of a title, of names, of a
 * legend or a label; or where a venue may begin. */
enum { SPOKEN_FOR = 1, BEGINS };

static void speak_for(pub *p, const pub_entry *e, size_t from, size_t to) {
    memset(p->spoken_for + (from - e->from), SPOKEN_FOR, to - from);
}

/* "*Journal of Things*, *12*(3), 4–9", as APA sets it: no venue begins with the volume. */
static bool is_volume(const pub *p, const pub_box *b) {
    size_t i = b->from;
    if (!(b->style & PUB_ITALIC)) return false;
    while (i < b->to && pc_is_digit((unsigned char)p->text.p[i])) i++;
    return i == b->to && i > b->from && i - b->from < 4;
}

/* In italics and brackets: the title in another language. */
static bool is_translation(pub *p, const pub_box *b) {
    return (b->style & PUB_ITALIC) && b->to > b->from + 2 && p->text.p[b->from] == '(' &&
           p->text.p[b->to - 1] == ')' && !pub_is_venue_like(p, b->from + 1, b->to - 1, true) &&
           bib_year_find(pub_text(p, b->from, b->to), 0).n == 0;
}

static bool is_no_part(pub *p, const pub_box *b) {
    if (b->label == BIB_LINK_ARXIV && (pub_style_of(p, b->from, b->to) & PUB_ITALIC)) return false;
    bool label = b->label || pub_is_address(pub_text(p, b->from, b->to));
    return ((b->style & PUB_LINK) && label) || is_translation(p, b);
}

static void mark_bytes(pub *p, const pub_entry *e) {
    memset(p->spoken_for, 0, e->to - e->from);
    speak_for(p, e, e->title.from, e->title.to);
    if (e->authors.v.n) speak_for(p, e, e->authors.from, e->authors.to);
    if (e->authors.editors_to) speak_for(p, e, e->authors.editors_from, e->authors.editors_to);
    if (e->legend_to) speak_for(p, e, e->legend_from, e->legend_to);
    for (size_t i = e->box; i < e->box + e->nboxes; i++) {
        const pub_box *b = &p->boxes.v[i];
        if (b->to > e->to) continue;
        if (is_no_part(p, b)) speak_for(p, e, b->from, b->to);
        unsigned char *first = &p->spoken_for[b->from - e->from];
        bool set_off = b->style & (PUB_ITALIC | PUB_BADGE | PUB_LINK | PUB_UNDER);
        if (set_off && !*first && !is_volume(p, b)) *first = BEGINS;
    }
}

static bool is_break(char c) {
    return c == PUB_LINE || c == PUB_BLOCK;
}

/* The stretches of bytes that nothing speaks for, line by line, and from one beginning to the next.
 */
static void read_free(pt *t) {
    size_t entry = t->e->from;
    pc_str s = pub_text(t->p, entry, t->e->to);
    const unsigned char *bytes = t->p->spoken_for;
    for (size_t at = 0, from; at < s.n;) {
        while (at < s.n && (bytes[at] == SPOKEN_FOR || is_break(s.p[at]))) at++;
        for (from = at; at < s.n && (!bytes[at] || at == from) && !is_break(s.p[at]);) at++;
        if (at > from) read_interval(t, entry + from, entry + at);
    }
}

/* "Title. In: Handbook of …" */
static bool leads_to_book(const pub *p, const pub_entry *e) {
    size_t k = pub_word_from(p, e->title.to);
    return k < p->words.n && p->words.v[k].from < e->to && bib_word_is(pub_word_text(p, k), "in");
}

/* Where venues are too many or too few. */
static void settle_venues(pt *t) {
    pub_entry *e = t->e;
    e->within = e->within || leads_to_book(t->p, e);
    bool publisher = e->kind == BIB_BOOK && e->within; /* which says less than the book's name */
    if (t->ntalks)
        drop_parts(t, t->talks, t->ntalks);
    else if (!publisher)
        drop_parts(t, t->loose, t->nloose);
    if (e->nvenues == 0) take_leading_server(t);
    if (t->thesis.to && e->nvenues == 0) {
        e->nvenues = 1;
        add_part(t, "venue", t->thesis.from, t->thesis.to);
    }
    for (size_t i = e->box; i < e->box + e->nboxes; i++)
        if (t->p->boxes.v[i].style & PUB_IMAGE) read_shield(t->p, e, t->p->boxes.v[i].link->url);
}

void pub_find_parts(pub *p, pub_entry *e) {
    pt t = {.p = p, .e = e};
    mark_bytes(p, e);
    read_free(&t);
    settle_venues(&t);
}

/* --- Identifiers and links ------------------------------------------------------------------- */

void pub_find_identifiers(pub *p, pub_entry *e) {
    for (size_t i = 0; i <= e->nboxes; i++) {
        bool text = i == e->nboxes;
        if (!text && !(p->boxes.v[e->box + i].style & PUB_LINK)) continue;
        pc_str s = text ? pub_text(p, e->from, e->to) : p->boxes.v[e->box + i].link->url;
        unsigned may = bib_identifiers_in(s);
        if ((may & BIB_MAY_DOI) && e->doi.n == 0) e->doi = bib_doi_find(p->a, s);
        if ((may & BIB_MAY_ARXIV) && e->arxiv.n == 0) e->arxiv = bib_arxiv_find(p->a, s);
        if ((may & BIB_MAY_PMID) && e->pmid.n == 0) e->pmid = bib_pmid_find(p->a, s);
        if (text && (may & BIB_MAY_ISBN)) e->isbn = bib_isbn_find(p->a, s);
    }
    pc_str *const ids[] = {&e->doi, &e->arxiv, &e->pmid, &e->isbn};
    for (size_t i = 0; i < PC_COUNT(ids); i++) *ids[i] = pc_str_dup(p->a, *ids[i]);
}

static bool letters(pc_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (pc_is_alnum((unsigned char)s.p[i])) return true;
    return false;
}

static void no_address(pub *p, const pub_box *b, pc_str text) {
    pc_str url = pc_str_trim(b->link->url);
    if (url.n)
        pc_diag(p->cx->diags, PC_DIAG_LINK_PLACEHOLDER, b->pos,
                "\"%.*s\" is no address (link of \"%.*s\")", PC_F(url), PC_F(text));
    else
        pc_diag(p->cx->diags, PC_DIAG_LINK_PLACEHOLDER, b->pos,
                "the link of \"%.*s\" has no address", PC_F(text));
}

/* An author's own page. */
static bool is_of_author(const pub_entry *e, const pub_box *b) {
    for (size_t i = 0; i < e->authors.v.n; i++) {
        const pub_author *x = &e->authors.v.v[i];
        if (b->from < x->to && b->to > x->from) return true;
    }
    return false;
}

void pub_classify_links(pub *p, const pub_entry *e) {
    for (size_t i = e->box; i < e->box + e->nboxes; i++) {
        pub_box *b = &p->boxes.v[i];
        if (!(b->style & PUB_LINK) || b->purpose != BIB_LINK_NONE || is_of_author(e, b)) continue;
        pc_str text = pc_str_trim(pub_text(p, b->from, b->to));
        bib_purpose use = b->label;
        bool loose = use == BIB_LINK_NONE || use == BIB_LINK_URL || use == BIB_LINK_PDF;
        bib_purpose by_url = loose ? bib_url_purpose(b->link->url) : BIB_LINK_NONE;
        if (by_url != BIB_LINK_NONE) use = by_url;
        if (use == BIB_LINK_NONE) use = BIB_LINK_URL;
        if (bib_url_placeholder(b->link->url)) {
            use = BIB_LINK_PLACEHOLDER;
            if (letters(text)) no_address(p, b, text);
        }
        b->purpose = use;
    }
}
