/* The text of a container, gathered line by line without its marks and indentation. */
#include "readers/kramdown/kd_block.h"

void kd_gather_begin(kd_gather *g, kd_blocks *b) {
    *g = (kd_gather){.b = b};
}

/* The piece at hand goes into the maker. */
static void flush(kd_gather *g) {
    if (!g->made) kd_make(&g->maker, g->b->k->scratch);
    g->made = true;
    kd_put(&g->maker, &g->b->t, g->from, g->to);
    g->from = g->to;
}

void kd_gather_add(kd_gather *g, size_t from, size_t to) {
    if (g->from == g->to)
        g->from = from;
    else if (g->to != from)
        flush(g), g->from = from;
    g->to = to;
}

void kd_gather_spaces(kd_gather *g, size_t n, size_t at) {
    static const char spaces[] = "                                ";
    if (!n) return;
    flush(g);
    for (size_t part; n; n -= part) {
        part = n < sizeof spaces - 1 ? n : sizeof spaces - 1;
        kd_puts(&g->maker, (pc_str){spaces, part}, kd_pos(&g->b->t, at));
    }
}

size_t kd_gathered(const kd_gather *g) {
    return (g->made ? g->maker.out.n : 0) + (g->to - g->from);
}

kd_text kd_gather_text(kd_gather *g) {
    if (!g->made) return kd_sub(&g->b->t, g->from, g->to);
    flush(g);
    return kd_held(&g->maker);
}

void kd_gather_end(kd_gather *g) {
    if (g->made) kd_drop(&g->maker);
}

void kd_gather_parse(kd_gather *g, kd_el *el, size_t split) {
    kd_text all = kd_gather_text(g);
    bool lasting = g->b->lasting && !g->made;
    if (split) {
        kd_text part = kd_sub(&all, 0, split);
        kd_parse_text(g->b->k, el, &part, lasting);
    }
    kd_text part = kd_sub(&all, split, all.s.n);
    kd_parse_text(g->b->k, el, &part, lasting);
    kd_gather_end(g);
}
