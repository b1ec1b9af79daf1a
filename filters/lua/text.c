/* pandoc.text: strings as characters of UTF-8, not bytes. */
#include "filters/lua/lua_int.h"

#include "base/utf8.h"

typedef struct case_call {
    pc_arena *scratch;
    pc_str (*map)(pc_arena *, pc_str);
    pc_str in, out;
} case_call;

static void case_body(void *arg) {
    case_call *c = arg;
    c->out = c->map(c->scratch, c->in);
}

static int text_case(lua_State *L, pc_str (*map)(pc_arena *, pc_str)) {
    pc_arena *scratch = lu(L)->cx->scratch;
    luaL_checkstring(L, 1);
    pc_mark mark = pc_arena_mark(scratch);
    case_call c = {scratch, map, lu_borrow(L, 1), {0}};
    lu_guard(L, case_body, &c);
    lu_push_str(L, c.out);
    pc_arena_release(scratch, mark);
    return 1;
}

static int text_lower(lua_State *L) {
    return text_case(L, pc_utf8_lower);
}
static int text_upper(lua_State *L) {
    return text_case(L, pc_utf8_upper);
}

static int text_len(lua_State *L) {
    luaL_checkstring(L, 1);
    lua_pushinteger(L, (lua_Integer)pc_utf8_len(lu_borrow(L, 1)));
    return 1;
}

/* As string.sub, in characters. */
static int text_sub(lua_State *L) {
    luaL_checkstring(L, 1);
    pc_str s = lu_borrow(L, 1);
    lua_Integer n = (lua_Integer)pc_utf8_len(s);
    lua_Integer i = luaL_checkinteger(L, 2), j = luaL_optinteger(L, 3, -1);
    if (i < 0) i = i + n + 1 < 1 ? 1 : i + n + 1;
    if (i == 0) i = 1;
    if (j < 0) j += n + 1;
    if (j > n) j = n;
    if (i > j) return lua_pushliteral(L, ""), 1;
    size_t from = 0, to;
    for (lua_Integer k = 1; k < i; k++) pc_utf8_next(s, &from);
    to = from;
    for (lua_Integer k = i; k <= j; k++) pc_utf8_next(s, &to);
    lua_pushlstring(L, s.p + from, to - from);
    return 1;
}

static int text_reverse(lua_State *L) {
    luaL_checkstring(L, 1);
    pc_str s = lu_borrow(L, 1);
    luaL_Buffer b;
    luaL_buffinit(L, &b);
    for (size_t i = s.n; i > 0;) {
        size_t end = i;
        pc_utf8_prev(s, &i);
        luaL_addlstring(&b, s.p + i, end - i);
    }
    luaL_pushresult(&b);
    return 1;
}

int lu_open_text(lua_State *L) {
    static const luaL_Reg fns[] = {{"len", text_len},         {"lower", text_lower},
                                   {"reverse", text_reverse}, {"sub", text_sub},
                                   {"upper", text_upper},     {NULL, NULL}};
    luaL_newlib(L, fns);
    return 1;
}
