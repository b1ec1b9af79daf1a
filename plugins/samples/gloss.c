/* A reader as a plugin: glossaries.
 *
 *     = Words of the trade
 *
 *     Some text that explains.
 *
 *     arena: memory that is given back all at once
 *     slice: a pointer and a length
 *
 * A line "= …" is the title. Paragraphs stand between blank lines; one whose every line has a ": "
 * is a list of definitions. Build it against the installed header alone:
 *
 *     cc -shared -fPIC -I PREFIX/include -o gloss.so gloss.c
 *     pubconv --plugin ./gloss.so -f gloss -t html words.gloss */
#include <pubconv/plugin.h>

#include <string.h>

/* What is read of the text, and how far it has come. */
typedef struct reading {
    const pc_host *host;
    pc_ctx *cx;
    const pc_source *in;
    pc_str text;
    size_t at;
} reading;

/* A stretch of the text: [from, to). */
typedef struct stretch {
    size_t from, to;
} stretch;

static bool next_line(reading *r, stretch *line) {
    if (r->at >= r->text.n) return false;
    const char *p = r->text.p + r->at;
    const char *end = memchr(p, '\n', r->text.n - r->at);
    line->from = r->at;
    line->to = end ? (size_t)(end - r->text.p) : r->text.n;
    r->at = line->to + 1;
    if (line->to > line->from && r->text.p[line->to - 1] == '\r') line->to--;
    return true;
}

static bool is_blank(const reading *r, stretch s) {
    for (size_t i = s.from; i < s.to; i++)
        if (r->text.p[i] != ' ' && r->text.p[i] != '\t') return false;
    return true;
}

/* Where ": " stands in the line; its end if nowhere. */
static size_t colon(const reading *r, stretch s) {
    for (size_t i = s.from; i + 1 < s.to; i++)
        if (r->text.p[i] == ':' && r->text.p[i + 1] == ' ') return i;
    if (s.to > s.from && r->text.p[s.to - 1] == ':') return s.to - 1;
    return s.to;
}

static pc_node words(const reading *r, size_t from, size_t to) {
    while (from < to && r->text.p[from] == ' ') from++;
    pc_str s = {r->text.p + from, to - from};
    return r->host->words(r->cx, s, r->host->source_pos(r->in, from));
}

static pc_node definition(const reading *r, stretch line) {
    const pc_host *h = r->host;
    size_t at = colon(r, line);
    pc_node meaning = words(r, at + 1 < line.to ? at + 1 : line.to, line.to);
    if (h->count(meaning) == 0)
        h->diag(r->cx, PC_LEVEL_WARNING, h->source_pos(r->in, line.from),
                PC_TEXT("this word is not explained"));
    pc_node block = h->plain(r->cx, meaning);
    return h->definition(r->cx, words(r, line.from, at), h->list(r->cx, "Items", &block, 1));
}

/* The lines of one paragraph, as Blocks. */
static pc_node paragraph(const reading *r, const stretch *lines, size_t n) {
    const pc_host *h = r->host;
    bool glossary = true;
    for (size_t i = 0; i < n; i++) glossary = glossary && colon(r, lines[i]) < lines[i].to;
    if (!glossary) return h->para(r->cx, words(r, lines[0].from, lines[n - 1].to));
    pc_node *defs = h->alloc(r->cx, n * sizeof *defs);
    if (!defs) return pc_none;
    for (size_t i = 0; i < n; i++) defs[i] = definition(r, lines[i]);
    return h->definition_list(r->cx, h->list(r->cx, "Definitions", defs, n));
}

static size_t count_lines(pc_str text) {
    size_t n = 1;
    for (size_t i = 0; i < text.n; i++) n += text.p[i] == '\n';
    return n;
}

static pc_status read(const pc_host *host, pc_ctx *cx, const pc_source *in, pc_doc *out) {
    reading r = {host, cx, in, host->source_text(in), 0};
    size_t most = count_lines(r.text), nlines = 0, nblocks = 0;
    stretch *lines = host->alloc(cx, most * sizeof *lines), line;
    pc_node *blocks = host->alloc(cx, most * sizeof *blocks);
    if (!lines || !blocks) return PC_FAILED;
    bool more = true;
    while (more) {
        more = next_line(&r, &line);
        if (more && !is_blank(&r, line) && r.text.p[line.from] == '=') {
            host->doc_set_meta(cx, out, PC_TEXT("title"), words(&r, line.from + 1, line.to));
        } else if (more && !is_blank(&r, line)) {
            lines[nlines++] = line;
        } else if (nlines) {
            blocks[nblocks++] = paragraph(&r, lines, nlines);
            nlines = 0;
        }
    }
    host->doc_set_blocks(cx, out, host->list(cx, "Blocks", blocks, nblocks));
    return PC_OK;
}

static const char *const suffixes[] = {".gloss", NULL};

static const pc_reader gloss = {.size = sizeof(pc_reader),
                                .name = "gloss",
                                .summary = "glossaries: word: meaning",
                                .suffixes = suffixes,
                                .read = read};

static const pc_reader *const readers[] = {&gloss, NULL};

PUBCONV_PLUGIN(.name = "gloss", .version = "1.0", .readers = readers);
