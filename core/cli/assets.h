/* The files that ship inside the program, sorted by name (made by embed.cmake). */
#ifndef PC_ASSETS_H
#define PC_ASSETS_H

#include "registry/ctx.h"

extern const pc_asset pc_assets[];
extern const size_t pc_assets_count;

#endif
