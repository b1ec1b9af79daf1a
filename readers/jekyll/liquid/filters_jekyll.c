/* The filters that Jekyll 4.3 adds: text, dates, JSON, Markdown. */
#include "base/limits.h"
#include "base/str.h"
#include "base/utf8.h"
#include "readers/jekyll/liquid/liquid_int.h"
#include "readers/jekyll/liquid/number.h"

#include <math.h>
#include <stdio.h>

bool liq_is_text(liq_run *r, liq_value in, const char *filter) {
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
    if (!liq_is_text(r, in, "cgi_escape")) return in;
    return liq_url_encode(r, liq_text(r, in));
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
    if (in.kind == LIQ_NIL || !liq_is_text(r, in, "slugify")) return in;
    bool given = liq_arg(c, 0).kind != LIQ_NIL;
    pc_str mode = given ? liq_arg_text(r, c, 0) : PC_S("default");
    return liq_str(liq_slugify(r->a, liq_slice(in), mode.n ? mode : PC_S("none"), false));
}

static liq_value f_normalize_whitespace(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    return liq_str(liq_squish(r, liq_text(r, in)));
}

static liq_value f_number_of_words(liq_run *r, liq_value in, const liq_call *c) {
    if (!liq_is_text(r, in, "number_of_words")) return in;
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
    liq_strftime(&b, liq_zone_of(r), t, pc_strz(format));
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
    {"jsonify", f_jsonify, 0, 0},
    {"inspect", f_inspect, 0, 0},
    {"xml_escape", f_xml_escape, 0, 0},
    {"cgi_escape", f_cgi_escape, 0, 0},
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
