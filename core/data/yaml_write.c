/* Values to YAML that people like to read: block style, quotes only where the plain form would be
 * read back as something else. */
#include "data/yaml.h"

#include "base/str.h"
#include "base/utf8.h"
#include "data/yaml_int.h"

static bool yaml_is_break(uint32_t c) {
    return c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Must be escaped: what libyaml's reader refuses, or folds as a line end. */
static bool yaml_is_special(uint32_t c) {
    return c < ' ' || (c >= 0x7f && c < 0xa0) || yaml_is_break(c) || c == 0xfeff ||
           (c >= 0xfffe && c <= 0xffff);
}

static bool yaml_has_special(pc_str s) {
    for (size_t i = 0; i < s.n;)
        if (yaml_is_special(pc_utf8_next(s, &i))) return true;
    return false;
}

/* Whether plain s ends early or begins something else. */
static bool yaml_is_plain(pc_str s) {
    if (!s.n || pc_is_space(s.p[0]) || pc_is_space(s.p[s.n - 1])) return false;
    if (strchr("!&*{}[]|>@`\"'%#,", s.p[0])) return false;
    if (strchr("-?:", s.p[0]) && (s.n == 1 || pc_is_space(s.p[1]))) return false;
    if (pc_str_startsz(s, "---") || pc_str_startsz(s, "...")) return false;
    if (s.p[s.n - 1] == ':' || pc_str_has(s, ": ") || pc_str_has(s, " #")) return false;
    return !yaml_has_special(s);
}

static void yaml_put_quoted(pc_buf *out, pc_str s) {
    static const char from[] = "\"\\\a\b\t\n\v\f\r\x1b", to[] = "\"\\abtnvfre";
    pc_buf_putc(out, '"');
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        uint32_t c = pc_utf8_next(s, &i);
        const char *known = c && c < 0x80 ? strchr(from, (int)c) : NULL;
        if (known) {
            pc_buf_putc(out, '\\');
            pc_buf_putc(out, to[known - from]);
        } else if (yaml_is_special(c)) {
            pc_buf_putf(out, c < 0x100 ? "\\x%02x" : "\\u%04x", (unsigned)c);
        } else {
            pc_buf_putn(out, s.p + at, i - at);
        }
    }
    pc_buf_putc(out, '"');
}

static void yaml_put_string(pc_buf *out, pc_str s) {
    if (yaml_is_plain(s) && pc_yaml_scalar(NULL, s).kind == PC_STRING)
        pc_buf_put(out, s);
    else
        yaml_put_quoted(out, s);
}

/* As written, where that is read back as what it is (a JSON 1e3 would become a string). */
static void yaml_put_number(pc_buf *out, const pc_value *v) {
    if (pc_yaml_scalar(NULL, v->as.text).kind == v->kind) {
        pc_buf_put(out, v->as.text);
    } else if (v->kind == PC_INT) {
        pc_buf_putf(out, "%lld", (long long)v->u.i);
    } else {
        char text[DATA_FLOAT_SIZE];
        data_float_put(text, v->u.f);
        pc_buf_putz(out, text);
    }
}

static void yaml_put_scalar(pc_buf *out, const pc_value *v) {
    switch ((pc_value_kind)v->kind) {
    case PC_NULL: PC_PUTL(out, "null"); break;
    case PC_BOOL: pc_buf_putz(out, v->u.b ? "true" : "false"); break;
    case PC_INT:
    case PC_FLOAT: yaml_put_number(out, v); break;
    case PC_TIME: pc_buf_put(out, v->as.text); break;
    case PC_STRING: yaml_put_string(out, v->as.text); break;
    case PC_LIST: PC_PUTL(out, "[]"); break;
    case PC_MAP: PC_PUTL(out, "{}"); break;
    }
}

/* The items of v; the first line goes on where the output stands, later ones are indented. */
static void yaml_put_items(pc_buf *out, const pc_value *v, size_t indent) {
    for (size_t i = 0; i < v->as.of.n; i++) {
        const pc_value *x = v->kind == PC_LIST ? &v->u.list[i] : &v->u.pairs[i].value;
        bool nested = pc_value_len(x) > 0;
        if (i) pc_buf_fill(out, ' ', indent);
        if (v->kind == PC_LIST) {
            PC_PUTL(out, "- ");
        } else {
            yaml_put_string(out, v->u.pairs[i].key);
            pc_buf_putz(out, nested ? ":\n" : ": ");
            if (nested) pc_buf_fill(out, ' ', indent + 2);
        }
        if (nested) {
            yaml_put_items(out, x, indent + 2);
        } else {
            yaml_put_scalar(out, x);
            pc_buf_putc(out, '\n');
        }
    }
}

void pc_yaml_write(pc_buf *out, const pc_value *v) {
    if (pc_value_len(v)) {
        yaml_put_items(out, v, 0);
        return;
    }
    yaml_put_scalar(out, v);
    pc_buf_putc(out, '\n');
}
