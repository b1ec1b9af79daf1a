/* The stack of open elements and host containers. Rules: HTML Standard, "tree construction", in
 * spirit: which open elements a tag closes, misnested formatting, scopes. */
#include "html/lift.h"

#include "ast/walk.h"
#include "base/limits.h"
#include "base/str.h"
#include "html/html_int.h"
#include "text/entities.h"
#include "text/formula.h"

enum {
    LIFT_ROOM_LEAF = 40, /* kept free below containers for a paragraph and some inlines in it */
    LIFT_ROOM_INLINE = 8,
    LIFT_AGAIN_MAX = 8 /* formatting elements opened again after a misnested close tag */
};

void html_lift_init(html_lift *l, pc_ctx *cx) {
    *l = (html_lift){.cx = cx, .arena = cx->arena, .scratch = cx->scratch, .raw = true};
    pc_buf_init(&l->word_buf, cx->mem);
}

void html_lift_fini(html_lift *l) {
    pc_buf_fini(&l->word_buf);
}

static html_frame *lift_top(html_lift *l) {
    return l->frames.n ? &l->frames.v[l->frames.n - 1] : NULL;
}

/* ---- text ---- */

static void lift_flush_word(html_lift *l) {
    if (!l->word.n && !l->word_built) return;
    pc_str s = l->word_built ? pc_buf_take(&l->word_buf, l->arena) : l->word;
    l->word = (pc_str){0};
    l->word_built = false;
    pc_vec_push(l->scratch, &l->inlines, pc_at(pc_str_node(s), l->word_pos));
}

void html_add_text(html_lift *l, pc_str part, pc_pos pos) {
    if (!part.n) return;
    if (!l->word.n && !l->word_built) {
        l->word = part;
        l->word_pos = pos;
    } else if (!l->word_built && l->word.p + l->word.n == part.p) {
        l->word.n += part.n;
    } else {
        if (!l->word_built) pc_buf_put(&l->word_buf, l->word);
        l->word_built = true;
        pc_buf_put(&l->word_buf, part);
    }
}

void html_add_words(html_lift *l, pc_str s, pc_pos pos) {
    size_t i = 0;
    for (;;) {
        size_t from = i;
        while (i < s.n && s.p[i] != ' ' && s.p[i] != '\t') i++;
        html_add_text(l, pc_str_sub(s, from, i), pos + (pc_pos)from);
        if (i == s.n) return;
        lift_flush_word(l);
        pc_vec_push(l->scratch, &l->inlines, pc_at(pc_space(), pos + (pc_pos)i));
        while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t')) i++;
    }
}

static bool lift_is_blank(const pc_inline *x) {
    return x->tag == PC_Space || x->tag == PC_SoftBreak;
}

/* A run of nothing but raw HTML is a raw block: the words between are white space. */
static bool lift_all_raw(pc_inlines xs) {
    for (size_t i = 0; i < xs.n; i++) {
        bool html = xs.v[i].tag == PC_RawInline && pc_str_eqz(xs.v[i].u.raw->format, "html");
        if (!html && !lift_is_blank(&xs.v[i])) return false;
    }
    return true;
}

static pc_block lift_raw_block(html_lift *l, pc_inlines xs) {
    pc_str text = {0};
    if (xs.n == 1) {
        text = xs.v[0].u.raw->text;
    } else {
        for (size_t i = 0; i < xs.n; i++)
            pc_buf_put(&l->word_buf, xs.v[i].tag == PC_RawInline ? xs.v[i].u.raw->text
                                     : xs.v[i].tag == PC_Space   ? PC_S(" ")
                                                                 : PC_S("\n"));
        text = pc_buf_take(&l->word_buf, l->arena);
    }
    return pc_block_at(pc_raw_block(l->arena, PC_S("html"), text), xs.v[0].pos);
}

/* Inlines that stand directly in a container of blocks become a Plain. */
static void lift_flush_run(html_lift *l) {
    lift_flush_word(l);
    html_frame *f = lift_top(l);
    size_t from = f->inlines, to = l->inlines.n;
    while (from < to && lift_is_blank(&l->inlines.v[from])) from++;
    while (from < to && lift_is_blank(&l->inlines.v[to - 1])) to--;
    l->inlines.n = f->inlines;
    if (from == to) return;
    pc_inlines xs = {l->inlines.v + from, to - from};
    pc_block b;
    if (lift_all_raw(xs))
        b = lift_raw_block(l, xs);
    else
        b = pc_block_at(
            pc_plain((pc_inlines){pc_vec_copy(l->arena, xs.v, xs.n, sizeof *xs.v), xs.n}),
            xs.v[0].pos);
    pc_vec_push(l->scratch, &l->blocks, b);
}

static pc_inlines lift_take_inlines(html_lift *l, const html_frame *f) {
    lift_flush_word(l);
    size_t n = l->inlines.n - f->inlines;
    pc_inlines xs = {
        n ? pc_vec_copy(l->arena, l->inlines.v + f->inlines, n, sizeof(pc_inline)) : NULL, n};
    l->inlines.n = f->inlines;
    return xs;
}

static pc_blocks lift_take_blocks(html_lift *l, const html_frame *f) {
    lift_flush_run(l);
    size_t n = l->blocks.n - f->blocks;
    pc_blocks xs = {n ? pc_vec_copy(l->arena, l->blocks.v + f->blocks, n, sizeof(pc_block)) : NULL,
                    n};
    l->blocks.n = f->blocks;
    return xs;
}

/* ---- frames ---- */

static void lift_push(html_lift *l, html_frame f) {
    lift_flush_word(l);
    f.inlines = l->inlines.n;
    f.blocks = l->blocks.n;
    f.skipped = l->skipped;
    l->skipped = 0;
    l->depth += f.weight;
    if (!f.host) l->open[f.tag]++;
    pc_vec_push(l->scratch, &l->frames, f);
}

static void lift_pop(html_lift *l) {
    html_frame *f = lift_top(l);
    l->skipped = f->skipped;
    l->depth -= f->weight;
    if (!f->host) l->open[f->tag]--;
    if (f->ending) l->nending--;
    l->frames.n--;
}

/* Whether [weight] more nodes would be too deep; says so once. */
static bool lift_too_deep(html_lift *l, size_t weight, size_t room, pc_pos pos) {
    if (l->depth + weight + room <= PC_MAX_DEPTH) return false;
    if (!l->told)
        pc_diag(l->cx->diags, PC_DIAG_DEPTH, pos, "nesting deeper than %d is flattened",
                PC_MAX_DEPTH - (int)room);
    l->told = true;
    return true;
}

void html_begin(html_lift *l, html_host kind, pc_pos pos) {
    size_t room = kind == HTML_HOST_BLOCKS ? LIFT_ROOM_LEAF : LIFT_ROOM_INLINE;
    lift_flush_word(l);
    if (kind != HTML_HOST_LEAF && (l->skipped || lift_too_deep(l, 1, room, pos))) {
        l->skipped++;
        return;
    }
    html_frame *top = lift_top(l);
    bool inline_only = kind != HTML_HOST_BLOCKS || (top && top->inline_only);
    lift_push(l, (html_frame){.host = true, .inline_only = inline_only, .weight = 1, .pos = pos});
}

/* Ends the innermost element. */
static void lift_close_top(html_lift *l) {
    html_frame *top = lift_top(l);
    lift_flush_word(l);
    bool inlines =
        top->inline_only || (html_kind_of(top->tag) == HTML_PHRASING && l->blocks.n == top->blocks);
    if (inlines) {
        html_frame f = *top;
        pc_inlines xs = lift_take_inlines(l, &f);
        lift_pop(l);
        if (f.again && !xs.n) return;
        pc_inline x = html_make_inline(l->arena, &f, xs);
        if (l->math && !l->exact) x = html_as_formula(l->arena, x);
        pc_vec_push(l->scratch, &l->inlines, x);
        return;
    }
    pc_blocks xs = lift_take_blocks(l, top);
    html_frame f = *top;
    lift_pop(l);
    lift_flush_run(l);
    pc_block b = html_make_block(l->arena, &f, xs);
    pc_vec_push(l->scratch, &l->blocks, b);
}

/* Ends every element within the innermost container of the host. */
static void lift_close_elements(html_lift *l) {
    while (!lift_top(l)->host) lift_close_top(l);
}

/* Ends what is open within the container that ends; false: it was flattened. */
static bool lift_end(html_lift *l) {
    lift_flush_word(l);
    if (l->skipped) {
        l->skipped--;
        return false;
    }
    lift_close_elements(l);
    return true;
}

bool html_end_inlines(html_lift *l, pc_inlines *out) {
    if (!lift_end(l)) return false;
    *out = lift_take_inlines(l, lift_top(l));
    lift_pop(l);
    return true;
}

bool html_end_blocks(html_lift *l, pc_blocks *out) {
    if (!lift_end(l)) return false;
    *out = lift_take_blocks(l, lift_top(l));
    lift_pop(l);
    return true;
}

/* Elements whose close tag came before containers of the host within them ended. */
static void lift_settle(html_lift *l) {
    if (!l->nending || lift_top(l)->host) return;
    size_t to = l->frames.n;
    for (size_t i = l->frames.n; i > 0 && !l->frames.v[i - 1].host; i--)
        if (l->frames.v[i - 1].ending) to = i - 1;
    while (l->frames.n > to) lift_close_top(l);
}

void html_end_run(html_lift *l) {
    html_frame *top = lift_top(l);
    if (top->host || html_kind_of(top->tag) == HTML_BLOCK) lift_flush_run(l);
}

void html_add(html_lift *l, pc_inline x) {
    lift_flush_word(l);
    pc_vec_push(l->scratch, &l->inlines, x);
    lift_settle(l);
}

void html_add_block(html_lift *l, pc_block x) {
    lift_flush_run(l);
    pc_vec_push(l->scratch, &l->blocks, x);
    lift_settle(l);
}

/* ---- raw HTML ---- */

static const char *const filtered[] = {"title",   "textarea", "style",  "xmp",      "iframe",
                                       "noembed", "noframes", "script", "plaintext"};

/* At a '<' of a disallowed tag. GFM, section 6.11. */
static bool lift_is_filtered(pc_str s, size_t i) {
    i++;
    if (i < s.n && s.p[i] == '/') i++;
    for (size_t k = 0; k < PC_COUNT(filtered); k++) {
        size_t n = strlen(filtered[k]);
        if (!pc_str_ieqz(pc_str_sub(s, i, i + n), filtered[k])) continue;
        char c = i + n < s.n ? s.p[i + n] : 0;
        if (pc_is_space(c) || c == '>' || (c == '/' && i + n + 1 < s.n && s.p[i + n + 1] == '>'))
            return true;
    }
    return false;
}

static pc_str lift_filter(html_lift *l, pc_str s) {
    bool any = false;
    size_t from = 0;
    for (size_t i = 0; (i = pc_str_chr(s, '<', i)) != PC_NPOS; i++) {
        if (!lift_is_filtered(s, i)) continue;
        pc_buf_put(&l->word_buf, pc_str_sub(s, from, i));
        PC_PUTL(&l->word_buf, "&lt;");
        from = i + 1;
        any = true;
    }
    if (!any) return s;
    pc_buf_put(&l->word_buf, pc_str_from(s, from));
    return pc_buf_take(&l->word_buf, l->arena);
}

void html_add_raw(html_lift *l, pc_str text, pc_pos pos) {
    if (!l->raw) {
        if (!l->drop) html_add_text(l, text, pos);
        return;
    }
    lift_flush_word(l);
    if (l->tag_filter) text = lift_filter(l, text);
    html_add(l, pc_at(pc_raw_inline(l->arena, PC_S("html"), text), pos));
}

/* ---- tags ---- */

/* Which open elements a tag closes first: those of [closes], looked for from the innermost one out,
 * not beyond any of [stops]. Zero-terminated. */
typedef struct lift_rule {
    uint8_t closes[8], stops[12];
} lift_rule;

#define T(name) PC_HTML_##name
#define P_SCOPE \
    { T(TABLE), T(TD), T(TH), T(CAPTION), T(LI), T(DD), T(DT), T(DIV), T(SECTION) }
#define CLOSES_P \
    { .closes = {T(P)}, .stops = P_SCOPE }
#define CLOSES_H \
    { .closes = {T(P), T(H1), T(H2), T(H3), T(H4), T(H5), T(H6)}, .stops = P_SCOPE }
#define CLOSES_PART                                                                             \
    {                                                                                           \
        .closes = {T(THEAD), T(TBODY), T(TFOOT), T(CAPTION), T(COLGROUP), T(TR), T(TD), T(TH)}, \
        .stops = {                                                                              \
            T(TABLE)                                                                            \
        }                                                                                       \
    }

static const lift_rule rules[PC_HTML_COUNT] = {
    [T(A)] = {.closes = {T(A)}, .stops = {T(TABLE), T(TD), T(TH), T(LI), T(P), T(DIV)}},
    [T(ADDRESS)] = CLOSES_P,
    [T(ARTICLE)] = CLOSES_P,
    [T(ASIDE)] = CLOSES_P,
    [T(BLOCKQUOTE)] = CLOSES_P,
    [T(CENTER)] = CLOSES_P,
    [T(DETAILS)] = CLOSES_P,
    [T(DIV)] = CLOSES_P,
    [T(DL)] = CLOSES_P,
    [T(FIGCAPTION)] = CLOSES_P,
    [T(FIGURE)] = CLOSES_P,
    [T(FOOTER)] = CLOSES_P,
    [T(HEADER)] = CLOSES_P,
    [T(HR)] = CLOSES_P,
    [T(MAIN)] = CLOSES_P,
    [T(NAV)] = CLOSES_P,
    [T(OL)] = CLOSES_P,
    [T(P)] = CLOSES_P,
    [T(PRE)] = CLOSES_P,
    [T(SECTION)] = CLOSES_P,
    [T(SUMMARY)] = CLOSES_P,
    [T(TABLE)] = CLOSES_P,
    [T(UL)] = CLOSES_P,
    [T(H1)] = CLOSES_H,
    [T(H2)] = CLOSES_H,
    [T(H3)] = CLOSES_H,
    [T(H4)] = CLOSES_H,
    [T(H5)] = CLOSES_H,
    [T(H6)] = CLOSES_H,
    [T(LI)] = {.closes = {T(LI)}, .stops = {T(UL), T(OL), T(TABLE), T(TD), T(TH), T(BLOCKQUOTE)}},
    [T(DT)] = {.closes = {T(DT), T(DD)}, .stops = {T(DL), T(TABLE), T(TD), T(TH)}},
    [T(DD)] = {.closes = {T(DT), T(DD)}, .stops = {T(DL), T(TABLE), T(TD), T(TH)}},
    [T(TD)] = {.closes = {T(TD), T(TH), T(CAPTION), T(COLGROUP)}, .stops = {T(TR), T(TABLE)}},
    [T(TH)] = {.closes = {T(TD), T(TH), T(CAPTION), T(COLGROUP)}, .stops = {T(TR), T(TABLE)}},
    [T(TR)] = {.closes = {T(TR), T(CAPTION), T(COLGROUP)}, .stops = {T(TABLE), T(TBODY), T(THEAD)}},
    [T(THEAD)] = CLOSES_PART,
    [T(TBODY)] = CLOSES_PART,
    [T(TFOOT)] = CLOSES_PART,
    [T(COLGROUP)] = CLOSES_PART,
};

static bool lift_in(const uint8_t *set, size_t n, uint8_t tag) {
    for (size_t i = 0; i < n && set[i]; i++)
        if (set[i] == tag) return true;
    return false;
}

/* Closes what an open tag closes. Of the elements that it may close the outermost within reach
 * counts: a <tbody> closes <td>, <tr> and <tbody> together. */
static void lift_close_implied(html_lift *l, pc_html_tag tag) {
    const lift_rule *r = &rules[tag];
    bool any = false;
    for (size_t i = 0; !l->balanced && i < PC_COUNT(r->closes) && r->closes[i]; i++)
        any |= l->open[r->closes[i]] > 0;
    if (!any) return;
    size_t to = l->frames.n;
    for (size_t i = l->frames.n; i > 0; i--) {
        const html_frame *f = &l->frames.v[i - 1];
        if (f->host || lift_in(r->stops, PC_COUNT(r->stops), f->tag)) break;
        if (lift_in(r->closes, PC_COUNT(r->closes), f->tag)) to = i - 1;
    }
    while (l->frames.n > to) lift_close_top(l);
}

static const pc_attr *lift_attrs(html_lift *l, pc_str attrs) {
    const pc_attr *x = html_attrs(l->arena, l->scratch, attrs, NULL, NULL);
    html_attr a;
    while (l->exact && !x->classes.n && html_attr_next(&attrs, &a))
        if (pc_str_ieqz(a.name, "class")) return pc_attr_set(l->arena, x, PC_S("class"), PC_S(""));
    return x;
}

static void lift_open(html_lift *l, const html_token *t, pc_pos pos) {
    html_kind kind = html_kind_of(t->tag);
    html_frame *top = lift_top(l);
    if (kind == HTML_UNKNOWN || (t->tag == PC_HTML_HR && top->inline_only)) {
        html_add_raw(l, t->text, pos);
        return;
    }
    lift_close_implied(l, t->tag);
    top = lift_top(l);
    if (kind == HTML_VOID && t->tag != PC_HTML_HR && t->tag != PC_HTML_COL) {
        html_add(l, html_make_void(l->arena, l->scratch, t, pos));
        return;
    }
    if (lift_too_deep(l, 2, top->inline_only ? LIFT_ROOM_INLINE : LIFT_ROOM_LEAF, pos)) {
        if (kind != HTML_VOID) l->flattened[t->tag]++;
        html_add_raw(l, t->text, pos);
        return;
    }
    html_frame f = {
        .inline_only = top->inline_only, .tag = (uint8_t)t->tag, .weight = 2, .pos = pos};
    f.attr = lift_attrs(l, t->attrs);
    lift_push(l, f);
    /* <a name="x"/>: browsers would make all that follows part of it; nobody who writes it means
     * so. */
    if (kind == HTML_VOID || t->self_closing) lift_close_top(l);
}

static bool lift_is_table_part(uint8_t tag) {
    switch (tag) {
    case T(TABLE):
    case T(THEAD):
    case T(TBODY):
    case T(TFOOT):
    case T(TR):
    case T(TD):
    case T(TH):
    case T(CAPTION): return true;
    default: return false;
    }
}

/* The open element that </tag> ends: its index + 1, or 0. Cells bound everything but tables. */
static size_t lift_find(html_lift *l, pc_html_tag tag, bool *through_host) {
    if (!l->open[tag]) return 0;
    for (size_t i = l->frames.n; i > 0; i--) {
        const html_frame *f = &l->frames.v[i - 1];
        if (f->host) {
            *through_host = true;
        } else {
            if (f->tag == tag) return i;
            bool bound = f->tag == T(TD) || f->tag == T(TH) || f->tag == T(TABLE);
            if (bound && (f->tag == T(TABLE) || !lift_is_table_part((uint8_t)tag))) return 0;
        }
    }
    return 0;
}

/* Ends the element at [at]; formatting that is open within it goes on behind it. */
static void lift_close_at(html_lift *l, size_t at) {
    html_frame again[LIFT_AGAIN_MAX];
    size_t n = l->frames.n - 1 - at;
    bool reopen = n <= LIFT_AGAIN_MAX && html_kind_of(l->frames.v[at].tag) == HTML_PHRASING;
    for (size_t i = 0; reopen && i < n; i++) {
        again[i] = l->frames.v[at + 1 + i];
        reopen = html_kind_of(again[i].tag) == HTML_PHRASING;
    }
    while (l->frames.n > at) lift_close_top(l);
    for (size_t i = 0; reopen && i < n; i++) {
        again[i].again = true;
        lift_push(l, again[i]);
    }
}

static void lift_close(html_lift *l, const html_token *t, pc_pos pos) {
    bool through_host = false;
    if (l->flattened[t->tag]) {
        l->flattened[t->tag]--;
        html_add_raw(l, t->text, pos);
        return;
    }
    size_t at = t->tag ? lift_find(l, t->tag, &through_host) : 0;
    if (!at || l->frames.v[at - 1].ending) {
        html_add_raw(l, t->text, pos);
        return;
    }
    lift_flush_word(l);
    if (through_host) {
        l->frames.v[at - 1].ending = true;
        l->nending++;
    } else {
        lift_close_at(l, at - 1);
    }
    lift_settle(l);
}

/* ---- feeding ---- */

static pc_pos lift_pos(html_lift *l, size_t offset) {
    if (!l->nmap) return 0;
    while (l->map_at + 1 < l->nmap && l->map[l->map_at + 1].at <= offset) l->map_at++;
    const pc_map_span *m = &l->map[l->map_at];
    return m->from && m->verbatim ? m->from + (pc_pos)(offset - m->at) : m->from;
}

static void lift_words(html_lift *l, pc_str s, size_t offset) {
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        bool line = false;
        for (; i < s.n && pc_is_space(s.p[i]); i++) line |= s.p[i] == '\n';
        if (i > from)
            html_add(l, pc_at(line ? pc_soft_break() : pc_space(), lift_pos(l, offset + from)));
        for (from = i; i < s.n && !pc_is_space(s.p[i]);) i++;
        if (i > from)
            html_add_text(l, pc_entities_decode(l->arena, pc_str_sub(s, from, i)),
                          lift_pos(l, offset + from));
    }
}

/* Elements in which MathJax looks for no formula (its skipHtmlTags). */
static bool lift_is_code(const html_lift *l) {
    return l->open[T(CODE)] || l->open[T(KBD)] || l->open[T(SAMP)] || l->open[T(TT)];
}

static pc_inline lift_formula(html_lift *l, const pc_formula *f, size_t offset) {
    pc_str tex = pc_entities_decode(l->arena, f->tex);
    if (!l->exact) tex = pc_str_trim(tex);
    pc_inline x = pc_math(f->display ? PC_DISPLAY_MATH : PC_INLINE_MATH, tex);
    return pc_at(x, lift_pos(l, offset + f->from));
}

/* <script type="math/tex; mode=display">, as MathJax 2 and kramdown 1 keep a formula. */
static bool lift_math_script(html_lift *l, const html_token *t, pc_pos pos) {
    pc_str attrs = t->attrs, type = {0};
    html_attr x;
    if (!l->math || !pc_str_ieqz(t->name, "script")) return false;
    while (!type.p && html_attr_next(&attrs, &x))
        if (pc_str_ieqz(x.name, "type")) type = x.value;
    size_t from = pc_str_chr(t->text, '>', (size_t)(t->attrs.p - t->text.p) + t->attrs.n);
    size_t to = pc_str_rchr(t->text, '<');
    if (!pc_str_startsz(type, "math/tex") || from == PC_NPOS || to <= from) return false;
    bool display = pc_str_find(type, PC_S("mode=display"), 0) != PC_NPOS;
    pc_str tex = pc_str_trim(pc_str_sub(t->text, from + 1, to));
    if (pc_str_startsz(tex, "% <![CDATA[")) tex = pc_str_trim(pc_str_from(tex, 11));
    if (pc_str_endsz(tex, "%]]>")) tex = pc_str_trim(pc_str_sub(tex, 0, tex.n - 4));
    html_add(l, pc_at(pc_math(display ? PC_DISPLAY_MATH : PC_INLINE_MATH, tex), pos));
    return true;
}

/* Text between tags: words, white space, formulas. In <pre> it is kept as it stands, until the
 * element ends. */
static void lift_text(html_lift *l, pc_str s, size_t offset) {
    if (l->open[PC_HTML_PRE]) {
        html_add_text(l, pc_entities_decode(l->arena, s), lift_pos(l, offset));
        return;
    }
    bool looks = !lift_is_code(l);
    pc_formulas all = {.text = s, .backslashes = l->math && looks, .dollars = l->dollars && looks};
    size_t from = 0;
    for (pc_formula f; pc_formula_next(&all, from, &f); from = f.to) {
        lift_words(l, pc_str_sub(s, from, f.from), offset + from);
        html_add(l, lift_formula(l, &f, offset));
    }
    lift_words(l, pc_str_from(s, from), offset + from);
}

void html_feed_text(html_lift *l, pc_str text, pc_pos pos) {
    pc_map_span span = {0, pos, true};
    if (!l->native) {
        html_add_raw(l, text, pos);
        return;
    }
    l->map = &span;
    l->nmap = 1;
    l->map_at = 0;
    lift_text(l, text, 0);
    l->map = NULL;
    l->nmap = 0;
}

void html_feed(html_lift *l, pc_str text, const pc_map_span *map, size_t nmap) {
    l->map = map;
    l->nmap = nmap;
    l->map_at = 0;
    if (!l->native) {
        html_add_raw(l, text, lift_pos(l, 0));
        return;
    }
    html_tokens t = {.text = text, .tags_only = l->tag_filter};
    for (;;) {
        size_t offset = t.at;
        html_token k = html_next(&t);
        switch (k.kind) {
        case HTML_TOKEN_END: return;
        case HTML_TOKEN_TEXT: lift_text(l, k.text, offset); break;
        case HTML_TOKEN_OPEN: lift_open(l, &k, lift_pos(l, offset)); break;
        case HTML_TOKEN_CLOSE: lift_close(l, &k, lift_pos(l, offset)); break;
        case HTML_TOKEN_RAW:
            if (!lift_math_script(l, &k, lift_pos(l, offset)))
                html_add_raw(l, k.text, lift_pos(l, offset));
            break;
        }
    }
}

size_t html_blocks_depth(pc_arena *scratch, pc_blocks xs) {
    pc_walk w;
    size_t depth = 0;
    pc_walk_blocks(&w, scratch, xs);
    while (pc_walk_next(&w) != PC_WALK_END)
        if (w.depth > depth) depth = w.depth;
    return depth;
}
