/* Front matter between --- and --- (or ...): metadata, its strings read as Markdown, as Pandoc's
 * yaml_metadata_block does. */
#include "readers/commonmark/cm_int.h"

#include "ast/meta.h"
#include "base/str.h"
#include "data/yaml.h"

/* The offset behind the front matter, and the end of its YAML; 0 when there is none. */
static size_t met_find(pc_str text, size_t *from, size_t *to) {
    pc_str rest = text, line;
    if (!pc_str_line(&rest, &line) || !pc_str_eqz(pc_str_rtrim(line), "---")) return 0;
    *from = text.n - rest.n;
    pc_str peek = rest;
    if (!pc_str_line(&peek, &line) || !pc_str_trim(line).n) return 0; /* a rule, and a blank line */
    for (;;) {
        *to = text.n - rest.n;
        if (!pc_str_line(&rest, &line)) return 0;
        line = pc_str_rtrim(line);
        if (pc_str_eqz(line, "---") || pc_str_eqz(line, "...")) return text.n - rest.n;
    }
}

static pc_meta met_value(pc_ctx *cx, const pc_value *v);

/* A string is a paragraph's inlines, or blocks when it is more than one paragraph. */
static pc_meta met_string(pc_ctx *cx, const pc_value *v) {
    pc_str text = pc_value_text(v);
    if (v->kind != PC_STRING && v->kind != PC_TIME)
        return pc_meta_inlines(pc_text(cx->arena, text));
    pc_map_span span = {0, v->pos, false};
    pc_source *in = pc_source_add_made(cx->sources, PC_S("front matter"), text, &span, 1);
    pc_blocks xs = cm_read_blocks(cx, in, 0);
    if (xs.n == 0) return pc_meta_inlines((pc_inlines){0});
    if (xs.n == 1 && (xs.v[0].tag == PC_Para || xs.v[0].tag == PC_Plain))
        return pc_meta_inlines(xs.v[0].u.inlines);
    return (pc_meta){.tag = PC_MetaBlocks, .u.blocks = xs};
}

static pc_meta met_list(pc_ctx *cx, const pc_value *v) {
    size_t n = pc_value_len(v);
    pc_meta *items = PC_NEW_N(cx->arena, pc_meta, n ? n : 1);
    for (size_t i = 0; i < n; i++) items[i] = met_value(cx, &v->u.list[i]);
    return (pc_meta){.tag = PC_MetaList, .u.list = {items, n}};
}

static pc_meta_map met_map(pc_ctx *cx, const pc_value *v) {
    size_t n = pc_value_len(v);
    pc_meta_entry *items = PC_NEW_N(cx->arena, pc_meta_entry, n ? n : 1);
    for (size_t i = 0; i < n; i++)
        items[i] = (pc_meta_entry){v->u.pairs[i].key, met_value(cx, &v->u.pairs[i].value)};
    return pc_meta_sort(cx->arena, items, n);
}

/* Recursion is over a value, whose nesting the YAML reader bounds. */
static pc_meta met_value(pc_ctx *cx, const pc_value *v) {
    pc_meta out;
    switch (v->kind) {
    case PC_BOOL: out = pc_meta_bool(v->u.b); break;
    case PC_NULL: out = pc_meta_str(PC_S("")); break;
    case PC_LIST: out = met_list(cx, v); break;
    case PC_MAP: out = (pc_meta){.tag = PC_MetaMap, .u.map = met_map(cx, v)}; break;
    default: out = met_string(cx, v); break;
    }
    out.pos = v->pos;
    return out;
}

size_t cm_front_matter(pc_ctx *cx, const pc_source *in, pc_meta_map *meta) {
    size_t from = 0, to = 0, end = met_find(in->text, &from, &to);
    pc_value v;
    if (!end || !pc_yaml_read(cx->arena, in, from, to, cx->diags, &v)) return end;
    if (v.kind == PC_MAP)
        *meta = met_map(cx, &v);
    else if (v.kind != PC_NULL)
        pc_diag(cx->diags, PC_DIAG_FRONT_MATTER, pc_source_pos(in, from),
                "front matter is no map of keys and values");
    return end;
}
