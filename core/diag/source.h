/* Texts that positions point into.
 *
 * A `pc_pos` is one number for a place in any text of a conversion: each text takes the next range
 * of numbers. 0 is nowhere. A text made from other texts (Liquid's output) carries a map, so that a
 * place in it leads back to what the author wrote. */
#ifndef PC_SOURCE_H
#define PC_SOURCE_H

#include "base/arena.h"

typedef uint32_t pc_pos;

/* From byte [at] of a made text on, bytes come from [from]; [verbatim] ones run along with it,
 * others all come from that one place. */
typedef struct pc_map_span {
    uint32_t at;
    pc_pos from;
    bool verbatim;
} pc_map_span;

struct pc_source {
    pc_str name; /* as messages show it: a path, "<stdin>" */
    pc_str text;
    pc_pos base;              /* position of text.p[0] */
    const pc_map_span *spans; /* sorted by at; NULL: an original text */
    size_t nspans;
    pc_arena *arena; /* that it lives in */
    uint32_t *lines; /* offsets of line starts, made on demand */
    size_t nlines;
};

typedef struct pc_sources {
    pc_arena *arena;
    struct pc_source **v;
    size_t n, cap;
    pc_pos next;
    struct pc_sources *outer; /* also known here, and longer-lived; NULL: none */
} pc_sources;

/* A place, resolved for people. */
typedef struct pc_place {
    pc_str file;
    size_t line, column; /* from 1; column in characters; 0: unknown */
    pc_str excerpt;      /* the line, without its end */
    size_t offset;       /* byte in excerpt */
} pc_place;

void pc_sources_init(pc_sources *s, pc_arena *a);
/* Texts of one document among several, over those that all have: positions of either are known, and
 * never the same. What is added to [outer] later is known too. */
void pc_sources_init_within(pc_sources *s, pc_arena *a, pc_sources *outer);
/* [text] must live as long as the sources. Throws PC_FAULT_LIMIT when 4 GB of positions are used
 * up. */
pc_source *pc_source_add(pc_sources *s, pc_str name, pc_str text);
pc_source *pc_source_add_made(pc_sources *s, pc_str name, pc_str text, const pc_map_span *spans,
                              size_t n);
/* Follows maps to an original text. line 0 if pos is 0. */
pc_place pc_source_place(pc_sources *s, pc_pos pos);
/* The position in an original text that a position leads back to. */
pc_pos pc_source_origin(const pc_sources *s, pc_pos pos);
const pc_source *pc_source_of(const pc_sources *s, pc_pos pos); /* NULL for 0 */

static inline pc_pos pc_source_pos(const pc_source *s, size_t offset) {
    return s->base + (pc_pos)offset;
}

#endif
