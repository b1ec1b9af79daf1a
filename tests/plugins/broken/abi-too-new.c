/* Built for an ABI that is yet to come. */
#include <pubconv/plugin.h>

PC_EXPORT extern const pc_plugin pubconv_plugin;
const pc_plugin pubconv_plugin = {.abi = PC_ABI + 7, .size = sizeof(pc_plugin) + 64, .name = "new"};
