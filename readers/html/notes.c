#include "readers/html/notes.h"

#include "ast/build.h"
#include "ast/walk.h"
#include "base/map.h"
#include "base/str.h"
#include "html/lift.h"

#define NBSP "\xc2\xa0"

enum {
    NOTE_DEPTH = 32, /* what a text may nest: it comes to stand within another one */
    NOTE_TIMES = 100 /* how often it is repeated; further markers stay links */
};

typedef struct note {
    pc_blocks blocks;
    size_t times; /* that it is referred to */
} note;

typedef struct nts {
    pc_map by_id; /* "fn:1" -> note * */
} nts;

static bool has_role(const pc_attr *a, const char *role, const char *const *classes) {
    bool is = pc_str_eqz(pc_attr_get(a, "role"), role);
    for (; !is && *classes; classes++) is = pc_attr_has_class(a, *classes);
    return is;
}

static bool is_list(const pc_block *x) {
    static const char *const classes[] = {"footnotes", NULL};
    return x->tag == PC_Div && has_role(x->u.div->attr, "doc-endnotes", classes);
}

static bool is_back(const pc_inline *x) {
    static const char *const classes[] = {"reversefootnote", "footnote-back", "footnote-backref",
                                          NULL};
    return x->tag == PC_Link && has_role(x->u.link->attr, "doc-backlink", classes);
}

static bool is_marker(const pc_inline *x) {
    static const char *const classes[] = {"footnote", "footnote-ref", NULL};
    if (x->tag != PC_Link) return false;
    const pc_attr *a = x->u.link->attr;
    bool cmark = false;
    for (size_t i = 0; i < a->pairs.n; i++)
        cmark = cmark || pc_str_eqz(a->pairs.v[i].key, "data-footnote-ref");
    return cmark || has_role(a, "doc-noteref", classes);
}

/* --- the texts ---------------------------------------------------------------------------------
 */

static bool is_blank(const pc_inline *x) {
    return x->tag == PC_Space || x->tag == PC_SoftBreak ||
           (x->tag == PC_Str && pc_str_eqz(x->u.text, NBSP));
}

/* The links back at the end, with the blanks before them. */
static bool without_back(pc_rewrite *r, pc_inlines xs, pc_inlines *out) {
    size_t n = xs.n;
    while (n && (is_back(&xs.v[n - 1]) || is_blank(&xs.v[n - 1]))) n--;
    bool any = false;
    for (size_t i = n; i < xs.n; i++) any = any || is_back(&xs.v[i]);
    if (!any) return false;
    *out = pc_inlines_sub(xs, 0, n);
    if (!n || xs.v[n - 1].tag != PC_Str || !pc_str_endsz(xs.v[n - 1].u.text, NBSP)) return true;
    pc_inline *v = pc_vec_copy(r->arena, xs.v, n, sizeof *v);
    v[n - 1].u.text.n -= strlen(NBSP);
    *out = (pc_inlines){v, n};
    return true;
}

static void add_item(pc_ctx *cx, nts *s, pc_blocks item) {
    if (item.n != 1 || item.v[0].tag != PC_Div || !item.v[0].u.div->attr->id.n) return;
    const pc_div *div = item.v[0].u.div;
    if (html_blocks_depth(cx->scratch, div->content) > NOTE_DEPTH) return;
    pc_rewrite r = {.arena = cx->arena, .scratch = cx->scratch, .inlines = without_back};
    note *x = PC_NEW(cx->scratch, note);
    *x = (note){.blocks = pc_rewrite_blocks(&r, div->content)};
    if (!pc_map_has(&s->by_id, div->attr->id)) pc_map_set(cx->scratch, &s->by_id, div->attr->id, x);
}

static void add_list(pc_ctx *cx, nts *s, pc_blocks xs) {
    for (size_t i = 0; i < xs.n; i++)
        for (size_t k = 0; xs.v[i].tag == PC_OrderedList && k < xs.v[i].u.olist->items.n; k++)
            add_item(cx, s, xs.v[i].u.olist->items.v[k]);
}

static void find_lists(pc_ctx *cx, nts *s, pc_blocks xs) {
    pc_walk w;
    pc_walk_blocks(&w, cx->scratch, xs);
    for (pc_event e; (e = pc_walk_next(&w)) != PC_WALK_END;)
        if (e == PC_WALK_ENTER && w.block && is_list(w.block))
            add_list(cx, s, w.block->u.div->content);
}

/* --- their markers -----------------------------------------------------------------------------
 */

/* A superscript around a marker is its look. */
static bool is_look(const pc_inline *x) {
    pc_inlines xs = pc_inline_content(x);
    bool look = x->tag == PC_Superscript || (x->tag == PC_Span && x->html == PC_HTML_SUP);
    return look && xs.n == 1 && xs.v[0].tag == PC_Note;
}

static bool put_note(pc_rewrite *r, const pc_inline *x, pc_inlines *out) {
    nts *s = r->user;
    if (is_look(x)) {
        *out = pc_inline_content(x);
        return true;
    }
    if (!is_marker(x) || !pc_str_startsz(x->u.link->url, "#")) return false;
    note *n = pc_map_get(&s->by_id, pc_str_from(x->u.link->url, 1));
    if (!n || n->times++ >= NOTE_TIMES) return false;
    *out = pc_inlines1(r->arena, pc_at(pc_note(n->blocks), x->pos));
    return true;
}

static bool all_used(const nts *s, pc_blocks xs) {
    for (size_t i = 0; i < xs.n; i++) {
        if (xs.v[i].tag == PC_HorizontalRule) continue;
        if (xs.v[i].tag != PC_OrderedList) return false;
        pc_items items = xs.v[i].u.olist->items;
        for (size_t k = 0; k < items.n; k++) {
            bool div = items.v[k].n == 1 && items.v[k].v[0].tag == PC_Div;
            const note *n = div ? pc_map_get(&s->by_id, items.v[k].v[0].u.div->attr->id) : NULL;
            if (!n || !n->times || n->times > NOTE_TIMES) return false;
        }
    }
    return true;
}

static bool drop_list(pc_rewrite *r, const pc_block *x, pc_blocks *out) {
    *out = (pc_blocks){0};
    return is_list(x) && all_used(r->user, x->u.div->content);
}

pc_blocks rd_notes(pc_ctx *cx, pc_blocks xs) {
    nts s = {0};
    find_lists(cx, &s, xs);
    if (!s.by_id.n) return xs;
    pc_rewrite put = {.arena = cx->arena, .scratch = cx->scratch, .user = &s, .inlin = put_note};
    xs = pc_rewrite_blocks(&put, xs);
    pc_rewrite drop = {.arena = cx->arena, .scratch = cx->scratch, .user = &s, .block = drop_list};
    return pc_rewrite_blocks(&drop, xs);
}
