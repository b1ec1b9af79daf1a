/* The format of a text that nobody names: by its file's name, and by how it begins. */
#include "base/str.h"
#include "pipeline/run.h"

/* What files of a site are called, too. */
static bool may_be_page(const char *format) {
    static const char *const formats[] = {"gfm", "html"};
    for (size_t i = 0; i < PC_COUNT(formats); i++)
        if (!strcmp(format, formats[i])) return true;
    return false;
}

/* "---" or "..." and nothing else but white space. */
static bool is_fence(pc_str line, const char *sign) {
    return pc_str_startsz(line, sign) && !pc_str_trim(pc_str_from(line, 3)).n;
}

/* A line of dashes at the very beginning, and another one: for Jekyll that makes a file a page. A
 * line of dashes alone is a rule. */
static bool has_front_matter(pc_str text) {
    pc_str line;
    if (!pc_str_line(&text, &line) || !is_fence(line, "---")) return false;
    while (pc_str_line(&text, &line))
        if (is_fence(line, "---") || is_fence(line, "...")) return true;
    return false;
}

/* A list is CSL JSON, unless it is what Pandoc wrote before 1.18. */
static bool is_items(pc_str text) {
    pc_str rest = pc_str_trim(pc_str_sub(text, 0, 200));
    return pc_str_startsz(rest, "[") && pc_str_find(rest, PC_S("\"unMeta\""), 0) == PC_NPOS;
}

pc_str pc_guess_reader(const pc_registry *registry, pc_str path, pc_str text) {
    const pc_folder_reader *pages = pc_folder_reader_find(registry, NULL);
    const pc_reader *found = pc_reader_for_file(registry, path);
    bool input = !path.n || pc_str_eqz(path, "-");
    const char *name = found ? found->name : input || !pages ? "gfm" : pages->format;
    if (pages && may_be_page(name) && has_front_matter(text)) return pc_strz(pages->format);
    if (!strcmp(name, "json") && is_items(text)) return PC_S("csljson");
    return pc_strz(name);
}

/* --- what was guessed wrongly --------------------------------------------------------------------
 */

/* {: .class} and {:toc}, a line of its own; {% tag %} and {{ value }}, wherever they stand. */
static pc_str sign_in(pc_str line) {
    static const char *const pairs[][2] = {{"{%", "%}"}, {"{{", "}}"}};
    pc_str whole = pc_str_trim(line);
    if (pc_str_startsz(whole, "{:") && pc_str_endsz(whole, "}")) return whole;
    for (size_t i = 0; i < PC_COUNT(pairs); i++) {
        size_t from = pc_str_find(line, pc_strz(pairs[i][0]), 0);
        size_t to = from == PC_NPOS ? from : pc_str_find(line, pc_strz(pairs[i][1]), from + 2);
        if (to != PC_NPOS) return pc_str_sub(line, from, to + 2);
    }
    return (pc_str){0};
}

void pc_guess_doubt(pc_run *r) {
    pc_str rest = r->first ? r->first->text : PC_S(""), line;
    bool code = false;
    if (!pc_str_eqz(r->from.name, "gfm")) return;
    while (pc_str_line(&rest, &line)) {
        pc_str start = pc_str_ltrim(line), sign = sign_in(line);
        bool fence = pc_str_startsz(start, "```") || pc_str_startsz(start, "~~~");
        code ^= fence;
        if (code || fence || !sign.p || pc_str_chr(line, '`', 0) != PC_NPOS) continue;
        pc_pos at = pc_source_pos(r->first, (size_t)(sign.p - r->first->text.p));
        pc_diag_span(r->cx.diags, PC_DIAG_FORMAT_GUESSED, at, at + (pc_pos)sign.n, PC_S(""),
                     "without front matter this is read as GitHub's Markdown (gfm), which has no "
                     "'%.*s'",
                     PC_F(pc_str_sub(sign, 0, 2)));
        return;
    }
}
