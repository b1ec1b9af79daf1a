/* Walks a document and tries what may be an entry: list items, paragraphs, headings with what is
 * below them, divs, table rows. A strategy is a row of `strategies`; the section's heading says how
 * much evidence an entry needs.
 *
 * Done twice: the first time to learn (who is set off from others, what marks mean), the second
 * time to annotate. What the first pass read is kept for the second. */
#include "filters/publications/pub_int.h"

#include "ast/walk.h"
#include "base/str.h"
#include "base/utf8.h"
#include "bib/date.h"
#include "bib/words.h"

typedef struct un_words {
    const char *word;
    pub_topic topic;
} un_words;

/* Words of headings. */
static const un_words topic_words[] = {
    {"publication", PUB_YES}, {"publications", PUB_YES}, {"paper", PUB_YES},
    {"papers", PUB_YES},      {"preprint", PUB_YES},     {"preprints", PUB_YES},
    {"article", PUB_YES},     {"articles", PUB_YES},     {"journal", PUB_YES},
    {"journals", PUB_YES},    {"conference", PUB_YES},   {"conferences", PUB_YES},
    {"proceedings", PUB_YES}, {"manuscripts", PUB_YES},  {"manuscript", PUB_YES},
    {"workshop", PUB_YES},    {"workshops", PUB_YES},    {"chapters", PUB_YES},
    {"books", PUB_YES},       {"book", PUB_YES},         {"thesis", PUB_YES},
    {"theses", PUB_YES},      {"bibliography", PUB_YES}, {"peer-reviewed", PUB_YES},
    {"under", PUB_YES},       {"submitted", PUB_YES},    {"reports", PUB_YES},
    {"论文", PUB_YES},        {"发表", PUB_YES},         {"news", PUB_NO},
    {"talk", PUB_NO},         {"talks", PUB_NO},         {"teaching", PUB_NO},
    {"service", PUB_NO},      {"services", PUB_NO},      {"education", PUB_NO},
    {"experience", PUB_NO},   {"experiences", PUB_NO},   {"award", PUB_NO},
    {"awards", PUB_NO},       {"honor", PUB_NO},         {"honors", PUB_NO},
    {"project", PUB_NO},      {"projects", PUB_NO},      {"contact", PUB_NO},
    {"biography", PUB_NO},    {"bio", PUB_NO},           {"about", PUB_NO},
    {"reviewing", PUB_NO},    {"reviewer", PUB_NO},      {"activities", PUB_NO},
    {"internship", PUB_NO},   {"internships", PUB_NO},   {"students", PUB_NO},
    {"grants", PUB_NO},       {"courses", PUB_NO},       {"presentations", PUB_NO},
    {"tutorials", PUB_NO},    {"software", PUB_NO},      {"skills", PUB_NO},
    {"fun", PUB_NO},          {"hobbies", PUB_NO},       {"invited", PUB_NO},
    {"employment", PUB_NO},   {"patents", PUB_NO},       {"patent", PUB_NO}};

typedef struct un {
    pub *p;
    pub_topic topics[8]; /* by heading level; [0]: the page's own */
    size_t level;        /* of blocks within blocks */
    size_t found;        /* entries so far */
} un;

static pub_topic topic_of_words(pc_str s) {
    pub_topic found = PUB_UNKNOWN;
    pc_str w;
    size_t from;
    for (size_t i = 0; bib_word(s, &i, &from, &w);)
        for (size_t k = 0; k < PC_COUNT(topic_words); k++)
            if (bib_word_is(w, topic_words[k].word) && found != PUB_YES)
                found = topic_words[k].topic;
    return found;
}

static pub_topic topic(const un *u) {
    for (size_t i = PC_COUNT(u->topics); i-- > 0;)
        if (u->topics[i] != PUB_UNKNOWN) return u->topics[i];
    return PUB_UNKNOWN;
}

static bool is_entry(const un *u, const pub_entry *e, bool prose_place) {
    switch (topic(u)) {
    case PUB_NO: return false;
    case PUB_YES: return e->score >= 40;
    default: return e->score >= (prose_place ? 76 : 60);
    }
}

/* Learning. */

static bool is_set_off(const pub_author *x) {
    return (x->style & (PUB_BOLD | PUB_UNDER | PUB_CODE)) != 0;
}

static void learn(pub *p, const pub_entry *e) {
    const pub_authors *w = &e->authors;
    size_t n = 0, who = 0;
    for (size_t i = 0; i < w->v.n; i++)
        if (is_set_off(&w->v.v[i])) n++, who = i;
    if (n != 1 || w->v.n < 2) return;
    bib_name name = bib_name_parse(
        p->a, pc_str_dup(p->a, pc_str_sub(e->flat.text, w->v.v[who].from, w->v.v[who].to)));
    bib_name_key key = bib_name_key_of(p->a, &name);
    for (size_t i = 0; i < p->owners.n && i < 64; i++)
        if (bib_name_key_same(&p->owners.v[i].key, &key)) {
            p->owners.v[i].count++;
            return;
        }
    pub_owner o = {key, name.literal, 1};
    if (p->owners.n < 64) pc_vec_push(p->a, &p->owners, o);
}

static void assign_self(pub *p, pub_entry *e) {
    pub_authors *w = &e->authors;
    bool found = false;
    size_t set_off = 0, who = 0;
    for (size_t i = 0; i < w->v.n; i++) {
        pub_author *x = &w->v.v[i];
        bib_name_key k = bib_name_key_of(p->scratch, &x->name);
        if (is_set_off(x)) set_off++, who = i;
        if (p->self.family.n && bib_name_key_same(&k, &p->self)) {
            x->roles |= BIB_SELF;
            found = true;
        }
    }
    bool only = !found && set_off == 1 && p->self_by_markup;
    if (only) w->v.v[who].roles |= BIB_SELF;
}

static bool letters(pc_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (pc_is_alnum((unsigned char)s.p[i])) return true;
    return false;
}

static void no_address(pub *p, const pub_box *b, pc_str text) {
    pc_str url = pc_str_trim(b->link->url);
    if (url.n)
        pc_diag(p->cx->diags, PC_DIAG_LINK_PLACEHOLDER, b->pos,
                "\"%.*s\" is no address (link of \"%.*s\")", PC_F(url), PC_F(text));
    else
        pc_diag(p->cx->diags, PC_DIAG_LINK_PLACEHOLDER, b->pos,
                "the link of \"%.*s\" has no address", PC_F(text));
}

static void classify_links(pub *p, pub_entry *e) {
    for (size_t i = 0; i < e->flat.boxes.n; i++) {
        pub_box *b = &e->flat.boxes.v[i];
        if (!b->link || !b->node) continue;
        pc_str text = pc_str_trim(pc_str_sub(e->flat.text, b->from, b->to));
        bib_purpose by_url = bib_url_purpose(b->link->url), by_words = b->label, use = by_words;
        bool loose =
            by_words == BIB_LINK_NONE || by_words == BIB_LINK_URL || by_words == BIB_LINK_PDF;
        if (loose && by_url != BIB_LINK_NONE) use = by_url;
        if (use == BIB_LINK_NONE) use = BIB_LINK_URL;
        if (bib_url_placeholder(b->link->url)) {
            use = BIB_LINK_PLACEHOLDER;
            if (letters(text)) no_address(p, b, text);
        }
        b->node->purpose = use;
    }
}

/* The nodes above a link that gets a class are made anew. */
static bool mark_remakes(pub_node *v, size_t n) {
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        if (mark_remakes(v[i].kids, v[i].nkids)) v[i].remake = true;
        any = any || v[i].remake || v[i].purpose != BIB_LINK_NONE;
    }
    return any;
}

static pc_str slug_of(pub *p, const pub_entry *e) {
    pc_str title = pc_utf8_fold(p->scratch, pc_str_sub(e->flat.text, e->title_from, e->title_to)),
           w;
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
    if (count) unique = pc_str_fmt(p->a, "%.*s-%zu", PC_F(slug), ++*count);
    size_t *one = PC_NEW(p->a, size_t);
    *one = 1;
    pc_map_set(p->a, &p->slugs, unique, one);
    return unique;
}

static const char *type_of(const pub *p, const pub_entry *e) {
    const char *type = bib_kind_type(e->kind);
    if (*type) return type;
    bool preprint = pc_str_eqz(e->status, "preprint") || pc_str_eqz(e->status, "working-paper");
    if (preprint) return "article";
    if (p->section.type && *p->section.type) return p->section.type;
    return e->numbered ? "article-journal" : "";
}

const pc_attr *pub_entry_attr(pub *p, const pub_entry *e, const pc_attr *base) {
    const pc_attr *at = pc_attr_add_class(p->a, base, PC_S("publication"));
    if (at->id.n == 0) at = pc_attr_set_id(p->a, at, slug_of(p, e));
    pc_str status = e->status;
    if (status.n == 0 && e->kind == BIB_PREPRINT_SERVER) status = PC_S("preprint");
    const pc_key_value pairs[] = {
        {PC_S("type"), pc_strz(type_of(p, e))},
        {PC_S("year"), e->year.n ? e->year : p->section.year},
        {PC_S("date"), e->date},
        {PC_S("status"), status},
        {PC_S("doi"), e->doi},
        {PC_S("arxiv"), e->arxiv},
        {PC_S("pmid"), e->pmid},
        {PC_S("isbn"), e->isbn},
        {PC_S("etal"), e->authors.etal_to ? PC_S("true") : (pc_str){0}},
    };
    for (size_t i = 0; i < PC_COUNT(pairs); i++)
        if (pairs[i].value.n) at = pc_attr_set(p->a, at, pairs[i].key, pairs[i].value);
    return at;
}

static void use_marks(pub *p, const pub_entry *e) {
    for (size_t i = 0; i < e->authors.marks.n; i++) {
        pc_str m = e->authors.marks.v[i].canonical;
        bool known = m.n == 0 || pc_is_alnum((unsigned char)m.p[0]);
        if (e->legend.mark.n && pc_str_eq(e->legend.mark, m)) known = true;
        for (size_t k = 0; k < p->marks_used.n && !known; k++)
            known = pc_str_eq(p->marks_used.v[k].mark, m);
        pub_used u = {pc_str_dup(p->a, m), e->flat.pos};
        if (!known) pc_vec_push(p->a, &p->marks_used, u);
    }
}

/* The blocks of a unit, annotated; only in the second pass. */
static pc_blocks finish(un *u, pub_entry *e, pc_blocks blocks) {
    pub *p = u->p;
    pub_assign_roles(p, e);
    assign_self(p, e);
    classify_links(p, e);
    for (size_t i = 0; i < e->flat.lines.n; i++)
        mark_remakes(e->flat.lines.v[i].v, e->flat.lines.v[i].n);
    p->entries++;
    return pub_annotate(p, e, blocks);
}

/* Reads a unit once, and gives the same answer in both passes. NULL: it is no entry. */
static pub_entry *try_entry(un *u, pc_blocks blocks, bool prose_place) {
    pub *p = u->p;
    if (!p->dry) {
        pub_entry *e = p->next < p->cache.n ? p->cache.v[p->next] : NULL;
        p->next++;
        u->found += e != NULL;
        return e;
    }
    pc_mark mark = pc_arena_mark(p->scratch);
    pub_entry *e = PC_NEW(p->scratch, pub_entry);
    if (topic(u) != PUB_NO) pub_read_entry(p, blocks, e);
    if (!is_entry(u, e, prose_place)) {
        pc_arena_release(p->scratch, mark);
        e = NULL;
    } else {
        learn(p, e);
        use_marks(p, e);
        u->found++;
    }
    pc_vec_push(p->a, &p->cache, e);
    return e;
}

static pc_block entry_div(un *u, pub_entry *e, pc_blocks blocks) {
    pc_blocks done = finish(u, e, blocks);
    pc_block div = pc_div_node(u->p->a, pub_entry_attr(u->p, e, &pc_attr_none), done);
    return pc_block_at(div, e->flat.pos);
}

static pc_blocks un_blocks(un *u, pc_blocks xs);

/* Legends. */

static size_t read_block_legend(pub *p, const pc_block *b, pub_meaning *m, size_t max, bool item) {
    if (b->tag != PC_Para && b->tag != PC_Plain && b->tag != PC_Header) return 0;
    pc_mark mark = pc_arena_mark(p->scratch);
    pub_flat f;
    pub_flatten(p, (pc_blocks){b, 1}, &f);
    size_t n = pub_read_legend(p, f.text, m, max);
    /* "* denotes …" at the start of a line is a list item, and its mark the bullet. */
    pc_str bullet = pc_str_cat(p->scratch, PC_S("* "), f.text);
    if (n == 0 && item && f.text.n && pc_is_lower((unsigned char)f.text.p[0]))
        n = pub_read_legend(p, bullet, m, max);
    pc_arena_release(p->scratch, mark);
    return n;
}

static bool as_legend(un *u, const pc_block *b, pc_block *out, bool item) {
    pub *p = u->p;
    pub_meaning m[8];
    size_t n = read_block_legend(p, b, m, PC_COUNT(m), item);
    if (n == 0) return false;
    for (size_t i = 0; i < n && p->dry; i++) pc_vec_push(p->a, &p->legend, m[i]);
    if (p->dry && p->legend_pos == 0) p->legend_pos = b->pos;
    if (!p->dry) {
        pc_blocks one = pc_blocks1(p->a, *b);
        *out = pc_block_at(pc_div_node(p->a, pub_legend_attr(p, m, n), one), b->pos);
    }
    return true;
}

/* Headings. */

static bool heading_title_like(pc_str s) {
    size_t words = 0, from;
    pc_str w;
    for (size_t i = 0; bib_word(s, &i, &from, &w);) words++;
    return words >= 4;
}

static void enter_section(un *u, size_t level, pc_str text) {
    pub *p = u->p;
    if (level > 6) level = 6;
    for (size_t i = level; i < PC_COUNT(u->topics); i++) u->topics[i] = PUB_UNKNOWN;
    u->topics[level] = topic_of_words(text);
    pc_str year = bib_year_find(text, 0);
    const char *type = bib_heading_type(text);
    bool several = year.n && bib_year_find(text, (size_t)(year.p - text.p) + 4).n;
    p->section.year = year.n && !several ? pc_str_dup(p->a, year) : (pc_str){0};
    if (*type || !year.n) p->section.type = type;
    p->section.level = level;
}

static pc_block section_header(un *u, pc_block b) {
    pub *p = u->p;
    const pc_attr *at = pc_attr_add_class(p->a, b.u.header->attr, PC_S("publications-section"));
    if (p->section.year.n) at = pc_attr_set(p->a, at, PC_S("year"), p->section.year);
    pc_str text = pc_inlines_text(p->scratch, b.u.header->content);
    const char *type = bib_heading_type(text);
    if (*type) at = pc_attr_set(p->a, at, PC_S("type"), pc_strz(type));
    return pc_block_with_attr(p->a, b, at);
}

/* Strategies: each looks at xs[i…]; answers how many blocks it took, 0 for none. */

typedef size_t (*un_strategy)(un *u, pc_blocks xs, size_t i, pc_block_vec *out);

/* A heading that is a title, with the blocks up to the next heading. */
static size_t heading_entry(un *u, pc_blocks xs, size_t i, pc_block_vec *out) {
    if (xs.v[i].tag != PC_Header) return 0;
    pc_str text = pc_inlines_text(u->p->scratch, xs.v[i].u.header->content);
    if (!heading_title_like(text) || i + 1 >= xs.n) return 0;
    size_t j = i + 1;
    bool para = false;
    while (j < xs.n && j < i + 8 && xs.v[j].tag != PC_Header && xs.v[j].tag != PC_HorizontalRule) {
        para = para || xs.v[j].tag == PC_Para || xs.v[j].tag == PC_Plain;
        j++;
    }
    if (!para) return 0;
    pc_blocks group = {xs.v + i, j - i};
    pub_entry *e = try_entry(u, group, false);
    /* The heading itself must be the title. */
    bool own = e && e->flat.lines.n && e->title_to <= e->flat.lines.v[0].to && e->authors.v.n;
    if (!own) {
        u->found -= e != NULL;
        return 0;
    }
    if (!u->p->dry) pc_vec_push(u->p->scratch, out, entry_div(u, e, group));
    return j - i;
}

static size_t heading(un *u, pc_blocks xs, size_t i, pc_block_vec *out) {
    if (xs.v[i].tag != PC_Header) return 0;
    pc_block legend;
    if (as_legend(u, &xs.v[i], &legend, false)) {
        if (!u->p->dry) pc_vec_push(u->p->scratch, out, legend);
        return 1;
    }
    pc_str text = pc_inlines_text(u->p->scratch, xs.v[i].u.header->content);
    enter_section(u, (size_t)xs.v[i].u.header->level, text);
    bool ours =
        topic(u) == PUB_YES && (u->topics[u->p->section.level] == PUB_YES || u->p->section.year.n);
    if (!u->p->dry) pc_vec_push(u->p->scratch, out, ours ? section_header(u, xs.v[i]) : xs.v[i]);
    return 1;
}

static bool has_list(pc_blocks xs) {
    for (size_t i = 0; i < xs.n; i++)
        if (xs.v[i].tag == PC_BulletList || xs.v[i].tag == PC_OrderedList) return true;
    return false;
}

/* An item: what is nested in it first; if no entry is there, the item as a whole. */
static pc_blocks item_blocks(un *u, pc_blocks item) {
    pub *p = u->p;
    if (item.n == 0) return item;
    pc_block legend;
    if (item.n == 1 && as_legend(u, &item.v[0], &legend, true))
        return p->dry ? item : pc_blocks1(p->a, legend);
    if (item.n == 1 && item.v[0].tag == PC_Div &&
        pc_attr_has_class(item.v[0].u.div->attr, "publication"))
        return item;
    if (has_list(item) && u->level < PUB_MAX_LEVEL) {
        size_t before = u->found;
        pc_blocks inner = un_blocks(u, item);
        if (u->found > before) return inner;
    }
    pub_entry *e = try_entry(u, item, false);
    if (!e || p->dry) return item;
    return pc_blocks1(p->a, entry_div(u, e, item));
}

static size_t list(un *u, pc_blocks xs, size_t i, pc_block_vec *out) {
    pc_block b = xs.v[i];
    if (b.tag != PC_BulletList && b.tag != PC_OrderedList) return 0;
    pc_items items = b.tag == PC_BulletList ? b.u.items : b.u.olist->items;
    pc_blocks *v = u->p->dry ? NULL : pc_alloc_array(u->p->a, items.n, sizeof *v);
    for (size_t k = 0; k < items.n; k++) {
        pc_blocks done = item_blocks(u, items.v[k]);
        if (v) v[k] = done;
    }
    if (!v) return 1;
    items.v = v;
    if (b.tag == PC_BulletList) {
        b.u.items = items;
    } else {
        pc_olist *l = PC_NEW(u->p->a, pc_olist);
        *l = *b.u.olist;
        l->items = items;
        b.u.olist = l;
    }
    pc_vec_push(u->p->scratch, out, b);
    return 1;
}

/* "**2025**" alone in a paragraph is a heading in all but name. */
static bool bold_year(un *u, const pc_block *b) {
    pc_inlines xs = pc_block_inlines(b);
    if (b->tag != PC_Para || xs.n != 1 || xs.v[0].tag != PC_Strong) return false;
    pc_str text = pc_inlines_text(u->p->scratch, xs);
    pc_str year = bib_year_find(text, 0);
    if (year.n == 0 || text.n > 8) return false;
    u->p->section.year = pc_str_dup(u->p->a, year);
    return true;
}

static size_t paragraph(un *u, pc_blocks xs, size_t i, pc_block_vec *out) {
    const pc_block *b = &xs.v[i];
    if (b->tag != PC_Para && b->tag != PC_Plain && b->tag != PC_LineBlock) return 0;
    pc_block legend;
    bool is_legend = as_legend(u, b, &legend, false);
    pub_entry *e = is_legend || bold_year(u, b) ? NULL : try_entry(u, (pc_blocks){b, 1}, true);
    if (u->p->dry) return 1;
    pc_block one = is_legend ? legend : e ? entry_div(u, e, pc_blocks1(u->p->a, *b)) : *b;
    pc_vec_push(u->p->scratch, out, one);
    return 1;
}

/* A div: what is in it first; if no entry is there, the div as a whole. */
static size_t div(un *u, pc_blocks xs, size_t i, pc_block_vec *out) {
    pc_block b = xs.v[i];
    if (b.tag != PC_Div && b.tag != PC_BlockQuote) return 0;
    bool ours = b.tag == PC_Div && (pc_attr_has_class(b.u.div->attr, "publication") ||
                                    pc_attr_has_class(b.u.div->attr, "legend"));
    pc_blocks inner = pc_block_blocks(&b);
    size_t before = u->found;
    pc_blocks done = ours || u->level >= PUB_MAX_LEVEL ? inner : un_blocks(u, inner);
    pub_entry *e = NULL;
    if (!ours && u->found == before && b.tag == PC_Div)
        e = try_entry(u, (pc_blocks){&xs.v[i], 1}, false);
    if (u->p->dry) return 1;
    if (e)
        b = entry_div(u, e, pc_blocks1(u->p->a, b));
    else
        b = pc_block_with_blocks(u->p->a, b, done);
    pc_vec_push(u->p->scratch, out, b);
    return 1;
}

static pc_blocks row_blocks(pub *p, const pc_row *row) {
    pc_block_vec all = {0};
    for (size_t k = 0; k < row->n; k++)
        for (size_t j = 0; j < row->cells[k].content.n; j++)
            pc_vec_push(p->scratch, &all, row->cells[k].content.v[j]);
    return (pc_blocks){all.v, all.n};
}

static pc_row table_row(un *u, pc_row row) {
    pub *p = u->p;
    pc_blocks all = row_blocks(p, &row);
    pub_entry *e = try_entry(u, all, false);
    if (!e || p->dry) return row;
    pc_blocks done = finish(u, e, all);
    pc_cell *cells = pc_alloc_array(p->a, row.n, sizeof *cells);
    size_t at = 0;
    for (size_t k = 0; k < row.n; k++) {
        cells[k] = row.cells[k];
        cells[k].content.v = done.v + at;
        at += cells[k].content.n;
    }
    row.cells = cells;
    row.attr = pub_entry_attr(p, e, row.attr);
    return row;
}

static size_t table(un *u, pc_blocks xs, size_t i, pc_block_vec *out) {
    if (xs.v[i].tag != PC_Table) return 0;
    pc_table t = *xs.v[i].u.table;
    pc_table_body *bodies = pc_alloc_array(u->p->a, t.nbodies, sizeof *bodies);
    for (size_t b = 0; b < t.nbodies; b++) {
        bodies[b] = t.bodies[b];
        pc_row *rows = pc_alloc_array(u->p->a, bodies[b].body.n, sizeof *rows);
        for (size_t r = 0; r < bodies[b].body.n; r++) rows[r] = table_row(u, bodies[b].body.v[r]);
        bodies[b].body.v = rows;
    }
    if (u->p->dry) return 1;
    t.bodies = bodies;
    pc_block made = pc_table_node(u->p->a, &t);
    pc_vec_push(u->p->scratch, out, pc_block_from(made, xs.v[i].html, xs.v[i].pos));
    return 1;
}

static const un_strategy strategies[] = {heading_entry, heading, list, paragraph, div, table};

static pc_blocks un_blocks(un *u, pc_blocks xs) {
    pc_block_vec out = {0};
    u->level++;
    for (size_t i = 0; i < xs.n;) {
        size_t n = 0;
        for (size_t k = 0; k < PC_COUNT(strategies) && n == 0; k++)
            n = strategies[k](u, xs, i, &out);
        if (n == 0) {
            if (!u->p->dry) pc_vec_push(u->p->scratch, &out, xs.v[i]);
            n = 1;
        }
        i += n;
    }
    u->level--;
    return u->p->dry ? xs : pc_blocks_done(u->p->a, &out);
}

pc_blocks pub_blocks(pub *p, pc_blocks blocks) {
    un u = {.p = p};
    u.topics[0] = p->page;
    p->next = 0;
    p->section.type = "";
    p->section.year = (pc_str){0};
    return un_blocks(&u, blocks);
}

pub_topic pub_topic_of(pc_str words) {
    return topic_of_words(words);
}
