/* Attributes. Names that HTML does not know get data- in front, as Pandoc's writer does; those of
 * an element that came from HTML are given back as they were. */
#include "writers/html/html_int.h"

#include "ast/build.h"
#include "base/str.h"

/* Attributes of the HTML Standard's index, sorted by bytes. */
static const char *const att_names[] = {
    "abbr",
    "accept",
    "accept-charset",
    "accesskey",
    "action",
    "allow",
    "allowfullscreen",
    "alt",
    "async",
    "autocapitalize",
    "autocomplete",
    "autofocus",
    "autoplay",
    "charset",
    "checked",
    "cite",
    "class",
    "color",
    "cols",
    "colspan",
    "content",
    "contenteditable",
    "controls",
    "coords",
    "crossorigin",
    "data",
    "datetime",
    "decoding",
    "default",
    "defer",
    "dir",
    "dirname",
    "disabled",
    "download",
    "draggable",
    "enctype",
    "enterkeyhint",
    "for",
    "form",
    "formaction",
    "formenctype",
    "formmethod",
    "formnovalidate",
    "formtarget",
    "headers",
    "height",
    "hidden",
    "high",
    "href",
    "hreflang",
    "http-equiv",
    "id",
    "imagesizes",
    "imagesrcset",
    "inputmode",
    "integrity",
    "is",
    "ismap",
    "itemid",
    "itemprop",
    "itemref",
    "itemscope",
    "itemtype",
    "kind",
    "label",
    "lang",
    "list",
    "loading",
    "loop",
    "low",
    "max",
    "maxlength",
    "media",
    "method",
    "min",
    "minlength",
    "multiple",
    "muted",
    "name",
    "nomodule",
    "nonce",
    "novalidate",
    "open",
    "optimum",
    "pattern",
    "ping",
    "placeholder",
    "playsinline",
    "poster",
    "preload",
    "readonly",
    "referrerpolicy",
    "rel",
    "required",
    "reversed",
    "role",
    "rows",
    "rowspan",
    "sandbox",
    "scope",
    "selected",
    "shape",
    "size",
    "sizes",
    "slot",
    "span",
    "spellcheck",
    "src",
    "srcdoc",
    "srclang",
    "srcset",
    "start",
    "step",
    "style",
    "tabindex",
    "target",
    "title",
    "translate",
    "type",
    "typemustmatch",
    "updateviacache",
    "usemap",
    "value",
    "width",
    "wrap",
};

static bool att_is_html(pc_str key) {
    size_t lo = 0, hi = PC_COUNT(att_names);
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int d = pc_str_cmp(pc_strz(att_names[mid]), key);
        if (d == 0) return true;
        if (d < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return pc_str_startsz(key, "on"); /* event handlers */
}

/* What cannot be an attribute's name: it would end the name, or the tag. */
static bool att_is_name(pc_str key) {
    for (size_t i = 0; i < key.n; i++)
        if ((unsigned char)key.p[i] <= ' ' || memchr("\"'>/=<`\x7f", key.p[i], 8)) return false;
    return key.n > 0;
}

void hw_key_value(hw *w, const char *name, pc_str value) {
    pc_buf_putc(w->out, ' ');
    pc_buf_putz(w->out, name);
    PC_PUTL(w->out, "=\"");
    hw_attr_value(w, value);
    pc_buf_putc(w->out, '"');
}

void hw_id(hw *w, const pc_attr *a) {
    if (a->id.n) hw_key_value(w, "id", a->id);
}

static void att_classes(hw *w, const pc_attr *a, hw_skip skip) {
    bool any = skip.extra_class != NULL, skipped = false;
    if (any) {
        PC_PUTL(w->out, " class=\"");
        pc_buf_putz(w->out, skip.extra_class);
    }
    for (size_t i = 0; i < a->classes.n; i++) {
        if (skip.cls && !skipped && pc_str_eqz(a->classes.v[i], skip.cls)) {
            skipped = true;
            continue;
        }
        if (any)
            pc_buf_putc(w->out, ' ');
        else
            PC_PUTL(w->out, " class=\"");
        any = true;
        hw_attr_value(w, a->classes.v[i]);
    }
    if (any) pc_buf_putc(w->out, '"');
}

static bool att_is_size(pc_str key) {
    return pc_str_eqz(key, "width") || pc_str_eqz(key, "height");
}

/* What the recogniser says of an entry or a heading is no attribute of an element, not even of one
 * that the page has, nor where HTML has the name for another element: "type". */
static bool att_is_fact(const pc_attr *a, pc_str key) {
    static const char *const facts[] = {"arxiv", "date",   "doi",  "etal",  "isbn",
                                        "pmid",  "status", "type", "venue", "year"};
    bool fact = false;
    for (size_t i = 0; i < PC_COUNT(facts); i++) fact = fact || pc_str_eqz(key, facts[i]);
    return fact &&
           (pc_attr_has_class(a, "publication") || pc_attr_has_class(a, "publications-section"));
}

static bool att_is_known(pc_str key) {
    return att_is_html(key) || pc_str_startsz(key, "data-") || pc_str_startsz(key, "aria-") ||
           pc_str_chr(key, ':', 0) != PC_NPOS;
}

static void att_pair(hw *w, pc_key_value kv, bool as_is) {
    if (!att_is_name(kv.key)) return;
    pc_buf_putz(w->out, as_is ? " " : " data-");
    pc_buf_put(w->out, kv.key);
    PC_PUTL(w->out, "=\"");
    hw_attr_value(w, kv.value);
    pc_buf_putc(w->out, '"');
}

void hw_attr(hw *w, const pc_attr *a, hw_skip skip) {
    if (w->style->exact_attributes && !skip.made) skip.as_is = true, skip.size = false;
    if (!skip.id) hw_id(w, a);
    att_classes(w, a, skip);
    if (skip.size) hw_image_size(w, a);
    if (skip.style) hw_key_value(w, "style", pc_strz(skip.style));
    for (size_t i = 0; i < a->pairs.n; i++) {
        pc_str key = a->pairs.v[i].key;
        if (skip.size && att_is_size(key)) continue;
        bool as_is = (skip.as_is || att_is_known(key)) && !att_is_fact(a, key);
        att_pair(w, a->pairs.v[i], as_is);
    }
}

/* A length that CSS knows: Pandoc writes percent with one decimal. False for bare numbers. */
static bool att_length(pc_buf *out, const char *name, pc_str value, bool *any) {
    static const char *const units[] = {"px", "in", "cm", "mm", "em", "pt", "pc", "ex", "rem"};
    bool percent = pc_str_endsz(value, "%"), unit = percent;
    for (size_t i = 0; i < PC_COUNT(units); i++) unit = unit || pc_str_endsz(value, units[i]);
    if (!unit || !value.n || !pc_is_digit(value.p[0])) return false;
    pc_buf_putz(out, *any ? ";" : "");
    pc_buf_putz(out, name);
    pc_buf_putc(out, ':');
    pc_buf_put(out, value);
    if (percent && pc_str_chr(value, '.', 0) == PC_NPOS) {
        pc_buf_trunc(out, out->n - 1);
        PC_PUTL(out, ".0%");
    }
    *any = true;
    return true;
}

void hw_image_size(hw *w, const pc_attr *a) {
    static const char *const names[] = {"width", "height"};
    pc_buf style;
    bool any = false;
    pc_buf_init(&style, w->cx->mem);
    for (size_t i = 0; i < 2; i++) {
        pc_str v = pc_attr_get(a, names[i]);
        if (!v.n || att_length(&style, names[i], v, &any)) continue;
        int64_t pixels;
        if (pc_str_int(v, &pixels)) hw_key_value(w, names[i], v);
    }
    if (any) hw_key_value(w, "style", pc_buf_str(&style));
    pc_buf_fini(&style);
}

void hw_line(hw *w) {
    pc_buf_cr(w->out);
    if (w->indent > 0) pc_buf_fill(w->out, ' ', (size_t)w->indent);
}

void hw_open(hw *w, const char *tag, const pc_attr *a, bool as_is) {
    pc_buf_putc(w->out, '<');
    pc_buf_putz(w->out, tag);
    hw_attr(w, a, (hw_skip){.as_is = as_is});
    pc_buf_putc(w->out, '>');
}

void hw_close(hw *w, const char *tag) {
    PC_PUTL(w->out, "</");
    pc_buf_putz(w->out, tag);
    pc_buf_putc(w->out, '>');
}
