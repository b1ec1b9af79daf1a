/* The words of the page's text, once: where they are, what stands before each, and the marks
 * between them. */
#include "filters/publications/pub_int.h"

#include "base/str.h"
#include "base/utf8.h"
#include "bib/date.h"
#include "bib/words.h"

/* What a word is wherever it stands. */
typedef struct tk_facts {
    uint8_t lex, name;
    bool venue, phrase;
} tk_facts;

typedef struct tk {
    pub *p;
    pc_str t;
    pc_map facts; /* of the words met: names, "of" and "the" come again and again */
    size_t at;
    size_t run;    /* the run that [at] is in, or the next one */
    size_t before; /* the run of the last word; PC_NPOS: none yet */
    unsigned gap;
} tk;

static const bib_row lexicon[] = {
#define PUB_LEX(word, lex) BIB_ROW(word, NULL, PUB_LEX_##lex, 0),
#include "filters/publications/lexicon.def"
#undef PUB_LEX
};

static uint8_t lex_of(pc_str w) {
    const bib_row *row = w.n < 16 ? bib_row_find(BIB_ROWS(lexicon), w) : NULL;
    return row ? (uint8_t)row->value : 0;
}

static bool is_special(const pub *p, size_t run) {
    return run < p->runs.n && (p->runs.v[run].style & (PUB_SUPER | PUB_MATH));
}

static void move_to(tk *k, size_t at) {
    k->at = at;
    while (k->run < k->p->runs.n && k->p->runs.v[k->run].to <= at) k->run++;
}

static bool in_special(tk *k) {
    return is_special(k->p, k->run) && k->p->runs.v[k->run].from <= k->at;
}

/* "J.", "K.-X.", not "Li." */
static bool is_initials(pc_str w) {
    size_t letters = 0, i = 0;
    while (i < w.n) {
        uint32_t c = pc_utf8_next(w, &i);
        letters = pc_uni_is_alpha(c) ? letters + 1 : 0;
        if (letters > 1) return false;
    }
    return true;
}

/* After "J." or "Jr." a full stop does not end a list of names. */
static bool is_short(pc_str dotted, bib_name_word is) {
    static const char *const titles[] = {"jr.", "sr.", "st.", "dr.", "prof."};
    if (dotted.n > 12) return false;
    if (is == BIB_WORD_INITIAL) return is_initials(dotted);
    for (size_t i = 0; i < PC_COUNT(titles) && dotted.n < 6; i++)
        if (pc_str_ieqz(dotted, titles[i])) return true;
    return false;
}

static const tk_facts *facts_of(tk *k, pc_str w, unsigned is) {
    static const tk_facts digits = {.name = BIB_WORD_OTHER, .venue = true},
                          formula = {.name = BIB_WORD_OTHER};
    if (is & PUB_WORD_MATH) return &formula;
    if (is & PUB_WORD_DIGITS) return &digits;
    tk_facts *f = pc_map_get(&k->facts, w);
    if (f) return f;
    f = PC_NEW(k->p->scratch, tk_facts);
    f->lex = is & PUB_WORD_CJK ? 0 : lex_of(w);
    f->name = (uint8_t)bib_name_word_of(w);
    f->venue = bib_venue_word(w);
    f->phrase = bib_phrase_word(w);
    pc_map_set(k->p->scratch, &k->facts, w, f);
    return f;
}

/* The full stop that follows may be the word's own. */
static void add_dot(tk *k, pub_word *x) {
    x->dotted = x->name;
    if (!(x->is & PUB_WORD_DOT) || x->name == BIB_WORD_OTHER) return;
    pc_str dotted = pc_str_sub(k->t, x->from, x->to + 1);
    bib_name_word is = bib_name_word_of(dotted);
    x->dotted = (uint8_t)is;
    if (is_short(dotted, is)) x->is |= PUB_WORD_SHORT;
}

static bool begins_phrase(pc_str s) {
    const char *status;
    return bib_status_at(s, &status) || bib_award_at(s);
}

static void put_word(tk *k, size_t from, size_t to, unsigned is) {
    pub *p = k->p;
    pc_str w = pc_str_sub(k->t, from, to);
    size_t run = k->run;
    while (run > 0 && p->runs.v[run].from > from) run--;
    const pub_run *now = &p->runs.v[run];
    const pub_run *last = k->before == PC_NPOS ? NULL : &p->runs.v[k->before];
    if (last && last->styled != now->styled) k->gap |= PUB_GAP_STYLED;
    if (last && last->linked != now->linked) k->gap |= PUB_GAP_LINKED;
    if (last && last->hard != now->hard) k->gap |= PUB_GAP_BOXED;
    pub_word x = {.from = (uint32_t)from,
                  .to = (uint32_t)to,
                  .run = (uint32_t)run,
                  .gap = (uint16_t)k->gap,
                  .is = (uint8_t)is};
    const tk_facts *f = facts_of(k, w, is);
    x.lex = f->lex;
    x.name = f->name;
    add_dot(k, &x);
    if (f->venue || (f->phrase && begins_phrase(pc_str_from(k->t, from)))) x.is |= PUB_WORD_VENUE;
    pc_vec_push(p->scratch, &p->words, x);
    k->gap = 0;
    k->before = run;
}

static void put_mark(tk *k, size_t from, size_t to, pc_str canonical) {
    size_t base = in_special(k) ? k->p->runs.v[k->run].from : from;
    pub_mark m = {from, to, canonical, k->p->words.n, base};
    pc_vec_push(k->p->scratch, &k->p->marks, m);
}

/* Superscripts and formulas: marks as a whole, or a word that is no word. */
static void special(tk *k) {
    pub *p = k->p;
    const pub_run *r = &p->runs.v[k->run];
    pc_str text = pc_str_sub(k->t, r->from, r->to), canonical = {0};
    bool shortish = text.n <= 16;
    if (r->style & PUB_MATH) {
        if (shortish) canonical = bib_mark_tex(p->scratch, text);
        if (canonical.n)
            put_mark(k, r->from, r->to, canonical);
        else
            put_word(k, r->from, r->to, PUB_WORD_MATH);
    } else if (shortish) {
        bool any = false;
        for (size_t i = 0; i < text.n; i++) {
            size_t n = bib_mark_at(text, i, &canonical);
            if (n == 0) continue;
            put_mark(k, r->from + i, r->from + i + n, canonical);
            i += n - 1;
            any = true;
        }
        if (!any && pc_str_trim(text).n) put_mark(k, r->from, r->to, pc_str_trim(text));
    }
    move_to(k, r->to);
}

static bool letter_at(pc_str s, size_t i) {
    return i < s.n && ((unsigned char)s.p[i] >= 0x80 || pc_is_alpha((unsigned char)s.p[i]));
}

static bool is_alnum_at(pc_str t, size_t at, size_t *next) {
    *next = at;
    unsigned char c = (unsigned char)t.p[at];
    if (c < 0x80) {
        *next = at + 1;
        return pc_is_alnum(c);
    }
    return pc_uni_is_alnum(pc_utf8_next(t, next));
}

/* Apostrophes, hyphens and full stops between letters are part of a word; a full stop that ends a
 * sentence without a space after it is not. */
static size_t joiner_at(pc_str t, size_t from, size_t at) {
    unsigned char c = (unsigned char)t.p[at];
    if (c == '\'' || c == '-') return 1;
    if (c == '.') {
        if (at + 1 >= t.n) return 0;
        unsigned char a = (unsigned char)t.p[at - 1], b = (unsigned char)t.p[at + 1];
        if (pc_is_digit(a) && !pc_is_digit(b)) return 0;
        bool sentence =
            at - from > 3 || pc_is_lower((unsigned char)t.p[from]); /* "et al.A title" */
        return pc_is_lower(a) && pc_is_upper(b) && sentence ? 0 : 1;
    }
    if (c != 0xE2 || at + 3 > t.n) return 0;
    pc_str three = pc_str_sub(t, at, at + 3);
    bool joins = pc_str_eqz(three, "\xE2\x80\x99") || pc_str_eqz(three, "\xE2\x80\x90") ||
                 pc_str_eqz(three, "\xE2\x80\x91");
    return joins ? 3 : 0;
}

static unsigned word_kind(pc_str t, size_t from, size_t to) {
    unsigned is = 0;
    unsigned char c = (unsigned char)t.p[from];
    if (c < 0x80) {
        if (pc_is_upper(c)) is |= PUB_WORD_CAPITAL;
    } else {
        size_t i = from;
        uint32_t u = pc_utf8_next(t, &i);
        if (pc_uni_is_upper(u)) is |= PUB_WORD_CAPITAL;
        if (pc_uni_is_cjk(u)) is |= PUB_WORD_CJK;
    }
    size_t digits = 0;
    while (from + digits < to && pc_is_digit((unsigned char)t.p[from + digits])) digits++;
    if (digits == to - from) is |= PUB_WORD_DIGITS;
    if (digits == 4 && to - from == 4 &&
        pc_str_eq(bib_year_find(pc_str_sub(t, from ? from - 1 : 0, to + 3), 0),
                  pc_str_sub(t, from, to)))
        is |= PUB_WORD_YEAR;
    if (to < t.n && t.p[to] == '.') is |= PUB_WORD_DOT;
    return is;
}

static void word(tk *k) {
    pc_str t = k->t;
    size_t from = k->at, end = from, at = from, next, run = k->run;
    size_t stop = is_special(k->p, run + 1) ? k->p->runs.v[run + 1].from : t.n;
    while (at < stop) {
        if (is_alnum_at(t, at, &next)) {
            size_t edge =
                run < k->p->runs.n && k->p->runs.v[run].to < stop ? k->p->runs.v[run].to : stop;
            while (next < edge && pc_is_alnum((unsigned char)t.p[next])) next++;
            end = at = next;
            while (run < k->p->runs.n && k->p->runs.v[run].to <= at) run++;
            if (is_special(k->p, run)) break;
            continue;
        }
        size_t join = joiner_at(t, from, at);
        if (!join || at + join >= stop || !is_alnum_at(t, at + join, &next)) break;
        at += join;
    }
    put_word(k, from, end, word_kind(t, from, end));
    move_to(k, end);
}

/* Is the sign at [at] beside a name, not between words ("A & B", "C++", "x = y")? */
static bool is_mark_place(pc_str t, size_t at, size_t n) {
    if (pc_str_chr(PC_S("&+=^#"), t.p[at], 0) == PC_NPOS) return true;
    bool before =
        at > 0 && (letter_at(t, at - 1) || t.p[at - 1] == '.' || bib_mark_before(t, at, NULL));
    bool after = at + n >= t.n || !letter_at(t, at + n) || bib_mark_at(t, at + n, NULL);
    return before && after;
}

static unsigned wide_gap(uint32_t c) {
    switch (c) {
    case 0xA0: return PUB_GAP_SPACE;
    case 0x3001:
    case 0xFF0C: return PUB_GAP_COMMA;
    case 0xFF1B: return PUB_GAP_SEMI;
    case 0x3002:
    case 0xFF0E: return PUB_GAP_STOP;
    case 0xFF08: return PUB_GAP_OPEN;
    case 0xFF09: return PUB_GAP_CLOSE;
    case 0x2026: return PUB_GAP_COMMA; /* "Bee, A., … & Dee, C." */
    case 0x00B7:                       /* between the names of one person as well */
    case 0x30FB: return PUB_GAP_SPACE;
    case 0x2010:
    case 0x2011:
    case 0x2018:
    case 0x2019: return 0;
    default: return pc_uni_is_punct(c) ? PUB_GAP_HARD : 0;
    }
}

static unsigned gap_of(pc_str t, size_t at) {
    switch (t.p[at]) {
    case ' ':
    case '\t':
    case '\r': return PUB_GAP_SPACE;
    case PUB_SOFT: return PUB_GAP_SOFT;
    case PUB_LINE: return PUB_GAP_LINE;
    case PUB_BLOCK: return PUB_GAP_BLOCK;
    case ',': return PUB_GAP_COMMA;
    case ';': return PUB_GAP_SEMI;
    case '.': return PUB_GAP_STOP;
    case '(':
    case '[': return PUB_GAP_OPEN;
    case ')':
    case ']': return PUB_GAP_CLOSE;
    case '\'':
    case '`':
    case '{':
    case '}': return 0;
    case '&': return PUB_GAP_AND;
    case '-': return at > 0 && t.p[at - 1] == ' ' ? PUB_GAP_HARD : 0;
    default: return PUB_GAP_HARD;
    }
}

/* "$^*$" where the reader knows no formula in single dollars: the end of the mark, or 0. */
static size_t tex_mark_at(tk *k, pc_str *canonical) {
    pc_str t = k->t;
    size_t end = k->at + 1, limit = k->at + 18;
    while (end < t.n && end < limit && t.p[end] != '$' && !pc_is_space((unsigned char)t.p[end]))
        end++;
    if (end >= t.n || t.p[end] != '$' || end == k->at + 1) return 0;
    *canonical = bib_mark_tex(k->p->scratch, pc_str_sub(t, k->at + 1, end));
    return canonical->n ? end + 1 : 0;
}

static void between(tk *k) {
    pc_str t = k->t, canonical;
    size_t end = t.p[k->at] == '$' ? tex_mark_at(k, &canonical) : 0;
    if (end) {
        put_mark(k, k->at, end, canonical);
        move_to(k, end);
        return;
    }
    unsigned char c = (unsigned char)t.p[k->at];
    size_t n = bib_mark_at(t, k->at, &canonical);
    if (n && is_mark_place(t, k->at, n)) {
        put_mark(k, k->at, k->at + n, canonical);
        move_to(k, k->at + n);
        return;
    }
    if (c < 0x80) {
        k->gap |= gap_of(t, k->at);
        move_to(k, k->at + 1);
        return;
    }
    size_t next = k->at;
    k->gap |= wide_gap(pc_utf8_next(t, &next));
    move_to(k, next);
}

static void index_words(pub *p) {
    size_t n = p->text.n / PUB_STEP + 1;
    p->word_at = pc_alloc_array(p->scratch, n, sizeof *p->word_at);
    for (size_t i = 0, w = 0; i < n; i++) {
        while (w < p->words.n && p->words.v[w].from < i * PUB_STEP) w++;
        p->word_at[i] = (uint32_t)w;
    }
}

void pub_tokenise(pub *p) {
    tk k = {.p = p, .t = p->text, .before = PC_NPOS};
    while (k.at < k.t.n) {
        size_t next;
        if (in_special(&k))
            special(&k);
        else if (k.run < p->runs.n && is_alnum_at(k.t, k.at, &next))
            word(&k);
        else
            between(&k);
    }
    index_words(p);
}
