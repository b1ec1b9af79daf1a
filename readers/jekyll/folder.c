/* A site's folder as input: one page of it, a collection of it, or everything that Jekyll would
 * write. */
#include "readers/jekyll/folder.h"

#include "base/io.h"
#include "base/str.h"
#include "bib/link.h"
#include "readers/jekyll/jekyll.h"

/* --- finding the site ----------------------------------------------------------------------------
 */

static bool has_config(pc_ctx *cx, pc_str dir) {
    pc_arena *a = cx->scratch;
    return pc_io_is_file(pc_str_dupz(a, pc_path_join(a, dir, PC_S("_config.yml")))) ||
           pc_io_is_file(pc_str_dupz(a, pc_path_join(a, dir, PC_S("_config.yaml"))));
}

/* Folders right below [dir] that are sites: a project keeps its site in docs/, for instance. */
static jek_names sites_below(pc_ctx *cx, pc_str dir) {
    pc_names names = pc_io_list(cx->scratch, pc_str_dupz(cx->scratch, dir));
    jek_names out = {0};
    for (size_t i = 0; names.n != (size_t)-1 && i < names.n; i++) {
        pc_str path = pc_path_join(cx->scratch, dir, names.v[i]);
        bool hidden = strchr("._", names.v[i].p[0]) != NULL;
        if (!hidden && has_config(cx, path)) pc_vec_push(cx->arena, &out, path);
    }
    return out;
}

pc_str jek_names_text(pc_arena *a, const jek_names *v) {
    enum { MOST = 12 };
    pc_str out = PC_S("");
    for (size_t i = 0; i < v->n && i < MOST; i++)
        out = pc_str_fmt(a, "%.*s%s%.*s", PC_F(out), i ? ", " : "", PC_F(v->v[i]));
    return v->n > MOST ? pc_str_cat(a, out, PC_S(", …")) : out;
}

/* The folder, as the caller would write it, of the site that [path] means: itself, the one site
 * right below it, or the site that it is part of. Empty after a diagnostic. */
static pc_str site_folder(pc_ctx *cx, pc_str path) {
    if (has_config(cx, path) || cx->options->nconfig) return path;
    jek_names below = sites_below(cx, path);
    if (below.n == 1) return pc_str_dup(cx->arena, below.v[0]);
    if (below.n) {
        pc_str list = jek_names_text(cx->diags->arena, &below);
        pc_diag(cx->diags, PC_DIAG_IO, 0, "there is more than one site below %.*s: %.*s",
                PC_F(path), PC_F(list));
        return PC_S("");
    }
    pc_str dir = pc_io_real(cx->arena, pc_str_dupz(cx->scratch, path));
    while (dir.n > 1 && !has_config(cx, dir)) dir = pc_path_dir(dir);
    if (dir.n > 1) return dir;
    pc_diag_span(cx->diags, PC_DIAG_IO, 0, 0,
                 PC_S("give the folder of a site, or its configuration with --config"),
                 "%.*s is no Jekyll site: it has no _config.yml", PC_F(path));
    return PC_S("");
}

static void *open_site(pc_ctx *cx, pc_str path) {
    pc_str dir = site_folder(cx, path);
    if (!dir.n) return NULL;
    while (dir.n > 1 && dir.p[dir.n - 1] == '/') dir.n--;
    pc_str shown = pc_str_eqz(dir, ".") ? PC_S("") : pc_str_cat(cx->arena, dir, PC_S("/"));
    jek_site *s = jek_site_open(cx, pc_str_cat(cx->arena, shown, PC_S("_config.yml")));
    s->shown = shown;
    jek_folder_site *f = PC_NEW(cx->arena, jek_folder_site);
    f->site = s;
    return f;
}

/* --- what Jekyll would write ---------------------------------------------------------------------
 */

/* Where Jekyll writes it (Page#destination, Document#destination), without the slash in front. */
static pc_str destination(jek_doc *d) {
    pc_arena *a = d->site->cx->arena;
    pc_str url = bib_url_unescape(a, jek_doc_url(d)), ext = jek_doc_output_ext(d);
    url = url.n && url.p[0] == '/' ? pc_str_from(url, 1) : url;
    if (!url.n || url.p[url.n - 1] == '/') return pc_str_cat(a, url, PC_S("index.html"));
    return pc_str_ends(url, ext) ? url : pc_str_cat(a, url, ext);
}

bool jek_doc_is_shown(jek_doc *d) {
    static const char *const html[] = {".html", ".xhtml", ".htm"};
    pc_str ext = jek_doc_output_ext(d);
    for (size_t i = 0; i < PC_COUNT(html); i++)
        if (pc_str_eqz(ext, html[i])) return true;
    return false;
}

/* Pages for readers; and with --layouts feeds, data and styles, except Sass, which is not compiled.
 */
static void add(jek_folder_site *f, jek_doc *d) {
    pc_ctx *cx = f->site->cx;
    bool shown = jek_doc_is_shown(d);
    if (d->is_static || (!shown && (!cx->options->layouts || jek_doc_is_sass(d)))) return;
    pc_vec_push(cx->arena, &f->docs, d);
    pc_folder_entry entry = {jek_shown(f->site, d->file), destination(d), !shown};
    pc_vec_push(cx->arena, &f->entries, entry);
}

bool jek_collection_written(const jek_collection *c) {
    const pc_value *v = pc_value_getz(c->metadata, "output");
    return v ? pc_value_true(v) : pc_str_eqz(c->label, "posts");
}

/* Pages, then documents, as Jekyll's Site#each_site_file has them: of two at one address the later
 * one stands. */
static void list_all(jek_folder_site *f) {
    jek_site *s = f->site;
    jek_site_walk(s);
    for (size_t i = 0; i < s->pages.n; i++) add(f, s->pages.v[i]);
    for (size_t i = 0; i < s->collections.n; i++) {
        jek_collection *c = s->collections.v[i];
        jek_collection_read(c);
        for (size_t k = 0; jek_collection_written(c) && k < c->docs.n; k++) add(f, c->docs.v[k]);
    }
}

static size_t list(pc_ctx *cx, void *folder, const pc_folder_entry **out) {
    jek_folder_site *f = folder;
    const pc_options *o = cx->options;
    if (o->collection.n) {
        pc_str path = o->collection;
        jek_data_path(f->site, &path);
        path = pc_str_cat(cx->arena, path, PC_S(".html"));
        pc_vec_push(cx->arena, &f->entries, ((pc_folder_entry){f->site->shown, path, false}));
    } else if (o->page.n) {
        jek_doc *d = jek_page_named(f->site, o->page);
        if (d) add(f, d);
    } else {
        list_all(f);
    }
    *out = f->entries.v;
    return f->entries.n;
}

/* --- reading -------------------------------------------------------------------------------------
 */

/* A collection, else the data file of that name; what lies in the folder of data is one. */
static pc_status read_collection(jek_site *s, pc_doc *out) {
    pc_str name = s->at->options->collection, bare = name;
    bool data = jek_data_path(s, &bare) || !jek_collection_find(s, name);
    if (data && jek_data_doc(s, name, out)) return PC_OK;
    jek_collection *c = jek_collection_named(s, s->at->options->collection);
    return c ? jek_collection_doc(c, out) : PC_FAILED;
}

static pc_status read(pc_ctx *cx, void *folder, pc_doc *out) {
    jek_site *s = ((jek_folder_site *)folder)->site;
    if (cx->options->collection.n) return read_collection(s, out);
    jek_doc *d = cx->options->page.n ? jek_page_named(s, cx->options->page) : NULL;
    if (d) return jek_convert_or_stop(s, d, out);
    return cx->options->page.n ? PC_FAILED : jek_publications(s, out);
}

static void calm(jek_docs *v) {
    for (size_t i = 0; i < v->n; i++) {
        v->v[i]->busy = false;
        if (v->v[i]->excerpt) v->v[i]->excerpt->busy = false;
    }
}

/* Nothing is under way any more in a site whose last page was left by a jump. */
static void tidy(jek_folder_site *f) {
    if (!f->converting) return;
    calm(&f->site->pages);
    for (size_t i = 0; i < f->site->collections.n; i++) calm(&f->site->collections.v[i]->docs);
    f->site->rendering = 0;
    f->site->turn = NULL;
    f->site->content = (pc_str){0};
    f->site->layout_data = NULL;
}

static pc_status read_entry(pc_ctx *cx, void *folder, size_t entry, pc_doc *out) {
    jek_folder_site *f = folder;
    jek_site *s = f->site;
    tidy(f);
    f->converting = true;
    s->at = cx;
    pc_status status = cx->options->collection.n ? read_collection(s, out)
                                                 : jek_convert_or_stop(s, f->docs.v[entry], out);
    f->converting = false;
    return status;
}

const pc_folder_reader pc_folder_jekyll = {
    .format = "jekyll",
    .open = open_site,
    .read = read,
    .list = list,
    .read_entry = read_entry,
};
