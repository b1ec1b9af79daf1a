/* The table of checks, the order of the passes, and findings in order. */
#include "check/check.h"

#include "base/str.h"
#include "check/check_int.h"

#include <stdlib.h>

enum { LEVEL_INFO = PC_LEVEL_INFO, LEVEL_WARNING = PC_LEVEL_WARNING, LEVEL_ERROR = PC_LEVEL_ERROR };

const chk_row chk_rows[] = {
#define PC_CHECK(code, level, name, message, help, about) \
    {PC_DIAG_##code, (pc_level)LEVEL_##level, name, about, false},
#include "diag/check.def"
#undef PC_CHECK
#define PC_READING(code, level, name, stops, about) \
    {PC_DIAG_##code, (pc_level)LEVEL_##level, name, about, stops},
#include "check/reading.def"
#undef PC_READING
};
const size_t chk_row_count = PC_COUNT(chk_rows);

static const char *const messages[PC_DIAG_COUNT] = {
#define PC_CHECK(code, level, name, message, help, about) [PC_DIAG_##code] = message,
#include "diag/check.def"
#undef PC_CHECK
};

const chk_row *chk_row_find(pc_str name) {
    for (size_t i = 0; i < chk_row_count; i++)
        if (pc_str_eqz(name, chk_rows[i].name)) return &chk_rows[i];
    return NULL;
}

const chk_row *chk_row_of(pc_diag_code code) {
    for (size_t i = 0; i < chk_row_count; i++)
        if (chk_rows[i].code == code) return &chk_rows[i];
    return NULL;
}

/* --- saying --------------------------------------------------------------------------------------
 */

/* [words] with its $1 … filled in. */
static pc_str filled(chk *c, const char *words, const pc_str *args, size_t nargs) {
    pc_str out = PC_S(""), rest = pc_strz(words);
    for (size_t at; (at = pc_str_chr(rest, '$', 0)) != PC_NPOS;) {
        size_t i = at + 1 < rest.n ? (size_t)(rest.p[at + 1] - '1') : nargs;
        out = pc_str_cat(c->a, out, pc_str_sub(rest, 0, at));
        if (i < nargs) out = pc_str_cat(c->a, out, args[i]);
        rest = pc_str_from(rest, at + 2);
    }
    return pc_str_cat(c->a, out, rest);
}

bool chk_say(chk *c, pc_diag_code code, chk_span where, const pc_str *args, size_t nargs) {
    if (c->o->off[code]) return false;
    pc_diag_item item = {.code = code,
                         .level = pc_diag_level(&c->found, code),
                         .pos = where.from,
                         .end = where.to,
                         .message = filled(c, messages[code], args, nargs),
                         .help = filled(c, pc_diag_help(code), args, nargs)};
    return pc_diag_put(&c->found, &item);
}

void chk_note(chk *c, pc_pos pos, const char *words, pc_str arg) {
    pc_str message = filled(c, words, &arg, 1);
    pc_diag_item item = {.code = PC_DIAG_NOTE,
                         .level = PC_LEVEL_INFO,
                         .pos = pos,
                         .message = message,
                         .related = true};
    pc_diag_put(&c->found, &item);
}

/* These are said in words of our own. */
static bool is_replaced(pc_diag_code code) {
    return code == PC_DIAG_LINK_PLACEHOLDER || code == PC_DIAG_LEGEND;
}

/* Where a message goes, and its notes with it. NULL: nowhere. */
static pc_diags *adopter(chk *c, const pc_diag_item *x, pc_diags *rest, chk_owned_fn owned,
                         void *user) {
    const chk_row *row = chk_row_of(x->code);
    if (is_replaced(x->code)) return NULL;
    if (!row || !owned(user, row, x->pos)) return rest;
    return c->o->off[x->code] ? NULL : &c->found;
}

void chk_adopt(chk *c, const pc_diags *said, pc_diags *rest, chk_owned_fn owned, void *user) {
    pc_diags *to = NULL;
    for (size_t i = 0; i < said->n; i++) {
        pc_diag_item own = said->v[i];
        if (!own.related) to = adopter(c, &own, rest, owned, user);
        if (to == &c->found && !own.related) own.level = chk_row_of(own.code)->level;
        if (to) pc_diag_put(to, &own);
    }
}

/* --- the passes ----------------------------------------------------------------------------------
 */

static void (*const of_entries[])(const chk_at *p, const chk_entry *e) = {chk_years, chk_wording};
static void (*const of_pages[])(const chk_at *p) = {chk_links, chk_missing, chk_owner, chk_marks,
                                                    chk_duplicates};
static void (*const of_all[])(chk *c) = {chk_same, chk_names};

chk *chk_new(pc_arena *a, pc_arena *scratch, pc_sources *sources, const chk_options *o) {
    chk *c = PC_NEW(a, chk);
    *c = (chk){.a = a, .scratch = scratch, .sources = sources, .o = o};
    pc_diags_init(&c->found, a, sources);
    return c;
}

void chk_page_add(chk *c, const chk_page *page) {
    chk_page *own = PC_NEW(c->a, chk_page);
    *own = *page;
    pc_mark mark = pc_arena_mark(c->scratch);
    bib_list list = bib_each(c->a, c->scratch, page->blocks);
    chk_entry_vec v = {0};
    chk_gather(c, own, &list, &v);
    chk_at at = {c, own, v.v, v.n, &list};
    for (size_t i = 0; i < v.n; i++)
        for (size_t k = 0; k < PC_COUNT(of_entries); k++) of_entries[k](&at, &v.v[i]);
    for (size_t k = 0; k < PC_COUNT(of_pages); k++) of_pages[k](&at);
    for (size_t i = 0; i < v.n; i++) {
        pc_str key = chk_place_key(c, v.v[i].at);
        c->works += !v.v[i].at || !pc_map_has(&c->counted, key);
        pc_map_set(c->a, &c->counted, key, NULL);
        pc_vec_push(c->a, &c->entries, v.v[i]);
    }
    pc_arena_release(c->scratch, mark);
}

size_t chk_entries(const chk *c) {
    return c->works;
}

/* --- the order -----------------------------------------------------------------------------------
 */

typedef struct place {
    pc_str file;
    size_t line, column, i, n; /* i, n: of the finding and its notes */
    const pc_diag_item *item;
} place;

static int by_place(const void *x, const void *y) {
    const place *a = x, *b = y;
    int d = pc_str_cmp(a->file, b->file);
    if (d) return d;
    if (a->line != b->line) return a->line < b->line ? -1 : 1;
    if (a->column != b->column) return a->column < b->column ? -1 : 1;
    if (a->item->code != b->item->code) return a->item->code < b->item->code ? -1 : 1;
    d = pc_str_cmp(a->item->message, b->item->message);
    return d ? d : a->i < b->i ? -1 : 1;
}

static bool same(const place *x, const place *y) {
    return pc_str_eq(x->file, y->file) && x->line == y->line && x->column == y->column &&
           x->item->code == y->item->code && pc_str_eq(x->item->message, y->item->message);
}

static size_t places_of(chk *c, place *out) {
    size_t n = 0;
    for (size_t i = 0; i < c->found.n; i++) {
        if (c->found.v[i].related && n) {
            out[n - 1].n++;
            continue;
        }
        pc_place at = pc_source_place(c->sources, c->found.v[i].pos);
        out[n++] = (place){at.file, at.line, at.column, i, 1, &c->found.v[i]};
    }
    return n;
}

/* Whether the line, or the one above, says that this finding is meant to be: "pubconv-ignore
 * NAME, NAME", or without names any. */
static bool tells_to_ignore(pc_str line, const char *name) {
    static const char word[] = "pubconv-ignore";
    size_t at = pc_str_find(line, pc_strz(word), 0);
    if (at == PC_NPOS) return false;
    pc_str rest = pc_str_from(line, at + strlen(word)), one;
    size_t named = 0;
    for (size_t i = 0; i < rest.n; i++) /* "-->" ends them */
        if (!pc_is_alnum(rest.p[i]) && !strchr(", -", rest.p[i])) rest = pc_str_sub(rest, 0, i);
    if (pc_str_endsz(rest, "--")) rest.n -= 2;
    while (pc_str_cut(&rest, ',', &one)) {
        one = pc_str_trim(one);
        if (pc_str_eqz(one, name)) return true;
        named += one.n > 0;
    }
    return !named;
}

static bool is_ignored(chk *c, const pc_diag_item *x) {
    const char *name = pc_diag_slug(x->code);
    pc_pos pos = pc_source_origin(c->sources, x->pos);
    const pc_source *s = pc_source_of(c->sources, pos);
    if (!s) return false;
    size_t at = pos - s->base, from = pc_str_rchr(pc_str_sub(s->text, 0, at), '\n') + 1;
    pc_str line = pc_str_sub(s->text, from, pc_str_chr(s->text, '\n', at));
    if (tells_to_ignore(line, name)) return true;
    if (!from) return false;
    size_t above = pc_str_rchr(pc_str_sub(s->text, 0, from - 1), '\n') + 1;
    return tells_to_ignore(pc_str_sub(s->text, above, from - 1), name);
}

const pc_diags *chk_done(chk *c) {
    for (size_t k = 0; k < PC_COUNT(of_all); k++) of_all[k](c);
    pc_mark mark = pc_arena_mark(c->scratch);
    place *v = PC_NEW_N(c->scratch, place, c->found.n + 1);
    size_t n = places_of(c, v);
    qsort(v, n, sizeof *v, by_place);
    pc_diags *out = PC_NEW(c->a, pc_diags);
    pc_diags_init(out, c->a, c->sources);
    for (size_t i = 0; i < n; i++) {
        if ((i && same(&v[i - 1], &v[i])) || is_ignored(c, v[i].item)) continue;
        for (size_t k = 0; k < v[i].n; k++) pc_diag_put(out, &c->found.v[v[i].i + k]);
    }
    out->dropped = c->found.dropped;
    pc_arena_release(c->scratch, mark);
    return out;
}
