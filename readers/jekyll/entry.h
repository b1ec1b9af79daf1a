/* A document of a collection as an entry of a list. */
#ifndef PC_JEKYLL_ENTRY_H
#define PC_JEKYLL_ENTRY_H

#include "bib/name.h"
#include "readers/jekyll/site.h"

/* The first field of the front matter that is there and not empty; [names] ends with NULL. */
const pc_value *jek_field(const jek_doc *d, const char *const *names);

typedef struct jek_author {
    bib_name name;
    pc_str printed;
    pc_str marks; /* behind the name */
    pc_str orcid;
    bool self;
} jek_author;

typedef struct jek_authors {
    const jek_author *v;
    size_t n;
    bool etal;
} jek_authors;

/* From authors (a text, a list, a list of maps), else from the beginning of the citation. None when
 * neither can be read as names. */
jek_authors jek_authors_of(jek_doc *d);
pc_inline jek_authors_inline(jek_site *s, const jek_authors *v); /* Span .authors */

#endif
