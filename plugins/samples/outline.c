/* A writer as a plugin: the outline of a document, with the words under each heading counted.
 *
 *     1 Introduction (120 words)
 *       1.1 Earlier work (80 words)
 *
 * Build: cc -shared -fPIC -I PREFIX/include -o outline.so outline.c
 * Use:   pubconv --plugin ./outline.so -t outline page.md */
#include <pubconv/plugin.h>

#include <stdio.h>

enum { DEEPEST = 6 };

typedef struct outline {
    const pc_host *host;
    pc_ctx *cx;
    pc_buf *out;
    int number[DEEPEST]; /* of the heading at hand, by level */
    size_t words;        /* under it, so far */
    bool open;           /* a heading's line waits for its count */
} outline;

static size_t count_words(pc_str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] != ' ' && s.p[i] != '\n' && (i == 0 || s.p[i - 1] == ' ' || s.p[i - 1] == '\n');
    return n;
}

static void put(const outline *o, const char *text, int n) {
    if (n > 0) o->host->put(o->cx, o->out, (pc_str){text, (size_t)n});
}

static void close_heading(outline *o) {
    char s[64];
    if (o->open)
        put(o, s, snprintf(s, sizeof s, " (%zu word%s)\n", o->words, o->words == 1 ? "" : "s"));
    o->open = false;
    o->words = 0;
}

static void heading(outline *o, pc_node x) {
    char s[32];
    int level = (int)o->host->number(x, "level");
    if (level > DEEPEST) level = DEEPEST;
    if (level < 1) level = 1;
    close_heading(o);
    o->number[level - 1]++;
    for (int i = level; i < DEEPEST; i++) o->number[i] = 0;
    for (int i = 1; i < level; i++) put(o, "  ", 2);
    for (int i = 0; i < level; i++)
        put(o, s, snprintf(s, sizeof s, i ? ".%d" : "%d", o->number[i]));
    put(o, " ", 1);
    o->host->put(o->cx, o->out, o->host->stringify(o->cx, x));
    o->open = true;
}

/* Headings may stand in a Div; everything else is only counted. */
static void blocks(outline *o, pc_node xs) {
    const pc_host *h = o->host;
    for (size_t i = 0; i < h->count(xs); i++) {
        pc_node x = h->child(xs, i);
        if (h->is(x, "Header"))
            heading(o, x);
        else if (h->is(x, "Div"))
            blocks(o, x);
        else
            o->words += count_words(h->stringify(o->cx, x));
    }
}

static pc_status write(const pc_host *host, pc_ctx *cx, const pc_doc *doc, pc_buf *out) {
    outline o = {.host = host, .cx = cx, .out = out};
    pc_node title = host->doc_meta(doc, "title");
    if (host->option(cx, "standalone").n && *host->type(title)) {
        host->put(cx, out, host->stringify(cx, title));
        host->end_line(cx, out);
    }
    blocks(&o, host->doc_blocks(doc));
    close_heading(&o);
    return PC_OK;
}

static const pc_writer writer = {.size = sizeof(pc_writer),
                                 .name = "outline",
                                 .summary = "headings, numbered, with word counts",
                                 .write = write};

static const pc_writer *const writers[] = {&writer, NULL};

PUBCONV_PLUGIN(.name = "outline", .version = "1.0", .writers = writers);
