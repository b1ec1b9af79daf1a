/* Names as people write them. The order of the words is told by a comma, by particles and initials,
 * and by the script; without any of these the last word is the family name. */
#include "bib/name.h"

#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "bib/mark.h"
#include "bib/words.h"

/* In capitals: no particle, one beside another, one. */
enum { SMALL, JOINED, ANY };

static const bib_row particles[] = {
#define BIB_PARTICLE(w, when) BIB_ROW(w, NULL, when, 0),
#include "bib/particle.def"
#undef BIB_PARTICLE
};

static const bib_row suffixes[] = {
    BIB_ROW("ii", NULL, 0, 0),   BIB_ROW("iii", NULL, 0, 0), BIB_ROW("iv", NULL, 0, 0),
    BIB_ROW("jr", NULL, 0, 0),   BIB_ROW("m.d", NULL, 0, 0), BIB_ROW("md", NULL, 0, 0),
    BIB_ROW("ph.d", NULL, 0, 0), BIB_ROW("phd", NULL, 0, 0), BIB_ROW("sr", NULL, 0, 0)};

/* Chinese family names of two characters (the common ones of the Hundred Family Surnames). */
static const char *const double_names[] = {
    "欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "司徒", "东方", "東方", "夏侯", "皇甫",
    "尉迟", "尉遲", "公孙", "公孫", "慕容", "令狐", "长孙", "長孫", "宇文", "端木", "南宫", "南宮"};

static bool in_list(pc_str w, bib_rows list) {
    while (w.n && w.p[w.n - 1] == '.') w.n--;
    return w.n && bib_row_find(list, w);
}

static bool is_suffix(pc_str w) {
    return w.n > 1 && w.n < 6 && pc_str_chr(PC_S("IiJjMmPpSs"), *w.p, 0) != PC_NPOS &&
           in_list(w, BIB_ROWS(suffixes));
}

/* Words of titles and venues. */
static const bib_row not_names[] = {
#define BIB_NOT_NAME(w, sure) BIB_ROW(w, NULL, BIB_##sure, 0),
#include "bib/notname.def"
#undef BIB_NOT_NAME
};

bib_not_name bib_word_no_name(pc_str w) {
    static const char *const cjk[] = {"专利", "发明", "论文", "期刊", "会议", "大学", "学院",
                                      "作者", "第一", "研究", "系统", "方法", "学报", "授权"};
    for (size_t i = 0; w.n && (unsigned char)*w.p >= 0xE3 && i < PC_COUNT(cjk); i++)
        if (pc_str_has(w, cjk[i])) return BIB_SURELY;
    while (w.n && !pc_is_alnum((unsigned char)w.p[w.n - 1])) w.n--;
    const bib_row *row = w.n ? bib_row_find(BIB_ROWS(not_names), w) : NULL;
    return row ? (bib_not_name)row->value : BIB_NO_SIGN;
}

static bool is_dash(uint32_t c) {
    return c == '-' || c == 0x2010 || c == 0x2011;
}
static bool is_apostrophe(uint32_t c) {
    return c == '\'' || c == 0x2019 || c == '`';
}

/* One word between spaces, its dots included. */
bib_name_word bib_name_word_of(pc_str w) {
    size_t letters = 0, upper = 0, dots = 0, cjk = 0, i = 0, groups = 0, group = 0;
    bool first_lower = false;
    while (i < w.n) {
        unsigned char ascii = (unsigned char)w.p[i];
        if (pc_is_alpha(ascii)) { /* most are */
            if (letters++ == 0) first_lower = pc_is_lower(ascii);
            upper += pc_is_upper(ascii);
            if (++group > groups) groups = group;
            i++;
            continue;
        }
        uint32_t c = pc_utf8_next(w, &i);
        if (c == '.' || is_dash(c)) {
            dots += c == '.';
            group = 0;
        } else if (is_apostrophe(c)) {
            continue;
        } else if (pc_uni_is_mark(c)) {
            continue;
        } else if (pc_uni_is_alpha(c)) {
            if (letters == 0) first_lower = pc_uni_is_lower(c);
            letters++;
            upper += pc_uni_is_upper(c);
            cjk += pc_uni_is_cjk(c);
            if (++group > groups) groups = group;
        } else {
            return BIB_WORD_OTHER;
        }
    }
    if (letters == 0) return BIB_WORD_OTHER;
    if (cjk) return cjk == letters ? BIB_WORD_CJK : BIB_WORD_OTHER;
    /* "MD" in capitals is rather somebody's initials. */
    bool initials =
        upper == letters && letters == 2 && !dots && !pc_str_eqz(w, "II") && !pc_str_eqz(w, "IV");
    if (!initials && is_suffix(w)) return BIB_WORD_SUFFIX;
    if (first_lower) {
        if (in_list(w, BIB_ROWS(particles))) return BIB_WORD_PARTICLE;
        /* d'Aspremont, al-Khwarizmi: a small prefix joined to a name. */
        return upper == 1 && letters > 3 ? BIB_WORD_NAME : BIB_WORD_LOWER;
    }
    if (groups == 1) return BIB_WORD_INITIAL;
    if (dots && groups == 2 && upper < letters && w.p[w.n - 1] == '.')
        return BIB_WORD_INITIAL; /* Yu. */
    if (upper == letters && letters <= 3 && !dots) return BIB_WORD_CAPS;
    return BIB_WORD_NAME;
}

static bool next_token(pc_str s, size_t *i, pc_str *out) {
    while (*i < s.n && pc_is_space((unsigned char)s.p[*i])) ++*i;
    size_t from = *i;
    while (*i < s.n && !pc_is_space((unsigned char)s.p[*i])) ++*i;
    *out = pc_str_sub(s, from, *i);
    return *i > from;
}

#define NM_MAX 8

typedef struct nm_tokens {
    pc_str v[NM_MAX];
    bib_name_word is[NM_MAX];
    size_t n;
    bool more; /* too many for a name */
} nm_tokens;

static nm_tokens tokens_of(pc_str s) {
    nm_tokens t = {.n = 0};
    pc_str w;
    for (size_t i = 0; next_token(s, &i, &w);) {
        if (t.n == NM_MAX) {
            t.more = true;
            break;
        }
        t.v[t.n] = w;
        t.is[t.n++] = bib_name_word_of(w);
    }
    return t;
}

/* The text from token i up to, not with, token k; the slices lie in one text. */
static pc_str span(const nm_tokens *t, size_t i, size_t k) {
    if (i >= k) return (pc_str){0};
    return (pc_str){t->v[i].p, (size_t)(t->v[k - 1].p + t->v[k - 1].n - t->v[i].p)};
}

/* Single spaces, no marks at the ends, nothing in brackets ("Yuan Dai (戴远)"). */
static pc_str tidy(pc_arena *a, pc_str s) {
    s = bib_mark_trim(s);
    char *p = pc_alloc_text(a, s.n + 1);
    size_t n = 0;
    int depth = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '(' || c == '[') depth++;
        bool skip = depth > 0;
        if ((c == ')' || c == ']') && depth > 0) depth--;
        if (skip) continue;
        if (c == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] == 0xA0) {
            c = ' '; /* no-break space */
            i++;
        }
        if (pc_is_space(c)) {
            if (n && p[n - 1] != ' ') p[n++] = ' ';
        } else {
            p[n++] = (char)c;
        }
    }
    return bib_mark_trim((pc_str){p, n});
}

static const bib_row collectives[] = {
#define BIB_COLLECTIVE(w) BIB_ROW(w, NULL, 0, 0),
#include "bib/collective.def"
#undef BIB_COLLECTIVE
};

#define LEAST_COLLECTIVE 9 /* bytes of the shortest */

bool bib_name_is_collective(pc_str s) {
    static const char *const small[] = {"the", "of", "for"};
    size_t from = s.n, words = 0;
    while (from > 0 && !pc_is_space((unsigned char)s.p[from - 1])) from--;
    if (!from || s.n - from < LEAST_COLLECTIVE ||
        !in_list(pc_str_from(s, from), BIB_ROWS(collectives)))
        return false;
    pc_str w;
    for (size_t i = 0; next_token(s, &i, &w); words++) {
        bool known = !pc_is_lower((unsigned char)*w.p);
        for (size_t k = 0; k < PC_COUNT(small) && !known; k++) known = pc_str_eqz(w, small[k]);
        if (!known) return false;
    }
    return words > 1 && words <= NM_MAX;
}

/* Splits off a particle that begins [family]. */
static void set_family(bib_name *n, pc_str family) {
    nm_tokens t = tokens_of(family);
    size_t k = 0;
    while (k + 1 < t.n && t.is[k] == BIB_WORD_PARTICLE) k++;
    n->family = family;
    n->particle = span(&t, 0, k);
}

/* Where the family name begins: at the last word, or at the particles before it. */
static size_t family_last(const nm_tokens *t) {
    size_t last = t->n ? t->n - 1 : 0, k = last;
    bool any = false;
    for (; k > 1; k--) {
        const bib_row *row = NULL;
        if (t->is[k - 1] == BIB_WORD_NAME && t->v[k - 1].n < 6)
            row = bib_row_find(BIB_ROWS(particles), t->v[k - 1]);
        if (t->is[k - 1] != BIB_WORD_PARTICLE && (!row || row->value == SMALL)) break;
        any = any || !row || row->value == ANY;
    }
    if (!any) k = last;
    return k == 1 && t->is[0] == BIB_WORD_PARTICLE ? 0 : k; /* "van Donkelaar" alone */
}

static bool parse_comma(bib_name *n, pc_str s) {
    size_t at = pc_str_chr(s, ',', 0);
    if (at == PC_NPOS) return false;
    pc_str family = pc_str_trim(pc_str_sub(s, 0, at)), rest = pc_str_trim(pc_str_from(s, at + 1));
    if (is_suffix(rest)) {
        *n = (bib_name){.literal = n->literal, .suffix = rest};
        nm_tokens t = tokens_of(family);
        size_t k = family_last(&t);
        set_family(n, span(&t, k, t.n));
        n->given = span(&t, 0, k);
        return true;
    }
    size_t second = pc_str_chr(rest, ',', 0);
    if (second != PC_NPOS) {
        pc_str tail = pc_str_trim(pc_str_from(rest, second + 1));
        pc_str mid = pc_str_trim(pc_str_sub(rest, 0, second));
        bool last = is_suffix(tail);   /* Smith, J., Jr. */
        n->suffix = last ? tail : mid; /* Smith, Jr., J. */
        rest = last ? mid : tail;
    }
    set_family(n, family);
    n->given = rest;
    return true;
}

/* Han, Kana, Hangul: the family name comes first. Without a space it is one character long, or one
 * of the known pairs; of four characters it is the first two, as in most Japanese names. */
static bool parse_cjk(bib_name *n, const nm_tokens *t) {
    if (t->n == 0 || t->n > 2) return false;
    for (size_t i = 0; i < t->n; i++)
        if (t->is[i] != BIB_WORD_CJK) return false;
    if (t->n == 2) {
        n->family = t->v[0];
        n->given = t->v[1];
        return true;
    }
    pc_str s = t->v[0];
    size_t chars = pc_utf8_len(s), at = 0;
    pc_utf8_next(s, &at);
    if (chars == 4) pc_utf8_next(s, &at);
    for (size_t i = 0; chars > 2 && i < PC_COUNT(double_names); i++)
        if (pc_str_startsz(s, double_names[i])) at = strlen(double_names[i]);
    n->family = chars > 4 ? s : pc_str_sub(s, 0, at);
    n->given = chars > 4 ? (pc_str){0} : pc_str_from(s, at);
    return true;
}

/* "Li H", "Simsek MF", "Zhang D.-Y.": all after the first words are initials, and the first is
 * none. */
static size_t family_first(const nm_tokens *t) {
    size_t k = t->n;
    while (k > 0 && (t->is[k - 1] == BIB_WORD_INITIAL || t->is[k - 1] == BIB_WORD_CAPS)) k--;
    if (k == t->n || k == 0) return 0;
    for (size_t i = 0; i < k; i++)
        if (t->is[i] != BIB_WORD_NAME && t->is[i] != BIB_WORD_PARTICLE) return 0;
    return t->is[k - 1] == BIB_WORD_NAME && k <= 3 ? k : 0;
}

static bool is_upper_word(pc_str w) {
    size_t letters = 0;
    for (size_t i = 0; i < w.n;) {
        uint32_t c = pc_utf8_next(w, &i);
        if (pc_uni_is_lower(c)) return false;
        letters += pc_uni_is_alpha(c);
    }
    return letters > 3;
}

/* "DUPONT Jean", "VAN DEN BERG Jan": how many words in capitals stand before others. */
static size_t shouted_first(const nm_tokens *t) {
    size_t k = 0, mixed = 0;
    bool family = false;
    for (; k < t->n && (is_upper_word(t->v[k]) || t->is[k] == BIB_WORD_CAPS); k++)
        family = family || is_upper_word(t->v[k]);
    for (size_t i = k; i < t->n; i++) {
        if (is_upper_word(t->v[i]) || t->is[i] == BIB_WORD_PARTICLE) return 0;
        mixed += t->is[i] == BIB_WORD_NAME;
    }
    bool begins = k && (is_upper_word(t->v[0]) || in_list(t->v[0], BIB_ROWS(particles)));
    return begins && family && mixed ? k : 0;
}

bib_name bib_name_parse(pc_arena *a, pc_str written) {
    bib_name n = {.literal = tidy(a, written)};
    if (n.literal.n == 0) n.literal = bib_mark_trim(written);
    if (bib_name_is_collective(n.literal)) {
        n.family = n.literal;
        n.body = true;
        return n;
    }
    if (parse_comma(&n, n.literal)) return n;
    nm_tokens t = tokens_of(n.literal);
    if (parse_cjk(&n, &t)) return n;
    if (t.more) {
        n.family = n.literal;
        return n;
    }
    if (t.n > 1 && t.is[t.n - 1] == BIB_WORD_SUFFIX) {
        n.suffix = t.v[--t.n];
    }
    size_t k = shouted_first(&t);
    if (!k) k = family_first(&t);
    if (k) {
        set_family(&n, span(&t, 0, k));
        n.given = span(&t, k, t.n);
        return n;
    }
    k = family_last(&t);
    set_family(&n, span(&t, k, t.n));
    n.given = span(&t, 0, k);
    return n;
}

bib_shape bib_name_shape_of(const bib_name_word *is, size_t n) {
    size_t count[BIB_WORD_OTHER + 1] = {0};
    if (n == 0 || n > BIB_NAME_WORDS) return BIB_SHAPE_NONE;
    for (size_t i = 0; i < n; i++) count[is[i]]++;
    if (count[BIB_WORD_LOWER] || count[BIB_WORD_OTHER]) return BIB_SHAPE_NONE;
    if (count[BIB_WORD_CJK]) {
        bool only = count[BIB_WORD_CJK] == n && n <= 2;
        return only ? BIB_SHAPE_FULL : BIB_SHAPE_NONE;
    }
    size_t initials = count[BIB_WORD_INITIAL] + count[BIB_WORD_CAPS];
    size_t words = count[BIB_WORD_NAME];
    if (words == 0) {
        if (n == count[BIB_WORD_SUFFIX]) return BIB_SHAPE_NONE;
        return initials && n <= 4 ? BIB_SHAPE_INITIALS : BIB_SHAPE_NONE;
    }
    if (words > 4 || is[n - 1] == BIB_WORD_PARTICLE) return BIB_SHAPE_NONE;
    if (words == 1 && initials == 0) return BIB_SHAPE_WORD;
    if (count[BIB_WORD_PARTICLE] && is[0] == BIB_WORD_PARTICLE && !initials && words == 1)
        return BIB_SHAPE_WORD;
    return BIB_SHAPE_FULL;
}

bib_shape bib_name_shape(pc_str text) {
    nm_tokens t = tokens_of(text);
    if (t.more) return BIB_SHAPE_NONE;
    bool cjk = false;
    for (size_t i = 0; i < t.n; i++) {
        bool initials = t.is[i] == BIB_WORD_CAPS && t.v[i].n < 3; /* "IS" after a family name */
        if (!initials && bib_word_no_name(t.v[i])) return BIB_SHAPE_NONE;
        cjk = cjk || t.is[i] == BIB_WORD_CJK;
    }
    if (cjk && text.n > 5 * 3 + 1) return BIB_SHAPE_NONE;
    return bib_name_shape_of(t.is, t.n);
}

/* Given names into words: at spaces, dots and hyphens, and letter by letter when they are initials.
 */
static void key_given(pc_arena *a, bib_name_key *k, pc_str given) {
    PC_VEC(pc_str) v = {0};
    pc_str token;
    k->initials = given.n > 0;
    for (size_t i = 0; next_token(given, &i, &token);) {
        bib_name_word is = bib_name_word_of(token);
        bool letters = is == BIB_WORD_INITIAL || is == BIB_WORD_CAPS;
        if (!letters) k->initials = false;
        size_t from = 0;
        for (size_t at = 0; at <= token.n;) {
            size_t next = at;
            uint32_t c = at < token.n ? pc_utf8_next(token, &next) : '.';
            bool cut = c == '.' || is_dash(c);
            size_t to = letters && !cut ? next : at;
            if (cut || letters) {
                pc_str part = bib_letters(a, pc_str_sub(token, from, to));
                if (part.n) pc_vec_push(a, &v, part);
                from = next;
            }
            if (at == token.n) break;
            at = next;
        }
    }
    k->given = v.v;
    k->ngiven = v.n;
    k->given_joined = bib_letters(a, given);
}

bib_name_key bib_name_key_of(pc_arena *a, const bib_name *n) {
    bib_name_key k = {.family = bib_letters(a, n->family)};
    k.bare = n->particle.n ? bib_letters(a, pc_str_from(n->family, n->particle.n)) : k.family;
    key_given(a, &k, n->given);
    return k;
}

static size_t char_len(pc_str s) {
    size_t i = 0;
    if (s.n) pc_utf8_next(s, &i);
    return i;
}

static bool part_agrees(pc_str x, pc_str y) {
    if (pc_str_eq(x, y)) return true;
    if (char_len(x) == x.n) return pc_str_starts(y, x);
    return char_len(y) == y.n && pc_str_starts(x, y);
}

static bool given_agrees(const bib_name_key *x, const bib_name_key *y) {
    if (x->ngiven == 0 || y->ngiven == 0) return x->ngiven == y->ngiven;
    if (pc_str_eq(x->given_joined, y->given_joined)) return true;
    size_t n = x->ngiven < y->ngiven ? x->ngiven : y->ngiven;
    for (size_t i = 0; i < n; i++)
        if (!part_agrees(x->given[i], y->given[i])) return false;
    return true;
}

static bool family_agrees(const bib_name_key *x, const bib_name_key *y) {
    return pc_str_eq(x->family, y->family) || pc_str_eq(x->bare, y->family) ||
           pc_str_eq(x->family, y->bare);
}

bool bib_name_key_same(const bib_name_key *x, const bib_name_key *y) {
    if (x->family.n == 0 || y->family.n == 0) return false;
    if (family_agrees(x, y) && given_agrees(x, y))
        return x->ngiven > 0 || char_len(x->family) < x->family.n;
    if (x->ngiven == 0 || y->ngiven == 0) return false;
    /* One of the two is written family first: "Li Haoyang". Initials cannot tell. */
    return pc_str_eq(x->family, y->given_joined) && pc_str_eq(y->family, x->given_joined);
}

bool bib_name_same_person(pc_arena *scratch, pc_str x, pc_str y) {
    bib_name nx = bib_name_parse(scratch, x), ny = bib_name_parse(scratch, y);
    bib_name_key kx = bib_name_key_of(scratch, &nx), ky = bib_name_key_of(scratch, &ny);
    return bib_name_key_same(&kx, &ky);
}
