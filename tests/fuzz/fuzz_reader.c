/* libFuzzer entry: the first bytes are options, the rest is read by FUZZ_READER, the document is
 * checked, annotated, and written by every writer there is. */
#include <stdlib.h>

#include "ast/check.h"
#include "base/str.h"
#include "fuzz.h"
#include "registry/call.h"

#define HEAD 10 /* bytes of options */

static void write_all(fuzz *f, const pc_doc *doc) {
    for (size_t i = 0; i < f->registry.nwriters; i++) {
        const pc_writer *w = f->registry.writers[i];
        pc_exts supported;
        pc_buf out;
        pc_buf_init(&out, &f->mem);
        pc_exts_parse_list(w->extensions, &supported, &f->cx.exts);
        f->cx.to = pc_strz(w->name);
        pc_call_writer(w, &f->cx, doc, &out);
        pc_buf_fini(&out);
    }
}

static void body(void *arg) {
    fuzz *f = arg;
    const pc_reader *r = pc_reader_find(&f->registry, PC_S(FUZZ_READER));
    pc_exts supported, on;
    pc_doc doc = {0};
    uint64_t flip;
    pc_exts_parse_list(r->extensions, &supported, &on);
    memcpy(&flip, f->data, sizeof flip);
    f->cx.exts.bits = on.bits ^ (flip & supported.bits);
    f->options.standalone = f->data[8] & 1;
    f->options.ascii = f->data[8] & 2;
    f->options.strict = f->data[8] & 4;
    f->options.number_sections = f->data[8] & 8;
    f->options.wrap = (pc_wrap)((f->data[8] >> 4) % 3);
    f->options.columns = f->data[9];
    pc_source *in = pc_ctx_source(&f->cx, PC_S("input"),
                                  (pc_str){(const char *)f->data + HEAD, f->size - HEAD});
    if (!in || pc_call_reader(r, &f->cx, in, &doc) != PC_OK) return;
    if (pc_doc_check(&f->scratch, &doc, true)) abort();
    const pc_filter *publications = pc_filter_find(&f->registry, PC_S("publications"));
    if (publications) pc_call_filter(publications, &f->cx, &doc, PC_S("html"));
    if (pc_doc_check(&f->scratch, &doc, true)) abort();
    write_all(f, &doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size >= HEAD) fuzz_run(data, size, body);
    return 0;
}
