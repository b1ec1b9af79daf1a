/* pandoc.utils. */
#include "filters/lua/lua_int.h"

#include "ast/meta.h"
#include "ast/walk.h"
#include "base/str.h"

/* ---- type, equals */

static int utils_type(lua_State *L) {
    if (lua_isnone(L, 1)) return lua_pushliteral(L, "no value"), 1;
    lua_pushstring(L, lu_type(L, 1));
    return 1;
}

/* Elements by structure; other values as Lua compares them. */
static int utils_equals(lua_State *L) {
    lua_settop(L, 2);
    lua_pushboolean(L, lua_compare(L, 1, 2, LUA_OPEQ));
    return 1;
}

/* ---- stringify */

typedef struct text_call {
    lu_state *st;
    pc_blocks blocks;
    pc_inlines inlines;
    pc_str out;
} text_call;

static void text_body(void *arg) {
    text_call *c = arg;
    pc_buf b;
    pc_buf_init(&b, c->st->cx->mem);
    pc_stringify_blocks(&b, c->st->cx->scratch, c->blocks);
    pc_stringify(&b, c->st->cx->scratch, c->inlines);
    c->out = pc_buf_take(&b, c->st->cx->scratch);
    pc_buf_fini(&b);
}

static void push_text(lua_State *L, pc_blocks blocks, pc_inlines inlines) {
    lu_state *st = lu(L);
    pc_mark mark = pc_arena_mark(st->cx->scratch);
    text_call c = {st, blocks, inlines, {0}};
    lu_guard(L, text_body, &c);
    lu_push_str(L, c.out);
    pc_arena_release(st->cx->scratch, mark);
}

static void stringify(lua_State *L, int idx, int depth);

static void stringify_object(lua_State *L, int idx, lu_object *o) {
    lu_value v;
    if (!lu_peek(L, idx, o, &v)) lua_error(L);
    switch ((lu_kind)o->kind) {
    case LU_INLINE: push_text(L, (pc_blocks){0}, (pc_inlines){&v.inlin, 1}); break;
    case LU_BLOCK: push_text(L, (pc_blocks){&v.block, 1}, (pc_inlines){0}); break;
    case LU_DOC: push_text(L, v.doc.blocks, (pc_inlines){0}); break;
    case LU_CELL: push_text(L, v.cell.content, (pc_inlines){0}); break;
    case LU_CAPTION:
        push_text(L, (pc_blocks){0}, v.caption.short_caption);
        push_text(L, v.caption.blocks, (pc_inlines){0});
        lua_concat(L, 2);
        break;
    case LU_CITATION:
        push_text(L, (pc_blocks){0}, v.citation.prefix);
        push_text(L, (pc_blocks){0}, v.citation.suffix);
        lua_concat(L, 2);
        break;
    default: lua_pushliteral(L, ""); break;
    }
}

/* Lists in their order; maps by their keys' order, which Lua does not keep: sorted. */
static void stringify_table(lua_State *L, int idx, int depth) {
    const lua_Integer n = luaL_len(L, idx);
    luaL_Buffer b;
    luaL_checkstack(L, 12, NULL);
    if (n > 0) {
        luaL_buffinit(L, &b);
        for (lua_Integer i = 1; i <= n; i++) {
            lua_geti(L, idx, i);
            stringify(L, lua_gettop(L), depth + 1);
            lua_remove(L, -2);
            luaL_addvalue(&b);
        }
        luaL_pushresult(&b);
        return;
    }
    lua_newtable(L);
    lua_Integer keys = 0;
    for (lua_pushnil(L); lua_next(L, idx); lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING) continue;
        lua_pushvalue(L, -2);
        lua_rawseti(L, -4, ++keys);
    }
    const int list = lua_gettop(L);
    lua_getglobal(L, "table");
    lua_getfield(L, -1, "sort");
    lua_pushvalue(L, list);
    lua_call(L, 1, 0);
    lua_settop(L, list);
    luaL_buffinit(L, &b);
    for (lua_Integer i = 1; i <= keys; i++) {
        lua_rawgeti(L, list, i);
        lua_rawget(L, idx);
        stringify(L, lua_gettop(L), depth + 1);
        lua_remove(L, -2);
        luaL_addvalue(&b);
    }
    luaL_pushresult(&b);
    lua_remove(L, list);
}

static void stringify(lua_State *L, int idx, int depth) {
    lu_object *o;
    if (depth > 100) luaL_error(L, "stringify: the value nests too deep");
    switch (lua_type(L, idx)) {
    case LUA_TSTRING: lua_pushvalue(L, idx); break;
    case LUA_TNUMBER: lua_pushvalue(L, idx), lua_tostring(L, -1); break;
    case LUA_TBOOLEAN: lua_pushstring(L, lua_toboolean(L, idx) ? "true" : "false"); break;
    case LUA_TTABLE: stringify_table(L, idx, depth); break;
    case LUA_TUSERDATA:
        if ((o = lu_test_any(L, idx))) {
            stringify_object(L, idx, o);
            break;
        } /* fall through */
    default:
        luaL_error(L, "stringify: element, list, string, number or boolean expected, got %s",
                   lu_type(L, idx));
    }
}

static int utils_stringify(lua_State *L) {
    lua_settop(L, 1);
    stringify(L, 1, 0);
    return 1;
}

/* ---- blocks_to_inlines: the text of blocks, one after the other, with [sep] between. */

typedef struct b2i {
    pc_arena *arena, *scratch;
    pc_blocks blocks;
    pc_inlines sep;
    pc_inlines out;
    pc_inline_vec v;
} b2i;

static void b2i_blocks(b2i *c, pc_blocks xs);

static void b2i_inlines(b2i *c, pc_inlines xs) {
    for (size_t i = 0; i < xs.n; i++) pc_vec_push(c->scratch, &c->v, xs.v[i]);
}

static void b2i_sep(b2i *c) {
    if (c->sep.n)
        b2i_inlines(c, c->sep);
    else
        pc_vec_push(c->scratch, &c->v, pc_line_break());
}

/* Blocks that hold lists of inlines or blocks give those, each part as if it were a block. */
static void b2i_parts(b2i *c, const pc_block *x) {
    pc_part_vec parts = {0};
    pc_block_parts(c->scratch, x, &parts);
    bool first = true;
    for (size_t i = 0; i < parts.n; i++) {
        if (parts.v[i].n == 0) continue;
        if (!first) b2i_sep(c);
        first = false;
        if (parts.v[i].blocks)
            b2i_blocks(c, (pc_blocks){parts.v[i].v, parts.v[i].n});
        else
            b2i_inlines(c, (pc_inlines){parts.v[i].v, parts.v[i].n});
    }
}

static void b2i_block(b2i *c, const pc_block *x) {
    if (x->tag == PC_CodeBlock) {
        pc_inline code = pc_code_node(c->arena, x->u.code->attr, x->u.code->text);
        pc_vec_push(c->scratch, &c->v, code);
    } else if (x->tag == PC_RawBlock) {
        pc_inline raw = pc_raw_inline(c->arena, x->u.raw->format, x->u.raw->text);
        pc_vec_push(c->scratch, &c->v, raw);
    } else {
        b2i_parts(c, x);
    }
}

static void b2i_blocks(b2i *c, pc_blocks xs) {
    for (size_t i = 0; i < xs.n; i++) {
        if (i) b2i_sep(c);
        b2i_block(c, &xs.v[i]);
    }
}

static void b2i_body(void *arg) {
    b2i *c = arg;
    pc_mark mark = pc_arena_mark(c->scratch);
    b2i_blocks(c, c->blocks);
    c->out = pc_inlines_done(c->arena, &c->v);
    pc_arena_release(c->scratch, mark);
}

pc_inlines lu_blocks_to_inlines(lua_State *L, pc_blocks xs, pc_inlines sep) {
    if (xs.n == 1 && (xs.v[0].tag == PC_Plain || xs.v[0].tag == PC_Para)) return xs.v[0].u.inlines;
    pc_ctx *cx = lu(L)->cx;
    b2i c = {.arena = cx->arena, .scratch = cx->scratch, .blocks = xs, .sep = sep};
    lu_guard(L, b2i_body, &c);
    return c.out;
}

static int utils_blocks_to_inlines(lua_State *L) {
    pc_blocks xs = {0};
    pc_inlines sep = {0};
    lu(L)->made = 0;
    lu_arg(L, lu_peek_blocks(L, 1, &xs), "blocks", "blocks_to_inlines");
    if (!lua_isnoneornil(L, 2)) lu_arg(L, lu_peek_inlines(L, 2, &sep), "sep", "blocks_to_inlines");
    lu_push_inlines(L, lu_blocks_to_inlines(L, xs, sep), lu(L)->made);
    return 1;
}

/* ---- to_roman_numeral */

static int utils_roman(lua_State *L) {
    static const struct {
        int value;
        const char *text;
    } rows[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"},
                {90, "XC"},  {50, "L"},   {40, "XL"}, {10, "X"},   {9, "IX"},
                {5, "V"},    {4, "IV"},   {1, "I"}};
    lua_Integer n = luaL_checkinteger(L, 1);
    luaL_Buffer b;
    if (n < 0 || n >= 4000) return lua_pushliteral(L, "?"), 1;
    luaL_buffinit(L, &b);
    for (size_t i = 0; i < PC_COUNT(rows); i++)
        for (; n >= rows[i].value; n -= rows[i].value) luaL_addstring(&b, rows[i].text);
    luaL_pushresult(&b);
    return 1;
}

/* ---- sha1 (FIPS 180-4) */

static uint32_t rol(uint32_t x, int n) {
    return x << n | x >> (32 - n);
}

static void sha1_block(uint32_t h[5], const unsigned char *p) {
    static const uint32_t k[4] = {0x5a827999u, 0x6ed9eba1u, 0x8f1bbcdcu, 0xca62c1d6u};
    uint32_t w[80], s[5];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)p[4 * i] << 24 | (uint32_t)p[4 * i + 1] << 16 |
               (uint32_t)p[4 * i + 2] << 8 | p[4 * i + 3];
    for (int i = 16; i < 80; i++) w[i] = rol(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    memcpy(s, h, sizeof s);
    for (int i = 0; i < 80; i++) {
        const uint32_t b = s[1], c = s[2], d = s[3];
        const uint32_t f = i < 20   ? (b & c) | (~b & d)
                           : i < 40 ? b ^ c ^ d
                           : i < 60 ? (b & c) | (b & d) | (c & d)
                                    : b ^ c ^ d;
        const uint32_t t = rol(s[0], 5) + f + s[4] + k[i / 20] + w[i];
        s[4] = d;
        s[3] = c;
        s[2] = rol(b, 30);
        s[1] = s[0];
        s[0] = t;
    }
    for (int i = 0; i < 5; i++) h[i] += s[i];
}

static int utils_sha1(lua_State *L) {
    size_t n;
    const unsigned char *p = (const unsigned char *)luaL_checklstring(L, 1, &n);
    uint32_t h[5] = {0x67452301u, 0xefcdab89u, 0x98badcfeu, 0x10325476u, 0xc3d2e1f0u};
    unsigned char tail[128] = {0};
    size_t whole = n / 64 * 64, rest = n - whole, tails = rest < 56 ? 64 : 128;
    for (size_t i = 0; i < whole; i += 64) sha1_block(h, p + i);
    memcpy(tail, p + whole, rest);
    tail[rest] = 0x80;
    for (size_t i = 0; i < 8; i++)
        tail[tails - 1 - i] = (unsigned char)((uint64_t)n * 8 >> (8 * i));
    for (size_t i = 0; i < tails; i += 64) sha1_block(h, tail + i);
    char out[41];
    for (size_t i = 0; i < 40; i++)
        out[i] = "0123456789abcdef"[h[i / 8] >> (28 - 4 * (i % 8)) & 15];
    lua_pushlstring(L, out, 40);
    return 1;
}

int lu_open_utils(lua_State *L) {
    static const luaL_Reg fns[] = {{"blocks_to_inlines", utils_blocks_to_inlines},
                                   {"equals", utils_equals},
                                   {"sha1", utils_sha1},
                                   {"stringify", utils_stringify},
                                   {"to_roman_numeral", utils_roman},
                                   {"type", utils_type},
                                   {NULL, NULL}};
    luaL_newlib(L, fns);
    return 1;
}
