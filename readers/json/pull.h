/* The tokens of a JSON text, pulled one by one. Nothing is kept that is not asked for: strings
 * without escapes are slices of the source. The first error ends the reading (pull_fail). */
#ifndef PC_READER_JSON_PULL_H
#define PC_READER_JSON_PULL_H

#include "base/str.h"
#include "base/vec.h"
#include "diag/diag.h"

/* Where the reader stands, for messages: "blocks[3] (Para).c[2]". Lives on the C stack. */
typedef struct pull_path {
    const struct pull_path *up;
    pc_str label;     /* "blocks", ".c"; may be empty */
    size_t index;     /* in an array; PC_NPOS: none */
    const char *name; /* the constructor, once it is known; or NULL */
} pull_path;

/* An object that stands in a member "c" read past before its "t" was known: where it begins, and
 * where the text of its own "t" is (0: it has none). */
typedef struct pull_object {
    size_t at, tag;
} pull_object;

typedef struct pull {
    pc_mem *mem;
    pc_arena *arena, *scratch;
    pc_diags *diags;
    const pc_source *src;
    const char *start, *p, *end;
    const pull_path *path;
    PC_VEC(pull_object) passed; /* in the order of the text */
    size_t next_passed;
    size_t passed_end; /* up to this offset, objects have been read past */
} pull;

/* "in PATH: expected …, found …" at the next token; ends the reading. */
PC_NORETURN void pull_expected(pull *r, const char *what);
/* "in PATH: words" at a place; ends the reading. [help] may be empty. */
PC_NORETURN void pull_fail(pull *r, size_t at, pc_str help, const char *fmt, ...) PC_PRINTF(4, 5);

static inline size_t pull_at(const pull *r) {
    return (size_t)(r->p - r->start);
}

/* The first byte of the next token, or 0 at the end. */
char pull_peek_past_space(pull *r);
static inline char pull_peek(pull *r) {
    return r->p < r->end && (unsigned char)*r->p > ' ' ? *r->p : pull_peek_past_space(r);
}
/* Takes the punctuation c, which is [what]. */
void pull_take(pull *r, char c, const char *what);
bool pull_try(pull *r, char c);
void pull_end(pull *r); /* nothing but white space may follow */

pc_str pull_string(pull *r, const char *what);
int64_t pull_int(pull *r, const char *what);
double pull_double(pull *r, const char *what);
bool pull_bool(pull *r);
bool pull_null(pull *r); /* takes a null if there is one */
/* Reads past any value, however deep it is, up to PC_MAX_VALUE_DEPTH brackets. */
void pull_skip(pull *r);
/* r is at the value of a member that stands before its object's "t" ([object]: where that begins).
 * The constructor's name, without moving; empty if the object has none. Linear over the whole text.
 */
pc_str pull_tag_ahead(pull *r, size_t object);

/* Over an array: after pull_open(), pull_next() answers whether there is another item. */
void pull_open(pull *r, pull_path *frame, pc_str label, const char *what);
bool pull_next(pull *r, pull_path *frame);
/* The next item of an array of fixed length; [what] it is. */
void pull_item(pull *r, pull_path *frame, const char *what);
void pull_close(pull *r, pull_path *frame); /* after the last pull_item */

#endif
