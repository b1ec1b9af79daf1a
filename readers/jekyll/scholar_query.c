/* Which entries, and in which order: the queries of bibtex-ruby (bibliography.rb, entry.rb) and the
 * sorting of jekyll-scholar (utilities.rb). */
#include "base/sort.h"
#include "base/str.h"
#include "base/utf8.h"
#include "bib/edtf.h"
#include "bib/field.h"
#include "bib/names.h"
#include "readers/jekyll/scholar.h"

/* --- fields --------------------------------------------------------------------------------------
 */

static pc_str author_names(pc_arena *a, const bib_record *r) {
    pc_str s = {0};
    for (size_t i = 0; i < r->authors.n && i < 1000; i++) {
        pc_str one = bib_name_inverted(a, &r->authors.v[i].name);
        s = s.n ? pc_str_cat(a, pc_str_cat(a, s, PC_S(" and ")), one) : one;
    }
    return s;
}

static pc_str month_of(pc_arena *a, const bib_record *r) {
    bib_date d;
    bool month = bib_edtf_parse(r->date, &d) && d.from.month;
    return month ? pc_str_fmt(a, "%d", d.from.month) : (pc_str){0};
}

/* Author, else editor, institution, organization, publisher. */
static pc_str name_of(pc_arena *a, const jek_entry_row *x) {
    static const char *const names[] = {"editor", "institution", "organization", "publisher"};
    pc_str s = author_names(a, &x->record);
    for (size_t i = 0; i < PC_COUNT(names) && !s.n; i++) s = jek_row_field(a, x, pc_strz(names[i]));
    return s;
}

pc_str jek_row_field(pc_arena *a, const jek_entry_row *x, pc_str name) {
    const bib_record *r = &x->record;
    pc_str raw = bib_field(r, pc_str_dupz(a, pc_str_cat(a, PC_S("bib-"), name)));
    if (raw.n) return raw;
    if (pc_str_eqz(name, "key")) return r->key;
    if (pc_str_eqz(name, "type")) return r->entry;
    if (pc_str_eqz(name, "year")) return r->year.n ? r->year : bib_field(r, "issued");
    if (pc_str_eqz(name, "date")) return r->date.n ? r->date : r->year;
    if (pc_str_eqz(name, "month") || pc_str_eqz(name, "month_numeric")) return month_of(a, r);
    if (pc_str_eqz(name, "author")) return author_names(a, r);
    if (pc_str_eqz(name, "name")) return name_of(a, x);
    if (pc_str_eqz(name, "title")) return r->title;
    unsigned cls = bib_type_class(r->type);
    for (size_t i = 0; i < bib_tex_row_count; i++) {
        const bib_tex_row *row = &bib_tex_rows[i];
        if (!(row->classes & cls) || !bib_tex_row_is(row, name)) continue;
        if (row->kind == BIB_VENUE) return r->venues.n ? r->venues.v[0].name : (pc_str){0};
        return bib_field(r, row->field);
    }
    return (pc_str){0};
}

/* --- queries -------------------------------------------------------------------------------------
 */

static bool as_number(pc_str s, int64_t *n) {
    return pc_str_int(pc_str_trim(s), n);
}

int jek_field_compare(pc_arena *scratch, pc_str x, pc_str y) {
    int64_t m, n;
    if (as_number(x, &m) && as_number(y, &n)) return m < n ? -1 : m > n;
    return pc_str_cmp(pc_utf8_fold(scratch, x), pc_utf8_fold(scratch, y));
}

static bool has_fold(pc_arena *scratch, pc_str s, pc_str part) {
    return pc_str_find(pc_utf8_lower(scratch, s), pc_utf8_lower(scratch, part), 0) != PC_NPOS;
}

static const char *const operators[] = {
    "!=", "/=", "^=", "~=", "!~", "<=", ">=", "==", "=", "<", ">"};

/* "year >= 2019"; a name alone: the field is there. */
static bool meets(pc_arena *scratch, const jek_entry_row *x, pc_str condition) {
    size_t n = 0, op = PC_COUNT(operators);
    condition = pc_str_trim(condition);
    bool negated = condition.n && condition.p[0] == '!';
    if (negated) condition = pc_str_ltrim(pc_str_from(condition, 1));
    if (!condition.n) return true;
    while (n < condition.n && !strchr("!/^~<>= ", condition.p[n])) n++;
    pc_str value = jek_row_field(scratch, x, pc_str_sub(condition, 0, n));
    pc_str rest = pc_str_ltrim(pc_str_from(condition, n));
    for (op = 0; op < PC_COUNT(operators) && !pc_str_startsz(rest, operators[op]); op++) {
    }
    if (op == PC_COUNT(operators)) return (value.n > 0) != negated;
    pc_str want = pc_str_trim(pc_str_from(rest, strlen(operators[op])));
    if (want.n > 1 && (want.p[0] == '\'' || want.p[0] == '"'))
        want = pc_str_sub(want, 1, want.n - 1);
    bool yes = false;
    switch (op) {
    case 0:
    case 1: yes = !pc_str_eq(value, want); break;
    case 2: yes = value.n >= want.n && pc_str_ieq(pc_str_sub(value, 0, want.n), want); break;
    case 3: yes = has_fold(scratch, value, want); break;
    case 4: yes = !has_fold(scratch, value, want); break;
    case 5: yes = value.n && jek_field_compare(scratch, value, want) <= 0; break;
    case 6: yes = value.n && jek_field_compare(scratch, value, want) >= 0; break;
    case 9: yes = value.n && jek_field_compare(scratch, value, want) < 0; break;
    case 10: yes = value.n && jek_field_compare(scratch, value, want) > 0; break;
    default: yes = pc_str_eq(value, want);
    }
    return yes != negated;
}

/* Cuts what stands before a separator off *rest: "&&" or ",", or "||". */
static bool cut(pc_str *rest, bool alternatives, pc_str *part) {
    if (!rest->p) return false;
    for (size_t i = 0; i < rest->n; i++) {
        bool two = i + 1 < rest->n && rest->p[i + 1] == rest->p[i];
        bool here = alternatives ? rest->p[i] == '|' && two
                                 : (rest->p[i] == '&' && two) || rest->p[i] == ',';
        if (!here) continue;
        *part = pc_str_sub(*rest, 0, i);
        *rest = pc_str_from(*rest, i + (rest->p[i] == ',' ? 1 : 2));
        return true;
    }
    *part = *rest;
    *rest = (pc_str){0};
    return true;
}

static bool meets_all(pc_arena *scratch, const jek_entry_row *x, pc_str conditions) {
    pc_str one, all;
    if (!conditions.n) return true;
    while (cut(&conditions, true, &all)) {
        bool yes = true;
        while (yes && cut(&all, false, &one)) yes = meets(scratch, x, one);
        if (yes) return true;
    }
    return false;
}

bool jek_row_matches(pc_arena *scratch, const jek_entry_row *x, pc_str query) {
    bool any = false;
    for (size_t i = 0; (i = pc_str_chr(query, '@', i)) != PC_NPOS;) {
        size_t from = ++i, to;
        while (i < query.n && (pc_is_alnum(query.p[i]) || query.p[i] == '*')) i++;
        pc_str type = pc_str_sub(query, from, i), conditions = {0};
        if (i < query.n && query.p[i] == '[' && (to = pc_str_chr(query, ']', i)) != PC_NPOS) {
            conditions = pc_str_sub(query, i + 1, to);
            i = to;
        }
        any = true;
        bool right = !type.n || type.p[0] == '*' || pc_str_ieqz(type, "entry") ||
                     pc_str_ieq(type, x->record.entry);
        if (right && meets_all(scratch, x, conditions)) return true;
    }
    return !any;
}

/* --- order ---------------------------------------------------------------------------------------
 */

bool jek_is_descending(pc_str order) {
    pc_str s = pc_str_trim(order);
    return pc_str_ieqz(pc_str_sub(s, 0, 4), "desc") || pc_str_ieqz(pc_str_sub(s, 0, 7), "reverse");
}

typedef struct order_key {
    pc_str field;
    bool down;
} order_key;

typedef struct order {
    pc_arena *scratch;
    order_key keys[8];
    size_t n;
} order;

static int in_order(const void *x, const void *y, void *user) {
    const jek_entry_row *m = *(const jek_entry_row *const *)x,
                        *n = *(const jek_entry_row *const *)y;
    const order *o = user;
    int c = 0;
    pc_mark mark = pc_arena_mark(o->scratch);
    for (size_t i = 0; i < o->n && !c; i++) {
        pc_str a = jek_row_field(o->scratch, m, o->keys[i].field);
        pc_str b = jek_row_field(o->scratch, n, o->keys[i].field);
        c = jek_field_compare(o->scratch, a, b);
        if (o->keys[i].down) c = -c;
    }
    pc_arena_release(o->scratch, mark);
    return c;
}

void jek_rows_sort(pc_arena *scratch, jek_rows *v, pc_str keys, pc_str orders) {
    order o = {.scratch = scratch};
    pc_str key, way = {0}, next;
    while (o.n < PC_COUNT(o.keys) && pc_str_cut(&keys, ',', &key)) {
        if (pc_str_cut(&orders, ',', &next)) way = next;
        key = pc_str_trim(key);
        if (!key.n || pc_str_eqz(key, "none")) continue;
        o.keys[o.n++] = (order_key){key, jek_is_descending(way)};
    }
    if (o.n) pc_sort(scratch, v->v, v->n, sizeof *v->v, in_order, &o);
}
