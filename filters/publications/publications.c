/* The filter: what the settings and the page itself say, then step by step. */
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

static void find_configured(pub *p, const pc_doc *doc) {
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
            p->configured = meta_path(p, maps[m], places[i].path, places[i].n);
            p->told = m == 0;
            if (p->configured.n) return;
        }
    p->told = false;
}

/* The page's own title or address may say that all of it is publications. */
static pub_topic page_topic(pub *p, const pc_doc *doc) {
    static const char *const keys[] = {"title", "permalink", "collection", "pagetitle"};
    for (size_t i = 0; i < PC_COUNT(keys); i++) {
        const pc_meta *x = pc_meta_getz(doc->meta, keys[i]);
        pc_str s = x ? pc_meta_text(p->scratch, x) : (pc_str){0};
        if (s.n && (pub_topic_of(p, s) == PUB_YES || pc_str_has(s, "/pub"))) return PUB_YES;
    }
    return PUB_UNKNOWN;
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

static pc_status apply(const pc_host *host, pc_ctx *cx, pc_doc *doc, pc_str format) {
    (void)host, (void)format;
    pub p = {.cx = cx, .a = cx->arena, .scratch = cx->scratch};
    pc_mark mark = pc_arena_mark(cx->scratch);
    find_configured(&p, doc);
    p.page = page_topic(&p, doc);
    pub_flatten(&p, doc->blocks);
    pub_tokenise(&p);
    pub_find_pieces(&p);
    pub_find_units(&p);
    pub_decide(&p);
    if (p.done.n) {
        take_ids(&p, doc->blocks);
        /* Where nothing was found, a page that is to be given back as it was read stays that. */
        doc->blocks = pub_annotate(&p, doc->blocks);
    }
    pub_check_marks(&p);
    pc_arena_release(cx->scratch, mark);
    return PC_OK;
}

const pc_filter pc_filter_publications = {.size = sizeof(pc_filter),
                                          .name = "publications",
                                          .summary =
                                              "finds publications and annotates them with classes",
                                          .apply = apply};
