/* Puts findings around nodes: the way of page.c once more, with what was decided for each part. */
#include "filters/publications/pub_int.h"

#include "base/utf8.h"
#include "bib/words.h"

typedef struct an {
    pub *p;
    size_t part, line;        /* the next ones, in the order of page.c */
    size_t next;              /* the next part for which something was decided */
    const pub_ranges *ranges; /* of the entry that this is in; NULL: in none */
} an;

/* --- Entries --------------------------------------------------------------------------------- */

static pc_str slug_of(pub *p, const pub_entry *e) {
    pc_str title = pc_utf8_fold(p->scratch, pub_text(p, e->title.from, e->title.to)), w;
    char *s = pc_alloc_text(p->a, 80);
    size_t n = 0, from;
    for (size_t i = 0; bib_word(title, &i, &from, &w);) {
        if (n + w.n + 1 > 60) break;
        if (n) s[n++] = '-';
        for (size_t k = 0; k < w.n; k++) {
            unsigned char c = (unsigned char)w.p[k];
            if (c >= 0x80 || pc_is_alnum(c))
                s[n++] = (char)c;
            else if (n && s[n - 1] != '-')
                s[n++] = '-';
        }
    }
    pc_str slug = n ? (pc_str){s, n} : PC_S("publication"), unique = slug;
    size_t *count = pc_map_get(&p->slugs, slug);
    while (count && pc_map_has(&p->slugs, unique))
        unique = pc_str_fmt(p->a, "%.*s-%zu", PC_F(slug), ++*count);
    size_t *one = PC_NEW(p->a, size_t);
    *one = 1;
    pc_map_set(p->a, &p->slugs, unique, one);
    return unique;
}

static const char *type_of(const pub_entry *e, const pub_section *s) {
    bool chapter = e->within || pc_str_eqz(pc_strz(s->type), "chapter");
    if (e->kind == BIB_BOOK && chapter) return "chapter";
    const char *type = bib_kind_type(e->kind);
    if (*type) return type;
    bool preprint = pc_str_eqz(e->status, "preprint") || pc_str_eqz(e->status, "working-paper");
    if (preprint) return "article";
    if (*s->type) return s->type;
    return e->numbered ? "article-journal" : "";
}

static const pc_attr *entry_attr(pub *p, const pub_unit *u, const pc_attr *base) {
    const pub_entry *e = u->e;
    const pub_section *s = &p->sections.v[u->section];
    const pc_attr *at = pc_attr_add_class(p->a, base, PC_S("publication"));
    if (at->id.n == 0) at = pc_attr_set_id(p->a, at, slug_of(p, e));
    pc_str status = e->status;
    if (status.n == 0 && e->kind == BIB_PREPRINT_SERVER) status = PC_S("preprint");
    const pc_key_value pairs[] = {
        {PC_S("type"), pc_strz(type_of(e, s))},
        {PC_S("year"), e->year.n ? e->year : s->year},
        {PC_S("date"), e->date},
        {PC_S("venue"), e->venue},
        {PC_S("status"), status},
        {PC_S("doi"), e->doi},
        {PC_S("arxiv"), e->arxiv},
        {PC_S("pmid"), e->pmid},
        {PC_S("isbn"), e->isbn},
        {PC_S("etal"), e->authors.etal_to ? PC_S("true") : (pc_str){0}},
        {PC_S("owner"), e->owner},
    };
    for (size_t i = 0; i < PC_COUNT(pairs); i++)
        if (pairs[i].value.n) at = pc_attr_set(p->a, at, pairs[i].key, pairs[i].value);
    return at;
}

static const pc_attr *new_author_attr(pub *p, const bib_name *name, unsigned has) {
    const pc_attr *at = pc_attr_class(p->a, PC_S("author"));
    static const struct {
        unsigned role;
        pc_str cls;
    } roles[] = {{BIB_SELF, PC_LIT("self")},
                 {BIB_EQUAL, PC_LIT("equal")},
                 {BIB_CORRESPONDING, PC_LIT("corresponding")},
                 {BIB_MARKED, PC_LIT("marked")}};
    const pc_key_value pairs[] = {{name->body ? PC_S("literal") : PC_S("family"), name->family},
                                  {PC_S("given"), name->given},
                                  {PC_S("suffix"), name->suffix}};
    for (size_t i = 0; i < PC_COUNT(roles); i++)
        if (has & roles[i].role) at = pc_attr_add_class(p->a, at, roles[i].cls);
    for (size_t i = 0; i < PC_COUNT(pairs); i++)
        if (pairs[i].value.n)
            at = pc_attr_set(p->a, at, pairs[i].key, pc_str_dup(p->a, pairs[i].value));
    return at;
}

static const pc_attr *author_attr(pub *p, const pub_author *x) {
    pub_person *one = pub_person_of(p, x);
    if (!one->attr || one->roles != x->roles)
        one->attr = new_author_attr(p, &one->name, one->roles = x->roles);
    return one->attr;
}

static void range(pub *p, pub_ranges *out, size_t from, size_t to, const pc_attr *attr) {
    pub_range r = {from, to, attr};
    if (from < to) pc_vec_push(p->scratch, out, r);
}

static void add_ranges(pub *p, const pub_entry *e, pub_ranges *out) {
    const pub_authors *w = &e->authors;
    const pc_attr *mark = pc_attr_class(p->a, PC_S("mark"));
    range(p, out, e->title.from, e->title.to, pc_attr_class(p->a, PC_S("title")));
    if (w->v.n) range(p, out, w->from, w->to, pc_attr_class(p->a, PC_S("authors")));
    for (size_t i = 0; i < w->v.n; i++) {
        const pub_author *x = &w->v.v[i];
        range(p, out, x->from, x->to, author_attr(p, x));
        for (size_t k = x->piece; k < x->piece + x->npieces; k++)
            for (size_t j = 0; j < p->pieces.v[k].nmarks; j++) {
                const pub_mark *m = &p->marks.v[p->pieces.v[k].mark + j];
                if (m->from < x->from || m->from >= x->to) range(p, out, m->from, m->to, mark);
            }
    }
    range(p, out, w->etal_from, w->etal_to, pc_attr_class(p->a, PC_S("etal")));
    for (size_t i = 0; i < e->parts.n; i++) pc_vec_push(p->scratch, out, e->parts.v[i]);
}

/* --- The document ---------------------------------------------------------------------------- */

static pc_inlines an_line(an *s, pc_inlines xs) {
    const pub_line *l = &s->p->lines.v[s->line++];
    return s->ranges ? pub_place(s->p, l, s->ranges) : xs;
}

static pc_blocks an_blocks(an *s, pc_blocks xs);

static const pub_done *decided(const an *s, size_t part, int is) {
    size_t i = s->p->parts.v[part].done;
    if (!i || s->ranges) return NULL;
    const pub_done *d = &s->p->done.v[i - 1];
    return (int)d->is == is ? d : NULL;
}

/* The unit that covers a part as a whole. */
static const pub_unit *unit_of(const an *s, size_t part) {
    const pub_done *d = decided(s, part, PUB_DONE_ENTRY);
    const pub_unit *u = d ? &s->p->units.v[d->unit] : NULL;
    return u && !u->segment ? u : NULL;
}

static pc_blocks in_entry(an *s, const pub_unit *u, pc_blocks xs) {
    pub_ranges ranges = {0};
    add_ranges(s->p, u->e, &ranges);
    s->ranges = &ranges;
    pc_blocks out = an_blocks(s, xs);
    s->ranges = NULL;
    return out;
}

static pc_block entry_div(an *s, const pub_unit *u, pc_blocks xs) {
    const pc_attr *at = entry_attr(s->p, u, &pc_attr_none);
    pc_pos pos = pub_pos_at(s->p, u->from);
    return pc_block_at(pc_div_node(s->p->a, at, in_entry(s, u, xs)), pos);
}

static pc_items an_items(an *s, pc_items items) {
    pc_blocks *v = pc_alloc_array(s->p->a, items.n, sizeof *v);
    for (size_t i = 0; i < items.n; i++) {
        const pub_unit *u = unit_of(s, s->part++);
        v[i] = u ? pc_blocks1(s->p->a, entry_div(s, u, items.v[i])) : an_blocks(s, items.v[i]);
    }
    return (pc_items){v, items.n};
}

/* The cells of a row as one list of blocks, and back. */
static pc_row an_row(an *s, pc_row row) {
    const pub_unit *u = unit_of(s, s->part++);
    pub_ranges ranges = {0};
    if (u) {
        row.attr = entry_attr(s->p, u, row.attr);
        add_ranges(s->p, u->e, &ranges);
        s->ranges = &ranges;
    }
    pc_cell *cells = pc_alloc_array(s->p->a, row.n, sizeof *cells);
    for (size_t k = 0; k < row.n; k++) {
        s->part++;
        cells[k] = row.cells[k];
        cells[k].content = an_blocks(s, cells[k].content);
    }
    row.cells = cells;
    if (u) s->ranges = NULL;
    return row;
}

static pc_rows an_rows(an *s, pc_rows rows) {
    pc_row *v = pc_alloc_array(s->p->a, rows.n, sizeof *v);
    for (size_t i = 0; i < rows.n; i++) v[i] = an_row(s, rows.v[i]);
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
    }
    return b;
}

/* The order of lines and parts is that of one_block() in page.c. */
static pc_block below(an *s, pc_block b) {
    s->part++;
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

static pc_def an_definition(an *s, pc_def x) {
    x.term = an_line(s, x.term);
    x.defs = an_items(s, x.defs);
    return x;
}

static pc_block list_of(const pc_block *like, const pc_def *from, const pc_def *to) {
    pc_defs defs = {from, (size_t)(to - from)};
    return pc_block_from(pc_definition_list(defs), like->html, like->pos);
}

static pc_block definition_div(an *s, const pub_unit *u, const pc_block *list, pc_def *x) {
    pub_ranges ranges = {0};
    add_ranges(s->p, u->e, &ranges);
    s->ranges = &ranges;
    *x = an_definition(s, *x);
    s->ranges = NULL;
    pc_block b = pc_block_at(list_of(list, x, x + 1), pub_pos_at(s->p, u->from));
    const pc_attr *at = entry_attr(s->p, u, &pc_attr_none);
    return pc_block_at(pc_div_node(s->p->a, at, pc_blocks1(s->p->a, b)), b.pos);
}

/* No Div stands around a term: one that is an entry with its definitions becomes a list of its own,
 * and what is before it and behind it two more. */
static void an_definitions(an *s, pc_block b, pc_block_vec *out) {
    s->part++;
    if (b.u.defs.n == 0) {
        pc_vec_push(s->p->scratch, out, b);
        return;
    }
    pc_def *v = pc_alloc_array(s->p->a, b.u.defs.n, sizeof *v), *end = v + b.u.defs.n, *from = v;
    memcpy(v, b.u.defs.v, b.u.defs.n * sizeof *v);
    for (pc_def *x = v; x < end; x++) {
        const pub_unit *u = unit_of(s, s->part++);
        if (!u) {
            *x = an_definition(s, *x);
            continue;
        }
        pc_block div = definition_div(s, u, &b, x);
        if (from < x) pc_vec_push(s->p->scratch, out, list_of(&b, from, x));
        pc_vec_push(s->p->scratch, out, div);
        from = x + 1;
    }
    if (from < end) pc_vec_push(s->p->scratch, out, list_of(&b, from, end));
}

static pc_block section_header(an *s, const pub_done *d, pc_block b) {
    const pub_section *x = &s->p->sections.v[d->section];
    const pc_attr *at = pc_attr_add_class(s->p->a, b.u.header->attr, PC_S("publications-section"));
    if (x->says_year) at = pc_attr_set(s->p->a, at, PC_S("year"), x->year);
    if (x->says_type) at = pc_attr_set(s->p->a, at, PC_S("type"), pc_strz(x->type));
    return pc_block_with_attr(s->p->a, b, at);
}

/* Several entries in one paragraph: a Span around each. */
static pc_block segments(an *s, const pub_done *d, pc_block b) {
    pub_ranges ranges = {0};
    for (size_t i = d->unit; i < d->unit + d->nunits; i++) {
        const pub_unit *u = &s->p->units.v[i];
        if (!u->taken) continue;
        range(s->p, &ranges, u->e->from, u->e->to, entry_attr(s->p, u, &pc_attr_none));
        add_ranges(s->p, u->e, &ranges);
    }
    s->ranges = &ranges;
    b = below(s, b);
    s->ranges = NULL;
    return b;
}

/* A paragraph that ends with a legend: a Span around that. */
static pc_block legend_within(an *s, const pub_done *d, const pc_attr *attr, pc_block b) {
    pub_ranges ranges = {0};
    range(s->p, &ranges, d->from, s->p->parts.v[s->part].to, attr);
    s->ranges = &ranges;
    b = below(s, b);
    s->ranges = NULL;
    return b;
}

/* Nothing was decided for the next part or in it: it stays what it is. */
static bool untouched(an *s) {
    pub *p = s->p;
    const pub_part *x = &p->parts.v[s->part];
    if (s->next < s->part) s->next = s->part;
    while (s->next < p->parts.n && !p->parts.v[s->next].done) s->next++;
    if (s->ranges || s->next < x->end) return false;
    s->part = x->end;
    s->line = x->line_end;
    return true;
}

static pc_block an_block(an *s, pc_block b) {
    const pub_done *d;
    if ((d = decided(s, s->part, PUB_DONE_LEGEND))) {
        const pc_attr *at = pub_legend_attr(s->p, d->meanings, d->nmeanings);
        if (d->from > s->p->parts.v[s->part].from) return legend_within(s, d, at, b);
        pc_blocks one = pc_blocks1(s->p->a, below(s, b));
        return pc_block_at(pc_div_node(s->p->a, at, one), b.pos);
    }
    if ((d = decided(s, s->part, PUB_DONE_SECTION))) return section_header(s, d, below(s, b));
    if ((d = decided(s, s->part, PUB_DONE_ENTRY))) return segments(s, d, b);
    return below(s, b);
}

static pc_blocks an_blocks(an *s, pc_blocks xs) {
    pc_block_vec out = {0};
    for (size_t i = 0; i < xs.n;) {
        const pub_unit *u = unit_of(s, s->part);
        size_t n = u ? u->nparts : 1;
        if (u)
            pc_vec_push(s->p->scratch, &out, entry_div(s, u, ((pc_blocks){xs.v + i, n})));
        else if (untouched(s))
            pc_vec_push(s->p->scratch, &out, xs.v[i]);
        else if (xs.v[i].tag == PC_DefinitionList)
            an_definitions(s, xs.v[i], &out);
        else
            pc_vec_push(s->p->scratch, &out, an_block(s, xs.v[i]));
        i += n;
    }
    return pc_blocks_done(s->p->a, &out);
}

pc_blocks pub_annotate(pub *p, pc_blocks blocks) {
    an s = {.p = p};
    return an_blocks(&s, blocks);
}
