/* What an entry says about itself, against the page: years, marks, missing fields, the owner. */
#include "check/check_int.h"

#include "ast/build.h"
#include "ast/walk.h"
#include "base/str.h"
#include "bib/date.h"
#include "bib/venue.h"
#include "bib/words.h"

/* --- years ---------------------------------------------------------------------------------------
 */

static void against_section(chk *c, const chk_entry *e) {
    int64_t section = e->section->year, off = INT64_MAX;
    const chk_year_at *nearest = NULL;
    for (size_t i = 0; section && i < e->years.n; i++) {
        int64_t d = chk_year(e->years.v[i].year) - section;
        if (d < 0) d = -d;
        if (d >= off) continue;
        off = d;
        nearest = &e->years.v[i];
    }
    if (!nearest || !off) return;
    const pc_str args[] = {chk_title(c, e), nearest->year, pc_str_fmt(c->a, "%d", (int)section)};
    bool said = chk_say(c, off > 1 ? PC_DIAG_YEAR_SECTION : PC_DIAG_YEAR_SECTION_NEAR,
                        chk_place_year(c, e, nearest), args, PC_COUNT(args));
    if (said && e->section->year_pos)
        chk_note(c, e->section->year_pos, "the heading is here", PC_S(""));
}

/* arXiv identifiers since April 2007 begin with year and month. */
static void against_arxiv(chk *c, const chk_entry *e) {
    const bib_record *r = e->r;
    bool preprint = pc_str_eqz(r->type, "article") && r->venues.n < 2;
    if (!preprint || !e->years.n || r->arxiv.n < 9 || r->arxiv.p[4] != '.') return;
    int64_t year = chk_year(r->year), yymm = 0;
    pc_str_int(pc_str_sub(r->arxiv, 0, 4), &yymm);
    int64_t of = 2000 + yymm / 100;
    if (!year || (year >= of && year <= of + 1)) return;
    const chk_year_at at = {r->year, r->year_pos};
    CHK_SAY(c, YEAR_ARXIV, chk_place_year(c, e, &at), chk_title(c, e), r->year,
            pc_str_fmt(c->a, "%d", (int)of));
}

/* A work with one venue has one year, give or take that of the proceedings. */
static void against_venue(chk *c, const chk_entry *e) {
    const bib_record *r = e->r;
    if (r->venues.n != 1 || r->status.n || !r->venues.v[0].year.n) return;
    pc_str first = r->venues.v[0].year;
    for (size_t i = 0; i < e->years.n; i++) {
        int64_t d = chk_year(e->years.v[i].year) - chk_year(first);
        if (d > -2 && d < 2) continue;
        CHK_SAY(c, YEAR_VENUE, chk_place_year(c, e, &e->years.v[i]), chk_title(c, e), first,
                e->years.v[i].year);
        return;
    }
}

static void against_now(chk *c, const chk_entry *e) {
    const bib_record *r = e->r;
    for (size_t i = 0; i < e->years.n; i++) {
        int64_t ahead = chk_year(e->years.v[i].year) - c->o->year;
        bool told = r->status.n || r->venues.n;
        if (ahead < 1 || (ahead == 1 && told)) continue;
        CHK_SAY(c, YEAR_FUTURE, chk_place_year(c, e, &e->years.v[i]), chk_title(c, e),
                e->years.v[i].year);
        return;
    }
}

void chk_years(const chk_at *p, const chk_entry *e) {
    if (e->fields < 2) return;
    against_section(p->c, e);
    against_arxiv(p->c, e);
    against_venue(p->c, e);
    against_now(p->c, e);
}

/* --- missing fields ------------------------------------------------------------------------------
 *
 * A field that was not recognised is not missing. So there have to be entries that have it, and no
 * words left in this one that might be it. */

static bool has_title(const chk_entry *e) {
    return e->key.n > 0;
}
static bool has_authors(const chk_entry *e) {
    return e->r->authors.n > 0 || bib_field(e->r, "editor").n; /* proceedings have these */
}
static bool has_year(const chk_entry *e) {
    const bib_record *r = e->r;
    return r->year.n || r->date.n || r->status.n || r->arxiv.n;
}
static bool has_venue(const chk_entry *e) {
    const bib_record *r = e->r;
    return r->venues.n || r->status.n || r->arxiv.n ||
           (r->type.n && !pc_str_startsz(r->type, "article"));
}

static bool no_words(chk *c, const chk_entry *e, pc_str text, const bib_author *owner) {
    (void)c, (void)e, (void)owner;
    return !pc_str_trim(text).n;
}

/* Where the owner's name stands, the authors are there; where nobody knows it, nothing is sure.
 * What has no venue either may be a link between entries. */
static bool no_owner(chk *c, const chk_entry *e, pc_str text, const bib_author *owner) {
    (void)c;
    return owner && has_venue(e) && pc_str_find(text, owner->name.family, 0) == PC_NPOS;
}

static bool no_year(chk *c, const chk_entry *e, pc_str text, const bib_author *owner) {
    (void)c, (void)owner;
    return !bib_year_find(text, 0).n && !e->section->year && !e->section->status;
}

/* Beside title, authors and links there is hardly a word. */
static bool no_rest(chk *c, const chk_entry *e, pc_str text, const bib_author *owner) {
    enum { FEW = 4, YEAR = 4 };
    const bib_record *r = e->r;
    size_t known = e->key.n, all = bib_letters(c->scratch, text).n;
    (void)owner;
    known += e->years.n ? YEAR : 0;
    for (size_t i = 0; i < r->authors.n; i++)
        known += bib_letters(c->scratch, r->authors.v[i].name.literal).n;
    for (size_t i = 0; i < r->links.n; i++)
        if (!r->links.v[i].title) known += bib_letters(c->scratch, r->links.v[i].text).n;
    return all < known + FEW && !e->section->status;
}

static const struct {
    pc_diag_code code;
    bool (*has)(const chk_entry *e);
    bool (*sure)(chk *c, const chk_entry *e, pc_str text, const bib_author *owner);
} fields[] = {
    {PC_DIAG_TITLE_MISSING, has_title, no_words},
    {PC_DIAG_AUTHORS_MISSING, has_authors, no_owner},
    {PC_DIAG_YEAR_MISSING, has_year, no_year},
    {PC_DIAG_VENUE_MISSING, has_venue, no_rest},
};

static const bib_author *self_of(const chk_entry *e) {
    for (size_t i = 0; i < e->r->authors.n; i++)
        if (e->r->authors.v[i].roles & BIB_SELF) return &e->r->authors.v[i];
    return NULL;
}

static const bib_author *owner_of(const chk_at *p) {
    const bib_author *owner = NULL;
    for (size_t i = 0; !owner && i < p->n; i++) owner = self_of(&p->v[i]);
    return owner;
}

/* The title leads to "#": a menu of the page. */
static bool is_switch(const bib_record *r) {
    for (size_t i = 0; i < r->links.n; i++)
        if (r->links.v[i].title && pc_str_eqz(r->links.v[i].url, "#")) return true;
    return false;
}

/* "Paper" is the text of a link, and no title. */
size_t chk_fields(const chk_entry *e) {
    size_t known = 0;
    if (bib_label_purpose(e->r->title) || is_switch(e->r)) return 0;
    for (size_t k = 0; k < PC_COUNT(fields); k++) known += fields[k].has(e);
    return known;
}

static void miss(const chk_at *p, const chk_entry *e, size_t k, const bib_author *owner) {
    chk_words words = {0};
    pc_str title = chk_title(p->c, e);
    chk_words_of(p->c->scratch, p->c->scratch, e->r->content, &words);
    if (fields[k].sure(p->c, e, words.text, owner))
        chk_say(p->c, fields[k].code, chk_here(e->at), &title, 1);
}

void chk_missing(const chk_at *p) {
    enum { FEW = 4, MOST = 85 }; /* per cent: on such a page the want is an oversight */
    const bib_author *owner = owner_of(p);
    for (size_t k = 0; p->n >= FEW && k < PC_COUNT(fields); k++) {
        size_t having = 0;
        for (size_t i = 0; i < p->n; i++) having += fields[k].has(&p->v[i]);
        for (size_t i = 0; having * 100 >= p->n * MOST && i < p->n; i++)
            if (!fields[k].has(&p->v[i]) && p->v[i].fields > 1) miss(p, &p->v[i], k, owner);
    }
}

/* --- the owner -----------------------------------------------------------------------------------
 */

static size_t times(pc_str text, pc_str word) {
    size_t n = 0, i = 0;
    for (; (i = pc_str_find(text, word, i)) != PC_NPOS; i += word.n)
        n += bib_at_word_start(text, i) && bib_at_word_end(text, i + word.n);
    return n;
}

/* The owner goes without saying in "(with A. Bee and C. Dee)", and is there when the family name
 * stands more often than among the authors that were read. */
static bool has_owner(chk *c, const chk_entry *e, const bib_author *owner) {
    chk_words words = {0};
    size_t named = 0;
    chk_words_of(c->scratch, c->scratch, e->r->content, &words);
    for (size_t i = 0; i < e->r->authors.n; i++)
        named += times(e->r->authors.v[i].name.literal, owner->name.family);
    size_t at = pc_str_find(words.text, e->r->authors.v[0].name.literal, 0);
    bool with = at != PC_NPOS && pc_str_endsz(pc_str_rtrim(pc_str_sub(words.text, 0, at)), "with");
    return with || times(words.text, owner->name.family) > named;
}

void chk_owner(const chk_at *p) {
    enum { FEW = 5 };
    const bib_author *owner = owner_of(p);
    size_t having = 0, listed = 0;
    for (size_t i = 0; i < p->n; i++) {
        having += self_of(&p->v[i]) != NULL;
        listed += p->v[i].r->authors.n > 0;
    }
    for (size_t i = 0; listed >= FEW && having * 5 >= listed * 4 && i < p->n; i++) {
        const chk_entry *e = &p->v[i];
        if (self_of(e) || e->r->etal || e->r->authors.n < 2 || has_owner(p->c, e, owner)) continue;
        pc_str first = e->r->authors.v[0].name.literal;
        CHK_SAY(p->c, OWNER_ABSENT, chk_place_at(p->c, e, e->r->authors.v[0].pos, first),
                owner->name.literal, chk_title(p->c, e));
    }
}

/* --- marks ---------------------------------------------------------------------------------------
 */

typedef struct mark_use {
    pc_str mark;
    pc_pos first;
    const bib_meaning *legend; /* the first that explains it */
    size_t used;
    bool told; /* in the words of an entry */
} mark_use;

/* [uses]: mark -> mark_use. */
static mark_use *use_of(chk *c, pc_map *uses, pc_str mark) {
    mark_use *u = pc_map_get(uses, mark);
    if (u) return u;
    u = PC_NEW(c->scratch, mark_use);
    u->mark = mark;
    pc_map_set(c->scratch, uses, mark, u);
    return u;
}

static bool explains(const pc_attr *legend, pc_str mark) {
    for (size_t i = 0; i < legend->pairs.n; i++)
        if (pc_str_eq(legend->pairs.v[i].key, mark)) return true;
    return false;
}

/* Numbers and letters point to affiliations. */
static void use_marks(chk *c, pc_map *uses, const pc_inline *x, const pc_attr *own, bool told) {
    pc_str text = pc_inlines_text(c->a, x->u.span->content), mark;
    for (size_t i = 0, n; i < text.n; i += n ? n : 1) {
        n = bib_mark_at(text, i, &mark);
        if (!n || pc_is_alnum(mark.p[0]) || explains(own, mark)) continue;
        mark_use *u = use_of(c, uses, mark);
        u->used++;
        u->told |= told;
        if (!u->first) u->first = x->pos;
    }
}

/* The legend within an entry counts for this one. */
static const pc_attr *own_legend(chk *c, pc_blocks entry) {
    pc_walk w;
    pc_walk_blocks(&w, c->scratch, entry);
    for (pc_event ev; (ev = pc_walk_next(&w)) != PC_WALK_END;) {
        if (ev != PC_WALK_ENTER) continue;
        const pc_attr *at = w.block ? pc_block_attr(w.block) : pc_inline_attr(w.inlin);
        if (at && pc_attr_has_class(at, "legend")) return at;
    }
    return &pc_attr_none;
}

/* "A. Bee# (corresponding author)" says it, too. */
static bool tells_roles(chk *c, const bib_record *r) {
    chk_words words = {0};
    chk_words_of(c->scratch, c->scratch, r->content, &words);
    size_t at = r->title.n ? pc_str_find(words.text, r->title, 0) : PC_NPOS;
    if (at == PC_NPOS) return bib_legend_roles(words.text);
    return bib_legend_roles(pc_str_sub(words.text, 0, at)) ||
           bib_legend_roles(pc_str_from(words.text, at + r->title.n));
}

/* Not one that was set for a role of an annotation. */
static bool is_printed_mark(const pc_inline *x) {
    if (!x || x->tag != PC_Span) return false;
    const pc_attr *attr = x->u.span->attr;
    return pc_attr_has_class(attr, "mark") && !pc_attr_has_class(attr, "implied");
}

static void marks_of(chk *c, const bib_record *r, pc_map *uses) {
    const pc_attr *own = own_legend(c, r->content);
    pc_walk w;
    bool told = tells_roles(c, r);
    pc_walk_blocks(&w, c->scratch, r->content);
    for (pc_event ev; (ev = pc_walk_next(&w)) != PC_WALK_END;)
        if (ev == PC_WALK_ENTER && is_printed_mark(w.inlin)) use_marks(c, uses, w.inlin, own, told);
}

static void unexplained(chk *c, const pc_map *uses) {
    for (size_t i = 0; i < uses->n; i++) {
        const mark_use *u = uses->v[i].value;
        if (u->legend || u->told) continue;
        CHK_SAY(c, MARK_UNEXPLAINED, chk_find(c, u->first, u->mark), u->mark);
    }
}

static void explained(chk *c, mark_use *u, const bib_meaning *m) {
    bool sign = !strchr("&+^=", u->mark.p[0]); /* these stand in all kinds of text */
    const bib_meaning *before = u->legend;
    if (!before) u->legend = m;
    if (!before && !u->used && sign)
        CHK_SAY(c, LEGEND_UNUSED, chk_find(c, m->pos, u->mark), u->mark);
    if (!before || before->roles == m->roles) return;
    if (CHK_SAY(c, LEGEND_AMBIGUOUS, chk_find(c, m->pos, u->mark), u->mark,
                pc_strz(bib_role_name(m->roles))))
        chk_note(c, before->pos, "explained as \"$1\" here", pc_strz(bib_role_name(before->roles)));
}

void chk_marks(const chk_at *p) {
    chk *c = p->c;
    pc_map uses = {0};
    if (p->page->made || !p->list->n) return; /* a collection has no place for a legend */
    for (size_t i = 0; i < p->list->n; i++) marks_of(c, &p->list->v[i], &uses);
    for (size_t i = 0; i < p->list->nlegend; i++) {
        const bib_meaning *m = &p->list->legend[i];
        if (m->mark.n) explained(c, use_of(c, &uses, m->mark), m);
    }
    unexplained(c, &uses);
}
