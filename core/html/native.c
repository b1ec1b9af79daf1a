/* Finished elements become nodes. An element starts as a Span or a Div with its tag as origin; a
 * row of the table says what better node it makes where its children fit. Which node: as pandoc's
 * HTML reader chooses, and where that drops the element, a Span or Div that remembers it. */
#include "html/html_int.h"

#include "ast/walk.h"
#include "base/str.h"
#include "text/entities.h"

typedef pc_inline (*nat_inline_fn)(pc_arena *a, const html_frame *f, pc_inlines xs);
typedef bool (*nat_block_fn)(pc_arena *a, const html_frame *f, pc_blocks xs, pc_block *out);

typedef struct nat_row {
    uint8_t kind;  /* html_kind */
    uint8_t style; /* pc_inline_tag of a node that only holds inlines; 0 (Str): none */
    const char *cls;
    nat_inline_fn inlin;
    nat_block_fn block;
} nat_row;

/* ---- attributes ---- */

typedef PC_VEC(pc_key_value) nat_pairs;

static bool nat_has(const nat_pairs *v, pc_str key) {
    enum { LOOK_AT = 64 }; /* real tags have fewer; a hostile one may repeat itself */
    for (size_t i = 0; i < v->n && i < LOOK_AT; i++)
        if (pc_str_eq(v->v[i].key, key)) return true;
    return false;
}

static pc_str nat_lower(pc_arena *a, pc_str s) {
    for (size_t i = 0; i < s.n; i++) {
        if (!pc_is_upper(s.p[i])) continue;
        char *p = pc_alloc_text(a, s.n);
        for (size_t k = 0; k < s.n; k++) p[k] = (char)pc_lower(s.p[k]);
        return (pc_str){p, s.n};
    }
    return s;
}

static void nat_classes(pc_arena *scratch, pc_str value, pc_strs *out) {
    PC_VEC(pc_str) v = {0};
    for (size_t i = 0; i < value.n;) {
        while (i < value.n && pc_is_space(value.p[i])) i++;
        size_t from = i;
        while (i < value.n && !pc_is_space(value.p[i])) i++;
        if (i > from) pc_vec_push(scratch, &v, pc_str_sub(value, from, i));
    }
    *out = (pc_strs){v.v, v.n};
}

const pc_attr *html_attrs(pc_arena *a, pc_arena *scratch, pc_str attrs, const char *const *take,
                          pc_str *out) {
    pc_str id = {0};
    pc_strs classes = {0};
    nat_pairs pairs = {0};
    html_attr x;
    while (html_attr_next(&attrs, &x)) {
        pc_str key = nat_lower(a, x.name), value = pc_entities_decode(a, x.value);
        if (!value.p) value = PC_S("");
        size_t t = 0;
        while (take && take[t] && !pc_str_eqz(key, take[t])) t++;
        if (take && take[t]) {
            if (!out[t].p) out[t] = value;
        } else if (pc_str_eqz(key, "id")) {
            if (!id.n) id = value;
        } else if (pc_str_eqz(key, "class")) {
            if (!classes.n) nat_classes(scratch, value, &classes);
        } else if (!nat_has(&pairs, key)) {
            pc_vec_push(scratch, &pairs, ((pc_key_value){key, value}));
        }
    }
    return pc_attr_new(a, id, classes.v, classes.n, pairs.v, pairs.n);
}

const pc_attr *html_attr_take(pc_arena *a, const pc_attr *x, const char *name, pc_str *out) {
    size_t at = 0;
    while (at < x->pairs.n && !pc_str_eqz(x->pairs.v[at].key, name)) at++;
    if (at == x->pairs.n) return x;
    *out = x->pairs.v[at].value;
    pc_key_value *v = PC_NEW_N(a, pc_key_value, x->pairs.n);
    memcpy(v, x->pairs.v, at * sizeof *v);
    memcpy(v + at, x->pairs.v + at + 1, (x->pairs.n - at - 1) * sizeof *v);
    return pc_attr_new(a, x->id, x->classes.v, x->classes.n, v, x->pairs.n - 1);
}

pc_inline html_wrap(pc_arena *a, pc_inline x, const pc_attr *attr) {
    if (pc_attr_empty(attr)) return x;
    return pc_from(pc_span_node(a, attr, pc_inlines1(a, x)), (pc_html_tag)x.html, x.pos);
}

pc_block html_wrap_block(pc_arena *a, pc_block x, const pc_attr *attr) {
    if (pc_attr_empty(attr)) return x;
    return pc_block_from(pc_div_node(a, attr, pc_blocks1(a, x)), (pc_html_tag)x.html, x.pos);
}

/* ---- inlines ---- */

static pc_inline nat_link(pc_arena *a, const html_frame *f, pc_inlines xs) {
    pc_str url = {0}, title = PC_S("");
    const pc_attr *attr = html_attr_take(a, f->attr, "href", &url);
    if (url.p) {
        attr = html_attr_take(a, attr, "title", &title);
        return pc_link_node(a, attr, xs, url, title);
    }
    pc_str name = pc_attr_get(attr, "name");
    bool both = name.n && pc_str_eq(attr->id, name);
    if (name.n && !attr->id.n) attr = pc_attr_set_id(a, attr, name);
    pc_inline x = pc_span_node(a, attr, xs);
    x.kind = both;
    return x;
}

static const char *nat_code_class(uint8_t tag) {
    return tag == PC_HTML_SAMP ? "sample" : tag == PC_HTML_VAR ? "variable" : NULL;
}

static bool nat_all_text(pc_inlines xs) {
    for (size_t i = 0; i < xs.n; i++)
        if (xs.v[i].tag != PC_Str && xs.v[i].tag != PC_Space && xs.v[i].tag != PC_SoftBreak)
            return false;
    return true;
}

/* Code holds text only; with anything else in it the element stays a Span. */
static pc_inline nat_code(pc_arena *a, const html_frame *f, pc_inlines xs) {
    if (!nat_all_text(xs)) return pc_span_node(a, f->attr, xs);
    const char *cls = nat_code_class(f->tag);
    const pc_attr *attr = cls ? pc_attr_add_class(a, f->attr, pc_strz(cls)) : f->attr;
    return pc_code_node(a, attr, pc_inlines_text(a, xs));
}

static pc_inline nat_quoted(pc_arena *a, const html_frame *f, pc_inlines xs) {
    pc_inline q = pc_from(pc_quoted(PC_DOUBLE_QUOTE, xs), PC_HTML_Q, f->pos);
    return html_wrap(a, q, f->attr);
}

pc_inline html_as_formula(pc_arena *a, pc_inline x) {
    if (x.tag != PC_Span || x.html != PC_HTML_SPAN) return x;
    const pc_attr *attr = x.u.span->attr;
    bool display = pc_attr_has_class(attr, "display");
    bool math = pc_attr_has_class(attr, "math") && (display || pc_attr_has_class(attr, "inline"));
    pc_inlines xs = x.u.span->content;
    if (!math || !xs.n) return x;
    if (xs.n == 1 && xs.v[0].tag == PC_Math) return xs.v[0];
    if (!nat_all_text(xs)) return x;
    return pc_at(pc_math(display ? PC_DISPLAY_MATH : PC_INLINE_MATH, pc_inlines_text(a, xs)),
                 x.pos);
}

/* Whether words and single spaces give back the text. */
static bool nat_is_text(pc_arena *a, pc_str s) {
    return pc_str_eq(pc_inlines_text(a, pc_text(a, s)), s);
}

pc_inline html_make_void(pc_arena *a, pc_arena *scratch, const html_token *t, pc_pos pos) {
    static const char *const img[] = {"src", "title", "alt", NULL};
    if (t->tag == PC_HTML_BR) {
        const pc_attr *attr = html_attrs(a, scratch, t->attrs, NULL, NULL);
        return html_wrap(a, pc_from(pc_line_break(), PC_HTML_BR, pos), attr);
    }
    pc_str v[3] = {{0}};
    const pc_attr *attr = html_attrs(a, scratch, t->attrs, img, v);
    bool exact = v[2].n && !nat_is_text(a, v[2]);
    if (exact) attr = pc_attr_set(a, attr, PC_S("alt"), v[2]);
    if (v[2].p && !v[2].n) attr = pc_attr_set(a, attr, PC_S("alt"), PC_S(""));
    if (v[1].p && !v[1].n) attr = pc_attr_set(a, attr, PC_S("title"), PC_S(""));
    pc_str title = v[1].p ? v[1] : PC_S("");
    pc_inlines alt = v[2].n ? pc_text(a, v[2]) : (pc_inlines){0};
    pc_inline x = pc_image(a, attr, alt, v[0].p ? v[0] : PC_S(""), title);
    x.kind = !v[0].p;
    return pc_from(x, PC_HTML_IMG, pos);
}

/* ---- blocks ---- */

/* The inlines of content that is one Plain, or nothing. */
static bool nat_one_run(pc_blocks xs, pc_inlines *out) {
    *out = (pc_inlines){0};
    if (xs.n > 1 || (xs.n && xs.v[0].tag != PC_Plain)) return false;
    if (xs.n) *out = xs.v[0].u.inlines;
    return true;
}

static bool nat_para(pc_arena *a, const html_frame *f, pc_blocks xs, pc_block *out) {
    pc_inlines run;
    if (!xs.n || !nat_one_run(xs, &run)) return false;
    *out = html_wrap_block(a, pc_block_from(pc_para(run), PC_HTML_P, f->pos), f->attr);
    return true;
}

static bool nat_header(pc_arena *a, const html_frame *f, pc_blocks xs, pc_block *out) {
    pc_inlines run;
    if (!nat_one_run(xs, &run)) return false;
    *out = pc_block_from(pc_header_node(a, f->tag - PC_HTML_H1 + 1, f->attr, run),
                         (pc_html_tag)f->tag, f->pos);
    return true;
}

static bool nat_quote(pc_arena *a, const html_frame *f, pc_blocks xs, pc_block *out) {
    pc_block q = pc_block_from(pc_block_quote(xs), PC_HTML_BLOCKQUOTE, f->pos);
    *out = html_wrap_block(a, q, f->attr);
    return true;
}

static bool nat_rule(pc_arena *a, const html_frame *f, pc_blocks xs, pc_block *out) {
    (void)xs;
    pc_block hr = pc_block_from(pc_horizontal_rule(), PC_HTML_HR, f->pos);
    *out = html_wrap_block(a, hr, f->attr);
    return true;
}

/* What an <li> or <dd> holds; with attributes it stays a Div in its item. */
static pc_blocks nat_item(pc_arena *a, const pc_block *x) {
    return pc_attr_empty(x->u.div->attr) ? x->u.div->content : pc_blocks1(a, *x);
}

static pc_blocks nat_behind(pc_arena *a, const pc_block *xs, size_t n) {
    pc_block *v = pc_vec_copy(a, xs, n, sizeof *xs);
    for (size_t i = 0; i < n; i++) v[i].kind |= PC_BEHIND_ITEM;
    return (pc_blocks){v, n};
}

/* Blocks between items go to the item before them, as browsers show them. */
static bool nat_items(pc_arena *a, pc_blocks xs, pc_items *out) {
    if (!xs.n || !html_is_div(&xs.v[0], PC_HTML_LI)) return false;
    pc_blocks *v = PC_NEW_N(a, pc_blocks, xs.n);
    size_t n = 0;
    for (size_t i = 0; i < xs.n; i++) {
        if (html_is_div(&xs.v[i], PC_HTML_LI)) {
            v[n++] = nat_item(a, &xs.v[i]);
            continue;
        }
        size_t from = i;
        while (i + 1 < xs.n && !html_is_div(&xs.v[i + 1], PC_HTML_LI)) i++;
        v[n - 1] = pc_blocks_cat(a, v[n - 1], nat_behind(a, xs.v + from, i + 1 - from));
    }
    *out = (pc_items){v, n};
    return true;
}

static bool nat_bullets(pc_arena *a, const html_frame *f, pc_blocks xs, pc_block *out) {
    pc_items items;
    if (!nat_items(a, xs, &items)) return false;
    *out = html_wrap_block(a, pc_block_from(pc_bullet_list(items), PC_HTML_UL, f->pos), f->attr);
    return true;
}

static pc_list_style nat_list_style(pc_str type) {
    static const struct {
        char c;
        pc_list_style style;
    } styles[] = {{'1', PC_DECIMAL},
                  {'a', PC_LOWER_ALPHA},
                  {'A', PC_UPPER_ALPHA},
                  {'i', PC_LOWER_ROMAN},
                  {'I', PC_UPPER_ROMAN}};
    for (size_t i = 0; i < PC_COUNT(styles); i++)
        if (type.n == 1 && type.p[0] == styles[i].c) return styles[i].style;
    return PC_DEFAULT_STYLE;
}

static bool nat_numbers(pc_arena *a, const html_frame *f, pc_blocks xs, pc_block *out) {
    pc_items items;
    if (!nat_items(a, xs, &items)) return false;
    pc_list_style style = nat_list_style(pc_attr_get(f->attr, "type"));
    pc_str type = {0}, first = {0};
    const pc_attr *attr = f->attr;
    int64_t start = 1;
    if (style != PC_DEFAULT_STYLE) attr = html_attr_take(a, attr, "type", &type);
    if (pc_str_int(pc_attr_get(attr, "start"), &start) && start >= 0 && start <= INT32_MAX)
        attr = html_attr_take(a, attr, "start", &first);
    else
        start = 1;
    pc_block ol = pc_ordered_list(a, start, style, PC_DEFAULT_DELIM, items);
    *out = html_wrap_block(a, pc_block_from(ol, PC_HTML_OL, f->pos), attr);
    return true;
}

static bool nat_term(pc_arena *a, const pc_block *dt, pc_inlines *out) {
    if (!nat_one_run(dt->u.div->content, out)) return false;
    if (pc_attr_empty(dt->u.div->attr)) return true;
    pc_inline x = pc_from(pc_span_node(a, dt->u.div->attr, *out), PC_HTML_DT, dt->pos);
    *out = pc_inlines1(a, x);
    return true;
}

static bool nat_definitions(pc_arena *a, const html_frame *f, pc_blocks xs, pc_block *out) {
    if (!xs.n) return false;
    pc_def *v = PC_NEW_N(a, pc_def, xs.n);
    pc_blocks *defs = PC_NEW_N(a, pc_blocks, xs.n);
    size_t n = 0;
    for (size_t i = 0; i < xs.n; n++) {
        if (!html_is_div(&xs.v[i], PC_HTML_DT) || !nat_term(a, &xs.v[i], &v[n].term)) return false;
        v[n].defs = (pc_items){defs + i, 0};
        for (i++; i < xs.n && html_is_div(&xs.v[i], PC_HTML_DD); i++)
            defs[i - 1] = nat_item(a, &xs.v[i]), v[n].defs.n++;
    }
    pc_block dl = pc_block_from(pc_definition_list((pc_defs){v, n}), PC_HTML_DL, f->pos);
    *out = html_wrap_block(a, dl, f->attr);
    return true;
}

/* ---- <pre> ---- */

/* Classes of both elements; <code class="language-x"> names a language. */
static const pc_attr *nat_code_attr(pc_arena *a, const pc_attr *pre, const pc_attr *code) {
    for (size_t i = 0; i < code->classes.n; i++) {
        pc_str c = code->classes.v[i];
        if (pc_str_startsz(c, "language-")) c = pc_str_from(c, 9);
        pre = pc_attr_add_class(a, pre, c);
    }
    if (code->id.n && !pre->id.n) pre = pc_attr_set_id(a, pre, code->id);
    for (size_t i = 0; i < code->pairs.n; i++)
        pre = pc_attr_set(a, pre, code->pairs.v[i].key, code->pairs.v[i].value);
    return pre;
}

/* The text of preformatted inlines, line ends included; formatting within it is left out, as in
 * pandoc's reader, but images and notes are not: they have no text. */
static bool nat_pre_text(pc_inlines xs, pc_buf *out) {
    for (size_t i = 0; i < xs.n; i++) {
        const pc_inline *x = &xs.v[i];
        switch (x->tag) {
        case PC_Str: pc_buf_put(out, x->u.text); break;
        case PC_Space: pc_buf_putc(out, ' '); break;
        case PC_SoftBreak:
        case PC_LineBreak: pc_buf_putc(out, '\n'); break;
        case PC_Code: pc_buf_put(out, x->u.code->text); break;
        case PC_Image:
        case PC_Note:
        case PC_RawInline: return false;
        default:
            if (!nat_pre_text(pc_inline_content(x), out)) return false;
        }
    }
    return true;
}

/* Text that was kept as it stood turns into words again, where the element is no code block. */
static pc_blocks nat_words(pc_arena *a, pc_blocks xs) {
    pc_block *v = pc_vec_copy(a, xs.v, xs.n, sizeof *xs.v);
    for (size_t i = 0; i < xs.n; i++) {
        if (v[i].tag != PC_Plain) continue;
        pc_inline_vec words = {0};
        pc_inlines run = v[i].u.inlines;
        for (size_t k = 0; k < run.n; k++) {
            if (run.v[k].tag == PC_Str)
                pc_text_push(a, &words, run.v[k].u.text, run.v[k].pos);
            else
                pc_vec_push(a, &words, run.v[k]);
        }
        size_t from = words.n && words.v[0].tag == PC_SoftBreak;
        v[i].u.inlines = pc_inlines_sub((pc_inlines){words.v, words.n}, from, words.n);
    }
    return (pc_blocks){v, xs.n};
}

/* A <p> that holds nothing but a <p>: the inner one is no element to be folded into the Div. */
static pc_blocks nat_apart(pc_arena *a, const html_frame *f, pc_blocks xs) {
    if (xs.n != 1 || xs.v[0].html != f->tag || xs.v[0].tag == PC_Div) return xs;
    pc_block in = xs.v[0];
    in.html = PC_HTML_NONE;
    return pc_blocks1(a, in);
}

static pc_block nat_div(pc_arena *a, const html_frame *f, pc_blocks xs) {
    xs = nat_apart(a, f, xs);
    return pc_block_from(pc_div_node(a, f->attr, xs), (pc_html_tag)f->tag, f->pos);
}

/* How the attributes of a block stood that are all <code>'s. */
static uint16_t nat_within(const pc_attr *code) {
    bool language = code->classes.n && pc_str_startsz(code->classes.v[0], "language-");
    return PC_CODE_ATTR_WITHIN | (language ? 0 : PC_CODE_NO_LANGUAGE);
}

/* <pre> and <pre><code> are code blocks; html tells which of the two it was. */
static bool nat_pre(pc_arena *a, const html_frame *f, pc_blocks xs, pc_block *out) {
    pc_inlines run;
    pc_buf b;
    pc_buf_init(&b, a->mem);
    bool text = nat_one_run(xs, &run) && nat_pre_text(run, &b);
    pc_str s = text ? pc_buf_take(&b, a) : (pc_str){0};
    pc_buf_fini(&b);
    if (!text) {
        *out = nat_div(a, f, nat_words(a, xs));
        return true;
    }
    const pc_attr *attr = f->attr;
    pc_html_tag html = PC_HTML_PRE;
    uint16_t kind = 0;
    if (run.n == 1 && run.v[0].html == PC_HTML_CODE) {
        const pc_attr *code = pc_inline_attr(&run.v[0]);
        attr = nat_code_attr(a, attr, code);
        html = PC_HTML_CODE;
        if (pc_attr_empty(f->attr) && attr != f->attr) kind |= nat_within(code);
    } else if (pc_str_startsz(s, "\n")) {
        s = pc_str_from(s, 1); /* HTML: a line end right after <pre> does not count */
        kind |= PC_CODE_LINE_FIRST;
    }
    if (pc_str_endsz(s, "\n"))
        s.n--;
    else
        kind |= PC_CODE_NO_LINE_LAST;
    *out = pc_block_from(pc_code_block(a, attr, s), html, f->pos);
    out->kind = kind;
    return true;
}

static bool nat_figure(pc_arena *a, const html_frame *f, pc_blocks xs, pc_block *out) {
    pc_caption caption = {0};
    pc_block_vec rest = {0};
    for (size_t i = 0; i < xs.n; i++) {
        bool is = html_is_div(&xs.v[i], PC_HTML_FIGCAPTION) && !caption.blocks.n;
        if (is) caption.blocks = nat_item(a, &xs.v[i]);
        if (!is || !caption.blocks.n) pc_vec_push(a, &rest, xs.v[i]); /* an empty one is none */
    }
    *out = pc_block_from(pc_figure_node(a, f->attr, caption, (pc_blocks){rest.v, rest.n}),
                         PC_HTML_FIGURE, f->pos);
    return true;
}

/* ---- the table ---- */

#define SPAN(...) \
    { .kind = HTML_PHRASING, __VA_ARGS__ }
#define BLOCK(...) \
    { .kind = HTML_BLOCK, __VA_ARGS__ }
#define HEADING \
    { .kind = HTML_BLOCK, .block = nat_header }

static const nat_row nat_rows[PC_HTML_COUNT] = {
    [PC_HTML_A] = SPAN(.inlin = nat_link),
    [PC_HTML_ABBR] = SPAN(.cls = "abbr"),
    [PC_HTML_B] = SPAN(.style = PC_Strong),
    [PC_HTML_BIG] = SPAN(.style = 0),
    [PC_HTML_CITE] = SPAN(.style = 0),
    [PC_HTML_CODE] = SPAN(.inlin = nat_code),
    [PC_HTML_DEL] = SPAN(.style = PC_Strikeout),
    [PC_HTML_DFN] = SPAN(.cls = "dfn"),
    [PC_HTML_EM] = SPAN(.style = PC_Emph),
    [PC_HTML_FONT] = SPAN(.style = 0),
    [PC_HTML_I] = SPAN(.style = PC_Emph),
    [PC_HTML_INS] = SPAN(.style = PC_Underline),
    [PC_HTML_KBD] = SPAN(.cls = "kbd"),
    [PC_HTML_MARK] = SPAN(.cls = "mark"),
    [PC_HTML_Q] = SPAN(.inlin = nat_quoted),
    [PC_HTML_S] = SPAN(.style = PC_Strikeout),
    [PC_HTML_SAMP] = SPAN(.inlin = nat_code),
    [PC_HTML_SMALL] = SPAN(.cls = "small"),
    [PC_HTML_SPAN] = SPAN(.style = 0),
    [PC_HTML_STRIKE] = SPAN(.style = PC_Strikeout),
    [PC_HTML_STRONG] = SPAN(.style = PC_Strong),
    [PC_HTML_SUB] = SPAN(.style = PC_Subscript),
    [PC_HTML_SUP] = SPAN(.style = PC_Superscript),
    [PC_HTML_TIME] = SPAN(.style = 0),
    [PC_HTML_TT] = SPAN(.inlin = nat_code),
    [PC_HTML_U] = SPAN(.style = PC_Underline),
    [PC_HTML_VAR] = SPAN(.inlin = nat_code),

    [PC_HTML_ADDRESS] = BLOCK(.block = NULL),
    [PC_HTML_ARTICLE] = BLOCK(.block = NULL),
    [PC_HTML_ASIDE] = BLOCK(.block = NULL),
    [PC_HTML_BLOCKQUOTE] = BLOCK(.block = nat_quote),
    [PC_HTML_CAPTION] = BLOCK(.block = NULL),
    [PC_HTML_CENTER] = BLOCK(.block = NULL),
    [PC_HTML_COLGROUP] = BLOCK(.block = NULL),
    [PC_HTML_DD] = BLOCK(.block = NULL),
    [PC_HTML_DETAILS] = BLOCK(.block = NULL),
    [PC_HTML_DIV] = BLOCK(.block = NULL),
    [PC_HTML_DL] = BLOCK(.block = nat_definitions),
    [PC_HTML_DT] = BLOCK(.block = NULL),
    [PC_HTML_FIGCAPTION] = BLOCK(.block = NULL),
    [PC_HTML_FIGURE] = BLOCK(.block = nat_figure),
    [PC_HTML_FOOTER] = BLOCK(.block = NULL),
    [PC_HTML_H1] = HEADING,
    [PC_HTML_H2] = HEADING,
    [PC_HTML_H3] = HEADING,
    [PC_HTML_H4] = HEADING,
    [PC_HTML_H5] = HEADING,
    [PC_HTML_H6] = HEADING,
    [PC_HTML_HEADER] = BLOCK(.block = NULL),
    [PC_HTML_LI] = BLOCK(.block = NULL),
    [PC_HTML_MAIN] = BLOCK(.block = NULL),
    [PC_HTML_NAV] = BLOCK(.block = NULL),
    [PC_HTML_OL] = BLOCK(.block = nat_numbers),
    [PC_HTML_P] = BLOCK(.block = nat_para),
    [PC_HTML_PRE] = BLOCK(.block = nat_pre),
    [PC_HTML_SECTION] = BLOCK(.block = NULL),
    [PC_HTML_SUMMARY] = BLOCK(.block = NULL),
    [PC_HTML_TABLE] = BLOCK(.block = html_make_table),
    [PC_HTML_TBODY] = BLOCK(.block = NULL),
    [PC_HTML_TD] = BLOCK(.block = NULL),
    [PC_HTML_TFOOT] = BLOCK(.block = NULL),
    [PC_HTML_TH] = BLOCK(.block = NULL),
    [PC_HTML_THEAD] = BLOCK(.block = NULL),
    [PC_HTML_TR] = BLOCK(.block = NULL),
    [PC_HTML_UL] = BLOCK(.block = nat_bullets),

    [PC_HTML_BR] = {.kind = HTML_VOID},
    [PC_HTML_COL] = {.kind = HTML_VOID},
    [PC_HTML_HR] = {.kind = HTML_VOID, .block = nat_rule},
    [PC_HTML_IMG] = {.kind = HTML_VOID},
};

html_kind html_kind_of(pc_html_tag tag) {
    return (html_kind)nat_rows[tag].kind;
}

pc_inline html_make_inline(pc_arena *a, const html_frame *f, pc_inlines xs) {
    const nat_row *row = &nat_rows[f->tag];
    pc_html_tag html = (pc_html_tag)f->tag;
    if (row->inlin) return pc_from(row->inlin(a, f, xs), html, f->pos);
    if (row->style)
        return html_wrap(a, pc_from(pc_styled((pc_inline_tag)row->style, xs), html, f->pos),
                         f->attr);
    const pc_attr *attr = row->cls ? pc_attr_add_class(a, f->attr, pc_strz(row->cls)) : f->attr;
    return pc_from(pc_span_node(a, attr, xs), html, f->pos);
}

pc_block html_make_block(pc_arena *a, const html_frame *f, pc_blocks xs) {
    const nat_row *row = &nat_rows[f->tag];
    pc_block out;
    if (!row->block || !row->block(a, f, xs, &out)) return nat_div(a, f, xs);
    return out;
}
