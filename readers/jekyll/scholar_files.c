/* The .bib files of a site, each read once, and the entries that a page has cited of them. */
#include "ast/build.h"
#include "ast/walk.h"
#include "base/io.h"
#include "base/str.h"
#include "readers/jekyll/folder.h"
#include "readers/jekyll/scholar.h"
#include "registry/registry.h"

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

jek_library *jek_library_read(jek_site *s, pc_ctx *cx, const pc_source *src) {
    jek_library *lib = PC_NEW(cx->arena, jek_library);
    pc_doc *doc = PC_NEW(cx->arena, pc_doc);
    if (!src || pc_read_as(cx, PC_S("bibtex"), src, doc) != PC_OK) return lib;
    pc_rewrite w = {.arena = cx->arena, .scratch = cx->scratch, .user = s, .inlin = mark_owner};
    doc->blocks = pc_rewrite_blocks(&w, doc->blocks);
    lib->v = PC_NEW_N(cx->arena, jek_entry_row, doc->blocks.n + 1);
    for (size_t i = 0; i < doc->blocks.n; i++) {
        jek_entry_row *x = &lib->v[lib->n];
        x->block = &doc->blocks.v[i];
        if (!bib_from_div(cx->arena, cx->scratch, x->block, &x->record)) continue;
        pc_map_set(cx->arena, &lib->by_key, x->record.key, x);
        lib->n++;
    }
    return lib;
}

jek_scholar *jek_scholar_of(jek_site *s) {
    if (!s->scholar) s->scholar = PC_NEW(s->cx->arena, jek_scholar);
    return s->scholar;
}

const pc_block *jek_library_block(jek_site *s, pc_str key) {
    const pc_map *all = &jek_scholar_of(s)->libraries;
    for (size_t i = 0; i < all->n; i++) {
        const jek_library *lib = all->v[i].value;
        const jek_entry_row *x = pc_map_get(&lib->by_key, key);
        if (x) return x->block;
    }
    return NULL;
}

pc_map *jek_cited(jek_site *s) {
    if (!s->page->cited) s->page->cited = PC_NEW(s->cx->arena, pc_map);
    return s->page->cited;
}

/* `source` and the file's name, which may come without .bib. */
static pc_str library_path(jek_tag *t, pc_str name) {
    bool outside;
    pc_str dir = jek_setting_text(t, "source", "./_bibliography");
    while (dir.n && (dir.p[0] == '/' || pc_str_startsz(dir, "./")))
        dir = pc_str_from(dir, dir.p[0] == '/' ? 1 : 2);
    if (pc_str_startsz(name, "/")) dir = (pc_str){0};
    while (name.n && name.p[0] == '/') name = pc_str_from(name, 1);
    pc_str rel = dir.n ? pc_path_join(t->a, dir, name) : name;
    pc_str path = jek_inside(t->s, t->s->root, rel, &outside);
    if (!path.n) path = jek_inside(t->s, t->s->root, pc_str_cat(t->a, rel, PC_S(".bib")), &outside);
    return path.n && pc_io_is_file(pc_str_dupz(t->a, path)) ? path : (pc_str){0};
}

jek_library *jek_library_named(jek_tag *t, pc_str name) {
    jek_scholar *x = jek_scholar_of(t->s);
    pc_str path = library_path(t, name);
    jek_library *lib = path.n ? pc_map_get(&x->libraries, path) : NULL;
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
        pc_ctx *cx = t->s->cx;
        pc_str shown = jek_shown(t->s, path);
        lib = jek_library_read(t->s, cx, pc_ctx_load(cx, pc_str_dupz(cx->arena, shown), 0));
        pc_map_set(t->s->cx->arena, &x->libraries, path, lib);
    }
    return lib;
}

/* "*.bib" of the settings: all files of the folder. */
static void add_folder(jek_tag *t) {
    bool outside;
    pc_str dir = jek_setting_text(t, "source", "./_bibliography");
    while (dir.n && (dir.p[0] == '/' || dir.p[0] == '.')) dir = pc_str_from(dir, 1);
    pc_str path = jek_inside(t->s, t->s->root, dir, &outside);
    pc_names names = pc_io_list(t->a, pc_str_dupz(t->a, path));
    for (size_t i = 0; path.n && names.n != (size_t)-1 && i < names.n; i++)
        if (pc_str_eqz(pc_path_ext(names.v[i]), ".bib")) pc_vec_push(t->a, &t->files, names.v[i]);
}

void jek_files_choose(jek_tag *t) {
    pc_str name = jek_setting_text(t, "bibliography", "references.bib");
    if (t->files.n) return;
    if (pc_str_chr(name, '*', 0) != PC_NPOS)
        add_folder(t);
    else
        pc_vec_push(t->a, &t->files, name);
}

const jek_entry_row *jek_entry_named(jek_tag *t, pc_str key) {
    for (size_t i = 0; i < t->files.n; i++) {
        jek_library *lib = jek_library_named(t, t->files.v[i]);
        jek_entry_row *x = lib ? pc_map_get(&lib->by_key, key) : NULL;
        if (x) return x;
    }
    return NULL;
}
