/* Names and dates as CSL JSON has them. */
#include "base/str.h"
#include "bib/names.h"
#include "data/json.h"
#include "writers/csljson/cw.h"

void cw_add(cw *w, cw_pairs *v, pc_str key, pc_value value) {
    pc_pair p = {.key = key, .value = value};
    pc_vec_push(w->a, v, p);
}

void cw_add_text(cw *w, cw_pairs *v, const char *key, pc_str text) {
    if (text.n) cw_add(w, v, pc_strz(key), pc_value_str(text));
}

void cw_add_json(cw *w, cw_pairs *v, pc_str key, pc_str json) {
    pc_value value;
    pc_diags quiet;
    pc_diags_init(&quiet, w->a, w->cx->sources);
    const pc_source *src = pc_source_add(w->cx->sources, key, json);
    if (pc_json_read(w->cx->arena, src, &quiet, &value)) cw_add(w, v, key, value);
}

/* --- names ---------------------------------------------------------------------------------------
 */

/* The family name without its particles, and these: what drops, and what stays with it. */
static void add_family(cw *w, cw_pairs *v, const bib_name *n) {
    bool front = pc_str_starts(n->family, n->particle);
    pc_str family = front ? pc_str_ltrim(pc_str_from(n->family, n->particle.n)) : n->family;
    pc_str dropping = n->particle;
    if (n->fixed.n && pc_str_ends(dropping, n->fixed)) dropping.n -= n->fixed.n;
    cw_add_text(w, v, "family", family);
    cw_add_text(w, v, "given", n->given);
    cw_add_text(w, v, "dropping-particle", pc_str_rtrim(dropping));
    cw_add_text(w, v, "non-dropping-particle", n->fixed);
    cw_add_text(w, v, "suffix", n->suffix);
}

static pc_value name_value(cw *w, const bib_name *n, bib_fields other) {
    cw_pairs v = {0};
    if (n->body)
        cw_add_text(w, &v, "literal", n->family);
    else
        add_family(w, &v, n);
    for (size_t i = 0; i < other.n; i++)
        cw_add_json(w, &v, pc_str_from(other.v[i].key, 4), other.v[i].value);
    return pc_value_map(w->a, v.v, v.n);
}

pc_value cw_authors(cw *w, bib_authors authors) {
    pc_value *v = PC_NEW_N(w->a, pc_value, authors.n + 1);
    for (size_t i = 0; i < authors.n; i++)
        v[i] = name_value(w, &authors.v[i].name, authors.v[i].other);
    return pc_value_list(w->a, v, authors.n);
}

pc_value cw_names(cw *w, pc_str names) {
    PC_VEC(pc_value) v = {0};
    pc_str raw;
    for (size_t i = 0; bib_names_next(names, &i, &raw);) {
        if (!raw.n || bib_name_is_others(raw)) continue;
        bib_name_parts parts = bib_name_cut(raw);
        bib_name n = bib_name_from_parts(w->a, &parts);
        pc_vec_push(w->a, &v, name_value(w, &n, (bib_fields){NULL, 0}));
    }
    return pc_value_list(w->a, v.v, v.n);
}

/* --- dates ---------------------------------------------------------------------------------------
 */

static pc_value day_value(cw *w, const bib_day *d) {
    pc_value v[3];
    size_t n = 0;
    v[n++] = pc_value_int(w->a, d->year <= 0 ? d->year - 1 : d->year);
    if (d->month && d->month < 13) v[n++] = pc_value_int(w->a, d->month);
    if (d->month && d->day) v[n++] = pc_value_int(w->a, d->day);
    return pc_value_list(w->a, v, n);
}

pc_value cw_date(cw *w, pc_str date) {
    bib_date d;
    cw_pairs v = {0};
    if (!bib_edtf_parse(date, &d)) {
        cw_add_text(w, &v, "literal", date);
        return pc_value_map(w->a, v.v, v.n);
    }
    pc_value zero = pc_value_int(w->a, 0);
    pc_value parts[] = {day_value(w, &d.from),
                        d.open ? pc_value_list(w->a, &zero, 1) : day_value(w, &d.to)};
    cw_add(w, &v, PC_S("date-parts"), pc_value_list(w->a, parts, d.range ? 2 : 1));
    if (d.from.month > 20) cw_add(w, &v, PC_S("season"), pc_value_int(w->a, d.from.month - 20));
    if (d.circa) cw_add(w, &v, PC_S("circa"), pc_value_bool(true));
    return pc_value_map(w->a, v.v, v.n);
}
