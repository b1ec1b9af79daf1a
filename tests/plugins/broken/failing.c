/* Callbacks that fail in every way there is: with a word, silently, with a wrong argument, out of
 * memory. What stands after a failing host call shows that no jump passes over a plugin's frame. */
#include <pubconv/plugin.h>

static pc_status says(const pc_host *host, pc_ctx *cx, const pc_source *in, pc_doc *out) {
    (void)out;
    host->diag(cx, PC_LEVEL_ERROR, host->source_pos(in, 0),
               PC_TEXT("there is nothing to be read here"));
    return PC_FAILED;
}
static const pc_reader reader_says = {.size = sizeof(pc_reader), .name = "says", .read = says};

static pc_status silent(const pc_host *host, pc_ctx *cx, const pc_source *in, pc_doc *out) {
    (void)host, (void)cx, (void)in, (void)out;
    return PC_FAILED;
}
static const pc_reader reader_silent = {
    .size = sizeof(pc_reader), .name = "silent", .read = silent};

static pc_status half(const pc_host *host, pc_ctx *cx, const pc_doc *doc, pc_buf *out) {
    (void)doc;
    host->put(cx, out, PC_TEXT("half of it"));
    return PC_FAILED;
}
static const pc_writer writer_half = {.size = sizeof(pc_writer), .name = "half", .write = half};

static pc_status misuse(const pc_host *host, pc_ctx *cx, pc_doc *doc, pc_str format) {
    (void)format;
    pc_node block = host->horizontal_rule(cx);
    pc_node wrong = host->para(cx, block); /* wants inlines */
    pc_node later = host->str(cx, PC_TEXT("goes on"));
    if (wrong.at || later.at) return PC_OK;
    host->doc_set_blocks(cx, doc, pc_none);
    return PC_FAILED;
}
static const pc_filter filter_misuse = {
    .size = sizeof(pc_filter), .name = "misuse", .apply = misuse};

static pc_status refuses(const pc_host *host, pc_ctx *cx, pc_doc *doc, pc_str format) {
    (void)doc, (void)format;
    host->diag(cx, PC_LEVEL_ERROR, 0, PC_TEXT("this filter refuses"));
    return PC_FAILED;
}
static const pc_filter filter_refuses = {
    .size = sizeof(pc_filter), .name = "refuses", .apply = refuses};

static pc_status greedy(const pc_host *host, pc_ctx *cx, pc_doc *doc, pc_str format) {
    (void)doc, (void)format;
    if (host->alloc(cx, SIZE_MAX / 2 + 1)) return PC_OK;
    return host->alloc(cx, 1) ? PC_OK : PC_FAILED; /* the host says what happened */
}
static const pc_filter filter_greedy = {
    .size = sizeof(pc_filter), .name = "greedy", .apply = greedy};

static const pc_reader *const readers[] = {&reader_says, &reader_silent, NULL};
static const pc_writer *const writers[] = {&writer_half, NULL};
static const pc_filter *const filters[] = {&filter_misuse, &filter_refuses, &filter_greedy, NULL};

PUBCONV_PLUGIN(.name = "failing", .version = "1", .readers = readers, .writers = writers,
               .filters = filters);
