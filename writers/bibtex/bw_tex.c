/* Text in TeX, such that readers/bibtex reads the same text back. */
#include "ast/build.h"
#include "ast/walk.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/tex.h"
#include "writers/bibtex/bw.h"

/* --- characters ----------------------------------------------------------------------------------
 */

/* \{ would do for TeX, but BibTeX counts its brace. */
static const char *ascii_command(char c) {
    switch (c) {
    case '&': return "\\&";
    case '%': return "\\%";
    case '$': return "\\$";
    case '#': return "\\#";
    case '_': return "\\_";
    case '{': return "\\textbraceleft{}";
    case '}': return "\\textbraceright{}";
    case '\\': return "\\textbackslash{}";
    case '~': return "\\textasciitilde{}";
    case '^': return "\\textasciicircum{}";
    case '`': return "\\textasciigrave{}";
    default: return NULL;
    }
}

static const char *ligature(uint32_t c) {
    switch (c) {
    case 0xA0: return "~";
    case 0x2013: return "--";
    case 0x2014: return "---";
    case 0x2018: return "`";
    case 0x2019: return "'";
    case 0x201C: return "``";
    case 0x201D: return "''";
    default: return NULL;
    }
}

/* "\'{e}" is {\'e}, "\c{c}" {\c{c}}: what BibTeX calls a special character. False: the command is
 * no accent. */
static bool put_accent(bw *w, const char *latex) {
    size_t n = strlen(latex);
    if (n < 4 || latex[0] != '\\' || latex[2] != '{') return false;
    bool sign = n > 4 && strchr("`'^~\"=.", latex[1]), letter = strchr("ucvHkrdb", latex[1]);
    if (!sign && !letter) return false;
    pc_buf_putc(w->out, '{');
    if (sign) {
        pc_buf_putn(w->out, latex, 2);
        pc_buf_putn(w->out, latex + 3, n - 4);
    } else {
        pc_buf_putn(w->out, latex, n);
    }
    pc_buf_putc(w->out, '}');
    return true;
}

/* "\ss{}" is {\ss}. Only commands that are read back as the same character. */
static bool put_named(bw *w, uint32_t c, const char *latex) {
    pc_str s = pc_strz(latex);
    bool math = pc_str_startsz(s, "\\ensuremath{");
    if (!math && !pc_str_endsz(s, "{}")) return false;
    pc_str name = math ? pc_str_sub(s, 13, s.n - 1) : pc_str_sub(s, 1, s.n - 2);
    if (pc_tex_command_char(name) != c) return false;
    pc_buf_putc(w->out, '{');
    pc_buf_put(w->out, math ? s : pc_str_sub(s, 0, s.n - 2));
    pc_buf_putc(w->out, '}');
    return true;
}

static void put_wide(bw *w, uint32_t c) {
    const char *short_form = ligature(c);
    const pc_tex_symbol *y = w->dialect == BIB_BIBTEX ? pc_tex_symbol_find(c) : NULL;
    if (short_form && (w->dialect == BIB_BIBTEX || c == 0xA0))
        pc_buf_putz(w->out, short_form);
    else if (!y || (!put_accent(w, y->latex) && !put_named(w, c, y->latex)))
        pc_buf_putu(w->out, c);
}

/* Two hyphens that are no dash. */
static bool doubled(pc_str s, size_t i) {
    return s.p[i] == '-' && i + 1 < s.n && s.p[i + 1] == '-';
}

/* Marks that no character of Unicode has together with its letter. */
static const struct {
    uint32_t mark;
    const char *command;
} marks[] = {{0x300, "`"}, {0x301, "'"}, {0x302, "^"},  {0x303, "~"}, {0x304, "="},
             {0x306, "u"}, {0x307, "."}, {0x308, "\""}, {0x30A, "r"}, {0x30B, "H"},
             {0x30C, "v"}, {0x323, "d"}, {0x327, "c"},  {0x328, "k"}, {0x331, "b"}};

/* A letter and the mark behind it, as {\=x}; false when there is no such mark. */
static bool put_marked(bw *w, pc_str letter, pc_str s, size_t *i) {
    size_t next = *i;
    bool dotless = pc_str_eqz(letter, "\xC4\xB1"), j = pc_str_eqz(letter, "\xC8\xB7");
    if (w->dialect != BIB_BIBTEX || next >= s.n || (unsigned char)s.p[next] < 0xcc) return false;
    uint32_t mark = pc_utf8_next(s, &next);
    for (size_t k = 0; k < PC_COUNT(marks); k++) {
        bool takes = dotless || j || pc_is_alpha((unsigned char)*letter.p);
        if (marks[k].mark != mark || !takes) continue;
        if (dotless || j) letter = dotless ? PC_S("\\i") : PC_S("\\j");
        pc_buf_putf(w->out, "{\\%s{%.*s}}", marks[k].command, PC_F(letter));
        *i = next;
        return true;
    }
    return false;
}

static void put_chars(bw *w, pc_str s) {
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        uint32_t c = pc_utf8_next(s, &i);
        if (put_marked(w, pc_str_sub(s, from, i), s, &i)) continue;
        if (c >= 0x80) {
            put_wide(w, c);
            continue;
        }
        const char *command = ascii_command((char)c);
        if (command)
            pc_buf_putz(w->out, command);
        else if (c >= ' ' || c == '\n' || c == '\t')
            pc_buf_putc(w->out, (char)c);
        if (doubled(s, from)) pc_buf_putz(w->out, "{}");
    }
}

static bool balanced(pc_str s) {
    long depth = 0;
    for (size_t i = 0; i < s.n && depth >= 0; i++)
        depth += s.p[i] == '{' ? 1 : s.p[i] == '}' ? -1 : 0;
    return depth == 0;
}

static void put_formula(bw *w, pc_str math) {
    if (!balanced(math)) {
        put_chars(w, math);
        return;
    }
    pc_buf_putc(w->out, '$');
    pc_buf_put(w->out, math);
    pc_buf_putc(w->out, '$');
}

/* The end of the address that begins at s[i], without the signs of the sentence behind it. */
static size_t address_end(pc_str s, size_t i) {
    while (i < s.n && !pc_is_space((unsigned char)s.p[i]) && !strchr("{}\\<>\"", s.p[i])) i++;
    while (i > 0 && strchr(".,;:)]'", s.p[i - 1])) i--;
    return i;
}

static size_t next_address(pc_str s, size_t from) {
    size_t plain = pc_str_find(s, PC_S("http://"), from);
    size_t safe = pc_str_find(s, PC_S("https://"), from);
    return plain < safe ? plain : safe;
}

/* Addresses whose signs TeX takes for its own are \url. */
static void put_words(bw *w, pc_str s) {
    size_t from = 0, i = 0;
    while (i < s.n && (i = next_address(s, i)) != PC_NPOS) {
        size_t end = address_end(s, i), special = i;
        while (special < end && !strchr("_%#&~^$", s.p[special])) special++;
        if (special < end) {
            put_chars(w, pc_str_sub(s, from, i));
            pc_buf_putz(w->out, "\\url{");
            pc_buf_put(w->out, pc_str_sub(s, i, end));
            pc_buf_putc(w->out, '}');
            from = end;
        }
        i = end;
    }
    put_chars(w, pc_str_from(s, from));
}

void bw_text(bw *w, pc_str s) {
    s = pc_utf8_nfc(w->a, s);
    bool ends = true; /* there may be a \) */
    while (s.n) {
        size_t open = ends ? pc_str_find(s, PC_S("\\("), 0) : PC_NPOS;
        size_t close = open == PC_NPOS ? PC_NPOS : pc_str_find(s, PC_S("\\)"), open + 2);
        ends = close != PC_NPOS;
        put_words(w, pc_str_sub(s, 0, ends ? open : s.n));
        if (!ends) return;
        put_formula(w, pc_str_sub(s, open + 2, close));
        s = pc_str_from(s, close + 2);
    }
}

void bw_raw(bw *w, pc_str s) {
    if (balanced(s))
        pc_buf_put(w->out, s);
    else
        put_chars(w, s);
}

/* --- inlines -------------------------------------------------------------------------------------
 */

typedef struct bi {
    bw *w;
    bool protect, sentence;
    bool plain; /* no links */
    bool first; /* no word yet, or behind a colon */
} bi;

static void put_inlines(bi *t, pc_inlines xs);

/* Words whose capitals matter in braces; hyphens part words. */
static void put_protected(bi *t, pc_str s) {
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        bool word = pc_uni_is_alnum(pc_utf8_next(s, &i));
        for (size_t next = i; next < s.n; i = next)
            if (pc_uni_is_alnum(pc_utf8_next(s, &next)) != word) break;
        pc_str part = pc_str_sub(s, from, i);
        bool keeps = word && bw_keeps_case(part, t->sentence, t->first);
        if (keeps) pc_buf_putc(t->w->out, '{');
        put_chars(t->w, part);
        if (keeps) pc_buf_putc(t->w->out, '}');
        t->first = word ? false : t->first || pc_str_chr(part, ':', 0) != PC_NPOS;
    }
}

static const char *style_command(pc_inline_tag tag) {
    switch (tag) {
    case PC_Emph: return "\\emph{";
    case PC_Strong: return "\\textbf{";
    case PC_SmallCaps: return "\\textsc{";
    case PC_Superscript: return "\\textsuperscript{";
    case PC_Subscript: return "\\textsubscript{";
    case PC_Underline: return "\\underline{";
    case PC_Strikeout: return "\\sout{";
    default: return NULL;
    }
}

static void put_group(bi *t, const char *open, pc_inlines xs) {
    pc_buf_putz(t->w->out, open);
    put_inlines(t, xs);
    pc_buf_putc(t->w->out, '}');
}

static void put_span(bi *t, const pc_span *span) {
    bool keeps = pc_attr_has_class(span->attr, "nocase"), before = t->protect;
    if (!keeps) {
        put_inlines(t, span->content);
        return;
    }
    t->protect = false;
    put_group(t, "{", span->content);
    t->protect = before;
}

static void put_link(bi *t, const pc_link *link) {
    if (t->plain || !balanced(link->url)) {
        put_inlines(t, link->content);
        return;
    }
    bool shown = pc_str_eq(pc_inlines_text(t->w->a, link->content), link->url);
    pc_buf_putz(t->w->out, shown ? "\\url{" : "\\href{");
    pc_buf_put(t->w->out, link->url);
    pc_buf_putc(t->w->out, '}');
    if (!shown) put_group(t, "{", link->content);
}

static void put_inline(bi *t, const pc_inline *x) {
    pc_buf *out = t->w->out;
    switch ((pc_inline_tag)x->tag) {
    case PC_Str: {
        pc_str s = pc_utf8_nfc(t->w->a, x->u.text);
        if (t->protect)
            put_protected(t, s);
        else
            put_chars(t->w, s);
        break;
    }
    case PC_Space:
    case PC_SoftBreak:
    case PC_LineBreak: pc_buf_putc(out, ' '); break;
    case PC_Math: put_formula(t->w, x->u.text); break;
    case PC_Code:
        pc_buf_putz(out, "\\texttt{");
        put_chars(t->w, x->u.code->text);
        pc_buf_putc(out, '}');
        break;
    case PC_Span: put_span(t, x->u.span); break;
    case PC_Link: put_link(t, x->u.link); break;
    case PC_Quoted:
        pc_buf_putz(out, x->kind == PC_SINGLE_QUOTE ? "`" : "``");
        put_inlines(t, x->u.inlines);
        pc_buf_putz(out, x->kind == PC_SINGLE_QUOTE ? "'" : "''");
        break;
    case PC_RawInline:
        if (pc_str_eqz(x->u.raw->format, "tex") || pc_str_eqz(x->u.raw->format, "latex"))
            bw_raw(t->w, x->u.raw->text);
        break;
    case PC_Cite: put_inlines(t, x->u.cite->content); break;
    default: {
        const char *command = style_command((pc_inline_tag)x->tag);
        if (command) put_group(t, command, x->u.inlines);
    }
    }
}

static void put_inlines(bi *t, pc_inlines xs) {
    for (size_t i = 0; i < xs.n; i++) put_inline(t, &xs.v[i]);
}

void bw_inlines(bw *w, pc_inlines xs, bool protect) {
    bool sentence = protect && bw_is_sentence(pc_inlines_text(w->a, xs));
    bi t = {.w = w, .protect = protect, .sentence = sentence, .plain = protect, .first = true};
    put_inlines(&t, xs);
}
