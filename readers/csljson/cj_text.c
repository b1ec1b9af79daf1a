/* The markup in strings of CSL JSON (citeproc-js, "HTML-like formatting tags"). */
#include "base/str.h"
#include "bib/entry.h"
#include "readers/csljson/cj.h"

typedef enum tag_kind { TAG_STYLE, TAG_NOCASE } tag_kind;

static const struct {
    const char *open, *close;
    tag_kind is;
    pc_inline_tag style;
} tags[] = {{"<i>", "</i>", TAG_STYLE, PC_Emph},
            {"<b>", "</b>", TAG_STYLE, PC_Strong},
            {"<sup>", "</sup>", TAG_STYLE, PC_Superscript},
            {"<sub>", "</sub>", TAG_STYLE, PC_Subscript},
            {"<sc>", "</sc>", TAG_STYLE, PC_SmallCaps},
            {"<span style=\"font-variant:small-caps;\">", "</span>", TAG_STYLE, PC_SmallCaps},
            {"<span style=\"font-variant: small-caps;\">", "</span>", TAG_STYLE, PC_SmallCaps},
            {"<span class=\"nocase\">", "</span>", TAG_NOCASE, PC_Span}};

/* An element that is open: what stands in it so far, and its tag in the text. */
typedef struct level {
    size_t row;
    pc_str open;
    pc_inline_vec in;
} level;

typedef struct tx {
    cj *j;
    PC_VEC(level) stack; /* the first is the text itself */
} tx;

static pc_inline_vec *top(tx *t) {
    return &t->stack.v[t->stack.n - 1].in;
}

static void put_words(tx *t, pc_str s) {
    pc_inlines xs = bib_words(t->j->a, t->j->scratch, s);
    for (size_t i = 0; i < xs.n; i++) pc_vec_push(t->j->scratch, top(t), xs.v[i]);
}

/* A tag which is none may have cut a word. */
static pc_inlines finished(tx *t, pc_inline_vec *v) {
    pc_inlines_join(t->j->a, v);
    return pc_inlines_done(t->j->a, v);
}

static void close_level(tx *t) {
    level l = t->stack.v[--t->stack.n];
    pc_inlines xs = finished(t, &l.in);
    pc_arena *a = t->j->a;
    pc_inline x = tags[l.row].is == TAG_NOCASE
                      ? pc_span_node(a, pc_attr_class(a, PC_S("nocase")), xs)
                      : pc_styled(tags[l.row].style, xs);
    if (xs.n) pc_vec_push(t->j->scratch, top(t), x);
}

/* A tag without its end is text. */
static void give_up_level(tx *t) {
    level l = t->stack.v[--t->stack.n];
    put_words(t, l.open);
    for (size_t i = 0; i < l.in.n; i++) pc_vec_push(t->j->scratch, top(t), l.in.v[i]);
}

/* The tag at the beginning of [s]: its row, and whether it closes the innermost level. False: none
 * that counts here. */
static bool tag_at(const tx *t, pc_str s, size_t *row, bool *closes) {
    enum { DEEPEST = 32 };
    size_t top_row = t->stack.v[t->stack.n - 1].row;
    *closes = s.n > 1 && s.p[1] == '/';
    if (*closes) return t->stack.n > 1 && pc_str_startsz(s, tags[*row = top_row].close);
    for (*row = 0; *row < PC_COUNT(tags); ++*row)
        if (pc_str_startsz(s, tags[*row].open)) return t->stack.n < DEEPEST;
    return false;
}

pc_inlines cj_inlines(cj *j, pc_str s) {
    if (pc_str_chr(s, '<', 0) == PC_NPOS) return bib_words(j->a, j->scratch, s);
    tx t = {.j = j};
    pc_vec_push(j->scratch, &t.stack, (level){.row = 0});
    size_t from = 0;
    for (size_t i = 0; (i = pc_str_chr(s, '<', i)) != PC_NPOS;) {
        size_t row;
        bool closes;
        pc_str rest = pc_str_from(s, i);
        if (!tag_at(&t, rest, &row, &closes)) {
            i++;
            continue;
        }
        put_words(&t, pc_str_sub(s, from, i));
        pc_str tag = pc_str_sub(rest, 0, strlen(closes ? tags[row].close : tags[row].open));
        if (closes) {
            close_level(&t);
        } else {
            level l = {.row = row, .open = tag};
            pc_vec_push(j->scratch, &t.stack, l);
        }
        from = i += tag.n;
    }
    put_words(&t, pc_str_from(s, from));
    while (t.stack.n > 1) give_up_level(&t);
    return finished(&t, top(&t));
}
