/* The layout of Pandoc's native text: Haskell values, pretty-printed. */
#ifndef PC_WRITER_NATIVE_LAYOUT_H
#define PC_WRITER_NATIVE_LAYOUT_H

#include "base/buf.h"

/* A value that is still to be shown: what it is, and where. Scalars carry themselves. */
typedef struct nat_value {
    uint8_t kind; /* nat_kind, or a kind of the caller's from NAT_KINDS on */
    size_t n;
    const void *p;
} nat_value;

enum {
    NAT_WORD,    /* p: a C string */
    NAT_TEXT,    /* p, n: a text */
    NAT_TEXT_AT, /* p: a pc_str */
    NAT_INT,     /* n: an int64_t */
    NAT_DOUBLE,  /* p: a double */
    NAT_KINDS
};

typedef enum nat_form {
    NAT_CON,   /* Name a b */
    NAT_TUPLE, /* ( a , b ) */
    NAT_LIST,  /* [ a , b ]: n values of one kind, p + i * stride */
    NAT_REC    /* Name { field = a , field = b } */
} nat_form;

#define NAT_ARGS 6

/* A value, one level opened. */
typedef struct nat_open {
    nat_form form;
    const char *name;
    const char *const *fields;
    size_t n;
    nat_value args[NAT_ARGS];
    uint8_t kind; /* NAT_LIST: of its items */
    const char *items;
    size_t stride;
} nat_open;

/* Opens a value of the caller's kinds into *to, which holds anything. */
typedef void (*nat_opener)(nat_value x, nat_open *to);

/* Writes the value and a newline; lines are filled up to [columns]. */
void nat_write(pc_buf *out, size_t columns, nat_opener unfold, nat_value x);

#endif
