/* Where plugins are looked for. */
#ifndef PC_PLUGIN_SEARCH_H
#define PC_PLUGIN_SEARCH_H

#include "base/arena.h"

/* The folders, in the order in which they are searched; any may be empty. The command line fills
 * this in: nothing here reads the environment. */
typedef struct pc_plugin_search {
    pc_str path;      /* PUBCONV_PLUGIN_PATH: folders with ':' between them */
    pc_str data_dir;  /* the user's data folder; plugins lie in its plugins/ */
    pc_str installed; /* the folder that came with the installation */
} pc_plugin_search;

/* The file that [name] means. A name with a '/' or one that ends in .so is a file itself; any other
 * is looked for as NAME.so in the folders. False when there is none; *looked then lists the places,
 * with ", " between them. [where] may be NULL. Both answers live in [a]. */
bool pc_plugin_find(pc_arena *a, pc_str name, const pc_plugin_search *where, pc_str *file,
                    pc_str *looked);

#endif
