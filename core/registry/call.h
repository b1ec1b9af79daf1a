/* The one way into a format's or filter's callback.
 *
 * A built-in is called straight. A plugin's callback gets a guest record on the host's stack: every
 * function of the host table that may throw runs in a pc_catch() of its own, writes the fault into
 * the record and answers a failure value, so that nothing ever jumps over the plugin's frame; when
 * the plugin has returned, the fault is thrown on from here. */
#ifndef PC_CALL_H
#define PC_CALL_H

#include "registry/registry.h"

typedef struct pc_guest {
    struct pc_guest *outer; /* a plugin that called back into this one by read_as, write_as */
    const char *plugin;     /* name, for messages */
    pc_fault fault;         /* first one met; while set, host functions do nothing */
} pc_guest;

/* Call the callback of a registered descriptor. PC_FAILED only after a diagnostic: a plugin that
 * fails silently is given one. May throw, like any room. */
pc_status pc_call_reader(const pc_reader *r, pc_ctx *cx, const pc_source *in, pc_doc *out);
pc_status pc_call_writer(const pc_writer *w, pc_ctx *cx, const pc_doc *doc, pc_buf *out);
pc_status pc_call_filter(const pc_filter *f, pc_ctx *cx, pc_doc *doc, pc_str format);

#endif
