/* The host of a template by itself. */
#include "readers/jekyll/template.h"

#include "base/io.h"
#include "base/str.h"
#include "readers/jekyll/site.h"

typedef struct alone {
    pc_ctx *cx;
    const jek_template *t;
    jek_site *site;  /* an empty one, for Markdown and settings; NULL: not Jekyll's dialect */
    pc_map partials; /* resolved path -> liq_program */
    pc_map named[2]; /* name -> the same; [1]: of include_relative */
    pc_map said;     /* places of partials that are missing */
} alone;

static bool global(void *user, liq_run *r, pc_str name, liq_value *out) {
    const alone *x = user;
    const pc_value *v = pc_value_get(x->t->data, name);
    if (v) *out = liq_from_data(r, v);
    return v != NULL;
}

static liq_value globals(void *user, liq_run *r) {
    return liq_from_data(r, ((const alone *)user)->t->data);
}

static liq_value config(void *user, liq_run *r, pc_str key) {
    const alone *x = user;
    return liq_from_data(r, pc_value_get(&x->site->config, key));
}

static pc_str markdown(void *user, liq_run *r, pc_str text) {
    const alone *x = user;
    (void)r;
    return jek_markdown(x->site, NULL, text);
}

/* --- partials ------------------------------------------------------------------------------------
 */

/* The names of files that [name] may mean; how many. */
static size_t candidates(const alone *x, pc_str name, pc_str out[3]) {
    pc_arena *a = x->cx->arena;
    out[0] = name;
    if (x->site) return 1;
    pc_str with_suffix = pc_str_cat(a, name, PC_S(".liquid"));
    pc_str hidden = pc_str_cat(a, PC_S("_"), pc_path_base(with_suffix));
    out[1] = with_suffix;
    out[2] = pc_path_join(a, pc_path_dir(name), hidden);
    return 3;
}

static bool same_partial(const alone *x, pc_str file, pc_str name) {
    pc_str names[3];
    size_t n = candidates(x, name, names);
    for (size_t i = 0; i < n; i++)
        if (pc_str_eq(names[i], file)) return true;
    return false;
}

/* A file name as a template would name it. */
static pc_str bare(const alone *x, pc_str file) {
    if (x->site || !pc_str_endsz(file, ".liquid")) return file;
    pc_str name = pc_str_sub(file, 0, file.n - 7), open = pc_str_from(name, 1);
    return name.n > 1 && name.p[0] == '_' && same_partial(x, file, open) ? open : name;
}

static pc_str suggestion(const alone *x, pc_str dir, pc_str name) {
    pc_arena *a = x->cx->arena;
    if (!dir.n) return PC_S("name the folder of partials: --includes DIR");
    pc_names files = pc_io_list(a, pc_str_dupz(a, dir));
    if (files.n == (size_t)-1) return PC_S("it was left out");
    for (size_t i = 0; i < files.n; i++) files.v[i] = bare(x, files.v[i]);
    pc_str near = pc_did_you_mean(name, files.v, files.n);
    return near.n ? pc_str_fmt(a, "did you mean '%.*s'? It was left out", PC_F(near))
                  : PC_S("it was left out");
}

/* The resolved path of a partial and the one to show; empty: not found. */
static pc_str find(const alone *x, pc_str dir, pc_str name, pc_str *shown, bool *outside) {
    pc_arena *a = x->cx->arena;
    pc_str names[3], root = dir.n ? pc_io_real(a, pc_str_dupz(a, dir)) : PC_S("");
    size_t n = root.n ? candidates(x, name, names) : 0;
    *outside = false;
    for (size_t i = 0; i < n && !*outside; i++) {
        pc_str path = pc_io_inside(a, root, root, names[i], outside);
        *shown = pc_str_eqz(dir, ".") ? names[i] : pc_path_join(a, dir, names[i]);
        if (path.n && pc_io_is_file(pc_str_dupz(a, path))) return path;
    }
    return PC_S("");
}

static pc_str folder(const alone *x, liq_partial_kind kind) {
    if (kind != LIQ_INCLUDE_RELATIVE) return x->t->includes;
    pc_str dir = pc_path_dir(x->t->src->name);
    return dir.n ? dir : PC_S(".");
}

/* Said once for each place. */
static void refuse(alone *x, liq_run *r, pc_str dir, pc_str name, bool outside, pc_pos from,
                   pc_pos to) {
    pc_diags *d = x->cx->diags;
    pc_str place = pc_str_fmt(x->cx->arena, "%u", from);
    if (pc_map_has(&x->said, place)) return;
    pc_map_set(x->cx->arena, &x->said, place, NULL);
    if (outside)
        pc_diag_span(d, PC_DIAG_INCLUDE_OUTSIDE, from, to,
                     PC_S("partials stay inside their folder"),
                     "'%.*s' leads out of the folder '%.*s'", PC_F(name), PC_F(dir));
    else
        pc_diag_span(d, PC_DIAG_INCLUDE_MISSING, from, to, suggestion(x, dir, name),
                     "there is no partial '%.*s'", PC_F(name));
    liq_say_chain(r);
}

static const liq_program *load(alone *x, liq_run *r, pc_str path, pc_str shown, pc_pos from) {
    pc_ctx *cx = x->cx;
    const liq_program *p = pc_map_get(&x->partials, path);
    if (p) return p;
    const pc_source *src = pc_ctx_load(cx, pc_str_dupz(cx->arena, shown), from);
    if (!src) return NULL;
    size_t said = cx->diags->n;
    p = liq_parse_within(cx->arena, cx->scratch, x->t->dialect, &cx->options->limits, src, 0,
                         src->text.n, cx->diags);
    if (cx->diags->n > said) liq_say_included(r, shown);
    pc_map_set(cx->arena, &x->partials, path, (void *)(uintptr_t)p);
    return p;
}

static const liq_program *partial(void *user, liq_run *r, liq_partial_kind kind, pc_str name,
                                  pc_pos from, pc_pos to) {
    alone *x = user;
    pc_map *named = &x->named[kind == LIQ_INCLUDE_RELATIVE];
    const liq_program *p = pc_map_get(named, name);
    if (p) return p;
    bool outside;
    pc_str dir = folder(x, kind), shown, path = find(x, dir, name, &shown, &outside);
    if (path.n)
        p = load(x, r, path, shown, from);
    else
        refuse(x, r, dir, name, outside, from, to);
    if (p) pc_map_set(x->cx->arena, named, pc_str_dup(x->cx->arena, name), (void *)(uintptr_t)p);
    return p;
}

/* --- rendering -----------------------------------------------------------------------------------
 */

/* A site of nothing but its configuration: Jekyll's defaults below data.site. */
static jek_site *empty_site(pc_ctx *cx, const pc_value *data) {
    jek_site *s = jek_site_open(cx, PC_S(""));
    const pc_value *own = pc_value_getz(data, "site");
    pc_exts has;
    if (own && own->kind == PC_MAP) s->config = pc_value_merge(cx->arena, &s->config, own);
    s->tz = jek_tz_load(cx, jek_config_text(s, "timezone"));
    jek_host_init(s);
    pc_exts_parse_list(jek_extensions, &has, &cx->exts);
    return s;
}

pc_str jek_template_render(pc_ctx *cx, const jek_template *t) {
    alone x = {.cx = cx, .t = t};
    liq_host host = {.user = &x,
                     .strict_names = t->strict_names,
                     .global = global,
                     .globals = globals,
                     .partial = partial,
                     .zone = {.now = cx->options->now},
                     .limits = &cx->options->limits};
    if (t->dialect == &liq_jekyll) {
        x.site = empty_site(cx, t->data);
        host.zone = x.site->host.zone;
        host.config = config;
        host.markdown = markdown;
    }
    const liq_program *p =
        liq_parse_within(cx->arena, cx->scratch, t->dialect, &cx->options->limits, t->src, 0,
                         t->src->text.n, cx->diags);
    return liq_render(cx->arena, t->dialect, &host, cx->diags, p).text;
}
