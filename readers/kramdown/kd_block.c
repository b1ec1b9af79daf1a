/* Blocks: the loop over their kinds, in kramdown's order, and the simple kinds. */
#include "readers/kramdown/kd_block.h"

#include "base/utf8.h"

/* --- what is made --------------------------------------------------------------------------------
 */

kd_el *kd_block_new(kd_blocks *b, kd_type t, size_t at) {
    kd_el *x = kd_el_new(b->k, t, kd_pos_near(&b->t, at, &b->near));
    x->ial = b->ial;
    b->ial = NULL;
    return x;
}

kd_el *kd_block_add(kd_blocks *b, kd_type t, size_t at) {
    kd_el *x = kd_block_new(b, t, at);
    kd_el_add(b->el, x);
    return x;
}

kd_el *kd_boundary(kd_blocks *b, kd_why why, size_t at) {
    kd_el *x = kd_block_add(b, KD_EOB, at);
    x->why = (uint8_t)why;
    return x;
}

kd_text kd_keep(const kd_blocks *b, size_t from, size_t to) {
    kd_text part = kd_sub(&b->t, from, to);
    return b->lasting ? part : kd_copy(b->k->arena, b->k->scratch, &part);
}

pc_str kd_keep_str(const kd_blocks *b, size_t from, size_t to) {
    pc_str s = pc_str_sub(b->t.s, from, to);
    return b->lasting ? s : pc_str_dup(b->k->arena, s);
}

void kd_settle(kd_blocks *b) {
    if (b->open && !b->lasting) b->open->text = kd_copy(b->k->arena, b->k->scratch, &b->open->text);
    b->open = NULL;
}

/* --- paragraphs ----------------------------------------------------------------------------------
 */

static size_t rtrim(pc_str s, size_t from, size_t to) {
    while (to > from && pc_is_space(s.p[to - 1])) to--;
    return to;
}

static void open_text(kd_blocks *b, kd_el *x, size_t from, size_t to) {
    kd_settle(b);
    x->text = kd_sub(&b->t, from, to);
    b->open = x;
    b->open_at = from;
}

static void paragraph_begin(kd_blocks *b, size_t from, size_t to) {
    kd_el *p = kd_block_add(b, KD_P, from);
    while (from < to && pc_is_space(b->t.s.p[from])) from++;
    open_text(b, p, from, to);
}

/* The blanks and the line end in front of [from] that join lines: what makes a break, or the line
 * end alone. */
static size_t joint(pc_str s, size_t from) {
    if (from >= 3 && pc_str_eqz(pc_str_sub(s, from - 3, from), "  \n")) return from - 3;
    return from ? from - 1 : 0;
}

/* Lines that no other parser took after all: they go on with the paragraph before them, in the same
 * text if nothing is between that has to go (kd_el_joined). */
static void paragraph_go_on(kd_blocks *b, size_t from, size_t to) {
    kd_el *p = b->el->last, *open = b->open;
    size_t at = joint(b->t.s, from);
    bool ours = open && (open == p || open->parent == p);
    if (ours && b->open_at + open->text.s.n == at) {
        open->text = kd_sub(&b->t, b->open_at, to);
        return;
    }
    kd_el *more = kd_el_new(b->k, KD_TEXT, kd_pos_near(&b->t, from, &b->near));
    kd_el_add(p, more);
    open_text(b, more, at, to);
}

static bool paragraph(kd_blocks *b) {
    pc_str s = b->t.s;
    size_t from = b->at, i = kd_indent(s, from, 3);
    if (i == s.n || s.p[i] == ' ' || s.p[i] == '\t') return false;
    do b->at = kd_line_end(s, b->at);
    while (!kd_paragraph_end(b, b->at));
    size_t to = rtrim(s, from, b->at);
    if (b->el->last && b->el->last->type == KD_P)
        paragraph_go_on(b, from, to);
    else
        paragraph_begin(b, from, to);
    return true;
}

/* What no parser takes (three spaces and a tab) is text without a paragraph around it. */
static bool stray(kd_blocks *b) {
    size_t from = b->at;
    b->at = kd_line_end(b->t.s, from);
    if (!b->open || b->open != b->el->last || b->open->type != KD_TEXT) {
        kd_el *x = kd_el_new(b->k, KD_TEXT, kd_pos_near(&b->t, from, &b->near));
        kd_el_add(b->el, x);
        open_text(b, x, from, from);
    }
    b->open->text = kd_sub(&b->t, b->open_at, b->at);
    return true;
}

/* --- other simple blocks -------------------------------------------------------------------------
 */

static bool blank_line(kd_blocks *b) {
    size_t end = kd_blank_end(b->t.s, b->at);
    if (!end) return false;
    kd_el *last = b->el->last;
    if (last && last->type == KD_BLANK)
        last->text.s = PC_S("\n\n"); /* more than one line, whatever they were */
    else
        kd_block_add(b, KD_BLANK, b->at)->text.s = end == b->at + 1 ? PC_S("\n") : PC_S("\n\n");
    b->at = end;
    return true;
}

static bool blockquote(kd_blocks *b) {
    pc_str s = b->t.s;
    size_t from = b->at;
    if (!kd_quote_starts(s, from)) return false;
    kd_gather g;
    kd_gather_begin(&g, b);
    do {
        size_t at = b->at;
        b->at = kd_line_end(s, at);
        if (kd_quote_starts(s, at)) {
            at = kd_indent(s, at, 3) + 1;
            at += at < s.n && s.p[at] == ' ';
        }
        kd_gather_add(&g, at, b->at);
    } while (!kd_lazy_end(b, b->at));
    kd_gather_parse(&g, kd_block_add(b, KD_BLOCKQUOTE, from), 0);
    return true;
}

static bool rule(kd_blocks *b) {
    size_t end = kd_rule_end(b->t.s, b->at);
    if (!end) return false;
    kd_block_add(b, KD_HR, b->at);
    b->at = end;
    return true;
}

static bool eob(kd_blocks *b) {
    size_t end = kd_eob_end(b->t.s, b->at);
    if (!end) return false;
    kd_boundary(b, KD_WHY_MARK, b->at);
    b->at = end;
    return true;
}

static bool block_math(kd_blocks *b) {
    pc_str s = b->t.s;
    size_t i = kd_indent(s, b->at, 3);
    bool escaped = i < s.n && s.p[i] == '\\';
    size_t open = i + escaped;
    if (!b->k->options.math || !pc_str_startsz(pc_str_from(s, open), "$$")) return false;
    if (!kd_after_boundary(b)) return false;
    size_t close = kd_next(&b->math, s, PC_S("$$"), open + 2);
    if (close == PC_NPOS) return false;
    size_t end = kd_rest_blank_end(s, close + 2);
    if (escaped) { /* the paragraph that follows has it as text */
        if (end) b->at = open;
        return false;
    }
    if (!end) end = close + 2;
    if (!kd_before_boundary(b, end)) return false;
    kd_el *x = kd_block_add(b, KD_MATH, b->at);
    kd_text text = kd_keep(b, open + 2, close);
    x->text = kd_trim(&text);
    b->at = end;
    return true;
}

/* --- headers -------------------------------------------------------------------------------------
 */

static bool in_id(int c) {
    return pc_is_alnum(c) || c == '_' || c == ':' || c == '-' || c == '.' || c >= 0x80;
}

/* {#id} at the end of a header, behind white space: its id. *to becomes the end of what is before
 * it. */
static pc_str header_id(pc_str s, size_t from, size_t *to) {
    size_t i = *to;
    if (i == from || s.p[i - 1] != '}') return (pc_str){0};
    size_t end = --i;
    while (i > from && in_id((unsigned char)s.p[i - 1])) i--;
    pc_str id = pc_str_sub(s, i, end);
    if (!id.n || pc_is_digit(id.p[0]) || id.p[0] == '-' || id.p[0] == '.') return (pc_str){0};
    if (i < from + 3 || s.p[i - 1] != '#' || s.p[i - 2] != '{') return (pc_str){0};
    if (s.p[i - 3] != ' ' && s.p[i - 3] != '\t') return (pc_str){0};
    *to = rtrim(s, from, i - 3);
    return id;
}

static void header(kd_blocks *b, int level, size_t from, size_t to, pc_str id) {
    kd_el *x = kd_block_add(b, KD_HEADER, b->at);
    x->text = kd_keep(b, from, to);
    x->level = (uint8_t)level;
    if (id.n) kd_ial_set(b->k, kd_el_attr(b->k, x), PC_S("id"), pc_str_dup(b->k->scratch, id));
}

/* Without the closing marks. GitHub wants white space before them; kramdown takes them anywhere,
 * unless a backslash is before. */
static size_t without_marks(bool spaced, pc_str s, size_t from, size_t to) {
    size_t i = to;
    while (i > from && s.p[i - 1] == '#') i--;
    if (i == to) return to;
    if (!spaced) {
        i += i > from && s.p[i - 1] == '\\';
        return rtrim(s, from, i);
    }
    return i > from && (s.p[i - 1] == ' ' || s.p[i - 1] == '\t') ? rtrim(s, from, i) : to;
}

static bool atx_header(kd_blocks *b) {
    pc_str s = b->t.s;
    const kd_options *o = &b->k->options;
    bool quirk = o->gfm && o->quirk_paragraph_end;
    size_t from = b->at, level;
    while (from < s.n && from - b->at < 6 && s.p[from] == '#') from++;
    level = from - b->at;
    if (!level || from == s.n) return false;
    if (o->gfm && s.p[from] != ' ' && s.p[from] != '\t') return false;
    if (!quirk && !kd_after_boundary(b)) return false;
    while (from < s.n && (s.p[from] == ' ' || s.p[from] == '\t')) from++;
    size_t end = kd_line_end(s, from);
    if (!o->gfm && from < s.n && s.p[from] == '\n')
        end = kd_line_end(s, end); /* kramdown reads on there */
    size_t to = rtrim(s, from, end);
    pc_str id = header_id(s, from, &to);
    to = without_marks(quirk, s, from, to);
    if (to <= from) return false;
    header(b, (int)level, from, to, id);
    b->at = end;
    return true;
}

static bool setext_header(kd_blocks *b) {
    pc_str s = b->t.s;
    size_t from = kd_indent(s, b->at, 3), under = kd_line_end(s, from), i = under;
    if (from == s.n || s.p[from] == ' ' || s.p[from] == '\t') return false;
    if (i == s.n || (s.p[i] != '-' && s.p[i] != '=')) return false;
    while (i < s.n && (s.p[i] == '-' || s.p[i] == '=')) i++;
    size_t end = kd_rest_blank_end(s, i);
    if (!end || !kd_after_boundary(b)) return false;
    size_t to = rtrim(s, from, under);
    pc_str id = header_id(s, from, &to);
    if (to <= from) return false;
    header(b, s.p[under] == '-' ? 2 : 1, from, to, id);
    b->at = end;
    return true;
}

/* --- the loop ------------------------------------------------------------------------------------
 */

static void next_block(kd_blocks *b) {
    static bool (*const parsers[])(kd_blocks *) = {blank_line,
                                                   kd_codeblock,
                                                   kd_fenced,
                                                   blockquote,
                                                   atx_header,
                                                   rule,
                                                   kd_list,
                                                   kd_definition_list,
                                                   kd_html_block,
                                                   setext_header,
                                                   block_math,
                                                   kd_table,
                                                   kd_footnote_def,
                                                   kd_link_definition,
                                                   kd_abbrev_def,
                                                   kd_extension,
                                                   eob,
                                                   paragraph,
                                                   stray};
    for (size_t i = 0; !parsers[i](b); i++) continue;
}

static bool run(kd_blocks *b) {
    while (b->at < b->t.s.n && !b->found_end) next_block(b);
    return b->found_end;
}

bool kd_parse_on(kd_blocks *b, kd_el *el) {
    kd_el *outer = b->el;
    kd_ial *ial = b->ial;
    b->el = el;
    b->ial = NULL;
    b->k->depth += KD_WEIGHT_HTML;
    bool found = run(b);
    b->k->depth -= KD_WEIGHT_HTML;
    b->found_end = false;
    b->el = outer;
    b->ial = ial;
    return found;
}

void kd_tell_depth(kd *k, pc_pos pos) {
    if (!k->told_depth)
        pc_diag(k->cx->diags, PC_DIAG_DEPTH, pos, "blocks nested this deep are kept as text");
    k->told_depth = true;
}

bool kd_too_deep(kd *k, pc_pos pos) {
    if (k->depth + KD_WEIGHT_TEXT <= KD_MOST_WEIGHT) return false;
    kd_tell_depth(k, pos);
    return true;
}

void kd_parse_text(kd *k, kd_el *el, const kd_text *t, bool lasting) {
    kd_blocks b = {.k = k, .t = *t, .lasting = lasting, .el = el};
    if (kd_too_deep(k, kd_pos(t, 0))) {
        size_t to = rtrim(t->s, 0, t->s.n);
        if (to) paragraph_begin(&b, 0, to);
    } else {
        k->depth += KD_WEIGHT_TEXT;
        run(&b);
        k->depth -= KD_WEIGHT_TEXT;
    }
    kd_settle(&b);
}

void kd_parse(kd *k, kd_el *el, const kd_text *t) {
    kd_parse_text(k, el, t, true);
}
