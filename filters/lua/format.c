/* pandoc.read and pandoc.write: formats by name, from within a filter. */
#include "filters/lua/lua_int.h"

#include "ast/copy.h"
#include "base/str.h"

typedef struct format_call {
    pc_ctx *cx;
    pc_str spec, text;
    pc_doc doc;
    pc_status status;
} format_call;

static void read_body(void *arg) {
    format_call *c = arg;
    pc_source *s = pc_ctx_source(c->cx, PC_S("pandoc.read"), pc_str_dup(c->cx->arena, c->text));
    c->status = s ? pc_read_as(c->cx, c->spec, s, &c->doc) : PC_FAILED;
}

static void write_body(void *arg) {
    format_call *c = arg;
    pc_buf b;
    pc_buf_init(&b, c->cx->mem);
    c->status = pc_write_as(c->cx, c->spec, &c->doc, &b);
    c->text = pc_buf_take(&b, c->cx->scratch);
    pc_buf_fini(&b);
}

/* "gfm+smart", or {format = "gfm", extensions = {"smart"} or {smart = true}}. */
static pc_str format_spec(lua_State *L, int idx, const char *otherwise) {
    if (lua_isnoneornil(L, idx)) return pc_strz(otherwise);
    if (!lua_istable(L, idx)) return luaL_checkstring(L, idx), lu_borrow(L, idx);
    lua_getfield(L, idx, "extensions");
    const int exts = lua_gettop(L), spec = exts + 1;
    lua_getfield(L, idx, "format");
    luaL_checkstring(L, spec);
    if (lua_istable(L, exts))
        for (lua_pushnil(L); lua_next(L, exts); lua_pop(L, 1)) {
            const bool list = lua_type(L, -2) == LUA_TNUMBER;
            bool on = list || lua_toboolean(L, -1);
            if (!list && lua_type(L, -1) == LUA_TSTRING)
                on = strcmp(lua_tostring(L, -1), "enable") == 0;
            lua_pushfstring(L, "%s%s%s", lua_tostring(L, spec), on ? "+" : "-",
                            lua_tostring(L, list ? -1 : -2));
            lua_replace(L, spec);
        }
    return lu_borrow(L, spec);
}

static int format_failed(lua_State *L, const pc_ctx *cx, const char *what) {
    const pc_diags *d = cx->diags;
    pc_str why = d->n ? d->v[d->n - 1].message : PC_S("failed");
    lua_pushfstring(L, "%s: %s", what, lua_pushlstring(L, why.p ? why.p : "", why.n));
    return lua_error(L);
}

/* An unknown format is the filter's own error, which it may catch: no diagnostic. */
static void check_format(lua_State *L, pc_str spec, bool reader) {
    size_t n = 0;
    while (n < spec.n && spec.p[n] != '+' && spec.p[n] != '-') n++;
    const pc_registry *r = lu(L)->cx->registry;
    pc_str name = pc_str_sub(spec, 0, n);
    if (reader ? (const void *)pc_reader_find(r, name) : (const void *)pc_writer_find(r, name))
        return;
    lua_pushfstring(L, "Unknown %s format %s", reader ? "input" : "output",
                    lua_pushlstring(L, name.p ? name.p : "", name.n));
    lua_error(L);
}

static int format_read(lua_State *L) {
    lua_settop(L, 3);
    luaL_checkstring(L, 1);
    format_call c = {.cx = lu(L)->cx, .text = lu_borrow(L, 1)};
    c.spec = format_spec(L, 2, "markdown");
    if (lua_isnoneornil(L, 2) && !pc_reader_find(c.cx->registry, c.spec)) c.spec = PC_S("gfm");
    check_format(L, c.spec, true);
    lu_guard(L, read_body, &c);
    if (c.status != PC_OK) return format_failed(L, c.cx, "pandoc.read");
    lu_push_doc(L, &c.doc, 0);
    return 1;
}

static int format_write(lua_State *L) {
    lua_settop(L, 3);
    format_call c = {.cx = lu(L)->cx};
    lu_arg(L, lu_peek_doc(L, 1, &c.doc), "doc", "write");
    c.spec = format_spec(L, 2, "html");
    check_format(L, c.spec, false);
    pc_mark mark = pc_arena_mark(c.cx->scratch);
    lu_guard(L, write_body, &c);
    if (c.status != PC_OK) return format_failed(L, c.cx, "pandoc.write");
    /* Pandoc's writers end without a newline; its command line adds it. */
    if (pc_str_endsz(c.text, "\n")) c.text.n--;
    lu_push_str(L, c.text);
    pc_arena_release(c.cx->scratch, mark);
    return 1;
}

void lu_open_format(lua_State *L) {
    static const luaL_Reg fns[] = {{"read", format_read}, {"write", format_write}, {NULL, NULL}};
    luaL_setfuncs(L, fns, 0);
}
