/* A plugin without contents. */
#include <pubconv/plugin.h>

PUBCONV_PLUGIN(.name = "empty", .version = "1");
