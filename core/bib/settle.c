/* Records of pages as bibliographies have them. */
#include "bib/settle.h"

#include "ast/walk.h"
#include "base/str.h"
#include "bib/field.h"
#include "bib/words.h"

typedef struct st {
    pc_arena *a;
    bib_record *r;
    bib_field_vec fields;
} st;

static void set(st *s, const char *name, pc_str value) {
    pc_str key = pc_strz(name);
    bool there = bib_field(s->r, name).n || bib_field_has(s->r, &s->fields, key);
    if (!there) bib_field_set(s->a, s->r, &s->fields, key, value);
}

/* --- words ---------------------------------------------------------------------------------------
 */

enum { THESIS, REPORT };
static const bib_row work_types[] = {
#define BIB_WORK_TYPE(phrase, type, genre) BIB_ROW(phrase, genre, type, 0),
#include "bib/worktype.def"
#undef BIB_WORK_TYPE
};

static const bib_row publishers[] = {
#define BIB_PUBLISHER(word) BIB_ROW(word, NULL, 1, 0),
#include "bib/publisher.def"
#undef BIB_PUBLISHER
};

static bool is_publisher(pc_str name) {
    pc_str word;
    size_t from;
    for (size_t i = 0; bib_word(name, &i, &from, &word);)
        if (bib_row_find(BIB_ROWS(publishers), word)) return true;
    return false;
}

static bool is_between(char c) {
    return strchr(" ,.;:()-", c) && c;
}

/* Without what stands between parts of a line. */
static pc_str part(pc_str s) {
    while (s.n && is_between(s.p[0])) s = pc_str_from(s, 1);
    while (s.n && is_between(s.p[s.n - 1])) s.n--;
    return s;
}

static size_t digits_in(pc_str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += pc_is_digit((unsigned char)s.p[i]);
    return n;
}

/* "TR-12", "No. 10,123,456" at the beginning of *rest, which goes on behind it: the first of three
 * words with [least] digits, before a comma. Empty: there is none. */
static pc_str take_number(pc_str *rest, size_t least) {
    size_t i = 0;
    for (int words = 0; words < 3 && i < rest->n; words++) {
        while (i < rest->n && strchr(" #(", rest->p[i])) i++;
        size_t from = i, end = pc_str_chr(*rest, ' ', i);
        i = end < rest->n ? end : rest->n;
        pc_str word = part(pc_str_sub(*rest, from, i));
        if (digits_in(word) >= least) {
            *rest = pc_str_from(*rest, i);
            return word;
        }
        if (i > from && (rest->p[i - 1] == ',' || rest->p[i - 1] == ';')) break;
    }
    return (pc_str){0};
}

/* --- places --------------------------------------------------------------------------------------
 */

static pc_str take_venue(st *s) {
    pc_str name = s->r->venues.v->name;
    s->r->venues.v++;
    s->r->venues.n--;
    return name;
}

/* The kind of work that [s] begins with, and its bytes; 0: none. The table has ASCII's apostrophe.
 */
static size_t type_at(pc_str s, const bib_row **row) {
    enum { LONGEST = 64 };
    char p[LONGEST];
    size_t n = 0, from = 0, i = 0;
    while (from < s.n && n < LONGEST) {
        bool quote = pc_str_startsz(pc_str_from(s, from), "\xE2\x80\x99");
        p[n++] = quote ? '\'' : s.p[from];
        from += quote ? 3 : 1;
    }
    size_t k = bib_row_at(BIB_ROWS(work_types), (pc_str){p, n}, row);
    for (; k; k--) i += s.p[i] == '\xE2' ? 3 : 1;
    return i;
}

/* A kind of work at the beginning of the place, or behind its last comma; *rest: the other part. */
static const bib_row *work_type(pc_str name, pc_str *printed, pc_str *rest) {
    const bib_row *row = NULL;
    size_t n = type_at(name, &row), comma = pc_str_rchr(name, ',');
    *printed = pc_str_sub(name, 0, n);
    *rest = pc_str_from(name, n);
    if (n || comma == PC_NPOS) return n ? row : NULL;
    *printed = pc_str_trim(pc_str_from(name, comma + 1));
    *rest = pc_str_sub(name, 0, comma);
    n = type_at(*printed, &row);
    return n && n == printed->n ? row : NULL;
}

/* "PhD thesis, ETH Zürich", "ETH Zürich, PhD thesis", "Technical Report TR-12, MIT". */
static bool settle_type(st *s) {
    pc_str printed, rest;
    const bib_row *row = work_type(s->r->venues.v->name, &printed, &rest);
    if (!row) return false;
    take_venue(s);
    s->r->type = row->value == THESIS ? PC_S("thesis") : PC_S("report");
    set(s, "genre", *row->text ? pc_strz(row->text) : printed);
    if (row->value == REPORT) set(s, "number", take_number(&rest, 1));
    rest = part(rest);
    if (pc_str_startsz(rest, "at ")) rest = pc_str_from(rest, 3);
    if (rest.n || s->r->venues.n) set(s, "publisher", rest.n ? rest : take_venue(s));
    return true;
}

/* "Ph.D. Dissertation" anywhere but in the title. */
static void settle_genre(st *s) {
    pc_str text = pc_blocks_text(s->a, s->r->content), word;
    size_t from, title = s->r->title.n ? pc_str_find(text, s->r->title, 0) : PC_NPOS;
    for (size_t i = 0; bib_word(text, &i, &from, &word);) {
        const bib_row *row;
        size_t n = type_at(pc_str_from(text, from), &row);
        bool in_title = title != PC_NPOS && from >= title && from < title + s->r->title.n;
        if (!n || in_title) continue;
        set(s, "genre", *row->text ? pc_strz(row->text) : pc_str_sub(text, from, from + n));
        return;
    }
}

/* "US Patent 10,123,456" wherever the entry says it: the number, and of which country. */
static void settle_patent(st *s) {
    enum { FEWEST = 4 };
    pc_str text = pc_blocks_text(s->a, s->r->content), word;
    size_t from, before = PC_NPOS;
    for (size_t i = 0; bib_word(text, &i, &from, &word); before = from) {
        pc_str rest = pc_str_from(text, i), number;
        if (!bib_word_is(word, "patent") || !(number = take_number(&rest, FEWEST)).n) continue;
        pc_str country = pc_str_sub(text, before == PC_NPOS ? from : before, from);
        bool named = pc_str_chr(country, ' ', 0) + 1 == country.n && pc_is_upper(*country.p);
        set(s, "number", number);
        set(s, "genre", named ? pc_str_cat(s->a, country, word) : word);
        return;
    }
}

static void settle_place(st *s) {
    pc_str type = s->r->type;
    bool publishes = pc_str_eqz(type, "thesis") || pc_str_eqz(type, "report");
    if (!s->r->venues.n || settle_type(s)) return;
    bool book = pc_str_eqz(type, "book"), house = book && is_publisher(s->r->venues.v->name);
    if (publishes) settle_genre(s);
    if (publishes || house)
        set(s, "publisher", take_venue(s));
    else if (book)
        s->r->type = PC_S("chapter");
}

/* --- the whole -----------------------------------------------------------------------------------
 */

/* Whether v[0, n) has the place: one without a year is that of any. */
static bool is_again(const bib_place *v, size_t n, const bib_place *x) {
    for (size_t i = 0; i < n; i++) {
        bool year = !x->year.n || !v[i].year.n || pc_str_eq(v[i].year, x->year);
        if (year && pc_str_ieq(v[i].name, x->name)) return true;
    }
    return false;
}

static void settle_repeated(st *s) {
    enum { MOST = 50 };
    size_t n = 0, all = s->r->venues.n;
    bib_place *v = PC_NEW_N(s->a, bib_place, all + 1);
    for (size_t i = 0; i < all; i++)
        if (i > MOST || !is_again(v, n, &s->r->venues.v[i])) v[n++] = s->r->venues.v[i];
    s->r->venues.v = v;
    s->r->venues.n = n;
}

void bib_settle(pc_arena *a, bib_record *r) {
    st s = {.a = a, .r = r};
    if (!bib_from_page(r)) return;
    for (size_t i = 0; i < r->fields.n; i++) pc_vec_push(a, &s.fields, r->fields.v[i]);
    r->pages = bib_range_text(a, r->pages);
    settle_repeated(&s);
    settle_place(&s);
    if (pc_str_eqz(r->type, "patent")) settle_patent(&s);
    r->fields = (bib_fields){s.fields.v, s.fields.n};
}
