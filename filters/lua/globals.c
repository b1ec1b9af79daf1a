/* The globals that Pandoc gives to filters, and the module pubconv with what Pandoc does not have.
 */
#include "filters/lua/lua_int.h"

#include "base/str.h"

/* The version of Pandoc whose behaviour the API follows; filters ask for at least some version. */
static const int PANDOC[] = {3, 9};
static const int PANDOC_API[] = {1, 23, 1};

static void set_str(lua_State *L, const char *key, pc_str s) {
    lu_push_str(L, s);
    lua_setfield(L, -2, key);
}

static void set_strs(lua_State *L, const char *key, const pc_str *v, size_t n) {
    lu_push_strs(L, (pc_strs){v, n});
    lua_setfield(L, -2, key);
}

static void set_int(lua_State *L, const char *key, lua_Integer i) {
    lua_pushinteger(L, i);
    lua_setfield(L, -2, key);
}

static void set_bool(lua_State *L, const char *key, bool b) {
    lua_pushboolean(L, b);
    lua_setfield(L, -2, key);
}

static void set_exts(lua_State *L, pc_exts exts) {
    lua_Integer n = 0;
    lu_new_list(L, 0, LU_LIST);
    for (int e = 0; e < PC_EXT_COUNT; e++) {
        if (!pc_ext_has(exts, (pc_ext)e)) continue;
        lua_pushstring(L, pc_ext_name((pc_ext)e));
        lua_rawseti(L, -2, ++n);
    }
    lua_setfield(L, -2, "extensions");
}

static int read_only(lua_State *L) {
    lua_pushliteral(L, "This ReaderOptions value is read-only.");
    return lua_error(L);
}

static void open_state(lua_State *L, const pc_ctx *cx) {
    const pc_options *o = cx->options;
    lua_newtable(L);
    set_strs(L, "input_files", cx->inputs, cx->ninputs);
    if (cx->output.n) set_str(L, "output_file", cx->output);
    set_strs(L, "log", NULL, 0);
    set_strs(L, "request_headers", NULL, 0);
    set_strs(L, "resource_path", o ? o->resource_path : NULL, o ? o->nresource_path : 0);
    if (o && o->data_dir.n) set_str(L, "user_data_dir", o->data_dir);
    set_bool(L, "trace", o && o->trace);
    set_str(L, "verbosity",
            o && o->verbose ? PC_S("INFO")
            : o && o->quiet ? PC_S("ERROR")
                            : PC_S("WARNING"));
    lua_setglobal(L, "PANDOC_STATE");
}

static void open_reader_options(lua_State *L, const pc_ctx *cx) {
    lua_newtable(L);
    lua_newtable(L);
    lua_newtable(L);
    set_int(L, "columns", cx->options ? cx->options->columns : 72);
    set_str(L, "default_image_extension", PC_S(""));
    set_exts(L, cx->exts);
    set_strs(L, "indented_code_classes", NULL, 0);
    set_bool(L, "standalone", cx->options && cx->options->standalone);
    set_bool(L, "strip_comments", false);
    set_int(L, "tab_stop", 4);
    set_str(L, "track_changes", PC_S("accept-changes"));
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, read_only);
    lua_setfield(L, -2, "__newindex");
    lua_pushliteral(L, "ReaderOptions (read-only)");
    lua_setfield(L, -2, "__name");
    lua_setmetatable(L, -2);
    lua_setglobal(L, "PANDOC_READER_OPTIONS");
}

static void open_writer_options(lua_State *L, const pc_ctx *cx) {
    static const char *const wraps[] = {"wrap-auto", "wrap-none", "wrap-preserve"};
    const pc_options *o = cx->options;
    lua_newtable(L);
    set_int(L, "columns", o ? o->columns : 72);
    set_exts(L, cx->to_exts);
    set_bool(L, "number_sections", o && o->number_sections);
    set_bool(L, "prefer_ascii", o && o->ascii);
    set_bool(L, "table_of_contents", o && o->toc);
    set_int(L, "toc_depth", o ? o->toc_depth : 3);
    set_int(L, "tab_stop", 4);
    set_str(L, "wrap_text", pc_strz(wraps[o ? o->wrap : PC_WRAP_AUTO]));
    lua_createtable(L, 0, 1);
    lua_pushliteral(L, "WriterOptions");
    lua_setfield(L, -2, "__name");
    lua_setmetatable(L, -2);
    lua_setglobal(L, "PANDOC_WRITER_OPTIONS");
}

void lu_open_globals(lua_State *L) {
    const lu_state *st = lu(L);
    lu_push_str(L, st->format);
    lua_setglobal(L, "FORMAT");
    lu_push_str(L, st->script->name);
    lua_setglobal(L, "PANDOC_SCRIPT_FILE");
    lu_push_version(L, PANDOC, PC_COUNT(PANDOC));
    lua_setglobal(L, "PANDOC_VERSION");
    lu_push_version(L, PANDOC_API, PC_COUNT(PANDOC_API));
    lua_setglobal(L, "PANDOC_API_VERSION");
    open_state(L, st->cx);
    open_reader_options(L, st->cx);
    open_writer_options(L, st->cx);
}

/* ---- pubconv */

typedef struct place_call {
    pc_sources *sources;
    pc_pos pos;
    pc_place place;
} place_call;

static void place_body(void *arg) {
    place_call *c = arg;
    c->place = pc_source_place(c->sources, c->pos);
}

/* pubconv.pos(el): file, line, column of an element; nothing when it has no place. */
static int pub_pos(lua_State *L) {
    lu_object *o = lu_test_any(L, 1);
    pc_pos pos = o && o->kind == LU_INLINE  ? o->v.inlin.pos
                 : o && o->kind == LU_BLOCK ? o->v.block.pos
                                            : 0;
    if (!pos) return 0;
    place_call c = {lu(L)->cx->sources, pos, {{0}, 0, 0, {0}, 0}};
    lu_guard(L, place_body, &c);
    if (!c.place.line) return 0;
    lu_push_str(L, c.place.file);
    lua_pushinteger(L, (lua_Integer)c.place.line);
    lua_pushinteger(L, (lua_Integer)c.place.column);
    return 3;
}

int lu_open_pubconv(lua_State *L) {
    static const luaL_Reg fns[] = {{"pos", pub_pos}, {NULL, NULL}};
    luaL_newlib(L, fns);
    lua_pushliteral(L, PUBCONV_VERSION);
    lua_setfield(L, -2, "version");
    return 1;
}
