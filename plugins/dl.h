/* Shared objects: open, look up, close. The only part of the loader that knows the system. */
#ifndef PC_DL_H
#define PC_DL_H

#include "base/arena.h"

#define PC_DL_SUFFIX ".so"

/* Opens the file [path] (never a name to be searched for). Undefined symbols are found out now; its
 * own symbols stay its own. NULL on failure, with the system's words in *why, in arena [a]. */
void *pc_dl_open(pc_arena *a, const char *path, pc_str *why);
/* The address of an exported object; NULL when there is none. */
const void *pc_dl_find(void *library, const char *symbol);
/* A pc_defer undo. */
void pc_dl_close(void *library);

#endif
