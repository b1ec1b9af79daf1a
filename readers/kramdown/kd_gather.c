/* The text of a container, gathered line by line without its marks and indentation. */
#include "readers/kramdown/kd_block.h"

void kd_gather_begin(kd_gather *g, kd_blocks *b) {
    *g = (kd_gather){.b = b};
}

static void gather_made(kd_gather *g) {
    if (g->made) return;
    g->made = true;
    kd_make(&g->maker, g->b->k->scratch);
    kd_put(&g->maker, &g->b->t, g->from, g->to);
}

void kd_gather_add(kd_gather *g, size_t from, size_t to) {
    if (!g->made && g->from == g->to) g->from = g->to = from;
    if (!g->made && g->to == from) {
        g->to = to;
        return;
    }
    gather_made(g);
    kd_put(&g->maker, &g->b->t, from, to);
}

void kd_gather_spaces(kd_gather *g, size_t n, size_t at) {
    static const char spaces[] = "                                ";
    if (!n) return;
    gather_made(g);
    for (size_t part; n; n -= part) {
        part = n < sizeof spaces - 1 ? n : sizeof spaces - 1;
        kd_puts(&g->maker, (pc_str){spaces, part}, kd_pos(&g->b->t, at));
    }
}

size_t kd_gathered(const kd_gather *g) {
    return g->made ? g->maker.out.n : g->to - g->from;
}

void kd_gather_parse(kd_gather *g, kd_el *el, size_t split) {
    kd_text all = g->made ? kd_held(&g->maker) : kd_sub(&g->b->t, g->from, g->to);
    bool lasting = g->b->lasting && !g->made;
    size_t from = 0;
    if (split) {
        kd_text part = kd_sub(&all, 0, split);
        kd_parse_text(g->b->k, el, &part, lasting);
        from = split;
    }
    kd_text part = kd_sub(&all, from, all.s.n);
    kd_parse_text(g->b->k, el, &part, lasting);
    if (g->made) kd_drop(&g->maker);
}
