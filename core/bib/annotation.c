/* Annotations of authors, read and written. */
#include "bib/annotation.h"

#include "base/buf.h"
#include "base/str.h"
#include "bib/ident.h"

const char *bib_an_field(bib_an what) {
    static const char *const fields[] = {[BIB_AN_ROLES] = "author+an",
                                         [BIB_AN_MARK] = "author+an:mark",
                                         [BIB_AN_ORCID] = "author+an:orcid"};
    return fields[what];
}

/* Each role's own word first: that is the one that is written. */
static const struct {
    const char *word;
    unsigned role;
} words[] = {{"self", BIB_SELF},
             {"equal", BIB_EQUAL},
             {"corresponding", BIB_CORRESPONDING},
             {"marked", BIB_MARKED},
             {"me", BIB_SELF},
             {"highlight", BIB_SELF},
             {"equal-contribution", BIB_EQUAL},
             {"cofirst", BIB_EQUAL}};
enum { OWN_WORDS = 4 };

static bool role_word(pc_str word, unsigned *roles) {
    for (size_t i = 0; i < PC_COUNT(words); i++)
        if (pc_str_ieqz(word, words[i].word)) {
            *roles |= words[i].role;
            return true;
        }
    return false;
}

static pc_str unquoted(pc_str s) {
    bool quotes = s.n > 1 && s.p[0] == '"' && s.p[s.n - 1] == '"';
    return quotes ? pc_str_sub(s, 1, s.n - 1) : (pc_str){0};
}

static bool annotate_one(pc_arena *a, bib_author *x, pc_str text, bib_an what) {
    pc_str literal = unquoted(pc_str_trim(text)), word;
    bool known = true;
    if (what == BIB_AN_ORCID) x->orcid = bib_orcid_find(a, literal);
    if (what == BIB_AN_MARK) x->marks = literal;
    if (what != BIB_AN_ROLES) return literal.n > 0 && (what != BIB_AN_ORCID || x->orcid.n);
    while (pc_str_cut(&text, ',', &word)) known &= role_word(pc_str_trim(word), &x->roles);
    return known;
}

bool bib_annotate(pc_arena *a, bib_author *v, size_t n, pc_str text, bib_an what) {
    pc_str one;
    bool known = true;
    while (pc_str_cut(&text, ';', &one)) {
        int64_t number;
        size_t eq = pc_str_chr(one, '=', 0);
        bool whose = eq != PC_NPOS && pc_str_int(pc_str_trim(pc_str_sub(one, 0, eq)), &number);
        if (!pc_str_trim(one).n) continue;
        if (!whose || number < 1 || (size_t)number > n)
            known = false;
        else
            known &= annotate_one(a, &v[number - 1], pc_str_from(one, eq + 1), what);
    }
    return known;
}

static void put_roles(pc_buf *out, unsigned roles) {
    const char *between = "";
    for (size_t i = 0; i < OWN_WORDS; i++) {
        if (!(roles & words[i].role)) continue;
        pc_buf_putf(out, "%s%s", between, words[i].word);
        between = ",";
    }
}

pc_str bib_annotation(pc_arena *a, pc_mem *mem, bib_authors authors, bib_an what) {
    pc_buf out;
    pc_buf_init(&out, mem);
    for (size_t i = 0; i < authors.n; i++) {
        const bib_author *x = &authors.v[i];
        pc_str literal = what == BIB_AN_MARK ? x->marks : x->orcid;
        if (what == BIB_AN_ROLES ? !x->roles : !literal.n) continue;
        pc_buf_putf(&out, "%s%zu=", out.n ? "; " : "", i + 1);
        if (what == BIB_AN_ROLES) {
            put_roles(&out, x->roles);
        } else {
            pc_buf_putc(&out, '"');
            pc_buf_put(&out, literal);
            pc_buf_putc(&out, '"');
        }
    }
    pc_str s = pc_buf_take(&out, a);
    pc_buf_fini(&out);
    return s;
}
