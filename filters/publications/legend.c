/* Legends, and the roles that marks give. */
#include "filters/publications/pub_int.h"

#include "base/str.h"
#include "bib/words.h"

/* Has the text a word of legends? CJK text has no words. */
static bool may_explain(const pub *p, size_t from, size_t to) {
    for (size_t i = pub_word_from(p, from); i < p->words.n && p->words.v[i].from < to; i++)
        if ((p->words.v[i].is & PUB_WORD_CJK) || bib_legend_word(pub_word_text(p, i))) return true;
    return false;
}

static size_t mark_of(pub *p, pc_str s, size_t at, pc_str *canonical) {
    size_t n = bib_mark_at(s, at, canonical);
    bool tex =
        s.p[at] == '\\' || s.p[at] == '^' || s.p[at] == '$'; /* formulas are flat text as well */
    if (!tex) return n;
    size_t end = at + 1;
    while (end < s.n && !pc_is_space((unsigned char)s.p[end]) && end < at + 12) end++;
    while (end > at && strchr(",;.:)", s.p[end - 1])) end--;
    *canonical = bib_mark_tex(p->scratch, pc_str_sub(s, at, end));
    return canonical->n ? end - at : bib_mark_at(s, at, canonical);
}

/* Does a mark that explains itself stand here: at the start, after a space or a bracket? */
static bool at_start(pc_str s, size_t at) {
    return at == 0 || pc_is_space((unsigned char)s.p[at - 1]) || strchr("([,;:\"'", s.p[at - 1]);
}

static void put(pub_meaning *out, size_t *n, size_t max, pc_str mark, unsigned roles) {
    for (size_t i = 0; i < *n; i++)
        if (pc_str_eq(out[i].mark, mark)) return;
    if (*n < max) out[(*n)++] = (pub_meaning){mark, roles};
}

/* The next mark that explains itself, at or after [at]: its end and its sign; PC_NPOS: none. */
static size_t next_sign(pub *p, pc_str text, size_t at, size_t *end, pc_str *mark) {
    while (at < text.n) {
        size_t n = mark_of(p, text, at, mark);
        *end = at + n;
        if (n && at_start(text, at)) return at;
        at += n ? n : 1;
    }
    return PC_NPOS;
}

/* "* equal contribution, † corresponding author", or the other way round: "Equal contribution: *,
 * corresponding author: †". The first mark says which. A mark among those that have a role explains
 * something, whatever it is. */
static size_t read_legend(pub *p, pc_str text, pub_meaning *out, size_t max) {
    size_t n = 0, end, next_end, before = 0;
    pc_str mark, next_mark;
    bool verb = bib_legend_explains(text), ahead = false;
    if (!verb && !bib_legend_roles(text)) return 0;
    for (size_t at = next_sign(p, text, 0, &end, &mark); at != PC_NPOS;) {
        size_t next = next_sign(p, text, end, &next_end, &next_mark);
        pc_str behind = pc_str_sub(text, end, next), front = pc_str_sub(text, before, at);
        unsigned roles = bib_legend_roles(behind);
        if (before == 0) ahead = !roles && !bib_legend_explains(behind) && bib_legend_roles(front);
        if (ahead) roles = bib_legend_roles(front);
        bool other = n && bib_count_words(ahead ? front : behind);
        if (roles || verb || other)
            put(out, &n, max, pc_str_dup(p->a, mark), roles ? roles : BIB_MARKED);
        before = end, at = next, end = next_end, mark = next_mark;
    }
    return n;
}

size_t pub_read_legend(pub *p, size_t from, size_t to, bool item, pub_meaning *out, size_t max) {
    pc_str text = pc_str_trim(pub_text(p, from, to));
    if (text.n == 0 || text.n > 320 || !may_explain(p, from, to)) return 0;
    pc_mark mark = pc_arena_mark(p->scratch);
    size_t n = read_legend(p, text, out, max);
    /* "* denotes …" at the start of a line is a list item, and its mark the bullet. */
    if (n == 0 && item && pc_is_lower((unsigned char)text.p[0]))
        n = read_legend(p, pc_str_cat(p->scratch, PC_S("* "), text), out, max);
    pc_arena_release(p->scratch, mark);
    return n;
}

/* "(†Equal contribution)" within the entry. */
void pub_find_inner_legend(pub *p, pub_entry *e) {
    pc_str t = p->text;
    size_t first = pub_mark_from(p, e->from);
    if (first == p->marks.n || p->marks.v[first].from >= e->to) return;
    for (size_t at = e->from; at < e->to; at++) {
        if (t.p[at] != '(' && t.p[at] != '[') continue;
        size_t end = at + 1;
        while (end < e->to && end < at + 160 && t.p[end] != ')' && t.p[end] != ']') end++;
        if (end >= e->to || (t.p[end] != ')' && t.p[end] != ']')) continue;
        pub_meaning m[4];
        size_t n = pub_read_legend(p, at + 1, end, false, m, PC_COUNT(m));
        if (n == 0) continue;
        e->legend_from = at + 1;
        e->legend_to = end;
        e->legend = m[0];
        pub_range r = {at + 1, end, pub_legend_attr(p, m, n)};
        pc_vec_push(p->scratch, &e->parts, r);
        return;
    }
}

const pc_attr *pub_legend_attr(pub *p, const pub_meaning *m, size_t n) {
    const pc_attr *at = pc_attr_class(p->a, PC_S("legend"));
    for (size_t i = 0; i < n; i++)
        at = pc_attr_set(p->a, at, m[i].mark, pc_strz(bib_role_name(m[i].roles)));
    return at;
}

static const pub_meaning *meaning_of(const pub *p, const pub_entry *e, pc_str mark) {
    if (e->legend.mark.n && pc_str_eq(e->legend.mark, mark)) return &e->legend;
    for (size_t i = 0; i < p->legend.n; i++)
        if (pc_str_eq(p->legend.v[i].mark, mark)) return &p->legend.v[i];
    return NULL;
}

/* Each mark of the entry's authors in turn: the one after *i; NULL at the end. */
static const pub_mark *next_mark(const pub *p, const pub_entry *e, size_t *author, size_t *mark) {
    for (; *author < e->authors.v.n; ++*author, *mark = 0) {
        const pub_author *x = &e->authors.v.v[*author];
        size_t first = p->pieces.v[x->piece].mark;
        const pub_piece *last = &p->pieces.v[x->piece + x->npieces - 1];
        while (first + *mark < last->mark + last->nmarks) {
            const pub_mark *m = &p->marks.v[first + (*mark)++];
            if (m->from < x->from || m->from >= x->to)
                return m; /* not within the words of a name */
        }
    }
    return NULL;
}

static size_t bearers(const pub *p, const pub_entry *e, pc_str mark) {
    size_t n = 0, author = 0, k = 0;
    for (const pub_mark *m; (m = next_mark(p, e, &author, &k));) n += pc_str_eq(m->canonical, mark);
    return n;
}

/* Affiliation numbers and letters are no contribution. */
static bool is_affiliation(pc_str mark) {
    pc_str c;
    return mark.n == 0 || pc_is_alnum((unsigned char)mark.p[0]) || !bib_mark_at(mark, 0, &c);
}

static bool bears(const pub *p, const pub_entry *e, size_t author, pc_str mark) {
    size_t a = author, k = 0;
    for (const pub_mark *m; (m = next_mark(p, e, &a, &k)) && a == author;)
        if (pc_str_eq(m->canonical, mark)) return true;
    return false;
}

/* Counts whose the mark is in an entry: of the first authors, of the last ones, or neither. */
static void count_custom(const pub *p, const pub_entry *e, pub_custom *c) {
    size_t n = e->authors.v.n, all = bearers(p, e, c->mark), first = 0, last = 0;
    if (all == 0 || n < 2) return;
    while (first < n && bears(p, e, first, c->mark)) first++;
    while (last < n && bears(p, e, n - 1 - last, c->mark)) last++;
    c->entries++;
    c->first += first == all && all > 1;
    c->last += last == all && first == 0;
}

/* What marks mean that no legend explains: as most entries of the page use them. */
void pub_learn_marks(pub *p) {
    for (size_t i = 0; i < p->units.n; i++) {
        const pub_entry *e = p->units.v[i].e;
        size_t author = 0, k = 0;
        if (!p->units.v[i].taken) continue;
        for (const pub_mark *m; (m = next_mark(p, e, &author, &k));) {
            if (is_affiliation(m->canonical)) continue;
            size_t at = 0;
            while (at < p->customs.n && !pc_str_eq(p->customs.v[at].mark, m->canonical)) at++;
            pub_custom c = {.mark = m->canonical};
            if (at == p->customs.n && at < 16) pc_vec_push(p->scratch, &p->customs, c);
        }
        for (size_t c = 0; c < p->customs.n; c++) count_custom(p, e, &p->customs.v[c]);
    }
}

static unsigned custom_of(const pub *p, const pub_entry *e, pc_str mark) {
    for (size_t i = 0; i < p->customs.n; i++) {
        const pub_custom *c = &p->customs.v[i];
        if (!pc_str_eq(c->mark, mark) || c->entries < 2) continue;
        if (c->last * 3 >= c->entries * 2) return BIB_CORRESPONDING;
        if (c->first * 3 >= c->entries * 2) return BIB_EQUAL;
    }
    return bib_mark_custom(mark, bearers(p, e, mark));
}

static unsigned meaning_here(const pub *p, const pub_entry *e, pc_str mark) {
    const pub_meaning *known = meaning_of(p, e, mark);
    return known ? known->roles : is_affiliation(mark) ? 0 : custom_of(p, e, mark);
}

/* "Ann Bee*, Cy Dee*, …" where Markdown took the stars for emphasis: what they set in italics
 * begins with the comma. Both names had one. */
static void read_eaten_stars(pub *p, pub_entry *e) {
    for (size_t i = e->box; i < e->box + e->nboxes; i++) {
        const pub_box *b = &p->boxes.v[i];
        if (b->style != PUB_ITALIC || b->to <= b->from || p->text.p[b->from] != ',') continue;
        for (size_t k = 0; k < e->authors.v.n; k++) {
            pub_author *x = &e->authors.v.v[k];
            if (x->to == b->from || x->to == b->to) x->roles |= meaning_here(p, e, PC_S("*"));
        }
    }
}

void pub_assign_roles(pub *p, pub_entry *e) {
    size_t author = 0, k = 0;
    for (const pub_mark *m; (m = next_mark(p, e, &author, &k));)
        e->authors.v.v[author].roles |= meaning_here(p, e, m->canonical);
    read_eaten_stars(p, e);
}

/* --- Marks without a legend, legends without a mark ------------------------------------------ */

typedef struct lg_used {
    pc_str mark;
    pc_pos pos;
} lg_used;

typedef PC_VEC(lg_used) lg_useds;

static bool is_used(const lg_useds *v, pc_str mark) {
    for (size_t i = 0; i < v->n; i++)
        if (pc_str_eq(v->v[i].mark, mark)) return true;
    return false;
}

static void use_marks(pub *p, const pub_entry *e, lg_useds *used) {
    size_t author = 0, k = 0;
    for (const pub_mark *m; (m = next_mark(p, e, &author, &k));) {
        bool own = e->legend.mark.n && pc_str_eq(e->legend.mark, m->canonical);
        if (own || is_affiliation(m->canonical) || is_used(used, m->canonical)) continue;
        lg_used u = {m->canonical, pub_pos_at(p, m->from)};
        pc_vec_push(p->scratch, used, u);
    }
}

void pub_check_marks(pub *p) {
    lg_useds used = {0};
    for (size_t i = 0; i < p->units.n; i++)
        if (p->units.v[i].taken) use_marks(p, p->units.v[i].e, &used);
    for (size_t i = 0; i < used.n; i++) {
        bool known = false;
        for (size_t k = 0; k < p->legend.n; k++)
            known = known || pc_str_eq(p->legend.v[k].mark, used.v[i].mark);
        if (known) continue;
        pc_diag_span(p->cx->diags, PC_DIAG_LEGEND, used.v[i].pos, 0,
                     PC_S("say once on the page what it means, such as \"* equal contribution\""),
                     "the mark %.*s is not explained on this page", PC_F(used.v[i].mark));
    }
    for (size_t k = 0; k < p->legend.n && p->entries; k++)
        if (!is_used(&used, p->legend.v[k].mark))
            pc_diag(p->cx->diags, PC_DIAG_LEGEND, p->legend_pos,
                    "no author bears the mark %.*s that is explained here",
                    PC_F(p->legend.v[k].mark));
}
