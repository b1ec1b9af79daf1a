#include "filters/lua/engine.h"

static pc_status run(pc_ctx *cx, const pc_source *script, pc_doc *doc, pc_str format) {
    (void)cx, (void)script, (void)doc, (void)format;
    return PC_FAILED;
}

const pc_engine pc_engine_lua = {.name = "lua", .suffix = ".lua", .run = run};
