/* Text for LaTeX: what TeX would take as a command is escaped, ligatures come only where the text
 * has the character that they make, and characters that fonts are likely to lack are remembered.
 *
 * Commands end in {} always, so what follows does not matter. Brackets are always braced: behind
 * \item or \\ a bare one would be an optional argument. The straight quote is \string", because
 * languages of babel make it a command. */
#include "writers/latex/latex_int.h"

#include "base/str.h"
#include "base/utf8.h"
#include "text/tex.h"

/* Blocks of Unicode by who needs a font for them; sorted. What is not here and above U+024F counts
 * as TEX_SCRIPT_OTHER. */
static const struct {
    uint32_t from, to;
    tex_script script;
} scripts[] = {
    {0x0180, 0x0217, TEX_SCRIPT_OTHER},      {0x021c, 0x02c5, TEX_SCRIPT_OTHER},
    {0x0370, 0x03ff, TEX_SCRIPT_GREEK},      {0x0400, 0x052f, TEX_SCRIPT_CYRILLIC},
    {0x0590, 0x05ff, TEX_SCRIPT_HEBREW},     {0x0600, 0x077f, TEX_SCRIPT_ARABIC},
    {0x0900, 0x0dff, TEX_SCRIPT_INDIC},      {0x0e00, 0x10ff, TEX_SCRIPT_OTHER},
    {0x1100, 0x11ff, TEX_SCRIPT_KOREAN},     {0x1e00, 0x1e9f, TEX_SCRIPT_OTHER},
    {0x1ea0, 0x1ef9, TEX_SCRIPT_VIETNAMESE}, {0x1f00, 0x1fff, TEX_SCRIPT_GREEK},
    {0x2000, 0x206f, TEX_SCRIPT_NONE},       {0x20ac, 0x20ac, TEX_SCRIPT_NONE},
    {0x2116, 0x2116, TEX_SCRIPT_NONE},       {0x2122, 0x2122, TEX_SCRIPT_NONE},
    {0x2010, 0x2bff, TEX_SCRIPT_SYMBOL},     {0x2e80, 0x312f, TEX_SCRIPT_HAN},
    {0x3130, 0x318f, TEX_SCRIPT_KOREAN},     {0x3190, 0x9fff, TEX_SCRIPT_HAN},
    {0xac00, 0xd7ff, TEX_SCRIPT_KOREAN},     {0xf900, 0xfaff, TEX_SCRIPT_HAN},
    {0xfb1d, 0xfb4f, TEX_SCRIPT_HEBREW},     {0xfb50, 0xfdff, TEX_SCRIPT_ARABIC},
    {0xfe10, 0xfe4f, TEX_SCRIPT_HAN},        {0xff00, 0xffef, TEX_SCRIPT_HAN},
    {0x1f000, 0x1faff, TEX_SCRIPT_SYMBOL},   {0x20000, 0x3ffff, TEX_SCRIPT_HAN},
};

static const struct {
    const char *name, *hint;
} script_rows[TEX_SCRIPT_COUNT] = {
    [TEX_SCRIPT_NONE] = {"", ""},
    [TEX_SCRIPT_HAN] = {"Chinese or Japanese", "xeCJK with XeLaTeX and \\setCJKmainfont"},
    [TEX_SCRIPT_KOREAN] = {"Korean", "xeCJK with XeLaTeX and \\setCJKmainfont"},
    [TEX_SCRIPT_CYRILLIC] = {"Cyrillic",
                             "T2A beside T1 in fontenc, or fontspec with a font that has it"},
    [TEX_SCRIPT_GREEK] = {"Greek", "LGR in fontenc, or fontspec with a font that has it"},
    [TEX_SCRIPT_VIETNAMESE] = {"Vietnamese", "T5 in fontenc, or XeLaTeX or LuaLaTeX"},
    [TEX_SCRIPT_HEBREW] = {"Hebrew",
                           "fontspec with a font that has it, and babel for its direction"},
    [TEX_SCRIPT_ARABIC] = {"Arabic",
                           "fontspec with a font that has it, and babel for its direction"},
    [TEX_SCRIPT_INDIC] = {"Indic", "fontspec with a font that has it"},
    [TEX_SCRIPT_OTHER] = {"rare", "fontspec with a font that has them"},
    [TEX_SCRIPT_SYMBOL] = {"pictographic", "fontspec with a font that has them"},
};

const char *tex_script_name(tex_script s) {
    return script_rows[s].name;
}
const char *tex_script_hint(tex_script s) {
    return script_rows[s].hint;
}

static tex_script script_of(uint32_t c) {
    if (c < 0x180) return TEX_SCRIPT_NONE;
    for (size_t i = 0; i < PC_COUNT(scripts); i++)
        if (c >= scripts[i].from && c <= scripts[i].to) return scripts[i].script;
    return c > 0x24f && !pc_uni_is_mark(c) ? TEX_SCRIPT_OTHER : TEX_SCRIPT_NONE;
}

static void note_char(tex *t, uint32_t c, pc_pos pos) {
    tex_script s = script_of(c);
    if (s == TEX_SCRIPT_NONE) return;
    if (!t->scripts) t->script_pos = pos;
    t->scripts |= 1u << s;
}

void tex_note_scripts(tex *t, pc_str s, pc_pos pos) {
    for (size_t i = 0; i < s.n;) {
        if ((unsigned char)s.p[i] < 0x80)
            i++;
        else
            note_char(t, pc_utf8_next(s, &i), pos);
    }
}

/* ASCII characters that are not themselves, in text and in code. */
static const struct {
    const char *text, *code;
} ascii[128] = {
    ['\\'] = {"\\textbackslash{}", "\\textbackslash{}"},
    ['{'] = {"\\{", "\\{"},
    ['}'] = {"\\}", "\\}"},
    ['$'] = {"\\$", "\\$"},
    ['%'] = {"\\%", "\\%"},
    ['&'] = {"\\&", "\\&"},
    ['#'] = {"\\#", "\\#"},
    ['_'] = {"\\_", "\\_"},
    ['~'] = {"\\textasciitilde{}", "\\textasciitilde{}"},
    ['^'] = {"\\textasciicircum{}", "\\textasciicircum{}"},
    ['<'] = {"\\textless{}", "\\textless{}"},
    ['>'] = {"\\textgreater{}", "\\textgreater{}"},
    ['|'] = {"\\textbar{}", "\\textbar{}"},
    ['['] = {"{[}", "{[}"},
    [']'] = {"{]}", "{]}"},
    ['"'] = {"\\string\"", "\\string\""},
    ['\''] = {NULL, "\\textquotesingle{}"},
    ['`'] = {NULL, "\\textasciigrave{}"},
    [' '] = {NULL, "\\ "},
    ['\t'] = {" ", "\\ "},
    ['\n'] = {" ", "\\ "},
};

/* -- would be a dash, '' a quote, ?` an inverted question mark, ,, a low quote. */
static bool makes_ligature(char last, char next) {
    switch (next) {
    case '-':
    case '\'':
    case ',': return last == next;
    case '`': return last == '`' || last == '?' || last == '!';
    default: return false;
    }
}

static void put_piece(tex *t, const char *z, size_t n) {
    if (!n) return;
    if (makes_ligature(tex_last(t), z[0])) TEX_PUT(t, "{}");
    if (t->after_break && z[0] == '*') {
        TEX_PUT(t, "{*}");
        z++, n--;
    }
    tex_put(t, (pc_str){z, n});
}

static bool greek_neighbour(pc_str s, size_t at, size_t end) {
    size_t i = end;
    if (i < s.n && script_of(pc_utf8_next(s, &i)) == TEX_SCRIPT_GREEK) return true;
    i = at;
    return i > 0 && script_of(pc_utf8_prev(s, &i)) == TEX_SCRIPT_GREEK;
}

/* Greek words are text in Greek; a letter among others is a symbol. */
static bool use_symbol(const tex *t, const pc_tex_symbol *y, bool code, pc_str s, size_t at,
                       size_t end) {
    switch (y->kind) {
    case PC_TEX_ALWAYS: return true;
    case PC_TEX_SMART: return t->ascii || (t->smart && !code);
    case PC_TEX_GREEK: return !greek_neighbour(s, at, end);
    case PC_TEX_ASCII: return t->ascii;
    }
    return false;
}

/* Boxes and ticks, which text fonts lack: amssymb's, or what the prelude has for them. */
static const struct {
    uint32_t c;
    tex_need need;
    const char *latex;
} ticks[] = {
    {0x2610, TEX_NEED_SQUARE, "\\ensuremath{\\square}"},
    {0x2611, TEX_NEED_CHECKED, "\\ensuremath{\\boxtimes}"},
    {0x2612, TEX_NEED_CHECKED, "\\ensuremath{\\boxtimes}"},
    {0x2713, TEX_NEED_CHECKMARK, "\\checkmark{}"},
    {0x2714, TEX_NEED_CHECKMARK, "\\checkmark{}"},
};

static bool tick(tex *t, uint32_t c) {
    for (size_t i = 0; i < PC_COUNT(ticks); i++) {
        if (ticks[i].c != c) continue;
        tex_use(t, ticks[i].need);
        tex_putz(t, ticks[i].latex);
        return true;
    }
    return false;
}

static void wide_char(tex *t, pc_str s, size_t at, size_t end, uint32_t c, bool code, pc_pos pos) {
    const pc_tex_symbol *y = pc_tex_symbol_find(c);
    if (y && use_symbol(t, y, code, s, at, end)) {
        put_piece(t, y->latex, strlen(y->latex));
        return;
    }
    if (tick(t, c)) return;
    note_char(t, c, pos);
    tex_put(t, pc_str_sub(s, at, end));
}

static void put_escaped(tex *t, pc_str s, bool code, pc_pos pos) {
    for (size_t i = 0; i < s.n;) {
        unsigned char b = (unsigned char)s.p[i];
        size_t at = i;
        if (b >= 0x80) {
            uint32_t c = pc_utf8_next(s, &i);
            wide_char(t, s, at, i, c, code, pos);
            continue;
        }
        i++;
        const char *z = code ? ascii[b].code : ascii[b].text;
        if (z)
            tex_putz(t, z);
        else if (b < 0x20 || b == 0x7f)
            continue; /* TeX refuses control characters */
        else if (strchr("-'`,*", (char)b))
            put_piece(t, s.p + at, 1);
        else {
            while (i < s.n && pc_is_alnum((unsigned char)s.p[i])) i++;
            tex_put(t, pc_str_sub(s, at, i));
        }
    }
}

/* 8-bit TeX puts no accent on a letter that is already there. */
static pc_str composed(tex *t, pc_str s) {
    for (size_t i = 0; i + 1 < s.n; i++)
        if (s.p[i] == '\xcc' || s.p[i] == '\xcd') return pc_utf8_nfc(t->cx->scratch, s);
    return s;
}

void tex_text(tex *t, pc_str s, pc_pos pos) {
    put_escaped(t, composed(t, s), false, pos);
}

void tex_code(tex *t, pc_str s, pc_pos pos) {
    put_escaped(t, composed(t, s), true, pos);
}

/* An address as a macro's argument. Percent-encoded first is what TeX, hyperref or PDF would trip
 * over even escaped; then % and # are escaped, which hyperref takes back. */
void tex_url(tex *t, pc_str url) {
    static const char hex[] = "0123456789ABCDEF";
    pc_buf b;
    pc_buf_init(&b, t->cx->mem);
    for (size_t i = 0; i < url.n; i++) {
        unsigned char c = (unsigned char)url.p[i];
        if (c == '%' || c == '#') {
            pc_buf_putc(&b, '\\');
            pc_buf_putc(&b, (char)c);
        } else if (c <= 0x20 || c >= 0x7f || strchr("{}\\^<>\"`|", c)) {
            pc_buf_putn(&b, "\\%", 2);
            pc_buf_putc(&b, hex[c >> 4]);
            pc_buf_putc(&b, hex[c & 15]);
        } else
            pc_buf_putc(&b, (char)c);
    }
    pc_str s = pc_buf_take(&b, t->cx->scratch);
    pc_buf_fini(&b);
    tex_put(t, s);
}

bool tex_is_tex(pc_str format) {
    return pc_str_ieqz(format, "tex") || pc_str_ieqz(format, "latex");
}
