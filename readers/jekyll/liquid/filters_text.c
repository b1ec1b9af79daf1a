/* Liquid's own filters on text. */
#include "base/limits.h"
#include "base/str.h"
#include "base/utf8.h"
#include "readers/jekyll/liquid/liquid_int.h"
#include "readers/jekyll/liquid/number.h"

/* --- shared --------------------------------------------------------------------------------------
 */

liq_value liq_arg(const liq_call *c, size_t i) {
    return i < c->n ? c->args[i] : liq_nil();
}

pc_str liq_arg_text(liq_run *r, const liq_call *c, size_t i) {
    return liq_text(r, liq_arg(c, i));
}

bool liq_arg_int(liq_run *r, liq_value v, int64_t *out) {
    if (v.kind == LIQ_INT) {
        *out = v.u.i;
        return true;
    }
    if (pc_str_int(pc_str_trim(liq_text(r, v)), out)) return true;
    liq_fail(r, "'%.*s' is no integer", PC_F(liq_text(r, v)));
    return false;
}

liq_value liq_text_filter(liq_run *r, pc_buf *b) {
    return liq_str(liq_buf_text(r, b));
}

pc_str liq_chars(pc_str s, int64_t from, int64_t n) {
    size_t i = 0;
    for (; from > 0 && i < s.n; from--) pc_utf8_next(s, &i);
    size_t at = i;
    for (; n > 0 && i < s.n; n--) pc_utf8_next(s, &i);
    return pc_str_sub(s, at, i);
}

/* --- case and trimming ---------------------------------------------------------------------------
 */

static liq_value f_size(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    switch (in.kind) {
    case LIQ_STR: return liq_int((int64_t)pc_utf8_len(liq_slice(in)));
    case LIQ_LIST:
    case LIQ_MAP: return liq_int((int64_t)in.x.n);
    case LIQ_RANGE: return liq_int(liq_range_len(in));
    case LIQ_INT:
    case LIQ_BIG: return liq_int(liq_int_size(in));
    default: (void)r; return liq_int(0);
    }
}
static liq_value f_downcase(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    return liq_str(pc_utf8_lower(r->a, liq_text(r, in)));
}
static liq_value f_upcase(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    return liq_str(pc_utf8_upper(r->a, liq_text(r, in)));
}
static liq_value f_capitalize(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    return liq_str(pc_utf8_title(r->a, liq_text(r, in)));
}

/* Ruby's strip also takes NULs, at the right. */
static pc_str strip_right(pc_str s) {
    while (s.n && (pc_is_space(s.p[s.n - 1]) || !s.p[s.n - 1])) s.n--;
    return s;
}
static liq_value f_strip(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    return liq_str(strip_right(pc_str_ltrim(liq_text(r, in))));
}
static liq_value f_lstrip(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    return liq_str(pc_str_ltrim(liq_text(r, in)));
}
static liq_value f_rstrip(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    return liq_str(strip_right(liq_text(r, in)));
}

pc_str liq_squish(liq_run *r, pc_str s) {
    s = pc_str_trim(s);
    char *out = pc_alloc_text(r->a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool space = pc_is_space(s.p[i]);
        if (!space)
            out[n++] = s.p[i];
        else if (n && out[n - 1] != ' ')
            out[n++] = ' ';
    }
    return (pc_str){out, n};
}

/* --- escaping ------------------------------------------------------------------------------------
 */

static const char *html_entity(char c) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

/* [A-Za-z]+; or #\d+; follows an ampersand at i. */
static bool is_entity(pc_str s, size_t i) {
    size_t k = i + 1;
    bool number = k < s.n && s.p[k] == '#';
    k += number;
    size_t from = k;
    while (k < s.n && (number ? pc_is_digit(s.p[k]) : pc_is_alpha(s.p[k]))) k++;
    return k > from && k < s.n && s.p[k] == ';';
}

static liq_value escape(liq_run *r, pc_str s, bool once) {
    pc_buf b = liq_buf(r);
    size_t from = 0; /* what stays as it is and is not put yet */
    for (size_t i = 0; i < s.n; i++) {
        const char *e = html_entity(s.p[i]);
        if (!e || (once && s.p[i] == '&' && is_entity(s, i))) continue;
        pc_buf_put(&b, pc_str_sub(s, from, i));
        pc_buf_putz(&b, e);
        from = i + 1;
    }
    pc_buf_put(&b, pc_str_from(s, from));
    return liq_text_filter(r, &b);
}
static liq_value f_escape(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    return in.kind == LIQ_NIL ? in : escape(r, liq_text(r, in), false);
}
static liq_value f_escape_once(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    return escape(r, liq_text(r, in), true);
}

liq_value liq_url_encode(liq_run *r, pc_str s) {
    pc_buf b = liq_buf(r);
    for (size_t i = 0; i < s.n; i++) {
        unsigned char ch = (unsigned char)s.p[i];
        if (pc_is_alnum(ch) || (ch && strchr("_.-~", ch)))
            pc_buf_putc(&b, (char)ch);
        else if (ch == ' ')
            pc_buf_putc(&b, '+');
        else
            pc_buf_putf(&b, "%%%02X", ch);
    }
    return liq_text_filter(r, &b);
}

static liq_value f_url_encode(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    return in.kind == LIQ_NIL ? in : liq_url_encode(r, liq_text(r, in));
}

static int hex(int c) {
    if (pc_is_digit(c)) return c - '0';
    c = pc_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static liq_value f_url_decode(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    if (in.kind == LIQ_NIL) return in;
    pc_str s = liq_text(r, in);
    pc_buf b = liq_buf(r);
    for (size_t i = 0; i < s.n; i++) {
        int hi = i + 2 < s.n ? hex(s.p[i + 1]) : -1, lo = i + 2 < s.n ? hex(s.p[i + 2]) : -1;
        if (s.p[i] == '%' && hi >= 0 && lo >= 0) {
            pc_buf_putc(&b, (char)(hi * 16 + lo));
            i += 2;
        } else {
            pc_buf_putc(&b, s.p[i] == '+' ? ' ' : s.p[i]);
        }
    }
    pc_str out = liq_buf_text(r, &b);
    if (pc_utf8_check(out) < out.n) liq_fail(r, "url_decode gives bytes that are no UTF-8");
    return liq_str(out);
}

static liq_value base64_put(liq_run *r, pc_str s, bool url) {
    static const char std[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    pc_buf b = liq_buf(r);
    for (size_t i = 0; i < s.n; i += 3) {
        uint32_t v = 0, n = 0;
        for (size_t k = 0; k < 3; k++) {
            v = v << 8 | (i + k < s.n ? (unsigned char)s.p[i + k] : 0);
            n += i + k < s.n;
        }
        for (uint32_t k = 0; k < 4; k++) {
            char d = k <= n ? std[v >> (18 - 6 * k) & 63] : '=';
            pc_buf_putc(&b, url && d == '+' ? '-' : url && d == '/' ? '_' : d);
        }
    }
    return liq_text_filter(r, &b);
}

static int base64_digit(int c, bool url) {
    if (pc_is_upper(c)) return c - 'A';
    if (pc_is_lower(c)) return c - 'a' + 26;
    if (pc_is_digit(c)) return c - '0' + 52;
    if (c == (url ? '-' : '+')) return 62;
    return c == (url ? '_' : '/') ? 63 : -1;
}

static liq_value base64_get(liq_run *r, pc_str s, bool url, const char *name) {
    size_t n = s.n;
    while (n && s.n - n < 2 && s.p[n - 1] == '=') n--;
    bool ok = n % 4 != 1 && (url ? (s.n % 4 == 0 || n == s.n) : s.n % 4 == 0);
    pc_buf b = liq_buf(r);
    uint32_t v = 0, bits = 0;
    for (size_t i = 0; i < n && ok; i++) {
        int d = base64_digit(s.p[i], url);
        ok = d >= 0;
        v = v << 6 | (uint32_t)(d & 63);
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        pc_buf_putc(&b, (char)(v >> bits & 255));
    }
    pc_str out = liq_buf_text(r, &b);
    ok = ok && !(v & ((1u << bits) - 1)); /* no bits that are lost */
    if (!ok)
        liq_fail(r, "%s: this is no base64", name);
    else if (pc_utf8_check(out) < out.n)
        out = pc_utf8_repair(r->a, out);
    return liq_str(out);
}
static liq_value f_base64_encode(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    return base64_put(r, liq_text(r, in), false);
}
static liq_value f_base64_url_safe_encode(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    return base64_put(r, liq_text(r, in), true);
}
static liq_value f_base64_decode(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    return base64_get(r, liq_text(r, in), false, "base64_decode");
}
static liq_value f_base64_url_safe_decode(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    return base64_get(r, liq_text(r, in), true, "base64_url_safe_decode");
}

/* --- cutting -------------------------------------------------------------------------------------
 */

static liq_value f_slice(liq_run *r, liq_value in, const liq_call *c) {
    int64_t at, n = 1;
    if (!liq_arg_int(r, liq_arg(c, 0), &at)) return liq_nil();
    if (liq_true(liq_arg(c, 1)) && !liq_arg_int(r, c->args[1], &n)) return liq_nil();
    bool list = in.kind == LIQ_LIST;
    pc_str s = list ? PC_S("") : liq_text(r, in);
    int64_t total = list ? (int64_t)in.x.n : (int64_t)pc_utf8_len(s);
    if (at < 0) at += total;
    bool none = at < 0 || at > total || n < 0;
    if (!none && n > total - at) n = total - at;
    if (!list) return liq_str(none ? PC_S("") : liq_chars(s, at, n));
    if (none) return liq_list(NULL, 0);
    liq_value *v = PC_NEW_N(r->a, liq_value, (size_t)n);
    for (int64_t i = 0; i < n; i++) v[i] = liq_at(r, in, (size_t)(at + i));
    return liq_list(v, (size_t)n);
}

/* A length, where an integer beyond 64 bits is as good as the farthest. */
static bool length_arg(liq_run *r, liq_value v, int64_t *out) {
    liq_value n = v;
    if (v.kind == LIQ_STR && liq_is_integer(pc_str_trim(liq_slice(v))))
        n = liq_digits(r->a, pc_str_trim(liq_slice(v)));
    if (n.kind == LIQ_BIG)
        *out = n.u.p[0] == '-' ? INT64_MIN : INT64_MAX;
    else if (!liq_arg_int(r, n, out))
        return false;
    *out = liq_clamp(*out);
    return true;
}

static liq_value f_truncate(liq_run *r, liq_value in, const liq_call *c) {
    int64_t n = 50;
    if (in.kind == LIQ_NIL) return in;
    if (c->n > 0 && !length_arg(r, c->args[0], &n)) return liq_nil();
    pc_str s = liq_text(r, in), more = c->n > 1 ? liq_arg_text(r, c, 1) : PC_S("...");
    int64_t keep = n - (int64_t)pc_utf8_len(more);
    if ((int64_t)pc_utf8_len(s) <= n) return liq_str(s);
    return liq_str(pc_str_cat(r->a, liq_chars(s, 0, keep < 0 ? 0 : keep), more));
}

static bool next_word(pc_str *s, pc_str *word) {
    *s = pc_str_ltrim(*s);
    size_t n = 0;
    while (n < s->n && !pc_is_space(s->p[n])) n++;
    *word = pc_str_sub(*s, 0, n);
    *s = pc_str_from(*s, n);
    return n > 0;
}

static liq_value f_truncatewords(liq_run *r, liq_value in, const liq_call *c) {
    int64_t n = 15;
    if (in.kind == LIQ_NIL) return in;
    if (c->n > 0 && !length_arg(r, c->args[0], &n)) return liq_nil();
    if (n <= 0) n = 1;
    if (n >= INT32_MAX) {
        liq_fail(r, "'%.*s' words are too many", PC_F(liq_text(r, c->args[0])));
        return liq_nil();
    }
    pc_str s = liq_text(r, in), rest = s, word;
    pc_buf b = liq_buf(r);
    int64_t i = 0;
    for (; i < n && next_word(&rest, &word); i++) {
        if (i) pc_buf_putc(&b, ' ');
        pc_buf_put(&b, word);
    }
    if (i < n ||
        !rest.n) { /* white space behind the last word counts as more, as in Ruby's split */
        pc_buf_fini(&b);
        return liq_str(s);
    }
    pc_buf_put(&b, c->n > 1 ? liq_arg_text(r, c, 1) : PC_S("..."));
    return liq_text_filter(r, &b);
}

typedef PC_VEC(liq_value) liq_values;

liq_value liq_letters(liq_run *r, pc_str s) {
    liq_values v = {0};
    for (size_t i = 0, from = 0; i < s.n && liq_tick(r, 1); from = i) {
        pc_utf8_next(s, &i);
        pc_vec_push(r->a, &v, liq_str(pc_str_sub(s, from, i)));
    }
    return liq_list(v.v, v.n);
}

/* Ruby's split: " " splits at any white space, "" into characters; empty ends are dropped. */
static liq_value f_split(liq_run *r, liq_value in, const liq_call *c) {
    pc_str s = liq_text(r, in), by = liq_arg_text(r, c, 0), part;
    liq_values v = {0};
    if (pc_str_eqz(by, " ")) {
        while (liq_tick(r, 1) && next_word(&s, &part)) pc_vec_push(r->a, &v, liq_str(part));
        return liq_list(v.v, v.n);
    }
    if (!by.n) return liq_letters(r, s);
    for (size_t from = 0; liq_tick(r, 1);) {
        size_t hit = pc_str_find(s, by, from);
        pc_vec_push(r->a, &v, liq_str(pc_str_sub(s, from, hit == PC_NPOS ? s.n : hit)));
        if (hit == PC_NPOS) break;
        from = hit + by.n;
    }
    while (v.n && !v.v[v.n - 1].x.n) v.n--;
    return liq_list(v.v, v.n);
}

/* --- replacing -----------------------------------------------------------------------------------
 */

static pc_str replace(liq_run *r, pc_str s, pc_str what, pc_str by, size_t most) {
    if (what.n && pc_str_find(s, what, 0) == PC_NPOS) return s;
    pc_buf b = liq_buf(r);
    size_t from = 0, i = 0;
    if (!what.n) { /* between all characters, as gsub("") */
        while (most-- && i <= s.n) {
            pc_buf_put(&b, by);
            if (i == s.n) break;
            pc_utf8_next(s, &i);
            pc_buf_put(&b, pc_str_sub(s, from, i));
            from = i;
        }
        pc_buf_put(&b, pc_str_from(s, from));
        return liq_buf_text(r, &b);
    }
    for (size_t hit; most-- && (hit = pc_str_find(s, what, from)) != PC_NPOS; from = hit + what.n) {
        pc_buf_put(&b, pc_str_sub(s, from, hit));
        pc_buf_put(&b, by);
    }
    pc_buf_put(&b, pc_str_from(s, from));
    return liq_buf_text(r, &b);
}

static pc_str reversed(liq_run *r, pc_str s) {
    char *p = pc_alloc_text(r->a, s.n);
    for (size_t i = 0; i < s.n; i++) p[i] = s.p[s.n - 1 - i];
    return (pc_str){p, s.n};
}

/* The last place is the first one read backwards: linear, whatever repeats in the two. */
static pc_str replace_last(liq_run *r, pc_str s, pc_str what, pc_str by) {
    size_t behind = pc_str_find(reversed(r, s), reversed(r, what), 0);
    if (behind == PC_NPOS) return s;
    size_t end = s.n - behind;
    return pc_str_cat(r->a, pc_str_cat(r->a, pc_str_sub(s, 0, end - what.n), by),
                      pc_str_from(s, end));
}

#define REPLACE(name, text, most)                                                     \
    static liq_value f_##name(liq_run *r, liq_value in, const liq_call *c) {          \
        pc_str by = text;                                                             \
        return liq_str(replace(r, liq_text(r, in), liq_arg_text(r, c, 0), by, most)); \
    }
REPLACE(replace, liq_arg_text(r, c, 1), (size_t)-1)
REPLACE(replace_first, liq_arg_text(r, c, 1), 1)
REPLACE(remove, PC_S(""), (size_t)-1)
REPLACE(remove_first, PC_S(""), 1)

static liq_value f_replace_last(liq_run *r, liq_value in, const liq_call *c) {
    return liq_str(replace_last(r, liq_text(r, in), liq_arg_text(r, c, 0), liq_arg_text(r, c, 1)));
}
static liq_value f_remove_last(liq_run *r, liq_value in, const liq_call *c) {
    return liq_str(replace_last(r, liq_text(r, in), liq_arg_text(r, c, 0), PC_S("")));
}
static liq_value f_append(liq_run *r, liq_value in, const liq_call *c) {
    return liq_str(liq_append(r, liq_text(r, in), liq_arg_text(r, c, 0)));
}
static liq_value f_prepend(liq_run *r, liq_value in, const liq_call *c) {
    return liq_str(pc_str_cat(r->a, liq_arg_text(r, c, 0), liq_text(r, in)));
}

static liq_value newlines(liq_run *r, liq_value in, const char *by) {
    pc_str s = liq_text(r, in);
    pc_buf b = liq_buf(r);
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n') continue;
        if (s.p[i] == '\n')
            pc_buf_putz(&b, by);
        else
            pc_buf_putc(&b, s.p[i]);
    }
    return liq_text_filter(r, &b);
}
static liq_value f_strip_newlines(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    return newlines(r, in, "");
}
static liq_value f_newline_to_br(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    return newlines(r, in, "<br />\n");
}

/* <script>, comments and <style> go with what is in them, other tags by themselves. [missing] keeps
 * what has no end, so that it is not searched again. */
static size_t skip_html(pc_str s, size_t i, bool missing[4]) {
    static const struct {
        const char *open, *close;
    } parts[] = {{"<script", "</script>"}, {"<!--", "-->"}, {"<style", "</style>"}, {"<", ">"}};
    pc_str rest = pc_str_from(s, i);
    for (size_t k = 0; k < PC_COUNT(parts); k++) {
        if (missing[k] || !pc_str_startsz(rest, parts[k].open)) continue;
        size_t end = pc_str_find(s, pc_strz(parts[k].close), i + strlen(parts[k].open));
        if (end != PC_NPOS) return end + strlen(parts[k].close);
        missing[k] = true;
    }
    return i;
}

static liq_value f_strip_html(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    pc_str s = liq_text(r, in);
    bool missing[4] = {0};
    pc_buf b = liq_buf(r);
    size_t from = 0; /* what is kept and not put yet */
    for (size_t i = 0; (i = pc_str_chr(s, '<', i)) != PC_NPOS;) {
        size_t next = skip_html(s, i, missing);
        if (next == i) {
            i++;
            continue;
        }
        pc_buf_put(&b, pc_str_sub(s, from, i));
        from = i = next;
    }
    pc_buf_put(&b, pc_str_from(s, from));
    return liq_text_filter(r, &b);
}

/* --- others --------------------------------------------------------------------------------------
 */

bool liq_to_date(liq_run *r, liq_value v, liq_value *out) {
    const liq_zone *z = liq_zone_of(r);
    if (v.kind == LIQ_DATE || v.kind == LIQ_TIME) {
        *out = v;
        return true;
    }
    if (v.kind != LIQ_INT && v.kind != LIQ_STR) return false;
    pc_str s = liq_text(r, v);
    bool digits = s.n > 0;
    for (size_t i = 0; i < s.n; i++) digits = digits && pc_is_digit(s.p[i]);
    if (v.kind == LIQ_INT || digits) {
        liq_value n = v.kind == LIQ_INT ? v : liq_digits(r->a, s);
        if (n.kind != LIQ_INT) return false;
        *out = liq_zone_local(z, liq_time(n.u.i, 0, 0, false));
        return true;
    }
    if (pc_str_ieqz(s, "now") || pc_str_ieqz(s, "today")) {
        *out = liq_zone_local(z, liq_time(z->now, 0, 0, false));
        return true;
    }
    return liq_time_parse(z, s, out);
}

static liq_value f_date(liq_run *r, liq_value in, const liq_call *c) {
    pc_str format = liq_arg_text(r, c, 0);
    liq_value d;
    if (!format.n || !liq_to_date(r, in, &d)) return in;
    pc_buf b = liq_buf(r);
    if (!liq_strftime(&b, liq_zone_of(r), d, format))
        liq_fail(r, "the format '%.*s' ends within a directive, or one is too wide", PC_F(format));
    return liq_text_filter(r, &b);
}

static liq_value f_default(liq_run *r, liq_value in, const liq_call *c) {
    (void)r;
    bool keep_false = false;
    for (size_t i = 0; i < c->nkwargs; i++)
        if (pc_str_eqz(c->kwargs[i].key, "allow_false")) keep_false = liq_true(c->kwargs[i].value);
    bool none = keep_false ? in.kind == LIQ_NIL : !liq_true(in);
    if (!none && !liq_is_empty(in)) return in;
    return c->n ? c->args[0] : liq_str(PC_S(""));
}

static const liq_filter rows[] = {
    {"size", f_size, 0, 0},
    {"downcase", f_downcase, 0, 0},
    {"upcase", f_upcase, 0, 0},
    {"capitalize", f_capitalize, 0, 0},
    {"escape", f_escape, 0, 0},
    {"h", f_escape, 0, 0},
    {"escape_once", f_escape_once, 0, 0},
    {"url_encode", f_url_encode, 0, 0},
    {"url_decode", f_url_decode, 0, 0},
    {"base64_encode", f_base64_encode, 0, 0},
    {"base64_decode", f_base64_decode, 0, 0},
    {"base64_url_safe_encode", f_base64_url_safe_encode, 0, 0},
    {"base64_url_safe_decode", f_base64_url_safe_decode, 0, 0},
    {"slice", f_slice, 1, 2},
    {"truncate", f_truncate, 0, 2},
    {"truncatewords", f_truncatewords, 0, 2},
    {"split", f_split, 1, 1},
    {"strip", f_strip, 0, 0},
    {"lstrip", f_lstrip, 0, 0},
    {"rstrip", f_rstrip, 0, 0},
    {"strip_html", f_strip_html, 0, 0},
    {"strip_newlines", f_strip_newlines, 0, 0},
    {"newline_to_br", f_newline_to_br, 0, 0},
    {"replace", f_replace, 1, 2},
    {"replace_first", f_replace_first, 1, 2},
    {"replace_last", f_replace_last, 2, 2},
    {"remove", f_remove, 1, 1},
    {"remove_first", f_remove_first, 1, 1},
    {"remove_last", f_remove_last, 1, 1},
    {"append", f_append, 1, 1},
    {"prepend", f_prepend, 1, 1},
    {"date", f_date, 1, 1},
    {"default", f_default, 0, 2},
};
const liq_filter_table liq_filters_text = {rows, PC_COUNT(rows)};
