/* Strangers at the door: loads a plugin, checks its handshake, adds what it brings. */
#ifndef PC_PLUGIN_LOADER_H
#define PC_PLUGIN_LOADER_H

#include "plugins/search.h"
#include "registry/registry.h"

/* Loads the plugin [name] (a file, or a name looked for in [where], which may be NULL) and adds its
 * readers, writers and filters to [r]. False after one error diagnostic that names the file and the
 * reason; then nothing was added. The library stays open until the innermost pc_try() ends: call it
 * in the one that the registry belongs to. */
bool pc_plugin_load(pc_registry *r, pc_diags *d, pc_mem *m, pc_str name,
                    const pc_plugin_search *where);

#endif
