/* What an entry says about itself, against the page: years, marks, missing fields, the owner. */
#include "check/check_int.h"

#include "ast/build.h"
#include "ast/walk.h"
#include "base/str.h"
#include "bib/date.h"

static int64_t number(pc_str year) {
    int64_t n = 0;
    return pc_str_int(pc_str_sub(year, 0, 4), &n) ? n : 0;
}

/* --- years ---------------------------------------------------------------------------------------
 */

/* The one year that a heading names; 0: none, or several. */
static int64_t heading_year(chk *c, const pc_header *h) {
    pc_str own = pc_attr_get(h->attr, "year"), text = pc_inlines_text(c->scratch, h->content);
    pc_str year = own.n ? own : bib_year_find(text, 0);
    bool range = !pc_str_eq(bib_year_find(text, 0), bib_year_last(text));
    return year.n && !range && text.n < 40 ? number(year) : 0;
}

static int64_t section_year(chk *c, const bib_section *s) {
    for (; s; s = s->above) {
        int64_t y = heading_year(c, s->header);
        if (y) return y;
    }
    return 0;
}

static void against_section(chk *c, const chk_entry *e) {
    int64_t section = section_year(c, e->r->section), off = INT64_MAX;
    pc_str nearest = PC_S("");
    for (size_t i = 0; section && i < e->years.n; i++) {
        int64_t d = number(e->years.v[i]) - section;
        if (d < 0) d = -d;
        if (d >= off) continue;
        off = d;
        nearest = e->years.v[i];
    }
    if (!nearest.n || !off) return;
    const pc_str args[] = {chk_title(c, e), nearest, pc_str_fmt(c->a, "%d", (int)section)};
    bool said = chk_say(c, off > 1 ? PC_DIAG_YEAR_SECTION : PC_DIAG_YEAR_SECTION_NEAR,
                        chk_place(c, e, e->r->title_pos, nearest), args, PC_COUNT(args));
    const bib_section *s = e->r->section;
    while (s && heading_year(c, s->header) != section) s = s->above;
    if (said && s && s->pos) chk_note(c, s->pos, "the heading is here", PC_S(""));
}

/* arXiv identifiers since April 2007 begin with year and month. */
static void against_arxiv(chk *c, const chk_entry *e) {
    const bib_record *r = e->r;
    bool preprint = pc_str_eqz(r->type, "article") && r->venues.n < 2;
    if (!preprint || !e->years.n || r->arxiv.n < 9 || r->arxiv.p[4] != '.') return;
    int64_t year = number(r->year), yymm = 0;
    pc_str_int(pc_str_sub(r->arxiv, 0, 4), &yymm);
    int64_t of = 2000 + yymm / 100;
    if (!year || (year >= of && year <= of + 1)) return;
    CHK_SAY(c, YEAR_ARXIV, chk_place(c, e, e->r->title_pos, r->year), chk_title(c, e), r->year,
            pc_str_fmt(c->a, "%d", (int)of));
}

static void against_now(chk *c, const chk_entry *e) {
    const bib_record *r = e->r;
    for (size_t i = 0; i < e->years.n; i++) {
        int64_t ahead = number(e->years.v[i]) - c->o->year;
        bool told = r->status.n || r->venues.n;
        if (ahead < 1 || (ahead == 1 && told)) continue;
        CHK_SAY(c, YEAR_FUTURE, chk_place(c, e, e->r->title_pos, e->years.v[i]), chk_title(c, e),
                e->years.v[i]);
        return;
    }
}

void chk_years(const chk_at *p, const chk_entry *e) {
    against_section(p->c, e);
    against_arxiv(p->c, e);
    against_now(p->c, e);
}

/* --- missing fields ------------------------------------------------------------------------------
 */

static bool has_title(chk *c, const chk_entry *e) {
    (void)c;
    return e->key.n > 0;
}
static bool has_authors(chk *c, const chk_entry *e) {
    (void)c;
    return e->r->authors.n > 0;
}
static bool has_year(chk *c, const chk_entry *e) {
    return e->r->year.n || e->r->date.n || e->r->status.n || section_year(c, e->r->section);
}
static bool has_venue(chk *c, const chk_entry *e) {
    (void)c;
    const bib_record *r = e->r;
    return r->venues.n || r->status.n || (r->type.n && !pc_str_startsz(r->type, "article"));
}

/* [most]: of ten entries so many have it on a page where its want is an oversight. */
static const struct {
    pc_diag_code code;
    bool (*has)(chk *c, const chk_entry *e);
    size_t most;
} fields[] = {
    {PC_DIAG_TITLE_MISSING, has_title, 8},
    {PC_DIAG_AUTHORS_MISSING, has_authors, 8},
    {PC_DIAG_YEAR_MISSING, has_year, 8},
    {PC_DIAG_VENUE_MISSING, has_venue, 8},
};

void chk_missing(const chk_at *p) {
    enum { FEW = 4 };
    for (size_t k = 0; p->n >= FEW && k < PC_COUNT(fields); k++) {
        size_t having = 0;
        for (size_t i = 0; i < p->n; i++) having += fields[k].has(p->c, &p->v[i]);
        for (size_t i = 0; having * 10 >= p->n * fields[k].most && i < p->n; i++) {
            if (fields[k].has(p->c, &p->v[i])) continue;
            pc_str title = chk_title(p->c, &p->v[i]);
            chk_say(p->c, fields[k].code, chk_here(p->v[i].at), &title, 1);
        }
    }
}

/* --- the owner -----------------------------------------------------------------------------------
 */

static const bib_author *self_of(const chk_entry *e) {
    for (size_t i = 0; i < e->r->authors.n; i++)
        if (e->r->authors.v[i].roles & BIB_SELF) return &e->r->authors.v[i];
    return NULL;
}

void chk_owner(const chk_at *p) {
    enum { FEW = 5 };
    const bib_author *owner = NULL;
    size_t having = 0, listed = 0;
    for (size_t i = 0; i < p->n; i++) {
        const bib_author *x = self_of(&p->v[i]);
        if (x && !owner) owner = x;
        having += x != NULL;
        listed += p->v[i].r->authors.n > 0;
    }
    for (size_t i = 0; listed >= FEW && having * 5 >= listed * 4 && i < p->n; i++) {
        const chk_entry *e = &p->v[i];
        if (self_of(e) || e->r->etal || e->r->authors.n < 2) continue;
        CHK_SAY(p->c, OWNER_ABSENT,
                chk_here(e->moved                 ? e->at
                         : e->r->authors.v[0].pos ? e->r->authors.v[0].pos
                                                  : e->at),
                owner->name.literal, chk_title(p->c, e));
    }
}

/* --- marks ---------------------------------------------------------------------------------------
 */

typedef struct mark_use {
    pc_str mark;
    pc_pos first;
    size_t explained, used;
} mark_use;

typedef PC_VEC(mark_use) mark_uses;

static mark_use *use_of(chk *c, mark_uses *v, pc_str mark) {
    for (size_t i = 0; i < v->n; i++)
        if (pc_str_eq(v->v[i].mark, mark)) return &v->v[i];
    pc_vec_push(c->scratch, v, ((mark_use){.mark = mark}));
    return &v->v[v->n - 1];
}

static bool explains(const pc_attr *legend, pc_str mark) {
    for (size_t i = 0; i < legend->pairs.n; i++)
        if (pc_str_eq(legend->pairs.v[i].key, mark)) return true;
    return false;
}

/* Numbers and letters point to affiliations. */
static void use_marks(chk *c, mark_uses *v, const pc_inline *x, const pc_attr *own) {
    pc_str text = pc_inlines_text(c->a, x->u.span->content), mark;
    for (size_t i = 0, n; i < text.n; i += n ? n : 1) {
        n = bib_mark_at(text, i, &mark);
        if (!n || pc_is_alnum(mark.p[0]) || explains(own, mark)) continue;
        mark_use *u = use_of(c, v, mark);
        if (!u->used++) u->first = x->pos;
    }
}

/* The legend within an entry counts for this one. */
static const pc_attr *own_legend(chk *c, const chk_entry *e) {
    pc_walk w;
    pc_walk_blocks(&w, c->scratch, e->r->content);
    for (pc_event ev; (ev = pc_walk_next(&w)) != PC_WALK_END;) {
        const pc_attr *at = ev != PC_WALK_ENTER ? NULL
                            : w.block           ? pc_block_attr(w.block)
                                                : pc_inline_attr(w.inlin);
        if (at && pc_attr_has_class(at, "legend")) return at;
    }
    return &pc_attr_none;
}

static void marks_of(chk *c, const chk_entry *e, mark_uses *v) {
    const pc_attr *own = own_legend(c, e);
    pc_walk w;
    pc_walk_blocks(&w, c->scratch, e->r->content);
    for (pc_event ev; (ev = pc_walk_next(&w)) != PC_WALK_END;)
        if (ev == PC_WALK_ENTER && w.inlin && w.inlin->tag == PC_Span &&
            pc_attr_has_class(w.inlin->u.span->attr, "mark"))
            use_marks(c, v, w.inlin, own);
}

static void ambiguous(chk *c, const bib_list *l) {
    for (size_t i = 0; i < l->nlegend; i++) {
        size_t k = 0;
        while (k < i && !pc_str_eq(l->legend[k].mark, l->legend[i].mark)) k++;
        if (k == i || l->legend[k].roles == l->legend[i].roles) continue;
        if (CHK_SAY(c, LEGEND_AMBIGUOUS, chk_find(c, l->legend[i].pos, l->legend[i].mark),
                    l->legend[i].mark, pc_strz(bib_role_name(l->legend[i].roles))))
            chk_note(c, l->legend[k].pos, "explained as \"$1\" here",
                     pc_strz(bib_role_name(l->legend[k].roles)));
    }
}

void chk_marks(const chk_at *p) {
    chk *c = p->c;
    mark_uses v = {0};
    if (p->page->made) return; /* a collection has no place for a legend */
    for (size_t i = 0; i < p->n; i++) marks_of(c, &p->v[i], &v);
    for (size_t i = 0; i < p->list->nlegend; i++) {
        mark_use *u = use_of(c, &v, p->list->legend[i].mark);
        if (!u->explained++ && !u->used && p->n)
            CHK_SAY(c, LEGEND_UNUSED, chk_find(c, p->list->legend[i].pos, u->mark), u->mark);
    }
    for (size_t i = 0; i < v.n; i++)
        if (!v.v[i].explained)
            CHK_SAY(c, MARK_UNEXPLAINED, chk_find(c, v.v[i].first, v.v[i].mark), v.v[i].mark);
    ambiguous(c, p->list);
}
