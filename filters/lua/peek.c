/* From Lua to the document: what scripts may write where inlines, blocks and the lists of them are
 * wanted. Strings become words, single elements lists, inlines a Plain, as Pandoc has it. */
#include "filters/lua/lua_int.h"

#include "base/limits.h"
#include "base/str.h"

static const char WANT_INLINES[] = "Inline, list of Inlines, or string";
static const char WANT_BLOCKS[] = "Block, list of Blocks, or compatible element";

bool lu_peek_str(lua_State *L, int idx, pc_str *out) {
    if (lua_type(L, idx) != LUA_TSTRING && lua_type(L, idx) != LUA_TNUMBER)
        return lu_expected(L, idx, "string");
    *out = lu_text(L, idx);
    return true;
}

bool lu_peek_int(lua_State *L, int idx, int64_t *out) {
    int ok;
    *out = lua_tointegerx(L, idx, &ok);
    return ok || lu_expected(L, idx, "Integral");
}

bool lu_peek_double(lua_State *L, int idx, double *out) {
    int ok;
    *out = lua_tonumberx(L, idx, &ok);
    return ok || lu_expected(L, idx, "Double");
}

bool lu_peek_word(lua_State *L, int idx, const char *const *words, size_t n, size_t *out) {
    if (lua_type(L, idx) != LUA_TSTRING) return lu_expected(L, idx, "string");
    const char *s = lua_tostring(L, idx);
    for (*out = 0; *out < n; ++*out)
        if (strcmp(words[*out], s) == 0) return true;
    return lu_fail(L, "Could not read: %s", s);
}

bool lu_peek_list(lua_State *L, int idx, size_t each, bool (*item)(lua_State *, int, void *),
                  void **v, size_t *n) {
    *v = NULL;
    *n = 0;
    if (!lua_istable(L, idx)) {
        lu_expected(L, idx, "table");
        return lu_retrieving(L, "list");
    }
    idx = lua_absindex(L, idx);
    luaL_checkstack(L, 10, NULL);
    const size_t count = lua_rawlen(L, idx);
    char *out = lu_array(L, count, each);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, idx, (lua_Integer)i + 1);
        if (!item(L, lua_gettop(L), out + i * each)) {
            lua_remove(L, -2);
            lu_retrieving(L, "index %d", (int)i + 1);
            return lu_retrieving(L, "list");
        }
        lua_pop(L, 1);
    }
    *v = out;
    *n = count;
    return true;
}

static bool peek_str_item(lua_State *L, int idx, void *out) {
    return lu_peek_str(L, idx, out);
}

bool lu_peek_strs(lua_State *L, int idx, pc_strs *out) {
    void *v;
    if (!lu_peek_list(L, idx, sizeof(pc_str), peek_str_item, &v, &out->n)) return false;
    out->v = v;
    return true;
}

/* Calls a conversion metamethod if there is one: 1 its result replaces the value at the top
 * (pushed), 0 none. */
static bool peek_convert(lua_State *L, int idx, const char *metamethod) {
    idx = lua_absindex(L, idx);
    if (luaL_getmetafield(L, idx, metamethod) == LUA_TNIL) return false;
    lua_pushvalue(L, idx);
    lua_call(L, 1, 1);
    return true;
}

static bool peek_by_metamethod(lua_State *L, int idx, const char *metamethod, lu_kind k,
                               lu_value *out) {
    if (!peek_convert(L, idx, metamethod))
        return lu_fail(L, "object has no %s metamethod", metamethod);
    bool ok = lu_peek_kind(L, -1, k, out);
    lua_remove(L, ok ? -1 : -2);
    return ok;
}

bool lu_peek_inline(lua_State *L, int idx, pc_inline *out) {
    lu_value v;
    lu_object *o;
    bool ok;
    switch (lua_type(L, idx)) {
    case LUA_TSTRING: *out = pc_str_node(lu_text(L, idx)); return true;
    case LUA_TUSERDATA:
        o = lu_test(L, idx, LU_INLINE);
        ok = o ? lu_peek(L, idx, o, &v) : peek_by_metamethod(L, idx, "__toinline", LU_INLINE, &v);
        if (ok) break;
        return o ? false : lu_retrieving(L, "Inline");
    case LUA_TTABLE:
        if (peek_by_metamethod(L, idx, "__toinline", LU_INLINE, &v)) break;
        return lu_retrieving(L, "Inline");
    default: lu_expected(L, idx, "Inline-ish"); return lu_retrieving(L, "Inline");
    }
    *out = v.inlin;
    return true;
}

static bool peek_inline_item(lua_State *L, int idx, void *out) {
    return lu_peek_inline(L, idx, out);
}

typedef struct peek_words {
    pc_arena *arena;
    pc_str text;
    pc_inlines out;
} peek_words;

static void peek_words_body(void *arg) {
    peek_words *w = arg;
    w->out = pc_text(w->arena, w->text);
}

pc_inlines lu_words(lua_State *L, int idx) {
    peek_words w = {lu(L)->cx->arena, lu_text(L, idx), {0}};
    lu_guard(L, peek_words_body, &w);
    return w.out;
}

static bool peek_has(lua_State *L, int idx, const char *metamethod) {
    if (luaL_getmetafield(L, idx, metamethod) == LUA_TNIL) return false;
    lua_pop(L, 1);
    return true;
}

static bool peek_single(lua_State *L, int idx, pc_inlines *out) {
    pc_inline *x = lu_array(L, 1, sizeof *x);
    if (!lu_peek_inline(L, idx, x)) return false;
    *out = (pc_inlines){x, 1};
    return true;
}

bool lu_peek_inlines(lua_State *L, int idx, pc_inlines *out) {
    void *v;
    switch (lua_type(L, idx)) {
    case LUA_TSTRING: *out = lu_words(L, idx); return true;
    case LUA_TUSERDATA: return peek_single(L, idx, out);
    case LUA_TTABLE:
        if (peek_has(L, idx, "__toinline")) return peek_single(L, idx, out);
        if (!lu_peek_list(L, idx, sizeof(pc_inline), peek_inline_item, &v, &out->n)) return false;
        out->v = v;
        return true;
    default: return lu_expected(L, idx, WANT_INLINES);
    }
}

bool lu_peek_block(lua_State *L, int idx, pc_block *out) {
    lu_object *o = lu_test(L, idx, LU_BLOCK);
    lu_value v;
    pc_inlines xs;
    if (o || peek_has(L, idx, "__toblock")) {
        bool ok =
            o ? lu_peek(L, idx, o, &v) : peek_by_metamethod(L, idx, "__toblock", LU_BLOCK, &v);
        if (ok) *out = v.block;
        return ok;
    }
    if (!lu_peek_inlines(L, idx, &xs)) {
        lua_pop(L, 1);
        return lu_expected(L, idx, WANT_BLOCKS);
    }
    *out = pc_plain(xs);
    return true;
}

static bool peek_block_item(lua_State *L, int idx, void *out) {
    return lu_peek_block(L, idx, out);
}

static bool peek_single_block(lua_State *L, int idx, pc_blocks *out) {
    pc_block *x = lu_array(L, 1, sizeof *x);
    if (!lu_peek_block(L, idx, x)) return false;
    *out = (pc_blocks){x, 1};
    return true;
}

bool lu_peek_blocks(lua_State *L, int idx, pc_blocks *out) {
    void *v;
    if (lua_type(L, idx) != LUA_TTABLE || peek_has(L, idx, "__toblock"))
        return peek_single_block(L, idx, out);
    if (!lu_peek_list(L, idx, sizeof(pc_block), peek_block_item, &v, &out->n)) {
        lua_pop(L, 1);
        return lu_expected(L, idx, WANT_BLOCKS);
    }
    out->v = v;
    return true;
}

/* ---- what properties are set to */

/* Pandoc gives an empty list when blocks are put where inlines belong; losing text in silence is no
 * service, so they become inlines here. */
bool lu_peek_inlines_loose(lua_State *L, int idx, pc_inlines *out) {
    pc_blocks xs;
    if (lua_type(L, idx) != LUA_TTABLE && lua_type(L, idx) != LUA_TUSERDATA &&
        lua_type(L, idx) != LUA_TSTRING) {
        lu_expected(L, idx, "table");
        return lu_retrieving(L, "list");
    }
    lu(L)->broken = false;
    if (lu_peek_inlines(L, idx, out)) return true;
    if (lu(L)->broken) return false; /* trying twice at each level would take for ever */
    if (!lu_peek_blocks(L, idx, &xs)) {
        lua_pop(L, 1);
        return false; /* with the first message */
    }
    lua_pop(L, 1);
    *out = lu_blocks_to_inlines(L, xs, (pc_inlines){0});
    return true;
}

static bool peek_begins_with_block(lua_State *L, int idx) {
    lua_rawgeti(L, idx, 1);
    bool yes = lu_test(L, -1, LU_BLOCK) != NULL;
    lua_pop(L, 1);
    return yes;
}

bool lu_peek_blocks_loose(lua_State *L, int idx, pc_blocks *out) {
    pc_inlines xs;
    int t = lua_type(L, idx);
    if (t != LUA_TTABLE && t != LUA_TUSERDATA && t != LUA_TSTRING) {
        lu_expected(L, idx, "table");
        return lu_retrieving(L, "list");
    }
    if (t != LUA_TTABLE || peek_begins_with_block(L, idx)) return lu_peek_blocks(L, idx, out);
    lu(L)->broken = false;
    if (!lu_peek_inlines(L, idx, &xs)) {
        if (lu(L)->broken) return false;
        lua_pop(L, 1);
        return lu_peek_blocks(L, idx, out);
    }
    *out = (pc_blocks){0};
    if (xs.n == 0) return true;
    pc_block *plain = lu_array(L, 1, sizeof *plain);
    *plain = pc_plain(xs);
    *out = (pc_blocks){plain, 1};
    return true;
}

static bool peek_item(lua_State *L, int idx, void *out) {
    return lu_peek_blocks(L, idx, out);
}
static bool peek_item_loose(lua_State *L, int idx, void *out) {
    return lu_peek_blocks_loose(L, idx, out);
}

bool lu_peek_items(lua_State *L, int idx, pc_items *out, bool loose) {
    void *v;
    if (lua_type(L, idx) == LUA_TTABLE && !peek_has(L, idx, "__toblock")) {
        if (!lu_peek_list(L, idx, sizeof(pc_blocks), loose ? peek_item_loose : peek_item, &v,
                          &out->n))
            return false;
        out->v = v;
        return true;
    }
    pc_blocks *one = lu_array(L, 1, sizeof *one);
    if (!(loose ? lu_peek_blocks_loose : lu_peek_blocks)(L, idx, one)) return false;
    *out = (pc_items){one, 1};
    return true;
}

static bool peek_line(lua_State *L, int idx, void *out) {
    return lu_peek_inlines(L, idx, out);
}

bool lu_peek_lines(lua_State *L, int idx, pc_lines *out, bool loose) {
    void *v;
    if (loose && lua_type(L, idx) == LUA_TSTRING) {
        pc_inlines *one = lu_array(L, 1, sizeof *one);
        *one = lu_words(L, idx);
        *out = (pc_lines){one, 1};
        return true;
    }
    if (!lu_peek_list(L, idx, sizeof(pc_inlines), peek_line, &v, &out->n)) return false;
    out->v = v;
    return true;
}

static bool peek_def(lua_State *L, int idx, void *out) {
    pc_def *d = out;
    if (!lua_istable(L, idx)) return lu_expected(L, idx, "table");
    lua_rawgeti(L, idx, 1);
    bool ok = lu_peek_inlines(L, -1, &d->term);
    lua_remove(L, ok ? -1 : -2);
    if (!ok) return false;
    lua_rawgeti(L, idx, 2);
    ok = lu_peek_items(L, -1, &d->defs, false);
    lua_remove(L, ok ? -1 : -2);
    return ok;
}

bool lu_peek_defs(lua_State *L, int idx, pc_defs *out) {
    void *v;
    if (!lu_peek_list(L, idx, sizeof(pc_def), peek_def, &v, &out->n)) return false;
    out->v = v;
    return true;
}
