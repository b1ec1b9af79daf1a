/* Diagnostics: collected, counted, handed to the sink. */
#include "diag/diag.h"

#include "base/limits.h"
#include "base/vec.h"

enum { LEVEL_INFO, LEVEL_WARNING, LEVEL_STRICT, LEVEL_ERROR };

static const struct row {
    uint8_t level;
    const char *slug, *help;
} rows[] = {
#define PC_DIAG(code, level, slug, help) [PC_DIAG_##code] = {LEVEL_##level, slug, help},
#include "diag/diag.def"
#undef PC_DIAG
};
_Static_assert(PC_COUNT(rows) == PC_DIAG_COUNT, "a row for each code");

const char *pc_diag_slug(pc_diag_code code) {
    return rows[code].slug;
}
const char *pc_diag_help(pc_diag_code code) {
    return rows[code].help;
}

const char *pc_level_name(pc_level l) {
    static const char *const names[] = {"info", "warning", "error"};
    return names[l];
}

void pc_diags_init(pc_diags *d, pc_arena *a, pc_sources *s) {
    *d = (pc_diags){.arena = a, .sources = s};
}

pc_level pc_diag_level(const pc_diags *d, pc_diag_code code) {
    switch (rows[code].level) {
    case LEVEL_INFO: return PC_LEVEL_INFO;
    case LEVEL_WARNING: return PC_LEVEL_WARNING;
    case LEVEL_STRICT: return d->strict ? PC_LEVEL_ERROR : PC_LEVEL_WARNING;
    default: return PC_LEVEL_ERROR;
    }
}

static void add(pc_diags *d, pc_diag_item item) {
    d->count[item.level] += !item.related;
    pc_vec_push(d->arena, d, item);
    if (d->sink) d->sink(d->user, d, &item);
}

bool pc_diags_full(const pc_diags *d) {
    return d->n >= PC_MAX_DIAGS;
}

/* Beyond the limit nothing is formatted: a message for each byte of a text would fill memory. */
static bool full(pc_diags *d, pc_level level, bool related) {
    if (!pc_diags_full(d)) return false;
    d->count[level] += !related;
    d->dropped++;
    return true;
}

bool pc_diag_put(pc_diags *d, const pc_diag_item *item) {
    if (full(d, item->level, item->related)) return false;
    add(d, *item);
    return true;
}

void pc_diag(pc_diags *d, pc_diag_code code, pc_pos pos, const char *fmt, ...) {
    if (full(d, pc_diag_level(d, code), false)) return;
    va_list ap;
    va_start(ap, fmt);
    pc_str message = pc_str_vfmt(d->arena, fmt, ap);
    va_end(ap);
    add(d, (pc_diag_item){
               .code = code, .level = pc_diag_level(d, code), .pos = pos, .message = message});
}

void pc_diag_span(pc_diags *d, pc_diag_code code, pc_pos pos, pc_pos end, pc_str help,
                  const char *fmt, ...) {
    if (full(d, pc_diag_level(d, code), false)) return;
    va_list ap;
    va_start(ap, fmt);
    pc_str message = pc_str_vfmt(d->arena, fmt, ap);
    va_end(ap);
    add(d, (pc_diag_item){.code = code,
                          .level = pc_diag_level(d, code),
                          .pos = pos,
                          .end = end,
                          .message = message,
                          .help = help});
}

void pc_diag_note(pc_diags *d, pc_pos pos, const char *fmt, ...) {
    pc_level level = d->n ? d->v[d->n - 1].level : PC_LEVEL_INFO;
    if (full(d, level, true)) return;
    va_list ap;
    va_start(ap, fmt);
    pc_str message = pc_str_vfmt(d->arena, fmt, ap);
    va_end(ap);
    add(d,
        (pc_diag_item){
            .code = PC_DIAG_NOTE, .level = level, .pos = pos, .message = message, .related = true});
}
