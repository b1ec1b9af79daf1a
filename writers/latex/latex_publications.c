/* Lists of publications. What the page has as one list, as a list for each entry with rules between
 * them, or as paragraphs, becomes one list whose entries do not break over pages; the legend of the
 * page moves to the end of the last one, where the marks are used that it explains. */
#include "writers/latex/latex_int.h"

#include "ast/build.h"
#include "ast/meta.h"
#include "ast/walk.h"
#include "base/str.h"
#include "base/utf8.h"

bool tex_is_legend(const tex *t, const pc_block *b) {
    (void)t;
    return b->tag == PC_Div && pc_attr_has_class(b->u.div->attr, "legend");
}

static bool is_publication(const pc_block *b) {
    return b->tag == PC_Div && pc_attr_has_class(b->u.div->attr, "publication");
}

static bool is_gap(const pc_inline *x) {
    return x->tag == PC_Space || x->tag == PC_SoftBreak || x->tag == PC_LineBreak;
}

static bool is_entry_line(const pc_inline *x) {
    return x->tag == PC_Span && pc_attr_has_class(x->u.span->attr, "publication");
}

/* A paragraph of nothing but entries, a line for each. */
static bool is_entry_lines(const pc_block *b) {
    bool any = false;
    if (b->tag != PC_Para && b->tag != PC_Plain) return false;
    for (size_t i = 0; i < b->u.inlines.n; i++) {
        const pc_inline *x = &b->u.inlines.v[i];
        if (!is_gap(x) && !is_entry_line(x)) return false;
        any = any || is_entry_line(x);
    }
    return any;
}

/* --- Looking over the document -------------------------------------------------------------------
 */

static pc_str setting(tex *t, const char *key) {
    const pc_meta *m = pc_meta_getz(t->cx->variables, key);
    if (!m) m = pc_meta_getz(t->doc->meta, key);
    return m ? pc_meta_text(t->cx->scratch, m) : (pc_str){0};
}

static bool has_entry_row(const pc_table *t) {
    for (size_t k = 0; k < t->nbodies; k++)
        for (size_t i = 0; i < t->bodies[k].body.n; i++)
            if (pc_attr_has_class(t->bodies[k].body.v[i].attr, "publication")) return true;
    return false;
}

typedef PC_VEC(const pc_attr *) attr_vec;
typedef PC_VEC(pc_blocks) blocks_vec;
typedef PC_VEC(tex_used_mark) mark_vec;

enum { STRONG, EMPH, PLAIN, LOOKS };

typedef struct scan {
    tex *t;
    size_t looks[TEX_FIELD_COUNT][LOOKS];
    attr_vec legends;
    blocks_vec legend_blocks;
    pc_map legend_texts;
    mark_vec marks;
    const pc_attr *author;
    const pc_inline *claimed; /* a field whose look was counted with the markup around it */
} scan;

static void scan_legends(scan *s, const pc_walk *w) {
    pc_arena *a = s->t->cx->scratch;
    const pc_attr *attr = w->block ? pc_block_attr(w->block) : pc_inline_attr(w->inlin);
    if (!attr || !pc_attr_has_class(attr, "legend")) return;
    pc_vec_push(a, &s->legends, attr);
    for (size_t i = 0; i < attr->pairs.n; i++) {
        const pc_key_value *kv = &attr->pairs.v[i];
        if (kv->value.n && !pc_map_has(&s->t->pubs.meanings, kv->key))
            pc_map_set(a, &s->t->pubs.meanings, kv->key, (void *)&kv->value);
    }
    if (w->block && w->block->tag == PC_Div) {
        /* The same line above each section is one legend. */
        pc_str text = pc_blocks_text(a, w->block->u.div->content);
        if (pc_map_has(&s->legend_texts, text)) return;
        pc_map_set(a, &s->legend_texts, text, s);
        pc_vec_push(a, &s->legend_blocks, w->block->u.div->content);
    }
}

const tex_used_mark *tex_used(const tex_pubs *p, pc_str c) {
    uintptr_t at = (uintptr_t)pc_map_get(&p->mark_at, c);
    return at ? &p->marks[at - 1] : NULL;
}

static void scan_mark(scan *s, pc_str utf8, uint32_t c) {
    tex *t = s->t;
    uintptr_t at = (uintptr_t)pc_map_get(&t->pubs.mark_at, utf8);
    if (at) {
        s->marks.v[at - 1].times++;
        return;
    }
    tex_role role = tex_mark_role(t, c, s->author);
    if (!t->pubs.mark[role]) t->pubs.mark[role] = c;
    tex_used_mark m = {c, role, 1};
    pc_vec_push(t->cx->scratch, &s->marks, m);
    pc_map_set(t->cx->scratch, &t->pubs.mark_at, utf8, (void *)(uintptr_t)s->marks.n);
}

static void scan_field(scan *s, const pc_inline *x) {
    tex_field f;
    const pc_inline *look;
    if (x == s->claimed || x->tag == PC_Link || !tex_field_of(x, &f, &look)) return;
    if (x == look && x->u.inlines.n) s->claimed = &x->u.inlines.v[0];
    s->looks[f][!look ? PLAIN : look->tag == PC_Strong ? STRONG : EMPH]++;
}

/* The look that most have; of equal numbers, the one that is markup. */
static void choose_looks(scan *s) {
    static const pc_inline_tag tags[] = {[STRONG] = PC_Strong, [EMPH] = PC_Emph, [PLAIN] = PC_Str};
    for (int f = 0; f < TEX_FIELD_COUNT; f++) {
        const size_t *n = s->looks[f];
        int most = n[EMPH] > n[STRONG] ? EMPH : STRONG;
        s->t->pubs.look[f] = tags[n[PLAIN] > n[most] || !n[most] ? PLAIN : most];
    }
}

static void scan_inline(scan *s, const pc_inline *x) {
    scan_field(s, x);
    if (x->tag != PC_Span) return;
    const pc_attr *attr = x->u.span->attr;
    if (pc_attr_has_class(attr, "author")) s->author = attr;
    if (!pc_attr_has_class(attr, "mark") || !s->author) return;
    pc_str text = pc_inlines_text(s->t->cx->scratch, x->u.span->content);
    if (pc_str_chr(text, '\\', 0) != PC_NPOS) return;
    for (size_t i = 0; i < text.n;) {
        size_t at = i;
        uint32_t c = pc_utf8_next(text, &i);
        if (!pc_uni_is_space(c)) scan_mark(s, pc_str_sub(text, at, i), c);
    }
}

static void scan_any(tex *t) {
    pc_walk w;
    pc_walk_blocks(&w, t->cx->scratch, t->doc->blocks);
    for (pc_event e; (e = pc_walk_next(&w)) != PC_WALK_END && !t->pubs.any;) {
        if (e != PC_WALK_ENTER || !w.block) continue;
        t->pubs.any = is_publication(w.block) || is_entry_lines(w.block) ||
                      (w.block->tag == PC_Table && has_entry_row(w.block->u.table));
    }
}

/* Venues come in badges whose parts are no fields of their own: those are skipped with the badge.
 */
static bool inside_badge(const pc_inline *x) {
    tex_field f;
    const pc_inline *look;
    return tex_field_of(x, &f, &look) && f == TEX_VENUE && x == look;
}

void tex_pubs_scan(tex *t) {
    tex_pubs *p = &t->pubs;
    for (int f = 0; f < TEX_FIELD_COUNT; f++) p->look[f] = PC_Str;
    p->list = setting(t, "publist");
    p->legend = setting(t, "legend");
    p->no_headings = pc_str_eqz(setting(t, "heading"), "none");
    scan_any(t);
    if (!p->any) return;
    scan s = {.t = t};
    pc_walk w;
    pc_walk_blocks(&w, t->cx->scratch, t->doc->blocks);
    for (pc_event e; (e = pc_walk_next(&w)) != PC_WALK_END;)
        if (e == PC_WALK_ENTER) scan_legends(&s, &w);
    p->legends = s.legends.v, p->nlegends = s.legends.n;
    p->legend_blocks = s.legend_blocks.v, p->nlegend_blocks = s.legend_blocks.n;
    pc_walk_blocks(&w, t->cx->scratch, t->doc->blocks);
    for (pc_event e; (e = pc_walk_next(&w)) != PC_WALK_END;) {
        if (e != PC_WALK_ENTER || !w.inlin) continue;
        const pc_inline *x = w.inlin;
        scan_inline(&s, x);
        if (inside_badge(x)) pc_walk_skip(&w);
    }
    choose_looks(&s);
    p->marks = s.marks.v, p->nmarks = s.marks.n;
    p->move_legends = p->nlegend_blocks && (p->nmarks || pc_str_eqz(p->legend, "none"));
}

/* --- Runs of entries -----------------------------------------------------------------------------
 */

typedef struct item {
    pc_blocks blocks;
    const pc_attr *attr; /* of its .publication; NULL: some other item of the list */
} item;

typedef PC_VEC(item) item_vec;

static bool item_is_legend(const tex *t, pc_blocks xs) {
    return t->pubs.move_legends && xs.n == 1 && tex_is_legend(t, &xs.v[0]);
}

static bool gather_items(tex *t, pc_items xs, item_vec *out) {
    bool any = false;
    for (size_t i = 0; i < xs.n; i++) any = any || (xs.v[i].n && is_publication(&xs.v[i].v[0]));
    if (!any) return false;
    for (size_t i = 0; i < xs.n; i++) {
        if (!xs.v[i].n || item_is_legend(t, xs.v[i])) continue;
        bool entry = xs.v[i].n && is_publication(&xs.v[i].v[0]);
        item it = {xs.v[i], entry ? xs.v[i].v[0].u.div->attr : NULL};
        pc_vec_push(t->cx->scratch, out, it);
    }
    return true;
}

/* Between entries and without a meaning of its own. */
static bool is_separator(const tex *t, const pc_block *b) {
    if (b->tag == PC_HorizontalRule || b->tag == PC_Null) return true;
    if (b->tag == PC_RawBlock) return !tex_is_tex(b->u.raw->format);
    return t->pubs.move_legends && tex_is_legend(t, b);
}

static bool is_picture(const pc_block *b) {
    pc_inlines xs = pc_block_inlines(b);
    if (b->tag == PC_Figure) return true;
    for (size_t i = 0; i < xs.n; i++)
        if (xs.v[i].tag != PC_Image && xs.v[i].tag != PC_Space && xs.v[i].tag != PC_SoftBreak)
            return false;
    return xs.n > 0;
}

static bool gather(tex *t, const pc_block *b, item_vec *out);

/* A box around entries and perhaps their pictures. */
static bool gather_box(tex *t, pc_blocks xs, item_vec *out) {
    size_t before = out->n;
    for (size_t i = 0; i < xs.n; i++) {
        const pc_block *b = &xs.v[i];
        bool box = b->tag == PC_Div && !is_publication(b) && !b->u.div->content.n;
        bool pictures =
            b->tag == PC_Div && b->u.div->content.n == 1 && is_picture(&b->u.div->content.v[0]);
        if (gather(t, b, out) || is_separator(t, b) || is_picture(b) || box || pictures) continue;
        out->n = before;
        return false;
    }
    return out->n > before;
}

/* Each line as the Div that it would be in a block of its own. */
static bool gather_lines(tex *t, const pc_block *b, item_vec *out) {
    pc_arena *a = t->cx->scratch;
    for (size_t i = 0; i < b->u.inlines.n; i++) {
        const pc_inline *x = &b->u.inlines.v[i];
        if (!is_entry_line(x)) continue;
        pc_block line = pc_block_at(pc_para(x->u.span->content), x->pos);
        pc_block entry = pc_div_node(a, x->u.span->attr, pc_blocks1(a, line));
        item it = {pc_blocks1(a, pc_block_at(entry, x->pos)), x->u.span->attr};
        pc_vec_push(a, out, it);
    }
    return true;
}

static bool gather(tex *t, const pc_block *b, item_vec *out) {
    if (is_entry_lines(b)) return gather_lines(t, b, out);
    if (is_publication(b)) {
        item it = {{b, 1}, b->u.div->attr};
        pc_vec_push(t->cx->scratch, out, it);
        return true;
    }
    if (b->tag == PC_BulletList) return gather_items(t, b->u.items, out);
    if (b->tag == PC_OrderedList) return gather_items(t, b->u.olist->items, out);
    if (b->tag == PC_Div && !tex_is_legend(t, b)) return gather_box(t, b->u.div->content, out);
    return false;
}

/* --- Writing a list ------------------------------------------------------------------------------
 */

static void put_item(tex *t, const item *it, const char *label) {
    bool was = t->pubs.in_list;
    t->pubs.in_list = true;
    if (label) {
        tex_linez(t, label);
        tex_item(t, it->blocks);
    } else
        tex_blocks(t, it->blocks);
    t->pubs.in_list = was;
}

static void begin(tex *t) {
    tex_linez(t, "\\interlinepenalty=10000 % an entry stays on one page");
}

static void end(tex *t, const char *env, unsigned *depth) {
    bool keep = t->o == t->body && t->pubs.list_has_marks;
    t->pubs.list_has_marks = false;
    if (keep) {
        t->o->want = 0;
        tex_fresh(t);
        tex_keep(t, TEX_LIST_END);
    }
    tex_close_list(t, env, depth);
    if (!keep) return;
    t->o->want = 1;
    tex_fresh(t);
    tex_keep(t, TEX_LIST_DONE);
    t->o->fresh = 0;
    tex_want(t, 2);
}

static void numbered(tex *t, const item_vec *v, bool backwards, int64_t start) {
    size_t n = 0;
    for (size_t i = 0; i < v->n; i++) n += v->v[i].attr != NULL;
    bool env = tex_open_list(t, "enumerate", &t->enums);
    static const char *const counters[] = {"i", "ii", "iii", "iv"};
    if (env) begin(t);
    if (env && start > 1 && !backwards) {
        tex_putf(t, "\\setcounter{enum%s}{%lld}", counters[t->enums - 1], (long long)start - 1);
        tex_want(t, 1);
    }
    for (size_t i = 0; i < v->n; i++) {
        const char *label = "\\item";
        if (backwards && v->v[i].attr)
            label = pc_str_dupz(t->cx->scratch, pc_str_fmt(t->cx->scratch, "\\item[%zu.]", n--));
        put_item(t, &v->v[i], env ? label : NULL);
    }
    if (env) end(t, "enumerate", &t->enums);
}

static void bulleted(tex *t, const item_vec *v) {
    bool env = tex_open_list(t, "itemize", &t->items);
    if (env) begin(t);
    for (size_t i = 0; i < v->n; i++) put_item(t, &v->v[i], env ? "\\item" : NULL);
    if (env) end(t, "itemize", &t->items);
}

/* One label for the entries of a year that stand together. */
static void by_year(tex *t, const item_vec *v) {
    unsigned none = 0;
    bool env = tex_open_list(t, "description", &none);
    pc_str last = {0};
    if (env) begin(t);
    for (size_t i = 0; i < v->n; i++) {
        pc_str year = v->v[i].attr ? pc_attr_get(v->v[i].attr, "year") : (pc_str){0};
        if (!env || (i && pc_str_eq(year, last))) {
            tex_want(t, 2);
            t->o->indent += 2;
            put_item(t, &v->v[i], NULL);
            t->o->indent -= 2;
            continue;
        }
        last = year;
        TEX_PUT(t, "\\item[");
        tex_text(t, year, 0);
        TEX_PUT(t, "]");
        tex_want(t, 1);
        bool was = t->pubs.in_list;
        t->pubs.in_list = true;
        tex_item(t, v->v[i].blocks);
        t->pubs.in_list = was;
    }
    if (env) end(t, "description", &none);
}

size_t tex_pubs_run(tex *t, pc_blocks xs, size_t from) {
    item_vec v = {0};
    size_t end_of_run = from;
    for (size_t i = from; i < xs.n; i++) {
        if (gather(t, &xs.v[i], &v))
            end_of_run = i + 1;
        else if (i == from || !is_separator(t, &xs.v[i]))
            break;
    }
    if (!v.n) return 0;
    for (size_t i = from; i < end_of_run; i++)
        if (xs.v[i].tag == PC_RawBlock) tex_note_raw(t, xs.v[i].u.raw, xs.v[i].pos);
    int64_t start = xs.v[from].tag == PC_OrderedList ? xs.v[from].u.olist->start : 1;
    pc_str kind = t->pubs.list;
    if (pc_str_eqz(kind, "itemize"))
        bulleted(t, &v);
    else if (pc_str_eqz(kind, "description"))
        by_year(t, &v);
    else
        numbered(t, &v, pc_str_eqz(kind, "etaremune"), start);
    return end_of_run - from;
}

/* --- The legend ----------------------------------------------------------------------------------
 */

static bool mark_used(const tex_pubs *p, pc_str c) {
    size_t i = 0;
    if (!c.n) return false;
    pc_utf8_next(c, &i);
    return tex_used(p, pc_str_sub(c, 0, i)) != NULL;
}

/* The page's own words serve if they explain nothing that is not there. */
static bool page_words_fit(const tex_pubs *p) {
    bool other = false, unused = false;
    for (size_t i = 0; i < p->nmarks; i++) other = other || p->marks[i].role == TEX_ROLE_OTHER;
    for (size_t i = 0; i < p->nlegends; i++)
        for (size_t k = 0; k < p->legends[i]->pairs.n; k++)
            unused = unused || !mark_used(p, p->legends[i]->pairs.v[k].key);
    return p->nlegend_blocks && (other || !unused);
}

static void own_words(tex *t) {
    static const char *const words[TEX_ROLE_COUNT][2] = {
        [TEX_ROLE_EQUAL] = {"Equal contribution", "Equal contribution"},
        [TEX_ROLE_CORR] = {"Corresponding author", "Corresponding authors"}};
    bool first = true;
    for (size_t i = 0; i < t->pubs.nmarks; i++) {
        const tex_used_mark *m = &t->pubs.marks[i];
        if (m->role == TEX_ROLE_OTHER) continue;
        if (!first) TEX_PUT(t, "; ");
        char utf8[4];
        tex_entry_str(t, (pc_str){utf8, pc_utf8_put(m->c, utf8)}, 0);
        TEX_PUT(t, "~");
        tex_putz(t, words[m->role][m->times > 1]);
        first = false;
    }
}

static pc_str legend_text(tex *t, pc_blocks xs) {
    tex_out o, *outer;
    tex_capture(t, &o, &outer);
    t->pubs.in_legend = true;
    bool one_line = t->one_line;
    t->one_line = true;
    if (!xs.n) own_words(t);
    for (size_t i = 0; i < xs.n; i++) {
        if (i) tex_space(t);
        tex_para_inlines(t, pc_block_inlines(&xs.v[i]));
        if (pc_block_shape(xs.v[i].tag) != PC_SHAPE_INLINES) tex_block(t, &xs.v[i]);
        t->o->want = 0;
    }
    t->one_line = one_line;
    t->pubs.in_legend = false;
    return tex_captured(t, &o, outer);
}

static pc_str legend_lines(tex *t, const char *open, const char *close) {
    pc_buf all;
    bool page = page_words_fit(&t->pubs);
    pc_buf_init(&all, t->cx->mem);
    size_t n = page ? t->pubs.nlegend_blocks : 1;
    for (size_t i = 0; i < n; i++) {
        pc_str s = legend_text(t, page ? t->pubs.legend_blocks[i] : (pc_blocks){0});
        if (s.n) pc_buf_putf(&all, "%s%.*s%s", open, PC_F(s), close);
    }
    pc_str lines = pc_buf_take(&all, t->cx->scratch);
    pc_buf_fini(&all);
    return lines;
}

/* Marks are explained by the page in the place where they stand. */
static bool explained_in_place(const tex_pubs *p) {
    return p->nlegends && !p->nlegend_blocks;
}

pc_str tex_pubs_body(tex *t) {
    pc_arena *a = t->cx->scratch;
    tex_out *o = t->body;
    bool none = pc_str_eqz(t->pubs.legend, "none");
    pc_str body = pc_buf_str(&o->buf);
    if (!t->pubs.any || !t->pubs.nmarks || none || explained_in_place(&t->pubs)) return body;
    size_t mark = o->place[TEX_FIRST_MARK], done = o->place[TEX_LIST_DONE];
    if (pc_str_eqz(t->pubs.legend, "footnote") && mark != PC_NPOS) {
        pc_str s = legend_lines(t, "{\\renewcommand{\\thefootnote}{}\\footnotetext{", "}}%\n");
        s = pc_str_cat(a, PC_S("%\n"), s);
        return pc_str_cat(a, pc_str_cat(a, pc_str_sub(body, 0, mark), s), pc_str_from(body, mark));
    }
    pc_str s = legend_lines(t, "\\publegend{", "}\n");
    if (!s.n) return body;
    if (done == PC_NPOS) return pc_str_cat(a, pc_str_cat(a, body, PC_S("\n")), s);
    size_t at = o->place[TEX_LIST_END];
    pc_str glue =
        PC_S("\\csname @endparpenalty\\endcsname=10000 % the legend stays with the list\n");
    pc_str x =
        pc_str_cat(a, pc_str_cat(a, pc_str_sub(body, 0, at), glue), pc_str_sub(body, at, done));
    return pc_str_cat(a, pc_str_cat(a, x, s), pc_str_from(body, done));
}

/* --- Macros --------------------------------------------------------------------------------------
 */

static const char *look_of(const tex_pubs *p, tex_field f) {
    return p->look[f] == PC_Strong ? "\\textbf{#1}" : p->look[f] == PC_Emph ? "\\emph{#1}" : "#1";
}

static pc_str mark_text(tex *t, tex_role role, const char *usual) {
    if (!t->pubs.mark[role]) return pc_strz(usual);
    char utf8[4];
    tex_out o, *outer;
    tex_capture(t, &o, &outer);
    tex_text(t, (pc_str){utf8, pc_utf8_put(t->pubs.mark[role], utf8)}, 0);
    return tex_captured(t, &o, outer);
}

void tex_pubs_prelude(tex *t, pc_buf *out) {
    tex_pubs *p = &t->pubs;
    pc_str equal = mark_text(t, TEX_ROLE_EQUAL, "*");
    pc_str corr = mark_text(t, TEX_ROLE_CORR, "\\textdagger{}");
    pc_buf_putf(out, "\\providecommand{\\pubtitle}[1]{%s}\n", look_of(p, TEX_TITLE));
    pc_buf_putf(out, "\\providecommand{\\pubauthors}[1]{%s}\n", look_of(p, TEX_AUTHORS));
    pc_buf_putf(out, "\\providecommand{\\pubvenue}[1]{%s}\n", look_of(p, TEX_VENUE));
    PC_PUTL(out, "\\providecommand{\\pubself}[1]{\\textbf{#1}}\n");
    pc_buf_putf(out, "\\providecommand{\\pubequal}{\\textsuperscript{%.*s}}\n", PC_F(equal));
    pc_buf_putf(out, "\\providecommand{\\pubcorr}{\\textsuperscript{%.*s}}\n", PC_F(corr));
    PC_PUTL(out, "\\providecommand{\\pubbreak}{\\newline}\n");
    PC_PUTL(out, "\\providecommand{\\publink}[2]{\\ifdefined\\href\\href{#1}{#2}\\else#2\\fi}\n");
    PC_PUTL(out, "\\providecommand{\\publegend}[1]{\\par\\nopagebreak\\noindent{\\footnotesize "
                 "#1\\par}}\n");
}
