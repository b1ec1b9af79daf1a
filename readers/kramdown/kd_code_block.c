/* Code: indented, and between fences. */
#include "readers/kramdown/kd_block.h"

/* --- indented ------------------------------------------------------------------------------------
 */

static bool is_code_line(pc_str s, size_t at) {
    if (!kd_is_indented(s, at)) return false;
    while (at < s.n && (s.p[at] == ' ' || s.p[at] == '\t')) at++;
    return at < s.n && !pc_is_space(s.p[at]);
}

size_t kd_codeblock_end(kd_blocks *b, size_t at) {
    pc_str s = b->t.s;
    for (size_t end = at;; at = end) {
        size_t blank = kd_blank_end(s, at);
        if (blank) end = blank;
        if (!is_code_line(s, end)) return at;
        while (is_code_line(s, end) || !kd_lazy_end(b, end)) end = kd_line_end(s, end);
    }
}

/* Such a line goes on with the line before it. */
static bool is_lazy_line(pc_str s, size_t at) {
    size_t i = kd_indent(s, at, 3);
    return !kd_is_indented(s, at) && i < s.n && !pc_is_space(s.p[i]);
}

bool kd_codeblock(kd_blocks *b) {
    pc_str s = b->t.s;
    if (!kd_is_indented(s, b->at)) return false;
    size_t from = b->at, end = kd_codeblock_end(b, from);
    if (end == from) return false;
    kd_maker m;
    kd_make(&m, b->k->scratch);
    for (size_t at = from, next; at < end; at = next) {
        next = kd_line_end(s, at);
        bool joined = next < end && is_lazy_line(s, next);
        if (kd_is_indented(s, at)) at += s.p[at] == '\t' ? 1 : 4;
        kd_put(&m, &b->t, at, next - joined);
        if (joined) kd_puts(&m, PC_S(" "), kd_pos(&b->t, next - 1));
    }
    kd_el *x = kd_block_add(b, KD_CODEBLOCK, from);
    kd_text code = kd_held(&m);
    x->text = kd_copy(b->k->arena, b->k->scratch, &code);
    kd_drop(&m);
    b->at = end;
    return true;
}

/* --- fenced --------------------------------------------------------------------------------------
 */

typedef struct fence {
    char mark;
    size_t n;       /* how long the opening one is */
    size_t info;    /* behind it */
    pc_str word;    /* of the language; empty: none */
    size_t from;    /* the code begins here */
    size_t to, end; /* and ends; behind the closing fence */
} fence;

static size_t run_end(pc_str s, size_t at, char c) {
    while (at < s.n && s.p[at] == c) at++;
    return at;
}

/* The fence at the head of the block: marks, at most one word, and nothing else. */
static bool opens(const kd_blocks *b, fence *f) {
    pc_str s = b->t.s;
    size_t i = kd_indent(s, b->at, b->k->options.gfm ? 3 : 0);
    if (i == s.n || (s.p[i] != '~' && !(b->k->options.gfm && s.p[i] == '`'))) return false;
    *f = (fence){.mark = s.p[i], .info = run_end(s, i, s.p[i])};
    f->n = f->info - i;
    if (f->n < 3) return false;
    size_t from = f->info;
    while (from < s.n && s.p[from] != '\n' && pc_is_space(s.p[from])) from++;
    size_t to = from;
    while (to < s.n && !pc_is_space(s.p[to])) to++;
    f->word = pc_str_sub(s, from, to);
    f->from = kd_rest_blank_end(s, to);
    return f->from;
}

/* How long a closing fence the line at [at] is; 0: it is none. */
static size_t closes(const kd_blocks *b, size_t at, char mark, size_t *end) {
    pc_str s = b->t.s;
    size_t i = kd_indent(s, at, b->k->options.gfm ? 3 : 0), to = run_end(s, i, mark);
    if (to - i < 3) return 0;
    *end = kd_rest_blank_end(s, to);
    return *end ? to - i : 0;
}

/* The first closing fence that is as long as the opening one or, where there is none, the longest:
 * kramdown takes the rest of the opening one for the language then. */
static bool find_close(kd_blocks *b, fence *f) {
    pc_str s = b->t.s;
    size_t *most = &b->fence_most[f->mark == '~'], best = 0, end = 0;
    size_t want = *most && *most < f->n ? *most : f->n;
    for (size_t at = f->from; at < s.n && want >= 3 && best < want; at = kd_line_end(s, at)) {
        size_t n = closes(b, at, f->mark, &end);
        if (n <= best) continue;
        best = n;
        f->to = at;
        f->end = end;
    }
    if (best < want) *most = best > 2 ? best : 2;
    return best >= 3;
}

/* As `language-NAME`, up to the options that may follow behind a question mark. */
static void language(kd *k, kd_el *x, pc_str word) {
    size_t ask = pc_str_chr(word, '?', 1);
    pc_str name = pc_str_sub(word, 0, ask == PC_NPOS ? word.n : ask);
    kd_ial_set(k, kd_el_attr(k, x), PC_S("class"), pc_str_cat(k->scratch, PC_S("language-"), name));
}

bool kd_fenced(kd_blocks *b) {
    fence f;
    if (!opens(b, &f)) return false;
    bool apart = f.word.n && f.word.p != b->t.s.p + f.info;
    if (!find_close(b, &f)) return false;
    size_t unused, n = closes(b, f.to, f.mark, &unused);
    if (n < f.n && apart) return false;
    kd_el *x = kd_block_add(b, KD_CODEBLOCK, b->at);
    size_t word_end = f.info + f.word.n;
    pc_str word = n < f.n ? pc_str_sub(b->t.s, f.info - (f.n - n), word_end) : f.word;
    x->text = kd_keep(b, f.from, f.to);
    if (word.n) language(b->k, x, word);
    b->at = f.end;
    return true;
}
