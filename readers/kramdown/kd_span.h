/* Inside the parser of spans: one scanner over a text, elements as frames on the C stack, finished
 * inlines on one vector. What an element's parser cannot finish is taken back and its mark is text,
 * as kramdown does; work that was done in vain is counted, so that a text of nothing but open marks
 * costs linear time. */
#ifndef PC_KD_SPAN_H
#define PC_KD_SPAN_H

#include "base/str.h"
#include "base/utf8.h"
#include "readers/kramdown/kd.h"

typedef enum kd_span_type {
    KD_S_ROOT,
    KD_S_EM,
    KD_S_STRONG,
    KD_S_A,
    KD_S_IMG,
    KD_S_HTML
} kd_span_type;

/* The text of the last Str, where it has been put together: it may grow up to [cap]. */
typedef struct kd_built {
    const char *text;
    size_t cap;
} kd_built;

/* A stretch of the text that waits. */
typedef struct kd_piece {
    size_t from, to;
    bool decode; /* it may have character references */
} kd_piece;

/* An element that is being parsed. */
typedef struct kd_frame {
    const struct kd_frame *up;
    uint8_t type;
    uint8_t within;      /* bit n: it or one around it is of type n */
    bool raw;            /* holds tags and text only */
    bool verbatim;       /* its text is no text of the page: script */
    bool in_html;        /* within an HTML element: line ends are no breaks */
    size_t first;        /* its children begin here in out */
    size_t first_piece;  /* of its text that waits */
    size_t nimages;      /* of its children */
    kd_note_state notes; /* when it was opened: what is taken back has none … */
    kd_built built;      /* … and the text before it goes on */
    uint8_t no_close;    /* marks of which no closing one follows (see kd_span_wasteful) */
} kd_frame;

typedef struct kd_span {
    kd *k;
    const kd_text *t;
    pc_str s;
    size_t at;
    size_t near; /* for kd_pos_near() */
    pc_inline_vec out;
    kd_frame *frame;
    PC_VEC(kd_piece) pieces; /* text that waits for more, frame by frame (kd_span_settle) */
    size_t tag_at;           /* of the element behind the scanner: its raw tag in out, … */
    pc_str tag_name;
    const kd_ial *tag_attr; /* … NULL: what was put out last is none */
    bool element;           /* the last thing was an element: an attribute list would be for it */
    kd_built built;
    uint64_t waste;           /* bytes that were read in vain */
    size_t no_tilde, no_math; /* nothing of the kind from here on */
    kd_ahead comment, angle, line, brace;
    kd_code_memo code;
} kd_span;

/* Whether the text at the scanner ends the element at hand; called at each possible place. */
typedef bool (*kd_stop_fn)(kd_span *p, void *user);
typedef struct kd_stop {
    const char *chars; /* first bytes of what may end it */
    kd_stop_fn test;
    void *user;
} kd_stop;

/* Reads spans up to what [stop] accepts (the scanner stays in front of it) or the end: false. */
bool kd_span_run(kd_span *p, const kd_stop *stop);
/* Opens a frame for an element; false: too deep. Both ways of ending give its children or drop
 * them. */
bool kd_span_open(kd_span *p, kd_frame *f, kd_span_type type);
pc_inlines kd_span_close(kd_span *p);
void kd_span_drop(kd_span *p);
/* A third one: they stand in the frame around it, where they are. */
void kd_span_merge(kd_span *p);
/* Goes back to [at] after a vain attempt that began there. */
void kd_span_back(kd_span *p, size_t at);
/* Too much has been read in vain: attempts that failed once are not made again. */
bool kd_span_wasteful(const kd_span *p);
/* Far too much: everything is text. */
bool kd_span_hopeless(const kd_span *p);

void kd_span_text(kd_span *p, size_t from, size_t to); /* of the text itself */
/* … in which character references count: a tag that is text. */
void kd_span_decoded(kd_span *p, size_t from, size_t to);
void kd_span_put_waiting(kd_span *p);
/* Text that waits is put out: before something else is. */
static inline void kd_span_settle(kd_span *p) {
    if (p->pieces.n > p->frame->first_piece) kd_span_put_waiting(p);
}
/* Whether the element at hand has got anything. */
static inline bool kd_span_is_empty(const kd_span *p) {
    return p->out.n == p->frame->first && p->pieces.n == p->frame->first_piece;
}
void kd_span_made(kd_span *p, pc_str text, size_t from); /* stands for what is at from */
void kd_span_push(kd_span *p, pc_inline x);              /* a finished element */
void kd_span_break(kd_span *p, size_t from);
/* Text of a format, which begins at [from]. */
void kd_span_raw(kd_span *p, pc_str format, pc_str text, size_t from);
/* The element at hand is of that type, or one around it. */
static inline bool kd_span_within(const kd_span *p, kd_span_type type) {
    return p->frame->within >> type & 1;
}
static inline bool kd_span_at(const kd_span *p, const char *z) {
    return pc_str_startsz(pc_str_from(p->s, p->at), z);
}
static inline int kd_span_char(const kd_span *p, size_t at) { /* 0 at the end */
    return at < p->s.n ? (unsigned char)p->s.p[at] : 0;
}

/* Parsers of one kind of span each, at the scanner: true when they took something. */
bool kd_emphasis(kd_span *p);
bool kd_code(kd_span *p);
bool kd_strikethrough(kd_span *p);
bool kd_autolink(kd_span *p);
bool kd_span_html(kd_span *p);
bool kd_footnote_marker(kd_span *p);
bool kd_link(kd_span *p);
bool kd_smart_quote(kd_span *p);
bool kd_inline_math(kd_span *p);
bool kd_span_extension(kd_span *p);
bool kd_entity(kd_span *p);
bool kd_symbol_at(kd_span *p);
bool kd_line_break(kd_span *p);
bool kd_escape(kd_span *p);
bool kd_escapable(int c); /* behind a backslash; GitHub's ~ is the caller's */

#endif
