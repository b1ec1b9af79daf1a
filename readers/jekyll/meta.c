/* Front matter as metadata, as Pandoc reads YAML: a text is Markdown, other scalars keep what was
 * written. What only Jekyll reads (addresses, layouts) stays as it is. */
#include "ast/build.h"
#include "ast/meta.h"
#include "base/str.h"
#include "readers/jekyll/plugins.h"
#include "registry/registry.h"
#include "text/emoji.h"

static const char *const plain_keys[] = {
    "layout",   "permalink", "collection", "date", "slug", "redirect_from", "redirect_to", "url",
    "paperurl", "slidesurl", "image",      "link", "type", "lang",          "id"};

static bool has_markup(pc_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] && strchr("*_[<`$\\&~^\"'!\n", s.p[i])) return true;
    return pc_str_has(s, "--") || pc_str_has(s, "...");
}

/* A text whose Markdown reader would take its beginning for a block: a list, a heading, a quote. */
static bool begins_block(pc_str s) {
    if (!s.n) return false;
    if (strchr("#>+-|=:", s.p[0])) return true;
    size_t i = 0;
    while (i < s.n && pc_is_digit(s.p[i])) i++;
    return i && i < s.n && (s.p[i] == '.' || s.p[i] == ')');
}

static pc_inlines words(pc_ctx *cx, pc_str s, pc_pos pos) {
    pc_mark mark = pc_arena_mark(cx->scratch);
    pc_inline_vec v = {0};
    pc_text_push(cx->scratch, &v, s, pos);
    pc_inlines out = pc_inlines_done(cx->arena, &v);
    pc_arena_release(cx->scratch, mark);
    return out;
}

pc_blocks jek_blocks(jek_site *s, pc_str text, pc_pos pos) {
    pc_ctx *cx = s->at;
    pc_doc doc = {0};
    const pc_source *src = pc_source_add(cx->sources, PC_S("front matter"), text);
    if (pos) {
        pc_map_span *span = PC_NEW(cx->arena, pc_map_span);
        *span = (pc_map_span){0, pos, false};
        src = pc_source_add_made(cx->sources, PC_S("front matter"), text, span, 1);
    }
    return jek_read_markdown(s, src, &doc) == PC_OK ? doc.blocks : (pc_blocks){NULL, 0};
}

static pc_meta text_meta(jek_site *s, pc_str text, pc_pos pos) {
    bool multi = pc_str_chr(pc_str_trim(text), '\n', 0) != PC_NPOS;
    if (!has_markup(text) || (!multi && begins_block(text)))
        return pc_meta_inlines(words(s->at, pc_str_trim(text), pos));
    pc_blocks blocks = jek_blocks(s, text, pos);
    if (!blocks.n) return pc_meta_str(text);
    if (blocks.n == 1 && blocks.v[0].tag == PC_Para)
        return pc_meta_inlines(pc_block_inlines(&blocks.v[0]));
    return (pc_meta){.tag = PC_MetaBlocks, .u.blocks = blocks};
}

pc_inlines jek_inlines(jek_site *s, pc_str text, pc_pos pos) {
    pc_meta m = text_meta(s, text, pos);
    if (m.tag == PC_MetaInlines) return m.u.inlines;
    return words(s->at, pc_str_trim(pc_meta_text(s->at->arena, &m)), pos);
}

static bool is_plain(pc_str key, pc_str text) {
    for (size_t i = 0; i < PC_COUNT(plain_keys); i++)
        if (pc_str_eqz(key, plain_keys[i])) return true;
    return pc_str_has(text, "://") && pc_str_chr(text, ' ', 0) == PC_NPOS;
}

static pc_meta value_meta(jek_site *s, pc_str key, const pc_value *v);

static pc_meta map_meta(jek_site *s, const pc_value *v) {
    pc_arena *a = s->at->arena;
    pc_meta_entry *e = PC_NEW_N(a, pc_meta_entry, v->as.of.n);
    for (size_t i = 0; i < v->as.of.n; i++)
        e[i] = (pc_meta_entry){.key = v->u.pairs[i].key,
                               .value = value_meta(s, v->u.pairs[i].key, &v->u.pairs[i].value)};
    return (pc_meta){.tag = PC_MetaMap, .u.map = pc_meta_sort(a, e, v->as.of.n)};
}

static pc_meta value_meta(jek_site *s, pc_str key, const pc_value *v) {
    if (v->kind == PC_MAP) return map_meta(s, v);
    if (v->kind == PC_LIST) {
        pc_meta *items = PC_NEW_N(s->at->arena, pc_meta, v->as.of.n);
        for (size_t i = 0; i < v->as.of.n; i++) items[i] = value_meta(s, key, &v->u.list[i]);
        return (pc_meta){.tag = PC_MetaList, .u.list = {items, v->as.of.n}};
    }
    if (v->kind == PC_INT || v->kind == PC_FLOAT || v->kind == PC_TIME)
        return pc_meta_inlines(words(s->at, v->as.text, v->pos));
    if (v->kind != PC_STRING) return pc_meta_from_value(s->at->arena, v);
    if (is_plain(key, v->as.text)) return pc_meta_inlines(words(s->at, v->as.text, v->pos));
    return text_meta(s, v->as.text, v->pos);
}

/* The few settings that describe the site and its owner. */
static pc_value site_facts(jek_site *s) {
    static const char *const keys[] = {"title", "url", "baseurl", "author", "description"};
    pc_pair pairs[PC_COUNT(keys)];
    size_t n = 0;
    for (size_t i = 0; i < PC_COUNT(keys); i++) {
        const pc_value *v = jek_config(s, keys[i]);
        if (v && v->kind != PC_NULL) pairs[n++] = (pc_pair){.key = pc_strz(keys[i]), .value = *v};
    }
    const pc_value *name = jek_config(s, "name");
    if (name && name->kind == PC_STRING && n < PC_COUNT(keys))
        pairs[n++] = (pc_pair){.key = PC_S("name"), .value = *name};
    return pc_value_map(s->at->arena, pairs, n);
}

/* The data without what Jekyll adds to every document and nobody wrote. */
static pc_value written(pc_arena *a, const jek_doc *d) {
    pc_pair *pairs = PC_NEW_N(a, pc_pair, pc_value_len(&d->data) + 1);
    size_t n = 0;
    for (size_t i = 0; i < pc_value_len(&d->data); i++) {
        const pc_pair *p = &d->data.u.pairs[i];
        bool draft = pc_str_eqz(p->key, "draft") && !pc_value_true(&p->value);
        bool excerpt = pc_str_eqz(p->key, "excerpt") && p->value.kind == PC_NULL;
        if (!draft && !excerpt) pairs[n++] = *p;
    }
    return pc_value_map(a, pairs, n);
}

pc_meta_map jek_meta(jek_site *s, const jek_doc *page) {
    pc_arena *a = s->at->arena;
    pc_value data = written(a, page);
    pc_meta_map m = map_meta(s, &data).u.map;
    if (jek_plugin_on(s, JEK_EMOJI)) m = pc_emoji_meta(a, s->cx->scratch, m);
    if (!s->found) return m;
    pc_value facts = site_facts(s);
    return pc_meta_set(a, m, PC_S("site"), pc_meta_from_value(a, &facts));
}
