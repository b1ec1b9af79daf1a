/* The families of HTML, as rows. */
#include "writers/html/html_int.h"

#include "base/str.h"

static const char *const cmark_family[] = {"commonmark", "gfm", NULL};
static const char *const kramdown_family[] = {"kramdown", "jekyll", NULL};

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
        .from = kramdown_family,
        .break_items = true,
        .always_alt = true,
        .title_last = true,
        .dense_definitions = true,
        .code_line_end = true,
        .indent = 2,
        .blank_lines = true,
        .id_first = true,
        .plain_order = true,
        .code_frames = true,
        .exact_code = true,
        .exact_attributes = true,
        .bare_math = true,
        .task_boxes = true,
        .filled_cells = true,
        .named_notes = true,
        .exact_blanks = true,
        .bare_rows = true,
        .html_texts = true,
        .audible_captions = true,
    },
    {
        .from = NULL,
        .escape_apostrophes = true,
        .list_types = true,
        .task_labels = true,
        .span_tags = true,
    },
};

const pc_look hw_look_default = {
    .block = {.framed = true, .guess = true, .language = PC_LIT("plaintext")},
    .span = {.framed = true, .guess = true, .language = PC_LIT("plaintext")},
    .note_start = 1,
    .note_back = PC_LIT("&#8617;"),
};

const hw_style *hw_style_for(pc_str markdown, pc_str from) {
    const hw_style *s = styles;
    if (markdown.n) from = markdown;
    for (; s->from; s++)
        for (const char *const *f = s->from; *f; f++)
            if (pc_str_eqz(from, *f)) return s;
    return s;
}
