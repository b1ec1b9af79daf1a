#include "writers/html/html.h"

static pc_status write(const pc_host *host, pc_ctx *cx, const pc_doc *doc, pc_buf *out) {
    (void)host, (void)cx, (void)doc, (void)out;
    return PC_FAILED;
}

const pc_writer pc_writer_html = {.size = sizeof(pc_writer), .name = "html", .write = write};
