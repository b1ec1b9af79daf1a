/* HTML elements become nodes with their tags as origin, through core/html. kramdown has decided
 * what is an element and where it ends, so the lifter gets balanced tags. */
#include "ast/walk.h"
#include "base/str.h"
#include "html/html_int.h"
#include "readers/kramdown/kd.h"

/* --- within text ---------------------------------------------------------------------------------
 */

static void push_raw(kd *k, pc_inline_vec *out, pc_str text, pc_pos pos) {
    if (pc_ext_has(k->cx->exts, PC_EXT_raw_html))
        pc_vec_push(k->scratch, out, pc_at(pc_raw_inline(k->arena, PC_S("html"), text), pos));
}

/* An element that has no content, through the lifter's own tokens. */
static pc_inline void_element(kd *k, pc_str name, const kd_ial *attr, pc_pos pos) {
    html_tokens in = {.text = kd_open_tag(k, name, attr, true)};
    html_token t = html_next(&in);
    pc_inline x = html_make_void(k->arena, k->scratch, &t, pos);
    pc_str cls = kd_ial_get(attr, "class");
    if (!cls.p || pc_str_trim(cls).n) return x;
    const pc_attr *old = pc_inline_attr(&x); /* an empty class is an attribute */
    const pc_attr *all = pc_attr_set(k->arena, old ? old : &pc_attr_none, PC_S("class"), PC_S(""));
    return old ? pc_inline_with_attr(k->arena, x, all) : html_wrap(k->arena, x, all);
}

static pc_html_tag native_tag(const kd *k, pc_str name) {
    return pc_ext_has(k->cx->exts, PC_EXT_native_html) ? pc_html_find(name) : PC_HTML_NONE;
}

bool kd_html_is_node(const kd *k, pc_str name) {
    pc_html_tag tag = native_tag(k, name);
    html_kind kind = html_kind_of(tag);
    return tag == PC_HTML_BR || tag == PC_HTML_IMG || kind == HTML_PHRASING || kind == HTML_BLOCK;
}

void kd_push_raw_tag(kd *k, pc_inline_vec *out, pc_str name, const kd_ial *attr, pc_pos pos) {
    bool open = attr != NULL, alone = open && kd_html_facts_of(name)->empty;
    push_raw(k, out, open ? kd_open_tag(k, name, attr, alone) : kd_close_tag(k, name), pos);
}

void kd_push_html_inline(kd *k, pc_inline_vec *out, pc_str name, const kd_ial *attr, pc_inlines xs,
                         pc_pos pos) {
    pc_html_tag tag = native_tag(k, name);
    if (!kd_html_is_node(k, name)) {
        kd_push_raw_tag(k, out, name, attr, pos);
        for (size_t i = 0; i < xs.n; i++) pc_vec_push(k->scratch, out, xs.v[i]);
        if (!kd_html_facts_of(name)->empty) kd_push_raw_tag(k, out, name, NULL, pos);
    } else if (html_kind_of(tag) == HTML_VOID) {
        pc_vec_push(k->scratch, out, void_element(k, name, attr, pos));
    } else {
        html_frame f = {.tag = (uint8_t)tag, .pos = pos, .attr = kd_ial_attr(k, attr)};
        pc_inline x = html_make_inline(k->arena, &f, xs);
        if (k->options.html_to_native) x = kd_native_inline(k, x);
        pc_vec_push(k->scratch, out, x);
    }
}

/* --- as it stands --------------------------------------------------------------------------------
 */

static bool holds_markdown(const kd_el *el) {
    if (el->type != KD_HTML) return false;
    if (el->model != KD_MODEL_RAW) return true;
    for (const kd_el *x = el->first; x; x = x->next)
        if (holds_markdown(x)) return true;
    return false;
}

static bool holds(const kd_el *el, const char *name) {
    for (const kd_el *x = el->first; x; x = x->next)
        if (x->type == KD_HTML && (pc_str_eqz(x->name, name) || holds(x, name))) return true;
    return false;
}

/* A <pre> with a table in it (numbered lines, as {% highlight %} gives them) is no code block; the
 * blanks of a <textarea> count. */
static bool stays(const kd_el *el) {
    bool text = pc_str_eqz(el->name, "textarea") && !el->closed;
    return (text || (pc_str_eqz(el->name, "pre") && holds(el, "table"))) && !holds_markdown(el);
}

/* --- blocks --------------------------------------------------------------------------------------
 */

static void feed(html_lift *l, pc_str text, pc_pos pos) {
    pc_map_span *span = PC_NEW(l->scratch, pc_map_span);
    *span = (pc_map_span){0, pos, false};
    html_feed(l, text, span, 1);
}

static void element(kd *k, html_lift *l, kd_el *el);

/* What takes the place of a list at the end has a line end of its own, and the element another. */
static pc_block placed(pc_blocks xs, size_t i) {
    pc_block x = xs.v[i];
    bool place = x.tag == PC_Div && x.kind & (PC_CONTENTS | PC_NOTES_HERE);
    if (place && i + 1 == xs.n) x.kind |= PC_BLANK_LAST;
    return x;
}

/* Blocks of Markdown, or raw children. */
static void children(kd *k, html_lift *l, kd_el *el) {
    if (el->model == KD_MODEL_RAW) {
        for (kd_el *x = el->first; x; x = x->next) element(k, l, x);
        return;
    }
    size_t depth = k->depth;
    if (l->depth > k->depth) k->depth = l->depth;
    if (el->model == KD_MODEL_SPAN) {
        pc_inlines xs = el->first ? kd_spans(k, &el->first->text) : (pc_inlines){0};
        for (size_t i = 0; i < xs.n; i++) html_add(l, xs.v[i]);
    } else {
        pc_blocks xs = kd_convert(k, el);
        for (size_t i = 0; i < xs.n; i++) html_add_block(l, placed(xs, i));
    }
    k->depth = depth;
}

/* A tag that no node remembers is raw, whatever its name. */
static void put_tag(html_lift *l, const kd_el *el, pc_str tag) {
    if (pc_html_find(el->name) == PC_HTML_NONE)
        html_add_raw(l, tag, el->pos);
    else
        feed(l, tag, el->pos);
}

static bool is_raw(const kd_el *el) {
    return el->type == KD_HTML && el->model == KD_MODEL_RAW;
}

/* Markdown's element in one without Markdown begins its line as the page has it; further in, lines
 * follow the elements around. */
static void remember_indent(html_lift *l, const kd_el *el) {
    const kd_el *up = el->parent, *text = el->prev;
    pc_block *x = l->blocks.n ? &l->blocks.v[l->blocks.n - 1] : NULL;
    bool outermost = !is_raw(el) && is_raw(up) && !is_raw(up->parent);
    bool begins = text && text->type == KD_TEXT && pc_str_endsz(text->text.s, "\n");
    if (outermost && begins && x && html_is_div(x, pc_html_find(el->name)))
        x->kind |= PC_UNINDENTED;
}

static void whole_element(kd *k, html_lift *l, kd_el *el) {
    bool empty = el->closed || kd_html_facts_of(el->name)->empty;
    put_tag(l, el, kd_open_tag(k, el->name, el->attr, empty));
    if (empty) return;
    children(k, l, el);
    put_tag(l, el, kd_close_tag(k, el->name));
    remember_indent(l, el);
}

/* The list of attributes that stood beside the element becomes its own. */
static void own_attributes(kd *k, kd_el *el) {
    if (!el->ial) return;
    kd_ial_apply(k, kd_el_attr(k, el), el->ial);
    el->ial = NULL;
}

static void element(kd *k, html_lift *l, kd_el *el) {
    if (el->type == KD_TEXT)
        html_feed_text(l, el->text.s, kd_pos(&el->text, 0));
    else if (el->type == KD_HTML && (kd_html_is_program(el->name) || stays(el)))
        html_add_raw(l, kd_html_text(k, el), el->pos);
    else if (el->type == KD_HTML)
        whole_element(k, l, el);
    else
        html_add_raw(l, el->text.s, el->pos);
}

/* What stands in a page for its own sake, white space and all, is remembered as it stood. */
static void remember_text(kd *k, const html_lift *l, kd_el *el, pc_blocks xs) {
    bool whole = l->native && l->raw && !el->native && !l->dollars; /* these change */
    bool one =
        xs.n == 1 && (xs.v[0].html || xs.v[0].tag == PC_Div); /* with what is in front of it */
    if (!whole || !one || holds_markdown(el)) return;
    pc_html_text x = {xs.v[0], kd_html_text(k, el)};
    pc_vec_push(k->arena, &k->html_texts, x);
}

void kd_convert_html(kd *k, pc_block_vec *out, kd_el *el) {
    html_lift l;
    pc_blocks xs;
    bool in_html = k->in_html;
    pc_mark mark = pc_arena_mark(k->scratch);
    html_lift_init(&l, k->cx);
    l.native = pc_ext_has(k->cx->exts, PC_EXT_native_html);
    l.raw = pc_ext_has(k->cx->exts, PC_EXT_raw_html);
    l.drop = !l.raw;
    l.math = true; /* the page's MathJax finds them here; in Markdown \( is an escape */
    l.dollars = k->options.dollars;
    l.balanced = l.exact = true;
    l.depth = k->depth;
    k->in_html = true;
    html_begin(&l, HTML_HOST_BLOCKS, el->pos);
    own_attributes(k, el);
    element(k, &l, el);
    html_end_blocks(&l, &xs);
    html_lift_fini(&l);
    remember_text(k, &l, el, xs);
    if (el->native) xs = kd_native_blocks(k, xs);
    pc_arena_release(k->scratch, mark);
    k->in_html = in_html;
    for (size_t i = 0; i < xs.n; i++) pc_vec_push(k->scratch, out, xs.v[i]);
}
