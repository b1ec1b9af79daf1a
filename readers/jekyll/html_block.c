/* Where an HTML element that begins a line ends. kramdown takes such an element whole, whatever
 * blank lines and indentation are in it (its manual, "HTML Blocks"); CommonMark would end it at the
 * first blank line and take what is indented for code. */
#include "base/str.h"
#include "readers/jekyll/site.h"

static const char *const html_blocks[] = {
    "address", "article", "aside", "blockquote", "center",  "dd",      "details", "dir",
    "div",     "dl",      "dt",    "figure",     "footer",  "form",    "h1",      "h2",
    "h3",      "h4",      "h5",    "h6",         "header",  "hgroup",  "li",      "main",
    "menu",    "nav",     "ol",    "p",          "section", "summary", "table",   "tbody",
    "td",      "tfoot",   "th",    "thead",      "tr",      "ul",
};

static size_t name_end(pc_str s, size_t i) {
    while (i < s.n && (pc_is_alnum(s.p[i]) || s.p[i] == '-')) i++;
    return i;
}

/* The name of the element that begins at i. */
static pc_str block_name(pc_str s, size_t i) {
    if (i + 1 >= s.n || s.p[i] != '<') return PC_S("");
    pc_str name = pc_str_sub(s, i + 1, name_end(s, i + 1));
    for (size_t k = 0; k < PC_COUNT(html_blocks); k++)
        if (pc_str_ieqz(name, html_blocks[k])) return name;
    return PC_S("");
}

/* The byte after the tag or comment at i. */
static size_t tag_end(pc_str s, size_t i) {
    if (pc_str_startsz(pc_str_from(s, i), "<!--")) {
        size_t end = pc_str_find(s, PC_S("-->"), i + 4);
        return end == PC_NPOS ? s.n : end + 3;
    }
    char quote = 0;
    for (i++; i < s.n && (quote || s.p[i] != '>'); i++) {
        if (quote)
            quote = s.p[i] == quote ? 0 : quote;
        else if (s.p[i] == '"' || s.p[i] == '\'')
            quote = s.p[i];
    }
    return i < s.n ? i + 1 : s.n;
}

/* Elements whose text is kept as it is, and those that ask for Markdown: they are not for us. */
static bool keeps_text(pc_str tag) {
    static const char *const names[] = {"<pre", "<script", "<style", "<textarea"};
    for (size_t i = 0; i < PC_COUNT(names); i++) {
        size_t n = strlen(names[i]);
        if (tag.n > n && pc_str_ieqz(pc_str_sub(tag, 0, n), names[i]) && !pc_is_alnum(tag.p[n]))
            return true;
    }
    return pc_str_has(tag, "markdown=");
}

size_t jek_html_block_end(pc_str s, size_t at, size_t *budget) {
    size_t i = at, depth = 0;
    while (i < s.n && i - at < 4 && s.p[i] == ' ') i++;
    pc_str name = i - at < 4 ? block_name(s, i) : PC_S("");
    if (!name.n) return 0;
    for (size_t next; i < s.n && i - at < *budget; i = next) {
        next = tag_end(s, i);
        pc_str tag = pc_str_sub(s, i, next);
        if (keeps_text(tag)) break;
        bool close = tag.n > 1 && tag.p[1] == '/';
        size_t from = i + 1 + close;
        if (pc_str_ieq(pc_str_sub(s, from, name_end(s, from)), name)) {
            if (!close)
                depth++;
            else if (--depth == 0)
                return next;
        }
        next = pc_str_chr(s, '<', next);
        if (next == PC_NPOS) next = s.n;
    }
    *budget -= i - at < *budget ? i - at : *budget;
    return 0;
}
