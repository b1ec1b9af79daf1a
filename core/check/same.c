/* What should be there once: an identifier with one title, a title with one entry. */
#include "check/check_int.h"

#include "ast/walk.h"
#include "base/str.h"
#include "bib/ident.h"
#include "bib/words.h"

/* --- whether two titles are one work's -----------------------------------------------------------
 */

/* As many words of a title are looked at. */
#define MOST_WORDS 40

static size_t words_of(pc_arena *a, pc_str title, pc_str out[MOST_WORDS]) {
    size_t n = 0, from;
    pc_str w;
    for (size_t i = 0; n < MOST_WORDS && bib_word(title, &i, &from, &w);)
        if (w.n > 3) out[n++] = bib_letters(a, w);
    return n;
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
    return both * 2 >= (n < m ? n : m);
}

/* --- one identifier, two titles ------------------------------------------------------------------
 */

typedef struct owners {
    chk *c;
    pc_map first; /* identifier -> the entry that has it first */
    pc_map said;  /* identifier and title */
} owners;

static pc_pos place_of(const chk_entry *e, const bib_ref *link) {
    return link && !e->moved && link->pos ? link->pos : e->at;
}

static void take(owners *o, pc_diag_code code, const chk_entry *e, pc_str id, const bib_ref *link) {
    chk *c = o->c;
    if (!id.n || !e->key.n) return;
    const chk_entry *before = pc_map_get(&o->first, id);
    if (!before) pc_map_set(c->scratch, &o->first, id, (void *)e);
    if (!before || before == e || alike(c, before, e)) return;
    pc_str key = pc_str_cat(c->scratch, id, pc_str_cat(c->scratch, PC_S("\n"), e->key));
    if (pc_map_has(&o->said, key)) return;
    pc_map_set(c->scratch, &o->said, key, NULL);
    const pc_str args[] = {id, chk_title(c, e)};
    if (chk_say(c, code, chk_find(c, place_of(e, link), link ? link->url : id), args,
                PC_COUNT(args)))
        chk_note(c, before->at, "\"$1\" has it, too", chk_title(c, before));
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
    owners doi = {.c = c}, arxiv = {.c = c}, link = {.c = c};
    for (size_t i = 0; i < c->entries.n; i++) {
        const chk_entry *e = &c->entries.v[i];
        const bib_record *r = e->r;
        take(&doi, PC_DIAG_SAME_DOI, e, r->doi, link_with(r, r->doi));
        take(&arxiv, PC_DIAG_SAME_ARXIV, e, r->arxiv, link_with(r, r->arxiv));
        for (size_t k = 0; k < r->links.n; k++)
            if (is_own(c, &r->links.v[k]))
                take(&link, PC_DIAG_SAME_LINK, e, plain(r->links.v[k].url), &r->links.v[k]);
    }
    pc_arena_release(c->scratch, mark);
}

/* --- one title, two entries ----------------------------------------------------------------------
 */

/* A choice of what stands below once more. */
static bool is_choice(chk *c, const bib_section *s) {
    static const char *const words[] = {"selected", "recent", "highlight", "highlights",
                                        "featured", "news",   "latest",    "representative",
                                        "top",      "key",    "best"};
    pc_str w;
    size_t from;
    for (; s; s = s->above) {
        pc_str text = pc_inlines_text(c->scratch, s->header->content);
        for (size_t i = 0; bib_word(text, &i, &from, &w);)
            for (size_t k = 0; k < PC_COUNT(words); k++)
                if (bib_word_is(w, words[k])) return true;
    }
    return false;
}

static bool is_out(const chk_entry *e) {
    return !e->r->status.n && !pc_str_eqz(e->r->type, "article");
}

void chk_duplicates(const chk_at *p) {
    enum { SHORT = 12 }; /* letters: "Introduction", "Editorial" are many works' titles */
    chk *c = p->c;
    pc_map first = {0};
    for (size_t i = 0; i < p->n; i++) {
        const chk_entry *e = &p->v[i];
        if (e->key.n <= SHORT || is_choice(c, e->r->section)) continue;
        const chk_entry *before = pc_map_get(&first, e->key);
        if (!before) pc_map_set(c->scratch, &first, e->key, (void *)e);
        if (!before || before->at == e->at) continue;
        pc_str title = chk_title(c, e);
        pc_diag_code code =
            is_out(e) == is_out(before) ? PC_DIAG_DUPLICATE : PC_DIAG_DUPLICATE_PREPRINT;
        if (chk_say(c, code, chk_here(e->at), &title, 1))
            chk_note(c, before->at, "it stands here, too", PC_S(""));
    }
}
