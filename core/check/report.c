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

static void put_member(pc_buf *out, const char *indent, const char *key, pc_str value) {
    pc_buf_putf(out, ",\n%s\"%s\": ", indent, key);
    pc_json_put_str(out, value, false);
}

/* "file", "line", "column", and where the stretch ends: behind its last character. */
static void put_place(pc_buf *out, const char *indent, const pc_diags *found,
                      const pc_diag_item *x) {
    pc_place at = pc_source_place(found->sources, x->pos);
    pc_buf_putf(out, "\n%s\"file\": ", indent);
    pc_json_put_str(out, at.file, false);
    pc_buf_putf(out, ",\n%s\"line\": %zu,\n%s\"column\": %zu", indent, at.line, indent, at.column);
    if (x->end <= x->pos) return;
    pc_place end = pc_source_place(found->sources, x->end);
    if (!end.line || !pc_str_eq(end.file, at.file)) return;
    pc_buf_putf(out, ",\n%s\"endLine\": %zu,\n%s\"endColumn\": %zu", indent, end.line, indent,
                end.column);
}

static size_t put_related(pc_buf *out, const pc_diags *found, size_t i) {
    size_t n = 0;
    for (; i + n < found->n && found->v[i + n].related; n++) {
        pc_buf_putz(out, n ? ",\n        {" : "\n        {");
        put_place(out, "          ", found, &found->v[i + n]);
        put_member(out, "          ", "message", found->v[i + n].message);
        PC_PUTL(out, "\n        }");
    }
    if (n) PC_PUTL(out, "\n      ");
    return n;
}

static size_t put_finding(pc_buf *out, const pc_diags *found, size_t i) {
    const pc_diag_item *x = &found->v[i];
    pc_str help = x->help.n ? x->help : pc_strz(pc_diag_help(x->code));
    pc_buf_putz(out, i ? ",\n    {" : "\n    {");
    put_place(out, "      ", found, x);
    put_member(out, "      ", "severity", pc_strz(pc_level_name(x->level)));
    put_member(out, "      ", "check", pc_strz(pc_diag_slug(x->code)));
    put_member(out, "      ", "message", x->message);
    if (help.n) put_member(out, "      ", "help", help);
    PC_PUTL(out, ",\n      \"related\": [");
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
