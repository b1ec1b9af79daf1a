/* Identifiers that cannot be ones. Each form has a function that answers what is wrong, or NULL;
 * where such things stand (behind which hosts, words, keys) is told by tables. */
#include "check/check_int.h"

#include "base/str.h"
#include "base/utf8.h"
#include "bib/date.h"
#include "bib/ident.h"
#include "bib/words.h"

typedef struct kind {
    pc_diag_code code;
    /* [web]: it stood in an address, where more than the identifier itself may follow. */
    const char *(*fault)(pc_arena *a, pc_str id, bool web);
} kind;

/* --- what is wrong with it -----------------------------------------------------------------------
 */

static size_t digits_at(pc_str s, size_t at) {
    size_t i = at;
    while (i < s.n && pc_is_digit(s.p[i])) i++;
    return i - at;
}

/* doi.org/fp3k and doi.org/10/fp3k are what shortdoi.org makes. */
static bool is_short_doi(pc_str id) {
    if (pc_str_startsz(id, "10/")) id = pc_str_from(id, 3);
    for (size_t i = 0; i < id.n; i++)
        if (!pc_is_alnum(id.p[i])) return false;
    return id.n > 2 && id.n < 9;
}

static const char *doi_fault(pc_arena *a, pc_str id, bool web) {
    (void)a;
    if (pc_str_has(id, "doi.org/")) return "there are two addresses in it";
    if (pc_str_chr(id, ' ', 0) != PC_NPOS || pc_str_has(id, "%20")) return "it has a space in it";
    if (web && is_short_doi(id)) return NULL;
    if (!pc_str_startsz(id, "10.")) return "it does not begin with \"10.\"";
    size_t n = digits_at(id, 3), slash = pc_str_chr(id, '/', 0);
    if (n < 4 || slash == PC_NPOS)
        return "there is no registrant's number and a slash behind \"10.\"";
    if (slash + 1 == id.n) return "nothing stands behind the slash";
    if (pc_str_startsz(id, "10.5555/")) return "10.5555 is a prefix for examples and leads nowhere";
    char last = id.p[id.n - 1];
    return last && strchr(".,;", last) ? "it ends in a punctuation mark" : NULL;
}

/* What may stand behind an identifier in an address: v2, .pdf. */
static pc_str bare_arxiv(pc_str id) {
    if (pc_str_endsz(id, ".pdf")) id.n -= 4;
    size_t v = pc_str_rchr(id, 'v');
    if (v != PC_NPOS && v && v + 1 < id.n && digits_at(id, v + 1) == id.n - v - 1) id.n = v;
    return id;
}

/* https://info.arxiv.org/help/arxiv_identifier.html */
static const char *arxiv_fault(pc_arena *a, pc_str id, bool web) {
    (void)a, (void)web;
    if (id.n && pc_is_digit(id.p[0]))
        id = pc_str_sub(id, 0, pc_str_chr(id, '/', 0)); /* its figures */
    id = bare_arxiv(id);
    if (!id.n) return "nothing stands there";
    if (!pc_is_digit(id.p[0]))
        return bib_arxiv_valid(id) ? NULL : "it is neither YYMM.NNNNN nor archive/YYMMNNN";
    size_t n = digits_at(id, 0);
    if (n != 4 || id.n < 5 || id.p[4] != '.') return "it is not YYMM.NNNNN";
    int64_t yymm = 0;
    pc_str_int(pc_str_sub(id, 0, 4), &yymm);
    if (yymm % 100 < 1 || yymm % 100 > 12) return "it has no month";
    size_t number = digits_at(id, 5), wanted = yymm >= 1501 ? 5 : 4;
    if (number + 5 != id.n) return "its number is not of digits alone";
    if (number < wanted) return "its number lacks a digit";
    return number > wanted ? "its number has a digit too many" : NULL;
}

static const char *orcid_fault(pc_arena *a, pc_str id, bool web) {
    (void)web;
    if (id.n && id.p[id.n - 1] == '/') id.n--;
    if (bib_orcid_find(a, id).n) return NULL;
    bool form = id.n == 19;
    for (size_t i = 0; i < id.n && form; i++)
        form = i % 5 == 4 ? id.p[i] == '-'
                          : pc_is_digit(id.p[i]) || (i == 18 && pc_upper(id.p[i]) == 'X');
    return form ? "its check digit is wrong" : "it is not 0000-0000-0000-0000";
}

static const char *isbn_fault(pc_arena *a, pc_str id, bool web) {
    (void)web;
    size_t n = 0;
    for (size_t i = 0; i < id.n; i++) n += pc_is_digit(id.p[i]) || pc_upper(id.p[i]) == 'X';
    if (n != 10 && n != 13) return "it has neither 10 nor 13 digits";
    return bib_isbn_find(a, pc_str_cat(a, PC_S("ISBN "), id)).n ? NULL : "its check digit is wrong";
}

static const kind doi = {PC_DIAG_DOI_MALFORMED, doi_fault};
static const kind arxiv = {PC_DIAG_ARXIV_MALFORMED, arxiv_fault};
static const kind orcid = {PC_DIAG_ORCID_MALFORMED, orcid_fault};
static const kind isbn = {PC_DIAG_ISBN_MALFORMED, isbn_fault};

/* [url]: the address that it stands in, or empty. */
static void look(chk *c, const kind *k, pc_pos pos, pc_str id, pc_str url) {
    const char *fault = k->fault(c->scratch, id, url.n > 0);
    if (!fault) return;
    const pc_str args[] = {chk_quoted(c, pc_str_has(id, "://") ? url : id), pc_strz(fault)};
    chk_span where = url.n ? chk_find_url(c, pos, url) : chk_find(c, pos, id);
    if (!where.to) where = chk_find(c, pos, id); /* a field has it alone */
    chk_say(c, k->code, where, args, PC_COUNT(args));
}

/* --- in addresses --------------------------------------------------------------------------------
 */

static const struct {
    const char *host; /* with the path in front of the identifier */
    const kind *kind;
} hosts[] = {
    {"doi.org/", &doi},          {"dx.doi.org/", &doi},          {"www.doi.org/", &doi},
    {"arxiv.org/abs/", &arxiv},  {"arxiv.org/pdf/", &arxiv},     {"www.arxiv.org/abs/", &arxiv},
    {"arxiv.org/html/", &arxiv}, {"www.arxiv.org/pdf/", &arxiv}, {"orcid.org/", &orcid},
    {"www.orcid.org/", &orcid},
};

static pc_str after_scheme(pc_str url) {
    if (pc_str_startsz(url, "https://")) return pc_str_from(url, 8);
    return pc_str_startsz(url, "http://") ? pc_str_from(url, 7) : PC_S("");
}

static pc_str without_query(pc_str s) {
    size_t at = 0;
    while (at < s.n && s.p[at] != '?' && s.p[at] != '#') at++;
    return pc_str_sub(s, 0, at);
}

static void old_form(chk *c, pc_pos pos, pc_str url, pc_str id) {
    bool old = pc_str_has(pc_str_sub(url, 0, 20), "dx.doi.org/") || pc_str_startsz(url, "http://");
    if (old) CHK_SAY(c, DOI_OLD_ADDRESS, chk_find_url(c, pos, url), url, id);
}

void chk_link_identifiers(chk *c, pc_pos pos, pc_str url) {
    pc_str rest = after_scheme(url);
    for (size_t i = 0; i < PC_COUNT(hosts); i++) {
        if (!pc_str_startsz(rest, hosts[i].host)) continue;
        pc_str id = without_query(pc_str_from(rest, strlen(hosts[i].host)));
        if (!id.n) return; /* the host alone is a fine address */
        if (hosts[i].kind == &doi) old_form(c, pos, url, id);
        look(c, hosts[i].kind, pos, id, url);
        return;
    }
}

/* --- in running text -----------------------------------------------------------------------------
 */

static const struct {
    const char *word;   /* lower case */
    const char *may_be; /* what the identifier begins with, as far as words do not */
    const kind *kind;
} leads[] = {
    {"arxiv:", "0123456789", &arxiv}, {"doi:", "1", &doi},
    {"isbn:", "0123456789", &isbn},   {"isbn", "0123456789", &isbn},
    {"orcid:", "0123456789", &orcid},
};

/* The word at s[at], and more of them for the groups of an ISBN. */
static pc_str token(pc_str s, size_t at, const kind *k) {
    size_t i = at;
    while (i < s.n && !pc_is_space(s.p[i]) && !strchr(",;[]()<>\"", s.p[i])) {
        size_t next = i;
        uint32_t ch = pc_utf8_next(s, &next);
        if (ch > 0x7F) break;
        i = next;
        bool group = k == &isbn && i + 1 < s.n && s.p[i] == ' ' && pc_is_digit(s.p[i + 1]);
        if (group) i++;
    }
    while (i > at && strchr(".:", s.p[i - 1])) i--;
    return pc_str_sub(s, at, i);
}

static void lead_at(chk *c, const chk_entry *e, const chk_words *w, size_t at, size_t k) {
    pc_str s = w->text;
    size_t from = at + strlen(leads[k].word);
    while (from < s.n && s.p[from] == ' ') from++;
    if (from >= s.n || !strchr(leads[k].may_be, s.p[from]) || !s.p[from]) return;
    pc_pos pos = chk_words_span(w, from, from).from;
    look(c, leads[k].kind, e->moved || !pos ? e->at : pos, token(s, from, leads[k].kind), PC_S(""));
}

void chk_text_identifiers(chk *c, const chk_entry *e, const chk_words *w) {
    pc_str s = w->text;
    for (size_t at = 0; at < s.n; at++) {
        if (!strchr("aAdDiIoO", s.p[at]) || !bib_at_word_start(s, at)) continue;
        for (size_t k = 0; k < PC_COUNT(leads); k++) {
            pc_str word = pc_str_sub(s, at, at + strlen(leads[k].word));
            if (!pc_str_ieqz(word, leads[k].word)) continue;
            lead_at(c, e, w, at, k);
            break;
        }
    }
}

/* --- in fields -----------------------------------------------------------------------------------
 */

static const struct {
    const char *key;
    const kind *kind;
} fields[] = {
    {"doi", &doi}, {"arxiv", &arxiv}, {"eprint", &arxiv}, {"orcid", &orcid}, {"isbn", &isbn}};

void chk_field_identifier(chk *c, pc_str key, pc_str value, pc_pos pos) {
    value = pc_str_trim(value);
    if (!value.n || !pc_is_alnum((unsigned char)value.p[0])) return;
    if (pc_str_has(value, "://")) {
        chk_link_identifiers(c, pos, value);
        return;
    }
    for (size_t i = 0; i < PC_COUNT(fields); i++)
        if (pc_str_ieqz(key, fields[i].key)) look(c, fields[i].kind, pos, value, PC_S(""));
}
