/* Entries, and where their words stand in what the author wrote. */
#include "check/check_int.h"

#include "ast/build.h"
#include "ast/walk.h"
#include "base/str.h"
#include "base/utf8.h"
#include "bib/words.h"

/* How far behind a place words are looked for: an entry. */
#define NEAR 6000

chk_span chk_here(pc_pos pos) {
    return (chk_span){pos, 0};
}

static chk_span find_within(const chk *c, pc_pos pos, pc_str words, size_t most) {
    pos = pc_source_origin(c->sources, pos);
    const pc_source *s = pc_source_of(c->sources, pos);
    if (!s || !words.n) return chk_here(pos);
    pc_str near = pc_str_sub(s->text, pos - s->base, pos - s->base + most);
    size_t at = pc_str_find(near, words, 0);
    if (at == PC_NPOS) return chk_here(pos);
    return (chk_span){pos + (pc_pos)at, pos + (pc_pos)(at + words.n)};
}

chk_span chk_find(const chk *c, pc_pos pos, pc_str words) {
    return find_within(c, pos, words, NEAR);
}

/* Titles come through Markdown: they are known by their letters, addresses as they are. */
static pc_str written_key(const chk *c, pc_str text) {
    text = pc_str_trim(text);
    return pc_str_chr(text, ' ', 0) == PC_NPOS ? text : bib_letters(c->a, text);
}

void chk_remember(chk *c, pc_str text, pc_pos pos) {
    pc_str key = written_key(c, text);
    if (!pos || key.n < 5 || pc_map_has(&c->written, key)) return;
    pc_pos *at = PC_NEW(c->a, pc_pos);
    *at = pos;
    pc_map_set(c->a, &c->written, key, at);
}

pc_pos chk_written(const chk *c, pc_str text) {
    const pc_pos *at = pc_map_get(&c->written, written_key(c, text));
    return at ? *at : 0;
}

/* In data it may stand without what a template puts in front of it. */
chk_span chk_find_url(const chk *c, pc_pos pos, pc_str url) {
    chk_span here = chk_find(c, pos, url);
    size_t at = 0;
    for (int i = 0; i < 8 && !here.to && url.n && at != PC_NPOS;
         i++, at = pc_str_chr(url, '/', at + 1)) {
        pc_str tail = pc_str_from(url, at), bare = pc_str_from(tail, tail.p[0] == '/');
        chk_span near = bare.n < 5 ? here : chk_find(c, pos, bare);
        if (near.to) return near;
        pc_pos there = chk_written(c, tail);
        if (!there) there = chk_written(c, tail = bare);
        if (there) return chk_find(c, there, tail);
    }
    return here;
}

chk_span chk_place(const chk *c, const chk_entry *e, pc_pos pos, pc_str words) {
    return chk_find(c, e->moved || !pos ? e->at : pos, words);
}

chk_span chk_place_at(const chk *c, const chk_entry *e, pc_pos pos, pc_str words) {
    enum { MARKUP = 40 };
    if (e->moved || !pos) return chk_place(c, e, 0, words);
    return find_within(c, pos, words, words.n + MARKUP);
}

chk_span chk_place_year(const chk *c, const chk_entry *e, const chk_year_at *y) {
    return y->pos ? chk_place_at(c, e, y->pos, y->year) : chk_place(c, e, e->r->title_pos, y->year);
}

pc_str chk_title(const chk *c, const chk_entry *e) {
    return e->r->title.n ? chk_quoted(c, e->r->title) : PC_S("…");
}

pc_str chk_quoted(const chk *c, pc_str t) {
    enum { MOST = 60 };
    if (t.n <= MOST) return t;
    size_t at = MOST;
    while (at && ((unsigned char)t.p[at] & 0xC0) == 0x80) at--;
    return pc_str_cat(c->a, pc_str_sub(t, 0, at), PC_S("…"));
}

/* --- entries -------------------------------------------------------------------------------------
 */

/* Moves *pos to the first word of [text], if that is near: a quote that was made round is longer
 * than it was. False: a tag of Liquid stands there, which has printed it. */
static bool stands_near(const pc_source *s, pc_pos *pos, pc_str text) {
    enum { OFF = 6 };
    pc_str word;
    size_t i = 0, from = 0, at = *pos - s->base, low = at > OFF ? at - OFF : 0;
    if (!bib_word(text, &i, &from, &word)) return true;
    size_t found = pc_str_find(pc_str_sub(s->text, low, at + from + word.n + OFF), word, 0);
    if (found != PC_NPOS) *pos = s->base + (pc_pos)(low + found);
    return found != PC_NPOS || !pc_str_startsz(pc_str_from(s->text, at), "{");
}

/* Whether the first word below stands where it says. What Liquid printed has the place of the tag
 * that printed it. */
static bool is_verbatim(const chk *c, pc_inlines xs, pc_pos *pos) {
    pc_walk w;
    pc_walk_inlines(&w, c->scratch, xs);
    for (pc_event e; (e = pc_walk_next(&w)) != PC_WALK_END;) {
        if (e != PC_WALK_ENTER || !w.inlin || w.inlin->tag != PC_Str || !w.inlin->pos) continue;
        *pos = pc_source_origin(c->sources, w.inlin->pos);
        const pc_source *s = pc_source_of(c->sources, *pos);
        return s && stands_near(s, pos, w.inlin->u.text);
    }
    return true;
}

/* False: Liquid made it of what nobody knows. */
static bool find_place(chk *c, chk_entry *e) {
    const bib_record *r = e->r;
    pc_pos first = 0;
    e->moved = !is_verbatim(c, r->title_inlines, &first);
    e->at = first ? first : r->title_pos ? r->title_pos : r->pos;
    if (!e->moved) return true;
    e->at = chk_written(c, r->title);
    return e->at != 0;
}

static void add_year(chk *c, chk_entry *e, pc_str year, pc_pos pos) {
    if (year.n) pc_vec_push(c->a, &e->years, ((chk_year_at){year, pos}));
}

static void read_years(chk *c, chk_entry *e) {
    pc_walk w;
    pc_walk_blocks(&w, c->scratch, e->r->content);
    for (pc_event ev; (ev = pc_walk_next(&w)) != PC_WALK_END;) {
        bool within = ev == PC_WALK_ENTER && w.block != e->r->content.v;
        if (within && w.block && w.block->tag == PC_Header) pc_walk_skip(&w); /* of what follows */
        if (ev != PC_WALK_ENTER || !w.inlin || w.inlin->tag != PC_Span) continue;
        if (!pc_attr_has_class(w.inlin->u.span->attr, "year")) continue;
        pc_str text = pc_inlines_text(c->a, w.inlin->u.span->content);
        add_year(c, e, bib_year_value(c->a, pc_str_trim(text)), w.inlin->pos);
    }
    for (size_t i = 0; i < e->r->venues.n; i++) add_year(c, e, e->r->venues.v[i].year, 0);
    if (e->r->date.n >= 4) add_year(c, e, pc_str_sub(e->r->date, 0, 4), e->r->year_pos);
}

pc_str chk_place_key(const chk *c, pc_pos pos) {
    pc_pos at = pc_source_origin(c->sources, pos);
    return pc_str_dup(c->a, (pc_str){(const char *)&at, sizeof at});
}

void chk_gather(chk *c, const chk_page *page, const bib_list *list, chk_entry_vec *out) {
    for (size_t i = 0; i < list->n; i++) {
        chk_entry e = {.r = &list->v[i], .page = page};
        e.key = bib_letters(c->a, e.r->title);
        e.section = chk_section_of(c, e.r->section);
        if (!find_place(c, &e)) continue;
        pc_str at = chk_place_key(c, e.at);
        if (e.moved && pc_map_has(&c->made, at)) continue; /* looked at as what it was made of */
        if (page->made) pc_map_set(c->a, &c->made, at, NULL);
        read_years(c, &e);
        e.fields = chk_fields(&e);
        pc_vec_push(c->scratch, out, e);
    }
}

/* --- words ---------------------------------------------------------------------------------------
 */

static pc_str leaf(const pc_inline *x) {
    switch (x->tag) {
    case PC_Str: return x->u.text;
    case PC_Space: return PC_S(" ");
    case PC_SoftBreak:
    case PC_LineBreak:
    case PC_Code:
    case PC_Math:
    case PC_Note: return PC_S("\n");
    default: return PC_S("");
    }
}

static void add_run(pc_arena *scratch, chk_words *out, size_t at, pc_pos pos, bool along) {
    pc_vec_reserve(scratch, &out->runs, 1);
    out->runs.v[out->runs.n].at = at;
    out->runs.v[out->runs.n].pos = pos;
    out->runs.v[out->runs.n++].along = along;
}

/* A leaf that has no place of its own goes on where the one before it ends, or, where words have
 * no places, stands in its field. */
static void place_leaf(pc_arena *scratch, chk_words *out, size_t at, pc_pos own, pc_pos field) {
    bool follows = out->runs.n && out->runs.v[out->runs.n - 1].along;
    if (own || !follows) add_run(scratch, out, at, own ? own : field, own > 0);
}

void chk_words_of(pc_arena *a, pc_arena *scratch, pc_blocks xs, chk_words *out) {
    pc_buf b;
    pc_walk w;
    pc_pos field = 0; /* of the outermost span or link that has a place … */
    size_t depth = 0; /* … and its depth */
    pc_buf_init(&b, a->mem);
    pc_walk_blocks(&w, scratch, xs);
    for (pc_event e; (e = pc_walk_next(&w)) != PC_WALK_END;) {
        if (e == PC_WALK_LEAVE && w.block) PC_PUTL(&b, "\n");
        if (e == PC_WALK_LEAVE && w.depth == depth) field = 0;
        if (e != PC_WALK_ENTER || !w.inlin) continue;
        pc_str text = leaf(w.inlin);
        if (!text.n && !field && w.inlin->pos) {
            field = w.inlin->pos;
            depth = w.depth;
        }
        if (!text.n) continue;
        place_leaf(scratch, out, b.n, w.inlin->pos, field);
        pc_buf_put(&b, text);
    }
    out->text = pc_buf_take(&b, a);
    pc_buf_fini(&b);
}

chk_span chk_words_span(const chk_words *w, size_t at, size_t to) {
    size_t lo = 0, hi = w->runs.n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (w->runs.v[mid].at <= at)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (!lo || !w->runs.v[lo - 1].along) return chk_here(lo ? w->runs.v[lo - 1].pos : 0);
    pc_pos pos = w->runs.v[lo - 1].pos + (pc_pos)(at - w->runs.v[lo - 1].at);
    return (chk_span){pos, pos + (pc_pos)(to - at)};
}
