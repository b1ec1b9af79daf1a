/* Addresses: those that are none, those that lack their scheme, those that lead to nothing. */
#include "check/check_int.h"

#include "ast/build.h"
#include "ast/walk.h"
#include "base/str.h"
#include "bib/link.h"

/* --- which kind of address -----------------------------------------------------------------------
 */

/* Ends of host names that are frequent on researchers' pages and are no file's suffix. */
static const char *const ends[] = {"com", "org", "net", "edu", "gov", "io", "ai",  "info", "eu",
                                   "cn",  "de",  "uk",  "fr",  "jp",  "kr", "ch",  "nl",   "be",
                                   "it",  "es",  "se",  "no",  "dk",  "fi", "at",  "au",   "ca",
                                   "in",  "sg",  "hk",  "tw",  "br",  "il", "app", "dev",  "page"};

static bool is_letters(pc_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!pc_is_alpha(s.p[i])) return false;
    return s.n > 1;
}

/* "www.example.org/x", "example.org/paper.pdf", "papers.example.press/x". */
static bool is_host(pc_str url) {
    size_t end = 0, dots = 0;
    while (end < url.n && url.p[end] && !strchr("/?#:", url.p[end])) dots += url.p[end++] == '.';
    pc_str host = pc_str_sub(url, 0, end), last = pc_str_from(host, pc_str_rchr(host, '.') + 1);
    if (!dots || host.p[0] == '.') return false;
    if (pc_str_startsz(host, "www.")) return true;
    if (dots > 1 && end < url.n && url.p[end] == '/' && is_letters(last)) return true;
    for (size_t i = 0; i < PC_COUNT(ends); i++)
        if (pc_str_ieqz(last, ends[i])) return true;
    return false;
}

static bool is_mail(pc_str url) {
    return pc_str_chr(url, '@', 0) != PC_NPOS && pc_str_chr(url, '/', 0) == PC_NPOS &&
           pc_str_chr(url, ':', 0) == PC_NPOS;
}

/* What is wrong with an address that names a scheme, or nearly does; NULL: nothing. */
static const char *fault_of(pc_str url) {
    static const char *const slips[] = {"http:/", "https:/", "http//", "https//",
                                        "htp:",   "htps:",   "ttp:",   "ttps:",
                                        "hhttp",  "htttp",   "http;",  "https;"};
    pc_str rest = pc_str_startsz(url, "http://")    ? pc_str_from(url, 7)
                  : pc_str_startsz(url, "https://") ? pc_str_from(url, 8)
                                                    : (pc_str){0};
    for (size_t i = 0; i < url.n; i++)
        if (url.p[i] && strchr("\"\n", url.p[i])) return "more than an address is in the quotes";
    if (is_mail(url)) return "mail addresses begin with mailto:";
    for (size_t i = 0; !rest.p && i < PC_COUNT(slips); i++)
        if (pc_str_startsz(url, slips[i])) return "its scheme is misspelt";
    if (!rest.p) return NULL;
    if (pc_str_startsz(rest, "http:/") || pc_str_startsz(rest, "https:/")) return "it begins twice";
    if (!rest.n || rest.p[0] == '/') return "it has no host";
    pc_str host = pc_str_sub(rest, 0, pc_str_chr(rest, '/', 0)); /* further on browsers mend it */
    return pc_str_chr(host, ' ', 0) != PC_NPOS ? "its host has a space in it" : NULL;
}

/* A scheme as RFC 3986 has it, or a host without one ("//x"). */
static bool is_absolute(pc_str url) {
    if (pc_str_startsz(url, "//")) return true;
    size_t i = 0;
    while (i < url.n && (pc_is_alnum(url.p[i]) || strchr("+-.", url.p[i])) && url.p[i]) i++;
    return i > 0 && i < url.n && url.p[i] == ':' && pc_is_alpha(url.p[0]);
}

/* --- one link ------------------------------------------------------------------------------------
 */

/* A script answers it. */
static bool is_scripted(const pc_link *x) {
    for (size_t i = 0; i < x->attr->pairs.n; i++) {
        pc_str k = x->attr->pairs.v[i].key;
        if (pc_str_startsz(k, "on") || pc_str_startsz(k, "data") || pc_str_eqz(k, "role"))
            return true;
    }
    size_t own = 0;
    for (size_t i = 0; i < x->attr->classes.n; i++)
        own += bib_purpose_find(x->attr->classes.v[i]) == BIB_LINK_NONE;
    return own > 0 || x->attr->id.n > 0;
}

static bool has_letters(pc_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (pc_is_alnum(s.p[i]) || (s.p[i] & 0x80)) return true;
    return false;
}

/* Of a link without an address: where it stands, or where its text does that Liquid made it of. */
static chk_span place_of_text(chk *c, const pc_link *x, pc_pos pos) {
    pc_str text = pc_str_trim(pc_inlines_text(c->a, x->content));
    pc_pos written = chk_find(c, pos, text).to ? 0 : chk_written(c, text);
    return chk_here(written ? written : pos);
}

/* "#" and scripts are often a page's machinery; in an entry they are a place kept free. */
static void empty(chk *c, const pc_link *x, pc_pos pos, bool in_entry) {
    pc_str url = pc_str_trim(x->url), text = pc_str_trim(pc_inlines_text(c->a, x->content));
    bool word = has_letters(url) && !pc_str_startsz(url, "javascript");
    if (!word && (!in_entry || is_scripted(x) || !has_letters(text))) return;
    pc_arena *a = c->a;
    text = chk_quoted(c, text);
    pc_str what = !url.n ? pc_str_cat(a, PC_S("the link of \""), text)
                         : pc_str_cat(a, pc_str_cat(a, PC_S("\""), url),
                                      pc_str_cat(a, PC_S("\" is no address (link of \""), text));
    pc_str message = pc_str_cat(a, what, url.n ? PC_S("\")") : PC_S("\" has no address"));
    CHK_SAY(c, LINK_EMPTY, url.n ? chk_find_url(c, pos, url) : place_of_text(c, x, pos), message);
}

static void local(const chk_at *p, pc_pos pos, pc_str url) {
    bool known = p->page->leads != NULL, leads = known && p->page->leads(p->page->user, url);
    if (leads) return;
    if (url.p[0] != '/' && is_host(url))
        CHK_SAY(p->c, LINK_SCHEME, chk_find_url(p->c, pos, url), chk_quoted(p->c, url));
    else if (known)
        CHK_SAY(p->c, LINK_MISSING, chk_find_url(p->c, pos, url), chk_quoted(p->c, url));
}

static void look(const chk_at *p, const pc_link *x, pc_pos pos, bool in_entry) {
    pc_str url = pc_str_trim(x->url);
    if (bib_url_placeholder(url)) {
        empty(p->c, x, pos, in_entry);
        return;
    }
    const char *fault = fault_of(url);
    if (fault)
        CHK_SAY(p->c, LINK_BROKEN, chk_find_url(p->c, pos, url), chk_quoted(p->c, url),
                pc_strz(fault));
    else if (is_absolute(url))
        chk_link_identifiers(p->c, pos, url);
    else if (url.n && url.p[0] != '#')
        local(p, pos, url);
}

void chk_links(const chk_at *p) {
    pc_walk w;
    size_t within = 0; /* depth of the entry that the walk is in */
    pc_pos entry = 0;  /* its place, for what has none of its own */
    pc_walk_blocks(&w, p->c->scratch, p->page->blocks);
    for (pc_event e; (e = pc_walk_next(&w)) != PC_WALK_END;) {
        bool div = w.block && w.block->tag == PC_Div;
        if (div && e == PC_WALK_LEAVE && w.depth == within) within = 0;
        if (e != PC_WALK_ENTER) continue;
        if (div && !within && pc_attr_has_class(w.block->u.div->attr, "publication")) {
            within = w.depth;
            entry = w.block->pos;
        }
        if (!w.inlin || (w.inlin->tag != PC_Link && w.inlin->tag != PC_Image)) continue;
        bool placed = w.inlin->pos || !within;
        look(p, w.inlin->u.link, placed ? w.inlin->pos : entry, within > 0);
    }
}
