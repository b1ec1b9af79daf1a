/* Running the recogniser of publications over a document. */
#ifndef PC_RECOGNISE_H
#define PC_RECOGNISE_H

#include "registry/registry.h"

/* What is annotated already (Div .publication, and Span .publication in a line: entries of a
 * bibliography, of data, of a document that was written as JSON) is set aside meanwhile, so that no
 * entry becomes one within another.
 * PC_OK, too, when there is no recogniser. */
pc_status pc_recognise(pc_ctx *cx, pc_doc *doc, pc_str format);

#endif
