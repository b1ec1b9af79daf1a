/* Citation keys: the first author's family name, the year, the title's first word that says
 * something, in ASCII: "vaswani2017attention", as Google Scholar makes them. */
#include "base/str.h"
#include "base/utf8.h"
#include "bib/field.h"
#include "bib/words.h"
#include "writers/bibtex/bw.h"

/* What BibTeX and biber take in a key, and TeX in \cite. */
static bool in_key(char c) {
    return (unsigned char)c > ' ' && !strchr("\"#%,={}~\\", c);
}

static bool is_key(pc_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!in_key(s.p[i])) return false;
    return s.n > 0;
}

/* What of a key, as other formats allow it, can be one: "Bee 2024" is Bee2024. */
static pc_str cleaned(bw *w, pc_str s) {
    char *p = pc_alloc_text(w->a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (in_key(s.p[i])) p[n++] = s.p[i];
    return (pc_str){p, n};
}

/* Its ASCII letters and digits, small, without accents. */
static pc_str plain(bw *w, pc_str s) {
    pc_str folded = pc_utf8_fold(w->a, s);
    char *p = pc_alloc_text(w->a, folded.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < folded.n; i++)
        if (pc_is_alnum((unsigned char)folded.p[i])) p[n++] = folded.p[i];
    return (pc_str){p, n};
}

static bool says_nothing(pc_str word) {
    static const char *const words[] = {"a",  "an", "the", "on",  "of",   "for", "in",  "to",
                                        "is", "do", "and", "how", "what", "why", "with"};
    for (size_t i = 0; i < PC_COUNT(words); i++)
        if (pc_str_ieqz(word, words[i])) return true;
    return false;
}

static pc_str title_word(bw *w, pc_str title) {
    pc_str word;
    size_t from;
    for (size_t i = 0; bib_word(title, &i, &from, &word);) {
        pc_str s = says_nothing(word) ? (pc_str){0} : plain(w, word);
        if (s.n) return pc_str_sub(s, 0, 24);
    }
    return (pc_str){0};
}

static pc_str made(bw *w, const bib_record *r) {
    pc_str name = r->authors.n ? plain(w, r->authors.v[0].name.family) : (pc_str){0};
    pc_str key = pc_str_cat(w->a, name, r->year);
    key = pc_str_cat(w->a, key, title_word(w, r->title));
    return key.n ? key : PC_S("work");
}

/* a, b, … z, aa … */
static pc_str letters(bw *w, size_t n) {
    char s[16];
    size_t i = sizeof s;
    for (; n > 0 && i > 0; n = (n - 1) / 26) s[--i] = (char)('a' + (n - 1) % 26);
    return pc_str_dup(w->a, (pc_str){s + i, sizeof s - i});
}

/* CSL JSON has a member for it; its "id" may be any address. */
static pc_str citation_key(const bib_record *r) {
    pc_str json = bib_field(r, "csl-citation-key");
    pc_str key = json.n > 2 && *json.p == '"' ? pc_str_sub(json, 1, json.n - 1) : (pc_str){0};
    return is_key(key) ? key : r->key;
}

pc_str bw_key(bw *w, const bib_record *r) {
    pc_str given = citation_key(r);
    if (!is_key(given)) given = cleaned(w, given);
    bool own = given.n > 0;
    pc_str base = own ? given : made(w, r), key = base;
    size_t *tried = pc_map_get(&w->keys, base);
    while (tried && pc_map_has(&w->keys, key)) {
        ++*tried;
        key = own ? pc_str_fmt(w->a, "%.*s-%zu", PC_F(base), *tried + 1)
                  : pc_str_cat(w->a, base, letters(w, *tried));
    }
    pc_map_set(w->a, &w->keys, key, PC_NEW(w->a, size_t));
    return key;
}
