/* Front matter: where it ends, by Jekyll's own regular expression. */
#ifndef PC_JEKYLL_FRONT_H
#define PC_JEKYLL_FRONT_H

#include "base/base.h"

typedef struct jek_front {
    bool found;
    bool unended;    /* begins as front matter, and has no end: none, as for Jekyll */
    size_t from, to; /* the YAML, without the lines of dashes */
    size_t body;     /* where the page begins; blank lines after front matter belong to it */
} jek_front;

jek_front jek_front_find(pc_str text);
/* The first line is "---": Jekyll reads the file as a page, not as a static file. */
bool jek_front_begins(pc_str text);

#endif
