/* Headings as sections: their numbers (--number-sections) and the table of contents (--toc), as
 * Pandoc gives both. Headings of the document and of its Divs count, not those within lists,
 * quotes and tables; class unnumbered has no number, and with unlisted no entry either. */
#include "ast/build.h"
#include "ast/part.h"
#include "ast/walk.h"
#include "base/str.h"
#include "writers/html/html_int.h"

#define SEC_LEVELS 6

typedef struct sec_count {
    int64_t n[SEC_LEVELS];
    int64_t base; /* the highest level in use */
} sec_count;

static bool sec_is_numbered(const pc_header *h) {
    return h->level >= 1 && h->level <= SEC_LEVELS && !pc_attr_has_class(h->attr, "unnumbered");
}

/* "1.0.2": a level that was skipped is 0. */
static pc_str sec_next_number(hw *w, sec_count *c, const pc_header *h) {
    pc_str s = PC_S("");
    c->n[h->level - 1]++;
    for (int64_t i = h->level; i < SEC_LEVELS; i++) c->n[i] = 0;
    for (int64_t i = c->base; i <= h->level; i++)
        s = pc_str_fmt(w->cx->scratch, "%.*s%s%lld", PC_F(s), s.n ? "." : "",
                       (long long)c->n[i - 1]);
    return s;
}

/* The next heading that makes a section; NULL: there is none. */
static const pc_header *sec_next(pc_walk *walk) {
    for (pc_event e; (e = pc_walk_next(walk)) != PC_WALK_END;) {
        if (e != PC_WALK_ENTER) continue;
        const pc_block *x = walk->block;
        if (!x || x->tag != PC_Div) pc_walk_skip(walk);
        if (x && x->tag == PC_Header) return x->u.header;
    }
    return NULL;
}

static void sec_collect(hw *w, pc_blocks xs) {
    pc_walk walk;
    pc_walk_blocks(&walk, w->cx->scratch, xs);
    for (const pc_header *h; (h = sec_next(&walk));)
        pc_vec_push(w->cx->scratch, &w->sections, ((hw_section){.header = h}));
}

bool hw_has_sections(hw *w, pc_blocks xs) {
    pc_walk walk;
    pc_mark mark = pc_arena_mark(w->cx->scratch);
    pc_walk_blocks(&walk, w->cx->scratch, xs);
    bool any = sec_next(&walk) != NULL;
    pc_arena_release(w->cx->scratch, mark);
    return any;
}

void hw_number_sections(hw *w, pc_blocks xs) {
    sec_collect(w, xs);
    sec_count c = {.base = SEC_LEVELS};
    for (size_t i = 0; i < w->sections.n; i++) {
        int64_t level = w->sections.v[i].header->level;
        if (level >= 1 && level < c.base) c.base = level;
    }
    for (size_t i = 0; w->cx->options->number_sections && i < w->sections.n; i++) {
        hw_section *s = &w->sections.v[i];
        if (sec_is_numbered(s->header)) s->number = sec_next_number(w, &c, s->header);
    }
}

pc_str hw_section_number(hw *w, const pc_header *h) {
    if (w->next_section >= w->sections.n || w->sections.v[w->next_section].header != h)
        return PC_S("");
    return w->sections.v[w->next_section++].number;
}

void hw_put_number(hw *w, pc_str number, const char *cls) {
    if (!number.n) return;
    PC_PUTL(w->out, "<span");
    hw_key_value(w, "class", pc_strz(cls));
    pc_buf_putc(w->out, '>');
    pc_buf_put(w->out, number);
    PC_PUTL(w->out, "</span> ");
}

/* A heading's text once more, as the text of a link: no notes, no links within. */
static bool sec_plain_text(pc_rewrite *r, const pc_inline *x, pc_inlines *out) {
    (void)r;
    if (x->tag != PC_Note && x->tag != PC_Link) return false;
    *out = x->tag == PC_Note ? (pc_inlines){NULL, 0} : x->u.link->content;
    return true;
}

static void sec_entry(hw *w, const hw_section *s) {
    pc_rewrite r = {.arena = w->cx->scratch, .scratch = w->cx->scratch, .inlin = sec_plain_text};
    pc_str id = s->header->attr->id;
    if (id.n) {
        PC_PUTL(w->out, "<a");
        hw_key_value(w, "href", pc_str_cat(w->cx->scratch, PC_S("#"), id));
        hw_key_value(w, "id", pc_str_cat(w->cx->scratch, PC_S("toc-"), id));
        pc_buf_putc(w->out, '>');
    }
    hw_put_number(w, s->number, "toc-section-number");
    hw_inlines(w, pc_rewrite_inlines(&r, s->header->content));
    if (id.n) PC_PUTL(w->out, "</a>");
}

static bool sec_is_listed(hw *w, const pc_header *h) {
    bool hidden =
        pc_attr_has_class(h->attr, "unnumbered") && pc_attr_has_class(h->attr, "unlisted");
    return !hidden && h->level >= 1 && h->level <= SEC_LEVELS &&
           h->level <= w->cx->options->toc_depth;
}

/* A heading stands in the entry of the last one above it. */
void hw_contents(hw *w) {
    int64_t open[SEC_LEVELS]; /* levels of the open entries: each deeper than the one before */
    size_t depth = 0;
    for (size_t i = 0; i < w->sections.n; i++) {
        const hw_section *s = &w->sections.v[i];
        if (!sec_is_listed(w, s->header)) continue;
        int64_t level = s->header->level;
        bool beside = depth && open[depth - 1] >= level;
        while (depth && open[depth - 1] >= level) {
            PC_PUTL(w->out, "</li>\n");
            if (--depth && open[depth - 1] >= level) PC_PUTL(w->out, "</ul>");
        }
        if (!beside && depth) pc_buf_putc(w->out, '\n');
        if (!beside) PC_PUTL(w->out, "<ul>\n");
        PC_PUTL(w->out, "<li>");
        open[depth++] = level;
        sec_entry(w, s);
    }
    for (; depth; depth--) PC_PUTL(w->out, "</li>\n</ul>");
}
