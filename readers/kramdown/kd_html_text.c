/* HTML that holds no Markdown, as kramdown prints it: as it was written, but for the form of tags
 * and what must be escaped. */
#include "base/str.h"
#include "readers/kramdown/kd.h"

/* ---- escaping ---- */

static bool in_name(int c) {
    return pc_is_alnum(c) || c == '_' || c == ':' || c == '-' || c == '.';
}

static bool in_hex(int c) {
    return pc_is_digit(c) || (pc_lower(c) >= 'a' && pc_lower(c) <= 'f');
}

static bool in_number(int c) {
    return pc_is_digit(c);
}

/* What XML's grammar calls a reference: kramdown asks REXML. */
size_t kd_reference_end(pc_str s, size_t at) {
    bool number = pc_str_starts(pc_str_from(s, at + 1), PC_S("#"));
    bool hex = pc_str_starts(pc_str_from(s, at + 1), PC_S("#x"));
    size_t from = at + 1 + number + hex, i = from;
    bool (*in)(int c) = hex ? in_hex : number ? in_number : in_name;
    while (i < s.n && in((unsigned char)s.p[i])) i++;
    if (i == from || i == s.n || s.p[i] != ';') return 0;
    return s.p[from] == '-' || s.p[from] == '.' ? 0 : i + 1;
}

static const bool special[256] = {['<'] = true, ['>'] = true, ['&'] = true, ['"'] = true};

static const char *escape_of(pc_str s, size_t at, bool quotes) {
    switch (s.p[at]) {
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '&': return kd_reference_end(s, at) ? NULL : "&amp;";
    case '"': return quotes ? "&quot;" : NULL;
    default: return NULL;
    }
}

static void put_escaped(pc_buf *out, pc_str s, bool quotes) {
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        const char *to = special[(unsigned char)s.p[i]] ? escape_of(s, i, quotes) : NULL;
        if (!to) continue;
        pc_buf_put(out, pc_str_sub(s, from, i));
        pc_buf_putz(out, to);
        from = i + 1;
    }
    pc_buf_put(out, pc_str_from(s, from));
}

static pc_str taken(kd *k, pc_buf *b) {
    pc_str text = pc_buf_take(b, k->arena);
    pc_buf_fini(b);
    return text;
}

pc_str kd_html_escape(kd *k, pc_str s) {
    pc_buf b;
    pc_buf_init(&b, k->arena->mem);
    put_escaped(&b, s, false);
    return taken(k, &b);
}

/* ---- tags and elements ---- */

/* An empty identifier is none. */
static bool is_no_id(const pc_key_value *kv) {
    return pc_str_eqz(kv->key, "id") && !pc_str_trim(kv->value).n;
}

static void put_open_tag(pc_buf *out, pc_str name, const kd_ial *attr, bool closed) {
    pc_buf_putc(out, '<');
    pc_buf_put(out, name);
    for (size_t i = 0; attr && i < attr->pairs.n; i++) {
        if (is_no_id(&attr->pairs.v[i])) continue;
        pc_buf_putc(out, ' ');
        pc_buf_put(out, attr->pairs.v[i].key);
        PC_PUTL(out, "=\"");
        put_escaped(out, attr->pairs.v[i].value, true);
        pc_buf_putc(out, '"');
    }
    pc_buf_putz(out, closed ? " />" : ">");
}

static void put_close_tag(pc_buf *out, pc_str name) {
    PC_PUTL(out, "</");
    pc_buf_put(out, name);
    pc_buf_putc(out, '>');
}

/* Recursion is as deep as the element, which the parser bounds. */
static void put_element(pc_buf *out, const kd_el *el) {
    if (el->type != KD_HTML) {
        if (el->type == KD_TEXT && !kd_html_is_program(el->parent->name))
            put_escaped(out, el->text.s, false);
        else
            pc_buf_put(out, el->text.s);
        return;
    }
    bool empty = el->closed || kd_html_facts_of(el->name)->empty;
    put_open_tag(out, el->name, el->attr, empty);
    for (const kd_el *x = el->first; x; x = x->next) put_element(out, x);
    if (!empty) put_close_tag(out, el->name);
}

pc_str kd_open_tag(kd *k, pc_str name, const kd_ial *attr, bool closed) {
    pc_buf b;
    pc_buf_init(&b, k->arena->mem);
    put_open_tag(&b, name, attr, closed);
    return taken(k, &b);
}

pc_str kd_close_tag(kd *k, pc_str name) {
    pc_buf b;
    pc_buf_init(&b, k->arena->mem);
    put_close_tag(&b, name);
    return taken(k, &b);
}

pc_str kd_html_text(kd *k, const kd_el *el) {
    pc_buf b;
    pc_buf_init(&b, k->arena->mem);
    put_element(&b, el);
    return taken(k, &b);
}
