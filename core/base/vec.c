/* Growing arrays: capacity doubles, so n pushes cost O(n). */
#include "base/vec.h"

void *pc_vec_grow(pc_arena *a, void *v, size_t *cap, size_t need, size_t each) {
    size_t n = *cap ? *cap * 2 : need > 1 ? need : 8;
    if (n < need) n = need;
    void *w = pc_alloc_array(a, n, each);
    if (*cap) memcpy(w, v, *cap * each);
    *cap = n;
    return w;
}

void *pc_vec_copy(pc_arena *a, const void *v, size_t n, size_t each) {
    if (n == 0) return NULL;
    return memcpy(pc_alloc_array(a, n, each), v, n * each);
}
