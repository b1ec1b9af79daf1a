/* What the headings above an entry say about it. Found once for all entries of a section. */
#include "check/check_int.h"

#include "ast/build.h"
#include "ast/walk.h"
#include "bib/date.h"
#include "bib/words.h"

/* As much of a heading is read. */
#define MOST_TEXT 200

int64_t chk_year(pc_str year) {
    int64_t n = 0;
    return pc_str_int(pc_str_sub(year, 0, 4), &n) ? n : 0;
}

static pc_str text_of(chk *c, const bib_section *s) {
    return pc_str_sub(pc_inlines_text(c->a, s->header->content), 0, MOST_TEXT);
}

static bool has_word(pc_str text, const char *const *words, size_t n) {
    pc_str w;
    size_t from;
    for (size_t i = 0; bib_word(text, &i, &from, &w);)
        for (size_t k = 0; k < n; k++)
            if (bib_word_is(w, words[k])) return true;
    return false;
}

/* "2020-2024", "2019, 2020", "2020 and before"; not "2024 (12 papers)". */
static bool is_range(pc_str text) {
    static const char *const words[] = {"and",   "before", "earlier", "older", "since",
                                        "until", "prior",  "onwards", "to",    "from"};
    size_t digits = 0, end = pc_str_chr(text, '(', 0);
    for (size_t i = 0; i < text.n && i < end; i++) digits += pc_is_digit(text.p[i]);
    return digits > 4 || has_word(text, words, PC_COUNT(words));
}

/* The one year that a heading names; 0: none, or several. */
static int64_t year_of(pc_str text, const pc_attr *attr) {
    enum { LONG = 40 };
    pc_str own = pc_attr_get(attr, "year"), year = own.n ? own : bib_year_find(text, 0);
    return year.n && text.n < LONG && !is_range(text) ? chk_year(year) : 0;
}

static bool has_status(pc_str text) {
    const char *status;
    pc_str w;
    size_t from;
    for (size_t i = 0; bib_word(text, &i, &from, &w);)
        if (bib_status_at(pc_str_from(text, from), &status)) return true;
    return false;
}

/* "Working papers", "Under review", "Work-in-Progress": what stands below has a status. */
static bool tells_status(pc_arena *a, pc_str heading) {
    char *p = pc_str_dupz(a, heading);
    for (size_t i = 0; i < heading.n; i++)
        if (p[i] == '-') p[i] = ' ';
    pc_str text = {p, heading.n};
    bool plural = text.n && pc_lower(p[text.n - 1]) == 's';
    return has_status(text) || (plural && has_status(pc_str_sub(text, 0, text.n - 1)));
}

/* A choice of what stands below once more. */
static bool is_choice(pc_str text) {
    static const char *const words[] = {"selected",       "new",      "recent", "highlight",
                                        "highlights",     "featured", "news",   "latest",
                                        "representative", "top",      "key",    "best"};
    return has_word(text, words, PC_COUNT(words));
}

/* Each heading is read once; what it says holds below it, too. A heading by type may stand below
 * one by year; any other begins something else. */
static const chk_section *read_section(chk *c, const bib_section *s, int up) {
    enum { LEVELS = 8 };
    pc_str key = {(const char *)&s, sizeof s};
    chk_section *x = pc_map_get(&c->sections, key);
    if (x) return x;
    x = PC_NEW(c->a, chk_section);
    pc_map_set(c->a, &c->sections, pc_str_dup(c->a, key), x);
    if (!s) return x;
    pc_str text = text_of(c, s);
    const chk_section *above = read_section(c, up < LEVELS ? s->above : NULL, up + 1);
    x->year = year_of(text, s->header->attr);
    x->year_pos = s->pos;
    x->status = tells_status(c->scratch, text);
    x->choice = is_choice(text) || above->choice;
    if (x->year || !*bib_heading_type(text)) return x;
    x->year = above->year;
    x->year_pos = above->year_pos;
    return x;
}

const chk_section *chk_section_of(chk *c, const bib_section *s) {
    return read_section(c, s, 0);
}
