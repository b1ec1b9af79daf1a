/* pandoc.List and the lists of elements: plain tables whose metatable is also the table of their
 * methods. Inlines and Blocks have the same methods and `walk`. */
#include "filters/lua/lua_int.h"

static const char *list_fn(lua_State *L, int idx) {
    return (void)idx, lua_tostring(L, lua_upvalueindex(1));
}

/* Pandoc's words for a wrong argument. */
static void list_check(lua_State *L, int idx, int type) {
    if (lua_type(L, idx) == type) return;
    luaL_error(L, "bad argument #%d to 'pandoc.List.%s' (%s expected, got %s)", idx,
               list_fn(L, idx), lua_typename(L, type),
               lua_isnone(L, idx) ? "nil" : lu_type(L, idx));
}

static lua_Integer list_len(lua_State *L, int idx) {
    return luaL_len(L, idx);
}

/* A new list of the same type as the one at idx. */
static void list_like(lua_State *L, int idx, lua_Integer n) {
    lua_createtable(L, (int)n, 0);
    if (lua_getmetatable(L, idx)) lua_setmetatable(L, -2);
}

static int list_at(lua_State *L) {
    list_check(L, 1, LUA_TTABLE);
    lua_Integer n = list_len(L, 1), i = luaL_checkinteger(L, 2);
    if (i < 0) i += n + 1;
    lua_settop(L, 3);
    if (i >= 1 && i <= n) lua_geti(L, 1, i);
    return 1;
}

static int list_clone(lua_State *L) {
    list_check(L, 1, LUA_TTABLE);
    lua_Integer n = list_len(L, 1);
    list_like(L, 1, n);
    for (lua_Integer i = 1; i <= n; i++) {
        lua_geti(L, 1, i);
        lua_rawseti(L, -2, i);
    }
    return 1;
}

static int list_extend(lua_State *L) {
    list_check(L, 1, LUA_TTABLE);
    luaL_checktype(L, 2, LUA_TTABLE);
    lua_Integer n = list_len(L, 1), m = list_len(L, 2);
    for (lua_Integer i = 1; i <= m; i++) {
        lua_geti(L, 2, i);
        lua_seti(L, 1, n + i);
    }
    lua_settop(L, 1);
    return 1;
}

/* Calls the function at 2 with (item i, i); leaves its first result. */
static void list_ask(lua_State *L, lua_Integer i) {
    lua_pushvalue(L, 2);
    lua_geti(L, 1, i);
    lua_pushinteger(L, i);
    lua_call(L, 2, 1);
}

static int list_filter(lua_State *L) {
    list_check(L, 1, LUA_TTABLE);
    list_check(L, 2, LUA_TFUNCTION);
    lua_settop(L, 2);
    lua_Integer n = list_len(L, 1), out = 0;
    list_like(L, 1, 0);
    for (lua_Integer i = 1; i <= n; i++) {
        list_ask(L, i);
        bool keep = lua_toboolean(L, -1);
        lua_pop(L, 1);
        if (!keep) continue;
        lua_geti(L, 1, i);
        lua_rawseti(L, 3, ++out);
    }
    return 1;
}

static lua_Integer list_start(lua_State *L, lua_Integer n) {
    lua_Integer i = luaL_optinteger(L, 3, 1);
    return i < 0 ? (i + n + 1 < 1 ? 1 : i + n + 1) : i < 1 ? 1 : i;
}

static int list_find(lua_State *L) {
    list_check(L, 1, LUA_TTABLE);
    lua_Integer n = list_len(L, 1);
    for (lua_Integer i = list_start(L, n); i <= n; i++) {
        lua_geti(L, 1, i);
        if (lua_compare(L, 2, -1, LUA_OPEQ)) {
            lua_pushinteger(L, i);
            return 2;
        }
        lua_pop(L, 1);
    }
    lua_pushnil(L);
    return 1;
}

static int list_find_if(lua_State *L) {
    list_check(L, 1, LUA_TTABLE);
    list_check(L, 2, LUA_TFUNCTION);
    lua_Integer n = list_len(L, 1);
    for (lua_Integer i = list_start(L, n); i <= n; i++) {
        list_ask(L, i);
        if (lua_toboolean(L, -1)) {
            lua_geti(L, 1, i);
            lua_pushinteger(L, i);
            return 2;
        }
        lua_pop(L, 1);
    }
    lua_pushnil(L);
    return 1;
}

static int list_includes(lua_State *L) {
    list_check(L, 1, LUA_TTABLE);
    lua_Integer n = list_len(L, 1);
    bool found = false;
    for (lua_Integer i = list_start(L, n); i <= n && !found; i++) {
        lua_geti(L, 1, i);
        found = lua_compare(L, 2, -1, LUA_OPEQ);
        lua_pop(L, 1);
    }
    lua_pushboolean(L, found);
    return 1;
}

static int list_insert(lua_State *L) {
    list_check(L, 1, LUA_TTABLE);
    lua_Integer n = list_len(L, 1) + 1, at = n;
    if (lua_gettop(L) != 2 && lua_gettop(L) != 3)
        return luaL_error(L, "wrong number of arguments to 'insert'");
    if (lua_gettop(L) == 3) {
        at = luaL_checkinteger(L, 2);
        luaL_argcheck(L, at >= 1 && at <= n, 2, "position out of bounds");
        for (lua_Integer i = n; i > at; i--) {
            lua_geti(L, 1, i - 1);
            lua_seti(L, 1, i);
        }
    }
    lua_seti(L, 1, at);
    return 0;
}

/* upvalues: list, next index, step */
static int list_iter_next(lua_State *L) {
    lua_Integer i = lua_tointeger(L, lua_upvalueindex(2)),
                step = lua_tointeger(L, lua_upvalueindex(3));
    if (i < 1 || i > luaL_len(L, lua_upvalueindex(1))) return 0;
    lua_pushinteger(L, i + step);
    lua_replace(L, lua_upvalueindex(2));
    lua_geti(L, lua_upvalueindex(1), i);
    return 1;
}

static int list_iter(lua_State *L) {
    list_check(L, 1, LUA_TTABLE);
    lua_Integer step = luaL_optinteger(L, 2, 1);
    if (step == 0) return lua_pushliteral(L, "List.iter: step size must not be 0"), lua_error(L);
    lua_pushvalue(L, 1);
    lua_pushinteger(L, step > 0 ? 1 : list_len(L, 1));
    lua_pushinteger(L, step);
    lua_pushcclosure(L, list_iter_next, 3);
    return 1;
}

static int list_map(lua_State *L) {
    list_check(L, 1, LUA_TTABLE);
    list_check(L, 2, LUA_TFUNCTION);
    lua_settop(L, 2);
    lua_Integer n = list_len(L, 1);
    lu_new_list(L, (size_t)n, LU_LIST);
    for (lua_Integer i = 1; i <= n; i++) {
        list_ask(L, i);
        lua_rawseti(L, 3, i);
    }
    return 1;
}

/* From nothing, a table (which becomes a list itself; one that is a list already is copied), or an
 * iterator with its state. */
static int list_make(lua_State *L, int first) {
    if (lua_isnoneornil(L, first)) {
        lu_new_list(L, 0, LU_LIST);
        return 1;
    }
    if (lua_type(L, first) == LUA_TFUNCTION) {
        lua_settop(L, first + 2);
        lu_new_list(L, 0, LU_LIST);
        for (lua_Integer i = 1;; i++) {
            lua_pushvalue(L, first);
            lua_pushvalue(L, first + 1);
            lua_pushvalue(L, first + 2);
            lua_call(L, 2, 1);
            if (lua_isnil(L, -1)) return lua_pop(L, 1), 1;
            lua_pushvalue(L, -1);
            lua_replace(L, first + 2);
            lua_rawseti(L, -2, i);
        }
    }
    luaL_checktype(L, first, LUA_TTABLE);
    lua_settop(L, first);
    if (lua_getmetatable(L, first)) {
        lua_pop(L, 1);
        lua_Integer n = list_len(L, first);
        lu_new_list(L, (size_t)n, LU_LIST);
        for (lua_Integer i = 1; i <= n; i++) {
            lua_geti(L, first, i);
            lua_rawseti(L, -2, i);
        }
        return 1;
    }
    lua_rawgetp(L, LUA_REGISTRYINDEX, lu(L)->list_mt[LU_LIST]);
    lua_setmetatable(L, first);
    return 1;
}

static int list_new(lua_State *L) {
    return list_make(L, 2);
}

static int list_remove(lua_State *L) {
    list_check(L, 1, LUA_TTABLE);
    lua_Integer n = list_len(L, 1), at = luaL_optinteger(L, 2, n);
    if (lua_gettop(L) > 1)
        luaL_argcheck(L, (size_t)at - 1u <= (size_t)n, 2, "position out of bounds");
    lua_geti(L, 1, at);
    for (; at < n; at++) {
        lua_geti(L, 1, at + 1);
        lua_seti(L, 1, at);
    }
    if (at <= n || at == n + 1) {
        lua_pushnil(L);
        lua_seti(L, 1, at);
    }
    return 1;
}

/* table.sort is kept as upvalue 2, so that a script may replace it. */
static int list_sort(lua_State *L) {
    list_check(L, 1, LUA_TTABLE);
    lua_settop(L, 2);
    lua_pushvalue(L, lua_upvalueindex(2));
    lua_insert(L, 1);
    lua_call(L, 2, 0);
    return 0;
}

static int list_call(lua_State *L) {
    return list_make(L, 2);
}

static int list_concat(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_checktype(L, 2, LUA_TTABLE);
    lua_Integer n = list_len(L, 1), m = list_len(L, 2);
    list_like(L, 1, n + m);
    for (lua_Integer i = 1; i <= n + m; i++) {
        lua_geti(L, i <= n ? 1 : 2, i <= n ? i : i - n);
        lua_rawseti(L, 3, i);
    }
    return 1;
}

static int list_eq(lua_State *L) {
    if (!lua_istable(L, 1) || !lua_istable(L, 2)) return lua_pushboolean(L, false), 1;
    bool same = lua_getmetatable(L, 1) && lua_getmetatable(L, 2) && lua_rawequal(L, -1, -2);
    lua_Integer n = list_len(L, 1);
    same = same && n == list_len(L, 2);
    lua_settop(L, 2);
    for (lua_Integer i = 1; same && i <= n; i++) {
        lua_geti(L, 1, i);
        lua_geti(L, 2, i);
        same = lua_compare(L, -1, -2, LUA_OPEQ);
        lua_settop(L, 2);
    }
    lua_pushboolean(L, same);
    return 1;
}

static int list_tostring(lua_State *L) {
    const bool plain = lua_toboolean(L, lua_upvalueindex(1));
    luaL_Buffer b;
    lua_Integer n = list_len(L, 1);
    luaL_buffinit(L, &b);
    luaL_addstring(&b, plain ? "List {" : "[");
    for (lua_Integer i = 1; i <= n; i++) {
        if (i > 1) luaL_addstring(&b, plain ? ", " : ",");
        lua_geti(L, 1, i);
        luaL_tolstring(L, -1, NULL);
        lua_remove(L, -2);
        luaL_addvalue(&b);
    }
    luaL_addstring(&b, plain ? "}" : "]");
    luaL_pushresult(&b);
    return 1;
}

static const luaL_Reg list_methods[] = {{"at", list_at},
                                        {"clone", list_clone},
                                        {"extend", list_extend},
                                        {"filter", list_filter},
                                        {"find", list_find},
                                        {"find_if", list_find_if},
                                        {"includes", list_includes},
                                        {"insert", list_insert},
                                        {"iter", list_iter},
                                        {"map", list_map},
                                        {"new", list_new},
                                        {"remove", list_remove},
                                        {"sort", list_sort},
                                        {NULL, NULL}};

/* Cloning a list of elements clones the elements. */
static int elements_clone(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_Integer n = list_len(L, 1);
    lua_settop(L, 1);
    list_like(L, 1, n);
    for (lua_Integer i = 1; i <= n; i++) {
        lua_geti(L, 1, i);
        if (lu_test_any(L, -1)) {
            lua_pushcfunction(L, lu_clone);
            lua_insert(L, -2);
            lua_call(L, 1, 1);
        }
        lua_rawseti(L, 2, i);
    }
    return 1;
}

static void list_meta(lua_State *L, lu_list type, const char *name) {
    lua_newtable(L);
    for (const luaL_Reg *m = list_methods; m->name; m++) {
        lua_pushstring(L, m->name);
        lua_getglobal(L, "table");
        lua_getfield(L, -1, "sort");
        lua_remove(L, -2);
        lua_pushcclosure(L, m->func, 2);
        lua_setfield(L, -2, m->name);
    }
    lua_pushvalue(L, -1);
    lua_setfield(L, -2, "__index");
    lua_pushstring(L, name);
    lua_setfield(L, -2, "__name");
    static const luaL_Reg meta[] = {{"__concat", list_concat}, {"__eq", list_eq}, {NULL, NULL}};
    luaL_setfuncs(L, meta, 0);
    lua_pushboolean(L, type == LU_LIST);
    lua_pushcclosure(L, list_tostring, 1);
    lua_setfield(L, -2, "__tostring");
    lu(L)->list_mt[type] = lua_topointer(L, -1);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, lu(L)->list_mt[type]);
}

/* The constructors pandoc.Inlines and pandoc.Blocks. */
static int make_inlines(lua_State *L) {
    pc_inlines xs = {0};
    lu(L)->made = 0;
    lu_arg(L, lu_peek_inlines(L, 1, &xs), "inline_like_elements", "Inlines");
    lu_push_inlines(L, xs, lu(L)->made);
    return 1;
}

static int make_blocks(lua_State *L) {
    pc_blocks xs = {0};
    lu(L)->made = 0;
    lu_arg(L, lu_peek_blocks(L, 1, &xs), "block_like_elements", "Blocks");
    lu_push_blocks(L, xs, lu(L)->made);
    return 1;
}

void lu_open_list(lua_State *L) {
    list_meta(L, LU_LIST, "List");
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, list_call);
    lua_setfield(L, -2, "__call");
    lua_setmetatable(L, -2);
    lua_setfield(L, -2, "List");
    list_meta(L, LU_INLINES, "Inlines");
    lua_pushcfunction(L, lu_walk_inlines);
    lua_setfield(L, -2, "walk");
    lua_pushcfunction(L, elements_clone);
    lua_setfield(L, -2, "clone");
    lua_pop(L, 1);
    list_meta(L, LU_BLOCKS, "Blocks");
    lua_pushcfunction(L, lu_walk_blocks);
    lua_setfield(L, -2, "walk");
    lua_pushcfunction(L, elements_clone);
    lua_setfield(L, -2, "clone");
    lua_pop(L, 1);
    lua_newtable(L); /* Meta has a name and nothing else */
    lua_pushliteral(L, "Meta");
    lua_setfield(L, -2, "__name");
    lu(L)->list_mt[LU_META] = lua_topointer(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, lu(L)->list_mt[LU_META]);
    static const luaL_Reg makers[] = {
        {"Blocks", make_blocks}, {"Inlines", make_inlines}, {NULL, NULL}};
    luaL_setfuncs(L, makers, 0);
}
