/* -s: the body in its template, or in the page that its reader knows. Variables are, from weak to
 * strong: what the writer says, the document's metadata in the output format, -V, and the body
 * (Pandoc's manual, "Variables"). */
#include "ast/build.h"
#include "ast/meta.h"
#include "base/io.h"
#include "base/str.h"
#include "pipeline/run.h"
#include "registry/call.h"
#include "template/template.h"

static pc_value written(pc_run *r, pc_blocks xs) {
    pc_doc doc = {.blocks = xs};
    pc_meta_map kept = r->cx.writer_variables; /* a title says nothing about the body */
    pc_buf b;
    pc_buf_init(&b, r->cx.mem);
    if (pc_call_writer(r->writer, &r->cx, &doc, &b) != PC_OK) pc_run_fail(r, PC_EXIT_OTHER);
    pc_str s = pc_buf_take(&b, r->cx.arena);
    pc_buf_fini(&b);
    r->cx.writer_variables = kept;
    return pc_value_str(pc_str_rtrim(s));
}

static pc_value in_format(pc_run *r, const pc_meta *m);

static pc_value map_in_format(pc_run *r, pc_meta_map m) {
    pc_pair *v = PC_NEW_N(r->cx.arena, pc_pair, m.n);
    for (size_t i = 0; i < m.n; i++)
        v[i] = (pc_pair){.key = m.v[i].key, .value = in_format(r, &m.v[i].value)};
    return pc_value_map(r->cx.arena, v, m.n);
}

static pc_value list_in_format(pc_run *r, pc_meta_list l) {
    pc_value *v = PC_NEW_N(r->cx.arena, pc_value, l.n);
    for (size_t i = 0; i < l.n; i++) v[i] = in_format(r, &l.v[i]);
    return pc_value_list(r->cx.arena, v, l.n);
}

/* Depth is bounded by PC_MAX_VALUE_DEPTH, as for all metadata. */
static pc_value in_format(pc_run *r, const pc_meta *m) {
    pc_arena *a = r->cx.arena;
    switch ((pc_meta_tag)m->tag) {
    case PC_MetaMap: return map_in_format(r, m->u.map);
    case PC_MetaList: return list_in_format(r, m->u.list);
    case PC_MetaBool: return pc_value_bool(m->u.b);
    case PC_MetaString: return written(r, pc_blocks1(a, pc_plain(pc_text(a, m->u.text))));
    case PC_MetaInlines: return written(r, pc_blocks1(a, pc_plain(m->u.inlines)));
    case PC_MetaBlocks: return written(r, m->u.blocks);
    }
    return pc_null;
}

/* A writer's own variables and -V are text of the output format already. */
static pc_value as_is(pc_run *r, pc_meta_map m) {
    pc_meta map = {.tag = PC_MetaMap, .u.map = m};
    return pc_meta_to_value(r->cx.arena, &map);
}

static pc_value variables(pc_run *r, pc_str body) {
    pc_arena *a = r->cx.arena;
    const pc_pair fixed[] = {
        {.key = PC_S("body"), .value = pc_value_str(body)},
        {.key = PC_S("pubconv-version"), .value = pc_value_str(PC_S(PUBCONV_VERSION))},
    };
    const pc_value layers[] = {as_is(r, r->cx.writer_variables), map_in_format(r, r->doc.meta),
                               as_is(r, r->cx.variables), pc_value_map(a, fixed, PC_COUNT(fixed))};
    pc_value v = layers[0];
    for (size_t i = 1; i < PC_COUNT(layers); i++) v = pc_value_merge(a, &v, &layers[i]);
    return v;
}

typedef struct partials {
    pc_run *r;
    pc_str dir, suffix; /* of the main template */
} partials;

/* Beside the template first, then where templates are; without a suffix of its own, the template's.
 */
static bool load_partial(void *user, pc_str name, const pc_source **out) {
    partials *p = user;
    if (!pc_path_ext(name).n) name = pc_str_cat(p->r->cx.arena, name, p->suffix);
    *out = pc_find_file(p->r, pc_path_join(p->r->cx.arena, p->dir, name), "templates", "");
    if (!*out) *out = pc_find_file(p->r, name, "templates", "");
    return *out != NULL;
}

/* Without a suffix of its own a template's is the format's name, or that of the standard one. */
static const pc_source *find_template(pc_run *r) {
    pc_str standard = pc_strz(r->writer->template_name);
    pc_str name = r->job->template_file.n ? r->job->template_file : standard;
    const char *format = pc_str_dupz(r->cx.arena, pc_str_cat(r->cx.arena, PC_S("."), r->to.name));
    const pc_source *s = pc_find_file(r, name, "templates", format);
    if (!s) s = pc_find_file(r, name, "templates", pc_str_dupz(r->cx.arena, pc_path_ext(standard)));
    if (s) return s;
    pc_diag_span(r->cx.diags, PC_DIAG_DATA_FILE, 0, 0, pc_shipped_like(r, "templates", name),
                 "cannot find template %.*s", PC_F(name));
    pc_run_fail(r, PC_EXIT_DATA_FILE);
}

void pc_standalone(pc_run *r) {
    pc_str body = pc_str_rtrim(pc_buf_take(&r->out, r->cx.arena));
    const pc_source *s = find_template(r);
    partials p = {r, pc_path_dir(s->name), pc_path_ext(s->name)};
    const pc_template *t = pc_template_parse(r->cx.arena, r->cx.diags, s, load_partial, &p);
    if (!t) pc_run_fail(r, PC_EXIT_TEMPLATE);
    pc_value v = variables(r, body);
    pc_template_render(t, r->cx.scratch, &v, &r->out);
    pc_buf_cr(&r->out);
}

PC_NORETURN static void no_layouts(pc_run *r, pc_str why, const char *help) {
    pc_diag_span(r->cx.diags, PC_DIAG_USAGE, 0, 0, pc_strz(help), "--layouts: %.*s", PC_F(why));
    pc_run_fail(r, PC_EXIT_OPTION);
}

void pc_in_layouts(pc_run *r) {
    const pc_page_frame *f = &r->cx.page_frame;
    pc_arena *a = r->cx.arena;
    if (!f->format && r->job->options.collection.n)
        no_layouts(r, PC_S("a collection as one document is no page of its site"),
                   "leave one of both away, or name a page with --page");
    if (!f->format)
        no_layouts(r, pc_str_fmt(a, "%.*s has none", PC_F(r->from.name)),
                   "read a page of a site, with -f jekyll");
    if (!pc_str_eqz(r->to.name, f->format))
        no_layouts(r, pc_str_fmt(a, "they make %s, not %.*s", f->format, PC_F(r->to.name)),
                   "leave the option away, or choose another -t");
    if (r->job->ninputs > 1)
        no_layouts(r, PC_S("they make one page of one input"), "convert one page at a time");
    pc_str body = pc_buf_take(&r->out, a);
    pc_buf_put(&r->out, f->around(f->user, body));
}
