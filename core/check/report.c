/* Findings for people and for machines. */
#include "base/str.h"
#include "check/check.h"
#include "data/json.h"

static const char *const plurals[] = {"infos", "warnings", "errors"};
static const char *const singulars[] = {"info", "warning", "error"};

/* "2 errors, 1 warning in 12 publications". */
static void put_summary(pc_buf *out, const pc_diags *found, size_t entries) {
    size_t said = 0;
    for (int l = PC_LEVEL_ERROR; l >= PC_LEVEL_INFO; l--) {
        size_t n = found->count[l];
        if (n)
            pc_buf_putf(out, "%s%zu %s", said++ ? ", " : "", n, (n == 1 ? singulars : plurals)[l]);
    }
    if (!said) PC_PUTL(out, "nothing to mend");
    pc_buf_putf(out, " in %zu publication%s", entries, entries == 1 ? "" : "s");
    if (found->dropped) pc_buf_putf(out, " (%zu more are not shown)", found->dropped);
    PC_PUTL(out, "\n");
}

void chk_report_text(pc_buf *out, const pc_diags *found, size_t entries, bool colour) {
    pc_diags *d = (pc_diags *)found; /* lines of sources are looked up on demand */
    for (size_t i = 0; i < found->n; i++) {
        pc_diag_item x = found->v[i];
        pc_str name = pc_str_fmt(d->arena, " [%s]", pc_diag_slug(x.code));
        if (!x.related) x.message = pc_str_cat(d->arena, x.message, name);
        pc_diag_render(d, &x, colour, out);
    }
    put_summary(out, found, entries);
}

/* --- JSON ----------------------------------------------------------------------------------------
 */

/* A member of the object at hand, the first or a further one. */
static void put_key(pc_buf *out, const char *indent, const char *key, bool *first) {
    pc_buf_putf(out, "%s\n%s\"%s\": ", *first ? "" : ",", indent, key);
    *first = false;
}

static void put_text(pc_buf *out, const char *indent, const char *key, pc_str value, bool *first) {
    put_key(out, indent, key, first);
    pc_json_put_str(out, value, false);
}

static void put_number(pc_buf *out, const char *indent, const char *key, size_t n, bool *first) {
    put_key(out, indent, key, first);
    pc_buf_putf(out, "%zu", n);
}

/* Where it is, if it is anywhere, and where the stretch ends: behind its last character. */
static void put_place(pc_buf *out, const char *indent, const pc_diags *found, const pc_diag_item *x,
                      bool *first) {
    pc_place at = pc_source_place(found->sources, x->pos);
    if (!at.line) return;
    put_text(out, indent, "file", at.file, first);
    put_number(out, indent, "line", at.line, first);
    put_number(out, indent, "column", at.column, first);
    pc_place end = pc_source_place(found->sources, x->end > x->pos ? x->end : 0);
    if (!end.line || !pc_str_eq(end.file, at.file)) return;
    put_number(out, indent, "endLine", end.line, first);
    put_number(out, indent, "endColumn", end.column, first);
}

static size_t put_related(pc_buf *out, const pc_diags *found, size_t i) {
    static const char indent[] = "          ";
    size_t n = 0;
    for (; i + n < found->n && found->v[i + n].related; n++) {
        bool first = true;
        pc_buf_putz(out, n ? ",\n        {" : "\n        {");
        put_place(out, indent, found, &found->v[i + n], &first);
        put_text(out, indent, "message", found->v[i + n].message, &first);
        PC_PUTL(out, "\n        }");
    }
    if (n) PC_PUTL(out, "\n      ");
    return n;
}

static size_t put_finding(pc_buf *out, const pc_diags *found, size_t i) {
    static const char indent[] = "      ";
    const pc_diag_item *x = &found->v[i];
    pc_str help = x->help.n ? x->help : pc_strz(pc_diag_help(x->code));
    bool first = true;
    pc_buf_putz(out, i ? ",\n    {" : "\n    {");
    put_place(out, indent, found, x, &first);
    put_text(out, indent, "severity", pc_strz(pc_level_name(x->level)), &first);
    put_text(out, indent, "check", pc_strz(pc_diag_slug(x->code)), &first);
    put_text(out, indent, "message", x->message, &first);
    if (help.n) put_text(out, indent, "help", help, &first);
    put_key(out, indent, "related", &first);
    PC_PUTL(out, "[");
    size_t n = put_related(out, found, i + 1);
    PC_PUTL(out, "]\n    }");
    return n + 1;
}

void chk_report_json(pc_buf *out, const pc_diags *found, size_t entries) {
    PC_PUTL(out, "{\n  \"findings\": [");
    for (size_t i = 0; i < found->n;) i += put_finding(out, found, i);
    pc_buf_putz(out, found->n ? "\n  ],\n" : "],\n");
    pc_buf_putf(out, "  \"errors\": %zu,\n  \"warnings\": %zu,\n  \"infos\": %zu,\n",
                found->count[PC_LEVEL_ERROR], found->count[PC_LEVEL_WARNING],
                found->count[PC_LEVEL_INFO]);
    pc_buf_putf(out, "  \"publications\": %zu\n}\n", entries);
}
