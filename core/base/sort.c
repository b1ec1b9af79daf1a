/* Sorting that keeps equals in their order. */
#include "base/sort.h"

#include <string.h>

typedef struct sorting {
    size_t each;
    pc_order_fn order;
    void *user;
} sorting;

/* Most items are pointers or numbers, which need no call. */
static inline void put(char *to, const char *from, size_t each) {
    if (each == sizeof(size_t))
        memcpy(to, from, sizeof(size_t));
    else
        memcpy(to, from, each);
}

static void merge_sort(const sorting *s, char *v, char *tmp, size_t n) {
    if (n < 2) return;
    size_t each = s->each, half = n / 2 * each, end = n * each, a = 0, b = half, to = 0;
    merge_sort(s, v, tmp, n / 2);
    merge_sort(s, v + half, tmp, n - n / 2);
    for (; a < half && b < end; to += each) {
        bool left = s->order(v + a, v + b, s->user) <= 0;
        put(tmp + to, v + (left ? a : b), each);
        *(left ? &a : &b) += each;
    }
    memmove(v + end - (half - a), v + a, half - a); /* what is left of the first half */
    memcpy(v, tmp, to);
}

void pc_sort(pc_arena *scratch, void *v, size_t n, size_t each, pc_order_fn order, void *user) {
    if (n < 2) return;
    merge_sort(&(sorting){each, order, user}, v, pc_alloc_array(scratch, n, each), n);
}
