/* Calls into formats and filters, with a boundary around those that a plugin brought. */
#include "registry/call.h"

#include "registry/host.h"

/* The plugin that [descriptor] came with, or NULL for a built-in. */
static const char *plugin_of(const pc_registry *r, const void *descriptor) {
    for (const pc_foreign *f = r->foreign; f; f = f->next)
        if (f->descriptor == descriptor) return f->plugin;
    return NULL;
}

static void enter(pc_ctx *cx, pc_guest *g, const char *plugin) {
    *g = (pc_guest){.outer = cx->guest, .plugin = plugin, .fault = PC_FAULT_NONE};
    cx->guest = g;
}

/* The plugin has returned: a fault that it could not see goes on from here. */
static pc_status leave(pc_ctx *cx, const pc_guest *g, size_t errors_before, const char *name,
                       pc_status s) {
    cx->guest = g->outer;
    if (g->fault) pc_throw(cx->mem, g->fault);
    if (s == PC_OK) return PC_OK;
    if (cx->diags->count[PC_LEVEL_ERROR] == errors_before)
        pc_diag(cx->diags, PC_DIAG_PLUGIN, 0, "plugin '%s': '%s' failed and did not say why",
                g->plugin, name);
    return PC_FAILED;
}

pc_status pc_call_reader(const pc_reader *r, pc_ctx *cx, const pc_source *in, pc_doc *out) {
    const char *plugin = plugin_of(cx->registry, r);
    if (!plugin) return r->read(cx->host, cx, in, out);
    size_t errors = cx->diags->count[PC_LEVEL_ERROR];
    pc_guest g;
    enter(cx, &g, plugin);
    pc_status s = r->read(pc_host_table(), cx, in, out);
    return leave(cx, &g, errors, r->name, s);
}

pc_status pc_call_writer(const pc_writer *w, pc_ctx *cx, const pc_doc *doc, pc_buf *out) {
    const char *plugin = plugin_of(cx->registry, w);
    if (!plugin) return w->write(cx->host, cx, doc, out);
    size_t errors = cx->diags->count[PC_LEVEL_ERROR];
    pc_guest g;
    enter(cx, &g, plugin);
    pc_status s = w->write(pc_host_table(), cx, doc, out);
    return leave(cx, &g, errors, w->name, s);
}

pc_status pc_call_filter(const pc_filter *f, pc_ctx *cx, pc_doc *doc, pc_str format) {
    const char *plugin = plugin_of(cx->registry, f);
    if (!plugin) return f->apply(cx->host, cx, doc, format);
    size_t errors = cx->diags->count[PC_LEVEL_ERROR];
    pc_guest g;
    enter(cx, &g, plugin);
    pc_status s = f->apply(pc_host_table(), cx, doc, format);
    return leave(cx, &g, errors, f->name, s);
}
