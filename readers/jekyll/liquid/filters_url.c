/* Jekyll's filters on addresses, which its Ruby normalises with Addressable. */
#include "base/limits.h"
#include "base/str.h"
#include "base/utf8.h"
#include "readers/jekyll/liquid/liquid_int.h"
#include "text/punycode.h"

static int hex_at(pc_str s, size_t i) {
    int c = i < s.n ? pc_lower(s.p[i]) : 0;
    return pc_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static pc_str unescaped(liq_run *r, pc_str s, bool plus) {
    char *plain = pc_alloc_text(r->a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        int hi = s.p[i] == '%' ? hex_at(s, i + 1) : -1, lo = hi < 0 ? -1 : hex_at(s, i + 2);
        bool escape = hi >= 0 && lo >= 0 && !(plus && hi * 16 + lo == '+');
        plain[n++] = escape ? (char)(hi * 16 + lo) : s.p[i];
        if (escape) i += 2;
    }
    return (pc_str){plain, n};
}

/* What stays in each part of an address beside letters and digits (RFC 3986). */
#define UNRESERVED "-._~"
#define PCHAR UNRESERVED "!$'()*+,=:@"

/* Addressable's normalize_component: escapes are undone (not %2B where [plus]), the characters put
 * in their compatible composed form, and all but letters, digits and [keep] escaped. */
static void put_uri(liq_run *r, pc_buf *out, pc_str s, const char *keep, bool plus) {
    s = unescaped(r, s, plus);
    if (pc_utf8_check(s) == s.n) s = pc_utf8_nfkc(r->a, s);
    for (size_t i = 0; i < s.n; i++) {
        unsigned char ch = (unsigned char)s.p[i];
        bool kept = plus && ch == '%' && hex_at(s, i + 1) == 2 && hex_at(s, i + 2) == 11;
        if (kept || pc_is_alnum(ch) || (ch && strchr(keep, ch)))
            pc_buf_putc(out, (char)ch);
        else
            pc_buf_putf(out, "%%%02X", ch);
    }
}

static liq_value f_uri_escape(liq_run *r, liq_value in, const liq_call *c) {
    (void)c;
    if (in.kind == LIQ_NIL || !liq_is_text(r, in, "uri_escape")) return in;
    pc_buf b = liq_buf(r);
    put_uri(r, &b, liq_slice(in), PCHAR "&;/?#[]", false);
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
    put_parts(r, &b, pc_str_trim(path), '/', PCHAR "&;", false);
    path = remove_dots(r, liq_buf_text(r, &b));
    pc_buf_put(out, host && !path.n ? PC_S("/") : path);
}

static void put_query(liq_run *r, pc_buf *out, pc_str query) {
    if (!query.n) return;
    pc_buf_putc(out, '?');
    put_parts(r, out, query, '&', PCHAR "/?", true);
}

/* The port of a scheme, which need not be said. */
static bool usual_port(pc_str scheme_colon, pc_str port) {
    static const char *const rows[][2] = {{"http:", "80"}, {"https:", "443"}, {"ftp:", "21"},
                                          {"ssh:", "22"},  {"ws:", "80"},     {"wss:", "443"}};
    for (size_t i = 0; i < PC_COUNT(rows); i++)
        if (pc_str_eqz(scheme_colon, rows[i][0])) return pc_str_eqz(port, rows[i][1]);
    return false;
}

static void put_host(liq_run *r, pc_buf *out, pc_str host) {
    host = unescaped(r, pc_utf8_lower(r->a, pc_str_trim(host)), false);
    if (pc_utf8_check(host) == host.n) host = pc_punycode_host(r->a, pc_utf8_nfkc(r->a, host));
    if (host.n > 1 && host.p[host.n - 1] == '.' && host.p[host.n - 2] != '.') host.n--;
    put_uri(r, out, host, UNRESERVED "!$&'()*+,;=[:]", false);
}

/* user:password@host:port */
static void put_authority(liq_run *r, pc_buf *out, pc_str s, pc_str scheme_colon) {
    size_t at = s.n, colon = s.n;
    while (at && s.p[at - 1] != '@') at--;
    if (at) {
        pc_str user = pc_str_sub(s, 0, at - 1);
        size_t pass = pc_str_chr(user, ':', 0);
        put_uri(r, out, pc_str_trim(pc_str_sub(user, 0, pass == PC_NPOS ? user.n : pass)),
                UNRESERVED, false);
        if (pass != PC_NPOS) {
            pc_buf_putc(out, ':');
            put_uri(r, out, pc_str_trim(pc_str_from(user, pass + 1)), UNRESERVED, false);
        }
        pc_buf_putc(out, '@');
    }
    while (colon > at && pc_is_digit(s.p[colon - 1])) colon--;
    bool port = colon > at && s.p[colon - 1] == ':';
    put_host(r, out, pc_str_sub(s, at, port ? colon - 1 : s.n));
    pc_str number = pc_str_from(s, colon);
    if (port && number.n && !usual_port(scheme_colon, number))
        pc_buf_putf(out, ":%.*s", PC_F(number));
}

/* As Addressable normalises: lower-case scheme and host, an empty path after a host is "/", no dot
 * segments, and percent signs for what an address cannot hold. */
static pc_str normalise(liq_run *r, pc_str s) {
    pc_buf b = liq_buf(r);
    size_t n = scheme(s);
    pc_str name = pc_utf8_lower(r->a, pc_str_sub(s, 0, n));
    pc_buf_put(&b, name);
    s = pc_str_from(s, n);
    bool host = n && pc_str_startsz(s, "//");
    if (host) {
        size_t end = 2;
        while (end < s.n && !strchr("/?#", s.p[end])) end++;
        PC_PUTL(&b, "//");
        put_authority(r, &b, pc_str_sub(s, 2, end), name);
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
        put_uri(r, &b, line, PCHAR "&;/?", false);
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
    if (!s.n || !liq_is_text(r, in, "strip_index")) return liq_nil();
    size_t cut = pc_str_endsz(s, "/index.html") ? 10 : pc_str_endsz(s, "/index.htm") ? 9 : 0;
    return liq_str(pc_str_sub(s, 0, s.n - cut));
}

static const liq_filter rows[] = {
    {"uri_escape", f_uri_escape, 0, 0},
    {"relative_url", f_relative_url, 0, 0},
    {"absolute_url", f_absolute_url, 0, 0},
    {"strip_index", f_strip_index, 0, 0},
};
const liq_filter_table liq_filters_url = {rows, PC_COUNT(rows)};
