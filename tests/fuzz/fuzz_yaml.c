/* libFuzzer entry: YAML to values, and back to JSON and YAML text. */
#include "data/json.h"
#include "data/yaml.h"
#include "fuzz.h"

static void body(void *arg) {
    fuzz *f = arg;
    pc_value v;
    pc_buf out;
    pc_source *in = pc_ctx_source(&f->cx, PC_S("input"), (pc_str){(const char *)f->data, f->size});
    if (!in || !pc_yaml_read(&f->arena, in, 0, in->text.n, &f->diags, &v)) return;
    pc_buf_init(&out, &f->mem);
    pc_json_write(&out, &v, 2);
    pc_yaml_write(&out, &v);
    pc_buf_fini(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_run(data, size, body);
    return 0;
}
