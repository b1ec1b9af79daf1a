/* Entries as HTML that is part of the page's text, where jekyll-scholar's own would stand. */
#include "ast/build.h"
#include "ast/walk.h"
#include "base/str.h"
#include "readers/jekyll/scholar.h"
#include "registry/registry.h"

void jek_put_escaped(pc_buf *b, pc_str s) {
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '<')
            pc_buf_putz(b, "&lt;");
        else if (c == '>')
            pc_buf_putz(b, "&gt;");
        else if (c == '&')
            pc_buf_putz(b, "&amp;");
        else if (c == '"')
            pc_buf_putz(b, "&quot;");
        else
            pc_buf_putc(b, c);
    }
}

/* HTML without what Markdown might take for its own: empty lines, at which it would take the page's
 * text up again; in attributes line ends, and signs of tables, code and formulas. */
static void put_html(pc_buf *out, pc_str html) {
    bool inside = false, quoted = false;
    for (size_t i = 0; i < html.n; i++) {
        char c = html.p[i];
        if (c == '"' && inside) quoted = !quoted;
        if (!quoted && (c == '<' || c == '>')) inside = c == '<';
        if (quoted && c && strchr("\n|`$", c))
            pc_buf_putf(out, "&#%d;", c);
        else if (c != '\n' || !out->n || out->p[out->n - 1] != '\n')
            pc_buf_putc(out, c);
    }
}

static void put_block(jek_tag *t, const pc_block *x) {
    pc_doc doc = {.blocks = {x, 1}};
    pc_buf b;
    pc_buf_init(&b, t->s->at->mem);
    if (pc_write_as(t->s->at, PC_S("html"), &doc, &b) == PC_OK)
        put_html(t->out, pc_str_trim(pc_buf_str(&b)));
    pc_buf_fini(&b);
}

pc_str jek_prefixed(const jek_tag *t, pc_str id) {
    if (!t->prefix.n || !id.n) return id;
    return pc_str_cat(t->a, pc_str_cat(t->a, t->prefix, PC_S("-")), id);
}

static void put_entry(jek_tag *t, const jek_entry_row *x) {
    const pc_attr *attr = x->block->u.div->attr;
    attr = pc_attr_set_id(t->a, attr, jek_prefixed(t, attr->id));
    pc_block entry = pc_block_with_attr(t->a, *x->block, attr);
    put_block(t, &entry);
}

/* In a line of text \( is an escape: formulas have kramdown's own marks there. */
static bool dollars(pc_rewrite *w, const pc_inline *x, pc_inlines *out) {
    if (x->tag != PC_Math) return false;
    pc_str text = pc_str_cat(w->arena, pc_str_cat(w->arena, PC_S("$$"), x->u.text), PC_S("$$"));
    *out = pc_inlines1(w->arena, pc_raw_inline(w->arena, PC_S("html"), text));
    return true;
}

static pc_inlines for_text(const jek_tag *t, pc_inlines xs) {
    pc_str engine = jek_config_text(t->s, "markdown");
    bool kramdown = !engine.n || pc_str_ieqz(engine, "kramdown");
    if (!kramdown || !t->s->page || !jek_doc_is_markdown(t->s->page)) return xs;
    pc_rewrite w = {.arena = t->a, .scratch = t->a, .inlin = dollars};
    return pc_rewrite_inlines(&w, xs);
}

/* Its lines become sentences. */
void jek_put_line(jek_tag *t, const jek_entry_row *x, pc_str key) {
    const pc_div *div = x->block->u.div;
    pc_inlines xs = for_text(t, pc_block_inlines(&div->content.v[0]));
    pc_inline_vec v = {0};
    for (size_t i = 0; i < xs.n; i++)
        if (xs.v[i].tag == PC_LineBreak)
            pc_text_push(t->a, &v, PC_S(". "), 0);
        else
            pc_vec_push(t->a, &v, xs.v[i]);
    const pc_attr *attr = pc_attr_set_id(t->a, div->attr, jek_prefixed(t, key));
    pc_inline span = pc_span_node(t->a, attr, pc_inlines_done(t->a, &v));
    pc_block plain = pc_plain(pc_inlines1(t->a, span));
    put_block(t, &plain);
}

/* --- lists ---------------------------------------------------------------------------------------
 */

pc_str jek_element(pc_str name, const char *standard) {
    for (size_t i = 0; i < name.n; i++)
        if (!pc_is_alnum(name.p[i])) return pc_strz(standard);
    return name.n ? name : pc_strz(standard);
}

static void put_attribute(pc_buf *out, pc_str name, pc_str value) {
    for (size_t i = 0; i < name.n; i++)
        if (!pc_is_alnum(name.p[i]) && !strchr("-_", name.p[i])) return;
    pc_buf_putf(out, " %.*s=\"", PC_F(name));
    jek_put_escaped(out, value);
    pc_buf_putc(out, '"');
}

/* The attributes of a setting, whose class, if it has one, stands for [cls]. */
static void put_open(jek_tag *t, pc_str element, pc_str cls, const pc_value *attributes) {
    const pc_value *own = pc_value_getz(attributes, "class");
    size_t n = attributes && attributes->kind == PC_MAP ? attributes->as.of.n : 0;
    pc_buf_putf(t->out, "<%.*s", PC_F(element));
    if (!own && cls.n) put_attribute(t->out, PC_S("class"), cls);
    for (size_t i = 0; i < n; i++)
        put_attribute(t->out, attributes->u.pairs[i].key,
                      pc_value_text(&attributes->u.pairs[i].value));
    pc_buf_putz(t->out, ">\n");
}

void jek_put_items(jek_tag *t, const jek_rows *rows) {
    pc_str list = t->list_tag.n ? t->list_tag : jek_setting_text(t, "bibliography_list_tag", "ol");
    pc_str item = jek_element(jek_setting_text(t, "bibliography_item_tag", "li"), "li");
    list = jek_element(list, "ol");
    put_open(t, list, jek_setting_text(t, "bibliography_class", "bibliography"),
             jek_setting(t, "bibliography_list_attributes"));
    for (size_t i = 0; i < rows->n; i++) {
        put_open(t, item, PC_S(""), jek_setting(t, "bibliography_item_attributes"));
        put_entry(t, rows->v[i]);
        pc_buf_putf(t->out, "\n</%.*s>\n", PC_F(item));
    }
    pc_buf_putf(t->out, "</%.*s>\n", PC_F(list));
}
