/* Arenas: chunks of growing size, bump allocation, released whole or back to a mark. */
#include "base/arena.h"

#include <stdio.h>

/* What the program's own objects hold; max_align_t is twice as wide for long double alone. */
typedef union pc_any_scalar {
    void *pointer;
    int64_t number;
    double real;
} pc_any_scalar;
#define ALIGN _Alignof(pc_any_scalar)
#ifndef PUBCONV_SANITIZE
#define CHUNK_MIN ((size_t)4096)
/* Below the size from which malloc() maps memory of its own: chunks take the place of what was
 * freed, a parser's tree for instance. */
#define CHUNK_MAX ((size_t)64 * 1024)
#endif

struct pc_chunk {
    struct pc_chunk *older;
    size_t size; /* with this header */
    _Alignas(pc_any_scalar) char data[];
};

void pc_arena_init(pc_arena *a, pc_mem *m) {
    *a = (pc_arena){.mem = m};
}

static void drop_chunk(pc_arena *a) {
    struct pc_chunk *c = a->chunk;
    a->chunk = c->older;
    pc_mem_free(a->mem, c, c->size);
}

void pc_arena_fini(pc_arena *a) {
    while (a->chunk) drop_chunk(a);
    a->next = a->end = NULL;
}

pc_mark pc_arena_mark(const pc_arena *a) {
    return (pc_mark){a->chunk, a->next};
}

void pc_arena_release(pc_arena *a, pc_mark mark) {
    while (a->chunk != mark.chunk) drop_chunk(a);
    a->next = mark.next;
    a->end = a->chunk ? (char *)a->chunk + a->chunk->size : NULL;
}

/* Chunks double from 4 KB to 64 KB; what is larger than a chunk gets one of its own. */
static size_t chunk_size(const pc_arena *a, size_t need) {
#ifdef PUBCONV_SANITIZE
    /* Each object gets memory of its own: the sanitizer sees a step beyond it and a use after
     * release, and failing the n-th allocation means failing at the n-th object. */
    (void)a;
    return need + sizeof(struct pc_chunk);
#else
    size_t size = a->chunk ? a->chunk->size * 2 : CHUNK_MIN;
    if (size > CHUNK_MAX) size = CHUNK_MAX;
    need += sizeof(struct pc_chunk) + ALIGN;
    return size < need ? need : size;
#endif
}

static void add_chunk(pc_arena *a, size_t need) {
    if (need > SIZE_MAX / 2) pc_throw(a->mem, PC_FAULT_LIMIT);
    size_t size = chunk_size(a, need);
    struct pc_chunk *c = pc_mem_realloc(a->mem, NULL, 0, size);
    c->older = a->chunk;
    c->size = size;
    a->chunk = c;
    a->next = c->data;
    a->end = (char *)c + size;
}

void *pc_alloc(pc_arena *a, size_t n) {
    size_t pad = -(uintptr_t)a->next & (ALIGN - 1);
    if (!a->next || (size_t)(a->end - a->next) < pad || (size_t)(a->end - a->next) - pad < n) {
        add_chunk(a, n);
        pad = 0;
    }
    char *p = a->next + pad;
    a->next = p + n;
    return p;
}

void *pc_alloc0(pc_arena *a, size_t n) {
    return memset(pc_alloc(a, n), 0, n);
}

void *pc_alloc_array(pc_arena *a, size_t n, size_t each) {
    if (each && n > SIZE_MAX / 2 / each) pc_throw(a->mem, PC_FAULT_LIMIT);
    return pc_alloc(a, n * each);
}

char *pc_alloc_text(pc_arena *a, size_t n) {
    if (!a->next || (size_t)(a->end - a->next) < n) add_chunk(a, n);
    char *p = a->next;
    a->next = p + n;
    return p;
}

pc_str pc_str_dup(pc_arena *a, pc_str s) {
    if (s.n == 0) return PC_S("");
    return (pc_str){memcpy(pc_alloc_text(a, s.n), s.p, s.n), s.n};
}

char *pc_str_dupz(pc_arena *a, pc_str s) {
    char *z = pc_alloc_text(a, s.n + 1);
    if (s.n) memcpy(z, s.p, s.n);
    z[s.n] = 0;
    return z;
}

pc_str pc_str_cat(pc_arena *a, pc_str x, pc_str y) {
    if (!x.n || !y.n) return pc_str_dup(a, x.n ? x : y);
    char *p = pc_alloc_text(a, x.n + y.n);
    memcpy(p, x.p, x.n);
    memcpy(p + x.n, y.p, y.n);
    return (pc_str){p, x.n + y.n};
}

pc_str pc_str_vfmt(pc_arena *a, const char *fmt, va_list ap) {
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    if (n < 0) n = 0;
    char *p = pc_alloc_text(a, (size_t)n + 1);
    vsnprintf(p, (size_t)n + 1, fmt, again);
    va_end(again);
    return (pc_str){p, (size_t)n};
}

pc_str pc_str_fmt(pc_arena *a, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    pc_str s = pc_str_vfmt(a, fmt, ap);
    va_end(ap);
    return s;
}
