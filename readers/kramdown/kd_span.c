/* Spans: the scanner, text, and which parser is asked in which order. */
#include "readers/kramdown/kd_span.h"

#include "text/entities.h"

/* --- text ----------------------------------------------------------------------------------------
 */

static pc_inline *last(kd_span *p) {
    return p->out.n > p->frame->first ? &p->out.v[p->out.n - 1] : NULL;
}

static bool is_gap(const pc_inline *x) {
    return x->tag == PC_Space || x->tag == PC_SoftBreak || x->tag == PC_LineBreak;
}

/* Makes the last Str's text one that can grow. */
static void build(kd_span *p, pc_inline *x, size_t more) {
    bool own = x->u.text.p == p->built.text;
    size_t n = x->u.text.n;
    if (own && n + more <= p->built.cap) return;
    size_t cap = (n + more) * 2;
    char *text = pc_alloc_text(p->k->arena, cap);
    memcpy(text, x->u.text.p, n);
    p->built = (kd_built){text, cap};
    x->u.text.p = text;
}

/* Part of a word. */
static void put_word(kd_span *p, pc_str s, pc_pos pos, bool lasting) {
    pc_inline *x = last(p);
    if (!s.n) return;
    if (x && x->tag == PC_Str && !x->html && lasting && x->u.text.p + x->u.text.n == s.p &&
        x->u.text.p != p->built.text) {
        x->u.text.n += s.n; /* goes on in the same text */
    } else if (x && x->tag == PC_Str && !x->html) {
        build(p, x, s.n);
        memcpy((char *)(uintptr_t)(x->u.text.p + x->u.text.n), s.p, s.n);
        x->u.text.n += s.n;
    } else {
        if (!lasting) s = pc_str_dup(p->k->arena, s);
        pc_vec_push(p->k->scratch, &p->out, pc_at(pc_str_node(s), pos));
    }
}

enum { KD_MOST_BLANKS = 255 }; /* blanks that are counted */

/* Blanks that the document's model does not know (pc_inline's kind). */
static uint16_t blanks(pc_str s) {
    size_t line = pc_str_chr(s, '\n', 0);
    if (line == PC_NPOS) return (uint16_t)(s.n - 1 < KD_MOST_BLANKS ? s.n - 1 : KD_MOST_BLANKS);
    size_t behind = s.n - line - 1;
    if (line > KD_MOST_BLANKS || behind > KD_MOST_BLANKS) return 0;
    return (uint16_t)(line << 8 | behind);
}

/* A gap that is none, since a line's end stands in front of it. */
static void behind_break(pc_inline *x, pc_str s) {
    const unsigned most = PC_LINE_BEHIND - 1;
    size_t line = pc_str_chr(s, '\n', 0), n = line == PC_NPOS ? s.n : s.n - line - 1;
    if (line != PC_NPOS && x->html) x->kind |= PC_LINE_BEHIND;
    n += x->kind & most;
    x->kind = (uint16_t)((x->kind & ~most) | (n < most ? n : most));
}

/* A gap goes on: something stood in it that leaves nothing, or the next thing begins with a blank.
 */
static void more_gap(pc_inline *x, pc_str s) {
    bool line = pc_str_chr(s, '\n', 0) != PC_NPOS;
    size_t n = x->kind + s.n;
    if (x->tag == PC_LineBreak)
        behind_break(x, s);
    else if (line && x->tag == PC_Space)
        x->tag = PC_SoftBreak, x->kind = 0;
    else if (!line && x->tag == PC_Space)
        x->kind = (uint16_t)(n < KD_MOST_BLANKS ? n : KD_MOST_BLANKS);
}

static void put_gap(kd_span *p, pc_str s, pc_pos pos) {
    bool line = pc_str_chr(s, '\n', 0) != PC_NPOS;
    bool hard = line && p->k->options.gfm && p->k->options.hard_wrap && !p->frame->in_html;
    pc_inline *x = last(p);
    if (x && is_gap(x)) {
        more_gap(x, s);
        return;
    }
    pc_inline gap = hard ? pc_line_break() : line ? pc_soft_break() : pc_space();
    if (!hard) gap.kind = blanks(s);
    pc_vec_push(p->k->scratch, &p->out, pc_at(gap, pos));
}

static bool cjk_at(pc_str s, size_t at) {
    return at < s.n && pc_uni_is_cjk(pc_utf8_next(s, &at));
}

/* A line end between two wide characters that the option takes away. */
static bool drops_gap(kd_span *p, pc_str s, size_t from, size_t to) {
    if (!p->k->options.remove_line_breaks_for_cjk || to - from != 1 || s.p[from] != '\n')
        return false;
    size_t before = from;
    return from && pc_uni_is_cjk(pc_utf8_prev(s, &before)) && cjk_at(s, to);
}

/* Words and gaps of [t], whose bytes last. */
static void put_words(kd_span *p, const kd_text *t, size_t from, size_t to) {
    size_t own = 0, *near = t == p->t ? &p->near : &own;
    while (from < to) {
        size_t end = from;
        bool gap = pc_is_space(t->s.p[from]);
        while (end < to && pc_is_space(t->s.p[end]) == gap) end++;
        pc_pos pos = kd_pos_near(t, from, near);
        if (!gap)
            put_word(p, pc_str_sub(t->s, from, end), pos, true);
        else if (!drops_gap(p, t->s, from, end))
            put_gap(p, pc_str_sub(t->s, from, end), pos);
        from = end;
    }
}

/* … with nothing in it but character references. */
static void put_decoded(kd_span *p, const kd_text *t, size_t from, size_t to) {
    pc_entity e;
    pc_str s = pc_str_sub(t->s, 0, to);
    for (size_t i = from; (i = pc_str_chr(s, '&', i)) != PC_NPOS;) {
        size_t next = i + 1;
        if (pc_entity_at(s, i, &e)) {
            next = i + e.len;
            put_words(p, t, from, i);
            put_word(p, (pc_str){e.utf8, e.n}, kd_pos(t, i), false);
            from = next;
        }
        i = next;
    }
    put_words(p, t, from, to);
}

/* --- text that waits -----------------------------------------------------------------------------
 * An abbreviation may be met in parts: around an escaped character, or a mark that opened nothing.
 */

static void put_text(kd_span *p, const kd_text *t, size_t from, size_t to, bool decode) {
    (decode ? put_decoded : put_words)(p, t, from, to);
}

static void put_abbrev(kd_span *p, kd_abbrev *a, pc_pos pos) {
    pc_inlines xs = kd_abbrev_nodes(p->k, a);
    for (size_t i = 0; i < xs.n; i++) pc_vec_push(p->k->scratch, &p->out, pc_at(xs.v[i], pos));
}

/* Text in which abbreviations are marked. */
static void put_abbrevs(kd_span *p, const kd_text *t, size_t from, size_t to, bool decode) {
    for (size_t i = from; i < to; i++) {
        bool start = i == from || !kd_is_word((unsigned char)t->s.p[i - 1]);
        kd_abbrev *a = start ? kd_abbrev_at(p->k, pc_str_sub(t->s, i, to)) : NULL;
        if (!a) continue;
        put_text(p, t, from, i, decode);
        put_abbrev(p, a, kd_pos(t, i));
        from = i + a->word.n;
        i = from - 1;
    }
    put_text(p, t, from, to, decode);
}

static void wait_text(kd_span *p, size_t from, size_t to, bool decode) {
    kd_piece *x = p->pieces.n > p->frame->first_piece ? &p->pieces.v[p->pieces.n - 1] : NULL;
    if (x && x->to == from && x->decode == decode)
        x->to = to;
    else
        pc_vec_push(p->k->scratch, &p->pieces, ((kd_piece){from, to, decode}));
}

/* The pieces of the element at hand as one text. */
static kd_text joined(kd_span *p, bool *decode) {
    kd_maker m;
    kd_make(&m, p->k->arena);
    for (size_t i = p->frame->first_piece; i < p->pieces.n; i++) {
        kd_put(&m, p->t, p->pieces.v[i].from, p->pieces.v[i].to);
        *decode |= p->pieces.v[i].decode;
    }
    return kd_made(&m);
}

void kd_span_put_waiting(kd_span *p) {
    size_t first = p->frame->first_piece, n = p->pieces.n - first;
    kd_piece one = p->pieces.v[first];
    if (n == 1) {
        put_abbrevs(p, p->t, one.from, one.to, one.decode);
    } else {
        kd_text all = joined(p, &one.decode);
        put_abbrevs(p, &all, 0, all.s.n, one.decode);
    }
    p->pieces.n = first;
}

static void text(kd_span *p, size_t from, size_t to, bool decode) {
    bool marks = p->k->abbrevs.n && !p->frame->raw && !p->frame->verbatim;
    if (from >= to) return;
    p->element = false;
    decode = (decode || p->frame->raw) && !p->k->as_written;
    if (marks) {
        wait_text(p, from, to, decode);
        return;
    }
    kd_span_settle(p);
    if (p->frame->verbatim && !p->k->as_written)
        kd_span_raw(p, PC_S("html"), kd_html_escape(p->k, pc_str_sub(p->s, from, to)), from);
    else
        put_text(p, p->t, from, to, decode);
}

void kd_span_text(kd_span *p, size_t from, size_t to) {
    text(p, from, to, false);
}

void kd_span_decoded(kd_span *p, size_t from, size_t to) {
    text(p, from, to, true);
}

void kd_span_made(kd_span *p, pc_str text, size_t from) {
    p->element = false;
    kd_span_settle(p);
    put_word(p, text, kd_pos(p->t, from), false);
}

void kd_span_push(kd_span *p, pc_inline x) {
    kd_span_settle(p);
    p->tag_attr = NULL;
    pc_vec_push(p->k->scratch, &p->out, x);
    p->element = true;
}

void kd_span_raw(kd_span *p, pc_str format, pc_str text, size_t from) {
    bool left_out = pc_str_eqz(format, "html") && !pc_ext_has(p->k->cx->exts, PC_EXT_raw_html);
    if (!left_out)
        kd_span_push(p, pc_at(pc_raw_inline(p->k->arena, format, text), kd_pos(p->t, from)));
}

void kd_span_break(kd_span *p, size_t from) {
    enum { KD_MOST = 254 };
    kd_span_settle(p);
    pc_inline *x = last(p), br = pc_line_break();
    if (x && x->tag == PC_Space) {
        br.kind = (uint16_t)(((x->kind < KD_MOST ? x->kind : KD_MOST) + 1) << 8);
        p->out.n--;
    }
    kd_span_push(p, pc_at(br, kd_pos(p->t, from)));
}

/* --- frames --------------------------------------------------------------------------------------
 */

/* A node and the Span that its attributes may need. */
enum { KD_FRAME_DEPTH = 2 };

bool kd_span_open(kd_span *p, kd_frame *f, kd_span_type type) {
    const kd_frame *up = p->frame;
    if (p->k->depth + KD_FRAME_DEPTH > KD_MAX_DEPTH) return false;
    p->k->depth += KD_FRAME_DEPTH;
    *f = (kd_frame){.up = up,
                    .type = (uint8_t)type,
                    .within = (uint8_t)(up->within | 1u << type),
                    .first = p->out.n,
                    .first_piece = p->pieces.n,
                    .in_html = up->in_html,
                    .notes = kd_notes_now(p->k),
                    .built = p->built};
    p->frame = f;
    p->element = false;
    return true;
}

static void leave(kd_span *p) {
    p->pieces.n = p->frame->first_piece;
    p->out.n = p->frame->first;
    p->built = p->frame->built;
    p->frame = (kd_frame *)(uintptr_t)p->frame->up;
    p->k->depth -= KD_FRAME_DEPTH;
}

pc_inlines kd_span_close(kd_span *p) {
    kd_span_settle(p);
    pc_inline_vec children = {p->out.v + p->frame->first, p->out.n - p->frame->first, 0};
    pc_inlines xs = pc_inlines_done(p->k->arena, &children);
    leave(p);
    return xs;
}

void kd_span_merge(kd_span *p) {
    kd_span_settle(p);
    size_t n = p->out.n;
    leave(p);
    p->out.n = n;
}

void kd_span_drop(kd_span *p) {
    kd_notes_back(p->k, p->frame->notes);
    leave(p);
}

void kd_span_back(kd_span *p, size_t at) {
    p->waste += p->at > at ? p->at - at : 1;
    p->at = at;
}

bool kd_span_wasteful(const kd_span *p) {
    return p->waste > 2 * (uint64_t)p->s.n + 0x8000;
}

bool kd_span_hopeless(const kd_span *p) {
    return p->waste > 5 * (uint64_t)p->s.n + 0x20000;
}

/* --- the loop ------------------------------------------------------------------------------------
 */

/* First bytes of spans; quotes also begin one character before themselves. */
static const bool special[256] = {
    ['*'] = true, ['_'] = true,  ['`'] = true,  ['<'] = true, ['['] = true,  ['!'] = true,
    ['"'] = true, ['\''] = true, ['$'] = true,  ['{'] = true, ['&'] = true,  ['-'] = true,
    ['.'] = true, ['>'] = true,  ['\\'] = true, ['~'] = true, ['\n'] = true,
};

static bool is_quote(int c) {
    return c == '"' || c == '\'';
}

/* Where a span may begin for the special byte at [i]: a few begin before their special byte. */
static size_t begins(const kd_span *p, size_t i) {
    int c = (unsigned char)p->s.p[i];
    size_t at = i;
    if (is_quote(c) && i > p->at) {
        pc_utf8_prev(p->s, &at);
        return p->s.p[at] == '\\' ? i : at;
    }
    if (c == '\n' && i >= p->at + 2 && p->s.p[i - 1] == ' ' && p->s.p[i - 2] == ' ') return i - 2;
    if (c == '>' && i > p->at && p->s.p[i - 1] == ' ' && kd_span_char(p, i + 1) == '>')
        return i - 1;
    return i;
}

/* Whether the special byte can begin anything, looked at without reading on. */
static bool likely(const kd_span *p, size_t i) {
    int next = kd_span_char(p, i + 1);
    switch (p->s.p[i]) {
    case '!': return next == '[';
    case '$': return next == '$' || p->k->options.dollars;
    case '{': return next == ':';
    case '-': return next == '-';
    case '.': return next == '.';
    case '>': return next == '>';
    case '~': return next == '~';
    case '\n': return i >= p->at + 2 && p->s.p[i - 1] == ' ' && p->s.p[i - 2] == ' ';
    default: return true;
    }
}

static bool may_stop(const kd_stop *stop, int c) {
    return stop && c && strchr(stop->chars, c);
}

/* The next place at which an element may begin or the one at hand may end. */
static size_t next_place(const kd_span *p, const kd_stop *stop) {
    for (size_t i = p->at; i < p->s.n; i++) {
        int c = (unsigned char)p->s.p[i];
        if (p->frame->raw ? c == '<' : special[c] && likely(p, i)) {
            size_t at = p->frame->raw ? i : begins(p, i);
            for (size_t k = at; k < i; k++) /* an end in between comes first */
                if (may_stop(stop, (unsigned char)p->s.p[k])) return k;
            return at;
        }
        if (may_stop(stop, c)) return i;
    }
    return p->s.n;
}

/* kramdown's span parsers, in its order. */
static bool one(kd_span *p) {
    static bool (*const rows[])(kd_span *) = {
        kd_emphasis,  kd_code,        kd_autolink,    kd_span_html,      kd_footnote_marker,
        kd_link,      kd_smart_quote, kd_inline_math, kd_span_extension, kd_entity,
        kd_symbol_at, kd_line_break,  kd_escape,      kd_strikethrough};
    if (p->frame->raw) return kd_span_html(p);
    for (size_t i = 0; i < PC_COUNT(rows); i++)
        if (rows[i](p)) return true;
    return false;
}

static void one_char(kd_span *p) {
    size_t to = p->at;
    pc_utf8_next(p->s, &to);
    kd_span_text(p, p->at, to);
    p->at = to;
}

/* An element that may be taken back is not waited for when too much has been; one of HTML only when
 * many such around it would each have it read again. */
static bool gives_up(const kd_span *p, const kd_stop *stop) {
    bool html = p->frame->type == KD_S_HTML;
    return stop && kd_span_hopeless(p) && (!html || p->waste > 20 * ((uint64_t)p->s.n + 0x8000));
}

bool kd_span_run(kd_span *p, const kd_stop *stop) {
    while (p->at < p->s.n) {
        if (gives_up(p, stop)) return false;
        size_t at = next_place(p, stop);
        if (at == p->s.n && stop) return false;
        kd_span_text(p, p->at, at);
        p->at = at;
        if (at == p->s.n) return false;
        if (may_stop(stop, (unsigned char)p->s.p[at]) && stop->test(p, stop->user)) return true;
        if (!one(p)) one_char(p);
    }
    return false;
}

static pc_inlines without_edges(pc_inlines xs) {
    while (xs.n && (xs.v[0].tag == PC_Space || xs.v[0].tag == PC_SoftBreak)) xs.v++, xs.n--;
    while (xs.n && (xs.v[xs.n - 1].tag == PC_Space || xs.v[xs.n - 1].tag == PC_SoftBreak)) xs.n--;
    return xs;
}

pc_inlines kd_spans(kd *k, const kd_text *t) {
    kd_frame root = {.type = KD_S_ROOT, .in_html = k->in_html};
    pc_mark mark = pc_arena_mark(k->scratch);
    kd_span p = {.k = k, .t = t, .s = t->s, .frame = &root};
    kd_span_run(&p, NULL);
    kd_span_settle(&p);
    pc_inlines xs = pc_inlines_done(k->arena, &p.out);
    pc_arena_release(k->scratch, mark);
    return without_edges(xs);
}
