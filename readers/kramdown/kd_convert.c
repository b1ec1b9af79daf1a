/* The tree of elements becomes the document. */
#include "base/str.h"
#include "html/html_int.h"
#include "readers/kramdown/kd.h"

typedef void (*conv_fn)(kd *k, pc_block_vec *out, kd_el *el);

const pc_attr *kd_attr_of(kd *k, const kd_el *el) {
    kd_ial all = {0};
    if (!el->ial) return kd_ial_attr(k, el->attr);
    if (el->attr) kd_ial_apply(k, &all, el->attr);
    kd_ial_apply(k, &all, el->ial);
    return kd_ial_attr(k, &all);
}

/* A block without room for attributes, as an element of that tag where it has some. */
static void push(kd *k, pc_block_vec *out, const kd_el *el, pc_html_tag tag, pc_block x) {
    const pc_attr *attr = kd_attr_of(k, el);
    x.pos = el->pos;
    if (!pc_attr_empty(attr)) {
        x.html = (uint8_t)tag;
        x = html_wrap_block(k->arena, x, attr);
    }
    pc_vec_push(k->scratch, out, x);
}

static pc_inlines spans_of(kd *k, kd_el *el) {
    const kd_text *text = kd_el_joined(k, el);
    return text->s.n ? kd_spans(k, text) : (pc_inlines){0};
}

/* --- leaves --------------------------------------------------------------------------------------
 */

static void conv_nothing(kd *k, pc_block_vec *out, kd_el *el) {
    (void)k, (void)out, (void)el;
}

static const pc_attr *attr_of_parts(kd *k, pc_attr x) {
    return pc_attr_new(k->arena, x.id, x.classes.v, x.classes.n, x.pairs.v, x.pairs.n);
}

/* An image alone that asks for it is a figure; its class and id are the figure's, unless that has
 * its own. */
static bool figure(kd *k, pc_block_vec *out, const kd_el *el, pc_inlines xs) {
    bool boxed = el->parent->task && !el->prev;
    if (xs.n != 1 || xs.v[0].tag != PC_Image || xs.v[0].html != PC_HTML_FIGURE || boxed)
        return false;
    pc_inline image = xs.v[0];
    pc_attr own = *image.u.link->attr, outer = *kd_attr_of(k, el);
    pc_caption caption = {.blocks = pc_blocks1(k->arena, pc_plain(image.u.link->content))};
    if (!outer.id.n) outer.id = own.id, own.id = PC_S("");
    if (!outer.classes.n) outer.classes = own.classes, own.classes = (pc_strs){0};
    image.html = 0;
    image = pc_inline_with_attr(k->arena, image, attr_of_parts(k, own));
    pc_blocks inside = pc_blocks1(k->arena, pc_plain(pc_inlines1(k->arena, image)));
    pc_vec_push(
        k->scratch, out,
        pc_block_at(pc_figure_node(k->arena, attr_of_parts(k, outer), caption, inside), el->pos));
    return true;
}

/* Text of an item is followed by a line end where blocks follow: what is open may take it. */
static pc_inlines item_spans(kd *k, const kd_text *t) {
    kd_maker m;
    kd_make(&m, k->scratch);
    kd_put(&m, t, 0, t->s.n);
    kd_puts(&m, PC_S("\n"), kd_pos(t, t->s.n));
    kd_text all = kd_held(&m);
    kd_text kept = kd_copy(k->arena, k->scratch, &all);
    kd_drop(&m);
    return kd_spans(k, &kept);
}

static bool minds_line_end(kd *k, kd_el *p) {
    if (!p->line_end) return false;
    pc_str s = kd_el_joined(k, p)->s;
    return s.n && (s.p[s.n - 1] == '\\' || pc_str_chr(s, '<', 0) != PC_NPOS);
}
static void conv_p(kd *k, pc_block_vec *out, kd_el *el) {
    pc_inlines xs = minds_line_end(k, el) ? item_spans(k, &el->text) : spans_of(k, el);
    if (el->transparent)
        pc_vec_push(k->scratch, out, pc_block_at(pc_plain(xs), el->pos));
    else if (!figure(k, out, el, xs))
        push(k, out, el, PC_HTML_P, pc_para(xs));
}

/* Text that no parser of blocks takes. */
static void conv_text(kd *k, pc_block_vec *out, kd_el *el) {
    pc_inlines xs = kd_spans(k, &el->text);
    if (xs.n) pc_vec_push(k->scratch, out, pc_block_at(pc_plain(xs), el->pos));
}

/* An empty identifier is one: it keeps another from being made. */
static bool has_id(const kd_el *el) {
    return (el->attr && kd_ial_get(el->attr, "id").p) || (el->ial && kd_ial_get(el->ial, "id").p);
}

/* A link to the heading itself in front of its text. */
static pc_inlines with_link(kd *k, pc_str id, pc_inlines xs) {
    pc_str url = pc_str_cat(k->arena, PC_S("#"), id);
    pc_inline link = pc_link_node(k->arena, &pc_attr_none, (pc_inlines){0}, url, PC_S(""));
    pc_inline_vec all = {0};
    pc_vec_push(k->scratch, &all, link);
    for (size_t i = 0; i < xs.n; i++) pc_vec_push(k->scratch, &all, xs.v[i]);
    return pc_inlines_done(k->arena, &all);
}

/* For identifiers, a reference within an element without Markdown is the text that it was written
 * as. What notes there are has been made. */
static pc_inlines id_spans(kd *k, kd_el *el, pc_inlines xs) {
    if (pc_str_chr(el->text.s, '<', 0) == PC_NPOS) return xs;
    size_t bytes = k->note_bytes;
    k->as_written = true;
    xs = spans_of(k, el);
    k->as_written = false;
    k->note_bytes = bytes;
    return xs;
}

static void conv_header(kd *k, pc_block_vec *out, kd_el *el) {
    pc_inlines xs = spans_of(k, el);
    const pc_attr *attr = kd_attr_of(k, el);
    int64_t level = kd_header_level(k, el->level);
    if (!attr->id.n && !has_id(el) && k->options.auto_ids)
        attr = pc_attr_set_id(k->arena, attr, kd_heading_id(k, el, id_spans(k, el, xs)));
    if (k->options.auto_ids || has_id(el)) kd_list_heading(k, el->level, attr, xs);
    if (k->options.header_links && attr->id.n) xs = with_link(k, attr->id, xs);
    pc_vec_push(k->scratch, out, pc_block_at(pc_header_node(k->arena, level, attr, xs), el->pos));
}

static pc_str without_line_end(pc_str s) {
    if (s.n && s.p[s.n - 1] == '\n') s.n--;
    return s;
}

static bool names_language(pc_str cls) {
    return cls.n > 9 && pc_str_startsz(cls, "language-");
}

/* The language is the first class, without "language-": the first of that kind stands for it, and
 * for one behind it that comes first then, whose place it takes when it is highlighted. */
static void conv_code(kd *k, pc_block_vec *out, kd_el *el) {
    const pc_attr *attr = kd_attr_of(k, el);
    const pc_strs *from = &attr->classes;
    PC_VEC(pc_str) cls = {0};
    size_t at = 0;
    while (at < from->n && !names_language(from->v[at])) at++;
    if (at < from->n) pc_vec_push(k->scratch, &cls, pc_str_from(from->v[at], 9));
    bool language = at < from->n, again = k->options.highlighter.n && language;
    for (size_t i = 0; i < from->n; i++) {
        bool second = again && i > at && cls.n == 1 && names_language(from->v[i]);
        if (second) again = false;
        if (i != at && !second) pc_vec_push(k->scratch, &cls, from->v[i]);
    }
    attr = pc_attr_new(k->arena, attr->id, cls.v, cls.n, attr->pairs.v, attr->pairs.n);
    pc_block x = pc_code_block(k->arena, attr, without_line_end(el->text.s));
    if (!language) x.kind = PC_CODE_NO_LANGUAGE;
    if (!el->text.s.n) x.kind |= PC_CODE_NO_LINE_LAST;
    pc_vec_push(k->scratch, out, pc_block_at(x, el->pos));
}

static void conv_rule(kd *k, pc_block_vec *out, kd_el *el) {
    push(k, out, el, PC_HTML_HR, pc_horizontal_rule());
}

static void conv_math(kd *k, pc_block_vec *out, kd_el *el) {
    pc_inline x = pc_at(pc_math(PC_DISPLAY_MATH, el->text.s), el->pos);
    push(k, out, el, PC_HTML_DIV, pc_para(pc_inlines1(k->arena, x)));
}

static void push_raw(kd *k, pc_block_vec *out, const kd_el *el, pc_str format, pc_str text) {
    bool html = pc_str_startsz(format, "html");
    if (html && !pc_ext_has(k->cx->exts, PC_EXT_raw_html)) return;
    pc_vec_push(k->scratch, out, pc_block_at(pc_raw_block(k->arena, format, text), el->pos));
}

pc_str kd_comment(kd *k, pc_str text) {
    pc_str head = pc_str_cat(k->arena, PC_S("<!-- "), text);
    return pc_str_cat(k->arena, head, PC_S(" -->"));
}

static void conv_comment(kd *k, pc_block_vec *out, kd_el *el) {
    push_raw(k, out, el, PC_S("html"), kd_comment(k, el->text.s));
}

static void conv_as_is(kd *k, pc_block_vec *out, kd_el *el) {
    push_raw(k, out, el, PC_S("html"), el->text.s);
}

static void conv_raw(kd *k, pc_block_vec *out, kd_el *el) {
    pc_str formats = el->name, format;
    if (!formats.n) formats = PC_S("html");
    while (pc_str_cut(&formats, ' ', &format))
        if (format.n) push_raw(k, out, el, pc_str_dup(k->arena, format), el->text.s);
}

/* --- containers ----------------------------------------------------------------------------------
 */

static void conv_quote(kd *k, pc_block_vec *out, kd_el *el) {
    push(k, out, el, PC_HTML_BLOCKQUOTE, pc_block_quote(kd_convert(k, el)));
}

static pc_inlines behind_box(kd *k, const kd_el *li, pc_inlines old) {
    pc_inline *v = PC_NEW_N(k->arena, pc_inline, old.n + 2);
    v[0] = pc_at(pc_strz_node(li->task == 1 ? "\u2610" : "\u2612"), li->pos);
    v[1] = pc_at(pc_space(), li->pos);
    if (old.n) memcpy(v + 2, old.v, old.n * sizeof *v);
    return (pc_inlines){v, old.n + 2};
}

/* The box of a task, as Pandoc writes it: in front of the first block's text, which stands in a Div
 * when it has attributes. */
static pc_blocks with_box(kd *k, const kd_el *li, pc_blocks xs) {
    if (!li->task || !xs.n) return xs;
    pc_block *v = pc_vec_copy(k->arena, xs.v, xs.n, sizeof *xs.v);
    if (v->tag == PC_Plain || v->tag == PC_Para)
        v->u.inlines = behind_box(k, li, v->u.inlines);
    else if (html_is_div(v, PC_HTML_P))
        *v = pc_block_with_blocks(k->arena, *v, with_box(k, li, v->u.div->content));
    return (pc_blocks){v, xs.n};
}

/* An item; one with attributes is a Div in its item (core/html). */
static pc_blocks item(kd *k, kd_el *el, pc_html_tag tag) {
    pc_blocks xs = with_box(k, el, kd_convert(k, el));
    const pc_attr *attr = kd_attr_of(k, el);
    bool looks_so = xs.n == 1 && html_is_div(&xs.v[0], tag); /* an <li> in the item */
    if (pc_attr_empty(attr) && !looks_so) return xs;
    return pc_blocks1(k->arena, pc_block_from(pc_div_node(k->arena, attr, xs), tag, el->pos));
}

static pc_items items(kd *k, kd_el *el) {
    size_t n = 0;
    for (kd_el *x = el->first; x; x = x->next) n++;
    pc_blocks *v = PC_NEW_N(k->arena, pc_blocks, n);
    n = 0;
    for (kd_el *x = el->first; x; x = x->next)
        if (x->type == KD_LI) v[n++] = item(k, x, PC_HTML_LI);
    return (pc_items){v, n};
}

/* {:toc} on a list puts the table of contents in its place, {:footnotes} the notes. */
static bool stands_for_something(kd *k, pc_block_vec *out, kd_el *el) {
    if (!k->toc && kd_ial_has_ref(el->ial, "toc")) {
        pc_vec_push(k->scratch, out, kd_toc_place(k, el));
        return true;
    }
    if (k->notes_here || !kd_ial_has_ref(el->ial, "footnotes")) return false;
    k->notes_here = true;
    pc_block place = pc_block_at(pc_div_node(k->arena, &pc_attr_none, (pc_blocks){0}), el->pos);
    place.kind = PC_NOTES_HERE;
    pc_vec_push(k->scratch, out, place);
    return true;
}

static void conv_ul(kd *k, pc_block_vec *out, kd_el *el) {
    if (stands_for_something(k, out, el)) return;
    push(k, out, el, PC_HTML_UL, pc_bullet_list(items(k, el)));
}

static void conv_ol(kd *k, pc_block_vec *out, kd_el *el) {
    if (stands_for_something(k, out, el)) return;
    /* With an <ol> as origin, a style of numbers would be a type="1" that is not there. */
    bool plain = pc_attr_empty(kd_attr_of(k, el));
    pc_list_style style = plain ? PC_DECIMAL : PC_DEFAULT_STYLE;
    pc_list_delim delim = plain ? PC_PERIOD : PC_DEFAULT_DELIM;
    push(k, out, el, PC_HTML_OL, pc_ordered_list(k->arena, 1, style, delim, items(k, el)));
}

/* {:auto_ids} or {:auto_ids-prefix} on the list; p NULL: neither. */
static pc_str auto_ids(const kd_el *dl) {
    for (size_t i = 0; dl->ial && i < dl->ial->refs.n; i++)
        if (pc_str_startsz(dl->ial->refs.v[i], "auto_ids")) return dl->ial->refs.v[i];
    return (pc_str){0};
}

static pc_inlines term(kd *k, kd_el *el, pc_str auto_ids) {
    pc_inlines xs = spans_of(k, el);
    const pc_attr *attr = kd_attr_of(k, el);
    if (auto_ids.p && !attr->id.n && !has_id(el))
        attr = pc_attr_set_id(k->arena, attr, kd_term_id(k, auto_ids, id_spans(k, el, xs)));
    if (pc_attr_empty(attr)) return xs;
    return pc_inlines1(k->arena, pc_from(pc_span_node(k->arena, attr, xs), PC_HTML_DT, el->pos));
}

static void conv_dl(kd *k, pc_block_vec *out, kd_el *el) {
    size_t n = 0;
    for (kd_el *x = el->first; x; x = x->next) n++;
    pc_def *v = PC_NEW_N(k->arena, pc_def, n);
    pc_blocks *defs = PC_NEW_N(k->arena, pc_blocks, n), *next = defs;
    pc_str ids = auto_ids(el);
    n = 0;
    for (kd_el *x = el->first; x; x = x->next) {
        if (x->type == KD_DT) {
            v[n++] = (pc_def){term(k, x, ids), {next, 0}};
        } else if (x->type == KD_DD && n) {
            *next++ = item(k, x, PC_HTML_DD);
            v[n - 1].defs.n++;
        }
    }
    push(k, out, el, PC_HTML_DL, pc_definition_list((pc_defs){v, n}));
}

/* --- tables --------------------------------------------------------------------------------------
 */

static pc_row row(kd *k, kd_el *el, size_t ncols) {
    pc_cell *cells = PC_NEW_N(k->arena, pc_cell, ncols);
    size_t n = 0;
    for (kd_el *x = el->first; x && n < ncols; x = x->next) {
        pc_inlines xs = spans_of(k, x);
        pc_blocks content = {0};
        if (xs.n) content = pc_blocks1(k->arena, pc_block_at(pc_plain(xs), x->pos));
        cells[n++] = (pc_cell){kd_attr_of(k, x), PC_ALIGN_DEFAULT, 1, 1, content};
    }
    while (n < ncols) cells[n++] = (pc_cell){&pc_attr_none, PC_ALIGN_DEFAULT, 1, 1, {0}};
    return (pc_row){kd_attr_of(k, el), cells, n};
}

static pc_rows rows(kd *k, kd_el *el, size_t ncols) {
    size_t n = 0;
    for (kd_el *x = el->first; x; x = x->next) n++;
    pc_row *v = PC_NEW_N(k->arena, pc_row, n);
    n = 0;
    for (kd_el *x = el->first; x; x = x->next) v[n++] = row(k, x, ncols);
    return (pc_rows){v, n};
}

static void conv_table(kd *k, pc_block_vec *out, kd_el *el) {
    pc_table t = {.attr = kd_attr_of(k, el), .ncols = el->ncols};
    t.head.attr = t.foot.attr = &pc_attr_none;
    pc_col_spec *cols = PC_NEW_N(k->arena, pc_col_spec, el->ncols);
    for (size_t i = 0; i < el->ncols; i++)
        cols[i] = (pc_col_spec){el->align ? (pc_alignment)el->align[i] : PC_ALIGN_DEFAULT, 0};
    t.cols = cols;
    PC_VEC(pc_table_body) bodies = {0};
    for (kd_el *x = el->first; x; x = x->next) {
        pc_rows rs = rows(k, x, el->ncols);
        if (x->type == KD_THEAD)
            t.head = (pc_table_part){kd_attr_of(k, x), rs};
        else if (x->type == KD_TFOOT)
            t.foot = (pc_table_part){kd_attr_of(k, x), rs};
        else
            pc_vec_push(k->scratch, &bodies,
                        ((pc_table_body){.attr = kd_attr_of(k, x), .body = rs}));
    }
    t.bodies = pc_vec_done(k->arena, &bodies);
    t.nbodies = bodies.n;
    pc_vec_push(k->scratch, out, pc_block_at(pc_table_node(k->arena, &t), el->pos));
}

/* --- all -----------------------------------------------------------------------------------------
 */

static const conv_fn convs[] = {
    [KD_ROOT] = conv_nothing,
    [KD_BLANK] = conv_nothing,
    [KD_EOB] = conv_nothing,
    [KD_P] = conv_p,
    [KD_HEADER] = conv_header,
    [KD_BLOCKQUOTE] = conv_quote,
    [KD_CODEBLOCK] = conv_code,
    [KD_UL] = conv_ul,
    [KD_OL] = conv_ol,
    [KD_LI] = conv_nothing,
    [KD_DL] = conv_dl,
    [KD_DT] = conv_nothing,
    [KD_DD] = conv_nothing,
    [KD_HR] = conv_rule,
    [KD_TABLE] = conv_table,
    [KD_THEAD] = conv_nothing,
    [KD_TBODY] = conv_nothing,
    [KD_TFOOT] = conv_nothing,
    [KD_TR] = conv_nothing,
    [KD_TD] = conv_nothing,
    [KD_MATH] = conv_math,
    [KD_COMMENT] = conv_comment,
    [KD_HTML_COMMENT] = conv_as_is,
    [KD_PI] = conv_as_is,
    [KD_RAW] = conv_raw,
    [KD_HTML] = kd_convert_html,
    [KD_TEXT] = conv_text,
};

/* One element; *blank: there was a blank line in front of the next node. */
static void conv(kd *k, pc_block_vec *out, kd_el *x, bool *blank) {
    size_t n = out->n;
    convs[x->type](k, out, x);
    if (x->type == KD_BLANK) *blank = true;
    if (out->n == n) return;
    out->v[n].kind |= n ? PC_STOOD_BEHIND : PC_STOOD_FIRST;
    if (*blank) out->v[n].kind |= PC_BLANK_BEFORE;
    *blank = false;
}

static void put_text(pc_buf *out, const kd_el *el) {
    pc_buf_put(out, el->text.s);
    pc_buf_putc(out, '\n');
    for (const kd_el *x = el->first; x; x = x->next) put_text(out, x);
}

/* What is nested too deep for a document is no more than its text. */
static pc_blocks only_text(kd *k, const kd_el *el) {
    pc_buf b;
    pc_buf_init(&b, k->arena->mem);
    put_text(&b, el);
    pc_str text = pc_str_trim(pc_buf_take(&b, k->arena));
    pc_buf_fini(&b);
    kd_tell_depth(k, el->pos);
    if (!text.n) return (pc_blocks){0};
    return pc_blocks1(k->arena, pc_block_at(pc_plain(pc_text(k->arena, text)), el->pos));
}

/* A block, the item that it may stand in, and a wrapper for attributes; what one that holds no
 * blocks may need below it, and what core/html keeps free. */
enum { KD_BLOCK_DEPTH = 3, KD_BLOCK_ROOM = 48 };

pc_blocks kd_convert(kd *k, kd_el *el) {
    pc_block_vec out = {0};
    bool blank = false;
    if (k->depth + KD_BLOCK_DEPTH + KD_BLOCK_ROOM > PC_MAX_DEPTH) return only_text(k, el);
    pc_mark mark = pc_arena_mark(k->scratch);
    k->depth += KD_BLOCK_DEPTH;
    for (kd_el *x = el->first; x; x = x->next) conv(k, &out, x, &blank);
    if (blank && out.n) out.v[out.n - 1].kind |= PC_BLANK_LAST;
    k->depth -= KD_BLOCK_DEPTH;
    pc_blocks xs = pc_blocks_done(k->arena, &out);
    pc_arena_release(k->scratch, mark);
    return xs;
}
