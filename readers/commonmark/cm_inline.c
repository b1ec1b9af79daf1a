/* The inlines of a block, one event after the other: containers open and close on the lifter's
 * stack, leaves are added, HTML is fed to it. */
#include "readers/commonmark/cm_int.h"

#include "ast/walk.h"
#include "base/limits.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/emoji.h"
#include "text/entities.h"

#include <cmark-gfm-core-extensions.h>

pc_str cm_keep(cm *m, const cmark_chunk *c) {
    return c->len ? pc_str_dup(m->arena, cm_chunk(c)) : PC_S("");
}

/* ---- text ---- */

/* Steps over what [literal] begins with, as it is written in the content; answers its length in the
 * literal, 0 when the two differ. *same: the bytes are the same. */
static size_t txt_step(const cm_cursor *c, size_t at, pc_str literal, size_t *len, bool *same) {
    pc_str s = c->content;
    pc_entity e;
    *same = false;
    if (at >= s.n) return 0;
    bool escape = s.p[at] == '\\' && at + 1 < s.n && pc_uni_is_punct((unsigned char)s.p[at + 1]);
    if (escape && s.p[at + 1] == literal.p[0]) {
        *len = 2;
        return 1;
    }
    if (s.p[at] == '&' && pc_entity_at(s, at, &e) && e.n <= literal.n &&
        !memcmp(e.utf8, literal.p, e.n)) {
        *len = e.len;
        return e.n;
    }
    if (s.p[at] == literal.p[0]) {
        *same = true;
        *len = 1;
        return 1;
    }
    /* Smart punctuation: U+2013 … U+2026 for one to three ASCII characters. */
    if (literal.n < 3 || literal.p[0] != '\xe2' || literal.p[1] != '\x80') return 0;
    unsigned char last = (unsigned char)literal.p[2];
    *len = last == 0xa6 || last == 0x94 ? 3 : last == 0x93 ? 2 : 1;
    return memchr("\"'-.", s.p[at], 4) ? 3 : 0;
}

/* One word of text that cmark made anew; the cursor goes along as long as the two agree. */
static void txt_made_word(cm *m, pc_str word, bool *lost) {
    cm_cursor *c = &m->cursor;
    size_t at = c->at, i = 0, len = 0;
    bool verbatim = true, same;
    while (!*lost && i < word.n) {
        size_t n = txt_step(c, at, pc_str_from(word, i), &len, &same);
        if (!n) *lost = true;
        verbatim = verbatim && same;
        i += n;
        at += len;
    }
    pc_str s = verbatim && !*lost ? cm_cursor_source(c, word.n) : (pc_str){0};
    if (!s.p) s = pc_str_dup(m->arena, word);
    html_add_text(&m->lift, s, cm_cursor_pos(c));
    if (!*lost) cm_cursor_to(c, at);
}

static void txt_word(cm *m, pc_str word, bool *lost) {
    cm_cursor *c = &m->cursor;
    bool same = !*lost && c->content.n - c->at >= word.n &&
                !memcmp(c->content.p + c->at, word.p, word.n) && !memchr(word.p, '\\', word.n) &&
                !memchr(word.p, '&', word.n);
    pc_str s = same ? cm_cursor_source(c, word.n) : (pc_str){0};
    if (!s.p) {
        txt_made_word(m, word, lost);
        return;
    }
    html_add_text(&m->lift, s, cm_cursor_pos(c));
    cm_cursor_to(c, c->at + word.n);
}

static bool txt_is_space(char c) {
    return c == ' ' || c == '\t';
}

/* Text that stands in the source as it is: nearly all. */
static bool txt_verbatim(cm *m, pc_str s) {
    cm_cursor *c = &m->cursor;
    if (s.p >= c->content.p && s.p < c->content.p + c->content.n) {
        cm_cursor_to(c, (size_t)(s.p - c->content.p));
    } else if (c->content.n - c->at < s.n || memcmp(c->content.p + c->at, s.p, s.n) ||
               memchr(s.p, '\\', s.n) || memchr(s.p, '&', s.n)) {
        return false;
    }
    pc_str source = cm_cursor_source(c, s.n);
    if (!source.p) return false;
    html_add_words(&m->lift, source, cm_cursor_pos(c));
    cm_cursor_to(c, c->at + s.n);
    return true;
}

static void inl_text(cm *m, cmark_node *n) {
    cm_cursor *c = &m->cursor;
    pc_str s = cm_chunk(&n->as.literal);
    bool lost = false;
    if (!s.n || txt_verbatim(m, s)) return;
    if (!txt_is_space(s.p[0]) && c->at < c->content.n && c->content.p[c->at] != s.p[0])
        lost = !cm_cursor_seek(c, s) && !memchr("\\&\"'-.", c->content.p[c->at], 6);
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        while (i < s.n && txt_is_space(s.p[i])) i++;
        if (i > from) {
            html_add(&m->lift, pc_at(pc_space(), cm_cursor_pos(c)));
            size_t at = c->at;
            while (!lost && at < c->content.n && txt_is_space(c->content.p[at])) at++;
            cm_cursor_to(c, at);
        }
        for (from = i; i < s.n && !txt_is_space(s.p[i]);) i++;
        if (i > from) txt_word(m, pc_str_sub(s, from, i), &lost);
    }
}

/* ---- leaves ---- */

static void inl_softbreak(cm *m, cmark_node *n) {
    (void)n;
    bool hard = pc_ext_has(m->exts, PC_EXT_hard_line_breaks);
    html_add(&m->lift, pc_at(hard ? pc_line_break() : pc_soft_break(), cm_cursor_pos(&m->cursor)));
    cm_cursor_break(&m->cursor);
}

static void inl_linebreak(cm *m, cmark_node *n) {
    (void)n;
    html_add(&m->lift, pc_at(pc_line_break(), cm_cursor_pos(&m->cursor)));
    cm_cursor_break(&m->cursor);
}

static void inl_math(cm *m, cmark_node *n) {
    bool display = (uintptr_t)cmark_node_get_user_data(n) == CM_MATH_DISPLAY;
    pc_str text = cm_keep(m, &n->as.literal);
    pc_inline x = pc_math(display ? PC_DISPLAY_MATH : PC_INLINE_MATH, text);
    html_add(&m->lift, pc_at(x, cm_cursor_pos(&m->cursor)));
    size_t end = pc_str_find(m->cursor.content, text, m->cursor.at);
    if (end == PC_NPOS) return;
    cm_cursor_to(&m->cursor, end + text.n);
    cm_cursor_skip(&m->cursor, '`', 1);
    cm_cursor_skip(&m->cursor, '$', 2);
}

static void inl_emoji(cm *m, cmark_node *n) {
    pc_str name = cm_keep(m, &n->as.literal);
    html_add(&m->lift, pc_at(pc_emoji_node(m->arena, name), cm_cursor_pos(&m->cursor)));
    cm_cursor_skip(&m->cursor, ':', 1);
    cm_cursor_seek(&m->cursor, name);
    cm_cursor_to(&m->cursor, m->cursor.at + name.n);
    cm_cursor_skip(&m->cursor, ':', 1);
}

static void inl_code(cm *m, cmark_node *n) {
    cm_mark mark = (cm_mark)(uintptr_t)cmark_node_get_user_data(n);
    if (mark != CM_CODE) {
        (mark == CM_EMOJI ? inl_emoji : inl_math)(m, n);
        return;
    }
    pc_pos pos = cm_cursor_pos(&m->cursor);
    html_add(&m->lift,
             pc_at(pc_code_node(m->arena, &pc_attr_none, cm_keep(m, &n->as.literal)), pos));
    cm_cursor_code(&m->cursor);
}

static void inl_html(cm *m, cmark_node *n) {
    cm_cursor *c = &m->cursor;
    pc_str s = cm_chunk(&n->as.literal);
    if (s.p >= c->content.p && s.p < c->content.p + c->content.n)
        cm_cursor_to(c, (size_t)(s.p - c->content.p));
    pc_map_span at = {0, cm_cursor_pos(c), true};
    pc_str text = cm_cursor_source(c, s.n);
    if (!text.p) text = pc_str_dup(m->arena, s);
    html_feed(&m->lift, text, &at, 1);
    cm_cursor_to(c, c->at + s.n);
}

/* A note too deep for where it is referred to keeps its words. */
static pc_blocks inl_note_blocks(cm *m, struct cm_note *note) {
    enum { NOTE_ROOM = 4 };
    if (m->lift.depth + note->depth + NOTE_ROOM <= PC_MAX_DEPTH) return note->blocks;
    return pc_blocks1(m->arena, pc_para(pc_text(m->arena, pc_blocks_text(m->arena, note->blocks))));
}

/* Whether the note may be put in here. Notes hold notes: each that refers twice to the next one
 * doubles the text, so what comes again is bounded. The first reference always has the words. */
static bool inl_take_note(cm *m, struct cm_note *note, pc_pos pos) {
    if (!note->done) return false;
    if (note->used) {
        bool full = m->again > PC_MAX_NOTES_AGAIN;
        m->again += note->bytes;
        if (full) return false;
        if (m->again > PC_MAX_NOTES_AGAIN) {
            m->again = PC_MAX_NOTES_AGAIN + 1;
            pc_diag(m->cx->diags, PC_DIAG_NOTES_AGAIN, pos,
                    "notes that are referred to again take more than %u bytes: from here on, their "
                    "numbers stand for them",
                    PC_MAX_NOTES_AGAIN);
            return false;
        }
    }
    note->used = true;
    m->note_bytes += note->bytes;
    return true;
}

static void inl_note(cm *m, cmark_node *n) {
    pc_pos pos = cm_cursor_pos(&m->cursor);
    int64_t number = 0;
    pc_str label = cm_chunk(&n->as.literal);
    if (pc_str_int(label, &number) && number >= 1 && (size_t)number <= m->nnotes &&
        inl_take_note(m, &m->notes[number - 1], pos)) {
        html_add(&m->lift, pc_at(pc_note(inl_note_blocks(m, &m->notes[number - 1])), pos));
    } else {
        /* Within the note itself, or one after it: a number, since notes cannot hold each other. Or
         * once too often. */
        pc_inlines xs = pc_inlines1(m->arena, pc_str_node(pc_str_dup(m->arena, label)));
        html_add(&m->lift, pc_at(pc_styled(PC_Superscript, xs), pos));
    }
    size_t end = pc_str_chr(m->cursor.content, ']', m->cursor.at);
    if (end != PC_NPOS) cm_cursor_to(&m->cursor, end + 1);
}

/* ---- containers ---- */

static void inl_end_styled(cm *m, pc_inline_tag tag, pc_pos pos) {
    pc_inlines xs;
    if (html_end_inlines(&m->lift, &xs)) html_add(&m->lift, pc_at(pc_styled(tag, xs), pos));
}

static pc_inline inl_link_node(cm *m, cmark_node *n, pc_inlines xs) {
    pc_str url = cm_keep(m, &n->as.link.url), title = cm_keep(m, &n->as.link.title);
    if (n->type == CMARK_NODE_IMAGE) return pc_image(m->arena, &pc_attr_none, xs, url, title);
    return pc_link_node(m->arena, &pc_attr_none, xs, url, title);
}

/* The containers: what their marks look like in the content. Strikethrough's type is only known at
 * run time, so it has no constant. */
static pc_inline_tag inl_style(const cmark_node *n) {
    if (n->type == CMARK_NODE_EMPH) return PC_Emph;
    if (n->type == CMARK_NODE_STRONG) return PC_Strong;
    return PC_Strikeout;
}

static void inl_skip_mark(cm *m, cmark_node *n) {
    cm_cursor *c = &m->cursor;
    size_t len = n->type == CMARK_NODE_EMPH ? 1 : 2;
    if (n->type != CMARK_NODE_EMPH && n->type != CMARK_NODE_STRONG)
        cm_cursor_skip(c, '~', len);
    else if (!cm_cursor_skip(c, '*', len))
        cm_cursor_skip(c, '_', len);
}

static bool inl_is_link(const cmark_node *n) {
    return n->type == CMARK_NODE_LINK || n->type == CMARK_NODE_IMAGE;
}

/* Positions of open containers stand in the cmark nodes themselves: start_line is not needed again.
 */
static void inl_open(cm *m, cmark_node *n) {
    cm_cursor *c = &m->cursor;
    pc_pos pos = cm_cursor_pos(c);
    cmark_node_set_user_data(n, (void *)(uintptr_t)pos);
    html_begin(&m->lift, HTML_HOST_INLINES, pos);
    if (!inl_is_link(n)) {
        inl_skip_mark(m, n);
        return;
    }
    if (n->type == CMARK_NODE_IMAGE) cm_cursor_skip(c, '!', 1);
    if (!cm_cursor_skip(c, '[', 1)) cm_cursor_skip(c, '<', 1);
}

static void inl_close(cm *m, cmark_node *n) {
    pc_pos pos = (pc_pos)(uintptr_t)cmark_node_get_user_data(n);
    if (!inl_is_link(n)) {
        inl_end_styled(m, inl_style(n), pos);
        inl_skip_mark(m, n);
        return;
    }
    pc_inlines xs;
    if (html_end_inlines(&m->lift, &xs)) html_add(&m->lift, pc_at(inl_link_node(m, n, xs), pos));
    if (!cm_cursor_skip(&m->cursor, '>', 1)) cm_cursor_link_tail(&m->cursor);
}

typedef void (*inl_fn)(cm *m, cmark_node *n);

enum { INL_KINDS = 16 };
static const inl_fn inl_leaves[INL_KINDS] = {
    [CMARK_NODE_TEXT & CMARK_NODE_VALUE_MASK] = inl_text,
    [CMARK_NODE_SOFTBREAK & CMARK_NODE_VALUE_MASK] = inl_softbreak,
    [CMARK_NODE_LINEBREAK & CMARK_NODE_VALUE_MASK] = inl_linebreak,
    [CMARK_NODE_CODE & CMARK_NODE_VALUE_MASK] = inl_code,
    [CMARK_NODE_HTML_INLINE & CMARK_NODE_VALUE_MASK] = inl_html,
    [CMARK_NODE_FOOTNOTE_REFERENCE & CMARK_NODE_VALUE_MASK] = inl_note,
};

/* Answers whether n is a container that was opened. */
static bool inl_enter(cm *m, cmark_node *n) {
    unsigned kind = n->type & CMARK_NODE_VALUE_MASK;
    inl_fn leaf = kind < INL_KINDS ? inl_leaves[kind] : NULL;
    if (leaf)
        leaf(m, n);
    else
        inl_open(m, n);
    return !leaf;
}

void cm_inlines(cm *m, cmark_node *block) {
    cm_cursor_open(&m->cursor, block, cm_block_pos(m, block));
    cmark_node *n = block->first_child;
    while (n) {
        if (inl_enter(m, n)) {
            if (n->first_child) {
                n = n->first_child;
                continue;
            }
            inl_close(m, n);
        }
        while (!n->next && n->parent != block) {
            n = n->parent;
            inl_close(m, n);
        }
        n = n->next;
    }
}
