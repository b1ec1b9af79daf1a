/* From annotated nodes to records. Recursion over a document is bounded by PC_MAX_DEPTH. */
#include "bib/record.h"

#include "ast/build.h"
#include "ast/walk.h"
#include "base/map.h"
#include "base/str.h"
#include "bib/date.h"

typedef struct rd {
    pc_arena *a, *scratch;
    bib_record *r;
    PC_VEC(bib_author) authors;
    PC_VEC(bib_place) venues;
    PC_VEC(bib_ref) links;
    PC_VEC(pc_str) awards, statuses;
    pc_str early_mark; /* printed before the first author */
    pc_str early_year; /* printed before the first venue */
    bool in_title, in_author;
} rd;

static void rd_inlines(rd *s, pc_inlines xs);
static void rd_blocks(rd *s, pc_blocks xs);

pc_str bib_year_value(pc_arena *a, pc_str printed) {
    pc_str y = bib_year_find(printed, 0);
    if (y.n) return y;
    bool two = printed.n == 2 && pc_is_digit((unsigned char)printed.p[0]) &&
               pc_is_digit((unsigned char)printed.p[1]);
    if (!two) return (pc_str){0};
    return pc_str_cat(a, printed.p[0] < '5' ? PC_S("20") : PC_S("19"), printed);
}

static pc_str text_of(rd *s, pc_inlines xs) {
    return pc_str_trim(pc_inlines_text(s->a, xs));
}

/* The attributes over what the printed name was taken for. */
static void name_by_attr(bib_name *n, const pc_attr *attr) {
    pc_str family = pc_attr_get(attr, "family"), body = pc_attr_get(attr, "literal");
    if (body.n) *n = (bib_name){.literal = body, .family = body, .body = true};
    if (!family.n || body.n) return;
    n->family = family;
    n->given = pc_attr_get(attr, "given");
    n->suffix = pc_attr_get(attr, "suffix");
    for (size_t i = 0; i < attr->pairs.n; i++) /* empty: it only looks like one */
        if (pc_str_eqz(attr->pairs.v[i].key, "particle")) n->particle = attr->pairs.v[i].value;
    if (!pc_str_starts(family, n->particle)) n->particle = (pc_str){0};
    n->fixed = pc_attr_get(attr, "fixed");
}

/* Attributes whose names begin so. */
static bib_fields attrs_of(rd *s, const pc_attr *attr, const char *front) {
    PC_VEC(pc_key_value) v = {0};
    for (size_t i = 0; i < attr->pairs.n; i++)
        if (pc_str_startsz(attr->pairs.v[i].key, front))
            pc_vec_push(s->scratch, &v, attr->pairs.v[i]);
    return (bib_fields){pc_vec_done(s->a, &v), v.n};
}

/* "III." at the end of a sentence. */
static void trim_suffix(bib_name *n) {
    size_t digits = 0;
    while (digits < n->suffix.n && n->suffix.p[digits] && strchr("IVX", n->suffix.p[digits]))
        digits++;
    if (digits && digits + 1 == n->suffix.n && pc_str_endsz(n->suffix, ".")) n->suffix.n--;
}

static void read_author(rd *s, const pc_span *span, pc_pos pos) {
    bib_author x = {.pos = pos,
                    .name = bib_name_parse(s->a, text_of(s, span->content)),
                    .orcid = pc_attr_get(span->attr, "orcid"),
                    .other = attrs_of(s, span->attr, "csl-")};
    name_by_attr(&x.name, span->attr);
    trim_suffix(&x.name);
    if (pc_attr_has_class(span->attr, "self")) x.roles |= BIB_SELF;
    if (pc_attr_has_class(span->attr, "equal")) x.roles |= BIB_EQUAL;
    if (pc_attr_has_class(span->attr, "corresponding")) x.roles |= BIB_CORRESPONDING;
    if (pc_attr_has_class(span->attr, "marked")) x.roles |= BIB_MARKED;
    if (s->authors.n == 0) x.marks = s->early_mark;
    pc_vec_push(s->scratch, &s->authors, x);
}

/* "(with Cy Dee)": the page's owner goes without saying, and before the others. */
static void add_owner(rd *s, pc_str name) {
    bib_author x = {.name = bib_name_parse(s->a, name), .roles = BIB_SELF};
    if (name.n) pc_vec_push(s->scratch, &s->authors, x);
}

static void read_mark(rd *s, pc_str text) {
    pc_str *to = s->authors.n ? &s->authors.v[s->authors.n - 1].marks : &s->early_mark;
    *to = to->n ? pc_str_cat(s->a, *to, text) : text;
}

/* Without the style that the whole of it is in. */
static pc_inlines unstyled(pc_inlines xs) {
    while (xs.n == 1 && (xs.v[0].tag == PC_Emph || xs.v[0].tag == PC_Strong))
        xs = xs.v[0].u.inlines;
    return xs;
}

/* A page's look for titles is no part of them: bold, a link around it all. In a bibliography markup
 * is the title's own. */
static pc_inlines without_look(pc_inlines xs) {
    for (;;) {
        const pc_inline *x = xs.v;
        bool within = xs.n == 1 && (x->tag == PC_Emph || x->tag == PC_Strong || x->tag == PC_Link ||
                                    x->tag == PC_Underline || x->tag == PC_SmallCaps);
        if (!within && !(xs.n == 1 && x->tag == PC_Span && !x->u.span->attr->classes.n)) return xs;
        xs = pc_inline_content(x);
    }
}

/* A code span cannot be cut by the recogniser: its year is taken off here. */
static void read_venue(rd *s, const pc_span *span, pc_pos pos) {
    bib_place x = {
        .name = text_of(s, span->content), .inlines = unstyled(span->content), .pos = pos};
    bib_parts parts = {0};
    bib_venue_split(s->scratch, x.name, &parts);
    bool whole = false;
    for (size_t i = 0; i < parts.n; i++) {
        pc_str part = pc_str_sub(x.name, parts.v[i].from, parts.v[i].to);
        if (parts.v[i].tag == BIB_PART_YEAR && x.year.n == 0) x.year = bib_year_value(s->a, part);
        if (parts.v[i].tag == BIB_PART_VENUE) {
            if (whole) break;
            whole = true;
        }
    }
    for (size_t i = 0; i < parts.n && whole && x.year.n; i++) {
        if (parts.v[i].tag != BIB_PART_VENUE) continue;
        x.name = pc_str_sub(x.name, parts.v[i].from, parts.v[i].to);
        break;
    }
    x.kind = bib_venue_kind(x.name);
    if (s->venues.n == 0) {
        if (x.year.n == 0) x.year = s->early_year;
    }
    pc_vec_push(s->scratch, &s->venues, x);
}

static void read_year(rd *s, pc_str text, pc_pos pos) {
    pc_str year = bib_year_value(s->a, text);
    if (!s->r->year_pos) s->r->year_pos = pos;
    if (s->venues.n == 0)
        s->early_year = s->early_year.n ? s->early_year : year;
    else if (s->venues.v[s->venues.n - 1].year.n == 0)
        s->venues.v[s->venues.n - 1].year = year;
}

/* What one annotated span says; false: it says nothing, look below. */
static bool read_span(rd *s, const pc_span *span, pc_pos pos) {
    const pc_attr *at = span->attr;
    if (pc_attr_has_class(at, "title")) {
        if (s->r->title.n == 0) {
            s->r->title = text_of(s, span->content);
            s->r->title_inlines = bib_from_page(s->r) ? without_look(span->content) : span->content;
            s->r->title_pos = pos;
        }
        bool before = s->in_title;
        s->in_title = true;
        rd_inlines(s, span->content);
        s->in_title = before;
        return true;
    }
    if (pc_attr_has_class(at, "author")) {
        bool before = s->in_author;
        read_author(s, span, pos);
        s->in_author = true;
        rd_inlines(s, span->content);
        s->in_author = before;
        return true;
    }
    if (pc_attr_has_class(at, "mark") && !pc_attr_has_class(at, "implied"))
        read_mark(s, text_of(s, span->content));
    else if (pc_attr_has_class(at, "venue"))
        read_venue(s, span, pos);
    else if (pc_attr_has_class(at, "year"))
        read_year(s, text_of(s, span->content), pos);
    else if (pc_attr_has_class(at, "award"))
        pc_vec_push(s->scratch, &s->awards, text_of(s, span->content));
    else if (pc_attr_has_class(at, "status"))
        pc_vec_push(s->scratch, &s->statuses, text_of(s, span->content));
    else if (pc_attr_has_class(at, "volume"))
        s->r->volume = text_of(s, span->content);
    else if (pc_attr_has_class(at, "issue"))
        s->r->issue = text_of(s, span->content);
    else if (pc_attr_has_class(at, "pages"))
        s->r->pages = text_of(s, span->content);
    return false;
}

static bool holds(pc_inlines xs, const char *cls) {
    for (size_t i = 0; i < xs.n; i++) {
        if (xs.v[i].tag == PC_Span && pc_attr_has_class(xs.v[i].u.span->attr, cls)) return true;
        if (holds(pc_inline_content(&xs.v[i]), cls)) return true;
    }
    return false;
}

static void read_link(rd *s, const pc_link *link, pc_pos pos) {
    if (s->in_author || holds(link->content, "author")) return; /* somebody's own page */
    bib_ref ref = {.pos = pos, .url = link->url, .text = text_of(s, link->content)};
    for (size_t i = 0; i < link->attr->classes.n; i++) {
        bib_purpose p = bib_purpose_find(link->attr->classes.v[i]);
        if (p != BIB_LINK_NONE) ref.purpose = p;
    }
    if (ref.purpose == BIB_LINK_NONE)
        ref.purpose = bib_url_placeholder(link->url) ? BIB_LINK_PLACEHOLDER : BIB_LINK_URL;
    ref.title = s->in_title || holds(link->content, "title");
    pc_vec_push(s->scratch, &s->links, ref);
}

static void rd_inlines(rd *s, pc_inlines xs) {
    for (size_t i = 0; i < xs.n; i++) {
        const pc_inline *x = &xs.v[i];
        if (x->tag == PC_Span && read_span(s, x->u.span, x->pos)) continue;
        if (x->tag == PC_Link) read_link(s, x->u.link, x->pos);
        rd_inlines(s, pc_inline_content(x));
    }
}

static void rd_items(rd *s, pc_items items) {
    for (size_t i = 0; i < items.n; i++) rd_blocks(s, items.v[i]);
}

static void rd_rows(rd *s, pc_rows rows) {
    for (size_t i = 0; i < rows.n; i++)
        for (size_t k = 0; k < rows.v[i].n; k++) rd_blocks(s, rows.v[i].cells[k].content);
}

static void rd_table(rd *s, const pc_table *t) {
    rd_blocks(s, t->caption.blocks);
    rd_rows(s, t->head.rows);
    for (size_t i = 0; i < t->nbodies; i++) {
        rd_rows(s, t->bodies[i].head);
        rd_rows(s, t->bodies[i].body);
    }
    rd_rows(s, t->foot.rows);
}

static void rd_blocks(rd *s, pc_blocks xs) {
    for (size_t i = 0; i < xs.n; i++) {
        const pc_block *b = &xs.v[i];
        rd_inlines(s, pc_block_inlines(b));
        rd_blocks(s, pc_block_blocks(b));
        if (b->tag == PC_BulletList) rd_items(s, b->u.items);
        if (b->tag == PC_OrderedList) rd_items(s, b->u.olist->items);
        if (b->tag == PC_Table) rd_table(s, b->u.table);
        for (size_t k = 0; b->tag == PC_LineBlock && k < b->u.lines.n; k++)
            rd_inlines(s, b->u.lines.v[k]);
        for (size_t k = 0; b->tag == PC_DefinitionList && k < b->u.defs.n; k++) {
            rd_inlines(s, b->u.defs.v[k].term);
            rd_items(s, b->u.defs.v[k].defs);
        }
    }
}

/* The attributes that have members of their own. */
static const char *const members[] = {"key", "entry", "type", "year", "date", "status",
                                      "doi", "arxiv", "pmid", "isbn", "etal", "owner"};

static bool is_member(pc_str key) {
    for (size_t i = 0; i < PC_COUNT(members); i++)
        if (pc_str_eqz(key, members[i])) return true;
    return false;
}

static bib_fields other_fields(rd *s, const pc_attr *attr) {
    PC_VEC(pc_key_value) v = {0};
    for (size_t i = 0; i < attr->pairs.n; i++)
        if (!is_member(attr->pairs.v[i].key)) pc_vec_push(s->scratch, &v, attr->pairs.v[i]);
    return (bib_fields){pc_vec_done(s->a, &v), v.n};
}

void bib_record_read(pc_arena *a, pc_arena *scratch, const pc_attr *attr, pc_blocks content,
                     bib_record *out) {
    *out = (bib_record){.attr = attr,
                        .content = content,
                        .id = attr->id,
                        .key = pc_attr_get(attr, "key"),
                        .entry = pc_attr_get(attr, "entry"),
                        .type = pc_attr_get(attr, "type"),
                        .year = pc_attr_get(attr, "year"),
                        .date = pc_attr_get(attr, "date"),
                        .status = pc_attr_get(attr, "status"),
                        .doi = pc_attr_get(attr, "doi"),
                        .arxiv = pc_attr_get(attr, "arxiv"),
                        .pmid = pc_attr_get(attr, "pmid"),
                        .isbn = pc_attr_get(attr, "isbn"),
                        .etal = pc_str_eqz(pc_attr_get(attr, "etal"), "true")};
    rd s = {.a = a, .scratch = scratch, .r = out};
    add_owner(&s, pc_attr_get(attr, "owner"));
    rd_blocks(&s, content);
    out->fields = other_fields(&s, attr);
    if (out->year.n == 0) out->year = s.venues.n ? s.venues.v[0].year : s.early_year;
    out->authors.v = pc_vec_done(a, &s.authors);
    out->authors.n = s.authors.n;
    out->venues.v = pc_vec_done(a, &s.venues);
    out->venues.n = s.venues.n;
    out->links.v = pc_vec_done(a, &s.links);
    out->links.n = s.links.n;
    out->awards = (pc_strs){pc_vec_done(a, &s.awards), s.awards.n};
    out->status_words = (pc_strs){pc_vec_done(a, &s.statuses), s.statuses.n};
}

bool bib_from_div(pc_arena *a, pc_arena *scratch, const pc_block *div, bib_record *out) {
    if (div->tag != PC_Div || !pc_attr_has_class(div->u.div->attr, "publication")) return false;
    pc_mark mark = pc_arena_mark(scratch);
    bib_record_read(a, scratch, div->u.div->attr, div->u.div->content, out);
    out->pos = div->pos;
    if (a != scratch) pc_arena_release(scratch, mark);
    return true;
}

/* All of a document. */

typedef struct ls {
    pc_arena *a, *scratch;
    PC_VEC(bib_record) v;
    pc_map keys; /* -> size_t, index of the first with it */
    PC_VEC(bib_meaning) legend;
    pc_str legend_text;
    const bib_section *section;
} ls;

static void ls_blocks(ls *s, pc_blocks xs);

/* An entry of a .bib file that is printed twice, by {% reference %} and {% bibliography %}. */
static bool is_known(ls *s, const bib_record *r) {
    if (r->key.n == 0) return false;
    const size_t *at = pc_map_get(&s->keys, r->key);
    if (at) return pc_str_eq(s->v.v[*at].title, r->title);
    size_t *here = PC_NEW(s->scratch, size_t);
    *here = s->v.n;
    pc_map_set(s->scratch, &s->keys, r->key, here);
    return false;
}

static void add(ls *s, const pc_attr *attr, pc_blocks content, pc_pos pos) {
    bib_record r;
    bib_record_read(s->a, s->scratch, attr, content, &r);
    if (is_known(s, &r)) return;
    r.pos = pos;
    r.section = s->section;
    pc_vec_push(s->scratch, &s->v, r);
}

static void add_legend(ls *s, const pc_attr *attr, pc_str text, pc_pos pos) {
    if (s->legend_text.n == 0) s->legend_text = text;
    for (size_t i = 0; i < attr->pairs.n; i++) {
        bib_meaning m = {attr->pairs.v[i].key, bib_role_parse(attr->pairs.v[i].value), pos};
        pc_vec_push(s->scratch, &s->legend, m);
    }
}

/* Legends within a line, and entries that share a paragraph. */
static void ls_inlines(ls *s, pc_inlines xs) {
    for (size_t i = 0; i < xs.n; i++) {
        const pc_inline *x = &xs.v[i];
        if (x->tag == PC_Span && pc_attr_has_class(x->u.span->attr, "publication"))
            add(s, x->u.span->attr, pc_blocks1(s->a, pc_plain(x->u.span->content)), x->pos);
        if (x->tag == PC_Span && pc_attr_has_class(x->u.span->attr, "legend"))
            add_legend(s, x->u.span->attr, pc_inlines_text(s->a, x->u.span->content), x->pos);
        ls_inlines(s, pc_inline_content(x));
    }
}

static void ls_items(ls *s, pc_items items) {
    for (size_t i = 0; i < items.n; i++) ls_blocks(s, items.v[i]);
}

static void ls_rows(ls *s, pc_rows rows) {
    for (size_t i = 0; i < rows.n; i++) {
        const pc_row *row = &rows.v[i];
        bool entry = pc_attr_has_class(row->attr, "publication");
        pc_block_vec all = {0};
        for (size_t k = 0; k < row->n; k++) {
            if (!entry) ls_blocks(s, row->cells[k].content);
            for (size_t j = 0; entry && j < row->cells[k].content.n; j++)
                pc_vec_push(s->scratch, &all, row->cells[k].content.v[j]);
        }
        if (entry) add(s, row->attr, pc_blocks_done(s->a, &all), all.n ? all.v[0].pos : 0);
    }
}

static void ls_table(ls *s, const pc_table *t) {
    ls_rows(s, t->head.rows);
    for (size_t i = 0; i < t->nbodies; i++) {
        ls_rows(s, t->bodies[i].head);
        ls_rows(s, t->bodies[i].body);
    }
    ls_rows(s, t->foot.rows);
}

static void open_section(ls *s, const pc_block *b) {
    bib_section *x = PC_NEW(s->a, bib_section);
    *x = (bib_section){b->u.header, b->pos, s->section};
    while (x->above && x->above->header->level >= x->header->level) x->above = x->above->above;
    s->section = x;
}

/* In Markdown a heading right below an item's text is in the item, and over what follows. */
static void open_sections_within(ls *s, pc_blocks entry) {
    for (size_t i = 1; i < entry.n; i++)
        if (entry.v[i].tag == PC_Header) open_section(s, &entry.v[i]);
}

static void ls_block(ls *s, const pc_block *b) {
    ls_inlines(s, pc_block_inlines(b));
    if (b->tag == PC_Header) open_section(s, b);
    if (b->tag == PC_Div && pc_attr_has_class(b->u.div->attr, "publication")) {
        add(s, b->u.div->attr, b->u.div->content, b->pos);
        open_sections_within(s, b->u.div->content);
    } else if (b->tag == PC_Div && pc_attr_has_class(b->u.div->attr, "legend"))
        add_legend(s, b->u.div->attr, pc_str_trim(pc_blocks_text(s->a, b->u.div->content)), b->pos);
    else
        ls_blocks(s, pc_block_blocks(b));
    if (b->tag == PC_BulletList) ls_items(s, b->u.items);
    if (b->tag == PC_OrderedList) ls_items(s, b->u.olist->items);
    if (b->tag == PC_Table) ls_table(s, b->u.table);
    for (size_t k = 0; b->tag == PC_DefinitionList && k < b->u.defs.n; k++)
        ls_items(s, b->u.defs.v[k].defs);
}

static void ls_blocks(ls *s, pc_blocks xs) {
    for (size_t i = 0; i < xs.n; i++) ls_block(s, &xs.v[i]);
}

bib_list bib_each(pc_arena *a, pc_arena *scratch, pc_blocks blocks) {
    ls s = {.a = a, .scratch = scratch};
    ls_blocks(&s, blocks);
    return (bib_list){.v = pc_vec_done(a, &s.v),
                      .n = s.v.n,
                      .legend = pc_vec_done(a, &s.legend),
                      .nlegend = s.legend.n,
                      .legend_text = s.legend_text};
}

pc_str bib_record_url(const bib_record *r) {
    for (size_t i = 0; i < r->links.n; i++)
        if (r->links.v[i].title && r->links.v[i].purpose != BIB_LINK_PLACEHOLDER)
            return r->links.v[i].url;
    static const bib_purpose order[] = {BIB_LINK_DOI, BIB_LINK_URL, BIB_LINK_ARXIV, BIB_LINK_PDF};
    for (size_t k = 0; k < PC_COUNT(order); k++)
        for (size_t i = 0; i < r->links.n; i++)
            if (r->links.v[i].purpose == order[k]) return r->links.v[i].url;
    return (pc_str){0};
}
