/* Which page of a site is meant: the one that is named, or the one with the publications. */
#include "base/io.h"
#include "base/str.h"
#include "bib/record.h"
#include "readers/jekyll/folder.h"
#include "registry/recognise.h"

/* --- by name -------------------------------------------------------------------------------------
 */

static pc_str without_slashes(pc_str s) {
    while (s.n && s.p[0] == '/') s = pc_str_from(s, 1);
    while (s.n && s.p[s.n - 1] == '/') s.n--;
    return s;
}

/* A path or an address, as one is compared with another: without the site's own place in front, and
 * without index.html behind. */
static pc_str plain(const jek_site *s, pc_str name) {
    const pc_str fronts[] = {s->shown, jek_config_text(s, "url"), jek_config_text(s, "baseurl"),
                             PC_S("./")};
    for (size_t i = 0; i < PC_COUNT(fronts); i++)
        if (fronts[i].n && pc_str_starts(name, fronts[i])) name = pc_str_from(name, fronts[i].n);
    name = without_slashes(name);
    if (pc_str_eqz(name, "index.html")) return PC_S("");
    return pc_str_endsz(name, "/index.html") ? pc_str_sub(name, 0, name.n - 11) : name;
}

static jek_doc *find(const jek_docs *v, pc_str path, pc_str url) {
    for (size_t i = 0; i < v->n; i++)
        if (pc_str_eq(v->v[i]->relative, path)) return v->v[i];
    for (size_t i = 0; i < v->n; i++)
        if (pc_str_eq(plain(v->v[i]->site, jek_doc_url(v->v[i])), url)) return v->v[i];
    return NULL;
}

static void add_names(jek_site *s, const jek_docs *v, jek_names *paths, jek_names *all) {
    pc_arena *a = s->cx->arena;
    for (size_t i = 0; i < v->n; i++) {
        pc_vec_push(a, paths, v->v[i]->relative);
        pc_vec_push(a, all, v->v[i]->relative);
        pc_vec_push(a, all, jek_doc_url(v->v[i]));
    }
}

static pc_str near(jek_site *s, pc_str name) {
    jek_names paths = {0}, all = {0};
    add_names(s, &s->pages, &paths, &all);
    for (size_t i = 0; i < s->collections.n; i++)
        add_names(s, &s->collections.v[i]->docs, &(jek_names){0}, &all);
    pc_str meant = pc_did_you_mean(name, all.v, all.n), list = jek_names_text(s->cx->arena, &paths);
    if (meant.n) return pc_str_fmt(s->cx->arena, "did you mean '%.*s'?", PC_F(meant));
    return paths.n ? pc_str_fmt(s->cx->arena, "there are %.*s", PC_F(list)) : PC_S("");
}

jek_doc *jek_page_named(jek_site *s, pc_str name) {
    pc_str url = plain(s, name), path = without_slashes(name);
    if (s->shown.n && pc_str_starts(name, s->shown)) path = pc_str_from(name, s->shown.n);
    if (pc_str_startsz(path, "./")) path = pc_str_from(path, 2);
    jek_site_walk(s);
    jek_doc *d = find(&s->pages, path, url);
    for (size_t i = 0; i < s->collections.n && !d; i++) {
        jek_collection_read(s->collections.v[i]);
        d = find(&s->collections.v[i]->docs, path, url);
    }
    if (!d)
        pc_diag_span(s->at->diags, PC_DIAG_USAGE, 0, 0, near(s, name),
                     "the site has no page '%.*s'", PC_F(name));
    return d;
}

jek_collection *jek_collection_named(jek_site *s, pc_str label) {
    jek_collection *c = jek_collection_find(s, label);
    jek_names names = {0};
    if (c) return c;
    for (size_t i = 0; i < s->collections.n; i++)
        pc_vec_push(s->cx->arena, &names, s->collections.v[i]->label);
    jek_data_names(s, &names);
    pc_str list = jek_names_text(s->cx->arena, &names);
    pc_str meant = pc_did_you_mean(label, names.v, names.n);
    pc_str help = meant.n ? pc_str_fmt(s->cx->arena, "did you mean '%.*s'?", PC_F(meant))
                          : pc_str_fmt(s->cx->arena, "there are %.*s", PC_F(list));
    pc_diag_span(s->at->diags, PC_DIAG_USAGE, 0, 0, help, "the site has no collection '%.*s'",
                 PC_F(label));
    return NULL;
}

/* --- the page with the publications --------------------------------------------------------------
 */

/* What such pages and collections are called, the clearest first. */
static const char *const words[] = {"publications", "publication", "papers",   "pubs", "paper",
                                    "bibliography", "articles",    "research", "works"};

/* The place of the first of the words in the table that [s] has as a word; PC_COUNT(words): none.
 */
static size_t clearness(pc_arena *scratch, pc_str s) {
    pc_str lower = pc_utf8_lower(scratch, s);
    for (size_t k = 0; k < PC_COUNT(words); k++)
        for (size_t at = 0; (at = pc_str_find(lower, pc_strz(words[k]), at)) != PC_NPOS; at++) {
            size_t end = at + strlen(words[k]);
            bool from = at == 0 || !pc_is_alpha(lower.p[at - 1]);
            if (from && (end == lower.n || !pc_is_alpha(lower.p[end]))) return k;
        }
    return PC_COUNT(words);
}

bool jek_means_publications(pc_arena *scratch, pc_str name) {
    return clearness(scratch, name) < PC_COUNT(words);
}

/* By file name, last part of the address, and title; the clearest counts. */
static size_t page_clearness(jek_doc *d) {
    pc_arena *a = d->site->cx->scratch;
    pc_str url = without_slashes(jek_doc_url(d));
    const pc_str names[] = {jek_doc_stem(d), pc_path_base(url),
                            pc_value_get_text(&d->data, "title")};
    size_t best = PC_COUNT(words);
    for (size_t i = 0; i < PC_COUNT(names); i++) {
        size_t k = clearness(a, names[i]);
        if (k < best) best = k;
    }
    return best;
}

/* A page that may be the one, converted on trial. */
typedef struct candidate {
    jek_doc *doc;
    size_t clearness, count; /* count: publications in it */
    pc_doc out;
    pc_page_frame frame;
    pc_diags diags;
    size_t said; /* of them, about the page itself */
    pc_status status;
} candidate;

typedef PC_VEC(candidate) candidates;

static candidates find_candidates(jek_site *s) {
    candidates out = {0};
    jek_site_walk(s);
    for (size_t i = 0; i < s->pages.n; i++) {
        size_t k = page_clearness(s->pages.v[i]);
        if (k == PC_COUNT(words) || !jek_doc_is_shown(s->pages.v[i])) continue;
        pc_vec_push(s->cx->arena, &out, ((candidate){.doc = s->pages.v[i], .clearness = k}));
    }
    return out;
}

/* What is said meanwhile is kept, and said when the page is chosen. */
static void try_candidate(jek_site *s, candidate *c) {
    pc_ctx *cx = s->at;
    pc_diags *before = cx->diags;
    pc_diags_init(&c->diags, cx->arena, cx->sources);
    c->diags.strict = before->strict;
    cx->diags = &c->diags;
    c->status = jek_convert(s, c->doc, &c->out);
    c->frame = cx->page_frame;
    c->said = c->diags.n;
    pc_doc copy = c->out;
    if (c->status == PC_OK && pc_recognise(cx, &copy, cx->to) == PC_OK)
        c->count = bib_each(cx->arena, cx->scratch, copy.blocks).n;
    cx->diags = before;
}

static void say(pc_diags *to, const pc_diags *kept, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const pc_diag_item *x = &kept->v[i];
        if (x->related)
            pc_diag_note(to, x->pos, "%.*s", PC_F(x->message));
        else
            pc_diag_span(to, x->code, x->pos, x->end, x->help, "%.*s", PC_F(x->message));
    }
}

static bool better(const candidate *x, const candidate *y) {
    return x->count != y->count ? x->count > y->count : x->clearness < y->clearness;
}

static candidate *best_of(jek_site *s, candidates *v) {
    candidate *best = &v->v[0];
    for (size_t i = 0; v->n > 1 && i < v->n; i++) {
        try_candidate(s, &v->v[i]);
        if (better(&v->v[i], best)) best = &v->v[i];
    }
    return best;
}

/* Its messages are out. */
static pc_status stop_quietly(jek_site *s, jek_doc *d, pc_doc *out) {
    pc_diags quiet, *before = s->at->diags;
    pc_diags_init(&quiet, s->at->arena, s->at->sources);
    s->at->diags = &quiet;
    pc_status status = jek_convert_or_stop(s, d, out);
    s->at->diags = before;
    return status;
}

static pc_status take_page(jek_site *s, candidates *v, pc_doc *out) {
    candidate *c = best_of(s, v);
    pc_diag(s->at->diags, PC_DIAG_NOTE, 0, "reading %.*s%.*s", PC_F(s->shown),
            PC_F(c->doc->relative));
    if (v->n == 1) return jek_convert_or_stop(s, c->doc, out);
    say(s->at->diags, &c->diags, c->said);
    if (s->at->options->stop_after.n) return stop_quietly(s, c->doc, out);
    *out = c->out;
    s->at->page_frame = c->frame;
    return c->status;
}

/* The collection whose name is the clearest, with documents in it. */
static jek_collection *find_collection(jek_site *s) {
    jek_collection *best = NULL;
    size_t least = PC_COUNT(words);
    for (size_t i = 0; i < s->collections.n; i++) {
        jek_collection *c = s->collections.v[i];
        size_t k = clearness(s->cx->scratch, c->label);
        if (k >= least) continue;
        jek_collection_read(c);
        if (!c->docs.n) continue;
        best = c;
        least = k;
    }
    return best;
}

static pc_status take_collection(jek_collection *c, pc_doc *out) {
    jek_site *s = c->site;
    pc_diag(s->at->diags, PC_DIAG_NOTE, 0, "reading the collection %.*s", PC_F(c->label));
    return jek_collection_doc(c, out);
}

/* "say which with --page (…) or --collection (…)", as far as there are any. */
static pc_str choice(jek_site *s) {
    pc_arena *a = s->at->diags->arena;
    jek_names pages = {0}, collections = {0};
    for (size_t i = 0; i < s->pages.n; i++)
        if (jek_doc_is_shown(s->pages.v[i])) pc_vec_push(a, &pages, s->pages.v[i]->relative);
    for (size_t i = 0; i < s->collections.n; i++)
        if (s->collections.v[i]->docs.n) pc_vec_push(a, &collections, s->collections.v[i]->label);
    const jek_names *of[] = {&pages, &collections};
    static const char *const options[] = {"--page", "--collection"};
    pc_str out = PC_S("");
    for (size_t i = 0; i < PC_COUNT(of); i++) {
        pc_str names = jek_names_text(a, of[i]);
        if (names.n)
            out = pc_str_fmt(a, "%.*s %s %s (%.*s)", PC_F(out), out.n ? "or" : "say which with",
                             options[i], PC_F(names));
    }
    return pc_str_trim(out);
}

static pc_status none(jek_site *s) {
    pc_str help =
        s->unread ? PC_S("mend the configuration first: it says where the pages are") : choice(s);
    pc_diag_span(s->at->diags, PC_DIAG_USAGE, 0, 0, help.n ? help : PC_S("it has no pages at all"),
                 "the site has no page that looks like one with publications");
    return PC_FAILED;
}

pc_status jek_publications(jek_site *s, pc_doc *out) {
    candidates v = find_candidates(s);
    jek_collection *c = find_collection(s);
    if (v.n) return take_page(s, &v, out);
    return c ? take_collection(c, out) : none(s);
}
