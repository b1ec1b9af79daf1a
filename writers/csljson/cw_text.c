/* Inlines as strings with the markup that CSL processors take. */
#include "ast/build.h"
#include "writers/csljson/cw.h"

static const struct {
    pc_inline_tag tag;
    const char *open, *close;
} styles[] = {{PC_Emph, "<i>", "</i>"},
              {PC_Strong, "<b>", "</b>"},
              {PC_Superscript, "<sup>", "</sup>"},
              {PC_Subscript, "<sub>", "</sub>"},
              {PC_SmallCaps, "<span style=\"font-variant:small-caps;\">", "</span>"}};

static void put_all(pc_buf *out, pc_inlines xs);

static void put_within(pc_buf *out, const char *open, pc_inlines xs, const char *close) {
    pc_buf_putz(out, open);
    put_all(out, xs);
    pc_buf_putz(out, close);
}

static void put_quoted(pc_buf *out, const pc_inline *x) {
    bool one = x->kind == PC_SINGLE_QUOTE;
    put_within(out, one ? "\xE2\x80\x98" : "\xE2\x80\x9C", x->u.inlines,
               one ? "\xE2\x80\x99" : "\xE2\x80\x9D");
}

static void put_styled(pc_buf *out, const pc_inline *x) {
    for (size_t i = 0; i < PC_COUNT(styles); i++)
        if (x->tag == styles[i].tag) {
            put_within(out, styles[i].open, x->u.inlines, styles[i].close);
            return;
        }
    put_all(out, pc_inline_content(x));
}

static void put(pc_buf *out, const pc_inline *x) {
    switch ((pc_inline_tag)x->tag) {
    case PC_Str: pc_buf_put(out, x->u.text); break;
    case PC_Space:
    case PC_SoftBreak:
    case PC_LineBreak: pc_buf_putc(out, ' '); break;
    case PC_Code: pc_buf_put(out, x->u.code->text); break;
    case PC_Math:
        pc_buf_putc(out, '$');
        pc_buf_put(out, x->u.text);
        pc_buf_putc(out, '$');
        break;
    case PC_Quoted: put_quoted(out, x); break;
    case PC_Span:
        if (pc_attr_has_class(x->u.span->attr, "nocase"))
            put_within(out, "<span class=\"nocase\">", x->u.span->content, "</span>");
        else
            put_all(out, x->u.span->content);
        break;
    default: put_styled(out, x);
    }
}

static void put_all(pc_buf *out, pc_inlines xs) {
    for (size_t i = 0; i < xs.n; i++) put(out, &xs.v[i]);
}

pc_str cw_rich(cw *w, pc_inlines xs) {
    pc_buf out;
    pc_buf_init(&out, w->cx->mem);
    put_all(&out, xs);
    pc_str s = pc_buf_take(&out, w->a);
    pc_buf_fini(&out);
    return s;
}
