/* Inside the engine: programs, parsers, runs, and the tables that a dialect is made of. */
#ifndef PC_LIQUID_INT_H
#define PC_LIQUID_INT_H

#include "base/limits.h"
#include "base/map.h"
#include "base/vec.h"
#include "readers/jekyll/liquid/liquid.h"

/* --- expressions ---------------------------------------------------------------------------------
 */

typedef enum liq_expr_kind { LIQ_E_VALUE, LIQ_E_LOOKUP, LIQ_E_RANGE } liq_expr_kind;

typedef struct liq_expr liq_expr;
typedef struct liq_step {
    pc_str name;         /* .name; empty p with [key] */
    const liq_expr *key; /* [key] */
    bool word;           /* size, first, last: also a command */
} liq_step;

struct liq_expr {
    uint8_t kind;
    liq_value value;    /* LIQ_E_VALUE */
    pc_str name;        /* LIQ_E_LOOKUP: the variable, unless lo gives its name */
    const liq_expr *lo; /* LIQ_E_RANGE; LIQ_E_LOOKUP: ["name"] */
    const liq_expr *hi;
    const liq_step *steps;
    size_t nsteps;
};

typedef struct liq_kwarg {
    pc_str name;
    const liq_expr *value;
} liq_kwarg;

struct liq_filter;
typedef struct liq_apply {
    const struct liq_filter *filter; /* NULL: unknown */
    pc_str name;
    const liq_expr **args;
    const liq_kwarg *kwargs;
    uint32_t nargs, nkwargs;
    uint32_t at; /* offset of the name in the source */
} liq_apply;

/* expression | filter: arg | … */
typedef struct liq_var {
    const liq_expr *expr; /* NULL: nothing */
    const liq_apply *filters;
    size_t nfilters;
} liq_var;

typedef enum liq_op {
    LIQ_OP_NONE, /* a value by itself */
    LIQ_OP_EQ,
    LIQ_OP_NE,
    LIQ_OP_LT,
    LIQ_OP_GT,
    LIQ_OP_LE,
    LIQ_OP_GE,
    LIQ_OP_CONTAINS,
    LIQ_OP_UNKNOWN
} liq_op;

typedef struct liq_test {
    const liq_expr *left, *right;
    uint8_t op;
    char join; /* to the next: '&', '|', or 0 at the end */
    pc_str op_text;
} liq_test;
/* Tests joined by and/or, evaluated from the right as Liquid does. */
typedef struct liq_cond {
    const liq_test *v;
    size_t n;
} liq_cond;

/* --- programs ------------------------------------------------------------------------------------
 */

struct liq_tag;
typedef enum liq_node_kind { LIQ_N_TEXT, LIQ_N_OUT, LIQ_N_TAG } liq_node_kind;

typedef struct liq_node {
    uint8_t kind;
    bool said;       /* its error has been reported */
    uint32_t at, to; /* its bytes in the source */
    const struct liq_tag *tag;
    union {
        pc_str text;
        const liq_var *var;
        void *data; /* the tag's own */
    } u;
} liq_node;

typedef struct liq_block {
    liq_node *v;
    size_t n;
    bool blank; /* nothing but white space and tags that print nothing */
} liq_block;

struct liq_program {
    const pc_source *src;
    liq_block body;
    bool bad;
};

/* --- lexing --------------------------------------------------------------------------------------
 */

typedef enum liq_token_kind { LIQ_T_TEXT, LIQ_T_RAW, LIQ_T_OUT, LIQ_T_TAG } liq_token_kind;
typedef struct liq_token {
    uint8_t kind;
    bool dead;        /* a block tag without its other half: left out, and reported */
    uint32_t at, to;  /* outer bytes: with delimiters, before trimming */
    uint32_t in, out; /* text: after trimming; output and tag: the markup within */
    uint32_t name_to; /* tag: name is [at of name, name_to) */
    uint32_t name_at;
    uint32_t
        group; /* where the {% liquid %} around it begins; 0: none. Blocks end in their group */
    const struct liq_tag *tag; /* NULL: no opening tag of the dialect (else, endif, unknown) */
} liq_token;

typedef PC_VEC(liq_token) liq_tokens;

typedef struct liq_parser {
    pc_arena *a, *scratch;
    const liq_dialect *d;
    const pc_limits *limits;
    const pc_source *src;
    pc_str text; /* src.text */
    pc_diags *diags;
    liq_program *program;
    const liq_token *v; /* tokens */
    size_t n, i;
    pc_map strange_ends; /* "endfoo" of unknown tags -> bool *: its 'foo' was met */
    /* the tag being parsed */
    const liq_token *t;
    pc_str markup;
    bool bad_tag;     /* set by liq_syntax() */
    bool plain_words; /* empty and blank are just "" in conditions */
} liq_parser;

void liq_lex(liq_parser *p, size_t from, size_t to, bool lines, liq_tokens *out);
pc_str liq_token_name(const liq_parser *p, const liq_token *t);

/* Parses nodes until a tag named in [ends] (NULL-terminated; NULL: none) or the end of the tokens.
 * The answer is the token that ended it, or NULL. */
const liq_token *liq_parse_block(liq_parser *p, const char *const *ends, liq_block *out);
/* A block tag's body up to end[name], for tags without branches. */
void liq_parse_simple(liq_parser *p, const liq_token *open, liq_block *out);
void liq_drop_blank(liq_block *b); /* removes text from a blank block */

/* A diagnostic about the tag at hand (or a part of it); marks the tag as unreadable. */
void liq_syntax(liq_parser *p, const char *fmt, ...) PC_PRINTF(2, 3);
void liq_syntax_at(liq_parser *p, pc_str part, const char *fmt, ...) PC_PRINTF(3, 4);
/* Strict reading failed, lax reading worked: as Jekyll, a warning. */
void liq_lax(liq_parser *p, pc_str part);
pc_pos liq_parser_pos(const liq_parser *p, const char *at);

const liq_expr *liq_parse_expr(liq_parser *p, pc_str s);
const liq_expr *liq_parse_operand(liq_parser *p, pc_str s); /* with empty and blank */
const liq_var *liq_parse_var(liq_parser *p, pc_str s);
bool liq_parse_cond(liq_parser *p, pc_str s, liq_cond *out);
/* Strict reading only; false when it fails, without a diagnostic. */
bool liq_parse_cond_strict(liq_parser *p, pc_str s, liq_cond *out);

/* Scanners over markup; each moves *s past what it took. */
bool liq_scan_fragment(pc_str *s,
                       pc_str *out); /* a quoted string, or no space, comma, | or quote */
/* The next fragment; what begins none (a lone quote, a comma) is passed over. Empty: there is none.
 */
bool liq_find_fragment(pc_str *s, pc_str *out);
bool liq_scan_word(pc_str *s, pc_str *out); /* [\w-]+ */
void liq_skip(pc_str *s);                   /* white space */
bool liq_scan_char(pc_str *s, char c);
/* name: value pairs anywhere in the markup. */
bool liq_next_attribute(pc_str *s, pc_str *name, pc_str *value);
bool liq_word_char(int c);

/* Strict tokens of an expression language. */
typedef enum liq_lexeme_kind {
    LIQ_L_END,
    LIQ_L_ID,
    LIQ_L_STRING,
    LIQ_L_NUMBER,
    LIQ_L_COMPARISON,
    LIQ_L_DOTDOT,
    LIQ_L_CHAR, /* one of | . : , [ ] ( ) ? - */
    LIQ_L_BAD
} liq_lexeme_kind;
typedef struct liq_lexer {
    pc_str s;
    size_t i;
    uint8_t kind;
    pc_str text; /* the lexeme at hand */
} liq_lexer;
liq_lexer liq_lexer_new(pc_str s);
void liq_lexer_next(liq_lexer *x);
bool liq_lexer_char(liq_lexer *x, char c);                 /* takes it if it is there */
bool liq_lexer_id(liq_lexer *x, const char *word);         /* takes it if it is there */
bool liq_lexer_expr(liq_lexer *x, pc_str *out, int depth); /* a whole expression, validated */

/* --- runs ----------------------------------------------------------------------------------------
 */

typedef struct liq_binding {
    pc_str name;
    liq_value value;
} liq_binding;

typedef enum liq_interrupt { LIQ_GO, LIQ_BREAK, LIQ_CONTINUE, LIQ_STOP } liq_interrupt;

/* Loop rounds and tags are a step each, what takes longer is more; what filters read and build
 * counts by its size. */
typedef struct liq_budget {
    uint64_t steps; /* left */
    bool spent;     /* and it has been said */
} liq_budget;
enum {
    LIQ_BYTES_PER_STEP = 8,       /* built */
    LIQ_BYTES_READ_PER_STEP = 32, /* looked at */
    LIQ_FILTER_STEPS = 8,
    LIQ_PARTIAL_STEPS = 100,
    LIQ_MARKDOWN_STEPS = 500
};

/* A block of the arena with room behind what is used of it: appending to a text or a list again and
 * again copies it seldom. Values that end before keep what they see. */
typedef struct liq_tail {
    char *p;
    size_t n, cap;
} liq_tail;

struct liq_run {
    pc_arena *a;
    const liq_dialect *d;
    const liq_host *host;
    pc_diags *diags;
    const pc_source *src; /* what positions of nodes are offsets into */
    liq_node *node;       /* at hand */
    pc_buf out;
    pc_buf spare; /* what the last buffer had, for the next */
    PC_VEC(pc_map_span) spans;
    bool mapping;              /* out is the page itself, no capture */
    bool isolated;             /* within {% render %}: no include */
    pc_map vars;               /* assign, capture: name -> liq_value * */
    PC_VEC(liq_binding) scope; /* for, include: innermost last */
    size_t depth;              /* scopes */
    size_t frames;             /* blocks within blocks, for the C stack */
    liq_interrupt interrupt;
    bool failed; /* the expression at hand met an error */
    size_t errors;
    const pc_limits *limits;
    liq_budget *budget, own; /* the page's; a run within a run has its parent's */
    liq_tail tails[4];       /* blocks that grew last */
    size_t next_tail;
    pc_map counters, offsets, cycles; /* increment; offset:continue; cycle */
    pc_str last_changed;
    liq_obj *forloop; /* innermost, for parentloop */
    struct liq_include_chain {
        const struct liq_include_chain *up;
        const pc_source *src;
        uint32_t at;
        pc_str file;
    } const *chain;
};

void liq_run_block(liq_run *r, const liq_block *b);
liq_value liq_eval(liq_run *r, const liq_expr *e);
liq_value liq_eval_var(liq_run *r, const liq_var *v);
bool liq_eval_cond(liq_run *r, const liq_cond *c);
liq_value liq_find(liq_run *r, pc_str name);
liq_value *liq_slot(liq_run *r, pc_map *m, pc_str key); /* made as nil when absent */
void liq_assign(liq_run *r, pc_str name, liq_value v);
/* Scopes: what is bound between enter and leave goes with leave. */
bool liq_enter(liq_run *r, size_t *mark); /* false after "nested too deep" */
void liq_leave(liq_run *r, size_t mark);
void liq_bind(liq_run *r, pc_str name, liq_value v);
void liq_rebind(liq_run *r, size_t index, liq_value v);

/* A runtime error at the node at hand: reported once per node, and the node prints nothing. */
void liq_fail(liq_run *r, const char *fmt, ...) PC_PRINTF(2, 3);
/* The same with a help of its own, which may be empty. */
void liq_fail_help(liq_run *r, pc_str help, const char *fmt, ...) PC_PRINTF(3, 4);
/* A diagnostic about the node at hand, once per node; the run goes on as if nothing were. */
void liq_say(liq_run *r, pc_diag_code code, const char *fmt, ...) PC_PRINTF(3, 4);
/* Numbers of a page that are added to others: far from where a sum would not fit. */
static inline int64_t liq_clamp(int64_t i) {
    const int64_t far = INT64_C(1) << 60;
    return i > far ? far : i < -far ? -far : i;
}
/* A limit of the run is met: an error, once, and LIQ_STOP. [name]: of --limit; NULL: it has none.
 */
void liq_limit(liq_run *r, const char *what, const char *name, int64_t most);
bool liq_spent(liq_run *r); /* for liq_tick */
/* False: the limit of steps is met. */
static inline bool liq_tick(liq_run *r, uint64_t steps) {
    if (steps > r->budget->steps) return liq_spent(r);
    r->budget->steps -= steps;
    return true;
}
/* A buffer for one text, of no more than a text may have; liq_buf_text() ends it. */
pc_buf liq_buf(liq_run *r);
void liq_limit_buf(liq_run *r, pc_buf *b); /* it takes what one text may have */
/* A block of n + more bytes that begins with the n at p; mostly p itself when it grew before. */
void *liq_grow(liq_run *r, const void *p, size_t n, size_t more);
pc_str liq_append(liq_run *r, pc_str a, pc_str b);
liq_value liq_push(liq_run *r, liq_value list, liq_value item); /* a list that is not data */
void liq_emit(liq_run *r, pc_str text); /* made text: maps to the node at hand */
void liq_emit_value(liq_run *r, liq_value v);
/* What is printed between begin and end, taken out again. */
size_t liq_capture_begin(liq_run *r, bool *mapping);
pc_str liq_capture_end(liq_run *r, size_t mark, bool mapping);
void liq_run_partial(liq_run *r, const liq_program *p, pc_str name);
pc_str liq_buf_text(liq_run *r, pc_buf *b); /* takes b's text into the arena; b is done with */
pc_mem *liq_mem(liq_run *r);

/* --- dialects ------------------------------------------------------------------------------------
 */

typedef struct liq_tag {
    const char *name;
    const char *end; /* a block: its closing tag; NULL: none */
    bool raw;        /* the body is text up to the closing tag: raw */
    bool comment;    /* the body is nothing: comment, doc */
    bool blank;      /* prints nothing itself */
    /* Answers the node's data; p->markup holds what follows the name. When p->bad_tag is set the
     * tag is left out. A block tag reads its body, bad or not. */
    void *(*parse)(liq_parser *p, const liq_token *t, bool *blank);
    void (*render)(liq_run *r, void *data);
} liq_tag;

typedef struct liq_call {
    const liq_value *args;
    size_t n;
    const liq_pair *kwargs;
    size_t nkwargs;
} liq_call;

typedef struct liq_filter {
    const char *name;
    liq_value (*fn)(liq_run *r, liq_value in, const liq_call *c);
    int8_t min, max; /* arguments beside the input */
} liq_filter;

/* A filter that a plugin brings: known by name, to be named in messages. */
typedef struct liq_plugin_filter {
    const char *name, *plugin;
    bool shows; /* a reader sees that it did not run */
} liq_plugin_filter;
const liq_plugin_filter *liq_plugin_filter_find(pc_str name); /* NULL: not known */

typedef struct liq_filter_table {
    const liq_filter *v;
    size_t n;
} liq_filter_table;
typedef struct liq_tag_table {
    const liq_tag *v;
    size_t n;
} liq_tag_table;

struct liq_dialect {
    const char *name;
    const liq_tag_table *const *tags; /* NULL-terminated; the first hit counts */
    const liq_filter_table *const *filters;
    /* A filter that is not there, but known to come from a plugin; NULL: none is known. */
    const liq_plugin_filter *(*plugin_filter)(pc_str name);
    bool lax;         /* what cannot be read strictly is read laxly, with a warning */
    bool rows_end;    /* tablerow: break ends it, and without cols all items are in one row */
    bool blank_works; /* `x == blank` is true for white space and nil */
};

const liq_tag *liq_tag_find(const liq_dialect *d, pc_str name);
const liq_filter *liq_filter_find(const liq_dialect *d, pc_str name);
/* "did you mean '…'?" with the filter of the dialect that is spelled nearly so; empty: none is. */
pc_str liq_near_filter(pc_arena *a, const liq_dialect *d, pc_str name);

extern const liq_tag_table liq_tags_core, liq_tags_newer, liq_tags_loop, liq_tags_jekyll,
    liq_tags_partial, liq_tags_plugins, liq_tags_highlight, liq_tags_scholar;
extern const liq_filter_table liq_filters_text, liq_filters_list, liq_filters_newer,
    liq_filters_number, liq_filters_jekyll, liq_filters_jekyll_list, liq_filters_toc,
    liq_filters_smart, liq_filters_url;

/* A forloop for {% render … for … %}. */
liq_value liq_forloop_new(liq_run *r, pc_str name, int64_t n);
void liq_forloop_next(liq_value v);

/* Shared by filters. */
pc_str liq_arg_text(liq_run *r, const liq_call *c, size_t i);
bool liq_arg_int(liq_run *r, liq_value v, int64_t *out); /* false after "invalid integer" */
/* item[property] as Ruby's filters see it; nil when it has none. False after "cannot select". */
bool liq_property(liq_run *r, liq_value item, pc_str name, liq_value *out);
/* Whether Ruby can ask it for a member at all. */
bool liq_has_members(liq_value v);
typedef int (*liq_order_fn)(liq_run *r, liq_value a, liq_value b, int nils);
/* Items sorted by their keys, stable; a new list. */
liq_value liq_sorted(liq_run *r, liq_value items, const liq_value *keys, liq_order_fn order,
                     int nils);
liq_value liq_arg(const liq_call *c, size_t i); /* nil when not given */
/* What Liquid takes for a date: dates, "now", seconds since 1970, and text that has one in it. */
bool liq_to_date(liq_run *r, liq_value v, liq_value *out);
/* Jekyll's own filters call a method that only text has, and it stops at others. */
bool liq_is_text(liq_run *r, liq_value in, const char *filter);
/* Without white space at the ends, and with one space where there was any. */
pc_str liq_squish(liq_run *r, pc_str s);
/* CGI.escape: what url_encode gives. */
liq_value liq_url_encode(liq_run *r, pc_str s);
liq_value liq_text_filter(liq_run *r, pc_buf *b); /* the buffer's text as a value; frees it */
/* Reads an expression that comes as data (where_exp): a condition, strictly, or a filter chain.
 * NULL after failing the node at hand. */
const liq_cond *liq_runtime_cond(liq_run *r, pc_str s);
const liq_var *liq_runtime_var(liq_run *r, pc_str s);
/* Jekyll's relative_url: baseurl and leading slash. */
pc_str liq_relative_url(liq_run *r, pc_str url);
/* A text as a list of its characters. */
liq_value liq_letters(liq_run *r, pc_str s);
/* Whole characters of s from [from] on; and their number. */
pc_str liq_chars(pc_str s, int64_t from, int64_t n);

#endif
