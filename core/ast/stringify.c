/* Text of a document without its markup, by the measured behaviour of pandoc.utils.stringify (2.17
 * and 3.9 agree; the cases are in tests/core/ast/test_walk.c). */
#include "ast/walk.h"

#include "base/str.h"

/* Where text goes: counted only while p is NULL and there is no buffer. */
typedef struct text_sink {
    pc_buf *buf;
    char *p;
    size_t n;
} text_sink;

static void text_put(text_sink *s, pc_str t) {
    if (s->buf) pc_buf_put(s->buf, t);
    if (s->p && t.n) memcpy(s->p + s->n, t.p, t.n);
    s->n += t.n;
}

static bool text_raw_break(const pc_raw *raw) {
    return pc_str_ieqz(raw->format, "html") && pc_str_startsz(raw->text, "<br");
}

static pc_str text_quote(const pc_inline *x, bool open) {
    if (x->kind == PC_SINGLE_QUOTE) return open ? PC_S("\u2018") : PC_S("\u2019");
    return open ? PC_S("\u201c") : PC_S("\u201d");
}

/* What a node says before its children are visited. */
static pc_str text_before(const pc_inline *x) {
    switch (x->tag) {
    case PC_Str:
    case PC_Math: return x->u.text;
    case PC_Code: return x->u.code->text;
    case PC_Space:
    case PC_SoftBreak:
    case PC_LineBreak: return PC_S(" ");
    case PC_RawInline: return text_raw_break(x->u.raw) ? PC_S(" ") : PC_S("");
    case PC_Quoted: return text_quote(x, true);
    default: return PC_S("");
    }
}

static void text_enter(text_sink *s, pc_walk *w) {
    const pc_inline *x = w->inlin;
    text_put(s, text_before(x));
    if (x->tag == PC_Note) pc_walk_skip(w);
    /* Not its citations: what they say stands in the content already. */
    if (x->tag == PC_Cite)
        pc_walk_only(w, (pc_part){x->u.cite->content.v, x->u.cite->content.n, false});
}

static void text_walk(text_sink *s, pc_arena *scratch, pc_part xs) {
    pc_mark mark = pc_arena_mark(scratch);
    pc_walk w;
    if (xs.blocks)
        pc_walk_blocks(&w, scratch, (pc_blocks){xs.v, xs.n});
    else
        pc_walk_inlines(&w, scratch, (pc_inlines){xs.v, xs.n});
    for (pc_event e; (e = pc_walk_next(&w)) != PC_WALK_END;) {
        if (!w.inlin) continue;
        if (e == PC_WALK_ENTER)
            text_enter(s, &w);
        else if (w.inlin->tag == PC_Quoted)
            text_put(s, text_quote(w.inlin, false));
    }
    pc_arena_release(scratch, mark);
}

/* Once to measure, once to write: exact, and nothing but the text stays in the arena. */
static pc_str text_of(pc_arena *a, pc_part xs) {
    text_sink measure = {0};
    text_walk(&measure, a, xs);
    text_sink write = {.p = pc_alloc_text(a, measure.n)};
    text_walk(&write, a, xs);
    return (pc_str){write.p, write.n};
}

void pc_stringify(pc_buf *out, pc_arena *scratch, pc_inlines xs) {
    text_walk(&(text_sink){.buf = out}, scratch, (pc_part){xs.v, xs.n, false});
}

void pc_stringify_blocks(pc_buf *out, pc_arena *scratch, pc_blocks xs) {
    text_walk(&(text_sink){.buf = out}, scratch, (pc_part){xs.v, xs.n, true});
}

pc_str pc_inlines_text(pc_arena *a, pc_inlines xs) {
    if (xs.n == 0) return PC_S("");
    if (xs.n == 1 && xs.v[0].tag == PC_Str) return xs.v[0].u.text;
    return text_of(a, (pc_part){xs.v, xs.n, false});
}

pc_str pc_blocks_text(pc_arena *a, pc_blocks xs) {
    if (xs.n == 1 && (xs.v[0].tag == PC_Para || xs.v[0].tag == PC_Plain))
        return pc_inlines_text(a, xs.v[0].u.inlines);
    return text_of(a, (pc_part){xs.v, xs.n, true});
}
