/* The one file that names every room. */
#ifndef PC_BUILTINS_H
#define PC_BUILTINS_H

#include "registry/registry.h"

/* Adds every built-in format, filter, engine and file. */
void pc_builtins_add(pc_registry *r);

#endif
