/* The dialects: which tables of tags and filters, in which order, and the flags. */
#include "readers/jekyll/liquid/liquid_int.h"

/* Jekyll has no file system for {% render %}, so the tag is not in its tables. */
static const liq_tag_table *const jekyll_tags[] = {&liq_tags_core,
                                                   &liq_tags_loop,
                                                   &liq_tags_jekyll,
                                                   &liq_tags_highlight,
                                                   &liq_tags_scholar,
                                                   &liq_tags_plugins,
                                                   NULL};
static const liq_filter_table *const jekyll_filters[] = {
    &liq_filters_jekyll_list, &liq_filters_jekyll, &liq_filters_smart,
    &liq_filters_url,         &liq_filters_text,   &liq_filters_list,
    &liq_filters_number,      &liq_filters_toc,    NULL};

static const liq_tag_table *const standard_tags[] = {&liq_tags_core, &liq_tags_newer,
                                                     &liq_tags_loop, &liq_tags_partial, NULL};
static const liq_filter_table *const standard_filters[] = {
    &liq_filters_text, &liq_filters_list, &liq_filters_newer, &liq_filters_number, NULL};

const liq_dialect liq_jekyll = {.name = "jekyll",
                                .tags = jekyll_tags,
                                .filters = jekyll_filters,
                                .plugin_filter = liq_plugin_filter_find,
                                .lax = true};

const liq_dialect liq_standard = {.name = "standard",
                                  .tags = standard_tags,
                                  .filters = standard_filters,
                                  .rows_end = true,
                                  .blank_works = true};
