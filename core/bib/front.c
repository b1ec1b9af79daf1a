/* Records from front matter. */
#include "bib/front.h"

#include "ast/build.h"
#include "ast/walk.h"
#include "base/io.h"
#include "base/str.h"
#include "bib/date.h"
#include "bib/field.h"
#include "bib/ident.h"
#include "bib/people.h"

static const char *const field_names[] = {
#define BIB_FRONT(FIELD, names) names,
#include "bib/front.def"
#undef BIB_FRONT
};

static const struct link_row {
    const char *names, *label, *front;
    bib_purpose purpose;
} link_rows[] = {
#define BIB_FRONT_LINK(names, label, front, purpose) {names, label, front, BIB_LINK_##purpose},
#include "bib/frontlink.def"
#undef BIB_FRONT_LINK
};
enum { TITLE_LINKS = 3 };

static const pc_value *first_of(const pc_value *map, const char *names) {
    pc_str rest = pc_strz(names), name;
    while (pc_str_cut(&rest, ' ', &name)) {
        const pc_value *v = pc_value_get(map, name);
        bool empty = v && v->kind == PC_STRING && !pc_str_trim(pc_value_text(v)).n;
        if (v && v->kind != PC_NULL && !empty) return v;
    }
    return NULL;
}

static pc_str text_of(const pc_value *v) {
    return v ? pc_str_trim(pc_value_text(v)) : (pc_str){0};
}

const pc_value *bib_front_get(const pc_value *map, bib_front_field f) {
    return first_of(map, field_names[f]);
}

pc_str bib_front_text(const pc_value *map, bib_front_field f) {
    return text_of(bib_front_get(map, f));
}

bool bib_front_is_work(const pc_value *map) {
    return first_of(map, "paperurl citation authors doi journal") != NULL;
}

/* --- authors -------------------------------------------------------------------------------------
 */

typedef struct fr {
    const bib_front *f;
    const pc_value *map;
    bib_record *r;
    bib_author_vec authors;
    bib_field_vec fields;
} fr;

static pc_inlines inlines(const fr *t, const pc_value *v) {
    return t->f->inlines(t->f->user, pc_value_text(v), v->pos);
}

static pc_str words(const fr *t, pc_inlines xs) {
    return pc_inlines_text(t->f->a, xs);
}

/* Names that the text itself has in bold or underlined. */
static bool stands_out(const fr *t, pc_inlines xs, pc_str name) {
    pc_walk w;
    pc_mark mark = pc_arena_mark(t->f->scratch);
    bool yes = false;
    pc_walk_inlines(&w, t->f->scratch, xs);
    for (pc_event e; !yes && (e = pc_walk_next(&w)) != PC_WALK_END;) {
        if (e != PC_WALK_ENTER || !w.inlin) continue;
        if (w.inlin->tag != PC_Strong && w.inlin->tag != PC_Underline) continue;
        pc_str bold = pc_inlines_text(t->f->scratch, pc_inline_content(w.inlin));
        yes = pc_str_find(bold, name, 0) != PC_NPOS;
    }
    pc_arena_release(t->f->scratch, mark);
    return yes;
}

static pc_str name_of(const fr *t, const pc_value *v) {
    if (v->kind != PC_MAP) return pc_value_text(v);
    pc_str name = pc_value_get_text(v, "name"), given = pc_value_get_text(v, "given"),
           family = pc_value_get_text(v, "family");
    if (name.n) return name;
    if (!given.n) given = pc_value_get_text(v, "first");
    if (!family.n) family = pc_value_get_text(v, "last");
    return pc_str_trim(pc_str_cat(t->f->a, pc_str_cat(t->f->a, given, PC_S(" ")), family));
}

static void add(fr *t, pc_str name) {
    bib_people_add(t->f->a, t->f->scratch, &t->authors, name, t->f->self);
}

static void listed(fr *t, const pc_value *list) {
    for (size_t i = 0; i < list->as.of.n; i++) {
        const pc_value *x = &list->u.list[i];
        pc_value written = pc_value_str(name_of(t, x));
        written.pos = x->pos;
        pc_str name = words(t, inlines(t, &written));
        if (bib_people_is_etal(name))
            t->r->etal = true;
        else
            add(t, name);
        if (t->authors.n && x->kind == PC_MAP)
            t->authors.v[t->authors.n - 1].orcid =
                bib_orcid_find(t->f->a, pc_value_get_text(x, "orcid"));
    }
}

static void split(fr *t, pc_str line, bool sure) {
    bib_people_split(t->f->a, t->f->scratch, &t->authors, line, t->f->self, sure, &t->r->etal);
}

/* What stands before the year in brackets, or before the title: "Bee, A., Dee, C. (2020). …". */
static void cited(fr *t) {
    static const char *const ends[] = {"(", "\"", "\xE2\x80\x9C"};
    const pc_value *v = bib_front_get(t->map, BIB_FRONT_CITATION);
    if (!v || v->kind != PC_STRING) return;
    pc_str text = words(t, inlines(t, v));
    size_t to = text.n;
    for (size_t i = 0; i < PC_COUNT(ends); i++) {
        size_t at = pc_str_find(text, pc_strz(ends[i]), 0);
        if (at < to) to = at;
    }
    text = pc_str_rtrim(pc_str_sub(text, 0, to == text.n ? 0 : to));
    if (text.n > 2 && text.p[text.n - 1] == '.' && pc_is_lower(text.p[text.n - 2])) text.n--;
    if (text.n) split(t, text, false);
}

static void set_authors(fr *t) {
    const pc_value *v = bib_front_get(t->map, BIB_FRONT_AUTHORS);
    if (v && v->kind == PC_LIST) {
        listed(t, v);
    } else if (v && v->kind == PC_STRING) {
        pc_inlines xs = inlines(t, v);
        split(t, words(t, xs), true);
        for (size_t i = 0; i < t->authors.n; i++)
            if (stands_out(t, xs, t->authors.v[i].name.literal)) t->authors.v[i].roles |= BIB_SELF;
    } else {
        cited(t);
    }
    bib_people_roles(t->authors.v, t->authors.n, (pc_str){0});
    t->r->authors = (bib_authors){pc_vec_done(t->f->a, &t->authors), t->authors.n};
}

/* --- links ---------------------------------------------------------------------------------------
 */

static bool is_address(pc_str s) {
    return pc_str_chr(s, ' ', 0) == PC_NPOS && pc_str_chr(s, '\n', 0) == PC_NPOS &&
           (pc_str_has(s, "://") || pc_str_chr(s, '/', 0) != PC_NPOS || pc_path_ext(s).n);
}

/* Empty when the field is not there, or holds something else than an address. */
static pc_str address(const bib_front *f, const pc_value *map, const struct link_row *row) {
    pc_str text = text_of(first_of(map, row->names));
    if (!text.n || bib_url_placeholder(text)) return (pc_str){0};
    if (row->front && !pc_str_has(text, "://")) return pc_str_cat(f->a, pc_strz(row->front), text);
    return is_address(text) ? text : (pc_str){0};
}

/* A paper is one wherever it lies: its host says nothing but that it is arXiv, or a publisher's. */
static bib_purpose purpose_of(const struct link_row *row, pc_str url) {
    if (row->purpose) return row->purpose;
    if (pc_str_ieqz(pc_path_ext(url), ".pdf")) return BIB_LINK_PDF;
    bib_purpose p = bib_url_purpose(url);
    return p == BIB_LINK_DOI || p == BIB_LINK_ARXIV ? p : BIB_LINK_URL;
}

pc_str bib_front_address(const bib_front *f, const pc_value *map, bool own) {
    pc_str url = bib_front_text(map, BIB_FRONT_TITLE_LINK);
    for (size_t i = 0; i < TITLE_LINKS && !url.n && !own; i++) url = address(f, map, &link_rows[i]);
    return url;
}

typedef PC_VEC(bib_ref) ref_vec;

static void add_ref(fr *t, ref_vec *v, pc_str url, pc_str text, bib_purpose p) {
    bib_ref ref = {.url = url, .text = text, .purpose = p ? p : BIB_LINK_URL};
    pc_vec_push(t->f->scratch, v, ref);
}

/* links: {PDF: address}, or a list of {name: PDF, url: address}. */
static void add_named(fr *t, ref_vec *v, pc_str name, pc_str url) {
    if (!name.n || !url.n || bib_url_placeholder(url)) return;
    bib_purpose p = bib_label_purpose(name);
    add_ref(t, v, url, name, p ? p : bib_url_purpose(url));
}

static void add_all_named(fr *t, ref_vec *v) {
    const pc_value *links = bib_front_get(t->map, BIB_FRONT_LINKS);
    for (size_t i = 0; i < pc_value_len(links); i++)
        if (links->kind == PC_MAP)
            add_named(t, v, links->u.pairs[i].key, pc_value_text(&links->u.pairs[i].value));
        else
            add_named(t, v, text_of(first_of(&links->u.list[i], "name title label")),
                      text_of(first_of(&links->u.list[i], "url link href")));
}

static void set_links(fr *t) {
    ref_vec v = {0};
    for (size_t i = 0; i < PC_COUNT(link_rows); i++) {
        pc_str url = address(t->f, t->map, &link_rows[i]);
        if (url.n) add_ref(t, &v, url, pc_strz(link_rows[i].label), purpose_of(&link_rows[i], url));
    }
    add_all_named(t, &v);
    t->r->links.v = pc_vec_done(t->f->a, &v);
    t->r->links.n = v.n;
}

/* --- the rest ------------------------------------------------------------------------------------
 */

static pc_str first_found(fr *t, const char *own, pc_str (*find)(pc_arena *a, pc_str s)) {
    pc_str id = find(t->f->a, text_of(first_of(t->map, own)));
    for (size_t i = 0; i < PC_COUNT(link_rows) && !id.n; i++)
        id = find(t->f->a, address(t->f, t->map, &link_rows[i]));
    return id.n ? id : find(t->f->a, bib_front_text(t->map, BIB_FRONT_CITATION));
}

/* The CSL type that the category names, by itself or by the heading that the site gives it, or that
 * the venue has. */
static pc_str type_of(fr *t, pc_str venue) {
    pc_str category = bib_front_text(t->map, BIB_FRONT_CATEGORY);
    pc_str heading = pc_value_get_text(pc_value_get(t->f->categories, category), "title");
    const char *type = bib_heading_type(heading.n ? heading : category);
    if (!*type) type = bib_kind_type(bib_venue_kind(venue));
    return pc_strz(type);
}

static void set_venue(fr *t) {
    const pc_value *v = bib_front_get(t->map, BIB_FRONT_VENUE);
    bib_place *place = PC_NEW(t->f->a, bib_place);
    if (v) place->inlines = inlines(t, v);
    place->name = words(t, place->inlines);
    place->kind = bib_venue_kind(place->name);
    t->r->type = type_of(t, place->name);
    t->r->venues.v = place;
    t->r->venues.n = place->inlines.n > 0;
}

static void set_award(fr *t) {
    pc_str text = bib_front_text(t->map, BIB_FRONT_AWARD);
    if (!text.n || pc_str_eqz(text, "true") || pc_str_eqz(text, "false")) return;
    t->r->awards = (pc_strs){pc_vec_copy(t->f->a, &text, 1, sizeof text), 1};
}

static void set_fields(fr *t) {
    static const struct {
        bib_front_field from;
        const char *to;
    } rows[] = {{BIB_FRONT_VOLUME, "volume"},    {BIB_FRONT_ISSUE, "issue"},
                {BIB_FRONT_PAGES, "pages"},      {BIB_FRONT_ISBN, "isbn"},
                {BIB_FRONT_KEYWORDS, "keyword"}, {BIB_FRONT_SELECTED, "bib-selected"}};
    for (size_t i = 0; i < PC_COUNT(rows); i++) {
        pc_str text = bib_front_text(t->map, rows[i].from);
        if (rows[i].from == BIB_FRONT_PAGES) text = bib_range_text(t->f->a, text);
        bib_field_set(t->f->scratch, t->r, &t->fields, pc_strz(rows[i].to), text);
    }
    t->r->fields = (bib_fields){pc_vec_done(t->f->a, &t->fields), t->fields.n};
}

/* "In revision": its words are printed, unless they are of no state that is known. */
static void set_status(fr *t) {
    const char *status;
    pc_str text = bib_front_text(t->map, BIB_FRONT_STATUS);
    t->r->status = text;
    if (!text.n || bib_status_at(text, &status) != text.n) return;
    t->r->status = pc_strz(status);
    t->r->status_words = (pc_strs){pc_vec_copy(t->f->a, &text, 1, sizeof text), 1};
}

void bib_front_read(const bib_front *f, const pc_value *map, bib_record *out) {
    fr t = {.f = f, .map = map, .r = out};
    const pc_value *title = bib_front_get(map, BIB_FRONT_TITLE);
    pc_str date = bib_front_text(map, BIB_FRONT_DATE);
    *out = (bib_record){.pos = map->pos};
    if (title) out->title_inlines = inlines(&t, title);
    out->title = words(&t, out->title_inlines);
    out->year = bib_year_find(bib_front_text(map, BIB_FRONT_YEAR), 0);
    if (!out->year.n) out->year = bib_year_find(date, 0);
    out->date = bib_date_find(f->a, date);
    set_status(&t);
    out->doi = first_found(&t, "doi", bib_doi_find);
    out->arxiv = first_found(&t, "arxiv", bib_arxiv_find);
    set_venue(&t);
    set_authors(&t);
    set_links(&t);
    set_award(&t);
    set_fields(&t);
}
