/* libFuzzer entry: JSON to values, and back to text that reads as the same values. */
#include "data/json.h"
#include "fuzz.h"

#include <stdlib.h>

static void body(void *arg) {
    fuzz *f = arg;
    pc_value v, again;
    pc_buf out;
    pc_source *in = pc_ctx_source(&f->cx, PC_S("input"), (pc_str){(const char *)f->data, f->size});
    if (!in || !pc_json_read(&f->arena, in, &f->diags, &v)) return;
    pc_buf_init(&out, &f->mem);
    pc_json_write(&out, &v, 2);
    pc_source *back = pc_ctx_source(&f->cx, PC_S("output"), pc_buf_take(&out, &f->arena));
    pc_buf_fini(&out);
    if (!back || !pc_json_read(&f->arena, back, &f->diags, &again)) abort();
    if (!pc_value_equal(&v, &again)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_run(data, size, body);
    return 0;
}
