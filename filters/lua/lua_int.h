/* What the files of the Lua engine share.
 *
 * Elements are userdata around a cell (or another part of a document) that is never changed; what a
 * script reads or sets of one is kept in a cache, the uservalue, made on demand. Getting the value
 * back ("peeking") is a copy of the cell when there is no cache, else the cell with the cached
 * properties applied.
 *
 * Two kinds of jumps must not cross: pc_throw() and lua_error(). So: a function of pubconv that can
 * throw is called inside lu_guard() only, and what runs inside lu_guard() never touches Lua.
 * Peeking functions answer false with the message on top of the Lua stack; they raise only out of
 * memory. */
#ifndef PC_LUA_INT_H
#define PC_LUA_INT_H

#include "ast/build.h"
#include "registry/registry.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

typedef enum lu_kind {
    LU_INLINE,
    LU_BLOCK,
    LU_ATTR,
    LU_ATTRIBUTES,
    LU_CITATION,
    LU_LIST_ATTRIBUTES,
    LU_CAPTION,
    LU_CELL,
    LU_ROW,
    LU_TABLE_HEAD,
    LU_TABLE_FOOT,
    LU_TABLE_BODY,
    LU_SIMPLE_TABLE,
    LU_DOC,
    LU_KINDS
} lu_kind;

typedef struct lu_pairs { /* grows in place; cap 0: shared, copy before writing */
    pc_key_value *v;
    size_t n, cap;
} lu_pairs;

typedef struct lu_list_attributes {
    int64_t start;
    pc_list_style style;
    pc_list_delim delim;
} lu_list_attributes;

typedef struct lu_simple_table {
    pc_inlines caption;
    const pc_alignment *aligns;
    const double *widths;
    size_t naligns, nwidths;
    pc_items header;      /* a cell each */
    const pc_items *rows; /* rows of cells */
    size_t nrows;
} lu_simple_table;

typedef union lu_value {
    pc_inline inlin;
    pc_block block;
    const pc_attr *attr;
    lu_pairs pairs;
    pc_citation citation;
    lu_list_attributes list_attributes;
    pc_caption caption;
    pc_cell cell;
    pc_row row;
    pc_table_part part;
    pc_table_body body;
    lu_simple_table simple;
    pc_doc doc;
} lu_value;

typedef struct lu_object {
    uint8_t kind;
    bool cached;   /* there is a cache table */
    bool written;  /* a property was set */
    uint16_t made; /* levels that scripts put around parts of checked documents; bounds the depth */
    lu_value v;    /* only as many bytes as the kind needs */
} lu_object;

/* A property: valid for constructors in [tags]; set is NULL for read-only ones. */
typedef struct lu_prop {
    const char *name;
    uint32_t tags;
    void (*get)(lua_State *L, const lu_value *v, unsigned made);
    bool (*set)(lua_State *L, int idx, lu_value *v);
} lu_prop;

typedef struct lu_alias {
    const char *name;
    const char *first, *second; /* second NULL: another name of first */
} lu_alias;

typedef struct lu_class {
    const char *name;
    size_t size; /* bytes of lu_value in use */
    const lu_prop *props;
    size_t nprops;
    const lu_alias *aliases;
    size_t naliases;
    const luaL_Reg *methods;
    bool (*equal)(const lu_value *a, const lu_value *b);
    void (*show)(pc_buf *out, const lu_value *v);
    const luaL_Reg *meta; /* further metamethods, or NULL */
} lu_class;

extern const lu_class lu_class_inline, lu_class_block, lu_class_attr, lu_class_attributes,
    lu_class_citation, lu_class_list_attributes, lu_class_caption, lu_class_cell, lu_class_row,
    lu_class_table_head, lu_class_table_foot, lu_class_table_body, lu_class_simple_table,
    lu_class_doc;

/* Lists that are plain tables with a metatable. */
typedef enum lu_list { LU_LIST, LU_INLINES, LU_BLOCKS, LU_META, LU_LISTS } lu_list;

/* One run of one script. Found from any lua_State by lu(). */
typedef struct lu_state {
    pc_ctx *cx;
    const pc_source *script;
    pc_str format;
    const void *mt[LU_KINDS]; /* metatables, by address; they are kept in the registry */
    const void *list_mt[LU_LISTS];
    unsigned nesting; /* of peeks through caches: bounds values that contain themselves */
    unsigned made;    /* the deepest of the objects peeked since it was last set to 0 */
    bool exiting;     /* os.exit() was called … */
    int exit_status;  /* … with this */
    bool broken;      /* a peek through a cache failed: another reading of the value will, too */
    pc_fault fault;   /* of the last lu_guard() that failed */
    /* for messages */
    pc_pos element;    /* of the element that is being filtered; 0: none */
    const char *blame; /* text of the message that blames a filter function */
    int blame_line;    /* where that function is defined */
    const char *blame_name;
    struct lu_frame { /* of the script, innermost first, when the last error was raised */
        int line;
        char name[40];
    } frames[6];
    size_t nframes;
    pc_pos error_element;
    char warning[1000]; /* what warn() has said so far of one message */
    uint64_t warned;    /* functions whose lost changes were told already, by slot */
    unsigned looked;    /* how often lost changes were looked for below the element itself */
} lu_state;

static inline lu_state *lu(lua_State *L) {
    return *(lu_state **)lua_getextraspace(L);
}

/* ---- engine.c */
/* Runs body(arg) behind pc_try(); raises a Lua error when it throws. */
void lu_guard(lua_State *L, void (*body)(void *arg), void *arg);
void *lu_alloc(lua_State *L, size_t n);              /* in the document's arena */
void *lu_array(lua_State *L, size_t n, size_t each); /* NULL for n == 0 */
void *lu_scratch(lua_State *L, size_t n);            /* in the scratch arena */
pc_str lu_text(lua_State *L, int idx);               /* a string or number, copied */
pc_str lu_borrow(lua_State *L, int idx);             /* valid while the value is */
static inline void lu_push_str(lua_State *L, pc_str s) {
    lua_pushlstring(L, s.p ? s.p : "", s.n);
}
/* A warning at the line of the script that runs now. */
void lu_warn(lua_State *L, int line, const char *message, const char *help);

/* ---- object.c */
void lu_objects_open(lua_State *L);
lu_object *lu_push(lua_State *L, lu_kind k, const lu_value *v, unsigned made);
/* NULL when idx is no object of that kind. */
lu_object *lu_test(lua_State *L, int idx, lu_kind k);
lu_object *lu_test_any(lua_State *L, int idx);
/* The value with its cached properties applied. False with a message. idx must be of that kind. */
bool lu_peek(lua_State *L, int idx, lu_object *o, lu_value *out);
/* As lu_peek, with "… expected, got …" for others. */
bool lu_peek_kind(lua_State *L, int idx, lu_kind k, lu_value *out);
uint32_t lu_tag_bit(lu_kind k, const lu_value *v);
int lu_clone(lua_State *L);
int lu_raise(lua_State *L); /* lua_error with the message on top */
/* Pushes a new value around what was peeked since st->made was 0. */
lu_object *lu_push_made(lua_State *L, lu_kind k, const lu_value *v);

/* ---- fail.c: messages in Pandoc's words */
bool lu_fail(lua_State *L, const char *fmt, ...) PC_PRINTF(2, 3);
bool lu_expected(lua_State *L, int idx, const char *what); /* "what expected, got …" */
bool lu_retrieving(lua_State *L, const char *fmt, ...)
    PC_PRINTF(2, 3);                   /* adds a line to the message */
bool lu_failed(lua_State *L, int top); /* the message on top becomes the only value above top */
const char *lu_type(lua_State *L, int idx);
/* For arguments of constructors: raises with both lines when !ok. */
void lu_arg(lua_State *L, bool ok, const char *arg, const char *function);

/* ---- peek.c */
bool lu_peek_str(lua_State *L, int idx, pc_str *out);
bool lu_peek_int(lua_State *L, int idx, int64_t *out);
bool lu_peek_double(lua_State *L, int idx, double *out);
bool lu_peek_word(lua_State *L, int idx, const char *const *words, size_t n, size_t *out);
bool lu_peek_strs(lua_State *L, int idx, pc_strs *out);
bool lu_peek_inline(lua_State *L, int idx, pc_inline *out);
bool lu_peek_block(lua_State *L, int idx, pc_block *out);
bool lu_peek_inlines(lua_State *L, int idx, pc_inlines *out);
bool lu_peek_blocks(lua_State *L, int idx, pc_blocks *out);
/* Looser: what a property is set to. */
bool lu_peek_inlines_loose(lua_State *L, int idx, pc_inlines *out);
bool lu_peek_blocks_loose(lua_State *L, int idx, pc_blocks *out);
bool lu_peek_items(lua_State *L, int idx, pc_items *out, bool loose);
bool lu_peek_lines(lua_State *L, int idx, pc_lines *out, bool loose);
bool lu_peek_defs(lua_State *L, int idx, pc_defs *out);
pc_inlines lu_words(lua_State *L, int idx); /* a string as words */
pc_inlines lu_blocks_to_inlines(lua_State *L, pc_blocks xs, pc_inlines sep);
/* Each item of a sequence: calls item(L, index of it, place in out). */
bool lu_peek_list(lua_State *L, int idx, size_t each, bool (*item)(lua_State *, int, void *),
                  void **v, size_t *n);

/* ---- push.c */
void lu_push_inline(lua_State *L, const pc_inline *x, unsigned made);
void lu_push_block(lua_State *L, const pc_block *x, unsigned made);
void lu_push_inlines(lua_State *L, pc_inlines xs, unsigned made);
void lu_push_blocks(lua_State *L, pc_blocks xs, unsigned made);
void lu_push_items(lua_State *L, pc_items xs, unsigned made);
void lu_push_lines(lua_State *L, pc_lines xs, unsigned made);
void lu_push_defs(lua_State *L, pc_defs xs, unsigned made);
void lu_push_strs(lua_State *L, pc_strs xs);
void lu_new_list(lua_State *L, size_t n, lu_list type);

/* ---- the parts of a document */
extern const char *const lu_inline_names[PC_INLINE_COUNT], *const lu_block_names[PC_BLOCK_COUNT];
extern const char *const lu_quote_types[2],
    *const lu_math_types[2], *const lu_citation_modes[3], *const lu_list_styles[7],
                                                              *const lu_list_delims[4],
                                                                  *const lu_alignments[4];
bool lu_peek_attr(lua_State *L, int idx, const pc_attr **out);
const pc_attr *lu_opt_attr(lua_State *L, int idx, const char *function); /* raises */
void lu_push_attr(lua_State *L, const pc_attr *x);
bool lu_peek_citations(lua_State *L, int idx, pc_citations *out);
void lu_push_citations(lua_State *L, pc_citations xs, unsigned made);
bool lu_peek_caption(lua_State *L, int idx, pc_caption *out);
void lu_push_caption(lua_State *L, const pc_caption *x, unsigned made);
bool lu_peek_list_attributes(lua_State *L, int idx, lu_list_attributes *out);
bool lu_peek_colspecs(lua_State *L, int idx, const pc_col_spec **v, size_t *n);
void lu_push_colspecs(lua_State *L, const pc_col_spec *v, size_t n);
bool lu_peek_rows(lua_State *L, int idx, pc_rows *out);
bool lu_peek_bodies(lua_State *L, int idx, const pc_table_body **v, size_t *n);
void lu_push_bodies(lua_State *L, const pc_table_body *v, size_t n, unsigned made);
bool lu_peek_meta(lua_State *L, int idx, pc_meta_map *out);
void lu_push_meta(lua_State *L, pc_meta_map m, unsigned made);
void lu_push_doc(lua_State *L, const pc_doc *doc, unsigned made);
bool lu_peek_doc(lua_State *L, int idx, pc_doc *out);

/* Each adds what it offers to the table on top of the stack, the module `pandoc`. */
void lu_open_inline(lua_State *L);
void lu_open_block(lua_State *L);
void lu_open_attr(lua_State *L);
void lu_open_parts(lua_State *L);
void lu_open_table(lua_State *L);
void lu_open_simple_table(lua_State *L);
void lu_open_doc(lua_State *L);
void lu_open_list(lua_State *L); /* makes the metatables of all lists, too */
void lu_open_walk(lua_State *L);
void lu_open_format(lua_State *L); /* pandoc.read, pandoc.write */

/* Modules: each pushes its table. pandoc.X and require 'pandoc.X'. */
int lu_open_utils(lua_State *L);
int lu_open_text(lua_State *L);

int lu_open_types(lua_State *L);
int lu_open_pubconv(lua_State *L);
/* Sets FORMAT, PANDOC_VERSION and the other globals. */
void lu_open_globals(lua_State *L);
void lu_push_version(lua_State *L, const int *v, size_t n);

/* ---- walk.c */
int lu_walk_inline(lua_State *L); /* the methods */
int lu_walk_block(lua_State *L);
int lu_walk_inlines(lua_State *L);
int lu_walk_blocks(lua_State *L);
int lu_walk_row(lua_State *L);
int lu_walk_cell(lua_State *L);
int lu_walk_doc(lua_State *L);
/* Runs the filter at idx over *doc. Raises. */
void lu_run_filter(lua_State *L, int idx, pc_doc *doc);
/* Tells about globals that look like filter functions with a wrong name. */
void lu_check_names(lua_State *L, int idx);

/* ---- show.c: Haskell's `show`. No Lua in here: runs inside lu_guard(). */
void lu_show_inline(pc_buf *b, const pc_inline *x);
void lu_show_block(pc_buf *b, const pc_block *x);
void lu_show_inlines(pc_buf *b, pc_inlines xs);
void lu_show_blocks(pc_buf *b, pc_blocks xs);
void lu_show_value_inline(pc_buf *b, const lu_value *v);
void lu_show_value_block(pc_buf *b, const lu_value *v);
void lu_show_value_attr(pc_buf *b, const lu_value *v);
void lu_show_value_attributes(pc_buf *b, const lu_value *v);
void lu_show_value_citation(pc_buf *b, const lu_value *v);
void lu_show_value_list_attributes(pc_buf *b, const lu_value *v);
void lu_show_value_caption(pc_buf *b, const lu_value *v);
void lu_show_value_cell(pc_buf *b, const lu_value *v);
void lu_show_value_row(pc_buf *b, const lu_value *v);
void lu_show_value_head(pc_buf *b, const lu_value *v);
void lu_show_value_foot(pc_buf *b, const lu_value *v);
void lu_show_value_body(pc_buf *b, const lu_value *v);
void lu_show_value_simple(pc_buf *b, const lu_value *v);
void lu_show_value_doc(pc_buf *b, const lu_value *v);

/* ---- depth.c: how deep these nest; one of the two lists is empty */
unsigned lu_depth(lua_State *L, pc_blocks blocks, pc_inlines inlines);

#endif
