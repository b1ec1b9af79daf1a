/* What the site gives to Liquid: variables, included files, Markdown, links; and the rendering of a
 * page within a page (a document's content, an excerpt). */
#include "base/io.h"
#include "base/limits.h"
#include "base/str.h"
#include "readers/jekyll/plugins.h"
#include "registry/registry.h"

/* Pages that print pages that print pages. */
enum { JEK_MAX_RENDERING = 20 };

static pc_str environment_of(const jek_site *s) {
    pc_str set = s->cx->options->environment;
    return set.n ? set : PC_S("development");
}

static bool global(void *user, liq_run *r, pc_str name, liq_value *out) {
    jek_site *s = user;
    if (pc_str_eqz(name, "page"))
        *out = s->page ? jek_doc_value(s->page) : liq_nil();
    else if (pc_str_eqz(name, "site"))
        *out = liq_object(&s->obj);
    else if (pc_str_eqz(name, "jekyll")) {
        liq_pair *v = PC_NEW_N(liq_arena(r), liq_pair, 2);
        v[0] = (liq_pair){.key = PC_S("version"), .value = liq_str(PC_S("4.3.1"))};
        v[1] = (liq_pair){.key = PC_S("environment"), .value = liq_str(environment_of(s))};
        *out = liq_map(v, 2);
    } else if (pc_str_eqz(name, "content") && s->content.p) {
        *out = liq_str(s->content);
    } else if (pc_str_eqz(name, "layout")) {
        *out = jek_layout_value(s, r);
    } else if (pc_str_eqz(name, "highlighter_prefix") || pc_str_eqz(name, "highlighter_suffix")) {
        if (!s->page || !jek_doc_is_markdown(s->page)) return false;
        *out = liq_str(PC_S("\n"));
    } else {
        jek_plugins_asked(s, r, name);
        return false;
    }
    return true;
}

static liq_value config(void *user, liq_run *r, pc_str key) {
    return liq_from_data(r, pc_value_get(&((jek_site *)user)->config, key));
}

/* --- includes ------------------------------------------------------------------------------------
 */

/* The names of files below a folder of includes, for "did you mean". */
static pc_str suggestion(jek_site *s, pc_str dir, pc_str name) {
    pc_arena *a = s->cx->arena;
    pc_names names = pc_io_list(a, pc_str_dupz(a, dir));
    if (!dir.n || names.n == (size_t)-1) return PC_S("");
    pc_str near = pc_did_you_mean(name, names.v, names.n);
    return near.n ? pc_str_fmt(a, "did you mean '%.*s'? The include was left out", PC_F(near))
                  : PC_S("");
}

static pc_str include_dir(jek_site *s, liq_partial_kind kind, bool *outside) {
    if (kind == LIQ_INCLUDE_RELATIVE) {
        pc_str dir = s->page ? pc_path_dir(s->page->file) : PC_S("");
        return s->root.n ? jek_inside(s, s->root, dir, outside) : PC_S("");
    }
    return jek_inside(s, s->root, jek_config_text(s, "includes_dir"), outside);
}

/* Said once for each place. */
static void missing(jek_site *s, liq_run *r, pc_str dir, pc_str name, pc_pos from, pc_pos to) {
    pc_ctx *cx = s->cx;
    pc_str place = pc_str_fmt(cx->arena, "?%u", from);
    if (pc_map_has(&s->includes, place)) return;
    pc_diag_span(cx->diags, PC_DIAG_INCLUDE_MISSING, from, to, suggestion(s, dir, name),
                 s->root.n ? "no include '%.*s'" : "no include '%.*s': this page has no site",
                 PC_F(name));
    liq_say_chain(r);
    pc_map_set(cx->arena, &s->includes, place, NULL);
}

/* Reads an included file; what is wrong in it is said once, with the way that led there. */
static const liq_program *parse_file(jek_site *s, liq_run *r, pc_str path, pc_str name,
                                     pc_pos from) {
    pc_ctx *cx = s->cx;
    pc_source *src = pc_ctx_load(cx, pc_str_dupz(cx->arena, jek_shown(s, path)), from);
    if (!src) return NULL;
    size_t said = cx->diags->n;
    const liq_program *p = liq_parse_within(cx->arena, cx->scratch, &liq_jekyll,
                                            &cx->options->limits, src, 0, src->text.n, cx->diags);
    if (cx->diags->n > said) liq_say_included(r, name);
    return p;
}

static const liq_program *partial(void *user, liq_run *r, liq_partial_kind kind, pc_str name,
                                  pc_pos from, pc_pos to) {
    jek_site *s = user;
    pc_ctx *cx = s->cx;
    bool outside = false;
    const liq_program *p = kind == LIQ_INCLUDE ? pc_map_get(&s->by_name, name) : NULL;
    if (p) return p;
    pc_str dir = include_dir(s, kind, &outside);
    pc_str path = dir.n && !outside ? jek_inside(s, dir, name, &outside) : PC_S("");
    if (outside) {
        pc_diag_span(cx->diags, PC_DIAG_INCLUDE_OUTSIDE, from, to, PC_S(""),
                     "'%.*s' leads out of the site's folder", PC_F(name));
        liq_say_chain(r);
        return NULL;
    }
    p = path.n ? pc_map_get(&s->includes, path) : NULL;
    if (p) return p;
    if (!path.n || !pc_io_is_file(pc_str_dupz(cx->arena, path))) {
        missing(s, r, dir, name, from, to);
        return NULL;
    }
    p = parse_file(s, r, path, name, from);
    if (!p) return NULL;
    pc_map_set(cx->arena, &s->includes, path, (void *)(uintptr_t)p);
    if (kind == LIQ_INCLUDE)
        pc_map_set(cx->arena, &s->by_name, pc_str_dup(cx->arena, name), (void *)(uintptr_t)p);
    return p;
}

/* --- links ---------------------------------------------------------------------------------------
 */

static bool same_path(const jek_doc *d, pc_str path) {
    pc_str own = d->relative;
    if (path.n && path.p[0] == '/') path = pc_str_from(path, 1);
    if (own.n && own.p[0] == '/') own = pc_str_from(own, 1);
    return pc_str_eq(own, path);
}

static jek_doc *find_path(const jek_docs *v, pc_str path) {
    for (size_t i = 0; i < v->n; i++)
        if (same_path(v->v[i], path)) return v->v[i];
    return NULL;
}

static jek_doc *find_post(jek_site *s, pc_str name) {
    jek_collection *c = jek_collection_find(s, PC_S("posts"));
    jek_collection_read(c);
    if (name.n && name.p[0] == '/') name = pc_str_from(name, 1);
    for (size_t i = 0; i < c->docs.n; i++) {
        pc_str path = c->docs.v[i]->relative;
        path.n -= c->docs.v[i]->ext.n;
        size_t at = pc_str_find(path, PC_S("_posts/"), 0);
        pc_str below = at == PC_NPOS ? path : pc_str_from(path, at + 7);
        pc_str joined = pc_str_cat(s->cx->arena, pc_str_sub(path, 0, at), below);
        if (pc_str_eq(below, name) || pc_str_eq(joined, name)) return c->docs.v[i];
    }
    return NULL;
}

static bool link_to(void *user, liq_run *r, pc_str path, bool post, pc_str *url) {
    jek_site *s = user;
    jek_doc *d = NULL;
    (void)r;
    if (post) {
        d = find_post(s, path);
    } else {
        jek_site_walk(s);
        d = find_path(&s->pages, path);
        if (!d) d = find_path(&s->statics, path);
        for (size_t i = 0; i < s->collections.n && !d; i++) {
            jek_collection_read(s->collections.v[i]);
            d = find_path(&s->collections.v[i]->docs, path);
            if (!d) d = find_path(&s->collections.v[i]->files, path);
        }
    }
    if (d) *url = jek_doc_url(d);
    return d != NULL;
}

/* --- rendering -----------------------------------------------------------------------------------
 */

pc_str jek_keep(jek_site *s, pc_str text) {
    return s->at == s->cx ? text : pc_str_dup(s->cx->arena, text);
}

liq_result jek_run(jek_site *s, liq_run *r, jek_doc *page, const liq_program *p, pc_str content,
                   const pc_value *layout_data) {
    jek_doc *outer = s->page, *outer_turn = s->turn;
    pc_str outer_content = s->content;
    const pc_value *outer_data = s->layout_data;
    s->page = page;
    if (!page->of) s->turn = page;
    s->content = content;
    s->layout_data = layout_data;
    liq_result out = liq_render_in(r, s->at->arena, &liq_jekyll, &s->host, s->at->diags, p);
    s->page = outer;
    s->turn = outer_turn;
    s->content = outer_content;
    s->layout_data = outer_data;
    return out;
}

liq_result jek_render(jek_site *s, liq_run *r, jek_doc *page, const pc_source *src, size_t from,
                      size_t to) {
    pc_ctx *cx = s->at;
    pc_str body = pc_str_sub(src->text, from, to);
    const pc_value *off = pc_value_getz(&page->data, "render_with_liquid");
    bool plain = off && off->kind == PC_BOOL && !off->u.b;
    if (plain || (!pc_str_has(body, "{%") && !pc_str_has(body, "{{"))) {
        pc_map_span *span = PC_NEW(cx->arena, pc_map_span);
        *span = (pc_map_span){0, pc_source_pos(src, from), true};
        return (liq_result){.text = body, .spans = span, .nspans = 1};
    }
    const liq_program *p = liq_parse_within(cx->arena, cx->scratch, &liq_jekyll,
                                            &cx->options->limits, src, from, to, cx->diags);
    return jek_run(s, r, page, p, (pc_str){0}, NULL);
}

pc_str jek_markdown(jek_site *s, jek_doc *whose, pc_str text) {
    pc_ctx *cx = s->at;
    pc_doc *doc = PC_NEW(cx->arena, pc_doc);
    pc_source *src = pc_source_add(cx->sources, PC_S("markdownify"), pc_str_dup(cx->arena, text));
    if (jek_read_markdown(s, src, doc) != PC_OK) return text;
    if (whose) doc->blocks = jek_plugins_links(whose, doc->blocks);
    pc_buf b;
    pc_buf_init(&b, cx->mem);
    bool ok = pc_write_as(cx, PC_S("html"), doc, &b) == PC_OK;
    if (ok) pc_buf_cr(&b);
    if (ok && !b.n) pc_buf_putc(&b, '\n'); /* kramdown's answer to nothing */
    pc_str out = ok ? pc_buf_take(&b, cx->arena) : text;
    pc_buf_fini(&b);
    return out;
}

static pc_str markdown(void *user, liq_run *r, pc_str text) {
    (void)r;
    return jek_markdown(user, NULL, text);
}

static bool too_deep(jek_doc *d) {
    jek_site *s = d->site;
    bool deep = s->rendering >= JEK_MAX_RENDERING;
    if (deep)
        pc_diag(s->cx->diags, PC_DIAG_DEPTH, pc_source_pos(d->src, d->body),
                "pages that print pages, deeper than %d: the text was left as it is",
                JEK_MAX_RENDERING);
    return deep;
}

pc_str jek_doc_html(jek_doc *d, liq_run *r) {
    jek_site *s = d->site;
    if (d->html.p) return d->html;
    if (d->busy || too_deep(d)) return pc_str_from(d->src->text, d->body);
    d->busy = true;
    s->rendering++;
    pc_str text = jek_render(s, r, d, d->src, d->body, d->src->text.n).text;
    if (jek_doc_is_markdown(d)) text = jek_markdown(s, d, text);
    s->rendering--;
    d->busy = false;
    return d->html = text.n ? jek_keep(s, text) : PC_S("");
}

pc_str jek_doc_output(jek_doc *d, liq_run *r) {
    jek_site *s = d->site;
    if (d->output.p) return d->output;
    pc_str html = jek_doc_html(d, r);
    if (too_deep(d)) return html;
    s->rendering++;
    d->output = jek_keep(s, jek_in_layouts(d, r, html));
    s->rendering--;
    return d->output;
}

bool jek_doc_is_finished(const jek_doc *d) {
    const jek_site *s = d->site;
    const jek_doc *viewer = s->turn ? s->turn : s->page;
    if (d->of) return d->html.p;
    if (!viewer || d->is_static) return false;
    if (d == viewer) return d->collection && s->content.p; /* its own layouts */
    if (d->busy) return false;
    if (!d->collection || !viewer->collection)
        return d->collection || (!viewer->collection && d->order < viewer->order);
    if (d->collection != viewer->collection) return d->collection->rank < viewer->collection->rank;
    return d->order < viewer->order;
}

/* The Markdown of the site's engine: kramdown, or gfm for the CommonMark ones. Extensions
 * are as the caller set them for jekyll. */
static pc_str make_format(jek_site *s) {
    pc_ctx *cx = s->at;
    pc_str engine = jek_config_text(s, "markdown");
    bool kramdown = !engine.n || pc_str_ieqz(engine, "kramdown");
    pc_str spec = kramdown ? PC_S("kramdown") : PC_S("gfm");
    const pc_reader *reader = pc_reader_find(cx->registry, spec);
    pc_exts has = {0}, on = {0}, own = {0}, own_on = {0};
    if (reader) pc_exts_parse_list(reader->extensions, &has, &on);
    pc_exts_parse_list(jek_extensions, &own, &own_on);
    for (pc_ext e = 0; e < PC_EXT_COUNT; e++) {
        bool want = pc_ext_has(own, e) ? pc_ext_has(cx->exts, e) : pc_ext_has(on, e);
        if (e == PC_EXT_yaml_metadata_block || e == PC_EXT_emoji) want = false; /* done here */
        if (pc_ext_has(has, e) && want != pc_ext_has(on, e))
            spec =
                pc_str_fmt(s->cx->arena, "%.*s%c%s", PC_F(spec), want ? '+' : '-', pc_ext_name(e));
    }
    return spec;
}

static pc_str markdown_format(jek_site *s) {
    if (!s->format.n || s->format_for != s->at->exts.bits) {
        s->format = make_format(s);
        s->format_for = s->at->exts.bits;
    }
    return s->format;
}

/* `kramdown:` of the site, with the site's highlighter where it names none (Jekyll's
 * kramdown_parser.rb). */
static pc_value kramdown_settings(const jek_site *s) {
    const pc_value *own = jek_config(s, "kramdown");
    pc_value map = own && own->kind == PC_MAP ? *own : pc_value_map(s->cx->arena, NULL, 0);
    const pc_value *any = jek_config(s, "highlighter");
    bool named = pc_value_true(pc_value_getz(&map, "syntax_highlighter"));
    bool coderay = pc_value_true(pc_value_getz(&map, "enable_coderay"));
    if (named) return map;
    pc_value v = coderay              ? pc_value_str(PC_S("coderay"))
                 : pc_value_true(any) ? *any
                                      : pc_value_str(PC_S("rouge"));
    return pc_value_with(s->cx->arena, &map, PC_S("syntax_highlighter"), v);
}

pc_status jek_read_markdown(jek_site *s, const pc_source *src, pc_doc *out) {
    pc_ctx *cx = s->at;
    pc_str format = markdown_format(s);
    pc_value outer = cx->settings;
    if (s->settings.kind == PC_NULL) s->settings = kramdown_settings(s);
    if (pc_str_startsz(format, "kramdown")) cx->settings = s->settings;
    pc_status status = pc_read_as(cx, format, src, out);
    cx->settings = outer;
    return status;
}

void jek_host_init(jek_site *s) {
    s->host = (liq_host){.user = s,
                         .global = global,
                         .partial = partial,
                         .markdown = markdown,
                         .link = link_to,
                         .cite = jek_cite,
                         .config = config,
                         .limits = &s->cx->options->limits,
                         .zone = {.now = s->cx->options->now}};
    if (s->tz) {
        s->host.zone.offset = jek_tz_offset;
        s->host.zone.name = jek_tz_name;
        s->host.zone.user = s->tz;
    }
}
