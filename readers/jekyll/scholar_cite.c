/* Citations and references within the text, and links to pages of details. Citations look as in
 * APA's style, jekyll-scholar's default. */
#include "base/str.h"
#include "readers/jekyll/scholar.h"

/* --- entries -------------------------------------------------------------------------------------
 */

static void remember(jek_tag *t, pc_str key) {
    pc_map *keys = jek_cited(t->s);
    pc_arena *a = t->s->cx->arena;
    if (!pc_map_has(keys, key)) pc_map_set(a, keys, pc_str_dup(a, key), NULL);
}

static void put_missing(jek_tag *t) {
    jek_put_escaped(t->out, jek_setting_text(t, "missing_reference", "(missing reference)"));
}

/* An entry that is not there is said, and reads "(missing reference)". */
static const jek_entry_row *wanted(jek_tag *t, pc_str key) {
    const jek_entry_row *x = jek_entry_named(t, key);
    if (x) return x;
    pc_diag_span(liq_diags(t->r), PC_DIAG_SCHOLAR, liq_here(t->r), 0,
                 PC_S("jekyll-scholar prints \"(missing reference)\""),
                 "the bibliography has no entry '%.*s'", PC_F(key));
    liq_say_chain(t->r);
    return NULL;
}

/* The entries of a citation, from now on cited; NULL when one of them is not there. */
static const jek_entry_row **cited(jek_tag *t, const liq_citation *c) {
    const jek_entry_row **v = PC_NEW_N(t->a, const jek_entry_row *, c->nkeys + 1);
    bool all = true;
    for (size_t i = 0; i < c->nkeys; i++) all &= (v[i] = wanted(t, c->keys[i])) != NULL;
    for (size_t i = 0; i < c->nkeys && all; i++) remember(t, c->keys[i]);
    return all ? v : NULL;
}

/* --- citations -----------------------------------------------------------------------------------
 */

/* "Bee", "Bee & Dee", "Bee et al." */
static void put_names(jek_tag *t, const bib_record *r) {
    const bib_authors *v = &r->authors;
    if (!v->n) {
        jek_put_escaped(t->out, r->title);
        return;
    }
    jek_put_escaped(t->out, v->v[0].name.family);
    if (v->n == 2 && !r->etal) {
        pc_buf_putz(t->out, " &amp; ");
        jek_put_escaped(t->out, v->v[1].name.family);
    } else if (v->n > 1 || r->etal) {
        pc_buf_putz(t->out, " et al.");
    }
}

/* As citeproc-ruby tells: "23-5", "4,5", "24 & 32", "12f". */
static bool is_several(pc_str s) {
    for (size_t i = 1; i < s.n; i++) {
        bool inner = strchr(",&-", s.p[i]) || pc_str_startsz(pc_str_from(s, i), "–");
        if (s.p[i] && inner && i + 1 < s.n) return true;
        if (s.p[i] == 'f' && pc_is_digit(s.p[i - 1])) return true;
    }
    return false;
}

/* CSL's terms in English: APA's style has pages and paragraphs in short, others in full. */
static const struct {
    const char *label, *one, *several;
} terms[] = {{"page", "p.", "pp."},
             {"paragraph", "para.", "paras."},
             {"opus", "Opus", "Opera"},
             {"sub-verbo", "Sub verbo", "Sub verbis"}};

/* ", pp. 23-5", ", Chapter 3": each entry has the locator and the label at its own place. */
static void put_locator(jek_tag *t, size_t i) {
    if (i >= t->locators.n) return;
    pc_str value = t->locators.v[i], label = i < t->labels.n ? t->labels.v[i] : PC_S("page");
    bool several = is_several(value);
    size_t k = 0;
    while (k < PC_COUNT(terms) && !pc_str_eqz(label, terms[k].label)) k++;
    pc_buf_putz(t->out, ", ");
    if (k < PC_COUNT(terms)) {
        pc_buf_putz(t->out, several ? terms[k].several : terms[k].one);
    } else if (label.n) {
        pc_buf_putc(t->out, (char)pc_upper((unsigned char)label.p[0]));
        jek_put_escaped(t->out, pc_str_from(label, 1));
        if (several) pc_buf_putc(t->out, 's');
    }
    pc_buf_putc(t->out, ' ');
    jek_put_escaped(t->out, value);
}

static void put_item(jek_tag *t, const jek_entry_row *x, size_t i) {
    if (!t->no_author) {
        put_names(t, &x->record);
        pc_buf_putz(t->out, ", ");
    }
    jek_put_escaped(t->out, x->record.year.n ? x->record.year : PC_S("n.d."));
    put_locator(t, i);
}

static void open_link(jek_tag *t, pc_str key) {
    pc_buf_putz(t->out, "<a class=\"");
    jek_put_escaped(t->out, jek_setting_text(t, "cite_class", "citation"));
    pc_buf_putz(t->out, "\" href=\"");
    jek_put_escaped(t->out, jek_setting_text(t, "relative", ""));
    pc_buf_putc(t->out, '#');
    jek_put_escaped(t->out, jek_prefixed(t, key));
    pc_buf_putz(t->out, "\">");
}

/* One link to the first entry, or one to each. */
void jek_put_citation(jek_tag *t, const liq_citation *c) {
    const jek_entry_row **v = cited(t, c);
    const pc_value *setting = jek_setting(t, "separate_links");
    bool separate = pc_value_true(setting);
    if (!v) put_missing(t);
    if (!v || !c->nkeys) return;
    if (!separate) open_link(t, c->keys[0]);
    pc_buf_putc(t->out, '(');
    for (size_t i = 0; i < c->nkeys; i++) {
        if (i) pc_buf_putz(t->out, "; ");
        if (separate) open_link(t, c->keys[i]);
        put_item(t, v[i], i);
        if (separate) pc_buf_putz(t->out, "</a>");
    }
    pc_buf_putz(t->out, separate ? ")" : ")</a>");
}

void jek_put_nothing(jek_tag *t, const liq_citation *c) {
    if (!cited(t, c)) put_missing(t);
}

/* --- whole entries -------------------------------------------------------------------------------
 */

void jek_put_reference(jek_tag *t, const liq_citation *c) {
    t->s->cites = true;
    for (size_t i = 0; i < c->nkeys; i++) {
        const jek_entry_row *x = wanted(t, c->keys[i]);
        if (i) pc_buf_putc(t->out, '\n');
        if (x)
            jek_put_line(t, x, c->keys[i]);
        else
            put_missing(t);
    }
}

/* Entries that the page itself has. */
void jek_put_bibtex(jek_tag *t, const liq_citation *c) {
    pc_ctx *cx = t->s->at;
    pc_map_span *tag = PC_NEW(cx->arena, pc_map_span);
    tag->from = liq_here(t->r);
    pc_str text = pc_str_dup(cx->arena, c->body);
    pc_source *src = pc_source_add_made(cx->sources, PC_S("bibtex"), text, tag, 1);
    jek_library *lib = jek_library_read(t->s, cx, src);
    t->s->cites = true;
    for (size_t i = 0; i < lib->n; i++) {
        if (i) pc_buf_putc(t->out, '\n');
        jek_put_line(t, &lib->v[i], lib->v[i].record.key);
    }
}

/* An empty line is a paragraph's end, any other a break. */
void jek_put_quote(jek_tag *t, const liq_citation *c) {
    pc_str s = pc_str_trim(c->body);
    pc_buf_putz(t->out, "<blockquote><p>");
    for (size_t i = 0; i < s.n; i++) {
        bool empty = pc_str_startsz(pc_str_from(s, i), "\n\n");
        if (s.p[i] == '\n')
            pc_buf_putz(t->out, empty ? "</p><p>" : "<br/>");
        else
            pc_buf_putc(t->out, s.p[i]);
        i += empty;
    }
    pc_buf_putz(t->out, "</p><cite>");
    jek_put_citation(t, c);
    pc_buf_putz(t->out, "</cite></blockquote>");
}

/* --- pages of details ----------------------------------------------------------------------------
 */

typedef struct detail {
    jek_tag *t;
    const jek_entry_row *x;
} detail;

/* With "_" for each run of spaces and colons. */
static pc_str key_in_path(pc_arena *a, pc_str key) {
    char *p = pc_alloc_text(a, key.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < key.n; i++) {
        bool mark = pc_is_space(key.p[i]) || key.p[i] == ':';
        if (!mark || !n || !i || !(pc_is_space(key.p[i - 1]) || key.p[i - 1] == ':'))
            p[n++] = mark ? '_' : key.p[i];
    }
    return (pc_str){p, n};
}

/* A word of details_permalink: one of four, or a field. */
static bool detail_word(void *user, pc_str name, pc_str *out) {
    const detail *d = user;
    pc_arena *a = d->t->a;
    pc_str field = jek_row_field(a, d->x, name);
    if (pc_str_eqz(name, "details_dir")) {
        *out = jek_setting_text(d->t, "details_dir", "bibliography");
    } else if (pc_str_eqz(name, "extension")) {
        pc_str style = jek_config_text(d->t->s, "permalink");
        *out = pc_str_eqz(style, "pretty") || pc_str_endsz(style, "/") ? PC_S("/") : PC_S(".html");
    } else if (pc_str_eqz(name, "key") || (pc_str_eqz(name, "doi") && !field.n)) {
        *out = key_in_path(a, d->x->record.key);
    } else {
        *out = pc_str_eqz(name, "doi") ? field : liq_slugify(a, field, PC_S("pretty"), false);
        return field.n;
    }
    return true;
}

static pc_str details_url(jek_tag *t, const jek_entry_row *x) {
    pc_str template = jek_setting_text(t, "details_permalink", "/:details_dir/:key:extension");
    pc_str base = jek_config_text(t->s, "baseurl");
    pc_str url = jek_url_fill(t->s, template, detail_word, &(detail){t, x});
    while (pc_str_endsz(base, "/")) base.n--;
    return pc_str_cat(t->a, base, url);
}

void jek_put_details(jek_tag *t, const liq_citation *c) {
    for (size_t i = 0; i < c->nkeys; i++) {
        const jek_entry_row *x = wanted(t, c->keys[i]);
        if (i) pc_buf_putc(t->out, '\n');
        if (!x) {
            put_missing(t);
            continue;
        }
        pc_buf_putz(t->out, "<a href=\"");
        jek_put_escaped(t->out, details_url(t, x));
        pc_buf_putz(t->out, "\">");
        pc_buf_put(t->out, t->text.n ? t->text : jek_setting_text(t, "details_link", "Details"));
        pc_buf_putz(t->out, "</a>");
    }
}

void jek_put_details_url(jek_tag *t, const liq_citation *c) {
    const jek_entry_row *x = c->nkeys ? wanted(t, c->keys[0]) : NULL;
    if (x) pc_buf_put(t->out, details_url(t, x));
}
