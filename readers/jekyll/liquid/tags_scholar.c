/* Tags of jekyll-scholar: bibliography, bibliography_count, cite, nocite, reference, bibtex,
 * quote, cite_details, details_link. What they print is the host's work, who knows the site's .bib
 * files; without one they are tags of a plugin that does not run. */
#include "base/str.h"
#include "readers/jekyll/liquid/liquid_int.h"

/* A key, which may be the name of a variable that holds it. */
typedef struct key {
    pc_str word;
    const liq_expr *value; /* NULL: no variable's name */
} key;

typedef struct scholar_node {
    const char *tag;
    bool block;
    const key *keys;
    size_t nkeys;
    pc_str options;           /* from the first word with a hyphen on */
    const liq_program *words; /* these when they hold {{ }} */
    liq_block body;
} scholar_node;

static bool is_name(pc_str w) {
    bool name = w.n && (pc_is_alpha(w.p[0]) || w.p[0] == '_');
    for (size_t i = 0; i < w.n; i++) name &= liq_word_char(w.p[i]) || w.p[i] == '.';
    return name;
}

static bool takes_keys(const char *tag) {
    return !pc_str_startsz(pc_strz(tag), "bibliography");
}

static void *parse_scholar(liq_parser *p, const liq_token *t, bool *blank) {
    scholar_node *x = PC_NEW(p->a, scholar_node);
    PC_VEC(key) keys = {0};
    pc_str s = p->markup;
    x->tag = t->tag->name;
    x->block = t->tag->end != NULL;
    for (liq_skip(&s); s.n && s.p[0] != '-' && takes_keys(x->tag); liq_skip(&s)) {
        size_t n = 0;
        while (n < s.n && !pc_is_space(s.p[n])) n++;
        key k = {.word = pc_str_sub(s, 0, n)};
        if (is_name(k.word)) k.value = liq_parse_expr(p, k.word);
        pc_vec_push(p->scratch, &keys, k);
        s = pc_str_from(s, n);
    }
    x->keys = pc_vec_done(p->a, &keys);
    x->nkeys = keys.n;
    x->options = pc_str_trim(s);
    if (pc_str_has(x->options, "{{")) {
        size_t at = (size_t)(x->options.p - p->text.p);
        x->words = liq_parse_within(p->a, p->scratch, p->d, p->limits, p->src, at,
                                    at + x->options.n, p->diags);
    }
    if (x->block) liq_parse_simple(p, t, &x->body);
    *blank = false;
    return x;
}

static pc_str captured(liq_run *r, const liq_block *b) {
    bool mapping;
    liq_node *node = r->node;
    size_t mark = liq_capture_begin(r, &mapping);
    liq_run_block(r, b);
    pc_str text = liq_capture_end(r, mark, mapping);
    r->node = node;
    return text;
}

static void render_scholar(liq_run *r, void *data) {
    const scholar_node *x = data;
    liq_citation c = {.tag = x->tag, .options = x->options, .nkeys = x->nkeys};
    pc_str *keys = PC_NEW_N(r->a, pc_str, x->nkeys + 1);
    for (size_t i = 0; i < x->nkeys; i++) {
        liq_value v = x->keys[i].value ? liq_eval(r, x->keys[i].value) : liq_nil();
        pc_str text = v.kind == LIQ_NIL ? (pc_str){0} : liq_text(r, v);
        keys[i] = text.n ? text : x->keys[i].word;
    }
    c.keys = keys;
    if (x->words) c.options = captured(r, &x->words->body);
    if (x->block) c.body = captured(r, &x->body);
    pc_str out;
    if (!r->host->cite || !r->host->cite(r->host->user, r, &c, &out)) {
        bool keep = !strcmp(x->tag, "quote");
        liq_say(r, PC_DIAG_PLUGIN_TAG,
                "'%s' comes from jekyll-scholar, which does not run here: %s", x->tag,
                keep ? "its text stays, without what the plugin puts around it"
                     : "its output is left out");
        out = keep ? c.body : (pc_str){0};
    }
    liq_emit(r, out);
}

static const liq_tag rows[] = {
    {.name = "bibliography", .parse = parse_scholar, .render = render_scholar},
    {.name = "bibliography_count", .parse = parse_scholar, .render = render_scholar},
    {.name = "cite", .parse = parse_scholar, .render = render_scholar},
    {.name = "nocite", .parse = parse_scholar, .render = render_scholar},
    {.name = "reference", .parse = parse_scholar, .render = render_scholar},
    {.name = "cite_details", .parse = parse_scholar, .render = render_scholar},
    {.name = "details_link", .parse = parse_scholar, .render = render_scholar},
    {.name = "bibtex", .end = "endbibtex", .parse = parse_scholar, .render = render_scholar},
    {.name = "quote", .end = "endquote", .parse = parse_scholar, .render = render_scholar},
};
const liq_tag_table liq_tags_scholar = {rows, PC_COUNT(rows)};
