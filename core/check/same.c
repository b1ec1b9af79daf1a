/* What should be there once: an identifier with one title, a title with one entry. */
#include "check/check_int.h"

#include "ast/walk.h"
#include "base/str.h"
#include "bib/ident.h"
#include "bib/words.h"

/* --- whether two titles are one work's -----------------------------------------------------------
 */

/* As many words of a title are looked at, and as much of a text. */
#define MOST_WORDS 40
#define MOST_TEXT 4000

static size_t words_of(pc_arena *a, pc_str title, pc_str out[MOST_WORDS]) {
    title = pc_str_sub(title, 0, MOST_TEXT);
    size_t n = 0, from;
    pc_str w;
    for (size_t i = 0; n < MOST_WORDS && bib_word(title, &i, &from, &w);)
        if (w.n > 3) out[n++] = bib_letters(a, w);
    return n;
}

/* Whether y's title stands somewhere in the words of x: then that is the title, and another part of
 * the entry was taken for it. */
static bool tells(chk *c, const chk_entry *x, const chk_entry *y) {
    chk_words words = {0};
    chk_words_of(c->scratch, c->scratch, x->r->content, &words);
    pc_str text = pc_str_sub(words.text, 0, MOST_TEXT);
    return pc_str_find(bib_letters(c->scratch, text), y->key, 0) != PC_NPOS;
}

/* One begins the other ("… (extended version)"), or they share most of their words. */
static bool alike(chk *c, const chk_entry *x, const chk_entry *y) {
    if (pc_str_starts(x->key, y->key) || pc_str_starts(y->key, x->key)) return true;
    pc_str v[MOST_WORDS], w[MOST_WORDS];
    size_t n = words_of(c->scratch, x->r->title, v), m = words_of(c->scratch, y->r->title, w),
           both = 0;
    for (size_t i = 0; i < n; i++) {
        bool found = false;
        for (size_t k = 0; k < m && !found; k++) found = pc_str_eq(v[i], w[k]);
        both += found;
    }
    return both * 2 >= (n < m ? n : m) || tells(c, x, y) || tells(c, y, x);
}

/* --- one identifier, two titles ------------------------------------------------------------------
 */

/* Who has an identifier. */
typedef struct owner {
    const chk_entry *first, *second; /* of different titles */
    const bib_ref *link;             /* of the second */
    const chk_entry *rest[2];        /* further ones, as far as they are told */
    size_t more;                     /* titles */
    size_t uses;                     /* entries, whatever they link to it */
} owner;

typedef struct owners {
    chk *c;
    pc_diag_code code;
    size_t most; /* titles; what more have is nobody's: a home page */
    pc_map by_id;
} owners;

static pc_pos place_of(const chk_entry *e, const bib_ref *link) {
    return link && !e->moved && link->pos ? link->pos : e->at;
}

static owner *owner_of(owners *o, pc_str id) {
    owner *x = pc_map_get(&o->by_id, id);
    if (x) return x;
    x = PC_NEW(o->c->scratch, owner);
    pc_map_set(o->c->scratch, &o->by_id, id, x);
    return x;
}

static void take(owners *o, const chk_entry *e, pc_str id, const bib_ref *link) {
    if (!id.n || !e->key.n) return;
    owner *x = owner_of(o, id);
    if (!x->first) x->first = e;
    if (x->more > o->most) return;
    if (alike(o->c, x->first, e) || (x->second && alike(o->c, x->second, e))) return;
    if (x->second) {
        if (x->more < PC_COUNT(x->rest)) x->rest[x->more] = e;
        x->more++;
        return;
    }
    x->second = e;
    x->link = link;
}

static void say(const owners *o) {
    chk *c = o->c;
    for (size_t i = 0; i < o->by_id.n; i++) {
        const owner *x = o->by_id.v[i].value;
        if (!x->second || x->more + 2 > o->most || x->uses > o->most + 1) continue;
        const pc_str args[] = {o->by_id.v[i].key, chk_title(c, x->second)};
        pc_str words = x->link ? x->link->url : args[0];
        const chk_entry *others[] = {x->first, x->rest[0], x->rest[1]};
        bool said = chk_say(c, o->code, chk_find_url(c, place_of(x->second, x->link), words), args,
                            PC_COUNT(args));
        for (size_t k = 0; said && k < PC_COUNT(others); k++)
            if (others[k])
                chk_note(c, others[k]->at, "\"$1\" has it, too", chk_title(c, others[k]));
    }
}

static const bib_ref *link_with(const bib_record *r, pc_str id) {
    for (size_t i = 0; id.n && i < r->links.n; i++)
        if (pc_str_find(r->links.v[i].url, id, 0) != PC_NPOS) return &r->links.v[i];
    return NULL;
}

/* Without what does not tell addresses apart. */
static pc_str plain(pc_str url) {
    static const char *const fronts[] = {"https://", "http://", "www."};
    for (size_t i = 0; i < PC_COUNT(fronts); i++)
        if (pc_str_startsz(url, fronts[i])) url = pc_str_from(url, strlen(fronts[i]));
    size_t end = pc_str_chr(url, '#', 0);
    url = pc_str_sub(url, 0, end == PC_NPOS ? url.n : end);
    while (url.n && url.p[url.n - 1] == '/') url.n--;
    return url;
}

/* The addresses of the work itself; a project's or a venue's may be shared. */
static bool is_own(chk *c, const bib_ref *x) {
    bool own = x->title || x->purpose == BIB_LINK_PDF;
    return own && x->purpose != BIB_LINK_PLACEHOLDER && !bib_url_placeholder(x->url) &&
           x->url.p[0] != '#' && !bib_doi_find(c->scratch, x->url).n &&
           !bib_arxiv_find(c->scratch, x->url).n && pc_str_chr(plain(x->url), '/', 0) != PC_NPOS;
}

void chk_same(chk *c) {
    pc_mark mark = pc_arena_mark(c->scratch);
    owners doi = {c, PC_DIAG_SAME_DOI, 4, {0}}, arxiv = {c, PC_DIAG_SAME_ARXIV, 4, {0}},
           link = {c, PC_DIAG_SAME_LINK, 2, {0}};
    for (size_t i = 0; i < c->entries.n; i++) {
        const chk_entry *e = &c->entries.v[i];
        const bib_record *r = e->r;
        take(&doi, e, r->doi, link_with(r, r->doi));
        take(&arxiv, e, r->arxiv, link_with(r, r->arxiv));
        for (size_t k = 0; k < r->links.n; k++) {
            pc_str url = plain(r->links.v[k].url);
            owner_of(&link, url)->uses++;
            if (is_own(c, &r->links.v[k])) take(&link, e, url, &r->links.v[k]);
        }
    }
    say(&doi);
    say(&arxiv);
    say(&link);
    pc_arena_release(c->scratch, mark);
}

/* --- one title, two entries ----------------------------------------------------------------------
 */

/* Where it appeared, in letters. */
static pc_str venue_of(chk *c, const chk_entry *e) {
    return e->r->venues.n ? bib_letters(c->scratch, e->r->venues.v[0].name) : PC_S("");
}

static bool is_out(const chk_entry *e) {
    return !e->r->status.n && !pc_str_eqz(e->r->type, "article");
}

/* One work at a conference and in a journal, or presented twice, is what lists are made of. */
static bool is_elsewhere(chk *c, const chk_entry *x, const chk_entry *y) {
    bool years = x->r->year.n && y->r->year.n && !pc_str_eq(x->r->year, y->r->year);
    return years || !pc_str_eq(x->r->type, y->r->type) ||
           !pc_str_eq(venue_of(c, x), venue_of(c, y));
}

/* Whether they stand in two lists, of which one is a choice from the other. */
static bool is_chosen(const chk_entry *x, const chk_entry *y) {
    return x->r->section != y->r->section && (x->section->choice || y->section->choice);
}

static void twice(chk *c, const chk_entry *before, const chk_entry *e) {
    bool versions = is_out(before) != is_out(e);
    pc_str title = chk_title(c, e);
    if (is_chosen(before, e) || (!versions && is_elsewhere(c, before, e))) return;
    if (chk_say(c, versions ? PC_DIAG_DUPLICATE_VERSION : PC_DIAG_DUPLICATE, chk_here(e->at),
                &title, 1))
        chk_note(c, before->at, "it stands here, too", PC_S(""));
}

void chk_duplicates(const chk_at *p) {
    enum { SHORT = 18 }; /* letters: "Introduction", "Editorial" are many works' titles */
    chk *c = p->c;
    pc_map first = {0};
    for (size_t i = 0; i < p->n; i++) {
        const chk_entry *e = &p->v[i];
        if (e->key.n <= SHORT || !e->r->authors.n) continue;
        const chk_entry *before = pc_map_get(&first, e->key);
        if (!before)
            pc_map_set(c->scratch, &first, e->key, (void *)e);
        else if (before->at != e->at)
            twice(c, before, e);
    }
}
