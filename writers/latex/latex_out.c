/* Lines: separation that is owed and paid before the next text, indentation, and filling. A space
 * that may be a line end is written as a space and turned into one when its line grows too long, so
 * nothing is kept back; only the last word moves. */
#include "writers/latex/latex_int.h"

#include "base/str.h"

#include <stdarg.h>

void tex_out_init(tex_out *o, pc_mem *m, size_t columns) {
    *o = (tex_out){.brk = PC_NPOS, .columns = columns};
    for (size_t i = 0; i < PC_COUNT(o->place); i++) o->place[i] = PC_NPOS;
    pc_buf_init(&o->buf, m);
}

static void new_line(tex_out *o) {
    pc_buf_putc(&o->buf, '\n');
    o->line = o->seen = o->buf.n;
    o->width = 0;
    o->brk = PC_NPOS;
}

static void count(tex_out *o) {
    for (; o->seen < o->buf.n; o->seen++)
        o->width += ((unsigned char)o->buf.p[o->seen] & 0xc0) != 0x80;
}

/* Makes room for n bytes; the caller fills it. */
static void make_room(tex_out *o, size_t at, size_t n) {
    size_t tail = o->buf.n - at;
    pc_buf_fill(&o->buf, ' ', n);
    memmove(o->buf.p + at + n, o->buf.p + at, tail);
    for (size_t i = 0; i < PC_COUNT(o->place); i++)
        if (o->place[i] != PC_NPOS && o->place[i] > at) o->place[i] += n;
    if (o->fresh > at) o->fresh += n;
}

/* Breaks the line at its last space if it has grown too long. */
static void fill(tex_out *o) {
    if (!o->columns) return;
    count(o);
    if (o->width <= o->columns || o->brk == PC_NPOS) return;
    size_t next = o->brk + 1;
    make_room(o, next, o->indent);
    memset(o->buf.p + next, ' ', o->indent);
    o->buf.p[o->brk] = '\n';
    o->line = o->seen = next;
    o->width = 0;
    o->brk = PC_NPOS;
    count(o);
}

static void pay(tex_out *o) {
    if (!o->want) return;
    unsigned want = o->want;
    o->want = 0;
    if (o->buf.n == o->fresh) return;
    if (o->buf.n != o->line) {
        fill(o);
        new_line(o);
    }
    if (want > 1 && !(o->buf.n > 1 && o->buf.p[o->buf.n - 2] == '\n')) new_line(o);
}

static void indent(tex_out *o) {
    pay(o);
    if (o->buf.n == o->line && o->indent) pc_buf_fill(&o->buf, ' ', o->indent);
}

void tex_put(tex *t, pc_str s) {
    if (!s.n) return;
    indent(t->o);
    pc_buf_put(&t->o->buf, s);
    t->para_start = false;
    t->after_break = false;
}

void tex_putz(tex *t, const char *z) {
    tex_put(t, pc_strz(z));
}

void tex_putf(tex *t, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    pc_str s = pc_str_vfmt(t->cx->scratch, fmt, ap);
    va_end(ap);
    tex_put(t, s);
}

void tex_put_lines(tex *t, pc_str s) {
    pc_str line;
    bool first = true, ended = s.n && s.p[s.n - 1] == '\n';
    while (pc_str_cut(&s, '\n', &line)) {
        if (!first) new_line(t->o);
        first = false;
        tex_put(t, line);
    }
    if (ended) new_line(t->o);
}

void tex_put_verbatim(tex *t, pc_str s) {
    unsigned was = t->o->indent;
    t->o->indent = 0;
    tex_put_lines(t, s);
    t->o->indent = was;
}

void tex_space(tex *t) {
    tex_out *o = t->o;
    if (o->want || o->buf.n == o->line || o->buf.p[o->buf.n - 1] == ' ') return;
    fill(o);
    o->brk = o->buf.n;
    pc_buf_putc(&o->buf, ' ');
}

void tex_want(tex *t, unsigned newlines) {
    tex_out *o = t->o;
    if (o->want < newlines) o->want = newlines;
    fill(o); /* while the indentation is still that of the line */
    /* A space at the end of a line says nothing. */
    while (o->buf.n > o->line && o->buf.p[o->buf.n - 1] == ' ' && o->brk == o->buf.n - 1) {
        pc_buf_trunc(&o->buf, o->buf.n - 1);
        o->brk = PC_NPOS;
        if (o->seen > o->buf.n) o->seen = o->line, o->width = 0;
    }
}

void tex_line(tex *t, pc_str s) {
    tex_want(t, 1);
    tex_put(t, s);
    tex_want(t, 1);
}

void tex_linez(tex *t, const char *z) {
    tex_line(t, pc_strz(z));
}

void tex_fresh(tex *t) {
    tex_out *o = t->o;
    pay(o);
    if (o->buf.n != o->line) new_line(o);
    o->fresh = o->buf.n;
}

void tex_insert(tex *t, size_t at, pc_str s) {
    tex_out *o = t->o;
    make_room(o, at, s.n);
    memcpy(o->buf.p + at, s.p, s.n);
    if (o->line > at) o->line += s.n;
    o->seen = o->line;
    o->width = 0;
    o->brk = PC_NPOS;
}

void tex_keep(tex *t, tex_place which) {
    t->o->place[which] = t->o->buf.n;
}

void tex_capture(tex *t, tex_out *o, tex_out **outer) {
    tex_out_init(o, t->cx->mem, 0);
    *outer = t->o;
    t->o = o;
}

pc_str tex_captured(tex *t, tex_out *o, tex_out *outer) {
    t->o = outer;
    pc_str s = pc_buf_take(&o->buf, t->cx->scratch);
    pc_buf_fini(&o->buf);
    return s;
}
