/* Look-ups in the tables of fields and types of entries. */
#include "bib/field.h"

#include "base/str.h"

const bib_field_row bib_field_rows[] = {
#define BIB_FIELD(name, csl, kind) {name, csl, BIB_##kind},
#include "bib/field.def"
#undef BIB_FIELD
};
const size_t bib_field_row_count = PC_COUNT(bib_field_rows);

const bib_field_row *bib_field_named(pc_str name) {
    for (size_t i = 0; i < bib_field_row_count; i++)
        if (pc_str_eqz(name, bib_field_rows[i].name)) return &bib_field_rows[i];
    return NULL;
}

const bib_field_row *bib_field_csl(pc_str variable) {
    for (size_t i = 0; i < bib_field_row_count && variable.n; i++)
        if (pc_str_eqz(variable, bib_field_rows[i].csl)) return &bib_field_rows[i];
    return NULL;
}

/* --- BibTeX --------------------------------------------------------------------------------------
 */

enum { J = 1, P = 2, K = 4, T = 8, R = 16, O = 32, A = 63 };

const bib_tex_row bib_tex_rows[] = {
#define BIB_TEX(bibtex, biblatex, field, kind, classes) \
    {{bibtex, biblatex}, field, BIB_##kind, classes},
#include "bib/bibtex.def"
#undef BIB_TEX
};
const size_t bib_tex_row_count = PC_COUNT(bib_tex_rows);

bool bib_tex_row_is(const bib_tex_row *row, pc_str name) {
    return pc_str_eqz(name, row->name[0]) || pc_str_eqz(name, row->name[1]);
}

unsigned bib_type_class(pc_str type) {
    static const struct {
        const char *type;
        unsigned is;
    } classes[] = {{"article", J},
                   {"article-journal", J},
                   {"article-magazine", J},
                   {"article-newspaper", J},
                   {"review", J},
                   {"review-book", J},
                   {"periodical", J},
                   {"paper-conference", P},
                   {"chapter", P},
                   {"entry", P},
                   {"entry-encyclopedia", P},
                   {"entry-dictionary", P},
                   {"book", K},
                   {"thesis", T},
                   {"report", R}};
    for (size_t i = 0; i < PC_COUNT(classes); i++)
        if (pc_str_eqz(type, classes[i].type)) return classes[i].is;
    return O;
}

enum { NEITHER = 0, BIBTEX = 1 << BIB_BIBTEX, BIBLATEX = 1 << BIB_BIBLATEX, BOTH = 3 };

static const struct {
    const char *entry, *type;
    unsigned writes;
    const char *genre;
} entries[] = {
#define BIB_ENTRY(entry, type, writes, genre) {entry, type, writes, genre},
#include "bib/entrytype.def"
#undef BIB_ENTRY
};

pc_str bib_entry_type(pc_str entry, pc_str *genre) {
    if (genre) *genre = (pc_str){0};
    for (size_t i = 0; i < PC_COUNT(entries); i++) {
        if (!pc_str_eqz(entry, entries[i].entry)) continue;
        if (genre) *genre = pc_strz(entries[i].genre);
        return pc_strz(entries[i].type);
    }
    return (pc_str){0};
}

const char *bib_type_entry(pc_str type, pc_str genre, bib_dialect d) {
    bool master = pc_str_has(genre, "aster");
    for (size_t i = 0; i < PC_COUNT(entries); i++) {
        if (!(entries[i].writes >> d & 1) || !pc_str_eqz(type, entries[i].type)) continue;
        if (*entries[i].genre && pc_str_has(pc_strz(entries[i].genre), "aster") != master) continue;
        return entries[i].entry;
    }
    return "misc";
}

static const struct {
    const char *key, *text;
} genres[] = {{"phdthesis", "PhD thesis"},
              {"mathesis", "Master’s thesis"},
              {"bathesis", "Bachelor’s thesis"},
              {"candthesis", "Candidate thesis"},
              {"techreport", "Technical report"},
              {"resreport", "Research report"},
              {"patent", "Patent"},
              {"patentde", "German patent"},
              {"patenteu", "European patent"},
              {"patentfr", "French patent"},
              {"patentuk", "British patent"},
              {"patentus", "U.S. patent"},
              {"patreq", "Patent request"},
              {"patreqde", "German patent request"},
              {"patreqeu", "European patent request"},
              {"patreqfr", "French patent request"},
              {"patrequk", "British patent request"},
              {"patrequs", "U.S. patent request"},
              {"software", "Computer software"},
              {"datacd", "Data CD"},
              {"audiocd", "Audio CD"}};

pc_str bib_genre_text(pc_str key) {
    for (size_t i = 0; i < PC_COUNT(genres); i++)
        if (pc_str_eqz(key, genres[i].key)) return pc_strz(genres[i].text);
    return (pc_str){0};
}

pc_str bib_genre_key(pc_str text) {
    for (size_t i = 0; i < PC_COUNT(genres); i++)
        if (pc_str_eqz(text, genres[i].text)) return pc_strz(genres[i].key);
    return (pc_str){0};
}

static const struct {
    const char *pubstate, *status, *text;
} states[] = {{"inpreparation", "in-preparation", "in preparation"},
              {"submitted", "submitted", "submitted"},
              {"forthcoming", "forthcoming", "forthcoming"},
              {"inpress", "in-press", "in press"},
              {"prepublished", "preprint", "pre-published"},
              {"accepted", "accepted", "accepted"},
              {"under review", "under-review", "under review"},
              {"working paper", "working-paper", "working paper"}};

pc_str bib_pubstate_status(pc_str pubstate) {
    for (size_t i = 0; i < PC_COUNT(states); i++)
        if (pc_str_eqz(pubstate, states[i].pubstate) || pc_str_eqz(pubstate, states[i].status) ||
            pc_str_eqz(pubstate, states[i].text))
            return pc_strz(states[i].status);
    return (pc_str){0};
}

pc_str bib_status_pubstate(pc_str status) {
    for (size_t i = 0; i < PC_COUNT(states); i++)
        if (pc_str_eqz(status, states[i].status)) return pc_strz(states[i].pubstate);
    return (pc_str){0};
}

pc_str bib_status_text(pc_str status) {
    for (size_t i = 0; i < PC_COUNT(states); i++)
        if (pc_str_eqz(status, states[i].status)) return pc_strz(states[i].text);
    return (pc_str){0};
}

pc_str bib_range_text(pc_arena *a, pc_str s) {
    if (pc_str_chr(s, '-', 0) == PC_NPOS) return s;
    char *p = pc_alloc_text(a, 3 * s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool dash = s.p[i] == '-' && i && i + 1 < s.n && pc_is_digit((unsigned char)s.p[i - 1]) &&
                    pc_is_digit((unsigned char)s.p[i + 1]);
        if (dash) {
            memcpy(p + n, "\xE2\x80\x93", 3);
            n += 3;
        } else {
            p[n++] = s.p[i];
        }
    }
    return (pc_str){p, n};
}

/* --- records in the making -----------------------------------------------------------------------
 */

static const struct {
    const char *name;
    size_t offset;
} members[] = {{"doi", offsetof(bib_record, doi)},       {"isbn", offsetof(bib_record, isbn)},
               {"pmid", offsetof(bib_record, pmid)},     {"arxiv", offsetof(bib_record, arxiv)},
               {"volume", offsetof(bib_record, volume)}, {"issue", offsetof(bib_record, issue)},
               {"pages", offsetof(bib_record, pages)}};

static const pc_str *member(const bib_record *r, pc_str name) {
    for (size_t i = 0; i < PC_COUNT(members); i++)
        if (pc_str_eqz(name, members[i].name))
            return (const pc_str *)(const void *)((const char *)r + members[i].offset);
    return NULL;
}

pc_str bib_field(const bib_record *r, const char *name) {
    pc_str key = pc_strz(name);
    const pc_str *m = member(r, key);
    if (m) return *m;
    for (size_t i = 0; i < r->fields.n; i++)
        if (pc_str_eq(r->fields.v[i].key, key)) return r->fields.v[i].value;
    return (pc_str){0};
}

void bib_field_set(pc_arena *scratch, bib_record *r, bib_field_vec *fields, pc_str name,
                   pc_str value) {
    pc_str *m = (pc_str *)member(r, name);
    if (m)
        *m = value;
    else if (value.n)
        pc_vec_push(scratch, fields, ((pc_key_value){name, value}));
}

bool bib_field_has(const bib_record *r, const bib_field_vec *fields, pc_str name) {
    const pc_str *m = member(r, name);
    if (m) return m->n > 0;
    for (size_t i = 0; i < fields->n; i++)
        if (pc_str_eq(fields->v[i].key, name)) return true;
    return false;
}
