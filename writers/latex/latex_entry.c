/* What stands in a publication's entry. The order is the page's; the look of each field is a macro,
 * and where a page gives all its titles (authors, venues) one look, that becomes the macro's
 * definition. What a filter has put in place of the page's own markup is written as it is. */
#include "writers/latex/latex_int.h"

#include "ast/build.h"
#include "ast/walk.h"
#include "base/str.h"
#include "base/utf8.h"

static const char *const field_classes[TEX_FIELD_COUNT] = {
    [TEX_TITLE] = "title", [TEX_AUTHORS] = "authors", [TEX_VENUE] = "venue"};
static const char *const field_macros[TEX_FIELD_COUNT] = {
    [TEX_TITLE] = "\\pubtitle{", [TEX_AUTHORS] = "\\pubauthors{", [TEX_VENUE] = "\\pubvenue{"};

static bool has_class(const pc_inline *x, const char *cls) {
    return x->tag == PC_Span && pc_attr_has_class(x->u.span->attr, cls);
}

static bool is_look(const pc_inline *x) {
    return x->tag == PC_Strong || x->tag == PC_Emph;
}

/* The only inline in a list, through links; NULL if there are more. */
static const pc_inline *only(pc_inlines xs) {
    while (xs.n == 1 && xs.v[0].tag == PC_Link) xs = xs.v[0].u.link->content;
    return xs.n == 1 ? &xs.v[0] : NULL;
}

static bool is_punctuation(pc_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("[](){}.,;:'\"/|-", s.p[i]) || !s.p[i]) return false;
    return true;
}

/* "[SIGMOD 2025, Oral]": nothing but where it appeared, when and how. */
static bool is_badge(pc_inlines xs) {
    static const char *const parts[] = {"venue", "year",  "status", "award",
                                        "pages", "issue", "volume"};
    bool named = false;
    for (size_t i = 0; i < xs.n; i++) {
        const pc_inline *x = &xs.v[i];
        if (x->tag == PC_Space || x->tag == PC_SoftBreak) continue;
        if (x->tag == PC_Str && is_punctuation(x->u.text)) continue;
        bool part = false;
        for (size_t k = 0; k < PC_COUNT(parts); k++) part = part || has_class(x, parts[k]);
        if (!part) return false;
        named = named || has_class(x, "venue") || has_class(x, "status");
    }
    return named;
}

static bool span_field(const pc_inline *x, tex_field *field) {
    for (int f = 0; f < TEX_FIELD_COUNT; f++)
        if (has_class(x, field_classes[f])) {
            *field = (tex_field)f;
            return true;
        }
    return false;
}

bool tex_field_of(const pc_inline *x, tex_field *field, const pc_inline **look) {
    *look = NULL;
    if (span_field(x, field)) {
        const pc_inline *in = only(x->u.span->content);
        if (in && is_look(in)) *look = in;
        return true;
    }
    if (x->tag == PC_Link) {
        const pc_inline *in = only(x->u.link->content);
        return in && tex_field_of(in, field, look);
    }
    if (!is_look(x)) return false;
    const pc_inline *in = only(x->u.inlines);
    if (in && span_field(in, field)) {
        *look = x;
        return true;
    }
    if (!is_badge(x->u.inlines)) return false;
    *field = TEX_VENUE;
    *look = x;
    return true;
}

/* --- Marks -------------------------------------------------------------------------------------
 */

/* Says what a legend of the page says; without one, what the author's classes leave as possible. */
tex_role tex_mark_role(const tex *t, uint32_t c, const pc_attr *author) {
    char key[5] = "";
    pc_utf8_put(c, key);
    const pc_str *means = pc_map_get(&t->pubs.meanings, pc_strz(key));
    if (means && pc_str_eqz(*means, "equal")) return TEX_ROLE_EQUAL;
    if (means && pc_str_eqz(*means, "corresponding")) return TEX_ROLE_CORR;
    if (means) return TEX_ROLE_OTHER;
    bool equal = author && pc_attr_has_class(author, "equal");
    bool corr = author && pc_attr_has_class(author, "corresponding");
    if (equal && corr) return c == '*' || c == 0x2217 ? TEX_ROLE_EQUAL : TEX_ROLE_CORR;
    return equal ? TEX_ROLE_EQUAL : corr ? TEX_ROLE_CORR : TEX_ROLE_OTHER;
}

/* The macro of a mark; NULL: it has none. */
static const char *mark_macro(const tex *t, uint32_t c, tex_role role) {
    static const char *const macros[] = {
        [TEX_ROLE_EQUAL] = "\\pubequal{}", [TEX_ROLE_CORR] = "\\pubcorr{}"};
    return role != TEX_ROLE_OTHER && t->pubs.mark[role] == c ? macros[role] : NULL;
}

static void raised(tex *t, pc_str s) {
    if (!s.n) return;
    TEX_PUT(t, "\\textsuperscript{");
    tex_text(t, s, 0);
    TEX_PUT(t, "}");
}

static void mark_of(tex *t, uint32_t c, tex_role role) {
    const char *macro = mark_macro(t, c, role);
    char utf8[4];
    if (macro)
        tex_putz(t, macro);
    else
        raised(t, (pc_str){utf8, pc_utf8_put(c, utf8)});
}

static void note_mark(tex *t) {
    t->pubs.list_has_marks = true;
    if (t->o == t->body && t->o->place[TEX_FIRST_MARK] == PC_NPOS) tex_keep(t, TEX_FIRST_MARK);
}

static bool put_marks(tex *t, const pc_inline *x) {
    pc_str s = pc_inlines_text(t->cx->scratch, x->u.span->content);
    if (!s.n || pc_str_chr(s, '\\', 0) != PC_NPOS) return false; /* a formula */
    size_t from = 0; /* of the signs that have no macro: they stand in one superscript */
    for (size_t i = 0, at = 0; i < s.n; at = i) {
        uint32_t c = pc_utf8_next(s, &i);
        const char *macro = mark_macro(t, c, tex_mark_role(t, c, t->pubs.author));
        if (!macro) continue;
        raised(t, pc_str_trim(pc_str_sub(s, from, at)));
        tex_putz(t, macro);
        note_mark(t);
        from = i;
    }
    pc_str rest = pc_str_trim(pc_str_from(s, from));
    raised(t, rest);
    if (rest.n) note_mark(t);
    return true;
}

/* In the legend a mark is the same macro as beside the names. */
bool tex_entry_str(tex *t, pc_str s, pc_pos pos) {
    bool any = false;
    size_t from = 0;
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        uint32_t c = pc_utf8_next(s, &i);
        const tex_used_mark *m =
            pc_uni_is_alnum(c) ? NULL : tex_used(&t->pubs, pc_str_sub(s, at, i));
        if (!m) continue;
        tex_text(t, pc_str_sub(s, from, at), pos);
        mark_of(t, c, m->role);
        from = i;
        any = true;
    }
    if (any) tex_text(t, pc_str_from(s, from), pos);
    return any;
}

/* --- Authors -----------------------------------------------------------------------------------
 */

/* \pubself stands for the page's bold. If something else marks the name, a filter has put it there,
 * and it stays. */
static void self(tex *t, pc_inlines xs) {
    const pc_inline *in = only(xs);
    bool other = in && (in->tag == PC_Emph || in->tag == PC_Underline || in->tag == PC_SmallCaps ||
                        in->tag == PC_Span || in->tag == PC_Code || in->tag == PC_RawInline);
    if (other) {
        tex_inlines(t, xs);
        return;
    }
    if (in && in->tag == PC_Strong) t->pubs.unwrap = in;
    TEX_PUT(t, "\\pubself{");
    tex_inlines(t, xs);
    TEX_PUT(t, "}");
    t->pubs.unwrap = NULL;
}

static void author(tex *t, const pc_span *s) {
    t->pubs.author = s->attr;
    if (pc_attr_has_class(s->attr, "self"))
        self(t, s->content);
    else
        tex_inlines(t, s->content);
}

/* --- Fields ------------------------------------------------------------------------------------
 */

static void field(tex *t, tex_field f, pc_inlines xs, const pc_inline *look) {
    bool authors = t->pubs.in_authors, badge = t->pubs.in_badge;
    bool stands = look && look->tag == t->pubs.look[f];
    /* "In *Journal*" among badges: not a badge. */
    if (f == TEX_VENUE && t->pubs.look[f] != PC_Str && !stands) {
        t->pubs.in_badge = true;
        tex_inlines(t, xs);
        t->pubs.in_badge = badge;
        return;
    }
    if (f == TEX_AUTHORS) t->pubs.in_authors = true;
    if (f == TEX_VENUE) t->pubs.in_badge = true;
    if (stands && look->u.inlines.v != xs.v) t->pubs.unwrap = look;
    tex_putz(t, field_macros[f]);
    tex_inlines(t, xs);
    TEX_PUT(t, "}");
    t->pubs.in_authors = authors;
    t->pubs.in_badge = badge;
}

/* A Strong or Emph around one field alone. */
static bool wrapped_field(tex *t, const pc_inline *x, tex_field f) {
    if (x->tag != t->pubs.look[f]) return false;
    const pc_inline *in = only(x->u.inlines);
    tex_field inner;
    if (in && span_field(in, &inner) && inner == f)
        tex_inlines(t, x->u.inlines);
    else
        field(t, f, x->u.inlines, x);
    return true;
}

static bool pub_span(tex *t, const pc_inline *x) {
    const pc_span *s = x->u.span;
    if (pc_attr_has_class(s->attr, "author")) {
        author(t, s);
        return true;
    }
    return pc_attr_has_class(s->attr, "mark") && put_marks(t, x);
}

bool tex_pub_inline(tex *t, const pc_inline *x) {
    if (x == t->pubs.unwrap) {
        t->pubs.unwrap = NULL;
        tex_inlines(t, x->u.inlines);
        return true;
    }
    if (x->tag == PC_Span && pub_span(t, x)) return true;
    if (x->tag == PC_Superscript || x->tag == PC_Strong) {
        const pc_inline *in = only(x->u.inlines);
        bool drop =
            in && (x->tag == PC_Superscript ? has_class(in, "mark")
                                            : has_class(in, "author") && has_class(in, "self"));
        if (drop) {
            tex_inlines(t, x->u.inlines);
            return true;
        }
    }
    tex_field f;
    const pc_inline *look;
    if (x->tag == PC_Link || !tex_field_of(x, &f, &look)) return false;
    if (f == TEX_VENUE && t->pubs.in_badge) return false;
    if (x->tag != PC_Span) return wrapped_field(t, x, f);
    field(t, f, x->u.span->content, look);
    return true;
}

/* --- Entries -----------------------------------------------------------------------------------
 */

static bool is_gap(const pc_inline *x) {
    return x->tag == PC_Space || x->tag == PC_SoftBreak || x->tag == PC_LineBreak;
}

/* On a page, italics or the colour of a link part the authors from what is beside them. In print
 * they get a line, unless the page has a comma or full stop there. */
static bool needs_break(const pc_inline *before, const pc_inline *after) {
    tex_field a, b;
    const pc_inline *look;
    if (!tex_field_of(before, &a, &look) || !tex_field_of(after, &b, &look)) return false;
    return (a == TEX_AUTHORS) != (b == TEX_AUTHORS);
}

static void entry_inlines(tex *t, pc_inlines xs) {
    size_t to = xs.n, i = 0;
    while (i < to && is_gap(&xs.v[i])) i++;
    while (to > i && is_gap(&xs.v[to - 1])) to--;
    size_t from = i;
    for (; i < to; i++) {
        if (!is_gap(&xs.v[i])) continue;
        size_t end = i;
        bool hard = false;
        for (; is_gap(&xs.v[end]); end++) hard = hard || xs.v[end].tag == PC_LineBreak;
        if (hard || needs_break(&xs.v[i - 1], &xs.v[end])) {
            tex_inlines(t, pc_inlines_sub(xs, from, i));
            TEX_PUT(t, "\\pubbreak");
            tex_want(t, 1);
            from = end;
        }
        i = end - 1;
    }
    tex_inlines(t, pc_inlines_sub(xs, from, to));
}

/* Pictures of an entry are left out: a line of nothing else is none, which a break would end. */
static bool only_images(pc_inlines xs) {
    for (size_t i = 0; i < xs.n; i++)
        if (!is_gap(&xs.v[i]) && xs.v[i].tag != PC_Image) return false;
    return true;
}

/* Paragraphs of an entry are its lines, also those in boxes. [open]: there is a line to continue.
 */
static void entry_blocks(tex *t, pc_blocks xs, bool *open) {
    for (size_t i = 0; i < xs.n; i++) {
        const pc_block *b = &xs.v[i];
        pc_inlines line = pc_block_inlines(b);
        if (b->tag == PC_Div && !pc_attr_has_class(b->u.div->attr, "legend")) {
            entry_blocks(t, b->u.div->content, open);
        } else if (!line.n) {
            tex_block(t, b);
            if (b->tag != PC_RawBlock && b->tag != PC_Null) *open = false;
        } else if (only_images(line)) {
            tex_inlines(t, line);
        } else {
            if (*open) {
                TEX_PUT(t, "\\pubbreak");
                tex_want(t, 1);
            }
            entry_inlines(t, line);
            *open = true;
        }
    }
}

void tex_entry(tex *t, const pc_div *d) {
    bool open = false;
    t->pubs.inside++;
    t->para_start = true;
    tex_labeled_place(t, d->attr->id);
    entry_blocks(t, d->content, &open);
    tex_want(t, 2);
    t->pubs.inside--;
}
