/* Inline elements: properties and constructors. */
#include "filters/lua/lua_int.h"

#include "ast/copy.h"
#include "base/str.h"

const char *const lu_inline_names[PC_INLINE_COUNT] = {
#define PC_INLINE(Name, SHAPE) [PC_##Name] = #Name,
#include "ast/ast.def"
};
const char *const lu_quote_types[2] = {"SingleQuote", "DoubleQuote"};
const char *const lu_math_types[2] = {"DisplayMath", "InlineMath"};

#define BIT(tag) (UINT32_C(1) << (tag))
#define STYLED                                                                                     \
    (BIT(PC_Emph) | BIT(PC_Underline) | BIT(PC_Strong) | BIT(PC_Strikeout) | BIT(PC_Superscript) | \
     BIT(PC_Subscript) | BIT(PC_SmallCaps) | BIT(PC_Quoted))

static bool same_inlines(pc_inlines a, pc_inlines b) {
    return a.n == b.n && (a.n == 0 || memcmp(a.v, b.v, a.n * sizeof *a.v) == 0);
}

/* Payloads are copied before a field of theirs is changed. */

static void *lu_array_copy(lua_State *L, const void *from, size_t n) {
    return memcpy(lu_array(L, 1, n), from, n);
}

static void get_attr(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lu_push_attr(L, pc_inline_attr(&v->inlin));
}

static bool set_attr(lua_State *L, int idx, lu_value *v) {
    const pc_attr *a, *old = pc_inline_attr(&v->inlin);
    if (!lu_peek_attr(L, idx, &a)) return false;
    if (a == old || pc_attr_equal(a, old)) return true;
    /* The attr is the first member of every payload that has one. */
    size_t n = v->inlin.tag == PC_Code   ? sizeof(pc_code)
               : v->inlin.tag == PC_Span ? sizeof(pc_span)
                                         : sizeof(pc_link);
    const pc_attr **copy = lu_array_copy(L, v->inlin.u.code, n);
    *copy = a;
    v->inlin.u.code = (const pc_code *)(void *)copy;
    return true;
}

static void get_content(lua_State *L, const lu_value *v, unsigned made) {
    if (v->inlin.tag == PC_Note)
        lu_push_blocks(L, v->inlin.u.blocks, made);
    else
        lu_push_inlines(L, pc_inline_content(&v->inlin), made);
}

static void put_content(lua_State *L, pc_inline *x, pc_inlines xs) {
    switch (pc_inline_shape(x->tag)) {
    case PC_SHAPE_CITE: {
        pc_cite *c = lu_array_copy(L, x->u.cite, sizeof *c);
        c->content = xs;
        x->u.cite = c;
        break;
    }
    case PC_SHAPE_LINK: {
        pc_link *l = lu_array_copy(L, x->u.link, sizeof *l);
        l->content = xs;
        x->u.link = l;
        break;
    }
    case PC_SHAPE_ATTR_INLINES: {
        pc_span *s = lu_array_copy(L, x->u.span, sizeof *s);
        s->content = xs;
        x->u.span = s;
        break;
    }
    default: x->u.inlines = xs; break;
    }
}

static bool set_content(lua_State *L, int idx, lu_value *v) {
    pc_inlines xs;
    pc_blocks bs;
    if (v->inlin.tag == PC_Note) {
        if (!lu_peek_blocks_loose(L, idx, &bs)) return false;
        v->inlin.u.blocks = bs;
        return true;
    }
    if (!lu_peek_inlines_loose(L, idx, &xs)) return false;
    if (!same_inlines(xs, pc_inline_content(&v->inlin))) put_content(L, &v->inlin, xs);
    return true;
}

static void get_citations(lua_State *L, const lu_value *v, unsigned made) {
    lu_push_citations(L, v->inlin.u.cite->citations, made);
}

static bool set_citations(lua_State *L, int idx, lu_value *v) {
    pc_citations cs;
    if (!lu_peek_citations(L, idx, &cs)) return false;
    pc_cite *c = lu_array_copy(L, v->inlin.u.cite, sizeof *c);
    c->citations = cs;
    v->inlin.u.cite = c;
    return true;
}

static void get_caption(lua_State *L, const lu_value *v, unsigned made) {
    lu_push_inlines(L, v->inlin.u.link->content, made);
}

static void get_format(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lu_push_str(L, v->inlin.u.raw->format);
}

static bool set_format(lua_State *L, int idx, lu_value *v) {
    pc_str s;
    if (!lu_peek_str(L, idx, &s)) return false;
    pc_raw *r = lu_array_copy(L, v->inlin.u.raw, sizeof *r);
    r->format = s;
    v->inlin.u.raw = r;
    return true;
}

static void get_mathtype(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lua_pushstring(L, lu_math_types[v->inlin.kind]);
}

static bool set_mathtype(lua_State *L, int idx, lu_value *v) {
    size_t k;
    if (!lu_peek_word(L, idx, lu_math_types, 2, &k)) return false;
    v->inlin.kind = (uint16_t)k;
    return true;
}

static void get_quotetype(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lua_pushstring(L, lu_quote_types[v->inlin.kind]);
}

static bool set_quotetype(lua_State *L, int idx, lu_value *v) {
    size_t k;
    if (!lu_peek_word(L, idx, lu_quote_types, 2, &k)) return false;
    v->inlin.kind = (uint16_t)k;
    return true;
}

static void get_tag(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lua_pushstring(L, lu_inline_names[v->inlin.tag]);
}

static void get_url(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lu_push_str(L, v->inlin.u.link->url);
}

static bool set_url(lua_State *L, int idx, lu_value *v) {
    pc_str s;
    if (!lu_peek_str(L, idx, &s)) return false;
    pc_link *l = lu_array_copy(L, v->inlin.u.link, sizeof *l);
    l->url = s;
    v->inlin.u.link = l;
    return true;
}

static void get_title(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    lu_push_str(L, v->inlin.u.link->title);
}

static bool set_title(lua_State *L, int idx, lu_value *v) {
    pc_str s;
    if (!lu_peek_str(L, idx, &s)) return false;
    pc_link *l = lu_array_copy(L, v->inlin.u.link, sizeof *l);
    l->title = s;
    v->inlin.u.link = l;
    return true;
}

static void get_text(lua_State *L, const lu_value *v, unsigned made) {
    (void)made;
    switch (v->inlin.tag) {
    case PC_Code: lu_push_str(L, v->inlin.u.code->text); break;
    case PC_RawInline: lu_push_str(L, v->inlin.u.raw->text); break;
    default: lu_push_str(L, v->inlin.u.text); break;
    }
}

static bool set_text(lua_State *L, int idx, lu_value *v) {
    pc_str s;
    if (!lu_peek_str(L, idx, &s)) return false;
    if (v->inlin.tag == PC_Code) {
        pc_code *c = lu_array_copy(L, v->inlin.u.code, sizeof *c);
        c->text = s;
        v->inlin.u.code = c;
    } else if (v->inlin.tag == PC_RawInline) {
        pc_raw *r = lu_array_copy(L, v->inlin.u.raw, sizeof *r);
        r->text = s;
        v->inlin.u.raw = r;
    } else {
        v->inlin.u.text = s;
    }
    return true;
}

static const lu_prop props[] = {
    {"attr", BIT(PC_Code) | BIT(PC_Link) | BIT(PC_Image) | BIT(PC_Span), get_attr, set_attr},
    {"caption", BIT(PC_Image), get_caption, set_content},
    {"citations", BIT(PC_Cite), get_citations, set_citations},
    {"content", STYLED | BIT(PC_Cite) | BIT(PC_Link) | BIT(PC_Note) | BIT(PC_Span), get_content,
     set_content},
    {"format", BIT(PC_RawInline), get_format, set_format},
    {"mathtype", BIT(PC_Math), get_mathtype, set_mathtype},
    {"quotetype", BIT(PC_Quoted), get_quotetype, set_quotetype},
    {"src", BIT(PC_Image), get_url, set_url},
    {"tag", ~UINT32_C(0), get_tag, NULL},
    {"target", BIT(PC_Link), get_url, set_url},
    {"text", BIT(PC_Str) | BIT(PC_Code) | BIT(PC_Math) | BIT(PC_RawInline), get_text, set_text},
    {"title", BIT(PC_Link) | BIT(PC_Image), get_title, set_title},
};

static const lu_alias aliases[] = {
    {"attributes", "attr", "attributes"}, {"c", "content", NULL}, {"classes", "attr", "classes"},
    {"identifier", "attr", "identifier"}, {"t", "tag", NULL},
};

static const luaL_Reg methods[] = {{"clone", lu_clone}, {"walk", lu_walk_inline}, {NULL, NULL}};

static bool equal(const lu_value *a, const lu_value *b) {
    return pc_inline_equal(&a->inlin, &b->inlin);
}

const lu_class lu_class_inline = {
    .name = "Inline",
    .size = sizeof(pc_inline),
    .props = props,
    .nprops = PC_COUNT(props),
    .aliases = aliases,
    .naliases = PC_COUNT(aliases),
    .methods = methods,
    .equal = equal,
    .show = lu_show_value_inline,
};

/* ---- constructors, by shape; each reads its arguments in order */

static pc_inlines arg_inlines(lua_State *L, int idx, const char *arg, const char *fn) {
    pc_inlines xs = {0};
    lu_arg(L, lu_peek_inlines(L, idx, &xs), arg, fn);
    return xs;
}

static pc_str arg_str(lua_State *L, int idx, const char *arg, const char *fn) {
    pc_str s = {0};
    lu_arg(L, lu_peek_str(L, idx, &s), arg, fn);
    return s;
}

static void make_text(lua_State *L, pc_inline *x, const char *fn) {
    int at = 1;
    if (x->tag == PC_Math) {
        size_t k = 0;
        lu_arg(L, lu_peek_word(L, at++, lu_math_types, 2, &k), "mathtype", fn);
        x->kind = (uint16_t)k;
    }
    x->u.text = arg_str(L, at, "text", fn);
}

static void make_inlines(lua_State *L, pc_inline *x, const char *fn) {
    int at = 1;
    if (x->tag == PC_Quoted) {
        size_t k = 0;
        lu_arg(L, lu_peek_word(L, at++, lu_quote_types, 2, &k), "quotetype", fn);
        x->kind = (uint16_t)k;
    }
    x->u.inlines = arg_inlines(L, at, "content", fn);
}

static void make_cite(lua_State *L, pc_inline *x, const char *fn) {
    pc_cite *c = lu_array(L, 1, sizeof *c);
    c->content = arg_inlines(L, 1, "content", fn);
    lu_arg(L, lu_peek_citations(L, 2, &c->citations), "citations", fn);
    x->u.cite = c;
}

static void make_code(lua_State *L, pc_inline *x, const char *fn) {
    pc_code *c = lu_array(L, 1, sizeof *c);
    c->text = arg_str(L, 1, "code", fn);
    c->attr = lu_opt_attr(L, 2, fn);
    x->u.code = c;
}

static void make_raw(lua_State *L, pc_inline *x, const char *fn) {
    pc_raw *r = lu_array(L, 1, sizeof *r);
    r->format = arg_str(L, 1, "format", fn);
    r->text = arg_str(L, 2, "text", fn);
    x->u.raw = r;
}

static void make_link(lua_State *L, pc_inline *x, const char *fn) {
    const bool image = x->tag == PC_Image;
    pc_link *l = lu_array(L, 1, sizeof *l);
    l->content = arg_inlines(L, 1, image ? "caption" : "content", fn);
    l->url = arg_str(L, 2, image ? "src" : "target", fn);
    l->title = lua_isnoneornil(L, 3) ? (pc_str){"", 0} : arg_str(L, 3, "title", fn);
    l->attr = lu_opt_attr(L, 4, fn);
    x->u.link = l;
}

static void make_note(lua_State *L, pc_inline *x, const char *fn) {
    lu_arg(L, lu_peek_blocks(L, 1, &x->u.blocks), "content", fn);
}

static void make_span(lua_State *L, pc_inline *x, const char *fn) {
    pc_span *s = lu_array(L, 1, sizeof *s);
    s->content = arg_inlines(L, 1, "content", fn);
    s->attr = lu_opt_attr(L, 2, fn);
    x->u.span = s;
}

static void make_empty(lua_State *L, pc_inline *x, const char *fn) {
    (void)L, (void)x, (void)fn;
}

static void (*const makers[])(lua_State *, pc_inline *, const char *) = {
    [PC_SHAPE_EMPTY] = make_empty,      [PC_SHAPE_TEXT] = make_text,
    [PC_SHAPE_INLINES] = make_inlines,  [PC_SHAPE_BLOCKS] = make_note,
    [PC_SHAPE_CITE] = make_cite,        [PC_SHAPE_ATTR_TEXT] = make_code,
    [PC_SHAPE_RAW] = make_raw,          [PC_SHAPE_LINK] = make_link,
    [PC_SHAPE_ATTR_INLINES] = make_span};

static int construct(lua_State *L) {
    lu_value v = {.inlin = {.tag = (uint8_t)lua_tointeger(L, lua_upvalueindex(1))}};
    lu(L)->made = 0;
    makers[pc_inline_shape(v.inlin.tag)](L, &v.inlin, lu_inline_names[v.inlin.tag]);
    lu_push_made(L, LU_INLINE, &v);
    return 1;
}

static void push_words(lua_State *L, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++) {
        lua_pushstring(L, words[i]);
        lua_setfield(L, -2, words[i]);
    }
}

void lu_open_inline(lua_State *L) {
    lua_createtable(L, 0, 1);
    lua_createtable(L, 0, PC_INLINE_COUNT);
    for (int i = 0; i < PC_INLINE_COUNT; i++) {
        lua_pushinteger(L, i);
        lua_pushcclosure(L, construct, 1);
        lua_pushvalue(L, -1);
        lua_setfield(L, -3, lu_inline_names[i]);
        lua_setfield(L, -4, lu_inline_names[i]);
    }
    lua_setfield(L, -2, "constructor");
    lua_setfield(L, -2, "Inline");
    push_words(L, lu_quote_types, 2);
    push_words(L, lu_math_types, 2);
}
