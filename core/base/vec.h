/* Growing arrays in an arena.
 *
 *     PC_VEC(pc_inline) v = {0};
 *     pc_vec_push(scratch, &v, cell);
 *
 * Growth leaves the old array behind in the arena, so vectors belong into scratch arenas, and what
 * is done is copied out once (pc_vec_done). */
#ifndef PC_VEC_H
#define PC_VEC_H

#include "base/arena.h"

#define PC_VEC(T)      \
    struct {           \
        T *v;          \
        size_t n, cap; \
    }

#define pc_vec_push(a, vec, item)                                                               \
    do {                                                                                        \
        if ((vec)->n == (vec)->cap)                                                             \
            (vec)->v = pc_vec_grow((a), (vec)->v, &(vec)->cap, (vec)->n + 1, sizeof *(vec)->v); \
        (vec)->v[(vec)->n++] = (item);                                                          \
    } while (0)

/* Room for n more. */
#define pc_vec_reserve(a, vec, more)                                                          \
    do {                                                                                      \
        if ((vec)->n + (more) > (vec)->cap)                                                   \
            (vec)->v =                                                                        \
                pc_vec_grow((a), (vec)->v, &(vec)->cap, (vec)->n + (more), sizeof *(vec)->v); \
    } while (0)

/* The items in an exact array of arena a; NULL when there are none. */
#define pc_vec_done(a, vec) pc_vec_copy((a), (vec)->v, (vec)->n, sizeof *(vec)->v)

void *pc_vec_grow(pc_arena *a, void *v, size_t *cap, size_t need, size_t each);
void *pc_vec_copy(pc_arena *a, const void *v, size_t n, size_t each);

#endif
