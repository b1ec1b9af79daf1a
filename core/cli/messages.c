/* Messages to people and to machines. The log is Pandoc's: a JSON list of objects with type and
 * verbosity, and the place in fields of their own. */
#include "cli/messages.h"

#include "data/json.h"

#include <stdio.h>

static void put_field(pc_buf *b, const char *key, pc_str value) {
    pc_buf_putf(b, ",\n    \"%s\": ", key);
    pc_json_put_str(b, value, false);
}

static void put_log(pc_messages *m, pc_diags *d, const pc_diag_item *item) {
    static const char *const verbosity[] = {"INFO", "WARNING", "ERROR"};
    pc_place at = pc_source_place(d->sources, item->pos);
    pc_buf *b = &m->log;
    pc_buf_putf(b, "%s  {\n    \"type\": \"%s\"", b->total ? ",\n" : "", pc_diag_slug(item->code));
    pc_buf_putf(b, ",\n    \"verbosity\": \"%s\"", verbosity[item->level]);
    put_field(b, "message", item->message);
    if (at.line) {
        put_field(b, "source", at.file);
        pc_buf_putf(b, ",\n    \"line\": %zu,\n    \"column\": %zu", at.line, at.column);
    }
    PC_PUTL(b, "\n  }");
}

struct call {
    pc_messages *m;
    pc_diags *d;
    const pc_diag_item *item;
};

static void show(void *arg) {
    struct call *c = arg;
    pc_buf b;
    pc_buf_init(&b, c->m->mem);
    pc_diag_render(c->d, c->item, c->m->colour, &b);
    fwrite(b.p, 1, b.n, stderr);
}

void pc_messages_show(void *user, pc_diags *d, const pc_diag_item *item) {
    pc_messages *m = user;
    struct call call = {m, d, item};
    if (m->logging && item->code != PC_DIAG_MEMORY) put_log(m, d, item);
    if (item->level == PC_LEVEL_INFO && !m->verbose) return;
    if (item->level == PC_LEVEL_WARNING && m->quiet) return;
    /* With no memory left to lay it out, the bare words must do. */
    if (pc_try(m->mem, show, &call) != PC_FAULT_NONE)
        fprintf(stderr, "pubconv: %s: %.*s\n", pc_level_name(item->level), PC_F(item->message));
}
