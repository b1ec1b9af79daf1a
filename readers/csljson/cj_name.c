/* Names of CSL JSON: parts of a person's name, or the whole of a body's. */
#include "base/str.h"
#include "bib/ident.h"
#include "bib/names.h"
#include "readers/csljson/cj.h"

static const char *const known[] = {
    "family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"};

static bool is_known(pc_str key) {
    for (size_t i = 0; i < PC_COUNT(known); i++)
        if (pc_str_eqz(key, known[i])) return true;
    return false;
}

static pc_str spaced(pc_arena *a, pc_str x, pc_str y) {
    if (!x.n || !y.n) return x.n ? x : y;
    bool joins = pc_str_endsz(x, "'") || pc_str_endsz(x, "\xE2\x80\x99") || pc_str_endsz(x, "-");
    return pc_str_cat(a, joins ? x : pc_str_cat(a, x, PC_S(" ")), y);
}

static bib_name name_of(cj *j, const pc_value *v) {
    pc_str literal = pc_value_get_text(v, "literal"), family = pc_value_get_text(v, "family");
    if (v->kind == PC_STRING) literal = pc_value_text(v);
    if (!family.n && literal.n)
        return (bib_name){.literal = literal, .family = literal, .body = true};
    bib_name n = {.given = pc_value_get_text(v, "given"),
                  .suffix = pc_value_get_text(v, "suffix"),
                  .fixed = pc_value_get_text(v, "non-dropping-particle")};
    n.particle = spaced(j->a, pc_value_get_text(v, "dropping-particle"), n.fixed);
    n.family = spaced(j->a, n.particle, family);
    n.literal = bib_name_natural(j->a, &n);
    return n;
}

static bib_author author_of(cj *j, const pc_value *v) {
    bib_author x = {.name = name_of(j, v)};
    PC_VEC(pc_key_value) other = {0};
    for (size_t i = 0; v->kind == PC_MAP && i < v->as.of.n; i++) {
        const pc_pair *p = &v->u.pairs[i];
        if (is_known(p->key)) continue;
        pc_key_value kv = {pc_str_cat(j->a, PC_S("csl-"), p->key), cj_json(j, &p->value)};
        pc_vec_push(j->scratch, &other, kv);
        if (pc_str_ieqz(p->key, "orcid")) x.orcid = bib_orcid_find(j->a, pc_value_text(&p->value));
    }
    x.other = (bib_fields){pc_vec_done(j->a, &other), other.n};
    if (j->self.n && bib_name_same_person(j->scratch, j->self, x.name.literal)) x.roles |= BIB_SELF;
    return x;
}

bib_authors cj_authors(cj *j, const pc_value *list) {
    PC_VEC(bib_author) v = {0};
    for (size_t i = 0; list->kind == PC_LIST && i < list->as.of.n; i++) {
        bib_author x = author_of(j, &list->u.list[i]);
        if (x.name.family.n || x.name.given.n) pc_vec_push(j->scratch, &v, x);
    }
    return (bib_authors){pc_vec_done(j->a, &v), v.n};
}

/* Whether the inverted form, read again, gives the same name. */
static bool comes_back(cj *j, const bib_name *n, pc_str inverted) {
    bib_name_parts p = bib_name_cut(inverted);
    bib_name m = bib_name_from_parts(j->a, &p);
    return pc_str_eq(m.family, n->family) && pc_str_eq(m.particle, n->particle) &&
           pc_str_eq(m.given, n->given) && pc_str_eq(m.suffix, n->suffix) && m.body == n->body;
}

pc_str cj_names(cj *j, const pc_value *list, bool *whole) {
    bib_authors all = cj_authors(j, list);
    pc_buf out;
    pc_buf_init(&out, j->cx->mem);
    *whole = all.n == pc_value_len(list);
    for (size_t i = 0; i < all.n; i++) {
        const bib_name *n = &all.v[i].name;
        pc_str inverted = bib_name_inverted(j->a, n);
        *whole &= !n->fixed.n && !all.v[i].other.n && comes_back(j, n, inverted);
        if (i) pc_buf_putz(&out, " and ");
        pc_buf_put(&out, inverted);
    }
    pc_str s = pc_buf_take(&out, j->a);
    pc_buf_fini(&out);
    return s;
}
