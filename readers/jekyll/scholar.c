/* The tags of jekyll-scholar: bibliography, bibliography_count, cite, nocite, reference, quote.
 *
 * Entries come as annotated publications, in HTML that is part of the page's text, where the
 * plugin's own would stand. Its CSL styles are not followed: citations are "(Bee & Dee, 2024)". */
#include "readers/jekyll/scholar.h"

#include "ast/build.h"
#include "ast/meta.h"
#include "ast/walk.h"
#include "base/io.h"
#include "base/str.h"
#include "readers/jekyll/folder.h"
#include "registry/registry.h"

/* A .bib file that was read. */
typedef struct library {
    jek_entry_row *v;
    size_t n;
    pc_map by_key;
} library;

typedef struct jek_scholar {
    pc_map libraries; /* path -> library */
    const jek_doc *page;
    PC_VEC(pc_str) cited; /* on that page, in order */
    pc_map is_cited;
} jek_scholar;

/* One tag at work. */
typedef struct tag {
    jek_site *s;
    liq_run *r;
    pc_arena *a; /* of the conversion at hand */
    pc_buf *out;
    PC_VEC(pc_str) files;
    pc_str query, group_by, group_order, prefix, list_tag, locator;
    int64_t max, offset; /* max -1: all */
    bool cited, in_order, clear, no_author;
    bool missing; /* a file is not there */
} tag;

/* --- settings ------------------------------------------------------------------------------------
 */

/* A setting of the page, else of the site, else jekyll-scholar's own (defaults.rb). Lists are
 * joined with commas. */
static pc_str setting(const tag *t, const char *name, const char *standard) {
    const pc_value *own = t->s->page ? pc_value_getz(&t->s->page->data, "scholar") : NULL;
    const pc_value *v = pc_value_getz(own, name);
    if (!v) v = pc_value_getz(jek_config(t->s, "scholar"), name);
    if (!v || v->kind == PC_NULL) return pc_strz(standard);
    if (v->kind != PC_LIST) return pc_value_text(v);
    pc_str all = {0};
    for (size_t i = 0; i < v->as.of.n && i < 32; i++) {
        pc_str one = pc_value_text(&v->u.list[i]);
        all = i ? pc_str_cat(t->a, pc_str_cat(t->a, all, PC_S(",")), one) : one;
    }
    return all;
}

static const pc_value *map_setting(const tag *t, const char *name) {
    return pc_value_getz(jek_config(t->s, "scholar"), name);
}

/* A name of an element, and nothing else. */
static pc_str element(pc_str name, const char *standard) {
    for (size_t i = 0; i < name.n; i++)
        if (!pc_is_alnum(name.p[i])) return pc_strz(standard);
    return name.n ? name : pc_strz(standard);
}

/* --- options -------------------------------------------------------------------------------------
 */

typedef enum option {
    OPT_FILE,
    OPT_QUERY,
    OPT_GROUP_BY,
    OPT_GROUP_ORDER,
    OPT_MAX,
    OPT_OFFSET,
    OPT_PREFIX,
    OPT_LIST_TAG,
    OPT_LOCATOR,
    OPT_PASSED_OVER, /* styles, templates, labels */
    OPT_CITED,
    OPT_IN_ORDER,
    OPT_CLEAR,
    OPT_NO_AUTHOR,
    OPT_DUPLICATES
} option;

static const struct {
    const char *brief, *full;
    option is;
} options[] = {{"-f", "--file", OPT_FILE},
               {"-q", "--query", OPT_QUERY},
               {"-g", "--group_by", OPT_GROUP_BY},
               {"-O", "--type_order", OPT_PASSED_OVER},
               {"-G", "--group_order", OPT_GROUP_ORDER},
               {"-m", "--max", OPT_MAX},
               {"-o", "--offset", OPT_OFFSET},
               {"-p", "--prefix", OPT_PREFIX},
               {"-h", "--bibliography_list_tag", OPT_LIST_TAG},
               {"-l", "--locator", OPT_LOCATOR},
               {"-L", "--label", OPT_PASSED_OVER},
               {"-s", "--style", OPT_PASSED_OVER},
               {"-t", "--text", OPT_PASSED_OVER},
               {"-T", "--template", OPT_PASSED_OVER},
               {"-C", "--cited_in_order", OPT_IN_ORDER},
               {"-c", "--cited", OPT_CITED},
               {"", "--clear", OPT_CLEAR},
               {"-A", "--suppress_author", OPT_NO_AUTHOR},
               {"-r", "--remove_duplicates", OPT_DUPLICATES}};

/* The option at the beginning of [s], and its length; 0: none. */
static size_t option_at(pc_str s, option *is) {
    size_t n = 0;
    while (n < s.n && (pc_is_alpha(s.p[n]) || s.p[n] == '-' || s.p[n] == '_')) n++;
    pc_str word = pc_str_sub(s, 0, n);
    for (size_t i = 0; i < PC_COUNT(options); i++)
        if (pc_str_eqz(word, options[i].full) || (n == 2 && pc_str_eqz(word, options[i].brief))) {
            *is = options[i].is;
            return n;
        }
    return 0;
}

static int64_t number(pc_str s, int64_t otherwise) {
    int64_t n;
    return pc_str_int(s, &n) && n >= 0 ? n : otherwise;
}

static void set_option(tag *t, option is, pc_str value) {
    switch (is) {
    case OPT_FILE: pc_vec_push(t->a, &t->files, value); break;
    case OPT_QUERY: t->query = value; break;
    case OPT_GROUP_BY: t->group_by = value; break;
    case OPT_GROUP_ORDER: t->group_order = value; break;
    case OPT_MAX: t->max = number(value, -1); break;
    case OPT_OFFSET: t->offset = number(value, 0); break;
    case OPT_PREFIX: t->prefix = value; break;
    case OPT_LIST_TAG: t->list_tag = value; break;
    case OPT_LOCATOR: t->locator = value; break;
    case OPT_IN_ORDER: t->cited = t->in_order = true; break;
    case OPT_CITED: t->cited = true; break;
    case OPT_CLEAR: t->clear = true; break;
    case OPT_NO_AUTHOR: t->no_author = true; break;
    case OPT_PASSED_OVER:
    case OPT_DUPLICATES: break;
    }
}

/* Words from one option to the next are its value. */
static void read_options(tag *t, pc_str s) {
    for (s = pc_str_trim(s); s.n;) {
        option is = OPT_PASSED_OVER, other;
        size_t n = option_at(s, &is), to;
        if (!n) n = 1;
        for (to = n; to < s.n; to++)
            if (pc_is_space(s.p[to - 1]) && s.p[to] == '-' && option_at(pc_str_from(s, to), &other))
                break;
        set_option(t, is, pc_str_trim(pc_str_sub(s, n, to)));
        s = pc_str_ltrim(pc_str_from(s, to));
    }
}

/* --- bibliographies ------------------------------------------------------------------------------
 */

/* A setting that is a list, or one text, as older al-folios have it. */
static bool names_one(const pc_value *v, pc_str name) {
    bool found = v && v->kind == PC_STRING && pc_str_eq(pc_value_text(v), name);
    for (size_t i = 0; v && v->kind == PC_LIST && i < v->as.of.n && !found; i++)
        found = pc_str_eq(pc_value_text(&v->u.list[i]), name);
    return found;
}

/* The owner, as al-folio names him: any of the family names with any of the given ones. */
static bool is_owner(jek_site *s, const pc_attr *author) {
    const pc_value *last = jek_config(s, "scholar.last_name");
    const pc_value *first = jek_config(s, "scholar.first_name");
    bool any = !first || first->kind == PC_NULL || (first->kind == PC_LIST && !first->as.of.n);
    return names_one(last, pc_attr_get(author, "family")) &&
           (any || names_one(first, pc_attr_get(author, "given")));
}

static bool mark_owner(pc_rewrite *r, const pc_inline *x, pc_inlines *out) {
    if (x->tag != PC_Span || !pc_attr_has_class(x->u.span->attr, "author") ||
        pc_attr_has_class(x->u.span->attr, "self") || !is_owner(r->user, x->u.span->attr))
        return false;
    const pc_attr *attr = pc_attr_add_class(r->arena, x->u.span->attr, PC_S("self"));
    *out = pc_inlines1(r->arena, pc_inline_with_attr(r->arena, *x, attr));
    return true;
}

static library *read_library(jek_site *s, pc_str path) {
    pc_ctx *cx = s->cx;
    library *lib = PC_NEW(cx->arena, library);
    pc_doc *doc = PC_NEW(cx->arena, pc_doc);
    pc_source *src = pc_ctx_load(cx, pc_str_dupz(cx->arena, jek_shown(s, path)), 0);
    if (!src || pc_read_as(cx, PC_S("bibtex"), src, doc) != PC_OK) return lib;
    pc_rewrite w = {.arena = cx->arena, .scratch = cx->scratch, .user = s, .inlin = mark_owner};
    doc->blocks = pc_rewrite_blocks(&w, doc->blocks);
    lib->v = PC_NEW_N(cx->arena, jek_entry_row, doc->blocks.n + 1);
    for (size_t i = 0; i < doc->blocks.n; i++) {
        jek_entry_row *x = &lib->v[lib->n];
        x->block = &doc->blocks.v[i];
        x->rank = lib->n;
        if (!bib_from_div(cx->arena, cx->scratch, x->block, &x->record)) continue;
        pc_map_set(cx->arena, &lib->by_key, x->record.key, x);
        lib->n++;
    }
    return lib;
}

static jek_scholar *scholar_of(jek_site *s) {
    if (!s->scholar) s->scholar = PC_NEW(s->cx->arena, jek_scholar);
    if (s->scholar->page != s->page) {
        s->scholar->page = s->page;
        s->scholar->cited.n = 0;
        s->scholar->is_cited = (pc_map){0};
    }
    return s->scholar;
}

/* `source` and the file's name, which may come without .bib. */
static pc_str library_path(tag *t, pc_str name) {
    bool outside;
    pc_str dir = setting(t, "source", "./_bibliography");
    while (dir.n && (dir.p[0] == '/' || pc_str_startsz(dir, "./")))
        dir = pc_str_from(dir, dir.p[0] == '/' ? 1 : 2);
    if (pc_str_startsz(name, "/")) dir = (pc_str){0};
    while (name.n && name.p[0] == '/') name = pc_str_from(name, 1);
    pc_str rel = dir.n ? pc_path_join(t->a, dir, name) : name;
    pc_str path = jek_inside(t->s, t->s->root, rel, &outside);
    if (!path.n) path = jek_inside(t->s, t->s->root, pc_str_cat(t->a, rel, PC_S(".bib")), &outside);
    return path.n && pc_io_is_file(pc_str_dupz(t->a, path)) ? path : (pc_str){0};
}

static library *library_named(tag *t, pc_str name) {
    jek_scholar *x = scholar_of(t->s);
    pc_str path = library_path(t, name);
    library *lib = path.n ? pc_map_get(&x->libraries, path) : NULL;
    if (!path.n) {
        pc_diag_span(liq_diags(t->r), PC_DIAG_INCLUDE_MISSING, liq_here(t->r), 0,
                     PC_S("the bibliography was left out; jekyll-scholar would stop here"),
                     "no bibliography '%.*s'", PC_F(name));
        liq_say_chain(t->r);
        t->missing = true;
        return NULL;
    }
    if (!lib) {
        path = pc_str_dup(t->s->cx->arena, path);
        lib = read_library(t->s, path);
        pc_map_set(t->s->cx->arena, &x->libraries, path, lib);
    }
    return lib;
}

/* "*.bib" of the settings: all files of the folder. */
static void add_folder(tag *t) {
    bool outside;
    pc_str dir = setting(t, "source", "./_bibliography");
    while (dir.n && (dir.p[0] == '/' || dir.p[0] == '.')) dir = pc_str_from(dir, 1);
    pc_str path = jek_inside(t->s, t->s->root, dir, &outside);
    pc_names names = pc_io_list(t->a, pc_str_dupz(t->a, path));
    for (size_t i = 0; path.n && names.n != (size_t)-1 && i < names.n; i++)
        if (pc_str_eqz(pc_path_ext(names.v[i]), ".bib")) pc_vec_push(t->a, &t->files, names.v[i]);
}

static void choose_files(tag *t) {
    pc_str name = setting(t, "bibliography", "references.bib");
    if (t->files.n) return;
    if (pc_str_chr(name, '*', 0) != PC_NPOS)
        add_folder(t);
    else
        pc_vec_push(t->a, &t->files, name);
}

static const jek_entry_row *entry_named(tag *t, pc_str key) {
    for (size_t i = 0; i < t->files.n; i++) {
        library *lib = library_named(t, t->files.v[i]);
        jek_entry_row *x = lib ? pc_map_get(&lib->by_key, key) : NULL;
        if (x) return x;
    }
    return NULL;
}

/* --- HTML ----------------------------------------------------------------------------------------
 */

static void put_escaped(pc_buf *b, pc_str s) {
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '<')
            pc_buf_putz(b, "&lt;");
        else if (c == '>')
            pc_buf_putz(b, "&gt;");
        else if (c == '&')
            pc_buf_putz(b, "&amp;");
        else if (c == '"')
            pc_buf_putz(b, "&quot;");
        else
            pc_buf_putc(b, c);
    }
}

/* HTML of blocks, without the empty lines at which Markdown might take the page's text up again:
 * line ends in attributes are written as references. */
static void put_html(pc_buf *out, pc_str html) {
    bool inside = false, quoted = false;
    for (size_t i = 0; i < html.n; i++) {
        char c = html.p[i];
        if (c == '"' && inside) quoted = !quoted;
        if (!quoted && (c == '<' || c == '>')) inside = c == '<';
        if (c == '\n' && quoted)
            pc_buf_putz(out, "&#10;");
        else if (c != '\n' || !out->n || out->p[out->n - 1] != '\n')
            pc_buf_putc(out, c);
    }
}

static void put_blocks(tag *t, pc_blocks xs) {
    pc_doc doc = {.blocks = xs};
    pc_buf b;
    pc_buf_init(&b, t->s->at->mem);
    if (pc_write_as(t->s->at, PC_S("html"), &doc, &b) == PC_OK) put_html(t->out, pc_buf_str(&b));
    pc_buf_cr(t->out);
    pc_buf_fini(&b);
}

/* Citations with a prefix lead to identifiers with one: "talks-bee2024". */
static pc_str prefixed(const tag *t, pc_str id) {
    if (!t->prefix.n || !id.n) return id;
    return pc_str_cat(t->a, pc_str_cat(t->a, t->prefix, PC_S("-")), id);
}

static void put_entry(tag *t, const pc_block *x) {
    const pc_attr *attr = x->u.div->attr;
    attr = pc_attr_set_id(t->a, attr, prefixed(t, attr->id));
    pc_block entry = pc_block_with_attr(t->a, *x, attr);
    put_blocks(t, (pc_blocks){&entry, 1});
}

static void put_items(tag *t, const jek_rows *rows) {
    pc_str list =
        element(t->list_tag.n ? t->list_tag : setting(t, "bibliography_list_tag", "ol"), "ol");
    pc_str item = element(setting(t, "bibliography_item_tag", "li"), "li");
    pc_buf_putf(t->out, "<%.*s class=\"bibliography\">\n", PC_F(list));
    for (size_t i = 0; i < rows->n; i++) {
        pc_buf_putf(t->out, "<%.*s>\n", PC_F(item));
        put_entry(t, rows->v[i]->block);
        pc_buf_putf(t->out, "</%.*s>\n", PC_F(item));
    }
    pc_buf_putf(t->out, "</%.*s>\n", PC_F(list));
}

/* --- groups --------------------------------------------------------------------------------------
 */

static pc_str group_value(tag *t, const jek_entry_row *x, pc_str key) {
    pc_str value = jek_row_field(t->a, x, key);
    if (!pc_str_eqz(key, "type")) return value;
    pc_str alias = pc_value_get_text(map_setting(t, "type_aliases"), pc_str_dupz(t->a, value));
    if (alias.n) return alias;
    bool thesis = pc_str_eqz(value, "phdthesis") || pc_str_eqz(value, "mastersthesis");
    return thesis ? PC_S("thesis") : value;
}

static const struct {
    const char *type, *name;
} type_names[] = {{"article", "Journal Articles"},
                  {"book", "Books"},
                  {"incollection", "Book Chapters"},
                  {"inproceedings", "Conference Articles"},
                  {"thesis", "Theses"},
                  {"manual", "Manuals"},
                  {"techreport", "Technical Reports"},
                  {"misc", "Miscellaneous"},
                  {"unpublished", "Unpublished"}};

static pc_str group_name(tag *t, pc_str key, pc_str value) {
    if (!pc_str_eqz(key, "type")) return value;
    pc_str own = pc_value_get_text(map_setting(t, "type_names"), pc_str_dupz(t->a, value));
    for (size_t i = 0; i < PC_COUNT(type_names) && !own.n; i++)
        if (pc_str_eqz(value, type_names[i].type)) own = pc_strz(type_names[i].name);
    return own.n ? own : value;
}

/* The place in type_order; behind all others when it is not there. */
static size_t type_rank(tag *t, pc_str type) {
    pc_str rest = setting(t, "type_order", ""), one;
    size_t i = 0;
    for (; pc_str_cut(&rest, ',', &one); i++)
        if (pc_str_eq(pc_str_trim(one), type)) return i;
    return i + 1;
}

typedef struct group {
    pc_str value;
    jek_rows rows;
} group;

typedef PC_VEC(group) group_vec;

static int group_compare(tag *t, pc_str key, const group *x, const group *y) {
    if (!pc_str_eqz(key, "type")) return jek_field_compare(t->a, x->value, y->value);
    size_t m = type_rank(t, x->value), n = type_rank(t, y->value);
    return m < n ? -1 : m > n;
}

/* Groups in the order of their values; there are few of them. */
static group_vec groups_of(tag *t, const jek_rows *rows, pc_str key, bool down) {
    group_vec v = {0};
    pc_map at = {0};
    for (size_t i = 0; i < rows->n; i++) {
        pc_str value = group_value(t, rows->v[i], key);
        size_t k = (size_t)(uintptr_t)pc_map_get(&at, value);
        if (!k) {
            pc_vec_push(t->a, &v, ((group){.value = value}));
            k = v.n;
            pc_map_set(t->a, &at, value, (void *)(uintptr_t)k);
        }
        pc_vec_push(t->a, &v.v[k - 1].rows, rows->v[i]);
    }
    for (size_t i = 1; i < v.n && v.n < 1000; i++) {
        group g = v.v[i];
        size_t k = i;
        for (; k > 0; k--) {
            int c = group_compare(t, key, &v.v[k - 1], &g);
            if (down ? c >= 0 : c <= 0) break;
            v.v[k] = v.v[k - 1];
        }
        v.v[k] = g;
    }
    return v;
}

/* One heading for each value of the first key, the others below it. */
static void put_groups(tag *t, const jek_rows *rows, pc_str keys, pc_str orders, size_t level) {
    pc_str key, order = orders, heads = setting(t, "bibliography_group_tag", "h2,h3,h4,h5"), head;
    enum { LEVELS = 4 };
    if (level == LEVELS || !pc_str_cut(&keys, ',', &key)) {
        put_items(t, rows);
        return;
    }
    pc_str rest_orders = orders;
    if (pc_str_cut(&rest_orders, ',', &order) && !pc_str_trim(rest_orders).n) rest_orders = order;
    for (size_t i = 0; i <= level && pc_str_cut(&heads, ',', &head); i++) {
    }
    head = element(pc_str_trim(head), "h2");
    group_vec v = groups_of(t, rows, pc_str_trim(key), jek_is_descending(order));
    for (size_t i = 0; i < v.n; i++) {
        pc_buf_putf(t->out, "<%.*s class=\"bibliography\">", PC_F(head));
        put_escaped(t->out, group_name(t, pc_str_trim(key), v.v[i].value));
        pc_buf_putf(t->out, "</%.*s>\n", PC_F(head));
        put_groups(t, &v.v[i].rows, keys, rest_orders, level + 1);
    }
}

/* --- the tags ------------------------------------------------------------------------------------
 */

static bool is_wanted(tag *t, const jek_entry_row *x, pc_str query) {
    pc_mark mark = pc_arena_mark(t->s->cx->scratch);
    bool yes = jek_row_matches(t->s->cx->scratch, x, query);
    pc_arena_release(t->s->cx->scratch, mark);
    return yes && (!t->cited || pc_map_has(&scholar_of(t->s)->is_cited, x->record.key));
}

static jek_rows chosen(tag *t) {
    jek_rows rows = {0};
    pc_str query = t->query.n ? t->query : setting(t, "query", "@*");
    jek_scholar *x = scholar_of(t->s);
    for (size_t i = 0; i < t->files.n && !t->in_order; i++) {
        library *lib = library_named(t, t->files.v[i]);
        for (size_t k = 0; lib && k < lib->n; k++)
            if (is_wanted(t, &lib->v[k], query)) pc_vec_push(t->a, &rows, &lib->v[k]);
    }
    for (size_t i = 0; i < x->cited.n && t->in_order; i++) {
        const jek_entry_row *e = entry_named(t, x->cited.v[i]);
        if (e && is_wanted(t, e, query)) pc_vec_push(t->a, &rows, e);
    }
    if (!t->in_order)
        jek_rows_sort(t->a, &rows, setting(t, "sort_by", "none"), setting(t, "order", "ascending"));
    if (t->clear) {
        x->cited.n = 0;
        x->is_cited = (pc_map){0};
    }
    return rows;
}

static void put_bibliography(tag *t) {
    jek_rows rows = chosen(t);
    pc_str groups = t->group_by.n ? t->group_by : setting(t, "group_by", "none");
    pc_str order = t->group_order.n ? t->group_order : setting(t, "group_order", "ascending");
    t->s->cites = true;
    if (t->missing && !rows.n) return;
    if (!pc_str_eqz(groups, "none")) {
        put_groups(t, &rows, groups, order, 0);
        return;
    }
    size_t from = (size_t)t->offset < rows.n ? (size_t)t->offset : rows.n;
    rows.v += from;
    rows.n -= from;
    if (t->max >= 0 && (size_t)t->max < rows.n) rows.n = (size_t)t->max;
    put_items(t, &rows);
}

static void remember(tag *t, pc_str key) {
    jek_scholar *x = scholar_of(t->s);
    if (pc_map_has(&x->is_cited, key)) return;
    key = pc_str_dup(t->s->cx->arena, key);
    pc_map_set(t->s->cx->arena, &x->is_cited, key, x);
    pc_vec_push(t->s->cx->arena, &x->cited, key);
}

/* An entry that is not there is said, and reads "(missing reference)". */
static const jek_entry_row *wanted(tag *t, pc_str key) {
    const jek_entry_row *x = entry_named(t, key);
    if (x) return x;
    pc_diag_span(liq_diags(t->r), PC_DIAG_INCLUDE_MISSING, liq_here(t->r), 0,
                 PC_S("jekyll-scholar prints \"(missing reference)\""),
                 "the bibliography has no entry '%.*s'", PC_F(key));
    liq_say_chain(t->r);
    return NULL;
}

/* "Bee", "Bee & Dee", "Bee et al." */
static void put_names(tag *t, const bib_record *r) {
    const bib_authors *v = &r->authors;
    if (!v->n) {
        put_escaped(t->out, r->title);
        return;
    }
    put_escaped(t->out, v->v[0].name.family);
    if (v->n == 2 && !r->etal) {
        pc_buf_putz(t->out, " &amp; ");
        put_escaped(t->out, v->v[1].name.family);
    } else if (v->n > 1 || r->etal) {
        pc_buf_putz(t->out, " et al.");
    }
}

static void put_citation(tag *t, const liq_citation *c) {
    size_t n = 0;
    for (size_t i = 0; i < c->nkeys; i++) {
        const jek_entry_row *x = wanted(t, c->keys[i]);
        if (!x) {
            put_escaped(t->out, setting(t, "missing_reference", "(missing reference)"));
            return;
        }
        if (n++) {
            pc_buf_putz(t->out, "; ");
        } else {
            pc_buf_putz(t->out, "<a class=\"citation\" href=\"#");
            put_escaped(t->out, prefixed(t, c->keys[i]));
            pc_buf_putz(t->out, "\">(");
        }
        remember(t, c->keys[i]);
        if (!t->no_author) {
            put_names(t, &x->record);
            pc_buf_putz(t->out, ", ");
        }
        put_escaped(t->out, x->record.year.n ? x->record.year : PC_S("n.d."));
    }
    if (!n) return;
    if (t->locator.n) {
        pc_buf_putz(t->out, ", p. ");
        put_escaped(t->out, t->locator);
    }
    pc_buf_putz(t->out, ")</a>");
}

static void trim_end(pc_buf *b) {
    while (b->n && b->p[b->n - 1] == '\n') pc_buf_trunc(b, b->n - 1);
}

/* An entry in a line. */
static void put_reference(tag *t, const liq_citation *c) {
    for (size_t i = 0; i < c->nkeys; i++) {
        const jek_entry_row *x = wanted(t, c->keys[i]);
        if (i) pc_buf_putc(t->out, '\n');
        if (!x) {
            put_escaped(t->out, setting(t, "missing_reference", "(missing reference)"));
            continue;
        }
        pc_inline_vec v = {0};
        pc_inlines xs = pc_block_inlines(&x->block->u.div->content.v[0]);
        for (size_t k = 0; k < xs.n; k++)
            if (xs.v[k].tag == PC_LineBreak)
                pc_text_push(t->a, &v, PC_S(". "), 0);
            else
                pc_vec_push(t->a, &v, xs.v[k]);
        pc_block plain = pc_plain(pc_inlines_done(t->a, &v));
        pc_buf_putz(t->out, "<span id=\"");
        put_escaped(t->out, prefixed(t, c->keys[i]));
        pc_buf_putz(t->out, "\">");
        put_blocks(t, (pc_blocks){&plain, 1});
        trim_end(t->out);
        pc_buf_putz(t->out, "</span>");
    }
}

static void put_quote(tag *t, const liq_citation *c) {
    pc_str rest = pc_str_trim(c->body), line;
    pc_buf_putz(t->out, "<blockquote><p>");
    for (bool first = true, empty = false; pc_str_line(&rest, &line); first = false) {
        bool none = !pc_str_trim(line).n;
        if (none && !empty) pc_buf_putz(t->out, "</p><p>");
        if (!none && !first && !empty) pc_buf_putz(t->out, "<br/>");
        pc_buf_put(t->out, line);
        empty = none;
    }
    pc_buf_putz(t->out, "</p><cite>");
    put_citation(t, c);
    pc_buf_putz(t->out, "</cite></blockquote>");
}

static void run(tag *t, const liq_citation *c) {
    pc_str name = pc_strz(c->tag);
    choose_files(t);
    if (pc_str_eqz(name, "bibliography"))
        put_bibliography(t);
    else if (pc_str_eqz(name, "bibliography_count"))
        pc_buf_putf(t->out, "%zu", chosen(t).n);
    else if (pc_str_eqz(name, "cite"))
        put_citation(t, c);
    else if (pc_str_eqz(name, "reference"))
        put_reference(t, c);
    else if (pc_str_eqz(name, "quote"))
        put_quote(t, c);
    else
        for (size_t i = 0; i < c->nkeys; i++)
            if (wanted(t, c->keys[i])) remember(t, c->keys[i]);
}

bool jek_cite(void *site, liq_run *r, const liq_citation *c, pc_str *out) {
    jek_site *s = site;
    pc_buf b;
    if (!s->root.n || !s->found) return false;
    pc_buf_init(&b, s->at->mem);
    tag t = {.s = s, .r = r, .a = s->at->arena, .out = &b, .max = -1};
    read_options(&t, c->options);
    run(&t, c);
    trim_end(&b);
    *out = pc_buf_take(&b, liq_arena(r));
    pc_buf_fini(&b);
    return true;
}

/* --- in the page ---------------------------------------------------------------------------------
 */

static const pc_attr *without_data(pc_arena *a, const pc_attr *attr) {
    pc_key_value *v = PC_NEW_N(a, pc_key_value, attr->pairs.n + 1);
    for (size_t i = 0; i < attr->pairs.n; i++) {
        v[i] = attr->pairs.v[i];
        if (pc_str_startsz(v[i].key, "data-")) v[i].key = pc_str_from(v[i].key, 5);
    }
    return pc_attr_new(a, attr->id, attr->classes.v, attr->classes.n, v, attr->pairs.n);
}

static bool rename_block(pc_rewrite *r, const pc_block *x, pc_blocks *out) {
    if (x->tag != PC_Div || !pc_attr_has_class(x->u.div->attr, "publication")) return false;
    const pc_attr *attr = without_data(r->arena, x->u.div->attr);
    pc_block y = pc_block_with_attr(r->arena, *x, attr);
    *out = pc_blocks1(r->arena, pc_block_from(y, PC_HTML_NONE, x->pos));
    return true;
}

static bool rename_inline(pc_rewrite *r, const pc_inline *x, pc_inlines *out) {
    if (x->tag != PC_Span || !pc_attr_has_class(x->u.span->attr, "author")) return false;
    const pc_attr *attr = without_data(r->arena, x->u.span->attr);
    pc_inline y = pc_inline_with_attr(r->arena, *x, attr);
    *out = pc_inlines1(r->arena, pc_from(y, PC_HTML_NONE, x->pos));
    return true;
}

pc_blocks jek_scholar_blocks(jek_site *s, pc_blocks xs) {
    pc_rewrite r = {.arena = s->at->arena,
                    .scratch = s->at->scratch,
                    .user = s,
                    .inlin = rename_inline,
                    .block = rename_block};
    return pc_rewrite_blocks(&r, xs);
}
