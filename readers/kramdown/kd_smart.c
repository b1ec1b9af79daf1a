/* Quotes, symbols, character references, escapes, line breaks. */
#include "readers/kramdown/kd_span.h"
#include "text/entities.h"
#include "text/formula.h"
#include "text/smartypants.h"

static void put_symbol(kd_span *p, pc_smarty_kind kind, size_t at) {
    pc_str set = kind < PC_SMARTY_KINDS ? p->k->options.symbols[kind] : (pc_str){0};
    kd_span_made(p, set.p ? set : pc_smarty_text(kind), at);
    p->element = true;
}

/* The scanner is at a quote or at the character before one. */
bool kd_smart_quote(kd_span *p) {
    pc_smarty_quote q;
    if (!p->k->options.smart || !pc_smarty_quote_at(p->s, p->at, &q)) return false;
    kd_span_text(p, p->at, p->at + q.before);
    p->at += q.before;
    for (size_t i = 0; i < q.n; i++) put_symbol(p, q.kind[i], p->at++);
    return true;
}

bool kd_symbol_at(kd_span *p) {
    const kd_options *o = &p->k->options;
    if (!o->smart || (o->gfm && o->quirk_no_auto_typographic)) return false;
    pc_smarty_kind kind;
    size_t n = pc_smarty_symbol_at(p->s, p->at, &kind);
    if (!n) return false;
    put_symbol(p, kind, p->at);
    p->at += n;
    return true;
}

/* &name; &#8211; &#x2013; What is none, or has an unknown name, is text. */
bool kd_entity(kd_span *p) {
    pc_entity e;
    if (kd_span_char(p, p->at) != '&') return false;
    if (!pc_entity_html4_at(p->s, p->at, &e)) { /* an unknown one is text behind its & */
        size_t from = p->at, end = kd_reference_end(p->s, from);
        if (!end) return false;
        kd_span_made(p, PC_S("&"), from);
        kd_span_text(p, from + 1, end);
        p->at = end;
        return true;
    }
    kd_span_made(p, (pc_str){e.utf8, e.n}, p->at);
    p->element = true;
    p->at += e.len;
    return true;
}

/* --- escapes and breaks --------------------------------------------------------------------------
 */

bool kd_line_break(kd_span *p) {
    if (p->k->options.gfm && p->k->options.hard_wrap) return false;
    if (!kd_span_at(p, "  \n") && !kd_span_at(p, "\\\\\n")) return false;
    kd_span_break(p, p->at);
    p->at += 2;
    return true;
}

bool kd_escapable(int c) {
    return c && strchr("\\.*_+`<>()[]{}#!:|\"'$=-", c);
}

bool kd_escape(kd_span *p) {
    bool gfm = p->k->options.gfm;
    int c = kd_span_char(p, p->at + 1);
    if (kd_span_char(p, p->at) != '\\' || !c) return false;
    if (gfm && c == '\n' && !p->k->options.hard_wrap && !p->frame->in_html) {
        bool last = p->at + 2 == p->s.n && p->frame->type == KD_S_ROOT;
        if (!last) kd_span_break(p, p->at);
        p->at += 1;
        return true;
    }
    if (!kd_escapable(c) && !(gfm && c == '~')) return false;
    kd_span_text(p, p->at + 1, p->at + 2);
    p->at += 2;
    return true;
}

static bool dollars(kd_span *p) {
    pc_formulas all = {.text = p->s, .dollars = p->k->options.dollars};
    pc_formula f;
    if (!pc_formula_at(&all, p->at, &f)) return false;
    kd_span_push(p, pc_at(pc_math(PC_INLINE_MATH, f.tex), kd_pos(p->t, p->at)));
    p->at = f.to;
    return true;
}

bool kd_inline_math(kd_span *p) {
    if (kd_span_char(p, p->at) != '$') return false;
    if (kd_span_char(p, p->at + 1) != '$') return dollars(p);
    if (!p->k->options.math) return false;
    size_t from = p->at + 2;
    if (p->no_math && from >= p->no_math) return false;
    size_t to = pc_str_find(p->s, PC_S("$$"), from);
    if (to == PC_NPOS) {
        p->no_math = from;
        return false;
    }
    pc_inline x = pc_math(PC_INLINE_MATH, pc_str_trim(pc_str_sub(p->s, from, to)));
    kd_span_push(p, pc_at(x, kd_pos(p->t, p->at)));
    p->at = to + 2;
    return true;
}
