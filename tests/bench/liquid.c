/* Our half of tests/bench/liquid: a template parsed once and rendered COUNT times, each time in an
 * arena of its own. Prints nanoseconds for one rendering, the calls of malloc and realloc that one
 * needs, and from the next line on the text.
 *
 *     bench_liquid COUNT DATA.json PAGE.liquid [PARTIAL.liquid…] */
#include "base/io.h"
#include "base/map.h"
#include "base/str.h"
#include "data/json.h"
#include "readers/jekyll/liquid/liquid.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct bench {
    pc_mem mem;
    pc_arena keep, scratch, run;
    pc_sources sources;
    pc_diags diags;
    pc_value data;
    pc_map partials;
    size_t calls; /* of the allocator */
    int argc;
    char **argv;
} bench;

static void *counted(void *user, void *p, size_t old, size_t n) {
    (void)old;
    if (n == 0) {
        free(p);
        return NULL;
    }
    ((bench *)user)->calls++;
    return realloc(p, n);
}

static bool global(void *user, liq_run *r, pc_str name, liq_value *out) {
    const pc_value *v = pc_value_get(&((bench *)user)->data, name);
    if (v) *out = liq_from_data(r, v);
    return v != NULL;
}

static const liq_program *partial(void *user, liq_run *r, liq_partial_kind kind, pc_str name,
                                  pc_pos from, pc_pos to) {
    (void)r, (void)kind, (void)from, (void)to;
    return pc_map_get(&((bench *)user)->partials, name);
}

static const liq_program *load(bench *b, const char *path) {
    pc_str text, why;
    if (!pc_io_read(&b->keep, path, &text, &why)) return NULL;
    pc_source *src = pc_source_add(&b->sources, pc_strz(path), text);
    return liq_parse(&b->keep, &b->scratch, &liq_jekyll, src, 0, text.n, &b->diags);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static void measure(void *arg) {
    bench *b = arg;
    pc_str text, why;
    pc_arena_init(&b->keep, &b->mem);
    pc_arena_init(&b->scratch, &b->mem);
    pc_arena_init(&b->run, &b->mem);
    pc_sources_init(&b->sources, &b->keep);
    pc_diags_init(&b->diags, &b->keep, &b->sources);
    if (!pc_io_read(&b->keep, b->argv[2], &text, &why)) return;
    pc_json_read(&b->keep, pc_source_add(&b->sources, PC_S("data"), text), &b->diags, &b->data);
    const liq_program *page = load(b, b->argv[3]);
    for (int i = 4; i < b->argc; i++) {
        pc_str name = pc_strz(b->argv[i]);
        size_t slash = pc_str_rchr(name, '/');
        pc_map_set(&b->keep, &b->partials, slash == PC_NPOS ? name : pc_str_from(name, slash + 1),
                   (void *)(uintptr_t)load(b, b->argv[i]));
    }
    liq_host host = {.user = b, .global = global, .partial = partial, .zone = {.now = 1600000000}};
    long count = strtol(b->argv[1], NULL, 10);
    if (!page || count < 1) return;
    double before = now();
    size_t calls = b->calls;
    for (long i = 0; i < count; i++) {
        pc_mark mark = pc_arena_mark(&b->run);
        text = liq_render(&b->run, &liq_jekyll, &host, &b->diags, page).text;
        if (i + 1 < count) pc_arena_release(&b->run, mark);
    }
    printf("%.0f %.1f\n%.*s", (now() - before) / (double)count,
           (double)(b->calls - calls) / (double)count, PC_F(text));
}

int main(int argc, char **argv) {
    static bench b;
    if (argc < 4) return 2;
    b.argc = argc;
    b.argv = argv;
    pc_mem_init(&b.mem, counted, &b, 0);
    return pc_try(&b.mem, measure, &b) != PC_FAULT_NONE;
}
