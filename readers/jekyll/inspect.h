/* A page or a site, read for its author and not for its readers: all of its documents, the YAML
 * that they come from, and which addresses of the site lead somewhere. */
#ifndef PC_JEKYLL_INSPECT_H
#define PC_JEKYLL_INSPECT_H

#include "readers/jekyll/site.h"
#include "registry/registry.h"

typedef struct jek_inspection jek_inspection;

typedef struct jek_inspected {
    pc_doc doc;
    bool made; /* works of a collection or of data as one document: its entries are annotated, and
                * there is nothing but them */
    bool work; /* the page of one of these: its text is about the work, and lists none */
} jek_inspected;

/* Opens a site's folder, the page that [src] is the text of, or the YAML file of its data.
 * Everything lives in cx->arena; [cx] stays as long as the answer is used. NULL after a diagnostic.
 */
jek_inspection *jek_inspect_folder(pc_ctx *cx, pc_str path);
jek_inspection *jek_inspect_page(pc_ctx *cx, const pc_source *src);
jek_inspection *jek_inspect_file(pc_ctx *cx, const pc_source *src);
/* How many documents there are: of a site the collections of works and lists of works in data, of a
 * work's page that work by its front matter; then what Jekyll would write for browsers. */
size_t jek_inspect_count(const jek_inspection *x);
/* The i-th, converted. PC_FAILED after a diagnostic. */
pc_status jek_inspect_read(jek_inspection *x, size_t i, jek_inspected *out);
/* Front matter of each document, and data: of a page those that it asked for when it was read. */
void jek_inspect_data(jek_inspection *x, jek_data_fn each, void *user);
/* Whether the place is in the text of a document, in the configuration, in data or in a
 * bibliography, and not in an include. */
bool jek_inspect_owns(const jek_inspection *x, pc_pos pos);
/* Whether there is a site around the page. */
bool jek_inspect_sited(const jek_inspection *x);
/* Whether an address without scheme and host leads to something of the site, as a link on the page
 * of the i-th document. True where another site at the same host may be meant. */
bool jek_inspect_leads(jek_inspection *x, size_t i, pc_str url);

#endif
