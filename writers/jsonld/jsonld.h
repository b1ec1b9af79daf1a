/* JSON-LD with schema.org's vocabulary: the page, its owner, the list, and each publication.
 *
 * Written from the annotation (filters/publications/publications.h, read by core/bib/record.h) and
 * from metadata: author or site.author (name, orcid, url, employer, …), site.url, permalink. */
#ifndef PC_WRITER_JSONLD_H
#define PC_WRITER_JSONLD_H

#include "pubconv/plugin.h"

extern const pc_writer pc_writer_jsonld;

#endif
