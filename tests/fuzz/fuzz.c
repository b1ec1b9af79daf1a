#include "fuzz.h"

#include "cli/builtins.h"
#include "registry/host.h"

#include <stdlib.h>

/* Messages are rendered too: positions from hostile input are where a caret goes astray. */
static void render(void *user, pc_diags *d, const pc_diag_item *item) {
    fuzz *f = user;
    pc_buf out;
    pc_buf_init(&out, &f->mem);
    pc_diag_render(d, item, true, &out);
    pc_buf_fini(&out);
}

struct call {
    fuzz *f;
    void (*body)(void *f);
};

static void run(void *arg) {
    struct call *c = arg;
    fuzz *f = c->f;
    pc_sources_init(&f->sources, &f->arena);
    pc_diags_init(&f->diags, &f->arena, &f->sources);
    f->diags.sink = render;
    f->diags.user = f;
    pc_registry_init(&f->registry, &f->arena);
    pc_builtins_add(&f->registry);
    f->options = pc_options_default;
    f->cx = (pc_ctx){.mem = &f->mem,
                     .arena = &f->arena,
                     .scratch = &f->scratch,
                     .sources = &f->sources,
                     .diags = &f->diags,
                     .registry = &f->registry,
                     .host = pc_host_table(),
                     .options = &f->options};
    c->body(f);
}

void fuzz_run(const uint8_t *data, size_t size, void (*body)(void *f)) {
    fuzz f = {.data = data, .size = size};
    struct call c = {&f, body};
    pc_mem_init(&f.mem, NULL, NULL, (size_t)1 << 30);
    pc_arena_init(&f.arena, &f.mem);
    pc_arena_init(&f.scratch, &f.mem);
    pc_try(&f.mem, run, &c);
    pc_arena_fini(&f.scratch);
    pc_arena_fini(&f.arena);
    if (f.mem.used) abort();
}
