/* JSON's tokens (RFC 8259). What the document does not ask for is read past without recursion. */
#include "readers/json/pull.h"

#include "base/limits.h"
#include "data/json_scan.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Brackets within a value that is read past: a node of the document takes up to six. */
#define PULL_MAX_BRACKETS (8 * PC_MAX_DEPTH)
/* Frames of a path that are shown at its beginning and at its end. */
#define PULL_PATH_SHOWN 4

/* Failing. */

static void put_frame(pc_buf *b, const pull_path *f) {
    pc_buf_put(b, f->label);
    if (f->index != PC_NPOS) pc_buf_putf(b, "[%zu]", f->index);
    if (f->name) pc_buf_putf(b, " (%s)", f->name);
}

static void put_path(pc_buf *b, const pull_path *last, pc_arena *scratch) {
    size_t n = 0;
    for (const pull_path *f = last; f; f = f->up) n++;
    const pull_path **v = PC_NEW_N(scratch, const pull_path *, n);
    for (size_t i = n; i > 0; i--, last = last->up) v[i - 1] = last;
    for (size_t i = 0; i < n; i++) {
        if (n > 2 * PULL_PATH_SHOWN && i == PULL_PATH_SHOWN) {
            pc_buf_putz(b, " … ");
            i = n - PULL_PATH_SHOWN;
        }
        put_frame(b, v[i]);
    }
}

void pull_fail(pull *r, size_t at, pc_str help, const char *fmt, ...) {
    pc_buf b;
    pc_buf_init(&b, r->mem);
    if (r->path) {
        pc_buf_putz(&b, "in ");
        put_path(&b, r->path, r->scratch);
        pc_buf_putz(&b, ": ");
    }
    va_list ap;
    va_start(ap, fmt);
    pc_buf_put(&b, pc_str_vfmt(r->scratch, fmt, ap));
    va_end(ap);
    pc_str words = pc_buf_take(&b, r->scratch);
    pc_buf_fini(&b);
    pc_diag_span(r->diags, PC_DIAG_JSON, pc_source_pos(r->src, at), 0, help, "%.*s", PC_F(words));
    pc_throw(r->mem, PC_FAULT_STOP);
}

static const char *found(const pull *r) {
    if (r->p == r->end) return "the end of the text";
    switch (*r->p) {
    case '{': return "an object";
    case '[': return "a list";
    case ']': return "the end of the list";
    case '}': return "the end of the object";
    case '"': return "a string";
    case 't':
    case 'f': return "true or false";
    case 'n': return "null";
    default: return pc_is_digit(*r->p) || *r->p == '-' ? "a number" : NULL;
    }
}

/* What to do where a bracket closes behind a comma. */
static pc_str comma_help(const pull *r) {
    const char *p = r->p;
    while (p > r->start && strchr(" \t\r\n", p[-1])) p--;
    bool closes = r->p < r->end && (*r->p == ']' || *r->p == '}');
    return closes && p > r->start && p[-1] == ',' ? PC_S("take the comma before it away")
                                                  : PC_S("");
}

void pull_expected(pull *r, const char *what) {
    pull_peek(r);
    const char *it = found(r);
    if (it) pull_fail(r, pull_at(r), comma_help(r), "expected %s, found %s", what, it);
    if (*r->p > ' ' && *r->p < 0x7f)
        pull_fail(r, pull_at(r), PC_S(""), "expected %s, found '%c'", what, *r->p);
    pull_fail(r, pull_at(r), PC_S(""), "expected %s", what);
}

/* Punctuation. */

char pull_peek_past_space(pull *r) {
    while (r->p < r->end && (*r->p == ' ' || *r->p == '\n' || *r->p == '\r' || *r->p == '\t'))
        r->p++;
    return r->p < r->end ? *r->p : '\0';
}

bool pull_try(pull *r, char c) {
    if (pull_peek(r) != c || r->p == r->end) return false;
    r->p++;
    return true;
}

void pull_take(pull *r, char c, const char *what) {
    if (!pull_try(r, c)) pull_expected(r, what);
}

void pull_end(pull *r) {
    pull_peek(r);
    if (r->p < r->end) pull_expected(r, "the end of the text");
}

/* Strings. */

/* The string at r->p between its quotes, as written; true if there are escapes in it. */
static bool raw_string(pull *r, pc_str *out) {
    pc_json_text s;
    const char *e = pc_json_scan_string(r->p, r->end, &s);
    if (!e) pull_fail(r, (size_t)(s.at - r->start), PC_S(""), "%s", s.wrong);
    r->p = e;
    *out = s.raw;
    return s.escapes;
}

pc_str pull_string(pull *r, const char *what) {
    if (pull_peek(r) != '"') pull_expected(r, what);
    pc_str s;
    return raw_string(r, &s) ? pc_json_unescape(r->arena, s) : s;
}

/* Numbers. */

static pc_str pull_number(pull *r, const char *what) {
    char c = pull_peek(r);
    if (!pc_is_digit(c) && c != '-') pull_expected(r, what);
    const char *e = pc_json_scan_number(r->p, r->end);
    if (!e || (e < r->end && (pc_is_alnum(*e) || *e == '.')))
        pull_fail(r, pull_at(r), PC_S(""), "expected %s, and this is no number", what);
    pc_str s = {r->p, (size_t)(e - r->p)};
    r->p = e;
    return s;
}

/* strtod() reads the decimal point of the locale that a host program may have set. */
static double to_double(pull *r, pc_str s) {
    char *z = pc_str_dupz(r->scratch, s), point[8];
    snprintf(point, sizeof point, "%.1f", 0.5);
    char *dot = strchr(z, '.');
    if (dot) *dot = point[1];
    return strtod(z, NULL);
}

double pull_double(pull *r, const char *what) {
    size_t at = pull_at(r);
    double d = to_double(r, pull_number(r, what));
    if (isinf(d)) pull_fail(r, at, PC_S(""), "this number is too large");
    return d;
}

/* A whole number; 2.0 and 2e0 are, as for Pandoc. */
int64_t pull_int(pull *r, const char *what) {
    pull_peek(r);
    size_t at = pull_at(r);
    pc_str s = pull_number(r, what);
    int64_t i;
    if (pc_str_int(s, &i)) return i;
    double d = to_double(r, s);
    if (!(fabs(d) < 9007199254740992.0) || floor(d) < d)
        pull_fail(r, at, PC_S(""), "expected %s, found %.*s", what, PC_F(s));
    return (int64_t)d;
}

/* Words. */

static bool try_word(pull *r, pc_str word) {
    pull_peek(r);
    if ((size_t)(r->end - r->p) < word.n || memcmp(r->p, word.p, word.n) != 0) return false;
    const char *e = r->p + word.n;
    if (e < r->end && pc_is_alnum(*e)) return false;
    r->p = e;
    return true;
}

bool pull_bool(pull *r) {
    if (try_word(r, PC_S("true"))) return true;
    if (!try_word(r, PC_S("false"))) pull_expected(r, "true or false");
    return false;
}

bool pull_null(pull *r) {
    return try_word(r, PC_S("null"));
}

/* Reading past. */

typedef struct skip {
    bool record; /* into r->passed */
    size_t depth;
    size_t open[PULL_MAX_BRACKETS]; /* objects: index in r->passed + 1; arrays: 0 */
} skip;

static void skip_push(pull *r, skip *s, bool object) {
    if (s->depth == PULL_MAX_BRACKETS)
        pull_fail(r, pull_at(r), PC_S(""), "nested deeper than %d brackets", PULL_MAX_BRACKETS);
    size_t mark = object ? 1 : 0;
    if (object && s->record) {
        pc_vec_push(r->scratch, &r->passed, ((pull_object){pull_at(r), 0}));
        mark = r->passed.n;
    }
    s->open[s->depth++] = mark;
    r->p++;
}

static void skip_key(pull *r, const skip *s) {
    pc_str key;
    if (pull_peek(r) != '"') pull_expected(r, "a key");
    raw_string(r, &key);
    pull_take(r, ':', "':' after the key");
    if (!s->record || !pc_str_eqz(key, "t") || pull_peek(r) != '"') return;
    pull_object *o = &r->passed.v[s->open[s->depth - 1] - 1];
    if (!o->tag) o->tag = pull_at(r);
}

static void skip_scalar(pull *r) {
    pc_str s;
    char c = pull_peek(r);
    if (c == '"')
        raw_string(r, &s);
    else if (pc_is_digit(c) || c == '-')
        pull_number(r, "a value");
    else if (c == 't' || c == 'f')
        pull_bool(r);
    else if (!pull_null(r))
        pull_expected(r, "a value");
}

/* After a value: closes what ends here. True when another value follows. */
static bool skip_on(pull *r, skip *s) {
    while (s->depth > 0) {
        bool object = s->open[s->depth - 1] != 0;
        if (pull_try(r, ',')) {
            if (object) skip_key(r, s);
            return true;
        }
        pull_take(r, object ? '}' : ']', object ? "',' or '}'" : "',' or ']'");
        s->depth--;
    }
    return false;
}

static void skip_value(pull *r, skip *s) {
    do {
        bool empty = false;
        char c = pull_peek(r);
        while (!empty && (c == '{' || c == '[')) {
            skip_push(r, s, c == '{');
            empty = pull_try(r, c == '{' ? '}' : ']');
            if (!empty && c == '{') skip_key(r, s);
            c = pull_peek(r);
        }
        if (empty)
            s->depth--;
        else
            skip_scalar(r);
    } while (skip_on(r, s));
}

void pull_skip(pull *r) {
    skip s;
    s.record = false;
    s.depth = 0;
    skip_value(r, &s);
}

/* Reads on from the value of "c" to the "t" of the same object, and remembers every object on the
 * way: they will be asked for next, in the order of the text. */
static size_t look_ahead(pull *r) {
    skip s;
    s.record = true;
    s.depth = 0;
    size_t tag = 0;
    r->passed.n = 0;
    r->next_passed = 0;
    skip_value(r, &s);
    while (!tag && pull_try(r, ',')) {
        pc_str key;
        if (pull_peek(r) != '"') pull_expected(r, "a key");
        raw_string(r, &key);
        pull_take(r, ':', "':' after the key");
        if (pc_str_eqz(key, "t") && pull_peek(r) == '"') tag = pull_at(r);
        skip_value(r, &s);
    }
    r->passed_end = pull_at(r);
    return tag;
}

static size_t look_up(pull *r, size_t object) {
    while (r->next_passed < r->passed.n && r->passed.v[r->next_passed].at < object)
        r->next_passed++;
    if (r->next_passed == r->passed.n) return 0;
    const pull_object *o = &r->passed.v[r->next_passed];
    return o->at == object ? o->tag : 0;
}

pc_str pull_tag_ahead(pull *r, size_t object) {
    const char *here = r->p;
    size_t tag = object < r->passed_end ? look_up(r, object) : look_ahead(r);
    pc_str name = {NULL, 0};
    if (tag) {
        r->p = r->start + tag;
        raw_string(r, &name);
    }
    r->p = here;
    return name;
}

/* Arrays. */

void pull_open(pull *r, pull_path *frame, pc_str label, const char *what) {
    *frame = (pull_path){r->path, label, PC_NPOS, NULL};
    pull_take(r, '[', what);
    r->path = frame;
}

bool pull_next(pull *r, pull_path *frame) {
    if (pull_try(r, ']')) {
        r->path = frame->up;
        return false;
    }
    if (frame->index != PC_NPOS) pull_take(r, ',', "',' or ']'");
    frame->index++; /* PC_NPOS + 1 is 0 */
    frame->name = NULL;
    return true;
}

void pull_item(pull *r, pull_path *frame, const char *what) {
    if (pull_peek(r) == ']') pull_expected(r, what);
    if (frame->index != PC_NPOS) pull_take(r, ',', "','");
    frame->index++;
}

void pull_close(pull *r, pull_path *frame) {
    pull_take(r, ']', "the end of the list");
    r->path = frame->up;
}
