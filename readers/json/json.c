#include "readers/json/json.h"

static pc_status read(const pc_host *host, pc_ctx *cx, const pc_source *in, pc_doc *out) {
    (void)host, (void)cx, (void)in, (void)out;
    return PC_FAILED;
}

const pc_reader pc_reader_json = {.size = sizeof(pc_reader), .name = "json", .read = read};
