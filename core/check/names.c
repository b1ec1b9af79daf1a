/* One person written in two ways.
 *
 * Full names of all entries are gathered by their letters (folded, so that accents, hyphens and
 * capitals do not count). Names that differ by a letter are found through what is left when a
 * letter is taken out: two names one edit apart share such a rest. So nothing compares all with
 * all.
 *
 * Most such pairs are two people (Yan Li and Yang Li), and a wrong suspicion costs trust. One form
 * has to be rare and the other frequent, and there has to be a reason: the same people around both,
 * or a rare form that is no name of the kind that the frequent one is. */
#include "check/check_int.h"

#include "base/str.h"
#include "base/utf8.h"
#include "bib/pinyin.h"
#include "bib/words.h"

/* A written form. */
typedef struct form {
    pc_str literal;
    pc_str plain; /* given name first, without dots and single letters: those come and go */
    size_t count;
    chk_span at;
} form;

typedef struct person {
    pc_str letters;       /* given and family name */
    pc_str given, family; /* letters of each */
    PC_VEC(form) forms;   /* the first is the first met */
    PC_VEC(size_t) works; /* entries, of each title one */
    size_t asked;         /* how often co-authors were looked at */
} person;

typedef PC_VEC(person *) persons;

typedef struct naming {
    chk *c;
    pc_arena *a;
    pc_map by_letters; /* -> person */
    persons all;
} naming;

/* --- gathering -----------------------------------------------------------------------------------
 */

/* The words of a name, single letters left out. */
static void put_words(pc_buf *b, pc_str s) {
    pc_str w;
    size_t from;
    for (size_t i = 0; bib_word(s, &i, &from, &w);) {
        while (w.n && w.p[w.n - 1] == '.') w.n--;
        if (pc_utf8_len(w) < 2) continue;
        if (b->n) pc_buf_putc(b, ' ');
        pc_buf_put(b, w);
    }
}

static pc_str plain_form(naming *n, const bib_name *x) {
    pc_buf b;
    pc_buf_init(&b, n->a->mem);
    put_words(&b, x->given);
    put_words(&b, x->family);
    pc_str out = pc_buf_take(&b, n->a);
    pc_buf_fini(&b);
    return out;
}

static void add_form(naming *n, person *p, const chk_entry *e, const bib_author *x) {
    enum { MOST = 8 };
    pc_str plain = plain_form(n, &x->name);
    if (p->forms.n == MOST) return;
    for (size_t i = 0; i < p->forms.n; i++) {
        if (!pc_str_eq(p->forms.v[i].plain, plain)) continue;
        p->forms.v[i].count++;
        return;
    }
    chk_span at = chk_place_at(n->c, e, x->pos, x->name.literal);
    pc_vec_push(n->a, &p->forms, ((form){x->name.literal, plain, 1, at}));
}

/* The given name's letters without middle initials; empty where there are only such. */
static pc_str full_given(naming *n, const bib_name_key *k) {
    pc_buf b;
    pc_buf_init(&b, n->a->mem);
    for (size_t i = 0; !k->initials && i < k->ngiven; i++)
        if (pc_utf8_len(k->given[i]) > 1) pc_buf_put(&b, k->given[i]);
    pc_str out = pc_buf_take(&b, n->a);
    pc_buf_fini(&b);
    return out;
}

static void add_author(naming *n, size_t work, const bib_author *x) {
    bib_name_key k = bib_name_key_of(n->a, &x->name);
    pc_str given = full_given(n, &k);
    if (!given.n) return;
    pc_str letters = pc_str_cat(n->a, given, k.family);
    person *p = pc_map_get(&n->by_letters, letters);
    if (!p) {
        p = PC_NEW(n->a, person);
        *p = (person){.letters = letters, .given = given, .family = k.family};
        pc_map_set(n->a, &n->by_letters, letters, p);
        pc_vec_push(n->a, &n->all, p);
    }
    add_form(n, p, &n->c->entries.v[work], x);
    if (!p->works.n || p->works.v[p->works.n - 1] != work) pc_vec_push(n->a, &p->works, work);
}

/* A work that stands on two pages counts once. */
static void gather(naming *n) {
    pc_map seen = {0};
    for (size_t i = 0; i < n->c->entries.n; i++) {
        const chk_entry *e = &n->c->entries.v[i];
        if (!e->key.n || pc_map_has(&seen, e->key)) continue;
        pc_map_set(n->a, &seen, e->key, NULL);
        for (size_t k = 0; k < e->r->authors.n; k++) add_author(n, i, &e->r->authors.v[k]);
    }
}

/* --- accents, hyphens, capitals ------------------------------------------------------------------
 */

/* MIXED capitals are a style of a list, not of a person. */
static bool is_shouted(pc_str s) {
    size_t upper = 0, lower = 0;
    for (size_t i = 0; i < s.n; i++) {
        upper += pc_is_upper(s.p[i]);
        lower += pc_is_lower(s.p[i]);
    }
    return upper > lower;
}

static void variants(naming *n, const person *p) {
    size_t best = 0;
    for (size_t i = 1; i < p->forms.n; i++)
        if (p->forms.v[i].count > p->forms.v[best].count) best = i;
    for (size_t i = 0; i < p->forms.n; i++) {
        const form *f = &p->forms.v[i], *usual = &p->forms.v[best];
        if (i == best || is_shouted(f->literal) != is_shouted(usual->literal)) continue;
        pc_str times = pc_str_fmt(n->c->a, "%zu of %zu times", usual->count, p->works.n);
        if (CHK_SAY(n->c, NAME_VARIANT, f->at, f->literal, usual->literal, times))
            chk_note(n->c, usual->at.from, "\"$1\" is here", usual->literal);
    }
}

/* --- a letter ------------------------------------------------------------------------------------
 */

/* Whether one and the other are authors of one work: then they are two. */
static bool meet(const person *x, const person *y) {
    size_t i = 0, k = 0;
    while (i < x->works.n && k < y->works.n) {
        if (x->works.v[i] == y->works.v[k]) return true;
        if (x->works.v[i] < y->works.v[k])
            i++;
        else
            k++;
    }
    return false;
}

/* As many authors of a work are looked at. */
#define MOST_AUTHORS 60

static bool is_author(const naming *n, size_t work, const bib_name_key *who) {
    const bib_record *r = n->c->entries.v[work].r;
    for (size_t i = 0; i < r->authors.n && i < MOST_AUTHORS; i++) {
        bib_name_key k = bib_name_key_of(n->a, &r->authors.v[i].name);
        if (bib_name_key_same(&k, who)) return true;
    }
    return false;
}

/* How many others stand beside the rare form and beside the frequent one; [owner]: the page's owner
 * counts as well. */
static size_t shared(const naming *n, const person *rare, const person *often, bool owner) {
    enum { MANY = 50 };
    const bib_record *r = n->c->entries.v[rare->works.v[0]].r;
    size_t count = 0;
    for (size_t i = 0; i < r->authors.n && i < MOST_AUTHORS; i++) {
        if (!owner && r->authors.v[i].roles & BIB_SELF) continue;
        bib_name_key k = bib_name_key_of(n->a, &r->authors.v[i].name);
        bool beside = false;
        for (size_t w = 0; w < often->works.n && w < MANY && !beside; w++)
            beside = is_author(n, often->works.v[w], &k);
        count += beside;
    }
    return count;
}

static bool pinyin(const person *p) {
    return bib_is_pinyin(p->given) && bib_is_pinyin(p->family);
}

/* Where a letter more or less makes another name. */
static bool is_reason(const naming *n, const person *rare, const person *often) {
    bool both = pinyin(rare) && pinyin(often), broken = pinyin(often) && !pinyin(rare);
    size_t others = shared(n, rare, often, !pinyin(often));
    if (both) return others > 2 && others + 1 >= n->c->entries.v[rare->works.v[0]].r->authors.n - 1;
    return broken ? others > 0 || often->works.n > 4 : others > 1;
}

static bool is_slip(const naming *n, const person *rare, person *often) {
    enum {
        SHORT = 8, /* letters: too many names are a letter apart */
        ENOUGH = 16
    };
    if (2 * rare->works.n > often->works.n || often->letters.n < SHORT) return false;
    bool one = pc_str_eq(rare->family, often->family) || pc_str_eq(rare->given, often->given);
    return one && pc_str_distance(rare->letters, often->letters, 1) == 1 && !meet(rare, often) &&
           often->asked++ < ENOUGH && is_reason(n, rare, often);
}

static void compare(naming *n, person *x, person *y) {
    person *rare = x->works.n < y->works.n ? x : y, *often = rare == x ? y : x;
    if (!is_slip(n, rare, often)) return;
    const form *f = &rare->forms.v[0];
    pc_str times = pc_str_fmt(n->c->a, "%zu", often->works.n);
    if (CHK_SAY(n->c, NAME_TYPO, f->at, f->literal, often->forms.v[0].literal, times))
        chk_note(n->c, often->forms.v[0].at.from, "$1 is here", often->forms.v[0].literal);
}

/* The letters without those from i to k. */
static pc_str without(pc_arena *a, pc_str s, size_t i, size_t k) {
    return pc_str_cat(a, pc_str_sub(s, 0, i), pc_str_from(s, k));
}

/* Under each rest the persons that leave it; those that came before are compared with. No more than
 * a few have one rest; of names that are made up to have, the later ones are left alone. */
static void by_rest(naming *n, pc_map *rests, person *p, pc_str rest) {
    enum { MOST = 8 };
    persons *v = pc_map_get(rests, rest);
    if (!v) {
        v = PC_NEW(n->a, persons);
        pc_map_set(n->a, rests, rest, v);
    }
    for (size_t i = 0; i < v->n; i++)
        if (v->v[i] == p) return;
    for (size_t i = 0; i < v->n; i++) compare(n, v->v[i], p);
    if (v->n < MOST) pc_vec_push(n->a, v, p);
}

static void slips(naming *n) {
    enum { LONG = 60 };
    pc_map rests = {0};
    for (size_t i = 0; i < n->all.n; i++) {
        person *p = n->all.v[i];
        if (p->letters.n > LONG) continue;
        by_rest(n, &rests, p, p->letters);
        for (size_t at = 0; at < p->letters.n;) {
            size_t next = at;
            pc_utf8_next(p->letters, &next);
            by_rest(n, &rests, p, without(n->a, p->letters, at, next));
            at = next;
        }
    }
}

void chk_names(chk *c) {
    pc_mark mark = pc_arena_mark(c->scratch);
    naming n = {.c = c, .a = c->scratch};
    gather(&n);
    for (size_t i = 0; i < n.all.n; i++)
        if (n.all.v[i]->forms.n > 1) variants(&n, n.all.v[i]);
    slips(&n);
    pc_arena_release(c->scratch, mark);
}
