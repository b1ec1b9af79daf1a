/* Lua filters: a script and a document in, the changed document out, as Pandoc runs them (its
 * manual, lua-filters). Each script gets a state of its own. Here are the state's birth and end,
 * the boundary between pubconv's failures and Lua's errors, and the report of an error with its
 * places. */
#include "filters/lua/engine.h"

#include "ast/copy.h"
#include "base/str.h"
#include "base/utf8.h"
#include "filters/lua/lua_int.h"

#include <stdio.h>

/* ---- memory and the boundary */

static void *eng_alloc(void *user, void *p, size_t old, size_t n) {
    return pc_mem_try_realloc(user, p, p ? old : 0, n);
}

void lu_guard(lua_State *L, void (*body)(void *arg), void *arg) {
    lu_state *st = lu(L);
    pc_fault fault = pc_try(st->cx->mem, body, arg);
    if (fault == PC_FAULT_NONE) return;
    st->fault = fault;
    if (fault == PC_FAULT_MEMORY) luaL_error(L, "not enough memory");
    luaL_error(L, "a limit of memory or size was met");
}

typedef struct eng_room {
    pc_arena *arena;
    size_t n;
    void *p;
} eng_room;

static void eng_alloc_body(void *arg) {
    eng_room *r = arg;
    r->p = pc_alloc(r->arena, r->n);
}

/* What fits in the arena's chunk cannot throw. */
static void *eng_take(lua_State *L, pc_arena *a, size_t n) {
    if ((size_t)(a->end - a->next) >= n + 64 && a->next) return pc_alloc(a, n);
    eng_room r = {a, n, NULL};
    lu_guard(L, eng_alloc_body, &r);
    return r.p;
}

void *lu_alloc(lua_State *L, size_t n) {
    return eng_take(L, lu(L)->cx->arena, n);
}
void *lu_scratch(lua_State *L, size_t n) {
    return eng_take(L, lu(L)->cx->scratch, n);
}

void *lu_array(lua_State *L, size_t n, size_t each) {
    if (n == 0) return NULL;
    if (n > SIZE_MAX / each / 2) luaL_error(L, "not enough memory");
    return memset(lu_alloc(L, n * each), 0, n * each);
}

pc_str lu_borrow(lua_State *L, int idx) {
    pc_str s;
    s.p = lua_tolstring(L, idx, &s.n);
    return s;
}

typedef struct eng_text {
    pc_arena *arena;
    pc_str s;
} eng_text;

/* Documents hold well-formed UTF-8 only; Lua's strings may hold any bytes. */
static void eng_text_body(void *arg) {
    eng_text *t = arg;
    t->s =
        pc_utf8_check(t->s) == t->s.n ? pc_str_dup(t->arena, t->s) : pc_utf8_repair(t->arena, t->s);
}

pc_str lu_text(lua_State *L, int idx) {
    size_t n;
    lua_pushvalue(L, idx); /* a number must stay one where it stands */
    const char *p = lua_tolstring(L, -1, &n);
    pc_arena *arena = lu(L)->cx->arena;
    eng_text t = {arena, {p, n}};
    if (arena->next && (size_t)(arena->end - arena->next) >= n + 64 && pc_utf8_check(t.s) == n) {
        t.s = pc_str_dup(arena, t.s); /* fits: cannot throw */
        lua_pop(L, 1);
        return t.s;
    }
    lu_guard(L, eng_text_body, &t);
    lua_pop(L, 1);
    return t.s;
}

/* ---- places in the script */

static pc_pos line_pos(const pc_source *s, int line) {
    size_t i = 0;
    for (int n = 1; n < line && i < s->text.n; n++) {
        size_t end = pc_str_chr(s->text, '\n', i);
        i = end == PC_NPOS ? s->text.n : end + 1;
    }
    while (i < s->text.n && (s->text.p[i] == ' ' || s->text.p[i] == '\t')) i++;
    return line > 0 && s->text.n ? pc_source_pos(s, i) : 0;
}

typedef struct eng_warning {
    lu_state *st;
    int line;
    pc_str message, help;
} eng_warning;

static void eng_warn_body(void *arg) {
    eng_warning *w = arg;
    pc_ctx *cx = w->st->cx;
    pc_str help = pc_str_dup(cx->arena, w->help);
    pc_diag_span(cx->diags, PC_DIAG_LUA_WARN, line_pos(w->st->script, w->line), 0, help, "%.*s",
                 PC_F(w->message));
}

void lu_warn(lua_State *L, int line, const char *message, const char *help) {
    eng_warning w = {lu(L), line, pc_strz(message), pc_strz(help)};
    lu_guard(L, eng_warn_body, &w);
}

static bool in_script(const lua_Debug *d, lua_State *L) {
    pc_str name = lu(L)->script->name;
    return d->source[0] == '@' && pc_str_eq(pc_strz(d->source + 1), name);
}

/* The line of the script that runs now; 0 if none does. */
static int running_line(lua_State *L) {
    lua_Debug d;
    for (int i = 0; lua_getstack(L, i, &d); i++) {
        lua_getinfo(L, "Sl", &d);
        if (d.currentline > 0 && in_script(&d, L)) return d.currentline;
    }
    return 0;
}

/* ---- Lua's warn() */

static void eng_warnf(void *user, const char *message, int more) {
    lua_State *L = user;
    lu_state *st = lu(L);
    size_t n = strlen(st->warning), room = sizeof st->warning - n - 1, m = strlen(message);
    if (st->exiting || (!n && !more && message[0] == '@')) return; /* control messages */
    memcpy(st->warning + n, message, m < room ? m : room);
    st->warning[n + (m < room ? m : room)] = 0;
    if (more) return;
    /* Lua warns outside of any protected call, too (finalizers at its end): nothing is raised. */
    eng_warning w = {st, running_line(L), pc_strz(st->warning), {0}};
    pc_try(st->cx->mem, eng_warn_body, &w);
    st->warning[0] = 0;
}

/* ---- os.exit() */

static void eng_exit_hook(lua_State *L, lua_Debug *d) {
    (void)d;
    lua_pushliteral(L, "os.exit");
    lua_error(L);
}

/* Ends the conversion, and not the program around it: as an error that no pcall of the script holds
 * up, since the next step after it raises it again. */
static int eng_exit(lua_State *L) {
    static const int steps = LUA_MASKCALL | LUA_MASKRET | LUA_MASKCOUNT;
    lu_state *st = lu(L);
    st->exit_status = lua_isboolean(L, 1) ? !lua_toboolean(L, 1) : (int)luaL_optinteger(L, 1, 0);
    st->exiting = true;
    lua_sethook(L, eng_exit_hook, steps, 1);
    lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_MAINTHREAD);
    lua_sethook(lua_tothread(L, -1), eng_exit_hook, steps, 1);
    eng_exit_hook(L, NULL);
    return 0;
}

/* ---- errors */

/* Remembers where the error came from while the stack is still there; makes a text of it. */
static int eng_handler(lua_State *L) {
    lu_state *st = lu(L);
    lua_Debug d;
    st->error_element = st->element;
    st->nframes = 0;
    for (int i = 1; i < 100 && lua_getstack(L, i, &d) && st->nframes < PC_COUNT(st->frames); i++) {
        lua_getinfo(L, "Sln", &d);
        if (d.currentline <= 0 || !in_script(&d, L)) continue;
        if (st->nframes && st->frames[st->nframes - 1].line == d.currentline) continue;
        st->frames[st->nframes].line = d.currentline;
        snprintf(st->frames[st->nframes].name, sizeof st->frames[0].name, "%s",
                 d.name && *d.name != '?' ? d.name : "");
        st->nframes++;
    }
    if (lua_type(L, 1) == LUA_TSTRING) return 1;
    luaL_tolstring(L, 1, NULL);
    return 1;
}

/* "F:12: message": cuts the place off, answers the line. */
static int cut_place(pc_str *message, pc_str name) {
    pc_str m = *message;
    size_t at = pc_str_starts(m, name)     ? name.n
                : pc_str_startsz(m, "...") ? pc_str_find(m, PC_S(".lua:"), 0) + 4
                                           : 0;
    if (at == 0 || at >= m.n || m.p[at] != ':') return 0;
    size_t i = at + 1;
    int line = 0;
    for (; i < m.n && pc_is_digit((unsigned char)m.p[i]) && line < 100000000; i++)
        line = line * 10 + (m.p[i] - '0');
    if (i == at + 1 || i >= m.n || m.p[i] != ':') return 0;
    *message = pc_str_ltrim(pc_str_from(m, i + 1));
    return line;
}

/* One line: the lines "while retrieving …" follow after commas. */
static pc_str one_line(pc_ctx *cx, pc_str message) {
    pc_buf b;
    pc_buf_init(&b, cx->mem);
    size_t trace = pc_str_find(message, PC_S("\nstack traceback:"), 0);
    message = pc_str_rtrim(pc_str_sub(message, 0, trace));
    for (size_t i = 0; i < message.n && i < 2000; i++) {
        char c = message.p[i];
        if (c == '\n' || c == '\r') {
            while (i + 1 < message.n && pc_is_space((unsigned char)message.p[i + 1])) i++;
            PC_PUTL(&b, ", ");
        } else {
            pc_buf_putc(&b, c);
        }
    }
    pc_str line = pc_utf8_repair(cx->arena, pc_buf_take(&b, cx->arena));
    pc_buf_fini(&b);
    return line;
}

static void report_frames(lu_state *st, size_t first) {
    pc_ctx *cx = st->cx;
    for (size_t i = first; i < st->nframes; i++) {
        const char *name = st->frames[i].name;
        if (*name)
            pc_diag_note(cx->diags, line_pos(st->script, st->frames[i].line), "called from '%s'",
                         name);
        else
            pc_diag_note(cx->diags, line_pos(st->script, st->frames[i].line), "called here");
    }
}

static void report(lua_State *L, lu_state *st) {
    pc_ctx *cx = st->cx;
    const char *raw = lua_tostring(L, -1);
    pc_str message = pc_strz(raw ? raw : "(error object is no string)");
    const bool blamed = raw && st->blame == raw;
    int line = cut_place(&message, st->script->name);
    size_t first = 0;
    if (blamed) {
        line = st->blame_line;
        first = st->nframes; /* the caller of walk() is not at fault */
    } else if (st->nframes) {
        if (!line) line = st->frames[0].line;
        first = 1;
    }
    pc_str text = one_line(cx, message);
    pc_diag(cx->diags, PC_DIAG_LUA, line_pos(st->script, line),
            "Error running filter %.*s: %.*s%s%s", PC_F(st->script->name), PC_F(text),
            blamed ? ", from function " : "", blamed ? st->blame_name : "");
    report_frames(st, first);
    if (st->error_element) pc_diag_note(cx->diags, st->error_element, "while this was filtered");
}

/* ---- running */

typedef struct eng_module {
    const char *name;
    lua_CFunction push;
} eng_module;

/* Each is both pandoc.NAME and what require 'pandoc.NAME' gives. */
static const eng_module modules[] = {
    {"text", lu_open_text}, {"types", lu_open_types}, {"utils", lu_open_utils}};

static void open_libraries(lua_State *L, bool sandbox) {
    static const luaL_Reg safe[] = {
        {LUA_GNAME, luaopen_base},       {LUA_COLIBNAME, luaopen_coroutine},
        {LUA_TABLIBNAME, luaopen_table}, {LUA_STRLIBNAME, luaopen_string},
        {LUA_MATHLIBNAME, luaopen_math}, {LUA_UTF8LIBNAME, luaopen_utf8}};
    static const char *const unsafe[] = {"dofile", "loadfile", "load"};
    if (!sandbox) {
        luaL_openlibs(L);
        lua_getglobal(L, LUA_OSLIBNAME);
        lua_pushcfunction(L, eng_exit);
        lua_setfield(L, -2, "exit");
        lua_pop(L, 1);
        return;
    }
    for (size_t i = 0; i < PC_COUNT(safe); i++) {
        luaL_requiref(L, safe[i].name, safe[i].func, 1);
        lua_pop(L, 1);
    }
    for (size_t i = 0; i < PC_COUNT(unsafe); i++) {
        lua_pushnil(L);
        lua_setglobal(L, unsafe[i]);
    }
}

/* The module on top becomes package.loaded[name]; it stays. */
static void set_loaded(lua_State *L, const char *name) {
    luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    lua_pushvalue(L, -2);
    lua_setfield(L, -2, name);
    lua_pop(L, 1);
}

static void open_pandoc(lua_State *L) {
    lu_objects_open(L);
    lua_newtable(L);
    lu_open_list(L);
    lu_open_inline(L);
    lu_open_block(L);
    lu_open_attr(L);
    lu_open_parts(L);
    lu_open_table(L);
    lu_open_doc(L);
    lu_open_walk(L);
    lu_open_format(L);
    for (size_t i = 0; i < PC_COUNT(modules); i++) {
        modules[i].push(L);
        lua_pushfstring(L, "pandoc.%s", modules[i].name);
        lua_pushvalue(L, -2);
        set_loaded(L, lua_tostring(L, -2));
        lua_pop(L, 2);
        lua_setfield(L, -2, modules[i].name);
    }
    lu_open_simple_table(L);
    lua_getfield(L, -1, "utils");
    lua_getfield(L, -1, "sha1");
    lua_setfield(L, -3, "sha1");
    lua_pop(L, 1);
    lua_getfield(L, -1, "List");
    set_loaded(L, "pandoc.List");
    lua_pop(L, 1);
    lua_getfield(L, -1, "text"); /* its name before it was a part of pandoc */
    set_loaded(L, "text");
    lua_pop(L, 1);
    set_loaded(L, "pandoc");
    lua_setglobal(L, "pandoc");
    lu_open_pubconv(L);
    set_loaded(L, "pubconv");
    lua_setglobal(L, "pubconv");
}

/* A first line that begins with # is for the shell. */
static void load_script(lua_State *L, const pc_source *script) {
    pc_str text = script->text;
    if (text.n && text.p[0] == '#') text = pc_str_from(text, pc_str_chr(text, '\n', 0));
    lua_pushliteral(L, "@");
    lu_push_str(L, script->name);
    lua_concat(L, 2);
    if (luaL_loadbufferx(L, text.p ? text.p : "", text.n, lua_tostring(L, -1), "t") != LUA_OK)
        lua_error(L);
    lua_remove(L, -2);
}

/* What the script returned is at index 2 and up: filters; without a result, the globals are one. */
static void run_results(lua_State *L, pc_doc *doc) {
    if (lua_gettop(L) < 2) {
        lua_pushglobaltable(L);
        lu_check_names(L, 2);
        lu_run_filter(L, 2, doc);
        return;
    }
    const size_t n = lua_istable(L, 2) ? lua_rawlen(L, 2) : 0;
    if (n == 0 && lua_istable(L, 2)) lu_check_names(L, 2);
    if (n == 0) lu_run_filter(L, 2, doc);
    for (size_t i = 1; i <= n; i++) {
        lua_rawgeti(L, 2, (lua_Integer)i);
        if (lua_istable(L, -1)) lu_check_names(L, -1);
        lu_run_filter(L, -1, doc);
        lua_pop(L, 1);
    }
}

/* Finalizers of the script run when the state is closed, and that is after eng_body() has ended: so
 * what they see of pubconv stands here. */
typedef struct eng_run {
    lu_state state;
    pc_doc *doc;
    pc_status status;
} eng_run;

static int eng_main(lua_State *L) {
    eng_run *r = lua_touserdata(L, 1);
    const lu_state *st = &r->state;
    open_libraries(L, st->cx->options && st->cx->options->sandbox);
    lua_setwarnf(L, eng_warnf, L);
    open_pandoc(L);
    lu_open_globals(L);
    lua_settop(L, 1);
    load_script(L, st->script);
    lua_call(L, 0, LUA_MULTRET);
    pc_doc doc = *r->doc;
    run_results(L, &doc);
    *r->doc = doc;
    return 0;
}

static void eng_close(void *L) {
    lua_close(L);
}

static void eng_body(void *arg) {
    eng_run *r = arg;
    lu_state *st = &r->state;
    pc_ctx *cx = st->cx;
    pc_mark mark = pc_arena_mark(cx->scratch);
    lua_State *L = lua_newstate(eng_alloc, cx->mem);
    if (!L) pc_throw(cx->mem, PC_FAULT_MEMORY);
    pc_defer(cx->mem, eng_close, L);
    *(lu_state **)lua_getextraspace(L) = st;
    lua_gc(L, LUA_GCGEN, 0, 0);
    lua_pushcfunction(L, eng_handler);
    lua_pushcfunction(L, eng_main);
    lua_pushlightuserdata(L, r);
    if (lua_pcall(L, 1, 0, 1) == LUA_OK)
        r->status = PC_OK;
    else if (!st->exiting)
        report(L, st);
    pc_arena_release(cx->scratch, mark);
}

/* A protected call of its own, so that the Lua state ends with the filter. */
static pc_status run(pc_ctx *cx, const pc_source *script, pc_doc *doc, pc_str format) {
    eng_run r = {
        .state = {.cx = cx, .script = script, .format = format}, .doc = doc, .status = PC_FAILED};
    pc_fault fault = pc_try(cx->mem, eng_body, &r);
    if (fault != PC_FAULT_NONE) pc_throw(cx->mem, fault);
    if (!r.state.exiting) return r.status;
    pc_diag(cx->diags, PC_DIAG_NOTE, 0, "%.*s ended the conversion with status %d",
            PC_F(script->name), r.state.exit_status);
    cx->exiting = true;
    cx->exit_status = r.state.exit_status;
    return PC_FAILED;
}

const pc_engine pc_engine_lua = {.name = "lua", .suffix = ".lua", .run = run};
