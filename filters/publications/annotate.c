/* Puts an entry's findings around its nodes.
 *
 * Ranges come sorted and properly nested. A range that is inside one container goes below it, one
 * that covers whole nodes goes around them, at the highest place where it fits; a Str, or a styled
 * run such as Strong, that lies half in a range is cut in two. Links, quotes and what has
 * attributes are never cut: the range gives way. */
#include "filters/publications/pub_int.h"

#include "base/str.h"

#include <stdlib.h>

typedef struct an {
    pub *p;
    pub_range *v;
    size_t n;
    size_t line; /* next of the entry's lines */
    const pub_flat *flat;
} an;

static bool is_style(const pc_inline *x) {
    return pc_inline_shape(x->tag) == PC_SHAPE_INLINES && x->tag != PC_Quoted;
}

/* May the node be cut at text offset at, strictly inside it? */
static bool can_cut(const pub_node *x, size_t at) {
    if (x->cell.tag == PC_Str) return true;
    if (!is_style(&x->cell)) return false;
    for (size_t i = 0; i < x->nkids; i++)
        if (x->kids[i].from < at && at < x->kids[i].to) return can_cut(&x->kids[i], at);
    return true;
}

static bool is_whole_leaf(const pub_node *x) {
    return x->cell.tag == PC_Code || x->cell.tag == PC_Math;
}

/* Moves the ends of a range to where nodes can be cut. [extended]: it grew over a leaf. */
static void fit(const pub_node *v, size_t n, pub_range *r, bool *extended) {
    for (size_t i = 0; i < n; i++) {
        const pub_node *x = &v[i];
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

static int by_place(const void *a, const void *b) {
    const pub_range *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    if (x->to != y->to) return x->to > y->to ? -1 : 1;
    return 0;
}

/* Fits ranges to the lines they lie in; drops empty ones and those that would overlap. */
static void settle(an *s, const pub_ranges *in) {
    pub_range *v = pc_alloc_array(s->p->scratch, in->n + 1, sizeof *v);
    size_t n = 0, line = 0;
    for (size_t i = 0; i < in->n; i++) v[n++] = in->v[i];
    qsort(v, n, sizeof *v, by_place);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        pub_range r = v[i];
        while (line < s->flat->lines.n && s->flat->lines.v[line].to <= r.from) line++;
        if (line == s->flat->lines.n) break;
        const pub_line *l = &s->flat->lines.v[line];
        if (r.to > l->to) r.to = l->to;
        if (r.from < l->from) r.from = l->from;
        bool extended = false;
        fit(l->v, l->n, &r, &extended);
        if (r.from < r.to) v[kept++] = r;
    }
    qsort(v, kept, sizeof *v, by_place);
    size_t stack[8], depth = 0;
    s->v = v;
    for (size_t i = 0; i < kept; i++) {
        while (depth && v[stack[depth - 1]].to <= v[i].from) depth--;
        if (depth == PC_COUNT(stack)) continue;
        bool crosses = depth && v[stack[depth - 1]].to < v[i].to;
        bool same = depth && v[stack[depth - 1]].from == v[i].from &&
                    v[stack[depth - 1]].to == v[i].to && v[stack[depth - 1]].attr == v[i].attr;
        if (crosses || same) continue;
        v[s->n] = v[i];
        stack[depth++] = s->n++;
    }
}

/* Cuts a node at text offset at: *x keeps what is before, *rest gets what follows. */
static void cut(an *s, pub_node *x, size_t at, pub_node *rest) {
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
    pub_node *kids = pc_alloc_array(s->p->scratch, x->nkids + 1, sizeof *kids);
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

static void place(an *s, pub_node *v, size_t n, size_t lo, size_t hi, pc_inline_vec *out);

static void render(an *s, const pub_node *x, size_t lo, size_t hi, pc_inline_vec *out) {
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
static pub_node *collect(an *s, pub_node *v, size_t n, size_t *i, size_t to, size_t *count) {
    size_t first = *i, k = first;
    while (k < n && v[k].to <= to && !(v[k].from == to)) k++;
    bool partial = k < n && v[k].from < to;
    pub_node *list = pc_alloc_array(s->p->scratch, k - first + 1, sizeof *list);
    if (k > first) memcpy(list, v + first, (k - first) * sizeof *list);
    *count = k - first;
    if (partial) {
        pub_node rest;
        list[*count] = v[k];
        cut(s, &list[*count], to, &rest);
        v[k] = rest;
        ++*count;
    }
    *i = k;
    return list;
}

/* Puts ranges [lo, hi), which all lie within v[0, n), around and below its nodes. */
static void place(an *s, pub_node *v, size_t n, size_t lo, size_t hi, pc_inline_vec *out) {
    size_t k = lo;
    for (size_t i = 0; i < n;) {
        pub_node *x = &v[i];
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
                pub_node rest;
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
            pub_node rest;
            cut(s, x, r.from, &rest);
            render(s, x, 0, 0, out);
            v[i] = rest;
            continue;
        }
        size_t m = k + 1, count;
        while (m < hi && s->v[m].from < r.to) m++;
        pub_node *inner = collect(s, v, n, &i, r.to, &count);
        pc_inline_vec below = {0};
        place(s, inner, count, k + 1, m, &below);
        pc_pos pos = below.n ? below.v[0].pos : 0;
        pc_inline span = pc_span_node(s->p->a, r.attr, pc_inlines_done(s->p->a, &below));
        pc_vec_push(s->p->scratch, out, pc_at(span, pos));
        k = m;
    }
}

/* The next line of the entry, annotated. */
static pc_inlines an_line(an *s, pc_inlines xs) {
    if (s->line == s->flat->lines.n) return xs;
    const pub_line *l = &s->flat->lines.v[s->line++];
    size_t lo = 0, hi;
    while (lo < s->n && s->v[lo].from < l->from) lo++;
    for (hi = lo; hi < s->n && s->v[hi].from < l->to; hi++) continue;
    pc_inline_vec out = {0};
    place(s, l->v, l->n, lo, hi, &out);
    return pc_inlines_done(s->p->a, &out);
}

static pc_blocks an_blocks(an *s, pc_blocks xs);

static pc_items an_items(an *s, pc_items items) {
    pc_blocks *v = pc_alloc_array(s->p->a, items.n, sizeof *v);
    for (size_t i = 0; i < items.n; i++) v[i] = an_blocks(s, items.v[i]);
    return (pc_items){v, items.n};
}

static pc_rows an_rows(an *s, pc_rows rows) {
    pc_row *v = pc_alloc_array(s->p->a, rows.n, sizeof *v);
    for (size_t i = 0; i < rows.n; i++) {
        pc_cell *cells = pc_alloc_array(s->p->a, rows.v[i].n, sizeof *cells);
        for (size_t k = 0; k < rows.v[i].n; k++) {
            cells[k] = rows.v[i].cells[k];
            cells[k].content = an_blocks(s, cells[k].content);
        }
        v[i] = rows.v[i];
        v[i].cells = cells;
    }
    return (pc_rows){v, rows.n};
}

static pc_block an_table(an *s, pc_block b) {
    pc_table t = *b.u.table;
    t.caption.blocks = an_blocks(s, t.caption.blocks);
    t.head.rows = an_rows(s, t.head.rows);
    pc_table_body *bodies = pc_alloc_array(s->p->a, t.nbodies, sizeof *bodies);
    for (size_t i = 0; i < t.nbodies; i++) {
        bodies[i] = t.bodies[i];
        bodies[i].head = an_rows(s, bodies[i].head);
        bodies[i].body = an_rows(s, bodies[i].body);
    }
    t.bodies = bodies;
    t.foot.rows = an_rows(s, t.foot.rows);
    pc_block made = pc_table_node(s->p->a, &t);
    return pc_block_from(made, b.html, b.pos);
}

static pc_block an_lists(an *s, pc_block b) {
    if (b.tag == PC_BulletList) {
        b.u.items = an_items(s, b.u.items);
    } else if (b.tag == PC_OrderedList) {
        pc_olist *l = PC_NEW(s->p->a, pc_olist);
        *l = *b.u.olist;
        l->items = an_items(s, l->items);
        b.u.olist = l;
    } else if (b.tag == PC_LineBlock) {
        pc_inlines *v = pc_alloc_array(s->p->a, b.u.lines.n, sizeof *v);
        for (size_t i = 0; i < b.u.lines.n; i++) v[i] = an_line(s, b.u.lines.v[i]);
        b.u.lines.v = v;
    } else if (b.tag == PC_DefinitionList) {
        pc_def *v = pc_alloc_array(s->p->a, b.u.defs.n, sizeof *v);
        for (size_t i = 0; i < b.u.defs.n; i++) {
            v[i].term = an_line(s, b.u.defs.v[i].term);
            v[i].defs = an_items(s, b.u.defs.v[i].defs);
        }
        b.u.defs.v = v;
    }
    return b;
}

/* The order of lines is that of fl_block() in flat.c. */
static pc_block an_block(an *s, pc_block b) {
    switch (b.tag) {
    case PC_Plain:
    case PC_Para:
    case PC_Header: return pc_block_with_inlines(s->p->a, b, an_line(s, pc_block_inlines(&b)));
    case PC_Div:
    case PC_BlockQuote: return pc_block_with_blocks(s->p->a, b, an_blocks(s, pc_block_blocks(&b)));
    case PC_Table: return an_table(s, b);
    default: return an_lists(s, b);
    }
}

static pc_blocks an_blocks(an *s, pc_blocks xs) {
    pc_block *v = pc_alloc_array(s->p->a, xs.n, sizeof *v);
    for (size_t i = 0; i < xs.n; i++) v[i] = an_block(s, xs.v[i]);
    return (pc_blocks){v, xs.n};
}

static const pc_attr *author_attr(pub *p, const pub_author *x) {
    const pc_attr *at = pc_attr_class(p->a, PC_S("author"));
    static const struct {
        unsigned role;
        pc_str cls;
    } roles[] = {{BIB_SELF, PC_LIT("self")},
                 {BIB_EQUAL, PC_LIT("equal")},
                 {BIB_CORRESPONDING, PC_LIT("corresponding")},
                 {BIB_MARKED, PC_LIT("marked")}};
    for (size_t i = 0; i < PC_COUNT(roles); i++)
        if (x->roles & roles[i].role) at = pc_attr_add_class(p->a, at, roles[i].cls);
    if (x->name.family.n)
        at = pc_attr_set(p->a, at, PC_S("family"), pc_str_dup(p->a, x->name.family));
    if (x->name.given.n) at = pc_attr_set(p->a, at, PC_S("given"), pc_str_dup(p->a, x->name.given));
    if (x->name.suffix.n)
        at = pc_attr_set(p->a, at, PC_S("suffix"), pc_str_dup(p->a, x->name.suffix));
    return at;
}

static void range(pub *p, pub_ranges *out, size_t from, size_t to, const pc_attr *attr) {
    pub_range r = {from, to, attr};
    if (from < to) pc_vec_push(p->scratch, out, r);
}

pc_blocks pub_annotate(pub *p, pub_entry *e, pc_blocks blocks) {
    pub_ranges all = {0};
    const pub_authors *w = &e->authors;
    range(p, &all, e->title_from, e->title_to, pc_attr_class(p->a, PC_S("title")));
    if (w->v.n) range(p, &all, w->from, w->to, pc_attr_class(p->a, PC_S("authors")));
    for (size_t i = 0; i < w->v.n; i++)
        range(p, &all, w->v.v[i].from, w->v.v[i].to, author_attr(p, &w->v.v[i]));
    const pc_attr *mark = pc_attr_class(p->a, PC_S("mark"));
    for (size_t i = 0; i < w->marks.n; i++)
        range(p, &all, w->marks.v[i].from, w->marks.v[i].to, mark);
    range(p, &all, w->etal_from, w->etal_to, pc_attr_class(p->a, PC_S("etal")));
    for (size_t i = 0; i < e->parts.n; i++) pc_vec_push(p->scratch, &all, e->parts.v[i]);
    an s = {.p = p, .flat = &e->flat};
    settle(&s, &all);
    return an_blocks(&s, blocks);
}
