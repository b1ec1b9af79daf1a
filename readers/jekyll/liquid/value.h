/* What Liquid computes with.
 *
 * A `liq_value` is 24 bytes, passed by value. Lists and maps are either the engine's own
 * (`liq_value` and `liq_pair` arrays) or look straight into generic data (`data` is set: a
 * pc_value), so that front matter, _data and JSON cost nothing until they are asked for. Anything
 * that is worked out on demand (a site, a page, forloop) is an object: a struct that begins with a
 * `liq_class`, as Liquid's drops. Values borrow; everything lives in the run's arena or longer. */
#ifndef PC_LIQUID_VALUE_H
#define PC_LIQUID_VALUE_H

#include "base/buf.h"
#include "data/value.h"

typedef enum liq_kind {
    LIQ_NIL,
    LIQ_BOOL,
    LIQ_INT,
    LIQ_FLOAT,
    LIQ_STR,
    LIQ_DATE, /* a day: i is days since 1970-01-01 */
    LIQ_TIME, /* an instant: i is seconds since 1970, zone says how it is shown */
    LIQ_RANGE,
    LIQ_LIST,
    LIQ_MAP,
    LIQ_OBJ,
    LIQ_EMPTY, /* the words `empty` and `blank` beside a comparison operator */
    LIQ_BLANK,
    LIQ_BIG /* an integer that 64 bits do not hold: its digits, as a LIQ_STR has its text */
} liq_kind;

typedef struct liq_value liq_value;
typedef struct liq_pair liq_pair;
typedef struct liq_obj liq_obj;
struct liq_run;

struct liq_value {
    uint8_t kind;
    bool data;  /* LIQ_LIST, LIQ_MAP: u.data holds the items */
    bool utc;   /* LIQ_TIME: shown as UTC, not as +0000 */
    bool local; /* LIQ_TIME: the offset is the run's own zone's, which has a name */
    union {
        bool b;
        int64_t i;
        double f;
        const char *p;
        const liq_value *list;
        const liq_pair *pairs;
        const pc_value *data;
        liq_obj *obj;
    } u;
    union {
        size_t n;   /* LIQ_STR, LIQ_BIG, LIQ_LIST, LIQ_MAP */
        int64_t hi; /* LIQ_RANGE: u.i to hi */
        struct {
            int32_t offset; /* seconds east of Greenwich */
            uint32_t nano;
        } zone;
    } x;
};

struct liq_pair {
    pc_str key;
    liq_value value;
    const pc_value *word; /* the key where it is no text, as a number; else NULL */
};

/* Behaves as a map with text keys. get: false when there is no such key. key: the i-th name, for
 * printing as JSON; NULL: none are told. text: what {{ object }} prints; NULL: nothing. */
typedef struct liq_class {
    const char *name;
    bool (*get)(struct liq_run *r, liq_obj *o, pc_str key, liq_value *out);
    bool (*key)(struct liq_run *r, liq_obj *o, size_t i, pc_str *out);
    pc_str (*text)(struct liq_run *r, liq_obj *o);
    pc_str (*inspect)(struct liq_run *r, liq_obj *o); /* within a list; NULL: as by itself */
    const char *const *bulk; /* what goes untold where its `next` and `previous` are told of in
                              * depth; NULL-ended; NULL: no such thing */
    bool hash;               /* for Ruby a Hash, not a drop: prints and counts as one */
} liq_class;

struct liq_obj {
    const liq_class *cls;
};

static inline liq_value liq_nil(void) {
    return (liq_value){.kind = LIQ_NIL};
}
static inline liq_value liq_bool(bool b) {
    return (liq_value){.kind = LIQ_BOOL, .u.b = b};
}
static inline liq_value liq_int(int64_t i) {
    return (liq_value){.kind = LIQ_INT, .u.i = i};
}
static inline liq_value liq_float(double f) {
    return (liq_value){.kind = LIQ_FLOAT, .u.f = f};
}
static inline liq_value liq_str(pc_str s) {
    return (liq_value){.kind = LIQ_STR, .u.p = s.p, .x.n = s.n};
}
static inline liq_value liq_list(const liq_value *v, size_t n) {
    return (liq_value){.kind = LIQ_LIST, .u.list = v, .x.n = n};
}
static inline liq_value liq_map(const liq_pair *v, size_t n) {
    return (liq_value){.kind = LIQ_MAP, .u.pairs = v, .x.n = n};
}
static inline liq_value liq_object(liq_obj *o) {
    return (liq_value){.kind = LIQ_OBJ, .u.obj = o};
}
static inline liq_value liq_time(int64_t sec, uint32_t nano, int32_t offset, bool utc) {
    return (liq_value){
        .kind = LIQ_TIME, .utc = utc, .u.i = sec, .x.zone = {.offset = offset, .nano = nano}};
}
static inline pc_str liq_slice(liq_value v) {
    return (pc_str){v.u.p, v.x.n};
}
/* Everything but nil and false. */
static inline bool liq_true(liq_value v) {
    return v.kind != LIQ_NIL && !(v.kind == LIQ_BOOL && !v.u.b);
}
static inline bool liq_is_list(liq_value v) {
    return v.kind == LIQ_LIST;
}
static inline bool liq_is_map(liq_value v) {
    return v.kind == LIQ_MAP;
}

/* Generic data as a value: scalars are read, lists and maps looked into. Times get the run's zone.
 */
liq_value liq_from_data(struct liq_run *r, const pc_value *v);

/* Items of a list and of a map (as [key, value]); 0 and nil for others. */
size_t liq_len(liq_value v);
liq_value liq_at(struct liq_run *r, liq_value list, size_t i);
pc_str liq_key_at(liq_value map, size_t i); /* as written */
liq_value liq_key_value(struct liq_run *r, liq_value map, size_t i);
liq_value liq_value_at(struct liq_run *r, liq_value map, size_t i);
bool liq_map_get(struct liq_run *r, liq_value map, pc_str key, liq_value *out);

/* a.key and a[key], where size, first and last also work as words ([word]). False: no such thing.
 */
bool liq_get(struct liq_run *r, liq_value v, liq_value key, bool word, liq_value *out);
/* Member by text key of maps and objects; nil when absent. */
liq_value liq_member(struct liq_run *r, liq_value v, pc_str key);

/* What a for loop runs over: lists, ranges, maps as pairs, a string as one item, else nothing. */
liq_value liq_items(struct liq_run *r, liq_value v);
/* The same for filters: lists flattened, a map as one item, nil as nothing, others as one item. */
liq_value liq_input_items(struct liq_run *r, liq_value v);

/* Whether to look into the list or map [v], which stands [depth] levels within another. A page can
 * push lists into lists without end, and one list into another twice over and over: each look
 * counts as steps, eight for each item (unless r is NULL), and what is deeper than data goes
 * unseen. */
bool liq_may_enter(struct liq_run *r, liq_value v, int depth);
int64_t liq_range_len(liq_value v);
bool liq_equal(struct liq_run *r, liq_value a, liq_value b);
/* <0, 0, >0, or LIQ_UNORDERED when the two have no order, as Ruby's <=>. */
#define LIQ_UNORDERED 2
int liq_order(struct liq_run *r, liq_value a, liq_value b);
bool liq_is_empty(liq_value v); /* "", [], {} */
bool liq_is_blank(liq_value v); /* those, nil, false, and white space */

/* Text as Ruby's to_s gives it, which filters see: "[1, 2]" of a list. */
pc_str liq_text(struct liq_run *r, liq_value v);
/* What {{ v }} prints: the same, but the items of a list one after the other. */
void liq_put(struct liq_run *r, pc_buf *out, liq_value v);
void liq_inspect(struct liq_run *r, pc_buf *out, liq_value v);
void liq_json(struct liq_run *r, pc_buf *out, liq_value v);
void liq_put_float(pc_buf *out, double f);

#endif
