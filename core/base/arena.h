/* Arenas: memory that is given back all at once.
 *
 * One holds a document, a scratch one each pass. Both are passed as arguments. Every pointer in a
 * document lives in the document's arena; nothing is freed singly. */
#ifndef PC_ARENA_H
#define PC_ARENA_H

#include "base/mem.h"

#include <stdarg.h>

typedef struct pc_arena {
    pc_mem *mem;
    struct pc_chunk *chunk; /* newest first */
    char *next, *end;
} pc_arena;

/* A place to come back to: all that was allocated after pc_arena_mark() goes with
 * pc_arena_release().*/
typedef struct pc_mark {
    struct pc_chunk *chunk;
    char *next;
} pc_mark;

void pc_arena_init(pc_arena *a, pc_mem *m);
void pc_arena_fini(pc_arena *a);
pc_mark pc_arena_mark(const pc_arena *a);
void pc_arena_release(pc_arena *a, pc_mark mark);

/* Aligned for pointers, integers and doubles; uninitialised; never NULL (throws). */
void *pc_alloc(pc_arena *a, size_t n);
void *pc_alloc0(pc_arena *a, size_t n);                   /* zeroed */
void *pc_alloc_array(pc_arena *a, size_t n, size_t each); /* checks n * each */
char *pc_alloc_text(pc_arena *a, size_t n); /* unaligned bytes: no padding between texts */
#define PC_NEW(a, T) ((T *)pc_alloc0((a), sizeof(T)))
#define PC_NEW_N(a, T, n) ((T *)pc_alloc_array((a), (n), sizeof(T)))

pc_str pc_str_dup(pc_arena *a, pc_str s);
char *pc_str_dupz(pc_arena *a, pc_str s); /* NUL-terminated, for C libraries */
/* Both in one, a copy also where one is empty. */
pc_str pc_str_cat(pc_arena *a, pc_str x, pc_str y);
pc_str pc_str_fmt(pc_arena *a, const char *fmt, ...) PC_PRINTF(2, 3);
pc_str pc_str_vfmt(pc_arena *a, const char *fmt, va_list ap);

#endif
