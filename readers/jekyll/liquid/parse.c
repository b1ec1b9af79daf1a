/* Tokens to a program: blocks of nodes, each tag read by its row in the dialect's table. */
#include "base/str.h"
#include "readers/jekyll/liquid/liquid_int.h"

pc_pos liq_parser_pos(const liq_parser *p, const char *at) {
    if (at < p->text.p || at > p->text.p + p->text.n) return pc_source_pos(p->src, p->t->at);
    return pc_source_pos(p->src, (size_t)(at - p->text.p));
}

static void syntax(liq_parser *p, size_t from, size_t to, const char *fmt, va_list ap) {
    p->bad_tag = p->program->bad = true;
    pc_str text = pc_str_vfmt(p->scratch, fmt, ap);
    pc_diag_span(p->diags, PC_DIAG_LIQUID_SYNTAX, pc_source_pos(p->src, from),
                 pc_source_pos(p->src, to), PC_S(""), "%.*s", PC_F(text));
}

void liq_syntax(liq_parser *p, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    syntax(p, p->t->at, p->t->to, fmt, ap);
    va_end(ap);
}

void liq_syntax_at(liq_parser *p, pc_str part, const char *fmt, ...) {
    va_list ap;
    size_t from = p->t->at, to = p->t->to;
    part = pc_str_trim(part);
    if (part.n && part.p >= p->text.p && part.p < p->text.p + p->text.n) {
        from = (size_t)(part.p - p->text.p);
        to = from + part.n;
    }
    va_start(ap, fmt);
    syntax(p, from, to, fmt, ap);
    va_end(ap);
}

void liq_lax(liq_parser *p, pc_str part) {
    part = pc_str_trim(part);
    if (!part.n) return;
    pc_diag_span(p->diags, PC_DIAG_LIQUID_LAX, liq_parser_pos(p, part.p),
                 liq_parser_pos(p, part.p + part.n), PC_S(""),
                 "not quite Liquid: read as Liquid's lax parser does");
}

pc_str liq_token_name(const liq_parser *p, const liq_token *t) {
    return pc_str_sub(p->text, t->name_at, t->name_to);
}

void liq_drop_blank(liq_block *b) {
    size_t n = 0;
    if (!b->blank) return;
    for (size_t i = 0; i < b->n; i++)
        if (b->v[i].kind != LIQ_N_TEXT) b->v[n++] = b->v[i];
    b->n = n;
}

static bool named(const liq_parser *p, const liq_token *t, const char *const *names) {
    for (; names && *names; names++)
        if (pc_str_eqz(liq_token_name(p, t), *names)) return true;
    return false;
}

static pc_str suggestion(liq_parser *p, pc_str name) {
    pc_str words[256];
    size_t n = 0;
    if (pc_diags_full(p->diags)) return PC_S("");
    for (const liq_tag_table *const *t = p->d->tags; *t; t++)
        for (size_t i = 0; i < (*t)->n && n + 1 < PC_COUNT(words); i++) {
            words[n++] = pc_strz((*t)->v[i].name);
            if ((*t)->v[i].end && n < PC_COUNT(words)) words[n++] = pc_strz((*t)->v[i].end);
        }
    pc_str near = pc_did_you_mean(name, words, n);
    return near.n ? pc_str_fmt(p->a, "did you mean '%.*s'? The tag was left out", PC_F(near))
                  : PC_S("");
}

/* An unknown tag with an end somewhere is a block: its text is the author's and stays, and the end
 * needs no message of its own. */
static bool opens_strange_block(liq_parser *p, pc_str name) {
    bool *open = pc_map_get(&p->strange_ends, pc_str_cat(p->scratch, PC_S("end"), name));
    if (open) *open = true;
    return open != NULL;
}
static bool closes_strange_block(const liq_parser *p, pc_str name) {
    const bool *open = pc_map_get(&p->strange_ends, name);
    return open && *open;
}

static void unknown_tag(liq_parser *p, const liq_token *t) {
    pc_str name = liq_token_name(p, t);
    pc_source *s = (pc_source *)(uintptr_t)p->src;
    p->program->bad = true;
    static const char *const parts[] = {"else", "elsif", "when", NULL};
    if (!name.n)
        pc_diag_span(p->diags, PC_DIAG_LIQUID_SYNTAX, pc_source_pos(s, t->at),
                     pc_source_pos(s, t->to), PC_S(""), "a tag without a name");
    else if (named(p, t, parts))
        pc_diag_span(p->diags, PC_DIAG_LIQUID_SYNTAX, pc_source_pos(s, t->at),
                     pc_source_pos(s, t->to), PC_S(""), "'%.*s' stands outside its block",
                     PC_F(name));
    else if (!closes_strange_block(p, name))
        pc_diag_span(p->diags, PC_DIAG_UNKNOWN_TAG, pc_source_pos(s, t->name_at),
                     pc_source_pos(s, t->name_to), suggestion(p, name), "unknown %s '%.*s'%s",
                     opens_strange_block(p, name) ? "block" : "tag", PC_F(name),
                     opens_strange_block(p, name) ? ": its text stays in the page" : "");
}

static void parse_tag(liq_parser *p, const liq_token *t, liq_node *node, bool *blank) {
    const liq_token *outer = p->t;
    p->t = t;
    p->bad_tag = false;
    p->markup = pc_str_trim(pc_str_sub(p->text, t->in, t->out));
    *blank = t->tag->blank;
    node->kind = LIQ_N_TAG;
    node->tag = t->tag;
    node->u.data = t->tag->parse ? t->tag->parse(p, t, blank) : NULL;
    p->t = outer;
}

/* True when a node came of it. */
static bool parse_node(liq_parser *p, const liq_token *t, liq_node *node, bool *blank) {
    *node = (liq_node){.at = t->at, .to = t->to};
    *blank = false;
    pc_str text = pc_str_sub(p->text, t->in, t->out);
    if (t->kind == LIQ_T_TEXT || t->kind == LIQ_T_RAW) {
        node->kind = LIQ_N_TEXT;
        node->at = t->in;
        node->u.text = text;
        *blank = t->kind == LIQ_T_TEXT && pc_str_trim(text).n == 0;
        return true;
    }
    if (t->kind == LIQ_T_OUT) {
        p->t = t;
        node->kind = LIQ_N_OUT;
        node->u.var = liq_parse_var(p, text);
        return node->u.var != NULL;
    }
    if (t->dead) return false;
    if (!t->tag) {
        unknown_tag(p, t);
        return false;
    }
    parse_tag(p, t, node, blank);
    return !p->bad_tag;
}

const liq_token *liq_parse_block(liq_parser *p, const char *const *ends, liq_block *out) {
    PC_VEC(liq_node) nodes = {0};
    const liq_token *stop = NULL;
    bool was_bad = p->bad_tag;
    uint32_t group = p->t ? p->t->group : 0;
    out->blank = true;
    while (p->i < p->n) {
        const liq_token *t = &p->v[p->i++];
        liq_node node;
        bool blank = true;
        if (t->kind == LIQ_T_TAG && !t->dead && !t->tag && t->group == group && named(p, t, ends)) {
            stop = t;
            break;
        }
        if (!parse_node(p, t, &node, &blank)) continue;
        out->blank = out->blank && blank;
        pc_vec_push(p->scratch, &nodes, node);
    }
    p->bad_tag = was_bad;
    out->v = pc_vec_done(p->a, &nodes);
    out->n = nodes.n;
    return stop;
}

void liq_parse_simple(liq_parser *p, const liq_token *open, liq_block *out) {
    const char *const ends[] = {open->tag->end, NULL};
    liq_parse_block(p, ends, out);
}

/* How many blocks are open whose closing tag has this name. */
static size_t *open_count(liq_parser *p, pc_map *counts, pc_str end) {
    size_t *n = pc_map_get(counts, end);
    if (!n) pc_map_set(p->scratch, counts, end, n = PC_NEW(p->scratch, size_t));
    return n;
}

static bool is_end_tag(const liq_dialect *d, pc_str name) {
    if (!pc_str_startsz(name, "end")) return false;
    for (const liq_tag_table *const *t = d->tags; *t; t++)
        for (size_t i = 0; i < (*t)->n; i++)
            if ((*t)->v[i].end && pc_str_eqz(name, (*t)->v[i].end)) return true;
    return false;
}

static void report_dead(liq_parser *p, liq_token *t) {
    pc_str name = liq_token_name(p, t);
    t->dead = true;
    p->t = t;
    if (t->tag)
        liq_syntax(p, "'%.*s' is never closed with '%s': it was left out", PC_F(name), t->tag->end);
    else
        liq_syntax(p, "'%.*s' closes nothing: it was left out", PC_F(name));
}

static void report_deep(liq_parser *p, liq_token *t) {
    t->dead = true;
    p->t = t;
    liq_syntax(p, "blocks nest deeper than %lld: this one was left out, not what is in it",
               (long long)p->limits->liquid_depth);
}

/* The blocks that are open, in one group of tokens. */
typedef struct open_blocks {
    PC_VEC(liq_token *) v;
    pc_map counts; /* by closing tag */
} open_blocks;

static void close_block(liq_parser *p, open_blocks *open, liq_token *t) {
    pc_str name = liq_token_name(p, t);
    if (!*open_count(p, &open->counts, name)) {
        report_dead(p, t);
        return;
    }
    for (bool found = false; !found;) {
        liq_token *o = open->v.v[--open->v.n];
        --*open_count(p, &open->counts, pc_strz(o->tag->end));
        found = pc_str_eqz(name, o->tag->end);
        if (found)
            t->dead = o->dead;
        else if (!o->dead)
            report_dead(p, o);
    }
}

static void match_end(liq_parser *p, open_blocks *open, liq_token *t) {
    pc_str name = liq_token_name(p, t);
    if (is_end_tag(p->d, name))
        close_block(p, open, t);
    else if (pc_str_startsz(name, "end") && !pc_map_has(&p->strange_ends, name))
        pc_map_set(p->scratch, &p->strange_ends, name, PC_NEW(p->scratch, bool));
}

static void report_open(liq_parser *p, const open_blocks *open) {
    for (size_t i = 0; i < open->v.n; i++)
        if (!open->v.v[i]->dead) report_dead(p, open->v.v[i]);
}

/* Finds block tags without an end, and ends without a block. An end closes the nearest block of its
 * kind; the blocks that were opened since have lost theirs. What a {% liquid %} opens ends in it.
 * Each token is pushed and popped once. */
static void match_blocks(liq_parser *p, liq_tokens *tokens) {
    open_blocks page = {0}, lines = {0};
    uint32_t group = 0;
    for (size_t i = 0; i < tokens->n; i++) {
        liq_token *t = &tokens->v[i];
        if (t->kind != LIQ_T_TAG) continue;
        if (t->group != group) {
            report_open(p, &lines);
            lines = (open_blocks){0};
            group = t->group;
        }
        open_blocks *open = group ? &lines : &page;
        if (t->tag && t->tag->end) {
            if ((int64_t)(page.v.n + lines.v.n) >= p->limits->liquid_depth) report_deep(p, t);
            ++*open_count(p, &open->counts, pc_strz(t->tag->end));
            pc_vec_push(p->scratch, &open->v, t);
        } else if (!t->tag) {
            match_end(p, open, t);
        }
    }
    report_open(p, &lines);
    report_open(p, &page);
}

const liq_program *liq_parse(pc_arena *a, pc_arena *scratch, const liq_dialect *d,
                             const pc_source *src, size_t from, size_t to, pc_diags *diags) {
    return liq_parse_within(a, scratch, d, NULL, src, from, to, diags);
}

const liq_program *liq_parse_within(pc_arena *a, pc_arena *scratch, const liq_dialect *d,
                                    const pc_limits *limits, const pc_source *src, size_t from,
                                    size_t to, pc_diags *diags) {
    liq_program *prog = PC_NEW(a, liq_program);
    pc_mark mark = pc_arena_mark(scratch);
    liq_tokens tokens = {0};
    liq_parser p = {.a = a,
                    .scratch = scratch,
                    .d = d,
                    .limits = limits ? limits : &pc_limits_default,
                    .src = src,
                    .text = src->text,
                    .diags = diags,
                    .program = prog};
    prog->src = src;
    liq_lex(&p, from, to, false, &tokens);
    match_blocks(&p, &tokens);
    p.v = tokens.v;
    p.n = tokens.n;
    liq_parse_block(&p, NULL, &prog->body);
    pc_arena_release(scratch, mark);
    return prog;
}

bool liq_program_bad(const liq_program *p) {
    return p->bad;
}

const liq_tag *liq_tag_find(const liq_dialect *d, pc_str name) {
    for (const liq_tag_table *const *t = d->tags; *t; t++)
        for (size_t i = 0; i < (*t)->n; i++)
            if (pc_str_eqz(name, (*t)->v[i].name)) return &(*t)->v[i];
    return NULL;
}

const liq_filter *liq_filter_find(const liq_dialect *d, pc_str name) {
    for (const liq_filter_table *const *t = d->filters; *t; t++)
        for (size_t i = 0; i < (*t)->n; i++)
            if (pc_str_eqz(name, (*t)->v[i].name)) return &(*t)->v[i];
    return NULL;
}
