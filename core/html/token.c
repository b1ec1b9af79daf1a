/* The tokeniser. Rules: HTML Standard, section "Tokenization", without its error states: what would
 * be an error there gives the nearest token here. A '<' that begins no tag, and a tag without its
 * '>', are text, as in CommonMark. */
#include "html/token.h"

#include "base/str.h"

/* Elements whose content is no markup; their token is the whole element, or what is left of the
 * text when they do not end. svg and math hold another language. */
static const char *const raw_elements[] = {
    "script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp", "svg", "math",
};

/* What the bits of html_tokens.absent stand for. */
enum {
    ABSENT_COMMENT,
    ABSENT_CDATA,
    ABSENT_PI,
};

/* The end of what is closed by [mark], searched from [from]; 0 when it does not end. */
static size_t tok_until(html_tokens *t, size_t from, const char *mark, unsigned bit) {
    if (t->absent >> bit & 1) return 0;
    size_t i = pc_str_find(t->text, pc_strz(mark), from);
    if (i != PC_NPOS) return i + strlen(mark);
    t->absent |= 1u << bit;
    return 0;
}

/* At "<!" or "<?". */
static size_t tok_declaration(html_tokens *t) {
    pc_str s = pc_str_from(t->text, t->at);
    if (pc_str_startsz(s, "<!-->")) return t->at + 5;
    if (pc_str_startsz(s, "<!--->")) return t->at + 6;
    if (pc_str_startsz(s, "<!--")) return tok_until(t, t->at + 4, "-->", ABSENT_COMMENT);
    if (pc_str_startsz(s, "<![CDATA[")) return tok_until(t, t->at + 9, "]]>", ABSENT_CDATA);
    if (pc_str_startsz(s, "<?")) return tok_until(t, t->at + 2, "?>", ABSENT_PI);
    if (s.n > 2 && pc_is_alpha(s.p[2])) {
        size_t end = pc_str_chr(t->text, '>', t->at + 2);
        return end == PC_NPOS ? t->text.n : end + 1;
    }
    return 0;
}

static bool tok_is_name(int c) {
    return pc_is_alnum(c) || c == '-' || c == ':' || c == '_';
}

/* After the '>' of a tag whose name ended before [i], over quoted values; 0 when it does not end.
 */
static size_t tok_tag_end(pc_str s, size_t i) {
    bool value = false; /* a quote only begins a value right after '=' */
    for (; i < s.n; i++) {
        char c = s.p[i];
        if (c == '>') return i + 1;
        if (value && (c == '"' || c == '\'')) {
            i = pc_str_chr(s, c, i + 1);
            if (i == PC_NPOS) return 0;
        }
        value = c == '=' || (value && pc_is_space(c));
    }
    return 0;
}

/* The index of a raw element, or -1. */
static int tok_raw_element(pc_str name) {
    for (size_t i = 0; i < PC_COUNT(raw_elements); i++)
        if (pc_str_ieqz(name, raw_elements[i])) return (int)i;
    return -1;
}

/* After "</name…>" of a raw element whose open tag ends before [from]; the end of text without one.
 */
static size_t tok_raw_end(html_tokens *t, size_t from, int which) {
    pc_str name = pc_strz(raw_elements[which]);
    for (size_t i = from; (i = pc_str_find(t->text, PC_S("</"), i)) != PC_NPOS; i += 2) {
        pc_str at = pc_str_sub(t->text, i + 2, i + 2 + name.n);
        if (!pc_str_ieq(at, name)) continue;
        size_t gt = pc_str_chr(t->text, '>', i + 2 + name.n);
        return gt == PC_NPOS ? t->text.n : gt + 1;
    }
    return t->text.n;
}

/* At '<': fills *out and answers the end of the tag; 0: no tag here. */
static size_t tok_tag(html_tokens *t, html_token *out) {
    pc_str s = t->text;
    size_t i = t->at + 1;
    bool close = i < s.n && s.p[i] == '/';
    if (close) i++;
    if (i >= s.n || !pc_is_alpha(s.p[i])) return 0;
    size_t from = i;
    while (i < s.n && tok_is_name(s.p[i])) i++;
    out->name = pc_str_sub(s, from, i);
    if (i < s.n && !pc_is_space(s.p[i]) && s.p[i] != '>' && s.p[i] != '/') return 0;
    size_t end = tok_tag_end(s, i);
    if (end == 0) return s.n; /* raw */
    out->kind = close ? HTML_TOKEN_CLOSE : HTML_TOKEN_OPEN;
    out->tag = pc_html_find(out->name);
    out->attrs = pc_str_trim(pc_str_sub(s, i, end - 1));
    if (close) return end;
    if (pc_str_endsz(out->attrs, "/")) {
        out->self_closing = true;
        out->attrs.n--;
    }
    int raw = tok_raw_element(out->name);
    if (raw < 0 || out->self_closing || t->tags_only) return end;
    out->kind = HTML_TOKEN_RAW;
    return tok_raw_end(t, end, raw);
}

html_token html_next(html_tokens *t) {
    html_token out = {.kind = HTML_TOKEN_END};
    if (t->at >= t->text.n) return out;
    size_t from = t->at, end = 0;
    if (t->text.p[from] == '<') {
        char c = from + 1 < t->text.n ? t->text.p[from + 1] : 0;
        out.kind = HTML_TOKEN_RAW;
        end = c == '!' || c == '?' ? tok_declaration(t) : tok_tag(t, &out);
    }
    if (end == 0) {
        size_t next = pc_str_chr(t->text, '<', from + 1);
        out = (html_token){.kind = HTML_TOKEN_TEXT};
        end = next == PC_NPOS ? t->text.n : next;
    }
    out.text = pc_str_sub(t->text, from, end);
    t->at = end;
    return out;
}

bool html_attr_next(pc_str *rest, html_attr *out) {
    pc_str s = *rest;
    size_t i = 0;
    while (i < s.n && (pc_is_space(s.p[i]) || s.p[i] == '/')) i++;
    if (i == s.n) return false;
    size_t from = i++;
    while (i < s.n && !pc_is_space(s.p[i]) && s.p[i] != '=' && s.p[i] != '/') i++;
    *out = (html_attr){.name = pc_str_sub(s, from, i)};
    size_t j = i;
    while (j < s.n && pc_is_space(s.p[j])) j++;
    if (j < s.n && s.p[j] == '=') {
        j++;
        while (j < s.n && pc_is_space(s.p[j])) j++;
        out->has_value = true;
        char q = j < s.n ? s.p[j] : 0;
        if (q == '"' || q == '\'') {
            size_t end = pc_str_chr(s, q, j + 1);
            if (end == PC_NPOS) end = s.n;
            out->value = pc_str_sub(s, j + 1, end);
            i = end + (end < s.n);
        } else {
            from = j;
            while (j < s.n && !pc_is_space(s.p[j])) j++;
            out->value = pc_str_sub(s, from, j);
            i = j;
        }
    }
    *rest = pc_str_from(s, i);
    return true;
}
