/* Excerpts: the beginning of a document up to a separator, as a document of its own. As Jekyll
 * 4.3's excerpt.rb. */
#include "base/str.h"
#include "readers/jekyll/site.h"

pc_str jek_excerpt_separator(const jek_doc *d) {
    const pc_value *own = pc_value_getz(&d->data, "excerpt_separator");
    return pc_value_true(own) ? pc_value_text(own) : jek_config_text(d->site, "excerpt_separator");
}

/* --- tags that the separator cuts off from their ends --------------------------------------------
 */

static const char *const blocks[] = {"capture", "case",      "comment", "for",      "highlight",
                                     "if",      "ifchanged", "raw",     "tablerow", "unless"};

/* Its place among the blocks, or how many there are. */
static size_t block_of(pc_str tag) {
    size_t i = 0;
    while (i < PC_COUNT(blocks) && !pc_str_eqz(tag, blocks[i])) i++;
    return i;
}

/* The word of the tag at s.p[at], which is "{%". */
static pc_str tag_name(pc_str s, size_t at) {
    size_t i = at + 2, from;
    if (i < s.n && s.p[i] == '-') i++;
    while (i < s.n && pc_is_space(s.p[i])) i++;
    for (from = i; i < s.n && (pc_is_alnum(s.p[i]) || s.p[i] == '_'); i++) {
    }
    return pc_str_sub(s, from, i);
}

/* Is there a tag in [s] whose word begins with "end" and [tag]? */
static bool is_ended(pc_str s, pc_str tag) {
    for (size_t i = 0; (i = pc_str_find(s, PC_S("{%"), i)) != PC_NPOS; i += 2) {
        pc_str name = tag_name(s, i);
        bool hit = pc_str_startsz(name, "end") && pc_str_starts(pc_str_from(name, 3), tag);
        if (hit) return pc_str_find(s, PC_S("%}"), i + 2) != PC_NPOS;
    }
    return false;
}

/* [head] with an end for each kind of block that has none in it, innermost first: the last tag of a
 * kind decides, as behind it there is an end. */
static pc_str end_blocks(jek_doc *d, pc_str head) {
    pc_arena *a = d->site->cx->arena;
    PC_VEC(pc_str) tags = {0};
    for (size_t i = 0; (i = pc_str_find(head, PC_S("{%"), i)) != PC_NPOS;) {
        pc_str name = tag_name(head, i);
        size_t end = name.n ? pc_str_find(head, PC_S("%}"), i + 2) : i;
        if (end == PC_NPOS) break;
        if (name.n) pc_vec_push(a, &tags, name);
        i = end + 2;
    }
    bool seen[PC_COUNT(blocks) + 1] = {[PC_COUNT(blocks)] = true};
    for (size_t i = tags.n; i-- > 0;) {
        bool *known = &seen[block_of(tags.v[i])];
        if (!*known && !is_ended(head, tags.v[i]))
            head = pc_str_fmt(a, "%.*s\n{%% end%.*s %%}", PC_F(head), PC_F(tags.v[i]));
        *known = true;
    }
    return head;
}

/* --- link definitions from behind the separator --------------------------------------------------
 */

/* "[label]: address" at the line that begins at [at]: where it ends; 0 when there is none. */
static size_t definition(pc_str s, size_t at, pc_str *label, pc_str *rest) {
    size_t i = at;
    while (i < s.n && i < at + 3 && s.p[i] == ' ') i++;
    if (i >= s.n || s.p[i] != '[') return 0;
    size_t close = pc_str_chr(s, ']', i + 1);
    if (close == PC_NPOS || close == i + 1 || close + 2 >= s.n || s.p[close + 1] != ':') return 0;
    size_t end = pc_str_chr(s, '\n', close + 1);
    if (end == PC_NPOS) end = s.n;
    if (end == close + 2) return 0;
    *label = pc_str_sub(s, i, close + 1);
    *rest = pc_str_sub(s, close + 1, end);
    return end;
}

/* Longer labels are no one's; each is looked for by itself. */
enum { JEK_LABEL = 1000 };

/* What stands in brackets in [s], with them. */
static void collect_labels(pc_arena *a, pc_map *labels, pc_str s) {
    size_t close = 0;
    for (size_t i = 0; (i = pc_str_chr(s, '[', i)) != PC_NPOS; i++) {
        if (close <= i) close = pc_str_chr(s, ']', i);
        if (close == PC_NPOS) break;
        if (close - i < JEK_LABEL) pc_map_set(a, labels, pc_str_sub(s, i, close + 1), NULL);
    }
}

static bool has_label(const pc_map *labels, pc_str s, pc_str label) {
    if (label.n > JEK_LABEL) return pc_str_find(s, label, 0) != PC_NPOS;
    return pc_map_has(labels, label);
}

/* Those that [head] uses are put behind it. */
static pc_str with_definitions(pc_arena *a, pc_str head, pc_str tail) {
    pc_map labels = {0};
    collect_labels(a, &labels, head);
    pc_buf b;
    pc_buf_init(&b, a->mem);
    for (size_t i = 0; i < tail.n;) {
        pc_str label, rest;
        size_t end = definition(tail, i, &label, &rest);
        if (end && has_label(&labels, head, label))
            pc_buf_putf(&b, "%s%.*s%.*s", b.n ? "\n" : "", PC_F(label), PC_F(rest));
        size_t line = pc_str_chr(tail, '\n', end > i ? end : i);
        i = line == PC_NPOS ? tail.n : line + 1;
    }
    pc_str all = pc_buf_take(&b, a);
    pc_buf_fini(&b);
    return all.n ? pc_str_fmt(a, "%.*s\n\n%.*s", PC_F(head), PC_F(all)) : head;
}

/* --- the document --------------------------------------------------------------------------------
 */

/* [own]: how much of it stands so in the document. */
static pc_str excerpt_text(jek_doc *d, size_t *own) {
    pc_str body = pc_str_from(d->src->text, d->body), sep = jek_excerpt_separator(d);
    size_t cut = pc_str_find(body, sep, 0);
    pc_str head = pc_str_sub(body, 0, cut == PC_NPOS ? body.n : cut);
    pc_str tail = cut == PC_NPOS ? PC_S("") : pc_str_from(body, cut + sep.n);
    *own = head.n;
    if (!tail.n) return head;
    return with_definitions(d->site->cx->arena, end_blocks(d, head), tail);
}

static pc_value without(pc_arena *a, const pc_value *map, const char *x, const char *y) {
    pc_pair *pairs = PC_NEW_N(a, pc_pair, pc_value_len(map) + 1);
    size_t n = 0;
    for (size_t i = 0; i < pc_value_len(map); i++)
        if (!pc_str_eqz(map->u.pairs[i].key, x) && !pc_str_eqz(map->u.pairs[i].key, y))
            pairs[n++] = map->u.pairs[i];
    return pc_value_map(a, pairs, n);
}

jek_doc *jek_doc_excerpt(jek_doc *d) {
    pc_ctx *cx = d->site->cx;
    if (d->excerpt) return d->excerpt;
    jek_doc *e = d->excerpt = PC_NEW(cx->arena, jek_doc);
    *e = *d;
    e->of = d;
    e->obj.cls = d->collection ? &jek_excerpt_class : &jek_page_class;
    e->relative = pc_str_cat(cx->arena, d->relative, PC_S("/#excerpt"));
    e->html = e->output = (pc_str){0};
    e->excerpts = e->busy = false;
    e->cited = NULL;
    e->data = without(cx->arena, &d->data, "layout", "excerpt");
    size_t own;
    pc_str text = excerpt_text(d, &own);
    pc_map_span *span = PC_NEW_N(cx->arena, pc_map_span, 2);
    span[0] = (pc_map_span){0, pc_source_pos(d->src, d->body), true};
    span[1] = (pc_map_span){(uint32_t)own, pc_source_pos(d->src, d->body + own), false};
    e->src = pc_source_add_made(cx->sources, jek_shown(d->site, d->file), text, span, 2);
    e->body = 0;
    return e;
}
