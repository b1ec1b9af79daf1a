/* Sorting that keeps equals in their order. */
#ifndef PC_SORT_H
#define PC_SORT_H

#include "base/arena.h"

/* Less than 0, 0, greater than 0. [x] and [y] point to items. */
typedef int (*pc_order_fn)(const void *x, const void *y, void *user);

/* Sorts the n items of v, of size [each], by at most n log n questions to [order]. A top-down merge
 * that halves as glibc's qsort did: where an order is none (some items cannot be compared), what
 * comes of it depends on which pairs are, and Ruby on Debian sorts so. As much memory as v has is
 * taken from [scratch]; the caller marks and releases. */
void pc_sort(pc_arena *scratch, void *v, size_t n, size_t each, pc_order_fn order, void *user);

#endif
