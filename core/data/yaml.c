/* YAML to values over libyaml's events: anchors, aliases, merge keys, bounds, positions.
 *
 * The parser and the event at hand belong to libyaml. Both hang on a protected call of their own,
 * whose undo deletes them, so a failing allocation of ours leaks nothing of theirs. */
#include "data/yaml.h"

#include "base/limits.h"
#include "base/map.h"
#include "base/str.h"
#include "data/yaml_int.h"

#include <yaml.h>

/* What an anchor names. */
typedef struct yaml_anchor {
    pc_value value;
    size_t nodes, height;
    bool open; /* still being read */
} yaml_anchor;

/* A value as it comes up from below, with what the bounds must know of it. */
typedef struct yaml_node {
    pc_value value;
    size_t nodes;  /* as many as aliases unfold to */
    size_t height; /* levels of collections */
    bool alias;
    size_t start, end; /* bytes of the source */
} yaml_node;

typedef struct yaml_frame {
    size_t from; /* first item on the stack of items */
    size_t nodes, height;
    size_t start;
    bool map;
    bool has_key; /* of a map: its last item waits for a value */
    bool merge;   /* that key is << */
    yaml_anchor *anchor;
} yaml_frame;

typedef struct yaml_reader {
    pc_arena *a;
    pc_arena own; /* frames and anchors */
    const pc_source *src;
    pc_str text; /* the slice that is read */
    size_t from; /* its offset in the source */
    pc_diags *d;
    yaml_parser_t parser;
    yaml_event_t event;
    data_stack items;
    yaml_frame *frames;
    size_t depth;
    pc_map anchors;
    size_t aliased;          /* nodes that aliases unfolded to */
    size_t at_char, at_byte; /* a libyaml index, and the byte of the slice that it stands for */
    pc_value root;
    bool ok;
} yaml_reader;

/* libyaml counts characters; this walks from the place asked for last, which is near. */
static size_t yaml_byte(yaml_reader *r, size_t index) {
    const char *p = r->text.p;
    while (r->at_char < index && r->at_byte < r->text.n) {
        do r->at_byte++;
        while (r->at_byte < r->text.n && (p[r->at_byte] & 0xc0) == 0x80);
        r->at_char++;
    }
    while (r->at_char > index && r->at_byte) {
        do r->at_byte--;
        while (r->at_byte && (p[r->at_byte] & 0xc0) == 0x80);
        r->at_char--;
    }
    return r->at_byte;
}

static pc_pos yaml_pos(const yaml_reader *r, size_t byte) {
    return pc_source_pos(r->src, r->from + byte);
}

static bool yaml_bad(yaml_reader *r, size_t byte, size_t end, const char *help, const char *what) {
    pc_diag_span(r->d, PC_DIAG_YAML, yaml_pos(r, byte), yaml_pos(r, end), pc_strz(help), "%s",
                 what);
    return false;
}

static bool yaml_parser_bad(yaml_reader *r) {
    const yaml_parser_t *p = &r->parser;
    if (p->error == YAML_MEMORY_ERROR) pc_throw(r->a->mem, PC_FAULT_MEMORY);
    if (p->error == YAML_READER_ERROR) {
        size_t at = p->problem_offset < r->text.n ? p->problem_offset : r->text.n;
        yaml_explain(r->d, r->src, r->from + at, p->problem, PC_NPOS, NULL);
        return false;
    }
    size_t at = yaml_byte(r, p->problem_mark.index), context = PC_NPOS;
    if (p->context && p->context_mark.index != p->problem_mark.index)
        context = r->from + yaml_byte(r, p->context_mark.index);
    yaml_explain(r->d, r->src, r->from + at, p->problem, context, p->context);
    return false;
}

/* Maps: keys, merge keys. */

/* [text] as it came from libyaml: a slice of the source where it stands there in the same bytes. */
static pc_str yaml_text(yaml_reader *r, pc_str text, size_t at) {
    for (size_t skip = 0; skip < 2; skip++) {
        pc_str there = pc_str_sub(r->text, at + skip, at + skip + text.n);
        if (pc_str_eq(there, text)) return there;
    }
    return pc_str_dup(r->a, text);
}

/* A key's text; for a collection, what is written there. */
static pc_str yaml_key_text(const yaml_reader *r, const yaml_node *n) {
    if (n->value.kind == PC_LIST || n->value.kind == PC_MAP)
        return pc_str_trim(pc_str_sub(r->text, n->start, n->end));
    return n->value.as.text;
}

static void yaml_push_merged(yaml_reader *r, const pc_value *map) {
    for (size_t i = 0; i < map->as.of.n; i++) {
        pc_pair pair = map->u.pairs[i];
        pair.key_pos = 0;
        data_stack_push(&r->items, &pair);
    }
}

static bool yaml_is_list_of_maps(const pc_value *v) {
    if (v->kind != PC_LIST) return false;
    for (size_t i = 0; i < v->as.of.n; i++)
        if (v->u.list[i].kind != PC_MAP) return false;
    return true;
}

/* `<<: *map`, `<<: {…}`, `<<: [*map, …]`, in Psych's order: what comes later in the map wins, also
 * over what stood before the <<; in a list the first map wins. Answers whether it was a merge;
 * other values are members with that name. */
static bool yaml_merge(yaml_reader *r, const yaml_node *n) {
    bool list = !n->alias && yaml_is_list_of_maps(&n->value);
    if (n->value.kind != PC_MAP && !list) return false;
    pc_buf_trunc(&r->items.bytes, r->items.bytes.n - sizeof(pc_pair));
    if (!list) {
        yaml_push_merged(r, &n->value);
        return true;
    }
    for (size_t i = n->value.as.of.n; i-- > 0;) yaml_push_merged(r, &n->value.u.list[i]);
    return true;
}

/* Adds a finished node to the collection that it stands in. */
static void yaml_add(yaml_reader *r, const yaml_node *n, bool tagged_str) {
    if (!r->depth) {
        r->root = n->value;
        return;
    }
    yaml_frame *f = &r->frames[r->depth - 1];
    f->nodes += n->nodes;
    if (n->height > f->height) f->height = n->height;
    if (!f->map) {
        data_stack_push(&r->items, &(pc_pair){.value = n->value});
    } else if (!f->has_key) {
        pc_pair pair = {.key = yaml_key_text(r, n), .key_pos = yaml_pos(r, n->start)};
        pair.plain = n->value.kind != PC_STRING && n->value.kind < PC_LIST;
        f->merge = n->value.kind == PC_STRING && pc_str_eqz(pair.key, "<<") && !tagged_str;
        f->has_key = true;
        data_stack_push(&r->items, &pair);
    } else {
        if (!f->merge || !yaml_merge(r, n))
            data_stack_at(&r->items, data_stack_len(&r->items) - 1)->value = n->value;
        f->has_key = false;
    }
}

/* Anchors and aliases. */

static yaml_anchor *yaml_anchor_set(yaml_reader *r, const yaml_char_t *name) {
    if (!name) return NULL;
    yaml_anchor *x = PC_NEW(&r->own, yaml_anchor);
    x->open = true;
    pc_map_set(&r->own, &r->anchors, pc_str_dup(&r->own, pc_strz((const char *)name)), x);
    return x;
}

static void yaml_anchor_done(yaml_anchor *x, const yaml_node *n) {
    if (x) *x = (yaml_anchor){n->value, n->nodes, n->height, false};
}

static bool yaml_deep(yaml_reader *r, size_t levels, size_t at, size_t end) {
    if (r->depth + levels <= PC_MAX_VALUE_DEPTH) return false;
    pc_diag_span(r->d, PC_DIAG_YAML, yaml_pos(r, at), yaml_pos(r, end), (pc_str){0},
                 "nested deeper than %d levels", PC_MAX_VALUE_DEPTH);
    return true;
}

static bool yaml_alias(yaml_reader *r, size_t at, size_t end) {
    pc_str name = pc_strz((const char *)r->event.data.alias.anchor);
    const yaml_anchor *x = pc_map_get(&r->anchors, name);
    if (!x) {
        pc_diag_span(r->d, PC_DIAG_YAML, yaml_pos(r, at), yaml_pos(r, end),
                     PC_S("if no alias is meant, put the value in quotes"),
                     "the alias *%.*s has no anchor &%.*s before it", PC_F(name), PC_F(name));
        return false;
    }
    if (x->open) return yaml_bad(r, at, end, "", "this alias stands within what it names");
    if (yaml_deep(r, x->height, at, end)) return false;
    r->aliased += x->nodes;
    if (r->aliased > PC_MAX_YAML_NODES) {
        pc_diag_span(r->d, PC_DIAG_YAML, yaml_pos(r, at), yaml_pos(r, end), (pc_str){0},
                     "aliases unfold to more than %d nodes", PC_MAX_YAML_NODES);
        return false;
    }
    yaml_node n = {x->value, x->nodes, x->height, true, at, end};
    yaml_add(r, &n, false);
    return true;
}

/* Events. */

static bool yaml_tag_is_str(const yaml_char_t *tag) {
    pc_str t = pc_strz((const char *)tag);
    return pc_str_eqz(t, YAML_STR_TAG) || pc_str_eqz(t, "!str");
}

static pc_value yaml_scalar_value(yaml_reader *r, pc_str text) {
    const yaml_char_t *tag = r->event.data.scalar.tag;
    bool plain = r->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    pc_value v = pc_value_str(text);
    /* As in Psych, a quoted scalar with a tag (!!int "5") is resolved like a plain one. */
    if (!r->event.data.scalar.quoted_implicit && !yaml_tag_is_str(tag))
        v = pc_yaml_scalar(r->a, text);
    if (v.kind == PC_INT && tag && pc_str_eqz(pc_strz((const char *)tag), YAML_FLOAT_TAG)) {
        v.kind = PC_FLOAT;
        v.u.f = (double)v.u.i;
    }
    v.plain = plain;
    return v;
}

static void yaml_scalar(yaml_reader *r, size_t at, size_t end) {
    pc_str given = {(const char *)r->event.data.scalar.value, r->event.data.scalar.length};
    yaml_anchor *x = yaml_anchor_set(r, r->event.data.scalar.anchor);
    yaml_node n = {yaml_scalar_value(r, yaml_text(r, given, at)), 1, 0, false, at, end};
    n.value.pos = yaml_pos(r, at);
    yaml_anchor_done(x, &n);
    yaml_add(r, &n, yaml_tag_is_str(r->event.data.scalar.tag));
}

static bool yaml_open(yaml_reader *r, bool map, const yaml_char_t *anchor, size_t at) {
    if (yaml_deep(r, 1, at, at)) return false;
    r->frames[r->depth++] = (yaml_frame){.from = data_stack_len(&r->items),
                                         .nodes = 1,
                                         .start = at,
                                         .map = map,
                                         .anchor = yaml_anchor_set(r, anchor)};
    return true;
}

static void yaml_close(yaml_reader *r, size_t end) {
    yaml_frame f = r->frames[--r->depth];
    yaml_node n = {.nodes = f.nodes, .height = f.height + 1, .start = f.start, .end = end};
    n.value = f.map ? data_stack_map(&r->items, f.from, r->a, r->d)
                    : data_stack_list(&r->items, f.from, r->a);
    n.value.pos = yaml_pos(r, f.start);
    yaml_anchor_done(f.anchor, &n);
    yaml_add(r, &n, false);
}

/* Takes one event; false when there was something wrong. */
static bool yaml_take(yaml_reader *r) {
    const yaml_event_t *e = &r->event;
    size_t at = yaml_byte(r, e->start_mark.index), end = yaml_byte(r, e->end_mark.index);
    switch (e->type) {
    case YAML_SCALAR_EVENT: yaml_scalar(r, at, end); return true;
    case YAML_ALIAS_EVENT: return yaml_alias(r, at, end);
    case YAML_SEQUENCE_START_EVENT: return yaml_open(r, false, e->data.sequence_start.anchor, at);
    case YAML_MAPPING_START_EVENT: return yaml_open(r, true, e->data.mapping_start.anchor, at);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: yaml_close(r, end); return true;
    default: return true;
    }
}

static bool yaml_document(yaml_reader *r) {
    yaml_event_type_t type;
    do {
        if (!yaml_parser_parse(&r->parser, &r->event)) return yaml_parser_bad(r);
        type = r->event.type;
        bool ok = yaml_take(r);
        yaml_event_delete(&r->event);
        if (!ok) return false;
    } while (type != YAML_DOCUMENT_END_EVENT && type != YAML_STREAM_END_EVENT);
    return true;
}

static void yaml_undo(void *reader) {
    yaml_reader *r = reader;
    yaml_event_delete(&r->event); /* harmless when it holds nothing */
    yaml_parser_delete(&r->parser);
}

static void yaml_undo_own(void *arena) {
    pc_arena_fini(arena);
}

static void yaml_body(void *reader) {
    yaml_reader *r = reader;
    pc_mem *m = r->a->mem;
    if (!yaml_parser_initialize(&r->parser)) pc_throw(m, PC_FAULT_MEMORY);
    pc_defer(m, yaml_undo, r);
    pc_arena_init(&r->own, m);
    pc_defer(m, yaml_undo_own, &r->own);
    data_stack_init(&r->items, m);
    r->frames = PC_NEW_N(&r->own, yaml_frame, PC_MAX_VALUE_DEPTH);
    yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r->parser, (const unsigned char *)r->text.p, r->text.n);
    r->ok = yaml_document(r);
    data_stack_fini(&r->items);
}

bool pc_yaml_read(pc_arena *a, const pc_source *src, size_t from, size_t to, pc_diags *d,
                  pc_value *out) {
    yaml_reader r = {.a = a, .src = src, .d = d, .root = pc_null};
    if (pc_str_startsz(pc_str_sub(src->text, from, to), "\xef\xbb\xbf")) from += 3;
    r.from = from;
    r.text = pc_str_sub(src->text, from, to);
    if (!r.text.p) r.text.p = "";
    pc_scope(a->mem, yaml_body, &r);
    *out = r.ok ? r.root : pc_null;
    return r.ok;
}
