/* LaTeX in values: accents and symbols to Unicode, styles, links and formulas to nodes.
 *
 * A command that is not known is left out, with a message once; what is in its braces stays. */
#include "base/str.h"
#include "base/utf8.h"
#include "readers/bibtex/bt.h"
#include "text/tex.h"

typedef enum tx_kind {
    TX_STYLE,
    TX_CODE,
    TX_DECL,
    TX_NOTHING,
    TX_KEEP,
    TX_DROP,
    TX_SECOND,
    TX_QUOTE,
    TX_URL,
    TX_HREF,
    TX_MATH,
    TX_ACCENT,
    TX_SYMBOL,
    TX_PARA,
    TX_BREAK
} tx_kind;

typedef struct tx_command {
    const char *name;
    tx_kind kind;
    unsigned number;
    const char *text;
} tx_command;

static const tx_command commands[] = {
#define BT_COMMAND(name, kind, number, text) {name, TX_##kind, number, text},
#include "readers/bibtex/bt_command.def"
#undef BT_COMMAND
};

static const tx_command *command_find(pc_str name) {
    size_t lo = 0, hi = PC_COUNT(commands);
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int c = pc_str_cmp(name, pc_strz(commands[mid].name));
        if (c == 0) return &commands[mid];
        if (c < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    return NULL;
}

/* Groups within groups that make nodes; deeper ones are passed over as if they had no braces. */
enum { TX_DEEPEST = 48 };

typedef struct tx {
    bt *b;
    pc_str s;
    size_t i;
    pc_pos pos;
    bool along;
    bool title;
    bool nocase;    /* within a group that keeps case */
    bool no_end[2]; /* of \( and of \[: none is left in the text */
    unsigned depth;
    pc_buf word; /* not yet in a Str */
} tx;

static void tx_group(tx *t, pc_inline_vec *out, bool braced);
static void command(tx *t, pc_inline_vec *out);

/* --- words ---------------------------------------------------------------------------------------
 */

static void flush(tx *t, pc_inline_vec *out) {
    if (!t->word.n) return;
    pc_vec_push(t->b->scratch, out, pc_str_node(pc_buf_take(&t->word, t->b->a)));
}

/* Marks stand behind their letters: with them they are one character where Unicode has it. */
static pc_str composed(bt *b, pc_str s) {
    for (size_t i = 0; i + 1 < s.n; i++)
        if (s.p[i] == '\xcc' || s.p[i] == '\xcd') return pc_utf8_nfc(b->a, s);
    return s;
}

/* A Str joins the word that is being read. */
static void push(tx *t, pc_inline_vec *out, pc_inline x) {
    if (x.tag == PC_Str) {
        pc_buf_put(&t->word, x.u.text);
        return;
    }
    flush(t, out);
    pc_vec_push(t->b->scratch, out, x);
}

static void space(tx *t, pc_inline_vec *out) {
    flush(t, out);
    uint8_t last = out->n ? out->v[out->n - 1].tag : PC_Space;
    if (out->n && last != PC_Space && last != PC_LineBreak) push(t, out, pc_space());
}

/* "LaTeX" as a word would lose its capitals in styles that write titles small. */
static void put_logo(tx *t, pc_inline_vec *out, const char *name) {
    pc_arena *a = t->b->a;
    pc_inlines xs = pc_inlines1(a, pc_str_node(pc_strz(name)));
    push(t, out, pc_span_node(a, pc_attr_class(a, PC_S("nocase")), xs));
}

static void paragraph(tx *t, pc_inline_vec *out) {
    flush(t, out);
    while (out->n && out->v[out->n - 1].tag == PC_Space) out->n--;
    if (out->n && out->v[out->n - 1].tag != PC_LineBreak)
        push(t, out, t->title ? pc_space() : pc_line_break());
}

/* A word may have come in pieces, one before and one behind a command, and its marks in one of
 * their own. */
static pc_inlines finished(tx *t, pc_inline_vec *v) {
    flush(t, v);
    pc_inlines_join(t->b->a, v);
    for (size_t i = 0; i < v->n; i++)
        if (v->v[i].tag == PC_Str) v->v[i].u.text = composed(t->b, v->v[i].u.text);
    return pc_inlines_done(t->b->a, v);
}

/* White space; an empty line in it ends a paragraph. */
static void blanks(tx *t, pc_inline_vec *out) {
    size_t lines = 0;
    for (; t->i < t->s.n && pc_is_space((unsigned char)t->s.p[t->i]); t->i++)
        lines += t->s.p[t->i] == '\n';
    if (lines > 1)
        paragraph(t, out);
    else
        space(t, out);
}

/* --- arguments -----------------------------------------------------------------------------------
 */

static void skip_blanks(tx *t) {
    while (t->i < t->s.n && pc_is_space((unsigned char)t->s.p[t->i])) t->i++;
}

/* The end of the group whose brace is s[i]: at its closing brace, or the end of the text. */
static size_t group_end(pc_str s, size_t i) {
    int depth = 0;
    for (; i < s.n; i++) {
        if (s.p[i] == '\\') {
            i++;
            continue;
        }
        if (s.p[i] == '{') depth++;
        if (s.p[i] == '}' && --depth == 0) return i;
    }
    return s.n;
}

/* The argument as it stands; without braces a character. */
static pc_str raw_argument(tx *t) {
    skip_blanks(t);
    if (t->i >= t->s.n) return (pc_str){0};
    size_t from = t->i;
    if (t->s.p[from] != '{') {
        pc_utf8_next(t->s, &t->i);
        return pc_str_sub(t->s, from, t->i);
    }
    size_t end = group_end(t->s, from);
    t->i = end < t->s.n ? end + 1 : end;
    return pc_str_sub(t->s, from + 1, end);
}

static pc_inlines argument(tx *t) {
    pc_inline_vec v = {0};
    skip_blanks(t);
    if (t->i < t->s.n && t->s.p[t->i] == '{') {
        t->i++;
        tx_group(t, &v, true);
    } else if (t->i < t->s.n && t->s.p[t->i] == '\\' && t->depth < TX_DEEPEST) {
        t->depth++;
        command(t, &v);
        t->depth--;
    } else if (t->i < t->s.n) {
        pc_str c = raw_argument(t);
        pc_buf_put(&t->word, c);
    }
    return finished(t, &v);
}

/* "{}" behind a command that takes no argument. */
static void skip_empty(tx *t) {
    if (pc_str_startsz(pc_str_from(t->s, t->i), "{}")) t->i += 2;
}

/* --- commands ------------------------------------------------------------------------------------
 */

static void put_char(tx *t, uint32_t c) {
    pc_buf_putu(&t->word, c);
}

static void accent(tx *t, const tx_command *c);

/* A command's name at s[i], its backslash: letters, or one sign. */
static pc_str command_name(pc_str s, size_t i) {
    size_t n = ++i;
    while (n < s.n && pc_is_alpha((unsigned char)s.p[n])) n++;
    if (n == i && n < s.n) pc_utf8_next(s, &n);
    return pc_str_sub(s, i, n);
}

/* The letter as a command, which t->s[t->i] begins: "\i" without its dot, "\o", or one that has an
 * accent itself, "\^e". */
static void accent_on_command(tx *t, const tx_command *c) {
    pc_str name = command_name(t->s, t->i);
    const tx_command *base = command_find(name);
    t->i += name.n + 1;
    skip_blanks(t);
    if (pc_str_eqz(name, "i") || pc_str_eqz(name, "j")) {
        pc_buf_put(&t->word, name);
    } else if (base && base->kind == TX_SYMBOL) {
        pc_buf_putz(&t->word, base->text);
    } else if (base && base->kind == TX_ACCENT && t->depth < TX_DEEPEST) {
        t->depth++;
        accent(t, base);
        t->depth--;
    } else if (!base && name.n && !pc_is_alpha((unsigned char)*name.p)) {
        pc_buf_put(&t->word, name);
    }
    put_char(t, c->number);
}

/* An argument in braces is read as a text of its own; what is behind the letter has no accent. */
static void accent_in_braces(tx *t, const tx_command *c, pc_str arg) {
    pc_str s = t->s;
    size_t i = t->i;
    t->s = arg;
    t->i = 0;
    accent_on_command(t, c);
    pc_str rest = pc_str_from(t->s, t->i);
    if (!pc_str_eqz(rest, "{}")) pc_buf_put(&t->word, rest);
    t->s = s;
    t->i = i;
}

/* The letter that an accent stands on: the first of its argument. */
static void accent(tx *t, const tx_command *c) {
    skip_blanks(t);
    if (pc_str_startsz(pc_str_from(t->s, t->i), "\\")) { /* \"\i */
        accent_on_command(t, c);
        return;
    }
    pc_str arg = raw_argument(t);
    if (pc_str_startsz(arg, "\\")) { /* \'{\i} */
        accent_in_braces(t, c, arg);
        return;
    }
    while (arg.n && (*arg.p == '{' || *arg.p == '}')) arg = pc_str_from(arg, 1);
    size_t i = 0;
    if (!arg.n) { /* an accent on nothing */
        static const char spacing[] = "`'^~=.\"";
        if (strchr(spacing, *c->name)) pc_buf_putc(&t->word, *c->name);
        return;
    }
    uint32_t base = pc_utf8_next(arg, &i);
    if (base == 0x131) base = 'i';
    put_char(t, base);
    put_char(t, c->number);
    for (pc_str rest = pc_str_from(arg, i); i < arg.n; i++, rest = pc_str_from(arg, i))
        if (!strchr("{}", *rest.p)) pc_buf_putc(&t->word, *rest.p);
}

/* "alpha" of \ensuremath{\alpha}: a character that our own writer spelled out. */
static uint32_t symbol_of(pc_str math) {
    if (math.n < 2 || *math.p != '\\') return 0;
    for (size_t i = 1; i < math.n; i++)
        if (!pc_is_alpha((unsigned char)math.p[i])) return 0;
    return pc_tex_command_char(pc_str_from(math, 1));
}

static void put_math(tx *t, pc_inline_vec *out, pc_str math, pc_math_type type) {
    push(t, out, pc_math(type, pc_str_trim(math)));
}

static void put_link(tx *t, pc_inline_vec *out, pc_str url, pc_inlines text) {
    const pc_attr *attr = pc_attr_class(t->b->a, PC_S("url"));
    if (!text.n) text = pc_inlines1(t->b->a, pc_str_node(url));
    push(t, out, pc_link_node(t->b->a, attr, text, url, PC_S("")));
}

static void put_all(tx *t, pc_inline_vec *out, pc_inlines xs) {
    for (size_t i = 0; i < xs.n; i++) push(t, out, xs.v[i]);
}

static void unknown(tx *t, pc_str name, size_t at) {
    pc_map_set(t->b->scratch, &t->b->unknown, name, t);
    pc_pos pos = t->along ? t->pos + (pc_pos)at : t->pos;
    bt_say(t->b, pos, t->along ? pos + (pc_pos)name.n + 1 : 0,
           PC_S("the command is left out; what stands in its braces is kept"),
           "'\\%.*s' is no command that is known here", PC_F(name));
}

/* Style for what is left of the group. */
static void declared(tx *t, pc_inline_vec *out, pc_inline_tag style) {
    pc_inline_vec v = {0};
    flush(t, out);
    tx_group(t, &v, true);
    t->i -= t->i && t->s.p[t->i - 1] == '}'; /* the group's own brace */
    pc_inlines xs = finished(t, &v);
    if (xs.n) push(t, out, pc_styled(style, xs));
}

static void run(tx *t, pc_inline_vec *out, const tx_command *c) {
    pc_str raw;
    switch (c->kind) {
    case TX_STYLE: {
        flush(t, out);
        pc_inlines xs = argument(t);
        if (xs.n) push(t, out, pc_styled((pc_inline_tag)c->number, xs));
        break;
    }
    case TX_CODE:
        flush(t, out);
        raw = bt_inlines_text(t->b, argument(t));
        push(t, out, pc_code_node(t->b->a, &pc_attr_none, raw));
        break;
    case TX_DECL: declared(t, out, (pc_inline_tag)c->number); break;
    case TX_NOTHING: break;
    case TX_KEEP:
        flush(t, out);
        put_all(t, out, argument(t));
        break;
    case TX_DROP: raw_argument(t); break;
    case TX_SECOND:
        raw_argument(t);
        flush(t, out);
        put_all(t, out, argument(t));
        break;
    case TX_QUOTE:
        pc_buf_putz(&t->word, "\xE2\x80\x9C");
        flush(t, out);
        put_all(t, out, argument(t));
        pc_buf_putz(&t->word, "\xE2\x80\x9D");
        break;
    case TX_URL: put_link(t, out, bt_verbatim(t->b, raw_argument(t)), (pc_inlines){NULL, 0}); break;
    case TX_HREF:
        raw = bt_verbatim(t->b, raw_argument(t));
        flush(t, out);
        put_link(t, out, raw, argument(t));
        break;
    case TX_MATH:
        raw = raw_argument(t);
        if (symbol_of(raw))
            put_char(t, symbol_of(raw));
        else
            put_math(t, out, raw, PC_INLINE_MATH);
        break;
    case TX_ACCENT: accent(t, c); break;
    case TX_SYMBOL:
        if (pc_str_eqz(pc_strz(c->text), " "))
            space(t, out);
        else if (t->title && !t->nocase && pc_str_has(pc_strz(c->text), "TeX"))
            put_logo(t, out, c->text);
        else
            pc_buf_putz(&t->word, c->text);
        skip_empty(t);
        break;
    case TX_PARA: paragraph(t, out); break;
    case TX_BREAK: space(t, out); break;
    }
}

/* \( … \) and \[ … \]. False: no such thing. */
static bool bracketed_math(tx *t, pc_inline_vec *out) {
    char open = t->s.p[t->i + 1];
    bool square = open == '[';
    if ((open != '(' && !square) || t->no_end[square]) return false;
    size_t end = pc_str_find(t->s, square ? PC_S("\\]") : PC_S("\\)"), t->i + 2);
    t->no_end[square] = end == PC_NPOS;
    if (end == PC_NPOS) return false;
    put_math(t, out, pc_str_sub(t->s, t->i + 2, end), PC_INLINE_MATH);
    t->i = end + 2;
    return true;
}

static void command(tx *t, pc_inline_vec *out) {
    size_t at = t->i;
    if (at + 1 >= t->s.n) {
        t->i++;
        return;
    }
    if (bracketed_math(t, out)) return;
    pc_str name = command_name(t->s, at);
    t->i += 1 + name.n;
    if (pc_is_alpha((unsigned char)*name.p)) skip_blanks(t);
    const tx_command *c = command_find(name);
    bool known = c || !pc_map_has(&t->b->unknown, name); /* or not looked for yet */
    uint32_t symbol = c || !known ? 0 : pc_tex_command_char(name);
    if (c) {
        run(t, out, c);
    } else if (symbol) {
        put_char(t, symbol);
        skip_empty(t);
    } else if (known) {
        unknown(t, name, at);
    }
}

/* --- text ----------------------------------------------------------------------------------------
 */

/* The dollar that closes the formula behind s[i], not an escaped one; PC_NPOS if there is none. */
static size_t dollar(pc_str s, size_t i) {
    for (; i < s.n; i++) {
        if (s.p[i] == '\\')
            i++;
        else if (s.p[i] == '$')
            return i;
    }
    return PC_NPOS;
}

static void formula(tx *t, pc_inline_vec *out) {
    bool display = t->i + 1 < t->s.n && t->s.p[t->i + 1] == '$';
    size_t from = t->i + (display ? 2 : 1), end = dollar(t->s, from);
    if (end == PC_NPOS) {
        pc_buf_putc(&t->word, '$');
        t->i++;
        return;
    }
    put_math(t, out, pc_str_sub(t->s, from, end), PC_INLINE_MATH);
    t->i = end + (display && end + 1 < t->s.n && t->s.p[end + 1] == '$' ? 2 : 1);
}

/* Ligatures of TeX, longest first. */
static const struct {
    const char *tex, *text;
} ligatures[] = {{"---", "\xE2\x80\x94"}, {"--", "\xE2\x80\x93"}, {"``", "\xE2\x80\x9C"},
                 {"''", "\xE2\x80\x9D"},  {"`", "\xE2\x80\x98"},  {"'", "\xE2\x80\x99"},
                 {"?`", "\xC2\xBF"},      {"!`", "\xC2\xA1"},     {"~", "\xC2\xA0"}};

static bool ligature(tx *t) {
    pc_str rest = pc_str_from(t->s, t->i);
    for (size_t i = 0; i < PC_COUNT(ligatures); i++)
        if (pc_str_startsz(rest, ligatures[i].tex)) {
            pc_buf_putz(&t->word, ligatures[i].text);
            t->i += strlen(ligatures[i].tex);
            return true;
        }
    return false;
}

static void open_group(tx *t, pc_inline_vec *out) {
    if (pc_str_startsz(pc_str_from(t->s, t->i), "{}")) { /* parts what would be a ligature */
        t->i += 2;
        return;
    }
    bool special = t->i + 1 < t->s.n && t->s.p[t->i + 1] == '\\';
    bool keeps = t->title && !t->nocase && !special;
    t->i++;
    if (!keeps) {
        tx_group(t, out, true);
        return;
    }
    pc_inline_vec v = {0};
    flush(t, out);
    t->nocase = true;
    tx_group(t, &v, true);
    t->nocase = false;
    pc_inlines xs = finished(t, &v);
    if (xs.n) push(t, out, pc_span_node(t->b->a, pc_attr_class(t->b->a, PC_S("nocase")), xs));
}

static bool is_plain(char c) {
    return !pc_is_space((unsigned char)c) && !strchr("{}\\$`'-?!~", c);
}

/* Up to the end, or behind the brace that closes the group. */
static void tx_group(tx *t, pc_inline_vec *out, bool braced) {
    size_t flat = 0;
    t->depth++;
    while (t->i < t->s.n) {
        char c = t->s.p[t->i];
        size_t from = t->i;
        while (t->i < t->s.n && t->s.p[t->i] && is_plain(t->s.p[t->i])) t->i++;
        pc_buf_put(&t->word, pc_str_sub(t->s, from, t->i));
        if (t->i > from) continue;
        if (c == '}') {
            t->i++;
            if (flat)
                flat--;
            else if (braced)
                break;
        } else if (c == '{' && t->depth >= TX_DEEPEST) {
            flat++;
            t->i++;
        } else if (c == '{') {
            open_group(t, out);
        } else if (c == '\\' && t->depth < TX_DEEPEST) {
            command(t, out);
        } else if (c == '$') {
            formula(t, out);
        } else if (pc_is_space((unsigned char)c)) {
            blanks(t, out);
        } else if (!ligature(t)) {
            pc_buf_putc(&t->word, c);
            t->i++;
        }
    }
    t->depth--;
}

pc_inlines bt_inlines(bt *b, pc_str tex, pc_pos pos, bool along, bool title) {
    tx t = {.b = b, .s = tex, .pos = pos, .along = along, .title = title};
    pc_inline_vec v = {0};
    pc_buf_init(&t.word, b->cx->mem);
    tx_group(&t, &v, false);
    pc_inlines xs = finished(&t, &v);
    pc_buf_fini(&t.word);
    while (xs.n && (xs.v[xs.n - 1].tag == PC_Space || xs.v[xs.n - 1].tag == PC_LineBreak)) xs.n--;
    return xs;
}

static void text_into(pc_buf *out, pc_inlines xs) {
    for (size_t i = 0; i < xs.n; i++) {
        const pc_inline *x = &xs.v[i];
        switch ((pc_inline_tag)x->tag) {
        case PC_Str: pc_buf_put(out, x->u.text); break;
        case PC_Space: pc_buf_putc(out, ' '); break;
        case PC_LineBreak: pc_buf_putz(out, "\n\n"); break;
        case PC_Code: pc_buf_put(out, x->u.code->text); break;
        case PC_Math:
            pc_buf_putz(out, "\\(");
            pc_buf_put(out, x->u.text);
            pc_buf_putz(out, "\\)");
            break;
        default: text_into(out, pc_inline_content(x));
        }
    }
}

pc_str bt_inlines_text(bt *b, pc_inlines xs) {
    if (xs.n == 1 && xs.v[0].tag == PC_Str) return xs.v[0].u.text;
    pc_buf out;
    pc_buf_init(&out, b->cx->mem);
    text_into(&out, xs);
    pc_str s = pc_buf_take(&out, b->a);
    pc_buf_fini(&out);
    return s;
}

pc_str bt_text(bt *b, pc_str tex, pc_pos pos, bool along) {
    bool plain = true;
    for (size_t i = 0; i < tex.n && plain; i++) plain = tex.p[i] && is_plain(tex.p[i]);
    return plain ? tex : bt_inlines_text(b, bt_inlines(b, tex, pos, along, false));
}

pc_str bt_field_text(bt *b, const bt_field *f) {
    return bt_text(b, f->value, f->pos, f->along);
}

/* \_ \% \& \# \~ \$ and {} around all. */
pc_str bt_verbatim(bt *b, pc_str tex) {
    pc_str s = pc_str_trim(tex);
    while (s.n > 1 && s.p[0] == '{' && s.p[s.n - 1] == '}')
        s = pc_str_trim(pc_str_sub(s, 1, s.n - 1));
    if (pc_str_startsz(s, "\\url{") && s.p[s.n - 1] == '}') s = pc_str_sub(s, 5, s.n - 1);
    char *p = pc_alloc_text(b->a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\\' && i + 1 < s.n && strchr("_%&#~${}", s.p[i + 1])) i++;
        if (pc_str_startsz(pc_str_from(s, i), "{\\_}")) { /* of old tools */
            p[n++] = '_';
            i += 3;
        } else if (!pc_is_space((unsigned char)s.p[i])) {
            p[n++] = s.p[i];
        } else if (n && p[n - 1] != ' ') {
            p[n++] = ' ';
        }
    }
    return (pc_str){p, n};
}

pc_str bt_squeeze(bt *b, pc_str tex) {
    tex = pc_str_trim(tex);
    char *p = pc_alloc_text(b->a, tex.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < tex.n;) {
        size_t lines = 0, from = i;
        for (; i < tex.n && pc_is_space((unsigned char)tex.p[i]); i++) lines += tex.p[i] == '\n';
        if (i == from) {
            p[n++] = tex.p[i++];
        } else if (lines > 1) {
            p[n++] = '\n';
            p[n++] = '\n';
        } else {
            p[n++] = ' ';
        }
    }
    return (pc_str){p, n};
}
