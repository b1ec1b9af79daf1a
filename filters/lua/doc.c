/* Metadata and whole documents. Metadata are plain Lua values: maps tables, lists Lists, strings
 * and booleans themselves. */
#include "filters/lua/lua_int.h"

#include "ast/copy.h"
#include "ast/meta.h"
#include "base/limits.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define ALL ~UINT32_C(0)

static void push_meta_value(lua_State *L, const pc_meta *m, unsigned made);

static void push_entries(lua_State *L, pc_meta_map m, unsigned made) {
    for (size_t i = 0; i < m.n; i++) {
        lu_push_str(L, m.v[i].key);
        push_meta_value(L, &m.v[i].value, made);
        lua_rawset(L, -3);
    }
}

static void push_meta_value(lua_State *L, const pc_meta *m, unsigned made) {
    luaL_checkstack(L, 8, NULL);
    switch (m->tag) {
    case PC_MetaBool: lua_pushboolean(L, m->u.b); break;
    case PC_MetaString: lu_push_str(L, m->u.text); break;
    case PC_MetaInlines: lu_push_inlines(L, m->u.inlines, made); break;
    case PC_MetaBlocks: lu_push_blocks(L, m->u.blocks, made); break;
    case PC_MetaList:
        lu_new_list(L, m->u.list.n, LU_LIST);
        for (size_t i = 0; i < m->u.list.n; i++) {
            push_meta_value(L, &m->u.list.v[i], made);
            lua_rawseti(L, -2, (lua_Integer)i + 1);
        }
        break;
    default:
        lua_createtable(L, 0, (int)m->u.map.n);
        push_entries(L, m->u.map, made);
        break;
    }
}

void lu_push_meta(lua_State *L, pc_meta_map m, unsigned made) {
    lu_new_list(L, 0, LU_META);
    push_entries(L, m, made);
}

/* ---- from Lua */

static bool meta_value(lua_State *L, int idx, pc_meta *out, int depth);

typedef struct meta_sort {
    pc_arena *arena;
    pc_meta_entry *v;
    size_t n;
    pc_meta_map out;
} meta_sort;

static void meta_sort_body(void *arg) {
    meta_sort *s = arg;
    s->out = pc_meta_sort(s->arena, s->v, s->n);
}

static size_t meta_count(lua_State *L, int idx) {
    size_t n = 0;
    for (lua_pushnil(L); lua_next(L, idx); lua_pop(L, 1)) n++;
    return n;
}

static bool meta_map(lua_State *L, int idx, pc_meta_map *out, int depth) {
    const int top = lua_gettop(L);
    luaL_checkstack(L, 10, NULL);
    meta_sort s = {.arena = lu(L)->cx->arena};
    s.v = lu_array(L, meta_count(L, idx), sizeof *s.v);
    for (lua_pushnil(L); lua_next(L, idx);) {
        pc_meta_entry *e = &s.v[s.n++];
        lua_pushvalue(L, -2); /* a copy: lua_next must not see a number turn into a string */
        bool ok = lu_peek_str(L, -1, &e->key);
        if (ok && !meta_value(L, top + 2, &e->value, depth)) {
            lu_retrieving(L, "value");
            ok = false;
        }
        if (!ok) {
            lu_retrieving(L, "key-value pair");
            lu_retrieving(L, "Map");
            return lu_failed(L, top);
        }
        lua_pop(L, 2);
    }
    lu_guard(L, meta_sort_body, &s);
    *out = s.out;
    return true;
}

static bool meta_list(lua_State *L, int idx, pc_meta *out, int depth) {
    const int top = lua_gettop(L);
    const size_t n = lua_rawlen(L, idx);
    pc_meta *v = lu_array(L, n, sizeof *v);
    for (size_t i = 0; i < n; i++) {
        lua_rawgeti(L, idx, (lua_Integer)i + 1);
        if (!meta_value(L, top + 1, &v[i], depth)) {
            lu_retrieving(L, "index %d", (int)i + 1);
            return lu_failed(L, top);
        }
        lua_settop(L, top);
    }
    out->tag = PC_MetaList;
    out->u.list = (pc_meta_list){v, n};
    return true;
}

static bool all_of(lua_State *L, int idx, lu_kind k) {
    const size_t n = lua_rawlen(L, idx);
    for (size_t i = 1; i <= n; i++) {
        lua_rawgeti(L, idx, (lua_Integer)i);
        bool yes = lu_test(L, -1, k) != NULL;
        lua_pop(L, 1);
        if (!yes) return false;
    }
    return true;
}

static lu_list list_type(lua_State *L, int idx) {
    if (!lua_getmetatable(L, idx)) return LU_LISTS;
    const void *mt = lua_topointer(L, -1);
    lua_pop(L, 1);
    for (int i = 0; i < LU_LISTS; i++)
        if (lu(L)->list_mt[i] == mt) return (lu_list)i;
    return LU_LISTS;
}

/* A table is what its metatable says; else a map when it has no sequence, else the narrowest of
 * inlines, blocks and list that fits. */
static bool meta_table(lua_State *L, int idx, pc_meta *out, int depth) {
    const lu_list type = list_type(L, idx);
    const bool plain = type == LU_LISTS || type == LU_META;
    if (plain && lua_rawlen(L, idx) == 0) {
        out->tag = PC_MetaMap;
        return meta_map(L, idx, &out->u.map, depth);
    }
    if (type == LU_INLINES || (plain && all_of(L, idx, LU_INLINE))) {
        out->tag = PC_MetaInlines;
        return lu_peek_inlines(L, idx, &out->u.inlines);
    }
    if (type == LU_BLOCKS || (plain && all_of(L, idx, LU_BLOCK))) {
        out->tag = PC_MetaBlocks;
        return lu_peek_blocks(L, idx, &out->u.blocks);
    }
    return meta_list(L, idx, out, depth);
}

static bool meta_userdata(lua_State *L, int idx, pc_meta *out) {
    if (lu_test(L, idx, LU_INLINE)) {
        out->tag = PC_MetaInlines;
        return lu_peek_inlines(L, idx, &out->u.inlines);
    }
    if (lu_test(L, idx, LU_BLOCK)) {
        out->tag = PC_MetaBlocks;
        return lu_peek_blocks(L, idx, &out->u.blocks);
    }
    return lu_expected(L, idx, "Block");
}

/* Numbers become text as in Pandoc: floats as Haskell's show writes them. */
static pc_str number_text(lua_State *L, int idx) {
    char t[64], out[80];
    double d = lua_tonumber(L, idx);
    if (lua_isinteger(L, idx) || isinf(d) || isnan(d)) {
        lua_pushvalue(L, idx);
        pc_str s = lu_text(L, -1);
        lua_pop(L, 1);
        return s;
    }
    double a = fabs(d);
    if (a == 0 || (a >= 0.1 && a < 1e7)) {
        for (int p = 1; p <= 17; p++) {
            snprintf(t, sizeof t, "%.*g", p, d);
            if (strtod(t, NULL) == d && !strchr(t, 'e')) break;
        }
        snprintf(out, sizeof out, "%s%s", t, strchr(t, '.') ? "" : ".0");
    } else {
        int p = 0;
        do snprintf(t, sizeof t, "%.*e", p, d);
        while (strtod(t, NULL) != d && ++p <= 17);
        char *e = strchr(t, 'e');
        snprintf(out, sizeof out, "%.*s%se%d", (int)(e - t), t, p == 0 ? ".0" : "", atoi(e + 1));
    }
    lua_pushstring(L, out);
    pc_str s = lu_text(L, -1);
    lua_pop(L, 1);
    return s;
}

static bool meta_value(lua_State *L, int idx, pc_meta *out, int depth) {
    bool ok = true;
    *out = (pc_meta){0};
    luaL_checkstack(L, 10, NULL);
    if (depth >= PC_MAX_DEPTH / 4)
        return lu_fail(L, "metadata nest deeper than %d levels", PC_MAX_DEPTH / 4);
    switch (lua_type(L, idx)) {
    case LUA_TBOOLEAN:
        out->tag = PC_MetaBool;
        out->u.b = lua_toboolean(L, idx);
        break;
    case LUA_TSTRING:
        out->tag = PC_MetaString;
        out->u.text = lu_text(L, idx);
        break;
    case LUA_TNUMBER:
        out->tag = PC_MetaString;
        out->u.text = number_text(L, idx);
        break;
    case LUA_TUSERDATA: ok = meta_userdata(L, idx, out); break;
    case LUA_TTABLE: ok = meta_table(L, idx, out, depth + 1); break;
    default: ok = lu_fail(L, "could not get meta value"); break;
    }
    return ok || lu_retrieving(L, "MetaValue");
}

bool lu_peek_meta(lua_State *L, int idx, pc_meta_map *out) {
    if (!lua_istable(L, idx)) {
        lu_expected(L, idx, "table");
        lu_retrieving(L, "Map");
        return lu_retrieving(L, "Meta");
    }
    return meta_map(L, lua_absindex(L, idx), out, 0) || lu_retrieving(L, "Meta");
}

/* ---- Pandoc */

static void get_blocks(lua_State *L, const lu_value *v, unsigned made) {
    lu_push_blocks(L, v->doc.blocks, made);
}
static bool set_blocks(lua_State *L, int idx, lu_value *v) {
    return lu_peek_blocks(L, idx, &v->doc.blocks);
}
static void get_meta(lua_State *L, const lu_value *v, unsigned made) {
    lu_push_meta(L, v->doc.meta, made);
}
static bool set_meta(lua_State *L, int idx, lu_value *v) {
    return lu_peek_meta(L, idx, &v->doc.meta);
}

static const lu_prop props[] = {{"blocks", ALL, get_blocks, set_blocks},
                                {"meta", ALL, get_meta, set_meta}};

void lu_push_doc(lua_State *L, const pc_doc *doc, unsigned made) {
    lu_push(L, LU_DOC, &(lu_value){.doc = *doc}, made);
}

bool lu_peek_doc(lua_State *L, int idx, pc_doc *out) {
    lu_value v;
    if (!lu_peek_kind(L, idx, LU_DOC, &v)) return lu_retrieving(L, "Pandoc");
    *out = v.doc;
    return true;
}

static int make_doc(lua_State *L) {
    static const char fn[] = "Pandoc";
    lu_value v = {.doc = {.blocks = {NULL, 0}}};
    lu(L)->made = 0;
    lu_arg(L, lu_peek_blocks(L, 1, &v.doc.blocks), "blocks", fn);
    if (!lua_isnoneornil(L, 2)) lu_arg(L, lu_peek_meta(L, 2, &v.doc.meta), "meta", fn);
    lu_push_made(L, LU_DOC, &v);
    return 1;
}

typedef struct doc_join {
    pc_arena *arena;
    const pc_doc *x, *y;
    pc_doc out;
} doc_join;

static void doc_join_body(void *arg) {
    doc_join *j = arg;
    j->out = *j->x;
    j->out.meta = pc_meta_merge(j->arena, j->x->meta, j->y->meta);
    j->out.blocks = pc_blocks_cat(j->arena, j->x->blocks, j->y->blocks);
}

static int doc_concat(lua_State *L) {
    lu_value x, y;
    lu(L)->made = 0;
    if (!lu_peek_kind(L, 1, LU_DOC, &x) || !lu_peek_kind(L, 2, LU_DOC, &y)) return lua_error(L);
    doc_join j = {.arena = lu(L)->cx->arena, .x = &x.doc, .y = &y.doc};
    lu_guard(L, doc_join_body, &j);
    lu_push(L, LU_DOC, &(lu_value){.doc = j.out}, lu(L)->made);
    return 1;
}

static const luaL_Reg methods[] = {{"clone", lu_clone}, {"walk", lu_walk_doc}, {NULL, NULL}};
static const luaL_Reg doc_meta[] = {{"__concat", doc_concat}, {NULL, NULL}};
static bool equal(const lu_value *a, const lu_value *b) {
    return pc_doc_equal(&a->doc, &b->doc);
}

const lu_class lu_class_doc = {.name = "Pandoc",
                               .size = sizeof(pc_doc),
                               .props = props,
                               .nprops = PC_COUNT(props),
                               .methods = methods,
                               .equal = equal,
                               .show = lu_show_value_doc,
                               .meta = doc_meta};

/* ---- constructors of metadata: they convert, and give the plain Lua value */

static int make_meta_value(lua_State *L) {
    pc_meta m;
    lua_settop(L, 1);
    lu(L)->made = 0;
    switch ((pc_meta_tag)lua_tointeger(L, lua_upvalueindex(1))) {
    case PC_MetaInlines:
        m.tag = PC_MetaInlines;
        if (!lu_peek_inlines(L, 1, &m.u.inlines)) return lua_error(L);
        break;
    case PC_MetaBlocks:
        m.tag = PC_MetaBlocks;
        if (!lu_peek_blocks(L, 1, &m.u.blocks)) return lua_error(L);
        break;
    case PC_MetaList:
        luaL_checktype(L, 1, LUA_TTABLE);
        if (!meta_list(L, 1, &m, 0)) return lua_error(L);
        break;
    case PC_MetaBool: return lua_pushboolean(L, lua_toboolean(L, 1)), 1;
    case PC_MetaString: return luaL_checkstring(L, 1), 1;
    default:
        m.tag = PC_MetaMap;
        luaL_checktype(L, 1, LUA_TTABLE);
        if (!meta_map(L, 1, &m.u.map, 0)) return lua_error(L);
        break;
    }
    push_meta_value(L, &m, lu(L)->made);
    return 1;
}

static int make_meta(lua_State *L) {
    pc_meta_map m;
    lua_settop(L, 1);
    lu(L)->made = 0;
    if (!lu_peek_meta(L, 1, &m)) return lua_error(L);
    lu_push_meta(L, m, lu(L)->made);
    return 1;
}

void lu_open_doc(lua_State *L) {
    static const char *const names[] = {
        [PC_MetaMap] = "MetaMap",         [PC_MetaList] = "MetaList",
        [PC_MetaBool] = "MetaBool",       [PC_MetaString] = "MetaString",
        [PC_MetaInlines] = "MetaInlines", [PC_MetaBlocks] = "MetaBlocks"};
    static const luaL_Reg makers[] = {{"Pandoc", make_doc}, {"Meta", make_meta}, {NULL, NULL}};
    luaL_setfuncs(L, makers, 0);
    for (size_t i = 0; i < PC_COUNT(names); i++) {
        lua_pushinteger(L, (lua_Integer)i);
        lua_pushcclosure(L, make_meta_value, 1);
        lua_setfield(L, -2, names[i]);
    }
}
