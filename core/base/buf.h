/* Output buffers that remember a failure.
 *
 * pc_buf_put() returns nothing: memory cannot fail here (mem.h), and what can (a size limit, a full
 * disk, a refusing sink) the buffer remembers; later puts do nothing, and the owner asks once at
 * the end. A buffer either grows in memory, or hands its bytes on to a sink as it fills. */
#ifndef PC_BUF_H
#define PC_BUF_H

#include "base/arena.h"

/* Takes n bytes; false: refused (the sink knows why). */
typedef bool (*pc_sink_fn)(void *user, const char *p, size_t n);

struct pc_buf {
    pc_mem *mem;
    struct pc_guard *owner; /* the pc_try() that it was made in */
    char *p;
    size_t n, cap;
    size_t total; /* bytes put since init, also those already handed to the sink */
    size_t limit; /* most bytes that may be put; 0: no limit */
    pc_sink_fn sink;
    void *user;
    char last;   /* the byte put last, 0 before the first */
    bool failed; /* the sink refused, or the limit was met */
};

/* The buffer's memory goes with pc_buf_fini(), or when the pc_try() that was innermost here ends;
 * calls within that one may fill it. Made outside any: with pc_buf_fini() only. */
void pc_buf_init(pc_buf *b, pc_mem *m);
void pc_buf_init_sink(pc_buf *b, pc_mem *m, pc_sink_fn sink, void *user);
void pc_buf_fini(pc_buf *b);

void pc_buf_put(pc_buf *b, pc_str s);
void pc_buf_putn(pc_buf *b, const char *p, size_t n);
void pc_buf_putz(pc_buf *b, const char *z);
void pc_buf_fill(pc_buf *b, char c, size_t n);
void pc_buf_putu(pc_buf *b, uint32_t codepoint); /* as UTF-8 */
void pc_buf_putf(pc_buf *b, const char *fmt, ...) PC_PRINTF(2, 3);
static inline void pc_buf_putc(pc_buf *b, char c) {
    if (b->n == b->cap || b->failed || (b->limit && b->total >= b->limit)) {
        pc_buf_putn(b, &c, 1);
        return;
    }
    b->p[b->n++] = b->last = c;
    b->total++;
}
/* Ends the line unless the output is empty or already at the start of one. */
void pc_buf_cr(pc_buf *b);
#define PC_PUTL(b, lit) pc_buf_putn((b), "" lit, sizeof(lit) - 1)

/* In-memory buffers only: what is there now; valid until the next put. */
pc_str pc_buf_str(const pc_buf *b);
pc_str pc_buf_take(pc_buf *b, pc_arena *a); /* copied into a; the buffer is empty afterwards */
void pc_buf_trunc(pc_buf *b, size_t n);
/* Hands what is left to the sink; false if anything ever failed. */
bool pc_buf_finish(pc_buf *b);

#endif
