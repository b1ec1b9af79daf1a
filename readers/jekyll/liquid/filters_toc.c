/* The filters of jekyll-toc, for sites that list the plugin: toc, toc_only, inject_anchors. A list
 * of the headings of a page's HTML, for pages with `toc: true`; the site's `toc:` sets how it
 * looks. As the plugin's table_of_contents/parser.rb, version 0.19; the HTML around stays as it was
 * written. */
#include "base/str.h"
#include "base/utf8.h"
#include "html/token.h"
#include "readers/jekyll/liquid/liquid_int.h"
#include "text/entities.h"

typedef struct toc_entry {
    int level;
    pc_str id, text;
    size_t at; /* of what stands in the heading */
} toc_entry;

typedef struct toc {
    liq_run *r;
    liq_value config;
    PC_VEC(toc_entry) v;
    pc_map seen; /* id -> size_t *: how often */
} toc;

static liq_value site_setting(liq_run *r, const char *key) {
    return r->host->config ? r->host->config(r->host->user, r, pc_strz(key)) : liq_nil();
}

static bool toc_listed(liq_run *r) {
    liq_value list = site_setting(r, "plugins");
    for (size_t i = 0; liq_is_list(list) && i < liq_len(list); i++)
        if (pc_str_eqz(liq_text(r, liq_at(r, list, i)), "jekyll-toc")) return true;
    return false;
}

static bool toc_wanted(liq_run *r) {
    liq_value v = liq_member(r, liq_find(r, PC_S("page")), PC_S("toc"));
    return v.kind == LIQ_BOOL && v.u.b;
}

static int64_t number(const toc *t, const char *key, int64_t otherwise) {
    liq_value v = liq_member(t->r, t->config, pc_strz(key));
    return v.kind == LIQ_INT ? v.u.i : otherwise;
}
static pc_str text(const toc *t, const char *key, const char *otherwise) {
    liq_value v = liq_member(t->r, t->config, pc_strz(key));
    return v.kind == LIQ_NIL ? pc_strz(otherwise) : liq_text(t->r, v);
}
static const char *list_tag(const toc *t) {
    return liq_true(liq_member(t->r, t->config, PC_S("ordered_list"))) ? "ol" : "ul";
}

/* --- finding headings ----------------------------------------------------------------------------
 */

static int level_of(const html_token *k) {
    if (k->name.n != 2 || pc_lower(k->name.p[0]) != 'h') return 0;
    return k->name.p[1] >= '1' && k->name.p[1] <= '6' ? k->name.p[1] - '0' : 0;
}

static pc_str attribute(pc_str attrs, const char *name) {
    html_attr a;
    while (html_attr_next(&attrs, &a))
        if (pc_str_ieqz(a.name, name)) return a.value;
    return (pc_str){0};
}

static bool has_class(const html_token *k, pc_str cls) {
    pc_str list = attribute(k->attrs, "class");
    while (list.n) {
        size_t n = 0;
        list = pc_str_ltrim(list);
        while (n < list.n && !pc_is_space(list.p[n])) n++;
        if (n && pc_str_eq(pc_str_sub(list, 0, n), cls)) return true;
        list = pc_str_from(list, n);
    }
    return false;
}

/* no_toc_section_class: one, or a list. */
static bool opens_hidden(const toc *t, const html_token *k) {
    liq_value v = liq_member(t->r, t->config, PC_S("no_toc_section_class"));
    if (v.kind == LIQ_NIL) return has_class(k, PC_S("no_toc_section"));
    if (!liq_is_list(v)) return has_class(k, liq_text(t->r, v));
    for (size_t i = 0; i < liq_len(v); i++)
        if (has_class(k, liq_text(t->r, liq_at(t->r, v, i)))) return true;
    return false;
}

/* Past the element that [open] begins: elements of its name may stand in it. */
static void skip_element(html_tokens *in, const html_token *open) {
    size_t depth = 1;
    for (html_token k; depth && (k = html_next(in)).kind != HTML_TOKEN_END;) {
        if (!pc_str_ieq(k.name, open->name)) continue;
        if (k.kind == HTML_TOKEN_OPEN) depth++;
        if (k.kind == HTML_TOKEN_CLOSE) depth--;
    }
}

/* Lower case, without what is neither word, hyphen nor space; spaces become hyphens; then as an
 * address has it. */
static pc_str made_id(liq_run *r, pc_str s) {
    pc_buf b = liq_buf(r);
    s = pc_utf8_lower(r->a, s);
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        uint32_t c = pc_utf8_next(s, &i);
        if (c == ' ')
            pc_buf_putc(&b, '-');
        else if (c == '-' || c == '_' || pc_uni_is_alnum(c))
            pc_buf_put(&b, pc_str_sub(s, from, i));
    }
    return liq_slice(liq_url_encode(r, liq_buf_text(r, &b)));
}

static pc_str unique(toc *t, pc_str id) {
    size_t *n = pc_map_get(&t->seen, id);
    if (!n) pc_map_set(t->r->a, &t->seen, id, n = PC_NEW(t->r->a, size_t));
    size_t before = (*n)++;
    return before ? pc_str_fmt(t->r->a, "%.*s-%zu", PC_F(id), before) : id;
}

static void read_heading(toc *t, html_tokens *in, const html_token *open) {
    liq_run *r = t->r;
    toc_entry e = {.level = level_of(open), .at = in->at};
    pc_buf b = liq_buf(r);
    for (html_token k; (k = html_next(in)).kind != HTML_TOKEN_END;) {
        if (k.kind == HTML_TOKEN_CLOSE && pc_str_ieq(k.name, open->name)) break;
        if (k.kind == HTML_TOKEN_TEXT) pc_buf_put(&b, pc_entities_decode(r->a, k.text));
    }
    e.text = liq_buf_text(r, &b);
    e.id = attribute(open->attrs, "id");
    bool wanted = e.level >= number(t, "min_level", 1) && e.level <= number(t, "max_level", 6);
    if (!wanted || has_class(open, PC_S("no_toc"))) return;
    if (!e.id.p) e.id = unique(t, made_id(r, e.text)); /* an author's own stay as they are */
    pc_vec_push(r->a, &t->v, e);
}

static void find_headings(toc *t, pc_str html) {
    html_tokens in = {.text = html};
    t->config = site_setting(t->r, "toc");
    for (html_token k; (k = html_next(&in)).kind != HTML_TOKEN_END;) {
        if (k.kind != HTML_TOKEN_OPEN || k.self_closing) continue;
        if (level_of(&k))
            read_heading(t, &in, &k);
        else if (opens_hidden(t, &k))
            skip_element(&in, &k);
    }
}

/* --- writing them --------------------------------------------------------------------------------
 */

static void put_escaped(pc_buf *b, pc_str s) {
    static const char *const as[256] = {
        ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;"};
    for (size_t i = 0; i < s.n; i++) {
        const char *e = as[(unsigned char)s.p[i]];
        if (e)
            pc_buf_putz(b, e);
        else
            pc_buf_putc(b, s.p[i]);
    }
}

static void put_list(const toc *t, pc_buf *b, size_t from, size_t to);

static void put_sublist(const toc *t, pc_buf *b, size_t from, size_t to) {
    pc_str cls = text(t, "sublist_class", "");
    pc_buf_putf(b, "\n<%s", list_tag(t));
    if (cls.n) pc_buf_putf(b, " class=\"%.*s\"", PC_F(cls));
    PC_PUTL(b, ">\n");
    put_list(t, b, from, to);
    pc_buf_putf(b, "</%s>\n", list_tag(t));
}

/* Entries [from, to): the highest level that they have makes the items, what is below an item its
 * sublist; what is below none comes before the first. Six levels at most. */
static void put_list(const toc *t, pc_buf *b, size_t from, size_t to) {
    int top = 7;
    for (size_t i = from; i < to; i++)
        if (t->v.v[i].level < top) top = t->v.v[i].level;
    for (size_t i = from; i < to;) {
        const toc_entry *e = &t->v.v[i];
        size_t below = e->level == top ? i + 1 : i, next = below;
        while (next < to && t->v.v[next].level > top) next++;
        if (e->level == top) {
            pc_buf_putf(b, "<li class=\"%.*s %.*sh%d\"><a href=\"#%.*s\">",
                        PC_F(text(t, "item_class", "toc-entry")),
                        PC_F(text(t, "item_prefix", "toc-")), e->level, PC_F(e->id));
            put_escaped(b, e->text);
            PC_PUTL(b, "</a>");
            if (next > below) put_sublist(t, b, below, next);
            PC_PUTL(b, "</li>\n");
        } else {
            put_list(t, b, i, next);
        }
        i = next;
    }
}

static void put_toc(const toc *t, pc_buf *b) {
    pc_buf_putf(b, "<%s id=\"%.*s\" class=\"%.*s\">\n", list_tag(t),
                PC_F(text(t, "list_id", "toc")), PC_F(text(t, "list_class", "section-nav")));
    put_list(t, b, 0, t->v.n);
    pc_buf_putf(b, "</%s>", list_tag(t));
}

static void put_anchored(const toc *t, pc_buf *b, pc_str html) {
    size_t from = 0;
    for (size_t i = 0; i < t->v.n; i++) {
        pc_buf_put(b, pc_str_sub(html, from, t->v.v[i].at));
        pc_buf_putf(b,
                    "<a class=\"anchor\" href=\"#%.*s\" aria-hidden=\"true\"><span class=\"octicon "
                    "octicon-link\"></span></a>",
                    PC_F(t->v.v[i].id));
        from = t->v.v[i].at;
    }
    pc_buf_put(b, pc_str_from(html, from));
}

static liq_value apply(liq_run *r, liq_value in, bool list, bool anchors) {
    if (!toc_listed(r)) return in;
    if (!toc_wanted(r)) return anchors ? in : liq_str(PC_S(""));
    pc_str html = liq_text(r, in);
    toc t = {.r = r};
    find_headings(&t, html);
    pc_buf b = liq_buf(r);
    if (list) put_toc(&t, &b);
    if (anchors) put_anchored(&t, &b, html);
    return liq_text_filter(r, &b);
}

static liq_value f_toc(liq_run *r, liq_value in, const liq_call *c) {
    return (void)c, apply(r, in, true, true);
}
static liq_value f_toc_only(liq_run *r, liq_value in, const liq_call *c) {
    return (void)c, apply(r, in, true, false);
}
static liq_value f_inject_anchors(liq_run *r, liq_value in, const liq_call *c) {
    return (void)c, apply(r, in, false, true);
}

static const liq_filter rows[] = {
    {"toc", f_toc, 0, 0},
    {"toc_only", f_toc_only, 0, 0},
    {"inject_anchors", f_inject_anchors, 0, 0},
};
const liq_filter_table liq_filters_toc = {rows, PC_COUNT(rows)};
