/* Records from front matter of collections, and from data files: maps with fields that themes call
 * by different names (front.def, frontlink.def). */
#ifndef BIB_FRONT_H
#define BIB_FRONT_H

#include "bib/record.h"
#include "data/value.h"

typedef enum bib_front_field {
#define BIB_FRONT(FIELD, names) BIB_FRONT_##FIELD,
#include "bib/front.def"
#undef BIB_FRONT
    BIB_FRONT_COUNT
} bib_front_field;

typedef struct bib_front {
    pc_arena *a, *scratch;
    /* A text of a field as inlines, in the Markdown of the site. */
    pc_inlines (*inlines)(void *user, pc_str text, pc_pos pos);
    void *user;
    pc_str self;                /* the owner's name; may be empty */
    const pc_value *categories; /* category -> {title: heading}; may be NULL */
} bib_front;

/* The field by any of its names: the first that is there and not empty; NULL if there is none. */
const pc_value *bib_front_get(const pc_value *map, bib_front_field f);
pc_str bib_front_text(const pc_value *map, bib_front_field f); /* trimmed; empty if none */

/* Whether a document with such fields is a work, and no talk or course. */
bool bib_front_is_work(const pc_value *map);

/* All that the fields say. What only the site knows (a title from the file's name, the page's own
 * address, the date in a name) the caller puts in. The links have labels; the title's comes last,
 * with no label. */
void bib_front_read(const bib_front *f, const pc_value *map, bib_record *out);
/* Where the title leads by its fields; empty: nowhere. [own]: only by a field of its own. */
pc_str bib_front_address(const bib_front *f, const pc_value *map, bool own);

#endif
