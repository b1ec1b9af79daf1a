/* Lists of names as BibTeX writes them. */
#include "bib/names.h"

#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"

static bool is_blank(char c) {
    return pc_is_space((unsigned char)c) || c == '~';
}

/* How s[i] changes the depth of braces. A backslash makes no difference to BibTeX. */
static int step(char c) {
    return c == '{' ? 1 : c == '}' ? -1 : 0;
}

static bool and_at(pc_str s, size_t i) {
    return i + 3 < s.n && pc_str_ieqz(pc_str_sub(s, i, i + 3), "and") && is_blank(s.p[i + 3]);
}

bool bib_names_next(pc_str s, size_t *i, pc_str *name) {
    if (*i >= s.n) return false;
    size_t from = *i;
    int depth = 0;
    for (size_t k = from; k < s.n; k++) {
        depth += step(s.p[k]);
        if (depth < 0) depth = 0;
        if (depth || !is_blank(s.p[k]) || k + 1 >= s.n || !and_at(s, k + 1)) continue;
        *name = pc_str_trim(pc_str_sub(s, from, k));
        *i = k + 4;
        return true;
    }
    *name = pc_str_trim(pc_str_sub(s, from, s.n));
    *i = s.n;
    return true;
}

bool bib_name_is_others(pc_str name) {
    return pc_str_ieqz(name, "others");
}

/* Does the letter decide, and is it small? What is within braces has no case, unless it is a
 * "special character": a brace with a backslash right behind it. */
static bool is_small(pc_str w) {
    int depth = 0;
    bool special = false, command = false;
    for (size_t i = 0; i < w.n;) {
        if (w.p[i] == '{' && !depth && i + 1 < w.n && w.p[i + 1] == '\\') special = true;
        if (step(w.p[i])) {
            depth += step(w.p[i++]);
            if (depth <= 0) special = false;
            continue;
        }
        if (w.p[i] == '\\') {
            /* \' and its like are no letters; \o, \ae are the letters that they name, where nothing
             * follows that is one. */
            size_t k = i + 1;
            while (k < w.n && pc_is_alpha((unsigned char)w.p[k])) k++;
            bool letter = k - i > 1 && (k == w.n || w.p[k] == '}' || is_blank(w.p[k]));
            if (letter && (!depth || special)) return pc_is_lower((unsigned char)w.p[i + 1]);
            i = k == i + 1 && k < w.n ? k + 1 : k;
            command = true;
            continue;
        }
        uint32_t c = pc_utf8_next(w, &i);
        if (!pc_uni_is_alpha(c) || (depth && !special)) continue;
        if (command && depth > 1 && !special) continue;
        return pc_uni_is_lower(c);
    }
    return false;
}

/* The blank at s[i] belongs to the command in front of it: "Gro\\ss e". */
static bool ends_command(pc_str s, size_t from, size_t i) {
    size_t k = i;
    while (k > from && pc_is_alpha((unsigned char)s.p[k - 1])) k--;
    return k < i && k > from && s.p[k - 1] == '\\' && i + 1 < s.n && !is_blank(s.p[i + 1]);
}

/* The word at s[*i…), which moves behind it. */
static bool word_at(pc_str s, size_t *i, pc_str *w) {
    while (*i < s.n && is_blank(s.p[*i])) ++*i;
    size_t from = *i;
    int depth = 0;
    for (; *i < s.n; ++*i) {
        bool end = depth <= 0 && is_blank(s.p[*i]);
        if (end && !ends_command(s, from, *i)) break;
        depth += step(s.p[*i]);
    }
    *w = pc_str_sub(s, from, *i);
    return w->n > 0;
}

static pc_str trim(pc_str s) {
    while (s.n && is_blank(*s.p)) s = pc_str_from(s, 1);
    while (s.n && is_blank(s.p[s.n - 1])) s.n--;
    return s;
}

static size_t start_of(pc_str s, pc_str w) {
    return (size_t)(w.p - s.p);
}

/* "von Last" in front of a comma: von goes to its last small word, but the last word is Last. */
static void cut_von(pc_str s, bib_name_parts *p) {
    size_t end = 0, last = s.n;
    pc_str w;
    for (size_t i = 0; word_at(s, &i, &w);) last = start_of(s, w);
    for (size_t i = 0; word_at(s, &i, &w) && start_of(s, w) < last;)
        if (is_small(w)) end = i;
    p->von = trim(pc_str_sub(s, 0, end));
    p->last = trim(pc_str_from(s, end));
}

/* "First von Last". */
static void cut_natural(pc_str s, bib_name_parts *p) {
    size_t von = PC_NPOS, end = 0, last = s.n;
    pc_str w;
    for (size_t i = 0; word_at(s, &i, &w);) last = start_of(s, w);
    for (size_t i = 0; word_at(s, &i, &w) && start_of(s, w) < last;) {
        if (!is_small(w)) continue;
        if (von == PC_NPOS) von = start_of(s, w);
        end = i;
    }
    if (von == PC_NPOS) von = end = last;
    p->first = trim(pc_str_sub(s, 0, von));
    p->von = trim(pc_str_sub(s, von, end));
    p->last = trim(pc_str_from(s, end));
}

/* One group in braces from end to end. */
static bool is_group(pc_str s) {
    if (s.n < 2 || s.p[0] != '{' || s.p[s.n - 1] != '}' || s.p[1] == '\\') return false;
    int depth = 0;
    for (size_t i = 0; i < s.n; i++) {
        depth += step(s.p[i]);
        if (depth == 0) return i + 1 == s.n;
    }
    return false;
}

bib_name_parts bib_name_cut(pc_str name) {
    bib_name_parts p = {.first = {0}};
    size_t at[3], n = 0;
    int depth = 0;
    name = trim(name);
    if (is_group(name)) {
        p.body = true;
        p.last = pc_str_sub(name, 1, name.n - 1);
        return p;
    }
    for (size_t i = 0; i < name.n; i++) {
        depth += step(name.p[i]);
        if (name.p[i] != ',' || depth) continue;
        if (n < 2)
            at[n++] = i;
        else
            p.commas = true;
    }
    if (n == 2 && at[1] + 1 == name.n) n = 1, name.n--; /* "Bee, Ann," is a slip */
    if (n == 0) {
        cut_natural(name, &p);
        return p;
    }
    cut_von(pc_str_sub(name, 0, at[0]), &p);
    if (n == 2) p.jr = trim(pc_str_sub(name, at[0] + 1, at[1]));
    p.first = trim(pc_str_from(name, at[n - 1] + 1));
    return p;
}

void bib_name_small_von(bib_name_parts *p, pc_str name) {
    pc_str w;
    size_t i = 0;
    if (!p->von.n || !word_at(p->von, &i, &w) || is_small(w)) return;
    size_t from = start_of(name, p->von), to = start_of(name, p->last) + p->last.n;
    p->last = pc_str_sub(name, from, to);
    p->von = (pc_str){0};
}

/* --- text ----------------------------------------------------------------------------------------
 */

static pc_str bare(pc_arena *a, pc_str s) {
    if (pc_str_chr(s, '{', 0) == PC_NPOS && pc_str_chr(s, '}', 0) == PC_NPOS) return s;
    char *p = pc_alloc_text(a, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (!step(s.p[i])) p[n++] = s.p[i];
    return (pc_str){p, n};
}

static pc_str joined(pc_arena *a, pc_str x, const char *between, pc_str y) {
    if (!x.n || !y.n) return x.n ? x : y;
    return pc_str_cat(a, pc_str_cat(a, x, pc_strz(between)), y);
}

bib_name bib_name_from_parts(pc_arena *a, const bib_name_parts *p) {
    bib_name n = {.particle = bare(a, p->von),
                  .given = bare(a, p->first),
                  .suffix = bare(a, p->jr),
                  .body = p->body};
    n.family = joined(a, n.particle, " ", bare(a, p->last));
    n.literal = p->body ? n.family : bib_name_natural(a, &n);
    return n;
}

static bool is_cjk(pc_str s) {
    size_t i = 0;
    return s.n && pc_uni_is_cjk(pc_utf8_next(s, &i));
}

pc_str bib_name_natural(pc_arena *a, const bib_name *n) {
    if (n->body || !n->given.n) return joined(a, n->family, " ", n->suffix);
    if (is_cjk(n->family) && is_cjk(n->given)) return pc_str_cat(a, n->family, n->given);
    return joined(a, joined(a, n->given, " ", n->family), " ", n->suffix);
}

/* Whether BibTeX would cut the part, or see a word in it that means something else. */
static bool needs_braces(pc_str s, bool last) {
    pc_str w;
    size_t words = 0;
    for (size_t i = 0; word_at(s, &i, &w); words++)
        if (pc_str_ieqz(w, "and") || (last && i < s.n && is_small(w))) return true;
    return pc_str_chr(s, ',', 0) != PC_NPOS || (words == 1 && bib_name_is_others(s));
}

static pc_str part(pc_arena *a, pc_str s, bool last) {
    if (!needs_braces(s, last)) return s;
    return joined(a, joined(a, PC_S("{"), "", s), "", PC_S("}"));
}

pc_str bib_name_inverted(pc_arena *a, const bib_name *n) {
    pc_str last =
        pc_str_starts(n->family, n->particle) ? pc_str_from(n->family, n->particle.n) : n->family;
    last = pc_str_ltrim(last);
    bool alone = !n->given.n && !n->suffix.n && pc_str_chr(n->family, ' ', 0) != PC_NPOS;
    if (n->body || (alone && !n->particle.n))
        return pc_str_cat(a, pc_str_cat(a, PC_S("{"), n->family), PC_S("}"));
    pc_str s = joined(a, n->particle, " ", part(a, last, true));
    if (n->suffix.n) s = joined(a, s, ", ", part(a, n->suffix, false));
    if (n->suffix.n && !n->given.n) return pc_str_cat(a, s, PC_S(", "));
    return joined(a, s, ", ", part(a, n->given, false));
}
