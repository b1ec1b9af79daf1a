/* A bibliography in groups: group_by, group_order, and the order, names and aliases of types. */
#include "base/sort.h"
#include "base/str.h"
#include "readers/jekyll/scholar.h"

typedef struct level {
    pc_str key, head; /* "year", "h2" */
    bool down, typed;
} level;

typedef struct grouping {
    jek_tag *t;
    level levels[4];
    size_t n;
    pc_map ranks; /* type -> its place in type_order, from 1 */
} grouping;

typedef struct group {
    pc_str value;
    size_t rank; /* of a type; 0 for other values */
    jek_rows rows;
} group;

typedef PC_VEC(group) group_vec;

/* --- values and names ----------------------------------------------------------------------------
 */

/* defaults.rb */
static const struct {
    const char *type, *name, *alias;
} types[] = {{"article", "Journal Articles", NULL},
             {"book", "Books", NULL},
             {"incollection", "Book Chapters", NULL},
             {"inproceedings", "Conference Articles", NULL},
             {"thesis", "Theses", NULL},
             {"mastersthesis", "Master's Theses", "thesis"},
             {"phdthesis", "PhD Theses", "thesis"},
             {"manual", "Manuals", NULL},
             {"techreport", "Technical Reports", NULL},
             {"misc", "Miscellaneous", NULL},
             {"unpublished", "Unpublished", NULL}};

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

/* A type that the settings, or else the defaults, count as another one. */
static pc_str group_value(const grouping *g, const level *l, const jek_entry_row *x) {
    pc_str value = jek_row_field(g->t->a, x, l->key);
    pc_str alias = l->typed ? jek_setting_of(g->t, "type_aliases", value) : (pc_str){0};
    for (size_t i = 0; l->typed && !alias.n && i < PC_COUNT(types); i++)
        if (types[i].alias && pc_str_eqz(value, types[i].type)) alias = pc_strz(types[i].alias);
    return alias.n ? alias : value;
}

static pc_str type_name(const jek_tag *t, pc_str type) {
    pc_str name = jek_setting_of(t, "type_names", type);
    for (size_t i = 0; i < PC_COUNT(types) && !name.n; i++)
        if (pc_str_eqz(type, types[i].type)) name = pc_strz(types[i].name);
    return name.n ? name : type;
}

static pc_str month_name(const jek_tag *t, pc_str number) {
    const pc_value *own = jek_setting(t, "month_names");
    int64_t i;
    if (!pc_str_int(number, &i) || i < 1 || i > 12) return PC_S("(unknown)");
    if (!own || own->kind != PC_LIST) return pc_strz(months[i - 1]);
    return (size_t)i <= own->as.of.n ? pc_value_text(&own->u.list[i - 1]) : PC_S("(unknown)");
}

static pc_str group_name(const jek_tag *t, const level *l, pc_str value) {
    if (l->typed) return type_name(t, value);
    return pc_str_eqz(l->key, "month_numeric") ? month_name(t, value) : value;
}

/* --- order ---------------------------------------------------------------------------------------
 */

static int in_order(const void *x, const void *y, void *user) {
    const group *m = x, *n = y;
    const jek_tag *t = ((const grouping *)user)->t;
    if (m->rank || n->rank) return m->rank < n->rank ? -1 : m->rank > n->rank;
    return jek_field_compare(t->a, m->value, n->value);
}

static int backwards(const void *x, const void *y, void *user) {
    return in_order(y, x, user);
}

/* Types that type_order does not have come last, as they come. */
static size_t rank(const grouping *g, const level *l, pc_str value) {
    size_t place = l->typed ? (size_t)(uintptr_t)pc_map_get(&g->ranks, value) : 0;
    return l->typed && !place ? g->ranks.n + 1 : place;
}

static group_vec groups_of(grouping *g, const level *l, const jek_rows *rows) {
    pc_arena *a = g->t->a;
    group_vec v = {0};
    pc_map at = {0};
    for (size_t i = 0; i < rows->n; i++) {
        pc_str value = group_value(g, l, rows->v[i]);
        size_t k = (size_t)(uintptr_t)pc_map_get(&at, value);
        if (!k) {
            pc_vec_push(a, &v, ((group){.value = value, .rank = rank(g, l, value)}));
            k = v.n;
            pc_map_set(a, &at, value, (void *)(uintptr_t)k);
        }
        pc_vec_push(a, &v.v[k - 1].rows, rows->v[i]);
    }
    pc_sort(a, v.v, v.n, sizeof *v.v, l->down ? backwards : in_order, g);
    return v;
}

/* --- output --------------------------------------------------------------------------------------
 */

/* One heading for each value of the first key, the others below it. */
static void put_level(grouping *g, const level *l, const jek_rows *rows) {
    jek_tag *t = g->t;
    if (l == g->levels + g->n) {
        jek_put_items(t, rows);
        return;
    }
    group_vec v = groups_of(g, l, rows);
    for (size_t i = 0; i < v.n; i++) {
        pc_buf_putf(t->out, "<%.*s class=\"", PC_F(l->head));
        jek_put_escaped(t->out, jek_setting_text(t, "bibliography_class", "bibliography"));
        pc_buf_putz(t->out, "\">");
        jek_put_escaped(t->out, group_name(t, l, v.v[i].value));
        pc_buf_putf(t->out, "</%.*s>\n", PC_F(l->head));
        put_level(g, l + 1, &v.v[i].rows);
    }
}

static pc_map ranks_of(const jek_tag *t) {
    pc_map v = {0};
    pc_str rest = t->type_order.n ? t->type_order : jek_setting_text(t, "type_order", ""), one;
    while (pc_str_cut(&rest, ',', &one)) {
        one = pc_str_trim(one);
        if (!pc_map_has(&v, one)) pc_map_set(t->a, &v, one, (void *)(uintptr_t)(v.n + 1));
    }
    return v;
}

void jek_put_groups(jek_tag *t, const jek_rows *rows, pc_str keys) {
    grouping g = {.t = t, .ranks = ranks_of(t)};
    pc_str orders = t->group_order.n ? t->group_order : jek_setting_text(t, "group_order", "");
    pc_str heads = jek_setting_text(t, "bibliography_group_tag", "h2,h3,h4,h5");
    pc_str key, order = {0}, head = PC_S("h2"), next;
    while (g.n < PC_COUNT(g.levels) && pc_str_cut(&keys, ',', &key)) {
        if (pc_str_cut(&orders, ',', &next)) order = next;
        if (pc_str_cut(&heads, ',', &next)) head = jek_element(pc_str_trim(next), "h2");
        key = pc_str_trim(key);
        if (pc_str_eqz(key, "month")) key = PC_S("month_numeric");
        g.levels[g.n++] = (level){key, head, jek_is_descending(order), pc_str_eqz(key, "type")};
    }
    put_level(&g, g.levels, rows);
}
