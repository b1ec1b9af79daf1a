/* Sticky output buffers. */
#include "base/buf.h"

#include "base/utf8.h"

#include <stdio.h>

#define SINK_BLOCK ((size_t)64 * 1024)

void pc_buf_init(pc_buf *b, pc_mem *m) {
    *b = (pc_buf){.mem = m, .owner = m->guard};
}

void pc_buf_init_sink(pc_buf *b, pc_mem *m, pc_sink_fn sink, void *user) {
    *b = (pc_buf){.mem = m, .owner = m->guard, .sink = sink, .user = user};
}

void pc_buf_fini(pc_buf *b) {
    pc_mem_hold_for(b->mem, b->owner, b->p, 0);
    b->p = NULL;
    b->n = b->cap = 0;
}

static void flush(pc_buf *b) {
    if (b->n && !b->failed && !b->sink(b->user, b->p, b->n)) b->failed = true;
    b->n = 0;
}

static void grow(pc_buf *b, size_t more) {
    size_t cap = b->cap ? b->cap * 2 : b->sink ? SINK_BLOCK : 256;
    if (cap < b->n + more) cap = b->n + more;
    b->p = pc_mem_hold_for(b->mem, b->owner, b->p, cap);
    b->cap = cap;
}

void pc_buf_putn(pc_buf *b, const char *p, size_t n) {
    if (n == 0 || b->failed) return;
    if (b->limit && n > b->limit - b->total) {
        b->failed = true;
        return;
    }
    if (n > b->cap - b->n) {
        if (b->sink) flush(b);
        if (n > b->cap - b->n) grow(b, n);
    }
    memcpy(b->p + b->n, p, n);
    b->n += n;
    b->total += n;
    b->last = p[n - 1];
}

void pc_buf_put(pc_buf *b, pc_str s) {
    pc_buf_putn(b, s.p, s.n);
}
void pc_buf_putz(pc_buf *b, const char *z) {
    pc_buf_putn(b, z, strlen(z));
}

void pc_buf_fill(pc_buf *b, char c, size_t n) {
    char block[64];
    memset(block, c, sizeof block);
    for (; n; n -= n < sizeof block ? n : sizeof block)
        pc_buf_putn(b, block, n < sizeof block ? n : sizeof block);
}

void pc_buf_putu(pc_buf *b, uint32_t codepoint) {
    char bytes[4];
    pc_buf_putn(b, bytes, pc_utf8_put(codepoint, bytes));
}

void pc_buf_putf(pc_buf *b, const char *fmt, ...) {
    char small[256];
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(small, sizeof small, fmt, ap);
    va_end(ap);
    if (n < 0) return;
    if ((size_t)n < sizeof small) {
        pc_buf_putn(b, small, (size_t)n);
        return;
    }
    char *large = pc_mem_hold(b->mem, NULL, (size_t)n + 1);
    va_start(ap, fmt);
    vsnprintf(large, (size_t)n + 1, fmt, ap);
    va_end(ap);
    pc_buf_putn(b, large, (size_t)n);
    pc_mem_hold(b->mem, large, 0);
}

void pc_buf_cr(pc_buf *b) {
    if (b->total && b->last != '\n') pc_buf_putc(b, '\n');
}

pc_str pc_buf_str(const pc_buf *b) {
    return b->n ? (pc_str){b->p, b->n} : PC_S("");
}

pc_str pc_buf_take(pc_buf *b, pc_arena *a) {
    pc_str s = pc_str_dup(a, pc_buf_str(b));
    pc_buf_trunc(b, 0);
    return s;
}

void pc_buf_trunc(pc_buf *b, size_t n) {
    if (n >= b->n) return;
    b->total -= b->n - n;
    b->n = n;
    b->last = n ? b->p[n - 1] : 0;
}

bool pc_buf_finish(pc_buf *b) {
    if (b->sink) flush(b);
    return !b->failed;
}
