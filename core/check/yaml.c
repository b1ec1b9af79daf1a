/* Scalars of YAML that are not what they look like: Jekyll reads numbers, days and truth values
 * where no quotes say otherwise (data/yaml.h has the rules, and keeps the text). */
#include "check/check_int.h"

#include "base/str.h"
#include "bib/date.h"
#include "bib/link.h"

typedef enum key_kind {
    KEY_OTHER,
    KEY_LABEL, /* identifiers and the like: digits, but no number */
    KEY_TEXT,
    KEY_DAY
} key_kind;

static const struct {
    const char *key;
    key_kind kind;
} keys[] = {
    {"arxiv", KEY_LABEL},      {"eprint", KEY_LABEL},    {"doi", KEY_LABEL},
    {"isbn", KEY_LABEL},       {"issn", KEY_LABEL},      {"pmid", KEY_LABEL},
    {"pmcid", KEY_LABEL},      {"orcid", KEY_LABEL},     {"pages", KEY_LABEL},
    {"page", KEY_LABEL},       {"volume", KEY_LABEL},    {"number", KEY_LABEL},
    {"issue", KEY_LABEL},      {"id", KEY_LABEL},        {"phone", KEY_LABEL},
    {"zip", KEY_LABEL},        {"postcode", KEY_LABEL},  {"version", KEY_LABEL},
    {"title", KEY_TEXT},       {"name", KEY_TEXT},       {"author", KEY_TEXT},
    {"authors", KEY_TEXT},     {"venue", KEY_TEXT},      {"journal", KEY_TEXT},
    {"booktitle", KEY_TEXT},   {"conference", KEY_TEXT}, {"publisher", KEY_TEXT},
    {"abstract", KEY_TEXT},    {"citation", KEY_TEXT},   {"institution", KEY_TEXT},
    {"affiliation", KEY_TEXT}, {"school", KEY_TEXT},     {"location", KEY_TEXT},
    {"country", KEY_TEXT},     {"city", KEY_TEXT},       {"language", KEY_TEXT},
    {"lang", KEY_TEXT},        {"tags", KEY_TEXT},       {"tag", KEY_TEXT},
    {"keywords", KEY_TEXT},    {"categories", KEY_TEXT}, {"description", KEY_TEXT},
    {"date", KEY_DAY},         {"pubdate", KEY_DAY},     {"published", KEY_DAY},
    {"start", KEY_DAY},        {"end", KEY_DAY},         {"last_modified_at", KEY_DAY},
};

static key_kind kind_of(pc_str key) {
    for (size_t i = 0; i < PC_COUNT(keys); i++)
        if (pc_str_ieqz(key, keys[i].key)) return keys[i].kind;
    return KEY_OTHER;
}

/* Fields that hold an address. */
static bool is_address(pc_str key) {
    static const char *const fields[] = {
        "url link",
#define BIB_FRONT_LINK(names, label, front, purpose) names,
#include "bib/frontlink.def"
#undef BIB_FRONT_LINK
    };
    for (size_t i = 0; i < PC_COUNT(fields); i++) {
        pc_str names = pc_strz(fields[i]);
        for (pc_str name; pc_str_cut(&names, ' ', &name);)
            if (pc_str_ieq(key, name)) return true;
    }
    return false;
}

static chk_span span_of(const pc_value *v) {
    return (chk_span){v->pos, v->pos + (pc_pos)v->as.text.n};
}

/* --- numbers -------------------------------------------------------------------------------------
 */

/* What Ruby prints of the number, as far as it differs from what is written; else empty. */
static pc_str shown(chk *c, const pc_value *v, key_kind kind) {
    pc_str s = v->as.text;
    bool leading = s.n > 1 && s.p[0] == '0' && pc_is_digit(s.p[1]),
         base60 = pc_str_chr(s, ':', 0) != PC_NPOS;
    bool grouped = kind == KEY_LABEL && pc_str_chr(s, ',', 0) != PC_NPOS;
    if (v->kind == PC_INT)
        return leading || base60 || grouped ? pc_str_fmt(c->a, "%lld", (long long)v->u.i)
                                            : PC_S("");
    size_t dot = pc_str_chr(s, '.', 0), end = s.n;
    if (base60) return pc_str_fmt(c->a, "%g", v->u.f);
    if (kind != KEY_LABEL || dot == PC_NPOS || pc_str_chr(s, 'e', 0) != PC_NPOS) return PC_S("");
    while (end > dot + 2 && s.p[end - 1] == '0') end--;
    return end < s.n ? pc_str_sub(s, 0, end) : PC_S("");
}

static void number(chk *c, const pc_value *v, key_kind kind) {
    pc_str as = shown(c, v, kind);
    if (as.n && !pc_str_eq(as, v->as.text)) CHK_SAY(c, YAML_NUMBER, span_of(v), v->as.text, as);
}

/* --- days, truth, comments -----------------------------------------------------------------------
 */

/* 2020-02-30: four digits, one or two, one or two. */
static bool looks_like_day(pc_str s) {
    size_t dashes = 0;
    for (size_t i = 0; i < s.n; i++) {
        dashes += s.p[i] == '-';
        if (!pc_is_digit(s.p[i]) && s.p[i] != '-') return false;
    }
    size_t second = s.n > 5 ? pc_str_chr(s, '-', 5) : PC_NPOS;
    return s.n >= 8 && s.n <= 10 && dashes == 2 && s.p[4] == '-' && second != PC_NPOS &&
           second < 8 && second > 5 && second + 1 < s.n && s.n - second <= 3;
}

static void truth(chk *c, const pc_value *v) {
    bool word = !pc_str_ieqz(v->as.text, "true") && !pc_str_ieqz(v->as.text, "false");
    if (word)
        CHK_SAY(c, YAML_BOOLEAN, span_of(v), v->as.text, v->u.b ? PC_S("true") : PC_S("false"));
}

/* "#1" behind a text without quotes: what people call comments have a space behind the sign. */
static void comment(chk *c, const pc_value *v) {
    const pc_source *s = pc_source_of(c->sources, v->pos);
    if (!s) return;
    size_t at = v->pos - s->base;
    if (!pc_str_starts(pc_str_from(s->text, at), v->as.text)) return;
    pc_str rest = pc_str_from(s->text, at + v->as.text.n), line;
    if (!pc_str_line(&rest, &line)) return;
    pc_str cut = pc_str_trim(line);
    if (cut.n < 2 || cut.p[0] != '#' || line.p[0] == '#' || !pc_is_digit(cut.p[1])) return;
    CHK_SAY(c, YAML_COMMENT, chk_find(c, v->pos + (pc_pos)v->as.text.n, cut), cut);
}

static void scalar(chk *c, pc_str key, const pc_value *v) {
    key_kind kind = kind_of(key);
    if (v->kind == PC_STRING) chk_remember(c, v->as.text, v->pos);
    if (v->kind == PC_STRING || v->kind == PC_FLOAT || v->kind == PC_INT)
        chk_field_identifier(c, key, v->as.text, v->pos);
    if (v->pos && is_address(key) && pc_str_trim(v->as.text).n && bib_url_placeholder(v->as.text))
        CHK_SAY(
            c, LINK_EMPTY, span_of(v),
            pc_str_fmt(c->a, "\"%.*s\" is no address (of \"%.*s\")", PC_F(v->as.text), PC_F(key)));
    if (!v->plain || !v->pos) return;
    if (v->kind == PC_INT || v->kind == PC_FLOAT) number(c, v, kind);
    if (v->kind == PC_TIME && kind == KEY_LABEL) CHK_SAY(c, YAML_AS_DATE, span_of(v), v->as.text);
    if (v->kind == PC_BOOL && kind == KEY_TEXT) truth(c, v);
    if (v->kind == PC_STRING && kind == KEY_TEXT) comment(c, v);
    if (v->kind == PC_STRING && kind != KEY_TEXT && looks_like_day(v->as.text))
        CHK_SAY(c, YAML_DATE, span_of(v), v->as.text);
}

/* --- maps ----------------------------------------------------------------------------------------
 */

static int64_t year_in(pc_str s) {
    int64_t n = 0;
    return pc_str_int(bib_year_find(s, 0), &n) ? n : 0;
}

static void year_and_date(chk *c, const pc_value *map) {
    const pc_value *year = pc_value_getz(map, "year"), *date = pc_value_getz(map, "date");
    int64_t y = year_in(pc_value_text(year)), d = year_in(pc_value_text(date));
    if (!y || !d || (y - d <= 1 && d - y <= 1)) return;
    pc_str title = pc_value_get_text(map, "title");
    if (CHK_SAY(c, YEAR_DATE, span_of(date), title.n ? title : PC_S("this entry"),
                pc_str_fmt(c->a, "%d", (int)d), pc_str_fmt(c->a, "%d", (int)y)))
        chk_note(c, year->pos, "the year is here", PC_S(""));
}

static void walk(chk *c, pc_str key, const pc_value *v) {
    if (v->kind == PC_LIST) {
        for (size_t i = 0; i < v->as.of.n; i++) walk(c, key, &v->u.list[i]);
    } else if (v->kind == PC_MAP) {
        year_and_date(c, v);
        for (size_t i = 0; i < v->as.of.n; i++) walk(c, v->u.pairs[i].key, &v->u.pairs[i].value);
    } else {
        scalar(c, key, v);
    }
}

void chk_data(chk *c, const pc_value *v) {
    walk(c, PC_S(""), v);
}
