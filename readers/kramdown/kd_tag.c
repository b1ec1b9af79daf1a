/* Tags, and what kramdown knows of HTML's elements. What is no whole tag, with attributes as XML
 * has them (unquoted values are words), is text. */
#include "readers/kramdown/kd.h"

#include "base/str.h"
#include "base/utf8.h"

/* --- elements ------------------------------------------------------------------------------------
 */

#define SPAN .span = true
#define BLOCK .block = true
#define EMPTY .empty = true
#define HOLDS_BLOCKS .model = KD_MODEL_BLOCK
#define HOLDS_SPANS .model = KD_MODEL_SPAN

/* Sorted by name. The model is what markdown="1" means; without a word it is raw. */
static const kd_html_facts facts[] = {
    {"a", SPAN, HOLDS_SPANS},
    {"abbr", SPAN, HOLDS_SPANS},
    {"acronym", SPAN, HOLDS_SPANS},
    {"address", BLOCK, HOLDS_BLOCKS},
    {"applet", BLOCK, HOLDS_BLOCKS},
    {"area", EMPTY},
    {"article", BLOCK, HOLDS_BLOCKS},
    {"aside", BLOCK, HOLDS_BLOCKS},
    {"b", SPAN, HOLDS_SPANS},
    {"base", EMPTY},
    {"bdo", SPAN, HOLDS_SPANS},
    {"big", SPAN, HOLDS_SPANS},
    {"blockquote", BLOCK, HOLDS_BLOCKS},
    {"body", BLOCK, HOLDS_BLOCKS},
    {"br", SPAN, EMPTY},
    {"button", SPAN, HOLDS_SPANS},
    {"caption", BLOCK, HOLDS_SPANS},
    {"cite", SPAN, HOLDS_SPANS},
    {"code", SPAN},
    {"col", BLOCK, EMPTY},
    {"colgroup", BLOCK},
    {"command", EMPTY},
    {"dd", BLOCK, HOLDS_BLOCKS},
    {"del", SPAN, HOLDS_SPANS},
    {"details", HOLDS_BLOCKS},
    {"dfn", SPAN, HOLDS_SPANS},
    {"div", BLOCK, HOLDS_BLOCKS},
    {"dl", BLOCK, HOLDS_BLOCKS},
    {"dt", BLOCK, HOLDS_SPANS},
    {"em", SPAN, HOLDS_SPANS},
    {"embed", EMPTY},
    {"fieldset", BLOCK, HOLDS_BLOCKS},
    {"figcaption", BLOCK, HOLDS_BLOCKS},
    {"figure", HOLDS_BLOCKS},
    {"footer", BLOCK, HOLDS_BLOCKS},
    {"form", BLOCK, HOLDS_BLOCKS},
    {"h1", BLOCK, HOLDS_SPANS},
    {"h2", BLOCK, HOLDS_SPANS},
    {"h3", BLOCK, HOLDS_SPANS},
    {"h4", BLOCK, HOLDS_SPANS},
    {"h5", BLOCK, HOLDS_SPANS},
    {"h6", BLOCK, HOLDS_SPANS},
    {"head", BLOCK},
    {"header", BLOCK, HOLDS_BLOCKS},
    {"hgroup", BLOCK, HOLDS_BLOCKS},
    {"hr", BLOCK, EMPTY},
    {"html", BLOCK},
    {"i", SPAN, HOLDS_SPANS},
    {"iframe", BLOCK, HOLDS_BLOCKS},
    {"img", SPAN, EMPTY},
    {"input", SPAN, EMPTY},
    {"ins", SPAN, HOLDS_SPANS},
    {"kbd", SPAN},
    {"keygen", EMPTY},
    {"label", SPAN, HOLDS_SPANS},
    {"legend", BLOCK, HOLDS_SPANS},
    {"li", BLOCK, HOLDS_BLOCKS},
    {"link", EMPTY},
    {"main", BLOCK, HOLDS_BLOCKS},
    {"map", BLOCK, HOLDS_BLOCKS},
    {"mark", SPAN},
    {.name = "math"},
    {"menu", BLOCK, HOLDS_BLOCKS},
    {"meta", EMPTY},
    {"nav", BLOCK, HOLDS_BLOCKS},
    {"noscript", HOLDS_BLOCKS},
    {"object", HOLDS_BLOCKS},
    {"ol", BLOCK},
    {"optgroup", BLOCK, HOLDS_SPANS},
    {"option", SPAN},
    {"p", BLOCK, HOLDS_SPANS},
    {"param", EMPTY},
    {"pre", BLOCK},
    {"q", SPAN, HOLDS_SPANS},
    {"rb", SPAN, HOLDS_SPANS},
    {"rbc", SPAN, HOLDS_SPANS},
    {"rp", SPAN, HOLDS_SPANS},
    {"rt", SPAN, HOLDS_SPANS},
    {"rtc", SPAN, HOLDS_SPANS},
    {"ruby", SPAN, HOLDS_SPANS},
    {"samp", SPAN},
    {.name = "script"},
    {"section", BLOCK, HOLDS_BLOCKS},
    {"select", SPAN, HOLDS_SPANS},
    {"small", SPAN, HOLDS_SPANS},
    {"source", EMPTY},
    {"span", SPAN, HOLDS_SPANS},
    {"strong", SPAN, HOLDS_SPANS},
    {.name = "style"},
    {"sub", SPAN, HOLDS_SPANS},
    {"summary", BLOCK, HOLDS_BLOCKS},
    {"sup", SPAN, HOLDS_SPANS},
    {"table", BLOCK},
    {"tbody", BLOCK},
    {"td", BLOCK, HOLDS_BLOCKS},
    {.name = "textarea"},
    {"tfoot", BLOCK},
    {"th", BLOCK, HOLDS_SPANS},
    {"thead", BLOCK},
    {"tr", BLOCK},
    {"track", EMPTY},
    {"tt", SPAN, HOLDS_SPANS},
    {"u", SPAN},
    {"ul", BLOCK},
    {"var", SPAN},
    {"wbr", EMPTY},
};

static int compare(const char *name, pc_str s) {
    size_t i = 0;
    for (; i < s.n && name[i]; i++) {
        int d = name[i] - pc_lower(s.p[i]);
        if (d) return d;
    }
    return name[i] ? 1 : i < s.n ? -1 : 0;
}

const kd_html_facts *kd_html_facts_of(pc_str name) {
    static const kd_html_facts unknown = {.name = ""};
    size_t lo = 0, hi = PC_COUNT(facts);
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int d = compare(facts[mid].name, name);
        if (!d) return &facts[mid];
        if (d < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return &unknown;
}

/* --- tags ----------------------------------------------------------------------------------------
 */

static bool begins_name(uint32_t c) {
    return c < 0x80 ? pc_is_alpha((int)c) || c == '_' : pc_uni_is_alpha(c);
}

static bool in_name(uint32_t c) {
    if (c < 0x80) return pc_is_alnum((int)c) || c == '_' || c == '-' || c == '.';
    return pc_uni_is_alnum(c) || c == 0xb7;
}

static bool in_word(uint32_t c) {
    return c < 0x80 ? pc_is_alnum((int)c) || c == '_' : pc_uni_is_alnum(c);
}

/* The end of what [in] accepts. */
static size_t run_end(pc_str s, size_t at, bool (*in)(uint32_t)) {
    while (at < s.n) {
        size_t next = at;
        if (!in(pc_utf8_next(s, &next))) break;
        at = next;
    }
    return at;
}

static size_t part_end(pc_str s, size_t at) {
    size_t next = at;
    if (at == s.n || !begins_name(pc_utf8_next(s, &next))) return at;
    return run_end(s, next, in_name);
}

/* A name with at most one prefix; [at] itself when there is none. */
static size_t name_end(pc_str s, size_t at) {
    size_t end = part_end(s, at);
    if (end == at || end == s.n || s.p[end] != ':') return end;
    size_t more = part_end(s, end + 1);
    return more > end + 1 ? more : end;
}

static size_t space_end(pc_str s, size_t at) {
    while (at < s.n && pc_is_space(s.p[at])) at++;
    return at;
}

/* = and a value behind an attribute's name: its end, or [at] when there is none. */
static size_t value_end(pc_str s, size_t at, pc_str *value) {
    size_t i = space_end(s, at);
    if (i == s.n || s.p[i] != '=') return at;
    i = space_end(s, i + 1);
    if (i == s.n) return at;
    if (s.p[i] == '"' || s.p[i] == '\'') {
        size_t end = pc_str_chr(s, s.p[i], i + 1);
        if (end == PC_NPOS) return at;
        *value = pc_str_sub(s, i + 1, end);
        return end + 1;
    }
    size_t end = run_end(s, i, in_word);
    if (end == i) return at;
    *value = pc_str_sub(s, i, end);
    return end;
}

/* The next attribute behind white space; false: there is none, *at stays. */
static bool attribute(pc_str s, size_t *at, pc_str *name, pc_str *value) {
    size_t from = space_end(s, *at), end = name_end(s, from);
    if (from == *at || end == from) return false;
    *name = pc_str_sub(s, from, end);
    *value = PC_S("");
    *at = value_end(s, end, value);
    return true;
}

bool kd_tag_at(pc_str s, size_t at, kd_tag *out) {
    *out = (kd_tag){.close = at + 1 < s.n && s.p[at + 1] == '/'};
    size_t from = at + 1 + out->close, i = name_end(s, from);
    pc_str name, value;
    if (i == from) return false;
    out->name = pc_str_sub(s, from, i);
    size_t attrs = i;
    while (!out->close && attribute(s, &i, &name, &value)) continue;
    out->attrs = pc_str_sub(s, attrs, i);
    i = space_end(s, i);
    out->closed = !out->close && i < s.n && s.p[i] == '/';
    i += out->closed;
    out->end = i + 1;
    return i < s.n && s.p[i] == '>';
}

static pc_str lower(kd *k, pc_str s) {
    char *p = pc_alloc_text(k->scratch, s.n);
    for (size_t i = 0; i < s.n; i++) p[i] = (char)pc_lower(s.p[i]);
    return (pc_str){p, s.n};
}

kd_ial *kd_html_attrs(kd *k, const kd_tag *tag, pc_str *markdown) {
    kd_ial *out = PC_NEW(k->scratch, kd_ial);
    bool known = kd_html_known(kd_html_facts_of(tag->name));
    pc_str name, value;
    *markdown = (pc_str){0};
    for (size_t i = 0; attribute(tag->attrs, &i, &name, &value);) {
        if (known) name = lower(k, name);
        if (pc_str_eqz(name, "markdown"))
            *markdown = value;
        else
            kd_ial_put(k, out, name, value);
    }
    return out;
}
