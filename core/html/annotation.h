/* The annotation of publications (filters/publications/publications.h), read back from HTML. There
 * its attributes have data- in front, as Pandoc's writer gives those that HTML does not know. */
#ifndef PC_HTML_ANNOTATION_H
#define PC_HTML_ANNOTATION_H

#include "ast/ast.h"

/* The attributes without that, as Pandoc's reader has them; its "data-type", too, which it keeps.
 */
const pc_attr *html_without_data(pc_arena *a, const pc_attr *attr);

/* A document in which the nodes of the annotation have their own attributes again. They are no
 * longer the page's elements but the annotation's: the HTML writer puts data- in front anew. */
pc_blocks html_read_annotation(pc_arena *a, pc_arena *scratch, pc_blocks xs);

#endif
