/* Pretty-printing as Pandoc's native writer does it: a value stands on one line if it fits, else
 * its parts stand below each other, each by the same rule. A line fits if it ends before the last
 * column and its text, without the indentation, takes at most columns / 1.2 (measured with
 * Pandoc 2.17 and 3.9; the two agree).
 *
 * Whether a value fits is tried out into a small buffer and given up where the line is full, so
 * each value costs at most a line's length more than its own text, however large it is. */
#include "writers/native/layout.h"

#include "base/utf8.h"
#include "text/double.h"

#include <inttypes.h>
#include <math.h>

typedef struct nat {
    pc_buf *out;
    nat_opener unfold;
    pc_buf line;    /* the value that is tried out */
    size_t columns; /* most of a line */
    size_t ribbon;  /* most text of a line */
    size_t indent;  /* of the current line */
    size_t start;   /* where the current line begins, in bytes of the output; it is ASCII */
} nat;

static size_t nat_column(const nat *w) {
    return w->out->total - w->start;
}

/* Scalars. */

/* Haskell's names for the characters below U+0020. */
static const char *const control_names[] = {
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "a",   "b",   "t",   "n",
    "v",   "f",   "r",   "SO",  "SI",  "DLE", "DC1", "DC2", "DC3", "DC4", "NAK",
    "SYN", "ETB", "CAN", "EM",  "SUB", "ESC", "FS",  "GS",  "RS",  "US",
};

_Static_assert(PC_COUNT(control_names) == ' ', "each control character has a name");

static void put_escape(pc_buf *b, uint32_t c, char next) {
    pc_buf_putc(b, '\\');
    if (c == '"' || c == '\\')
        pc_buf_putc(b, (char)c);
    else if (c == 0x7f)
        PC_PUTL(b, "DEL");
    else if (c < ' ')
        pc_buf_putz(b, control_names[c]);
    else
        pc_buf_putf(b, "%" PRIu32, c);
    /* Where the escape would run on into the text: a number into a digit, SO into SOH. */
    if ((c > 0x7f && next >= '0' && next <= '9') || (c == 0x0e && next == 'H')) PC_PUTL(b, "\\&");
}

static void put_text(pc_buf *b, pc_str s, size_t most) {
    pc_buf_putc(b, '"');
    for (size_t i = 0; i < s.n && b->total <= most;) {
        size_t at = i;
        uint32_t c = pc_utf8_next(s, &i);
        if (c >= ' ' && c < 0x7f && c != '"' && c != '\\')
            pc_buf_putn(b, s.p + at, i - at);
        else
            put_escape(b, c, i < s.n ? s.p[i] : '\0');
    }
    pc_buf_putc(b, '"');
}

/* True if x is one. Text ends early once the buffer holds more than [most]. */
static bool put_scalar(pc_buf *b, nat_value x, size_t most) {
    switch (x.kind) {
    case NAT_WORD: pc_buf_putz(b, x.p); return true;
    case NAT_TEXT: put_text(b, (pc_str){x.p, x.n}, most); return true;
    case NAT_TEXT_AT: put_text(b, *(const pc_str *)x.p, most); return true;
    case NAT_INT: pc_buf_putf(b, "%" PRId64, (int64_t)x.n); return true;
    case NAT_DOUBLE: pc_put_double(b, *(const double *)x.p); return true;
    default: return false;
    }
}

/* Within a constructor's arguments, what begins with a constructor or a minus is in parentheses. */
static bool needs_parens(nat_value x, const nat_open *open) {
    if (x.kind == NAT_INT) return (int64_t)x.n < 0;
    if (x.kind == NAT_DOUBLE) return *(const double *)x.p < 0;
    return x.kind >= NAT_KINDS && open->form == NAT_CON && open->n > 0;
}

static nat_value item_of(const nat_open *x, size_t i) {
    if (x->form != NAT_LIST) return x->args[i];
    return (nat_value){x->kind, 0, x->items + i * x->stride};
}

/* One line. */

static bool flat(nat *w, nat_value x, bool argument, size_t most);

static bool flat_args(nat *w, const nat_open *x, size_t most) {
    for (size_t i = 0; i < x->n; i++) {
        if (i) pc_buf_putc(&w->line, ' ');
        if (!flat(w, x->args[i], true, most)) return false;
    }
    return true;
}

static bool flat_block(nat *w, const nat_open *x, const char *brackets, size_t most) {
    for (size_t i = 0; i < x->n; i++) {
        if (i)
            PC_PUTL(&w->line, " , ");
        else
            pc_buf_putf(&w->line, "%c ", brackets[0]);
        if (x->form == NAT_REC) pc_buf_putf(&w->line, "%s = ", x->fields[i]);
        if (!flat(w, item_of(x, i), false, most)) return false;
    }
    pc_buf_putc(&w->line, x->n ? ' ' : brackets[0]);
    pc_buf_putc(&w->line, brackets[1]);
    return w->line.total <= most;
}

static bool flat_open(nat *w, const nat_open *x, size_t most) {
    switch (x->form) {
    case NAT_LIST: return flat_block(w, x, "[]", most);
    case NAT_TUPLE: return flat_block(w, x, "()", most);
    case NAT_REC: pc_buf_putf(&w->line, "%s ", x->name); return flat_block(w, x, "{}", most);
    case NAT_CON: break;
    }
    pc_buf_putz(&w->line, x->name);
    if (x->n) pc_buf_putc(&w->line, ' ');
    return flat_args(w, x, most);
}

/* Appends x to the line; false once that holds more than [most]. */
static bool flat(nat *w, nat_value x, bool argument, size_t most) {
    nat_open open;
    bool scalar = x.kind < NAT_KINDS;
    if (!scalar) w->unfold(x, &open);
    bool parens = argument && needs_parens(x, &open);
    if (parens) pc_buf_putc(&w->line, '(');
    if (scalar)
        put_scalar(&w->line, x, most);
    else if (!flat_open(w, &open, most))
        return false;
    if (parens) pc_buf_putc(&w->line, ')');
    return w->line.total <= most;
}

/* Several lines. */

static void newline(nat *w, size_t indent) {
    pc_buf_putc(w->out, '\n');
    w->start = w->out->total;
    w->indent = indent;
    pc_buf_fill(w->out, ' ', indent);
}

/* How much may still stand on the line when [trail] closing brackets must follow; false: nothing.
 */
static bool room(const nat *w, size_t trail, size_t *most) {
    size_t column = nat_column(w), text = column - w->indent;
    if (column + trail >= w->columns || text + trail >= w->ribbon) return false;
    size_t a = w->columns - column - trail, b = w->ribbon - text - trail;
    *most = a < b ? a : b;
    return true;
}

static void put_line(nat *w) {
    pc_buf_put(w->out, pc_buf_str(&w->line));
}

static void show(nat *w, nat_value x, bool argument, size_t trail);

/* The name, and below it the arguments: on one line if they fit there. */
static void tall_con(nat *w, const nat_open *x, size_t trail) {
    size_t base = nat_column(w) + 2, most;
    pc_buf_putz(w->out, x->name);
    newline(w, base);
    pc_buf_trunc(&w->line, 0);
    if (room(w, trail, &most) && flat_args(w, x, most)) {
        put_line(w);
        return;
    }
    for (size_t i = 0; i < x->n; i++) {
        if (i) newline(w, base);
        show(w, x->args[i], true, i + 1 == x->n ? trail : 0);
    }
}

static void tall_block(nat *w, const nat_open *x, const char *brackets) {
    size_t base = nat_column(w);
    for (size_t i = 0; i < x->n; i++) {
        if (i) newline(w, base);
        pc_buf_putc(w->out, i ? ',' : brackets[0]);
        pc_buf_putc(w->out, ' ');
        show(w, item_of(x, i), false, 0);
    }
    newline(w, base);
    pc_buf_putc(w->out, brackets[1]);
}

static void tall_field(nat *w, const char *field, nat_value x) {
    size_t base = nat_column(w) + 2, most;
    pc_buf_putf(w->out, "%s =", field);
    pc_buf_trunc(&w->line, 0);
    pc_buf_putc(&w->line, ' ');
    if (room(w, 0, &most) && flat(w, x, false, most)) {
        put_line(w);
        return;
    }
    newline(w, base);
    show(w, x, false, 0);
}

static void tall_rec(nat *w, const nat_open *x, size_t trail) {
    size_t base = nat_column(w) + 2, most;
    pc_buf_putz(w->out, x->name);
    newline(w, base);
    pc_buf_trunc(&w->line, 0);
    if (room(w, trail, &most) && flat_block(w, x, "{}", most)) {
        put_line(w);
        return;
    }
    for (size_t i = 0; i < x->n; i++) {
        if (i) newline(w, base);
        pc_buf_putc(w->out, i ? ',' : '{');
        pc_buf_putc(w->out, ' ');
        tall_field(w, x->fields[i], x->args[i]);
    }
    newline(w, base);
    pc_buf_putc(w->out, '}');
}

static void tall(nat *w, const nat_open *x, size_t trail) {
    switch (x->form) {
    case NAT_CON: tall_con(w, x, trail); break;
    case NAT_TUPLE: tall_block(w, x, "()"); break;
    case NAT_LIST: tall_block(w, x, "[]"); break;
    case NAT_REC: tall_rec(w, x, trail); break;
    }
}

/* Recursion follows the document, which nests no deeper than PC_MAX_DEPTH. */
static void show(nat *w, nat_value x, bool argument, size_t trail) {
    nat_open open;
    size_t most = SIZE_MAX;
    if (x.kind >= NAT_KINDS) w->unfold(x, &open);
    bool indivisible = x.kind < NAT_KINDS || open.n == 0;
    pc_buf_trunc(&w->line, 0);
    if ((indivisible || room(w, trail, &most)) && flat(w, x, argument, most)) {
        put_line(w);
        return;
    }
    bool parens = argument && needs_parens(x, &open);
    if (parens) pc_buf_putc(w->out, '(');
    tall(w, &open, trail + (parens ? 1 : 0));
    if (parens) pc_buf_putc(w->out, ')');
}

void nat_write(pc_buf *out, size_t columns, nat_opener unfold, nat_value x) {
    nat w = {.out = out, .unfold = unfold, .columns = columns, .start = out->total};
    w.ribbon = (size_t)lrint((double)columns / 1.2);
    pc_buf_init(&w.line, out->mem);
    show(&w, x, false, 0);
    pc_buf_fini(&w.line);
    pc_buf_putc(out, '\n');
}
