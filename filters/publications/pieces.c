/* The words of the page cut into pieces at what separates names or ends a list of them: commas,
 * "and", sentence ends, brackets, the ends of links, quotes and bold. Each piece has a shape
 * (bib/name.h), the marks beside it, and the roles that a remark in brackets gives. */
#include "filters/publications/pub_int.h"

#include "base/utf8.h"
#include "bib/words.h"

typedef struct pi_cutter {
    pub *p;
    size_t k;     /* the next word */
    size_t mark;  /* the next mark */
    unsigned gap; /* what stands before the piece to come, words that separate left out */
    bool after_etal, led;
} pi_cutter;

pc_str pub_word_text(const pub *p, size_t k) {
    const pub_word *w = &p->words.v[k];
    return pub_text(p, w->from, w->to);
}

static bool is_short(const pub *p, size_t k) {
    return p->words.v[k].is & PUB_WORD_SHORT;
}

static pub_sep sep_of(const pi_cutter *m, unsigned gap) {
    if (gap & PUB_GAP_BLOCK) return PUB_SEP_BLOCK;
    if (gap & (PUB_GAP_HARD | PUB_GAP_LINKED | PUB_GAP_BOXED | PUB_GAP_OPEN | PUB_GAP_CLOSE))
        return PUB_SEP_HARD;
    bool stop = (gap & PUB_GAP_STOP) && m->k > 0 && !is_short(m->p, m->k - 1);
    if (stop && !(gap & PUB_GAP_COMMA)) return PUB_SEP_HARD;
    if (m->after_etal && !(gap & (PUB_GAP_COMMA | PUB_GAP_SEMI | PUB_GAP_AND))) return PUB_SEP_HARD;
    if (gap & PUB_GAP_LINE) return PUB_SEP_LINE;
    if (gap & PUB_GAP_SEMI) return PUB_SEP_SEMI;
    if (gap & PUB_GAP_AND) return PUB_SEP_AND;
    if (gap & PUB_GAP_COMMA) return PUB_SEP_COMMA;
    return gap & PUB_GAP_SOFT ? PUB_SEP_SOFT : PUB_SEP_STYLE;
}

static bool separates(const pi_cutter *m, unsigned gap) {
    unsigned any = PUB_GAP_BLOCK | PUB_GAP_LINE | PUB_GAP_SOFT | PUB_GAP_COMMA | PUB_GAP_SEMI |
                   PUB_GAP_AND | PUB_GAP_OPEN | PUB_GAP_CLOSE | PUB_GAP_HARD | PUB_GAP_STYLED |
                   PUB_GAP_LINKED | PUB_GAP_BOXED;
    if (gap & any) return true;
    return (gap & PUB_GAP_STOP) && !is_short(m->p, m->k - 1);
}

/* "et al.", "and others": how many words from k on say so. */
static size_t etal_at(const pub *p, size_t k) {
    static const char *const nexts[] = {"al", "others", "colleagues", "otros", "coll", "coauthors"};
    const pub_word *w = &p->words.v[k];
    if (w->is & PUB_WORD_CJK) return pc_str_eqz(pub_word_text(p, k), "等") ? 1 : 0;
    if (!(w->lex & PUB_LEX_AND) || k + 1 >= p->words.n) return 0;
    for (size_t i = 0; i < PC_COUNT(nexts); i++) {
        if (!bib_word_is(pub_word_text(p, k + 1), nexts[i])) continue;
        bool more = k + 2 < p->words.n && bib_word_is(pub_word_text(p, k + 2), "autores");
        return 2 + more;
    }
    return 0;
}

/* "and" between names; at a sentence's start or in capitals it is part of a title. */
static bool is_and(const pub *p, size_t k) {
    const pub_word *w = &p->words.v[k];
    if (!(w->lex & PUB_LEX_AND) || (w->is & PUB_WORD_CAPITAL)) return false;
    return k + 1 < p->words.n && (p->words.v[k + 1].gap & (PUB_GAP_SPACE | PUB_GAP_SOFT));
}

/* "by Ann Bee", "joint work with Ann Bee", not "Learning by Doing". */
static bool leads(const pub *p, size_t k) {
    const pub_word *w = &p->words.v[k];
    if (k + 1 >= p->words.n || !(p->words.v[k + 1].is & PUB_WORD_CAPITAL)) return false;
    bool with = w->lex & PUB_LEX_AND;
    if (with && k > 0 && (p->words.v[k - 1].lex & PUB_LEX_JOINT)) return true;
    const pub_piece *last = p->pieces.n ? &p->pieces.v[p->pieces.n - 1] : NULL;
    if (with && last && last->shape == BIB_SHAPE_FULL) return false; /* "A, with B" */
    return w->gap & ~(unsigned)PUB_GAP_SPACE;
}

static bool is_by(const pub *p, size_t k) {
    return (p->words.v[k].lex & PUB_LEX_BY) && leads(p, k);
}

static bool has_digits(pc_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (pc_is_digit((unsigned char)s.p[i])) return true;
    return false;
}

/* What the words [k, end) in brackets say of the name before them. */
static unsigned remark_roles(const pub *p, size_t k, size_t end, bool *remark) {
    pc_str note = pub_text(p, p->words.v[k].from, p->words.v[end - 1].to);
    unsigned roles = bib_legend_roles(note);
    const char *status;
    bool venue =
        bib_venue_kind(note) != BIB_NONE || bib_status_at(note, &status) || bib_award_at(note);
    *remark = roles != 0 || !venue; /* an affiliation */
    for (; k < end && !*remark; k++) *remark = p->words.v[k].lex & PUB_LEX_PERSON;
    return roles;
}

static bool closes_at(const pub *p, size_t at) {
    return at < p->text.n && pub_in(")]", p->text.p[at]);
}

/* A remark in brackets after a name: roles, the name in another script. Skips it. */
static void take_note(pi_cutter *m) {
    pub *p = m->p;
    if (!(m->gap & PUB_GAP_OPEN) || p->pieces.n == 0 || m->k >= p->words.n) return;
    pub_piece *last = &p->pieces.v[p->pieces.n - 1];
    if (last->shape != BIB_SHAPE_FULL && last->shape != BIB_SHAPE_INITIALS) return;
    size_t end = m->k + 1, limit = m->k + 6;
    while (end < p->words.n && end < limit &&
           !(p->words.v[end].gap & (PUB_GAP_CLOSE | PUB_GAP_BLOCK)))
        end++;
    const pub_word *first = &p->words.v[m->k], *final = &p->words.v[end - 1];
    if (end == limit) return;
    bool remark = false;
    pc_str note = pub_text(p, first->from, final->to);
    if (has_digits(note) || !closes_at(p, final->to)) return;
    unsigned roles = remark_roles(p, m->k, end, &remark);
    if (!remark && !((first->is & PUB_WORD_CJK) && end == m->k + 1)) return;
    last->note |= (uint8_t)roles;
    m->gap &= ~(unsigned)PUB_GAP_OPEN;
    m->k = end;
    if (end < p->words.n) m->gap |= p->words.v[end].gap & ~(unsigned)PUB_GAP_CLOSE;
}

/* "(*)" is a mark, not a bracket. */
static unsigned gap_at(const pub *p, size_t k, size_t mark) {
    unsigned gap = p->words.v[k].gap;
    if (!(gap & PUB_GAP_OPEN) || !(gap & PUB_GAP_CLOSE)) return gap;
    while (mark < p->marks.n && p->marks.v[mark].word < k) mark++;
    bool bare = mark < p->marks.n && p->marks.v[mark].word == k && p->marks.v[mark].from > 0 &&
                pub_in("([", p->text.p[p->marks.v[mark].from - 1]);
    return bare ? gap & ~(unsigned)(PUB_GAP_OPEN | PUB_GAP_CLOSE) : gap;
}

static void shape_piece(pub *p, pub_piece *x) {
    bib_name_word is[BIB_NAME_WORDS] = {BIB_WORD_LOWER};
    x->shape = BIB_SHAPE_NONE;
    if (x->nwords > BIB_NAME_WORDS) return;
    for (size_t i = 0; i < x->nwords; i++) {
        const pub_word *w = &p->words.v[x->word + i];
        if (w->is & (PUB_WORD_DIGITS | PUB_WORD_MATH)) return;
        is[i] = (bib_name_word)(w->is & PUB_WORD_SHORT ? w->dotted : w->name);
        if (is[i] == BIB_WORD_OTHER || is[i] == BIB_WORD_LOWER) return;
    }
    bib_shape shape = bib_name_shape_of(is, x->nwords);
    for (size_t i = 0; i < x->nwords && shape != BIB_SHAPE_NONE; i++) {
        pc_str w = pub_word_text(p, x->word + i);
        if (is[i] == BIB_WORD_CAPS && w.n < 3) continue; /* "IS" after a family name */
        bib_not_name sure = bib_word_no_name(w);
        if (sure == BIB_SURELY) return;
        if (sure == BIB_SELDOM && is[i] != BIB_WORD_PARTICLE) x->maybe = true;
    }
    if (shape == BIB_SHAPE_FULL && (p->words.v[x->word].is & PUB_WORD_CJK) && x->to - x->from > 16)
        shape = BIB_SHAPE_NONE;
    x->shape = x->maybe ? BIB_SHAPE_NONE : (uint8_t)shape;
    if (shape == BIB_SHAPE_NONE) x->maybe = false;
}

/* A mark is no further from its name: bytes. */
#define NEAR 64

/* What stands between the word before a mark and the mark says whose it is. */
static bool is_of_word_before(const pub *p, const pub_mark *m, size_t word) {
    if (m->word == 0 || m->word - 1 < word) return false;
    size_t from = p->words.v[m->word - 1].to;
    if (p->words.v[m->word - 1].lex & PUB_LEX_AND) return false;
    if (m->base > from + NEAR) return false;
    for (size_t i = from; i < m->base; i++)
        if (pub_in(",;:\n\v\f]|", p->text.p[i])) return false;
    return true;
}

static bool leads_to(const pub *p, const pub_mark *m, size_t at) {
    if (at > m->to + NEAR) return false;
    for (size_t i = m->to; i < at; i++)
        if (pub_in(",;:\n\v\f]|", p->text.p[i])) return false;
    return true;
}

static void take_marks(pi_cutter *m, pub_piece *x) {
    pub *p = m->p;
    size_t last = x->word + x->nwords;
    while (m->mark < p->marks.n && p->marks.v[m->mark].word < x->word) m->mark++;
    while (m->mark < p->marks.n && p->marks.v[m->mark].word == x->word &&
           (is_of_word_before(p, &p->marks.v[m->mark], 0) ||
            !leads_to(p, &p->marks.v[m->mark], x->from)))
        m->mark++;
    x->mark = (uint32_t)m->mark;
    while (m->mark < p->marks.n && p->marks.v[m->mark].word < last) m->mark++;
    while (m->mark < p->marks.n && p->marks.v[m->mark].word == last &&
           is_of_word_before(p, &p->marks.v[m->mark], x->word))
        m->mark++;
    x->nmarks = (uint32_t)(m->mark - x->mark);
}

static void put_piece(pi_cutter *m, size_t n, bool etal) {
    pub *p = m->p;
    const pub_word *first = &p->words.v[m->k], *last = &p->words.v[m->k + n - 1];
    pub_piece x = {.from = first->from,
                   .to = last->to,
                   .word = (uint32_t)m->k,
                   .nwords = (uint32_t)n,
                   .before = (uint8_t)sep_of(m, m->gap),
                   .comma = (m->gap & (PUB_GAP_COMMA | PUB_GAP_SEMI | PUB_GAP_AND)) != 0,
                   .etal = etal,
                   .led = m->led};
    if (etal) {
        x.to += (last->is & PUB_WORD_DOT) != 0;
        if (x.before > PUB_SEP_LINE) x.before = PUB_SEP_COMMA;
        x.comma = true;
    } else {
        shape_piece(p, &x);
        /* The full stop of an initial is the name's. */
        bool own = p->runs.v[last->run].to > x.to;
        if (x.shape != BIB_SHAPE_NONE && own && is_short(p, m->k + n - 1)) x.to++;
    }
    take_marks(m, &x);
    pc_vec_push(p->scratch, &p->pieces, x);
    m->k += n;
    m->gap = 0;
    m->after_etal = etal;
    m->led = false;
}

void pub_find_pieces(pub *p) {
    pi_cutter m = {.p = p, .gap = PUB_GAP_BLOCK};
    while (m.k < p->words.n) {
        m.gap |= gap_at(p, m.k, m.mark);
        take_note(&m);
        if (m.k >= p->words.n) break;
        size_t etal = etal_at(p, m.k);
        if (etal) {
            put_piece(&m, etal, true);
            continue;
        }
        if (is_by(p, m.k)) {
            m.gap |= PUB_GAP_HARD;
            m.led = true;
            m.k++;
            continue;
        }
        if (is_and(p, m.k)) {
            if (m.k && is_short(p, m.k - 1)) m.gap &= ~(unsigned)PUB_GAP_STOP;
            m.gap |= PUB_GAP_AND;
            m.k++;
            continue;
        }
        size_t first = m.k, n = 1;
        for (m.k++; m.k < p->words.n; m.k++, n++)
            if (separates(&m, gap_at(p, m.k, m.mark)) || is_and(p, m.k) || is_by(p, m.k) ||
                etal_at(p, m.k))
                break;
        m.k = first;
        put_piece(&m, n, false);
    }
}
