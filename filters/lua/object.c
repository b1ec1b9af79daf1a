/* Elements as userdata. A class is a table of properties, aliases and methods; this file makes the
 * metatable of each and is the only one that knows how the cache works.
 *
 * The cache holds what was read or set, by number of the property. Scalars that were only read are
 * not kept: reading them again gives an equal value. Lists and attributes are kept, so that
 * `el.content:insert(x)` and `el.attributes.k = v` change the element. */
#include "filters/lua/lua_int.h"

#include "base/limits.h"

static const lu_class *const classes[LU_KINDS] = {
    [LU_INLINE] = &lu_class_inline,
    [LU_BLOCK] = &lu_class_block,
    [LU_ATTR] = &lu_class_attr,
    [LU_ATTRIBUTES] = &lu_class_attributes,
    [LU_CITATION] = &lu_class_citation,
    [LU_LIST_ATTRIBUTES] = &lu_class_list_attributes,
    [LU_CAPTION] = &lu_class_caption,
    [LU_CELL] = &lu_class_cell,
    [LU_ROW] = &lu_class_row,
    [LU_TABLE_HEAD] = &lu_class_table_head,
    [LU_TABLE_FOOT] = &lu_class_table_foot,
    [LU_TABLE_BODY] = &lu_class_table_body,
    [LU_SIMPLE_TABLE] = &lu_class_simple_table,
    [LU_DOC] = &lu_class_doc,
};

lu_object *lu_push(lua_State *L, lu_kind k, const lu_value *v, unsigned made) {
    const size_t size = classes[k]->size;
    luaL_checkstack(L, 8, NULL);
    lu_object *o = lua_newuserdatauv(L, offsetof(lu_object, v) + size, 1);
    o->kind = (uint8_t)k; /* field by field: there are fewer bytes than in an lu_object */
    o->cached = o->written = false;
    o->made = (uint16_t)made;
    memcpy(&o->v, v, size);
    lua_rawgetp(L, LUA_REGISTRYINDEX, lu(L)->mt[k]);
    lua_setmetatable(L, -2);
    return o;
}

/* Too deep values would end in a check after the filter; refusing them here keeps recursion over
 * what scripts make bounded. */
lu_object *lu_push_made(lua_State *L, lu_kind k, const lu_value *v) {
    unsigned made = lu(L)->made + 1;
    if (made > PC_MAX_DEPTH)
        luaL_error(L, "%s nests deeper than %d levels", classes[k]->name, PC_MAX_DEPTH);
    return lu_push(L, k, v, made);
}

lu_object *lu_test_any(lua_State *L, int idx) {
    lu_object *o = lua_touserdata(L, idx);
    if (!o || !lua_getmetatable(L, idx)) return NULL;
    const void *mt = lua_topointer(L, -1);
    lua_pop(L, 1);
    const lu_state *st = lu(L);
    for (int k = 0; k < LU_KINDS; k++)
        if (st->mt[k] == mt) return o;
    return NULL;
}

lu_object *lu_test(lua_State *L, int idx, lu_kind k) {
    lu_object *o = lua_touserdata(L, idx);
    if (!o || !lua_getmetatable(L, idx)) return NULL;
    const void *mt = lua_topointer(L, -1);
    lua_pop(L, 1);
    return lu(L)->mt[k] == mt ? o : NULL;
}

/* Which bit of a property's [tags] a value has; kinds without constructors have all. */
uint32_t lu_tag_bit(lu_kind k, const lu_value *v) {
    if (k == LU_INLINE) return UINT32_C(1) << v->inlin.tag;
    if (k == LU_BLOCK) return UINT32_C(1) << v->block.tag;
    return ~UINT32_C(0);
}

static bool obj_apply_one(lua_State *L, const lu_class *c, const lu_prop *p, uint32_t tag,
                          lu_value *out) {
    (void)c;
    if (!(p->tags & tag)) return lu_fail(L, "Trying to set unavailable property %s.", p->name);
    return p->set(L, lua_gettop(L), out);
}

static bool obj_apply(lua_State *L, int idx, const lu_object *o, lu_value *out) {
    const lu_class *c = classes[o->kind];
    const uint32_t tag = lu_tag_bit(o->kind, &o->v);
    const int top = lua_gettop(L);
    luaL_checkstack(L, 10, NULL);
    lua_getiuservalue(L, idx, 1);
    for (size_t i = 0; i < c->nprops; i++) {
        if (!c->props[i].set) continue;
        if (lua_rawgeti(L, top + 1, (lua_Integer)i + 1) != LUA_TNIL &&
            !obj_apply_one(L, c, &c->props[i], tag, out)) {
            lua_replace(L, top + 1);
            lua_settop(L, top + 1);
            return false;
        }
        lua_settop(L, top + 1);
    }
    lua_settop(L, top);
    return true;
}

bool lu_peek(lua_State *L, int idx, lu_object *o, lu_value *out) {
    lu_state *st = lu(L);
    memcpy(out, &o->v, classes[o->kind]->size);
    if (!o->cached) {
        if (o->made > st->made) st->made = o->made;
        return true;
    }
    st->broken |= st->nesting >= PC_MAX_DEPTH;
    if (st->nesting >= PC_MAX_DEPTH)
        return lu_fail(L, "%s nests deeper than %d levels", classes[o->kind]->name, PC_MAX_DEPTH);
    const unsigned outer = st->made;
    st->made = 0;
    st->nesting++;
    bool ok = obj_apply(L, lua_absindex(L, idx), o, out);
    st->nesting--;
    unsigned made = o->made;
    if (st->made >= made && st->made > 0) made = st->made + 1;
    if (ok && made > PC_MAX_DEPTH)
        ok = lu_fail(L, "%s nests deeper than %d levels", classes[o->kind]->name, PC_MAX_DEPTH);
    st->made = made > outer ? made : outer;
    st->broken |= !ok;
    return ok;
}

bool lu_peek_kind(lua_State *L, int idx, lu_kind k, lu_value *out) {
    lu_object *o = lu_test(L, idx, k);
    return o ? lu_peek(L, idx, o, out) : lu_expected(L, idx, classes[k]->name);
}

/* ---- metamethods: upvalue 1 is the table of names, upvalue 2 the kind */

static lu_object *obj_self(lua_State *L, const lu_class **c) {
    lu_kind k = (lu_kind)lua_tointeger(L, lua_upvalueindex(2));
    lu_object *o = lu_test(L, 1, k);
    *c = classes[k];
    if (!o) luaL_error(L, "%s expected, got %s", classes[k]->name, lu_type(L, 1));
    return o;
}

static void obj_cache(lua_State *L, lu_object *o, size_t prop) {
    if (!o->cached) {
        lua_createtable(L, 4, 0);
        lua_setiuservalue(L, 1, 1);
        o->cached = true;
    }
    lua_getiuservalue(L, 1, 1);
    lua_pushvalue(L, -2);
    lua_rawseti(L, -2, (lua_Integer)prop + 1);
    lua_pop(L, 1);
}

/* Pushes a property of the object at index 1; false when it has none of that name (nil is pushed).
 */
static bool obj_get(lua_State *L, lu_object *o, const lu_class *c, size_t i) {
    const lu_prop *p = &c->props[i];
    if (o->cached) {
        lua_getiuservalue(L, 1, 1);
        int t = lua_rawgeti(L, -1, (lua_Integer)i + 1);
        lua_remove(L, -2);
        if (t != LUA_TNIL) return true;
        lua_pop(L, 1);
    }
    if (!(p->tags & lu_tag_bit(o->kind, &o->v))) {
        lua_pushnil(L);
        return false;
    }
    p->get(L, &o->v, o->made > 0 ? o->made - 1u : 0);
    int t = lua_type(L, -1);
    if (t == LUA_TTABLE || t == LUA_TUSERDATA) obj_cache(L, o, i);
    return true;
}

/* Looks [name] up among the properties; c->nprops when it is none. */
static size_t obj_find(const lu_class *c, const char *name) {
    size_t i = 0;
    while (i < c->nprops && strcmp(c->props[i].name, name) != 0) i++;
    return i;
}

static int obj_index(lua_State *L) {
    const lu_class *c;
    lu_object *o = obj_self(L, &c);
    lua_settop(L, 2);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNUMBER) return 1;
    lua_Integer i = lua_tointeger(L, -1);
    if (i > 0) return obj_get(L, o, c, (size_t)i - 1), 1;
    const lu_alias *a = &c->aliases[-i - 1];
    if (!obj_get(L, o, c, obj_find(c, a->first)) || !a->second) return 1;
    lua_getfield(L, -1, a->second);
    return 1;
}

static int obj_set_alias(lua_State *L, lu_object *o, const lu_class *c, const lu_alias *a) {
    obj_get(L, o, c, obj_find(c, a->first));
    if (lua_isnil(L, -1)) return luaL_error(L, "attempt to index a nil value");
    lua_pushvalue(L, 3);
    lua_setfield(L, -2, a->second);
    return 0;
}

static int obj_newindex(lua_State *L) {
    const lu_class *c;
    lu_object *o = obj_self(L, &c);
    lua_settop(L, 3);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNUMBER) {
        lua_pushliteral(L, "Cannot set unknown property.");
        return lua_error(L);
    }
    lua_Integer i = lua_tointeger(L, -1);
    size_t prop = (size_t)i - 1;
    o->written = true;
    if (i < 0) {
        const lu_alias *a = &c->aliases[-i - 1];
        if (a->second) return obj_set_alias(L, o, c, a);
        prop = obj_find(c, a->first);
    }
    if (!c->props[prop].set) {
        lua_pushfstring(L, "'%s' is a read-only property.", c->props[prop].name);
        return lua_error(L);
    }
    lua_pushvalue(L, 3);
    obj_cache(L, o, prop);
    return 0;
}

/* The iterator of pairs(): properties first, then methods; upvalue 3 counts. */
static int obj_next(lua_State *L) {
    const lu_class *c;
    lu_object *o = obj_self(L, &c);
    lua_settop(L, 1);
    size_t i = (size_t)lua_tointeger(L, lua_upvalueindex(3)), methods = 0;
    const uint32_t tag = lu_tag_bit(o->kind, &o->v);
    while (i < c->nprops && !(c->props[i].tags & tag)) i++;
    lua_pushinteger(L, (lua_Integer)i + 1);
    lua_replace(L, lua_upvalueindex(3));
    if (i < c->nprops) {
        lua_pushstring(L, c->props[i].name);
        obj_get(L, o, c, i);
        return 2;
    }
    while (c->methods && c->methods[methods].name) methods++;
    if (i - c->nprops >= methods) return 0;
    lua_pushstring(L, c->methods[i - c->nprops].name);
    lua_pushvalue(L, -1);
    lua_rawget(L, lua_upvalueindex(1));
    return 2;
}

static int obj_pairs(lua_State *L) {
    const lu_class *c;
    obj_self(L, &c);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_pushvalue(L, lua_upvalueindex(2));
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, obj_next, 3);
    lua_pushvalue(L, 1);
    lua_pushnil(L);
    return 3;
}

typedef struct obj_show_call {
    lu_state *st;
    void (*show)(pc_buf *, const lu_value *);
    const lu_value *v;
    pc_str out;
} obj_show_call;

static void obj_show_body(void *arg) {
    obj_show_call *call = arg;
    pc_buf b;
    pc_buf_init(&b, call->st->cx->mem);
    call->show(&b, call->v);
    call->out = pc_buf_take(&b, call->st->cx->scratch);
    pc_buf_fini(&b);
}

static int obj_tostring(lua_State *L) {
    const lu_class *c;
    lu_object *o = obj_self(L, &c);
    lu_value v;
    if (!lu_peek(L, 1, o, &v)) return lua_error(L);
    lu_state *st = lu(L);
    pc_mark mark = pc_arena_mark(st->cx->scratch);
    obj_show_call call = {st, c->show, &v, {0}};
    lu_guard(L, obj_show_body, &call);
    lu_push_str(L, call.out);
    pc_arena_release(st->cx->scratch, mark);
    return 1;
}

/* Kinds without an equality of their own are equal when they are written the same. */
static bool obj_same_text(lua_State *L, const lu_class *c, const lu_value *a, const lu_value *b) {
    lu_state *st = lu(L);
    pc_mark mark = pc_arena_mark(st->cx->scratch);
    obj_show_call x = {st, c->show, a, {0}}, y = {st, c->show, b, {0}};
    lu_guard(L, obj_show_body, &x);
    lu_guard(L, obj_show_body, &y);
    bool same = x.out.n == y.out.n && memcmp(x.out.p, y.out.p, x.out.n) == 0;
    pc_arena_release(st->cx->scratch, mark);
    return same;
}

static int obj_eq(lua_State *L) {
    lu_object *a = lu_test_any(L, 1), *b = lu_test_any(L, 2);
    lu_value x, y;
    if (!a || !b || a->kind != b->kind) return lua_pushboolean(L, false), 1;
    if (!lu_peek(L, 1, a, &x) || !lu_peek(L, 2, b, &y)) return lua_error(L);
    const lu_class *c = classes[a->kind];
    lua_pushboolean(L, c->equal ? c->equal(&x, &y) : obj_same_text(L, c, &x, &y));
    return 1;
}

/* Cells are never changed, so a deep copy is another userdata around the same cell. */
int lu_clone(lua_State *L) {
    lu_object *o = lu_test_any(L, 1);
    lu_value v;
    if (!o) return luaL_error(L, "element expected, got %s", lu_type(L, 1));
    lu_state *st = lu(L);
    st->made = 0;
    if (!lu_peek(L, 1, o, &v)) return lua_error(L);
    lu_push(L, o->kind, &v, st->made);
    return 1;
}

/* ---- making the metatables */

static void obj_names(lua_State *L, const lu_class *c) {
    lua_newtable(L);
    for (size_t i = 0; i < c->nprops; i++) {
        lua_pushinteger(L, (lua_Integer)i + 1);
        lua_setfield(L, -2, c->props[i].name);
    }
    for (size_t i = 0; i < c->naliases; i++) {
        lua_pushinteger(L, -(lua_Integer)i - 1);
        lua_setfield(L, -2, c->aliases[i].name);
    }
    if (c->methods) luaL_setfuncs(L, c->methods, 0);
}

static void obj_meta(lua_State *L, lu_kind k) {
    static const luaL_Reg common[] = {{"__index", obj_index}, {"__newindex", obj_newindex},
                                      {"__pairs", obj_pairs}, {"__tostring", obj_tostring},
                                      {"__eq", obj_eq},       {NULL, NULL}};
    const lu_class *c = classes[k];
    lua_newtable(L);
    obj_names(L, c);
    lua_pushinteger(L, k);
    luaL_setfuncs(L, common, 2);
    if (c->meta) luaL_setfuncs(L, c->meta, 0);
    lua_pushstring(L, c->name);
    lua_setfield(L, -2, "__name");
    lua_pushboolean(L, true); /* as Pandoc: scripts get at the methods through elements only */
    lua_setfield(L, -2, "__metatable");
    const void *mt = lua_topointer(L, -1);
    lu(L)->mt[k] = mt;
    lua_rawsetp(L, LUA_REGISTRYINDEX, mt);
}

void lu_objects_open(lua_State *L) {
    for (int k = 0; k < LU_KINDS; k++) obj_meta(L, (lu_kind)k);
}
