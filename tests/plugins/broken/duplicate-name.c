/* Its writer has the name of one that is there. */
#include <pubconv/plugin.h>

static pc_status write(const pc_host *host, pc_ctx *cx, const pc_doc *doc, pc_buf *out) {
    (void)doc;
    host->put(cx, out, PC_TEXT("never\n"));
    return PC_OK;
}
static const pc_writer writer = {.size = sizeof(pc_writer), .name = "latex", .write = write};
static const pc_writer *const writers[] = {&writer, NULL};

PUBCONV_PLUGIN(.name = "duplicate", .version = "1", .writers = writers);
