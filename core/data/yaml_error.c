/* libyaml's complaints with what to do about them. People search for the complaint as libyaml words
 * it, so it stays; the help is chosen by the complaint and by what the line looks like. */
#include "data/yaml_int.h"

#include "base/str.h"

/* A line of YAML: "  - key: value". */
typedef struct yaml_line {
    pc_str key, value; /* empty where the line has none */
    char here;         /* the character at the place of the complaint; 0 at the end */
    bool after;        /* the place comes after the first colon */
} yaml_line;

static yaml_line yaml_line_at(pc_str text, size_t at) {
    size_t from = at, to = at;
    while (from && text.p[from - 1] != '\n') from--;
    while (to < text.n && text.p[to] != '\n') to++;
    pc_str line = pc_str_trim(pc_str_sub(text, from, to));
    while (pc_str_startsz(line, "- ")) line = pc_str_ltrim(pc_str_from(line, 2));
    yaml_line l = {.here = at < text.n ? text.p[at] : '\0'};
    size_t colon = pc_str_find(line, PC_S(": "), 0);
    if (colon == PC_NPOS) return l;
    l.key = pc_str_sub(line, 0, colon);
    l.after = text.p + at > line.p + colon;
    l.value = pc_str_trim(pc_str_from(line, colon + 2));
    return l;
}

/* The line with its value in quotes, where that is easily said. */
static pc_str yaml_help_quote(pc_arena *a, const yaml_line *l) {
    if (!l->value.n || l->value.n > 60 || pc_str_has(l->value, "\\"))
        return PC_S("put the value in quotes");
    const char *q = pc_str_has(l->value, "\"") ? "'" : "\"";
    if (pc_str_has(l->value, q)) return PC_S("put the value in quotes");
    return pc_str_fmt(a, "put the value in quotes: %.*s: %s%.*s%s", PC_F(l->key), q, PC_F(l->value),
                      q);
}

/* A colon that may not stand here: within a value, or the key itself is in the wrong place. */
static pc_str yaml_help_colon(pc_arena *a, const yaml_line *l) {
    if (l->after) return yaml_help_quote(a, l);
    return PC_S("indent it like its neighbours, and see that the line before is complete");
}

static pc_str yaml_help_token(pc_arena *a, const yaml_line *l) {
    if (l->here == '\t') return PC_S("YAML is not indented with tabs: use spaces");
    return yaml_help_quote(a, l);
}

static pc_str yaml_help_liquid(pc_arena *a, const yaml_line *l) {
    if (l->value.n && strchr("{[", *l->value.p)) return yaml_help_quote(a, l);
    return PC_S("close the bracket, or put the value in quotes");
}

static pc_str yaml_help_key(pc_arena *a, const yaml_line *l) {
    if (l->value.n && strchr("{[", *l->value.p)) return yaml_help_quote(a, l);
    if (l->value.n && strchr("\"'", *l->value.p))
        return PC_S(
            "what follows the closing quote belongs within it (write \\\" or '' for a quote)");
    return PC_S("indent it like its neighbours, or put the value in quotes");
}

/* [problem] and [context] are the beginnings of libyaml's words; [what] is help, or [make] makes
 * it. */
static const struct yaml_help {
    const char *problem, *context, *what;
    bool begun;
    pc_str (*make)(pc_arena *a, const yaml_line *l);
} yaml_helps[] = {
    {"mapping values are not allowed", "", .make = yaml_help_colon},
    {"found character that cannot start any token", "", .make = yaml_help_token},
    {"found a tab character", "", .what = "YAML is not indented with tabs: use spaces"},
    {"did not find expected ',' or", "", .make = yaml_help_liquid},
    {"did not find expected node content", "", .make = yaml_help_liquid},
    {"did not find expected alphabetic or numeric character", "", .make = yaml_help_quote},
    {"found undefined tag handle", "", .make = yaml_help_quote},
    {"did not find expected key", "", .make = yaml_help_key},
    {"did not find expected '-' indicator", "", .what = "indent it like the items above"},
    {"could not find expected ':'", "", .what = "write `key: value`, with a space after the colon",
     .begun = true},
    {"found unexpected end of stream", "while scanning a quoted scalar", .what = "close the quote",
     .begun = true},
    {"found unexpected document indicator", "while scanning a quoted scalar",
     .what = "close the quote", .begun = true},
    {"found unknown escape character", "",
     .what = "write \\\\ for a backslash, or use single quotes"},
    {"control characters are not allowed", "", .what = "take the character out"},
    {"block sequence entries are not allowed", "", .what = "begin the list on a line of its own"},
};

static const struct yaml_help *yaml_help_for(const char *problem, const char *context) {
    static const struct yaml_help none = {"", "", "", false, NULL};
    for (size_t i = 0; i < PC_COUNT(yaml_helps); i++) {
        const struct yaml_help *h = &yaml_helps[i];
        if (!pc_str_startsz(pc_strz(problem), h->problem)) continue;
        if (pc_str_startsz(pc_strz(context), h->context)) return h;
    }
    return &none;
}

void yaml_explain(pc_diags *d, const pc_source *src, size_t at, const char *problem,
                  size_t context_at, const char *context) {
    const struct yaml_help *h = yaml_help_for(problem, context);
    if (h->begun && context_at != PC_NPOS) at = context_at;
    yaml_line l = yaml_line_at(src->text, at < src->text.n ? at : src->text.n);
    pc_str help = h->make ? h->make(d->arena, &l) : pc_strz(h->what);
    pc_diag_span(d, PC_DIAG_YAML, pc_source_pos(src, at), 0, help, "%s", problem);
    if (context_at != PC_NPOS && context_at != at)
        pc_diag_note(d, pc_source_pos(src, context_at), "%s", context);
}
