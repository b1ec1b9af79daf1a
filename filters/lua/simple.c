/* SimpleTable, and the way between it and Table (pandoc.utils.to_simple_table, from_simple_table).
 */
#include "filters/lua/lua_int.h"

#define ALL ~UINT32_C(0)

static bool alignment_item(lua_State *L, int idx, void *out) {
    size_t k;
    if (!lu_peek_word(L, idx, lu_alignments, 4, &k)) return false;
    *(pc_alignment *)out = (pc_alignment)k;
    return true;
}
static bool width_item(lua_State *L, int idx, void *out) {
    return lu_peek_double(L, idx, out);
}
static bool row_item(lua_State *L, int idx, void *out) {
    return lu_peek_items(L, idx, out, false);
}

static void get_aligns(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lu_new_list(L, v->simple.naligns, LU_LIST);
    for (size_t i = 0; i < v->simple.naligns; i++) {
        lua_pushstring(L, lu_alignments[v->simple.aligns[i]]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}
static bool set_aligns(lua_State *L, int idx, lu_value *v) {
    void *p;
    if (!lu_peek_list(L, idx, sizeof(pc_alignment), alignment_item, &p, &v->simple.naligns))
        return false;
    v->simple.aligns = p;
    return true;
}
static void get_caption(lua_State *L, const lu_value *v, unsigned made) {
    lu_push_inlines(L, v->simple.caption, made);
}
static bool set_caption(lua_State *L, int idx, lu_value *v) {
    return lu_peek_inlines(L, idx, &v->simple.caption);
}
static void get_headers(lua_State *L, const lu_value *v, unsigned made) {
    lu_push_items(L, v->simple.header, made);
}
static bool set_headers(lua_State *L, int idx, lu_value *v) {
    return lu_peek_items(L, idx, &v->simple.header, false);
}
static void get_rows(lua_State *L, const lu_value *v, unsigned made) {
    lu_new_list(L, v->simple.nrows, LU_LIST);
    for (size_t i = 0; i < v->simple.nrows; i++) {
        lu_push_items(L, v->simple.rows[i], made);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}
static bool set_rows(lua_State *L, int idx, lu_value *v) {
    void *p;
    if (!lu_peek_list(L, idx, sizeof(pc_items), row_item, &p, &v->simple.nrows)) return false;
    v->simple.rows = p;
    return true;
}
static void get_tag(lua_State *L, const lu_value *v, unsigned made) {
    (void)v, (void)made;
    lua_pushliteral(L, "SimpleTable");
}
static void get_widths(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lu_new_list(L, v->simple.nwidths, LU_LIST);
    for (size_t i = 0; i < v->simple.nwidths; i++) {
        lua_pushnumber(L, v->simple.widths[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}
static bool set_widths(lua_State *L, int idx, lu_value *v) {
    void *p;
    if (!lu_peek_list(L, idx, sizeof(double), width_item, &p, &v->simple.nwidths)) return false;
    v->simple.widths = p;
    return true;
}

static const lu_prop props[] = {{"aligns", ALL, get_aligns, set_aligns},
                                {"caption", ALL, get_caption, set_caption},
                                {"headers", ALL, get_headers, set_headers},
                                {"rows", ALL, get_rows, set_rows},
                                {"t", ALL, get_tag, NULL},
                                {"widths", ALL, get_widths, set_widths}};
static const lu_alias aliases[] = {{"header", "headers", NULL}, {"tag", "t", NULL}};
static const luaL_Reg methods[] = {{"clone", lu_clone}, {NULL, NULL}};

const lu_class lu_class_simple_table = {.name = "SimpleTable",
                                        .size = sizeof(lu_simple_table),
                                        .props = props,
                                        .nprops = PC_COUNT(props),
                                        .aliases = aliases,
                                        .naliases = PC_COUNT(aliases),
                                        .methods = methods,
                                        .show = lu_show_value_simple};

static int make_simple(lua_State *L) {
    static const char fn[] = "SimpleTable";
    lu_value v = {.simple = {.naligns = 0}};
    lu(L)->made = 0;
    lu_arg(L, set_caption(L, 1, &v), "caption", fn);
    lu_arg(L, set_aligns(L, 2, &v), "aligns", fn);
    lu_arg(L, set_widths(L, 3, &v), "widths", fn);
    lu_arg(L, set_headers(L, 4, &v), "headers", fn);
    lu_arg(L, set_rows(L, 5, &v), "rows", fn);
    lu_push_made(L, LU_SIMPLE_TABLE, &v);
    return 1;
}

static pc_row row_of(lua_State *L, pc_items cells) {
    pc_cell *v = lu_array(L, cells.n, sizeof *v);
    for (size_t i = 0; i < cells.n; i++)
        v[i] = (pc_cell){&pc_attr_none, PC_ALIGN_DEFAULT, 1, 1, cells.v[i]};
    return (pc_row){&pc_attr_none, v, cells.n};
}

static int from_simple(lua_State *L) {
    lu_value v;
    lu(L)->made = 0;
    if (!lu_peek_kind(L, 1, LU_SIMPLE_TABLE, &v)) return lua_error(L);
    const lu_simple_table *s = &v.simple;
    pc_table *t = lu_array(L, 1, sizeof *t);
    *t = (pc_table){.attr = &pc_attr_none};
    if (s->caption.n) {
        pc_block *plain = lu_array(L, 1, sizeof *plain);
        *plain = pc_plain(s->caption);
        t->caption.blocks = (pc_blocks){plain, 1};
    }
    pc_col_spec *cols = lu_array(L, s->naligns, sizeof *cols);
    for (size_t i = 0; i < s->naligns; i++)
        cols[i] = (pc_col_spec){s->aligns[i], i < s->nwidths ? s->widths[i] : 0};
    t->cols = cols;
    t->ncols = s->naligns;
    bool header = false;
    for (size_t i = 0; i < s->header.n; i++) header |= s->header.v[i].n > 0;
    pc_row *rows = lu_array(L, s->nrows + 1, sizeof *rows);
    rows[0] = row_of(L, s->header);
    for (size_t i = 0; i < s->nrows; i++) rows[i + 1] = row_of(L, s->rows[i]);
    t->head = (pc_table_part){&pc_attr_none, {rows, header}};
    pc_table_body *body = lu_array(L, 1, sizeof *body);
    *body = (pc_table_body){&pc_attr_none, 0, {0}, {rows + 1, s->nrows}};
    t->bodies = body;
    t->nbodies = 1;
    t->foot = (pc_table_part){.attr = &pc_attr_none};
    lu_push_made(L, LU_BLOCK, &(lu_value){.block = {.tag = PC_Table, .u.table = t}});
    return 1;
}

static pc_items cells_of(lua_State *L, pc_row r) {
    pc_blocks *v = lu_array(L, r.n, sizeof *v);
    for (size_t i = 0; i < r.n; i++) v[i] = r.cells[i].content;
    return (pc_items){v, r.n};
}

static size_t rows_into(lua_State *L, pc_items *out, size_t n, pc_rows rows) {
    for (size_t i = 0; i < rows.n; i++) out[n++] = cells_of(L, rows.v[i]);
    return n;
}

static int to_simple(lua_State *L) {
    lu_value v, out = {.simple = {.naligns = 0}};
    lu(L)->made = 0;
    if (!lu_peek_kind(L, 1, LU_BLOCK, &v)) return lua_error(L);
    if (v.block.tag != PC_Table)
        return luaL_error(L, "Table expected, got %s", lu_block_names[v.block.tag]);
    const pc_table *t = v.block.u.table;
    lu_simple_table *s = &out.simple;
    s->caption = lu_blocks_to_inlines(L, t->caption.blocks, (pc_inlines){0});
    pc_alignment *aligns = lu_array(L, t->ncols, sizeof *aligns);
    double *widths = lu_array(L, t->ncols, sizeof *widths);
    for (size_t i = 0; i < t->ncols; i++) {
        aligns[i] = t->cols[i].align;
        widths[i] = t->cols[i].width;
    }
    s->aligns = aligns;
    s->widths = widths;
    s->naligns = s->nwidths = t->ncols;
    size_t n = t->head.rows.n + t->foot.rows.n;
    for (size_t i = 0; i < t->nbodies; i++) n += t->bodies[i].head.n + t->bodies[i].body.n;
    pc_items *rows = lu_array(L, n + 1, sizeof *rows);
    n = 0;
    if (t->head.rows.n > 0) {
        s->header = cells_of(L, t->head.rows.v[0]);
        n = rows_into(L, rows, n, (pc_rows){t->head.rows.v + 1, t->head.rows.n - 1});
    } else { /* as many empty cells as there are columns */
        pc_blocks *none = lu_array(L, t->ncols, sizeof *none);
        for (size_t i = 0; i < t->ncols; i++) none[i] = (pc_blocks){0};
        s->header = (pc_items){none, t->ncols};
    }
    for (size_t i = 0; i < t->nbodies; i++) {
        n = rows_into(L, rows, n, t->bodies[i].head);
        n = rows_into(L, rows, n, t->bodies[i].body);
    }
    s->nrows = rows_into(L, rows, n, t->foot.rows);
    s->rows = rows;
    lu_push_made(L, LU_SIMPLE_TABLE, &out);
    return 1;
}

void lu_open_simple_table(lua_State *L) {
    lua_pushcfunction(L, make_simple);
    lua_setfield(L, -2, "SimpleTable");
    lua_getfield(L, -1, "utils");
    lua_pushcfunction(L, from_simple);
    lua_setfield(L, -2, "from_simple_table");
    lua_pushcfunction(L, to_simple);
    lua_setfield(L, -2, "to_simple_table");
    lua_pop(L, 1);
}
