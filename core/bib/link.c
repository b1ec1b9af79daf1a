/* Purposes of links, by their words and addresses. */
#include "bib/link.h"

#include "base/str.h"
#include "bib/words.h"

static const char *const classes[] = {
    "",
#define BIB_PURPOSE(NAME, cls) cls,
#include "bib/purpose.def"
#undef BIB_PURPOSE
};

typedef struct lk_row {
    pc_str text;
    bib_purpose purpose;
} lk_row;

static const lk_row labels[] = {
#define BIB_LABEL(words, purpose) {PC_LIT(words), BIB_LINK_##purpose},
#include "bib/link.def"
};
static const lk_row hosts[] = {
#define BIB_HOST(part, purpose) {PC_LIT(part), BIB_LINK_##purpose},
#include "bib/link.def"
};
static const lk_row endings[] = {
#define BIB_ENDING(end, purpose) {PC_LIT(end), BIB_LINK_##purpose},
#include "bib/link.def"
};

const char *bib_purpose_class(bib_purpose p) {
    return p < BIB_LINK_COUNT ? classes[p] : "";
}

bib_purpose bib_purpose_find(pc_str cls) {
    for (size_t i = 1; i < PC_COUNT(classes); i++)
        if (pc_str_eqz(cls, classes[i])) return (bib_purpose)i;
    return BIB_LINK_NONE;
}

static bib_purpose find_label(pc_str core) {
    char first = core.n ? (char)pc_lower((unsigned char)*core.p) : 0;
    for (size_t i = 0; i < PC_COUNT(labels); i++) {
        if (*labels[i].text.p != first || labels[i].text.n > core.n) continue;
        if (bib_phrase_at(core, labels[i].text) == core.n) return labels[i].purpose;
    }
    return BIB_LINK_NONE;
}

/* Words that a label may have beside its own: "Read the paper", "PDF version". */
static bool is_filler(pc_str w) {
    static const char *const words[] = {
#define BIB_LABEL_FILLER(word) word,
#include "bib/labelfiller.def"
#undef BIB_LABEL_FILLER
    };
    for (size_t i = 0; i < PC_COUNT(words); i++)
        if (bib_word_is(w, words[i])) return true;
    return false;
}

/* All words are a label's or fillers: what the first of the labels says. */
static bib_purpose label_by_words(pc_str core) {
    bib_purpose found = BIB_LINK_NONE;
    pc_str w;
    size_t from, n = 0;
    for (size_t i = 0; bib_word(core, &i, &from, &w); n++) {
        bib_purpose one = is_filler(w) ? BIB_LINK_NONE : find_label(w);
        if (n == 5 || (one == BIB_LINK_NONE && !is_filler(w))) return BIB_LINK_NONE;
        if (found == BIB_LINK_NONE) found = one;
    }
    return found;
}

/* Brackets, arrows, colons and emoji around a label do not count: from its first word to its last.
 */
bib_purpose bib_label_purpose(pc_str words) {
    pc_str w = {0};
    size_t from, first = PC_NPOS, end = 0;
    if (words.n > 80) return BIB_LINK_NONE;
    for (size_t i = 0; bib_word(words, &i, &from, &w); end = i)
        if (first == PC_NPOS) first = from;
    if (first == PC_NPOS || end - first > 32) return BIB_LINK_NONE;
    pc_str core = pc_str_sub(words, first, end);
    size_t remark = pc_str_find(core, PC_S(" ("), 0); /* "pdf (full version" */
    if (remark != PC_NPOS && remark > 0) core = pc_str_sub(core, 0, remark);
    bib_purpose whole = find_label(core);
    return whole != BIB_LINK_NONE ? whole : label_by_words(core);
}

/* A part of a host's name or of a path begins at [at]. */
static bool begins_part(pc_str url, size_t at) {
    if (at == 0 || url.p[at] == '/' || url.p[at] == '.') return true;
    return url.p[at - 1] == '/' || url.p[at - 1] == '.';
}

/* The first row of the list that occurs. */
static bib_purpose by_host(pc_str url) {
    size_t best = PC_COUNT(hosts);
    for (size_t at = 0; at < url.n; at++) {
        if (!begins_part(url, at)) continue;
        char first = (char)pc_lower((unsigned char)url.p[at]);
        for (size_t i = 0; i < best; i++) {
            pc_str host = hosts[i].text;
            if (*host.p == first && pc_str_ieq(pc_str_sub(url, at, at + host.n), host)) best = i;
        }
    }
    return best < PC_COUNT(hosts) ? hosts[best].purpose : BIB_LINK_NONE;
}

bib_purpose bib_url_purpose(pc_str url) {
    if (url.n > 2000) url.n = 2000; /* a data: address says nothing by its length */
    bib_purpose known = by_host(url);
    if (known != BIB_LINK_NONE) return known;
    size_t cut = pc_str_chr(url, '?', 0);
    pc_str path = pc_str_sub(url, 0, cut == PC_NPOS ? url.n : cut);
    cut = pc_str_chr(path, '#', 0);
    path = pc_str_sub(path, 0, cut == PC_NPOS ? path.n : cut);
    for (size_t i = 0; i < PC_COUNT(endings); i++) {
        size_t n = endings[i].text.n;
        if (path.n >= n && pc_str_ieq(pc_str_from(path, path.n - n), endings[i].text))
            return endings[i].purpose;
    }
    return BIB_LINK_NONE;
}

bool bib_url_placeholder(pc_str url) {
    static const char *const words[] = {"tbd",
                                        "tba",
                                        "todo",
                                        "xxx",
                                        "coming soon",
                                        "soon",
                                        "n/a",
                                        "na",
                                        "none",
                                        "null",
                                        "link",
                                        "url",
                                        "placeholder",
                                        "about:blank",
                                        "#!",
                                        "javascript:void(0)",
                                        "javascript:void(0);",
                                        "javascript:;"};
    url = pc_str_trim(url);
    if (pc_str_startsz(url, "http://")) url = pc_str_from(url, 7);
    if (pc_str_startsz(url, "https://")) url = pc_str_from(url, 8);
    bool signs = true;
    for (size_t i = 0; i < url.n && signs; i++)
        signs = strchr("#()[]{}.?-_/ ", url.p[i]) && url.p[i];
    if (signs)
        return !pc_str_eqz(url, "/") && !pc_str_eqz(url, "./") && !pc_str_eqz(url, "..") &&
               !pc_str_eqz(url, "../") && !pc_str_eqz(url, ".");
    for (size_t i = 0; i < PC_COUNT(words); i++)
        if (pc_str_ieqz(url, words[i])) return true;
    return false;
}

static int hex_of(int c) {
    if (pc_is_digit(c)) return c - '0';
    c = pc_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

pc_str bib_url_unescape(pc_arena *a, pc_str s) {
    if (pc_str_chr(s, '%', 0) == PC_NPOS) return s;
    char *p = pc_alloc_text(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        int hi = i + 2 < s.n ? hex_of((unsigned char)s.p[i + 1]) : -1;
        int lo = i + 2 < s.n ? hex_of((unsigned char)s.p[i + 2]) : -1;
        if (s.p[i] == '%' && hi >= 0 && lo >= 0) {
            p[n++] = (char)(hi * 16 + lo);
            i += 2;
        } else {
            p[n++] = s.p[i];
        }
    }
    return (pc_str){p, n};
}
