/* Citation, ListAttributes and Caption. */
#include "filters/lua/lua_int.h"

const char *const lu_citation_modes[3] = {"AuthorInText", "SuppressAuthor", "NormalCitation"};
const char *const lu_list_styles[7] = {"DefaultStyle", "Example",    "Decimal",   "LowerRoman",
                                       "UpperRoman",   "LowerAlpha", "UpperAlpha"};
const char *const lu_list_delims[4] = {"DefaultDelim", "Period", "OneParen", "TwoParens"};

#define ALL ~UINT32_C(0)

/* ---- Citation */

static void get_hash(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lua_pushinteger(L, v->citation.hash);
}
static bool set_hash(lua_State *L, int idx, lu_value *v) {
    return lu_peek_int(L, idx, &v->citation.hash);
}
static void get_id(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lu_push_str(L, v->citation.id);
}
static bool set_id(lua_State *L, int idx, lu_value *v) {
    return lu_peek_str(L, idx, &v->citation.id);
}
static void get_mode(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lua_pushstring(L, lu_citation_modes[v->citation.mode]);
}
static bool set_mode(lua_State *L, int idx, lu_value *v) {
    size_t k;
    if (!lu_peek_word(L, idx, lu_citation_modes, 3, &k)) return false;
    v->citation.mode = (pc_citation_mode)k;
    return true;
}
static void get_note_num(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lua_pushinteger(L, v->citation.note_num);
}
static bool set_note_num(lua_State *L, int idx, lu_value *v) {
    return lu_peek_int(L, idx, &v->citation.note_num);
}
static void get_prefix(lua_State *L, const lu_value *v, unsigned made) {
    lu_push_inlines(L, v->citation.prefix, made);
}
static bool set_prefix(lua_State *L, int idx, lu_value *v) {
    return lu_peek_inlines_loose(L, idx, &v->citation.prefix);
}
static void get_suffix(lua_State *L, const lu_value *v, unsigned made) {
    lu_push_inlines(L, v->citation.suffix, made);
}
static bool set_suffix(lua_State *L, int idx, lu_value *v) {
    return lu_peek_inlines_loose(L, idx, &v->citation.suffix);
}

static const lu_prop citation_props[] = {
    {"hash", ALL, get_hash, set_hash},       {"id", ALL, get_id, set_id},
    {"mode", ALL, get_mode, set_mode},       {"note_num", ALL, get_note_num, set_note_num},
    {"prefix", ALL, get_prefix, set_prefix}, {"suffix", ALL, get_suffix, set_suffix},
};
static const luaL_Reg clone_only[] = {{"clone", lu_clone}, {NULL, NULL}};

const lu_class lu_class_citation = {.name = "Citation",
                                    .size = sizeof(pc_citation),
                                    .props = citation_props,
                                    .nprops = PC_COUNT(citation_props),
                                    .methods = clone_only,
                                    .show = lu_show_value_citation};

static bool citation_item(lua_State *L, int idx, void *out) {
    lu_value v;
    if (!lu_peek_kind(L, idx, LU_CITATION, &v)) return false;
    *(pc_citation *)out = v.citation;
    return true;
}

bool lu_peek_citations(lua_State *L, int idx, pc_citations *out) {
    void *v;
    if (!lu_peek_list(L, idx, sizeof(pc_citation), citation_item, &v, &out->n)) return false;
    out->v = v;
    return true;
}

void lu_push_citations(lua_State *L, pc_citations xs, unsigned made) {
    lu_new_list(L, xs.n, LU_LIST);
    for (size_t i = 0; i < xs.n; i++) {
        lu_push(L, LU_CITATION, &(lu_value){.citation = xs.v[i]}, made);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

static int make_citation(lua_State *L) {
    static const char fn[] = "Citation";
    lu_value v = {.citation = {.mode = PC_NORMAL_CITATION}};
    pc_citation *c = &v.citation;
    size_t mode = 0;
    lu(L)->made = 0;
    lu_arg(L, lu_peek_str(L, 1, &c->id), "id", fn);
    lu_arg(L, lu_peek_word(L, 2, lu_citation_modes, 3, &mode), "mode", fn);
    c->mode = (pc_citation_mode)mode;
    if (!lua_isnoneornil(L, 3)) lu_arg(L, lu_peek_inlines(L, 3, &c->prefix), "prefix", fn);
    if (!lua_isnoneornil(L, 4)) lu_arg(L, lu_peek_inlines(L, 4, &c->suffix), "suffix", fn);
    if (!lua_isnoneornil(L, 5)) lu_arg(L, lu_peek_int(L, 5, &c->note_num), "note_num", fn);
    if (!lua_isnoneornil(L, 6)) lu_arg(L, lu_peek_int(L, 6, &c->hash), "hash", fn);
    lu_push_made(L, LU_CITATION, &v);
    return 1;
}

/* ---- ListAttributes */

static void get_delimiter(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lua_pushstring(L, lu_list_delims[v->list_attributes.delim]);
}
static bool set_delimiter(lua_State *L, int idx, lu_value *v) {
    size_t k;
    if (!lu_peek_word(L, idx, lu_list_delims, 4, &k)) return false;
    v->list_attributes.delim = (pc_list_delim)k;
    return true;
}
static void get_start(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lua_pushinteger(L, v->list_attributes.start);
}
static bool set_start(lua_State *L, int idx, lu_value *v) {
    return lu_peek_int(L, idx, &v->list_attributes.start);
}
static void get_style(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lua_pushstring(L, lu_list_styles[v->list_attributes.style]);
}
static bool set_style(lua_State *L, int idx, lu_value *v) {
    size_t k;
    if (!lu_peek_word(L, idx, lu_list_styles, 7, &k)) return false;
    v->list_attributes.style = (pc_list_style)k;
    return true;
}

static const lu_prop list_props[] = {{"delimiter", ALL, get_delimiter, set_delimiter},
                                     {"start", ALL, get_start, set_start},
                                     {"style", ALL, get_style, set_style}};

const lu_class lu_class_list_attributes = {.name = "ListAttributes",
                                           .size = sizeof(lu_list_attributes),
                                           .props = list_props,
                                           .nprops = PC_COUNT(list_props),
                                           .methods = clone_only,
                                           .show = lu_show_value_list_attributes};

/* Members 1 to 3 of a triple, those that are there. */
static bool list_attributes_of(lua_State *L, int idx, lu_value *v) {
    static bool (*const set[])(lua_State *, int, lu_value *) = {set_start, set_style,
                                                                set_delimiter};
    const int top = lua_gettop(L);
    for (int i = 0; i < 3; i++) {
        lua_rawgeti(L, idx, i + 1);
        if (lua_isnil(L, -1) && i == 0) return lu_fail(L, "start expected"), lu_failed(L, top);
        if (!lua_isnil(L, -1) && !set[i](L, lua_gettop(L), v)) return lu_failed(L, top);
        lua_settop(L, top);
    }
    return true;
}

bool lu_peek_list_attributes(lua_State *L, int idx, lu_list_attributes *out) {
    lu_value v = {.list_attributes = {1, PC_DEFAULT_STYLE, PC_DEFAULT_DELIM}};
    idx = lua_absindex(L, idx);
    if (lu_test(L, idx, LU_LIST_ATTRIBUTES)) {
        if (!lu_peek_kind(L, idx, LU_LIST_ATTRIBUTES, &v)) return false;
    } else if (!lua_istable(L, idx)) {
        return lu_expected(L, idx, "table");
    } else if (!list_attributes_of(L, idx, &v)) {
        lua_pop(L, 1);
        lu_fail(L, "all choices failed");
        return lu_retrieving(L, "ListAttributes");
    }
    *out = v.list_attributes;
    return true;
}

static int make_list_attributes(lua_State *L) {
    static const char fn[] = "ListAttributes";
    lu_value v = {.list_attributes = {1, PC_DEFAULT_STYLE, PC_DEFAULT_DELIM}};
    if (!lua_isnoneornil(L, 1)) lu_arg(L, set_start(L, 1, &v), "start", fn);
    if (!lua_isnoneornil(L, 2)) lu_arg(L, set_style(L, 2, &v), "style", fn);
    if (!lua_isnoneornil(L, 3)) lu_arg(L, set_delimiter(L, 3, &v), "delimiter", fn);
    lu_push(L, LU_LIST_ATTRIBUTES, &v, 0);
    return 1;
}

/* ---- Caption */

static void get_long(lua_State *L, const lu_value *v, unsigned made) {
    lu_push_blocks(L, v->caption.blocks, made);
}
static bool set_long(lua_State *L, int idx, lu_value *v) {
    return lu_peek_blocks_loose(L, idx, &v->caption.blocks);
}
static void get_short(lua_State *L, const lu_value *v, unsigned made) {
    if (v->caption.has_short)
        lu_push_inlines(L, v->caption.short_caption, made);
    else
        lua_pushnil(L);
}
static bool set_short(lua_State *L, int idx, lu_value *v) {
    v->caption.has_short = true;
    return lu_peek_inlines_loose(L, idx, &v->caption.short_caption);
}

static const lu_prop caption_props[] = {{"long", ALL, get_long, set_long},
                                        {"short", ALL, get_short, set_short}};

const lu_class lu_class_caption = {.name = "Caption",
                                   .size = sizeof(pc_caption),
                                   .props = caption_props,
                                   .nprops = PC_COUNT(caption_props),
                                   .methods = clone_only,
                                   .show = lu_show_value_caption};

void lu_push_caption(lua_State *L, const pc_caption *x, unsigned made) {
    lu_push(L, LU_CAPTION, &(lu_value){.caption = *x}, made);
}

/* A Caption, {long = …, short = …}, or blocks. */
bool lu_peek_caption(lua_State *L, int idx, pc_caption *out) {
    lu_value v = {.caption = {0}};
    const int top = lua_gettop(L);
    idx = lua_absindex(L, idx);
    if (lu_test(L, idx, LU_CAPTION)) {
        if (!lu_peek_kind(L, idx, LU_CAPTION, &v)) return false;
        *out = v.caption;
        return true;
    }
    if (!lua_istable(L, idx)) return lu_expected(L, idx, "table");
    *out = (pc_caption){0};
    lua_getfield(L, idx, "short");
    bool ok = lua_isnil(L, -1) || set_short(L, top + 1, &v);
    if (!ok) return lu_failed(L, top);
    lua_settop(L, top);
    lua_getfield(L, idx, "long");
    const bool by_name = !lua_isnil(L, -1) || v.caption.has_short;
    if (!by_name)
        ok = lu_peek_blocks(L, idx, &v.caption.blocks);
    else if (!lua_isnil(L, -1))
        ok = lu_peek_blocks(L, top + 1, &v.caption.blocks);
    if (!ok) return lu_failed(L, top);
    lua_settop(L, top);
    *out = v.caption;
    return true;
}

static int make_caption(lua_State *L) {
    static const char fn[] = "Caption";
    lu_value v = {.caption = {0}};
    lu(L)->made = 0;
    if (!lua_isnoneornil(L, 1)) lu_arg(L, lu_peek_blocks(L, 1, &v.caption.blocks), "long", fn);
    if (!lua_isnoneornil(L, 2)) lu_arg(L, set_short(L, 2, &v), "short", fn);
    lu_push_made(L, LU_CAPTION, &v);
    return 1;
}

static void push_words(lua_State *L, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++) {
        lua_pushstring(L, words[i]);
        lua_setfield(L, -2, words[i]);
    }
}

void lu_open_parts(lua_State *L) {
    static const luaL_Reg makers[] = {{"Caption", make_caption},
                                      {"Citation", make_citation},
                                      {"ListAttributes", make_list_attributes},
                                      {NULL, NULL}};
    luaL_setfuncs(L, makers, 0);
    push_words(L, lu_citation_modes, 3);
    push_words(L, lu_list_styles, 7);
    push_words(L, lu_list_delims, 4);
}
