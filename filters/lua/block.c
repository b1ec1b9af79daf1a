/* Block elements: properties and constructors. */
#include "filters/lua/lua_int.h"

#include "ast/copy.h"
#include "base/str.h"

const char *const lu_block_names[PC_BLOCK_COUNT] = {
#define PC_BLOCK(Name, SHAPE) [PC_##Name] = #Name,
#include "ast/ast.def"
};

#define BIT(tag) (UINT32_C(1) << (tag))

static void *dup(lua_State *L, const void *from, size_t n) {
    return memcpy(lu_array(L, 1, n), from, n);
}

static void get_attr(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lu_push_attr(L, pc_block_attr(&v->block));
}

static size_t payload_size(const pc_block *x) {
    switch (x->tag) {
    case PC_CodeBlock: return sizeof(pc_code);
    case PC_Header: return sizeof(pc_header);
    case PC_Table: return sizeof(pc_table);
    case PC_Figure: return sizeof(pc_figure);
    default: return sizeof(pc_div);
    }
}

static bool set_attr(lua_State *L, int idx, lu_value *v) {
    const pc_attr *a, *old = pc_block_attr(&v->block);
    if (!lu_peek_attr(L, idx, &a)) return false;
    if (a == old || pc_attr_equal(a, old)) return true;
    const pc_attr **copy = dup(L, v->block.u.div, payload_size(&v->block)); /* attr comes first */
    *copy = a;
    v->block.u.div = (const pc_div *)(void *)copy;
    return true;
}

static void get_content(lua_State *L, const lu_value *v, unsigned made) {
    const pc_block *x = &v->block;
    switch (pc_block_shape(x->tag)) {
    case PC_SHAPE_LINES: lu_push_lines(L, x->u.lines, made); break;
    case PC_SHAPE_OLIST: lu_push_items(L, x->u.olist->items, made); break;
    case PC_SHAPE_ITEMS: lu_push_items(L, x->u.items, made); break;
    case PC_SHAPE_DEFS: lu_push_defs(L, x->u.defs, made); break;
    case PC_SHAPE_INLINES:
    case PC_SHAPE_HEADER: lu_push_inlines(L, pc_block_inlines(x), made); break;
    default: lu_push_blocks(L, pc_block_blocks(x), made); break;
    }
}

static bool set_inlines(lua_State *L, int idx, pc_block *x) {
    pc_inlines xs, old = pc_block_inlines(x);
    if (!lu_peek_inlines_loose(L, idx, &xs)) return false;
    if (xs.n == old.n && (xs.n == 0 || memcmp(xs.v, old.v, xs.n * sizeof *xs.v) == 0)) return true;
    if (x->tag == PC_Header) {
        pc_header *h = dup(L, x->u.header, sizeof *h);
        h->content = xs;
        x->u.header = h;
    } else {
        x->u.inlines = xs;
    }
    return true;
}

static bool set_blocks(lua_State *L, int idx, pc_block *x) {
    pc_blocks xs, old = pc_block_blocks(x);
    if (!lu_peek_blocks_loose(L, idx, &xs)) return false;
    if (xs.n == old.n && (xs.n == 0 || memcmp(xs.v, old.v, xs.n * sizeof *xs.v) == 0)) return true;
    if (x->tag == PC_Div) {
        pc_div *d = dup(L, x->u.div, sizeof *d);
        d->content = xs;
        x->u.div = d;
    } else if (x->tag == PC_Figure) {
        pc_figure *f = dup(L, x->u.figure, sizeof *f);
        f->content = xs;
        x->u.figure = f;
    } else {
        x->u.blocks = xs;
    }
    return true;
}

static bool set_items(lua_State *L, int idx, pc_block *x) {
    pc_items items;
    if (!lu_peek_items(L, idx, &items, true)) return false;
    if (x->tag == PC_OrderedList) {
        pc_olist *o = dup(L, x->u.olist, sizeof *o);
        o->items = items;
        x->u.olist = o;
    } else {
        x->u.items = items;
    }
    return true;
}

static bool set_content(lua_State *L, int idx, lu_value *v) {
    switch (pc_block_shape(v->block.tag)) {
    case PC_SHAPE_LINES: return lu_peek_lines(L, idx, &v->block.u.lines, true);
    case PC_SHAPE_DEFS: return lu_peek_defs(L, idx, &v->block.u.defs);
    case PC_SHAPE_OLIST:
    case PC_SHAPE_ITEMS: return set_items(L, idx, &v->block);
    case PC_SHAPE_INLINES:
    case PC_SHAPE_HEADER: return set_inlines(L, idx, &v->block);
    default: return set_blocks(L, idx, &v->block);
    }
}

static void get_caption(lua_State *L, const lu_value *v, unsigned made) {
    lu_push_caption(
        L, v->block.tag == PC_Table ? &v->block.u.table->caption : &v->block.u.figure->caption,
        made);
}

static bool set_caption(lua_State *L, int idx, lu_value *v) {
    pc_caption c;
    if (!lu_peek_caption(L, idx, &c)) return false;
    if (v->block.tag == PC_Table) {
        pc_table *t = dup(L, v->block.u.table, sizeof *t);
        t->caption = c;
        v->block.u.table = t;
    } else {
        pc_figure *f = dup(L, v->block.u.figure, sizeof *f);
        f->caption = c;
        v->block.u.figure = f;
    }
    return true;
}

static void get_bodies(lua_State *L, const lu_value *v, unsigned made) {
    lu_push_bodies(L, v->block.u.table->bodies, v->block.u.table->nbodies, made);
}

static bool set_bodies(lua_State *L, int idx, lu_value *v) {
    pc_table *t = dup(L, v->block.u.table, sizeof *t);
    if (!lu_peek_bodies(L, idx, &t->bodies, &t->nbodies)) return false;
    v->block.u.table = t;
    return true;
}

static void get_colspecs(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lu_push_colspecs(L, v->block.u.table->cols, v->block.u.table->ncols);
}

static bool set_colspecs(lua_State *L, int idx, lu_value *v) {
    pc_table *t = dup(L, v->block.u.table, sizeof *t);
    if (!lu_peek_colspecs(L, idx, &t->cols, &t->ncols)) return false;
    v->block.u.table = t;
    return true;
}

static void get_head(lua_State *L, const lu_value *v, unsigned made) {
    lu_push(L, LU_TABLE_HEAD, &(lu_value){.part = v->block.u.table->head}, made);
}

static bool set_head(lua_State *L, int idx, lu_value *v) {
    lu_value part;
    if (!lu_peek_kind(L, idx, LU_TABLE_HEAD, &part)) return false;
    pc_table *t = dup(L, v->block.u.table, sizeof *t);
    t->head = part.part;
    v->block.u.table = t;
    return true;
}

static void get_foot(lua_State *L, const lu_value *v, unsigned made) {
    lu_push(L, LU_TABLE_FOOT, &(lu_value){.part = v->block.u.table->foot}, made);
}

static bool set_foot(lua_State *L, int idx, lu_value *v) {
    lu_value part;
    if (!lu_peek_kind(L, idx, LU_TABLE_FOOT, &part)) return false;
    pc_table *t = dup(L, v->block.u.table, sizeof *t);
    t->foot = part.part;
    v->block.u.table = t;
    return true;
}

static void get_format(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lu_push_str(L, v->block.u.raw->format);
}

static bool set_format(lua_State *L, int idx, lu_value *v) {
    pc_str s;
    if (!lu_peek_str(L, idx, &s)) return false;
    pc_raw *r = dup(L, v->block.u.raw, sizeof *r);
    r->format = s;
    v->block.u.raw = r;
    return true;
}

static void get_level(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lua_pushinteger(L, v->block.u.header->level);
}

static bool set_level(lua_State *L, int idx, lu_value *v) {
    int64_t level;
    if (!lu_peek_int(L, idx, &level)) return false;
    pc_header *h = dup(L, v->block.u.header, sizeof *h);
    h->level = level;
    v->block.u.header = h;
    return true;
}

static void get_list_attributes(lua_State *L, const lu_value *v, unsigned made) {
    const pc_olist *o = v->block.u.olist;
    (void)made;
    lu_push(L, LU_LIST_ATTRIBUTES, &(lu_value){.list_attributes = {o->start, o->style, o->delim}},
            0);
}

static bool set_list_attributes(lua_State *L, int idx, lu_value *v) {
    lu_list_attributes a;
    if (!lu_peek_list_attributes(L, idx, &a)) return false;
    pc_olist *o = dup(L, v->block.u.olist, sizeof *o);
    o->start = a.start;
    o->style = a.style;
    o->delim = a.delim;
    v->block.u.olist = o;
    return true;
}

static void get_tag(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lua_pushstring(L, lu_block_names[v->block.tag]);
}

static void get_text(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lu_push_str(L, v->block.tag == PC_CodeBlock ? v->block.u.code->text : v->block.u.raw->text);
}

static bool set_text(lua_State *L, int idx, lu_value *v) {
    pc_str s;
    if (!lu_peek_str(L, idx, &s)) return false;
    if (v->block.tag == PC_CodeBlock) {
        pc_code *c = dup(L, v->block.u.code, sizeof *c);
        c->text = s;
        v->block.u.code = c;
    } else {
        pc_raw *r = dup(L, v->block.u.raw, sizeof *r);
        r->text = s;
        v->block.u.raw = r;
    }
    return true;
}

static const lu_prop props[] = {
    {"attr", BIT(PC_CodeBlock) | BIT(PC_Div) | BIT(PC_Figure) | BIT(PC_Header) | BIT(PC_Table),
     get_attr, set_attr},
    {"bodies", BIT(PC_Table), get_bodies, set_bodies},
    {"caption", BIT(PC_Table) | BIT(PC_Figure), get_caption, set_caption},
    {"colspecs", BIT(PC_Table), get_colspecs, set_colspecs},
    {"content",
     BIT(PC_Plain) | BIT(PC_Para) | BIT(PC_LineBlock) | BIT(PC_BlockQuote) | BIT(PC_OrderedList) |
         BIT(PC_BulletList) | BIT(PC_DefinitionList) | BIT(PC_Header) | BIT(PC_Figure) |
         BIT(PC_Div),
     get_content, set_content},
    {"foot", BIT(PC_Table), get_foot, set_foot},
    {"format", BIT(PC_RawBlock), get_format, set_format},
    {"head", BIT(PC_Table), get_head, set_head},
    {"level", BIT(PC_Header), get_level, set_level},
    {"listAttributes", BIT(PC_OrderedList), get_list_attributes, set_list_attributes},
    {"tag", ~UINT32_C(0), get_tag, NULL},
    {"text", BIT(PC_CodeBlock) | BIT(PC_RawBlock), get_text, set_text},
};

static const lu_alias aliases[] = {
    {"attributes", "attr", "attributes"}, {"c", "content", NULL},
    {"classes", "attr", "classes"},       {"delimiter", "listAttributes", "delimiter"},
    {"identifier", "attr", "identifier"}, {"start", "listAttributes", "start"},
    {"style", "listAttributes", "style"}, {"t", "tag", NULL},
};

static int show(lua_State *L) {
    luaL_tolstring(L, 1, NULL);
    return 1;
}

static const luaL_Reg methods[] = {
    {"clone", lu_clone}, {"show", show}, {"walk", lu_walk_block}, {NULL, NULL}};

static bool equal(const lu_value *a, const lu_value *b) {
    return pc_block_equal(&a->block, &b->block);
}

const lu_class lu_class_block = {
    .name = "Block",
    .size = sizeof(pc_block),
    .props = props,
    .nprops = PC_COUNT(props),
    .aliases = aliases,
    .naliases = PC_COUNT(aliases),
    .methods = methods,
    .equal = equal,
    .show = lu_show_value_block,
};

/* ---- constructors, by shape */

static pc_inlines arg_inlines(lua_State *L, int idx, const char *fn) {
    pc_inlines xs = {0};
    lu_arg(L, lu_peek_inlines(L, idx, &xs), "content", fn);
    return xs;
}

static pc_str arg_str(lua_State *L, int idx, const char *arg, const char *fn) {
    pc_str s = {0};
    lu_arg(L, lu_peek_str(L, idx, &s), arg, fn);
    return s;
}

static void make_inlines(lua_State *L, pc_block *x, const char *fn) {
    x->u.inlines = arg_inlines(L, 1, fn);
}

static void make_blocks(lua_State *L, pc_block *x, const char *fn) {
    lu_arg(L, lu_peek_blocks(L, 1, &x->u.blocks), "content", fn);
}

static void make_lines(lua_State *L, pc_block *x, const char *fn) {
    lu_arg(L, lu_peek_lines(L, 1, &x->u.lines, false), "content", fn);
}

static void make_items(lua_State *L, pc_block *x, const char *fn) {
    lu_arg(L, lu_peek_items(L, 1, &x->u.items, false), "items", fn);
}

static void make_olist(lua_State *L, pc_block *x, const char *fn) {
    pc_olist *o = lu_array(L, 1, sizeof *o);
    lu_list_attributes a = {1, PC_DEFAULT_STYLE, PC_DEFAULT_DELIM};
    lu_arg(L, lu_peek_items(L, 1, &o->items, false), "items", fn);
    if (!lua_isnoneornil(L, 2)) lu_arg(L, lu_peek_list_attributes(L, 2, &a), "listAttributes", fn);
    o->start = a.start;
    o->style = a.style;
    o->delim = a.delim;
    x->u.olist = o;
}

static void make_defs(lua_State *L, pc_block *x, const char *fn) {
    lu_arg(L, lu_peek_defs(L, 1, &x->u.defs), "content", fn);
}

static void make_code(lua_State *L, pc_block *x, const char *fn) {
    pc_code *c = lu_array(L, 1, sizeof *c);
    c->text = arg_str(L, 1, "text", fn);
    c->attr = lu_opt_attr(L, 2, fn);
    x->u.code = c;
}

static void make_raw(lua_State *L, pc_block *x, const char *fn) {
    pc_raw *r = lu_array(L, 1, sizeof *r);
    r->format = arg_str(L, 1, "format", fn);
    r->text = arg_str(L, 2, "text", fn);
    x->u.raw = r;
}

static void make_header(lua_State *L, pc_block *x, const char *fn) {
    pc_header *h = lu_array(L, 1, sizeof *h);
    lu_arg(L, lu_peek_int(L, 1, &h->level), "level", fn);
    h->content = arg_inlines(L, 2, fn);
    h->attr = lu_opt_attr(L, 3, fn);
    x->u.header = h;
}

static void make_table(lua_State *L, pc_block *x, const char *fn) {
    pc_table *t = lu_array(L, 1, sizeof *t);
    lu_value part;
    lu_arg(L, lu_peek_caption(L, 1, &t->caption), "caption", fn);
    lu_arg(L, lu_peek_colspecs(L, 2, &t->cols, &t->ncols), "colspecs", fn);
    lu_arg(L, lu_peek_kind(L, 3, LU_TABLE_HEAD, &part), "head", fn);
    t->head = part.part;
    lu_arg(L, lu_peek_bodies(L, 4, &t->bodies, &t->nbodies), "bodies", fn);
    lu_arg(L, lu_peek_kind(L, 5, LU_TABLE_FOOT, &part), "foot", fn);
    t->foot = part.part;
    t->attr = lu_opt_attr(L, 6, fn);
    x->u.table = t;
}

static void make_figure(lua_State *L, pc_block *x, const char *fn) {
    pc_figure *f = lu_array(L, 1, sizeof *f);
    f->caption = (pc_caption){0};
    lu_arg(L, lu_peek_blocks(L, 1, &f->content), "content", fn);
    if (!lua_isnoneornil(L, 2)) lu_arg(L, lu_peek_caption(L, 2, &f->caption), "caption", fn);
    f->attr = lu_opt_attr(L, 3, fn);
    x->u.figure = f;
}

static void make_div(lua_State *L, pc_block *x, const char *fn) {
    pc_div *d = lu_array(L, 1, sizeof *d);
    lu_arg(L, lu_peek_blocks(L, 1, &d->content), "content", fn);
    d->attr = lu_opt_attr(L, 2, fn);
    x->u.div = d;
}

static void make_empty(lua_State *L, pc_block *x, const char *fn) {
    (void)L, (void)x, (void)fn;
}

static void (*const makers[])(lua_State *, pc_block *, const char *) = {
    [PC_SHAPE_EMPTY] = make_empty,   [PC_SHAPE_INLINES] = make_inlines,
    [PC_SHAPE_BLOCKS] = make_blocks, [PC_SHAPE_ATTR_TEXT] = make_code,
    [PC_SHAPE_RAW] = make_raw,       [PC_SHAPE_ATTR_BLOCKS] = make_div,
    [PC_SHAPE_LINES] = make_lines,   [PC_SHAPE_OLIST] = make_olist,
    [PC_SHAPE_ITEMS] = make_items,   [PC_SHAPE_DEFS] = make_defs,
    [PC_SHAPE_HEADER] = make_header, [PC_SHAPE_TABLE] = make_table,
    [PC_SHAPE_FIGURE] = make_figure};

static int construct(lua_State *L) {
    lu_value v = {.block = {.tag = (uint8_t)lua_tointeger(L, lua_upvalueindex(1))}};
    lu(L)->made = 0;
    makers[pc_block_shape(v.block.tag)](L, &v.block, lu_block_names[v.block.tag]);
    lu_push_made(L, LU_BLOCK, &v);
    return 1;
}

void lu_open_block(lua_State *L) {
    lua_createtable(L, 0, 1);
    lua_createtable(L, 0, PC_BLOCK_COUNT);
    for (int i = 0; i < PC_BLOCK_COUNT; i++) {
        lua_pushinteger(L, i);
        lua_pushcclosure(L, construct, 1);
        lua_pushvalue(L, -1);
        lua_setfield(L, -3, lu_block_names[i]);
        lua_setfield(L, -4, lu_block_names[i]);
    }
    lua_setfield(L, -2, "constructor");
    lua_setfield(L, -2, "Block");
}
