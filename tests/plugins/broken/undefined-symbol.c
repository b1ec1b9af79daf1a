/* Wants a function that nobody has: refused when it is loaded. */
#include <pubconv/plugin.h>

pc_status function_that_nobody_has(const pc_host *h, pc_ctx *cx, const pc_source *in, pc_doc *out);

static const pc_reader reader = {
    .size = sizeof(pc_reader), .name = "lonely", .read = function_that_nobody_has};
static const pc_reader *const readers[] = {&reader, NULL};

PUBCONV_PLUGIN(.name = "lonely", .version = "1", .readers = readers);
