/* Nodes and the objects {"t": constructor, "c": arguments} that they are written as. */
#ifndef PC_READER_JSON_NODES_H
#define PC_READER_JSON_NODES_H

#include "ast/part.h"
#include "readers/json/pull.h"

#define JSON_CONSTRUCTORS 24 /* as many as the largest type has, and some */

/* The constructors of one type. */
typedef struct json_names {
    const char *type; /* for messages: "an inline" */
    size_t n;
    pc_str v[JSON_CONSTRUCTORS]; /* NUL-terminated */
} json_names;

#define NAMES(type_, ...)                                                             \
    {                                                                                 \
        .type = type_, .n = PC_COUNT(((pc_str[]){__VA_ARGS__})), .v = { __VA_ARGS__ } \
    }

typedef struct json {
    pull r;
    size_t depth;              /* nodes and metadata values that are open */
    PC_VEC(pc_inline) inlines; /* of the lists that are being read */
    PC_VEC(pc_block) blocks;
} json;

/* An object {"t": name, "c": …} that is being read. */
typedef struct json_con {
    const json_names *names;
    size_t at;   /* where it begins */
    size_t tag;  /* index in names; PC_NPOS: not known yet */
    bool passed; /* its "c" has been met */
} json_con;

void json_con_open(json *j, json_con *c, const json_names *names);
/* Goes to the value of "c", which the caller then reads: true. False: the object is read to its
 * end. The tag is known either way. */
bool json_con_content(json *j, json_con *c);
/* One level deeper; ends the reading at PC_MAX_DEPTH. The caller takes j->depth back. */
void json_deeper(json *j);

/* A list; [label]: what a message calls it. */
pc_inlines json_inlines(json *j, pc_str label);
pc_blocks json_blocks(json *j, pc_str label);

#endif
