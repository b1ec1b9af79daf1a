/* The authors of a document, as front matter has them. */
#include "ast/build.h"
#include "ast/meta.h"
#include "ast/walk.h"
#include "base/str.h"
#include "bib/ident.h"
#include "bib/mark.h"
#include "readers/jekyll/entry.h"

typedef PC_VEC(pc_str) names_vec;
typedef PC_VEC(jek_author) author_vec;

static const char *const field_names[] = {"authors", "author", NULL};

/* --- the site's owner ----------------------------------------------------------------------------
 */

static pc_str owner(jek_site *s) {
    const pc_meta *given = pc_meta_getz(s->at->cli_metadata, "author");
    if (given) return pc_meta_text(s->at->scratch, given);
    const pc_value *v = jek_config(s, "author");
    pc_str name = v && v->kind == PC_MAP ? pc_value_get_text(v, "name") : PC_S("");
    if (!name.n && v && v->kind == PC_STRING) name = pc_value_text(v);
    return name;
}

/* Names that the page itself has in bold or underlined. */
static bool stands_out(jek_site *s, pc_inlines xs, pc_str name) {
    pc_walk w;
    pc_mark mark = pc_arena_mark(s->at->scratch);
    bool yes = false;
    pc_walk_inlines(&w, s->at->scratch, xs);
    for (pc_event e; !yes && (e = pc_walk_next(&w)) != PC_WALK_END;)
        if (e == PC_WALK_ENTER && w.inlin &&
            (w.inlin->tag == PC_Strong || w.inlin->tag == PC_Underline))
            yes = pc_str_has(pc_inlines_text(s->at->scratch, pc_inline_content(w.inlin)),
                             pc_str_dupz(s->at->scratch, name));
    pc_arena_release(s->at->scratch, mark);
    return yes;
}

/* --- names ---------------------------------------------------------------------------------------
 */

static void add_author(jek_site *s, author_vec *out, pc_str written) {
    pc_arena *a = s->at->arena;
    pc_str name = bib_mark_trim(pc_str_trim(written));
    if (!name.n) return;
    size_t end = (size_t)(name.p - written.p) + name.n;
    jek_author x = {.name = bib_name_parse(a, name),
                    .printed = name,
                    .marks = pc_str_trim(pc_str_from(written, end))};
    pc_str self = owner(s);
    x.self = self.n && bib_name_same_person(s->at->scratch, self, name);
    pc_vec_push(s->at->scratch, out, x);
}

static bool is_etal(pc_str s) {
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
static names_vec pieces(pc_arena *a, pc_str s) {
    char comma = pc_str_chr(s, ';', 0) == PC_NPOS ? ',' : ';';
    names_vec out = {0};
    for (size_t i = 0, from = 0, n; i <= s.n; i += n ? n : 1) {
        n = separator(s, i, comma);
        if (!n) continue;
        pc_str one = piece(pc_str_sub(s, from, i));
        if (one.n) pc_vec_push(a, &out, one);
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

/* [sure]: the field holds names and nothing else. */
static void split(jek_site *s, pc_str text, bool sure, author_vec *out, bool *etal) {
    names_vec v = pieces(s->at->scratch, text);
    if (v.n && is_etal(v.v[v.n - 1])) {
        *etal = true;
        v.n--;
    }
    bool semicolons = pc_str_chr(text, ';', 0) != PC_NPOS, pairs = !semicolons && in_pairs(&v);
    if (!sure && !pairs && !semicolons && !all_full(&v)) return;
    for (size_t i = 0; i < v.n; i += pairs ? 2 : 1) {
        pc_str one = v.v[i];
        if (pairs) { /* what stands between them in the text belongs to the name */
            const char *end = v.v[i + 1].p + v.v[i + 1].n;
            one = (pc_str){one.p, (size_t)(end - one.p)};
        }
        add_author(s, out, one);
    }
}

static pc_str name_of(jek_site *s, const pc_value *v) {
    if (v->kind != PC_MAP) return pc_value_text(v);
    pc_str name = pc_value_get_text(v, "name"), given = pc_value_get_text(v, "given"),
           family = pc_value_get_text(v, "family");
    if (name.n) return name;
    if (!given.n) given = pc_value_get_text(v, "first");
    if (!family.n) family = pc_value_get_text(v, "last");
    return pc_str_trim(pc_str_fmt(s->at->arena, "%.*s %.*s", PC_F(given), PC_F(family)));
}

static void listed(jek_site *s, const pc_value *list, author_vec *out, bool *etal) {
    for (size_t i = 0; i < list->as.of.n; i++) {
        const pc_value *x = &list->u.list[i];
        pc_str name = pc_inlines_text(s->at->arena, jek_inlines(s, name_of(s, x), x->pos));
        if (is_etal(name))
            *etal = true;
        else
            add_author(s, out, name);
        if (out->n && x->kind == PC_MAP)
            out->v[out->n - 1].orcid = bib_orcid_find(s->at->arena, pc_value_get_text(x, "orcid"));
    }
}

/* What stands before the year in brackets, or before the title: "Bee, A., Dee, C. (2020). …". */
static void cited(jek_doc *d, author_vec *out, bool *etal) {
    const char *const names[] = {"citation", NULL};
    const pc_value *v = jek_field(d, names);
    if (!v || v->kind != PC_STRING) return;
    jek_site *s = d->site;
    pc_str text = pc_inlines_text(s->at->arena, jek_inlines(s, pc_value_text(v), v->pos));
    static const char *const ends[] = {"(", "\"", "\xE2\x80\x9C"};
    size_t to = text.n;
    for (size_t i = 0; i < PC_COUNT(ends); i++) {
        size_t at = pc_str_find(text, pc_strz(ends[i]), 0);
        if (at < to) to = at;
    }
    text = pc_str_rtrim(pc_str_sub(text, 0, to == text.n ? 0 : to));
    if (text.n > 2 && text.p[text.n - 1] == '.' && pc_is_lower(text.p[text.n - 2])) text.n--;
    if (text.n) split(s, text, false, out, etal);
}

jek_authors jek_authors_of(jek_doc *d) {
    jek_site *s = d->site;
    const pc_value *v = jek_field(d, field_names);
    author_vec out = {0};
    bool etal = false;
    if (v && v->kind == PC_LIST) {
        listed(s, v, &out, &etal);
    } else if (v && v->kind == PC_STRING) {
        pc_inlines xs = jek_inlines(s, pc_value_text(v), v->pos);
        split(s, pc_inlines_text(s->at->arena, xs), true, &out, &etal);
        for (size_t i = 0; i < out.n; i++) out.v[i].self |= stands_out(s, xs, out.v[i].printed);
    } else {
        cited(d, &out, &etal);
    }
    return (jek_authors){pc_vec_done(s->at->arena, &out), out.n, etal};
}

/* --- in the document -----------------------------------------------------------------------------
 */

static pc_inline author_span(jek_site *s, const jek_author *x) {
    pc_arena *a = s->at->arena;
    const pc_attr *attr = pc_attr_class(a, PC_S("author"));
    if (x->self) attr = pc_attr_add_class(a, attr, PC_S("self"));
    const pc_key_value pairs[] = {{PC_S("family"), x->name.family},
                                  {PC_S("given"), x->name.given},
                                  {PC_S("suffix"), x->name.suffix},
                                  {PC_S("orcid"), x->orcid}};
    for (size_t i = 0; i < PC_COUNT(pairs); i++)
        if (pairs[i].value.n) attr = pc_attr_set(a, attr, pairs[i].key, pairs[i].value);
    return pc_span_node(a, attr, pc_text(a, x->printed));
}

pc_inline jek_authors_inline(jek_site *s, const jek_authors *v) {
    pc_arena *a = s->at->arena;
    pc_inline_vec xs = {0};
    for (size_t i = 0; i < v->n; i++) {
        if (i) pc_text_push(s->at->scratch, &xs, PC_S(", "), 0);
        pc_vec_push(s->at->scratch, &xs, author_span(s, &v->v[i]));
        if (v->v[i].marks.n)
            pc_vec_push(s->at->scratch, &xs,
                        pc_span_node(a, pc_attr_class(a, PC_S("mark")), pc_text(a, v->v[i].marks)));
    }
    if (v->etal) {
        pc_text_push(s->at->scratch, &xs, PC_S(", "), 0);
        pc_vec_push(s->at->scratch, &xs,
                    pc_span_node(a, pc_attr_class(a, PC_S("etal")), pc_text(a, PC_S("et al."))));
    }
    return pc_span_node(a, pc_attr_class(a, PC_S("authors")), pc_inlines_done(a, &xs));
}
