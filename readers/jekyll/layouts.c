/* Layouts: files that say what stands around a page. As Jekyll 4.3's renderer.rb and
 * layout_reader.rb: a layout is called as its file is below _layouts, without the last suffix; its
 * text is Liquid with `content` and `layout`; the layout that its front matter names comes around
 * it; the data of an inner layout is over that of an outer one. Each text runs by itself: what one
 * assigns, the next does not see. */
#include "base/io.h"
#include "base/str.h"
#include "readers/jekyll/site.h"

/* How many layouts may stand in each other; Jekyll has no bound. */
enum { JEK_MAX_LAYOUTS = 64 };

typedef struct jek_layout {
    pc_str file; /* as messages show it */
    const liq_program *program;
    pc_value data;
} jek_layout;

/* Who asks for a layout: its front matter's value and the file that it stands in. */
typedef struct jek_asker {
    const pc_value *layout;
    pc_str file;
    bool quiet; /* another place will say that it is missing */
} jek_asker;

static pc_str stem(pc_str name) {
    size_t dot = pc_str_rchr(name, '.');
    return dot == PC_NPOS ? PC_S("") : pc_str_sub(name, 0, dot);
}

/* The file of layout [name] in its folder: of files that differ in their suffix the last one. */
static pc_str find_file(jek_site *s, pc_str dir, pc_str name, const pc_names *names,
                        bool *outside) {
    pc_str folder = pc_path_dir(name), base = pc_path_base(name), found = PC_S("");
    for (size_t i = 0; i < names->n; i++)
        if (base.n && pc_str_eq(stem(names->v[i]), base) &&
            !jek_skips(s, PC_S(""), pc_path_join(s->cx->arena, folder, names->v[i])))
            found = names->v[i];
    return found.n ? jek_inside(s, dir, found, outside) : found;
}

static pc_names list(jek_site *s, pc_str dir) {
    pc_names names =
        dir.n ? pc_io_list(s->cx->arena, pc_str_dupz(s->cx->scratch, dir)) : (pc_names){.n = 0};
    if (names.n == (size_t)-1) names.n = 0;
    return names;
}

static pc_str theme_of(const jek_site *s) {
    pc_str theme = jek_config_text(s, "theme");
    return theme.n ? theme : jek_config_text(s, "remote_theme");
}

static pc_str missing_help(jek_site *s, pc_str name, pc_names names) {
    pc_arena *a = s->cx->arena;
    for (size_t i = 0; i < names.n; i++) names.v[i] = stem(names.v[i]);
    pc_str near = pc_did_you_mean(pc_path_base(name), names.v, names.n), theme = theme_of(s);
    if (near.n) return pc_str_fmt(a, "did you mean '%.*s'?", PC_F(near));
    if (!theme.n) return PC_S("");
    return pc_str_fmt(a,
                      "it may be one of the theme '%.*s', which is not read: copy the theme's "
                      "_layouts and _includes into the site",
                      PC_F(theme));
}

static jek_layout *load(jek_site *s, pc_str file, pc_pos wanted_at) {
    pc_ctx *cx = s->cx;
    pc_str shown = jek_shown(s, file);
    pc_source *src = pc_ctx_load(cx, pc_str_dupz(cx->arena, shown), wanted_at);
    if (!src) return NULL;
    jek_layout *l = PC_NEW(cx->arena, jek_layout);
    l->file = shown;
    size_t body = jek_front_read(cx, src, &l->data);
    l->program = liq_parse_within(cx->arena, cx->scratch, &liq_jekyll, &cx->options->limits, src,
                                  body, src->text.n, cx->diags);
    return l;
}

static void refuse(jek_site *s, const jek_asker *who, pc_str name, pc_names names, bool outside) {
    pc_pos from = who->layout->pos, to = from ? from + (pc_pos)name.n : 0;
    if (outside)
        pc_diag_span(s->cx->diags, PC_DIAG_INCLUDE_OUTSIDE, from, to, PC_S(""),
                     "layout '%.*s' leads out of the site's folder", PC_F(name));
    else if (!pc_str_eqz(name, "false"))
        pc_diag_span(s->cx->diags, PC_DIAG_LAYOUT_MISSING, from, to, missing_help(s, name, names),
                     "layout '%.*s' requested in %.*s does not exist", PC_F(name), PC_F(who->file));
}

/* NULL when nothing is asked for, or when it is not there. */
static const jek_layout *find(jek_site *s, const jek_asker *who) {
    pc_ctx *cx = s->cx;
    if (!who->layout || who->layout->kind == PC_NULL || !s->root.n) return NULL;
    pc_str name = pc_value_text(who->layout);
    if (pc_map_has(&s->layouts, name)) return pc_map_get(&s->layouts, name);
    bool outside = false;
    pc_str top = jek_inside(s, s->root, jek_config_text(s, "layouts_dir"), &outside);
    pc_str dir = top.n ? jek_inside(s, top, pc_path_dir(name), &outside) : top;
    pc_names names = list(s, dir);
    pc_str file = find_file(s, dir, name, &names, &outside);
    if (!file.n && who->quiet) return NULL;
    jek_layout *l = file.n ? load(s, file, who->layout->pos) : NULL;
    if (!file.n) refuse(s, who, name, names, outside);
    pc_map_set(cx->arena, &s->layouts, pc_str_dup(cx->arena, name), l);
    return l;
}

/* A page's own `layout: null` means none; a document's gives way to the defaults, as all its nulls.
 */
static const pc_value *layout_asked(const jek_doc *d) {
    const pc_value *own = d->collection ? NULL : pc_value_getz(&d->own, "layout");
    return own ? own : pc_value_getz(&d->data, "layout");
}

static const jek_layout *layout_of(jek_doc *d, bool quiet) {
    jek_asker who = {layout_asked(d), d->relative, quiet};
    return find(d->site, &who);
}

/* Not in a layout: layout: none, and what a converter of Jekyll would make something else of. */
static bool is_placed(const jek_doc *d) {
    static const char *const bare[] = {".sass", ".scss", ".coffee"};
    static const char *const data[] = {".yml", ".yaml"};
    for (size_t i = 0; i < PC_COUNT(bare); i++)
        if (pc_str_eqz(d->ext, bare[i])) return false;
    for (size_t i = 0; d->collection && i < PC_COUNT(data); i++)
        if (pc_str_eqz(d->ext, data[i])) return false;
    const pc_value *asked = layout_asked(d);
    return !asked || !pc_str_eqz(pc_value_text(asked), "none");
}

static bool used(const jek_layout *const *v, size_t n, const jek_layout *l) {
    for (size_t i = 0; i < n; i++)
        if (v[i] == l) return true;
    return false;
}

static void say_cycle(jek_site *s, const pc_value *layout) {
    pc_str name = pc_value_text(layout);
    pc_diag_span(s->cx->diags, PC_DIAG_LAYOUT_CYCLE, layout->pos, layout->pos + (pc_pos)name.n,
                 PC_S(""), "layout '%.*s' stands within itself", PC_F(name));
}

pc_str jek_in_layouts(jek_doc *d, liq_run *r, pc_str body) {
    jek_site *s = d->site;
    pc_arena *a = s->at->arena;
    const jek_layout *chain[JEK_MAX_LAYOUTS];
    const jek_layout *l = is_placed(d) ? layout_of(d, false) : NULL;
    pc_value data = pc_value_map(a, NULL, 0);
    for (size_t n = 0; l && n < JEK_MAX_LAYOUTS;) {
        chain[n++] = l;
        pc_value *seen = PC_NEW(a, pc_value);
        *seen = data = l->data.kind == PC_MAP ? pc_value_merge(a, &l->data, &data) : data;
        body = jek_run(s, r, d, l->program, body.p ? body : PC_S(""), seen).text;
        jek_asker who = {pc_value_getz(&l->data, "layout"), l->file, false};
        l = find(s, &who);
        if (!l || !used(chain, n, l)) continue;
        say_cycle(s, who.layout);
        break;
    }
    return body;
}

liq_value jek_layout_value(jek_site *s, liq_run *r) {
    if (s->layout_data) return liq_from_data(r, s->layout_data);
    const jek_layout *l = s->page ? layout_of(s->page, true) : NULL;
    return l && l->data.kind == PC_MAP ? liq_from_data(r, &l->data) : liq_nil();
}
