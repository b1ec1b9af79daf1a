/* Diagnostics as text: place, message, excerpt with a caret, help. */
#include "diag/diag.h"

#include "base/str.h"
#include "base/utf8.h"

/* The widest excerpt shown; a longer line is cut around the caret. */
#define EXCERPT 120

typedef struct style {
    const char *level[3], *bold, *dim, *off;
} style;

static const style coloured = {
    {"\033[36m", "\033[35;1m", "\033[31;1m"}, "\033[1m", "\033[2m", "\033[0m"};
static const style plain = {{"", "", ""}, "", "", ""};

/* Control characters (also those above 0x7F) would move the caret, or the terminal; tabs stay, and
 * stay tabs above the caret. Bytes that are no UTF-8 are shown as U+FFFD. */
static bool is_control(uint32_t c) {
    return (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0);
}

static void put_clean(pc_buf *out, pc_str s) {
    for (size_t i = 0; i < s.n;) {
        uint32_t c = pc_utf8_next(s, &i);
        pc_buf_putu(out, is_control(c) ? '?' : c);
    }
}

static void put_heading(const style *st, const pc_place *at, const pc_diag_item *item,
                        pc_buf *out) {
    pc_buf_putz(out, st->bold);
    put_clean(out, at->line ? at->file : PC_S("pubconv"));
    if (at->line) pc_buf_putf(out, ":%zu:%zu", at->line, at->column);
    PC_PUTL(out, ": ");
    pc_buf_putz(out, st->off);
    pc_buf_putf(out, "%s%s:%s ", item->related ? st->dim : st->level[item->level],
                item->related ? "note" : pc_level_name(item->level), st->off);
    put_clean(out, item->message);
    pc_buf_putc(out, '\n');
}

static void put_excerpt(const style *st, const pc_place *at, size_t length, pc_buf *out) {
    size_t from = 0, to = at->excerpt.n;
    if (at->offset > EXCERPT * 2 / 3) from = at->offset - EXCERPT * 2 / 3;
    while (from && ((unsigned char)at->excerpt.p[from] & 0xC0) == 0x80) from--;
    if (to - from > EXCERPT) to = from + EXCERPT;
    while (to < at->excerpt.n && ((unsigned char)at->excerpt.p[to] & 0xC0) == 0x80) to++;
    pc_buf_putf(out, "%s%5zu |%s ", st->dim, at->line, st->off);
    put_clean(out, pc_str_sub(at->excerpt, from, to));
    pc_buf_putf(out, "\n%s      |%s ", st->dim, st->off);
    pc_str before = pc_str_sub(at->excerpt, from, at->offset);
    for (size_t i = 0; i < before.n;) {
        size_t start = i;
        uint32_t c = pc_utf8_next(before, &i);
        if (c == '\t')
            pc_buf_putc(out, '\t');
        else
            pc_buf_fill(out, ' ', is_control(c) ? 1 : pc_utf8_width(pc_str_sub(before, start, i)));
    }
    pc_str under = pc_str_sub(at->excerpt, at->offset, at->offset + length);
    if (at->offset + length > to) under = pc_str_sub(at->excerpt, at->offset, to);
    size_t width = pc_utf8_width(under);
    pc_buf_putf(out, "%s^", st->level[PC_LEVEL_ERROR]);
    pc_buf_fill(out, '~', width > 1 ? width - 1 : 0);
    pc_buf_putf(out, "%s\n", st->off);
}

void pc_diag_render(pc_diags *d, const pc_diag_item *item, bool colour, pc_buf *out) {
    const style *st = colour ? &coloured : &plain;
    pc_place at = pc_source_place(d->sources, item->pos);
    put_heading(st, &at, item, out);
    if (at.line && at.excerpt.n) {
        pc_pos from = pc_source_origin(d->sources, item->pos);
        pc_pos end = item->end > item->pos ? pc_source_origin(d->sources, item->end - 1) + 1 : 0;
        put_excerpt(st, &at, end > from ? end - from : 1, out);
    }
    pc_str help = item->help.n ? item->help : pc_strz(pc_diag_help(item->code));
    if (!help.n) return;
    pc_buf_putf(out, "%shelp:%s ", st->bold, st->off);
    put_clean(out, help);
    pc_buf_putc(out, '\n');
}

pc_str pc_did_you_mean(pc_str word, const pc_str *words, size_t n) {
    size_t cap = word.n < 4 ? 1 : word.n < 8 ? 2 : 3, best = cap + 1;
    pc_str found = PC_S("");
    for (size_t i = 0; i < n; i++) {
        size_t d = pc_str_distance(word, words[i], cap);
        if (d >= best || d >= words[i].n) continue;
        best = d;
        found = words[i];
    }
    return found;
}
