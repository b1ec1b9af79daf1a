/* The Liquid engine: a template becomes a program in an arena, a program and data become text.
 *
 * What differs between Liquid's users stands in a `liq_dialect` (tables of tags and filters, and a
 * few flags); what comes from outside (variables, included files, Markdown) comes through a
 * `liq_host`. Templates are parsed once and may be run any number of times. Bad templates give
 * diagnostics and the best result: a tag that cannot be read is left out, and no Liquid ever stays
 * in the text. */
#ifndef PC_LIQUID_H
#define PC_LIQUID_H

#include "diag/diag.h"
#include "options/options.h"
#include "readers/jekyll/liquid/date.h"
#include "readers/jekyll/liquid/value.h"

typedef struct liq_dialect liq_dialect;
typedef struct liq_program liq_program;
typedef struct liq_run liq_run;

/* Jekyll 4.3's Liquid. Its include takes a bare file name, its filters override some of Liquid's,
 * an unknown filter changes nothing, and runtime errors leave nothing in the text. */
extern const liq_dialect liq_jekyll;
/* Liquid as in its own reference. */
extern const liq_dialect liq_standard;

/* How the host is asked for a partial. */
typedef enum liq_partial_kind { LIQ_INCLUDE, LIQ_INCLUDE_RELATIVE, LIQ_RENDER } liq_partial_kind;

/* A tag of jekyll-scholar. */
typedef struct liq_citation {
    const char *tag;    /* "bibliography", "cite" … */
    const pc_str *keys; /* of entries; variables looked up */
    size_t nkeys;
    pc_str options; /* "--query @*[year=2024]", as on a command line */
    pc_str body;    /* of quote and bibtex; p NULL: no block */
} liq_citation;

/* The outside world. Any function may be NULL. */
typedef struct liq_host {
    void *user;
    liq_zone zone;
    bool strict_names; /* undefined variables and unknown filters are errors, as with Liquid's
                        * strict_variables and strict_filters */
    /* A variable that no template has set: site, page, … False: undefined. */
    bool (*global)(void *user, liq_run *r, pc_str name, liq_value *out);
    /* A map with all of them, to name one that may have been meant. */
    liq_value (*globals)(void *user, liq_run *r);
    /* The parsed text of an included file. NULL after a diagnostic at [from, to). */
    const liq_program *(*partial)(void *user, liq_run *r, liq_partial_kind kind, pc_str name,
                                  pc_pos from, pc_pos to);
    /* markdownify: HTML of Markdown. */
    pc_str (*markdown)(void *user, liq_run *r, pc_str text);
    /* {% link %} and {% post_url %}: the address of a file of the site. False: not there. */
    bool (*link)(void *user, liq_run *r, pc_str path, bool post, pc_str *url);
    /* What a tag of jekyll-scholar prints, in HTML. False: there are no bibliographies here. */
    bool (*cite)(void *user, liq_run *r, const liq_citation *c, pc_str *out);
    /* Settings that filters look at: url, baseurl, highlighter. */
    liq_value (*config)(void *user, liq_run *r, pc_str key);
    const pc_limits *limits; /* NULL: the defaults */
} liq_host;

/* Parses src.text[from, to). The program lives in [a]; positions point into src. Never NULL. */
const liq_program *liq_parse(pc_arena *a, pc_arena *scratch, const liq_dialect *d,
                             const pc_source *src, size_t from, size_t to, pc_diags *diags);
/* The same, where blocks may nest as deep as [limits] say (NULL: the defaults). */
const liq_program *liq_parse_within(pc_arena *a, pc_arena *scratch, const liq_dialect *d,
                                    const pc_limits *limits, const pc_source *src, size_t from,
                                    size_t to, pc_diags *diags);
/* True if parsing said anything worse than a note. */
bool liq_program_bad(const liq_program *p);

/* What a run gives: the text, and where each part of it comes from (pc_source_add_made). */
typedef struct liq_result {
    pc_str text;
    pc_map_span *spans;
    size_t nspans;
    size_t errors; /* runtime errors; each has had its diagnostic */
} liq_result;

/* Runs [p] with everything that must outlive it in [a]. Limits of base/limits.h end the run with a
 * diagnostic and what there was until then. */
liq_result liq_render(pc_arena *a, const liq_dialect *d, const liq_host *host, pc_diags *diags,
                      const liq_program *p);

/* The same with a parent whose position reports stand for this run's (an excerpt that a page asks
 * for) and whose limits it shares. [parent] may be NULL. */
liq_result liq_render_in(liq_run *parent, pc_arena *a, const liq_dialect *d, const liq_host *host,
                         pc_diags *diags, const liq_program *p);

/* For hosts. Jekyll's slugify: mode raw, default, pretty, ascii, latin, or empty. */
pc_str liq_slugify(pc_arena *a, pc_str s, pc_str mode, bool cased);
pc_arena *liq_arena(liq_run *r);
pc_diags *liq_diags(liq_run *r);
const liq_zone *liq_zone_of(const liq_run *r);
/* Notes to the diagnostic before: where the file that is being run was included, and so on up. */
void liq_say_chain(liq_run *r);
/* The same for [file], which the tag at hand includes. */
void liq_say_included(liq_run *r, pc_str file);
/* The position of the tag that is being run. */
pc_pos liq_here(const liq_run *r);

#endif
