/* libFuzzer entry: a template, rendered with variables of every kind. */
#include "data/yaml.h"
#include "fuzz.h"
#include "template/template.h"

static bool load(void *user, pc_str name, const pc_source **out) {
    (void)name;
    *out = user;
    return true;
}

static void body(void *arg) {
    static const char vars[] = "{a: x, b: \"l1\\nl2\\n\", l: [1, [2], ~], m: {k: v, n: {k: w}}, "
                               "t: yes, f: no, e: '', it: 3}";
    fuzz *f = arg;
    pc_value v;
    pc_buf out;
    pc_source *data = pc_ctx_source(&f->cx, PC_S("vars"), (pc_str){vars, sizeof vars - 1});
    pc_source *in = pc_ctx_source(&f->cx, PC_S("input"), (pc_str){(const char *)f->data, f->size});
    if (!in || !pc_yaml_read(&f->arena, data, 0, data->text.n, &f->diags, &v)) return;
    const pc_template *t = pc_template_parse(&f->arena, &f->diags, in, load, data);
    if (!t) return;
    pc_buf_init(&out, &f->mem);
    out.limit = 1 << 20;
    pc_template_render_filled(t, &f->scratch, &v, 20, &out);
    pc_buf_fini(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_run(data, size, body);
    return 0;
}
