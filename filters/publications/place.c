/* Ranges put around the nodes of one line.
 *
 * They come sorted and properly nested. A range that is inside one container goes below it, one
 * that covers whole nodes goes around them, at the highest place where it fits; a Str, or a styled
 * run such as Strong, that lies half in a range is cut in two. Links, quotes and what has
 * attributes are never cut: the range gives way. */
#include "filters/publications/pub_int.h"

#include "base/sort.h"

typedef struct pl_node {
    pc_inline cell;
    size_t from, to;      /* in the flat text */
    struct pl_node *kids; /* of a container */
    size_t nkids;
    bool remake; /* the cell no longer tells its content: was cut, or a link below changes */
    bib_purpose purpose; /* Link: class to add */
} pl_node;

/* A line's nodes. */
typedef struct pl_nodes {
    pl_node *v;
    size_t n;
} pl_nodes;

typedef struct pl {
    pub *p;
    pub_range *v; /* those in the line, outer ones first */
    size_t n;
} pl;

/* --- Nodes of a line, with their places ------------------------------------------------------ */

typedef struct pl_cursor {
    pub *p;
    size_t at, box;
} pl_cursor;

static size_t quote_bytes(const pc_inline *x) {
    return x->tag == PC_Quoted ? 3 : 0; /* bytes of each quote in the flat text */
}

static pl_nodes nodes_of(pl_cursor *c, pc_inlines xs);

static pl_node node_of(pl_cursor *c, const pc_inline *x) {
    pub *p = c->p;
    pl_node node = {.cell = *x, .from = c->at};
    pub_box *b = pub_is_box(x) ? &p->boxes.v[c->box++] : NULL;
    if (b && x->tag == PC_Link) node.purpose = b->purpose;
    pc_inlines below = pc_inline_content(x);
    c->at += quote_bytes(x);
    if (below.n && x->tag != PC_Image) {
        pl_nodes kids = nodes_of(c, below);
        node.kids = kids.v;
        node.nkids = kids.n;
        for (size_t i = 0; i < kids.n; i++)
            if (kids.v[i].remake || kids.v[i].purpose != BIB_LINK_NONE) node.remake = true;
    } else {
        c->at += pub_leaf_size(x);
    }
    c->at += quote_bytes(x);
    node.to = c->at;
    return node;
}

static pl_nodes nodes_of(pl_cursor *c, pc_inlines xs) {
    pl_nodes out = {xs.n ? pc_alloc_array(c->p->scratch, xs.n, sizeof *out.v) : NULL, xs.n};
    for (size_t i = 0; i < xs.n; i++) out.v[i] = node_of(c, &xs.v[i]);
    return out;
}

static pl_nodes nodes_of_line(pub *p, const pub_line *l) {
    pl_cursor c = {p, l->from, l->box};
    return nodes_of(&c, l->inlines);
}

/* --- Ranges ---------------------------------------------------------------------------------- */

static bool is_style(const pc_inline *x) {
    return pc_inline_shape(x->tag) == PC_SHAPE_INLINES && x->tag != PC_Quoted;
}

/* May the node be cut at text offset at, strictly inside it? */
static bool can_cut(const pl_node *x, size_t at) {
    if (x->cell.tag == PC_Str) return true;
    if (!is_style(&x->cell)) return false;
    for (size_t i = 0; i < x->nkids; i++)
        if (x->kids[i].from < at && at < x->kids[i].to) return can_cut(&x->kids[i], at);
    return true;
}

static bool is_whole_leaf(const pl_node *x) {
    return x->cell.tag == PC_Code || x->cell.tag == PC_Math;
}

/* The first node that ends behind [at]. */
static size_t first_node(const pl_node *v, size_t n, size_t at) {
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (v[mid].to <= at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* Moves the ends of a range to where nodes can be cut. [extended]: it grew over a leaf. */
static void fit(const pl_node *v, size_t n, pub_range *r, bool *extended) {
    for (size_t i = first_node(v, n, r->from); i < n && v[i].from < r->to; i++) {
        const pl_node *x = &v[i];
        if (x->to <= r->from || x->from >= r->to || x->from == x->to) continue;
        bool cuts_start = x->from < r->from, cuts_end = r->to < x->to;
        bool inside = x->from <= r->from && r->to <= x->to;
        if (inside && x->nkids && (cuts_start || cuts_end)) {
            fit(x->kids, x->nkids, r, extended);
            return;
        }
        if (is_whole_leaf(x) && (cuts_start || cuts_end)) {
            if (cuts_start) r->from = x->from;
            if (cuts_end) r->to = x->to;
            *extended = true;
            continue;
        }
        if (inside) return;
        if (cuts_start && !can_cut(x, r->from)) r->from = x->to;
        if (cuts_end && !can_cut(x, r->to)) r->to = x->from;
    }
}

static int by_place(const void *a, const void *b, void *user) {
    (void)user;
    const pub_range *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    if (x->to != y->to) return x->to > y->to ? -1 : 1;
    return 0;
}

/* Drops ranges that are empty, cross another one or stand there already. Of two that cover the
 * same, the first one found goes around the other. */
static void nest(pl *s, pub_range *v, size_t kept) {
    pc_sort(s->p->scratch, v, kept, sizeof *v, by_place, NULL);
    size_t stack[8], depth = 0;
    s->v = v;
    s->n = 0;
    for (size_t i = 0; i < kept; i++) {
        while (depth && v[stack[depth - 1]].to <= v[i].from) depth--;
        if (depth == PC_COUNT(stack)) continue;
        const pub_range *outer = depth ? &v[stack[depth - 1]] : NULL;
        bool crosses = outer && outer->to < v[i].to;
        bool same =
            outer && outer->from == v[i].from && outer->to == v[i].to && outer->attr == v[i].attr;
        if (crosses || same) continue;
        v[s->n] = v[i];
        stack[depth++] = s->n++;
    }
}

/* Fits ranges to a line's nodes. */
static void settle(pl *s, const pub_ranges *in, const pub_line *l, pl_nodes nodes) {
    pub_range *v = pc_alloc_array(s->p->scratch, in->n + 1, sizeof *v);
    size_t kept = 0;
    for (size_t i = 0; i < in->n; i++) {
        pub_range r = in->v[i];
        if (r.to <= l->from || r.from >= l->to) continue;
        if (r.to > l->to) r.to = l->to;
        if (r.from < l->from) r.from = l->from;
        bool extended = false;
        fit(nodes.v, nodes.n, &r, &extended);
        if (r.from < r.to) v[kept++] = r;
    }
    nest(s, v, kept);
}

/* Cuts a node at text offset at: *x keeps what is before, *rest gets what follows. */
static void cut(pl *s, pl_node *x, size_t at, pl_node *rest) {
    *rest = *x;
    rest->from = at;
    x->to = at;
    x->remake = rest->remake = true;
    if (x->cell.tag == PC_Str) {
        pc_str t = x->cell.u.text;
        x->cell.u.text = pc_str_sub(t, 0, at - x->from);
        rest->cell.u.text = pc_str_from(t, at - x->from);
        if (rest->cell.pos) rest->cell.pos += (pc_pos)(at - x->from);
        return;
    }
    pl_node *kids = pc_alloc_array(s->p->scratch, x->nkids + 1, sizeof *kids);
    size_t n = 0, i = 0;
    while (i < x->nkids && x->kids[i].to <= at) i++;
    size_t left = i;
    if (i < x->nkids && x->kids[i].from < at) {
        cut(s, &x->kids[i], at, &kids[n++]);
        left = ++i;
    }
    for (; i < x->nkids; i++) kids[n++] = x->kids[i];
    x->nkids = left;
    rest->kids = kids;
    rest->nkids = n;
}

static void place(pl *s, pl_node *v, size_t n, size_t lo, size_t hi, pc_inline_vec *out);

static void render(pl *s, const pl_node *x, size_t lo, size_t hi, pc_inline_vec *out) {
    pc_inline cell = x->cell;
    if (x->nkids && (lo < hi || x->remake)) {
        pc_inline_vec below = {0};
        place(s, x->kids, x->nkids, lo, hi, &below);
        cell = pc_inline_with(s->p->a, cell, pc_inlines_done(s->p->a, &below));
    }
    if (x->purpose != BIB_LINK_NONE) {
        pc_str cls = pc_strz(bib_purpose_class(x->purpose));
        const pc_attr *attr = cell.u.link->attr;
        bool has = pc_attr_has_class(attr, cls.p);
        if (!has) cell = pc_inline_with_attr(s->p->a, cell, pc_attr_add_class(s->p->a, attr, cls));
    }
    pc_vec_push(s->p->scratch, out, cell);
}

/* The nodes of v from *i on that end within [to], the last one cut if need be. */
static pl_node *collect(pl *s, pl_node *v, size_t n, size_t *i, size_t to, size_t *count) {
    size_t first = *i, k = first;
    while (k < n && v[k].to <= to && !(v[k].from == to)) k++;
    bool partial = k < n && v[k].from < to;
    pl_node *list = pc_alloc_array(s->p->scratch, k - first + 1, sizeof *list);
    if (k > first) memcpy(list, v + first, (k - first) * sizeof *list);
    *count = k - first;
    if (partial) {
        pl_node rest;
        list[*count] = v[k];
        cut(s, &list[*count], to, &rest);
        v[k] = rest;
        ++*count;
    }
    *i = k;
    return list;
}

/* Puts ranges [lo, hi), which all lie within v[0, n), around and below its nodes. */
static void place(pl *s, pl_node *v, size_t n, size_t lo, size_t hi, pc_inline_vec *out) {
    size_t k = lo;
    for (size_t i = 0; i < n;) {
        pl_node *x = &v[i];
        if (k == hi || s->v[k].from >= x->to) {
            render(s, x, 0, 0, out);
            i++;
            continue;
        }
        pub_range r = s->v[k];
        bool within = x->from <= r.from && r.to <= x->to && (x->from < r.from || r.to < x->to);
        if (within && x->nkids) {
            size_t j = k;
            while (j < hi && s->v[j].to <= x->to) j++;
            if (j < hi && s->v[j].from < x->to) { /* the next one crosses this node's end */
                pl_node rest;
                cut(s, x, s->v[j].from, &rest);
                render(s, x, k, j, out);
                v[i] = rest;
            } else {
                render(s, x, k, j, out);
                i++;
            }
            k = j;
            continue;
        }
        if (r.from > x->from) {
            pl_node rest;
            cut(s, x, r.from, &rest);
            render(s, x, 0, 0, out);
            v[i] = rest;
            continue;
        }
        size_t m = k + 1, count;
        while (m < hi && s->v[m].from < r.to) m++;
        pl_node *inner = collect(s, v, n, &i, r.to, &count);
        pc_inline_vec below = {0};
        place(s, inner, count, k + 1, m, &below);
        pc_pos pos = below.n ? below.v[0].pos : 0;
        pc_inline span = pc_span_node(s->p->a, r.attr, pc_inlines_done(s->p->a, &below));
        pc_vec_push(s->p->scratch, out, pc_at(span, pos));
        k = m;
    }
}

pc_inlines pub_place(pub *p, const pub_line *l, const pub_ranges *ranges) {
    pl s = {.p = p};
    pc_mark mark = pc_arena_mark(p->scratch);
    pl_nodes nodes = nodes_of_line(p, l);
    settle(&s, ranges, l, nodes);
    pc_inline_vec out = {0};
    place(&s, nodes.v, nodes.n, 0, s.n, &out);
    pc_inlines xs = pc_inlines_done(p->a, &out);
    pc_arena_release(p->scratch, mark);
    return xs;
}
