/* Authors: names, the marks that stand beside them, biblatex's annotations and extended names. */
#include "base/str.h"
#include "bib/annotation.h"
#include "bib/names.h"
#include "bib/people.h"
#include "readers/bibtex/bt.h"

/* --- text and marks ------------------------------------------------------------------------------
 */

/* "^{*\\dagger}": the signs, if it is nothing but marks; else empty. */
static pc_str signs_of(bt *b, pc_str tex) {
    pc_buf all;
    bool only = true;
    pc_buf_init(&all, b->cx->mem);
    for (size_t i = 0; i < tex.n && only;) {
        size_t from = i++;
        if (strchr("^{}, ", tex.p[from])) continue;
        while (tex.p[from] == '\\' && i < tex.n && pc_is_alpha((unsigned char)tex.p[i])) i++;
        while (i < tex.n && ((unsigned char)tex.p[i] & 0xc0) == 0x80) i++;
        pc_str sign = bib_mark_tex(b->a, pc_str_cat(b->a, PC_S("^"), pc_str_sub(tex, from, i)));
        only = sign.n > 0;
        pc_buf_put(&all, sign);
    }
    pc_str s = only ? pc_buf_take(&all, b->a) : (pc_str){0};
    pc_buf_fini(&all);
    return s;
}

/* The words of a part of a name; what stands raised, or in a formula that is a mark, goes to
 * *marks. */
static void split_marks(bt *b, pc_inlines xs, pc_buf *words, pc_buf *marks) {
    for (size_t i = 0; i < xs.n; i++) {
        const pc_inline *x = &xs.v[i];
        if (x->tag == PC_Superscript) {
            pc_buf_put(marks, bt_inlines_text(b, pc_inline_content(x)));
        } else if (x->tag == PC_Math) {
            pc_str sign = signs_of(b, x->u.text);
            pc_buf_put(sign.n ? marks : words, sign.n ? sign : x->u.text);
        } else if (pc_inline_content(x).n) {
            split_marks(b, pc_inline_content(x), words, marks);
        } else {
            pc_buf_put(words, bt_inlines_text(b, (pc_inlines){x, 1}));
        }
    }
}

/* A part of a name as text, without braces and marks; these go to *marks. */
static pc_str part_text(bt *b, pc_str tex, pc_buf *marks) {
    pc_buf words;
    if (!tex.n) return tex;
    pc_buf_init(&words, b->cx->mem);
    split_marks(b, bt_inlines(b, tex, 0, false, false), &words, marks);
    pc_str all = pc_buf_take(&words, b->a), text = bib_mark_trim(all);
    pc_buf_fini(&words);
    if (!text.n) return all;
    size_t before = (size_t)(text.p - all.p);
    pc_buf_put(marks, pc_str_trim(pc_str_sub(all, 0, before)));
    pc_buf_put(marks, pc_str_trim(pc_str_from(all, before + text.n)));
    return text;
}

/* "\textbf{Li, Haoyang}": how people mark themselves. */
static pc_str without_style(pc_str raw, bool *bold) {
    static const char *const styles[] = {"\\textbf{", "\\underline{", "\\emph{", "\\textit{",
                                         "{\\bf "};
    for (size_t i = 0; i < PC_COUNT(styles); i++) {
        size_t n = strlen(styles[i]);
        if (!pc_str_startsz(raw, styles[i]) || raw.p[raw.n - 1] != '}') continue;
        if (pc_str_chr(raw, '}', 0) != raw.n - 1) continue;
        *bold |= i == 0 || i == 1 || i == 4;
        return pc_str_sub(raw, n, raw.n - 1);
    }
    return raw;
}

/* --- extended names ------------------------------------------------------------------------------
 */

/* biblatex: "family=Beethoven, given=Ludwig, prefix=van, useprefix=true". False: not so written. */
static bool extended(bt *b, pc_str raw, bib_name *n, pc_buf *marks) {
    static const char *const names[] = {"family", "given", "prefix", "suffix", "useprefix"};
    pc_str value[PC_COUNT(names)] = {{0}}, rest = raw, one;
    bool any = false;
    if (pc_str_chr(raw, '=', 0) == PC_NPOS) return false;
    while (pc_str_cut(&rest, ',', &one)) {
        size_t eq = pc_str_chr(one, '=', 0);
        pc_str key = pc_str_trim(pc_str_sub(one, 0, eq));
        for (size_t i = 0; i < PC_COUNT(names) && eq != PC_NPOS; i++)
            if (pc_str_ieqz(key, names[i])) {
                value[i] = pc_str_trim(pc_str_from(one, eq + 1));
                any = true;
            }
    }
    if (!any) return false;
    bib_name_parts p = {.last = part_text(b, value[0], marks),
                        .first = part_text(b, value[1], marks),
                        .von = part_text(b, value[2], marks),
                        .jr = part_text(b, value[3], marks)};
    *n = bib_name_from_parts(b->a, &p);
    if (pc_str_ieqz(value[4], "true")) n->fixed = n->particle;
    return true;
}

static bib_name name_of(bt *b, pc_str raw, pc_buf *marks) {
    bib_name n;
    if (extended(b, raw, &n, marks)) return n;
    bib_name_parts p = bib_name_cut(raw);
    if (b->dialect == BIB_BIBLATEX) bib_name_small_von(&p, raw);
    bib_name_parts text = {.first = part_text(b, p.first, marks),
                           .von = part_text(b, p.von, marks),
                           .last = part_text(b, p.last, marks),
                           .jr = part_text(b, p.jr, marks),
                           .body = p.body};
    return bib_name_from_parts(b->a, &text);
}

/* Names other than the authors': in BibTeX's form, as text. */
pc_str bt_names(bt *b, const bt_field *f) {
    pc_buf out, marks;
    pc_str raw;
    pc_buf_init(&out, b->cx->mem);
    pc_buf_init(&marks, b->cx->mem);
    for (size_t i = 0; bib_names_next(f->value, &i, &raw);) {
        if (!raw.n) continue;
        bib_name n = name_of(b, raw, &marks);
        if (out.n) pc_buf_putz(&out, " and ");
        pc_buf_put(&out, bib_name_is_others(raw) ? raw : bib_name_inverted(b->a, &n));
    }
    pc_str s = pc_buf_take(&out, b->a);
    pc_buf_fini(&out);
    pc_buf_fini(&marks);
    return s;
}

/* --- the list ------------------------------------------------------------------------------------
 */

static void annotations_of(bt *b, bt_entry *e, bib_author *v, size_t n) {
    for (int i = 0; i < BIB_AN_COUNT; i++) {
        bt_field *f = bt_get(e, pc_strz(bib_an_field((bib_an)i)));
        if (f && bib_annotate(b->a, v, n, bt_field_text(b, f), (bib_an)i)) f->used = true;
    }
}

static bib_author author_of(bt *b, pc_str raw, pc_pos pos) {
    bib_author x = {.pos = pos};
    pc_buf marks;
    bool bold = false;
    pc_buf_init(&marks, b->cx->mem);
    raw = without_style(raw, &bold);
    x.name = name_of(b, raw, &marks);
    x.marks = pc_buf_take(&marks, b->a);
    pc_buf_fini(&marks);
    bool self = b->self.n && bib_name_same_person(b->scratch, b->self, x.name.literal);
    if (bold || self) x.roles |= BIB_SELF;
    return x;
}

static void say_commas(bt *b, const bt_field *f, pc_str raw) {
    pc_pos pos = bt_place(f, raw);
    bt_say(b, pos, f->along ? pos + (pc_pos)raw.n : 0, PC_S("write \" and \" between two names"),
           "'%.*s' has more commas than a name can have", PC_F(raw));
}

/* "A. Bee, Cy Dee", "A. Bee, Cy Dee, Ed Foo": as BibTeX reads it, these are one person's family
 * name, "Jr." and first name. */
static bool is_list(pc_str raw) {
    pc_str part[3] = {{0}}, rest = raw;
    size_t n = 0;
    while (n < 3 && pc_str_cut(&rest, ',', &part[n])) n++;
    for (size_t i = 0; i < n; i++)
        if (bib_name_shape(pc_str_trim(part[i])) != BIB_SHAPE_FULL) return false;
    pc_str first = pc_str_trim(part[0]);
    pc_str word = pc_str_sub(first, 0, pc_str_chr(first, ' ', 0));
    return n == 3 ||
           (n == 2 && pc_str_endsz(word, ".") && bib_name_word_of(word) == BIB_WORD_INITIAL);
}

static void say_list(bt *b, const bt_field *f, pc_str raw) {
    pc_pos pos = bt_place(f, raw);
    bt_say(b, pos, f->along ? pos + (pc_pos)raw.n : 0, PC_S("write \" and \" between two names"),
           "'%.*s' is one name to BibTeX, family name first", PC_F(raw));
}

bib_authors bt_authors(bt *b, bt_entry *e, bool *etal) {
    bib_author_vec v = {0};
    bt_field *f = bt_get(e, PC_S("author"));
    pc_str raw;
    if (!f) return (bib_authors){NULL, 0};
    f->used = true;
    for (size_t i = 0; bib_names_next(f->value, &i, &raw);) {
        if (bib_name_is_others(raw)) {
            *etal = true;
        } else if (raw.n) {
            if (bib_name_cut(raw).commas && pc_str_chr(raw, '=', 0) == PC_NPOS)
                say_commas(b, f, raw);
            else if (pc_str_chr(raw, ',', 0) != PC_NPOS && is_list(raw))
                say_list(b, f, raw);
            pc_vec_push(b->scratch, &v, author_of(b, raw, bt_place(f, raw)));
        }
    }
    bt_field *legend = bt_get(e, PC_S("annotation"));
    bool annotated = bt_get(e, PC_S("author+an")) != NULL;
    annotations_of(b, e, v.v, v.n);
    if (!annotated) bib_people_roles(v.v, v.n, legend ? legend->value : (pc_str){0});
    return (bib_authors){pc_vec_done(b->a, &v), v.n};
}
