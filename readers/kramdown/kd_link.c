/* Links, images, automatic links, footnote markers. */
#include "ast/walk.h"
#include "readers/kramdown/kd_span.h"
#include "text/entities.h"

/* --- automatic links -----------------------------------------------------------------------------
 */

static bool in_address(pc_str s, size_t *at) {
    uint32_t c = pc_utf8_next(s, at);
    if (c < 0x80) return pc_is_alnum((int)c) || c == '-' || c == '_' || c == '.';
    return pc_uni_is_alnum(c);
}

static size_t address_part(pc_str s, size_t at) {
    for (size_t next = at; at < s.n; at = next)
        if (!in_address(s, &next)) break;
    return at;
}

/* The end of an e-mail address at [at] that > follows, or 0. */
static size_t mail_end(pc_str s, size_t at) {
    size_t i = address_part(s, at);
    if (i == at || i >= s.n || s.p[i] != '@') return 0;
    size_t end = address_part(s, i + 1);
    return end > i + 1 && end < s.n && s.p[end] == '>' ? end : 0;
}

/* The > behind [at], if it is in the same line; PC_NPOS: it is not. */
static size_t angle_end(kd_span *p, size_t at) {
    size_t end = kd_next(&p->angle, p->s, PC_S(">"), at);
    return end < kd_next(&p->line, p->s, PC_S("\n"), at) ? end : PC_NPOS;
}

/* The same for an address with a scheme: anything up to > on the same line, which is not empty. */
static size_t url_end(kd_span *p, size_t at) {
    static const char *const schemes[] = {"mailto:", "http:", "https:", "ftp:", "ftps:"};
    pc_str rest = pc_str_from(p->s, at);
    for (size_t i = 0; i < PC_COUNT(schemes); i++) {
        if (!pc_str_startsz(rest, schemes[i])) continue;
        size_t from = at + strlen(schemes[i]);
        size_t end = kd_span_char(p, from) == '\n' ? PC_NPOS : angle_end(p, from + 1);
        return end == PC_NPOS ? 0 : end;
    }
    return 0;
}

/* The text of an automatic link: no spans, but abbreviations and character references. */
static pc_inlines address_text(kd_span *p, pc_str text, size_t from) {
    kd_frame f;
    pc_arena *a = p->k->arena;
    if (!p->k->abbrevs.n || !kd_span_open(p, &f, KD_S_A)) {
        if (!p->k->as_written) text = pc_entities_decode(a, text);
        return pc_inlines1(a, pc_at(pc_str_node(text), kd_pos(p->t, from)));
    }
    kd_span_decoded(p, from, from + text.n);
    return kd_span_close(p);
}

bool kd_autolink(kd_span *p) {
    if (kd_span_char(p, p->at) != '<') return false;
    pc_arena *a = p->k->arena;
    size_t from = p->at + 1, end = url_end(p, from);
    bool mail = !end && (end = mail_end(p->s, from));
    if (!end) return false;
    pc_str text = pc_str_sub(p->s, from, end), url = text;
    if (mail) url = pc_str_cat(a, PC_S("mailto:"), text);
    if (pc_str_startsz(text, "mailto:")) text = pc_str_from(text, 7);
    pc_inlines xs = address_text(p, text, end - text.n);
    pc_inline x = pc_link_node(a, &pc_attr_none, xs, pc_entities_decode(a, url), PC_S(""));
    kd_span_push(p, pc_at(x, kd_pos(p->t, p->at)));
    p->at = end + 1;
    return true;
}

/* --- footnote markers ----------------------------------------------------------------------------
 */

bool kd_footnote_marker(kd_span *p) {
    if (!kd_span_at(p, "[^")) return false;
    size_t from = p->at + 2, end = from;
    while (end < p->s.n) {
        int c = (unsigned char)p->s.p[end];
        if (!pc_is_alnum(c) && c != '_' && !(c == '-' && end > from)) break;
        end++;
    }
    if (end == from || kd_span_char(p, end) != ']') return false;
    pc_inline x;
    pc_pos pos = kd_pos(p->t, p->at);
    pc_str name = pc_str_sub(p->s, from, end);
    if (kd_note(p->k, name, pos, &x))
        kd_span_push(p, x);
    else
        kd_span_text(p, p->at, end + 1);
    p->at = end + 1;
    return true;
}

/* --- links and images ----------------------------------------------------------------------------
 */

typedef struct target {
    pc_str url, title;
    const kd_ial *ial; /* of a definition */
} target;

/* Brackets are counted; those of images within have been taken by these. */
static bool closes(kd_span *p, void *user) {
    int64_t *count = user;
    int c = kd_span_char(p, p->at);
    if (c == '!' && kd_span_char(p, p->at + 1) != '[') return false;
    *count += c == ']' ? -1 : 1;
    return *count - (int64_t)p->frame->nimages == 0;
}

/* (<url>) or (url "title"), at the parenthesis. The place behind it, or 0. */
static size_t angled(kd_span *p, size_t at, target *out) {
    size_t end = angle_end(p, at + 2);
    if (end == PC_NPOS) return 0;
    out->url = pc_str_sub(p->s, at + 2, end);
    return end + 1;
}

/* Up to the parenthesis that closes, or white space before a quote. *done: it was the former. */
static size_t bare(const kd_span *p, size_t at, target *out, bool *done) {
    size_t open = 0;
    for (size_t i = at; i < p->s.n; i++) {
        int c = p->s.p[i], next = kd_span_char(p, i + 1);
        bool gap = pc_is_space(c) && (next == '"' || next == '\'');
        if (c == '(') open++;
        if (c == ')') open--;
        *done = c == ')' && !open;
        if (!*done && !gap) continue;
        out->url = pc_str_trim(pc_str_sub(p->s, at + 1, i));
        return i + 1;
    }
    return 0;
}

/* "title" and the closing parenthesis. */
static size_t titled(const kd_span *p, size_t at, target *out) {
    while (pc_is_space(kd_span_char(p, at))) at++;
    int quote = kd_span_char(p, at);
    if (quote != '"' && quote != '\'') return 0;
    for (size_t i = at + 2; (i = pc_str_chr(p->s, (char)quote, i)) != PC_NPOS; i++) {
        size_t end = i + 1;
        while (pc_is_space(kd_span_char(p, end))) end++;
        if (kd_span_char(p, end) != ')') continue;
        out->title = pc_str_sub(p->s, at + 1, i);
        return end + 1;
    }
    return 0;
}

static size_t inline_target(kd_span *p, size_t at, target *out) {
    bool done = false;
    size_t end;
    if (kd_span_char(p, at + 1) == '<' && (end = angled(p, at, out))) {
        if (kd_span_char(p, end) == ')') return end + 1;
        return titled(p, end, out);
    }
    end = bare(p, at, out, &done);
    return !end || done ? end : titled(p, end, out);
}

/* [id] behind white space: its end, or 0. */
static size_t reference(const kd_span *p, size_t at, pc_str *id) {
    while (pc_is_space(kd_span_char(p, at))) at++;
    if (kd_span_char(p, at) != '[') return 0;
    size_t end = pc_str_chr(p->s, ']', at);
    if (end == PC_NPOS) return 0;
    *id = pc_str_sub(p->s, at + 1, end);
    return end + 1;
}

/* What follows the brackets, at [at]: the place behind it, or 0 when it is no link; then *reach is
 * how far it was looked for. */
static size_t find_target(kd_span *p, size_t at, pc_str text, target *out, size_t *reach) {
    pc_str id = {0};
    size_t end = reference(p, at, &id);
    if (!end && kd_span_char(p, at) == '(') {
        end = inline_target(p, at, out);
        if (!end) *reach = p->s.n;
        return end;
    }
    const kd_link_def *d = pc_map_get(&p->k->links, kd_label(p->k, id.n ? id : text));
    if (!d) return 0;
    *out = (target){d->url, d->title, d->at ? d->at->ial : NULL};
    return end ? end : at;
}

/* The source of an alternative text, without its escapes. */
static pc_str unescaped(pc_arena *a, pc_str s) {
    if (pc_str_chr(s, '\\', 0) == PC_NPOS) return s;
    char *p = pc_alloc_text(a, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool escape = s.p[i] == '\\' && i + 1 < s.n && kd_escapable((unsigned char)s.p[i + 1]);
        if (escape) i++;
        p[n++] = s.p[i];
    }
    return (pc_str){p, n};
}

static pc_inline node(kd_span *p, bool image, pc_inlines xs, pc_str text, const target *t) {
    kd *k = p->k;
    kd_ial attr = {0};
    if (t->ial) kd_ial_apply(k, &attr, t->ial);
    pc_str url = pc_entities_decode(k->arena, t->url);
    pc_str title = t->title.p ? pc_entities_decode(k->arena, t->title) : PC_S("");
    const pc_attr *a = kd_ial_attr(k, &attr);
    if (!image) return pc_link_node(k->arena, a, xs, url, title);
    text = pc_entities_decode(k->arena, text);
    xs = pc_text(k->arena, text);
    if (!pc_str_eq(pc_inlines_text(k->arena, xs), text))
        a = pc_attr_set(k->arena, a, PC_S("alt"), text);
    return pc_image(k->arena, a, xs, url, title);
}

static bool as_text(kd_span *p, size_t from, size_t to) {
    p->at = to;
    kd_span_text(p, from, to);
    return true;
}

bool kd_link(kd_span *p) {
    size_t from = p->at;
    bool image = kd_span_at(p, "![");
    size_t in = from + 1 + image;
    if ((!image && kd_span_char(p, from) != '[') || in >= p->s.n || p->s.p[in] == '^') return false;
    bool nested = !image && (kd_span_within(p, KD_S_A) || kd_span_within(p, KD_S_IMG));
    int64_t count = 1;
    kd_stop stop = {"[]!", closes, &count};
    kd_frame f;
    if (nested || kd_span_hopeless(p) || !kd_span_open(p, &f, image ? KD_S_IMG : KD_S_A))
        return as_text(p, from, in);
    p->at = in;
    if (!kd_span_run(p, &stop)) {
        kd_span_drop(p);
        p->at = p->s.n;
        kd_span_back(p, in);
        return as_text(p, from, in);
    }
    pc_str text = unescaped(p->k->arena, pc_str_sub(p->s, in, p->at));
    target t = {{0}, {0}, NULL};
    size_t reach = p->at, end = find_target(p, p->at + 1, text, &t, &reach);
    if (!end) {
        kd_span_drop(p);
        p->waste += reach - p->at; /* looked at behind the brackets */
        kd_span_back(p, in);
        return as_text(p, from, in);
    }
    pc_inlines xs = kd_span_close(p);
    kd_span_push(p, pc_at(node(p, image, xs, text, &t), kd_pos(p->t, from)));
    p->frame->nimages += image;
    p->at = end;
    return true;
}
