/* Escaping: text, attribute values, addresses. Nothing written through here can end the element or
 * the quotes that it stands in. */
#include "writers/html/html_int.h"

#include "base/str.h"
#include "base/utf8.h"

/* Which bytes are ever escaped: most text is copied in one piece. */
static const bool esc_special[256] = {
    [0] = true, ['&'] = true, ['<'] = true, ['>'] = true, ['"'] = true, ['\''] = true,
};

static const char *esc_name(char c, bool quotes, bool apostrophes) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return quotes ? "&quot;" : NULL;
    case '\'': return apostrophes ? "&#39;" : NULL;
    default: return "\xef\xbf\xbd"; /* NUL */
    }
}

static void esc_put(hw *w, pc_str s, bool quotes, bool apostrophes) {
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (!esc_special[(unsigned char)s.p[i]]) continue;
        const char *to = esc_name(s.p[i], quotes, apostrophes);
        if (!to) continue;
        pc_buf_putn(w->out, s.p + from, i - from);
        pc_buf_putz(w->out, to);
        from = i + 1;
    }
    pc_buf_putn(w->out, s.p + from, s.n - from);
}

void hw_text(hw *w, pc_str s) {
    esc_put(w, s, w->style->escape_quotes, false);
}

void hw_code_text(hw *w, pc_str s) {
    esc_put(w, s, true, w->style->escape_apostrophes);
}

void hw_attr_value(hw *w, pc_str s) {
    esc_put(w, s, true, w->style->escape_apostrophes);
}

/* Bytes that an address may hold unescaped: RFC 3986, and '%', since what is escaped stays so. */
static bool esc_is_url_byte(unsigned char c) {
    return pc_is_alnum(c) || (c && c < 128 && strchr("-_.+!*(),%#@?=;:/,+$~'&", c));
}

void hw_url(hw *w, pc_str s, bool as_is) {
    static const char hex[] = "0123456789ABCDEF";
    if (as_is || !w->style->escape_urls) {
        hw_attr_value(w, s);
        return;
    }
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        while (i < s.n && esc_is_url_byte((unsigned char)s.p[i]) && s.p[i] != '&' && s.p[i] != '\'')
            i++;
        pc_buf_putn(w->out, s.p + from, i - from);
        if (i == s.n) return;
        unsigned char c = (unsigned char)s.p[i++];
        if (c == '&')
            PC_PUTL(w->out, "&amp;");
        else if (c == '\'')
            PC_PUTL(w->out, "&#x27;");
        else
            pc_buf_putn(w->out, (const char[]){'%', hex[c >> 4], hex[c & 15]}, 3);
    }
}

void hw_ascii(pc_buf *out, pc_str s) {
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        while (i < s.n && !(s.p[i] & 0x80)) i++;
        pc_buf_putn(out, s.p + from, i - from);
        if (i < s.n) pc_buf_putf(out, "&#x%X;", (unsigned)pc_utf8_next(s, &i));
    }
}
