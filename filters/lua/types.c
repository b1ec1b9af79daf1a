/* pandoc.types.Version: versions that compare with versions, strings and lists of numbers. A
 * version is a plain userdata holding its numbers. */
#include "filters/lua/lua_int.h"

#define VERSION_MAX 8

typedef struct version {
    size_t n;
    int v[VERSION_MAX];
} version;

static const char VERSION_META[] = "pubconv.Version"; /* in the registry; scripts see "Version" */

static bool version_of_string(const char *s, version *out) {
    out->n = 0;
    for (;;) {
        if (*s < '0' || *s > '9' || out->n == VERSION_MAX) return false;
        long x = 0;
        while (*s >= '0' && *s <= '9' && x < 100000000) x = x * 10 + (*s++ - '0');
        out->v[out->n++] = (int)x;
        if (!*s) return true;
        if (*s++ != '.') return false;
    }
}

static void version_get(lua_State *L, int idx, version *out) {
    version *u = luaL_testudata(L, idx, VERSION_META);
    if (u) {
        *out = *u;
        return;
    }
    *out = (version){0};
    if (lua_istable(L, idx)) {
        lua_Integer n = luaL_len(L, idx);
        for (lua_Integer i = 1; i <= n && i <= VERSION_MAX; i++) {
            lua_geti(L, idx, i);
            out->v[out->n++] = (int)luaL_checkinteger(L, -1);
            lua_pop(L, 1);
        }
        return;
    }
    if (lua_type(L, idx) != LUA_TSTRING && lua_type(L, idx) != LUA_TNUMBER) {
        lu_expected(L, idx, "version");
        lua_error(L);
    }
    lua_pushvalue(L, idx);
    if (!version_of_string(lua_tostring(L, -1), out))
        luaL_error(L, "could not parse version: %s", lua_tostring(L, -1));
    lua_pop(L, 1);
}

static int version_compare(const version *a, const version *b) {
    for (size_t i = 0; i < a->n && i < b->n; i++)
        if (a->v[i] != b->v[i]) return a->v[i] < b->v[i] ? -1 : 1;
    return a->n < b->n ? -1 : a->n > b->n;
}

static int version_order(lua_State *L) {
    version a, b;
    version_get(L, 1, &a);
    version_get(L, 2, &b);
    return version_compare(&a, &b);
}

static int version_lt(lua_State *L) {
    return lua_pushboolean(L, version_order(L) < 0), 1;
}
static int version_le(lua_State *L) {
    return lua_pushboolean(L, version_order(L) <= 0), 1;
}
static int version_eq(lua_State *L) {
    return lua_pushboolean(L, version_order(L) == 0), 1;
}

static int version_tostring(lua_State *L) {
    version v;
    luaL_Buffer b;
    version_get(L, 1, &v);
    luaL_buffinit(L, &b);
    for (size_t i = 0; i < v.n; i++) {
        lua_pushfstring(L, i ? ".%d" : "%d", v.v[i]);
        luaL_addvalue(&b);
    }
    luaL_pushresult(&b);
    return 1;
}

static int version_len(lua_State *L) {
    version v;
    version_get(L, 1, &v);
    lua_pushinteger(L, (lua_Integer)v.n);
    return 1;
}

static int version_at_least(lua_State *L) {
    version a, b;
    version_get(L, 1, &a);
    version_get(L, 2, &b);
    if (version_compare(&a, &b) >= 0) return 0;
    if (lua_isnoneornil(L, 3))
        lua_pushliteral(L, "expected version %s or newer, got %s"), lua_replace(L, 3);
    lua_settop(L, 3);
    lua_getglobal(L, "string");
    lua_getfield(L, -1, "format");
    lua_pushvalue(L, 3);
    luaL_tolstring(L, 2, NULL);
    luaL_tolstring(L, 1, NULL);
    if (lua_istable(L, 2)) {
        lu_push_version(L, b.v, b.n);
        luaL_tolstring(L, -1, NULL);
        lua_replace(L, -4);
        lua_pop(L, 1);
    }
    lua_call(L, 3, 1);
    return lua_error(L);
}

static int version_index(lua_State *L) {
    version v;
    version_get(L, 1, &v);
    if (lua_type(L, 2) == LUA_TNUMBER) {
        lua_Integer i = lua_tointeger(L, 2);
        if (i < 1 || (size_t)i > v.n) return 0;
        return lua_pushinteger(L, v.v[i - 1]), 1;
    }
    if (lua_type(L, 2) == LUA_TSTRING && strcmp(lua_tostring(L, 2), "must_be_at_least") == 0)
        return lua_pushcfunction(L, version_at_least), 1;
    return 0;
}

void lu_push_version(lua_State *L, const int *v, size_t n) {
    static const luaL_Reg meta[] = {{"__eq", version_eq}, {"__index", version_index},
                                    {"__le", version_le}, {"__len", version_len},
                                    {"__lt", version_lt}, {"__tostring", version_tostring},
                                    {NULL, NULL}};
    version *u = lua_newuserdatauv(L, sizeof *u, 0);
    *u = (version){.n = n < VERSION_MAX ? n : VERSION_MAX};
    memcpy(u->v, v, u->n * sizeof *v);
    if (luaL_newmetatable(L, VERSION_META)) {
        luaL_setfuncs(L, meta, 0);
        lua_pushliteral(L, "Version");
        lua_setfield(L, -2, "__name");
    }
    lua_setmetatable(L, -2);
}

static int make_version(lua_State *L) {
    version v;
    version_get(L, 1, &v);
    lu_push_version(L, v.v, v.n);
    return 1;
}

int lu_open_types(lua_State *L) {
    static const luaL_Reg fns[] = {{"Version", make_version}, {NULL, NULL}};
    luaL_newlib(L, fns);
    return 1;
}
