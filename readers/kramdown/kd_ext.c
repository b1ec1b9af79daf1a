/* Attribute lists on lines of their own, and extensions: {:name: …}, {: …}, {::name …}. */
#include "readers/kramdown/kd_block.h"

/* --- attribute lists -----------------------------------------------------------------------------
 */

/* {:name: …} on a line: kept under its name. */
static bool named_list(kd_blocks *b, size_t at) {
    pc_str s = b->t.s;
    size_t from = at + 2, i = from;
    if (i == s.n || !kd_is_word(s.p[i])) return false;
    while (i < s.n && (kd_is_word(s.p[i]) || s.p[i] == '-')) i++;
    if (i == s.n || s.p[i] != ':') return false;
    size_t close = kd_brace(b, i + 1);
    if (close == PC_NPOS || close == i + 1) return false;
    size_t end = kd_rest_blank_end(s, close + 1);
    if (!end) return false;
    kd *k = b->k;
    pc_str name = pc_str_dup(k->scratch, pc_str_sub(s, from, i));
    kd_ial *list = pc_map_get(&k->alds, name);
    if (!list) list = PC_NEW(k->scratch, kd_ial);
    kd_ial_parse(k, pc_str_dup(k->scratch, pc_str_sub(s, i + 1, close)), list);
    pc_map_set(k->scratch, &k->alds, name, list);
    kd_boundary(b, KD_WHY_ALD, b->at);
    b->at = end;
    return true;
}

/* The block before it that an attribute list is for; NULL: it waits for the next one. */
static kd_el *owner(const kd_blocks *b) {
    kd_el *last = b->el->last;
    if (!last || last->type == KD_BLANK) return NULL;
    bool definition = last->why == KD_WHY_LINK_DEF || last->why == KD_WHY_ABBREV_DEF ||
                      last->why == KD_WHY_FOOTNOTE_DEF;
    return last->type != KD_EOB || definition ? last : NULL;
}

static bool block_list(kd_blocks *b) {
    pc_str inside, next;
    size_t from = b->at, end = kd_ial_line(b, from, 3, &inside);
    if (!end) return false;
    kd_el *x = owner(b);
    kd_ial **list = x ? &x->ial : &b->ial;
    if (!*list) *list = PC_NEW(b->k->scratch, kd_ial);
    kd_ial_parse(b->k, pc_str_dup(b->k->scratch, inside), *list);
    b->at = end;
    if (x && !kd_ial_line(b, end, 3, &next)) kd_boundary(b, KD_WHY_IAL, from);
    return true;
}

/* --- extensions ----------------------------------------------------------------------------------
 */

typedef enum ext_kind { EXT_COMMENT, EXT_NOMARKDOWN, EXT_OPTIONS } ext_kind;
static const char *const ext_names[KD_EXTENSIONS] = {"comment", "nomarkdown", "options"};

typedef struct extension {
    size_t kind;
    pc_str name, attrs;
    bool closed;     /* {::name /} */
    size_t from, to; /* its body */
    size_t end;
} extension;

/* The opening tag, alone on its line. */
static bool open_tag(kd_blocks *b, size_t at, extension *x) {
    pc_str s = b->t.s;
    size_t from = at + 3, i = from;
    while (i < s.n && kd_is_word(s.p[i])) i++;
    if (i == from || i == s.n) return false;
    x->name = pc_str_sub(s, from, i);
    size_t close = kd_brace(b, i);
    if (close == PC_NPOS) return false;
    x->closed = close > i && s.p[close - 1] == '/';
    size_t to = close - x->closed;
    if (to > i && !pc_is_space(s.p[i])) return false;
    x->attrs = pc_str_sub(s, i, to);
    x->from = x->end = kd_rest_blank_end(s, close + 1);
    return x->end;
}

/* {:/} or {:/name} alone on the line at [at]: the byte behind it. */
static size_t stop_line(pc_str s, size_t at, pc_str name) {
    size_t i = kd_indent(s, at, 3);
    if (!pc_str_startsz(pc_str_from(s, i), "{:/")) return 0;
    i += 3;
    if (pc_str_starts(pc_str_from(s, i), name)) i += name.n;
    return i < s.n && s.p[i] == '}' ? kd_rest_blank_end(s, i + 1) : 0;
}

static bool find_stop(kd_blocks *b, extension *x) {
    pc_str s = b->t.s;
    if (b->no_stop[x->kind]) return false;
    for (size_t at = x->from; at < s.n; at = kd_line_end(s, at)) {
        x->end = stop_line(s, at, x->name);
        x->to = at;
        if (x->end) return true;
    }
    b->no_stop[x->kind] = true;
    return false;
}

static void extend(kd_blocks *b, const extension *x) {
    kd *k = b->k;
    size_t to = x->to > x->from && b->t.s.p[x->to - 1] == '\n' ? x->to - 1 : x->to;
    kd_ial list = {0};
    kd_ial_parse(k, pc_str_dup(k->scratch, x->attrs), &list);
    if (x->kind == EXT_OPTIONS) {
        kd_set_options(k, &list, kd_pos(&b->t, b->at));
        kd_boundary(b, KD_WHY_EXTENSION, b->at);
    } else if (!x->closed) {
        kd_el *el =
            kd_el_new(k, x->kind == EXT_COMMENT ? KD_COMMENT : KD_RAW, kd_pos(&b->t, b->at));
        el->name = kd_ial_get(&list, "type");
        el->text = kd_keep(b, x->from, to);
        kd_el_add(b->el, el);
    }
    b->at = x->end;
}

static bool extension_block(kd_blocks *b, size_t at) {
    extension x = {0};
    pc_pos pos = kd_pos(&b->t, at);
    if (!open_tag(b, at, &x)) return false;
    while (x.kind < KD_EXTENSIONS && !pc_str_eqz(x.name, ext_names[x.kind])) x.kind++;
    if (x.kind == KD_EXTENSIONS) {
        kd_warn(b->k, pos, "kramdown has no extension '%.*s'", PC_F(x.name));
        return false;
    }
    if (!x.closed && !find_stop(b, &x)) return false; /* as text it is asked for its end again */
    extend(b, &x);
    return true;
}

bool kd_extension(kd_blocks *b) {
    pc_str s = b->t.s;
    size_t i = kd_indent(s, b->at, 3);
    if (i + 2 >= s.n || s.p[i] != '{' || s.p[i + 1] != ':') return false;
    if (named_list(b, i)) return true;
    if (s.p[i + 2] == ':') return extension_block(b, i);
    if (s.p[i + 2] != '/') return block_list(b);
    size_t close = kd_brace(b, i);
    if (close != PC_NPOS && kd_rest_blank_end(s, close + 1))
        kd_warn(b->k, kd_pos(&b->t, i), "the end of an extension that has not begun");
    return false;
}
