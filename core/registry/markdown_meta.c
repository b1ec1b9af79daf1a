/* YAML as metadata: see the header. Pandoc does so for yaml_metadata_block and --metadata-file. */
#include "registry/markdown_meta.h"

#include "ast/build.h"
#include "ast/meta.h"
#include "base/str.h"
#include "registry/registry.h"

/* Text without any character that Markdown gives a meaning to needs no parser. */
static bool is_plain(pc_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (strchr("\\`*_{}[]()#+-.!<>&~:|\"'$^@\n\r", s.p[i]) || (unsigned char)s.p[i] < 0x20)
            return false;
    return true;
}

static pc_meta from_text(pc_ctx *cx, const pc_value *v) {
    pc_str s = pc_value_text(v);
    pc_meta m = pc_meta_inlines(pc_text(cx->arena, s));
    pc_doc doc = {0};
    m.pos = v->pos;
    if (is_plain(s)) return m;
    pc_source *src = pc_source_add(cx->sources, PC_S("<metadata>"), s);
    if (v->pos) { /* messages point at the value in the file, roughly: escapes and folds are gone */
        pc_map_span *span = PC_NEW(cx->arena, pc_map_span);
        *span = (pc_map_span){0, v->pos, false};
        src->spans = span;
        src->nspans = 1;
    }
    if (pc_read_as(cx, PC_S("gfm-autolink_bare_uris"), src, &doc) != PC_OK) return m;
    if (doc.blocks.n == 1 && (doc.blocks.v[0].tag == PC_Para || doc.blocks.v[0].tag == PC_Plain))
        m = pc_meta_inlines(doc.blocks.v[0].u.inlines);
    else
        m = (pc_meta){.tag = PC_MetaBlocks, .u.blocks = doc.blocks};
    m.pos = v->pos;
    return m;
}

static pc_meta from_map(pc_ctx *cx, const pc_value *v) {
    pc_meta_entry *e = PC_NEW_N(cx->arena, pc_meta_entry, v->as.of.n);
    for (size_t i = 0; i < v->as.of.n; i++)
        e[i] = (pc_meta_entry){v->u.pairs[i].key, pc_meta_from_markdown(cx, &v->u.pairs[i].value)};
    return (pc_meta){.tag = PC_MetaMap, .u.map = pc_meta_sort(cx->arena, e, v->as.of.n)};
}

static pc_meta from_list(pc_ctx *cx, const pc_value *v) {
    pc_meta *items = PC_NEW_N(cx->arena, pc_meta, v->as.of.n);
    for (size_t i = 0; i < v->as.of.n; i++) items[i] = pc_meta_from_markdown(cx, &v->u.list[i]);
    return (pc_meta){.tag = PC_MetaList, .u.list = {items, v->as.of.n}};
}

pc_meta pc_meta_from_markdown(pc_ctx *cx, const pc_value *v) {
    switch ((pc_value_kind)v->kind) {
    case PC_MAP: return from_map(cx, v);
    case PC_LIST: return from_list(cx, v);
    case PC_BOOL: return pc_meta_bool(v->u.b);
    case PC_STRING: return from_text(cx, v);
    case PC_NULL: return pc_meta_inlines((pc_inlines){NULL, 0});
    default: return pc_meta_inlines(pc_text(cx->arena, pc_value_text(v)));
    }
}
