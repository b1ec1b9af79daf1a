/* The tags that Jekyll adds, or puts in the place of Liquid's: include, include_relative,
 * link, post_url; and include_cached of the plugin that GitHub Pages has. */
#include "base/str.h"
#include "readers/jekyll/liquid/liquid_int.h"

/* --- include -------------------------------------------------------------------------------------
 */

typedef struct param {
    pc_str name;
    const liq_expr *value;
} param;

typedef struct include {
    pc_str name;              /* as written */
    const liq_program *words; /* the name when it holds {{ }} */
    uint32_t at, to;          /* of the name in the source */
    bool has_params;
    param *params;
    size_t nparams;
    liq_partial_kind kind;
} include;

/* A string in quotes, where a backslash keeps the quote from ending it; the inside, unescaped. */
static bool scan_quoted(liq_parser *p, pc_str *s, pc_str *out) {
    if (!s->n || (s->p[0] != '"' && s->p[0] != '\'')) return false;
    char q = s->p[0], *text = pc_alloc_text(p->a, s->n + 1);
    size_t n = 0;
    for (size_t i = 1; i < s->n; i++) {
        if (s->p[i] == q) {
            *out = (pc_str){text, n};
            *s = pc_str_from(*s, i + 1);
            return true;
        }
        if (s->p[i] == '\\' && i + 1 < s->n) {
            if (s->p[i + 1] != q) text[n++] = '\\';
            i++;
        }
        text[n++] = s->p[i];
    }
    return false;
}

static void parse_params(liq_parser *p, include *x, pc_str s) {
    PC_VEC(param) v = {0};
    x->has_params = true;
    for (liq_skip(&s); s.n; liq_skip(&s)) {
        param one = {0};
        pc_str at = s, text;
        bool ok = liq_scan_word(&s, &one.name);
        liq_skip(&s);
        ok = ok && liq_scan_char(&s, '=');
        liq_skip(&s);
        if (ok && scan_quoted(p, &s, &text)) {
            liq_expr *e = PC_NEW(p->a, liq_expr);
            e->value = liq_str(text);
            one.value = e;
        } else if (ok) {
            size_t n = 0;
            while (n < s.n && (liq_word_char(s.p[n]) || s.p[n] == '.')) n++;
            ok = n > 0;
            one.value = liq_parse_expr(p, pc_str_sub(s, 0, n));
            s = pc_str_from(s, n);
        }
        if (ok && (!s.n || pc_is_space(s.p[0]))) {
            pc_vec_push(p->scratch, &v, one);
            continue;
        }
        liq_syntax_at(p, at, "a parameter of '%.*s' reads: name=\"text\" or name=variable",
                      PC_F(liq_token_name(p, p->t)));
        break;
    }
    p->bad_tag = false; /* what could be read is used */
    x->params = pc_vec_done(p->a, &v);
    x->nparams = v.n;
}

/* Where the file name ends: with {{ }} in it, after the last }} and what sticks to it. */
static size_t name_end(pc_str s) {
    size_t open = pc_str_find(s, PC_S("{{"), 0), first = 0;
    while (first < s.n && !pc_is_space(s.p[first])) first++;
    if (open == PC_NPOS) return first;
    size_t end = 0;
    for (size_t close; (close = pc_str_find(s, PC_S("}}"), end)) != PC_NPOS;) {
        end = close + 2;
        while (end < s.n && !pc_is_space(s.p[end]) && s.p[end] != '{' && s.p[end] != '}') end++;
        if (end >= s.n || s.p[end] != '{') break;
    }
    return end ? end : first;
}

static void *parse_include(liq_parser *p, const liq_token *t, bool *blank) {
    (void)blank;
    include *x = PC_NEW(p->a, include);
    pc_str s = p->markup, tag = liq_token_name(p, t);
    size_t n = name_end(s);
    x->kind = pc_str_eqz(tag, "include_relative") ? LIQ_INCLUDE_RELATIVE : LIQ_INCLUDE;
    x->name = pc_str_trim(pc_str_sub(s, 0, n));
    if (!x->name.n) {
        liq_syntax(p, "'%.*s' needs the name of a file", PC_F(tag));
        return x;
    }
    x->at = (uint32_t)(x->name.p - p->text.p);
    x->to = x->at + (uint32_t)x->name.n;
    if (pc_str_has(x->name, "{{"))
        x->words =
            liq_parse_within(p->a, p->scratch, p->d, p->limits, p->src, x->at, x->to, p->diags);
    pc_str params = pc_str_from(s, n);
    if (pc_str_trim(params).n || x->words) parse_params(p, x, params);
    return x;
}

static bool name_char(int c) {
    return pc_is_alnum(c) || (c & 0x80) || (c && strchr("_/.-()+~#@", c));
}

/* Jekyll refuses odd characters, and dots and slashes in a row; the latter lead out of the folder.
 */
static bool check_name(liq_run *r, const include *x, pc_str name) {
    pc_pos from = pc_source_pos(r->src, x->at), to = pc_source_pos(r->src, x->to);
    if (!name.n) {
        liq_fail(r, "'%.*s' gives no name of a file to include", PC_F(x->name));
        return false;
    }
    for (size_t i = 0; i < name.n; i++) {
        if (!name_char(name.p[i])) {
            liq_fail(r, "'%.*s' is no name of a file to include", PC_F(name));
            return false;
        }
    }
    bool dots = pc_str_has(name, "..") || pc_str_has(name, "./") || pc_str_has(name, "/.");
    if (!dots && !pc_str_has(name, "//")) return true;
    r->errors++;
    if (!r->node->said)
        pc_diag_span(r->diags, PC_DIAG_INCLUDE_OUTSIDE, from, to, PC_S(""),
                     "'%.*s' may lead out of the folder of includes", PC_F(name));
    r->node->said = true;
    return false;
}

static pc_str file_name(liq_run *r, const include *x) {
    bool mapping;
    if (!x->words) return x->name;
    size_t mark = liq_capture_begin(r, &mapping);
    liq_run_block(r, &x->words->body);
    return pc_str_trim(liq_capture_end(r, mark, mapping));
}

static liq_value params_value(liq_run *r, const include *x) {
    liq_pair *v = PC_NEW_N(r->a, liq_pair, x->nparams);
    size_t n = 0;
    for (size_t i = 0; i < x->nparams; i++) {
        size_t k = 0; /* the last of a name counts, in the first's place */
        while (k < n && !pc_str_eq(v[k].key, x->params[i].name)) k++;
        v[k] = (liq_pair){.key = x->params[i].name, .value = liq_eval(r, x->params[i].value)};
        if (k == n) n++;
    }
    return liq_map(v, n);
}

static void render_include(liq_run *r, void *data) {
    const include *x = data;
    liq_node *node = r->node;
    pc_str name = file_name(r, x);
    size_t mark;
    r->node = node;
    if (!check_name(r, x, name) || !r->host->partial || !liq_tick(r, LIQ_PARTIAL_STEPS)) return;
    if (name.p[0] == '/') name = pc_str_from(name, 1); /* of the folder, as Jekyll joins them */
    const liq_program *p =
        r->host->partial(r->host->user, r, x->kind, name, pc_source_pos(r->src, x->at),
                         pc_source_pos(r->src, x->to));
    if (!p) {
        r->errors++;
        return;
    }
    if (!liq_enter(r, &mark)) return;
    if (x->has_params) liq_bind(r, PC_S("include"), params_value(r, x));
    liq_run_partial(r, p, name);
    liq_leave(r, mark);
}

/* --- link, post_url ------------------------------------------------------------------------------
 */

typedef struct link {
    pc_str path;
    const liq_program *words;
    bool post;
} link_tag;

static void *parse_link(liq_parser *p, const liq_token *t, bool *blank) {
    (void)blank;
    link_tag *x = PC_NEW(p->a, link_tag);
    x->post = pc_str_eqz(liq_token_name(p, t), "post_url");
    x->path = p->markup;
    if (!x->path.n)
        liq_syntax(p, "'%s' needs a path", t->tag->name);
    else if (!x->post && pc_str_has(x->path, "{{")) {
        size_t at = (size_t)(x->path.p - p->text.p);
        x->words = liq_parse_within(p->a, p->scratch, p->d, p->limits, p->src, at, at + x->path.n,
                                    p->diags);
    }
    return x;
}

static void render_link(liq_run *r, void *data) {
    const link_tag *x = data;
    bool mapping;
    pc_str path = x->path, url;
    liq_node *node = r->node;
    if (x->words) {
        size_t mark = liq_capture_begin(r, &mapping);
        liq_run_block(r, &x->words->body);
        path = liq_capture_end(r, mark, mapping);
    }
    r->node = node;
    if (!r->host->link)
        liq_fail(r, "there is no site here to look for '%.*s' in", PC_F(path));
    else if (!r->host->link(r->host->user, r, path, x->post, &url))
        liq_fail(r, "no %s '%.*s' in the site", x->post ? "post" : "file", PC_F(path));
    else
        liq_emit(r, liq_relative_url(r, url));
}

static const liq_tag rows[] = {
    {.name = "include", .parse = parse_include, .render = render_include},
    {.name = "include_relative", .parse = parse_include, .render = render_include},
    {.name = "include_cached", .parse = parse_include, .render = render_include},
    {.name = "link", .parse = parse_link, .render = render_link},
    {.name = "post_url", .parse = parse_link, .render = render_link},
};
const liq_tag_table liq_tags_jekyll = {rows, PC_COUNT(rows)};
