/* Identifiers of headings, and the table of contents. */
#include "ast/walk.h"
#include "base/str.h"
#include "base/utf8.h"
#include "readers/kramdown/kd.h"

/* --- identifiers ---------------------------------------------------------------------------------
 */

static void put_blanks(pc_buf *out, int n) {
    pc_buf_putf(out, "%*s", n, "");
}

/* The text that counts for an identifier: no notes, no images; for kramdown itself no code and
 * formulas either. */
static void put_text(pc_buf *out, pc_inlines xs, bool all) {
    for (size_t i = 0; i < xs.n; i++) {
        const pc_inline *x = &xs.v[i];
        switch (x->tag) {
        case PC_Str: pc_buf_put(out, x->u.text); break;
        case PC_Math: pc_buf_put(out, all ? x->u.text : PC_S("")); break;
        case PC_Code: pc_buf_put(out, all ? x->u.code->text : PC_S("")); break;
        case PC_Space: put_blanks(out, 1 + x->kind); break;
        case PC_SoftBreak: pc_buf_putc(out, ' '); break;
        case PC_LineBreak:
            put_blanks(out, (x->kind >> 8) + (x->kind & (PC_LINE_BEHIND - 1)));
            break;
        case PC_Image:
        case PC_Note: break;
        default: put_text(out, pc_inline_content(x), all);
        }
    }
}

/* The n-th of the same name gets -n behind it, counted from 0. */
static pc_str numbered(kd *k, pc_map *used, pc_str id) {
    size_t *n = pc_map_get(used, id);
    if (n) return pc_str_cat(k->arena, id, pc_str_fmt(k->arena, "-%zu", ++*n));
    n = PC_NEW(k->arena, size_t);
    pc_map_set(k->arena, used, id, n);
    return id;
}

/* GitHub's way: letters, marks, digits and connectors of any script and - stay, blanks are hyphens.
 */
static pc_str gfm_id(kd *k, pc_str text) {
    pc_str s = pc_utf8_lower(k->arena, text);
    char *p = pc_alloc_text(k->arena, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        uint32_t c = pc_utf8_next(s, &i);
        bool blank = c == ' ' || c == '\t';
        if (!blank && c != '-' && !pc_uni_is_word(c)) continue;
        if (blank)
            p[n++] = '-';
        else
            memcpy(p + n, s.p + from, i - from), n += i - from;
    }
    return numbered(k, &k->idents[0], (pc_str){p, n});
}

/* kramdown's way: ASCII only, from the first letter on. */
static pc_str basic_id(kd *k, pc_str text) {
    char *p = pc_alloc_text(k->arena, text.n);
    size_t n = 0, i = 0;
    while (i < text.n && !pc_is_alpha((unsigned char)text.p[i])) i++;
    for (; i < text.n; i++) {
        int c = (unsigned char)text.p[i];
        if (c == ' ' || c == '-')
            p[n++] = '-';
        else if (pc_is_alnum(c))
            p[n++] = (char)pc_lower(c);
    }
    return (pc_str){p, n};
}

static pc_str kramdown_id(kd *k, pc_str text) {
    if (k->options.transliterated_header_ids) text = pc_utf8_fold(k->arena, text);
    pc_str id = basic_id(k, text);
    return numbered(k, &k->idents[1], id.n ? id : PC_S("section"));
}

static pc_str text_of(kd *k, pc_inlines xs, bool all) {
    pc_buf b;
    pc_buf_init(&b, k->arena->mem);
    put_text(&b, xs, all);
    pc_str text = pc_buf_take(&b, k->arena);
    pc_buf_fini(&b);
    return text;
}

/* GitHub's parser makes the identifiers of what stands in no HTML; kramdown's converter makes the
 * others, of the text as it was written unless it has been told to strip it. */
pc_str kd_heading_id(kd *k, const kd_el *el, pc_inlines content) {
    const kd_options *o = &k->options;
    pc_str id;
    if (o->gfm && !k->in_html)
        id = gfm_id(k, text_of(k, content, true));
    else if (o->gfm || o->auto_id_stripping || !el)
        id = kramdown_id(k, text_of(k, content, o->gfm));
    else
        id = kramdown_id(k, el->text.s);
    return pc_str_cat(k->arena, o->auto_id_prefix, id);
}

pc_str kd_term_id(kd *k, pc_str ref, pc_inlines content) {
    pc_str prefix = pc_str_from(ref, strlen("auto_ids"));
    if (pc_str_startsz(prefix, "-")) prefix = pc_str_from(prefix, 1);
    return pc_str_cat(k->arena, prefix, basic_id(k, text_of(k, content, k->options.gfm)));
}

int64_t kd_header_level(const kd *k, int64_t level) {
    level += k->options.header_offset;
    return level < 1 ? 1 : level > 6 ? 6 : level;
}

/* --- the table of contents -----------------------------------------------------------------------
 */

/* In an entry: no notes, and links are what they hold. */
static bool entry_inline(pc_rewrite *r, const pc_inline *x, pc_inlines *out) {
    (void)r;
    if (x->tag != PC_Note && x->tag != PC_Link) return false;
    *out = x->tag == PC_Link ? x->u.link->content : (pc_inlines){0};
    return true;
}

static pc_block entry(kd *k, const kd_heading *h, pc_str prefix) {
    pc_rewrite r = {.arena = k->arena, .scratch = k->scratch, .inlin = entry_inline};
    pc_inlines xs = pc_rewrite_inlines(&r, h->content);
    pc_str id = pc_str_cat(k->arena, pc_str_cat(k->arena, prefix, PC_S("-")), h->id);
    const pc_attr *attr = pc_attr_set_id(k->arena, &pc_attr_none, id);
    pc_str url = pc_str_cat(k->arena, PC_S("#"), h->id);
    return pc_plain(pc_inlines1(k->arena, pc_link_node(k->arena, attr, xs, url, PC_S(""))));
}

static pc_block list(kd *k, pc_items items) {
    pc_block x = pc_bullet_list(items);
    if (k->toc->type == KD_OL)
        x = pc_ordered_list(k->arena, 1, PC_DEFAULT_STYLE, PC_DEFAULT_DELIM, items);
    x.kind = PC_CONTENTS;
    return x;
}

/* Entries from *i on that are deeper than [above]; a deeper one behind an entry is within it. */
static pc_items entries(kd *k, size_t *i, int64_t above, pc_str prefix) {
    PC_VEC(pc_blocks) v = {0};
    while (*i < k->headings.n && k->headings.v[*i].level > above) {
        const kd_heading *h = &k->headings.v[(*i)++];
        pc_block_vec blocks = {0};
        pc_vec_push(k->scratch, &blocks, entry(k, h, prefix));
        pc_items below = entries(k, i, h->level, prefix);
        if (below.n) pc_vec_push(k->scratch, &blocks, list(k, below));
        pc_vec_push(k->scratch, &v, pc_blocks_done(k->arena, &blocks));
    }
    return (pc_items){pc_vec_done(k->arena, &v), v.n};
}

void kd_list_heading(kd *k, int64_t level, const pc_attr *attr, pc_inlines content) {
    if (k->options.toc_levels & 1u << level && !pc_attr_has_class(attr, "no_toc"))
        pc_vec_push(k->arena, &k->headings, ((kd_heading){level, attr->id, content}));
}

static pc_html_tag toc_tag(const kd *k) {
    return k->toc->type == KD_UL ? PC_HTML_UL : PC_HTML_OL;
}

pc_block kd_toc_place(kd *k, const kd_el *el) {
    const pc_attr *attr = kd_attr_of(k, el);
    if (!attr->id.n) attr = pc_attr_set_id(k->arena, attr, PC_S("markdown-toc"));
    k->toc = el;
    k->toc_place = PC_NEW(k->arena, pc_div);
    k->toc_place->attr = attr;
    pc_block x = {.tag = PC_Div, .kind = PC_CONTENTS, .u.div = k->toc_place};
    return pc_block_from(x, toc_tag(k), el->pos);
}

static bool drop_place(pc_rewrite *r, const pc_block *x, pc_blocks *out) {
    const kd *k = r->user;
    if (x->tag != PC_Div || x->u.div != k->toc_place) return false;
    *out = (pc_blocks){0};
    return true;
}

pc_blocks kd_with_toc(kd *k, pc_blocks xs) {
    pc_rewrite r = {.arena = k->arena, .scratch = k->scratch, .user = k, .block = drop_place};
    size_t i = 0;
    if (!k->toc) return xs;
    if (!k->headings.n) return pc_rewrite_blocks(&r, xs);
    pc_block x = list(k, entries(k, &i, 0, k->toc_place->attr->id));
    k->toc_place->content = pc_blocks1(k->arena, pc_block_from(x, toc_tag(k), k->toc->pos));
    return xs;
}
