/* The parts of tables: Cell, Row, TableHead, TableFoot, TableBody, column specifications. */
#include "filters/lua/lua_int.h"

const char *const lu_alignments[4] = {"AlignLeft", "AlignRight", "AlignCenter", "AlignDefault"};

#define ALL ~UINT32_C(0)

static const luaL_Reg clone_only[] = {{"clone", lu_clone}, {NULL, NULL}};

/* ---- Cell */

static void cell_get_alignment(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lua_pushstring(L, lu_alignments[v->cell.align]);
}
static bool cell_set_alignment(lua_State *L, int idx, lu_value *v) {
    size_t k;
    if (!lu_peek_word(L, idx, lu_alignments, 4, &k)) return false;
    v->cell.align = (pc_alignment)k;
    return true;
}
static void cell_get_attr(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lu_push_attr(L, v->cell.attr);
}
static bool cell_set_attr(lua_State *L, int idx, lu_value *v) {
    return lu_peek_attr(L, idx, &v->cell.attr);
}
static void cell_get_col_span(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lua_pushinteger(L, v->cell.col_span);
}
static bool cell_set_col_span(lua_State *L, int idx, lu_value *v) {
    return lu_peek_int(L, idx, &v->cell.col_span);
}
static void cell_get_contents(lua_State *L, const lu_value *v, unsigned made) {
    lu_push_blocks(L, v->cell.content, made);
}
static bool cell_set_contents(lua_State *L, int idx, lu_value *v) {
    return lu_peek_blocks_loose(L, idx, &v->cell.content);
}
static void cell_get_row_span(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lua_pushinteger(L, v->cell.row_span);
}
static bool cell_set_row_span(lua_State *L, int idx, lu_value *v) {
    return lu_peek_int(L, idx, &v->cell.row_span);
}

static const lu_prop cell_props[] = {
    {"alignment", ALL, cell_get_alignment, cell_set_alignment},
    {"attr", ALL, cell_get_attr, cell_set_attr},
    {"col_span", ALL, cell_get_col_span, cell_set_col_span},
    {"contents", ALL, cell_get_contents, cell_set_contents},
    {"row_span", ALL, cell_get_row_span, cell_set_row_span},
};
static const lu_alias cell_aliases[] = {{"attributes", "attr", "attributes"},
                                        {"classes", "attr", "classes"},
                                        {"content", "contents", NULL},
                                        {"identifier", "attr", "identifier"}};
static const luaL_Reg cell_methods[] = {{"clone", lu_clone}, {"walk", lu_walk_cell}, {NULL, NULL}};

const lu_class lu_class_cell = {.name = "Cell",
                                .size = sizeof(pc_cell),
                                .props = cell_props,
                                .nprops = PC_COUNT(cell_props),
                                .aliases = cell_aliases,
                                .naliases = PC_COUNT(cell_aliases),
                                .methods = cell_methods,
                                .show = lu_show_value_cell};

static int make_cell(lua_State *L) {
    static const char fn[] = "Cell";
    lu_value v = {.cell = {&pc_attr_none, PC_ALIGN_DEFAULT, 1, 1, {0}}};
    lu(L)->made = 0;
    lu_arg(L, lu_peek_blocks(L, 1, &v.cell.content), "blocks", fn);
    if (!lua_isnoneornil(L, 2)) lu_arg(L, cell_set_alignment(L, 2, &v), "align", fn);
    if (!lua_isnoneornil(L, 3)) lu_arg(L, lu_peek_int(L, 3, &v.cell.row_span), "rowspan", fn);
    if (!lua_isnoneornil(L, 4)) lu_arg(L, lu_peek_int(L, 4, &v.cell.col_span), "colspan", fn);
    v.cell.attr = lu_opt_attr(L, 5, fn);
    lu_push_made(L, LU_CELL, &v);
    return 1;
}

/* A Cell, or a table with all of its fields. */
static bool cell_item(lua_State *L, int idx, void *out) {
    const int top = lua_gettop(L);
    lu_value v = {.cell = {&pc_attr_none, PC_ALIGN_DEFAULT, 1, 1, {0}}};
    if (lu_test(L, idx, LU_CELL)) {
        if (!lu_peek_kind(L, idx, LU_CELL, &v)) return false;
        *(pc_cell *)out = v.cell;
        return true;
    }
    if (!lua_istable(L, idx)) return lu_expected(L, idx, "Cell or table");
    for (size_t i = 0; i < PC_COUNT(cell_props); i++) {
        lua_getfield(L, idx, cell_props[i].name);
        bool optional = lua_isnil(L, -1) && strcmp(cell_props[i].name, "contents") != 0;
        if (!optional && !cell_props[i].set(L, top + 1, &v)) {
            lu_retrieving(L, "raw field '%s'", cell_props[i].name);
            return lu_failed(L, top);
        }
        lua_settop(L, top);
    }
    *(pc_cell *)out = v.cell;
    return true;
}

/* ---- Row */

static void row_get_attr(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lu_push_attr(L, v->row.attr);
}
static bool row_set_attr(lua_State *L, int idx, lu_value *v) {
    return lu_peek_attr(L, idx, &v->row.attr);
}
static void row_get_cells(lua_State *L, const lu_value *v, unsigned made) {
    lu_new_list(L, v->row.n, LU_LIST);
    for (size_t i = 0; i < v->row.n; i++) {
        lu_push(L, LU_CELL, &(lu_value){.cell = v->row.cells[i]}, made);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}
static bool row_set_cells(lua_State *L, int idx, lu_value *v) {
    void *cells;
    if (!lu_peek_list(L, idx, sizeof(pc_cell), cell_item, &cells, &v->row.n)) return false;
    v->row.cells = cells;
    return true;
}

static const lu_prop row_props[] = {{"attr", ALL, row_get_attr, row_set_attr},
                                    {"cells", ALL, row_get_cells, row_set_cells}};
static const lu_alias attr_aliases[] = {{"attributes", "attr", "attributes"},
                                        {"classes", "attr", "classes"},
                                        {"identifier", "attr", "identifier"}};
static const luaL_Reg row_methods[] = {{"clone", lu_clone}, {"walk", lu_walk_row}, {NULL, NULL}};

const lu_class lu_class_row = {.name = "Row",
                               .size = sizeof(pc_row),
                               .props = row_props,
                               .nprops = PC_COUNT(row_props),
                               .aliases = attr_aliases,
                               .naliases = PC_COUNT(attr_aliases),
                               .methods = row_methods,
                               .show = lu_show_value_row};

static int make_row(lua_State *L) {
    lu_value v = {.row = {&pc_attr_none, NULL, 0}};
    lu(L)->made = 0;
    if (!lua_isnoneornil(L, 1)) lu_arg(L, row_set_cells(L, 1, &v), "cells", "Row");
    v.row.attr = lu_opt_attr(L, 2, "Row");
    lu_push_made(L, LU_ROW, &v);
    return 1;
}

/* A Row, or {attr, {cell, …}}. */
static bool row_item(lua_State *L, int idx, void *out) {
    const int top = lua_gettop(L);
    lu_value v = {.row = {&pc_attr_none, NULL, 0}};
    if (lu_test(L, idx, LU_ROW)) {
        if (!lu_peek_kind(L, idx, LU_ROW, &v)) return false;
        *(pc_row *)out = v.row;
        return true;
    }
    if (!lua_istable(L, idx)) return lu_expected(L, idx, "Row or table");
    lua_rawgeti(L, idx, 1);
    if (!lu_peek_attr(L, -1, &v.row.attr)) return lu_failed(L, top);
    lua_rawgeti(L, idx, 2);
    if (!row_set_cells(L, top + 2, &v)) return lu_failed(L, top);
    lua_settop(L, top);
    *(pc_row *)out = v.row;
    return true;
}

bool lu_peek_rows(lua_State *L, int idx, pc_rows *out) {
    void *v;
    if (!lu_peek_list(L, idx, sizeof(pc_row), row_item, &v, &out->n)) return false;
    out->v = v;
    return true;
}

static void push_rows(lua_State *L, pc_rows xs, unsigned made) {
    lu_new_list(L, xs.n, LU_LIST);
    for (size_t i = 0; i < xs.n; i++) {
        lu_push(L, LU_ROW, &(lu_value){.row = xs.v[i]}, made);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

/* ---- TableHead, TableFoot */

static void part_get_attr(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lu_push_attr(L, v->part.attr);
}
static bool part_set_attr(lua_State *L, int idx, lu_value *v) {
    return lu_peek_attr(L, idx, &v->part.attr);
}
static void part_get_rows(lua_State *L, const lu_value *v, unsigned made) {
    push_rows(L, v->part.rows, made);
}
static bool part_set_rows(lua_State *L, int idx, lu_value *v) {
    return lu_peek_rows(L, idx, &v->part.rows);
}

static const lu_prop part_props[] = {{"attr", ALL, part_get_attr, part_set_attr},
                                     {"rows", ALL, part_get_rows, part_set_rows}};

const lu_class lu_class_table_head = {.name = "TableHead",
                                      .size = sizeof(pc_table_part),
                                      .props = part_props,
                                      .nprops = PC_COUNT(part_props),
                                      .aliases = attr_aliases,
                                      .naliases = PC_COUNT(attr_aliases),
                                      .methods = clone_only,
                                      .show = lu_show_value_head};
const lu_class lu_class_table_foot = {.name = "TableFoot",
                                      .size = sizeof(pc_table_part),
                                      .props = part_props,
                                      .nprops = PC_COUNT(part_props),
                                      .aliases = attr_aliases,
                                      .naliases = PC_COUNT(attr_aliases),
                                      .methods = clone_only,
                                      .show = lu_show_value_foot};

static int make_part(lua_State *L) {
    const bool head = lua_toboolean(L, lua_upvalueindex(1));
    const char *fn = head ? "TableHead" : "TableFoot";
    lu_value v = {.part = {&pc_attr_none, {0}}};
    lu(L)->made = 0;
    if (!lua_isnoneornil(L, 1)) lu_arg(L, lu_peek_rows(L, 1, &v.part.rows), "rows", fn);
    v.part.attr = lu_opt_attr(L, 2, fn);
    lu_push_made(L, head ? LU_TABLE_HEAD : LU_TABLE_FOOT, &v);
    return 1;
}

/* ---- TableBody */

static void body_get_attr(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lu_push_attr(L, v->body.attr);
}
static bool body_set_attr(lua_State *L, int idx, lu_value *v) {
    return lu_peek_attr(L, idx, &v->body.attr);
}
static void body_get_body(lua_State *L, const lu_value *v, unsigned made) {
    push_rows(L, v->body.body, made);
}
static bool body_set_body(lua_State *L, int idx, lu_value *v) {
    return lu_peek_rows(L, idx, &v->body.body);
}
static void body_get_head(lua_State *L, const lu_value *v, unsigned made) {
    push_rows(L, v->body.head, made);
}
static bool body_set_head(lua_State *L, int idx, lu_value *v) {
    return lu_peek_rows(L, idx, &v->body.head);
}
static void body_get_columns(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lua_pushinteger(L, v->body.row_head_columns);
}
static bool body_set_columns(lua_State *L, int idx, lu_value *v) {
    return lu_peek_int(L, idx, &v->body.row_head_columns);
}

static const lu_prop body_props[] = {{"attr", ALL, body_get_attr, body_set_attr},
                                     {"body", ALL, body_get_body, body_set_body},
                                     {"head", ALL, body_get_head, body_set_head},
                                     {"row_head_columns", ALL, body_get_columns, body_set_columns}};

const lu_class lu_class_table_body = {.name = "TableBody",
                                      .size = sizeof(pc_table_body),
                                      .props = body_props,
                                      .nprops = PC_COUNT(body_props),
                                      .aliases = attr_aliases,
                                      .naliases = PC_COUNT(attr_aliases),
                                      .methods = clone_only,
                                      .show = lu_show_value_body};

/* A TableBody, or a table with its fields; what is left out is empty. */
static bool body_item(lua_State *L, int idx, void *out) {
    const int top = lua_gettop(L);
    lu_value v = {.body = {.attr = &pc_attr_none}};
    if (lu_test(L, idx, LU_TABLE_BODY)) {
        if (!lu_peek_kind(L, idx, LU_TABLE_BODY, &v)) return false;
    } else if (!lua_istable(L, idx)) {
        return lu_expected(L, idx, "TableBody");
    } else {
        for (size_t i = 0; i < PC_COUNT(body_props); i++) {
            lua_getfield(L, idx, body_props[i].name);
            if (!lua_isnil(L, -1) && !body_props[i].set(L, top + 1, &v)) {
                lu_retrieving(L, "raw field '%s'", body_props[i].name);
                lu_retrieving(L, "TableBody");
                return lu_failed(L, top);
            }
            lua_settop(L, top);
        }
    }
    *(pc_table_body *)out = v.body;
    return true;
}

bool lu_peek_bodies(lua_State *L, int idx, const pc_table_body **out, size_t *n) {
    void *v;
    if (!lu_peek_list(L, idx, sizeof(pc_table_body), body_item, &v, n)) return false;
    *out = v;
    return true;
}

void lu_push_bodies(lua_State *L, const pc_table_body *v, size_t n, unsigned made) {
    lu_new_list(L, n, LU_LIST);
    for (size_t i = 0; i < n; i++) {
        lu_push(L, LU_TABLE_BODY, &(lu_value){.body = v[i]}, made);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

/* For code that makes tables in Lua; Pandoc has no constructor for bodies yet. */
static int make_body(lua_State *L) {
    static const char fn[] = "TableBody";
    lu_value v = {.body = {.attr = &pc_attr_none}};
    lu(L)->made = 0;
    if (!lua_isnoneornil(L, 1)) lu_arg(L, lu_peek_rows(L, 1, &v.body.body), "body", fn);
    if (!lua_isnoneornil(L, 2)) lu_arg(L, lu_peek_rows(L, 2, &v.body.head), "head", fn);
    if (!lua_isnoneornil(L, 3))
        lu_arg(L, lu_peek_int(L, 3, &v.body.row_head_columns), "row_head_columns", fn);
    v.body.attr = lu_opt_attr(L, 4, fn);
    lu_push_made(L, LU_TABLE_BODY, &v);
    return 1;
}

/* ---- column specifications: {alignment, width or nil} */

static bool colspec_item(lua_State *L, int idx, void *out) {
    pc_col_spec *c = out;
    const int top = lua_gettop(L);
    size_t k = PC_ALIGN_DEFAULT;
    if (!lua_istable(L, idx)) return lu_expected(L, idx, "table");
    c->width = 0;
    lua_rawgeti(L, idx, 1);
    if (!lu_peek_word(L, -1, lu_alignments, 4, &k)) return lu_failed(L, top);
    lua_rawgeti(L, idx, 2);
    if (!lua_isnil(L, -1) && !lu_peek_double(L, -1, &c->width)) return lu_failed(L, top);
    c->align = (pc_alignment)k;
    lua_settop(L, top);
    return true;
}

bool lu_peek_colspecs(lua_State *L, int idx, const pc_col_spec **out, size_t *n) {
    void *v;
    if (!lu_peek_list(L, idx, sizeof(pc_col_spec), colspec_item, &v, n)) return false;
    *out = v;
    return true;
}

void lu_push_colspecs(lua_State *L, const pc_col_spec *v, size_t n) {
    lu_new_list(L, n, LU_LIST);
    for (size_t i = 0; i < n; i++) {
        lua_createtable(L, 2, 0);
        lua_pushstring(L, lu_alignments[v[i].align]);
        lua_rawseti(L, -2, 1);
        if (v[i].width > 0) {
            lua_pushnumber(L, v[i].width);
            lua_rawseti(L, -2, 2);
        }
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

void lu_open_table(lua_State *L) {
    static const luaL_Reg makers[] = {
        {"Cell", make_cell}, {"Row", make_row}, {"TableBody", make_body}, {NULL, NULL}};
    luaL_setfuncs(L, makers, 0);
    for (int head = 0; head < 2; head++) {
        lua_pushboolean(L, head);
        lua_pushcclosure(L, make_part, 1);
        lua_setfield(L, -2, head ? "TableHead" : "TableFoot");
    }
    for (size_t i = 0; i < 4; i++) {
        lua_pushstring(L, lu_alignments[i]);
        lua_setfield(L, -2, lu_alignments[i]);
    }
}
