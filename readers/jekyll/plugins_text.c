/* Plugins that change a page's text: jemoji, jekyll-relative-links.
 *
 * Both work on the document, where code is code and a link a link; the plugins themselves look for
 * patterns, jemoji in the finished HTML, jekyll-relative-links in the Markdown (code blocks with
 * it) and, for links to .md, in the HTML. */
#include "ast/build.h"
#include "ast/walk.h"
#include "base/io.h"
#include "base/str.h"
#include "readers/jekyll/plugins.h"
#include "text/emoji.h"

static int hex(char c) {
    int l = pc_lower(c);
    return pc_is_digit(c) ? c - '0' : l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

/* %20 and + as Ruby's CGI.unescape reads them. */
static pc_str unescape(pc_arena *a, pc_str s) {
    char *out = pc_alloc_text(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        int hi = i + 2 < s.n && s.p[i] == '%' ? hex(s.p[i + 1]) : -1;
        int lo = hi >= 0 ? hex(s.p[i + 2]) : -1;
        out[n++] = (char)(lo >= 0 ? hi * 16 + lo : s.p[i] == '+' ? ' ' : s.p[i]);
        if (lo >= 0) i += 2;
    }
    return (pc_str){out, n};
}

/* [path] as seen from the folder [dir] of the site ("" or "/sub"), as a path from its root; p NULL
 * when it leads out. */
static pc_str from_root(pc_arena *a, pc_str dir, pc_str path) {
    pc_str rest = path, part;
    if (path.p[0] != '/') rest = pc_str_fmt(a, "%.*s/%.*s", PC_F(dir), PC_F(path));
    char *out = pc_alloc_text(a, rest.n + 1);
    size_t n = 0;
    while (pc_str_cut(&rest, '/', &part)) {
        if (!part.n || pc_str_eqz(part, ".")) continue;
        if (pc_str_eqz(part, "..")) {
            if (!n) return (pc_str){0};
            while (n && out[n - 1] != '/') n--;
            if (n) n--;
            continue;
        }
        if (n) out[n++] = '/';
        memcpy(out + n, part.p, part.n);
        n += part.n;
    }
    return (pc_str){out, n};
}

/* "mailto:", "https:" and the like; "//host". */
static bool is_absolute(pc_str s) {
    size_t i = 0;
    while (i < s.n && (pc_is_alnum(s.p[i]) || strchr("+.-", s.p[i]))) i++;
    return (i && i < s.n && s.p[i] == ':') || pc_str_startsz(s, "//");
}

/* The address of the site's file that [target] names; p NULL when it names none. */
static pc_str address(jek_doc *d, pc_str target) {
    jek_site *s = d->site;
    pc_arena *a = s->cx->arena;
    size_t n = 0;
    bool outside;
    while (n < target.n && target.p[n] != '#' && target.p[n] != '?') n++;
    if (!n || is_absolute(target)) return (pc_str){0};
    pc_str path = from_root(a, d->dir, unescape(a, pc_str_sub(target, 0, n))), url;
    if (!path.n || !jek_inside(s, s->root, path, &outside).n) return (pc_str){0};
    if (!s->host.link(s, NULL, path, false, &url)) return (pc_str){0};
    pc_str base = jek_config_text(s, "baseurl");
    const char *slash = base.n && base.p[0] != '/' ? "/" : "";
    return pc_str_fmt(a, "%s%.*s%.*s%.*s", slash, PC_F(base), PC_F(url),
                      PC_F(pc_str_from(target, n)));
}

static bool visit_link(pc_rewrite *r, const pc_inline *x, pc_inlines *out) {
    jek_doc *d = r->user;
    if (x->tag != PC_Link && x->tag != PC_Image) return false;
    const pc_link *l = x->u.link;
    /* of links that were HTML, only those to Markdown, since version 0.7 */
    size_t path = pc_str_chr(l->url, '#', 0);
    if (x->html && !pc_str_endsz(pc_str_sub(l->url, 0, path), ".md")) return false;
    pc_str url = address(d, l->url);
    if (!url.p) return false;
    pc_inline y = x->tag == PC_Link ? pc_link_node(r->arena, l->attr, l->content, url, l->title)
                                    : pc_image(r->arena, l->attr, l->content, url, l->title);
    y.html = x->html;
    *out = pc_inlines1(r->arena, pc_at(y, x->pos));
    return true;
}

static bool links_here(const jek_doc *d) {
    const jek_site *s = d->site;
    if (!jek_plugin_on(s, JEK_RELATIVE_LINKS) || !s->root.n || !jek_doc_is_markdown(d))
        return false;
    if (d->collection && !jek_config_true(s, "relative_links.collections")) return false;
    return !jek_listed(s, "relative_links.exclude", d->relative);
}

pc_blocks jek_plugins_links(jek_doc *d, pc_blocks xs) {
    pc_ctx *cx = d->site->at;
    pc_rewrite r = {.arena = cx->arena, .scratch = cx->scratch, .user = d, .inlin = visit_link};
    return links_here(d) ? pc_rewrite_blocks(&r, xs) : xs;
}

pc_blocks jek_plugins_emoji(const jek_doc *d, pc_blocks xs) {
    pc_ctx *cx = d->site->at;
    bool on = jek_plugin_on(d->site, JEK_EMOJI);
    return on ? pc_emoji_blocks(cx->arena, cx->scratch, xs) : xs;
}
