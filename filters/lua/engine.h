#ifndef PC_LUA_ENGINE_H
#define PC_LUA_ENGINE_H

#include "registry/registry.h"

extern const pc_engine pc_engine_lua;

#endif
