/* "gfm+smart-footnotes": a format with extensions, found in the registry; reading and writing by
 * such a name. Pandoc's syntax (its manual, "Extensions"). */
#include "registry/registry.h"

#include "base/str.h"
#include "base/vec.h"
#include "registry/call.h"

/* How often a format may hand its text on to another one before that is called a circle. */
#define MAX_HANDING_ON 20

static pc_str help_with(pc_ctx *cx, pc_str meant, const char *otherwise) {
    if (meant.n) return pc_str_fmt(cx->diags->arena, "did you mean '%.*s'?", PC_F(meant));
    return pc_strz(otherwise);
}

static void add_names(pc_arena *a, void *vec, const char *name, const char *const *aliases) {
    PC_VEC(pc_str) *words = vec;
    pc_vec_push(a, words, pc_strz(name));
    for (; aliases && *aliases; aliases++) pc_vec_push(a, words, pc_strz(*aliases));
}

static void unknown_format(pc_ctx *cx, pc_str name, bool reading) {
    PC_VEC(pc_str) words = {0};
    const pc_registry *r = cx->registry;
    for (size_t i = 0; reading && i < r->nreaders; i++)
        add_names(cx->diags->arena, &words, r->readers[i]->name, r->readers[i]->aliases);
    for (size_t i = 0; !reading && i < r->nwriters; i++)
        add_names(cx->diags->arena, &words, r->writers[i]->name, r->writers[i]->aliases);
    pc_str help = help_with(cx, pc_did_you_mean(name, words.v, words.n),
                            reading ? "see --list-input-formats" : "see --list-output-formats");
    pc_diag_span(cx->diags, PC_DIAG_UNKNOWN_FORMAT, 0, 0, help, "Unknown %s format '%.*s'",
                 reading ? "input" : "output", PC_F(name));
}

static void unknown_extension(pc_ctx *cx, pc_str ext, pc_str format, pc_exts supported) {
    PC_VEC(pc_str) words = {0};
    for (int e = 0; e < PC_EXT_COUNT; e++)
        if (pc_ext_has(supported, (pc_ext)e))
            pc_vec_push(cx->diags->arena, &words, pc_strz(pc_ext_name((pc_ext)e)));
    pc_str help = pc_str_fmt(cx->diags->arena, "see --list-extensions=%.*s", PC_F(format));
    pc_str meant = pc_did_you_mean(ext, words.v, words.n);
    if (meant.n) help = help_with(cx, meant, "");
    pc_diag_span(cx->diags, PC_DIAG_UNKNOWN_EXTENSION, 0, 0, help,
                 "The extension '%.*s' is not supported for %.*s", PC_F(ext), PC_F(format));
}

static size_t name_length(pc_str s) {
    size_t i = 0;
    while (i < s.n && s.p[i] != '+' && s.p[i] != '-') i++;
    return i;
}

/* Applies "+a-b" of [rest] to the defaults in [list]. */
static bool apply(pc_ctx *cx, pc_str rest, const char *list, pc_format *f) {
    pc_exts supported;
    pc_exts_parse_list(list, &supported, &f->exts);
    while (rest.n) {
        bool on = rest.p[0] == '+';
        size_t n = name_length(pc_str_from(rest, 1));
        pc_str name = pc_str_sub(rest, 1, 1 + n);
        pc_ext e = pc_ext_find(name);
        if (e == PC_EXT_COUNT || !pc_ext_has(supported, e)) {
            unknown_extension(cx, name, f->name, supported);
            return false;
        }
        pc_ext_set(&f->exts, e, on);
        f->exts.asked |= UINT64_C(1) << e;
        rest = pc_str_from(rest, 1 + n);
    }
    return true;
}

bool pc_format_reader(pc_ctx *cx, pc_str spec, const pc_reader **r, pc_format *out) {
    size_t n = name_length(spec);
    out->name = pc_str_sub(spec, 0, n);
    *r = pc_reader_find(cx->registry, out->name);
    if (*r) return apply(cx, pc_str_from(spec, n), (*r)->extensions, out);
    unknown_format(cx, out->name, true);
    return false;
}

bool pc_format_writer(pc_ctx *cx, pc_str spec, const pc_writer **w, pc_format *out) {
    size_t n = name_length(spec);
    out->name = pc_str_sub(spec, 0, n);
    *w = pc_writer_find(cx->registry, out->name);
    if (*w) return apply(cx, pc_str_from(spec, n), (*w)->extensions, out);
    unknown_format(cx, out->name, false);
    return false;
}

static bool too_deep(pc_ctx *cx) {
    if (cx->handed_on < MAX_HANDING_ON) return false;
    pc_diag(cx->diags, PC_DIAG_LIMIT, 0, "formats hand their text on in a circle");
    return true;
}

pc_status pc_read_as(pc_ctx *cx, pc_str spec, const pc_source *in, pc_doc *out) {
    const pc_reader *r;
    pc_format f;
    if (too_deep(cx) || !pc_format_reader(cx, spec, &r, &f)) return PC_FAILED;
    pc_exts exts = cx->exts;
    cx->exts = f.exts;
    cx->handed_on++;
    pc_status s = pc_call_reader(r, cx, in, out);
    cx->handed_on--;
    cx->exts = exts;
    return s;
}

pc_status pc_write_as(pc_ctx *cx, pc_str spec, const pc_doc *doc, pc_buf *out) {
    const pc_writer *w;
    pc_format f;
    if (too_deep(cx) || !pc_format_writer(cx, spec, &w, &f)) return PC_FAILED;
    pc_exts exts = cx->exts;
    cx->exts = f.exts;
    cx->handed_on++;
    pc_status s = pc_call_writer(w, cx, doc, out);
    cx->handed_on--;
    cx->exts = exts;
    return s;
}
