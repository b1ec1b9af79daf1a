/* kramdown's options (its documentation, "Options"), with the defaults that Jekyll gives them.
 *
 * They come from the site's configuration (`kramdown:`), from the command line (-M
 * kramdown.NAME=VALUE), from the format's extensions, and from {::options /} in the text. Options
 * that only concern other output formats of kramdown are known and have no effect here. */
#ifndef PC_KD_OPTIONS_H
#define PC_KD_OPTIONS_H

#include "data/value.h"
#include "text/smartypants.h"

typedef struct kd_options {
    bool gfm; /* input: GFM; else kramdown */
    bool auto_ids, auto_id_stripping, transliterated_header_ids;
    pc_str auto_id_prefix;
    int64_t header_offset;
    bool header_links; /* kramdown 2.5 */
    bool hard_wrap;
    bool quirk_paragraph_end, quirk_no_auto_typographic; /* gfm_quirks */
    bool parse_block_html, parse_span_html;
    bool html_to_native; /* HTML becomes nodes either way; with this, what Markdown has signs for
                          * is written as its own */
    bool smart;          /* quotes and symbols at all: the extension smart */
    bool math;           /* $$…$$ */
    bool dollars; /* the extension tex_math_dollars: $…$ too, which kramdown does not know */
    pc_str symbols[PC_SMARTY_KINDS]; /* by pc_smarty_kind; empty p: the usual character */
    int64_t footnote_nr;
    pc_str footnote_prefix, footnote_backlink, footnote_link_text;
    bool footnote_backlink_inline;
    uint32_t toc_levels; /* bit n: headings of level n */
    bool remove_line_breaks_for_cjk;
    pc_value link_defs;              /* label: [url, title] */
    pc_str highlighter, math_engine; /* empty: none */
    pc_value highlighter_opts;
    bool guess_lang;  /* Jekyll's option beside highlighter_opts, which … */
    bool jekyll_code; /* … counts, and plain text as the usual language, unless these were set by
                       * other means than the site's configuration */
} kd_options;

extern const kd_options kd_options_default;

/* Whether the option's value is a map; its text is YAML then, as in kramdown. */
bool kd_option_is_map(pc_str name);
/* Sets one option from text or from a value of the configuration. False: there is none of that
 * name; *why is set when the value does not fit. */
bool kd_option_set(kd_options *o, pc_arena *a, pc_str name, const pc_value *v, pc_str *why);

#endif
