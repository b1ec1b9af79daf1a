/* From the document to Lua: cells become userdata, lists become tables with a metatable. */
#include "filters/lua/lua_int.h"

void lu_new_list(lua_State *L, size_t n, lu_list type) {
    luaL_checkstack(L, 6, NULL);
    lua_createtable(L, (int)n, 0);
    lua_rawgetp(L, LUA_REGISTRYINDEX, lu(L)->list_mt[type]);
    lua_setmetatable(L, -2);
}

void lu_push_inline(lua_State *L, const pc_inline *x, unsigned made) {
    lu_push(L, LU_INLINE, &(lu_value){.inlin = *x}, made);
}

void lu_push_block(lua_State *L, const pc_block *x, unsigned made) {
    lu_push(L, LU_BLOCK, &(lu_value){.block = *x}, made);
}

void lu_push_inlines(lua_State *L, pc_inlines xs, unsigned made) {
    lu_new_list(L, xs.n, LU_INLINES);
    for (size_t i = 0; i < xs.n; i++) {
        lu_push_inline(L, &xs.v[i], made);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

void lu_push_blocks(lua_State *L, pc_blocks xs, unsigned made) {
    lu_new_list(L, xs.n, LU_BLOCKS);
    for (size_t i = 0; i < xs.n; i++) {
        lu_push_block(L, &xs.v[i], made);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

void lu_push_items(lua_State *L, pc_items xs, unsigned made) {
    lu_new_list(L, xs.n, LU_LIST);
    for (size_t i = 0; i < xs.n; i++) {
        lu_push_blocks(L, xs.v[i], made);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

void lu_push_lines(lua_State *L, pc_lines xs, unsigned made) {
    lu_new_list(L, xs.n, LU_LIST);
    for (size_t i = 0; i < xs.n; i++) {
        lu_push_inlines(L, xs.v[i], made);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

/* Each definition is a plain pair {term, {definition, …}}. */
void lu_push_defs(lua_State *L, pc_defs xs, unsigned made) {
    lu_new_list(L, xs.n, LU_LIST);
    for (size_t i = 0; i < xs.n; i++) {
        lua_createtable(L, 2, 0);
        lu_push_inlines(L, xs.v[i].term, made);
        lua_rawseti(L, -2, 1);
        lu_push_items(L, xs.v[i].defs, made);
        lua_rawseti(L, -2, 2);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

void lu_push_strs(lua_State *L, pc_strs xs) {
    lu_new_list(L, xs.n, LU_LIST);
    for (size_t i = 0; i < xs.n; i++) {
        lu_push_str(L, xs.v[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}
