/* Options by name: one table. */
#include "readers/kramdown/kd_options.h"

#include "base/arena.h"
#include "base/str.h"

const kd_options kd_options_default = {
    .gfm = true,
    .auto_ids = true,
    .quirk_paragraph_end = true,
    .parse_span_html = true,
    .smart = true,
    .math = true,
    .footnote_nr = 1,
    .footnote_backlink = PC_LIT("&#8617;"),
    .highlighter = PC_LIT("rouge"),
    .math_engine = PC_LIT("mathjax"),
    .guess_lang = true,
    .jekyll_code = true,
    .toc_levels = 0x7e,
};

typedef enum opt_kind {
    OPT_BOOL,
    OPT_INT,
    OPT_TEXT,
    OPT_NAME, /* of an engine, or none */
    OPT_INPUT,
    OPT_QUIRKS,
    OPT_LEVELS,
    OPT_SYMBOLS,
    OPT_QUOTES,
    OPT_MAP,
    OPT_IDLE /* known, without effect here */
} opt_kind;

typedef struct opt_row {
    const char *name;
    opt_kind kind;
    size_t field;
} opt_row;

#define AT(field) offsetof(kd_options, field)
static const opt_row rows[] = {
    {"auto_id_prefix", OPT_TEXT, AT(auto_id_prefix)},
    {"auto_id_stripping", OPT_BOOL, AT(auto_id_stripping)},
    {"auto_ids", OPT_BOOL, AT(auto_ids)},
    {"footnote_backlink", OPT_TEXT, AT(footnote_backlink)},
    {"footnote_backlink_inline", OPT_BOOL, AT(footnote_backlink_inline)},
    {"footnote_link_text", OPT_TEXT, AT(footnote_link_text)},
    {"footnote_nr", OPT_INT, AT(footnote_nr)},
    {"footnote_prefix", OPT_TEXT, AT(footnote_prefix)},
    {"guess_lang", OPT_BOOL, AT(guess_lang)},
    {"gfm_quirks", OPT_QUIRKS, 0},
    {"hard_wrap", OPT_BOOL, AT(hard_wrap)},
    {"header_links", OPT_BOOL, AT(header_links)},
    {"header_offset", OPT_INT, AT(header_offset)},
    {"html_to_native", OPT_BOOL, AT(html_to_native)},
    {"input", OPT_INPUT, 0},
    {"link_defs", OPT_MAP, AT(link_defs)},
    {"math_engine", OPT_NAME, AT(math_engine)},
    {"parse_block_html", OPT_BOOL, AT(parse_block_html)},
    {"parse_span_html", OPT_BOOL, AT(parse_span_html)},
    {"remove_line_breaks_for_cjk", OPT_BOOL, AT(remove_line_breaks_for_cjk)},
    {"smart_quotes", OPT_QUOTES, 0},
    {"syntax_highlighter", OPT_NAME, AT(highlighter)},
    {"syntax_highlighter_opts", OPT_MAP, AT(highlighter_opts)},
    {"toc_levels", OPT_LEVELS, 0},
    {"transliterated_header_ids", OPT_BOOL, AT(transliterated_header_ids)},
    {"typographic_symbols", OPT_SYMBOLS, 0},
    {"entity_output", OPT_IDLE, 0},
    {"enable_coderay", OPT_IDLE, 0},
    {"forbidden_inline_options", OPT_IDLE, 0},
    {"gfm_emojis", OPT_IDLE, 0},
    {"latex_headers", OPT_IDLE, 0},
    {"line_width", OPT_IDLE, 0},
    {"list_indent", OPT_IDLE, 0},
    {"math_engine_opts", OPT_IDLE, 0},
    {"remove_block_html_tags", OPT_IDLE, 0}, /* of the converter RemoveHtmlTags alone, … */
    {"remove_span_html_tags", OPT_IDLE, 0},  /* … which no page goes through */
    {"show_warnings", OPT_IDLE, 0},
    {"template", OPT_IDLE, 0},
};

static const opt_row *find(pc_str name) {
    for (size_t i = 0; i < PC_COUNT(rows); i++)
        if (pc_str_eqz(name, rows[i].name)) return &rows[i];
    return NULL;
}

static pc_str text_of(const pc_value *v) {
    return v->kind == PC_BOOL ? (v->u.b ? PC_S("true") : PC_S("false")) : pc_value_text(v);
}

/* An engine's name, perhaps written as a symbol of Ruby; empty: none. */
static pc_str name_of(pc_str s) {
    static const char *const none[] = {"nil", "null", "~"};
    s = pc_str_trim(s);
    if (pc_str_startsz(s, ":")) s = pc_str_from(s, 1);
    for (size_t i = 0; i < PC_COUNT(none); i++)
        if (pc_str_eqz(s, none[i])) return (pc_str){0};
    return s;
}

/* "1..6", "2,3", a number, or a list of numbers. */
static uint32_t levels(const pc_value *v) {
    uint32_t out = 0;
    if (v->kind == PC_LIST) {
        for (size_t i = 0; i < v->as.of.n; i++) out |= levels(&v->u.list[i]);
        return out;
    }
    pc_str rest = pc_value_text(v), part;
    while (pc_str_cut(&rest, ',', &part)) {
        size_t dots = pc_str_find(part, PC_S(".."), 0);
        int64_t from, to;
        pc_str a = pc_str_trim(pc_str_sub(part, 0, dots));
        pc_str b = dots == PC_NPOS ? a : pc_str_trim(pc_str_from(part, dots + 2));
        if (!pc_str_int(a, &from) || !pc_str_int(b, &to)) continue;
        for (int64_t n = from < 1 ? 1 : from; n <= to && n <= 6; n++) out |= 1u << n;
    }
    return out;
}

static void quirks(kd_options *o, const pc_value *v) {
    o->quirk_paragraph_end = o->quirk_no_auto_typographic = false;
    size_t n = v->kind == PC_LIST ? v->as.of.n : 1;
    for (size_t i = 0; i < n; i++) {
        pc_str rest = pc_value_text(v->kind == PC_LIST ? &v->u.list[i] : v), word;
        while (pc_str_cut(&rest, ',', &word)) {
            word = pc_str_trim(word);
            if (pc_str_eqz(word, "paragraph_end")) o->quirk_paragraph_end = true;
            if (pc_str_eqz(word, "no_auto_typographic")) o->quirk_no_auto_typographic = true;
        }
    }
}

/* Names of entities, of which a quote may be any. */
static pc_str quote(pc_str name) {
    static const struct {
        const char *name;
        pc_str text;
    } known[] = {
        {"lsquo", PC_LIT("\u2018")},  {"rsquo", PC_LIT("\u2019")}, {"ldquo", PC_LIT("\u201c")},
        {"rdquo", PC_LIT("\u201d")},  {"sbquo", PC_LIT("\u201a")}, {"bdquo", PC_LIT("\u201e")},
        {"laquo", PC_LIT("\u00ab")},  {"raquo", PC_LIT("\u00bb")}, {"lsaquo", PC_LIT("\u2039")},
        {"rsaquo", PC_LIT("\u203a")}, {"apos", PC_LIT("'")},       {"quot", PC_LIT("\"")},
        {"39", PC_LIT("'")},          {"34", PC_LIT("\"")}};
    for (size_t i = 0; i < PC_COUNT(known); i++)
        if (pc_str_eqz(name, known[i].name)) return known[i].text;
    return (pc_str){0};
}

/* Four names, in the order of lsquo, rsquo, ldquo, rdquo. */
static void quotes(kd_options *o, const pc_value *v) {
    pc_str names[4] = {{0}};
    size_t n = 0;
    if (v->kind == PC_LIST) {
        for (; n < 4 && n < v->as.of.n; n++) names[n] = pc_value_text(&v->u.list[n]);
    } else {
        pc_str rest = pc_value_text(v);
        while (n < 4 && pc_str_cut(&rest, ',', &names[n])) n++;
    }
    for (size_t i = 0; n == 4 && i < 4; i++)
        o->symbols[PC_SMARTY_LSQUO + i] = quote(pc_str_trim(names[i]));
}

static void symbols(kd_options *o, pc_arena *a, const pc_value *v) {
    static const char *const names[] = {"mdash",       "ndash", "hellip", "laquo_space",
                                        "raquo_space", "laquo", "raquo"};
    for (size_t i = 0; v->kind == PC_MAP && i < PC_COUNT(names); i++) {
        const pc_value *x = pc_value_getz(v, names[i]);
        if (x) o->symbols[i] = pc_str_dup(a, pc_value_text(x));
    }
}

/* Small enough to be added to. */
static bool number(pc_str text, int64_t *out) {
    int64_t n;
    if (!pc_str_int(text, &n) || n > 999999999 || n < -999999999) return false;
    *out = n;
    return true;
}

bool kd_option_is_map(pc_str name) {
    const opt_row *row = find(name);
    return row && (row->kind == OPT_MAP || row->kind == OPT_SYMBOLS);
}

bool kd_option_set(kd_options *o, pc_arena *a, pc_str name, const pc_value *v, pc_str *why) {
    const opt_row *row = find(name);
    *why = (pc_str){0};
    if (!row) return false;
    void *field = (char *)o + row->field;
    pc_str text = text_of(v);
    switch (row->kind) {
    case OPT_BOOL:
        if (text.n && !pc_str_eqz(text, "true") && !pc_str_eqz(text, "false"))
            *why = PC_S("it is true or false");
        else
            *(bool *)field = pc_str_eqz(text, "true");
        break;
    case OPT_INT:
        if (!number(text, field)) *why = PC_S("it is a number of at most nine digits");
        break;
    case OPT_TEXT: *(pc_str *)field = pc_str_dup(a, text); break;
    case OPT_INPUT: o->gfm = pc_str_ieqz(text, "gfm"); break;
    case OPT_QUIRKS: quirks(o, v); break;
    case OPT_LEVELS: o->toc_levels = levels(v); break;
    case OPT_SYMBOLS: symbols(o, a, v); break;
    case OPT_QUOTES: quotes(o, v); break;
    case OPT_NAME: *(pc_str *)field = pc_str_dup(a, name_of(text)); break;
    case OPT_MAP:
        if (v->kind != PC_MAP && v->kind != PC_NULL)
            *why = PC_S("it is a map");
        else
            *(pc_value *)field = *v;
        break;
    case OPT_IDLE: break;
    }
    return true;
}
