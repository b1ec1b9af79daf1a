#include "readers/commonmark/commonmark.h"

static pc_status read(const pc_host *host, pc_ctx *cx, const pc_source *in, pc_doc *out) {
    (void)host, (void)cx, (void)in, (void)out;
    return PC_FAILED;
}

const pc_reader pc_reader_commonmark = {.size = sizeof(pc_reader), .name = "commonmark", .read = read};

const pc_reader pc_reader_gfm = {.size = sizeof(pc_reader), .name = "gfm", .read = read};
