/* The HTML writer's own parts. */
#ifndef PC_HTML_WRITER_INT_H
#define PC_HTML_WRITER_INT_H

#include "ast/ast.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "registry/ctx.h"

/* Where writers of HTML differ. Pandoc's ways are the rule; a document that was read from Markdown
 * of the cmark family is written as cmark writes it. One row per family, chosen by the format read.
 */
typedef struct hw_style {
    const char *const *from; /* readers; NULL: all others */
    bool escape_quotes;      /* " in text is &quot; */
    bool escape_apostrophes; /* ' in attributes is &#39; */
    bool escape_urls;        /* beyond ASCII and a few marks: percent-encoded */
    bool break_items;        /* line ends after <li> and before </li>, around blocks */
    bool list_types;         /* <ol type="1"> */
    bool task_labels;        /* <label> around a task, class task-list */
    bool align_attributes;   /* align="left", else style="text-align: left;" */
    bool language_classes;   /* <pre><code class="language-x">, else <pre class="x"><code> */
    bool code_line_end;      /* the last line of a code block is ended */
    bool always_alt;         /* alt="" too */
    bool title_last;         /* of an image's attributes */
    bool span_tags;          /* Span .mark is <mark>: pandoc's reading of classes */
    bool dense_definitions;  /* <dd>text</dd>, else on lines of its own */
    int indent;              /* of a block within another one, in spaces */
    bool blank_lines;        /* between blocks */
    bool id_first;           /* of a heading's attributes */
    bool plain_order;        /* lists count from 1, in figures */
    bool code_frames;        /* code as a highlighter leaves it: kramdown with rouge */
    bool exact_code;         /* <pre> from HTML as it was written */
    bool exact_attributes;   /* names and sizes as they are */
    bool bare_math;    /* \(…\) and \[…\] without an element, the latter alone in its line */
    bool task_boxes;   /* tasks and their lists have classes */
    bool filled_cells; /* an empty cell holds a no-break space */
    bool named_notes;  /* <sup id="fnref:name">, with "footnotes" as a <div> */
    bool exact_blanks; /* as many between words as the text had */
    bool bare_rows;    /* a table from HTML has <thead> and <tbody> where it had them */
    bool html_texts;   /* elements as they stood in the page, while nothing has changed them */
    bool audible_captions; /* a caption that repeats the image's text is read out, too */
} hw_style;

/* [markdown] as in pc_doc; [from] is what was asked for. */
const hw_style *hw_style_for(pc_str markdown, pc_str from);
/* What a document of kramdown says without options. */
extern const pc_look hw_look_default;

typedef struct hw_section {
    const pc_header *header;
    pc_str number; /* empty: none */
} hw_section;

typedef struct hw_note_entry {
    pc_blocks blocks;
    pc_str name;  /* as in its identifier */
    size_t times; /* that it is referred to */
} hw_note_entry;

typedef struct hw {
    pc_ctx *cx;
    pc_buf *out;
    const hw_style *style;
    const pc_look *look; /* never NULL */
    bool one_line;       /* soft breaks are spaces */
    int indent;          /* of the line at hand */
    bool in_link;        /* no link within a link */
    bool in_entry;       /* of .publication, where .mark is a sign beside a name */
    pc_map texts;        /* a block's payload -> pc_html_text * */
    PC_VEC(hw_note_entry) notes;
    pc_map noted;            /* what a note is known by -> size_t *, its place in notes */
    const pc_block *back_at; /* the block at whose end the links of … */
    size_t back_of;          /* … this note go back to its markers; NULL: none */
    size_t notes_here;       /* the byte of out where notes stand; PC_NPOS: at the end */
    PC_VEC(hw_section) sections;
    size_t next_section; /* that will be written */
} hw;

/* ---- escaping (html_escape.c) ---- */
void hw_text(hw *w, pc_str s);
void hw_code_text(hw *w, pc_str s); /* of a code block */
void hw_attr_value(hw *w, pc_str s);
void hw_url(hw *w, pc_str s, bool as_is);
/* Everything beyond ASCII as &#x…; */
void hw_ascii(pc_buf *out, pc_str s);

/* ---- attributes (html_attr.c) ---- */
/* What of an Attr is written elsewhere, or not at all. */
typedef struct hw_skip {
    const char *cls; /* one class of this name */
    bool id;
    bool size;               /* width and height */
    bool as_is;              /* from HTML: no data- in front of names */
    bool made;               /* not the author's element: a filter's Div or Span */
    const char *extra_class; /* before the classes */
    const char *style;       /* a style attribute behind the classes */
} hw_skip;
void hw_attr(hw *w, const pc_attr *a, hw_skip skip);
void hw_id(hw *w, const pc_attr *a);
void hw_key_value(hw *w, const char *name, pc_str value);
void hw_image_size(hw *w, const pc_attr *a);
void hw_line(hw *w); /* begins a line, indented */
void hw_open(hw *w, const char *tag, const pc_attr *a, bool as_is);
void hw_close(hw *w, const char *tag);

/* ---- nodes ---- */
void hw_inlines(hw *w, pc_inlines xs);
void hw_block(hw *w, const pc_block *x); /* where the line stands */
void hw_blocks(hw *w, pc_blocks xs);
/* Blocks of HTML are written as they stood in the page, unless headings in them get numbers. */
void hw_know_texts(hw *w, const pc_doc *doc);
/* How a block stood there; NULL: it is no such one, or has been changed. */
const pc_html_text *hw_text_of(const hw *w, const pc_block *x);
/* The content of an item, a cell, a definition: blocks of which the first begins on the same line.
 */
void hw_flow(hw *w, pc_blocks xs);
/* Code as kramdown and rouge leave it (html_code.c). */
void hw_framed_code(hw *w, const pc_block *x);
void hw_framed_span(hw *w, const pc_inline *x);
void hw_table(hw *w, const pc_block *x, const pc_attr *attr);
void hw_task_item(hw *w, pc_blocks xs);
bool hw_is_task_list(const pc_items *items);
/* [any]: some of the items are tasks. */
bool hw_is_task(pc_blocks item);
/* The marker of a note, which is remembered for the end. */
void hw_note(hw *w, const pc_inline *x);
/* A display formula that stands without a paragraph. */
bool hw_is_bare_math(const hw *w, const pc_block *x);
/* To be called at the end of a block of text: a note's links back may stand there. */
void hw_end_of_text(hw *w, const pc_block *x);
/* Scripts for the head of a page with formulas (html_math.c); empty without them. */
pc_str hw_math_head(pc_ctx *cx, const pc_doc *doc);
/* What the marks of a bibliography mean, below it (html_legend.c). */
void hw_legend(hw *w, const pc_doc *doc);
/* The notes so far, as a section in their place. */
void hw_notes(hw *w);

/* ---- sections (html_sections.c) ---- */
/* Finds the headings that make sections, and their numbers where they are wanted. */
void hw_number_sections(hw *w, pc_blocks xs);
/* Whether there are such headings in [xs]. */
bool hw_has_sections(hw *w, pc_blocks xs);
/* The number of the next heading, if [h] is it; empty: none. To be asked in order. */
pc_str hw_section_number(hw *w, const pc_header *h);
void hw_put_number(hw *w, pc_str number, const char *cls);
/* The table of contents as nested lists; nothing without headings. */
void hw_contents(hw *w);

/* The attributes of a wrapper and the node that it wraps (ast.h): an element whose node has none.
 */
bool hw_folds_inline(const pc_inline *x);
bool hw_folds_block(const pc_block *x);

#endif
