/* The script that shows formulas in a page of its own, from where Pandoc's writer has it. Both look
 * for \(…\) and \[…\] in the page's text, so the body is the same with either. */
#include "ast/meta.h"
#include "ast/walk.h"
#include "base/str.h"
#include "writers/html/html_int.h"

static bool mth_within(pc_walk *w) {
    for (pc_event e; (e = pc_walk_next(w)) != PC_WALK_END;)
        if (e == PC_WALK_ENTER && w->inlin && w->inlin->tag == PC_Math) return true;
    return false;
}

static bool mth_any(pc_arena *scratch, const pc_doc *doc) {
    const pc_meta *title = pc_meta_getz(doc->meta, "title");
    pc_walk w;
    pc_walk_blocks(&w, scratch, doc->blocks);
    bool any = mth_within(&w);
    if (any || !title || title->tag != PC_MetaInlines) return any;
    pc_walk_inlines(&w, scratch, title->u.inlines);
    return mth_within(&w);
}

static pc_str mth_mathjax(pc_arena *a, pc_str url) {
    return pc_str_fmt(a, "<script defer src=\"%.*s\"></script>", PC_F(url));
}

/* A folder, as Pandoc's option has it. */
static pc_str mth_katex(pc_arena *a, pc_str url) {
    const char *slash = pc_str_endsz(url, "/") ? "" : "/";
    pc_str at = pc_str_cat(a, url, pc_strz(slash));
    return pc_str_fmt(a,
                      "<link rel=\"stylesheet\" href=\"%.*skatex.min.css\" />\n"
                      "<script defer src=\"%.*skatex.min.js\"></script>\n"
                      "<script defer src=\"%.*scontrib/auto-render.min.js\""
                      " onload=\"renderMathInElement(document.body);\"></script>",
                      PC_F(at), PC_F(at), PC_F(at));
}

static const struct {
    const char *url;
    pc_str (*head)(pc_arena *a, pc_str url);
} mth_methods[] = {
    [PC_MATH_MATHJAX] = {"https://cdn.jsdelivr.net/npm/mathjax@3/es5/tex-chtml-full.js",
                         mth_mathjax},
    [PC_MATH_KATEX] = {"https://cdn.jsdelivr.net/npm/katex@0.16/dist/", mth_katex},
};

pc_str hw_math_head(pc_ctx *cx, const pc_doc *doc) {
    const pc_options *o = cx->options;
    bool other = doc->look && doc->look->math_elements; /* for a script of the site's own */
    if (other || !mth_any(cx->scratch, doc)) return PC_S("");
    pc_str url = o->math_url.n ? o->math_url : pc_strz(mth_methods[o->math_method].url);
    pc_buf b;
    pc_buf_init(&b, cx->mem);
    hw w = {.cx = cx, .out = &b, .style = hw_style_for(doc->markdown, cx->from)};
    hw_attr_value(&w, url);
    pc_str escaped = pc_buf_take(&b, cx->arena);
    pc_buf_fini(&b);
    return mth_methods[o->math_method].head(cx->arena, escaped);
}
