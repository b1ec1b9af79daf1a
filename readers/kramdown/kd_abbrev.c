/* Abbreviations in text: the longest one at a place, and what stands for it. */
#include "readers/kramdown/kd.h"

#include "base/str.h"
#include "text/entities.h"

#include <stdlib.h>

static int by_word(const void *x, const void *y) {
    const kd_abbrev *const *a = x, *const *b = y;
    return pc_str_cmp((*a)->word, (*b)->word);
}

/* In the order of their bytes, what begins a word stands before it, with nothing between them that
 * does not begin with it, too. */
static void sort(kd *k) {
    size_t n = k->abbrevs.n;
    k->sorted_abbrevs = PC_NEW_N(k->arena, kd_abbrev *, n);
    for (size_t i = 0; i < n; i++) {
        k->sorted_abbrevs[i] = k->abbrevs.v[i].value;
        k->begins_abbrev[(unsigned char)k->sorted_abbrevs[i]->word.p[0]] = true;
    }
    qsort(k->sorted_abbrevs, n, sizeof *k->sorted_abbrevs, by_word);
    for (size_t i = 1; i < n; i++) {
        kd_abbrev *x = k->sorted_abbrevs[i], *shorter = k->sorted_abbrevs[i - 1];
        while (shorter && !pc_str_starts(x->word, shorter->word)) shorter = shorter->shorter;
        x->shorter = shorter;
    }
}

/* The last one that is not behind [text] in that order: it, or what begins it, begins the text. */
static kd_abbrev *nearest(const kd *k, pc_str text) {
    size_t lo = 0, hi = k->abbrevs.n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        pc_str word = k->sorted_abbrevs[mid]->word;
        if (pc_str_cmp(word, pc_str_sub(text, 0, word.n)) <= 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo ? k->sorted_abbrevs[lo - 1] : NULL;
}

static size_t common(pc_str a, pc_str b) {
    size_t n = 0;
    while (n < a.n && n < b.n && a.p[n] == b.p[n]) n++;
    return n;
}

static bool ends_word(pc_str text, size_t at) {
    return at == text.n || !kd_is_word((unsigned char)text.p[at]);
}

/* kramdown looks for one that ends with a word, then takes the longest at that place. */
kd_abbrev *kd_abbrev_at(kd *k, pc_str text) {
    if (!k->sorted_abbrevs) sort(k);
    if (!text.n || !k->begins_abbrev[(unsigned char)text.p[0]]) return NULL;
    kd_abbrev *x = nearest(k, text), *longest;
    size_t most = x ? common(x->word, text) : 0;
    while (x && x->word.n > most) x = x->shorter;
    longest = x;
    while (x && !ends_word(text, x->word.n)) x = x->shorter;
    return x ? longest : NULL;
}

pc_inlines kd_abbrev_nodes(kd *k, kd_abbrev *a) {
    kd_ial attr = {0};
    pc_inline_vec xs = {0};
    if (a->made.n) return a->made;
    if (a->at->ial) kd_ial_apply(k, &attr, a->at->ial);
    if (a->title.n) kd_ial_put(k, &attr, PC_S("title"), a->title);
    pc_str word = pc_entities_decode(k->arena, a->word);
    kd_push_html_inline(k, &xs, PC_S("abbr"), &attr, pc_text(k->arena, word), 0);
    return a->made = pc_inlines_done(k->arena, &xs);
}
