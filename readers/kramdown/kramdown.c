/* kramdown: Markdown as Jekyll reads it. */
#include "readers/kramdown/kramdown.h"

#include "ast/walk.h"
#include "base/limits.h"
#include "base/str.h"
#include "data/yaml.h"
#include "readers/kramdown/kd.h"

void kd_warn(kd *k, pc_pos pos, const char *fmt, ...) {
    pc_str what = pc_str_fmt(k->arena, "%u %s", pos, fmt);
    if (pos && pc_map_has(&k->told, what)) return;
    pc_map_set(k->arena, &k->told, what, NULL);
    va_list ap;
    va_start(ap, fmt);
    pc_str message = pc_str_vfmt(k->scratch, fmt, ap);
    va_end(ap);
    pc_diag(k->cx->diags, PC_DIAG_MARKDOWN, pos, "%.*s", PC_F(message));
}

/* --- options -------------------------------------------------------------------------------------
 */

/* A map that is given as text. */
static bool as_map(kd *k, pc_str name, const pc_value *v, pc_value *out) {
    if (v->kind != PC_STRING || !kd_option_is_map(name)) return false;
    const pc_source *s = pc_ctx_source(k->cx, name, pc_value_text(v));
    if (!s || !pc_yaml_read(k->arena, s, 0, s->text.n, k->cx->diags, out)) return false;
    out->pos = v->pos;
    return true;
}

static void set(kd *k, pc_str name, const pc_value *v) {
    pc_str why;
    pc_value map;
    if (as_map(k, name, v, &map)) v = &map;
    bool known = kd_option_set(&k->options, k->arena, name, v, &why);
    if (!known)
        pc_diag(k->cx->diags, PC_DIAG_CONFIG, v->pos, "kramdown has no option '%.*s'", PC_F(name));
    else if (why.n)
        pc_diag(k->cx->diags, PC_DIAG_CONFIG, v->pos, "kramdown's option '%.*s': %.*s", PC_F(name),
                PC_F(why));
}

/* The same where Jekyll has no say. */
static void set_alone(kd *k, pc_str name, const pc_value *v) {
    if (pc_str_eqz(name, "syntax_highlighter_opts")) k->options.jekyll_code = false;
    set(k, name, v);
}

/* -M kramdown.NAME=VALUE */
static void from_metadata(kd *k) {
    const pc_meta_map *m = &k->cx->cli_metadata;
    for (size_t i = 0; i < m->n; i++) {
        const pc_meta *x = &m->v[i].value;
        if (!pc_str_startsz(m->v[i].key, "kramdown.")) continue;
        pc_value v = x->tag == PC_MetaBool ? pc_value_bool(x->u.b) : pc_value_str(x->u.text);
        if (x->tag == PC_MetaInlines) v = pc_value_str(pc_inlines_text(k->scratch, x->u.inlines));
        set_alone(k, pc_str_from(m->v[i].key, 9), &v);
    }
}

/* The site's configuration says less than the extensions, and these less than -M. */
static void options(kd *k) {
    const pc_value *site = &k->cx->settings;
    k->options = kd_options_default;
    for (size_t i = 0; site->kind == PC_MAP && i < site->as.of.n; i++) {
        const pc_value *v = &site->u.pairs[i].value;
        bool open = v->kind == PC_NULL && pc_str_eqz(site->u.pairs[i].key, "syntax_highlighter");
        if (!open) set(k, site->u.pairs[i].key, v); /* Jekyll fills that one in */
    }
    pc_exts exts = k->cx->exts;
    k->options.hard_wrap |= pc_ext_has(exts, PC_EXT_hard_line_breaks);
    k->options.auto_ids &= pc_ext_has(exts, PC_EXT_gfm_auto_identifiers);
    k->options.dollars = pc_ext_has(exts, PC_EXT_tex_math_dollars);
    k->options.smart = pc_ext_has(exts, PC_EXT_smart);
    from_metadata(k);
}

void kd_set_options(kd *k, const kd_ial *options, pc_pos pos) {
    for (size_t i = 0; i < options->pairs.n; i++) {
        pc_value v = pc_value_str(options->pairs.v[i].value);
        v.pos = pos;
        set_alone(k, options->pairs.v[i].key, &v);
    }
}

static void link_defs(kd *k) {
    const pc_value *defs = &k->options.link_defs;
    for (size_t i = 0; defs->kind == PC_MAP && i < defs->as.of.n; i++) {
        const pc_value *v = &defs->u.pairs[i].value;
        kd_link_def *d = PC_NEW(k->scratch, kd_link_def);
        bool list = v->kind == PC_LIST && v->as.of.n;
        d->url = pc_value_text(list ? &v->u.list[0] : v);
        if (list && v->as.of.n > 1) d->title = pc_value_text(&v->u.list[1]);
        pc_map_set(k->scratch, &k->links, kd_label(k, defs->u.pairs[i].key), d);
    }
}

/* --- reading -------------------------------------------------------------------------------------
 */

/* The text with '\n' as its only line end, one of them at its end. */
static kd_text adapt(kd *k, const pc_source *in) {
    pc_str s = in->text;
    kd_text whole = {.s = s, .base = in->base};
    bool returns = pc_str_chr(s, '\r', 0) != PC_NPOS;
    if (!returns && s.n && s.p[s.n - 1] == '\n') return whole;
    kd_maker m;
    kd_make(&m, k->arena);
    size_t from = 0;
    for (size_t cr; returns && (cr = pc_str_chr(s, '\r', from)) != PC_NPOS;) {
        kd_put(&m, &whole, from, cr);
        kd_puts(&m, PC_S("\n"), kd_pos(&whole, cr));
        from = cr + 1 + (cr + 1 < s.n && s.p[cr + 1] == '\n');
    }
    kd_put(&m, &whole, from, s.n);
    if (!m.out.n || m.out.p[m.out.n - 1] != '\n') kd_puts(&m, PC_S("\n"), kd_pos(&whole, s.n));
    return kd_made(&m);
}

static pc_status read(const pc_host *host, pc_ctx *cx, const pc_source *in, pc_doc *out) {
    (void)host;
    pc_mark mark = pc_arena_mark(cx->scratch);
    kd *k = PC_NEW(cx->scratch, kd);
    k->cx = cx;
    k->arena = cx->arena;
    k->scratch = cx->scratch;
    k->root = kd_el_new(k, KD_ROOT, in->base);
    options(k);
    link_defs(k);
    kd_text text = adapt(k, in);
    kd_parse(k, k->root, &text);
    out->markdown = PC_S("kramdown");
    out->blocks = kd_with_toc(k, kd_convert(k, k->root));
    out->look = kd_look(k);
    out->html_texts.v = pc_vec_done(k->arena, &k->html_texts);
    out->html_texts.n = k->html_texts.n;
    pc_arena_release(cx->scratch, mark);
    return PC_OK;
}

const pc_reader pc_reader_kramdown = {
    .size = sizeof(pc_reader),
    .name = "kramdown",
    .summary = "Markdown as Jekyll reads it: kramdown with GitHub's additions",
    .extensions = "+gfm_auto_identifiers+native_html+raw_html+smart-hard_line_breaks"
                  "-tex_math_dollars",
    .read = read,
};
