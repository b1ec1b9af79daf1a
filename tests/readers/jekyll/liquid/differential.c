/* Our half of differential.py: renders templates that come as JSON lines.
 *
 *     differential DIALECT < LINES
 *
 * A line {"data": YAML} is a set of variables, numbered from 0; a line {"t": TEMPLATE, "d": SET} is
 * a case, answered by {"o": TEXT} or, when parsing or running met an error, {"e": MESSAGE}. */
#include "base/io.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "data/json.h"
#include "data/yaml.h"
#include "readers/jekyll/liquid/liquid.h"

#include <stdio.h>
#include <string.h>

typedef struct bench {
    pc_mem mem;
    pc_arena keep, arena, scratch; /* data sets; a case */
    pc_sources sources;
    pc_diags diags;
    PC_VEC(pc_value) sets;
    const liq_dialect *dialect;
    const pc_value *set; /* of the case at hand */
    const char *dialect_name;
} bench;

static bool global(void *user, liq_run *r, pc_str name, liq_value *out) {
    const bench *b = user;
    const pc_value *v = pc_value_get(b->set, name);
    if (v) *out = liq_from_data(r, v);
    return v != NULL;
}

static liq_value config(void *user, liq_run *r, pc_str key) {
    (void)user, (void)r;
    if (pc_str_eqz(key, "url")) return liq_str(PC_S("https://x.example"));
    return pc_str_eqz(key, "baseurl") ? liq_str(PC_S("/b")) : liq_nil();
}

static void answer(bench *b, const char *key, pc_str text) {
    pc_buf out;
    pc_buf_init(&out, &b->mem);
    pc_buf_putf(&out, "{\"%s\":", key);
    pc_json_put_str(&out, pc_utf8_repair(&b->arena, text), false);
    PC_PUTL(&out, "}\n");
    pc_str s = pc_buf_str(&out);
    fwrite(s.p, 1, s.n, stdout);
    pc_buf_fini(&out);
}

/* The first diagnostic that is more than "read laxly" or "unknown filter". */
static const pc_diag_item *error_of(const pc_diags *d) {
    for (size_t i = 0; i < d->n; i++) {
        bool read = d->v[i].code == PC_DIAG_LIQUID_LAX || d->v[i].code == PC_DIAG_UNKNOWN_FILTER;
        if (d->v[i].level != PC_LEVEL_INFO && !read) return &d->v[i];
    }
    return NULL;
}

static void run_case(bench *b, const pc_value *line) {
    liq_host host = {.user = b, .global = global, .config = config, .zone = {.now = 1600000000}};
    const pc_value *set = pc_value_getz(line, "d");
    b->set = set && (size_t)set->u.i < b->sets.n ? &b->sets.v[set->u.i] : NULL;
    pc_source *src =
        pc_source_add(&b->sources, PC_S("case"), pc_value_text(pc_value_getz(line, "t")));
    const liq_program *p =
        liq_parse(&b->arena, &b->scratch, b->dialect, src, 0, src->text.n, &b->diags);
    liq_result out = liq_render(&b->arena, b->dialect, &host, &b->diags, p);
    const pc_diag_item *error = error_of(&b->diags);
    if (error)
        answer(b, "e", error->message);
    else
        answer(b, out.errors ? "e" : "o", out.text);
}

static void run_line(bench *b, pc_str text) {
    pc_value line;
    pc_mark mark = pc_arena_mark(&b->arena);
    pc_sources_init(&b->sources, &b->arena);
    pc_diags_init(&b->diags, &b->arena, &b->sources);
    pc_source *src = pc_source_add(&b->sources, PC_S("line"), text);
    if (!pc_json_read(&b->arena, src, &b->diags, &line)) {
        answer(b, "e", PC_S("this line is no JSON"));
    } else if (pc_value_getz(&line, "data")) {
        pc_sources sources;
        pc_value set = pc_null;
        pc_sources_init(&sources, &b->keep);
        pc_str yaml = pc_str_dup(&b->keep, pc_value_text(pc_value_getz(&line, "data")));
        src = pc_source_add(&sources, PC_S("data"), yaml);
        pc_yaml_read(&b->keep, src, 0, yaml.n, &b->diags, &set);
        pc_vec_push(&b->keep, &b->sets, set);
    } else {
        run_case(b, &line);
    }
    pc_arena_release(&b->arena, mark);
}

static void run_all(void *arg) {
    bench *b = arg;
    pc_str all, why, line;
    pc_arena_init(&b->keep, &b->mem);
    pc_arena_init(&b->arena, &b->mem);
    pc_arena_init(&b->scratch, &b->mem);
    b->dialect = strcmp(b->dialect_name, "standard") == 0 ? &liq_standard : &liq_jekyll;
    if (!pc_io_read(&b->keep, "-", &all, &why)) return;
    while (pc_str_cut(&all, '\n', &line))
        if (line.n) run_line(b, line);
}

int main(int argc, char **argv) {
    static bench b;
    b.dialect_name = argc > 1 ? argv[1] : "jekyll";
    pc_mem_init(&b.mem, NULL, NULL, 0);
    return pc_try(&b.mem, run_all, &b) != PC_FAULT_NONE;
}
