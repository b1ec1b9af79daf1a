/* The families of HTML, as rows. */
#include "writers/html/html_int.h"

#include "base/str.h"

static const char *const cmark_family[] = {"commonmark", "gfm", "jekyll", "kramdown", NULL};

static const hw_style styles[] = {
    {
        .from = cmark_family,
        .escape_quotes = true,
        .escape_urls = true,
        .break_items = true,
        .align_attributes = true,
        .language_classes = true,
        .code_line_end = true,
        .always_alt = true,
        .title_last = true,
        .dense_definitions = true,
    },
    {
        .from = NULL,
        .escape_apostrophes = true,
        .list_types = true,
        .task_labels = true,
        .span_tags = true,
    },
};

const hw_style *hw_style_for(pc_str from) {
    const hw_style *s = styles;
    for (; s->from; s++)
        for (const char *const *f = s->from; *f; f++)
            if (pc_str_eqz(from, *f)) return s;
    return s;
}
