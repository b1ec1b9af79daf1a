/* The tags of jekyll-scholar: bibliography, bibliography_count, cite, nocite, reference, bibtex,
 * quote, cite_details, details_link.
 *
 * Entries come as annotated publications, in HTML that is part of the page's text, where the
 * plugin's own would stand; read back, their attributes lose the data- that HTML has them with. */
#include "readers/jekyll/scholar.h"

#include "ast/build.h"
#include "ast/meta.h"
#include "ast/walk.h"
#include "base/str.h"
#include "html/annotation.h"

/* --- bibliographies ------------------------------------------------------------------------------
 */

/* What bibtex-ruby's uniq! takes for the same: the type and the fields, year and title if none are
 * named. */
static pc_str digest(jek_tag *t, const jek_entry_row *x) {
    pc_str fields = t->duplicates.n ? t->duplicates : PC_S("year,title"), field;
    pc_str all = x->record.entry;
    while (pc_str_cut(&fields, ',', &field)) {
        pc_str value = jek_row_field(t->a, x, pc_str_trim(field));
        all = pc_str_cat(t->a, pc_str_cat(t->a, all, PC_S("\n")), value);
    }
    return all;
}

static bool is_wanted(jek_tag *t, const jek_entry_row *x, pc_str query) {
    pc_arena *scratch = t->s->cx->scratch;
    pc_mark mark = pc_arena_mark(scratch);
    bool yes = jek_row_matches(scratch, x, query);
    pc_arena_release(scratch, mark);
    return yes;
}

/* Those of the tag's files that the query asks for. */
static jek_rows queried(jek_tag *t) {
    jek_rows rows = {0};
    pc_map seen = {0};
    pc_str query = t->query.n ? t->query : jek_setting_text(t, "query", "@*");
    bool unique = t->duplicates.p || pc_value_true(jek_setting(t, "remove_duplicates"));
    for (size_t i = 0; i < t->files.n; i++) {
        jek_library *lib = jek_library_named(t, t->files.v[i]);
        for (size_t k = 0; lib && k < lib->n; k++) {
            pc_str mark = unique ? digest(t, &lib->v[k]) : (pc_str){0};
            if (unique && pc_map_has(&seen, mark)) continue;
            if (unique) pc_map_set(t->a, &seen, mark, lib);
            if (is_wanted(t, &lib->v[k], query)) pc_vec_push(t->a, &rows, &lib->v[k]);
        }
    }
    return rows;
}

/* Those that the page has cited so far, in the order of the files or of the citations. */
static jek_rows only_cited(jek_tag *t, const jek_rows *all) {
    const pc_map *keys = jek_cited(t->s);
    jek_rows rows = {0};
    pc_map by_key = {0};
    for (size_t i = 0; i < all->n; i++) {
        pc_str key = all->v[i]->record.key;
        if (!pc_map_has(keys, key)) continue;
        if (!t->in_order) pc_vec_push(t->a, &rows, all->v[i]);
        if (!pc_map_has(&by_key, key)) pc_map_set(t->a, &by_key, key, (void *)(uintptr_t)all->v[i]);
    }
    for (size_t i = 0; i < keys->n && t->in_order; i++) {
        const jek_entry_row *e = pc_map_get(&by_key, keys->v[i].key);
        if (e) pc_vec_push(t->a, &rows, e);
    }
    return rows;
}

static jek_rows chosen(jek_tag *t) {
    jek_rows rows = queried(t);
    if (t->cited) rows = only_cited(t, &rows);
    if (!t->in_order)
        jek_rows_sort(t->a, &rows, jek_setting_text(t, "sort_by", "none"),
                      jek_setting_text(t, "order", "ascending"));
    if (t->clear) *jek_cited(t->s) = (pc_map){0};
    return rows;
}

/* --offset and --max; "--max 0" alone is no limit, as Ruby's items[0..-1]. */
static void limit(const jek_tag *t, jek_rows *rows) {
    size_t from = (size_t)t->offset < rows->n ? (size_t)t->offset : rows->n;
    rows->v += from;
    rows->n -= from;
    if (t->max >= 0 && t->max + t->offset > 0 && (size_t)t->max < rows->n) rows->n = (size_t)t->max;
}

static void put_bibliography(jek_tag *t, const liq_citation *c) {
    (void)c;
    jek_rows rows = chosen(t);
    pc_str groups = t->group_by.n ? t->group_by : jek_setting_text(t, "group_by", "none");
    t->s->cites = true;
    jek_template_say(t);
    if (t->missing && !rows.n) return;
    if (!pc_str_eqz(groups, "none")) {
        jek_put_groups(t, &rows, groups);
        return;
    }
    limit(t, &rows);
    jek_put_items(t, &rows);
}

static void put_count(jek_tag *t, const liq_citation *c) {
    (void)c;
    pc_buf_putf(t->out, "%zu", chosen(t).n);
}

/* --- the tags ------------------------------------------------------------------------------------
 */

static const struct {
    const char *name;
    void (*put)(jek_tag *t, const liq_citation *c);
    bool styled; /* a style would say how it looks */
} tags[] = {
    {"bibliography", put_bibliography, true},
    {"bibliography_count", put_count, false},
    {"cite", jek_put_citation, true},
    {"nocite", jek_put_nothing, false},
    {"reference", jek_put_reference, true},
    {"quote", jek_put_quote, true},
    {"bibtex", jek_put_bibtex, true},
    {"cite_details", jek_put_details, false},
    {"details_link", jek_put_details_url, false},
};

static void trim_end(pc_buf *b) {
    while (b->n && b->p[b->n - 1] == '\n') pc_buf_trunc(b, b->n - 1);
}

bool jek_cite(void *site, liq_run *r, const liq_citation *c, pc_str *out) {
    jek_site *s = site;
    pc_buf b;
    if (!s->root.n || !s->found || !s->page) return false;
    pc_buf_init(&b, s->at->mem);
    jek_tag t = {.s = s, .r = r, .a = s->at->arena, .out = &b, .max = -1};
    jek_options_read(&t, c->options);
    jek_files_choose(&t);
    for (size_t i = 0; i < PC_COUNT(tags); i++) {
        if (strcmp(c->tag, tags[i].name) != 0) continue;
        if (tags[i].styled) jek_style_say(&t);
        tags[i].put(&t, c);
    }
    trim_end(&b);
    *out = pc_buf_take(&b, liq_arena(r));
    pc_buf_fini(&b);
    return true;
}

/* --- in the page ---------------------------------------------------------------------------------
 */

/* An entry of a .bib file as that has it, where its places there are wanted. */
static pc_block as_in_file(jek_site *s, pc_block entry) {
    pc_str key = pc_attr_get(entry.u.div->attr, "key");
    const pc_block *own = s->by_origin ? jek_library_block(s, key) : NULL;
    return own ? *own : entry;
}

/* A text that is an entry in a line, and nothing else, is an entry. */
static bool promote(jek_site *s, pc_arena *a, const pc_block *x, pc_block *out) {
    pc_inlines xs = pc_block_inlines(x);
    if (xs.n != 1 || xs.v[0].tag != PC_Span) return false;
    const pc_span *entry = xs.v[0].u.span;
    if (!pc_attr_has_class(entry->attr, "publication")) return false;
    pc_block text = pc_block_with_inlines(a, *x, entry->content);
    pc_block div = pc_div_node(a, entry->attr, pc_blocks1(a, text));
    *out = as_in_file(s, pc_block_at(div, x->pos));
    return true;
}

/* So are items of a list, though not cells of a table. */
static pc_items promote_items(jek_site *s, pc_arena *a, pc_items items) {
    pc_blocks *v = PC_NEW_N(a, pc_blocks, items.n + 1);
    pc_block entry;
    for (size_t i = 0; i < items.n; i++) {
        bool text = items.v[i].n == 1 && items.v[i].v[0].tag == PC_Plain;
        v[i] = text && promote(s, a, &items.v[i].v[0], &entry) ? pc_blocks1(a, entry) : items.v[i];
    }
    return (pc_items){v, items.n};
}

static bool rename_block(pc_rewrite *r, const pc_block *x, pc_blocks *out) {
    pc_arena *a = r->arena;
    pc_block y = *x;
    if (x->tag == PC_BulletList) {
        y.u.items = promote_items(r->user, a, x->u.items);
    } else if (x->tag == PC_OrderedList) {
        pc_olist *list = PC_NEW(a, pc_olist);
        *list = *x->u.olist;
        list->items = promote_items(r->user, a, list->items);
        y.u.olist = list;
    } else if (x->tag == PC_Div && pc_attr_has_class(x->u.div->attr, "publication")) {
        y = pc_block_with_attr(a, *x, html_without_data(a, x->u.div->attr));
        y = as_in_file(r->user, pc_block_from(y, PC_HTML_NONE, x->pos));
    } else if (x->tag != PC_Para || !promote(r->user, a, x, &y)) {
        return false;
    }
    *out = pc_blocks1(a, y);
    return true;
}

static bool rename_inline(pc_rewrite *r, const pc_inline *x, pc_inlines *out) {
    if (x->tag != PC_Span) return false;
    const pc_attr *attr = x->u.span->attr;
    if (!pc_attr_has_class(attr, "author") && !pc_attr_has_class(attr, "publication")) return false;
    attr = html_without_data(r->arena, attr);
    pc_inline y = pc_inline_with_attr(r->arena, *x, attr);
    *out = pc_inlines1(r->arena, pc_from(y, PC_HTML_NONE, x->pos));
    return true;
}

pc_blocks jek_scholar_blocks(jek_site *s, pc_blocks xs) {
    pc_rewrite r = {.arena = s->at->arena,
                    .scratch = s->at->scratch,
                    .user = s,
                    .inlin = rename_inline,
                    .block = rename_block};
    return pc_rewrite_blocks(&r, xs);
}
