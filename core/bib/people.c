/* Lists of names in a line. */
#include "bib/people.h"

#include "base/str.h"

typedef PC_VEC(pc_str) names_vec;

void bib_people_add(pc_arena *a, pc_arena *scratch, bib_author_vec *out, pc_str written,
                    pc_str self) {
    pc_str name = bib_mark_trim(pc_str_trim(written));
    if (!name.n) return;
    size_t end = (size_t)(name.p - written.p) + name.n;
    bib_author x = {.name = bib_name_parse(a, name),
                    .marks = pc_str_trim(pc_str_from(written, end))};
    x.name.literal = name;
    if (self.n && bib_name_same_person(scratch, self, name)) x.roles |= BIB_SELF;
    pc_vec_push(scratch, out, x);
}

bool bib_people_is_etal(pc_str s) {
    return pc_str_ieqz(s, "et al.") || pc_str_ieqz(s, "et al") || pc_str_ieqz(s, "others");
}

/* What separates names at s[at]: its length, or 0. Before "et al." it is only the space. */
static size_t separator(pc_str s, size_t at, char comma) {
    static const char *const words[] = {" and ", " & ", " und "};
    pc_str rest = pc_str_from(s, at);
    if (!rest.n || rest.p[0] == comma) return 1;
    for (size_t i = 0; i < PC_COUNT(words); i++)
        if (pc_str_startsz(rest, words[i])) return strlen(words[i]);
    return pc_str_startsz(rest, " et al") ? 1 : 0;
}

/* Without what is left of ", and ". */
static pc_str piece(pc_str s) {
    s = pc_str_trim(s);
    if (pc_str_startsz(s, "and ")) return pc_str_ltrim(pc_str_from(s, 4));
    return pc_str_startsz(s, "& ") ? pc_str_ltrim(pc_str_from(s, 2)) : s;
}

/* Cuts at semicolons if there are any, else at commas; at "and" too. */
static names_vec pieces(pc_arena *scratch, pc_str s) {
    char comma = pc_str_chr(s, ';', 0) == PC_NPOS ? ',' : ';';
    names_vec out = {0};
    for (size_t i = 0, from = 0, n; i <= s.n; i += n ? n : 1) {
        n = separator(s, i, comma);
        if (!n) continue;
        pc_str one = piece(pc_str_sub(s, from, i));
        if (one.n) pc_vec_push(scratch, &out, one);
        from = i + n;
    }
    return out;
}

static bool is_full(pc_str s) {
    return bib_name_shape(bib_mark_trim(s)) == BIB_SHAPE_FULL;
}

/* "Bee, Ann, Dee, Cy": each name in two pieces. */
static bool in_pairs(const names_vec *v) {
    bool singles = true, pairs = v->n % 2 == 0;
    for (size_t i = 0; i < v->n; i++) {
        singles &= is_full(v->v[i]);
        if (i % 2) pairs &= !is_full(v->v[i]);
    }
    return pairs && !singles;
}

static bool all_full(const names_vec *v) {
    for (size_t i = 0; i < v->n; i++)
        if (!is_full(v->v[i])) return false;
    return v->n > 0;
}

void bib_people_split(pc_arena *a, pc_arena *scratch, bib_author_vec *out, pc_str line, pc_str self,
                      bool sure, bool *etal) {
    names_vec v = pieces(scratch, line);
    if (v.n && bib_people_is_etal(v.v[v.n - 1])) {
        *etal = true;
        v.n--;
    }
    bool semicolons = pc_str_chr(line, ';', 0) != PC_NPOS, pairs = !semicolons && in_pairs(&v);
    if (!sure && !pairs && !semicolons && !all_full(&v)) return;
    for (size_t i = 0; i < v.n; i += pairs ? 2 : 1) {
        pc_str one = v.v[i];
        if (pairs) { /* what stands between them in the text belongs to the name */
            const char *end = v.v[i + 1].p + v.v[i + 1].n;
            one = (pc_str){one.p, (size_t)(end - one.p)};
        }
        bib_people_add(a, scratch, out, one, self);
    }
}

/* --- roles ---------------------------------------------------------------------------------------
 */

static size_t bearers_of(const bib_author *v, size_t n, pc_str mark) {
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        pc_str m;
        for (size_t at = 0, len; at < v[i].marks.n; at += len ? len : 1) {
            len = bib_mark_at(v[i].marks, at, &m);
            k += len && pc_str_eq(m, mark);
        }
    }
    return k;
}

/* 0: it does not say. */
static unsigned legend_says(pc_str legend, pc_str mark) {
    for (size_t i = 0; i < legend.n; i++) {
        pc_str found;
        size_t n = bib_mark_at(legend, i, &found), end = i + n;
        if (!n || !pc_str_eq(found, mark)) continue;
        while (end < legend.n && !bib_mark_at(legend, end, NULL) && legend.p[end] != '<') end++;
        unsigned roles = bib_legend_roles(pc_str_sub(legend, i + n, end));
        return roles ? roles : BIB_MARKED;
    }
    return 0;
}

/* What the marks of a list mean. There are few different ones: each is looked up once. */
typedef struct meanings {
    const bib_author *v;
    size_t n, known;
    pc_str legend, mark[32];
    unsigned roles[32];
} meanings;

static unsigned meaning(meanings *s, pc_str mark) {
    size_t i = 0;
    while (i < s->known && !pc_str_eq(s->mark[i], mark)) i++;
    if (i < s->known) return s->roles[i];
    unsigned said = legend_says(s->legend, mark);
    if (!said) said = bib_mark_custom(mark, bearers_of(s->v, s->n, mark));
    if (i == PC_COUNT(s->mark)) return said;
    s->mark[i] = mark;
    s->roles[i] = said;
    s->known++;
    return said;
}

void bib_people_roles(bib_author *v, size_t n, pc_str legend) {
    meanings s = {.v = v, .n = n, .legend = legend};
    for (size_t i = 0; i < n; i++) {
        pc_str m;
        unsigned roles = 0;
        for (size_t at = 0, len; at < v[i].marks.n; at += len ? len : 1) {
            len = bib_mark_at(v[i].marks, at, &m);
            roles |= len ? meaning(&s, m) : 0;
        }
        if (v[i].marks.n && !roles) roles = BIB_MARKED;
        if (roles & (BIB_EQUAL | BIB_CORRESPONDING)) roles &= ~(unsigned)BIB_MARKED;
        v[i].roles |= roles;
    }
}
