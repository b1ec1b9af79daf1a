/* The page's owner: from metadata (author, site.author: the keys of Jekyll themes for researchers),
 * else from the names that the page sets off. */
#include "writers/jsonld/jsonld_int.h"

#include "ast/meta.h"
#include "base/str.h"
#include "bib/ident.h"
#include "bib/names.h"

/* A key of the author's, in the page's metadata or the site's. */
static pc_str author_key(jl *j, const pc_doc *doc, const char *key) {
    static const char *const under[] = {"author", "site.author"};
    for (size_t i = 0; i < PC_COUNT(under); i++) {
        pc_str path = pc_str_fmt(j->a, "%s.%s", under[i], key);
        pc_str s = jl_meta_text(j, doc->meta, pc_str_dupz(j->a, path));
        if (s.n) return s;
    }
    return (pc_str){0};
}

static pc_str orcid_of(jl *j, const pc_doc *doc) {
    pc_str s = author_key(j, doc, "orcid");
    if (s.n == 0) s = jl_meta_text(j, doc->meta, "orcid");
    return bib_orcid_find(j->a, s);
}

static const bib_author *self_of(const bib_record *r) {
    for (size_t i = 0; i < r->authors.n; i++)
        if (r->authors.v[i].roles & BIB_SELF) return &r->authors.v[i];
    return NULL;
}

/* The longest written form: "Haoyang Li" says more than "H. Li". */
static const bib_author *fullest_self(const bib_list *list) {
    const bib_author *best = NULL;
    for (size_t i = 0; i < list->n; i++) {
        const bib_author *x = self_of(&list->v[i]);
        if (x && (!best || x->name.given.n > best->name.given.n)) best = x;
    }
    return best;
}

void jl_find_person(jl *j, jl_page *page, const pc_doc *doc, const bib_list *list) {
    jl_person *me = &page->self;
    const bib_author *self = fullest_self(list);
    pc_str name = author_key(j, doc, "name");
    if (name.n == 0) name = jl_meta_text(j, doc->meta, "author");
    if (name.n) {
        bib_name n = bib_name_parse(j->a, name);
        bool inverted = pc_str_chr(name, ',', 0) != PC_NPOS;
        *me = (jl_person){.name = inverted ? bib_name_natural(j->a, &n) : name,
                          .given = n.given,
                          .family = n.family};
    } else if (self) {
        *me = (jl_person){
            .name = self->name.literal, .given = self->name.given, .family = self->name.family};
    } else {
        return;
    }
    me->orcid = orcid_of(j, doc);
    if (me->orcid.n == 0 && self) me->orcid = self->orcid;
    me->id = me->orcid.n ? pc_str_cat(j->a, PC_S("https://orcid.org/"), me->orcid)
                         : jl_local_id(j, page, PC_S("me"));
}

/* Written forms of the owner's name that differ from the main one, each once. */
static void write_other_names(jl *j, const jl_page *page, const bib_list *list) {
    pc_str seen[8];
    size_t n = 0;
    for (size_t i = 0; i < list->n && n < PC_COUNT(seen); i++) {
        const bib_author *x = self_of(&list->v[i]);
        bool known = !x || pc_str_eq(x->name.literal, page->self.name);
        for (size_t k = 0; k < n && !known; k++) known = pc_str_eq(seen[k], x->name.literal);
        if (!known) seen[n++] = x->name.literal;
    }
    if (n == 0) return;
    jl_key(j, "alternateName");
    jl_open(j, '[');
    for (size_t i = 0; i < n; i++) jl_str(j, seen[i]);
    jl_close(j, ']');
}

/* Profiles elsewhere: a whole address, or an account below that service's. */
static const struct {
    const char *key, *prefix;
} profiles[] = {{"googlescholar", NULL},
                {"scholar", NULL},
                {"dblp", NULL},
                {"semantic_scholar", NULL},
                {"semanticscholar", NULL},
                {"researchgate", NULL},
                {"arxiv", NULL},
                {"pubmed", NULL},
                {"openreview", NULL},
                {"academia", NULL},
                {"github", "https://github.com/"},
                {"linkedin", "https://www.linkedin.com/in/"},
                {"twitter", "https://twitter.com/"}};

static void write_same_as(jl *j, const jl_page *page, const pc_doc *doc) {
    pc_str v[PC_COUNT(profiles) + 1];
    size_t n = 0;
    if (page->self.orcid.n) v[n++] = pc_str_cat(j->a, PC_S("https://orcid.org/"), page->self.orcid);
    for (size_t i = 0; i < PC_COUNT(profiles); i++) {
        pc_str s = author_key(j, doc, profiles[i].key);
        if (s.n == 0) continue;
        pc_str url = jl_absolute(j, page, s);
        bool account = url.n == 0 && profiles[i].prefix && pc_str_chr(s, '/', 0) == PC_NPOS;
        if (account) url = jl_absolute(j, page, pc_str_cat(j->a, pc_strz(profiles[i].prefix), s));
        if (url.n) v[n++] = url;
    }
    if (n == 0) return;
    jl_key(j, "sameAs");
    jl_open(j, '[');
    for (size_t i = 0; i < n; i++) jl_str(j, v[i]);
    jl_close(j, ']');
}

static void write_affiliation(jl *j, const pc_doc *doc) {
    static const char *const keys[] = {"employer", "affiliation", "institution", "organization"};
    for (size_t i = 0; i < PC_COUNT(keys); i++) {
        pc_str s = author_key(j, doc, keys[i]);
        if (s.n == 0) continue;
        jl_key(j, "affiliation");
        jl_node(j, "Organization");
        jl_member(j, "name", s);
        jl_close(j, '}');
        return;
    }
}

void jl_write_person(jl *j, const jl_page *page, const pc_doc *doc, const bib_list *list) {
    const jl_person *me = &page->self;
    jl_node(j, "Person");
    jl_member(j, "@id", me->id);
    jl_member(j, "name", me->name);
    jl_member(j, "givenName", me->given);
    jl_member(j, "familyName", me->family);
    write_other_names(j, page, list);
    pc_str url = author_key(j, doc, "url");
    if (url.n == 0) url = author_key(j, doc, "uri");
    url = jl_absolute(j, page, url.n ? url : page->origin);
    jl_member(j, "url", url);
    write_affiliation(j, doc);
    write_same_as(j, page, doc);
    if (me->orcid.n) {
        jl_key(j, "identifier");
        jl_node(j, "PropertyValue");
        jl_member(j, "propertyID", PC_S("orcid"));
        jl_member(j, "value", me->orcid);
        jl_member(j, "url", pc_str_cat(j->a, PC_S("https://orcid.org/"), me->orcid));
        jl_close(j, '}');
    }
    jl_close(j, '}');
}
