/* The tree of elements. */
#include "readers/kramdown/kd.h"

#include "base/str.h"
#include "base/utf8.h"

kd_el *kd_el_new(kd *k, kd_type t, pc_pos pos) {
    kd_el *x = PC_NEW(k->scratch, kd_el);
    x->type = (uint8_t)t;
    x->pos = pos;
    return x;
}

void kd_el_add(kd_el *parent, kd_el *x) {
    x->parent = parent;
    x->prev = parent->last;
    x->next = NULL;
    if (parent->last)
        parent->last->next = x;
    else
        parent->first = x;
    parent->last = x;
}

void kd_el_insert(kd_el *before, kd_el *x) {
    x->parent = before->parent;
    x->prev = before->prev;
    x->next = before;
    if (before->prev)
        before->prev->next = x;
    else
        before->parent->first = x;
    before->prev = x;
}

void kd_el_remove(kd_el *x) {
    *(x->prev ? &x->prev->next : &x->parent->first) = x->next;
    *(x->next ? &x->next->prev : &x->parent->last) = x->prev;
    x->prev = x->next = x->parent = NULL;
}

kd_ial *kd_el_attr(kd *k, kd_el *x) {
    if (!x->attr) x->attr = PC_NEW(k->scratch, kd_ial);
    return x->attr;
}

kd_ial *kd_el_ial(kd *k, kd_el *x) {
    if (!x->ial) x->ial = PC_NEW(k->scratch, kd_ial);
    return x->ial;
}

pc_str kd_label(kd *k, pc_str s) {
    pc_buf b;
    pc_buf_init(&b, k->scratch->mem);
    for (size_t i = 0; i < s.n; i++) {
        bool space = pc_is_space(s.p[i]);
        if (space && i && pc_is_space(s.p[i - 1])) continue;
        pc_buf_putc(&b, space ? ' ' : s.p[i]);
    }
    pc_str out = pc_buf_take(&b, k->scratch);
    pc_buf_fini(&b);
    return pc_utf8_lower(k->scratch, out);
}

const kd_text *kd_el_joined(kd *k, kd_el *el) {
    kd_maker m;
    if (!el->first) return &el->text;
    kd_make(&m, k->scratch);
    kd_put(&m, &el->text, 0, el->text.s.n);
    for (kd_el *x = el->first; x; x = x->next) {
        bool joins = pc_str_startsz(x->text.s, "\n") || pc_str_startsz(x->text.s, "  \n");
        if (!joins) kd_puts(&m, PC_S("\n"), kd_pos(&x->text, 0));
        kd_put(&m, &x->text, 0, x->text.s.n);
    }
    kd_text all = kd_held(&m);
    el->text = kd_copy(k->arena, k->scratch, &all);
    kd_drop(&m);
    el->first = el->last = NULL;
    return &el->text;
}
