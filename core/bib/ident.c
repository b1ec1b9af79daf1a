/* Identifiers in text and addresses. */
#include "bib/ident.h"

#include "base/str.h"
#include "bib/link.h"

static const pc_str none = {NULL, 0};

/* Does s[at…], whose first letter fits, begin so? */
static inline bool begins(pc_str s, size_t at, const char *lower) {
    size_t n = strlen(lower);
    if (at + n > s.n || pc_lower((unsigned char)s.p[at + 1]) != lower[1]) return false;
    return pc_str_ieqz(pc_str_sub(s, at, at + n), lower);
}

unsigned bib_identifiers_in(pc_str s) {
    unsigned may = 0;
    for (size_t i = 0; i < s.n; i++) {
        switch (s.p[i]) {
        case '%': may |= BIB_MAY_DOI; break; /* an address may hide anything behind it */
        case '1': may |= begins(s, i, "10.") ? BIB_MAY_DOI : 0; break;
        case 'A':
        case 'a': may |= begins(s, i, "arxiv") ? BIB_MAY_ARXIV : 0; break;
        case 'P':
        case 'p': may |= begins(s, i, "pmid:") || begins(s, i, "pubmed") ? BIB_MAY_PMID : 0; break;
        case 'I':
        case 'i': may |= begins(s, i, "isbn") ? BIB_MAY_ISBN : 0; break;
        default: break;
        }
    }
    return may;
}

static bool is_url(pc_str s) {
    size_t at = pc_str_find(s, PC_S("://"), 0);
    return at != PC_NPOS && at < 8;
}

/* Offset after the first occurrence of [word] (ASCII case folded), or PC_NPOS. */
static size_t after(pc_str s, const char *word) {
    pc_str w = pc_strz(word);
    size_t at = pc_str_ifind(s, w, 0);
    return at == PC_NPOS ? at : at + w.n;
}

/* A closing bracket belongs to the identifier only if it opened in it. */
static pc_str trim_end(pc_str s) {
    int depth = 0;
    for (size_t i = 0; i < s.n; i++) depth += (s.p[i] == '(') - (s.p[i] == ')');
    while (s.n) {
        char c = s.p[s.n - 1];
        if (c == ')' && depth >= 0) break;
        if (!strchr(".,;:)]}'\"*", c)) break;
        depth += c == ')';
        s.n--;
    }
    return s;
}

static bool doi_char(unsigned char c) {
    return c > ' ' && c < 0x7f && c != '"' && c != '<' && c != '>' && c != '\\' && c != '^' &&
           c != '`' && c != '{' && c != '|' && c != '}';
}

/* Far longer than any registered one; keeps the search linear. */
#define DOI_MAX 300

/* The DOI at s[at], which is "10."; empty if what follows is none. */
static pc_str doi_at(pc_str s, size_t at, bool url) {
    s = pc_str_sub(s, 0, at + DOI_MAX);
    size_t i = at + 3;
    while (i < s.n && (pc_is_digit((unsigned char)s.p[i]) || (s.p[i] == '.' && i > at + 6))) i++;
    if (i < at + 7 || i >= s.n || s.p[i] != '/') return none;
    size_t suffix = ++i;
    while (i < s.n && doi_char((unsigned char)s.p[i]) && !(url && (s.p[i] == '?' || s.p[i] == '#')))
        i++;
    pc_str doi = trim_end(pc_str_sub(s, at, i));
    if (url && pc_str_endsz(doi, ".pdf")) doi.n -= 4;
    if (url && pc_str_endsz(doi, "/full")) doi.n -= 5;
    if (url && pc_str_endsz(doi, "/pdf")) doi.n -= 4;
    return doi.n > suffix - at && !pc_str_startsz(doi, "10.5555/") ? doi : none;
}

pc_str bib_doi_find(pc_arena *a, pc_str s) {
    bool url = is_url(s);
    if (url) s = bib_url_unescape(a, s);
    for (size_t at = 0; (at = pc_str_find(s, PC_S("10."), at)) != PC_NPOS; at += 3) {
        bool inside = at > 0 && (pc_is_alnum((unsigned char)s.p[at - 1]) || s.p[at - 1] == '.');
        if (inside) continue;
        pc_str doi = doi_at(s, at, url);
        if (doi.n) return doi;
    }
    return none;
}

static size_t digits(pc_str s, size_t at) {
    size_t i = at;
    while (i < s.n && pc_is_digit((unsigned char)s.p[i])) i++;
    return i - at;
}

/* YYMM.NNNN or YYMM.NNNNN at s[at]: its length, or 0. */
static size_t arxiv_new(pc_str s, size_t at) {
    if (digits(s, at) != 4 || at + 4 >= s.n || s.p[at + 4] != '.') return 0;
    size_t n = digits(s, at + 5);
    int month = (s.p[at + 2] - '0') * 10 + (s.p[at + 3] - '0');
    return (n == 4 || n == 5) && month >= 1 && month <= 12 ? 5 + n : 0;
}

/* archive[.XX]/YYMMNNN at s[at]: its length, or 0. */
static size_t arxiv_old(pc_str s, size_t at) {
    size_t i = at;
    while (i < s.n && (pc_is_lower((unsigned char)s.p[i]) || s.p[i] == '-')) i++;
    if (i < at + 2) return 0;
    if (i + 2 < s.n && s.p[i] == '.' && pc_is_upper((unsigned char)s.p[i + 1])) i += 3;
    if (i >= s.n || s.p[i] != '/') return 0;
    return digits(s, i + 1) == 7 ? i + 8 - at : 0;
}

bool bib_arxiv_valid(pc_str id) {
    return id.n && (arxiv_new(id, 0) == id.n || arxiv_old(id, 0) == id.n);
}

pc_str bib_arxiv_find(pc_arena *a, pc_str s) {
    (void)a;
    size_t first = pc_str_ifind(s, PC_S("arxiv"), 0);
    if (first == PC_NPOS) return none;
    s = pc_str_from(s, first > 9 ? first - 9 : 0);
    size_t at = after(s, "arxiv.org/");
    if (at != PC_NPOS) {
        size_t slash = pc_str_chr(s, '/', at);
        if (slash == PC_NPOS) return none;
        at = slash + 1;
    } else if ((at = after(s, "10.48550/arxiv.")) == PC_NPOS &&
               (at = after(s, "arxiv:")) == PC_NPOS) {
        at = after(s, "arxiv");
        if (at == PC_NPOS) return none;
    }
    while (at < s.n && (s.p[at] == ' ' || s.p[at] == ':')) at++;
    size_t n = arxiv_new(s, at);
    if (n == 0) n = arxiv_old(s, at);
    return pc_str_sub(s, at, at + n);
}

/* ISO 7064 mod 11-2 over fifteen digits, as orcid.org says. */
static bool orcid_valid(pc_str s) {
    if (s.n != 19) return false;
    int total = 0;
    for (size_t i = 0; i < 19; i++) {
        if (i % 5 == 4) {
            if (s.p[i] != '-') return false;
        } else if (i < 18) {
            if (!pc_is_digit((unsigned char)s.p[i])) return false;
            total = (total + s.p[i] - '0') * 2;
        }
    }
    int check = (12 - total % 11) % 11;
    char c = (char)pc_upper((unsigned char)s.p[18]);
    return c == (check == 10 ? 'X' : '0' + check);
}

pc_str bib_orcid_find(pc_arena *a, pc_str s) {
    (void)a;
    for (size_t at = 0; (at = pc_str_find(s, PC_S("-"), at)) != PC_NPOS; at++) {
        if (at < 4) continue;
        pc_str id = pc_str_sub(s, at - 4, at + 15);
        if (orcid_valid(id)) return id;
    }
    return none;
}

pc_str bib_pmid_find(pc_arena *a, pc_str s) {
    (void)a;
    static const char *const leads[] = {"pubmed.ncbi.nlm.nih.gov/", "ncbi.nlm.nih.gov/pubmed/",
                                        "pmid:"};
    for (size_t i = 0; i < PC_COUNT(leads); i++) {
        size_t at = after(s, leads[i]);
        if (at == PC_NPOS) continue;
        while (at < s.n && s.p[at] == ' ') at++;
        size_t n = digits(s, at);
        if (n > 0 && n < 10) return pc_str_sub(s, at, at + n);
    }
    return none;
}

static bool isbn_valid(pc_str d) {
    int sum = 0;
    for (size_t i = 0; i < d.n; i++) {
        bool x = d.p[i] == 'X';
        if (x && (d.n != 10 || i != 9)) return false;
        int v = x ? 10 : d.p[i] - '0';
        sum += d.n == 10 ? v * (int)(10 - i) : v * (i % 2 ? 3 : 1);
    }
    return d.n == 10 ? sum % 11 == 0 : d.n == 13 && sum % 10 == 0;
}

pc_str bib_isbn_find(pc_arena *a, pc_str s) {
    for (size_t at = after(s, "isbn"); at != PC_NPOS && at < s.n;) {
        char *p = pc_alloc_text(a, 16);
        size_t n = 0, i = at;
        if (after(pc_str_sub(s, i, i + 3), "-13") == 3 ||
            after(pc_str_sub(s, i, i + 3), "-10") == 3)
            i += 3;
        while (i < s.n && (s.p[i] == ':' || s.p[i] == ' ')) i++;
        for (; i < s.n && n < 14; i++) {
            int c = pc_upper((unsigned char)s.p[i]);
            if (pc_is_digit(c) || (c == 'X' && n == 9))
                p[n++] = (char)c;
            else if (c != '-' && c != ' ')
                break;
        }
        pc_str d = {p, n};
        if ((n == 10 || n == 13) && isbn_valid(d)) return d;
        size_t more = after(pc_str_from(s, at), "isbn");
        at = more == PC_NPOS ? PC_NPOS : at + more;
    }
    return none;
}
