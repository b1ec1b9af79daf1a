/* The other fields of an entry: its title, by markup or by where it stands to the authors; then
 * what is left is read as venues, years and words about them. */
#include "filters/publications/pub_int.h"

#include "base/str.h"
#include "base/utf8.h"
#include "bib/date.h"
#include "bib/ident.h"
#include "bib/words.h"

static size_t count_words(pc_str s) {
    size_t n = 0, from;
    pc_str w;
    for (size_t i = 0; bib_word(s, &i, &from, &w);) n++;
    return n;
}

/* Quotes, commas, full stops and spaces around a title are not part of it; ? and ! are. */
static bool is_edge(uint32_t c) {
    static const uint32_t wide[] = {0xA0, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0xFF0C};
    if (c < 0x80) return c && strchr(" \n\v\f\",.:;'`-", (int)c);
    for (size_t i = 0; i < PC_COUNT(wide); i++)
        if (wide[i] == c) return true;
    return false;
}

static void trim(pc_str t, size_t *from, size_t *to) {
    for (size_t next = *from; *from < *to && is_edge(pc_utf8_next(t, &next));) *from = next;
    for (size_t last = *to; *from < *to && is_edge(pc_utf8_prev(t, &last));) *to = last;
}

/* Does [s] say where or when a work appeared, rather than what it is called? */
static bool is_venue_like(pub *p, pc_str s, bool italic) {
    size_t words = count_words(s);
    if (words == 0 || words > 25) return false;
    const char *status;
    size_t n = bib_status_at(s, &status);
    if (n && words <= 5) return true;
    bib_kind k = bib_venue_kind(s);
    bool year = bib_year_find(s, 0).n > 0;
    if (k != BIB_NONE && (italic || words <= 4 || (year && words <= 7))) return true;
    if (year && words <= 3) return true;
    bib_parts parts = {0};
    bib_venue_split(p->scratch, s, &parts);
    if (parts.n == 0) return true;
    if (parts.v[0].tag == BIB_PART_AWARD) return words <= 6;
    if (parts.v[0].tag == BIB_PART_YEAR) return words <= 2;
    pc_str w;
    size_t at = 0, from;
    bool known = bib_word(s, &at, &from, &w) && bib_venue_known(w) != BIB_NONE;
    return known && parts.n > 1 && parts.v[1].tag == BIB_PART_YEAR && words <= 10;
}

static bool is_address(pc_str s) {
    s = pc_str_trim(s);
    return pc_str_startsz(s, "http") || pc_str_startsz(s, "www.") || pc_str_startsz(s, "10.") ||
           pc_str_startsz(s, "doi") || pc_str_startsz(s, "DOI") || pc_str_startsz(s, "arXiv:");
}

static int box_score(pub *p, const pub_flat *f, const pub_box *b, size_t *from, size_t *to) {
    *from = b->from;
    *to = b->to;
    trim(f->text, from, to);
    if (*from >= *to || b->label != BIB_LINK_NONE) return 0;
    pc_str s = pc_str_sub(f->text, *from, *to);
    size_t words = count_words(s);
    bool classy = b->style & PUB_CLASS_TITLE;
    if (words < 1 || words > 60 || is_address(s)) return 0;
    bool italic = (b->style & PUB_ITALIC) && !(b->style & PUB_LINK);
    if (!classy && is_venue_like(p, s, italic)) return 0;
    pc_str bare = bib_mark_trim(s);
    bool name = bib_name_shape(bare) != BIB_SHAPE_NONE;
    if (!classy &&
        (pub_is_name_list(p->scratch, s) || (name && !(b->style & (PUB_QUOTE | PUB_HEAD)))))
        return 0;
    if (b->style & (PUB_BADGE | PUB_CLASS_AUTHOR | PUB_CODE | PUB_SUPER | PUB_MATH)) return 0;
    int score = 0;
    if (b->style & PUB_COLOUR) score = 12;
    if (b->style & PUB_UNDER) score = 16;
    if (b->style & PUB_ITALIC) score = 18;
    if (b->style & PUB_BOLD) score = 30;
    if (b->style & PUB_LINK) score = 40;
    if (b->style & PUB_QUOTE) score = 46;
    if (b->style & PUB_HEAD) score = 48;
    if (classy) score = 80;
    if (score == 0) return 0;
    score += words >= 4 ? 12 : words >= 3 ? 6 : words == 2 ? 0 : -12;
    bool inner = b->from > 0 && (f->text.p[b->from - 1] == '(' || f->text.p[b->from - 1] == '[');
    return score - inner * 15;
}

/* A badge within the container, before the title's words. */
static void cut_badges(pub_entry *e) {
    for (size_t i = 0; i < e->flat.boxes.n; i++) {
        const pub_box *b = &e->flat.boxes.v[i];
        bool badge = (b->style & (PUB_BADGE | PUB_CODE)) && !(b->style & PUB_CLASS_TITLE);
        if (badge && b->from <= e->title_from && b->to > e->title_from && b->to < e->title_to) {
            e->title_from = b->to;
            trim(e->flat.text, &e->title_from, &e->title_to);
        }
    }
}

/* The best container; earlier ones win ties. */
static int find_boxed_title(pub *p, pub_entry *e) {
    int best = 0;
    for (size_t i = 0; i < e->flat.boxes.n; i++) {
        size_t from, to;
        const pub_box *b = &e->flat.boxes.v[i];
        int score = box_score(p, &e->flat, b, &from, &to);
        bool around = score >= best - 20 && best > 0 && from <= e->title_from &&
                      to >= e->title_to && (from < e->title_from || to > e->title_to) &&
                      score > 0 && (b->style & (PUB_LINK | PUB_HEAD | PUB_BOLD)) && to - from < 300;
        if (score <= best && !around) continue;
        if (score > best) best = score;
        e->title_from = from;
        e->title_to = to;
    }
    cut_badges(e);
    return best;
}

/* Skips what may stand between authors and a title: "(2024).", "2024,", ":", closing signs. */
static size_t skip_to_title(pc_str t, size_t at) {
    for (;;) {
        size_t before = at;
        while (at < t.n && strchr(" \n\v\f,.:;)]*", t.p[at]) && t.p[at]) at++;
        if (at < t.n && (t.p[at] == '(' || t.p[at] == '[')) {
            size_t end = at + 1;
            while (end < t.n && end < at + 40 && t.p[end] != ')' && t.p[end] != ']') end++;
            if (end < t.n && (t.p[end] == ')' || t.p[end] == ']')) at = end + 1;
        }
        pc_str year = bib_year_find(pc_str_sub(t, at, at + 5), 0);
        bool alone = year.n && at + 4 < t.n && year.p == t.p + at && strchr(",.: ", t.p[at + 4]);
        if (alone && t.p[at + 4] != ' ') at += 4;
        if (at == before) return at;
    }
}

static bool ends_sentence(pc_str t, size_t dot) {
    if (dot + 1 < t.n && !pc_is_space((unsigned char)t.p[dot + 1])) return false;
    size_t from = dot;
    while (from > 0 && pc_is_alpha((unsigned char)t.p[from - 1])) from--;
    pc_str w = pc_str_sub(t, from, dot);
    return !(w.n == 1 || pc_str_ieqz(w, "vs") || pc_str_ieqz(w, "al") || pc_str_ieqz(w, "st") ||
             pc_str_ieqz(w, "dr"));
}

static bool box_ends_title(pub *p, const pub_flat *f, size_t at) {
    for (size_t i = 0; i < f->boxes.n; i++) {
        const pub_box *b = &f->boxes.v[i];
        if (b->from != at || b->to == b->from) continue;
        if (b->label != BIB_LINK_NONE || (b->style & (PUB_CODE | PUB_BADGE))) return true;
        pc_str s = pc_str_sub(f->text, b->from, b->to);
        if (is_venue_like(p, s, b->style & PUB_ITALIC)) return true;
        bool punct = at > 1 && strchr(".,", f->text.p[at - 2]) != NULL;
        if ((b->style & PUB_ITALIC) && punct) return true;
    }
    return false;
}

/* The chunk after a comma: is it a venue, a year, a state? */
static bool chunk_ends_title(pub *p, pc_str t, size_t at) {
    size_t end = at;
    while (end < t.n && end < at + 120 && !strchr(",;\v\f[", t.p[end]) &&
           !(t.p[end] == '.' && ends_sentence(t, end)))
        end++;
    pc_str s = pc_str_trim(pc_str_sub(t, at, end));
    const char *status;
    if (bib_status_at(s, &status)) return true;
    return s.n && is_venue_like(p, s, false);
}

static int plain_after(pub *p, const pub_flat *f, size_t at, size_t *from, size_t *to) {
    pc_str t = f->text;
    *from = at = skip_to_title(t, at);
    for (; at < t.n; at++) {
        char c = t.p[at];
        bool some = at > *from + 8;
        if (c == '\f' || (c == '\v' && some)) break;
        if ((c == '?' || c == '!') && some && (at + 1 >= t.n || t.p[at + 1] == ' ')) {
            at++;
            break;
        }
        if (c == '.' && ends_sentence(t, at) && some) break;
        if ((c == '[' || c == '(') && some && chunk_ends_title(p, t, at + 1)) break;
        if (c == ',' && some && chunk_ends_title(p, t, at + 1)) break;
        if (some && box_ends_title(p, f, at)) break;
    }
    *to = at;
    trim(t, from, to);
    size_t words = *to > *from ? count_words(pc_str_sub(t, *from, *to)) : 0;
    if (words < 2 || words > 60) return 0;
    if (is_venue_like(p, pc_str_sub(t, *from, *to), false)) return 0;
    return words >= 4 ? 34 : 20;
}

static int plain_before(pub *p, const pub_flat *f, size_t end, size_t *from, size_t *to) {
    pc_str t = f->text;
    *from = 0;
    for (size_t i = 0; i < f->boxes.n; i++) { /* badges in front */
        const pub_box *b = &f->boxes.v[i];
        if (b->to > end || b->from > *from + 3 || b->to <= *from) continue;
        bool badge = b->label || (b->style & (PUB_CODE | PUB_BADGE)) ||
                     is_venue_like(p, pc_str_sub(t, b->from, b->to), true);
        if (badge) *from = b->to;
    }
    *from = skip_to_title(t, *from);
    size_t at = *from;
    while (at < end && t.p[at] != '\f' && !(t.p[at] == '\v' && at > *from + 8)) at++;
    *to = at;
    for (size_t i = *from; i < at; i++)
        if (t.p[i] == '.' && ends_sentence(t, i) && i > *from + 12) {
            *to = i;
            break;
        }
    trim(t, from, to);
    size_t words = *to > *from ? count_words(pc_str_sub(t, *from, *to)) : 0;
    if (words < 2 || words > 60) return 0;
    if (is_venue_like(p, pc_str_sub(t, *from, *to), false)) return 0;
    return words >= 4 ? 34 : 20;
}

/* Where the authors say the title is. */
static int find_plain_title(pub *p, pub_entry *e) {
    size_t from, to, from2, to2;
    const pub_authors *w = &e->authors;
    if (w->v.n == 0) {
        int score = plain_after(p, &e->flat, 0, &from, &to);
        e->title_from = from;
        e->title_to = to;
        if (!score) e->title_from = e->title_to = 0;
        return score / 2;
    }
    int after = plain_after(p, &e->flat, w->to, &from, &to);
    int before = plain_before(p, &e->flat, w->from, &from2, &to2);
    if (before == 0 && after == 0) return 0;
    bool first = before >= after;
    e->title_from = first ? from2 : from;
    e->title_to = first ? to2 : to;
    return first ? before : after;
}

/* What is left. */

static void add_part(pub *p, pub_entry *e, const char *cls, size_t from, size_t to) {
    pub_range r = {from, to, pc_attr_class(p->a, pc_strz(cls))};
    if (from < to) pc_vec_push(p->scratch, &e->parts, r);
}

/* A stretch without a word list's word is a venue only if it looks like one: a year or volume
 * follows, or it is set in italics, bold or a badge, and it is short. */
static bool accept_venue(const pub_entry *e, pc_str s, const bib_parts *parts, size_t i,
                         size_t base) {
    const bib_part *v = &parts->v[i];
    pc_str name = pc_str_sub(s, v->from, v->to);
    size_t words = count_words(name);
    if (words > 22 || bib_label_purpose(name) != BIB_LINK_NONE) return false;
    if (pc_str_ieqz(name, "authors") || pc_str_ieqz(name, "author") ||
        pc_str_ieqz(name, "abstract"))
        return false;
    if (pc_str_has(name, "lphabetic")) return false; /* a remark on the order of authors */
    if (bib_venue_kind(name) != BIB_NONE) return true;
    unsigned style = pub_style_of(&e->flat, base + v->from, base + v->to);
    if (words > 12) return false;
    for (size_t k = i + 1; k < parts->n && k <= i + 1; k++) {
        bib_part_tag tag = parts->v[k].tag;
        bool dated = tag == BIB_PART_YEAR || tag == BIB_PART_VOLUME || tag == BIB_PART_PAGES;
        if (dated && parts->v[k].from < v->to + 6)
            return pc_is_upper((unsigned char)name.p[0]) || (unsigned char)name.p[0] >= 0x80 ||
                   pc_is_digit((unsigned char)name.p[0]);
    }
    bool own = style & (PUB_ITALIC | PUB_BADGE | PUB_CODE);
    return own && words <= 10 && e->nvenues == 0;
}

static void read_interval(pub *p, pub_entry *e, size_t from, size_t to) {
    static const char *const classes[] = {"venue",  "year",  "status", "award",
                                          "volume", "issue", "pages"};
    pc_str s = pc_str_sub(e->flat.text, from, to);
    if (count_words(s) > 45) return;
    bib_parts parts = {0};
    bib_venue_split(p->scratch, s, &parts);
    bool venue = false;
    for (size_t i = 0; i < parts.n; i++) {
        bib_part *v = &parts.v[i];
        pc_str text = pc_str_sub(s, v->from, v->to);
        const char *status = "";
        if (v->tag == BIB_PART_VENUE) {
            venue = accept_venue(e, s, &parts, i, from);
            if (!venue) continue;
            bib_kind k = bib_venue_kind(text);
            if (e->nvenues++ == 0 || (e->kind == BIB_NONE && k != BIB_NONE)) e->kind = k;
            if (k != BIB_NONE) e->nknown++;
        }
        if (v->tag == BIB_PART_YEAR && e->year.n == 0 && (e->nvenues == 0 || venue || e->nvenues))
            e->year = bib_year_value(p->a, pc_str_dup(p->a, text));
        bool number =
            v->tag == BIB_PART_VOLUME || v->tag == BIB_PART_ISSUE || v->tag == BIB_PART_PAGES;
        if (number && e->nvenues == 0) continue;
        if (number) e->numbered = true;
        if (v->tag == BIB_PART_STATUS && e->status.n == 0 && bib_status_at(text, &status))
            e->status = pc_strz(status);
        add_part(p, e, classes[v->tag], from + v->from, from + v->to);
    }
    if (e->year.n && e->date.n == 0) {
        pc_str d = bib_date_find(p->a, s);
        if (pc_str_starts(d, e->year)) e->date = d;
    }
}

/* Marks the bytes that are spoken for, then reads the stretches between them, line by line. */
static void find_parts(pub *p, pub_entry *e) {
    pc_str t = e->flat.text;
    bool *taken = pc_alloc0(p->scratch, t.n + 1);
    memset(taken + e->title_from, 1, e->title_to - e->title_from);
    if (e->authors.v.n) memset(taken + e->authors.from, 1, e->authors.to - e->authors.from);
    memset(taken + e->legend_from, 1, e->legend_to - e->legend_from);
    for (size_t i = 0; i < e->flat.boxes.n; i++) {
        const pub_box *b = &e->flat.boxes.v[i];
        bool label = b->link && (b->label || is_address(pc_str_sub(t, b->from, b->to)));
        if (label) memset(taken + b->from, 1, b->to - b->from);
    }
    /* A venue begins where italics or a badge do. */
    bool *begins = pc_alloc0(p->scratch, t.n + 1);
    for (size_t i = 0; i < e->flat.boxes.n; i++)
        if (e->flat.boxes.v[i].style & (PUB_ITALIC | PUB_BADGE))
            begins[e->flat.boxes.v[i].from] = true;
    for (size_t at = 0; at < t.n;) {
        while (at < t.n && (taken[at] || t.p[at] == '\f' || t.p[at] == '\v')) at++;
        size_t from = at;
        while (at < t.n && !taken[at] && t.p[at] != '\f' && t.p[at] != '\v' &&
               !(begins[at] && at > from))
            at++;
        if (at > from) read_interval(p, e, from, at);
    }
}

static void find_identifiers(pub *p, pub_entry *e) {
    pc_str t = e->flat.text;
    for (size_t i = 0; i <= e->flat.boxes.n; i++) {
        bool text = i == e->flat.boxes.n;
        if (!text && !e->flat.boxes.v[i].link) continue;
        pc_str s = text ? t : e->flat.boxes.v[i].link->url;
        if (e->doi.n == 0) e->doi = bib_doi_find(p->a, s);
        if (e->arxiv.n == 0) e->arxiv = bib_arxiv_find(p->a, s);
        if (e->pmid.n == 0) e->pmid = bib_pmid_find(p->a, s);
        if (text) e->isbn = bib_isbn_find(p->a, s);
    }
    pc_str *const ids[] = {&e->doi, &e->arxiv, &e->pmid, &e->isbn};
    for (size_t i = 0; i < PC_COUNT(ids); i++) *ids[i] = pc_str_dup(p->a, *ids[i]);
}

/* "(†Equal contribution)" within the entry. */
static void find_inner_legend(pub *p, pub_entry *e) {
    pc_str t = e->flat.text;
    for (size_t at = 0; at < t.n; at++) {
        if (t.p[at] != '(' && t.p[at] != '[') continue;
        size_t end = at + 1;
        while (end < t.n && end < at + 160 && t.p[end] != ')' && t.p[end] != ']') end++;
        if (end >= t.n || (t.p[end] != ')' && t.p[end] != ']')) continue;
        pub_meaning m[4];
        size_t n = pub_read_legend(p, pc_str_sub(t, at + 1, end), m, PC_COUNT(m));
        if (n == 0) continue;
        e->legend_from = at + 1;
        e->legend_to = end;
        e->legend = m[0];
        pub_range r = {at + 1, end, pub_legend_attr(p, m, n)};
        pc_vec_push(p->scratch, &e->parts, r);
        return;
    }
}

/* First person and verbs of news: this is prose about papers. */
static bool is_prose(const pub_entry *e) {
    static const char *const words[] = {"i", "my", "our", "we", "i'm", "me"};
    pc_str w;
    size_t from;
    for (size_t i = 0; bib_word(e->flat.text, &i, &from, &w);) {
        if (from >= e->title_from && from < e->title_to) continue;
        bool dotted = from + w.n < e->flat.text.n && e->flat.text.p[from + w.n] == '.';
        for (size_t k = 0; k < PC_COUNT(words) && !dotted; k++)
            if (bib_word_is(w, words[k])) return true;
    }
    return false;
}

static int entry_score(const pub_entry *e, int title) {
    if (e->title_to <= e->title_from || title <= 0) return 0;
    int score = title >= 36 ? 30 : 20;
    score += e->authors.v.n >= 2 ? 30 : e->authors.v.n ? 20 : 0;
    score += e->nknown ? 20 : e->nvenues ? 8 : 0;
    score += e->status.n ? 8 : 0;
    score += e->year.n ? 8 : 0;
    score += e->doi.n || e->arxiv.n ? 8 : 0;
    score += e->numbered ? 5 : 0;
    return is_prose(e) ? score - 30 : score;
}

void pub_read_entry(pub *p, pc_blocks blocks, pub_entry *e) {
    *e = (pub_entry){0};
    pub_flatten(p, blocks, &e->flat);
    if (!e->flat.whole || e->flat.text.n < 12) return;
    int title = find_boxed_title(p, e);
    bool strong = title >= 32;
    pub_find_authors(p, &e->flat, strong ? e->title_from : 0, strong ? e->title_to : 0,
                     &e->authors);
    if (!strong) {
        pub_entry plain = *e;
        int score = find_plain_title(p, &plain);
        if (score > title) {
            title = score;
            e->title_from = plain.title_from;
            e->title_to = plain.title_to;
        }
    }
    find_inner_legend(p, e);
    find_parts(p, e);
    find_identifiers(p, e);
    e->score = entry_score(e, title);
}
