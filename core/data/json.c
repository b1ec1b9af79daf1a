/* JSON (RFC 8259) to values and back. Reading keeps an explicit stack, so hostile nesting costs no
 * C stack; strings without escapes and all numbers are slices of the source. */
#include "data/json.h"

#include "base/limits.h"
#include "base/str.h"
#include "data/data_int.h"
#include "data/json_scan.h"

#include <math.h>

typedef struct json_frame {
    size_t from; /* first item on the stack of items */
    size_t at;   /* offset of the bracket */
    bool map;
} json_frame;

typedef struct json_reader {
    pc_arena *a;
    const pc_source *src;
    pc_diags *d;
    const char *p, *end, *start;
    data_stack items;
    pc_buf frames; /* of json_frame */
    size_t depth;
} json_reader;

static bool json_bad(json_reader *r, const char *at, const char *what) {
    pc_diag(r->d, PC_DIAG_JSON, pc_source_pos(r->src, (size_t)(at - r->start)), "%s", what);
    return false;
}

/* What to do where a bracket closes behind a comma. */
static pc_str comma_help(const json_reader *r) {
    const char *p = r->p;
    while (p > r->start && strchr(" \t\r\n", p[-1])) p--;
    bool behind = p > r->start && p[-1] == ',' && (*r->p == ']' || *r->p == '}');
    return behind ? PC_S("take the comma before it away") : PC_S("");
}

/* "expected ... but found ...": [what] is the first half. */
static bool json_expected(json_reader *r, const char *what) {
    pc_pos pos = pc_source_pos(r->src, (size_t)(r->p - r->start));
    if (r->p == r->end) {
        pc_diag(r->d, PC_DIAG_JSON, pos, "expected %s, but the text ends here", what);
    } else if (*r->p > ' ' && *r->p < 0x7f) {
        pc_diag_span(r->d, PC_DIAG_JSON, pos, 0, comma_help(r), "expected %s, found '%c'", what,
                     *r->p);
    } else {
        pc_diag(r->d, PC_DIAG_JSON, pos, "expected %s", what);
    }
    return false;
}

static void json_space(json_reader *r) {
    while (r->p < r->end && (*r->p == ' ' || *r->p == '\n' || *r->p == '\r' || *r->p == '\t'))
        r->p++;
}

static bool json_at(const json_reader *r, char c) {
    return r->p < r->end && *r->p == c;
}

/* Scalars. */

static bool json_string(json_reader *r, pc_str *out) {
    pc_json_text s;
    const char *e = pc_json_scan_string(r->p, r->end, &s);
    if (!e) return json_bad(r, s.at, s.wrong);
    *out = s.escapes ? pc_json_unescape(r->a, s.raw) : s.raw;
    r->p = e;
    return true;
}

static bool json_number(json_reader *r, pc_value *out) {
    const char *e = pc_json_scan_number(r->p, r->end);
    if (!e) return json_bad(r, r->p, "expected a number");
    if (e < r->end && (pc_is_alnum(*e) || *e == '.')) return json_bad(r, e, "bad number");
    *out = data_number(r->a, (pc_str){r->p, (size_t)(e - r->p)});
    r->p = e;
    return true;
}

static bool json_word(json_reader *r, pc_value *out) {
    static const struct {
        pc_str word;
        pc_value value;
    } words[] = {
        {PC_LIT("true"), {.kind = PC_BOOL, .plain = true, .u.b = true}},
        {PC_LIT("false"), {.kind = PC_BOOL, .plain = true}},
        {PC_LIT("null"), {.kind = PC_NULL, .plain = true}},
    };
    const char *e = r->p;
    while (e < r->end && pc_is_alnum(*e)) e++;
    pc_str s = {r->p, (size_t)(e - r->p)};
    for (size_t i = 0; i < PC_COUNT(words); i++) {
        if (!pc_str_eq(s, words[i].word)) continue;
        *out = words[i].value;
        out->as.text = s;
        r->p = e;
        return true;
    }
    return json_expected(r, "a value");
}

static bool json_scalar(json_reader *r, pc_value *out) {
    if (r->p == r->end) return json_expected(r, "a value");
    if (*r->p == '"') {
        *out = (pc_value){.kind = PC_STRING};
        return json_string(r, &out->as.text);
    }
    if (*r->p == '-' || pc_is_digit(*r->p)) return json_number(r, out);
    return json_word(r, out);
}

static json_frame *json_top(json_reader *r) {
    return (json_frame *)(void *)r->frames.p + r->depth - 1;
}

static bool json_open(json_reader *r) {
    if (r->depth == PC_MAX_VALUE_DEPTH) {
        pc_diag(r->d, PC_DIAG_JSON, pc_source_pos(r->src, (size_t)(r->p - r->start)),
                "nested deeper than %d levels", PC_MAX_VALUE_DEPTH);
        return false;
    }
    json_frame f = {data_stack_len(&r->items), (size_t)(r->p - r->start), *r->p == '{'};
    pc_buf_putn(&r->frames, (const char *)&f, sizeof f);
    r->depth++;
    r->p++;
    json_space(r);
    return true;
}

static pc_value json_close(json_reader *r) {
    json_frame f = *json_top(r);
    pc_value v = f.map ? data_stack_map(&r->items, f.from, r->a, NULL)
                       : data_stack_list(&r->items, f.from, r->a);
    v.pos = pc_source_pos(r->src, f.at);
    r->depth--;
    pc_buf_trunc(&r->frames, r->depth * sizeof f);
    r->p++;
    return v;
}

/* Reads "key": of the innermost map and puts it on the stack; its value comes later. */
static bool json_key(json_reader *r) {
    json_space(r);
    if (!json_at(r, '"')) return json_expected(r, "a key in double quotes");
    pc_pair pair = {.key_pos = pc_source_pos(r->src, (size_t)(r->p - r->start))};
    if (!json_string(r, &pair.key)) return false;
    json_space(r);
    if (!json_at(r, ':')) return json_expected(r, "':'");
    r->p++;
    data_stack_push(&r->items, &pair);
    return true;
}

/* After a value: adds it to what it stands in, and closes what ends after it. *out is the whole
 * when that leaves nothing open. */
static bool json_add(json_reader *r, pc_value v, pc_value *out) {
    while (r->depth) {
        bool map = json_top(r)->map;
        if (map)
            data_stack_at(&r->items, data_stack_len(&r->items) - 1)->value = v;
        else
            data_stack_push(&r->items, &(pc_pair){.value = v});
        json_space(r);
        if (json_at(r, ',')) {
            r->p++;
            return !map || json_key(r);
        }
        if (!json_at(r, map ? '}' : ']'))
            return json_expected(r, map ? "',' or '}'" : "',' or ']'");
        v = json_close(r);
    }
    *out = v;
    return true;
}

static bool json_value(json_reader *r, pc_value *out) {
    do {
        pc_value v;
        json_space(r);
        if (json_at(r, '{') || json_at(r, '[')) {
            bool map = *r->p == '{';
            if (!json_open(r)) return false;
            if (!json_at(r, map ? '}' : ']')) {
                if (map && !json_key(r)) return false;
                continue;
            }
            v = json_close(r);
        } else {
            size_t at = (size_t)(r->p - r->start);
            if (!json_scalar(r, &v)) return false;
            v.pos = pc_source_pos(r->src, at);
        }
        if (!json_add(r, v, out)) return false;
    } while (r->depth);
    json_space(r);
    return r->p == r->end || json_expected(r, "the end of the text");
}

bool pc_json_read(pc_arena *a, const pc_source *src, pc_diags *d, pc_value *out) {
    json_reader r = {.a = a, .src = src, .d = d};
    r.p = r.start = src->text.n ? src->text.p : "";
    r.end = r.p + src->text.n;
    data_stack_init(&r.items, a->mem);
    pc_buf_init(&r.frames, a->mem);
    bool ok = json_value(&r, out);
    pc_buf_fini(&r.frames);
    data_stack_fini(&r.items);
    if (!ok) *out = pc_null;
    return ok;
}

/* Writing. */

static void json_put_escape(pc_buf *out, unsigned char c) {
    static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
    const char *known = c ? strchr(from, c) : NULL;
    if (known) {
        pc_buf_putc(out, '\\');
        pc_buf_putc(out, to[known - from]);
    } else {
        pc_buf_putf(out, "\\u%04x", c);
    }
}

void pc_json_put_str(pc_buf *out, pc_str s, bool html) {
    size_t done = 0;
    pc_buf_putc(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= ' ' && c != '"' && c != '\\' && !(html && c == '<')) continue;
        pc_buf_putn(out, s.p + done, i - done);
        json_put_escape(out, c);
        done = i + 1;
    }
    if (done < s.n) pc_buf_putn(out, s.p + done, s.n - done);
    pc_buf_putc(out, '"');
}

/* As read where that is JSON; else (0x1F, 1_000, .5) by value; what JSON has no number for, as
 * text. */
static void json_put_number(pc_buf *out, const pc_value *v) {
    pc_str t = v->as.text;
    if (t.n && pc_json_scan_number(t.p, t.p + t.n) == t.p + t.n) {
        pc_buf_put(out, t);
    } else if (v->kind == PC_INT) {
        pc_buf_putf(out, "%lld", (long long)v->u.i);
    } else if (isfinite(v->u.f)) {
        char text[DATA_FLOAT_SIZE];
        data_float_put(text, v->u.f);
        pc_buf_putz(out, text);
    } else {
        pc_json_put_str(out, t, false);
    }
}

static void json_newline(pc_buf *out, int indent, int level) {
    if (!indent) return;
    pc_buf_putc(out, '\n');
    pc_buf_fill(out, ' ', (size_t)(indent * level));
}

static void json_put(pc_buf *out, const pc_value *v, int indent, int level);

static void json_put_items(pc_buf *out, const pc_value *v, int indent, int level) {
    bool map = v->kind == PC_MAP;
    pc_buf_putc(out, map ? '{' : '[');
    for (size_t i = 0; i < v->as.of.n; i++) {
        if (i) pc_buf_putc(out, ',');
        json_newline(out, indent, level + 1);
        if (map) {
            pc_json_put_str(out, v->u.pairs[i].key, false);
            pc_buf_putz(out, indent ? ": " : ":");
        }
        json_put(out, map ? &v->u.pairs[i].value : &v->u.list[i], indent, level + 1);
    }
    if (v->as.of.n) json_newline(out, indent, level);
    pc_buf_putc(out, map ? '}' : ']');
}

static void json_put(pc_buf *out, const pc_value *v, int indent, int level) {
    switch ((pc_value_kind)v->kind) {
    case PC_NULL: PC_PUTL(out, "null"); break;
    case PC_BOOL: pc_buf_putz(out, v->u.b ? "true" : "false"); break;
    case PC_INT:
    case PC_FLOAT: json_put_number(out, v); break;
    case PC_STRING:
    case PC_TIME: pc_json_put_str(out, v->as.text, false); break;
    case PC_LIST:
    case PC_MAP: json_put_items(out, v, indent, level); break;
    }
}

void pc_json_write(pc_buf *out, const pc_value *v, int indent) {
    json_put(out, v, indent, 0);
}
