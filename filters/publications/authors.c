/* The list of names in an entry.
 *
 * The text is cut into pieces at what separates names or ends a list: commas, "and", sentence ends,
 * brackets, the ends of links, quotes and bold. Each piece has a shape (bib/name.h); a run of
 * pieces that read as names, alone ("Haoyang Li") or in pairs ("Li, H."), is a list. The best list
 * wins. */
#include "filters/publications/pub_int.h"

#include "base/str.h"
#include "base/utf8.h"
#include "bib/date.h"
#include "bib/words.h"

typedef enum au_sep {
    AU_HARD,  /* nothing of a list goes on after it */
    AU_LINE,  /* a line break, a block's end */
    AU_SOFT,  /* the source's line end */
    AU_STYLE, /* bold begins or ends */
    AU_COMMA,
    AU_SEMI,
    AU_AND,
    AU_NOTE /* a remark in brackets */
} au_sep;

typedef struct au_piece {
    size_t from, to; /* without marks and spaces */
    au_sep before;   /* what separates it from the piece before */
    bool comma;      /* a comma was among what does */
    bool etal;
    bib_shape shape;
    unsigned note; /* roles that a remark after it gives */
} au_piece;

typedef struct au_mark {
    pub_mark_at at;
    size_t piece; /* its owner */
} au_mark;

typedef struct au {
    pub *p;
    const pub_flat *f;
    unsigned char *stop; /* by offset: AU_STOP_… */
    PC_VEC(au_piece) v;
    PC_VEC(au_mark) marks;
    size_t core_from, core_to; /* of the piece in the making; from PC_NPOS: nothing yet */
    size_t pending;            /* marks before its core */
    au_sep before;
    bool comma;
} au;

enum { AU_STOP_HARD = 1, AU_STOP_STYLE = 2 };

static bool letter_at(pc_str s, size_t i) {
    return i < s.n && ((unsigned char)s.p[i] >= 0x80 || pc_is_alpha((unsigned char)s.p[i]));
}

/* Names within links are names; any other link, quote or code ends a list. */
static void find_stops(au *s, size_t title_from, size_t title_to) {
    const pub_flat *f = s->f;
    s->stop = pc_alloc0(s->p->scratch, f->text.n + 2);
    for (size_t i = 0; i < f->boxes.n; i++) {
        const pub_box *b = &f->boxes.v[i];
        if (b->from == b->to) continue;
        unsigned char kind = 0;
        if (b->style & (PUB_QUOTE | PUB_CODE | PUB_CLASS_TITLE)) kind = AU_STOP_HARD;
        if (b->style & (PUB_BOLD | PUB_UNDER | PUB_ITALIC | PUB_BADGE)) kind |= AU_STOP_STYLE;
        if (b->style & PUB_LINK) {
            pc_str text = bib_mark_trim(pc_str_sub(f->text, b->from, b->to));
            bool name = bib_name_shape(text) == BIB_SHAPE_FULL && !b->label;
            kind |= name ? AU_STOP_STYLE : AU_STOP_HARD;
        }
        s->stop[b->from] |= kind;
        s->stop[b->to] |= kind;
    }
    if (title_to > title_from) {
        s->stop[title_from] |= AU_STOP_HARD;
        s->stop[title_to] |= AU_STOP_HARD;
    }
}

static void end_piece(au *s, au_sep sep) {
    if (s->core_from == PC_NPOS) {
        /* Nothing yet. Marks alone after bold belong to the name before them. */
        bool back = s->pending < s->marks.n && s->before == AU_STYLE && s->v.n && !s->comma;
        if (back && sep != AU_STYLE) {
            for (size_t i = s->pending; i < s->marks.n; i++) s->marks.v[i].piece = s->v.n - 1;
            s->pending = s->marks.n;
        }
        if (sep == AU_COMMA || sep == AU_SEMI || sep == AU_AND) s->comma = true;
        if (sep == AU_HARD || s->before == AU_HARD)
            s->before = AU_HARD;
        else if (sep != AU_STYLE || s->before == AU_STYLE)
            s->before = sep == AU_STYLE || sep == AU_SOFT ? s->before : sep;
        if (sep == AU_HARD) s->pending = s->marks.n;
        return;
    }
    au_piece x = {.from = s->core_from, .to = s->core_to, .before = s->before, .comma = s->comma};
    x.shape = bib_name_shape(pc_str_sub(s->f->text, x.from, x.to));
    pc_vec_push(s->p->scratch, &s->v, x);
    s->core_from = PC_NPOS;
    s->pending = s->marks.n;
    s->before = sep;
    s->comma = sep == AU_COMMA || sep == AU_SEMI || sep == AU_AND;
}

static void put_mark(au *s, size_t from, size_t to, pc_str canonical) {
    /* Before any letter: the next piece's; after: this one's. */
    au_mark m = {{from, to, canonical}, s->v.n};
    bool after_bold = s->core_from == PC_NPOS && s->before == AU_STYLE && !s->comma && s->v.n &&
                      from > 0 && s->v.v[s->v.n - 1].to == from;
    if (after_bold) m.piece = s->v.n - 1;
    pc_vec_push(s->p->scratch, &s->marks, m);
    if (after_bold) s->pending = s->marks.n;
}

/* Superscripts and formulas: marks as a whole. The end of the run, or 0 if it is no mark. */
static size_t take_run(au *s, size_t at) {
    const pub_flat *f = s->f;
    unsigned style = pub_style_at(f, at);
    if (!(style & (PUB_SUPER | PUB_MATH))) return 0;
    size_t end = at;
    while (end < f->text.n &&
           (pub_style_at(f, end) & (PUB_SUPER | PUB_MATH)) == (style & (PUB_SUPER | PUB_MATH)))
        end++;
    pc_str text = pc_str_sub(f->text, at, end), canonical = {0};
    if (end - at > 16) return 0;
    if (style & PUB_MATH) {
        canonical = bib_mark_tex(s->p->scratch, text);
        if (canonical.n == 0) return 0;
        put_mark(s, at, end, canonical);
        return end;
    }
    bool any = false;
    for (size_t i = 0; i < text.n; i++) {
        size_t n = bib_mark_at(text, i, &canonical);
        if (n == 0) continue;
        put_mark(s, at + i, at + i + n, canonical);
        i += n - 1;
        any = true;
    }
    if (!any) put_mark(s, at, end, pc_str_trim(text));
    return end;
}

/* Is the sign at [at] beside a name, not between words ("A & B", "C++", "x = y")? */
static bool is_mark_place(au *s, size_t at, size_t n) {
    pc_str t = s->f->text;
    if (pc_str_chr(PC_S("&+=^#"), t.p[at], 0) == PC_NPOS) return true;
    bool before =
        at > 0 && (letter_at(t, at - 1) || t.p[at - 1] == '.' || bib_mark_before(t, at, NULL));
    bool after = at + n >= t.n || !letter_at(t, at + n) || bib_mark_at(t, at + n, NULL);
    return before && after;
}

static size_t take_mark(au *s, size_t at) {
    pc_str canonical;
    size_t n = bib_mark_at(s->f->text, at, &canonical);
    if (n == 0 || !is_mark_place(s, at, n)) return 0;
    put_mark(s, at, at + n, canonical);
    return at + n;
}

/* Words that stand between names, or end a list with more to come. */
static size_t take_word(au *s, size_t at) {
    static const char *const ands[] = {"and", "&", "und", "y", "et", "e", "with"};
    static const char *const etals[] = {"et al.",       "et al",           "et. al.",
                                        "et. al",       "and others",      "and colleagues",
                                        "among others", "y otros autores", "y otros"};
    pc_str t = s->f->text, rest = pc_str_from(t, at);
    if (!bib_at_word_start(t, at)) return 0;
    for (size_t i = 0; i < PC_COUNT(etals); i++) {
        pc_str e = pc_strz(etals[i]);
        bool dot = pc_str_endsz(e, ".");
        size_t n = bib_phrase_at(rest, dot ? pc_str_sub(e, 0, e.n - 1) : e);
        if (n == 0 || (dot && (n >= rest.n || rest.p[n] != '.'))) continue;
        n += dot;
        end_piece(s, AU_COMMA);
        au_piece x = {.from = at, .to = at + n, .before = AU_COMMA, .etal = true};
        pc_vec_push(s->p->scratch, &s->v, x);
        s->before = AU_COMMA;
        s->pending = s->marks.n;
        return at + n;
    }
    for (size_t i = 0; i < PC_COUNT(ands); i++) {
        size_t n = bib_phrase_at(rest, pc_strz(ands[i]));
        bool spaced = n && n < rest.n && pc_is_space((unsigned char)rest.p[n]);
        bool before = at == 0 || pc_is_space((unsigned char)t.p[at - 1]) || s->core_from == PC_NPOS;
        bool capital = n && pc_is_upper((unsigned char)rest.p[0]);
        if (!spaced || !before || capital) continue;
        end_piece(s, AU_AND);
        return at + n;
    }
    return 0;
}

/* After "J." or "Jr." a full stop does not end the list. */
static bool is_abbreviation(pc_str t, size_t dot) {
    size_t from = dot;
    while (from > 0 && (letter_at(t, from - 1) || t.p[from - 1] == '.' || t.p[from - 1] == '-'))
        from--;
    pc_str w = pc_str_sub(t, from, dot + 1);
    if (bib_name_shape(w) == BIB_SHAPE_INITIALS) return true;
    return pc_str_ieqz(w, "jr.") || pc_str_ieqz(w, "sr.") || pc_str_ieqz(w, "st.");
}

/* A remark in brackets: roles go to the name before it; a year ends the list. Its end. */
static size_t take_note(au *s, size_t at) {
    pc_str t = s->f->text;
    size_t end = at + 1, limit = at + 80 < t.n ? at + 80 : t.n;
    char close = t.p[at] == '(' ? ')' : ']';
    while (end < limit && t.p[end] != close) end++;
    if (end >= limit) {
        end_piece(s, AU_HARD);
        return at + 1;
    }
    pc_str note = pc_str_sub(t, at + 1, end);
    bool number = false;
    for (size_t i = 0; i < note.n; i++) number = number || pc_is_digit((unsigned char)note.p[i]);
    unsigned roles = number ? 0 : bib_legend_roles(note);
    bool cjk = note.n && (unsigned char)note.p[0] >= 0xE3;
    bool sign = note.n && bib_mark_at(note, 0, NULL);
    if (!roles && !cjk) {
        end_piece(s, AU_HARD);
        return sign ? end + 1 : at + 1;
    }
    end_piece(s, AU_NOTE);
    if (s->v.n) s->v.v[s->v.n - 1].note |= roles;
    return end + 1;
}

static size_t take_char(au *s, size_t at) {
    pc_str t = s->f->text;
    size_t next = at;
    uint32_t c = pc_utf8_next(t, &next);
    switch (c) {
    case ',':
    case 0xFF0C:
    case 0x3001: end_piece(s, AU_COMMA); return next;
    case ';':
    case 0xFF1B: end_piece(s, AU_SEMI); return next;
    case PUB_SOFT: end_piece(s, AU_SOFT); return next;
    case PUB_LINE:
    case PUB_BLOCK: end_piece(s, AU_LINE); return next;
    case '(':
    case '[': return take_note(s, at);
    case '.':
        if ((next >= t.n || !letter_at(t, next)) && !is_abbreviation(t, at)) {
            end_piece(s, AU_HARD);
            return next;
        }
        break;
    case ' ':
    case 0xA0: return next;
    case ':':
    case '"':
    case '?':
    case '!':
    case ')':
    case ']':
    case '|':
    case '/':
    case 0x201C:
    case 0x201D:
    case 0x2013:
    case 0x2014:
    case 0xFF1A: end_piece(s, AU_HARD); return next;
    default: break;
    }
    if (s->core_from == PC_NPOS) s->core_from = at;
    s->core_to = next;
    return next;
}

static void find_pieces(au *s) {
    pc_str t = s->f->text;
    for (size_t at = 0; at < t.n;) {
        if (s->stop[at] & AU_STOP_HARD)
            end_piece(s, AU_HARD);
        else if (s->stop[at] & AU_STOP_STYLE)
            end_piece(s, AU_STYLE);
        size_t next = take_run(s, at);
        if (!next) next = take_word(s, at);
        if (!next) next = take_mark(s, at);
        if (!next) next = take_char(s, at);
        at = next;
    }
    end_piece(s, AU_HARD);
}

/* The part of a piece that is initials, when more follows: "R. V. North American": 5. */
static size_t initials_prefix(pc_str s) {
    size_t best = 0, i = 0;
    while (i < s.n) {
        while (i < s.n && s.p[i] != ' ') i++;
        pc_str head = pc_str_sub(s, 0, i);
        if (bib_name_shape(head) != BIB_SHAPE_INITIALS || s.p[i - 1] != '.') break;
        best = i;
        while (i < s.n && s.p[i] == ' ') i++;
    }
    return best < s.n ? best : 0;
}

/* Lists. */

typedef struct au_list {
    PC_VEC(pub_author) v;
    size_t first, last; /* pieces */
    size_t etal;        /* piece, or PC_NPOS */
    unsigned notes;
    int score;
} au_list;

static bool goes_on(const au_piece *x, bool last_comma) {
    switch (x->before) {
    case AU_COMMA:
    case AU_SEMI:
    case AU_AND: return true;
    case AU_STYLE:
    case AU_SOFT:
    case AU_LINE:
    case AU_NOTE: return x->comma || last_comma;
    default: return false;
    }
}

static void add(au *s, au_list *l, size_t first, size_t last, size_t to) {
    pub_author x = {.from = s->v.v[first].from, .to = to, .marks = first, .nmarks = last};
    x.style = pub_style_of(s->f, x.from, x.to);
    x.roles = s->v.v[last].note;
    if (l->v.n == 0) l->first = first;
    l->last = last;
    pc_vec_push(s->p->scratch, &l->v, x);
}

/* How many pieces from i on make one author; 0: none. *to: where it ends. */
static size_t author_at(au *s, const au_list *l, size_t i, size_t *to, bool semis) {
    const au_piece *x = &s->v.v[i], *y = i + 1 < s->v.n ? x + 1 : NULL;
    *to = x->to;
    bool pair = y && y->before == AU_COMMA && !y->etal;
    pc_str next = pair ? pc_str_sub(s->f->text, y->from, y->to) : (pc_str){0};
    if (x->shape == BIB_SHAPE_WORD || x->shape == BIB_SHAPE_FULL) {
        size_t prefix = pair ? initials_prefix(next) : 0;
        if (pair && y->shape == BIB_SHAPE_INITIALS) {
            *to = y->to;
            return 2;
        }
        if (prefix && x->shape == BIB_SHAPE_WORD) {
            *to = y->from + prefix;
            return 2;
        }
        if (pair && semis && y->shape != BIB_SHAPE_NONE) {
            *to = y->to;
            return 2;
        }
    }
    if (x->shape == BIB_SHAPE_FULL) return 1;
    /* A name cut by bold or by a line end: "**Hao** Ge". */
    bool torn = x->shape == BIB_SHAPE_WORD && y && !y->comma &&
                (y->before == AU_STYLE || y->before == AU_SOFT) && y->shape == BIB_SHAPE_WORD;
    if (torn && bib_name_shape(pc_str_sub(s->f->text, x->from, y->to)) == BIB_SHAPE_FULL) {
        *to = y->to;
        return 2;
    }
    /* One word between two full names. */
    bool amid = x->shape == BIB_SHAPE_WORD && l->v.n && y && y->comma && y->shape == BIB_SHAPE_FULL;
    return amid ? 1 : 0;
}

static bool has_semis(au *s, size_t from) {
    for (size_t i = from + 1; i < s->v.n && s->v.v[i].before != AU_HARD; i++)
        if (s->v.v[i].before == AU_SEMI) return true;
    return false;
}

static size_t read_list(au *s, size_t i, au_list *l) {
    *l = (au_list){.etal = PC_NPOS};
    bool semis = has_semis(s, i);
    while (i < s->v.n) {
        const au_piece *x = &s->v.v[i];
        if (l->v.n && !goes_on(x, false)) break;
        if (x->etal) {
            if (l->v.n == 0) return i + 1;
            l->etal = i++;
            continue;
        }
        size_t to, n = author_at(s, l, i, &to, semis);
        if (n == 0) break;
        bool rest = to < s->v.v[i + n - 1].to; /* the title begins in this piece */
        add(s, l, i, i + n - 1, to);
        i += n;
        if (rest) break;
    }
    return l->v.n ? i : i + 1;
}

static bool stands_alone(au *s, const au_list *l) {
    const au_piece *x = &s->v.v[l->first];
    const au_piece *y = l->last + 1 < s->v.n ? &s->v.v[l->last + 1] : NULL;
    bool before = x->before == AU_HARD || x->before == AU_LINE || x->before == AU_SOFT;
    bool after = !y || y->before == AU_LINE || y->before == AU_SOFT;
    return before && after;
}

/* Of one name we ask more than of two: it is set off, is the owner, or has its line for itself. */
static int score_list(au *s, au_list *l) {
    int score = (int)l->v.n * 10;
    bool set_off = false, owner = false, pairs = false;
    for (size_t i = 0; i < l->v.n; i++) {
        pub_author *x = &l->v.v[i];
        x->name = bib_name_parse(s->p->scratch, pc_str_sub(s->f->text, x->from, x->to));
        set_off = set_off || (x->style & (PUB_BOLD | PUB_UNDER));
        pairs = pairs || x->nmarks > x->marks;
        if (s->p->self.family.n) {
            bib_name_key k = bib_name_key_of(s->p->scratch, &x->name);
            owner = owner || bib_name_key_same(&k, &s->p->self);
        }
    }
    bool first = l->first == 0 && s->v.n > 1 && s->v.v[1].before == AU_HARD;
    bool etal = l->etal != PC_NPOS;
    if (l->v.n == 1 && !set_off && !owner && !pairs && !etal && !first && !stands_alone(s, l))
        return 0;
    return score + set_off * 5 + owner * 8 + etal * 5;
}

static void take_marks(au *s, const au_list *l, pub_authors *out) {
    size_t m = 0;
    for (size_t i = 0; i < l->v.n; i++) {
        pub_author x = l->v.v[i];
        size_t first = x.marks, last = x.nmarks;
        while (m < s->marks.n && s->marks.v[m].piece < first) m++;
        x.marks = out->marks.n;
        for (; m < s->marks.n && s->marks.v[m].piece <= last; m++) {
            const pub_mark_at *at = &s->marks.v[m].at;
            if (at->from < x.to && at->from >= x.from) continue; /* within the words of a name */
            pc_vec_push(s->p->scratch, &out->marks, *at);
            if (at->from < out->from) out->from = at->from;
            if (at->to > out->to) out->to = at->to;
        }
        x.nmarks = out->marks.n - x.marks;
        pc_vec_push(s->p->scratch, &out->v, x);
    }
}

void pub_find_authors(pub *p, const pub_flat *f, size_t title_from, size_t title_to,
                      pub_authors *out) {
    au s = {.p = p, .f = f, .core_from = PC_NPOS, .before = AU_HARD};
    *out = (pub_authors){0};
    find_stops(&s, title_from, title_to);
    find_pieces(&s);
    au_list best = {.etal = PC_NPOS}, l;
    for (size_t i = 0; i < s.v.n;) {
        i = read_list(&s, i, &l);
        if (l.v.n == 0) continue;
        bool in_title = title_to > title_from && s.v.v[l.first].from >= title_from &&
                        s.v.v[l.last].to <= title_to;
        l.score = in_title ? 0 : score_list(&s, &l);
        if (l.score > best.score) best = l;
    }
    if (best.v.n == 0) return;
    out->from = best.v.v[0].from;
    out->to = best.v.v[best.v.n - 1].to;
    if (best.etal != PC_NPOS) {
        out->etal_from = s.v.v[best.etal].from;
        out->etal_to = s.v.v[best.etal].to;
        if (out->etal_to > out->to) out->to = out->etal_to;
    }
    take_marks(&s, &best, out);
}

bool pub_is_name_list(pc_arena *a, pc_str text) {
    (void)a;
    size_t names = 0, others = 0, from = 0;
    bool word = false; /* "Li" waits for its "H." */
    for (size_t i = 0; i <= text.n; i++) {
        if (i < text.n && text.p[i] != ',' && text.p[i] != ';') continue;
        pc_str part = bib_mark_trim(pc_str_sub(text, from, i));
        if (pc_str_startsz(part, "and ")) part = pc_str_from(part, 4);
        if (part.n) {
            bib_shape k = bib_name_shape(part);
            if (k == BIB_SHAPE_FULL || k == BIB_SHAPE_INITIALS)
                names += 1 + (word && k == BIB_SHAPE_INITIALS);
            else if (k == BIB_SHAPE_NONE)
                others++;
            word = k == BIB_SHAPE_WORD;
        }
        from = i + 1;
    }
    return names > 1 && names > 2 * others;
}
