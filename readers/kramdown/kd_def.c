/* Definitions of links, footnotes and abbreviations. */
#include "readers/kramdown/kd_block.h"

/* --- footnotes -----------------------------------------------------------------------------------
 */

/* [^name]: at [at]: the byte behind it. */
static size_t note_label(pc_str s, size_t at, pc_str *name) {
    size_t i = kd_indent(s, at, 3);
    if (!pc_str_startsz(pc_str_from(s, i), "[^")) return 0;
    size_t from = i += 2;
    if (i == s.n || !kd_is_word(s.p[i])) return 0;
    while (i < s.n && (kd_is_word(s.p[i]) || s.p[i] == '-')) i++;
    *name = pc_str_sub(s, from, i);
    return pc_str_startsz(pc_str_from(s, i), "]:") ? i + 2 : 0;
}

/* The rest of the line, and what would be code below it. */
static size_t note_text(kd_blocks *b, size_t at, kd_gather *g) {
    pc_str s = b->t.s;
    size_t end = kd_codeblock_end(b, kd_line_end(s, at));
    kd_gather_begin(g, b);
    for (size_t next; at < end; at = next) {
        next = kd_line_end(s, at);
        if (kd_is_indented(s, at)) at += s.p[at] == '\t' ? 1 : 4;
        kd_gather_add(g, at, next);
    }
    return end;
}

bool kd_footnote_def(kd_blocks *b) {
    pc_str name;
    size_t from = b->at, at = note_label(b->t.s, from, &name);
    if (!at) return false;
    kd *k = b->k;
    kd_gather g;
    kd_footnote *f = PC_NEW(k->scratch, kd_footnote);
    f->name = pc_str_dup(k->arena, name);
    f->content = kd_el_new(k, KD_ROOT, kd_pos(&b->t, from));
    b->at = note_text(b, at, &g);
    kd_gather_parse(&g, f->content, 0);
    if (pc_map_has(&k->footnotes, name))
        kd_warn(k, f->content->pos, "footnote '%.*s' is defined again: the last definition counts",
                PC_F(name));
    kd_boundary(b, KD_WHY_FOOTNOTE_DEF, from);
    pc_map_set(k->scratch, &k->footnotes, f->name, f);
    return true;
}

/* --- links ---------------------------------------------------------------------------------------
 */

typedef struct link_def {
    pc_str url, title; /* title.p NULL: none */
    size_t end;
} link_def;

static size_t skip_blanks(pc_str s, size_t at) {
    while (at < s.n && (s.p[at] == ' ' || s.p[at] == '\t')) at++;
    return at;
}

/* The end of the line's text. */
static size_t text_end(pc_str s, size_t at) {
    size_t end = pc_str_chr(s, '\n', at);
    if (end == PC_NPOS) end = s.n;
    while (end > at && (s.p[end - 1] == ' ' || s.p[end - 1] == '\t')) end--;
    return end;
}

/* A title at [at] that is all that is left of the line, whose text ends at [end]. */
static bool title_at(pc_str s, size_t at, size_t end, link_def *d) {
    if (at == s.n || (s.p[at] != '"' && s.p[at] != '\'') || end < at + 3) return false;
    if (s.p[end - 1] != s.p[at]) return false;
    d->title = pc_str_sub(s, at + 1, end - 1);
    d->end = kd_line_end(s, end);
    return true;
}

/* What may be behind the address, which ends at [at] in the line whose text ends at [end]: a title
 * there or in the next line, or nothing. */
static bool tail_at(pc_str s, size_t at, size_t end, link_def *d) {
    size_t i = skip_blanks(s, at);
    d->title = (pc_str){0};
    if (i > at && i < s.n && title_at(s, i, end, d)) return true;
    if (i < s.n && s.p[i] != '\n') return false;
    d->end = i < s.n ? i + 1 : s.n;
    i = skip_blanks(s, d->end);
    title_at(s, i, text_end(s, i), d);
    return true;
}

static bool is_quote(int c) {
    return c == '"' || c == '\'';
}

/* The address may hold white space; it ends where a title begins that ends the line. One in it that
 * does not makes the line no definition. */
static bool plain_address(pc_str s, size_t at, link_def *d) {
    size_t end = text_end(s, at);
    bool quote = false;
    if (end == at) return false;
    for (size_t i = at + 1; i < end; i++) {
        if (s.p[i - 1] == ' ' || s.p[i - 1] == '\t' || (s.p[i] != ' ' && s.p[i] != '\t')) continue;
        size_t next = skip_blanks(s, i);
        if (!is_quote(s.p[next])) continue;
        d->url = pc_str_sub(s, at, i);
        if (title_at(s, next, end, d)) return !quote;
        quote = true;
    }
    d->url = pc_str_sub(s, at, end);
    return !quote && tail_at(s, end, end, d);
}

static bool address(pc_str s, size_t at, link_def *d) {
    at = skip_blanks(s, at);
    size_t line = text_end(s, at);
    if (at < line && s.p[at] == '<')
        for (size_t i = at + 1; i < line; i++) {
            if (s.p[i] != '>' || !tail_at(s, i + 1, line, d)) continue;
            d->url = pc_str_sub(s, at + 1, i);
            return true;
        }
    return plain_address(s, at, d);
}

bool kd_link_definition(kd_blocks *b) {
    pc_str s = b->t.s;
    size_t from = kd_indent(s, b->at, 3), i = from + 1;
    if (from == s.n || s.p[from] != '[') return false;
    while (i < s.n && s.p[i] != ']' && s.p[i] != '\n') i++;
    if (i == from + 1 || !pc_str_startsz(pc_str_from(s, i), "]:")) return false;
    link_def got;
    if (!address(s, i + 2, &got)) return false;
    kd *k = b->k;
    kd_link_def *d = PC_NEW(k->scratch, kd_link_def);
    d->url = pc_str_dup(k->arena, got.url);
    if (got.title.p) d->title = pc_str_dup(k->arena, got.title);
    pc_str label = kd_label(k, pc_str_sub(s, from + 1, i));
    if (pc_map_has(&k->links, label))
        kd_warn(k, kd_pos(&b->t, b->at), "link '%.*s' is defined again: the last definition counts",
                PC_F(label));
    d->at = kd_boundary(b, KD_WHY_LINK_DEF, b->at);
    pc_map_set(k->scratch, &k->links, label, d);
    b->at = got.end;
    return true;
}

/* --- abbreviations -------------------------------------------------------------------------------
 */

bool kd_abbrev_def(kd_blocks *b) {
    pc_str s = b->t.s;
    size_t i = kd_indent(s, b->at, 3);
    if (!pc_str_startsz(pc_str_from(s, i), "*[")) return false;
    size_t end = kd_line_end(s, i), from = i + 2;
    size_t to = pc_str_find(pc_str_sub(s, 0, end), PC_S("]:"), from + 1);
    if (to == PC_NPOS) return false;
    kd *k = b->k;
    pc_pos pos = kd_pos(&b->t, b->at);
    kd_abbrev *a = PC_NEW(k->scratch, kd_abbrev);
    a->word = pc_str_dup(k->arena, pc_str_sub(s, from, to));
    a->title = pc_str_dup(k->arena, pc_str_trim(pc_str_sub(s, to + 2, end)));
    a->at = kd_boundary(b, KD_WHY_ABBREV_DEF, b->at);
    b->at = end;
    if (a->word.n > KD_MAX_ABBREV) {
        kd_warn(k, pos, "an abbreviation of more than %d bytes is not looked for", KD_MAX_ABBREV);
        return true;
    }
    if (pc_map_has(&k->abbrevs, a->word))
        kd_warn(k, pos, "abbreviation '%.*s' is defined again: the last definition counts",
                PC_F(a->word));
    pc_map_set(k->scratch, &k->abbrevs, a->word, a);
    return true;
}
