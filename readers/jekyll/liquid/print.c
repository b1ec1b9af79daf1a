/* Values as text: Ruby's to_s and inspect, and JSON. */
#include "base/limits.h"
#include "base/str.h"
#include "base/utf8.h"
#include "data/json.h"
#include "readers/jekyll/liquid/liquid_int.h"
#include "readers/jekyll/liquid/number.h"

#include <math.h>
#include <stdio.h>

void liq_put_float(pc_buf *out, double f) {
    char text[40];
    pc_buf_putn(out, text, liq_float_text(f, text));
}

static void put_int(pc_buf *out, int64_t i) {
    char digits[20], *end = digits + sizeof digits, *p = end;
    uint64_t n = i < 0 ? 0 - (uint64_t)i : (uint64_t)i;
    do *--p = (char)('0' + n % 10);
    while (n /= 10);
    if (i < 0) pc_buf_putc(out, '-');
    pc_buf_putn(out, p, (size_t)(end - p));
}

static void put_time(pc_buf *out, liq_value v) {
    liq_strftime(out, NULL, v,
                 v.utc ? PC_S("%Y-%m-%d %H:%M:%S UTC") : PC_S("%Y-%m-%d %H:%M:%S %z"));
}

static void inspect(liq_run *r, pc_buf *out, liq_value v, int depth);

static void put(liq_run *r, pc_buf *out, liq_value v, int depth) {
    switch (v.kind) {
    case LIQ_BOOL: pc_buf_putz(out, v.u.b ? "true" : "false"); return;
    case LIQ_INT: put_int(out, v.u.i); return;
    case LIQ_FLOAT: liq_put_float(out, v.u.f); return;
    case LIQ_STR:
    case LIQ_BIG: pc_buf_putn(out, v.u.p, v.x.n); return;
    case LIQ_DATE: liq_strftime(out, NULL, v, PC_S("%Y-%m-%d")); return;
    case LIQ_TIME: put_time(out, v); return;
    case LIQ_RANGE: pc_buf_putf(out, "%lld..%lld", (long long)v.u.i, (long long)v.x.hi); return;
    case LIQ_LIST:
        for (size_t i = 0, n = liq_may_enter(r, v, depth) ? v.x.n : 0; i < n; i++)
            put(r, out, liq_at(r, v, i), depth + 1);
        return;
    case LIQ_MAP: inspect(r, out, v, depth); return;
    case LIQ_OBJ:
        if (v.u.obj->cls->hash && !depth)
            inspect(r, out, v, 0);
        else if (v.u.obj->cls->text)
            pc_buf_put(out, v.u.obj->cls->text(r, v.u.obj));
        return;
    default: return;
    }
}

void liq_put(liq_run *r, pc_buf *out, liq_value v) {
    put(r, out, v, 0);
}

pc_str liq_text(liq_run *r, liq_value v) {
    if (v.kind == LIQ_STR) return liq_slice(v);
    if (v.kind == LIQ_NIL) return PC_S("");
    pc_buf b = liq_buf(r);
    if (v.kind == LIQ_LIST)
        liq_inspect(r, &b, v);
    else
        liq_put(r, &b, v);
    return liq_buf_text(r, &b);
}

static void inspect_char(pc_buf *out, uint32_t c, char next) {
    static const char names[] = "\a\b\t\n\v\f\r\033";
    static const char letters[] = "abtnvfre";
    const char *hit = c && c < 0x20 ? strchr(names, (int)c) : NULL;
    if (c == '"' || c == '\\')
        pc_buf_putf(out, "\\%c", (int)c);
    else if (c == '#' && next && strchr("{$@", next))
        PC_PUTL(out, "\\#");
    else if (hit)
        pc_buf_putf(out, "\\%c", letters[hit - names]);
    else if (pc_uni_is_print(c) || c == 0x85)
        pc_buf_putu(out, c);
    else
        pc_buf_putf(out, c > 0xffff ? "\\u{%X}" : "\\u%04X", (unsigned)c);
}

/* Ruby's String#inspect. */
static void inspect_str(pc_buf *out, pc_str s) {
    pc_buf_putc(out, '"');
    for (size_t i = 0; i < s.n;) {
        uint32_t c = pc_utf8_next(s, &i);
        inspect_char(out, c, i < s.n ? s.p[i] : 0);
    }
    pc_buf_putc(out, '"');
}

/* Date#inspect: with the Julian day number, and the day of the calendar's reform. */
static void inspect_date(liq_run *r, pc_buf *out, liq_value v) {
    pc_buf_putf(out, "#<Date: %.*s ((%lldj,0s,0n),+0s,2299161j)>", PC_F(liq_text(r, v)),
                (long long)v.u.i + 2440588);
}

/* Time#inspect: to_s with the part of a second, when there is one. */
static void inspect_time(pc_buf *out, liq_value v) {
    char nano[16];
    liq_strftime(out, NULL, v, PC_S("%Y-%m-%d %H:%M:%S"));
    size_t n = (size_t)snprintf(nano, sizeof nano, "%09u", v.x.zone.nano % 1000000000u);
    while (n && nano[n - 1] == '0') n--;
    if (n) pc_buf_putf(out, ".%.*s", (int)n, nano);
    liq_strftime(out, NULL, v, v.utc ? PC_S(" UTC") : PC_S(" %z"));
}

static void inspect_pairs(liq_run *r, pc_buf *out, liq_value v, int depth) {
    pc_buf_putc(out, '{');
    for (size_t i = 0; i < v.x.n; i++) {
        if (i) PC_PUTL(out, ", ");
        inspect(r, out, liq_key_value(r, v, i), depth + 1);
        PC_PUTL(out, "=>");
        inspect(r, out, liq_value_at(r, v, i), depth + 1);
    }
    pc_buf_putc(out, '}');
}

/* Compact JSON on lines of its own, as Ruby's JSON.pretty_generate. */
static void put_pretty(pc_buf *out, pc_str s) {
    int depth = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i], next = i + 1 < s.n ? s.p[i + 1] : 0;
        bool opens = c == '{' || c == '[', closes = c == '}' || c == ']';
        if (c == '"') {
            size_t from = i++;
            while (i < s.n && s.p[i] != '"') i += s.p[i] == '\\' ? 2 : 1;
            pc_buf_put(out, pc_str_sub(s, from, i + 1));
            continue;
        }
        if (opens && (next == '}' || next == ']')) {
            pc_buf_putf(out, "%c%s\n%*s%c", c, c == '[' ? "\n" : "", 2 * depth, "", next);
            i++;
            continue;
        }
        depth += opens - closes;
        if (closes) pc_buf_putf(out, "\n%*s", 2 * depth, "");
        pc_buf_putc(out, c);
        if (c == ':') pc_buf_putc(out, ' ');
        if (opens || c == ',') pc_buf_putf(out, "\n%*s", 2 * depth, "");
    }
}

/* A hash as a hash; a drop as its JSON; within a list by the name of what is behind it. */
static void inspect_object(liq_run *r, pc_buf *out, liq_value v, int depth) {
    const liq_class *c = v.u.obj->cls;
    pc_str key;
    if (depth && c->inspect) {
        pc_buf_put(out, c->inspect(r, v.u.obj));
    } else if (!c->hash) {
        pc_buf b;
        pc_buf_init(&b, liq_mem(r));
        b.limit = PC_MAX_LIQUID_OUTPUT;
        liq_json(r, &b, v);
        put_pretty(out, liq_buf_text(r, &b));
    } else {
        pc_buf_putc(out, '{');
        for (size_t i = 0; c->key(r, v.u.obj, i, &key); i++) {
            if (i) PC_PUTL(out, ", ");
            inspect_str(out, key);
            PC_PUTL(out, "=>");
            inspect(r, out, liq_member(r, v, key), depth + 1);
        }
        pc_buf_putc(out, '}');
    }
}

static void inspect(liq_run *r, pc_buf *out, liq_value v, int depth) {
    bool within = v.kind == LIQ_LIST || v.kind == LIQ_MAP;
    if (within && !liq_may_enter(r, v, depth)) return;
    switch (v.kind) {
    case LIQ_NIL: PC_PUTL(out, "nil"); return;
    case LIQ_STR: inspect_str(out, liq_slice(v)); return;
    case LIQ_DATE: inspect_date(r, out, v); return;
    case LIQ_TIME: inspect_time(out, v); return;
    case LIQ_LIST:
        pc_buf_putc(out, '[');
        for (size_t i = 0; i < v.x.n; i++) {
            if (i) PC_PUTL(out, ", ");
            inspect(r, out, liq_at(r, v, i), depth + 1);
        }
        pc_buf_putc(out, ']');
        return;
    case LIQ_MAP: inspect_pairs(r, out, v, depth); return;
    case LIQ_OBJ: inspect_object(r, out, v, depth); return;
    default: put(r, out, v, depth); return;
    }
}

void liq_inspect(liq_run *r, pc_buf *out, liq_value v) {
    inspect(r, out, v, 0);
}

static void json(liq_run *r, pc_buf *out, liq_value v, int depth);

static void json_pairs(liq_run *r, pc_buf *out, liq_value v, int depth) {
    pc_buf_putc(out, '{');
    for (size_t i = 0; i < v.x.n; i++) {
        if (i) pc_buf_putc(out, ',');
        pc_json_put_str(out, liq_text(r, liq_key_value(r, v, i)), false);
        pc_buf_putc(out, ':');
        json(r, out, liq_value_at(r, v, i), depth + 1);
    }
    pc_buf_putc(out, '}');
}

static bool among(const char *const *words, pc_str key) {
    for (; words && *words; words++)
        if (pc_str_eqz(key, *words)) return true;
    return false;
}

/* A document within a drop's list: Ruby's JSON, which does not know it, takes its text. */
static bool told_by_text(liq_value v) {
    return v.kind == LIQ_OBJ && v.u.obj->cls->inspect && v.u.obj->cls->text;
}

static void json_drop_list(liq_run *r, pc_buf *out, liq_value v, int depth) {
    pc_buf_putc(out, '[');
    for (size_t i = 0; i < v.x.n; i++) {
        liq_value item = liq_at(r, v, i);
        if (i) pc_buf_putc(out, ',');
        if (told_by_text(item)) item = liq_str(item.u.obj->cls->text(r, item.u.obj));
        json(r, out, item, depth + 1);
    }
    pc_buf_putc(out, ']');
}

/* Its neighbours are told of in full down to a depth, then without their bulk and neighbours. */
static void json_object(liq_run *r, pc_buf *out, liq_value v, int depth, bool brief) {
    const liq_class *c = v.u.obj->cls;
    static const char *const neighbours[] = {"next", "previous", NULL};
    pc_str key;
    bool first = true;
    pc_buf_putc(out, '{');
    for (size_t i = 0; c->key && c->key(r, v.u.obj, i, &key); i++) {
        if (brief && among(c->bulk, key)) continue;
        if (!first) pc_buf_putc(out, ',');
        first = false;
        pc_json_put_str(out, key, false);
        pc_buf_putc(out, ':');
        liq_value member = liq_member(r, v, key);
        if (member.kind == LIQ_OBJ && depth >= 2 && c->bulk && among(neighbours, key))
            json_object(r, out, member, depth + 1, true);
        else if (member.kind == LIQ_LIST && !c->hash)
            json_drop_list(r, out, member, depth + 1);
        else
            json(r, out, member, depth + 1);
    }
    pc_buf_putc(out, '}');
}

static void json(liq_run *r, pc_buf *out, liq_value v, int depth) {
    if (depth > PC_MAX_VALUE_DEPTH || !liq_tick(r, 4)) return;
    switch (v.kind) {
    case LIQ_NIL:
    case LIQ_EMPTY:
    case LIQ_BLANK: PC_PUTL(out, "null"); return;
    case LIQ_FLOAT:
        if (isfinite(v.u.f))
            liq_put_float(out, v.u.f);
        else
            PC_PUTL(out, "null");
        return;
    case LIQ_STR: pc_json_put_str(out, liq_slice(v), false); return;
    case LIQ_DATE:
    case LIQ_TIME:
    case LIQ_RANGE:
        pc_buf_putc(out, '"');
        put(r, out, v, 0);
        pc_buf_putc(out, '"');
        return;
    case LIQ_LIST:
        pc_buf_putc(out, '[');
        for (size_t i = 0; i < v.x.n; i++) {
            if (i) pc_buf_putc(out, ',');
            json(r, out, liq_at(r, v, i), depth + 1);
        }
        pc_buf_putc(out, ']');
        return;
    case LIQ_MAP: json_pairs(r, out, v, depth); return;
    case LIQ_OBJ: json_object(r, out, v, depth, false); return;
    default: put(r, out, v, depth); return;
    }
}

void liq_json(liq_run *r, pc_buf *out, liq_value v) {
    json(r, out, v, 0);
}
