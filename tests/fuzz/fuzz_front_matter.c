/* libFuzzer entry: where front matter ends, and the YAML in it as the data of a page. */
#include "data/json.h"
#include "fuzz.h"
#include "readers/jekyll/front.h"
#include "readers/jekyll/site.h"

static void body(void *arg) {
    fuzz *f = arg;
    pc_str text = {(const char *)f->data, f->size};
    jek_front front = jek_front_find(text);
    /* the YAML and the page lie within the file, in this order */
    if (front.found && (front.from > front.to || front.to > front.body || front.body > text.n ||
                        front.unended || !jek_front_begins(text)))
        __builtin_trap();
    pc_source *src = pc_ctx_source(&f->cx, PC_S("page.md"), text);
    if (!src) return;
    pc_value data = {0};
    if (jek_front_read(&f->cx, src, &data) > src->text.n) __builtin_trap();
    pc_buf out;
    pc_buf_init(&out, &f->mem);
    pc_json_write(&out, &data, 2);
    pc_buf_fini(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_run(data, size, body);
    return 0;
}
