/* The filter: who the page belongs to, two passes over the document, and what is said about it. */
#include "filters/publications/publications.h"

#include "ast/copy.h"
#include "ast/meta.h"
#include "ast/walk.h"
#include "base/str.h"
#include "filters/publications/pub_int.h"

/* The text at "a.b.c" of the metadata, or empty. */
static pc_str meta_path(pub *p, pc_meta_map m, const char *const *path, size_t n) {
    const pc_meta *x = NULL;
    for (size_t i = 0; i < n; i++) {
        x = pc_meta_getz(m, path[i]);
        if (!x) return (pc_str){0};
        if (x->tag == PC_MetaMap) m = x->u.map;
    }
    if (x->tag == PC_MetaList && x->u.list.n) x = &x->u.list.v[0];
    if (x->tag == PC_MetaMap) x = pc_meta_getz(x->u.map, "name");
    return x ? pc_str_trim(pc_meta_text(p->a, x)) : (pc_str){0};
}

static pc_str configured_name(pub *p, const pc_doc *doc) {
    static const struct {
        const char *path[3];
        size_t n;
    } places[] = {{{"highlight-author"}, 1},
                  {{"author"}, 1},
                  {{"site", "author", "name"}, 3},
                  {{"site", "author"}, 2},
                  {{"site", "name"}, 2}};
    const pc_meta_map maps[] = {p->cx->cli_metadata, doc->meta};
    for (size_t m = 0; m < PC_COUNT(maps); m++)
        for (size_t i = 0; i < PC_COUNT(places); i++) {
            pc_str s = meta_path(p, maps[m], places[i].path, places[i].n);
            if (s.n) return s;
        }
    return (pc_str){0};
}

/* The page's own title or address may say that all of it is publications. */
static pub_topic page_topic(pub *p, const pc_doc *doc) {
    static const char *const keys[] = {"title", "permalink", "collection", "pagetitle"};
    for (size_t i = 0; i < PC_COUNT(keys); i++) {
        const pc_meta *x = pc_meta_getz(doc->meta, keys[i]);
        pc_str s = x ? pc_meta_text(p->scratch, x) : (pc_str){0};
        if (s.n && (pub_topic_of(s) == PUB_YES || pc_str_has(s, "/pub"))) return PUB_YES;
    }
    return PUB_UNKNOWN;
}

static pc_str choose_owner(pub *p, pc_str configured) {
    const pub_owner *best = NULL;
    for (size_t i = 0; i < p->owners.n; i++)
        if (!best || p->owners.v[i].count > best->count) best = &p->owners.v[i];
    if (best) {
        p->self = best->key;
        p->self_by_markup = true;
        return best->name;
    }
    return configured;
}

static void take_ids(pub *p, pc_blocks blocks) {
    pc_walk w;
    pc_walk_blocks(&w, p->scratch, blocks);
    for (pc_event e; (e = pc_walk_next(&w)) != PC_WALK_END;) {
        if (e != PC_WALK_ENTER) continue;
        const pc_attr *at = w.block ? pc_block_attr(w.block) : pc_inline_attr(w.inlin);
        if (!at || at->id.n == 0) continue;
        size_t *one = PC_NEW(p->a, size_t);
        *one = 1;
        pc_map_set(p->a, &p->slugs, at->id, one);
    }
}

static void check_marks(pub *p) {
    for (size_t i = 0; i < p->marks_used.n; i++) {
        bool known = false;
        for (size_t k = 0; k < p->legend.n; k++)
            known = known || pc_str_eq(p->legend.v[k].mark, p->marks_used.v[i].mark);
        if (known) continue;
        pc_diag_span(p->cx->diags, PC_DIAG_LEGEND, p->marks_used.v[i].pos, 0,
                     PC_S("say once on the page what it means, such as \"* equal contribution\""),
                     "the mark %.*s is not explained on this page", PC_F(p->marks_used.v[i].mark));
    }
    for (size_t k = 0; k < p->legend.n; k++) {
        bool used = p->entries == 0;
        for (size_t i = 0; i < p->marks_used.n; i++)
            used = used || pc_str_eq(p->legend.v[k].mark, p->marks_used.v[i].mark);
        if (!used)
            pc_diag(p->cx->diags, PC_DIAG_LEGEND, p->legend_pos,
                    "no author bears the mark %.*s that is explained here",
                    PC_F(p->legend.v[k].mark));
    }
}

static pc_status apply(const pc_host *host, pc_ctx *cx, pc_doc *doc, pc_str format) {
    (void)host, (void)format;
    pub p = {.cx = cx, .a = cx->arena, .scratch = cx->scratch, .dry = true};
    pc_mark mark = pc_arena_mark(cx->scratch);
    pc_str owner = configured_name(&p, doc);
    if (owner.n) {
        bib_name name = bib_name_parse(p.a, owner);
        p.self = bib_name_key_of(p.a, &name);
    }
    p.page = page_topic(&p, doc);
    take_ids(&p, doc->blocks);
    pub_blocks(&p, doc->blocks);
    owner = choose_owner(&p, owner);
    p.dry = false;
    pc_blocks marked = pub_blocks(&p, doc->blocks);
    /* Where nothing was found, a page that is to be given back as it was read stays that. */
    if (!doc->as_read.format || !pc_blocks_equal(marked, doc->blocks)) doc->blocks = marked;
    check_marks(&p);
    if (owner.n)
        pc_diag(cx->diags, PC_DIAG_RECOGNISE, 0, "%zu publications; owner: %.*s (%s)", p.entries,
                PC_F(owner), p.self_by_markup ? "set off on the page" : "as configured");
    else
        pc_diag(cx->diags, PC_DIAG_RECOGNISE, 0, "%zu publications; owner unknown", p.entries);
    pc_arena_release(cx->scratch, mark);
    return PC_OK;
}

const pc_filter pc_filter_publications = {.size = sizeof(pc_filter),
                                          .name = "publications",
                                          .summary =
                                              "finds publications and annotates them with classes",
                                          .apply = apply};
