/* Attr and AttributeList. An Attr may be written in many ways: a string (the identifier), a triple
 * {id, {classes}, attributes}, or as HTML: {id = …, class = "a b", k = v}. */
#include "filters/lua/lua_int.h"

#include "ast/copy.h"
#include "base/str.h"

static const pc_str EMPTY = PC_LIT("");

/* ---- AttributeList */

static void pairs_put(lua_State *L, lu_pairs *p, pc_str key, pc_str value) {
    if (p->n == p->cap || p->cap == 0) {
        size_t cap = p->n < 4 ? 8 : p->n * 2;
        pc_key_value *v = lu_array(L, cap, sizeof *v);
        if (p->n) memcpy(v, p->v, p->n * sizeof *v);
        p->v = v;
        p->cap = cap;
    }
    p->v[p->n++] = (pc_key_value){key, value};
}

static size_t pairs_find(const lu_pairs *p, pc_str key) {
    size_t i = 0;
    while (i < p->n && !pc_str_eq(p->v[i].key, key)) i++;
    return i;
}

static void pairs_own(lua_State *L, lu_pairs *p) {
    if (p->cap || p->n == 0) return;
    pc_key_value *v = lu_array(L, p->n, sizeof *v);
    memcpy(v, p->v, p->n * sizeof *v);
    p->v = v;
    p->cap = p->n;
}

/* {key, value} or {{key, value}, …} or {key = value, …}; upvalues of strings are copied. */
static bool pairs_of_pair(lua_State *L, int idx, lu_pairs *out) {
    pc_str kv[2] = {{0}, {0}};
    if (!lua_istable(L, idx)) return lu_expected(L, idx, "table");
    for (int i = 0; i < 2; i++) {
        lua_rawgeti(L, idx, i + 1);
        bool ok = lu_peek_str(L, -1, &kv[i]);
        lua_remove(L, ok ? -1 : -2);
        if (!ok) return lu_retrieving(L, "index %d", i + 1), lu_retrieving(L, "pair");
    }
    pairs_put(L, out, kv[0], kv[1]);
    return true;
}

static bool pairs_of_table(lua_State *L, int idx, lu_pairs *out) {
    const int top = lua_gettop(L);
    size_t n = lua_rawlen(L, idx);
    luaL_checkstack(L, 10, NULL);
    for (size_t i = 1; i <= n; i++) {
        lua_rawgeti(L, idx, (lua_Integer)i);
        if (!pairs_of_pair(L, lua_gettop(L), out)) return lu_failed(L, top);
        lua_settop(L, top);
    }
    if (n > 0) return true;
    for (lua_pushnil(L); lua_next(L, idx);) {
        pc_str key, value;
        lua_pushvalue(L, -2); /* a copy: lua_next must not see a number turn into a string */
        if (!lu_peek_str(L, -1, &key) || !lu_peek_str(L, -2, &value)) return lu_failed(L, top);
        pairs_put(L, out, key, value);
        lua_pop(L, 2);
    }
    return true;
}

static bool peek_pairs(lua_State *L, int idx, lu_pairs *out) {
    idx = lua_absindex(L, idx);
    lu_object *o = lu_test(L, idx, LU_ATTRIBUTES);
    *out = (lu_pairs){0};
    if (o) {
        o->v.pairs.cap = 0; /* shared from now on */
        *out = o->v.pairs;
        return true;
    }
    if (lua_istable(L, idx)) return pairs_of_table(L, idx, out);
    if (lua_isnoneornil(L, idx)) return true;
    return lu_fail(L, "unsupported type");
}

static int list_index(lua_State *L) {
    lu_object *o = lu_test(L, 1, LU_ATTRIBUTES);
    if (!o) return luaL_error(L, "AttributeList expected, got %s", lu_type(L, 1));
    const lu_pairs *p = &o->v.pairs;
    if (lua_type(L, 2) == LUA_TNUMBER) {
        lua_Integer i = lua_tointeger(L, 2);
        if (i < 1 || (size_t)i > p->n) return 0;
        lua_createtable(L, 2, 0);
        lu_push_str(L, p->v[i - 1].key);
        lua_rawseti(L, -2, 1);
        lu_push_str(L, p->v[i - 1].value);
        lua_rawseti(L, -2, 2);
        return 1;
    }
    if (lua_type(L, 2) != LUA_TSTRING) return 0;
    size_t i = pairs_find(p, lu_borrow(L, 2));
    if (i < p->n) return lu_push_str(L, p->v[i].value), 1;
    if (strcmp(lua_tostring(L, 2), "clone") == 0) return lua_pushcfunction(L, lu_clone), 1;
    return 0;
}

static void pairs_delete(lua_State *L, lu_pairs *p, size_t i) {
    if (i >= p->n) return;
    pairs_own(L, p);
    memmove(&p->v[i], &p->v[i + 1], (p->n - i - 1) * sizeof *p->v);
    p->n--;
}

static int list_newindex(lua_State *L) {
    lu_object *o = lu_test(L, 1, LU_ATTRIBUTES);
    if (!o) return luaL_error(L, "AttributeList expected, got %s", lu_type(L, 1));
    lu_pairs *p = &o->v.pairs;
    o->written = true;
    lua_settop(L, 3);
    const bool number = lua_type(L, 2) == LUA_TNUMBER;
    size_t i = number ? (size_t)lua_tointeger(L, 2) - 1 : pairs_find(p, lu_borrow(L, 2));
    if (lua_isnil(L, 3)) return pairs_delete(L, p, i), 0;
    lu_pairs one = {0};
    if (number) {
        if (!pairs_of_pair(L, 3, &one)) return lua_error(L);
    } else {
        pc_str key = {0}, value = {0};
        lu_arg(L, lu_peek_str(L, 2, &key), "key", "");
        lu_arg(L, lu_peek_str(L, 3, &value), "value", "");
        pairs_put(L, &one, key, value);
    }
    pairs_own(L, p);
    if (i < p->n)
        p->v[i] = one.v[0];
    else
        pairs_put(L, p, one.v[0].key, one.v[0].value);
    return 0;
}

static int list_len(lua_State *L) {
    lu_object *o = lu_test(L, 1, LU_ATTRIBUTES);
    lua_pushinteger(L, o ? (lua_Integer)o->v.pairs.n : 0);
    return 1;
}

static int list_next(lua_State *L) {
    lu_object *o = lu_test(L, 1, LU_ATTRIBUTES);
    lua_Integer i = lua_tointeger(L, lua_upvalueindex(1));
    if (!o || (size_t)i >= o->v.pairs.n) return 0;
    lua_pushinteger(L, i + 1);
    lua_replace(L, lua_upvalueindex(1));
    lu_push_str(L, o->v.pairs.v[i].key);
    lu_push_str(L, o->v.pairs.v[i].value);
    return 2;
}

static int list_pairs(lua_State *L) {
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, list_next, 1);
    lua_pushvalue(L, 1);
    lua_pushnil(L);
    return 3;
}

static const luaL_Reg list_meta[] = {{"__index", list_index},
                                     {"__newindex", list_newindex},
                                     {"__len", list_len},
                                     {"__pairs", list_pairs},
                                     {NULL, NULL}};

static bool list_equal(const lu_value *a, const lu_value *b) {
    if (a->pairs.n != b->pairs.n) return false;
    for (size_t i = 0; i < a->pairs.n; i++)
        if (!pc_str_eq(a->pairs.v[i].key, b->pairs.v[i].key) ||
            !pc_str_eq(a->pairs.v[i].value, b->pairs.v[i].value))
            return false;
    return true;
}

const lu_class lu_class_attributes = {.name = "AttributeList",
                                      .size = sizeof(lu_pairs),
                                      .equal = list_equal,
                                      .show = lu_show_value_attributes,
                                      .meta = list_meta};

/* ---- Attr */

static void *dup(lua_State *L, const void *from, size_t n) {
    return memcpy(lu_array(L, 1, n), from, n);
}

static void get_identifier(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lu_push_str(L, v->attr->id);
}

static bool set_identifier(lua_State *L, int idx, lu_value *v) {
    pc_str s;
    if (!lu_peek_str(L, idx, &s)) return false;
    pc_attr *a = dup(L, v->attr, sizeof *a);
    a->id = s;
    v->attr = a;
    return true;
}

static void get_classes(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lu_push_strs(L, v->attr->classes);
}

static bool set_classes(lua_State *L, int idx, lu_value *v) {
    pc_strs xs;
    if (!lu_peek_strs(L, idx, &xs)) return false;
    pc_attr *a = dup(L, v->attr, sizeof *a);
    a->classes = xs;
    v->attr = a;
    return true;
}

static void get_attributes(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lu_push(L, LU_ATTRIBUTES,
            &(lu_value){.pairs = {(pc_key_value *)v->attr->pairs.v, v->attr->pairs.n, 0}}, 0);
}

static bool set_attributes(lua_State *L, int idx, lu_value *v) {
    lu_pairs p;
    if (!peek_pairs(L, idx, &p)) return false;
    if (p.v == v->attr->pairs.v && p.n == v->attr->pairs.n) return true;
    pc_attr *a = dup(L, v->attr, sizeof *a);
    a->pairs.v = p.v;
    a->pairs.n = p.n;
    v->attr = a;
    return true;
}

static void get_tag(lua_State *L, const lu_value *v, unsigned made) {
    (void)v, (void)made;
    lua_pushliteral(L, "Attr");
}

static const lu_prop props[] = {
    {"attributes", ~UINT32_C(0), get_attributes, set_attributes},
    {"classes", ~UINT32_C(0), get_classes, set_classes},
    {"identifier", ~UINT32_C(0), get_identifier, set_identifier},
    {"tag", ~UINT32_C(0), get_tag, NULL},
};
static const lu_alias aliases[] = {{"t", "tag", NULL}};
static const luaL_Reg methods[] = {{"clone", lu_clone}, {NULL, NULL}};
static bool equal(const lu_value *a, const lu_value *b) {
    return pc_attr_equal(a->attr, b->attr);
}

const lu_class lu_class_attr = {.name = "Attr",
                                .size = sizeof(const pc_attr *),
                                .props = props,
                                .nprops = PC_COUNT(props),
                                .aliases = aliases,
                                .naliases = PC_COUNT(aliases),
                                .methods = methods,
                                .equal = equal,
                                .show = lu_show_value_attr};

void lu_push_attr(lua_State *L, const pc_attr *x) {
    lu_push(L, LU_ATTR, &(lu_value){.attr = x}, 0);
}

typedef struct attr_words {
    pc_arena *a;
    pc_str text;
    PC_VEC(pc_str) v;
} attr_words;

static void attr_words_body(void *arg) {
    attr_words *w = arg;
    for (size_t i = 0; i < w->text.n;) {
        while (i < w->text.n && pc_is_space((unsigned char)w->text.p[i])) i++;
        size_t from = i;
        while (i < w->text.n && !pc_is_space((unsigned char)w->text.p[i])) i++;
        if (i > from) pc_vec_push(w->a, &w->v, pc_str_sub(w->text, from, i));
    }
}

/* As HTML has it: id, class, and the rest attributes. */
static bool attr_of_html(lua_State *L, int idx, pc_attr *out) {
    lu_pairs all = {0};
    if (!pairs_of_table(L, idx, &all)) return false;
    size_t kept = 0;
    for (size_t i = 0; i < all.n; i++) {
        pc_key_value kv = all.v[i];
        if (pc_str_eqz(kv.key, "id")) {
            out->id = kv.value;
        } else if (pc_str_eqz(kv.key, "class")) {
            attr_words w = {.a = lu(L)->cx->arena, .text = kv.value};
            lu_guard(L, attr_words_body, &w);
            out->classes.v = w.v.v;
            out->classes.n = w.v.n;
        } else {
            all.v[kept++] = kv;
        }
    }
    out->pairs.v = all.v;
    out->pairs.n = kept;
    return true;
}

static bool attr_of_triple(lua_State *L, int idx, pc_attr *out) {
    bool ok = true;
    lua_rawgeti(L, idx, 1);
    if (!lua_isnil(L, -1) && !(ok = lu_peek_str(L, -1, &out->id)))
        lu_retrieving(L, "raw index '1'"), lu_retrieving(L, "Attr");
    lua_remove(L, ok ? -1 : -2);
    if (!ok) return false;
    lua_rawgeti(L, idx, 2);
    /* Pandoc takes a lone string here for nothing; so is anything else that is no list. */
    if (lua_istable(L, -1)) ok = lu_peek_strs(L, -1, &out->classes);
    lua_remove(L, ok ? -1 : -2);
    if (!ok) return false;
    lua_rawgeti(L, idx, 3);
    lu_pairs p;
    ok = peek_pairs(L, -1, &p);
    lua_remove(L, ok ? -1 : -2);
    if (!ok) return false;
    out->pairs.v = p.v;
    out->pairs.n = p.n;
    return true;
}

static const char *haskell_type(lua_State *L, int idx) {
    switch (lua_type(L, idx)) {
    case LUA_TNIL: return "TypeNil";
    case LUA_TBOOLEAN: return "TypeBoolean";
    case LUA_TNUMBER: return "TypeNumber";
    case LUA_TFUNCTION: return "TypeFunction";
    case LUA_TTHREAD: return "TypeThread";
    case LUA_TNONE: return "TypeNone";
    default: return "TypeLightUserdata";
    }
}

bool lu_peek_attr(lua_State *L, int idx, const pc_attr **out) {
    lu_value v;
    idx = lua_absindex(L, idx);
    switch (lua_type(L, idx)) {
    case LUA_TUSERDATA:
        if (!lu_peek_kind(L, idx, LU_ATTR, &v)) return lu_retrieving(L, "Attr");
        *out = v.attr;
        return true;
    case LUA_TSTRING:
    case LUA_TTABLE: break;
    default: return lu_fail(L, "Cannot get Attr from %s", haskell_type(L, idx));
    }
    pc_attr *a = lu_array(L, 1, sizeof *a);
    *a = (pc_attr){.id = EMPTY};
    *out = a;
    if (lua_type(L, idx) == LUA_TSTRING) return a->id = lu_text(L, idx), true;
    lua_rawgeti(L, idx, 1);
    lua_rawgeti(L, idx, 2);
    bool triple = lua_rawlen(L, idx) > 0 || !lua_isnil(L, -1) || !lua_isnil(L, -2);
    lua_pop(L, 2);
    return triple ? attr_of_triple(L, idx, a) : attr_of_html(L, idx, a);
}

const pc_attr *lu_opt_attr(lua_State *L, int idx, const char *function) {
    const pc_attr *a = &pc_attr_none;
    if (lua_isnoneornil(L, idx)) return a;
    if (lu_peek_attr(L, idx, &a)) return a;
    if (lua_type(L, idx) != LUA_TTABLE && lua_type(L, idx) != LUA_TUSERDATA) lua_error(L);
    lu_arg(L, false, "attr", function);
    return a;
}

static int make_attr(lua_State *L) {
    pc_attr *a = lu_array(L, 1, sizeof *a);
    const pc_attr *from;
    *a = (pc_attr){.id = EMPTY};
    lua_settop(L, 3);
    if (lua_istable(L, 1) || lu_test(L, 1, LU_ATTR)) {
        if (!lu_peek_attr(L, 1, &from)) return lua_error(L);
        lu_push_attr(L, from);
        return 1;
    }
    if (lua_type(L, 1) != LUA_TSTRING && !lua_isnil(L, 1))
        return lu_fail(L, "Cannot create Attr from %s", haskell_type(L, 1)), lua_error(L);
    lua_createtable(L, 3, 0);
    for (int i = 1; i <= 3; i++) {
        lua_pushvalue(L, i);
        lua_rawseti(L, 4, i);
    }
    if (!attr_of_triple(L, 4, a)) return lua_error(L);
    lu_push_attr(L, a);
    return 1;
}

static int make_list(lua_State *L) {
    lu_value v;
    lua_settop(L, 1);
    if (!peek_pairs(L, 1, &v.pairs)) return lua_error(L);
    lu_push(L, LU_ATTRIBUTES, &v, 0);
    return 1;
}

void lu_open_attr(lua_State *L) {
    static const luaL_Reg makers[] = {
        {"Attr", make_attr}, {"AttributeList", make_list}, {NULL, NULL}};
    luaL_setfuncs(L, makers, 0);
}
