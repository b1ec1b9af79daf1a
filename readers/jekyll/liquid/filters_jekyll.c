/* The filters that Jekyll 4.3 adds: text, addresses, dates, JSON, Markdown. */
#include "base/limits.h"
#include "base/str.h"
#include "base/utf8.h"
#include "readers/jekyll/liquid/liquid_int.h"
#include "readers/jekyll/liquid/number.h"

#include <math.h>
#include <stdio.h>

/* Jekyll's own filters call a method that only some values have, and it stops at others. */
static bool is_text(liq_run *r, liq_value in, const char *filter) {
    if (in.kind != LIQ_STR) liq_fail(r, "%s takes text", filter);
    return in.kind == LIQ_STR;
}

static liq_value f_markdownify(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    pc_str s = liq_text(r, in);
    if (!liq_tick(r, LIQ_MARKDOWN_STEPS + s.n)) return liq_nil();
    return r->host->markdown ? liq_str(r->host->markdown(r->host->user, r, s)) : liq_str(s);
}

static liq_value f_jsonify(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    pc_buf b = liq_buf(r);
    liq_json(r, &b, in);
    return liq_text_filter(r, &b);
}

static void put_xml(pc_buf *b, pc_str s) {
    for (size_t i = 0; i < s.n; i++) switch (s.p[i]) {
        case '&': PC_PUTL(b, "&amp;"); break;
        case '<': PC_PUTL(b, "&lt;"); break;
        case '>': PC_PUTL(b, "&gt;"); break;
        case '"': PC_PUTL(b, "&quot;"); break;
        case '\'': PC_PUTL(b, "&apos;"); break;
        default: pc_buf_putc(b, s.p[i]);
        }
}

static liq_value f_xml_escape(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    pc_buf b = liq_buf(r);
    put_xml(&b, liq_text(r, in));
    return liq_text_filter(r, &b);
}

static liq_value f_inspect(liq_run *r, liq_value in, const liq_call *c) {
    pc_buf b = liq_buf(r);
    liq_inspect(r, &b, in);
    return f_xml_escape(r, liq_text_filter(r, &b), c);
}

static liq_value f_cgi_escape(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    if (!is_text(r, in, "cgi_escape")) return in;
    return liq_url_encode(r, liq_text(r, in));
}

/* --- addresses -----------------------------------------------------------------------------------
 */

static int hex_at(pc_str s, size_t i) {
    int c = i < s.n ? pc_lower(s.p[i]) : 0;
    return pc_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Addressable's normalize_component: escapes are undone (not %2B where [plus]), the characters put
 * in their compatible composed form, and all but letters, digits and [keep] escaped. */
static void put_uri(liq_run *r, pc_buf *out, pc_str s, const char *keep, bool plus) {
    char *plain = pc_alloc_text(r->a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        int hi = s.p[i] == '%' ? hex_at(s, i + 1) : -1, lo = hi < 0 ? -1 : hex_at(s, i + 2);
        bool escape = hi >= 0 && lo >= 0 && !(plus && hi * 16 + lo == '+');
        plain[n++] = escape ? (char)(hi * 16 + lo) : s.p[i];
        if (escape) i += 2;
    }
    s = (pc_str){plain, n};
    if (pc_utf8_check(s) == s.n) s = pc_utf8_nfkc(r->a, s);
    for (size_t i = 0; i < s.n; i++) {
        unsigned char ch = (unsigned char)s.p[i];
        bool kept = plus && ch == '%' && hex_at(s, i + 1) == 2 && hex_at(s, i + 2) == 11;
        if (kept || pc_is_alnum(ch) || (ch && strchr("-._~!$'()*+,=:@", ch)) ||
            (ch && strchr(keep, ch)))
            pc_buf_putc(out, (char)ch);
        else
            pc_buf_putf(out, "%%%02X", ch);
    }
}

static liq_value f_uri_escape(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    if (in.kind == LIQ_NIL || !is_text(r, in, "uri_escape")) return in;
    pc_buf b = liq_buf(r);
    put_uri(r, &b, liq_slice(in), "&;/?#[]", false);
    return liq_text_filter(r, &b);
}

/* The length of "scheme:" at the start, or 0. */
static size_t scheme(pc_str s) {
    size_t n = 0;
    if (!s.n || !pc_is_alpha(s.p[0])) return 0;
    while (n < s.n && (pc_is_alnum(s.p[n]) || strchr("+.-", s.p[n]))) n++;
    return n < s.n && s.p[n] == ':' ? n + 1 : 0;
}

/* Takes "." and ".." out of a path. */
static pc_str remove_dots(liq_run *r, pc_str path) {
    if (!pc_str_has(path, "/.")) return path;
    char *out = pc_alloc_text(r->a, path.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < path.n;) {
        size_t end = pc_str_chr(path, '/', i + 1);
        if (end == PC_NPOS) end = path.n;
        pc_str part = pc_str_sub(path, i, end);
        bool last = end == path.n;
        if (pc_str_eqz(part, "/..")) {
            while (n && out[n - 1] != '/') n--;
            if (n) n--;
            if (last) out[n++] = '/';
        } else if (pc_str_eqz(part, "/.")) {
            if (last) out[n++] = '/';
        } else {
            memcpy(out + n, part.p, part.n);
            n += part.n;
        }
        i = end;
    }
    return (pc_str){out, n};
}

/* The parts of s between [by]s, each as put_uri() writes it. */
static void put_parts(liq_run *r, pc_buf *out, pc_str s, char by, const char *keep, bool plus) {
    for (size_t from = 0; from <= s.n;) {
        size_t to = pc_str_chr(s, by, from);
        put_uri(r, out, pc_str_sub(s, from, to == PC_NPOS ? s.n : to), keep, plus);
        if (to == PC_NPOS) return;
        pc_buf_putc(out, by);
        from = to + 1;
    }
}

static void put_path(liq_run *r, pc_buf *out, pc_str path, bool host) {
    pc_buf b = liq_buf(r);
    put_parts(r, &b, pc_str_trim(path), '/', "&;", false);
    path = remove_dots(r, liq_buf_text(r, &b));
    pc_buf_put(out, host && !path.n ? PC_S("/") : path);
}

static void put_query(liq_run *r, pc_buf *out, pc_str query) {
    if (!query.n) return;
    pc_buf_putc(out, '?');
    put_parts(r, out, query, '&', "/?", true);
}

/* As Addressable normalises: lower-case scheme and host, an empty path after a host is "/", no dot
 * segments, and percent signs for what an address cannot hold. */
static pc_str normalise(liq_run *r, pc_str s) {
    pc_buf b = liq_buf(r);
    size_t n = scheme(s);
    for (size_t i = 0; i < n; i++) pc_buf_putc(&b, (char)pc_lower(s.p[i]));
    s = pc_str_from(s, n);
    bool host = n && pc_str_startsz(s, "//");
    if (host) {
        size_t end = 2;
        while (end < s.n && !strchr("/?#", s.p[end])) end++;
        for (size_t i = 0; i < end; i++) pc_buf_putc(&b, (char)pc_lower(s.p[i]));
        s = pc_str_from(s, end);
    }
    size_t hash = pc_str_chr(s, '#', 0), query = pc_str_chr(s, '?', 0);
    if (hash == PC_NPOS) hash = s.n;
    if (query == PC_NPOS || query > hash) query = hash;
    put_path(r, &b, pc_str_sub(s, 0, query), host);
    put_query(r, &b, pc_str_sub(s, query + (query < hash), hash));
    pc_str fragment = pc_str_from(s, hash + (hash < s.n)), line;
    if (pc_str_cut(&fragment, '\n', &line) && line.n) {
        pc_buf_putc(&b, '#');
        put_uri(r, &b, line, "&;/?", false);
    }
    return liq_buf_text(r, &b);
}

/* Whether Addressable reads it: what stands before the first colon is a scheme, or no line of the
 * path has a colon before its first slash. */
static bool readable(liq_run *r, pc_str s) {
    size_t end = 0;
    while (end < s.n && !strchr(":/?#", s.p[end])) end++;
    if (scheme(s)) return true;
    bool bad = end > 0 && end < s.n && s.p[end] == ':';
    while (end < s.n && s.p[end] != '?' && s.p[end] != '#') end++;
    pc_str path = pc_str_sub(s, 0, end), line;
    while (!bad && pc_str_cut(&path, '\n', &line)) {
        size_t colon = pc_str_chr(line, ':', 0), slash = pc_str_chr(line, '/', 0);
        bad = colon != PC_NPOS && (slash == PC_NPOS || colon < slash);
    }
    if (bad) liq_fail(r, "'%.*s' is no address", PC_F(s));
    return !bad;
}

static pc_str config_text(liq_run *r, const char *key) {
    if (!r->host->config) return PC_S("");
    return liq_text(r, r->host->config(r->host->user, r, pc_strz(key)));
}

static pc_str slashed(liq_run *r, pc_str s) {
    return !s.n || s.p[0] == '/' ? s : pc_str_cat(r->a, PC_S("/"), s);
}

pc_str liq_relative_url(liq_run *r, pc_str url) {
    if (scheme(url) || !readable(r, url)) return url;
    pc_str base = config_text(r, "baseurl");
    if (base.n && base.p[base.n - 1] == '/') base.n--;
    return normalise(r, pc_str_cat(r->a, slashed(r, base), slashed(r, url)));
}

static pc_str url_text(liq_run *r, liq_value in) {
    return liq_text(r, in.kind == LIQ_OBJ ? liq_member(r, in, PC_S("url")) : in);
}

static liq_value f_relative_url(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    return in.kind == LIQ_NIL ? in : liq_str(liq_relative_url(r, url_text(r, in)));
}

static liq_value f_absolute_url(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    if (in.kind == LIQ_NIL) return in;
    pc_str url = url_text(r, in), site = config_text(r, "url");
    if (scheme(url)) return liq_str(url);
    pc_str relative = liq_relative_url(r, url);
    return liq_str(site.n ? normalise(r, pc_str_cat(r->a, site, relative)) : relative);
}

static liq_value f_strip_index(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    pc_str s = liq_text(r, in);
    if (!s.n || !is_text(r, in, "strip_index")) return liq_nil();
    size_t cut = pc_str_endsz(s, "/index.html") ? 10 : pc_str_endsz(s, "/index.htm") ? 9 : 0;
    return liq_str(pc_str_sub(s, 0, s.n - cut));
}

/* --- words ---------------------------------------------------------------------------------------
 */

enum slug_mode { SLUG_RAW, SLUG_DEFAULT, SLUG_PRETTY, SLUG_ASCII, SLUG_LATIN, SLUG_NONE };

static bool slug_keeps(enum slug_mode mode, uint32_t c) {
    if (mode == SLUG_RAW) return !(c < 0x80 && pc_is_space((int)c));
    if (mode == SLUG_ASCII) return c < 0x80 && pc_is_alnum((int)c);
    if (mode == SLUG_PRETTY && c && c < 0x80 && strchr("._~!$&'()+,;=@", (int)c)) return true;
    return pc_uni_is_alpha(c) || pc_uni_is_mark(c) || pc_uni_is_digit(c);
}

/* Latin letters as the i18n gem writes them in ASCII; all else is a question mark. */
static pc_str transliterate(pc_arena *a, pc_str s) {
    static const char ascii[][3] = {
        "A", "A", "A",  "A",  "A", "A", "AE", "C", "E", "E",  "E",  "E",  "I", "I", "I",  "I",
        "D", "N", "O",  "O",  "O", "O", "O",  "x", "O", "U",  "U",  "U",  "U", "Y", "Th", "ss",
        "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e",  "e",  "e",  "i", "i", "i",  "i",
        "d", "n", "o",  "o",  "o", "o", "o",  "?", "o", "u",  "u",  "u",  "u", "y", "th", "y",
        "A", "a", "A",  "a",  "A", "a", "C",  "c", "C", "c",  "C",  "c",  "C", "c", "D",  "d",
        "D", "d", "E",  "e",  "E", "e", "E",  "e", "E", "e",  "E",  "e",  "G", "g", "G",  "g",
        "G", "g", "G",  "g",  "H", "h", "H",  "h", "I", "i",  "I",  "i",  "I", "i", "I",  "i",
        "I", "i", "IJ", "ij", "J", "j", "K",  "k", "k", "L",  "l",  "L",  "l", "L", "l",  "L",
        "l", "L", "l",  "N",  "n", "N", "n",  "N", "n", "'n", "NG", "ng", "O", "o", "O",  "o",
        "O", "o", "OE", "oe", "R", "r", "R",  "r", "R", "r",  "S",  "s",  "S", "s", "S",  "s",
        "S", "s", "T",  "t",  "T", "t", "T",  "t", "U", "u",  "U",  "u",  "U", "u", "U",  "u",
        "U", "u", "U",  "u",  "W", "w", "Y",  "y", "Y", "Z",  "z",  "Z",  "z", "Z", "z"};
    char *out = pc_alloc_text(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        uint32_t c = pc_utf8_next(s, &i);
        if (c < 0x80) {
            out[n++] = (char)c;
            continue;
        }
        const char *t = c >= 0xc0 && c - 0xc0 < PC_COUNT(ascii) ? ascii[c - 0xc0] : "?";
        for (; *t; t++) out[n++] = *t;
    }
    return (pc_str){out, n};
}

pc_str liq_slugify(pc_arena *a, pc_str s, pc_str mode_name, bool cased) {
    static const char *const modes[] = {"raw", "default", "pretty", "ascii", "latin"};
    enum slug_mode mode = mode_name.n ? SLUG_NONE : SLUG_DEFAULT;
    for (size_t i = 0; i < PC_COUNT(modes); i++)
        if (pc_str_eqz(mode_name, modes[i])) mode = (enum slug_mode)i;
    if (mode == SLUG_NONE) return cased ? s : pc_utf8_lower(a, s);
    if (mode == SLUG_LATIN) s = transliterate(a, s);
    char *out = pc_alloc_text(a, s.n + 1);
    size_t n = 0;
    bool gap = false;
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        bool keep = slug_keeps(mode, pc_utf8_next(s, &i));
        if (keep) {
            memcpy(out + n, s.p + at, i - at);
            n += i - at;
        } else if (!gap) {
            out[n++] = '-';
        }
        gap = !keep;
    }
    pc_str slug = {out, n};
    if (slug.n && slug.p[0] == '-') slug = pc_str_from(slug, 1);
    if (slug.n && slug.p[slug.n - 1] == '-') slug.n--;
    return cased ? slug : pc_utf8_lower(a, slug);
}

static liq_value f_slugify(liq_run *r, liq_value in, const liq_call *c) {
    if (in.kind == LIQ_NIL || !is_text(r, in, "slugify")) return in;
    bool given = liq_arg(c, 0).kind != LIQ_NIL;
    pc_str mode = given ? liq_arg_text(r, c, 0) : PC_S("default");
    return liq_str(liq_slugify(r->a, liq_slice(in), mode.n ? mode : PC_S("none"), false));
}

static liq_value f_normalize_whitespace(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    pc_str s = pc_str_trim(liq_text(r, in));
    char *out = pc_alloc_text(r->a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool space = pc_is_space(s.p[i]);
        if (!space)
            out[n++] = s.p[i];
        else if (n && out[n - 1] != ' ')
            out[n++] = ' ';
    }
    return liq_str((pc_str){out, n});
}

static liq_value f_number_of_words(liq_run *r, liq_value in, const liq_call *c) {
    if (!is_text(r, in, "number_of_words")) return in;
    pc_str s = liq_text(r, in), mode = liq_arg_text(r, c, 0);
    int64_t plain = 0, cjk = 0, other = 0;
    bool in_word = false, in_other = false;
    for (size_t i = 0; i < s.n;) {
        uint32_t ch = pc_utf8_next(s, &i);
        bool space = ch < 0x80 && pc_is_space((int)ch), wide = pc_uni_is_cjk(ch);
        plain += !space && !in_word;
        other += !space && !wide && !in_other;
        cjk += wide;
        in_word = !space;
        in_other = !space && !wide;
    }
    bool by_cjk = pc_str_eqz(mode, "cjk") || (pc_str_eqz(mode, "auto") && cjk);
    return liq_int(by_cjk ? cjk + other : plain);
}

/* Array#join takes lists within lists apart. */
static pc_str joined(liq_run *r, liq_value v) {
    if (v.kind != LIQ_LIST) return liq_text(r, v);
    liq_value items = liq_input_items(r, v);
    pc_buf b = liq_buf(r);
    for (size_t i = 0; i < items.x.n; i++) {
        if (i) PC_PUTL(&b, ", ");
        pc_buf_put(&b, liq_text(r, liq_at(r, items, i)));
    }
    return liq_buf_text(r, &b);
}

static liq_value f_array_to_sentence_string(liq_run *r, liq_value in, const liq_call *c) {
    pc_str word = c->n ? liq_arg_text(r, c, 0) : PC_S("and");
    /* what else has a length and [0]: text of up to two letters, and a hash, which has no [0] */
    if (in.kind == LIQ_STR && pc_utf8_len(liq_slice(in)) < 3) in = liq_letters(r, liq_slice(in));
    if (in.kind == LIQ_MAP && in.x.n < 3)
        in = liq_list(pc_alloc0(r->a, 2 * sizeof(liq_value)), in.x.n);
    if (in.kind != LIQ_LIST) {
        liq_fail(r, "array_to_sentence_string takes a list");
        return in;
    }
    pc_buf b = liq_buf(r);
    for (size_t i = 0; i < in.x.n; i++) {
        bool last = i + 1 == in.x.n;
        if (i) pc_buf_putz(&b, in.x.n > 2 ? ", " : " ");
        if (i && last) pc_buf_put(&b, word), pc_buf_putc(&b, ' ');
        liq_value x = liq_at(r, in, i);
        pc_buf_put(&b, in.x.n > 2 && !last ? joined(r, x) : liq_text(r, x));
    }
    return liq_text_filter(r, &b);
}

static liq_value f_to_integer(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    switch (in.kind) {
    case LIQ_BOOL: return liq_int(in.u.b);
    case LIQ_FLOAT: return liq_float_to_i(r, in);
    case LIQ_INT:
    case LIQ_BIG: return in;
    case LIQ_TIME: return liq_int(in.u.i);
    case LIQ_NIL: return liq_int(0);
    case LIQ_STR: return liq_str_to_i(r->a, liq_slice(in));
    default: liq_fail(r, "this has no integer"); return in;
    }
}

/* Typographic quotes, dashes and ellipses over plain text. */
static liq_value f_smartify(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    pc_str s = liq_text(r, in);
    pc_buf b = liq_buf(r);
    for (size_t i = 0; i < s.n; i++) {
        char before = i ? s.p[i - 1] : ' ';
        bool opens = pc_is_space(before) || strchr("([{-", before);
        if (pc_str_startsz(pc_str_from(s, i), "---"))
            pc_buf_putu(&b, 0x2014), i += 2;
        else if (pc_str_startsz(pc_str_from(s, i), "--"))
            pc_buf_putu(&b, 0x2013), i++;
        else if (pc_str_startsz(pc_str_from(s, i), "..."))
            pc_buf_putu(&b, 0x2026), i += 2;
        else if (s.p[i] == '"')
            pc_buf_putu(&b, opens ? 0x201c : 0x201d);
        else if (s.p[i] == '\'')
            pc_buf_putu(&b, opens ? 0x2018 : 0x2019);
        else
            pc_buf_putc(&b, s.p[i]);
    }
    return liq_text_filter(r, &b);
}

/* --- dates ---------------------------------------------------------------------------------------
 */

static bool local_time(liq_run *r, liq_value in, liq_value *out) {
    if (!liq_to_date(r, in, out)) {
        liq_fail(r, "'%.*s' is no date", PC_F(liq_text(r, in)));
        return false;
    }
    *out = liq_zone_local(liq_zone_of(r), *out);
    return true;
}

static liq_value formatted(liq_run *r, liq_value in, const char *format) {
    liq_value t;
    if (!liq_text(r, in).n) return in;
    if (!local_time(r, in, &t)) return liq_nil();
    pc_buf b = liq_buf(r);
    liq_strftime(&b, t, pc_strz(format));
    return liq_text_filter(r, &b);
}

static const char *ordinal(int n) {
    static const char *const ends[] = {"th", "st", "nd", "rd"};
    return n >= 11 && n <= 13 ? "th" : n % 10 < 4 ? ends[n % 10] : "th";
}

static liq_value date_words(liq_run *r, liq_value in, const liq_call *c, char month) {
    liq_value t;
    char format[40];
    if (!pc_str_eqz(liq_arg_text(r, c, 0), "ordinal")) {
        snprintf(format, sizeof format, "%%d %%%c %%Y", month);
        return formatted(r, in, format);
    }
    if (!liq_text(r, in).n) return in;
    if (!local_time(r, in, &t)) return liq_nil();
    int day = liq_tm_of(t).day;
    bool us = pc_str_eqz(liq_arg_text(r, c, 1), "US");
    if (us)
        snprintf(format, sizeof format, "%%%c %d%s, %%Y", month, day, ordinal(day));
    else
        snprintf(format, sizeof format, "%d%s %%%c %%Y", day, ordinal(day), month);
    return formatted(r, t, format);
}
static liq_value f_date_to_string(liq_run *r, liq_value in, const liq_call *c) {
    return date_words(r, in, c, 'b');
}
static liq_value f_date_to_long_string(liq_run *r, liq_value in, const liq_call *c) {
    return date_words(r, in, c, 'B');
}
static liq_value f_date_to_xmlschema(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    return formatted(r, in, "%Y-%m-%dT%H:%M:%S%:z");
}
static liq_value f_date_to_rfc822(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    return formatted(r, in, "%a, %d %b %Y %H:%M:%S %z");
}

static const liq_filter rows[] = {
    {"markdownify", f_markdownify, 0, 0},
    {"smartify", f_smartify, 0, 0},
    {"jsonify", f_jsonify, 0, 0},
    {"inspect", f_inspect, 0, 0},
    {"xml_escape", f_xml_escape, 0, 0},
    {"cgi_escape", f_cgi_escape, 0, 0},
    {"uri_escape", f_uri_escape, 0, 0},
    {"relative_url", f_relative_url, 0, 0},
    {"absolute_url", f_absolute_url, 0, 0},
    {"strip_index", f_strip_index, 0, 0},
    {"slugify", f_slugify, 0, 1},
    {"normalize_whitespace", f_normalize_whitespace, 0, 0},
    {"number_of_words", f_number_of_words, 0, 1},
    {"array_to_sentence_string", f_array_to_sentence_string, 0, 1},
    {"to_integer", f_to_integer, 0, 0},
    {"date_to_string", f_date_to_string, 0, 2},
    {"date_to_long_string", f_date_to_long_string, 0, 2},
    {"date_to_xmlschema", f_date_to_xmlschema, 0, 0},
    {"date_to_rfc822", f_date_to_rfc822, 0, 0},
};
const liq_filter_table liq_filters_jekyll = {rows, PC_COUNT(rows)};
