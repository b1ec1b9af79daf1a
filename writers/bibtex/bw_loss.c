/* What a record says, as one from CSL JSON may, that no field of a .bib file holds: told by name,
 * once for each entry. */
#include "base/str.h"
#include "data/json.h"
#include "writers/bibtex/bw.h"

typedef struct ls {
    bw *w;
    const bib_record *r;
    pc_str key;
    const bw_rows *rows;
    pc_map seen;  /* members that were kept */
    pc_map names; /* of what is lost, in order */
} ls;

static void lose(ls *s, pc_str name) {
    pc_map_set(s->w->a, &s->names, name, NULL);
}

static bool is_written(const ls *s, pc_str field) {
    for (size_t i = 0; i < s->rows->n; i++)
        if (pc_str_eqz(field, s->rows->v[i]->field)) return true;
    return false;
}

/* --- names ---------------------------------------------------------------------------------------
 */

/* BibTeX's form of a name has these, but for what becomes of a particle when names are sorted. */
static bool is_name_part(pc_str member) {
    static const char *const parts[] = {
        "family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"};
    for (size_t i = 0; i < PC_COUNT(parts); i++)
        if (pc_str_eqz(member, parts[i])) return true;
    return false;
}

/* "affiliation of author" */
static void lose_of_name(ls *s, const char *list, pc_str member) {
    lose(s, pc_str_cat(s->w->a, pc_str_cat(s->w->a, member, PC_S(" of ")), pc_strz(list)));
}

/* An ORCID stands in an annotation. */
static void authors(ls *s) {
    for (size_t i = 0; i < s->r->authors.n; i++) {
        const bib_author *x = &s->r->authors.v[i];
        for (size_t k = 0; k < x->other.n; k++) {
            pc_str member = pc_str_from(x->other.v[k].key, 4);
            if (!x->orcid.n || !pc_str_ieqz(member, "orcid")) lose_of_name(s, "author", member);
        }
    }
}

static void other_names(ls *s, const bib_field_row *row, pc_str json) {
    pc_diags quiet;
    pc_value v;
    pc_diags_init(&quiet, s->w->a, s->w->cx->sources);
    const pc_source *src = pc_source_add(s->w->cx->sources, pc_strz(row->csl), json);
    if (!pc_json_read(s->w->a, src, &quiet, &v) || v.kind != PC_LIST) return;
    for (size_t i = 0; i < v.as.of.n; i++)
        for (size_t k = 0; v.u.list[i].kind == PC_MAP && k < v.u.list[i].as.of.n; k++) {
            pc_str member = v.u.list[i].u.pairs[k].key;
            if (!is_name_part(member)) lose_of_name(s, row->csl, member);
        }
}

/* --- fields --------------------------------------------------------------------------------------
 */

/* A citation key that is the entry's own says nothing more. */
static bool is_key(const ls *s, pc_str member, pc_str json) {
    return pc_str_eqz(member, "citation-key") && json.n > 2 &&
           pc_str_eq(pc_str_sub(json, 1, json.n - 1), s->key);
}

/* A member of CSL JSON that was kept as it is: it has no field, or says more than its field. */
static void kept_member(ls *s, pc_str member, pc_str json) {
    if (pc_map_has(&s->seen, member)) return;
    pc_map_set(s->w->a, &s->seen, member, NULL);
    const bib_field_row *row = bib_field_csl(member);
    bool issued = pc_str_eqz(member, "issued") && (s->r->year.n || s->r->date.n);
    bool part =
        issued || (row && bib_field(s->r, row->name).n && is_written(s, pc_strz(row->name)));
    if (part && row->kind == BIB_NAMES)
        other_names(s, row, json);
    else if (part)
        lose(s, pc_str_cat(s->w->a, PC_S("a part of "), member));
    else if (!is_key(s, member, json))
        lose(s, member);
}

static void fields(ls *s) {
    for (size_t i = 0; i < s->r->fields.n; i++) {
        const pc_key_value *f = &s->r->fields.v[i];
        const bib_field_row *row = bib_field_named(f->key);
        if (pc_str_startsz(f->key, "csl-"))
            kept_member(s, pc_str_from(f->key, 4), f->value);
        else if (row && f->value.n && !is_written(s, f->key))
            lose(s, *row->csl ? pc_strz(row->csl) : f->key);
    }
}

/* @misc is what it is at the least. */
static void type(ls *s) {
    pc_str type = s->r->type, genre = bib_field(s->r, "genre");
    bool any = !type.n || s->r->entry.n || pc_str_eqz(type, "document");
    if (!any && !strcmp(bib_type_entry(type, genre, BIB_BIBLATEX), "misc"))
        lose(s, pc_str_cat(s->w->a, PC_S("type "), type));
}

/* "a, b and 3 more" */
static pc_str listed(ls *s) {
    enum { MOST = 20 };
    pc_str all = PC_S("");
    for (size_t i = 0; i < s->names.n && i < MOST; i++) {
        if (i) all = pc_str_cat(s->w->a, all, PC_S(", "));
        all = pc_str_cat(s->w->a, all, s->names.v[i].key);
    }
    if (s->names.n <= MOST) return all;
    return pc_str_cat(s->w->a, all, pc_str_fmt(s->w->a, " and %zu more", s->names.n - MOST));
}

void bw_say_lost(bw *w, const bib_record *r, const bw_rows *rows, pc_str key) {
    ls s = {.w = w, .r = r, .key = key, .rows = rows};
    type(&s);
    authors(&s);
    fields(&s);
    if (!s.names.n || pc_diags_full(w->cx->diags)) return;
    pc_str text = pc_str_cat(w->a, key, PC_S(" is written without "));
    pc_diag_item item = {.code = PC_DIAG_WRITER_LOSS,
                         .level = pc_diag_level(w->cx->diags, PC_DIAG_WRITER_LOSS),
                         .pos = r->pos,
                         .message = pc_str_cat(w->cx->diags->arena, text, listed(&s)),
                         .help = PC_S("a .bib file has no field for it; -t csljson keeps it")};
    pc_diag_put(w->cx->diags, &item);
}
