/* Running a filter: which function is called for what, in which order, and what its result means.
 *
 * Typewise (the default): up to four passes over the whole, children before parents: inline
 * elements, lists of inlines, block elements, lists of blocks; then Meta, then Pandoc. Top-down:
 * Pandoc, Meta, then one pass, parents before children. In both, metadata come before the body.
 * What nothing changed is shared with the old document. */
#include "filters/lua/lua_int.h"

#include "ast/copy.h"
#include "ast/part.h"
#include "base/limits.h"
#include "base/str.h"

/* A slot for each function that a filter may have. */
enum {
    SLOT_BLOCK = PC_INLINE_COUNT, /* block tags follow inline tags */
    SLOT_INLINES = SLOT_BLOCK + PC_BLOCK_COUNT,
    SLOT_BLOCKS,
    SLOT_META,
    SLOT_DOC,
    SLOTS
};
_Static_assert(SLOTS <= 64, "lu_state.warned is 64 bits wide");

typedef enum walk_pass {
    PASS_INLINE,
    PASS_INLINES,
    PASS_BLOCK,
    PASS_BLOCKS,
    PASS_TOPDOWN
} walk_pass;

typedef struct walker {
    lua_State *L;
    lu_state *st;
    int functions; /* stack index of the table of functions, by slot + 1 */
    bool has[SLOTS];
    const char *name[SLOTS]; /* "Str", or "Inline" for the fallback */
    bool any_inline, any_block, topdown;
    walk_pass pass;
    unsigned made;  /* of the value that is walked */
    unsigned depth; /* of lists that are open: bounds replacements that go on for ever */
} walker;

static pc_inlines walk_inlines(walker *w, pc_inlines xs);
static pc_blocks walk_blocks(walker *w, pc_blocks xs);

/* ---- reading a filter */

/* Takes the function called [name], or what stands on top instead of it, into a slot. */
static bool filter_take(walker *w, int filter, size_t slot, const char *name) {
    lua_State *L = w->L;
    lua_getfield(L, filter, name);
    const bool is = lua_isfunction(L, -1);
    if (is) {
        lua_rawseti(L, w->functions, (lua_Integer)slot + 1);
        w->has[slot] = true;
        w->name[slot] = name;
    } else {
        lua_pop(L, 1);
    }
    return is;
}

static bool filter_take_group(walker *w, int filter, size_t from, const char *const *names,
                              size_t n, const char *fallback) {
    lua_State *L = w->L;
    bool any = false;
    lua_getfield(L, filter, fallback);
    for (size_t i = 0; i < n; i++) {
        if (filter_take(w, filter, from + i, names[i])) {
            any = true;
        } else if (lua_isfunction(L, -1)) {
            lua_pushvalue(L, -1);
            lua_rawseti(L, w->functions, (lua_Integer)(from + i) + 1);
            w->has[from + i] = any = true;
            w->name[from + i] = fallback;
        }
    }
    lua_pop(L, 1);
    return any;
}

/* Leaves the table of functions on the stack. Names are looked up as any script would, so a
 * metatable's __index may answer. */
static void filter_read(walker *w, lua_State *L, int filter) {
    *w = (walker){.L = L, .st = lu(L)};
    luaL_checkstack(L, 30, NULL);
    lua_createtable(L, SLOTS, 0);
    w->functions = lua_gettop(L);
    if (lua_isnoneornil(L, filter)) return;
    if (!lua_istable(L, filter) && luaL_getmetafield(L, filter, "__index") == LUA_TNIL) {
        lua_pushfstring(L, "attempt to index a %s value", lu_type(L, filter));
        lua_error(L);
    }
    lua_settop(L, w->functions);
    w->any_inline = filter_take_group(w, filter, 0, lu_inline_names, PC_INLINE_COUNT, "Inline");
    w->any_block =
        filter_take_group(w, filter, SLOT_BLOCK, lu_block_names, PC_BLOCK_COUNT, "Block");
    filter_take(w, filter, SLOT_INLINES, "Inlines");
    filter_take(w, filter, SLOT_BLOCKS, "Blocks");
    filter_take(w, filter, SLOT_META, "Meta");
    filter_take(w, filter, SLOT_DOC, "Pandoc");
    lua_getfield(L, filter, "traverse");
    w->topdown = lua_type(L, -1) == LUA_TSTRING && strcmp(lua_tostring(L, -1), "topdown") == 0;
    lua_pop(L, 1);
}

/* ---- calling a function */

static int function_line(walker *w, size_t slot) {
    lua_Debug d;
    lua_rawgeti(w->L, w->functions, (lua_Integer)slot + 1);
    lua_getinfo(w->L, ">S", &d);
    return d.linedefined;
}

/* The argument is on top of the stack; it stays there, below the two results. */
static void call_function(walker *w, size_t slot, pc_pos element) {
    lua_State *L = w->L;
    lu_state *st = w->st;
    const pc_pos outer = st->element;
    const unsigned nesting = st->nesting;
    st->element = element ? element : outer;
    st->nesting = 0;
    lua_rawgeti(L, w->functions, (lua_Integer)slot + 1);
    lua_pushvalue(L, -2);
    lua_call(L, 1, 2);
    st->element = outer;
    st->nesting = nesting;
    st->made = 0;
}

/* The message on top says what was wrong with a function's result. */
static void blame_function(walker *w, size_t slot, pc_pos element) {
    lu_state *st = w->st;
    st->blame = lua_tostring(w->L, -1);
    st->blame_name = w->name[slot];
    st->blame_line = function_line(w, slot);
    if (element) st->element = element;
    lua_error(w->L);
}

static bool first_time(walker *w, size_t slot) {
    const uint64_t bit = UINT64_C(1) << slot;
    const bool first = !(w->st->warned & bit);
    w->st->warned |= bit;
    return first;
}

static void warn_lost(walker *w, size_t slot, const char *what, const char *it) {
    if (!first_time(w, slot)) return;
    lua_pushfstring(w->L, "function %s changes %s but returns nothing: the change is lost",
                    w->name[slot], what);
    lua_pushfstring(w->L, "end the function with `return` and %s", it);
    lu_warn(w->L, function_line(w, slot), lua_tostring(w->L, -2), lua_tostring(w->L, -1));
    lua_pop(w->L, 2);
}

/* Looking for changes below an element takes time, so it is done for the first ones only. */
#define LOOK_FOR_LOST 200

static void check_lost(walker *w, size_t slot, int idx) {
    lua_State *L = w->L;
    lu_object *o = lu_test_any(L, idx);
    lu_value now;
    if (!o || !o->cached || (w->st->warned >> slot & 1)) return;
    if (!o->written && w->st->looked++ >= LOOK_FOR_LOST) return;
    const int top = lua_gettop(L);
    bool changed = false;
    if (lu_peek(L, idx, o, &now)) {
        if (o->kind == LU_INLINE) changed = !pc_inline_equal(&now.inlin, &o->v.inlin);
        if (o->kind == LU_BLOCK) changed = !pc_block_equal(&now.block, &o->v.block);
        if (o->kind == LU_DOC) changed = !pc_doc_equal(&now.doc, &o->v.doc);
    }
    lua_settop(L, top);
    if (changed) warn_lost(w, slot, "its argument", "the argument");
}

/* Elements that a function made stand where the old one stood. */
static void inherit_inline_pos(pc_inlines xs, pc_pos pos) {
    pc_inline *v = (pc_inline *)xs.v; /* just peeked: nobody else has it */
    for (size_t i = 0; i < xs.n; i++)
        if (!v[i].pos) v[i].pos = pos;
}

static void inherit_block_pos(pc_blocks xs, pc_pos pos) {
    pc_block *v = (pc_block *)xs.v;
    for (size_t i = 0; i < xs.n; i++)
        if (!v[i].pos) v[i].pos = pos;
}

/* False: the element stays as it is. [go_on]: whether a top-down walk goes below the result. */
static bool call_inline(walker *w, const pc_inline *x, pc_inlines *out, bool *go_on) {
    lua_State *L = w->L;
    const int top = lua_gettop(L);
    lu_push_inline(L, x, w->made);
    call_function(w, x->tag, x->pos);
    *go_on = !(lua_isboolean(L, -1) && !lua_toboolean(L, -1));
    bool replaced = !lua_isnil(L, top + 2);
    if (!replaced) {
        check_lost(w, x->tag, top + 1);
    } else {
        pc_inlines xs;
        if (!lu_peek_inlines(L, top + 2, &xs)) blame_function(w, x->tag, x->pos);
        replaced = xs.n != 1 || memcmp(xs.v, x, sizeof *x) != 0;
        if (replaced) {
            inherit_inline_pos(xs, x->pos);
            *out = xs;
        }
    }
    lua_settop(L, top);
    return replaced;
}

static bool call_block(walker *w, const pc_block *x, pc_blocks *out, bool *go_on) {
    lua_State *L = w->L;
    const int top = lua_gettop(L);
    const size_t slot = SLOT_BLOCK + x->tag;
    lu_push_block(L, x, w->made);
    call_function(w, slot, x->pos);
    *go_on = !(lua_isboolean(L, -1) && !lua_toboolean(L, -1));
    bool replaced = !lua_isnil(L, top + 2);
    if (!replaced) {
        check_lost(w, slot, top + 1);
    } else {
        pc_blocks xs;
        if (!lu_peek_blocks(L, top + 2, &xs)) blame_function(w, slot, x->pos);
        replaced = xs.n != 1 || memcmp(xs.v, x, sizeof *x) != 0;
        if (replaced) {
            inherit_block_pos(xs, x->pos);
            *out = xs;
        }
    }
    lua_settop(L, top);
    return replaced;
}

static pc_inlines call_inlines(walker *w, pc_inlines xs, bool *go_on) {
    lua_State *L = w->L;
    const int top = lua_gettop(L);
    const pc_pos pos = xs.n ? xs.v[0].pos : 0;
    pc_inlines out = xs;
    lu_push_inlines(L, xs, w->made);
    call_function(w, SLOT_INLINES, pos);
    *go_on = !(lua_isboolean(L, -1) && !lua_toboolean(L, -1));
    if (!lua_isnil(L, top + 2)) {
        if (!lu_peek_inlines(L, top + 2, &out)) blame_function(w, SLOT_INLINES, pos);
        if (out.n == xs.n && (xs.n == 0 || memcmp(out.v, xs.v, xs.n * sizeof *xs.v) == 0)) out = xs;
    } else if (w->st->looked++ < LOOK_FOR_LOST && lu_peek_inlines(L, top + 1, &out)) {
        if (!pc_inlines_equal(out, xs)) warn_lost(w, SLOT_INLINES, "its list", "the list");
        out = xs;
    }
    lua_settop(L, top);
    return out;
}

static pc_blocks call_blocks(walker *w, pc_blocks xs, bool *go_on) {
    lua_State *L = w->L;
    const int top = lua_gettop(L);
    const pc_pos pos = xs.n ? xs.v[0].pos : 0;
    pc_blocks out = xs;
    lu_push_blocks(L, xs, w->made);
    call_function(w, SLOT_BLOCKS, pos);
    *go_on = !(lua_isboolean(L, -1) && !lua_toboolean(L, -1));
    if (!lua_isnil(L, top + 2)) {
        if (!lu_peek_blocks(L, top + 2, &out)) blame_function(w, SLOT_BLOCKS, pos);
        if (out.n == xs.n && (xs.n == 0 || memcmp(out.v, xs.v, xs.n * sizeof *xs.v) == 0)) out = xs;
    } else if (w->st->looked++ < LOOK_FOR_LOST && lu_peek_blocks(L, top + 1, &out)) {
        if (!pc_blocks_equal(out, xs)) warn_lost(w, SLOT_BLOCKS, "its list", "the list");
        out = xs;
    }
    lua_settop(L, top);
    return out;
}

/* ---- below a node */

typedef struct parts_call {
    walker *w;
    const pc_inline *inlin;
    const pc_block *block;
    pc_part_vec parts;
    pc_inline new_inline;
    pc_block new_block;
} parts_call;

static void parts_get(void *arg) {
    parts_call *c = arg;
    pc_arena *scratch = c->w->st->cx->scratch;
    if (c->inlin)
        pc_inline_parts(scratch, c->inlin, &c->parts);
    else
        pc_block_parts(scratch, c->block, &c->parts);
}

static void parts_remake(void *arg) {
    parts_call *c = arg;
    pc_arena *arena = c->w->st->cx->arena;
    if (c->inlin)
        c->new_inline = pc_inline_remake(arena, c->inlin, c->parts.v);
    else
        c->new_block = pc_block_remake(arena, c->block, c->parts.v);
}

/* Goes through the parts of a node; true when one of them changed and the node was made anew. */
static bool walk_parts(parts_call *c) {
    walker *w = c->w;
    pc_arena *scratch = w->st->cx->scratch;
    pc_mark mark = pc_arena_mark(scratch);
    bool changed = false;
    lu_guard(w->L, parts_get, c);
    for (size_t i = 0; i < c->parts.n; i++) {
        pc_part *p = &c->parts.v[i], old = *p;
        if (p->blocks) {
            pc_blocks xs = walk_blocks(w, (pc_blocks){p->v, p->n});
            *p = (pc_part){xs.v, xs.n, true};
        } else {
            pc_inlines xs = walk_inlines(w, (pc_inlines){p->v, p->n});
            *p = (pc_part){xs.v, xs.n, false};
        }
        changed |= p->v != old.v || p->n != old.n;
    }
    if (changed) lu_guard(w->L, parts_remake, c);
    pc_arena_release(scratch, mark);
    return changed;
}

static bool below_inline(walker *w, pc_inline *x) {
    if (!pc_inline_is_parent(x)) return false;
    if (pc_inline_shape(x->tag) == PC_SHAPE_INLINES) { /* most: without a list of parts */
        pc_inlines xs = walk_inlines(w, x->u.inlines);
        bool changed = xs.v != x->u.inlines.v || xs.n != x->u.inlines.n;
        x->u.inlines = xs;
        return changed;
    }
    parts_call c = {.w = w, .inlin = x};
    if (!walk_parts(&c)) return false;
    *x = c.new_inline;
    return true;
}

static bool below_block(walker *w, pc_block *x) {
    if (!pc_block_is_parent(x)) return false;
    if (pc_block_shape(x->tag) == PC_SHAPE_INLINES) {
        pc_inlines xs = walk_inlines(w, x->u.inlines);
        bool changed = xs.v != x->u.inlines.v || xs.n != x->u.inlines.n;
        x->u.inlines = xs;
        return changed;
    }
    parts_call c = {.w = w, .block = x};
    if (!walk_parts(&c)) return false;
    *x = c.new_block;
    return true;
}

/* ---- lists; a new one is made from the first difference on */

typedef struct fresh {
    char *v;
    size_t n, cap;
    bool used;
} fresh;

static void fresh_put(walker *w, fresh *f, const void *items, size_t n, size_t each) {
    if (f->n + n > f->cap) {
        size_t cap = (f->n + n) * 2;
        char *v = lu_array(w->L, cap, each);
        if (f->n) memcpy(v, f->v, f->n * each);
        f->v = v;
        f->cap = cap;
    }
    if (n) memcpy(f->v + f->n * each, items, n * each);
    f->n += n;
}

static void fresh_begin(walker *w, fresh *f, const void *done, size_t n, size_t total,
                        size_t each) {
    if (f->used) return;
    f->used = true;
    f->cap = total + 1;
    f->v = lu_array(w->L, f->cap, each);
    fresh_put(w, f, done, n, each);
}

static void go_deeper(walker *w) {
    if (++w->depth > 3 * PC_MAX_DEPTH)
        luaL_error(w->L, "the filter's replacements nest deeper than %d levels", PC_MAX_DEPTH);
}

static pc_inlines walk_inlines(walker *w, pc_inlines xs) {
    bool go_on = true;
    const bool down = w->pass == PASS_TOPDOWN, visit = w->pass == PASS_INLINE || down;
    fresh f = {0};
    go_deeper(w);
    if (down && w->has[SLOT_INLINES]) xs = call_inlines(w, xs, &go_on);
    for (size_t i = 0; go_on && i < xs.n; i++) {
        pc_inline x = xs.v[i];
        pc_inlines now = {&x, 1};
        bool differs = !down && below_inline(w, &x), descend = true;
        if (visit && w->has[x.tag] && call_inline(w, &x, &now, &descend)) differs = true;
        if (down && descend && now.v == &x) {
            differs = below_inline(w, &x);
        } else if (down && descend) {
            pc_inline *v = (pc_inline *)now.v; /* just made */
            for (size_t j = 0; j < now.n; j++) below_inline(w, &v[j]);
        }
        if (differs) fresh_begin(w, &f, xs.v, i, xs.n, sizeof x);
        if (f.used) fresh_put(w, &f, now.v, now.n, sizeof x);
    }
    if (f.used) xs = (pc_inlines){(const pc_inline *)(void *)f.v, f.n};
    if (w->pass == PASS_INLINES) xs = call_inlines(w, xs, &go_on);
    w->depth--;
    return xs;
}

static pc_blocks walk_blocks(walker *w, pc_blocks xs) {
    bool go_on = true;
    const bool down = w->pass == PASS_TOPDOWN, visit = w->pass == PASS_BLOCK || down;
    fresh f = {0};
    go_deeper(w);
    if (down && w->has[SLOT_BLOCKS]) xs = call_blocks(w, xs, &go_on);
    for (size_t i = 0; go_on && i < xs.n; i++) {
        pc_block x = xs.v[i];
        pc_blocks now = {&x, 1};
        bool differs = !down && below_block(w, &x), descend = true;
        if (visit && w->has[SLOT_BLOCK + x.tag] && call_block(w, &x, &now, &descend))
            differs = true;
        if (down && descend && now.v == &x) {
            differs = below_block(w, &x);
        } else if (down && descend) {
            pc_block *v = (pc_block *)now.v;
            for (size_t j = 0; j < now.n; j++) below_block(w, &v[j]);
        }
        if (differs) fresh_begin(w, &f, xs.v, i, xs.n, sizeof x);
        if (f.used) fresh_put(w, &f, now.v, now.n, sizeof x);
    }
    if (f.used) xs = (pc_blocks){(const pc_block *)(void *)f.v, f.n};
    if (w->pass == PASS_BLOCKS) xs = call_blocks(w, xs, &go_on);
    w->depth--;
    return xs;
}

/* ---- metadata; nests no deeper than PC_MAX_DEPTH */

static bool walk_meta_map(walker *w, pc_meta_map *m);

static bool walk_meta(walker *w, pc_meta *m) {
    pc_meta old = *m;
    bool changed = false;
    switch (m->tag) {
    case PC_MetaInlines:
        m->u.inlines = walk_inlines(w, m->u.inlines);
        return m->u.inlines.v != old.u.inlines.v || m->u.inlines.n != old.u.inlines.n;
    case PC_MetaBlocks:
        m->u.blocks = walk_blocks(w, m->u.blocks);
        return m->u.blocks.v != old.u.blocks.v || m->u.blocks.n != old.u.blocks.n;
    case PC_MetaMap: return walk_meta_map(w, &m->u.map);
    case PC_MetaList: {
        pc_meta *v = lu_array(w->L, m->u.list.n, sizeof *v);
        for (size_t i = 0; i < m->u.list.n; i++) {
            v[i] = m->u.list.v[i];
            changed |= walk_meta(w, &v[i]);
        }
        if (changed) m->u.list.v = v;
        return changed;
    }
    default: return false;
    }
}

static bool walk_meta_map(walker *w, pc_meta_map *m) {
    bool changed = false;
    pc_meta_entry *v = lu_array(w->L, m->n, sizeof *v);
    for (size_t i = 0; i < m->n; i++) {
        v[i] = m->v[i];
        changed |= walk_meta(w, &v[i].value);
    }
    if (changed) m->v = v;
    return changed;
}

/* ---- passes */

static bool pass_wanted(const walker *w, walk_pass p) {
    switch (p) {
    case PASS_INLINE: return w->any_inline;
    case PASS_INLINES: return w->has[SLOT_INLINES];
    case PASS_BLOCK: return w->any_block;
    case PASS_BLOCKS: return w->has[SLOT_BLOCKS];
    default: return w->any_inline || w->any_block || w->has[SLOT_INLINES] || w->has[SLOT_BLOCKS];
    }
}

/* Calls go(w, value) for each pass that the filter has functions for; a topdown filter is one pass.
 */
static void each_pass(walker *w, bool topdown, void (*go)(walker *, lu_value *), lu_value *v) {
    walk_pass first = topdown ? PASS_TOPDOWN : PASS_INLINE,
              last = topdown ? PASS_TOPDOWN : PASS_BLOCKS;
    pc_arena *scratch = w->st->cx->scratch;
    pc_mark mark = pc_arena_mark(scratch);
    for (walk_pass p = first; p <= last; p++) {
        w->pass = p;
        if (pass_wanted(w, p)) go(w, v);
    }
    pc_arena_release(scratch, mark);
}

/* The nesting of what a walk gave, above what is allowed for documents. */
static unsigned check_depth(lua_State *L, pc_blocks blocks, pc_inlines inlines, unsigned allowed) {
    unsigned d = lu_depth(L, blocks, inlines);
    if (d > allowed) luaL_error(L, "the result nests deeper than %d levels", (int)allowed);
    return d > PC_MAX_DEPTH ? d - PC_MAX_DEPTH : 0;
}

static void go_inline(walker *w, lu_value *v) {
    below_inline(w, &v->inlin);
}
static void go_block(walker *w, lu_value *v) {
    below_block(w, &v->block);
}
static void go_cell(walker *w, lu_value *v) {
    v->cell.content = walk_blocks(w, v->cell.content);
}
/* A list stands in a value as the content of a Div or Span would. */
static void go_inlines(walker *w, lu_value *v) {
    v->inlin.u.inlines = walk_inlines(w, v->inlin.u.inlines);
}
static void go_blocks(walker *w, lu_value *v) {
    v->block.u.blocks = walk_blocks(w, v->block.u.blocks);
}

static void go_row(walker *w, lu_value *v) {
    pc_cell *cells = lu_array(w->L, v->row.n, sizeof *cells);
    for (size_t i = 0; i < v->row.n; i++) {
        cells[i] = v->row.cells[i];
        cells[i].content = walk_blocks(w, cells[i].content);
    }
    v->row.cells = cells;
}

static void go_doc(walker *w, lu_value *v) {
    const pc_block *old = v->doc.blocks.v;
    walk_meta_map(w, &v->doc.meta);
    v->doc.blocks = walk_blocks(w, v->doc.blocks);
    if (v->doc.blocks.v != old) check_depth(w->L, v->doc.blocks, (pc_inlines){0}, PC_MAX_DEPTH);
}

static void walk_begin(walker *w, lua_State *L, lu_kind k, lu_value *v) {
    lua_settop(L, 2);
    lu(L)->made = 0;
    if (!lu_peek_kind(L, 1, k, v)) lua_error(L);
    const unsigned made = lu(L)->made;
    filter_read(w, L, 2);
    w->made = made;
}

int lu_walk_inline(lua_State *L) {
    walker w;
    lu_value v;
    walk_begin(&w, L, LU_INLINE, &v);
    each_pass(&w, w.topdown, go_inline, &v);
    unsigned made = check_depth(L, (pc_blocks){0}, (pc_inlines){&v.inlin, 1}, 2 * PC_MAX_DEPTH);
    lu_push_inline(L, &v.inlin, made);
    return 1;
}

int lu_walk_block(lua_State *L) {
    walker w;
    lu_value v;
    walk_begin(&w, L, LU_BLOCK, &v);
    each_pass(&w, w.topdown, go_block, &v);
    unsigned made = check_depth(L, (pc_blocks){&v.block, 1}, (pc_inlines){0}, 2 * PC_MAX_DEPTH);
    lu_push_block(L, &v.block, made);
    return 1;
}

int lu_walk_cell(lua_State *L) {
    walker w;
    lu_value v;
    walk_begin(&w, L, LU_CELL, &v);
    each_pass(&w, w.topdown, go_cell, &v);
    unsigned made = check_depth(L, v.cell.content, (pc_inlines){0}, 2 * PC_MAX_DEPTH);
    lu_push(L, LU_CELL, &v, made);
    return 1;
}

int lu_walk_row(lua_State *L) {
    walker w;
    lu_value v;
    walk_begin(&w, L, LU_ROW, &v);
    each_pass(&w, w.topdown, go_row, &v);
    unsigned made = 0;
    for (size_t i = 0; i < v.row.n; i++) {
        unsigned m = check_depth(L, v.row.cells[i].content, (pc_inlines){0}, 2 * PC_MAX_DEPTH);
        if (m > made) made = m;
    }
    lu_push(L, LU_ROW, &v, made);
    return 1;
}

int lu_walk_inlines(lua_State *L) {
    walker w;
    lu_value v;
    lua_settop(L, 2);
    lu(L)->made = 0;
    if (!lu_peek_inlines(L, 1, &v.inlin.u.inlines)) return lua_error(L);
    const unsigned made = lu(L)->made;
    filter_read(&w, L, 2);
    w.made = made;
    each_pass(&w, w.topdown, go_inlines, &v);
    lu_push_inlines(L, v.inlin.u.inlines,
                    check_depth(L, (pc_blocks){0}, v.inlin.u.inlines, 2 * PC_MAX_DEPTH));
    return 1;
}

int lu_walk_blocks(lua_State *L) {
    walker w;
    lu_value v;
    lua_settop(L, 2);
    lu(L)->made = 0;
    if (!lu_peek_blocks(L, 1, &v.block.u.blocks)) return lua_error(L);
    const unsigned made = lu(L)->made;
    filter_read(&w, L, 2);
    w.made = made;
    each_pass(&w, w.topdown, go_blocks, &v);
    lu_push_blocks(L, v.block.u.blocks,
                   check_depth(L, v.block.u.blocks, (pc_inlines){0}, 2 * PC_MAX_DEPTH));
    return 1;
}

/* pandoc.walk_block and walk_inline: always typewise. */
static int walk_typewise(lua_State *L) {
    walker w;
    lu_value v;
    const bool block = lua_toboolean(L, lua_upvalueindex(1));
    lua_settop(L, 2);
    if (!lu_test(L, 1, block ? LU_BLOCK : LU_INLINE)) {
        lu_expected(L, 1, block ? "Block or list of Inlines" : "Inline or list of Inlines");
        lu_arg(L, false, block ? "block" : "inline", block ? "walk_block" : "walk_inline");
    }
    walk_begin(&w, L, block ? LU_BLOCK : LU_INLINE, &v);
    each_pass(&w, false, block ? go_block : go_inline, &v);
    pc_blocks bs = {&v.block, block};
    pc_inlines is = {&v.inlin, !block};
    lu_push(L, block ? LU_BLOCK : LU_INLINE, &v, check_depth(L, bs, is, 2 * PC_MAX_DEPTH));
    return 1;
}

void lu_open_walk(lua_State *L) {
    for (int block = 0; block < 2; block++) {
        lua_pushboolean(L, block);
        lua_pushcclosure(L, walk_typewise, 1);
        lua_setfield(L, -2, block ? "walk_block" : "walk_inline");
    }
}

/* ---- whole documents */

static void run_meta(walker *w, pc_doc *doc) {
    lua_State *L = w->L;
    const int top = lua_gettop(L);
    pc_meta_map m;
    if (!w->has[SLOT_META]) return;
    lu_push_meta(L, doc->meta, w->made);
    call_function(w, SLOT_META, 0);
    const bool keep = lua_isnil(L, top + 2);
    if (!lu_peek_meta(L, keep ? top + 1 : top + 2, &m)) {
        if (!keep) blame_function(w, SLOT_META, 0);
    } else if (!keep) {
        doc->meta = m;
    } else {
        pc_meta a = {.tag = PC_MetaMap, .u.map = m}, b = {.tag = PC_MetaMap, .u.map = doc->meta};
        if (!pc_meta_equal(&a, &b)) warn_lost(w, SLOT_META, "the metadata", "the metadata");
    }
    lua_settop(L, top);
}

static void run_doc(walker *w, pc_doc *doc) {
    lua_State *L = w->L;
    const int top = lua_gettop(L);
    pc_doc now;
    if (!w->has[SLOT_DOC]) return;
    lu_push_doc(L, doc, w->made);
    call_function(w, SLOT_DOC, 0);
    if (lua_isnil(L, top + 2)) {
        check_lost(w, SLOT_DOC, top + 1);
    } else {
        if (!lu_peek_doc(L, top + 2, &now)) blame_function(w, SLOT_DOC, 0);
        memcpy(now.api, doc->api, sizeof now.api);
        now.markdown = doc->markdown;
        now.look = doc->look;
        now.as_read = doc->as_read;
        now.html_texts = doc->html_texts;
        *doc = now;
        check_depth(L, doc->blocks, (pc_inlines){0}, PC_MAX_DEPTH);
    }
    lua_settop(L, top);
}

static void run_filter(walker *w, pc_doc *doc) {
    lu_value v = {.doc = *doc};
    if (w->topdown) {
        run_doc(w, &v.doc);
        run_meta(w, &v.doc);
        each_pass(w, true, go_doc, &v);
    } else {
        each_pass(w, false, go_doc, &v);
        run_meta(w, &v.doc);
        run_doc(w, &v.doc);
    }
    *doc = v.doc;
}

void lu_run_filter(lua_State *L, int idx, pc_doc *doc) {
    walker w;
    idx = lua_absindex(L, idx);
    const int top = lua_gettop(L);
    filter_read(&w, L, idx);
    run_filter(&w, doc);
    lua_settop(L, top);
}

int lu_walk_doc(lua_State *L) {
    walker w;
    lu_value v;
    walk_begin(&w, L, LU_DOC, &v);
    run_filter(&w, &v.doc);
    lu_push_doc(L, &v.doc, 0);
    return 1;
}

/* ---- names that are none */

static size_t known_names(pc_str *out) {
    static const char *const others[] = {"Inline", "Block", "Inlines", "Blocks", "Meta", "Pandoc"};
    size_t n = 0;
    for (size_t i = 0; i < PC_INLINE_COUNT; i++) out[n++] = pc_strz(lu_inline_names[i]);
    for (size_t i = 0; i < PC_BLOCK_COUNT; i++) out[n++] = pc_strz(lu_block_names[i]);
    for (size_t i = 0; i < PC_COUNT(others); i++) out[n++] = pc_strz(others[i]);
    return n;
}

/* Names that people bring from elsewhere, too far from the right one for a guess by letters. */
static const char *const foreign[][2] = {{"Heading", "Header"},  {"Paragraph", "Para"},
                                         {"Italic", "Emph"},     {"Bold", "Strong"},
                                         {"Metadata", "Meta"},   {"Strikethrough", "Strikeout"},
                                         {"Document", "Pandoc"}, {"Blockquote", "BlockQuote"}};

static pc_str meant(pc_str name, const pc_str *known, size_t n) {
    for (size_t i = 0; i < PC_COUNT(foreign); i++)
        if (pc_str_eqz(name, foreign[i][0])) return pc_strz(foreign[i][1]);
    pc_str near = pc_did_you_mean(name, known, n);
    const size_t cap = name.n < 4 ? 0 : name.n < 7 ? 1 : 2; /* helpers may have any name */
    return pc_str_distance(name, near, cap) <= cap ? near : PC_S("");
}

static void check_name(lua_State *L, const pc_str *known, size_t n) {
    lua_Debug d;
    pc_str name = lu_borrow(L, -2);
    for (size_t i = 0; i < n; i++)
        if (pc_str_eq(name, known[i])) return;
    pc_str better = meant(name, known, n);
    if (!better.n) return;
    lua_pushvalue(L, -1);
    lua_getinfo(L, ">S", &d);
    lua_pushfstring(L, "%s is no filter function: it is never called", lua_tostring(L, -2));
    lua_pushfstring(L, "did you mean %s?", better.p);
    lu_warn(L, d.linedefined, lua_tostring(L, -2), lua_tostring(L, -1));
    lua_pop(L, 2);
}

void lu_check_names(lua_State *L, int idx) {
    pc_str known[PC_INLINE_COUNT + PC_BLOCK_COUNT + 6];
    const size_t n = known_names(known);
    idx = lua_absindex(L, idx);
    for (lua_pushnil(L); lua_next(L, idx); lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING || !lua_isfunction(L, -1) || lua_iscfunction(L, -1))
            continue;
        if (pc_is_upper((unsigned char)lua_tostring(L, -2)[0])) check_name(L, known, n);
    }
}
