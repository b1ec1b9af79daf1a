/* Emphasis, code, strikethrough. */
#include "readers/kramdown/kd_span.h"

/* --- emphasis ------------------------------------------------------------------------------------
 */

static uint32_t char_before(pc_str s, size_t at) {
    return at ? pc_utf8_prev(s, &at) : 0;
}

/* _ within a word, also one with a hyphen, is no mark. */
static bool within_word(pc_str s, size_t at) {
    uint32_t c = char_before(s, at);
    if (c == '-') c = char_before(s, at - 1);
    return pc_uni_is_alpha(c);
}

typedef struct delimiter {
    char mark;
    size_t n; /* 1: em, 2: strong */
} delimiter;

/* How many marks are in a row at [at]; [most] stands for any more. */
static size_t run_at(const kd_span *p, size_t at, char mark, size_t most) {
    size_t n = 0;
    while (n < most && at + n < p->s.n && p->s.p[at + n] == mark) n++;
    return n;
}

static bool alnum_at(pc_str s, size_t at) {
    if (at >= s.n) return false;
    uint32_t c = pc_utf8_next(s, &at);
    return c < 0x80 ? pc_is_alnum((int)c) : pc_uni_is_alnum(c);
}

static bool closes(kd_span *p, void *user) {
    const delimiter *d = user;
    size_t run = run_at(p, p->at, d->mark, 3);
    if (run < d->n || kd_span_is_empty(p)) return false;
    if (p->at && pc_is_space(p->s.p[p->at - 1])) return false;
    if (d->n == 1 && run == 2) return false; /* a strong mark, not two of ours */
    return d->mark != '_' || !alnum_at(p->s, p->at + d->n);
}

/* Bits for kd_frame.no_close. */
static uint8_t bit(const delimiter *d) {
    return (uint8_t)(1u << ((d->mark == '_') + 2 * (d->n == 2)));
}

/* The element from the scanner on, which is behind its mark. */
static bool element(kd_span *p, delimiter d, size_t from) {
    kd_frame f;
    const char chars[] = {d.mark, 0};
    kd_stop stop = {chars, closes, &d};
    kd_frame *up = p->frame;
    if (kd_span_wasteful(p) && up->no_close & bit(&d)) return false;
    if (kd_span_hopeless(p)) return false;
    size_t at = p->at;
    if (!kd_span_open(p, &f, d.n == 1 ? KD_S_EM : KD_S_STRONG)) return false;
    if (!kd_span_run(p, &stop)) {
        kd_span_drop(p);
        p->at = p->s.n; /* all of the rest was looked at */
        kd_span_back(p, at);
        up->no_close |= bit(&d);
        return false;
    }
    pc_inlines xs = kd_span_close(p);
    p->at += d.n;
    pc_inline x = d.n == 1 ? pc_emph(xs) : pc_strong(xs);
    kd_span_push(p, pc_at(x, kd_pos(p->t, from)));
    return true;
}

bool kd_emphasis(kd_span *p) {
    int c = kd_span_char(p, p->at);
    if (c != '*' && c != '_') return false;
    size_t from = p->at;
    delimiter d = {(char)c, kd_span_char(p, from + 1) == c ? 2 : 1};
    kd_span_type type = d.n == 1 ? KD_S_EM : KD_S_STRONG;
    p->at = from + d.n;
    bool text = (c == '_' && within_word(p->s, from)) || pc_is_space(kd_span_char(p, p->at)) ||
                kd_span_within(p, type);
    if (!text && element(p, d, from)) return true;
    if (!text && d.n == 2 && p->frame->type != KD_S_EM) {
        p->at = from + 1; /* the second mark may be text within <em> */
        if (element(p, (delimiter){d.mark, 1}, from)) return true;
    }
    p->at = from + d.n;
    kd_span_text(p, from, p->at);
    return true;
}

/* --- code ----------------------------------------------------------------------------------------
 */

/* [n] backquotes in a row from [at] on, also within a longer run. */
static size_t find_run(pc_str s, size_t at, size_t n) {
    size_t have = 0;
    for (size_t i = at; i < s.n; i++) {
        if (s.p[i] == '`') {
            if (++have == n) return i + 1 - n;
            continue;
        }
        have = 0;
        const char *next = memchr(s.p + i, '`', s.n - i);
        if (!next) break;
        i = (size_t)(next - s.p) - 1;
    }
    return PC_NPOS;
}

size_t kd_code_span(pc_str s, size_t at, kd_code_memo *memo, size_t *from, size_t *to) {
    size_t n = 0;
    while (at + n < s.n && s.p[at + n] == '`') n++;
    size_t in = at + n;
    if (n == 1 && (!at || pc_is_space(s.p[at - 1])) && in < s.n && pc_is_space(s.p[in])) return 0;
    size_t slot = n < PC_COUNT(memo->none_from) ? n : 0;
    if (memo->none_from[slot] && in + 1 >= memo->none_from[slot] && slot) return 0;
    size_t end = find_run(s, in, n);
    if (end == PC_NPOS) {
        memo->none_from[slot] = in + 1;
        return 0;
    }
    *from = in;
    *to = end;
    if (n > 1 && *from < *to && s.p[*from] == ' ') ++*from;
    if (n > 1 && *from < *to && s.p[*to - 1] == ' ') --*to;
    return end + n;
}

bool kd_code(kd_span *p) {
    if (kd_span_char(p, p->at) != '`') return false;
    size_t at = p->at, from, to, end = kd_code_span(p->s, at, &p->code, &from, &to);
    if (!end) {
        p->at = at + run_at(p, at, '`', p->s.n);
        kd_span_text(p, at, p->at);
        return true;
    }
    pc_str code = pc_str_sub(p->s, from, to);
    kd_span_push(p, pc_at(pc_code_node(p->k->arena, &pc_attr_none, code), kd_pos(p->t, at)));
    p->at = end;
    return true;
}

/* --- strikethrough -------------------------------------------------------------------------------
 */

/* ~~ behind a character that is neither white space nor ~. */
static size_t find_tildes(kd_span *p, size_t at) {
    if (p->no_tilde && at >= p->no_tilde) return PC_NPOS;
    for (size_t i = at + 1; (i = pc_str_find(p->s, PC_S("~~"), i)) != PC_NPOS; i++)
        if (p->s.p[i - 1] != '~' && !pc_is_space(p->s.p[i - 1])) return i;
    p->no_tilde = at;
    return PC_NPOS;
}

bool kd_strikethrough(kd_span *p) {
    kd *k = p->k;
    if (!k->options.gfm || !kd_span_at(p, "~~")) return false;
    size_t from = p->at + 2;
    int c = kd_span_char(p, from);
    if (c == '~' || pc_is_space(c)) return false;
    size_t to = find_tildes(p, from);
    if (to == PC_NPOS || k->depth + 2 > KD_MAX_DEPTH) return false;
    kd_text inner = kd_sub(p->t, from, to);
    bool in_html = k->in_html;
    k->in_html = true; /* to kramdown this is an HTML element */
    k->depth += 2;
    pc_inlines xs = kd_spans(k, &inner);
    k->depth -= 2;
    k->in_html = in_html;
    pc_inline x = pc_from(pc_styled(PC_Strikeout, xs), PC_HTML_DEL, kd_pos(p->t, p->at));
    kd_span_push(p, x);
    p->at = to + 2;
    return true;
}
