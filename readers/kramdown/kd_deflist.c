/* Definition lists: the paragraph before becomes terms, a line each. */
#include "readers/kramdown/kd_block.h"

typedef struct deflist {
    kd_blocks *b;
    kd_el *el, *item;
    size_t indent;
    kd_gather text;
    bool blank;      /* the last line was blank: the next definition has a <p> */
    bool para;       /* the one at hand has */
    kd_el *trailing; /* blank lines at the end of the last definition */
} deflist;

/* The paragraph that gives the terms; NULL: there is none. */
static kd_el *terms_of(const kd_blocks *b) {
    kd_el *last = b->el->last;
    if (last && last->type == KD_BLANK && pc_str_eqz(last->text.s, "\n")) last = last->prev;
    return last && last->type == KD_P ? last : NULL;
}

/* An attribute list at the head of a term. */
static kd_text term_text(kd *k, kd_el *dt, const kd_text *line) {
    kd_blocks in = {.k = k, .t = *line};
    pc_str inside;
    size_t from = kd_item_ial(&in, 0, line->s.n, &inside);
    if (from) kd_ial_parse(k, inside, kd_el_ial(k, dt));
    return kd_sub(line, from, line->s.n);
}

static void terms(deflist *l, const kd_text *t) {
    kd *k = l->b->k;
    for (size_t at = 0; at < t->s.n;) {
        size_t end = pc_str_chr(t->s, '\n', at);
        if (end == PC_NPOS) end = t->s.n;
        kd_text line = kd_sub(t, at, end);
        kd_el *dt = kd_el_new(k, KD_DT, kd_pos(t, at));
        dt->text = term_text(k, dt, &line);
        kd_el_add(l->el, dt);
        at = end + 1;
    }
}

static void item_end(deflist *l) {
    kd_el *item = l->item;
    if (!item) return;
    kd_gather_parse(&l->text, item, 0);
    if (!item->first) return;
    l->trailing = item->last->type == KD_BLANK ? item->last : NULL;
    if (l->trailing) kd_el_remove(l->trailing);
    kd_el *first = item->first;
    if (!first || first->type != KD_P || l->para) return;
    first->transparent = true;
    first->line_end = first->next;
}

static void item_begin(deflist *l, size_t mark) {
    kd_blocks *b = l->b;
    item_end(l);
    kd_item x = kd_item_begin(b, mark);
    l->item = kd_el_new(b->k, KD_DD, kd_pos(&b->t, b->at));
    l->item->ial = x.ial;
    kd_el_add(l->el, l->item);
    l->indent = x.indent;
    l->para = l->blank;
    l->blank = false;
    kd_gather_begin(&l->text, b);
    kd_gather_add(&l->text, x.content, x.end);
    b->at = x.end;
}

static void item_line(deflist *l) {
    kd_blocks *b = l->b;
    size_t end = kd_line_end(b->t.s, b->at);
    kd_dedent d = kd_item_dedent(b->t.s, b->at, l->indent);
    kd_gather_spaces(&l->text, d.spaces, b->at);
    kd_gather_add(&l->text, d.from, end);
    l->blank = false;
    b->at = end;
}

static bool line(deflist *l) {
    kd_blocks *b = l->b;
    pc_str s = b->t.s;
    size_t most = l->item && l->indent <= 3 ? l->indent - 1 : 3, end;
    size_t mark = kd_mark_end(s, b->at, KD_DL, most);
    if (mark) {
        item_begin(l, mark);
    } else if (kd_eob_end(s, b->at)) {
        return false;
    } else if (kd_item_holds(s, b->at, l->indent) ||
               (!(l->blank && l->item) && kd_item_lazy(b, b->at, l->indent))) {
        item_line(l);
    } else if ((end = kd_blank_end(s, b->at))) {
        kd_gather_add(&l->text, b->at, end);
        l->blank = true;
        b->at = end;
    } else {
        return false;
    }
    return true;
}

/* A list that stands right behind another one goes on with it. */
static void join(kd_blocks *b, kd_el *list) {
    kd_el *before = b->el->last, *blank = NULL;
    if (before && before->type == KD_BLANK) blank = before, before = before->prev;
    if (!before || before->type != KD_DL) {
        kd_el_add(b->el, list);
        return;
    }
    if (blank) kd_el_remove(blank);
    for (kd_el *x; (x = list->first);) {
        kd_el_remove(x);
        kd_el_add(before, x);
    }
}

bool kd_definition_list(kd_blocks *b) {
    if (!kd_mark_end(b->t.s, b->at, KD_DL, 3)) return false;
    kd_el *p = terms_of(b);
    if (!p) return false;
    kd_settle(b);
    deflist l = {.b = b, .el = kd_block_new(b, KD_DL, b->at), .blank = b->el->last != p};
    if (l.blank) kd_el_remove(b->el->last);
    kd_el_remove(p);
    l.el->pos = p->pos;
    l.el->ial = p->ial;
    terms(&l, kd_el_joined(b->k, p));
    while (b->at < b->t.s.n && line(&l)) continue;
    item_end(&l);
    join(b, l.el);
    if (l.trailing) kd_el_add(b->el, l.trailing);
    return true;
}
