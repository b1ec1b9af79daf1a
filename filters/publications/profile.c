/* The page's habits. All candidates are read before any is decided on: where their titles stand and
 * how they are set off, whose name stands out. What most of them do settles the others; and a
 * candidate among entries is sooner one than a candidate among other things. */
#include "filters/publications/pub_int.h"

#include "bib/words.h"

/* --- Titles ---------------------------------------------------------------------------------- */

static void learn_titles(pub *p) {
    int votes[PUB_HOW_COUNT][PUB_WHERE_COUNT] = {{0}}, all = 0;
    for (size_t i = 0; i < p->units.n; i++) {
        const pub_entry *e = p->units.v[i].e;
        if (!e || e->score < 60 || e->authors.v.n == 0) continue;
        int weight = e->score > 100 ? 40 : e->score - 60 + 4;
        votes[e->title.how][e->title.where] += weight;
        all += weight;
    }
    if (all < 40) return;
    for (size_t h = 0; h < PUB_HOW_COUNT; h++)
        for (size_t w = 0; w < PUB_WHERE_COUNT; w++)
            p->profile.title[h][w] = votes[h][w] * 36 / all - 8;
}

/* "Bee A, Dee C": is it what most lists of several names are? */
static void learn_names(pub *p) {
    size_t lists = 0, initials = 0;
    for (size_t i = 0; i < p->units.n; i++) {
        const pub_entry *e = p->units.v[i].e;
        if (!e || e->score < 60 || e->authors.v.n < 2) continue;
        const pub_author *x = &e->authors.v.v[0];
        lists++;
        initials +=
            e->authors.initials && pc_str_chr(pub_text(p, x->from, x->to), ',', 0) == PC_NPOS;
    }
    p->profile.initials = initials > 1 && initials * 5 >= lists * 4;
}

/* Would the page's habits have it read otherwise? */
static bool is_usual(const pub *p, const pub_entry *e) {
    int best = 0;
    for (size_t h = 0; h < PUB_HOW_COUNT; h++)
        for (size_t w = 0; w < PUB_WHERE_COUNT; w++)
            if (p->profile.title[h][w] > best) best = p->profile.title[h][w];
    return p->profile.title[e->title.how][e->title.where] >= best;
}

/* May the word be the owner's family name, or begin it? Marks, hyphens and apostrophes are left to
 * the comparison of names. */
static bool may_be_owner(const pub *p, pc_str w) {
    pc_str name = p->self.bare;
    if ((unsigned char)*w.p >= 0x80 || (unsigned char)*name.p >= 0x80) return true;
    for (size_t i = 0; i < w.n && i < name.n; i++) {
        unsigned char c = (unsigned char)w.p[i];
        if (c >= 0x80 || c == '-' || c == '\'') return true;
        if (pc_lower(c) != name.p[i]) return false;
    }
    return true;
}

/* A quick look before names are compared. */
static bool may_name_owner(const pub *p, size_t from, size_t to) {
    if (p->self.bare.n == 0) return false;
    for (size_t i = pub_word_from(p, from); i < p->words.n && p->words.v[i].from < to; i++)
        if (may_be_owner(p, pub_word_text(p, i))) return true;
    return false;
}

/* "Bee A. Statins …" */
static bool begins_with_initials(const pub *p, const pub_entry *e) {
    for (size_t i = e->word; i < e->word + e->nwords && i < e->word + 5; i++) {
        const pub_word *w = &p->words.v[i];
        bool initials = w->dotted == BIB_WORD_INITIAL || w->dotted == BIB_WORD_CAPS;
        if (i > e->word && initials && (w->is & PUB_WORD_DOT)) return true;
    }
    return false;
}

/* A heading's own entry has its title in the heading, whatever is usual. */
static void read_again(pub *p) {
    for (size_t i = 0; i < p->units.n; i++) {
        pub_unit *u = &p->units.v[i];
        bool nobody = u->e && u->e->authors.v.n == 0 && may_name_owner(p, u->e->from, u->e->to);
        if (!u->e || u->given || u->e->title.how == PUB_HOW_HEAD) continue;
        bool lone = p->profile.initials && u->e->authors.v.n < 2 && u->e->authors.etal_to == 0 &&
                    begins_with_initials(p, u->e);
        if (is_usual(p, u->e) && !nobody && !lone) continue;
        pub_entry *e = PC_NEW(p->scratch, pub_entry);
        size_t to = u->e->to;
        pub_read_entry(p, u->e->from, to, NULL, e);
        if (e->score >= 20 || u->e->score < 20) u->e = e;
    }
}

/* --- Who the page belongs to ----------------------------------------------------------------- */

static bool is_set_off(const pub_author *x) {
    return (x->style & (PUB_BOLD | PUB_UNDER | PUB_CODE)) != 0;
}

pub_person *pub_person_of(pub *p, const pub_author *x) {
    pc_str text = pub_text(p, x->from, x->to);
    pub_person *one = pc_map_get(&p->people, text);
    if (one) return one;
    one = PC_NEW(p->a, pub_person);
    *one = (pub_person){.name = bib_name_parse(p->a, text)};
    pc_map_set(p->a, &p->people, text, one);
    return one;
}

const bib_name_key *pub_key_of(pub *p, const pub_author *x) {
    pub_person *one = pub_person_of(p, x);
    if (!one->keyed) one->key = bib_name_key_of(p->a, &one->name);
    one->keyed = true;
    return &one->key;
}

/* A name that some entries set off from the others, or that many share. */
typedef struct pf_owner {
    bib_name_key key;
    pc_str name; /* as first printed */
    size_t count;
    size_t last; /* the entry that was counted last */
} pf_owner;

typedef struct pf_found {
    size_t owner; /* index */
    struct pf_found *next;
} pf_found;

typedef struct pf_owners {
    PC_VEC(pf_owner) v;
    pc_map by_name; /* text -> pf_found */
} pf_owners;

/* On longer lists of names the first ones tell. */
#define PF_MOST_OWNERS 64

/* An owner is found by what two forms of one name share (bib_name_key_same): a family name, with or
 * without its particle, or the given names of one and the family name of the other. */
static void index_owner(pub *p, pf_owners *o, pc_str by) {
    pf_found *f = PC_NEW(p->scratch, pf_found);
    *f = (pf_found){o->v.n, pc_map_get(&o->by_name, by)};
    pc_map_set(p->scratch, &o->by_name, by, f);
}

/* The first that is the same person; as many as there are: none. */
static size_t find_owner_by(const pf_owners *o, pc_str by, const bib_name_key *key) {
    size_t first = o->v.n;
    for (const pf_found *f = pc_map_get(&o->by_name, by); f; f = f->next)
        if (f->owner < first && bib_name_key_same(&o->v.v[f->owner].key, key)) first = f->owner;
    return first;
}

static void add_owner(pub *p, pf_owners *o, const pub_author *x, size_t unit) {
    const bib_name_key *key = pub_key_of(p, x);
    if (o->v.n == PF_MOST_OWNERS || key->family.n == 0) return;
    index_owner(p, o, key->family);
    if (!pc_str_eq(key->bare, key->family)) index_owner(p, o, key->bare);
    if (key->given_joined.n) index_owner(p, o, key->given_joined);
    pf_owner new = {*key, pub_person_of(p, x)->name.literal, 1, unit};
    pc_vec_push(p->scratch, &o->v, new);
}

static void count_owner(pub *p, pf_owners *o, const pub_author *x, size_t unit) {
    const bib_name_key *key = pub_key_of(p, x);
    size_t i = find_owner_by(o, key->family, key);
    size_t bare = pc_str_eq(key->bare, key->family) ? i : find_owner_by(o, key->bare, key);
    if (bare < i) i = bare;
    if (i == o->v.n) {
        add_owner(p, o, x, unit);
        return;
    }
    o->v.v[i].count += o->v.v[i].last != unit;
    o->v.v[i].last = unit;
}

/* "The Price of Tea (with Cy Dee)": the list is of those beside the owner. */
static bool names_others(const pub *p, const pub_entry *e) {
    size_t word = p->pieces.v[e->authors.v.v[0].piece].word;
    return word > e->word && (p->words.v[word - 1].lex & PUB_LEX_AND_BY) == PUB_LEX_AND_BY;
}

/* The only one of several names that is set off: in bold, or the only link, where nothing says
 * whose page it is: people link to others, too. */
static const pub_author *set_off_name(const pub *p, const pub_entry *e) {
    const pub_author *bold = NULL, *link = NULL;
    size_t nbold = 0, nlink = 0;
    for (size_t i = 0; i < e->authors.v.n; i++) {
        const pub_author *x = &e->authors.v.v[i];
        if (is_set_off(x)) nbold++, bold = x;
        if (x->style & PUB_LINK) nlink++, link = x;
    }
    if (nbold == 1 && (e->authors.v.n > 1 || e->title.how != PUB_HOW_BOLD)) return bold;
    return !p->configured.n && nbold == 0 && nlink == 1 ? link : NULL;
}

static const pf_owner *most(const pf_owners *o) {
    const pf_owner *best = NULL;
    for (size_t i = 0; i < o->v.n; i++)
        if (!best || o->v.v[i].count > best->count) best = &o->v.v[i];
    return best;
}

/* Markup first, then the configured name, then the one that nearly every entry shares. */
static pc_str take_configured(pub *p) {
    bib_name name = bib_name_parse(p->scratch, p->configured);
    p->self = bib_name_key_of(p->scratch, &name);
    p->self_by = PUB_SELF_CONFIGURED;
    return p->configured;
}

static pc_str find_owner(pub *p, bool early) {
    pf_owners set_off = {0}, all = {0};
    size_t n = 0;
    if (p->told) return take_configured(p);
    for (size_t i = 0; i < p->units.n; i++) {
        const pub_entry *e = p->units.v[i].e;
        if (!e || e->authors.v.n == 0 || !(early ? e->score >= 60 : p->units.v[i].taken)) continue;
        if (names_others(p, e)) continue;
        const pub_author *x = set_off_name(p, e);
        if (x) count_owner(p, &set_off, x, i + 1);
        n++;
    }
    const pf_owner *best = most(&set_off);
    if (best && (best->count > 1 || n == 1 || best->count * 2 >= set_off.v.n)) {
        p->self = best->key;
        p->self_by = PUB_SELF_MARKUP;
        return best->name;
    }
    if (p->configured.n) return take_configured(p);
    for (size_t i = 0; i < p->units.n; i++) {
        const pub_entry *e = p->units.v[i].e;
        if (early ? !e || e->score < 60 : !p->units.v[i].taken) continue;
        if (e->authors.v.n == 0 || names_others(p, e)) continue;
        for (size_t k = 0; k < e->authors.v.n && k < 40; k++)
            count_owner(p, &all, &e->authors.v.v[k], i + 1);
    }
    best = most(&all);
    if (!best || n < 4 || best->count * 5 < n * 4) return (pc_str){0};
    p->self = best->key;
    p->self_by = PUB_SELF_SHARED;
    return best->name;
}

static void assign_self(pub *p, pub_entry *e) {
    const pub_author *only = set_off_name(p, e);
    bool found = false;
    if (p->self.family.n == 0) return;
    for (size_t i = 0; i < e->authors.v.n; i++) {
        pub_author *x = &e->authors.v.v[i];
        if (!may_name_owner(p, x->from, x->to)) continue;
        if (!bib_name_key_same(pub_key_of(p, x), &p->self)) continue;
        x->roles |= BIB_SELF;
        found = true;
    }
    if (found || !only || p->self_by != PUB_SELF_MARKUP) return;
    e->authors.v.v[only - e->authors.v.v].roles |= BIB_SELF;
}

/* The owner is no one of a list of others, and known by name. */
static void imply_owner(pub *p, pub_entry *e, pc_str owner) {
    if (e->authors.v.n == 0 || owner.n == 0) return;
    for (size_t i = 0; i < e->authors.v.n; i++)
        if (e->authors.v.v[i].roles & BIB_SELF) return;
    if (names_others(p, e)) e->owner = pc_str_dup(p->a, owner);
}

/* --- Which are entries ----------------------------------------------------------------------- */

typedef struct pf_family {
    size_t all, strong;
} pf_family;

static int threshold(const pub *p, const pub_unit *u, const pf_family *f) {
    pub_topic topic = p->sections.v[u->section].topic;
    int t = topic == PUB_YES ? 36 : u->flow ? 76 : 60;
    if (f->all >= 3 && f->strong * 5 >= f->all * 3 && (!u->e || u->e->authors.v.n)) t -= 12;
    if (f->all >= 4 && f->strong * 4 < f->all) t += topic == PUB_YES ? 4 : 12;
    return t;
}

static void decide_entries(pub *p) {
    size_t families = 0;
    for (size_t i = 0; i < p->units.n; i++)
        if (p->units.v[i].family >= families) families = p->units.v[i].family + 1;
    pf_family *f = pc_alloc0(p->scratch, (families + 1) * sizeof *f);
    for (size_t i = 0; i < p->units.n; i++) {
        const pub_unit *u = &p->units.v[i];
        f[u->family].all++;
        f[u->family].strong += u->e && u->e->score >= 60;
    }
    for (size_t i = 0; i < p->units.n; i++) {
        pub_unit *u = &p->units.v[i];
        bool no = p->sections.v[u->section].topic == PUB_NO;
        u->taken = u->e && !no && u->e->title.to > u->e->title.from &&
                   u->e->score >= threshold(p, u, &f[u->family]);
        p->entries += u->taken;
    }
}

/* Without entries a line with signs explains something else. */
static void forget_legends(pub *p) {
    for (size_t i = 0; i < p->parts.n; i++) p->parts.v[i].done = 0;
    p->done.n = 0;
}

static bool says_publications(const pub_section *s) {
    return s->says_topic && s->topic == PUB_YES;
}

/* Parts and headings learn what becomes of them. */
static void note_decisions(pub *p) {
    if (!p->entries && !p->annotated) forget_legends(p);
    for (size_t i = 0; i < p->units.n;) {
        size_t n = 1, taken = p->units.v[i].taken;
        const pub_unit *u = &p->units.v[i];
        while (u->segment && i + n < p->units.n && p->units.v[i + n].segment &&
               p->units.v[i + n].part == u->part)
            taken += p->units.v[i + n++].taken;
        if (taken) {
            pub_done d = {.is = PUB_DONE_ENTRY, .unit = i, .nunits = n};
            pc_vec_push(p->scratch, &p->done, d);
            p->parts.v[u->part].done = p->done.n;
            p->sections.v[u->section].listed += taken;
        }
        i += n;
    }
    for (size_t i = p->sections.n; i-- > 0;) {
        const pub_section *s = &p->sections.v[i];
        /* What a heading says counts also where entries come later (jekyll-scholar's). */
        bool ours = s->listed || says_publications(s);
        if (!ours || s->part == PC_NPOS || p->parts.v[s->part].done) {
            if (s->listed && s->part == PC_NPOS) p->sections.v[s->around].listed += i > 0;
            continue;
        }
        pub_done d = {.is = PUB_DONE_SECTION, .section = i};
        pc_vec_push(p->scratch, &p->done, d);
        p->parts.v[s->part].done = p->done.n;
        if (s->around && says_publications(&p->sections.v[s->around]))
            p->sections.v[s->around].listed++;
    }
}

static void report(pub *p, pc_str owner) {
    static const char *const how[] = {[PUB_SELF_MARKUP] = "set off on the page",
                                      [PUB_SELF_CONFIGURED] = "as configured",
                                      [PUB_SELF_SHARED] = "in nearly every entry"};
    for (size_t i = 0; i < p->units.n; i++) {
        const pub_unit *u = &p->units.v[i];
        if (!u->taken) continue;
        pc_str title = pub_text(p, u->e->title.from, u->e->title.to);
        size_t cut = 60; /* at a character's start */
        while (cut < title.n && ((unsigned char)title.p[cut] & 0xC0) == 0x80) cut--;
        title = pc_str_sub(title, 0, cut);
        pc_diag(p->cx->diags, PC_DIAG_RECOGNISE, pub_pos_at(p, u->from), "publication (%d): %.*s",
                u->e->score > 100 ? 100 : u->e->score, PC_F(title));
    }
    if (owner.n)
        pc_diag(p->cx->diags, PC_DIAG_RECOGNISE, 0, "%zu publications; owner: %.*s (%s)",
                p->entries, PC_F(owner), how[p->self_by]);
    else
        pc_diag(p->cx->diags, PC_DIAG_RECOGNISE, 0, "%zu publications; owner unknown", p->entries);
}

void pub_decide(pub *p) {
    learn_titles(p);
    learn_names(p);
    find_owner(p, true);
    read_again(p);
    decide_entries(p);
    pc_str owner = find_owner(p, false);
    pub_learn_marks(p);
    for (size_t i = 0; i < p->units.n; i++) {
        if (!p->units.v[i].taken) continue;
        pub_entry *e = p->units.v[i].e;
        pub_assign_roles(p, e);
        assign_self(p, e);
        imply_owner(p, e, owner);
        pub_classify_links(p, e);
    }
    note_decisions(p);
    report(p, owner);
}
