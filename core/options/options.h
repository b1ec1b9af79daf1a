/* What the caller asked for, as named fields. Filled by the command line or by an embedder. */
#ifndef PC_OPTIONS_H
#define PC_OPTIONS_H

#include "base/base.h"

typedef enum pc_wrap { PC_WRAP_AUTO, PC_WRAP_NONE, PC_WRAP_PRESERVE } pc_wrap;

/* What shows the formulas of a page of HTML. */
typedef enum pc_math_method { PC_MATH_MATHJAX, PC_MATH_KATEX } pc_math_method;

/* Limits that a caller may move (--limit). */
typedef struct pc_limits {
    int64_t liquid_steps;  /* of a page: rounds of loops, tags, filters, and what they build */
    int64_t liquid_depth;  /* blocks and includes within each other */
    int64_t liquid_output; /* bytes of a text */
} pc_limits;

typedef struct pc_limit_row {
    const char *name;    /* as --limit knows it */
    size_t field;        /* offset of an int64_t in pc_limits */
    int64_t least, most; /* that it may be set to */
} pc_limit_row;
extern const pc_limit_row pc_limit_table[];
extern const size_t pc_limit_count;
extern const pc_limits pc_limits_default; /* of base/limits.h */

typedef struct pc_options {
    /* reading */
    pc_str site;          /* --site: the site's folder; empty: found by walking up */
    const pc_str *config; /* --config: configuration files, later ones stronger; none: the site's
                           * own _config.yml */
    size_t nconfig;
    pc_str page;                      /* --page: of a site, by path or URL */
    pc_str collection;                /* --collection: of a site, all of it as one document */
    bool layouts;                     /* --layouts: a page in its site's own layouts */
    bool drafts, future, unpublished; /* as `jekyll build` takes them */
    bool strict;                      /* --strict: what would stop Jekyll is an error */
    bool no_recognise;                /* leave publications unannotated (-f jekyll-publications) */
    pc_str timezone;                  /* where the configuration names none: as TZ; empty: UTC */
    pc_str environment;               /* jekyll.environment; empty: "development" */
    int64_t now;                      /* seconds since 1970: what "now" means in a page */
    int64_t shift_headings;
    /* writing */
    bool standalone;
    bool ascii;
    bool number_sections, toc;
    int64_t toc_depth;
    pc_wrap wrap;
    int64_t columns;
    pc_math_method math_method; /* --mathjax, --katex */
    pc_str math_url;            /* where its files are; empty: on its usual server */
    pc_str top_level_division;  /* "default", "section", "chapter", "part" */
    pc_str stop_after;          /* "", "liquid": a stage after which the text is printed as it is */
    /* surroundings */
    pc_str data_dir;
    const pc_str *resource_path;
    size_t nresource_path;
    bool sandbox;
    pc_limits limits;
    bool verbose, quiet;
    bool trace;
} pc_options;

/* Pandoc's defaults: wrap auto, 72 columns, toc depth 3. */
extern const pc_options pc_options_default;

#endif
