/* libFuzzer entry: a Liquid template in both dialects, with data of every kind and partials.
 *
 * Lines of "====" cut the input: first the template, then the partials a, b, c, in that order. */
#include "base/map.h"
#include "base/str.h"
#include "data/yaml.h"
#include "fuzz.h"
#include "readers/jekyll/liquid/liquid.h"

static const char vars[] =
    "{s: 'Some text, <b>bold</b>', e: '', n: 3, f: 2.5, t: yes, no: ~, d: 2020-02-29, "
    "l: [3, 1, 2], w: [b, A, c, ~, b], p: [{t: x, n: 2, d: 2021-01-01}, {t: y, n: 1}, {t: x}], "
    "m: {k: v, n: {k: w}}, nested: [1, [2, [3]]], many: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}";

typedef struct world {
    fuzz *f;
    const liq_dialect *dialect;
    pc_value data;
    pc_str parts[4];
    const liq_program *programs[4];
} world;

static const liq_program *parse(world *w, size_t i) {
    static const char *const names[] = {"page", "a", "b", "c"};
    fuzz *f = w->f;
    if (w->programs[i]) return w->programs[i];
    pc_source *src = pc_ctx_source(&f->cx, pc_strz(names[i]), w->parts[i]);
    if (!src) return NULL;
    w->programs[i] = liq_parse_within(&f->arena, &f->scratch, w->dialect, &f->options.limits, src,
                                      0, src->text.n, &f->diags);
    return w->programs[i];
}

static bool global(void *user, liq_run *r, pc_str name, liq_value *out) {
    const pc_value *v = pc_value_get(&((world *)user)->data, name);
    if (v) *out = liq_from_data(r, v);
    return v != NULL;
}

static const liq_program *partial(void *user, liq_run *r, liq_partial_kind kind, pc_str name,
                                  pc_pos from, pc_pos to) {
    (void)kind;
    if (name.n == 1 && name.p[0] >= 'a' && name.p[0] <= 'c')
        return parse(user, (size_t)(name.p[0] - 'a') + 1);
    pc_diag_span(liq_diags(r), PC_DIAG_INCLUDE_MISSING, from, to, (pc_str){0}, "no '%.*s'",
                 PC_F(name));
    liq_say_chain(r);
    return NULL;
}

static pc_str markdown(void *user, liq_run *r, pc_str text) {
    (void)user;
    return pc_str_fmt(liq_arena(r), "<p>%.*s</p>\n", PC_F(text));
}

static bool link_to(void *user, liq_run *r, pc_str path, bool post, pc_str *url) {
    (void)user, (void)r;
    *url = path;
    return post || path.n < 9;
}

static void run(fuzz *f, const liq_dialect *dialect) {
    world w = {.f = f, .dialect = dialect};
    liq_host host = {.user = &w,
                     .zone = {.now = 1600000000},
                     .global = global,
                     .partial = partial,
                     .markdown = markdown,
                     .link = link_to,
                     .limits = &f->options.limits};
    pc_source *data = pc_ctx_source(&f->cx, PC_S("vars"), (pc_str){vars, sizeof vars - 1});
    pc_str rest = {(const char *)f->data, f->size};
    for (size_t i = 0; i < 4; i++) {
        size_t cut = i < 3 ? pc_str_find(rest, PC_S("\n====\n"), 0) : PC_NPOS;
        w.parts[i] = pc_str_sub(rest, 0, cut == PC_NPOS ? rest.n : cut);
        rest = cut == PC_NPOS ? PC_S("") : pc_str_from(rest, cut + 6);
    }
    if (!data || !pc_yaml_read(&f->arena, data, 0, data->text.n, &f->diags, &w.data)) return;
    const liq_program *p = parse(&w, 0);
    if (!p) return;
    liq_result out = liq_render(&f->arena, dialect, &host, &f->diags, p);
    /* the map covers the text, in order, and leads somewhere */
    for (size_t i = 0; i < out.nspans; i++)
        if (out.spans[i].at >= out.text.n || (i && out.spans[i].at <= out.spans[i - 1].at) ||
            !pc_source_of(&f->sources, out.spans[i].from))
            __builtin_trap();
    if (out.text.n && (!out.nspans || out.spans[0].at)) __builtin_trap();
}

static void body(void *arg) {
    fuzz *f = arg;
    f->options.limits =
        (pc_limits){.liquid_steps = 20000, .liquid_depth = 40, .liquid_output = 1 << 16};
    run(f, &liq_standard);
    run(f, &liq_jekyll);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_run(data, size, body);
    return 0;
}
