/* Error messages in Pandoc's words: "X expected, got Y", with a line "while retrieving …" for each
 * value around it. A failed peek leaves its message on top of the Lua stack. */
#include "filters/lua/lua_int.h"

bool lu_fail(lua_State *L, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    luaL_checkstack(L, 4, NULL);
    lua_pushvfstring(L, fmt, ap);
    va_end(ap);
    return false;
}

/* Metafield __name, else Lua's name of the type. */
const char *lu_type(lua_State *L, int idx) {
    int t = luaL_getmetafield(L, idx, "__name");
    if (t == LUA_TSTRING) {
        const char *name = lua_tostring(L, -1); /* stays alive in the metatable */
        lua_pop(L, 1);
        return name;
    }
    if (t != LUA_TNIL) lua_pop(L, 1);
    return luaL_typename(L, idx);
}

bool lu_expected(lua_State *L, int idx, const char *what) {
    return lu_fail(L, "%s expected, got %s", what, lu_type(L, idx));
}

bool lu_retrieving(lua_State *L, const char *fmt, ...) {
    va_list ap;
    if (lua_rawlen(L, -1) > 400) return false; /* values nest deep: enough is said */
    va_start(ap, fmt);
    luaL_checkstack(L, 4, NULL);
    lua_pushliteral(L, "\n\twhile retrieving ");
    lua_pushvfstring(L, fmt, ap);
    va_end(ap);
    lua_concat(L, 3);
    return false;
}

int lu_raise(lua_State *L) {
    return lua_error(L);
}

void lu_arg(lua_State *L, bool ok, const char *arg, const char *function) {
    if (ok) return;
    lu_retrieving(L, "function argument %s", arg);
    lu_retrieving(L, "arguments for function %s", function);
    lua_error(L);
}

/* Leaves the message alone above what was on the stack before. */
bool lu_failed(lua_State *L, int top) {
    lua_replace(L, top + 1);
    lua_settop(L, top + 1);
    return false;
}
