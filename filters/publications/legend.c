/* Legends, and the roles that marks give. */
#include "filters/publications/pub_int.h"

#include "base/str.h"
#include "bib/words.h"

static bool explains(pc_str s) {
    static const char *const verbs[] = {"denotes", "denote",     "indicates", "indicate",
                                        "means",   "represents", "represent", "marks",
                                        "stands",  "表示",       "代表"};
    pc_str w;
    size_t from;
    for (size_t i = 0; bib_word(s, &i, &from, &w);)
        for (size_t k = 0; k < PC_COUNT(verbs); k++)
            if (bib_word_is(w, verbs[k])) return true;
    return false;
}

static size_t mark_of(pub *p, pc_str s, size_t at, pc_str *canonical) {
    size_t n = bib_mark_at(s, at, canonical);
    if (n) return n;
    /* Formulas are flat text as well. */
    if (s.p[at] != '\\' && s.p[at] != '^') return 0;
    size_t end = at + 1;
    while (end < s.n && !pc_is_space((unsigned char)s.p[end]) && end < at + 12) end++;
    *canonical = bib_mark_tex(p->scratch, pc_str_sub(s, at, end));
    return canonical->n ? end - at : 0;
}

/* Does a mark that explains itself stand here: at the start, after a space or a bracket? */
static bool at_start(pc_str s, size_t at) {
    return at == 0 || pc_is_space((unsigned char)s.p[at - 1]) || strchr("([,;:\"'", s.p[at - 1]);
}

static void put(pub_meaning *out, size_t *n, size_t max, pc_str mark, unsigned roles) {
    for (size_t i = 0; i < *n; i++)
        if (pc_str_eq(out[i].mark, mark)) return;
    if (*n < max) out[(*n)++] = (pub_meaning){mark, roles};
}

size_t pub_read_legend(pub *p, pc_str text, pub_meaning *out, size_t max) {
    size_t n = 0;
    text = pc_str_trim(text);
    if (text.n == 0 || text.n > 320) return 0;
    bool verb = explains(text);
    if (!verb && !bib_legend_roles(text)) return 0;
    for (size_t at = 0; at < text.n;) {
        pc_str mark, other;
        size_t len = mark_of(p, text, at, &mark);
        if (len == 0 || !at_start(text, at)) {
            at += len ? len : 1;
            continue;
        }
        size_t from = at + len, to = from;
        while (to < text.n && !(at_start(text, to) && mark_of(p, text, to, &other))) to++;
        unsigned roles = bib_legend_roles(pc_str_sub(text, from, to));
        if (!roles && !explains(pc_str_sub(text, from, to))) /* "Equal contribution: *" */
            roles = bib_legend_roles(pc_str_sub(text, 0, at));
        if (roles || verb) put(out, &n, max, pc_str_dup(p->a, mark), roles ? roles : BIB_MARKED);
        at = to;
    }
    return n;
}

const pc_attr *pub_legend_attr(pub *p, const pub_meaning *m, size_t n) {
    const pc_attr *at = pc_attr_class(p->a, PC_S("legend"));
    for (size_t i = 0; i < n; i++)
        at = pc_attr_set(p->a, at, m[i].mark, pc_strz(bib_role_name(m[i].roles)));
    return at;
}

static const pub_meaning *meaning_of(const pub *p, const pub_entry *e, pc_str mark) {
    if (e->legend.mark.n && pc_str_eq(e->legend.mark, mark)) return &e->legend;
    for (size_t i = 0; i < p->legend.n; i++)
        if (pc_str_eq(p->legend.v[i].mark, mark)) return &p->legend.v[i];
    return NULL;
}

static size_t bearers(const pub_authors *w, pc_str mark) {
    size_t n = 0;
    for (size_t i = 0; i < w->marks.n; i++) n += pc_str_eq(w->marks.v[i].canonical, mark);
    return n;
}

/* Affiliation numbers and letters are no contribution. */
static bool is_affiliation(pc_str mark) {
    pc_str c;
    return mark.n == 0 || pc_is_alnum((unsigned char)mark.p[0]) || !bib_mark_at(mark, 0, &c);
}

void pub_assign_roles(pub *p, pub_entry *e) {
    pub_authors *w = &e->authors;
    for (size_t i = 0; i < w->v.n; i++) {
        pub_author *x = &w->v.v[i];
        for (size_t k = x->marks; k < x->marks + x->nmarks; k++) {
            const pub_mark_at *m = &w->marks.v[k];
            const pub_meaning *known = meaning_of(p, e, m->canonical);
            if (known)
                x->roles |= known->roles;
            else if (!is_affiliation(m->canonical))
                x->roles |= bib_mark_custom(m->canonical, bearers(w, m->canonical));
        }
    }
}
