/* What the options say about the document's HTML: for the writer, beside the document. */
#include "base/str.h"
#include "readers/kramdown/kd.h"

/* The map of syntax_highlighter_opts for one kind of code: its own part over the common one. */
static const pc_value *code_option(const kd_options *o, const char *part, const char *name) {
    const pc_value *all = &o->highlighter_opts;
    const pc_value *own = all->kind == PC_MAP ? pc_value_getz(all, part) : NULL;
    const pc_value *v = own && own->kind == PC_MAP ? pc_value_getz(own, name) : NULL;
    return v || all->kind != PC_MAP ? v : pc_value_getz(all, name);
}

static bool is_true(const pc_value *v) {
    return v && v->kind != PC_NULL && !(v->kind == PC_BOOL && !v->u.b);
}

/* Jekyll fills in what its configuration leaves open; options that are set otherwise are all there
 * is. */
static pc_code_look code(const kd *k, const char *part) {
    const kd_options *o = &k->options;
    const pc_value *language = code_option(o, part, "default_lang");
    const pc_value *css = code_option(o, part, "css_class");
    pc_code_look x = {.framed = pc_str_eqz(o->highlighter, "rouge") &&
                                !is_true(code_option(o, part, "disable"))};
    x.guess = o->jekyll_code ? o->guess_lang : is_true(code_option(o, part, "guess_lang"));
    if (is_true(language)) x.language = pc_str_dup(k->arena, pc_value_text(language));
    if (!x.language.n && o->jekyll_code) x.language = PC_S("plaintext");
    if (is_true(css)) x.css_class = pc_str_dup(k->arena, pc_value_text(css));
    return x;
}

const pc_look *kd_look(kd *k) {
    const kd_options *o = &k->options;
    pc_look *x = PC_NEW(k->arena, pc_look);
    *x = (pc_look){
        .block = code(k, "block"),
        .span = code(k, "span"),
        .math_elements = !pc_str_eqz(o->math_engine, "mathjax"),
        .note_start = o->footnote_nr,
        .note_prefix = o->footnote_prefix,
        .note_text = o->footnote_link_text,
        .note_back = o->footnote_backlink,
        .note_back_inline = o->footnote_backlink_inline,
    };
    x->note_names = pc_vec_done(k->arena, &k->note_names);
    x->nnote_names = k->note_names.n;
    return x;
}
