/* What the files of this folder share: the state of one run, and the layers below each other:
 * latex_out (lines) <- latex_escape (text) <- latex_inline <- latex_block, latex_list, latex_table,
 * latex_publications <- latex (the fragment as a whole). */
#ifndef PC_LATEX_INT_H
#define PC_LATEX_INT_H

#include "base/map.h"
#include "base/vec.h"
#include "registry/ctx.h"

/* Places where a legend may be put in later: behind the first mark, before and behind the last \end
 * of a list of publications. */
typedef enum tex_place { TEX_FIRST_MARK, TEX_LIST_END, TEX_LIST_DONE } tex_place;

/* Lines being written. A filled space may still become the end of its line. */
typedef struct tex_out {
    pc_buf buf;
    size_t line;        /* offset where the current line begins */
    size_t brk;         /* offset of the last space in it that may become a line end; PC_NPOS */
    size_t seen, width; /* the line's characters are counted up to offset [seen] */
    size_t fresh;       /* offset at which no separation is owed: after \item, \begin{quote} */
    size_t place[3];    /* tex_place: offsets to come back to; PC_NPOS */
    unsigned want;      /* newlines owed before the next text: 0, 1 or 2 */
    unsigned indent;
    size_t columns; /* fill to this; 0: not at all */
} tex_out;

/* What a fragment uses beyond plain LaTeX; rows in latex.c. */
typedef enum tex_need {
    TEX_NEED_HREF,
    TEX_NEED_URL,
    TEX_NEED_NOLINKURL,
    TEX_NEED_HYPERREF,
    TEX_NEED_PHANTOM,
    TEX_NEED_TEXORPDF,
    TEX_NEED_TIGHTLIST,
    TEX_NEED_SOUT,
    TEX_NEED_SQUARE,
    TEX_NEED_CHECKED,
    TEX_NEED_CHECKMARK,
    TEX_NEED_BOUNDED,
    TEX_NEED_LONGTABLE,
    TEX_NEED_ARRAY,
    TEX_NEED_MULTIROW,
    TEX_NEED_GRAPHICX,
    TEX_NEED_COUNT
} tex_need;

/* Scripts and kinds of characters that the usual fonts do not have; rows in latex_escape.c. */
typedef enum tex_script {
    TEX_SCRIPT_NONE,
    TEX_SCRIPT_HAN,
    TEX_SCRIPT_KOREAN,
    TEX_SCRIPT_CYRILLIC,
    TEX_SCRIPT_GREEK,
    TEX_SCRIPT_VIETNAMESE,
    TEX_SCRIPT_HEBREW,
    TEX_SCRIPT_ARABIC,
    TEX_SCRIPT_INDIC,
    TEX_SCRIPT_OTHER,
    TEX_SCRIPT_SYMBOL,
    TEX_SCRIPT_COUNT
} tex_script;

/* Parts of an entry whose look is a macro. */
typedef enum tex_field { TEX_TITLE, TEX_AUTHORS, TEX_VENUE, TEX_FIELD_COUNT } tex_field;

typedef enum tex_role { TEX_ROLE_OTHER, TEX_ROLE_EQUAL, TEX_ROLE_CORR, TEX_ROLE_COUNT } tex_role;

typedef struct tex_used_mark {
    uint32_t c;
    tex_role role;
    size_t times;
} tex_used_mark;

typedef struct tex_pubs {
    bool any;          /* the document has publications */
    pc_str list;       /* metadata publist */
    pc_str legend;     /* metadata legend: line, footnote, none */
    bool no_headings;  /* metadata heading: none */
    bool move_legends; /* Div .legend is not written where it stands */
    unsigned inside;   /* depth of entries being written */
    bool in_list; /* an item of a list of publications: entries in it make no list of their own */
    bool list_has_marks; /* since the last list's end */
    bool in_badge;
    bool in_authors;
    bool in_legend;
    const pc_attr *author;               /* the last one, whose mark may follow */
    const pc_inline *unwrap;             /* a Strong or Emph that the field's macro stands for */
    pc_inline_tag look[TEX_FIELD_COUNT]; /* of most: PC_Strong, PC_Emph, PC_Str for plain */
    const pc_attr **legends;             /* of every .legend */
    size_t nlegends;
    pc_blocks *legend_blocks; /* of the Divs among them */
    size_t nlegend_blocks;
    pc_map meanings;      /* mark to the value that the first legend with it has */
    tex_used_mark *marks; /* printed beside authors, in order of first use */
    size_t nmarks;
    pc_map mark_at;                /* character to its place in marks, counted from 1 */
    uint32_t mark[TEX_ROLE_COUNT]; /* the character that \pubequal, \pubcorr stand for; 0: unused */
} tex_pubs;

typedef struct tex {
    pc_ctx *cx;
    const pc_doc *doc;
    tex_out *o;
    tex_out *body; /* the outermost one */
    bool smart, ascii;
    uint32_t needs;   /* bits by tex_need */
    uint32_t scripts; /* bits by tex_script */
    pc_pos script_pos;
    size_t raw_html;
    pc_pos raw_html_pos;
    size_t lost_images;
    pc_pos lost_image_pos;        /* of the first */
    bool arg;                     /* inside a macro's argument: no verbatim, no float */
    bool one_line;                /* inside a heading, a term, a caption: no \\ */
    bool in_cell;                 /* in a column without width: \\ would end the row */
    bool no_notes;                /* a second copy of something: its notes are in the first */
    bool no_sections;             /* headings are bold lines */
    bool plain_text;              /* for PDF strings: text only */
    bool after_break;             /* \\ was written last: [ and * would be taken as its argument */
    bool para_start;              /* nothing of the paragraph is there yet */
    unsigned items, enums, lists; /* depth of itemize, enumerate, and both with quote */
    unsigned hold;                /* notes are held back while > 0 */
    struct {
        pc_blocks *v;
        size_t n, cap;
    } held; /* notes whose marks are written; [done] of them have their text, too */
    size_t done;
    pc_map targets; /* identifiers that something refers to */
    pc_map ids;     /* identifiers that exist */
    bool all_labels;
    tex_pubs pubs;
} tex;

#define TEX_PUT(t, lit) tex_put((t), PC_S(lit))

/* latex_out.c: lines. */
void tex_out_init(tex_out *o, pc_mem *m, size_t columns);
void tex_put(tex *t, pc_str s); /* without line ends; after what is owed */
void tex_putz(tex *t, const char *z);
void tex_putf(tex *t, const char *fmt, ...) PC_PRINTF(2, 3);
void tex_put_lines(tex *t, pc_str s);    /* with line ends, each line indented */
void tex_put_verbatim(tex *t, pc_str s); /* with line ends, nothing indented */
void tex_space(tex *t);                  /* may become a line end */
void tex_want(tex *t, unsigned newlines);
void tex_line(tex *t, pc_str s); /* on a line of its own */
void tex_linez(tex *t, const char *z);
void tex_insert(tex *t, size_t at, pc_str s);
void tex_keep(tex *t, tex_place which);                  /* remembers where we are */
void tex_fresh(tex *t);                                  /* what comes now needs no separation */
void tex_capture(tex *t, tex_out *o, tex_out **outer);   /* write into o from now on */
pc_str tex_captured(tex *t, tex_out *o, tex_out *outer); /* what was written, in scratch */
static inline char tex_last(const tex *t) {
    return t->o->buf.n > t->o->line && !t->o->want ? t->o->buf.p[t->o->buf.n - 1] : '\0';
}

/* latex_escape.c: text. */
void tex_text(tex *t, pc_str s, pc_pos pos);
void tex_code(tex *t, pc_str s, pc_pos pos);
void tex_url(tex *t, pc_str url);
void tex_note_scripts(tex *t, pc_str s, pc_pos pos); /* of text that is written as it is */
bool tex_is_tex(pc_str format);                      /* raw text for LaTeX */
const char *tex_script_name(tex_script s);
const char *tex_script_hint(tex_script s);

/* latex_inline.c */
void tex_inlines(tex *t, pc_inlines xs);
pc_str tex_inlines_str(tex *t, pc_inlines xs);   /* captured */
pc_str tex_inlines_plain(tex *t, pc_inlines xs); /* for PDF strings and tables of contents */
void tex_para_inlines(tex *t, pc_inlines xs);    /* a paragraph: no break at its ends */
void tex_label(tex *t, pc_str id);               /* only where something refers to it */
void tex_labeled_place(tex *t, pc_str id);       /* the same for what has no number */
void tex_held_notes(tex *t);
bool tex_is_placeholder(const pc_link *l);
void tex_use(tex *t, tex_need n);
void tex_loss(tex *t, pc_pos pos, const char *what);
void tex_note_raw(tex *t, const pc_raw *r, pc_pos pos);

/* latex_block.c */
void tex_blocks(tex *t, pc_blocks xs);
void tex_block(tex *t, const pc_block *b);

void tex_caption(tex *t, const pc_caption *c);

/* latex_list.c */
void tex_bullet_list(tex *t, const pc_block *b);
void tex_ordered_list(tex *t, const pc_block *b);
void tex_definition_list(tex *t, const pc_block *b);
void tex_item(tex *t, pc_blocks xs);                          /* what follows \item */
bool tex_open_list(tex *t, const char *env, unsigned *depth); /* false: nests too deep for LaTeX */
void tex_close_list(tex *t, const char *env, unsigned *depth);

/* latex_table.c */
void tex_table(tex *t, const pc_block *b);

/* latex_publications.c: lists and legends; latex_entry.c: what stands in an entry. */
void tex_pubs_scan(tex *t);
size_t tex_pubs_run(tex *t, pc_blocks xs,
                    size_t i); /* blocks written from xs.v[i] on; 0: no entry */
void tex_pubs_prelude(tex *t, pc_buf *out);
pc_str tex_pubs_body(tex *t); /* the body with its legend */
bool tex_is_legend(const tex *t, const pc_block *b);
bool tex_pub_inline(tex *t, const pc_inline *x); /* true: written */
void tex_entry(tex *t, const pc_div *d);
bool tex_entry_str(tex *t, pc_str s, pc_pos pos);           /* in a legend: marks as macros */
const tex_used_mark *tex_used(const tex_pubs *p, pc_str c); /* NULL: not printed */
tex_role tex_mark_role(const tex *t, uint32_t c, const pc_attr *author);
/* The field that x is, or is the only thing around; *look its Strong or Emph, or NULL. */
bool tex_field_of(const pc_inline *x, tex_field *field, const pc_inline **look);

#endif
