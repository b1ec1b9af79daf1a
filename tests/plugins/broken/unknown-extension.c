/* Lists an extension that does not exist. */
#include <pubconv/plugin.h>

static pc_status read(const pc_host *host, pc_ctx *cx, const pc_source *in, pc_doc *out) {
    (void)host, (void)cx, (void)in, (void)out;
    return PC_OK;
}
static const pc_reader reader = {
    .size = sizeof(pc_reader), .name = "ext", .extensions = "+smart-levitation", .read = read};
static const pc_reader *const readers[] = {&reader, NULL};

PUBCONV_PLUGIN(.name = "ext", .version = "1", .readers = readers);
