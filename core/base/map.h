/* Ordered maps from text to a pointer: iteration is in the order of first insertion. Small maps are
 * searched straight, larger ones through a hash index. Lives in an arena; keys are not copied. */
#ifndef PC_MAP_H
#define PC_MAP_H

#include "base/arena.h"

typedef struct pc_map_entry {
    pc_str key;
    void *value;
} pc_map_entry;

typedef struct pc_map {
    pc_map_entry *v;
    size_t n, cap;
    uint32_t *index; /* open addressing; 0 is free, else entry + 1; NULL while the map is small */
    size_t slots;
} pc_map;

void pc_map_set(pc_arena *a, pc_map *m, pc_str key, void *value); /* replaces in place */
void *pc_map_get(const pc_map *m, pc_str key);                    /* NULL when absent */
bool pc_map_has(const pc_map *m, pc_str key);
bool pc_map_del(pc_map *m, pc_str key); /* keeps the order of the rest; O(n) */

#endif
