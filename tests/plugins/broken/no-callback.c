/* A filter without a function. */
#include <pubconv/plugin.h>

static const pc_filter filter = {.size = sizeof(pc_filter), .name = "idle"};
static const pc_filter *const filters[] = {&filter, NULL};

PUBCONV_PLUGIN(.name = "idle", .version = "1", .filters = filters);
