/* A filter as a plugin: for paper, where nobody can click. Each link to the web keeps its text and
 * gets a footnote with its address.
 *
 * Build: cc -shared -fPIC -I PREFIX/include -o links-to-notes.so links-to-notes.c
 * Use:   pubconv --plugin ./links-to-notes.so --filter links-to-notes -t latex page.md */
#include <pubconv/plugin.h>

#include <string.h>

static bool is_web(pc_str s) {
    return (s.n > 7 && memcmp(s.p, "http://", 7) == 0) ||
           (s.n > 8 && memcmp(s.p, "https://", 8) == 0);
}

static pc_node visit(const pc_host *host, pc_ctx *cx, pc_node x, void *user) {
    (void)user;
    pc_str address = host->field(x, "target");
    if (!host->is(x, "Link") || !is_web(address)) return x; /* stays as it is */
    pc_node text = host->part(x, "content");
    if (host->stringify(cx, text).n == address.n) return text; /* <https://…> says it already */
    pc_node code = host->code(cx, pc_none, address);
    pc_node note = host->note(cx, host->para(cx, code));
    pc_node both[] = {text, note};
    return host->list(cx, "Inlines", both, 2);
}

static pc_status apply(const pc_host *host, pc_ctx *cx, pc_doc *doc, pc_str format) {
    (void)format;
    pc_node changed = host->rewrite(cx, host->doc_blocks(doc), visit, NULL, NULL);
    host->doc_set_blocks(cx, doc, changed);
    return PC_OK;
}

static const pc_filter filter = {.size = sizeof(pc_filter),
                                 .name = "links-to-notes",
                                 .summary = "links become footnotes",
                                 .apply = apply};

static const pc_filter *const filters[] = {&filter, NULL};

PUBCONV_PLUGIN(.name = "links-to-notes", .version = "1.0", .filters = filters);
