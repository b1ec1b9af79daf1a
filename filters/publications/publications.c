#include "filters/publications/publications.h"

static pc_status apply(const pc_host *host, pc_ctx *cx, pc_doc *doc, pc_str format) {
    (void)host, (void)cx, (void)doc, (void)format;
    return PC_OK;
}

const pc_filter pc_filter_publications = {
    .size = sizeof(pc_filter), .name = "publications", .apply = apply};
