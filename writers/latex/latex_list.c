/* Lists. Labels are set as Pandoc does it, by \def\labelenumi, so no package is needed.
 *
 * LaTeX stops at four itemize, four enumerate and six lists (quotes count) within each other; what
 * is deeper is written as paragraphs with their bullet or number in front. */
#include "writers/latex/latex_int.h"

#include "ast/build.h"
#include "base/str.h"

static const char *const romans[] = {"i", "ii", "iii", "iv"};

bool tex_open_list(tex *t, const char *env, unsigned *depth) {
    tex_want(t, 2);
    if (t->lists >= 6 || *depth >= 4) return false;
    t->lists++;
    ++*depth;
    tex_putf(t, "\\begin{%s}", env);
    tex_want(t, 1);
    return true;
}

void tex_close_list(tex *t, const char *env, unsigned *depth) {
    t->lists--;
    --*depth;
    t->o->want = 0;
    tex_want(t, 1);
    tex_putf(t, "\\end{%s}", env);
    tex_want(t, 2);
}

/* Items that a filter has emptied show nothing but their bullets. */
static bool holds_any(pc_items items) {
    for (size_t i = 0; i < items.n; i++)
        if (items.v[i].n) return true;
    return false;
}

/* An item from kramdown is in a Div with a class. */
static pc_blocks task_content(pc_blocks xs) {
    bool div = xs.n == 1 && xs.v[0].tag == PC_Div;
    bool task = div && pc_attr_has_class(xs.v[0].u.div->attr, "task-list-item");
    return task && xs.v[0].u.div->content.n ? xs.v[0].u.div->content : xs;
}

/* Pandoc's rule: an item that begins with Plain is tight. */
static bool is_tight(pc_items items) {
    for (size_t i = 0; i < items.n; i++)
        if (items.v[i].n && task_content(items.v[i]).v[0].tag != PC_Plain) return false;
    return true;
}

static void tight(tex *t, pc_items items) {
    if (!is_tight(items)) return;
    tex_use(t, TEX_NEED_TIGHTLIST);
    tex_linez(t, "\\tightlist");
}

void tex_item(tex *t, pc_blocks xs) {
    bool was = t->no_sections;
    t->no_sections = true;
    t->o->indent += 2;
    tex_fresh(t);
    size_t at = t->o->buf.n;
    tex_blocks(t, xs);
    t->o->indent -= 2;
    t->no_sections = was;
    /* Raw text may begin with what \item would take for its label. */
    while (at < t->o->buf.n && t->o->buf.p[at] == ' ') at++;
    if (at < t->o->buf.n && t->o->buf.p[at] == '[') tex_insert(t, at, PC_S("{}"));
    t->o->want = 0;
    tex_want(t, 1);
}

static void flat_item(tex *t, const char *label, pc_blocks xs) {
    tex_want(t, 2);
    tex_putz(t, label);
    TEX_PUT(t, " ");
    t->o->fresh = t->o->buf.n;
    tex_blocks(t, xs);
    tex_want(t, 2);
}

/* --- Bullets -----------------------------------------------------------------------------------
 */

/* A task list's item begins with its box: that becomes the label. */
static const char *task_label(tex *t, pc_blocks *item) {
    pc_blocks in_div = task_content(*item), *xs = &in_div;
    if (!xs->n || (xs->v[0].tag != PC_Plain && xs->v[0].tag != PC_Para)) return NULL;
    pc_inlines in = xs->v[0].u.inlines;
    if (in.n < 2 || in.v[0].tag != PC_Str || in.v[1].tag != PC_Space) return NULL;
    bool open = pc_str_eqz(in.v[0].u.text, "☐"), done = pc_str_eqz(in.v[0].u.text, "☒");
    if (!open && !done) return NULL;
    tex_use(t, open ? TEX_NEED_SQUARE : TEX_NEED_CHECKED);
    pc_block *copy = pc_vec_copy(t->cx->scratch, xs->v, xs->n, sizeof *copy);
    copy[0].u.inlines = (pc_inlines){in.v + 2, in.n - 2};
    *item = (pc_blocks){copy, xs->n};
    return open ? "\\item[\\ensuremath{\\square}]" : "\\item[\\ensuremath{\\boxtimes}]";
}

void tex_bullet_list(tex *t, const pc_block *b) {
    pc_items items = b->u.items;
    if (!holds_any(items)) return;
    bool env = tex_open_list(t, "itemize", &t->items);
    if (env) tight(t, items);
    for (size_t i = 0; i < items.n; i++) {
        pc_blocks xs = items.v[i];
        if (!xs.n) continue;
        if (!env) {
            flat_item(t, "\\textbullet{}", xs);
            continue;
        }
        const char *label = task_label(t, &xs);
        tex_linez(t, label ? label : "\\item");
        tex_item(t, xs);
    }
    if (env) tex_close_list(t, "itemize", &t->items);
    tex_held_notes(t);
}

/* --- Numbers -----------------------------------------------------------------------------------
 */

static const struct {
    const char *open, *close;
} delims[] = {
    [PC_DEFAULT_DELIM] = {"", "."},
    [PC_PERIOD] = {"", "."},
    [PC_ONE_PAREN] = {"", ")"},
    [PC_TWO_PARENS] = {"(", ")"},
};

static const char *const styles[] = {
    [PC_DEFAULT_STYLE] = "\\arabic", [PC_EXAMPLE] = "\\arabic",    [PC_DECIMAL] = "\\arabic",
    [PC_LOWER_ROMAN] = "\\roman",    [PC_UPPER_ROMAN] = "\\Roman", [PC_LOWER_ALPHA] = "\\alph",
    [PC_UPPER_ALPHA] = "\\Alph",
};

void tex_ordered_list(tex *t, const pc_block *b) {
    const pc_olist *l = b->u.olist;
    if (!holds_any(l->items)) return; /* else empty ones count */
    bool env = tex_open_list(t, "enumerate", &t->enums);
    if (env) {
        const char *n = romans[t->enums - 1];
        /* \alph knows 26 letters, and no zero. */
        bool letters = l->style == PC_LOWER_ALPHA || l->style == PC_UPPER_ALPHA;
        bool fits = l->start > 0 && (!letters || l->start + (int64_t)l->items.n <= 27);
        if (l->style != PC_DEFAULT_STYLE || l->delim != PC_DEFAULT_DELIM)
            tex_putf(t, "\\def\\labelenum%s{%s%s{enum%s}%s}", n, delims[l->delim].open,
                     fits ? styles[l->style] : "\\arabic", n, delims[l->delim].close);
        tex_want(t, 1);
        if (l->start != 1) tex_putf(t, "\\setcounter{enum%s}{%lld}", n, (long long)l->start - 1);
        tex_want(t, 1);
        tight(t, l->items);
    }
    for (size_t i = 0; i < l->items.n; i++) {
        if (!env) {
            pc_str label = pc_str_fmt(t->cx->scratch, "%lld.", (long long)l->start + (long long)i);
            flat_item(t, pc_str_dupz(t->cx->scratch, label), l->items.v[i]);
            continue;
        }
        tex_linez(t, "\\item");
        tex_item(t, l->items.v[i]);
    }
    if (env) tex_close_list(t, "enumerate", &t->enums);
    tex_held_notes(t);
}

/* --- Definitions -------------------------------------------------------------------------------
 */

static void term(tex *t, pc_inlines xs) {
    bool one_line = t->one_line, arg = t->arg;
    t->one_line = t->arg = true;
    t->hold++;
    pc_str s = tex_inlines_str(t, xs);
    t->hold--;
    t->one_line = one_line;
    t->arg = arg;
    /* A bracket within would end the label. */
    bool brace = pc_str_chr(s, ']', 0) != PC_NPOS;
    tex_putz(t, brace ? "\\item[{" : "\\item[");
    tex_put_lines(t, s);
    tex_putz(t, brace ? "}]" : "]");
}

static bool defs_tight(pc_defs d) {
    for (size_t i = 0; i < d.n; i++)
        if (!is_tight(d.v[i].defs)) return false;
    return true;
}

void tex_definition_list(tex *t, const pc_block *b) {
    pc_defs d = b->u.defs;
    if (!d.n) return;
    unsigned none = 0;
    bool env = tex_open_list(t, "description", &none), was = t->no_sections;
    t->no_sections = true;
    if (env && defs_tight(d)) {
        tex_use(t, TEX_NEED_TIGHTLIST);
        tex_linez(t, "\\tightlist");
    }
    for (size_t i = 0; i < d.n; i++) {
        if (env) {
            term(t, d.v[i].term);
        } else {
            tex_want(t, 2);
            TEX_PUT(t, "\\textbf{");
            tex_inlines(t, d.v[i].term);
            TEX_PUT(t, "}");
        }
        tex_fresh(t);
        for (size_t k = 0; k < d.v[i].defs.n; k++) {
            pc_blocks xs = d.v[i].defs.v[k];
            /* A label alone on its line needs something to stand beside. */
            if (!k && xs.n && xs.v[0].tag != PC_Plain && xs.v[0].tag != PC_Para) {
                TEX_PUT(t, "\\hfill");
                tex_fresh(t);
            }
            tex_blocks(t, xs);
            tex_want(t, 2);
        }
        t->o->want = 0;
        tex_want(t, 1);
    }
    t->no_sections = was;
    if (env) tex_close_list(t, "description", &none);
    tex_held_notes(t);
}
