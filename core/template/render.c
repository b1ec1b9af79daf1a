/* A template and variables to atoms: text, line ends, breakable spaces, nesting, boxes.
 *
 * Nesting is by column, and Pandoc counts it in a way that shows in its output: items of a $for$
 * are counted one after another and its separator once after them, and a line end in nested text
 * goes back to column 0. The same is done here (case for-nest-column). */
#include "template/template_int.h"

#include "base/str.h"
#include "base/utf8.h"

/* What $for$ binds: the loop's variable, and "it". Innermost first. */
typedef struct tpl_scope {
    const struct tpl_scope *outer;
    const tpl_var *var;
    const pc_value *value;
} tpl_scope;

typedef struct tpl_render {
    pc_arena *a;
    const pc_value *vars;
    tpl_atoms atoms;
    size_t column;
} tpl_render;

/* Variables. */

static const pc_value *tpl_within(const pc_value *v, const pc_str *path, size_t n) {
    for (size_t i = 0; v && i < n; i++) v = pc_value_get(v, path[i]);
    return v;
}

static bool tpl_is_bound(const tpl_scope *s, const tpl_var *var) {
    if (s->var->n > var->n) return false;
    for (size_t i = 0; i < s->var->n; i++)
        if (!pc_str_eq(s->var->path[i], var->path[i])) return false;
    return true;
}

static const pc_value *tpl_lookup(const tpl_render *r, const tpl_scope *s, const tpl_var *var) {
    for (; s; s = s->outer) {
        if (s->var && tpl_is_bound(s, var))
            return tpl_within(s->value, var->path + s->var->n, var->n - s->var->n);
        if (pc_str_eqz(var->path[0], "it")) return tpl_within(s->value, var->path + 1, var->n - 1);
    }
    return tpl_within(r->vars, var->path, var->n);
}

/* The value after its pipes; *box is the last pipe that makes a block of it. */
static pc_value tpl_value_of(tpl_render *r, const tpl_scope *s, const tpl_var *var,
                             const tpl_pipe **box) {
    const pc_value *found = tpl_lookup(r, s, var);
    pc_value v = found ? *found : pc_null;
    *box = NULL;
    for (size_t i = 0; i < var->npipes; i++) {
        v = tpl_pipe_apply(r->a, &var->pipes[i], v);
        if (tpl_pipe_is_block(&var->pipes[i])) *box = &var->pipes[i];
    }
    if (v.kind == PC_LIST || v.kind == PC_MAP || v.kind == PC_BOOL) *box = NULL;
    return v;
}

static bool tpl_is_true(const pc_value *v) {
    switch ((pc_value_kind)v->kind) {
    case PC_NULL: return false;
    case PC_BOOL: return v->u.b;
    case PC_MAP: return true;
    case PC_LIST:
        for (size_t i = 0; i < v->as.of.n; i++)
            if (tpl_is_true(&v->u.list[i])) return true;
        return false;
    default: return v->as.text.n > 0;
    }
}

/* Atoms. */

static void tpl_push(tpl_render *r, tpl_atom atom) {
    if (atom.kind == TPL_ATOM_NEWLINE)
        r->column = 0;
    else if (atom.kind == TPL_ATOM_TEXT)
        r->column += pc_utf8_width(atom.text);
    else if (atom.kind == TPL_ATOM_BREAK)
        r->column++;
    pc_vec_push(r->a, &r->atoms, atom);
}

static void tpl_put_text(tpl_render *r, pc_str s) {
    for (size_t i = 0; i < s.n;) {
        size_t to = pc_str_chr(s, '\n', i);
        pc_str line = pc_str_sub(s, i, to == PC_NPOS ? s.n : to);
        if (line.n) tpl_push(r, (tpl_atom){.kind = TPL_ATOM_TEXT, .text = line});
        if (to == PC_NPOS) return;
        tpl_push(r, (tpl_atom){.kind = TPL_ATOM_NEWLINE});
        i = to + 1;
    }
}

static void tpl_put_value(tpl_render *r, const pc_value *v) {
    switch ((pc_value_kind)v->kind) {
    case PC_NULL: return;
    case PC_BOOL: tpl_put_text(r, v->u.b ? PC_S("true") : PC_S("false")); return;
    case PC_MAP: tpl_put_text(r, PC_S("true")); return;
    case PC_LIST:
        for (size_t i = 0; i < v->as.of.n; i++) tpl_put_value(r, &v->u.list[i]);
        return;
    default: tpl_put_text(r, v->as.text);
    }
}

static void tpl_put_box(tpl_render *r, pc_str text, const tpl_pipe *box) {
    r->column += (size_t)box->width + pc_utf8_width(box->from) + pc_utf8_width(box->to);
    tpl_push(r, (tpl_atom){.kind = TPL_ATOM_BLOCK, .text = text, .box = box});
}

/* A value as it stands in the text: one line end at its end does not count. */
static void tpl_put(tpl_render *r, const pc_value *v, const tpl_pipe *box) {
    if (box) {
        tpl_put_box(r, pc_value_text(v), box);
        return;
    }
    size_t from = r->atoms.n, column = r->column;
    tpl_put_value(r, v);
    if (r->atoms.n == from || r->atoms.v[r->atoms.n - 1].kind != TPL_ATOM_NEWLINE) return;
    r->atoms.n--;
    r->column = column;
    for (size_t i = r->atoms.n; i-- > from;) {
        if (r->atoms.v[i].kind == TPL_ATOM_NEWLINE) {
            r->column = 0;
            from = i + 1;
        }
    }
    for (size_t i = from; i < r->atoms.n; i++) r->column += pc_utf8_width(r->atoms.v[i].text);
}

/* Nodes. */

static void tpl_render_seq(tpl_render *r, const tpl_scope *s, tpl_seq seq);

static void tpl_render_if(tpl_render *r, const tpl_scope *s, const tpl_node *n) {
    const tpl_pipe *box;
    pc_value v = tpl_value_of(r, s, &n->var, &box);
    tpl_render_seq(r, s, box || tpl_is_true(&v) ? n->body : n->other);
}

/* A variable that does not exist is not bound, though a pipe may have made a value of it. */
static void tpl_render_item(tpl_render *r, const tpl_scope *s, const tpl_node *n,
                            const pc_value *v) {
    tpl_scope inner = {s, tpl_lookup(r, s, &n->var) ? &n->var : NULL, v};
    tpl_render_seq(r, &inner, n->body);
}

static void tpl_render_for(tpl_render *r, const tpl_scope *s, const tpl_node *n) {
    const tpl_pipe *box;
    pc_value v = tpl_value_of(r, s, &n->var, &box);
    if (v.kind == PC_NULL && box) v = pc_value_str(PC_S(""));
    const pc_value *items = v.kind == PC_LIST ? v.u.list : &v;
    size_t count = v.kind == PC_LIST ? v.as.of.n : v.kind != PC_NULL;
    if (!n->other.n) {
        for (size_t i = 0; i < count; i++) tpl_render_item(r, s, n, &items[i]);
        return;
    }
    /* All items, then the separator, as Pandoc counts columns; then put together. */
    tpl_atoms out = r->atoms, sep;
    size_t *ends = PC_NEW_N(r->a, size_t, count + 1);
    r->atoms = (tpl_atoms){0};
    for (size_t i = 0; i < count; i++) {
        tpl_render_item(r, s, n, &items[i]);
        ends[i] = r->atoms.n;
    }
    tpl_atoms all = r->atoms;
    r->atoms = (tpl_atoms){0};
    tpl_render_seq(r, s, n->other);
    sep = r->atoms;
    for (size_t i = 0, from = 0; i < count; from = ends[i++]) {
        for (size_t j = 0; i && j < sep.n; j++) pc_vec_push(r->a, &out, sep.v[j]);
        for (size_t j = from; j < ends[i]; j++) pc_vec_push(r->a, &out, all.v[j]);
    }
    r->atoms = out;
}

static void tpl_render_nest(tpl_render *r, const tpl_scope *s, const tpl_node *n) {
    size_t column = r->column, from = r->atoms.n;
    pc_vec_push(r->a, &r->atoms, ((tpl_atom){.kind = TPL_ATOM_NEST, .n = column}));
    tpl_render_seq(r, s, n->body);
    if (r->atoms.n == from + 1) {
        r->atoms.n = from; /* nothing is nested */
        return;
    }
    pc_vec_push(r->a, &r->atoms, ((tpl_atom){.kind = TPL_ATOM_UNNEST, .n = column}));
}

/* A partial with pipes is laid out first: they work on its text. */
static void tpl_render_partial(tpl_render *r, const tpl_scope *s, const tpl_node *n) {
    if (!n->var.npipes) {
        tpl_render_seq(r, s, n->body);
        return;
    }
    tpl_atoms out = r->atoms;
    size_t column = r->column;
    const tpl_pipe *box = NULL;
    r->atoms = (tpl_atoms){0};
    tpl_render_seq(r, s, n->body);
    pc_buf b;
    pc_buf_init(&b, r->a->mem);
    tpl_layout(r->a, r->atoms.v, r->atoms.n, 0, &b);
    pc_value v = pc_value_str(pc_buf_take(&b, r->a));
    pc_buf_fini(&b);
    r->atoms = out;
    r->column = column;
    for (size_t i = 0; i < n->var.npipes; i++) {
        v = tpl_pipe_apply(r->a, &n->var.pipes[i], v);
        if (tpl_pipe_is_block(&n->var.pipes[i])) box = &n->var.pipes[i];
    }
    tpl_put(r, &v, box);
}

static void tpl_render_node(tpl_render *r, const tpl_scope *s, const tpl_node *n) {
    const tpl_pipe *box;
    pc_value v;
    switch (n->op) {
    case TPL_TEXT: tpl_push(r, (tpl_atom){.kind = TPL_ATOM_TEXT, .text = n->text}); break;
    case TPL_NEWLINE: tpl_push(r, (tpl_atom){.kind = TPL_ATOM_NEWLINE}); break;
    case TPL_BREAK: tpl_push(r, (tpl_atom){.kind = TPL_ATOM_BREAK}); break;
    case TPL_VALUE:
        v = tpl_value_of(r, s, &n->var, &box);
        tpl_put(r, &v, box);
        break;
    case TPL_IF: tpl_render_if(r, s, n); break;
    case TPL_FOR: tpl_render_for(r, s, n); break;
    case TPL_NEST: tpl_render_nest(r, s, n); break;
    case TPL_PARTIAL: tpl_render_partial(r, s, n); break;
    }
}

static void tpl_render_seq(tpl_render *r, const tpl_scope *s, tpl_seq seq) {
    for (size_t i = 0; i < seq.n; i++) tpl_render_node(r, s, &seq.v[i]);
}

void pc_template_render_filled(const pc_template *t, pc_arena *scratch, const pc_value *vars,
                               size_t columns, pc_buf *out) {
    pc_mark mark = pc_arena_mark(scratch);
    tpl_render r = {.a = scratch, .vars = vars};
    tpl_render_seq(&r, NULL, t->body);
    tpl_layout(scratch, r.atoms.v, r.atoms.n, columns, out);
    pc_arena_release(scratch, mark);
}

void pc_template_render(const pc_template *t, pc_arena *scratch, const pc_value *vars,
                        pc_buf *out) {
    pc_template_render_filled(t, scratch, vars, 0, out);
}
