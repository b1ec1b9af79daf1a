/* Regular expressions, as far as lexers need them: compiled to instructions, run by backtracking
 * with a stack of its own and a budget, so that neither depth nor time depends on the text's
 * malice. */
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "highlight/hl_int.h"

typedef enum op {
    OP_BYTE, /* x: the byte */
    OP_SET,  /* x: which */
    OP_ANY,
    OP_SPLIT, /* goes on at +x, and if that fails at +y */
    OP_JUMP,  /* to +x */
    OP_SAVE,  /* x: slot; even ones begin a group */
    OP_BACK,  /* x: the text of a group again */
    OP_LINE_START,
    OP_LINE_END,
    OP_START,
    OP_WORD_EDGE,
    OP_AHEAD, /* what follows up to its OP_MATCH must match (y: must not); then to +x */
    OP_MATCH
} op;

typedef struct instr {
    uint8_t op;
    int16_t x, y;
} instr;

/* Characters: a bit for each ASCII one, and what else. */
typedef struct set {
    uint64_t ascii[2];
    bool negated, letters, words, others; /* beyond ASCII: letters, letters digits marks, all */
} set;

struct hl_pattern {
    const instr *code;
    const set *sets;
    bool fold, dotall;
    bool line;         /* begins with ^: Rouge asks for a line's start itself */
    bool empty;        /* may match nothing at all, so that any byte may follow */
    uint64_t first[4]; /* bytes that a match may begin with */
};

typedef struct compiler {
    pc_arena *a;
    const char *z;
    PC_VEC(instr) code;
    PC_VEC(set) sets;
    int groups;
    bool fold;
} compiler;

/* --- compiling -----------------------------------------------------------------------------------
 */

static size_t emit(compiler *c, op o, int x, int y) {
    instr i = {(uint8_t)o, (int16_t)x, (int16_t)y};
    pc_vec_push(c->a, &c->code, i);
    return c->code.n - 1;
}

/* Room for n instructions at [at]; jumps are relative, so what moves as a whole stays right. */
static void insert(compiler *c, size_t at, size_t n) {
    for (size_t i = 0; i < n; i++) emit(c, OP_JUMP, 0, 0);
    memmove(c->code.v + at + n, c->code.v + at, (c->code.n - n - at) * sizeof *c->code.v);
}

static void set_add(set *s, int c) {
    s->ascii[c >> 6] |= UINT64_C(1) << (c & 63);
}
static bool set_has(const set *s, int c) {
    return (s->ascii[c >> 6] >> (c & 63)) & 1;
}

/* Adds a class by its letter (\w \d \s \h \l \u, or one in capitals for what is not in it). */
static bool set_class(set *s, char k) {
    char low = (char)pc_lower(k);
    bool is = low != 'l' && low != 'u' && pc_is_upper(k);
    if (!strchr("wdshlu", low)) return false;
    for (int c = 0; c < 128; c++) {
        bool in = low == 'w'   ? pc_is_alnum(c) || c == '_'
                  : low == 'd' ? pc_is_digit(c)
                  : low == 's' ? pc_is_space(c)
                  : low == 'h' ? pc_is_digit(c) || (pc_lower(c) >= 'a' && pc_lower(c) <= 'f')
                  : low == 'l' ? pc_is_alpha(c)
                               : pc_is_alnum(c) || c == '_';
        if (in != is) set_add(s, c);
    }
    s->letters |= k == 'l';
    s->words |= k == 'u';
    s->others |= is;
    return true;
}

static int escaped(char c) {
    return c == 'n'   ? '\n'
           : c == 't' ? '\t'
           : c == 'r' ? '\r'
           : c == 'f' ? '\f'
           : c == 'v' ? '\v'
                      : c;
}

static size_t put_set(compiler *c, set s) {
    if (c->fold)
        for (int k = 'a'; k <= 'z'; k++)
            if (set_has(&s, k) || set_has(&s, k - 32)) set_add(&s, k), set_add(&s, k - 32);
    pc_vec_push(c->a, &c->sets, s);
    return emit(c, OP_SET, (int)c->sets.n - 1, 0);
}

static void bracket(compiler *c) {
    set s = {0};
    if (*c->z == '^') s.negated = true, c->z++;
    for (bool first = true; *c->z && (*c->z != ']' || first); first = false) {
        if (*c->z == '\\' && set_class(&s, c->z[1])) {
            c->z += 2;
            continue;
        }
        int lo = *c->z == '\\' ? escaped(*++c->z) : *c->z, hi = lo;
        c->z++;
        if (c->z[0] == '-' && c->z[1] && c->z[1] != ']') {
            hi = c->z[1] == '\\' ? escaped(c->z[2]) : c->z[1];
            c->z += c->z[1] == '\\' ? 3 : 2;
        }
        for (int k = lo; k <= hi && k < 128; k++) set_add(&s, k);
    }
    if (*c->z) c->z++;
    put_set(c, s);
}

static void alternation(compiler *c);

static void group(compiler *c) {
    bool ahead = c->z[0] == '?' && (c->z[1] == '=' || c->z[1] == '!');
    if (ahead) {
        size_t at = emit(c, OP_AHEAD, 0, c->z[1] == '!');
        c->z += 2;
        alternation(c);
        emit(c, OP_MATCH, 0, 0);
        c->code.v[at].x = (int16_t)(c->code.n - at);
    } else if (c->z[0] == '?' && c->z[1] == ':') {
        c->z += 2;
        alternation(c);
    } else {
        int n = ++c->groups;
        emit(c, OP_SAVE, n * 2, 0);
        alternation(c);
        emit(c, OP_SAVE, n * 2 + 1, 0);
    }
    if (*c->z == ')') c->z++;
}

static void escape(compiler *c) {
    char k = *c->z++;
    set s = {0};
    if (k >= '1' && k <= '9')
        emit(c, OP_BACK, k - '0', 0);
    else if (k == 'b')
        emit(c, OP_WORD_EDGE, 0, 0);
    else if (k == 'A')
        emit(c, OP_START, 0, 0);
    else if (set_class(&s, k))
        put_set(c, s);
    else
        emit(c, OP_BYTE, escaped(k), 0);
}

static void atom(compiler *c) {
    char k = *c->z++;
    switch (k) {
    case '.': emit(c, OP_ANY, 0, 0); break;
    case '^': emit(c, OP_LINE_START, 0, 0); break;
    case '$': emit(c, OP_LINE_END, 0, 0); break;
    case '[': bracket(c); break;
    case '(': group(c); break;
    case '\\': escape(c); break;
    default: emit(c, OP_BYTE, c->fold ? pc_lower(k) : (unsigned char)k, 0);
    }
}

static bool lazy(compiler *c) {
    bool yes = *c->z == '?';
    c->z += yes;
    return yes;
}

static void split(compiler *c, size_t at, int take, int leave, bool late) {
    c->code.v[at] =
        (instr){OP_SPLIT, (int16_t)(late ? leave : take), (int16_t)(late ? take : leave)};
}

static void star(compiler *c, size_t from, bool late) {
    insert(c, from, 1);
    int n = (int)(c->code.n - from);
    emit(c, OP_JUMP, -n, 0);
    split(c, from, 1, n + 1, late);
}
static void optional(compiler *c, size_t from, bool late) {
    insert(c, from, 1);
    split(c, from, 1, (int)(c->code.n - from), late);
}

/* Another copy of code [from, to). */
static void again(compiler *c, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) emit(c, (op)c->code.v[i].op, c->code.v[i].x, c->code.v[i].y);
}

static int digits(compiler *c) {
    int n = 0;
    while (pc_is_digit(*c->z)) n = n * 10 + *c->z++ - '0';
    return n;
}

/* {m}, {m,}, {m,n}, {,n} after an atom that begins at [from]. */
static void braces(compiler *c, size_t from) {
    size_t to = c->code.n;
    int least = digits(c), most = least;
    if (*c->z == ',') {
        c->z++;
        most = pc_is_digit(*c->z) ? digits(c) : -1;
    }
    c->z++;
    bool late = lazy(c);
    for (int i = 1; i < least; i++) again(c, from, to);
    if (most < 0) {
        size_t at = c->code.n;
        again(c, from, to);
        star(c, at, late);
    }
    size_t one = to - from;
    for (int i = least > 0 ? least : 1; i < most; i++) {
        size_t at = c->code.n;
        again(c, from, from + one);
        optional(c, at, late);
    }
    if (!least) optional(c, from, late);
}

static bool begins_braces(const char *z) {
    if (*z++ != '{') return false;
    while (pc_is_digit(*z) || *z == ',') z++;
    return *z == '}' && (pc_is_digit(z[-1]) || z[-1] == ',');
}

static void repeated(compiler *c) {
    size_t from = c->code.n;
    atom(c);
    if (begins_braces(c->z)) {
        c->z++;
        braces(c, from);
    } else if (*c->z && strchr("*+?", *c->z)) {
        char k = *c->z++;
        bool late = lazy(c);
        if (k == '*')
            star(c, from, late);
        else if (k == '?')
            optional(c, from, late);
        else {
            int n = (int)(c->code.n - from);
            size_t at = emit(c, OP_SPLIT, 0, 0);
            split(c, at, -n, 1, late);
        }
    }
}

static void alternation(compiler *c) {
    size_t from = c->code.n;
    while (*c->z && *c->z != '|' && *c->z != ')') repeated(c);
    if (*c->z != '|') return;
    c->z++;
    insert(c, from, 1);
    size_t jump = emit(c, OP_JUMP, 0, 0);
    split(c, from, 1, (int)(c->code.n - from), false);
    alternation(c);
    c->code.v[jump].x = (int16_t)(c->code.n - jump);
}

/* --- what a match may begin with -----------------------------------------------------------------
 */

static void first_add(hl_pattern *p, int byte) {
    p->first[byte >> 6] |= UINT64_C(1) << (byte & 63);
}

static void first_set(hl_pattern *p, const set *s) {
    bool wide = s->negated || s->others || s->letters || s->words;
    for (int c = 0; c < 128; c++)
        if (set_has(s, c) != s->negated) first_add(p, c);
    for (int c = 128; wide && c < 256; c++) first_add(p, c);
}

/* Adds what instruction [at] and, where it takes no byte, those after it may begin with; each
 * instruction once. Splits nest as the pattern does. */
static void first_from(hl_pattern *p, bool *seen, size_t at) {
    while (!seen[at]) {
        const instr *i = &p->code[at];
        seen[at] = true;
        switch ((op)i->op) {
        case OP_BYTE:
            first_add(p, (unsigned char)i->x);
            if (p->fold) first_add(p, pc_upper((unsigned char)i->x));
            return;
        case OP_SET: first_set(p, &p->sets[i->x]); return;
        case OP_ANY: memset(p->first, 0xff, sizeof p->first); return;
        case OP_BACK:
        case OP_MATCH: p->empty = true; return;
        case OP_SPLIT:
            first_from(p, seen, at + (size_t)i->y);
            at += (size_t)i->x;
            break;
        case OP_JUMP:
        case OP_AHEAD: at += (size_t)i->x; break;
        default: at++;
        }
    }
}

static bool may_begin(const hl_pattern *p, pc_str s, size_t at) {
    if (p->empty) return true;
    if (at >= s.n) return false;
    unsigned char c = (unsigned char)s.p[at];
    return (p->first[c >> 6] >> (c & 63)) & 1;
}

hl_pattern *hl_compile(pc_arena *a, const char *z, int flags) {
    compiler c = {.a = a, .z = z, .fold = flags & HL_FOLD};
    hl_pattern *p = PC_NEW(a, hl_pattern);
    p->line = *z == '^';
    alternation(&c);
    emit(&c, OP_MATCH, 0, 0);
    p->code = c.code.v;
    p->sets = c.sets.v;
    p->fold = c.fold;
    p->dotall = flags & HL_DOTALL;
    first_from(p, pc_alloc0(a, c.code.n), 0);
    return p;
}

/* --- running -------------------------------------------------------------------------------------
 */

/* A place to go back to; or, with pc NULL, a slot's value to put back. */
typedef struct frame {
    const instr *pc;
    size_t at; /* or the slot's value */
    int slot;
} frame;

typedef struct runner {
    const hl_pattern *p;
    pc_arena *scratch;
    pc_str s;
    size_t start;
    uint64_t *budget;
    size_t slots[HL_GROUPS * 2];
    PC_VEC(frame) stack;
} runner;

/* Ruby's \p{Word} beyond ASCII: letters, marks, decimal digits. */
static bool wide_word(uint32_t c) {
    return pc_uni_is_alpha(c) || pc_uni_is_mark(c) || pc_uni_is_digit(c);
}

static bool in_set(const set *s, uint32_t c) {
    bool in = c < 128
                  ? set_has(s, (int)c)
                  : s->others || (s->letters && pc_uni_is_alpha(c)) || (s->words && wide_word(c));
    return in != s->negated;
}

static bool is_word(uint32_t c) {
    return c < 128 ? pc_is_alnum((int)c) || c == '_' : wide_word(c);
}

static bool word_edge(const runner *r, size_t at) {
    size_t back = at, ahead = at;
    bool before = at > r->start && is_word(pc_utf8_prev(r->s, &back));
    return before != (at < r->s.n && is_word(pc_utf8_next(r->s, &ahead)));
}

static bool group_again(const runner *r, int n, size_t *at) {
    size_t from = r->slots[n * 2], to = r->slots[n * 2 + 1];
    if (from == PC_NPOS || to == PC_NPOS) return false;
    pc_str want = pc_str_sub(r->s, from, to);
    if (!pc_str_starts(pc_str_from(r->s, *at), want)) return false;
    *at += want.n;
    return true;
}

/* One character or one condition; false: no match here. */
static bool step(const runner *r, const instr *i, size_t *at) {
    size_t k = *at;
    if (i->op <= OP_ANY && k >= r->s.n) return false;
    switch ((op)i->op) {
    case OP_BYTE:
        *at += 1;
        return (unsigned char)(r->p->fold ? pc_lower(r->s.p[k]) : r->s.p[k]) == (unsigned char)i->x;
    case OP_SET: return in_set(&r->p->sets[i->x], pc_utf8_next(r->s, at));
    case OP_ANY: return pc_utf8_next(r->s, at) != '\n' || r->p->dotall;
    case OP_BACK: return group_again(r, i->x, at);
    case OP_LINE_START: return k == r->start || r->s.p[k - 1] == '\n';
    case OP_LINE_END: return k == r->s.n || r->s.p[k] == '\n';
    case OP_START: return k == r->start;
    case OP_WORD_EDGE: return word_edge(r, k);
    default: return false;
    }
}

static bool run(runner *r, const instr *pc, size_t *at, size_t bottom) {
    for (;;) {
        if (!*r->budget) return false;
        --*r->budget;
        const instr *i = pc;
        bool ok = true;
        if (i->op == OP_MATCH) return true;
        if (i->op == OP_JUMP) {
            pc += i->x;
        } else if (i->op == OP_SPLIT) {
            frame f = {pc + i->y, *at, 0};
            pc_vec_push(r->scratch, &r->stack, f);
            pc += i->x;
        } else if (i->op == OP_SAVE) {
            frame f = {NULL, r->slots[i->x], i->x};
            pc_vec_push(r->scratch, &r->stack, f);
            r->slots[i->x] = *at;
            pc++;
        } else if (i->op == OP_AHEAD) {
            size_t there = *at, keep = r->stack.n;
            ok = run(r, pc + 1, &there, keep) != (bool)i->y; /* as deep as the pattern nests */
            r->stack.n = keep;
            pc += i->x;
        } else {
            ok = step(r, i, at);
            pc++;
        }
        while (!ok) {
            if (r->stack.n == bottom) return false;
            frame f = r->stack.v[--r->stack.n];
            if (!f.pc) {
                r->slots[f.slot] = f.at;
                continue;
            }
            pc = f.pc;
            *at = f.at;
            ok = true;
        }
    }
}

bool hl_run(const hl_pattern *p, pc_arena *scratch, pc_str s, size_t at, uint64_t *budget,
            hl_match *out) {
    runner r = {.p = p, .scratch = scratch, .s = s, .start = at, .budget = budget};
    size_t end = at;
    if (!may_begin(p, s, at) || (p->line && at && s.p[at - 1] != '\n')) return false;
    for (int i = 0; i < HL_GROUPS * 2; i++) r.slots[i] = PC_NPOS;
    pc_mark mark = pc_arena_mark(scratch);
    bool ok = run(&r, p->code, &end, 0);
    pc_arena_release(scratch, mark);
    if (!ok) return false;
    for (int i = 0; i < HL_GROUPS; i++)
        out->from[i] = r.slots[i * 2], out->to[i] = r.slots[i * 2 + 1];
    out->from[0] = at;
    out->to[0] = end;
    return true;
}
