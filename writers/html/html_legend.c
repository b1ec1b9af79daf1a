/* A legend for a bibliography, whose entries bring marks beside names and no words for them, as the
 * LaTeX writer makes one. Pages have their own. */
#include "ast/build.h"
#include "ast/meta.h"
#include "base/str.h"
#include "bib/record.h"
#include "writers/html/html_int.h"

enum { LEG_ROLES = BIB_EQUAL | BIB_CORRESPONDING };

/* A mark, what it means, and how many names bear it. */
typedef struct leg_row {
    pc_str mark;
    unsigned roles;
    size_t times;
} leg_row;

typedef struct leg {
    pc_arena *a;
    PC_VEC(leg_row) rows;
    pc_map at; /* mark -> its place in rows, from 1 on */
} leg;

static leg_row *leg_find(leg *l, pc_str mark) {
    uintptr_t at = (uintptr_t)pc_map_get(&l->at, mark);
    if (at) return &l->rows.v[at - 1];
    pc_vec_push(l->a, &l->rows, ((leg_row){.mark = mark}));
    pc_map_set(l->a, &l->at, mark, (void *)(uintptr_t)l->rows.n);
    return &l->rows.v[l->rows.n - 1];
}

/* A name with one mark and one role says what the mark means. Of several marks the one that nothing
 * else explains has the role that is left. */
static void leg_author(leg *l, const bib_author *x) {
    unsigned left = x->roles & LEG_ROLES;
    leg_row *unknown = NULL;
    pc_str mark;
    for (size_t i = 0, n; (n = bib_mark_at(x->marks, i, &mark)) != 0; i += n) {
        leg_row *row = leg_find(l, mark);
        row->times++;
        left &= ~row->roles;
        if (!row->roles) unknown = row;
    }
    bool one = left && !(left & (left - 1));
    if (unknown && one) unknown->roles = left;
}

static void leg_read(leg *l, const bib_list *list) {
    for (size_t several = 0; several < 2; several++) /* single marks first: they are sure */
        for (size_t i = 0; i < list->n; i++)
            for (size_t k = 0; k < list->v[i].authors.n; k++) {
                const bib_author *x = &list->v[i].authors.v[k];
                pc_str mark;
                bool more = bib_mark_at(x->marks, 0, &mark) < x->marks.n;
                if (more == (several != 0)) leg_author(l, x);
            }
}

static const char *leg_words(const leg_row *row) {
    if (row->roles == BIB_EQUAL) return "Equal contribution";
    return row->times > 1 ? "Corresponding authors" : "Corresponding author";
}

/* "* Equal contribution; † Corresponding author"; false where no mark has a meaning. */
static bool leg_block(const leg *l, pc_block *out) {
    const pc_attr *attr = pc_attr_add_class(l->a, &pc_attr_none, PC_S("legend"));
    pc_inline_vec words = {0};
    for (size_t i = 0; i < l->rows.n; i++) {
        const leg_row *row = &l->rows.v[i];
        if (!row->roles) continue;
        const char *between = words.n ? "; " : "";
        pc_text_push(l->a, &words,
                     pc_str_fmt(l->a, "%s%.*s %s", between, PC_F(row->mark), leg_words(row)), 0);
        attr = pc_attr_set(l->a, attr, row->mark, pc_strz(bib_role_name(row->roles)));
    }
    pc_blocks line = pc_blocks1(l->a, pc_para(pc_inlines_done(l->a, &words)));
    *out = pc_div_node(l->a, attr, line);
    return words.n > 0;
}

static bool leg_is_bibliography(pc_blocks xs) {
    for (size_t i = 0; i < xs.n; i++) {
        const pc_attr *attr = xs.v[i].tag == PC_Div ? xs.v[i].u.div->attr : &pc_attr_none;
        if (pc_attr_has_class(attr, "publication") && pc_attr_get(attr, "key").n) return true;
    }
    return false;
}

void hw_legend(hw *w, const pc_doc *doc) {
    pc_arena *a = w->cx->scratch;
    pc_str asked = pc_meta_text(a, pc_meta_getz(w->cx->variables, "legend"));
    if (!asked.n) asked = pc_meta_text(a, pc_meta_getz(doc->meta, "legend"));
    if (w->cx->handed_on || doc->markdown.n || pc_str_eqz(asked, "none")) return;
    if (!leg_is_bibliography(doc->blocks)) return;
    bib_list list = bib_each(a, a, doc->blocks);
    leg l = {.a = a};
    if (list.nlegend || list.legend_text.n) return;
    leg_read(&l, &list);
    pc_block legend;
    if (leg_block(&l, &legend)) hw_blocks(w, pc_blocks1(a, legend));
}
