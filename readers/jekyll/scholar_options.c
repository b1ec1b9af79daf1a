/* What the tags of jekyll-scholar are told: settings and options (utilities.rb, optparse). */
#include "base/str.h"
#include "readers/jekyll/scholar.h"

#include <stddef.h>

/* --- settings ------------------------------------------------------------------------------------
 */

const pc_value *jek_setting(const jek_tag *t, const char *name) {
    const pc_value *own = t->s->page ? pc_value_getz(&t->s->page->data, "scholar") : NULL;
    const pc_value *v = pc_value_getz(own, name);
    return v ? v : pc_value_getz(jek_config(t->s, "scholar"), name);
}

pc_str jek_setting_text(const jek_tag *t, const char *name, const char *standard) {
    const pc_value *v = jek_setting(t, name);
    if (!v || v->kind == PC_NULL) return pc_strz(standard);
    if (v->kind != PC_LIST) return pc_value_text(v);
    pc_str all = {0};
    for (size_t i = 0; i < v->as.of.n && i < 32; i++) {
        pc_str one = pc_value_text(&v->u.list[i]);
        all = i ? pc_str_cat(t->a, pc_str_cat(t->a, all, PC_S(",")), one) : one;
    }
    return all;
}

pc_str jek_setting_of(const jek_tag *t, const char *name, pc_str key) {
    const pc_value *v = pc_value_get(jek_setting(t, name), key);
    return v ? pc_value_text(v) : (pc_str){0};
}

void jek_style_say(jek_tag *t) {
    pc_str style = t->style.n ? t->style : jek_setting_text(t, "style", "apa");
    jek_scholar *x = jek_scholar_of(t->s);
    if (x->said_style || pc_str_eqz(style, "apa")) return;
    x->said_style = true;
    pc_diag_span(liq_diags(t->r), PC_DIAG_SCHOLAR, liq_here(t->r), 0,
                 PC_S("citations are (Bee & Dee, 2024), and entries annotated publications"),
                 "styles are not followed: '%.*s'", PC_F(style));
    liq_say_chain(t->r);
}

void jek_template_say(jek_tag *t) {
    pc_str own = jek_setting_text(t, "bibliography_template", "{{reference}}");
    pc_str template = t->template.n ? t->template : own;
    jek_scholar *x = jek_scholar_of(t->s);
    if (x->said_template || pc_str_eqz(template, "{{reference}}")) return;
    x->said_template = true;
    pc_diag(liq_diags(t->r), PC_DIAG_NOTE, liq_here(t->r),
            "entries are annotated publications, without the template '%.*s'", PC_F(template));
}

/* --- options -------------------------------------------------------------------------------------
 */

typedef enum option_kind { FLAG, NUMBER, TEXT, TEXTS } option_kind;

typedef struct option {
    const char *brief, *full;
    option_kind kind;
    size_t at; /* its member of jek_tag */
} option;

/* -O is taken for -g in version 7.3, and its value for names of fields; here it does what it says.
 */
static const option options[] = {
#define AT(member) offsetof(jek_tag, member)
    {"-f", "--file", TEXTS, AT(files)},
    {"-q", "--query", TEXT, AT(query)},
    {"-g", "--group_by", TEXT, AT(group_by)},
    {"-G", "--group_order", TEXT, AT(group_order)},
    {"-O", "--type_order", TEXT, AT(type_order)},
    {"-m", "--max", NUMBER, AT(max)},
    {"-o", "--offset", NUMBER, AT(offset)},
    {"-p", "--prefix", TEXT, AT(prefix)},
    {"-h", "--bibliography_list_tag", TEXT, AT(list_tag)},
    {"-l", "--locator", TEXTS, AT(locators)},
    {"-L", "--label", TEXTS, AT(labels)},
    {"-s", "--style", TEXT, AT(style)},
    {"-t", "--text", TEXT, AT(text)},
    {"-T", "--template", TEXT, AT(template)},
    {"-r", "--remove_duplicates", TEXT, AT(duplicates)},
    {"-c", "--cited", FLAG, AT(cited)},
    {"-C", "--cited_in_order", FLAG, AT(in_order)},
    {"-A", "--suppress_author", FLAG, AT(no_author)},
    {NULL, "--clear", FLAG, AT(clear)},
#undef AT
};

/* "--max" or "-" at the beginning of s. */
static pc_str option_word(pc_str s) {
    size_t n = 0;
    while (n < s.n && (pc_is_alpha(s.p[n]) || s.p[n] == '-' || s.p[n] == '_')) n++;
    return pc_str_sub(s, 0, n);
}

/* The option at the beginning of s ("--max 5", "-m 5", "-m5") and the length of its name. NULL:
 * none. */
static const option *option_at(pc_str s, size_t *n) {
    pc_str word = option_word(s);
    for (size_t i = 0; i < PC_COUNT(options); i++) {
        const option *o = &options[i];
        bool full = pc_str_eqz(word, o->full);
        *n = full ? word.n : 2;
        if (full || (o->brief && pc_str_startsz(s, o->brief))) return o;
    }
    return NULL;
}

/* As Ruby's to_i: the digits in front. */
static int64_t number(pc_str s) {
    size_t n = 0;
    int64_t i;
    while (n < s.n && pc_is_digit(s.p[n])) n++;
    return pc_str_int(pc_str_sub(s, 0, n), &i) ? i : 0;
}

static void set(jek_tag *t, const option *o, pc_str value) {
    void *member = (char *)t + o->at;
    switch (o->kind) {
    case FLAG: *(bool *)member = true; break;
    case NUMBER: *(int64_t *)member = number(value); break;
    case TEXT: *(pc_str *)member = value; break;
    case TEXTS: pc_vec_push(t->a, (jek_texts *)member, value); break;
    }
}

/* jekyll-scholar hears "--" in a name that it does not know, which ends the options. */
static void refuse(jek_tag *t, pc_str s) {
    pc_str word = option_word(s), names[PC_COUNT(options)];
    if (pc_str_eqz(word, "--")) return;
    for (size_t i = 0; i < PC_COUNT(options); i++) names[i] = pc_strz(options[i].full);
    pc_str near = pc_did_you_mean(word, names, PC_COUNT(names));
    pc_str help = near.n ? pc_str_fmt(t->a, "did you mean '%.*s'?", PC_F(near))
                         : PC_S("it and what follows is passed over");
    pc_diag_span(liq_diags(t->r), PC_DIAG_SCHOLAR, liq_here(t->r), 0, help,
                 "jekyll-scholar has no option '%.*s'", PC_F(word));
    liq_say_chain(t->r);
}

/* Where the next option begins: behind a space. */
static size_t value_end(pc_str s, size_t i) {
    size_t n;
    for (; i < s.n; i++) {
        pc_str rest = pc_str_from(s, i);
        if (pc_is_space(s.p[i - 1]) && *rest.p == '-' &&
            (pc_str_startsz(rest, "--") || option_at(rest, &n)))
            break;
    }
    return i;
}

void jek_options_read(jek_tag *t, pc_str s) {
    for (s = pc_str_trim(s); s.n; s = pc_str_ltrim(s)) {
        size_t n = 1, to;
        const option *o = *s.p == '-' ? option_at(s, &n) : NULL;
        if (!o && *s.p == '-') {
            refuse(t, s);
            break;
        }
        to = value_end(s, n);
        if (o) set(t, o, pc_str_trim(pc_str_sub(s, n, to)));
        s = pc_str_from(s, to);
    }
    t->cited |= t->in_order;
}
