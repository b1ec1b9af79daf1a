/* Its reader forgets to say its size. */
#include <pubconv/plugin.h>

static const pc_reader reader = {.name = "short"};
static const pc_reader *const readers[] = {&reader, NULL};

PUBCONV_PLUGIN(.name = "short", .version = "1", .readers = readers);
