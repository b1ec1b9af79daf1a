/* Describes itself in fewer bytes than the first ABI had. */
#include <pubconv/plugin.h>

PC_EXPORT extern const pc_plugin pubconv_plugin;
const pc_plugin pubconv_plugin = {.abi = PC_ABI, .size = 8, .name = "short"};
