/* Ordered and unordered lists.
 *
 * An item takes the lines that are indented as its first one and, until a blank line, any others
 * (laziness). Whether its first paragraph has a <p> is the item's own question, not the list's. */
#include "readers/kramdown/kd_block.h"

typedef struct list {
    kd_blocks *b;
    kd_el *el, *item; /* item NULL: none yet */
    size_t indent;    /* of the item at hand */
    kd_gather text;   /* of it */
    size_t split;     /* a nested list begins here in its text, whatever was before; 0: none */
    bool nested;      /* such a list, or a blank line, was there */
    bool blank;       /* the last line was blank */
    bool eob;         /* ended by ^ */
    bool compact;     /* some item before the one at hand has no <p> */
    size_t n;         /* items */
    kd_el *trailing;  /* blank lines at the end of the last item */
} list;

/* --- an item that is complete --------------------------------------------------------------------
 */

static bool is(const kd_el *x, kd_type type) {
    return x && x->type == type;
}

/* The first paragraph goes without <p>: nothing but an item follows it at once. The last item does
 * as those before it. */
static bool is_compact(const list *l, bool last) {
    const kd_el *p = l->item->first, *next = p->next;
    if (p->type != KD_P) return false;
    if (is(next, KD_BLANK) && !(last && !next->next && !l->eob)) return false;
    return !last || l->n == 1 || l->compact;
}

static void item_end(list *l, bool last) {
    kd_el *item = l->item;
    if (!item) return;
    kd_gather_parse(&l->text, item, l->split);
    kd_el *first = item->first;
    if (!first) {
        l->compact = true;
        return;
    }
    /* The boundary that an attribute list of the paragraph leaves is none here. */
    if (first->type == KD_P && is(first->next, KD_EOB) && first->ial) kd_el_remove(first->next);
    if (is_compact(l, last)) {
        first->transparent = true;
        first->line_end = first->next && first->next->type != KD_BLANK;
    }
    l->trailing = is(item->last, KD_BLANK) ? item->last : NULL;
    if (l->trailing) kd_el_remove(l->trailing);
    first = item->first;
    l->compact |= !is(first, KD_P) || first->transparent;
}

/* --- lines ---------------------------------------------------------------------------------------
 */

static void item_begin(list *l, size_t mark) {
    kd_blocks *b = l->b;
    item_end(l, false);
    kd_item x = kd_item_begin(b, mark);
    l->item = kd_el_new(b->k, KD_LI, kd_pos_near(&b->t, b->at, &b->near));
    l->item->ial = x.ial;
    kd_el_add(l->el, l->item);
    l->n++;
    l->indent = x.indent;
    l->blank = false;
    l->split = 0;
    kd_gather_begin(&l->text, b);
    kd_gather_add(&l->text, x.content, x.end);
    l->nested = kd_list_starts(pc_str_sub(b->t.s, 0, x.end), x.content);
    b->at = x.end;
}

/* A list begins in the line, without its indentation. */
static bool nested_list(pc_str s, const kd_dedent *d) {
    return d->spaces <= 3 && (kd_mark_end(s, d->from, KD_UL, 3 - d->spaces) ||
                              kd_mark_end(s, d->from, KD_OL, 3 - d->spaces));
}

static void item_line(list *l) {
    kd_blocks *b = l->b;
    pc_str s = b->t.s;
    size_t end = kd_line_end(s, b->at);
    kd_dedent d = kd_item_dedent(s, b->at, l->indent);
    if (nested_list(s, &d)) {
        if (!l->nested && d.found) {
            l->split = kd_gathered(&l->text);
            l->nested = true;
        } else if (l->nested && !d.found) { /* lazy: it belongs to what is nested, as its text */
            d.spaces += l->indent + 4;
        }
    }
    kd_gather_spaces(&l->text, d.spaces, b->at);
    kd_gather_add(&l->text, d.from, end);
    l->blank = false;
    b->at = end;
}

/* The line at hand; false: the list has ended. */
static bool line(list *l) {
    kd_blocks *b = l->b;
    pc_str s = b->t.s;
    if (l->blank && kd_rule_end(s, b->at)) return false;
    size_t end = kd_eob_end(s, b->at);
    if (end) {
        l->eob = true;
        b->at = end;
        return false;
    }
    size_t most = l->item && l->indent <= 3 ? l->indent - 1 : 3;
    size_t mark = kd_mark_end(s, b->at, l->el->type, most);
    if (mark) {
        item_begin(l, mark);
    } else if (kd_item_holds(s, b->at, l->indent) ||
               (!l->blank && kd_item_lazy(b, b->at, l->indent))) {
        item_line(l);
    } else if ((end = kd_blank_end(s, b->at))) {
        kd_gather_add(&l->text, b->at, end);
        l->nested = l->blank = true;
        b->at = end;
    } else {
        return false;
    }
    return true;
}

/* --- task lists (kramdown-parser-gfm) ------------------------------------------------------------
 */

/* The length of "[ ] " or "[x] " at the head of a text; 0: it is none. */
static size_t task_end(pc_str s, bool line_end) {
    if (s.n < 3 || s.p[0] != '[' || s.p[2] != ']' || !strchr(" xX", s.p[1]) || !s.p[1]) return 0;
    size_t i = 3;
    while (i < s.n && pc_is_space(s.p[i])) i++;
    return i > 3 || (i == s.n && line_end) ? i : 0;
}

static void task(kd_el *item) {
    kd_el *p = item->first;
    size_t end = task_end(p->text.s, p->line_end);
    if (!end) return;
    item->task = p->text.s.p[1] == ' ' ? 1 : 2;
    if (end == p->text.s.n && !p->first) p->line_end = false;
    p->text = kd_sub(&p->text, end, p->text.s.n);
}

/* Once there is a task, all items behind it that begin with a paragraph have the class. */
static void tasks(kd *k, kd_el *el) {
    bool any = false;
    for (kd_el *x = el->first; x; x = x->next) {
        if (!is(x->first, KD_P)) continue;
        task(x);
        any |= x->task != 0;
        if (any) kd_ial_set(k, kd_el_attr(k, x), PC_S("class"), PC_S("task-list-item"));
    }
    if (any) kd_ial_set(k, kd_el_attr(k, el), PC_S("class"), PC_S("task-list"));
}

bool kd_list(kd_blocks *b) {
    pc_str s = b->t.s;
    if (!kd_list_starts(s, b->at)) return false;
    kd_type type = kd_mark_end(s, b->at, KD_UL, 3) ? KD_UL : KD_OL;
    list l = {.b = b, .el = kd_block_add(b, type, b->at)};
    while (b->at < s.n && line(&l)) continue;
    item_end(&l, true);
    if (l.trailing && !l.eob) kd_el_add(b->el, l.trailing);
    if (b->k->options.gfm) tasks(b->k, l.el);
    return true;
}
