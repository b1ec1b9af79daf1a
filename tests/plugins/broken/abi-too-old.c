/* Built for an ABI from before the first. */
#include <pubconv/plugin.h>

PC_EXPORT extern const pc_plugin pubconv_plugin;
const pc_plugin pubconv_plugin = {.abi = PC_ABI_MIN - 1, .size = sizeof(pc_plugin), .name = "old"};
