/* Lists of names: runs of pieces that read as names, alone ("Haoyang Li") or in pairs ("Li, H.").
 * The best list of a stretch is taken for its authors. */
#include "filters/publications/pub_int.h"

#include "bib/words.h"

typedef struct au {
    pub *p;
    size_t first, end;       /* pieces to look at */
    size_t start;            /* where the first name may stand: behind the entry's number */
    size_t not_from, not_to; /* text that is the title's */
    bool semis;
} au;

typedef struct au_list {
    PC_VEC(pub_author) v;
    size_t first, last; /* pieces */
    size_t etal;        /* piece, or PC_NPOS */
    bool initials;      /* "Li H", "Li, H.": family names first, initials last */
    bool inverted;      /* "Walker, Jane, and Richard Hunt": the first one is turned */
} au_list;

static const pub_piece *piece(const au *s, size_t i) {
    return i >= s->first && i < s->end ? &s->p->pieces.v[i] : NULL;
}

static bool in_title(const au *s, const pub_piece *x) {
    return x->from < s->not_to && x->to > s->not_from;
}

/* The separator before a piece; the title's ends are as hard as any. */
static pub_sep before(const au *s, size_t i) {
    const pub_piece *x = piece(s, i), *last = i > s->first ? piece(s, i - 1) : NULL;
    if (!x) return PUB_SEP_BLOCK;
    if (!last) return x->before == PUB_SEP_HARD ? PUB_SEP_HARD : PUB_SEP_BLOCK;
    return in_title(s, last) || in_title(s, x) ? PUB_SEP_HARD : (pub_sep)x->before;
}

static bool goes_on(const au *s, size_t i) {
    if (!piece(s, i)) return false;
    switch (before(s, i)) {
    case PUB_SEP_COMMA:
    case PUB_SEP_SEMI:
    case PUB_SEP_AND: return true;
    case PUB_SEP_STYLE:
    case PUB_SEP_SOFT:
    case PUB_SEP_LINE: return piece(s, i)->comma;
    default: return false;
    }
}

/* "[1] J. Walker", "C12." */
static size_t entry_start(const au *s) {
    const pub_piece *x = piece(s, s->first);
    if (!x || x->nwords > 1 || x->to - x->from > 4) return s->first;
    const pub_word *w = &s->p->words.v[x->word];
    return s->first + (w->name == BIB_WORD_OTHER && !(w->is & (PUB_WORD_YEAR | PUB_WORD_MATH)));
}

static bool is_region(const au *s, const pub_piece *x) {
    static const bib_row regions[] = {
#define PUB_REGION(w) BIB_ROW(w, NULL, 0, 0),
#include "filters/publications/region.def"
#undef PUB_REGION
    };
    return x->nwords == 1 && bib_row_exact(BIB_ROWS(regions), pub_word_text(s->p, x->word));
}

/* The words of a piece that are initials, when more follows: "R. V. North American": 2. */
static size_t initials_prefix(const au *s, const pub_piece *x) {
    size_t n = 0;
    while (n < x->nwords && n < 3 && (s->p->words.v[x->word + n].is & PUB_WORD_SHORT)) n++;
    return n < x->nwords ? n : 0;
}

/* "E. Foe Jr. The third …", in a list of names with [initials] also "Kashyap R. 2022. Life …": the
 * words of the name that the piece begins with. */
static size_t name_prefix(const au *s, const pub_piece *x, bool initials) {
    bib_name_word is[4];
    for (size_t n = 0; n < PC_COUNT(is) && n + 1 < x->nwords; n++) {
        const pub_word *w = &s->p->words.v[x->word + n];
        is[n] = (bib_name_word)w->dotted;
        if (is[n] == BIB_WORD_OTHER || is[n] == BIB_WORD_LOWER) return 0;
        bool last = is[n] == BIB_WORD_SUFFIX ||
                    (initials && (is[n] == BIB_WORD_INITIAL || is[n] == BIB_WORD_CAPS));
        bool stop = w->is & PUB_WORD_DOT;
        if (last && stop && n > 0 && bib_name_shape_of(is, n + 1) == BIB_SHAPE_FULL) return n + 1;
    }
    return 0;
}

static size_t end_of_word(const au *s, size_t k) {
    const pub_word *w = &s->p->words.v[k];
    return w->to + ((w->is & PUB_WORD_DOT) != 0);
}

static bool capitalised(const au *s, const pub_piece *x) {
    if (x->nwords > 4) return false;
    for (size_t i = 0; i < x->nwords; i++) {
        uint8_t is = s->p->words.v[x->word + i].name;
        if (is == BIB_WORD_OTHER || is == BIB_WORD_LOWER ||
            bib_word_no_name(pub_word_text(s->p, x->word + i)) == BIB_SURELY)
            return false;
    }
    return true;
}

/* What no name would be elsewhere is one between two names, or at the end of a list of them. */
static bool is_amid(const au *s, const au_list *l, size_t i) {
    const pub_piece *x = piece(s, i), *y = piece(s, i + 1);
    if (l->v.n == 0 || !capitalised(s, x)) return false;
    bool more = y && goes_on(s, i + 1);
    if (more && (y->shape == BIB_SHAPE_FULL || y->etal)) return true;
    if (more && (y->maybe || y->shape == BIB_SHAPE_WORD)) {
        const pub_piece *z = piece(s, i + 2);
        if (z && goes_on(s, i + 2) && z->shape == BIB_SHAPE_FULL) return true;
    }
    return x->maybe && l->v.n > 1 && !more;
}

static bool ends_with_initials(const au *s, const pub_piece *x) {
    if (x->nwords < 2) return false;
    const pub_word *w = &s->p->words.v[x->word];
    uint8_t first = w->name, last = w[x->nwords - 1].dotted;
    return first == BIB_WORD_NAME && (last == BIB_WORD_INITIAL || last == BIB_WORD_CAPS);
}

/* A styled stretch begins with the piece and goes on behind it with what is no name: a title. */
static bool begins_title(const au *s, size_t i) {
    const pub *p = s->p;
    const pub_piece *x = piece(s, i);
    size_t next = x->word + x->nwords;
    const pub_run *r = &p->runs.v[p->words.v[x->word].run];
    if (!(r->style & (PUB_BOLD | PUB_ITALIC | PUB_UNDER)) ||
        !(p->words.v[x->word].gap & PUB_GAP_STYLED))
        return false;
    if (next >= p->words.n || p->runs.v[p->words.v[next].run].styled != r->styled) return false;
    return piece(s, i + 1) && !goes_on(s, i + 1);
}

/* "Bee A, Dee C, Cell Reports 2020": behind names that all end with initials, words without any are
 * no name, unless "and" or another name says so. */
static bool is_after_initials(const au *s, const au_list *l, size_t i) {
    const pub_piece *x = piece(s, i);
    bool more =
        goes_on(s, i + 1) && (piece(s, i + 1)->shape != BIB_SHAPE_NONE || piece(s, i + 1)->etal);
    if (!l->initials || l->v.n < 2 || before(s, i) == PUB_SEP_AND || more) return false;
    for (size_t k = 0; k < x->nwords; k++) {
        uint8_t is = s->p->words.v[x->word + k].name;
        if (is == BIB_WORD_INITIAL || is == BIB_WORD_CAPS) return false;
    }
    return !(pub_style_of(s->p, x->from, x->to) & (PUB_BOLD | PUB_UNDER));
}

/* "Brighton, UK" behind a title, or behind names that do not end with initials: a town, unless more
 * names follow ("Lee, CA, Bee, AJ"). */
static bool is_town(const au *s, const au_list *l, size_t i) {
    const pub_piece *y = piece(s, i + 1), *z = piece(s, i + 2), *after = piece(s, i + 3);
    if (l->initials || i <= s->start || !is_region(s, y)) return false;
    if (s->p->words.v[y->word].is & PUB_WORD_SHORT) return false;
    if (!z || !goes_on(s, i + 2)) return true;
    bool pair = z->shape == BIB_SHAPE_WORD && after && after->shape == BIB_SHAPE_INITIALS;
    return !pair && !z->etal && z->shape != BIB_SHAPE_FULL;
}

static bool ends_with_initial(const au *s, const pub_piece *x) {
    const pub_word *first = &s->p->words.v[x->word], *last = first + x->nwords - 1;
    return first->name == BIB_WORD_NAME && last->dotted == BIB_WORD_INITIAL;
}

/* Behind one name: a year, editors' "(Hrsg.)", or, after a sign, a title in quotes or set off. */
static bool is_followed_by_work(const au *s, size_t i) {
    const pub_piece *x = piece(s, i);
    if (!x) return false;
    const pub_word *w = &s->p->words.v[x->word];
    bool sign = w->gap & (PUB_GAP_STOP | PUB_GAP_COMMA | PUB_GAP_OPEN);
    if (w->is & PUB_WORD_YEAR) return sign;
    if (w->lex & PUB_LEX_EDITOR) return w->gap & PUB_GAP_OPEN;
    if (w->gap & PUB_GAP_BOXED) return sign;
    return (w->gap & (PUB_GAP_STYLED | PUB_GAP_LINKED)) && (sign || (w->gap & PUB_GAP_HARD));
}

/* "Walker, Jane, and Richard Hunt": an entry's first name with its given names in full, as the
 * Chicago Manual (17th ed., 14.76) and MLA have it. Of a pair of words before other things than
 * names or a work nothing is sure. "Müller, Jörg und Meier, Anna": so may be the last one. */
static bool is_inverted(const au *s, const au_list *l, size_t i) {
    const pub_piece *x = piece(s, i), *y = piece(s, i + 1), *z = piece(s, i + 2);
    bool given =
        y->shape == BIB_SHAPE_WORD || (y->shape == BIB_SHAPE_FULL && ends_with_initial(s, y));
    if (x->shape != BIB_SHAPE_WORD || !given || is_region(s, y)) return false;
    if (l->v.n) return l->inverted && before(s, i) == PUB_SEP_AND && !goes_on(s, i + 2);
    if (i != s->start) return false;
    if (!goes_on(s, i + 2)) return is_followed_by_work(s, i + 2);
    if (z->etal || before(s, i + 2) == PUB_SEP_AND) return true;
    return before(s, i + 2) == PUB_SEP_COMMA && z->shape == BIB_SHAPE_FULL;
}

/* Family name, comma, what is before it elsewhere: "Li, H.", in a list with semicolons also "Li,
 * Haoyang". Between names with initials any word will do: "Link, A.". The title may begin in the
 * second piece. */
static size_t inverted_at(const au *s, au_list *l, size_t i, size_t *to) {
    const pub_piece *x = piece(s, i), *y = piece(s, i + 1);
    bool name = x->shape == BIB_SHAPE_WORD || x->shape == BIB_SHAPE_FULL || x->maybe;
    bool word =
        l->v.n && l->initials && x->nwords == 1 && (s->p->words.v[x->word].is & PUB_WORD_CAPITAL);
    size_t prefix = x->shape == BIB_SHAPE_WORD ? initials_prefix(s, y) : 0;
    bool initials = (name || word) && y->shape == BIB_SHAPE_INITIALS;
    bool inverted = is_inverted(s, l, i);
    bool semis = name && s->semis && y->shape != BIB_SHAPE_NONE;
    if (!initials && !prefix && !semis && !inverted) return 0;
    l->inverted = l->inverted || inverted;
    l->initials = l->initials || initials || prefix;
    *to = prefix && !initials ? end_of_word(s, y->word + prefix - 1) : y->to;
    return 2;
}

/* A name cut by bold or by a line end: "**Hao** Ge". */
static bool is_torn(const au *s, size_t i) {
    const pub_piece *x = piece(s, i), *y = piece(s, i + 1);
    if (!y || y->comma || x->shape != BIB_SHAPE_WORD || y->shape != BIB_SHAPE_WORD) return false;
    pub_sep cut = before(s, i + 1);
    return (cut == PUB_SEP_STYLE || cut == PUB_SEP_SOFT) && y->to - x->from < 60;
}

/* The same in the list, and where one name begins an entry on a page whose other names are so: "Bee
 * A. Statins: friend or foe?" */
static size_t prefix_at(const au *s, const au_list *l, size_t i) {
    const pub_piece *x = piece(s, i);
    bool usual = s->p->profile.initials && i == s->start;
    if (l->v.n == 0 && !usual) return 0;
    if (x->nwords < 3 || (x->shape == BIB_SHAPE_FULL && !l->initials && !usual)) return 0;
    return name_prefix(s, x, l->initials || usual);
}

/* "The ATLAS Collaboration", at an entry's start or at the end of a list. */
static bool is_collective(const au *s, const au_list *l, size_t i) {
    const pub_piece *x = piece(s, i);
    if (x->nwords < 2 || (l->v.n == 0 && i != s->start)) return false;
    return bib_name_is_collective(pub_text(s->p, x->from, x->to));
}

/* How many pieces from i on make one author; 0: none. *to: where it ends. */
static size_t author_at(const au *s, au_list *l, size_t i, size_t *to) {
    const pub_piece *x = piece(s, i), *y = piece(s, i + 1);
    bool comma = y && before(s, i + 1) == PUB_SEP_COMMA && !y->etal;
    *to = x->to;
    if (l->v.n && begins_title(s, i)) return 0;
    if (comma && is_town(s, l, i)) return 0;
    size_t pieces = comma ? inverted_at(s, l, i, to) : 0;
    if (pieces) return pieces;
    size_t prefix = prefix_at(s, l, i);
    if (prefix) { /* behind an initial the stop is the list's */
        size_t last = x->word + prefix - 1;
        bool own = s->p->words.v[last].dotted == BIB_WORD_SUFFIX;
        *to = own ? end_of_word(s, last) : s->p->words.v[last].to;
        l->initials = l->initials || !own;
        return 1;
    }
    if (x->shape == BIB_SHAPE_FULL) {
        if (is_after_initials(s, l, i)) return 0;
        l->initials = l->initials || ends_with_initials(s, x);
        return 1;
    }
    if (is_torn(s, i)) {
        *to = y->to;
        return 2;
    }
    return is_amid(s, l, i) || is_collective(s, l, i) ? 1 : 0;
}

static void add(const au *s, au_list *l, size_t i, size_t n, size_t to) {
    pub_author x = {.from = piece(s, i)->from, .to = to, .piece = i, .npieces = n};
    x.style = pub_style_of(s->p, x.from, x.to);
    x.roles = piece(s, i + n - 1)->note;
    if (l->v.n == 0) l->first = i;
    l->last = i + n - 1;
    pc_vec_push(s->p->scratch, &l->v, x);
}

/* "Jr." behind a comma ends the name before it; with its full stop also where the title begins in
 * the same piece: "E. Foe, Jr. The third of many trees". */
static bool is_suffix(const au *s, const pub_piece *x) {
    const pub_word *w = &s->p->words.v[x->word];
    return w->dotted == BIB_WORD_SUFFIX && (x->nwords == 1 || (w->is & PUB_WORD_DOT));
}

static void note_semis(au *s, size_t i) {
    s->semis = false;
    for (size_t k = i + 1; k < s->end && before(s, k) > PUB_SEP_BLOCK && k < i + 12; k++)
        if (before(s, k) == PUB_SEP_SEMI) s->semis = true;
}

/* The list that begins at piece i; the piece after it. */
static size_t read_list(au *s, size_t i, au_list *l) {
    *l = (au_list){.etal = PC_NPOS};
    const pub_piece *first = piece(s, i);
    bool name = first->shape != BIB_SHAPE_NONE || first->maybe;
    if (!name && !is_collective(s, l, i) && !prefix_at(s, l, i)) return i + 1;
    if (before(s, i) == PUB_SEP_AND) return i + 1;
    note_semis(s, i);
    while (i < s->end) {
        const pub_piece *x = piece(s, i);
        if (in_title(s, x) || (l->v.n && !goes_on(s, i))) break;
        if (x->etal) {
            if (l->v.n == 0) return i + 1;
            l->etal = i++;
            continue;
        }
        if (l->v.n && is_suffix(s, x)) {
            l->v.v[l->v.n - 1].to = end_of_word(s, x->word);
            l->v.v[l->v.n - 1].npieces = i + 1 - l->v.v[l->v.n - 1].piece;
            l->last = i++;
            if (x->nwords > 1) break;
            continue;
        }
        size_t to, n = author_at(s, l, i, &to);
        if (n == 0) break;
        bool rest = to + 1 < piece(s, i + n - 1)->to; /* the title begins in this piece */
        add(s, l, i, n, to);
        i += n;
        if (rest) break;
    }
    return l->v.n ? i : i + 1;
}

static bool stands_alone(const au *s, const au_list *l) {
    pub_sep a = before(s, l->first);
    bool first = a != PUB_SEP_STYLE && a != PUB_SEP_COMMA && a != PUB_SEP_SEMI && a != PUB_SEP_AND;
    const pub_piece *y = piece(s, l->last + 1);
    if (!y || (s->p->words.v[y->word].is & PUB_WORD_YEAR)) return first;
    pub_sep b = before(s, l->last + 1);
    return first && (b == PUB_SEP_BLOCK || b == PUB_SEP_LINE || b == PUB_SEP_SOFT);
}

/* The word behind the list, in brackets or behind a comma. */
static const pub_word *says_editors(const au *s, const au_list *l) {
    const pub_piece *last = piece(s, l->last);
    size_t next = last->word + last->nwords;
    const pub_word *w = next < s->p->words.n ? &s->p->words.v[next] : NULL;
    bool beside = w && (w->gap & (PUB_GAP_OPEN | PUB_GAP_COMMA)) && w->from < last->to + 6;
    return beside && (w->lex & PUB_LEX_EDITOR) ? w : NULL;
}

/* "In: A. Bee and C. Dee", "(Eds.)" behind them: these are not the authors, but where an entry
 * begins with them, the work is theirs. */
static bool are_editors(const au *s, const au_list *l) {
    const pub *p = s->p;
    const pub_piece *x = piece(s, l->first);
    if (l->first <= s->start) return false;
    if (x->word > 0 && bib_word_is(pub_word_text(p, x->word - 1), "in") &&
        (p->words.v[x->word].gap & (PUB_GAP_HARD | PUB_GAP_SPACE)))
        return true;
    return says_editors(s, l);
}

static bool is_owner(const au *s, const pub_author *x) {
    if (s->p->self.family.n == 0) return false;
    return bib_name_key_same(pub_key_of(s->p, x), &s->p->self);
}

/* All in one link: "[Values Added and Linkages Across Countries](…)". */
static bool is_one_link(const au *s, const au_list *l) {
    const pub *p = s->p;
    const pub_run *a = &p->runs.v[p->words.v[piece(s, l->first)->word].run];
    const pub_run *b = &p->runs.v[p->words.v[piece(s, l->last)->word].run];
    return l->v.n > 1 && (a->style & b->style & PUB_LINK) && a->linked == b->linked &&
           a->styled == b->styled;
}

/* Of one name we ask more than of two: it is set off, is the owner, or has its line for itself. */
static int score_list(const au *s, const au_list *l) {
    const pub *p = s->p;
    if (is_one_link(s, l)) return 0;
    bool set_off = false, owner = false;
    for (size_t i = 0; i < l->v.n; i++)
        set_off =
            set_off || (l->v.v[i].style & (PUB_BOLD | PUB_UNDER | PUB_CLASS_AUTHOR | PUB_LINK));
    bool etal = l->etal != PC_NPOS;
    if (l->v.n == 1) owner = is_owner(s, &l->v.v[0]);
    bool first = l->first <= s->start && before(s, l->last + 1) <= PUB_SEP_HARD;
    bool classy = l->v.v[0].style & PUB_CLASS_AUTHOR;
    bool led = piece(s, l->first)->led;
    if (l->v.n == 1 && !set_off && !owner && !led && !etal && !first && !l->initials &&
        !stands_alone(s, l))
        return 0;
    int score = (int)l->v.n * 10 + set_off * 5 + owner * 8 + etal * 5 + classy * 40 + led * 15;
    if (s->not_to == 0) return score;
    /* The nearer to the title the better. */
    size_t from = l->v.v[0].from, to = l->v.v[l->v.n - 1].to;
    size_t gap = to <= s->not_from ? pub_count_words(p, to, s->not_from)
                                   : pub_count_words(p, s->not_to, from);
    return gap > 3 ? score * 4 / (4 + (int)(gap < 40 ? gap : 40)) + 1 : score;
}

/* "Bee, A., … & Dee, C.": a list cut in its middle. */
static void find_ellipsis(const pub *p, pub_authors *out) {
    static const char *const dots[] = {"\xE2\x80\xA6", "..."};
    pc_str s = pc_str_sub(p->text, 0, out->to);
    for (size_t i = 0; i < PC_COUNT(dots); i++) {
        size_t at = pc_str_find(s, pc_strz(dots[i]), out->from);
        if (at == PC_NPOS) continue;
        out->etal_from = at;
        out->etal_to = at + 3;
        return;
    }
}

/* Where they are named, or only what says so of the list itself: neither is a venue. */
static void note_editors(const au *s, const au_list *l, size_t from, pub_authors *out) {
    const pub_word *w = says_editors(s, l);
    if (!w) return;
    out->editors_from = from;
    out->editors_to = w->to;
    while (pub_in(".)]", s->p->text.p[out->editors_to])) out->editors_to++;
}

static void finish(const au *s, const au_list *l, pub_authors *out) {
    const pub *p = s->p;
    out->v.v = l->v.v;
    out->v.n = l->v.n;
    out->from = l->v.v[0].from;
    out->to = l->v.v[l->v.n - 1].to;
    if (l->etal != PC_NPOS) {
        out->etal_from = piece(s, l->etal)->from;
        out->etal_to = piece(s, l->etal)->to;
        if (out->etal_to > out->to) out->to = out->etal_to;
    }
    if (out->etal_to == 0) find_ellipsis(p, out);
    for (size_t i = l->first; i <= l->last; i++)
        for (size_t k = 0; k < piece(s, i)->nmarks; k++) {
            const pub_mark *m = &p->marks.v[piece(s, i)->mark + k];
            if (m->from < out->from) out->from = m->from;
            if (m->to > out->to && m->from < out->to + 4) out->to = m->to;
        }
    out->edited = says_editors(s, l) != NULL;
    if (out->edited) note_editors(s, l, l->v.v[l->v.n - 1].to, out);
    out->initials = l->initials;
    out->line = stands_alone(s, l);
}

void pub_find_authors(pub *p, size_t from, size_t to, size_t not_from, size_t not_to,
                      pub_authors *out) {
    au s = {.p = p, .not_from = not_from, .not_to = not_to};
    s.first = pub_piece_from(p, from);
    for (s.end = s.first; s.end < p->pieces.n && p->pieces.v[s.end].from < to;) s.end++;
    s.start = entry_start(&s);
    *out = (pub_authors){0};
    au_list l, best = {0};
    for (size_t i = s.first; i < s.end;) {
        pc_mark mark = pc_arena_mark(p->scratch);
        i = read_list(&s, i, &l);
        bool editors = l.v.n && are_editors(&s, &l);
        if (editors) note_editors(&s, &l, l.v.v[0].from, out);
        int score = l.v.n && !editors ? score_list(&s, &l) : 0;
        if (score <= out->score) {
            pc_arena_release(p->scratch, mark);
            continue;
        }
        out->score = score;
        best = l;
    }
    if (best.v.n) finish(&s, &best, out);
}

bool pub_is_name_list(const pub *p, size_t from, size_t to) {
    size_t names = 0, others = 0, commas = 0, initials = 0;
    bool word = false; /* "Li" waits for its "H." */
    for (size_t i = pub_piece_from(p, from); i < p->pieces.n && p->pieces.v[i].from < to; i++) {
        const pub_piece *x = &p->pieces.v[i];
        bool pair = x->shape == BIB_SHAPE_INITIALS && word;
        if (x->shape == BIB_SHAPE_FULL || pair)
            names++;
        else if (x->shape == BIB_SHAPE_NONE && !x->etal && !x->maybe)
            others++;
        word = x->shape == BIB_SHAPE_WORD;
        commas += x->from > from && (x->before == PUB_SEP_COMMA || x->before == PUB_SEP_SEMI);
        initials += pair;
    }
    /* Two joined by "and" may as well be a title: "Visual Odometry and Event Cameras". */
    bool listed = commas > 0 || initials > 0;
    bool one = initials > 0 && others == 0; /* "Bee, A." */
    return one || (names > 1 && names > 2 * others && listed);
}
